//! What articles of other years, countries and agencies taught: each sentence stands for a class
//! of misses and false alarms that reading them showed.

use super::{casualties, check, kinds};

#[test]
fn who_says_it() {
    for drawn in [
        // According has its preposition written onto the name.
        "وفقا ل[سالم النمري|SOURCE]، الطريق مغلق.",
        // A name may begin like a preposition; how something is said is no name.
        "وقال [بارلو|SOURCE] إن الطريق مغلق.",
        "وقال بوضوح إن الطريق مغلق.",
        // He stresses that, he points to it.
        "وشدد [النمري|SOURCE] على أن الطريق مغلق.",
        "كما أشار [النمري|SOURCE] إلى أن الطريق مغلق.",
        // An office may be in construct, after a name.
        "قال [سالم النمري مدير خدمة الإسعاف|SOURCE] إن الطريق مغلق.",
        // Whom he accuses does not speak.
        "واتهم [النمري|SOURCE] الحوثيين بإغلاق الطريق.",
        "واتهم [النمري|SOURCE] حزب الله بإغلاق الطريق.",
        // Who only says needs no that; علي is a man where it is written so.
        "وقال [حسن عثمان|SOURCE] خلال مؤتمر: الطريق مغلق.",
        "وأعلن [حسن علي المتحدث باسم الوزارة|SOURCE]، أن الطريق مغلق.",
        // A preposition before a noun makes no verb; a quotation mark no name.
        "نددوا بنقل السفارة الأمريكية إلى المدينة.",
        "وصفت بـ\"النقلة الكبرى\".",
        "وأورد [التلفزيون الرسمي السوري|SOURCE] الخبر.",
        // In English: a country's ministry, a party that claims.
        "[Moscow's defence ministry|SOURCE] said the road was closed.",
        "Islamic State claimed the attack.",
        "[Medics|SOURCE] said 12 people died.",
        // What is confirmed is no name; whoever is told is none.
        "معلومات تؤكد مبدئيا استخدام أسلحة كيماوية في البلدة.",
        "عندما يقول لك أن تبدأ.",
        // So, both of them, after it.
        "وقالت [مصادر أمنية|SOURCE] فإن الطريق مغلق.",
        "وقال [متحدث باسم الحكومة|SOURCE] إنهما كانا في الطريق.",
        "وصرحت بعدها أن الطريق مغلق.",
        // She was carried there.
        "نقلت امرأة ثالثة إلى المستشفى بعد القصف.",
        "وأكد [البيان|SOURCE] استمرار المهام في البلدة.",
        "ذكرت [وسائل الإعلام السورية الرسمية|SOURCE] أن الطريق مغلق.",
    ] {
        check("source", drawn);
    }
}

#[test]
fn where_it_is() {
    for drawn in [
        // Adjectives that are towns elsewhere.
        "نقلوا الحالات الطبية الحرجة عبر المناطق الجبلية.",
        "كانت سفيرة سابقة لدى المنظمة.",
        // A nation describes a noun.
        "أعلنت وكالة الأنباء السعودية الخبر.",
        "استهدفت الغارة مواقع سورية.",
        "وصلت المساعدات من [سورية|LOCATION] أمس.",
    ] {
        let drawn = drawn.replace("المناطق الجبلية", "[المناطق الجبلية|LOCATION]");
        check("location", &drawn);
    }
}

