use std::io::ErrorKind;

use jiff::Timestamp;

use super::*;
use crate::model::article::ArticleMeta;
use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::ProjectId;
use crate::model::project::{Project, ProjectSettings};
use crate::model::schema::Schema;
use crate::store::file::fault;
use crate::store::{Access, Annotator, Opened, WhyReadOnly, create, open};

fn project(path: &std::path::Path) -> (Annotator, ArticleText) {
    let project = Project {
        id: ProjectId(1),
        name: "p".into(),
        schema: Schema::default(),
        settings: ProjectSettings::default(),
    };
    create(path, &project).unwrap();
    let who = Annotator {
        id: "a".parse().unwrap(),
        name: "A".into(),
    };
    (who, ArticleText::new("نص"))
}

fn note(opened: &mut Opened, article: &ArticleId, from: &str, to: &str) {
    let edit = Edit::SetNote {
        from: from.into(),
        to: to.into(),
    };
    let change = Change::of(article, StepName::Note, [edit]);
    let record = opened.history.record_do(change, Timestamp::UNIX_EPOCH);
    opened.history.push(record.clone());
    let writer = opened.writer.as_ref().unwrap();
    writer.submit(record, Vec::new());
}

#[test]
fn a_full_disk_is_reported_and_nothing_is_lost() {
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::ReadOnlyFilesystem,
    ] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("p");
        let (who, text) = project(&path);
        let mut opened = open(&path, &who, Timestamp::UNIX_EPOCH, None).unwrap();
        let meta = ArticleMeta::new(&text, "t");
        let article = opened.store.import_article(&text, &meta).unwrap().meta.id;
        let annotations = path.join("annotations");
        fault::break_below(&annotations, kind);
        note(&mut opened, &article, "", "one");
        note(&mut opened, &article, "one", "two");
        let writer = opened.writer.as_ref().unwrap();
        let wait = Duration::from_secs(20);
        assert!(matches!(writer.flush(wait), Err(FlushError::Failing(_))));
        let status = writer.status();
        let SaveStatus::Failing {
            records,
            first,
            error,
        } = status
        else {
            panic!("{status:?}");
        };
        assert_eq!((records, first), (2, Seq(1)));
        assert!(error.to_string().contains(';'), "{error}");
        fault::mend(&annotations);
        // A snapshot that fails is tried again as well.
        fault::break_below(&annotations.join("a"), kind);
        writer.snapshot(&article);
        assert!(writer.flush(wait).is_err());
        fault::mend(&annotations.join("a"));
        writer.flush(wait).unwrap();
        assert_eq!(
            (writer.saved(), writer.status()),
            (Seq(2), SaveStatus::Saved)
        );
        drop(opened);
        let opened = open(&path, &who, Timestamp::UNIX_EPOCH, None).unwrap();
        assert!(opened.notices.is_empty(), "{:?}", opened.notices);
        let layer = opened.store.load_layer(&who.id, &article, &text).unwrap();
        assert_eq!(layer.layer.note(), "two");
    }
}

#[test]
fn a_folder_that_cannot_be_written_opens_for_reading() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p");
    let (who, text) = project(&path);
    let lock = path.join("annotations/a/.lock");
    fault::break_below(&lock, ErrorKind::ReadOnlyFilesystem);
    let opened = open(&path, &who, Timestamp::UNIX_EPOCH, None).unwrap();
    let access = opened.store.access();
    assert!(
        matches!(access, Access::Read(WhyReadOnly::Folder(_))),
        "{access:?}"
    );
    assert!(opened.writer.is_none());
    let meta = ArticleMeta::new(&text, "t");
    assert!(opened.store.import_article(&text, &meta).is_err());
    fault::mend(&lock);
}

#[test]
fn an_import_that_fails_can_be_tried_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p");
    let (who, text) = project(&path);
    let opened = open(&path, &who, Timestamp::UNIX_EPOCH, None).unwrap();
    let articles = path.join("articles");
    fault::break_below(&articles, ErrorKind::StorageFull);
    let meta = ArticleMeta::new(&text, "t");
    let error = opened.store.import_article(&text, &meta).unwrap_err();
    assert!(error.to_string().contains("make room"), "{error}");
    fault::mend(&articles);
    assert!(!opened.store.import_article(&text, &meta).unwrap().existed);
}

#[test]
fn of_many_files_written_at_once_only_a_broken_one_waits() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p");
    let (who, _) = project(&path);
    let mut opened = open(&path, &who, Timestamp::UNIX_EPOCH, None).unwrap();
    let articles: Vec<_> = (0..40)
        .map(|n| {
            let text = ArticleText::new(format!("نص {n}"));
            let meta = ArticleMeta::new(&text, "t");
            (text, meta)
        })
        .collect();
    let broken = path
        .join("articles")
        .join(format!("{}.txt", articles[7].1.id));
    fault::break_below(&broken, ErrorKind::StorageFull);
    let first = opened.store.import_articles(&articles, &|_| true);
    let failed: Vec<_> = (0..40).filter(|&n| first[n].is_err()).collect();
    assert_eq!(failed, [7]);
    fault::mend(&broken);
    let second = opened.store.import_articles(&articles, &|_| true);
    let new: Vec<_> = (0..40)
        .filter(|&n| !second[n].as_ref().unwrap().existed)
        .collect();
    assert_eq!(new, [7]);

    let ids: Vec<_> = second
        .into_iter()
        .map(|done| done.unwrap().meta.id)
        .collect();
    for id in &ids {
        note(&mut opened, id, "", "one");
    }
    let layer = |n: usize| path.join(format!("annotations/a/{}.ron", ids[n]));
    fault::break_below(&layer(3), ErrorKind::StorageFull);
    let writer = opened.writer.as_ref().unwrap();
    writer.settle();
    assert!(writer.flush(Duration::from_secs(20)).is_err());
    let missing: Vec<_> = (0..40).filter(|&n| !layer(n).exists()).collect();
    assert_eq!(missing, [3]);
    fault::mend(&layer(3));
    writer.flush(Duration::from_secs(20)).unwrap();
    assert!(layer(3).exists());
    drop(opened);
    let opened = open(&path, &who, Timestamp::UNIX_EPOCH, None).unwrap();
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    for ((text, _), id) in articles.iter().zip(&ids) {
        let loaded = opened.store.load_layer(&who.id, id, text).unwrap();
        assert_eq!((loaded.replayed, loaded.layer.note()), (0, "one"));
    }
    let left = std::fs::read_dir(path.join("annotations/a")).unwrap();
    let left = left.filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with(".hashiya-")
    });
    assert_eq!(left.count(), 0);
}
