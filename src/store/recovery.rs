//! What is in the journal and in no snapshot yet, and reading the journal back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use super::codec;
use super::disk::RecordFile;
use super::error::StoreError;
use super::file;
use super::journal::{self, Scan};
use super::layout::Layout;
use super::notice::{Notice, What};
use super::project::LARGEST_FILE;
use crate::model::article::{MetaEntry, MetaField};
use crate::model::edit::Edit;
use crate::model::history::{Record, Seq};
use crate::model::id::{AnnotatorId, ArticleId, EntryId};
use crate::model::project::ProjectEdit;
use crate::model::registry::{Registry, RegistryEntry};

/// The edits that are in no snapshot yet, by article.
#[derive(Clone, Debug, Default)]
pub(super) struct Tails {
    edits: BTreeMap<ArticleId, Vec<(Seq, Edit)>>,
    meta: BTreeMap<ArticleId, Fields>,
    /// What was said of entries of the registry, with the record that says it.
    registry: BTreeMap<EntryId, (Seq, RegistryEntry)>,
    /// What changes the schema and the settings, with the record that says it.
    project: Vec<(Seq, ProjectEdit)>,
    /// When each entry was last said something of.
    said: BTreeMap<EntryId, Timestamp>,
    /// The number of the last record.
    pub(super) last: Seq,
}

/// Fields of an article's description.
pub(super) type Fields = BTreeMap<MetaField, MetaEntry>;

impl Tails {
    /// Takes a record in. `applied` says up to which record an article's snapshot goes.
    pub(super) fn add(
        &mut self,
        record: &Record,
        annotator: &AnnotatorId,
        applied: impl Fn(&ArticleId) -> Seq,
    ) {
        self.last = self.last.max(record.seq);
        for scoped in &record.change.edits {
            if let Edit::SetMeta { field, to, .. } = &scoped.edit {
                // The time of the record, not of the entry: taking back is a later word.
                let entry = MetaEntry {
                    value: to.as_ref().and_then(|entry| entry.value.clone()),
                    at: record.at,
                    by: annotator.clone(),
                };
                let fields = self.meta.entry(scoped.article.clone()).or_default();
                fields.insert(*field, entry);
            } else if record.seq > applied(&scoped.article) {
                let edits = self.edits.entry(scoped.article.clone()).or_default();
                edits.push((record.seq, scoped.edit.clone()));
            }
        }
        for edit in &record.change.project {
            let ProjectEdit::SetEntry { id, from, .. } = edit else {
                self.project.push((record.seq, edit.clone()));
                continue;
            };
            let before = [self.said.get(id).copied(), from.as_ref().map(|e| e.at)];
            // A clock that was put back makes no word an earlier one.
            let after = before.into_iter().flatten().max();
            let after = after.and_then(|at| at.checked_add(SignedDuration::from_nanos(1)).ok());
            let at = after.map_or(record.at, |after| after.max(record.at));
            if let Some((id, entry)) = edit.said(at, annotator) {
                self.said.insert(id, at);
                self.registry.insert(id, (record.seq, entry));
            }
        }
    }

    pub(super) fn edits(&self, article: &ArticleId) -> &[(Seq, Edit)] {
        self.edits.get(article).map_or(&[], Vec::as_slice)
    }

    pub(super) fn meta(&self, article: &ArticleId) -> Option<&Fields> {
        self.meta.get(article)
    }

    /// What was said of entries up to a record and is not in `registry.ron` yet.
    pub(super) fn registry(&self, last: Seq) -> Registry {
        let said = self.registry.iter().filter(|(_, (seq, _))| *seq <= last);
        Registry {
            entries: said.map(|(id, (_, entry))| (*id, entry.clone())).collect(),
        }
    }

    /// Forgets what `registry.ron` now says, or says otherwise since later.
    pub(super) fn registered(&mut self, there: &Registry) {
        self.registry.retain(|id, (_, ours)| {
            let there = there.entries.get(id);
            there.is_none_or(|theirs| (ours.at, &ours.by) > (theirs.at, &theirs.by))
        });
    }

