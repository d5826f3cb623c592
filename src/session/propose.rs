//! What the program proposes for an article, with its reasons.
//!
//! A proposal is never stored: it is made anew from the text whenever the article opens, and an
//! open article shows those that no decision has closed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::open::FIRST_SUGGESTION;
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, SpanIndex};
use crate::model::id::{AnnotatorId, ArticleId, LabelId, SpanId};
use crate::model::schema::merged::Merged;
use crate::model::schema::{Attribute, Bilingual, Schema};
use crate::model::span::{Provenance, Span, SpanState};
use crate::suggest::learn::{Learned, Memory};
use crate::suggest::{Context, suggest_with, threshold};
use crate::text::offset::ByteRange;

/// A span that the program proposes, and what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The span, in the state *suggested*. Its id is given by the article that shows it.
    pub span: Span,
    /// The name of the lexicon entry behind it; empty if there is none.
    pub entry: Bilingual,
    /// The particles that were left outside, as written.
    pub particle: String,
    /// What past decisions did to it.
    pub learned: Option<Learned>,
}

impl Proposal {
    /// How sure its rule is, from 0 to 1.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.span.provenance.confidence.unwrap_or(0.0)
    }
}

/// The numbers of what an open article proposes, of which its ids are made. The same words with
/// the same label have one number however often the article is read, and no two have the same:
/// what was on screen when the user pressed a key is what the key is about, or it is gone.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    given: FxHashMap<(ByteRange, LabelId), u64>,
}

impl Numbers {
    /// The number of what these words are proposed as.
    pub(super) fn of(&mut self, range: ByteRange, label: &LabelId) -> u64 {
        let next = FIRST_SUGGESTION + self.given.len() as u64;
        *self.given.entry((range, label.clone())).or_insert(next)
    }
}

/// What of an article's spans is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shows {
    /// Open suggestions.
    pub suggestions: bool,
    /// Suggestions below the least confidence as well.
    pub doubtful: bool,
    /// What was rejected.
    pub rejected: bool,
    /// The least confidence of each label, where it is not the program's own.
    pub thresholds: BTreeMap<LabelId, f64>,
    /// The same of what is joined.
    pub joined: BTreeMap<Joint, f64>,
    /// What labels that were merged stand for: what was decided of one holds for the other.
    pub merged: Merged,
}

/// What spans are joined to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Joint {
    /// A relation between two of them.
    Relation,
    /// An incident that they tell of.
    Incident,
}

impl Joint {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Relation, Self::Incident];

    /// The least confidence of those that are shown unless the doubtful ones are asked for.
    const LEAST: f64 = 0.5;
}

impl Shows {
    /// The least confidence of a label's suggestions.
    #[must_use]
    pub fn least(&self, label: &LabelId) -> f64 {
        let set = self.thresholds.get(label).copied();
        set.unwrap_or_else(|| threshold(label.as_str()))
    }

    /// The least confidence of relations or incidents.
    #[must_use]
    pub fn least_of(&self, joint: Joint) -> f64 {
        self.joined.get(&joint).copied().unwrap_or(Joint::LEAST)
    }

    /// Whether something joined is shown while it is open, by how sure it is.
    #[must_use]
    pub fn shows_joined(&self, joint: Joint, provenance: &Provenance) -> bool {
        let sure = || provenance.confidence.unwrap_or(0.0) >= self.least_of(joint);
        self.suggestions && (self.doubtful || sure())
    }

    /// Whether a proposal is shown while it is open.
    #[must_use]
    pub fn shows(&self, proposal: &Proposal) -> bool {
        let sure = || proposal.confidence() >= self.least(&proposal.span.label);
        self.suggestions && (self.doubtful || sure())
    }
}

/// The decisions of a layer, as what they close.
pub struct Decided<'a> {
    layer: &'a Annotations,
    index: SpanIndex,
    merged: &'a Merged,
}

impl<'a> Decided<'a> {
    /// The decisions of a layer, in a project with merged labels.
    #[must_use]
    pub fn of(layer: &'a Annotations, merged: &'a Merged) -> Self {
        Self {
            layer,
            merged,
            index: SpanIndex::new(layer, |_| true),
        }
    }

