//! A small project in a temporary folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use hashiya::model::annotations::Annotations;
use hashiya::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use hashiya::model::edit::Edit;
use hashiya::model::history::{Change, Record, StepName};
use hashiya::model::id::{ArticleId, IncidentId, ProjectId, SpanId};
use hashiya::model::incident::{Filler, Incident, Role};
use hashiya::model::project::{Project, ProjectEdit, ProjectSettings};
use hashiya::model::registry::{EntryKind, Registry, RegistryEntry};
use hashiya::model::schema::change::SchemaEdit;
use hashiya::model::schema::{Bilingual, Label, LabelColor, Rgb, Schema, Standing};
use hashiya::model::span::{AttrValue, Provenance, Span, SpanState};
use hashiya::store::{Annotator, Opened, create, open};
use hashiya::text::offset::ByteRange;
use jiff::Timestamp;

/// Emoji, marks, two scripts, quotes, hashes and backslashes, over two lines.
pub(crate) const TEXT: &str =
    "🔴 عاجل: قصفت قوات الحكومة مدينة إدلب\nما أدى إلى مقتل 12 مدنيًا \"#\\\" end\n";

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

pub(crate) fn me() -> Annotator {
    Annotator {
        id: "salma".parse().unwrap(),
        name: "سلمى".into(),
    }
}

pub(crate) fn project() -> Project {
    let label = |id: &str| Label {
        id: id.parse().unwrap(),
        name: Bilingual {
            en: id.into(),
            ar: "فصيل".into(),
        },
        codebook: Bilingual::default(),
        color: LabelColor {
            light: Rgb(1, 2, 3),
            dark: Rgb(4, 5, 6),
        },
        key: Some('1'),
        enabled: true,
        standing: Standing::Current,
        attributes: Vec::new(),
    };
    Project {
        id: ProjectId(7),
        name: "تجربة".into(),
        schema: Schema {
            labels: vec![label("faction"), label("strike")],
            relations: Vec::new(),
            incident: Vec::new(),
            roles: Default::default(),
            role_names: Default::default(),
        },
        settings: ProjectSettings::default(),
    }
}

/// A project folder with one article in it.
pub(crate) struct Folder {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) article: ArticleId,
    pub(crate) text: ArticleText,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (article, text) = fill(&dir.path().join("p"));
        Self { dir, article, text }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("p")
    }

    pub(crate) fn open(&self) -> Opened {
        open(&self.path(), &me(), at(0), None).unwrap()
    }

    pub(crate) fn layer_path(&self) -> PathBuf {
        self.path()
            .join(format!("annotations/salma/{}.ron", self.article))
    }

    pub(crate) fn text_path(&self) -> PathBuf {
        self.path().join(format!("articles/{}.txt", self.article))
    }

    pub(crate) fn segments(&self) -> Vec<PathBuf> {
        let folder = self.path().join("annotations/salma/journal");
        let mut all: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "journal"))
            .collect();
        all.sort();
        all
    }

    /// The layer as a fresh opening sees it.
    pub(crate) fn layer(&self, opened: &Opened) -> Annotations {
        let store = &opened.store;
        let (text, _) = store.load_text(&self.article).unwrap();
        store
            .load_layer(store.annotator(), &self.article, &text)
            .unwrap()
            .layer
    }
}

/// Makes the project with its article in a folder.
pub(crate) fn fill(path: &Path) -> (ArticleId, ArticleText) {
    create(path, &project()).unwrap();
    let mut opened = open(path, &me(), at(0), None).unwrap();
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    let text = ArticleText::new(TEXT);
    let mut meta = ArticleMeta::new(&text, "Idlib");
    meta.fields.insert(
        MetaField::Title,
        MetaEntry {
            value: Some("قصف «إدلب»".into()),
            at: at(0),
            by: me().id,
        },
    );
    let imported = opened.store.import_article(&text, &meta).unwrap();
    assert!(!imported.existed);
    drop(opened.writer.take());
    (imported.meta.id, text)
}

/// A session in miniature: applies edits and hands their records over.
pub(crate) struct Session<'a> {
    pub(crate) opened: Opened,
    pub(crate) layer: Annotations,
    pub(crate) meta: ArticleMeta,
    pub(crate) registry: Registry,
    folder: &'a Folder,
    clock: i64,
}

impl<'a> Session<'a> {
    pub(crate) fn new(folder: &'a Folder) -> Self {
        Self::of(folder, &me(), 0)
    }

