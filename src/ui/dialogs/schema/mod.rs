//! The schema: labels, types of relation and incidents in a list at the start side, the one that
//! is looked at beside it.

mod attributes;
mod label;
pub(super) mod preview;
mod relation;

use std::collections::BTreeMap;

use egui::{Ui, vec2};

use crate::model::id::LabelId;
use crate::model::schema::{Label, Schema, Standing};
use crate::session::Session;
use crate::session::command::{Command, SchemaCommand};
use crate::session::message::Message;
use crate::session::schema::Item;
use crate::session::schema::change::{Text, write};
use crate::ui::draft::Draft;
use crate::ui::flow::{beside, column, scroll};
use crate::ui::paint::text::Font;
use crate::ui::panels::label_name;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, heading, label, row};

use super::named;

/// How wide the list is, in points.
const LIST: f32 = 250.0;

/// What the dialog keeps between frames.
#[derive(Default)]
pub(super) struct State {
    drafts: BTreeMap<Text, Draft<Item>>,
    new_label: String,
    new_relation: String,
    new_role: String,
    attributes: attributes::State,
    label: label::State,
}

impl State {
    /// What is half written, once the dialog is left.
    pub(super) fn left(mut self) -> Vec<Command> {
        self.flush()
    }

    fn flush(&mut self) -> Vec<Command> {
        let drafts = self.drafts.iter_mut();
        let written = drafts.filter_map(|(field, draft)| {
            let (item, text) = draft.take()?;
            Some(SchemaCommand::Write(item, field.clone(), text).into())
        });
        written.collect()
    }

