//! The command line, run as a user runs it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test may fail by panicking"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the program in a folder. `input` is given on standard input.
fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashiya"))
        .args(arguments)
        .current_dir(folder)
        .env("USER", "me")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // Beside reading: a program that prints while it reads would wait for us, and we for it.
        scope.spawn(move || {
            // A program that reads no input closes it.
            let _ = stdin.write_all(input.as_bytes());
        });
        child.wait_with_output().unwrap()
    })
}

/// Runs it and wants it to succeed; returns standard output.
fn done(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = run(folder, arguments, input);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

const LINES: &str = concat!(
    r#"{"id": "one", "text": "قُتل سبعة\r\nفي درعا 👩‍👩‍👧", "published": "2017-02-14", "note": "نعم", "progress": "done","#,
    r#" "spans": [{"start": 0, "end": 9, "label": "CASUALTY", "text": "قُتل سبعة", "attrs": {"count_best": 7}},"#,
    r#" {"start": 14, "end": 18, "label": "LOCATION", "text": "درعا", "state": "accepted", "rule": "place", "confidence": 0.5}]}"#,
    "\n",
    r#"{"text": "خبر آخر بلا وسوم"}"#,
    "\n",
);

#[test]
fn json_lines_go_in_and_out_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["a", "b"] {
        done(folder, &["new", name], "");
    }
    done(folder, &["import", "a", "-"], LINES);
    assert!(done(folder, &["check", "a"], "").contains("2 articles, 1 layers, 2 spans"));
    let stats = done(folder, &["stats", "a"], "");
    for row in [
        "articles\t2",
        "annotator\tme\tme",
        "new\t1",
        "done\t1",
        "label\tsuggested\taccepted\tedited\trejected\tmanual",
        "casualty\t0\t0\t0\t0\t1",
        "location\t0\t1\t0\t0\t0",
    ] {
        assert!(stats.lines().any(|line| line == row), "{row}: {stats}");
    }
    let agreement = done(folder, &["stats", "a", "--agreement", "me", "me"], "");
    let rows = [
        "differences\t0",
        "casualty\t1.000\t1.000\t1.000\t1.000",
        "gamma\t1.000",
    ];
    for row in rows {
        assert!(
            agreement.lines().any(|line| line == row),
            "{row}: {agreement}"
        );
    }
    let nobody = run(folder, &["stats", "a", "--agreement", "me", "you"], "");
    let told = String::from_utf8_lossy(&nobody.stderr);
    assert!(
        told.contains("nobody called you") && told.contains("me"),
        "{told}"
    );
    let first = done(folder, &["export", "a"], "");
    assert_eq!(
        first.lines().count(),
        1,
        "an article without a layer is none of a layer's lines"
    );
    let line: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!(line["text"], "قُتل سبعة\nفي درعا 👩‍👩‍👧");
    // In code points, of the text with its line ends made one character.
    assert_eq!(line["spans"][1]["start"], 13);
    assert_eq!(line["spans"][1]["text"], "درعا");
    done(folder, &["import", "b", "-"], &first);
    assert_eq!(done(folder, &["export", "b"], ""), first);
    // The same again is known and changes nothing.
    done(folder, &["import", "b", "-"], &first);
    assert_eq!(done(folder, &["export", "b"], ""), first);
    done(folder, &["export", "a", "--output", "out.jsonl"], "");
    assert_eq!(fs::read_to_string(folder.join("out.jsonl")).unwrap(), first);
}

#[test]
fn the_registry_comes_and_goes_as_tables() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["a", "b"] {
        done(folder, &["new", name], "");
    }
    let head = "id\tcanonical_en\tcanonical_ar\ttype\tcountry\tlat\tlon\taliases\n";
    let place = "x\tX\tخربة الميدان\tvillage\tSY\t32.6\t36.1\t~الميدان\n";
    fs::write(folder.join("places.tsv"), format!("{head}{place}")).unwrap();
    done(folder, &["import", "a", "places.tsv", "--registry"], "");
    let written = done(folder, &["export", "a", "--registry", "places"], "");
    assert!(written.contains("x\tX\tخربة الميدان\tvillage\tSY\t\t32.6\t36.1\t~الميدان"));
    let factions = done(folder, &["export", "a", "--registry", "factions"], "");
    assert_eq!(factions.lines().count(), 1, "{factions}");
    // What was written comes in elsewhere as what it was, and is used there.
    let out = ["export", "a", "--registry", "places", "--output", "out.tsv"];
    done(folder, &out, "");
    done(folder, &["import", "b", "out.tsv", "--registry"], "");
    let again = done(folder, &["export", "b", "--registry", "places"], "");
    assert_eq!(again, written);
    done(
        folder,
        &["import", "b", "-"],
        "{\"text\": \"قصف خربة الميدان\"}\n",
    );
    assert!(done(folder, &["suggest", "b"], "").contains("\"canonical_id\":\"x\""));
    // What cannot be read is named, with what to do.
    fs::write(
        folder.join("bad.tsv"),
        format!("{head}{}", place.replace("36.1", "east")),
    )
    .unwrap();
    let output = run(folder, &["import", "b", "bad.tsv", "--registry"], "");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("bad.tsv: line 2: lat \"32.6\" and lon \"east\" are no place; write degrees")
    );
}

