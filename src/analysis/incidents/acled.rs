//! Lines as ACLED codes events (`DOMAIN.md` 5.2).

use super::codes::{self, KindCode};
use super::events::{
    Omission, attacker, code, coordinates, country, days, is_undated, joined, omission,
};
use super::material::Material;
use super::party::{Party, names};
use super::row::IncidentRow;
use super::sentence::notes;
use crate::model::article::MetaField;
use crate::model::days::Precision;

pub(super) const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

const AIR: [&str; 2] = ["Explosions/Remote violence", "Air/drone strike"];
const ATTACK: [&str; 2] = ["Violence against civilians", "Attack"];

pub(super) fn line(row: &IncidentRow, material: &Material<'_>) -> Result<Vec<String>, Omission> {
    if let Some(omission) = omission(row) {
        return Err(omission);
    }
    let (first, _) = days(row).ok_or(Omission::NoDate)?;
    let kind = codes::kind(&row.kind);
    let alpha2 = country(row, material);
    let codes = codes::country(alpha2);
    let country = material.lexicon.country_name(alpha2).unwrap_or(alpha2);
    let [event, sub_event] = types(row, kind);
    let aerial = sub_event == AIR[1];
    let mut attacked = row.attacked.iter();
    let second = attacked.next();
    let actor2 = second.map_or_else(String::new, |party| named(party, country));
    let inter1 = row.attackers.first().map_or(
        if aerial {
            Inter::External
        } else {
            Inter::Militia
        },
        |party| inter(party, country),
    );
    let inter2 = second.map(|party| inter(party, country));
    let targets_civilians = row.hits_civilians() || event == ATTACK[0];
    let division = |at: usize| {
        let place = row.place.as_ref();
        let name = place.and_then(|place| place.admin.get(at));
        name.cloned().unwrap_or_default()
    };
    let place = row.place.as_ref();
    let [latitude, longitude] = coordinates(row);
    let killed = &row.killed.total;
    let tags = [
        (killed.conventional, "fatalities by convention"),
        (killed.overridden, "fatalities set by hand"),
        (is_undated(row), "date of publication"),
    ];
    let tags = tags.into_iter().filter(|(holds, _)| *holds);
    Ok(vec![
        code(row, codes.alpha3),
        first.to_string(),
        first.year().to_string(),
        time_precision(row).to_string(),
        disorder(event).to_owned(),
        event.to_owned(),
        sub_event.to_owned(),
        attacker(row, aerial).to_owned(),
        joined(row.attackers.iter().skip(1)),
        (inter1 as u8).to_string(),
        actor2,
        joined(attacked),
        inter2.map_or_else(String::new, |inter| (inter as u8).to_string()),
        interaction(inter1, inter2),
        if targets_civilians {
            "Civilian targeting"
        } else {
            ""
        }
        .to_owned(),
        codes.numeric.to_owned(),
        codes.acled_region.to_owned(),
        country.to_owned(),
        division(0),
        division(1),
        division(2),
        place.map_or_else(String::new, |place| place.names.en.clone()),
        latitude,
        longitude,
        place.map_or_else(String::new, |place| geo_precision(&place.kind).to_owned()),
        sources(row, material),
        // How far a source reaches is not known here.
        String::new(),
        notes(row, material),
        killed.count.best.unwrap_or(0).to_string(),
        tags.map(|(_, tag)| tag).collect::<Vec<_>>().join("; "),
        row.at.as_second().to_string(),
    ])
}

/// Event and sub-event type.
fn types(row: &IncidentRow, kind: KindCode) -> [&'static str; 2] {
    let plain = [kind.event_type, kind.sub_event_type];
    let flies = |weapon: &String| matches!(weapon.as_str(), "aircraft" | "helicopter" | "drone");
    // What aircraft drop is a strike from the air, whatever they drop.
    let dropped = matches!(
        row.kind.as_str(),
        "cluster" | "incendiary" | "shelling_unspecified" | "strike_unspecified"
    );
    let only_civilians = row.hits_civilians() && row.attacked.len() == 1;
    if dropped && row.weapons.iter().any(flies) {
        AIR
    } else if kind.event_type == "Battles" && only_civilians {
        ATTACK
    } else if kind.event_type == "Battles" && row.gains {
        let government = row.attackers.first().is_some_and(Party::is_state);
        let sub_event = if government {
            "Government regains territory"
        } else {
            "Non-state actor overtakes territory"
        };
        [kind.event_type, sub_event]
    } else {
        plain
    }
}

fn disorder(event: &str) -> &'static str {
    if event == "Strategic developments" {
        "Strategic developments"
    } else {
        "Political violence"
    }
}

/// What sort of actor ACLED counts a party to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Inter {
    State = 1,
    Rebels = 2,
    Militia = 3,
    Civilians = 7,
    External = 8,
}

fn inter(party: &Party, country: &str) -> Inter {
    if party.is_civilians() {
        return Inter::Civilians;
    }
    let at_home = party.country.is_empty() || party.country == country;
    match party.side.as_str() {
        "government" | "foreign_state" if at_home => Inter::State,
        "government" | "foreign_state" | "foreign_coalition" | "foreign_pmc" | "peacekeeping" => {
            Inter::External
        }
        "opposition" | "jihadist" | "kurdish_led" | "separatist" | "rival_government"
        | "de_facto_authority" => Inter::Rebels,
        _ => Inter::Militia,
    }
}

/// Both digits, the smaller one first; 0 for nobody.
fn interaction(one: Inter, two: Option<Inter>) -> String {
    let Some(two) = two else {
        return format!("{}0", one as u8);
    };
    format!("{}{}", one.min(two) as u8, one.max(two) as u8)
}

fn named(party: &Party, country: &str) -> String {
    if party.is_civilians() && !country.is_empty() {
        format!("{} ({country})", party.name_en())
    } else {
        party.name_en().to_owned()
    }
}

fn time_precision(row: &IncidentRow) -> u8 {
    match row.when.precision {
        _ if is_undated(row) => 2,
        Some(Precision::Day) | None => 1,
        Some(Precision::Week) => 2,
        Some(Precision::Month | Precision::Year) => 3,
    }
}

fn geo_precision(kind: &str) -> &'static str {
    match kind {
        "city" | "village" | "neighbourhood" | "sub_city" | "facility" | "camp" | "crossing" => "1",
        "area" | "admin2" => "2",
        "admin1" | "region" | "country" | "body" => "3",
        _ => "",
    }
}

/// The article's source and whom it names.
fn sources(row: &IncidentRow, material: &Material<'_>) -> String {
    let outlet = Some(material.field(MetaField::Source)).filter(|name| !name.is_empty());
    let names: Vec<&str> = outlet.into_iter().chain(names(&row.sources)).collect();
    names.join("; ")
}
