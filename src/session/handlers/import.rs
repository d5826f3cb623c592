//! Taking articles in: what would be, how it is read, what becomes of its names, and doing it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::formats::{Origin, Reading};
use crate::model::annotations::Annotations;
use crate::model::id::ArticleId;
use crate::model::mapping::Mapping;
use crate::model::project::{ProjectEdit, ProjectSettings};
use crate::model::schema::change::SchemaEdit;
use crate::session::command::{ArticleCommand, Command, File, SchemaCommand};
use crate::session::dialog::Dialog;
use crate::session::effect::Effect;
use crate::session::import::{Candidate, How, Preview, Project};
use crate::session::incoming::{Place, Watch, expand_formats};
use crate::session::intake::{Intake, Taken};
use crate::session::likeness::KnownTexts;
use crate::session::mapping::found::mapping;
use crate::session::message::Message;
use crate::session::notices::{Detail, Severity};
use crate::session::schema::Item;
use crate::session::{Job, Outcome, Session};
use crate::store::Summary;

impl Session {
    pub(super) fn handle_import(&mut self, command: File) {
        match command {
            File::Paste => self.effects.push(Effect::Paste),
            File::Import(paths) => self.preview_import(move || {
                let places = expand_formats(&paths).into_iter();
                places.map(Place::File).collect()
            }),
            File::ImportText(text) => {
                if !text.trim().is_empty() {
                    self.preview_import(move || vec![Place::Pasted(text.into())]);
                }
            }
            File::ImportAs(number, how) => self.read_again(number, &how),
            File::ImportNow => {
                if let Some(Dialog::Import(preview)) = self.dialog.take() {
                    self.import(preview);
                }
            }
            command => {
                let Some(Dialog::Import(preview)) = &mut self.dialog else {
                    return;
                };
                let preview = Arc::make_mut(preview);
                match command {
                    File::ImportChoose(number, chosen) => {
                        if let Some(file) = preview.files.get_mut(number) {
                            file.chosen = chosen && file.content.is_ok();
                        }
                    }
                    File::ImportName(number, target) => preview.settle(number, target),
                    File::ImportRest(target) => preview.settle_rest(&target),
                    File::ImportEditNew(wanted) => preview.edit_new = wanted,
                    _ => {}
                }
            }
        }
    }

    /// Reads files in the background and shows what would be taken in.
    fn preview_import(&mut self, places: impl FnOnce() -> Vec<Place> + Send + 'static) {
        self.dialog = None;
        let Some(open) = &self.project else { return };
        let store = open.store.clone();
        let settings = &open.project.settings;
        let project = Project {
            schema: open.project.schema.clone(),
            mappings: settings.mappings.clone(),
            tables: settings.tables.clone(),
            ..Project::default()
        };
        self.jobs
            .replace(Job::Preview, "read files", move |progress| {
                let known = KnownTexts::of(&store, progress);
                let project = Project { known, ..project };
                let preview = Preview::of(places(), project, progress);
                Outcome::Preview(preview.map(Box::new))
            });
    }

    /// Reads a file again in another way, in the background.
    fn read_again(&mut self, number: usize, how: &How) {
        let Some(Dialog::Import(preview)) = &self.dialog else {
            return;
        };
        let files = preview.alike(number, how);
        let project = preview.project();
        self.jobs
            .spawn(Job::ReadAgain, "read again", move |progress| {
                let bytes = files.iter().map(|(_, file, _)| file.bytes).sum();
                let watch = Watch::new(progress, bytes);
                let read = files.into_iter().map(|(number, file, how)| {
                    let read = Candidate::read(file.place, how, &project, &watch);
                    (number, read)
                });
                Outcome::ReadAgain(read.collect())
            });
    }

