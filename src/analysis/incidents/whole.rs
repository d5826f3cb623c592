//! Lines with all that is known of an incident, in columns of our own.

use super::count::Count;
use super::events::{coordinates, country, joined, number};
use super::harm::Total;
use super::material::Material;
use super::party::{Party, names};
use super::row::IncidentRow;
use super::sentence::{disputed, notes};

pub(super) const COLUMNS: [&str; 55] = [
    "incident_id",
    "title",
    "kind",
    "date_start",
    "date_end",
    "date_precision",
    "published",
    "attackers",
    "attacker_ids",
    "contested",
    "attacked",
    "attacked_ids",
    "targets",
    "weapons",
    "place",
    "place_type",
    "admin",
    "country",
    "latitude",
    "longitude",
    "geo_precision",
    "strikes_low",
    "strikes_best",
    "strikes_high",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "civilians_killed_low",
    "civilians_killed_best",
    "civilians_killed_high",
    "combatants_killed_low",
    "combatants_killed_best",
    "combatants_killed_high",
    "children_killed",
    "women_killed",
    "men_killed",
    "civilians_injured",
    "other_harm",
    "disputed",
    "sources",
    "source_types",
    "status",
    "realis",
    "episode",
    "strike_status",
    "harm_grade",
    "event_clarity",
    "state",
    "progress",
    "set_by_hand",
    "note",
    "notes",
];

pub(super) fn line(row: &IncidentRow, material: &Material<'_>) -> Vec<String> {
    let place = row.place.as_ref();
    let [latitude, longitude] = coordinates(row);
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let ids = |parties: &[Party]| {
        let ids: Vec<&str> = parties.iter().map(|party| party.id.as_str()).collect();
        ids.join("; ")
    };
    let targets: Vec<&str> = row.targets.iter().map(|t| t.words.as_str()).collect();
    let kinds: Vec<&str> = row.sources.iter().map(|s| s.kind.as_str()).collect();
    let others: Vec<String> = row
        .others
        .iter()
        .map(|(effect, harm)| format!("{effect}: {}", shown(&harm.total)))
        .collect();
    let (killed, injured) = (&row.killed, &row.injured);
    let quarrels = [("killed", &killed.total), ("injured", &injured.total)];
    let quarrels = quarrels
        .into_iter()
        .filter(|(_, total)| !total.claims.is_empty());
    let quarrels: Vec<String> = quarrels
        .map(|(what, total)| format!("{what}{}", disputed(total)))
        .collect();
    let by_hand = [
        ("date", row.when.overridden),
        ("strikes", row.strikes.overridden),
        ("killed", killed.total.overridden),
        ("injured", injured.total.overridden),
    ];
    let by_hand = by_hand.into_iter().filter(|(_, set)| *set);
    let mut line = vec![
        row.incident.to_string(),
        row.title.clone(),
        row.kind.clone(),
        day(row.when.start),
        day(row.when.end),
        row.when.precision.map_or("", |p| p.name()).to_owned(),
        day(row.published),
        joined(&row.attackers),
        ids(&row.attackers),
        row.contested.to_string(),
        joined(&row.attacked),
        ids(&row.attacked),
        targets.join("; "),
        row.weapons.join("; "),
        place.map_or_else(String::new, |place| place.names.en.clone()),
        place.map_or_else(String::new, |place| place.kind.clone()),
        place.map_or_else(String::new, |place| place.path(material)),
        country(row, material).to_owned(),
        latitude,
        longitude,
        place
            .and_then(|place| place.precision)
            .map_or_else(String::new, |p| p.to_string()),
    ];
    let counts = [
        &row.strikes,
        &killed.total,
        &injured.total,
        &killed.civilians,
        &killed.combatants,
    ];
    line.extend(counts.into_iter().flat_map(|total| bounds(&total.count)));
    line.extend([
        killed.children.count.to_string(),
        killed.women.count.to_string(),
        killed.men.count.to_string(),
        injured.civilians.count.to_string(),
        others.join("; "),
        quarrels.join("; "),
        names(&row.sources).join("; "),
        kinds.join("; "),
        row.status.clone(),
        row.realis.clone(),
        row.episode.clone(),
        row.strike_status.clone(),
        row.harm_grade.clone(),
        row.event_clarity.clone(),
        row.state.name().to_owned(),
        row.progress.name().to_owned(),
        by_hand.map(|(name, _)| name).collect::<Vec<_>>().join("; "),
        row.note.clone(),
        notes(row, material),
    ]);
    line
}

fn bounds(count: &Count) -> [String; 3] {
    [count.low, count.best, count.high()].map(number)
}

fn shown(total: &Total) -> String {
    if total.count.is_stated() {
        total.count.to_string()
    } else {
        "not stated".to_owned()
    }
}
