//! What a format cannot hold, said before it is lost.
//!
//! Each format says what it [`Holds`](super::holds). [`Losses::take`] takes everything else out of a document,
//! counting; what is left is what the format's writer gets, and what reading the file again has
//! to give ([`super::facts`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::model::annotations::Progress;
use crate::model::article::MetaField;
use crate::model::id::SpanId;
use crate::model::span::{Span, SpanState};
use crate::text::offset::{ByteIdx, ByteRange};

use super::document::{Document, Mark};
use super::holds::{Holds, Tokens};
use super::tokens::{Sentence, clitic_edge, sentences, touched};

/// Something that a format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Rejected and undecided suggestions.
    Undecided,
    /// Spans of any kind.
    Spans,
    /// Spans on top of others.
    Overlaps,
    /// Edges inside a token, moved outwards.
    Edges,
    /// Words that are split at a proclitic.
    Split,
    /// Line ends at the edges of spans.
    LineEnds,
    /// Blanks at the edges of spans.
    BlankEdges,
    /// Spans without a token.
    NoToken,
    /// Spans over the end of a sentence.
    Sentences,
    /// Attributes of spans.
    Attrs,
    /// Remarks on spans.
    SpanNotes,
    /// Heads and triggers.
    Heads,
    /// State, annotator, time and rule of spans.
    Provenance,
    /// Relations.
    Relations,
    /// Relations that end at a span that was left out.
    LooseRelations,
    /// Incidents.
    Incidents,
    /// Roles of incidents whose span was left out.
    LooseRoles,
    /// Relations and incidents that were proposed and refused.
    Refusals,
    /// Descriptions of articles.
    Fields,
    /// Attributes of articles.
    ArticleAttrs,
    /// Remarks on articles.
    Notes,
    /// How far the annotator had come.
    Progress,
    /// Articles in which nothing is marked.
    Bare,
    /// Blanks and line ends of texts.
    Blanks,
}

impl Loss {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Undecided,
        Self::Spans,
        Self::Overlaps,
        Self::Edges,
        Self::Split,
        Self::LineEnds,
        Self::BlankEdges,
        Self::NoToken,
        Self::Sentences,
        Self::Attrs,
        Self::SpanNotes,
        Self::Heads,
        Self::Provenance,
        Self::Relations,
        Self::LooseRelations,
        Self::Incidents,
        Self::LooseRoles,
        Self::Refusals,
        Self::Fields,
        Self::ArticleAttrs,
        Self::Notes,
        Self::Progress,
        Self::Bare,
        Self::Blanks,
    ];

    /// What it is called among the texts of the interface.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Undecided => "loss-undecided",
            Self::Spans => "loss-spans",
            Self::Overlaps => "loss-overlaps",
            Self::Edges => "loss-edges",
            Self::Split => "loss-split",
            Self::LineEnds => "loss-line-ends",
            Self::BlankEdges => "loss-blank-edges",
            Self::NoToken => "loss-no-token",
            Self::Sentences => "loss-sentences",
            Self::Attrs => "loss-attrs",
            Self::SpanNotes => "loss-span-notes",
            Self::Heads => "loss-heads",
            Self::Provenance => "loss-provenance",
            Self::Relations => "loss-relations",
            Self::LooseRelations => "loss-loose-relations",
            Self::Incidents => "loss-incidents",
            Self::LooseRoles => "loss-loose-roles",
            Self::Refusals => "loss-refusals",
            Self::Fields => "loss-fields",
            Self::ArticleAttrs => "loss-article-attrs",
            Self::Notes => "loss-notes",
            Self::Progress => "loss-progress",
            Self::Bare => "loss-bare",
            Self::Blanks => "loss-blanks",
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Undecided => "suggestions that were rejected or not decided",
            Self::Spans => "spans",
            Self::Overlaps => "spans on top of a longer one",
            Self::Edges => "spans with an edge inside a token, widened to whole tokens",
            Self::Split => "words split at a proclitic, which stay two",
            Self::LineEnds => "spans that begin or end with a line end, cut back to words",
            Self::BlankEdges => "spans that begin or end with a blank, cut back to words",
            Self::NoToken => "spans that hold no token",
            Self::Sentences => "spans that go over the end of a sentence",
            Self::Attrs => "spans with attributes: the attributes",
            Self::SpanNotes => "remarks on spans",
            Self::Heads => "spans with head or trigger: these",
            Self::Provenance => "spans with state, annotator, time and rule: these",
            Self::Relations => "relations",
            Self::LooseRelations => "relations whose span is left out",
            Self::Incidents => "incidents",
            Self::LooseRoles => "roles in incidents whose span is left out",
            Self::Refusals => "relations and incidents that were proposed and refused",
            Self::Fields => "articles with title, source, date and the like: these",
            Self::ArticleAttrs => "articles with attributes: the attributes",
            Self::Notes => "remarks on articles",
            Self::Progress => "articles with their progress: the progress",
            Self::Bare => "articles in which nothing is marked",
            Self::Blanks => "articles whose blanks and line ends are not kept",
        })
    }
}

