//! A picture in the window.

use earcut::Earcut;
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::font;
use crate::session::picture::{Anchor, Ink, Mark, Picture};
use crate::typeset::engine::Direction;
use crate::ui::paint::text::{self, Fit};
use crate::ui::theme::is_dark;

/// What is worked out once for a picture: the triangles of its areas, mark by mark.
pub(super) struct Painted {
    triangles: Vec<Vec<u32>>,
}

impl Painted {
    pub(super) fn new(picture: &Picture) -> Self {
        let mut earcut = Earcut::new();
        let triangles = picture.marks.iter().map(|mark| {
            let mut triangles: Vec<u32> = Vec::new();
            if let Mark::Area { rings, .. } = mark {
                let mut holes: Vec<u32> = Vec::new();
                let mut count = 0;
                for ring in rings {
                    if count > 0 {
                        holes.push(count);
                    }
                    count += ring.len() as u32;
                }
                earcut.earcut(rings.iter().flatten().copied(), &holes, &mut triangles);
            }
            triangles
        });
        Self {
            triangles: triangles.collect(),
        }
    }

    /// Paints the picture with its corner at a place.
    pub(super) fn paint(&self, ui: &Ui, picture: &Picture, corner: Pos2) {
        let dark = is_dark(ui.ctx());
        let painter = ui.painter();
        let color = |ink: Ink| {
            let [r, g, b] = ink.rgb(dark);
            Color32::from_rgb(r, g, b)
        };
        let place = |[x, y]: [f32; 2]| corner + vec2(x, y);
        for (mark, triangles) in picture.marks.iter().zip(&self.triangles) {
            match mark {
                Mark::Bar { corner, size, ink } => {
                    let [width, height] = *size;
                    let rect = Rect::from_min_size(place(*corner), vec2(width, height));
                    painter.rect_filled(rect, 0.0, color(*ink));
                }
                Mark::Line { points, width, ink } => {
                    let points = points.iter().map(|point| place(*point)).collect();
                    painter.add(Shape::line(points, Stroke::new(*width, color(*ink))));
                }
                Mark::Area { rings, ink } => {
                    let mut mesh = Mesh::default();
                    for point in rings.iter().flatten() {
                        mesh.colored_vertex(place(*point), color(*ink));
                    }
                    mesh.indices.extend_from_slice(triangles);
                    painter.add(Shape::mesh(mesh));
                }
                Mark::Dot {
                    center,
                    radius,
                    fill,
                    edge,
                } => {
                    let fill = fill.map_or(Color32::TRANSPARENT, color);
                    let stroke = Stroke::new(1.5, color(*edge));
                    painter.circle(place(*center), *radius, fill, stroke);
                }
                Mark::Words {
                    words,
                    at,
                    anchor,
                    size,
                    bold,
                    rtl,
                    ink,
                } => {
                    let direction = if *rtl { Direction::Rtl } else { Direction::Ltr };
                    let font = font(*size, *bold);
                    let shaped = text::shape_directed(ui.ctx(), words, font, Fit::Line, direction);
                    let at = place(*at);
                    let width = shaped.size().x;
                    let left = match anchor {
                        Anchor::Left => at.x,
                        Anchor::Middle => at.x - width / 2.0,
                        Anchor::Right => at.x - width,
                    };
                    let top = at.y - shaped.size().y / 2.0;
                    text::paint(painter, pos2(left, top), &shaped, color(*ink));
                }
            }
        }
    }
}
