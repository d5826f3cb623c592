//! Where incidents happened: countries with their names, towns around, a circle a place.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::drawing::{Drawing, Room, SMALL};
use super::projection::{DEGREE, Projection, cut_line, cut_ring, inside, meet};
use super::taken::Taken;
use super::{Anchor, Ink, Mark, Pick, Picture, Point};
use crate::analysis::chart::{Located, Sum, grid};
use crate::analysis::outline::{Country, countries};
use crate::lexicon::Entry;
use crate::model::schema::Bilingual;
use crate::session::message::Message;

/// The size of a town's name.
const TOWN: f32 = 11.0;
/// The radius of a place where nobody is said to have died.
const LEAST: f32 = 5.0;
/// How many circles can be pointed at; smaller ones are only seen.
const MOST_SPOTS: usize = 300;
/// From so many circles on those of about the same size that lie half in each other count as at
/// the same place.
const CROWD: usize = 600;
/// How many places are named beside their circles.
const MOST_NAMES: usize = 12;
/// How many towns around are named.
const MOST_TOWNS: usize = 16;

pub(super) fn draw(mut drawing: Drawing<'_>, places: &[Located]) -> Picture {
    let mut all = Sum::default();
    for place in places {
        all.add(&place.sum);
    }
    let unlocated = drawing.counted().unlocated;
    let note = Message::new("picture-unlocated").number("count", unlocated);
    let mut notes: Vec<Message> = (unlocated > 0).then_some(note).into_iter().collect();
    if places.iter().any(|place| !place.exact) {
        notes.push(Message::new("picture-inexact"));
    }
    let title = drawing.t("picture-map-title");
    let room = drawing.frame(&title, &all, &[], &notes);
    if places.is_empty() {
        return drawing.nothing(room);
    }
    drawing.left_to_right();
    let degrees = |(lat, lon): (f64, f64)| [lon as f32, lat as f32];
    let points: Vec<[f32; 2]> = places.iter().map(|place| degrees(place.at)).collect();
    let projection = Projection::to_show(&points, room);
    drawing.bar(room, Ink::Sea);
    let seen = land(&mut drawing, &projection, room);
    let sizes = Sizes::of(places, room);
    let circles = circles(places, &sizes, &projection);
    // Where words stand no others are written.
    let mut taken = Taken::default();
    circles.iter().for_each(|circle| taken.add(circle.room()));
    let bar = drawing.mirroring(|drawing| Some(scale_bar(drawing, &projection, room)));
    bar.into_iter().for_each(|bar| taken.add(bar));
    // The largest first: a smaller one on it is seen and can be pointed at. Of those that look the
    // same at the same place one is enough.
    let mut drawn = BTreeSet::new();
    for (place, circle) in places.iter().zip(&circles) {
        let sort = place.sum.main_sort();
        let (size, grain) = if circles.len() > CROWD {
            let size = (circle.radius / 4.0).ceil();
            (size, (size * 2.0).max(3.0))
        } else {
            ((circle.radius * 2.0).round(), 1.0)
        };
        let [x, y] = circle.center.map(|at| (at / grain).round() as i32);
        let size = size as i32;
        if !drawn.insert((x, y, size, sort, place.exact)) {
            continue;
        }
        let ink = Ink::Sort(sort);
        let (fill, edge) = if place.exact {
            (Some(ink), Ink::Page)
        } else {
            (None, ink)
        };
        drawing.dot(circle.center, circle.radius, fill, edge);
    }
    for (place, circle) in places.iter().zip(&circles).take(MOST_NAMES) {
        let name = drawing.name(&place.names);
        let style = (SMALL, Ink::Text);
        beside(&mut drawing, &name, circle, style, room, &mut taken);
    }
    let legend = drawing.mirroring(|drawing| sizes.legend(drawing, room));
    legend.into_iter().for_each(|legend| taken.add(legend));
    names(&mut drawing, seen, &circles, room, &mut taken);
    towns(&mut drawing, &projection, room, &mut taken);
    for (place, circle) in places.iter().zip(&circles).take(MOST_SPOTS) {
        let name = drawing.name(&place.names);
        let words = drawing.told(&name, &place.sum);
        let (lat, lon) = grid(place.at);
        drawing.spot(circle.room(), words, Some(Pick::Place(lat, lon)));
    }
    drawing.finish()
}

