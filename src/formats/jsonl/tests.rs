//! What is written is read back, and whatever is read does no harm.

use proptest::prelude::*;

use super::*;
use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::tests::written_files;
use crate::model::article::MetaField;
use crate::model::refusal::Refusal;
use crate::model::span::{AttrValue, SpanState};

fn at() -> jiff::Timestamp {
    "2026-01-02T03:04:05Z".parse().unwrap()
}

fn read(lines: &str) -> Vec<(usize, Result<Document, ReadError>)> {
    Lines::new(lines.as_bytes(), "me".parse().unwrap(), at()).collect()
}

fn one(line: &str) -> Document {
    let mut all = read(line);
    assert_eq!(all.len(), 1);
    all.remove(0).1.unwrap()
}

fn words(article: &Document) -> Vec<&str> {
    let spans = article.spans.iter();
    spans
        .map(|s| s.span.range.of(article.text.as_str()).unwrap())
        .collect()
}

/// Writes what was read.
fn written(article: &Document) -> String {
    let files = written_files(&FORMAT, std::slice::from_ref(article));
    String::from_utf8(files[""].clone()).unwrap()
}

const FULL: &str = r#"{"text": "قُتل 7 👩‍👩‍👧 في\r\nدرعا", "title": "خبر", "published": "2017-02-14",
 "country": "sy", "progress": "done", "note": "انظر", "attrs": {"checked": true},
 "spans": [
  {"id": "0000000000000001", "start": 0, "end": 12, "label": "CASUALTY", "text": "قُتل 7 👩‍👩‍👧",
   "attrs": {"low": 7, "high": null, "share": 0.5, "who": "civilians", "list": ["a", "b"], "flag": false},
   "head": {"start": 5, "end": 6}, "trigger": {"start": 0, "end": 4},
   "state": "edited", "annotator": "other", "at": "2020-01-01T00:00:00Z", "rule": "r1", "confidence": 0.25, "note": "نعم"},
  {"id": "0000000000000002", "start": 17, "end": 21, "label": "location", "text": "درعا"}],
 "relations": [{"id": "0000000000000003", "type": "location_of", "from": "0000000000000002", "to": "0000000000000001", "state": "accepted"},
  {"type": "x", "from": "0000000000000002", "to": "000000000000000f"}],
 "incidents": [{"id": "0000000000000004", "state": "accepted", "rule": "r2", "confidence": 0.5,
   "roles": {"casualty": ["0000000000000001"], "attacked": [{"entry": "civilians"}]}, "attrs": {"killed_best": 8}},
  {"roles": {"location": ["000000000000000f"]}}, {"roles": {"who": []}}, {}],
 "refusals": [{"id": "0000000000000005", "rule": "r3", "confidence": 0.25, "relation": {"type": "victim_of",
   "from": {"start": 0, "end": 4, "label": "CASUALTY", "text": "قُتل"}, "to": {"start": 17, "end": 21, "label": "LOCATION"}}},
  {"incident": [{"start": 0, "end": 4, "label": "CASUALTY"}]},
  {"incident": [{"start": 0, "end": 400, "label": "CASUALTY"}]}, {"incident": []}, 5]}"#;

