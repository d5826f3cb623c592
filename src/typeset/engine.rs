//! Lays paragraphs out.

use parley::{
    AlignmentOptions, FontContext, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
};

use super::fonts::{self, Face};
use super::paragraph::Paragraph;

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The face.
    pub face: Face,
    /// The size of an em, in physical pixels.
    pub size: f32,
    /// The height of a line as a multiple of the size.
    pub line_height: f32,
    /// Whether it is set in bold.
    pub bold: bool,
}

/// How much a tab is wider than the glyph for what a font has not, in ems.
const TAB_GAP: f32 = 1.0;

/// The base direction of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// By its first strong character, left to right if it has none.
    #[default]
    Auto,
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// The fonts, and what is kept between two layouts. Can be moved to another thread.
pub struct Engine {
    fonts: FontContext,
    context: LayoutContext<()>,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// An engine with the fonts that ship and no others.
    #[must_use]
    pub fn new() -> Self {
        Self {
            fonts: fonts::context(),
            context: LayoutContext::new(),
        }
    }

    /// Lays a paragraph out in lines no wider than `width` physical pixels, or in one line.
    ///
    /// What ends a paragraph (a line feed, say) must not be in `text`; where it is, it is set as
    /// a space, so that offsets stay right.
    #[must_use]
    pub fn paragraph(
        &mut self,
        text: &str,
        style: &TextStyle,
        direction: Direction,
        width: Option<f32>,
    ) -> Paragraph {
        let shaped = setting_form(text);
        // At least a pixel: parley divides by the size.
        let size = style.size.clamp(1.0, 1000.0);
        let mut builder = self
            .context
            .ranged_builder(&mut self.fonts, &shaped, 1.0, true);
        builder.set_base_direction(match direction {
            Direction::Auto => parley::BaseDirection::Auto,
            Direction::Ltr => parley::BaseDirection::Ltr,
            Direction::Rtl => parley::BaseDirection::Rtl,
        });
        builder.push_default(StyleProperty::FontFamily(style.face.parley()));
        builder.push_default(StyleProperty::FontSize(size));
        builder.push_default(StyleProperty::FontWeight(if style.bold {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        }));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(
            (size * style.line_height).round(),
        )));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        // No font has a tab. It stays one, for its part in the bidirectional order, and is set
        // as a gap that keeps columns apart.
        for (at, _) in shaped.match_indices('\t') {
            let gap = StyleProperty::LetterSpacing(size * TAB_GAP);
            builder.push(gap, at..at + 1);
        }
        let layout: Layout<()> = builder.build(&shaped);
        let mut paragraph = Paragraph::new(text, layout, size);
        paragraph.reflow(width);
        paragraph
    }
}

/// The text as it is set: of the same length, with control characters that parley would take for
/// an instruction exchanged for blanks of as many bytes.
fn setting_form(text: &str) -> std::borrow::Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}');
    let wide = |c: char| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(|c| breaks(c) || wide(c)) {
        return text.into();
    }
    let mut form = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A no-break space has the two bytes of U+0085, an en quad the three of the others.
            '\u{85}' => form.push('\u{a0}'),
            '\u{2028}' | '\u{2029}' => form.push('\u{2000}'),
            c if breaks(c) => form.push(' '),
            c => form.push(c),
        }
    }
    form.into()
}

pub(super) fn align(layout: &mut Layout<()>) {
    layout.align(parley::Alignment::Start, AlignmentOptions::default());
}
