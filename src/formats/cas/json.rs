//! JSON 0.4.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::{Map, Value, json};

use crate::formats::document::{Document, Stems};
use crate::formats::error::ReadError;
use crate::formats::items::mended;
use crate::formats::lines::{Object, string, whole};
use crate::formats::told::{self, Told, told};
use crate::formats::{Each, Files, Input, Reading, Writer, Writing, read_whole};
use crate::text::unit::Unit;

use super::model::{PACKAGE, RELATION, SOFA, SPAN, Structure, document, structures};
use super::{JSON, xmi};

pub(super) fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(JSON.unit);
    read_whole(input, each, |bytes| {
        let (structures, problems) = parse(bytes)?;
        let mut document = document(&structures, unit, &reading.origin)?;
        document.problems.splice(..0, problems);
        Ok(document)
    })
}

/// The structures, and what is none.
fn parse(bytes: &[u8]) -> Result<(Vec<Structure>, Vec<Told>), ReadError> {
    let mut problems = Vec::new();
    let listed = match serde_json::from_slice(bytes) {
        Ok(Value::Object(mut cas)) => match cas.remove("%FEATURE_STRUCTURES") {
            Some(Value::Array(list)) => list,
            // By their ids.
            Some(Value::Object(map)) => map.into_iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        },
        Ok(_) => return Err(ReadError::NotAnObject),
        Err(error) => {
            let listed;
            (listed, problems) = mended(bytes, error, |value| value.get("%TYPE").is_some())?;
            listed
        }
    };
    let mut structures = Vec::new();
    for (number, value) in listed.iter().enumerate() {
        match value.as_object() {
            Some(object) => structures.push(structure(object)),
            None => {
                let part = told!("part-structure", "structure {number}", number = number + 1);
                problems.push(told::no_object().within(part));
            }
        }
    }
    Ok((structures, problems))
}

fn structure(object: &Object) -> Structure {
    let kind = string(object, "%TYPE").unwrap_or_default();
    let features = object.iter().filter_map(|(name, value)| {
        let name = name.strip_prefix('@').unwrap_or(name);
        let text = match value {
            _ if name.starts_with('%') => return None,
            Value::String(text) => text.clone(),
            Value::Null | Value::Object(_) => return None,
            value => value.to_string(),
        };
        Some((name.to_owned(), text))
    });
    Structure {
        id: object.get("%ID").and_then(whole).unwrap_or_default(),
        kind: kind.rsplit('.').next().unwrap_or(kind).to_owned(),
        features: features.collect(),
    }
}

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Json {
        unit: writing.unit.unwrap_or(JSON.unit),
        features: xmi::features(&writing.schema),
        stems: Stems::default(),
    })
}

struct Json {
    unit: Unit,
    features: BTreeSet<String>,
    stems: Stems,
}

impl Writer for Json {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let (structures, features) = structures(document, self.unit);
        self.features.extend(features);
        let sofa = json!({"%ID": SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1,
            "sofaID": "_InitialView", "mimeType": "text/plain",
            "sofaString": document.text.as_str()});
        let written = structures.iter().map(|s| Value::Object(object(s)));
        let all: Vec<Value> = [sofa].into_iter().chain(written).collect();
        let members: Vec<u64> = structures.iter().map(|s| s.id).collect();
        let cas = json!({"%TYPES": self.types(), "%FEATURE_STRUCTURES": all,
            "%VIEWS": {"_InitialView": {"%SOFA": SOFA, "%MEMBERS": members}}});
        let stem = self.stems.next(document);
        files.append(&format!("{stem}.json"), &serde_json::to_vec(&cas)?)
    }
}

impl Json {
    fn types(&self) -> Value {
        let mut types = BTreeMap::new();
        let text = "uima.cas.String".to_owned();
        let own = ["label", "note"].map(str::to_owned);
        let of_spans = self.features.iter().cloned().chain(own);
        let of_spans: Vec<(String, String)> = of_spans.map(|name| (name, text.clone())).collect();
        let span = format!("{PACKAGE}.{SPAN}");
        let ends = ["Governor", "Dependent"].map(|name| (name.to_owned(), span.clone()));
        let label = ("label".to_owned(), text);
        let of_relations = ends.into_iter().chain([label]).collect();
        for (name, features) in [(SPAN, of_spans), (RELATION, of_relations)] {
            let name = format!("{PACKAGE}.{name}");
            let mut kind = Map::new();
            kind.insert("%NAME".into(), name.as_str().into());
            kind.insert("%SUPER_TYPE".into(), "uima.tcas.Annotation".into());
            for (feature, range) in features {
                let description = json!({"%NAME": feature, "%RANGE": range});
                kind.insert(feature, description);
            }
            types.insert(name, Value::Object(kind));
        }
        json!(types)
    }
}

/// A structure as JSON has it: numbers as numbers, references with `@`.
fn object(structure: &Structure) -> Object {
    let mut object = Map::new();
    object.insert("%ID".into(), structure.id.into());
    let kind = format!("{PACKAGE}.{}", structure.kind);
    object.insert("%TYPE".into(), kind.into());
    for (name, value) in &structure.features {
        let number = || value.parse::<u64>().map_or(Value::Null, Value::from);
        match name.as_str() {
            "sofa" | "Governor" | "Dependent" => object.insert(format!("@{name}"), number()),
            "begin" | "end" => object.insert(name.clone(), number()),
            _ => object.insert(name.clone(), value.as_str().into()),
        };
    }
    object
}
