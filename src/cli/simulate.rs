//! `hashiya simulate`: how many actions the program spares its analyst.

use std::io::{self, Write};

use super::analyst;
use super::gold::instead::Offers;
use super::gold::{Entry, Sources};
use crate::analysis::evaluate::Stretch;
use crate::analysis::simulate::{Actions, Ways, by_hand, review};
use crate::suggest::learn::{Lesson, Memory};
use crate::text::offset::ByteRange;
use crate::text::words::paragraphs;

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Question {
    #[command(flatten)]
    sources: Sources,
    /// Learn from each article that was gone through, as the window does.
    #[arg(long)]
    learn: bool,
    /// Decide about every suggestion by itself, never about a paragraph at once.
    #[arg(long)]
    one_by_one: bool,
    /// Print a line an article as well.
    #[arg(long)]
    articles: bool,
}

/// What an article cost.
struct Cost {
    file: String,
    by_hand: Actions,
    review: Actions,
}

/// Goes through gold articles as an analyst would and counts the actions.
pub(super) fn run(question: &Question) -> anyhow::Result<bool> {
    let (entries, broken) = question.sources.read()?;
    for line in &broken {
        writeln!(io::stderr(), "{line}")?;
    }
    let (mut costs, mut lessons, mut memory) =
        (Vec::new(), Vec::<Lesson>::new(), Memory::default());
    let asked = |entry: &&Entry| question.sources.asks_for(&entry.article);
    for entry in entries.iter().filter(asked) {
        let reviewed = analyst::review(entry, &memory);
        let text = entry.text.as_str();
        let paragraphs = paragraphs(text).filter(|_| !question.one_by_one);
        let paragraphs: Vec<Stretch> = stretches(entry, paragraphs).collect();
        let gold = &entry.article.spans;
        let offers = Offers::new(gold, &reviewed.shown);
        let ways = Ways {
            paragraphs: &paragraphs,
            read: &analyst::read_of_marked(entry, &memory),
            instead: &|label, start, said| offers.at(label, start, said),
        };
        costs.push(Cost {
            file: entry.article.file.clone(),
            by_hand: by_hand(gold),
            review: review(&reviewed.decided, (gold, &reviewed.shown), &ways),
        });
        if question.learn {
            lessons.push(analyst::lesson(entry, &reviewed)?);
            memory = Memory::of(lessons.iter()).trained(lessons.iter());
        }
    }
    let mut out = io::stdout().lock();
    if question.articles {
        writeln!(out, "article\tby hand\twith suggestions\tpart")?;
        for cost in &costs {
            let (hand, review) = (cost.by_hand.total(), cost.review.total());
            writeln!(
                out,
                "{}\t{hand}\t{review}\t{}",
                cost.file,
                part(review, hand)
            )?;
        }
        writeln!(out)?;
    }
    report(&mut out, &costs)?;
    Ok(broken.is_empty())
}

/// Stretches of an article in code points.
fn stretches(
    entry: &Entry,
    ranges: impl Iterator<Item = ByteRange>,
) -> impl Iterator<Item = Stretch> {
    let text = &entry.text;
    ranges.map(|range| {
        let (start, end) = text.offsets().range_to_chars(text.as_str(), range);
        Stretch { start, end }
    })
}

fn report(out: &mut dyn Write, costs: &[Cost]) -> io::Result<()> {
    let sum = |costs: &[Cost]| {
        let (mut hand, mut review) = (Actions::default(), Actions::default());
        for cost in costs {
            hand.add(&cost.by_hand);
            review.add(&cost.review);
        }
        (hand, review)
    };
    let (hand, review) = sum(costs);
    writeln!(out, "actions\tby hand\twith suggestions\tpart")?;
    for ((name, hand), (_, review)) in hand.parts().into_iter().zip(review.parts()) {
        writeln!(out, "{name}\t{hand}\t{review}\t-")?;
    }
    let line = |out: &mut dyn Write, name: &str, costs: &[Cost]| {
        let (hand, review) = sum(costs);
        let (hand, review) = (hand.total(), review.total());
        writeln!(out, "{name}\t{hand}\t{review}\t{}", part(review, hand))
    };
    line(out, "all", costs)?;
    // What learning brings shows from quarter to quarter.
    let quarter = costs.len().div_ceil(4).max(1);
    for (number, costs) in costs.chunks(quarter).enumerate() {
        line(out, &format!("quarter {}", number + 1), costs)?;
    }
    // Where attributes cost most.
    let mut told: Vec<_> = review.told.iter().collect();
    told.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    writeln!(out, "\nlabel\tattribute\tby hand\twith suggestions")?;
    for ((label, name), count) in told {
        let hand = hand.told.get(&(label.clone(), *name)).copied().unwrap_or(0);
        writeln!(out, "{label}\t{name}\t{hand}\t{count}")?;
    }
    writeln!(out, "\n{} articles", costs.len())
}

fn part(review: usize, hand: usize) -> String {
    if hand == 0 {
        return "-".to_owned();
    }
    format!("{:.1} %", 100.0 * review as f64 / hand as f64)
}
