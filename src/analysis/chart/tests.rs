//! Pictures' numbers from events written down as lines, and from rows.

use super::*;
use crate::analysis::incidents::tests::row_of;
use crate::analysis::incidents::{Party, Place};
use crate::model::schema::Bilingual;

fn names(name: &str) -> Bilingual {
    Bilingual {
        en: name.to_owned(),
        ar: name.to_owned(),
    }
}

/// `2017-02-13..2017-02-14 airstrike 7 russia,syria`; `-` for what is not said.
fn events(lines: &str) -> Vec<Event> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let event = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let [days, kind, killed, parties] = words[..] else {
            panic!("{line}");
        };
        let said = |word: &str| if word == "-" { "" } else { word }.to_owned();
        let (first, last) = days.split_once("..").unwrap_or((days, days));
        let attackers = said(parties);
        let attackers = attackers.split(',').filter(|key| !key.is_empty());
        Event {
            days: first.parse().ok().zip(last.parse().ok()),
            kind: said(kind),
            killed: killed.parse().map(Count::exact).unwrap_or_default(),
            attackers: attackers.map(|key| (key.to_owned(), names(key))).collect(),
            injured: Count::default(),
            place: None,
        }
    };
    lines.map(event).collect()
}

/// The bars in which something happened: their first days, events and dead.
fn bars(time: &Timeline) -> Vec<String> {
    let bins = time.bins.iter().filter(|bin| bin.sum.events() > 0);
    bins.map(|bin| format!("{} {} {}", bin.first, bin.sum.events(), bin.sum.killed))
        .collect()
}

#[test]
fn the_step_follows_the_time_that_is_told_of() {
    let rows = [
        ("2017-02-12", "2017-02-14", Step::Day, 3),
        ("2017-02-12", "2017-03-20", Step::Day, 37),
        ("2017-01-04", "2017-06-28", Step::Week, 26),
        ("2016-12-31", "2018-03-01", Step::Month, 16),
        ("2011-03-15", "2024-12-08", Step::Year, 14),
    ];
    for (first, last, step, bins) in rows {
        let time = Timeline::of(&events(&format!("{first} mortar - -\n{last} mortar - -")));
        assert_eq!((time.step, time.bins.len()), (step, bins), "{first} {last}");
        assert_eq!(time.undated, 0);
        for pair in time.bins.windows(2) {
            assert_eq!(pair[0].last.tomorrow().unwrap(), pair[1].first);
        }
        let counted: usize = time.bins.iter().map(|bin| bin.sum.events()).sum();
        assert_eq!(counted, 2);
    }
}

#[test]
fn what_has_no_day_exact_enough_is_counted_beside_the_bars() {
    let time = Timeline::of(&events(
        "2017-02-13..2017-02-14 airstrike - russia
         2017-02-14 mortar 7 -
         2017-02-14 mortar 2 -
         2017-01-01..2017-12-31 siege 40 -
         - raid - -",
    ));
    assert_eq!(bars(&time), ["2017-02-13 1 ", "2017-02-14 2 9"]);
    assert_eq!(time.undated, 2);
    // Where months are all that is told, months are shown.
    let time = Timeline::of(&events(
        "2017-02-01..2017-02-28 airstrike - -
         2017-03-01..2017-03-31 airstrike 3 -
         2017-03-14 mortar 7 -",
    ));
    assert_eq!((time.step, time.undated), (Step::Month, 0));
    assert_eq!(bars(&time), ["2017-02-01 1 ", "2017-03-01 2 10"]);
}

#[test]
fn a_date_that_is_centuries_off_makes_no_more_bars_than_can_be_shown() {
    let time = Timeline::of(&events(
        "0217-02-13 airstrike - -
         2017-02-13 airstrike - -
         2018-02-13 airstrike - -",
    ));
    assert!(time.bins.len() <= 240);
    assert_eq!(time.undated, 1);
}

