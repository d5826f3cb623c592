//! Which columns the tables show, in which order: as a user has chosen, from one start of the
//! program to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Column, Tab};

/// The columns of the tables in which they are not the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Columns(BTreeMap<Tab, Vec<Column>>);

impl Columns {
    /// The columns of a table. How a row came to be is told where not all are decided.
    #[must_use]
    pub fn of(&self, tab: Tab, proposed: bool) -> Vec<Column> {
        let all = Column::of(tab);
        let chosen = self.0.get(&tab).into_iter().flatten();
        // Settings are a file that people may write.
        let mut columns: Vec<Column> = Vec::new();
        for column in chosen.filter(|column| all.contains(column)) {
            if !columns.contains(column) {
                columns.push(*column);
            }
        }
        if columns.is_empty() {
            let usual = all.iter().filter(|column| column.is_usual());
            columns = usual.copied().collect();
        }
        if tab == Tab::Incidents && proposed && !columns.contains(&Column::State) {
            add(&mut columns, tab, Column::State);
        }
        columns
    }

    /// Whether the columns of a table are the usual ones.
    #[must_use]
    pub fn are_usual(&self, tab: Tab) -> bool {
        !self.0.contains_key(&tab)
    }

    /// Shows the usual columns of a table.
    pub(super) fn reset(&mut self, tab: Tab) {
        self.0.remove(&tab);
    }

    /// Shows a column, where it usually stands, or hides it; the last one stays.
    pub(super) fn toggle(&mut self, tab: Tab, column: Column) {
        let mut columns = self.of(tab, false);
        if !columns.contains(&column) {
            add(&mut columns, tab, column);
        } else if columns.len() > 1 {
            columns.retain(|other| *other != column);
        }
        self.0.insert(tab, columns);
    }

    /// Puts a column that is shown to the place of another one.
    pub(super) fn put(&mut self, tab: Tab, column: Column, before: Column) {
        let mut columns = self.of(tab, column == Column::State || before == Column::State);
        let place = |columns: &[Column], wanted| columns.iter().position(|c| *c == wanted);
        let (from, to) = (place(&columns, column), place(&columns, before));
        if let Some((from, to)) = from.zip(to) {
            let column = columns.remove(from);
            columns.insert(to, column);
            self.0.insert(tab, columns);
        }
    }
}

/// Puts a column before the first one that usually stands after it.
fn add(columns: &mut Vec<Column>, tab: Tab, column: Column) {
    let after = Column::of(tab).iter().skip_while(|other| **other != column);
    let mut after = after.skip(1);
    let next = after.find_map(|next| columns.iter().position(|other| other == next));
    columns.insert(next.unwrap_or(columns.len()), column);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_shown_hidden_and_put_elsewhere() {
        let mut columns = Columns::default();
        let tab = Tab::Factions;
        columns.toggle(tab, Column::Side);
        columns.put(tab, Column::Mentions, Column::Name);
        let shown = columns.of(tab, true);
        assert_eq!(
            shown[..3],
            [Column::Mentions, Column::Name, Column::Country]
        );
        assert!(!columns.are_usual(tab) && columns.are_usual(Tab::Incidents));
        // It comes back where it usually stands: before the country.
        columns.toggle(tab, Column::Side);
        assert_eq!(columns.of(tab, true)[2], Column::Side);
        let text = ron::to_string(&columns).unwrap();
        assert_eq!(ron::from_str::<Columns>(&text).unwrap(), columns);
        columns.reset(tab);
        assert_eq!(columns, Columns::default());
    }

    #[test]
    fn something_stays_and_what_a_file_says_amiss_does_no_harm() {
        let mut columns = Columns::default();
        for column in Column::of(Tab::Strikes) {
            if columns.of(Tab::Strikes, false).contains(column) {
                columns.toggle(Tab::Strikes, *column);
            }
        }
        assert_eq!(columns.of(Tab::Strikes, false).len(), 1);
        let strange = "{incidents: [killed, side, killed, date], factions: [killed]}";
        let strange: Columns = ron::from_str(strange).unwrap();
        let shown = strange.of(Tab::Incidents, false);
        assert_eq!(shown, [Column::Killed, Column::Date]);
        let with = strange.of(Tab::Incidents, true);
        assert_eq!(with, [Column::Killed, Column::Date, Column::State]);
        let usual = Columns::default().of(Tab::Factions, false);
        assert_eq!(strange.of(Tab::Factions, false), usual);
    }
}
