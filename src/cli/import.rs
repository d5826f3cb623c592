//! `hashiya import`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;

use super::{long_help, random_number, user_name};
use crate::formats::{FORMATS, Format, Origin, Reading, by_name, jsonl};
use crate::jobs::Progress;
use crate::model::history::{Change, StepName};
use crate::model::id::{AnnotatorId, slugify};
use crate::session::import::expand_formats;
use crate::session::intake::Intake;
use crate::session::known::Known;
use crate::session::labels::LabelMap;
use crate::session::registry::table;
use crate::store::{self, Annotator, Opened, Writer};
use crate::text::unit::Unit;

const EXAMPLES: &str = "Examples:\n  hashiya import daraa news/*.txt\n  hashiya import daraa tasks.json --format label-studio --labels labels.tsv\n  hashiya export old | hashiya import new -\n  hashiya import daraa factions.tsv --registry";

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
    /// Labels that the project has not become new ones of it, instead of being left out.
    #[arg(long)]
    new_labels: bool,
    /// The files are tables (TSV) of factions or places for the project's registry, with the
    /// columns of the program's own lists.
    #[arg(long)]
    registry: bool,
}

/// How files are read.
#[derive(Args)]
pub(super) struct ReadingArguments {
    /// The format; without it the names and the beginnings of the files tell.
    #[arg(long, value_parser = readable)]
    pub(super) format: Option<&'static Format>,
    /// The encoding of texts, if it is not told rightly: utf-8, utf-16le, windows-1256, iso-8859-6.
    #[arg(long)]
    encoding: Option<String>,
    /// What places count, if not what the format says: chars, utf16, graphemes, bytes.
    #[arg(long, value_parser = unit)]
    offsets: Option<Unit>,
    /// The column of a table that holds the text.
    #[arg(long)]
    column: Option<String>,
    /// Take the whole of a web page, not only what seems to be its article.
    #[arg(long)]
    whole_page: bool,
    /// A table of labels: one of the file, a tab, and one of the project or - to leave it out.
    #[arg(long)]
    labels: Option<PathBuf>,
}

impl ReadingArguments {
    pub(super) fn reading(&self) -> anyhow::Result<Reading> {
        let by: AnnotatorId = slugify(&annotator(), "annotator").parse()?;
        let at = jiff::Timestamp::now();
        Ok(Reading {
            unit: self.offsets,
            encoding: self.encoding.clone(),
            column: self.column.clone(),
            whole_page: self.whole_page,
            ..Reading::new(Origin { by, at })
        })
    }

    pub(super) fn label_map(&self) -> anyhow::Result<LabelMap> {
        let Some(path) = &self.labels else {
            return Ok(LabelMap::default());
        };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("the labels cannot be read: {}", path.display()))?;
        LabelMap::parse(&text).map_err(|error| anyhow::anyhow!("{error}: {}", path.display()))
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
    intake.labels = arguments.reading.label_map()?;
    intake.labels.make_new = arguments.new_labels;
    intake.format = arguments.reading.format;
    let progress = Progress::unwatched();
    for path in expand_formats(&arguments.files) {
        if path == Path::new("-") {
            let format = intake.format.unwrap_or(&jsonl::FORMAT);
            intake.stream(format, io::stdin().lock(), &progress);
        } else {
            intake.file(&path, &progress);
        }
    }
    let taken = intake.finish();
    for problem in &taken.problems {
        writeln!(io::stderr(), "{problem}")?;
    }
    let change = taken.change();
    if !change.is_empty() {
        let record = opened.history.record_do(change, origin.at);
        writer.submit(record, taken.texts.into_iter().collect());
        writer.settle();
        writer.flush(Duration::from_secs(600))?;
    }
    let mut said = format!(
        "{} articles taken in, {} were there already, {} problems",
        taken.metas.len(),
        taken.known,
        taken.problems.len()
    );
    if taken.mended > 0 {
        said += &format!(", {} spans put where their words stand", taken.mended);
    }
    if !taken.schema.is_empty() {
        said += &format!(", {} new labels", taken.schema.len());
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
        edits
            .iter()
            .for_each(|edit| edit.apply(&mut known.registry, &mut opened.project.schema));
        let name = StepName::ImportEntries(u32::try_from(count).unwrap_or(u32::MAX));
        let change = Change::of_project(name, edits);
        let record = opened.history.record_do(change, at);
        opened.history.push(record.clone());
        writer.submit(record, Vec::new());
    }
    writer.flush(Duration::from_secs(600))?;
    Ok(whole)
}