#[test]
fn a_break_in_a_file_costs_one_article_and_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, &["new", "a"], "");
    let files = [
        (
            "tasks.json",
            "[{\"id\":1,\"data\":{\"text\":\"مهمة أولى\"}},\n{\"id\":2,\"data\":{\"text\":\"مهمة ثانية},\n{\"id\":3,\"data\":{\"text\":\"مهمة ثالثة\"}}]",
            "(tasks.json, line 2)",
        ),
        (
            "rows.csv",
            "id,text,day\n1,صف أول,2017\n2,\"صف ثان,2018\n3,صف ثالث,2019\n",
            "(rows.csv, line 3)",
        ),
    ];
    for (name, content, place) in files {
        fs::write(folder.join(name), content).unwrap();
        let output = run(folder, &["import", "a", name], "");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("2 articles taken in"), "{told}");
        assert!(
            told.contains("1 problems") && told.contains(place),
            "{told}"
        );
    }
}

#[test]
fn what_cannot_be_taken_in_is_named_and_the_rest_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, &["new", "p"], "");
    let news = folder.join("news/more");
    fs::create_dir_all(&news).unwrap();
    fs::write(news.join("good.txt"), "خبر").unwrap();
    fs::write(news.join("empty.txt"), "").unwrap();
    fs::write(
        news.join("lines.jsonl"),
        "{\"text\": \"سطر\"}\n{broken\n{\"text\": \"حمص\", \"spans\": [{\"start\":0,\"end\":3,\"label\":\"NONE\"}]}\n",
    )
    .unwrap();
    fs::write(folder.join("news/picture.png"), [0_u8, 1]).unwrap();
    let output = run(folder, &["import", "p", "news"], "");
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    for part in [
        "the file is empty (empty.txt)",
        "(lines.jsonl, line 2)",
        "there is no label NONE in the project; what has it is left out (1)",
        "3 articles taken in",
    ] {
        assert!(errors.contains(part), "{part}: {errors}");
    }
    assert!(!errors.contains("picture"), "{errors}");
    assert!(done(folder, &["check", "p"], "").contains("3 articles"));
}

/// An article with two spans and a relation, as doccano writes it.
const DOCCANO: &str = concat!(
    r#"{"id": 1, "text": "قصفت القوات إدلب", "entities": [{"id": 7, "label": "Bombing","#,
    r#" "start_offset": 0, "end_offset": 4}, {"id": 8, "label": "GPE", "start_offset": 12,"#,
    r#" "end_offset": 16}, {"id": 9, "label": "MISC", "start_offset": 5, "end_offset": 11}],"#,
    r#" "relations": [{"id": 3, "from_id": 7, "to_id": 8, "type": "location_of"}]}"#,
);

#[test]
fn labels_of_others_are_mapped_made_or_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("d.jsonl"), DOCCANO).unwrap();
    fs::write(folder.join("labels.tsv"), "GPE\tLOCATION\nMISC\t-\n").unwrap();
    done(folder, &["new", "p"], "");
    let import = [
        "import",
        "p",
        "d.jsonl",
        "--map",
        "labels.tsv",
        "--unknown",
        "new",
    ];
    done(folder, &import, "");
    let line: serde_json::Value =
        serde_json::from_str(&done(folder, &["export", "p"], "")).unwrap();
    let labels: Vec<_> = line["spans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["label"])
        .collect();
    assert_eq!(labels, ["BOMBING", "LOCATION"]);
    assert_eq!(line["relations"][0]["from"], line["spans"][0]["id"]);
    assert!(done(folder, &["check", "p"], "").contains("sound"));
    let ron = fs::read_to_string(folder.join("p/project.ron")).unwrap();
    assert!(ron.contains("Bombing"));
}

