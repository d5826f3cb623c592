//! Writes tasks.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use crate::formats::document::{Document, Mark};
use crate::formats::values::description;
use crate::formats::{Files, Writer, Writing};
use crate::model::span::SpanState;
use crate::text::unit::{Places, Unit};

use super::config::Config;
use super::{FORMAT, ID, LABELS, NOTE, TEXT};

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Tasks {
        config: Config::new(&writing.schema),
        unit: writing.unit.unwrap_or(FORMAT.unit),
        number: 0,
    })
}

struct Tasks {
    config: Config,
    unit: Unit,
    number: usize,
}

impl Writer for Tasks {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        self.config.observe(document);
        self.number += 1;
        let before: &[u8] = if self.number == 1 { b"[\n" } else { b",\n" };
        files.append("", before)?;
        files.append("", &serde_json::to_vec(&self.task(document))?)
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        files.append("", if self.number == 0 { b"[]\n" } else { b"\n]\n" })?;
        files.append("config.xml", self.config.xml().as_bytes())
    }
}

impl Tasks {
    fn task(&self, document: &Document) -> Value {
        let text = document.text.as_str();
        let places = Places::new(text, document.text.offsets(), self.unit);
        let mut data = Map::new();
        data.insert(TEXT.into(), text.into());
        if let Some(id) = &document.id {
            data.insert(ID.into(), id.as_str().into());
        }
        data.extend(description(document, &[TEXT, ID]));
        let mut result = Vec::new();
        // Suggestions of one model are one prediction.
        let mut predictions: BTreeMap<&str, Vec<&Mark>> = BTreeMap::new();
        for (number, mark) in document.spans.iter().enumerate() {
            if mark.span.state == SpanState::Suggested {
                let model = mark.span.provenance.rule.as_deref().unwrap_or_default();
                predictions.entry(model).or_default().push(mark);
            } else {
                self.regions(&format!("r{number}"), mark, document, &places, &mut result);
            }
        }
        for relation in &document.relations {
            let ends = [relation.from, relation.to].map(|id| document.position(id));
            if let [Some(from), Some(to)] = ends {
                result.push(json!({"type": "relation", "direction": "right",
                    "from_id": format!("r{from}"), "to_id": format!("r{to}"),
                    "labels": [relation.kind]}));
            }
        }
        let predictions: Vec<Value> = predictions
            .into_iter()
            .map(|(model, marks)| {
                let mut result = Vec::new();
                for (number, mark) in marks.into_iter().enumerate() {
                    self.regions(&format!("p{number}"), mark, document, &places, &mut result);
                }
                json!({"model_version": model, "result": result})
            })
            .collect();
        json!({
            "id": self.number,
            "data": data,
            "annotations": [{"id": self.number, "completed_by": 1, "was_cancelled": false,
                "ground_truth": false, "result": result}],
            "predictions": predictions,
        })
    }

    /// The regions of a span: its label, its attributes, the remark on it.
    fn regions(
        &self,
        id: &str,
        mark: &Mark,
        document: &Document,
        places: &Places<'_>,
        result: &mut Vec<Value>,
    ) {
        let span = &mark.span;
        let (start, end) = places.numbers(span.range);
        let words = document.words(span.range);
        let mut push = |kind: &str, from: &str, key: &str, value: Value| {
            let mut place = Map::new();
            place.insert("start".into(), start.into());
            place.insert("end".into(), end.into());
            place.insert("text".into(), words.into());
            place.insert(key.into(), value);
            let mut region = json!({"id": id, "from_name": from, "to_name": TEXT, "type": kind,
                "value": place, "origin": "manual"});
            if let (Some(score), Some(region)) =
                (span.provenance.confidence, region.as_object_mut())
            {
                region.insert("score".into(), score.into());
            }
            result.push(region);
        };
        push("labels", LABELS, "labels", json!([mark.label]));
        for (name, value) in &span.attrs {
            let (kind, from, value) = self.config.region(name, value);
            // The key with the value is called as the kind of region, but for one.
            let key = if kind == "textarea" { "text" } else { kind };
            push(kind, &from, key, value);
        }
        if !span.note.is_empty() {
            push("textarea", NOTE, "text", json!([span.note]));
        }
    }
}
