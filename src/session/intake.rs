//! Writes articles into a project's folder and collects the edits that bring them in.
//!
//! An article is written as one that has been taken out; the one change that an import is puts
//! all of them in, with their spans. So an import that is cut off leaves nothing half done, and
//! is one step of undo. Many are written at once: each has to reach the disk, which takes its time
//! and takes no longer for several.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::io::BufRead;
use std::ops::ControlFlow;

use super::incoming::{Incoming, Place};
use super::likeness::KnownTexts;
use super::mapping::Translator;
use crate::formats::told::told;
use crate::formats::{Document, Format, Input, ReadError, Reading, Told, plain};
use crate::jobs::Progress;
use crate::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use crate::model::columns::TableShape;
use crate::model::edit::Edit;
use crate::model::history::{Change, Scoped, StepName};
use crate::model::id::{ArticleId, IncidentId, RefusalId, RelationId, SpanId};
use crate::model::incident::Filler;
use crate::model::mapping::Mapping;
use crate::model::project::ProjectEdit;
use crate::model::schema::Schema;
use crate::store::{Imported, Store, StoreError};

/// An import that goes on.
pub struct Intake<'a> {
    /// Where the articles go.
    pub store: &'a Store,
    /// What becomes of the names in the files.
    pub names: Translator,
    /// Who imports, when, and how the files are read.
    pub reading: Reading,
    /// The format, if it is not told rightly.
    pub format: Option<&'static Format>,
    /// The texts that are there, if those that are nearly the same are to be listed.
    pub near: Option<KnownTexts>,
    /// Whether these are left out.
    pub skip_near: bool,
    /// Random numbers, for the ids of spans.
    pub random: fn() -> u64,
    /// How many articles there are, as far as that is known; else 0.
    pub expected: u64,
    /// How many were read.
    done: u64,
    /// What was taken in.
    pub taken: Taken,
    /// The articles that whoever imports has a layer of; nothing may be said in it.
    marked: BTreeSet<ArticleId>,
    /// Whether nothing is said in layers that are open in the window, and so ahead of the disk.
    pub open: BTreeMap<ArticleId, bool>,
    /// The articles that were taken in.
    ids: BTreeSet<ArticleId>,
    /// What was read and is not written yet, in the order of the files.
    waiting: Vec<Waiting>,
}

/// How many articles are written at once.
const AT_ONCE: usize = 1024;

/// How many bytes of text wait to be written at most, but for the last article.
const WAITING: usize = 8 << 20;

/// Something that was read.
enum Waiting {
    /// An article with its description, the name of its file and its line there.
    Article(Box<(Document, ArticleMeta, String, Option<usize>)>),
    /// What could not be taken in.
    Problem(Problem),
}

/// What was taken in.
#[derive(Debug, Default)]
pub struct Taken {
    /// The articles.
    pub metas: Vec<ArticleMeta>,
    /// The texts of the articles with spans.
    pub texts: BTreeMap<ArticleId, ArticleText>,
    /// What brings them in.
    pub edits: Vec<Scoped>,
    /// What could not be taken in.
    pub problems: Vec<Problem>,
    /// How many were in the project already.
    pub known: usize,
    /// Those that are nearly the same as another one, in English.
    pub near: Vec<String>,
    /// How many of them were left out.
    pub skipped: usize,
    /// How many spans were put where their words stand.
    pub mended: usize,
    /// The labels and types of relation that were added.
    pub schema: Vec<ProjectEdit>,
    /// What names in files were settled to be, to be remembered by the name of the format.
    pub mappings: BTreeMap<String, Mapping>,
    /// How tables were read, to be remembered by their columns.
    pub tables: BTreeMap<String, TableShape>,
    /// Whether the new labels are to be looked at.
    pub edit_new: bool,
}

impl Taken {
    /// The one step that brings everything in; it can be had once.
    #[must_use]
    pub fn change(&mut self) -> Change {
        Change {
            name: StepName::Import(u32::try_from(self.metas.len()).unwrap_or(u32::MAX)),
            edits: std::mem::take(&mut self.edits),
            project: std::mem::take(&mut self.schema),
        }
    }
}

impl<'a> Intake<'a> {
    /// An import into a project.
    #[must_use]
    pub fn new(store: &'a Store, schema: Schema, reading: Reading, random: fn() -> u64) -> Self {
        Self {
            marked: store.layers(&reading.origin.by),
            open: BTreeMap::new(),
            ids: BTreeSet::new(),
            store,
            names: Translator::new(schema),
            reading,
            format: None,
            near: None,
            skip_near: false,
            random,
            expected: 0,
            done: 0,
            taken: Taken::default(),
            waiting: Vec::new(),
        }
    }

