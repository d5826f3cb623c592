//! Which relations or incidents are decided about, and what a row tells of one.

use egui::{Ui, vec2};

use crate::session::Session;
use crate::session::batch::joined::{LikeJoined, Proposed, kinds};
use crate::session::command::{Command, Review};
use crate::session::propose::Joint;
use crate::ui::flow::{listed, wrapped};
use crate::ui::panels::relation_title;
use crate::ui::widgets::{Row, chip};

/// How many characters of the other words a row shows.
const LONGEST: usize = 40;

/// The kinds, and how sure they have to be.
pub(super) fn which(ui: &mut Ui, session: &Session, like: &LikeJoined, rtl: bool) -> Vec<Command> {
    let mut wanted = None;
    let kinds = session.open().map(|open| kinds(open, like.joint));
    let kinds = kinds.unwrap_or_default();
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
pub(super) fn notes(session: &Session, proposed: &Proposed, rtl: bool) -> Vec<String> {
    let words = |id| {
        let open = session.open()?;
        let words = open.shown(id)?.range.of(open.text.as_str())?;
        Some(words.chars().take(LONGEST).collect::<String>())
    };
    match proposed {
        Proposed::Relation(relation) => {
            let kind = kind_name(session, Joint::Relation, &relation.kind);
            let other = words(relation.to).unwrap_or_default();
            vec![listed(&[kind, other], ": ", rtl)]
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
