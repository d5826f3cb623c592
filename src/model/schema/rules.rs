//! What makes a label, an attribute or a type of relation fit for use: said beside the field that
//! is wrong, and asked again before anything changes.

use std::collections::BTreeSet;

use super::{Attribute, AttributeKind, Label, RelationType, Schema, Standing};
use crate::model::id::{LabelId, slugify};

/// What is wrong with a label or a type of relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It is called nothing in a language.
    NoName,
    /// Another one is called so.
    NameTaken(LabelId),
    /// No such key: `0` to `9` or `A` to `Z`.
    NoKey,
    /// Another label has the key.
    KeyTaken(LabelId),
    /// An attribute's name in files is not one: Latin letters, digits and `_`.
    NotSlug(String),
    /// Two attributes have one name.
    Twice(String),
    /// An attribute that is chosen from a list has none.
    NoChoices(String),
    /// Two choices of an attribute are the same.
    ChoiceTwice(String, String),
    /// A relation may start or end nowhere.
    NoEnds,
}

impl Schema {
    /// What is wrong with a label if it were in the schema as it is given.
    #[must_use]
    pub fn faults(&self, label: &Label) -> Vec<Fault> {
        let mut faults = Vec::new();
        let others = || self.current().filter(|other| other.id != label.id);
        let names = [&label.name.en, &label.name.ar];
        if names.iter().any(|name| name.trim().is_empty()) {
            faults.push(Fault::NoName);
        }
        let same = |a: &str, b: &str| !a.trim().is_empty() && a.trim() == b.trim();
        let taken = others().find(|other| {
            same(&other.name.en, &label.name.en) || same(&other.name.ar, &label.name.ar)
        });
        faults.extend(taken.map(|other| Fault::NameTaken(other.id.clone())));
        if let Some(key) = label.key {
            if !matches!(key, '0'..='9' | 'A'..='Z') {
                faults.push(Fault::NoKey);
            }
            let taken = others().find(|other| other.key == Some(key));
            faults.extend(taken.map(|other| Fault::KeyTaken(other.id.clone())));
        }
        faults.extend(attribute_faults(&label.attributes));
        faults
    }

    /// What is wrong with a type of relation if it were in the schema as it is given.
    #[must_use]
    pub fn relation_faults(&self, relation: &RelationType) -> Vec<Fault> {
        let mut faults = Vec::new();
        let names = [&relation.title.en, &relation.title.ar];
        if names.iter().any(|name| name.trim().is_empty()) {
            faults.push(Fault::NoName);
        }
        if relation.from.is_empty() || relation.to.is_empty() {
            faults.push(Fault::NoEnds);
        }
        faults
    }

    /// A key that no label has, digits first.
    #[must_use]
    pub fn free_key(&self) -> Option<char> {
        let taken: BTreeSet<char> = self.current().filter_map(|label| label.key).collect();
        let keys = ('1'..='9').chain(['0']).chain('A'..='Z');
        keys.into_iter().find(|key| !taken.contains(key))
    }

    /// A new label of that name, ready for use: with an id, a colour and a key that no other has.
    /// The id is made of the name where that is in Latin letters.
    #[must_use]
    pub fn new_label(&self, name: &str) -> Option<Label> {
        let name = name.trim();
        let slug = slugify(name, "label");
        let numbered = (2..=self.labels.len() + 1).map(|n| format!("{slug}-{n}"));
        let ids = std::iter::once(slug.clone()).chain(numbered);
        let mut ids = ids.filter_map(|id| id.parse::<LabelId>().ok());
        let id = ids.find(|id| self.label(id).is_none())?;
        let label = Label {
            id,
            name: super::Bilingual {
                en: name.to_owned(),
                ar: name.to_owned(),
            },
            codebook: super::Bilingual::default(),
            color: self.free_color(),
            key: self.free_key(),
            enabled: true,
            standing: Standing::Current,
            attributes: Vec::new(),
        };
        self.faults(&label).is_empty().then_some(label)
    }
}

/// What is wrong with a list of attributes.
#[must_use]
pub fn attribute_faults(attributes: &[Attribute]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for attribute in attributes {
        let name = || attribute.name.clone();
        if !is_name(&attribute.name) {
            faults.push(Fault::NotSlug(name()));
        }
        if !names.insert(&attribute.name) {
            faults.push(Fault::Twice(name()));
        }
        if let AttributeKind::Choice(list) | AttributeKind::Choices(list) = &attribute.kind {
            if list.is_empty() {
                faults.push(Fault::NoChoices(name()));
            }
            let mut seen = BTreeSet::new();
            for choice in list {
                if !is_name(choice) {
                    faults.push(Fault::NotSlug(choice.clone()));
                }
                if !seen.insert(choice) {
                    faults.push(Fault::ChoiceTwice(name(), choice.clone()));
                }
            }
        }
    }
    faults
}

/// Whether a text can be the name of an attribute or choice in files.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, change: impl FnOnce(&mut Label), expected: &[Fault]) {
        let schema = Schema::conflict_news();
        let mut label = schema.label(&id.parse().unwrap()).unwrap().clone();
        change(&mut label);
        assert_eq!(schema.faults(&label), expected);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let id = |id: &str| id.parse::<LabelId>().unwrap();
        check("strike", |_| (), &[]);
        check(
            "strike",
            |l| l.key = Some('1'),
            &[Fault::KeyTaken(id("faction"))],
        );
        check("strike", |l| l.key = Some('!'), &[Fault::NoKey]);
        check("strike", |l| l.name.en = " ".into(), &[Fault::NoName]);
        check(
            "strike",
            |l| l.name.ar = "سلاح ".into(),
            &[Fault::NameTaken(id("weapon"))],
        );
        check(
            "strike",
            |l| l.attributes[1].name = "kind".into(),
            &[Fault::Twice("kind".into())],
        );
        check(
            "strike",
            |l| {
                l.attributes[0].kind = AttributeKind::Choice(vec![]);
                l.attributes[1].name = "عدد".into();
            },
            &[
                Fault::NoChoices("kind".into()),
                Fault::NotSlug("عدد".into()),
            ],
        );
        check(
            "control",
            |l| l.attributes[0].kind = AttributeKind::Choices(vec!["a".into(), "a".into()]),
            &[Fault::ChoiceTwice("kind".into(), "a".into())],
        );
    }

    #[test]
    fn the_default_schema_has_no_faults_and_a_new_label_none_either() {
        let mut schema = Schema::conflict_news();
        for label in &schema.labels {
            assert_eq!(schema.faults(label), []);
        }
        for relation in &schema.relations {
            assert_eq!(schema.relation_faults(relation), []);
        }
        assert_eq!(attribute_faults(&schema.incident), []);
        for (name, id, key) in [
            ("Vehicle", "vehicle", 'A'),
            ("مركبة", "label", 'B'),
            ("ملجأ", "label-2", 'C'),
        ] {
            let label = schema.new_label(name).unwrap();
            assert_eq!((label.id.as_str(), label.key), (id, Some(key)));
            let near: Vec<_> = schema.near_color(&label.color, &label.id).collect();
            assert!(near.is_empty(), "{near:?}");
            schema.labels.push(label);
        }
        assert_eq!(schema.new_label("Vehicle"), None, "the name is taken");
        assert_eq!(schema.new_label("  "), None);
    }
}
