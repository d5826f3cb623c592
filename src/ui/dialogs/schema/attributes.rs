//! What is said of a span or of an incident: the list, and the attribute that is opened.

use egui::{Ui, vec2};

use crate::model::schema::{Attribute, AttributeKind};
use crate::session::Session;
use crate::session::command::SchemaCommand;
use crate::session::message::Message;
use crate::session::schema::change::{AttributeChange as Change, Text};
use crate::session::schema::{Item, Narrowing};
use crate::ui::flow::{isolated, row_of, wrapped};
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{SIZE, cell, choice, icon_button, tick};

/// What the list keeps between frames.
#[derive(Default)]
pub(super) struct State {
    /// The attribute that is opened.
    open: Option<(Item, String)>,
    new: String,
    new_choice: String,
}

/// What an attribute can take, with the message that names it.
static KINDS: [(AttributeKind, &str); 9] = [
    (AttributeKind::Choice(Vec::new()), "schema-kind-choice"),
    (AttributeKind::Choices(Vec::new()), "schema-kind-choices"),
    (AttributeKind::Count, "schema-kind-count"),
    (AttributeKind::Real, "schema-kind-real"),
    (AttributeKind::Flag, "schema-kind-flag"),
    (AttributeKind::Text, "schema-kind-text"),
    (AttributeKind::Date, "schema-kind-date"),
    (AttributeKind::Faction, "schema-kind-faction"),
    (AttributeKind::Place, "schema-kind-place"),
];

/// A kind without its choices, to be compared.
fn bare(kind: &AttributeKind) -> AttributeKind {
    match kind {
        AttributeKind::Choice(_) => AttributeKind::Choice(Vec::new()),
        AttributeKind::Choices(_) => AttributeKind::Choices(Vec::new()),
        kind => kind.clone(),
    }
}

impl super::State {
    /// Shows a list of attributes.
    pub(super) fn show_attributes(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (item, list): (&Item, &[Attribute]),
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let t = |key: &str| session.catalogue.t(key);
        let mut commands = Vec::new();
        let mut changes = Vec::new();
        for attribute in list {
            let name = &attribute.name;
            let called = session.catalogue.attribute(name);
            let about = |key| {
                session
                    .catalogue
                    .message(&Message::new(key).text("name", &*called))
            };
            let this = Some((item.clone(), name.clone()));
            let open = self.attributes.open == this;
            row_of(ui, rtl, |ui| {
                let caret = match (open, rtl) {
                    (true, _) => Icon::CaretDown,
                    (false, true) => Icon::CaretLeft,
                    (false, false) => Icon::CaretRight,
                };
                if icon_button(ui, caret, &about("schema-attribute-open"), open, rtl).clicked() {
                    self.attributes.open = if open { None } else { this.clone() };
                }
                let room = (ui.available_width() - 330.0).max(70.0);
                cell(
                    ui,
                    &called,
                    room,
                    Font::ui(SIZE),
                    palette(ui.ctx()).text,
                    rtl,
                );
                let kinds = KINDS.iter();
                let mut kind = kinds.filter(|(kind, _)| *kind == bare(&attribute.kind));
                let kind = kind.next().map(|(_, key)| t(key)).unwrap_or_default();
                cell(
                    ui,
                    &kind,
                    110.0,
                    Font::ui(12.0),
                    palette(ui.ctx()).weak,
                    rtl,
                );
                if tick(ui, &t("schema-required"), attribute.required, rtl) {
                    changes.push(Change::Require(name.clone(), !attribute.required));
                }
                if icon_button(ui, Icon::ArrowUp, &t("schema-up"), false, rtl).clicked() {
                    changes.push(Change::Move(name.clone(), true));
                }
                let remove = about("schema-attribute-remove");
                if icon_button(ui, Icon::X, &remove, false, rtl).clicked() {
                    let narrowing = Narrowing::Attribute(item.clone(), name.clone());
                    commands.push(SchemaCommand::look(narrowing));
                }
            });
            if open {
                let asked = self.opened(ui, session, (item, attribute), &mut changes, rtl);
                commands.extend(asked);
            }
        }
        let name = t("schema-new-attribute");
        if super::entry(ui, "schema attribute", &mut self.attributes.new, &name, rtl) {
            changes.push(Change::Add(std::mem::take(&mut self.attributes.new)));
        }
        let changes = changes.into_iter();
        commands.extend(changes.map(|change| SchemaCommand::Attribute(item.clone(), change)));
        commands
    }

    /// What an attribute is called, what it takes, and its choices.
    fn opened(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (item, attribute): (&Item, &Attribute),
        changes: &mut Vec<Change>,
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let t = |key: &str| session.catalogue.t(key);
        let mut commands = Vec::new();
        let name = &attribute.name;
        let called = session.catalogue.attribute(name);
        for (field, key) in [
            (Text::AttributeEn(name.clone()), "schema-name-en"),
            (Text::AttributeAr(name.clone()), "schema-name-ar"),
        ] {
            let words = t(key);
            let hint = format!("{called} ({})", isolated(name));
            commands.extend(self.text(ui, session, (item, field), (&words, &hint), rtl));
        }
        wrapped(ui, rtl, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let kinds: Vec<_> = KINDS
                .iter()
                .map(|(kind, key)| (kind.clone(), t(key)))
                .collect();
            if let Some(kind) = choice(ui, &kinds, &bare(&attribute.kind)) {
                changes.push(Change::Kind(name.clone(), kind));
            }
        });
        for value in attribute.choices() {
            let shown = session.catalogue.value(name, value);
            let about = |key| {
                session
                    .catalogue
                    .message(&Message::new(key).text("name", &*shown))
            };
            row_of(ui, rtl, |ui| {
                let up = about("schema-choice-up");
                if icon_button(ui, Icon::ArrowUp, &up, false, rtl).clicked() {
                    changes.push(Change::RaiseChoice(name.clone(), value.clone()));
                }
                let remove = about("schema-choice-remove");
                if icon_button(ui, Icon::X, &remove, false, rtl).clicked() {
                    let (name, value) = (name.clone(), value.clone());
                    let narrowing = Narrowing::Choice(item.clone(), name, value);
                    commands.push(SchemaCommand::look(narrowing));
                }
                let room = (ui.available_width() - 8.0).max(60.0);
                let words = format!("{shown} · {}", isolated(value));
                cell(
                    ui,
                    &words,
                    room,
                    Font::ui(13.0),
                    palette(ui.ctx()).text,
                    rtl,
                );
            });
            // The program has names of its own for the choices that it knows.
            if attribute.names.contains_key(value) {
                for (field, key) in [
                    (
                        Text::ChoiceEn(name.clone(), value.clone()),
                        "schema-name-en",
                    ),
                    (
                        Text::ChoiceAr(name.clone(), value.clone()),
                        "schema-name-ar",
                    ),
                ] {
                    let words = t(key);
                    commands.extend(self.text(ui, session, (item, field), (&words, &shown), rtl));
                }
            }
        }
        if !attribute.choices().is_empty() {
            let words = t("schema-new-choice");
            let new = &mut self.attributes.new_choice;
            if super::entry(ui, "schema choice", new, &words, rtl) {
                changes.push(Change::AddChoice(name.clone(), std::mem::take(new)));
            }
        }
        ui.add_space(8.0);
        commands
    }
}
