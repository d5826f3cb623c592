//! Bytes to model and back, one file or folder per format, import and export side by side.
//!
//! A format is a value of [`Format`]: its name, how it is recognised, what it [`Holds`], a
//! function that reads and one that makes a writer. What is between is a [`Document`]. Nothing
//! here touches the disk: a file comes as [`Input`], what is written goes to [`Files`].
//!
//! To add a format, write its file and name it in [`FORMATS`].

use std::io::{self, BufRead, Read as _};
use std::ops::ControlFlow;

use crate::model::columns::TableShape;
use crate::model::schema::Schema;
use crate::text::unit::Unit;

use tags::Scheme;

mod archive;
mod brat;
mod cas;
mod conll;
mod conllu;
pub mod detect;
mod doccano;
pub mod document;
pub mod error;
mod facts;
mod foreign;
mod front;
mod gate;
mod holds;
mod html;
mod huggingface;
mod items;
pub mod jsonl;
mod label_studio;
pub mod labels;
mod lines;
pub mod loss;
mod office;
#[cfg(feature = "parquet")]
mod parquet;
pub mod parts;
pub mod pdf;
pub mod plain;
mod prodigy;
mod qda;
pub mod registry;
mod relations_csv;
pub mod sheet;
mod source;
mod spacy;
mod spans_csv;
pub mod split;
pub mod table;
pub mod tags;
mod tokens;
pub mod told;
mod values;
mod w3c;
mod xml;
mod zipped;

pub use document::{Document, Mark, Origin};
pub use error::ReadError;
pub use facts::{difference, digest};
pub use holds::{Clitics, Holds, Tokens};
pub use loss::{Loss, Losses};
pub use split::Split;
pub use told::Told;
pub use values::{attribute, from_text};

/// A format of files.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// The endings of its files, the first being that of files we write.
    pub extensions: &'static [&'static str],
    /// What it can hold.
    pub holds: Holds,
    /// What it counts.
    pub unit: Unit,
    /// How its files lie.
    pub layout: Layout,
    /// Reads a file.
    pub read: Option<Read>,
    /// Makes a writer.
    pub write: Option<MakeWriter>,
}

/// Reads a file article by article.
pub type Read = fn(Input<'_>, &Reading, Each<'_>) -> Result<(), ReadError>;

/// Makes a writer.
pub type MakeWriter = fn(&Writing) -> Box<dyn Writer>;

/// Gives the content of another file beside the one that is read.
pub type Beside<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// Is given each article, or why it is none, with the number of its line in the file (from 1) if
/// the file has lines. Reading ends when it breaks.
pub type Each<'a> =
    &'a mut dyn FnMut(Option<usize>, Result<Document, ReadError>) -> ControlFlow<()>;

/// How the files of a format lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All articles in one file; there may be others beside it that describe it.
    File,
    /// A folder with a file or more an article, or with a fixed inside.
    Folder,
}

/// A file that is read.
pub struct Input<'a> {
    /// Its name without its folder.
    pub name: &'a str,
    /// What is in it.
    pub data: &'a mut dyn BufRead,
    /// The content of another file beside it.
    pub beside: &'a Beside<'a>,
}

impl Input<'_> {
    /// All that is in it.
    fn bytes(&mut self) -> Result<Vec<u8>, ReadError> {
        let bytes = self.first_bytes(error::LARGEST_FILE + 1)?;
        if bytes.len() as u64 > error::LARGEST_FILE {
            return Err(ReadError::FileTooLarge);
        }
        Ok(bytes)
    }

    /// All that is in it, where it is read by lines: one that is too long is told as no article,
    /// and the others are there. `None` if nothing more is wanted.
    fn lines(&mut self, each: Each<'_>) -> Result<Option<Vec<u8>>, ReadError> {
        let (bytes, too_long) = lines::whole_lines(&mut self.data)?;
        for number in too_long {
            if each(Some(number), Err(ReadError::LineTooLong)).is_break() {
                return Ok(None);
            }
        }
        Ok(Some(bytes))
    }

    /// So much of it at most.
    fn first_bytes(&mut self, most: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        (&mut self.data).take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Its name without its ending.
    fn stem(&self) -> &str {
        self.name
            .rsplit_once('.')
            .map_or(self.name, |(stem, _)| stem)
    }
}

/// How files are read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Whose decisions they are, where they do not say.
    pub origin: Origin,
    /// What places count, if not what the format counts.
    pub unit: Option<Unit>,
    /// What is said of the file itself.
    pub how: How,
}

/// How a file is to be read, where it is not told rightly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// The encoding of a text.
    pub encoding: Option<String>,
    /// The columns of a table.
    pub table: TableShape,
    /// Whether all of a web page is its text, not only what seems to be the article.
    pub whole_page: bool,
    /// How many articles a text is.
    pub parts: Parts,
}

/// How many articles a plain text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Parts {
    /// One.
    #[default]
    One,
    /// One a line.
    Lines,
    /// Several, with a line between them that reads so.
    Between(String),
}

impl Reading {
    /// With nothing but whose decisions they are.
    #[must_use]
    pub fn new(origin: Origin) -> Self {
        Self {
            origin,
            unit: None,
            how: How::default(),
        }
    }
}

