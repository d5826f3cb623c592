//! Gathering the rows of the tables: ahead of anybody who looks, when somebody does, and again for
//! what has changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::id::{AnnotatorId, ArticleId, ProjectId};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::propose::is_blind;
use crate::session::table::proposed;
use crate::session::table::rows::ArticleRows;
use crate::session::{Job, Outcome, Session};
use crate::suggest::Context;

/// How many articles that were changed are brought up to date at once; others in the background.
const AT_SIGHT: usize = 16;
/// Up to so many decided spans their rows are gathered before anybody looks. Those of more take
/// room that nobody may ever want.
const AHEAD: u64 = 250_000;

/// What was gathered.
pub(in crate::session) struct Gathered {
    project: ProjectId,
    /// Which run of gathering it is of.
    run: u64,
    rows: Vec<ArticleRows>,
    /// The articles that have a layer.
    layers: Arc<BTreeSet<ArticleId>>,
    problems: Vec<String>,
    cancelled: bool,
}

impl Session {
    /// Gathers the rows of a project that was opened, so that they are there when somebody looks.
    pub(in crate::session) fn gather_ahead(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        let counts = project.list.iter().map(|entry| &entry.counts.decided);
        let spans = counts.flat_map(|decided| decided.values());
        if spans.map(|count| u64::from(*count)).sum::<u64>() > AHEAD {
            return;
        }
        let articles = project.list.iter().map(|entry| entry.meta.id.clone());
        project.table.begin_ahead(articles.collect());
        self.gather();
    }

    /// Brings up to date what somebody is about to see.
    pub(super) fn look_at_rows(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        // Whose layer is read is whose rows are looked for.
        let read = project.open.as_ref().filter(|open| !open.is_own);
        let read = read.map(|open| open.layer.annotator().clone());
        let first = project.table.look();
        if !project.table.has_begun() || (first && read.is_some()) {
            return self.gather_anew(read);
        }
        // What was changed last is brought up to date before it is seen.
        let waiting = project.table.waiting(AT_SIGHT);
        self.renew_rows(&waiting);
        self.gather();
    }

    /// Gathers somebody's rows from the first article on.
    pub(super) fn gather_anew(&mut self, whose: Option<AnnotatorId>) {
        self.jobs.cancel_kind(&Job::Table);
        let Some(project) = &mut self.project else {
            return;
        };
        let articles = project.list.iter().map(|entry| entry.meta.id.clone());
        let articles: Vec<ArticleId> = articles.collect();
        project.table.begin(whose, articles);
        self.gather();
    }

    /// Gathers the next articles if their rows are wanted, unless some are being gathered.
    pub(in crate::session) fn gather(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        if !project.table.is_wanted() || self.jobs.is_running(&Job::Table) {
            return;
        }
        let Some((done, total)) = project.table.progress() else {
            return;
        };
        let (next, layers) = project.table.next();
        let run = project.table.run();
        let whose = project.table.whose().cloned();
        let proposed = project.table.shows_proposed();
        let annotator = whose.clone().unwrap_or_else(|| project.annotator.clone());
        // What is open may be ahead of the disk.
        let own = |id: &ArticleId| {
            let open = project.layers.get(id).filter(|_| whose.is_none());
            open.cloned()
        };
        let articles: Vec<_> = next
            .into_iter()
            .filter_map(|id| Some((project.list.get(&id)?.meta.clone(), own(&id))))
            .filter(|(meta, _)| !meta.is_removed())
            .collect();
        let (store, lexicon) = (project.store.clone(), project.known.lexicon.clone());
        let senses = project.project.schema.senses();
        let id = project.project.id;
        let (shows, blind) = (self.shows(), self.settings.blind);
        let afar = self.afar(&shows).filter(|_| proposed);
        self.jobs.spawn(Job::Table, "gather rows", move |job| {
            job.set(done as u64, total as u64);
            let layers = layers.unwrap_or_else(|| Arc::new(store.layers(&annotator)));
            let read = articles.par_iter().map(|(meta, open)| {
                let is_new = open.is_none() && !layers.contains(&meta.id);
                if job.is_cancelled() || (is_new && afar.is_none()) {
                    return Ok(None);
                }
                let afar = afar.as_ref().filter(|_| !is_blind(&meta.id, blind));
                let rows = |layer: &Annotations, text: &ArticleText| {
                    let mut rows = ArticleRows::of(layer, text.as_str(), meta, &lexicon, &senses);
                    if let Some(afar) = afar {
                        let open = afar.open(layer.clone(), text.clone(), Context::of(meta));
                        rows.proposed = proposed::proposed(&open, meta, &lexicon, &senses);
                    }
                    rows
                };
                if let Some((layer, text)) = open {
                    return Ok(Some(rows(layer, text)));
                }
                let loaded = store.load_text(&meta.id).and_then(|(text, _)| {
                    let layer = store.load_layer(&annotator, &meta.id, &text)?.layer;
                    Ok(rows(&layer, &text))
                });
                loaded.map(Some).map_err(|e| format!("{}: {e}", meta.id))
            });
            let read: Vec<Result<Option<ArticleRows>, String>> = read.collect();
            let (mut rows, mut problems) = (Vec::new(), Vec::new());
            for article in read {
                match article {
                    Ok(found) => rows.extend(found),
                    Err(why) => problems.push(why),
                }
            }
            Outcome::Gathered(Box::new(Gathered {
                project: id,
                run,
                rows,
                layers,
                problems,
                cancelled: job.is_cancelled(),
            }))
        });
    }

