//! Reads lines of tokens into the feature structures that they stand for.

use std::collections::BTreeMap;

use crate::formats::cas::TSV;
use crate::formats::cas::model::{
    CHAIN_NEXT, CHAIN_RELATION, CHAIN_TYPE, SOFA, Structure, document,
};
use crate::formats::document::Document;
use crate::formats::error::{ReadError, utf8};
use crate::formats::told::{self, Told, told};
use crate::formats::{Each, Input, Reading, read_whole};
use crate::model::article::LARGEST_ARTICLE;

use super::layer::{Column, Kind, Layer};
use super::{CHAIN_LAYER, NOTHING, NULL, RELATION_LAYER, SPAN_LAYER, TEXT, escape};

pub(in crate::formats::cas) fn read(
    input: Input<'_>,
    reading: &Reading,
    each: Each<'_>,
) -> Result<(), ReadError> {
    read_whole(input, each, |bytes| {
        let file = utf8(bytes)?;
        let mut reader = Reader::default();
        for (number, line) in file.trim_start_matches('\u{feff}').lines().enumerate() {
            reader.line(number + 1, line)?;
        }
        reader.finish(reading)
    })
}

/// What tells the spans of a file apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// By the number in brackets.
    Number(u64),
    /// By the line and the place among those of its layer there.
    Place(String, usize, usize),
    /// A link of a chain: `1-2` is the second of the first.
    Link(usize, String),
}

/// An end of a relation.
enum End {
    /// A span that is known already.
    Span(usize),
    /// One that may stand on a later line: by its number, or the first of its layer on the line.
    Named {
        row: String,
        layer: String,
        number: u64,
    },
}

impl End {
    fn named(row: &str, layer: &str, number: Option<&str>) -> Self {
        Self::Named {
            row: row.to_owned(),
            layer: layer.to_owned(),
            number: number.and_then(|n| n.parse().ok()).unwrap_or(0),
        }
    }
}

/// A relation, and what its columns say.
struct Arrow {
    kind: String,
    features: BTreeMap<String, String>,
    from: End,
    to: End,
}

/// One of the relations of a layer that end on a line.
#[derive(Default)]
struct Stacked {
    features: BTreeMap<String, String>,
    ends: Option<[End; 2]>,
}

#[derive(Default)]
struct Reader {
    layers: Vec<Layer>,
    text: String,
    /// How many UTF-16 code units the text has.
    units: u64,
    /// The text of a sentence whose tokens have not come yet.
    sentence: String,
    spans: Vec<Structure>,
    found: BTreeMap<Key, usize>,
    /// The spans of a layer that begin on a line.
    on_line: BTreeMap<(String, String), Vec<usize>>,
    arrows: Vec<Arrow>,
    /// The links of chains, by the numbers of layer, chain and link.
    links: BTreeMap<(usize, u64, u64), usize>,
    problems: Vec<Told>,
}

/// The layer that spans of any layer belong to.
const ANY: &str = "Annotation";

impl Reader {
    fn line(&mut self, number: usize, line: &str) -> Result<(), ReadError> {
        if let Some(text) = line.strip_prefix(TEXT) {
            self.sentence += &escape::unescape_text(text);
            self.sentence.push('\n');
            return Ok(());
        }
        for (start, kind) in [
            (SPAN_LAYER, Kind::Span),
            (RELATION_LAYER, Kind::Relation),
            (CHAIN_LAYER, Kind::Chain),
        ] {
            if let Some(layer) = line.strip_prefix(start) {
                self.layers.push(Layer::new(kind, layer));
                return Ok(());
            }
        }
        if line.is_empty() || line.starts_with('#') && !line.contains('\t') {
            return Ok(());
        }
        let mut cells = line.split('\t');
        let (id, place) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        let place = place.split_once('-');
        let place = place.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let Some((begin, end)) = place else {
            let why = told!("problem-no-row-place", "it has no place such as 1-1, 0-4");
            self.problems.push(why.within(told::line(number)));
            return Ok(());
        };
        let word = cells.next().unwrap_or_default();
        if !self.sentence.is_empty() {
            let Some(start) = self.start(id, begin, word) else {
                let why = told!(
                    "problem-not-once",
                    "«{word}» does not stand once in its sentence, so that its place is not known",
                    word = word
                );
                self.problems.push(why.within(told::line(number)));
                return Ok(());
            };
            self.open_sentence(number, start)?;
        }
        let cells: Vec<&str> = cells.collect();
        let wanted: usize = self.layers.iter().map(|layer| layer.columns.len()).sum();
        if cells.len() < wanted {
            let why = told::columns_told(cells.len(), wanted);
            self.problems.push(why.within(told::line(number)));
            return Ok(());
        }
        let layers = std::mem::take(&mut self.layers);
        let mut cells = cells.as_slice();
        for (number, layer) in layers.iter().enumerate() {
            let (own, rest) = cells
                .split_at_checked(layer.columns.len())
                .unwrap_or_default();
            cells = rest;
            self.cells(Line { id, begin, end }, number, layer, own);
        }
        self.layers = layers;
        Ok(())
    }

