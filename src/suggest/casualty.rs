//! CASUALTY: how many, who, and what befell them. The grammar is that of `DOMAIN.md` 3.5.

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::Match;
use crate::model::span::AttrValue;
use crate::text::number::{Qualifier, Quantity, Read, bound_after};

/// A phrase that counts people, before it is known what befell them.
struct Phrase<'a> {
    first: usize,
    skip: usize,
    end: usize,
    quantity: Quantity,
    /// The count noun, which has an effect of its own.
    noun: Option<Match<'a>>,
    victim: Option<Match<'a>>,
    rule: &'static str,
}

/// The casualty before.
struct Last {
    effect: String,
    first: usize,
    end: usize,
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let numbers = page.numbers.iter().filter(|read| page.counts(read));
    let counted: Vec<Phrase<'_>> = numbers.filter_map(|read| counted(page, read)).collect();
    let mut phrases: Vec<Phrase<'_>> = Vec::new();
    for m in &page.harm {
        // The phrases are ascending and do not overlap.
        let after = counted.partition_point(|phrase| phrase.first < m.end);
        let before = after.checked_sub(1).and_then(|n| counted.get(n));
        if before.is_some_and(|phrase| m.first < phrase.end) {
            continue;
        }
        match m.entry.class.as_str() {
            "count_noun" => phrases.push(alone(page, m)),
            "victim" if m.count.is_some() || m.entry.id.starts_with("vi_other") => {
                phrases.extend(single(page, m));
            }
            _ => {}
        }
    }
    phrases.extend(counted);
    phrases.sort_by_key(|phrase| (phrase.first, phrase.end));
    let mut last: Option<Last> = None;
    for phrase in &phrases {
        let Some(suggestion) = suggestion(page, phrase, last.as_ref()) else {
            continue;
        };
        if let Some(AttrValue::Text(effect)) = suggestion.attrs.get("effect") {
            last = Some(Last {
                effect: effect.clone(),
                first: phrase.first,
                end: phrase.end,
            });
        }
        found.push(suggestion);
    }
}

/// The word of harm at a token, of a class.
fn harm_at<'a>(page: &Page<'a>, at: usize, class: &str) -> Option<Match<'a>> {
    let found = page.harm.binary_search_by_key(&at, |m| m.first).ok()?;
    let found = page.harm.get(found)?;
    (found.entry.class == class).then_some(*found)
}

/// A number with what it counts: `سبعة أشخاص`, `45 قتيلا`, `أربعة من المسعفين`.
fn counted<'a>(page: &Page<'a>, read: &Read) -> Option<Phrase<'a>> {
    let mut phrase = Phrase {
        first: read.first,
        skip: read.skip,
        end: read.end,
        quantity: read.quantity,
        noun: None,
        victim: None,
        rule: "casualty/number",
    };
    let mut at = read.end;
    if matches!(page.word(at), "من" | "of") {
        at += 1;
        // "من بينهم" begins another count.
        if page.word(at).starts_with("بين") {
            at = read.end;
        }
    }
    if let Some(noun) = harm_at(page, at, "count_noun").filter(|m| m.skip == 0) {
        phrase.noun = Some(noun);
        phrase.end = noun.end;
        phrase.rule = "casualty/count-noun";
    } else if let Some(victim) = harm_at(page, at, "victim").filter(|m| m.skip == 0) {
        phrase.victim = Some(victim);
        phrase.end = victim.end;
    } else if let Some(party) = faction::at(page, at).filter(|m| m.skip == 0) {
        phrase.end = party.end;
        phrase.rule = "casualty/faction";
    } else {
        // A bare number right after a word of harm, in English also before it: وإصابة أكثر من 30,
        // eight wounded.
        let trigger = page.harm_near(read.first).iter().any(|m| {
            let after = m.end == read.first;
            let before = m.first == read.end && page.word(m.first).is_ascii();
            is_trigger(m) && (after || before) && page.tokens.same_sentence(m.first, read.first)
        });
        if !trigger {
            return None;
        }
        phrase.rule = "casualty/bare-number";
        return Some(phrase);
    }
    extend(page, &mut phrase);
    Some(phrase)
}

