//! The article that is open: its text, the layer that is shown, and what is selected.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;

use super::joined::Joined;
use super::propose::{Decided, Numbers, Proposal, Shows};
use super::walk::Walk;
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, SpanIndex};
use crate::model::article::ArticleText;
use crate::model::id::{ArticleId, IncidentId, SpanId};
use crate::model::incident::Incident;
use crate::model::span::{Span, SpanState};
use crate::text::clitics;
use crate::text::fold::fold_word;
use crate::text::offset::{ByteIdx, ByteRange, next_grapheme, prev_grapheme};
use crate::text::words::{self, word_after, word_before};

/// The ids of suggestions count up from here; those of spans are random and keep away from it.
pub(super) const FIRST_SUGGESTION: u64 = 0xffff_ffff_0000_0000;

/// One of the times an open article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading(u64);

/// A number that nothing else here has, larger than all before it. What was begun on an article
/// may come back when the article has been left and opened again: it must not pass for news of
/// the new one.
fn unique() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The article that is open.
pub struct OpenArticle {
    /// Which one.
    pub id: ArticleId,
    /// Its text.
    pub text: ArticleText,
    /// The layer that is shown.
    pub layer: Annotations,
    /// Whether the shown layer is the user's own and can be changed.
    pub is_own: bool,
    /// The spans that are shown, for drawing: those of the layer and the open suggestions. Made
    /// anew with every change.
    pub index: SpanIndex,
    /// What the program proposes, in reading order, decided or not. Never stored.
    proposed: Vec<Arc<Proposal>>,
    /// Where they stand.
    places: SpanIndex,
    /// The numbers of those that are sure enough, ascending, and what was asked for when they were
    /// told apart.
    sure: Vec<usize>,
    sure_for: Option<Shows>,
    /// The numbers of those that touch a decision, ascending: no other one can be closed by it.
    touched: Vec<usize>,
    /// The ids that proposals have.
    pub(super) numbers: Numbers,
    is_read: bool,
    /// The reading that was begun last.
    reading: Reading,
    /// Whether it may change everything.
    from_start: bool,
    /// The proposals that are open and sure enough: none of them meets what was decided.
    open: Vec<Arc<Proposal>>,
    /// Where each of them stands in that list.
    open_at: FxHashMap<SpanId, usize>,
    /// Whether proposals and what was rejected are shown.
    pub shows: Shows,
    /// Changes whenever the spans do. No two articles ever have the same, nor the same article
    /// opened twice.
    pub revision: u64,
    /// The revision that it opened with.
    opened: u64,
    /// The selected words; `None` if nothing is.
    pub selection: Option<ByteRange>,
    /// The selected span.
    pub span: Option<SpanId>,
    /// The incident that is looked at.
    pub incident: Option<IncidentId>,
    /// A walk to a span that goes on.
    pub walk: Option<Walk>,
    /// What the program joins.
    pub(super) joined: Joined,
    /// The incidents that are shown.
    pub(super) incidents: Vec<Arc<Incident>>,
    /// The words of the article, folded: what is a word here is a word.
    known: HashSet<String>,
    /// What the project knows.
    lexicon: Lexicon,
}

impl OpenArticle {
    /// Opens a text with a layer. Takes a few milliseconds a megabyte: call it off the UI thread.
    #[must_use]
    pub fn new(text: ArticleText, layer: Annotations, is_own: bool, lexicon: Lexicon) -> Self {
        let known = words::words(text.as_str())
            .filter_map(|word| word.of(text.as_str()))
            .map(fold_word)
            .collect();
        let opened = unique();
        let mut open = Self {
            id: layer.article().clone(),
            index: SpanIndex::default(),
            proposed: Vec::new(),
            places: SpanIndex::default(),
            sure: Vec::new(),
            sure_for: None,
            touched: Vec::new(),
            numbers: Numbers::default(),
            is_read: false,
            reading: Reading(opened),
            from_start: true,
            open: Vec::new(),
            open_at: FxHashMap::default(),
            shows: Shows::default(),
            text,
            layer,
            is_own,
            revision: opened,
            opened,
            selection: None,
            span: None,
            incident: None,
            walk: None,
            joined: Joined::default(),
            incidents: Vec::new(),
            known,
            lexicon,
        };
        open.refresh();
        open
    }