    /// From now on the names in files mean this.
    pub fn follow(&mut self, mapping: Mapping) {
        if !self.names.follows(&mapping) {
            self.flush();
            self.names.follow(mapping);
        }
    }

    /// What was taken in, and what was not.
    #[must_use]
    pub fn finish(mut self) -> Taken {
        self.flush();
        let mut taken = self.taken;
        taken
            .problems
            .extend(self.names.left_out().map(Problem::of_all));
        taken.schema = self.names.edits();
        taken
    }

    /// Takes a file in.
    pub fn file(&mut self, place: &Place, progress: &Progress) {
        match Incoming::at(place, self.format) {
            Ok(mut file) => {
                let (format, name) = (file.format, file.name.clone());
                self.input(format, file.input(), &name, progress);
            }
            Err(why) => {
                self.problem(&place.name(), None, why);
            }
        }
    }

    /// Takes what comes in one stream in.
    pub fn stream(&mut self, format: &Format, mut data: impl BufRead, progress: &Progress) {
        let name = "standard input";
        let input = Input {
            name,
            data: &mut data,
            beside: &|_| None,
        };
        self.input(format, input, name, progress);
    }

    /// A broken article is named and the rest is taken.
    fn input(&mut self, format: &Format, input: Input<'_>, name: &str, progress: &Progress) {
        let Some(read) = format.read else {
            let why = ReadError::NotRead(format.title);
            return self.problem(name, None, why.told());
        };
        let reading = self.reading.clone();
        let read = read(input, &reading, &mut |line, found| {
            if progress.is_cancelled() {
                return ControlFlow::Break(());
            }
            self.done += 1;
            if self.done.is_multiple_of(64) {
                progress.set(self.done, self.expected);
            }
            match found {
                Ok(document) => self.document(document, name, line),
                Err(why) => self.problem(name, line, why.told()),
            }
            ControlFlow::Continue(())
        });
        if let Err(why) = read {
            self.problem(name, None, why.told());
        }
    }

    fn document(&mut self, document: Document, name: &str, line: Option<usize>) {
        let title = document.fields.get(&MetaField::Title).cloned();
        let title = title.unwrap_or_else(|| plain::title(document.text.as_str()));
        let near = self.near.as_mut();
        if let Some((other, share)) = near.and_then(|known| known.near(&document.text, &title)) {
            let why = format!("«{title}» is nearly the same as «{other}» ({share} % in common)");
            self.taken.near.push(located(&why, name, line));
            if self.skip_near {
                self.taken.skipped += 1;
                return;
            }
        }
        // An id of ours ends in digits of the text's hash, which are put on again.
        let hash = format!("-{}", document.text.hash().short());
        let stem = document.id.as_deref().unwrap_or(&title);
        let stem = stem.strip_suffix(hash.as_str()).unwrap_or(stem);
        let mut meta = ArticleMeta::new(&document.text, stem);
        let mut fields = document.fields.clone();
        fields.entry(MetaField::Title).or_insert(title);
        // What was pasted is in no file.
        if !name.is_empty() {
            fields
                .entry(MetaField::File)
                .or_insert_with(|| name.to_owned());
        }
        for (field, value) in fields {
            meta.fields.insert(field, self.entry(Some(value)));
        }
        let field = MetaField::Removed;
        meta.fields.insert(field, self.entry(Some("yes".into())));
        let article = Box::new((document, meta, name.to_owned(), line));
        self.waiting.push(Waiting::Article(article));
        let articles = self.waiting.iter().filter_map(|waiting| match waiting {
            Waiting::Article(article) => Some(article.0.text.as_str().len()),
            Waiting::Problem(_) => None,
        });
        let (count, bytes) = articles.fold((0, 0), |(n, sum), bytes| (n + 1, sum + bytes));
        if count >= AT_ONCE || bytes >= WAITING {
            self.flush();
        }
    }

