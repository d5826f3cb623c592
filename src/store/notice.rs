//! What opening or checking a project has to tell, each with a stable key and arguments for the
//! interface's catalogue, and as English for the command line.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know; all is well.
    Info,
    /// Worth a look; nothing is lost.
    Warning,
    /// Something cannot be read or is missing.
    Error,
}

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is.
    pub what: What,
    /// The file, from the project's folder on.
    pub path: PathBuf,
    /// The line, from 1, if it is about one.
    pub line: Option<u32>,
}

/// What there is to tell. Every text says what is the matter and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// Edits that were only in the journal have been put into their layers.
    #[error("{edits} edits of the last session were recovered from the journal; nothing to do")]
    Recovered {
        /// How many.
        edits: usize,
    },
    /// The end of the journal was cut off by a crash.
    #[error(
        "the journal ended in the middle of an entry ({bytes} bytes), which was never reported as \
         saved; the rest was set aside in {set_aside}, everything before it is there"
    )]
    TornTail {
        /// How long the torn entry is.
        bytes: u64,
        /// The file name it was put into; empty if the project is open for reading only.
        set_aside: String,
    },
    /// Something in the journal is no entry.
    #[error(
        "{bytes} bytes of the journal are damaged and were skipped; the layers are complete up to \
         their last snapshot. Take the file back from a backup to recover the entry"
    )]
    JournalDamaged {
        /// How many bytes.
        bytes: u64,
    },
    /// Entries are missing between two others.
    #[error("the journal has no entries {first} to {last}; they cannot be undone any more")]
    JournalGap {
        /// The first missing number.
        first: u64,
        /// The last missing number.
        last: u64,
    },
    /// Two entries have one number.
    #[error(
        "the journal has two different entries {seq}, perhaps from two computers at once; the \
         first one counts"
    )]
    JournalTwice {
        /// The number.
        seq: u64,
    },
    /// An entry quotes a text that is not there any more.
    #[error(
        "entry {seq} of the journal quotes words that are not at their place in the text of \
         {article} any more; it cannot be undone"
    )]
    JournalUnquoted {
        /// The number.
        seq: u64,
        /// The article.
        article: String,
    },
    /// An edit of the journal does not fit the layer.
    #[error(
        "edit {seq} of the journal does not fit this layer ({why}); it was left out. The file was \
         probably changed by hand"
    )]
    NotReplayed {
        /// The number of the record.
        seq: u64,
        /// Why.
        why: String,
    },
    /// The journal and the snapshot say different things.
    #[error(
        "the layer is not what its journal leads to; it was changed by hand or restored from a \
         backup. The layer counts"
    )]
    DiffersFromJournal,
    /// Line ends were converted.
    #[error(
        "the line ends were converted to CRLF, probably by git or a copy; it was read as it was \
         before. Set `*.txt -text` and `*.ron -text` in .gitattributes and take the file back"
    )]
    Converted,
    /// The text is not the one its description was made for.
    #[error(
        "the text was changed after it was imported (its SHA-256 differs); take it back from a \
         backup, or check the spans of this article"
    )]
    TextChanged,
    /// A span's words are elsewhere in the text.
    #[error(
        "span {span} is not at its place; its words stand in exactly one other place and it can be re-attached there"
    )]
    Moved {
        /// The span.
        span: String,
    },
    /// A span's words were not found, or in several places.
    #[error(
        "span {span} is detached: its words are not in the text, or in several places; it is kept until you decide"
    )]
    Detached {
        /// The span.
        span: String,
    },
    /// A span or relation that a layer cannot hold.
    #[error(
        "{id} cannot be part of the layer (empty, double, or a relation without its spans); it is kept aside in the file"
    )]
    Unfit {
        /// The span or relation.
        id: String,
    },
    /// An edge of a span cuts a character as people see it.
    #[error("span {span} begins or ends inside a character with its marks; it is kept exactly")]
    CutsGrapheme {
        /// The span.
        span: String,
    },
    /// Two spans overlap without one covering the other.
    #[error("spans {a} and {b} cross; that is allowed, but look whether it is meant")]
    Crossing {
        /// The first.
        a: String,
        /// The second.
        b: String,
    },
    /// Two spans cover the same with the same label.
    #[error(
        "spans {a} and {b} cover the same words; that is allowed, but look whether it is meant"
    )]
    Identical {
        /// The first.
        a: String,
        /// The second.
        b: String,
    },
    /// A label the schema does not have.
    #[error(
        "span {span} has the label {label}, which the schema does not have; add it to project.ron or change the span"
    )]
    UnknownLabel {
        /// The span.
        span: String,
        /// The label.
        label: String,
    },
    /// Two articles have the same text.
    #[error("has the same text as {other}; remove one of them")]
    DuplicateText {
        /// The other article.
        other: String,
    },
    /// A text without a description.
    #[error("this article has no description file; it is shown without a title")]
    NoMeta,
    /// A description without a text.
    #[error("this article's text is missing; take ID.txt back from a backup")]
    NoText,
    /// A layer of an article that is not there.
    #[error(
        "this layer belongs to an article that is not in the project; take the article back, or remove the layer"
    )]
    NoArticle,
    /// A file of no known kind.
    #[error("this file is not part of a project; it is left alone")]
    UnknownFile,
    /// What another program left behind.
    #[error("left behind by a write that did not finish; it can be removed")]
    Leftover,
    /// Something could not be read.
    #[error("{message}")]
    Unreadable {
        /// The key of the error.
        key: &'static str,
        /// The error, with its remedy, without the path.
        message: String,
    },
    /// A line of a list cannot be read.
    #[error("the line is left out: {what}")]
    TableLine {
        /// What is wrong with it.
        what: String,
    },
    /// The drive knows no locks.
    #[error(
        "this drive cannot lock files; make sure nobody opens the same annotator's work at the same time"
    )]
    NoLocks,
}

