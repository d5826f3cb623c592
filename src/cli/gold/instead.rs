//! What the window offers to say of a span with one key, in the words of gold files, and how often
//! something else had to be said.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::analysis::evaluate::{Claim, Marked};
use crate::analysis::simulate::wrong;
use crate::model::schema::Schema;
use crate::suggest::instead::{instead, parties};
use crate::text::offset::CharIdx;

/// An attribute of the schema with its value, for what gold claims; `None` for what has no list.
fn of_claim(name: &str, word: &str) -> Option<(&'static str, String)> {
    let name = match name {
        "kind" => "kind",
        "type" => "type",
        "effect" => "effect",
        "civilian" => "civilian_status",
        "realis" => "realis",
        _ => return None,
    };
    let word = match (name, word) {
        ("civilian_status", "yes") => "civilian",
        ("civilian_status", "no") => "combatant",
        ("realis", "not actual") => "hypothetical",
        (_, "-") => return None,
        (_, word) => word,
    };
    Some((name, word.to_owned()))
}

/// What gold calls a value of an attribute.
fn claim_of(name: &str, value: &str) -> Option<(&'static str, Claim)> {
    let (name, word) = match name {
        "kind" => ("kind", value),
        "type" => ("type", value),
        "effect" => ("effect", value),
        "civilian_status" if value.starts_with("civilian") => ("civilian", "yes"),
        "civilian_status" if value.starts_with("combatant") => ("civilian", "no"),
        "realis" if value == "actual" => ("realis", value),
        "realis" => ("realis", "not actual"),
        _ => return None,
    };
    Some((name, Claim::word(word)))
}

fn first(claim: &Claim) -> Option<&str> {
    match claim {
        Claim::OneOf(words) => words.first().map(String::as_str),
        Claim::Counts { .. } => None,
    }
}

/// What is offered in an article while it is gone through.
pub(in crate::cli) struct Offers {
    schema: Schema,
    /// Where parties stand and which: as gold says, once they are decided about, and as shown
    /// before.
    decided: Vec<(CharIdx, String)>,
    shown: Vec<(CharIdx, String)>,
}

impl Offers {
    /// For an article with its gold and what is shown.
    pub(in crate::cli) fn new(gold: &[Marked], shown: &[Marked]) -> Self {
        let parties = |spans: &[Marked]| {
            let named = spans.iter().filter(|span| span.label == "FACTION");
            let named = named.filter_map(|span| {
                let id = first(span.claims.get("id")?)?;
                (id != "-").then(|| (span.range.start, id.to_owned()))
            });
            named.collect()
        };
        Self {
            schema: Schema::conflict_news(),
            decided: parties(gold),
            shown: parties(shown),
        }
    }

    /// What has a key at a span of a label that begins there and says that. What comes before is
    /// decided, what comes after is as it was shown.
    pub(in crate::cli) fn at(
        &self,
        label: &str,
        start: CharIdx,
        said: &BTreeMap<&'static str, Claim>,
    ) -> Vec<(&'static str, Claim)> {
        if label == "FACTION" {
            let before = self.decided.iter().rev().filter(|(at, _)| *at < start);
            let after = self.shown.iter().filter(|(at, _)| *at > start);
            let now = said.get("id").and_then(first).filter(|id| *id != "-");
            let ids = parties(
                before.map(|(_, id)| id.as_str()),
                after.map(|(_, id)| id.as_str()),
                now,
            );
            let ids = ids.into_iter().map(|id| Claim::word(id.unwrap_or("-")));
            return ids.map(|id| ("id", id)).collect();
        }
        let of_label = self.schema.labels.iter();
        let mut of_label = of_label.filter(|of| of.id.as_str() == label.to_lowercase());
        let Some(of_label) = of_label.next() else {
            return Vec::new();
        };
        let said: BTreeMap<&str, String> = said
            .iter()
            .filter_map(|(name, claim)| of_claim(name, first(claim)?))
            .collect();
        let offered = instead(of_label, |name| {
            let now = said.get(name)?;
            let mut lists = of_label.attributes.iter();
            let list = lists.find(|attribute| attribute.name == name)?;
            let mut values = list.choices().iter().map(String::as_str);
            values.find(|value| value == now)
        });
        let offered = offered.into_iter();
        offered
            .filter_map(|(name, value)| claim_of(name, value))
            .collect()
    }
}

/// A label, an attribute, and whether anything was said.
type Case = (String, &'static str, bool);

/// How often something else had to be said.
#[derive(Default)]
pub(in crate::cli) struct Corrections(BTreeMap<Case, Counted>);

/// How many spans of a case there are, and what had to be said of how many of them.
#[derive(Default)]
struct Counted {
    all: usize,
    words: BTreeMap<String, usize>,
}

impl Corrections {
    /// Adds a gold span and what is said of it.
    pub(in crate::cli) fn add(&mut self, wanted: &Marked, said: &BTreeMap<&'static str, Claim>) {
        let label = wanted.label.to_lowercase();
        let stated = |name: &str| said.get(name).and_then(first).is_some_and(|w| w != "-");
        for (name, claim) in &wanted.claims {
            let Some((attribute, _)) = first(claim).and_then(|word| of_claim(name, word)) else {
                continue;
            };
            let key = (label.clone(), attribute, stated(name));
            self.0.entry(key).or_default().all += 1;
        }
        for (name, claim) in wrong(wanted, said) {
            let word = first(claim).and_then(|word| of_claim(name, word));
            if let Some((attribute, word)) = word {
                let key = (label.clone(), attribute, stated(name));
                let counted = self.0.entry(key).or_default();
                *counted.words.entry(word).or_default() += 1;
            }
        }
    }

    /// Prints the table of `suggest/instead.rs`.
    pub(in crate::cli) fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "# label, attribute, whether something else was said, what was right, how often, of how many"
        )?;
        for ((label, attribute, stated), Counted { all, words }) in &self.0 {
            let said = if *stated { "+" } else { "-" };
            for (word, count) in words {
                writeln!(out, "{label}\t{attribute}\t{said}\t{word}\t{count}\t{all}")?;
            }
        }
        Ok(())
    }
}
