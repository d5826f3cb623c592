//! Lines as Airwars records strikes and the harm they do to civilians (`DOMAIN.md` 5.4).

use std::collections::BTreeSet;

use super::codes;
use super::count::Count;
use super::events::{Omission, code, coordinates, country, days, joined, number, omission};
use super::material::Material;
use super::party::names;
use super::row::IncidentRow;
use super::sentence::notes;

pub(super) const COLUMNS: [&str; 27] = [
    "incident_code",
    "incident_date",
    "country",
    "location",
    "latitude",
    "longitude",
    "geolocation_accuracy",
    "strike_type",
    "strike_status",
    "suspected_belligerents",
    "suspected_target",
    "harm_reported",
    "harm_grade",
    "civ_killed_min",
    "civ_killed_max",
    "children_killed",
    "women_killed",
    "men_killed",
    "civ_injured_min",
    "civ_injured_max",
    "combatants_killed_min",
    "combatants_killed_max",
    "victims_named",
    "cause",
    "sources",
    "source_count",
    "notes",
];

pub(super) fn line(row: &IncidentRow, material: &Material<'_>) -> Result<Vec<String>, Omission> {
    if let Some(omission) = omission(row) {
        return Err(omission);
    }
    if !codes::kind(&row.kind).remote {
        return Err(Omission::NotRemote);
    }
    let harm = reported(row);
    let counted = row.strikes.count.is_stated() || !row.strike_status.is_empty();
    if harm == Reported::Nothing && !counted {
        return Err(Omission::NoHarm);
    }
    let (first, _) = days(row).ok_or(Omission::NoDate)?;
    let alpha2 = country(row, material);
    let alpha3 = codes::country(alpha2).alpha3;
    let country = material.lexicon.country_name(alpha2).unwrap_or(alpha2);
    let place = row.place.as_ref();
    let [latitude, longitude] = coordinates(row);
    let armed = row.attacked.iter().filter(|party| !party.is_civilians());
    let mut belligerents = joined(&row.attackers);
    if row.contested {
        belligerents.push_str(" (contested)");
    }
    let (killed, injured) = (&row.killed, &row.injured);
    // Where people were hurt and nobody is said to have died, nobody died.
    let none_died = harm == Reported::People && killed.total.spans.is_empty();
    let civilians = if none_died && !killed.total.overridden {
        Count::exact(0)
    } else {
        killed.civilians.count
    };
    // Those that are called the same are counted once, as they are listed.
    let sources = names(&row.sources);
    let [killed_min, killed_max] = bounds(&civilians);
    let [injured_min, injured_max] = bounds(&injured.civilians.count);
    let [combatants_min, combatants_max] = bounds(&killed.combatants.count);
    Ok(vec![
        code(row, alpha3),
        first.to_string(),
        country.to_owned(),
        place.map_or_else(String::new, |place| place.names.en.clone()),
        latitude,
        longitude,
        place.map_or_else(String::new, |place| place.kind.clone()),
        row.kind.clone(),
        status(row),
        belligerents,
        joined(armed),
        harm.name().to_owned(),
        row.harm_grade.clone(),
        killed_min,
        killed_max,
        killed.children.count.to_string(),
        killed.women.count.to_string(),
        killed.men.count.to_string(),
        injured_min,
        injured_max,
        combatants_min,
        combatants_max,
        // Names of victims are not marked.
        String::new(),
        row.weapons.join("; "),
        sources.join("; "),
        sources.len().to_string(),
        notes(row, material),
    ])
}

/// What harm to civilians is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reported {
    /// People were harmed.
    People,
    /// Only civilian objects were.
    Property,
    /// None is told of; that there was none is not said.
    Nothing,
}

impl Reported {
    fn name(self) -> &'static str {
        match self {
            Self::People => "yes",
            Self::Property => "property",
            Self::Nothing => "unknown",
        }
    }
}

fn reported(row: &IncidentRow) -> Reported {
    let harms = [&row.killed, &row.injured];
    let people = harms.iter().any(|harm| !harm.civilians.spans.is_empty());
    let property = row.targets.iter().any(|target| {
        target.civilian == "yes"
            && matches!(target.damage.as_str(), "hit" | "damaged" | "destroyed")
    });
    match (people, property) {
        (true, _) => Reported::People,
        (_, true) => Reported::Property,
        _ => Reported::Nothing,
    }
}

/// How sure it is who struck: what is said, else what the sources allow.
fn status(row: &IncidentRow) -> String {
    if !row.strike_status.is_empty() {
        return row.strike_status.clone();
    }
    let kinds: BTreeSet<&str> = row.sources.iter().map(|s| s.kind.as_str()).collect();
    let speaks = |source: &super::Source| row.attackers.iter().any(|p| p.id == source.key);
    if row.contested {
        "contested"
    } else if row.sources.iter().any(speaks) {
        "declared"
    } else if kinds.len() > 1 {
        "likely"
    } else if kinds.len() == 1 {
        "single_source"
    } else {
        ""
    }
    .to_owned()
}

/// The least and the most; `7+` where it may be more.
fn bounds(count: &Count) -> [String; 2] {
    let open = if count.open { "+" } else { "" };
    let most = count
        .most
        .map_or_else(String::new, |most| format!("{most}{open}"));
    [number(count.low.or(count.best)), most]
}
