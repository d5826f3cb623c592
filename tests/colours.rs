//! The colours of labels: told apart by everybody, and legible on every background.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may fail by panicking"
)]
#![cfg(feature = "gui")]

use hashiya::model::schema::Rgb;
use hashiya::model::schema::color::{APART, contrast, distance, offered_colors};
use hashiya::ui::theme::{Palette, Shade};

fn rgb(color: egui::Color32) -> Rgb {
    Rgb(color.r(), color.g(), color.b())
}

/// The colours of a theme that labels can have.
fn colors(shade: Shade) -> Vec<Rgb> {
    let offered = offered_colors().into_iter();
    let pick = offered.map(|color| match shade {
        Shade::Light => color.light,
        Shade::Dark => color.dark,
    });
    pick.collect()
}

#[test]
fn labels_are_told_apart_by_everybody_in_both_themes() {
    for shade in [Shade::Light, Shade::Dark] {
        // Those of the labels of a new project, and of three more.
        let colors = &colors(shade)[..13];
        for (n, a) in colors.iter().enumerate() {
            for b in &colors[..n] {
                let far = distance(*a, *b);
                assert!(far >= APART, "{a:?} and {b:?}, {shade:?}: {far:.3}");
            }
        }
    }
}

#[test]
fn texts_and_label_names_are_legible_on_every_background() {
    for shade in [Shade::Light, Shade::Dark] {
        let palette = Palette::of(shade);
        let backgrounds = [palette.page, palette.panel].map(rgb);
        for background in backgrounds {
            for color in colors(shade) {
                let ratio = contrast(color, background);
                assert!(ratio >= 4.5, "{color:?} {shade:?}: {ratio:.2}");
            }
        }
        let texts = [
            palette.text,
            palette.weak,
            palette.accent,
            palette.error,
            palette.success,
        ];
        for text in texts {
            for background in backgrounds {
                let ratio = contrast(rgb(text), background);
                assert!(ratio >= 4.5, "{text:?} {shade:?}: {ratio:.2}");
            }
        }
        // Behind text there may also be a selection, a found word or the pointer.
        for background in [palette.selection, palette.mark, palette.hover] {
            let ratio = contrast(rgb(palette.text), rgb(background));
            assert!(ratio >= 4.5, "{background:?} {shade:?}: {ratio:.2}");
        }
    }
}
