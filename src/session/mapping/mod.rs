//! Names of other programs as names of the project: labels, types of relation, attributes.
//!
//! [`file`] reads a mapping that somebody wrote, [`guess`] proposes one, [`found`] counts the
//! names in files, and a [`Translator`] puts it all into effect.

pub mod file;
pub mod found;
pub mod guess;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::formats::document::{label_id, written_label};
use crate::formats::told::told;
use crate::formats::{Document, Told, from_text};
use crate::model::id::{LabelId, SpanId};
use crate::model::incident::Filler;
use crate::model::mapping::{Kind, Mapping, Meaning, Target};
use crate::model::project::ProjectEdit;
use crate::model::schema::change::SchemaEdit;
use crate::model::schema::{Bilingual, RelationType, Schema};
use crate::model::span::AttrValue;

/// What becomes of names that neither the mapping nor the project knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// They become new ones.
    New,
    /// What has them is left out and counted.
    #[default]
    Skip,
}

/// A label of the project with the attributes that a foreign one says besides.
type Ours = (LabelId, BTreeMap<String, String>);

/// Turns the names of documents into those of a project.
#[derive(Debug)]
pub struct Translator {
    /// The labels and relations of the project, with the new ones.
    pub schema: Schema,
    /// What becomes of names that nothing is said of.
    pub unknown: Unknown,
    mapping: Mapping,
    /// What has been found out about labels; `None` leaves out.
    labels: HashMap<String, Option<Ours>>,
    /// New labels by the name in the files.
    made: BTreeMap<String, LabelId>,
    made_relations: BTreeSet<String>,
    /// The schema as it was.
    before: Schema,
    /// How many spans and relations were left out because their name is not known.
    left: BTreeMap<(Kind, String), usize>,
}

