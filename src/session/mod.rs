//! The running program without a widget.
//!
//! Panels read a [`Session`] and [`Session::send`] it [`command::Command`]s; once a frame
//! [`Session::tick`] carries them out, takes in what background jobs brought, and leaves
//! [`effect::Effect`]s for the window. Every change of the project goes through
//! [`Session::perform`]: edit, journal, history, in that order and nowhere else.

pub mod batch;
pub mod command;
pub mod compare;
pub mod count;
pub mod dialog;
pub mod effect;
pub mod export;
pub mod find;
mod handlers;
pub mod import;
pub mod intake;
pub mod joined;
pub mod keymap;
pub mod known;
pub mod labels;
pub mod learning;
pub mod likeness;
pub mod links;
pub mod list;
pub mod locale;
pub mod message;
pub mod notices;
pub mod open;
mod pdf_text;
mod persist;
mod project;
pub mod propose;
pub mod registry;
pub mod settings;
pub mod steps;
pub mod table;
pub mod tally;
pub mod undecided;
pub mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::task::Waker;

use jiff::Timestamp;

use crate::analysis::search::Hit;
use crate::analysis::statistics::Statistics;
use crate::jobs::Jobs;
use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::history::{Change, Record};
use crate::model::id::{ArticleId, IdError, SpanId, slugify};
use crate::model::registry::Registry;
use crate::store::{
    self, Access, Annotator, Opened, Proposal, SaveStatus, Summary, WhyReadOnly, Writer, sample,
};
use crate::text::offset::ByteRange;
use batch::{Batch, Offer};
use command::{ArticleCommand, Command};
use compare::Comparison;
use dialog::{Dialog, Question};
use effect::Effect;
use find::{Find, Search};
use import::Preview;
use intake::Taken;
use links::Links;
use list::ArticleList;
use locale::{Catalogue, Locale};
use message::Message;
use notices::{Detail, Notices, Severity};
use open::OpenArticle;
pub use project::OpenProject;
use settings::{Recent, Settings};
use tally::{Sample, Tally};

/// Where the program keeps what is not a project's.
#[derive(Clone, Debug)]
pub struct Places {
    /// The sample project's copy.
    pub data: PathBuf,
    /// `settings.ron`.
    pub config: PathBuf,
}

/// What the session asks of the world, so that tests can answer.
pub struct World {
    /// The time.
    pub now: fn() -> Timestamp,
    /// A random number, for ids.
    pub random: fn() -> u64,
    /// Asks the window for a frame; called from other threads.
    pub wake: Waker,
    /// The system's language tag.
    pub language: Option<String>,
    /// The name of whoever is logged in, empty if the system does not tell.
    pub user: String,
}

/// The running program.
pub struct Session {
    /// The texts of the interface.
    pub catalogue: Catalogue,
    /// The user's settings.
    pub settings: Settings,
    /// What was reported.
    pub notices: Notices,
    /// The open project.
    pub project: Option<OpenProject>,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// The format that a data set is written in, by its name.
    pub export_format: &'static str,
    /// Looking for words in the open article.
    pub find: Find,
    /// Looking for words in the project.
    pub search: Search,
    /// What would be done in many places, while its dialog is open.
    pub batch: Option<Batch>,
    /// Which incidents may be one event, once that was looked for.
    pub links: Option<Links>,
    /// Two annotators side by side, once they were compared.
    pub comparison: Option<Comparison>,
    /// A correction that could be made in other places as well.
    pub offer: Option<Offer>,
    /// What is found with and without suggestions, while it is looked at.
    pub sample: Option<Sample>,
    /// Projects that were open, newest first.
    pub recent: Recent,
    places: Places,
    world: World,
    jobs: Jobs<Job, Outcome>,
    commands: Vec<Command>,
    effects: Vec<Effect>,
    quitting: bool,
    closed: bool,
}

/// What a background job is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Project,
    Article,
    Layers,
    Create,
    Preview,
    Import,
    Export,
    Find,
    Search,
    Occurrences,
    Suggest,
    Join,
    Learn,
    Know,
    Tally,
    Table,
    Count,
    Compare,
    Links,
    Settings,
}

