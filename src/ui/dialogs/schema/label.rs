//! The label that is looked at.

use egui::{Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::model::id::LabelId;
use crate::model::schema::color::offered_colors;
use crate::model::schema::{Label, LabelColor, Schema, Standing};
use crate::model::span::AttrValue;
use crate::session::Session;
use crate::session::command::SchemaCommand;
use crate::session::message::Message;
use crate::session::schema::change::Text;
use crate::session::schema::{Item, Reshape, Which};
use crate::ui::flow::{isolated, listed, row_of, wrapped};
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::panels::label_name;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{
    Row, background, button, chip, heading, icon_button, label, main_button, tick,
};

/// What is asked before a label is reshaped.
#[derive(Clone, Default, PartialEq)]
enum Asked {
    #[default]
    Nothing,
    /// Into which label it is merged.
    Merge,
    /// Which spans are split off.
    Split,
}

/// What the page keeps between frames.
#[derive(Default)]
pub(super) struct State {
    /// The label, and what is asked of it.
    asked: (Option<LabelId>, Asked),
    /// What is said of the spans that are split off.
    said: Option<(String, String)>,
    /// The words in them.
    words: String,
    to: Option<LabelId>,
}

impl super::State {
    /// Shows a label.
    pub(super) fn show_label(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        (item, shown): (&Item, &Label),
        rtl: bool,
    ) -> Vec<SchemaCommand> {
        let Some(schema) = session.project.as_ref().map(|p| &p.project.schema) else {
            return Vec::new();
        };
        let t = |key: &str| session.catalogue.t(key);
        let colors = palette(ui.ctx());
        let mut commands = Vec::new();
        label(
            ui,
            label_name(shown, rtl),
            Font::ui(16.0).bold(),
            colors.text,
        );
        let (spans, articles) = super::used(session).remove(&shown.id).unwrap_or_default();
        let used = Message::new("schema-used")
            .number("spans", spans)
            .number("articles", articles);
        let id = Message::new("schema-id").text("id", isolated(shown.id.as_str()));
        let about = [id, used].map(|message| session.catalogue.message(&message));
        label(ui, &about.join(" · "), Font::ui(12.0), colors.weak);
        ui.add_space(4.0);
        if !shown.standing.is_current() {
            commands.extend(gone(ui, session, shown, spans, rtl));
            return commands;
        }
        for (field, name) in [
            (Text::NameEn, "schema-name-en"),
            (Text::NameAr, "schema-name-ar"),
        ] {
            let name = t(name);
            commands.extend(self.text(ui, session, (item, field), (&name, ""), rtl));
        }
        if spans > 0 {
            let message = Message::new("schema-id-stays").text("id", isolated(shown.id.as_str()));
            let words = session.catalogue.message(&message);
            label(ui, &words, Font::ui(12.0), colors.weak);
        }
        let (name, hint) = (t("schema-key"), t("schema-key-hint"));
        commands.extend(self.text(ui, session, (item, Text::Key), (&name, &hint), rtl));
        commands.extend(color(ui, session, schema, shown, rtl));
        row_of(ui, rtl, |ui| {
            if tick(ui, &t("schema-offered"), shown.enabled, rtl) {
                commands.push(SchemaCommand::Offer(shown.id.clone(), !shown.enabled));
            }
            for (icon, key, up) in [
                (Icon::ArrowUp, "schema-up", true),
                (Icon::ArrowDown, "schema-down", false),
            ] {
                if icon_button(ui, icon, &t(key), false, rtl).clicked() {
                    commands.push(SchemaCommand::Move(shown.id.clone(), up));
                }
            }
        });
        for (field, name) in [
            (Text::BookEn, "schema-book-en"),
            (Text::BookAr, "schema-book-ar"),
        ] {
            let name = t(name);
            commands.extend(self.text(ui, session, (item, field), (&name, ""), rtl));
        }
        heading(ui, &t("schema-attributes"));
        commands.extend(self.show_attributes(ui, session, (item, &shown.attributes), rtl));
        ui.add_space(12.0);
        commands.extend(self.label.reshape(ui, session, schema, shown, rtl));
        commands
    }
}

/// A label that was merged or deleted: what becomes of spans that still have it.
fn gone(
    ui: &mut Ui,
    session: &Session,
    shown: &Label,
    spans: usize,
    rtl: bool,
) -> Vec<SchemaCommand> {
    let t = |key: &str| session.catalogue.t(key);
    let mut commands = Vec::new();
    row_of(ui, rtl, |ui| {
        let reshape = match &shown.standing {
            Standing::Merged(into) => Reshape::Merge {
                from: shown.id.clone(),
                into: into.clone(),
            },
            _ => Reshape::Delete(shown.id.clone()),
        };
        if button(ui, &t("schema-relabel-mine"), spans > 0).clicked() && spans > 0 {
            commands.push(SchemaCommand::Look(Box::new(reshape)));
        }
        if button(ui, &t("cmd-schema-restore"), true).clicked() {
            commands.push(SchemaCommand::Restore(shown.id.clone()));
        }
    });
    commands
}

/// The colours that a label can have, and a warning where the one it has is too near to another.
fn color(
    ui: &mut Ui,
    session: &Session,
    schema: &Schema,
    shown: &Label,
    rtl: bool,
) -> Option<SchemaCommand> {
    let mut wanted = None;
    let mut offered = offered_colors();
    if !offered.contains(&shown.color) {
        offered.push(shown.color.clone());
    }
    let name = session.catalogue.t("schema-color");
    label(ui, &name, Font::ui(12.5), palette(ui.ctx()).weak);
    wrapped(ui, rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(3.0, 3.0);
        for (number, color) in offered.iter().enumerate() {
            let message = Message::new("schema-color-number").number("number", number + 1);
            let words = session.catalogue.message(&message);
            if square(ui, color, *color == shown.color, &words) && *color != shown.color {
                wanted = Some(SchemaCommand::SetColor(shown.id.clone(), color.clone()));
            }
        }
    });
    let near = schema.near_color(&shown.color, &shown.id);
    let near: Vec<String> = near
        .map(|other| label_name(other, rtl).to_owned())
        .collect();
    if !near.is_empty() {
        let names = listed(&near, session.catalogue.comma(), rtl);
        let message = Message::new("schema-color-near").text("labels", names);
        let words = session.catalogue.message(&message);
        label(ui, &words, Font::ui(12.0), palette(ui.ctx()).error);
    }
    wanted
}

