//! How an entry of the registry or the tables is shown in a row.

use egui::{Response, Role, Ui, WidgetInfo};

use crate::lexicon::{Entry, Table};
use crate::session::Session;
use crate::ui::flow::isolated;
use crate::ui::widgets::{self, Row};

/// The name of an entry in the interface's language, and what tells it from others of that name:
/// what it is, where it lies, what it is called in the other language.
pub(super) fn words(session: &Session, entry: &Entry) -> (String, String) {
    let [en, ar] = &entry.names;
    let rtl = session.catalogue.locale().is_rtl();
    let (name, other) = if rtl { (ar, en) } else { (en, ar) };
    let name = [name, other].into_iter().find(|name| !name.is_empty());
    let name = name.unwrap_or(&entry.id);
    let kind = class(session, entry);
    let country = country(session, &entry.country);
    let about = [
        kind.as_str(),
        entry.admin1.as_str(),
        country.as_str(),
        other,
    ];
    let about = about
        .into_iter()
        .filter(|part| !matches!(*part, "" | "*") && *part != name);
    let about: Vec<String> = about.map(isolated).collect();
    (name.clone(), about.join(" · "))
}

/// A row of a list of entries, which says all of it to a screen reader: many places have one name.
pub(super) fn row(ui: &mut Ui, content: &Row<'_>, rtl: bool) -> Response {
    let response = widgets::row(ui, content, rtl);
    response.widget_info(|| {
        let spoken = [content.words, content.below, content.end];
        let spoken = spoken.into_iter().filter(|part| !part.is_empty());
        let spoken = spoken.collect::<Vec<_>>().join(" · ");
        WidgetInfo::selected(Role::ListItem, content.enabled, content.selected, spoken)
    });
    response
}

/// The side of a faction or the type of a place in the interface's language.
pub(super) fn class(session: &Session, entry: &Entry) -> String {
    if entry.class.is_empty() {
        return String::new();
    }
    let attribute = match entry.table {
        Table::Factions => "side",
        _ => "type",
    };
    session.catalogue.value(attribute, &entry.class)
}

/// A country in the interface's language, by its code or its English name; as it is written where
/// no table knows it.
pub(super) fn country(session: &Session, written: &str) -> String {
    let known = session.project.as_ref().map(|project| &project.known);
    let entry = known.and_then(|known| known.lexicon.country(written));
    let names = entry.map(|entry| &entry.names);
    let name = names.map(|[en, ar]| {
        if session.catalogue.locale().is_rtl() {
            ar
        } else {
            en
        }
    });
    let name = name.filter(|name| !name.is_empty());
    name.map_or_else(|| written.to_owned(), Clone::clone)
}