/// How many examples of a loss are shown.
const EXAMPLES: usize = 3;

/// What is lost, counted, with examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses(BTreeMap<Loss, (usize, Vec<String>)>);

impl Losses {
    /// Whether nothing is lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each loss with how often it occurs and examples.
    pub fn iter(&self) -> impl Iterator<Item = (Loss, usize, &[String])> {
        self.0
            .iter()
            .map(|(loss, (count, examples))| (*loss, *count, examples.as_slice()))
    }

    fn add(&mut self, loss: Loss, example: impl FnOnce() -> String) {
        let (count, examples) = self.0.entry(loss).or_default();
        *count += 1;
        if examples.len() < EXAMPLES {
            examples.push(example());
        }
    }

    /// Takes out of a document what cannot be held. `None` if nothing of it can.
    pub fn take(&mut self, document: &Document, holds: &Holds) -> Option<Document> {
        let mut kept = document.clone();
        let name = || document.id.clone().unwrap_or_default();
        let words = |span: &Span| {
            let words: String = document.words(span.range).chars().take(40).collect();
            format!("«{words}»")
        };
        self.take_description(&mut kept, holds, &name);
        kept.spans.retain(|mark| {
            if !holds.spans {
                self.add(Loss::Spans, || words(&mark.span));
                return false;
            }
            let keep = holds.states
                || mark.span.state.is_decided_in()
                || (holds.suggestions && mark.span.state == SpanState::Suggested);
            if !keep {
                self.add(Loss::Undecided, || words(&mark.span));
            }
            keep
        });
        for mark in &mut kept.spans {
            self.take_parts(mark, holds, &words);
        }
        if holds.spans && holds.places && !(holds.line_ends && holds.blank_edges) {
            let (cut, loss): (fn(char) -> bool, _) = if holds.blank_edges {
                (|c| c == '\n', Loss::LineEnds)
            } else {
                (char::is_whitespace, Loss::BlankEdges)
            };
            kept.spans.retain_mut(|mark| {
                let inside = document.words(mark.span.range).trim_start_matches(cut);
                let start = mark.span.range.end().get() - inside.len();
                let range = ByteRange::new(start, start + inside.trim_end_matches(cut).len());
                if range != mark.span.range {
                    self.add(loss, || words(&mark.span));
                    mark.span.range = range;
                }
                !range.is_empty()
            });
        }
        if !holds.places {
            self.add(Loss::Blanks, name);
        }
        if holds.spans && matches!(holds.tokens, Tokens::Whole | Tokens::Clitics) {
            self.take_edges(&mut kept, holds, &words);
        }
        if !holds.overlaps {
            kept.spans
                .sort_by_key(|mark| (mark.span.range.start(), std::cmp::Reverse(mark.span.range)));
            let mut end = ByteIdx::ZERO;
            kept.spans.retain(|mark| {
                let free = mark.span.range.start() >= end;
                if free {
                    end = mark.span.range.end();
                } else {
                    self.add(Loss::Overlaps, || words(&mark.span));
                }
                free
            });
        }
        if holds.tokens == Tokens::Clitics {
            self.count_splits(&kept);
        }
        self.take_relations(&mut kept, holds);
        self.take_incidents(&mut kept, holds);
        if !holds.refusals {
            for refusal in std::mem::take(&mut kept.refusals) {
                let first = refusal.words().next();
                let first = first.map_or("", |first| document.words(first.range));
                self.add(Loss::Refusals, || format!("«{first}»"));
            }
        }
        if kept.spans.is_empty() && !holds.bare {
            self.add(Loss::Bare, name);
            return None;
        }
        Some(kept)
    }

    /// Moves the edges of spans to those of tokens.
    fn take_edges(&mut self, kept: &mut Document, holds: &Holds, words: &dyn Fn(&Span) -> String) {
        let text = kept.text.clone();
        let text = text.as_str();
        let sentences = sentences(text, &[]);
        let ends: Vec<ByteIdx> = sentences
            .iter()
            .filter_map(|sentence| Some(sentence.last()?.end()))
            .collect();
        let tokens: Sentence = sentences.into_iter().flatten().collect();
        let splits = holds.tokens == Tokens::Clitics;
        kept.spans.retain_mut(|mark| {
            let range = mark.span.range;
            let Some(whole) = whole_tokens(&tokens, range) else {
                self.add(Loss::NoToken, || words(&mark.span));
                return false;
            };
            let after = ends.partition_point(|end| *end <= whole.start());
            // Where texts are kept, a sentence goes on to the end of the span.
            if !holds.places && ends.get(after).is_some_and(|end| *end < whole.end()) {
                self.add(Loss::Sentences, || words(&mark.span));
                return false;
            }
            let first = clitic_edge(text, &tokens, range).filter(|_| splits);
            let start = first.unwrap_or(whole.start());
            let moved = ByteRange::new(start, whole.end());
            if moved != range {
                self.add(Loss::Edges, || words(&mark.span));
                mark.span.range = moved;
            }
            true
        });
    }

