//! The rows of a Parquet file as objects of JSON.
//!
//! A file lies in columns: for each leaf of its schema the values, whether there is one
//! (definition levels) and whether it goes on in the same list (repetition levels). Leaves are put
//! together again row by row. Lists in lists, and types that no text comes from, are left out.
//! Source: parquet-format, `LogicalTypes.md` and `Encodings.md`; Melnik et al., *Dremel*, 2010.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::schema::types::{ColumnDescriptor, Type};
use serde_json::{Map, Value};

use crate::formats::error::{LARGEST_FILE, ReadError};
use crate::formats::lines::Object;
use crate::formats::told::told;

/// How many rows are put together at a time.
const BATCH: usize = 256;

fn broken(error: impl std::fmt::Display) -> ReadError {
    told!(
        "problem-parquet",
        "this Parquet file cannot be read: {why}",
        why = error
    )
    .into()
}

/// A file as rows.
pub(super) struct Table {
    file: SerializedFileReader<Bytes>,
    leaves: Vec<Option<Leaf>>,
    group: usize,
    /// The columns of the group that is read, and those leaves.
    columns: Vec<(Leaf, ColumnReader)>,
    ready: VecDeque<Object>,
    /// How many more bytes of values may come.
    left: u64,
    failed: bool,
}

/// The crate trusts what a file says of its pages and panics where that makes no sense (a page of
/// words from a dictionary that there is not); to us this is one more broken file. What was being
/// read is not used any more.
fn guarded<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(broken("its pages are damaged")))
}

impl Table {
    /// # Errors
    /// If this is no Parquet file.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, ReadError> {
        let file = guarded(|| SerializedFileReader::new(Bytes::from(bytes)).map_err(broken))?;
        let schema = file.metadata().file_metadata().schema_descr();
        let root = schema.root_schema();
        let leaves = schema.columns().iter().map(|column| Leaf::of(root, column));
        Ok(Self {
            leaves: leaves.collect(),
            file,
            group: 0,
            columns: Vec::new(),
            ready: VecDeque::new(),
            left: LARGEST_FILE,
            failed: false,
        })
    }

    /// The names of the tags in `ner_tags` in the order of their numbers, if the file says them.
    pub(super) fn names_of_tags(&self) -> Vec<String> {
        let remarks = self.file.metadata().file_metadata().key_value_metadata();
        let said = remarks.into_iter().flatten();
        let said = said.filter(|remark| remark.key == "huggingface");
        let said = said.filter_map(|remark| serde_json::from_str(remark.value.as_ref()?).ok());
        let names = |said: Value| names_in(said.pointer("/info/features/ner_tags")?);
        said.filter_map(names).next().unwrap_or_default()
    }

    fn fill(&mut self) -> Result<bool, ReadError> {
        loop {
            if self.columns.is_empty() {
                if self.group >= self.file.num_row_groups() {
                    return Ok(false);
                }
                let group = self.file.get_row_group(self.group).map_err(broken)?;
                self.group += 1;
                for (at, leaf) in self.leaves.iter().enumerate() {
                    if let Some(leaf) = leaf {
                        let column = group.get_column_reader(at).map_err(broken)?;
                        self.columns.push((leaf.clone(), column));
                    }
                }
            }
            let mut rows: Vec<Object> = Vec::new();
            for (number, (leaf, column)) in self.columns.iter_mut().enumerate() {
                let run = Run::read(column, leaf.text).map_err(broken)?;
                self.left = (self.left)
                    .checked_sub(run.bytes)
                    .ok_or(ReadError::FileTooLarge)?;
                if number == 0 {
                    rows.resize(run.rows, Map::new());
                } else if rows.len() != run.rows {
                    return Err(broken("its columns have not the same number of rows"));
                }
                leaf.put(run, &mut rows);
            }
            if rows.is_empty() {
                self.columns.clear();
            } else {
                self.ready.extend(rows);
                return Ok(true);
            }
        }
    }
}

impl Iterator for Table {
    type Item = Result<Object, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        if self.ready.is_empty()
            && let Err(error) = guarded(|| self.fill())
        {
            self.failed = true;
            return Some(Err(error));
        }
        self.ready.pop_front().map(Ok)
    }
}

