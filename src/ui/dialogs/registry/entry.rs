//! The entry of the registry that is looked at: its fields, its names, what was merged into it.

use std::collections::BTreeMap;

use egui::{Popup, Ui};

use crate::lexicon::{Entry, Lexicon};
use crate::model::registry::{Alias, EntryKind, RegistryEntry};
use crate::model::schema::AttributeKind;
use crate::session::Session;
use crate::session::command::{Command, RegistryCommand};
use crate::session::message::Message;
use crate::session::registry::{Field, kind_of, label_of};
use crate::ui::dialogs::named;
use crate::ui::draft::Draft;
use crate::ui::entries;
use crate::ui::flow::{column, isolated, row_of, scroll};
use crate::ui::icon::Icon;
use crate::ui::paint::text::Font;
use crate::ui::theme::palette;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{
    Row, SIZE, button, cell, heading, icon_button, label, row, short_label, tick,
};

/// How many entries are offered to be merged.
const OFFERED: usize = 6;

/// What the fields keep between frames.
#[derive(Default)]
pub(super) struct State {
    drafts: BTreeMap<Field, Draft<String>>,
    /// Another name that is being written.
    alias: String,
    /// What the entry is the same as, while that is asked.
    other: Option<String>,
    /// The forms that the tables have for an entry, by its id.
    written: (String, Vec<(String, bool)>),
}

/// The entry that is looked at.
struct Shown<'a> {
    kind: EntryKind,
    /// What the project says; nothing yet of an entry of the tables.
    own: RegistryEntry,
    is_own: bool,
    /// What the tables say.
    below: Option<&'a Entry>,
    /// Both together.
    entry: Entry,
}

impl State {
    /// What is half written.
    pub(super) fn flush(&mut self) -> Vec<Command> {
        let drafts = self.drafts.iter_mut();
        let written = drafts.filter_map(|(field, draft)| {
            let (id, text) = draft.take()?;
            Some(RegistryCommand::SetField(id, *field, text))
        });
        written.map(Command::Registry).collect()
    }

