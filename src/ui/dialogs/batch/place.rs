//! The list of places: an article, and each place in it with what is worth knowing of it.

use egui::Ui;

use super::{joined, mark_of};
use crate::model::span::Span;
use crate::session::Session;
use crate::session::batch::{Batch, Line, Place, Purpose};
use crate::session::command::{Command, Review};
use crate::session::message::Message;
use crate::ui::flow::{isolated, listed};
use crate::ui::panels::attributes::words;
use crate::ui::panels::label_called;
use crate::ui::widgets::{tick_excerpt, tick_heading};

/// A line of the list. Returns what a click on it asks for.
pub(super) fn show_line(
    ui: &mut Ui,
    session: &Session,
    batch: &Batch,
    line: Line,
    rtl: bool,
) -> Option<Command> {
    match line {
        Line::Place(number) => {
            let place = batch.places.get(number)?;
            row(ui, session, batch, place, rtl)
                .then_some(Command::Review(Review::Choose(number, !place.chosen)))
        }
        Line::Article(first, all, chosen) => {
            let article = &batch.places.get(first)?.article;
            let list = &session.project.as_ref()?.list;
            let title = list.get(article).map_or("", |entry| entry.title());
            let message = Message::new("batch-chosen")
                .number("chosen", chosen)
                .number("all", all);
            let count = session.catalogue.message(&message);
            tick_heading(ui, title, chosen > 0, &count, rtl).then(|| {
                let command = Review::ChooseArticle(article.clone(), chosen == 0);
                Command::Review(command)
            })
        }
    }
}

/// A place, with what is worth knowing of it at the end side.
fn row(ui: &mut Ui, session: &Session, batch: &Batch, place: &Place, rtl: bool) -> bool {
    let label = match &batch.purpose {
        Purpose::Mark(mark) => mark.label.as_ref(),
        _ => place.proposal.as_ref().map(|proposal| &proposal.span.label),
    };
    let color = mark_of(ui, session, label);
    let mut notes = Vec::new();
    if place.collides {
        notes.push(session.catalogue.t("batch-collides"));
    }
    match &batch.purpose {
        Purpose::Decide { .. } => {
            if let Some(proposal) = &place.proposal {
                notes.extend(said(session, &proposal.span, rtl));
                notes.push(session.catalogue.percent(proposal.confidence()));
            }
        }
        Purpose::Join(_) => {
            if let Some(joinable) = &place.joined {
                let confidence = joinable.resting.what.confidence();
                notes.extend(joined::notes(session, joinable, rtl));
                notes.push(session.catalogue.percent(confidence));
            }
        }
        _ => {}
    }
    let ticked = (color, place.chosen);
    tick_excerpt(ui, &place.hit, ticked, &listed(&notes, " · ", rtl), rtl)
}

/// What a suggestion says, of what a reader has to have seen before taking it: its label, whom
/// it means, its kind, its numbers.
fn said(session: &Session, span: &Span, rtl: bool) -> Vec<String> {
    let names: [&[&str]; 6] = [
        if rtl {
            &["canonical_ar", "canonical_en"]
        } else {
            &["canonical_en", "canonical_ar"]
        },
        &["effect"],
        &["kind"],
        &["type"],
        &["iso"],
        &["victim"],
    ];
    let mut said = vec![label_called(session, &span.label, rtl)];
    for names in names {
        let mut values = names
            .iter()
            .filter_map(|name| Some((name, span.attrs.get(*name)?)));
        let value = values.next();
        said.extend(value.map(|(name, value)| isolated(&words(session, name, value))));
    }
    let bound = |name: &str| {
        let value = span.attrs.get(name);
        value.map(|value| words(session, name, value))
    };
    match (bound("count_low"), bound("count_high")) {
        (Some(low), Some(high)) if low == high => said.push(low),
        (Some(low), Some(high)) => said.push(isolated(&format!("{low}–{high}"))),
        (Some(low), None) => said.push(format!("≥ {low}")),
        (None, Some(high)) => said.push(format!("≤ {high}")),
        (None, None) => {}
    }
    said
}