    /// Whether a revision is one of this article since it was opened.
    pub(super) fn has_had(&self, revision: u64) -> bool {
        (self.opened..=self.revision).contains(&revision)
    }

    /// Takes in what the project knows now.
    pub(super) fn know(&mut self, lexicon: Lexicon) {
        self.lexicon = lexicon;
    }

    /// Notes that the article is being read, and whether only what comes after the place where
    /// the user is may change. What was begun earlier is no longer wanted.
    pub(super) fn begin_reading(&mut self, onward: bool) -> Reading {
        self.reading = Reading(unique());
        self.from_start |= !onward;
        self.reading
    }

    /// Takes what was read, if it is what was begun last.
    pub(super) fn end_reading(&mut self, reading: Reading, proposed: Vec<Proposal>) {
        if reading != self.reading {
            return;
        }
        let proposed = if std::mem::take(&mut self.from_start) {
            proposed
        } else {
            self.onward(proposed)
        };
        self.propose(proposed);
    }

    /// What is proposed now that something was learned. What stands before the place where the
    /// user is stays as it was proposed, and so does the suggestion that is selected: nothing
    /// moves under the user's hands.
    fn onward(&self, proposed: Vec<Proposal>) -> Vec<Proposal> {
        let decided = self.layer.spans().next_back();
        let here = self.active_range().or(decided.map(|span| span.range));
        let Some(here) = here else { return proposed };
        let stays = |p: &Proposal| p.span.range.start() <= here.start();
        let kept = self.proposed.iter().filter(|p| stays(p));
        let mut all: Vec<Proposal> = kept.map(|p| Proposal::clone(p)).collect();
        let reach = all.iter().map(|p| p.span.range.end()).max();
        let meets = |p: &Proposal| {
            let range = p.span.range;
            let kept = all.iter().filter(|_| reach > Some(range.start()));
            kept.map(|other| &other.span).any(|other| {
                let same = other.label == p.span.label && other.range.overlaps(range);
                same || other.range.crosses(range)
            })
        };
        let news = proposed.into_iter().filter(|p| !stays(p) && !meets(p));
        let news: Vec<Proposal> = news.collect();
        all.extend(news);
        all
    }

    /// Says what the program proposes.
    fn propose(&mut self, mut proposed: Vec<Proposal>) {
        proposed.sort_by_key(|p| (p.span.range.start(), Reverse(p.span.range.end())));
        for proposal in &mut proposed {
            let span = &mut proposal.span;
            span.id = SpanId(self.numbers.of(span.range, &span.label));
        }
        self.places = SpanIndex::of(proposed.iter().map(|proposal| &proposal.span));
        self.proposed = proposed.into_iter().map(Arc::new).collect();
        self.sure_for = None;
        self.is_read = true;
        self.refresh();
    }