/// A circle on the map.
#[derive(Clone, Copy)]
struct Circle {
    center: Point,
    radius: f32,
}

impl Circle {
    fn room(self) -> Room {
        let [x, y] = self.center;
        Room {
            left: x - self.radius,
            top: y - self.radius,
            width: 2.0 * self.radius,
            height: 2.0 * self.radius,
        }
    }
}

/// How large circles are: their area grows with the number of dead.
struct Sizes {
    /// The radius for one dead.
    unit: f32,
    /// The greatest number of dead at a place.
    most: u64,
}

impl Sizes {
    fn of(places: &[Located], room: Room) -> Self {
        let killed = places.iter().filter_map(|place| place.sum.killed.best);
        let most = killed.max().unwrap_or(0);
        let largest = (room.width.min(room.height) * 0.1).clamp(8.0, 28.0);
        // A few dead do not fill the map.
        let unit = (largest / (most.max(1) as f32).sqrt()).min(4.5);
        Self { unit, most }
    }

    fn radius(&self, killed: u64) -> f32 {
        ((killed as f32).sqrt() * self.unit).max(LEAST)
    }

    /// The numbers that the legend shows: up to which one circles have the least size, the
    /// greatest round one, and one in between where both are far apart.
    fn told(&self) -> Vec<u64> {
        let least = (LEAST / self.unit).powi(2).floor() as u64;
        let round = |number: u64| {
            let power = 10_u64.pow(number.max(1).ilog10());
            let steps = [5, 2, 1].map(|step| step * power);
            steps.into_iter().find(|step| *step <= number).unwrap_or(1)
        };
        let greatest = round(self.most);
        let between = round(greatest / 4);
        let mut told = vec![least, between, greatest];
        // Each has to be seen to be larger than the one before.
        told.dedup_by(|number, before| self.radius(*number) < self.radius(*before) + 2.0);
        told
    }

    /// Draws circles of some sizes with their numbers in a corner; returns the room that takes.
    /// Nothing where all circles are alike or there is no room.
    fn legend(&self, drawing: &mut Drawing<'_>, map: Room) -> Option<Room> {
        let told = self.told();
        if told.len() < 2 {
            return None;
        }
        let size = 11.0;
        let first = told.first().copied();
        let words = |number: u64| match Some(number) == first && number > 0 {
            true => format!("0–{number}"),
            false => number.to_string(),
        };
        let name = drawing.t("picture-killed");
        let mut width = drawing.width(&name, size, false) + 20.0;
        for number in &told {
            width +=
                2.0 * self.radius(*number) + drawing.width(&words(*number), size, false) + 16.0;
        }
        let height = 2.0 * self.radius(self.most.min(told.last().copied()?)) + 10.0;
        let room = Room {
            left: map.left + 6.0,
            top: map.bottom() - height - 6.0,
            width,
            height,
        };
        if width > map.width * 0.6 || height > map.height * 0.3 {
            return None;
        }
        drawing.bar(room, Ink::Page);
        let middle = room.top + height / 2.0;
        let mut x = room.left + 8.0;
        let style = (size, Ink::Weak);
        drawing.words(&name, [x, middle], Anchor::Left, style, f32::MAX);
        x += drawing.width(&name, size, false) + 10.0;
        for number in told {
            let (radius, words) = (self.radius(number), words(number));
            drawing.dot([x + radius, middle], radius, None, Ink::Weak);
            x += 2.0 * radius + 4.0;
            drawing.words(&words, [x, middle], Anchor::Left, style, f32::MAX);
            x += drawing.width(&words, size, false) + 12.0;
        }
        Some(room)
    }
}

/// The circles of places.
fn circles(places: &[Located], sizes: &Sizes, projection: &Projection) -> Vec<Circle> {
    let circle = |place: &Located| {
        let (lat, lon) = place.at;
        Circle {
            center: projection.place([lon as f32, lat as f32]),
            radius: sizes.radius(place.sum.killed.best.unwrap_or(0)),
        }
    };
    places.iter().map(circle).collect()
}

