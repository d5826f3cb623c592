//! The type of relation that is looked at, and what is said of incidents.

use egui::{Ui, vec2};

use super::called;
use crate::model::id::LabelId;
use crate::model::incident::Role;
use crate::model::schema::RelationType;
use crate::session::Session;
use crate::session::command::SchemaCommand;
use crate::session::locale::Locale;
use crate::session::message::Message;
use crate::session::schema::change::Text;
use crate::session::schema::{Item, Narrowing, Reshape};
use crate::ui::flow::{isolated, row_of, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::panels::label_name;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::{Row, button, chip, heading, label};

impl super::State {
    /// Shows a type of relation.
    pub(super) fn show_relation(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (item, shown): (&Item, &RelationType),
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let t = |key: &str| session.catalogue.t(key);
        let mut commands = self.head(ui, session, (item, &shown.name), rtl);
        for (key, starts, ends) in [
            ("schema-from", true, &shown.from),
            ("schema-to", false, &shown.to),
        ] {
            heading(ui, &t(key));
            if let Some((label, on)) = labels(ui, session, ends, rtl) {
                let name = shown.name.clone();
                commands.push(if on {
                    SchemaCommand::SetEnd(name, starts, label, on)
                } else {
                    let relation = name;
                    SchemaCommand::look(Narrowing::End {
                        relation,
                        starts,
                        label,
                    })
                });
            }
        }
        ui.add_space(12.0);
        row_of(ui, rtl, |ui| {
            if button(ui, &t("schema-delete-relation"), true).clicked() {
                let reshape = Reshape::DeleteRelation(shown.name.clone());
                commands.push(SchemaCommand::Look(Box::new(reshape)));
            }
        });
        commands
    }

    /// Shows what is said of incidents, and which labels play their roles.
    pub(super) fn show_incident(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let t = |key: &str| session.catalogue.t(key);
        let Some(schema) = session.project.as_ref().map(|p| &p.project.schema) else {
            return Vec::new();
        };
        let mut commands = Vec::new();
        heading(ui, &t("schema-incident-attributes"));
        let list = (&Item::Incident, &schema.incident[..]);
        commands.extend(self.show_attributes(ui, session, list, rtl));
        heading(ui, &t("schema-roles"));
        for role in schema.all_roles() {
            let name = session.catalogue.role(role);
            label(ui, &name, Font::ui(12.5), palette(ui.ctx()).weak);
            commands.extend(played(ui, session, role, rtl));
        }
        commands
    }

    /// Shows a role of incidents: what it is called, and which labels play it.
    pub(super) fn show_role(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (item, role): (&Item, Role),
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let t = |key: &str| session.catalogue.t(key);
        let mut commands = self.head(ui, session, (item, role.name()), rtl);
        heading(ui, &t("schema-roles"));
        commands.extend(played(ui, session, role, rtl));
        if matches!(role, Role::Own(_)) {
            ui.add_space(12.0);
            row_of(ui, rtl, |ui| {
                if button(ui, &t("schema-delete-role"), true).clicked() {
                    commands.push(SchemaCommand::look(Narrowing::Role(role)));
                }
            });
        }
        commands
    }

    /// What a type of relation or a role is called, here, in files, and in both languages.
    fn head(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (item, id): (&Item, &str),
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let colors = palette(ui.ctx());
        let mut commands = Vec::new();
        let name = called(session, item);
        label(ui, &name, Font::ui(16.0).bold(), colors.text);
        let id = Message::new("schema-id").text("id", isolated(id));
        let id = session.catalogue.message(&id);
        label(ui, &id, Font::ui(12.0), colors.weak);
        ui.add_space(4.0);
        for (field, name) in [
            (Text::NameEn, "schema-name-en"),
            (Text::NameAr, "schema-name-ar"),
        ] {
            // A role of the program has a name as long as nobody writes another one.
            let here = match session.catalogue.locale() {
                Locale::English => Text::NameEn,
                Locale::Arabic => Text::NameAr,
            };
            let hint = match item {
                Item::Role(role) if field == here => session.catalogue.role(*role),
                _ => String::new(),
            };
            let name = session.catalogue.t(name);
            commands.extend(self.text(ui, session, (item, field), (&name, &hint), rtl));
        }
        commands
    }
}

/// The labels that play a role, to be changed.
fn played(ui: &mut Ui, session: &Session, role: Role, rtl: bool) -> Option<SchemaCommand> {
    let schema = &session.project.as_ref()?.project.schema;
    let (label, on) = labels(ui, session, &schema.role_labels(role), rtl)?;
    Some(if on {
        SchemaCommand::SetRole(role, label, on)
    } else {
        SchemaCommand::look(Narrowing::Plays(role, label))
    })
}

/// All labels, those of a list marked. Returns the one that was clicked, and whether it comes in.
fn labels(ui: &mut Ui, session: &Session, list: &[LabelId], rtl: bool) -> Option<(LabelId, bool)> {
    let schema = &session.project.as_ref()?.project.schema;
    let mut clicked = None;
    wrapped(ui, rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for item in schema.current() {
            let on = list.contains(&item.id);
            let content = Row {
                words: label_name(item, rtl),
                spot: Some(label_color(ui.ctx(), &item.color)),
                selected: on,
                ..Row::default()
            };
            if chip(ui, &content, rtl).clicked() {
                clicked = Some((item.id.clone(), !on));
            }
        }
    });
    clicked
}
