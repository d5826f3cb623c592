//! Pictures of glyphs, drawn once and kept in textures.

use std::collections::HashMap;

use egui::{Color32, ColorImage, Context, TextureHandle, TextureOptions};
use swash::scale::{Render, ScaleContext, Source};
use swash::zeno::{Format, Vector};
use swash::{CacheKey, FontRef};

/// The side of a page, in texels.
const SIDE: usize = 1024;
/// How many pages are kept; when they are full, all of them are emptied.
const MOST_PAGES: usize = 8;
/// Places of a glyph between two pixels: a quarter pixel is as fine as the eye is.
const BINS: f32 = 4.0;

/// The pictures of glyphs in textures of 1024 × 1024 texels.
pub struct Atlas {
    pages: Vec<Page>,
    glyphs: HashMap<GlyphKey, Option<Picture>>,
    fonts: HashMap<(u64, u32), CacheKey>,
    scale: ScaleContext,
    generation: u64,
}

/// One texture, filled in rows from top to bottom.
struct Page {
    texture: TextureHandle,
    x: usize,
    y: usize,
    row: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct GlyphKey {
    font: (u64, u32),
    glyph: u16,
    /// The bits of the size in pixels.
    size: u32,
    bin: u8,
}

/// Where the picture of a glyph is, and where it goes.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// The page.
    pub page: usize,
    /// The upper left texel.
    pub texel: [u16; 2],
    /// Width and height, in texels, which are physical pixels.
    pub size: [u16; 2],
    /// From the glyph's origin to the left edge, in pixels to the right.
    pub left: i32,
    /// From the baseline to the upper edge, in pixels upwards.
    pub top: i32,
}

impl Default for Atlas {
    fn default() -> Self {
        Self {
            pages: Vec::new(),
            glyphs: HashMap::new(),
            fonts: HashMap::new(),
            scale: ScaleContext::new(),
            generation: 0,
        }
    }
}

impl Atlas {
    /// Changes whenever all pictures were dropped: places asked for before are then void.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The texture of a page.
    #[must_use]
    pub fn texture(&self, page: usize) -> Option<egui::TextureId> {
        self.pages.get(page).map(|page| page.texture.id())
    }

    /// The texel in the middle of a page's white corner, for lines and boxes.
    #[must_use]
    pub fn white() -> egui::Pos2 {
        let middle = 1.0 / SIDE as f32;
        egui::pos2(middle, middle)
    }

    /// A texel as a texture coordinate from 0 to 1.
    #[must_use]
    pub fn coordinate(texel: [u16; 2]) -> egui::Pos2 {
        let side = SIDE as f32;
        egui::pos2(f32::from(texel[0]) / side, f32::from(texel[1]) / side)
    }

    /// Makes sure that there is a page, so that lines and boxes can be drawn.
    pub fn ensure_page(&mut self, ctx: &Context) {
        if self.pages.is_empty() {
            self.pages.push(Page::new(ctx));
        }
    }

    /// The picture of a glyph whose origin is `fraction` of a pixel right of a pixel's edge, or
    /// `None` if nothing is to be seen of it.
    pub fn picture(
        &mut self,
        ctx: &Context,
        font: &parley::FontData,
        glyph: u32,
        size: f32,
        fraction: f32,
    ) -> Option<Picture> {
        let bin = (fraction.clamp(0.0, 0.999) * BINS) as u8;
        let key = GlyphKey {
            font: (font.data.id(), font.index),
            glyph: u16::try_from(glyph).ok()?,
            size: size.to_bits(),
            bin,
        };
        if let Some(known) = self.glyphs.get(&key) {
            return *known;
        }
        let picture = self.draw(ctx, font, key, size);
        self.glyphs.insert(key, picture);
        picture
    }

    fn draw(
        &mut self,
        ctx: &Context,
        font: &parley::FontData,
        key: GlyphKey,
        size: f32,
    ) -> Option<Picture> {
        let index = usize::try_from(font.index).ok()?;
        let mut face = FontRef::from_index(font.data.as_ref(), index)?;
        // swash caches by this key; one of its own per call would defeat that.
        face.key = *self.fonts.entry(key.font).or_default();
        let mut scaler = self.scale.builder(face).size(size).hint(false).build();
        let image = Render::new(&[Source::Outline])
            .format(Format::Alpha)
            .offset(Vector::new(f32::from(key.bin) / BINS, 0.0))
            .render(&mut scaler, key.glyph)?;
        let (width, height) = (
            image.placement.width as usize,
            image.placement.height as usize,
        );
        if width == 0 || height == 0 || width + 2 > SIDE || height + 2 > SIDE {
            return None;
        }
        let pixels = image
            .data
            .iter()
            .map(|&a| Color32::from_rgba_premultiplied(a, a, a, a))
            .collect();
        let (page, x, y) = self.place(ctx, width, height);
        let texture = &mut self.pages.get_mut(page)?.texture;
        texture.set_partial(
            [x, y],
            ColorImage::new([width, height], pixels),
            TextureOptions::NEAREST,
        );
        Some(Picture {
            page,
            texel: [u16::try_from(x).ok()?, u16::try_from(y).ok()?],
            size: [u16::try_from(width).ok()?, u16::try_from(height).ok()?],
            left: image.placement.left,
            top: image.placement.top,
        })
    }

    /// Finds room on the last page, on a new one, or on the first one after emptying all.
    fn place(&mut self, ctx: &Context, width: usize, height: usize) -> (usize, usize, usize) {
        if let Some(page) = self.pages.last_mut()
            && let Some((x, y)) = page.place(width, height)
        {
            return (self.pages.len() - 1, x, y);
        }
        if self.pages.len() >= MOST_PAGES {
            self.pages.clear();
            self.glyphs.clear();
            self.generation += 1;
        }
        let mut page = Page::new(ctx);
        let (x, y) = page.place(width, height).unwrap_or((2, 2));
        self.pages.push(page);
        (self.pages.len() - 1, x, y)
    }
}

impl Page {
    fn new(ctx: &Context) -> Self {
        let mut image = ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT);
        for at in [0, 1, SIDE, SIDE + 1] {
            if let Some(pixel) = image.pixels.get_mut(at) {
                *pixel = Color32::WHITE;
            }
        }
        Self {
            texture: ctx.load_texture("glyphs", image, TextureOptions::NEAREST),
            x: 3,
            y: 0,
            row: 3,
        }
    }

    /// Room for a picture with a texel of air right of and below it.
    fn place(&mut self, width: usize, height: usize) -> Option<(usize, usize)> {
        if self.x + width + 1 > SIDE {
            self.x = 0;
            self.y += self.row;
            self.row = 0;
        }
        if self.y + height + 1 > SIDE {
            return None;
        }
        let found = (self.x, self.y);
        self.x += width + 1;
        self.row = self.row.max(height + 1);
        Some(found)
    }
}