/// What a background job brought.
enum Outcome {
    Project(Box<Result<OpenedProject, String>>),
    Article(Box<Result<LoadedArticle, String>>),
    Layers(Vec<LoadedLayer>, bool),
    Created(Result<PathBuf, String>),
    Preview(Preview),
    Imported(Box<Taken>),
    Exported(PathBuf, Result<export::Report, String>),
    Found(Vec<ByteRange>),
    Searched(String, Vec<(ArticleId, Vec<Hit>)>, bool),
    Occurrences(Box<handlers::Occurrences>),
    Tallied(Box<handlers::Counted>),
    Gathered(Box<handlers::Gathered>),
    Proposed(ArticleId, open::Reading, Vec<propose::Proposal>),
    Joined(ArticleId, Box<joined::Joined>),
    Learned(Box<learning::Taught>),
    Known(Registry, Box<known::Known>),
    Table(Result<Box<handlers::TableRead>, String>),
    TableWritten(PathBuf, Result<usize, String>),
    Counted(Box<Statistics>, Vec<String>),
    Links(Box<Links>),
    Compared(compare::Sides, Box<compare::Found>),
    Settings(Option<String>),
}

struct OpenedProject {
    opened: Opened,
    known: known::Known,
    summaries: BTreeMap<ArticleId, Summary>,
    annotators: Vec<Annotator>,
}

struct LoadedArticle {
    open: OpenArticle,
    /// The user's own layer, or why it cannot be read.
    own: Result<Annotations, String>,
    /// What the text that was changed outside the program asks for.
    changed: Option<Proposal>,
}

/// A layer that was loaded without being shown.
struct LoadedLayer {
    id: ArticleId,
    layer: Result<(Annotations, ArticleText), String>,
}

/// How many articles are counted without a word.
const FEW: u64 = 100;

impl Session {
    /// Starts: reads the settings, opens nothing yet.
    #[must_use]
    pub fn new(places: Places, world: World) -> Self {
        let (settings, problem) = persist::load(&places.config);
        let locale = Locale::of(settings.language, world.language.as_deref());
        let mut session = Self {
            catalogue: Catalogue::new(locale),
            settings,
            notices: Notices::default(),
            project: None,
            dialog: None,
            export_format: crate::formats::jsonl::FORMAT.name,
            find: Find::default(),
            search: Search::default(),
            batch: None,
            comparison: None,
            links: None,
            offer: None,
            sample: None,
            recent: persist::load_recent(&places.config),
            jobs: Jobs::new(Some(world.wake.clone())),
            places,
            world,
            commands: Vec::new(),
            effects: Vec::new(),
            quitting: false,
            closed: false,
        };
        if let Some(problem) = problem {
            session.report(Severity::Warning, Message::new("notice-remarks"), problem);
        }
        session
    }

    /// Asks for something to be done before the next frame.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Carries out what was sent and takes in what jobs brought. Call it once a frame.
    pub fn tick(&mut self) -> Vec<Effect> {
        for finished in self.jobs.poll() {
            match finished.result {
                Ok(outcome) => self.take(outcome),
                Err(error) => {
                    let message =
                        Message::new("notice-not-applied").text("reason", error.to_string());
                    self.report(Severity::Error, message, String::new());
                }
            }
        }
        let told = self.writer().map(Writer::take_notices).unwrap_or_default();
        if !told.is_empty() {
            let details = told.iter().map(Detail::of).collect();
            let message = Message::new("notice-remarks");
            self.notices
                .push((self.world.now)(), Severity::Warning, message, details);
        }
        for command in std::mem::take(&mut self.commands) {
            if self.is_enabled(&command) {
                self.handle(command);
            }
        }
        self.join_on();
        if self.quitting {
            // Dropping the writer waits for what is left, a snapshot at most.
            match self.saved() {
                Ok(true) => self.close(),
                Ok(false) => {}
                Err(reason) => {
                    self.quitting = false;
                    self.dialog = Some(Dialog::QuitUnsaved(reason));
                }
            }
        }
        std::mem::take(&mut self.effects)
    }

