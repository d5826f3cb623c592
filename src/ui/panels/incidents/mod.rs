//! The incidents of the open article as cards: those of the layer, and those that the program
//! proposes. The one that is looked at shows who and what takes part in it, what is derived from
//! that, and what is said of it.

mod entry;
mod roles;
mod totals;

use egui::{Align, Id, Key, Rect, Response, Role as Access, Sense, Ui, WidgetInfo, vec2};

use self::entry::EntryPick;
use self::totals::Totals;
use super::attributes::{Attributes, Owner, Subject};
use super::{review, state_key};
use crate::model::id::IncidentId;
use crate::model::incident::{Filler, Incident, Role};
use crate::model::span::SpanState;
use crate::session::Session;
use crate::session::command::{Command, IncidentCommand};
use crate::session::open::OpenArticle;
use crate::ui::flow::{listed, wrapped};
use crate::ui::keys::legend_of;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;
use crate::ui::widgets::outline::outline;
use crate::ui::widgets::{Row, background, button, chip, heading, label, main_button};

/// How many characters of a span's words a title shows.
const LONGEST: usize = 40;

/// What the cards keep between frames.
pub(super) struct Incidents {
    attributes: Attributes,
    entry: EntryPick,
    totals: Totals,
    /// The card that is looked at, or the first one, for the focus.
    pub(super) target: Option<Id>,
}

impl Default for Incidents {
    fn default() -> Self {
        Self {
            attributes: Attributes::new("incident attribute"),
            entry: EntryPick::default(),
            totals: Totals::default(),
            target: None,
        }
    }
}

impl Incidents {
    /// Shows the incidents of the open article, to be changed if the layer can be.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, rtl: bool) -> Vec<Command> {
        self.target = None;
        let mut commands = Vec::new();
        let Some(open) = session.open() else {
            return commands;
        };
        let incidents = open.incidents();
        let new = Command::Incident(IncidentCommand::New);
        if incidents.is_empty() && !session.is_enabled(&new) {
            commands.extend(self.attributes.take());
            return commands;
        }
        heading(ui, &session.catalogue.t("panel-incidents"));
        if session.can_edit() {
            let content = Row {
                words: &session.catalogue.t(new.text_key()),
                end: &legend_of(&new),
                enabled: session.is_enabled(&new),
                ..Row::default()
            };
            let clicked = wrapped(ui, rtl, |ui| chip(ui, &content, rtl).clicked());
            commands.extend(clicked.then_some(new));
            ui.add_space(4.0);
        }
        for incident in incidents.iter().map(AsRef::as_ref) {
            let looked_at = open.incident == Some(incident.id);
            let card = Card {
                session,
                open,
                incident,
                rtl,
            };
            let inside = ui.scope(|ui| {
                let response = card.head(ui, looked_at);
                if looked_at || self.target.is_none() {
                    self.target = Some(response.id);
                }
                commands.extend(card.act(ui, &response, looked_at));
                if looked_at {
                    commands.extend(self.body(ui, &card));
                }
            });
            let colors = palette(ui.ctx());
            let suggested = incident.state == SpanState::Suggested;
            let color = if suggested { colors.weak } else { colors.line };
            outline(ui, inside.response.rect, incident.state, color);
            ui.add_space(5.0);
        }
        commands
    }

    /// What was written and not handed over yet.
    pub(super) fn take(&mut self) -> Option<Command> {
        self.attributes.take()
    }

    /// The field that looks for an entry of the registry, for the focus.
    pub(super) fn entry_field(&self) -> Option<Id> {
        self.entry.field
    }

    /// All of an incident.
    fn body(&mut self, ui: &mut Ui, card: &Card<'_>) -> Vec<Command> {
        let mut commands = Vec::new();
        let Card {
            session,
            open,
            incident,
            rtl,
        } = *card;
        let margin = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(8, 2));
        margin.show(ui, |ui| {
            if session.can_edit() {
                commands.extend(card.decision(ui));
            }
            commands.extend(roles::show(ui, card, &mut self.entry));
            self.totals.show(ui, session, open, incident, rtl);
            if incident.state == SpanState::Suggested {
                card.reason(ui);
            }
            let asked = session.project.as_ref();
            let asked = asked.map_or(&[][..], |project| &project.project.schema.incident);
            let subject = Subject {
                owner: Owner::Incident(incident.id),
                asked,
                attrs: &incident.attrs,
                span: None,
            };
            commands.extend(self.attributes.show(ui, session, &subject, rtl));
            ui.add_space(4.0);
        });
        commands
    }
}

/// An incident as a card.
#[derive(Clone, Copy)]
struct Card<'a> {
    session: &'a Session,
    open: &'a OpenArticle,
    incident: &'a Incident,
    rtl: bool,
}