/// How files are written.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// The labels with attributes and relations, for formats that come with a description.
    pub schema: Schema,
    /// What places count, if not what the format counts.
    pub unit: Option<Unit>,
    /// How spans become tags, in formats of tokens.
    pub scheme: Scheme,
    /// What becomes of proclitics outside of spans, if not what the format does of itself.
    pub clitics: Option<Clitics>,
    /// Into which parts a data set is cut.
    pub split: Split,
}

/// Where written files go. Names are relative, with `/`; an empty one is the file that holds the
/// articles of a format of [`Layout::File`].
pub trait Files {
    /// Writes on at the end of a file.
    ///
    /// # Errors
    /// If it cannot be written.
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;
}

/// Writes articles in a format. It is given what [`Losses::take`] leaves.
pub trait Writer {
    /// Writes an article.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()>;

    /// Writes what comes at the end.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn finish(&mut self, files: &mut dyn Files) -> io::Result<()> {
        let _ = files;
        Ok(())
    }
}

/// All formats.
pub static FORMATS: &[&Format] = &[
    &jsonl::FORMAT,
    &plain::FORMAT,
    &doccano::FORMAT,
    &doccano::RELATIONS,
    &label_studio::FORMAT,
    &spacy::JSONL,
    &spacy::DOCBIN,
    &prodigy::FORMAT,
    &brat::FORMAT,
    &conll::FORMAT,
    &conll::NESTED,
    &conllu::FORMAT,
    &cas::XMI,
    &cas::JSON,
    &cas::TSV,
    &huggingface::FORMAT,
    #[cfg(feature = "parquet")]
    &huggingface::PARQUET,
    #[cfg(feature = "parquet")]
    &parquet::FORMAT,
    &spans_csv::FORMAT,
    #[cfg(feature = "parquet")]
    &parquet::SPANS,
    &relations_csv::FORMAT,
    &table::FORMAT,
    &html::FORMAT,
    &html::PAGE,
    &html::MHTML,
    &office::DOCX,
    &office::ODT,
    &office::EPUB,
    &pdf::FORMAT,
    &archive::FORMAT,
    &gate::FORMAT,
    &w3c::FORMAT,
    &qda::FORMAT,
];

/// What a file looks like, if it is a table whose columns can be chosen; without reading on than
/// it takes.
///
/// # Errors
/// If it cannot be read.
pub fn look(
    format: &Format,
    input: Input<'_>,
    how: &How,
) -> Result<Option<table::Look>, ReadError> {
    match format.name {
        name if name == table::FORMAT.name => table::look(input, how).map(Some),
        #[cfg(feature = "parquet")]
        name if name == parquet::FORMAT.name => parquet::look(input, how),
        _ => Ok(None),
    }
}

/// The format with that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

/// Hands a file over that is one article, called as the file is.
fn read_whole(
    mut input: Input<'_>,
    each: Each<'_>,
    document: impl FnOnce(&[u8]) -> Result<Document, ReadError>,
) -> Result<(), ReadError> {
    let id = Some(input.stem().to_owned());
    let bytes = input.bytes()?;
    let _ = each(None, document(&bytes).map(|found| Document { id, ..found }));
    Ok(())
}

/// Hands each value of a file of JSON lines over as an article, or of a list of the same.
fn read_values(
    input: Input<'_>,
    each: Each<'_>,
    document: impl Fn(&str) -> Result<Document, ReadError> + Sync,
) -> Result<(), ReadError> {
    let each = &mut |number, found| each(Some(number), found);
    let is_list = input.name.ends_with(".json") || lines::begins_list(input.data.fill_buf()?);
    if is_list {
        let items = items::Items::new(input.data, lines::is_article);
        lines::read_in_order(items, |item: &items::Item| document(item.as_ref()), each);
    } else {
        let lines = lines::Objects::new(input.data);
        lines::read_in_order(lines, |line: &String| document(line), each);
    }
    Ok(())
}

/// The same, taken apart.
fn read_lines(
    input: Input<'_>,
    each: Each<'_>,
    document: impl Fn(&lines::Object) -> Result<Document, ReadError> + Sync,
) -> Result<(), ReadError> {
    read_values(input, each, |line| document(&lines::object(line)?))
}

/// Hands each object that has a text over as an article; `fill` puts in what it says of it.
fn read_texts(
    input: Input<'_>,
    each: Each<'_>,
    unit: Unit,
    fill: impl Fn(&lines::Object, &source::SourcePlaces<'_>, &mut Document) + Sync,
) -> Result<(), ReadError> {
    read_lines(input, each, |object| {
        let text = lines::text(object).ok_or(ReadError::NoText)?;
        source::document(text, unit, |places, document| {
            fill(object, places, document);
        })
    })
}

/// Writes JSON lines, each by a function that appends one.
struct LineWriter<F>(F);

impl<F: Fn(&Document, &mut Vec<u8>) -> serde_json::Result<()>> Writer for LineWriter<F> {
    fn document(&mut self, document: &Document, files: &mut dyn Files) -> io::Result<()> {
        let mut line = Vec::new();
        (self.0)(document, &mut line)?;
        line.push(b'\n');
        files.append("", &line)
    }
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
pub(crate) mod tests;
