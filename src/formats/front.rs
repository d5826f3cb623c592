//! Front matter: what stands between two lines `---` at the head of a text, as makers of sites
//! (Jekyll, Hugo) keep what they know of a page. Only plain `key: value` lines are read; the text
//! of the article keeps them.

use crate::model::article::MetaField;

use super::document::Document;
use super::values::set_field;

const FENCE: &str = "---";

/// The keys that say something of an article.
const KEYS: [(&str, MetaField); 11] = [
    ("title", MetaField::Title),
    ("date", MetaField::Published),
    ("published", MetaField::Published),
    ("author", MetaField::Author),
    ("source", MetaField::Source),
    ("publisher", MetaField::Source),
    ("url", MetaField::Address),
    ("link", MetaField::Address),
    ("lang", MetaField::Language),
    ("language", MetaField::Language),
    ("country", MetaField::Country),
];

/// Describes a document by the front matter of its text, if it has any.
pub(super) fn describe(document: &mut Document) {
    let said = lines(document.text.as_str()).unwrap_or_default();
    let known: Vec<(&str, MetaField, String)> = said
        .iter()
        .filter_map(|(key, value)| {
            let (name, field) = KEYS
                .iter()
                .find(|(name, _)| key.eq_ignore_ascii_case(name))?;
            // A day is enough; the clock's time and zone stay behind.
            let value = match field {
                MetaField::Published => value.get(..10)?,
                _ => value,
            };
            Some((*name, *field, value.to_owned()))
        })
        .collect();
    for (name, field, value) in known {
        if !document.fields.contains_key(&field) {
            set_field(document, name, field, &value);
        }
    }
}

/// The keys and values between the fences. `None` without two fences or where anything but blank
/// stands before the first.
fn lines(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut lines = text.trim_start().lines().map(str::trim_end);
    if lines.next()? != FENCE {
        return None;
    }
    let mut said = Vec::new();
    for line in lines {
        if line == FENCE {
            return Some(said);
        }
        // What is set in belongs to a list or a map, which say nothing of these.
        let plain = line
            .split_once(':')
            .filter(|_| !line.starts_with([' ', '-', '#']));
        if let Some((key, value)) = plain {
            let value = value.trim();
            let bare = ['"', '\'']
                .into_iter()
                .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
            let value = bare.unwrap_or(value);
            if !value.is_empty() {
                said.push((key.trim(), value));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::facts::difference;
    use crate::formats::holds::Holds;
    use crate::formats::{jsonl, plain};
    use crate::model::article::ArticleText;

    fn described(text: &str) -> Vec<(MetaField, String)> {
        let mut document = Document::new(ArticleText::new(text.to_owned()));
        describe(&mut document);
        assert_eq!(document.text.as_str(), text);
        document.fields.into_iter().collect()
    }

    #[test]
    fn what_a_page_says_of_itself_describes_the_article() {
        let text = "---\ntitle: \"بيان صحفي: عام\"\ndate: 2015-08-21T10:00\ntags:\n  - title: no\n\
                    lang: ar\n---\nالنص";
        let found = described(text);
        assert_eq!(
            found,
            [
                (MetaField::Title, "بيان صحفي: عام".to_owned()),
                (MetaField::Published, "2015-08-21".to_owned()),
                (MetaField::Language, "ar".to_owned()),
            ]
        );
    }

    #[test]
    fn what_the_text_says_is_nothing_new_when_it_is_read_back() {
        let text = ArticleText::new("---\ntitle: one\n---\nالنص".to_owned());
        let written = Document::new(text);
        let mut read = written.clone();
        describe(&mut read);
        assert_ne!(read.fields, written.fields);
        let different = |holds: &Holds| difference(&written, &read, holds);
        assert_eq!(different(&plain::FORMAT.holds), None);
        assert!(different(&jsonl::FORMAT.holds).is_some());
    }

    #[test]
    fn a_rule_in_a_text_is_no_front_matter() {
        for text in [
            "---\ntitle: one\nالنص",
            "النص\n---\ntitle: one\n---\n",
            "---",
            "",
        ] {
            assert_eq!(described(text), []);
        }
    }
}
