//! Events by where they happened.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Event, Sum};
use crate::model::schema::Bilingual;

/// The events at one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Located {
    /// The names of the place; of several at the same point, of the one told first.
    pub names: Bilingual,
    /// Latitude and longitude in degrees.
    pub at: (f64, f64),
    /// Whether it is a point: a town or a part of one, not the middle of a district.
    pub exact: bool,
    /// The events.
    pub sum: Sum,
}

/// The least precision by UCDP's code that is no point any more: a district.
const DISTRICT: u8 = 3;

/// Coordinates in thousandths of a degree, so that they can be compared.
#[must_use]
pub fn grid((lat, lon): (f64, f64)) -> (i32, i32) {
    ((lat * 1000.0).round() as i32, (lon * 1000.0).round() as i32)
}

/// Whether coordinates, in degrees, are on the earth.
pub(super) fn is_on_earth((lat, lon): (f64, f64)) -> bool {
    lat.abs() <= 90.0 && lon.abs() <= 180.0
}

/// The places of events, those with the most dead first, then those with the most events.
pub(super) fn located(events: &[Event]) -> Vec<Located> {
    let mut found: BTreeMap<(i32, i32), Located> = BTreeMap::new();
    for event in events {
        let Some(place) = &event.place else { continue };
        let Some(at) = place.coordinates else {
            continue;
        };
        let here = found.entry(grid(at)).or_insert_with(|| Located {
            names: place.names.clone(),
            at,
            ..Located::default()
        });
        // Named after the town, not after a part of it that has no coordinates of its own.
        let exact = place
            .precision
            .is_some_and(|precision| precision < DISTRICT);
        if exact && (!here.exact || place.names.en.len() < here.names.en.len()) {
            here.names = place.names.clone();
            here.exact = true;
        }
        here.sum.count(event);
    }
    let mut places: Vec<Located> = found.into_values().collect();
    places.sort_by_key(|place| {
        let killed = place.sum.killed.best.unwrap_or(0);
        Reverse((killed, place.sum.events()))
    });
    places
}
