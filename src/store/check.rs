//! Verifies a whole project and says what it found: every file parses, every hash and quote
//! fits, every journal leads to its snapshots.
//!
//! Invariant: writes nothing, and takes no lock.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::article::stem;
use super::disk::AnnotatorFile;
use super::error::StoreError;
use super::file;
use super::layer;
use super::layout::{JOURNAL_ENDING, Layout};
use super::notice::{Notice, Severity, What};
use super::open::{read_project, recover};
use super::project::{Access, LARGEST_FILE, State, Store, WhyReadOnly, read};
use super::recovery::{Journal, read_journal};
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleText, TextHash};
use crate::model::edit::Edit;
use crate::model::history::Seq;
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::project::Project;
use crate::text::offset::is_grapheme_boundary;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many articles there are.
    pub articles: usize,
    /// How many layers there are, of all annotators.
    pub layers: usize,
    /// How many spans there are in them.
    pub spans: usize,
    /// How many records the journals hold.
    pub records: usize,
    /// What was found, by path and line.
    pub findings: Vec<Notice>,
}

impl CheckReport {
    /// Whether nothing is lost or broken. Warnings are fine.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.severity() < Severity::Error)
    }

    /// Adds findings and puts all of them in order, none twice.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Notice>) {
        self.findings.extend(findings);
        self.findings
            .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        self.findings.dedup();
    }

    fn error(&mut self, layout: &Layout, path: &Path, error: &StoreError) {
        self.findings.push(Notice::of(error, layout.relative(path)));
    }
}

/// Verifies a project. Writes nothing.
///
/// # Errors
/// If there is no project at all, or its main files cannot be read.
pub fn check(path: &Path) -> Result<CheckReport, StoreError> {
    let layout = Layout::new(path);
    let (project, newer) = read_project(&layout)?;
    let mut report = CheckReport::default();
    if let Some((found, known)) = newer {
        let path = layout.project();
        let error = StoreError::Newer {
            found,
            known,
            path: path.clone(),
        };
        report.error(&layout, &path, &error);
    }
    let reader: AnnotatorId = "check"
        .parse()
        .unwrap_or_else(|_| unreachable!("`check` is a slug"));
    let store = reading(&layout, &reader);
    if let Err(error) = store.load_registry() {
        report.error(&layout, &layout.registry(), &error);
    }
    check_articles(&store, &mut report)?;
    for annotator in store.annotators()? {
        check_annotator(&layout, &annotator.id, &project, &mut report)?;
    }
    check_names(&layout, &store, &mut report);
    report.add([]);
    Ok(report)
}

fn reading(layout: &Layout, annotator: &AnnotatorId) -> Store {
    let access = Access::Read(WhyReadOnly::Asked);
    Store::new(layout.clone(), annotator.clone(), access, State::default())
}

fn check_articles(store: &Store, report: &mut CheckReport) -> Result<(), StoreError> {
    let (metas, notices) = store.list()?;
    report.articles = metas.len();
    report.findings.extend(notices);
    let texts: Vec<_> = metas
        .par_iter()
        .map(|meta| (store.layout().text(&meta.id), store.load_text(&meta.id)))
        .collect();
    for (path, text) in texts {
        match text {
            Ok((_, notices)) => report.findings.extend(notices),
            // Already told by the list.
            Err(error) if error.is_not_found() => {}
            Err(error) => report.error(store.layout(), &path, &error),
        }
    }
    let mut first: BTreeMap<TextHash, &ArticleId> = BTreeMap::new();
    for meta in metas.iter().filter(|meta| !meta.is_removed()) {
        if let Some(other) = first.get(&meta.text_sha256) {
            let other = other.to_string();
            let path = store.relative(&store.layout().text(&meta.id));
            let what = What::DuplicateText { other };
            report.findings.push(Notice::new(what, path));
        } else {
            first.insert(meta.text_sha256, &meta.id);
        }
    }
    Ok(())
}

