//! The painting half of the text layer: what `typeset` has laid out becomes egui meshes.
//!
//! [`atlas`] keeps pictures of glyphs in textures, [`quads`] places them, [`text`] is what the
//! rest of the window calls. No text in the window is painted in any other way.

pub mod atlas;
pub mod quads;
pub mod text;
