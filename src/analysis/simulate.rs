//! What an article costs its analyst: the actions (a key, a click or a drag each) that lead from
//! suggestions to gold, against those that lead there from nothing.
//!
//! The keys are those of the window (`session/keymap.rs`). A decision about a suggestion goes on
//! to the next one by itself, so that accepting costs one key, rejecting one, another label one.
//! An edge moves a word or a proclitic a key and makes it the analyst's; then one key goes on. Words are marked by a drag,
//! and get their label by a key. An attribute costs a key to get to and its value: a choice one
//! key, a number its digits, a date ten, a registry entry three letters and one key.
//! What nobody has to say costs nothing: that it happened, that nothing is known of civilians.

use std::collections::BTreeMap;

use super::evaluate::{Claim, Marked, Pairing, Stretch};
use crate::text::offset::CharIdx;

/// Actions, by what they are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions {
    /// Getting to the first suggestion.
    pub begin: usize,
    /// Taking suggestions as they are, or as they are once they are changed.
    pub accept: usize,
    /// Turning suggestions down.
    pub reject: usize,
    /// Giving suggestions another label.
    pub relabel: usize,
    /// Moving edges.
    pub edges: usize,
    /// Marking words and giving them a label.
    pub mark: usize,
    /// Setting attributes.
    pub attributes: usize,
}

impl Actions {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.parts().iter().map(|(_, count)| count).sum()
    }

    /// What they are for, and how many.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, usize); 7] {
        [
            ("begin", self.begin),
            ("accept", self.accept),
            ("reject", self.reject),
            ("relabel", self.relabel),
            ("edges", self.edges),
            ("mark", self.mark),
            ("attributes", self.attributes),
        ]
    }

    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        self.begin += other.begin;
        self.accept += other.accept;
        self.reject += other.reject;
        self.relabel += other.relabel;
        self.edges += other.edges;
        self.mark += other.mark;
        self.attributes += other.attributes;
    }
}

/// What an analyst does about a suggestion or a gold span, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The suggestion is taken for the gold span, changed where it is wrong.
    Take {
        /// The number of the suggestion.
        proposed: usize,
        /// The number of the gold span.
        gold: usize,
    },
    /// The suggestion is turned down.
    Reject {
        /// The number of the suggestion.
        proposed: usize,
    },
    /// The gold span is made by hand.
    Mark {
        /// The number of the gold span.
        gold: usize,
    },
}

/// What is decided in an article: about each suggestion that is shown, and about what has to be
/// marked and is not suggested. A suggestion for the very words of a missed span, under another
/// label, is taken for it.
#[must_use]
pub fn decisions(gold: &[Marked], shown: &[Marked], pairing: &Pairing) -> Vec<Decision> {
    let mut missed: Vec<usize> = pairing.missed.clone();
    let mut decided = Vec::with_capacity(shown.len() + missed.len());
    for (proposed, span) in shown.iter().enumerate() {
        if let Some(pair) = pairing.of_proposed(proposed) {
            let gold = pair.gold;
            decided.push(Decision::Take { proposed, gold });
            continue;
        }
        let same_words = |g: &usize| {
            gold.get(*g)
                .is_some_and(|gold| gold.ranges().any(|range| range == span.range))
        };
        let decision = match missed.iter().position(same_words) {
            Some(at) => Decision::Take {
                proposed,
                gold: missed.remove(at),
            },
            None => Decision::Reject { proposed },
        };
        decided.push(decision);
    }
    decided.extend(missed.into_iter().map(|gold| Decision::Mark { gold }));
    decided
}

/// What it costs to do that. `words` are the places where words begin, ascending.
#[must_use]
pub fn review(
    decisions: &[Decision],
    (gold, shown): (&[Marked], &[Marked]),
    words: &[CharIdx],
) -> Actions {
    let mut actions = Actions {
        begin: usize::from(!shown.is_empty()),
        ..Actions::default()
    };
    for decision in decisions {
        match *decision {
            Decision::Reject { .. } => actions.reject += 1,
            Decision::Mark { gold: number } => {
                if let Some(wanted) = gold.get(number) {
                    actions.add(&marking(wanted));
                }
            }
            Decision::Take {
                proposed,
                gold: number,
            } => {
                if let (Some(given), Some(wanted)) = (shown.get(proposed), gold.get(number)) {
                    actions.add(&taking(given, wanted, words));
                }
            }
        }
    }
    actions
}

/// What it costs to mark an article from nothing.
#[must_use]
pub fn by_hand(gold: &[Marked]) -> Actions {
    let mut actions = Actions::default();
    for wanted in gold.iter().filter(|gold| !gold.optional) {
        actions.add(&marking(wanted));
    }
    actions
}

/// A drag and a label key, and every attribute.
fn marking(wanted: &Marked) -> Actions {
    Actions {
        mark: 2,
        attributes: attributes(wanted, &BTreeMap::new()),
        ..Actions::default()
    }
}

fn taking(given: &Marked, wanted: &Marked, words: &[CharIdx]) -> Actions {
    let mut actions = Actions::default();
    let edges = wanted
        .ranges()
        .map(|range| steps(given.range, range, words))
        .min()
        .unwrap_or_default();
    // Nothing has to be right about what need not be there.
    if wanted.optional {
        actions.accept = 1;
        return actions;
    }
    let fits = wanted.label == given.label || wanted.or_label.contains(&given.label);
    if fits {
        actions.accept = 1;
    } else {
        actions.relabel = 1;
    }
    actions.edges = edges;
    let said = BTreeMap::new();
    let said = if wanted.label == given.label {
        &given.claims
    } else {
        &said
    };
    if fits && wanted.label != given.label {
        // Right under another label, where other attributes hold.
        return actions;
    }
    actions.attributes = attributes(wanted, said);
    actions
}

