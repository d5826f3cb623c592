//! How wide words are.

use super::Picture;

/// Tells how wide a line of words is.
pub trait Measure {
    /// The width in points, at a size of the em in points.
    fn width(&mut self, words: &str, size: f32, bold: bool) -> f32;
}

/// Makes pixels of a picture: what only a build with a window can do.
pub trait Press: Measure {
    /// A picture as PNG, so many pixels a point, in the colours of the light theme.
    ///
    /// # Errors
    /// If it is too large.
    fn png(&mut self, picture: &Picture, scale: f32) -> Result<Vec<u8>, String>;
}

/// An estimate by the sort of each character, for a build that has no fonts. It errs on the wide
/// side.
#[derive(Clone, Copy, Debug, Default)]
pub struct Estimate;

impl Measure for Estimate {
    fn width(&mut self, words: &str, size: f32, bold: bool) -> f32 {
        let ems = |c: char| match c {
            '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{64b}'..='\u{65f}' => 0.0,
            ' ' | '.' | ',' | ';' | ':' | 'i' | 'l' | 'j' | '\'' => 0.27,
            '0'..='9' => 0.572,
            'A'..='Z' | 'm' | 'w' => 0.72,
            '\u{600}'..='\u{6ff}' => 0.56,
            _ => 0.57,
        };
        let width: f32 = words.chars().map(ems).sum();
        width * size * if bold { 1.07 } else { 1.0 }
    }
}

impl Press for Estimate {
    fn png(&mut self, _: &Picture, _: f32) -> Result<Vec<u8>, String> {
        let why = "this build of the program has no fonts to draw with; write an SVG";
        Err(why.to_owned())
    }
}
