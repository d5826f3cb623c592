//! One event told by several articles: what may be one, to be linked; what was linked, with what
//! the articles say together.

use egui::Ui;

use crate::analysis::incidents::IncidentRow;
use crate::analysis::incidents::same::{Shared, together};
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command, IncidentCommand, View};
use crate::session::links::Links;
use crate::session::message::Message;
use crate::ui::flow::{column, isolated, row_of, scroll};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{Row, button, heading, label, main_button, row, short_label};

/// How many groups are shown at most: the surest ones.
const MOST: usize = 200;

/// Shows the groups and the events.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let mut commands = Vec::new();
    label(ui, &t("links-help"), Font::ui(13.0), weak);
    match &session.links {
        None => {
            label(ui, &t("links-running"), Font::ui(13.0), weak);
        }
        Some(links) => {
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 620.0);
            scroll(height).show(ui, |ui| {
                ui.with_layout(column(rtl), |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    commands.extend(lists(ui, session, links, rtl));
                });
            });
        }
    }
    ui.add_space(10.0);
    row_of(ui, rtl, |ui| {
        let close = main_button(ui, &t("close"), true);
        super::keep_focus(ui, close.id);
        if close.clicked() {
            commands.push(Command::View(View::CloseDialog));
        }
    });
    for command in commands {
        session.send(command);
    }
}

fn lists(ui: &mut Ui, session: &Session, links: &Links, rtl: bool) -> Vec<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let colors = palette(ui.ctx());
    let mut commands = Vec::new();
    for problem in links.problems.iter().take(3) {
        label(ui, problem, Font::ui(12.5), colors.error);
    }
    heading(ui, &t("links-proposed"));
    if links.groups.is_empty() {
        label(ui, &t("links-nothing"), Font::ui(13.0), colors.weak);
    }
    for group in links.groups.iter().take(MOST) {
        let shared = Shared::ALL.into_iter().filter(|s| group.shared.contains(s));
        let shared = shared.map(|shared| t(&format!("shared-{}", shared.name())));
        let shared: Vec<String> = shared.collect();
        let sure = (group.confidence * 100.0).round();
        let why = Message::new("links-why")
            .text("shared", shared.join(session.catalogue.comma()))
            .number("sure", sure as usize);
        let link = Command::Incident(IncidentCommand::Link(links.named(&group.rows)));
        let words = session.catalogue.message(&why);
        commands.extend(head(ui, session, &words, link, "links-link", rtl));
        commands.extend(rows(ui, session, links, &group.rows, rtl));
    }
    if !links.events.is_empty() {
        heading(ui, &t("links-linked"));
    }
    for (event, numbers) in &links.events {
        let all = together(numbers.iter().filter_map(|number| links.rows.get(*number)));
        let told = Message::new("links-together")
            .number("count", all.articles)
            .text("killed", or_none(all.killed.to_string()))
            .text("injured", or_none(all.injured.to_string()))
            .text("sources", or_none(session.catalogue.names(&all.sources)));
        let part = Command::Incident(IncidentCommand::Part(event.clone()));
        let words = session.catalogue.message(&told);
        commands.extend(head(ui, session, &words, part, "links-part", rtl));
        commands.extend(rows(ui, session, links, numbers, rtl));
    }
    commands
}

/// What is said of a group, and the button that changes it.
fn head(
    ui: &mut Ui,
    session: &Session,
    words: &str,
    command: Command,
    key: &str,
    rtl: bool,
) -> Option<Command> {
    ui.add_space(6.0);
    let enabled = session.is_enabled(&command);
    let clicked = row_of(ui, rtl, |ui| {
        let clicked = button(ui, &session.catalogue.t(key), enabled).clicked();
        short_label(ui, words, Font::ui(12.5), palette(ui.ctx()).weak);
        clicked
    });
    clicked.then_some(command)
}

/// The incidents of a group. A click opens the article.
fn rows(
    ui: &mut Ui,
    session: &Session,
    links: &Links,
    numbers: &[usize],
    rtl: bool,
) -> Vec<Command> {
    let mut commands = Vec::new();
    for incident in numbers.iter().filter_map(|number| links.rows.get(*number)) {
        let project = session.project.as_ref();
        let entry = project.and_then(|p| p.list.get(&incident.article));
        let article = entry.map_or("", |entry| entry.title());
        let content = Row {
            words: &told(session, incident, rtl),
            below: article,
            ..Row::default()
        };
        if row(ui, &content, rtl).clicked() {
            let article = incident.article.clone();
            commands.push(Command::View(View::CloseDialog));
            commands.push(Command::Article(ArticleCommand::Open(article)));
        }
    }
    commands
}

/// An incident in a line: what, where, when, how many.
fn told(session: &Session, incident: &IncidentRow, rtl: bool) -> String {
    let mut parts = Vec::new();
    if incident.title.is_empty() {
        parts.push(session.catalogue.value("kind", &incident.kind));
        let place = incident.place.as_ref().map(|place| {
            let names = &place.names;
            if rtl && !names.ar.is_empty() {
                &names.ar
            } else {
                &names.en
            }
        });
        parts.extend(place.map(|name| isolated(name)));
    } else {
        parts.push(isolated(&incident.title));
    }
    let day = incident.when.start.or(incident.published);
    parts.extend(day.map(|day| isolated(&day.to_string())));
    for (effect, harm) in [("killed", &incident.killed), ("injured", &incident.injured)] {
        if harm.total.count.is_stated() {
            let effect = session.catalogue.value("effect", effect);
            parts.push(format!(
                "{effect} {}",
                isolated(&harm.total.count.to_string())
            ));
        }
    }
    parts.join(" · ")
}

fn or_none(text: String) -> String {
    if text.is_empty() {
        "–".to_owned()
    } else {
        text
    }
}
