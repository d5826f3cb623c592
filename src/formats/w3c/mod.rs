//! W3C Web Annotation: a text with a JSON-LD page of annotations beside it; places in code points,
//! each with the words it covers and those around, which mend a place that does not fit.
//!
//! A span is an annotation whose body with the purpose `tagging` is its label, `commenting` the
//! remark and `describing` its attributes, as JSON. A relation is an annotation of two
//! annotations, in the form that RecogitoJS gave it. Source: *Web Annotation Data Model*, W3C
//! 2017, sections 3.2, 3.3.5 and 4.2.

mod read;
mod write;

use super::holds::Holds;
use super::{Format, Layout};
use crate::text::unit::Unit;

/// Web Annotation.
pub(super) static FORMAT: Format = Format {
    name: "w3c",
    title: "W3C Web Annotation JSON-LD, a page of annotations beside each text",
    extensions: &["jsonld"],
    holds: Holds {
        attrs: true,
        types: true,
        span_notes: true,
        relations: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(read::read),
    write: Some(write::writer),
};

/// What the terms mean.
pub(super) const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::super::Document;
    use super::super::tests::{PROBE, full, read_file, written_files};
    use super::*;

    fn read(page: &Value) -> Document {
        let files = BTreeMap::from([
            ("page.json".to_owned(), page.to_string().into_bytes()),
            ("probe.txt".to_owned(), PROBE.as_bytes().to_vec()),
        ]);
        read_file(&FORMAT, "page.json", &files)
            .pop()
            .unwrap()
            .unwrap()
    }

    /// What is read of one target with the places 32–36 and these selectors.
    fn check(selectors: Value, expected: Option<(&str, usize)>) {
        let document = read(&json!({"type": "Annotation", "bodyValue": "LOC",
            "target": {"source": "https://example.org/news/probe.txt", "selector": selectors}}));
        let found = document.spans.first();
        let found = found.map(|mark| {
            (
                document.words(mark.span.range),
                mark.span.range.start().get(),
            )
        });
        assert_eq!(found, expected, "{:?}", document.problems);
        assert_eq!(document.problems.is_empty(), expected.is_some());
    }

    #[test]
    fn either_selector_is_enough_and_the_words_mend_the_place() {
        let place =
            |start, end| json!({"type": "TextPositionSelector", "start": start, "end": end});
        let quote = |prefix, exact, suffix| json!({"type": "TextQuoteSelector", "prefix": prefix, "exact": exact, "suffix": suffix});
        check(place(32, 36), Some(("إدلب", 59)));
        check(quote("", "إدلب", ""), Some(("إدلب", 59)));
        check(
            json!([place(33, 37), quote("", "إدلب", "")]),
            Some(("إدلب", 59)),
        );
        // Stands in several places, of which the words around name one.
        check(
            json!([place(0, 1), quote("الحكومة ", "مد", "ينة")]),
            Some(("مد", 48)),
        );
        check(json!([place(0, 1), quote("", "مد", "")]), None);
        check(place(60, 99), None);
        let inside = json!({"type": "FragmentSelector", "value": "p1", "refinedBy": place(32, 36)});
        check(inside, Some(("إدلب", 59)));
    }

    #[test]
    fn bodies_are_told_by_their_purpose() {
        let target = json!({"source": "probe.txt", "selector":
            {"type": "TextPositionSelector", "start": 32, "end": 36}});
        let body = json!([{"type": "TextualBody", "value": "LOC"},
            {"type": "TextualBody", "purpose": "classifying", "value": "CITY"},
            {"type": "TextualBody", "purpose": "commenting", "value": "انظر"},
            {"type": "SpecificResource", "purpose": "identifying", "source": "https://example.org/1"}]);
        let tagged = json!({"id": "a", "motivation": "tagging", "target": target, "body": body});
        let bare = json!({"id": "b", "motivation": "highlighting", "target": [target]});
        let link = json!({"motivation": "linking", "target": [{"id": "b"}, "a"],
            "body": {"purpose": "tagging", "value": "in"}});
        let document = read(&json!([tagged, bare, link]));
        let labels: Vec<&str> = document.spans.iter().map(|m| m.label.as_str()).collect();
        assert_eq!(labels, ["LOC", "CITY", "highlighting"]);
        assert_eq!(document.spans[0].span.note, "انظر");
        let relation = &document.relations[0];
        let ends = [relation.from, relation.to].map(|end| document.position(end));
        assert_eq!(ends, [Some(2), Some(0)]);
    }

    #[test]
    fn places_count_code_points_and_the_words_around_are_said() {
        let files = written_files(&FORMAT, &[full()]);
        assert_eq!(files["probe.txt"], PROBE.as_bytes());
        let page: Value = serde_json::from_slice(&files["probe.jsonld"]).unwrap();
        let selectors = &page["items"][4]["target"]["selector"];
        assert_eq!(
            (&selectors[0]["start"], &selectors[0]["end"]),
            (&json!(54), &json!(63))
        );
        assert_eq!(selectors[1]["exact"], "12 مدنيًا");
        assert!(
            selectors[1]["prefix"]
                .as_str()
                .unwrap()
                .ends_with("إلى مقتل ")
        );
        assert_eq!(selectors[1]["suffix"], "");
    }
}