    /// Shows the list and what is looked at.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        chosen: Option<&Item>,
        rtl: bool,
    ) {
        let Some(project) = &session.project else {
            return;
        };
        let schema = &project.project.schema;
        let mut commands: Vec<Command> = Vec::new();
        let height = (ui.ctx().content_rect().height() - 190.0).clamp(160.0, 600.0);
        let size = vec2(ui.available_width(), height);
        let chosen = chosen.filter(|item| is_there(item, schema));
        ui.allocate_ui_with_layout(size, beside(rtl), |ui| {
            // The dialog keeps its size, whatever is looked at.
            ui.set_min_height(height);
            let list = LIST.min(ui.available_width() * 0.36);
            ui.allocate_ui_with_layout(vec2(list, height), column(rtl), |ui| {
                let asked = self.list(ui, session, schema, chosen, rtl);
                commands.extend(asked.into_iter().map(Command::from));
            });
            ui.add_space(14.0);
            let rest = vec2(ui.available_width(), height);
            ui.allocate_ui_with_layout(rest, column(rtl), |ui| {
                scroll(height)
                    .id_salt(("schema", chosen.map(key)))
                    .show(ui, |ui| {
                        ui.with_layout(column(rtl), |ui| {
                            ui.spacing_mut().item_spacing.y = 3.0;
                            commands.extend(self.item(ui, session, chosen, rtl));
                        });
                    });
            });
        });
        ui.add_space(10.0);
        if let Some(command) = super::leave_or_step(ui, session, rtl) {
            // What is half written was meant.
            commands.extend(self.flush());
            commands.push(command);
        }
        for command in commands {
            session.send(command);
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        schema: &Schema,
        chosen: Option<&Item>,
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let t = |key: &str| session.catalogue.t(key);
        let mut commands = Vec::new();
        let used = used(session);
        scroll(ui.available_height())
            .id_salt("schema list")
            .show(ui, |ui| {
                ui.with_layout(column(rtl), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    heading(ui, &t("schema-labels"));
                    for item in schema.current() {
                        let key = item.key.map(String::from).unwrap_or_default();
                        if self::item(ui, session, item, &key, chosen, rtl) {
                            commands.push(SchemaCommand::Choose(Item::Label(item.id.clone())));
                        }
                    }
                    let name = t("schema-new-label");
                    ui.add_space(4.0);
                    if entry(ui, "schema label", &mut self.new_label, &name, rtl) {
                        let name = std::mem::take(&mut self.new_label);
                        commands.push(SchemaCommand::Create(name));
                    }
                    heading(ui, &t("schema-relations"));
                    for relation in schema.relations.iter().filter(|relation| !relation.removed) {
                        let item = Item::Relation(relation.name.clone());
                        let words = session.catalogue.bilingual(&relation.title);
                        commands.extend(choose(ui, words, item, chosen, rtl));
                    }
                    let name = t("schema-new-relation");
                    ui.add_space(4.0);
                    if entry(ui, "schema relation", &mut self.new_relation, &name, rtl) {
                        let name = std::mem::take(&mut self.new_relation);
                        commands.push(SchemaCommand::CreateRelation(name));
                    }
                    ui.add_space(8.0);
                    let words = t("schema-incident");
                    commands.extend(choose(ui, &words, Item::Incident, chosen, rtl));
                    heading(ui, &t("cmd-schema-role"));
                    for role in schema.all_roles() {
                        let words = session.catalogue.role(role);
                        commands.extend(choose(ui, &words, Item::Role(role), chosen, rtl));
                    }
                    let name = t("schema-new-role");
                    ui.add_space(4.0);
                    if entry(ui, "schema role", &mut self.new_role, &name, rtl) {
                        let name = std::mem::take(&mut self.new_role);
                        commands.push(SchemaCommand::CreateRole(name));
                    }
                    let gone = schema
                        .labels
                        .iter()
                        .filter(|label| !label.standing.is_current());
                    let gone: Vec<&Label> = gone.collect();
                    if !gone.is_empty() {
                        heading(ui, &t("schema-gone"));
                    }
                    for item in gone {
                        let count = used.get(&item.id).map_or(0, |(spans, _)| *spans);
                        let end = if count > 0 {
                            count.to_string()
                        } else {
                            String::new()
                        };
                        if self::item(ui, session, item, &end, chosen, rtl) {
                            commands.push(SchemaCommand::Choose(Item::Label(item.id.clone())));
                        }
                    }
                });
            });
        commands
    }

    fn item(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        chosen: Option<&Item>,
        rtl: bool,
    ) -> Vec<Command> {
        let Some(schema) = session.project.as_ref().map(|p| &p.project.schema) else {
            return Vec::new();
        };
        let commands = match chosen {
            Some(item @ Item::Label(id)) => match schema.label(id) {
                Some(label) => self.show_label(ui, session, (item, label), rtl),
                None => Vec::new(),
            },
            Some(item @ Item::Relation(name)) => match schema.relation(name) {
                Some(relation) => self.show_relation(ui, session, (item, relation), rtl),
                None => Vec::new(),
            },
            Some(Item::Incident) => self.show_incident(ui, session, rtl),
            Some(item @ Item::Role(role)) => self.show_role(ui, session, (item, *role), rtl),
            None => return self.flush(),
        };
        commands.into_iter().map(Command::from).collect()
    }

    /// A field for a text, with what is wrong with what is written in it.
    fn text(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (item, field): (&Item, Text),
        (name, hint): (&str, &str),
        rtl: bool,
    ) -> Option<SchemaCommand> {
        let schema = &session.project.as_ref()?.project.schema;
        let known = field.of(item, schema);
        let draft = self.drafts.entry(field.clone()).or_default();
        let before = draft.turn(item, &known);
        let long = matches!(field, Text::BookEn | Text::BookAr);
        let height = if long { 74.0 } else { 30.0 };
        let entered = named(ui, name, height, rtl, |ui| {
            let id = ("schema", field.clone());
            let mut entry = EntryField::new(id, draft.text(), name, rtl).hint(hint);
            if long {
                entry = entry.rows(3);
            }
            entry.show(ui)
        });
        if entered.changed {
            draft.touch(ui.input(|input| input.time));
        }
        let left = entered.submitted || !entered.response.has_focus();
        let due = match write(schema, item, &field, draft.text()) {
            Ok(_) => draft.due(f64::NEG_INFINITY, left),
            Err(fault) => {
                let words = session.catalogue.message(&session.fault(&fault));
                label(ui, &words, Font::ui(12.0), palette(ui.ctx()).error);
                None
            }
        };
        before
            .or(due)
            .map(|(item, text)| SchemaCommand::Write(item, field, text))
    }
}

