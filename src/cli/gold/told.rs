//! The relations and incidents of gold files and of what `suggest` prints.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{one, words};
use crate::analysis::evaluate::told::{End, Happening, Linked, Told};
use crate::analysis::evaluate::{Claim, Marked};
use crate::model::violence::Sorts;

/// The spans of an object, found by their ids or by their numbers in the list.
struct Spans<'a> {
    list: Vec<(&'a Value, Option<Marked>)>,
    ids: BTreeMap<&'a str, usize>,
}

/// The relations and incidents of an object, if it has any list of them.
pub(in crate::cli) fn told(object: &Value) -> Option<Told> {
    let list = |names: &[&str]| {
        let mut lists = names
            .iter()
            .filter_map(|name| object.get(*name)?.as_array());
        lists.next()
    };
    let (relations, incidents) = (list(&["relations"])?, list(&["incidents", "events"])?);
    let spans = Spans::new(object);
    let marked = spans.list.iter().filter_map(|(_, mark)| mark.as_ref());
    Some(Told {
        links: relations.iter().filter_map(|one| spans.link(one)).collect(),
        incidents: incidents
            .iter()
            .map(|one| spans.happening(one, relations))
            .collect(),
        optional: marked.filter(|mark| mark.optional).cloned().collect(),
    })
}

/// A number as gold states it: the least and the most, the second `null` where it is open.
fn bounds(pair: &Value) -> Option<Claim> {
    Some(Claim::Counts {
        low: pair.get(0)?.as_u64(),
        high: pair.get(1)?.as_u64(),
        or_low: None,
        vague: false,
    })
}

impl<'a> Spans<'a> {
    fn new(object: &'a Value) -> Self {
        let spans = object.get("spans").and_then(Value::as_array);
        let list: Vec<_> = spans
            .into_iter()
            .flatten()
            .map(|span| (span, one(span)))
            .collect();
        let ids = list.iter().enumerate();
        let ids = ids.filter_map(|(number, (span, _))| Some((span.get("id")?.as_str()?, number)));
        Self {
            ids: ids.collect(),
            list,
        }
    }

    fn number(&self, reference: &Value) -> Option<usize> {
        match reference {
            Value::String(id) => self.ids.get(id.as_str()).copied(),
            reference => usize::try_from(reference.as_u64()?).ok(),
        }
    }

    fn end(&self, reference: &Value) -> Option<End> {
        let (span, mark) = self.list.get(self.number(reference)?)?;
        let mark = mark.clone()?;
        let mut names = Vec::new();
        if matches!(mark.label.as_str(), "FACTION" | "LOCATION" | "DATE") {
            let none = Value::Null;
            let attrs = span.get("attrs").unwrap_or(&none);
            names = words(attrs, &["canonical_id", "or_ids", "canonical_en", "iso"]);
            names.extend(span.get("text").and_then(Value::as_str).map(str::to_owned));
        }
        Some(End { span: mark, names })
    }

    fn link(&self, relation: &Value) -> Option<Linked> {
        let text = |name: &str| relation.get(name).and_then(Value::as_str);
        Some(Linked {
            kind: text("type")?.to_owned(),
            from: self.end(relation.get("from")?)?,
            to: self.end(relation.get("to")?)?,
            optional: relation.get("optional").and_then(Value::as_bool) == Some(true),
            rule: text("rule").unwrap_or("").to_owned(),
        })
    }

    fn happening(&self, incident: &Value, relations: &[Value]) -> Happening {
        let list = |name: &str| {
            let list = incident.get(name).and_then(Value::as_array);
            list.map_or(&[][..], Vec::as_slice)
        };
        let anchors = list("triggers").iter().chain(list("casualties"));
        let text = |name: &str| incident.get(name).and_then(Value::as_str);
        let mut facts = BTreeMap::new();
        if let Some(kind) = text("kind") {
            let sorts = Sorts::of(kind).names().map(str::to_owned);
            facts.insert("kind", Claim::OneOf(sorts.collect()));
        }
        if let Some(actors) = incident.get("actors") {
            let mut ids = words(actors, &["attacker", "or_attacker"]);
            if ids.is_empty() {
                // Nobody is named: nobody may be made up.
                ids.push("-".to_owned());
            }
            facts.insert("perpetrator", Claim::OneOf(ids));
        }
        for name in ["date_start", "episode"] {
            facts.extend(text(name).map(|value| (name, Claim::word(value))));
        }
        for effect in ["killed", "injured"] {
            let stated = incident.get(effect).and_then(bounds);
            let toll = stated.or_else(|| self.toll(effect, list("casualties"), relations));
            facts.extend(toll.map(|toll| (effect, toll)));
        }
        Happening {
            anchors: anchors.filter_map(|at| Some(self.end(at)?.span)).collect(),
            places: list("locations")
                .iter()
                .filter_map(|at| self.end(at))
                .collect(),
            facts,
        }
    }

    /// How many suffered something: the sum of those that are no part of others and no running
    /// toll; nothing if nobody did.
    fn toll(&self, effect: &str, casualties: &[Value], relations: &[Value]) -> Option<Claim> {
        let is_part = |at: usize| {
            relations.iter().any(|relation| {
                relation.get("type").and_then(Value::as_str) == Some("subset_of")
                    && relation.get("from").and_then(|from| self.number(from)) == Some(at)
            })
        };
        let suffered = Claim::word(effect);
        let (mut sum, mut vague_all) = (None, false);
        for at in casualties.iter().filter_map(|at| self.number(at)) {
            let Some((span, Some(mark))) = self.list.get(at) else {
                continue;
            };
            let running = span.pointer("/attrs/cumulative") == Some(&Value::Bool(true));
            let met = mark
                .claims
                .get("effect")
                .is_some_and(|claim| claim.is_met_by(&suffered));
            let Some(Claim::Counts {
                low, high, vague, ..
            }) = mark.claims.get("counts")
            else {
                continue;
            };
            if !met || running || is_part(at) {
                continue;
            }
            vague_all |= *vague;
            let add = |a: Option<u64>, b: Option<u64>| Some(a? + b?);
            sum = match sum {
                None => Some((*low, *high)),
                // A part that is not known leaves the least as it is, and the most open.
                Some((least, most)) => {
                    Some((add(least, *low).or(least).or(*low), add(most, *high)))
                }
            };
        }
        sum.map(|(low, high)| Claim::Counts {
            low,
            high,
            or_low: None,
            vague: vague_all,
        })
    }
}
