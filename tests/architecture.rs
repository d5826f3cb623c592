//! The invariants of `ARCHITECTURE.md` that can be read off the source.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    missing_docs,
    reason = "a test may fail by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files of a room, with their text.
fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src").join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{room} has no files");
    found
}

#[test]
fn knowledge_runs_one_way() {
    let rooms = [
        ("text", vec![]),
        ("model", vec!["text"]),
        ("lexicon", vec!["text"]),
        ("suggest", vec!["lexicon", "model", "text"]),
        ("jobs", vec![]),
        ("store", vec!["model", "text"]),
        ("formats", vec!["model", "text"]),
        ("typeset", vec!["text"]),
        ("analysis", vec!["lexicon", "model", "text"]),
        (
            "session",
            vec![
                "text", "model", "lexicon", "suggest", "jobs", "store", "formats", "analysis",
            ],
        ),
        (
            "ui",
            vec![
                "text", "model", "lexicon", "analysis", "store", "session", "typeset",
            ],
        ),
    ];
    for (room, known) in rooms {
        for (path, text) in sources(room) {
            for (at, _) in text.match_indices("crate::") {
                // `hashiya_crate::` and the like are other words.
                let name: String = text[at + 7..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let is_room = root().join("src").join(&name).is_dir();
                assert!(
                    !is_room || name == room || known.contains(&name.as_str()),
                    "{} knows {name}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_pure_rooms_touch_nothing_outside() {
    let outside = [
        "std::fs",
        "std::thread",
        "std::env",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "egui",
    ];
    for room in ["text", "model", "lexicon", "suggest", "analysis"] {
        for (path, text) in sources(room) {
            let code = text.split("#[cfg(test)]").next().unwrap();
            let code: String = code
                .lines()
                .filter(|l| !l.trim().starts_with("//"))
                .collect();
            for name in outside {
                assert!(!code.contains(name), "{} names {name}", path.display());
            }
        }
    }
    for (path, text) in sources("typeset") {
        let code: String = text
            .lines()
            .filter(|l| !l.trim().starts_with("//"))
            .collect();
        assert!(!code.contains("egui"), "{}", path.display());
    }
}

#[test]
fn every_font_has_its_licence_named() {
    let readme = fs::read_to_string(root().join("fonts/README.md")).unwrap();
    for entry in fs::read_dir(root().join("fonts")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".ttf") {
            let (stem, _) = name.split_once(['-', '.']).unwrap();
            assert!(readme.contains(stem), "{name}");
        }
        if name.starts_with("LICENSE") {
            assert!(readme.contains(&name), "{name}");
        }
    }
}
