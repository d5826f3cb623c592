//! XMI: XML in, XML out.

use std::collections::BTreeSet;
use std::io;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::formats::document::{Document, Stems};
use crate::formats::error::ReadError;
use crate::formats::told::{self, Told, told};
use crate::formats::xml::quoted;
use crate::formats::{Each, Files, Input, Reading, Writer, Writing, read_whole};
use crate::model::schema::Schema;
use crate::text::unit::Unit;

use super::XMI;
use super::model::{PACKAGE, RELATION, SOFA, SPAN, Structure, document, structures};

pub(super) fn read(input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let unit = reading.unit.unwrap_or(XMI.unit);
    read_whole(input, each, |bytes| {
        let (structures, problems) = parse(bytes);
        let first = problems.first().cloned();
        match (document(&structures, unit, &reading.origin), first) {
            // The text may be what is broken.
            (Err(ReadError::NoText), Some(why)) => Err(why.into()),
            (found, _) => found.map(|mut document| {
                document.problems.splice(..0, problems);
                document
            }),
        }
    })
}

/// After so many broken elements it is not XML.
const MOST_BROKEN: usize = 100;

/// The elements of a file as structures, and what is broken. References to other files and entities
/// of its own are not followed. An element that is broken is left out, and the next one is looked for.
fn parse(bytes: &[u8]) -> (Vec<Structure>, Vec<Told>) {
    let (mut structures, mut problems) = (Vec::new(), Vec::new());
    let mut from = 0;
    while let Some(rest) = bytes.get(from..).filter(|_| problems.len() < MOST_BROKEN) {
        let mut reader = Reader::from_reader(rest);
        // What was left out may have been the beginning of what ends later.
        reader.config_mut().check_end_names = from == 0;
        reader.config_mut().allow_unmatched_ends = from > 0;
        let mut named = |at: u64, why: &dyn std::fmt::Display| {
            let at = from + usize::try_from(at).unwrap_or_default();
            let before = bytes.get(..at).unwrap_or(bytes);
            let line = 1 + memchr::memchr_iter(b'\n', before).count();
            let why = told!("problem-xml", "the XML is broken: {why}", why = why);
            problems.push(why.within(told::line(line)));
            at
        };
        let mut depth = 0_usize;
        loop {
            let at = reader.buffer_position();
            match reader.read_event() {
                Ok(event @ (Event::Start(_) | Event::Empty(_))) => {
                    depth += usize::from(matches!(event, Event::Start(_)));
                    if let Event::Start(element) | Event::Empty(element) = event {
                        match structure(&element) {
                            Ok(found) => structures.push(found),
                            Err(error) => drop(named(at, &error)),
                        }
                    }
                }
                Ok(Event::End(_)) => depth = depth.saturating_sub(1),
                Ok(Event::Eof) => {
                    if depth > 0 && from == 0 {
                        named(at, &"the file is cut off here");
                    }
                    return (structures, problems);
                }
                Ok(_) => {}
                Err(error) => {
                    let at = named(reader.error_position(), &error) + 1;
                    let next = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest));
                    from = next.map_or(bytes.len() + 1, |next| at + next);
                    break;
                }
            }
        }
    }
    (structures, problems)
}

fn structure(element: &BytesStart<'_>) -> Result<Structure, Box<dyn std::error::Error>> {
    let name = element.name();
    let mut structure = Structure {
        kind: name.local_name().as_ref().to_owned(),
        ..Structure::default()
    };
    for attribute in element.attributes() {
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        if attribute.key.as_ref() == "xmi:id" {
            structure.id = value.parse()?;
        } else {
            let name = attribute.key.as_ref().to_owned();
            structure.features.insert(name, value.into_owned());
        }
    }
    Ok(structure)
}

pub(super) fn writer(writing: &Writing) -> Box<dyn Writer> {
    Box::new(Xmi {
        unit: writing.unit.unwrap_or(XMI.unit),
        features: features(&writing.schema),
        stems: Stems::default(),
    })
}

/// The features that a schema's attributes make.
pub(super) fn features(schema: &Schema) -> BTreeSet<String> {
    let attributes = schema.labels.iter().flat_map(|label| &label.attributes);
    attributes.map(|a| super::model::feature(&a.name)).collect()
}

struct Xmi {
    unit: Unit,
    /// Those of all spans, for the type system.
    features: BTreeSet<String>,
    stems: Stems,
}

impl Writer for Xmi {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let (structures, features) = structures(document, self.unit);
        self.features.extend(features);
        let stem = self.stems.next(document);
        let xmi = xmi(document.text.as_str(), &structures);
        files.append(&format!("{stem}.xmi"), xmi.as_bytes())
    }

    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        files.append("TypeSystem.xml", type_system(&self.features).as_bytes())
    }
}

fn xmi(text: &str, structures: &[Structure]) -> String {
    let namespace = PACKAGE.replace('.', "/");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
         xmlns:cas=\"http:///uima/cas.ecore\" xmlns:custom=\"http:///{namespace}.ecore\" \
         xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n"
    );
    for structure in structures {
        xml += &format!("  <custom:{} xmi:id=\"{}\"", structure.kind, structure.id);
        for (name, value) in &structure.features {
            xml += &format!(" {name}=\"{}\"", quoted(value));
        }
        xml += "/>\n";
    }
    let members: Vec<String> = structures.iter().map(|s| s.id.to_string()).collect();
    xml += &format!(
        "  <cas:Sofa xmi:id=\"{SOFA}\" sofaNum=\"1\" sofaID=\"_InitialView\" \
         mimeType=\"text/plain\" sofaString=\"{}\"/>\n  \
         <cas:View sofa=\"{SOFA}\" members=\"{}\"/>\n</xmi:XMI>\n",
        quoted(text),
        members.join(" ")
    );
    xml
}

