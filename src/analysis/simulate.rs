//! What an article costs its analyst: the actions (a key, a click or a drag each) that lead from
//! suggestions to gold, against those that lead there from nothing.
//!
//! The keys are those of the window (`session/keymap.rs`). A decision about a suggestion goes on
//! to the next one by itself, so that accepting costs one key, rejecting one, another label one.
//! An edge is dragged to where it belongs, which makes the span the analyst's; then one key goes
//! on. Words are marked by a drag, and get their label by a key. An attribute costs a key to get
//! to and its value: a choice one key, a number or a date what is typed, a registry entry three
//! letters and one key. While suggestions are on, Alt and a number say one of the nine likeliest
//! values, or parties of the article, with that key alone (`suggest/instead.rs`).
//! What nobody has to say costs nothing: that it happened, that nothing is known of civilians; nor
//! does what the program reads of words that are marked by hand while suggestions are on.
//!
//! The suggestions of a paragraph can be taken together: a key shows them with what they say,
//! another key takes them. One that is not right as it is is left out with a key and then decided
//! about by itself. That is done where it is less than going through them.

use std::collections::BTreeMap;

use super::evaluate::{Claim, Marked, Pairing, Stretch};
use crate::text::offset::CharIdx;

/// Actions, by what they are for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Setting attributes of what was suggested.
    pub attributes: usize,
    /// Setting attributes of what was marked by hand.
    pub describe: usize,
    /// Taking the suggestions of a paragraph together, and leaving some of them out.
    pub together: usize,
    /// The attributes that were set, by label and name, with what they cost.
    pub told: BTreeMap<(String, &'static str), usize>,
}

impl Actions {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.parts().iter().map(|(_, count)| count).sum()
    }

    /// What they are for, and how many.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, usize); 9] {
        [
            ("begin", self.begin),
            ("accept", self.accept),
            ("reject", self.reject),
            ("relabel", self.relabel),
            ("edges", self.edges),
            ("mark", self.mark),
            ("attributes", self.attributes),
            ("describe", self.describe),
            ("together", self.together),
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
        self.describe += other.describe;
        self.together += other.together;
        for (name, count) in &other.told {
            *self.told.entry(name.clone()).or_default() += count;
        }
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

/// What an article offers those who review it.
#[derive(Clone, Copy)]
pub struct Ways<'a> {
    /// The paragraphs whose suggestions can be taken together, ascending.
    pub paragraphs: &'a [Stretch],
    /// What the program reads of each gold span that is marked by hand.
    pub read: &'a [BTreeMap<&'static str, Claim>],
    /// What could be said with one key of a span of a label that begins there and says that.
    pub instead: &'a Instead<'a>,
}

/// What could be said with one key instead of what a span says.
pub type Instead<'a> =
    dyn Fn(&str, CharIdx, &BTreeMap<&'static str, Claim>) -> Vec<(&'static str, Claim)> + 'a;

/// What it costs to do that.
#[must_use]
pub fn review(
    decisions: &[Decision],
    (gold, shown): (&[Marked], &[Marked]),
    ways: &Ways<'_>,
) -> Actions {
    let nothing = BTreeMap::new();
    let read = |gold: usize| ways.read.get(gold).unwrap_or(&nothing);
    let mut actions = Actions {
        begin: usize::from(!shown.is_empty()),
        ..Actions::default()
    };
    // Of each paragraph the suggestions that are right as they are, and the others.
    let mut whole = vec![(0, 0); ways.paragraphs.len()];
    for decision in decisions {
        let (cost, proposed) = match *decision {
            Decision::Mark { gold: number } => {
                if let Some(wanted) = gold.get(number) {
                    let said = read(number);
                    let keys = (ways.instead)(&wanted.label, wanted.range.start, said);
                    actions.add(&marking(wanted, said, &keys));
                }
                continue;
            }
            Decision::Reject { proposed } => {
                let reject = Actions {
                    reject: 1,
                    ..Actions::default()
                };
                (reject, proposed)
            }
            Decision::Take {
                proposed,
                gold: number,
            } => {
                let (Some(given), Some(wanted)) = (shown.get(proposed), gold.get(number)) else {
                    continue;
                };
                (taking(given, wanted, read(number), ways.instead), proposed)
            }
        };
        let start = shown.get(proposed).map(|given| given.range.start);
        let after = ways
            .paragraphs
            .partition_point(|paragraph| Some(paragraph.start) <= start);
        let counts = after.checked_sub(1).and_then(|at| whole.get_mut(at));
        if let Some((right, other)) = counts {
            let as_it_is = cost.accept == 1 && cost.total() == 1;
            *if as_it_is { right } else { other } += 1;
        }
        actions.add(&cost);
    }
    for (right, other) in whole {
        let together = TOGETHER + other;
        if together < right {
            actions.accept -= right;
            actions.together += together;
        }
    }
    actions
}

