//! `hashiya stats`: what a project holds, a table an annotator; how far two annotators agree.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::analysis::evaluate::Criterion;
use crate::jobs::Progress as Watched;
use crate::model::annotations::Progress;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::span::SpanState;
use crate::session::compare::{Found, Sides, compare};
use crate::session::count::count;
use crate::store::Opened;

/// Prints the counts as tables with tabs between the columns.
pub(super) fn run(project: &Path) -> anyhow::Result<bool> {
    let reader: AnnotatorId = "reader".parse()?;
    let opened = Opened::read_only(project, &reader)?;
    let store = &opened.store;
    let (metas, _) = store.list()?;
    let articles: Vec<ArticleId> = metas
        .iter()
        .filter(|meta| !meta.is_removed())
        .map(|meta| meta.id.clone())
        .collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "articles\t{}", articles.len())?;
    let mut whole = true;
    for annotator in store.annotators()? {
        let (counts, problems) = count(store, &annotator.id, &articles, &Watched::unwatched());
        writeln!(out, "\nannotator\t{}\t{}", annotator.id, annotator.name)?;
        for progress in Progress::ALL {
            let number = counts.progress.get(&progress).copied().unwrap_or(0);
            writeln!(out, "{}\t{number}", progress.name())?;
        }
        let names: Vec<&str> = SpanState::ALL.iter().map(|state| state.name()).collect();
        writeln!(out, "label\t{}", names.join("\t"))?;
        for (label, states) in &counts.spans {
            write!(out, "{label}")?;
            for state in SpanState::ALL {
                write!(out, "\t{}", states.get(&state).copied().unwrap_or(0))?;
            }
            writeln!(out)?;
        }
        for (kind, number) in &counts.relations {
            writeln!(out, "relation {kind}\t{number}")?;
        }
        for (article, error) in problems {
            whole = false;
            writeln!(io::stderr(), "{article}: {error}")?;
        }
    }
    out.flush()?;
    Ok(whole)
}

/// Prints how far two annotators agree: as tables with tabs between the columns, or as JSON.
pub(super) fn agree(
    project: &Path,
    first: &AnnotatorId,
    second: &AnnotatorId,
    json: bool,
) -> anyhow::Result<bool> {
    let reader: AnnotatorId = "reader".parse()?;
    let opened = Opened::read_only(project, &reader)?;
    let known = opened.store.annotators()?;
    for asked in [first, second] {
        if known.iter().all(|annotator| annotator.id != *asked) {
            let names: Vec<&str> = known.iter().map(|a| a.id.as_str()).collect();
            let names = names.join(", ");
            anyhow::bail!("nobody called {asked} has a layer there; there are: {names}");
        }
    }
    let articles: Vec<ArticleId> = opened.articles.iter().map(|meta| meta.id.clone()).collect();
    let sides = Sides {
        first: first.clone(),
        second: second.clone(),
    };
    let schema = &opened.project.schema;
    let watched = Watched::unwatched();
    let found = compare((&opened.store, schema), &sides, first, &articles, &watched);
    if json {
        let told = told(&sides, &found);
        writeln!(io::stdout().lock(), "{told}")?;
    } else {
        tables(&found)?;
    }
    for problem in &found.problems {
        writeln!(io::stderr(), "{problem}")?;
    }
    Ok(found.problems.is_empty())
}

/// What was measured, with all digits; what cannot be told is null.
fn told(sides: &Sides, found: &Found) -> Value {
    let agreement = &found.agreement;
    let labels = agreement.labels().map(|label| {
        let tally = agreement.spans.get(&label.as_str().to_uppercase());
        let f1 = |by| tally.map(|tally| tally.by(by).f1());
        let told = json!({
            "f1_exact": f1(Criterion::Exact),
            "f1_overlap": f1(Criterion::Overlap),
            "f1_head": f1(Criterion::Head),
            "alpha_words": agreement.alpha_of(label),
        });
        (label.to_string(), told)
    });
    let attributes = agreement.attributes.iter().map(|((label, name), part)| {
        let told = json!({ "same": part.right, "of": part.of });
        (format!("{label}.{name}"), told)
    });
    let [first, second] = agreement.marked;
    json!({
        "first": { "annotator": sides.first.as_str(), "spans": first },
        "second": { "annotator": sides.second.as_str(), "spans": second },
        "articles": agreement.articles,
        "differences": found.places.len(),
        "alpha_words": agreement.alpha(),
        "gamma": {
            "value": agreement.disorder.gamma(),
            "observed_disorder": agreement.disorder.observed(),
            "expected_disorder": agreement.disorder.expected(),
        },
        "labels": labels.collect::<Map<String, Value>>(),
        "attributes": attributes.collect::<Map<String, Value>>(),
        "counts": {
            "same": agreement.counts.right,
            "of": agreement.counts.of,
            "alpha": agreement.alpha_of_counts(),
        },
    })
}

fn tables(found: &Found) -> io::Result<()> {
    let agreement = &found.agreement;
    let number = |told: Option<f64>| told.map_or_else(String::new, |told| format!("{told:.3}"));
    let mut out = io::BufWriter::new(io::stdout().lock());
    let [first, second] = agreement.marked;
    writeln!(out, "articles\t{}", agreement.articles)?;
    writeln!(out, "spans\t{first}\t{second}")?;
    writeln!(out, "differences\t{}", found.places.len())?;
    writeln!(out, "\nlabel\tf1_exact\tf1_overlap\tf1_head\talpha_words")?;
    for label in agreement.labels() {
        let tally = agreement.spans.get(&label.as_str().to_uppercase());
        write!(out, "{label}")?;
        for by in [Criterion::Exact, Criterion::Overlap, Criterion::Head] {
            let f1 = tally.map_or(0.0, |tally| tally.by(by).f1());
            write!(out, "\t{f1:.3}")?;
        }
        writeln!(out, "\t{}", number(agreement.alpha_of(label)))?;
    }
    writeln!(out, "all\t\t\t\t{}", number(agreement.alpha()))?;
    let gamma = number(agreement.disorder.gamma());
    writeln!(out, "\ngamma\t{gamma}")?;
    writeln!(out, "\nattribute\tsame\tof")?;
    for ((label, name), part) in &agreement.attributes {
        writeln!(out, "{label}.{name}\t{}\t{}", part.right, part.of)?;
    }
    let counts = agreement.counts;
    let alpha = number(agreement.alpha_of_counts());
    writeln!(out, "\ncounts\t{}\t{}\t{alpha}", counts.right, counts.of)?;
    out.flush()
}