#[test]
fn a_mapping_says_what_names_mean_and_a_wrong_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("d.jsonl"), DOCCANO).unwrap();
    let map =
        "Bombing\tstrike\tkind=airstrike\nGPE\tlocation\nMISC\t-\n@relation\tlocation_of\t-\n";
    fs::write(folder.join("map.tsv"), map).unwrap();
    done(folder, &["new", "p"], "");
    done(folder, &["import", "p", "d.jsonl", "--map", "map.tsv"], "");
    let line: serde_json::Value =
        serde_json::from_str(&done(folder, &["export", "p"], "")).unwrap();
    assert_eq!(line["spans"][0]["label"], "STRIKE");
    assert_eq!(line["spans"][0]["attrs"]["kind"], "airstrike");
    assert_eq!(line["relations"].as_array().map_or(0, Vec::len), 0);
    // Without a project as well; what is left out takes its relations along.
    fs::write(folder.join("out.tsv"), "Bombing\t-\n").unwrap();
    let convert = ["convert", "--to", "jsonl", "--map", "out.tsv", "d.jsonl"];
    let line: serde_json::Value = serde_json::from_str(&done(folder, &convert, "")).unwrap();
    assert_eq!(line["spans"].as_array().map_or(0, Vec::len), 2);
    assert_eq!(line["relations"].as_array().map_or(0, Vec::len), 0);
    fs::write(folder.join("wrong.tsv"), "GPE\tlocation\nMISC\n").unwrap();
    let wrong = run(
        folder,
        &["import", "p", "d.jsonl", "--map", "wrong.tsv"],
        "",
    );
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(said.contains("wrong.tsv, line 2"), "{said}");
}

#[test]
fn columns_and_parts_of_files_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.csv"), "body,day,text\nنص,2017-02-14,ملخص\n").unwrap();
    fs::write(folder.join("b.txt"), "أول\n***\nثان\n").unwrap();
    done(folder, &["new", "p"], "");
    let columns = ["import", "p", "a.csv", "--columns", "text=body,date=day"];
    done(folder, &columns, "");
    done(folder, &["import", "p", "b.txt", "--separator", "***"], "");
    assert!(done(folder, &["check", "p"], "").contains("3 articles"));
    let texts = fs::read_dir(folder.join("p/articles")).unwrap();
    let texts = texts.map(|entry| entry.unwrap().path());
    let texts = texts.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let mut texts: Vec<String> = texts
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    texts.sort();
    assert_eq!(texts, ["أول", "ثان", "نص"]);
    // The column that was asked for goes before the one with the telling name.
    let line: serde_json::Value =
        serde_json::from_str(&done(folder, &["export", "p"], "")).unwrap();
    assert_eq!(line["published"], "2017-02-14");
    assert_eq!(line["attrs"]["text"], "ملخص");
    for (wrong, why) in [
        ("text=lead", "there is no column lead"),
        ("body", "text=body"),
    ] {
        let wrong = run(folder, &["import", "p", "a.csv", "--columns", wrong], "");
        assert_ne!(wrong.status.code(), Some(0));
        let said = String::from_utf8_lossy(&wrong.stderr);
        assert!(
            said.contains(why) || said.contains("known are text"),
            "{said}"
        );
    }
}

#[test]
fn texts_that_are_nearly_the_same_are_listed_left_out_or_kept_in_one_part() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let report: String = (0..40)
        .map(|n| format!("كلمة{n} قصفت{n} مدينة{n} "))
        .collect();
    let line = |id: &str, text: &str| serde_json::json!({"id": id, "text": text}).to_string();
    let lines = [
        line("first", &report),
        line("other", "خبر آخر من مكان بعيد لا صلة له"),
        line("again", &format!("{report} بزيادة")),
    ]
    .join("\n");
    for (duplicates, articles, skipped) in [("keep", 3, 0), ("skip", 2, 1)] {
        done(folder, &["new", duplicates], "");
        let arguments = ["import", duplicates, "-", "--duplicates", duplicates];
        let output = run(folder, &arguments, &lines);
        let said = String::from_utf8(output.stderr).unwrap();
        let end = format!("1 nearly the same as another one, {skipped} of these left out");
        assert!(said.contains(&end) && said.contains("line 3)"), "{said}");
        assert!(
            said.contains(&format!("{articles} articles taken in")),
            "{said}"
        );
        // The very same texts are no news.
        let again = run(folder, &arguments, &lines);
        let said = String::from_utf8(again.stderr).unwrap();
        let known = if skipped == 0 { 3 } else { 2 };
        assert!(
            said.contains(&format!("{known} were there already")),
            "{said}"
        );
    }
    // Whatever the seed, both reports are in one part.
    for seed in 0..12 {
        let (to, seed) = (format!("set-{seed}"), seed.to_string());
        let split = ["--split", "30,30", "--seed", &seed];
        let arguments = [&["convert", "--to", "huggingface"], &split[..], &["-", &to]].concat();
        done(folder, &arguments, &lines);
        let parts = fs::read_dir(folder.join(&to).join("data")).unwrap();
        let parts = parts.map(|part| fs::read_to_string(part.unwrap().path()).unwrap());
        let with = |part: &String, id: &str| part.contains(&format!("\"id\":\"{id}\""));
        for part in parts {
            assert_eq!(with(&part, "first"), with(&part, "again"), "{part}");
        }
    }
}

