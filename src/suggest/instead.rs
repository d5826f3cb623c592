//! What could be said of a span instead of what is said, the likeliest first, to be taken with a
//! key each.
//!
//! How often a value was right where another one stood, or none, is counted on the half of the
//! gold that rules are written with: `data/instead.tsv`, made by
//! `hashiya evaluate --gold … --split dev --instead`.

use std::sync::LazyLock;

use crate::model::schema::{AttributeKind, Label};

/// How many are offered at most: as many as there are keys from 1 to 9.
pub const MOST: usize = 9;

/// Label, attribute, whether something else was said, what was right, how often, of how many.
const TABLE: &str = include_str!("../../data/instead.tsv");

struct Row {
    label: &'static str,
    name: &'static str,
    stated: bool,
    value: &'static str,
    /// The part of spans of which that had to be said instead.
    part: f64,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| rows().flatten().collect());

fn rows() -> impl Iterator<Item = Option<Row>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let mut cells = line.split('\t');
        let (label, name) = (cells.next()?, cells.next()?);
        let stated = cells.next()? == "+";
        let value = cells.next()?;
        let mut number = || cells.next()?.parse::<f64>().ok();
        let (count, all) = (number()?, number()?);
        Some(Row {
            label,
            name,
            stated,
            value,
            part: count / all.max(1.0),
        })
    })
}

/// How often a value of an attribute has to be said instead.
fn part(label: &str, name: &str, stated: bool, value: &str) -> Option<f64> {
    let mut rows = ROWS.iter();
    let row = rows.find(|row| {
        (row.label, row.name, row.value) == (label, name, value) && row.stated == stated
    });
    row.map(|row| row.part)
}

/// Attributes of closed lists with values that could be said of a span of a label instead. Where
/// nothing is counted, as for a label of the project's own, the list that has to be filled in is
/// offered in its order.
#[must_use]
pub fn instead<'l>(
    label: &'l Label,
    said: impl Fn(&str) -> Option<&'l str>,
) -> Vec<(&'l str, &'l str)> {
    let lists = || {
        label.attributes.iter().filter_map(|attribute| {
            let AttributeKind::Choice(values) = &attribute.kind else {
                return None;
            };
            Some((attribute, values))
        })
    };
    let mut counted: Vec<(f64, &str, &str)> = Vec::new();
    for (attribute, values) in lists() {
        let now = said(&attribute.name);
        for value in values.iter().filter(|value| now != Some(value.as_str())) {
            let part = part(label.id.as_str(), &attribute.name, now.is_some(), value);
            counted.extend(part.map(|part| (part, attribute.name.as_str(), value.as_str())));
        }
    }
    // In the order of the schema where two are as likely.
    counted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut all: Vec<(&str, &str)> = counted.into_iter().map(|(_, n, v)| (n, v)).collect();
    let asked = lists().find(|(attribute, _)| attribute.required);
    if let Some((attribute, values)) = asked {
        let now = said(&attribute.name);
        let rest = values.iter().filter(|value| now != Some(value.as_str()));
        let rest = rest.map(|value| (attribute.name.as_str(), value.as_str()));
        let rest: Vec<_> = rest.filter(|one| !all.contains(one)).collect();
        all.extend(rest);
    }
    all.truncate(MOST);
    all
}

/// The parties that words could mean instead: those of the spans around, by their ids, the
/// nearest before first, then those that come after; nobody that is known last.
#[must_use]
pub fn parties<'a>(
    before: impl Iterator<Item = &'a str>,
    after: impl Iterator<Item = &'a str>,
    now: Option<&'a str>,
) -> Vec<Option<&'a str>> {
    let mut all: Vec<Option<&str>> = Vec::new();
    for id in before.chain(after) {
        if all.len() + 1 >= MOST {
            break;
        }
        if now != Some(id) && !all.contains(&Some(id)) {
            all.push(Some(id));
        }
    }
    all.extend(now.map(|_| None));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::Schema;

    #[test]
    fn every_row_is_read_and_names_something_of_the_schema() {
        assert!(rows().all(|row| row.is_some()));
        let schema = Schema::conflict_news();
        for row in ROWS.iter() {
            let label = schema.label(&row.label.parse().unwrap()).unwrap();
            let attribute = label.attributes.iter().find(|a| a.name == row.name);
            let AttributeKind::Choice(values) = &attribute.unwrap().kind else {
                panic!("{} is no list", row.name);
            };
            assert!(
                values.iter().any(|value| value == row.value),
                "{}",
                row.value
            );
            assert!(row.part > 0.0 && row.part <= 1.0);
        }
    }

    #[test]
    fn what_is_said_is_not_offered_and_what_is_offered_fits_the_keys() {
        let schema = Schema::conflict_news();
        for label in &schema.labels {
            let nothing = instead(label, |_| None);
            assert!(nothing.len() <= MOST);
            let Some((name, value)) = nothing.first().copied() else {
                continue;
            };
            let said = instead(label, |other| (other == name).then_some(value));
            assert!(!said.contains(&(name, value)), "{name} {value}");
        }
        let casualty = schema.label(&"casualty".parse().unwrap()).unwrap();
        let offered = instead(casualty, |name| (name == "effect").then_some("killed"));
        assert!(offered.contains(&("effect", "injured")), "{offered:?}");
    }

    #[test]
    fn the_nearest_party_comes_first_and_each_once() {
        let (before, after) = (["b", "a", "b"], ["a", "c"]);
        let all = parties(before.into_iter(), after.into_iter(), Some("a"));
        assert_eq!(all, [Some("b"), Some("c"), None]);
        let many = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
        let all = parties(many.into_iter(), [].into_iter(), Some("x"));
        assert_eq!((all.len(), all.last()), (MOST, Some(&None)));
        assert_eq!(parties([].into_iter(), [].into_iter(), None), []);
    }
}
