//! Reads a text with its annotations.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::formats::document::{Document, Origin};
use crate::formats::error::{ReadError, utf8};
use crate::formats::source::{Source, SourcePlaces};
use crate::formats::told::{self, Told, told};
use crate::formats::values::from_text;
use crate::formats::{Each, Input, Reading};
use crate::model::id::SpanId;
use crate::model::span::AttrValue;
use crate::text::offset::ByteRange;

use super::{FORMAT, NOTES, SIGNS};

pub(super) fn read(
    mut input: Input<'_>,
    reading: &Reading,
    each: Each<'_>,
) -> Result<(), ReadError> {
    let stem = input.stem().to_owned();
    let own = input.bytes()?;
    let beside = |ending: &str| (input.beside)(&format!("{stem}.{ending}"));
    let (text, annotations) = if input.name.ends_with(".ann") {
        let missing = || told::not_beside(&format!("{stem}.txt"));
        (beside("txt").ok_or_else(missing)?, own)
    } else {
        (own, beside("ann").unwrap_or_default())
    };
    let _ = each(None, document(&stem, &text, &annotations, reading));
    Ok(())
}

fn document(
    stem: &str,
    text: &[u8],
    annotations: &[u8],
    reading: &Reading,
) -> Result<Document, ReadError> {
    let source = Source::new(utf8(text)?, reading.unit.unwrap_or(FORMAT.unit))?;
    let mut reader = Reader {
        stem,
        places: source.places(),
        origin: &reading.origin,
        document: Document::new(source.text.clone()),
        spans: BTreeMap::new(),
    };
    reader.document.id = Some(stem.to_owned());
    // A line that is no UTF-8 is named; the others are read.
    let file = String::from_utf8_lossy(annotations);
    let is_coded = |line: &str| !(line.contains('\u{fffd}') && matches!(file, Cow::Owned(_)));
    let mut lines = Vec::new();
    for (number, line) in file.trim_start_matches('\u{feff}').lines().enumerate() {
        if is_coded(line) {
            lines.extend(Line::parse((number, line)));
        } else {
            let problem = told::not_utf8().within(line_of(number + 1, stem));
            reader.document.problems.push(problem);
        }
    }
    // A line may name one that comes later: texts first, then events, then the rest.
    for kinds in ["T", "E", "R*", "AMN#"] {
        let of_kind = |line: &&Line<'_>| line.id.starts_with(|c| kinds.contains(c));
        if kinds == "E" {
            reader.triggers(lines.iter().filter(of_kind));
        }
        for line in lines.iter().filter(of_kind) {
            if let Err(why) = reader.line(line) {
                let problem = why.within(told::file(line.id));
                let problem = problem.within(line_of(line.number, stem));
                reader.document.problems.push(problem);
            }
        }
    }
    let unknown = lines
        .iter()
        .filter(|l| !l.id.starts_with(|c| "TERAMN#*".contains(c)));
    for line in unknown {
        let why = told!(
            "problem-no-such-annotation",
            "there are no annotations {id}",
            id = line.id
        );
        let problem = why.within(line_of(line.number, stem));
        reader.document.problems.push(problem);
    }
    Ok(reader.document)
}

/// A line of the annotations of a text, by its number, from 1.
fn line_of(number: usize, stem: &str) -> Told {
    told!(
        "part-line-of",
        "line {number} of {file}",
        number = number,
        file = format!("{stem}.ann")
    )
}

fn no_pair(fragment: &str) -> Told {
    told!(
        "problem-no-pair",
        "«{fragment}» is no pair of numbers",
        fragment = fragment
    )
}

fn no_argument() -> Told {
    told!("problem-argument", "an argument is written Role:T1")
}

/// A line of annotations.
struct Line<'a> {
    number: usize,
    id: &'a str,
    /// What is between the first and the second tab, by blanks.
    parts: Vec<&'a str>,
    /// What comes after the second tab.
    rest: &'a str,
}

impl<'a> Line<'a> {
    fn parse((number, line): (usize, &'a str)) -> Option<Self> {
        let mut columns = line.splitn(3, '\t');
        let id = columns.next()?.trim();
        if id.is_empty() {
            return None;
        }
        Some(Self {
            number: number + 1,
            id,
            parts: columns
                .next()
                .unwrap_or("")
                .split(' ')
                .filter(|p| !p.is_empty())
                .collect(),
            rest: columns.next().unwrap_or(""),
        })
    }

    fn part(&self, number: usize) -> Result<&'a str, Told> {
        let part = self.parts.get(number).copied();
        part.ok_or_else(|| told!("problem-too-few", "it has too few parts"))
    }
}

