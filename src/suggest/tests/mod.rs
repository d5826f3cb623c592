//! Sentences with the spans drawn in.

mod english;
mod news;
mod unseen;

use super::*;
use crate::model::span::AttrValue;
use crate::text::fold::fold;

fn all(text: &str) -> Vec<Suggestion> {
    let context = Context {
        published: Some("2017-02-14".parse().unwrap()),
        country: Some("SY".into()),
    };
    suggest(text, &context, Lexicon::built_in())
}

/// Checks the spans of one label: they are written `[words|LABEL]` and must be all there are.
fn check(label: &str, drawn: &str) {
    let mark = format!("|{}]", label.to_uppercase());
    let text = drawn.replace('[', "").replace(&mark, "");
    // A closing bracket goes before the openings at the same place.
    let mut edges: Vec<(usize, u8, &str)> = Vec::new();
    for s in all(&text)
        .iter()
        .filter(|s| s.label == label && s.confidence >= threshold(label))
    {
        edges.push((s.range.start().get(), 1, "["));
        edges.push((s.range.end().get(), 0, &mark));
    }
    edges.sort();
    let mut found = text.clone();
    for (at, _, edge) in edges.into_iter().rev() {
        found.insert_str(at, edge);
    }
    assert_eq!(found, drawn);
}

#[test]
fn parties() {
    check(
        "faction",
        "أعلن [الجيش السوري الحر|FACTION] أن [النظام|FACTION] انسحب.",
    );
    check("faction", "قال [مقاتلون من المعارضة|FACTION] إنهم انسحبوا.");
    check("faction", "تدخلت [روسيا|FACTION] في سوريا.");
    check("faction", "قصف [روسي|FACTION] على المدينة.");
}

#[test]
fn parties_by_grammar() {
    for drawn in [
        // An army and its nation, a unit and its number.
        "وصلت [القوات الأوغندية|FACTION] إلى البلدة.",
        "هاجمت [الكتيبة 276 مشاة|FACTION] الموقع.",
        // Armed men by an adjective, a group by its name in quotation marks.
        "اشتبك الجيران مع [جماعات متشددة|FACTION] قرب النهر.",
        "أعلن [لواء \"نسور الوادي\"|FACTION] انسحابه.",
        "انسحبت [كتيبة شهداء الوادي|FACTION] بعد المعركة.",
        // A noun or a pronoun takes up who was named.
        "أعلنت [حركة أحرار الشام|FACTION] هدنة. وقالت [الحركة|FACTION] إن [قواتها|FACTION] باقية.",
        // A party in the phrase of another one.
        "هاجم [فصيل تابع ل[تنظيم القاعدة|FACTION]|FACTION] الحاجز.",
        // A nation after a common noun belongs to it; where a weapon was made is nobody's part.
        "انسحب [جيش الاحتلال الإسرائيلي|FACTION] وقصفت [المقاومة اللبنانية|FACTION] الموقع.",
        "هجوم بمسيرات إيرانية الصنع على الميناء.",
        // A noun's gender says whose forces are meant.
        "قالت [القوات التركية|FACTION] إن [حزب العمال الكردستاني|FACTION] هاجم [قواتها|FACTION].",
        // A channel, a club, a crowd's enthusiasm.
        "نقلت قناة حماس خبرا.",
        "فاز نادي الجيش بالكأس.",
    ] {
        check("faction", drawn);
    }
}

#[test]
fn states_are_parties_where_they_act() {
    for drawn in [
        "قصفت [إسرائيل|FACTION] الموقع.",
        "اتهمت [واشنطن|FACTION] و[لندن|FACTION] الجماعة.",
        "عقد الاجتماع في موسكو.",
        "وقع تفجير كابل صباحا.",
        "ميليشيات مدعومة من [إيران|FACTION] هاجمت القاعدة.",
    ] {
        let drawn = drawn.replace(
            "ميليشيات مدعومة من [إيران|FACTION]",
            "[ميليشيات مدعومة من [إيران|FACTION]|FACTION]",
        );
        check("faction", &drawn);
    }
}

#[test]
fn places_by_grammar() {
    for drawn in [
        "سقطت قذيفة على [قرية زعفرانة|LOCATION] فجرا.",
        "في [معبر نصيب مع [الأردن|LOCATION]|LOCATION] زحام.",
        "وصلوا إلى [مدينة درعا السورية|LOCATION] ليلا.",
        "تقدموا في [شرق وغرب المدينة|LOCATION] ليلا.",
        "أصيب بالرصاص الحي.",
        "قصف على [العاصمة الليبية طرابلس|LOCATION] ليلا.",
        "في 21 آب قتل رجل.",
    ] {
        check("location", drawn);
    }
}

