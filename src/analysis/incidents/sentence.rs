//! What an incident is in words: an English sentence out of its cells, the sentence of the
//! article that tells of it, and the figures that sources do not agree on.

use jiff::civil::Date;

use super::codes;
use super::harm::{Harm, Total};
use super::material::Material;
use super::party::{Party, names};
use super::row::IncidentRow;
use crate::model::days::Precision;
use crate::model::id::SpanId;
use crate::text::words::sentence_at;

/// The notes of an incident, as data sets carry them.
pub(super) fn notes(row: &IncidentRow, material: &Material<'_>) -> String {
    let mut parts = vec![summary(row)];
    parts.extend(harm("Killed", &row.killed));
    parts.extend(harm("Injured", &row.injured));
    for (effect, other) in &row.others {
        parts.extend(harm(&capital(&effect.replace('_', " ")), other));
    }
    let destroyed = row.targets.iter();
    let destroyed = destroyed.filter(|t| matches!(t.damage.as_str(), "damaged" | "destroyed"));
    parts.extend(destroyed.map(|t| format!("{}: {}.", capital(&t.damage), t.words)));
    if row.contested {
        parts.push("Who did it is contested.".to_owned());
    }
    if !row.sources.is_empty() {
        parts.push(format!("According to {}.", listed(&names(&row.sources))));
    }
    if row.when.start.is_none() && row.when.end.is_none() {
        parts.push("The date is that of publication.".to_owned());
    }
    if !row.note.is_empty() {
        parts.push(format!("Note: {}.", row.note.trim_end_matches('.')));
    }
    parts.extend(told(row, material).map(|sentence| format!("«{sentence}»")));
    parts.join(" ")
}

/// What happened, in a sentence.
fn summary(row: &IncidentRow) -> String {
    let mut words = String::new();
    if let Some(days) = days(row) {
        words.push_str(&format!("{days}: "));
    }
    words.push_str(codes::kind(&row.kind).phrase);
    if row.strikes.count.is_stated() {
        words.push_str(&format!(" ({})", row.strikes.count));
    }
    for (before, parties) in [("by", &row.attackers), ("against", &row.attacked)] {
        let names: Vec<&str> = parties.iter().map(Party::name_en).collect();
        if !names.is_empty() {
            words.push_str(&format!(" {before} {}", listed(&names)));
        }
    }
    if let Some(place) = &row.place {
        words.push_str(&format!(" in {}", place.names.en));
    }
    capital(&words) + "."
}

/// What is said of the victims; nothing if nothing is.
fn harm(name: &str, harm: &Harm) -> Option<String> {
    let total = &harm.total;
    if total.spans.is_empty() && !total.overridden {
        return None;
    }
    if !total.count.is_stated() {
        return Some(format!("{name}: number not stated."));
    }
    let mut words = format!("{name}: {}", total.count);
    if total.conventional {
        words.push_str(" (by convention for a number that is not stated)");
    }
    if total.overridden {
        words.push_str(" (set by the analyst)");
    }
    Some(format!("{words}{}.", disputed(total)))
}

/// Figures that contradict each other, with who says so.
pub(super) fn disputed(total: &Total) -> String {
    let claims = total.claims.iter().filter(|claim| claim.count.is_stated());
    let claims: Vec<String> = claims
        .map(|claim| {
            let sources: Vec<&str> = claim.sources.iter().map(|s| s.en.as_str()).collect();
            let who = if sources.is_empty() {
                "the article".to_owned()
            } else {
                listed(&sources)
            };
            format!("{} according to {who}", claim.count)
        })
        .collect();
    if claims.is_empty() {
        String::new()
    } else {
        format!(" (disputed: {})", claims.join(", "))
    }
}

/// The sentence of the article that tells of it.
fn told(row: &IncidentRow, material: &Material<'_>) -> Option<String> {
    let casualties = row
        .killed
        .total
        .spans
        .iter()
        .chain(&row.injured.total.spans);
    let others = row.others.values().flat_map(|harm| &harm.total.spans);
    let mut spans = row.triggers.iter().chain(casualties).chain(others);
    let first: &SpanId = spans.next()?;
    let start = material.span(*first)?.range.start();
    let sentence = sentence_at(material.text, start).of(material.text)?;
    Some(sentence.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `13–14 February 2017`, or what is known of it.
fn days(row: &IncidentRow) -> Option<String> {
    let day = |date: Date| date.strftime("%-d %B %Y").to_string();
    let (start, end) = (row.when.start, row.when.end);
    let whole = match row.when.precision {
        Some(Precision::Year) => "%Y",
        Some(Precision::Month) => "%B %Y",
        _ => "",
    };
    if let (Some(start), Some(end), false) = (start, end, whole.is_empty()) {
        let [first, last] = [start, end].map(|day| day.strftime(whole).to_string());
        return Some(if first == last {
            first
        } else {
            format!("{first} – {last}")
        });
    }
    match (start, end) {
        (Some(start), Some(end)) if start == end => Some(day(start)),
        (Some(start), Some(end)) if start.first_of_month() == end.first_of_month() => {
            Some(format!("{}–{}", start.day(), day(end)))
        }
        (Some(start), Some(end)) => Some(format!("{} – {}", day(start), day(end))),
        (Some(start), None) => Some(format!("From {}", day(start))),
        (None, Some(end)) => Some(format!("Until {}", day(end))),
        (None, None) => None,
    }
}

/// `a, b and c`
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
