//! A data set in parts, in formats that know none: their file or files once for each part,
//! `train.jsonl` or `train/…`.

use std::collections::BTreeMap;
use std::io;

use super::document::Document;
use super::split::{Parting, Split};
use super::{Files, Format, Layout, Writer, Writing};

/// Formats that have parts of their own.
const OWN: [&str; 2] = ["huggingface", "huggingface-parquet"];

/// How a format lays out a data set that is cut so.
#[must_use]
pub fn layout(format: &Format, split: &Split) -> Layout {
    if split.is_whole() {
        format.layout
    } else {
        Layout::Folder
    }
}

/// What writes a format, in parts if it is asked for; `None` if the format is only read.
#[must_use]
pub fn writer(format: &'static Format, writing: &Writing) -> Option<Box<dyn Writer>> {
    let make = format.write?;
    if writing.split.is_whole() || OWN.contains(&format.name) {
        return Some(make(writing));
    }
    Some(Box::new(InParts {
        format,
        make,
        writing: writing.clone(),
        parting: Parting::new(writing.split.clone()),
        parts: BTreeMap::new(),
    }))
}

struct InParts {
    format: &'static Format,
    make: fn(&Writing) -> Box<dyn Writer>,
    writing: Writing,
    parting: Parting,
    parts: BTreeMap<&'static str, Box<dyn Writer>>,
}

impl Writer for InParts {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let part = self.parting.part(document);
        let writer = self.parts.entry(part);
        let writer = writer.or_insert_with(|| (self.make)(&self.writing));
        let format = self.format;
        writer.document(
            document,
            &mut OfPart {
                part,
                format,
                files,
            },
        )
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        let format = self.format;
        for (part, writer) in &mut self.parts {
            writer.finish(&mut OfPart {
                part,
                format,
                files,
            })?;
        }
        Ok(())
    }
}

/// The files of a part, among those of all.
struct OfPart<'a> {
    part: &'static str,
    format: &'static Format,
    files: &'a mut dyn Files,
}

impl Files for OfPart<'_> {
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let part = self.part;
        let named = match (self.format.layout, name) {
            (Layout::Folder, name) => format!("{part}/{name}"),
            (Layout::File, "") => {
                let ending = self.format.extensions.first().copied();
                format!("{part}.{}", ending.unwrap_or("txt"))
            }
            // What describes a file is called after it.
            (Layout::File, name) => format!("{part}.{name}"),
        };
        self.files.append(&named, bytes)
    }
}