#[test]
fn sources_by_grammar() {
    for drawn in [
        "قال [مصدر في وزارة الدفاع|SOURCE] إن الهدنة صامدة.",
        "[نشطاء|SOURCE]: الطرق مغلقة.",
        "وقال [مسؤول محلي|SOURCE] إن الطريق مفتوح.",
        "قال [مصدر بوزارة الداخلية|SOURCE] إن الهدنة صامدة.",
        "ذكر [طبيب في مستشفى السبعين|SOURCE] بصنعاء أن المصابين كثيرون.",
        "قال [العميد سالم الحربي، المتحدث باسم الشرطة|SOURCE]، إن الطريق مفتوح.",
        "قال [المتحدث باسم الوزارة، خالد الحربي|SOURCE]، إن الطريق مفتوح.",
        "قال [المتحدث باسم الوزارة، فوزي أونيس|SOURCE]، إن الطريق مفتوح.",
        "قال [مصدر أمني|SOURCE] طلب عدم الكشف عن اسمه إن الطريق مفتوح.",
        // Nobody is in a statement, and whom he accuses does not speak.
        "قالت [وزارة الصحة|SOURCE] في بيان إن الطرق مغلقة.",
        "واتهم [رئيس الوزراء|SOURCE] أحزابا كثيرة بالكذب.",
        "بيروت ([رويترز|SOURCE]) - أغلقت الطرق.",
        "لكن [مسؤولا محليا|SOURCE] قال إن الطريق مفتوح.",
        "أكد [شاهد عيان|SOURCE] من البلدة الخبر.",
        "ودعت [الرئاسة|SOURCE] المجتمع الدولي إلى التدخل.",
        "وثقت 658 حالة.",
        "[Health officials|SOURCE] said the road was closed.",
    ] {
        check("source", drawn);
    }
}

#[test]
fn what_is_struck() {
    for drawn in [
        "قصفت الطائرات [مستشفى ميدانيا|TARGET] في البلدة.",
        "شنت غارات على [مواقع لتنظيم الدولة|TARGET] شرقا.",
        "سقطت القذيفة قرب مدرسة.",
        // Who blows himself up does so at what he means to strike.
        "فجر انتحاري نفسه وسط [مصلين|TARGET] في المدينة.",
        "ألحق القصف أضرارا مادية في [كنيسة قديمة|TARGET].",
        "استهدف القصف [مستشفى النصر|TARGET] بقذائف كثيرة.",
    ] {
        check("target", drawn);
    }
}

#[test]
fn what_is_no_strike() {
    for drawn in [
        "لم تغير الشركة خططها بعد الحرب.",
        "وصفته الصحف بأنه أفضل جندي في الجيش.",
        "خطة تستهدف تحقيق نمو كبير رغم الحرب.",
        "أطلقت الشرطة قنابل الغاز على المحتجين أمام مقر الجيش.",
        "يدعو الحزب إلى تصفية الحسابات بعد الحرب.",
    ] {
        check("strike", drawn);
    }
}

#[test]
fn strikes() {
    check(
        "strike",
        "شنت الطائرات [ما لا يقل عن 30 غارة روسية|STRIKE] على المدينة.",
    );
    check("strike", "[القصف الجوي الروسي|STRIKE] مستمر.");
    check("strike", "أطلقت عليها اسم الموت ولا المذلة.");
    check("strike", "تعرض الموقع لهجوم إلكتروني.");
}

/// The strikes of a text with their kinds.
fn kinds(text: &str) -> Vec<String> {
    let found = all(text);
    let of = found
        .iter()
        .filter(|s| s.label == "strike" && s.confidence >= threshold("strike"));
    of.map(|s| match s.attrs.get("kind") {
        Some(AttrValue::Text(kind)) => format!("{}>{kind}", s.range.of(text).unwrap()),
        _ => panic!("{text}"),
    })
    .collect()
}

