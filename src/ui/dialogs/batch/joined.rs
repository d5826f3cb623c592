//! Which relations or incidents are decided about, and what a row tells of one.

use egui::{Ui, vec2};

use crate::session::Session;
use crate::session::batch::Kinds;
use crate::session::batch::joined::{Joinable, LikeJoined};
use crate::session::command::{Command, Review};
use crate::session::propose::Joint;
use crate::session::resting::Proposed;
use crate::ui::flow::{listed, wrapped};
use crate::ui::panels::relation_title;
use crate::ui::widgets::{Row, chip};

/// The kinds, and how sure they have to be.
pub(super) fn which(
    ui: &mut Ui,
    session: &Session,
    (like, kinds): (&LikeJoined, &Kinds),
    rtl: bool,
) -> Vec<Command> {
    let mut wanted = None;
    let kinds = &kinds.joined;
    let all: usize = kinds.values().sum();
    let any = session.catalogue.t("batch-any-kind");
    let one = kinds.iter().map(|(kind, count)| {
        let name = kind_name(session, like.joint, kind);
        (Some(kind.clone()), name, *count)
    });
    wrapped(ui, rtl, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (kind, name, count) in [(None, any, all)].into_iter().chain(one) {
            let content = Row {
                words: &name,
                end: &count.to_string(),
                selected: like.kind == kind,
                ..Row::default()
            };
            if chip(ui, &content, rtl).clicked() {
                wanted = Some(LikeJoined {
                    kind,
                    ..like.clone()
                });
            }
        }
    });
    if let Some(least) = super::least(ui, session, like.least, rtl) {
        wanted = Some(LikeJoined {
            least,
            ..like.clone()
        });
    }
    let command = wanted.map(|like| Command::Review(Review::LikeJoined(like)));
    command.into_iter().collect()
}

/// What stands beside the words of one: its kind, what it leads to.
pub(super) fn notes(session: &Session, joined: &Joinable, rtl: bool) -> Vec<String> {
    match &joined.resting.what {
        Proposed::Relation(relation) => {
            let kind = kind_name(session, Joint::Relation, &relation.kind);
            vec![listed(&[kind, joined.leads_to.clone()], ": ", rtl)]
        }
        Proposed::Incident(incident) => {
            let kind = incident.text("kind");
            let kind = kind.map(|kind| kind_name(session, Joint::Incident, kind));
            let day = incident.text("date_start").map(str::to_owned);
            kind.into_iter().chain(day).collect()
        }
    }
}

fn kind_name(session: &Session, joint: Joint, kind: &str) -> String {
    match joint {
        Joint::Relation => relation_title(session, kind),
        Joint::Incident => session.catalogue.value("kind", kind),
    }
}
