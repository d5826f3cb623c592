//! A refusal as a layer's file and the journal hold it: words in code points with what they say.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::layer::{Piece, find, quote, unique};
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, LabelId, RefusalId};
use crate::model::refusal::{Refusal, Refused, Words};
use crate::model::span::Provenance;
use crate::text::offset::ByteRange;

/// A refusal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct RefusalFile {
    pub(in crate::store) id: RefusalId,
    what: RefusedFile,
    by: AnnotatorId,
    made: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

/// Words with their label.
type WordsFile = (LabelId, Piece);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum RefusedFile {
    Relation {
        kind: String,
        from: WordsFile,
        to: WordsFile,
    },
    Incident {
        triggers: Vec<WordsFile>,
    },
}

impl RefusalFile {
    pub(in crate::store) fn new(refusal: &Refusal, text: &ArticleText) -> Self {
        let words = |words: &Words| (words.label.clone(), quote(words.range, text));
        let what = match &refusal.what {
            Refused::Relation { kind, from, to } => RefusedFile::Relation {
                kind: kind.clone(),
                from: words(from),
                to: words(to),
            },
            Refused::Incident { triggers } => RefusedFile::Incident {
                triggers: triggers.iter().map(words).collect(),
            },
        };
        Self {
            id: refusal.id,
            what,
            by: refusal.provenance.author.clone(),
            made: refusal.provenance.at,
            rule: refusal.provenance.rule.clone(),
            confidence: refusal.provenance.confidence,
        }
    }

    /// The refusal, if its words are in the text where it says.
    pub(in crate::store) fn attach(&self, text: &ArticleText) -> Option<Refusal> {
        self.at(|piece| find(piece, text))
    }

    /// The refusal at the one place where its words stand, if there is exactly one for each.
    pub(in crate::store) fn reattach(&self, text: &ArticleText) -> Option<Refusal> {
        self.at(|piece| find(piece, text).or_else(|| unique(text.as_str(), &piece.2)))
    }

    fn at(&self, find: impl Fn(&Piece) -> Option<ByteRange>) -> Option<Refusal> {
        let words = |(label, piece): &WordsFile| {
            let label = label.clone();
            find(piece).map(|range| Words { range, label })
        };
        let what = match &self.what {
            RefusedFile::Relation { kind, from, to } => Refused::Relation {
                kind: kind.clone(),
                from: words(from)?,
                to: words(to)?,
            },
            RefusedFile::Incident { triggers } => Refused::Incident {
                triggers: triggers.iter().map(words).collect::<Option<_>>()?,
            },
        };
        Some(Refusal {
            id: self.id,
            what,
            provenance: Provenance {
                author: self.by.clone(),
                at: self.made,
                rule: self.rule.clone(),
                confidence: self.confidence,
            },
        })
    }
}
