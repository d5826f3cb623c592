//! Events by who did it and by kind.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Event, Sum};
use crate::model::schema::Bilingual;

/// Events that have something in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What: the key of a party, a kind; empty for events of which it is not said.
    pub key: String,
    /// The names of a party.
    pub names: Bilingual,
    /// The events.
    pub sum: Sum,
}

/// Events by what they have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakdown {
    /// The largest groups first; last the one of which it is not said, if there is any.
    pub groups: Vec<Group>,
    /// All smaller groups together.
    pub rest: Sum,
    /// How many these are.
    pub rest_groups: usize,
}

/// How many groups are told apart.
const MOST: usize = 12;

impl Breakdown {
    fn of(mut groups: Vec<Group>) -> Self {
        groups.sort_by_key(|group| {
            let unsaid = group.key.is_empty();
            (unsaid, Reverse((group.sum.events(), group.sum.killed.best)))
        });
        let unsaid = groups.pop_if(|group| group.key.is_empty());
        let small = groups.split_off(groups.len().min(MOST));
        groups.extend(unsaid);
        let mut rest = Sum::default();
        for group in &small {
            rest.add(&group.sum);
        }
        Self {
            groups,
            rest,
            rest_groups: small.len(),
        }
    }
}

/// Events by who did it; one that several did stands at each of them.
pub(super) fn by_attacker(events: &[Event]) -> Breakdown {
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    let unsaid = (String::new(), Bilingual::default());
    for event in events {
        let parties = event.attackers.iter();
        let nobody = event.attackers.is_empty().then_some((&unsaid.0, &unsaid.1));
        for (key, names) in parties.chain(nobody) {
            let group = groups.entry(key).or_insert_with(|| Group {
                key: key.clone(),
                names: names.clone(),
                ..Group::default()
            });
            group.sum.count(event);
        }
    }
    Breakdown::of(groups.into_values().collect())
}

/// Events by kind.
pub(super) fn by_kind(events: &[Event]) -> Breakdown {
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for event in events {
        let group = groups.entry(&event.kind).or_insert_with(|| Group {
            key: event.kind.clone(),
            ..Group::default()
        });
        group.sum.count(event);
    }
    Breakdown::of(groups.into_values().collect())
}
