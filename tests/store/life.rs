//! The ordinary life of a project: edits, undo across restarts, two programs, two annotators.

use std::time::Duration;

use hashiya::model::annotations::Progress;
use hashiya::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use hashiya::model::columns::TableShape;
use hashiya::model::edit::Edit;
use hashiya::model::id::{EntryId, SpanId};
use hashiya::model::mapping::{Mapping, Target};
use hashiya::model::project::ProjectEdit;
use hashiya::store::{
    Access, Annotator, Described, Opened, SaveStatus, Severity, StoreError, What, WhyReadOnly,
    check, create, open,
};

use super::fixture::{Folder, Session, TEXT, at, faction, me, project};

#[test]
fn edits_are_there_again_and_can_be_undone() {
    let folder = Folder::new();
    let live = {
        let mut session = Session::new(&folder);
        session.add(1, "قوات الحكومة");
        session.add(2, "12 مدنيًا \"#\\\" end");
        session.edit(Edit::SetProgress {
            from: Progress::New,
            to: Progress::Started,
        });
        session.flush();
        let writer = session.opened.writer.as_ref().unwrap();
        assert_eq!(writer.saved().0, 3);
        assert_eq!(writer.status(), SaveStatus::Saved);
        session.layer.clone()
    };
    let mut session = Session::new(&folder);
    assert!(
        session.opened.notices.is_empty(),
        "{:?}",
        session.opened.notices
    );
    assert_eq!(session.layer, live);
    assert!(session.undo() && session.undo());
    assert!(session.layer.span(SpanId(2)).is_none());
    assert!(session.redo());
    drop(session);
    let mut session = Session::new(&folder);
    assert!(session.layer.span(SpanId(2)).is_some());
    assert_eq!(session.layer.progress(), Progress::New);
    assert!(session.redo());
    assert_eq!(session.layer, live);
    drop(session);
    let report = check(&folder.path()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!((report.articles, report.layers, report.spans), (1, 1, 2));
}

#[test]
fn a_span_is_a_line_in_code_points_with_its_words() {
    let folder = Folder::new();
    let mut session = Session::new(&folder);
    session.add(1, "قوات الحكومة");
    drop(session);
    let file = std::fs::read_to_string(folder.layer_path()).unwrap();
    let line = file.lines().find(|l| l.contains("قوات الحكومة")).unwrap();
    assert!(line.contains("at: (13, 25)"), "{line}");
    assert!(!file.contains("\\u"), "{file}");
}

#[test]
fn a_description_is_shared_and_the_later_word_stands() {
    let folder = Folder::new();
    let set = |value: Option<&str>, second| {
        value.map(|value| MetaEntry {
            value: Some(value.to_owned()),
            at: at(second),
            by: me().id,
        })
    };
    let source = |opened: &Opened| {
        let meta = &opened.articles[0];
        meta.get(MetaField::Source).map(str::to_owned)
    };
    let mut session = Session::new(&folder);
    session.edit(Edit::SetMeta {
        field: MetaField::Source,
        from: None,
        to: set(Some("سانا"), 1),
    });
    drop(session);
    let mut session = Session::new(&folder);
    assert_eq!(source(&session.opened), Some("سانا".to_owned()));
    assert!(session.undo());
    drop(session);
    let opened = folder.open();
    assert_eq!(source(&opened), None);
}

/// The names of the factions that a fresh opening finds.
fn factions(folder: &Folder) -> Vec<String> {
    let opened = Opened::read_only(&folder.path(), &me().id).unwrap();
    let registry = opened.store.load_registry().unwrap();
    let known = registry.known();
    known.iter().map(|(e, _)| e.names.ar.clone()).collect()
}

#[test]
fn the_registry_is_shared_and_the_later_word_stands() {
    let folder = Folder::new();
    let file = folder.path().join("registry.ron");
    let id = EntryId(1);
    let put = |from, to| ProjectEdit::SetEntry { id, from, to };
    let mut session = Session::new(&folder);
    session.share(put(None, Some(faction("سباع الوادي", 1, &me()))));
    session.flush();
    // It is there for others at once.
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("سباع الوادي")
    );
    let first = std::fs::read(&file).unwrap();
    session.share(put(
        Some(faction("سباع الوادي", 1, &me())),
        Some(faction("أسود الوادي", 2, &me())),
    ));
    drop(session);
    assert_eq!(factions(&folder), ["أسود الوادي"]);
    // As if the file had not been written any more: the journal has it all.
    std::fs::write(&file, first).unwrap();
    assert_eq!(factions(&folder), ["أسود الوادي"]);
    let mut session = Session::new(&folder);
    assert!(matches!(
        session.opened.notices.as_slice(),
        [notice] if notice.what == What::Recovered { edits: 1 }
    ));
    assert!(session.undo());
    drop(session);
    assert_eq!(factions(&folder), ["سباع الوادي"]);
    let mut session = Session::new(&folder);
    assert!(session.undo());
    drop(session);
    assert_eq!(factions(&folder), [""; 0]);
    let mut session = Session::new(&folder);
    assert!(session.redo());
    drop(session);
    assert_eq!(factions(&folder), ["سباع الوادي"]);
    let report = check(&folder.path()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn a_clock_that_was_put_back_loses_no_word() {
    let folder = Folder::new();
    let put = |from, to| ProjectEdit::SetEntry {
        id: EntryId(1),
        from,
        to,
    };
    let mut session = Session::new(&folder);
    session.share(put(None, Some(faction("سباع الوادي", 1, &me()))));
    drop(session);
    let mut session = Session::of(&folder, &me(), -1000);
    session.share(put(
        Some(faction("سباع الوادي", 1, &me())),
        Some(faction("أسود الوادي", -999, &me())),
    ));
    drop(session);
    assert_eq!(factions(&folder), ["أسود الوادي"]);
    let mut session = Session::of(&folder, &me(), -2000);
    assert!(session.undo() && session.undo());
    session.flush();
    assert_eq!(factions(&folder), [""; 0]);
    assert!(session.redo());
    drop(session);
    assert_eq!(factions(&folder), ["سباع الوادي"]);
}

#[test]
fn what_another_annotator_said_of_an_entry_since_stays() {
    let folder = Folder::new();
    let other = Annotator {
        id: "omar".parse().unwrap(),
        name: "Omar".into(),
    };
    let put = |id, from, to| ProjectEdit::SetEntry { id, from, to };
    let mut session = Session::new(&folder);
    session.share(put(
        EntryId(1),
        None,
        Some(faction("سباع الوادي", 1, &me())),
    ));
    session.flush();
    {
        let mut theirs = Session::of(&folder, &other, 100);
        theirs.share(put(
            EntryId(1),
            Some(faction("سباع الوادي", 1, &me())),
            Some(faction("نمور الوادي", 100, &other)),
        ));
    }
    session.share(put(
        EntryId(2),
        None,
        Some(faction("أسود الوادي", 3, &me())),
    ));
    drop(session);
    assert_eq!(factions(&folder), ["نمور الوادي", "أسود الوادي"]);
    // What is older stays older when it is read back.
    drop(Session::new(&folder));
    assert_eq!(factions(&folder), ["نمور الوادي", "أسود الوادي"]);
}

/// What a fresh opening calls the labels that count.
fn labels(folder: &Folder) -> Vec<String> {
    let opened = Opened::read_only(&folder.path(), &me().id).unwrap();
    let labels = opened.project.schema.current();
    labels.map(|label| label.name.ar.clone()).collect()
}

#[test]
fn the_schema_is_in_the_journal_and_in_its_file() {
    let folder = Folder::new();
    let file = folder.path().join("project.ron");
    let made = std::fs::read(&file).unwrap();
    let mut session = Session::new(&folder);
    session.call("strike", "ضربة");
    session.flush();
    // It is there for others at once.
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("ضربة") && text.contains("\"salma\": 1"),
        "{text}"
    );
    session.call("vehicle", "مركبة");
    drop(session);
    assert_eq!(labels(&folder), ["فصيل", "ضربة", "مركبة"]);
    // As if the file had been written by somebody who had read it before: the journal has it all.
    std::fs::write(&file, &made).unwrap();
    assert_eq!(labels(&folder), ["فصيل", "ضربة", "مركبة"]);
    let mut session = Session::new(&folder);
    assert!(matches!(
        session.opened.notices.as_slice(),
        [notice] if notice.what == What::Recovered { edits: 2 }
    ));
    assert!(session.undo());
    drop(session);
    assert_eq!(labels(&folder), ["فصيل", "ضربة"]);
    let mut session = Session::new(&folder);
    assert!(session.redo() && session.undo() && session.undo());
    drop(session);
    assert_eq!(labels(&folder), ["فصيل", "فصيل"]);
    let report = check(&folder.path()).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn since_when_is_learned_is_in_the_journal_and_undone_like_the_rest() {
    let folder = Folder::new();
    let since = |folder: &Folder| folder.open().project.settings.learn_since;
    let mut session = Session::new(&folder);
    let to = Some(at(5));
    session.share(ProjectEdit::SetLearnSince { from: None, to });
    session.flush();
    let shared = session.opened.store.load_shared().unwrap();
    assert_eq!(shared.learn_since, to);
    drop(session);
    assert_eq!(since(&folder), to);
    let mut session = Session::new(&folder);
    assert!(session.undo());
    drop(session);
    assert_eq!(since(&folder), None);
}

#[test]
fn what_others_write_into_a_description_is_seen_once() {
    let folder = Folder::new();
    let mut described = Described::default();
    let mine = Session::new(&folder);
    let store = &mine.opened.store;
    // What was written just before it was opened may be among it.
    store.newly_described(&mut described);
    let other = Annotator {
        id: "omar".parse().unwrap(),
        name: "Omar".into(),
    };
    let mut theirs = Session::of(&folder, &other, 100);
    let to = Some(MetaEntry {
        value: Some("سانا".to_owned()),
        at: at(1),
        by: other.id.clone(),
    });
    theirs.edit(Edit::SetMeta {
        field: MetaField::Source,
        from: None,
        to,
    });
    drop(theirs);
    let seen = store.newly_described(&mut described);
    let sources: Vec<_> = seen
        .iter()
        .map(|meta| meta.get(MetaField::Source))
        .collect();
    assert_eq!(sources, [Some("سانا")]);
    assert!(store.newly_described(&mut described).is_empty());
}

#[test]
fn two_people_who_change_the_schema_lose_nothing() {
    let folder = Folder::new();
    let other = Annotator {
        id: "omar".parse().unwrap(),
        name: "Omar".into(),
    };
    let mut mine = Session::new(&folder);
    let mut theirs = Session::of(&folder, &other, 100);
    theirs.call("faction", "طرف");
    theirs.call("vehicle", "مركبة");
    theirs.flush();
    mine.call("strike", "ضربة");
    mine.call("shelter", "ملجأ");
    drop(mine);
    drop(theirs);
    assert_eq!(labels(&folder), ["طرف", "ضربة", "مركبة", "ملجأ"]);
    let mut mine = Session::new(&folder);
    assert!(mine.undo() && mine.undo());
    mine.flush();
    assert_eq!(labels(&folder), ["طرف", "فصيل", "مركبة"]);
}

#[test]
fn a_project_of_the_first_format_is_read_and_carried_on() {
    let folder = Folder::new();
    let file = folder.path().join("project.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("format: 2", "format: 1")).unwrap();
    assert_eq!(labels(&folder), ["فصيل", "فصيل"]);
    let mut session = Session::new(&folder);
    session.call("strike", "ضربة");
    drop(session);
    assert_eq!(labels(&folder), ["فصيل", "ضربة"]);
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("format: 2")
    );
}

#[test]
fn a_broken_registry_is_left_as_it_is() {
    let folder = Folder::new();
    let file = folder.path().join("registry.ron");
    std::fs::write(&file, "(format: 2, entries: {").unwrap();
    let mut session = Session::new(&folder);
    let to = Some(faction("سباع الوادي", 1, &me()));
    session.share(ProjectEdit::SetEntry {
        id: EntryId(1),
        from: None,
        to,
    });
    session.flush();
    let told = session.opened.writer.as_ref().unwrap().take_notices();
    assert!(
        told.iter().any(|n| n.path.ends_with("registry.ron")),
        "{told:?}"
    );
    drop(session);
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, "(format: 2, entries: {");
    std::fs::write(&file, "(format: 2)").unwrap();
    drop(Session::new(&folder));
    assert_eq!(factions(&folder), ["سباع الوادي"]);
}

#[test]
fn a_second_program_reads_and_is_told_who_writes() {
    let folder = Folder::new();
    let first = folder.open();
    let second = folder.open();
    assert!(second.writer.is_none());
    let Access::Read(WhyReadOnly::Held(holder)) = second.store.access() else {
        panic!("{:?}", second.store.access());
    };
    let holder = holder.as_ref().unwrap();
    assert_eq!(
        (holder.name.as_str(), holder.pid),
        ("سلمى", std::process::id())
    );
    let meta = ArticleMeta::new(&folder.text, "x");
    let refused = second.store.import_article(&folder.text, &meta);
    assert!(matches!(refused, Err(StoreError::ReadOnly(_))));
    let other = Annotator {
        id: "omar".parse().unwrap(),
        name: "Omar".into(),
    };
    let third = open(&folder.path(), &other, at(0), None).unwrap();
    assert!(third.writer.is_some(), "{:?}", third.store.access());
    let names: Vec<_> = third.store.annotators().unwrap();
    assert_eq!(names, [other, me()]);
    drop(first);
    assert!(folder.open().writer.is_some());
}

#[test]
fn a_text_is_taken_in_once() {
    let folder = Folder::new();
    let opened = folder.open();
    let again = opened
        .store
        .import_article(&folder.text, &ArticleMeta::new(&folder.text, "Other title"))
        .unwrap();
    assert!(again.existed);
    assert_eq!(again.meta.id, folder.article);
    let texts: Vec<_> = (0..100)
        .map(|n| {
            let text = ArticleText::new(format!("خبر {}", n % 90));
            let meta = ArticleMeta::new(&text, "same title");
            (text, meta)
        })
        .collect();
    let results = opened.store.import_articles(&texts, &|_| true);
    let new = results.iter().filter(|r| !r.as_ref().unwrap().existed);
    assert_eq!(new.count(), 90);
    drop(opened);
    let opened = folder.open();
    assert_eq!(opened.articles.len(), 91);
    assert!(opened.notices.is_empty());
}

#[test]
fn a_project_is_not_made_over_something() {
    let folder = Folder::new();
    let error = create(&folder.path(), &project()).unwrap_err();
    assert!(matches!(error, StoreError::Exists(_)));
    let empty = tempfile::tempdir().unwrap();
    let error = open(empty.path(), &me(), at(0), None).unwrap_err();
    assert!(matches!(error, StoreError::NotAProject(_)));
}

#[test]
fn summaries_count_what_is_in_no_snapshot_yet() {
    let folder = Folder::new();
    let mut session = Session::new(&folder);
    session.add(1, "قوات");
    let store = &session.opened.store;
    let (summaries, notices) = store.summaries(&me().id, &|_| true);
    assert!(notices.is_empty());
    assert_eq!(summaries[0].1.decided.values().sum::<u32>(), 1);
    session.opened.writer.as_ref().unwrap().settle();
    session.flush();
    assert!(folder.layer_path().exists());
    let (after, _) = session.opened.store.summaries(&me().id, &|_| true);
    assert_eq!(after, summaries);
}

#[test]
fn a_long_session_gets_snapshots_by_itself() {
    let folder = Folder::new();
    let mut session = Session::new(&folder);
    for n in 0..600 {
        session.edit(Edit::SetNote {
            from: session.layer.note().to_owned(),
            to: format!("{n}"),
        });
    }
    session.flush();
    assert!(folder.layer_path().exists());
    assert_eq!(folder.layer(&session.opened), session.layer);
    let writer = session.opened.writer.as_ref().unwrap();
    writer.flush(Duration::from_secs(5)).unwrap();
    let report = check(&folder.path()).unwrap();
    let worst = report.findings.iter().map(|f| f.severity()).max();
    assert!(worst < Some(Severity::Warning), "{:?}", report.findings);
    assert_eq!(TEXT, folder.text.as_str());
}

#[test]
fn how_files_are_read_is_part_of_the_step_that_settled_it() {
    let folder = Folder::new();
    let file = folder.path().join("project.ron");
    let older = std::fs::read(&file).unwrap();
    let mut session = Session::new(&folder);
    let mut mapping = Mapping::default();
    mapping.labels.insert("ORG\t\u{64b}".into(), Target::New);
    session.share(ProjectEdit::SetMapping {
        format: "doccano".into(),
        from: None,
        to: Some(mapping.clone()),
    });
    session.share(ProjectEdit::SetTable {
        columns: "نص\tday\r".into(),
        from: None,
        to: Some(TableShape::default()),
    });
    session.flush();
    drop(session);
    let read = || folder.open().project.settings;
    let settled = read();
    assert_eq!(settled.mappings["doccano"], mapping);
    assert!(settled.tables.contains_key("نص\tday\r"));
    // The journal knows what a file that somebody has put back does not.
    std::fs::write(&file, older).unwrap();
    assert_eq!(read(), settled);
    let mut session = Session::new(&folder);
    assert!(session.undo() && session.undo());
    session.flush();
    drop(session);
    let settled = read();
    assert!(settled.mappings.is_empty() && settled.tables.is_empty());
}
