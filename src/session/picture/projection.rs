//! From degrees to points, and lines cut at the edge of a map.

use super::Point;
use super::drawing::Room;

/// Kilometres in a degree of latitude.
pub(super) const DEGREE: f32 = 111.2;

/// A map's projection: equirectangular, true at the middle latitude. A region of a war is small
/// enough for it, and north is up everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    /// Longitude and latitude in the middle.
    middle: [f32; 2],
    /// Points a degree of latitude.
    pub(super) scale: f32,
    /// How much shorter a degree of longitude is.
    narrow: f32,
    room: Room,
}

/// The least height or width that is shown, in degrees: a governorate's.
const LEAST: f32 = 1.1;
/// How much more is shown around the outermost places.
const AROUND: f32 = 1.35;

impl Projection {
    /// Shows all places, given as longitude and latitude in degrees, in a room.
    pub(super) fn to_show(places: &[[f32; 2]], room: Room) -> Self {
        let mut bounds = [[f32::MAX; 2], [f32::MIN; 2]];
        for [x, y] in places {
            let [[left, low], [right, high]] = bounds;
            bounds = [[left.min(*x), low.min(*y)], [right.max(*x), high.max(*y)]];
        }
        let [[left, low], [right, high]] = bounds;
        let middle = [(left + right) / 2.0, (low + high) / 2.0];
        let narrow = middle[1].to_radians().cos().max(0.2);
        let wide = ((right - left) * narrow * AROUND).max(LEAST);
        let tall = ((high - low) * AROUND).max(LEAST);
        Self {
            middle,
            scale: (room.width / wide).min(room.height / tall).max(0.01),
            narrow,
            room,
        }
    }

    /// Where a longitude and latitude are.
    pub(super) fn place(&self, [lon, lat]: [f32; 2]) -> Point {
        let x = (lon - self.middle[0]) * self.narrow * self.scale;
        let y = (self.middle[1] - lat) * self.scale;
        [
            self.room.left + self.room.width / 2.0 + x,
            self.room.top + self.room.height / 2.0 + y,
        ]
    }

    /// The least and the greatest longitude and latitude that are seen.
    pub(super) fn bounds(&self) -> [[f32; 2]; 2] {
        let half = [
            self.room.width / 2.0 / (self.narrow * self.scale),
            self.room.height / 2.0 / self.scale,
        ];
        let [x, y] = self.middle;
        [[x - half[0], y - half[1]], [x + half[0], y + half[1]]]
    }
}

/// Whether two rectangles of longitudes and latitudes have something in common.
pub(super) fn meet([a, b]: [[f32; 2]; 2], [c, d]: [[f32; 2]; 2]) -> bool {
    a[0] <= d[0] && c[0] <= b[0] && a[1] <= d[1] && c[1] <= b[1]
}

/// The part of a ring inside a room (Sutherland and Hodgman), without points that cannot be told
/// apart.
pub(super) fn cut_ring(ring: &[Point], room: Room) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for point in ring {
        let near = |last: &Point| (last[0] - point[0]).hypot(last[1] - point[1]) < 0.5;
        if !points.last().is_some_and(near) {
            points.push(*point);
        }
    }
    // Which coordinate, its bound, and whether what is below it stays.
    let edges = [
        (0, room.left, false),
        (0, room.right(), true),
        (1, room.top, false),
        (1, room.bottom(), true),
    ];
    for (axis, bound, below) in edges {
        let off = |point: Point| {
            let [x, y] = point;
            let coordinate = if axis == 0 { x } else { y };
            if below {
                bound - coordinate
            } else {
                coordinate - bound
            }
        };
        let mut kept = Vec::with_capacity(points.len());
        let before = points
            .iter()
            .skip(points.len().saturating_sub(1))
            .chain(&points);
        for (a, b) in before.zip(&points) {
            let (from, to) = (off(*a), off(*b));
            if (from < 0.0) != (to < 0.0) {
                let share = from / (from - to);
                let between = |from: f32, to: f32| from + (to - from) * share;
                kept.push([between(a[0], b[0]), between(a[1], b[1])]);
            }
            if to >= 0.0 {
                kept.push(*b);
            }
        }
        points = kept;
    }
    points
}

/// The parts of a closed line inside a room, without points that cannot be told apart.
pub(super) fn cut_line(ring: &[Point], room: Room) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    let mut from = match ring.first() {
        Some(first) => *first,
        None => return lines,
    };
    let last = ring.len();
    for (number, to) in ring.iter().skip(1).chain(ring.first()).enumerate() {
        let near = (to[0] - from[0]).hypot(to[1] - from[1]) < 0.7;
        if near && number + 1 < last {
            continue;
        }
        if let Some([a, b]) = cut_stroke(from, *to, room) {
            match lines.last_mut() {
                Some(line) if line.last() == Some(&a) => line.push(b),
                _ => lines.push(vec![a, b]),
            }
        }
        from = *to;
    }
    lines
}

/// The part of a stroke inside a room (Liang and Barsky).
fn cut_stroke(a: Point, b: Point, room: Room) -> Option<[Point; 2]> {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let (mut begin, mut end) = (0.0_f32, 1.0_f32);
    let edges = [
        (-dx, a[0] - room.left),
        (dx, room.right() - a[0]),
        (-dy, a[1] - room.top),
        (dy, room.bottom() - a[1]),
    ];
    for (step, off) in edges {
        if step == 0.0 {
            if off < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            begin = begin.max(off / step);
        } else {
            end = end.min(off / step);
        }
    }
    let at = |share: f32| [a[0] + dx * share, a[1] + dy * share];
    (begin <= end).then(|| {
        let begin = if begin == 0.0 { a } else { at(begin) };
        let end = if end == 1.0 { b } else { at(end) };
        [begin, end]
    })
}

/// Whether a point is inside of rings, which are holes where one is inside another.
pub(super) fn inside(rings: &[Vec<Point>], [x, y]: Point) -> bool {
    let edges = rings.iter().flat_map(|ring| {
        let next = ring.iter().skip(1).chain(ring.first());
        ring.iter().zip(next)
    });
    let crossed = edges.filter(|(a, b)| {
        (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
    });
    crossed.count() % 2 == 1
}
