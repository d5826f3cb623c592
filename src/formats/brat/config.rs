//! `annotation.conf` and `visual.conf`: which labels, attributes and relations there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::document::{Document, written_label};
use crate::formats::values::to_text;
use crate::model::schema::{AttributeKind, Schema};

use super::EVENTS;
use super::write::name;

/// What annotations need; grows with the documents that are written.
#[derive(Debug, Default)]
pub(super) struct Config {
    labels: BTreeSet<String>,
    colors: Vec<(String, String)>,
    relations: BTreeSet<String>,
    /// Attributes with their values; without any, they are yes or no.
    attributes: BTreeMap<String, BTreeSet<String>>,
}

impl Config {
    pub(super) fn new(schema: &Schema) -> Self {
        let mut config = Self::default();
        for label in schema.current() {
            let id = written_label(&label.id);
            config
                .colors
                .push((id.clone(), String::from(label.color.light)));
            config.labels.insert(id);
            for attribute in &label.attributes {
                let values = config.attributes.entry(attribute.name.clone()).or_default();
                if let AttributeKind::Choice(choices) | AttributeKind::Choices(choices) =
                    &attribute.kind
                {
                    values.extend(choices.iter().cloned());
                }
            }
        }
        config.relations = schema.relations.iter().map(|r| r.name.clone()).collect();
        config
    }

    /// Takes in what a document uses besides.
    pub(super) fn observe(&mut self, document: &Document) {
        for mark in &document.spans {
            self.labels.insert(mark.label.clone());
            for (name, value) in &mark.span.attrs {
                let text = to_text(value);
                let values = self.attributes.entry(name.clone()).or_default();
                if !text.is_empty() && !text.contains(char::is_whitespace) && text != "true" {
                    values.insert(text);
                }
            }
        }
        let kinds = document.relations.iter().map(|r| r.kind.clone());
        self.relations.extend(kinds);
    }

    pub(super) fn annotation(&self) -> String {
        let (events, entities): (Vec<&String>, Vec<&String>) = self
            .labels
            .iter()
            .partition(|label| EVENTS.contains(&label.as_str()));
        let arguments: Vec<String> = self
            .relations
            .iter()
            .map(|kind| format!("{}*:<ANY>", name(kind)))
            .collect();
        let mut text = String::from("[entities]\n");
        for label in entities {
            text += &format!("{}\n", name(label));
        }
        text += "\n[events]\n";
        for label in events {
            text += &format!("{}\t{}\n", name(label), arguments.join(", "));
        }
        text += "\n[relations]\n";
        for kind in &self.relations {
            text += &format!("{}\tArg1:<ANY>, Arg2:<ANY>\n", name(kind));
        }
        text += "\n[attributes]\n";
        for (attribute, values) in &self.attributes {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            let values = match values.join("|") {
                values if values.is_empty() => values,
                values => format!(", Value:{values}"),
            };
            text += &format!("{}\tArg:<ANY>{values}\n", name(attribute));
        }
        text
    }

    pub(super) fn visual(&self) -> String {
        let mut text = String::from("[labels]\n\n[drawing]\n");
        for (label, color) in &self.colors {
            text += &format!("{}\tbgColor:{color}, fgColor:white\n", name(label));
        }
        text
    }
}
