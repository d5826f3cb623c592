//! `hashiya export`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::import::unit;
use super::{lines, said};
use crate::analysis::incidents::{EventTable, Vague};
use crate::formats::split::By;
use crate::formats::tags::Scheme;
use crate::formats::{
    Clitics, Document, FORMATS, Format, Origin, Reading, Split, Writing, by_name,
};
use crate::jobs;
use crate::model::annotations::{Annotations, Progress};
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::id::AnnotatorId;
use crate::model::registry::EntryKind;
use crate::session::export::events::EventExport;
use crate::session::export::{DataSet, Export, Place, Report, Which, layers, with_words};
use crate::session::known::Known;
use crate::session::likeness::twins;
use crate::session::registry::table;
use crate::session::undecided;
use crate::store::Opened;
use crate::text::unit::Unit;

const EXAMPLES: &str = "Examples:\n  hashiya export daraa --annotator reference --output -\n  hashiya export daraa --format brat --dry-run\n  hashiya export daraa --status done --filter سانا --output done.jsonl\n  hashiya export daraa --format brat --output daraa-brat\n  hashiya export daraa --registry factions --output factions.tsv";

/// What `hashiya export` is told.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\nData sets:{}", lines(DataSet::all().map(|set| (set.name(), set.title())))))]
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
    /// Only layers whose articles are this far: new, started, done, flagged; several with commas.
    #[arg(long, value_delimiter = ',', value_parser = status)]
    status: Vec<Progress>,
    /// Only articles with all of these words in title or source, as the list of articles finds them.
    #[arg(long, value_name = "WORDS")]
    filter: Option<String>,
    /// Add what the program suggests and nobody has decided, as suggestions; articles in which
    /// nothing is marked are written too.
    #[arg(long)]
    suggestions: bool,
    /// Write the project's factions or places instead, as a table (TSV) with the columns of the
    /// program's own lists.
    #[arg(long, value_name = "factions|places", value_parser = entries)]
    registry: Option<EntryKind>,
    /// Say what the format cannot hold and what is left out, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// What becomes of victims without a number in tables of incidents: as-stated, or acled for
    /// its conventions (10; 12 for dozens; 100 for hundreds), which are marked.
    #[arg(long, default_value = "as-stated", value_parser = vague)]
    vague: Vague,
}

/// How files are written.
#[derive(Args)]
pub(super) struct WritingArguments {
    /// What is written; --help lists it.
    #[arg(long = "format", default_value = "jsonl", value_parser = data_set)]
    pub(super) set: DataSet,
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
    /// What becomes of spans that leave the proclitics of a word outside, in formats of tokens:
    /// widen them to the word, or split the word into two tokens. Without it CoNLL and the tags of
    /// Hugging Face widen, CoNLL-U, spaCy and Prodigy split.
    #[arg(long, value_name = "widen|split", value_parser = clitics)]
    clitics: Option<Clitics>,
    /// Percent of the articles for validation and for test, such as 10,20, which go into files or
    /// folders of their own; the same text is always in the same part, and so are reports that are
    /// nearly the same.
    #[arg(long, default_value = "0,0", value_parser = split)]
    split: Split,
    /// Another number gives other parts.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// What is in one part as a whole: text, source (all articles of one), day (all of one). Texts
    /// that are nearly the same are in any case.
    #[arg(long, default_value = "text", value_parser = by)]
    split_by: By,
    /// Give each part its share of every label, also of rare ones; without it chance decides, and
    /// an article's part depends on no other article.
    #[arg(long)]
    stratify: bool,
}

