//! `hashiya import`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;

use super::{long_help, random_number, user_name};
use crate::formats::{FORMATS, Format, How, Origin, Parts, Reading, by_name, jsonl};
use crate::jobs::Progress;
use crate::model::columns::{ColumnUse, TableShape};
use crate::model::history::{Change, StepName};
use crate::model::id::{AnnotatorId, slugify};
use crate::model::mapping::Mapping;
use crate::session::incoming::{Place, expand_formats};
use crate::session::intake::Intake;
use crate::session::known::Known;
use crate::session::likeness::KnownTexts;
use crate::session::mapping::{Unknown, file};
use crate::session::registry::table;
use crate::store::{self, Annotator, Opened, Writer};
use crate::text::unit::Unit;

const EXAMPLES: &str = "Examples:\n  hashiya import daraa news/*.txt\n  hashiya import daraa tasks.json --format label-studio --map names.tsv --unknown new\n  hashiya export old | hashiya import new -\n  hashiya import daraa factions.tsv --registry";

/// What `hashiya import` is told.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help(EXAMPLES, "Formats that are read:", |format| format.read.is_some()))]
pub(super) struct Arguments {
    /// The project.
    project: PathBuf,
    /// Files; folders, whose files of known formats are taken; or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// What becomes of labels and types of relation that neither the project nor --map has:
    /// `new` makes them new ones of the project, `skip` leaves them out and counts them.
    #[arg(long, value_parser = unknown, default_value = "skip")]
    unknown: Unknown,
    /// What becomes of articles that are nearly the same as one that is there or was taken in
    /// before: keep or skip. They are listed in any case.
    #[arg(long, default_value = "keep", value_name = "keep|skip", value_parser = duplicates)]
    duplicates: Duplicates,
    /// The files are tables (TSV) of factions or places for the project's registry, with the
    /// columns of the program's own lists.
    #[arg(long)]
    registry: bool,
}

/// How files are read.
#[derive(Args)]
pub(super) struct ReadingArguments {
    /// The format; without it the names and the beginnings of the files tell.
    #[arg(long, visible_alias = "from", value_parser = readable)]
    pub(super) format: Option<&'static Format>,
    /// The encoding of texts, if it is not told rightly: utf-8, utf-16le, windows-1256, iso-8859-6.
    #[arg(long)]
    encoding: Option<String>,
    /// What places count, if not what the format says: chars, utf16, graphemes, bytes.
    #[arg(long, value_parser = unit)]
    offsets: Option<Unit>,
    /// What the columns of a table are, by their names, or by their numbers from 1 where no line
    /// names them: text=body,date=published. Known are text, title, date, source, address, author,
    /// country, language, id, attribute, none.
    #[arg(long, value_delimiter = ',', value_parser = column)]
    columns: Vec<(ColumnUse, String)>,
    /// The first line of a table is an article and names no columns.
    #[arg(long)]
    no_header: bool,
    /// What stands between the cells of a table of text, if it is not told rightly: one character,
    /// or `tab`.
    #[arg(long, value_parser = delimiter)]
    delimiter: Option<char>,
    /// The sheet of a spreadsheet; without it the first one that is not empty.
    #[arg(long)]
    sheet: Option<String>,
    /// A plain text holds an article a line.
    #[arg(long, conflicts_with = "separator")]
    lines: bool,
    /// A plain text holds several articles, with lines between them that read so: ---.
    #[arg(long, allow_hyphen_values = true)]
    separator: Option<String>,
    /// Take the whole of a web page, not only what seems to be its article.
    #[arg(long)]
    whole_page: bool,
    /// A table that says what names in the files are here, with a tab between its columns: a
    /// label of the file, then one of the project, - to leave it out, or + to make it a new one;
    /// after it may stand what it says besides (effect=killed). A line that begins with @relation
    /// or @attribute, and a tab, says it of a type of relation or of an attribute.
    #[arg(long, alias = "labels")]
    map: Option<PathBuf>,
}

impl ReadingArguments {
    pub(super) fn reading(&self) -> anyhow::Result<Reading> {
        let by: AnnotatorId = slugify(&annotator(), "annotator").parse()?;
        let at = jiff::Timestamp::now();
        Ok(Reading {
            unit: self.offsets,
            how: self.how(),
            ..Reading::new(Origin { by, at })
        })
    }

    fn how(&self) -> How {
        let columns = self.columns.iter();
        let columns = columns.map(|(held, name)| (name.clone(), *held));
        How {
            encoding: self.encoding.clone(),
            table: TableShape {
                columns: columns.collect(),
                header: self.no_header.then_some(false),
                separator: self.delimiter,
                sheet: self.sheet.clone(),
            },
            whole_page: self.whole_page,
            parts: match &self.separator {
                Some(mark) => Parts::Between(mark.clone()),
                None if self.lines => Parts::Lines,
                None => Parts::One,
            },
        }
    }

    pub(super) fn mapping(&self) -> anyhow::Result<Mapping> {
        let Some(path) = &self.map else {
            return Ok(Mapping::default());
        };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("the mapping cannot be read: {}", path.display()))?;
        file::parse(&text).map_err(|error| anyhow::anyhow!("{}, {error}", path.display()))
    }
}

fn column(said: &str) -> Result<(ColumnUse, String), String> {
    let known = || {
        let names = ColumnUse::ALL.map(ColumnUse::name).join(", ");
        format!("write what it is, =, and the name of a column; known are {names}")
    };
    let (held, name) = said.split_once('=').ok_or_else(known)?;
    let held = ColumnUse::from_name(held.trim()).ok_or_else(known)?;
    Ok((held, name.trim().to_owned()))
}

