//! Tables in: CSV, TSV and spreadsheets, an article a row. Read only.
//!
//! The first row names the columns. The text is in the column that is asked for, else in one with
//! a telling name, else in the one with the longest cells. What a project knows of articles is
//! taken by name, the rest becomes attributes of the article.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _};

use super::document::Document;
use super::error::ReadError;
use super::loss::Holds;
use super::source::Source;
use super::values::{from_text, set_field};
use super::{Each, Format, Input, Layout, Reading, plain, zipped};
use crate::model::article::MetaField;
use crate::model::span::AttrValue;
use crate::text::unit::Unit;

/// Tables of articles.
pub(super) static FORMAT: Format = Format {
    name: "table",
    title: "table of articles: CSV, TSV, XLSX, XLS, ODS (read only)",
    extensions: &["csv", "tsv", "xlsx", "xls", "ods"],
    holds: Holds {
        places: true,
        fields: true,
        article_attrs: true,
        bare: true,
        ..Holds::NOTHING
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read),
    write: None,
};

/// Names of columns and what they hold; `None` is the text.
const NAMES: [(Option<MetaField>, &[&str]); 8] = [
    (
        None,
        &[
            "text",
            "body",
            "article",
            "content",
            "full_text",
            "fulltext",
            "article_text",
            "النص",
            "نص",
            "المحتوى",
            "الخبر",
        ],
    ),
    (
        Some(MetaField::Title),
        &["title", "headline", "العنوان", "عنوان"],
    ),
    (
        Some(MetaField::Source),
        &["source", "outlet", "publisher", "agency", "المصدر", "مصدر"],
    ),
    (
        Some(MetaField::Published),
        &[
            "published",
            "date",
            "publication_date",
            "pubdate",
            "published_at",
            "التاريخ",
            "تاريخ",
        ],
    ),
    (
        Some(MetaField::Address),
        &["address", "url", "link", "الرابط"],
    ),
    (Some(MetaField::Author), &["author", "byline", "الكاتب"]),
    (
        Some(MetaField::Country),
        &["country", "country_code", "iso2"],
    ),
    (Some(MetaField::Language), &["language", "lang", "اللغة"]),
];

