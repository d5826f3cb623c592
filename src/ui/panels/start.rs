//! The middle of the window while there is nothing to read: what can be opened or taken in.

use egui::{Frame, Margin, ScrollArea, Ui};

use super::menu;
use crate::session::Session;
use crate::session::command::{Command, File};
use crate::ui::flow::column;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{Row, SIZE, heading, label, row};

/// How wide the ways are, in points.
const WIDTH: f32 = 420.0;

/// The ways to a project.
const PROJECTS: [Command; 3] = [
    Command::File(File::New),
    Command::File(File::Open),
    Command::File(File::OpenSample),
];

/// The ways to an article, for a project that has none.
const ARTICLES: [Command; 2] = [Command::File(File::ImportFiles), Command::File(File::Paste)];

/// Shows what can be done where no article is open. Something must be missing: a project, or an
/// article in it.
pub(super) fn show(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    let opening = match &session.project {
        Some(project) => project.opening.is_some(),
        None => session.is_opening(),
    };
    let empty = session
        .project
        .as_ref()
        .map(|project| project.list.iter().next().is_none());
    let (hint, ways) = match empty {
        _ if opening => ("hint-opening", &[][..]),
        None => ("hint-no-project", &PROJECTS[..]),
        Some(true) => ("hint-no-articles", &ARTICLES[..]),
        Some(false) => ("hint-no-article", &[][..]),
    };
    let color = palette(ui.ctx()).weak;
    let frame = Frame::NONE.inner_margin(Margin::same(40));
    let content = |ui: &mut Ui| {
        label(ui, &session.catalogue.t(hint), Font::ui(SIZE), color);
        if ways.is_empty() {
            return None;
        }
        ui.set_max_width(WIDTH.min(ui.available_width()));
        ui.add_space(12.0);
        let named = |command: &Command| {
            let words = session.catalogue.t(command.text_key());
            (command.clone(), words)
        };
        let ways = vec![ways.iter().map(named).collect()];
        let chosen = menu::rows(ui, session, &ways, rtl);
        let again = empty.is_none().then(|| recent(ui, session, rtl)).flatten();
        chosen.or(again)
    };
    let shown = ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        frame.show(ui, |ui| ui.with_layout(column(rtl), content))
    });
    shown.inner.inner.inner
}

/// The projects that were open before, below each other; the one to open.
pub(in crate::ui) fn recent(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    let projects = &session.recent.projects;
    if projects.is_empty() {
        return None;
    }
    heading(ui, &session.catalogue.t("recent-projects"));
    let mut chosen = None;
    for recent in projects {
        let below = recent.path.display().to_string();
        let content = Row {
            words: &recent.name,
            below: &below,
            ..Row::default()
        };
        if row(ui, &content, rtl).clicked() {
            chosen = Some(Command::File(File::OpenPath(recent.path.clone())));
        }
    }
    chosen
}
