//! What the project knows of factions and places, and how that changes.

mod table;

pub(in crate::session) use table::TableRead;

use crate::lexicon::Entry;
use crate::model::edit::Edit;
use crate::model::history::{Change, Scoped, StepName};
use crate::model::id::{EntryId, LabelId};
use crate::model::project::ProjectEdit;
use crate::model::registry::revision::{Revision, named};
use crate::model::registry::{Alias, EntryKind, Registry, RegistryEntry};
use crate::model::span::{Provenance, Span, SpanState};
use crate::session::command::RegistryCommand;
use crate::session::dialog::Dialog;
use crate::session::known::Known;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::registry::{Field, kind_of, label_of, said_of_span, tidy};
use crate::session::{Job, Outcome, Session};
use crate::text::offset::ByteRange;

use crate::session::handlers::span::{collides, marking, push_state_change};

impl Session {
    pub(super) fn handle_registry(&mut self, command: RegistryCommand) {
        use RegistryCommand as R;
        match command {
            R::Show => {
                let shown = matches!(self.dialog, Some(Dialog::Registry(_)));
                self.dialog = (!shown).then(|| Dialog::Registry(self.entry_at_hand()));
            }
            R::Choose(id) => self.dialog = Some(Dialog::Registry(Some(id))),
            R::NewFaction => self.name_new(EntryKind::Faction),
            R::NewPlace => self.name_new(EntryKind::Place),
            R::AddName => self.toggle(Dialog::NameOf),
            R::NameOf(id) => self.name_known(&id),
            R::Create(kind, name) => self.create_entry(kind, &name),
            R::SetField(id, field, text) => self.set_entry_field(&id, field, &text),
            R::AddAlias(id, name) => self.add_alias(&id, &name),
            R::SetAlias(id, alias, to) => self.set_alias(&id, &alias, to),
            R::Split(id, alias) => self.split_entry(&id, &alias),
            R::Merge(first, second) => self.merge_entries(&first, &second),
            R::Part(id) => self.part_entry(id),
            R::Remove(id) => self.remove_entry(&id),
            R::Import => self.toggle(Dialog::ImportTable),
            R::ExportFactions => self.toggle(Dialog::ExportTable(EntryKind::Faction)),
            R::ExportPlaces => self.toggle(Dialog::ExportTable(EntryKind::Place)),
            R::ImportFrom(path) => self.import_table(path),
            R::ExportTo(kind, path) => self.export_table(kind, path),
        }
    }

    /// The words that a command about names is about: of a selected span the head, if it has one,
    /// else what is selected.
    #[must_use]
    pub fn words_at_hand(&self) -> Option<String> {
        let open = self.open()?;
        let span = open.span.and_then(|id| open.shown(id));
        let head = span.and_then(|span| {
            span.head
                .filter(|head| span.range.covers(*head) && !head.is_empty())
        });
        let words = head.or(open.active_range())?.of(open.text.as_str())?;
        Some(tidy(words)).filter(|words| !words.is_empty())
    }

    /// What the selected span says it means.
    fn entry_at_hand(&self) -> Option<String> {
        let open = self.open()?;
        let span = open.span.and_then(|id| open.shown(id))?;
        let id = span.attrs.get("canonical_id")?.as_text()?;
        let known = &self.project.as_ref()?.known;
        let entry = known.lexicon.entry(id)?;
        kind_of(entry).map(|_| entry.id.clone())
    }

    /// The words at hand become the name of a new entry, and are marked as that.
    fn name_new(&mut self, kind: EntryKind) {
        let Some(words) = self.words_at_hand() else {
            return;
        };
        let Some((id, entry)) = self.new_entry(kind, &words) else {
            return;
        };
        let message = Message::new("notice-entry-new").text("name", words.as_str());
        self.say(StepName::AddEntry(words), vec![(id, entry)], message);
    }

