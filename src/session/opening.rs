//! Opening and closing a project, and showing the article that was read.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::carry::Twins;
use super::command::{self, ArticleCommand, Command};
use super::dialog::{Dialog, Question};
use super::list::ArticleList;
use super::message::Message;
use super::notices::{Detail, Severity};
use super::project::OpenProject;
use super::tally::Tally;
use super::work::{Job, LoadedArticle, OpenedProject, Outcome};
use super::{Session, known, learning, persist, table};
use crate::model::annotations::Annotations;
use crate::model::id::{IdError, slugify};
use crate::store::{self, Access, Annotator, Described, Opened, Stamp, WhyReadOnly, sample};

impl Session {
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
                let mut annotators = opened.store.annotators().map_err(|e| e.to_string())?;
                annotators
                    .retain(|one| one.id == who.id || !opened.store.layers(&one.id).is_empty());
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
    pub(super) fn keep_recent(&mut self) {
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
        self.jobs.cancel_kind(&Job::Watch);
        self.jobs.cancel_kind(&Job::Twins);
        self.comparison = None;
        self.reshaping = None;
        self.incoming = None;
        self.links = None;
        // The writer's end waits for what is left to write.
        self.project = None;
    }

    pub(super) fn take_project(&mut self, loaded: OpenedProject) {
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
        self.call_as(&opened.project.schema);
        let mut twins = Twins::default();
        let marked = list.iter().filter(|entry| !entry.counts.decided.is_empty());
        marked.for_each(|entry| twins.note(&entry.meta.id));
        self.project = Some(OpenProject {
            annotator: opened.store.annotator().clone(),
            store: opened.store,
            project: opened.project,
            known,
            seen: Stamp::default(),
            described: Described::default(),
            list,
            annotators,
            history: opened.history,
            tally: Tally::default(),
            twins,
            table: table::Table::showing(self.settings.columns.clone()),
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
        self.gather_ahead();
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

    pub(super) fn take_article(&mut self, loaded: LoadedArticle) {
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
                    .or_insert_with(|| (Arc::new(own), loaded.open.text.clone()));
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
            open.layer = Annotations::clone(layer);
            open.refresh();
        }
        // What was counted while it was open holds when it is left.
        let left = project.open.replace(open);
        let before = left.as_ref().map(|left| left.id.clone());
        if before.as_ref() != Some(&id) {
            project.twins.previous = before;
        }
        if let Some(left) = left.filter(|left| left.is_own && left.is_read()) {
            let waiting = left.waiting();
            project.tally.take([(left.id, Some(waiting))]);
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
        self.look_for_twins();
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
}
