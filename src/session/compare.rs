//! Two annotators side by side: how far they agree, where they differ, and what was made of it.
//!
//! A difference is settled by taking one of the two spans, or none, over into the layer of who
//! settles it. That decision is an ordinary span of that layer (rejected where nothing was
//! taken), so it is journalled, can be undone, and is found again the next time.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::analysis::agreement::{Agreement, Difference, agreement, differences};
use crate::analysis::search::{Hit, in_context};
use crate::jobs::Progress;
use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::edit::Edit;
use crate::model::id::{AnnotatorId, ArticleId, SpanId};
use crate::model::schema::Schema;
use crate::model::span::{Provenance, Span, SpanState};
use crate::session::schema::plan::as_meant;
use crate::store::{Store, StoreError};

/// How many differences are listed at most.
pub const MOST_DIFFERENCES: usize = 20_000;

/// The two annotators that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The one.
    pub first: AnnotatorId,
    /// The other.
    pub second: AnnotatorId,
}

/// What was compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Whose layers.
    pub sides: Sides,
    /// How far they agree; `None` while it is being measured.
    pub found: Option<Found>,
    /// The difference that keys are about.
    pub chosen: usize,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How far they agree in the articles that both have a layer of.
    pub agreement: Agreement,
    /// Where they differ.
    pub places: Vec<Place>,
    /// What could not be compared, and why.
    pub problems: Vec<String>,
}

/// Where two annotators differ.
#[derive(Clone, Debug)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// The words with those around them.
    pub hit: Hit,
    /// In what they differ.
    pub difference: Difference,
    /// The span of the first.
    pub first: Option<Span>,
    /// The span of the second.
    pub second: Option<Span>,
    /// What was made of it, if anything.
    pub settled: Option<Side>,
}

/// Which of two spans is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first annotator's.
    First,
    /// The second annotator's.
    Second,
}

impl Comparison {
    /// A difference by its number.
    #[must_use]
    pub fn place(&self, number: usize) -> Option<&Place> {
        self.found.as_ref()?.places.get(number)
    }

    /// Notes what was made of a difference, and chooses the next open one.
    pub(super) fn settled(&mut self, number: usize, side: Side) {
        let Some(found) = &mut self.found else { return };
        if let Some(place) = found.places.get_mut(number) {
            place.settled = Some(side);
        }
        let is_open = |number: &usize| {
            let place = found.places.get(*number);
            place.is_some_and(|place| place.settled.is_none())
        };
        let mut round = (number + 1..found.places.len()).chain(0..number);
        self.chosen = round.find(is_open).unwrap_or(number);
    }
}

impl Place {
    /// The span of a side, and that of the other one.
    #[must_use]
    pub fn spans(&self, side: Side) -> (Option<&Span>, Option<&Span>) {
        match side {
            Side::First => (self.first.as_ref(), self.second.as_ref()),
            Side::Second => (self.second.as_ref(), self.first.as_ref()),
        }
    }

    /// What a layer that is neither of the two says about it.
    fn settled_in(&self, layer: &Annotations) -> Option<Side> {
        [Side::First, Side::Second].into_iter().find(|side| {
            let (wanted, other) = self.spans(*side);
            let state = |span: &Span| layer.twin(span).map(|own| own.state);
            match (wanted, other) {
                (Some(wanted), _) => layer
                    .twin(wanted)
                    .is_some_and(|own| own.state.is_decided_in() && own.attrs == wanted.attrs),
                (None, Some(other)) => state(other) == Some(SpanState::Rejected),
                (None, None) => false,
            }
        })
    }

    /// What has to be done to a layer so that it says what one side says.
    #[must_use]
    pub fn settle(
        &self,
        side: Side,
        layer: &Annotations,
        id: SpanId,
        provenance: &Provenance,
    ) -> Vec<Edit> {
        let (wanted, other) = self.spans(side);
        let both = [wanted, other].into_iter().flatten();
        let own = both.filter_map(|span| layer.twin(span)).next();
        let new = |span: &Span, state| {
            let span = Span {
                id,
                state,
                provenance: provenance.clone(),
                ..span.clone()
            };
            vec![Edit::AddSpan(Box::new(span))]
        };
        match (wanted, other, own) {
            (Some(wanted), _, None) => new(wanted, SpanState::Manual),
            (Some(wanted), _, Some(own)) => becoming(own, wanted),
            (None, Some(other), None) => new(other, SpanState::Rejected),
            (None, _, Some(own)) if own.state != SpanState::Rejected => vec![Edit::SetState {
                span: own.id,
                from: own.state,
                to: SpanState::Rejected,
            }],
            (None, ..) => Vec::new(),
        }
    }
}

/// The edits that make a span say what another one says. Its id, its remark and where it came
/// from stay.
fn becoming(own: &Span, wanted: &Span) -> Vec<Edit> {
    let span = own.id;
    let mut edits = Vec::new();
    if own.range != wanted.range {
        let (from, to) = (own.range, wanted.range);
        edits.push(Edit::SetRange { span, from, to });
    }
    if own.label != wanted.label {
        let (from, to) = (own.label.clone(), wanted.label.clone());
        edits.push(Edit::SetLabel { span, from, to });
    }
    if own.head != wanted.head {
        let (from, to) = (own.head, wanted.head);
        edits.push(Edit::SetHead { span, from, to });
    }
    if own.trigger != wanted.trigger {
        let (from, to) = (own.trigger, wanted.trigger);
        edits.push(Edit::SetTrigger { span, from, to });
    }
    let mut names: Vec<&String> = own.attrs.keys().chain(wanted.attrs.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let (from, to) = (own.attrs.get(name), wanted.attrs.get(name));
        if from != to {
            edits.push(Edit::SetAttr {
                span,
                name: name.clone(),
                from: from.cloned(),
                to: to.cloned(),
            });
        }
    }
    let to = own.state.after_change();
    if own.state != to && !(edits.is_empty() && own.state.is_decided_in()) {
        let from = own.state;
        edits.push(Edit::SetState { span, from, to });
    }
    edits
}

