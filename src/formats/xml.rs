//! XML: read piece by piece, without entities of its own and not too deep; what is written into it.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};

use super::error::ReadError;
use super::told::{self, told};

/// A piece of a document.
pub(super) enum Piece<'a> {
    /// An element begins.
    Start(&'a BytesStart<'a>),
    /// Words.
    Text(String),
    /// The element that was opened last ends.
    End,
}

/// How deep elements may lie in each other: deeper than any program writes.
const DEEPEST: usize = 500;

/// Hands the pieces over, each with the local names of the elements that it lies in, the
/// outermost first; a piece that begins or ends an element has that one last.
///
/// # Errors
/// If it is no XML, or too deep.
pub(super) fn walk(
    xml: &[u8],
    each: &mut dyn FnMut(&[String], Piece<'_>),
) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(xml);
    let mut open: Vec<String> = Vec::new();
    loop {
        let wrong = |error: &dyn std::fmt::Display| {
            let why = told!("problem-xml", "the XML is broken: {why}", why = error);
            ReadError::Shape(why)
        };
        match reader.read_event().map_err(|error| wrong(&error))? {
            Event::Start(element) => {
                open.push(element.local_name().as_ref().to_owned());
                if open.len() > DEEPEST {
                    return Err(told::too_deep().into());
                }
                each(&open, Piece::Start(&element));
            }
            Event::Empty(element) => {
                open.push(element.local_name().as_ref().to_owned());
                each(&open, Piece::Start(&element));
                each(&open, Piece::End);
                open.pop();
            }
            Event::End(_) => {
                each(&open, Piece::End);
                open.pop();
            }
            Event::Text(text) => {
                let text = text.xml_content(XmlVersion::Implicit1_0).into_owned();
                each(&open, Piece::Text(text));
            }
            Event::CData(text) => {
                let text = text.xml_content(XmlVersion::Implicit1_0).into_owned();
                each(&open, Piece::Text(text));
            }
            Event::GeneralRef(entity) => {
                let char = entity.resolve_char_ref().map_err(|error| wrong(&error))?;
                let name = entity.xml_content(XmlVersion::Implicit1_0).into_owned();
                let text = match char {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&name)
                        .ok_or_else(|| wrong(&format!("&{name}; is not known")))?
                        .to_owned(),
                };
                each(&open, Piece::Text(text));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute, by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes().filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// What elements without elements inside say, by their local names. Broken XML says what comes
/// before the break: a document with a broken description is a document all the same.
pub(super) fn said(xml: &[u8]) -> BTreeMap<String, String> {
    let mut said = BTreeMap::<String, String>::new();
    let _ = walk(xml, &mut |open, piece| {
        if let (Piece::Text(words), Some(name)) = (piece, open.last()) {
            said.entry(name.clone()).or_default().push_str(&words);
        }
    });
    said
}

/// A text inside of an element, or of quotes. What XML cannot hold is a blank, which keeps all
/// places.
pub(super) fn quoted(text: &str) -> String {
    let legal =
        |c: char| matches!(c, '\t' | '\n') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let legal = text.chars().map(|c| if legal(c) { c } else { ' ' });
    let text: String = legal.collect();
    // In attributes, bare ones are read as blanks.
    escape(&text).replace('\n', "&#10;").replace('\t', "&#9;")
}
