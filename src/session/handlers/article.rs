//! The open article and the list of articles.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::annotations::Annotations;
use crate::model::article::{ArticleText, MetaEntry, MetaField};
use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::{AnnotatorId, ArticleId};
use crate::session::command::{ArticleCommand, Command};
use crate::session::effect::{Effect, Field};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::open::{OpenArticle, Reading};
use crate::session::propose::{Proposal, in_schema, proposals};
use crate::session::work::LoadedArticle;
use crate::session::{Job, LoadedLayer, Outcome, Session};
use crate::store::{Severity as Weight, Store};
use crate::suggest::Context;

impl Session {
    pub(super) fn handle_article(&mut self, command: ArticleCommand) {
        let Some(project) = &self.project else { return };
        let annotator = project.annotator.clone();
        match command {
            ArticleCommand::Next | ArticleCommand::Previous => {
                let beside = project.beside(command == ArticleCommand::Next);
                if let Some(id) = beside {
                    self.open_article(id, annotator);
                }
            }
            ArticleCommand::Remove => self.remove_article(),
            ArticleCommand::Open(id) => self.open_article(id, annotator),
            ArticleCommand::ShowLayer(annotator) => {
                if let Some(id) = project.open.as_ref().map(|open| open.id.clone()) {
                    self.open_article(id, annotator);
                }
            }
            ArticleCommand::Describe => self.effects.push(Effect::Describe),
            ArticleCommand::Note => {
                self.settings.inspector = true;
                self.effects.push(Effect::Focus(Field::Note));
            }
            ArticleCommand::Filter => {
                self.settings.list = true;
                self.effects.push(Effect::Focus(Field::Filter));
            }
            ArticleCommand::SetFilter(filter) => {
                if let Some(project) = &mut self.project {
                    project.list.set_filter(filter);
                }
            }
            ArticleCommand::SetNote(id, to) => {
                let Some((layer, _)) = project.layers.get(&id) else {
                    return;
                };
                let from = layer.note().to_owned();
                let edit = (from != to).then_some(Edit::SetNote { from, to });
                self.perform(Change::of(&id, StepName::Note, edit));
            }
            ArticleCommand::SetField(id, field, value) => self.set_field(&id, field, &value),
            ArticleCommand::SetProgress(to) => self.set_progress(to, false),
            ArticleCommand::Seen(ids) => self.see(ids),
            ArticleCommand::CopyFrom => self.show_copying(),
            ArticleCommand::CopySource(from) => self.copy_from(from),
            ArticleCommand::CopyChoose(which, taken) => self.choose_copied(Some(which), taken),
            ArticleCommand::CopyChooseAll(taken) => self.choose_copied(None, taken),
            ArticleCommand::CopyNow => self.do_copying(),
        }
    }

    /// Takes the open article out of the project and opens the one beside it. Its text and its
    /// layers stay on disk: every later state of the project can be reached by undo.
    fn remove_article(&mut self) {
        let Some(project) = &self.project else { return };
        let Some(entry) = project.open.as_ref().and_then(|o| project.list.get(&o.id)) else {
            return;
        };
        let (id, title) = (entry.meta.id.clone(), entry.title().to_owned());
        let beside = project.beside(true).or_else(|| project.beside(false));
        let out = Some("yes".to_owned());
        self.set_meta(&id, MetaField::Removed, out, StepName::RemoveArticles(1));
        let message = Message::new("notice-article-removed").text("title", title);
        self.report(Severity::Success, message, String::new());
        if let Some(beside) = beside {
            self.send(Command::Article(ArticleCommand::Open(beside)));
        }
    }

    fn set_field(&mut self, id: &ArticleId, field: MetaField, value: &str) {
        let value = match field.check(value) {
            Ok(value) => value,
            Err(error) => {
                let message = Message::new("notice-not-applied").text("reason", error.to_string());
                return self.report(Severity::Warning, message, String::new());
            }
        };
        self.set_meta(id, field, value, StepName::Describe);
    }

    /// Says something else of an article in its description, as one step.
    fn set_meta(
        &mut self,
        id: &ArticleId,
        field: MetaField,
        value: Option<String>,
        name: StepName,
    ) {
        let at = (self.world.now)();
        let Some(project) = &self.project else { return };
        let entry = project.list.get(id);
        let from = entry.and_then(|entry| entry.meta.fields.get(&field).cloned());
        if from.as_ref().and_then(|entry| entry.value.clone()) == value {
            return;
        }
        let by = project.annotator.clone();
        let to = Some(MetaEntry { value, at, by });
        let edit = Edit::SetMeta { field, from, to };
        self.perform(Change::of(id, name, Some(edit)));
    }

