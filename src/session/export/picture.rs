//! A picture of rows as a file, SVG or PNG by its ending.

use std::path::Path;

use super::output::Place;
use crate::formats::Layout;
use crate::session::picture::{Picture, Press, svg};

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lines and words.
    Svg,
    /// Pixels.
    Png,
}

/// Pixels a point: sharp in print at half the width of a page.
const SCALE: f32 = 2.0;

impl Kind {
    /// How a file is written, by the ending of its name.
    ///
    /// # Errors
    /// If it has another ending: which ones there are.
    pub fn of(path: &Path) -> Result<Self, String> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        match ending.map(str::to_ascii_lowercase).as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            _ => Err(format!(
                "{}: a picture is written as SVG or PNG; let the name end in .svg or .png",
                path.display()
            )),
        }
    }
}

/// Writes a picture. The file appears only when it is whole.
///
/// # Errors
/// If the file cannot be written, or the picture is too large.
pub fn write(
    picture: &Picture,
    kind: Kind,
    path: &Path,
    press: &mut dyn Press,
) -> Result<(), String> {
    let bytes = match kind {
        Kind::Svg => svg(picture).into_bytes(),
        Kind::Png => press.png(picture, SCALE)?,
    };
    let mut files = Place::At(path).files(Layout::File, "a picture")?;
    let written = files.append("", &bytes).and_then(|()| files.finish());
    written.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
