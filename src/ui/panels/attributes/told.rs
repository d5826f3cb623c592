//! What is told below a field: what is wrong with it, and what the program reads where it reads
//! something else.

use egui::Ui;

use super::Attributes;
use super::field::{BY_PICK, Field, picked, words};
use super::offer::has_offers;
use crate::model::attribute::Problem;
use crate::model::schema::AttributeKind;
use crate::session::Session;
use crate::session::command::Attributes as Changes;
use crate::session::message::Message;
use crate::ui::paint::text::Font;
use crate::ui::panels::review;
use crate::ui::theme::palette;
use crate::ui::widgets::{Row, label, option, tip};

impl Attributes {
    /// What is wrong with the fields of a line, and what the program reads where it reads
    /// something else. Returns what was read if that was clicked.
    pub(super) fn told(
        &self,
        ui: &mut Ui,
        session: &Session,
        fields: &[Field<'_>],
        rtl: bool,
    ) -> Option<Changes> {
        let wrong = |field: &Field<'_>| {
            let name = &field.attribute.name;
            let draft = self.drafts.get(name);
            let has_keys = self.active.as_ref() == Some(name);
            match draft {
                Some(_) if has_keys => None,
                Some(draft) => self.read(session, field, draft).err(),
                None => field.problem.filter(|problem| *problem != Problem::Missing),
            }
        };
        if let Some(problem) = fields.iter().find_map(wrong) {
            let words = session.catalogue.t(problem_key(problem));
            label(ui, &words, Font::ui(12.0), palette(ui.ctx()).error);
        }
        let span = fields.first()?.subject.span?;
        let reading = session.open()?.reading(span)?;
        let others: Changes = fields
            .iter()
            .filter_map(|field| {
                let name = &field.attribute.name;
                let read = reading.span.attrs.get(name)?;
                Some((name.clone(), Some(read.clone())))
            })
            .collect();
        let differs = others
            .iter()
            .any(|(name, read)| span.attrs.get(name) != read.as_ref());
        if !differs {
            return None;
        }
        let first = fields.first()?;
        let value = match others.as_slice() {
            [(name, Some(value))] if first.attribute.kind != AttributeKind::Faction => {
                words(session, name, value)
            }
            _ => review::count(&reading.span)
                .filter(|_| fields.len() > 1)
                .unwrap_or_else(|| picked(session, &reading.span.attrs, &first.attribute.kind)),
        };
        let message = Message::new("attribute-read").text("value", value);
        let content = Row {
            words: &session.catalogue.message(&message),
            ..Row::default()
        };
        let help = session.catalogue.t("attribute-read-help");
        let response = tip(option(ui, &content, rtl), &help, rtl);
        response.clicked().then(|| {
            let picks = BY_PICK.iter().filter(|_| has_offers(&first.attribute.kind));
            let besides = picks.filter_map(|name| {
                let read = reading.span.attrs.get(*name)?;
                Some(((*name).to_owned(), Some(read.clone())))
            });
            let from_registry = first.is_from_registry();
            let mut changes = others;
            changes.extend(besides.filter(|_| from_registry));
            changes
        })
    }
}

fn problem_key(problem: Problem) -> &'static str {
    match problem {
        Problem::Missing => "attribute-missing",
        Problem::NotListed => "attribute-not-listed",
        Problem::NotCount => "attribute-not-count",
        Problem::NotReal => "attribute-not-real",
        Problem::NotDate => "attribute-not-date",
        Problem::NotAscending => "attribute-not-ascending",
    }
}
