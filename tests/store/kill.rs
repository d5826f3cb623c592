//! The program is killed at a few hundred moments while edits stream in: what was reported as
//! saved is there afterwards, and the project opens without complaint.
//!
//! The child is this very test binary, started again for one test with a variable set.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use hashiya::model::edit::Edit;
use hashiya::model::history::Seq;
use hashiya::model::id::EntryId;
use hashiya::model::project::ProjectEdit;
use hashiya::store::{Severity, What, check};

use super::fixture::{Folder, at, faction, me, span};

const CHILD: &str = "HASHIYA_TEST_STREAM_EDITS_INTO";
/// The entry of the registry that is called as the note is.
const ENTRY: EntryId = EntryId(1);
const ROUNDS: u64 = 300;
/// So many rounds share a project; then a new one keeps the journal short.
const ROUNDS_A_PROJECT: u64 = 25;

/// The article's note after record `n` is `n` times the letter and a word.
fn note(n: u64) -> String {
    format!("ملاحظة {n}\nسطر \"#{n}\"")
}

#[test]
fn what_was_saved_survives_the_death_of_the_program() {
    if let Ok(path) = std::env::var(CHILD) {
        stream_edits(std::path::Path::new(&path));
        return;
    }
    let mut folder = Folder::new();
    let mut all_saved = 0;
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut saved_before = 0;
    for round in 0..ROUNDS {
        if round > 0 && round % ROUNDS_A_PROJECT == 0 {
            assert_sound(&folder);
            folder = Folder::new();
            all_saved += std::mem::take(&mut saved_before);
        }
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        // Sometimes at once, sometimes after a few dozen edits were reported.
        let reports = random % 24;
        let saved = run_and_kill(&folder, reports).max(saved_before);
        let opened = folder.open();
        for notice in &opened.notices {
            let expected = matches!(notice.what, What::TornTail { .. } | What::Recovered { .. });
            assert!(expected, "round {round}: {notice}");
        }
        let last = opened.history.last().0;
        assert!(
            last >= saved,
            "round {round}: {saved} was saved, {last} is there"
        );
        let layer = folder.layer(&opened);
        if last > 0 {
            assert_eq!(layer.note(), note(last), "round {round}");
            let registry = opened.store.load_registry().unwrap();
            let entry = registry.entries.get(&ENTRY).map(|entry| &entry.names.ar);
            assert_eq!(entry, Some(&note(last)), "round {round}");
        }
        saved_before = saved;
    }
    assert_sound(&folder);
    all_saved += saved_before;
    assert!(all_saved > ROUNDS, "the child hardly ran: {all_saved}");
}

fn assert_sound(folder: &Folder) {
    let report = check(&folder.path()).unwrap();
    let bad: Vec<_> = report
        .findings
        .iter()
        .filter(|f| f.severity() >= Severity::Warning || f.what == What::Leftover)
        .collect();
    assert!(bad.is_empty(), "{bad:?}");
}

/// Lets the child run until it has reported so many edits, and kills it. Gives the last one.
fn run_and_kill(folder: &Folder, reports: u64) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "kill::what_was_saved_survives_the_death_of_the_program",
        ])
        .env(CHILD, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut saved = 0;
    let mut seen = 0;
    let mut killed = false;
    while let Some(Ok(line)) = lines.next() {
        let Some(seq) = line.strip_prefix("saved ").and_then(|n| n.parse().ok()) else {
            continue;
        };
        saved = seq;
        seen += 1;
        if seen > reports && !killed {
            // SIGKILL; what is still in the pipe was reported before and counts as well.
            child.kill().unwrap();
            killed = true;
        }
    }
    child.wait().unwrap();
    saved
}

/// The child: edits without end, each reported when it is saved.
fn stream_edits(path: &std::path::Path) {
    let opened = hashiya::store::open(path, &me(), at(0), None).unwrap();
    let mut history = opened.history;
    let writer = opened.writer.unwrap();
    let article = opened.articles[0].id.clone();
    let (text, _) = opened.store.load_text(&article).unwrap();
    let mut layer = opened
        .store
        .load_layer(&me().id, &article, &text)
        .unwrap()
        .layer;
    let mut meta = opened.articles[0].clone();
    let registry = opened.store.load_registry().unwrap();
    let mut entry = registry.entries.get(&ENTRY).cloned().map(Box::new);
    let mut out = std::io::stdout().lock();
    writeln!(out).unwrap();
    let mut reported = Seq(0);
    loop {
        let seq = history.last().next();
        let mut edits = vec![Edit::SetNote {
            from: layer.note().to_owned(),
            to: note(seq.0),
        }];
        let toggled = span(1, "قوات الحكومة");
        edits.push(match layer.span(toggled.id) {
            Some(there) => Edit::RemoveSpan(Box::new(there.clone())),
            None => Edit::AddSpan(Box::new(toggled)),
        });
        for edit in &edits {
            edit.apply(&mut meta, &mut layer).unwrap();
        }
        let name = hashiya::model::history::StepName::Note;
        let mut change = hashiya::model::history::Change::of(&article, name, edits);
        let named = faction(&note(seq.0), 0, &me());
        let from = entry.replace(named.clone());
        change.project.push(ProjectEdit::SetEntry {
            id: ENTRY,
            from,
            to: Some(named),
        });
        let time = at(i64::try_from(seq.0).unwrap());
        let record = history.record_do(change, time);
        history.push(record.clone());
        writer.submit(record, vec![(article.clone(), text.clone())]);
        if seq.0.is_multiple_of(7) {
            writer.snapshot(&article);
        }
        while writer.saved() < seq && seq.0.is_multiple_of(3) {
            std::thread::yield_now();
        }
        let saved = writer.saved();
        if saved > reported {
            reported = saved;
            writeln!(out, "saved {}", saved.0).unwrap();
            out.flush().unwrap();
        }
    }
}
