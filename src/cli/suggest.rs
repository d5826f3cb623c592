//! `hashiya suggest`: what the program reads in files, in a project, or in a stream of lines.

use std::io::{self, BufReader, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use serde_json::{Map, Value};

use super::pipeline::in_order;
use super::reading::{Order, Reader, read_line, text_of};
use crate::formats::ReadError;
use crate::formats::jsonl::Objects;
use crate::lexicon::Lexicon;
use crate::model::article::{ArticleMeta, LARGEST_ARTICLE, MetaField};
use crate::model::id::AnnotatorId;
use crate::session::incoming::expand;
use crate::session::known::Known;
use crate::session::learning::learned;
use crate::store::{Opened, Store};
use crate::suggest::Context;
use crate::suggest::learn::Memory;

/// From whose decisions the program learns in a project.
pub(super) enum Learning {
    /// From nobody's.
    Off,
    /// From those of whoever decided in most articles.
    Most,
    /// From those of one annotator.
    From(AnnotatorId),
}

impl Learning {
    /// What the arguments ask for.
    pub(super) fn asked(off: bool, annotator: Option<AnnotatorId>) -> Self {
        match annotator {
            _ if off => Self::Off,
            Some(annotator) => Self::From(annotator),
            None => Self::Most,
        }
    }

    /// The annotator, if there is one to learn from.
    fn annotator(&self, store: &Store) -> anyhow::Result<Option<AnnotatorId>> {
        let annotators = store
            .annotators()?
            .into_iter()
            .map(|annotator| annotator.id);
        match self {
            Self::Off => Ok(None),
            Self::From(wanted) => {
                let mut annotators = annotators;
                let found = annotators.find(|annotator| annotator == wanted);
                let missing = || format!("nobody called {wanted} has a layer in the project");
                found.with_context(missing).map(Some)
            }
            Self::Most => {
                let counted = annotators.map(|id| (std::cmp::Reverse(store.layers(&id).len()), id));
                Ok(counted.min().map(|(_, id)| id))
            }
        }
    }
}

/// Something to read.
enum Item {
    File(PathBuf),
    /// A line with its number, and where it is from.
    Line(String, usize, Result<String, ReadError>),
    Article(Box<(Store, ArticleMeta, Lexicon, Arc<Memory>)>),
    /// What is wrong with an input as a whole.
    Broken(String),
}

/// What became of an item: a line for standard output, else one for standard error.
type Done = Result<String, String>;

/// Prints what the program reads in files, in projects or in JSON lines on standard input, in
/// their order. What cannot be read is named and passed over; then the answer is `false`.
pub(super) fn run(inputs: &[PathBuf], all: bool, learning: &Learning) -> anyhow::Result<bool> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut whole = true;
    let items = inputs.iter().flat_map(|input| items(input, learning));
    in_order(
        items,
        |item| {
            // One article that the program fails on keeps nobody from the others.
            catch_unwind(AssertUnwindSafe(|| read_item(item, all))).unwrap_or_else(|_| {
                Err("the program failed on an article; please report it".into())
            })
        },
        |done, more| -> io::Result<()> {
            match done {
                Ok(line) => writeln!(output, "{line}")?,
                Err(message) => {
                    whole = false;
                    output.flush()?;
                    writeln!(io::stderr(), "{message}")?;
                }
            }
            // Whoever feeds line by line gets line by line.
            if more { Ok(()) } else { output.flush() }
        },
    )?;
    Ok(whole)
}

/// What an input holds, one after the other.
fn items(input: &Path, learning: &Learning) -> Box<dyn Iterator<Item = Item> + Send> {
    if input == Path::new("-") {
        return lines("standard input", BufReader::new(io::stdin()));
    }
    if input.join("project.ron").is_file() {
        return match articles(input, learning) {
            Ok(items) => items,
            Err(error) => Box::new(std::iter::once(Item::Broken(format!(
                "{}: {error:#}",
                input.display()
            )))),
        };
    }
    let paths = expand(&[input.to_owned()]).into_iter();
    Box::new(
        paths.flat_map(|path| -> Box<dyn Iterator<Item = Item> + Send> {
            if path.extension().is_some_and(|ending| ending == "jsonl") {
                let name = path.display().to_string();
                return match std::fs::File::open(&path) {
                    Ok(file) => lines(&name, BufReader::new(file)),
                    Err(error) => {
                        Box::new(std::iter::once(Item::Broken(format!("{name}: {error}"))))
                    }
                };
            }
            Box::new(std::iter::once(Item::File(path)))
        }),
    )
}

