//! Parquet: articles in, an article a row, as pandas and Hugging Face write them; articles out with
//! all that is marked in them, and a table of spans.
//!
//! A file whose rows have `spans` or `ner_tags` is read as a Hugging Face data set, any other one
//! as a table of articles, whose text is in one of the columns.

mod columns;
pub(super) mod sheet;

use std::io;

use serde_json::Value;

use super::document::Document;
use super::error::ReadError;
use super::holds::Holds;
use super::lines::Object;
use super::spans_csv::{self, Spans};
use super::table::{Cells as TableCells, Columns, Look, Row};
use super::values::from_json;
use super::{Each, Files, Format, How, Input, Layout, Reading, Writer, Writing, huggingface};
use crate::model::columns::TableShape;
use crate::model::schema::AttributeKind;
use crate::model::span::AttrValue;
use crate::text::unit::{Places, Unit};
use sheet::{Cell, Cells, Column, Kind, Sheet};

/// An article a row.
pub(super) static FORMAT: Format = Format {
    name: "parquet",
    title: "Parquet: an article a row with its spans; tables of articles are read",
    layout: Layout::File,
    write: Some(huggingface::one_file),
    ..huggingface::PARQUET
};

/// A span a row.
pub(super) static SPANS: Format = Format {
    name: "parquet-spans",
    title: "Parquet table of spans, a column an attribute (written only)",
    extensions: &["parquet"],
    holds: Holds {
        ..spans_csv::FORMAT.holds
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: None,
    write: Some(spans),
};

/// So many rows tell which column holds the texts.
const TELLING: usize = 100;

pub(super) fn read(
    mut input: Input<'_>,
    reading: &Reading,
    each: Each<'_>,
) -> Result<(), ReadError> {
    let stem = input.stem().to_owned();
    let unit = reading.unit.unwrap_or(FORMAT.unit);
    let Opened { head, rows, table } = open(&mut input, &reading.how.table)?;
    let tags = rows.names_of_tags();
    let columns = table.map(|(_, _, columns)| columns).transpose()?;
    let rows = head.into_iter().map(Ok).chain(rows);
    for (number, row) in rows.enumerate() {
        let number = number + 1;
        let found = row.and_then(|mut row| match &columns {
            Some(columns) => columns.article(&cells(&row)),
            None => {
                name_tags(&mut row, &tags);
                huggingface::document(&row, unit, &reading.origin)
            }
        });
        let found = found.map(|mut document: Document| {
            document
                .id
                .get_or_insert_with(|| format!("{stem}-{number}"));
            document
        });
        if each(Some(number), found).is_break() {
            break;
        }
    }
    Ok(())
}

/// The names of a file's columns, its first rows, and which columns are taken.
type AsTable = (Vec<String>, Vec<Row>, Result<Columns, ReadError>);

/// A file that has been opened.
struct Opened {
    /// Its first rows.
    head: Vec<Object>,
    /// The others.
    rows: columns::Table,
    /// The names of its columns, its first rows and what the columns hold, unless it is a data set
    /// with spans or tags.
    table: Option<AsTable>,
}

fn open(input: &mut Input<'_>, shape: &TableShape) -> Result<Opened, ReadError> {
    let mut rows = columns::Table::open(input.bytes()?)?;
    let head = rows.by_ref().take(TELLING);
    let head: Vec<Object> = head.collect::<Result<_, ReadError>>()?;
    let first = head.first().ok_or(ReadError::NoText)?;
    let list = |name: &str| first.get(name).is_some_and(Value::is_array);
    let is_set = shape.columns.is_empty() && (list("spans") || list("ner_tags"));
    let table = (!is_set).then(|| {
        let names: Vec<String> = first.keys().cloned().collect();
        let first: Vec<Row> = head.iter().map(cells).map(|row| (0, row)).collect();
        let columns = Columns::new(&names, &first, true, shape);
        (names, first, columns)
    });
    Ok(Opened { head, rows, table })
}

/// What a table looks like; `None` for a data set with spans or tags.
pub(super) fn look(mut input: Input<'_>, how: &How) -> Result<Option<Look>, ReadError> {
    let opened = open(&mut input, &how.table)?;
    let look = |(names, first, columns): (Vec<String>, Vec<Row>, _)| {
        Look::of(&names, &first, columns, &how.table)
    };
    Ok(opened.table.map(look))
}

/// A row as a table has it.
fn cells(row: &Object) -> TableCells {
    let cell = |value: &Value| from_json(value).unwrap_or_else(|| AttrValue::Text(String::new()));
    row.values().map(cell).collect()
}

/// Puts the names of tags where their numbers stand.
fn name_tags(row: &mut Object, names: &[String]) {
    let tags = row.get_mut("ner_tags").and_then(Value::as_array_mut);
    for tag in tags.into_iter().flatten() {
        let number = tag.as_u64().and_then(|number| usize::try_from(number).ok());
        if let Some(name) = number.and_then(|number| names.get(number)) {
            *tag = name.as_str().into();
        }
    }
}

fn spans(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Table {
        rows: Spans::new(writing, true),
        sheet: None,
    })
}

