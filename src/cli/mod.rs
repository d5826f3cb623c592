//! The command line: the same engine without the window, and the way into the window.
//!
//! Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 failed,
//! 2 wrong arguments.

mod analyst;
mod convert;
mod evaluate;
mod export;
mod gold;
mod import;
mod picture;
mod pipeline;
mod reading;
mod simulate;
mod stats;
mod suggest;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::formats::{FORMATS, Format};
use crate::model::id::{AnnotatorId, ProjectId};
use crate::model::project::{Project, ProjectSettings};
use crate::model::schema::Schema;
use crate::session::known::Known;
use crate::session::picture::Press;
use crate::store::{self, Opened};

/// Read conflict news, mostly Arabic, and mark who did what to whom.
#[derive(Parser)]
#[command(name = "hashiya", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    /// The project to open in the window; without it the last one, or the sample project.
    project: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Make a new project.
    #[command(after_help = "Example:\n  hashiya new daraa")]
    New {
        /// The folder to make; it must be new or empty.
        project: PathBuf,
        /// A schema: labels, attributes and keys in RON, as in project.ron. Without it the one
        /// for conflict news.
        #[arg(long)]
        schema: Option<PathBuf>,
    },
    /// Take articles in, with what is marked in them, as one step.
    Import(import::Arguments),
    /// Print what the program reads in articles, one JSON object an article, in their order.
    ///
    /// An object has `spans` (places in code points, label, attributes), `relations` between them
    /// and `incidents`: kind, triggers, actors, targets, weapons, locations, dates, casualties and
    /// sources, where spans are given by their number in the list, from 0, and actors by their id.
    #[command(
        after_help = "Examples:\n  hashiya suggest article.txt\n  hashiya suggest daraa > read.jsonl\n  hashiya suggest - < articles.jsonl"
    )]
    Suggest {
        /// Text files in any encoding, folders of them, files of JSON lines with `text` (and `id`,
        /// `published`, `country`), projects, or - for such lines on standard input.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Print the doubtful ones as well.
        #[arg(long)]
        all: bool,
        /// In projects, do not learn from what was decided there.
        #[arg(long)]
        no_learning: bool,
        /// Whose decisions to learn from in projects; without it those of whoever decided most.
        #[arg(long, value_name = "ANNOTATOR", conflicts_with = "no_learning")]
        annotator: Option<AnnotatorId>,
    },
    /// Say how good proposals are: precision, recall and F1 a label, with 95 % intervals,
    /// attributes, and whether confidence means what it says; relations and incidents where the
    /// gold has them.
    #[command(
        after_help = "Examples:\n  hashiya evaluate --gold gold.jsonl --texts corpus\n  hashiya evaluate --gold gold.jsonl --misses | grep CASUALTY\n  hashiya evaluate --gold gold.jsonl --learn          what decisions about the other articles gain\n  hashiya evaluate --gold gold.jsonl --calibrate > data/calibration.tsv"
    )]
    Evaluate(evaluate::Question),
    /// Count the actions (keys, clicks, drags) that lead from suggestions to gold, attributes
    /// included, against those that lead there from nothing.
    #[command(
        after_help = "Example:\n  hashiya simulate --gold gold.jsonl --texts corpus --learn\n\nAccepting, rejecting and relabelling cost a key each, an edge a drag and one to go on, new\nwords a drag and a key, an attribute a key and its value, what is right of a paragraph two keys; analysis/simulate.rs has it in full."
    )]
    Simulate(simulate::Question),
    /// Write what is marked as a data set.
    Export(export::Arguments),
    /// Draw somebody's incidents: over time, by attacker, by kind, or on a map.
    Picture(picture::Arguments),
    /// Turn one format into another, without a project.
    Convert(convert::Arguments),
    /// Count articles by progress, and spans by label and state.
    #[command(
        after_help = "Examples:\n  hashiya stats daraa\n  hashiya stats daraa --agreement sami reference"
    )]
    Stats {
        /// The project.
        project: PathBuf,
        /// How far two annotators agree: F1 and Krippendorff's alpha by label, gamma over spans,
        /// attributes, counts.
        #[arg(long, num_args = 2, value_names = ["ANNOTATOR", "ANNOTATOR"])]
        agreement: Vec<AnnotatorId>,
        /// Print the agreement as one JSON object, with all digits.
        #[arg(long, requires = "agreement")]
        json: bool,
    },
    /// Read everything in a project and say what is wrong with it.
    #[command(after_help = "Example:\n  hashiya check daraa")]
    Check {
        /// The project.
        project: PathBuf,
    },
}

