//! Where: the place of an incident that says most, with its coordinates.

use super::material::{Material, text};
use crate::lexicon::{Entry, Table};
use crate::model::article::MetaField;
use crate::model::id::SpanId;
use crate::model::incident::{Filler, Incident, Role};
use crate::model::schema::Bilingual;
use crate::model::span::{AttrValue, Span};

/// The place of an incident.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its names; the words of the text where no other name is known.
    pub names: Bilingual,
    /// What it is: `city`, `admin1`; empty if that is not known.
    pub kind: String,
    /// The ISO 3166 alpha-2 code of its country; empty if it is in none.
    pub country: String,
    /// The divisions it lies in, from the largest, without the country.
    pub admin: Vec<String>,
    /// Latitude and longitude in degrees, of itself or the nearest place around it.
    pub coordinates: Option<(f64, f64)>,
    /// How exactly it is a point, from 1 (exact) to 7 (abroad), as UCDP codes it.
    pub precision: Option<u8>,
    /// Where the text names it.
    pub spans: Vec<SpanId>,
}

impl Place {
    /// The names of the place and of what it lies in, from the largest.
    #[must_use]
    pub fn path(&self, material: &Material<'_>) -> String {
        let country = material.lexicon.country_name(&self.country);
        let country = country.into_iter();
        let parts = country.chain(self.admin.iter().map(String::as_str));
        parts.collect::<Vec<&str>>().join("/")
    }

    fn of_entry(entry: &Entry) -> Self {
        let [en, ar] = entry.names.clone();
        Self {
            names: Bilingual { en, ar },
            kind: entry.class.clone(),
            country: entry.country.clone(),
            admin: Some(entry.admin1.clone())
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
            coordinates: entry.coordinates,
            precision: precision(&entry.class),
            spans: Vec::new(),
        }
    }

    fn of_span(material: &Material<'_>, span: &Span) -> Self {
        let name = text(span, "canonical_en");
        let by_id = material.lexicon.entry(text(span, "canonical_id"));
        let by_id = by_id.filter(|entry| entry.table == Table::Places);
        let kind = text(span, "type");
        // `Syria/Daraa`
        let mut path = text(span, "admin").split('/').filter(|p| !p.is_empty());
        let country = path.next();
        let code = country.and_then(|name| material.lexicon.country_code(name));
        let code = code.unwrap_or("");
        let known = by_id.or_else(|| named(material, name, kind, code));
        let mut place = known.map(Self::of_entry).unwrap_or_default();
        if !name.is_empty() {
            name.clone_into(&mut place.names.en);
        }
        let words = material.words(span);
        for own in [&mut place.names.en, &mut place.names.ar] {
            if own.is_empty() {
                words.clone_into(own);
            }
        }
        if !kind.is_empty() {
            kind.clone_into(&mut place.kind);
            place.precision = precision(kind).or(place.precision);
        }
        if !code.is_empty() {
            code.clone_into(&mut place.country);
        }
        let stated: Vec<String> = path.map(str::to_owned).collect();
        if !stated.is_empty() {
            place.admin = stated;
        }
        if let (Some(lat), Some(lon)) = (real(span, "lat"), real(span, "lon")) {
            place.coordinates = Some((lat, lon));
        }
        place.precision = stated_precision(span).or(place.precision);
        if place.country.is_empty() {
            material
                .field(MetaField::Country)
                .clone_into(&mut place.country);
        }
        place.spans = vec![span.id];
        place
    }

    /// Takes coordinates from what it lies in: `Jordan border area, Daraa` is near Daraa.
    fn located(mut self, material: &Material<'_>) -> Self {
        if self.coordinates.is_none() && self.precision.is_none_or(|precision| precision < 6) {
            let around = self.names.en.rsplit_once(", ").map(|(_, town)| town);
            let around = around.into_iter();
            let divisions = self.admin.iter().rev().map(String::as_str);
            let found = around
                .chain(divisions)
                .find_map(|name| named(material, name, "", &self.country));
            self.coordinates = found.and_then(|entry| entry.coordinates);
        }
        self
    }
}

/// The entry of a place with an English name, of a kind and in a country if these are known.
fn named<'a>(material: &Material<'a>, name: &str, kind: &str, country: &str) -> Option<&'a Entry> {
    let mut found: Vec<&Entry> = material.lexicon.places_named(name).collect();
    found.retain(|entry| country.is_empty() || entry.country == country);
    let alike = found.iter().find(|entry| entry.class == kind);
    alike.or(found.first()).copied()
}

/// How exactly a sort of place is a point, from 1 (exact) to 7 (abroad), as UCDP codes it.
fn precision(kind: &str) -> Option<u8> {
    Some(match kind {
        "city" | "village" | "neighbourhood" | "sub_city" | "facility" | "camp" | "crossing" => 1,
        "area" => 2,
        "admin2" => 3,
        "admin1" => 4,
        "region" => 5,
        "country" => 6,
        "body" => 7,
        _ => return None,
    })
}

/// The precision that a person or the engine has set.
fn stated_precision(span: &Span) -> Option<u8> {
    let value = ["geo_precision", "precision"]
        .iter()
        .find_map(|name| span.attrs.get(*name))?;
    match value {
        AttrValue::Text(text) => text.parse().ok(),
        AttrValue::Number(number) => u8::try_from(*number).ok(),
        _ => None,
    }
    .filter(|precision| (1..=7).contains(precision))
}

fn real(span: &Span, name: &str) -> Option<f64> {
    match span.attrs.get(name)? {
        AttrValue::Real(real) => Some(*real),
        AttrValue::Number(number) => Some(*number as f64),
        _ => None,
    }
}

/// The place of an incident: of several the one that is most exactly a point, the first of equals.
pub(super) fn place(material: &Material<'_>, incident: &Incident) -> Option<Place> {
    let fillers = incident.fillers(Role::Location).iter();
    let places = fillers.filter_map(|filler| match filler {
        Filler::Span(id) => Some(Place::of_span(material, material.span(*id)?)),
        Filler::Entry(id) => material.lexicon.entry(id).map(Place::of_entry),
    });
    let exact = places.min_by_key(|place| place.precision.unwrap_or(u8::MAX));
    exact.map(|place| place.located(material))
}
