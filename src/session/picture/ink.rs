//! The colours of pictures, named by what they mean.

use crate::analysis::chart::SORTS_TOLD;

/// A colour by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Behind everything.
    Page,
    /// Words.
    Text,
    /// Words of less weight.
    Weak,
    /// Lines of a scale.
    Line,
    /// A sort of violence by its number; the last one is that of what may be several.
    Sort(usize),
    /// The dead.
    Killed,
    /// The injured.
    Injured,
    /// How far the numbers of victims reach.
    Range,
    /// The sea.
    Sea,
    /// Land.
    Land,
    /// Borders and coasts.
    Border,
}

/// Red, green and blue.
type Rgb = [u8; 3];

/// The sorts of violence: told apart by people who see no red or no green as well, after Paul Tol's
/// schemes, and at least 3 : 1 against the page.
const SORTS: [[Rgb; SORTS_TOLD]; 2] = [
    [
        [0x2a, 0x62, 0xa8],
        [0xc4, 0x4e, 0x12],
        [0xa1, 0x2b, 0x71],
        [0x8c, 0x6a, 0x05],
        [0x1f, 0x7a, 0x3d],
        [0x63, 0x45, 0x9c],
        [0x0d, 0x7d, 0x86],
        [0x6b, 0x72, 0x79],
    ],
    [
        [0x79, 0xae, 0xed],
        [0xf2, 0x8a, 0x4e],
        [0xe5, 0x7f, 0xb9],
        [0xdd, 0xb9, 0x4a],
        [0x71, 0xc2, 0x8b],
        [0xb3, 0x9a, 0xec],
        [0x55, 0xc3, 0xca],
        [0x9a, 0xa1, 0xa8],
    ],
];

impl Ink {
    /// The colour in the light or the dark theme.
    #[must_use]
    pub fn rgb(self, dark: bool) -> Rgb {
        let [light, night] = match self {
            Self::Page => [[0xfd, 0xfc, 0xfa], [0x1c, 0x1e, 0x22]],
            Self::Text => [[0x1e, 0x22, 0x27], [0xe6, 0xe4, 0xdf]],
            Self::Weak => [[0x5a, 0x61, 0x69], [0xa3, 0xa9, 0xb0]],
            Self::Line => [[0xdd, 0xd9, 0xd1], [0x3a, 0x3f, 0x46]],
            Self::Sort(sort) => {
                let [light, night] = SORTS;
                let of = |sorts: [Rgb; SORTS_TOLD]| {
                    let last = sorts.last().copied().unwrap_or_default();
                    sorts.get(sort).copied().unwrap_or(last)
                };
                [of(light), of(night)]
            }
            Self::Killed => [[0x3a, 0x40, 0x48], [0xd3, 0xd6, 0xda]],
            Self::Injured => [[0x93, 0x8a, 0x7c], [0x86, 0x7e, 0x70]],
            Self::Range => [[0xa8, 0x1c, 0x1c], [0xff, 0x8f, 0x85]],
            Self::Sea => [[0xe3, 0xec, 0xf2], [0x20, 0x2a, 0x33]],
            Self::Land => [[0xf6, 0xf2, 0xe9], [0x2d, 0x2f, 0x31]],
            Self::Border => [[0xa9, 0xa2, 0x94], [0x63, 0x67, 0x6b]],
        };
        if dark { night } else { light }
    }
}