#[test]
fn strikes_with_their_kinds() {
    let rows: [(&str, &[&str]); 9] = [
        // What flies says more than what it drops.
        (
            "أطلقت مروحية للجيش صاروخا على المنزل.",
            &["صاروخا>airstrike"],
        ),
        (
            "قتل في غارة نفذتها طائرة مسيرة قرب البلدة.",
            &["غارة>drone_strike"],
        ),
        ("قصف التحالف الدولي مواقع التنظيم.", &["قصف>airstrike"]),
        // Nobody shells with a mine, nor does a hand grenade fall from the sky.
        (
            "قصفت القوات البلدة بعد انفجار عبوة ناسفة.",
            &["قصفت>shelling_unspecified", "انفجار عبوة ناسفة>ied"],
        ),
        (
            "هاجم مسلحون الحاجز بقنابل يدوية.",
            &["هاجم>attack_unspecified"],
        ),
        // A headline says in short what follows.
        (
            "ضربات على مواقع الحوثيين\n\nشن التحالف غارات على صعدة.",
            &["ضربات>airstrike", "غارات>airstrike"],
        ),
        (
            "هزت المدينة ثمانية انفجارات على الأقل بعد القصف.",
            &[
                "ثمانية انفجارات على الأقل>explosion",
                "القصف>shelling_unspecified",
            ],
        ),
        ("تعرض المستشفى لقصف مدفعي.", &["قصف مدفعي>artillery"]),
        ("انفجرت السيارتان قرب الحاجز.", &["انفجرت>vbied"]),
    ];
    for (text, expected) in rows {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

fn casualties(text: &str) -> Vec<String> {
    let shown = |s: &Suggestion, name: &str| match s.attrs.get(name) {
        Some(AttrValue::Number(number)) => number.to_string(),
        Some(AttrValue::Text(text)) => text.clone(),
        _ => "-".into(),
    };
    let found = all(text);
    let of = found.iter().filter(|s| s.label == "casualty");
    of.map(|s| {
        let words = s.range.of(text).unwrap();
        let parts = [
            "effect",
            "count_low",
            "count_best",
            "count_high",
            "qualifier",
        ];
        let values: Vec<String> = parts.iter().map(|name| shown(s, name)).collect();
        format!("{words}>{}", values.join(","))
    })
    .collect()
}

#[test]
fn casualties_with_their_numbers() {
    let rows: [(&str, &[&str]); 33] = [
        (
            "إن الغارات قتلت سبعة على الأقل من أعضاء أسرة واحدة.",
            &["سبعة على الأقل من أعضاء أسرة واحدة>killed,7,7,-,at_least"],
        ),
        (
            "قتل 7 مدنيين بينهم 3 أطفال في قصف جوي على مدينة إدلب.",
            &["7 مدنيين>killed,7,7,7,exact", "3 أطفال>killed,3,3,3,exact"],
        ),
        (
            "ارتفعت حصيلة القصف إلى 45 قتيلا و120 جريحا.",
            &[
                "45 قتيلا>killed,45,45,45,exact",
                "120 جريحا>injured,120,120,120,exact",
            ],
        ),
        (
            "أسفرت الغارات عن مقتل 12 شخصا وإصابة أكثر من 30 بجروح.",
            &[
                "12 شخصا>killed,12,12,12,exact",
                "أكثر من 30>injured,31,31,-,more_than",
            ],
        ),
        ("مقتل جندي في الهجوم.", &["جندي>killed,1,1,1,exact"]),
        ("قتل جنديان في انفجار.", &["جنديان>killed,2,2,2,exact"]),
        (
            "سقوط قتلى وجرحى.",
            &["قتلى>killed,-,-,-,vague", "جرحى>injured,-,-,-,vague"],
        ),
        ("انسحبت القوات في عام 2016 من 12 قرية.", &[]),
        // The verb comes last, a remark or an adjective before it.
        (
            "قال الطبيب إن تسعة مدنيين بينهم طفلان قتلوا في الغارة.",
            &["تسعة مدنيين>killed,9,9,9,exact", "طفلان>killed,2,2,2,exact"],
        ),
        (
            "قال ضابط إن أربعة مقاتلين موالين لحركة طالبان قتلوا في كمين.",
            &["أربعة مقاتلين>killed,4,4,4,exact"],
        ),
        (
            "قال المدير إن 11 سجينا وثلاثة حراس قتلوا في القصف.",
            &[
                "11 سجينا>killed,11,11,11,exact",
                "ثلاثة حراس>killed,3,3,3,exact",
            ],
        ),
        // A pair of verbs has a victim before it and others after it.
        (
            "أفاد المصدر بأن شرطيا قتل وأصيب ستة آخرون في انفجار عبوة.",
            &["شرطيا>killed,1,1,1,exact", "ستة آخرون>injured,6,6,6,exact"],
        ),
        // One number for the dead and the injured.
        (
            "سقط 30 قتيلا وجريحا في القصف.",
            &["30 قتيلا وجريحا>casualty_unspecified,30,30,30,exact"],
        ),
        // A pronoun makes a noun definite, and the number after it its own.
        (
            "مقتل أم وأطفالها الثلاثة في غارة.",
            &["أم>killed,1,1,1,exact", "أطفالها الثلاثة>killed,3,3,3,exact"],
        ),
        (
            "مقتل عشرة من أتباعه في غارة.",
            &["عشرة من أتباعه>killed,10,10,10,exact"],
        ),
        (
            "استشهاد الشاب \"سامر خليل\" برصاص الجنود.",
            &["الشاب \"سامر خليل\">killed,1,1,1,exact"],
        ),
        (
            "لقي عراقيان مصرعهما وأصيب صبيان في القصف.",
            &["عراقيان>killed,2,2,2,exact", "صبيان>injured,2,2,2,exact"],
        ),
        (
            "قالت القناة إن ثلاث طالبات قتلن في القصف.",
            &["ثلاث طالبات>killed,3,3,3,exact"],
        ),
        (
            "أضاف الشهود أن خمس نساء تم اختطافهن من القرية.",
            &["خمس نساء>abducted,5,5,5,exact"],
        ),
        (
            "إن الحرب في سوريا أودت بحياة ألف شخص.",
            &["ألف شخص>killed,1000,1000,1000,exact"],
        ),
        // Much is said of those who did it before those whom it befell.
        (
            "اختطف مسلحون من جماعة متشددة في الولاية 40 طفلا.",
            &["40 طفلا>abducted,40,40,40,exact"],
        ),
        // A day is none of the words between.
        (
            "استشهد مساء أمس الجمعة، طبيب برصاص الجنود.",
            &["طبيب>killed,1,1,1,exact"],
        ),
        // Who is a member of a party is a casualty, the party in it has its name.
        (
            "قتل عنصر من حزب الله في الغارة.",
            &["عنصر من حزب الله>killed,1,1,1,exact"],
        ),
        (
            "مقتل القيادي في حركة طالبان برصاص الشرطة.",
            &["القيادي في حركة طالبان>killed,1,1,1,exact"],
        ),
        (
            "اغتيال سعيد النجار في منزله.",
            &["سعيد النجار>killed,1,1,1,exact"],
        ),
        // One or the other befell each of some.
        (
            "أوقعوا القوة بين قتيل وجريح.",
            &["قتيل>killed,-,-,-,vague", "جريح>injured,-,-,-,vague"],
        ),
        (
            "سقط بين قتيل وجريح 12 جنديا.",
            &["12 جنديا>casualty_unspecified,12,12,12,exact"],
        ),
        // What an army loses.
        (
            "بلغت خسائر القوات نحو 80 عسكريا.",
            &["نحو 80 عسكريا>casualty_unspecified,80,80,80,approx"],
        ),
        (
            "فقد الجيش 40 جنديا وفقد سبعة آخرون.",
            &[
                "40 جنديا>casualty_unspecified,40,40,40,exact",
                "سبعة آخرون>missing,7,7,7,exact",
            ],
        ),
        (
            "قتل 30 شخصا، هم عشرة جنود و20 مدنيا.",
            &[
                "30 شخصا>killed,30,30,30,exact",
                "عشرة جنود>killed,10,10,10,exact",
                "20 مدنيا>killed,20,20,20,exact",
            ],
        ),
        // Neither the second hand nor the name of a rifle is somebody.
        (
            "من ناحية ثانية قتل ضابط سابق في غارة.",
            &["ضابط سابق>killed,1,1,1,exact"],
        ),
        ("أطلقوا النار من بنادق إيه كيه-47 قتلوا بها.", &[]),
        (
            "At least 12 people were killed.",
            &["At least 12 people>killed,12,12,-,at_least"],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(casualties(text), expected, "{text}");
    }
}

#[test]
fn places_and_days() {
    check(
        "location",
        "في [مدينة درعا|LOCATION] وفي [حي المنشية|LOCATION].",
    );
    check("date", "قصفت الطائرات [يوم الأحد|DATE] المدينة.");
    let found = all("قصفت الطائرات يوم الأحد المدينة");
    let date = found.iter().find(|s| s.label == "date").unwrap();
    assert_eq!(
        date.attrs.get("iso"),
        Some(&AttrValue::Text("2017-02-12".into()))
    );
}

#[test]
fn proposals_never_cross_nor_double_and_lie_on_graphemes() {
    use proptest::prelude::*;
    let words = "قتل قُتِلَ سبعة 7 على الأقل من المدنيين غارة روسية الجيش السوري في درعا ، . بينهم أطفال وقال مصدر \n 2017 شباط";
    let words: Vec<&str> = words.split(' ').collect();
    proptest!(|(picked in proptest::collection::vec(0..words.len(), 0..24))| {
        let text: Vec<&str> = picked.iter().map(|n| words[*n]).collect();
        let text = text.join(" ");
        let found = all(&text);
        for (n, a) in found.iter().enumerate() {
            prop_assert!(a.range.of(&text).is_some_and(|words| !words.is_empty()));
            for b in &found[..n] {
                prop_assert!(a.range != b.range && !a.range.crosses(b.range));
            }
        }
        let _ = fold(&text);
    });
}
