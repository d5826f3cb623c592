//! W3C Web Annotation: a text with a JSON-LD page of annotations beside it; places in code points,
//! each with the words it covers and those around, which mend a place that does not fit.
//!
//! A span is an annotation whose body with the purpose `tagging` is its label, `commenting` the
//! remark and `describing` its attributes, as JSON. A relation is an annotation of two
//! annotations, in the form that RecogitoJS gave it. Source: *Web Annotation Data Model*, W3C
//! 2017, sections 3.2, 3.3.5 and 4.2.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use super::document::{Document, Stems};
use super::error::ReadError;
use super::holds::Holds;
use super::lines::{Object, pair, string};
use super::source::{Fit, SourcePlaces, document};
use super::values::{attributes, to_object};
use super::{Each, Files, Format, Input, Layout, Reading, Writer, Writing};
use crate::model::id::SpanId;
use crate::text::offset::{ByteIdx, ByteRange, ceil_grapheme, floor_grapheme};
use crate::text::unit::{Places, Unit};

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
    read: Some(read),
    write: Some(writer),
};

/// What the terms mean.
pub(super) const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many bytes of the words around a span are written.
const AROUND: usize = 48;

fn read(mut input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let id = Some(input.stem().to_owned());
    let bytes = input.bytes()?;
    let root: Value = serde_json::from_slice(&bytes)?;
    let mut annotations = Vec::new();
    collect(&root, &mut annotations);
    // A page may be about several texts.
    let mut texts: BTreeMap<&str, Vec<&Object>> = BTreeMap::new();
    let mut links = Vec::new();
    for annotation in annotations {
        match source_of(annotation) {
            Some(source) => texts.entry(source).or_default().push(annotation),
            None => links.push(annotation),
        }
    }
    if texts.is_empty() {
        // A page without annotations is about the text beside it.
        let source = string_of(root.get("target"), "source");
        texts.insert(source.unwrap_or_default(), Vec::new());
    }
    let alone = texts.len() == 1;
    for (source, annotations) in texts {
        let name = source.rsplit(['/', '#']).next().unwrap_or(source);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let text = (input.beside)(name).or_else(|| (input.beside)(&format!("{stem}.txt")));
        let text = text.or_else(|| {
            let own = format!("{}.txt", input.stem());
            alone.then(|| (input.beside)(&own)).flatten()
        });
        let found = match text {
            Some(text) => text_of(&text, &annotations, &links, reading),
            None => Err(ReadError::Shape(format!(
                "the text that it is about is not beside it: {source}"
            ))),
        };
        let id = if alone {
            id.clone()
        } else {
            Some(stem.to_owned())
        };
        if each(None, found.map(|found| Document { id, ..found })).is_break() {
            break;
        }
    }
    Ok(())
}

/// The annotations of a page, a collection, a list, or one that stands alone.
fn collect<'a>(value: &'a Value, found: &mut Vec<&'a Object>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(object) => match (object.get("items"), object.get("first")) {
            (Some(items @ Value::Array(_)), _) | (None, Some(items)) => collect(items, found),
            _ if object.contains_key("target") && !is_page(object) => found.push(object),
            _ => {}
        },
        _ => {}
    }
}

fn is_page(object: &Object) -> bool {
    string(object, "type").is_some_and(|kind| kind.starts_with("AnnotationP"))
}

/// The first target that is a part of a text, with the text's address.
fn source_of(annotation: &Object) -> Option<&str> {
    let mut targets = one_or_more(annotation.get("target"));
    targets.find_map(|target| {
        target.get("selector")?;
        string_of(Some(target), "source")
    })
}

/// An address, or the `id` of an object that stands there.
fn string_of<'a>(object: Option<&'a Value>, name: &str) -> Option<&'a str> {
    let value = object?.get(name)?;
    value.as_str().or_else(|| value.get("id")?.as_str())
}

/// What stands under a name, alone or in a list.
fn one_or_more(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (alone, listed) = match value {
        Some(Value::Array(items)) => (None, items.as_slice()),
        value => (value, &[][..]),
    };
    alone.into_iter().chain(listed)
}

