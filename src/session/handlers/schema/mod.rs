//! The schema: what is written into its fields, and reshaping it together with spans.

mod reshape;

pub(in crate::session) use reshape::Looked;

use std::path::{Path, PathBuf};

use crate::model::history::{Change, StepName};
use crate::model::id::{LabelId, slugify};
use crate::model::incident::Role;
use crate::model::project::ProjectEdit;
use crate::model::schema::change::SchemaEdit;
use crate::model::schema::rules::Fault;
use crate::model::schema::{Bilingual, RelationType, Schema, Standing};
use crate::session::command::{Command, SchemaCommand};
use crate::session::dialog::Dialog;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::schema::change::{
    change_attributes, change_label, change_relation, new_role, write,
};
use crate::session::schema::narrow::{ends, set_role};
use crate::session::schema::{Item, incoming};
use crate::session::{Job, Outcome, Session};

impl Session {
    pub(super) fn handle_schema(&mut self, command: SchemaCommand) {
        use SchemaCommand as S;
        match command {
            S::Show => {
                let shown = matches!(self.dialog, Some(Dialog::Schema(_)));
                self.dialog = (!shown).then(|| Dialog::Schema(self.item_at_hand()));
            }
            S::Choose(item) => self.dialog = Some(Dialog::Schema(Some(item))),
            S::Create(name) => self.create_label(&name),
            S::CreateRelation(name) => self.create_relation(&name),
            S::CreateRole(name) => self.create_role(&name),
            S::Write(item, field, text) => {
                self.change_schema(&item, |schema| write(schema, &item, &field, &text));
            }
            S::SetColor(id, color) => self.change_label(id, |label| label.color = color),
            S::Offer(id, offered) => self.change_label(id, |label| label.enabled = offered),
            S::Restore(id) => {
                self.change_label(id, |label| {
                    label.standing = Standing::Current;
                    label.enabled = true;
                });
            }
            S::Attribute(item, change) => {
                self.change_schema(&item, |schema| change_attributes(schema, &item, &change));
            }
            S::SetEnd(name, starts, label, on) => {
                let item = Item::Relation(name);
                self.change_schema(&item, |schema| {
                    change_relation(schema, &item, |relation| {
                        take(ends(relation, starts), label, on);
                    })
                });
            }
            S::SetRole(role, label, on) => self.set_role(role, label, on),
            S::Move(id, up) => self.move_label(&id, up),
            S::Look(reshape) => self.look(*reshape),
            S::Reshape => self.reshape(),
            S::Import => self.toggle(Dialog::ImportSchema),
            S::Export => self.toggle(Dialog::ExportSchema),
            S::ImportFrom(path) => self.read_schema(path),
            S::TakeIn => self.take_schema_in(),
            S::ExportTo(path) => self.write_schema(path),
        }
    }

    fn schema(&self) -> Option<&Schema> {
        self.project.as_ref().map(|project| &project.project.schema)
    }

    /// The label of the selected span, else the first one.
    fn item_at_hand(&self) -> Option<Item> {
        let open = self.open();
        let span = open.and_then(|open| open.shown(open.span?));
        let first = || self.schema()?.current().next();
        let id = match span {
            Some(span) => Some(&span.label),
            None => first().map(|label| &label.id),
        };
        id.cloned().map(Item::Label)
    }

    /// Changes something of the schema, or says why not.
    fn change_schema(
        &mut self,
        item: &Item,
        change: impl FnOnce(&Schema) -> Result<Option<SchemaEdit>, Fault>,
    ) {
        let Some(schema) = self.schema() else { return };
        match change(schema) {
            Ok(edit) => self.put_schema(step_of(item), edit),
            Err(fault) => {
                let message = self.fault(&fault);
                self.report(Severity::Warning, message, String::new());
            }
        }
    }

    fn change_label(&mut self, id: LabelId, change: impl FnOnce(&mut crate::model::schema::Label)) {
        let item = Item::Label(id);
        self.change_schema(&item, |schema| change_label(schema, &item, change));
    }