    /// Where the sentence begins that a token is the first of, or the first that could be read.
    fn start(&self, id: &str, begin: u64, word: &str) -> Option<u64> {
        if id.ends_with("-1") {
            return Some(begin);
        }
        let word = escape::unescape_value(word);
        let mut found = self.sentence.match_indices(&word);
        let before = self.sentence.get(..found.next()?.0)?;
        let alone = found.next().is_none() && !word.is_empty();
        let before = before.encode_utf16().count() as u64;
        begin.checked_sub(before).filter(|_| alone)
    }

    /// Puts the text of a sentence where its first token says. Before it is a line end, as the
    /// one before it ended, or nothing, or blanks.
    fn open_sentence(&mut self, line: usize, begin: u64) -> Result<(), ReadError> {
        if self.units == begin + 1 && self.text.ends_with('\n') {
            self.text.pop();
            self.units -= 1;
        }
        if self.units > begin || begin > LARGEST_ARTICLE as u64 {
            let why = told!(
                "problem-sentence",
                "a sentence cannot begin at {begin}",
                begin = begin
            );
            return Err(why.within(told::line(line)).into());
        }
        while self.units < begin {
            self.text.push(' ');
            self.units += 1;
        }
        self.units += self.sentence.encode_utf16().count() as u64;
        self.text.push_str(&self.sentence);
        self.sentence.clear();
        Ok(())
    }

    fn cells(&mut self, line: Line<'_>, number: usize, layer: &Layer, cells: &[&str]) {
        match layer.kind {
            Kind::Span => self.span_cells(line, number, layer, cells),
            Kind::Relation => self.relation_cells(line, layer, cells),
            Kind::Chain => self.chain_cells(line, number, layer, cells),
        }
    }

    /// The span with that key, which goes on to this line if it has begun.
    fn span(&mut self, line: Line<'_>, layer: &Layer, key: Key) -> usize {
        if let Some(known) = self.found.get(&key) {
            if let Some(span) = self.spans.get_mut(*known) {
                span.features.insert("end".to_owned(), line.end.to_string());
            }
            return *known;
        }
        let number = self.spans.len();
        let features = [("sofa", SOFA), ("begin", line.begin), ("end", line.end)];
        let features = features.map(|(name, value)| (name.to_owned(), value.to_string()));
        self.spans.push(Structure {
            id: SOFA + 1 + number as u64,
            kind: layer.name.clone(),
            features: features.into(),
        });
        for layer in [layer.name.as_str(), ANY] {
            let here = (line.id.to_owned(), layer.to_owned());
            self.on_line.entry(here).or_default().push(number);
        }
        self.found.insert(key, number);
        number
    }

    fn span_cells(&mut self, line: Line<'_>, number: usize, layer: &Layer, cells: &[&str]) {
        let values = |cell: &str| -> Vec<String> {
            let parts = escape::split(cell, '|').into_iter();
            parts.map(str::to_owned).collect()
        };
        let stacked = cells.iter().filter(|cell| **cell != NOTHING);
        let stacked = stacked.map(|cell| values(cell).len()).max().unwrap_or(0);
        for at in 0..stacked {
            let part = |cell: &str| values(cell).get(at).cloned().unwrap_or_default();
            let numbered = cells.iter().zip(&layer.columns).find_map(|(cell, column)| {
                // In a column of players the number is that of a player.
                let own = !matches!(column, Column::Players(_));
                let cell = part(cell);
                own.then(|| escape::brackets(&cell).1?.parse().ok())
                    .flatten()
            });
            let key = match numbered {
                Some(number) => Key::Number(number),
                None => Key::Place(line.id.to_owned(), number, at),
            };
            let span = self.span(line, layer, key);
            let mut roles = (String::new(), Vec::new());
            for (cell, column) in cells.iter().zip(&layer.columns) {
                let cell = part(cell);
                match column {
                    Column::Feature(name) => {
                        let (value, _) = escape::brackets(&cell);
                        if !matches!(value, NULL | NOTHING | "") {
                            let value = escape::unescape_value(value);
                            if let Some(span) = self.spans.get_mut(span) {
                                span.features.insert(name.clone(), value);
                            }
                        }
                    }
                    Column::Roles(name) => {
                        let (value, _) = escape::brackets(&cell);
                        let parts = escape::split(value, ';').into_iter();
                        roles = (name.clone(), parts.map(str::to_owned).collect());
                    }
                    Column::Players(layer) => self.players(span, &roles, &cell, layer),
                    Column::None | Column::Source(_) => {}
                }
            }
        }
    }

    /// Joins a span to those that play a role in it.
    fn players(
        &mut self,
        host: usize,
        (slot, roles): &(String, Vec<String>),
        cell: &str,
        layer: &str,
    ) {
        if matches!(cell, NULL | NOTHING | "") {
            return;
        }
        for (role, player) in roles.iter().zip(escape::split(cell, ';')) {
            let (row, number) = escape::brackets(player);
            self.arrows.push(Arrow {
                kind: match role.as_str() {
                    NULL | NOTHING => slot.clone(),
                    role => escape::unescape_value(role),
                },
                features: BTreeMap::new(),
                from: End::Span(host),
                to: End::named(row, layer, number),
            });
        }
    }

