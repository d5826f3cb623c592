//! The running program without a widget.
//!
//! Panels read a [`Session`] and [`Session::send`] it [`command::Command`]s; once a frame
//! [`Session::tick`] carries them out, takes in what background jobs brought, and leaves
//! [`effect::Effect`]s for the window. Every change of the project goes through
//! [`Session::perform`]: edit, journal, history, in that order and nowhere else.

mod afar;
pub mod batch;
pub mod carry;
pub mod command;
pub mod compare;
pub mod count;
pub mod dialog;
pub mod effect;
pub mod export;
pub mod find;
mod handlers;
pub mod import;
pub mod incoming;
pub mod intake;
pub mod joined;
pub mod keymap;
pub mod known;
pub mod learning;
pub mod likeness;
pub mod links;
pub mod list;
pub mod locale;
pub mod mapping;
pub mod message;
pub mod notices;
pub mod open;
mod opening;
mod pdf_text;
mod persist;
pub mod picture;
mod project;
pub mod propose;
pub mod registry;
pub mod resting;
pub mod schema;
pub mod settings;
pub mod steps;
pub mod table;
pub mod tally;
pub mod undecided;
pub mod walk;
mod work;

use std::path::PathBuf;
use std::sync::Arc;
use std::task::Waker;

use jiff::Timestamp;

use crate::jobs::Jobs;
use crate::model::edit::Edit;
use crate::model::history::{Change, Record, RecordKind};
use crate::model::id::{ArticleId, SpanId};
use crate::model::project::ProjectEdit;
use crate::store::{SaveStatus, Writer};
use batch::{Batch, Offer};
use carry::Copying;
use command::Command;
use compare::Comparison;
use dialog::Dialog;
use effect::Effect;
use find::{Find, Search};
use links::Links;
use locale::{Catalogue, Locale};
use message::Message;
use notices::{Detail, Notices, Severity};
use open::OpenArticle;
use picture::Press;
pub use project::OpenProject;
use schema::Reshaping;
use schema::incoming::Incoming;
use settings::{Recent, Settings};
use tally::Sample;
use work::{Job, LoadedLayer, Outcome};

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
    /// What makes pixels of pictures; called on another thread.
    pub press: fn() -> Box<dyn Press>,
}

/// The running program.
pub struct Session {
    /// The texts of the interface.
    pub catalogue: Arc<Catalogue>,
    /// The user's settings.
    pub settings: Settings,
    /// What was reported.
    pub notices: Notices,
    /// The open project.
    pub project: Option<OpenProject>,
    /// What lies over the window.
    pub dialog: Option<Dialog>,
    /// What would be in it and what it cannot hold, or why that cannot be told; `None` while it is
    /// counted.
    pub foretold: Option<Result<export::Foretold, String>>,
    /// Looking for words in the open article.
    pub find: Find,
    /// Looking for words in the project.
    pub search: Search,
    /// What would be done in many places, while its dialog is open.
    pub batch: Option<Batch>,
    /// What would be done to the schema, while that is looked at.
    pub reshaping: Option<Reshaping>,
    /// A schema from a file, while it is looked at.
    pub incoming: Option<Incoming>,
    /// What would be copied from another article, while its dialog is open.
    pub copying: Option<Copying>,
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

impl Session {
    /// Starts: reads the settings, opens nothing yet.
    #[must_use]
    pub fn new(places: Places, world: World) -> Self {
        let (settings, problem) = persist::load(&places.config);
        let locale = Locale::of(settings.language, world.language.as_deref());
        let mut session = Self {
            catalogue: Arc::new(Catalogue::new(locale)),
            settings,
            notices: Notices::default(),
            project: None,
            dialog: None,
            foretold: None,
            find: Find::default(),
            search: Search::default(),
            batch: None,
            reshaping: None,
            incoming: None,
            copying: None,
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
            // Another look at the words or another reading was asked for: this one is of before.
            if finished.cancelled && matches!(finished.kind, Job::Find | Job::Suggest) {
                continue;
            }
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
        self.watch_others();
        self.sift_on();
        self.chart_on();
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
        self.report_all(severity, message, Detail::lines(&details));
    }

    /// Tells the user something, with particulars in the language of the interface.
    pub fn report_all(&mut self, severity: Severity, message: Message, details: Vec<Detail>) {
        let now = (self.world.now)();
        self.notices.push(now, severity, message, details);
    }

    /// The name to offer to whoever has not said theirs.
    #[must_use]
    pub fn likely_name(&self) -> &str {
        &self.world.user
    }

    fn writer(&self) -> Option<&Writer> {
        self.project.as_ref()?.writer.as_ref()
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
        if !matches!(record.kind, RecordKind::Do) {
            project.date_descriptions(&record.change, record.at);
        }
        if let Some(writer) = &project.writer {
            let texts = record.change.articles().into_iter().filter_map(|id| {
                let (_, text) = project.layers.get(id)?;
                Some((id.clone(), text.clone()))
            });
            writer.submit(record.clone(), texts);
        }
        let changed: Vec<ArticleId> = record.change.articles().into_iter().cloned().collect();
        let edits = &record.change.project;
        let any = |is: fn(&ProjectEdit) -> bool| edits.iter().any(is);
        let knows_more = any(|edit| matches!(edit, ProjectEdit::SetEntry { .. }));
        let reshaped = any(|edit| matches!(edit, ProjectEdit::Schema(_)));
        let learns = any(|edit| matches!(edit, ProjectEdit::SetLearnSince { .. }));
        let open = project.open.as_ref().map(|open| &open.id);
        let dated = record.change.edits.iter().any(|scoped| {
            let is = |edit| matches!(edit, &Edit::SetMeta { field, .. } if field.is_read_with());
            is(&scoped.edit) && Some(&scoped.article) == open
        });
        project.history.push(record);
        if knows_more {
            self.know_anew();
        }
        if reshaped {
            self.schema_changed();
        }
        if learns {
            self.learn_since_changed();
        }
        if dated {
            self.read_article(false);
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