    /// The words at hand become a name of an entry, and are marked as that.
    fn name_known(&mut self, canonical: &str) {
        self.dialog = None;
        let Some(words) = self.words_at_hand() else {
            return;
        };
        let Some((id, mut entry)) = self.own_or_new(canonical) else {
            return;
        };
        let name = self.entry_name(&entry);
        let knows = self
            .project
            .as_ref()
            .is_some_and(|p| p.known.is_name_of(&entry, &words));
        if !knows {
            entry.aliases.push(Alias {
                name: words.clone(),
                contextual: false,
            });
        }
        let message = Message::new("notice-entry-named")
            .text("words", words.as_str())
            .text("name", name);
        self.say(StepName::NameEntry(words), vec![(id, entry)], message);
    }

    /// Puts an entry there, and lets what is selected mean it, as one step.
    fn say(&mut self, name: StepName, entries: Vec<(EntryId, RegistryEntry)>, told: Message) {
        let now = (self.world.now)();
        let Some(project) = &self.project else { return };
        let Some((_, entry)) = entries.first() else {
            return;
        };
        let meant = project.known.described(entry);
        let edits = self.mean(&meant, entry.kind);
        let revision = Revision::new(&project.known.registry, now, &project.annotator);
        let puts = entries.into_iter();
        let change = Change {
            name,
            edits,
            project: puts.filter_map(|(id, e)| revision.put(id, e)).collect(),
        };
        let range = self.open().and_then(|open| open.active_range());
        self.perform(change);
        self.stay_at(range);
        self.report(Severity::Success, told, String::new());
    }

    /// The edits that let what is selected mean an entry: words are marked, a span of that label
    /// says so. A span of another label stays as it is.
    fn mean(&self, meant: &Entry, kind: EntryKind) -> Vec<Scoped> {
        let edits = self.meaning(meant, kind).unwrap_or_default();
        let article = self.open().map(|open| open.id.clone());
        let scoped = |edit| {
            Some(Scoped {
                article: article.clone()?,
                edit,
            })
        };
        edits.into_iter().filter_map(scoped).collect()
    }

    fn meaning(&self, meant: &Entry, kind: EntryKind) -> Option<Vec<Edit>> {
        let now = (self.world.now)();
        let project = self.project.as_ref()?;
        let open = project.open.as_ref()?;
        let label: LabelId = label_of(kind).parse().ok()?;
        project.project.schema.label(&label)?;
        let said = said_of_span(meant, &project.known.lexicon);
        let given = said.iter();
        let given = given.filter_map(|(name, value)| Some((name.clone(), value.clone()?)));
        let author = project.annotator.clone();
        let id = self.new_span_id();
        let Some(chosen) = open.span else {
            let range = open.selection.filter(|range| !collides(open, id, *range))?;
            let span = Span {
                id,
                range,
                label,
                state: SpanState::Manual,
                attrs: given.collect(),
                head: None,
                trigger: None,
                note: String::new(),
                provenance: Provenance::manual(author, now),
            };
            return Some(marking(open, span));
        };
        if let Some(suggestion) = open.suggestion(chosen).filter(|s| s.label == label) {
            let mut span = suggestion.clone();
            for (name, value) in &said {
                match value {
                    Some(value) => span.attrs.insert(name.clone(), value.clone()),
                    None => span.attrs.remove(name),
                };
            }
            span.id = id;
            span.state = SpanState::Edited;
            span.provenance.author = author;
            span.provenance.at = now;
            return Some(marking(open, span));
        }
        let span = open.layer.span(chosen).filter(|span| span.label == label)?;
        let changes = said.into_iter().filter_map(|(name, to)| {
            let from = span.attrs.get(&name).cloned();
            (from != to).then_some(Edit::SetAttr {
                span: span.id,
                name,
                from,
                to,
            })
        });
        let mut edits: Vec<Edit> = changes.collect();
        if !edits.is_empty() {
            push_state_change(&mut edits, span);
        }
        Some(edits)
    }

