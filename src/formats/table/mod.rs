//! Tables in: CSV, TSV, spreadsheets and JSON objects, an article a row. Read only.
//!
//! The first row names the columns, unless it is asked for otherwise or holds a text itself. The
//! text is in the column that is asked for, else in one with a telling name, else in the one with
//! the longest cells. What a project knows of articles is taken by name, the rest becomes
//! attributes of the article.

mod columns;
mod records;
mod rows;

pub(super) use columns::Columns;

use super::error::ReadError;
use super::holds::Holds;
use super::{Each, Format, How, Input, Layout, Reading};
use crate::model::columns::{ColumnUse, TableShape};
use crate::model::span::AttrValue;
use crate::text::unit::Unit;

/// The cells of a row, in the order of the columns.
pub(super) type Cells = Vec<AttrValue>;

/// A row with its number in the file, from 1.
pub(super) type Row = (usize, Cells);

/// How many rows a [`Look`] has.
const SHOWN: usize = 5;

/// How long a cell of a [`Look`] is, in characters.
const SHOWN_CELL: usize = 80;

/// Tables of articles.
pub static FORMAT: Format = Format {
    name: "table",
    title: "table of articles: CSV, TSV, XLSX, XLS, ODS, JSON objects (read only)",
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

fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let stem = input.stem().to_owned();
    let table = rows::open(input, &reading.how)?;
    let columns = table.columns(&reading.how.table)?;
    let first = table
        .first
        .into_iter()
        .map(|(number, row)| (number, Ok(row)));
    for (number, row) in first.chain(table.rest) {
        if row.as_ref().is_ok_and(|row| row.iter().all(is_empty)) {
            continue;
        }
        let found = row.and_then(|row| columns.article(&row));
        let found = found.map(|mut document| {
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

/// What a table looks like: its columns and its first rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The columns with what they hold.
    pub columns: Vec<(String, ColumnUse)>,
    /// The first rows; cells are cut where they are long.
    pub rows: Vec<Vec<String>>,
    /// Whether the first line names the columns; `None` where every row names them.
    pub header: Option<bool>,
    /// What stands between cells, in tables of text.
    pub separator: Option<char>,
    /// The encoding of a table of text.
    pub encoding: Option<&'static str>,
    /// The sheets of a book.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: Option<String>,
}

/// Looks at a table without reading on than it takes.
///
/// # Errors
/// If it is no table. A table without a column of texts is shown all the same.
pub(super) fn look(input: Input<'_>, how: &How) -> Result<Look, ReadError> {
    let table = rows::open(input, how)?;
    let columns = table.columns(&how.table);
    Ok(Look {
        header: table.header,
        separator: table.separator,
        encoding: table.encoding,
        sheets: table.sheets,
        sheet: table.sheet,
        ..Look::of(&table.names, &table.first, columns, &how.table)
    })
}

impl Look {
    /// Columns that are told, or told not to hold texts, over the first of some rows.
    pub(super) fn of(
        names: &[String],
        rows: &[Row],
        columns: Result<Columns, ReadError>,
        shape: &TableShape,
    ) -> Self {
        let asked = |name: &String| {
            let asked = shape.columns.get(name).copied();
            (name.clone(), asked.unwrap_or(ColumnUse::Attribute))
        };
        let untold = |_| names.iter().map(asked).collect();
        let cut = |cell: &AttrValue| -> String {
            let text = super::values::to_text(cell).replace(['\n', '\r'], " ");
            text.chars().take(SHOWN_CELL).collect()
        };
        let rows = rows.iter().take(SHOWN);
        Self {
            columns: columns.map_or_else(untold, Columns::into_inner),
            rows: rows.map(|(_, row)| row.iter().map(cut).collect()).collect(),
            ..Self::default()
        }
    }
}

fn is_empty(value: &AttrValue) -> bool {
    value.as_text().is_some_and(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::tests::{self, origin, read_file};
    use super::super::{Document, zipped};
    use super::*;
    use crate::model::article::MetaField;

    fn read_as(name: &str, bytes: &[u8]) -> Vec<Result<Document, ReadError>> {
        let files = BTreeMap::from([(name.to_owned(), bytes.to_vec())]);
        read_file(&FORMAT, name, &files)
    }

    fn shaped(table: TableShape) -> Reading {
        Reading {
            how: How {
                table,
                ..How::default()
            },
            ..Reading::new(origin())
        }
    }

    /// The ids, texts and titles of the articles in a file that is read in a way of its own.
    fn said(name: &str, bytes: &str, table: TableShape) -> Vec<String> {
        let files = BTreeMap::from([(name.to_owned(), bytes.as_bytes().to_vec())]);
        let found = tests::read_as(&FORMAT, name, &files, &shaped(table));
        let said = |found: Result<Document, ReadError>| match found {
            Ok(document) => {
                let title = document.fields.get(&MetaField::Title);
                let title = title.map_or("", String::as_str);
                let id = document.id.as_deref().unwrap_or_default();
                let attrs: Vec<&str> = document.attrs.keys().map(String::as_str).collect();
                let text = document.text.as_str();
                format!("{id}|{text}|{title}|{}", attrs.join(","))
            }
            Err(error) => error.to_string(),
        };
        found.into_iter().map(said).collect()
    }

    #[test]
    fn what_is_asked_for_goes_before_what_is_told() {
        use ColumnUse::{Attribute, Field, Nothing, Text};
        let columns = |all: &[(&str, ColumnUse)]| TableShape {
            columns: all
                .iter()
                .map(|(name, held)| ((*name).to_owned(), *held))
                .collect(),
            ..TableShape::default()
        };
        let table = "text;summary;lead;n\nنص طويل;ملخص;مقدمة;3\n";
        let none = TableShape::default();
        assert_eq!(
            said("a.csv", table, none.clone()),
            ["a-2|نص طويل||lead,n,summary"]
        );
        let title = Field(MetaField::Title);
        let asked = columns(&[
            ("summary", Text),
            ("text", Attribute),
            ("lead", title),
            ("n", Nothing),
        ]);
        assert_eq!(said("a.csv", table, asked), ["a-2|ملخص|مقدمة|text"]);
        // No line of names: the first line is an article as well.
        let bare = "1|قصفت القوات مدينة إدلب اليوم بعد الظهر كما قالت مصادر محلية عدة في المدينة\n2|قتل سبعة في المدينة يوم أمس\n";
        let found = said("a.txt", bare, none.clone());
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].starts_with("a-2|قتل سبعة"), "{found:?}");
        let header = TableShape {
            header: Some(false),
            separator: Some(','),
            ..columns(&[("2", Text)])
        };
        assert_eq!(
            said("a.csv", "a;b,نص\nc,ثان\n", header),
            ["a-1|نص||1", "a-2|ثان||1"]
        );
        // Two columns of one name, and one without a name.
        let found = said("a.csv", "text,date,date,\nنص,2017-02-14,x,y\n", none);
        assert_eq!(found, ["a-2|نص||date 2"]);
    }

    #[test]
    fn json_objects_are_rows_alone_in_lists_and_in_lines() {
        let one = r#"{"body":"نص أول","headline":"عنوان","n":3,"tags":{"a":1}}"#;
        let two = r#"{"body":"نص ثان","day":"2017"}"#;
        let none = TableShape::default();
        let expected = ["a-1|نص أول|عنوان|n", "a-2|نص ثان||day"];
        let list = format!("[{one},\n{two}]");
        assert_eq!(said("a.json", &list, none.clone()), expected);
        let inner = format!(r#"{{"count":2,"articles":{list}}}"#);
        assert_eq!(said("a.json", &inner, none.clone()), expected);
        assert_eq!(said("a.json", one, none.clone()), expected[..1]);
        // What is broken is named, and the rest of a list is read.
        let broken = format!("{{\"count\":2,\"articles\":[{one},\n{{\"body\":\"ب}},\n{two}]}}");
        let found = said("a.json", &broken, none.clone());
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[..2], expected);
        assert!(found[2].contains("broken at column"), "{found:?}");
        let lines = format!("{one}\nbroken\n{two}\n");
        let found = said("a.jsonl", &lines, none);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0], expected[0]);
        assert!(
            found[1].contains("ثان") && found[2].contains("JSON"),
            "{found:?}"
        );
    }

    #[test]
    fn a_table_shows_its_columns_and_first_rows() {
        let table = format!("n,col\n1,{}\n", "كلمة ".repeat(50));
        let input = Input {
            name: "a.csv",
            data: &mut table.as_bytes(),
            beside: &|_| None,
        };
        let look = look(input, &How::default()).unwrap();
        let columns = [("n", ColumnUse::Attribute), ("col", ColumnUse::Text)];
        assert_eq!(
            look.columns,
            columns.map(|(name, held)| (name.to_owned(), held))
        );
        assert_eq!((look.header, look.separator), (Some(true), Some(',')));
        assert_eq!(look.rows.len(), 1);
        assert_eq!(look.rows[0][1].chars().count(), SHOWN_CELL);
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
        let reading = shaped(TableShape {
            columns: BTreeMap::from([("missing".to_owned(), ColumnUse::Text)]),
            ..TableShape::default()
        });
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