#[test]
fn groups_are_sorted_and_the_one_of_which_nothing_is_said_is_last() {
    let events = events(
        "2017-02-13 airstrike 7 russia
         2017-02-13 - - -
         2017-02-13 - - -
         2017-02-13 - - -
         2017-02-14 airstrike 2 russia,syria
         2017-02-14 mortar - opposition",
    );
    let told = |breakdown: &Breakdown| -> Vec<String> {
        let groups = breakdown.groups.iter();
        let line = |group: &Group| {
            let sum = &group.sum;
            format!("{} {} {}", group.key, sum.events(), sum.killed)
        };
        groups.map(line).collect()
    };
    let factions = group::by_attacker(&events);
    assert_eq!(
        told(&factions),
        ["russia 2 9", "syria 1 2", "opposition 1 ", " 3 "]
    );
    let kinds = group::by_kind(&events);
    assert_eq!(told(&kinds), ["airstrike 2 9", "mortar 1 ", " 3 "]);
    assert_eq!((kinds.rest_groups, kinds.rest), (0, Sum::default()));
}

#[test]
fn small_groups_are_put_together() {
    let lines: Vec<String> = (0..20)
        .map(|n| format!("2017-02-13 mortar 1 party{n}"))
        .collect();
    let factions = group::by_attacker(&events(&lines.join("\n")));
    assert_eq!(factions.groups.len() + factions.rest_groups, 20);
    let shown = factions.groups.iter().map(|group| group.sum.events());
    assert_eq!(shown.sum::<usize>() + factions.rest.events(), 20);
    assert_eq!(
        factions.rest.killed.to_string(),
        factions.rest_groups.to_string()
    );
}

#[test]
fn sorts_are_those_of_the_kinds() {
    let mut sum = Sum::default();
    for event in &events("- airstrike - -\n- drone_strike - -\n- armed_clash - -\n- cluster - -") {
        sum.count(event);
    }
    let named = SORTS.into_iter().chain(["several"]).zip(sum.sorts);
    let named: Vec<(&str, usize)> = named.filter(|(_, count)| *count > 0).collect();
    assert_eq!(named, [("air", 2), ("clash", 1), ("several", 1)]);
    assert_eq!(sum.main_sort(), 0);
    let kinds = ["mortar", "raid", "", "no such kind"].map(sort_of);
    assert_eq!(kinds, [1, SORTS.len(), SORTS.len(), SORTS.len()]);
}

const STRIKE: &str = "k strike «غارة» kind=airstrike
    l location «إدلب» canonical_en=Idlib type=city country=SY lat=35.93 lon=36.63
    d date «أمس» iso=2017-02-13
    x casualty «قتلى» effect=killed count=7
    f faction «الطيران» canonical_id=ru
    trigger k
    location l
    date d
    casualty x
    attacker f";

fn row(number: usize, changes: &[(&str, &str)]) -> IncidentRow {
    row_of(STRIKE, number, changes)
}

#[test]
fn linked_incidents_are_one_with_the_range_over_what_they_say() {
    let mut rows = [
        row(1, &[]),
        row(2, &[("count=7", "count=9"), ("2017-02-13", "2017-02")]),
        row(3, &[("count=7", "count=2")]),
    ];
    for row in &mut rows[..2] {
        row.event = "e".to_owned();
    }
    let charts = Charts::of(&rows);
    let counted = charts.counted;
    assert_eq!((counted.rows, counted.events, counted.articles), (3, 2, 3));
    assert_eq!(bars(&charts.time), ["2017-02-13 2 9–11"]);
    assert_eq!(charts.factions.groups.len(), 1);
    assert_eq!(charts.factions.groups[0].sum.killed.to_string(), "9–11");
    let places: Vec<(usize, bool)> = charts
        .places
        .iter()
        .map(|place| (place.sum.events(), place.exact))
        .collect();
    assert_eq!(places, [(2, true)]);
}

#[test]
fn what_did_not_happen_now_is_left_out_and_counted() {
    let strange = |change: &dyn Fn(&mut IncidentRow)| {
        let mut row = row(1, &[]);
        change(&mut row);
        row
    };
    let rows = [
        row(1, &[]),
        strange(&|row| row.status = "denied".to_owned()),
        strange(&|row| row.episode = "background".to_owned()),
        strange(&|row| row.realis = "threatened".to_owned()),
        strange(&|row| row.place = None),
        strange(&|row| {
            row.place = Some(Place {
                coordinates: Some((95.0, 200.0)),
                ..Place::default()
            });
        }),
        strange(&|row| row.attackers = vec![Party::default()]),
    ];
    let counted = Charts::of(&rows).counted;
    assert_eq!((counted.rows, counted.left_out), (4, 3));
    assert_eq!(counted.unlocated, 2);
}
