//! Web pages as browsers save them in one file (MHTML): a message of many parts, of which the
//! first page is the article's. Read only.

use mailparse::{MailHeaderMap as _, ParsedMail, parse_mail};

use crate::formats::Reading;
use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::told::{self, told};
use crate::formats::values::set_field;
use crate::model::article::MetaField;

use super::read;

/// The largest file, in bytes; pictures are in it, too.
const LARGEST: usize = 200_000_000;

/// More parts with parts in them than a browser writes. The parser goes one into the other.
const DEEPEST: usize = 20;

pub(super) fn document(bytes: &[u8], reading: &Reading) -> Result<Document, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge(bytes.len()));
    }
    let boundaries = memchr::memmem::find_iter(bytes, b"multipart/").count();
    if boundaries > DEEPEST {
        return Err(told::too_deep().into());
    }
    let wrong = |error: mailparse::MailParseError| {
        let why = told!(
            "problem-mhtml",
            "this is no saved web page: {why}",
            why = error
        );
        ReadError::from(why)
    };
    let message = parse_mail(bytes).map_err(wrong)?;
    let missing = || told!("problem-no-page", "there is no web page in it");
    let page = page(&message).ok_or_else(missing)?;
    let html = page.get_body_raw().map_err(wrong)?;
    let charset = page.ctype.params.get("charset").cloned();
    let mut reading = reading.clone();
    reading.how.encoding = reading.how.encoding.or(charset);
    let mut document = read::document(&html, &reading)?;
    let headers = [
        (&message.headers, "Snapshot-Content-Location"),
        (&page.headers, "Content-Location"),
    ];
    let address = headers
        .iter()
        .find_map(|(headers, name)| headers.get_first_value(name));
    let address = address.filter(|address| address.starts_with("http"));
    if let Some(address) = address.filter(|_| !document.fields.contains_key(&MetaField::Address)) {
        set_field(&mut document, "address", MetaField::Address, &address);
    }
    Ok(document)
}

fn page<'a, 'b>(part: &'a ParsedMail<'b>) -> Option<&'a ParsedMail<'b>> {
    let is_page = matches!(
        part.ctype.mimetype.as_str(),
        "text/html" | "application/xhtml+xml"
    );
    let inside = || part.subparts.iter().find_map(page);
    is_page.then_some(part).or_else(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tests::origin;

    fn message(encoding: &str, charset: &str, page: &[u8]) -> Vec<u8> {
        let head = format!(
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/news/1\r\n\
             Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b--x\"\r\n\r\n\
             --b--x\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
        );
        let tail = "\r\n--b--x\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlh\r\n--b--x--\r\n";
        [head.as_bytes(), page, tail.as_bytes()].concat()
    }

    #[test]
    fn the_page_of_a_saved_file_is_read() {
        let words =
            "قصفت طائرات حربية أحياء سكنية في المدينة فجر اليوم، وقال شهود إن القصف استمر ساعات.";
        let page = |charset: &str| {
            let paragraphs = format!("<p>{words}</p>").repeat(6);
            format!(
                "<html><head><meta charset=\"{charset}\"><title>عنوان</title></head><body><article>{paragraphs}</article></body></html>"
            )
        };
        let quoted: String = page("utf-8")
            .bytes()
            .enumerate()
            .map(|(n, b)| format!("{}={b:02X}", if n % 20 == 19 { "=\r\n" } else { "" }))
            .collect();
        let arabic = encoding_rs::WINDOWS_1256
            .encode(&page("windows-1256"))
            .0
            .into_owned();
        let rows = [
            message("quoted-printable", "utf-8", quoted.as_bytes()),
            message("8bit", "utf-8", page("utf-8").as_bytes()),
            message("binary", "windows-1256", &arabic),
        ];
        for bytes in rows {
            let document = document(&bytes, &Reading::new(origin())).unwrap();
            assert_eq!(document.text.as_str().matches(words).count(), 6);
            assert_eq!(
                document.fields[&MetaField::Address],
                "https://example.org/news/1"
            );
        }
    }

    #[test]
    fn what_holds_no_page_is_refused() {
        let deep = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(50_000);
        let plain = "Content-Type: text/plain\r\n\r\nx";
        for text in ["", plain, deep.as_str()] {
            assert!(document(text.as_bytes(), &Reading::new(origin())).is_err());
        }
    }
}