/// A country on the map, as far as it is seen.
struct Seen {
    country: &'static Country,
    /// The part of it that is seen.
    rings: Vec<Vec<Point>>,
    /// Where its name stands if that is seen.
    label: Point,
}

/// Draws land, coasts and borders.
fn land(drawing: &mut Drawing<'_>, projection: &Projection, room: Room) -> Vec<Seen> {
    let bounds = projection.bounds();
    let mut seen = Vec::new();
    let mut borders: Vec<Vec<Point>> = Vec::new();
    for country in countries() {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        for polygon in &country.polygons {
            if !meet(polygon.bounds, bounds) {
                continue;
            }
            let rings = polygon.rings.iter();
            let rings: Vec<Vec<Point>> = rings
                .map(|ring| ring.iter().map(|at| projection.place(*at)).collect())
                .collect();
            borders.extend(rings.iter().flat_map(|ring| cut_line(ring, room)));
            let rings = rings.iter().map(|ring| cut_ring(ring, room));
            let rings: Vec<Vec<Point>> = rings.filter(|ring| ring.len() > 2).collect();
            if rings.is_empty() {
                continue;
            }
            parts.extend(rings.iter().cloned());
            drawing.mark(Mark::Area {
                rings,
                ink: Ink::Land,
            });
        }
        if !parts.is_empty() {
            seen.push(Seen {
                country,
                rings: parts,
                label: projection.place(country.label),
            });
        }
    }
    for border in borders {
        drawing.line(&border, 1.0, Ink::Border);
    }
    seen
}

/// Writes words beside a circle where nothing stands yet: at its right, left, below or above.
fn beside(
    drawing: &mut Drawing<'_>,
    words: &str,
    circle: &Circle,
    (size, ink): (f32, Ink),
    room: Room,
    taken: &mut Taken,
) -> bool {
    let width = drawing.width(words, size, false);
    let height = size * 1.3;
    let [x, y] = circle.center;
    let off = circle.radius + 4.0;
    let lefts = [
        (x + off, y - height / 2.0),
        (x - off - width, y - height / 2.0),
        (x - width / 2.0, y + off - 2.0),
        (x - width / 2.0, y - off + 2.0 - height),
    ];
    let free = lefts.into_iter().find_map(|(left, top)| {
        let here = Room {
            left,
            top,
            width,
            height,
        };
        (room.holds(here) && taken.is_free(here)).then_some(here)
    });
    let Some(here) = free else { return false };
    let at = [here.left, here.top + height / 2.0];
    drawing.words(words, at, Anchor::Left, (size, ink), width + 1.0);
    taken.add(here);
    true
}

/// Towns around, to tell where one is: those that the lexicon names first are the larger ones.
fn towns(drawing: &mut Drawing<'_>, projection: &Projection, room: Room, taken: &mut Taken) {
    let [[left, low], [right, high]] = projection.bounds();
    let is_near = |entry: &&Entry| {
        let at = entry.coordinates.unwrap_or((f64::MAX, f64::MAX));
        let (lat, lon) = (at.0 as f32, at.1 as f32);
        entry.class == "city" && left < lon && lon < right && low < lat && lat < high
    };
    let lexicon = drawing.setting.lexicon;
    let near: Vec<&Entry> = lexicon.entries().filter(is_near).collect();
    let mut named = 0;
    for town in near {
        let Some((lat, lon)) = town.coordinates else {
            continue;
        };
        let dot = Circle {
            center: projection.place([lon as f32, lat as f32]),
            radius: 2.0,
        };
        if !taken.is_free(dot.room()) {
            continue;
        }
        let [en, ar] = town.names.clone();
        let name = drawing.name(&Bilingual { en, ar });
        if beside(drawing, &name, &dot, (TOWN, Ink::Weak), room, taken) {
            taken.add(dot.room());
            drawing.dot(dot.center, dot.radius, Some(Ink::Weak), Ink::Weak);
            named += 1;
        }
        if named == MOST_TOWNS {
            break;
        }
    }
}

