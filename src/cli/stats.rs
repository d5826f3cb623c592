//! `hashiya stats`: what a project holds, a table an annotator.

use std::io::{self, Write};
use std::path::Path;

use crate::jobs::Progress as Watched;
use crate::model::annotations::Progress;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::span::SpanState;
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
