//! The registry as the window shows it: entries with what the tables below say of them, fields
//! that can be written, what a pick says of a span.

pub mod table;

use jiff::civil::Date;

use super::command::Attributes;
use super::known::Known;
use crate::lexicon::{Entry, Lexicon, Table};
use crate::model::id::{EntryId, slugify};
use crate::model::registry::{EntryKind, RegistryEntry};
use crate::model::span::AttrValue;
use crate::suggest::known::described;
use crate::text::fold::fold_word;
use crate::text::token::Tokens;

/// A field of an entry that is written as a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its English name.
    NameEn,
    /// Its Arabic name.
    NameAr,
    /// The side of a faction, the type of a place.
    Class,
    /// Its country: a code, or a name in either language.
    Country,
    /// Latitude and longitude of a place.
    Coordinates,
    /// The first day it is meant.
    From,
    /// The last day it is meant.
    Until,
    /// A note for people.
    Note,
}

impl Field {
    /// The fields of a kind of entry, in the order in which they are shown.
    #[must_use]
    pub fn of(kind: EntryKind) -> &'static [Self] {
        use Field as F;
        match kind {
            EntryKind::Faction => &[
                F::NameEn,
                F::NameAr,
                F::Class,
                F::Country,
                F::From,
                F::Until,
                F::Note,
            ],
            EntryKind::Place => &[
                F::NameEn,
                F::NameAr,
                F::Class,
                F::Country,
                F::Coordinates,
                F::From,
                F::Until,
                F::Note,
            ],
        }
    }

    /// The message that names it.
    #[must_use]
    pub fn key(self, kind: EntryKind) -> &'static str {
        match (self, kind) {
            (Self::NameEn, _) => "entry-name-en",
            (Self::NameAr, _) => "entry-name-ar",
            (Self::Class, EntryKind::Faction) => "attr-side",
            (Self::Class, EntryKind::Place) => "attr-type",
            (Self::Country, _) => "field-country",
            (Self::Coordinates, _) => "entry-coordinates",
            (Self::From, _) => "entry-from",
            (Self::Until, _) => "entry-until",
            (Self::Note, _) => "entry-note",
        }
    }

    /// What an entry says in it.
    #[must_use]
    pub fn of_entry(self, entry: &RegistryEntry) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        match self {
            Self::NameEn => entry.names.en.clone(),
            Self::NameAr => entry.names.ar.clone(),
            Self::Class => entry.class.clone(),
            Self::Country => entry.country.clone(),
            Self::Coordinates => entry.coordinates.map(coordinates).unwrap_or_default(),
            Self::From => day(entry.from),
            Self::Until => day(entry.until),
            Self::Note => entry.note.clone(),
        }
    }

    /// What the tables say in it; an entry that leaves it open takes that.
    #[must_use]
    pub fn of_tables(self, entry: &Entry, lexicon: &Lexicon) -> String {
        let [en, ar] = &entry.names;
        match self {
            Self::NameEn => en.clone(),
            Self::NameAr => ar.clone(),
            Self::Class => entry.class.clone(),
            Self::Country => code(entry, lexicon),
            Self::Coordinates => entry.coordinates.map(coordinates).unwrap_or_default(),
            Self::From | Self::Until | Self::Note => String::new(),
        }
    }

    /// The entry with something else in the field.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn write(
        self,
        entry: &RegistryEntry,
        text: &str,
        lexicon: &Lexicon,
    ) -> Result<RegistryEntry, Wrong> {
        let text = text.trim();
        let mut entry = entry.clone();
        match self {
            Self::NameEn => entry.names.en = tidy(text),
            Self::NameAr => entry.names.ar = tidy(text),
            Self::Class => text.clone_into(&mut entry.class),
            Self::Country => entry.country = country(text, lexicon)?,
            Self::Coordinates => entry.coordinates = read_coordinates(text)?,
            Self::From => entry.from = date(text)?,
            Self::Until => entry.until = date(text)?,
            Self::Note => text.clone_into(&mut entry.note),
        }
        if let (Some(from), Some(until)) = (entry.from, entry.until)
            && until < from
        {
            return Err(Wrong::Order);
        }
        Ok(entry)
    }
}