    /// Writes the chosen files into the project in the background.
    fn import(&mut self, preview: Arc<Preview>) {
        let at = (self.world.now)();
        let random = self.world.random;
        let Some(project) = &self.project else { return };
        let (store, by) = (project.store.clone(), project.annotator.clone());
        let schema = project.project.schema.clone();
        let layers = project.layers.iter();
        let open = layers.map(|(id, (layer, _))| (id.clone(), layer.is_empty()));
        let open = open.collect();
        self.jobs.spawn(Job::Import, "import", move |progress| {
            let reading = Reading::new(Origin { by, at });
            let mut intake = Intake::new(&store, schema, reading, random);
            intake.expected = preview.articles() as u64;
            intake.open = open;
            for file in preview.files.iter().filter(|file| file.chosen) {
                if progress.is_cancelled() {
                    // What was written is written as taken out, and is used when it comes again.
                    return Outcome::Imported(None);
                }
                intake.reading.how = file.how.clone();
                let format = file.format().unwrap_or_default();
                intake.follow(mapping(&preview.names, format));
                intake.file(&file.place, progress);
            }
            if progress.is_cancelled() {
                return Outcome::Imported(None);
            }
            // What names were settled to be is known when all of them were met.
            intake.flush();
            let mut mappings = BTreeMap::new();
            for name in &preview.names {
                let settled = || {
                    intake
                        .names
                        .remembered(mapping(&preview.names, name.format))
                };
                mappings
                    .entry(name.format.to_owned())
                    .or_insert_with(settled);
            }
            let taken = Taken {
                mappings,
                tables: preview.tables(),
                edit_new: preview.edit_new,
                ..intake.finish()
            };
            Outcome::Imported(Some(Box::new(taken)))
        });
    }

    /// Brings written articles into the project, as one step.
    pub(in crate::session) fn take_imported(&mut self, mut taken: Taken) {
        let Some(project) = &mut self.project else {
            return;
        };
        let ids: Vec<ArticleId> = taken.metas.iter().map(|meta| meta.id.clone()).collect();
        project.tally.add(ids);
        let (count, first) = (taken.metas.len(), taken.metas.first().map(|m| m.id.clone()));
        let mut change = taken.change();
        if !change.is_empty() {
            let settings = &project.project.settings;
            change.project.extend(remembered(settings, &taken));
        }
        let entries = taken.metas.into_iter();
        project
            .list
            .insert(entries.map(|meta| (meta, Summary::default())));
        for (id, text) in taken.texts {
            let layer = Annotations::new(id.clone(), project.annotator.clone());
            project.layers.entry(id).or_insert((Arc::new(layer), text));
        }
        let new = change.project.iter().find_map(|edit| match edit {
            ProjectEdit::Schema(SchemaEdit::SetLabel {
                id, to: Some(_), ..
            }) => Some(id.clone()),
            _ => None,
        });
        self.perform(change);
        if count > 0 {
            let message = Message::new("notice-imported").number("count", count);
            self.report(Severity::Success, message, String::new());
        }
        self.tally_on();
        let problems = taken.problems.iter();
        let mut details: Vec<Detail> = problems.map(Detail::of_problem).collect();
        if taken.known > 0 {
            let known = Message::new("import-known").number("count", taken.known);
            details.push(Detail::Told(known));
        }
        if !details.is_empty() {
            let message = Message::new("notice-import-failed");
            self.report_all(Severity::Warning, message, details);
        }
        if let Some(id) = first {
            self.send(Command::Article(ArticleCommand::Open(id)));
        }
        if let Some(id) = new.filter(|_| taken.edit_new) {
            self.send(Command::Schema(SchemaCommand::Choose(Item::Label(id))));
        }
    }
}

/// What is remembered of how files were read: what their names are here, what their columns hold.
fn remembered(settings: &ProjectSettings, taken: &Taken) -> Vec<ProjectEdit> {
    let mappings = taken.mappings.iter().map(|(format, settled)| {
        let from = settings.mappings.get(format).cloned();
        let mut to = from.clone().unwrap_or_default();
        to.take(settled);
        let format = format.clone();
        (from.as_ref() != Some(&to) && to != Mapping::default()).then_some(
            ProjectEdit::SetMapping {
                format,
                from,
                to: Some(to),
            },
        )
    });
    let tables = taken.tables.iter().map(|(columns, shape)| {
        let from = settings.tables.get(columns).cloned();
        (from.as_ref() != Some(shape)).then(|| ProjectEdit::SetTable {
            columns: columns.clone(),
            from,
            to: Some(shape.clone()),
        })
    });
    mappings.chain(tables).flatten().collect()
}
