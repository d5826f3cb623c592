use super::*;
use crate::lexicon::Lexicon;
use crate::suggest::relate::relate;
use crate::suggest::{AttrsOf, suggest};
use crate::text::offset::ByteRange;

/// The incidents of a text, a line each: kind, who to whom, triggers, victims, what is marked.
fn told(text: &str, published: &str) -> Vec<String> {
    let lexicon = Lexicon::built_in();
    let context = Context {
        published: published.parse().ok(),
        country: None,
    };
    let spans = suggest(text, &context, lexicon);
    let mentions: Vec<Mention<'_>> = spans.iter().map(Mention::from).collect();
    let links = relate(text, lexicon, &mentions);
    let ties: Vec<Tie<'_>> = links.iter().map(Tie::from).collect();
    let frames = frames(text, &context, lexicon, &mentions, &ties);
    let shown = frames.iter().map(|frame| {
        let part = |part: &Part| match part {
            Part::Entry(id) => (*id).to_owned(),
            Part::Mention(at) => {
                let id = spans[*at].attrs.get("canonical_id");
                let id = id.and_then(AttrValue::as_text);
                id.unwrap_or(mentions[*at].range.of(text).unwrap())
                    .to_owned()
            }
        };
        let list = |role: Role| {
            let parts = frame.parts(role).iter().map(part);
            parts.collect::<Vec<_>>().join("+")
        };
        let mut line = format!(
            "{}: {} > {}; {}; {}",
            frame.kind(),
            list(Role::Attacker),
            list(Role::Attacked),
            list(Role::Trigger),
            list(Role::Casualty)
        );
        for (name, usual) in [("realis", "actual"), ("episode", "current")] {
            let said = frame.attrs[name].as_text().unwrap();
            if said != usual {
                line = format!("{line}; {said}");
            }
        }
        if let Some(day) = frame.attrs.get("date_start").and_then(AttrValue::as_text) {
            line = format!("{line}; {day}");
        }
        line
    });
    shown.collect()
}