fn read(mut input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let sheet = ["xlsx", "xls", "ods"];
    let ending = input.name.rsplit('.').next().unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    let stem = input.stem().to_owned();
    let bytes = input.bytes()?;
    let rows = if sheet.contains(&ending.as_str()) {
        cells(bytes)?
    } else {
        lines(&bytes, reading.encoding.as_deref())?
    };
    let mut rows = rows.into_iter();
    let (_, names) = rows.next().ok_or(ReadError::NoText)?;
    let rows: Vec<(usize, Vec<AttrValue>)> = rows.collect();
    let columns = Columns::new(&names, &rows, reading.column.as_deref())?;
    for (number, row) in rows {
        if row.iter().all(is_empty) {
            continue;
        }
        let found = columns.article(&row).map(|mut document| {
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

/// Rows with their numbers in the file, from 1.
type Rows = Vec<(usize, Vec<AttrValue>)>;

fn lines(bytes: &[u8], encoding: Option<&str>) -> Result<Rows, ReadError> {
    let (text, _) = plain::decode_any(bytes, encoding)?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| head.bytes().filter(|byte| byte == mark).count();
    let mark = [b',', b';', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(count);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::Shape(error.to_string()))?;
        let number = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().map(|cell| AttrValue::Text(cell.to_owned()));
        rows.push((usize::try_from(number).unwrap_or_default(), cells.collect()));
    }
    Ok(rows)
}

/// The first sheet that is not empty.
fn cells(bytes: Vec<u8>) -> Result<Rows, ReadError> {
    let shape =
        |error: calamine::Error| ReadError::Shape(format!("this is no spreadsheet: {error}"));
    if bytes.starts_with(b"PK") {
        zipped::check(&bytes)?;
    }
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(shape)?;
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).map_err(shape)?;
        let first = sheet.start().map_or(0, |(row, _)| row as usize);
        let rows = sheet.rows().enumerate();
        let rows: Rows = rows
            .map(|(number, row)| (first + number + 1, row.iter().map(cell).collect()))
            .collect();
        if !rows.is_empty() {
            return Ok(rows);
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

fn is_empty(value: &AttrValue) -> bool {
    value.as_text().is_some_and(|text| text.trim().is_empty())
}

/// Which column is what.
struct Columns {
    names: Vec<String>,
    text: usize,
    fields: Vec<(usize, MetaField)>,
    id: Option<usize>,
}

impl Columns {
    fn new(names: &[AttrValue], rows: &Rows, wanted: Option<&str>) -> Result<Self, ReadError> {
        let names: Vec<String> = names
            .iter()
            .map(|name| super::values::to_text(name).trim().to_owned())
            .collect();
        let find = |known: &[&str]| {
            let is = |name: &String| known.contains(&name.to_lowercase().as_str());
            names.iter().position(is)
        };
        let text = match wanted {
            Some(wanted) => names
                .iter()
                .position(|name| name == wanted)
                .ok_or_else(|| {
                    let there = names.join(", ");
                    ReadError::Shape(format!("there is no column {wanted}; there are {there}"))
                })?,
            None => {
                let telling = NAMES.iter().find(|(field, _)| field.is_none());
                let telling = telling.and_then(|(_, known)| find(known));
                telling.or_else(|| longest(rows)).ok_or_else(|| {
                    ReadError::Shape("no column holds texts; name one with --column".to_owned())
                })?
            }
        };
        let fields = NAMES.iter().filter_map(|(field, known)| {
            let at = find(known).filter(|at| *at != text)?;
            Some((at, (*field)?))
        });
        Ok(Self {
            fields: fields.collect(),
            id: find(&["id", "doc_id", "article_id"]),
            text,
            names,
        })
    }

    fn article(&self, row: &[AttrValue]) -> Result<Document, ReadError> {
        let text = row.get(self.text).and_then(AttrValue::as_text);
        let source = Source::new(text.ok_or(ReadError::NoText)?, Unit::Char)?;
        let mut document = Document::new(source.text.clone());
        for (at, value) in row.iter().enumerate() {
            let field = self.fields.iter().find(|(column, _)| *column == at);
            let Some(name) = self.names.get(at).filter(|name| !name.is_empty()) else {
                continue;
            };
            if at == self.text || is_empty(value) {
                continue;
            }
            let text = super::values::to_text(value);
            if self.id == Some(at) {
                document.id = Some(text);
            } else if let Some((_, field)) = field {
                set_field(&mut document, name, *field, &text);
            } else {
                let value = match value {
                    AttrValue::Text(text) => from_text(text),
                    value => value.clone(),
                };
                document.attrs.insert(name.clone(), value);
            }
        }
        Ok(document)
    }
}

/// The column with the longest cells, if they are as long as a sentence.
fn longest(rows: &Rows) -> Option<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    for (_, row) in rows.iter().take(100) {
        lengths.resize(lengths.len().max(row.len()), 0);
        for (sum, cell) in lengths.iter_mut().zip(row) {
            *sum += cell.as_text().map_or(0, |text| text.chars().count());
        }
    }
    let longest = (0..lengths.len()).max_by_key(|at| lengths.get(*at))?;
    let enough = 20 * rows.len().min(100);
    (*lengths.get(longest)? >= enough.max(1)).then_some(longest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::tests::{origin, read_file};
    use super::*;

    fn read_as(name: &str, bytes: &[u8]) -> Vec<Result<Document, ReadError>> {
        let files = BTreeMap::from([(name.to_owned(), bytes.to_vec())]);
        read_file(&FORMAT, name, &files)
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let table = "id;Title;date;text;casualties\n\
            7;\"عنوان; طويل\";2017-02-14;\"سطر أول\nسطر \"\"ثان\"\"\";12\n\
            8;x;14/2/2017;نص;\n;;;;\n9;x;2017-02-14;;3\n";
        let utf16: Vec<u8> = std::iter::once(0xfeff_u16)
            .chain(table.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [table.as_bytes(), &utf16] {
            let found = read_as("a.csv", bytes);
            assert_eq!(found.len(), 3);
            let first = found[0].as_ref().unwrap();
            assert_eq!(first.id.as_deref(), Some("7"));
            assert_eq!(first.text.as_str(), "سطر أول\nسطر \"ثان\"");
            assert_eq!(first.fields[&MetaField::Title], "عنوان; طويل");
            assert_eq!(first.attrs["casualties"], AttrValue::Number(12));
            assert_eq!(
                found[1].as_ref().unwrap().problems.len(),
                1,
                "a date of no kind"
            );
            assert!(found[2].is_err(), "a row without text");
        }
    }

    #[test]
    fn without_a_telling_name_the_longest_cells_are_the_text() {
        let table = "n\tcol\n1\tقصفت القوات مدينة إدلب اليوم\n";
        let found = read_as("a.tsv", table.as_bytes());
        assert!(found[0].as_ref().unwrap().text.as_str().starts_with("قصفت"));
        assert!(read_as("a.csv", b"a,b\n1,2\n")[0].is_err());
        let reading = Reading {
            column: Some("missing".to_owned()),
            ..Reading::new(origin())
        };
        let input = Input {
            name: "a.tsv",
            data: &mut table.as_bytes(),
            beside: &|_| None,
        };
        let error = read(input, &reading, &mut |_, _| unreachable!()).unwrap_err();
        assert!(error.to_string().contains("there are n, col"), "{error}");
    }

    #[test]
    fn a_spreadsheet_is_read() {
        let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
            <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>n</t></is></c></row>\
            <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>قصف إدلب</t></is></c><c r=\"B2\"><v>12</v></c></row>\
            </sheetData></worksheet>";
        let rels = |target: &str, kind: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
            <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
            xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
            <sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
        let bytes = zipped::tests::zip(&[
            ("_rels/.rels", &rels("xl/workbook.xml", "officeDocument")),
            ("xl/workbook.xml", book),
            (
                "xl/_rels/workbook.xml.rels",
                &rels("worksheets/sheet1.xml", "worksheet"),
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        ]);
        let found = read_as("a.xlsx", &bytes);
        let article = found[0].as_ref().unwrap();
        assert_eq!(article.text.as_str(), "قصف إدلب");
        assert_eq!(article.attrs["n"], AttrValue::Number(12));
        assert!(read_as("a.xlsx", b"PK nonsense").pop().unwrap().is_err());
    }
}