    /// Whether a span has been decided about: a decision about some words closes every proposal
    /// for them with the same label, and those that it would cross or double.
    #[must_use]
    pub fn closes(&self, span: &Span) -> bool {
        self.index.touching(span.range).any(|(id, range, _)| {
            let decided = self.layer.span(id);
            let same = |decided: &Span| {
                self.merged
                    .same(decided.label.as_str(), span.label.as_str())
            };
            decided.is_some_and(same) || range == span.range || range.crosses(span.range)
        })
    }
}

/// Whether an article belongs to the sample whose suggestions are kept back, so many in a hundred:
/// always the same articles, whoever asks.
#[must_use]
pub fn is_blind(id: &ArticleId, percent: u8) -> bool {
    crc32fast::hash(id.as_str().as_bytes()) % 100 < u32::from(percent)
}

/// What the program proposes for a text, doubtful ones too, in reading order.
#[must_use]
pub fn proposals(
    text: &str,
    context: &Context,
    (lexicon, memory): (&Lexicon, &Memory),
    (by, now): (&AnnotatorId, Timestamp),
) -> Vec<Proposal> {
    let found = suggest_with(text, context, lexicon, memory).into_iter();
    found
        .filter_map(|s| {
            let span = Span {
                id: SpanId(0),
                range: s.range,
                label: s.label.parse().ok()?,
                state: SpanState::Suggested,
                attrs: s.attrs.into(),
                head: s.head,
                trigger: s.trigger,
                note: String::new(),
                provenance: Provenance {
                    author: by.clone(),
                    at: now,
                    rule: Some(s.rule.to_owned()),
                    confidence: Some(s.confidence),
                },
            };
            Some(Proposal {
                span,
                entry: entry_name(lexicon, &s.entry),
                particle: s.particle,
                learned: s.learned,
            })
        })
        .collect()
}

/// The proposals as a project calls them: under the label that theirs was merged into, without
/// those whose label it does not have, and saying nothing that its labels do not ask any more.
#[must_use]
pub fn in_schema(mut proposals: Vec<Proposal>, schema: &Schema) -> Vec<Proposal> {
    static USUAL: LazyLock<Schema> = LazyLock::new(Schema::conflict_news);
    proposals.retain_mut(|proposal| {
        let Some(label) = schema.meant(&proposal.span.label) else {
            return false;
        };
        let usual = USUAL.label(&proposal.span.label);
        proposal.span.attrs.retain(|name, value| {
            // What the program's own schema does not ask for either says how it has read.
            let usual = usual.and_then(|usual| usual.attribute(name));
            let fits = |asked: &Attribute| asked.kind.problem(value).is_none();
            let asked = label.attribute(name);
            usual.is_none_or(|usual| asked.is_some_and(|asked| fits(asked) || !fits(usual)))
        });
        if label.id != proposal.span.label {
            proposal.span.label = label.id.clone();
        }
        true
    });
    proposals
}

