//! The selected span as a matter of review: what was decided, what can be, and why the program
//! proposed it.

use egui::{Area, Context, Frame, Margin, Order, Rect, Sense, Ui, Vec2, vec2};

use crate::model::registry::EntryKind;
use crate::model::span::{AttrValue, Provenance, Span};
use crate::session::Session;
use crate::session::command::{Command, RegistryCommand, Review, SpanCommand};
use crate::session::message::Message;
use crate::session::open::OpenArticle;
use crate::session::registry::label_of;
use crate::text::offset::ByteRange;
use crate::ui::floating::Anchor;
use crate::ui::flow::{line, row_of};
use crate::ui::keys::legend_of;
use crate::ui::paint::text::Font;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::{Row, button, cell, fact, heading, label, main_button, row, spot, tip};

/// How many characters of an article's words are shown in a line of reasons.
const LONGEST: usize = 80;

/// The buttons that decide about a suggestion.
pub(super) fn decision(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    let mut chosen = None;
    row_of(ui, rtl, |ui| {
        let accept = main_button(ui, &session.catalogue.t("accept"), true);
        let reject = button(ui, &session.catalogue.t("reject"), true);
        let commands = [SpanCommand::Accept, SpanCommand::Remove];
        for (response, command) in [accept, reject].into_iter().zip(commands) {
            let command = Command::Span(command);
            if tip(response, &legend_of(&command), rtl).clicked() {
                chosen = Some(command);
            }
        }
    });
    chosen
}

/// The same beside the words, with the label.
pub(in crate::ui) fn beside(
    ctx: &Context,
    session: &Session,
    span: &Span,
    anchor: Anchor,
    rtl: bool,
) -> Option<Command> {
    const SIZE: Vec2 = vec2(276.0, 46.0);
    let schema = &session.project.as_ref()?.project.schema;
    let label = schema.label(&span.label)?;
    let area = Area::new(egui::Id::unique("decision")).order(Order::Foreground);
    let shown = area.fixed_pos(anchor.above(SIZE)).show(ctx, |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(8, 4));
        let content = |ui: &mut Ui| {
            let size = vec2(SIZE.x - 16.0, SIZE.y - 8.0);
            let buttons = |ui: &mut Ui| {
                spot(ui, label_color(ui.ctx(), &label.color));
                let name = super::label_name(label, rtl);
                let colors = palette(ui.ctx());
                cell(ui, name, 96.0, Font::ui(13.0), colors.text, rtl);
                decision(ui, session, rtl)
            };
            ui.allocate_ui_with_layout(size, line(rtl), buttons).inner
        };
        frame.show(ui, content).inner
    });
    shown.inner
}

/// Why the program proposed a span, if it did.
pub(super) fn why(ui: &mut Ui, session: &Session, open: &OpenArticle, span: &Span, rtl: bool) {
    let Some(rule) = &span.provenance.rule else {
        return;
    };
    let t = |key: &str| session.catalogue.t(key);
    let colors = palette(ui.ctx());
    heading(ui, &t("panel-why"));
    label(ui, &rule_words(session, rule), Font::ui(13.0), colors.text);
    ui.add_space(4.0);
    let mut line = |key: &str, value: &str| {
        if !value.is_empty() {
            fact(ui, &t(key), value, rtl);
        }
    };
    let text = open.text.as_str();
    if let Some(reason) = open.reason(span) {
        let entry = &reason.entry;
        line("why-entry", if rtl { &entry.ar } else { &entry.en });
        line("why-particle", &reason.particle);
    }
    if let Some(count) = count(span) {
        line("why-number", &count);
    }
    line("why-trigger", &words(text, span.trigger));
    let head = span.head.filter(|head| *head != span.range);
    line("why-head", &words(text, head));
    let reason = open.reason(span);
    if let Some(learned) = reason.and_then(|reason| reason.learned.as_ref()) {
        super::learned::lines(ui, session, learned, rtl);
    }
    if let Some(confidence) = span.provenance.confidence {
        ui.add_space(2.0);
        let least = open.shows.least(&span.label);
        sureness(ui, session, confidence, least, rtl);
    }
}

