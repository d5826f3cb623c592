//! How suggestions are reviewed: which are shown, in what order, how sure they have to be.

use egui::{Color32, Ui, vec2};

use crate::session::Session;
use crate::session::command::{Command, Review, View};
use crate::session::message::Message;
use crate::session::propose::Joint;
use crate::ui::flow::{column, line, row_of, scroll, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::panels::label_name;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::slider::slider;
use crate::ui::widgets::{
    SIZE, button, cell, choice, heading, label, main_button, short_label, spot, tick,
};

/// How many of a hundred articles can be kept blind.
const SAMPLES: [u8; 5] = [0, 5, 10, 20, 50];

/// Shows the choices. They hold at once.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let mut commands = Vec::new();
    let height = (ui.ctx().content_rect().height() - 190.0).max(120.0);
    scroll(height).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| commands.extend(choices(ui, session, rtl)));
    });
    ui.add_space(10.0);
    row_of(ui, rtl, |ui| {
        let close = main_button(ui, &t("close"), true);
        super::keep_focus(ui, close.id);
        if close.clicked() {
            commands.push(Command::View(View::CloseDialog));
        }
        let settings = &session.settings;
        let changed = !settings.thresholds.is_empty() || !settings.joined_thresholds.is_empty();
        let reset = Command::Review(Review::ResetThresholds);
        if button(ui, &t(reset.text_key()), changed).clicked() {
            commands.push(reset);
        }
    });
    for command in commands {
        session.send(command);
    }
}

fn choices(ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let settings = &session.settings;
    let mut commands = Vec::new();
    let ticks = [
        (Command::View(View::ToggleSuggestions), settings.suggestions),
        (Command::Review(Review::ToggleDoubtful), settings.doubtful),
        (
            Command::Review(Review::ToggleDoubtfulFirst),
            settings.doubtful_first,
        ),
        (Command::View(View::ToggleRejected), settings.rejected),
    ];
    for (command, on) in ticks {
        if tick(ui, &t(command.text_key()), on, rtl) {
            commands.push(command);
        }
        ui.add_space(2.0);
    }
    heading(ui, &t("review-thresholds"));
    let weak = palette(ui.ctx()).weak;
    label(ui, &t("review-thresholds-help"), Font::ui(12.5), weak);
    ui.add_space(4.0);
    commands.extend(thresholds(ui, session, rtl));
    heading(ui, &t("review-blind"));
    label(ui, &t("review-blind-help"), Font::ui(12.5), weak);
    ui.add_space(4.0);
    wrapped(ui, rtl, |ui| {
        let options = SAMPLES.map(|percent| {
            let words = match percent {
                0 => t("review-blind-none"),
                percent => session.catalogue.percent(f64::from(percent) / 100.0),
            };
            (percent, words)
        });
        let chosen = choice(ui, &options, &session.settings.blind);
        commands.extend(chosen.map(|percent| Command::Review(Review::SetBlind(percent))));
    });
    if let Some(sample) = &session.sample {
        for (key, of) in [
            ("review-blind-found", sample.blind),
            ("review-helped-found", sample.helped),
        ] {
            let Some(mean) = of.mean() else { continue };
            let message = Message::new(key)
                .number("articles", of.articles)
                .text("mean", format!("{mean:.1}"));
            let words = session.catalogue.message(&message);
            label(ui, &words, Font::ui(12.5), palette(ui.ctx()).text);
        }
    }
    commands
}

/// A slider a label, with how many of its suggestions are left; one for relations and one for
/// incidents.
fn thresholds(ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
    let mut commands = Vec::new();
    let Some(project) = &session.project else {
        return commands;
    };
    let undecided: Vec<_> = session.open().iter().flat_map(|o| o.undecided()).collect();
    let shows = session.shows();
    for item in project.project.schema.labels.iter().filter(|l| l.enabled) {
        let of_label = undecided.iter().filter(|p| p.span.label == item.id);
        let threshold = Threshold {
            name: label_name(item, rtl),
            color: Some(label_color(ui.ctx(), &item.color)),
            least: shows.least(&item.id),
            sure: of_label.map(|p| p.confidence()).collect(),
        };
        let set = threshold.show(ui, session, rtl);
        let set = set.map(|least| Review::SetThreshold(item.id.clone(), least));
        commands.extend(set.map(Command::Review));
    }
    for joint in Joint::ALL {
        let name = session.catalogue.t(match joint {
            Joint::Relation => "panel-relations",
            Joint::Incident => "panel-incidents",
        });
        let open = session.open();
        let threshold = Threshold {
            name: &name,
            color: None,
            least: shows.least_of(joint),
            sure: open
                .map(|open| open.undecided_joined(joint))
                .unwrap_or_default(),
        };
        let set = threshold.show(ui, session, rtl);
        let set = set.map(|least| Review::SetJoinedThreshold(joint, least));
        commands.extend(set.map(Command::Review));
    }
    commands
}

/// How sure suggestions of a sort have to be.
struct Threshold<'a> {
    name: &'a str,
    color: Option<Color32>,
    /// The least confidence, from 0 to 1.
    least: f64,
    /// How sure each of the open article is.
    sure: Vec<f64>,
}

impl Threshold<'_> {
    /// A slider with how many are left. Returns what it was set to.
    fn show(&self, ui: &mut Ui, session: &Session, rtl: bool) -> Option<f64> {
        let colors = palette(ui.ctx());
        let mut set = None;
        let shown = self.sure.iter().filter(|sure| **sure >= self.least).count();
        let size = vec2(ui.available_width(), 28.0);
        ui.allocate_ui_with_layout(size, line(rtl), |ui| {
            spot(ui, self.color.unwrap_or(colors.weak));
            let room = ui.available_width();
            cell(ui, self.name, 130.0, Font::ui(SIZE), colors.text, rtl);
            let width = (room - 330.0).clamp(90.0, 240.0);
            set = slider(ui, self.name, self.least, width, rtl);
            let percent = session.catalogue.percent(self.least);
            cell(ui, &percent, 44.0, Font::ui(13.0), colors.text, rtl);
            let count = Message::new("review-shown")
                .number("shown", shown)
                .number("all", self.sure.len());
            let words = session.catalogue.message(&count);
            short_label(ui, &words, Font::ui(12.5), colors.weak);
        });
        set
    }
}