struct Table {
    rows: Spans,
    sheet: Option<Sheet>,
}

impl Table {
    fn kinds(&self) -> Vec<(String, Kind)> {
        let columns = self.rows.columns().into_iter();
        let kind = |kind: Option<&AttributeKind>| match kind {
            Some(AttributeKind::Count) => Kind::Whole,
            Some(AttributeKind::Real) => Kind::Real,
            Some(AttributeKind::Flag) => Kind::Flag,
            _ => Kind::Text,
        };
        columns.map(|(name, of)| (name, kind(of))).collect()
    }

    fn sheet(&mut self) -> io::Result<Sheet> {
        if let Some(sheet) = self.sheet.take() {
            return Ok(sheet);
        }
        let kinds = self.kinds();
        let columns = kinds.iter().map(|(name, kind)| Column::One(name, *kind));
        Sheet::new(&columns.collect::<Vec<_>>())
    }
}

impl Writer for Table {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let text = document.text.as_str();
        let places = Places::new(text, document.text.offsets(), self.rows.unit);
        let kinds = self.kinds();
        let mut sheet = self.sheet()?;
        for mark in &document.spans {
            let row = self.rows.row(document, mark, &places);
            let cells = row.into_iter().zip(&kinds).map(|(text, (_, kind))| {
                let cell = match kind {
                    Kind::Text => Some(Cell::Text(text)),
                    // Nothing stated is no number.
                    Kind::Whole => text.parse().ok().map(Cell::Whole),
                    Kind::Real => text.parse().ok().map(Cell::Real),
                    Kind::Flag => text.parse().ok().map(Cell::Flag),
                };
                Cells::One(cell)
            });
            sheet.row(cells.collect(), "", files)?;
        }
        self.sheet = Some(sheet);
        Ok(())
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        self.sheet()?.finish(&[], "", files)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::tests::{full, origin, probe, read_as, read_file, written_files};
    use super::*;
    use crate::model::columns::ColumnUse;

    fn file(columns: &[Column<'_>], rows: Vec<Vec<Cells>>) -> BTreeMap<String, Vec<u8>> {
        let mut files = super::super::tests::Memory::default();
        let mut sheet = Sheet::new(columns).unwrap();
        for row in rows {
            sheet.row(row, "t.parquet", &mut files).unwrap();
        }
        sheet.finish(&[], "t.parquet", &mut files).unwrap();
        files.0
    }

    fn text(text: &str) -> Cells {
        Cells::One(Some(text.into()))
    }

    #[test]
    fn a_table_of_articles_is_read() {
        let columns = [
            Column::One("headline", Kind::Text),
            Column::One("content", Kind::Text),
            Column::One("other", Kind::Text),
            Column::One("views", Kind::Whole),
        ];
        let row = |t: &str, c: &str| vec![text(t), text(c), text("لا"), Cells::One(None)];
        let files = file(&columns, vec![row("أول", "قصفت القوات"), row("ثان", "")]);
        let found = read_file(&FORMAT, "t.parquet", &files);
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.text.as_str(), "قصفت القوات");
        assert_eq!(first.fields.values().next().unwrap(), "أول");
        assert!(found[1].is_err() && first.attrs.len() == 1);
        let mut reading = Reading::new(origin());
        let text = |name: &str| BTreeMap::from([(name.to_owned(), ColumnUse::Text)]);
        reading.how.table.columns = text("other");
        let found = read_as(&FORMAT, "t.parquet", &files, &reading);
        assert_eq!(found[1].as_ref().unwrap().text.as_str(), "لا");
        let mut data = files["t.parquet"].as_slice();
        let input = Input {
            name: "t.parquet",
            data: &mut data,
            beside: &|_| None,
        };
        let looked = look(input, &reading.how).unwrap().unwrap();
        let held: Vec<ColumnUse> = looked.columns.iter().map(|(_, held)| *held).collect();
        assert_eq!(held[2], ColumnUse::Text);
        assert_eq!((looked.rows.len(), looked.header), (2, None));
        reading.how.table.columns = text("nothing");
        let found = read_as(&FORMAT, "t.parquet", &files, &reading);
        let why = found[0].as_ref().unwrap_err().to_string();
        assert!(why.contains("headline, content"), "{why}");
    }

