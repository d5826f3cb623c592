//! What `hashiya evaluate` prints of relations and incidents.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::analysis::evaluate::told::{Linked, Links, Told};
use crate::analysis::evaluate::{Count, Part, Stretch, Telling};

/// The tables: a line a type of relation, a line for incidents, a line a cell of theirs.
pub(super) fn tables(out: &mut dyn Write, telling: &Telling) -> io::Result<()> {
    if telling.articles == 0 {
        return Ok(());
    }
    writeln!(out, "\nrelation\tgold\tproposed\tprecision\trecall\tf1")?;
    let counts = telling
        .relations
        .iter()
        .map(|(kind, count)| (kind.as_str(), count));
    for (kind, count) in counts.chain([("incidents", &telling.incidents)]) {
        writeln!(
            out,
            "{kind}\t{}\t{}\t{:.3}\t{:.3}\t{:.3}",
            count.gold,
            count.proposed,
            count.precision(),
            count.recall(),
            count.f1()
        )?;
    }
    writeln!(out, "\nincident\tright\tof\taccuracy")?;
    for (name, part) in &telling.cells {
        writeln!(
            out,
            "{name}\t{}\t{}\t{:.3}",
            part.right,
            part.of,
            part.ratio()
        )?;
    }
    writeln!(out, "\n{} articles with relations", telling.articles)
}

/// All of it, as entries of one object.
pub(super) fn json(telling: &Telling) -> Map<String, Value> {
    let relations = telling.relations.iter();
    let relations = relations.map(|(kind, count)| (kind.clone(), counts(count)));
    let cells = telling.cells.iter();
    let cells = cells.map(|(name, cell)| ((*name).to_owned(), part(cell)));
    let mut incidents = counts(&telling.incidents);
    if let Some(incidents) = incidents.as_object_mut() {
        incidents.insert("cells".to_owned(), Value::Object(cells.collect()));
    }
    Map::from_iter([
        ("relations".to_owned(), Value::Object(relations.collect())),
        ("incidents".to_owned(), incidents),
    ])
}

/// Counts as an object.
pub(super) fn counts(count: &Count) -> Value {
    json!({
        "gold": count.gold,
        "proposed": count.proposed,
        "found": count.found,
        "precision": count.precision(),
        "recall": count.recall(),
        "f1": count.f1(),
    })
}

/// A part as an object.
pub(super) fn part(part: &Part) -> Value {
    json!({"right": part.right, "of": part.of, "accuracy": part.ratio()})
}

/// The relations that were missed or proposed wrongly, a line each.
pub(super) fn misses(
    out: &mut dyn Write,
    file: &str,
    text: &str,
    (gold, proposed, links): (&Told, &Told, &Links),
) -> io::Result<()> {
    let letters: Vec<char> = text.chars().collect();
    let mut line = |link: &Linked, what: &str| {
        let words = |range: Stretch| -> String {
            let words = letters.get(range.start.get()..range.end.get());
            words.unwrap_or_default().iter().collect()
        };
        let (from, to) = (link.from.span.range, link.to.span.range);
        let (start, kind) = (from.start.get(), link.kind.to_uppercase());
        let (from, to) = (words(from), words(to));
        writeln!(
            out,
            "{file}:{start}\t{kind}\t{what} {}\t[{from}] > [{to}]",
            link.rule
        )
    };
    for missed in links
        .missed
        .iter()
        .filter_map(|number| gold.links.get(*number))
    {
        line(missed, "missed")?;
    }
    for wrong in links
        .wrong
        .iter()
        .filter_map(|number| proposed.links.get(*number))
    {
        line(wrong, "false alarm")?;
    }
    Ok(())
}
