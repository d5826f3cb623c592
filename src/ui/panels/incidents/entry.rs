//! Somebody or a place that the text does not name, found in the registry by what is typed.

use egui::{Id, Key, Modifiers, Ui};

use super::Card;
use super::roles::help;
use crate::model::incident::{CIVILIANS, Filler, Role};
use crate::model::registry::EntryKind;
use crate::session::Session;
use crate::session::command::{Command, IncidentCommand, WalkCommand};
use crate::session::walk::Step;
use crate::text::fold::fold_word;
use crate::ui::panels::attributes::entry_name;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, row};

/// The field, for the focus.
const FIELD: &str = "incident entry";
/// How many entries are offered at once.
const OFFERED: usize = 6;

/// What the field keeps between frames.
#[derive(Default)]
pub(super) struct EntryPick {
    draft: String,
    chosen: usize,
    /// The field, while it is shown.
    pub(super) field: Option<Id>,
}

impl EntryPick {
    /// Shows the field and what fits it.
    pub(super) fn show(&mut self, ui: &mut Ui, card: &Card<'_>, role: Role) -> Option<Command> {
        let id = EntryField::focus_id(FIELD);
        self.field = Some(id);
        if ui.memory(|memory| memory.has_focus(id)) {
            let pressed = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            if pressed(ui, Key::ArrowDown) {
                self.chosen += 1;
            }
            if pressed(ui, Key::ArrowUp) {
                self.chosen = self.chosen.saturating_sub(1);
            }
        }
        let name = card.t("incident-entry");
        let entered = EntryField::new(FIELD, &mut self.draft, &name, card.rtl)
            .hint(&name)
            .over_list()
            .show(ui);
        if entered.changed {
            self.chosen = 0;
        }
        if entered.escaped {
            self.draft.clear();
            return Some(Command::Walk(WalkCommand::Step(Step::Leave)));
        }
        let offers = self.offers(card.session, role);
        self.chosen = self.chosen.min(offers.len().saturating_sub(1));
        let mut picked = None;
        for (number, id) in offers.iter().enumerate() {
            let content = Row {
                words: &self::name(card.session, id),
                selected: number == self.chosen && !self.draft.is_empty(),
                ..Row::default()
            };
            if row(ui, &content, card.rtl).clicked() {
                picked = Some(id.clone());
            }
        }
        if offers.is_empty() {
            help(ui, &card.t("attribute-no-match"));
        }
        if entered.submitted && !self.draft.trim().is_empty() {
            picked = picked.or_else(|| offers.get(self.chosen).cloned());
        }
        let id = picked?;
        self.draft.clear();
        let fill = IncidentCommand::Fill(card.id(), role, Filler::Entry(id));
        Some(Command::Incident(fill))
    }

    /// The entries that fit what is typed, by their canonical ids, the best first.
    fn offers(&self, session: &Session, role: Role) -> Vec<String> {
        let typed = fold_word(self.draft.trim());
        let civilians = fold_word(&session.catalogue.t("incident-civilians"));
        let of_civilians = civilians.starts_with(&typed) || CIVILIANS.starts_with(&typed);
        let first = (role == Role::Attacked && of_civilians).then(|| CIVILIANS.to_owned());
        let kind = if role == Role::Location {
            EntryKind::Place
        } else {
            EntryKind::Faction
        };
        let project = session.project.as_ref().filter(|_| !typed.is_empty());
        let found = project.map(|project| project.known.search(kind, &self.draft, OFFERED));
        let found = found.into_iter().flatten().map(str::to_owned);
        let mut offers: Vec<String> = first.into_iter().collect();
        offers.extend(found.filter(|id| id != CIVILIANS));
        offers
    }
}

/// What an entry of the registry is called, in the interface's language where it has a name there.
pub(super) fn name(session: &Session, id: &str) -> String {
    if id == CIVILIANS {
        return session.catalogue.t("incident-civilians");
    }
    entry_name(session, id).unwrap_or_else(|| id.to_owned())
}
