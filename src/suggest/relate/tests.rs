use super::*;
use crate::suggest::{Context, suggest};

/// The relations that the program proposes in a text, of some type.
fn found(text: &str, kind: &str) -> Vec<String> {
    let lexicon = Lexicon::built_in();
    let spans = suggest(text, &Context::default(), lexicon);
    let mentions: Vec<Mention<'_>> = spans.iter().map(Mention::from).collect();
    let links = relate(text, lexicon, &mentions);
    let words = |at: usize| mentions[at].range.of(text).unwrap();
    let links = links.iter().filter(|link| link.kind == kind);
    links
        .map(|link| format!("{} > {}", words(link.from), words(link.to)))
        .collect()
}

#[test]
fn what_the_words_join_is_joined() {
    let rows = [
        (
            "perpetrator",
            "قصفت طائرات روسية مدينة إدلب.",
            "قصفت > روسية",
        ),
        (
            "perpetrator",
            "شن الطيران الروسي غارات على إدلب.",
            "غارات > الطيران الروسي",
        ),
        (
            "perpetrator",
            "نفذت 30 غارة روسية أمس.",
            "30 غارة روسية > روسية",
        ),
        (
            "perpetrator",
            "Russian aircraft bombed Idlib.",
            "bombed > Russian",
        ),
        (
            "victim_of",
            "قتل سبعة مدنيين في غارة على إدلب.",
            "سبعة مدنيين > غارة",
        ),
        (
            "victim_of",
            "قتلت الغارات سبعة أشخاص.",
            "سبعة أشخاص > الغارات",
        ),
        (
            "subset_of",
            "قتل عشرة مدنيين بينهم ثلاثة أطفال.",
            "ثلاثة أطفال > عشرة مدنيين",
        ),
        (
            "location_of",
            "وقعت غارة على إدلب. وسقطت قذائف على حلب.",
            "غارة > إدلب",
        ),
        (
            "date_of",
            "وقعت غارة على إدلب يوم الثلاثاء.",
            "غارة > يوم الثلاثاء",
        ),
        (
            "victim_faction",
            "قتل خمسة من الجيش السوري في حلب.",
            "خمسة من الجيش السوري > الجيش السوري",
        ),
        (
            "perpetrator",
            "قصف الجيش السوري مدينة درعا.",
            "قصف > الجيش السوري",
        ),
        (
            "perpetrator",
            "قتل خمسة في هجوم لتنظيم الدولة الإسلامية على الرقة.",
            "هجوم > تنظيم الدولة الإسلامية",
        ),
        (
            "perpetrator",
            "ألقت مقاتلات الجيش السوري ست قنابل على إدلب.",
            "ست قنابل > الجيش السوري",
        ),
        (
            "perpetrator",
            "تبنت حركة الشباب الهجوم في مقديشو.",
            "الهجوم > حركة الشباب",
        ),
        (
            "perpetrator",
            "وقع الانفجار في مقديشو، وقال مسؤول محملا حركة الشباب المسؤولية إنه الأعنف.",
            "الانفجار > حركة الشباب",
        ),
        (
            "perpetrator",
            "خطف مسلحو تنظيم الدولة الإسلامية ثلاثة صحفيين.",
            "ثلاثة صحفيين > مسلحو تنظيم الدولة الإسلامية",
        ),
        (
            "perpetrator",
            "The Israeli military denied striking a school in Rafah.",
            "striking > Israeli military",
        ),
        (
            "victim_of",
            "قتل ثلاثة مدنيين في غارة على إدلب وقتل أربعة في غارة على حلب.",
            "ثلاثة مدنيين > غارة",
        ),
        (
            "victim_of",
            "A strike killed three people in Rafah. Five others were wounded.",
            "three people > strike",
        ),
        (
            "location_of",
            "وفي بغداد، قتل سبعة أشخاص حين انفجرت سيارة مفخخة.",
            "انفجرت > بغداد",
        ),
        (
            "location_of",
            "بيروت (رويترز) - قصفت طائرات روسية مدينة إدلب.",
            "قصفت > مدينة إدلب",
        ),
        (
            "date_of",
            "قال الجيش السوري يوم الأربعاء إن طائرات روسية قصفت إدلب يوم الاثنين.",
            "قصفت > يوم الاثنين",
        ),
        (
            "target",
            "اقتحمت فصائل المعارضة، يوم الأحد، حي المنشية.",
            "اقتحمت > حي المنشية",
        ),
        (
            "reported_by",
            "قال نشطاء إن غارة وقعت على إدلب. وأضافوا أن خمسة أشخاص قتلوا.",
            "غارة > نشطاء",
        ),
        (
            "reported_by",
            "قتل سبعة أشخاص في غارة على إدلب، بحسب مصدر طبي.",
            "سبعة أشخاص > مصدر طبي",
        ),
    ];
    let mut wrong = Vec::new();
    for (kind, text, expected) in rows {
        let links = found(text, kind);
        if links.first().map_or("", String::as_str) != expected {
            wrong.push(format!("{kind} in {text}: {links:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_attacker_that_the_words_do_not_join_is_not_guessed() {
    let rows = [
        "أصابت طائرات مستشفى في إدلب. وقالت روسيا إنها لا تعلم.",
        "قتل سبعة في غارات على إدلب بعد أيام من زيارة وفد روسيا.",
    ];
    for text in rows {
        assert_eq!(found(text, "perpetrator"), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn who_is_accused_did_it_not_who_leads_or_only_stands_before() {
    for (text, expected) in [
        (
            "اتهم الحوثيون التحالف العربي بشن غارات على صنعاء.",
            "غارات > التحالف العربي",
        ),
        (
            "The army accused Hamas of bombing the market.",
            "bombing > Hamas",
        ),
        (
            "Washington blamed the Rwandan army for the attack on the camp.",
            "attack > Rwandan army",
        ),
        // Whose the aircraft are; whoever follows is struck.
        (
            "On Monday British warplanes bombed Houthi positions in Sanaa.",
            "bombed > British",
        ),
        ("قصف منسوب للتحالف العربي على صنعاء.", "قصف > لتحالف العربي"),
        (
            "إن طيران التحالف الدولي الذي تقوده واشنطن شن غارة على البلدة.",
            "غارة > طيران التحالف الدولي",
        ),
        ("تستجوب الشرطة الباحث الذي شن الهجوم في الجامعة.", ""),
        (
            "وقتل العشرات في غارات لمقاتلات التحالف العربي على صنعاء.",
            "غارات > التحالف العربي",
        ),
        ("داعش يباغت قوات النظام السوري بكمين قاتل.", ""),
    ] {
        let links = found(text, "perpetrator");
        assert_eq!(links.first().map_or("", String::as_str), expected, "{text}");
    }
}

#[test]
fn when_something_was_answered_is_not_when_it_happened() {
    let text = "دعت الأمم المتحدة الجمعة إلى تحقيق في غارة على البلدة.";
    assert_eq!(found(text, "date_of"), Vec::<String>::new());
}

#[test]
fn who_speaks_in_one_sentence_is_carried_to_those_that_go_on() {
    let text = "قال نشطاء إن غارة وقعت على إدلب. وأضافوا أن خمسة أشخاص قتلوا. وقتل جندي في حلب.";
    let expected = ["غارة > نشطاء", "خمسة أشخاص > نشطاء"];
    assert_eq!(found(text, "reported_by"), expected);
}

#[test]
fn each_has_its_own() {
    let text = "قتل ثلاثة مدنيين في غارة على إدلب وقتل أربعة جنود في قصف على حلب.";
    let rows = [
        ("victim_of", ["ثلاثة مدنيين > غارة", "أربعة جنود > قصف"]),
        ("location_of", ["غارة > إدلب", "قصف > حلب"]),
    ];
    for (kind, expected) in rows {
        assert_eq!(found(text, kind), expected, "{kind}");
    }
}
