//! Projects and files.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::formats::jsonl;
use crate::model::annotations::Annotations;
use crate::model::article::TextHash;
use crate::model::id::{ArticleId, ProjectId};
use crate::model::project::{Project, ProjectSettings};
use crate::model::schema::Schema;
use crate::session::command::{ArticleCommand, Command, File};
use crate::session::dialog::Dialog;
use crate::session::import::Preview;
use crate::session::intake::{Intake, Taken};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::{Job, Outcome, Session};
use crate::store::{self, Store, Summary};

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
                let known = self.known_texts();
                if let Some(Dialog::Import(preview)) = &mut self.dialog {
                    preview.read_again(number, encoding, &known);
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

    /// The texts of the project with the titles of their articles.
    fn known_texts(&self) -> Vec<(TextHash, String)> {
        let entries = self.project.iter().flat_map(|project| project.list.iter());
        entries
            .map(|entry| (entry.meta.text_sha256, entry.title().to_owned()))
            .collect()
    }

    /// Reads files in the background and shows what would be taken in.
    fn preview_import(&mut self, paths: Vec<PathBuf>) {
        self.dialog = None;
        let known = self.known_texts();
        self.jobs
            .replace(Job::Preview, "read files", move |progress| {
                Outcome::Preview(Preview::read(&paths, &known, progress))
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
            let mut intake = Intake {
                store: &store,
                schema: &schema,
                by: &by,
                at,
                random,
                taken: Taken::default(),
            };
            let total = preview.chosen() as u64;
            let chosen = preview.files.iter().filter(|file| file.chosen);
            for (number, file) in chosen.enumerate() {
                if progress.is_cancelled() {
                    break;
                }
                progress.set(number as u64, total);
                let encoding = file.content.as_ref().ok().map(|content| content.encoding);
                intake.file(&file.path, encoding, progress);
            }
            Outcome::Imported(Box::new(intake.taken))
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

    /// Writes every annotator's layers as JSON lines, in the background.
    fn export_to(&mut self, path: PathBuf) {
        self.dialog = None;
        self.snapshot_all();
        let Some(project) = &self.project else { return };
        let store = project.store.clone();
        // What is open may be ahead of the disk.
        let own: Layers = project
            .layers
            .iter()
            .map(|(id, (layer, _))| (id.clone(), layer.clone()))
            .collect();
        self.jobs.spawn(Job::Export, "export", move |progress| {
            Outcome::Exported(path.clone(), export(&store, &own, &path, progress))
        });
    }
}

type Layers = BTreeMap<ArticleId, Annotations>;

/// Writes all layers to a file; the old file stays until the new one is whole.
fn export(
    store: &Store,
    own: &Layers,
    path: &Path,
    progress: &crate::jobs::Progress,
) -> Result<usize, String> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let file = tempfile::NamedTempFile::new_in(folder).map_err(|e| e.to_string())?;
    let mut output = std::io::BufWriter::new(file);
    let (metas, _) = store.list().map_err(|e| e.to_string())?;
    let mut lines = 0;
    for annotator in store.annotators().map_err(|e| e.to_string())? {
        let mine = &annotator.id == store.annotator();
        let layers = store.layers(&annotator.id);
        for (number, meta) in metas.iter().enumerate() {
            if progress.is_cancelled() {
                return Err("stopped; nothing was written".into());
            }
            progress.set(number as u64, metas.len() as u64);
            let open = own.get(&meta.id).filter(|_| mine);
            if meta.is_removed() || (open.is_none() && !layers.contains(&meta.id)) {
                continue;
            }
            let (text, _) = store.load_text(&meta.id).map_err(|e| e.to_string())?;
            let layer = match open {
                Some(layer) => layer.clone(),
                None => {
                    let loaded = store.load_layer(&annotator.id, &meta.id, &text);
                    loaded.map_err(|e| e.to_string())?.layer
                }
            };
            jsonl::write_line(&mut output, meta, &text, &layer).map_err(|e| e.to_string())?;
            lines += 1;
        }
    }
    output.flush().map_err(|e| e.to_string())?;
    let file = output.into_inner().map_err(|e| e.to_string())?;
    file.persist(path).map_err(|e| e.to_string())?;
    Ok(lines)
}
