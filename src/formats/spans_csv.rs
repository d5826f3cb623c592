//! A table of spans, a row each, for spreadsheets and statistics. Written only.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;

use super::document::{Document, Mark};
use super::holds::Holds;
use super::sheet::Sheet;
use super::values::{attribute, to_text};
use super::{Files, Format, Layout, Writer, Writing};
use crate::model::article::MetaField;
use crate::model::schema::{AttributeKind, Schema};
use crate::model::span::AttrValue;
use crate::text::unit::{Places, Unit};

/// The table.
pub(super) static FORMAT: Format = Format {
    name: "csv",
    title: "table of spans, a column an attribute (written only)",
    extensions: &["csv"],
    holds: Holds {
        relations: false,
        incidents: false,
        refusals: false,
        heads: false,
        article_attrs: false,
        note: false,
        progress: false,
        bare: false,
        ..Holds::ALL
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: None,
    write: Some(writer),
};

fn writer(writing: &Writing) -> Box<dyn Writer> {
    let rows = Spans::new(writing, false);
    let columns = rows.columns();
    let columns: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    Box::new(Table {
        sheet: Sheet::new(&columns),
        rows,
    })
}

/// The attributes of a schema, in its order; the first of a name says its type.
fn attributes(schema: &Schema) -> Vec<(String, AttributeKind)> {
    let mut names: Vec<(String, AttributeKind)> = Vec::new();
    for attribute in schema.labels.iter().flat_map(|label| &label.attributes) {
        if !names.iter().any(|(name, _)| *name == attribute.name) {
            names.push((attribute.name.clone(), attribute.kind.clone()));
        }
    }
    names
}

struct Table {
    rows: Spans,
    sheet: Sheet,
}

/// Spans as rows of a table.
pub(super) struct Spans {
    pub(super) unit: Unit,
    attributes: Vec<(String, AttributeKind)>,
    /// Whether a value must be of its column's type.
    typed: bool,
}

/// The columns before those of attributes.
const COLUMNS: [&str; 15] = [
    "doc_id",
    "title",
    "source",
    "published",
    "country",
    "start",
    "end",
    "text",
    "label",
    "state",
    "annotator",
    "at",
    "rule",
    "score",
    "note",
];

impl Writer for Table {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let text = document.text.as_str();
        let places = Places::new(text, document.text.offsets(), self.rows.unit);
        let spans = document.spans.iter();
        let rows = spans.map(|mark| self.rows.row(document, mark, &places));
        let rows: Vec<Vec<String>> = rows.collect();
        self.sheet.rows(&rows, files)
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        self.sheet.rows(&[], files)
    }
}

/// Whether a value is of that type, among numbers and flags.
fn is_of(kind: &AttributeKind, value: &AttrValue) -> bool {
    match kind {
        AttributeKind::Count => matches!(value, AttrValue::Number(_)),
        AttributeKind::Real => matches!(value, AttrValue::Number(_) | AttrValue::Real(_)),
        AttributeKind::Flag => matches!(value, AttrValue::Flag(_)),
        _ => true,
    }
}

impl Spans {
    pub(super) fn new(writing: &Writing, typed: bool) -> Self {
        Self {
            unit: writing.unit.unwrap_or(FORMAT.unit),
            attributes: attributes(&writing.schema),
            typed,
        }
    }

    /// The columns, with the types of those that are no text.
    pub(super) fn columns(&self) -> Vec<(String, Option<&AttributeKind>)> {
        let fixed = COLUMNS.into_iter().map(|name| {
            let kind = match name {
                "start" | "end" => Some(&AttributeKind::Count),
                "score" => Some(&AttributeKind::Real),
                _ => None,
            };
            (name.to_owned(), kind)
        });
        let own = self.attributes.iter();
        let own = own.map(|(name, kind)| (name.clone(), Some(kind)));
        let other = ("other_attrs".to_owned(), None);
        fixed.chain(own).chain([other]).collect()
    }

    /// The column of an attribute, if it has one that holds its value.
    fn column(&self, name: &str, value: &AttrValue) -> bool {
        let column = self.attributes.iter().find(|(own, _)| own == name);
        column.is_some_and(|(_, kind)| !self.typed || is_of(kind, value))
    }

    pub(super) fn row(&self, document: &Document, mark: &Mark, places: &Places<'_>) -> Vec<String> {
        let span = &mark.span;
        let (start, end) = places.numbers(span.range);
        let field = |field| document.fields.get(&field).cloned().unwrap_or_default();
        let mut row = vec![
            document.id.clone().unwrap_or_default(),
            field(MetaField::Title),
            field(MetaField::Source),
            field(MetaField::Published),
            field(MetaField::Country),
            start.to_string(),
            end.to_string(),
            document.words(span.range).to_owned(),
            mark.label.clone(),
            span.state.name().to_owned(),
            span.provenance.author.to_string(),
            span.provenance.at.to_string(),
            span.provenance.rule.clone().unwrap_or_default(),
            span.provenance
                .confidence
                .map_or_else(String::new, |c| c.to_string()),
            span.note.clone(),
        ];
        row.extend(self.attributes.iter().map(|(name, _)| {
            let value = span.attrs.get(name);
            let value = value.filter(|value| self.column(name, value));
            value.map_or_else(String::new, to_text)
        }));
        let others: BTreeMap<&str, Value> = span
            .attrs
            .iter()
            .filter(|(name, value)| !self.column(name, value))
            .map(|(name, value)| (name.as_str(), attribute(value)))
            .collect();
        row.push(match others.is_empty() {
            true => String::new(),
            false => serde_json::json!(others).to_string(),
        });
        row
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{full, written_files};
    use super::*;

    #[test]
    fn a_spreadsheet_reads_the_table() {
        let files = written_files(&FORMAT, &[full(), full()]);
        let bytes = files[""].strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut rows = csv::Reader::from_reader(bytes);
        let headers = rows.headers().unwrap().clone();
        let at = |name: &str| headers.iter().position(|h| h == name).unwrap();
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2 * full().spans.len());
        let casualties = &rows[4];
        let expected = [
            ("start", "54"),
            ("end", "63"),
            ("text", "12 مدنيًا"),
            ("label", "CASUALTIES"),
            ("state", "edited"),
            ("score", "0.75"),
            ("count_low", "12"),
            ("effect", "killed"),
            ("canonical_en", "Idlib, \"north\"\nx"),
            ("published", "2017-02-14"),
        ];
        for (column, value) in expected {
            assert_eq!(&casualties[at(column)], value, "{column}");
        }
    }
}
