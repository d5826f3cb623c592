//! The engine against the tables of sentences that come with the lexicons, and against gold.
//!
//! The tables are read from `../shared` when it is there. Each has a floor: how many of its rows
//! must be right. Raise it with every improvement; a row that is wrong is printed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

use std::path::PathBuf;

use hashiya::lexicon::Lexicon;
use hashiya::model::span::AttrValue;
use hashiya::suggest::{Context, Suggestion, suggest, threshold};
use hashiya::text::number;
use hashiya::text::token::Tokens;

/// The folder of the lexicons' tests and of the corpus, which is not part of the repository.
fn shared() -> PathBuf {
    std::env::var_os("HASHIYA_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    )
}

/// The rows of a table, or `None` with a word about it if it is not there.
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let Ok(text) = std::fs::read_to_string(shared().join("lexicon").join(name)) else {
        println!("SKIPPED: {name}, because ../shared is absent");
        return None;
    };
    let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    Some(
        rows.map(|line| line.split('\t').map(str::to_owned).collect())
            .collect(),
    )
}

/// Checks that at least `floor` rows of a table are right; prints those that are not.
fn table(name: &str, floor: usize, right: impl Fn(&[String]) -> Result<(), String>) {
    let Some(rows) = rows(name) else { return };
    let mut good = 0;
    for row in &rows {
        match right(row) {
            Ok(()) => good += 1,
            Err(found) => println!("{name}: {} -> {found}", row.join(" | ")),
        }
    }
    println!("{name}: {good} of {}", rows.len());
    assert!(
        good >= floor,
        "{name}: {good} of {}, the floor is {floor}",
        rows.len()
    );
}

fn shown(value: Option<u64>) -> String {
    value.map_or_else(|| "-".into(), |value| value.to_string())
}

fn attr(span: &Suggestion, name: &str) -> String {
    match span.attrs.get(name) {
        Some(AttrValue::Number(number)) => number.to_string(),
        Some(AttrValue::Text(text)) => text.clone(),
        _ => "-".into(),
    }
}

/// The proposals of some labels that are shown by default.
fn proposed(text: &str, country: Option<&str>, labels: &[&str]) -> Vec<Suggestion> {
    let lexicon = Lexicon::built_in();
    // The tables name it or its code.
    let country = country.and_then(|name| {
        let code = lexicon.country_code(name);
        let code = code.or_else(|| lexicon.country_name(name).map(|_| name))?;
        Some(code.to_owned())
    });
    let context = Context {
        published: None,
        country,
    };
    let found = suggest(text, &context, lexicon).into_iter();
    found
        .filter(|s| labels.contains(&s.label) && s.confidence >= threshold(s.label))
        .collect()
}

/// Compares what was found with a cell such as `7 مدنيين>killed,7 ; 3 أطفال>killed,3`.
fn compare(found: Vec<String>, cell: &str) -> Result<(), String> {
    let wanted: Vec<&str> = cell
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != "-")
        .collect();
    let optional = |part: &str| part.ends_with('?');
    let missing = wanted
        .iter()
        .any(|part| !optional(part) && !found.iter().any(|f| f == part));
    let extra = found
        .iter()
        .any(|f| !wanted.iter().any(|part| part.trim_end_matches('?') == f));
    if missing || extra {
        Err(found.join(" ; "))
    } else {
        Ok(())
    }
}

#[test]
fn numbers() {
    table("number-tests.tsv", 141, |row| {
        let tokens = Tokens::new(&row[0]);
        let found = (0..tokens.len()).find_map(|at| number::read(&tokens, at));
        let found = found.map_or_else(
            || ["-".to_owned(), "-".into(), "-".into(), "none".into()],
            |read| {
                let q = read.quantity;
                [
                    shown(q.low),
                    shown(q.best),
                    shown(q.high),
                    q.qualifier.name().into(),
                ]
            },
        );
        if found[..] == row[1..5] {
            Ok(())
        } else {
            Err(found.join(","))
        }
    });
}

