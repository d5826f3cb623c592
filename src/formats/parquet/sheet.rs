//! A Parquet file that is written row by row.
//!
//! A column holds one value a row, a list of values, or a list of small rows; so levels are 0 or 1
//! everywhere: whether something is there, and whether it goes on in the same row. A row group is
//! written once it is large enough, so that memory stays bounded.

use std::io;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::formats::Files;

/// What a column's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Kind {
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with a fraction.
    Real,
    /// Yes or no.
    Flag,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) enum Column<'a> {
    /// At most one value a row.
    One(&'a str, Kind),
    /// A list of values a row.
    Many(&'a str, Kind),
    /// A list of small rows a row.
    Rows(&'a str, &'a [(&'a str, Kind)]),
}

/// A value.
#[derive(Clone, Debug)]
pub(in crate::formats) enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Real(f64),
    /// Yes or no.
    Flag(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What a row has in a column.
#[derive(Clone, Debug)]
pub(in crate::formats) enum Cells {
    /// One value, or none.
    One(Option<Cell>),
    /// A list.
    Many(Vec<Cell>),
}

/// So many bytes of values, or rows, make a row group.
const GROUP_BYTES: usize = 16 << 20;
const GROUP_ROWS: usize = 10_000;

/// A file on its way.
pub(in crate::formats) struct Sheet {
    writer: SerializedFileWriter<Vec<u8>>,
    leaves: Vec<Leaf>,
    rows: usize,
    bytes: usize,
}

/// The values of a column that have not been written.
struct Leaf {
    values: Values,
    /// Whether there is a value.
    there: Vec<i16>,
    /// Whether it is a further one of its row; of lists alone.
    further: Option<Vec<i16>>,
}

enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Flag(Vec<bool>),
}

impl Values {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Vec::new()),
            Kind::Whole => Self::Whole(Vec::new()),
            Kind::Real => Self::Real(Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
        }
    }
}

fn failed(error: impl Into<ParquetError>) -> io::Error {
    io::Error::other(error.into())
}

/// A column in the language of Parquet's schemas.
fn declared(column: &Column<'_>) -> String {
    let of = |name: &str, kind: Kind| match kind {
        Kind::Text => format!("binary {name} (UTF8);"),
        Kind::Whole => format!("int64 {name};"),
        Kind::Real => format!("double {name};"),
        Kind::Flag => format!("boolean {name};"),
    };
    let list = |name: &str, element: &str| {
        format!("required group {name} (LIST) {{ repeated group list {{ required {element} }} }}")
    };
    match column {
        Column::One(name, kind) => format!("optional {}", of(name, *kind)),
        Column::Many(name, kind) => list(name, &of("element", *kind)),
        Column::Rows(name, columns) => {
            let columns = columns
                .iter()
                .map(|(n, k)| format!("required {} ", of(n, *k)));
            list(
                name,
                &format!("group element {{ {}}}", columns.collect::<String>()),
            )
        }
    }
}

impl Sheet {
    /// A file with these columns, whose names have no blanks.
    ///
    /// # Errors
    /// If a name is none that Parquet can have.
    pub(in crate::formats) fn new(columns: &[Column<'_>]) -> io::Result<Self> {
        let schema: String = columns.iter().map(declared).collect();
        let schema = parse_message_type(&format!("message schema {{ {schema} }}"));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::None)
            .set_created_by("Hashiya".to_owned())
            .build();
        let schema = Arc::new(schema.map_err(failed)?);
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties));
        let leaves = columns.iter().flat_map(|column| match column {
            Column::One(_, kind) => vec![Leaf::new(*kind, false)],
            Column::Many(_, kind) => vec![Leaf::new(*kind, true)],
            Column::Rows(_, columns) => columns.iter().map(|(_, k)| Leaf::new(*k, true)).collect(),
        });
        Ok(Self {
            leaves: leaves.collect(),
            writer: writer.map_err(failed)?,
            rows: 0,
            bytes: 0,
        })
    }

    /// Writes a row on. `name` is the file's, and `row` has something for each column, and for each
    /// of those of small rows.
    ///
    /// # Errors
    /// If the output cannot be written, or the row is not as the columns are.
    pub(in crate::formats) fn row(
        &mut self,
        row: Vec<Cells>,
        name: &str,
        files: &mut dyn Files,
    ) -> io::Result<()> {
        if row.len() != self.leaves.len() {
            return Err(io::Error::other(
                "a row has not as many cells as there are columns",
            ));
        }
        for (leaf, cells) in self.leaves.iter_mut().zip(row) {
            self.bytes += leaf.push(cells)?;
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.group().map_err(failed)?;
            self.hand_over(name, files)?;
        }
        Ok(())
    }

    /// Writes the end, with remarks on the file by their names.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub(in crate::formats) fn finish(
        mut self,
        remarks: &[(&str, &str)],
        name: &str,
        files: &mut dyn Files,
    ) -> io::Result<()> {
        if self.rows > 0 {
            self.group().map_err(failed)?;
        }
        for (key, value) in remarks {
            let remark = KeyValue::new((*key).to_owned(), (*value).to_owned());
            self.writer.append_key_value_metadata(remark);
        }
        self.writer.finish().map_err(failed)?;
        self.hand_over(name, files)
    }

    fn hand_over(&mut self, name: &str, files: &mut dyn Files) -> io::Result<()> {
        self.writer.flush()?;
        // The writer counts for itself what it has written.
        files.append(name, &std::mem::take(self.writer.inner_mut()))
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for leaf in &mut self.leaves {
            if let Some(mut column) = group.next_column()? {
                leaf.write(column.untyped())?;
                column.close()?;
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Leaf {
    fn new(kind: Kind, is_list: bool) -> Self {
        Self {
            values: Values::new(kind),
            there: Vec::new(),
            further: is_list.then(Vec::new),
        }
    }

    /// Adds what a row has; returns how many bytes that are about.
    fn push(&mut self, cells: Cells) -> io::Result<usize> {
        let cells = match (cells, &self.further) {
            (Cells::One(cell), None) => Vec::from_iter(cell),
            (Cells::Many(cells), Some(_)) => cells,
            _ => {
                return Err(io::Error::other(
                    "a list is where there is none, or none where one is",
                ));
            }
        };
        if cells.is_empty() {
            self.there.push(0);
            self.further.iter_mut().for_each(|further| further.push(0));
        }
        let mut bytes = 4;
        for (number, cell) in cells.into_iter().enumerate() {
            self.there.push(1);
            let further = i16::from(number > 0);
            self.further
                .iter_mut()
                .for_each(|levels| levels.push(further));
            bytes += 8;
            match (&mut self.values, cell) {
                (Values::Text(values), Cell::Text(text)) => {
                    bytes += text.len();
                    values.push(text.into_bytes().into());
                }
                (Values::Whole(values), Cell::Whole(number)) => values.push(number),
                (Values::Real(values), Cell::Real(real)) => values.push(real),
                (Values::Flag(values), Cell::Flag(flag)) => values.push(flag),
                _ => {
                    return Err(io::Error::other(
                        "a value is of another kind than its column",
                    ));
                }
            }
        }
        Ok(bytes)
    }

    fn write(&mut self, column: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = std::mem::take(&mut self.there);
        let further = self.further.as_mut().map(std::mem::take);
        let (there, further) = (Some(there.as_slice()), further.as_deref());
        match (column, &mut self.values) {
            (ColumnWriter::ByteArrayColumnWriter(column), Values::Text(values)) => {
                column.write_batch(&std::mem::take(values), there, further)?
            }
            (ColumnWriter::Int64ColumnWriter(column), Values::Whole(values)) => {
                column.write_batch(&std::mem::take(values), there, further)?
            }
            (ColumnWriter::DoubleColumnWriter(column), Values::Real(values)) => {
                column.write_batch(&std::mem::take(values), there, further)?
            }
            (ColumnWriter::BoolColumnWriter(column), Values::Flag(values)) => {
                column.write_batch(&std::mem::take(values), there, further)?
            }
            _ => {
                return Err(ParquetError::General(
                    "a column is of another kind".to_owned(),
                ));
            }
        };
        Ok(())
    }
}
