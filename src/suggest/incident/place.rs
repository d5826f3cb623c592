//! Where something happens, so far as two places can be told apart.

use crate::model::span::AttrValue;
use crate::suggest::AttrsOf;
use crate::text::fold::fold_word;

/// A place that a mention names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// What it is called in tables, else its folded words.
    name: String,
    /// Whether it is in a table: words such as *the border area* say less.
    is_known: bool,
    extent: Extent,
    /// The English name of the division it lies in or is.
    division: String,
    /// The English name of its country.
    country: String,
}

/// How large a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// A quarter, a building, a camp.
    Spot,
    /// A city or a village.
    Town,
    /// Anything from a stretch of land to several provinces.
    Area,
    /// A province.
    Division,
    Country,
}

impl Place {
    /// The place of a mention; none if its words only take up a place named before: المدينة.
    pub(super) fn of(words: &str, attrs: AttrsOf<'_>) -> Option<Self> {
        let text = |name: &str| attrs.get(name).and_then(AttrValue::as_text);
        let named = text("canonical_id").or_else(|| text("canonical_en"));
        let extent = match text("type") {
            Some("neighbourhood" | "sub_city" | "facility" | "camp") => Extent::Spot,
            Some("city" | "village") => Extent::Town,
            Some("admin1" | "admin2") => Extent::Division,
            Some("country") => Extent::Country,
            _ => Extent::Area,
        };
        if named.is_none() && words.split_whitespace().count() < 2 {
            return None;
        }
        // Written as a path: Syria/Daraa.
        let path = text("admin").unwrap_or("");
        let (country, division) = path.split_once('/').unwrap_or((path, ""));
        Some(Self {
            name: named.map_or_else(|| fold_word(words), str::to_owned),
            is_known: named.is_some(),
            extent,
            division: division.to_owned(),
            country: country.to_owned(),
        })
    }

    /// Whether something may have happened at both: they are one place, or one lies in the other.
    pub(super) fn meets(&self, other: &Self) -> bool {
        if self.name == other.name {
            return true;
        }
        if !self.is_known || !other.is_known {
            return false;
        }
        let (small, large) = if self.extent <= other.extent {
            (self, other)
        } else {
            (other, self)
        };
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        match large.extent {
            Extent::Country => small.country.is_empty() || small.country == large.country,
            Extent::Division => same(&small.division, &large.division),
            // How far an area goes is not known.
            Extent::Area => same(&small.country, &large.country),
            Extent::Town => small.extent == Extent::Spot && same(&small.division, &large.division),
            Extent::Spot => false,
        }
    }

    /// Whether nothing says that something did not happen at both: a hospital that no table knows may
    /// be in any town.
    pub(super) fn may_meet(&self, other: &Self) -> bool {
        let inside = |small: &Self, large: &Self| {
            !small.is_known && small.extent <= Extent::Town && small.extent < large.extent
        };
        self.meets(other) || inside(self, other) || inside(other, self)
    }

    /// Whether both are one place that is no larger than a town.
    pub(super) fn is_same_town(&self, other: &Self) -> bool {
        self.name == other.name && self.extent <= Extent::Town
    }
}
