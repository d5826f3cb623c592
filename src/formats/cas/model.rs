//! What XMI and JSON have in common: feature structures, and what they mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::document::{Document, Origin};
use crate::formats::error::ReadError;
use crate::formats::source::Source;
use crate::formats::told::{self, Told, told};
use crate::formats::values::{from_text, to_text};
use crate::text::unit::{Places, Unit};

/// A feature structure: a typed record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Structure {
    pub(super) id: u64,
    /// The type's name after its last dot.
    pub(super) kind: String,
    /// Values and references, as text.
    pub(super) features: BTreeMap<String, String>,
}

impl Structure {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.features.get(name).map(String::as_str)
    }

    /// Its name in what is told of it.
    fn part(&self) -> Told {
        told::file(&format!("{} {}", self.kind, self.id))
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.parse().ok()
    }
}

/// Types that cut a text, and those of the machinery: no annotations of a person.
const NO_SPANS: [&str; 15] = [
    "Sofa",
    "View",
    "NULL",
    "DocumentAnnotation",
    "DocumentMetaData",
    "TagDescription",
    "TagsetDescription",
    "Token",
    "Sentence",
    "Paragraph",
    "Heading",
    "Div",
    "Lemma",
    "Stem",
    "Metadata",
];

/// Features that are no attributes.
const OWN: [&str; 8] = [
    "sofa",
    "begin",
    "end",
    "Governor",
    "Dependent",
    "note",
    CHAIN_NEXT,
    CHAIN_RELATION,
];

/// Features that hold a label, the most telling first.
const LABELS: [&str; 4] = ["label", "value", "DependencyType", CHAIN_TYPE];

/// The label of a link of a chain, what joins it to the next one, and the next one.
pub(super) const CHAIN_TYPE: &str = "referenceType";
pub(super) const CHAIN_RELATION: &str = "referenceRelation";
pub(super) const CHAIN_NEXT: &str = "next";

/// The ends of a relation.
const ENDS: [&str; 2] = ["Governor", "Dependent"];

/// The document that feature structures make.
pub(super) fn document(
    structures: &[Structure],
    unit: Unit,
    origin: &Origin,
) -> Result<Document, ReadError> {
    let sofas = structures.iter().filter(|s| s.kind == "Sofa");
    let texts: Vec<(u64, &str)> = sofas
        .filter_map(|sofa| Some((sofa.id, sofa.get("sofaString")?)))
        .collect();
    let (sofa, text) = *texts.first().ok_or(ReadError::NoText)?;
    let source = Source::new(text, unit)?;
    let places = source.places();
    let mut document = Document::new(source.text.clone());
    if texts.len() > 1 {
        document.problems.push(told!(
            "problem-views",
            "it has {count} views with a text; the first is taken",
            count = texts.len()
        ));
    }
    let mut ids = BTreeMap::new();
    let (mut spans, mut relations) = (Vec::new(), Vec::new());
    // What plays a role in a slot of a span.
    let players = structures.iter();
    let players = players.filter(|s| s.get("begin").is_none() && s.number("target").is_some());
    let players: BTreeMap<u64, &Structure> = players.map(|s| (s.id, s)).collect();
    for structure in structures {
        let here = structure.number("sofa") == Some(sofa);
        if NO_SPANS.contains(&structure.kind.as_str()) || !here {
            continue;
        }
        if ENDS.iter().all(|end| structure.features.contains_key(*end)) {
            relations.push(structure);
        } else if structure.features.contains_key("begin") {
            spans.push(structure);
        }
    }
    // From, to and kind of relations that spans have themselves.
    let mut arrows: Vec<(u64, u64, &str)> = Vec::new();
    for structure in spans {
        let what = structure.part();
        let place = structure.number("begin").zip(structure.number("end"));
        let (feature, label) = label(structure);
        let Some(mark) = places.mark(&mut document, &what, (place, None), Some(label), origin)
        else {
            continue;
        };
        mark.span.note = structure.get("note").unwrap_or_default().to_owned();
        if let Some(next) = structure.number(CHAIN_NEXT) {
            let kind = structure.get(CHAIN_RELATION).unwrap_or(&structure.kind);
            arrows.push((structure.id, next, kind));
        }
        for (name, value) in &structure.features {
            let played = value
                .split(['[', ',', ' ', ']'])
                .filter(|id| !id.is_empty());
            let played = played.map(|id| players.get(&id.parse().ok()?).copied());
            if let Some(played) = played.collect::<Option<Vec<_>>>().filter(|p| !p.is_empty()) {
                arrows.extend(played.iter().filter_map(|player| {
                    let role = player.get("role").unwrap_or(name);
                    Some((structure.id, player.number("target")?, role))
                }));
                continue;
            }
            if !OWN.contains(&name.as_str()) && Some(name.as_str()) != feature {
                let name = name.strip_prefix(ESCAPE).unwrap_or(name);
                mark.span.attrs.insert(name.to_owned(), from_text(value));
            }
        }
        ids.insert(structure.id, mark.span.id);
    }
    for structure in relations {
        let end = |name| ids.get(&structure.number(name)?).copied();
        let [from, to] = ENDS.map(end);
        let (_, label) = label(structure);
        match (from, to) {
            (Some(from), Some(to)) => document.relate(label, from, to, origin.manual()),
            _ => {
                let why = told::no_end().within(structure.part());
                document.problems.push(why);
            }
        }
    }
    for (from, to, kind) in arrows {
        if let (Some(from), Some(to)) = (ids.get(&from), ids.get(&to)) {
            document.relate(kind, *from, *to, origin.manual());
        }
    }
    Ok(document)
}

