//! What a change of the schema would touch, and what a file would change, before it is done.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, EditCommand, SchemaCommand, View};
use crate::session::message::Message;
use crate::session::schema::incoming::{Part, Told};
use crate::session::schema::{Item, Narrowing, Reshape, Touched};
use crate::ui::flow::{column, isolated, listed, row_of, scroll};
use crate::ui::paint::text::Font;
use crate::ui::panels::{label_called, search::hit_row};
use crate::ui::theme::palette;
use crate::ui::widgets::{SIZE, button, label, main_button};

/// How high a place is, in points.
const ROW: f32 = 30.0;

/// The message that says what the dialog is for.
pub(in crate::ui::dialogs) fn title(session: &Session) -> &'static str {
    match session.reshaping.as_ref().map(|asked| &asked.reshape) {
        Some(Reshape::Merge { .. }) => "dialog-schema-merge",
        Some(Reshape::Split { .. }) => "dialog-schema-split",
        Some(Reshape::Narrow(_)) => "dialog-schema-narrow",
        _ => "dialog-schema-delete",
    }
}

/// Shows what would be touched.
pub(in crate::ui::dialogs) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let Some(asked) = &session.reshaping else {
        return;
    };
    let colors = palette(ui.ctx());
    let mut commands: Vec<Command> = Vec::new();
    let empty = Touched::default();
    let touched = asked.touched.as_ref().unwrap_or(&empty);
    if asked.touched.is_none() {
        let words = session.catalogue.t("schema-looking");
        label(ui, &words, Font::ui(13.0), colors.weak);
    } else {
        for (words, is_warning) in told(session, &asked.reshape, touched) {
            let color = if is_warning {
                colors.error
            } else {
                colors.text
            };
            label(ui, &words, Font::ui(SIZE), color);
        }
    }
    ui.add_space(6.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = (ui.ctx().content_rect().height() - 330.0).clamp(90.0, 380.0);
        scroll(height).show_rows(ui, ROW, touched.places.len(), |ui, range| {
            ui.with_layout(column(rtl), |ui| {
                for (article, hit) in touched.places.get(range).unwrap_or_default() {
                    let entry = session.project.as_ref().and_then(|p| p.list.get(article));
                    let title = entry.map(|entry| entry.title()).unwrap_or_default();
                    if hit_row(ui, hit, title, rtl) {
                        let range = hit.range;
                        commands.push(Command::View(View::CloseDialog));
                        commands.push(Command::Edit(EditCommand::GoTo(article.clone(), range)));
                    }
                }
            });
        });
    });
    ui.add_space(12.0);
    row_of(ui, rtl, |ui| {
        let words = deed(session, &asked.reshape, touched, rtl);
        let command = Command::Schema(SchemaCommand::Reshape);
        let ready = session.is_enabled(&command);
        let main = main_button(ui, &words, ready);
        super::super::keep_focus(ui, main.id);
        if main.clicked() && ready {
            commands.push(command);
        }
        if button(ui, &session.catalogue.t("schema-back"), true).clicked() {
            commands.push(SchemaCommand::Choose(item_of(&asked.reshape)).into());
        }
    });
    for command in commands {
        session.send(command);
    }
}

/// What is looked at when nothing is done.
fn item_of(reshape: &Reshape) -> Item {
    match reshape {
        Reshape::Merge { from, .. } | Reshape::Split { from, .. } | Reshape::Delete(from) => {
            Item::Label(from.clone())
        }
        Reshape::DeleteRelation(name) => Item::Relation(name.clone()),
        Reshape::Narrow(narrowing) => narrowing.item(),
    }
}

/// What is touched, in words, and whether each is something to be careful about.
fn told(session: &Session, reshape: &Reshape, touched: &Touched) -> Vec<(String, bool)> {
    let say = |message: Message| session.catalogue.message(&message);
    let mut told = Vec::new();
    let places = match reshape {
        Reshape::DeleteRelation(_) => None,
        Reshape::Narrow(Narrowing::End { .. }) => Some("schema-touched-ends"),
        Reshape::Narrow(Narrowing::Role(_) | Narrowing::Plays(..)) => Some("schema-touched-roles"),
        Reshape::Narrow(narrowing) if narrowing.item() == Item::Incident => {
            Some("schema-touched-incidents")
        }
        Reshape::Narrow(_) => Some("schema-touched-said"),
        _ => Some("schema-touched"),
    };
    if let Some(key) = places {
        let places = Message::new(key)
            .number("spans", touched.places.len())
            .number("articles", touched.articles());
        told.push((say(places), false));
    }
    if matches!(reshape, Reshape::Narrow(_)) {
        told.push((session.catalogue.t("schema-narrow-stays"), false));
    }
    if matches!(reshape, Reshape::Delete(_)) {
        told.push((session.catalogue.t("schema-delete-spans"), false));
    }
    for (key, count) in [
        ("schema-touched-relations", touched.relations),
        ("schema-touched-fillers", touched.fillers),
    ] {
        if count > 0 {
            told.push((say(Message::new(key).number("count", count)), false));
        }
    }
    for (other, count) in &touched.others {
        let name = session.project.as_ref().map(|p| p.annotator_name(other));
        let message = Message::new("schema-touched-others")
            .text("name", isolated(name.unwrap_or(other.as_str())))
            .number("count", *count);
        told.push((say(message), false));
    }
    if touched.left_out > 0 {
        let message = Message::new("schema-left-out").number("count", touched.left_out);
        told.push((say(message), true));
    }
    told
}