fn type_system(features: &BTreeSet<String>) -> String {
    let feature = |name: &str, range: &str| {
        format!(
            "        <featureDescription><name>{name}</name><description/>\
             <rangeTypeName>{range}</rangeTypeName></featureDescription>\n"
        )
    };
    let kind = |name: &str, features: &str| {
        format!(
            "    <typeDescription>\n      <name>{PACKAGE}.{name}</name>\n      <description/>\n      \
             <supertypeName>uima.tcas.Annotation</supertypeName>\n      <features>\n{features}\
             \x20     </features>\n    </typeDescription>\n"
        )
    };
    let text = "uima.cas.String";
    let span = format!("{PACKAGE}.{SPAN}");
    let mut of_spans = feature("label", text) + &feature("note", text);
    of_spans.extend(features.iter().map(|name| feature(name, text)));
    let of_relations =
        feature("Governor", &span) + &feature("Dependent", &span) + &feature("label", text);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n\
         {}{}  </types>\n</typeSystemDescription>\n",
        kind(SPAN, &of_spans),
        kind(RELATION, &of_relations)
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{PROBE, full, probe, read_text, written_files};
    use super::*;

    #[test]
    fn places_count_utf16_units() {
        let files = written_files(&XMI, &[probe()]);
        let xmi = String::from_utf8(files["probe.xmi"].clone()).unwrap();
        assert!(
            xmi.contains("begin=\"55\" end=\"64\" label=\"CASUALTIES\""),
            "{xmi}"
        );
    }

    #[test]
    fn annotations_of_other_layers_are_read_and_tokens_are_not() {
        let xmi = format!(
            "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\">\
             <cas:NULL xmi:id=\"0\"/>\
             <type3:NamedEntity xmi:id=\"5\" sofa=\"1\" begin=\"33\" end=\"37\" value=\"LOC\" identifier=\"geo:1\"/>\
             <type4:Token xmi:id=\"6\" sofa=\"1\" begin=\"9\" end=\"13\"/>\
             <custom:Attack xmi:id=\"7\" sofa=\"1\" begin=\"9\" end=\"13\"/>\
             <custom:Attack xmi:id=\"8\" sofa=\"1\" begin=\"9\" end=\"999\"/>\
             <custom:Rel xmi:id=\"9\" sofa=\"1\" begin=\"9\" end=\"13\" Governor=\"7\" Dependent=\"5\" label=\"in\"/>\
             <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" sofaString=\"{PROBE}\"/></xmi:XMI>"
        );
        let document = read_text(&XMI, &xmi).pop().unwrap().unwrap();
        let found: Vec<(&str, &str)> = document
            .spans
            .iter()
            .map(|m| (m.label.as_str(), document.words(m.span.range)))
            .collect();
        assert_eq!(found, [("LOC", "إدلب"), ("Attack", "قصفت")]);
        assert!(document.spans[0].span.attrs.contains_key("identifier"));
        assert_eq!(document.relations[0].kind, "in");
        assert_eq!(document.problems.len(), 1);
    }

    #[test]
    fn a_broken_element_costs_no_other_one() {
        let span = |id: u32, rest: &str| {
            format!(
                "<c:Span xmi:id=\"{id}\" sofa=\"1\" begin=\"9\" end=\"13\" label=\"L{id}\"{rest}\n"
            )
        };
        let sofa = format!("<cas:Sofa xmi:id=\"1\" sofaString=\"{PROBE}\"/>\n");
        let start = "<xmi:XMI>\n";
        let end = "</xmi:XMI>";
        let (first, last) = (span(2, "/>"), span(4, "/>"));
        let broken = [
            span(3, " x=\"a/>"),
            span(3, " label=\"twice\"/>"),
            span(3, " x=&y;/>"),
            "<c:Span xmi:id=\"3\" <".to_owned(),
            "</c:Span>\n".to_owned(),
        ];
        for broken in broken {
            let file = format!("{start}{first}{broken}{last}{last}{sofa}{end}");
            let file = file.replacen("xmi:id=\"4\"", "xmi:id=\"5\"", 1);
            let document = read_text(&XMI, &file).pop().unwrap().unwrap();
            let found: Vec<&str> = document.spans.iter().map(|m| m.label.as_str()).collect();
            assert!(
                found.starts_with(&["L2"]) && found.ends_with(&["L4"]),
                "{found:?} {file}"
            );
            assert!(
                document.problems[0].to_string().starts_with("line 3:"),
                "{:?}",
                document.problems
            );
        }
        let cut = format!("{start}{sofa}{first}");
        let document = read_text(&XMI, &cut).pop().unwrap().unwrap();
        assert_eq!(document.spans.len(), 1);
        assert!(document.problems[0].to_string().contains("cut off"));
    }

    #[test]
    fn an_entity_of_its_own_is_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
                    <x><cas:Sofa xmi:id=\"1\" sofaString=\"&b;\"/></x>";
        assert!(read_text(&XMI, bomb).pop().unwrap().is_err());
    }

    #[test]
    fn the_type_system_names_every_feature() {
        let files = written_files(&XMI, &[full()]);
        let types = String::from_utf8(files["TypeSystem.xml"].clone()).unwrap();
        for name in ["victim", "count_low", "note", "Governor"] {
            assert!(types.contains(&format!("<name>{name}</name>")), "{name}");
        }
    }
}