/// What a lexicon entry is called; many words have no name but themselves.
fn entry_name(lexicon: &Lexicon, id: &str) -> Bilingual {
    let names = lexicon.entry(id).map(|entry| &entry.names);
    let [en, ar] = names.map_or(["", ""], |[en, ar]| [en, ar]);
    let or = |name: &str, other: &str| if name.is_empty() { other } else { name }.to_owned();
    Bilingual {
        en: or(en, ar),
        ar: or(ar, en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::refusal::Words;
    use crate::model::schema::Standing;
    use crate::text::offset::ByteRange;

    #[test]
    fn proposals_follow_the_schema() {
        let mut schema = Schema::conflict_news();
        let text = "قصفت طائرات حربية مدينة إدلب أمس.";
        let who = "a".parse().unwrap();
        let known = (Lexicon::built_in(), &Memory::default());
        let at = (&who, Timestamp::UNIX_EPOCH);
        let labels = |schema: &Schema| {
            let found = proposals(text, &Context::default(), known, at);
            let mut labels: Vec<String> = in_schema(found, schema)
                .iter()
                .map(|proposal| proposal.span.label.to_string())
                .collect();
            labels.sort();
            labels.dedup();
            labels
        };
        assert_eq!(labels(&schema), ["date", "location", "strike", "weapon"]);
        for label in &mut schema.labels {
            match label.id.as_str() {
                "weapon" => label.standing = Standing::Merged("target".parse().unwrap()),
                "target" => label.standing = Standing::Merged("strike".parse().unwrap()),
                "location" => label.standing = Standing::Removed,
                _ => {}
            }
        }
        schema.labels.retain(|label| label.id.as_str() != "date");
        assert_eq!(labels(&schema), ["strike"]);
    }

    #[test]
    fn what_was_decided_of_a_label_holds_for_the_one_it_was_merged_into() {
        let mut schema = Schema::conflict_news();
        let span = |label: &str, from, to| Span {
            id: SpanId(from as u64),
            range: ByteRange::new(from, to),
            label: label.parse().unwrap(),
            state: SpanState::Rejected,
            attrs: Default::default(),
            head: None,
            trigger: None,
            note: String::new(),
            provenance: Provenance::manual("a".parse().unwrap(), Timestamp::UNIX_EPOCH),
        };
        let parts = crate::model::annotations::Parts {
            spans: vec![span("target", 4, 20)],
            ..Default::default()
        };
        let (id, by) = ("a-00000000".parse().unwrap(), "a".parse().unwrap());
        let (layer, _) = Annotations::assemble(id, by, parts);
        let inside = span("location", 8, 20);
        let words = Words::of(&span("target", 4, 20));
        for merged in [false, true] {
            if merged {
                let target = "target".parse().unwrap();
                let label = schema.labels.iter_mut().find(|label| label.id == target);
                label.unwrap().standing = Standing::Merged("location".parse().unwrap());
            }
            let labels = schema.merged();
            assert_eq!(Decided::of(&layer, &labels).closes(&inside), merged);
            assert_eq!(words.meet(&inside, &labels), merged);
        }
    }

    #[test]
    fn proposals_say_only_what_the_schema_asks() {
        let mut schema = Schema::conflict_news();
        let text = "قصفت طائرات حربية مدينة إدلب أمس وقتل سبعة مدنيين على الأقل.";
        let who = "a".parse().unwrap();
        let known = (Lexicon::built_in(), &Memory::default());
        let at = (&who, Timestamp::UNIX_EPOCH);
        let said = |schema: &Schema, label: &str, name: &str| {
            let found = proposals(text, &Context::default(), known, at);
            let found = in_schema(found, schema).into_iter();
            let mut found = found.filter(|proposal| proposal.span.label.as_str() == label);
            found.find_map(|proposal| proposal.span.attrs.get(name).cloned())
        };
        assert!(said(&schema, "casualty", "victim").is_some());
        assert!(said(&schema, "casualty", "effect").is_some());
        let id = "casualty".parse().unwrap();
        let label = schema.labels.iter_mut().find(|label| label.id == id);
        let asked = &mut label.unwrap().attributes;
        asked.retain(|attribute| attribute.name != "victim");
        for attribute in asked {
            if let Some(choices) = attribute.choices_mut() {
                choices.retain(|choice| choice != "killed");
            }
        }
        assert_eq!(said(&schema, "casualty", "victim"), None);
        assert_eq!(said(&schema, "casualty", "effect"), None);
        let best = said(&schema, "casualty", "count_best");
        assert_eq!(best, Some(crate::model::span::AttrValue::Number(7)));
        assert!(said(&schema, "strike", "kind_by").is_some());
    }

    #[test]
    fn the_blind_sample_is_about_as_large_as_asked_and_grows_with_it() {
        let ids = (0..2000).map(|n| format!("article-{n:08x}").parse::<ArticleId>().unwrap());
        let ids: Vec<ArticleId> = ids.collect();
        let sample = |percent| ids.iter().filter(|id| is_blind(id, percent)).count();
        assert_eq!((sample(0), sample(100)), (0, 2000));
        assert!((150..250).contains(&sample(10)), "{}", sample(10));
        assert!(ids.iter().all(|id| !is_blind(id, 5) || is_blind(id, 10)));
    }
}