/// A key that shows the suggestions of a paragraph, and one that takes them.
const TOGETHER: usize = 2;

/// What it costs to mark an article from nothing.
#[must_use]
pub fn by_hand(gold: &[Marked]) -> Actions {
    let mut actions = Actions::default();
    for wanted in gold.iter().filter(|gold| !gold.optional) {
        actions.add(&marking(wanted, &BTreeMap::new(), &[]));
    }
    actions
}

/// A drag and a label key, and every attribute that is not read.
fn marking(
    wanted: &Marked,
    read: &BTreeMap<&'static str, Claim>,
    keys: &[(&'static str, Claim)],
) -> Actions {
    let told = attributes(wanted, read, keys);
    Actions {
        mark: 2,
        describe: told.values().sum(),
        told,
        ..Actions::default()
    }
}

fn taking(
    given: &Marked,
    wanted: &Marked,
    read: &BTreeMap<&'static str, Claim>,
    instead: &Instead<'_>,
) -> Actions {
    let mut actions = Actions::default();
    let edges = wanted
        .ranges()
        .map(|range| drags(given.range, range))
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
    // Under another label it is read anew.
    let said = if wanted.label == given.label {
        &given.claims
    } else {
        read
    };
    if fits && wanted.label != given.label {
        // Right under another label, where other attributes hold.
        return actions;
    }
    let keys = instead(&wanted.label, given.range.start, said);
    actions.told = attributes(wanted, said, &keys);
    actions.attributes = actions.told.values().sum();
    actions
}

/// How many drags move the edges from one stretch to another.
fn drags(from: Stretch, to: Stretch) -> usize {
    usize::from(from.start != to.start) + usize::from(from.end != to.end)
}

/// What it costs to say what is not said rightly yet, by label and name: a key where that is
/// among what has one, else a key to get there and its value.
fn attributes(
    wanted: &Marked,
    said: &BTreeMap<&'static str, Claim>,
    keys: &[(&'static str, Claim)],
) -> BTreeMap<(String, &'static str), usize> {
    let cost = |name: &str, claim: &Claim| {
        let mut keys = keys.iter();
        if keys.any(|(other, value)| *other == name && claim.is_met_by(value)) {
            1
        } else {
            1 + value(name, claim)
        }
    };
    wrong(wanted, said)
        .map(|(name, claim)| ((wanted.label.clone(), name), cost(name, claim)))
        .collect()
}

/// What is not said rightly yet.
pub fn wrong<'w>(
    wanted: &'w Marked,
    said: &'w BTreeMap<&'static str, Claim>,
) -> impl Iterator<Item = (&'static str, &'w Claim)> {
    let wrong = wanted.claims.iter().filter(move |(name, claim)| {
        let right = match said.get(*name) {
            Some(said) => claim.is_met_by(said),
            None => claim.is_met_by_nothing() || is_default(name, claim),
        };
        // The group of a strike is what its kind says.
        !right && (**name != "group" || !wanted.claims.contains_key("kind"))
    });
    wrong.map(|(name, claim)| (*name, claim))
}

/// Whether a span says so without anybody's doing.
fn is_default(name: &str, claim: &Claim) -> bool {
    name == "realis" && claim.is_met_by(&Claim::word("actual"))
}

/// What it costs to write a value.
fn value(name: &str, claim: &Claim) -> usize {
    const ENTRY: usize = 3 + 1;
    match claim {
        Claim::OneOf(_) if name == "id" => ENTRY,
        Claim::OneOf(words) if name == "iso" => {
            let typed = words.iter().map(|word| word.chars().count());
            typed.min().unwrap_or(0)
        }
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

    const ONE_BY_ONE: Ways<'_> = Ways {
        paragraphs: &[],
        read: &[],
        instead: &|_, _, _| Vec::new(),
    };

    #[test]
    fn what_is_right_in_a_paragraph_is_taken_together_where_that_is_less() {
        let place = |n: usize| mark(n * 10, n * 10 + 5, "FACTION", &[]);
        let gold: Vec<Marked> = (0..9).map(place).collect();
        // The first paragraph has six of seven right, the second one two.
        let mut shown = gold.clone();
        shown[3].range = Stretch::new(32, 35);
        let pairing = pair(&gold, &shown, Criterion::Overlap);
        let decided = decisions(&gold, &shown, &pairing);
        let paragraphs = [Stretch::new(0, 69), Stretch::new(70, 90)];
        let ways = Ways {
            paragraphs: &paragraphs,
            ..ONE_BY_ONE
        };
        let actions = review(&decided, (&gold, &shown), &ways);
        // Two keys and one left out; that one, and the two of the second paragraph.
        assert_eq!((actions.together, actions.accept, actions.edges), (3, 3, 1));
    }

    #[test]
    fn what_the_program_reads_of_marked_words_costs_nothing() {
        let said = [("kind", Claim::word("mortar"))];
        let gold = [mark(0, 9, "STRIKE", &said)];
        let read = [BTreeMap::from(said)];
        let ways = Ways {
            read: &read,
            ..ONE_BY_ONE
        };
        let decided = [Decision::Mark { gold: 0 }];
        assert_eq!(review(&decided, (&gold, &[]), &ways).total(), 2);
        assert_eq!(by_hand(&gold).total(), 4);
    }

    #[test]
    fn a_value_that_has_a_key_costs_that_key() {
        let said = |kind| [("kind", Claim::word(kind))];
        let gold = [mark(0, 9, "STRIKE", &said("mortar"))];
        let shown = [mark(0, 9, "STRIKE", &said("rocket"))];
        let decided = [Decision::Take {
            proposed: 0,
            gold: 0,
        }];
        for (offered, expected) in [("mortar", 1), ("naval", 2)] {
            let instead = |label: &str, start: CharIdx, said: &BTreeMap<&'static str, Claim>| {
                assert_eq!((label, start.get(), said.len()), ("STRIKE", 0, 1));
                vec![("kind", Claim::word(offered))]
            };
            let ways = Ways {
                instead: &instead,
                ..ONE_BY_ONE
            };
            let actions = review(&decided, (&gold, &shown), &ways);
            assert_eq!((actions.accept, actions.attributes), (1, expected));
        }
        assert_eq!(by_hand(&gold).total(), 4, "nothing is offered");
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
        let rows = [
            // As it should be.
            (
                vec![mark(0, 9, "CASUALTY", &[killed(), seven()])],
                "accept 1",
            ),
            // Short at the end.
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
                "reject 1 mark 2 describe 5",
            ),
            (vec![], "mark 2 describe 5"),
        ];
        let gold = [mark(0, 9, "CASUALTY", &[killed(), seven()])];
        for (shown, expected) in rows {
            let pairing = pair(&gold, &shown, Criterion::Overlap);
            let decided = decisions(&gold, &shown, &pairing);
            let mut actions = review(&decided, (&gold, &shown), &ONE_BY_ONE);
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
        let actions = review(&decided, (&gold, &shown), &ONE_BY_ONE);
        assert_eq!((actions.accept, actions.reject, actions.total()), (1, 1, 3));
    }
}
