use jiff::Timestamp;
use proptest::prelude::*;

use super::aligned::said;
use super::*;
use crate::model::annotations::Parts;
use crate::model::article::ArticleMeta;
use crate::model::article::ArticleText;
use crate::text::offset::ByteRange;

const OLD: &str = "قصفت قوات الحكومة مدينة إدلب يوم الأحد وقتل 7 مدنيين وقال ناشطون إن القصف استمر";
const NEW: &str = "إدلب - قَصَفَت قوات الحكومة مدينة ادلب يوم الأحد وقتل 9 مدنيين بينهم طفل";

fn by() -> Provenance {
    Provenance::manual("me".parse().unwrap(), Timestamp::UNIX_EPOCH)
}

/// A span over the first place of some words: `casualty|7 مدنيين|count_best=7`.
fn span(text: &str, row: &str) -> Span {
    let mut parts = row.split('|');
    let (label, words) = (parts.next().unwrap(), parts.next().unwrap());
    let start = text.find(words).unwrap();
    let attrs = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap();
        let number = value.parse().map(AttrValue::Number);
        let value = number.unwrap_or_else(|_| AttrValue::Text(value.to_owned()));
        (name.to_owned(), value)
    });
    Span {
        id: SpanId(start as u64 + 1),
        range: ByteRange::new(start, start + words.len()),
        label: label.parse().unwrap(),
        state: SpanState::Manual,
        attrs: attrs.collect(),
        head: None,
        trigger: None,
        note: String::new(),
        provenance: by(),
    }
}

fn spans(text: &str, rows: &[&str]) -> Vec<Span> {
    rows.iter().map(|row| span(text, row)).collect()
}

fn layer(spans: Vec<Span>, incident: Option<Incident>, relations: Vec<Relation>) -> Annotations {
    let parts = Parts {
        spans,
        relations,
        incidents: incident.into_iter().collect(),
        ..Parts::default()
    };
    Annotations::assemble("x-00000000".parse().unwrap(), "me".parse().unwrap(), parts).0
}

fn apply(layer: &mut Annotations, made: &Made) {
    let mut meta = ArticleMeta::new(&ArticleText::new(NEW), "x");
    for edit in &made.edits {
        edit.apply(&mut meta, layer).unwrap();
    }
}

const ROWS: [&str; 5] = [
    "strike|قصفت|kind=shelling",
    "faction|قوات الحكومة|canonical_id=syr_army",
    "location|مدينة إدلب|canonical_en=Idlib",
    "casualty|7 مدنيين|count_best=7|effect=killed|civilian_status=civilian",
    "source|ناشطون",
];

/// The layer of [`OLD`] with a relation and an incident over its spans.
fn source() -> Annotations {
    let spans = spans(OLD, &ROWS);
    let [strike, faction, location, casualty, source] = [0, 1, 2, 3, 4].map(|n| spans[n].id);
    let relation = |n, kind: &str, to| Relation {
        id: RelationId(n),
        kind: kind.into(),
        from: strike,
        to,
        state: SpanState::Manual,
        provenance: by(),
    };
    let mut incident = Incident {
        id: IncidentId(1),
        roles: BTreeMap::new(),
        attrs: BTreeMap::from([
            ("kind".into(), AttrValue::Text("shelling".into())),
            ("killed_best".into(), AttrValue::Number(7)),
            (EVENT.into(), AttrValue::Text("e".into())),
        ]),
        state: SpanState::Manual,
        provenance: by(),
    };
    for (role, span) in [
        (Role::Trigger, strike),
        (Role::Attacker, faction),
        (Role::Location, location),
        (Role::Casualty, casualty),
        (Role::Source, source),
    ] {
        incident.fill(role, Filler::Span(span));
    }
    incident.fill(Role::Attacked, Filler::Entry("civilians".into()));
    let relations = vec![
        relation(1, "perpetrator", faction),
        relation(2, "reported_by", source),
    ];
    layer(spans, Some(incident), relations)
}

