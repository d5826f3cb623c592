//! The menu at the pointer: what can be done with the words or the article there.
//!
//! It offers what the menu bar offers, always in the same places; it decides nothing itself.

use egui::{Popup, Response};

use super::menu;
use crate::model::id::ArticleId;
use crate::session::Session;
use crate::session::command::{
    ArticleCommand, Command, EditCommand, IncidentCommand, RegistryCommand, RelationCommand,
    Review, SpanCommand,
};

/// What is done with words: decide, say what they are, join them, look further.
const WORDS: [&[Command]; 5] = [
    &[
        Command::Span(SpanCommand::Accept),
        Command::Span(SpanCommand::Remove),
        Command::Review(Review::AcceptMany),
        Command::Review(Review::RejectMany),
    ],
    &[
        Command::Span(SpanCommand::Labels),
        Command::Span(SpanCommand::Attributes),
        Command::Span(SpanCommand::Repeat),
        Command::Span(SpanCommand::ToggleProclitic),
        Command::Span(SpanCommand::Note),
    ],
    &[
        Command::Relation(RelationCommand::Start),
        Command::Incident(IncidentCommand::New),
    ],
    &[
        Command::Registry(RegistryCommand::NewFaction),
        Command::Registry(RegistryCommand::NewPlace),
        Command::Registry(RegistryCommand::AddName),
    ],
    &[
        Command::Review(Review::Occurrences),
        Command::Review(Review::OccurrencesInProject),
        Command::Edit(EditCommand::Copy),
    ],
];

/// The menu of the words under the pointer, when the right button asks for it.
pub(super) fn words(response: &Response, session: &Session, rtl: bool) -> Option<Command> {
    let named = |command: &Command| {
        let words = session.catalogue.t(command.text_key());
        (command.clone(), words)
    };
    let sections = || {
        let section = |commands: &&[Command]| commands.iter().map(named).collect();
        WORDS.iter().map(section).collect()
    };
    menu::popup(Popup::context_menu(response), session, sections, rtl)
}

/// The menu of an article in the list. It opens the article: what it offers is about that one.
pub(super) fn article(
    response: &Response,
    session: &Session,
    id: &ArticleId,
    rtl: bool,
) -> Option<Command> {
    let is_open = session.open().is_some_and(|open| open.id == *id);
    let of_article = |command: &Command| matches!(command, Command::Article(_));
    let sections = || menu::sections(session, of_article);
    let chosen = menu::popup(Popup::context_menu(response), session, sections, rtl);
    let opens = (response.secondary_clicked() && !is_open)
        .then(|| Command::Article(ArticleCommand::Open(id.clone())));
    chosen.filter(|_| is_open).or(opens)
}
