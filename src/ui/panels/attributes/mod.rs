//! What is said of the selected span: a field an attribute, each for what the attribute takes.
//!
//! One field has the keys at a time. What is written in it is a draft until the field is left or
//! Enter is pressed; what cannot be stays in the field, with what is wrong below it. A field of a
//! closed list or a registry shows what fits below it while it has the keys.

mod field;
mod offer;

use std::collections::BTreeMap;

use egui::{Id, Key, Modifiers, Ui, vec2};

use field::{BY_PICK, Field, picked, words};
use offer::{Offer, has_offers, offered};

use crate::model::attribute::{self, BOUNDS, Problem};
use crate::model::id::SpanId;
use crate::model::schema::{Attribute, AttributeKind, Label};
use crate::model::span::Span;
use crate::session::Session;
use crate::session::command::{Attributes as Changes, Command, SpanCommand};
use crate::session::message::Message;
use crate::ui::entries;
use crate::ui::flow::{line, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, cell, fact, heading, label, option, tip};

/// How wide the names of attributes are, in points.
const NAMES: f32 = 92.0;

/// What the fields keep between frames.
#[derive(Default)]
pub(super) struct Attributes {
    span: Option<SpanId>,
    /// What is written in a field and not taken yet, by attribute.
    drafts: BTreeMap<String, String>,
    /// The attribute whose field has or had the keys last.
    active: Option<String>,
    /// Which of the offers is chosen by the arrow keys.
    chosen: usize,
    /// What would be taken if the active field were left now.
    pending: Option<(SpanId, Changes)>,
    /// The first field, for the focus.
    pub(super) first: Option<Id>,
}