/// The list of names anywhere inside.
fn names_in(value: &Value) -> Option<Vec<String>> {
    if let Some(Value::Array(names)) = value.get("names") {
        let name = |name: &Value| name.as_str().map(str::to_owned);
        return names.iter().map(name).collect();
    }
    match value {
        Value::Object(inside) => inside.values().find_map(names_in),
        Value::Array(inside) => inside.iter().find_map(names_in),
        _ => None,
    }
}

/// Where the values of a column belong.
#[derive(Clone, Debug)]
struct Leaf {
    /// The names on the way to the value, or to the list that it is in.
    path: Vec<String>,
    /// The names inside an item of the list.
    inside: Vec<String>,
    /// The level from which on there is an item; `None` outside of lists.
    item: Option<i16>,
    /// The level at which there is a value.
    there: i16,
    text: Meaning,
}

/// What a number or bytes stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Plain,
    /// UTF-8.
    Text,
    /// Days since 1970.
    Day,
    /// Parts of a second since 1970, of which so many make one.
    Moment(i64),
    /// An unsigned number.
    Unsigned,
}

impl Meaning {
    fn of(leaf: &Type) -> Self {
        let about = leaf.get_basic_info();
        match (about.logical_type_ref(), about.converted_type()) {
            (Some(LogicalType::String | LogicalType::Enum | LogicalType::Json), _)
            | (_, ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON) => Self::Text,
            (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => Self::Day,
            (Some(LogicalType::Timestamp(time)), _) => Self::Moment(match time.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            }),
            (_, ConvertedType::TIMESTAMP_MILLIS) => Self::Moment(1_000),
            (_, ConvertedType::TIMESTAMP_MICROS) => Self::Moment(1_000_000),
            (_, ConvertedType::UINT_32 | ConvertedType::UINT_64) => Self::Unsigned,
            _ => Self::Plain,
        }
    }

    fn whole(self, number: i64, bits: u32) -> Value {
        let moment = |parts: i64| {
            let second = number.div_euclid(parts);
            Timestamp::from_second(second).ok().map(|at| at.to_string())
        };
        match self {
            Self::Day => day(number).map(|day| day.to_string()).into(),
            Self::Moment(parts) => moment(parts).into(),
            Self::Unsigned if bits == 32 => (number as u32).into(),
            Self::Unsigned => (number as u64).into(),
            Self::Plain | Self::Text => number.into(),
        }
    }
}

fn day(number: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(number).ok()?;
    date(1970, 1, 1).checked_add(days).ok()
}

impl Leaf {
    /// `None` for what is left out.
    fn of(root: &Type, column: &ColumnDescriptor) -> Option<Self> {
        let mut leaf = Self {
            path: Vec::new(),
            inside: Vec::new(),
            item: None,
            there: column.max_def_level(),
            text: Meaning::of(column.self_type()),
        };
        let (mut node, mut level) = (root, 0);
        // Whether the next name is only there because Parquet has no lists of values.
        let mut unnamed = false;
        for part in column.path().parts() {
            let is_list = node.get_basic_info().converted_type() == ConvertedType::LIST
                || matches!(
                    node.get_basic_info().logical_type_ref(),
                    Some(LogicalType::List)
                );
            node = node
                .get_fields()
                .iter()
                .find(|field| field.name() == part)?;
            let about = node.get_basic_info();
            let repeats = about.has_repetition() && about.repetition() == Repetition::REPEATED;
            if about.has_repetition() && about.repetition() != Repetition::REQUIRED {
                level += 1;
            }
            if repeats && leaf.item.replace(level).is_some() {
                return None;
            }
            let hidden = std::mem::take(&mut unnamed) || (repeats && is_list);
            if repeats && is_list {
                unnamed = node.is_group() && node.get_fields().len() == 1 && part != "array";
            }
            if !hidden {
                let names = if leaf.item.is_some() && !repeats {
                    &mut leaf.inside
                } else {
                    &mut leaf.path
                };
                names.push(part.clone());
            }
        }
        Some(leaf)
    }

