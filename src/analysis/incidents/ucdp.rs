//! Lines as UCDP GED codes deadly events (`DOMAIN.md` 5.3).

use super::codes;
use super::count::Count;
use super::events::{Omission, attacker, code, coordinates, country, days, is_undated, omission};
use super::material::Material;
use super::party::{Party, names as names_of};
use super::row::IncidentRow;
use crate::model::annotations::Progress;
use crate::model::article::MetaField;
use crate::model::days::Precision;

pub(super) const COLUMNS: [&str; 37] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_name",
    "dyad_name",
    "side_a",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
];

pub(super) fn line(row: &IncidentRow, material: &Material<'_>) -> Result<Vec<String>, Omission> {
    if let Some(omission) = omission(row) {
        return Err(omission);
    }
    let total = &row.killed.total;
    if total.count.most.unwrap_or(0) == 0 {
        return Err(match total.vague {
            true => Omission::NoNumber,
            false => Omission::NoDeath,
        });
    }
    let (first, last) = days(row).ok_or(Omission::NoDate)?;
    let alpha2 = country(row, material);
    let codes = codes::country(alpha2);
    let country = material.lexicon.country_name(alpha2).unwrap_or(alpha2);
    let violence = violence(row);
    let [a, b] = sides(row);
    let names = [
        attacker(row, codes::kind(&row.kind).aerial).to_owned(),
        row.attacked
            .first()
            .map_or_else(String::new, |party| party.name_en().to_owned()),
    ];
    let [side_a, side_b] = if is_turned(row) {
        let [attacker, attacked] = names;
        [attacked, attacker]
    } else {
        names
    };
    let deaths = Deaths::of(row, [a, b]);
    let dyad = format!("{side_a} - {side_b}");
    let place = row.place.as_ref();
    let division = |at: usize| {
        let name = place.and_then(|place| place.admin.get(at));
        name.cloned().unwrap_or_default()
    };
    let [latitude, longitude] = coordinates(row);
    let where_name = place.map_or_else(String::new, |place| place.names.en.clone());
    let field = |field| material.field(field).to_owned();
    let office = field(MetaField::Source);
    let headline = field(MetaField::Title);
    let published = field(MetaField::Published);
    let article = [office.as_str(), published.as_str(), headline.as_str()];
    let article = article.into_iter().filter(|part| !part.is_empty());
    let name = code(row, codes.alpha3);
    let done = row.progress == Progress::Done;
    Ok(vec![
        row.incident.to_string(),
        format!("{name}-{}-{violence}", first.year()),
        first.year().to_string(),
        // Whether the dyad is active in a year takes all its events.
        String::new(),
        if done { "Clear" } else { "Check" }.to_owned(),
        violence.to_owned(),
        dyad.clone(),
        dyad,
        side_a,
        side_b,
        names_of(&row.sources).len().max(1).to_string(),
        article.collect::<Vec<_>>().join(", "),
        office.clone(),
        published.clone(),
        headline.clone(),
        names_of(&row.sources).join("; "),
        place
            .and_then(|place| place.precision)
            .map_or_else(String::new, |p| p.to_string()),
        where_name,
        place.map_or_else(String::new, |place| place.path(material)),
        division(0),
        division(1),
        latitude,
        longitude,
        country.to_owned(),
        codes.ucdp.to_owned(),
        codes.ucdp_region.to_owned(),
        row.event_clarity.clone(),
        date_precision(row).to_string(),
        first.to_string(),
        last.to_string(),
        deaths.a.to_string(),
        deaths.b.to_string(),
        deaths.civilians.to_string(),
        deaths.unknown.to_string(),
        deaths.best.to_string(),
        deaths.high.to_string(),
        deaths.low.to_string(),
    ])
}

/// Who died; the parts add up to the best number, which lies between the bounds.
struct Deaths {
    a: u64,
    b: u64,
    civilians: u64,
    unknown: u64,
    low: u64,
    best: u64,
    high: u64,
}

impl Deaths {
    fn of(row: &IncidentRow, [a, b]: [&[Party]; 2]) -> Self {
        let killed = &row.killed;
        let of_side = |parties: &[Party]| -> u64 {
            let parties = killed
                .of_party
                .iter()
                .filter(|(id, _)| belongs(id, parties));
            parties.map(|(_, total)| best(&total.count)).sum()
        };
        let civilians = best(&killed.civilians.count);
        let (a, b) = (of_side(a), of_side(b));
        let known = civilians.saturating_add(a).saturating_add(b);
        let best = best(&killed.total.count).max(known);
        let low = killed.total.count.low.unwrap_or(0);
        Self {
            a,
            b,
            civilians,
            unknown: best - known,
            low: low.min(best),
            best,
            high: killed.total.count.most.unwrap_or(0).max(best),
        }
    }
}

fn best(count: &Count) -> u64 {
    count.best.unwrap_or(0)
}

/// Whether a faction is one of the parties.
fn belongs(id: &str, parties: &[Party]) -> bool {
    parties.iter().any(|party| party.id == id)
}

/// The attackers and the attacked, the state's side first where a state fights somebody else.
fn sides(row: &IncidentRow) -> [&[Party]; 2] {
    let (attackers, attacked) = (row.attackers.as_slice(), row.attacked.as_slice());
    if is_turned(row) {
        [attacked, attackers]
    } else {
        [attackers, attacked]
    }
}

fn is_turned(row: &IncidentRow) -> bool {
    let is_state = |parties: &[Party]| parties.first().is_some_and(Party::is_state);
    !is_state(&row.attackers) && is_state(&row.attacked)
}

/// 1 where a state fights an armed group or another state, 2 between groups, 3 against civilians;
/// empty where that is not known.
fn violence(row: &IncidentRow) -> &'static str {
    let armed: Vec<&Party> = row.attacked.iter().filter(|p| !p.is_civilians()).collect();
    if armed.is_empty() {
        return if row.hits_civilians() { "3" } else { "" };
    }
    let mut all = row.attackers.iter().chain(armed);
    if all.any(Party::is_state) {
        "1"
    } else if row.attackers.is_empty() {
        ""
    } else {
        "2"
    }
}

/// 1 to the day, 2 to a few days, 3 to the week, 4 to the month, 5 to the year.
fn date_precision(row: &IncidentRow) -> u8 {
    match row.when.precision {
        _ if is_undated(row) => 3,
        Some(Precision::Day) | None if row.when.start == row.when.end => 1,
        Some(Precision::Day) | None => 2,
        Some(Precision::Week) => 3,
        Some(Precision::Month) => 4,
        Some(Precision::Year) => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Told;
    use super::*;

    #[test]
    fn dead_without_a_number_are_not_nobody() {
        for (casualty, why) in [
            ("effect=killed qualifier=vague", Omission::NoNumber),
            ("effect=injured count=4", Omission::NoDeath),
            ("effect=losses qualifier=vague", Omission::NoDeath),
        ] {
            let lines = format!("s strike kind=airstrike\nx casualty {casualty}");
            let told = Told::new(&format!("{lines}\ntrigger s\ncasualty x"));
            assert_eq!(line(&told.row(), &told.material()), Err(why), "{casualty}");
        }
    }
}