/// The names of countries, where there is room for them: first of those in which something
/// happened, then of those of which most is seen.
fn names(
    drawing: &mut Drawing<'_>,
    mut seen: Vec<Seen>,
    circles: &[Circle],
    room: Room,
    taken: &mut Taken,
) {
    seen.sort_by_cached_key(|country| {
        let happened = circles.iter().take(MOST_SPOTS);
        let happened = happened.filter(|circle| inside(&country.rings, circle.center));
        // In whole points: floats have no order.
        let area: f32 = country.rings.iter().map(|ring| area(ring)).sum();
        Reverse((happened.count(), area as u64))
    });
    for country in &seen {
        let lexicon = drawing.setting.lexicon;
        let entry = Some(&country.country.code).filter(|code| !code.is_empty());
        let entry = entry.and_then(|code| lexicon.country(code));
        let name = match entry {
            Some(entry) => {
                let [en, ar] = entry.names.clone();
                drawing.name(&Bilingual { en, ar })
            }
            None => drawing.name(&country.country.names),
        };
        let size = 13.0;
        let width = drawing.width(&name, size, false);
        let height = size * 1.4;
        let around = |[x, y]: Point| Room {
            left: x - width / 2.0,
            top: y - height / 2.0,
            width,
            height,
        };
        let fits = |at: Point| {
            let here = around(at);
            let corners = [
                [here.left, here.top],
                [here.right(), here.top],
                [here.left, here.bottom()],
                [here.right(), here.bottom()],
            ];
            room.holds(here)
                && taken.is_free(here)
                && corners.iter().all(|corner| inside(&country.rings, *corner))
        };
        // Where its name always stands, else where most of it is seen.
        let places = (1..16).flat_map(|row| {
            (1..24).map(move |column| {
                let share = [column as f32 / 24.0, row as f32 / 16.0];
                [
                    room.left + room.width * share[0],
                    room.top + room.height * share[1],
                ]
            })
        });
        let at = if fits(country.label) {
            Some(country.label)
        } else {
            let free: Vec<Point> = places.filter(|at| fits(*at)).collect();
            let count = free.len().max(1) as f32;
            let sum = free.iter().fold([0.0, 0.0], |sum, at| {
                [sum[0] + at[0] / count, sum[1] + at[1] / count]
            });
            let far = |at: &Point| (at[0] - sum[0]).hypot(at[1] - sum[1]);
            free.into_iter().min_by(|a, b| far(a).total_cmp(&far(b)))
        };
        let Some(at) = at else { continue };
        drawing.words(&name, at, Anchor::Middle, (size, Ink::Weak), width + 1.0);
        taken.add(around(at));
    }
}

/// The area of a ring, in points squared.
fn area(ring: &[Point]) -> f32 {
    let next = ring.iter().cycle().skip(1);
    let twice = ring
        .iter()
        .zip(next)
        .map(|([x, y], [to, down])| x * down - to * y);
    (twice.sum::<f32>() / 2.0).abs()
}

/// Draws how long some kilometres are, in a corner; returns the room that takes.
fn scale_bar(drawing: &mut Drawing<'_>, projection: &Projection, room: Room) -> Room {
    let kilometre = projection.scale / DEGREE;
    let longest = room.width.min(420.0) * 0.25 / kilometre;
    let mut length: u64 = 1;
    for factor in [2, 5, 10].into_iter().cycle().take(12) {
        let longer = 10_u64.saturating_pow(length.ilog10()) * factor;
        if longer as f32 > longest {
            break;
        }
        length = longer;
    }
    let long = length as f32 * kilometre;
    let [x, y] = [room.right() - 12.0, room.bottom() - 10.0];
    let points = [[x - long, y - 4.0], [x - long, y], [x, y], [x, y - 4.0]];
    drawing.line(&points, 1.5, Ink::Text);
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let words = drawing.message(&Message::new("picture-kilometres").number("count", length));
    let at = [x - long / 2.0, y - 12.0];
    drawing.words(&words, at, Anchor::Middle, (11.0, Ink::Text), f32::MAX);
    Room {
        left: x - long.max(50.0) - 6.0,
        top: y - 24.0,
        width: long.max(50.0) + 18.0,
        height: 34.0,
    }
}
