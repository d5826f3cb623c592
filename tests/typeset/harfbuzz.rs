//! Glyphs and advances, held against HarfBuzz's.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hashiya::typeset::engine::Engine;
use hashiya::typeset::fonts::Face;

use crate::corpus::{lay, texts};

/// What was laid out, and how to ask HarfBuzz for the same.
struct Question {
    text: String,
    /// One line a script that is right for the run.
    arguments: Vec<String>,
    glyphs: Vec<(u32, f32)>,
}

#[test]
fn glyphs_and_advances_equal_harfbuzz() {
    if Command::new("hb-shape").arg("--version").output().is_err() {
        println!("SKIPPED: hb-shape is absent (Debian: apt install libharfbuzz-bin)");
        return;
    }
    let mut questions = Vec::new();
    let mut engine = Engine::new();
    for text in texts().iter().flat_map(|text| cut(text)) {
        for face in [Face::Sans, Face::Naskh] {
            let paragraph = lay(&mut engine, text, face, None);
            for run in paragraph.glyph_runs(0) {
                if !run.missing.is_empty() {
                    continue;
                }
                let font = font_file(run.font.data.as_ref());
                let codes = |part: &str| -> String {
                    let codes: Vec<String> =
                        part.chars().map(|c| format!("{:04X}", c as u32)).collect();
                    codes.join(",")
                };
                let part = run.range.of(text).unwrap();
                let direction = if run.rtl { "rtl" } else { "ltr" };
                let upem = upem(run.font.data.as_ref());
                // HarfBuzz joins letters across the edges of a run if it is told what is there.
                let before = &text[..run.range.start().get()];
                let before = before
                    .char_indices()
                    .rev()
                    .nth(4)
                    .map_or(before, |(at, _)| &before[at..]);
                let after: String = text[run.range.end().get()..].chars().take(5).collect();
                let context = [
                    ("unicodes-before", codes(before)),
                    ("unicodes-after", codes(&after)),
                ];
                let context: String = context
                    .iter()
                    .filter(|(_, codes)| !codes.is_empty())
                    .map(|(option, codes)| format!(";--{option}={codes}"))
                    .collect();
                let arguments = scripts_of(text, run.range.to_range())
                    .iter()
                    .map(|script| {
                        format!(
                            "{};--direction={direction}{script}{context};--no-glyph-names;--no-clusters;--unicodes={}",
                            font.display(),
                            codes(part)
                        )
                    })
                    .collect();
                let scale = upem / run.size;
                let glyphs = run
                    .glyphs
                    .iter()
                    .map(|g| (g.id, g.advance * scale))
                    .collect();
                questions.push(Question {
                    text: part.to_owned(),
                    arguments,
                    glyphs,
                });
            }
        }
    }
    let answers = ask(&questions);
    let mut glyphs = 0;
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    let mut answers = answers.into_iter();
    for question in &questions {
        let asked = question.arguments.len();
        let answer: Vec<_> = answers.by_ref().take(asked).collect();
        assert_eq!(answer.len(), asked, "an answer a question");
        let same = answer.iter().any(|answer| {
            question.glyphs.len() == answer.len()
                && question
                    .glyphs
                    .iter()
                    .zip(answer)
                    .all(|(ours, theirs)| ours.0 == theirs.0 && (ours.1 - theirs.1).abs() < 0.6)
        });
        glyphs += question.glyphs.len();
        if !same {
            let ours = &question.glyphs;
            *wrong
                .entry(format!(
                    "{:?}\n  ours   {ours:?}\n  theirs {answer:?}",
                    question.text
                ))
                .or_default() += 1;
        }
    }
    println!("{} runs, {glyphs} glyphs compared", questions.len());
    let first: Vec<&String> = wrong.keys().take(5).collect();
    assert!(
        wrong.is_empty(),
        "{} runs differ, such as {first:#?}",
        wrong.len()
    );
}

/// The scripts a run may rightly be shaped in. HarfBuzz knows that of a run with letters; one
/// without takes that of the letters before or after it, which UAX #24 leaves open.
fn scripts_of(text: &str, run: std::ops::Range<usize>) -> Vec<&'static str> {
    let letter = |c: &char| c.is_alphabetic();
    if text[run.clone()].contains(char::is_alphabetic) {
        return vec![""];
    }
    let before = text[..run.start].chars().rev().find(letter);
    let after = text[run.end..].chars().find(letter);
    let mut scripts: Vec<&str> = [before, after]
        .into_iter()
        .flatten()
        .map(|c| match c {
            '\u{600}'..='\u{7ff}' | '\u{fb50}'..='\u{fefc}' => ";--script=Arab",
            '\u{590}'..='\u{5ff}' => ";--script=Hebr",
            _ => ";--script=Latn",
        })
        .collect();
    // The digits of ١٢٫٥٪ are Arabic to parley without being letters.
    if text.contains(|c| ('\u{660}'..='\u{66c}').contains(&c)) {
        scripts.push(";--script=Arab");
    }
    if scripts.is_empty() {
        scripts.push("");
    }
    scripts
}

/// A text in pieces of at most 600 characters, cut at blanks: hb-shape takes no longer lines.
fn cut(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((limit, _)) = rest.char_indices().nth(600) {
        let at = rest[..limit].rfind(' ').map_or(limit, |at| at + 1);
        pieces.push(&rest[..at]);
        rest = &rest[at..];
    }
    pieces.push(rest);
    pieces
}

/// The file in `fonts/` with these bytes.
fn font_file(bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "ttf"))
        .find(|path| std::fs::metadata(path).unwrap().len() == bytes.len() as u64)
        .expect("every face is in fonts/")
}

/// Units per em: bytes 18 and 19 of the table `head`.
fn upem(font: &[u8]) -> f32 {
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    for table in 0..tables {
        let entry = &font[12 + 16 * table..28 + 16 * table];
        if &entry[..4] == b"head" {
            let offset = u32::from_be_bytes(entry[8..12].try_into().unwrap()) as usize;
            return f32::from(u16::from_be_bytes([font[offset + 18], font[offset + 19]]));
        }
    }
    panic!("a font without head");
}

/// Asks HarfBuzz everything in one process.
fn ask(questions: &[Question]) -> Vec<Vec<(u32, f32)>> {
    let mut child = Command::new("hb-shape")
        .arg("--batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines: String = questions
        .iter()
        .flat_map(|q| &q.arguments)
        .map(|a| format!("{a}\n"))
        .collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| {
            line.trim_matches(['[', ']'])
                .split('|')
                .filter(|glyph| !glyph.is_empty())
                .map(|glyph| {
                    let id = glyph.split(['@', '+']).next().unwrap().parse().unwrap();
                    (id, glyph.rsplit('+').next().unwrap().parse().unwrap())
                })
                .collect()
        })
        .collect()
}