struct Reader<'a> {
    stem: &'a str,
    places: SourcePlaces<'a>,
    origin: &'a Origin,
    document: Document,
    /// The spans by the ids of texts and of events.
    spans: BTreeMap<String, SpanId>,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line<'_>) -> Result<(), Told> {
        match line.id.chars().next() {
            Some('T') => self.text(line),
            Some('E') => self.event(line),
            Some('R') => {
                let (from, to) = (self.argument(line.part(1)?)?, self.argument(line.part(2)?)?);
                self.document
                    .relate(line.part(0)?, from, to, self.origin.manual());
                Ok(())
            }
            Some('*') => {
                let ends = line.parts.iter().skip(1).map(|id| self.span(id));
                let ends: Vec<SpanId> = ends.collect::<Result<_, _>>()?;
                for (from, to) in ends.iter().zip(ends.iter().skip(1)) {
                    self.document
                        .relate(line.part(0)?, *from, *to, self.origin.manual());
                }
                Ok(())
            }
            Some('N') => self.say(line, AttrValue::Text(line.part(2)?.to_owned())),
            Some('#') if line.part(0)? == NOTES => {
                let id = self.span(line.part(1)?)?;
                let note = unsigned(line.rest);
                if let Some(mark) = self.document.spans.iter_mut().find(|m| m.span.id == id) {
                    mark.span.note = note;
                }
                Ok(())
            }
            Some('#') => self.say(line, from_text(&unsigned(line.rest))),
            _ => {
                let value = line.parts.get(2).map(|value| from_text(value));
                self.say(line, value.unwrap_or(AttrValue::Flag(true)))
            }
        }
    }

    fn text(&mut self, line: &Line<'_>) -> Result<(), Told> {
        let places = line.parts.get(1..).unwrap_or_default().join(" ");
        let mut fragments: Vec<ByteRange> = Vec::new();
        for fragment in places.split(';') {
            let numbers = fragment.split(' ').map(str::parse::<u64>);
            let numbers: Vec<u64> = numbers
                .collect::<Result<_, _>>()
                .map_err(|_| no_pair(fragment))?;
            let [start, end] = numbers[..] else {
                return Err(no_pair(fragment));
            };
            let range = self.places.range(start, end);
            let range = range.ok_or_else(|| told::outside(start, end))?;
            fragments.extend((!range.is_empty()).then_some(range));
        }
        let label = line.part(0)?;
        let hull = fragments.iter().copied().reduce(ByteRange::hull);
        let hull = hull.ok_or_else(told::covers_nothing)?;
        let whole = fragments
            .iter()
            .zip(fragments.iter().skip(1))
            .all(|(a, b)| {
                let gap = ByteRange::new(a.end(), b.start());
                self.document.words(gap).trim().is_empty()
            });
        if !whole {
            let why = told!(
                "problem-pieces",
                "it is in pieces; it is taken as one from the first to the last"
            );
            let part = told::file(line.id).within(line_of(line.number, self.stem));
            self.document.problems.push(why.within(part));
        }
        let words: Vec<&str> = fragments
            .iter()
            .map(|range| self.document.words(*range))
            .collect();
        let fits = words.join(" ") == line.rest || words.concat() == line.rest || !whole;
        let mark = if fits || line.rest.is_empty() {
            self.document.mark(hull, label, self.origin.manual())
        } else {
            let fit = self.places.fit(None, Some(line.rest))?;
            self.document.mended += 1;
            self.document.mark(fit.range, label, self.origin.manual())
        };
        self.spans.insert(line.id.to_owned(), mark.span.id);
        Ok(())
    }

    /// Remembers the triggers of events: an event may name one that comes later.
    fn triggers<'l>(&mut self, events: impl Iterator<Item = &'l Line<'l>>) {
        for line in events {
            if let Some(trigger) = line.part(0).ok().and_then(|part| self.argument(part).ok()) {
                self.spans.insert(line.id.to_owned(), trigger);
            }
        }
    }

    /// An event is its trigger; its arguments are relations that start there.
    fn event(&mut self, line: &Line<'_>) -> Result<(), Told> {
        let trigger = self.argument(line.part(0)?)?;
        let mut roles: Vec<&str> = Vec::new();
        for part in line.parts.iter().skip(1) {
            let (role, id) = part.split_once(':').ok_or_else(no_argument)?;
            // `Target2` is another `Target`.
            let bare = role.trim_end_matches(|c: char| c.is_ascii_digit());
            let role = if roles.contains(&bare) { bare } else { role };
            roles.push(role);
            let to = self.span(id)?;
            self.document
                .relate(role, trigger, to, self.origin.manual());
        }
        Ok(())
    }

    /// The span that `Arg1:T1` means.
    fn argument(&self, part: &str) -> Result<SpanId, Told> {
        let (_, id) = part.split_once(':').ok_or_else(no_argument)?;
        self.span(id)
    }

    fn span(&self, id: &str) -> Result<SpanId, Told> {
        let found = self.spans.get(id).copied();
        found.ok_or_else(|| {
            told!(
                "problem-no-such-span",
                "there is no span or event {id}",
                id = id
            )
        })
    }

    /// Sets an attribute of the span that a line names.
    fn say(&mut self, line: &Line<'_>, value: AttrValue) -> Result<(), Told> {
        let name = line.part(0)?.to_owned();
        let id = self.span(line.part(1)?)?;
        if let Some(mark) = self.document.spans.iter_mut().find(|m| m.span.id == id) {
            mark.span.attrs.insert(name, value);
        }
        Ok(())
    }
}

/// A remark with its line ends and tabs.
fn unsigned(text: &str) -> String {
    let mut text = text.to_owned();
    for (c, sign) in SIGNS {
        text = text.replace(sign, &c.to_string());
    }
    text
}