    /// Puts values into their rows.
    fn put(&self, run: Run, rows: &mut [Object]) {
        let mut values = run.values.into_iter();
        let mut row = 0_usize;
        let mut items = 0_usize;
        for (number, there) in run.there.iter().enumerate() {
            let further = run.further.get(number).is_some_and(|further| *further > 0);
            if number > 0 && !further {
                row += 1;
            }
            if !further {
                items = 0;
            }
            let value = if *there == self.there {
                values.next().unwrap_or_default()
            } else {
                Value::Null
            };
            let Some(row) = rows.get_mut(row) else { return };
            match self.item {
                None => set(row, &self.path, value),
                Some(item) => {
                    let Some(list) = list_at(row, &self.path) else {
                        return;
                    };
                    if *there < item {
                        continue;
                    }
                    if list.len() <= items {
                        list.resize(items + 1, Value::Null);
                    }
                    let Some(at) = list.get_mut(items) else {
                        return;
                    };
                    items += 1;
                    if self.inside.is_empty() {
                        *at = value;
                    } else {
                        if !at.is_object() {
                            *at = Value::Object(Map::new());
                        }
                        if let Value::Object(inside) = at {
                            set(inside, &self.inside, value);
                        }
                    }
                }
            }
        }
    }
}

/// Sets a value on a way of names.
fn set(object: &mut Object, path: &[String], value: Value) {
    let Some((last, before)) = path.split_last() else {
        return;
    };
    if let Some(inner) = object_at(object, before) {
        inner.insert(last.clone(), value);
    }
}

fn object_at<'o>(object: &'o mut Object, path: &[String]) -> Option<&'o mut Object> {
    let mut at = object;
    for name in path {
        let next = at
            .entry(name.clone())
            .or_insert_with(|| Value::Object(Map::new()));
        at = next.as_object_mut()?;
    }
    Some(at)
}

fn list_at<'o>(object: &'o mut Object, path: &[String]) -> Option<&'o mut Vec<Value>> {
    let (last, before) = path.split_last()?;
    let inner = object_at(object, before)?;
    let list = inner
        .entry(last.clone())
        .or_insert_with(|| Value::Array(Vec::new()));
    list.as_array_mut()
}

/// What a column has for some rows.
struct Run {
    rows: usize,
    /// A level for each value or gap.
    there: Vec<i16>,
    further: Vec<i16>,
    values: Vec<Value>,
    /// How large the values are.
    bytes: u64,
}

impl Run {
    fn read(column: &mut ColumnReader, text: Meaning) -> Result<Self, ParquetError> {
        let plain = |_: &ByteArray| Value::Null;
        let words = |bytes: &ByteArray| match std::str::from_utf8(bytes.data()) {
            Ok(text) => text.into(),
            Err(_) => Value::Null,
        };
        match column {
            ColumnReader::BoolColumnReader(column) => Self::of(column, |flag| (*flag).into()),
            ColumnReader::Int32ColumnReader(column) => {
                Self::of(column, |number| text.whole((*number).into(), 32))
            }
            ColumnReader::Int64ColumnReader(column) => {
                Self::of(column, |number| text.whole(*number, 64))
            }
            ColumnReader::FloatColumnReader(column) => Self::of(column, |real| (*real).into()),
            ColumnReader::DoubleColumnReader(column) => Self::of(column, |real| (*real).into()),
            ColumnReader::ByteArrayColumnReader(column) => match text {
                Meaning::Text => Self::of(column, words),
                _ => Self::of(column, plain),
            },
            ColumnReader::Int96ColumnReader(column) => Self::of(column, |_| Value::Null),
            ColumnReader::FixedLenByteArrayColumnReader(column) => {
                Self::of(column, |_| Value::Null)
            }
        }
    }

    fn of<T: DataType>(
        column: &mut ColumnReaderImpl<T>,
        value: impl Fn(&T::T) -> Value,
    ) -> Result<Self, ParquetError> {
        let (mut there, mut further, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let (rows, _, levels) =
            column.read_records(BATCH, Some(&mut there), Some(&mut further), &mut values)?;
        // A column that must have a value has no levels.
        there.resize(levels, 0);
        let values: Vec<Value> = values.iter().map(value).collect();
        let size = |value: &Value| value.as_str().map_or(8, str::len) as u64;
        Ok(Self {
            rows,
            bytes: values.iter().map(size).sum::<u64>() + levels as u64,
            there,
            further,
            values,
        })
    }
}
