//! What a field offers to take: the choices of a closed list, the entries of a registry.

use egui::{Ui, vec2};

use super::Attributes;
use super::field::{Field, lexicon};
use crate::lexicon::Entry;
use crate::model::registry::EntryKind;
use crate::model::schema::{Attribute, AttributeKind};
use crate::model::span::AttrValue;
use crate::session::Session;
use crate::session::command::Attributes as Changes;
use crate::session::registry::said_of_span;
use crate::text::fold::fold_word;
use crate::ui::entries;
use crate::ui::flow::wrapped;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, label, option, walked};

/// How many entries of a registry are offered at once.
const OFFERED: usize = 7;

/// Something that a field offers to take.
pub(super) struct Offer {
    pub(super) words: String,
    pub(super) below: String,
    pub(super) changes: Changes,
}

/// Whether a field of that kind offers something.
pub(super) fn has_offers(kind: &AttributeKind) -> bool {
    matches!(
        kind,
        AttributeKind::Choice(_)
            | AttributeKind::Choices(_)
            | AttributeKind::Flag
            | AttributeKind::Faction
            | AttributeKind::Place
    )
}

/// What fits a draft, the best first.
pub(super) fn offered(session: &Session, field: &Field<'_>, draft: &str) -> Vec<Offer> {
    let Attribute { name, kind, .. } = field.attribute;
    let catalogue = &session.catalogue;
    let typed = fold_word(draft.trim());
    let mut listed: Vec<(String, AttrValue)> = match kind {
        AttributeKind::Choice(list) | AttributeKind::Choices(list) => list
            .iter()
            .map(|value| (catalogue.value(name, value), AttrValue::Text(value.clone())))
            .collect(),
        AttributeKind::Flag => [true, false]
            .map(|flag| {
                let words = catalogue.value(name, &flag.to_string());
                (words, AttrValue::Flag(flag))
            })
            .into(),
        AttributeKind::Faction | AttributeKind::Place => {
            let kind = match kind {
                AttributeKind::Faction => EntryKind::Faction,
                _ => EntryKind::Place,
            };
            let known = session.project.iter().map(|project| &project.known);
            let found = known.flat_map(|known| known.search(kind, draft, OFFERED));
            let lexicon = lexicon(session);
            let entries = found.filter_map(|id| lexicon.entry(id));
            return entries.map(|entry| pick(session, entry)).collect();
        }
        _ => Vec::new(),
    };
    // By the name in the interface's language or the one in files.
    let rank = |(words, value): &(String, AttrValue)| {
        let words = fold_word(words);
        let id = value.as_text().unwrap_or_default().replace('_', " ");
        [words.as_str(), id.as_str()]
            .iter()
            .filter_map(|name| match name.find(typed.as_str()) {
                Some(0) => Some(0),
                Some(_) => Some(1),
                None => None,
            })
            .min()
    };
    listed.retain(|offer| rank(offer).is_some());
    listed.sort_by_key(|offer| rank(offer));
    let offers = listed.into_iter().map(|(words, value)| Offer {
        words,
        below: String::new(),
        changes: field.with(value),
    });
    offers.collect()
}

/// What picking an entry of a registry says of a span.
fn pick(session: &Session, entry: &Entry) -> Offer {
    let (words, below) = entries::words(session, entry);
    Offer {
        words,
        below,
        changes: said_of_span(entry, lexicon(session)),
    }
}

impl Attributes {
    /// Up and down choose among the offers.
    pub(super) fn walk_offers(&mut self, ui: &Ui) {
        let (up, down) = walked(ui);
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        if down {
            self.chosen += 1;
        }
    }

    /// The offers below a field that has the keys. Returns the one that was clicked.
    pub(super) fn offers(
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
        let from_registry = field.is_from_registry();
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
}
