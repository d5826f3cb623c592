//! Files that could be taken in: read and shown here, written by [`super::intake`].

mod candidate;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::incoming::{Place, Watch};
use super::likeness::KnownTexts;
use super::mapping::found::{Name, names};
use crate::analysis::likeness::Index;
pub use crate::formats::table::Look;
pub use crate::formats::{How, Parts};
use crate::jobs::Progress;
use crate::model::columns::TableShape;
use crate::model::mapping::{Kind, Mapping, Target};
use crate::model::schema::{Label, Schema};
pub use candidate::{Candidate, Content};

/// What would be taken in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// What could be taken in, in the order in which it was given.
    pub files: Vec<Candidate>,
    /// The names in the files that the project does not have, with what becomes of them.
    pub names: Vec<Name>,
    /// Whether the new labels are to be looked at afterwards, to change name, colour and key.
    pub edit_new: bool,
    project: Arc<Project>,
}

/// What an import has to know of the project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Its texts.
    pub known: KnownTexts,
    /// Its labels and relations.
    pub schema: Schema,
    /// What names in files were settled to be, by the name of the format.
    pub mappings: BTreeMap<String, Mapping>,
    /// How tables were read, by their columns.
    pub tables: BTreeMap<String, TableShape>,
}

/// The encodings an analyst can choose from.
pub const ENCODINGS: [&str; 5] = [
    "UTF-8",
    "windows-1256",
    "ISO-8859-6",
    "UTF-16LE",
    "UTF-16BE",
];