fn lines(
    name: &str,
    input: impl io::BufRead + Send + 'static,
) -> Box<dyn Iterator<Item = Item> + Send> {
    let name = name.to_owned();
    let objects = Objects::new(input);
    Box::new(objects.map(move |(number, line)| Item::Line(name.clone(), number, line)))
}

fn articles(
    path: &Path,
    learning: &Learning,
) -> anyhow::Result<Box<dyn Iterator<Item = Item> + Send>> {
    let reader: AnnotatorId = "reader".parse()?;
    let opened = Opened::read_only(path, &reader)?;
    let store = opened.store.clone();
    let (known, notices) = Known::load(&store);
    for notice in notices {
        writeln!(io::stderr(), "{notice}")?;
    }
    let mut metas = store.list()?.0;
    metas.retain(|meta| !meta.is_removed());
    let memory = match learning.annotator(&store)? {
        Some(annotator) => learned(&opened, &annotator, &known.lexicon, &metas),
        None => Arc::default(),
    };
    Ok(Box::new(metas.into_iter().map(move |meta| {
        let (lexicon, memory) = (known.lexicon.clone(), Arc::clone(&memory));
        Item::Article(Box::new((store.clone(), meta, lexicon, memory)))
    })))
}

fn read_item(item: Item, all: bool) -> Done {
    match item {
        Item::Broken(message) => Err(message),
        Item::File(path) => {
            file(&path, all).map_err(|error| format!("{}: {error:#}", path.display()))
        }
        Item::Line(name, number, line) => line
            .map_err(anyhow::Error::from)
            .and_then(|line| object(&line, all))
            .map_err(|error| format!("{name}, line {number}: {error:#}")),
        Item::Article(article) => {
            let (store, meta, lexicon, memory) = *article;
            let path = store.path().display();
            let reader = Reader {
                lexicon: &lexicon,
                memory: &memory,
            };
            stored(&store, &meta, &reader, all)
                .map_err(|error| format!("{path}, {}: {error:#}", meta.id))
        }
    }
}

/// Reads what belongs to no project.
fn print(order: &Order<'_>, all: bool) -> String {
    let reader = Reader {
        lexicon: Lexicon::built_in(),
        memory: &Memory::default(),
    };
    read_line(order, &reader, all)
}

fn file(path: &Path, all: bool) -> anyhow::Result<String> {
    let bytes = std::fs::read(path)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let text = text_of(&bytes)?;
    let order = Order {
        id: name.rsplit_once('.').map_or(&name, |(stem, _)| stem),
        file: &name,
        text: &text,
        context: Context::default(),
    };
    Ok(print(&order, all))
}

fn object(line: &str, all: bool) -> anyhow::Result<String> {
    let object: Map<String, Value> = serde_json::from_str(line)?;
    let get = |name: &str| object.get(name).and_then(Value::as_str);
    let text = get("text").context("the object has no `text`, or it is no string")?;
    if text.len() > LARGEST_ARTICLE {
        anyhow::bail!(ReadError::TooLarge(text.len()));
    }
    let id = get("id").unwrap_or("");
    let order = Order {
        id,
        file: get("file").unwrap_or(id),
        text,
        context: Context {
            published: get("published").and_then(|day| day.parse().ok()),
            country: get("country").map(str::to_owned),
        },
    };
    Ok(print(&order, all))
}

fn stored(
    store: &Store,
    meta: &ArticleMeta,
    reader: &Reader<'_>,
    all: bool,
) -> anyhow::Result<String> {
    let (text, _) = store.load_text(&meta.id)?;
    let order = Order {
        id: meta.id.as_str(),
        file: &format!("{}.txt", meta.id),
        text: text.as_str(),
        context: Context {
            published: meta.published(),
            country: meta.get(MetaField::Country).map(str::to_owned),
        },
    };
    Ok(read_line(&order, reader, all))
}
