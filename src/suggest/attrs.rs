//! What a suggestion says: a handful of values by name.
//!
//! Every suggestion has some, and most names are those of rules; so they are a short list and
//! names are not copied. A span that is kept has a map of its own instead.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::model::span::AttrValue;

/// An attribute's name.
type Name = Cow<'static, str>;

/// How many attributes most suggestions have at most.
const USUAL: usize = 10;

/// Typed attributes by name, ascending; each name once.
#[derive(Clone, Default, PartialEq)]
pub struct Attrs(Vec<(Name, AttrValue)>);

impl Attrs {
    /// The value of an attribute, if it is stated.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AttrValue> {
        let (_, value) = self.0.get(self.place(name).ok()?)?;
        Some(value)
    }

    /// States an attribute, instead of what was stated before.
    pub fn insert(&mut self, name: impl Into<Name>, value: AttrValue) {
        let name = name.into();
        if self.0.is_empty() {
            self.0.reserve_exact(USUAL);
        }
        match self.place(&name) {
            Ok(at) => {
                if let Some(there) = self.0.get_mut(at) {
                    *there = (name, value);
                }
            }
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    /// Leaves out the attributes for which the answer is no.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// The attributes, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &AttrValue)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// Where a name is, else where it would be.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(there, _)| there.as_ref().cmp(name))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_ordered_by_name_and_stated_once() {
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
