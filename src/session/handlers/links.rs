//! Linking incidents of several articles that tell of one event.

use crate::model::article::ArticleMeta;
use crate::model::history::{Change, StepName};
use crate::model::id::{ArticleId, IncidentId};
use crate::session::command::{Command, IncidentCommand};
use crate::session::dialog::Dialog;
use crate::session::links::{Named, gather, linking};
use crate::session::{Job, Outcome, Session};

impl Session {
    /// Shows what may be one event, looked for in the background.
    pub(super) fn show_links(&mut self) {
        self.toggle(Dialog::Links);
        let Some(project) = self.project.as_ref().filter(|_| self.dialog.is_some()) else {
            return;
        };
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let metas: Vec<ArticleMeta> = project.list.iter().map(|e| e.meta.clone()).collect();
        let lexicon = project.known.lexicon.clone();
        let senses = project.project.schema.senses();
        self.links = None;
        self.jobs
            .replace(Job::Links, "compare incidents", move |progress| {
                let links = gather(&store, &own, &metas, (&lexicon, &senses), progress);
                Outcome::Links(Box::new(links))
            });
    }

    /// Says that incidents tell of one event: that of the first which has one, else a new one.
    pub(super) fn link(&mut self, incidents: Vec<Named>) {
        let links = self.links.as_ref();
        let rows = links.iter().flat_map(|links| &links.rows);
        let mut known = rows.filter(|row| {
            let own = incidents
                .iter()
                .any(|(article, id)| *article == row.article && *id == row.incident);
            own && !row.event.is_empty()
        });
        let event = known.next().map(|row| row.event.clone());
        let event = event.unwrap_or_else(|| IncidentId((self.world.random)()).to_string());
        let again = Command::Incident(IncidentCommand::Link(incidents.clone()));
        self.set_event(incidents, Some(&event), &again);
    }

    /// Takes an event apart.
    pub(super) fn part(&mut self, event: &str) {
        let links = self.links.as_ref();
        let named = links.and_then(|links| Some(links.named(links.events.get(event)?)));
        let again = Command::Incident(IncidentCommand::Part(event.to_owned()));
        self.set_event(named.unwrap_or_default(), None, &again);
    }

    /// One step of undo over all the articles.
    fn set_event(&mut self, incidents: Vec<Named>, event: Option<&str>, again: &Command) {
        let articles: Vec<ArticleId> = incidents.iter().map(|(id, _)| id.clone()).collect();
        if self.needs_layers(&articles, again) {
            return;
        }
        let Some(project) = &self.project else { return };
        let edits = incidents.iter().filter_map(|(article, id)| {
            let incident = project.own_layer(article)?.incident(*id)?;
            linking(article, incident, event)
        });
        let name = match event {
            Some(_) => StepName::Link,
            None => StepName::Part,
        };
        let change = Change {
            name,
            edits: edits.collect(),
            project: Vec::new(),
        };
        self.perform(change);
        if let Some(links) = &mut self.links {
            links.set(&incidents, event);
        }
    }
}
