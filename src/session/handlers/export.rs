//! Data sets out: what a format cannot hold is counted while it is chosen, then the set is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::formats::{Document, Origin, Reading, Writing};
use crate::jobs::Progress;
use crate::lexicon::Lexicon;
use crate::session::dialog::Dialog;
use crate::session::export::choices::{Choice, Choices};
use crate::session::export::events::EventExport;
use crate::session::export::{self, DataSet, EachLayer, Export, Place, Report, Which};
use crate::session::likeness::twins;
use crate::session::undecided;
use crate::session::{Job, Outcome, Session};
use crate::store::Store;

impl Session {
    pub(super) fn ask_export(&mut self) {
        self.toggle(Dialog::Export);
        if self.dialog == Some(Dialog::Export) {
            self.foretell();
        }
    }

    pub(super) fn choose_export(&mut self, choice: Choice) {
        self.settings.export.choose(choice);
        self.keep_settings();
        self.foretell();
    }

    /// Counts in the background what the chosen format cannot hold.
    fn foretell(&mut self) {
        self.foretold = None;
        let Some(work) = self.export_work() else {
            return;
        };
        self.jobs
            .replace(Job::Foretell, "count losses", move |progress| {
                Outcome::Foretold(work.run(&Place::Nowhere, progress))
            });
    }

    /// Writes the data set in the background.
    pub(super) fn export_to(&mut self, path: PathBuf) {
        self.dialog = None;
        self.snapshot_all();
        let Some(work) = self.export_work() else {
            return;
        };
        self.jobs.spawn(Job::Export, "export", move |progress| {
            let result = work.run(&Place::At(&path), progress);
            Outcome::Exported(path, result)
        });
    }

    fn export_work(&self) -> Option<Work> {
        let project = self.project.as_ref()?;
        // What is open may be ahead of the disk.
        let layers = project.layers.iter();
        let own = layers.map(|(id, (layer, _))| (id.clone(), layer.clone()));
        let choices = &self.settings.export;
        let shown = choices.shown.then(|| project.list.shown());
        Some(Work {
            which: Which {
                annotator: choices.mine.then(|| project.annotator.clone()),
                statuses: choices.status.into_iter().collect(),
                articles: shown.map(|shown| shown.iter().cloned().collect()),
                bare: choices.takes_bare(),
            },
            store: project.store.clone(),
            own: own.collect(),
            writing: Writing {
                schema: project.project.schema.clone(),
                ..self.settings.export.writing()
            },
            choices: self.settings.export.clone(),
            lexicon: project.known.lexicon.clone(),
            origin: Origin {
                by: project.annotator.clone(),
                at: (self.world.now)(),
            },
        })
    }
}

/// An export that is to be made.
struct Work {
    store: Store,
    own: export::Layers,
    which: Which,
    choices: Choices,
    writing: Writing,
    lexicon: Lexicon,
    origin: Origin,
}

impl Work {
    fn run(self, place: &Place<'_>, progress: &Progress) -> Result<Report, String> {
        match self.choices.data_set() {
            DataSet::Articles(format) => {
                let mut export = Export::new(format, &self.writing, place)?;
                let mut kin = BTreeMap::new();
                if !self.writing.split.is_whole() {
                    kin = twins(&self.store, progress)?;
                }
                let all = self.choices.suggestions;
                self.each_layer(progress, &mut |meta, text, layer| {
                    let mut document = Document::of(meta, text, layer);
                    document.kin = kin.get(&meta.text_sha256).copied();
                    if all {
                        undecided::add(&mut document, &self.lexicon, &self.origin);
                    }
                    export.add(&document).map_err(|error| error.to_string())
                })?;
                export.finish(&Reading::new(self.origin))
            }
            DataSet::Events(table) => {
                let lexicon = self.lexicon.clone();
                let senses = self.writing.schema.senses();
                let names = (lexicon, senses);
                let mut export = EventExport::new(table, self.choices.vague, names, place)?;
                self.each_layer(progress, &mut |meta, text, layer| {
                    let added = export.add(meta, text, layer);
                    added.map_err(|error| error.to_string())
                })?;
                export.finish()
            }
        }
    }

    fn each_layer(&self, progress: &Progress, each: EachLayer<'_>) -> Result<(), String> {
        export::layers(&self.store, &self.which, &self.own, progress, each)
    }
}
