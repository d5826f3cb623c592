//! Plain text in, whatever its encoding.

use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

use crate::model::article::{ArticleText, LARGEST_ARTICLE, MetaField};
use crate::text::unit::Unit;

use super::document::{Document, Stems};
use super::error::ReadError;
use super::front;
use super::holds::Holds;
use super::{Each, Files, Format, Input, Layout, Parts, Reading, Writer, Writing};

/// Plain text, an article a file.
pub static FORMAT: Format = Format {
    name: "text",
    title: "plain text, an article a file",
    extensions: &["txt"],
    holds: Holds {
        places: true,
        bare: true,
        ..Holds::NOTHING
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(read),
    write: Some(writer),
};

fn read(mut input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let stem = input.stem().to_owned();
    let how = &reading.how;
    let article = |text: String, id: String, encoding: &str| {
        let mut document = Document::new(ArticleText::new(text));
        document.id = Some(id);
        let encoding = encoding.to_owned();
        document.fields.insert(MetaField::Encoding, encoding);
        front::describe(&mut document);
        document
    };
    if how.parts == Parts::One {
        // No more than tells that it is too large for an article.
        let bytes = input.first_bytes(LARGEST_ARTICLE as u64 + 1)?;
        let decoded = decode(&bytes, how.encoding.as_deref())?;
        let _ = each(None, Ok(article(decoded.text, stem, decoded.encoding)));
        return Ok(());
    }
    // Many articles may be longer than one can be.
    let (text, encoding) = decode_any(&input.bytes()?, how.encoding.as_deref())?;
    let text = even_ends(&text);
    for (number, part) in parts(text.trim_start_matches('\u{feff}'), &how.parts) {
        let id = format!("{stem}-{number}");
        let found = match part.find(is_no_text) {
            Some(at) => Err(DecodeError::Binary(at).into()),
            None if part.len() > LARGEST_ARTICLE => Err(DecodeError::TooLarge(part.len()).into()),
            None => Ok(article(part.to_owned(), id, encoding)),
        };
        if each(Some(number), found).is_break() {
            break;
        }
    }
    Ok(())
}

/// The articles of a text with the numbers of their first lines, from 1. Empty ones are passed
/// over.
fn parts<'a>(text: &'a str, parts: &Parts) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    // Where the part begins that is being read, and its line.
    let (mut start, mut first) = (0, 1);
    let mut at = 0;
    let mut add = |range: std::ops::Range<usize>, line: usize| {
        let part = text.get(range).unwrap_or_default();
        // Blank lines before the first word belong to no article.
        let before = part.len() - part.trim_start().len();
        let blank = part.get(..before).unwrap_or_default();
        let line = line + blank.matches('\n').count();
        if !part.trim().is_empty() {
            found.push((line, part.trim_matches('\n')));
        }
    };
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let ends = match parts {
            Parts::One => false,
            Parts::Lines => true,
            Parts::Between(mark) => line.trim() == mark.trim(),
        };
        let end = at + line.len();
        if ends {
            let until = if *parts == Parts::Lines { end } else { at };
            add(start..until, first);
            (start, first) = (end, number + 2);
        }
        at = end;
    }
    add(start..text.len(), first);
    found
}

/// A line of marks alone that stands between the parts of a text, if there is one that is there
/// more than once, or once amid the text.
#[must_use]
pub fn likely_mark(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim);
    let is_mark = |line: &&str| {
        let count = line.chars().count();
        let mut marks = line.chars();
        (3..=80).contains(&count) && marks.all(|c| "-=*#_~+".contains(c))
    };
    lines.into_iter().find(is_mark).map(str::to_owned)
}

/// A text with LF at line ends.
fn even_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn writer(_: &Writing) -> Box<dyn Writer> {
    Box::new(Texts::default())
}

/// Writes texts.
#[derive(Default)]
struct Texts(Stems);

impl Writer for Texts {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> std::io::Result<()> {
        let name = format!("{}.txt", self.0.next(document));
        files.append(&name, document.text.as_str().as_bytes())
    }
}

/// A text with how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding, by its WHATWG name.
    pub encoding: &'static str,
}

