//! The articles the tests are run on.

use std::path::PathBuf;

use hashiya::typeset::engine::{Direction, Engine, TextStyle};
use hashiya::typeset::fonts::Face;
use hashiya::typeset::paragraph::Paragraph;

/// Texts with what is hard in them; they need no corpus.
pub(crate) const HARD: [&str; 17] = [
    "قصفت قوات الحكومة مدينة إدلب",
    "مُحَمَّدٌ رَسُولُ اللَّهِ، كَتَبَ الرِّسَالَةَ.",
    "تطويــــل مـــع كشيدة",
    "لا إله إلا الله، والأمل والإسلام والآن ﷺ",
    "30 غارة (S-300) في 2015 [Damascus] 12.5% ١٢٫٥٪ 12/03/2015",
    "S-300 صواريخ روسية (من طراز Kh-29) أصابت 7",
    "🔴 عاجل: مقتل 12 مدنيًا 👨‍👩‍👧‍👦 🇸🇾 في إدلب",
    "پژوهشگران گفتند که چهار نفر کشته شدند",
    "شەڕڤانانی پێشمەرگە لە کەرکووک",
    "می‌خواهم نمی‌شود ه‍ ‍ه",
    "قال: \"الموت ولا المذلة\" – وأضاف…",
    "abc אבג 123 דהו xyz",
    "",
    " ",
    "a",
    "ب",
    "كلمة واحدة   وفراغات  ",
];

/// Every text: the hard ones, and the paragraphs of the corpus if it is there.
pub(crate) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = HARD.iter().map(|&t| t.to_owned()).collect();
    for file in files() {
        let text = std::fs::read_to_string(&file).expect("the corpus is UTF-8");
        texts.extend(text.lines().map(str::to_owned));
    }
    texts
}

/// The corpus files, or none and a word about it.
fn files() -> Vec<PathBuf> {
    let root = std::env::var_os("HASHIYA_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("projects/daraa-2017/articles");
    let txt = |folder: PathBuf| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        found.sort();
        found
    };
    let corpus = txt(root.join("corpus"));
    if corpus.is_empty() {
        println!("SKIPPED: the corpus articles, because ../shared/corpus is absent");
        return txt(sample);
    }
    corpus
}

pub(crate) fn style(face: Face, size: f32) -> TextStyle {
    TextStyle {
        face,
        size,
        line_height: 1.9,
        bold: false,
    }
}

/// Lays a text out as the window does.
pub(crate) fn lay(engine: &mut Engine, text: &str, face: Face, width: Option<f32>) -> Paragraph {
    engine.paragraph(text, &style(face, 20.0), Direction::Auto, width)
}
