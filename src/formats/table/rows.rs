//! The rows of a table, wherever they stand: lines of text, sheets, JSON objects.

use std::collections::BTreeSet;
use std::io::{BufRead, Cursor};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataType as _, Reader as _};
use serde_json::Value;

use super::columns::{self, Columns};
use super::records::{Records, records};
use super::{Cells, Row};
use crate::formats::error::ReadError;
use crate::formats::items::{Item, Items, whole_items};
use crate::formats::lines::{Object, Objects, object, whole_lines};
use crate::formats::told::told;
use crate::formats::values::from_json;
use crate::formats::{How, Input, plain, zipped};
use crate::model::columns::TableShape;
use crate::model::span::AttrValue;

/// How many rows are looked at to tell the columns.
pub(super) const FIRST: usize = 100;

/// A longer cell in the first line is a text and no name.
const LONGEST_NAME: usize = 60;

/// What can stand between two cells of a line.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// A table that has been opened.
pub(super) struct Opened<'a> {
    /// The names of its columns.
    pub(super) names: Vec<String>,
    /// Its first rows, [`FIRST`] at most.
    pub(super) first: Vec<Row>,
    /// The rows after these.
    pub(super) rest: Box<dyn Iterator<Item = (usize, Result<Cells, ReadError>)> + 'a>,
    /// Whether the first line names the columns; `None` where names are part of every row.
    pub(super) header: Option<bool>,
    /// What stands between cells, in tables of text.
    pub(super) separator: Option<char>,
    /// The encoding of a table of text.
    pub(super) encoding: Option<&'static str>,
    /// The sheets of a book, and which of them it is.
    pub(super) sheets: Vec<String>,
    /// The sheet that is read.
    pub(super) sheet: Option<String>,
}

impl Opened<'_> {
    /// Which column is what.
    pub(super) fn columns(&self, shape: &TableShape) -> Result<Columns, ReadError> {
        let are_named = self.header != Some(false);
        Columns::new(&self.names, &self.first, are_named, shape)
    }
}

/// Opens a table.
pub(super) fn open<'a>(mut input: Input<'a>, how: &How) -> Result<Opened<'a>, ReadError> {
    let ending = input.name.rsplit('.').next().unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        return lines_of_json(input.data);
    }
    if ["xlsx", "xls", "ods"].contains(&ending.as_str()) {
        return sheet(input.bytes()?, &how.table);
    }
    let head = input.data.fill_buf()?;
    let first = head.trim_ascii_start().first().copied();
    match (ending.as_str(), first) {
        (_, Some(b'[')) => values_of(Items::new(input.data, is_row), |item: Item| {
            object(item.as_ref())
        }),
        ("json", _) => objects(&input.bytes()?),
        (_, Some(b'{')) => lines_of_json(input.data),
        _ => text(whole_lines(input.data)?, how),
    }
}

/// A table of text.
fn text<'a>((bytes, too_long): (Vec<u8>, Vec<usize>), how: &How) -> Result<Opened<'a>, ReadError> {
    let (text, encoding) = plain::decode_any(&bytes, how.encoding.as_deref())?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: &char| head.chars().filter(|c| c == mark).count();
    let likely = || SEPARATORS.into_iter().rev().max_by_key(count);
    let separator = how.table.separator.or_else(likely).unwrap_or(',');
    let mark = u8::try_from(separator).map_err(|_| {
        told!(
            "problem-separator",
            "«{separator}» cannot stand between cells; take , ; | or a tab",
            separator = separator
        )
    })?;
    let Records { rows, broken, .. } = records(text, mark);
    let mut opened = of_rows(rows, &how.table)?;
    opened.separator = Some(separator);
    opened.encoding = Some(encoding);
    let too_long = too_long.into_iter();
    let too_long = too_long.map(|line| (line, Err(ReadError::LineTooLong)));
    opened.rest = Box::new(too_long.chain(named(broken)).chain(opened.rest));
    Ok(opened)
}

/// What could not be read, as rows that are none.
fn named(
    broken: Vec<(usize, ReadError)>,
) -> impl Iterator<Item = (usize, Result<Cells, ReadError>)> {
    broken.into_iter().map(|(line, error)| (line, Err(error)))
}

