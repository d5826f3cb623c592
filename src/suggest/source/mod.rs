//! SOURCE: who reports, where that is not just a party.
//!
//! A source is what a verb of speech or *according to* governs, and what stands right before such
//! a verb: an office, a witness, a medium, a person. Agencies in the brackets of a dateline are
//! sources by themselves. A party that speaks is a party, `role` claimant (`DOMAIN.md` 1.7 rule 14).

mod english;
mod kind;
mod phrase;

use std::collections::BTreeMap;

pub(super) use self::english::is_name;
use self::phrase::{is_occasion, phrase_end, with_name};
use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Classes, Match, Table};
use crate::model::span::AttrValue;

/// The words after which a source may stand.
const OPENERS: Classes = Classes::of(&[Class::According, Class::Speech]);

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut done = 0;
    for at in 0..page.tokens.len() {
        if at < done {
            continue;
        }
        // Most words neither tell that somebody speaks nor say who.
        if !page.is_any_of(at, OPENERS) && !page.has(at, Table::Sources) {
            continue;
        }
        let before = found.len();
        // بنقل السفارة: what has a preposition is no verb.
        let noun = page.skip(at) > 0 && page.word(at).starts_with(['ب', 'ك']);
        let opens = is_according(page, at) || page.is_bare(at, Class::Speech) && !noun;
        let end = if opens {
            if let Some(suggestion) = english::before(page, at, done) {
                found.push(suggestion);
                done = at;
            }
            spoken(page, at + 1, found)
        } else if !page.has(at, Table::Sources) {
            None
        } else {
            let alone = agency(page, at).or_else(|| speaks_after(page, at));
            alone.map(|(suggestion, end)| {
                found.push(suggestion);
                end
            })
        };
        if found.len() > before {
            done = end.unwrap_or(at);
        }
    }
    by_earlier(page, found);
}

/// Gives somebody by name alone the kind of the source that had the name before: the spokesman
/// Salem al-Harbi, then al-Harbi.
fn by_earlier(page: &Page<'_>, found: &mut [Suggestion]) {
    let mut known: BTreeMap<&str, AttrValue> = BTreeMap::new();
    for source in found.iter_mut().filter(|s| s.label == "source") {
        let Some(words) = source.range.of(page.text) else {
            continue;
        };
        let mut names = words
            .split_whitespace()
            .map(|w| w.trim_matches(['،', ',', '"']));
        match source.attrs.get("kind") {
            Some(kind) => known.extend(names.map(|name| (name, kind.clone()))),
            None => {
                let kind = names.rfind(|name| name.len() > 4);
                if let Some(kind) = kind.and_then(|name| known.get(name)) {
                    source.attrs.insert("kind", kind.clone());
                }
            }
        }
    }
}

/// Whether a word picks one of those that follow: أحد السكان, إحدى المنظمات.
fn is_one_of(page: &Page<'_>, at: usize) -> bool {
    matches!(page.bare(at), "احد" | "احدي") && page.is_definite(at + 1)
}

/// Whether a medium that somebody speaks to begins at a token: لوكالة الأنباء.
fn is_told(page: &Page<'_>, at: usize) -> bool {
    let medium = noun(page, at).is_some_and(|m| m.skip > 0 && m.entry.kind.ends_with("media"));
    medium && page.word(at).starts_with('ل')
}

/// Whether a word says by whose account something is told: وفق, according.
fn is_according(page: &Page<'_>, at: usize) -> bool {
    page.is_bare(at, Class::According) || page.is(at, Class::According)
}

/// Whether what stands after a word of speech is what is spoken of: كشف عن هوياتهم, unlike نقل عن
/// شهود.
fn is_about(page: &Page<'_>, at: usize, first: usize) -> bool {
    (at..first).any(|at| page.word(at) == "عن")
        && at
            .checked_sub(1)
            .is_some_and(|at| !is_according(page, at) && !page.is_bare(at, Class::Relay))
}

