//! What a picture is made of, and who draws it.

use super::Ink;

/// A place, in points to the right and downwards from the picture's corner.
pub type Point = [f32; 2];

/// Which part of a line of words stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

impl Anchor {
    /// Where the left end of a line of some width stands that is anchored at a place.
    #[must_use]
    pub fn left(self, at: f32, width: f32) -> f32 {
        match self {
            Self::Left => at,
            Self::Middle => at - width / 2.0,
            Self::Right => at - width,
        }
    }
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The words.
    pub words: String,
    /// Where: the middle of the line's height.
    pub at: Point,
    /// Which part of the line stands there.
    pub anchor: Anchor,
    /// The size of an em.
    pub size: f32,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether the line as a whole runs from right to left.
    pub rtl: bool,
    /// Their colour.
    pub ink: Ink,
}

/// Something that is seen.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Bar {
        /// Its upper left corner.
        corner: Point,
        /// Width and height.
        size: Point,
        /// Its colour.
        ink: Ink,
    },
    /// A line through points.
    Stroke {
        /// The points.
        points: Vec<Point>,
        /// How wide it is.
        width: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A polygon, the first ring the outer one, others holes.
    Area {
        /// The corners of each ring.
        rings: Vec<Vec<Point>>,
        /// Its colour.
        ink: Ink,
    },
    /// A circle.
    Dot {
        /// Its middle.
        center: Point,
        /// Its radius.
        radius: f32,
        /// Its colour inside; one that has none is a ring.
        fill: Option<Ink>,
        /// The colour of its edge.
        edge: Ink,
    },
    /// A line of words.
    Words(Line),
}

/// What a picture is drawn on: the window, pixels, a file of drawing programs. Each way to draw
/// says how it makes these, and what marks there are stands in one place.
pub trait Canvas {
    /// How wide the edge of a circle is.
    const EDGE: f32 = 1.5;

    /// Fills a rectangle, given by its upper left corner, its width and its height.
    fn bar(&mut self, corner: Point, size: Point, ink: Ink);
    /// Draws a line through points.
    fn stroke(&mut self, points: &[Point], width: f32, ink: Ink);
    /// Fills a polygon; what two rings cover is outside.
    fn area(&mut self, rings: &[Vec<Point>], ink: Ink);
    /// Draws a circle with an edge of [`Canvas::EDGE`].
    fn dot(&mut self, center: Point, radius: f32, fill: Option<Ink>, edge: Ink);
    /// Writes a line of words.
    fn words(&mut self, line: &Line);
}

impl Mark {
    /// Draws it.
    pub fn draw(&self, canvas: &mut impl Canvas) {
        match self {
            Self::Bar { corner, size, ink } => canvas.bar(*corner, *size, *ink),
            Self::Stroke { points, width, ink } => canvas.stroke(points, *width, *ink),
            Self::Area { rings, ink } => canvas.area(rings, *ink),
            Self::Dot {
                center,
                radius,
                fill,
                edge,
            } => canvas.dot(*center, *radius, *fill, *edge),
            Self::Words(line) => canvas.words(line),
        }
    }
}
