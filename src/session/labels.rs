//! Labels of other programs as labels of the project.

use std::collections::BTreeMap;

use crate::formats::document::label_id;
use crate::model::id::LabelId;
use crate::model::schema::{Bilingual, Label, LabelColor, Rgb, Schema, Standing};

/// What becomes of the labels of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LabelMap {
    /// Labels of the file, as written there, with what they are here; `None` leaves them out.
    known: BTreeMap<String, Option<LabelId>>,
    /// Whether a label that the project has not becomes a new one of it.
    pub make_new: bool,
}

/// What becomes of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapped {
    /// It is this one.
    To(LabelId),
    /// It is to be left out.
    LeftOut,
    /// The project does not have it.
    Unknown,
}

impl LabelMap {
    /// Reads a table of two columns with a tab between: a label of the file, and what it is here;
    /// `-` leaves it out. Lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// With the number of the line that is not right.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut map = Self::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = || {
                let number = number + 1;
                format!("line {number}: a label, a tab, and a label of the project or -")
            };
            let (theirs, ours) = line.split_once('\t').ok_or_else(wrong)?;
            let (theirs, ours) = (theirs.trim(), ours.trim());
            if theirs.is_empty() || ours.is_empty() {
                return Err(wrong());
            }
            let ours = (ours != "-").then(|| label_id(ours));
            map.known.insert(theirs.to_owned(), ours);
        }
        Ok(map)
    }

    /// What a label of a file is in a project with these labels.
    #[must_use]
    pub fn map(&self, label: &str, schema: &Schema) -> Mapped {
        let found = match self.known.get(label) {
            Some(None) => return Mapped::LeftOut,
            Some(Some(ours)) => schema.meant(ours),
            // A slug keeps nothing of another script, so such a label is known by its name.
            None if label.is_ascii() => schema.meant(&label_id(label)),
            None => schema.current().find(|ours| ours.name.ar == label),
        };
        found.map_or(Mapped::Unknown, |ours| Mapped::To(ours.id.clone()))
    }

    /// What a label of a file is called, without a project. `None` if it is left out.
    #[must_use]
    pub fn rename(&self, label: &str) -> Option<String> {
        match self.known.get(label) {
            None => Some(label.to_owned()),
            Some(ours) => ours.as_ref().map(|id| id.as_str().to_uppercase()),
        }
    }

    /// Makes a new label of one of a file that the project has not, and remembers it. `number` is
    /// how many the project has.
    pub fn make(&mut self, label: &str, number: usize) -> Label {
        let id = match self.known.get(label) {
            Some(Some(ours)) => ours.clone(),
            _ if label.is_ascii() => label_id(label),
            _ => label_id(&format!("label-{number}")),
        };
        self.known.insert(label.to_owned(), Some(id.clone()));
        let color = COLORS.get(number % COLORS.len()).copied();
        let (light, dark) = color.unwrap_or_default();
        Label {
            id,
            name: Bilingual {
                en: label.to_owned(),
                ar: label.to_owned(),
            },
            codebook: Bilingual::default(),
            color: LabelColor {
                light: Rgb(light.0, light.1, light.2),
                dark: Rgb(dark.0, dark.1, dark.2),
            },
            key: None,
            enabled: true,
            standing: Standing::Current,
            attributes: Vec::new(),
        }
    }
}

type Channels = (u8, u8, u8);

/// Colours for new labels, on light and on dark.
const COLORS: [(Channels, Channels); 5] = [
    ((0x5b, 0x3a, 0x8c), (0xc0, 0xa6, 0xf0)),
    ((0x00, 0x66, 0x5e), (0x6f, 0xd6, 0xc8)),
    ((0x8a, 0x4b, 0x08), (0xf0, 0xb8, 0x70)),
    ((0x9b, 0x1d, 0x5a), (0xf5, 0x9a, 0xc4)),
    ((0x3d, 0x5a, 0x1f), (0xb4, 0xd9, 0x84)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_mapped_left_out_or_unknown() {
        let map = LabelMap::parse("# theirs\tours\nGPE\tlocation\nMISC\t-\nقصف\tSTRIKE\n").unwrap();
        let schema = Schema::conflict_news();
        let to = |id: &str| Mapped::To(id.parse().unwrap());
        let rows = [
            ("GPE", to("location")),
            ("قصف", to("strike")),
            ("MISC", Mapped::LeftOut),
            ("Faction", to("faction")),
            ("ORG", Mapped::Unknown),
        ];
        for (label, mapped) in rows {
            assert_eq!(map.map(label, &schema), mapped, "{label}");
        }
        assert!(
            LabelMap::parse("GPE location")
                .unwrap_err()
                .contains("line 1")
        );
    }

    #[test]
    fn new_labels_have_ids_of_their_own() {
        let mut map = LabelMap::default();
        let mut schema = Schema::conflict_news();
        assert_eq!(map.make("Org", 3).id.as_str(), "org");
        for label in ["منظمة 1", "شخص 1"] {
            assert_eq!(map.map(label, &schema), Mapped::Unknown);
            let new = map.make(label, schema.labels.len());
            assert_eq!(new.name.ar, label);
            schema.labels.push(new.clone());
            assert_eq!(map.map(label, &schema), Mapped::To(new.id));
        }
    }
}