/// The sources after a word of speech; where they end.
fn spoken(page: &Page<'_>, at: usize, found: &mut Vec<Suggestion>) -> Option<usize> {
    let mut first = at;
    let according = at.checked_sub(1).is_some_and(|at| is_according(page, at));
    // نقلا عن, وقال له, according to
    while first < at + 2 && page.tokens.same_sentence(first, at.saturating_sub(1)) {
        // أحد السكان is no Sunday.
        if is_one_of(page, first) {
            break;
        }
        let mut days = page.at(first, Table::Calendar).iter();
        let day = days.find(|m| m.skip == 0 && m.entry.class != "month");
        match day {
            // أعلنت العام الماضي أنها: all of the day is passed over.
            Some(day) => first = day.end,
            None if page.is(first, Class::SourceLead) => first += 1,
            None => break,
        }
    }
    // حسبما ذكرت الوكالة, وفق ما أفاد شهود: the verb is no part of who says it.
    if according && page.is(first, Class::Speech) {
        first += 1 + usize::from(page.is(first + 1, Class::SourceLead));
    }
    // Who is told something does not say it.
    if at > 0 && page.word(at - 1) == "told" {
        return None;
    }
    // قال لرويترز: the medium that is told carries it on, and who says it may follow.
    if !according && is_told(page, first) {
        let (suggestion, end) = named(page, first)?;
        found.push(suggestion);
        first = end;
        if page.is(first, Class::SourceEnd) || page.is_mark(first) {
            return Some(end);
        }
    }
    // according to local activists
    let adjectives = (first..first + 3).take_while(|at| page.is(*at, Class::OfficeBefore));
    first += adjectives.count();
    if !page.tokens.same_sentence(first, at.saturating_sub(1)) || is_about(page, at, first) {
        return None;
    }
    let mut end = match shown_party(page, first) {
        Some(end) => end,
        None => {
            let source = named(page, first).or_else(|| person(page, first, according));
            let (suggestion, end) = source.or_else(|| english::after(page, first))?;
            // نقلت امرأة إلى المستشفى: she was carried there.
            let relayed = at > 0 && page.is_bare(at - 1, Class::Relay);
            if relayed && page.word(end) == "الي" {
                return None;
            }
            found.push(suggestion);
            end
        }
    };
    // Who is joined is a source of its own: مقاتلون من المعارضة وشهود.
    while page.word(end).starts_with('و') && page.tokens.same_sentence(end, first) {
        let Some((suggestion, next)) = named(page, end) else {
            break;
        };
        found.push(suggestion);
        end = next;
    }
    // نقلت وكالة عن مسؤول: whom the medium quotes.
    if matches!(page.word(end), "عن" | "from") && page.tokens.same_sentence(end, first) {
        let quoted = named(page, end + 1).or_else(|| person(page, end + 1, false));
        if let Some((suggestion, next)) = quoted {
            found.push(suggestion);
            end = next;
        }
    }
    Some(end)
}

/// A source that a verb of speech follows: `لكن مسؤولا محليا قال`.
fn speaks_after(page: &Page<'_>, at: usize) -> Option<(Suggestion, usize)> {
    let (suggestion, end) = named(page, at)?;
    // A headline has who says it before a colon.
    if page.word(end) == ":" && page.starts_line(at) {
        return Some((suggestion, end));
    }
    let aside = |at: usize| {
        matches!(
            page.word(at),
            "," | "also" | "later" | "قد" | "كانت" | "كان"
        )
    };
    let verb = (end..end + 3).find(|at| !aside(*at))?;
    let speaks = page.is(verb, Class::Speech) && page.tokens.same_sentence(verb, at);
    speaks.then_some((suggestion, end))
}

/// A news agency, as in a dateline: `بيروت (رويترز) -`, `حماة-سانا`.
fn agency(page: &Page<'_>, at: usize) -> Option<(Suggestion, usize)> {
    let m = noun(page, at)?;
    let opened = at > 0 && matches!(page.word(at - 1), "(" | "-") || page.back_is_number(at);
    let closed = matches!(page.word(m.end), ")" | "-" | "--") || page.starts_line(m.end);
    if m.entry.class != "agency" {
        return None;
    }
    // Elsewhere an agency is mostly named for what it was told.
    let confidence = if opened && closed { 0.75 } else { 0.55 };
    let place = (at, m.skip, m.end);
    let mut suggestion = page.suggestion("source", "source/agency", place, confidence)?;
    describe(&mut suggestion, &m, &m.entry.kind);
    Some((suggestion, m.end))
}

fn shown_party(page: &Page<'_>, first: usize) -> Option<usize> {
    let party = faction::at(page, first).filter(|party| party.is_shown())?;
    // An authority or an office that a table of sources knows better is a source.
    let office = noun(page, first).is_some_and(|m| m.end > party.end);
    (!office).then_some(party.end)
}

