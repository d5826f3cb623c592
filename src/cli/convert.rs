//! `hashiya convert`.

use std::fmt::Display;
use std::io::{self, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::export::{Shape, place, tell, writable};
use super::import::{ReadingArguments, unit, unknown};
use super::{long_help, said};
use crate::formats::{Document, Format, Input, ReadError, Writing, jsonl};
use crate::model::mapping::Mapping;
use crate::model::schema::Schema;
use crate::session::export::Export;
use crate::session::incoming::{Incoming, expand_formats};
use crate::session::likeness::Kin;
use crate::session::mapping::{Unknown, rename_alone};
use crate::text::unit::Unit;

const EXAMPLES: &str = "Examples:\n  hashiya convert --to doccano gold.jsonl out.jsonl\n  hashiya convert --from brat --to xmi corpus/ cas/\n  hashiya convert --to prodigy - - < articles.jsonl";

/// What `hashiya convert` is told.
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help(EXAMPLES, "Formats:", |_| true))]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: ReadingArguments,
    /// The format to write.
    #[arg(long, value_parser = writable)]
    to: &'static Format,
    /// What places count in what is written, if not what the format says.
    #[arg(long, value_parser = unit)]
    to_offsets: Option<Unit>,
    #[command(flatten)]
    shape: Shape,
    /// What becomes of labels and types of relation that --map says nothing of: `new` keeps them
    /// as they are, `skip` leaves them out.
    #[arg(long, value_parser = unknown, default_value = "new")]
    unknown: Unknown,
    /// Say what the format cannot hold, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// A file, a folder, or - for standard input.
    #[arg(default_value = "-")]
    input: PathBuf,
    /// A file, a new folder for formats of many files, or - for standard output.
    #[arg(default_value = "-")]
    output: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let reading = arguments.reading.reading()?;
    let writing = Writing {
        schema: Schema::conflict_news(),
        unit: arguments.to_offsets,
        ..arguments.shape.writing()
    };
    let place = place(&arguments.output, arguments.dry_run);
    let mut work = Work {
        export: Export::new(arguments.to, &writing, &place).map_err(said)?,
        names: arguments.reading.mapping()?,
        unknown: arguments.unknown,
        kin: (!writing.split.is_whole()).then(Kin::default),
        problems: 0,
        failed: None,
    };
    for path in expand_formats(std::slice::from_ref(&arguments.input)) {
        if path == Path::new("-") {
            let format = arguments.reading.format.unwrap_or(&jsonl::FORMAT);
            let input = Input {
                name: "standard input",
                data: &mut BufReader::with_capacity(1 << 16, io::stdin().lock()),
                beside: &|_| None,
            };
            work.take(format, input, "standard input", &reading)?;
        } else {
            match Incoming::open(&path, arguments.reading.format) {
                Ok(mut file) => {
                    let (format, name) = (file.format, file.name.clone());
                    work.take(format, file.input(), &name, &reading)?;
                }
                Err(why) => work.problem(&path.display().to_string(), None, &why)?,
            }
        }
        if let Some(error) = work.failed.take() {
            return Err(error.into());
        }
    }
    let reading = crate::formats::Reading::new(reading.origin);
    let report = work.export.finish(&reading).map_err(said)?;
    let sound = tell(&report, arguments.dry_run)?;
    Ok(sound && work.problems == 0)
}

/// A conversion that goes on.
struct Work {
    export: Export,
    names: Mapping,
    unknown: Unknown,
    /// What tells which texts are nearly the same, if the data set has parts.
    kin: Option<Kin>,
    problems: usize,
    /// Why nothing more can be written.
    failed: Option<io::Error>,
}

impl Work {
    fn take(
        &mut self,
        format: &Format,
        input: Input<'_>,
        name: &str,
        reading: &crate::formats::Reading,
    ) -> anyhow::Result<()> {
        let Some(read) = format.read else {
            return Err(said(format!("{} cannot be read", format.title)));
        };
        let mut said: io::Result<()> = Ok(());
        let result = read(input, reading, &mut |line, found| {
            said = self.document(name, line, found);
            if said.is_err() || self.failed.is_some() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        said?;
        if let Err(error) = result {
            self.problem(name, None, &error)?;
        }
        Ok(())
    }

    fn document(
        &mut self,
        name: &str,
        line: Option<usize>,
        found: Result<Document, ReadError>,
    ) -> io::Result<()> {
        let mut document = match found {
            Ok(document) => document,
            Err(error) => return self.problem(name, line, &error),
        };
        for why in std::mem::take(&mut document.problems) {
            self.problem(name, line, &why)?;
        }
        rename_alone(&self.names, self.unknown, &mut document);
        if let Some(kin) = &mut self.kin {
            let hash = document.text.hash();
            document.kin = Some(kin.of(document.text.as_str(), hash));
        }
        if let Err(error) = self.export.add(&document) {
            self.failed = Some(error);
        }
        Ok(())
    }

    fn problem(&mut self, name: &str, line: Option<usize>, why: &dyn Display) -> io::Result<()> {
        self.problems += 1;
        match line {
            Some(line) => writeln!(io::stderr(), "{why} ({name}, line {line})"),
            None => writeln!(io::stderr(), "{why} ({name})"),
        }
    }
}
