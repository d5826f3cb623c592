//! What the session asks of its shell: the few things only a window can do.

use crate::text::offset::ByteRange;

/// Something the shell is asked to do after the commands of a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put a text on the clipboard.
    Copy(String),
    /// Send what is on the clipboard as [`super::command::File::ImportText`].
    Paste,
    /// Scroll the article so that this can be seen.
    Reveal(ByteRange),
    /// Give a field or the article the keys.
    Focus(Field),
    /// Select the word above or below the selection, as seen.
    MoveLine {
        /// Whether it is the one below.
        down: bool,
    },
    /// Give the next panel the keys.
    WalkPanes {
        /// Whether it is the next one, not the previous one.
        forward: bool,
    },
    /// Show the fields of the article's description and give one the keys, or close them.
    Describe,
    /// Open the first menu, or close the one that is open.
    ToggleMenus,
    /// Change between window and full screen.
    ToggleFullScreen,
    /// Close the window.
    Close,
}

/// What can be given the keys by a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The article.
    Article,
    /// The words looked for in the article.
    Find,
    /// The words looked for in the project.
    Search,
    /// The filter of the list.
    Filter,
    /// The remarks on the article.
    Note,
    /// The first attribute of the selected span.
    Attributes,
    /// The remark on the selected span.
    SpanNote,
    /// The rows of a table.
    Table,
    /// The filter of the tables.
    TableFilter,
    /// The first relation of the selected span.
    Relations,
    /// The incident that is looked at, or the first one.
    Incidents,
    /// The entry of the registry that fills a role.
    Entry,
}