    fn relation_cells(&mut self, line: Line<'_>, layer: &Layer, cells: &[&str]) {
        let mut stacked: Vec<Stacked> = Vec::new();
        for (cell, column) in cells.iter().zip(&layer.columns) {
            if *cell == NOTHING {
                continue;
            }
            for (at, value) in escape::split(cell, '|').into_iter().enumerate() {
                if stacked.len() <= at {
                    stacked.push(Stacked::default());
                }
                let Some(Stacked { features, ends }) = stacked.get_mut(at) else {
                    continue;
                };
                match column {
                    Column::Feature(name) if value != NULL => {
                        features.insert(name.clone(), escape::unescape_value(value));
                    }
                    Column::Source(base) => {
                        let (row, numbers) = escape::brackets(value);
                        let numbers = numbers.and_then(|numbers| numbers.split_once('_'));
                        let (from, to) = numbers.unzip();
                        *ends = Some([End::named(row, base, from), End::named(line.id, base, to)]);
                    }
                    _ => {}
                }
            }
        }
        for Stacked { features, ends } in stacked {
            if let Some([from, to]) = ends {
                let kind = layer.name.clone();
                self.arrows.push(Arrow {
                    kind,
                    features,
                    from,
                    to,
                });
            }
        }
    }

    fn chain_cells(&mut self, line: Line<'_>, number: usize, layer: &Layer, cells: &[&str]) {
        let column = |wanted: &str| {
            let columns = cells.iter().zip(&layer.columns);
            let mut found = columns.filter_map(|(cell, column)| match column {
                Column::Feature(name) if name == wanted && *cell != NOTHING => Some(*cell),
                _ => None,
            });
            found
                .next()
                .map_or(Vec::new(), |cell| escape::split(cell, '|'))
        };
        for (kind, link) in column(CHAIN_TYPE).into_iter().zip(column(CHAIN_RELATION)) {
            let Some((relation, place)) = link.rsplit_once("->") else {
                continue;
            };
            let span = self.span(line, layer, Key::Link(number, place.to_owned()));
            let place = place.split_once('-');
            if let Some((chain, link)) =
                place.and_then(|(chain, link)| Some((chain.parse().ok()?, link.parse().ok()?)))
            {
                self.links.insert((number, chain, link), span);
            }
            let (kind, _) = escape::brackets(kind);
            for (name, value) in [(CHAIN_TYPE, kind), (CHAIN_RELATION, relation)] {
                if let Some(span) = self.spans.get_mut(span).filter(|_| value != NULL) {
                    let value = escape::unescape_value(value);
                    span.features.insert(name.to_owned(), value);
                }
            }
        }
    }

    fn finish(mut self, reading: &Reading) -> Result<Document, ReadError> {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        let mut before: Option<(usize, u64, usize)> = None;
        for ((layer, chain, _), span) in &self.links {
            let next = self.spans.get(*span).map_or(0, |span| span.id);
            if let Some((.., last)) = before.filter(|(l, c, _)| (l, c) == (layer, chain))
                && let Some(last) = self.spans.get_mut(last)
            {
                last.features
                    .insert(CHAIN_NEXT.to_owned(), next.to_string());
            }
            before = Some((*layer, *chain, *span));
        }
        let first = SOFA + 1 + self.spans.len() as u64;
        let relations = self.arrows.iter().zip(first..).map(|(arrow, id)| {
            // A number of no span is told by whoever takes them in.
            let end = |end| self.end(end).unwrap_or(0).to_string();
            let mut features = arrow.features.clone();
            let own = [
                ("sofa", SOFA.to_string()),
                ("Governor", end(&arrow.from)),
                ("Dependent", end(&arrow.to)),
            ];
            features.extend(own.map(|(name, value)| (name.to_owned(), value)));
            let kind = arrow.kind.clone();
            Structure { id, kind, features }
        });
        let text = BTreeMap::from([("sofaString".to_owned(), self.text.clone())]);
        let sofa = Structure {
            id: SOFA,
            kind: "Sofa".to_owned(),
            features: text,
        };
        let all: Vec<Structure> = [sofa]
            .into_iter()
            .chain(self.spans.clone())
            .chain(relations)
            .collect();
        let unit = reading.unit.unwrap_or(TSV.unit);
        let mut document = document(&all, unit, &reading.origin)?;
        document.problems.splice(..0, self.problems);
        Ok(document)
    }

    /// The number of the structure at an end.
    fn end(&self, end: &End) -> Option<u64> {
        let at = match end {
            End::Span(at) => Some(at),
            End::Named {
                row,
                layer,
                number: 0,
            } => {
                let on = |layer: &str| self.on_line.get(&(row.clone(), layer.to_owned()));
                on(layer).and_then(|spans| spans.first())
            }
            End::Named { number, .. } => self.found.get(&Key::Number(*number)),
        };
        Some(self.spans.get(*at?)?.id)
    }
}

/// A line's name and place.
#[derive(Clone, Copy)]
struct Line<'a> {
    id: &'a str,
    begin: u64,
    end: u64,
}
