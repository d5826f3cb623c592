//! The foreign names in files, with how often each is there and an example, and what becomes of
//! each: what the dialog of an import shows.

use std::collections::BTreeMap;

use super::guess::{guess, is_type, same_label};
use crate::formats::Document;
use crate::model::mapping::{Kind, Mapping, Target};
use crate::model::schema::Schema;
use crate::model::span::AttrValue;

/// How long an example is, in characters.
const EXAMPLE: usize = 60;

/// The names in a file that the project does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign(BTreeMap<(Kind, String), Seen>);

/// How a name was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    count: usize,
    example: String,
}

impl Foreign {
    /// Counts the names of a document.
    pub fn count(&mut self, document: &Document, schema: &Schema) {
        for mark in &document.spans {
            let words = || document.words(mark.span.range).to_owned();
            self.see(Kind::Label, &mark.label, schema, words);
            for (name, value) in &mark.span.attrs {
                let example = || format!("{}: {}", mark.label, said(value));
                self.see(Kind::Attribute, name, schema, example);
            }
        }
        for relation in &document.relations {
            let words = |id| {
                let mark = document.position(id).and_then(|at| document.spans.get(at));
                let words = mark.map_or("", |mark| document.words(mark.span.range));
                words.chars().take(EXAMPLE / 2 - 5).collect::<String>()
            };
            // From left to right in either language, so that the arrow points the right way.
            let example = || {
                let (from, to) = (words(relation.from), words(relation.to));
                format!("\u{2066}\u{2068}{from}\u{2069} → \u{2068}{to}\u{2069}\u{2069}")
            };
            self.see(Kind::Relation, &relation.kind, schema, example);
        }
    }

    fn see(&mut self, kind: Kind, name: &str, schema: &Schema, example: impl Fn() -> String) {
        let key = (kind, name.to_owned());
        if let Some(seen) = self.0.get_mut(&key) {
            seen.count += 1;
            return;
        }
        if is_ours(kind, name, schema) {
            return;
        }
        let example: String = example().chars().take(EXAMPLE).collect();
        let example = example.replace('\n', " ");
        self.0.insert(key, Seen { count: 1, example });
    }

    fn add(&mut self, other: &Self) {
        for (key, seen) in &other.0 {
            let mine = self.0.entry(key.clone()).or_default();
            mine.count += seen.count;
            if mine.example.is_empty() {
                mine.example.clone_from(&seen.example);
            }
        }
    }
}

/// Whether the project has a name as it is written.
fn is_ours(kind: Kind, name: &str, schema: &Schema) -> bool {
    match kind {
        Kind::Label => same_label(name, schema).is_some(),
        Kind::Relation => is_type(name, schema),
        Kind::Attribute => {
            let mut attributes = schema.current().flat_map(|label| &label.attributes);
            attributes.any(|attribute| attribute.name == name)
        }
    }
}

fn said(value: &AttrValue) -> String {
    match value {
        AttrValue::Text(text) => text.clone(),
        value => crate::formats::attribute(value).to_string(),
    }
}

/// A foreign name with what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The format of the files.
    pub format: &'static str,
    /// What it names.
    pub kind: Kind,
    /// As it is written in the files.
    pub theirs: String,
    /// How often.
    pub count: usize,
    /// What has it, at the first place.
    pub example: String,
    /// What becomes of it.
    pub target: Target,
}

/// The foreign names in files of several formats, with what was settled for each format before,
/// else what is guessed; a name nothing is known of becomes a new one.
#[must_use]
pub fn names<'a>(
    files: impl Iterator<Item = (&'static str, &'a Foreign)>,
    remembered: &BTreeMap<String, Mapping>,
    schema: &Schema,
) -> Vec<Name> {
    let mut formats: BTreeMap<&'static str, Foreign> = BTreeMap::new();
    for (format, foreign) in files {
        formats.entry(format).or_default().add(foreign);
    }
    let mut names = Vec::new();
    for (format, foreign) in formats {
        let settled = remembered.get(format);
        for ((kind, theirs), seen) in foreign.0 {
            let before = settled.and_then(|mapping| mapping.of(kind).get(&theirs));
            let guessed = || guess(kind, &theirs, schema).map(Target::To);
            let target = before.filter(|target| fits(kind, target, schema)).cloned();
            names.push(Name {
                format,
                kind,
                target: target.or_else(guessed).unwrap_or(Target::New),
                theirs,
                count: seen.count,
                example: seen.example,
            });
        }
    }
    names
}

/// Whether what was settled can still be: the project may have lost a name since.
fn fits(kind: Kind, target: &Target, schema: &Schema) -> bool {
    match target {
        Target::To(meaning) => is_ours(kind, &meaning.name, schema),
        Target::New | Target::LeftOut => true,
    }
}

/// What names of a format mean, as a mapping.
#[must_use]
pub fn mapping(names: &[Name], format: &str) -> Mapping {
    let mut mapping = Mapping::default();
    for name in names.iter().filter(|name| name.format == format) {
        let settled = mapping.of_mut(name.kind);
        settled.insert(name.theirs.clone(), name.target.clone());
    }
    mapping
}
