//! What was learned from decisions: names, rules, what is no longer proposed; and the switches.

use egui::Ui;

use crate::model::schema::Label;
use crate::session::Session;
use crate::session::command::{Command, Review, View};
use crate::session::learning::{Edge, Known, Learner, Tally};
use crate::session::message::Message;
use crate::ui::flow::{column, isolated, row_of, scroll};
use crate::ui::paint::text::Font;
use crate::ui::panels::attributes::entry_name;
use crate::ui::panels::learned::of;
use crate::ui::panels::review::rule_words;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::{Row, button, heading, label, main_button, row, tick};

/// How many rows of each list are shown: the most used ones.
const MOST: usize = 100;

/// The message that names a learner.
fn learner_key(learner: Learner) -> &'static str {
    match learner {
        Learner::Words => "learner-words",
        Learner::Counts => "learner-counts",
        Learner::Refusals => "learner-refusals",
        Learner::Habits => "learner-habits",
        Learner::Tagger => "learner-tagger",
    }
}

/// Shows what was learned.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let mut commands = Vec::new();
    label(ui, &t("learned-help"), Font::ui(12.5), weak);
    ui.add_space(4.0);
    for learner in Learner::ALL {
        let on = !session.settings.learners_off.contains(&learner);
        if tick(ui, &t(learner_key(learner)), on, rtl) {
            commands.push(Command::Review(Review::SetLearner(learner, !on)));
        }
        ui.add_space(2.0);
    }
    let height = (ui.ctx().content_rect().height() - 400.0).clamp(110.0, 460.0);
    scroll(height).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            lists(ui, session, rtl);
        });
    });
    ui.add_space(10.0);
    let since = session.project.as_ref();
    let since = since.and_then(|project| project.project.settings.learn_since);
    if since.is_some() {
        label(ui, &t("learned-forgotten"), Font::ui(12.5), weak);
        ui.add_space(4.0);
    }
    row_of(ui, rtl, |ui| {
        let close = main_button(ui, &t("close"), true);
        super::keep_focus(ui, close.id);
        if close.clicked() {
            commands.push(Command::View(View::CloseDialog));
        }
        let mut offers = vec![Review::ForgetLearned];
        offers.extend(since.map(|_| Review::RememberAll));
        for offer in offers {
            let command = Command::Review(offer);
            let enabled = session.is_enabled(&command);
            let words = t(command.text_key());
            if button(ui, &words, enabled).clicked() {
                commands.push(command);
            }
        }
    });
    for command in commands {
        session.send(command);
    }
}

/// The label of the project with that name.
fn schema_label<'a>(session: &'a Session, name: &str) -> Option<&'a Label> {
    let labels = session
        .project
        .iter()
        .flat_map(|p| &p.project.schema.labels);
    labels.into_iter().find(|label| label.id.as_str() == name)
}

fn lists(ui: &mut Ui, session: &Session, rtl: bool) {
    let Some(project) = &session.project else {
        return;
    };
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let memory = &project.learning.memory;
    let tagger = Message::new("learned-articles").number("count", memory.trained_on());
    heading(ui, &t("learned-tagger"));
    label(
        ui,
        &session.catalogue.message(&tagger),
        Font::ui(13.0),
        weak,
    );

    let mut names: Vec<(&str, &str, &Known)> = memory.names().collect();
    names.sort_by_key(|(label, words, known)| {
        (std::cmp::Reverse(known.tally.right), *label, *words)
    });
    heading(ui, &t("learned-names"));
    for (name, words, known) in names.iter().take(MOST) {
        let words = match known.id() {
            Some(id) => {
                // Its id where no table knows it.
                let name = entry_name(session, id).unwrap_or_else(|| (*id).to_owned());
                format!("{} · {}", isolated(words), isolated(&name))
            }
            None => isolated(words),
        };
        list_row(ui, session, name, &words, &of(session, known.tally), rtl);
    }
    rest(ui, session, names.len());

    let mut rules: Vec<(&str, Tally)> = memory.rules().collect();
    rules.sort_by_key(|(rule, tally)| (std::cmp::Reverse(tally.shown), *rule));
    heading(ui, &t("learned-rules"));
    for (rule, tally) in rules.iter().take(MOST) {
        let words = rule_words(session, rule);
        let family = rule.split('/').next().unwrap_or("");
        list_row(ui, session, family, &words, &of(session, *tally), rtl);
    }
    rest(ui, session, rules.len());

    habits(ui, session, rtl);

    let refused: Vec<_> = memory.refused().collect();
    heading(ui, &t("learned-refused"));
    for (place, times) in refused.iter().take(MOST) {
        let (words, beside) = (isolated(&place.words), isolated(&place.beside));
        let words = if place.after {
            format!("{words} + {beside}")
        } else {
            format!("{beside} + {words}")
        };
        list_row(ui, session, place.label, &words, &format!("{times} ×"), rtl);
    }
    rest(ui, session, refused.len());
}

/// What is changed again and again: edges, and what is said.
fn habits(ui: &mut Ui, session: &Session, rtl: bool) {
    let Some(project) = &session.project else {
        return;
    };
    let memory = &project.learning.memory;
    let edges: Vec<_> = memory.edges().collect();
    let values: Vec<_> = memory.values().collect();
    heading(ui, &session.catalogue.t("learned-habits"));
    for (habit, tally) in edges.iter().take(MOST) {
        let key = match habit.edge {
            Edge::StartIn | Edge::EndIn => "learned-left-out",
            Edge::StartOut | Edge::EndOut => "learned-taken-in",
        };
        let message = Message::new(key).text("words", isolated(&habit.word));
        let words = session.catalogue.message(&message);
        let rule = rule_words(session, &habit.rule);
        let words = format!("{words} · {}", rule.trim_end_matches('.'));
        let family = habit.rule.split('/').next().unwrap_or("");
        list_row(ui, session, family, &words, &of(session, *tally), rtl);
    }
    for (habit, chosen, tally) in values.iter().take(MOST) {
        let message = Message::new("learned-said")
            .text("words", isolated(&habit.words))
            .text("from", session.catalogue.value(&habit.name, &habit.from))
            .text("to", session.catalogue.value(&habit.name, chosen));
        let words = session.catalogue.message(&message);
        list_row(ui, session, habit.label, &words, &of(session, *tally), rtl);
    }
    rest(ui, session, edges.len().max(values.len()));
}

fn list_row(ui: &mut Ui, session: &Session, label: &str, words: &str, end: &str, rtl: bool) {
    let color = schema_label(session, label).map(|label| label_color(ui.ctx(), &label.color));
    let content = Row {
        words,
        end,
        spot: color,
        ..Row::default()
    };
    row(ui, &content, rtl);
}

/// Says that a list is empty, or how much of it is not shown.
fn rest(ui: &mut Ui, session: &Session, count: usize) {
    let weak = palette(ui.ctx()).weak;
    let words = match count.checked_sub(MOST) {
        _ if count == 0 => session.catalogue.t("learned-nothing"),
        None | Some(0) => return,
        Some(more) => {
            let message = Message::new("learned-more").number("count", more);
            session.catalogue.message(&message)
        }
    };
    label(ui, &words, Font::ui(12.5), weak);
}
