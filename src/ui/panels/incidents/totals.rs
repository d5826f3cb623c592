//! What is derived from an incident's spans: how many strikes, dead and injured.

use egui::Ui;

use crate::analysis::incidents::{Count, IncidentRow, Material, Total};
use crate::model::id::IncidentId;
use crate::model::incident::Incident;
use crate::session::Session;
use crate::session::message::Message;
use crate::session::open::OpenArticle;
use crate::ui::widgets::fact;

/// The row of the incident that is looked at, made anew when the layer has changed.
#[derive(Default)]
pub(super) struct Totals {
    row: Option<(u64, Box<IncidentRow>)>,
}

impl Totals {
    /// Shows the totals of an incident of the layer; one that is proposed rests on spans that
    /// nobody stands behind, so that nothing is derived from it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &OpenArticle,
        incident: &Incident,
        rtl: bool,
    ) {
        if open.layer.incident(incident.id).is_none() {
            return;
        }
        let fresh = |revision: u64, id: IncidentId| (revision, id) == (open.revision, incident.id);
        if self
            .row
            .as_ref()
            .is_none_or(|(revision, row)| !fresh(*revision, row.incident))
        {
            self.row = derived(session, open, incident).map(|row| (open.revision, Box::new(row)));
        }
        let Some((_, row)) = &self.row else { return };
        ui.add_space(4.0);
        for (key, total) in [
            ("attr-strikes", &row.strikes),
            ("attr-killed", &row.killed.total),
            ("attr-injured", &row.injured.total),
        ] {
            if let Some(words) = words(session, total) {
                fact(ui, &session.catalogue.t(key), &words, rtl);
            }
            for claim in &total.claims {
                let name = session.catalogue.names(&claim.sources);
                let name = if name.is_empty() {
                    session.catalogue.t("incident-article-says")
                } else {
                    name
                };
                fact(ui, &name, &number(&claim.count), rtl);
            }
        }
    }
}

fn derived(session: &Session, open: &OpenArticle, incident: &Incident) -> Option<IncidentRow> {
    let project = session.project.as_ref()?;
    let meta = &project.list.get(&open.id)?.meta;
    let lexicon = &project.known.lexicon;
    let senses = project.project.schema.senses();
    let material = Material::new(&open.layer, open.text.as_str(), meta, lexicon, &senses);
    Some(material.row(incident))
}

/// A total, if anything is said of it: what a person has set is told apart.
fn words(session: &Session, total: &Total) -> Option<String> {
    let count = number(&total.count);
    if total.overridden {
        let message = Message::new("incident-overridden").text("count", count);
        return Some(session.catalogue.message(&message));
    }
    if count.is_empty() {
        return total.vague.then(|| session.catalogue.t("incident-vague"));
    }
    Some(count)
}

/// A number with its bounds, which stands from left to right in any line: `30+`.
fn number(count: &Count) -> String {
    let written = count.to_string();
    if written.is_empty() {
        return written;
    }
    format!("\u{2066}{written}\u{2069}")
}
