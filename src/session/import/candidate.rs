//! Something that could be taken in: read in some way, to say what it holds.

use std::ops::ControlFlow;

use super::{How, Look, Parts, Project};
use crate::analysis::likeness::Sketch;
use crate::formats::told::{self, no_format};
use crate::formats::{self, Document, Origin, ReadError, Reading, Told, plain};
use crate::model::article::{MetaField, TextHash};
use crate::model::columns::header_key;
use crate::model::id::AnnotatorId;
use crate::session::incoming::{Incoming, Place, Watch};
use crate::session::likeness::Doubles;
use crate::session::mapping::found::Foreign;

/// Something that could be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it is.
    pub place: Place,
    /// Its size in bytes.
    pub bytes: u64,
    /// How it is read, where that is not told rightly.
    pub how: How,
    /// What it holds, or why it cannot be read.
    pub content: Result<Content, Told>,
    /// Its columns and first rows, if it is a table.
    pub look: Option<Look>,
    /// The line that most likely stands between its articles, if it is a text of several.
    pub mark: Option<String>,
    /// Whether it is to be taken in.
    pub chosen: bool,
    pub(super) format: Option<&'static str>,
    /// What tells tables with the same columns.
    pub(super) columns: Option<String>,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The encoding it was read in; empty where the format knows no other one.
    pub encoding: String,
    /// Its title.
    pub title: String,
    /// Its first words.
    pub beginning: String,
    /// The article that has the very same text: in the project, or earlier in this list.
    pub double_of: Option<String>,
    /// The article that has nearly the same text, and how much of a hundred is common.
    pub near: Option<(String, u8)>,
    /// The first thing in it that is not taken in, and where.
    pub problem: Option<Told>,
    /// How many articles and spans it holds, and how many of these are not taken in, unless it is
    /// one whole article and nothing else.
    pub lines: Option<[usize; 3]>,
    /// How many of these are there already or twice, and how many are nearly the same as another
    /// one.
    pub doubles: Option<[usize; 2]>,
    pub(super) hash: TextHash,
    pub(super) sketch: Option<Sketch>,
    pub(super) foreign: Foreign,
}

impl Candidate {
    /// Reads something for the first time: a table like the last one with these columns.
    pub(super) fn new(place: Place, project: &Project, watch: &Watch) -> Self {
        let read = Self::read(place, How::default(), project, watch);
        let columns = read.columns.as_ref();
        match columns.and_then(|columns| project.tables.get(columns)) {
            Some(table) => {
                let how = How {
                    table: table.clone(),
                    ..How::default()
                };
                Self::read(read.place, how, project, watch)
            }
            None => read,
        }
    }

    /// Reads it in some way.
    #[must_use]
    pub fn read(place: Place, how: How, project: &Project, watch: &Watch) -> Self {
        let (format, content) = match Incoming::at(&place, None) {
            Ok(incoming) => {
                let format = incoming.format.name;
                (
                    Some(format),
                    content(incoming.watched(watch), &how, project, watch),
                )
            }
            Err(why) => (None, Err(why)),
        };
        let is_text = format == Some(plain::FORMAT.name);
        let mark = match &content {
            Ok(content) if is_text => content.mark.clone(),
            _ => None,
        };
        Self {
            bytes: place.size(),
            look: looked(&place, &how),
            columns: columns(&place, &how),
            chosen: content.is_ok(),
            mark,
            format,
            content: content.map(|content| content.content),
            how,
            place,
        }
    }

    /// Whether it is plain text, which can be several articles.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.format == Some(plain::FORMAT.name)
    }

    /// Whether it is a web page, of which the main text is taken or all.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(self.format, Some("html" | "mhtml"))
    }

    /// The name of its format, if it is one that is read.
    #[must_use]
    pub fn format(&self) -> Option<&'static str> {
        self.format
    }
}

