//! Incidents as the lines of data sets that others have made known: which columns, which
//! incidents, and why the others are left out.

use std::fmt;

use jiff::civil::Date;

use super::material::Material;
use super::party::Party;
use super::row::IncidentRow;
use super::{acled, airwars, ucdp, whole};
use crate::model::span::SpanState;

/// A table with a line an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventTable {
    /// As the Armed Conflict Location & Event Data project codes events.
    Acled,
    /// As the Uppsala Conflict Data Program codes deadly events.
    Ucdp,
    /// As Airwars records harm to civilians from the air and by artillery.
    Airwars,
    /// All that is known of all incidents, in columns of our own.
    Incidents,
}

/// Why an incident is not in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omission {
    /// It was turned down.
    Rejected,
    /// Nobody has decided about it.
    Suggested,
    /// It is told as something of an earlier time.
    Background,
    /// It is threatened or imagined.
    NotActual,
    /// It is denied.
    Denied,
    /// Neither its day nor that of the article is known.
    NoDate,
    /// Nobody is said to have died.
    NoDeath,
    /// People are said to have died, and no number is told.
    NoNumber,
    /// It is no remote violence.
    NotRemote,
    /// No harm to civilians is told, and no strikes are counted.
    NoHarm,
}

impl Omission {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Rejected,
        Self::Suggested,
        Self::Background,
        Self::NotActual,
        Self::Denied,
        Self::NoDate,
        Self::NoDeath,
        Self::NoNumber,
        Self::NotRemote,
        Self::NoHarm,
    ];

    /// What it is called among the texts of the interface.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Rejected => "omitted-rejected",
            Self::Suggested => "omitted-suggested",
            Self::Background => "omitted-background",
            Self::NotActual => "omitted-not-actual",
            Self::Denied => "omitted-denied",
            Self::NoDate => "omitted-no-date",
            Self::NoDeath => "omitted-no-death",
            Self::NoNumber => "omitted-no-number",
            Self::NotRemote => "omitted-not-remote",
            Self::NoHarm => "omitted-no-harm",
        }
    }
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rejected => "it was rejected",
            Self::Suggested => "it is suggested only",
            Self::Background => "it is background",
            Self::NotActual => "it did not happen",
            Self::Denied => "it is denied",
            Self::NoDate => "no date is known",
            Self::NoDeath => "no death is told",
            Self::NoNumber => "deaths are told without a number",
            Self::NotRemote => "it is no strike",
            Self::NoHarm => "no harm to civilians and no number of strikes is told",
        })
    }
}

impl EventTable {
    /// All of them, in the order of this list.
    pub const ALL: [Self; 4] = [Self::Acled, Self::Ucdp, Self::Airwars, Self::Incidents];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Airwars => "airwars",
            Self::Incidents => "incidents",
        }
    }

    /// The table with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Acled => "table of incidents as ACLED codes events (written only)",
            Self::Ucdp => "table of deadly incidents as UCDP GED codes events (written only)",
            Self::Airwars => "table of strikes as Airwars records harm to civilians (written only)",
            Self::Incidents => "table of incidents with all that is known of them (written only)",
        }
    }

    /// Its columns, those for audit last.
    #[must_use]
    pub fn columns(self) -> Vec<&'static str> {
        let own = match self {
            Self::Acled => acled::COLUMNS.as_slice(),
            Self::Ucdp => ucdp::COLUMNS.as_slice(),
            Self::Airwars => airwars::COLUMNS.as_slice(),
            Self::Incidents => whole::COLUMNS.as_slice(),
        };
        own.iter().copied().chain(["doc_id", "span_ids"]).collect()
    }

    /// The line of an incident.
    ///
    /// # Errors
    /// Why it has none.
    pub fn line(self, row: &IncidentRow, material: &Material<'_>) -> Result<Vec<String>, Omission> {
        let mut line = match self {
            Self::Acled => acled::line(row, material)?,
            Self::Ucdp => ucdp::line(row, material)?,
            Self::Airwars => airwars::line(row, material)?,
            Self::Incidents => whole::line(row, material),
        };
        let spans = row.spans.iter().map(ToString::to_string);
        line.push(row.article.to_string());
        line.push(spans.collect::<Vec<_>>().join(";"));
        Ok(line)
    }
}

/// What keeps an incident out of every data set of others.
pub(super) fn omission(row: &IncidentRow) -> Option<Omission> {
    let is_actual = matches!(row.realis.as_str(), "" | "actual");
    match row.state {
        SpanState::Rejected => Some(Omission::Rejected),
        SpanState::Suggested => Some(Omission::Suggested),
        _ if row.is_background() => Some(Omission::Background),
        _ if !is_actual => Some(Omission::NotActual),
        _ if row.status == "denied" => Some(Omission::Denied),
        _ => None,
    }
}

/// The days of an incident; where none is told those of the article, which is said besides.
pub(super) fn days(row: &IncidentRow) -> Option<(Date, Date)> {
    let (start, end) = (row.when.start, row.when.end);
    let first = start.or(end).or(row.published)?;
    Some((first, end.unwrap_or(first)))
}

/// Whether the day is only that of the article.
pub(super) fn is_undated(row: &IncidentRow) -> bool {
    row.when.start.is_none() && row.when.end.is_none()
}

/// A name for an incident that stays the same: the country's code and its id.
pub(super) fn code(row: &IncidentRow, alpha3: &str) -> String {
    let id = row.incident;
    if alpha3.is_empty() {
        id.to_string()
    } else {
        format!("{alpha3}-{id}")
    }
}

/// The country of an incident (ISO 3166 alpha-2): that of its place, else of its article.
pub(super) fn country<'a>(row: &'a IncidentRow, material: &Material<'a>) -> &'a str {
    let place = row.place.as_ref().map(|place| place.country.as_str());
    let of_article = || material.field(crate::model::article::MetaField::Country);
    place
        .filter(|code| !code.is_empty())
        .unwrap_or_else(of_article)
}

/// Who is said to have done it; where nobody is, what can be said of whoever it was.
pub(super) fn attacker(row: &IncidentRow, aerial: bool) -> &str {
    match row.attackers.first() {
        Some(party) => party.name_en(),
        None if aerial => "Unidentified air force",
        None => "Unidentified armed group",
    }
}

/// The English names of parties, with `; ` between.
pub(super) fn joined<'a>(parties: impl IntoIterator<Item = &'a Party>) -> String {
    let names: Vec<&str> = parties.into_iter().map(Party::name_en).collect();
    names.join("; ")
}

/// Latitude and longitude, empty if they are not known.
pub(super) fn coordinates(row: &IncidentRow) -> [String; 2] {
    let place = row.place.as_ref().and_then(|place| place.coordinates);
    place.map_or_else(Default::default, |(lat, lon)| {
        [lat, lon].map(|x| x.to_string())
    })
}

/// A number, empty if it is not stated.
pub(super) fn number(number: Option<u64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}
