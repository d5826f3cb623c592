//! How a table of articles is read: what its columns are, where they begin.
//!
//! A project remembers it for tables with the same columns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::article::MetaField;

/// How a table of articles is read. What is not said is told by the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableShape {
    /// What columns hold, by their names; without a line of names they are called by their
    /// numbers, from 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, ColumnUse>,
    /// Whether the first line names the columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// What stands between two cells, in tables of text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// The sheet, in books of sheets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ColumnUse {
    /// The text of the article.
    Text,
    /// Its name in files.
    Id,
    /// Something that a project knows of articles.
    Field(MetaField),
    /// Something else that is said of the article as a whole.
    Attribute,
    /// Nothing that is taken in.
    Nothing,
}

impl ColumnUse {
    /// What a person can choose, in the order in which it is offered.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Field(MetaField::Title),
        Self::Field(MetaField::Published),
        Self::Field(MetaField::Source),
        Self::Field(MetaField::Address),
        Self::Field(MetaField::Author),
        Self::Field(MetaField::Country),
        Self::Field(MetaField::Language),
        Self::Id,
        Self::Attribute,
        Self::Nothing,
    ];

    /// Its name on the command line and in the catalogues.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Field(MetaField::Title) => "title",
            Self::Field(MetaField::Published) => "date",
            Self::Field(MetaField::Source) => "source",
            Self::Field(MetaField::Address) => "address",
            Self::Field(MetaField::Author) => "author",
            Self::Field(MetaField::Country) => "country",
            Self::Field(MetaField::Language) => "language",
            Self::Id => "id",
            Self::Attribute => "attribute",
            Self::Field(_) | Self::Nothing => "none",
        }
    }

    /// The one with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name {
            // As articles are described elsewhere.
            "published" => "date",
            name => name,
        };
        Self::ALL.into_iter().find(|of| of.name() == name)
    }

    /// Whether only one column can hold it.
    #[must_use]
    pub fn is_single(self) -> bool {
        !matches!(self, Self::Attribute | Self::Nothing)
    }
}

impl TableShape {
    /// Says what a column holds. Only one holds the text, the title and so on: another one that
    /// did becomes an attribute. `now` are the columns as they are read.
    pub fn put(&mut self, now: &[(String, ColumnUse)], column: &str, to: ColumnUse) {
        for (name, held) in now {
            if to.is_single() && *held == to && name != column {
                self.columns.insert(name.clone(), ColumnUse::Attribute);
            }
        }
        self.columns.insert(column.to_owned(), to);
    }
}

/// What a table is remembered by: the names of its columns.
#[must_use]
pub fn header_key<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join("\t")
}