fn carried(target: &Annotations, read: &[Span]) -> Carried {
    let from = source();
    let was = spans(OLD, &["casualty|7 مدنيين|count_best=7|effect=killed"]);
    carry(
        Side {
            text: OLD,
            layer: &from,
            read: &was,
        },
        Side {
            text: NEW,
            layer: target,
            read,
        },
        &Schema::conflict_news(),
        &|_| false,
    )
}

fn fresh() -> impl FnMut() -> u64 {
    let mut next = 1000;
    move || {
        next += 1;
        next
    }
}

#[test]
fn a_report_goes_over_with_the_figure_read_again() {
    let read = spans(NEW, &["casualty|9 مدنيين|count_best=9|effect=killed"]);
    let mut target = layer(Vec::new(), None, Vec::new());
    let carried = carried(&target, &read);
    let told = carried.items.iter().map(|item| match &item.fate {
        Fate::Carried(twin) => (twin.span.range.of(NEW).unwrap(), twin.same),
        _ => ("", false),
    });
    let told: Vec<(&str, bool)> = told.collect();
    let expected = [
        ("9 مدنيين", false),
        ("", false),
        ("قَصَفَت", true),
        ("قوات الحكومة", true),
        ("مدينة ادلب", true),
    ];
    assert_eq!(told, expected);
    let casualty = carried.items[0].twin().unwrap();
    let number = |number| Some(AttrValue::Number(number));
    assert_eq!(
        casualty.reread,
        [Reread {
            name: "count_best".into(),
            from: number(7),
            to: number(9),
        }]
    );
    // What the analyst said beyond what was read stays.
    assert!(casualty.span.attrs.contains_key("civilian_status"));
    assert_eq!(casualty.span.state, SpanState::Edited);
    let made = carried.edits(&target, &|_| true, &by(), &mut fresh());
    assert_eq!((made.spans, made.relations, made.incidents), (4, 1, 1));
    apply(&mut target, &made);
    let incident = target.incidents().next().unwrap();
    assert_eq!(incident.all_spans().count(), 4);
    assert_eq!(
        incident.fillers(Role::Attacked),
        [Filler::Entry("civilians".into())]
    );
    // The total of other words goes, and so does the event.
    let names: Vec<&String> = incident.attrs.keys().collect();
    assert_eq!(names, ["kind"]);
}

#[test]
fn among_words_that_are_new_the_program_says_where_the_span_ends() {
    let from = layer(
        spans("قتل سبعة مدنيين في حلب", &["casualty|سبعة مدنيين"]),
        None,
        vec![],
    );
    let to = layer(Vec::new(), None, Vec::new());
    let new = "قتل تسعة عشر مدنيا بينهم طفل في حلب";
    let schema = Schema::conflict_news();
    let place = |read: &[Span]| {
        let old = Side {
            text: "قتل سبعة مدنيين في حلب",
            layer: &from,
            read: &[],
        };
        let new = Side {
            text: new,
            layer: &to,
            read,
        };
        let carried = carry(old, new, &schema, &|_| false);
        let twin = carried.items[0].twin().unwrap();
        twin.span.range.of(new.text).unwrap().to_owned()
    };
    assert_eq!(place(&[]), "تسعة عشر مدنيا بينهم طفل");
    let read = spans(new, &["casualty|تسعة عشر مدنيا", "location|طفل"]);
    assert_eq!(place(&read), "تسعة عشر مدنيا");
}

#[test]
fn a_figure_that_nothing_reads_again_is_not_kept() {
    let target = layer(Vec::new(), None, Vec::new());
    let carried = carried(&target, &[]);
    let casualty = carried.items[0].twin().unwrap();
    assert!(!casualty.span.attrs.contains_key("count_best"));
    assert_eq!(casualty.reread.len(), 1);
    assert_eq!(casualty.reread[0].to, None);
}

