//! Refusals in lines: that a relation or an incident which was proposed over words is not so.

use serde_json::{Value, json};

use crate::formats::document::{label_id, written_label};
use crate::formats::lines::{Object, list, pair, string};
use crate::formats::source::SourcePlaces;
use crate::formats::told::{self, Told};
use crate::model::id::RefusalId;
use crate::model::refusal::{Refusal, Refused, Words};
use crate::model::span::Provenance;
use crate::text::unit::Places;

/// `{"id", "relation": {"type", "from": {"start", "end", "label", "text"}, "to": {…}}, "rule", …}`, or
/// `"incident": [{"start", …}, …]`, the words that would say that it happened.
pub(super) fn write(refusal: &Refusal, text: &str, places: &Places<'_>) -> Value {
    let words = |words: &Words| {
        let (start, end) = places.numbers(words.range);
        let label = written_label(&words.label);
        json!({"start": start, "end": end, "label": label, "text": words.range.of(text)})
    };
    let provenance = &refusal.provenance;
    let mut object = json!({
        "id": refusal.id.to_string(), "rule": provenance.rule,
        "confidence": provenance.confidence, "annotator": provenance.author.as_str(),
        "at": provenance.at.to_string(),
    });
    let (name, value) = match &refusal.what {
        Refused::Relation { kind, from, to } => (
            "relation",
            json!({"type": kind, "from": words(from), "to": words(to)}),
        ),
        Refused::Incident { triggers } => ("incident", triggers.iter().map(words).collect()),
    };
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
    object
}

/// Reads a refusal.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(
    object: &Object,
    places: &SourcePlaces<'_>,
    provenance: Provenance,
) -> Result<Refusal, Told> {
    let words = |value: &Value| {
        let object = value.as_object().ok_or_else(told::no_object)?;
        let label = string(object, "label").ok_or_else(told::no_label)?;
        let fit = places.fit(pair(object, ["start", "end"]), string(object, "text"))?;
        Ok::<Words, Told>(Words {
            range: fit.range,
            label: label_id(label),
        })
    };
    let what = match object.get("relation").and_then(Value::as_object) {
        Some(relation) => {
            let end = |name: &str| words(relation.get(name).unwrap_or(&Value::Null));
            Refused::Relation {
                kind: string(relation, "type")
                    .ok_or_else(told::no_type_or_end)?
                    .to_owned(),
                from: end("from")?,
                to: end("to")?,
            }
        }
        None => {
            let triggers = list(object, "incident").iter().map(words);
            let triggers: Vec<Words> = triggers.collect::<Result<_, _>>()?;
            if triggers.is_empty() {
                return Err(told::nothing_said());
            }
            Refused::Incident { triggers }
        }
    };
    let id = string(object, "id").and_then(|id| id.parse().ok());
    Ok(Refusal {
        id: id.unwrap_or(RefusalId(0)),
        what,
        provenance,
    })
}