impl Translator {
    /// Into a project with these labels.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self {
            before: schema.clone(),
            schema,
            unknown: Unknown::default(),
            mapping: Mapping::default(),
            labels: HashMap::new(),
            made: BTreeMap::new(),
            made_relations: BTreeSet::new(),
            left: BTreeMap::new(),
        }
    }

    /// Whether names mean this already.
    #[must_use]
    pub fn follows(&self, mapping: &Mapping) -> bool {
        self.mapping == *mapping
    }

    /// From now on names mean this.
    pub fn follow(&mut self, mapping: Mapping) {
        self.mapping = mapping;
        self.labels.clear();
    }

    /// What makes the new labels and types of relation.
    #[must_use]
    pub fn edits(&self) -> Vec<ProjectEdit> {
        let mut edits = Vec::new();
        for label in self.schema.labels.iter() {
            let from = self.before.label(&label.id);
            if from != Some(label) {
                edits.push(SchemaEdit::SetLabel {
                    id: label.id.clone(),
                    from: from.cloned().map(Box::new),
                    to: Some(Box::new(label.clone())),
                });
            }
        }
        for relation in &self.schema.relations {
            let mut before = self.before.relations.iter();
            let from = before.find(|other| other.name == relation.name);
            if from != Some(relation) {
                edits.push(SchemaEdit::SetRelation {
                    name: relation.name.clone(),
                    from: from.cloned().map(Box::new),
                    to: Some(Box::new(relation.clone())),
                });
            }
        }
        edits.into_iter().map(ProjectEdit::Schema).collect()
    }

    /// What was left out because nothing is said of its name, in English.
    pub fn left_out(&self) -> impl Iterator<Item = Told> {
        self.left.iter().map(|((kind, name), count)| match kind {
            Kind::Relation => told!(
                "left-out-relation",
                "there is no type of relation {name} in the project; what has it is left out ({count})",
                name = name,
                count = count
            ),
            Kind::Label | Kind::Attribute => told!(
                "left-out-label",
                "there is no label {name} in the project; what has it is left out ({count})",
                name = name,
                count = count
            ),
        })
    }

    /// A mapping as it is to be remembered: what became a new name is that one from now on.
    #[must_use]
    pub fn remembered(&self, mut mapping: Mapping) -> Mapping {
        for (theirs, target) in &mut mapping.labels {
            if let (Target::New, Some(id)) = (&*target, self.made.get(theirs)) {
                *target = Target::To(Meaning::of(id.as_str()));
            }
        }
        for (theirs, target) in &mut mapping.relations {
            if *target == Target::New {
                *target = Target::To(Meaning::of(theirs));
            }
        }
        mapping
    }

    /// Gives what a document says the project's names, and takes away what is left out.
    pub fn translate(&mut self, document: &mut Document) {
        let marks = std::mem::take(&mut document.spans);
        for mut mark in marks {
            let Some((label, attrs)) = self.label(&mark.label) else {
                continue;
            };
            mark.span.label = label;
            rename(&self.mapping, &mut mark.span.attrs, attrs);
            document.spans.push(mark);
        }
        document.refusals.retain_mut(|refusal| {
            // All of its words are of labels that are here, or it is about nothing here.
            refusal.words_mut().all(|words| {
                let found = self.label(&written_label(&words.label));
                let is_here = found.is_some();
                if let Some((label, _)) = found {
                    words.label = label;
                }
                is_here
            })
        });
        prune(document);
        let labels: HashMap<SpanId, LabelId> = document
            .spans
            .iter()
            .map(|mark| (mark.span.id, mark.span.label.clone()))
            .collect();
        document.relations.retain_mut(|relation| {
            let ends = (labels.get(&relation.from), labels.get(&relation.to));
            let (Some(from), Some(to)) = ends else {
                return false;
            };
            let kind = self.relation(&relation.kind, from, to);
            let keep = kind.is_some();
            relation.kind = kind.unwrap_or_default();
            keep
        });
    }

    /// What a label of the file is in this project; `None` leaves its span out.
    fn label(&mut self, theirs: &str) -> Option<Ours> {
        if let Some(Target::LeftOut) = self.mapping.labels.get(theirs) {
            return None;
        }
        let found = match self.labels.get(theirs) {
            Some(found) => found.clone(),
            None => {
                let found = self.find_label(theirs);
                self.labels.insert(theirs.to_owned(), found.clone());
                found
            }
        };
        if found.is_none() {
            let left = self.left.entry((Kind::Label, theirs.to_owned()));
            *left.or_default() += 1;
        }
        found
    }

    fn find_label(&mut self, theirs: &str) -> Option<Ours> {
        let (found, wanted, policy) = match self.mapping.labels.get(theirs) {
            Some(Target::New) => (None, None, Unknown::New),
            Some(Target::To(meaning)) => {
                let id = label_id(&meaning.name);
                let there = self.schema.meant(&id);
                let found = there.map(|label| (label.id.clone(), meaning.attrs.clone()));
                (found, Some(id), self.unknown)
            }
            Some(Target::LeftOut) | None => {
                let same = guess::same_label(theirs, &self.schema);
                (same.map(|id| (id, BTreeMap::new())), None, self.unknown)
            }
        };
        let made = || Some((self.made.get(theirs)?.clone(), BTreeMap::new()));
        found.or_else(made).or_else(|| match policy {
            Unknown::New => {
                let mut label = self.schema.new_label(theirs)?;
                if let Some(wanted) = wanted {
                    // One that was taken out comes back in another shape.
                    self.schema.labels.retain(|old| old.id != wanted);
                    label.id = wanted;
                }
                let id = label.id.clone();
                self.made.insert(theirs.to_owned(), id.clone());
                self.schema.labels.push(label);
                Some((id, BTreeMap::new()))
            }
            Unknown::Skip => None,
        })
    }

    /// What a type of relation is in this project, between spans of these labels; `None` leaves
    /// it out.
    fn relation(&mut self, theirs: &str, from: &LabelId, to: &LabelId) -> Option<String> {
        let (name, policy) = match self.mapping.relations.get(theirs) {
            Some(Target::LeftOut) => return None,
            Some(Target::New) => (theirs, Unknown::New),
            Some(Target::To(meaning)) => (meaning.name.as_str(), self.unknown),
            None => (theirs, self.unknown),
        };
        let mut current = self.schema.relations.iter_mut().filter(|r| !r.removed);
        let known = current.find(|r| r.name == name);
        match known {
            // What a new type joins is what it was seen to join.
            Some(known) if self.made_relations.contains(name) => {
                for (ends, end) in [(&mut known.from, from), (&mut known.to, to)] {
                    if !ends.contains(end) {
                        ends.push(end.clone());
                    }
                }
            }
            Some(_) => {}
            None if policy == Unknown::New => {
                self.made_relations.insert(name.to_owned());
                self.schema.relations.retain(|old| old.name != name);
                self.schema.relations.push(RelationType {
                    name: name.to_owned(),
                    title: Bilingual {
                        en: name.to_owned(),
                        ar: name.to_owned(),
                    },
                    from: vec![from.clone()],
                    to: vec![to.clone()],
                    removed: false,
                });
            }
            None => {
                let left = self.left.entry((Kind::Relation, name.to_owned()));
                *left.or_default() += 1;
                return None;
            }
        }
        Some(name.to_owned())
    }
}

