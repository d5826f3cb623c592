//! A table for spreadsheets: UTF-8 with a byte order mark, which they need to read Arabic, quoted
//! and with line ends as RFC 4180 says.

use std::io;

use super::Files;

/// A table that is written row by row.
#[derive(Debug)]
pub struct Sheet {
    columns: Vec<String>,
    begun: bool,
}

impl Sheet {
    /// A table with these columns; they are written before the first rows.
    #[must_use]
    pub fn new(columns: &[&str]) -> Self {
        Self {
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            begun: false,
        }
    }

    /// Writes rows on; without any it only makes sure that the columns are there.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn rows(&mut self, rows: &[Vec<String>], files: &mut dyn Files) -> io::Result<()> {
        let mut written = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        if !self.begun {
            self.begun = true;
            files.append("", "\u{feff}".as_bytes())?;
            written.write_record(&self.columns)?;
        }
        for row in rows {
            written.write_record(row)?;
        }
        let written = written
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        files.append("", &written)
    }
}
