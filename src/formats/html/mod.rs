//! HTML: the main text of a web page in, a page with the annotations out.
//!
//! The two are no inverse of each other: what is read is what others publish, what is written is
//! for people to look at.

mod page;
mod read;

use super::loss::Holds;
use super::{Format, Layout};
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
    read: Some(read::read),
    write: None,
};

/// A page that shows annotated articles.
pub(super) static PAGE: Format = Format {
    name: "page",
    title: "page that shows the articles with what is marked (written only)",
    extensions: &["html"],
    holds: Holds {
        heads: false,
        progress: false,
        article_attrs: false,
        ..Holds::ALL
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: None,
    write: Some(page::writer),
};