/// The noun of sources that begins at a token.
fn noun<'a>(page: &Page<'a>, at: usize) -> Option<Match<'a>> {
    let matches = page.at(at, Table::Sources);
    let found = matches
        .iter()
        .find(|m| m.skip == 0 || page.word(at).starts_with(['و', 'ل', 'ب']));
    found.copied()
}

/// Somebody by name whose office follows without a comma: `قال خالد الحربي المتحدث باسم الوزارة`.
fn office_after(page: &Page<'_>, first: usize, skip: usize) -> Option<(Suggestion, usize)> {
    const LONGEST: usize = 4;
    let name = |at: &usize| {
        !page.is_mark(*at)
            && page.tokens.same_sentence(first, *at)
            && !phrase::ends(page, *at)
            && !page.is_bare(*at, Class::Speech)
    };
    let mut words = (first + 1..=first + LONGEST).take_while(name);
    let office = |at: &usize| {
        let noun = noun(page, *at).filter(|m| m.skip == 0 && m.entry.class == "noun");
        // مدير الخدمة holds an office as much as المدير does.
        let holds = |at: usize| page.is_definite(at) || page.is_stem(at, Class::Speaker);
        noun.filter(|m| holds(*at) && m.entry.kind == "official")
    };
    let m = words
        .find_map(|at| office(&at))
        .filter(|m| m.first > first + 1)?;
    let end = phrase_end(page, m.first, m.end, 9);
    let closed = page.is_mark(end) || page.is(end, Class::SourceEnd) || is_said(page, first, end);
    if !closed {
        return None;
    }
    let kind = kind::of(page, &m, (first, end));
    let mut suggestion = page.suggestion("source", "source/person", (first, skip, end), 0.65)?;
    suggestion.say("kind", kind);
    Some((suggestion, end))
}

/// A source that begins with a noun of sources.
fn named(page: &Page<'_>, first: usize) -> Option<(Suggestion, usize)> {
    let one = is_one_of(page, first);
    let at = first + usize::from(one);
    // أمام reads like an imam.
    let m = noun(page, at).filter(|m| (!one || m.skip == 0) && !page.is(at, Class::SourceEnd))?;
    // An agency is its name: أفادت فرانس برس بتوجه عائلات.
    let mut end = match m.entry.class.as_str() {
        "agency" => m.end + usize::from(page.is_definite(m.end) && page.nation(m.end).is_some()),
        _ => phrase_end(page, at, m.end, 9),
    };
    let kind = m.entry.kind.as_str();
    let group = matches!(kind, "media" | "state_media" | "un" | "ngo" | "monitor");
    let person = m.entry.class == "noun" && !group && !page.is_stem(at, Class::Body);
    if person {
        end = with_name(page, at, end);
    } else if group {
        end = quoted_name(page, end);
    }
    let english = page.word(first).is_ascii();
    let (begin, end) = if english {
        english::widen(page, first, end)
    } else {
        (first, end)
    };
    let skip = match begin == first {
        true if one => page.skip(first),
        true => m.skip,
        false => 0,
    };
    let mut suggestion = page.suggestion("source", "source/speech", (begin, skip, end), 0.75)?;
    describe(&mut suggestion, &m, kind::of(page, &m, (begin, end)));
    suggestion.head = page.range(m.first, m.skip, m.end);
    Some((suggestion, end))
}

/// Where the name in quotation marks ends that follows a medium or a group, its nation with it:
/// وكالة "فارس" الإيرانية.
fn quoted_name(page: &Page<'_>, end: usize) -> usize {
    const LONGEST: usize = 4;
    if page.word(end) != "\"" {
        return end;
    }
    let name = end + 1..end + 2 + LONGEST;
    let Some(close) = name.clone().find(|at| page.word(*at) == "\"") else {
        return end;
    };
    let words = (end + 1..close).all(|at| !page.is_mark(at));
    if !words || close == end + 1 || !page.tokens.same_sentence(end.saturating_sub(1), close) {
        return end;
    }
    let nation = page.is_definite(close + 1) && page.nation(close + 1).is_some();
    close + 1 + usize::from(nation)
}

fn describe(suggestion: &mut Suggestion, m: &Match<'_>, kind: &str) {
    suggestion.entry.clone_from(&m.entry.id);
    suggestion.say("kind", kind);
}

/// Whether a letter of a word is surely a preposition, or looks like one before a word that says
/// how something is said: قال بوضوح. Nobody knows a name such as باركر.
fn is_manner(page: &Page<'_>, at: usize) -> bool {
    page.word(at).starts_with('ب')
        && page.skip(at) > 0
        && (page.skip_if_known(at) > 0 || page.is_definite(at) || page.word(at + 1) == "في")
}

