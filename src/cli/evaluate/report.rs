//! What `hashiya evaluate` prints: tables for people, one object for programs, and the list of
//! what went wrong.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::told;
use crate::analysis::evaluate::{
    Calibration, Claim, Criterion, Interval, Marked, Pairing, Report, Stretch, Tally, bootstrap,
};

/// A measure of a label.
type Measure = fn(&Tally) -> f64;

/// The measures with an interval.
pub(super) const MEASURES: [(&str, Measure); 3] = [
    ("f1", |tally| tally.by(Criterion::Overlap).f1()),
    ("exact_f1", |tally| tally.by(Criterion::Exact).f1()),
    ("head_f1", |tally| tally.by(Criterion::Head).f1()),
];

fn interval(report: &Report, label: &str, measure: Measure) -> Option<Interval> {
    bootstrap(&report.articles, label, measure)
}

fn range(interval: Option<Interval>) -> String {
    let shown = |Interval { low, high }| format!("{low:.2}-{high:.2}");
    interval.map_or_else(|| "-".to_owned(), shown)
}

/// The tables: a line a label, then the attributes, then the confidence.
/// `before` are the same proposals as sure as their rules said.
pub(super) fn tables(
    out: &mut dyn Write,
    report: &Report,
    before: Option<&Calibration>,
) -> io::Result<()> {
    writeln!(
        out,
        "label\tgold\tproposed\tprecision\trecall\tf1\t95 %\texact f1\t95 %\thead f1"
    )?;
    let total = report.total();
    for (label, tally) in &total {
        let overlap = tally.by(Criterion::Overlap);
        let shown = |measure: Measure| {
            let interval = range(interval(report, label, measure));
            format!("{:.3}\t{interval}", measure(tally))
        };
        let [(_, f1), (_, exact), (_, head)] = MEASURES;
        writeln!(
            out,
            "{label}\t{}\t{}\t{:.3}\t{:.3}\t{}\t{}\t{:.3}",
            overlap.gold,
            overlap.proposed,
            overlap.precision(),
            overlap.recall(),
            shown(f1),
            shown(exact),
            head(tally),
        )?;
    }
    writeln!(out, "\nlabel\tattribute\tright\tof\taccuracy\t95 %")?;
    for (label, tally) in &total {
        for (name, part) in &tally.attributes {
            let interval = bootstrap(&report.articles, label, |tally| {
                tally.attributes.get(name).map_or(0.0, |part| part.ratio())
            });
            writeln!(
                out,
                "{label}\t{name}\t{}\t{}\t{:.3}\t{}",
                part.right,
                part.of,
                part.ratio(),
                range(interval),
            )?;
        }
    }
    let bins = report.calibration.bins(None);
    if !bins.is_empty() {
        writeln!(out, "\nconfidence\tproposals\tsays\tright")?;
        for (from, bin) in bins {
            writeln!(
                out,
                "{from:.2}-{:.2}\t{}\t{:.3}\t{:.3}",
                from + 0.05,
                bin.proposals,
                bin.confidence(),
                bin.precision(),
            )?;
        }
        writeln!(out, "\nlabel\tconfidence is off by\tbefore calibration")?;
        let labels = report.calibration.labels().map(Some);
        for label in labels.chain([None]) {
            let error = report.calibration.error(label);
            let before = before.map(|before| format!("{:.3}", before.error(label)));
            let before = before.as_deref().unwrap_or("-");
            writeln!(out, "{}\t{error:.3}\t{before}", label.unwrap_or("all"))?;
        }
    }
    told::tables(out, &report.telling)?;
    writeln!(out, "\n{} articles", report.articles.len())
}

/// What rules say and should say instead, as the program reads it.
pub(super) fn calibration(out: &mut dyn Write, said: &Calibration) -> io::Result<()> {
    writeln!(out, "# label, what its rules say, how often that is right")?;
    for label in said.labels() {
        let name = label.to_lowercase();
        for (said, right) in said.curve(label) {
            writeln!(out, "{name}\t{said:.4}\t{right:.4}")?;
        }
    }
    Ok(())
}

