//! Where words or circles stand already, looked up by squares: a map of thousands of places asks
//! for each name whether there is room.

use std::collections::BTreeMap;

use super::drawing::Room;

/// The side of a square, in points.
const SQUARE: f32 = 32.0;

/// Rooms that are taken.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<(i32, i32), Vec<Room>>);

impl Taken {
    /// Takes a room.
    pub(super) fn add(&mut self, room: Room) {
        for square in squares(room) {
            self.0.entry(square).or_default().push(room);
        }
    }

    /// Whether nothing stands in a room yet.
    pub(super) fn is_free(&self, room: Room) -> bool {
        let mut here = squares(room).filter_map(|square| self.0.get(&square));
        here.all(|rooms| rooms.iter().all(|other| !other.meets(room)))
    }
}

/// The squares that a room lies in.
fn squares(room: Room) -> impl Iterator<Item = (i32, i32)> {
    let of = |at: f32| (at / SQUARE).floor() as i32;
    let (columns, rows) = (
        of(room.left)..=of(room.right()),
        of(room.top)..=of(room.bottom()),
    );
    columns.flat_map(move |column| rows.clone().map(move |row| (column, row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_free_until_something_stands_in_it() {
        let room = |left: f32, top: f32| Room {
            left,
            top,
            width: 40.0,
            height: 10.0,
        };
        let mut taken = Taken::default();
        taken.add(room(30.0, 30.0));
        for (left, top, free) in [
            (30.0, 30.0, false),
            (69.0, 39.0, false),
            (71.0, 30.0, true),
            (30.0, 41.0, true),
            (-20.0, 25.0, true),
            (-5.0, 25.0, false),
        ] {
            assert_eq!(taken.is_free(room(left, top)), free, "{left} {top}");
        }
    }
}
