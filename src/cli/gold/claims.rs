//! What is scored of a span's attributes, in the words of all gold files.

use std::collections::BTreeMap;

use serde_json::Value;

use super::words;
use crate::analysis::evaluate::Claim;

/// What is scored of the attributes, in the words of `DOMAIN.md` 1.2 and of `GOLD-RULES.md`.
pub(in crate::cli) fn claims(label: &str, attrs: &Value) -> BTreeMap<&'static str, Claim> {
    let mut claims = BTreeMap::new();
    let mut one_of = |name: &'static str, names: &[&str]| {
        let found = words(attrs, names);
        if !found.is_empty() {
            claims.insert(name, Claim::OneOf(found));
        }
    };
    match label {
        "CASUALTY" => one_of(
            "effect",
            &["effect", "kind", "or_kinds", "kind_or", "or_kind"],
        ),
        "LOCATION" => {
            one_of("id", &["canonical_id"]);
            one_of("type", &["type", "or_types", "type_or"]);
        }
        "DATE" => one_of("iso", &["iso", "or_iso"]),
        "FACTION" => one_of("id", &["canonical_id", "or_ids"]),
        _ => one_of("kind", &["kind", "or_kinds", "kind_or", "or_kind"]),
    }
    match label {
        "FACTION" if attrs.get("canonical_id").is_some_and(Value::is_null) => {
            // No id fits: none may be made up.
            claims.entry("id").or_insert_with(|| Claim::word("-"));
        }
        "CASUALTY" => {
            claims.extend(counts(attrs).map(|counts| ("counts", counts)));
            claims.extend(civilian(attrs).map(|civilian| ("civilian", civilian)));
        }
        "STRIKE" => {
            claims.extend(group(attrs).map(|group| ("group", group)));
            claims.extend(
                counts(attrs)
                    .map(unless_one)
                    .map(|counts| ("counts", counts)),
            );
            claims.extend(realis(attrs).map(|realis| ("realis", realis)));
        }
        "CLASH" => claims.extend(realis(attrs).map(|realis| ("realis", realis))),
        _ => {}
    }
    claims
}

fn number(attrs: &Value, names: &[&str]) -> Option<u64> {
    names.iter().find_map(|name| attrs.get(*name)?.as_u64())
}

fn flag(attrs: &Value, name: &str) -> Option<bool> {
    attrs.get(name)?.as_bool()
}

/// The numbers, where any are stated or said not to be.
fn counts(attrs: &Value) -> Option<Claim> {
    let names = [
        "count_low",
        "low",
        "count",
        "count_high",
        "high",
        "qualifier",
    ];
    if names.iter().all(|name| attrs.get(*name).is_none()) {
        return None;
    }
    let low = number(attrs, &["count_low", "low", "count"]);
    let at_least = flag(attrs, "at_least") == Some(true);
    let high = number(attrs, &["count_high", "high"]);
    // A strike's count is one number.
    let high = high.or_else(|| number(attrs, &["count"]).filter(|_| !at_least));
    let qualifier = attrs.get("qualifier").and_then(Value::as_str);
    Some(Claim::Counts {
        low,
        high,
        or_low: number(attrs, &["or_low", "low_or", "count_or"]),
        vague: attrs.get("vague").is_some_and(|v| *v != Value::Bool(false))
            || qualifier.is_some_and(|q| q.starts_with("vague")),
    })
}

/// One strike is a count to some and none to others: a strike's noun says no more than *one*.
fn unless_one(counts: Claim) -> Claim {
    match counts {
        Claim::Counts {
            low: Some(1),
            high: Some(1),
            or_low,
            vague,
        } => Claim::Counts {
            low: None,
            high: None,
            or_low,
            vague,
        },
        counts => counts,
    }
}

/// Whether they are civilians, where it is stated.
fn civilian(attrs: &Value) -> Option<Claim> {
    let status = attrs.get("civilian_status").and_then(Value::as_str);
    let said = match status {
        Some(status) if status.starts_with("civilian") => true,
        Some(status) if status.starts_with("combatant") => false,
        Some(_) => return None,
        None => flag(attrs, "civilian")?,
    };
    let others = attrs.get("civilian_or").and_then(Value::as_array);
    // Where saying nothing is as right as something, nothing is scored.
    if others.is_some_and(|others| others.contains(&Value::Null)) {
        return None;
    }
    let others = others.into_iter().flatten().filter_map(Value::as_bool);
    let name = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let all = std::iter::once(said).chain(others).map(name).collect();
    Some(Claim::OneOf(all))
}

