//! `hashiya evaluate`: how good proposals are.

mod report;
mod told;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::gold::{self, Article, Proposed};
use super::reading::{self, Order, Reader};
use crate::analysis::evaluate::{Marked, Report};
use crate::lexicon::Lexicon;
use crate::suggest::learn::Memory;

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Question {
    /// The gold: JSON lines, or one JSON object. May be given several times.
    #[arg(long, required = true)]
    gold: Vec<PathBuf>,
    /// Proposals as `suggest` prints them; without them the engine is run.
    proposed: Option<PathBuf>,
    /// The folder of the texts; without it that of the gold.
    #[arg(long)]
    texts: Option<PathBuf>,
    /// Score only the articles of this half, as their `split` says: dev or test.
    #[arg(long)]
    split: Option<String>,
    /// Score the doubtful proposals as well.
    #[arg(long)]
    all: bool,
    /// List what was missed, proposed wrongly, or found with wrong edges or attributes.
    #[arg(long)]
    misses: bool,
    /// Print one JSON object instead of tables.
    #[arg(long, conflicts_with = "misses")]
    json: bool,
}

/// Compares proposals with gold and prints how good they are.
pub(super) fn run(question: &Question) -> anyhow::Result<bool> {
    let given = question
        .proposed
        .as_deref()
        .map(|path| {
            gold::read_proposed(path).with_context(|| "the proposals cannot be read".to_owned())
        })
        .transpose()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut report, mut whole) = (Report::default(), true);
    for path in &question.gold {
        let set = gold::read(path)?;
        let folder = question.texts.as_deref().or_else(|| path.parent());
        let folder = folder.unwrap_or(Path::new("."));
        for article in set.articles {
            if question.split.is_some() && article.split != question.split {
                continue;
            }
            let scored = |span: &Marked| set.labels.contains(&span.label);
            let proposals = match &given {
                Some(given) => Ok(from_file(given, &article)),
                None => from_engine(&article, folder, question.all),
            };
            let (shown, all, told) = match proposals {
                Ok((shown, all)) => (
                    shown.spans.into_iter().filter(scored).collect::<Vec<_>>(),
                    all.into_iter().filter(scored).collect::<Vec<_>>(),
                    shown.told,
                ),
                Err(error) => {
                    whole = false;
                    writeln!(io::stderr(), "{}: {error:#}", article.file)?;
                    continue;
                }
            };
            let comparison = report.add(&set.labels, &article.spans, &shown, &all);
            let links = article
                .told
                .as_ref()
                .map(|gold| report.telling.add(gold, &told));
            if question.misses {
                let text = article.text(folder).unwrap_or_default();
                let found = (&article.spans[..], &shown[..], &comparison.pairing);
                report::misses(&mut out, &article.file, &text, found)?;
                if let (Some(gold), Some(links)) = (&article.told, links) {
                    told::misses(&mut out, &article.file, &text, (gold, &told, &links))?;
                }
            }
        }
    }
    if question.json {
        report::json(&mut out, &report)?;
    } else {
        report::tables(&mut out, &report)?;
    }
    out.flush()?;
    Ok(whole)
}

/// What is shown by default, and all there is.
type Proposals = (Proposed, Vec<Marked>);

fn from_file(given: &BTreeMap<String, Proposed>, article: &Article) -> Proposals {
    let given = given.get(&article.file).cloned().unwrap_or_default();
    let all = given.spans.clone();
    (given, all)
}

fn from_engine(article: &Article, folder: &Path, doubtful: bool) -> anyhow::Result<Proposals> {
    let text = article.text(folder)?;
    let order = Order {
        id: &article.file,
        file: &article.file,
        text: &text,
        context: article.context.clone(),
    };
    let reader = Reader {
        lexicon: Lexicon::built_in(),
        memory: &Memory::default(),
    };
    let printed = |all| gold::proposed(&reading::read(&order, &reader, all));
    let all = printed(true);
    let spans = all.spans.clone();
    let shown = if doubtful { all } else { printed(false) };
    Ok((shown, spans))
}
