//! What would be done in many places: which ones, and each of them to be left out.

mod joined;
mod place;

use egui::{Color32, Key, Ui, vec2};

use crate::model::id::LabelId;
use crate::model::schema::Label;
use crate::model::span::Span;
use crate::session::Session;
use crate::session::batch::{Batch, Kinds, Like, Mark, Purpose};
use crate::session::command::{Command, Review, View};
use crate::session::keymap::label_key;
use crate::session::message::Message;
use crate::session::propose::Joint;
use crate::ui::flow::{column, line, row_of, scroll, wrapped};
use crate::ui::keys::key_of;
use crate::ui::paint::text::Font;
use crate::ui::panels::{label_called, label_name, review::rule_words};
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::slider::slider;
use crate::ui::widgets::{
    Row, SIZE, button, cell, chip, choice, is_rtl, label, main_button, short_label,
};

const ROW: f32 = 30.0;

/// The message that says what the dialog is for.
pub(super) fn title(session: &Session) -> &'static str {
    match session.batch.as_ref().map(|batch| &batch.purpose) {
        Some(Purpose::Decide { accept: false, .. }) => "dialog-reject-many",
        Some(Purpose::Join(like)) => match (like.joint, like.accept) {
            (Joint::Relation, true) => "dialog-accept-relations",
            (Joint::Relation, false) => "dialog-reject-relations",
            (Joint::Incident, true) => "dialog-accept-incidents",
            (Joint::Incident, false) => "dialog-reject-incidents",
        },
        Some(Purpose::Mark(_)) => "dialog-mark-many",
        Some(Purpose::Correct { .. }) => "dialog-correct-many",
        _ => "dialog-accept-many",
    }
}

/// Shows the places.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let Some(batch) = &session.batch else { return };
    let t = |key: &str| session.catalogue.t(key);
    let colors = palette(ui.ctx());
    let mut commands = Vec::new();
    commands.extend(where_to(ui, session, batch));
    match &batch.purpose {
        Purpose::Decide { like, .. } => {
            commands.extend(which(ui, session, (like, &batch.kinds), rtl));
        }
        Purpose::Join(like) => {
            commands.extend(joined::which(ui, session, (like, &batch.kinds), rtl))
        }
        Purpose::Mark(mark) => commands.extend(what(ui, session, mark, rtl)),
        Purpose::Correct(made) => correction(ui, session, &made.from, &made.to, rtl),
    }
    let (chosen, all) = (batch.chosen(), batch.places.len());
    ui.add_space(6.0);
    row_of(ui, rtl, |ui| {
        let words = if batch.running {
            t("search-running")
        } else if all == 0 {
            t("batch-none")
        } else {
            let message = Message::new("batch-chosen")
                .number("chosen", chosen)
                .number("all", all);
            session.catalogue.message(&message)
        };
        short_label(ui, &words, Font::ui(13.0), colors.weak);
        for (key, wanted, enabled) in [
            ("batch-all", true, chosen < all),
            ("batch-nothing", false, chosen > 0),
        ] {
            if all > 0 && button(ui, &t(key), enabled).clicked() {
                commands.push(Command::Review(Review::ChooseAll(wanted)));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = (ui.ctx().content_rect().height() - 390.0).clamp(90.0, 420.0);
    let lines = batch.lines();
    scroll(height).show_rows(ui, ROW, lines.len(), |ui, range| {
        ui.with_layout(column(rtl), |ui| {
            for line in lines.get(range).unwrap_or_default() {
                commands.extend(place::show_line(ui, session, batch, *line, rtl));
            }
        });
    });
    if batch.more {
        let message = Message::new("batch-more").number("count", all);
        let words = session.catalogue.message(&message);
        label(ui, &words, Font::ui(12.5), colors.weak);
    }
    if batch.left_out > 0 {
        let message = Message::new("batch-left-out").number("count", batch.left_out);
        let words = session.catalogue.message(&message);
        label(ui, &words, Font::ui(12.5), colors.error);
    }
    ui.add_space(12.0);
    row_of(ui, rtl, |ui| {
        let words = deed(session, batch, chosen, rtl);
        let ready = chosen > 0 && !is_label_missing(batch);
        let main = main_button(ui, &words, ready);
        super::keep_focus(ui, main.id);
        if main.clicked() && ready {
            commands.push(Command::Review(Review::DoBatch));
        }
        if button(ui, &t("cancel"), true).clicked() {
            commands.push(Command::View(View::CloseDialog));
        }
    });
    for command in commands {
        session.send(command);
    }
}

/// In the open article, or in all. Where that is the whole project, what is left out.
fn where_to(ui: &mut Ui, session: &Session, batch: &Batch) -> Option<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let several = session.project.as_ref()?.list.iter().nth(1).is_some();
    if !several {
        return None;
    }
    let rtl = is_rtl(ui);
    let mut chosen = None;
    wrapped(ui, rtl, |ui| {
        let scopes = [(false, t("batch-here")), (true, t("batch-everywhere"))];
        chosen = choice(ui, &scopes, &batch.everywhere);
        if batch.everywhere && !matches!(batch.purpose, Purpose::Mark(_)) {
            let words = t("batch-done-stay");
            short_label(ui, &words, Font::ui(12.5), palette(ui.ctx()).weak);
        }
    });
    ui.add_space(6.0);
    chosen.map(|everywhere| Command::Review(Review::Spread(everywhere)))
}

fn is_label_missing(batch: &Batch) -> bool {
    matches!(&batch.purpose, Purpose::Mark(mark) if mark.label.is_none())
}

/// What the main button does.
fn deed(session: &Session, batch: &Batch, chosen: usize, rtl: bool) -> String {
    let key = match &batch.purpose {
        Purpose::Decide { accept: true, .. } => "batch-accept",
        Purpose::Join(like) if like.accept => "batch-accept",
        Purpose::Decide { .. } | Purpose::Join(_) => "batch-reject",
        Purpose::Mark(Mark { label: None, .. }) => return session.catalogue.t("batch-no-label"),
        Purpose::Mark(_) => "batch-mark",
        Purpose::Correct(_) => "batch-correct",
    };
    let mut message = Message::new(key).number("count", chosen);
    if let Purpose::Mark(Mark {
        label: Some(id), ..
    }) = &batch.purpose
    {
        message = message.text("label", label_called(session, id, rtl));
    }
    session.catalogue.message(&message)
}

fn schema_label<'a>(session: &'a Session, id: &LabelId) -> Option<&'a Label> {
    session.project.as_ref()?.project.schema.label(id)
}

