//! The faces that ship with the program, and which of them a text is set in.

use std::borrow::Cow;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, FontFamily, FontFamilyName};

/// The bytes of a face, with the family name it is found by.
struct Shipped {
    family: &'static str,
    bytes: &'static [u8],
}

macro_rules! shipped {
    ($($family:literal $file:literal),* $(,)?) => {
        [$(Shipped {
            family: $family,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/", $file)),
        }),*]
    };
}

static FACES: [Shipped; 9] = shipped![
    "Amiri" "Amiri-Regular.ttf",
    "Amiri" "Amiri-Bold.ttf",
    "Noto Sans Arabic" "NotoSansArabic-Regular.ttf",
    "Noto Sans Arabic" "NotoSansArabic-Bold.ttf",
    "Noto Sans" "NotoSans-Regular.ttf",
    "Noto Sans" "NotoSans-Bold.ttf",
    "Noto Sans Math" "NotoSansMath-Regular.ttf",
    "Noto Emoji" "NotoEmoji-Regular.ttf",
    "Icons" "Icons.ttf",
];

/// Which face a text is set in. Every face falls back on the others for what it lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// Noto Sans and Noto Sans Arabic: the interface, and articles as on a screen.
    #[default]
    Sans,
    /// Amiri: articles as in print.
    Naskh,
}

impl Face {
    /// The families that are asked for a character, in order. The first one also draws the
    /// place of a character that none has.
    #[must_use]
    pub fn families(self) -> [&'static str; 6] {
        match self {
            Self::Sans => [
                "Noto Sans",
                "Noto Sans Arabic",
                "Noto Sans Math",
                "Noto Emoji",
                "Icons",
                "Amiri",
            ],
            Self::Naskh => [
                "Amiri",
                "Noto Sans",
                "Noto Sans Arabic",
                "Noto Sans Math",
                "Noto Emoji",
                "Icons",
            ],
        }
    }

    pub(super) fn parley(self) -> FontFamily<'static> {
        FontFamily::List(Cow::Owned(
            self.families().map(FontFamilyName::named).to_vec(),
        ))
    }
}

/// The bytes of Noto Sans, for a toolkit that insists on a font of its own.
#[must_use]
pub fn latin_bytes() -> &'static [u8] {
    FACES
        .iter()
        .find(|face| face.family == "Noto Sans")
        .map_or(&[], |face| face.bytes)
}

/// A font context with the shipped faces and no others.
pub(super) fn context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
    for face in &FACES {
        let name = FontInfoOverride {
            family_name: Some(face.family),
            ..FontInfoOverride::default()
        };
        collection.register_fonts(Blob::new(Arc::new(face.bytes)), Some(name));
    }
    FontContext {
        collection,
        source_cache: SourceCache::default(),
    }
}
