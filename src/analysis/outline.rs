//! Outlines of countries: the table `data/map/countries.tsv`, read once when a map is first drawn.

use std::sync::LazyLock;

use crate::model::schema::Bilingual;

/// A country on a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Country {
    /// Its ISO 3166 alpha-2 code; empty where ISO has none.
    pub code: String,
    /// Its names; the Arabic one may be empty.
    pub names: Bilingual,
    /// Where its name is written: longitude and latitude in degrees.
    pub label: [f32; 2],
    /// Its parts.
    pub polygons: Vec<Polygon>,
}

/// A part of a country.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polygon {
    /// Closed lines of longitude and latitude in degrees, the first the outer one, others holes.
    pub rings: Vec<Vec<[f32; 2]>>,
    /// The least and the greatest longitude and latitude.
    pub bounds: [[f32; 2]; 2],
}

/// Steps of the table's grid in a degree.
const GRID: f32 = 100.0;

/// All countries.
#[must_use]
pub fn countries() -> &'static [Country] {
    static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
        let table = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/data/map/countries.tsv"
        ));
        table.lines().skip(1).filter_map(country).collect()
    });
    &COUNTRIES
}

/// The country of a line; `None` if it is broken, which a test would tell.
fn country(line: &str) -> Option<Country> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    let (code, en, ar, label) = (next()?, next()?, next()?, next()?);
    let polygons: Option<Vec<Polygon>> = next()?.split('|').map(polygon).collect();
    Some(Country {
        code: code.to_owned(),
        names: Bilingual {
            en: en.to_owned(),
            ar: ar.to_owned(),
        },
        label: *ring(label)?.first()?,
        polygons: polygons?,
    })
}

fn polygon(written: &str) -> Option<Polygon> {
    let rings: Option<Vec<Vec<[f32; 2]>>> = written.split(';').map(ring).collect();
    let rings = rings?;
    let mut bounds = [[f32::MAX; 2], [f32::MIN; 2]];
    for [x, y] in rings.first()? {
        let [[left, bottom], [right, top]] = bounds;
        bounds = [[left.min(*x), bottom.min(*y)], [right.max(*x), top.max(*y)]];
    }
    Some(Polygon { rings, bounds })
}

/// The points of steps `x,y x,y`.
fn ring(written: &str) -> Option<Vec<[f32; 2]>> {
    let (mut x, mut y) = (0, 0);
    let steps = written.split(' ').map(|step| {
        let (dx, dy) = step.split_once(',')?;
        x += dx.parse::<i32>().ok()?;
        y += dy.parse::<i32>().ok()?;
        Some([x as f32 / GRID, y as f32 / GRID])
    });
    steps.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// Whether a place lies in a country.
    fn holds(country: &Country, [x, y]: [f32; 2]) -> bool {
        let rings = country.polygons.iter().flat_map(|polygon| &polygon.rings);
        let edges = rings.flat_map(|ring| {
            let next = ring.iter().skip(1).chain(ring.first());
            ring.iter().zip(next)
        });
        let crossed = edges.filter(|([ax, ay], [bx, by])| {
            (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        });
        crossed.count() % 2 == 1
    }

    #[test]
    fn every_line_is_a_country_with_names_and_outlines() {
        let lines = include_str!("../../data/map/countries.tsv").lines().count();
        assert_eq!(countries().len(), lines - 1);
        let named = countries()
            .iter()
            .filter(|country| !country.code.is_empty());
        for country in named {
            assert!(
                !country.names.en.is_empty() && !country.names.ar.is_empty(),
                "{country:?}"
            );
        }
        let points = countries().iter().flat_map(|country| &country.polygons);
        for [x, y] in points.flat_map(|polygon| &polygon.rings).flatten() {
            assert!(x.abs() <= 180.0 && y.abs() <= 90.0);
        }
    }

    #[test]
    fn towns_lie_in_their_countries() {
        let of = |code: &str| countries().iter().find(|country| country.code == code);
        let towns = [
            ("SY", [36.10, 32.62]),
            ("JO", [35.93, 31.95]),
            ("IQ", [43.13, 36.34]),
            ("YE", [44.21, 15.35]),
            ("LY", [13.19, 32.89]),
            ("SD", [32.53, 15.59]),
            ("UA", [36.23, 49.99]),
            ("ML", [-3.01, 16.77]),
            ("AF", [69.17, 34.53]),
        ];
        for (code, town) in towns {
            let found: Vec<&str> = countries()
                .iter()
                .filter(|country| holds(country, town))
                .map(|country| country.code.as_str())
                .collect();
            assert_eq!(found, [code]);
            assert!(holds(of(code).unwrap(), of(code).unwrap().label), "{code}");
        }
    }

    #[test]
    fn the_towns_of_the_lexicon_lie_where_the_outlines_have_their_country() {
        let towns = Lexicon::built_in().entries().filter(|entry| {
            entry.class == "city" && matches!(entry.country.as_str(), "SY" | "IQ" | "SD" | "AF")
        });
        let (mut right, mut wrong) = (0, 0);
        for town in towns {
            let Some((lat, lon)) = town.coordinates else {
                continue;
            };
            let country = countries().iter().find(|c| c.code == town.country).unwrap();
            if holds(country, [lon as f32, lat as f32]) {
                right += 1;
            } else {
                wrong += 1;
            }
        }
        // A border town may lie on the other side of a line of this scale.
        assert!(right > 500 && wrong * 30 < right, "{right} {wrong}");
    }
}