/// Why bytes are no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// Too long for one article.
    #[error("the file has {0} bytes; an article has at most 20,000,000: cut it into several")]
    TooLarge(usize),
    /// Not text.
    #[error("this is no text file: byte {0} is a control character no text has")]
    Binary(usize),
    /// Not what the encoding says.
    #[error("byte {at} is not {encoding}; choose another encoding or restore the file")]
    Malformed {
        /// The first offending byte, from 0.
        at: usize,
        /// The encoding.
        encoding: &'static str,
    },
    /// An encoding of this name is not known.
    #[error(
        "there is no encoding {0:?}; known are utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6"
    )]
    UnknownEncoding(String),
}

/// Reads a text in the encoding its bytes tell, or in the given one (a WHATWG name), with LF at
/// line ends.
///
/// A byte order mark goes before all else; valid UTF-8 goes before a guess between windows-1256
/// and ISO-8859-6.
///
/// # Errors
/// If the bytes are empty, too many, no text, or broken in their encoding.
pub fn decode(bytes: &[u8], encoding: Option<&str>) -> Result<Decoded, DecodeError> {
    let mut decoded = decode_as_it_stands(bytes, encoding)?;
    decoded.text = even_ends(&decoded.text);
    Ok(decoded)
}

/// Reads a text like [`decode`], but leaves its line ends as they are.
///
/// # Errors
/// As [`decode`].
pub fn decode_as_it_stands(bytes: &[u8], encoding: Option<&str>) -> Result<Decoded, DecodeError> {
    if bytes.len() > LARGEST_ARTICLE {
        return Err(DecodeError::TooLarge(bytes.len()));
    }
    let (text, encoding) = decode_any(bytes, encoding)?;
    if let Some(at) = text.find(is_no_text) {
        return Err(DecodeError::Binary(at));
    }
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(Decoded { text, encoding })
}

/// Reads text of any length, whatever is in it, with the name of its encoding.
///
/// # Errors
/// If the bytes are broken in their encoding.
pub(super) fn decode_any(
    bytes: &[u8],
    encoding: Option<&str>,
) -> Result<(String, &'static str), DecodeError> {
    let encoding = match encoding {
        Some(name) => Encoding::for_label(name.as_bytes())
            .ok_or_else(|| DecodeError::UnknownEncoding(name.to_owned()))?,
        None => guess(bytes)?,
    };
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        let at = text.find('\u{fffd}').map_or(0, |at| {
            text.get(..at).map_or(0, |t| encoding.encode(t).0.len())
        });
        return Err(DecodeError::Malformed {
            at,
            encoding: encoding.name(),
        });
    }
    Ok((text.into_owned(), encoding.name()))
}

fn is_no_text(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
}

fn guess(bytes: &[u8]) -> Result<&'static Encoding, DecodeError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) if !looks_like_utf16(bytes) => return Ok(UTF_8),
        // A text that is UTF-8 but for a few bytes is a broken one, not another encoding.
        Err(error) if error.valid_up_to() > 0 && is_mostly_utf8(bytes) => {
            return Err(DecodeError::Malformed {
                at: error.valid_up_to(),
                encoding: "UTF-8",
            });
        }
        _ => {}
    }
    if looks_like_utf16(bytes) {
        let zeros_at = |parity| {
            bytes
                .iter()
                .skip(parity)
                .step_by(2)
                .filter(|&&b| b == 0 || b == 6)
                .count()
        };
        return Ok(if zeros_at(1) >= zeros_at(0) {
            UTF_16LE
        } else {
            UTF_16BE
        });
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(DecodeError::Binary(at));
    }
    // Letters stand at other places: what is Arabic in one is mostly Latin or nothing in the
    // other. The commonest letters decide.
    let score = |encoding: &'static Encoding| {
        let (text, _, broken) = encoding.decode(bytes);
        let common = text
            .chars()
            .filter(|c| "اليمونرتبةعدسفهكق".contains(*c))
            .count();
        let odd = text
            .chars()
            .filter(|c| !c.is_ascii() && !('\u{600}'..='\u{6ff}').contains(c))
            .count();
        (!broken, common.saturating_sub(2 * odd))
    };
    Ok(if score(ISO_8859_6) > score(WINDOWS_1256) {
        ISO_8859_6
    } else {
        WINDOWS_1256
    })
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.chars().filter(|&c| c == '\u{fffd}').count();
    let multibyte = text
        .chars()
        .filter(|c| c.len_utf8() > 1 && *c != '\u{fffd}')
        .count();
    broken * 10 < multibyte
}

