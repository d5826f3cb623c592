//! How data sets call kinds of incidents and countries: the tables of `data/events`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How a kind of incident is coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct KindCode {
    /// The event type of ACLED.
    pub(super) event_type: &'static str,
    /// Its sub-event type.
    pub(super) sub_event_type: &'static str,
    /// The words for it in an English sentence.
    pub(super) phrase: &'static str,
    /// Whether it comes from the air.
    pub(super) aerial: bool,
    /// Whether it is remote violence.
    pub(super) remote: bool,
}

/// How a country is coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CountryCode {
    /// ISO 3166 alpha-3.
    pub(super) alpha3: &'static str,
    /// ISO 3166 numeric.
    pub(super) numeric: &'static str,
    /// The number that UCDP gives it.
    pub(super) ucdp: &'static str,
    /// The region that ACLED counts it to.
    pub(super) acled_region: &'static str,
    /// The region that UCDP counts it to.
    pub(super) ucdp_region: &'static str,
}

macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/events/", $name))
    };
}

static KINDS: LazyLock<HashMap<&str, KindCode>> = LazyLock::new(|| {
    lines(
        table!("kinds.tsv"),
        |[kind, event, sub, phrase, aerial, remote]| {
            let code = KindCode {
                event_type: event,
                sub_event_type: sub,
                phrase,
                aerial: aerial == "y",
                remote: remote == "y",
            };
            (kind, code)
        },
    )
});

static COUNTRIES: LazyLock<HashMap<&str, CountryCode>> = LazyLock::new(|| {
    lines(
        table!("countries.tsv"),
        |[alpha2, alpha3, numeric, ucdp, acled_region, ucdp_region]| {
            let code = CountryCode {
                alpha3,
                numeric,
                ucdp,
                acled_region,
                ucdp_region,
            };
            (alpha2, code)
        },
    )
});

fn lines<const N: usize, T>(
    table: &'static str,
    code: impl Fn([&'static str; N]) -> (&'static str, T),
) -> HashMap<&'static str, T> {
    let lines = table.lines().skip(1);
    let cells = lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok());
    cells.map(code).collect()
}

/// The code of a kind; an attack of no known sort for one that is not in the table.
pub(super) fn kind(name: &str) -> KindCode {
    let unknown = || KINDS.get("attack_unspecified");
    let found = KINDS.get(name).or_else(unknown);
    found.copied().unwrap_or_default()
}

/// The codes of a country by its ISO 3166 alpha-2 code; empty ones if there are none.
pub(super) fn country(alpha2: &str) -> CountryCode {
    COUNTRIES.get(alpha2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, Table};
    use crate::model::schema::{AttributeKind, Schema};

    #[test]
    fn every_kind_of_the_schema_and_every_country_is_coded() {
        let schema = Schema::conflict_news();
        let kinds = schema.incident.iter().find(|a| a.name == "kind").unwrap();
        let AttributeKind::Choice(kinds) = &kinds.kind else {
            panic!("a kind is chosen");
        };
        for name in kinds {
            assert!(KINDS.contains_key(name.as_str()), "{name}");
        }
        let countries = Lexicon::built_in().entries();
        for entry in countries.filter(|e| e.table == Table::Places && e.class == "country") {
            let code = country(&entry.country);
            assert_eq!(code.alpha3.len(), 3, "{}", entry.country);
            assert!(!code.acled_region.is_empty() && !code.ucdp_region.is_empty());
        }
    }
}
