//! Reads projects.

use std::collections::BTreeMap;

use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::source::{SourcePlaces, document};
use crate::formats::told::{self, Told, told};
use crate::formats::values::{FIELDS, from_text, set_field};
use crate::formats::xml::{Piece, attribute, walk};
use crate::formats::{Each, Input, Reading, zipped};
use crate::model::id::{SpanId, slugify};

use super::{FORMAT, INTERNAL, PROJECT, SOURCES};

pub(super) fn read(
    mut input: Input<'_>,
    reading: &Reading,
    each: Each<'_>,
) -> Result<(), ReadError> {
    let archive = input.bytes()?;
    let missing = || told::no_part(PROJECT);
    let mut project = Project::default();
    let description = zipped::file(&archive, PROJECT)?.ok_or_else(missing)?;
    walk(&description, &mut |open, piece| project.piece(open, piece))?;
    for source in &project.sources {
        let found = source
            .text(&archive)
            .and_then(|text| project.document(source, &text, reading));
        let name = source.name.clone();
        let found = found.map(|found| Document {
            id: Some(name),
            ..found
        });
        if each(None, found).is_break() {
            break;
        }
    }
    Ok(())
}

/// What a project's description says.
#[derive(Default)]
struct Project {
    /// Names by the ids of users, codes and variables.
    names: BTreeMap<String, String>,
    sources: Vec<Source>,
    links: Vec<Link>,
}

#[derive(Default)]
struct Source {
    name: String,
    /// `TextSource` and the like.
    kind: String,
    path: Option<String>,
    content: Option<String>,
    selections: Vec<Selection>,
    /// Ids of variables with their values.
    values: Vec<(String, String)>,
}

#[derive(Default)]
struct Selection {
    id: String,
    place: Option<(u64, u64)>,
    note: String,
    codings: Vec<Coding>,
}

/// A code given to a selection.
#[derive(Default)]
struct Coding {
    user: Option<String>,
    at: Option<String>,
    code: String,
}

struct Link {
    name: String,
    from: String,
    to: String,
}

impl Project {
    fn piece(&mut self, open: &[String], piece: Piece<'_>) {
        let [.., around, inside] = open else {
            return;
        };
        match (piece, self.sources.last_mut()) {
            (Piece::Start(element), source) => {
                let get = |name: &str| attribute(element, name);
                match (inside.as_str(), source) {
                    ("User" | "Code" | "Variable", _) => {
                        self.names.extend(get("guid").zip(get("name")));
                    }
                    (kind, _) if around == "Sources" => self.sources.push(Source {
                        name: get("name").unwrap_or_default(),
                        kind: kind.to_owned(),
                        path: get("plainTextPath"),
                        ..Source::default()
                    }),
                    ("Link", _) => self.links.push(Link {
                        name: get("name").unwrap_or_default(),
                        from: get("originGUID").unwrap_or_default(),
                        to: get("targetGUID").unwrap_or_default(),
                    }),
                    (name, Some(source)) => source.start(name, around, &get),
                    (_, None) => {}
                }
            }
            (Piece::Text(words), Some(source)) => source.words(inside, around, &words),
            _ => {}
        }
    }

    fn document(
        &self,
        source: &Source,
        text: &str,
        reading: &Reading,
    ) -> Result<Document, ReadError> {
        let unit = reading.unit.unwrap_or(FORMAT.unit);
        document(text, unit, |places, document| {
            let mut ids = BTreeMap::new();
            for selection in &source.selections {
                if let Some(first) = self.spans(selection, places, document, reading) {
                    ids.insert(selection.id.as_str(), first);
                }
            }
            for (variable, value) in &source.values {
                let Some(name) = self.names.get(variable) else {
                    continue;
                };
                match FIELDS.iter().find(|(known, _)| known == name) {
                    Some((_, field)) => set_field(document, name, *field, value),
                    None => drop(document.attrs.insert(name.clone(), from_text(value))),
                }
            }
            for link in &self.links {
                let ends = [&link.from, &link.to].map(|end| ids.get(end.as_str()));
                if let [Some(from), Some(to)] = ends {
                    document.relate(&link.name, *from, *to, reading.origin.manual());
                }
            }
        })
    }