/// A square of a colour. Whether it was clicked.
fn square(ui: &mut Ui, color: &LabelColor, on: bool, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(25.0, 25.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    background(ui, rect, &response, on);
    let inside = rect.shrink(5.0);
    let color = label_color(ui.ctx(), color);
    ui.painter().rect_filled(inside, 3.0, color);
    if on {
        let stroke = Stroke::new(2.0, palette(ui.ctx()).accent);
        let ring = rect.shrink(1.0);
        ui.painter()
            .rect_stroke(ring, 4.0, stroke, StrokeKind::Inside);
    }
    response.clicked()
}

impl State {
    /// Merging, splitting and deleting a label.
    fn reshape(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        schema: &Schema,
        shown: &Label,
        rtl: bool,
    ) -> Option<SchemaCommand> {
        let t = |key: &str| session.catalogue.t(key);
        if self.asked.0.as_ref() != Some(&shown.id) {
            *self = Self {
                asked: (Some(shown.id.clone()), Asked::Nothing),
                ..Self::default()
            };
        }
        let mut wanted = None;
        let others = schema.current().count() > 1;
        row_of(ui, rtl, |ui| {
            for (key, asked) in [
                ("schema-merge", Asked::Merge),
                ("schema-split", Asked::Split),
            ] {
                if button(ui, &t(key), others).clicked() && others {
                    let same = self.asked.1 == asked;
                    self.asked.1 = if same { Asked::Nothing } else { asked };
                }
            }
            if button(ui, &t("schema-delete"), others).clicked() && others {
                wanted = Some(Reshape::Delete(shown.id.clone()));
            }
        });
        let help = |ui: &mut Ui, key| {
            let message = Message::new(key).text("label", label_name(shown, rtl));
            let words = session.catalogue.message(&message);
            label(ui, &words, Font::ui(12.5), palette(ui.ctx()).weak);
        };
        match self.asked.1 {
            Asked::Nothing => {}
            Asked::Merge => {
                help(ui, "schema-merge-help");
                let into = labels(ui, schema, &shown.id, None, rtl);
                wanted = wanted.or(into.map(|into| Reshape::Merge {
                    from: shown.id.clone(),
                    into,
                }));
            }
            Asked::Split => {
                help(ui, "schema-split-help");
                let split = self.split(ui, session, schema, shown, rtl);
                wanted = wanted.or(split);
            }
        }
        wanted.map(|reshape| SchemaCommand::Look(Box::new(reshape)))
    }

    /// Which spans are split off, and what they get.
    fn split(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        schema: &Schema,
        shown: &Label,
        rtl: bool,
    ) -> Option<Reshape> {
        let t = |key: &str| session.catalogue.t(key);
        let name = t("schema-split-words");
        let entered = EntryField::new("schema words", &mut self.words, &name, rtl)
            .hint(&name)
            .show(ui);
        if entered.changed {
            self.said = None;
        }
        for attribute in shown
            .attributes
            .iter()
            .filter(|one| !one.choices().is_empty())
        {
            let name = session.catalogue.attribute(&attribute.name);
            label(ui, &name, Font::ui(12.5), palette(ui.ctx()).weak);
            wrapped(ui, rtl, |ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                for value in attribute.choices() {
                    let this = Some((attribute.name.clone(), value.clone()));
                    let words = session.catalogue.value(&attribute.name, value);
                    let content = Row {
                        words: &words,
                        selected: self.said == this,
                        ..Row::default()
                    };
                    if chip(ui, &content, rtl).clicked() {
                        self.said = this;
                        self.words.clear();
                    }
                }
            });
        }
        ui.add_space(4.0);
        label(
            ui,
            &t("schema-to-label"),
            Font::ui(12.5),
            palette(ui.ctx()).weak,
        );
        if let Some(to) = labels(ui, schema, &shown.id, self.to.as_ref(), rtl) {
            self.to = Some(to);
        }
        let words = self.words.trim();
        let which = match &self.said {
            Some((name, value)) => Some(Which::Said(name.clone(), AttrValue::Text(value.clone()))),
            None if !words.is_empty() => Some(Which::Words(words.to_owned())),
            None => None,
        };
        let ready = which.is_some() && self.to.is_some();
        let clicked = row_of(ui, rtl, |ui| {
            main_button(ui, &t("schema-split-look"), ready).clicked()
        });
        if !clicked {
            return None;
        }
        Some(Reshape::Split {
            from: shown.id.clone(),
            to: self.to.clone()?,
            which: which?,
        })
    }
}

/// The other labels. Returns the one that was clicked.
fn labels(
    ui: &mut Ui,
    schema: &Schema,
    but: &LabelId,
    chosen: Option<&LabelId>,
    rtl: bool,
) -> Option<LabelId> {
    let mut clicked = None;
    wrapped(ui, rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for item in schema.current().filter(|label| &label.id != but) {
            let content = Row {
                words: label_name(item, rtl),
                spot: Some(label_color(ui.ctx(), &item.color)),
                selected: chosen == Some(&item.id),
                ..Row::default()
            };
            if chip(ui, &content, rtl).clicked() {
                clicked = Some(item.id.clone());
            }
        }
    });
    clicked
}