    /// Lets the window close.
    fn close(&mut self) {
        self.closed = true;
        self.effects.push(Effect::Close);
    }

    /// Whether the window may close.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Whether the window waits for the disk before it closes.
    #[must_use]
    pub fn is_quitting(&self) -> bool {
        self.quitting
    }

    /// The long jobs that run: the message that names each, how much is done, and of how much
    /// (0 if that is not known).
    #[must_use]
    pub fn long_jobs(&self) -> Vec<(&'static str, u64, u64)> {
        let running = self.jobs.running().into_iter();
        running
            .filter_map(|job| {
                let key = match job.kind {
                    Job::Preview => "job-preview",
                    Job::Import => "job-import",
                    Job::Export => "job-export",
                    Job::Search | Job::Occurrences => "job-search",
                    Job::Project => "job-project",
                    Job::Layers => "job-layers",
                    // A few articles are counted before a bar for it would be seen.
                    Job::Tally if job.total > FEW => "job-tally",
                    Job::Count | Job::Compare | Job::Links => "job-count",
                    Job::Table => "job-table",
                    Job::Article
                    | Job::Create
                    | Job::Find
                    | Job::Suggest
                    | Job::Join
                    | Job::Learn
                    | Job::Know
                    | Job::Tally
                    | Job::Settings => {
                        return None;
                    }
                };
                Some((key, job.done, job.total))
            })
            .collect()
    }

    /// The open article.
    #[must_use]
    pub fn open(&self) -> Option<&OpenArticle> {
        self.project.as_ref()?.open.as_ref()
    }

    /// Whether the layer that is shown can be changed.
    #[must_use]
    pub fn can_edit(&self) -> bool {
        let Some(project) = &self.project else {
            return false;
        };
        let open = project.open.as_ref();
        project.read_only.is_none()
            && open.is_some_and(|open| {
                open.is_own
                    && project.layers.contains_key(&open.id)
                    && !project.changed.contains_key(&open.id)
            })
    }

    /// How the disk is doing: `Ok(true)` if everything is saved, or why it is not.
    ///
    /// # Errors
    /// What keeps the program from saving.
    pub fn saved(&self) -> Result<bool, String> {
        let Some(project) = &self.project else {
            return Ok(true);
        };
        let Some(writer) = &project.writer else {
            return Ok(true);
        };
        match writer.status() {
            SaveStatus::Saved => Ok(true),
            SaveStatus::Saving { .. } => Ok(false),
            SaveStatus::Failing { error, .. } => Err(error.to_string()),
        }
    }

    /// Reports something to the user, with particulars in English, one a line.
    pub fn report(&mut self, severity: Severity, message: Message, details: String) {
        let now = (self.world.now)();
        let details = Detail::lines(&details);
        self.notices.push(now, severity, message, details);
    }

    /// The name to offer to whoever has not said theirs.
    #[must_use]
    pub fn likely_name(&self) -> &str {
        &self.world.user
    }

    /// Opens the project that was open last, or the sample if there is none any more.
    pub fn open_last(&mut self) {
        let last = self.recent.projects.first().map(|p| p.path.clone());
        let last = last.filter(|path| path.join("project.ron").is_file());
        self.open_project(last.as_deref());
    }

    /// Opens the project in a folder, or the sample.
    ///
    /// As long as nobody has said who annotates it is opened for reading only: nothing is
    /// written in a name that may be wrong.
    pub fn open_project(&mut self, path: Option<&Path>) {
        let sample_path = self.places.data.join("daraa-2017");
        let root = path.map_or_else(|| sample_path.clone(), Path::to_owned);
        let unnamed = self.settings.annotator.trim().is_empty();
        let name = if unnamed {
            self.dialog = Some(Dialog::Welcome);
            self.world.user.clone()
        } else {
            self.settings.annotator.clone()
        };
        let now = (self.world.now)();
        let wake = self.world.wake.clone();
        self.close_project();
        self.jobs.spawn(Job::Project, "open project", move |_| {
            let open = || -> Result<OpenedProject, String> {
                if root == sample_path {
                    sample::copy_to(&root).map_err(|e| e.to_string())?;
                }
                let who = Annotator {
                    id: slugify(&name, "annotator")
                        .parse()
                        .map_err(|e: IdError| e.to_string())?,
                    name,
                };
                let opened = if unnamed {
                    Opened::read_only(&root, &who.id)
                } else {
                    store::open(&root, &who, now, Some(wake))
                };
                let mut opened = opened.map_err(|e| e.to_string())?;
                let (summaries, notices) = opened.store.summaries(&who.id, &|_| true);
                opened.notices.extend(notices);
                let (known, notices) = known::Known::load(&opened.store);
                opened.notices.extend(notices);
                let annotators = opened.store.annotators().map_err(|e| e.to_string())?;
                Ok(OpenedProject {
                    opened,
                    known,
                    summaries: summaries.into_iter().collect(),
                    annotators,
                })
            };
            Outcome::Project(Box::new(open()))
        });
    }