fn check_annotator(
    layout: &Layout,
    annotator: &AnnotatorId,
    project: &Project,
    report: &mut CheckReport,
) -> Result<(), StoreError> {
    let store = reading(layout, annotator);
    let (mut metas, _) = store.list()?;
    let path = layout.annotator_file(annotator);
    match read::<AnnotatorFile>(&path) {
        Ok(file) if file.id == *annotator => {}
        Ok(file) => {
            let error = StoreError::WrongName {
                found: file.id.to_string(),
                expected: annotator.to_string(),
                path: path.clone(),
            };
            report.error(layout, &path, &error);
        }
        Err(error) => report.error(layout, &path, &error),
    }
    let mut journal = read_journal(layout, &layout.journal(annotator))?;
    journal.set_torn_aside(layout, false)?;
    report.findings.append(&mut journal.notices);
    report.records += journal.records.len();
    check_gaps(&journal, report);
    let mut notices = Vec::new();
    recover(&store, &journal, &mut metas, &mut notices);
    // That edits wait for their snapshot is no finding: the next opening writes it.
    notices.retain(|notice| !matches!(notice.what, What::Recovered { .. }));
    report.findings.append(&mut notices);
    let mut project = project.clone();
    store.bring_up_to_date(&mut project);
    let project = &project;
    let articles: Vec<ArticleId> = store.layers(annotator).into_iter().collect();
    let layers: Vec<_> = articles
        .into_par_iter()
        .map(|article| check_layer(&store, &article, project, &journal))
        .collect();
    for (spans, findings) in layers {
        report.layers += 1;
        report.spans += spans;
        report.findings.extend(findings);
    }
    Ok(())
}

fn check_gaps(journal: &Journal, report: &mut CheckReport) {
    let mut expected = Seq(1);
    for (record, path, line) in &journal.records {
        if record.seq > expected {
            let what = What::JournalGap {
                first: expected.0,
                last: record.seq.0.saturating_sub(1),
            };
            let notice = Notice::new(what, path.clone()).at_line(*line);
            report.findings.push(notice);
        }
        expected = record.seq.next();
    }
}

/// How many spans a layer has, and what was found in it.
fn check_layer(
    store: &Store,
    article: &ArticleId,
    project: &Project,
    journal: &Journal,
) -> (usize, Vec<Notice>) {
    let path = store.layout().layer(store.annotator(), article);
    let relative = store.relative(&path);
    let text = match store.load_text(article) {
        Ok((text, _)) => text,
        // The text has a finding of its own.
        Err(_) => return (0, Vec::new()),
    };
    let loaded = match store.load_layer(store.annotator(), article, &text) {
        Ok(loaded) => loaded,
        Err(error) => return (0, vec![Notice::of(&error, relative)]),
    };
    let mut whats: Vec<What> = loaded.notices.into_iter().map(|n| n.what).collect();
    check_spans(&loaded.layer, text.as_str(), project, &mut whats);
    if differs_from_journal(store, article, &text, journal) {
        whats.push(What::DiffersFromJournal);
    }
    let lines = lines_of_spans(&path);
    let findings = whats
        .into_iter()
        .map(|what| {
            let args = what.args();
            let line = args.first().and_then(|(_, id)| lines.get(id)).copied();
            Notice {
                what,
                path: relative.clone(),
                line,
            }
        })
        .collect();
    (loaded.layer.spans().len(), findings)
}

/// The line on which each span of a layer file stands, from 1.
fn lines_of_spans(path: &Path) -> BTreeMap<String, u32> {
    let bytes = file::read(path, LARGEST_FILE).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    (1..)
        .zip(text.lines())
        .filter_map(|(number, line)| {
            let (_, rest) = line.split_once("(id: \"")?;
            Some((rest.split_once('"')?.0.to_owned(), number))
        })
        .collect()
}

