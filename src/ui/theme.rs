//! Colours and sizes of the window, in one place, for both themes.

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, Stroke, Visuals,
};

use crate::model::schema::{LabelColor, Rgb};
use crate::typeset::fonts::latin_bytes;

/// The colours of a theme. Text on any of its backgrounds has a contrast of at least 4.5 : 1.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Behind the article.
    pub page: Color32,
    /// Behind panels.
    pub panel: Color32,
    /// Behind what the pointer is over.
    pub hover: Color32,
    /// Text.
    pub text: Color32,
    /// Text of less weight.
    pub weak: Color32,
    /// What is active, selected or focused.
    pub accent: Color32,
    /// Behind selected words.
    pub selection: Color32,
    /// Behind words that were looked for.
    pub mark: Color32,
    /// Between panels.
    pub line: Color32,
    /// What went wrong.
    pub error: Color32,
    /// What is well.
    pub success: Color32,
}

/// Which of the two themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Dark letters on a light page.
    Light,
    /// Light letters on a dark page.
    Dark,
}

impl Palette {
    /// The colours of a theme.
    #[must_use]
    pub fn of(shade: Shade) -> Self {
        match shade {
            Shade::Light => LIGHT,
            Shade::Dark => DARK,
        }
    }
}

const LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xfd, 0xfc, 0xfa),
    panel: Color32::from_rgb(0xf4, 0xf2, 0xee),
    hover: Color32::from_rgb(0xe8, 0xe5, 0xdf),
    text: Color32::from_rgb(0x1e, 0x22, 0x27),
    weak: Color32::from_rgb(0x5a, 0x61, 0x69),
    accent: Color32::from_rgb(0x1a, 0x5f, 0xb4),
    selection: Color32::from_rgb(0xc4, 0xdc, 0xf7),
    mark: Color32::from_rgb(0xff, 0xe2, 0x8a),
    line: Color32::from_rgb(0xdd, 0xd9, 0xd1),
    error: Color32::from_rgb(0xa8, 0x1c, 0x1c),
    success: Color32::from_rgb(0x1d, 0x6b, 0x36),
};

const DARK: Palette = Palette {
    page: Color32::from_rgb(0x1c, 0x1e, 0x22),
    panel: Color32::from_rgb(0x24, 0x27, 0x2c),
    hover: Color32::from_rgb(0x32, 0x36, 0x3d),
    text: Color32::from_rgb(0xe6, 0xe4, 0xdf),
    weak: Color32::from_rgb(0xa3, 0xa9, 0xb0),
    accent: Color32::from_rgb(0x78, 0xae, 0xed),
    selection: Color32::from_rgb(0x2c, 0x4a, 0x70),
    mark: Color32::from_rgb(0x6b, 0x55, 0x10),
    line: Color32::from_rgb(0x3a, 0x3f, 0x46),
    error: Color32::from_rgb(0xff, 0x8f, 0x85),
    success: Color32::from_rgb(0x7f, 0xd1, 0x98),
};

/// The palette that is active.
#[must_use]
pub fn palette(ctx: &Context) -> Palette {
    if is_dark(ctx) { DARK } else { LIGHT }
}

/// Whether the dark theme is active.
#[must_use]
pub fn is_dark(ctx: &Context) -> bool {
    ctx.theme() == egui::Theme::Dark
}

/// The colour of a label in the active theme.
#[must_use]
pub fn label_color(ctx: &Context, color: &LabelColor) -> Color32 {
    let Rgb(r, g, b) = if is_dark(ctx) {
        color.dark
    } else {
        color.light
    };
    Color32::from_rgb(r, g, b)
}

/// Sets egui up: our colours, and one face so that it never looks for another.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    let name = "Noto Sans".to_owned();
    let data = FontData::from_static(latin_bytes());
    fonts.font_data.insert(name.clone(), data.into());
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.entry(family).or_default().push(name.clone());
    }
    ctx.set_fonts(fonts);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Where the system does not say.
        options.fallback_theme = egui::Theme::Light;
    });
    for (theme, palette) in [(egui::Theme::Light, LIGHT), (egui::Theme::Dark, DARK)] {
        let mut visuals = match theme {
            egui::Theme::Light => Visuals::light(),
            egui::Theme::Dark => Visuals::dark(),
        };
        visuals.panel_fill = palette.panel;
        visuals.window_fill = palette.panel;
        visuals.extreme_bg_color = palette.page;
        visuals.override_text_color = Some(palette.text);
        visuals.selection.bg_fill = palette.selection;
        visuals.selection.stroke = Stroke::new(1.5, palette.accent);
        visuals.window_stroke = Stroke::new(1.0, palette.line);
        visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
        visuals.window_corner_radius = CornerRadius::same(8);
        visuals.menu_corner_radius = CornerRadius::same(8);
        ctx.set_visuals_of(theme, visuals);
    }
}