    /// Shows the entry with an id.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        chosen: Option<&str>,
        height: f32,
        rtl: bool,
    ) -> Vec<Command> {
        let t = |key: &str| session.catalogue.t(key);
        let colors = palette(ui.ctx());
        let Some(shown) = chosen.and_then(|id| shown(session, id)) else {
            label(ui, &t("registry-help"), Font::ui(13.0), colors.weak);
            return self.flush();
        };
        let mut commands = Vec::new();
        scroll(height).id_salt("entry").show(ui, |ui| {
            ui.with_layout(column(rtl), |ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                let (name, about) = entries::words(session, &shown.entry);
                label(ui, &name, Font::ui(16.0).bold(), colors.text);
                let about = format!("{about} · {}", isolated(&shown.entry.id));
                label(ui, &about, Font::ui(12.0), colors.weak);
                ui.add_space(6.0);
                let is_name = |field: &Field| matches!(field, Field::NameEn | Field::NameAr);
                let (names, rest): (Vec<Field>, Vec<Field>) = Field::of(shown.kind)
                    .iter()
                    .partition(|field| is_name(field));
                for field in names {
                    commands.extend(self.field(ui, session, &shown, field, rtl));
                }
                commands.extend(self.names(ui, session, &shown, rtl));
                ui.add_space(8.0);
                for field in rest {
                    commands.extend(self.field(ui, session, &shown, field, rtl));
                }
                commands.extend(self.same(ui, session, &shown, rtl));
            });
        });
        commands.into_iter().map(Command::Registry).collect()
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        shown: &Shown<'_>,
        field: Field,
        rtl: bool,
    ) -> Option<RegistryCommand> {
        let lexicon = &session.project.as_ref()?.known.lexicon;
        let name = session.catalogue.t(field.key(shown.kind));
        let id = shown.entry.id.clone();
        if field == Field::Class {
            let class = named(ui, &name, 30.0, rtl, |ui| {
                class(ui, session, shown, &name, rtl)
            });
            return class.map(|class| RegistryCommand::SetField(id, field, class));
        }
        let draft = self.drafts.entry(field).or_default();
        let own = field.of_entry(&shown.own);
        let before = draft.turn(&id, &own);
        let hint = shown.below.map(|below| field.of_tables(below, lexicon));
        let hint = hint.filter(|hint| !hint.is_empty());
        let hint = hint.unwrap_or_else(|| session.catalogue.t("attribute-none"));
        let height = if field == Field::Note { 56.0 } else { 30.0 };
        let entered = named(ui, &name, height, rtl, |ui| {
            let mut entry = EntryField::new(("entry", field), draft.text(), &name, rtl).hint(&hint);
            if field == Field::Note {
                entry = entry.rows(2);
            }
            entry.show(ui)
        });
        if entered.changed {
            draft.touch(ui.input(|input| input.time));
        }
        let written = field.write(&shown.own, draft.text(), lexicon);
        let left = entered.submitted || !entered.response.has_focus();
        let colors = palette(ui.ctx());
        let due = match written {
            Ok(_) => draft.due(f64::NEG_INFINITY, left),
            Err(wrong) => {
                let words = session.catalogue.t(wrong.key());
                label(ui, &words, Font::ui(12.0), colors.error);
                None
            }
        };
        if field == Field::Country && !matches!(shown.entry.country.as_str(), "" | "*") {
            let country = entries::country(session, &shown.entry.country);
            named(ui, "", 18.0, rtl, |ui| {
                short_label(ui, &country, Font::ui(12.0), colors.weak);
            });
        }
        before
            .or(due)
            .map(|(id, text)| RegistryCommand::SetField(id, field, text))
    }

    /// The other names, each to be changed, and a field for a new one.
    fn names(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        shown: &Shown<'_>,
        rtl: bool,
    ) -> Vec<RegistryCommand> {
        use RegistryCommand as R;
        let t = |key: &str| session.catalogue.t(key);
        let about = |key, alias: &Alias| {
            let message = Message::new(key).text("name", alias.name.as_str());
            session.catalogue.message(&message)
        };
        let id = &shown.entry.id;
        let mut commands = Vec::new();
        heading(ui, &t("entry-aliases"));
        for alias in &shown.own.aliases {
            row_of(ui, rtl, |ui| {
                let beside = 190.0;
                let room = (ui.available_width() - beside).max(80.0);
                let color = palette(ui.ctx()).text;
                cell(ui, &alias.name, room, Font::ui(SIZE), color, rtl);
                if tick(ui, &t("entry-contextual"), alias.contextual, rtl) {
                    let to = Alias {
                        contextual: !alias.contextual,
                        ..alias.clone()
                    };
                    commands.push(R::SetAlias(id.clone(), alias.clone(), Some(to)));
                }
                let words = about("entry-split", alias);
                if icon_button(ui, Icon::SignOut, &words, false, rtl).clicked() {
                    commands.push(R::Split(id.clone(), alias.clone()));
                }
                let words = about("entry-remove-name", alias);
                if icon_button(ui, Icon::X, &words, false, rtl).clicked() {
                    commands.push(R::SetAlias(id.clone(), alias.clone(), None));
                }
            });
        }
        let name = t("entry-new-name");
        let entered = EntryField::new("entry alias", &mut self.alias, &name, rtl)
            .hint(&name)
            .show(ui);
        if entered.submitted && !self.alias.trim().is_empty() {
            commands.push(R::AddAlias(id.clone(), std::mem::take(&mut self.alias)));
        }
        if shown.below.is_some() {
            if self.written.0 != *id {
                let forms = Lexicon::written(shown.entry.table, id);
                self.written = (id.clone(), forms);
            }
            let comma = if rtl { "، " } else { ", " };
            let forms = self.written.1.iter().map(|(form, contextual)| {
                let mark = if *contextual { "~" } else { "" };
                isolated(&format!("{mark}{form}"))
            });
            let forms: Vec<String> = forms.collect();
            if !forms.is_empty() {
                let message = Message::new("entry-written").text("names", forms.join(comma));
                let words = session.catalogue.message(&message);
                label(ui, &words, Font::ui(12.0), palette(ui.ctx()).weak);
            }
        }
        commands
    }

    /// What was merged into it, what it is the same as, and taking it out.
    fn same(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        shown: &Shown<'_>,
        rtl: bool,
    ) -> Vec<RegistryCommand> {
        use RegistryCommand as R;
        let mut commands = Vec::new();
        let Some(known) = session.project.as_ref().map(|project| &project.known) else {
            return commands;
        };
        let t = |key: &str| session.catalogue.t(key);
        let id = &shown.entry.id;
        let merged = known.own(id).map(|(id, _)| known.registry.merged_into(id));
        let merged = merged.unwrap_or_default();
        if !merged.is_empty() {
            heading(ui, &t("entry-merged"));
        }
        for (other, entry) in merged {
            row_of(ui, rtl, |ui| {
                let (name, _) = entries::words(session, &known.described(entry));
                let color = palette(ui.ctx()).text;
                let room = (ui.available_width() - 150.0).max(80.0);
                cell(ui, &name, room, Font::ui(SIZE), color, rtl);
                if button(ui, &t("cmd-registry-part"), true).clicked() {
                    commands.push(R::Part(other));
                }
            });
        }
        ui.add_space(10.0);
        row_of(ui, rtl, |ui| {
            if button(ui, &t("entry-merge"), true).clicked() {
                self.other = match self.other {
                    Some(_) => None,
                    None => Some(String::new()),
                };
            }
            let key = if shown.below.is_some() {
                "entry-take-back"
            } else {
                "cmd-registry-remove"
            };
            if button(ui, &t(key), shown.is_own).clicked() {
                commands.push(R::Remove(id.clone()));
            }
        });
        let Some(typed) = &mut self.other else {
            return commands;
        };
        label(
            ui,
            &t("entry-merge-help"),
            Font::ui(12.5),
            palette(ui.ctx()).weak,
        );
        let name = t("attribute-search");
        EntryField::new("entry other", typed, &name, rtl)
            .hint(&name)
            .show(ui);
        let found = known.search(shown.kind, typed, OFFERED).into_iter();
        let found = found.filter(|other| other != id);
        for other in found.filter_map(|other| known.lexicon.entry(other)) {
            let (words, below) = entries::words(session, other);
            let content = Row {
                words: &words,
                below: &below,
                ..Row::default()
            };
            if entries::row(ui, &content, rtl).clicked() {
                commands.push(R::Merge(id.clone(), other.id.clone()));
            }
        }
        if commands.iter().any(|c| matches!(c, R::Merge(..))) {
            self.other = None;
        }
        commands
    }
}