#[test]
fn what_is_decided_stays_and_is_built_upon() {
    let mut own = span(NEW, "strike|قَصَفَت|kind=airstrike");
    own.id = SpanId(77);
    let mut target = layer(vec![own], None, Vec::new());
    let carried = carried(&target, &[]);
    let decided = carried.items.iter().filter(|item| item.twin().is_none());
    let fates: Vec<&Fate> = decided.map(|item| &item.fate).collect();
    assert_eq!(fates, [&Fate::Lost, &Fate::Decided(Some(SpanId(77)))]);
    let made = carried.edits(&target, &|_| true, &by(), &mut fresh());
    apply(&mut target, &made);
    let strike = target.span(SpanId(77)).unwrap();
    assert_eq!(strike.attrs["kind"], AttrValue::Text("airstrike".into()));
    assert_eq!(target.relations_of(SpanId(77)).count(), 1);
    assert_eq!(target.incidents_of(SpanId(77)).count(), 1);
    // Once more nothing is left to do.
    let again = super::carry(
        Side {
            text: OLD,
            layer: &source(),
            read: &[],
        },
        Side {
            text: NEW,
            layer: &target,
            read: &[],
        },
        &Schema::conflict_news(),
        &|_| false,
    );
    let made = again.edits(&target, &|_| true, &by(), &mut fresh());
    assert_eq!(made, Made::default());
}

#[test]
fn what_is_not_chosen_is_not_carried_and_holds_back_what_rests_on_it() {
    let target = layer(Vec::new(), None, Vec::new());
    let carried = carried(&target, &[]);
    let strike = carried
        .items
        .iter()
        .position(|item| item.from.label.as_str() == "strike");
    let made = carried.edits(&target, &|n| Some(n) != strike, &by(), &mut fresh());
    assert_eq!((made.spans, made.relations, made.incidents), (3, 0, 0));
}

#[test]
fn what_was_turned_down_is_turned_down_for_the_same_words_only() {
    let mut spans = spans(OLD, &["weapon|قصفت", "casualty|7 مدنيين"]);
    for span in &mut spans {
        span.state = SpanState::Rejected;
    }
    let from = layer(spans, None, Vec::new());
    let empty = layer(Vec::new(), None, Vec::new());
    let side = |text, layer| Side {
        text,
        layer,
        read: &[],
    };
    let schema = Schema::conflict_news();
    let carried = carry(side(OLD, &from), side(NEW, &empty), &schema, &|_| false);
    let states = carried.items.iter().map(|item| &item.fate);
    let states: Vec<&Fate> = states.collect();
    assert!(matches!(
        states[..],
        [Fate::Carried(twin)] if twin.span.state == SpanState::Rejected
    ));
}

proptest! {
    #[test]
    fn whatever_is_carried_fits_the_layer_and_the_text(
        words in proptest::collection::vec("[ابت7]{1,3}", 1..12),
        cut in proptest::collection::vec(any::<bool>(), 12),
        more in "[جح ]{0,6}",
        places in proptest::collection::vec((0usize..12, 1usize..4), 0..6),
    ) {
        let old = words.join(" ");
        let kept = words.iter().zip(&cut).filter(|(_, cut)| !**cut);
        let kept: Vec<&str> = kept.map(|(word, _)| word.as_str()).collect();
        let new = format!("{more} {}", kept.join(" "));
        let at: Vec<ByteRange> = crate::text::words::words(&old).collect();
        let spans = places.iter().enumerate().filter_map(|(n, (first, length))| {
            let start = at.get(*first)?.start();
            let end = at.get(first + length - 1).or(at.last())?.end();
            let range = ByteRange::new(start, end);
            Some(Span { id: SpanId(n as u64 + 1), range, ..span("ا", "strike|ا") })
        });
        let from = layer(spans.collect(), None, Vec::new());
        let mut target = layer(Vec::new(), None, Vec::new());
        let side = |text, layer| Side { text, layer, read: &[] };
        let schema = Schema::conflict_news();
        let carried = carry(side(&old, &from), side(&new, &target), &schema, &|_| false);
        prop_assert_eq!(carried.items.len(), from.spans().len());
        for item in &carried.items {
            if let Some(twin) = item.twin() {
                let there = twin.span.range.of(&new);
                prop_assert!(there.is_some());
                prop_assert_eq!(twin.same, there.map(said) == Some(said(&item.words)));
            }
        }
        let made = carried.edits(&target, &|_| true, &by(), &mut fresh());
        apply(&mut target, &made);
        prop_assert_eq!(target.spans().len(), made.spans);
    }
}
