//! `hashiya evaluate`: how good proposals are.

mod gain;
mod report;
mod told;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;

use self::gain::{Gain, Teaching};
use super::analyst;
use super::gold::instead::Corrections;
use super::gold::{self, Article, Entry, Proposed, Sources};
use super::reading::{self, Order, Reader};
use crate::analysis::evaluate::{Marked, Report};
use crate::lexicon::Lexicon;
use crate::suggest::calibrate::said;
use crate::suggest::learn::{Learner, Memory};

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Question {
    #[command(flatten)]
    sources: Sources,
    /// Proposals as `suggest` prints them; without them the engine is run.
    proposed: Option<PathBuf>,
    /// Score the doubtful proposals as well.
    #[arg(long)]
    all: bool,
    /// List what was missed, proposed wrongly, or found with wrong edges or attributes.
    #[arg(long)]
    misses: bool,
    /// Print one JSON object instead of tables.
    #[arg(long, conflicts_with = "misses")]
    json: bool,
    /// Read each article after learning from the gold of the others, of both halves, and say what
    /// that gains.
    #[arg(long, conflicts_with_all = ["proposed", "calibrate"])]
    learn: bool,
    /// With --learn: learn only from articles with the same `desk` in the gold; those without
    /// one are left out.
    #[arg(long, requires = "learn")]
    desk: bool,
    /// With --learn: without that way of learning (words, counts, refusals, habits, tagger); may be
    /// given several times.
    #[arg(long, requires = "learn", value_name = "LEARNER", value_parser = analyst::learner)]
    without: Vec<Learner>,
    /// Print the table that makes confidence mean what it says (`data/calibration.tsv`), made of
    /// how often the engine's suggestions are right in this gold.
    #[arg(long, conflicts_with_all = ["proposed", "json", "misses"])]
    calibrate: bool,
    /// Print the table of what had to be said instead of what the engine says
    /// (`data/instead.tsv`), from which the window offers other values.
    #[arg(long, conflicts_with_all = ["proposed", "json", "misses", "calibrate", "learn"])]
    instead: bool,
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
    let (entries, broken) = question.sources.read()?;
    for line in &broken {
        writeln!(io::stderr(), "{line}")?;
    }
    let teaching = question
        .learn
        .then(|| Teaching::new(&entries, question.desk, &question.without));
    let teaching = teaching.transpose()?;
    let (mut report, mut gain) = (Report::default(), Gain::default());
    let mut corrections = Corrections::default();
    for (number, entry) in entries.iter().enumerate() {
        let article = &entry.article;
        let asked = question.sources.asks_for(article);
        if !asked || (question.desk && article.desk.is_none()) {
            continue;
        }
        let memory = teaching.as_ref().map(|teaching| teaching.of_others(number));
        let (memory, taught_by) = memory.unwrap_or_default();
        let (mut shown, mut all) = match &given {
            Some(given) => from_file(given, article),
            None => from_engine(entry, &memory, question.all),
        };
        let scored = |span: &Marked| entry.labels.contains(&span.label);
        shown.spans.retain(scored);
        all.retain(scored);
        let (shown, told) = (shown.spans, shown.told);
        let comparison = report.add(&entry.labels, &article.spans, &shown, &all);
        if question.instead {
            let read = analyst::read_of_marked(entry, &memory);
            for (number, (wanted, read)) in article.spans.iter().zip(&read).enumerate() {
                let pairs = (0..shown.len()).filter_map(|p| comparison.pairing.of_proposed(p));
                let pair = pairs.into_iter().find(|pair| pair.gold == number);
                let given = pair.and_then(|pair| shown.get(pair.proposed));
                let same = given.filter(|given| given.label == wanted.label);
                if !wanted.optional {
                    corrections.add(wanted, same.map_or(read, |given| &given.claims));
                }
            }
        }
        if teaching.is_some() {
            let (mut cold, _) = from_engine(entry, &Memory::default(), question.all);
            cold.spans.retain(scored);
            gain.add(entry, (&cold.spans, &comparison.tallies), taught_by);
        }
        let links = article
            .told
            .as_ref()
            .map(|gold| report.telling.add(gold, &told));
        if question.misses {
            let text = entry.text.as_str();
            let found = (&article.spans[..], &shown[..], &comparison.pairing);
            report::misses(&mut out, &article.file, text, found)?;
            if let (Some(gold), Some(links)) = (&article.told, links) {
                told::misses(&mut out, &article.file, text, (gold, &told, &links))?;
            }
        }
    }
    // What the rules said before they were calibrated; of others' proposals nobody knows.
    let said = |label: &str, right: f64| said(&label.to_lowercase(), right);
    let before = given.is_none().then(|| report.calibration.with(said));
    match before {
        _ if question.instead => corrections.table(&mut out)?,
        Some(before) if question.calibrate => report::calibration(&mut out, &before)?,
        _ if question.json => report::json(&mut out, &report)?,
        before => report::tables(&mut out, &report, before.as_ref())?,
    }
    if teaching.is_some() && !question.json {
        gain.tables(&mut out)?;
    }
    out.flush()?;
    Ok(broken.is_empty())
}

/// What is shown by default, and all there is.
type Proposals = (Proposed, Vec<Marked>);

fn from_file(given: &BTreeMap<String, Proposed>, article: &Article) -> Proposals {
    let given = given.get(&article.file).cloned().unwrap_or_default();
    let all = given.spans.clone();
    (given, all)
}

fn from_engine(entry: &Entry, memory: &Memory, doubtful: bool) -> Proposals {
    let order = Order {
        id: &entry.article.file,
        file: &entry.article.file,
        text: entry.text.as_str(),
        context: entry.article.context.clone(),
    };
    let reader = Reader {
        lexicon: Lexicon::built_in(),
        memory,
    };
    let printed = |all| gold::proposed(&reading::read(&order, &reader, all));
    let all = printed(true);
    let spans = all.spans.clone();
    let shown = if doubtful { all } else { printed(false) };
    (shown, spans)
}