/// How many spans of each label the user has, and in how many articles.
fn used(session: &Session) -> BTreeMap<LabelId, (usize, usize)> {
    let mut used = BTreeMap::<LabelId, (usize, usize)>::new();
    for entry in session
        .project
        .iter()
        .flat_map(|project| project.list.iter())
    {
        for (label, count) in &entry.counts.decided {
            let (spans, articles) = used.entry(label.clone()).or_default();
            *spans += *count as usize;
            *articles += usize::from(*count > 0);
        }
    }
    used
}

fn is_there(item: &Item, schema: &Schema) -> bool {
    match item {
        Item::Label(id) => schema.label(id).is_some(),
        Item::Relation(name) => schema.relation(name).is_some_and(|one| !one.removed),
        Item::Incident => true,
        Item::Role(role) => schema.all_roles().contains(role),
    }
}

/// What a type of relation or a role is called.
fn called(session: &Session, item: &Item) -> String {
    let schema = session.project.as_ref().map(|p| &p.project.schema);
    match item {
        Item::Relation(name) => {
            let relation = schema.and_then(|schema| schema.relation(name));
            relation.map_or_else(
                || name.clone(),
                |relation| session.catalogue.bilingual(&relation.title).to_owned(),
            )
        }
        Item::Role(role) => session.catalogue.role(*role),
        Item::Label(id) => session.catalogue.label(id),
        Item::Incident => session.catalogue.t("schema-incident"),
    }
}

/// What the place of a scrolled page is kept by.
fn key(item: &Item) -> String {
    match item {
        Item::Label(id) => format!("label {id}"),
        Item::Relation(name) => format!("relation {name}"),
        Item::Incident => "incident".to_owned(),
        Item::Role(role) => format!("role {}", role.name()),
    }
}

/// A row of the list that is no label: a click chooses it.
fn choose(
    ui: &mut Ui,
    words: &str,
    item: Item,
    chosen: Option<&Item>,
    rtl: bool,
) -> Option<SchemaCommand> {
    let content = Row {
        words,
        selected: chosen == Some(&item),
        ..Row::default()
    };
    let clicked = row(ui, &content, rtl).clicked();
    clicked.then_some(SchemaCommand::Choose(item))
}

/// A label in the list. Whether it was clicked.
fn item(
    ui: &mut Ui,
    session: &Session,
    item: &Label,
    end: &str,
    chosen: Option<&Item>,
    rtl: bool,
) -> bool {
    let below = match &item.standing {
        Standing::Current => String::new(),
        Standing::Merged(into) => {
            let into = crate::ui::panels::label_called(session, into, rtl);
            let message = Message::new("schema-merged-into").text("label", into);
            session.catalogue.message(&message)
        }
        Standing::Removed => session.catalogue.t("schema-deleted"),
    };
    let content = Row {
        words: label_name(item, rtl),
        below: &below,
        end,
        spot: Some(label_color(ui.ctx(), &item.color)),
        selected: chosen == Some(&Item::Label(item.id.clone())),
        ..Row::default()
    };
    row(ui, &content, rtl).clicked()
}

/// A field for the name of something new. Whether it was entered.
fn entry(ui: &mut Ui, id: &str, text: &mut String, name: &str, rtl: bool) -> bool {
    let entered = EntryField::new(id, text, name, rtl).hint(name).show(ui);
    entered.submitted && !text.trim().is_empty()
}
