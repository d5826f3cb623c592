//! Reads pages of annotations with the texts beside them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::formats::document::Document;
use crate::formats::error::{ReadError, utf8};
use crate::formats::items::mended;
use crate::formats::lines::{Object, pair, string};
use crate::formats::source::{Fit, SourcePlaces, document};
use crate::formats::told::{self, Told, told};
use crate::formats::values::attributes;
use crate::formats::{Each, Input, Reading};
use crate::model::id::SpanId;
use crate::text::offset::ByteRange;

use super::FORMAT;

pub(super) fn read(
    mut input: Input<'_>,
    reading: &Reading,
    each: Each<'_>,
) -> Result<(), ReadError> {
    let id = Some(input.stem().to_owned());
    let bytes = input.bytes()?;
    let (root, mut broken) = match serde_json::from_slice(&bytes) {
        Ok(root) => (root, Vec::new()),
        Err(error) => {
            let is_annotation =
                |value: &Value| value.get("target").is_some() && value.get("items").is_none();
            let (found, broken) = mended(&bytes, error, is_annotation)?;
            (Value::Array(found), broken)
        }
    };
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
            Some(text) => {
                let found = text_of(&text, &annotations, &links, reading);
                found.map(|mut found| {
                    found.problems.splice(..0, std::mem::take(&mut broken));
                    found
                })
            }
            None => Err(told::not_beside(source).into()),
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
    let text = utf8(text)?;
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    document(text, unit, |places, document| {
        // The first span that an annotation makes, by the annotation's id.
        let mut ids: BTreeMap<&str, SpanId> = BTreeMap::new();
        for (number, annotation) in annotations.iter().enumerate() {
            let id = string(annotation, "id");
            let numbered = || {
                told!(
                    "part-annotation",
                    "annotation {number}",
                    number = number + 1
                )
            };
            let what = id.map_or_else(numbered, told::file);
            match spans(annotation, places, document, reading) {
                Ok(span) => ids.extend(id.map(|id| (id, span))),
                Err(why) => document.problems.push(why.within(what)),
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
                    let what = told::file(string(link, "id").unwrap_or_default());
                    document.problems.push(told::no_type_or_end().within(what));
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
) -> Result<SpanId, Told> {
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