    /// After a change of the layer.
    pub fn refresh(&mut self) {
        let spans = self.layer.spans();
        let touched = spans.flat_map(|span| self.places.numbers_touching(span.range));
        self.touched = touched.collect();
        self.touched.sort_unstable();
        self.touched.dedup();
        let decided = Decided::of(&self.layer, &self.shows.merged);
        if self.sure_for.as_ref() != Some(&self.shows) {
            let all = self.proposed.iter().enumerate();
            let sure = all.filter(|(_, p)| self.shows.shows(p));
            self.sure = sure.map(|(number, _)| number).collect();
            self.sure_for = Some(self.shows.clone());
        }
        let sure = self.sure.iter();
        let sure = sure.filter_map(|number| Some((number, self.proposed.get(*number)?)));
        let mut touched = self.touched.iter().peekable();
        let open = sure.filter(|(number, proposal)| {
            while touched.next_if(|touched| touched < number).is_some() {}
            !(touched.peek() == Some(number) && decided.closes(&proposal.span))
        });
        self.open = open.map(|(_, proposal)| Arc::clone(proposal)).collect();
        let open = self.open.iter().enumerate();
        self.open_at = open.map(|(at, proposal)| (proposal.span.id, at)).collect();
        let rejected = self.shows.rejected;
        let mut shown: Vec<&Span> = self
            .layer
            .spans()
            .filter(|span| rejected || span.state != SpanState::Rejected)
            .chain(self.open.iter().map(|proposal| &proposal.span))
            .collect();
        shown.sort_by_key(|span| (span.range.start(), Reverse(span.range.end())));
        self.index = SpanIndex::of(shown.into_iter());
        self.follow_decisions();
        self.gather_joined();
        self.revision = unique();
        if self.span.is_some_and(|id| self.shown(id).is_none()) {
            self.span = None;
        }
        let walk = self.walk.take();
        self.walk = walk.filter(|walk| {
            let mut spans = walk.purpose.origin().into_iter().chain(walk.at);
            spans.all(|id| self.shown(id).is_some())
        });
    }

    /// The proposals that were taken as they are, with the spans that they have become.
    pub(super) fn became(&self) -> FxHashMap<SpanId, SpanId> {
        let decided = self.layer.spans().filter(|span| span.state.is_decided_in());
        let decided: HashMap<_, _> = decided
            .map(|span| ((span.range, self.meant(span)), span.id))
            .collect();
        let touched = self.touched.iter().filter_map(|at| self.proposed.get(*at));
        let closed = touched.map(|proposal| &proposal.span);
        let closed = closed.filter(|span| !self.open_at.contains_key(&span.id));
        let taken = closed.filter_map(|span| {
            let became = decided.get(&(span.range, self.meant(span)))?;
            Some((span.id, *became))
        });
        taken.collect()
    }

    /// What the label of a span stands for.
    fn meant<'a>(&'a self, span: &'a Span) -> &'a str {
        self.shows.merged.meant(span.label.as_str())
    }

