use std::collections::BTreeSet;

use super::*;

fn mark(start: usize, end: usize, label: &str) -> Marked {
    Marked {
        range: Stretch::new(start, end),
        label: label.into(),
        ..Marked::default()
    }
}

fn counts(low: Option<u64>, high: Option<u64>) -> Claim {
    Claim::Counts {
        low,
        high,
        or_low: None,
        vague: false,
    }
}

#[test]
fn spans_are_matched_one_to_one_and_optional_ones_count_neither_way() {
    let mut gold = vec![
        mark(0, 10, "A"),
        mark(20, 30, "A"),
        mark(40, 50, "A"),
        mark(60, 70, "B"),
        mark(90, 99, "B"),
    ];
    gold[1].alt = vec![Stretch::new(15_usize, 30_usize)];
    gold[2].optional = true;
    gold[4].or_label = vec!["A".into()];
    let proposed = [
        mark(0, 10, "A"),
        mark(2, 9, "A"),
        mark(15, 30, "A"),
        mark(41, 50, "A"),
        mark(80, 88, "A"),
        mark(60, 63, "C"),
        mark(90, 98, "A"),
    ];
    let found = compare(&gold, &proposed);
    let count = |label: &str, criterion| {
        let count = found.tallies[label].by(criterion);
        (count.gold, count.proposed, count.found)
    };
    assert_eq!(count("A", Criterion::Overlap), (2, 3, 2));
    assert_eq!(count("A", Criterion::Exact), (2, 4, 2));
    // The one that may be an A was found as one.
    assert_eq!(count("B", Criterion::Overlap), (2, 1, 1));
    assert_eq!(count("C", Criterion::Overlap), (0, 1, 0));
    let a = found.tallies["A"].by(Criterion::Overlap);
    assert!((a.precision() - 2.0 / 3.0).abs() < 1e-9 && (a.recall() - 1.0).abs() < 1e-9);
    assert!((a.f1() - 0.8).abs() < 1e-9);
}

#[test]
fn heads_match_when_each_lies_in_the_other() {
    let mut gold = vec![mark(0, 30, "A")];
    gold[0].head = Some(Stretch::new(20_usize, 25_usize));
    let rows = [
        ((18, 30), (20, 25), true),
        ((0, 19), (0, 5), false),
        ((15, 26), (15, 26), true),
        ((20, 40), (31, 40), false),
    ];
    for ((start, end), (head_start, head_end), expected) in rows {
        let mut given = mark(start, end, "A");
        given.head = Some(Stretch::new(head_start, head_end));
        let found = pair(&gold, &[given], Criterion::Head);
        assert_eq!(found.of_gold(0).is_some(), expected, "{start}-{end}");
    }
}

#[test]
fn numbers_count_as_right_in_any_reading_the_text_allows() {
    let rows = [
        ((Some(7), Some(7)), (Some(7), Some(7)), true),
        ((Some(7), Some(7)), (Some(8), Some(9)), false),
        ((Some(7), Some(7)), (Some(7), None), false),
        ((Some(20), None), (Some(21), None), true),
        ((Some(20), None), (Some(19), None), false),
        ((None, None), (Some(10), None), true),
        ((None, None), (Some(10), Some(10)), false),
        ((None, Some(5)), (None, Some(5)), true),
        ((Some(5), Some(5)), (None, None), false),
    ];
    for (gold, given, right) in rows {
        let met = counts(gold.0, gold.1).is_met_by(&counts(given.0, given.1));
        assert_eq!(met, right, "{gold:?} {given:?}");
    }
    let dozens = Claim::Counts {
        low: Some(10),
        high: None,
        or_low: Some(20),
        vague: true,
    };
    for (low, right) in [(None, true), (Some(20), true), (Some(30), false)] {
        assert_eq!(dozens.is_met_by(&counts(low, None)), right, "{low:?}");
    }
    assert!(dozens.is_met_by_nothing());
    assert!(!counts(Some(1), Some(1)).is_met_by_nothing());
}

#[test]
fn attributes_are_measured_on_what_was_found() {
    let with = |id: &[&str]| {
        let mut span = mark(0, 5, "FACTION");
        let ids = id.iter().map(|id| (*id).to_owned()).collect();
        span.claims.insert("id", Claim::OneOf(ids));
        span
    };
    let rows = [
        (with(&["a", "b"]), with(&["b"]), 1),
        (with(&["a"]), with(&["c"]), 0),
        (with(&["-"]), mark(0, 5, "FACTION"), 1),
        (with(&["a"]), mark(0, 5, "FACTION"), 0),
    ];
    for (gold, given, right) in rows {
        let found = compare(&[gold], &[given]);
        let part = found.tallies["FACTION"].attributes["id"];
        assert_eq!((part.right, part.of), (right, 1));
    }
}

#[test]
fn intervals_hold_the_measure_and_are_the_same_each_time() {
    let mut report = Report::default();
    let labels = BTreeSet::from(["A".to_owned()]);
    for number in 0..20 {
        let given = if number % 4 == 0 { 50 } else { 0 };
        let given = [mark(given, given + 10, "A")];
        report.add(&labels, &[mark(0, 10, "A")], &given, &given);
    }
    let measure = |tally: &Tally| tally.by(Criterion::Overlap).f1();
    let interval = bootstrap(&report.articles, "A", measure).unwrap();
    assert_eq!(bootstrap(&report.articles, "A", measure), Some(interval));
    let f1 = measure(&report.total()["A"]);
    assert!((f1 - 0.75).abs() < 1e-9);
    assert!(interval.low < f1 && f1 < interval.high, "{interval:?}");
    // What an article was not annotated for, it says nothing about.
    report.add(&BTreeSet::new(), &[], &[], &[]);
    assert_eq!(bootstrap(&report.articles, "A", measure), Some(interval));
    assert_eq!(bootstrap(&report.articles, "B", measure), None);
    assert!(interval.low > 0.5 && interval.high < 1.0, "{interval:?}");
}

#[test]
fn confidence_is_compared_with_what_is_right() {
    let mut report = Report::default();
    let labels = BTreeSet::from(["A".to_owned()]);
    for number in 0..10 {
        let place = if number < 8 { 0 } else { 50 };
        let mut given = mark(place, place + 10, "A");
        given.confidence = Some(0.9);
        report.add(&labels, &[mark(0, 10, "A")], &[], &[given]);
    }
    let bins = report.calibration.bins(Some("A"));
    assert_eq!(bins.len(), 1);
    assert_eq!((bins[0].1.proposals, bins[0].1.right), (10, 8));
    assert!((report.calibration.error(None) - 0.1).abs() < 1e-9);
    assert_eq!(report.calibration.labels().collect::<Vec<_>>(), ["A"]);
}
