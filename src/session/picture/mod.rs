//! Pictures of the rows of a table: a chart laid out as simple marks, which the window paints and
//! which are written as SVG and PNG.
//!
//! A [`Picture`] is laid out once, by [`lay_out`], for a size and a language; whoever shows it is
//! a [`Canvas`]: it knows bars, lines, words, dots and areas, and nothing of charts. Colours are named by what they
//! mean ([`Ink`]), and [`Spot`]s say what is told and chosen where.
//!
//! In Arabic everything is mirrored but time, which runs from left to right, as on the economy
//! pages of Arabic newspapers and in this program's own dates; its scale stands at the right side.

mod drawing;
mod groups;
mod harm;
mod ink;
mod map;
mod mark;
mod measure;
mod projection;
mod svg;
mod taken;
#[cfg(test)]
mod tests;
mod time;

use jiff::civil::Date;

pub use ink::Ink;
pub use mark::{Anchor, Canvas, Line, Mark, Point};
pub use measure::{Estimate, Measure, Press};
pub use svg::svg;

use super::locale::Catalogue;
use crate::analysis::chart::Charts;
use crate::lexicon::Lexicon;
use drawing::Drawing;

/// Which picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureKind {
    /// Incidents and their dead over time.
    #[default]
    Time,
    /// By who did it.
    Factions,
    /// By kind.
    Kinds,
    /// A map.
    Map,
}

impl PictureKind {
    /// All of them, in the order of the choice.
    pub const ALL: [Self; 4] = [Self::Time, Self::Factions, Self::Kinds, Self::Map];

    /// The message that names it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Time => "picture-time",
            Self::Factions => "picture-factions",
            Self::Kinds => "picture-kinds",
            Self::Map => "picture-map",
        }
    }
}

/// A part of a picture that tells something and can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its upper left corner.
    pub corner: Point,
    /// Width and height.
    pub size: Point,
    /// What it tells.
    pub words: String,
    /// The rows it stands for; nothing where several things were put together.
    pub pick: Option<Pick>,
}

/// Rows that a part of a picture stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Pick {
    /// Those that begin in a time.
    Days(Date, Date),
    /// Those that a party did, by its key; empty for those of which it is not said.
    Attacker(String),
    /// Those of a kind; empty for those of which it is not said.
    Kind(String),
    /// Those at a place, in thousandths of a degree of latitude and longitude.
    Place(i32, i32),
}

/// A chart laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Width and height, in points.
    pub size: Point,
    /// What it shows, in a line.
    pub title: String,
    /// Whether its language is written from right to left.
    pub rtl: bool,
    /// What is seen, the first at the bottom.
    pub marks: Vec<Mark>,
    /// What can be chosen.
    pub spots: Vec<Spot>,
}

impl Picture {
    /// Draws what is seen, from the bottom on.
    pub fn draw(&self, canvas: &mut impl Canvas) {
        for mark in &self.marks {
            mark.draw(canvas);
        }
    }
}

/// What a picture is laid out with.
pub struct Setting<'a> {
    /// The texts.
    pub catalogue: &'a Catalogue,
    /// The names of places and countries.
    pub lexicon: &'a Lexicon,
    /// Width and height, in points.
    pub size: Point,
}

/// Lays a picture out.
#[must_use]
pub fn lay_out(
    kind: PictureKind,
    charts: &Charts,
    setting: &Setting<'_>,
    measure: &mut dyn Measure,
) -> Picture {
    let drawing = Drawing::new(setting, measure, charts.counted);
    match kind {
        PictureKind::Time => time::draw(drawing, &charts.time),
        PictureKind::Factions => groups::draw_factions(drawing, &charts.factions),
        PictureKind::Kinds => groups::draw_kinds(drawing, &charts.kinds),
        PictureKind::Map => map::draw(drawing, &charts.places),
    }
}
