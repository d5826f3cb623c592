//! The layers that a file declares, and what their columns hold.

use super::{BASE, ROLE};

/// A layer of the file.
pub(super) struct Layer {
    pub(super) kind: Kind,
    /// Its name after the last dot.
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Span,
    Relation,
    Chain,
}

/// A column of a layer.
pub(super) enum Column {
    /// A layer without features.
    None,
    Feature(String),
    /// The roles of a slot, and in the next column what plays them, in spans of that layer.
    Roles(String),
    Players(String),
    /// Where a relation comes from, and the layer it joins spans of.
    Source(String),
}

impl Layer {
    pub(super) fn new(kind: Kind, declared: &str) -> Self {
        let mut parts = declared.split('|');
        let name = last_name(parts.next().unwrap_or_default());
        let columns = parts.map(|column| match (kind, column) {
            (_, "") => Column::None,
            (Kind::Relation, column) if column.starts_with(BASE) => {
                Column::Source(last_name(column.get(BASE.len()..).unwrap_or_default()))
            }
            (Kind::Span, column) if column.starts_with(ROLE) => {
                // As in `ROLE_package.Layer:slot_package.Link`.
                let slot = column.split(':').nth(1).unwrap_or(column);
                Column::Roles(slot.split('_').next().unwrap_or(slot).to_owned())
            }
            (Kind::Span, column) if column.contains('.') => Column::Players(last_name(column)),
            (_, column) => Column::Feature(column.to_owned()),
        });
        let mut columns: Vec<Column> = columns.collect();
        if columns.is_empty() {
            columns.push(Column::None);
        }
        Self {
            kind,
            name,
            columns,
        }
    }
}

fn last_name(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_owned()
}
