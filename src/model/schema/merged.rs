//! What labels stand for that were merged.

use std::collections::BTreeMap;

use super::Schema;

/// What labels stand for, where that is not themselves. Mostly there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged(BTreeMap<String, String>);

impl Merged {
    /// What a label stands for, by its name in files.
    #[must_use]
    pub fn meant<'a>(&'a self, label: &'a str) -> &'a str {
        self.0.get(label).map_or(label, String::as_str)
    }

    /// Whether two labels stand for the same.
    #[must_use]
    pub fn same(&self, one: &str, other: &str) -> bool {
        one == other || (!self.0.is_empty() && self.meant(one) == self.meant(other))
    }
}

impl Schema {
    /// What labels that were merged stand for. Of one that somebody else has merged, spans may
    /// still have it.
    #[must_use]
    pub fn merged(&self) -> Merged {
        let merged = self.labels.iter().filter_map(|label| {
            let meant = &self.meant(&label.id)?.id;
            (*meant != label.id).then(|| (label.id.to_string(), meant.to_string()))
        });
        Merged(merged.collect())
    }
}