    /// Writes down which projects were open, in the background.
    fn keep_recent(&mut self) {
        let (folder, recent) = (self.places.config.clone(), self.recent.clone());
        self.jobs.spawn(Job::Settings, "save recent", move |_| {
            Outcome::Settings(persist::save_recent(&folder, &recent).err())
        });
    }

    /// Writes the snapshot of the open layer and lets go of the project.
    pub fn close_project(&mut self) {
        self.snapshot_all();
        if let Some(project) = &self.project {
            let article = project.left_at.as_ref().map(ToString::to_string);
            self.recent.leave(project.store.path(), article);
            // The program may be about to end: this is a small file, written at once.
            let _ = persist::save_recent(&self.places.config, &self.recent);
        }
        self.jobs.cancel_kind(&Job::Tally);
        self.jobs.cancel_kind(&Job::Table);
        self.jobs.cancel_kind(&Job::Learn);
        self.jobs.cancel_kind(&Job::Know);
        self.comparison = None;
        self.links = None;
        // The writer's end waits for what is left to write.
        self.project = None;
    }

    fn writer(&self) -> Option<&Writer> {
        self.project.as_ref()?.writer.as_ref()
    }

    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Project(result) => match *result {
                Ok(opened) => self.take_project(opened),
                Err(reason) => {
                    let message = Message::new("notice-open-failed").text("reason", reason);
                    self.report(Severity::Error, message, String::new());
                }
            },
            Outcome::Article(result) => match *result {
                Ok(loaded) => self.take_article(loaded),
                Err(reason) => {
                    if let Some(project) = &mut self.project {
                        project.opening = None;
                    }
                    let message = Message::new("notice-article-failed").text("reason", reason);
                    self.report(Severity::Error, message, String::new());
                }
            },
            Outcome::Layers(layers, cancelled) => self.take_layers(layers, cancelled),
            Outcome::Created(Ok(path)) => self.open_project(Some(&path)),
            Outcome::Created(Err(reason)) => {
                let message = Message::new("notice-not-applied").text("reason", reason);
                self.report(Severity::Error, message, String::new());
            }
            Outcome::Preview(preview) => {
                self.dialog = Some(Dialog::Import(Box::new(preview)));
            }
            Outcome::Imported(taken) => self.take_imported(*taken),
            Outcome::Exported(path, Ok(report)) => {
                let message = Message::new("notice-exported").number("count", report.articles);
                let mut lines = vec![path.display().to_string()];
                lines.extend(report.lines());
                let sound = report.different.is_empty();
                let severity = if sound {
                    Severity::Success
                } else {
                    Severity::Warning
                };
                self.report(severity, message, lines.join("\n"));
            }
            Outcome::Exported(path, Err(reason)) => {
                let message = Message::new("notice-export-failed").text("reason", reason);
                self.report(Severity::Error, message, path.display().to_string());
            }
            Outcome::Proposed(id, reading, found) => self.take_proposals(&id, reading, found),
            Outcome::Table(read) => self.take_table(read),
            Outcome::TableWritten(path, written) => self.table_written(&path, written),
            Outcome::Known(registry, known) => self.take_known(&registry, *known),
            Outcome::Joined(id, joined) => self.take_joined(&id, *joined),
            Outcome::Learned(taught) => self.take_learned(*taught),
            Outcome::Gathered(gathered) => self.take_gathered(*gathered),
            Outcome::Tallied(counted) => self.take_tally(*counted),
            Outcome::Occurrences(looked) => self.take_occurrences(*looked),
            Outcome::Found(hits) => self.find.take(hits),
            Outcome::Searched(query, found, cancelled) => {
                if query == self.search.query {
                    self.search.take(found);
                } else if cancelled {
                    self.search.running = self.jobs.is_running(&Job::Search);
                }
            }
            Outcome::Counted(counts, problems) => self.take_counts(counts, &problems),
            Outcome::Links(links) => self.links = Some(*links),
            Outcome::Compared(sides, found) => self.take_comparison(&sides, *found),
            Outcome::Settings(None) => {}
            Outcome::Settings(Some(reason)) => {
                let message = Message::new("notice-not-applied").text("reason", reason);
                self.report(Severity::Warning, message, String::new());
            }
        }
    }

    fn take_project(&mut self, loaded: OpenedProject) {
        let OpenedProject {
            opened,
            known,
            mut summaries,
            annotators,
        } = loaded;
        let read_only = match opened.store.access() {
            Access::Write => None,
            Access::Read(why) => Some(self.why_read_only(why)),
        };
        let articles = opened.articles.into_iter().map(|meta| {
            let summary = summaries.remove(&meta.id).unwrap_or_default();
            (meta, summary)
        });
        let list = ArticleList::new(articles);
        let first = list.shown().first().cloned();
        let path = opened.store.path().to_owned();
        let last = self.recent.find(&path).and_then(|p| p.article.clone());
        let last = last.and_then(|id| id.parse().ok());
        let first = last.filter(|id| list.position(id).is_some()).or(first);
        self.recent.touch(path, &opened.project.name);
        self.keep_recent();
        if let Some(reason) = &read_only
            && self.dialog != Some(Dialog::Welcome)
        {
            let message = Message::new("notice-read-only").text("reason", reason.clone());
            self.report(Severity::Warning, message, String::new());
        }
        if let Some(worst) = opened.notices.iter().map(store::Notice::severity).max() {
            let (severity, key) = if worst == store::Severity::Info {
                (Severity::Info, "notice-recovered")
            } else {
                (Severity::Warning, "notice-remarks")
            };
            let details = opened.notices.iter().map(Detail::of).collect();
            let now = (self.world.now)();
            self.notices.push(now, severity, Message::new(key), details);
        }
        self.project = Some(OpenProject {
            annotator: opened.store.annotator().clone(),
            store: opened.store,
            project: opened.project,
            known,
            list,
            annotators,
            history: opened.history,
            tally: Tally::default(),
            table: table::Table::default(),
            learning: learning::Learning::default(),
            open: None,
            opening: None,
            read_only,
            left_at: None,
            writer: opened.writer,
            layers: BTreeMap::new(),
            changed: BTreeMap::new(),
            unreadable: BTreeMap::new(),
            waiting: Vec::new(),
        });
        if let Some(id) = first {
            self.send(Command::Article(ArticleCommand::Open(id)));
        }
        self.tally_anew();
        self.learn_anew();
    }

    /// Why a project cannot be changed, in the interface's language.
    fn why_read_only(&self, why: &WhyReadOnly) -> String {
        let message = Message::new(why.key());
        let message = match why {
            WhyReadOnly::Held(Some(holder)) => {
                let store::Holder { name, host, .. } = holder;
                message.text("holder", format!("{name}, {host}"))
            }
            WhyReadOnly::Folder(why) => message.text("why", why.as_str()),
            _ => message,
        };
        self.catalogue.message(&message)
    }

    fn take_article(&mut self, loaded: LoadedArticle) {
        let Some(project) = &mut self.project else {
            return;
        };
        if project.opening.as_ref() != Some(&loaded.open.id) {
            return;
        }
        project.opening = None;
        let id = loaded.open.id.clone();
        let mut unreadable = None;
        match loaded.own {
            Ok(own) => {
                project.unreadable.remove(&id);
                project
                    .layers
                    .entry(id.clone())
                    .or_insert_with(|| (own, loaded.open.text.clone()));
            }
            Err(reason) => {
                let told = project.unreadable.insert(id.clone(), reason.clone());
                unreadable = told.is_none().then_some(reason);
            }
        }
        let mut open = loaded.open;
        if open.is_own
            && let Some((layer, _)) = project.layers.get(&id)
        {
            open.layer = layer.clone();
            open.refresh();
        }
        // What was counted while it was open holds when it is left.
        let left = project.open.replace(open);
        if let Some(left) = left.filter(|left| left.is_own && left.is_read()) {
            let count = u32::try_from(left.suggestions().len()).ok();
            project.tally.take([(left.id, count)]);
        }
        self.offer = None;
        if let Some(reason) = unreadable {
            let message = Message::new("notice-layer-unreadable");
            self.report(Severity::Error, message, reason);
        }
        let Some(project) = &mut self.project else {
            return;
        };
        if let Some(proposal) = loaded.changed
            && !project.changed.contains_key(&id)
        {
            let quotes = proposal.detached.iter().map(|d| d.quote.clone());
            let details = quotes.collect::<Vec<_>>().join("\n");
            let question = Question::Reattach {
                found: proposal.edits.iter().filter(|e| e.span().is_some()).count(),
                detached: proposal.detached.len(),
            };
            project.changed.insert(id, proposal);
            let message = Message::new("notice-text-changed");
            self.report(Severity::Warning, message, details);
            if self.project.as_ref().is_some_and(|p| p.read_only.is_none()) {
                self.dialog = Some(Dialog::Ask(Box::new(question)));
            }
        }
        self.apply_shows();
        self.learn_on();
        self.read_article(false);
        if self.find.shown {
            let query = self.find.query.clone();
            self.send(Command::Edit(command::EditCommand::FindText(query)));
        }
        let waiting = self
            .project
            .as_mut()
            .map(|p| std::mem::take(&mut p.waiting));
        self.commands.extend(waiting.unwrap_or_default());
    }

    /// Does something new: edits, journal, history.
    fn perform(&mut self, change: Change) {
        let now = (self.world.now)();
        let Some(project) = &mut self.project else {
            return;
        };
        if change.is_empty() {
            return;
        }
        let record = project.history.record_do(change, now);
        self.carry_out(record);
    }

    /// Applies a record to the layers it is about, and hands it to the writer.
    fn carry_out(&mut self, record: Record) {
        let Some(project) = &mut self.project else {
            return;
        };
        if let Err(error) = project.apply(&record.change) {
            let message = Message::new("notice-not-applied").text("reason", error.to_string());
            self.report(Severity::Error, message, String::new());
            return;
        }
        if let Some(writer) = &project.writer {
            let texts = record.change.articles().into_iter().filter_map(|id| {
                let (_, text) = project.layers.get(id)?;
                Some((id.clone(), text.clone()))
            });
            writer.submit(record.clone(), texts.collect());
        }
        let changed: Vec<ArticleId> = record.change.articles().into_iter().cloned().collect();
        let knows_more = !record.change.project.is_empty();
        project.history.push(record);
        if knows_more {
            self.know_anew();
        }
        self.renew_rows(&changed);
        self.learn_from(changed.into_iter());
        self.renew_offer();
        self.tally_on();
    }

    /// Puts spans back where their quotes are, once the user has agreed.
    fn reattach(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        let Some(id) = project.open.as_ref().map(|open| open.id.clone()) else {
            return;
        };
        let Some(proposal) = project.changed.remove(&id) else {
            return;
        };
        let count = u32::try_from(proposal.edits.len()).unwrap_or(u32::MAX);
        let name = crate::model::history::StepName::Reattach(count);
        self.perform(Change::of(&id, name, proposal.edits));
    }

    /// Asks for snapshots of everything that has changed.
    fn snapshot_all(&mut self) {
        if let Some(writer) = self.writer() {
            writer.settle();
        }
    }

    fn new_span_id(&self) -> SpanId {
        SpanId((self.world.random)())
    }
}
