//! Word processors' documents (Office Open XML), their text only. Read only.
//!
//! A paragraph is a line. What was deleted with changes tracked is left out, what was inserted
//! is in.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::document::Document;
use super::error::ReadError;
use super::loss::Holds;
use super::values::set_field;
use super::{Each, Format, Input, Layout, Reading, read_whole, zipped};
use crate::model::article::{ArticleText, LARGEST_ARTICLE, MetaField};
use crate::text::unit::Unit;

/// Documents of word processors.
pub(super) static FORMAT: Format = Format {
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
    read: Some(read),
    write: None,
};

fn read(input: Input<'_>, _: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    read_whole(input, each, document)
}

fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let missing = || ReadError::Shape("this is no Word document: it has no text part".to_owned());
    let body = zipped::file(bytes, "word/document.xml")?.ok_or_else(missing)?;
    let mut text = String::new();
    walk(&body, &mut |part| match part {
        // A paragraph in a cell or a text box ends as any other.
        Part::Text(words, _) => text.push_str(&words),
        Part::End => {
            let blanks = text.trim_end_matches([' ', '\t']).len();
            text.truncate(blanks);
            text.push('\n');
        }
    })?;
    if text.len() > LARGEST_ARTICLE {
        return Err(ReadError::TooLarge(text.len()));
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::NoText);
    }
    let mut document = Document::new(ArticleText::new(text));
    if let Some(core) = zipped::file(bytes, "docProps/core.xml")? {
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        // A document without a description is a document all the same.
        let _ = walk(&core, &mut |part| {
            if let Part::Text(value, inside) = part {
                said.entry(inside.to_owned()).or_default().push_str(&value);
            }
        });
        let fields = [
            ("title", MetaField::Title),
            ("creator", MetaField::Author),
            ("language", MetaField::Language),
        ];
        for (name, field) in fields {
            if let Some(value) = said.get(name) {
                set_field(&mut document, name, field, value);
            }
        }
    }
    Ok(document)
}

/// A piece of a document's part.
enum Part<'a> {
    /// Words, with the name of the element around them.
    Text(String, &'a str),
    /// The end of a paragraph.
    End,
}

/// Elements whose inside is no text of the article.
const LEFT_OUT: [&str; 5] = ["del", "moveFrom", "Fallback", "instrText", "pict"];

fn walk(xml: &[u8], each: &mut dyn FnMut(Part<'_>)) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(xml);
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event();
        let wrong = |error: &dyn std::fmt::Display| {
            ReadError::Shape(format!("the document's XML is broken: {error}"))
        };
        let event = event.map_err(|error| wrong(&error))?;
        let skipped = open.iter().any(|name| LEFT_OUT.contains(&name.as_str()));
        let inside = open.last().map_or("", String::as_str);
        let readable = !skipped && (inside == "t" || !open.iter().any(|name| name == "document"));
        match event {
            Event::Start(element) => {
                open.push(local(&element));
                // Deeper than any program writes.
                if open.len() > 500 {
                    return Err(wrong(&"it is nested too deeply"));
                }
            }
            Event::End(_) => {
                if inside == "p" && !skipped {
                    each(Part::End);
                }
                open.pop();
            }
            Event::Empty(element) if !skipped => {
                let words = match local(&element).as_str() {
                    "tab" if inside == "r" => "\t",
                    "br" | "cr" => "\n",
                    "noBreakHyphen" => "\u{2011}",
                    "p" => {
                        each(Part::End);
                        continue;
                    }
                    _ => continue,
                };
                each(Part::Text(words.to_owned(), inside));
            }
            Event::Text(text) if readable => {
                let text = text.xml_content(XmlVersion::Implicit1_0);
                each(Part::Text(text.into_owned(), inside));
            }
            Event::CData(text) if readable => {
                each(Part::Text(
                    text.xml_content(XmlVersion::Implicit1_0).into_owned(),
                    inside,
                ));
            }
            Event::GeneralRef(entity) if readable => {
                let char = entity.resolve_char_ref().map_err(|error| wrong(&error))?;
                let name = entity.xml_content(XmlVersion::Implicit1_0).into_owned();
                let text = match char {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&name)
                        .ok_or_else(|| wrong(&format!("&{name}; is not known")))?
                        .to_owned(),
                };
                each(Part::Text(text, inside));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn local(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read_file;
    use super::*;

    fn read_body(body: &str) -> Result<Document, ReadError> {
        let xml = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
        );
        let core = "<cp:coreProperties><dc:title>عنوان &amp; آخر</dc:title><dc:creator>كاتب</dc:creator></cp:coreProperties>";
        let bytes = zipped::tests::zip(&[("word/document.xml", &xml), ("docProps/core.xml", core)]);
        let files = BTreeMap::from([("a.docx".to_owned(), bytes)]);
        read_file(&FORMAT, "a.docx", &files).pop().unwrap()
    }

    #[test]
    fn paragraphs_are_lines_and_deleted_words_are_left_out() {
        let document = read_body(
            "<w:p><w:r><w:t xml:space=\"preserve\">قصفت </w:t></w:r><w:del><w:r><w:delText>لا</w:delText><w:t>لا</w:t></w:r></w:del>\
             <w:ins><w:r><w:t>القوات &lt;إدلب&gt; &#x2014;</w:t><w:tab/><w:t>اليوم</w:t></w:r></w:ins></w:p><w:p/>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>خلية</w:t><w:br/><w:t>سطر</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
             <w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        )
        .unwrap();
        assert_eq!(
            document.text.as_str(),
            "قصفت القوات <إدلب> —\tاليوم\n\nخلية\nسطر"
        );
        assert_eq!(document.fields[&MetaField::Title], "عنوان & آخر");
        assert_eq!(document.fields[&MetaField::Author], "كاتب");
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert!(matches!(read_body("<w:p/>"), Err(ReadError::NoText)));
        assert!(read_body("<w:p><w:r></w:p>").is_err());
        assert!(read_body(&"<a>".repeat(600)).is_err());
        let files = BTreeMap::from([("a.docx".to_owned(), b"no zip".to_vec())]);
        assert!(read_file(&FORMAT, "a.docx", &files).pop().unwrap().is_err());
    }
}