fn text_of(
    text: &[u8],
    annotations: &[&Object],
    links: &[&Object],
    reading: &Reading,
) -> Result<Document, ReadError> {
    let text = std::str::from_utf8(text).map_err(|e| ReadError::NotUtf8(e.valid_up_to()))?;
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    document(text, unit, |places, document| {
        // The first span that an annotation makes, by the annotation's id.
        let mut ids: BTreeMap<&str, SpanId> = BTreeMap::new();
        for (number, annotation) in annotations.iter().enumerate() {
            let id = string(annotation, "id");
            let what = id.map_or_else(|| format!("annotation {}", number + 1), str::to_owned);
            match spans(annotation, places, document, reading) {
                Ok(span) => ids.extend(id.map(|id| (id, span))),
                Err(why) => document.problems.push(format!("{what}: {why}")),
            }
        }
        for link in links {
            let ends = one_or_more(link.get("target"));
            let ends = ends.map(|end| end.as_str().or_else(|| end.get("id")?.as_str()));
            let ends: Vec<Option<SpanId>> = ends.map(|end| ids.get(end?).copied()).collect();
            let kind = Body::of(link).tags.into_iter().next();
            match (ends.as_slice(), kind) {
                ([Some(from), Some(to)], Some(kind)) => {
                    document.relate(kind, *from, *to, reading.origin.manual());
                }
                // It may be about another text.
                (ends, _) if ends.iter().all(Option::is_none) => {}
                _ => {
                    let what = string(link, "id").unwrap_or("a link");
                    let why = "its tag or one of the two annotations it joins is missing";
                    document.problems.push(format!("{what}: {why}"));
                }
            }
        }
    })
}

/// Marks the spans of an annotation, one a tag, and returns the first.
fn spans(
    annotation: &Object,
    places: &SourcePlaces<'_>,
    document: &mut Document,
    reading: &Reading,
) -> Result<SpanId, String> {
    let mut selectors = one_or_more(annotation.get("target"))
        .flat_map(|target| one_or_more(target.get("selector")))
        .flat_map(|selector| [Some(selector), selector.get("refinedBy")])
        .flatten()
        .filter_map(Value::as_object);
    let (mut place, mut quote) = (None, None);
    for selector in &mut selectors {
        match string(selector, "type") {
            Some("TextPositionSelector") => place = pair(selector, ["start", "end"]),
            Some("TextQuoteSelector") => quote = Some(selector),
            _ => {}
        }
    }
    let exact = quote.and_then(|quote| string(quote, "exact"));
    let fit = places.fit(place, exact);
    let fit = fit.or_else(|why| quote.and_then(|q| around(document, q)).ok_or(why))?;
    document.mended += usize::from(fit.mended && place.is_some());
    let body = Body::of(annotation);
    // A highlight says no more than that something is one.
    let motivation = one_or_more(annotation.get("motivation")).find_map(Value::as_str);
    let tags = match body.tags.as_slice() {
        [] => vec![motivation.unwrap_or("highlighting")],
        tags => tags.to_vec(),
    };
    let first = SpanId(document.spans.len() as u64 + 1);
    for tag in tags {
        let mut provenance = reading.origin.manual();
        if let Some(at) = string(annotation, "created").and_then(|at| at.parse().ok()) {
            provenance.at = at;
        }
        let creator = annotation.get("creator").and_then(|c| c.get("nickname"));
        if let Some(by) = creator
            .and_then(Value::as_str)
            .and_then(|by| by.parse().ok())
        {
            provenance.author = by;
        }
        let mark = document.mark(fit.range, tag, provenance);
        mark.span.note.clone_from(&body.note);
        mark.span.attrs = attributes(body.attrs.as_ref());
    }
    Ok(first)
}

/// The only place where the words of a selector stand between those around it.
fn around(document: &Document, selector: &Object) -> Option<Fit> {
    let part = |name| string(selector, name).unwrap_or_default();
    let [before, exact, after] = ["prefix", "exact", "suffix"].map(part);
    let wanted = [before, exact, after].concat();
    let text = document.text.as_str();
    let mut found = memchr::memmem::find_iter(text.as_bytes(), &wanted);
    let start = found.next()? + before.len();
    let alone = found.next().is_none() && !exact.is_empty();
    alone.then(|| Fit {
        range: ByteRange::new(start, start + exact.len()),
        mended: true,
    })
}

/// What the bodies of an annotation say.
#[derive(Default)]
struct Body<'a> {
    tags: Vec<&'a str>,
    note: String,
    attrs: Option<Value>,
}

