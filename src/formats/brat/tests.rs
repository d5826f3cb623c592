//! Standoff as brat writes it.

use std::collections::BTreeMap;

use super::*;
use crate::formats::tests::{PROBE, full, read_file, written_files};
use crate::model::span::AttrValue;

fn read(annotations: &str) -> crate::formats::Document {
    let files = BTreeMap::from([
        ("a.txt".to_owned(), PROBE.as_bytes().to_vec()),
        ("a.ann".to_owned(), annotations.as_bytes().to_vec()),
    ]);
    let by_text = read_file(&FORMAT, "a.txt", &files).pop().unwrap().unwrap();
    let by_annotations = read_file(&FORMAT, "a.ann", &files).pop().unwrap().unwrap();
    assert_eq!(by_text.spans, by_annotations.spans);
    by_text
}

#[test]
fn all_kinds_of_lines_are_read() {
    let document = read(
        "E1\tSTRIKE:T1 Attacker:T2 Target:T3 Target2:E2\n\
         T1\tSTRIKE 8 12\tقصفت\n\
         T2\tFACTION 13 25\tقوات الحكومة\n\
         T3\tLOC 32 36\tإدلب\n\
         T4\tCASUALTIES 54 63\t12 مدنيًا\n\
         E2\tCASUALTIES:T4\n\
         R1\tLocated_in Arg1:T3 Arg2:T2\t\n\
         A1\tNegated E1\nA2\tcount T4 12\nM1\tCertainty T3 low\n\
         N1\tReference T3 GeoNames:1\tإدلب\n\
         *\tEquiv T2 T3\n\
         #1\tAnnotatorNotes T4\tعدد⏎غير مؤكد\n\n",
    );
    assert!(document.problems.is_empty(), "{:?}", document.problems);
    let words: Vec<&str> = document
        .spans
        .iter()
        .map(|m| document.words(m.span.range))
        .collect();
    assert_eq!(words, ["قصفت", "قوات الحكومة", "إدلب", "12 مدنيًا"]);
    let [strike, _, place, dead] = &document.spans[..] else {
        panic!()
    };
    assert_eq!(strike.span.attrs["Negated"], AttrValue::Flag(true));
    assert_eq!(dead.span.attrs["count"], AttrValue::Number(12));
    assert_eq!(dead.span.note, "عدد\nغير مؤكد");
    assert_eq!(
        place.span.attrs["Reference"],
        AttrValue::Text("GeoNames:1".into())
    );
    let relations: Vec<(&str, usize, usize)> = document
        .relations
        .iter()
        .map(|r| {
            let at = |id| document.position(id).unwrap();
            (r.kind.as_str(), at(r.from), at(r.to))
        })
        .collect();
    let expected = [
        ("Attacker", 0, 1),
        ("Target", 0, 2),
        ("Target", 0, 3),
        ("Located_in", 2, 1),
        ("Equiv", 1, 2),
    ];
    assert_eq!(relations, expected);
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let document = read(
        "T1\tFACTION 13 17;32 36\tقوات إدلب\nT2\tLOC 90 99\tx\nT3\tLOC a b\tx\nT4\tLOC 0 4\tإدلب\n\
         R1\tin Arg1:T4 Arg2:T9\nX1\tnothing\nT5\n",
    );
    assert_eq!(
        document.words(document.spans[0].span.range),
        "قوات الحكومة مدينة إدلب"
    );
    assert_eq!(document.words(document.spans[1].span.range), "إدلب");
    assert_eq!(document.mended, 1);
    let lines = ["line 1", "line 2", "line 3", "line 7", "line 5", "line 6"];
    assert_eq!(
        document.problems.len(),
        lines.len(),
        "{:?}",
        document.problems
    );
    for (problem, line) in document.problems.iter().zip(lines) {
        assert!(problem.to_string().contains(line), "{problem}");
    }
}

#[test]
fn strikes_are_events_and_their_configuration_is_there() {
    let files = written_files(&FORMAT, &[full()]);
    let annotations = String::from_utf8(files["probe.ann"].clone()).unwrap();
    assert!(annotations.contains("E1\tSTRIKE:T1 perpetrator:T2 location_of:T4\n"));
    assert!(annotations.contains("R1\tvictim_of Arg1:T5 Arg2:T1\n"));
    let config = String::from_utf8(files["annotation.conf"].clone()).unwrap();
    for part in [
        "[events]\nCLASH",
        "\nSTRIKE\t",
        "\nvictim_of\tArg1",
        "\ncount_low\tArg:<ANY>, Value:12",
    ] {
        assert!(config.contains(part), "{part}\n{config}");
    }
}