/// What the main button does.
fn deed(session: &Session, reshape: &Reshape, touched: &Touched, rtl: bool) -> String {
    let called = |id| label_called(session, id, rtl);
    let message = match reshape {
        Reshape::Merge { from, into } => Message::new("schema-do-merge")
            .text("from", called(from))
            .text("into", called(into)),
        Reshape::Split { .. } => {
            Message::new("schema-do-split").number("count", touched.places.len())
        }
        Reshape::Delete(id) => Message::new("schema-do-delete").text("label", called(id)),
        Reshape::DeleteRelation(name) => {
            let called = super::called(session, &Item::Relation(name.clone()));
            Message::new("schema-do-delete").text("label", called)
        }
        Reshape::Narrow(narrowing) => {
            let called = match narrowing {
                Narrowing::Attribute(_, name) => session.catalogue.attribute(name),
                Narrowing::Choice(_, name, choice) => session.catalogue.value(name, choice),
                Narrowing::End { label, .. } | Narrowing::Plays(_, label) => called(label),
                Narrowing::Role(role) => session.catalogue.role(*role),
            };
            Message::new("schema-do-narrow").text("what", called)
        }
    };
    session.catalogue.message(&message)
}

/// Shows what a file would change.
pub(in crate::ui::dialogs) fn incoming(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let Some(incoming) = &session.incoming else {
        return;
    };
    let colors = palette(ui.ctx());
    let mut wanted: Option<Command> = None;
    let path = isolated(&incoming.path.display().to_string());
    label(ui, &path, Font::ui(12.5), colors.weak);
    ui.add_space(4.0);
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(90.0, 400.0);
    scroll(height).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            if incoming.edits.is_empty() {
                let words = session.catalogue.t("schema-incoming-none");
                label(ui, &words, Font::ui(SIZE), colors.text);
            }
            for told in &incoming.told {
                let words = line(session, told, rtl);
                let weak = matches!(told, Told::Stays(_));
                let color = if weak { colors.weak } else { colors.text };
                label(ui, &words, Font::ui(SIZE), color);
            }
        });
    });
    ui.add_space(12.0);
    row_of(ui, rtl, |ui| {
        let ready = !incoming.edits.is_empty();
        let words = session.catalogue.t("cmd-schema-take-in");
        let main = main_button(ui, &words, ready);
        super::super::keep_focus(ui, main.id);
        if main.clicked() && ready {
            wanted = Some(SchemaCommand::TakeIn.into());
        }
        if button(ui, &session.catalogue.t("cancel"), true).clicked() {
            wanted = Some(Command::View(View::CloseDialog));
        }
    });
    if let Some(command) = wanted {
        session.send(command);
    }
}

/// A thing that a file would change, in words.
fn line(session: &Session, told: &Told, rtl: bool) -> String {
    let of = |key: &'static str, id| {
        // A label that the project does not have yet is called by its id.
        Message::new(key).text("label", isolated(&label_called(session, id, rtl)))
    };
    let message = match told {
        Told::New(id) => of("schema-incoming-new", id),
        Told::WithoutKey(id) => of("schema-incoming-key", id),
        Told::Stays(id) => of("schema-incoming-stays", id),
        Told::Changed(id, parts) => {
            let parts = parts.iter().map(|part| {
                session.catalogue.t(match part {
                    Part::Name => "schema-part-name",
                    Part::Codebook => "schema-part-codebook",
                    Part::Color => "schema-part-color",
                    Part::Key => "schema-part-key",
                    Part::Offered => "schema-part-offered",
                    Part::Attributes => "schema-part-attributes",
                })
            });
            let parts: Vec<String> = parts.collect();
            let parts = listed(&parts, session.catalogue.comma(), rtl);
            of("schema-incoming-changed", id).text("parts", parts)
        }
        Told::Relation(name) => {
            let called = super::called(session, &Item::Relation(name.clone()));
            Message::new("schema-incoming-relation").text("label", called)
        }
        Told::Incident => Message::new("schema-incoming-incident"),
        Told::Order => Message::new("schema-incoming-order"),
    };
    session.catalogue.message(&message)
}