impl<'a> Body<'a> {
    fn of(annotation: &'a Object) -> Self {
        let mut body = Self::default();
        body.tags.extend(string(annotation, "bodyValue"));
        let motivation = one_or_more(annotation.get("motivation")).find_map(Value::as_str);
        for part in one_or_more(annotation.get("body")) {
            let purpose = part.get("purpose").and_then(Value::as_str);
            let value = part.get("value").and_then(Value::as_str);
            let name = |address: &'a str| address.rsplit(['/', '#']).next().unwrap_or(address);
            let address = part.as_str().or_else(|| string_of(Some(part), "source"));
            let format = part.get("format").and_then(Value::as_str);
            match (purpose.or(motivation), value) {
                (Some("commenting" | "replying"), Some(value)) => body.say(value),
                (Some("describing"), Some(value)) if format == Some("application/json") => {
                    body.attrs = serde_json::from_str(value).ok();
                }
                (Some("describing"), Some(value)) => body.say(value),
                (_, Some(value)) => body.tags.push(value),
                // A place in a gazetteer beside a tag is no label.
                (Some("identifying" | "linking"), None) => {}
                (_, None) => body.tags.extend(address.map(name)),
            }
        }
        body
    }

    fn say(&mut self, value: &str) {
        if !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(value);
    }
}

fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Pages {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        stems: Stems::default(),
    })
}

struct Pages {
    unit: Unit,
    stems: Stems,
}

impl Writer for Pages {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let stem = self.stems.next(document);
        let page = serde_json::to_vec_pretty(&page(document, &stem, self.unit))?;
        files.append(&format!("{stem}.txt"), document.text.as_str().as_bytes())?;
        files.append(&format!("{stem}.jsonld"), &page)
    }
}

fn page(document: &Document, stem: &str, unit: Unit) -> Value {
    let places = Places::new(document.text.as_str(), document.text.offsets(), unit);
    let source = format!("{stem}.txt");
    let id = |kind: &str, number: usize| format!("{stem}.jsonld#{kind}-{}", number + 1);
    let spans = document.spans.iter().enumerate().map(|(number, mark)| {
        let span = &mark.span;
        let (start, end) = places.numbers(span.range);
        let mut body = vec![text_body("tagging", &mark.label)];
        if !span.note.is_empty() {
            body.push(text_body("commenting", &span.note));
        }
        if !span.attrs.is_empty() {
            let attrs = Value::Object(to_object(&span.attrs)).to_string();
            let mut described = text_body("describing", &attrs);
            described.insert("format".into(), "application/json".into());
            body.push(described);
        }
        let [prefix, suffix] = words_around(document, span.range);
        json!({
            "id": id("span", number),
            "type": "Annotation",
            "motivation": "tagging",
            "creator": {"type": "Person", "nickname": span.provenance.author},
            "created": span.provenance.at,
            "body": body,
            "target": {"source": source, "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": document.words(span.range),
                    "prefix": prefix, "suffix": suffix},
            ]},
        })
    });
    let relations = document.relations.iter().enumerate();
    let relations = relations.filter_map(|(number, relation)| {
        let ends = [relation.from, relation.to].map(|end| document.position(end));
        let [Some(from), Some(to)] = ends else {
            return None;
        };
        Some(json!({
            "id": id("relation", number),
            "type": "Annotation",
            "motivation": "linking",
            "body": [text_body("tagging", &relation.kind)],
            "target": [{"id": id("span", from)}, {"id": id("span", to)}],
        }))
    });
    let items: Vec<Value> = spans.chain(relations).collect();
    json!({
        "@context": CONTEXT,
        "id": format!("{stem}.jsonld"),
        "type": "AnnotationPage",
        "items": items,
    })
}

fn text_body(purpose: &str, value: &str) -> Object {
    let pairs = [
        ("type", "TextualBody"),
        ("purpose", purpose),
        ("value", value),
    ];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.into()));
    Map::from_iter(pairs)
}

/// Some words before and after a range. No cluster is cut.
fn words_around(document: &Document, range: ByteRange) -> [&str; 2] {
    let text = document.text.as_str();
    let from = text.floor_char_boundary(range.start().get().saturating_sub(AROUND));
    let to = text.ceil_char_boundary(range.end().get() + AROUND);
    let from = ceil_grapheme(text, ByteIdx::new(from)).min(range.start());
    let to = floor_grapheme(text, ByteIdx::new(to)).max(range.end());
    [
        ByteRange::new(from, range.start()),
        ByteRange::new(range.end(), to),
    ]
    .map(|around| document.words(around))
}

#[cfg(test)]
mod tests {
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
