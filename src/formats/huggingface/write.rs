//! JSON lines for each split, and the card.

use std::io;

use super::card::{Parts, Tags, card};
use super::{FORMAT, row::Row};
use crate::formats::document::Document;
use crate::formats::holds::Clitics;
use crate::formats::split::Parting;
use crate::formats::{Files, Writer, Writing};
use crate::text::unit::Unit;

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Rows {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        clitics: writing.clitics,
        parting: Parting::new(writing.split.clone()),
        tags: Tags::new(writing),
        parts: Parts::new(),
    })
}

struct Rows {
    unit: Unit,
    clitics: Option<Clitics>,
    parting: Parting,
    tags: Tags,
    parts: Parts,
}

fn file(part: &str) -> String {
    format!("data/{part}.jsonl")
}

impl Writer for Rows {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        for mark in &document.spans {
            self.tags.label(&mark.label);
        }
        let part = self.parting.part(document);
        *self.parts.entry(part).or_default() += 1;
        let mut line = serde_json::to_vec(&Row::of(document, self.unit, self.clitics))?;
        line.push(b'\n');
        files.append(&file(part), &line)
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        let card = card(&self.parts, &self.tags, &file);
        files.append("README.md", card.as_bytes())
    }
}