    /// Marks a span for each code of a selection and returns the first.
    fn spans(
        &self,
        selection: &Selection,
        places: &SourcePlaces<'_>,
        document: &mut Document,
        reading: &Reading,
    ) -> Option<SpanId> {
        let mut first = None;
        for coding in &selection.codings {
            let what = told::file(&selection.id);
            let code = self.names.get(&coding.code).map(String::as_str);
            let place = (selection.place, None);
            let origin = &reading.origin;
            let Some(mark) = places.mark(document, &what, place, code, origin) else {
                continue;
            };
            first.get_or_insert(mark.span.id);
            mark.span.note.clone_from(&selection.note);
            let user = coding.user.as_ref().and_then(|user| self.names.get(user));
            if let Some(by) = user.and_then(|user| slugify(user, "annotator").parse().ok()) {
                mark.span.provenance.author = by;
            }
            if let Some(at) = coding.at.as_ref().and_then(|at| at.parse().ok()) {
                mark.span.provenance.at = at;
            }
        }
        first
    }
}

impl Source {
    /// An element inside begins; `get` gives its attributes.
    fn start(&mut self, name: &str, around: &str, get: &dyn Fn(&str) -> Option<String>) {
        match (name, self.selections.last_mut()) {
            ("PlainTextSelection", _) => {
                let number = |name: &str| get(name)?.trim().parse().ok();
                self.selections.push(Selection {
                    id: get("guid").unwrap_or_default(),
                    place: number("startPosition").zip(number("endPosition")),
                    ..Selection::default()
                });
            }
            ("Coding", Some(selection)) if around == "PlainTextSelection" => {
                selection.codings.push(Coding {
                    user: get("creatingUser"),
                    at: get("creationDateTime"),
                    code: String::new(),
                });
            }
            ("CodeRef", Some(selection)) => {
                if let Some(coding) = selection.codings.last_mut() {
                    coding.code = get("targetGUID").unwrap_or_default();
                }
            }
            ("VariableRef", _) => {
                let id = get("targetGUID").unwrap_or_default();
                self.values.push((id, String::new()));
            }
            _ => {}
        }
    }

    /// Words inside of an element.
    fn words(&mut self, name: &str, around: &str, words: &str) {
        match (name, self.selections.last_mut(), self.values.last_mut()) {
            ("PlainTextContent", ..) => {
                self.content.get_or_insert_default().push_str(words);
            }
            ("Description", Some(selection), _) if around == "PlainTextSelection" => {
                selection.note.push_str(words);
            }
            (name, _, Some((_, value))) if around == "VariableValue" && name.ends_with("Value") => {
                value.push_str(words);
            }
            _ => {}
        }
    }

    fn text(&self, archive: &[u8]) -> Result<String, ReadError> {
        let shape = |why: Told| ReadError::from(why.within(told::file(&self.name)));
        if self.kind != "TextSource" {
            return Err(shape(told!(
                "problem-no-text-source",
                "a {kind} is no text and is left out",
                kind = self.kind
            )));
        }
        if let Some(content) = &self.content {
            return Ok(content.clone());
        }
        let path = self.path.as_deref().unwrap_or_default();
        let name = path.strip_prefix(INTERNAL);
        let name = name.ok_or_else(|| shape(told::no_part(path)))?;
        let bytes = zipped::file(archive, &format!("{SOURCES}{name}"))?;
        let bytes = bytes.ok_or_else(|| shape(told::no_part(name)))?;
        String::from_utf8(bytes)
            .map_err(|error| ReadError::NotUtf8(error.utf8_error().valid_up_to()))
    }
}
