//! Projects and files.

use std::path::PathBuf;

use crate::model::id::ProjectId;
use crate::model::project::{Project, ProjectSettings};
use crate::model::schema::Schema;
use crate::session::command::File;
use crate::session::dialog::Dialog;
use crate::session::{Job, Outcome, Session};
use crate::store;

impl Session {
    pub(super) fn handle_file(&mut self, command: File) {
        match command {
            File::New => self.toggle(Dialog::NewProject),
            File::Open => self.toggle(Dialog::OpenProject),
            File::ImportFiles => self.toggle(Dialog::ImportFiles),
            File::Export => self.ask_export(),
            File::Settings => self.toggle(Dialog::Settings),
            File::OpenSample => self.open_project(None),
            File::OpenPath(path) => self.open_project(Some(&path)),
            File::Create(path) => self.create(path),
            File::SaveSnapshot => self.snapshot_all(),
            File::Paste
            | File::Import(_)
            | File::ImportText(_)
            | File::ImportAs(..)
            | File::ImportChoose(..)
            | File::ImportName(..)
            | File::ImportRest(_)
            | File::ImportEditNew(_)
            | File::ImportNow => self.handle_import(command),
            File::ExportWith(choice) => self.choose_export(choice),
            File::ExportTo(path) => self.export_to(path),
            File::SetAnnotator(name) => self.set_annotator(&name),
            File::Quit => {
                self.snapshot_all();
                self.quitting = true;
            }
        }
    }

    /// Says who annotates. The project is opened anew in that name.
    fn set_annotator(&mut self, name: &str) {
        let name = name.trim();
        self.dialog = None;
        if name.is_empty() {
            return;
        }
        let is_new = self.settings.annotator != name;
        name.clone_into(&mut self.settings.annotator);
        self.keep_settings();
        let path = self.project.as_ref().map(|p| p.store.path().to_owned());
        if is_new || path.is_none() {
            self.open_project(path.as_deref());
        }
    }

    /// Makes a project in a folder and opens it.
    fn create(&mut self, path: PathBuf) {
        self.dialog = None;
        let id = ProjectId((self.world.random)());
        self.jobs.spawn(Job::Create, "new project", move |_| {
            let name = path.file_name();
            let project = Project {
                id,
                name: name.map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
                schema: Schema::conflict_news(),
                settings: ProjectSettings::default(),
            };
            let made = store::create(&path, &project).map(|_| path);
            Outcome::Created(made.map_err(|error| error.to_string()))
        });
    }
}