fn check(rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let found = told(text, "2018-03-10");
        if found != *expected {
            wrong.push(format!("{text}\n  {}", found.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_trigger_gathers_what_relates_to_it() {
    check(&[
        (
            "قتل سبعة مدنيين بينهم ثلاثة أطفال في غارة روسية على إدلب يوم الخميس.",
            &["airstrike: russia > civilians; غارة روسية; سبعة مدنيين+ثلاثة أطفال; 2018-03-08"],
        ),
        (
            "قصفت طائرات روسية مناطق تسيطر عليها المعارضة في مدينة درعا.",
            &["airstrike: russia > syr_opposition; قصفت; "],
        ),
        (
            "Russian aircraft bombed a hospital in Idlib, killing four medics.",
            &["airstrike: russia > civilians; bombed; four medics"],
        ),
    ]);
}

#[test]
fn another_kind_attacker_place_or_day_is_another_incident() {
    check(&[
        (
            "قتل ثلاثة مدنيين في غارة على إدلب. وقتل أربعة في غارة على حلب.",
            &[
                "airstrike:  > civilians; غارة; ثلاثة مدنيين",
                "airstrike:  > ; غارة; أربعة",
            ],
        ),
        (
            "وقعت غارة روسية على إدلب يوم الخميس. ووقعت غارة روسية على إدلب يوم الجمعة.",
            &[
                "airstrike: russia > ; غارة روسية; ; 2018-03-08",
                "airstrike: russia > ; غارة روسية; ; 2018-03-09",
            ],
        ),
        (
            "اندلعت اشتباكات في حلب. وقصفت طائرات روسية المدينة.",
            &[
                "armed_clash:  > ; اشتباكات; ",
                "airstrike: russia > ; قصفت; ",
            ],
        ),
    ]);
}

#[test]
fn what_is_told_again_is_one_incident_and_nobody_is_counted_twice() {
    check(&[
        (
            "مقتل سبعة مدنيين في غارة على إدلب\nقتل سبعة مدنيين في قصف جوي على مدينة إدلب أمس.",
            &["airstrike:  > civilians; غارة+قصف جوي; سبعة مدنيين; 2018-03-09"],
        ),
        (
            "وقعت غارة روسية على إدلب. وقال سكان إن الهجوم دمر منازل.",
            &["airstrike: russia > civilians; غارة روسية+الهجوم; "],
        ),
    ]);
}

#[test]
fn an_army_is_that_of_its_state_and_a_hospital_is_in_its_town() {
    check(&[
        (
            "القوات السورية تقصف حلب\nقصف سلاح الجو السوري حلب أمس.",
            &["airstrike: syr_army+syr_airforce > ; تقصف+قصف; ; 2018-03-09"],
        ),
        (
            "قتل سبعة مدنيين في غارة على صنعاء أمس. وقتل سبعة مدنيين في غارة أمام مستشفى السلام.",
            &["airstrike:  > civilians; غارة+غارة; سبعة مدنيين; 2018-03-09"],
        ),
    ]);
}

#[test]
fn what_is_only_mentioned_or_usual_is_no_incident() {
    check(&[
        ("نددت الوزارة بالهجمات بعد الحرب.", &[]),
        ("عادة ما يشن الجيش غارات على البلدة.", &[]),
        (
            "وقعت غارات على البلدة في السنوات الأخيرة.",
            &["airstrike:  > ; غارات; ; background"],
        ),
        (
            "قتل سبعة مدنيين في غارة على إدلب. وأكد مدير المستشفى مقتل ثلاثة أشخاص.",
            &["airstrike:  > civilians; غارة+ثلاثة أشخاص; سبعة مدنيين"],
        ),
        (
            "قتل سبعة مدنيين في غارة على إدلب. وفي سياق آخر قتل ثلاثة أشخاص.",
            &[
                "airstrike:  > civilians; غارة; سبعة مدنيين",
                "attack_unspecified:  > ; ثلاثة أشخاص; ثلاثة أشخاص",
            ],
        ),
    ]);
}

#[test]
fn victims_without_a_strike_are_an_incident_too() {
    check(&[
        (
            "قتل أربعة جنود برصاص مسلحين في حلب.",
            &["attack_unspecified:  > ; أربعة جنود; أربعة جنود"],
        ),
        (
            "خطف مسلحون ثلاثة صحفيين في حلب.",
            &["abduction: gen_militants > civilians; ثلاثة صحفيين; ثلاثة صحفيين"],
        ),
    ]);
}

#[test]
fn what_is_long_ago_or_not_real_is_marked() {
    check(&[(
        "قصفت طائرات روسية إدلب. وكانت غارة قد قتلت عشرة مدنيين في حلب عام 2015.",
        &[
            "airstrike: russia > ; قصفت; ",
            "airstrike:  > civilians; غارة; عشرة مدنيين; background; 2015",
        ],
    )]);
}

#[test]
fn an_analyst_may_say_that_two_are_one() {
    let text = "غارة على إدلب. ثم غارة";
    let attrs = BTreeMap::new();
    let mention = |word: (usize, &str)| Mention {
        range: ByteRange::new(word.0, word.0 + word.1.len()),
        label: "strike",
        trigger: None,
        attrs: AttrsOf::Span(&attrs),
    };
    let mentions: Vec<_> = text.match_indices("غارة").map(mention).collect();
    let told = |ties: &[Tie<'_>]| {
        let context = Context::default();
        frames(text, &context, Lexicon::built_in(), &mentions, ties).len()
    };
    let apart = Tie {
        kind: "location_of",
        from: 1,
        to: 0,
    };
    let same = Tie {
        kind: "same_as",
        ..apart
    };
    assert_eq!((told(&[apart]), told(&[same])), (1, 1));
}