/// Whether it happened.
fn realis(attrs: &Value) -> Option<Claim> {
    let said = match attrs.get("realis").and_then(Value::as_str) {
        Some(realis) => realis == "actual",
        None => flag(attrs, "real")?,
    };
    let denied = attrs.get("polarity").and_then(Value::as_str) == Some("neg");
    let name = |real: bool| if real { "actual" } else { "not actual" }.to_owned();
    let other = flag(attrs, "real_or").map(name);
    let all = std::iter::once(name(said && !denied))
        .chain(other)
        .collect();
    Some(Claim::OneOf(all))
}

/// The groups of strikes that `GOLD-RULES.md` has, with the kinds that may be meant by them. A
/// kind that says little fits several.
const GROUPS: [(&str, &[&str]); 6] = [
    (
        "air",
        &[
            "airstrike",
            "drone_strike",
            "barrel_bomb",
            "cluster",
            "incendiary",
            "air_assault",
            "strike_unspecified",
            "missile",
        ],
    ),
    (
        "shelling",
        &[
            "artillery",
            "mortar",
            "shelling_unspecified",
            "naval",
            "cluster",
            "incendiary",
        ],
    ),
    ("rocket", &["rocket", "missile"]),
    ("bombing", &["ied", "vbied", "suicide_bombing", "explosion"]),
    (
        "ground",
        &[
            "sniper",
            "small_arms",
            "assassination",
            "execution",
            "massacre",
            "attack_unspecified",
        ],
    ),
    ("explosion", &["explosion", "ied", "vbied"]),
];

/// The group of a strike: the one that is named, else those that its kind belongs to. A gold
/// that says nothing of it is not scored.
fn group(attrs: &Value) -> Option<Claim> {
    let named = words(attrs, &["type", "or_types", "type_or"]);
    if !named.is_empty() {
        return Some(Claim::OneOf(named));
    }
    let kinds = words(attrs, &["kind", "or_kinds", "kind_or"]);
    let groups = GROUPS.iter().filter(|(_, of)| {
        let mut kinds = kinds.iter();
        kinds.any(|kind| of.contains(&kind.as_str()))
    });
    let groups: Vec<String> = groups.map(|(name, _)| (*name).to_owned()).collect();
    (!groups.is_empty()).then_some(Claim::OneOf(groups))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the attributes of a span of a label are read as.
    fn said(label: &str, attrs: &str) -> String {
        let attrs = serde_json::from_str(attrs).unwrap();
        let claims = claims(label, &attrs);
        let shown = claims.iter().map(|(name, claim)| match claim {
            Claim::OneOf(words) => format!("{name}={}", words.join("|")),
            Claim::Counts { low, high, .. } => {
                let number = |n: &Option<u64>| n.map_or("-".into(), |n| n.to_string());
                format!("{name}={}..{}", number(low), number(high))
            }
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_words_of_all_gold_files_are_understood() {
        let rows = [
            (
                "CASUALTY",
                r#"{"kind":"killed","low":7,"high":null,"civilian":true}"#,
                "civilian=yes counts=7..- effect=killed",
            ),
            (
                "CASUALTY",
                r#"{"effect":"injured","count_low":4,"count_best":4,"count_high":4,"civilian_status":"combatant"}"#,
                "civilian=no counts=4..4 effect=injured",
            ),
            (
                "STRIKE",
                r#"{"type":"air","count":30,"at_least":true,"real":false}"#,
                "counts=30..- group=air realis=not actual",
            ),
            (
                "STRIKE",
                r#"{"kind":"mortar","realis":"actual","polarity":"neg"}"#,
                "group=shelling kind=mortar realis=not actual",
            ),
            (
                "FACTION",
                r#"{"canonical_id":"a","or_ids":["b"]}"#,
                "id=a|b",
            ),
            ("FACTION", r#"{"canonical_id":null}"#, "id=-"),
            (
                "SOURCE",
                r#"{"kind":"un","kind_or":["ngo"]}"#,
                "kind=un|ngo",
            ),
            ("DATE", r#"{"iso":null}"#, ""),
        ];
        for (label, attrs, expected) in rows {
            assert_eq!(said(label, attrs), expected, "{attrs}");
        }
    }
}
