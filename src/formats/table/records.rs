//! The records of a table of text.
//!
//! A quote that is opened and never closed would take in the rows after it, up to the next quote
//! or to the end of the file. Here it costs the line where it stands: that line is named and the
//! next one is read as a row again.

use super::Row;
use crate::formats::error::ReadError;
use crate::model::span::AttrValue;

/// What is in a table.
#[derive(Default)]
pub(super) struct Records {
    /// Its rows, with the numbers of their lines.
    pub(super) rows: Vec<Row>,
    /// The lines that are none.
    pub(super) broken: Vec<(usize, ReadError)>,
    /// How many cells the first row has.
    width: usize,
}

/// Reads a table whose cells are parted by `mark`.
pub(super) fn records(text: &str, mark: u8) -> Records {
    let mut found = Records::default();
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() {
        let passed = found.read(rest, mark, line);
        line += newlines(rest.get(..passed).unwrap_or(rest));
        rest = rest.get(passed..).unwrap_or_default();
    }
    found
}

impl Records {
    /// Reads on to the end or over a broken line, and says how many bytes that are.
    fn read(&mut self, text: &str, mark: u8, first_line: usize) -> usize {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(mark)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut line = first_line;
        let mut start = 0;
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return text.len(),
                Err(error) => {
                    let error = ReadError::Io(std::io::Error::other(error));
                    self.broken.push((line, error));
                    return text.len();
                }
            }
            let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
            let raw = text.get(start..end).unwrap_or_default();
            // The line end of the record before, and empty lines.
            let own = raw.trim_start_matches(['\r', '\n']);
            let own_line = line + newlines(raw) - newlines(own);
            let lines = own.trim_end_matches(['\r', '\n']);
            let is_broken = match quotes(lines.as_bytes(), mark) {
                Quotes::Open => true,
                Quotes::Stray => lines.contains('\n'),
                Quotes::Closed => self.swallows(lines, mark, record.len()),
            };
            if is_broken {
                self.broken.push((own_line, ReadError::OpenQuote));
                let first = lines.find('\n').map_or(lines.len(), |end| end + 1);
                return end - own.len() + first;
            }
            let cells = record.iter().map(|cell| AttrValue::Text(cell.to_owned()));
            self.rows.push((own_line, cells.collect()));
            if self.width == 0 {
                self.width = record.len();
            }
            line += newlines(raw);
            start = end;
        }
    }

    /// Whether a record that is not as wide as the first one has lines inside that are.
    fn swallows(&self, lines: &str, mark: u8, cells: usize) -> bool {
        let is_row = |line: &str| {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .delimiter(mark)
                .from_reader(line.as_bytes());
            let row = reader.records().next().and_then(Result::ok);
            row.is_some_and(|row| row.len() == self.width)
        };
        // The last line closes the quote.
        let inside = lines.lines().count().saturating_sub(2);
        let mut inside = lines.lines().skip(1).take(inside);
        self.width > 1 && cells != self.width && inside.any(is_row)
    }
}

fn newlines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// How the quotes that open cells end.
#[derive(PartialEq)]
enum Quotes {
    /// Where their cells do.
    Closed,
    /// Inside of a cell.
    Stray,
    /// Nowhere.
    Open,
}

fn quotes(record: &[u8], mark: u8) -> Quotes {
    let mut bytes = record.iter().copied().peekable();
    let mut at_start = true;
    while let Some(byte) = bytes.next() {
        if byte != b'"' || !at_start {
            at_start = byte == mark;
            continue;
        }
        loop {
            match (bytes.next(), bytes.peek()) {
                (None, _) => return Quotes::Open,
                (Some(b'"'), Some(b'"')) => {
                    bytes.next();
                }
                (Some(b'"'), None) => return Quotes::Closed,
                (Some(b'"'), Some(next)) if *next == mark => break,
                (Some(b'"'), Some(_)) => return Quotes::Stray,
                _ => {}
            }
        }
        at_start = false;
    }
    Quotes::Closed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first cells of rows with their lines, and the lines that are broken.
    fn read(table: &str) -> (Vec<String>, Vec<usize>) {
        let found = records(table, b',');
        let rows = found.rows.iter().map(|(line, cells)| {
            let first = cells[0].as_text().unwrap_or_default();
            format!("{line}:{first}")
        });
        let broken = found.broken.iter().map(|(line, _)| *line);
        (rows.collect(), broken.collect())
    }

    #[test]
    fn an_open_quote_costs_its_own_line() {
        let head = "id,text,day\n";
        let quoted = "q,\"سطر\nثان، \"\"نعم\"\"\n\",2017\n";
        // What follows a row that opens a quote: nothing, plain rows, quoted ones, one with quotes inside.
        let rests = [
            "",
            "b,نص,2018\nc,نص,2019\n",
            "b,\"نص\",2018\nc,\"نص\",2019\n",
            "b,نص \"مقتبس\" هنا,2018\nc,نص,2019\n",
            "b,نص,2018\nc,\"\",2019\n",
        ];
        for rest in rests {
            let table = format!("{head}{quoted}a,\"نص مفتوح,2017\n{rest}");
            let (rows, broken) = read(&table);
            let mut expected = vec!["1:id", "2:q"];
            if !rest.is_empty() {
                expected.extend(["6:b", "7:c"]);
            }
            assert_eq!(rows, expected, "{table}");
            assert_eq!(broken, [5], "{table}");
            let windows = table.replace('\n', "\r\n");
            assert_eq!(read(&windows), (rows, broken), "{windows}");
        }
    }

    #[test]
    fn a_quote_that_ends_where_a_cell_may_end_has_swallowed_rows_all_the_same() {
        let table = "id,text,day\na,\"مفتوح,2017\nb,نص,2018\nc,نص\"\nd,\"نص\",2020\n";
        let rows = ["1:id", "3:b", "4:c", "5:d"].map(str::to_owned);
        assert_eq!(read(table), (rows.into(), vec![2]));
    }

    #[test]
    fn what_is_whole_stays_whole() {
        let table = "id,text\n\n1,\"a\n\nb, \"\"c\"\"\n\"\n\"2\",\"\"\n3,\"x\ny\",more\n";
        let (rows, broken) = read(table);
        assert_eq!(
            (rows, broken),
            (
                ["1:id", "3:1", "7:2", "8:3"].map(str::to_owned).into(),
                vec![]
            )
        );
    }
}