/// Takes in what belongs to the victims: `من عناصر الجيش`, `مدنيين سوريين`, `على الأقل`.
fn extend<'a>(page: &Page<'a>, phrase: &mut Phrase<'a>) {
    for _ in 0..3 {
        let at = phrase.end;
        if let Some((count, qualifier)) = bound_after(&page.tokens, at) {
            phrase.end += count;
            if let Some(best) = phrase.quantity.best {
                phrase.quantity = Quantity::bounded(best, qualifier);
            }
            continue;
        }
        let from =
            matches!(page.word(at), "من" | "في" | "of") && !page.word(at + 1).starts_with("بين");
        let next = if from { at + 1 } else { at };
        if let Some(victim) = harm_at(page, next, "victim").filter(|m| m.skip == 0) {
            if phrase.victim.is_none() {
                phrase.victim = Some(victim);
            }
            phrase.end = victim.end;
        } else if phrase.victim.is_none()
            && let Some(party) = faction::at(page, next).filter(|m| m.skip == 0)
        {
            phrase.end = party.end;
        } else if from && page.word(at) == "من" && page.word(next).starts_with("افراد") {
            phrase.end = next + 1;
        } else {
            break;
        }
    }
}

/// A noun that is a count by itself: `قتلى`, `قتيلان`.
fn alone<'a>(page: &Page<'a>, m: &Match<'a>) -> Phrase<'a> {
    let quantity = match m.count {
        Some(count) => Quantity::bounded(count, Qualifier::Exact),
        None => Quantity::bounded(0, Qualifier::Vague),
    };
    let mut phrase = Phrase {
        first: m.first,
        skip: m.skip,
        end: m.end,
        quantity,
        noun: Some(*m),
        victim: None,
        rule: "casualty/noun",
    };
    // Adjectives of size belong to losses: خسائر كبيرة, خسائر بشرية.
    while matches!(
        page.word(phrase.end),
        "كبيره" | "فادحه" | "بشريه" | "كثيره" | "الخمسه" | "الثلاثه" | "الاربعه"
    ) {
        phrase.end += 1;
    }
    // The number may follow a definite noun: القتلى الأربعة.
    let number = page
        .numbers
        .binary_search_by_key(&phrase.end, |read| read.first);
    let after = number.ok().and_then(|n| page.numbers.get(n));
    if let Some(read) = after.filter(|read| read.skip == 0 && m.count.is_none() && !read.digits) {
        phrase.quantity = read.quantity;
        phrase.end = read.end;
    } else if page.word(phrase.end) == "من" {
        extend(page, &mut phrase);
    }
    phrase
}

/// One or two victims without a number, right after a word of harm: `مقتل جندي`, `قتل طفلان`.
fn single<'a>(page: &Page<'a>, m: &Match<'a>) -> Option<Phrase<'a>> {
    let trigger = page.harm_near(m.first).iter().any(|t| {
        is_trigger(t)
            && t.end <= m.first
            && t.end + 1 >= m.first
            && page.tokens.same_sentence(t.first, m.first)
    });
    let joined = page.word(m.first).starts_with('و') && m.skip > 0;
    if !trigger && !joined {
        return None;
    }
    if joined && !trigger {
        return None;
    }
    let quantity = match m.count {
        Some(count) => Quantity::bounded(count, Qualifier::Exact),
        None => Quantity::bounded(0, Qualifier::Vague),
    };
    let mut phrase = Phrase {
        first: m.first,
        skip: m.skip,
        end: m.end,
        quantity,
        noun: None,
        victim: Some(*m),
        rule: "casualty/one-or-two",
    };
    extend(page, &mut phrase);
    Some(phrase)
}