#[test]
fn casualties() {
    table("casualty-tests.tsv", 118, |row| {
        let found = proposed(&row[0], None, &["casualty"]);
        let found = found.iter().map(|s| {
            let words = s.range.of(&row[0]).unwrap();
            let values = [
                "effect",
                "count_low",
                "count_best",
                "count_high",
                "qualifier",
            ];
            let values: Vec<String> = values.iter().map(|name| attr(s, name)).collect();
            format!("{words}>{}", values.join(","))
        });
        compare(found.collect(), &row[1])
    });
}

#[test]
fn strikes() {
    table("strike-tests.tsv", 84, |row| {
        let found = proposed(&row[0], None, &["strike", "clash"]);
        let found = found.iter().map(|s| {
            let words = s.range.of(&row[0]).unwrap();
            format!("{words}>{},{}", attr(s, "kind"), attr(s, "count_best"))
        });
        compare(found.collect(), &row[1])
    });
}

#[test]
fn factions() {
    table("faction-tests.tsv", 84, |row| {
        let found = proposed(&row[0], Some(&row[1]), &["faction"]);
        let found = found.iter().map(|s| {
            let words = s.range.of(&row[0]).unwrap();
            format!("{words}>{}", attr(s, "canonical_id"))
        });
        compare(found.collect(), &row[2])
    });
}

#[test]
fn places() {
    table("place-tests.tsv", 43, |row| {
        let found = proposed(&row[0], row.get(2).map(String::as_str), &["location"]);
        let found = found.iter().map(|s| {
            let words = s.range.of(&row[0]).unwrap();
            format!("{words}>{}", attr(s, "canonical_id"))
        });
        compare(found.collect(), &row[1])
    });
}

#[test]
fn dates() {
    table("date-tests.tsv", 47, |row| {
        let context = Context {
            published: row[1].parse().ok(),
            country: None,
        };
        let found = suggest(&row[0], &context, Lexicon::built_in());
        let date = found.iter().find(|s| s.label == "date");
        let found = date.map_or_else(
            || ["-".to_owned(), "-".into(), "-".into()],
            |s| {
                [
                    s.range.of(&row[0]).unwrap().to_owned(),
                    attr(s, "iso"),
                    attr(s, "precision"),
                ]
            },
        );
        if found[..] == row[2..5] {
            Ok(())
        } else {
            Err(found.join(" | "))
        }
    });
}

