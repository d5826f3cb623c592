//! What lies over the window: one dialog at a time.

use std::sync::Arc;

use super::import::Preview;
use super::schema::Item;
use super::tally::Waiting;
use crate::analysis::statistics::Statistics;
use crate::model::id::{LabelId, SpanId};
use crate::model::registry::EntryKind;
use crate::text::offset::ByteRange;

/// A dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Who annotates, and what to do here: shown at the first start.
    Welcome,
    /// All commands, found by name.
    Palette,
    /// The keys.
    Shortcuts,
    /// The settings.
    Settings,
    /// What was reported.
    Notices,
    /// The steps that can be undone and redone.
    History,
    /// What the user's layers hold; `None` while it is being counted.
    Statistics(Option<Box<Statistics>>),
    /// A new project: where.
    NewProject,
    /// A project to open.
    OpenProject,
    /// Files to take in: which.
    ImportFiles,
    /// What would be taken in.
    Import(Arc<Preview>),
    /// Where the data set goes.
    Export,
    /// How suggestions are reviewed.
    Review,
    /// What was learned from decisions.
    Learned,
    /// Which incidents of several articles may be one event.
    Links,
    /// How far two annotators agree, and where they differ.
    Agreement,
    /// What would be done in many places.
    Batch,
    /// What would be copied from an article that is nearly the same.
    Copying,
    /// The factions and places that the project knows, and which of them is looked at, by its
    /// id in spans.
    Registry(Option<String>),
    /// Of what the words at hand are another name.
    NameOf,
    /// A table of factions or places to take in: which.
    ImportTable,
    /// Where the table of the project's factions or places goes.
    ExportTable(EntryKind),
    /// The schema, and what of it is looked at.
    Schema(Option<Item>),
    /// What a change of the schema would touch.
    Reshape,
    /// A file with labels to take in: which.
    ImportSchema,
    /// What a file would change of the schema.
    TakeSchema,
    /// Where the schema goes.
    ExportSchema,
    /// Where the picture of the rows goes.
    ExportPicture,
    /// The labels, for the selection.
    Labels,
    /// Something to be sure about.
    Ask(Box<Question>),
    /// Not everything is on the disk and the window is to close; says why.
    QuitUnsaved(String),
}

/// Something the program does only when told twice.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Mark a range that crosses or doubles another span.
    Tag(LabelId, ByteRange),
    /// Let a span cross or double another one.
    Resize(SpanId, ByteRange),
    /// Put spans back where their quotes are; the rest is listed as detached. How many of each.
    Reattach {
        /// Spans whose place is clear.
        found: usize,
        /// Spans that cannot be placed.
        detached: usize,
    },
    /// Call the article done although that many suggestions are open.
    Done(Waiting),
    /// Leave although something could not be written.
    Quit,
}
