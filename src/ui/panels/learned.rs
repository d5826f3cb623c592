//! What past decisions did to a suggestion, in words.

use egui::Ui;

use crate::session::Session;
use crate::session::learning::{Clue, Learned, Opinion, Tally, Vote};
use crate::session::message::Message;
use crate::ui::flow::isolated;
use crate::ui::widgets::fact;

/// Shows what decisions and the tagger did.
pub(super) fn lines(ui: &mut Ui, session: &Session, learned: &Learned, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let mut line = |key: &str, value: &str| fact(ui, &t(key), value, rtl);
    if let Some(rule) = learned.rule {
        line("why-learned-rule", &of(session, rule));
    }
    if let Some(words) = learned.words {
        line("why-learned-words", &of(session, words));
    }
    if learned.named {
        line("why-learned-name", &t("why-learned-named"));
    }
    if let Some(edge) = learned.changed.edge {
        line("why-learned-edge", &of(session, edge));
    }
    if let Some(value) = learned.changed.value {
        line("why-learned-value", &of(session, value));
    }
    if let Some(opinion) = &learned.tagger {
        line("why-tagger", &said(session, opinion));
    }
    if learned.rule.is_some() || learned.words.is_some() || learned.tagger.is_some() {
        let percent = session.catalogue.percent(learned.before);
        line("why-learned-before", &percent);
    }
}

/// How often something was right, in words.
pub(in crate::ui) fn of(session: &Session, tally: Tally) -> String {
    let message = Message::new("learned-of")
        .number("right", tally.right as usize)
        .number("shown", tally.shown as usize);
    session.catalogue.message(&message)
}

/// What the tagger says, and what it goes by.
fn said(session: &Session, opinion: &Opinion) -> String {
    let t = |key: &str| session.catalogue.t(key);
    let mut parts = vec![t(match opinion.vote {
        Vote::For => "tagger-for",
        Vote::Partly if opinion.moved => "tagger-moved",
        Vote::Partly => "tagger-partly",
        Vote::Against => "tagger-against",
    })];
    for cue in &opinion.cues {
        let key = match cue.clue {
            Clue::Word | Clue::Stem => "clue-word",
            Clue::Before | Clue::FarBefore => "clue-before",
            Clue::After | Clue::FarAfter => "clue-after",
            Clue::WithBefore | Clue::WithAfter => "clue-phrase",
            Clue::Particles => "clue-particles",
            Clue::Ending => "clue-ending",
            Clue::Rules => "clue-rules",
        };
        let message = Message::new(key).text("words", isolated(&cue.words));
        parts.push(session.catalogue.message(&message));
    }
    parts.join(" · ")
}