fn delimiter(said: &str) -> Result<char, String> {
    let mut letters = said.chars();
    match (said, letters.next(), letters.next()) {
        ("tab" | "\\t", _, _) => Ok('\t'),
        (_, Some(one), None) if one.is_ascii() => Ok(one),
        _ => Err("it is one character such as ; or the word tab".to_owned()),
    }
}

pub(super) fn unknown(name: &str) -> Result<Unknown, String> {
    match name {
        "new" => Ok(Unknown::New),
        "skip" => Ok(Unknown::Skip),
        _ => Err("known are new, skip".to_owned()),
    }
}

/// Whoever is logged in.
fn annotator() -> String {
    user_name().unwrap_or_else(|| "annotator".to_owned())
}

fn readable(name: &str) -> Result<&'static Format, String> {
    let found = by_name(name).filter(|format| format.read.is_some());
    found.ok_or_else(|| {
        let known = FORMATS.iter().filter(|format| format.read.is_some());
        let known: Vec<&str> = known.map(|format| format.name).collect();
        format!("known are {}", known.join(", "))
    })
}

/// What becomes of articles that are nearly the same as another one.
#[derive(Clone, Copy, PartialEq)]
enum Duplicates {
    Keep,
    Skip,
}

fn duplicates(name: &str) -> Result<Duplicates, String> {
    match name {
        "keep" => Ok(Duplicates::Keep),
        "skip" => Ok(Duplicates::Skip),
        _ => Err("known are keep, skip".to_owned()),
    }
}

pub(super) fn unit(name: &str) -> Result<Unit, String> {
    Unit::from_name(name).ok_or_else(|| {
        let known = Unit::ALL.map(Unit::name);
        format!("known are {}", known.join(", "))
    })
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<bool> {
    let reading = arguments.reading.reading()?;
    let origin = reading.origin.clone();
    let who = Annotator {
        id: origin.by.clone(),
        name: annotator(),
    };
    let project = &arguments.project;
    let mut opened = store::open(project, &who, origin.at, None)?;
    let Some(writer) = opened.writer.take() else {
        bail!(
            "{} can only be read: another program has it open, or its folder is write-protected",
            project.display()
        );
    };
    if arguments.registry {
        return import_registry(&mut opened, &writer, &arguments.files, origin);
    }
    let schema = opened.project.schema.clone();
    let mut intake = Intake::new(&opened.store, schema, reading, random_number);
    intake.follow(arguments.reading.mapping()?);
    intake.names.unknown = arguments.unknown;
    intake.format = arguments.reading.format;
    let progress = Progress::unwatched();
    intake.near = Some(KnownTexts::of(&opened.store, &progress));
    intake.skip_near = arguments.duplicates == Duplicates::Skip;
    for path in expand_formats(&arguments.files) {
        if path == Path::new("-") {
            let format = intake.format.unwrap_or(&jsonl::FORMAT);
            intake.stream(format, io::stdin().lock(), &progress);
        } else {
            intake.file(&Place::File(path), &progress);
        }
    }
    let mut taken = intake.finish();
    for line in &taken.near {
        writeln!(io::stderr(), "{line}")?;
    }
    for problem in &taken.problems {
        writeln!(io::stderr(), "{problem}")?;
    }
    let new_names = taken.schema.len();
    let change = taken.change();
    if !change.is_empty() {
        let record = opened.history.record_do(change, origin.at);
        writer.submit(record, taken.texts);
        writer.settle();
        writer.flush(Duration::from_secs(600))?;
    }
    let mut said = format!(
        "{} articles taken in, {} were there already, {} problems",
        taken.metas.len(),
        taken.known,
        taken.problems.len()
    );
    if !taken.near.is_empty() {
        let (near, skipped) = (taken.near.len(), taken.skipped);
        said += &format!(", {near} nearly the same as another one, {skipped} of these left out");
    }
    if taken.mended > 0 {
        said += &format!(", {} spans put where their words stand", taken.mended);
    }
    if new_names > 0 {
        said += &format!(", {new_names} new names in the schema");
    }
    writeln!(io::stderr(), "{said}")?;
    Ok(taken.problems.is_empty())
}

/// Takes tables into the registry, one step a table.
fn import_registry(
    opened: &mut Opened,
    writer: &Writer,
    files: &[PathBuf],
    Origin { by, at }: Origin,
) -> anyhow::Result<bool> {
    let (mut known, notices) = Known::load(&opened.store);
    for notice in notices {
        writeln!(io::stderr(), "{notice}")?;
    }
    let mut whole = true;
    for path in files {
        let (edits, broken) =
            table::read(path, &known, (at, &by), random_number).map_err(anyhow::Error::msg)?;
        for line in &broken {
            writeln!(io::stderr(), "{line}")?;
        }
        let count = edits.len();
        writeln!(
            io::stderr(),
            "{count} entries taken in, {} lines left out: {}",
            broken.len(),
            path.display()
        )?;
        whole &= broken.is_empty();
        if edits.is_empty() {
            continue;
        }
        let shared = &mut opened.project;
        for edit in &edits {
            edit.apply(
                &mut known.registry,
                &mut shared.schema,
                &mut shared.settings,
            );
        }
        let name = StepName::ImportEntries(u32::try_from(count).unwrap_or(u32::MAX));
        let change = Change::of_project(name, edits);
        let record = opened.history.record_do(change, at);
        opened.history.push(record.clone());
        writer.submit(record, Vec::new());
    }
    writer.flush(Duration::from_secs(600))?;
    Ok(whole)
}
