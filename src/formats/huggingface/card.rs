//! The data set's card: its parts, and the types of its columns.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::formats::Writing;
use crate::formats::document::written_label;

/// The names of the tags in the order of their numbers, from `O`. The schema's labels come first,
/// others as they appear.
#[derive(Debug)]
pub(super) struct Tags {
    names: Vec<String>,
    numbers: BTreeMap<String, i64>,
}

impl Tags {
    pub(super) fn new(writing: &Writing) -> Self {
        let mut tags = Self {
            names: Vec::new(),
            numbers: BTreeMap::new(),
        };
        tags.number("O");
        for label in &writing.schema.labels {
            tags.label(&written_label(&label.id));
        }
        tags
    }

    /// Makes sure that the tags of a label are there.
    pub(super) fn label(&mut self, label: &str) {
        for prefix in ["B", "I"] {
            self.number(&format!("{prefix}-{label}"));
        }
    }

    /// The number of a tag.
    pub(super) fn number(&mut self, name: &str) -> i64 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = i64::try_from(self.names.len()).unwrap_or(i64::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

/// The files of a data set: each part with the number of its rows.
pub(super) type Parts = BTreeMap<&'static str, usize>;

/// The card. `file` names the file of a part.
pub(super) fn card(parts: &Parts, tags: &Tags, file: &dyn Fn(&str) -> String) -> String {
    let mut card = String::from("---\nlanguage:\n- ar\ntask_categories:\n- token-classification\n");
    card += "configs:\n- config_name: default\n  data_files:\n";
    for part in parts.keys() {
        card += &format!("  - split: {part}\n    path: {}\n", file(part));
    }
    card += FEATURES;
    for (number, name) in tags.names().iter().enumerate() {
        card += &format!("          '{number}': {}\n", Value::from(name.as_str()));
    }
    card += "---\n\n# Annotated articles\n\nMade with Hashiya. Places count code points of \
             `text`. `tokens` and `ner_tags` hold the longest of nested spans, widened to \
             whole tokens; `spans` hold all of them.\n\n| part | articles |\n| --- | --- |\n";
    for (part, count) in parts {
        card += &format!("| {part} | {count} |\n");
    }
    card
}

/// The columns in the card, up to the names of the tags.
const FEATURES: &str = "dataset_info:
  features:
  - name: id
    dtype: string
  - name: text
    dtype: string
  - name: spans
    list:
    - name: start
      dtype: int64
    - name: end
      dtype: int64
    - name: label
      dtype: string
    - name: text
      dtype: string
    - name: note
      dtype: string
    - name: attrs_json
      dtype: string
  - name: relations
    list:
    - name: type
      dtype: string
    - name: from
      dtype: int64
    - name: to
      dtype: int64
  - name: meta_json
    dtype: string
  - name: tokens
    list: string
  - name: ner_tags
    list:
      class_label:
        names:
";
