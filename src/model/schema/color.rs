//! Colours that labels can have, and how far apart two of them look.
//!
//! Told apart must they be by everybody: distances are those that people of all four sorts of
//! colour vision see.

use super::{LabelColor, Rgb, Schema};

type Linear = [f64; 3];

/// Two colours this far apart in OKLab are told apart at a glance; 0.02 is just noticeable.
pub const APART: f64 = 0.07;

/// Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
/// deficiency" (2009), severity 1: all cones, protanopia, deuteranopia, tritanopia.
const EYES: [[Linear; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// Colours besides those of the labels of a new project, on light and on dark, each as far from
/// all others as could be found.
const FURTHER: [LabelColor; 4] = [
    pair([0xb4, 0x00, 0xdc], [0xa0, 0xd2, 0x8c]),
    pair([0x00, 0x0a, 0x28], [0xfa, 0xfa, 0xe6]),
    pair([0x32, 0x0a, 0x00], [0x50, 0xbe, 0x82]),
    pair([0x50, 0x50, 0x3c], [0xd2, 0xc8, 0xc8]),
];

const fn pair([r, g, b]: [u8; 3], [s, h, c]: [u8; 3]) -> LabelColor {
    LabelColor {
        light: Rgb(r, g, b),
        dark: Rgb(s, h, c),
    }
}

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

/// How much two colours stand out from each other: WCAG 2.2, contrast ratio, from 1 to 21.
#[must_use]
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
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

fn seen(color: Rgb, eye: &[Linear; 3]) -> Linear {
    let [r, g, b] = linear(color);
    oklab(eye.map(|[x, y, z]| (x * r + y * g + z * b).clamp(0.0, 1.0)))
}

/// How far apart two colours look, in OKLab, to whoever tells them apart worst.
#[must_use]
pub fn distance(a: Rgb, b: Rgb) -> f64 {
    let far = EYES.iter().map(|eye| {
        let [[l, m, s], [x, y, z]] = [seen(a, eye), seen(b, eye)];
        ((l - x).powi(2) + (m - y).powi(2) + (s - z).powi(2)).sqrt()
    });
    far.fold(f64::INFINITY, f64::min)
}

impl LabelColor {
    /// Whether two colours are told apart by everybody in both themes.
    #[must_use]
    pub fn is_apart(&self, other: &Self) -> bool {
        distance(self.light, other.light) >= APART && distance(self.dark, other.dark) >= APART
    }
}

/// The colours that are offered for labels.
#[must_use]
pub fn offered_colors() -> Vec<LabelColor> {
    let first = Schema::conflict_news().labels.into_iter();
    first.map(|label| label.color).chain(FURTHER).collect()
}

impl Schema {
    /// A colour for a new label: the first that is told apart from all that are in use, or, once
    /// they are used up, the one that fewest labels have.
    #[must_use]
    pub fn free_color(&self) -> LabelColor {
        let near = |color: &LabelColor| {
            let labels = self.current();
            labels.filter(|label| !label.color.is_apart(color)).count()
        };
        let colors = offered_colors().into_iter();
        colors.min_by_key(near).unwrap_or(pair([0; 3], [0xff; 3]))
    }

    /// The current labels whose colours are not told apart from one by everybody, but for one
    /// label.
    pub fn near_color<'a>(
        &'a self,
        color: &'a LabelColor,
        but: &'a super::LabelId,
    ) -> impl Iterator<Item = &'a super::Label> {
        let others = self.current().filter(move |label| &label.id != but);
        others.filter(move |label| !label.color.is_apart(color))
    }
}