    /// Takes in what was gathered, and gathers on.
    pub(in crate::session) fn take_gathered(&mut self, gathered: Gathered) {
        let Some(project) = &mut self.project else {
            return;
        };
        if project.project.id != gathered.project || project.table.run() != gathered.run {
            return self.gather();
        }
        if gathered.cancelled {
            project.table.stop();
            return self.tally_on();
        }
        let open = &project.layers;
        let table = &mut project.table;
        let is_open = |id: &ArticleId| open.contains_key(id);
        table.take(gathered.rows, gathered.layers, is_open, &self.catalogue);
        if !gathered.problems.is_empty() {
            let message = Message::new("notice-remarks");
            self.report(Severity::Warning, message, gathered.problems.join("\n"));
        }
        self.gather();
        self.tally_on();
    }

    /// Whether somebody waits for rows that are being gathered: what is counted of them for later
    /// waits until they are there.
    pub(super) fn waits_for_rows(&self) -> bool {
        let table = self.project.as_ref().map(|project| &project.table);
        let wanted = table.is_some_and(|table| table.shown && !table.shows_proposed());
        wanted && self.jobs.is_running(&Job::Table)
    }

    /// Brings the rows of articles up to their layers: at once where the layer is at hand, later
    /// where it has to be read.
    pub(in crate::session) fn renew_rows(&mut self, articles: &[ArticleId]) {
        let Some(project) = &mut self.project else {
            return;
        };
        if !project.table.has_begun() {
            return;
        }
        let is_own = project.table.whose().is_none();
        let senses = project.project.schema.senses();
        let merged = project.project.schema.merged();
        for (number, id) in articles.iter().enumerate() {
            let at_once = is_own && number < AT_SIGHT;
            let layer = project.layers.get(id).filter(|_| at_once);
            let entry = project.list.get(id);
            if let Some(entry) = entry.filter(|entry| entry.meta.is_removed()) {
                let none = ArticleRows::none(&entry.meta);
                project.table.update(none, &self.catalogue);
                continue;
            }
            match layer.zip(entry) {
                // Only what is looked at is worth a moment's work at every step.
                Some(((layer, text), entry)) if project.table.shown => {
                    let lexicon = &project.known.lexicon;
                    let mut rows =
                        ArticleRows::of(layer, text.as_str(), &entry.meta, lexicon, &senses);
                    let before = project.table.article(id);
                    let proposed = before.iter().flat_map(|rows| &rows.proposed);
                    let open = proposed.filter(|row| row.resting.is_open(layer, &merged));
                    rows.proposed = open.cloned().collect();
                    project.table.update(rows, &self.catalogue);
                    // What is proposed follows in the background.
                    if project.table.shows_proposed() {
                        project.table.renew(id);
                    }
                }
                _ => project.table.renew(id),
            }
        }
        self.gather();
    }
}