#[test]
fn everything_a_layer_holds_comes_back() {
    let article = one(&FULL.replace('\n', " "));
    assert_eq!(words(&article), ["قُتل 7 👩‍👩‍👧", "درعا"]);
    assert_eq!(
        article.text.as_str(),
        "قُتل 7 👩‍👩‍👧 في\nدرعا",
        "line ends as in a project"
    );
    let first = &article.spans[0].span;
    assert_eq!(first.state, SpanState::Edited);
    assert_eq!(first.attrs["low"], AttrValue::Number(7));
    assert!(!first.attrs.contains_key("high"), "null is not stated");
    assert_eq!(first.head.unwrap().of(article.text.as_str()), Some("7"));
    assert_eq!(first.provenance.author.as_str(), "other");
    assert_eq!(article.fields[&MetaField::Country], "SY");
    assert_eq!(article.relations.len(), 1);
    let incident = &article.incidents[0];
    assert_eq!(incident.roles.len(), 2);
    assert_eq!(incident.attrs["killed_best"], AttrValue::Number(8));
    let [relation, incident] = &article.refusals[..] else {
        panic!("{:?}", article.refusals)
    };
    let refused = |refusal: &Refusal| -> Vec<String> {
        let words = refusal.words();
        words
            .map(|w| format!("{} {}", w.label, w.range.of(article.text.as_str()).unwrap()))
            .collect()
    };
    assert_eq!(refused(relation), ["casualty قُتل", "location درعا"]);
    assert_eq!(refused(incident), ["casualty قُتل"]);
    assert_eq!(relation.provenance.rule.as_deref(), Some("r3"));
    assert_eq!(article.problems.len(), 7, "{:?}", article.problems);
    // What was written is read back, and written again it is the same.
    let line = written(&article);
    assert_eq!(written(&one(&line)), line);
}

#[test]
fn places_that_do_not_fit_are_mended_by_their_words_or_named() {
    let line = r#"{"text": "درعا ثم حمص ثم حمص", "spans": [
        {"start": 1, "end": 5, "label": "LOCATION", "text": "درعا"},
        {"start": 0, "end": 3, "label": "LOCATION", "text": "حمص"},
        {"start": 8, "end": 11, "label": "LOCATION", "text": "حمص"},
        {"start": 5, "end": 99, "label": "LOCATION"},
        {"start": 3, "end": 3, "label": "LOCATION"},
        {"start": 0, "end": 4}, 7]}"#;
    let article = one(&line.replace('\n', " "));
    assert_eq!(words(&article), ["درعا", "حمص"]);
    assert_eq!(article.spans[1].span.range.start().get(), 14);
    assert_eq!(article.problems.len(), 5, "{:?}", article.problems);
    assert!(
        article.problems[0].to_string().starts_with("span 2:"),
        "{:?}",
        article.problems
    );
}

#[test]
fn a_broken_line_is_named_and_the_others_are_read() {
    let lines = "{\"text\": \"أ\"}\n\n{\"text\": \n[1]\n{\"text\": \"\"}\n{\"text\": 5}\n\u{feff}{\"text\": \"ب\"}";
    let found: Vec<(usize, bool)> = read(lines)
        .into_iter()
        .map(|(number, result)| (number, result.is_ok()))
        .collect();
    let expected = [
        (1, true),
        (3, false),
        (4, false),
        (5, false),
        (6, false),
        (7, true),
    ];
    assert_eq!(found, expected);
    let mut bytes = b"{\"text\": \"\xff\"}\n".to_vec();
    bytes.extend(b"{\"text\": \"a\"}");
    let all: Vec<_> = Lines::new(bytes.as_slice(), "me".parse().unwrap(), at()).collect();
    assert!(matches!(all[0], (1, Err(ReadError::NotUtf8(10)))));
    assert!(all[1].1.is_ok());
}

proptest! {
    #[test]
    fn any_line_is_taken_or_refused(line in "\\PC{0,60}") {
        let _ = read(&line);
    }

    #[test]
    fn any_place_is_taken_or_refused(
        text in "[ab\\u{627}\\u{64e}\\r\\n👩 ]{1,20}", start in 0_u64..30, end in 0_u64..30,
    ) {
        let line = serde_json::json!({"text": text, "spans": [{"start": start, "end": end, "label": "X"}]});
        for (_, article) in read(&line.to_string()) {
            let Ok(article) = article else { continue };
            let chars: Vec<char> = text.chars().collect();
            for span in &article.spans {
                let found = span.span.range.of(article.text.as_str()).unwrap();
                // The CR of a CRLF is no character of an article, even where a span ends on it.
                let there: String = (start as usize..end as usize)
                    .filter(|&at| !(chars[at] == '\r' && chars.get(at + 1) == Some(&'\n')))
                    .map(|at| if chars[at] == '\r' { '\n' } else { chars[at] })
                    .collect();
                prop_assert_eq!(found, there);
            }
        }
    }
}
