//! The lexicon of a project: the tables of the program, above them the lists that a user added,
//! above those the registry.

use crate::lexicon::{Entry, Layer, Lexicon, Table};
use crate::model::registry::{EntryKind, Named, Registry, RegistryEntry};

/// The tables of the program with the lists of a project above them: their names and texts. A
/// line that cannot be read is named by [`Lexicon::broken`] and left out.
#[must_use]
pub fn with_lists<'a>(lists: impl IntoIterator<Item = (&'a str, &'a str)>) -> Lexicon {
    let lexicon = Lexicon::built_in();
    let lists = Layer::from_tables(lists);
    if lists.is_empty() {
        return lexicon.clone();
    }
    lexicon.with(lists)
}

/// The tables with the registry above them.
#[must_use]
pub fn with_registry(lexicon: &Lexicon, registry: &Registry) -> Lexicon {
    let known = registry.known();
    if known.is_empty() {
        return lexicon.clone();
    }
    let layer = Layer::from_entries(known.into_iter().map(|(entry, names)| {
        let forms = names
            .iter()
            .map(|Named { name, contextual }| (*name, *contextual));
        (described(entry, lexicon), forms.collect())
    }));
    let instead = registry.entries.iter().filter_map(|(id, entry)| {
        let (_, current) = registry.current(*id)?;
        Some((entry.canonical.clone(), current.canonical.clone()))
    });
    lexicon.with(layer).with_instead(instead)
}

/// An entry of the registry as the tables describe one. What it leaves open, the entry has that
/// it adds names to.
#[must_use]
pub fn described(entry: &RegistryEntry, lexicon: &Lexicon) -> Entry {
    let below = lexicon.entry(&entry.canonical).cloned().unwrap_or_default();
    let or = |own: &str, below: String| {
        if own.is_empty() {
            below
        } else {
            own.to_owned()
        }
    };
    let (table, country) = match entry.kind {
        // The table of factions names countries in English.
        EntryKind::Faction => {
            let name = lexicon.country_name(&entry.country);
            (Table::Factions, name.unwrap_or(&entry.country))
        }
        EntryKind::Place => (Table::Places, entry.country.as_str()),
    };
    let [en, ar] = below.names;
    Entry {
        table,
        id: entry.canonical.clone(),
        class: or(&entry.class, below.class),
        country: or(country, below.country),
        names: [or(&entry.names.en, en), or(&entry.names.ar, ar)],
        coordinates: entry.coordinates.or(below.coordinates),
        admin1: below.admin1,
        prior: 0.95,
        valid: [entry.from, entry.until],
        ..Entry::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::EntryId;
    use crate::model::registry::{Alias, Standing};
    use crate::model::schema::Bilingual;
    use crate::model::span::AttrValue;
    use crate::suggest::{Context, suggest};

    fn entry(kind: EntryKind, canonical: &str, ar: &str, alias: &str) -> RegistryEntry {
        let alias = Alias {
            name: alias.into(),
            contextual: false,
        };
        RegistryEntry {
            kind,
            canonical: canonical.into(),
            names: Bilingual {
                en: String::new(),
                ar: ar.into(),
            },
            aliases: vec![alias],
            class: String::new(),
            country: "SY".into(),
            coordinates: None,
            from: None,
            until: Some("2019-12-31".parse().unwrap()),
            note: String::new(),
            standing: Standing::Current,
            at: jiff::Timestamp::UNIX_EPOCH,
            by: "sara".parse().unwrap(),
        }
    }

    /// The ids of the factions and places that are proposed for a text of a day.
    fn found(text: &str, lexicon: &Lexicon, day: &str) -> Vec<String> {
        let context = Context {
            published: day.parse().ok(),
            ..Context::default()
        };
        let found = suggest(text, &context, lexicon);
        let id = |s: &crate::suggest::Suggestion| match s.attrs.get("canonical_id") {
            Some(AttrValue::Text(id)) => Some(format!("{}>{id}", s.range.of(text)?)),
            _ => None,
        };
        found.iter().filter_map(id).collect()
    }

    #[test]
    fn names_of_what_was_merged_mean_the_other_one() {
        let mut merged = entry(EntryKind::Faction, "syr_army", "", "زملاء الوادي");
        merged.standing = Standing::Merged(EntryId(2));
        let mut into = entry(EntryKind::Faction, "valley", "سباع الوادي", "");
        into.until = None;
        let entries = [(1, merged), (2, into)].map(|(id, entry)| (EntryId(id), entry));
        let registry = Registry {
            entries: entries.into(),
        };
        let lexicon = with_registry(Lexicon::built_in(), &registry);
        let text = "قصف الجيش السوري الموقع ثم هاجم زملاء الوادي";
        assert_eq!(
            found(text, &lexicon, "2018-01-01"),
            ["الجيش السوري>valley", "زملاء الوادي>valley"]
        );
        assert_eq!(lexicon.entry("syr_army").unwrap().id, "valley");
        let names = crate::lexicon::Names::of(&lexicon, Table::Factions);
        assert_eq!(names.search("جيش الأسد", 1), ["valley"]);
    }

    #[test]
    fn a_project_adds_names_and_entries_for_their_time() {
        let registry = Registry {
            entries: [
                (
                    1,
                    entry(EntryKind::Faction, "faylaq_rahman", "", "زملاء الوادي"),
                ),
                (2, entry(EntryKind::Faction, "valley", "سباع الوادي", "")),
            ]
            .map(|(id, entry)| (EntryId(id), entry))
            .into(),
        };
        let tables = [
            (
                "places-new.tsv",
                "id\tcanonical_en\tcanonical_ar\ttype\tcountry\taliases\nx\tX\tخربة الميدان\tvillage\tSY\t\n\tY\t\t\t\t\n",
            ),
            ("cities.tsv", "id\n"),
        ];
        let lexicon = with_registry(&with_lists(tables), &registry);
        let text = "قصف زملاء الوادي خربة الميدان وهاجم سباع الوادي الموقع";
        let before = [
            "زملاء الوادي>faylaq_rahman",
            "خربة الميدان>x",
            "سباع الوادي>valley",
        ];
        assert_eq!(found(text, &lexicon, "2018-01-01"), before);
        assert_eq!(found(text, &lexicon, "2021-01-01"), ["خربة الميدان>x"]);
        assert_eq!(found(text, Lexicon::built_in(), "2018-01-01"), [""; 0]);
        // What the registry says of an entry holds for its built-in names as well.
        let army = "قصف فيلق الرحمن مدينة درعا";
        let named = ["فيلق الرحمن>faylaq_rahman", "مدينة درعا>sy_daraa"];
        assert_eq!(found(army, &lexicon, "2018-01-01"), named);
        assert_eq!(found(army, &lexicon, "2021-01-01"), ["مدينة درعا>sy_daraa"]);
        let broken: Vec<String> = lexicon.broken().map(ToString::to_string).collect();
        assert_eq!(broken.len(), 2, "{broken:?}");
        assert!(broken[0].starts_with("places-new.tsv:3: "));
        assert!(broken[1].starts_with("cities.tsv:1: "));
    }
}