impl Attributes {
    /// Shows the attributes of a span, to be changed if the layer can be.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        span: &Span,
        rtl: bool,
    ) -> Vec<Command> {
        self.first = None;
        let mut commands = Vec::new();
        if self.span != Some(span.id) {
            commands.extend(self.take());
            self.drafts.clear();
            self.span = Some(span.id);
        }
        let Some(project) = &session.project else {
            return commands;
        };
        let Some(of_label) = project.project.schema.label(&span.label) else {
            return commands;
        };
        let editable = session.can_edit();
        if editable && !of_label.attributes.is_empty() {
            heading(ui, &session.catalogue.t("panel-attributes"));
            ui.spacing_mut().item_spacing.y = 3.0;
            for changes in self.fields(ui, session, span, of_label, rtl) {
                let command = SpanCommand::SetAttributes(span.id, changes);
                commands.push(Command::Span(command));
            }
            ui.spacing_mut().item_spacing.y = 2.0;
        }
        // What the schema does not ask for is shown all the same.
        let asked = |name: &str| of_label.attributes.iter().any(|a| a.name == name);
        let shown = span
            .attrs
            .iter()
            .filter(|(name, _)| !editable || !(asked(name) || BY_PICK.contains(&name.as_str())));
        for (name, value) in shown {
            let catalogue = &session.catalogue;
            fact(
                ui,
                &catalogue.attribute(name),
                &words(session, name, value),
                rtl,
            );
        }
        commands
    }

    /// What is written and not taken yet, as a command.
    pub(super) fn take(&mut self) -> Option<Command> {
        let (span, changes) = self.pending.take()?;
        self.drafts.clear();
        Some(Command::Span(SpanCommand::SetAttributes(span, changes)))
    }

    fn fields(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        span: &Span,
        of_label: &Label,
        rtl: bool,
    ) -> Vec<Changes> {
        self.pending = None;
        let problems = attribute::problems(of_label, &span.attrs);
        let problem_of = |name: &str| problems.iter().find(|(of, _)| *of == name).map(|p| p.1);
        let mut taken = Vec::new();
        let is_bound =
            |a: &&Attribute| a.kind == AttributeKind::Count && BOUNDS.contains(&a.name.as_str());
        let bounds: Vec<&Attribute> = of_label.attributes.iter().filter(is_bound).collect();
        for attribute in &of_label.attributes {
            let field = |attribute| Field {
                attribute,
                span,
                name: session.catalogue.attribute(&attribute.name),
                problem: problem_of(&attribute.name),
            };
            // The bounds of a count stand side by side.
            if bounds.len() > 1 && is_bound(&attribute) {
                if bounds
                    .first()
                    .is_some_and(|first| first.name == attribute.name)
                {
                    let fields: Vec<Field<'_>> = bounds.iter().map(|a| field(a)).collect();
                    taken.extend(self.count(ui, session, &fields, rtl));
                }
                continue;
            }
            taken.extend(self.field(ui, session, &field(attribute), rtl));
        }
        taken
    }

    /// A field with its name at the start side.
    fn field(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        field: &Field<'_>,
        rtl: bool,
    ) -> Option<Changes> {
        let mut taken = None;
        in_line(ui, rtl, |ui| {
            name(ui, &field.name, field.problem, rtl);
            taken = self.entry(ui, session, field, rtl);
        });
        let offered = self.offers(ui, session, field, rtl);
        let read = self.told(ui, session, std::slice::from_ref(field), rtl);
        taken.or(offered).or(read)
    }

    /// The bounds of a count in one line.
    fn count(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        fields: &[Field<'_>],
        rtl: bool,
    ) -> Option<Changes> {
        let mut taken = None;
        in_line(ui, rtl, |ui| {
            let problem = fields.iter().find_map(|field| field.problem);
            name(ui, &session.catalogue.t("attr-count"), problem, rtl);
            let width = (ui.available_width() - 8.0) / fields.len() as f32;
            ui.spacing_mut().item_spacing.x = 4.0;
            for field in fields {
                ui.allocate_ui_with_layout(vec2(width, 28.0), line(rtl), |ui| {
                    ui.set_max_width(width);
                    taken = taken.take().or(self.entry(ui, session, field, rtl));
                });
            }
        });
        let read = self.told(ui, session, fields, rtl);
        taken.or(read)
    }

    /// The entry field of an attribute. Returns what was written, once it is done.
    fn entry(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        field: &Field<'_>,
        rtl: bool,
    ) -> Option<Changes> {
        let key = &field.attribute.name;
        let id = EntryField::focus_id(("attribute", key));
        self.first.get_or_insert(id);
        let active = self.active.as_ref() == Some(key);
        let mut text = match self.drafts.get(key) {
            Some(draft) => draft.clone(),
            None => field.shown(session),
        };
        let had_keys = ui.memory(|memory| memory.has_focus(id));
        if had_keys && has_offers(&field.attribute.kind) {
            self.walk_offers(ui);
        }
        let hint = match (field.problem, &field.attribute.kind) {
            (Some(Problem::Missing), _) => session.catalogue.t("attribute-missing"),
            (_, AttributeKind::Faction | AttributeKind::Place) => {
                session.catalogue.t("attribute-search")
            }
            (_, AttributeKind::Count) => match BOUNDS.iter().position(|name| name == key) {
                Some(at) => ["≥", "=", "≤"]
                    .get(at)
                    .copied()
                    .unwrap_or_default()
                    .to_owned(),
                None => session.catalogue.t("attribute-none"),
            },
            (_, AttributeKind::Date) => "2017-02-13".to_owned(),
            _ => session.catalogue.t("attribute-none"),
        };
        let entered = EntryField::new(("attribute", key), &mut text, &field.name, rtl)
            .hint(&hint)
            .show(ui);
        if entered.changed {
            self.drafts.insert(key.clone(), text);
            self.chosen = 0;
        }
        if entered.response.has_focus() && !active {
            self.active = Some(key.clone());
            self.chosen = 0;
        }
        if entered.escaped {
            self.drafts.remove(key);
            return None;
        }
        let draft = self.drafts.get(key)?;
        let read = self.read(session, field, draft);
        let done = entered.submitted || !entered.response.has_focus();
        // A press on an offer takes the keys away before the click is one.
        let pressing = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        match read {
            Ok(changes) if done && (entered.submitted || !pressing) => {
                self.drafts.remove(key);
                Some(changes)
            }
            Ok(changes) => {
                self.pending = Some((field.span.id, changes));
                None
            }
            Err(_) => None,
        }
    }

    /// Up and down choose among the offers.
    fn walk_offers(&mut self, ui: &Ui) {
        let (up, down) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
            )
        });
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        if down {
            self.chosen += 1;
        }
    }

    /// What a draft means for an attribute.
    fn read(&self, session: &Session, field: &Field<'_>, draft: &str) -> Result<Changes, Problem> {
        let Attribute { name, kind, .. } = field.attribute;
        if draft.trim().is_empty() {
            return Ok(field.cleared());
        }
        if has_offers(kind) {
            let offers = offered(session, field, draft);
            let offer = offers.into_iter().nth(self.chosen);
            return offer.map(|o| o.changes).ok_or(Problem::NotListed);
        }
        match kind.read(draft) {
            Ok(value) => Ok(vec![(name.clone(), value)]),
            Err(Problem::NotCount) if BOUNDS.contains(&name.as_str()) => {
                let quantity = attribute::quantity(draft).ok_or(Problem::NotCount)?;
                Ok(attribute::of_quantity(&quantity))
            }
            Err(problem) => Err(problem),
        }
    }

    /// The offers below a field that has the keys. Returns the one that was clicked.
    fn offers(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        field: &Field<'_>,
        rtl: bool,
    ) -> Option<Changes> {
        let Attribute { name, kind, .. } = field.attribute;
        if !has_offers(kind) || self.active.as_ref() != Some(name) {
            return None;
        }
        let id = EntryField::focus_id(("attribute", name));
        let pressing = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if !ui.memory(|memory| memory.has_focus(id)) && !pressing {
            self.active = None;
            return None;
        }
        let draft = self.drafts.get(name).cloned().unwrap_or_default();
        let offers = offered(session, field, &draft);
        self.chosen = self.chosen.min(offers.len().saturating_sub(1));
        let from_registry = matches!(kind, AttributeKind::Faction | AttributeKind::Place);
        if offers.is_empty() && !draft.trim().is_empty() {
            let weak = palette(ui.ctx()).weak;
            let none = session.catalogue.t("attribute-no-match");
            label(ui, &none, Font::ui(12.5), weak);
        }
        let typed = !draft.is_empty();
        let mut clicked = None;
        let mut show = |ui: &mut Ui, number: usize, offer: Offer| {
            let content = Row {
                words: &offer.words,
                below: &offer.below,
                selected: typed && number == self.chosen,
                ..Row::default()
            };
            let response = if from_registry {
                entries::row(ui, &content, rtl)
            } else {
                option(ui, &content, rtl)
            };
            if response.clicked() {
                clicked = Some(offer.changes);
            }
        };
        if from_registry {
            for (number, offer) in offers.into_iter().enumerate() {
                show(ui, number, offer);
            }
        } else if !offers.is_empty() {
            wrapped(ui, rtl, |ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                for (number, offer) in offers.into_iter().enumerate() {
                    show(ui, number, offer);
                }
            });
        }
        if clicked.is_some() {
            self.drafts.remove(name);
            self.active = None;
        }
        clicked
    }

    /// What is wrong with the fields of a line, and what the program reads where it reads
    /// something else. Returns what was read if that was clicked.
    fn told(
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
        let span = fields.first()?.span;
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
            _ => super::review::count(&reading.span)
                .filter(|_| fields.len() > 1)
                .unwrap_or_else(|| picked(session, &reading.span, &first.attribute.kind)),
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

/// A line of a name and its field.
fn in_line(ui: &mut Ui, rtl: bool, content: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, line(rtl), content);
}

fn name(ui: &mut Ui, words: &str, problem: Option<Problem>, rtl: bool) {
    let colors = palette(ui.ctx());
    let color = match problem {
        Some(_) => colors.error,
        None => colors.weak,
    };
    cell(ui, words, NAMES, Font::ui(12.5), color, rtl);
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
