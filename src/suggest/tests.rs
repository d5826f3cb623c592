//! Sentences with the spans drawn in.

use super::*;
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
    let text: String = {
        let mut text = String::new();
        let mut rest = drawn;
        while let Some((before, after)) = rest.split_once('[') {
            let (inside, after) = after.split_once(']').unwrap();
            text.push_str(before);
            text.push_str(inside.split_once('|').unwrap().0);
            rest = after;
        }
        text + rest
    };
    let mut found = text.clone();
    for s in all(&text).iter().rev().filter(|s| s.label == label) {
        found.insert_str(s.range.end().get(), &format!("|{}]", label.to_uppercase()));
        found.insert(s.range.start().get(), '[');
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
fn strikes() {
    check(
        "strike",
        "شنت الطائرات [ما لا يقل عن 30 غارة روسية|STRIKE] على المدينة.",
    );
    check("strike", "[القصف الجوي الروسي|STRIKE] مستمر.");
    check("strike", "أطلقت عليها اسم الموت ولا المذلة.");
    check("strike", "تعرض الموقع لهجوم إلكتروني.");
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
    let rows: [(&str, &[&str]); 9] = [
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
    assert_eq!(date.attrs["iso"], AttrValue::Text("2017-02-12".into()));
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
