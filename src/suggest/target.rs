//! TARGET: the object that was struck. Only in a sentence with a strike, a clash or a weapon.

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Match, Table};

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut at = 0;
    let mut last = None;
    while at < page.tokens.len() {
        // Most words need no rule to tell that nothing struck begins there.
        if !page.has(at, Table::Targets) && !page.is_stem(at, Class::GenericPlace) {
            at += 1;
            continue;
        }
        match target(page, at, last) {
            Some((suggestion, end)) => {
                at = end;
                last = Some(end);
                found.push(suggestion);
            }
            None => at += 1,
        }
    }
}

/// Where an area ends that is told by who holds it: `مناطق تسيطر عليها المعارضة`,
/// `المعبر الخاضع للمعارضة`.
pub(super) fn held(page: &Page<'_>, at: usize) -> Option<usize> {
    if !page.is_stem(at, Class::GenericPlace) {
        return None;
    }
    let relative = usize::from(page.is_stem(at + 1, Class::Relative));
    let verb = at + 1 + relative;
    if !page.is_stem(verb, Class::Holds) || !page.tokens.same_sentence(verb, at) {
        return None;
    }
    let over = usize::from(matches!(
        page.word(verb + 1),
        "عليها" | "عليه" | "علي" | "لسيطره"
    ));
    let party = faction::at(page, verb + 1 + over)?;
    Some(party.end)
}

fn target(page: &Page<'_>, at: usize, last: Option<usize>) -> Option<(Suggestion, usize)> {
    if let Some(end) = held(page, at).filter(|_| is_struck(page, at)) {
        let place = (at, page.skip(at), end);
        let mut suggestion = page.suggestion("target", "target/held", place, 0.65)?;
        suggestion.say("kind", "held_area");
        return Some((suggestion, end));
    }
    let m = noun(page, at)?;
    // قذيفة دبابة is a weapon.
    let armed = page.strikes_near(at).iter().any(|weapon| {
        // A car bomb is no car.
        let begins = page.tokens.is_ascii(at) && weapon.first == at && weapon.end > m.end;
        weapon.entry.class == "weapon" && (weapon.first < at && weapon.end > at || begins)
    });
    let (kind, civilian) = (m.entry.kind.as_str(), m.entry.civilian.as_str());
    // مواقع إلكترونية are no positions.
    if armed || !is_struck(page, at) || page.is_quiet() || page.is(m.end, Class::NotAttack) {
        return None;
    }
    let noun = m.end;
    let end = phrase_end(page, at, noun);
    let listed = last == Some(at) && page.word(at).starts_with('و');
    let (rule, confidence) = if listed || is_object(page, m) {
        // A hospital with a name is a place as well; struck it is a target.
        let named = page.is_bare(at, Class::Designator) && civilian == "yes";
        ("target/object", if named { 0.87 } else { 0.7 })
    } else {
        ("target/noun", 0.4)
    };
    let (first, skip) = counted(page, m);
    let kind = if is_public(page, m, end) {
        "civilian_area"
    } else {
        kind
    };
    let sure = confidence * page.setting.trust();
    let mut suggestion = page.suggestion("target", rule, (first, skip, end), sure)?;
    suggestion.say("kind", kind).say("civilian", civilian);
    suggestion.entry.clone_from(&m.entry.id);
    suggestion.head = page.range(at, m.skip, noun);
    Some((suggestion, end))
}

/// Whether a seat or a building is that of a public body or of a company: مقر المحكمة. A command
/// is none.
fn is_public(page: &Page<'_>, m: &Match<'_>, end: usize) -> bool {
    let seat = matches!(
        page.stem(m.first),
        "مقر" | "مبني" | "مكتب" | "مركز" | "مقار" | "مكاتب"
    );
    let body = |at: usize| {
        page.is_stem(at, Class::Body) && !matches!(page.stem(at), "قياده" | "غرفه" | "مركز")
            || matches!(
                page.stem(at),
                "شركه" | "ناخبين" | "انتخابات" | "محافظه" | "برلمان"
            )
    };
    seat && (m.end..end).any(body)
}

