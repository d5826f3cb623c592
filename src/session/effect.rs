//! What the session asks of its shell: the few things only a window or a clock can do.

use std::path::PathBuf;

use crate::text::offset::ByteRange;

/// Something the shell is asked to do after the commands of a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put a text on the clipboard.
    Copy(String),
    /// Ask for a file or folder and answer with the command in `purpose`.
    Pick(Purpose),
    /// Scroll the article so that this can be seen.
    Reveal(ByteRange),
    /// Give the keys to a pane.
    Focus(Pane),
    /// Give the keys to an entry field.
    FocusField(Field),
    /// Change between window and full screen.
    ToggleFullScreen,
    /// Close the window; everything is on the disk.
    Close,
}

/// What a file or folder is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The folder of a project to open.
    OpenProject,
    /// The folder in which a new project's folder is made.
    NewProjectIn,
    /// Files to import.
    ImportFiles,
    /// A folder to import.
    ImportFolder,
    /// A file to write, with a proposed name.
    Export(PathBuf),
}

/// A part of the window that can have the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of articles.
    List,
    /// The article.
    #[default]
    Article,
    /// The inspector.
    Inspector,
}

/// An entry field that a command leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The filter of the article list.
    ListFilter,
    /// Search in the article.
    Find,
    /// Search in the project.
    ProjectSearch,
    /// The note of the article.
    ArticleNote,
    /// The note of the selected span.
    SpanNote,
    /// The title in the strip.
    Title,
}