    /// Selects what stands there now: words that were marked are a span.
    fn stay_at(&mut self, range: Option<ByteRange>) {
        let found = range.and_then(|range| {
            let open = self.open()?;
            if open.span.is_some_and(|id| open.layer.span(id).is_some()) {
                return None;
            }
            let mut here = open.layer.overlapping(range);
            here.find(|span| span.range == range).map(|span| span.id)
        });
        if let Some(id) = found {
            self.focus(id);
        }
    }

    /// A new entry of the article's country, with its id.
    fn new_entry(&self, kind: EntryKind, name: &str) -> Option<(EntryId, RegistryEntry)> {
        let now = (self.world.now)();
        let project = self.project.as_ref()?;
        let id = EntryId((self.world.random)());
        let canonical = project.known.new_canonical(kind, id, name);
        let mut entry = RegistryEntry::new(kind, &canonical, now, project.annotator.clone());
        entry.names = named(name);
        let open = project.open.as_ref();
        let meta = open.and_then(|open| project.list.get(&open.id));
        let country = meta.and_then(|listed| {
            use crate::model::article::MetaField;
            listed.meta.get(MetaField::Country)
        });
        entry.country = country.unwrap_or_default().to_owned();
        Some((id, entry))
    }

    /// The project's own entry that is meant by an id, or a new one that adds to a built-in one.
    fn own_or_new(&self, canonical: &str) -> Option<(EntryId, RegistryEntry)> {
        let now = (self.world.now)();
        let project = self.project.as_ref()?;
        if let Some((id, entry)) = project.known.own(canonical) {
            return Some((id, entry.clone()));
        }
        let kind = kind_of(project.known.below(canonical)?)?;
        let entry = RegistryEntry::new(kind, canonical, now, project.annotator.clone());
        Some((EntryId((self.world.random)()), entry))
    }

    /// What an entry is called in the interface's language.
    fn entry_name(&self, entry: &RegistryEntry) -> String {
        let described = self.project.as_ref().map(|p| p.known.described(entry));
        let [en, ar] = described.map(|entry| entry.names).unwrap_or_default();
        let names = if self.catalogue.locale().is_rtl() {
            [ar, en]
        } else {
            [en, ar]
        };
        let found = names.into_iter().find(|name| !name.is_empty());
        found.unwrap_or_else(|| entry.canonical.clone())
    }

    fn create_entry(&mut self, kind: EntryKind, name: &str) {
        let name = tidy(name);
        if name.is_empty() {
            return;
        }
        let Some((id, entry)) = self.new_entry(kind, &name) else {
            return;
        };
        self.dialog = Some(Dialog::Registry(Some(entry.canonical.clone())));
        self.put_entry(StepName::AddEntry(name), id, entry);
    }

    fn put_entry(&mut self, name: StepName, id: EntryId, entry: RegistryEntry) {
        let edits = self.revise(|revision| revision.put(id, entry).into_iter().collect());
        self.perform(Change::of_project(name, edits));
    }

