//! A picture as pixels: the same marks and the same shaped words as in the window, drawn as paths
//! with smooth edges. Needs no window, and runs on any thread.

use swash::FontRef;
use swash::scale::ScaleContext;
use swash::zeno::{Command, Fill, Join, Mask, PathBuilder as _, PathData as _, Stroke, Style};

use crate::session::picture::{Anchor, Canvas, Ink, Line, Measure, Picture, Point, Press};
use crate::typeset::engine::{Direction, Engine, TextStyle};
use crate::typeset::fonts::Face;
use crate::typeset::paragraph::Paragraph;

/// The widest and highest picture, in pixels.
const MOST: f32 = 16_384.0;

/// Draws pictures as pixels.
#[derive(Default)]
pub(super) struct Pixels {
    engine: Engine,
    scale: ScaleContext,
}

/// Rows of pixels, three bytes each.
struct Page {
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

impl Measure for Pixels {
    fn width(&mut self, words: &str, size: f32, bold: bool) -> f32 {
        self.line(words, size, bold, Direction::Auto).width()
    }
}

impl Press for Pixels {
    fn png(&mut self, picture: &Picture, scale: f32) -> Result<Vec<u8>, String> {
        let [width, height] = picture.size.map(|side| (side * scale).round());
        if !(1.0..=MOST).contains(&width) || !(1.0..=MOST).contains(&height) {
            return Err(format!(
                "a picture of {width} × {height} pixels cannot be made"
            ));
        }
        let mut page = Page::new(width as usize, height as usize);
        picture.draw(&mut Print {
            pixels: self,
            page: &mut page,
            scale,
        });
        page.png().map_err(|error| error.to_string())
    }
}

impl Pixels {
    /// A line of words at a size in pixels.
    fn line(&mut self, words: &str, size: f32, bold: bool, direction: Direction) -> Paragraph {
        let style = TextStyle {
            face: Face::Sans,
            size,
            line_height: 1.45,
            bold,
        };
        self.engine.paragraph(words, &style, direction, None)
    }

    /// The outlines of a line's glyphs, the line's middle at a height, in pixels.
    fn outlines(
        &mut self,
        line: &Paragraph,
        [x, y]: Point,
        anchor: Anchor,
        path: &mut Vec<Command>,
    ) -> Option<()> {
        let metrics = line.lines().first()?;
        let left = anchor.left(x, line.width()) - metrics.left;
        let top = y - line.height() / 2.0;
        for run in line.glyph_runs(0) {
            let index = usize::try_from(run.font.index).ok()?;
            let face = FontRef::from_index(run.font.data.as_ref(), index)?;
            let mut scaler = self.scale.builder(face).size(run.size).hint(false).build();
            for glyph in &run.glyphs {
                let id = u16::try_from(glyph.id).unwrap_or(0);
                let Some(outline) = scaler.scale_outline(id) else {
                    continue;
                };
                // A font's heights go up.
                let to = |p: swash::zeno::Point| [left + glyph.x + p.x, top + glyph.y - p.y].into();
                path.extend(outline.path().commands().map(|command| match command {
                    Command::MoveTo(p) => Command::MoveTo(to(p)),
                    Command::LineTo(p) => Command::LineTo(to(p)),
                    Command::QuadTo(c, p) => Command::QuadTo(to(c), to(p)),
                    Command::CurveTo(a, b, p) => Command::CurveTo(to(a), to(b), to(p)),
                    Command::Close => Command::Close,
                }));
            }
        }
        Some(())
    }
}

/// A page that is drawn on, so many pixels a point.
struct Print<'a> {
    pixels: &'a mut Pixels,
    page: &'a mut Page,
    scale: f32,
}

impl Print<'_> {
    fn place(&self, [x, y]: Point) -> Point {
        [x * self.scale, y * self.scale]
    }

    fn pen(&self, width: f32) -> Stroke<'static> {
        let mut pen = Stroke::new(width * self.scale);
        pen.join(Join::Round);
        pen
    }
}

impl Canvas for Print<'_> {
    fn bar(&mut self, corner: Point, size: Point, ink: Ink) {
        let [width, height] = self.place(size);
        let mut path: Vec<Command> = Vec::new();
        path.add_rect(self.place(corner), width, height);
        self.page.fill(&path, Fill::NonZero, ink);
    }

    fn stroke(&mut self, points: &[Point], width: f32, ink: Ink) {
        let mut path = Vec::new();
        trace(&mut path, points.iter().map(|point| self.place(*point)));
        self.page.fill(&path, self.pen(width), ink);
    }

    fn area(&mut self, rings: &[Vec<Point>], ink: Ink) {
        let mut path = Vec::new();
        for ring in rings {
            trace(&mut path, ring.iter().map(|point| self.place(*point)));
            path.push(Command::Close);
        }
        self.page.fill(&path, Fill::EvenOdd, ink);
    }

    fn dot(&mut self, center: Point, radius: f32, fill: Option<Ink>, edge: Ink) {
        let mut path: Vec<Command> = Vec::new();
        path.add_circle(self.place(center), radius * self.scale);
        if let Some(ink) = fill {
            self.page.fill(&path, Fill::NonZero, ink);
        }
        self.page.fill(&path, self.pen(Self::EDGE), edge);
    }

    fn words(&mut self, line: &Line) {
        let direction = if line.rtl {
            Direction::Rtl
        } else {
            Direction::Ltr
        };
        let size = line.size * self.scale;
        let shaped = self.pixels.line(&line.words, size, line.bold, direction);
        let at = self.place(line.at);
        let mut path = Vec::new();
        let drawn = self.pixels.outlines(&shaped, at, line.anchor, &mut path);
        if drawn.is_some() {
            self.page.fill(&path, Fill::NonZero, line.ink);
        }
    }
}

impl Page {
    /// An empty page.
    fn new(width: usize, height: usize) -> Self {
        let pixels = std::iter::repeat_n(Ink::Page.rgb(false), width * height);
        Self {
            width,
            height,
            bytes: pixels.flatten().collect(),
        }
    }

    /// Puts a colour where a path is.
    fn fill<'a>(&mut self, path: &'a Vec<Command>, style: impl Into<Style<'a>>, ink: Ink) {
        let (mask, place) = Mask::new(path).style(style).render();
        let wide = place.width as usize;
        if wide == 0 {
            return;
        }
        let color = ink.rgb(false);
        for (row, covers) in mask.chunks_exact(wide).enumerate() {
            let Ok(y) = usize::try_from(i64::from(place.top) + row as i64) else {
                continue;
            };
            for (column, cover) in covers.iter().enumerate().filter(|(_, cover)| **cover > 0) {
                let Ok(x) = usize::try_from(i64::from(place.left) + column as i64) else {
                    continue;
                };
                if x >= self.width || y >= self.height {
                    continue;
                }
                let at = (y * self.width + x) * 3;
                let below = self.bytes.get_mut(at..at + 3).into_iter().flatten();
                for (below, above) in below.zip(color) {
                    let (share, old, new) =
                        (u32::from(*cover), u32::from(*below), u32::from(above));
                    let mixed = (new * share + old * (255 - share) + 127) / 255;
                    *below = u8::try_from(mixed).unwrap_or(u8::MAX);
                }
            }
        }
    }

    fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut bytes, side(self.width), side(self.height));
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.bytes)?;
        writer.finish()?;
        Ok(bytes)
    }
}

fn trace(path: &mut Vec<Command>, points: impl Iterator<Item = Point>) {
    path.extend(points.enumerate().map(|(number, point)| match number {
        0 => Command::MoveTo(point.into()),
        _ => Command::LineTo(point.into()),
    }));
}