/// The feature that holds the label, and the label; without such a feature it is the type.
fn label(structure: &Structure) -> (Option<&'static str>, &str) {
    let found = LABELS.into_iter().find_map(|name| {
        let value = structure.get(name)?;
        (!value.is_empty()).then_some((Some(name), value))
    });
    found.unwrap_or((None, &structure.kind))
}

/// The layer of spans.
pub(super) const SPAN: &str = "Span";
/// The layer of relations.
pub(super) const RELATION: &str = "Relation";
/// The package of both.
pub(super) const PACKAGE: &str = "webanno.custom";

/// The number of the text among the structures.
pub(super) const SOFA: u64 = 1;

/// The structures of a document, without its text; and the features its spans have.
pub(super) fn structures(document: &Document, unit: Unit) -> (Vec<Structure>, BTreeSet<String>) {
    let places = Places::new(document.text.as_str(), document.text.offsets(), unit);
    let mut names = BTreeSet::new();
    let mut structures = Vec::new();
    for (number, mark) in document.spans.iter().enumerate() {
        let (begin, end) = places.numbers(mark.span.range);
        let mut features = BTreeMap::from([
            ("sofa".to_owned(), SOFA.to_string()),
            ("begin".to_owned(), begin.to_string()),
            ("end".to_owned(), end.to_string()),
            ("label".to_owned(), mark.label.clone()),
        ]);
        if !mark.span.note.is_empty() {
            features.insert("note".to_owned(), mark.span.note.clone());
        }
        for (name, value) in &mark.span.attrs {
            let name = feature(name);
            names.insert(name.clone());
            features.insert(name, to_text(value));
        }
        structures.push(Structure {
            id: SOFA + 1 + number as u64,
            kind: SPAN.to_owned(),
            features,
        });
    }
    let first = SOFA + 1 + structures.len() as u64;
    for (number, relation) in document.relations.iter().enumerate() {
        let end = |id| document.position(id).map(|at| SOFA + 1 + at as u64);
        let (Some(from), Some(to)) = (end(relation.from), end(relation.to)) else {
            continue;
        };
        // It lies where its end does, as INCEpTION has it.
        let target = document.spans.iter().find(|m| m.span.id == relation.to);
        let (begin, end) = target.map_or((0, 0), |mark| places.numbers(mark.span.range));
        let features = [
            ("sofa", SOFA.to_string()),
            ("begin", begin.to_string()),
            ("end", end.to_string()),
            ("label", relation.kind.clone()),
            ("Governor", from.to_string()),
            ("Dependent", to.to_string()),
        ];
        structures.push(Structure {
            id: first + number as u64,
            kind: RELATION.to_owned(),
            features: features
                .map(|(name, value)| (name.to_owned(), value))
                .into(),
        });
    }
    (structures, names)
}

/// Stands before the name of an attribute that means something else here.
const ESCAPE: &str = "attr_";

/// The name of a feature: letters, digits and `_`, as Java wants it.
pub(super) fn feature(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let clean: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    let taken = OWN.contains(&name) || LABELS.contains(&name);
    let odd = !clean.starts_with(|c: char| c.is_ascii_alphabetic());
    if taken || odd || clean.starts_with(ESCAPE) {
        format!("{ESCAPE}{clean}")
    } else {
        clean
    }
}