/// How many keys move the edges from one stretch to another: one a word, one for a part of it.
fn steps(from: Stretch, to: Stretch, words: &[CharIdx]) -> usize {
    let between = |a: CharIdx, b: CharIdx| {
        if a == b {
            return 0;
        }
        let (first, last) = (a.min(b), a.max(b));
        let passed = words.partition_point(|word| *word < last)
            - words.partition_point(|word| *word <= first);
        passed.max(1)
    };
    between(from.start, to.start) + between(from.end, to.end)
}

/// What it costs to say what is not said rightly yet.
fn attributes(wanted: &Marked, said: &BTreeMap<&'static str, Claim>) -> usize {
    let wrong = wanted.claims.iter().filter(|(name, claim)| {
        let right = match said.get(*name) {
            Some(said) => claim.is_met_by(said),
            None => claim.is_met_by_nothing() || is_default(name, claim),
        };
        // The group of a strike is what its kind says.
        !right && (**name != "group" || !wanted.claims.contains_key("kind"))
    });
    wrong.map(|(name, claim)| 1 + value(name, claim)).sum()
}

/// Whether a span says so without anybody's doing.
fn is_default(name: &str, claim: &Claim) -> bool {
    name == "realis" && claim.is_met_by(&Claim::word("actual"))
}

/// What it costs to write a value.
fn value(name: &str, claim: &Claim) -> usize {
    const DATE: usize = "2017-02-14".len();
    const ENTRY: usize = 3 + 1;
    match claim {
        Claim::OneOf(_) if name == "id" => ENTRY,
        Claim::OneOf(_) if name == "iso" => DATE,
        Claim::OneOf(_) => 1,
        Claim::Counts { low, high, .. } => {
            let digits = |n: &u64| n.to_string().len();
            match (low, high) {
                (Some(low), Some(high)) if low == high => digits(low),
                // Two numbers, the second one a field further.
                (Some(low), Some(high)) => digits(low) + 1 + digits(high),
                // A number, and that it is a bound: a field further, and a choice.
                (Some(one), None) | (None, Some(one)) => digits(one) + 2,
                (None, None) => 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evaluate::{Criterion, pair};

    fn mark(start: usize, end: usize, label: &str, claims: &[(&'static str, Claim)]) -> Marked {
        Marked {
            range: Stretch::new(start, end),
            label: label.into(),
            claims: claims.iter().cloned().collect(),
            ..Marked::default()
        }
    }

    #[test]
    fn each_decision_costs_what_its_keys_do() {
        let killed = || ("effect", Claim::word("killed"));
        let seven = || {
            let counts = Claim::Counts {
                low: Some(17),
                high: Some(17),
                or_low: None,
                vague: false,
            };
            ("counts", counts)
        };
        let id = |id: &str| ("id", Claim::word(id));
        // A word every five letters.
        let words: Vec<CharIdx> = (0..20).map(|n| CharIdx(n * 5)).collect();
        let rows = [
            // As it should be.
            (
                vec![mark(0, 9, "CASUALTY", &[killed(), seven()])],
                "accept 1",
            ),
            // Two words short at the end.
            (
                vec![mark(0, 4, "CASUALTY", &[killed(), seven()])],
                "accept 1 edges 1",
            ),
            // A particle too many, and no number: one key to get there, two digits.
            (
                vec![mark(1, 9, "CASUALTY", &[killed()])],
                "accept 1 edges 1 attributes 3",
            ),
            // Under another label.
            (
                vec![mark(0, 9, "FACTION", &[id("a")])],
                "relabel 1 attributes 5",
            ),
            // Elsewhere.
            (
                vec![mark(50, 59, "CASUALTY", &[])],
                "reject 1 mark 2 attributes 5",
            ),
            (vec![], "mark 2 attributes 5"),
        ];
        let gold = [mark(0, 9, "CASUALTY", &[killed(), seven()])];
        for (shown, expected) in rows {
            let pairing = pair(&gold, &shown, Criterion::Overlap);
            let decided = decisions(&gold, &shown, &pairing);
            let mut actions = review(&decided, (&gold, &shown), &words);
            assert_eq!(actions.begin, usize::from(!shown.is_empty()));
            actions.begin = 0;
            let parts = actions.parts().into_iter().filter(|(_, count)| *count > 0);
            let parts: Vec<String> = parts.map(|(name, n)| format!("{name} {n}")).collect();
            assert_eq!(parts.join(" "), expected, "{shown:?}");
        }
        assert_eq!(by_hand(&gold).total(), 7);
    }

    #[test]
    fn what_is_optional_costs_a_key_where_it_is_suggested() {
        let mut optional = mark(0, 9, "FACTION", &[("id", Claim::word("a"))]);
        optional.optional = true;
        let gold = [optional];
        assert_eq!(by_hand(&gold).total(), 0);
        let shown = [mark(0, 4, "FACTION", &[]), mark(5, 9, "FACTION", &[])];
        let pairing = pair(&gold, &shown, Criterion::Overlap);
        let decided = decisions(&gold, &shown, &pairing);
        let actions = review(&decided, (&gold, &shown), &[]);
        assert_eq!((actions.accept, actions.reject, actions.total()), (1, 1, 3));
    }
}
