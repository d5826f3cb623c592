//! Tasks as Label Studio writes them.

use serde_json::{Value, json};

use super::*;
use crate::formats::Document;
use crate::formats::tests::{PROBE, full, read_text, written_files};
use crate::model::span::{AttrValue, SpanState};

fn span(id: &str, place: [u32; 2], words: &str, label: &str) -> Value {
    json!({"id": id, "from_name": "label", "to_name": "text", "type": "labels", "score": 0.5,
        "value": {"start": place[0], "end": place[1], "text": words, "labels": [label]}})
}

fn read(tasks: &Value) -> Vec<Document> {
    let found = read_text(&FORMAT, &tasks.to_string());
    found.into_iter().map(Result::unwrap).collect()
}

#[test]
fn a_task_with_annotations_and_predictions() {
    let strike = span("a", [8, 12], "قصفت", "STRIKE");
    let place = json!({"id": "b", "from_name": "label", "to_name": "text", "type": "labels",
        "value": {"start": 99, "end": 103, "text": "إدلب", "labels": ["LOC"]}});
    let dead = json!({"id": "a", "from_name": "dead", "to_name": "text", "type": "number",
        "value": {"start": 8, "end": 12, "number": 12}});
    let kind = json!({"id": "a", "from_name": "kind", "to_name": "text", "type": "choices",
        "value": {"start": 8, "end": 12, "choices": ["airstrike"]}});
    let relation = json!({"type": "relation", "from_id": "b", "to_id": "a",
        "direction": "left", "labels": ["location_of"]});
    let cancelled = json!({"was_cancelled": true, "result": []});
    let tasks = json!([{"id": 4, "data": {"text": PROBE, "title": "عنوان"},
        "annotations": [cancelled, {"result": [strike, place, dead, kind, relation]}],
        "predictions": [{"model_version": "gaz-v1", "score": 0.9,
            "result": [span("c", [13, 25], "قوات الحكومة", "FACTION")]}]}]);
    let [document] = &read(&tasks)[..] else {
        panic!()
    };
    assert_eq!(document.id.as_deref(), Some("4"));
    assert_eq!(document.mended, 1);
    let [strike, place, faction] = &document.spans[..] else {
        panic!()
    };
    assert_eq!(document.words(place.span.range), "إدلب");
    assert_eq!(strike.span.attrs["dead"], AttrValue::Number(12));
    assert_eq!(
        strike.span.attrs["kind"],
        AttrValue::Text("airstrike".into())
    );
    assert_eq!(strike.span.state, SpanState::Manual);
    assert_eq!(faction.span.state, SpanState::Suggested);
    assert_eq!(faction.span.provenance.rule.as_deref(), Some("gaz-v1"));
    assert_eq!(faction.span.provenance.confidence, Some(0.5));
    assert_eq!(document.relations[0].from, strike.span.id);
    assert!(document.problems.is_empty(), "{:?}", document.problems);
}

#[test]
fn the_small_form_and_single_tasks_are_read() {
    let min = json!([{"id": 1, "text": PROBE, "annotator": 1,
        "label": [{"start": 8, "end": 12, "text": "قصفت", "labels": ["STRIKE", "X"]}]}]);
    assert_eq!(read(&min)[0].spans.len(), 2);
    let one = json!({"id": 1, "data": {"body": PROBE}});
    assert_eq!(read(&one)[0].text.as_str(), PROBE);
}

#[test]
fn broken_tasks_are_named_and_the_others_read() {
    let text = json!([{"id": 1, "data": {}}, 5, {"id": 3, "data": {"text": "نص"}}]).to_string();
    let found = read_text(&FORMAT, &text);
    let ok: Vec<bool> = found.iter().map(Result::is_ok).collect();
    assert_eq!(ok, [false, false, true]);
    assert!(
        found[0]
            .as_ref()
            .unwrap_err()
            .to_string()
            .starts_with("task 1:")
    );
    // A syntax error costs one task, and is named with its line.
    let tasks: Vec<Value> = (1..=4).map(|id| json!({"id": id, "data": {"text": "نص"}, "annotations": [{"result": [span("a", [0, 2], "نص", "X")]}]})).collect();
    let tasks = serde_json::to_string_pretty(&tasks).unwrap();
    for (right, wrong) in [
        ("\"id\": 2,", "\"id\": 2"),
        ("\"result\": [", "\"result\": "),
        ("\"text\": \"نص\"", "\"text\": \"نص"),
    ] {
        let (before, second) = tasks.split_once("\"id\": 2,").unwrap();
        let second = format!("\"id\": 2,{second}").replacen(right, wrong, 1);
        let broken = format!("{before}{second}");
        let found = read_text(&FORMAT, &broken);
        let ids: Vec<Option<String>> = found.into_iter().map(|f| f.ok()?.id).collect();
        let whole = [
            Some("1".to_owned()),
            None,
            Some("3".to_owned()),
            Some("4".to_owned()),
        ];
        assert_eq!(ids, whole, "{broken}");
    }
    let cut = text.trim_end_matches(']');
    assert!(read_text(&FORMAT, cut).pop().unwrap().is_err());
}

#[test]
fn the_configuration_names_all_that_tasks_use() {
    let files = written_files(&FORMAT, &[full()]);
    let config = String::from_utf8(files["config.xml"].clone()).unwrap();
    let tasks: Value = serde_json::from_slice(&files[""]).unwrap();
    for region in tasks[0]["annotations"][0]["result"].as_array().unwrap() {
        if let Some(name) = region["from_name"].as_str() {
            assert!(config.contains(&format!("name=\"{name}\"")), "{name}");
        }
    }
    assert!(config.contains("value=\"CASUALTIES\"") && config.contains("value=\"victim_of\""));
}
