//! The factions and places that the project knows: a list to search at the start side, the entry
//! that is looked at beside it.

mod entry;

use std::rc::Rc;

use egui::{Ui, vec2};

use crate::lexicon::Entry;
use crate::model::history::Seq;
use crate::model::registry::{EntryKind, RegistryEntry, Standing};
use crate::session::Session;
use crate::session::command::{Command, RegistryCommand};
use crate::session::message::Message;
use crate::session::registry::kind_of;
use crate::ui::entries;
use crate::ui::flow::{beside, column, row_of, scroll, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, button, choice, label, walked};

const FIELD: &str = "registry search";

/// How many entries of the tables are shown at once.
const FOUND: usize = 300;

/// How wide the list is, in points.
const LIST: f32 = 330.0;

/// How high a row of two lines is, in points.
const ROW: f32 = 46.0;

/// What the dialog keeps between frames.
#[derive(Default)]
pub(super) struct State {
    query: String,
    /// What is listed; that of the chosen entry at first.
    kind: Option<EntryKind>,
    entry: entry::State,
    /// What is listed, until something changes.
    listed: Option<(Listing, Rc<[Listed]>)>,
}

/// What the list was made for.
#[derive(Clone, PartialEq)]
struct Listing {
    kind: EntryKind,
    typed: String,
    rtl: bool,
    last: Seq,
    revision: u64,
}

/// An entry in the list.
struct Listed {
    entry: Entry,
    /// Whether the project says something of it.
    own: bool,
}

impl State {
    /// What is half written, once the dialog is left.
    pub(super) fn left(mut self) -> Vec<Command> {
        self.entry.flush()
    }

    /// Shows the list and the chosen entry.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        chosen: Option<&str>,
        rtl: bool,
    ) {
        let mut commands = Vec::new();
        let height = (ui.ctx().content_rect().height() - 210.0).clamp(160.0, 560.0);
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, beside(rtl), |ui| {
            // The dialog keeps its size, whatever is listed.
            ui.set_min_height(height);
            let list = LIST.min(ui.available_width() * 0.45);
            ui.allocate_ui_with_layout(vec2(list, height), column(rtl), |ui| {
                commands.extend(self.list(ui, session, chosen, height, rtl));
            });
            ui.add_space(14.0);
            let rest = vec2(ui.available_width(), height);
            ui.allocate_ui_with_layout(rest, column(rtl), |ui| {
                commands.extend(self.entry.show(ui, session, chosen, height, rtl));
            });
        });
        ui.add_space(10.0);
        if let Some(command) = super::leave_or_step(ui, session, rtl) {
            // What is half written was meant.
            commands.extend(self.entry.flush());
            commands.push(command);
        }
        for command in commands {
            session.send(command);
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        chosen: Option<&str>,
        height: f32,
        rtl: bool,
    ) -> Vec<Command> {
        let t = |key: &str| session.catalogue.t(key);
        let mut commands = Vec::new();
        let of_chosen = chosen.and_then(|id| {
            let known = &session.project.as_ref()?.known;
            kind_of(known.lexicon.entry(id)?)
        });
        let kind = *self
            .kind
            .get_or_insert(of_chosen.unwrap_or(EntryKind::Faction));
        let kinds = [
            (EntryKind::Faction, t("registry-factions")),
            (EntryKind::Place, t("registry-places")),
        ];
        wrapped(ui, rtl, |ui| {
            if let Some(kind) = choice(ui, &kinds, &kind) {
                self.kind = Some(kind);
            }
        });
        ui.add_space(4.0);
        super::keep_focus(ui, EntryField::focus_id(FIELD));
        let in_field = ui.memory(|m| m.has_focus(EntryField::focus_id(FIELD)));
        let (up, down) = if in_field { walked(ui) } else { (false, false) };
        let name = t("attribute-search");
        EntryField::new(FIELD, &mut self.query, &name, rtl)
            .hint(&name)
            .over_list()
            .show(ui);
        ui.add_space(4.0);
        let listed = self.listed(session, kind, rtl);
        let at = listed
            .iter()
            .position(|listed| Some(listed.entry.id.as_str()) == chosen);
        let next = match (up, down, at) {
            (false, false, _) => None,
            (_, true, Some(at)) => Some(at + 1),
            (true, _, Some(at)) => Some(at.saturating_sub(1)),
            (_, _, None) => Some(0),
        };
        let next = next.map(|next| next.min(listed.len().saturating_sub(1)));
        if let Some(next) = next.and_then(|next| listed.get(next)) {
            commands.push(RegistryCommand::Choose(next.entry.id.clone()));
        }
        if listed.is_empty() {
            let key = if self.query.trim().is_empty() {
                "registry-empty"
            } else {
                "attribute-no-match"
            };
            label(ui, &t(key), Font::ui(12.5), palette(ui.ctx()).weak);
        }
        let mut rows = scroll(height - 110.0).id_salt("entries");
        if let Some(next) = next {
            rows = rows.vertical_scroll_offset((next as f32 - 3.0).max(0.0) * ROW);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        rows.show_rows(ui, ROW, listed.len(), |ui, range| {
            ui.with_layout(column(rtl), |ui| {
                for listed in listed.get(range).unwrap_or_default() {
                    let (words, below) = entries::words(session, &listed.entry);
                    let mark = t("registry-own");
                    let content = Row {
                        words: &words,
                        below: &below,
                        end: if listed.own { &mark } else { "" },
                        selected: Some(listed.entry.id.as_str()) == chosen,
                        ..Row::default()
                    };
                    if entries::row(ui, &content, rtl).clicked() {
                        commands.push(RegistryCommand::Choose(listed.entry.id.clone()));
                    }
                }
            });
        });
        let named = self.query.trim();
        if !named.is_empty() {
            ui.add_space(6.0);
            let key = match kind {
                EntryKind::Faction => "registry-new-faction",
                EntryKind::Place => "registry-new-place",
            };
            let short: String = named.chars().take(24).collect();
            let message = Message::new(key).text("name", short);
            let words = session.catalogue.message(&message);
            let command = RegistryCommand::Create(kind, named.to_owned());
            let enabled = session.is_enabled(&Command::Registry(command.clone()));
            row_of(ui, rtl, |ui| {
                if button(ui, &words, enabled).clicked() {
                    commands.push(command);
                    self.query.clear();
                }
            });
        }
        commands.into_iter().map(Command::Registry).collect()
    }
}

