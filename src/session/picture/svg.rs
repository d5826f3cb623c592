//! A picture as SVG, for documents and for drawing programs: words stay words.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::{Anchor, Canvas, Ink, Line, Picture, Point};

/// The faces, those that ship with this program first.
const FAMILIES: &str = "'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Arial, sans-serif";

/// How far below the middle of a line its letters stand, in ems.
const BASELINE: f32 = 0.35;

/// A picture as SVG, in the colours of the light theme.
#[must_use]
pub fn svg(picture: &Picture) -> String {
    let [width, height] = picture.size;
    let language = if picture.rtl { "ar" } else { "en" };
    let title = escape(picture.title.as_str());
    let page = color(Ink::Page);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" xml:lang=\"{language}\" font-family=\"{FAMILIES}\">\n\
         <title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{page}\"/>\n"
    );
    picture.draw(&mut Page(&mut text));
    text.push_str("</svg>\n");
    text
}

/// The elements of a picture. Writing to a string does not fail.
struct Page<'a>(&'a mut String);

impl Canvas for Page<'_> {
    fn bar(&mut self, [x, y]: Point, [width, height]: Point, ink: Ink) {
        let fill = color(ink);
        let _ = writeln!(
            self.0,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" \
             fill=\"{fill}\"/>"
        );
    }

    fn stroke(&mut self, points: &[Point], width: f32, ink: Ink) {
        let (path, stroke) = (path(points), color(ink));
        let _ = writeln!(
            self.0,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\" \
             stroke-linejoin=\"round\"/>"
        );
    }

    fn area(&mut self, rings: &[Vec<Point>], ink: Ink) {
        let fill = color(ink);
        let rings: Vec<String> = rings.iter().map(|ring| path(ring) + "Z").collect();
        let path = rings.concat();
        let _ = writeln!(
            self.0,
            "<path d=\"{path}\" fill=\"{fill}\" fill-rule=\"evenodd\"/>"
        );
    }

    fn dot(&mut self, [x, y]: Point, radius: f32, fill: Option<Ink>, edge: Ink) {
        let (stroke, width) = (color(edge), Self::EDGE);
        let fill = fill.map_or_else(|| "none".to_owned(), color);
        let _ = writeln!(
            self.0,
            "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius:.2}\" fill=\"{fill}\" \
             stroke=\"{stroke}\" stroke-width=\"{width}\"/>"
        );
    }

    fn words(&mut self, line: &Line) {
        // The start of a line that runs from right to left is its right end.
        let anchor = match (line.anchor, line.rtl) {
            (Anchor::Middle, _) => "middle",
            (Anchor::Left, false) | (Anchor::Right, true) => "start",
            (Anchor::Right, false) | (Anchor::Left, true) => "end",
        };
        let ([x, y], size) = (line.at, line.size);
        let y = y + size * BASELINE;
        let direction = if line.rtl { " direction=\"rtl\"" } else { "" };
        let weight = if line.bold {
            " font-weight=\"bold\""
        } else {
            ""
        };
        let fill = color(line.ink);
        let words = escape(line.words.as_str());
        let _ = writeln!(
            self.0,
            "<text x=\"{x:.2}\" y=\"{y:.2}\" text-anchor=\"{anchor}\" font-size=\"{size}\"\
             {weight}{direction} fill=\"{fill}\">{words}</text>"
        );
    }
}

fn color(ink: Ink) -> String {
    let [r, g, b] = ink.rgb(false);
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn path(points: &[Point]) -> String {
    let mut path = String::new();
    for (number, [x, y]) in points.iter().enumerate() {
        let step = if number == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{x:.1} {y:.1}");
    }
    path
}
