//! An article: a text that never changes, and what is known about it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::id::{AnnotatorId, ArticleId, slugify};
use crate::text::offset::OffsetMap;

/// The largest article, in bytes of UTF-8: 20 MB.
pub const LARGEST_ARTICLE: usize = 20_000_000;

/// The text of an article with its hash and offset map. Cheap to clone.
#[derive(Clone)]
pub struct ArticleText(Arc<Inner>);

struct Inner {
    text: Arc<str>,
    hash: TextHash,
    offsets: OffsetMap,
}

impl ArticleText {
    /// Hashes and maps a text. One pass each: about 5 ms a megabyte.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self(Arc::new(Inner {
            hash: TextHash::of(&text),
            offsets: OffsetMap::new(&text),
            text,
        }))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The text, shared.
    #[must_use]
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0.text)
    }

    /// Which text this is.
    #[must_use]
    pub fn hash(&self) -> TextHash {
        self.0.hash
    }

    /// Converts its places between bytes, code points and UTF-16.
    #[must_use]
    pub fn offsets(&self) -> &OffsetMap {
        &self.0.offsets
    }
}

impl fmt::Debug for ArticleText {
    /// Never prints the text: it would end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "ArticleText({} bytes, {})",
            self.0.text.len(),
            self.0.hash
        )
    }
}

/// The SHA-256 of a text's UTF-8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextHash([u8; 32]);

impl TextHash {
    /// The hash of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The first 8 hexadecimal digits, for file names.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for TextHash {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let error = || "a SHA-256 is 64 hexadecimal digits".to_owned();
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(error());
        }
        let mut hash = [0; 32];
        for (i, byte) in hash.iter_mut().enumerate() {
            let digits = text.get(2 * i..2 * i + 2).ok_or_else(error)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| error())?;
        }
        Ok(Self(hash))
    }
}

impl TryFrom<String> for TextHash {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<TextHash> for String {
    fn from(hash: TextHash) -> Self {
        hash.to_string()
    }
}

/// What is known about an article, one entry a field.
///
/// The file is shared by all annotators of a project. It is merged field by field, the later
/// entry winning, so each entry carries who wrote it and when.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleMeta {
    /// The stem of its file names.
    pub id: ArticleId,
    /// Which text it describes.
    pub text_sha256: TextHash,
    /// The size of the text in bytes of UTF-8, so that a list needs no text file.
    pub bytes: u64,
    /// The fields that are known.
    pub fields: BTreeMap<MetaField, MetaEntry>,
}

/// One field with who set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetaEntry {
    /// The value; `None` says that the field was cleared.
    pub value: Option<String>,
    /// When it was set.
    pub at: Timestamp,
    /// Who set it.
    pub by: AnnotatorId,
}

/// A field of an article's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetaField {
    /// The headline.
    Title,
    /// The agency or outlet.
    Source,
    /// Where it was published: a URL.
    Address,
    /// Who wrote it.
    Author,
    /// The day of publication, ISO 8601 (`2017-02-14`). Weekdays are resolved with it.
    Published,
    /// ISO 3166 alpha-2 code of the country it is about. Factions are resolved with it.
    Country,
    /// BCP 47 tag.
    Language,
    /// `auto`, `rtl` or `ltr`: the base direction of its paragraphs.
    Direction,
    /// The file it was imported from, without its folder.
    File,
    /// The encoding it was decoded from.
    Encoding,
    /// `yes` if it has been taken out of the project. The files stay.
    Removed,
}

impl MetaField {
    /// Whether what a text says is read with it: dates and parties are resolved with the date and
    /// the country.
    #[must_use]
    pub const fn is_read_with(self) -> bool {
        matches!(self, Self::Published | Self::Country)
    }

    /// All fields, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Source,
        Self::Address,
        Self::Author,
        Self::Published,
        Self::Country,
        Self::Language,
        Self::Direction,
        Self::File,
        Self::Encoding,
        Self::Removed,
    ];

    /// Checks a value a person typed: `Ok` with the value as it is to be stored.
    ///
    /// # Errors
    /// Says what the field takes.
    pub fn check(self, value: &str) -> Result<Option<String>, MetaError> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        match self {
            Self::Published => value
                .parse::<Date>()
                .map(|date| Some(date.to_string()))
                .map_err(|_| MetaError::Date),
            Self::Country => {
                if value.len() == 2 && value.bytes().all(|b| b.is_ascii_alphabetic()) {
                    Ok(Some(value.to_ascii_uppercase()))
                } else {
                    Err(MetaError::Country)
                }
            }
            Self::Direction if !matches!(value, "auto" | "rtl" | "ltr") => {
                Err(MetaError::Direction)
            }
            _ => Ok(Some(value.replace(['\n', '\r', '\0'], " "))),
        }
    }
}

