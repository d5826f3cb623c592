//! Projects and files.

use std::path::PathBuf;

use crate::analysis::incidents::Vague;
use crate::formats::{Document, Origin, Reading, Writing, jsonl};
use crate::model::annotations::Annotations;
use crate::model::id::{ArticleId, ProjectId};
use crate::model::project::{Project, ProjectSettings};
use crate::model::schema::Schema;
use crate::session::command::{ArticleCommand, Command, File};
use crate::session::dialog::Dialog;
use crate::session::export::events::EventExport;
use crate::session::export::{self, DataSet, EachLayer, Export, Place, Report};
use crate::session::import::Preview;
use crate::session::intake::{Intake, Taken};
use crate::session::likeness::KnownTexts;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::{Job, Outcome, Session};
use crate::store::{self, Summary};

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
            File::Import(paths) => self.preview_import(paths),
            File::ImportAs(number, encoding) => {
                if let Some(Dialog::Import(preview)) = &mut self.dialog {
                    preview.read_again(number, encoding);
                }
            }
            File::ImportChoose(number, chosen) => {
                if let Some(Dialog::Import(preview)) = &mut self.dialog
                    && let Some(file) = preview.files.get_mut(number)
                {
                    file.chosen = chosen && file.content.is_ok();
                }
            }
            File::ImportNow => {
                if let Some(Dialog::Import(preview)) = self.dialog.take() {
                    self.import(*preview);
                }
            }
            File::ExportAs(format) => self.export_format = format,
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

    /// Reads files in the background and shows what would be taken in.
    fn preview_import(&mut self, paths: Vec<PathBuf>) {
        self.dialog = None;
        let store = self.project.as_ref().map(|project| project.store.clone());
        self.jobs
            .replace(Job::Preview, "read files", move |progress| {
                let known = store.map(|store| KnownTexts::of(&store, progress));
                let known = known.unwrap_or_default();
                Outcome::Preview(Preview::read(&paths, known, progress))
            });
    }

    /// Writes the chosen files into the project in the background.
    fn import(&mut self, preview: Preview) {
        let at = (self.world.now)();
        let random = self.world.random;
        let Some(project) = &self.project else { return };
        let (store, by) = (project.store.clone(), project.annotator.clone());
        let schema = project.project.schema.clone();
        self.jobs.spawn(Job::Import, "import", move |progress| {
            let reading = Reading::new(Origin { by, at });
            let mut intake = Intake::new(&store, schema, reading, random);
            let total = preview.chosen() as u64;
            let chosen = preview.files.iter().filter(|file| file.chosen);
            for (number, file) in chosen.enumerate() {
                if progress.is_cancelled() {
                    break;
                }
                progress.set(number as u64, total);
                let encoding = file.content.as_ref().ok().map(|content| content.encoding);
                intake.reading.encoding = encoding.map(str::to_owned);
                intake.file(&file.path, progress);
            }
            Outcome::Imported(Box::new(intake.finish()))
        });
    }

    /// Brings written articles into the project, as one step.
    pub(in crate::session) fn take_imported(&mut self, taken: Taken) {
        let Some(project) = &mut self.project else {
            return;
        };
        let ids: Vec<ArticleId> = taken.metas.iter().map(|meta| meta.id.clone()).collect();
        project.tally.add(ids);
        let (count, first) = (taken.metas.len(), taken.metas.first().map(|m| m.id.clone()));
        let change = taken.change();
        let entries = taken.metas.into_iter();
        project
            .list
            .insert(entries.map(|meta| (meta, Summary::default())));
        for (id, text) in taken.texts {
            let layer = Annotations::new(id.clone(), project.annotator.clone());
            project.layers.entry(id).or_insert((layer, text));
        }
        self.perform(change);
        if count > 0 {
            let message = Message::new("notice-imported").number("count", count);
            self.report(Severity::Success, message, String::new());
        }
        self.tally_on();
        let mut problems = taken.problems;
        if taken.known > 0 {
            problems.push(format!("{} were in the project already", taken.known));
        }
        if !problems.is_empty() {
            let message = Message::new("notice-import-failed");
            self.report(Severity::Warning, message, problems.join("\n"));
        }
        if let Some(id) = first {
            self.send(Command::Article(ArticleCommand::Open(id)));
        }
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
                        let vague = Vague::AsStated;
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
