//! The colours of labels: told apart by everybody, and legible on every background.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may fail by panicking"
)]
#![cfg(feature = "gui")]

use hashiya::model::schema::{Rgb, Schema};
use hashiya::ui::theme::{Palette, Shade};

type Linear = [f64; 3];

fn linear(Rgb(r, g, b): Rgb) -> Linear {
    [r, g, b].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// WCAG 2.2, relative luminance and contrast ratio.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |color| {
        let [r, g, b] = linear(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Ottosson, "A perceptual color space for image processing" (2020).
fn oklab([r, g, b]: Linear) -> Linear {
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

/// Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
/// deficiency" (2009), severity 1.
const EYES: [(&str, [Linear; 3]); 4] = [
    (
        "all cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn seen(color: Rgb, eye: &[Linear; 3]) -> Linear {
    let source = linear(color);
    oklab(eye.map(|row| {
        let part = row[0] * source[0] + row[1] * source[1] + row[2] * source[2];
        part.clamp(0.0, 1.0)
    }))
}

fn distance(a: Linear, b: Linear) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

/// Two colours this far apart in OKLab are told apart at a glance; 0.02 is just noticeable.
const APART: f64 = 0.07;

fn rgb(color: egui::Color32) -> Rgb {
    Rgb(color.r(), color.g(), color.b())
}

#[test]
fn labels_are_told_apart_by_everybody_in_both_themes() {
    let labels = Schema::conflict_news().labels;
    for shade in [Shade::Light, Shade::Dark] {
        for (n, a) in labels.iter().enumerate() {
            for b in &labels[..n] {
                let pick = |label: &hashiya::model::schema::Label| match shade {
                    Shade::Light => label.color.light,
                    Shade::Dark => label.color.dark,
                };
                for (eyes, eye) in &EYES {
                    let far = distance(seen(pick(a), eye), seen(pick(b), eye));
                    assert!(
                        far >= APART,
                        "{} and {}, {shade:?}, {eyes}: {far:.3}",
                        a.id,
                        b.id
                    );
                }
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
            for label in Schema::conflict_news().labels {
                let color = match shade {
                    Shade::Light => label.color.light,
                    Shade::Dark => label.color.dark,
                };
                let ratio = contrast(color, background);
                assert!(ratio >= 4.5, "{} {shade:?}: {ratio:.2}", label.id);
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
