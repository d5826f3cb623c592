//! Files as they come back from editors, copies, crashes and other people: each has a clear
//! word, nothing is lost, nothing panics.

use std::fs;
use std::path::Path;

use hashiya::model::annotations::Progress;
use hashiya::model::edit::Edit;
use hashiya::model::id::SpanId;
use hashiya::store::{Access, Opened, StoreError, What, WhyReadOnly, check, open};

use super::fixture::{Folder, Session, TEXT, at, me};

/// A project with two spans, all in snapshots.
fn annotated() -> Folder {
    let folder = Folder::new();
    let mut session = Session::new(&folder);
    session.add(1, "قوات الحكومة");
    session.add(2, "12 مدنيًا");
    drop(session);
    folder
}

fn rewrite(path: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, change(text)).unwrap();
}

fn notices(opened: &Opened) -> Vec<String> {
    opened.notices.iter().map(ToString::to_string).collect()
}

fn load(folder: &Folder, opened: &Opened) -> Result<(usize, Vec<What>), StoreError> {
    let store = &opened.store;
    let (text, mut notices) = store.load_text(&folder.article)?;
    let loaded = store.load_layer(store.annotator(), &folder.article, &text)?;
    notices.extend(loaded.notices);
    let whats = notices.into_iter().map(|n| n.what).collect();
    Ok((loaded.layer.spans().len(), whats))
}

#[test]
fn crlf_in_every_file_is_noticed_and_read_as_before() {
    let folder = annotated();
    let mut session = Session::new(&folder);
    session.edit(Edit::SetNote {
        from: String::new(),
        to: "two\nlines \"#".into(),
    });
    let live = session.layer.clone();
    drop(session);
    let meta = folder.text_path().with_extension("ron");
    let mut paths = vec![
        folder.text_path(),
        meta,
        folder.layer_path(),
        folder.path().join("project.ron"),
        folder.path().join("registry.ron"),
        folder.path().join("annotations/salma/annotator.ron"),
    ];
    paths.extend(folder.segments());
    for path in &paths {
        rewrite(path, |text| text.replace('\n', "\r\n"));
    }
    let report = check(&folder.path()).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    let converted = report.findings.iter().filter(|f| f.what == What::Converted);
    // The text and the journal; a file of ours reads the same either way.
    assert_eq!(converted.count(), 2, "{:?}", report.findings);
    let mut session = Session::new(&folder);
    assert_eq!(session.layer, live);
    session.add(3, "إدلب");
    drop(session);
    let opened = folder.open();
    assert_eq!(load(&folder, &opened).unwrap().0, 3);
    assert_eq!(opened.history.done().len(), 4);
}

#[test]
fn a_layer_cut_off_anywhere_is_an_error_with_a_line_and_is_not_overwritten() {
    let folder = annotated();
    let whole = fs::read(folder.layer_path()).unwrap();
    let content = whole.trim_ascii_end().len();
    for length in 0..content {
        fs::write(folder.layer_path(), &whole[..length]).unwrap();
        let opened = Opened::read_only(&folder.path(), &me().id).unwrap();
        let error = load(&folder, &opened).unwrap_err();
        let StoreError::Parse { line, what, .. } = &error else {
            panic!("{length}: {error}");
        };
        assert!(*line >= 1 && !what.is_empty());
    }
    // Half of it, and then edits in other places and a snapshot of everything.
    fs::write(folder.layer_path(), &whole[..content / 2]).unwrap();
    let opened = folder.open();
    let told = load(&folder, &opened).unwrap_err();
    assert_eq!(told.key(), "store-parse");
    opened.writer.as_ref().unwrap().settle();
    drop(opened);
    assert_eq!(fs::read(folder.layer_path()).unwrap(), whole[..content / 2]);
    let report = check(&folder.path()).unwrap();
    assert!(!report.is_sound());
    let finding = report.findings.iter().find(|f| f.line.is_some()).unwrap();
    assert!(
        finding
            .path
            .ends_with(folder.layer_path().file_name().unwrap())
    );
}

#[test]
fn other_files_cut_off_anywhere_never_panic_and_the_rest_opens() {
    let folder = annotated();
    let meta = folder.text_path().with_extension("ron");
    let person = folder.path().join("annotations/salma/annotator.ron");
    for path in [
        folder.path().join("project.ron"),
        meta,
        person,
        folder.path().join("registry.ron"),
    ] {
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            if let Ok(opened) = Opened::read_only(&folder.path(), &me().id) {
                assert_eq!(load(&folder, &opened).unwrap().0, 2, "{path:?} {length}");
            } else {
                assert!(path.ends_with("project.ron"));
            }
            assert_eq!(fs::read(&path).unwrap(), &whole[..length]);
        }
        fs::write(&path, &whole).unwrap();
    }
    assert!(check(&folder.path()).unwrap().findings.is_empty());
}