    fn revise(&self, say: impl FnOnce(&Revision<'_>) -> Vec<ProjectEdit>) -> Vec<ProjectEdit> {
        let now = (self.world.now)();
        let edits = self.project.as_ref().map(|project| {
            say(&Revision::new(
                &project.known.registry,
                now,
                &project.annotator,
            ))
        });
        edits.unwrap_or_default()
    }

    /// Changes an entry; one of the tables becomes the project's own by that.
    fn change_entry(
        &mut self,
        canonical: &str,
        change: impl FnOnce(RegistryEntry, &Known) -> Option<RegistryEntry>,
    ) {
        let Some((id, entry)) = self.own_or_new(canonical) else {
            return;
        };
        let name = self.entry_name(&entry);
        let known = self.project.as_ref().map(|project| &project.known);
        if let Some(entry) = known.and_then(|known| change(entry, known)) {
            self.put_entry(StepName::ChangeEntry(name), id, entry);
        }
    }

    fn set_entry_field(&mut self, canonical: &str, field: Field, text: &str) {
        self.change_entry(canonical, |entry, known| {
            field.write(&entry, text, &known.lexicon).ok()
        });
    }

    fn add_alias(&mut self, canonical: &str, name: &str) {
        let name = tidy(name);
        self.change_entry(canonical, |mut entry, known| {
            let new = !name.is_empty() && !known.is_name_of(&entry, &name);
            entry.aliases.push(Alias {
                name,
                contextual: false,
            });
            new.then_some(entry)
        });
    }

    fn set_alias(&mut self, canonical: &str, alias: &Alias, to: Option<Alias>) {
        self.change_entry(canonical, |mut entry, _| {
            let at = entry.aliases.iter().position(|other| other == alias)?;
            entry.aliases.splice(at..=at, to);
            Some(entry)
        });
    }

    fn split_entry(&mut self, canonical: &str, alias: &Alias) {
        let Some(project) = &self.project else { return };
        let Some((id, entry)) = project.known.own(canonical) else {
            return;
        };
        let new = EntryId((self.world.random)());
        let called = project.known.new_canonical(entry.kind, new, &alias.name);
        let edits = self.revise(|revision| revision.split(id, alias, (new, &called)));
        let name = StepName::SplitEntry(alias.name.clone());
        self.perform(Change::of_project(name, edits));
        self.dialog = Some(Dialog::Registry(Some(called)));
    }

    fn merge_entries(&mut self, first: &str, second: &str) {
        let (Some(first), Some(second)) = (self.own_or_new(first), self.own_or_new(second)) else {
            return;
        };
        if first.0 == second.0 || first.1.kind != second.1.kind {
            return;
        }
        let name = StepName::MergeEntries(self.entry_name(&first.1));
        let chosen = first.1.canonical.clone();
        let edits = self.revise(|revision| revision.merge(first, second));
        self.perform(Change::of_project(name, edits));
        self.dialog = Some(Dialog::Registry(Some(chosen)));
    }

    fn part_entry(&mut self, id: EntryId) {
        let Some(project) = &self.project else { return };
        let Some(entry) = project.known.registry.entries.get(&id) else {
            return;
        };
        let name = StepName::SplitEntry(self.entry_name(entry));
        let edits = self.revise(|revision| revision.restore(id).into_iter().collect());
        self.perform(Change::of_project(name, edits));
    }

    fn remove_entry(&mut self, canonical: &str) {
        let Some(project) = &self.project else { return };
        let Some((id, entry)) = project.known.own(canonical) else {
            return;
        };
        let name = StepName::RemoveEntry(self.entry_name(entry));
        let edits = self.revise(|revision| revision.remove(id).into_iter().collect());
        self.perform(Change::of_project(name, edits));
    }

    /// Makes the tables anew in the background after the registry has changed, unless that goes
    /// on: then afterwards.
    pub(in crate::session) fn know_anew(&mut self) {
        if self.jobs.is_running(&Job::Know) {
            return;
        }
        let Some(project) = &self.project else { return };
        let (known, store) = (project.known.clone(), project.store.clone());
        let registry = known.registry.clone();
        self.jobs.spawn(Job::Know, "registry", move |_| {
            Outcome::Known(registry, Box::new(known.renewed(&store)))
        });
    }

    /// Takes in the tables that were made, and reads with them. Nothing moves under the user's
    /// hands: with something selected only what comes after it is read again. `registry` is what
    /// they were made of.
    pub(in crate::session) fn take_known(&mut self, registry: &Registry, known: Known) {
        let Some(project) = &mut self.project else {
            return;
        };
        if *registry != project.known.registry {
            return self.know_anew();
        }
        // What was taken back is gone everywhere.
        let mut onward = project.history.undone().is_empty();
        if let Some(open) = &mut project.open {
            onward &= open.active_range().is_some();
            open.know(known.lexicon.clone());
        }
        project.known = known;
        // Names and sides may be others.
        project.table.outdate();
        self.gather();
        self.read_anew(onward);
    }
}