/// What tells tables with the same columns, however they are read.
fn columns(place: &Place, how: &How) -> Option<String> {
    let plain = How {
        encoding: how.encoding.clone(),
        ..How::default()
    };
    let look = looked(place, &plain)?;
    let names = look.columns.iter().map(|(name, _)| name.as_str());
    Some(header_key(names))
}

/// What a table looks like; `None` if it is none or cannot be read.
fn looked(place: &Place, how: &How) -> Option<Look> {
    let mut file = Incoming::at(place, None).ok()?;
    let format = file.format;
    formats::look(format, file.input(), how).ok()?
}

/// What is found in a file.
struct Found {
    content: Content,
    mark: Option<String>,
}

/// What a file holds.
fn content(mut file: Incoming, how: &How, project: &Project, watch: &Watch) -> Result<Found, Told> {
    let read = file.format.read;
    let read = read.ok_or_else(|| ReadError::NotRead(file.format.title).told())?;
    // Whose they are is not asked yet.
    let by: AnnotatorId = "annotator".parse().map_err(|_| no_format())?;
    let at = jiff::Timestamp::UNIX_EPOCH;
    let reading = Reading {
        how: how.clone(),
        ..Reading::new(Origin { by, at })
    };
    let (mut foreign, mut doubles) = (Foreign::default(), Doubles::default());
    let (mut titles, mut spans, mut broken, mut articles) = (Vec::new(), 0, 0, 0);
    let (mut first, mut first_error) = (None::<Document>, None);
    let mut problem = None;
    let at = |line: Option<usize>, why: Told| match line {
        Some(line) => why.within(told::line(line)),
        None => why,
    };
    let result = read(file.input(), &reading, &mut |line, found| {
        match found {
            Ok(mut document) => {
                let left_out = std::mem::take(&mut document.problems).into_iter();
                problem = problem
                    .take()
                    .or_else(|| Some(at(line, left_out.clone().next()?)));
                broken += left_out.len();
                articles += 1;
                spans += document.spans.len();
                foreign.count(&document, &project.schema);
                let title = title(&document);
                doubles.count(&project.known, &document.text, &title);
                if titles.len() < 3 {
                    titles.push(title);
                }
                first.get_or_insert(document);
            }
            Err(error) => {
                broken += 1;
                first_error.get_or_insert_with(|| error.told());
                problem.get_or_insert_with(|| at(line, error.told()));
            }
        }
        if watch.progress.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    if let Err(error) = result {
        broken += 1;
        first_error.get_or_insert_with(|| error.told());
        problem.get_or_insert_with(|| error.told());
    }
    let Some(first) = first else {
        return Err(first_error.unwrap_or_else(|| ReadError::NoText.told()));
    };
    let text = first.text.as_str();
    let is_one = articles == 1 && spans == 0 && broken == 0;
    let beginning = if articles == 1 {
        text.chars().take(160).collect()
    } else {
        titles.join(" · ")
    };
    let encoding = first.fields.get(&MetaField::Encoding);
    let content = Content {
        encoding: encoding.cloned().unwrap_or_default(),
        title: titles.first().cloned().unwrap_or_default(),
        beginning,
        double_of: None,
        near: None,
        problem,
        lines: (!is_one).then_some([articles, spans, broken]),
        doubles: (!is_one).then_some([doubles.same, doubles.near]),
        hash: first.text.hash(),
        sketch: is_one.then(|| Sketch::of(text)).flatten(),
        foreign,
    };
    let whole = how.parts == Parts::One;
    let mark = whole.then(|| plain::likely_mark(text)).flatten();
    let mark = match &how.parts {
        Parts::Between(mark) => Some(mark.clone()),
        _ => mark,
    };
    Ok(Found { content, mark })
}

/// The title of a document: the one that is said, else its first words.
fn title(document: &Document) -> String {
    let said = document.fields.get(&MetaField::Title);
    said.cloned()
        .unwrap_or_else(|| plain::title(document.text.as_str()))
}