impl Card<'_> {
    fn t(&self, key: &str) -> String {
        self.session.catalogue.t(key)
    }

    fn id(&self) -> IncidentId {
        self.incident.id
    }

    /// The words that fill a role first.
    fn words(&self, role: Role) -> Option<String> {
        let span = self.open.shown(self.incident.spans(role).next()?)?;
        let words = span.range.of(self.open.text.as_str())?;
        Some(words.chars().take(LONGEST).collect())
    }

    /// What it is called: as the analyst does, else by kind, place and day.
    fn title(&self) -> String {
        if let Some(title) = self.incident.text("title") {
            return title.to_owned();
        }
        let kind = self.incident.text("kind");
        let kind = kind.map(|kind| self.session.catalogue.value("kind", kind));
        let day = self.incident.text("date_start").map(str::to_owned);
        let parts = [
            kind.or_else(|| self.words(Role::Trigger)),
            self.words(Role::Location),
            day.or_else(|| self.words(Role::Date)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        listed(&parts, " · ", self.rtl)
    }

    /// What sets it apart: how it came to be, that it is of an earlier time, that it is denied.
    fn marks(&self) -> String {
        let catalogue = &self.session.catalogue;
        let mut marks = vec![catalogue.t(state_key(self.incident.state))];
        if self.incident.is_background() {
            marks.push(catalogue.value("episode", "background"));
        }
        for (name, plain) in [("status", "asserted"), ("realis", "actual")] {
            let value = self.incident.text(name).filter(|value| *value != plain);
            marks.extend(value.map(|value| catalogue.value(name, value)));
        }
        marks.join(" · ")
    }

    /// The upper part of the card, which is always there: a click looks at it.
    fn head(&self, ui: &mut Ui, looked_at: bool) -> Response {
        let (title, marks) = (self.title(), self.marks());
        let width = ui.available_width();
        let shaped = text::shape(
            ui.ctx(),
            &title,
            Font::ui(13.5).bold(),
            Fit::Wrap(width - 16.0),
        );
        let below = text::shape(ui.ctx(), &marks, Font::ui(11.5), Fit::Elide(width - 16.0));
        let height = shaped.size().y + below.size().y + 10.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(
                Access::ListItem,
                true,
                looked_at,
                format!("{title} ({marks})"),
            )
        });
        let colors = palette(ui.ctx());
        background(ui, rect, &response, looked_at);
        let inside = rect.shrink2(vec2(8.0, 5.0));
        let at = |top: f32, height: f32| {
            Rect::from_min_size(inside.min + vec2(0.0, top), vec2(inside.width(), height))
        };
        let quiet = self.incident.is_background() || self.incident.text("status") == Some("denied");
        let color = if quiet { colors.weak } else { colors.text };
        text::paint_in(
            ui.painter(),
            at(0.0, shaped.size().y),
            &shaped,
            color,
            self.rtl,
        );
        let lower = at(shaped.size().y, below.size().y);
        text::paint_in(ui.painter(), lower, &below, colors.weak, self.rtl);
        response
    }

    /// What a click or a key on the card does: a role's number fills that role.
    fn act(&self, ui: &Ui, response: &Response, looked_at: bool) -> Option<Command> {
        let send = |command| Some(Command::Incident(command));
        if response.gained_focus() {
            // All of the card is to be seen below it.
            response.scroll_to_me(Some(Align::Min));
        }
        let has_keys = response.has_focus() && self.session.can_edit();
        let pressed = |key| has_keys && ui.input(|input| input.key_pressed(key));
        if pressed(Key::Backspace) || pressed(Key::Delete) {
            return send(IncidentCommand::Remove(self.id()));
        }
        if pressed(Key::Enter) && !self.incident.state.is_decided_in() {
            return send(IncidentCommand::Accept(self.id()));
        }
        let numbered = roles::KEYS.into_iter().zip(roles::of(self));
        let role = numbered
            .filter(|(key, _)| pressed(*key))
            .map(|(_, role)| role)
            .next();
        if let Some(role) = role {
            return send(IncidentCommand::FillRole(self.id(), role));
        }
        let looks = response.clicked() || (response.gained_focus() && !looked_at);
        let none = looked_at && response.clicked();
        looks.then_some(Command::Incident(IncidentCommand::Select(
            (!none).then_some(self.id()),
        )))
    }

    fn decision(&self, ui: &mut Ui) -> Option<Command> {
        let mut chosen = None;
        let decided = self.incident.state.is_decided_in();
        let suggested = self.incident.state == SpanState::Suggested;
        wrapped(ui, self.rtl, |ui| {
            if !decided && main_button(ui, &self.t("incident-accept"), true).clicked() {
                chosen = Some(IncidentCommand::Accept(self.id()));
            }
            let key = if suggested {
                "incident-reject"
            } else {
                "cmd-incident-remove"
            };
            if button(ui, &self.t(key), true).clicked() {
                chosen = Some(IncidentCommand::Remove(self.id()));
            }
        });
        chosen.map(Command::Incident)
    }

    /// Why the program proposes it.
    fn reason(&self, ui: &mut Ui) {
        let reason = review::reason(self.session, &self.incident.provenance);
        let Some(words) = reason else { return };
        ui.add_space(4.0);
        label(ui, &words, Font::ui(12.0), palette(ui.ctx()).weak);
    }

    /// What fills a role, as it is called.
    fn filler(&self, filler: &Filler) -> String {
        match filler {
            Filler::Span(id) => {
                let span = self.open.shown(*id);
                let words = span.and_then(|span| span.range.of(self.open.text.as_str()));
                words.unwrap_or_default().chars().take(LONGEST).collect()
            }
            Filler::Entry(id) => entry::name(self.session, id),
        }
    }
}