#[test]
fn any_data_set_can_be_cut_into_parts() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let line = |n: usize| {
        let text = format!("خبر {n}");
        let span = serde_json::json!({"start": 0, "end": 3, "label": "STRIKE"});
        serde_json::json!({"id": format!("a{n}"), "text": text, "spans": [span]}).to_string()
    };
    let lines: Vec<String> = (0..20).map(line).collect();
    let lines = lines.join("\n");
    let parted = ["--split", "20,30", "--stratify"];
    for (format, ending) in [
        ("doccano", ".jsonl"),
        ("label-studio", ".json"),
        ("brat", ""),
    ] {
        let to = ["convert", "--to", format];
        done(folder, &[&to[..], &parted, &["-", format]].concat(), &lines);
        for (part, articles) in [("train", 10), ("validation", 4), ("test", 6)] {
            let path = format!("{format}/{part}{ending}");
            let back = ["convert", "--from", format, "--to", "jsonl", &path, "-"];
            let back = done(folder, &back, "");
            assert_eq!(back.lines().count(), articles, "{path}");
            assert_eq!(back.matches("\"STRIKE\"").count(), articles, "{path}");
        }
    }
    let stream = run(
        folder,
        &[&["convert", "--to", "doccano"], &parted[..]].concat(),
        &lines,
    );
    assert_eq!(stream.status.code(), Some(1));
    assert!(String::from_utf8(stream.stderr).unwrap().contains("folder"));
}

#[test]
fn proclitics_are_widened_or_split_in_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"text": "قال والحكومة", "spans": [{"start": 5, "end": 12, "label": "ORG"}]}"#;
    let rows = [
        ("widen", "والحكومة -X- O B-ORG", "widened to whole tokens"),
        ("split", "الحكومة -X- O B-ORG", "split at a proclitic"),
    ];
    for (clitics, row, loss) in rows {
        let arguments = ["convert", "--to", "conll", "--clitics", clitics, "-", "-"];
        let output = run(folder.path(), &arguments, line);
        let lines = String::from_utf8(output.stdout).unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(lines.lines().any(|line| line == row), "{lines}");
        assert!(said.contains(loss), "{said}");
    }
}

#[test]
fn what_others_marked_comes_to_articles_that_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.txt"), "قصفت القوات إدلب").unwrap();
    fs::write(folder.join("d.jsonl"), DOCCANO.replace("Bombing", "STRIKE")).unwrap();
    fs::write(folder.join("labels.tsv"), "GPE\tLOCATION\nMISC\t-\n").unwrap();
    done(folder, &["new", "p"], "");
    done(folder, &["import", "p", "a.txt"], "");
    let import = ["import", "p", "d.jsonl", "--map", "labels.tsv"];
    done(folder, &import, "");
    let first = done(folder, &["export", "p"], "");
    assert_eq!(first.matches("\"label\":").count(), 2, "{first}");
    // What is marked already is not mixed with what a file says.
    done(folder, &import, "");
    assert_eq!(done(folder, &["export", "p"], ""), first);
    assert!(done(folder, &["check", "p"], "").contains("1 articles, 1 layers, 2 spans"));
}

#[test]
fn articles_are_chosen_by_their_progress_and_by_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, &["new", "a"], "");
    let more = "{\"text\":\"خبر ثالث\",\"title\":\"هدنة حلب\",\"note\":\"نعم\",\"progress\":\"flagged\"}\n";
    done(folder, &["import", "a", "-"], &format!("{LINES}{more}"));
    // What is asked for, and the articles that are written: known by a word of each.
    let rows: [(&[&str], &[&str]); 7] = [
        (&[], &["سبعة", "ثالث"]),
        (&["--status", "done"], &["سبعة"]),
        (&["--status", "done,flagged"], &["سبعة", "ثالث"]),
        (&["--status", "started"], &[]),
        (&["--status", "new"], &["آخر"]),
        (&["--filter", "حلب هدنه"], &["ثالث"]),
        (&["--filter", "حلب", "--status", "done"], &[]),
    ];
    for (asked, expected) in rows {
        let written = done(folder, &[&["export", "a"], asked].concat(), "");
        for word in ["سبعة", "آخر", "ثالث"] {
            assert_eq!(
                written.contains(word),
                expected.contains(&word),
                "{asked:?} {word}"
            );
        }
    }
    let wrong = run(folder, &["export", "a", "--status", "finished"], "");
    assert!(
        String::from_utf8_lossy(&wrong.stderr).contains("known are new, started, done, flagged")
    );
}

