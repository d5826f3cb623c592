//! What sort of violence a kind of strike or clash is: two words may mean one event only if they
//! have a sort in common.

/// Sorts of violence, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorts(u8);

const AIR: u8 = 1;
const SHELLING: u8 = 1 << 1;
const ROCKETS: u8 = 1 << 2;
const BOMBING: u8 = 1 << 3;
const GROUND: u8 = 1 << 4;
const CLASH: u8 = 1 << 5;
const CUSTODY: u8 = 1 << 6;

/// The names of the sorts, in the order of their bits.
pub const SORTS: [&str; 7] = [
    "air", "shelling", "rockets", "bombing", "ground", "clash", "custody",
];

/// The sorts that each kind may be of. One that says little may be of several.
const KINDS: [(&str, u8); 32] = [
    ("airstrike", AIR),
    ("drone_strike", AIR),
    ("barrel_bomb", AIR),
    ("air_assault", AIR),
    ("cluster", AIR | SHELLING),
    ("incendiary", AIR | SHELLING),
    ("chemical", AIR | SHELLING),
    ("artillery", SHELLING),
    ("mortar", SHELLING),
    ("naval", SHELLING),
    ("rocket", ROCKETS),
    ("missile", ROCKETS),
    ("shelling_unspecified", AIR | SHELLING | ROCKETS),
    ("strike_unspecified", AIR | SHELLING | ROCKETS),
    ("ied", BOMBING),
    ("vbied", BOMBING),
    ("suicide_bombing", BOMBING),
    ("explosion", AIR | SHELLING | ROCKETS | BOMBING),
    ("sniper", GROUND),
    ("small_arms", GROUND),
    ("assassination", AIR | GROUND | BOMBING),
    ("execution", GROUND),
    ("massacre", AIR | SHELLING | GROUND),
    (
        "attack_unspecified",
        AIR | SHELLING | ROCKETS | BOMBING | GROUND | CLASH,
    ),
    ("armed_clash", CLASH),
    ("ground_assault", CLASH),
    ("offensive", CLASH),
    ("ambush", CLASH | GROUND),
    ("siege", CLASH),
    ("raid", CLASH | GROUND),
    ("abduction", CUSTODY),
    ("detention", CUSTODY),
];

impl Sorts {
    /// The sorts a kind may be of; one that is not known may be any.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        let known = KINDS.iter().find(|(name, _)| *name == kind);
        Self(known.map_or(u8::MAX, |(_, sorts)| *sorts))
    }

    /// The number in [`SORTS`] of the only one that it can be; `None` if it may be several.
    #[must_use]
    pub fn only(self) -> Option<usize> {
        self.0
            .is_power_of_two()
            .then(|| self.0.trailing_zeros() as usize)
    }

    /// Their names.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let numbered = SORTS.into_iter().enumerate();
        numbered
            .filter(move |(bit, _)| self.0 & (1 << bit) != 0)
            .map(|(_, name)| name)
    }

    /// Whether both may be of one sort.
    #[must_use]
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether this says more than the other.
    #[must_use]
    pub fn is_narrower_than(self, other: Self) -> bool {
        self.0.count_ones() < other.0.count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::{AttributeKind, Schema};

    #[test]
    fn every_kind_of_incident_has_its_sorts() {
        let schema = Schema::conflict_news();
        let kind = schema.incident.iter().find(|one| one.name == "kind");
        let AttributeKind::Choice(kinds) = &kind.unwrap().kind else {
            panic!("the kind is no choice");
        };
        for kind in kinds {
            assert!(KINDS.iter().any(|(name, _)| name == kind), "{kind}");
        }
        assert_eq!(kinds.len(), KINDS.len());
    }
}