/// Compares two annotators in the articles that both have a layer of, read in parallel. `own`
/// is who settles differences.
#[must_use]
pub fn compare(
    (store, schema): (&Store, &Schema),
    sides: &Sides,
    own: &AnnotatorId,
    articles: &[ArticleId],
    progress: &Progress,
) -> Found {
    let (first, second) = (store.layers(&sides.first), store.layers(&sides.second));
    let both = |id: &&ArticleId| first.contains(id) && second.contains(id);
    let articles: Vec<&ArticleId> = articles.iter().filter(both).collect();
    let (done, total) = (AtomicU64::new(0), articles.len() as u64);
    let compared: Vec<_> = articles
        .par_iter()
        .filter(|_| !progress.is_cancelled())
        .map(|id| {
            let compared = article((store, schema), sides, own, id);
            progress.set(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            compared.map_err(|error| format!("{id}: {error}"))
        })
        .collect();
    let mut found = Found::default();
    for article in compared {
        match article {
            Ok((agreement, places)) => {
                found.agreement.add(&agreement);
                let room = MOST_DIFFERENCES.saturating_sub(found.places.len());
                found.places.extend(places.into_iter().take(room));
            }
            Err(problem) => found.problems.push(problem),
        }
    }
    found
}

fn article(
    (store, schema): (&Store, &Schema),
    sides: &Sides,
    own: &AnnotatorId,
    id: &ArticleId,
) -> Result<(Agreement, Vec<Place>), StoreError> {
    let (text, _) = store.load_text(id)?;
    let layer = |who| Ok::<_, StoreError>(store.load_layer(who, id, &text)?.layer);
    let meant = |who| Ok::<_, StoreError>(as_meant(&layer(who)?, &text, schema));
    let (first, second) = (meant(&sides.first)?, meant(&sides.second)?);
    let third = *own != sides.first && *own != sides.second;
    let mine = if third { Some(layer(own)?) } else { None };
    let places = places(id, (&text, schema), (&first, &second), mine.as_ref());
    Ok((agreement(&text, schema, &first, &second), places))
}

fn places(
    id: &ArticleId,
    (text, schema): (&ArticleText, &Schema),
    (first, second): (&Annotations, &Annotations),
    mine: Option<&Annotations>,
) -> Vec<Place> {
    let differences = differences(text, schema, first, second).into_iter();
    let places = differences.map(|difference| {
        let mut place = Place {
            article: id.clone(),
            hit: in_context(text.as_str(), difference.range),
            first: difference.first.and_then(|id| first.span(id)).cloned(),
            second: difference.second.and_then(|id| second.span(id)).cloned(),
            difference,
            settled: None,
        };
        place.settled = mine.and_then(|mine| place.settled_in(mine));
        place
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotations::Parts;
    use crate::model::article::ArticleMeta;
    use crate::model::span::AttrValue;
    use crate::text::offset::ByteRange;

    const TEXT: &str = "قصفت طائرات مدينة إدلب وقتل سبعة مدنيين";

    fn span(id: u64, label: &str, words: &str, count: i64) -> Span {
        let start = TEXT.find(words).unwrap();
        Span {
            id: SpanId(id),
            range: ByteRange::new(start, start + words.len()),
            label: label.parse().unwrap(),
            state: SpanState::Manual,
            attrs: [("count_best".to_owned(), AttrValue::Number(count))].into(),
            head: None,
            trigger: None,
            note: String::new(),
            provenance: Provenance::manual("a".parse().unwrap(), jiff::Timestamp::UNIX_EPOCH),
        }
    }

    fn layer(spans: Vec<Span>) -> Annotations {
        let parts = Parts {
            spans,
            ..Parts::default()
        };
        Annotations::assemble("x-00000000".parse().unwrap(), "me".parse().unwrap(), parts).0
    }

    #[test]
    fn what_was_settled_is_what_the_third_layer_says() {
        let text = ArticleText::new(TEXT);
        let first = layer(vec![
            span(1, "location", "إدلب", 0),
            span(2, "casualty", "سبعة مدنيين", 7),
            span(3, "weapon", "طائرات", 0),
        ]);
        let second = layer(vec![
            span(1, "location", "مدينة إدلب", 0),
            span(2, "casualty", "سبعة مدنيين", 8),
        ]);
        let id: ArticleId = "x-00000000".parse().unwrap();
        let schema = Schema::conflict_news();
        let mut meta = ArticleMeta::new(&text, "x");
        let by = Provenance::manual("me".parse().unwrap(), jiff::Timestamp::UNIX_EPOCH);
        // Every choice after every other one: what was decided first does not stand in the way.
        let mut mine = layer(Vec::new());
        let mut next = 100;
        for side in [Side::Second, Side::First, Side::First, Side::Second] {
            let found = places(&id, (&text, &schema), (&first, &second), Some(&mine));
            assert_eq!(found.len(), 3);
            for place in found {
                next += 1;
                for edit in place.settle(side, &mine, SpanId(next), &by) {
                    edit.apply(&mut meta, &mut mine).unwrap();
                }
            }
            let found = places(&id, (&text, &schema), (&first, &second), Some(&mine));
            assert!(
                found.iter().all(|place| place.settled == Some(side)),
                "{side:?}"
            );
            let decided = mine.spans().filter(|span| span.state.is_decided_in());
            let wanted = match side {
                Side::First => 3,
                Side::Second => 2,
            };
            assert_eq!(decided.count(), wanted);
        }
    }
}