#[test]
fn suggestions_are_written_as_suggestions() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.txt"), "قتل سبعة مدنيين في غارة.").unwrap();
    done(folder, &["new", "p"], "");
    done(folder, &["import", "p", "a.txt"], "");
    assert_eq!(done(folder, &["export", "p"], ""), "");
    let export = ["export", "p", "--suggestions", "--format"];
    let tasks = done(folder, &[&export[..], &["label-studio"]].concat(), "");
    let tasks: serde_json::Value = serde_json::from_str(&tasks).unwrap();
    assert_eq!(tasks[0]["annotations"][0]["result"], serde_json::json!([]));
    let predictions = tasks[0]["predictions"].as_array().unwrap();
    let words: Vec<&serde_json::Value> = predictions
        .iter()
        .map(|p| &p["result"][0]["value"]["text"])
        .collect();
    assert!(
        words.contains(&&serde_json::json!("سبعة مدنيين")),
        "{words:?}"
    );
    // What holds no suggestions gets none.
    let lines = done(folder, &[&export[..], &["doccano"]].concat(), "");
    let line: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(line["label"], serde_json::json!([]));
}

#[test]
fn loss_is_said_and_nothing_half_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("d.jsonl"), DOCCANO).unwrap();
    let convert = ["convert", "--to", "spacy", "d.jsonl"];
    let said = done(folder, &[&convert[..], &["-", "--dry-run"]].concat(), "");
    assert!(
        said.contains("not held: 1 relations (such as location_of)"),
        "{said}"
    );
    assert!(said.contains("1 articles, 3 spans"), "{said}");
    done(folder, &[&convert[..], &["out.jsonl"]].concat(), "");
    let names = |folder: &Path| {
        let files = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = files
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(folder), ["d.jsonl", "out.jsonl"]);
    // What describes a file lies beside it and is called after it.
    let tasks = ["convert", "--to", "label-studio", "d.jsonl", "tasks.json"];
    done(folder, &tasks, "");
    let made = ["d.jsonl", "out.jsonl", "tasks.config.xml", "tasks.json"];
    assert_eq!(names(folder), made);
    // A format of several files needs a folder, which must be new.
    let text = ["convert", "--to", "text", "d.jsonl"];
    assert_eq!(run(folder, &text, "").status.code(), Some(1));
    done(folder, &[&text[..], &["texts"]].concat(), "");
    assert_eq!(names(&folder.join("texts")), ["1.txt"]);
    let again = run(folder, &[&text[..], &["texts"]].concat(), "");
    assert!(
        String::from_utf8(again.stderr)
            .unwrap()
            .contains("not empty")
    );
    assert_eq!(names(folder).len(), 5);
    let unknown = run(folder, &["convert", "--to", "nonsense", "d.jsonl"], "");
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn wrong_arguments_and_missing_projects_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(run(folder, &["export"], "").status.code(), Some(2));
    assert_eq!(
        run(folder, &["nonsense", "x", "y"], "").status.code(),
        Some(2)
    );
    let output = run(folder, &["stats", "nowhere"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("nowhere")
    );
    done(folder, &["new", "p"], "");
    assert_eq!(
        run(folder, &["new", "p"], "").status.code(),
        Some(1),
        "nothing is written over"
    );
}

#[test]
fn a_project_is_made_with_a_schema_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let own = include_str!("../data/schema.ron").replace("\"faction\"", "\"side\"");
    fs::write(folder.join("schema.ron"), own).unwrap();
    done(folder, &["new", "p", "--schema", "schema.ron"], "");
    let project = fs::read_to_string(folder.join("p/project.ron")).unwrap();
    assert!(project.contains("\"side\""));
    fs::write(folder.join("broken.ron"), "(labels: [(id: ").unwrap();
    let output = run(folder, &["new", "q", "--schema", "broken.ron"], "");
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.contains("broken.ron") && errors.contains("1:"),
        "{errors}"
    );
    assert!(!folder.join("q").exists());
}