    fn put_schema(&mut self, name: StepName, edits: impl IntoIterator<Item = SchemaEdit>) {
        let edits = edits.into_iter().map(ProjectEdit::Schema);
        self.perform(Change::of_project(name, edits));
    }

    /// What is wrong, in the interface's language.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> Message {
        let called = |id: &LabelId| {
            let label = self.schema().and_then(|schema| schema.label(id));
            label.map_or_else(
                || id.to_string(),
                |label| self.catalogue.bilingual(&label.name).to_owned(),
            )
        };
        match fault {
            Fault::NoName => Message::new("schema-fault-name"),
            Fault::NameTaken(id) => {
                Message::new("schema-fault-name-taken").text("label", called(id))
            }
            Fault::NoKey => Message::new("schema-fault-key"),
            Fault::KeyTaken(id) => Message::new("schema-fault-key-taken").text("label", called(id)),
            Fault::NotSlug(name) => Message::new("schema-fault-slug").text("name", name.as_str()),
            Fault::Twice(name) => Message::new("schema-fault-twice").text("name", name.as_str()),
            Fault::NoChoices(name) => {
                Message::new("schema-fault-choices").text("name", self.catalogue.attribute(name))
            }
            Fault::ChoiceTwice(_, choice) => {
                Message::new("schema-fault-twice").text("name", choice.as_str())
            }
            Fault::NoEnds => Message::new("schema-fault-ends"),
        }
    }

    fn create_label(&mut self, name: &str) {
        let Some(schema) = self.schema() else { return };
        let Some(label) = schema.new_label(name) else {
            let message = Message::new("schema-fault-name-used").text("name", name.trim());
            return self.report(Severity::Warning, message, String::new());
        };
        let id = label.id.clone();
        let edit = SchemaEdit::SetLabel {
            id: id.clone(),
            from: None,
            to: Some(Box::new(label)),
        };
        self.put_schema(StepName::AddLabel(id.clone()), [edit]);
        self.dialog = Some(Dialog::Schema(Some(Item::Label(id))));
    }

    fn create_relation(&mut self, title: &str) {
        let title = title.trim();
        let Some(schema) = self.schema() else { return };
        let slug = slugify(title, "relation").replace('-', "_");
        let numbered = (2..=schema.relations.len() + 2).map(|n| format!("{slug}_{n}"));
        let mut names = std::iter::once(slug.clone()).chain(numbered);
        let name = names.find(|name| schema.relation(name).is_none());
        // It joins anything to anything until somebody says better.
        let all: Vec<LabelId> = schema.current().map(|label| label.id.clone()).collect();
        let (Some(name), false) = (name, title.is_empty()) else {
            return;
        };
        let relation = RelationType {
            name: name.clone(),
            title: Bilingual {
                en: title.to_owned(),
                ar: title.to_owned(),
            },
            from: all.clone(),
            to: all,
            removed: false,
        };
        let edit = SchemaEdit::SetRelation {
            name: name.clone(),
            from: None,
            to: Some(Box::new(relation)),
        };
        self.put_schema(StepName::ChangeSchema, [edit]);
        self.dialog = Some(Dialog::Schema(Some(Item::Relation(name))));
    }

    fn create_role(&mut self, title: &str) {
        let made = self.schema().and_then(|schema| new_role(schema, title));
        if let Some((role, edits)) = made {
            self.put_schema(StepName::ChangeSchema, edits);
            self.dialog = Some(Dialog::Schema(Some(Item::Role(role))));
        }
    }

    fn set_role(&mut self, role: Role, label: LabelId, on: bool) {
        let Some(schema) = self.schema() else { return };
        let mut to = schema.role_labels(role);
        take(&mut to, label, on);
        let edit = set_role(schema, role, to);
        self.put_schema(StepName::ChangeSchema, edit);
    }

    /// Puts a label before or after its neighbour among those that count.
    fn move_label(&mut self, id: &LabelId, up: bool) {
        let Some(schema) = self.schema() else { return };
        let shown: Vec<&LabelId> = schema.current().map(|label| &label.id).collect();
        let at = shown.iter().position(|other| *other == id);
        let neighbour = at.and_then(|at| {
            let next = if up { at.checked_sub(1)? } else { at + 1 };
            shown.get(next).copied()
        });
        let from: Vec<LabelId> = schema.labels.iter().map(|label| label.id.clone()).collect();
        let place = |id: &LabelId| from.iter().position(|other| other == id);
        if let (Some(one), Some(other)) = (place(id), neighbour.and_then(place)) {
            let mut to = from.clone();
            to.swap(one, other);
            self.put_schema(StepName::ChangeSchema, [SchemaEdit::SetOrder { from, to }]);
        }
    }

    /// Names, suggestions, and what is joined follow the schema as it is now.
    pub(in crate::session) fn schema_changed(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        // Labels may mean something else.
        project.table.outdate();
        if let Some(open) = &mut project.open {
            open.refresh();
        }
        let schema = project.project.schema.clone();
        self.call_as(&schema);
        let learned = self.project.as_ref().map(|p| p.learning.memory.merged());
        if learned.is_some_and(|learned| *learned != schema.merged()) {
            self.learn_anew();
        }
        self.apply_shows();
        self.gather();
        self.read_anew(false);
    }

    fn read_schema(&mut self, path: PathBuf) {
        let Some(schema) = self.schema().cloned() else {
            return;
        };
        self.jobs.replace(Job::Schema, "schema", move |_| {
            Outcome::Schema(incoming::read(&path, &schema).map(Box::new))
        });
    }

    /// Shows what a file would change.
    pub(in crate::session) fn take_schema(
        &mut self,
        read: Result<Box<incoming::Incoming>, String>,
    ) {
        match read {
            Ok(incoming) => {
                self.incoming = Some(*incoming);
                self.dialog = Some(Dialog::TakeSchema);
            }
            Err(reason) => {
                let message = Message::new("notice-not-applied").text("reason", reason);
                self.report(Severity::Error, message, String::new());
            }
        }
    }

    /// Takes in what a file says, as one step.
    fn take_schema_in(&mut self) {
        self.dialog = Some(Dialog::Schema(self.item_at_hand()));
        if let Some(incoming) = self.incoming.take() {
            self.put_schema(StepName::ChangeSchema, incoming.edits);
        }
    }

    fn write_schema(&mut self, path: PathBuf) {
        let Some(schema) = self.schema().cloned() else {
            return;
        };
        self.jobs.spawn(Job::Export, "schema", move |_| {
            let written = incoming::write(&path, &schema);
            Outcome::SchemaWritten(path, written)
        });
    }

    pub(in crate::session) fn schema_written(
        &mut self,
        path: &Path,
        written: Result<usize, String>,
    ) {
        let (severity, message) = match written {
            Ok(count) => {
                let message = Message::new("notice-schema-exported").number("count", count);
                (Severity::Success, message)
            }
            Err(reason) => {
                let message = Message::new("notice-export-failed").text("reason", reason);
                (Severity::Error, message)
            }
        };
        self.report(severity, message, path.display().to_string());
    }

    /// Whether a command about the schema can be given.
    pub(super) fn can_schema(&self, command: &SchemaCommand) -> bool {
        let writable = self.project.as_ref().is_some_and(|p| p.read_only.is_none());
        match command {
            SchemaCommand::Show
            | SchemaCommand::Choose(_)
            | SchemaCommand::Export
            | SchemaCommand::ExportTo(_) => self.project.is_some(),
            SchemaCommand::Reshape => {
                let touched = self.reshaping.as_ref().map(|r| r.touched.is_some());
                writable && touched == Some(true)
            }
            _ => writable,
        }
    }
}

/// Takes a label into a list, or out of it.
fn take(list: &mut Vec<LabelId>, label: LabelId, on: bool) {
    list.retain(|other| *other != label);
    if on {
        list.push(label);
    }
}

fn step_of(item: &Item) -> StepName {
    match item {
        Item::Label(id) => StepName::ChangeLabel(id.clone()),
        Item::Relation(_) | Item::Incident | Item::Role(_) => StepName::ChangeSchema,
    }
}

impl From<SchemaCommand> for Command {
    fn from(command: SchemaCommand) -> Self {
        Self::Schema(command)
    }
}