/// What can be done with more than the selected span.
pub(super) fn more(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    let open = session.open();
    let suggested = open.and_then(|open| open.suggestion(open.span?));
    let span = open.and_then(|open| open.shown(open.span?));
    let unknown = span.filter(|span| !span.attrs.contains_key("canonical_id"));
    let naming = unknown.into_iter().flat_map(naming);
    let alike = suggested.map(|_| [Review::AcceptMany, Review::RejectMany]);
    let commands = alike.into_iter().flatten().chain([Review::Occurrences]);
    let mut chosen = None;
    ui.add_space(6.0);
    for command in commands.map(Command::Review).chain(naming) {
        let content = Row {
            words: &session.catalogue.t(command.text_key()),
            enabled: session.is_enabled(&command),
            ..Row::default()
        };
        if tip(row(ui, &content, rtl), &legend_of(&command), rtl).clicked() {
            chosen = Some(command);
        }
    }
    chosen
}

/// Who or what a faction or place is that means nothing known yet.
fn naming(span: &Span) -> Vec<Command> {
    let kinds = [
        (EntryKind::Faction, RegistryCommand::NewFaction),
        (EntryKind::Place, RegistryCommand::NewPlace),
    ];
    let mut kinds = kinds.into_iter();
    let found = kinds.find(|(kind, _)| label_of(*kind) == span.label.as_str());
    let commands = found.map(|(_, new)| [new, RegistryCommand::AddName].map(Command::Registry));
    commands.into_iter().flatten().collect()
}

/// What a rule looks at, in the interface's language; its name where that is not written yet.
pub(in crate::ui) fn rule_words(session: &Session, rule: &str) -> String {
    let key = format!("rule-{}", rule.replace('/', "-"));
    let words = session.catalogue.t(&key);
    if words == key { rule.to_owned() } else { words }
}

/// Why the program proposes something and how sure it is, in one sentence; nothing if somebody
/// else made it.
pub(super) fn reason(session: &Session, provenance: &Provenance) -> Option<String> {
    let rule = provenance.rule.as_deref()?;
    let percent = (provenance.confidence? * 100.0).round() as usize;
    let message = Message::new("why-short")
        .text("rule", rule_words(session, rule))
        .number("percent", percent);
    Some(session.catalogue.message(&message))
}

fn words(text: &str, range: Option<ByteRange>) -> String {
    let words = range.and_then(|range| range.of(text)).unwrap_or("");
    words.chars().take(LONGEST).collect()
}

/// The number that was read, as mathematics writes it.
pub(super) fn count(span: &Span) -> Option<String> {
    let number = |name: &str| match span.attrs.get(name) {
        Some(AttrValue::Number(number)) => Some(*number),
        _ => None,
    };
    let bounds = (
        number("count_low"),
        number("count_best"),
        number("count_high"),
    );
    Some(match bounds {
        (Some(low), _, Some(high)) if low == high => low.to_string(),
        (Some(low), _, Some(high)) => format!("{low}–{high}"),
        (Some(low), _, None) => format!("≥ {low}"),
        (None, _, Some(high)) => format!("≤ {high}"),
        (None, Some(best), None) => format!("≈ {best}"),
        (None, None, None) => return None,
    })
}

/// How sure the rule is, as a bar with a mark at the least confidence that is shown.
fn sureness(ui: &mut Ui, session: &Session, confidence: f64, least: f64, rtl: bool) {
    let percent = (confidence * 100.0).round() as usize;
    let key = if confidence < least {
        "why-doubtful"
    } else {
        "why-sure"
    };
    let words = session
        .catalogue
        .message(&Message::new(key).number("percent", percent));
    let colors = palette(ui.ctx());
    label(ui, &words, Font::ui(12.5), colors.weak);
    let size = vec2(ui.available_width(), 6.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let part = |share: f64| {
        let width = rect.width() * share.clamp(0.0, 1.0) as f32;
        let mut part = rect;
        if rtl {
            part.min.x = part.max.x - width;
        } else {
            part.max.x = part.min.x + width;
        }
        part
    };
    ui.painter().rect_filled(rect, 3.0, colors.line);
    let color = if confidence < least {
        colors.weak
    } else {
        colors.accent
    };
    ui.painter().rect_filled(part(confidence), 3.0, color);
    let edge = part(least);
    let x = if rtl { edge.left() } else { edge.right() };
    let mark = Rect::from_center_size(egui::pos2(x, rect.center().y), vec2(2.0, 10.0));
    ui.painter().rect_filled(mark, 0.0, colors.text);
}
