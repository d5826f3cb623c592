//! Reads tasks: exported JSON, tasks for import, and JSON_MIN.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::formats::document::{Document, Origin};
use crate::formats::error::ReadError;
use crate::formats::items::{Item, Items};
use crate::formats::lines::{Object, list, object, pair, read_in_order, string};
use crate::formats::source::{Source, SourcePlaces};
use crate::formats::told::{self, Told, told};
use crate::formats::values::{describe, from_json, from_text, id};
use crate::formats::{Each, Input, Reading};
use crate::model::id::SpanId;
use crate::model::span::{AttrValue, SpanState};
use crate::text::unit::Unit;

use super::config::FREE;
use super::{FORMAT, ID, NOTE, TEXT};

pub(super) fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    let read = |item: &Item| {
        let task = object(&item.text)?;
        task_of(&task, unit, &reading.origin).map_err(|error| {
            let id = id(&task, "id").unwrap_or_else(|| item.number.to_string());
            error.within(told!("part-task", "task {id}", id = id))
        })
    };
    let items = Items::new(input.data, is_task);
    read_in_order(items, read, &mut |line, found| each(Some(line), found));
    Ok(())
}

/// Whether an object is a task, and no region of one.
fn is_task(value: &Value) -> bool {
    let is_small = || {
        let known = ["annotation_id", "annotator", "lead_time", "created_at"];
        value.get("id").is_some() && known.iter().any(|key| value.get(key).is_some())
    };
    let data = value.get("data");
    data.map_or_else(is_small, Value::is_object)
}

fn task_of(task: &Object, unit: Unit, origin: &Origin) -> Result<Document, ReadError> {
    // JSON_MIN has the data beside the annotations.
    let data = task.get("data").and_then(Value::as_object).unwrap_or(task);
    let (text_key, text) = text_of(data).ok_or(ReadError::NoText)?;
    let source = Source::new(text, unit)?;
    let mut document = Document::new(source.text.clone());
    let ids = [id(data, ID), id(data, "id"), id(task, "id")];
    document.id = ids.into_iter().flatten().next();
    let places = source.places();
    let whole = task.contains_key("data");
    if !whole {
        min(&mut document, task, &places, origin);
        return Ok(document);
    }
    describe(&mut document, data, &[text_key, ID, "id"]);
    // Before 1.0 they were called completions.
    let given = ["annotations", "completions"].map(|name| list(task, name));
    let given = given.into_iter().flatten().filter_map(Value::as_object);
    let given = given.filter(|a| a.get("was_cancelled") != Some(&Value::Bool(true)));
    let mut given: Vec<&Object> = given.collect();
    given.sort_by_key(|a| a.get("ground_truth") != Some(&Value::Bool(true)));
    if given.len() > 1 {
        document.problems.push(told!(
            "problem-annotations",
            "it has {count} annotations; the first is taken, a ground truth before the others",
            count = given.len()
        ));
    }
    if let Some(first) = given.first() {
        let at = string(first, "created_at").and_then(|at| at.parse().ok());
        let origin = Origin {
            at: at.unwrap_or(origin.at),
            ..origin.clone()
        };
        regions(&mut document, first, None, &places, &origin);
    }
    for prediction in list(task, "predictions")
        .iter()
        .filter_map(Value::as_object)
    {
        let model = string(prediction, "model_version").unwrap_or_default();
        regions(&mut document, prediction, Some(model), &places, origin);
    }
    Ok(document)
}

/// A region by its number, from 0.
fn region(number: usize) -> Told {
    told!("part-region", "region {number}", number = number + 1)
}

/// The text of a task with its name: the usual one, else that of the longest string there is.
fn text_of(data: &Object) -> Option<(&str, &str)> {
    let strings = data
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    let usual = string(data, TEXT).map(|text| (TEXT, text));
    usual.or_else(|| strings.max_by_key(|(_, text)| text.len()))
}