    /// Somebody's session, from a moment on.
    pub(crate) fn of(folder: &'a Folder, who: &Annotator, second: i64) -> Self {
        let opened = open(&folder.path(), who, at(second), None).unwrap();
        let layer = folder.layer(&opened);
        let meta = opened.articles[0].clone();
        let registry = opened.store.load_registry().unwrap_or_default();
        Self {
            registry,
            clock: second + i64::try_from(opened.history.last().0).unwrap() + 1,
            opened,
            layer,
            meta,
            folder,
        }
    }

    pub(crate) fn edit(&mut self, edit: Edit) {
        let change = Change::of(&self.folder.article, StepName::ChangeMany(1), [edit]);
        let record = self.opened.history.record_do(change, at(self.clock));
        self.submit(record);
    }

    pub(crate) fn share(&mut self, edit: ProjectEdit) {
        let change = Change::of_project(StepName::AddEntry(String::new()), [edit]);
        let record = self.opened.history.record_do(change, at(self.clock));
        self.submit(record);
    }

    pub(crate) fn undo(&mut self) -> bool {
        let record = self.opened.history.record_undo(at(self.clock));
        record.map(|record| self.submit(record)).is_some()
    }

    pub(crate) fn redo(&mut self) -> bool {
        let record = self.opened.history.record_redo(at(self.clock));
        record.map(|record| self.submit(record)).is_some()
    }

    fn submit(&mut self, record: Record) {
        self.clock += 1;
        for scoped in &record.change.edits {
            scoped.edit.apply(&mut self.meta, &mut self.layer).unwrap();
        }
        for edit in &record.change.project {
            let shared = &mut self.opened.project;
            edit.apply(&mut self.registry, &mut shared.schema, &mut shared.settings);
        }
        self.opened.history.push(record.clone());
        let texts = vec![(self.folder.article.clone(), self.folder.text.clone())];
        self.opened.writer.as_ref().unwrap().submit(record, texts);
    }

    /// The names of the factions that count.
    pub(crate) fn factions(&self) -> Vec<String> {
        let known = self.registry.known().into_iter();
        known.map(|(entry, _)| entry.names.ar.clone()).collect()
    }

    /// Calls a label something else, or makes one of that name.
    pub(crate) fn call(&mut self, id: &str, name: &str) {
        let id = id.parse().unwrap();
        let schema = &self.opened.project.schema;
        let from = schema.label(&id).cloned().map(Box::new);
        let mut to = from.clone().unwrap_or_else(|| {
            let mut label = schema.labels[0].clone();
            label.id = id.clone();
            Box::new(label)
        });
        to.name.ar = name.into();
        let to = Some(to);
        self.share(ProjectEdit::Schema(SchemaEdit::SetLabel { id, from, to }));
    }

    /// What the labels are called that count.
    pub(crate) fn labels(&self) -> Vec<String> {
        let labels = self.opened.project.schema.current();
        labels.map(|label| label.name.ar.clone()).collect()
    }

    pub(crate) fn flush(&self) {
        let writer = self.opened.writer.as_ref().unwrap();
        writer.flush(Duration::from_secs(20)).unwrap();
    }

    pub(crate) fn add(&mut self, id: u64, quote: &str) {
        self.edit(Edit::AddSpan(Box::new(span(id, quote))));
    }
}

/// A span on the first occurrence of some words of the text.
pub(crate) fn span(id: u64, quote: &str) -> Span {
    let start = TEXT.find(quote).unwrap();
    Span {
        id: SpanId(id),
        range: ByteRange::new(start, start + quote.len()),
        label: "faction".parse().unwrap(),
        state: SpanState::Manual,
        attrs: Default::default(),
        head: None,
        trigger: None,
        note: String::new(),
        provenance: Provenance::manual(me().id, at(0)),
    }
}

pub(crate) fn incident(id: u64, role: Role, filler: Filler) -> Incident {
    Incident {
        id: IncidentId(id),
        roles: [(role, vec![filler])].into(),
        attrs: [("kind".to_owned(), AttrValue::Text("airstrike".into()))].into(),
        state: SpanState::Manual,
        provenance: Provenance::manual(me().id, at(0)),
    }
}

/// A faction as somebody calls it at a moment.
pub(crate) fn faction(name: &str, second: i64, who: &Annotator) -> Box<RegistryEntry> {
    let mut entry = RegistryEntry::new(EntryKind::Faction, name, at(second), who.id.clone());
    entry.names.ar = name.into();
    Box::new(entry)
}
