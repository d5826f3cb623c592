//! Who: the parties of an incident, and who reports it.

use std::collections::BTreeSet;

use super::material::{Material, text};
use crate::lexicon::Table;
use crate::model::id::SpanId;
use crate::model::incident::{CIVILIANS, Filler, Incident, Role};
use crate::model::schema::Bilingual;
use crate::model::schema::sense::Sense;
use crate::model::span::Span;

/// A party to an incident.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// Its canonical id; empty for one that only the text names.
    pub id: String,
    /// Its names; the words of the text where no other name is known.
    pub names: Bilingual,
    /// Its side: `government`, `opposition`, `foreign_state`.
    pub side: String,
    /// The English name of its country; empty if it belongs to none.
    pub country: String,
    /// Where the text names it; none for an entry that is not in the text.
    pub spans: Vec<SpanId>,
}

/// What tells a party from others: its id, else the name that the text gives it.
#[must_use]
pub fn party_key<'a>(id: &'a str, names: &'a Bilingual) -> &'a str {
    if id.is_empty() { &names.ar } else { id }
}

impl Party {
    /// Whether it is the people who take no part in the fighting.
    #[must_use]
    pub fn is_civilians(&self) -> bool {
        self.id == CIVILIANS
    }

    /// What tells it from others: its id, else its name.
    #[must_use]
    pub fn key(&self) -> &str {
        party_key(&self.id, &self.names)
    }

    /// Its English name, else its Arabic one, else its id.
    #[must_use]
    pub fn name_en(&self) -> &str {
        let names = [&self.names.en, &self.names.ar, &self.id];
        let known = names.into_iter().find(|name| !name.is_empty());
        known.map_or("", String::as_str)
    }

    /// Whether it is a state or fights for one by its side.
    #[must_use]
    pub fn is_state(&self) -> bool {
        matches!(
            self.side.as_str(),
            "government" | "foreign_state" | "foreign_coalition" | "peacekeeping"
        )
    }

    pub(super) fn of_id(material: &Material<'_>, id: &str) -> Self {
        let known = material.lexicon.entry(id);
        let known = known.filter(|entry| entry.table == Table::Factions);
        let mut party = Self {
            id: id.to_owned(),
            ..Self::default()
        };
        if let Some(entry) = known {
            let [en, ar] = entry.names.clone();
            party.names = Bilingual { en, ar };
            party.side.clone_from(&entry.class);
            // `*` is any country.
            if entry.country != "*" {
                party.country.clone_from(&entry.country);
            }
        } else if id == CIVILIANS {
            party.names = Bilingual {
                en: "Civilians".to_owned(),
                ar: "مدنيون".to_owned(),
            };
        }
        party
    }

    pub(super) fn of_span(material: &Material<'_>, span: &Span) -> Self {
        let mut party = Self::of_id(material, text(span, "canonical_id"));
        let stated = [("canonical_en", true), ("canonical_ar", false)];
        for (name, english) in stated {
            let value = text(span, name);
            let own = if english {
                &mut party.names.en
            } else {
                &mut party.names.ar
            };
            if own.is_empty() {
                let words = material.words(span);
                *own = if value.is_empty() { words } else { value }.to_owned();
            }
        }
        if party.side.is_empty() {
            text(span, "side").clone_into(&mut party.side);
        }
        party.spans = vec![span.id];
        party
    }
}

/// The parties in a role, one each, in the order in which they were put there.
pub(super) fn parties(material: &Material<'_>, incident: &Incident, role: Role) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    for filler in incident.fillers(role) {
        let party = match filler {
            Filler::Span(id) => {
                let span = material.span(*id);
                span.map(|span| Party::of_span(material, span))
            }
            Filler::Entry(id) => Some(Party::of_id(material, id)),
        };
        let Some(party) = party else { continue };
        match found.iter_mut().find(|other| same(other, &party)) {
            Some(other) => other.spans.extend(party.spans),
            None => found.push(party),
        }
    }
    found
}

fn same(one: &Party, other: &Party) -> bool {
    if one.id.is_empty() && other.id.is_empty() {
        one.names == other.names
    } else {
        one.id == other.id
    }
}

/// Whether different sources name different attackers.
pub(super) fn is_contested(
    material: &Material<'_>,
    incident: &Incident,
    attackers: &[Party],
) -> bool {
    let accounts: Vec<BTreeSet<String>> = attackers
        .iter()
        .map(|party| {
            let triggers = incident.spans(Role::Trigger).filter(|trigger| {
                let mut named = material.linked(*trigger, "perpetrator");
                named.any(|span| same(party, &Party::of_span(material, span)))
            });
            triggers
                .flat_map(|trigger| sources_of(material, trigger))
                .map(|source| source.key)
                .collect()
        })
        .collect();
    accounts.iter().enumerate().any(|(at, one)| {
        let mut others = accounts.iter().skip(at + 1);
        others.any(|other| !one.is_empty() && !other.is_empty() && one.is_disjoint(other))
    })
}