#[test]
fn the_engine_reads_files_lines_and_projects_alike() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let text = "قال مصدر طبي إن سبعة على الأقل من المدنيين قتلوا يوم الأحد في درعا.";
    fs::write(folder.join("article.txt"), text).unwrap();
    let from_file: serde_json::Value =
        serde_json::from_str(&done(folder, &["suggest", "article.txt"], "")).unwrap();
    assert_eq!(from_file["file"], "article.txt");
    let spans = from_file["spans"].as_array().unwrap();
    let casualty = spans.iter().find(|s| s["label"] == "CASUALTY").unwrap();
    assert_eq!(casualty["attrs"]["count_low"], 7);
    assert_eq!(casualty["attrs"]["count_high"], serde_json::Value::Null);
    assert_eq!(casualty["attrs"]["qualifier"], "at_least");
    assert_eq!(casualty["attrs"]["effect"], "killed");
    for span in spans {
        let at = |name: &str| span[name].as_u64().unwrap() as usize;
        let words: String = text
            .chars()
            .skip(at("start"))
            .take(at("end") - at("start"))
            .collect();
        assert_eq!(span["text"], words.as_str());
    }
    let line = serde_json::json!({"id": "x", "text": text, "published": "2017-02-14"});
    let input = format!("{line}\nno json\n{line}\n");
    let output = run(folder, &["suggest", "-"], &input);
    assert_eq!(output.status.code(), Some(1), "a broken line is told");
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), 2, "and the others are read");
    assert!(
        lines.contains("2017-02-12"),
        "weekdays are resolved: {lines}"
    );
    done(folder, &["new", "p"], "");
    done(folder, &["import", "p", "article.txt"], "");
    assert!(done(folder, &["suggest", "p"], "").contains("\"count_low\":7"));
}

#[test]
fn what_was_decided_in_a_project_is_learned_from() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, &["new", "p"], "");
    let marked = r#"{"text": "أعلنت صقور البادية الخضر وقف القتال.", "spans": [{"start": 6, "end": 24, "label": "faction"}]}"#;
    let open = r#"{"text": "هاجمت صقور البادية الخضر البلدة."}"#;
    done(
        folder,
        &["import", "p", "-"],
        &format!("{marked}\n{open}\n"),
    );
    let learned = |arguments: &[&str]| {
        let read = done(folder, &[&["suggest", "p"], arguments].concat(), "");
        read.matches("memory/words").count()
    };
    assert_eq!(learned(&[]), 2);
    assert_eq!(learned(&["--no-learning"]), 0);
    let nobody = run(folder, &["suggest", "p", "--annotator", "nobody"], "");
    assert_eq!(nobody.status.code(), Some(1));
    let said = String::from_utf8(nobody.stderr).unwrap();
    assert!(said.contains("nobody called nobody"), "{said}");
}

#[test]
fn lists_in_a_project_are_used_and_their_broken_lines_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    done(folder, &["new", "a"], "");
    let article = r#"{"text": "قصفت الطائرات خربة الميدان أمس"}"#;
    done(folder, &["import", "a", "-"], article);
    let place = |line: &str| line.contains(r#""canonical_id":"my_place""#);
    assert!(!place(&done(folder, &["suggest", "a"], "")));
    let table = "id\tcanonical_ar\tcanonical_en\ttype\taliases\nmy_place\tخربة الميدان\t\tvillage\t\nno columns\n";
    fs::write(folder.join("a/lexicon/places-mine.tsv"), table).unwrap();
    assert!(place(&done(folder, &["suggest", "a"], "")));
    let report = done(folder, &["check", "a"], "");
    assert!(
        report.contains("lexicon/places-mine.tsv:3: the line is left out"),
        "{report}"
    );
}

#[test]
fn a_stream_is_read_in_order_with_code_points_as_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut input = String::new();
    for number in 0..200 {
        let text = format!(
            "{}قُصفت درعا 👩‍👩‍👧\\r\\nقتل سبعة مدنيين",
            "خبر ".repeat(number % 7 * 40)
        );
        input += &format!("{{\"id\": \"{number}\", \"text\": \"{text}\"}}\n");
        if number == 100 {
            input += "{\"id\": \"broken\"\n\n[]\n{\"id\": \"empty\"}\n";
        }
    }
    let output = run(folder, &["suggest", "-"], &input);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(lines.len(), 3, "{errors}");
    for (line, number) in lines.iter().zip(["102", "104", "105"]) {
        assert!(
            line.starts_with(&format!("standard input, line {number}: ")),
            "{line}"
        );
    }
    let output = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.lines().count(), 200);
    for (number, line) in output.lines().enumerate() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(object["id"], number.to_string());
        let casualty = object["spans"].as_array().unwrap().last().unwrap();
        assert_eq!(casualty["text"], "سبعة مدنيين");
        // Both characters of the line end count.
        let start = number % 7 * 40 * 4 + "قُصفت درعا 👩‍👩‍👧\r\nقتل ".chars().count();
        assert_eq!(casualty["start"], start);
        assert_eq!(casualty["attrs"]["count_best"], 7);
    }
}

