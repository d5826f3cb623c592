//! A picture in the window.

use earcut::Earcut;
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::font;
use crate::session::picture::{Canvas, Ink, Line, Mark, Picture, Point};
use crate::typeset::engine::Direction;
use crate::ui::paint::text::{self, Fit};
use crate::ui::theme::is_dark;

/// What is worked out once for a picture: the triangles of its areas, one after the other.
pub(super) struct Painted {
    triangles: Vec<Vec<u32>>,
}

impl Painted {
    pub(super) fn new(picture: &Picture) -> Self {
        let mut earcut = Earcut::new();
        let areas = picture.marks.iter().filter_map(|mark| match mark {
            Mark::Area { rings, .. } => Some(rings),
            _ => None,
        });
        let triangles = areas.map(|rings| {
            let (mut triangles, mut holes): (Vec<u32>, Vec<u32>) = Default::default();
            let mut count = 0;
            for ring in rings {
                if count > 0 {
                    holes.push(count);
                }
                count += ring.len() as u32;
            }
            earcut.earcut(rings.iter().flatten().copied(), &holes, &mut triangles);
            triangles
        });
        Self {
            triangles: triangles.collect(),
        }
    }

    /// Paints the picture with its corner at a place.
    pub(super) fn paint(&self, ui: &Ui, picture: &Picture, corner: Pos2) {
        picture.draw(&mut Screen {
            ui,
            corner,
            dark: is_dark(ui.ctx()),
            triangles: self.triangles.iter(),
        });
    }
}

/// A part of the window.
struct Screen<'a> {
    ui: &'a Ui,
    corner: Pos2,
    dark: bool,
    /// Those of the next areas.
    triangles: std::slice::Iter<'a, Vec<u32>>,
}

impl Screen<'_> {
    fn color(&self, ink: Ink) -> Color32 {
        let [r, g, b] = ink.rgb(self.dark);
        Color32::from_rgb(r, g, b)
    }

    fn place(&self, [x, y]: Point) -> Pos2 {
        self.corner + vec2(x, y)
    }
}

impl Canvas for Screen<'_> {
    fn bar(&mut self, corner: Point, [width, height]: Point, ink: Ink) {
        let rect = Rect::from_min_size(self.place(corner), vec2(width, height));
        self.ui.painter().rect_filled(rect, 0.0, self.color(ink));
    }

    fn stroke(&mut self, points: &[Point], width: f32, ink: Ink) {
        let points = points.iter().map(|point| self.place(*point)).collect();
        let stroke = Stroke::new(width, self.color(ink));
        self.ui.painter().add(Shape::line(points, stroke));
    }

    fn area(&mut self, rings: &[Vec<Point>], ink: Ink) {
        let color = self.color(ink);
        let mut mesh = Mesh::default();
        for point in rings.iter().flatten() {
            mesh.colored_vertex(self.place(*point), color);
        }
        let triangles = self.triangles.next().into_iter().flatten();
        mesh.indices.extend(triangles);
        self.ui.painter().add(Shape::mesh(mesh));
    }

    fn dot(&mut self, center: Point, radius: f32, fill: Option<Ink>, edge: Ink) {
        let fill = fill.map_or(Color32::TRANSPARENT, |ink| self.color(ink));
        let stroke = Stroke::new(Self::EDGE, self.color(edge));
        let center = self.place(center);
        self.ui.painter().circle(center, radius, fill, stroke);
    }

    fn words(&mut self, line: &Line) {
        let direction = if line.rtl {
            Direction::Rtl
        } else {
            Direction::Ltr
        };
        let font = font(line.size, line.bold);
        let shaped = text::shape_directed(self.ui.ctx(), &line.words, font, Fit::Line, direction);
        let (at, size) = (self.place(line.at), shaped.size());
        let corner = pos2(line.anchor.left(at.x, size.x), at.y - size.y / 2.0);
        text::paint(self.ui.painter(), corner, &shaped, self.color(line.ink));
    }
}