/// Why a value does not fit a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetaError {
    /// Not a day.
    #[error("a date is written year-month-day, for example 2017-02-14")]
    Date,
    /// Not a country code.
    #[error("a country is its two-letter code, for example SY")]
    Country,
    /// Not a direction.
    #[error("a direction is auto, rtl or ltr")]
    Direction,
}

/// The base direction of an article's paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BaseDirection {
    /// By the first strong character of each paragraph.
    #[default]
    Auto,
    /// Right to left.
    Rtl,
    /// Left to right.
    Ltr,
}

impl ArticleMeta {
    /// The description of a text nothing is known about yet.
    #[must_use]
    pub fn new(text: &ArticleText, title: &str) -> Self {
        Self {
            id: article_id(text, title),
            text_sha256: text.hash(),
            bytes: text.as_str().len() as u64,
            fields: BTreeMap::new(),
        }
    }

    /// The value of a field, if it is known.
    #[must_use]
    pub fn get(&self, field: MetaField) -> Option<&str> {
        self.fields.get(&field)?.value.as_deref()
    }

    /// Whether it has been taken out of the project.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.get(MetaField::Removed) == Some("yes")
    }

    /// The day of publication.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.get(MetaField::Published)?.parse().ok()
    }

    /// The base direction of its paragraphs.
    #[must_use]
    pub fn direction(&self) -> BaseDirection {
        match self.get(MetaField::Direction) {
            Some("rtl") => BaseDirection::Rtl,
            Some("ltr") => BaseDirection::Ltr,
            _ => BaseDirection::Auto,
        }
    }

    /// Takes over each field of `other` that was set later. Ties go to the greater value, so that
    /// the order of merging does not matter.
    pub fn merge(&mut self, other: &Self) {
        for (field, theirs) in &other.fields {
            let newer = self.fields.get(field).is_none_or(|ours| {
                (theirs.at, &theirs.by, &theirs.value) > (ours.at, &ours.by, &ours.value)
            });
            if newer {
                self.fields.insert(*field, theirs.clone());
            }
        }
    }
}

/// The id of a text: a slug of its title and the start of its hash.
#[must_use]
pub fn article_id(text: &ArticleText, title: &str) -> ArticleId {
    let short = text.hash().short();
    format!("{}-{short}", slugify(title, "article"))
        .parse()
        .or_else(|_| format!("article-{short}").parse())
        .unwrap_or_else(|_| unreachable!("a slug and eight digits are a slug"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_ends_in_the_hash() {
        let text = ArticleText::new("قصف درعا");
        let short = text.hash().short();
        assert_eq!(
            article_id(&text, "Daraa 2017").as_str(),
            format!("daraa-2017-{short}")
        );
        assert_eq!(
            article_id(&text, "درعا").as_str(),
            format!("article-{short}")
        );
    }

    #[test]
    fn a_hash_reads_what_it_writes() {
        let hash = TextHash::of("x");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        for bad in ["", "zz", &*"+f".repeat(32), &*"é".repeat(32)] {
            assert!(bad.parse::<TextHash>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn fields_are_checked() {
        let ok = |v: &str| Ok(Some(v.to_owned()));
        let rows = [
            (MetaField::Published, "2017-02-14 ", ok("2017-02-14")),
            (MetaField::Published, "14/2/2017", Err(MetaError::Date)),
            (MetaField::Published, "", Ok(None)),
            (MetaField::Country, "sy", ok("SY")),
            (MetaField::Country, "Syria", Err(MetaError::Country)),
            (MetaField::Direction, "rtl", ok("rtl")),
            (MetaField::Direction, "up", Err(MetaError::Direction)),
            (MetaField::Title, "two\nlines", ok("two lines")),
        ];
        for (field, value, expected) in rows {
            assert_eq!(field.check(value), expected, "{field:?} {value:?}");
        }
    }

    #[test]
    fn merging_does_not_depend_on_the_order() {
        let text = ArticleText::new("x");
        let entry = |value: &str, at: i64| MetaEntry {
            value: Some(value.into()),
            at: Timestamp::from_second(at).unwrap(),
            by: "a".parse().unwrap(),
        };
        let with = |value, at| {
            let mut meta = ArticleMeta::new(&text, "x");
            meta.fields.insert(MetaField::Title, entry(value, at));
            meta
        };
        for (a, b, winner) in [(("old", 1), ("new", 2), "new"), (("a", 1), ("b", 1), "b")] {
            let (a, b) = (with(a.0, a.1), with(b.0, b.1));
            let (mut ab, mut ba) = (a.clone(), b.clone());
            ab.merge(&b);
            ba.merge(&a);
            assert_eq!(ab, ba);
            assert_eq!(ab.get(MetaField::Title), Some(winner));
        }
    }
}
