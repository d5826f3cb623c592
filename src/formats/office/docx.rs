//! Word documents.

use super::{end_line, of_text, part};
use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::values::set_field;
use crate::formats::xml::{Piece, said, walk};
use crate::formats::zipped;
use crate::model::article::MetaField;

/// Elements whose inside is no text of the article.
const LEFT_OUT: [&str; 5] = ["del", "moveFrom", "Fallback", "instrText", "pict"];

pub(super) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut text = String::new();
    walk(&part(bytes, "word/document.xml")?, &mut |open, piece| {
        if open.iter().any(|name| LEFT_OUT.contains(&name.as_str())) {
            return;
        }
        let (inside, around) = match open {
            [.., around, inside] => (inside.as_str(), around.as_str()),
            _ => return,
        };
        match piece {
            Piece::Text(words) if inside == "t" => text.push_str(&words),
            Piece::Start(_) => match inside {
                "tab" if around == "r" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('\u{2011}'),
                _ => {}
            },
            // A paragraph in a cell or a text box ends as any other.
            Piece::End if inside == "p" => end_line(&mut text),
            _ => {}
        }
    })?;
    let mut document = of_text(&text)?;
    if let Some(core) = zipped::file(bytes, "docProps/core.xml")? {
        let said = said(&core);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::formats::office::DOCX;
    use crate::formats::tests::read_file;

    fn read_body(body: &str) -> Result<Document, ReadError> {
        let xml = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
        );
        let core = "<cp:coreProperties><dc:title>عنوان &amp; آخر</dc:title><dc:creator>كاتب</dc:creator></cp:coreProperties>";
        let bytes = zipped::tests::zip(&[("word/document.xml", &xml), ("docProps/core.xml", core)]);
        let files = BTreeMap::from([("a.docx".to_owned(), bytes)]);
        read_file(&DOCX, "a.docx", &files).pop().unwrap()
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
        assert!(read_file(&DOCX, "a.docx", &files).pop().unwrap().is_err());
    }
}
