//! Something to be sure about.

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, SpanCommand, View};
use crate::session::dialog::Question;
use crate::session::message::Message;
use crate::ui::flow::row_of;
use crate::ui::paint::text::Font;
use crate::ui::panels::waiting;
use crate::ui::theme::palette;
use crate::ui::widgets::{SIZE, button, label, main_button};

/// Shows a question.
pub(super) fn show(ui: &mut Ui, session: &mut Session, question: &Question, rtl: bool) {
    let message = match question {
        Question::Tag(..) => Message::new("ask-tag"),
        Question::Resize(..) => Message::new("ask-resize"),
        Question::Reattach { found, detached } => Message::new("ask-reattach")
            .number("found", *found)
            .number("detached", *detached),
        Question::Done(left) => Message::new("ask-done").text("open", waiting(session, *left, rtl)),
        Question::Quit => Message::new("ask-quit"),
    };
    let answers = match question {
        Question::Done(_) => ("done-anyway", "review-on"),
        _ => ("yes", "no"),
    };
    ask(ui, session, &message, answers, question, rtl);
}

/// Asks whether to leave although not everything is on the disk.
pub(super) fn quit(ui: &mut Ui, session: &mut Session, reason: &str, rtl: bool) {
    let message = Message::new("ask-quit").text("reason", reason);
    let answers = ("leave-anyway", "stay");
    ask(ui, session, &message, answers, &Question::Quit, rtl);
}

fn ask(
    ui: &mut Ui,
    session: &mut Session,
    message: &Message,
    (yes, no): (&str, &str),
    question: &Question,
    rtl: bool,
) {
    let words = session.catalogue.message(message);
    let color = palette(ui.ctx()).text;
    label(ui, &words, Font::ui(SIZE), color);
    ui.add_space(12.0);
    row_of(ui, rtl, |ui| {
        let response = main_button(ui, &session.catalogue.t(yes), true);
        super::keep_focus(ui, response.id);
        if response.clicked() {
            let command = SpanCommand::Answer(Box::new(question.clone()));
            session.send(Command::Span(command));
        }
        if button(ui, &session.catalogue.t(no), true).clicked() {
            session.send(Command::View(View::CloseDialog));
        }
    });
}
