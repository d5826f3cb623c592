//! Documents of word processors and readers that are archives of XML: their text. Read only.
//!
//! A paragraph is a line. What was deleted with changes tracked is left out, what was inserted is
//! in.

mod docx;
mod epub;
mod odt;

use super::document::Document;
use super::error::ReadError;
use super::holds::Holds;
use super::told;
use super::{Format, Layout, read_whole, zipped};
use crate::model::article::{ArticleText, LARGEST_ARTICLE};
use crate::text::unit::Unit;

/// Word documents (Office Open XML).
pub(super) static DOCX: Format = Format {
    name: "docx",
    title: "Word document, its text (read only)",
    extensions: &["docx"],
    holds: Holds {
        places: true,
        fields: true,
        bare: true,
        ..Holds::NOTHING
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(|input, _, each| read_whole(input, each, docx::document)),
    write: None,
};

/// LibreOffice documents (OpenDocument).
pub(super) static ODT: Format = Format {
    name: "odt",
    title: "OpenDocument text, its text (read only)",
    extensions: &["odt"],
    read: Some(|input, _, each| read_whole(input, each, odt::document)),
    ..DOCX
};

/// Books.
pub(super) static EPUB: Format = Format {
    name: "epub",
    title: "EPUB, all its chapters as one text (read only)",
    extensions: &["epub"],
    read: Some(|input, reading, each| {
        read_whole(input, each, |bytes| epub::document(bytes, reading))
    }),
    ..DOCX
};

/// The document of a text, without blanks around it.
fn of_text(text: &str) -> Result<Document, ReadError> {
    if text.len() > LARGEST_ARTICLE {
        return Err(ReadError::TooLarge(text.len()));
    }
    match text.trim() {
        "" => Err(ReadError::NoText),
        text => Ok(Document::new(ArticleText::new(text))),
    }
}

/// Ends a line that has no blanks at its end.
fn end_line(text: &mut String) {
    let blanks = text.trim_end_matches([' ', '\t']).len();
    text.truncate(blanks);
    text.push('\n');
}

/// A part of the archive that has to be there.
fn part(bytes: &[u8], name: &str) -> Result<Vec<u8>, ReadError> {
    let missing = || ReadError::from(told::no_part(name));
    zipped::file(bytes, name)?.ok_or_else(missing)
}
