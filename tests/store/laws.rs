//! Laws, with random edits: the journal replays to the live state, undo and redo cross restarts.

use hashiya::model::annotations::Progress;
use hashiya::model::edit::Edit;
use hashiya::model::id::{EntryId, IncidentId, RefusalId, SpanId};
use hashiya::model::incident::{CIVILIANS, Filler, Role};
use hashiya::model::project::ProjectEdit;
use hashiya::model::refusal::{Refusal, Refused, Words};
use hashiya::model::span::{AttrValue, SpanState};
use hashiya::text::offset::ByteRange;
use proptest::prelude::*;

use super::fixture::{Folder, Session, TEXT, faction, incident, me, span};

/// What a random user does.
#[derive(Clone, Debug)]
enum Act {
    Add(u64, usize),
    Remove(u64),
    Move(u64, usize),
    Note(String),
    Attr(u64, i64),
    Decide(u64),
    Progress(usize),
    Name(u64, String),
    Call(&'static str, String),
    Frame(u64, u64),
    Refuse(u64, usize, usize),
    Undo,
    Redo,
    Snapshot,
    Restart,
    Crash,
}

fn act() -> impl Strategy<Value = Act> {
    let id = 1_u64..6;
    prop_oneof![
        4 => (id.clone(), 0_usize..12).prop_map(|(id, word)| Act::Add(id, word)),
        1 => id.clone().prop_map(Act::Remove),
        2 => (id.clone(), 0_usize..12).prop_map(|(id, word)| Act::Move(id, word)),
        1 => "\\PC*|[\r\n\"#\\\\ء-ي\u{64b}]*".prop_map(Act::Note),
        1 => (id.clone(), any::<i64>()).prop_map(|(id, n)| Act::Attr(id, n)),
        1 => id.clone().prop_map(Act::Decide),
        2 => (0_u64..2, id).prop_map(|(incident, span)| Act::Frame(incident, span)),
        2 => (0_u64..2, 0_usize..12, 0_usize..12).prop_map(|(id, a, b)| Act::Refuse(id, a, b)),
        1 => (0_usize..4).prop_map(Act::Progress),
        2 => (1_u64..3, "[ء-ي]{1,4}").prop_map(|(id, name)| Act::Name(id, name)),
        2 => (prop::sample::select(vec!["strike", "vehicle"]), "[ء-ي]{1,4}")
            .prop_map(|(id, name)| Act::Call(id, name)),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Snapshot),
        1 => Just(Act::Restart),
        1 => Just(Act::Crash),
    ]
}

fn word(n: usize) -> &'static str {
    TEXT.split_whitespace().nth(n).unwrap()
}

