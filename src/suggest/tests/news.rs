//! How agencies and monitors write: the constructs that news brings again and again.

use super::{casualties, check, kinds};

#[test]
fn who_says_it() {
    for drawn in [
        // The verb between according and the source, and whom he told it, are no part of it.
        "قتل رجل وفق ما أفاد [شهود|SOURCE].",
        "قتل رجل، حسبما ذكرت [مصادر طبية|SOURCE].",
        "وفق ما أفادت به [مصادر محلية|SOURCE]، الطريق مغلق.",
        "قال [طبيب|SOURCE] ل[رويترز|SOURCE] إن الطريق مغلق.",
        // A medium and its name in quotation marks.
        "ونقلت [صحيفة \"الوادي\" اليمنية|SOURCE] الخبر.",
        "وأعلن [أحد السكان ويدعى سلامة|SOURCE] أن الطريق مغلق.",
        // A name with its office, a rank with its name.
        "وقال [خالد الحربي المتحدث باسم الوزارة|SOURCE]، إن الطريق مغلق.",
        "وقال [المتحدث باسم الجيش العميد سالم الحربي|SOURCE] إن الطريق مغلق.",
        "وأفاد [مصدر طبي في مستشفى النو|SOURCE] بأن الجرحى كثيرون.",
        "وأكدت [السلطات الموالية لروسيا|SOURCE] أن الطريق مغلق.",
        // What is spoken of is nobody.
        "كشف عن هوياتهم في بيان.",
        "وأضاف أمام البرلمان أن الطريق مغلق.",
        "أعلن العام الماضي أنه سيعود.",
        "according to [local activists|SOURCE], the road was closed.",
        "\"We ran,\" [Selim Karam|SOURCE] said.",
        "The road was closed, said [Hassan Omar, a doctor in the town|SOURCE].",
        "[A Pentagon spokesman|SOURCE] said the road was closed.",
    ] {
        check("source", drawn);
    }
}

#[test]
fn what_was_struck() {
    for drawn in [
        "استهدفت الغارة [كنائس|TARGET] في البلدة.",
        "هاجم مسلحون [مكتب رئاسة الجمهورية|TARGET] في المدينة.",
        "هاجم مسلحون [مكتب الإدارة التعليمية|TARGET] شرقا.",
        "استهدف القصف ظهر الاثنين [مسجدا|TARGET] في البلدة.",
        "قتل رجل في قصف الاحتلال [خيمة للنازحين|TARGET] ليلا.",
        "تعرض [المستشفى|TARGET] لقصف مدفعي.",
        "دمر القصف [عشرات المنازل|TARGET] أمس.",
        "أصابت القذائف [مدرسة|TARGET] تديرها الوكالة.",
        "قصف الجيش ثم نشر البيان على مواقع إلكترونية.",
        "An airstrike on a [school|TARGET] in the town killed two people.",
    ] {
        check("target", drawn);
    }
}

#[test]
fn who_fights() {
    for drawn in [
        "انسحبت [قوات موالية ل[لحكومة السورية|FACTION]|FACTION] بعد المعركة.",
        "قال شهود إن [الجماعة|FACTION] مرتبطة بنزاع قديم.",
        "دعمت أنقرة [معارضين مسلحين|FACTION] قرب الحدود.",
        "تصنفها مجموعة \"إرهابية\" منذ سنوات.",
        "استنفرت [ميليشيا الحوثي|FACTION] [عناصرها|FACTION] بعد القصف.",
        "The [Israeli military|FACTION] shelled the town.",
        "The siege by [al-Shabab gunmen|FACTION] ended.",
    ] {
        let drawn = drawn.replace("[الجماعة|FACTION] مرتبطة", "الجماعة مرتبطة");
        let drawn = drawn.replace("دعمت أنقرة", "دعمت [أنقرة|FACTION]");
        check("faction", &drawn);
    }
}

#[test]
fn how_many_were_harmed() {
    let rows: [(&str, &[&str]); 12] = [
        (
            "سقط نحو 60 شخصا بين قتيل وجريح في القصف.",
            &["نحو 60 شخصا بين قتيل وجريح>casualty_unspecified,60,60,60,approx"],
        ),
        (
            "راح ضحية القصف 14 شخصا، معظمهم من النساء والأطفال.",
            &["14 شخصا>killed,14,14,14,exact"],
        ),
        (
            "غير أن عدد القتلى ارتفع إلى نحو 30 شخصا بينهم ستة أطفال.",
            &[
                // Those of the total are known to the reader: too little to be shown.
                "القتلى>killed,-,-,-,vague",
                "نحو 30 شخصا>killed,30,30,30,approx",
                "ستة أطفال>killed,6,6,6,exact",
            ],
        ),
        (
            "ارتفع عدد القتلى إلى 45 شخصا.",
            &["45 شخصا>killed,45,45,45,exact"],
        ),
        (
            "أصيب 11 شخصا بينهم ثلاث نساء، إضافة إلى مسعفين اثنين.",
            &[
                "11 شخصا>injured,11,11,11,exact",
                "ثلاث نساء>injured,3,3,3,exact",
                "مسعفين اثنين>injured,2,2,2,exact",
            ],
        ),
        (
            "قتلت غارة بطائرة مسيرة قياديا في حزب الله.",
            &["قياديا في حزب الله>killed,1,1,1,exact"],
        ),
        (
            "اغتال مجهولون القاضي سعيد الحكيمي أمام منزله.",
            &["القاضي سعيد الحكيمي>killed,1,1,1,exact"],
        ),
        // Whom no table knows is counted all the same.
        (
            "أفادت مصادر بمقتل 3 خبراء من حزب الله في غارة.",
            &["3 خبراء من حزب الله>killed,3,3,3,exact"],
        ),
        ("وقع القصف وسقطت قذيفة داخل مستوطنة.", &[]),
        (
            "The death toll from the car bombing in Mogadishu rose to 38.",
            &["38>killed,38,38,38,exact"],
        ),
        (
            "The attack claimed the lives of six peacekeepers.",
            &["six peacekeepers>killed,6,6,6,exact"],
        ),
        (
            "The shelling wounded a 12-year-old girl.",
            &["a 12-year-old girl>injured,1,1,1,exact"],
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(casualties(text), expected, "{text}");
    }
}

#[test]
fn what_struck() {
    for (text, expected) in [
        (
            "قصفت القوات المبنى من الجو.",
            &["قصفت>airstrike"] as &[&str],
        ),
        (
            "شن التحالف ضربات جوية وصاروخية على صعدة.",
            &["ضربات جوية وصاروخية>airstrike"],
        ),
        // Only men are thrown back.
        ("صدت القوات هجوما على البلدة وقتلت جنديا.", &[]),
        ("استخدم أحد الهجومين سيارة مفخخة.", &["الهجومين>vbied"]),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}
