//! Writes a text with its annotations.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use crate::formats::document::{Document, Mark, Stems};
use crate::formats::values::to_text;
use crate::formats::{Files, Writer, Writing};
use crate::model::span::AttrValue;
use crate::text::offset::ByteRange;
use crate::text::unit::{Places, Unit};

use super::config::Config;
use super::{EVENTS, FORMAT, NOTES, SIGNS};

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Standoff {
        config: Config::new(&writing.schema),
        unit: writing.unit.unwrap_or(FORMAT.unit),
        stems: Stems::default(),
    })
}

struct Standoff {
    config: Config,
    unit: Unit,
    stems: Stems,
}

impl Writer for Standoff {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        self.config.observe(document);
        let stem = self.stems.next(document);
        files.append(&format!("{stem}.txt"), document.text.as_str().as_bytes())?;
        let annotations = annotations(document, self.unit);
        files.append(&format!("{stem}.ann"), annotations.as_bytes())
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        files.append("annotation.conf", self.config.annotation().as_bytes())?;
        files.append("visual.conf", self.config.visual().as_bytes())
    }
}

fn annotations(document: &Document, unit: Unit) -> String {
    let places = Places::new(document.text.as_str(), document.text.offsets(), unit);
    let mut lines = Lines::default();
    for (number, mark) in document.spans.iter().enumerate() {
        lines.text(number + 1, mark, document, &places);
    }
    // Events first, so that what is said of them can name them.
    let mut events: BTreeMap<usize, Vec<(&str, usize)>> = BTreeMap::new();
    for (number, mark) in document.spans.iter().enumerate() {
        if EVENTS.contains(&mark.label.as_str()) {
            events.insert(number, Vec::new());
        }
    }
    let mut relations = Vec::new();
    for relation in &document.relations {
        let ends = [relation.from, relation.to].map(|id| document.position(id));
        let [Some(from), Some(to)] = ends else {
            continue;
        };
        match events.get_mut(&from) {
            Some(arguments) => arguments.push((&relation.kind, to)),
            None => relations.push((relation.kind.as_str(), from, to)),
        }
    }
    lines.events(&events, document);
    for (number, (kind, from, to)) in relations.into_iter().enumerate() {
        let (number, from, to) = (number + 1, from + 1, to + 1);
        lines.add(&format!(
            "R{number}\t{} Arg1:T{from} Arg2:T{to}",
            name(kind)
        ));
    }
    for (number, mark) in document.spans.iter().enumerate() {
        lines.said(number + 1, mark);
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
    attributes: usize,
    notes: usize,
}

impl Lines {
    fn add(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A span, in fragments where it goes over line ends.
    fn text(&mut self, number: usize, mark: &Mark, document: &Document, places: &Places<'_>) {
        let mut start = mark.span.range.start();
        let (mut ranges, mut words) = (Vec::new(), Vec::new());
        for part in document.words(mark.span.range).split('\n') {
            let range = ByteRange::new(start, start.get() + part.len());
            start = (range.end().get() + 1).into();
            if !part.is_empty() {
                let (start, end) = places.numbers(range);
                ranges.push(format!("{start} {end}"));
                words.push(part);
            }
        }
        let (label, ranges, words) = (name(&mark.label), ranges.join(";"), words.join(" "));
        self.add(&format!("T{number}\t{label} {ranges}\t{words}"));
    }

    fn events(&mut self, events: &BTreeMap<usize, Vec<(&str, usize)>>, document: &Document) {
        for (number, (trigger, arguments)) in events.iter().enumerate() {
            let label = document.spans.get(*trigger).map_or("", |mark| &mark.label);
            let mut line = format!("E{}\t{}:T{}", number + 1, name(label), trigger + 1);
            let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
            for (role, to) in arguments {
                let count = roles.entry(role).or_default();
                *count += 1;
                // The second `target` is written `target2`.
                let again = if *count > 1 {
                    count.to_string()
                } else {
                    String::new()
                };
                let _ = write!(line, " {}{again}:T{}", name(role), to + 1);
            }
            self.add(&line);
        }
    }

    /// Attributes and the remark of a span.
    fn said(&mut self, number: usize, mark: &Mark) {
        for (attribute, value) in &mark.span.attrs {
            let attribute = name(attribute);
            let text = to_text(value);
            let one_word = !text.is_empty() && !text.contains(char::is_whitespace);
            if one_word {
                self.attributes += 1;
                let flag = *value == AttrValue::Flag(true);
                let text = if flag {
                    String::new()
                } else {
                    format!(" {text}")
                };
                let id = self.attributes;
                self.add(&format!("A{id}\t{attribute} T{number}{text}"));
            } else {
                self.note(&attribute, number, &text);
            }
        }
        if !mark.span.note.is_empty() {
            self.note(NOTES, number, &mark.span.note);
        }
    }

    fn note(&mut self, kind: &str, number: usize, text: &str) {
        self.notes += 1;
        let mut text = text.to_owned();
        for (c, sign) in SIGNS {
            text = text.replace(c, &sign.to_string());
        }
        let id = self.notes;
        self.add(&format!("#{id}\t{kind} T{number}\t{text}"));
    }
}

/// A name as brat takes it: without blanks and signs.
pub(super) fn name(text: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect()
}
