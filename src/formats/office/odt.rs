//! OpenDocument texts.

use super::{end_line, of_text, part};
use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::values::set_field;
use crate::formats::xml::{Piece, attribute, said, walk};
use crate::formats::zipped;
use crate::model::article::MetaField;

/// Elements whose inside is no text of the article: deleted words, remarks, footnotes.
const LEFT_OUT: [&str; 4] = ["tracked-changes", "annotation", "note", "desc"];

/// More blanks in a row than anybody means.
const MOST_BLANKS: usize = 200;

pub(super) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut text = String::new();
    walk(&part(bytes, "content.xml")?, &mut |open, piece| {
        let skipped = open.iter().any(|name| LEFT_OUT.contains(&name.as_str()));
        let inside = open.last().map_or("", String::as_str);
        if skipped {
            return;
        }
        match piece {
            // Line ends between elements are layout of the file; those inside are blanks.
            Piece::Text(words) if open.iter().any(|name| name == "p" || name == "h") => {
                for c in words.chars() {
                    let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
                    if !blank {
                        text.push(c);
                    } else if !text.ends_with([' ', '\n', '\t']) {
                        text.push(' ');
                    }
                }
            }
            Piece::Start(element) => match inside {
                "s" => {
                    let count = attribute(element, "c").and_then(|c| c.parse().ok());
                    let count: usize = count.unwrap_or(1);
                    text.extend(std::iter::repeat_n(' ', count.min(MOST_BLANKS)));
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                _ => {}
            },
            Piece::End if inside == "p" || inside == "h" => end_line(&mut text),
            _ => {}
        }
    })?;
    let mut document = of_text(&text)?;
    if let Some(meta) = zipped::file(bytes, "meta.xml")? {
        let said = said(&meta);
        let fields = [
            (["title", "title"], MetaField::Title),
            (["initial-creator", "creator"], MetaField::Author),
            (["language", "language"], MetaField::Language),
        ];
        for ([name, other], field) in fields {
            if let Some(value) = said.get(name).or_else(|| said.get(other)) {
                set_field(&mut document, name, field, value);
            }
        }
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::formats::office::ODT;
    use crate::formats::tests::read_file;

    fn read(body: &str) -> Result<Document, ReadError> {
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>\n {body}\n</office:text></office:body></office:document-content>"
        );
        let meta = "<office:meta><dc:title>عنوان</dc:title><meta:initial-creator>كاتبة</meta:initial-creator><dc:creator>آخر</dc:creator></office:meta>";
        let bytes = zipped::tests::zip(&[("content.xml", &content), ("meta.xml", meta)]);
        let files = BTreeMap::from([("a.odt".to_owned(), bytes)]);
        read_file(&ODT, "a.odt", &files).pop().unwrap()
    }

    #[test]
    fn paragraphs_are_lines_and_remarks_are_left_out() {
        let document = read(
            "<text:tracked-changes><text:p>لا</text:p></text:tracked-changes>\n<text:h>عنوان</text:h>\n\
             <text:p>قصفت <text:span>القوات</text:span>\n  <text:s text:c=\"2\"/>إدلب &amp; غيرها<text:note><text:note-body><text:p>لا</text:p></text:note-body></text:note><text:tab/>.\
             <office:annotation><text:p>لا</text:p></office:annotation></text:p><text:list><text:list-item><text:p>بند<text:line-break/>سطر</text:p></text:list-item></text:list>",
        )
        .unwrap();
        let text = "عنوان\nقصفت القوات   إدلب & غيرها\t.\nبند\nسطر";
        assert_eq!(document.text.as_str(), text);
        assert_eq!(document.fields[&MetaField::Author], "كاتبة");
        assert_eq!(document.fields[&MetaField::Title], "عنوان");
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert!(matches!(read("<text:p/>"), Err(ReadError::NoText)));
        assert!(read("<text:p>").is_err());
        let blanks = read("<text:p>ا<text:s text:c=\"4000000000\"/>ب</text:p>").unwrap();
        assert!(blanks.text.as_str().len() < 1000);
    }
}
