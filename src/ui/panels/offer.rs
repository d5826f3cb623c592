//! A correction that could be made in other places as well, below the article.

use egui::{Frame, Margin, Panel, Stroke, Ui};

use crate::session::Session;
use crate::session::command::{Command, Review};
use crate::session::message::Message;
use crate::ui::flow::line;
use crate::ui::icon::Icon;
use crate::ui::keys::legend_of;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::{button, button_width, cell, icon_button, tip};

/// How many characters of the words are shown.
const LONGEST: usize = 40;

/// Shows the offer, if there is one.
pub(in crate::ui) fn show(ui: &mut Ui, session: &Session, rtl: bool) -> Option<Command> {
    // Where only other articles may have more, the command is there, and nothing is in the way.
    let offer = session.offer.as_ref().filter(|_| session.can_edit())?;
    if offer.count == 0 {
        return None;
    }
    let open = session.open()?;
    let words = offer.from.range.of(open.text.as_str()).unwrap_or("");
    let message = Message::new("offer-others")
        .text("words", words.chars().take(LONGEST).collect::<String>())
        .number("count", offer.count);
    let words = session.catalogue.message(&message);
    let colors = palette(ui.ctx());
    let frame = Frame::NONE
        .fill(colors.panel)
        .stroke(Stroke::new(1.0, colors.line))
        .inner_margin(Margin::symmetric(18, 4));
    let mut chosen = None;
    // Below the article: what is being read stays where it is.
    Panel::bottom("offer").frame(frame).show(ui, |ui| {
        ui.with_layout(line(rtl), |ui| {
            ui.set_min_height(30.0);
            let commands = [Review::Propagate, Review::DismissOffer].map(Command::Review);
            let [others, dismiss] = &commands;
            let name = session.catalogue.t("offer-correct");
            let spacing = 6.0;
            ui.spacing_mut().item_spacing.x = spacing;
            let beside = button_width(ui, &name) + 30.0 + 2.0 * spacing;
            let room = (ui.available_width() - beside).max(80.0);
            cell(ui, &words, room, Font::ui(13.0), colors.text, rtl);
            let response = tip(button(ui, &name, true), &legend_of(others), rtl);
            if response.clicked() {
                chosen = Some(others.clone());
            }
            let name = session.catalogue.t(dismiss.text_key());
            if icon_button(ui, Icon::X, &name, false, rtl).clicked() {
                chosen = Some(dismiss.clone());
            }
        });
    });
    chosen
}
