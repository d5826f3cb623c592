//! What is chosen in a picture as a filter of the table, and taken back by choosing it again.

use super::{Filter, Line, Table};
use crate::analysis::chart::grid;
use crate::analysis::incidents::IncidentRow;
use crate::session::locale::Catalogue;
use crate::session::picture::Pick;

use super::column::{name, period};

impl Filter {
    /// Whether an incident is one of what was chosen in pictures.
    pub(super) fn holds(&self, row: &IncidentRow) -> bool {
        let begins = |(first, last)| {
            row.when
                .start
                .is_some_and(|day| first <= day && day <= last)
        };
        let by = |key: &String| match key.as_str() {
            "" => row.attackers.is_empty(),
            key => row.attackers.iter().any(|party| party.key() == key),
        };
        let place = row.place.as_ref().and_then(|place| place.coordinates);
        self.days.is_none_or(begins)
            && self.attacker.as_ref().is_none_or(by)
            && self.place.is_none_or(|at| place.map(grid) == Some(at))
    }

    /// The filter with what was chosen as well, or without it if it was chosen before.
    #[must_use]
    pub fn picked(&self, pick: &Pick) -> Self {
        fn turned<T: PartialEq>(now: &Option<T>, to: T) -> Option<T> {
            (now.as_ref() != Some(&to)).then_some(to)
        }
        let mut filter = self.clone();
        match pick {
            Pick::Days(first, last) => filter.days = turned(&self.days, (*first, *last)),
            Pick::Attacker(key) => filter.attacker = turned(&self.attacker, key.clone()),
            Pick::Kind(kind) => filter.kind = turned(&self.kind, kind.clone()),
            Pick::Place(lat, lon) => filter.place = turned(&self.place, (*lat, *lon)),
        }
        filter
    }

    /// What was chosen in pictures.
    #[must_use]
    pub fn picks(&self) -> Vec<Pick> {
        let days = self.days.map(|(first, last)| Pick::Days(first, last));
        let attacker = self.attacker.clone().map(Pick::Attacker);
        let kind = self.kind.clone().map(Pick::Kind);
        let place = self.place.map(|(lat, lon)| Pick::Place(lat, lon));
        [days, attacker, kind, place]
            .into_iter()
            .flatten()
            .collect()
    }
}

impl Table {
    /// What was chosen, in words. Names are those of the first row that is shown: all rows have
    /// it in common.
    #[must_use]
    pub fn pick_words(&self, pick: &Pick, catalogue: &Catalogue) -> String {
        let row = match self.line(0) {
            Some(Line::Incident(_, row)) => Some(row),
            _ => None,
        };
        let unsaid = || catalogue.t("picture-not-stated");
        match pick {
            Pick::Days(first, last) => period(Some(*first), Some(*last)),
            Pick::Attacker(key) if key.is_empty() => {
                format!("{}: {}", catalogue.t("table-attackers"), unsaid())
            }
            Pick::Attacker(key) => {
                let mut parties = row.into_iter().flat_map(|row| &row.attackers);
                let party = parties.find(|party| party.key() == key);
                party.map_or_else(|| key.clone(), |party| name(&party.names, catalogue))
            }
            Pick::Kind(kind) if kind.is_empty() => {
                format!("{}: {}", catalogue.t("attr-kind"), unsaid())
            }
            Pick::Kind(kind) => catalogue.value(self.tab.kind(), kind),
            Pick::Place(lat, lon) => {
                let place = row.and_then(|row| row.place.as_ref());
                let degrees = |number: i32| f64::from(number) / 1000.0;
                place.map_or_else(
                    || format!("{} {}", degrees(*lat), degrees(*lon)),
                    |place| name(&place.names, catalogue),
                )
            }
        }
    }
}
