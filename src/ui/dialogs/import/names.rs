//! What becomes of the names in the files that the project does not have.

use std::collections::BTreeSet;

use egui::{Ui, vec2};

use crate::model::mapping::{Kind, Meaning, Target};
use crate::model::schema::Label;
use crate::session::Session;
use crate::session::command::{Command, File};
use crate::session::import::Preview;
use crate::session::mapping::found::Name;
use crate::session::mapping::guess::guess;
use crate::session::message::Message;
use crate::ui::flow::{isolated, line, wrapped};
use crate::ui::paint::text::Font;
use crate::ui::panels::label_name;
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::dropdown::{Offer, dropdown};
use crate::ui::widgets::{SIZE, button, cell, heading, label, tick};

/// How many names are shown; the others become what is proposed.
const MOST: usize = 300;

/// Shows the names by kind, and by format if there are several.
pub(super) fn show(ui: &mut Ui, session: &Session, preview: &Preview, rtl: bool) -> Vec<Command> {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let mut commands = Vec::new();
    label(ui, &t("import-names-help"), Font::ui(12.5), weak);
    ui.add_space(4.0);
    let all = [
        ("import-rest-new", Target::New),
        ("import-rest-out", Target::LeftOut),
    ];
    wrapped(ui, rtl, |ui| {
        for (key, target) in all {
            if button(ui, &t(key), true).clicked() {
                commands.push(Command::File(File::ImportRest(target)));
            }
        }
    });
    let new = preview.new_labels();
    if !new.is_empty() && tick(ui, &t("cmd-file-import-edit-new"), preview.edit_new, rtl) {
        let command = File::ImportEditNew(!preview.edit_new);
        commands.push(Command::File(command));
    }
    let mut before = None;
    let formats: BTreeSet<_> = preview.names.iter().map(|n| n.format).collect();
    for (number, name) in preview.names.iter().enumerate().take(MOST) {
        let group = (name.format, name.kind);
        if before != Some(group) {
            before = Some(group);
            let key = match name.kind {
                Kind::Label => "import-labels",
                Kind::Relation => "import-relations",
                Kind::Attribute => "import-attributes",
            };
            let mut words = t(key);
            if formats.len() > 1 {
                let format = t(&format!("format-{}", name.format));
                words = format!("{words} · {}", isolated(&format));
            }
            heading(ui, &words);
        }
        let target = one(ui, session, preview, name, new.get(&number), rtl);
        let command = target.map(|target| File::ImportName(number, target));
        commands.extend(command.map(Command::File));
    }
    commands
}

/// A name, how often it is there with an example, and what becomes of it.
fn one(
    ui: &mut Ui,
    session: &Session,
    preview: &Preview,
    name: &Name,
    new: Option<&Label>,
    rtl: bool,
) -> Option<Target> {
    let colors = palette(ui.ctx());
    let width = ui.available_width();
    let field = (width * 0.42).clamp(200.0, 300.0);
    let own = (width - field - 24.0) * 0.45;
    let example = width - field - own - 24.0;
    let mut picked = None;
    ui.allocate_ui_with_layout(vec2(width, 32.0), line(rtl), |ui| {
        let counted = Message::new("import-name")
            .text("name", name.theirs.as_str())
            .number("count", name.count);
        let counted = session.catalogue.message(&counted);
        cell(ui, &counted, own, Font::ui(SIZE), colors.text, rtl);
        cell(ui, &name.example, example, Font::ui(12.5), colors.weak, rtl);
        let offers = offers(ui, session, preview, name, new);
        let said = Message::new("import-name-is").text("name", name.theirs.as_str());
        let said = session.catalogue.message(&said);
        picked = dropdown(ui, &said, &offers, &name.target, field, rtl);
    });
    picked
}

/// What a name can become.
fn offers(
    ui: &Ui,
    session: &Session,
    preview: &Preview,
    name: &Name,
    new: Option<&Label>,
) -> Vec<Offer<Target>> {
    let schema = preview.schema();
    let rtl = session.catalogue.locale().is_rtl();
    let t = |key: &str| session.catalogue.t(key);
    let plain = |words: String, value: Target| Offer {
        value,
        words,
        spot: None,
    };
    let mut offers = Vec::new();
    match name.kind {
        Kind::Label => {
            let of = |meaning: Meaning| {
                let label = meaning.name.parse().ok();
                let label = label.and_then(|id| schema.label(&id))?;
                let said = meaning.attrs.iter().map(|(attribute, value)| {
                    let value = session.catalogue.value(attribute, value);
                    format!(" · {}", isolated(&value))
                });
                let said: String = said.collect();
                Some(Offer {
                    words: format!("{}{said}", label_name(label, rtl)),
                    spot: Some(label_color(ui.ctx(), &label.color)),
                    value: Target::To(meaning),
                })
            };
            let mut known: Vec<Meaning> = guess(name.kind, &name.theirs, schema)
                .into_iter()
                .chain(match &name.target {
                    Target::To(meaning) => Some(meaning.clone()),
                    Target::New | Target::LeftOut => None,
                })
                .collect();
            known.extend(schema.offered().map(|label| Meaning::of(label.id.as_str())));
            let mut seen = BTreeSet::new();
            known.retain(|meaning| seen.insert(meaning.clone()));
            offers.extend(known.into_iter().filter_map(of));
            let message = Message::new("import-new-label").text("name", name.theirs.as_str());
            let key = new.and_then(|label| label.key);
            let key = key.map_or(String::new(), |key| format!(" · {key}"));
            offers.push(Offer {
                value: Target::New,
                words: format!("{}{key}", session.catalogue.message(&message)),
                spot: new.map(|label| label_color(ui.ctx(), &label.color)),
            });
        }
        Kind::Relation => {
            let types = schema.relations.iter().filter(|of| !of.removed);
            offers.extend(types.map(|of| {
                let title = session.catalogue.bilingual(&of.title).to_owned();
                plain(title, Target::To(Meaning::of(&of.name)))
            }));
            let message = Message::new("import-new-relation").text("name", name.theirs.as_str());
            offers.push(plain(session.catalogue.message(&message), Target::New));
        }
        Kind::Attribute => {
            let attributes = schema.offered().flat_map(|label| &label.attributes);
            let names: BTreeSet<&str> = attributes
                .map(|attribute| attribute.name.as_str())
                .collect();
            offers.extend(names.into_iter().map(|attribute| {
                let words = session.catalogue.attribute(attribute);
                plain(words, Target::To(Meaning::of(attribute)))
            }));
            offers.push(plain(t("import-keep-attribute"), Target::New));
        }
    }
    offers.push(plain(t("import-leave-out"), Target::LeftOut));
    offers
}