/// Takes in the regions of an annotation, or of a prediction of a model.
fn regions(
    document: &mut Document,
    annotation: &Object,
    model: Option<&str>,
    places: &SourcePlaces<'_>,
    origin: &Origin,
) {
    let score = |region: &Object| region.get("score").and_then(Value::as_f64);
    let mut ids: BTreeMap<&str, SpanId> = BTreeMap::new();
    let items = list(annotation, "result").iter();
    let items: Vec<&Object> = items.filter_map(Value::as_object).collect();
    let kind = |item: &Object| string(item, "type").unwrap_or_default().to_owned();
    for (number, item) in items.iter().enumerate() {
        if !matches!(kind(item).as_str(), "labels" | "hypertextlabels") {
            continue;
        }
        let what = region(number);
        let Some(value) = item.get("value").and_then(Value::as_object) else {
            let why = told!("problem-no-value", "it has no value");
            document.problems.push(why.within(what));
            continue;
        };
        let key = kind(item);
        let labels = list(value, &key).iter().filter_map(Value::as_str);
        let labels: Vec<&str> = labels.collect();
        // In HTML, places are paths; the offsets in the text stand apart.
        let global = value.get("globalOffsets").and_then(Value::as_object);
        let place = pair(value, ["start", "end"]);
        let place = place.or_else(|| pair(global?, ["start", "end"]));
        let quote = string(value, "text");
        let several = labels.iter().map(|label| Some(*label));
        let none = labels.is_empty().then_some(None);
        for label in several.chain(none) {
            let Some(mark) = places.mark(document, &what, (place, quote), label, origin) else {
                continue;
            };
            if let Some(model) = model {
                mark.span.state = SpanState::Suggested;
                mark.span.provenance.rule = Some(model.to_owned());
                let all = score(annotation);
                mark.span.provenance.confidence =
                    score(item).or(all).filter(|c| (0.0..=1.0).contains(c));
            }
            if let Some(id) = string(item, "id") {
                ids.entry(id).or_insert(mark.span.id);
            }
        }
    }
    for (number, item) in items.iter().enumerate() {
        let span = string(item, "id").and_then(|id| ids.get(id).copied());
        match kind(item).as_str() {
            "labels" | "hypertextlabels" => {}
            "relation" => relation(document, item, &ids, number, origin),
            _ => said(document, item, span, number),
        }
    }
}

fn relation(
    document: &mut Document,
    item: &Object,
    ids: &BTreeMap<&str, SpanId>,
    number: usize,
    origin: &Origin,
) {
    let end = |name: &str| ids.get(string(item, name)?).copied();
    let (mut from, mut to) = (end("from_id"), end("to_id"));
    if string(item, "direction") == Some("left") {
        std::mem::swap(&mut from, &mut to);
    }
    let label = list(item, "labels").first().and_then(Value::as_str);
    match (from, to) {
        (Some(from), Some(to)) => {
            document.relate(label.unwrap_or("related"), from, to, origin.manual());
        }
        _ => {
            let why = told::no_end().within(region(number));
            document.problems.push(why);
        }
    }
}

/// Takes in what a region says: of a span, or of the article.
fn said(document: &mut Document, item: &Object, span: Option<SpanId>, number: usize) {
    let name = string(item, "from_name").unwrap_or_default();
    let value = item.get("value").and_then(|value| attribute(item, value));
    let Some(value) = value else {
        let kind = string(item, "type").unwrap_or("?");
        let why = told!(
            "problem-kind",
            "its kind, {kind}, is not taken in",
            kind = kind
        );
        return document.problems.push(why.within(region(number)));
    };
    let position = span.and_then(|id| document.position(id));
    match position.and_then(|at| document.spans.get_mut(at)) {
        Some(mark) if name == NOTE => mark.span.note = crate::formats::values::to_text(&value),
        Some(mark) => {
            let name = name.strip_suffix(FREE).unwrap_or(name);
            mark.span.attrs.insert(name.to_owned(), value);
        }
        None => {
            document.attrs.insert(name.to_owned(), value);
        }
    }
}

/// The value of a region that is no label.
fn attribute(item: &Object, value: &Value) -> Option<AttrValue> {
    let kind = string(item, "type")?;
    let key = if kind == "textarea" { "text" } else { kind };
    let value = value.get(key)?;
    let Value::Array(list) = value else {
        return from_json(value);
    };
    match list.as_slice() {
        // The way of a taxonomy to the chosen leaf.
        [Value::Array(_), ..] => {
            let last = |way: &Value| Some(way.as_array()?.last()?.as_str()?.to_owned());
            Some(AttrValue::List(list.iter().filter_map(last).collect()))
        }
        [Value::String(one)] if string(item, "from_name") == Some(NOTE) => {
            Some(AttrValue::Text(one.clone()))
        }
        [Value::String(one)] => Some(from_text(one)),
        _ => from_json(value),
    }
}

/// Takes in a task of JSON_MIN, whose regions are lists beside the text.
fn min(document: &mut Document, task: &Object, places: &SourcePlaces<'_>, origin: &Origin) {
    for (name, value) in task {
        let regions = value.as_array().map_or(&[][..], Vec::as_slice);
        let regions = regions.iter().filter_map(Value::as_object);
        for (number, item) in regions.enumerate() {
            let what = region(number).within(told::file(name));
            let place = (pair(item, ["start", "end"]), string(item, "text"));
            let labels = list(item, "labels").iter().filter_map(Value::as_str);
            for label in labels {
                places.mark(document, &what, place, Some(label), origin);
            }
        }
    }
}
