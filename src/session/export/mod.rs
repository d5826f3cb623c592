//! A data set out: what is lost is said first, nothing is written half, and what was written is
//! read back and compared.
//!
//! A data set is articles in one of the formats, or a table with a line an incident, which is
//! derived ([`events`]).

pub mod choices;
pub mod events;
mod output;
pub mod picture;
mod which;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::incoming::Incoming;
use super::message::Message;
use super::notices::Detail;
use crate::analysis::incidents::{EventTable, Omission};
use crate::formats::document::{label_id, written_label};
use crate::formats::{
    Document, FORMATS, Format, Holds, Layout, Losses, Reading, Writer, Writing, digest, parts,
};
use crate::model::id::ArticleId;
use crate::model::refusal::Refusal;
use crate::model::schema::Schema;
use output::Output;
pub use output::Place;
pub use which::{EachLayer, Layers, Which, layers, with_words};

/// An export that goes on.
pub struct Export {
    format: &'static Format,
    layout: Layout,
    /// What it can hold, as it is written.
    holds: Holds,
    writer: Box<dyn Writer>,
    files: Box<dyn Output>,
    report: Report,
    /// What was written, as numbers that tell documents apart.
    written: Vec<u64>,
    /// Labels that were merged, as they are written, with what they stand for.
    merged: BTreeMap<String, String>,
}

/// What an export did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many articles were written; an article that two people annotated counts twice.
    pub articles: usize,
    /// How many spans.
    pub spans: usize,
    /// What the format could not hold.
    pub losses: Losses,
    /// How many incidents.
    pub incidents: usize,
    /// Whose incidents they are, counted; an incident that two people describe is in it twice.
    pub annotators: usize,
    /// Incidents that were left out, and why.
    pub omitted: Vec<(Named, Omission)>,
    /// Incidents whose dead are counted by convention where no number is stated.
    pub by_convention: Vec<Named>,
    /// Articles that were not the same when the file was read back; empty if all were.
    pub different: Vec<String>,
}

/// An incident in a list for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What somebody called it; empty for nothing.
    pub title: String,
    /// Its kind, as it is called in files.
    pub kind: String,
    /// Its article.
    pub article: ArticleId,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.title.is_empty() {
            &self.kind
        } else {
            &self.title
        };
        write!(f, "«{name}» in {}", self.article)
    }
}

impl From<&Named> for Message {
    fn from(named: &Named) -> Self {
        let message = Self::new("export-incident");
        let message = if named.title.is_empty() {
            message.value("title", "kind", &named.kind)
        } else {
            message.text("title", named.title.as_str())
        };
        message.text("article", named.article.as_str())
    }
}

impl Report {
    /// What the format could not hold, what was left out and what differs, a line each, in English.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let losses = self.losses.iter().map(|(loss, count, examples)| {
            format!("not held: {count} {loss} (such as {})", examples.join("; "))
        });
        let different = self.different.iter();
        let different = different.map(|what| format!("read back, it is not the same: {what}"));
        let omitted = self.omitted.iter();
        let omitted = omitted.map(|(what, why)| format!("left out: {what}: {why}"));
        let convention = self.by_convention.iter();
        let convention = convention.map(|what| format!("dead counted by convention: {what}"));
        let several = (self.annotators > 1).then(|| {
            let count = self.annotators;
            format!("incidents of {count} annotators are in it; name one with --annotator")
        });
        losses
            .chain(omitted)
            .chain(convention)
            .chain(several)
            .chain(different)
            .collect()
    }
}

impl Report {
    /// The same in the language of the interface; what is named is in English.
    #[must_use]
    pub fn details(&self) -> Vec<Detail> {
        let losses = self.losses.iter().map(|(loss, count, examples)| {
            Message::new("export-lost")
                .named("what", loss.key())
                .number("count", count)
                .text("examples", examples.join("; "))
        });
        let convention = self.by_convention.iter();
        let convention =
            convention.map(|named| Message::new("export-by-convention").told("what", named.into()));
        let different = self.different.iter();
        let different =
            different.map(|what| Message::new("export-different").text("what", what.as_str()));
        let several = (self.annotators > 1)
            .then(|| Message::new("export-several").number("count", self.annotators));
        let omitted = self.omitted.iter().map(|(what, why)| {
            Message::new("export-left-out")
                .told("what", what.into())
                .named("why", why.key())
        });
        losses
            .chain(omitted)
            .chain(convention)
            .chain(several)
            .chain(different)
            .map(Detail::Told)
            .collect()
    }
}

/// What an export would be, as it is told before it is made.
#[derive(Clone, Debug)]
pub struct Foretold {
    /// How much goes into it.
    pub size: Message,
    /// What is lost and what is left out.
    pub details: Vec<Detail>,
}

impl From<Report> for Foretold {
    fn from(report: Report) -> Self {
        let (key, what, count) = match report.incidents {
            0 => ("export-size", "spans", report.spans),
            count => ("export-size-incidents", "incidents", count),
        };
        let size = Message::new(key).number("articles", report.articles);
        Self {
            size: size.number(what, count),
            details: report.details(),
        }
    }
}

