//! How good proposed relations and incidents are.
//!
//! A relation is right if its type is, and both ends lie on those of one in gold; the end it
//! leads to may be another mention of the same party, place or day. Labels that a relation takes
//! alike (a strike or a clash) count as one here: labels are measured by themselves. An incident is the one in
//! gold with which it has most triggers and victims in common; then its cells are compared.

use std::collections::BTreeMap;

use super::marked::{Claim, Marked};
use super::matching;
use super::tally::{Count, Part};

/// The types of relation that are proposed.
pub const RELATIONS: [&str; 9] = [
    "perpetrator",
    "target",
    "instrument",
    "victim_of",
    "victim_faction",
    "location_of",
    "date_of",
    "reported_by",
    "subset_of",
];

/// An end of a relation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct End {
    /// The span.
    pub span: Marked,
    /// What it is called: ids, names, words. Who shares one is the same.
    pub names: Vec<String>,
}

/// A relation as it is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// Its type.
    pub kind: String,
    /// Where it starts.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// Whether it neither has to be found nor may not be.
    pub optional: bool,
    /// The rule that proposed it.
    pub rule: String,
}

/// An incident as it is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Happening {
    /// Its triggers and victims.
    pub anchors: Vec<Marked>,
    /// Where it was.
    pub places: Vec<End>,
    /// Its other cells, by the name of what is scored: `kind`, `perpetrator`, `killed`.
    pub facts: BTreeMap<&'static str, Claim>,
}

/// All relations and incidents of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The relations.
    pub links: Vec<Linked>,
    /// The incidents.
    pub incidents: Vec<Happening>,
    /// Spans that need not be found: relations of theirs count neither way.
    pub optional: Vec<Marked>,
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// Relations by type.
    pub relations: BTreeMap<String, Count>,
    /// Incidents.
    pub incidents: Count,
    /// Of the incidents that were found, those whose cell is right.
    pub cells: BTreeMap<&'static str, Part>,
    /// How many articles have them in gold.
    pub articles: usize,
}

/// What became of an article's relations, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The gold relations that were not found.
    pub missed: Vec<usize>,
    /// The proposals that are on none.
    pub wrong: Vec<usize>,
}

/// Labels that relations take alike.
const ALIKE: [[&str; 2]; 3] = [
    ["STRIKE", "CLASH"],
    ["SOURCE", "FACTION"],
    ["TARGET", "LOCATION"],
];

/// Whether a span is on a gold span, whatever relations take alike.
fn lies_on(wanted: &Marked, given: &Marked) -> bool {
    let is_alike = |pair: &&[&str; 2]| {
        let has = |label: &str| pair.contains(&label);
        has(&wanted.label) && has(&given.label) && wanted.label != given.label
    };
    if ALIKE.iter().any(|pair| is_alike(&pair)) {
        let given = Marked {
            label: wanted.label.clone(),
            ..given.clone()
        };
        return matching::lies_on(wanted, &given);
    }
    matching::lies_on(wanted, given)
}

impl End {
    /// Whether a proposal's end is this one.
    fn is_met_by(&self, given: &Self) -> bool {
        lies_on(&self.span, &given.span)
            || self.span.label == given.span.label
                && self.names.iter().any(|name| given.names.contains(name))
    }
}

impl Linked {
    fn is_met_by(&self, given: &Self) -> bool {
        self.kind == given.kind
            && lies_on(&self.from.span, &given.from.span)
            && self.to.is_met_by(&given.to)
    }
}

impl Telling {
    /// Adds an article.
    pub fn add(&mut self, gold: &Told, proposed: &Told) -> Links {
        self.articles += 1;
        self.add_incidents(&gold.incidents, &proposed.incidents);
        self.add_links(gold, proposed)
    }

    fn add_links(&mut self, gold: &Told, proposed: &Told) -> Links {
        let mut links = Links::default();
        let mut taken = vec![false; proposed.links.len()];
        for (number, wanted) in gold.links.iter().enumerate() {
            if wanted.optional || !RELATIONS.contains(&wanted.kind.as_str()) {
                continue;
            }
            let count = self.relations.entry(wanted.kind.clone()).or_default();
            count.gold += 1;
            let given = proposed.links.iter().zip(&mut taken);
            let mut given = given.filter(|(given, taken)| !**taken && wanted.is_met_by(given));
            if let Some((_, taken)) = given.next() {
                *taken = true;
                count.found += 1;
                count.proposed += 1;
            } else {
                links.missed.push(number);
            }
        }
        for (number, given) in proposed.links.iter().enumerate() {
            let on_optional = |end: &End| gold.optional.iter().any(|span| lies_on(span, &end.span));
            let again = gold.links.iter().any(|wanted| wanted.is_met_by(given));
            let neutral = again || on_optional(&given.from) || on_optional(&given.to);
            if taken.get(number) == Some(&false) && !neutral {
                self.relations
                    .entry(given.kind.clone())
                    .or_default()
                    .proposed += 1;
                links.wrong.push(number);
            }
        }
        links
    }