/// The noun of what is struck at a token, with or without its article.
fn noun<'p, 'a>(page: &'p Page<'a>, at: usize) -> Option<&'p Match<'a>> {
    page.at(at, Table::Targets).first()
}

/// Where the phrase begins: with its number, if it has one; in English with its article.
fn counted(page: &Page<'_>, m: &Match<'_>) -> (usize, usize) {
    let at = m.first;
    // كثيرا من المنازل
    let of = usize::from(m.skip == 0 && at > 0 && page.word(at - 1) == "من");
    let number = page
        .number_before(at)
        .or_else(|| page.number_before(at - of));
    match number.filter(|read| page.counts(read)) {
        Some(read) if m.skip == 0 && page.at(read.first, Table::Calendar).is_empty() => {
            (read.first, read.skip)
        }
        _ if at > 0 && page.word(at - 1) == "the" => (at - 1, 0),
        _ => (at, m.skip),
    }
}

/// Where the phrase ends: adjectives, what the noun is of, and who holds it.
fn phrase_end(page: &Page<'_>, at: usize, noun: usize) -> usize {
    let mut end = noun;
    // A noun without article goes on to the definite one it is of: مقر قيادة لواء.
    let mut open = !page.is_definite(at);
    while end < noun + 4 && page.tokens.same_sentence(end, at) && !page.is_mark(end) {
        if let Some(party) = faction::at(page, end).filter(|party| party.is_shown()) {
            if page.word(end).starts_with('و') && party.skip > 0 {
                break;
            }
            // موقعا للجيش والشرطة: who is joined holds it too.
            let joined = faction::at(page, party.end).filter(|other| {
                other.is_shown() && other.skip > 0 && page.word(other.first).starts_with('و')
            });
            return joined.map_or(party.end, |other| other.end);
        }
        if page.is_stem(end, Class::Affiliated) || page.is_stem(end, Class::Holds) {
            let owner = (end + 1..end + 3).find_map(|at| faction::at(page, at));
            return owner.map_or(end, |party| party.end);
        }
        // مكتب رئاسة الجمهورية: what a definite noun follows is no adjective. After the whole
        // construct its adjective is definite: مكتب الإدارة التعليمية.
        let construct = open && !page.is_definite(end) && page.is_definite(end + 1);
        let agrees = page.is_definite(end) == page.is_definite(at)
            || !open && page.is_definite(end) && page.is_definite(end - 1);
        // تجمعات لـ"العناصر الإرهابية"
        if page.word(end) == "ل" && page.word(end + 1) == "\"" {
            let owner = faction::at(page, end + 2).filter(|party| page.word(party.end) == "\"");
            return owner.map_or(end, |party| party.end + 1);
        }
        // مدرسة تديرها وكالة: a clause.
        let word = page.word(end);
        let clause = word.starts_with(['ت', 'ي']) && word.ends_with("ها");
        let adjective = page.word(end).ends_with(['ي', 'ه', 'ا'])
            && page.word(end).chars().count() > 4
            && agrees
            && !construct
            && page.at(end, Table::Places).is_empty();
        let attached = page.word(end).starts_with('ب') && page.skip(end) > 0;
        let stops = page.skip_if_known(end) > 0
            || attached
            || clause
            || page.is(end, Class::AgentBefore)
            || page.is(end, Class::NameEnd)
            || page.word(end).ends_with("وه")
            || page.is(end, Class::SourceEnd)
            || page.is(end, Class::PlaceBefore)
            || page.is(end, Class::Direction)
            || page.is_stem(end, Class::Relative)
            || page.is_bare(end, Class::Speech)
            || page.is_bare(end, Class::Act)
            || page.is_attack(end)
            || page.word(end).is_ascii()
            || page
                .at(end, Table::Casualties)
                .iter()
                .any(|m| m.skip == 0 && m.entry.class != "victim")
            || page.at(end, Table::Calendar).iter().any(|m| m.skip == 0);
        if stops || !(open || adjective) {
            break;
        }
        open &= !page.is_definite(end) && !adjective;
        end += 1;
    }
    end
}

