//! Gold and proposals as files: `gold.jsonl`, `daraa-2017.gold.json`, the gold of `tests/gold`,
//! and what `suggest` prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::reading;
use crate::analysis::evaluate::{Claim, Marked, Stretch};
use crate::model::article::TextHash;
use crate::suggest::Context;

/// An article with gold spans.
pub(super) struct Article {
    /// The name of its file.
    pub(super) file: String,
    /// The SHA-256 of the text, if the gold names it.
    sha256: Option<String>,
    /// Which half it belongs to, if the gold says.
    pub(super) split: Option<String>,
    /// What the gold says of it besides.
    pub(super) context: Context,
    /// Its spans.
    pub(super) spans: Vec<Marked>,
}

/// A file of gold.
pub(super) struct Gold {
    pub(super) articles: Vec<Article>,
    /// The labels it marks. One that it does not mark at all says nothing about proposals.
    pub(super) labels: BTreeSet<String>,
}

impl Article {
    /// The text the gold is about.
    pub(super) fn text(&self, folder: &Path) -> anyhow::Result<String> {
        let path = folder.join(&self.file);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let text = reading::text_of(&bytes)?;
        let found = TextHash::of(&text).to_string();
        if self.sha256.as_ref().is_some_and(|wanted| *wanted != found) {
            bail!("the text is not the one the gold was made for; its SHA-256 is {found}");
        }
        Ok(text)
    }
}

/// Reads a file of gold.
pub(super) fn read(path: &Path) -> anyhow::Result<Gold> {
    let objects = objects(path).with_context(|| "the gold cannot be read")?;
    let mut articles = Vec::with_capacity(objects.len());
    for object in &objects {
        let get = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| object.get(*name)?.as_str());
            found.next().map(str::to_owned)
        };
        let Some(file) = get(&["file", "source_file"]) else {
            bail!("an object of {} names no file", path.display());
        };
        articles.push(Article {
            file,
            sha256: get(&["sha256", "text_sha256"]),
            split: get(&["split"]),
            context: Context {
                published: get(&["published", "dct"]).and_then(|day| day.parse().ok()),
                // An analyst seldom says which country an article is about before reading it.
                country: None,
            },
            spans: marked(object),
        });
    }
    let spans = articles.iter().flat_map(|article| &article.spans);
    let labels = spans.map(|span| span.label.clone()).collect();
    Ok(Gold { articles, labels })
}

/// Reads what `suggest` printed: the spans of each file.
pub(super) fn read_proposed(path: &Path) -> anyhow::Result<BTreeMap<String, Vec<Marked>>> {
    let mut files = BTreeMap::new();
    for (number, object) in objects(path)?.iter().enumerate() {
        let file = object.get("file").and_then(Value::as_str);
        let file = file.with_context(|| format!("object {} names no file", number + 1))?;
        files.insert(file.to_owned(), marked(object));
    }
    Ok(files)
}

/// One JSON object, or one a line.
fn objects(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    if let Ok(value) = serde_json::from_str::<Value>(&text) {
        return Ok(vec![value]);
    }
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let place = || format!("{}, line {}", path.display(), number + 1);
            serde_json::from_str(line).with_context(place)
        })
        .collect()
}

/// The spans of an object.
pub(super) fn marked(object: &Value) -> Vec<Marked> {
    let spans = object.get("spans").and_then(Value::as_array);
    let mut found: Vec<Marked> = Vec::new();
    for span in spans.into_iter().flatten() {
        // The layer that is optional as a whole is not scored.
        if span.get("layer").and_then(Value::as_str) == Some("optional") {
            continue;
        }
        let Some(mark) = one(span) else { continue };
        let combined = span.pointer("/attrs/combined") == Some(&Value::Bool(true));
        let same = |other: &&mut Marked| other.range == mark.range && other.label == mark.label;
        match found.iter_mut().find(same).filter(|_| combined) {
            // Killed and injured in one number: either, or neither of the two, is right.
            Some(other) => join_effects(other, &mark),
            None => found.push(mark),
        }
    }
    found
}

fn join_effects(into: &mut Marked, other: &Marked) {
    if let (Some(Claim::OneOf(all)), Some(Claim::OneOf(more))) =
        (into.claims.get_mut("effect"), other.claims.get("effect"))
    {
        all.extend(more.iter().cloned());
        all.push("casualty_unspecified".to_owned());
    }
    into.claims.remove("counts");
}

fn one(span: &Value) -> Option<Marked> {
    let index = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let stretch = |start: &Value, end: &Value| {
        Some(Stretch::new(index(start)? as usize, index(end)? as usize))
    };
    let none = Value::Null;
    let attrs = span.get("attrs").unwrap_or(&none);
    let label = span.get("label")?.as_str()?.to_uppercase();
    let alt = attrs.get("alt").and_then(Value::as_array);
    let head = span.get("head");
    Some(Marked {
        range: stretch(span.get("start")?, span.get("end")?)?,
        or_label: words(attrs, &["or_label"]),
        alt: alt
            .into_iter()
            .flatten()
            .filter_map(|pair| stretch(pair.get(0)?, pair.get(1)?))
            .collect(),
        head: head.and_then(|head| stretch(head.get("start")?, head.get("end")?)),
        optional: attrs.get("optional").and_then(Value::as_bool) == Some(true),
        claims: claims(&label, attrs),
        confidence: span.get("confidence").and_then(Value::as_f64),
        rule: span
            .get("rule")
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned(),
        label,
    })
}

/// The words of some attributes, each one word or a list of them.
fn words(attrs: &Value, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for value in names.iter().filter_map(|name| attrs.get(*name)) {
        match value {
            Value::String(word) => found.push(word.clone()),
            Value::Array(list) => {
                found.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            _ => {}
        }
    }
    found
}

/// What is scored of the attributes, in the words of `DOMAIN.md` 1.2 and of `GOLD-RULES.md`.
fn claims(label: &str, attrs: &Value) -> BTreeMap<&'static str, Claim> {
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