impl Preview {
    /// How many files are to be taken in.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.files.iter().filter(|file| file.chosen).count()
    }

    /// How many articles are to be taken in.
    #[must_use]
    pub fn articles(&self) -> usize {
        let chosen = self.files.iter().filter(|file| file.chosen);
        let content = chosen.filter_map(|file| file.content.as_ref().ok());
        content
            .map(|content| content.lines.map_or(1, |[articles, ..]| articles))
            .sum()
    }

    /// Reads what is at some places. `None` if it is cancelled.
    #[must_use]
    pub fn of(places: Vec<Place>, project: Project, progress: &Progress) -> Option<Self> {
        let watch = Watch::new(progress, places.iter().map(Place::size).sum());
        let files: Vec<Candidate> = places
            .into_par_iter()
            .map(|place| Candidate::new(place, &project, &watch))
            .collect();
        let mut preview = Self {
            files,
            names: Vec::new(),
            edit_new: false,
            project: Arc::new(project),
        };
        preview.look_over();
        (!progress.is_cancelled()).then_some(preview)
    }

    /// How one of the files would be read, and which others with it: what is said of a table holds
    /// for all with the same columns.
    #[must_use]
    pub fn alike(&self, number: usize, how: &How) -> Vec<(usize, Candidate, How)> {
        let Some(file) = self.files.get(number) else {
            return Vec::new();
        };
        let columns = &file.columns;
        let is_of_table = file.how.table != how.table;
        let like = |(at, other): &(usize, &Candidate)| {
            *at == number || (is_of_table && columns.is_some() && other.columns == *columns)
        };
        let alike = self.files.iter().enumerate().filter(like);
        let read = alike.map(|(at, other)| {
            let mut own = other.how.clone();
            if at == number {
                own = how.clone();
            } else {
                own.table = how.table.clone();
            }
            (at, other.clone(), own)
        });
        read.collect()
    }

    /// Takes files that were read again, unless something else is at their place meanwhile.
    pub fn take(&mut self, files: Vec<(usize, Candidate)>) {
        let again: Vec<usize> = files.iter().map(|(number, _)| *number).collect();
        let chosen: Vec<bool> = self.files.iter().map(|file| file.chosen).collect();
        for (number, file) in files {
            let old = self.files.get_mut(number);
            if let Some(old) = old.filter(|old| old.place == file.place) {
                *old = file;
            }
        }
        let settled = std::mem::take(&mut self.names);
        self.look_over();
        let before = self.files.iter_mut().zip(chosen).enumerate();
        for (_, (file, chosen)) in before.filter(|(number, _)| !again.contains(number)) {
            file.chosen = chosen;
        }
        for name in &mut self.names {
            let before = settled.iter().find(|old| {
                (old.format, old.kind, &old.theirs) == (name.format, name.kind, &name.theirs)
            });
            if let Some(before) = before {
                name.target = before.target.clone();
            }
        }
    }

    /// What the project knew when the files were read.
    #[must_use]
    pub fn project(&self) -> Arc<Project> {
        Arc::clone(&self.project)
    }

    /// The labels that names would become, at the numbers of the names.
    #[must_use]
    pub fn new_labels(&self) -> BTreeMap<usize, Label> {
        let mut schema = self.project.schema.clone();
        let mut labels: BTreeMap<usize, Label> = BTreeMap::new();
        let mut known: BTreeMap<&str, Label> = BTreeMap::new();
        for (number, name) in self.names.iter().enumerate() {
            if name.kind != Kind::Label || name.target != Target::New {
                continue;
            }
            let before = known.get(name.theirs.as_str()).cloned();
            let Some(label) = before.or_else(|| schema.new_label(&name.theirs)) else {
                continue;
            };
            if known.insert(&name.theirs, label.clone()).is_none() {
                schema.labels.push(label.clone());
            }
            labels.insert(number, label);
        }
        labels
    }

    /// The schema of the project.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.project.schema
    }

    /// Says what becomes of all names that are nothing here.
    pub fn settle_rest(&mut self, to: &Target) {
        for name in &mut self.names {
            if !matches!(name.target, Target::To(_)) {
                name.target = to.clone();
            }
        }
    }

    /// Says what becomes of a name.
    pub fn settle(&mut self, number: usize, to: Target) {
        if let Some(name) = self.names.get_mut(number) {
            name.target = to;
        }
    }

    /// How the tables that are taken in are read, by their columns: to be remembered.
    #[must_use]
    pub fn tables(&self) -> BTreeMap<String, TableShape> {
        let chosen = self.files.iter().filter(|file| file.chosen);
        let said = chosen.filter(|file| file.how.table != TableShape::default());
        said.filter_map(|file| Some((file.columns.clone()?, file.how.table.clone())))
            .collect()
    }

    /// Looks for doubles and foreign names in all files.
    fn look_over(&mut self) {
        self.find_doubles();
        let files = self.files.iter().filter_map(|file| {
            let content = file.content.as_ref().ok()?;
            Some((file.format?, &content.foreign))
        });
        self.names = names(files, &self.project.mappings, &self.project.schema);
    }

    fn find_doubles(&mut self) {
        let mut seen = self.project.known.same.clone();
        let mut near: Index<String> = Index::default();
        for file in &mut self.files {
            let Ok(content) = &mut file.content else {
                file.chosen = false;
                continue;
            };
            if content.lines.is_some() {
                continue;
            }
            let from = (content.hash, String::new());
            let found = seen.range(from..).next();
            content.double_of = found
                .filter(|(hash, _)| *hash == content.hash)
                .map(|(_, title)| title.clone());
            file.chosen = content.double_of.is_none();
            seen.insert((content.hash, content.title.clone()));
            content.near = None;
            let Some(sketch) = &content.sketch else {
                continue;
            };
            if content.double_of.is_none() {
                let found = near
                    .nearest(sketch)
                    .or_else(|| self.project.known.near.nearest(sketch));
                content.near = found.map(|(title, share)| (title.clone(), (share * 100.0) as u8));
            }
            near.add(content.title.clone(), sketch.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::ArticleText;

    #[test]
    fn doubles_in_a_file_of_many_articles_are_counted_before_it_is_taken_in() {
        let words = |n: usize| format!("كلمة{n} قصفت{n} مدينة{n} ");
        let report: String = (0..40).map(words).collect();
        let other: String = (50..90).map(words).collect();
        let texts = [
            report.clone(),
            "خبر من مكان بعيد لا صلة له".to_owned(),
            format!("{report} بزيادة"),
            report,
            format!("{other} بزيادة"),
        ];
        let lines = texts.map(|text| serde_json::json!({ "text": text }).to_string());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, lines.join("\n")).unwrap();
        let mut known = KnownTexts::default();
        known.near(&ArticleText::new(other), "other");
        for (known, expected) in [(KnownTexts::default(), [1, 1]), (known, [1, 2])] {
            let project = Project {
                known,
                ..Project::default()
            };
            let places = vec![Place::File(path.clone())];
            let preview = Preview::of(places, project, &Progress::unwatched()).unwrap();
            let content = preview.files[0].content.as_ref().unwrap();
            assert_eq!(content.doubles, Some(expected));
        }
    }
}
