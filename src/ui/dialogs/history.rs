//! The steps that can be undone and redone; a click goes back or on to one.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, EditCommand};
use crate::session::steps;
use crate::ui::flow::{column, isolated, scroll};
use crate::ui::widgets::{Row, row};

/// Shows the steps, the newest first.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let Some(project) = &session.project else {
        return;
    };
    let (done, undone) = (project.history.done(), project.history.undone());
    let count = done.len() + undone.len();
    let schema = &project.project.schema;
    let mut wanted = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = scroll(ui.available_height().min(440.0));
    rows.show_rows(ui, 46.0, count + 1, |ui, range| {
        ui.with_layout(column(rtl), |ui| {
            for number in range {
                // How many steps are done if this row is the last one.
                let steps_done = count - number;
                let step = steps_done
                    .checked_sub(1)
                    .and_then(|index| done.iter().chain(undone.iter().rev()).nth(index));
                let (words, below) = match step {
                    None => (session.catalogue.t("history-start"), String::new()),
                    Some(step) => {
                        let name = steps::name(&step.change.name, schema, &session.catalogue);
                        let article = step.change.articles().first().and_then(|id| {
                            project.list.get(id).map(|entry| entry.title().to_owned())
                        });
                        let at = step.at.strftime("%Y-%m-%d %H:%M").to_string();
                        let article = isolated(&article.unwrap_or_default());
                        let below = format!("{} · {article}", isolated(&at));
                        (session.catalogue.message(&name), below)
                    }
                };
                let now = steps_done == done.len();
                let end = match steps_done > done.len() {
                    true => session.catalogue.t("history-undone"),
                    false if now => session.catalogue.t("history-now"),
                    false => String::new(),
                };
                let content = Row {
                    words: &words,
                    below: if below.is_empty() { " " } else { &below },
                    end: &end,
                    selected: now,
                    ..Row::default()
                };
                if row(ui, &content, rtl).clicked() {
                    wanted = Some(steps_done);
                }
            }
        });
    });
    if let Some(steps) = wanted {
        session.send(Command::Edit(EditCommand::StepTo(steps)));
    }
}
