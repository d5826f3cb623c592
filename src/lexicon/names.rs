//! Finding an entry by what somebody types of its name: the names and aliases of a table, folded.

use rustc_hash::FxHashMap;

use super::{Entry, Lexicon, Table};
use crate::text::fold::fold_word;

/// The names of a table's entries, in both scripts, with all their aliases.
#[derive(Clone, Debug, Default)]
pub struct Names {
    entries: Vec<Named>,
    by_id: FxHashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Named {
    id: String,
    /// Folded.
    names: Vec<String>,
}

/// How well a name fits what is typed; the first is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is that name.
    Whole,
    /// It begins so.
    Start,
    /// A word of it begins so.
    Word,
    /// It holds all the words.
    Inside,
}

impl Names {
    /// The names of a table.
    #[must_use]
    pub fn of(lexicon: &Lexicon, table: Table) -> Self {
        let mut names = Self::default();
        for layer in lexicon.layers() {
            let mut forms = layer.spelled();
            for (number, entry) in layer.entries.iter().enumerate() {
                if entry.table == table {
                    let forms = forms.remove(&number).unwrap_or_default();
                    names.add(lexicon.meant(&entry.id), entry, forms);
                }
            }
        }
        names
    }

    fn add(&mut self, id: &str, entry: &Entry, forms: Vec<String>) {
        let mut names: Vec<String> = entry.names.iter().map(|name| fold_word(name)).collect();
        names.extend(forms);
        names.retain(|name| !name.is_empty());
        // An entry of a higher layer stands for the one below, which keeps its names.
        match self.by_id.get(id) {
            Some(&number) => {
                if let Some(named) = self.entries.get_mut(number) {
                    named.names.extend(names);
                }
            }
            None => {
                self.by_id.insert(id.to_owned(), self.entries.len());
                self.entries.push(Named {
                    id: id.to_owned(),
                    names,
                });
            }
        }
    }

    /// The ids of the entries that fit what is typed, the best first, at most so many.
    #[must_use]
    pub fn search(&self, typed: &str, most: usize) -> Vec<&str> {
        let found = self.ranked(typed, most).into_iter();
        found.map(|(_, _, id)| id).collect()
    }

    /// The same with how well each fits, and how long the name is that does: of two tables what
    /// sorts first fits better.
    #[must_use]
    pub fn ranked(&self, typed: &str, most: usize) -> Vec<(Fit, usize, &str)> {
        let typed = fold_word(typed.trim());
        if typed.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Fit, usize, &str)> = self
            .entries
            .iter()
            .filter_map(|named| {
                let fits = named.names.iter();
                let best = fits.filter_map(|name| Some((fit(name, &typed)?, name.len())));
                let (fit, length) = best.min()?;
                Some((fit, length, named.id.as_str()))
            })
            .collect();
        found.sort();
        found.truncate(most);
        found
    }
}

fn fit(name: &str, typed: &str) -> Option<Fit> {
    if name == typed {
        return Some(Fit::Whole);
    }
    if name.starts_with(typed) {
        return Some(Fit::Start);
    }
    let mut words = typed.split_whitespace();
    if !words.clone().all(|word| name.contains(word)) {
        return None;
    }
    let begins = |word: &str| name.split_whitespace().any(|part| part.starts_with(word));
    Some(if words.all(begins) {
        Fit::Word
    } else {
        Fit::Inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_by_any_of_its_names() {
        let lexicon = Lexicon::built_in();
        let factions = Names::of(lexicon, Table::Factions);
        let places = Names::of(lexicon, Table::Places);
        let rows = [
            (&factions, "هيئة تحرير الشام", "hts"),
            (&factions, "تحرير الشا", "hts"),
            (&factions, "hayat tahrir", "hts"),
            (&factions, "الجَيْش السوري", "syr_army"),
            (&factions, "syrian arab arm", "syr_army"),
            (&factions, "جيش الأسد", "syr_army"),
            (&factions, "داعش", "isis"),
            (&places, "درعا", "sy_daraa"),
        ];
        for (names, typed, id) in rows {
            let found = names.search(typed, 6);
            assert!(found.contains(&id), "{typed}: {found:?}");
        }
        assert_eq!(factions.search("  ", 6), Vec::<&str>::new());
        assert_eq!(factions.search("no such party", 6), Vec::<&str>::new());
        assert_eq!(factions.search("ا", 6).len(), 6);
    }
}