    /// Writes what was read and takes it in.
    pub fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let articles = waiting.iter().filter_map(|waiting| match waiting {
            Waiting::Article(article) => Some((article.0.text.clone(), article.1.clone())),
            Waiting::Problem(_) => None,
        });
        let articles: Vec<_> = articles.collect();
        let written = self.store.import_articles(&articles, &|_| true);
        let mut written = written.into_iter();
        for waiting in waiting {
            match waiting {
                Waiting::Problem(why) => self.taken.problems.push(why),
                Waiting::Article(article) => {
                    let (document, _, name, line) = *article;
                    match written.next() {
                        Some(Ok(imported)) => self.imported(imported, document, name, line),
                        Some(Err(why)) => {
                            let (file, why) = (name, unstored(&why));
                            self.taken.problems.push(Problem { file, line, why });
                        }
                        None => {}
                    }
                }
            }
        }
    }

    /// Takes a written article in.
    fn imported(
        &mut self,
        imported: Imported,
        mut document: Document,
        file: String,
        line: Option<usize>,
    ) {
        let id = match self.bring_in(imported, &document.text) {
            Ok(Some(id)) => id,
            Ok(None) => return,
            Err(why) => return self.taken.problems.push(Problem { file, line, why }),
        };
        let problems = std::mem::take(&mut document.problems).into_iter();
        self.taken.problems.extend(problems.map(|why| {
            let file = file.clone();
            Problem { file, line, why }
        }));
        self.taken.mended += document.mended;
        self.names.translate(&mut document);
        self.layer(&id, document);
    }

    /// The edits that make the layer of an article that is new.
    fn layer(&mut self, id: &ArticleId, article: Document) {
        let mut edits = Vec::new();
        // A second span with the same id gets another one; relations mean the first.
        let mut ids: HashMap<SpanId, SpanId> = HashMap::new();
        let mut used = BTreeSet::new();
        for mark in article.spans {
            let mut span = mark.span;
            let theirs = span.id;
            if !article.own_ids {
                span.id = SpanId(0);
            }
            while span.id == SpanId(0) || !used.insert(span.id) {
                span.id = SpanId((self.random)());
            }
            ids.entry(theirs).or_insert(span.id);
            edits.push(Edit::AddSpan(Box::new(span)));
        }
        let mut used = BTreeSet::new();
        for mut relation in article.relations {
            let (Some(from), Some(to)) = (ids.get(&relation.from), ids.get(&relation.to)) else {
                continue;
            };
            (relation.from, relation.to) = (*from, *to);
            if !article.own_ids {
                relation.id = RelationId(0);
            }
            while relation.id == RelationId(0) || !used.insert(relation.id) {
                relation.id = RelationId((self.random)());
            }
            edits.push(Edit::AddRelation(Box::new(relation)));
        }
        let mut used = BTreeSet::new();
        for mut incident in article.incidents {
            for fillers in incident.roles.values_mut() {
                fillers.retain_mut(|filler| match filler {
                    Filler::Span(theirs) => {
                        let ours = ids.get(theirs).copied();
                        *theirs = ours.unwrap_or(*theirs);
                        ours.is_some()
                    }
                    Filler::Entry(_) => true,
                });
            }
            if !article.own_ids {
                incident.id = IncidentId(0);
            }
            while incident.id == IncidentId(0) || !used.insert(incident.id) {
                incident.id = IncidentId((self.random)());
            }
            edits.push(Edit::AddIncident(Box::new(incident)));
        }
        let mut used = BTreeSet::new();
        for mut refusal in article.refusals {
            if !article.own_ids {
                refusal.id = RefusalId(0);
            }
            while refusal.id == RefusalId(0) || !used.insert(refusal.id) {
                refusal.id = RefusalId((self.random)());
            }
            edits.push(Edit::AddRefusal(Box::new(refusal)));
        }
        for (name, value) in article.attrs {
            edits.push(Edit::SetArticleAttr {
                name,
                from: None,
                to: Some(value),
            });
        }
        if !article.note.is_empty() {
            edits.push(Edit::SetNote {
                from: String::new(),
                to: article.note,
            });
        }
        if article.progress != Default::default() {
            edits.push(Edit::SetProgress {
                from: Default::default(),
                to: article.progress,
            });
        }
        if edits.is_empty() {
            return;
        }
        self.taken.texts.insert(id.clone(), article.text.clone());
        let scoped = edits.into_iter().map(|edit| Scoped {
            article: id.clone(),
            edit,
        });
        self.taken.edits.extend(scoped);
    }

    /// Brings an article in that was written as one that has been taken out. `None` if its text is
    /// in the project and its annotator has said something of it: that is not mixed with what a
    /// file says.
    fn bring_in(
        &mut self,
        imported: Imported,
        text: &ArticleText,
    ) -> Result<Option<ArticleId>, Told> {
        let field = MetaField::Removed;
        let again = self.ids.contains(&imported.meta.id);
        if again || (imported.existed && !imported.meta.is_removed()) {
            self.taken.known += 1;
            let id = imported.meta.id;
            return Ok((!again && self.is_bare(&id, text)?).then_some(id));
        }
        // Its layer may hold what was done before it was taken out: that comes back with it. An
        // import that was stopped has left the article without one, one that was taken back with
        // one in which nothing is said.
        let id = imported.meta.id.clone();
        let is_bare = self.is_bare(&id, text)?;
        self.taken.edits.push(Scoped {
            article: id.clone(),
            edit: Edit::SetMeta {
                field,
                from: imported.meta.fields.get(&field).cloned(),
                to: Some(self.entry(None)),
            },
        });
        self.ids.insert(id.clone());
        self.taken.metas.push(imported.meta);
        Ok(is_bare.then_some(id))
    }

    /// Whether whoever imports has said nothing of an article.
    fn is_bare(&self, id: &ArticleId, text: &ArticleText) -> Result<bool, Told> {
        if let Some(is_bare) = self.open.get(id) {
            return Ok(*is_bare);
        }
        if !self.marked.contains(id) {
            return Ok(true);
        }
        let by = &self.reading.origin.by;
        let loaded = self.store.load_layer(by, id, text);
        loaded
            .map(|loaded| loaded.layer.is_empty())
            .map_err(|error| unstored(&error))
    }

    fn entry(&self, value: Option<String>) -> MetaEntry {
        MetaEntry {
            value,
            at: self.reading.origin.at,
            by: self.reading.origin.by.clone(),
        }
    }

    fn problem(&mut self, name: &str, line: Option<usize>, why: Told) {
        let file = name.to_owned();
        let problem = Problem { file, line, why };
        self.waiting.push(Waiting::Problem(problem));
    }
}

