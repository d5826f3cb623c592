//! TARGET: the object that was struck. Only in a sentence with a strike, a clash or a weapon.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Suggestion;
use super::faction;
use super::page::Page;

/// Nouns of what is struck, folded and without the article, with their kind and, where it is
/// sure, whether they are civilian.
const NOUNS: [(&str, &str, &str); 40] = [
    ("مستشفي", "medical", "yes"),
    ("مستشفيات", "medical", "yes"),
    ("مشفي", "medical", "yes"),
    ("مركز صحي", "medical", "yes"),
    ("مدرسه", "school", "yes"),
    ("مدارس", "school", "yes"),
    ("جامعه", "school", "yes"),
    ("منزل", "residential", "yes"),
    ("منازل", "residential", "yes"),
    ("مبني", "residential", ""),
    ("مباني", "residential", ""),
    ("سوق", "market", "yes"),
    ("مسجد", "religious", "yes"),
    ("مساجد", "religious", "yes"),
    ("كنيسه", "religious", "yes"),
    ("موقع", "military", ""),
    ("مواقع", "military", ""),
    ("معسكر", "military", "no"),
    ("معسكرات", "military", "no"),
    ("ثكنه", "military", "no"),
    ("مقر", "military", ""),
    ("مقرات", "military", ""),
    ("مقار", "military", ""),
    ("حاجز", "military", ""),
    ("نقطه تفتيش", "military", ""),
    ("مستودع", "military", ""),
    ("مستودعات", "military", ""),
    ("مخزن", "military", ""),
    ("مخازن", "military", ""),
    ("قافله", "vehicle", ""),
    ("رتل", "vehicle", "no"),
    ("دوريه", "vehicle", ""),
    ("حافله", "vehicle", "yes"),
    ("اليه", "vehicle", ""),
    ("اليات", "vehicle", ""),
    ("محطه", "infrastructure", ""),
    ("جسر", "infrastructure", ""),
    ("مناطق سكنيه", "civilian_area", "yes"),
    ("مناطق مدنيه", "civilian_area", "yes"),
    ("احياء سكنيه", "civilian_area", "yes"),
];

/// The words that the nouns begin with: most words of a text are none.
static FIRST_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let nouns = NOUNS.iter();
    nouns
        .filter_map(|(noun, ..)| noun.split(' ').next())
        .collect()
});

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut at = 0;
    while at < page.tokens.len() {
        match target(page, at) {
            Some((suggestion, end)) => {
                at = end;
                found.push(suggestion);
            }
            None => at += 1,
        }
    }
}

/// An area by who holds it: مناطق تسيطر عليها المعارضة.
fn held(page: &Page<'_>, at: usize) -> Option<(Suggestion, usize)> {
    let bare = page.bare(at);
    let stem = bare.strip_prefix("ال").unwrap_or(bare);
    let area = matches!(
        stem,
        "مناطق" | "منطقه" | "اجزاء" | "احياء" | "قري" | "بلدات" | "اراضي"
    );
    let verb = if page.word(at + 1) == "التي" {
        at + 2
    } else {
        at + 1
    };
    let holds = matches!(page.word(verb), "تسيطر" | "يسيطر" | "سيطرت" | "سيطر");
    let over = matches!(page.word(verb + 1), "عليها" | "عليه");
    if !area || !holds || !over {
        return None;
    }
    let party = faction::at(page, verb + 2)?;
    let skip = page.word(at).len() - bare.len();
    let suggestion = page.suggestion("target", "target/held", (at, skip, party.end), 0.6)?;
    Some((suggestion.with("kind", "held_area"), party.end))
}

fn target(page: &Page<'_>, at: usize) -> Option<(Suggestion, usize)> {
    if let Some(found) = held(page, at).filter(|_| is_struck(page, at)) {
        return Some(found);
    }
    let word = page.word(at);
    let bare = page.bare(at);
    let stem = bare.strip_prefix("ال").unwrap_or(bare);
    if !FIRST_WORDS.contains(stem) {
        return None;
    }
    let (count, kind, civilian) = NOUNS.iter().find_map(|(noun, kind, civilian)| {
        let mut words = noun.split(' ');
        let first = words.next()? == stem;
        let rest: Vec<&str> = words.collect();
        let stands = rest
            .iter()
            .enumerate()
            .all(|(n, word)| page.word(at + 1 + n).trim_start_matches("ال") == *word);
        (first && stands).then_some((1 + rest.len(), *kind, *civilian))
    })?;
    if !is_struck(page, at) {
        return None;
    }
    let mut end = at + count;
    let definite = bare.starts_with("ال");
    // An adjective that agrees: مستشفى ميدانيا, المناطق المدنية, مواقع عسكرية.
    let next = page.word(end);
    let agrees = next.starts_with("ال") == definite
        && (next.ends_with("يه") || next.ends_with("يا") || next.ends_with('ي'))
        && next.chars().count() > 4
        && faction::at(page, end).is_none();
    if agrees {
        end += 1;
    }
    // Who holds it: تسيطر عليها المعارضة, لتنظيم الدولة, من المعارضة is not one.
    let holds = matches!(
        page.word(end),
        "تسيطر" | "يسيطر" | "تابعه" | "تابع" | "خاضعه" | "خاضع"
    );
    if holds {
        let party = (end + 1..end + 3).find_map(|at| faction::at(page, at));
        if let Some(party) = party {
            end = party.end;
        }
    } else if let Some(party) = faction::at(page, end).filter(|party| !party.is_adjective()) {
        end = party.end;
    }
    let skip = word.len() - bare.len();
    let suggestion = page
        .suggestion("target", "target/noun", (at, skip, end), 0.55)?
        .with("kind", kind)
        .with("civilian", civilian);
    Some((suggestion, end))
}

/// Whether a strike, a clash or a weapon stands near in the sentence.
fn is_struck(page: &Page<'_>, at: usize) -> bool {
    page.strikes_near(at).iter().any(|m| {
        matches!(m.entry.class.as_str(), "trigger" | "clash" | "weapon")
            && page.tokens.same_sentence(m.first, at)
            && m.first.abs_diff(at) <= 12
    })
}
