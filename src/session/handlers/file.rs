//! Projects and files.

use std::path::PathBuf;

use crate::formats::{Document, Origin, Reading, Writing, jsonl};
use crate::model::id::ProjectId;
use crate::model::project::{Project, ProjectSettings};
use crate::model::schema::Schema;
use crate::session::command::File;
use crate::session::dialog::Dialog;
use crate::session::export::events::EventExport;
use crate::session::export::{self, DataSet, EachLayer, Export, Place, Report};
use crate::session::{Job, Outcome, Session};
use crate::store;

impl Session {
    pub(super) fn handle_file(&mut self, command: File) {
        match command {
            File::New => self.toggle(Dialog::NewProject),
            File::Open => self.toggle(Dialog::OpenProject),
            File::ImportFiles => self.toggle(Dialog::ImportFiles),
            File::Export => self.toggle(Dialog::Export),
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
            | File::ImportNow => self.handle_import(command),
            File::ExportAs(format) => self.export_format = format,
            File::ExportVague(vague) => self.export_vague = vague,
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

    /// Writes every annotator's layers in the chosen format, in the background.
    fn export_to(&mut self, path: PathBuf) {
        self.dialog = None;
        self.snapshot_all();
        let Some(project) = &self.project else { return };
        let store = project.store.clone();
        // What is open may be ahead of the disk.
        let own: export::Layers = project
            .layers
            .iter()
            .map(|(id, (layer, _))| (id.clone(), layer.clone()))
            .collect();
        let at = (self.world.now)();
        let by = project.annotator.clone();
        let set = DataSet::by_name(self.export_format);
        let set = set.unwrap_or(DataSet::Articles(&jsonl::FORMAT));
        let lexicon = project.known.lexicon.clone();
        let vague = self.export_vague;
        let writing = Writing {
            schema: project.project.schema.clone(),
            ..Writing::default()
        };
        self.jobs.spawn(Job::Export, "export", move |progress| {
            let export = || -> Result<Report, String> {
                let place = Place::At(&path);
                let said = |error: std::io::Error| error.to_string();
                match set {
                    DataSet::Articles(format) => {
                        let mut export = Export::new(format, &writing, &place)?;
                        let each: EachLayer<'_> = &mut |meta, text, layer| {
                            let document = Document::of(meta, text, layer);
                            export.add(&document).map_err(said)
                        };
                        export::layers(&store, None, &own, false, progress, each)?;
                        export.finish(&Reading::new(Origin { by, at }))
                    }
                    DataSet::Events(table) => {
                        let mut export = EventExport::new(table, vague, lexicon, &place)?;
                        let each: EachLayer<'_> =
                            &mut |meta, text, layer| export.add(meta, text, layer).map_err(said);
                        export::layers(&store, None, &own, false, progress, each)?;
                        export.finish()
                    }
                }
            };
            let result = export();
            Outcome::Exported(path, result)
        });
    }
}