/// The labels that stand for another one, as they are written, with that one.
fn merged(schema: &Schema) -> BTreeMap<String, String> {
    let labels = schema.labels.iter();
    let merged = labels.filter_map(|label| {
        let meant = schema
            .meant(&label.id)
            .filter(|meant| meant.id != label.id)?;
        Some((written_label(&label.id), written_label(&meant.id)))
    });
    merged.collect()
}

impl Export {
    /// Begins to write. A file or folder appears only with [`Export::finish`].
    ///
    /// # Errors
    /// If the format is only read, or the place cannot be written to.
    pub fn new(
        format: &'static Format,
        writing: &Writing,
        place: &Place<'_>,
    ) -> Result<Self, String> {
        let writer = parts::writer(format, writing)
            .ok_or_else(|| format!("{} is read only and cannot be written", format.title))?;
        let layout = parts::layout(format, &writing.split);
        let title = if layout == format.layout {
            format.title
        } else {
            "a data set in parts"
        };
        let files = place.files(layout, title)?;
        Ok(Self {
            format,
            layout,
            holds: format.holds.with(writing.clitics),
            writer,
            files,
            report: Report::default(),
            written: Vec::new(),
            merged: merged(&writing.schema),
        })
    }

    /// Writes an article as far as the format can hold it. A span of a label that was merged into
    /// another one is written as that.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn add(&mut self, document: &Document) -> io::Result<()> {
        let holds = &self.holds;
        let mut meant = Cow::Borrowed(document);
        if !self.merged.is_empty() {
            let meant = meant.to_mut();
            for mark in &mut meant.spans {
                if let Some(label) = self.merged.get(&mark.label) {
                    mark.label.clone_from(label);
                }
            }
            for words in meant.refusals.iter_mut().flat_map(Refusal::words_mut) {
                if let Some(label) = self.merged.get(&written_label(&words.label)) {
                    words.label = label_id(label);
                }
            }
        }
        if let Some(kept) = self.report.losses.take(&meant, holds) {
            self.writer.document(&kept, &mut *self.files)?;
            self.report.articles += 1;
            self.report.spans += kept.spans.len();
            self.written.push(digest(&kept, holds));
        }
        Ok(())
    }

    /// Writes the end, reads it all back, and puts it in its place.
    ///
    /// # Errors
    /// If the output cannot be written or read.
    pub fn finish(mut self, reading: &Reading) -> Result<Report, String> {
        let wrong = |error: io::Error| format!("the export cannot be written: {error}");
        self.writer.finish(&mut *self.files).map_err(wrong)?;
        self.files.flush().map_err(wrong)?;
        if self.format.read.is_some() {
            let mut paths = self.files.paths();
            let ours = |path: &PathBuf| {
                let extension = path.extension().and_then(|e| e.to_str());
                extension == self.format.extensions.first().copied()
            };
            if self.layout == Layout::Folder {
                paths.retain(ours);
            }
            if !paths.is_empty() {
                self.report.different = self.read_back(&paths, reading)?;
            }
        }
        self.files.finish().map_err(wrong)?;
        Ok(self.report)
    }

    /// Reads the files of articles back and names those that are not what was written.
    fn read_back(&mut self, paths: &[PathBuf], reading: &Reading) -> Result<Vec<String>, String> {
        let Some(read) = self.format.read else {
            return Ok(Vec::new());
        };
        self.written.sort_unstable();
        let mut different = Vec::new();
        let mut found = Vec::new();
        for path in paths {
            let mut file =
                Incoming::open(path, Some(self.format)).map_err(|why| why.to_string())?;
            let name = file.name.clone();
            let result = read(file.input(), reading, &mut |_, document| {
                match document {
                    Ok(document) => {
                        let number = digest(&document, &self.holds);
                        if self.written.binary_search(&number).is_err() {
                            different.push(document.id.unwrap_or_else(|| name.clone()));
                        }
                        found.push(number);
                    }
                    Err(error) => different.push(format!("{name}: {error}")),
                }
                ControlFlow::Continue(())
            });
            if let Err(error) = result {
                different.push(format!("{name}: {error}"));
            }
        }
        if different.is_empty() && found.len() != self.written.len() {
            let (ours, theirs) = (self.written.len(), found.len());
            different.push(format!(
                "{ours} articles were written and {theirs} are in it"
            ));
        }
        Ok(different)
    }
}

/// What a data set is.
#[derive(Clone, Copy, Debug)]
pub enum DataSet {
    /// Articles with what is marked in them.
    Articles(&'static Format),
    /// A line an incident.
    Events(EventTable),
}

impl DataSet {
    /// All that can be written.
    pub fn all() -> impl Iterator<Item = Self> {
        let written = FORMATS.iter().filter(|format| format.write.is_some());
        let articles = written.map(|format| Self::Articles(format));
        articles.chain(EventTable::ALL.into_iter().map(Self::Events))
    }

    /// The one with that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::all().find(|set| set.name() == name)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles(format) => format.name,
            Self::Events(table) => table.name(),
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Articles(format) => format.title,
            Self::Events(table) => table.title(),
        }
    }

    /// The ending of its file; one of many files has none and goes into a folder.
    #[must_use]
    pub fn ending(self) -> Option<&'static str> {
        match self {
            Self::Articles(format) if format.layout == Layout::Folder => None,
            Self::Articles(format) => format.extensions.first().copied(),
            Self::Events(_) => Some("csv"),
        }
    }
}
