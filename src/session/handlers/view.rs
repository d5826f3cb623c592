//! What is shown and how.

use crate::session::command::View;
use crate::session::dialog::Dialog;
use crate::session::effect::Effect;
use crate::session::locale::{Catalogue, Locale};
use crate::session::open::Shows;
use crate::session::{Job, Outcome, Session, persist};

impl Session {
    pub(super) fn handle_view(&mut self, command: &View) {
        let settings = &mut self.settings;
        match command {
            View::ZoomIn => settings.zoom += 0.1,
            View::ZoomOut => settings.zoom -= 0.1,
            View::ZoomReset => settings.zoom = 1.0,
            View::ArticleZoomIn => settings.article_size += 1.0,
            View::ArticleZoomOut => settings.article_size -= 1.0,
            View::ToggleLabelNames => settings.label_names = !settings.label_names,
            View::ToggleSuggestions => settings.suggestions = !settings.suggestions,
            View::ToggleRejected => settings.rejected = !settings.rejected,
            View::ToggleList => settings.list = !settings.list,
            View::ToggleInspector => settings.inspector = !settings.inspector,
            View::SetTheme(theme) => settings.theme = *theme,
            View::SetFace(face) => settings.face = *face,
            View::SetLanguage(language) => {
                settings.language = *language;
                let locale = Locale::of(*language, self.world.language.as_deref());
                self.catalogue = Catalogue::new(locale);
            }
            View::FullScreen => {
                self.effects.push(Effect::ToggleFullScreen);
                return;
            }
            View::SetArticleSize(size) => settings.article_size = *size,
            View::SetMeasure(measure) => settings.measure = *measure,
            View::Palette => return self.toggle(Dialog::Palette),
            View::Shortcuts => return self.toggle(Dialog::Shortcuts),
            View::Notices => {
                self.notices.unread = 0;
                return self.toggle(Dialog::Notices);
            }
            View::NextPane | View::PreviousPane => {
                let forward = *command == View::NextPane;
                self.effects.push(Effect::WalkPanes { forward });
                return;
            }
            View::CloseDialog => {
                self.dialog = None;
                return;
            }
            View::CancelJobs => {
                self.jobs.cancel_all();
                return;
            }
        }
        self.keep_settings();
        self.apply_shows();
    }

    /// Lets the open article show what the settings say.
    pub(in crate::session) fn apply_shows(&mut self) {
        let shows = Shows {
            suggestions: self.settings.suggestions,
            rejected: self.settings.rejected,
        };
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