/// Runs the program with its arguments, the program's name among them.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    let result = match arguments.command {
        None => window(arguments.project),
        Some(task) => perform(task),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read our output has had enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "hashiya: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn perform(task: Task) -> anyhow::Result<bool> {
    match task {
        Task::New { project, schema } => new(&project, schema.as_deref()),
        Task::Import(arguments) => import::run(arguments),
        Task::Export(arguments) => export::run(&arguments),
        Task::Picture(arguments) => picture::run(&arguments),
        Task::Convert(arguments) => convert::run(&arguments),
        Task::Suggest {
            inputs,
            all,
            no_learning,
            annotator,
        } => suggest::run(
            &inputs,
            all,
            &suggest::Learning::asked(no_learning, annotator),
        ),
        Task::Evaluate(question) => evaluate::run(&question),
        Task::Simulate(question) => simulate::run(&question),
        Task::Stats {
            project,
            agreement,
            json,
        } => match &agreement[..] {
            [first, second] => stats::agree(&project, first, second, json),
            _ => stats::run(&project),
        },
        Task::Check { project } => {
            let mut report = store::check(&project)?;
            let reader: AnnotatorId = "reader".parse()?;
            let store = Opened::read_only(&project, &reader)?.store;
            let (_, notices) = Known::load(&store);
            report.add(notices);
            let mut out = io::stdout().lock();
            for finding in &report.findings {
                let kind = format!("{:?}", finding.severity()).to_lowercase();
                writeln!(out, "{kind}: {finding}")?;
            }
            writeln!(
                out,
                "{} articles, {} layers, {} spans, {} edits: {}",
                report.articles,
                report.layers,
                report.spans,
                report.records,
                if report.is_sound() {
                    "sound"
                } else {
                    "not sound"
                }
            )?;
            Ok(report.is_sound())
        }
    }
}

fn new(path: &Path, schema: Option<&Path>) -> anyhow::Result<bool> {
    let schema = match schema {
        None => Schema::conflict_news(),
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("the schema cannot be read: {}", file.display()))?;
            Schema::from_ron(&text).map_err(|error| {
                anyhow::anyhow!("the schema is not right: {error}: {}", file.display())
            })?
        }
    };
    let name = path.file_name().map_or_else(
        || "project".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let project = Project {
        id: ProjectId(getrandom::u64().context("the system gives no random number")?),
        name,
        schema,
        settings: ProjectSettings::default(),
    };
    store::create(path, &project)?;
    writeln!(io::stderr(), "made {}", path.display())?;
    Ok(true)
}

/// Examples, and the formats that `which` lets through, for a command's long help.
fn long_help(examples: &str, heading: &str, which: impl Fn(&Format) -> bool) -> String {
    let listed = FORMATS.iter().filter(|format| which(format));
    let listed = listed.map(|format| (format.name, format.title));
    format!("{examples}\n\n{heading}{}", lines(listed))
}

/// Names with what they mean, a line each.
fn lines(listed: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let lines = listed.map(|(name, title)| format!("\n  {name:17} {title}"));
    lines.collect()
}

/// A reason as an error.
fn said(why: String) -> anyhow::Error {
    anyhow::Error::msg(why)
}

/// The name of whoever is logged in, where the system tells.
fn user_name() -> Option<String> {
    let name = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    name.ok().filter(|name| !name.trim().is_empty())
}

/// What draws pictures: a build without the window has no fonts, and writes SVG only.
fn press() -> Box<dyn Press> {
    #[cfg(feature = "gui")]
    let press = crate::ui::picture::press();
    #[cfg(not(feature = "gui"))]
    let press = Box::new(crate::session::picture::Estimate);
    press
}

#[cfg(not(feature = "gui"))]
fn window(_project: Option<PathBuf>) -> anyhow::Result<bool> {
    anyhow::bail!("this build has no window; see hashiya --help for what it does without one")
}

#[cfg(feature = "gui")]
fn window(project: Option<PathBuf>) -> anyhow::Result<bool> {
    use crate::session::{Places, Session, World};
    use crate::ui::app::App;
    use std::sync::Arc;
    use std::task::{Wake, Waker};

    /// Asks the window for a frame.
    struct Frame(eframe::egui::Context);

    impl Wake for Frame {
        fn wake(self: Arc<Self>) {
            self.0.request_repaint();
        }
    }

    let start = std::time::Instant::now();
    let folders = directories::ProjectDirs::from("org", "Hashiya", "hashiya")
        .context("this system names no home folder to keep settings in")?;
    let places = Places {
        data: folders.data_dir().to_owned(),
        config: folders.config_dir().to_owned(),
    };
    let options = eframe::NativeOptions {
        viewport: eframe::egui::ViewportBuilder::default()
            .with_title("Hashiya")
            .with_app_id("org.hashiya.Hashiya")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([640.0, 420.0]),
        ..eframe::NativeOptions::default()
    };
    let started = eframe::run_native(
        "Hashiya",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let world = World {
                now: jiff::Timestamp::now,
                random: random_number,
                wake: Waker::from(Arc::new(Frame(ctx))),
                language: sys_locale::get_locale(),
                user: user_name().unwrap_or_default(),
                press: crate::ui::picture::press,
            };
            let mut session = Session::new(places, world);
            match &project {
                Some(path) => session.open_project(Some(path)),
                None => session.open_last(),
            }
            let app = App::new(session);
            // For scripts/cold-start.sh.
            let app = if std::env::var_os("HASHIYA_TIMING").is_some() {
                app.on_complete(move || {
                    let passed = start.elapsed().as_millis();
                    let _ = writeln!(io::stderr(), "first frame after {passed} ms");
                })
            } else {
                app
            };
            Ok(Box::new(app))
        }),
    );
    started.map(|()| true).map_err(|error| {
        anyhow::anyhow!(
            "the window cannot be opened: {error}\n\
             On Linux it needs a display (X11 or Wayland), OpenGL and a few libraries; on Debian:\n  \
             apt install libgl1 libegl1 libxkbcommon-x11-0 libx11-xcb1 libxcursor1 libxi6 libxrandr2\n\
             The commands of `hashiya --help` need none of them."
        )
    })
}

/// A random number; should the system have none, one that is new each time.
fn random_number() -> u64 {
    getrandom::u64().unwrap_or_else(|_| jiff::Timestamp::now().as_nanosecond() as u64)
}