/// What the words of a span are marked with.
pub(super) fn mark_of(ui: &Ui, session: &Session, label: Option<&LabelId>) -> Color32 {
    label.and_then(|id| schema_label(session, id)).map_or_else(
        || palette(ui.ctx()).mark,
        |label| label_color(ui.ctx(), &label.color).gamma_multiply(0.3),
    )
}

/// What was made of what.
fn correction(ui: &mut Ui, session: &Session, from: &Span, to: &Span, rtl: bool) {
    let text = session.open().map_or("", |open| open.text.as_str());
    let of = |span: &Span| {
        let words = span.range.of(text).unwrap_or("");
        let short: String = words.chars().take(60).collect();
        let name = label_called(session, &span.label, rtl);
        (short, name)
    };
    let ((old, was), (new, is)) = (of(from), of(to));
    let message = Message::new("batch-correction")
        .text("old", old)
        .text("was", was)
        .text("new", new)
        .text("is", is);
    let words = session.catalogue.message(&message);
    label(ui, &words, Font::ui(SIZE), palette(ui.ctx()).text);
}

/// Which suggestions are decided about: the label, the rule, how sure.
fn which(
    ui: &mut Ui,
    session: &Session,
    (like, kinds): (&Like, &Kinds),
    rtl: bool,
) -> Vec<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let mut wanted = None;
    // The paragraph limits what can be chosen from.
    let there = Like {
        within: like.within,
        ..Like::default()
    };
    let labels = &kinds.labels;
    let rules = kinds.rules.iter();
    let rules = rules.filter(|((label, _), _)| like.label.as_ref() == Some(label));
    let rules: Vec<(&str, usize)> = rules
        .map(|((_, rule), count)| (rule.as_str(), *count))
        .collect();
    wrapped(ui, rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let all = Row {
            words: &t("batch-any-label"),
            end: &labels.values().sum::<usize>().to_string(),
            selected: like.label.is_none(),
            ..Row::default()
        };
        if chip(ui, &all, rtl).clicked() {
            wanted = Some(Like {
                least: like.least,
                ..there.clone()
            });
        }
        if like.within.is_some() {
            let content = Row {
                words: &t("batch-paragraph"),
                selected: true,
                ..Row::default()
            };
            if chip(ui, &content, rtl).clicked() {
                wanted = Some(Like {
                    within: None,
                    ..like.clone()
                });
            }
        }
        let schema = session
            .project
            .iter()
            .flat_map(|p| &p.project.schema.labels);
        for item in schema {
            let Some(count) = labels.get(&item.id) else {
                continue;
            };
            let content = Row {
                words: label_name(item, rtl),
                end: &count.to_string(),
                spot: Some(label_color(ui.ctx(), &item.color)),
                selected: like.label.as_ref() == Some(&item.id),
                ..Row::default()
            };
            if chip(ui, &content, rtl).clicked() {
                wanted = Some(Like {
                    label: Some(item.id.clone()),
                    least: like.least,
                    ..there.clone()
                });
            }
        }
    });
    if rules.len() > 1 {
        ui.add_space(4.0);
        wrapped(ui, rtl, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let any = Row {
                words: &t("batch-any-rule"),
                selected: like.rule.is_none(),
                ..Row::default()
            };
            if chip(ui, &any, rtl).clicked() {
                wanted = Some(Like {
                    rule: None,
                    ..like.clone()
                });
            }
            for (rule, count) in &rules {
                let words = rule_words(session, rule);
                let content = Row {
                    words: words.trim_end_matches('.'),
                    end: &count.to_string(),
                    selected: like.rule.as_deref() == Some(*rule),
                    ..Row::default()
                };
                if chip(ui, &content, rtl).clicked() {
                    wanted = Some(Like {
                        rule: Some((*rule).to_owned()),
                        ..like.clone()
                    });
                }
            }
        });
    }
    if let Some(least) = least(ui, session, like.least, rtl) {
        wanted = Some(Like {
            least,
            ..like.clone()
        });
    }
    let command = wanted.map(|like| Command::Review(Review::Like(like)));
    command.into_iter().collect()
}

