//! `hashiya export`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::import::unit;
use super::{long_help, said};
use crate::formats::tags::Scheme;
use crate::formats::{FORMATS, Format, Origin, Reading, Split, Writing, by_name};
use crate::jobs::Progress;
use crate::model::id::AnnotatorId;
use crate::model::registry::EntryKind;
use crate::session::export::{Export, Place, Report, documents};
use crate::session::known::Known;
use crate::session::registry::table;
use crate::session::undecided;
use crate::store::Opened;
use crate::text::unit::Unit;

const EXAMPLES: &str = "Examples:\n  hashiya export daraa --annotator reference --output -\n  hashiya export daraa --format brat --dry-run\n  hashiya export daraa --format brat --output daraa-brat\n  hashiya export daraa --registry factions --output factions.tsv";

/// What `hashiya export` is told.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help(EXAMPLES, "Formats that are written:", |format| format.write.is_some()))]
pub(super) struct Arguments {
    /// The project.
    project: PathBuf,
    #[command(flatten)]
    writing: WritingArguments,
    /// A file, a new folder for formats of many files, or - for standard output.
    #[arg(long, default_value = "-")]
    output: PathBuf,
    /// Whose layers; without it those of every annotator.
    #[arg(long)]
    annotator: Option<AnnotatorId>,
    /// Add what the program suggests and nobody has decided, as suggestions; articles in which
    /// nothing is marked are written too.
    #[arg(long)]
    suggestions: bool,
    /// Write the project's factions or places instead, as a table (TSV) with the columns of the
    /// program's own lists.
    #[arg(long, value_name = "factions|places", value_parser = entries)]
    registry: Option<EntryKind>,
    /// Say what the format cannot hold, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// How files are written.
#[derive(Args)]
pub(super) struct WritingArguments {
    /// The format.
    #[arg(long = "format", default_value = "jsonl", value_parser = writable)]
    pub(super) format: &'static Format,
    /// What places count, if not what the format says: chars, utf16, graphemes, bytes.
    #[arg(long, value_parser = unit)]
    offsets: Option<Unit>,
    #[command(flatten)]
    shape: Shape,
}

/// What a data set looks like.
#[derive(Args)]
pub(super) struct Shape {
    /// How spans become tags: bio, iob1, bilou, iobes.
    #[arg(long, default_value = "bio", value_parser = scheme)]
    tags: Scheme,
    /// Percent of the articles for validation and for test, such as 10,20; the same text is
    /// always in the same part.
    #[arg(long, default_value = "0,0", value_parser = split)]
    split: Split,
    /// Another number gives other parts.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

impl Shape {
    pub(super) fn writing(&self) -> Writing {
        Writing {
            scheme: self.tags,
            split: Split {
                seed: self.seed,
                ..self.split
            },
            ..Writing::default()
        }
    }
}

fn scheme(name: &str) -> Result<Scheme, String> {
    Scheme::from_name(name).ok_or_else(|| {
        let known = Scheme::ALL.map(Scheme::name);
        format!("known are {}", known.join(", "))
    })
}

fn split(text: &str) -> Result<Split, String> {
    let wrong = || "two numbers with a comma between, together 100 at most".to_owned();
    let (validation, test) = text.split_once(',').ok_or_else(wrong)?;
    let [validation, test] = [validation, test].map(|n| n.trim().parse::<u8>().unwrap_or(101));
    if u16::from(validation) + u16::from(test) > 100 {
        return Err(wrong());
    }
    Ok(Split {
        validation,
        test,
        seed: 0,
    })
}

impl WritingArguments {
    pub(super) fn writing(&self) -> Writing {
        Writing {
            unit: self.offsets,
            ..self.shape.writing()
        }
    }
}

fn entries(name: &str) -> Result<EntryKind, String> {
    match name {
        "factions" => Ok(EntryKind::Faction),
        "places" => Ok(EntryKind::Place),
        _ => Err("known are factions, places".to_owned()),
    }
}

pub(super) fn writable(name: &str) -> Result<&'static Format, String> {
    let found = by_name(name).filter(|format| format.write.is_some());
    found.ok_or_else(|| {
        let known = FORMATS.iter().filter(|format| format.write.is_some());
        let known: Vec<&str> = known.map(|format| format.name).collect();
        format!("known are {}", known.join(", "))
    })
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let reader: AnnotatorId = "reader".parse()?;
    let only = arguments.annotator.as_ref();
    let opened = Opened::read_only(&arguments.project, only.unwrap_or(&reader))?;
    if let Some(kind) = arguments.registry {
        return export_registry(&opened, kind, &arguments.output);
    }
    let writing = Writing {
        schema: opened.project.schema.clone(),
        ..arguments.writing.writing()
    };
    let format = arguments.writing.format;
    let place = place(&arguments.output, arguments.dry_run);
    let mut export = Export::new(format, &writing, &place).map_err(said)?;
    let progress = Progress::unwatched();
    let mut broken_pipe = None;
    let origin = Origin {
        by: reader,
        at: jiff::Timestamp::now(),
    };
    let (known, notices) = Known::load(&opened.store);
    for notice in notices {
        writeln!(io::stderr(), "{notice}")?;
    }
    let all = arguments.suggestions;
    let own = BTreeMap::new();
    let read = documents(
        &opened.store,
        only,
        &own,
        all,
        &progress,
        &mut |mut document| {
            if all {
                undecided::add(&mut document, &known.lexicon, &origin);
            }
            export.add(&document).map_err(|error| {
                let why = error.to_string();
                broken_pipe.get_or_insert(error);
                why
            })
        },
    );
    if let Some(error) = broken_pipe {
        return Err(error.into());
    }
    read.map_err(said)?;
    let reading = Reading::new(origin);
    let report = export.finish(&reading).map_err(said)?;
    tell(&report, arguments.dry_run)
}

fn export_registry(opened: &Opened, kind: EntryKind, output: &Path) -> anyhow::Result<bool> {
    let (known, notices) = Known::load(&opened.store);
    for notice in notices {
        writeln!(io::stderr(), "{notice}")?;
    }
    if output == Path::new("-") {
        io::stdout().write_all(table::of(&known, kind).as_bytes())?;
    } else {
        let count = table::write(output, &known, kind)?;
        writeln!(io::stderr(), "{count} entries")?;
    }
    Ok(true)
}

pub(super) fn place(output: &Path, dry_run: bool) -> Place<'_> {
    if dry_run {
        Place::Nowhere
    } else if output == Path::new("-") {
        Place::Stream
    } else {
        Place::At(output)
    }
}

/// Says what was lost: to standard output if that was the question, else beside the data.
pub(super) fn tell(report: &Report, dry_run: bool) -> anyhow::Result<bool> {
    let counts = format!("{} articles, {} spans", report.articles, report.spans);
    let mut lines = report.lines();
    lines.push(counts);
    for line in lines {
        if dry_run {
            writeln!(io::stdout(), "{line}")?;
        } else {
            writeln!(io::stderr(), "{line}")?;
        }
    }
    Ok(report.different.is_empty())
}
