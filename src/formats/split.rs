//! A data set cut into parts to train, choose and test a model with.
//!
//! An article's part is told by a hash, so that it does not depend on the other articles, nor on
//! their order. What belongs together has one hash: the same text, and, as asked, all of a source
//! or of a day, and reports that are nearly the same.

use sha2::{Digest as _, Sha256};

use super::document::Document;
use crate::model::article::MetaField;

/// Into which parts a data set is cut. The rest is for training.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Percent of the articles that a model is chosen with.
    pub validation: u8,
    /// Percent of the articles that a model is tested with.
    pub test: u8,
    /// Another number gives other parts.
    pub seed: u64,
    /// What is not parted.
    pub by: By,
}

/// What is not parted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The same text.
    #[default]
    Text,
    /// All of a source: a model is tested with sources that it has not seen.
    Source,
    /// All of a day: the same events are not in several parts.
    Day,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Source, Self::Day];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Source => "source",
            Self::Day => "day",
        }
    }

    /// What has that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

impl Split {
    /// Whether all of it is one part.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.validation == 0 && self.test == 0
    }

    /// The part an article belongs to.
    pub(super) fn part(&self, document: &Document) -> &'static str {
        let field = match self.by {
            By::Text => None,
            By::Source => document.fields.get(&MetaField::Source).cloned(),
            By::Day => document.fields.get(&MetaField::Published).cloned(),
        };
        // One that does not say goes by its text.
        let text = || document.kin.unwrap_or_else(|| document.text.hash());
        let key = field.unwrap_or_else(|| text().to_string());
        let hash = Sha256::digest(format!("{} {key}", self.seed));
        let (first, _) = hash.as_slice().as_chunks::<8>();
        let number = first.first().map_or(0, |first| u64::from_be_bytes(*first));
        let percent = number % 100;
        if percent < u64::from(self.test) {
            "test"
        } else if percent < u64::from(self.test) + u64::from(self.validation) {
            "validation"
        } else {
            "train"
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::tests::drawn;
    use super::*;

    fn split(by: By) -> Split {
        Split {
            validation: 10,
            test: 20,
            seed: 7,
            by,
        }
    }

    #[test]
    fn parts_are_about_as_large_as_asked_and_always_the_same() {
        let split = split(By::Text);
        let documents: Vec<Document> = (0..500).map(|n| drawn(&format!("خبر {n}"))).collect();
        let count = |part: &str| documents.iter().filter(|d| split.part(d) == part).count();
        assert!((60..140).contains(&count("test")) && (20..90).contains(&count("validation")));
        // A number that any version of the program gives.
        let parts: Vec<&str> = documents.iter().take(6).map(|d| split.part(d)).collect();
        assert_eq!(parts, ["train", "test", "train", "train", "train", "train"]);
        assert_eq!(Split::default().part(&documents[0]), "train");
    }

    #[test]
    fn what_belongs_together_is_in_one_part() {
        let documents: Vec<Document> = (0..60)
            .map(|n| {
                let mut document = drawn(&format!("خبر {n}"));
                document
                    .fields
                    .insert(MetaField::Source, format!("وكالة {}", n % 3));
                document
                    .fields
                    .insert(MetaField::Published, format!("2017-02-{:02}", n % 5 + 1));
                document
            })
            .collect();
        for (by, step) in [(By::Source, 3), (By::Day, 5)] {
            let split = split(by);
            for (n, document) in documents.iter().enumerate() {
                assert_eq!(
                    split.part(document),
                    split.part(&documents[n % step]),
                    "{by:?}"
                );
            }
        }
        let split = split(By::Text);
        let first = documents[0].text.hash();
        let documents = documents.into_iter().map(|document| Document {
            kin: Some(first),
            ..document
        });
        let parts: BTreeSet<&str> = documents.map(|document| split.part(&document)).collect();
        assert_eq!(parts.len(), 1);
    }
}
