//! What is shown and how.

use std::sync::Arc;

use crate::analysis::statistics::Statistics;
use crate::model::id::ArticleId;
use crate::model::schema::Schema;
use crate::session::command::View;
use crate::session::count::count;
use crate::session::dialog::Dialog;
use crate::session::effect::Effect;
use crate::session::locale::{Catalogue, Locale};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::propose::{Shows, is_blind};
use crate::session::{Job, Outcome, Session, persist};

impl Session {
    /// Calls things as a project does.
    pub(in crate::session) fn call_as(&mut self, schema: &Schema) {
        let locale = self.catalogue.locale();
        self.catalogue = Arc::new(Catalogue::of(locale, Some(schema)));
    }

    pub(super) fn handle_view(&mut self, command: &View) {
        let settings = &mut self.settings;
        match command {
            View::ZoomIn => settings.zoom += 0.1,
            View::ZoomOut => settings.zoom -= 0.1,
            View::ZoomReset => settings.zoom = 1.0,
            View::ArticleZoomIn => settings.article_size += 1.0,
            View::ArticleZoomOut => settings.article_size -= 1.0,
            View::ToggleLabelNames => settings.label_names = !settings.label_names,
            View::ToggleRelations => settings.all_relations = !settings.all_relations,
            View::ToggleSuggestions => settings.suggestions = !settings.suggestions,
            View::ToggleRejected => settings.rejected = !settings.rejected,
            View::ToggleList => settings.list = !settings.list,
            View::ToggleInspector => settings.inspector = !settings.inspector,
            View::SetTheme(theme) => settings.theme = *theme,
            View::SetFace(face) => settings.face = *face,
            View::SetLanguage(language) => {
                settings.language = *language;
                let locale = Locale::of(*language, self.world.language.as_deref());
                let schema = self.project.as_ref().map(|p| &p.project.schema);
                self.catalogue = Arc::new(Catalogue::of(locale, schema));
                // Words are sorted as they are shown.
                if let Some(project) = &mut self.project {
                    project.table.ask(&self.catalogue);
                }
            }
            View::FullScreen => {
                self.effects.push(Effect::ToggleFullScreen);
                return;
            }
            View::SetArticleSize(size) => settings.article_size = *size,
            View::SetMeasure(measure) => settings.measure = *measure,
            View::Palette => return self.toggle(Dialog::Palette),
            View::Shortcuts => return self.toggle(Dialog::Shortcuts),
            View::Statistics => return self.count(),
            View::Table => return self.toggle_table(),
            View::Notices => {
                self.notices.unread = 0;
                return self.toggle(Dialog::Notices);
            }
            View::Menus => {
                self.effects.push(Effect::ToggleMenus);
                return;
            }
            View::NextPane | View::PreviousPane => {
                let forward = *command == View::NextPane;
                self.effects.push(Effect::WalkPanes { forward });
                return;
            }
            View::CloseDialog => {
                if self.batch.take().is_some() {
                    self.jobs.cancel_kind(&Job::Occurrences);
                }
                self.copying = None;
                // Its sliders were moved step by step; what they were left at is kept.
                if self.dialog.take() != Some(Dialog::Review) {
                    return;
                }
            }
            View::CancelJobs => {
                self.jobs.cancel_all();
                return;
            }
        }
        self.keep_settings();
        self.apply_shows();
        if matches!(command, View::ToggleSuggestions | View::CloseDialog) {
            self.tally_anew();
        }
    }

    /// Counts the user's layers in the background and shows the numbers.
    fn count(&mut self) {
        let Some(project) = &self.project else { return };
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let articles: Vec<ArticleId> = project.list.iter().map(|e| e.meta.id.clone()).collect();
        self.dialog = Some(Dialog::Statistics(None));
        self.jobs.replace(Job::Count, "count", move |progress| {
            let (counts, problems) = count(&store, &own, &articles, progress);
            let problems = problems.iter().map(|(id, error)| format!("{id}: {error}"));
            Outcome::Counted(Box::new(counts), problems.collect())
        });
    }

    /// Shows what was counted, if that is still asked for.
    pub(in crate::session) fn take_counts(&mut self, counts: Box<Statistics>, problems: &[String]) {
        if self.dialog == Some(Dialog::Statistics(None)) {
            self.dialog = Some(Dialog::Statistics(Some(counts)));
        }
        if !problems.is_empty() {
            let message = Message::new("notice-remarks");
            self.report(Severity::Warning, message, problems.join("\n"));
        }
    }

    /// What of an article's spans the settings say is shown.
    #[must_use]
    pub fn shows(&self) -> Shows {
        let settings = &self.settings;
        let project = self.project.as_ref();
        let merged = project.map(|project| project.project.schema.merged());
        Shows {
            suggestions: settings.suggestions,
            doubtful: settings.doubtful,
            rejected: settings.rejected,
            thresholds: settings.thresholds.clone(),
            joined: settings.joined_thresholds.clone(),
            merged: merged.unwrap_or_default(),
        }
    }

    /// Whether suggestions are kept back in the open article.
    #[must_use]
    pub fn is_blind(&self) -> bool {
        let open = self.open();
        open.is_some_and(|open| is_blind(&open.id, self.settings.blind))
    }

    /// Lets the open article show what the settings say.
    pub(in crate::session) fn apply_shows(&mut self) {
        let mut shows = self.shows();
        shows.suggestions &= !self.is_blind();
        if let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut())
            && open.shows != shows
        {
            open.shows = shows;
            open.refresh();
        }
    }

    /// Writes the settings in the background.
    pub(super) fn keep_settings(&mut self) {
        self.settings = self.settings.clone().clamped();
        let (folder, settings) = (self.places.config.clone(), self.settings.clone());
        self.jobs.spawn(Job::Settings, "save settings", move |_| {
            Outcome::Settings(persist::save(&folder, &settings).err())
        });
    }
}
