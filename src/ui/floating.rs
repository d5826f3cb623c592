//! Where what floats beside words stands: inside the article, clear of the words and of what is
//! beside the article.

use egui::{Pos2, Rect, Vec2, pos2};

/// How far it stays from the words, in points.
const GAP: f32 = 9.0;
/// How far it stays from the edges of the article, in points.
const EDGE: f32 = 8.0;

/// The words that something floats beside.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// Where the words are, in points.
    pub words: Rect,
    /// Where the article is, in points.
    pub article: Rect,
}

impl Anchor {
    /// The upper left corner of something of that size that stands below the words, or above them
    /// where there is no room.
    #[must_use]
    pub fn below(&self, size: Vec2) -> Pos2 {
        let below = self.words.bottom() + GAP;
        if below + size.y + EDGE < self.article.bottom() {
            self.at(below, size)
        } else {
            self.at(self.words.top() - GAP - size.y, size)
        }
    }

    /// The same above the words, or below them where there is no room: what comes next is read
    /// next.
    #[must_use]
    pub fn above(&self, size: Vec2) -> Pos2 {
        let above = self.words.top() - GAP - size.y;
        if above > self.article.top() {
            self.at(above, size)
        } else {
            self.at(self.words.bottom() + GAP, size)
        }
    }

    fn at(&self, y: f32, size: Vec2) -> Pos2 {
        let inside = |from: f32, to: f32, size: f32, wanted: f32| {
            let least = from + EDGE;
            wanted.clamp(least, (to - size - EDGE).max(least))
        };
        let Self { words, article } = self;
        pos2(
            inside(
                article.left(),
                article.right(),
                size.x,
                words.center().x - size.x / 2.0,
            ),
            inside(article.top(), article.bottom(), size.y, y),
        )
    }
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::Anchor;

    const SIZE: egui::Vec2 = vec2(200.0, 50.0);

    fn anchor(x: f32, y: f32) -> Anchor {
        Anchor {
            words: Rect::from_center_size(pos2(x, y), vec2(60.0, 30.0)),
            article: Rect::from_min_max(pos2(260.0, 100.0), pos2(980.0, 760.0)),
        }
    }

    #[test]
    fn it_stays_inside_the_article() {
        for (x, y) in [
            (270.0, 110.0),
            (970.0, 110.0),
            (270.0, 750.0),
            (970.0, 750.0),
        ] {
            let anchor = anchor(x, y);
            for corner in [anchor.above(SIZE), anchor.below(SIZE)] {
                let shown = Rect::from_min_size(corner, SIZE);
                assert!(anchor.article.contains_rect(shown), "{shown:?}");
                assert!(!shown.intersects(anchor.words), "{shown:?}");
            }
        }
    }

    #[test]
    fn it_stands_where_it_is_asked_to_where_there_is_room() {
        let anchor = anchor(600.0, 400.0);
        assert!(anchor.above(SIZE).y < anchor.words.top());
        assert!(anchor.below(SIZE).y > anchor.words.bottom());
    }
}
