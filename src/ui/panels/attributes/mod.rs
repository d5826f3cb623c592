//! What is said of the selected span or incident: a field an attribute, each for what the attribute takes.
//!
//! One field has the keys at a time. What is written in it is a draft until the field is left or
//! Enter is pressed; what cannot be stays in the field, with what is wrong below it. A field of a
//! closed list or a registry shows what fits below it while it has the keys.

mod field;
mod offer;
mod told;

pub(in crate::ui) use field::{entry_name, words};

use std::collections::BTreeMap;

use egui::{Id, Ui, vec2};

use field::{BY_PICK, Field};
use offer::{has_offers, offered};

use crate::model::attribute::{self, Problem, bound_of};
use crate::model::id::{IncidentId, SpanId};
use crate::model::schema::{Attribute, AttributeKind};
use crate::model::span::{AttrValue, Span};
use crate::session::Session;
use crate::session::command::{Attributes as Changes, Command, IncidentCommand, SpanCommand};
use crate::text::number::Quantity;
use crate::ui::flow::line;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{cell, fact, heading};

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