/// The sheet that is asked for, else the first one that is not empty.
///
/// Calamine trusts what a file says of its own size and panics where that makes no sense; to us
/// this is one more broken file.
fn sheet<'a>(bytes: Vec<u8>, shape: &TableShape) -> Result<Opened<'a>, ReadError> {
    let read = AssertUnwindSafe(|| calamine_sheet(bytes, shape));
    catch_unwind(read).unwrap_or_else(|_| {
        Err(told!(
            "problem-damaged",
            "the spreadsheet is damaged; save it anew in the program it comes from"
        )
        .into())
    })
}

fn calamine_sheet<'a>(bytes: Vec<u8>, shape: &TableShape) -> Result<Opened<'a>, ReadError> {
    let wrong = |error: calamine::Error| {
        let why = told!(
            "problem-spreadsheet",
            "this is no spreadsheet: {why}",
            why = error
        );
        ReadError::from(why)
    };
    if bytes.starts_with(b"PK") {
        zipped::check(&bytes)?;
    }
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(wrong)?;
    let sheets = book.sheet_names();
    let wanted = shape.sheet.as_ref();
    if let Some(wanted) = wanted.filter(|wanted| !sheets.contains(wanted)) {
        let there = sheets.join(", ");
        let why = told!(
            "problem-no-sheet",
            "there is no sheet {wanted}; there are {there}",
            wanted = wanted,
            there = there
        );
        return Err(why.into());
    }
    for name in sheets
        .iter()
        .filter(|name| wanted.is_none_or(|w| w == *name))
    {
        let sheet = book.worksheet_range(name).map_err(wrong)?;
        let first = sheet.start().map_or(0, |(row, _)| row as usize);
        let rows = sheet.rows().enumerate();
        let rows: Vec<Row> = rows
            .map(|(number, row)| (first + number + 1, row.iter().map(cell).collect()))
            .collect();
        if !rows.is_empty() {
            let mut opened = of_rows(rows, shape)?;
            opened.sheet = Some(name.clone());
            opened.sheets = sheets;
            return Ok(opened);
        }
    }
    Err(ReadError::NoText)
}

fn cell(data: &Data) -> AttrValue {
    match data {
        Data::Int(number) => AttrValue::Number(*number),
        // Spreadsheets know no whole numbers.
        Data::Float(real) if real.fract() == 0.0 && real.abs() < 9e15 => {
            AttrValue::Number(*real as i64)
        }
        Data::Float(real) => AttrValue::Real(*real),
        Data::Bool(flag) => AttrValue::Flag(*flag),
        Data::DateTime(_) | Data::DateTimeIso(_) => {
            let day = data.as_string().unwrap_or_else(|| data.to_string());
            AttrValue::Text(day.split(['T', ' ']).next().unwrap_or_default().to_owned())
        }
        Data::Empty | Data::Error(_) => AttrValue::Text(String::new()),
        other => AttrValue::Text(other.to_string()),
    }
}

/// A table of rows of which the first may name the columns.
fn of_rows<'a>(mut rows: Vec<Row>, shape: &TableShape) -> Result<Opened<'a>, ReadError> {
    let (_, head) = rows.first().ok_or(ReadError::NoText)?;
    let cells: Vec<String> = head
        .iter()
        .map(|cell| crate::formats::values::to_text(cell).trim().to_owned())
        .collect();
    let telling = || cells.iter().any(|name| columns::by_name(name).is_some());
    let short = || {
        cells
            .iter()
            .all(|cell| cell.chars().count() <= LONGEST_NAME)
    };
    let header = shape.header.unwrap_or_else(|| telling() || short());
    let names = if header {
        rows.remove(0);
        let widest = rows.iter().take(FIRST).map(|(_, row)| row.len()).max();
        unique(cells, widest.unwrap_or_default())
    } else {
        let widest = rows.iter().take(FIRST).map(|(_, row)| row.len()).max();
        unique(Vec::new(), widest.unwrap_or_default())
    };
    let rest = rows.split_off(rows.len().min(FIRST));
    Ok(Opened {
        names,
        first: rows,
        rest: Box::new(rest.into_iter().map(|(number, row)| (number, Ok(row)))),
        header: Some(header),
        separator: None,
        encoding: None,
        sheets: Vec::new(),
        sheet: None,
    })
}

