//! The labelling configuration: which labels, attributes and relations there are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::formats::document::{Document, written_label};
use crate::formats::values::to_text;
use crate::model::schema::{AttributeKind, Schema};
use crate::model::span::AttrValue;

use super::{LABELS, NOTE, TEXT};

/// The control that an attribute is entered with.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Control {
    Number,
    Choices(BTreeSet<String>),
    Text,
}

/// What tasks need; grows with the documents that are written.
#[derive(Debug)]
pub(super) struct Config {
    labels: Vec<(String, String)>,
    attributes: BTreeMap<String, Control>,
    relations: BTreeSet<String>,
}

impl Config {
    pub(super) fn new(schema: &Schema) -> Self {
        let mut config = Self {
            labels: Vec::new(),
            attributes: BTreeMap::new(),
            relations: schema.relations.iter().map(|r| r.name.clone()).collect(),
        };
        for label in schema.current() {
            let color = String::from(label.color.light);
            config.labels.push((written_label(&label.id), color));
            for attribute in &label.attributes {
                config.attribute(&attribute.name, &attribute.kind);
            }
        }
        config
    }

    /// One control serves all labels that have an attribute of that name.
    fn attribute(&mut self, name: &str, kind: &AttributeKind) {
        let new = match kind {
            AttributeKind::Choice(choices) | AttributeKind::Choices(choices) => {
                Control::Choices(choices.iter().cloned().collect())
            }
            AttributeKind::Flag => Control::Choices(["false", "true"].map(String::from).into()),
            AttributeKind::Count | AttributeKind::Real => Control::Number,
            _ => Control::Text,
        };
        match (self.attributes.get_mut(name), new) {
            (None, new) => {
                self.attributes.insert(name.to_owned(), new);
            }
            (Some(Control::Choices(choices)), Control::Choices(more)) => choices.extend(more),
            (Some(old), new) if *old != new => *old = Control::Text,
            _ => {}
        }
    }

    /// Takes in what a document uses besides.
    pub(super) fn observe(&mut self, document: &Document) {
        for mark in &document.spans {
            if !self.labels.iter().any(|(label, _)| *label == mark.label) {
                self.labels.push((mark.label.clone(), "#777777".to_owned()));
            }
            for (name, value) in &mark.span.attrs {
                let number = matches!(value, AttrValue::Number(_) | AttrValue::Real(_));
                let known = self.attributes.entry(name.clone());
                known.or_insert(if number {
                    Control::Number
                } else {
                    Control::Text
                });
            }
        }
        for relation in &document.relations {
            self.relations.insert(relation.kind.clone());
        }
    }

    /// The kind of a region with an attribute's value, the name of its control, and the value.
    pub(super) fn region(&self, name: &str, value: &AttrValue) -> (&'static str, String, Value) {
        let texts = match value {
            AttrValue::List(list) => list.clone(),
            value => vec![to_text(value)],
        };
        match (self.attributes.get(name), value) {
            (Some(Control::Number), AttrValue::Number(number)) => {
                ("number", name.to_owned(), json!(number))
            }
            (Some(Control::Number), AttrValue::Real(real)) => {
                ("number", name.to_owned(), json!(real))
            }
            (Some(Control::Choices(choices)), _) if texts.iter().all(|t| choices.contains(t)) => {
                ("choices", name.to_owned(), json!(texts))
            }
            (Some(Control::Text), _) => ("textarea", name.to_owned(), json!(texts)),
            // What the control does not take goes beside it.
            _ => ("textarea", format!("{name}{FREE}"), json!(texts)),
        }
    }

    /// The configuration as XML.
    pub(super) fn xml(&self) -> String {
        let mut xml = String::from("<View>\n");
        xml += "  <Relations>\n";
        for relation in &self.relations {
            xml += &format!("    <Relation value={}/>\n", quoted(relation));
        }
        xml += "  </Relations>\n";
        xml += &format!("  <Labels name=\"{LABELS}\" toName=\"{TEXT}\">\n");
        for (label, color) in &self.labels {
            let (label, color) = (quoted(label), quoted(color));
            xml += &format!("    <Label value={label} background={color}/>\n");
        }
        xml += "  </Labels>\n";
        xml += &format!("  <Text name=\"{TEXT}\" value=\"${TEXT}\"/>\n");
        for (name, control) in &self.attributes {
            let common = format!("name={} toName=\"{TEXT}\" perRegion=\"true\"", quoted(name));
            let free = quoted(&format!("{name}{FREE}"));
            xml += &format!("  <Header value={}/>\n", quoted(name));
            match control {
                Control::Number => xml += &format!("  <Number {common}/>\n"),
                Control::Text => {
                    xml += &format!("  <TextArea {common}/>\n");
                    continue;
                }
                Control::Choices(choices) => {
                    xml += &format!("  <Choices {common} choice=\"multiple\">\n");
                    for choice in choices {
                        xml += &format!("    <Choice value={}/>\n", quoted(choice));
                    }
                    xml += "  </Choices>\n";
                }
            }
            xml += &format!("  <TextArea name={free} toName=\"{TEXT}\" perRegion=\"true\"/>\n");
        }
        xml += &format!("  <TextArea name=\"{NOTE}\" toName=\"{TEXT}\" perRegion=\"true\"/>\n");
        xml + "</View>\n"
    }
}

/// The ending of the control for values that an attribute's own control does not take.
pub(super) const FREE: &str = "_other";

/// A value of an XML attribute in its quotes.
fn quoted(value: &str) -> String {
    format!("\"{}\"", quick_xml::escape::escape(value))
}