/// All of it as one object.
pub(super) fn json(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let between = |found: Option<Interval>| json!(found.map(|found| [found.low, found.high]));
    let mut labels = Map::new();
    for (label, tally) in report.total() {
        let mut entry = Map::new();
        for criterion in Criterion::ALL {
            entry.insert(
                criterion.name().to_owned(),
                told::counts(tally.by(criterion)),
            );
        }
        for (name, measure) in MEASURES {
            let found = between(interval(report, &label, measure));
            entry.insert(format!("{name}_95"), found);
        }
        let attributes: Map<String, Value> = tally
            .attributes
            .iter()
            .map(|(name, part)| ((*name).to_owned(), told::part(part)))
            .collect();
        entry.insert("attributes".to_owned(), attributes.into());
        let bins = report.calibration.bins(Some(&label)).into_iter();
        let bins = bins.map(|(from, bin)| {
            json!({
                "from": from,
                "proposals": bin.proposals,
                "confidence": bin.confidence(),
                "precision": bin.precision(),
            })
        });
        entry.insert("calibration".to_owned(), bins.collect());
        labels.insert(label, entry.into());
    }
    let mut whole = told::json(&report.telling);
    whole.insert("articles".to_owned(), report.articles.len().into());
    whole.insert("labels".to_owned(), labels.into());
    let whole = Value::from(whole);
    writeln!(out, "{whole}")
}

/// What was missed, proposed wrongly, or found with wrong edges or attributes: a line each, in
/// the order of the text.
pub(super) fn misses(
    out: &mut dyn Write,
    file: &str,
    text: &str,
    (gold, proposed, pairing): (&[Marked], &[Marked], &Pairing),
) -> io::Result<()> {
    let letters: Vec<char> = text.chars().collect();
    let mut lines: Vec<(Stretch, String)> = Vec::new();
    let mut add = |span: &Marked, what: String| {
        let Stretch { start, end } = span.range;
        let context = context(&letters, span.range);
        let line = format!("{file}:{start}-{end}\t{}\t{what}\t{context}", span.label);
        lines.push((span.range, line));
    };
    for missed in pairing.missed.iter().filter_map(|g| gold.get(*g)) {
        add(missed, format!("missed {}", said(missed)));
    }
    for wrong in pairing.wrong.iter().filter_map(|p| proposed.get(*p)) {
        let confidence = wrong.confidence.unwrap_or_default();
        let what = format!("false alarm {} {confidence:.2} {}", wrong.rule, said(wrong));
        add(wrong, what);
    }
    for (g, wanted) in gold.iter().enumerate().filter(|(_, g)| !g.optional) {
        let Some(pair) = pairing.of_gold(g) else {
            continue;
        };
        let Some(given) = proposed.get(pair.proposed) else {
            continue;
        };
        if !pair.exact {
            let words = words(&letters, given.range);
            add(wanted, format!("edges {} [{words}]", given.rule));
        }
        if wanted.label != given.label {
            continue;
        }
        for (name, claim) in &wanted.claims {
            let found = given.claims.get(name);
            let right = found.map_or(claim.is_met_by_nothing(), |found| claim.is_met_by(found));
            if !right {
                let found = found.map_or_else(|| "-".to_owned(), shown);
                let what = format!("{name} {} {found}, not {}", given.rule, shown(claim));
                add(wanted, what);
            }
        }
    }
    lines.sort();
    for (_, line) in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What a span says.
fn said(span: &Marked) -> String {
    let claims = span.claims.iter();
    let claims = claims.map(|(name, claim)| format!("{name}={}", shown(claim)));
    claims.collect::<Vec<_>>().join(" ")
}

fn shown(claim: &Claim) -> String {
    match claim {
        Claim::OneOf(words) => words.join("|"),
        Claim::Counts { low, high, .. } => {
            let number = |n: &Option<u64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
            format!("{}..{}", number(low), number(high))
        }
    }
}

/// How many code points stand around what is shown.
const CONTEXT: usize = 40;

/// The words of a stretch in brackets with what stands around them.
fn context(letters: &[char], range: Stretch) -> String {
    let (start, end) = (range.start.get(), range.end.get());
    let part = |from: usize, to: usize| -> String {
        let to = to.min(letters.len());
        let part = letters.get(from.min(to)..to).unwrap_or_default();
        part.iter()
            .map(|c| if c.is_whitespace() { ' ' } else { *c })
            .collect()
    };
    format!(
        "{}[{}]{}",
        part(start.saturating_sub(CONTEXT), start),
        part(start, end),
        part(end, end + CONTEXT)
    )
}

fn words(letters: &[char], range: Stretch) -> String {
    let part = letters.get(range.start.get()..range.end.get());
    part.unwrap_or_default().iter().collect()
}
