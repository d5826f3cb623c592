//! Writes a page that needs nothing else: articles with their spans in colour, and below each a
//! table of what is said of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use crate::formats::document::{Document, Mark, written_label};
use crate::formats::values::to_text;
use crate::formats::{Files, Writer, Writing};
use crate::model::article::MetaField;
use crate::model::span::SpanState;
use crate::text::offset::{ByteIdx, ByteRange};

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    let labels = writing.schema.labels.iter().map(|label| {
        let colors = [label.color.light, label.color.dark].map(String::from);
        (written_label(&label.id), colors)
    });
    Box::new(Page {
        colors: labels.collect(),
        begun: false,
    })
}

struct Page {
    /// By label: on light, on dark.
    colors: BTreeMap<String, [String; 2]>,
    begun: bool,
}

impl Writer for Page {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            files.append("", self.head().as_bytes())?;
        }
        files.append("", article(document).as_bytes())
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        if !self.begun {
            files.append("", self.head().as_bytes())?;
        }
        files.append("", b"</body></html>\n")
    }
}

/// How a page looks. Colour is never the only sign: a span has its label above its end.
const STYLE: &str = "
:root { color-scheme: light dark; --c: #666; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font: 1.15rem/2.1 'Noto Naskh Arabic', 'Amiri', serif; }
h1 { line-height: 1.4; font-size: 1.5rem; } .about { font-size: .9rem; opacity: .75; }
p { margin: 0 0 1rem; }
mark { color: inherit; background: color-mix(in srgb, var(--c) 18%, transparent); border-bottom: 2px solid var(--c); border-radius: 3px; padding: .1em 0; }
mark.suggested { background: none; border: 1px dashed var(--c); } mark.rejected { background: none; border-bottom: 1px dotted var(--c); opacity: .7; }
mark i { font: 600 .55em/1 sans-serif; color: var(--c); vertical-align: super; margin-inline-start: .3em; user-select: none; }
table { border-collapse: collapse; font-size: .85rem; line-height: 1.5; width: 100%; } td, th { border: 1px solid #8886; padding: .2rem .5rem; text-align: start; vertical-align: top; }
article + article { border-top: 1px solid #8886; margin-top: 3rem; padding-top: 1rem; }
";

impl Page {
    fn head(&self) -> String {
        let rule = |side: usize| {
            let colors = self.colors.iter();
            colors.fold(String::new(), |mut css, (label, colors)| {
                let color = colors.get(side).map_or("#666", String::as_str);
                let label = escape(label);
                let _ = writeln!(css, "[data-label=\"{label}\"] {{ --c: {color}; }}");
                css
            })
        };
        format!(
            "<!doctype html>\n<html><head><meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>Hashiya</title>\n\
             <style>{STYLE}{}@media (prefers-color-scheme: dark) {{\n{}}}\n</style></head>\n<body>\n",
            rule(0),
            rule(1)
        )
    }
}

fn article(document: &Document) -> String {
    let field = |field| document.fields.get(&field).map(String::as_str);
    let title = field(MetaField::Title)
        .or(document.id.as_deref())
        .unwrap_or_default();
    let mut html = format!("<article>\n<h1 dir=\"auto\">{}</h1>\n", escape(title));
    let about = [
        MetaField::Source,
        MetaField::Published,
        MetaField::Country,
        MetaField::Address,
    ];
    let about: Vec<String> = about.into_iter().filter_map(field).map(isolated).collect();
    if !about.is_empty() {
        let _ = writeln!(
            html,
            "<p class=\"about\" dir=\"auto\">{}</p>",
            about.join(" · ")
        );
    }
    let mut start = 0;
    for line in document.text.as_str().split('\n') {
        let range = ByteRange::new(start, start + line.len());
        start += line.len() + 1;
        if !line.trim().is_empty() {
            let _ = writeln!(html, "<p dir=\"auto\">{}</p>", marked(document, range));
        }
    }
    html += &table(document);
    if !document.note.is_empty() {
        let _ = writeln!(
            html,
            "<p class=\"about\" dir=\"auto\">{}</p>",
            escape(&document.note)
        );
    }
    html + "</article>\n"
}

/// A line with its spans. It is cut at every edge, so that crossing spans are right too; a piece
/// lies inside all the spans that cover it, the longest outermost.
fn marked(document: &Document, line: ByteRange) -> String {
    let spans: Vec<&Mark> = document
        .spans
        .iter()
        .filter(|mark| mark.span.range.overlaps(line))
        .collect();
    let ends = spans
        .iter()
        .flat_map(|m| [m.span.range.start(), m.span.range.end()]);
    let inside = |place: &ByteIdx| line.start() <= *place && *place <= line.end();
    let mut edges: Vec<ByteIdx> = ends
        .chain([line.start(), line.end()])
        .filter(inside)
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut html = String::new();
    // The spans that are open, outermost first.
    let mut open: Vec<&Mark> = Vec::new();
    for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
        let piece = ByteRange::new(*start, *end);
        let mut wanted: Vec<&Mark> = spans
            .iter()
            .copied()
            .filter(|mark| mark.span.range.covers(piece))
            .collect();
        wanted.sort_by_key(|m| (std::cmp::Reverse(m.span.range.len()), m.span.id));
        let same = |(a, b): &(&&Mark, &&Mark)| a.span.id == b.span.id;
        let kept = open.iter().zip(&wanted).take_while(same).count();
        while open.len() > kept {
            html += &open
                .pop()
                .map_or_else(String::new, |mark| closed(mark, *start));
        }
        for mark in wanted.into_iter().skip(kept) {
            html += &opened(mark);
            open.push(mark);
        }
        html += &escape(document.words(piece));
    }
    while let Some(mark) = open.pop() {
        html += &closed(mark, line.end());
    }
    html
}

fn opened(mark: &Mark) -> String {
    let attrs = mark.span.attrs.iter();
    let attrs: Vec<String> = attrs.map(|(k, v)| format!("{k}: {}", to_text(v))).collect();
    let state = match mark.span.state {
        SpanState::Suggested => " class=\"suggested\"",
        SpanState::Rejected => " class=\"rejected\"",
        _ => "",
    };
    format!(
        "<mark data-label=\"{}\" title=\"{}\"{state}>",
        escape(&mark.label),
        escape(&attrs.join("\n"))
    )
}

/// The end of a mark, with the label's name where the span itself ends.
fn closed(mark: &Mark, at: ByteIdx) -> String {
    if mark.span.range.end() <= at {
        format!("<i>{}</i></mark>", escape(&mark.label))
    } else {
        "</mark>".to_owned()
    }
}

fn table(document: &Document) -> String {
    if document.spans.is_empty() {
        return String::new();
    }
    let mut html = String::from("<table>\n");
    for mark in &document.spans {
        let said = mark.span.attrs.iter();
        let mut said: Vec<String> = said
            .map(|(name, value)| format!("{}: {}", escape(name), isolated(&to_text(value))))
            .collect();
        let relations = document.relations.iter().filter(|r| r.from == mark.span.id);
        said.extend(relations.filter_map(|relation| {
            let to = document.spans.get(document.position(relation.to)?)?;
            let words = isolated(document.words(to.span.range));
            Some(format!("{} → {words}", escape(&relation.kind)))
        }));
        if !mark.span.note.is_empty() {
            said.push(format!("✎ {}", isolated(&mark.span.note)));
        }
        let _ = writeln!(
            html,
            "<tr><td data-label=\"{label}\">{label}</td><td dir=\"auto\">{}</td><td>{}</td><td>{}</td></tr>",
            escape(document.words(mark.span.range)),
            said.join("<br>"),
            mark.span.state.name(),
            label = escape(&mark.label)
        );
    }
    html + "</table>\n"
}

fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::formats::html::PAGE;
    use crate::formats::tests::{drawn, full, written_files};

    fn page(documents: &[crate::formats::Document]) -> String {
        String::from_utf8(written_files(&PAGE, documents)[""].clone()).unwrap()
    }

    #[test]
    fn spans_lie_in_each_other_and_text_is_escaped() {
        let html = page(&[drawn("a <b> [x [y|IN] z|OUT] & c\n[d|OUT]")]);
        let out = "<mark data-label=\"OUT\" title=\"\">";
        let expected = format!(
            "<p dir=\"auto\">a &lt;b&gt; {out}x <mark data-label=\"IN\" title=\"\">y<i>IN</i></mark> z<i>OUT</i></mark> &amp; c</p>"
        );
        assert!(html.contains(&expected), "{html}");
        assert_eq!(
            html.matches("<mark").count(),
            html.matches("</mark>").count()
        );
    }

    #[test]
    fn a_page_needs_nothing_else() {
        let html = page(&[full(), full()]);
        for outside in ["src=", "href=", "url(", "<script", "@import"] {
            assert!(!html.contains(outside), "{outside}");
        }
        assert_eq!(html.matches("<article>").count(), 2);
        assert!(html.contains("12 مدنيًا") && html.contains("victim_of → "));
        assert!(page(&[]).ends_with("</body></html>\n"));
    }
}
