//! Parquet for each split with the card, or all of it in one file.
//!
//! Tags are numbers, as `datasets` wants them; what they mean stands in the card, and in the file
//! itself where `Dataset.to_parquet` puts it.

use std::collections::BTreeMap;
use std::io;

use serde_json::json;

use super::card::{Parts, Tags, card};
use super::{FORMAT, row::Row};
use crate::formats::document::Document;
use crate::formats::holds::Clitics;
use crate::formats::parquet::sheet::{Cell, Cells, Column, Kind, Sheet};
use crate::formats::split::Parting;
use crate::formats::{Files, Writer, Writing};
use crate::text::unit::Unit;

/// A folder with a file a part.
pub(super) fn folder(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Rows::new(writing, true))
}

/// One file of all parts.
pub(in crate::formats) fn one_file(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Rows::new(writing, false))
}

struct Rows {
    unit: Unit,
    clitics: Option<Clitics>,
    parting: Parting,
    in_folder: bool,
    tags: Tags,
    parts: BTreeMap<&'static str, Sheet>,
    counts: Parts,
}

const COLUMNS: [Column<'_>; 7] = [
    Column::One("id", Kind::Text),
    Column::One("text", Kind::Text),
    Column::Many("tokens", Kind::Text),
    Column::Many("ner_tags", Kind::Whole),
    Column::Rows(
        "spans",
        &[
            ("start", Kind::Whole),
            ("end", Kind::Whole),
            ("label", Kind::Text),
            ("text", Kind::Text),
            ("note", Kind::Text),
            ("attrs_json", Kind::Text),
        ],
    ),
    Column::Rows(
        "relations",
        &[
            ("type", Kind::Text),
            ("from", Kind::Whole),
            ("to", Kind::Whole),
        ],
    ),
    Column::One("meta_json", Kind::Text),
];

/// There is one file a part.
fn file(part: &str) -> String {
    format!("data/{part}-00000-of-00001.parquet")
}

fn whole(number: usize) -> Cell {
    Cell::Whole(i64::try_from(number).unwrap_or(i64::MAX))
}

impl Rows {
    fn new(writing: &Writing, in_folder: bool) -> Self {
        Self {
            unit: writing.unit.unwrap_or(FORMAT.unit),
            clitics: writing.clitics,
            parting: Parting::new(writing.split.clone()),
            in_folder,
            tags: Tags::new(writing),
            parts: BTreeMap::new(),
            counts: Parts::new(),
        }
    }

    fn cells(&mut self, row: &Row<'_>) -> Vec<Cells> {
        let one = |text: &str| Cells::One(Some(text.into()));
        let spans = |cell: &dyn Fn(&super::row::SpanRow<'_>) -> Cell| {
            Cells::Many(row.spans.iter().map(cell).collect())
        };
        let relations = |cell: &dyn Fn(&super::row::RelationRow<'_>) -> Cell| {
            Cells::Many(row.relations.iter().map(cell).collect())
        };
        let tags = row.ner_tags.iter();
        vec![
            one(row.id),
            one(row.text),
            Cells::Many(row.tokens.iter().map(|token| (*token).into()).collect()),
            Cells::Many(tags.map(|tag| Cell::Whole(self.tags.number(tag))).collect()),
            spans(&|span| Cell::Whole(span.start.into())),
            spans(&|span| Cell::Whole(span.end.into())),
            spans(&|span| span.label.into()),
            spans(&|span| span.text.into()),
            spans(&|span| span.note.into()),
            spans(&|span| span.attrs_json.as_str().into()),
            relations(&|relation| relation.kind.into()),
            relations(&|relation| whole(relation.from)),
            relations(&|relation| whole(relation.to)),
            one(&row.meta_json),
        ]
    }

    fn name(&self, part: &str) -> String {
        if self.in_folder {
            file(part)
        } else {
            String::new()
        }
    }

    /// What the tags mean, as `datasets` says it.
    fn features(&self) -> String {
        let names = self.tags.names();
        let tags = json!({"feature": {"names": names, "_type": "ClassLabel"}, "_type": "List"});
        let value = |kind: &str| json!({"dtype": kind, "_type": "Value"});
        let of = |columns: &[(&str, Kind)]| -> serde_json::Value {
            let kind = |kind: Kind| {
                if kind == Kind::Whole {
                    "int64"
                } else {
                    "string"
                }
            };
            let columns = columns
                .iter()
                .map(|(n, k)| ((*n).to_owned(), value(kind(*k))));
            columns.collect::<serde_json::Map<_, _>>().into()
        };
        let mut features = serde_json::Map::new();
        for column in COLUMNS {
            let (name, feature) = match column {
                Column::Many(name @ "ner_tags", _) => (name, tags.clone()),
                Column::Many(name, _) => {
                    (name, json!({"feature": value("string"), "_type": "List"}))
                }
                Column::Rows(name, columns) => {
                    (name, json!({"feature": of(columns), "_type": "List"}))
                }
                Column::One(name, _) => (name, value("string")),
            };
            features.insert(name.to_owned(), feature);
        }
        json!({"info": {"features": features}}).to_string()
    }
}

impl Writer for Rows {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        for mark in &document.spans {
            self.tags.label(&mark.label);
        }
        let part = if self.in_folder {
            self.parting.part(document)
        } else {
            "all"
        };
        *self.counts.entry(part).or_default() += 1;
        let row = Row::of(document, self.unit, self.clitics);
        let cells = self.cells(&row);
        let name = self.name(part);
        if !self.parts.contains_key(part) {
            self.parts.insert(part, Sheet::new(&COLUMNS)?);
        }
        match self.parts.get_mut(part) {
            Some(sheet) => sheet.row(cells, &name, files),
            None => Ok(()),
        }
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        if self.parts.is_empty() {
            // A file without rows is one all the same.
            let part = if self.in_folder { "train" } else { "all" };
            self.parts.insert(part, Sheet::new(&COLUMNS)?);
            self.counts.insert(part, 0);
        }
        let features = self.features();
        for (part, sheet) in std::mem::take(&mut self.parts) {
            sheet.finish(&[("huggingface", &features)], &self.name(part), files)?;
        }
        if self.in_folder {
            let card = card(&self.counts, &self.tags, &file);
            files.append("README.md", card.as_bytes())?;
        }
        Ok(())
    }
}
