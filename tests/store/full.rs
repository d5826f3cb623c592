//! A disk that is really full and one that is really read-only: a small file system of its own,
//! where the system lets us make one.

#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use hashiya::store::{Access, SaveStatus, WhyReadOnly, open};

use super::fixture::{Folder, Session, at, fill, me};

/// Unmounted when dropped.
struct Mount<'a>(&'a Path);

impl Drop for Mount<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).output();
    }
}

fn mount(options: &str, path: &Path) -> bool {
    let mut command = Command::new("mount");
    command
        .args(["-t", "tmpfs", "-o", options, "tmpfs"])
        .arg(path);
    command.output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_full_and_then_a_read_only_disk() {
    let dir = tempfile::tempdir().unwrap();
    if !mount("size=256k", dir.path()) {
        println!("SKIPPED: a full disk, because this user may not mount a file system");
        return;
    }
    let point = dir.path().to_owned();
    let mounted = Mount(&point);
    let (article, text) = fill(&dir.path().join("p"));
    let folder = Folder { dir, article, text };
    let mut session = Session::new(&folder);
    let ballast = point.join("ballast");
    // Fails in the middle: the write ends where the disk does.
    let _ = std::fs::write(&ballast, vec![0; 1 << 20]);
    for id in 1..40 {
        session.add(id, "قوات الحكومة");
    }
    let writer = session.opened.writer.as_ref().unwrap();
    let error = writer.flush(Duration::from_secs(20)).unwrap_err();
    assert!(error.to_string().contains("make room"), "{error}");
    assert!(matches!(writer.status(), SaveStatus::Failing { .. }));
    std::fs::remove_file(&ballast).unwrap();
    session.flush();
    let live = session.layer.clone();
    drop(session);
    let remount = ["-o", "remount,ro"];
    let output = Command::new("mount")
        .args(remount)
        .arg(&point)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let opened = open(&folder.path(), &me(), at(0), None).unwrap();
    assert!(matches!(
        opened.store.access(),
        Access::Read(WhyReadOnly::Folder(_))
    ));
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    assert_eq!(folder.layer(&opened), live);
    drop(opened);
    drop(mounted);
}