/// How sure they have to be. Returns what it was set to.
fn least(ui: &mut Ui, session: &Session, least: f64, rtl: bool) -> Option<f64> {
    ui.add_space(4.0);
    let size = vec2(ui.available_width(), 26.0);
    let inside = ui.allocate_ui_with_layout(size, line(rtl), |ui| {
        let colors = palette(ui.ctx());
        let name = session.catalogue.t("cmd-review-threshold");
        cell(ui, &name, 130.0, Font::ui(13.0), colors.weak, rtl);
        let set = slider(ui, &name, least, 220.0, rtl);
        let percent = session.catalogue.percent(least);
        short_label(ui, &percent, Font::ui(13.0), colors.text);
        set
    });
    inside.inner
}

/// Which words are marked, where, and as what.
fn what(ui: &mut Ui, session: &Session, mark: &Mark, rtl: bool) -> Vec<Command> {
    let colors = palette(ui.ctx());
    let mut commands = Vec::new();
    let short: String = mark.words.chars().take(160).collect();
    label(ui, &short, Font::ui(16.0), colors.text);
    ui.add_space(4.0);
    let labels = session
        .project
        .iter()
        .flat_map(|p| &p.project.schema.labels);
    let labels: Vec<&Label> = labels.filter(|label| label.enabled).collect();
    wrapped(ui, rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for item in &labels {
            let key = item.key.map(|key| key.to_string());
            let content = Row {
                words: label_name(item, rtl),
                end: key.as_deref().unwrap_or(""),
                spot: Some(label_color(ui.ctx(), &item.color)),
                selected: mark.label.as_ref() == Some(&item.id),
                ..Row::default()
            };
            if chip(ui, &content, rtl).clicked() {
                commands.push(Command::Review(Review::Label(item.id.clone())));
            }
        }
    });
    // The keys of labels choose here as well.
    let pressed: Vec<Key> = ui.input(|input| {
        let events = input.events.iter();
        events
            .filter_map(|event| match event {
                egui::Event::Key {
                    key,
                    physical_key,
                    pressed: true,
                    modifiers,
                    ..
                } if modifiers.is_none() => Some(physical_key.unwrap_or(*key)),
                _ => None,
            })
            .collect()
    });
    for item in &labels {
        let key = item.key.and_then(label_key);
        if key.is_some() && pressed.iter().any(|pressed| key_of(*pressed) == key) {
            commands.push(Command::Review(Review::Label(item.id.clone())));
        }
    }
    commands
}
