//! What the session asks of its shell: the few things only a window can do.

use crate::text::offset::ByteRange;

/// Something the shell is asked to do after the commands of a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put a text on the clipboard.
    Copy(String),
    /// Scroll the article so that this can be seen.
    Reveal(ByteRange),
    /// Change between window and full screen.
    ToggleFullScreen,
    /// Close the window.
    Close,
}