    /// Whether the program has read it.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.is_read
    }

    /// The open suggestions, in reading order.
    #[must_use]
    pub fn suggestions(&self) -> &[Arc<Proposal>] {
        &self.open
    }

    /// The proposals that no decision has closed, doubtful ones too, in reading order.
    pub fn undecided(&self) -> impl Iterator<Item = &Proposal> {
        let decided = Decided::of(&self.layer, &self.shows.merged);
        let proposed = self.proposed.iter().map(AsRef::as_ref);
        proposed.filter(move |proposal| !decided.closes(&proposal.span))
    }

    /// What led to a span that is shown: its own proposal, or the one it was decided from.
    #[must_use]
    pub fn reason(&self, span: &Span) -> Option<&Proposal> {
        let rule = span.provenance.rule.as_ref()?;
        let first = self
            .proposed
            .partition_point(|p| p.span.range.start() < span.range.start());
        let mut here = self.proposed.iter().skip(first);
        let found = here.by_ref().find(|p| {
            p.span.range.start() > span.range.start()
                || (p.span.range == span.range && p.span.provenance.rule.as_ref() == Some(rule))
        });
        found
            .filter(|p| p.span.range == span.range)
            .map(AsRef::as_ref)
    }

    /// What the program reads at a span, whoever marked it: the proposal of its label that covers
    /// most of it.
    #[must_use]
    pub fn reading(&self, span: &Span) -> Option<&Proposal> {
        let shared = |p: &Proposal| {
            let start = p.span.range.start().max(span.range.start());
            let end = p.span.range.end().min(span.range.end());
            end.get().saturating_sub(start.get())
        };
        let proposed = self.proposed.iter().map(AsRef::as_ref);
        let here = proposed.take_while(|p| p.span.range.start() < span.range.end());
        here.filter(|p| p.span.label == span.label && p.span.range.overlaps(span.range))
            .max_by_key(|p| shared(p))
    }

    /// An open suggestion.
    #[must_use]
    pub fn suggestion(&self, id: SpanId) -> Option<&Span> {
        let at = self.open_at.get(&id)?;
        self.open.get(*at).map(|proposal| &proposal.span)
    }

    /// A span of the layer or an open suggestion.
    #[must_use]
    pub fn shown(&self, id: SpanId) -> Option<&Span> {
        // Spans' ids keep away from those of suggestions, of which a long article has most.
        if id.0 >= FIRST_SUGGESTION {
            self.suggestion(id).or_else(|| self.layer.span(id))
        } else {
            self.layer.span(id)
        }
    }

    /// Whether its first strong character is written from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        super::locale::runs_rtl(self.text.as_str()).unwrap_or(true)
    }

    /// A range grown to words by the rule of proclitics.
    #[must_use]
    pub fn snapped(&self, range: ByteRange) -> ByteRange {
        let text = self.text.as_str();
        let range = if range.is_empty() {
            let Some(word) = words::word_at(text, range.start()) else {
                return range;
            };
            word
        } else {
            range
        };
        clitics::snap(text, range, &|word| self.is_known(word))
    }

    /// A word that the lexicon knows or that stands in the article without the letters that could be proclitics is one;
    /// the word under the cursor itself proves nothing.
    fn is_known(&self, word: &str) -> bool {
        (self.known.contains(word) || self.lexicon.is_word(word))
            && clitics::proclitic_edges(word).is_empty()
    }

    /// The range that edge keys move: that of the selected span, else the selection.
    #[must_use]
    pub fn active_range(&self) -> Option<ByteRange> {
        self.span
            .and_then(|id| self.shown(id))
            .map(|span| span.range)
            .or(self.selection)
    }

    /// The next word after the selection, or the first one.
    #[must_use]
    pub fn next_word(&self) -> Option<ByteRange> {
        let from = self.active_range().map_or(ByteIdx::ZERO, ByteRange::end);
        word_after(self.text.as_str(), from).map(|word| self.snapped(word))
    }

    /// The word before the selection, or the last one.
    #[must_use]
    pub fn previous_word(&self) -> Option<ByteRange> {
        let text = self.text.as_str();
        let end = ByteIdx::new(text.len());
        let from = self.active_range().map_or(end, ByteRange::start);
        // The start may stand after a proclitic: the word before it is not that proclitic.
        let from = words::word_at(text, from)
            .filter(|word| word.contains(from))
            .map_or(from, ByteRange::start);
        word_before(text, from).map(|word| self.snapped(word))
    }

    /// The character after the selection, or the first one.
    #[must_use]
    pub fn next_char(&self) -> Option<ByteRange> {
        let from = self.active_range().map_or(ByteIdx::ZERO, ByteRange::end);
        let end = next_grapheme(self.text.as_str(), from)?;
        Some(ByteRange::new(from, end))
    }

    /// The character before the selection, or the last one.
    #[must_use]
    pub fn previous_char(&self) -> Option<ByteRange> {
        let text = self.text.as_str();
        let end = ByteIdx::new(text.len());
        let from = self.active_range().map_or(end, ByteRange::start);
        let start = prev_grapheme(text, from)?;
        Some(ByteRange::new(start, from))
    }

    /// A range with one edge moved by a word or a character, or `None` if it cannot be.
    #[must_use]
    pub fn moved(&self, range: ByteRange, edge: Edge, step: Step) -> Option<ByteRange> {
        let text = self.text.as_str();
        let (start, end) = (range.start(), range.end());
        let moved = match (edge, step) {
            (Edge::StartOut, Step::Word) => {
                let word = words::word_at(text, start).filter(|word| word.start() < start);
                let start = word.or_else(|| word_before(text, start))?.start();
                (start, end)
            }
            (Edge::StartIn, Step::Word) => {
                let after = words::word_at(text, start).map_or(start, ByteRange::end);
                (self.snapped(word_after(text, after)?).start(), end)
            }
            (Edge::EndOut, Step::Word) => {
                let word = words::word_at(text, end).filter(|word| word.end() > end);
                (start, word.or_else(|| word_after(text, end))?.end())
            }
            (Edge::EndIn, Step::Word) => {
                let last = words::word_at(text, prev_grapheme(text, end)?)?;
                (start, word_before(text, last.start())?.end())
            }
            (Edge::StartOut, Step::Char) => (prev_grapheme(text, start)?, end),
            (Edge::StartIn, Step::Char) => (next_grapheme(text, start)?, end),
            (Edge::EndOut, Step::Char) => (start, next_grapheme(text, end)?),
            (Edge::EndIn, Step::Char) => (start, prev_grapheme(text, end)?),
        };
        (moved.0 < moved.1).then(|| ByteRange::new(moved.0, moved.1))
    }
}