/// A person after a word of speech, up to what was said: `قال إبراهيم عبد الله، …`. After
/// *according* the preposition is written onto the name: وفقا لسالم.
fn person(page: &Page<'_>, first: usize, according: bool) -> Option<(Suggestion, usize)> {
    let word = page.word(first);
    let no_name = page.is_mark(first)
        || word.is_ascii()
        || word.chars().count() < 2
        || matches!(word, "لما" | "ما" | "بما")
        || is_manner(page, first)
        || page.is(first, Class::SourceEnd)
        || page.is(first, Class::PlaceBefore)
        || page.is_stem(first, Class::NoName)
        || page.is_stem(first, Class::Relative)
        || (page.skip_if_known(first) > 0 && !(according && word.starts_with('ل')))
        || word.starts_with(|c: char| c.is_ascii_digit())
        || page.number_at(first).is_some()
        || page
            .at(first, Table::Casualties)
            .iter()
            .any(|m| m.skip == 0)
        || page.at(first, Table::Strikes).iter().any(|m| m.skip == 0);
    if no_name {
        return None;
    }
    let skip = if according && word.starts_with('ل') {
        'ل'.len_utf8()
    } else {
        0
    };
    if let Some(office) = office_after(page, first, skip) {
        return Some(office);
    }
    let end = phrase_end(page, first, first + 1, 6);
    // What somebody confirms is no name: تؤكد استخدام أسلحة.
    if page
        .strikes_near(first)
        .iter()
        .any(|m| (first..end).contains(&m.first))
    {
        return None;
    }
    let named = with_name(page, first, end);
    if named > end && end > first + 1 {
        let place = (first, skip, named);
        let mut suggestion = page.suggestion("source", "source/person", place, 0.65)?;
        let office = noun(page, end + 1).filter(|m| m.skip == 0);
        let kind = office.map_or("official", |m| kind::of(page, &m, (first, named)));
        suggestion.say("kind", kind);
        return Some((suggestion, named));
    }
    let closed = matches!(
        page.word(end),
        "،" | ":" | "\"" | "ان" | "انه" | "انها" | "," | "that" | "." | "وهو" | "وهي"
    );
    let said = is_said(page, first, end);
    let occasion = page.word(end) == "في" && is_occasion(page, end + 1);
    // اتهم المالكي الحوثيين
    let blames = page.begins_party(end) && first > 0 && page.is_bare(first - 1, Class::Blame);
    let said = said || occasion || blames || is_told(page, end);
    // Whoever says is all that such a verb takes: قال حسن عثمان خلال مؤتمر.
    let closed = closed || only_says(page, first) && page.is(end, Class::SourceEnd);
    // بناء مساكن is less of a name than باركر.
    let several = end >= first + 2 && !(word.starts_with('ب') && page.skip(first) > 0);
    if !(closed && several || said) || end > first + 6 {
        return None;
    }
    let confidence = if said { 0.6 } else { 0.5 };
    let suggestion = page.suggestion("source", "source/person", (first, skip, end), confidence)?;
    Some((suggestion, end))
}

/// Whether a verb that takes no object but what was said stands before a token.
fn only_says(page: &Page<'_>, at: usize) -> bool {
    at > 0
        && matches!(
            page.bare(at - 1),
            "قال" | "قالت" | "يقول" | "تقول" | "صرح" | "صرحت"
        )
}

/// Whether what the verb before `first` says begins at a token: إن, شدد على أن, أشار إلى أن, أفاد
/// بأن. With other verbs such words belong to an object: وصف الوضع بأنه.
fn is_said(page: &Page<'_>, first: usize, at: usize) -> bool {
    let that = |at: usize| matches!(page.word(at), "ان" | "انه" | "انها" | "انهم");
    let verb = first.checked_sub(1).map_or("", |at| page.bare(at));
    let verb = verb.trim_end_matches('ت');
    match page.word(at) {
        ":" | "\"" | "ل" => true,
        "بان" | "بانه" | "بانها" => {
            matches!(verb, "افاد" | "يفيد" | "صرح" | "اقر" | "اعترف")
        }
        "علي" => that(at + 1) && matches!(verb, "شدد" | "يشدد"),
        "الي" => that(at + 1) && matches!(verb, "اشار" | "يشير" | "لف" | "نوه"),
        _ => that(at),
    }
}