    fn add_incidents(&mut self, gold: &[Happening], proposed: &[Happening]) {
        let mut pairs = Vec::new();
        for (g, wanted) in gold.iter().enumerate() {
            for (p, given) in proposed.iter().enumerate() {
                let found = |span: &&Marked| given.anchors.iter().any(|own| lies_on(span, own));
                let common = wanted.anchors.iter().filter(found).count();
                if common > 0 {
                    pairs.push((std::cmp::Reverse(common), g, p));
                }
            }
        }
        pairs.sort();
        self.incidents.gold += gold.len();
        self.incidents.proposed += proposed.len();
        let (mut from, mut to) = (vec![false; gold.len()], vec![false; proposed.len()]);
        for (_, g, p) in pairs {
            let (Some(from @ false), Some(to @ false)) = (from.get_mut(g), to.get_mut(p)) else {
                continue;
            };
            (*from, *to) = (true, true);
            self.incidents.found += 1;
            if let (Some(wanted), Some(given)) = (gold.get(g), proposed.get(p)) {
                self.add_cells(wanted, given);
            }
        }
    }

    fn add_cells(&mut self, wanted: &Happening, given: &Happening) {
        let mut score = |name: &'static str, right: bool| {
            let part = self.cells.entry(name).or_default();
            part.of += 1;
            part.right += usize::from(right);
        };
        for (name, claim) in &wanted.facts {
            let given = given.facts.get(name);
            score(
                name,
                given.map_or(claim.is_met_by_nothing(), |given| claim.is_met_by(given)),
            );
        }
        if !wanted.places.is_empty() {
            let found = |place: &End| given.places.iter().any(|given| place.is_met_by(given));
            score("place", wanted.places.iter().any(found));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked::Stretch;
    use super::*;

    fn end(start: usize, label: &str, name: &str) -> End {
        End {
            span: Marked {
                range: Stretch::new(start, start + 5),
                label: label.into(),
                ..Marked::default()
            },
            names: vec![name.to_owned()],
        }
    }

    fn link(kind: &str, from: usize, to: End) -> Linked {
        Linked {
            kind: kind.into(),
            from: end(from, "STRIKE", ""),
            to,
            ..Linked::default()
        }
    }

    #[test]
    fn a_relation_is_right_if_both_ends_are_or_the_second_is_called_the_same() {
        let optional = end(80, "STRIKE", "").span;
        let gold = Told {
            links: vec![
                link("perpetrator", 0, end(10, "FACTION", "a")),
                link("perpetrator", 20, end(30, "FACTION", "b")),
                link("same_as", 0, end(20, "STRIKE", "")),
            ],
            optional: vec![optional],
            ..Told::default()
        };
        let rows = [
            (link("perpetrator", 0, end(10, "FACTION", "x")), (2, 1, 1)),
            (link("perpetrator", 0, end(50, "FACTION", "a")), (2, 1, 1)),
            (link("perpetrator", 0, end(50, "FACTION", "x")), (2, 1, 0)),
            (link("perpetrator", 20, end(10, "FACTION", "a")), (2, 1, 0)),
            (link("perpetrator", 80, end(50, "FACTION", "x")), (2, 0, 0)),
        ];
        for (given, expected) in rows {
            let mut telling = Telling::default();
            let given = Told {
                links: vec![given],
                ..Told::default()
            };
            telling.add(&gold, &given);
            let count = telling.relations["perpetrator"];
            assert_eq!(
                (count.gold, count.proposed, count.found),
                expected,
                "{given:?}"
            );
            assert_eq!(telling.relations.len(), 1);
        }
    }

    #[test]
    fn an_incident_is_the_one_with_most_anchors_in_common() {
        let told = |anchors: &[usize], who: &str, place: &str| Happening {
            anchors: anchors
                .iter()
                .map(|at| end(*at, "STRIKE", "").span)
                .collect(),
            places: vec![end(90, "LOCATION", place)],
            facts: BTreeMap::from([("perpetrator", Claim::word(who))]),
        };
        let gold = Told {
            incidents: vec![told(&[0, 10], "a", "x"), told(&[20], "-", "y")],
            ..Told::default()
        };
        let given = Told {
            incidents: vec![told(&[10, 20], "b", "x"), told(&[0, 10, 30], "a", "z")],
            ..Told::default()
        };
        let mut telling = Telling::default();
        telling.add(&gold, &given);
        let Count {
            gold,
            proposed,
            found,
        } = telling.incidents;
        assert_eq!((gold, proposed, found), (2, 2, 2));
        let cell = |name: &str| (telling.cells[name].right, telling.cells[name].of);
        // Nobody is named for the second one, so that any name is wrong.
        assert_eq!(cell("perpetrator"), (1, 2));
        assert_eq!(cell("place"), (2, 2));
    }
}