/// Why a field of an entry cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// No such country.
    #[error("no such country; a code like SY, or the country's name")]
    Country,
    /// No coordinates.
    #[error("latitude and longitude in degrees, such as 32.625, 36.106")]
    Coordinates,
    /// No date.
    #[error("a day is written like 2017-02-13")]
    Date,
    /// The last day before the first.
    #[error("the last day is before the first one")]
    Order,
}

impl Wrong {
    /// The message that says so.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Country => "entry-wrong-country",
            Self::Coordinates => "entry-wrong-coordinates",
            Self::Date => "entry-wrong-date",
            Self::Order => "entry-wrong-order",
        }
    }
}

/// A name without line breaks and doubled spaces.
#[must_use]
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Latitude and longitude as they are written.
fn coordinates((lat, lon): (f64, f64)) -> String {
    format!("{lat}, {lon}")
}

fn read_coordinates(text: &str) -> Result<Option<(f64, f64)>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut numbers = text.split([',', '،', ' ']).filter(|part| !part.is_empty());
    let mut next = |most: f64| {
        let number: f64 = numbers.next()?.parse().ok()?;
        (number.abs() <= most).then_some(number)
    };
    let read = next(90.0).zip(next(180.0));
    match numbers.next() {
        None => read.map(Some).ok_or(Wrong::Coordinates),
        Some(_) => Err(Wrong::Coordinates),
    }
}

fn date(text: &str) -> Result<Option<Date>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Wrong::Date)
}

/// The code of a country, by its code or its name in either language.
fn country(text: &str, lexicon: &Lexicon) -> Result<String, Wrong> {
    let upper = text.to_ascii_uppercase();
    if text.is_empty() || lexicon.country_name(&upper).is_some() {
        return Ok(upper);
    }
    let folded = fold_word(text);
    let mut countries = lexicon.entries().filter(|entry| entry.class == "country");
    let found = countries.find(|entry| entry.names.iter().any(|name| fold_word(name) == folded));
    found
        .map(|entry| entry.country.clone())
        .ok_or(Wrong::Country)
}

/// The code of the country of an entry of the tables; that of factions is a name there.
fn code(entry: &Entry, lexicon: &Lexicon) -> String {
    let code = match entry.table {
        Table::Factions => lexicon.country_code(&entry.country),
        _ => Some(entry.country.as_str()),
    };
    code.unwrap_or_default().to_owned()
}

/// What an entry is, if it is a faction or a place.
#[must_use]
pub fn kind_of(entry: &Entry) -> Option<EntryKind> {
    match entry.table {
        Table::Factions => Some(EntryKind::Faction),
        Table::Places => Some(EntryKind::Place),
        _ => None,
    }
}

/// The label of spans that mean such an entry.
#[must_use]
pub fn label_of(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Faction => "faction",
        EntryKind::Place => "location",
    }
}

/// What a span says once an entry was picked for it.
#[must_use]
pub fn said_of_span(entry: &Entry, lexicon: &Lexicon) -> Attributes {
    let text = |text: &str| (!text.is_empty()).then(|| AttrValue::Text(text.to_owned()));
    let [en, ar] = &entry.names;
    let said = if entry.table == Table::Factions {
        vec![
            ("canonical_id", text(&entry.id)),
            ("canonical_en", text(en)),
            ("canonical_ar", text(ar)),
            ("side", text(&entry.class)),
        ]
    } else {
        let (lat, lon) = entry.coordinates.unzip();
        // A place is called by its own field, which has to say something.
        let name = if en.is_empty() { ar } else { en };
        vec![
            ("canonical_id", text(&entry.id)),
            ("canonical_en", text(name)),
            ("type", text(&entry.class)),
            ("admin", text(&lexicon.admin_path(entry))),
            ("lat", lat.map(AttrValue::Real)),
            ("lon", lon.map(AttrValue::Real)),
        ]
    };
    let said = said.into_iter();
    said.map(|(name, value)| (name.to_owned(), value)).collect()
}