#[test]
fn who_fights() {
    for drawn in [
        // Adjectives are no party, nor do they own one.
        "[إسرائيل|FACTION] أسقطت طائرة مسلحة وطائرة مقاتلة.",
        "تهدد الهجمات الملاحة البحرية في المضيق.",
        "اجتمع مع القادة العسكريين في القصر.",
        "وأفادت شبكة \"الوادي\" بإغلاق الطريق. بدأ السكان تنظيم \"مسيرات العودة\" أمس.",
        // The army that was named, not that of the country.
        "أعلن [الجيش الأميركي|FACTION] هدنة. وقال [الجيش|FACTION] إن الطريق مغلق.",
        // Forces are those that were called so before; an army's are its own.
        "أعلنت [قوات سوريا الديمقراطية|FACTION] هدنة. وقالت [القوات|FACTION] إن الطريق مغلق.",
        // A noun governs the name; guns against aircraft are no air force.
        "قتل جندي بيد [ميليشيات بوكو حرام|FACTION] في المدينة.",
        "أصيبت الكتيبة المضادة للطيران في القصف.",
        // Who is loyal to a party is not the one that was named; fighters have a nation.
        "أطلق [مقاتلون فلسطينيون|FACTION] صواريخ على القاعدة.",
        "أعلن [الجيش الفلبيني|FACTION] أن [قواته|FACTION] استعادت البلدة.",
    ] {
        check("faction", drawn);
    }
}

#[test]
fn what_sort_of_place_it_is() {
    let text = "قصف الجيش حي مصر الجديدة وقرية جبع ومديرية خان شيخون في 17 تموز/يوليو 2014.";
    let found = super::all(text);
    let places = found.iter().filter(|s| s.label == "location");
    let kinds = places.filter_map(|s| s.attrs.get("type")?.as_text());
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        ["neighbourhood", "village", "admin2"]
    );
}

#[test]
fn what_is_planned_is_ahead() {
    for (text, expected) in [
        ("تبدأ الانتخابات المقررة يوم 24 مارس.", "2017-03-24"),
        ("قصفت الطائرات المدينة يوم 24 مارس.", "2016-03-24"),
    ] {
        let found = super::all(text);
        let date = found.iter().find(|s| s.label == "date").unwrap();
        let iso = date.attrs.get("iso").and_then(|iso| iso.as_text());
        assert_eq!(iso, Some(expected), "{text}");
    }
}