fn edit(session: &Session<'_>, act: &Act) -> Option<Edit> {
    let there = |id: u64| session.layer.span(SpanId(id));
    Some(match act {
        Act::Add(id, n) if there(*id).is_none() => Edit::AddSpan(Box::new(span(*id, word(*n)))),
        Act::Remove(id) if session.layer.incidents_of(SpanId(*id)).next().is_none() => {
            Edit::RemoveSpan(Box::new(there(*id)?.clone()))
        }
        Act::Move(id, n) => {
            let start = TEXT.find(word(*n)).unwrap();
            Edit::SetRange {
                span: SpanId(*id),
                from: there(*id)?.range,
                to: ByteRange::new(start, start + word(*n).len()),
            }
        }
        Act::Note(text) => Edit::SetNote {
            from: session.layer.note().to_owned(),
            to: text.clone(),
        },
        Act::Attr(id, n) => Edit::SetAttr {
            span: SpanId(*id),
            name: "count_low".into(),
            from: there(*id)?.attrs.get("count_low").cloned(),
            to: Some(AttrValue::Number(*n)),
        },
        Act::Decide(id) => Edit::SetState {
            span: SpanId(*id),
            from: there(*id)?.state,
            to: SpanState::Edited,
        },
        Act::Frame(id, span) => {
            let filler = there(*span).map(|span| Filler::Span(span.id));
            let filler = filler.unwrap_or_else(|| Filler::Entry(CIVILIANS.into()));
            match session.layer.incident(IncidentId(*id)) {
                None => Edit::AddIncident(Box::new(incident(*id, Role::Attacked, filler))),
                Some(there) if !there.fillers(Role::Attacked).contains(&filler) => {
                    let mut to = there.clone();
                    to.fill(Role::Attacked, filler);
                    Edit::ChangeIncident {
                        from: Box::new(there.clone()),
                        to: Box::new(to),
                    }
                }
                Some(there) => Edit::RemoveIncident(Box::new(there.clone())),
            }
        }
        Act::Refuse(id, from, to) => {
            let words = |n: usize| Words::of(&span(0, word(n)));
            let refusal = Refusal {
                id: RefusalId(*id),
                what: if from < to {
                    Refused::Relation {
                        kind: "perpetrator".into(),
                        from: words(*from),
                        to: words(*to),
                    }
                } else {
                    Refused::Incident {
                        triggers: vec![words(*from), words(*to)],
                    }
                },
                provenance: span(0, word(0)).provenance,
            };
            let mut there = session.layer.refusals();
            match there.find(|there| there.id == refusal.id) {
                None => Edit::AddRefusal(Box::new(refusal)),
                Some(there) => Edit::RemoveRefusal(Box::new(there.clone())),
            }
        }
        Act::Progress(n) => Edit::SetProgress {
            from: session.layer.progress(),
            to: Progress::ALL[*n],
        },
        _ => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_on_the_disk_is_what_was_on_the_screen(acts in prop::collection::vec(act(), 1..40)) {
        let folder = Folder::new();
        let made = std::fs::read(folder.path().join("project.ron")).unwrap();
        let mut session = Session::new(&folder);
        let labels = session.labels();
        for act in &acts {
            match act {
                Act::Undo => { session.undo(); }
                Act::Redo => { session.redo(); }
                Act::Snapshot => {
                    let writer = session.opened.writer.as_ref().unwrap();
                    writer.snapshot(&folder.article);
                }
                Act::Restart | Act::Crash => {
                    let live = (session.layer.clone(), session.factions(), session.labels());
                    session.flush();
                    let done = session.opened.history.done().to_vec();
                    let undone = session.opened.history.undone().to_vec();
                    drop(session);
                    if matches!(act, Act::Crash) {
                        // As if the snapshot had never been written: the journal has it all.
                        let _ = std::fs::remove_file(folder.layer_path());
                        let _ = std::fs::remove_file(folder.path().join("registry.ron"));
                        std::fs::write(folder.path().join("project.ron"), &made).unwrap();
                    }
                    session = Session::new(&folder);
                    let there = (session.layer.clone(), session.factions(), session.labels());
                    prop_assert_eq!(&there, &live);
                    prop_assert_eq!(session.opened.history.done(), done.as_slice());
                    prop_assert_eq!(session.opened.history.undone(), undone.as_slice());
                }
                Act::Name(id, name) => {
                    let id = EntryId(*id);
                    let from = session.registry.entries.get(&id).cloned().map(Box::new);
                    let to = Some(faction(name, 0, &me()));
                    session.share(ProjectEdit::SetEntry { id, from, to });
                }
                Act::Call(id, name) => session.call(id, name),
                act => {
                    if let Some(edit) = edit(&session, act) {
                        session.edit(edit);
                    }
                }
            }
        }
        let live = session.layer.clone();
        drop(session);
        let mut session = Session::new(&folder);
        prop_assert_eq!(&session.layer, &live);
        while session.undo() {}
        prop_assert_eq!(session.layer.spans().len(), 0);
        prop_assert_eq!(session.layer.incidents().len(), 0);
        prop_assert_eq!(session.layer.refusals().len(), 0);
        prop_assert_eq!(session.layer.note(), "");
        prop_assert_eq!(session.factions().len(), 0);
        prop_assert_eq!(session.labels(), labels);
    }
}