impl Shape {
    pub(super) fn writing(&self) -> Writing {
        Writing {
            scheme: self.tags,
            clitics: self.clitics,
            split: Split {
                seed: self.seed,
                by: self.split_by,
                alike: self.stratify,
                ..self.split.clone()
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

fn clitics(name: &str) -> Result<Clitics, String> {
    Clitics::from_name(name).ok_or_else(|| {
        let known = Clitics::ALL.map(Clitics::name);
        format!("known are {}", known.join(", "))
    })
}

fn by(name: &str) -> Result<By, String> {
    By::from_name(name).ok_or_else(|| {
        let known = By::ALL.map(By::name);
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
        ..Split::default()
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

fn status(name: &str) -> Result<Progress, String> {
    let found = Progress::ALL
        .into_iter()
        .find(|status| status.name() == name);
    found.ok_or_else(|| {
        let known = Progress::ALL.map(Progress::name);
        format!("known are {}", known.join(", "))
    })
}

fn entries(name: &str) -> Result<EntryKind, String> {
    match name {
        "factions" => Ok(EntryKind::Faction),
        "places" => Ok(EntryKind::Place),
        _ => Err("known are factions, places".to_owned()),
    }
}

fn data_set(name: &str) -> Result<DataSet, String> {
    DataSet::by_name(name).ok_or_else(|| {
        let known: Vec<&str> = DataSet::all().map(DataSet::name).collect();
        format!("known are {}", known.join(", "))
    })
}

fn vague(name: &str) -> Result<Vague, String> {
    match name {
        "as-stated" => Ok(Vague::AsStated),
        "acled" => Ok(Vague::Acled),
        _ => Err("known are as-stated, acled".to_owned()),
    }
}

/// The format with that name, if it is written.
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
    let annotator = arguments.annotator.as_ref().unwrap_or(&reader);
    let opened = Opened::read_only(&arguments.project, annotator)?;
    if let Some(kind) = arguments.registry {
        return export_registry(&opened, kind, &arguments.output);
    }
    let (known, notices) = Known::load(&opened.store);
    for notice in notices {
        writeln!(io::stderr(), "{notice}")?;
    }
    match arguments.writing.set {
        DataSet::Articles(format) => articles(arguments, format, &opened, &known, reader),
        DataSet::Events(table) => events(arguments, table, &opened, known),
    }
}

fn articles(
    arguments: &Arguments,
    format: &'static Format,
    opened: &Opened,
    known: &Known,
    reader: AnnotatorId,
) -> anyhow::Result<bool> {
    let writing = Writing {
        schema: opened.project.schema.clone(),
        ..arguments.writing.writing()
    };
    let mut kin = BTreeMap::new();
    if !writing.split.is_whole() {
        kin = twins(&opened.store, &jobs::Progress::unwatched()).map_err(said)?;
    }
    let place = place(&arguments.output, arguments.dry_run);
    let mut export = Export::new(format, &writing, &place).map_err(said)?;
    let origin = Origin {
        by: reader,
        at: jiff::Timestamp::now(),
    };
    let all = arguments.suggestions;
    let bare = all || arguments.status.contains(&Progress::New);
    each_layer(arguments, opened, bare, &mut |meta, text, layer| {
        let mut document = Document::of(meta, text, layer);
        document.kin = kin.get(&meta.text_sha256).copied();
        if all {
            undecided::add(&mut document, &known.lexicon, &origin);
        }
        export.add(&document)
    })?;
    let reading = Reading::new(origin);
    let report = export.finish(&reading).map_err(said)?;
    tell(&report, arguments.dry_run)
}

fn events(
    arguments: &Arguments,
    table: EventTable,
    opened: &Opened,
    known: Known,
) -> anyhow::Result<bool> {
    let place = place(&arguments.output, arguments.dry_run);
    if !arguments.writing.writing().split.is_whole() {
        bail!("a table of incidents has no parts; leave out --split");
    }
    let names = (known.lexicon, opened.project.schema.senses());
    let export = EventExport::new(table, arguments.vague, names, &place);
    let mut export = export.map_err(said)?;
    each_layer(arguments, opened, false, &mut |meta, text, layer| {
        export.add(meta, text, layer)
    })?;
    let report = export.finish().map_err(said)?;
    tell(&report, arguments.dry_run)
}

/// Hands the layers of a project over. What keeps the output from being written is told as such,
/// so that a closed pipe is no failure.
fn each_layer(
    arguments: &Arguments,
    opened: &Opened,
    bare: bool,
    each: &mut dyn FnMut(&ArticleMeta, &ArticleText, &Annotations) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut broken_pipe = None;
    let words = arguments.filter.as_ref();
    let articles = words.map(|words| with_words(&opened.store, words));
    let which = Which {
        annotator: arguments.annotator.clone(),
        statuses: arguments.status.clone(),
        articles: articles.transpose().map_err(said)?,
        bare,
    };
    let (none, progress) = (BTreeMap::new(), jobs::Progress::unwatched());
    let read = layers(
        &opened.store,
        &which,
        &none,
        &progress,
        &mut |meta, text, layer| {
            each(meta, text, layer).map_err(|error| {
                let why = error.to_string();
                broken_pipe.get_or_insert(error);
                why
            })
        },
    );
    match broken_pipe {
        Some(error) => Err(error.into()),
        None => read.map_err(said),
    }
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
    let counts = match report.incidents {
        0 => format!("{} articles, {} spans", report.articles, report.spans),
        count => format!("{count} incidents of {} articles", report.articles),
    };
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
