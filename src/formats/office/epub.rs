//! EPUB: the chapters in the order in which they are read.

use std::collections::BTreeMap;

use super::{of_text, part};
use crate::formats::Reading;
use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::html::whole_text;
use crate::formats::told;
use crate::formats::values::set_field;
use crate::formats::xml::{Piece, attribute, said, walk};
use crate::model::article::{LARGEST_ARTICLE, MetaField};

pub(super) fn document(bytes: &[u8], reading: &Reading) -> Result<Document, ReadError> {
    let mut package = None;
    walk(
        &part(bytes, "META-INF/container.xml")?,
        &mut |open, piece| {
            if let (Piece::Start(element), Some("rootfile")) =
                (piece, open.last().map(String::as_str))
            {
                package = package.take().or_else(|| attribute(element, "full-path"));
            }
        },
    )?;
    let package = package.ok_or_else(|| told::no_part("package"))?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let opf = part(bytes, &package)?;
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    walk(&opf, &mut |open, piece| {
        let (Piece::Start(element), Some(name)) = (piece, open.last()) else {
            return;
        };
        match name.as_str() {
            "item" => {
                files.extend(attribute(element, "id").zip(attribute(element, "href")));
            }
            "itemref" => order.extend(attribute(element, "idref")),
            _ => {}
        }
    })?;
    let mut text = String::new();
    for href in order.iter().filter_map(|id| files.get(id)) {
        let page = part(bytes, &inside(folder, href))?;
        text += whole_text(&page, reading)?.trim();
        text += "\n\n";
        if text.len() > LARGEST_ARTICLE {
            return Err(ReadError::TooLarge(text.len()));
        }
    }
    let mut document = of_text(&text)?;
    let said = said(&opf);
    let fields = [
        ("title", MetaField::Title),
        ("creator", MetaField::Author),
        ("language", MetaField::Language),
        ("publisher", MetaField::Source),
    ];
    for (name, field) in fields {
        if let Some(value) = said.get(name) {
            set_field(&mut document, name, field, value);
        }
    }
    // A day is enough, and a year alone is no day.
    if let Some(day) = said.get("date").and_then(|date| date.trim().get(..10)) {
        set_field(&mut document, "date", MetaField::Published, day);
    }
    Ok(document)
}

/// The name of a file in the archive, which is written as an address is.
fn inside(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => drop(path.pop()),
            "." | "" => {}
            part => path.push(part),
        }
    }
    unquote(&path.join("/"))
}

/// Without `%20` and the like.
fn unquote(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::office::EPUB;
    use crate::formats::tests::read_file;
    use crate::formats::zipped;

    fn read(opf: &str) -> Result<Document, ReadError> {
        let container =
            "<container><rootfiles><rootfile full-path=\"OEBPS/a.opf\"/></rootfiles></container>";
        let page = |words: &str| {
            format!(
                "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>لا</title><style>p {{}}</style></head><body><h1>{words}</h1><p>سطر &amp; آخر</p></body></html>"
            )
        };
        let (one, two) = (page("الأول"), page("الثاني"));
        let bytes = zipped::tests::zip(&[
            ("META-INF/container.xml", container),
            ("OEBPS/a.opf", opf),
            ("OEBPS/text/one 1.xhtml", &one),
            ("OEBPS/two.xhtml", &two),
        ]);
        let files = BTreeMap::from([("a.epub".to_owned(), bytes)]);
        read_file(&EPUB, "a.epub", &files).pop().unwrap()
    }

    #[test]
    fn chapters_are_read_in_their_order() {
        let document = read(
            "<package><metadata><dc:title>كتاب</dc:title><dc:date>2017-02-14T00:00:00Z</dc:date></metadata>\
             <manifest><item id=\"b\" href=\"two.xhtml\"/><item id=\"a\" href=\"./text/one%201.xhtml\"/></manifest>\
             <spine><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"c\"/></spine></package>",
        )
        .unwrap();
        let lines: Vec<&str> = document
            .text
            .as_str()
            .lines()
            .filter(|l| !l.is_empty())
            .collect();
        assert_eq!(lines, ["الأول", "سطر & آخر", "الثاني", "سطر & آخر"]);
        assert_eq!(document.fields[&MetaField::Title], "كتاب");
        assert_eq!(document.fields[&MetaField::Published], "2017-02-14");
    }

    #[test]
    fn what_is_no_book_is_refused() {
        assert!(matches!(read("<package/>"), Err(ReadError::NoText)));
        let lost = "<package><item id=\"a\" href=\"x\"/><itemref idref=\"a\"/></package>";
        assert!(read(lost).is_err());
    }
}
