//! What is said of the selected span or incident: a field an attribute, each for what the attribute takes.
//!
//! One field has the keys at a time. What is written in it is a draft until the field is left or
//! Enter is pressed; what cannot be stays in the field, with what is wrong below it. A field of a
//! closed list or a registry shows what fits below it while it has the keys.

mod field;
mod offer;

pub(in crate::ui) use field::{entry_name, words};

use std::collections::BTreeMap;

use egui::{Id, Key, Modifiers, Ui, vec2};

use field::{BY_PICK, Field, picked};
use offer::{Offer, has_offers, offered};

use crate::model::attribute::{self, Problem, bound_of};
use crate::model::id::{IncidentId, SpanId};
use crate::model::schema::{Attribute, AttributeKind};
use crate::model::span::{AttrValue, Span};
use crate::session::Session;
use crate::session::command::{Attributes as Changes, Command, IncidentCommand, SpanCommand};
use crate::session::message::Message;
use crate::text::number::Quantity;
use crate::ui::entries;
use crate::ui::flow::{line, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, cell, fact, heading, label, option, tip};

/// How wide the names of attributes are, in points.
const NAMES: f32 = 92.0;

/// Whose attributes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A span's.
    Span(SpanId),
    /// An incident's.
    Incident(IncidentId),
}

/// What attributes are said of.
pub(super) struct Subject<'a> {
    /// Whose they are.
    pub(super) owner: Owner,
    /// What the schema asks for.
    pub(super) asked: &'a [Attribute],
    /// What is said.
    pub(super) attrs: &'a BTreeMap<String, AttrValue>,
    /// The span, for what the program reads at it.
    pub(super) span: Option<&'a Span>,
}

impl Owner {
    fn set(self, changes: Changes) -> Command {
        match self {
            Self::Span(id) => Command::Span(SpanCommand::SetAttributes(id, changes)),
            Self::Incident(id) => Command::Incident(IncidentCommand::SetAttributes(id, changes)),
        }
    }

    /// What a quantity says of it: only a span tells how it is bounded.
    fn quantity(self, of: &str, quantity: &Quantity) -> Changes {
        match self {
            Self::Span(_) => attribute::of_quantity(quantity),
            Self::Incident(_) => attribute::bounds_of_quantity(of, quantity),
        }
    }
}

/// What the fields keep between frames.
pub(super) struct Attributes {
    /// What its fields are called for egui.
    place: &'static str,
    owner: Option<Owner>,
    /// What is written in a field and not taken yet, by attribute.
    drafts: BTreeMap<String, String>,
    /// The attribute whose field has or had the keys last.
    active: Option<String>,
    /// Which of the offers is chosen by the arrow keys.
    chosen: usize,
    /// What would be taken if the active field were left now.
    pending: Option<(Owner, Changes)>,
    /// The first field, for the focus.
    pub(super) first: Option<Id>,
}

impl Attributes {
    /// The fields of some place in the window.
    pub(super) fn new(place: &'static str) -> Self {
        Self {
            place,
            owner: None,
            drafts: BTreeMap::new(),
            active: None,
            chosen: 0,
            pending: None,
            first: None,
        }
    }

    /// Shows the attributes of something, to be changed if the layer can be.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        subject: &Subject<'_>,
        rtl: bool,
    ) -> Vec<Command> {
        self.first = None;
        let mut commands = Vec::new();
        let owner = subject.owner;
        if self.owner != Some(owner) {
            commands.extend(self.take());
            self.drafts.clear();
            self.owner = Some(owner);
        }
        let editable = session.can_edit();
        if editable && !subject.asked.is_empty() {
            heading(ui, &session.catalogue.t("panel-attributes"));
            ui.spacing_mut().item_spacing.y = 3.0;
            let changes = self.fields(ui, session, subject, rtl).into_iter();
            commands.extend(changes.map(|changes| owner.set(changes)));
            ui.spacing_mut().item_spacing.y = 2.0;
        }
        // What the schema does not ask for is shown all the same.
        let asked = |name: &str| subject.asked.iter().position(|a| a.name == name);
        let by_hand = |name: &str| asked(name).is_some() || BY_PICK.contains(&name);
        let mut shown: Vec<_> = subject
            .attrs
            .iter()
            .filter(|(name, _)| !editable || !by_hand(name))
            .collect();
        // In the order of the schema, as in the fields; the rest by name.
        shown.sort_by_key(|(name, _)| asked(name).unwrap_or(usize::MAX));
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
        let (owner, changes) = self.pending.take()?;
        self.drafts.clear();
        Some(owner.set(changes))
    }

    fn fields(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        subject: &Subject<'_>,
        rtl: bool,
    ) -> Vec<Changes> {
        self.pending = None;
        let problems = attribute::problems(subject.asked, subject.attrs);
        let problem_of = |name: &str| problems.iter().find(|(of, _)| *of == name).map(|p| p.1);
        let mut taken = Vec::new();
        for attribute in subject.asked {
            let field = |attribute| Field {
                attribute,
                subject,
                name: session.catalogue.attribute(&attribute.name),
                problem: problem_of(&attribute.name),
            };
            // The bounds of a number stand side by side.
            let bounds = bounds(subject.asked, attribute);
            match bounds.first() {
                Some(first) if first.name == attribute.name => {
                    let fields: Vec<Field<'_>> = bounds.into_iter().map(field).collect();
                    taken.extend(self.count(ui, session, &fields, rtl));
                    continue;
                }
                Some(_) => continue,
                None => {}
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

    /// The bounds of a number in one line.
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
            let of = fields
                .iter()
                .find_map(|field| Some(bound_of(&field.attribute.name)?.0));
            let words = session.catalogue.attribute(of.unwrap_or_default());
            name(ui, &words, problem, rtl);
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
        let id = EntryField::focus_id((self.place, key));
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
            (_, AttributeKind::Count) => match bound_of(key) {
                Some((_, at)) => ["≥", "=", "≤"]
                    .get(at)
                    .copied()
                    .unwrap_or_default()
                    .to_owned(),
                None => session.catalogue.t("attribute-none"),
            },
            (_, AttributeKind::Date) => "2017-02-13".to_owned(),
            _ => session.catalogue.t("attribute-none"),
        };
        let entered = EntryField::new((self.place, key), &mut text, &field.name, rtl)
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
                self.pending = Some((field.subject.owner, changes));
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
            Err(problem) => match bound_of(name).filter(|_| problem == Problem::NotCount) {
                Some((of, _)) => {
                    let quantity = attribute::quantity(draft).ok_or(problem)?;
                    Ok(field.subject.owner.quantity(of, &quantity))
                }
                None => Err(problem),
            },
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
        let id = EntryField::focus_id((self.place, name));
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
            _ => super::review::count(&reading.span)
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

/// The attributes that bound the same number as one of them, if there are several.
fn bounds<'a>(asked: &'a [Attribute], one: &Attribute) -> Vec<&'a Attribute> {
    let of = |attribute: &Attribute| {
        let bounds = bound_of(&attribute.name).filter(|_| attribute.kind == AttributeKind::Count);
        bounds.map(|(of, _)| of.to_owned())
    };
    let Some(number) = of(one) else {
        return Vec::new();
    };
    let same = asked
        .iter()
        .filter(|other| of(other).as_ref() == Some(&number));
    let same: Vec<&Attribute> = same.collect();
    if same.len() > 1 { same } else { Vec::new() }
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