impl What {
    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Recovered { .. }
            | Self::CutsGrapheme { .. }
            | Self::Crossing { .. }
            | Self::Identical { .. }
            | Self::UnknownFile
            | Self::Leftover => Severity::Info,
            Self::TornTail { .. }
            | Self::JournalGap { .. }
            | Self::DiffersFromJournal
            | Self::Converted
            | Self::Moved { .. }
            | Self::UnknownLabel { .. }
            | Self::DuplicateText { .. }
            | Self::NoMeta
            | Self::TableLine { .. }
            | Self::NoLocks => Severity::Warning,
            Self::JournalDamaged { .. }
            | Self::JournalTwice { .. }
            | Self::JournalUnquoted { .. }
            | Self::NotReplayed { .. }
            | Self::TextChanged
            | Self::Detached { .. }
            | Self::Unfit { .. }
            | Self::NoText
            | Self::NoArticle
            | Self::Unreadable { .. } => Severity::Error,
        }
    }

    /// The key of the message in the catalogue.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Recovered { .. } => "store-recovered",
            Self::TornTail { .. } => "store-torn-tail",
            Self::JournalDamaged { .. } => "store-journal-damaged",
            Self::JournalGap { .. } => "store-journal-gap",
            Self::JournalTwice { .. } => "store-journal-twice",
            Self::JournalUnquoted { .. } => "store-journal-unquoted",
            Self::NotReplayed { .. } => "store-not-replayed",
            Self::DiffersFromJournal => "store-differs-from-journal",
            Self::Converted => "store-converted",
            Self::TextChanged => "store-text-changed",
            Self::Moved { .. } => "store-moved",
            Self::Detached { .. } => "store-detached",
            Self::Unfit { .. } => "store-unfit",
            Self::CutsGrapheme { .. } => "store-cuts-grapheme",
            Self::Crossing { .. } => "store-crossing",
            Self::Identical { .. } => "store-identical",
            Self::UnknownLabel { .. } => "store-unknown-label",
            Self::DuplicateText { .. } => "store-duplicate-text",
            Self::NoMeta => "store-no-meta",
            Self::NoText => "store-no-text",
            Self::NoArticle => "store-no-article",
            Self::UnknownFile => "store-unknown-file",
            Self::Leftover => "store-leftover",
            Self::Unreadable { key, .. } => key,
            Self::TableLine { .. } => "store-table-line",
            Self::NoLocks => "store-no-locks",
        }
    }

    /// The arguments of the message, in the order of the fields.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Recovered { edits } => vec![("edits", edits.to_string())],
            Self::TornTail { bytes, set_aside } => vec![
                ("bytes", bytes.to_string()),
                ("setaside", set_aside.clone()),
            ],
            Self::JournalDamaged { bytes } => vec![("bytes", bytes.to_string())],
            Self::JournalGap { first, last } => {
                vec![("first", first.to_string()), ("last", last.to_string())]
            }
            Self::JournalTwice { seq } => vec![("seq", seq.to_string())],
            Self::JournalUnquoted { seq, article } => {
                vec![("seq", seq.to_string()), ("article", article.clone())]
            }
            Self::NotReplayed { seq, why } => {
                vec![("seq", seq.to_string()), ("why", why.clone())]
            }
            Self::Moved { span } | Self::Detached { span } | Self::CutsGrapheme { span } => {
                vec![("span", span.clone())]
            }
            Self::Unfit { id } => vec![("id", id.clone())],
            Self::Crossing { a, b } | Self::Identical { a, b } => {
                vec![("a", a.clone()), ("b", b.clone())]
            }
            Self::UnknownLabel { span, label } => {
                vec![("span", span.clone()), ("label", label.clone())]
            }
            Self::DuplicateText { other } => vec![("other", other.clone())],
            Self::Unreadable { message, .. } => vec![("message", message.clone())],
            Self::TableLine { what } => vec![("what", what.clone())],
            Self::DiffersFromJournal
            | Self::Converted
            | Self::TextChanged
            | Self::NoMeta
            | Self::NoText
            | Self::NoArticle
            | Self::UnknownFile
            | Self::Leftover
            | Self::NoLocks => Vec::new(),
        }
    }
}

impl Notice {
    pub(super) fn new(what: What, path: PathBuf) -> Self {
        Self {
            what,
            path,
            line: None,
        }
    }

    pub(super) fn at_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// The notice of a line of a list that is left out; the line from 1.
    #[must_use]
    pub fn of_line(path: PathBuf, line: usize, what: &str) -> Self {
        let what = what.to_owned();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Self::new(What::TableLine { what }, path).at_line(line)
    }

    /// The notice of an error. `path` is the file from the project's folder on.
    #[must_use]
    pub fn of(error: &super::StoreError, path: PathBuf) -> Self {
        // The path comes last in the error's text; the notice has it apart.
        let mut message = error.to_string();
        if let Some(at) = error.path() {
            let end = format!(": {}", at.display());
            if let Some(before) = message.strip_suffix(&end) {
                message = before.to_owned();
            }
        }
        Self {
            line: error.line(),
            what: What::Unreadable {
                key: error.key(),
                message,
            },
            path,
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.what.severity()
    }
}

impl fmt::Display for Notice {
    /// `path:line: what; remedy`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.what)
    }
}