    /// What changes the schema and the settings up to a record and is not in `project.ron` yet.
    pub(super) fn project(&self, last: Seq) -> &[(Seq, ProjectEdit)] {
        let waits = self.project.partition_point(|(seq, _)| *seq <= last);
        self.project.get(..waits).unwrap_or_default()
    }

    /// Forgets the changes that `project.ron` now holds.
    pub(super) fn settled(&mut self, last: Seq) {
        self.project.retain(|(seq, _)| *seq > last);
    }

    /// The articles that need a snapshot.
    pub(super) fn articles(&self) -> Vec<ArticleId> {
        let mut articles: Vec<_> = self.edits.keys().chain(self.meta.keys()).cloned().collect();
        articles.sort();
        articles.dedup();
        articles
    }

    /// How many edits wait.
    pub(super) fn len(&self) -> usize {
        let edits: usize = self.edits.values().map(Vec::len).sum();
        edits + self.registry.len() + self.project.len()
    }

    /// Forgets the edits that a snapshot now holds.
    pub(super) fn snapshotted(&mut self, article: &ArticleId, applied: Seq) {
        if let Some(edits) = self.edits.get_mut(article) {
            edits.retain(|(seq, _)| *seq > applied);
            if edits.is_empty() {
                self.edits.remove(article);
            }
        }
    }

    /// Forgets the fields that a description now holds.
    pub(super) fn described(&mut self, article: &ArticleId, written: &Fields) {
        if let Some(fields) = self.meta.get_mut(article) {
            fields.retain(|field, entry| written.get(field) != Some(entry));
            if fields.is_empty() {
                self.meta.remove(article);
            }
        }
    }

    /// Keeps of the fields only those that say something later than the description does.
    pub(super) fn keep_newer(&mut self, article: &ArticleId, there: &Fields) {
        if let Some(fields) = self.meta.get_mut(article) {
            fields.retain(|field, entry| there.get(field).is_none_or(|e| entry.at > e.at));
            if fields.is_empty() {
                self.meta.remove(article);
            }
        }
    }
}

/// Lays fields over others: the later word stands, and among words of one moment ours.
pub(super) fn lay_over(there: &mut Fields, ours: &Fields) {
    for (field, entry) in ours {
        if there.get(field).is_none_or(|e| e.at <= entry.at) {
            there.insert(*field, entry.clone());
        }
    }
}

/// A journal as it was found.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// The records in ascending order, each number once, with where they stand.
    pub(super) records: Vec<(RecordFile, PathBuf, u32)>,
    pub(super) notices: Vec<Notice>,
    /// The last segment with its length, if it can be gone on with.
    pub(super) last: Option<(PathBuf, u64)>,
    /// The torn end of the last segment.
    pub(super) torn: Option<Torn>,
    /// The format of a segment that a newer program wrote.
    pub(super) newer: Option<u32>,
}

/// The torn end of a segment.
#[derive(Debug)]
pub(super) struct Torn {
    path: PathBuf,
    /// What is whole, in bytes.
    whole: u64,
    tail: Vec<u8>,
    line: u32,
}

/// Reads the journal in a folder. What cannot be read is reported, the rest is there.
pub(super) fn read_journal(layout: &Layout, folder: &Path) -> Result<Journal, StoreError> {
    let segments = journal::segments(folder)
        .map_err(|error| StoreError::io("list the folder", folder, &error))?;
    let mut journal = Journal::default();
    let count = segments.len();
    for (index, path) in segments.into_iter().enumerate() {
        let bytes = match file::read(&path, LARGEST_FILE) {
            Ok(bytes) => bytes,
            Err(error) => {
                let path = layout.relative(&path);
                journal.notices.push(Notice::of(&error, path));
                continue;
            }
        };
        let scan = journal::scan(&bytes);
        journal.take(layout, &path, &bytes, scan, index + 1 == count);
    }
    journal.put_in_order(layout);
    Ok(journal)
}

