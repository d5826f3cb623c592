//! What would be copied from an article that is nearly the same: from which one, what changed,
//! and each span to be left out.

use egui::{Ui, vec2};

use crate::analysis::carry::{Fate, Item, Reread};
use crate::analysis::search::in_context;
use crate::model::id::ArticleId;
use crate::model::span::{AttrValue, SpanState};
use crate::session::Session;
use crate::session::carry::Copying;
use crate::session::command::{ArticleCommand, Command, View};
use crate::session::message::Message;
use crate::ui::flow::{column, isolated, line, row_of, scroll};
use crate::ui::paint::text::Font;
use crate::ui::panels::{attributes, label_called};
use crate::ui::theme::palette;
use crate::ui::widgets::{
    Row, button, cell, label, main_button, row as list_row, short_label, tick_excerpt,
};

use super::batch::mark_of;

const ROW: f32 = 30.0;

/// How many articles are seen at once.
const SOURCES: usize = 3;

/// Shows what would be copied.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let commands = match &session.copying {
        Some(copying) => content(ui, session, copying, rtl),
        None => {
            let words = session.catalogue.t("copying-none");
            label(ui, &words, Font::ui(13.0), palette(ui.ctx()).weak);
            ui.add_space(12.0);
            let close = row_of(ui, rtl, |ui| {
                let close = main_button(ui, &session.catalogue.t("close"), true);
                super::keep_focus(ui, close.id);
                close.clicked()
            });
            let close = close.then_some(Command::View(View::CloseDialog));
            close.into_iter().collect()
        }
    };
    for command in commands {
        session.send(command);
    }
}

fn content(ui: &mut Ui, session: &Session, copying: &Copying, rtl: bool) -> Vec<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let colors = palette(ui.ctx());
    let mut commands: Vec<ArticleCommand> =
        sources(ui, session, copying, rtl).into_iter().collect();
    ui.add_space(6.0);
    match &copying.found {
        None => {
            label(ui, &t("copying-running"), Font::ui(13.0), colors.weak);
        }
        Some(Err(reason)) => {
            label(ui, reason, Font::ui(13.0), colors.error);
        }
        Some(Ok(carried)) => {
            commands.extend(summary(ui, session, copying, rtl));
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = (ui.ctx().content_rect().height() - 360.0).clamp(90.0, 420.0);
            let lines = lines(&carried.items);
            let area = scroll(height).id_salt("copied");
            area.show_rows(ui, ROW, lines.len(), |ui, range| {
                ui.with_layout(column(rtl), |ui| {
                    for line in lines.get(range).unwrap_or_default() {
                        let (Line::Span(number) | Line::Change(number)) = *line;
                        let Some(item) = carried.items.get(number) else {
                            continue;
                        };
                        let on = copying.chosen.get(number).copied().unwrap_or(false);
                        if let Line::Change(_) = line {
                            changes(ui, session, item, rtl);
                        } else if row(ui, session, (item, on), rtl) {
                            commands.push(ArticleCommand::CopyChoose(number, !on));
                        }
                    }
                });
            });
        }
    }
    ui.add_space(12.0);
    let mut all: Vec<Command> = commands.into_iter().map(Command::Article).collect();
    row_of(ui, rtl, |ui| {
        let message = Message::new("copying-do").number("count", copying.made.spans);
        let ready = !copying.made.edits.is_empty();
        let main = main_button(ui, &session.catalogue.message(&message), ready);
        super::keep_focus(ui, main.id);
        if main.clicked() && ready {
            all.push(Command::Article(ArticleCommand::CopyNow));
        }
        if button(ui, &t("cancel"), true).clicked() {
            all.push(Command::View(View::CloseDialog));
        }
    });
    all
}

/// A line of the list, by the number of its span.
#[derive(Clone, Copy)]
enum Line {
    /// The words with those around them.
    Span(usize),
    /// What is otherwise than before.
    Change(usize),
}

fn lines(items: &[Item]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(items.len());
    for (number, item) in items.iter().enumerate() {
        lines.push(Line::Span(number));
        if item.is_changed() {
            lines.push(Line::Change(number));
        }
    }
    lines
}

