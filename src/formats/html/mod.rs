//! HTML: the main text of a web page in, also of one that a browser saved (MHTML); a page with the
//! annotations out.
//!
//! The two are no inverse of each other: what is read is what others publish, what is written is
//! for people to look at.

mod mhtml;
mod page;
mod read;

use super::holds::Holds;
use super::{Format, Layout, ReadError, Reading, read_whole};
use crate::text::unit::Unit;

/// Web pages, read.
pub(super) static FORMAT: Format = Format {
    name: "html",
    title: "web page, the text of its article (read only)",
    extensions: &["html", "htm", "xhtml"],
    holds: Holds {
        places: true,
        fields: true,
        bare: true,
        ..Holds::NOTHING
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(|input, reading, each| {
        read_whole(input, each, |bytes| read::document(bytes, reading))
    }),
    write: None,
};

/// Web pages with their pictures, as browsers save them.
pub(super) static MHTML: Format = Format {
    name: "mhtml",
    title: "web page in one file, the text of its article (read only)",
    extensions: &["mhtml", "mht"],
    read: Some(|input, reading, each| {
        read_whole(input, each, |bytes| mhtml::document(bytes, reading))
    }),
    ..FORMAT
};

/// All the text of a page, whatever it is.
pub(super) fn whole_text(bytes: &[u8], reading: &Reading) -> Result<String, ReadError> {
    read::whole_text(bytes, reading)
}

/// A page that shows annotated articles.
pub(super) static PAGE: Format = Format {
    name: "page",
    title: "page that shows the articles with what is marked (written only)",
    extensions: &["html"],
    holds: Holds {
        heads: false,
        progress: false,
        article_attrs: false,
        incidents: false,
        refusals: false,
        ..Holds::ALL
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: None,
    write: Some(page::writer),
};