fn unstored(error: &StoreError) -> Told {
    told!("problem-store", "{why}", why = error)
}

/// Something that could not be taken in.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file, which has no name if it was pasted.
    pub file: String,
    /// The line in it, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub why: Told,
}

impl Problem {
    /// Of no file alone.
    fn of_all(why: Told) -> Self {
        let file = String::new();
        let line = None;
        Self { file, line, why }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&located(&self.why.to_string(), &self.file, self.line))
    }
}

/// What is said of a place in a file, which may have no name.
fn located(why: &str, name: &str, line: Option<usize>) -> String {
    match line {
        Some(line) if name.is_empty() => format!("{why} (line {line})"),
        None if name.is_empty() => why.to_owned(),
        Some(line) => format!("{why} ({name}, line {line})"),
        None => format!("{why} ({name})"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::formats::{Origin, by_name};
    use crate::model::id::ProjectId;
    use crate::model::project::{Project, ProjectSettings};
    use crate::store::{self, Annotator};

    fn random() -> u64 {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        NEXT.fetch_add(1, Ordering::Relaxed)
    }

    #[test]
    fn an_import_that_was_stopped_is_made_up_for_by_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p");
        let project = Project {
            id: ProjectId(1),
            name: "p".into(),
            schema: Schema::conflict_news(),
            settings: ProjectSettings::default(),
        };
        store::create(&path, &project).unwrap();
        let who = Annotator {
            id: "me".parse().unwrap(),
            name: "me".into(),
        };
        let at = jiff::Timestamp::UNIX_EPOCH;
        let opened = store::open(&path, &who, at, None).unwrap();
        let line = r#"{"text":"قصف إدلب","entities":[{"id":1,"label":"STRIKE","start_offset":0,"end_offset":3}]}"#;
        let take = || {
            let by = who.id.clone();
            let reading = Reading::new(Origin { by, at });
            let schema = project.schema.clone();
            let mut intake = Intake::new(&opened.store, schema, reading, random);
            let format = by_name("doccano").unwrap();
            intake.stream(format, line.as_bytes(), &Progress::unwatched());
            intake.finish()
        };
        // What it wrote was never put in.
        drop(take());
        let again = take();
        assert_eq!(again.metas.len(), 1);
        let edits = again.edits.iter();
        let spans = edits.filter(|scoped| matches!(scoped.edit, Edit::AddSpan(_)));
        assert_eq!(spans.count(), 1);
    }
}
