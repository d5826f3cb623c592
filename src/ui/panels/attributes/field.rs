//! An attribute as a field: what it shows, and what it changes.

use std::collections::BTreeMap;

use super::Subject;
use crate::lexicon::Lexicon;
use crate::model::attribute::Problem;
use crate::model::schema::{Attribute, AttributeKind};
use crate::model::span::AttrValue;
use crate::session::Session;
use crate::session::command::Attributes as Changes;

/// What a pick from a registry says besides, and what the field of the pick shows.
pub(super) const BY_PICK: [&str; 6] = [
    "canonical_id",
    "canonical_en",
    "canonical_ar",
    "admin",
    "lat",
    "lon",
];

/// What a field shows and takes.
pub(super) struct Field<'a> {
    pub(super) attribute: &'a Attribute,
    pub(super) subject: &'a Subject<'a>,
    pub(super) name: String,
    pub(super) problem: Option<Problem>,
}

impl Field<'_> {
    pub(super) fn is_from_registry(&self) -> bool {
        matches!(
            self.attribute.kind,
            AttributeKind::Faction | AttributeKind::Place
        )
    }

    /// What the field shows while nothing is being written.
    pub(super) fn shown(&self, session: &Session) -> String {
        match self.subject.attrs.get(&self.attribute.name) {
            Some(_) if self.is_from_registry() => {
                picked(session, self.subject.attrs, &self.attribute.kind)
            }
            // What somebody writes is shown as it is written.
            Some(AttrValue::Text(text)) if self.attribute.kind == AttributeKind::Text => {
                text.clone()
            }
            Some(value) => words(session, &self.attribute.name, value),
            None => String::new(),
        }
    }

    /// The changes that set the attribute; of several choices one is added or taken away.
    pub(super) fn with(&self, value: AttrValue) -> Changes {
        let name = self.attribute.name.clone();
        let AttributeKind::Choices(_) = self.attribute.kind else {
            return vec![(name, Some(value))];
        };
        let mut list = match self.subject.attrs.get(&name) {
            Some(AttrValue::List(list)) => list.clone(),
            _ => Vec::new(),
        };
        let value = value.as_text().unwrap_or_default().to_owned();
        match list.iter().position(|other| *other == value) {
            Some(at) => {
                list.remove(at);
            }
            None => list.push(value),
        }
        vec![(name, (!list.is_empty()).then_some(AttrValue::List(list)))]
    }

    /// The changes that take the attribute away, with what a pick said besides.
    pub(super) fn cleared(&self) -> Changes {
        let mut changes = vec![(self.attribute.name.clone(), None)];
        if self.is_from_registry() {
            let besides = BY_PICK.iter().filter(|name| **name != self.attribute.name);
            changes.extend(besides.map(|name| ((*name).to_owned(), None)));
        }
        changes
    }
}

/// What the open project knows.
pub(super) fn lexicon(session: &Session) -> &Lexicon {
    match &session.project {
        Some(project) => &project.known.lexicon,
        None => Lexicon::built_in(),
    }
}

/// The name of what was picked from a registry, in the interface's language.
pub(super) fn picked(
    session: &Session,
    attrs: &BTreeMap<String, AttrValue>,
    kind: &AttributeKind,
) -> String {
    let attr = |name: &str| attrs.get(name).and_then(AttrValue::as_text);
    let id = attr("canonical_id");
    let known = id.and_then(|id| entry_name(session, id));
    let known = known.as_deref();
    let names = id.and_then(|id| lexicon(session).entry(id));
    let names = names.map(|entry| &entry.names);
    // A place is called what its own field says; it may be none of the registry's.
    let stated = attr("canonical_en").filter(|_| *kind == AttributeKind::Place || known.is_none());
    let of_entry =
        known.filter(|_| names.is_none_or(|[en, _]| stated.is_none_or(|stated| stated == en)));
    of_entry.or(stated).or(id).unwrap_or_default().to_owned()
}

/// A value in the interface's language.
pub(in crate::ui) fn words(session: &Session, name: &str, value: &AttrValue) -> String {
    let catalogue = &session.catalogue;
    match value {
        AttrValue::Flag(flag) => catalogue.value(name, &flag.to_string()),
        AttrValue::Number(number) => number.to_string(),
        AttrValue::Real(real) => real.to_string(),
        AttrValue::Text(text) => text_words(session, name, text),
        AttrValue::List(list) => {
            let names: Vec<String> = list.iter().map(|v| catalogue.value(name, v)).collect();
            names.join(catalogue.comma())
        }
    }
}

/// A text in the interface's language: one of a list, what the program says of itself, the id of
/// an entry; else what somebody wrote.
fn text_words(session: &Session, name: &str, text: &str) -> String {
    let catalogue = &session.catalogue;
    let schema = session.project.as_ref().map(|p| &p.project.schema);
    let lists = schema.into_iter().flat_map(|schema| {
        let labels = schema.labels.iter().map(|label| &label.attributes);
        labels.chain([&schema.incident])
    });
    let listed = lists.flatten().any(|a| {
        let choices = a.choices();
        a.name == name && choices.iter().any(|choice| choice == text)
    });
    if listed {
        return catalogue.value(name, text);
    }
    let told = catalogue.told(name, text);
    told.or_else(|| entry_name(session, text))
        .unwrap_or_else(|| text.to_owned())
}

/// What a party or place is called, in the interface's language.
pub(in crate::ui) fn entry_name(session: &Session, id: &str) -> Option<String> {
    let [en, ar] = &lexicon(session).entry(id)?.names;
    let rtl = session.catalogue.locale().is_rtl();
    let names = if rtl { [ar, en] } else { [en, ar] };
    let mut names = names.into_iter().filter(|name| !name.is_empty());
    names.next().cloned()
}