impl Journal {
    fn take(&mut self, layout: &Layout, path: &Path, bytes: &[u8], scan: Scan, is_last: bool) {
        let relative = layout.relative(path);
        if let Some(found) = scan.format.filter(|&format| format > journal::FORMAT) {
            self.newer = Some(found);
        }
        if scan.converted {
            self.notices
                .push(Notice::new(What::Converted, relative.clone()));
        }
        for damage in &scan.damaged {
            let bytes = damage.bytes as u64;
            let what = What::JournalDamaged { bytes };
            self.notices
                .push(Notice::new(what, relative.clone()).at_line(damage.line));
        }
        if scan.whole < scan.length {
            let whole = bytes.get(..scan.whole).unwrap_or_default();
            let lines = whole.iter().filter(|&&b| b == b'\n').count() + 1;
            let line = u32::try_from(lines).unwrap_or(u32::MAX);
            if is_last && !scan.converted {
                self.torn = Some(Torn {
                    path: path.to_owned(),
                    whole: scan.whole as u64,
                    tail: bytes.get(scan.whole..).unwrap_or_default().to_owned(),
                    line,
                });
            } else {
                let bytes = (scan.length - scan.whole) as u64;
                let what = What::JournalDamaged { bytes };
                self.notices
                    .push(Notice::new(what, relative.clone()).at_line(line));
            }
        } else if is_last && !scan.converted && scan.format.is_some() {
            self.last = Some((path.to_owned(), scan.length as u64));
        }
        let parsed: Vec<_> = scan
            .records
            .par_iter()
            .map(|(line, record)| (*line, codec::parse::<RecordFile>(record)))
            .collect();
        for (line, record) in parsed {
            match record {
                Ok(record) => self.records.push((record, relative.clone(), line)),
                Err(error) => {
                    let error = StoreError::codec(path, error);
                    self.notices
                        .push(Notice::of(&error, relative.clone()).at_line(line));
                }
            }
        }
    }

    /// Sorts the records, and drops the second of two that are the same.
    fn put_in_order(&mut self, _layout: &Layout) {
        self.records.sort_by_key(|(record, ..)| record.seq);
        let mut kept: Vec<(RecordFile, PathBuf, u32)> = Vec::with_capacity(self.records.len());
        for (record, path, line) in std::mem::take(&mut self.records) {
            if let Some((before, ..)) = kept.last()
                && before.seq == record.seq
            {
                // The same record twice is a write that was reported as failed and repeated.
                if *before != record {
                    let what = What::JournalTwice { seq: record.seq.0 };
                    self.notices.push(Notice::new(what, path).at_line(line));
                }
                continue;
            }
            kept.push((record, path, line));
        }
        self.records = kept;
    }

    /// Reports the torn end, and if the folder can be written puts it aside first.
    pub(super) fn set_torn_aside(
        &mut self,
        layout: &Layout,
        write: bool,
    ) -> Result<(), StoreError> {
        let Some(torn) = self.torn.take() else {
            return Ok(());
        };
        let mut set_aside = String::new();
        if write {
            let fail = |error| StoreError::io("set aside the end of", &torn.path, &error);
            let mut aside = torn.path.with_extension("torn");
            let mut n = 1;
            while aside.exists() {
                aside = torn.path.with_extension(format!("{n}.torn"));
                n += 1;
            }
            file::replace(&aside, &torn.tail)?;
            if torn.whole == 0 {
                fs::remove_file(&torn.path).map_err(fail)?;
            } else {
                let segment = fs::OpenOptions::new().write(true).open(&torn.path);
                let segment = segment.map_err(fail)?;
                segment.set_len(torn.whole).map_err(fail)?;
                file::sync(&segment).map_err(fail)?;
                self.last = Some((torn.path.clone(), torn.whole));
            }
            let name = aside.file_name().unwrap_or_default();
            set_aside = name.to_string_lossy().into_owned();
        }
        let what = What::TornTail {
            bytes: torn.tail.len() as u64,
            set_aside,
        };
        let notice = Notice::new(what, layout.relative(&torn.path));
        self.notices.push(notice.at_line(torn.line));
        Ok(())
    }
}