impl Known {
    /// The project's own entry that is meant by an id.
    #[must_use]
    pub fn own(&self, canonical: &str) -> Option<(EntryId, &RegistryEntry)> {
        self.registry.meant(canonical)
    }

    /// An entry as the tables describe it, the project's own words above theirs.
    #[must_use]
    pub fn described(&self, entry: &RegistryEntry) -> Entry {
        described(entry, &self.lists)
    }

    /// What spans call a new entry: its English name, or what it is with digits of its id; no
    /// other entry is called so.
    #[must_use]
    pub fn new_canonical(&self, kind: EntryKind, id: EntryId, name: &str) -> String {
        let digits = format!("{:08x}", id.0 & 0xffff_ffff);
        let plain = slugify(name, "").replace('-', "_");
        if plain.is_empty() {
            return format!("{}_{digits}", label_of(kind));
        }
        let mut entries = self.registry.entries.values();
        let taken = self.lexicon.entry(&plain).is_some();
        if taken || entries.any(|entry| entry.canonical == plain) {
            return format!("{plain}_{digits}");
        }
        plain
    }

    /// Whether an entry is called so already, by the registry or by the tables below it.
    #[must_use]
    pub fn is_name_of(&self, entry: &RegistryEntry, name: &str) -> bool {
        let folded = fold_word(name);
        let own = [&entry.names.en, &entry.names.ar].into_iter();
        let mut own = own.chain(entry.aliases.iter().map(|alias| &alias.name));
        let tokens = Tokens::new(name);
        let hits = self.lists.look_up(&tokens, None);
        let table = match entry.kind {
            EntryKind::Faction => Table::Factions,
            EntryKind::Place => Table::Places,
        };
        own.any(|own| fold_word(own) == folded)
            || hits
                .at(0, table)
                .iter()
                .any(|m| m.entry.id == entry.canonical && m.skip == 0 && m.end == tokens.len())
    }

    /// Whether an entry that the project does not have yet would say nothing new.
    fn says_nothing(&self, entry: &RegistryEntry) -> bool {
        let empty = RegistryEntry::new(entry.kind, &entry.canonical, entry.at, entry.by.clone());
        let below = self.below(&entry.canonical).is_some();
        below && *entry == empty && self.own(&entry.canonical).is_none()
    }

    /// What the tables without the registry know of an id.
    #[must_use]
    pub fn below(&self, canonical: &str) -> Option<&Entry> {
        self.lists.entry(canonical)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_people_write_them() {
        let lexicon = Lexicon::built_in();
        let by = "a".parse().unwrap();
        let entry = RegistryEntry::new(EntryKind::Place, "x", jiff::Timestamp::UNIX_EPOCH, by);
        let rows = [
            (Field::NameEn, "  The \n Valley", Ok("The Valley")),
            (Field::Country, "sy", Ok("SY")),
            (Field::Country, "Syria", Ok("SY")),
            (Field::Country, "سورية", Err(Wrong::Country)),
            (Field::Country, "سوريا", Ok("SY")),
            (Field::Country, "", Ok("")),
            (Field::Country, "Q9", Err(Wrong::Country)),
            (Field::Coordinates, "32.625 36.106", Ok("32.625, 36.106")),
            (Field::Coordinates, "32.625، -36", Ok("32.625, -36")),
            (Field::Coordinates, "95, 36", Err(Wrong::Coordinates)),
            (Field::Coordinates, "32", Err(Wrong::Coordinates)),
            (Field::Coordinates, "1, 2, 3", Err(Wrong::Coordinates)),
            (Field::From, "2017-02-13", Ok("2017-02-13")),
            (Field::From, "", Ok("")),
            (Field::Until, "13/2/2017", Err(Wrong::Date)),
        ];
        for (field, text, expected) in rows {
            let written = field.write(&entry, text, lexicon);
            let read = written.map(|entry| field.of_entry(&entry));
            assert_eq!(read, expected.map(str::to_owned), "{text}");
        }
        let later = Field::From.write(&entry, "2020-01-01", lexicon).unwrap();
        let order = Field::Until.write(&later, "2019-01-01", lexicon);
        assert_eq!(order, Err(Wrong::Order));
    }
}