#[test]
fn files_of_any_encoding_are_read_and_what_is_no_text_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let text = "بيان\r\nوقصف الجيش السوري درعا";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [(&str, Vec<u8>); 4] = [
        ("a.txt", text.into()),
        ("b.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("c.txt", [b"\xff\xfe".to_vec(), utf16].concat()),
        ("e.txt", vec![0; 9]),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let output = run(folder, &["suggest", "a.txt", "gone.txt", "."], "");
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("gone.txt: "), "{errors}");
    assert!(errors.contains("e.txt: this is no text file"), "{errors}");
    let output = String::from_utf8(output.stdout).unwrap();
    let read: Vec<serde_json::Value> = output
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let files: Vec<&str> = read
        .iter()
        .map(|object| object["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["a.txt", "a.txt", "b.txt", "c.txt"]);
    for object in &read {
        assert_eq!(object["spans"], read[0]["spans"], "{}", object["file"]);
        assert_eq!(object["spans"][0]["particle"], "و");
        assert_eq!(object["spans"][0]["start"], 7);
    }
}

#[test]
fn proposals_are_scored_against_gold() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.txt"), "قتل سبعة مدنيين في درعا").unwrap();
    let gold = concat!(
        r#"{"file": "a.txt", "split": "dev", "spans": ["#,
        r#"{"start": 4, "end": 15, "label": "CASUALTY", "attrs": {"kind": "killed", "low": 7, "high": 7, "civilian": true}},"#,
        r#"{"start": 0, "end": 3, "label": "STRIKE", "attrs": {"type": "air", "real": true}}]}"#,
    );
    fs::write(folder.join("gold.jsonl"), gold).unwrap();
    let evaluate = ["evaluate", "--gold", "gold.jsonl"];
    let table = done(folder, &evaluate, "");
    let has = |table: &str, row: &str| table.lines().any(|line| line == row);
    assert!(
        has(
            &table,
            "CASUALTY\t1\t1\t1.000\t1.000\t1.000\t-\t1.000\t-\t1.000"
        ),
        "{table}"
    );
    assert!(has(&table, "CASUALTY\tcounts\t1\t1\t1.000\t-"), "{table}");
    assert!(
        has(
            &table,
            "STRIKE\t1\t0\t0.000\t0.000\t0.000\t-\t0.000\t-\t0.000"
        ),
        "{table}"
    );
    let misses = done(folder, &[&evaluate[..], &["--misses"]].concat(), "");
    let miss = "a.txt:0-3\tSTRIKE\tmissed group=air realis=actual\t[قتل] سبعة مدنيين في درعا";
    assert!(has(&misses, miss), "{misses}");
    // What `suggest` printed is scored the same.
    let printed = done(folder, &["suggest", "a.txt"], "");
    fs::write(folder.join("read.jsonl"), printed).unwrap();
    let scores = |table: &str| table.split("\nlabel\tconfidence").next().map(str::to_owned);
    let given = done(folder, &[&evaluate[..], &["read.jsonl"]].concat(), "");
    assert_eq!(scores(&given), scores(&table));
    // What rules should say of themselves, as the program's own table has it.
    let table = done(folder, &[&evaluate[..], &["--calibrate"]].concat(), "");
    assert!(
        table.lines().any(|line| line.starts_with("casualty\t0.")),
        "{table}"
    );
    let json = done(
        folder,
        &[&evaluate[..], &["--json", "--split", "dev"]].concat(),
        "",
    );
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["labels"]["CASUALTY"]["exact"]["f1"], 1.0);
    let none = done(folder, &[&evaluate[..], &["--split", "test"]].concat(), "");
    assert!(has(&none, "0 articles"), "{none}");
}

