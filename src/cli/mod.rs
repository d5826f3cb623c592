//! The command line: the same engine without the window, and the way into the window.
//!
//! Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 failed,
//! 2 wrong arguments.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};

use crate::formats::jsonl;
use crate::model::id::{AnnotatorId, ProjectId, slugify};
use crate::model::project::{Project, ProjectSettings};
use crate::model::schema::Schema;
use crate::session::import::article_of;
use crate::store::{self, Annotator, Opened};

/// Read conflict news, mostly Arabic, and mark who did what to whom.
#[derive(Parser)]
#[command(name = "hashiya", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    /// The project to open in the window; without it the sample project.
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
    },
    /// Take text files in, whatever their encoding.
    #[command(after_help = "Example:\n  hashiya import daraa news/*.txt")]
    Import {
        /// The project.
        project: PathBuf,
        /// Files, or folders whose .txt files are taken.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The encoding, if it is not told rightly: utf-8, utf-16le, windows-1256, iso-8859-6.
        #[arg(long)]
        encoding: Option<String>,
    },
    /// Write an annotator's layers as JSON lines, one article a line.
    #[command(after_help = "Example:\n  hashiya export daraa --annotator reference --output -")]
    Export {
        /// The project.
        project: PathBuf,
        /// The format.
        #[arg(long, default_value = "jsonl", value_parser = ["jsonl"])]
        format: String,
        /// A file, or - for standard output.
        #[arg(long)]
        output: PathBuf,
        /// Whose layers; without it those of every annotator.
        #[arg(long)]
        annotator: Option<AnnotatorId>,
    },
    /// Count articles, layers and spans.
    #[command(after_help = "Example:\n  hashiya stats daraa")]
    Stats {
        /// The project.
        project: PathBuf,
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
        Task::New { project } => new(&project),
        Task::Import {
            project,
            files,
            encoding,
        } => import(&project, &files, encoding.as_deref()),
        Task::Export {
            project,
            output,
            annotator,
            ..
        } => export(&project, &output, annotator.as_ref()),
        Task::Stats { project } => {
            let report = store::check(&project)?;
            let mut out = io::stdout().lock();
            writeln!(out, "articles\t{}", report.articles)?;
            writeln!(out, "layers\t{}", report.layers)?;
            writeln!(out, "spans\t{}", report.spans)?;
            writeln!(out, "edits\t{}", report.records)?;
            Ok(true)
        }
        Task::Check { project } => {
            let report = store::check(&project)?;
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

fn new(path: &Path) -> anyhow::Result<bool> {
    let name = path.file_name().map_or_else(
        || "project".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let project = Project {
        id: ProjectId(getrandom::u64().context("the system gives no random number")?),
        name,
        schema: Schema::conflict_news(),
        settings: ProjectSettings::default(),
    };
    store::create(path, &project)?;
    writeln!(io::stderr(), "made {}", path.display())?;
    Ok(true)
}

fn import(project: &Path, files: &[PathBuf], encoding: Option<&str>) -> anyhow::Result<bool> {
    let by: AnnotatorId = slugify(&user_name(), "annotator").parse()?;
    let now = jiff::Timestamp::now();
    let who = Annotator {
        id: by.clone(),
        name: user_name(),
    };
    let opened = store::open(project, &who, now, None)?;
    let (mut taken, mut known, mut failed) = (0, 0, 0);
    for path in expand(files)? {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let result = std::fs::read(&path)
            .map_err(|error| error.to_string())
            .and_then(|bytes| article_of(&bytes, encoding, &name.unwrap_or_default(), &by, now))
            .and_then(|(meta, text)| {
                opened
                    .store
                    .import_article(&text, &meta)
                    .map_err(|e| e.to_string())
            });
        match result {
            Ok(imported) if imported.existed => known += 1,
            Ok(_) => taken += 1,
            Err(reason) => {
                failed += 1;
                writeln!(io::stderr(), "{}: {reason}", path.display())?;
            }
        }
    }
    writeln!(
        io::stderr(),
        "{taken} articles taken in, {known} were there already, {failed} failed"
    )?;
    Ok(failed == 0)
}

/// The files, and the text files in the folders.
fn expand(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside: Vec<PathBuf> = std::fs::read_dir(path)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

fn export(project: &Path, output: &Path, annotator: Option<&AnnotatorId>) -> anyhow::Result<bool> {
    let reader: AnnotatorId = "reader".parse()?;
    let project = Opened::read_only(project, annotator.unwrap_or(&reader))?.store;
    let annotators = project.annotators()?;
    if let Some(wanted) = annotator
        && !annotators.iter().any(|other| &other.id == wanted)
    {
        bail!("there is no annotator {wanted} in this project");
    }
    let mut lines = Vec::new();
    let (metas, _) = project.list()?;
    for Annotator { id, .. } in annotators {
        if annotator.is_some_and(|wanted| wanted != &id) {
            continue;
        }
        let layers = project.layers(&id);
        for meta in metas.iter().filter(|meta| layers.contains(&meta.id)) {
            let (text, _) = project.load_text(&meta.id)?;
            let loaded = project.load_layer(&id, &meta.id, &text)?;
            jsonl::write_line(&mut lines, meta, &text, &loaded.layer)?;
        }
    }
    if output == Path::new("-") {
        io::stdout().lock().write_all(&lines)?;
    } else {
        std::fs::write(output, &lines).with_context(|| format!("{}", output.display()))?;
    }
    Ok(true)
}

/// The name of whoever is logged in.
fn user_name() -> String {
    std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_else(|_| "annotator".to_owned())
}

#[cfg(not(feature = "gui"))]
fn window(_project: Option<PathBuf>) -> anyhow::Result<bool> {
    bail!("this build has no window; see hashiya --help for what it does without one")
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
                random: || getrandom::u64().unwrap_or_else(|_| clock_number()),
                wake: Waker::from(Arc::new(Frame(ctx))),
                language: sys_locale::get_locale(),
                user: user_name(),
            };
            let mut session = Session::new(places, world);
            session.open_project(project.as_deref());
            Ok(Box::new(App::new(session)))
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

/// A number that is new each time, should the system have no random ones.
#[cfg(feature = "gui")]
fn clock_number() -> u64 {
    jiff::Timestamp::now().as_nanosecond() as u64
}
