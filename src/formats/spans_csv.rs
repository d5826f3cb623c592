//! A table of spans, a row each, for spreadsheets and statistics. Written only.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;

use super::document::{Document, Mark};
use super::loss::Holds;
use super::sheet::Sheet;
use super::values::{attribute, to_text};
use super::{Files, Format, Layout, Writer, Writing};
use crate::model::article::MetaField;
use crate::model::schema::Schema;
use crate::text::unit::{Places, Unit};

/// The table.
pub(super) static FORMAT: Format = Format {
    name: "csv",
    title: "table of spans, a column an attribute (written only)",
    extensions: &["csv"],
    holds: Holds {
        relations: false,
        incidents: false,
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
    let attributes = attributes(&writing.schema);
    let own = attributes.iter().map(String::as_str);
    let columns: Vec<&str> = COLUMNS
        .into_iter()
        .chain(own)
        .chain(["other_attrs"])
        .collect();
    Box::new(Table {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        sheet: Sheet::new(&columns),
        attributes,
    })
}

/// The attributes of a schema, in its order.
fn attributes(schema: &Schema) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for attribute in schema.labels.iter().flat_map(|label| &label.attributes) {
        if !names.contains(&attribute.name) {
            names.push(attribute.name.clone());
        }
    }
    names
}

struct Table {
    unit: Unit,
    attributes: Vec<String>,
    sheet: Sheet,
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
        let places = Places::new(document.text.as_str(), document.text.offsets(), self.unit);
        let spans = document.spans.iter();
        let rows = spans.map(|mark| self.row(document, mark, &places));
        let rows: Vec<Vec<String>> = rows.collect();
        self.sheet.rows(&rows, files)
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        self.sheet.rows(&[], files)
    }
}

impl Table {
    fn row(&self, document: &Document, mark: &Mark, places: &Places<'_>) -> Vec<String> {
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
        row.extend(self.attributes.iter().map(|name| {
            let value = span.attrs.get(name);
            value.map_or_else(String::new, to_text)
        }));
        let others: BTreeMap<&str, Value> = span
            .attrs
            .iter()
            .filter(|(name, _)| !self.attributes.contains(name))
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