fn check_spans(layer: &Annotations, text: &str, project: &Project, whats: &mut Vec<What>) {
    let mut open: Vec<&crate::model::span::Span> = Vec::new();
    for span in layer.spans() {
        let id = || span.id.to_string();
        let edges = [span.range.start(), span.range.end()];
        if !edges.iter().all(|edge| is_grapheme_boundary(text, *edge)) {
            whats.push(What::CutsGrapheme { span: id() });
        }
        if project.schema.label(&span.label).is_none() {
            whats.push(What::UnknownLabel {
                span: id(),
                label: span.label.to_string(),
            });
        }
        open.retain(|other| other.range.end() > span.range.start());
        for other in &open {
            let (a, b) = (other.id.to_string(), id());
            if other.range == span.range && other.label == span.label {
                whats.push(What::Identical { a, b });
            } else if other.range.crosses(span.range) {
                whats.push(What::Crossing { a, b });
            }
        }
        open.push(span);
    }
}

/// Whether the journal alone leads to another layer than the one in the file. One whose first
/// edits came from elsewhere (an import, a copy of the sample) cannot be compared.
fn differs_from_journal(
    store: &Store,
    article: &ArticleId,
    text: &ArticleText,
    journal: &Journal,
) -> bool {
    let Ok(Some(file)) = store.read_layer(store.annotator(), article) else {
        return false;
    };
    let applied = file.applied;
    let texts = |id: &ArticleId| (id == article).then(|| text.clone());
    let mut edits: Vec<(Seq, Edit)> = Vec::new();
    for (record, ..) in journal.records.iter().filter(|(r, ..)| r.seq <= applied) {
        for (_, edit) in record.edits.iter().filter(|(id, _)| id == article) {
            match edit.edit(|| texts(article)) {
                Some(Edit::SetMeta { .. }) => {}
                Some(edit) => edits.push((record.seq, edit)),
                None => return false,
            }
        }
    }
    if edits.is_empty() {
        return false;
    }
    let path = PathBuf::new();
    let mut replayed = layer::Attached::empty(article, store.annotator());
    replayed.replay(&edits, Seq(0), text, &path);
    let complete = replayed.loaded.notices.is_empty();
    complete && layer::attach(file, text, &path).loaded.layer != replayed.loaded.layer
}

/// Files that are not part of a project, and what unfinished writes left behind.
fn check_names(layout: &Layout, store: &Store, report: &mut CheckReport) {
    let mut look = |folder: &Path, is_known: &dyn Fn(&str, bool) -> bool| {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let path = layout.relative(&entry.path());
            let name = name.to_string_lossy();
            let what = if file::is_leftover(&name) {
                What::Leftover
            } else if is_known(&name, entry.path().is_dir()) {
                continue;
            } else {
                What::UnknownFile
            };
            report.findings.push(Notice::new(what, path));
        }
    };
    look(layout.root(), &|name, is_folder| {
        let about = ["README", "NOTICE", "LICENSE", "LICENCE", "."];
        match name {
            "articles" | "annotations" | "lexicon" => is_folder,
            "project.ron" | "registry.ron" => true,
            _ => about.iter().any(|prefix| name.starts_with(prefix)),
        }
    });
    look(&layout.articles(), &|name, _| {
        stem(name, ".ron").is_some() || stem(name, ".txt").is_some()
    });
    look(&layout.lexicon(), &|name, _| name.ends_with(".tsv"));
    look(&layout.annotations(), &|name, is_folder| {
        is_folder && name.parse::<AnnotatorId>().is_ok()
    });
    let known = store.state().articles.clone();
    let mut orphans = Vec::new();
    for annotator in store.annotators().unwrap_or_default() {
        let folder = layout.annotator(&annotator.id);
        look(&folder, &|name, _| {
            let is_own = ["annotator.ron", "links.ron", "journal", ".lock", ".holder"];
            is_own.contains(&name) || stem(name, ".ron").is_some()
        });
        look(&layout.journal(&annotator.id), &|name, _| {
            let ending = Path::new(name).extension();
            ending.is_some_and(|ending| ending == JOURNAL_ENDING || ending == "torn")
        });
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_other = matches!(&*name, "annotator.ron" | "links.ron");
            let article = stem(&name, ".ron").filter(|_| !is_other);
            if article.is_some_and(|id| !known.contains_key(&id)) {
                orphans.push(Notice::new(What::NoArticle, layout.relative(&entry.path())));
            }
        }
    }
    report.findings.extend(orphans);
}
