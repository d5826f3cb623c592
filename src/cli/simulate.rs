//! `hashiya simulate`: how many actions the program spares its analyst.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::gold::{self, Article};
use super::reading::{self, Order, Reader};
use crate::analysis::evaluate::{Claim, Criterion, Marked, Stretch, pair};
use crate::analysis::simulate::{Actions, Decision, by_hand, decisions, review};
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Parts, Progress};
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, SpanId, slugify};
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::suggest::learn::{Lesson, Memory};
use crate::text::offset::{ByteIdx, ByteRange, CharIdx};
use crate::text::words::words;

/// What is asked for.
#[derive(clap::Args)]
pub(super) struct Question {
    /// The gold: JSON lines, or one JSON object. May be given several times.
    #[arg(long, required = true)]
    gold: Vec<PathBuf>,
    /// The folder of the texts; without it that of the gold.
    #[arg(long)]
    texts: Option<PathBuf>,
    /// Only the articles of this half, as their `split` says: dev or test.
    #[arg(long)]
    split: Option<String>,
    /// Learn from each article that was gone through, as the window does.
    #[arg(long)]
    learn: bool,
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
    let (mut costs, mut whole) = (Vec::new(), true);
    let mut analyst = Analyst::new()?;
    for path in &question.gold {
        let set = gold::read(path)?;
        let folder = question.texts.as_deref().or_else(|| path.parent());
        let folder = folder.unwrap_or(Path::new("."));
        for article in set.articles {
            if question.split.is_some() && article.split != question.split {
                continue;
            }
            let text = match article.text(folder) {
                Ok(text) => text,
                Err(error) => {
                    whole = false;
                    writeln!(io::stderr(), "{}: {error:#}", article.file)?;
                    continue;
                }
            };
            let scored = |span: &Marked| set.labels.contains(&span.label);
            costs.push(analyst.go_through(&article, &text, scored, question.learn)?);
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
    Ok(whole)
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
    writeln!(out, "\n{} articles", costs.len())
}

fn part(review: usize, hand: usize) -> String {
    if hand == 0 {
        return "-".to_owned();
    }
    format!("{:.1} %", 100.0 * review as f64 / hand as f64)
}

/// Somebody who decides as the gold says, and a program that may learn from it.
struct Analyst {
    id: AnnotatorId,
    lessons: Vec<Lesson>,
    memory: Memory,
}

impl Analyst {
    fn new() -> anyhow::Result<Self> {
        Ok(Self {
            id: "analyst".parse()?,
            lessons: Vec::new(),
            memory: Memory::default(),
        })
    }

    fn go_through(
        &mut self,
        article: &Article,
        text: &str,
        scored: impl Fn(&Marked) -> bool,
        learn: bool,
    ) -> anyhow::Result<Cost> {
        let order = Order {
            id: &article.file,
            file: &article.file,
            text,
            context: article.context.clone(),
        };
        let reader = Reader {
            lexicon: Lexicon::built_in(),
            memory: &self.memory,
        };
        let mut shown = gold::marked(&reading::read(&order, &reader, false));
        shown.retain(scored);
        let pairing = pair(&article.spans, &shown, Criterion::Overlap);
        let decided = decisions(&article.spans, &shown, &pairing);
        let text = ArticleText::new(text);
        let beginnings = words(text.as_str()).map(|word| {
            let (start, _) = text.offsets().range_to_chars(text.as_str(), word);
            start
        });
        let beginnings: Vec<CharIdx> = beginnings.collect();
        let cost = Cost {
            file: article.file.clone(),
            by_hand: by_hand(&article.spans),
            review: review(&decided, (&article.spans, &shown), &beginnings),
        };
        if learn {
            let layer = self.layer(article, &text, (&shown, &decided))?;
            let lexicon = Lexicon::built_in();
            let lesson = Lesson::read(text.as_str(), &article.context, lexicon, &layer, None);
            self.lessons.push(lesson);
            self.memory = Memory::of(self.lessons.iter()).trained(self.lessons.iter());
        }
        Ok(cost)
    }

    /// The layer that these decisions leave behind, with its article done.
    fn layer(
        &self,
        article: &Article,
        text: &ArticleText,
        (shown, decided): (&[Marked], &[Decision]),
    ) -> anyhow::Result<Annotations> {
        let mut spans = Vec::with_capacity(decided.len());
        for decision in decided {
            let (proposed, wanted) = match *decision {
                Decision::Take { proposed, gold } => (shown.get(proposed), article.spans.get(gold)),
                Decision::Reject { proposed } => (shown.get(proposed), None),
                Decision::Mark { gold } => (None, article.spans.get(gold)),
            };
            let state = match (proposed, wanted) {
                (Some(proposed), Some(wanted)) if stays(proposed, wanted) => SpanState::Accepted,
                (Some(_), Some(_)) => SpanState::Edited,
                (Some(_), None) => SpanState::Rejected,
                _ => SpanState::Manual,
            };
            // What is accepted as it is keeps its own edges, even where gold has others as well.
            let accepted = proposed.filter(|_| state == SpanState::Accepted);
            let Some(kept) = accepted.or(wanted).or(proposed) else {
                continue;
            };
            let Some(range) = bytes(text, kept.range) else {
                continue;
            };
            spans.push(Span {
                id: SpanId(spans.len() as u64 + 1),
                range,
                label: kept.label.to_lowercase().parse()?,
                state,
                attrs: attrs(wanted.unwrap_or(kept)),
                head: None,
                trigger: None,
                note: String::new(),
                provenance: Provenance {
                    author: self.id.clone(),
                    at: jiff::Timestamp::UNIX_EPOCH,
                    rule: proposed.map(|proposed| proposed.rule.clone()),
                    confidence: proposed.and_then(|proposed| proposed.confidence),
                },
            });
        }
        let parts = Parts {
            spans,
            progress: Progress::Done,
            ..Parts::default()
        };
        let id = slugify(&article.file, "article").parse()?;
        Ok(Annotations::assemble(id, self.id.clone(), parts).0)
    }
}

/// Whether a suggestion is taken as it is.
fn stays(proposed: &Marked, wanted: &Marked) -> bool {
    proposed.label == wanted.label && wanted.ranges().any(|range| range == proposed.range)
}

fn bytes(text: &ArticleText, range: Stretch) -> Option<ByteRange> {
    let at = |place| text.offsets().char_to_byte(text.as_str(), place);
    let (start, end): (ByteIdx, ByteIdx) = (at(range.start)?, at(range.end)?);
    Some(ByteRange::new(start, end))
}

/// What the span says, of what learning looks at.
fn attrs(span: &Marked) -> std::collections::BTreeMap<String, AttrValue> {
    let names = [
        ("id", "canonical_id"),
        ("kind", "kind"),
        ("type", "type"),
        ("effect", "effect"),
    ];
    let said = names.into_iter().filter_map(|(claim, name)| {
        let Claim::OneOf(words) = span.claims.get(claim)? else {
            return None;
        };
        let word = words.first().filter(|word| *word != "-")?;
        Some((name.to_owned(), AttrValue::Text(word.clone())))
    });
    said.collect()
}