    /// Counts the words that the spans which are left split.
    fn count_splits(&mut self, kept: &Document) {
        let text = kept.text.as_str();
        let tokens: Sentence = sentences(text, &[]).into_iter().flatten().collect();
        let words = kept.spans.iter().filter_map(|mark| {
            let edge = clitic_edge(text, &tokens, mark.span.range)?;
            Some((edge, *tokens.get(touched(&tokens, mark.span.range).start)?))
        });
        for word in words.collect::<BTreeMap<_, _>>().into_values() {
            self.add(Loss::Split, || format!("«{}»", kept.words(word)));
        }
    }

    fn take_description(&mut self, kept: &mut Document, holds: &Holds, name: &dyn Fn() -> String) {
        // The file's name is that of the document wherever there is one.
        let said = |field: &MetaField| !matches!(field, MetaField::File | MetaField::Encoding);
        if !holds.fields {
            if kept.fields.keys().any(said) {
                self.add(Loss::Fields, name);
            }
            kept.fields.clear();
        }
        if !holds.article_attrs && !kept.attrs.is_empty() {
            self.add(Loss::ArticleAttrs, name);
            kept.attrs.clear();
        }
        if !holds.note && !kept.note.is_empty() {
            let note = kept.note.chars().take(40).collect();
            self.add(Loss::Notes, || note);
            kept.note.clear();
        }
        if !holds.progress && kept.progress != Progress::New {
            self.add(Loss::Progress, name);
            kept.progress = Progress::New;
        }
    }

    fn take_parts(&mut self, mark: &mut Mark, holds: &Holds, words: &dyn Fn(&Span) -> String) {
        let span = &mut mark.span;
        if !holds.attrs && !span.attrs.is_empty() {
            self.add(Loss::Attrs, || {
                let names: Vec<&str> = span.attrs.keys().map(String::as_str).collect();
                format!("{} {}", words(span), names.join(", "))
            });
            span.attrs.clear();
        }
        if !holds.span_notes && !span.note.is_empty() {
            self.add(Loss::SpanNotes, || words(span));
            span.note.clear();
        }
        if !holds.heads && (span.head.is_some() || span.trigger.is_some()) {
            self.add(Loss::Heads, || words(span));
            (span.head, span.trigger) = (None, None);
        }
        if !holds.states {
            let suggested = span.state == SpanState::Suggested;
            if !suggested {
                self.add(Loss::Provenance, || words(span));
                span.state = SpanState::Manual;
                (span.provenance.rule, span.provenance.confidence) = (None, None);
            }
        }
    }

    fn take_relations(&mut self, kept: &mut Document, holds: &Holds) {
        let ids: BTreeSet<SpanId> = kept.spans.iter().map(|mark| mark.span.id).collect();
        kept.relations.retain(|relation| {
            let whole = ids.contains(&relation.from) && ids.contains(&relation.to);
            let decided = holds.states || relation.state.is_decided_in();
            let loss = match (holds.relations, decided, whole) {
                (false, ..) => Loss::Relations,
                (_, false, _) => Loss::Undecided,
                (_, _, false) => Loss::LooseRelations,
                _ => return true,
            };
            self.add(loss, || relation.kind.clone());
            false
        });
    }

    fn take_incidents(&mut self, kept: &mut Document, holds: &Holds) {
        let ids: BTreeSet<SpanId> = kept.spans.iter().map(|mark| mark.span.id).collect();
        kept.incidents.retain_mut(|incident| {
            let title = incident.text("title").or(incident.text("kind"));
            let title = title.unwrap_or_default().to_owned();
            if !holds.incidents || !(holds.states || incident.state.is_decided_in()) {
                self.add(Loss::Incidents, || title);
                return false;
            }
            let spans = incident.all_spans().map(|(_, span)| span);
            let loose: Vec<SpanId> = spans.filter(|span| !ids.contains(span)).collect();
            for span in loose {
                self.add(Loss::LooseRoles, || title.clone());
                incident.forget(span);
            }
            true
        });
    }
}

/// The whole tokens that a range touches.
fn whole_tokens(tokens: &[ByteRange], range: ByteRange) -> Option<ByteRange> {
    let touched = touched(tokens, range);
    let inside = tokens.get(touched)?;
    Some(inside.first()?.hull(*inside.last()?))
}
