//! What a suggestion says: a handful of values by name.
//!
//! Every suggestion has some, and most names are those of rules; so they are a short list in the
//! order in which rules state them, and names are not copied: most suggestions are settled away
//! before anybody wants them by name. A span that is kept has a map of its own instead.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::Suggestion;
use crate::model::span::AttrValue;
use crate::text::number::Quantity;

/// An attribute's name.
type Name = Cow<'static, str>;

/// How many attributes most suggestions have at most.
const USUAL: usize = 10;

/// Typed attributes; each name once.
#[derive(Clone, Default)]
pub struct Attrs(Vec<(Name, AttrValue)>);

impl Attrs {
    /// The value of an attribute, if it is stated.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AttrValue> {
        let mut attrs = self.0.iter();
        attrs.find_map(|(there, value)| (there.as_ref() == name).then_some(value))
    }

    /// States an attribute, instead of what was stated before.
    pub fn insert(&mut self, name: impl Into<Name>, value: AttrValue) {
        let name = name.into();
        if self.0.is_empty() {
            self.0.reserve_exact(USUAL);
        }
        match self.0.iter_mut().find(|(there, _)| *there == name) {
            Some((_, stated)) => *stated = value,
            None => self.0.push((name, value)),
        }
    }

    /// Leaves out the attributes for which the answer is no.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// The attributes, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &AttrValue)> {
        let attrs = self.0.iter().map(|(name, value)| (name.as_ref(), value));
        let mut attrs: Vec<(&str, &AttrValue)> = attrs.collect();
        attrs.sort_unstable_by_key(|(name, _)| *name);
        attrs.into_iter()
    }
}

/// In whatever order they were stated.
impl PartialEq for Attrs {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self
                .0
                .iter()
                .all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<N: Into<Name>> FromIterator<(N, AttrValue)> for Attrs {
    fn from_iter<I: IntoIterator<Item = (N, AttrValue)>>(attributes: I) -> Self {
        let mut attrs = Self::default();
        for (name, value) in attributes {
            attrs.insert(name, value);
        }
        attrs
    }
}

impl From<Attrs> for BTreeMap<String, AttrValue> {
    fn from(attrs: Attrs) -> Self {
        let attrs = attrs.0.into_iter();
        attrs
            .map(|(name, value)| (name.into_owned(), value))
            .collect()
    }
}

impl fmt::Debug for Attrs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Attrs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The attributes of a suggestion, or those of a span.
#[derive(Clone, Copy, Debug)]
pub enum AttrsOf<'a> {
    /// What a suggestion says.
    Suggestion(&'a Attrs),
    /// What is said of a span.
    Span(&'a BTreeMap<String, AttrValue>),
}

impl<'a> AttrsOf<'a> {
    /// The value of an attribute, if it is stated.
    #[must_use]
    pub fn get(self, name: &str) -> Option<&'a AttrValue> {
        match self {
            Self::Suggestion(attrs) => attrs.get(name),
            Self::Span(attrs) => attrs.get(name),
        }
    }
}

impl Suggestion {
    /// States a text attribute, unless that is empty or `-`.
    #[inline]
    pub(super) fn say(&mut self, name: &'static str, value: &str) -> &mut Self {
        if !value.is_empty() && value != "-" {
            let value = AttrValue::Text(value.to_owned());
            self.attrs.insert(name, value);
        }
        self
    }

    /// States a number, unless there is none.
    #[inline]
    pub(super) fn say_number(&mut self, name: &'static str, value: Option<u64>) -> &mut Self {
        if let Some(value) = value.and_then(|value| i64::try_from(value).ok()) {
            self.attrs.insert(name, AttrValue::Number(value));
        }
        self
    }

    /// States the three numbers of a quantity and its bound.
    #[inline]
    pub(super) fn say_quantity(&mut self, quantity: &Quantity) -> &mut Self {
        self.say_number("count_low", quantity.low)
            .say_number("count_best", quantity.best)
            .say_number("count_high", quantity.high)
            .say("qualifier", quantity.qualifier.name())
    }

    /// States a flag that holds.
    #[inline]
    pub(super) fn flag(&mut self, name: &'static str) -> &mut Self {
        self.attrs.insert(name, AttrValue::Flag(true));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_told_by_name_and_stated_once() {
        let mut attrs = Attrs::default();
        for (name, value) in [("kind", 1), ("count", 2), ("role", 3), ("count", 4)] {
            attrs.insert(name, AttrValue::Number(value));
        }
        assert_eq!(
            serde_json::to_string(&attrs).unwrap(),
            r#"{"count":4,"kind":1,"role":3}"#
        );
        attrs.retain(|name| name != "kind");
        assert_eq!(attrs.get("kind"), None);
        assert_eq!(attrs.get("role"), Some(&AttrValue::Number(3)));
        let map: BTreeMap<String, AttrValue> = attrs.clone().into();
        assert_eq!(map.into_iter().collect::<Attrs>(), attrs);
    }
}
