//! A picture in the window. Its bars, lines, areas and circles become triangles once, for a place
//! and a theme: thousands of circles a frame would take longer than a frame may. Only the words are
//! painted every frame, as all words of the window are.

use std::sync::Arc;

use earcut::Earcut;
use egui::epaint::{CircleShape, RectShape, Tessellator};
use egui::{Color32, Context, Mesh, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::font;
use crate::session::picture::{Canvas, Ink, Line, Picture, Point};
use crate::typeset::engine::Direction;
use crate::ui::paint::text::{self, Fit};
use crate::ui::theme::is_dark;

/// What of a picture is worked out once.
#[derive(Default)]
pub(super) struct Painted {
    parts: Vec<Part>,
    /// Where its corner is, and whether the theme is dark.
    made_for: Option<(Pos2, bool)>,
}

/// What is painted in one go, the first at the bottom.
enum Part {
    Triangles(Arc<Mesh>),
    Words(Line),
}

impl Painted {
    /// Paints the picture with its corner at a place.
    pub(super) fn paint(&mut self, ui: &Ui, picture: &Picture, corner: Pos2) {
        let dark = is_dark(ui.ctx());
        if self.made_for != Some((corner, dark)) {
            let mut making = Making::new(ui.ctx(), corner, dark);
            picture.draw(&mut making);
            self.parts = making.finish();
            self.made_for = Some((corner, dark));
        }
        for part in &self.parts {
            match part {
                Part::Triangles(mesh) => {
                    ui.painter().add(Shape::Mesh(Arc::clone(mesh)));
                }
                Part::Words(line) => words(ui, corner, dark, line),
            }
        }
    }
}

fn color(ink: Ink, dark: bool) -> Color32 {
    let [r, g, b] = ink.rgb(dark);
    Color32::from_rgb(r, g, b)
}

fn words(ui: &Ui, corner: Pos2, dark: bool, line: &Line) {
    let direction = if line.rtl {
        Direction::Rtl
    } else {
        Direction::Ltr
    };
    let font = font(line.size, line.bold);
    let shaped = text::shape_directed(ui.ctx(), &line.words, font, Fit::Line, direction);
    let ([x, y], size) = (line.at, shaped.size());
    let at = corner + vec2(x, y);
    let left_top = pos2(line.anchor.left(at.x, size.x), at.y - size.y / 2.0);
    text::paint(ui.painter(), left_top, &shaped, color(line.ink, dark));
}

/// A picture whose triangles are being made.
struct Making {
    tessellator: Tessellator,
    earcut: Earcut<f32>,
    corner: Pos2,
    dark: bool,
    parts: Vec<Part>,
    /// What is above the last words.
    mesh: Mesh,
}

impl Making {
    fn new(ctx: &Context, corner: Pos2, dark: bool) -> Self {
        let options = ctx.tessellation_options(|options| *options);
        // Circles of the atlas move when it grows; these are made of triangles.
        let tessellator = Tessellator::new(ctx.pixels_per_point(), options, [1, 1], Vec::new());
        Self {
            tessellator,
            earcut: Earcut::new(),
            corner,
            dark,
            parts: Vec::new(),
            mesh: Mesh::default(),
        }
    }

    fn place(&self, [x, y]: Point) -> Pos2 {
        self.corner + vec2(x, y)
    }

    fn add(&mut self, shape: Shape) {
        self.tessellator.tessellate_shape(shape, &mut self.mesh);
    }

    /// Ends the triangles below what comes next.
    fn close(&mut self) {
        let mesh = std::mem::take(&mut self.mesh);
        if !mesh.is_empty() {
            self.parts.push(Part::Triangles(Arc::new(mesh)));
        }
    }

    fn finish(mut self) -> Vec<Part> {
        self.close();
        self.parts
    }
}

impl Canvas for Making {
    fn bar(&mut self, corner: Point, [width, height]: Point, ink: Ink) {
        let rect = Rect::from_min_size(self.place(corner), vec2(width, height));
        self.add(RectShape::filled(rect, 0.0, color(ink, self.dark)).into());
    }

    fn stroke(&mut self, points: &[Point], width: f32, ink: Ink) {
        let points = points.iter().map(|point| self.place(*point)).collect();
        let stroke = Stroke::new(width, color(ink, self.dark));
        self.add(Shape::line(points, stroke));
    }

    fn area(&mut self, rings: &[Vec<Point>], ink: Ink) {
        let (mut triangles, mut holes): (Vec<u32>, Vec<u32>) = Default::default();
        let mut count = 0;
        for ring in rings {
            if count > 0 {
                holes.push(count);
            }
            count += ring.len() as u32;
        }
        let corners = rings.iter().flatten().copied();
        self.earcut.earcut(corners, &holes, &mut triangles);
        let mut mesh = Mesh::default();
        for point in rings.iter().flatten() {
            mesh.colored_vertex(self.place(*point), color(ink, self.dark));
        }
        mesh.indices.extend(triangles);
        self.mesh.append(mesh);
    }

    fn dot(&mut self, center: Point, radius: f32, fill: Option<Ink>, edge: Ink) {
        let fill = fill.map_or(Color32::TRANSPARENT, |ink| color(ink, self.dark));
        let circle = CircleShape {
            center: self.place(center),
            radius,
            fill,
            stroke: Stroke::new(Self::EDGE, color(edge, self.dark)),
        };
        self.add(circle.into());
    }

    fn words(&mut self, line: &Line) {
        self.close();
        self.parts.push(Part::Words(line.clone()));
    }
}