#[test]
fn actions_are_counted_with_and_without_suggestions() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut gold = String::new();
    for number in 0..8 {
        let file = format!("{number}.txt");
        fs::write(folder.join(&file), "قتل سبعة مدنيين في المدينة").unwrap();
        let span = r#"{"start": 4, "end": 15, "label": "CASUALTY", "attrs": {"kind": "killed", "low": 7, "high": 7}}"#;
        gold += &format!("{{\"file\": \"{file}\", \"spans\": [{span}]}}\n");
    }
    fs::write(folder.join("gold.jsonl"), gold).unwrap();
    let simulate = ["simulate", "--gold", "gold.jsonl", "--articles"];
    for arguments in [&simulate[..], &[&simulate[..], &["--learn"]].concat()] {
        let table = done(folder, arguments, "");
        // By hand a drag and a key, two for the effect and two for the number; with suggestions
        // a key to get there and one to accept.
        for row in [
            "0.txt\t6\t2\t33.3 %",
            "mark\t16\t0\t-",
            "describe\t32\t0\t-",
            "accept\t0\t8\t-",
            "all\t48\t16\t33.3 %",
            "quarter 4\t12\t4\t33.3 %",
        ] {
            assert!(table.lines().any(|line| line == row), "{row}: {table}");
        }
    }
    let evaluate = ["evaluate", "--gold", "gold.jsonl", "--learn"];
    let table = done(folder, &evaluate, "");
    let gain = "CASUALTY\tf1\t1.000\t1.000\t+0.000\t+0.000 to +0.000";
    assert!(table.lines().any(|line| line == gain), "{table}");
    assert!(
        table.contains("8 articles, each read after 7 others"),
        "{table}"
    );
}

#[test]
fn one_way_of_learning_is_left_out_and_what_is_said_instead_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |words: &str, span: &str, attrs: &[&str]| {
        let mut gold = String::new();
        for (number, attrs) in attrs.iter().enumerate() {
            let file = format!("{number}.txt");
            fs::write(folder.join(&file), words).unwrap();
            let span = format!(r#"{{{span}, "attrs": {{{attrs}}}}}"#);
            gold += &format!("{{\"file\": \"{file}\", \"spans\": [{span}]}}\n");
        }
        fs::write(folder.join("gold.jsonl"), gold).unwrap();
    };
    let evaluate = |more: &[&str]| {
        let arguments = [&["evaluate", "--gold", "gold.jsonl"], more].concat();
        done(folder, &arguments, "")
    };
    // A name that no list has is known from the other articles, unless words are not learned.
    let name = r#""start": 4, "end": 16, "label": "FACTION""#;
    write("وصل موكب الريحان إلى المكان.", name, &[""; 3]);
    let gain = |table: &str| {
        let mut rows = table
            .lines()
            .filter(|line| line.starts_with("FACTION\tf1\t"));
        rows.next()
            .and_then(|row| row.split('\t').nth(4).map(str::to_owned))
    };
    let learned = evaluate(&["--learn"]);
    assert_eq!(gain(&learned).as_deref(), Some("+1.000"), "{learned}");
    let without = evaluate(&["--learn", "--without", "words", "--without", "tagger"]);
    assert_eq!(gain(&without).as_deref(), Some("+0.000"), "{without}");
    let wrong = [
        "evaluate",
        "--gold",
        "gold.jsonl",
        "--learn",
        "--without",
        "wrods",
    ];
    let wrong = run(folder, &wrong, "");
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(
        said.contains("words, counts, refusals, habits, tagger"),
        "{said}"
    );
    // Of two that the engine reads as killed, gold says of one that they were wounded.
    let people = r#""start": 4, "end": 15, "label": "CASUALTY""#;
    let kinds = [r#""kind": "wounded""#, r#""kind": "killed""#];
    write("قتل سبعة مدنيين في درعا", people, &kinds);
    let table = evaluate(&["--instead"]);
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert_eq!(rows, ["casualty\teffect\t+\twounded\t1\t2"]);
}

#[test]
fn pictures_are_drawn_of_one_annotators_incidents() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/projects/daraa-2017");
    for (what, language, words) in [
        ("time", "en", "2017-02-13"),
        ("factions", "en", "Russian Federation"),
        ("kinds", "ar", "غارة جوية"),
        ("map", "ar", "درعا"),
    ] {
        let file = path(&format!("{what}.svg"));
        let arguments = [
            "picture",
            sample,
            "--annotator",
            "reference",
            "--what",
            what,
        ];
        let output = ["--language", language, "--output", &file];
        done(folder.path(), &[&arguments[..], &output[..]].concat(), "");
        let svg = fs::read_to_string(&file).unwrap();
        assert!(svg.contains(words), "{what}");
    }
    let wrong = path("picture.jpg");
    let run = run(folder.path(), &["picture", sample, "--output", &wrong], "");
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains(".svg or .png"), "{said}");
    assert!(!Path::new(&wrong).exists());
}