/// What the program says of itself on a half of a set of gold, or on all of it; `None` if the
/// texts are not there.
fn report(set: &str, texts: &std::path::Path, split: Option<&str>) -> Option<serde_json::Value> {
    let gold = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/gold")
        .join(set);
    if !texts.is_dir() {
        println!("SKIPPED: {set}, because ../shared is absent");
        return None;
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hashiya"));
    command.args(["evaluate", "--json", "--gold"]).arg(gold);
    command.arg("--texts").arg(texts);
    if let Some(split) = split {
        command.args(["--split", split]);
    }
    let output = command.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Checks that a measure is at least a floor, in hundredths.
fn at_least(what: &str, measure: &serde_json::Value, floor: u32) {
    let measure = measure.as_f64().unwrap() * 100.0;
    println!("{what}: {measure:.1}");
    assert!(
        measure >= f64::from(floor),
        "{what}: {measure:.1}, the floor is {floor}"
    );
}

/// Scores a half of a set of gold by the program itself; checks that no label falls below its
/// floors: F1 by overlap, F1 with exact edges, in hundredths.
fn gold(set: &str, texts: &std::path::Path, split: &str, floors: &[(&str, u32, u32)]) {
    let Some(report) = report(set, texts, Some(split)) else {
        return;
    };
    for (label, overlap, exact) in floors {
        for (criterion, floor) in [("overlap", overlap), ("exact", exact)] {
            let what = format!("{set} {split} {label} {criterion}");
            at_least(&what, &report["labels"][label][criterion]["f1"], *floor);
        }
    }
}

/// Scores relations and incidents; checks that no F1 of a relation or of incidents, and no cell of
/// theirs, falls below its floor, in hundredths.
fn told(report: &serde_json::Value, relations: &[(&str, u32)], cells: &[(&str, u32)]) {
    for (kind, floor) in relations {
        let counts = if *kind == "incidents" {
            &report["incidents"]
        } else {
            &report["relations"][kind]
        };
        at_least(kind, &counts["f1"], *floor);
    }
    for (cell, floor) in cells {
        at_least(
            cell,
            &report["incidents"]["cells"][cell]["accuracy"],
            *floor,
        );
    }
}

fn own_texts() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold/own")
}

#[test]
fn own_gold_that_rules_are_tried_with() {
    let floors = [
        ("FACTION", 95, 86),
        ("STRIKE", 91, 84),
        ("CASUALTY", 94, 88),
        ("CLASH", 87, 81),
        ("LOCATION", 91, 80),
        ("DATE", 94, 76),
        ("WEAPON", 82, 60),
        ("SOURCE", 92, 80),
        ("TARGET", 68, 63),
    ];
    gold("own/gold.jsonl", &own_texts(), "dev", &floors);
}

#[test]
fn own_gold_that_nobody_looks_at() {
    let floors = [
        ("FACTION", 87, 73),
        ("STRIKE", 80, 73),
        ("CASUALTY", 86, 73),
        ("CLASH", 71, 67),
        ("LOCATION", 82, 62),
        ("DATE", 96, 71),
        ("WEAPON", 90, 55),
        ("SOURCE", 76, 63),
        ("TARGET", 62, 31),
    ];
    gold("own/gold.jsonl", &own_texts(), "test", &floors);
}

#[test]
fn relations_and_incidents_that_rules_are_tried_with() {
    let report = report("own/gold.jsonl", &own_texts(), Some("dev")).unwrap();
    let relations = [
        ("perpetrator", 85),
        ("victim_of", 92),
        ("location_of", 80),
        ("date_of", 70),
        ("reported_by", 80),
        ("incidents", 84),
    ];
    let cells = [("perpetrator", 80), ("killed", 88), ("place", 92)];
    told(&report, &relations, &cells);
}

#[test]
fn relations_and_incidents_that_nobody_looks_at() {
    let report = report("own/gold.jsonl", &own_texts(), Some("test")).unwrap();
    let relations = [
        ("perpetrator", 50),
        ("victim_of", 64),
        ("location_of", 58),
        ("date_of", 88),
        ("reported_by", 62),
        ("incidents", 74),
    ];
    let cells = [("perpetrator", 52), ("killed", 65), ("place", 76)];
    told(&report, &relations, &cells);
}

#[test]
fn relations_and_incidents_of_the_worked_example() {
    let corpus = shared().join("corpus");
    let gold = corpus.join("daraa-2017.gold.json");
    let Some(report) = report(gold.to_str().unwrap(), &corpus, None) else {
        return;
    };
    let relations = [
        ("perpetrator", 88),
        ("victim_of", 99),
        ("instrument", 99),
        ("target", 75),
        ("incidents", 86),
    ];
    let cells = [("perpetrator", 85), ("killed", 99), ("injured", 99)];
    told(&report, &relations, &cells);
}

#[test]
fn corpus_gold_that_rules_are_tried_with() {
    let floors = [
        ("FACTION", 97, 97),
        ("STRIKE", 94, 94),
        ("CASUALTY", 97, 97),
        ("CLASH", 99, 99),
        ("LOCATION", 94, 92),
        ("DATE", 98, 98),
        ("WEAPON", 93, 93),
        ("SOURCE", 85, 83),
        ("TARGET", 85, 80),
    ];
    gold("corpus.jsonl", &shared().join("corpus"), "dev", &floors);
}

#[test]
fn corpus_gold_that_nobody_looks_at() {
    let floors = [
        ("FACTION", 90, 90),
        ("STRIKE", 98, 98),
        ("CASUALTY", 86, 82),
        ("CLASH", 99, 99),
        ("LOCATION", 91, 90),
        ("DATE", 99, 99),
        ("WEAPON", 80, 80),
    ];
    gold("corpus.jsonl", &shared().join("corpus"), "test", &floors);
}

/// What every list of suggestions must be, whatever the text.
fn is_whole(text: &str, found: &[Suggestion]) {
    let mut last = None;
    for suggestion in found {
        let range = suggestion.range;
        assert!(!range.is_empty());
        let words = range.of(text);
        assert!(words.is_some(), "{range:?} cuts a character");
        assert!(
            (0.0..=1.0).contains(&suggestion.confidence),
            "{suggestion:?}"
        );
        for part in [suggestion.head, suggestion.trigger].into_iter().flatten() {
            assert!(part.of(text).is_some(), "{part:?} cuts a character");
        }
        let place = (range.start(), std::cmp::Reverse(range.end()));
        assert!(last.is_none_or(|last| last <= place), "not in order");
        last = Some(place);
    }
    // What can cross a suggestion begins before its end.
    for (number, a) in found.iter().enumerate() {
        let after = found.iter().skip(number + 1);
        for b in after.take_while(|b| b.range.start() < a.range.end()) {
            assert!(!a.range.crosses(b.range), "{a:?} crosses {b:?}");
        }
    }
}

#[test]
fn whatever_the_text_suggestions_are_whole() {
    use proptest::prelude::*;
    // Words that rules look for, in any order, with and without what stands between words.
    let words = [
        "قتل",
        "وقتل",
        "مقتل",
        "إصابة",
        "قتيلان",
        "جرحى",
        "سبعة",
        "وعشرون",
        "مئة",
        "ألف",
        "٣",
        "12",
        "1,250.5",
        "على الأقل",
        "أكثر من",
        "بينهم",
        "من",
        "في",
        "مدنيا",
        "أطفال",
        "غارة",
        "غارات",
        "قصف",
        "بالطائرات",
        "روسية",
        "هجوم",
        "اشتباكات",
        "أطلق",
        "صواريخ",
        "الجيش",
        "للجيش",
        "السوري",
        "الحر",
        "تنظيم",
        "داعش",
        "قوات",
        "كتيبة",
        "مدينة",
        "درعا",
        "شمال",
        "معبر",
        "يوم",
        "الثلاثاء",
        "أمس",
        "14",
        "شباط",
        "/",
        "فبراير",
        "2017",
        "قال",
        "مصدر",
        "وفق",
        "لم",
        "قد",
        "مستشفى",
        "مناطق تسيطر عليها",
        "killed",
        "at least",
        "soldiers",
        "airstrike",
        "said",
        "ﻻ",
        "ﷲ",
        "ـ",
        "\u{64e}",
        "\u{200f}",
        "«",
        "»",
        "\"",
        "(",
        ")",
        ".",
        "،",
        "؛",
        ":",
        "-",
        "\n",
        "\r\n",
        "\u{2029}",
        " ",
        " ",
        " ",
        " ",
        " ",
        " ",
        " ",
        "👩‍👩‍👧",
        "\u{0}",
        "ﷺ",
        "و",
        "ف",
        "ب",
        "ل",
    ];
    let texts = proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..120);
    proptest!(ProptestConfig::with_cases(400), |(words in texts, garbage in "\\PC{0,40}", spaced: bool)| {
        let text = words.join(if spaced { " " } else { "" }) + &garbage;
        let context = Context { published: "2017-02-14".parse().ok(), country: None };
        is_whole(&text, &suggest(&text, &context, Lexicon::built_in()));
    });
}

#[test]
fn long_texts_that_no_newsroom_writes_are_read() {
    let texts = [
        "والغارةفيدرعاقتلتسبعة".repeat(5_000),
        "1234 ".repeat(100_000),
        "قتل سبعة مدنيين وقال مصدر إن غارة في درعا ".repeat(2_000),
        "و".repeat(100_000),
        "قَُُِ".repeat(20_000),
        "قتل ".repeat(20_000),
        "\"".repeat(100_000),
    ];
    for text in texts {
        is_whole(
            &text,
            &suggest(&text, &Context::default(), Lexicon::built_in()),
        );
    }
}