/// Every second byte of UTF-16 text in Arabic is 6, in Latin 0.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let pairs = bytes.len() / 2;
    let share = |parity| {
        let upper = bytes.iter().skip(parity).step_by(2);
        let high = upper.filter(|&&b| b == 0 || b == 6).count();
        pairs > 1 && high * 10 >= pairs * 7
    };
    bytes.len().is_multiple_of(2) && (share(0) || share(1))
}

/// The title of a text: its first line with a letter or a digit up to 120 characters, else the
/// first words of it.
#[must_use]
pub fn title(text: &str) -> String {
    let first = text
        .lines()
        .find(|line| line.contains(char::is_alphanumeric))
        .unwrap_or("")
        .trim();
    if first.chars().count() <= 120 {
        return first.to_owned();
    }
    let words: Vec<&str> = first.split_whitespace().take(12).collect();
    words.join(" ").chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = "قصفت طائرات حربية أحياء في مدينة حلب، وقتل سبعة مدنيين على الأقل.";

    #[test]
    fn every_encoding_is_told() {
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let units = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(NEWS.encode_utf16());
            units
                .flat_map(|u: u16| {
                    if big {
                        u.to_be_bytes()
                    } else {
                        u.to_le_bytes()
                    }
                })
                .collect()
        };
        let rows: [(Vec<u8>, &str); 8] = [
            (NEWS.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", NEWS.as_bytes()].concat(), "UTF-8"),
            (utf16(false, true), "UTF-16LE"),
            (utf16(true, true), "UTF-16BE"),
            (utf16(false, false), "UTF-16LE"),
            (utf16(true, false), "UTF-16BE"),
            (WINDOWS_1256.encode(NEWS).0.into_owned(), "windows-1256"),
            (ISO_8859_6.encode(NEWS).0.into_owned(), "ISO-8859-6"),
        ];
        for (bytes, encoding) in rows {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (NEWS, encoding));
        }
    }

    #[test]
    fn line_ends_are_made_one() {
        assert_eq!(decode(b"a\r\nb\rc\n", None).unwrap().text, "a\nb\nc\n");
    }

    #[test]
    fn what_is_no_article_is_refused_with_a_reason() {
        let broken = [NEWS.as_bytes(), b"\xff", NEWS.as_bytes()].concat();
        let at = NEWS.len();
        assert_eq!(decode(b"", None), Err(DecodeError::Empty));
        assert_eq!(decode(b" \n", None), Err(DecodeError::Empty));
        assert_eq!(decode(b"abc\0def!", None), Err(DecodeError::Binary(3)));
        assert_eq!(
            decode(&broken, None),
            Err(DecodeError::Malformed {
                at,
                encoding: "UTF-8"
            })
        );
        assert!(matches!(
            decode(b"x", Some("klingon")),
            Err(DecodeError::UnknownEncoding(_))
        ));
        let large = vec![b'a'; LARGEST_ARTICLE + 1];
        assert_eq!(
            decode(&large, None),
            Err(DecodeError::TooLarge(large.len()))
        );
    }

    #[test]
    fn one_text_can_be_many_articles() {
        let text = "\u{feff}\nخبر أول\nله سطران\n--- \n---\nخبر ثان\n---\n";
        let between = Parts::Between("---".to_owned());
        let text = text.trim_start_matches('\u{feff}');
        let found = parts(text, &between);
        assert_eq!(found, [(2, "خبر أول\nله سطران"), (6, "خبر ثان")]);
        assert_eq!(likely_mark(text).as_deref(), Some("---"));
        assert_eq!(likely_mark("خبر - أول\n-\n"), None);
        let found = parts("أول\n\nثان", &Parts::Lines);
        assert_eq!(found, [(1, "أول"), (3, "ثان")]);
        assert_eq!(parts("أول\nثان\n", &Parts::One), [(1, "أول\nثان")]);
        assert!(parts("---\n\n---", &between).is_empty());
    }

    #[test]
    fn nothing_panics() {
        use proptest::prelude::*;
        proptest!(|(bytes in proptest::collection::vec(any::<u8>(), 0..80))| {
            let _ = decode(&bytes, None);
        });
    }

    #[test]
    fn titles() {
        assert_eq!(title("\n العنوان \nالنص"), "العنوان");
        assert_eq!(title("---\nالعنوان\nالنص"), "العنوان");
        let long = "كلمة ".repeat(50);
        assert_eq!(title(&long).split(' ').count(), 12);
    }
}