fn shown<'a>(session: &'a Session, id: &str) -> Option<Shown<'a>> {
    let project = session.project.as_ref()?;
    let known = &project.known;
    if let Some((_, own)) = known.own(id) {
        return Some(Shown {
            kind: own.kind,
            own: own.clone(),
            is_own: true,
            below: known.below(&own.canonical),
            entry: known.described(own),
        });
    }
    let below = known.below(id)?;
    let kind = kind_of(below)?;
    let by = project.annotator.clone();
    Some(Shown {
        kind,
        own: RegistryEntry::new(kind, id, jiff::Timestamp::UNIX_EPOCH, by),
        is_own: false,
        below: Some(below),
        entry: below.clone(),
    })
}

/// The side or type, picked from those of the schema. Returns what was picked.
fn class(
    ui: &mut Ui,
    session: &Session,
    shown: &Shown<'_>,
    name: &str,
    rtl: bool,
) -> Option<String> {
    let attribute = match shown.kind {
        EntryKind::Faction => "side",
        EntryKind::Place => "type",
    };
    let schema = &session.project.as_ref()?.project.schema;
    let labels = schema.labels.iter();
    let mut attributes = labels
        .filter(|label| label.id.as_str() == label_of(shown.kind))
        .flat_map(|label| &label.attributes);
    let list = attributes.find_map(|a| match &a.kind {
        AttributeKind::Choice(list) if a.name == attribute => Some(list),
        _ => None,
    })?;
    let class = entries::class(session, &shown.entry);
    let none = session.catalogue.t("attribute-none");
    let words = if class.is_empty() {
        none.clone()
    } else {
        class
    };
    let caret = Icon::CaretDown.glyph();
    let response = button(ui, &format!("{words} {caret}"), true);
    response.widget_info(|| {
        let said = format!("{name}: {words}");
        egui::WidgetInfo::labeled(egui::Role::Button, true, said)
    });
    let mut picked = None;
    Popup::menu(&response).width(240.0).show(|ui| {
        scroll(300.0).show(ui, |ui| {
            ui.with_layout(column(rtl), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let values = std::iter::once(String::new()).chain(list.iter().cloned());
                for value in values {
                    let words = if value.is_empty() {
                        none.clone()
                    } else {
                        session.catalogue.value(attribute, &value)
                    };
                    let content = Row {
                        words: &words,
                        selected: value == shown.entry.class,
                        ..Row::default()
                    };
                    if row(ui, &content, rtl).clicked() {
                        picked = Some(value);
                        ui.close();
                    }
                }
            });
        });
    });
    picked
}
