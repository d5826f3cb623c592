//! A table of relations, a row each: what is related, with the words and labels at both ends.
//! UTF-8 with a byte order mark, quoted as RFC 4180 says. Written only.

use std::io;

use super::document::{Document, Mark};
use super::holds::Holds;
use super::sheet::Sheet;
use super::{Files, Format, Layout, Writer, Writing};
use crate::model::id::SpanId;
use crate::text::unit::{Places, Unit};

/// The table.
pub(super) static FORMAT: Format = Format {
    name: "relations",
    title: "table of relations (written only)",
    extensions: &["csv"],
    holds: Holds {
        relations: true,
        states: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: None,
    write: Some(writer),
};

/// The columns of the table.
const COLUMNS: [&str; 18] = [
    "doc_id",
    "relation_id",
    "type",
    "from_id",
    "from_start",
    "from_end",
    "from_text",
    "from_label",
    "to_id",
    "to_start",
    "to_end",
    "to_text",
    "to_label",
    "state",
    "annotator",
    "at",
    "rule",
    "score",
];

fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Table {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        sheet: Sheet::new(&COLUMNS),
    })
}

struct Table {
    unit: Unit,
    sheet: Sheet,
}

impl Writer for Table {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let places = Places::new(document.text.as_str(), document.text.offsets(), self.unit);
        let found = |id: SpanId| document.spans.iter().find(|mark| mark.span.id == id);
        let end = |mark: &Mark| {
            let (start, end) = places.numbers(mark.span.range);
            [
                mark.span.id.to_string(),
                start.to_string(),
                end.to_string(),
                document.words(mark.span.range).to_owned(),
                mark.label.clone(),
            ]
        };
        let mut rows = Vec::with_capacity(document.relations.len());
        for relation in &document.relations {
            let (Some(from), Some(to)) = (found(relation.from), found(relation.to)) else {
                continue;
            };
            let provenance = &relation.provenance;
            let mut row = vec![
                document.id.clone().unwrap_or_default(),
                relation.id.to_string(),
                relation.kind.clone(),
            ];
            row.extend(end(from).into_iter().chain(end(to)));
            row.extend([
                relation.state.name().to_owned(),
                provenance.author.to_string(),
                provenance.at.to_string(),
                provenance.rule.clone().unwrap_or_default(),
                provenance
                    .confidence
                    .map_or_else(String::new, |c| c.to_string()),
            ]);
            rows.push(row);
        }
        self.sheet.rows(&rows, files)
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        self.sheet.rows(&[], files)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{full, written_files};
    use super::*;

    #[test]
    fn both_ends_are_told_with_their_words() {
        let files = written_files(&FORMAT, &[full()]);
        let bytes = files[""].strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut rows = csv::Reader::from_reader(bytes);
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let shown: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {}>{}", &row[2], &row[6], &row[11]))
            .collect();
        let expected = [
            "perpetrator قصفت>قوات الحكومة",
            "location_of قصفت>إدلب",
            "victim_of 12 مدنيًا>قصفت",
        ];
        assert_eq!(shown, expected);
    }
}