/// Whether a strike, a clash or a weapon stands near in the sentence.
fn is_struck(page: &Page<'_>, at: usize) -> bool {
    let verb = (at.saturating_sub(6)..at)
        .any(|back| page.is_bare(back, Class::Strikes) && page.tokens.same_sentence(back, at));
    verb || page.strikes_near(at).iter().any(|m| {
        matches!(m.entry.class.as_str(), "trigger" | "clash" | "weapon")
            && page.tokens.same_sentence(m.first, at)
            && m.first.abs_diff(at) <= 14
    })
}

/// Whether a token ends a phrase of damage: أضرار مادية.
fn is_damage(page: &Page<'_>, at: usize) -> bool {
    let word = |at: usize| matches!(page.stem(at), "اضرار" | "اضرارا" | "دمار" | "دمارا");
    word(at) || at > 0 && word(at - 1) && page.word(at).ends_with(['ه', 'ا'])
}

/// Whether somebody blew himself up right before a token.
fn blew_himself_up(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 3;
    (at.saturating_sub(REACH)..at).any(|back| {
        matches!(page.word(back), "نفسه" | "نفسها" | "انفسهم" | "نفسيهما")
            && page.tokens.same_sentence(back, at)
    })
}

/// Whether the noun is what an attack is on: its object, or after على.
fn is_object(page: &Page<'_>, m: &Match<'_>) -> bool {
    const REACH: usize = 7;
    let (first, _) = counted(page, m);
    let attached = page.word(m.first).starts_with(['ب', 'ل']) && m.skip > 0;
    // استهدف ظهر الاثنين مسجدا: a day between the two does not part them.
    let day = |at: usize| {
        !page.at(at, Table::Calendar).is_empty() || matches!(page.word(at), "a" | "an" | "the")
    };
    let before: Vec<usize> = (first.saturating_sub(REACH + 3)..first)
        .rev()
        .take_while(|back| page.tokens.same_sentence(*back, first))
        .filter(|back| !day(*back))
        .take(REACH)
        .collect();
    for (n, back) in before.iter().enumerate() {
        if page.is_attack(*back) || page.is_bare(*back, Class::Strikes) {
            // هجوم بسيارة: what it was done with.
            let means = page.word(m.first).starts_with('ب') && m.skip > 0;
            if means && n == 0 {
                return false;
            }
            // A noun of attack governs with a preposition, or is in construct right before.
            // قصف الاحتلال خيمة: who strikes stands between the two.
            let agent = faction::at(page, back + 1).is_some_and(|party| party.end == first);
            return n == 0
                || agent
                || page.is_attack_verb(*back)
                || page.is_bare(*back, Class::Strikes)
                || attached;
        }
        // أضرار مادية في كنيسة, ألحق أضرارا بمدرسة
        let damaged = n == 0
            && (page.word(*back) == "في" && *back > 1 && is_damage(page, *back - 1))
            || attached && is_damage(page, *back);
        if damaged {
            return true;
        }
        // Who blows himself up does so at what he means to strike: فجر نفسه وسط مصلين.
        let amid = matches!(
            page.word(*back),
            "وسط" | "داخل" | "في" | "قرب" | "امام" | "عند" | "بين"
        );
        if n == 0 && amid && blew_himself_up(page, *back) {
            return true;
        }
        if n == 0
            && matches!(
                page.word(*back),
                "علي" | "ضد" | "نحو" | "on" | "against" | "at" | "وسط" | "داخل"
            )
        {
            let reach = first.saturating_sub(9)..*back;
            return reach.rev().any(|at| {
                page.tokens.same_sentence(at, first)
                    && (page.is_attack(at) || page.is_bare(at, Class::Strikes))
            });
        }
        let stops = page.is(*back, Class::PlaceBefore)
            || page.is(*back, Class::Preposition)
            || page.is(*back, Class::SourceEnd)
            || matches!(
                page.word(*back),
                "،" | "," | "قرب" | "امام" | "داخل" | "سطح" | "محيط"
            );
        if stops {
            return false;
        }
    }
    false
}