    #[test]
    fn many_rows_are_written_in_groups_and_read_in_order() {
        let columns = [
            Column::One("text", Kind::Text),
            Column::Many("n", Kind::Whole),
        ];
        let numbers = |n: i64| Cells::Many((0..n % 3).map(Cell::Whole).collect());
        let rows = (0..25_000).map(|n| vec![text(&format!("خبر {n}")), numbers(n)]);
        let files = file(&columns, rows.collect());
        let table = columns::Table::open(files["t.parquet"].clone()).unwrap();
        for (number, row) in table.enumerate() {
            let row = row.unwrap();
            assert_eq!(row["text"], format!("خبر {number}"));
            assert_eq!(row["n"].as_array().unwrap().len(), number % 3);
        }
        assert_eq!(read_file(&FORMAT, "t.parquet", &files).len(), 25_000);
    }

    #[test]
    fn a_file_that_is_cut_off_or_says_nonsense_of_itself_is_refused() {
        let whole = written_files(&FORMAT, &[full(), probe()])[""].clone();
        let read = |bytes: &[u8]| {
            let files = BTreeMap::from([("t.parquet".to_owned(), bytes.to_vec())]);
            read_file(&FORMAT, "t.parquet", &files)
        };
        assert_eq!(read(&whole).len(), 2);
        for length in [0, 4, whole.len() / 2, whole.len() - 1] {
            let found = read(&whole[..length]);
            let why = found.last().unwrap().as_ref().unwrap_err().to_string();
            assert!(
                why.contains("Parquet") && found.len() == 1,
                "{length}: {why}"
            );
        }
        // The length of the description, far beyond the file.
        let mut bomb = whole;
        let end = bomb.len();
        bomb[end - 8..end - 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(read(&bomb).pop().unwrap().is_err());
    }

    #[test]
    fn tags_alone_get_their_names_from_the_file() {
        let names = r#"{"info":{"features":{"ner_tags":{"feature":{"names":["O","B-LOC"],"_type":"ClassLabel"}}}}}"#;
        let columns = [
            Column::Many("tokens", Kind::Text),
            Column::Many("ner_tags", Kind::Whole),
        ];
        let mut files = super::super::tests::Memory::default();
        let mut sheet = Sheet::new(&columns).unwrap();
        let tokens = Cells::Many(vec!["في".into(), "إدلب".into()]);
        let tags = Cells::Many(vec![Cell::Whole(0), Cell::Whole(1)]);
        sheet
            .row(vec![tokens, tags], "t.parquet", &mut files)
            .unwrap();
        sheet
            .finish(&[("huggingface", names)], "t.parquet", &mut files)
            .unwrap();
        let found = read_file(&FORMAT, "t.parquet", &files.0);
        let document = found[0].as_ref().unwrap();
        assert_eq!(document.words(document.spans[0].span.range), "إدلب");
        assert_eq!(document.spans[0].label, "LOC");
    }

    #[test]
    fn a_table_of_spans_has_numbers_where_they_are_numbers() {
        let files = written_files(&SPANS, &[full(), probe()]);
        let rows: Vec<Object> = columns::Table::open(files[""].clone())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows.len(), full().spans.len() + probe().spans.len());
        let casualties = &rows[4];
        let expected = [
            ("start", Value::from(54)),
            ("end", Value::from(63)),
            ("text", Value::from("12 مدنيًا")),
            ("score", Value::from(0.75)),
            ("count_low", Value::from(12)),
            ("effect", Value::from("killed")),
            ("published", Value::from("2017-02-14")),
        ];
        for (column, value) in expected {
            assert_eq!(casualties[column], value, "{column}");
        }
        assert!(rows[0]["count_low"].is_null());
    }
}