/// Renames what a document says without a project: a name that nothing is said of stays, or is
/// left out.
pub fn rename_alone(mapping: &Mapping, unknown: Unknown, document: &mut Document) {
    document.spans.retain_mut(|mark| {
        let attrs = match mapping.labels.get(&mark.label) {
            Some(Target::LeftOut) => return false,
            Some(Target::To(meaning)) => {
                mark.span.label = label_id(&meaning.name);
                mark.label = meaning.name.to_uppercase();
                meaning.attrs.clone()
            }
            None if unknown == Unknown::Skip => return false,
            Some(Target::New) | None => BTreeMap::new(),
        };
        rename(mapping, &mut mark.span.attrs, attrs);
        true
    });
    document.refusals.retain_mut(|refusal| {
        refusal.words_mut().all(|words| {
            match mapping.labels.get(&written_label(&words.label)) {
                Some(Target::LeftOut) => return false,
                Some(Target::To(meaning)) => words.label = label_id(&meaning.name),
                None => return unknown == Unknown::New,
                Some(Target::New) => {}
            }
            true
        })
    });
    prune(document);
    document
        .relations
        .retain_mut(|relation| match mapping.relations.get(&relation.kind) {
            Some(Target::LeftOut) => false,
            Some(Target::To(meaning)) => {
                relation.kind.clone_from(&meaning.name);
                true
            }
            None => unknown == Unknown::New,
            Some(Target::New) => true,
        });
}

/// Renames attributes, and adds what a label says besides.
fn rename(
    mapping: &Mapping,
    attrs: &mut BTreeMap<String, AttrValue>,
    besides: BTreeMap<String, String>,
) {
    for (theirs, target) in &mapping.attributes {
        match target {
            Target::New => {}
            Target::LeftOut => {
                attrs.remove(theirs);
            }
            Target::To(meaning) => {
                if let Some(value) = attrs.remove(theirs) {
                    attrs.entry(meaning.name.clone()).or_insert(value);
                }
            }
        }
    }
    for (name, value) in besides {
        attrs.entry(name).or_insert_with(|| from_text(&value));
    }
}

/// Takes away what hangs on spans that are not there any more.
fn prune(document: &mut Document) {
    let there: BTreeSet<SpanId> = document.spans.iter().map(|mark| mark.span.id).collect();
    let ends = |id: &SpanId| there.contains(id);
    document
        .relations
        .retain(|relation| ends(&relation.from) && ends(&relation.to));
    for incident in &mut document.incidents {
        for fillers in incident.roles.values_mut() {
            fillers.retain(|filler| match filler {
                Filler::Span(id) => ends(id),
                Filler::Entry(_) => true,
            });
        }
        incident.roles.retain(|_, fillers| !fillers.is_empty());
    }
}

#[cfg(test)]
mod tests;