/// The articles that are nearly the same.
fn sources(ui: &mut Ui, session: &Session, copying: &Copying, rtl: bool) -> Option<ArticleCommand> {
    let sources: Vec<(ArticleId, String, String)> = session
        .alike()
        .map(|(like, entry)| {
            let chosen = copying.carried().filter(|_| like.article == copying.from);
            let likeness = chosen.map_or(like.likeness, |carried| carried.likeness);
            let percent = (likeness * 100.0).round() as usize;
            let message = Message::new("copying-like").number("percent", percent);
            (
                like.article.clone(),
                entry.title().to_owned(),
                session.catalogue.message(&message),
            )
        })
        .collect();
    let mut wanted = None;
    let height = 34.0 * sources.len().min(SOURCES) as f32;
    scroll(height).id_salt("sources").show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            for (id, title, percent) in &sources {
                let content = Row {
                    words: title,
                    end: percent,
                    selected: *id == copying.from,
                    ..Row::default()
                };
                if list_row(ui, &content, rtl).clicked() && *id != copying.from {
                    wanted = Some(ArticleCommand::CopySource(id.clone()));
                }
            }
        });
    });
    wanted
}

/// How much is chosen, and what follows.
fn summary(ui: &mut Ui, session: &Session, copying: &Copying, rtl: bool) -> Option<ArticleCommand> {
    let weak = palette(ui.ctx()).weak;
    let made = &copying.made;
    let items = copying.carried().map_or(&[][..], |carried| &carried.items);
    let all = items.iter().filter(|item| item.twin().is_some()).count();
    let mut wanted = None;
    row_of(ui, rtl, |ui| {
        let message = Message::new("copying-chosen")
            .number("chosen", made.spans)
            .number("all", all);
        let words = session.catalogue.message(&message);
        short_label(ui, &words, Font::ui(13.0), weak);
        for (key, taken, enabled) in [
            ("batch-all", true, made.spans < all),
            ("batch-nothing", false, made.spans > 0),
        ] {
            if button(ui, &session.catalogue.t(key), enabled).clicked() {
                wanted = Some(ArticleCommand::CopyChooseAll(taken));
            }
        }
    });
    let message = Message::new("copying-follow")
        .number("relations", made.relations)
        .number("incidents", made.incidents);
    let words = session.catalogue.message(&message);
    label(ui, &words, Font::ui(12.5), weak);
    wanted
}

/// A span: where it goes, and what is otherwise there. Returns whether it was clicked.
fn row(ui: &mut Ui, session: &Session, (item, on): (&Item, bool), rtl: bool) -> bool {
    let colors = palette(ui.ctx());
    let t = |key: &str| session.catalogue.t(key);
    let name = label_called(session, &item.from.label, rtl);
    let Some((twin, open)) = item.twin().zip(session.open()) else {
        let why = match item.fate {
            Fate::Lost => t("copying-lost"),
            _ => t("copying-decided"),
        };
        let short: String = item.words.chars().take(60).collect();
        let words = format!("{name} · {} · {why}", isolated(&short));
        let width = ui.available_width() - 8.0;
        cell(ui, &words, width, Font::ui(13.0), colors.weak, rtl);
        return false;
    };
    let mut notes = vec![name];
    if twin.span.state == SpanState::Rejected {
        notes.push(t("copying-rejected"));
    }
    let mark = mark_of(ui, session, Some(&item.from.label));
    let hit = in_context(open.text.as_str(), twin.span.range);
    tick_excerpt(ui, &hit, (mark, on), &notes.join(" · "), rtl)
}

/// What is otherwise than in the article that is copied from.
fn changes(ui: &mut Ui, session: &Session, item: &Item, rtl: bool) {
    let Some(twin) = item.twin() else { return };
    let mut notes = Vec::new();
    if !twin.same {
        let short: String = item.words.chars().take(60).collect();
        let message = Message::new("copying-changed").text("words", short);
        notes.push(session.catalogue.message(&message));
    }
    notes.extend(twin.reread.iter().map(|again| reread(session, again)));
    let size = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(size, line(rtl), |ui| {
        ui.add_space(32.0);
        let width = ui.available_width() - 8.0;
        let color = palette(ui.ctx()).accent;
        cell(ui, &notes.join(" · "), width, Font::ui(12.5), color, rtl);
    });
}

/// What was read again, with what it was.
fn reread(session: &Session, again: &Reread) -> String {
    let value = |value: &Option<AttrValue>| match value {
        Some(value) => attributes::words(session, &again.name, value),
        None => session.catalogue.t("attribute-none"),
    };
    let message = Message::new("copying-reread")
        .text("name", session.catalogue.attribute(&again.name))
        .text("to", value(&again.to))
        .text("from", value(&again.from));
    session.catalogue.message(&message)
}