/// Who reports something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What tells it from others: its name, else what it is and the words for it.
    pub key: String,
    /// Its name, else what it is, else the words of the text.
    pub names: Bilingual,
    /// The words of the text.
    pub words: String,
    /// What it is: `eyewitness`, `ngo`; a faction that speaks is a `belligerent`.
    pub kind: String,
    /// Where the text names it.
    pub span: SpanId,
}

/// What sources of a kind are called, in English and in Arabic.
const KINDS: [(&str, &str, &str); 12] = [
    ("belligerent", "a party to the conflict", "طرف في النزاع"),
    ("state_media", "state media", "إعلام رسمي"),
    ("media", "media", "وسائل إعلام"),
    ("eyewitness", "witnesses", "شهود"),
    ("resident", "residents", "سكان"),
    ("ngo", "a non-governmental organisation", "منظمة غير حكومية"),
    ("monitor", "monitors", "راصدون"),
    ("aid_worker", "aid workers", "عمال إغاثة"),
    ("medical", "medical staff", "مصادر طبية"),
    ("official", "officials", "مسؤولون"),
    ("un", "the United Nations", "الأمم المتحدة"),
    ("anonymous", "unnamed sources", "مصادر لم تُسمَّ"),
];

impl Source {
    fn of(material: &Material<'_>, span: &Span) -> Self {
        let words = material.words(span).to_owned();
        if material.sense(span) == Some(Sense::Faction) {
            let party = Party::of_span(material, span);
            let key = if party.id.is_empty() {
                words.clone()
            } else {
                party.id
            };
            return Self {
                key,
                names: party.names,
                words,
                kind: "belligerent".to_owned(),
                span: span.id,
            };
        }
        let kind = text(span, "kind");
        let given = |names: [&str; 2]| {
            let mut given = names.iter().map(|name| text(span, name));
            given.find(|name| !name.is_empty()).map(str::to_owned)
        };
        let speaks_for = matches!(kind, "belligerent" | "official");
        let side = material.lexicon.entry(text(span, "affiliation"));
        let side = side.filter(|_| speaks_for).map(|entry| entry.names.clone());
        let side = side.map(|[en, ar]| (en, ar)).unzip();
        let described = KINDS.iter().find(|(name, ..)| *name == kind);
        let described = described.map(|(_, en, ar)| ((*en).to_owned(), (*ar).to_owned()));
        let described = described.unzip();
        // What it is called, for whom it speaks, what it is.
        let name = |given: Option<String>, side: Option<String>, described: Option<String>| {
            let name = given.or(side).or(described);
            name.unwrap_or_else(|| words.clone())
        };
        let english = given(["name_en", "name"]);
        Self {
            key: english.clone().unwrap_or_else(|| format!("{kind} {words}")),
            names: Bilingual {
                en: name(english, side.0, described.0),
                ar: name(given(["name_ar", "name"]), side.1, described.1),
            },
            words,
            kind: kind.to_owned(),
            span: span.id,
        }
    }
}

/// The names of sources in English, none twice.
pub(super) fn names(sources: &[Source]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for source in sources {
        if !names.contains(&source.names.en.as_str()) {
            names.push(&source.names.en);
        }
    }
    names
}

/// The sources of an incident, one each, in the order in which they were put there.
pub(super) fn sources(material: &Material<'_>, incident: &Incident) -> Vec<Source> {
    let spans = incident.spans(Role::Source);
    let spans = spans.filter_map(|id| material.span(id));
    let mut found: Vec<Source> = Vec::new();
    for source in spans.map(|span| Source::of(material, span)) {
        if found.iter().all(|other| other.key != source.key) {
            found.push(source);
        }
    }
    found
}

/// Who reports a strike, a clash or casualties: its own source, else that of what it comes from.
pub(super) fn sources_of(material: &Material<'_>, id: SpanId) -> Vec<Source> {
    let own = |id| material.linked(id, "reported_by");
    let mut spans: Vec<&Span> = own(id).collect();
    if spans.is_empty() {
        let causes = material.linked(id, "victim_of");
        spans = causes.flat_map(|cause| own(cause.id)).collect();
    }
    let mut found: Vec<Source> = spans.iter().map(|s| Source::of(material, s)).collect();
    found.sort_by(|a, b| (&a.key, a.span).cmp(&(&b.key, b.span)));
    found.dedup_by(|a, b| a.key == b.key);
    found
}