#[test]
fn how_many_were_harmed() {
    let rows: [(&str, &[&str]); 15] = [
        // Who is joined to some of the dead is none of them.
        (
            "سقوط عدد من القتلى والجرحى في القصف.",
            &[
                "عدد من القتلى>killed,3,3,-,vague_low",
                "الجرحى>injured,-,-,-,vague",
            ],
        ),
        (
            "قتلت القوات قبل يومين، 11 مسلحا في المدينة.",
            &["11 مسلحا>killed,11,11,11,exact"],
        ),
        (
            "لم يصب في الهجوم سوى سبعة جنود.",
            &["سبعة جنود>injured,7,7,7,exact"],
        ),
        (
            "المسلحون ذبحوا 18 شخصا في القرية.",
            &["18 شخصا>killed,18,18,18,exact"],
        ),
        (
            "وقال المتحدث: قتلنا 40 جنديا في القاعدة.",
            &["40 جنديا>killed,40,40,40,exact"],
        ),
        (
            "قتل تسعة من أفراد الطواقم الطبية في القصف.",
            &["تسعة من أفراد الطواقم الطبية>killed,9,9,9,exact"],
        ),
        (
            "قتلت سلسلة تفجيرات في كابول العشرات.",
            &["العشرات>killed,10,10,-,vague_low"],
        ),
        // Thousands go on in digits.
        (
            "قتل ألف و200 شخص في القصف.",
            &["ألف و200 شخص>killed,1200,1200,1200,exact"],
        ),
        (
            "The militants killed 11 loggers near the town.",
            &["11 loggers>killed,11,11,11,exact"],
        ),
        // A day, a score, shares, a mountain, an illness of the market.
        ("فارق الجندي الحياة فجر الاثنين.", &[]),
        (
            "The shelled town lost its match 5-0 after the war killed the league.",
            &[],
        ),
        ("تكبد السوق خسائر الأسهم منذ الهجوم.", &[]),
        ("انفجر البركان وقتل 11 متسلقا.", &[]),
        ("أصيب اثنان في القصف.", &["اثنان>injured,2,2,2,exact"]),
        ("وضبطت معهم ثلاث بنادق آلية بعد مقتلهم.", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(casualties(text), expected, "{text}");
    }
}

#[test]
fn what_struck() {
    for (text, expected) in [
        ("انفجرت عبوتان في المقبرة.", &["انفجرت>ied"] as &[&str]),
        (
            "انفجرت عبوة ناسفة على الحدود ورد الجيش باستهداف موقع للحركة.",
            &["انفجرت>ied", "استهداف>strike_unspecified"],
        ),
        (
            "أحبط التحالف العربي هجوما للحوثيين على ناقلة.",
            &["هجوما>attack_unspecified"],
        ),
        ("تم التوصل إلى وقف إطلاق نار بين الجانبين بعد الحرب.", &[]),
        ("عثرت القوات على عبوة معدة للتفجير بعد المعركة.", &[]),
        // A centre, not concentrated fire; what explodes easily.
        (
            "وأدان استهداف مركز تدريب الممرضات.",
            &["استهداف>strike_unspecified"],
        ),
        ("ضبطت مواد شديدة الانفجار بعد المعركة.", &[]),
        ("أدين بالاعتداء الجنسي خلال الحرب.", &[]),
        ("شن المسؤول هجوما شديد اللهجة على الرئيس.", &[]),
        // A truce with its adjective, a test, what is shot down; what is dropped is a strike.
        (
            "أعلنت الحكومة وقفا مؤقتا لإطلاق النار مع الحركة بعد الحرب.",
            &[],
        ),
        ("أعلن الجيش تجربة إطلاق صاروخ جديد.", &[]),
        ("أسقطت الدفاعات الجوية صاروخا فوق العاصمة.", &[]),
        ("ألقى الجيش قنابل على البلدة.", &["ألقى>airstrike"]),
        (
            "أسقطت الطائرات براميل متفجرة على البلدة.",
            &["أسقطت>barrel_bomb"],
        ),
        // What was attacked is not what it was done with.
        (
            "هاجم مسلحون مدفعية للجيش في البلدة.",
            &["هاجم>attack_unspecified"],
        ),
        (
            "شن المسلحون هجوما على دبابة للجيش.",
            &["هجوما>attack_unspecified"],
        ),
        // An adjective of a party, one in quotation marks; our own strike.
        (
            "أصيبت ناقلة في هجوم حوثي.",
            &["هجوم حوثي>attack_unspecified"],
        ),
        (
            "قتل جندي في هجوم \"كيميائي\" على البلدة.",
            &["هجوم>chemical"],
        ),
        (
            "كان استهدافنا للقاعدة ردا على القصف.",
            &["استهدافنا>strike_unspecified", "القصف>shelling_unspecified"],
        ),
        // What the article is about, not what was told last.
        (
            "تفجير انتحاري في العاصمة. وقع تفجير انتحاري أمس. فجر انتحاري نفسه في السوق. وقتل جندي في غارة جوية على الحدود. وقال شاهد إن الهجوم أحرق السوق.",
            &[
                "تفجير انتحاري>suicide_bombing",
                "تفجير انتحاري>suicide_bombing",
                "فجر>suicide_bombing",
                "غارة جوية>airstrike",
                "الهجوم>suicide_bombing",
            ],
        ),
        // Himself, and those who have no aircraft.
        ("فجر مهاجم نفسه قرب الكنيسة.", &["فجر>suicide_bombing"]),
        (
            "وقعت غارة جوية على الجبل. وقصفت جبهة النصرة أحياء المدينة.",
            &["غارة جوية>airstrike", "قصفت>shelling_unspecified"],
        ),
        (
            "فتح رجل يرتدي زي الجيش الأفغاني النار على المدربين.",
            &["فتح>small_arms"],
        ),
    ] {
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn an_aircraft_without_a_pilot_denies_nothing() {
    let drawn =
        "غارة نفذتها طائرة بدون طيار قتلت [قياديا محليا|CASUALTY] و[اثنين من حراسه|CASUALTY].";
    check("casualty", drawn);
}
