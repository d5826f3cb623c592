//! Writes projects. Every id is made of what it stands for, so that the same articles make the
//! same file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Cursor, Write as _};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::formats::document::{Document, written_label};
use crate::formats::values::FIELDS;
use crate::formats::xml::quoted;
use crate::formats::{Files, Writer, Writing};
use crate::text::unit::{Places, Unit};

use super::{FORMAT, INTERNAL, PROJECT, SOURCES};

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    let labels = writing.schema.labels.iter();
    let colors = labels.map(|label| {
        (
            written_label(&label.id),
            Some(String::from(label.color.light)),
        )
    });
    Box::new(Project {
        unit: writing.unit.unwrap_or(FORMAT.unit),
        archive: ZipWriter::new(Cursor::new(Vec::new())),
        codes: colors.collect(),
        users: BTreeMap::new(),
        sources: String::new(),
        links: String::new(),
        count: 0,
        begun: None,
    })
}

/// A project that grows.
struct Project {
    unit: Unit,
    archive: ZipWriter<Cursor<Vec<u8>>>,
    /// The codes with their colours.
    codes: BTreeMap<String, Option<String>>,
    users: BTreeMap<String, String>,
    /// XML of the sources, and of what joins their selections.
    sources: String,
    links: String,
    count: usize,
    /// When the first span was made.
    begun: Option<Timestamp>,
}

/// The id of a thing, which other things of its kind do not have: a UUID of version 8.
fn guid(kind: &str, name: &str) -> String {
    let hash = Sha256::digest(format!("hashiya {kind} {name}"));
    let mut hex: String = hash.iter().take(16).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "8");
    for at in [20, 16, 12, 8] {
        hex.insert(at, '-');
    }
    hex
}

impl Writer for Project {
    fn document(&mut self, document: &Document, _: &mut dyn Files) -> io::Result<()> {
        self.count += 1;
        let id = format!("{} {}", self.count, document.text.hash());
        let source = guid("source", &id);
        let options = SimpleFileOptions::default();
        self.archive
            .start_file(format!("{SOURCES}{source}.txt"), options)
            .map_err(io::Error::other)?;
        self.archive.write_all(document.text.as_str().as_bytes())?;
        self.source(document, &id, &source);
        self.relations(document, &id);
        Ok(())
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        let project = self.project();
        let empty = ZipWriter::new(Cursor::default());
        let mut archive = std::mem::replace(&mut self.archive, empty);
        let options = SimpleFileOptions::default();
        archive
            .start_file(PROJECT, options)
            .map_err(io::Error::other)?;
        archive.write_all(project.as_bytes())?;
        let bytes = archive.finish().map_err(io::Error::other)?.into_inner();
        files.append("", &bytes)
    }
}

impl Project {
    fn source(&mut self, document: &Document, id: &str, source: &str) {
        let places = Places::new(document.text.as_str(), document.text.offsets(), self.unit);
        let name = document
            .id
            .clone()
            .unwrap_or_else(|| self.count.to_string());
        let mut xml = format!(
            "<TextSource guid=\"{source}\" name=\"{}\" plainTextPath=\"{INTERNAL}{source}.txt\">\n",
            quoted(&name)
        );
        for (number, mark) in document.spans.iter().enumerate() {
            let span = &mark.span;
            let (start, end) = places.numbers(span.range);
            let author = span.provenance.author.as_str();
            let user = guid("user", author);
            self.users
                .entry(author.to_owned())
                .or_insert_with(|| user.clone());
            self.codes.entry(mark.label.clone()).or_default();
            self.begun = self.begun.or(Some(span.provenance.at));
            let made = format!(
                "creatingUser=\"{user}\" creationDateTime=\"{}\"",
                span.provenance.at
            );
            let words: String = document.words(span.range).chars().take(60).collect();
            let selection = guid("selection", &format!("{id} {number}"));
            let _ = writeln!(
                xml,
                "<PlainTextSelection guid=\"{selection}\" name=\"{}\" startPosition=\"{start}\" endPosition=\"{end}\" {made}>",
                quoted(&words)
            );
            if !span.note.is_empty() {
                let _ = writeln!(xml, "<Description>{}</Description>", quoted(&span.note));
            }
            let coding = guid("coding", &format!("{id} {number}"));
            let code = guid("code", &mark.label);
            let _ = writeln!(
                xml,
                "<Coding guid=\"{coding}\" {made}><CodeRef targetGUID=\"{code}\"/></Coding>\n</PlainTextSelection>"
            );
        }
        for (name, field) in FIELDS {
            if let Some(value) = document.fields.get(&field) {
                let _ = writeln!(
                    xml,
                    "<VariableValue><VariableRef targetGUID=\"{}\"/><TextValue>{}</TextValue></VariableValue>",
                    guid("variable", name),
                    quoted(value)
                );
            }
        }
        xml.push_str("</TextSource>\n");
        self.sources += &xml;
    }

    fn relations(&mut self, document: &Document, id: &str) {
        for (number, relation) in document.relations.iter().enumerate() {
            let ends = [relation.from, relation.to].map(|end| document.position(end));
            if let [Some(from), Some(to)] = ends {
                let [from, to] = [from, to].map(|end| guid("selection", &format!("{id} {end}")));
                let _ = writeln!(
                    self.links,
                    "<Link guid=\"{}\" name=\"{}\" direction=\"OneWay\" originGUID=\"{from}\" targetGUID=\"{to}\"/>",
                    guid("link", &format!("{id} {number}")),
                    quoted(&relation.kind)
                );
            }
        }
    }

    fn project(&self) -> String {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\" \
             name=\"Hashiya\" origin=\"Hashiya\"",
        );
        if let Some(at) = self.begun {
            let _ = write!(xml, " creationDateTime=\"{at}\"");
        }
        xml.push_str(">\n");
        let users = self.users.iter();
        let users =
            users.map(|(name, id)| format!("<User guid=\"{id}\" name=\"{}\"/>\n", quoted(name)));
        let codes = self.codes.iter().map(|(name, color)| {
            let color = color.as_ref().map(|color| format!(" color=\"{color}\""));
            format!(
                "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\"{}/>\n",
                guid("code", name),
                quoted(name),
                color.unwrap_or_default()
            )
        });
        let variables = FIELDS.iter().map(|(name, _)| {
            let id = guid("variable", name);
            format!("<Variable guid=\"{id}\" name=\"{name}\" typeOfVariable=\"Text\"/>\n")
        });
        // An element without anything inside is none of the schema's.
        let parts = [
            (["<Users>", "</Users>"], users.collect::<String>()),
            (
                ["<CodeBook><Codes>", "</Codes></CodeBook>"],
                codes.collect(),
            ),
            (["<Variables>", "</Variables>"], variables.collect()),
            (["<Sources>", "</Sources>"], self.sources.clone()),
            (["<Links>", "</Links>"], self.links.clone()),
        ];
        for ([start, end], inside) in parts {
            if !inside.is_empty() {
                let _ = writeln!(xml, "{start}\n{inside}{end}");
            }
        }
        xml + "</Project>\n"
    }
}