fn is_trigger(m: &Match<'_>) -> bool {
    matches!(m.entry.class.as_str(), "harm_verb" | "harm_noun") && m.entry.kind != "result"
}

/// What befell them: the noun's own effect, else the nearest word of harm before it, else the
/// one right after it.
fn effect<'a>(page: &Page<'a>, phrase: &Phrase<'a>) -> Option<Match<'a>> {
    if let Some(noun) = phrase.noun {
        return Some(noun);
    }
    let same = |m: &&Match<'a>| is_trigger(m) && page.tokens.same_sentence(m.first, phrase.first);
    let before = page
        .harm_near(phrase.first)
        .iter()
        .filter(same)
        .filter(|m| m.end <= phrase.first && m.end + 7 > phrase.first);
    if let Some(found) = before.max_by_key(|m| m.end) {
        return Some(*found);
    }
    page.harm_near(phrase.end)
        .iter()
        .filter(same)
        .find(|m| m.first >= phrase.end && m.first <= phrase.end + 1)
        .copied()
}

fn suggestion(page: &Page<'_>, phrase: &Phrase<'_>, last: Option<&Last>) -> Option<Suggestion> {
    let subset = page
        .harm_near(phrase.first)
        .iter()
        .any(|m| m.entry.kind == "subset" && m.end <= phrase.first && m.end + 2 > phrase.first);
    // A part of a count befell what befell the whole, and so did what is joined to a part.
    let inherited = last
        .filter(|last| {
            let joined = last.end == phrase.first && phrase.skip > 0;
            (subset || joined) && page.tokens.same_sentence(last.first, phrase.first)
        })
        .map(|last| last.effect.clone());
    let trigger = effect(page, phrase);
    let effect = match (&inherited, trigger) {
        (Some(effect), _) if phrase.noun.is_none() => effect.clone(),
        (_, Some(trigger)) => trigger.entry.kind.clone(),
        _ => return None,
    };
    // Nothing happened, or not by war.
    let vague = phrase.quantity.best.is_none();
    if vague && page.has_cue("negation", phrase.first, 4) {
        return None;
    }
    if page.has_cue("hypothetical", phrase.first, 4) {
        return None;
    }
    let blocked = page.harm_near(phrase.first).iter().any(|m| {
        m.entry.class == "block"
            && page.tokens.same_sentence(m.first, phrase.first)
            && m.first.abs_diff(phrase.end) < 7
    });
    if blocked {
        return None;
    }
    let confidence = match phrase.rule {
        "casualty/count-noun" => 0.9,
        "casualty/number" => 0.85,
        "casualty/faction" | "casualty/one-or-two" => 0.75,
        "casualty/bare-number" => 0.7,
        _ => 0.65,
    };
    let place = (phrase.first, phrase.skip, phrase.end);
    let mut suggestion = page
        .suggestion("casualty", phrase.rule, place, confidence)?
        .with("effect", &effect)
        .with_quantity(&phrase.quantity);
    if let Some(victim) = phrase.victim {
        suggestion = suggestion
            .with("victim", &victim.entry.victim)
            .with("civilian_status", &victim.entry.civilian);
        suggestion.entry = victim.entry.id.clone();
    }
    if subset {
        suggestion = suggestion.flagged("subset");
    }
    if page.harm_near(phrase.first).iter().any(|m| {
        m.entry.kind == "cumulative"
            && m.end <= phrase.first
            && page.tokens.same_sentence(m.first, phrase.first)
    }) {
        suggestion = suggestion.flagged("cumulative");
    }
    suggestion = suggestion.with(
        "status",
        if page.is_claimed(phrase.first) {
            "claimed"
        } else {
            "asserted"
        },
    );
    if let Some(trigger) = trigger {
        if phrase.noun.is_none() {
            suggestion.trigger = page.range(trigger.first, trigger.skip, trigger.end);
        }
        if suggestion.entry.is_empty() {
            suggestion.entry = trigger.entry.id.clone();
        }
    }
    Some(suggestion)
}
