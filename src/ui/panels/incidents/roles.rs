//! The roles of an incident with what fills them.

use egui::{Key, Response, Role as Access, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::Card;
use super::entry::EntryPick;
use crate::model::incident::{Filler, Role};
use crate::model::schema::Schema;
use crate::session::command::{Command, IncidentCommand, SpanCommand};
use crate::session::message::Message;
use crate::session::walk::Purpose;
use crate::ui::flow::wrapped;
use crate::ui::icon::Icon;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::{label, short_label, tip};

/// The keys of the roles, in their order.
pub(super) const KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// How high a chip is, in points.
const HEIGHT: f32 = 24.0;

/// Shows the roles, to be filled if the layer can be changed.
pub(super) fn show(ui: &mut Ui, card: &Card<'_>, entry: &mut EntryPick) -> Vec<Command> {
    let mut commands = Vec::new();
    entry.field = None;
    for (number, role) in of(card).into_iter().enumerate() {
        ui.add_space(3.0);
        let key = (number < KEYS.len()).then_some(number + 1);
        commands.extend(line(ui, card, role, key));
        let walk = card.open.walk.as_ref();
        let filling = walk.map(|walk| &walk.purpose) == Some(&Purpose::Fill(card.id(), role));
        if filling && role.takes_entries() {
            commands.extend(entry.show(ui, card, role));
        }
    }
    commands
}

/// The roles of an incident: those that the project asks, and others that are filled.
pub(super) fn of(card: &Card<'_>) -> Vec<Role> {
    let schema = card.session.project.as_ref().map(|p| &p.project.schema);
    let mut roles = schema.map_or_else(|| Role::ALL.to_vec(), Schema::all_roles);
    let filled = card.incident.roles.keys().copied();
    let more: Vec<Role> = filled.filter(|role| !roles.contains(role)).collect();
    roles.extend(more);
    roles
}

/// A role: its key and name, what fills it, and a way to fill it.
fn line(ui: &mut Ui, card: &Card<'_>, role: Role, number: Option<usize>) -> Vec<Command> {
    let mut commands = Vec::new();
    let editable = card.session.can_edit();
    let colors = palette(ui.ctx());
    let name = card.session.catalogue.role(role);
    wrapped(ui, card.rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 3.0);
        if editable {
            let message = Message::new("incident-fill").text("role", name.as_str());
            let help = card.session.catalogue.message(&message);
            if add(ui, &name, number, &help, card.rtl).clicked() {
                let command = IncidentCommand::FillRole(card.id(), role);
                commands.push(Command::Incident(command));
            }
        } else {
            short_label(ui, &name, Font::ui(12.5), colors.weak);
        }
        let fillers = card.incident.fillers(role);
        for filler in fillers {
            commands.extend(filled(ui, card, role, filler));
        }
        if fillers.is_empty() {
            let missing = card.t("incident-not-stated");
            short_label(ui, &missing, Font::ui(12.5), colors.weak);
        }
    });
    commands
}

/// The name of a role as a button that fills it, with its key.
fn add(ui: &mut Ui, name: &str, number: Option<usize>, help: &str, rtl: bool) -> Response {
    let words = text::shape(ui.ctx(), name, Font::ui(12.5), Fit::Line);
    let plus = Icon::Plus.glyph();
    let key = text::shape(
        ui.ctx(),
        &number.map_or_else(|| plus.to_string(), |number| format!("{number} {plus}")),
        Font::ui(11.0),
        Fit::Line,
    );
    let width = (words.size().x + key.size().x + 14.0).max(104.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Access::Button, true, help));
    let colors = palette(ui.ctx());
    if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, colors.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter()
            .rect_stroke(rect.shrink(1.0), 5.0, stroke, StrokeKind::Inside);
    }
    let inside = rect.shrink2(vec2(4.0, 0.0));
    text::paint_in(ui.painter(), inside, &words, colors.weak, rtl);
    text::paint_in(ui.painter(), inside, &key, colors.weak, !rtl);
    tip(response, help, rtl)
}

/// What fills a role: a click goes there, the cross takes it out.
fn filled(ui: &mut Ui, card: &Card<'_>, role: Role, filler: &Filler) -> Option<Command> {
    const CROSS: f32 = 18.0;
    let colors = palette(ui.ctx());
    let editable = card.session.can_edit();
    let words = card.filler(filler);
    let span = filler.span().and_then(|id| card.open.shown(id));
    let shown = match filler {
        Filler::Span(_) => words.clone(),
        Filler::Entry(_) => {
            let message = Message::new("incident-not-in-text").text("name", words.as_str());
            card.session.catalogue.message(&message)
        }
    };
    let most = (ui.max_rect().width() - 44.0).max(80.0);
    let shaped = text::shape(ui.ctx(), &shown, Font::ui(13.0), Fit::Elide(most));
    let cross = if editable { CROSS } else { 0.0 };
    let size = vec2(shaped.size().x + 14.0 + cross, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Access::Button, span.is_some(), &shown));
    let schema = card.session.project.as_ref().map(|p| &p.project.schema);
    let of_label = span.and_then(|span| schema?.label(&span.label));
    let color = of_label.map_or(colors.weak, |l| label_color(ui.ctx(), &l.color));
    if span.is_some() {
        let tint = if response.hovered() { 0.3 } else { 0.14 };
        ui.painter()
            .rect_filled(rect, 5.0, color.gamma_multiply(tint));
    } else {
        // Nothing of the text: an empty frame.
        let stroke = Stroke::new(1.0, color);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, StrokeKind::Inside);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, colors.accent);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, StrokeKind::Inside);
    }
    let mut inside = rect.shrink2(vec2(7.0, 0.0));
    let mut edge = rect;
    if card.rtl {
        inside.min.x += cross;
        edge.max.x = edge.min.x + cross;
    } else {
        inside.max.x -= cross;
        edge.min.x = edge.max.x - cross;
    }
    text::paint_in(ui.painter(), inside, &shaped, colors.text, card.rtl);
    let mut command = None;
    if response.clicked()
        && let Some(span) = span
    {
        command = Some(Command::Span(SpanCommand::Focus(span.id)));
    }
    if editable {
        let id = response.id.with("vacate");
        let taken = ui.interact(edge, id, Sense::click());
        let message = Message::new("incident-take-out").text("name", words.as_str());
        let help = card.session.catalogue.message(&message);
        taken.widget_info(|| WidgetInfo::labeled(Access::Button, true, &help));
        let glyph = Icon::X.glyph().to_string();
        let mark = text::shape(ui.ctx(), &glyph, Font::ui(11.0), Fit::Line);
        let color = if taken.hovered() || taken.has_focus() {
            colors.error
        } else {
            colors.weak
        };
        let corner = edge.center() - mark.size() / 2.0;
        text::paint(ui.painter(), corner, &mark, color);
        if taken.clicked() {
            let vacate = IncidentCommand::Vacate(card.id(), role, filler.clone());
            command = Some(Command::Incident(vacate));
        }
    }
    command
}

/// A line of help below the roles.
pub(super) fn help(ui: &mut Ui, words: &str) {
    label(ui, words, Font::ui(12.0), palette(ui.ctx()).weak);
}