impl State {
    /// What is listed now, made anew once something has changed.
    fn listed(&mut self, session: &Session, kind: EntryKind, rtl: bool) -> Rc<[Listed]> {
        let project = session.project.as_ref();
        let wanted = Listing {
            kind,
            typed: self.query.clone(),
            rtl,
            last: project.map(|p| p.history.last()).unwrap_or_default(),
            revision: project.map_or(0, |p| p.known.revision),
        };
        match &self.listed {
            Some((made, rows)) if *made == wanted => Rc::clone(rows),
            _ => {
                let rows: Rc<[Listed]> = listed(session, kind, &self.query).into();
                self.listed = Some((wanted, Rc::clone(&rows)));
                rows
            }
        }
    }
}

/// The project's own entries of a kind, or what is called as is typed, of the tables too.
fn listed(session: &Session, kind: EntryKind, typed: &str) -> Vec<Listed> {
    let Some(project) = &session.project else {
        return Vec::new();
    };
    let known = &project.known;
    if !typed.trim().is_empty() {
        let found = known.search(kind, typed, FOUND).into_iter();
        let found = found.filter_map(|id| known.lexicon.entry(id));
        return found
            .map(|entry| Listed {
                entry: entry.clone(),
                own: known.own(&entry.id).is_some(),
            })
            .collect();
    }
    let counts = |entry: &&RegistryEntry| entry.kind == kind && entry.standing == Standing::Current;
    let own = known.registry.entries.values().filter(counts);
    let mut listed: Vec<(String, Listed)> = own
        .map(|entry| {
            let entry = known.described(entry);
            let (words, _) = entries::words(session, &entry);
            (words, Listed { entry, own: true })
        })
        .collect();
    listed.sort_by(|(a, one), (b, two)| (a, &one.entry.id).cmp(&(b, &two.entry.id)));
    listed.dedup_by(|(_, next), (_, one)| next.entry.id == one.entry.id);
    listed.into_iter().map(|(_, listed)| listed).collect()
}
