//! Which column of a table is what.

use std::collections::BTreeSet;

use super::{Cells, Row};
use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::source::Source;
use crate::formats::told::told;
use crate::formats::values::{from_text, set_field, to_text};
use crate::model::article::MetaField;
use crate::model::columns::{ColumnUse, TableShape};
use crate::model::span::AttrValue;
use crate::text::unit::Unit;

/// Names of columns and what they hold.
const NAMES: [(ColumnUse, &[&str]); 9] = [
    (
        ColumnUse::Text,
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
            "نص الخبر",
        ],
    ),
    (
        ColumnUse::Field(MetaField::Title),
        &["title", "headline", "العنوان", "عنوان", "عنوان الخبر"],
    ),
    (
        ColumnUse::Field(MetaField::Source),
        &[
            "source",
            "outlet",
            "publisher",
            "agency",
            "المصدر",
            "مصدر",
            "الجريدة",
            "الصحيفة",
            "الوكالة",
        ],
    ),
    (
        ColumnUse::Field(MetaField::Published),
        &[
            "published",
            "date",
            "publication_date",
            "pubdate",
            "published_at",
            "التاريخ",
            "تاريخ",
            "تاريخ النشر",
        ],
    ),
    (
        ColumnUse::Field(MetaField::Address),
        &["address", "url", "link", "الرابط"],
    ),
    (
        ColumnUse::Field(MetaField::Author),
        &["author", "byline", "الكاتب"],
    ),
    (
        ColumnUse::Field(MetaField::Country),
        &["country", "country_code", "iso2"],
    ),
    (
        ColumnUse::Field(MetaField::Language),
        &["language", "lang", "اللغة"],
    ),
    (ColumnUse::Id, &["id", "doc_id", "article_id"]),
];

/// What a column of that name holds, if its name tells.
pub(super) fn by_name(name: &str) -> Option<ColumnUse> {
    let name = name.trim().to_lowercase();
    let mut known = NAMES.iter();
    let found = known.find(|(_, names)| names.contains(&name.as_str()));
    found.map(|(held, _)| *held)
}

/// The columns of a table with what they hold.
#[derive(Debug)]
pub(in crate::formats) struct Columns(Vec<(String, ColumnUse)>);

impl Columns {
    /// Tells the columns by what is asked for, else by their names, else by their cells.
    ///
    /// # Errors
    /// If a column that is asked for is not there, or none holds texts.
    pub(in crate::formats) fn new(
        names: &[String],
        rows: &[Row],
        are_named: bool,
        shape: &TableShape,
    ) -> Result<Self, ReadError> {
        if let Some(missing) = shape.columns.keys().find(|name| !names.contains(name)) {
            let there = names.join(", ");
            let why = told!(
                "problem-no-column",
                "there is no column {missing}; there are {there}",
                missing = missing,
                there = there
            );
            return Err(why.into());
        }
        let asked = |name: &String| shape.columns.get(name).copied();
        let mut taken: BTreeSet<ColumnUse> = names.iter().filter_map(asked).collect();
        let mut columns: Vec<(String, ColumnUse)> = names
            .iter()
            .enumerate()
            .map(|(number, name)| {
                let telling = || by_name(name).filter(|held| taken.insert(*held));
                // A column without a name is called by its number and most likely a leftover.
                let rest = if are_named && *name == (number + 1).to_string() {
                    ColumnUse::Nothing
                } else {
                    ColumnUse::Attribute
                };
                let held = asked(name).or_else(telling).unwrap_or(rest);
                (name.clone(), held)
            })
            .collect();
        if !taken.contains(&ColumnUse::Text) {
            let free = |at: &usize| {
                let column = columns.get(*at);
                column.is_some_and(|(name, _)| !shape.columns.contains_key(name))
            };
            let longest = longest(rows).filter(free);
            let text = longest.and_then(|at| columns.get_mut(at)).ok_or_else(|| {
                told!(
                    "problem-no-texts",
                    "no column holds texts; name one with --columns text=…"
                )
            })?;
            text.1 = ColumnUse::Text;
        }
        Ok(Self(columns))
    }

    /// The columns.
    pub(super) fn into_inner(self) -> Vec<(String, ColumnUse)> {
        self.0
    }

    /// The article that a row is.
    pub(in crate::formats) fn article(&self, cells: &Cells) -> Result<Document, ReadError> {
        let value = |held: ColumnUse| {
            let mut columns = self.0.iter().zip(cells);
            columns
                .find(|((_, of), _)| *of == held)
                .map(|(_, value)| value)
        };
        let text = value(ColumnUse::Text).map(to_text);
        let text = text.filter(|text| !text.trim().is_empty());
        let text = text.ok_or(ReadError::NoText)?;
        let source = Source::new(&text, Unit::Char)?;
        let mut document = Document::new(source.text.clone());
        for ((name, held), value) in self.0.iter().zip(cells) {
            if super::is_empty(value) {
                continue;
            }
            match held {
                ColumnUse::Text | ColumnUse::Nothing => {}
                ColumnUse::Id => document.id = Some(to_text(value)),
                ColumnUse::Field(field) => {
                    set_field(&mut document, name, *field, &to_text(value));
                }
                ColumnUse::Attribute => {
                    let value = match value {
                        AttrValue::Text(text) => from_text(text),
                        value => value.clone(),
                    };
                    document.attrs.insert(name.clone(), value);
                }
            }
        }
        Ok(document)
    }
}

/// The column with the longest cells, if they are as long as a sentence.
fn longest(rows: &[Row]) -> Option<usize> {
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
