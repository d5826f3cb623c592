//! Files that are ZIP archives: spreadsheets and word processors' documents.
//!
//! A small archive can hold gigabytes; nothing here unpacks more than [`LARGEST_FILE`] bytes.

use std::borrow::Cow;
use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;

use super::error::{LARGEST_FILE, ReadError};
use super::told::told;
use super::xml::{Piece, attribute, walk};

pub(super) fn broken(error: impl std::fmt::Display) -> ReadError {
    told!(
        "problem-archive",
        "its archive is broken ({why}); save or copy it anew",
        why = error
    )
    .into()
}

/// Unpacks a spreadsheet to nowhere.
///
/// # Errors
/// If it is broken, too large when it is unpacked, or its cells lie where no sheet has any.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = LARGEST_FILE;
    let sheets: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .filter(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"))
        .map(Cow::into_owned)
        .collect();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).map_err(broken)?;
        let size = io::copy(&mut (&mut file).take(left + 1), &mut io::sink()).map_err(broken)?;
        left = left.checked_sub(size).ok_or(ReadError::FileTooLarge)?;
    }
    for name in sheets {
        check_cells(&file(bytes, &name)?.unwrap_or_default())?;
    }
    Ok(())
}

/// The last row and column that a sheet of Excel can have.
const LAST_ROW: u32 = 1 << 20;
const LAST_COLUMN: u32 = 1 << 14;

/// The most cells a sheet may span. The reader makes a table of all of them, the empty ones too.
const MOST_CELLS: u64 = 20_000_000;

/// Looks where the cells of a sheet lie that hold something.
fn check_cells(sheet: &[u8]) -> Result<(), ReadError> {
    let (mut rows, mut columns) = (0, 0);
    let mut last = (0, 0);
    let mut outside = None;
    walk(sheet, &mut |open, piece| {
        let Piece::Start(element) = piece else { return };
        let named = |name: &str| attribute(element, name);
        let places = match open.last().map(String::as_str) {
            Some("c") => named("r"),
            Some("dimension" | "mergeCell" | "f") => named("ref"),
            Some("v" | "is") => {
                (rows, columns) = (last.0.max(rows), last.1.max(columns));
                None
            }
            _ => None,
        };
        for place in places.iter().flat_map(|places| places.split(':')) {
            match cell(place) {
                Some(found) => last = found,
                None => outside = Some(place.to_owned()),
            }
        }
    })?;
    if let Some(place) = outside {
        let place: String = place.chars().take(20).collect();
        let why = told!(
            "problem-cell",
            "a cell {place} is outside of any sheet",
            place = place
        );
        return Err(why.into());
    }
    if u64::from(rows) * u64::from(columns) > MOST_CELLS {
        let why = told!(
            "problem-sheet",
            "its sheet spans {rows} rows and {columns} columns, more than {most} cells",
            rows = rows,
            columns = columns,
            most = MOST_CELLS
        );
        return Err(why.into());
    }
    Ok(())
}

/// Row and column of a place such as `AB12`, from 1; `None` if no sheet has it.
fn cell(place: &str) -> Option<(u32, u32)> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, row) = place.split_at_checked(letters.min(4))?;
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = row.parse().ok()?;
    let is_there = (1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column);
    is_there.then_some((row, column))
}

/// One file of an archive; `None` if there is none of that name.
///
/// # Errors
/// If the archive is broken, or the file too large when it is unpacked.
pub(super) fn file(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let Some(number) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let mut content = Vec::new();
    let file = archive.by_index(number).map_err(broken)?;
    let size = file
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut content)
        .map_err(broken)?;
    if size as u64 > LARGEST_FILE {
        return Err(ReadError::FileTooLarge);
    }
    Ok(Some(content))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of these files.
    pub(in crate::formats) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            archive
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// A small archive of a file that is larger than any is read.
    pub(in crate::formats) fn bomb(name: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        let zeros = vec![b' '; 1 << 20];
        for _ in 0..=(LARGEST_FILE >> 20) {
            archive.write_all(&zeros).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_that_no_sheet_has_are_refused() {
        let sheet = |cells: &str| {
            let sheet =
                format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
            check(&zip(&[("xl/worksheets/sheet1.xml", &sheet)]))
        };
        let filled = |place: &str| format!("<c r=\"{place}\"><v>1</v></c>");
        let rows = [
            (filled("A1"), true),
            // Far away, and nothing in it.
            ("<c r=\"XFD1048576\" s=\"1\"/>".to_owned(), true),
            (filled("XFD1048576"), false),
            (filled("XFE1"), false),
            (filled("A1048577"), false),
            (filled("A99999999999999"), false),
            (filled("AAAAAAAA1"), false),
            (filled("7"), false),
        ];
        for (cells, is_sound) in rows {
            assert_eq!(sheet(&cells).is_ok(), is_sound, "{cells}");
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = bomb("word/document.xml");
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(check(&bomb), Err(ReadError::FileTooLarge)));
        let found = file(&bomb, "word/document.xml");
        assert!(matches!(found, Err(ReadError::FileTooLarge)));
        assert!(check(b"PK nonsense").is_err());
    }
}