#[test]
fn a_journal_cut_off_anywhere_opens_with_all_that_is_whole() {
    let folder = Folder::new();
    let mut session = Session::new(&folder);
    for (id, quote) in [(1, "قوات"), (2, "مدينة"), (3, "end\n")] {
        session.add(id, quote);
    }
    session.flush();
    drop(session);
    let segment = folder.segments().remove(0);
    let whole = fs::read(&segment).unwrap();
    let ends: Vec<usize> = (0..whole.len())
        .filter(|&n| whole[..n].ends_with(b"\n") && whole[n..].starts_with(b"~"))
        .chain([whole.len()])
        .collect();
    for length in 0..=whole.len() {
        let _ = fs::remove_file(folder.layer_path());
        for entry in fs::read_dir(segment.parent().unwrap()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        fs::write(&segment, &whole[..length]).unwrap();
        let complete = ends
            .iter()
            .filter(|&&end| end <= length)
            .count()
            .saturating_sub(1);
        let opened = folder.open();
        let (spans, _) = load(&folder, &opened).unwrap();
        assert_eq!(spans, complete, "{length}: {:?}", notices(&opened));
        let torn = opened.notices.iter().find_map(|n| match &n.what {
            What::TornTail { bytes, set_aside } => Some((*bytes, set_aside.clone())),
            _ => None,
        });
        let is_clean = length == ends[complete] || (complete == 0 && length == ends[0]);
        assert_eq!(torn.is_none(), is_clean || length == 0, "{length}");
        if let Some((bytes, name)) = torn {
            let aside = fs::read(segment.with_file_name(name)).unwrap();
            assert_eq!(aside.len() as u64, bytes);
            assert!(whole[..length].ends_with(&aside));
        }
        let writer = opened.writer.as_ref().unwrap();
        writer.flush(std::time::Duration::from_secs(20)).unwrap();
        drop(opened);
        let again = folder.open();
        assert!(again.notices.is_empty(), "{length}: {:?}", notices(&again));
    }
}

#[test]
fn garbage_in_the_middle_of_the_journal_is_skipped_and_reported() {
    let folder = Folder::new();
    let mut session = Session::new(&folder);
    for (id, quote) in [(1, "قوات"), (2, "مدينة"), (3, "إدلب")] {
        session.add(id, quote);
    }
    drop(session);
    fs::remove_file(folder.layer_path()).unwrap();
    let segment = folder.segments().remove(0);
    let mut bytes = fs::read(&segment).unwrap();
    let second = bytes
        .windows(2)
        .enumerate()
        .filter(|(_, w)| w == b"\n~")
        .nth(1)
        .unwrap()
        .0;
    bytes[second + 30] ^= 0x55;
    fs::write(&segment, &bytes).unwrap();
    let opened = folder.open();
    let damage = opened
        .notices
        .iter()
        .find(|n| matches!(n.what, What::JournalDamaged { .. }))
        .unwrap();
    assert_eq!(damage.line, Some(3));
    assert_eq!(load(&folder, &opened).unwrap().0, 2);
    let report = check(&folder.path()).unwrap();
    let gap = What::JournalGap { first: 2, last: 2 };
    assert!(
        report.findings.iter().any(|f| f.what == gap),
        "{:?}",
        report.findings
    );
}

#[test]
fn a_lost_journal_never_reuses_a_number() {
    let folder = annotated();
    fs::remove_dir_all(folder.path().join("annotations/salma/journal")).unwrap();
    let mut session = Session::new(&folder);
    assert_eq!(session.opened.history.last().0, 2);
    session.add(3, "إدلب");
    session.flush();
    drop(session);
    let opened = folder.open();
    assert_eq!(load(&folder, &opened).unwrap().0, 3);
}

#[test]
fn a_changed_text_reattaches_by_quote_and_nothing_is_written_until_agreed() {
    let folder = annotated();
    let before = fs::read(folder.layer_path()).unwrap();
    // One span moves; the words of the other are gone.
    rewrite(&folder.text_path(), |text| {
        format!("مقدمة. {}", text.replace("12 مدنيًا", "عدد"))
    });
    let opened = folder.open();
    let (text, notes) = opened.store.load_text(&folder.article).unwrap();
    assert_eq!(notes[0].what, What::TextChanged);
    let loaded = opened
        .store
        .load_layer(&me().id, &folder.article, &text)
        .unwrap();
    assert_eq!(loaded.layer.spans().len(), 0);
    assert_eq!(loaded.proposal.edits.len(), 1);
    assert_eq!(loaded.proposal.detached[0].quote, "12 مدنيًا");
    let writer = opened.writer.as_ref().unwrap();
    writer.settle();
    writer.flush(std::time::Duration::from_secs(20)).unwrap();
    assert_eq!(fs::read(folder.layer_path()).unwrap(), before);
    let Edit::AddSpan(span) = &loaded.proposal.edits[0] else {
        panic!("{:?}", loaded.proposal);
    };
    assert_eq!(span.range.of(text.as_str()), Some("قوات الحكومة"));
    // The user agrees: the edit goes through the journal, and the other span is still kept.
    let (mut history, mut layer) = (opened.history.clone(), loaded.layer.clone());
    let mut meta = opened.articles[0].clone();
    let name = hashiya::model::history::StepName::Reattach(1);
    let change =
        hashiya::model::history::Change::of(&folder.article, name, loaded.proposal.edits.clone());
    change.edits[0].edit.apply(&mut meta, &mut layer).unwrap();
    let record = history.record_do(change, at(9));
    history.push(record.clone());
    writer.submit(record, Vec::new());
    drop(opened);
    let opened = folder.open();
    let again = opened
        .store
        .load_layer(&me().id, &folder.article, &text)
        .unwrap();
    assert_eq!(again.layer, layer);
    assert!(again.proposal.edits.is_empty());
    assert_eq!(again.proposal.detached[0].id, SpanId(2));
}

#[test]
fn hand_edited_files_are_read_or_explained() {
    let rows: [(&str, &str, &str); 6] = [
        ("progress: new", "progress: done", ""),
        ("(13, 25)", "(14, 26)", "Moved"),
        ("(13, 25)", "(9000, 9001)", "Moved"),
        ("(13, 25)", "(25, 13)", "Moved"),
        ("progress: new", "progres: new", "progres"),
        ("label: \"faction\"", "label: \"a/b\"", "file name"),
    ];
    for (from, to, said) in rows {
        let folder = annotated();
        rewrite(&folder.layer_path(), |text| {
            assert!(text.contains(from), "{from} is not in {text}");
            format!("// by hand\n{}", text.replacen(from, to, 1))
        });
        let opened = folder.open();
        let told = match load(&folder, &opened) {
            Ok((_, whats)) => format!("{whats:?}"),
            Err(error) => error.to_string(),
        };
        assert!(told.contains(said), "{to}: {told}");
        if to.contains("done") {
            assert_eq!(folder.layer(&opened).progress(), Progress::Done);
        }
    }
}

#[test]
fn a_newer_project_opens_for_reading_and_a_newer_layer_is_left_alone() {
    let folder = annotated();
    rewrite(&folder.layer_path(), |text| {
        text.replacen("format: 1", "format: 2", 1)
    });
    let newer = fs::read(folder.layer_path()).unwrap();
    let opened = folder.open();
    assert!(load(&folder, &opened).unwrap_err().is_newer());
    opened.writer.as_ref().unwrap().settle();
    drop(opened);
    assert_eq!(fs::read(folder.layer_path()).unwrap(), newer);
    rewrite(&folder.path().join("project.ron"), |text| {
        text.replacen("format: 2,", "format: 9, whatever: {1: [()]},", 1)
    });
    let opened = folder.open();
    let newer = WhyReadOnly::Newer { found: 9, known: 2 };
    assert_eq!(*opened.store.access(), Access::Read(newer));
    assert!(opened.writer.is_none());
    assert_eq!(opened.articles.len(), 1);
}

#[test]
fn a_newer_journal_opens_for_reading() {
    let folder = annotated();
    let segment = folder.segments().remove(0);
    rewrite(&segment, |text| text.replacen("journal 1", "journal 2", 1));
    let opened = folder.open();
    assert!(matches!(
        opened.store.access(),
        Access::Read(WhyReadOnly::Newer { .. })
    ));
}

#[test]
fn articles_without_text_or_description_are_told() {
    let folder = annotated();
    let meta = folder.text_path().with_extension("ron");
    let description = fs::read(&meta).unwrap();
    fs::remove_file(&meta).unwrap();
    let opened = folder.open();
    assert_eq!(opened.notices[0].what, What::NoMeta);
    assert_eq!(load(&folder, &opened).unwrap().0, 2);
    drop(opened);
    fs::write(&meta, description).unwrap();
    fs::write(folder.text_path(), b"\xff\xfe").unwrap();
    let opened = folder.open();
    assert!(matches!(
        load(&folder, &opened),
        Err(StoreError::NotUtf8 { byte: 0, .. })
    ));
    drop(opened);
    fs::remove_file(folder.text_path()).unwrap();
    let opened = folder.open();
    assert_eq!(opened.notices[0].what, What::NoText);
    assert!(load(&folder, &opened).unwrap_err().is_not_found());
    drop(opened);
    fs::write(folder.text_path(), TEXT).unwrap();
    assert!(check(&folder.path()).unwrap().findings.is_empty());
}

#[test]
fn a_folder_that_vanishes_keeps_the_edits_until_it_is_back() {
    let folder = Folder::new();
    let mut session = Session::new(&folder);
    session.add(1, "قوات");
    session.flush();
    let away = folder.dir.path().join("away");
    fs::rename(folder.path(), &away).unwrap();
    session.add(2, "مدينة");
    let writer = session.opened.writer.as_ref().unwrap();
    let error = writer
        .flush(std::time::Duration::from_secs(20))
        .unwrap_err();
    assert!(
        error.to_string().contains("not everything is saved"),
        "{error}"
    );
    assert_eq!(writer.saved().0, 1);
    fs::rename(&away, folder.path()).unwrap();
    session.add(3, "إدلب");
    session.flush();
    drop(session);
    let opened = folder.open();
    assert_eq!(load(&folder, &opened).unwrap().0, 3);
    assert!(opened.notices.is_empty(), "{:?}", notices(&opened));
    drop(opened);
    let gone = open(&away, &me(), at(0), None).unwrap_err();
    assert!(matches!(gone, StoreError::NotAProject(_)));
}