/// Names for all columns, none of them twice: what has none is called by its number.
fn unique(given: Vec<String>, width: usize) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let width = width.max(given.len());
    let mut given = given.into_iter();
    let mut names = Vec::with_capacity(width);
    for number in 1..=width {
        let name = given.next().filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| number.to_string());
        let mut own = name.clone();
        let mut again = 2;
        while !taken.insert(own.clone()) {
            own = format!("{name} {again}");
            again += 1;
        }
        names.push(own);
    }
    names
}

/// JSON lines, each an object; memory is bounded by the longest line.
fn lines_of_json(input: &mut dyn BufRead) -> Result<Opened<'_>, ReadError> {
    values_of(Objects::new(input), |line: String| object(&line))
}

/// Values of a file, each an object; memory is bounded by the longest.
fn values_of<'a, T: 'a>(
    values: impl Iterator<Item = (usize, Result<T, ReadError>)> + 'a,
    object: fn(T) -> Result<Object, ReadError>,
) -> Result<Opened<'a>, ReadError> {
    let mut objects = values.map(move |(number, found)| (number, found.and_then(object)));
    let first: Vec<_> = objects.by_ref().take(FIRST).collect();
    let names = keys(first.iter().filter_map(|(_, object)| object.as_ref().ok()));
    let of = {
        let names = names.clone();
        move |object: Result<Object, ReadError>| object.map(|object| cells_of(&object, &names))
    };
    let mut rows = Vec::new();
    let mut broken = Vec::new();
    for (number, object) in first {
        match of(object) {
            Ok(cells) => rows.push((number, cells)),
            Err(error) => broken.push((number, error)),
        }
    }
    let rest = objects.map(move |(number, object)| (number, of(object)));
    Ok(Opened {
        names,
        first: rows,
        rest: Box::new(named(broken).chain(rest)),
        header: None,
        separator: None,
        encoding: None,
        sheets: Vec::new(),
        sheet: None,
    })
}

/// A list of objects, alone or in an object; or one object alone.
fn objects<'a>(bytes: &[u8]) -> Result<Opened<'a>, ReadError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut broken = Vec::new();
    let list = match serde_json::from_slice(bytes) {
        Err(error) => {
            let rows;
            (rows, broken) = whole_items(bytes, is_row);
            if rows.is_empty() {
                return Err(error.into());
            }
            rows
        }
        Ok(Value::Array(list)) => list,
        Ok(Value::Object(object)) => {
            let mut lists = object.values().filter_map(Value::as_array);
            let inner = lists.find(|list| list.iter().any(Value::is_object));
            inner
                .cloned()
                .unwrap_or_else(|| vec![Value::Object(object)])
        }
        Ok(_) => return Err(ReadError::NotAnObject),
    };
    let broken = broken.into_iter().map(|(line, error)| (line, Err(error)));
    let list = list.into_iter().enumerate();
    let list = list.map(|(number, value)| (number + 1, Ok(value)));
    values_of(broken.chain(list), |value| match value {
        Value::Object(object) => Ok(object),
        _ => Err(ReadError::NotAnObject),
    })
}

/// Whether a value can be a row: something in it is said in words.
fn is_row(value: &Value) -> bool {
    let object = value.as_object();
    object.is_some_and(|object| object.values().any(Value::is_string))
}

/// The keys of objects, in the order in which they are first there.
fn keys<'o>(objects: impl Iterator<Item = &'o Object>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for key in objects.flat_map(|object| object.keys()) {
        if !names.contains(key) {
            names.push(key.clone());
        }
    }
    names
}

fn cells_of(object: &Object, names: &[String]) -> Cells {
    let cell = |name: &String| {
        let value = object.get(name).and_then(from_json);
        value.unwrap_or_else(|| AttrValue::Text(String::new()))
    };
    names.iter().map(cell).collect()
}