    pub(super) fn open_article(&mut self, id: ArticleId, annotator: AnnotatorId) {
        self.snapshot_all();
        let Some(project) = &mut self.project else {
            return;
        };
        let is_own = annotator == project.annotator;
        project.table.shown = false;
        project.opening = Some(id.clone());
        project.left_at = Some(id.clone());
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let lexicon = project.known.lexicon.clone();
        self.jobs.spawn(Job::Article, "open article", move |_| {
            let load = || -> Result<LoadedArticle, String> {
                let (text, told) = store.load_text(&id).map_err(|e| e.to_string())?;
                // A layer that cannot be read keeps nobody from reading the article.
                let (mine, changed) = match store.load_layer(&own, &id, &text) {
                    Ok(mine) => {
                        let told = told.iter().any(|notice| notice.severity() > Weight::Info);
                        let changed = (told || !mine.proposal.is_empty()).then_some(mine.proposal);
                        (Ok(mine.layer), changed)
                    }
                    Err(error) => (Err(error.to_string()), None),
                };
                let shown = match &mine {
                    Ok(mine) if is_own => mine.clone(),
                    Err(_) if is_own => Annotations::new(id.clone(), own.clone()),
                    _ => {
                        let other = store.load_layer(&annotator, &id, &text);
                        other.map_err(|e| e.to_string())?.layer
                    }
                };
                Ok(LoadedArticle {
                    open: OpenArticle::new(text, shown, is_own, lexicon.clone()),
                    own: mine,
                    changed,
                })
            };
            Outcome::Article(Box::new(load()))
        });
    }
}

impl Session {
    /// Loads the user's own layers of these articles where that has not been done, and then
    /// does what needs them. Whether it has to wait.
    pub(super) fn needs_layers(&mut self, articles: &[ArticleId], then: &Command) -> bool {
        let Some(project) = &mut self.project else {
            return true;
        };
        let missing: BTreeSet<ArticleId> = articles
            .iter()
            .filter(|id| !project.layers.contains_key(id))
            .cloned()
            .collect();
        if missing.is_empty() {
            return false;
        }
        if let Some(reason) = missing.iter().find_map(|id| project.unreadable.get(id)) {
            let message = Message::new("notice-not-applied").text("reason", reason.as_str());
            self.report(Severity::Error, message, String::new());
            return true;
        }
        project.waiting.push(then.clone());
        let (store, own) = (project.store.clone(), project.annotator.clone());
        self.jobs
            .spawn(Job::Layers, "load layers", move |progress| {
                let mut layers = Vec::with_capacity(missing.len());
                for id in missing {
                    progress.set(layers.len() as u64, 0);
                    if progress.is_cancelled() {
                        break;
                    }
                    layers.push(load_layer(&store, &own, id));
                }
                Outcome::Layers(layers, progress.is_cancelled())
            });
        true
    }

    /// Takes in layers that something waits for.
    pub(in crate::session) fn take_layers(&mut self, layers: Vec<LoadedLayer>, cancelled: bool) {
        let Some(project) = &mut self.project else {
            return;
        };
        project.keep_layers(layers);
        let waiting = std::mem::take(&mut project.waiting);
        if !cancelled {
            self.commands.extend(waiting);
        }
    }

    /// Reads the open article in the background, if it is the analyst's own layer that is shown:
    /// all of it, or, if something was learned, what comes after the place where the user is.
    pub(in crate::session) fn read_article(&mut self, onward: bool) {
        let now = (self.world.now)();
        let Some(project) = &mut self.project else {
            return;
        };
        let Some(open) = project.open.as_mut().filter(|open| open.is_own) else {
            return;
        };
        let reading = open.begin_reading(onward);
        let (id, text) = (open.id.clone(), open.text.clone());
        let (by, lexicon) = (project.annotator.clone(), project.known.lexicon.clone());
        let schema = project.project.schema.clone();
        let memory = project.learning.memory.clone();
        let context = project.list.get(&id);
        let context = context.map(|entry| Context::of(&entry.meta));
        let context = context.unwrap_or_default();
        self.jobs
            .replace(Job::Suggest, "read the article", move |_| {
                let known = (&lexicon, &*memory);
                let found = proposals(text.as_str(), &context, known, (&by, now));
                let found = in_schema(found, &schema);
                Outcome::Proposed(id.clone(), reading, found)
            });
    }

    /// Shows what was read.
    pub(in crate::session) fn take_proposals(
        &mut self,
        id: &ArticleId,
        reading: Reading,
        found: Vec<Proposal>,
    ) {
        if let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut())
            && &open.id == id
            && open.is_own
        {
            open.end_reading(reading, found);
        }
    }
}

/// Loads a layer that is not shown. One whose text was changed has to be opened first, for the
/// question what becomes of its spans.
pub(super) fn load_layer(store: &Store, own: &AnnotatorId, id: ArticleId) -> LoadedLayer {
    let load = || -> Result<(Arc<Annotations>, ArticleText), String> {
        let (text, told) = store.load_text(&id).map_err(|e| e.to_string())?;
        let mine = store
            .load_layer(own, &id, &text)
            .map_err(|e| e.to_string())?;
        let told = told.into_iter().chain(mine.notices);
        let worst = told
            .filter(|_| !mine.proposal.is_empty())
            .find(|notice| notice.severity() > Weight::Info);
        match worst {
            Some(notice) => Err(notice.to_string()),
            None => Ok((Arc::new(mine.layer), text)),
        }
    };
    LoadedLayer { layer: load(), id }
}
