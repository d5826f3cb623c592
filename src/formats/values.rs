//! Values of attributes in other forms: JSON, and plain text.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::article::{MetaError, MetaField};
use crate::model::span::AttrValue;

use super::document::Document;
use super::lines::Object;
use super::told::{self, Told};

/// The fields that describe an article, by their names in files.
pub(super) const FIELDS: [(&str, MetaField); 10] = [
    ("file", MetaField::File),
    ("title", MetaField::Title),
    ("source", MetaField::Source),
    ("published", MetaField::Published),
    ("country", MetaField::Country),
    ("language", MetaField::Language),
    ("address", MetaField::Address),
    ("author", MetaField::Author),
    ("direction", MetaField::Direction),
    ("encoding", MetaField::Encoding),
];

/// A value of an attribute in JSON.
#[must_use]
pub fn attribute(value: &AttrValue) -> Value {
    match value {
        AttrValue::Flag(flag) => (*flag).into(),
        AttrValue::Number(number) => (*number).into(),
        AttrValue::Real(real) => (*real).into(),
        AttrValue::Text(text) => text.as_str().into(),
        AttrValue::List(list) => list.clone().into(),
    }
}

/// An attribute's value of JSON; `None` for what no attribute can be, and for `null`: not stated
/// is not the same as any value.
pub(super) fn from_json(value: &Value) -> Option<AttrValue> {
    Some(match value {
        Value::Bool(flag) => AttrValue::Flag(*flag),
        Value::Number(number) => match number.as_i64() {
            Some(number) => AttrValue::Number(number),
            None => AttrValue::Real(number.as_f64()?),
        },
        Value::String(text) => AttrValue::Text(text.clone()),
        Value::Array(list) => AttrValue::List(
            list.iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect::<Option<_>>()?,
        ),
        Value::Null | Value::Object(_) => return None,
    })
}

/// The attributes that a JSON object holds.
pub(super) fn attributes(value: Option<&Value>) -> BTreeMap<String, AttrValue> {
    let object = value.and_then(Value::as_object);
    let pairs = object.into_iter().flatten();
    pairs
        .filter_map(|(name, value)| Some((name.clone(), from_json(value)?)))
        .collect()
}

/// Attributes as a JSON object.
pub(super) fn to_object(attrs: &BTreeMap<String, AttrValue>) -> Object {
    let attrs = attrs.iter();
    attrs.map(|(k, v)| (k.clone(), attribute(v))).collect()
}

/// A value as text alone, for formats without types. [`from_text`] reads it back, as another
/// type where text does not tell.
pub(super) fn to_text(value: &AttrValue) -> String {
    match value {
        AttrValue::Text(text) => text.clone(),
        AttrValue::List(list) if list.len() == 1 => list.concat(),
        value => attribute(value).to_string(),
    }
}

/// The value that a text most likely stands for.
#[must_use]
pub fn from_text(text: &str) -> AttrValue {
    // `007` and `1e3` are texts, however JSON or a parser of numbers takes them.
    let parsed: Option<Value> = serde_json::from_str(text).ok();
    let parsed = parsed.filter(|value| {
        let again = value.to_string();
        value.is_array() || again == text
    });
    parsed
        .as_ref()
        .filter(|value| !value.is_string())
        .and_then(from_json)
        .unwrap_or_else(|| AttrValue::Text(text.to_owned()))
}

/// Stands before the name of an attribute that means something else in a format.
const ESCAPE: &str = "meta.";

/// Puts the description that an object gives into a document: what a project knows as fields,
/// the rest as attributes of the article. `skip` are keys that mean something else.
pub(super) fn describe(document: &mut Document, object: &Object, skip: &[&str]) {
    for (name, value) in object {
        if skip.contains(&name.as_str()) {
            continue;
        }
        let name = name.strip_prefix(ESCAPE).unwrap_or(name);
        let field = FIELDS.iter().find(|(known, _)| *known == name);
        match (field, value) {
            (Some((_, field)), Value::String(text)) => set_field(document, name, *field, text),
            _ => {
                if let Some(value) = from_json(value).or_else(|| kept(value)) {
                    document.attrs.insert(name.to_owned(), value);
                }
            }
        }
    }
}

/// What no attribute can be, as text: it stays readable, and is in no export amiss.
fn kept(value: &Value) -> Option<AttrValue> {
    let is_empty = match value {
        Value::Object(inside) => inside.is_empty(),
        Value::Array(inside) => inside.is_empty(),
        _ => true,
    };
    (!is_empty).then(|| AttrValue::Text(value.to_string()))
}

/// Sets a field, or says why its value does not fit.
pub(super) fn set_field(document: &mut Document, name: &str, field: MetaField, value: &str) {
    match field.check(value) {
        Ok(Some(value)) => {
            document.fields.insert(field, value);
        }
        Ok(None) => {}
        Err(error) => {
            let key = match error {
                MetaError::Date => "problem-date",
                MetaError::Country => "problem-country",
                MetaError::Direction => "problem-direction",
            };
            let why = Told::new(key, error.to_string(), Vec::new());
            document.problems.push(why.within(told::file(name)));
        }
    }
}

/// The description of a document as an object: fields, then attributes of the article. `taken`
/// are keys that mean something else.
pub(super) fn description(document: &Document, taken: &[&str]) -> Object {
    let mut object = Map::new();
    for (name, field) in FIELDS {
        if let Some(value) = document.fields.get(&field) {
            object.insert(name.to_owned(), value.as_str().into());
        }
    }
    for (name, value) in &document.attrs {
        let clash = taken.contains(&name.as_str()) || object.contains_key(name);
        let name = if clash {
            format!("{ESCAPE}{name}")
        } else {
            name.clone()
        };
        object.insert(name, attribute(value));
    }
    object
}

/// Reads `meta`: the name of an article and its description.
pub(super) fn read_meta(document: &mut Document, meta: Option<&Value>) {
    if let Some(Value::Object(meta)) = meta {
        document.id = id(meta, "id");
        describe(document, meta, &["id"]);
    }
}

/// What [`read_meta`] reads.
pub(super) fn meta(document: &Document) -> Object {
    let mut meta = description(document, &["id"]);
    if let Some(id) = &document.id {
        meta.insert("id".into(), id.as_str().into());
    }
    meta
}

/// The name of an article in a file: text or a number.
pub(super) fn id(object: &Object, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_tells_most_types() {
        let list = |items: &[&str]| AttrValue::List(items.iter().map(|i| (*i).into()).collect());
        let rows = [
            ("7", AttrValue::Number(7)),
            ("-3", AttrValue::Number(-3)),
            ("0.5", AttrValue::Real(0.5)),
            ("true", AttrValue::Flag(true)),
            (r#"["a","ب"]"#, list(&["a", "ب"])),
            ("007", AttrValue::Text("007".into())),
            ("1e3", AttrValue::Text("1e3".into())),
            ("null", AttrValue::Text("null".into())),
            ("درعا", AttrValue::Text("درعا".into())),
            ("", AttrValue::Text(String::new())),
        ];
        for (text, value) in rows {
            assert_eq!(from_text(text), value);
            assert_eq!(to_text(&value), text);
        }
    }
}
