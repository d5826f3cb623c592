//! The glyphs of a line as rectangles of pixels, kept until the atlas is emptied.

use egui::{Color32, Context, Mesh, Pos2, Rect, Shape, pos2, vec2};

use super::atlas::Atlas;
use crate::typeset::engine::{Direction, Engine, TextStyle};
use crate::typeset::fonts::Face;
use crate::typeset::paragraph::{Missing, Paragraph};

/// The pictures of a paragraph's lines. Made line by line, when a line is first painted.
#[derive(Default)]
pub struct Quads {
    generation: u64,
    lines: Vec<Option<Vec<Quad>>>,
}

/// A rectangle of a page of the atlas on the screen, in physical pixels from the paragraph's
/// corner.
#[derive(Clone, Copy)]
struct Quad {
    page: usize,
    rect: Rect,
    uv: Rect,
}

/// What painting needs besides the paragraph.
pub struct Painting<'a> {
    /// The context.
    pub ctx: &'a Context,
    /// The pictures.
    pub atlas: &'a mut Atlas,
    /// Lays out the codes in the boxes of characters that no font has.
    pub engine: &'a mut Engine,
}

impl Quads {
    /// Forgets all lines, after the paragraph has been broken anew.
    pub fn clear(&mut self) {
        self.lines.clear();
    }

    /// The lines of a paragraph as shapes. `origin` is the upper left corner in points; it is
    /// rounded to a pixel, so that letters keep their sharpness and their distances.
    pub fn shapes(
        &mut self,
        painting: &mut Painting<'_>,
        paragraph: &Paragraph,
        lines: std::ops::Range<usize>,
        origin: Pos2,
        color: Color32,
    ) -> Vec<Shape> {
        let scale = painting.ctx.pixels_per_point();
        let origin = pos2((origin.x * scale).round(), (origin.y * scale).round());
        let mut meshes: Vec<Mesh> = Vec::new();
        // Drawing a line can empty the atlas, which voids the lines before it: then once more.
        for _ in 0..2 {
            meshes.clear();
            let generation = painting.atlas.generation();
            for line in lines.clone() {
                self.add_line(painting, paragraph, line, origin, scale, color, &mut meshes);
            }
            if painting.atlas.generation() == generation {
                break;
            }
        }
        meshes
            .into_iter()
            .filter(|mesh| !mesh.is_empty())
            .map(Shape::mesh)
            .collect()
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one call, one line; a struct would only name the same things again"
    )]
    fn add_line(
        &mut self,
        painting: &mut Painting<'_>,
        paragraph: &Paragraph,
        line: usize,
        origin: Pos2,
        scale: f32,
        color: Color32,
        meshes: &mut Vec<Mesh>,
    ) {
        if self.generation != painting.atlas.generation() {
            self.generation = painting.atlas.generation();
            self.lines.clear();
        }
        if self.lines.len() <= line {
            self.lines
                .resize_with(paragraph.lines().len().max(line + 1), || None);
        }
        let Some(slot) = self.lines.get_mut(line) else {
            return;
        };
        let quads = slot.get_or_insert_with(|| line_quads(painting, paragraph, line));
        for quad in quads {
            while meshes.len() <= quad.page {
                let texture = painting.atlas.texture(meshes.len()).unwrap_or_default();
                meshes.push(Mesh::with_texture(texture));
            }
            if let Some(mesh) = meshes.get_mut(quad.page) {
                let rect = quad.rect.translate(origin.to_vec2()) / scale;
                mesh.add_rect_with_uv(rect, quad.uv, color);
            }
        }
    }
}

fn line_quads(painting: &mut Painting<'_>, paragraph: &Paragraph, line: usize) -> Vec<Quad> {
    painting.atlas.ensure_page(painting.ctx);
    let mut quads = Vec::new();
    let Some(metrics) = paragraph.lines().get(line) else {
        return quads;
    };
    // The baseline is rounded once for the line: rounding each mark would shake them.
    let baseline = metrics.baseline.round();
    for run in paragraph.glyph_runs(line) {
        for glyph in &run.glyphs {
            if glyph.id == 0 {
                continue;
            }
            let x = glyph.x.floor();
            let picture =
                painting
                    .atlas
                    .picture(painting.ctx, &run.font, glyph.id, run.size, glyph.x - x);
            let Some(picture) = picture else { continue };
            let y = baseline + (glyph.y - metrics.baseline).round();
            let size = vec2(f32::from(picture.size[0]), f32::from(picture.size[1]));
            let corner = pos2(x + picture.left as f32, y - picture.top as f32);
            let texel_end = [
                picture.texel[0] + picture.size[0],
                picture.texel[1] + picture.size[1],
            ];
            quads.push(Quad {
                page: picture.page,
                rect: Rect::from_min_size(corner, size),
                uv: Rect::from_min_max(
                    Atlas::coordinate(picture.texel),
                    Atlas::coordinate(texel_end),
                ),
            });
        }
        for missing in &run.missing {
            let bold = run.size;
            missing_box(painting, missing, bold, baseline, &mut quads);
        }
    }
    quads
}

/// A box with the code of a character that no font has, in hexadecimal digits on two rows.
fn missing_box(
    painting: &mut Painting<'_>,
    missing: &Missing,
    size: f32,
    baseline: f32,
    quads: &mut Vec<Quad>,
) {
    let left = missing.left.round() + 1.0;
    let right = (missing.right.round() - 1.0).max(left + 3.0);
    let top = (baseline - 0.8 * size).round();
    let bottom = (baseline + 0.1 * size).round();
    let uv = Rect::from_center_size(Atlas::white(), egui::Vec2::ZERO);
    let outline = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
    let thick = 1.0;
    let edges = [
        Rect::from_min_max(outline.left_top(), pos2(right, top + thick)),
        Rect::from_min_max(pos2(left, bottom - thick), outline.right_bottom()),
        Rect::from_min_max(outline.left_top(), pos2(left + thick, bottom)),
        Rect::from_min_max(pos2(right - thick, top), outline.right_bottom()),
    ];
    quads.extend(edges.map(|rect| Quad { page: 0, rect, uv }));
    let code = format!("{:04X}", u32::from(missing.character));
    let (upper, lower) = code.split_at(code.len() / 2);
    let style = TextStyle {
        face: Face::Sans,
        size: (size * 0.36).max(5.0),
        line_height: 1.0,
        bold: false,
    };
    for (row, digits) in [(0.36, upper), (0.86, lower)] {
        let paragraph = painting
            .engine
            .paragraph(digits, &style, Direction::Ltr, None);
        let x = (outline.center().x - paragraph.width() / 2.0).round();
        let y = top + (bottom - top) * row;
        for mut quad in line_quads(painting, &paragraph, 0) {
            let ascent = paragraph.lines().first().map_or(0.0, |line| line.baseline);
            quad.rect = quad.rect.translate(vec2(x, (y - ascent).round()));
            quads.push(quad);
        }
    }
}
