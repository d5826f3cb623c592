//! Names of things: random ids for what is made by hand, slugs for what becomes a file name.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A random id is written as 1 to 16 hexadecimal digits.
    #[error("an id is up to 16 hexadecimal digits, not {0:?}")]
    NotHex(String),
    /// A slug becomes a file name on every system.
    #[error(
        "a file name here is 1 to 120 of a-z, 0-9, '-' and '_', begins with a letter or a digit \
         and is no device name of Windows; {0:?} is not"
    )]
    NotSlug(String),
}

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                // `from_str_radix` alone would take a sign.
                if text.is_empty() || text.len() > 16 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
                    return Err(IdError::NotHex(text.chars().take(40).collect()));
                }
                u64::from_str_radix(text, 16)
                    .map(Self)
                    .map_err(|_| IdError::NotHex(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

random_id! {
    /// A span of one layer.
    SpanId
}
random_id! {
    /// A relation of one layer.
    RelationId
}
random_id! {
    /// An incident of one layer.
    IncidentId
}
random_id! {
    /// A refusal of one layer.
    RefusalId
}
random_id! {
    /// An entry of a project's registry.
    EntryId
}
random_id! {
    /// A project, whatever its folder is called.
    ProjectId
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The slug as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                if is_slug(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(IdError::NotSlug(text.chars().take(40).collect()))
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.to_string()
            }
        }
    };
}

slug! {
    /// An article: the stem of its file names. Ends in 8 hex digits of the text's hash.
    ArticleId
}
slug! {
    /// An annotator: the name of the folder with that person's layer.
    AnnotatorId
}
slug! {
    /// A label of the schema, such as `faction`. Labels of the default schema are written in
    /// lower case here and in capitals in exports.
    LabelId
}

/// The longest slug, in bytes: leaves room for an ending in every file system's 255.
const LONGEST_SLUG: usize = 120;

fn is_slug(text: &str) -> bool {
    let safe = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    text.len() <= LONGEST_SLUG
        && text.bytes().all(safe)
        && text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric())
        && !is_windows_device(text)
}

/// Names that Windows keeps for devices, whatever the ending.
fn is_windows_device(text: &str) -> bool {
    let numbered = |stem: &str| {
        text.strip_prefix(stem)
            .is_some_and(|n| n.len() == 1 && n.bytes().all(|b| (b'1'..=b'9').contains(&b)))
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Makes a slug of any text: ASCII letters and digits in lower case, everything else a single
/// `-`. A text without any gives `fallback`, which must itself be a slug.
#[must_use]
pub fn slugify(text: &str, fallback: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if slug.len() >= LONGEST_SLUG - 20 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if is_slug(slug) {
        slug.to_owned()
    } else {
        fallback.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_ids_read_what_they_write() {
        for n in [0, 7, u64::MAX] {
            assert_eq!(SpanId(n).to_string().parse(), Ok(SpanId(n)));
        }
        for bad in ["", "+1", "xyz", "00000000000000000", "١٢"] {
            assert!(bad.parse::<SpanId>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn slugs_are_safe_file_names() {
        for good in ["daraa-2017-f33eeae8", "reference", "0", "a_b"] {
            assert!(good.parse::<ArticleId>().is_ok(), "{good:?}");
        }
        for bad in [
            "", ".", "..", "a/b", "a\\b", "A", "-a", "con", "com1", "درعا", "a b", "a.",
        ] {
            assert!(bad.parse::<ArticleId>().is_err(), "{bad:?}");
        }
        assert!("a".repeat(121).parse::<ArticleId>().is_err());
    }

    #[test]
    fn any_text_becomes_a_slug() {
        let rows = [
            ("Daraa, 14 Feb.", "daraa-14-feb"),
            ("قصف درعا", "article"),
            ("درعا 2017", "2017"),
            ("CON", "article"),
            ("  --x--  ", "x"),
        ];
        for (text, slug) in rows {
            assert_eq!(slugify(text, "article"), slug);
        }
        assert!(
            slugify(&"long name ".repeat(90), "x")
                .parse::<ArticleId>()
                .is_ok()
        );
    }
}