/// Which edge of a range moves, and where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The start, outwards.
    StartOut,
    /// The start, inwards.
    StartIn,
    /// The end, outwards.
    EndOut,
    /// The end, inwards.
    EndIn,
}

/// How far an edge moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the edge of a word.
    Word,
    /// By a grapheme.
    Char,
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::schema::Bilingual;
    use crate::model::span::Provenance;

    const TEXT: &str = "قصفت طائرات روسية مدينة إدلب يوم الثلاثاء";

    fn proposal(words: &str, label: &str) -> Proposal {
        let start = TEXT.find(words).unwrap();
        Proposal {
            span: Span {
                id: SpanId(0),
                range: ByteRange::new(start, start + words.len()),
                label: label.parse().unwrap(),
                state: SpanState::Suggested,
                attrs: Default::default(),
                head: None,
                trigger: None,
                note: String::new(),
                provenance: Provenance {
                    confidence: Some(1.0),
                    ..Provenance::manual("a".parse().unwrap(), Timestamp::UNIX_EPOCH)
                },
            },
            entry: Bilingual::default(),
            particle: String::new(),
            learned: None,
        }
    }

    fn words(open: &OpenArticle, id: SpanId) -> Option<(&str, &str)> {
        let span = open.suggestion(id)?;
        Some((span.range.of(TEXT)?, span.label.as_str()))
    }

    #[test]
    fn an_id_on_screen_never_means_something_else_when_the_article_is_read_again() {
        let text = ArticleText::new(TEXT);
        let layer = Annotations::new("x-00000000".parse().unwrap(), "a".parse().unwrap());
        let mut open = OpenArticle::new(text, layer, true, Lexicon::default());
        open.shows.suggestions = true;
        let readings = [
            vec![("روسية", "faction"), ("مدينة إدلب", "location")],
            // Something before, something else for the same words, something gone.
            vec![("قصفت", "strike"), ("روسية", "location")],
            vec![
                ("طائرات", "weapon"),
                ("روسية", "faction"),
                ("مدينة إدلب", "location"),
            ],
        ];
        let mut seen: HashMap<SpanId, (String, String)> = HashMap::new();
        for reading in readings {
            let begun = open.begin_reading(false);
            let found = reading.iter().map(|(words, label)| proposal(words, label));
            open.end_reading(begun, found.collect());
            let shown: Vec<SpanId> = open.suggestions().iter().map(|p| p.span.id).collect();
            assert_eq!(shown.len(), reading.len());
            for (id, expected) in shown.into_iter().zip(&reading) {
                assert_eq!(words(&open, id), Some(*expected));
                let (words, label) = expected;
                let meant = (words.to_string(), label.to_string());
                assert_eq!(*seen.entry(id).or_insert_with(|| meant.clone()), meant);
            }
        }
        assert_eq!(seen.len(), 5, "what is proposed again has the id it had");
    }
}
