//! Saying something else of a span with one key: what is likeliest stands first.

use crate::model::schema::AttributeKind;
use crate::model::span::{AttrValue, Span};
use crate::session::Session;
use crate::session::command::Attributes;
use crate::session::open::OpenArticle;
use crate::suggest::instead::{instead, parties};

/// How many spans before and after are asked which parties they mean.
const AROUND: usize = 200;

/// What says which party is meant.
const PARTY: [&str; 4] = ["canonical_id", "canonical_en", "canonical_ar", "side"];

/// Something that could be said of a span instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Instead {
    /// The attribute.
    pub name: String,
    /// What it would say; `None` if it would say nothing.
    pub value: Option<AttrValue>,
    /// What else would be said with it.
    pub changes: Attributes,
}

impl Instead {
    /// A value of an attribute by itself.
    fn value(name: &str, value: &str) -> Self {
        let value = AttrValue::Text(value.to_owned());
        Self {
            name: name.to_owned(),
            value: Some(value.clone()),
            changes: vec![(name.to_owned(), Some(value))],
        }
    }

    /// The party that a span means, or none.
    fn party(of: Option<&Span>) -> Self {
        let said = |name: &str| of.and_then(|span| span.attrs.get(name).cloned());
        let [id, ..] = PARTY;
        Self {
            name: id.to_owned(),
            value: said(id),
            changes: PARTY.map(|name| (name.to_owned(), said(name))).to_vec(),
        }
    }
}

impl Session {
    /// What could be said of the selected span instead, in the order of its keys. Nothing while
    /// the program proposes nothing: whoever works without it is not to be led.
    #[must_use]
    pub fn instead(&self) -> Vec<Instead> {
        let project = self.project.as_ref().filter(|_| self.can_edit());
        let Some(project) = project else {
            return Vec::new();
        };
        let open = project.open.as_ref().filter(|open| open.shows.suggestions);
        let Some((open, span)) = open.and_then(|open| Some((open, open.shown(open.span?)?))) else {
            return Vec::new();
        };
        let Some(label) = project.project.schema.label(&span.label) else {
            return Vec::new();
        };
        let mut asked = label.attributes.iter();
        if asked.any(|attribute| attribute.kind == AttributeKind::Faction) {
            return others_of(open, span);
        }
        let said = |name: &str| span.attrs.get(name).and_then(AttrValue::as_text);
        let values = instead(label, said).into_iter();
        values
            .map(|(name, value)| Instead::value(name, value))
            .collect()
    }

    /// Says of the selected span what has that number.
    pub(super) fn say_instead(&mut self, number: usize) {
        let chosen = self.instead().into_iter().nth(number);
        let span = self.open().and_then(|open| open.span);
        if let (Some(chosen), Some(span)) = (chosen, span) {
            self.set_attributes(span, chosen.changes);
        }
    }
}

/// The parties around that a span could mean.
fn others_of(open: &OpenArticle, span: &Span) -> Vec<Instead> {
    fn id_of(span: &Span) -> Option<&str> {
        span.attrs.get("canonical_id")?.as_text()
    }
    let all = || open.index.iter().filter_map(|(id, _)| open.shown(id));
    let same = |other: &&Span| other.label == span.label && other.id != span.id;
    let from = span.range.start();
    let before = || {
        let before = all()
            .rev()
            .skip_while(move |other| other.range.start() >= from);
        before.take(AROUND).filter(same)
    };
    let after = || {
        let after = all().skip_while(move |other| other.range.start() < from);
        after.take(AROUND).filter(same)
    };
    let ids = parties(
        before().filter_map(id_of),
        after().filter_map(id_of),
        id_of(span),
    );
    let named = |id: &str| {
        let mut around = before().chain(after());
        around.find(|other| id_of(other) == Some(id))
    };
    ids.into_iter()
        .map(|id| Instead::party(id.and_then(named)))
        .collect()
}
