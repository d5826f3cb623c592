//! A picture as SVG, for documents and for drawing programs: words stay words.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::{Anchor, Ink, Mark, Picture, Point};

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
    for mark in &picture.marks {
        // Writing to a string does not fail.
        let _ = element(&mut text, mark);
    }
    text.push_str("</svg>\n");
    text
}

fn element(text: &mut String, mark: &Mark) -> std::fmt::Result {
    match mark {
        Mark::Bar { corner, size, ink } => {
            let ([x, y], [width, height]) = (corner, size);
            let fill = color(*ink);
            writeln!(
                text,
                "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" \
                 fill=\"{fill}\"/>"
            )
        }
        Mark::Line { points, width, ink } => {
            let stroke = color(*ink);
            let path = path(points);
            writeln!(
                text,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\" \
                 stroke-linejoin=\"round\"/>"
            )
        }
        Mark::Area { rings, ink } => {
            let fill = color(*ink);
            let rings: Vec<String> = rings.iter().map(|ring| path(ring) + "Z").collect();
            let path = rings.concat();
            writeln!(
                text,
                "<path d=\"{path}\" fill=\"{fill}\" fill-rule=\"evenodd\"/>"
            )
        }
        Mark::Dot {
            center: [x, y],
            radius,
            fill,
            edge,
        } => {
            let stroke = color(*edge);
            let fill = fill.map_or_else(|| "none".to_owned(), color);
            writeln!(
                text,
                "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius:.2}\" fill=\"{fill}\" \
                 stroke=\"{stroke}\" stroke-width=\"1.5\"/>"
            )
        }
        Mark::Words {
            words,
            at: [x, y],
            anchor,
            size,
            bold,
            rtl,
            ink,
        } => {
            // The start of a line that runs from right to left is its right end.
            let anchor = match (anchor, rtl) {
                (Anchor::Middle, _) => "middle",
                (Anchor::Left, false) | (Anchor::Right, true) => "start",
                (Anchor::Right, false) | (Anchor::Left, true) => "end",
            };
            let y = y + size * BASELINE;
            let direction = if *rtl { " direction=\"rtl\"" } else { "" };
            let weight = if *bold { " font-weight=\"bold\"" } else { "" };
            let fill = color(*ink);
            let words = escape(words.as_str());
            writeln!(
                text,
                "<text x=\"{x:.2}\" y=\"{y:.2}\" text-anchor=\"{anchor}\" font-size=\"{size}\"\
                 {weight}{direction} fill=\"{fill}\">{words}</text>"
            )
        }
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
