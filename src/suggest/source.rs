//! SOURCE: who reports, where that is not just a party.
//!
//! A source is what a verb of speech or *according to* governs, and what stands right before such
//! a verb: an office, a witness, a medium, a person. Agencies in the brackets of a dateline are
//! sources by themselves. A party that speaks is a party, `role` claimant (`DOMAIN.md` 1.7 rule 14).

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Match, Table};

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut done = 0;
    for at in 0..page.tokens.len() {
        if at < done {
            continue;
        }
        let before = found.len();
        let opens = page.is_bare(at, Class::According)
            || page.is(at, Class::According)
            || page.is_bare(at, Class::Speech);
        let end = if opens {
            spoken(page, at + 1, found)
        } else if page.at(at, Table::Sources).is_empty() {
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
}

/// The sources after a word of speech; where they end.
fn spoken(page: &Page<'_>, at: usize, found: &mut Vec<Suggestion>) -> Option<usize> {
    let mut first = at;
    // نقلا عن, وقال له, according to
    while first < at + 2
        && page.tokens.same_sentence(first, at.saturating_sub(1))
        && (page.is(first, Class::SourceLead)
            || page
                .at(first, Table::Calendar)
                .iter()
                .any(|m| m.skip == 0 && m.entry.class != "month"))
    {
        first += 1;
    }
    if !page.tokens.same_sentence(first, at.saturating_sub(1)) {
        return None;
    }
    let mut end = match shown_party(page, first) {
        Some(end) => end,
        None => {
            let (suggestion, end) = named(page, first).or_else(|| person(page, first))?;
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
        let quoted = named(page, end + 1).or_else(|| person(page, end + 1));
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
    let suggestion = page.suggestion("source", "source/agency", place, confidence)?;
    Some((described(suggestion, &m), m.end))
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

/// A source that begins with a noun of sources.
fn named(page: &Page<'_>, first: usize) -> Option<(Suggestion, usize)> {
    let m = noun(page, first)?;
    let end = phrase_end(page, first, m.end, 9);
    let person =
        m.entry.class == "noun" && m.entry.kind == "official" && !page.is_stem(first, Class::Body);
    let end = if person {
        with_name(page, first, end)
    } else {
        end
    };
    // Gaza health officials: what describes them stands before them in English.
    let mut begin = first;
    while page.word(first).is_ascii()
        && begin > 0
        && page.tokens.same_sentence(begin - 1, first)
        && (page.nation(begin - 1).is_some()
            || page.is(begin - 1, Class::OfficeBefore)
            || page
                .at(begin - 1, Table::Places)
                .iter()
                .any(|m| !m.contextual))
    {
        begin -= 1;
    }
    let skip = if begin == first { m.skip } else { 0 };
    let suggestion = page.suggestion("source", "source/speech", (begin, skip, end), 0.75)?;
    let mut suggestion = described(suggestion, &m);
    suggestion.head = page.range(m.first, m.skip, m.end);
    Some((suggestion, end))
}

fn described(mut suggestion: Suggestion, m: &Match<'_>) -> Suggestion {
    suggestion.entry.clone_from(&m.entry.id);
    suggestion.with("kind", &m.entry.kind)
}

/// A person after a word of speech, up to what was said: `قال إبراهيم عبد الله، …`.
fn person(page: &Page<'_>, first: usize) -> Option<(Suggestion, usize)> {
    let word = page.word(first);
    let no_name = page.is_mark(first)
        || word.is_ascii()
        || matches!(word, "لما" | "ما" | "بما")
        || (word.starts_with('ب') && page.skip(first) > 0)
        || page.is(first, Class::SourceEnd)
        || page.is(first, Class::PlaceBefore)
        || page.is_stem(first, Class::NoName)
        || page.is_stem(first, Class::Relative)
        || page.skip_if_known(first) > 0
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
    let end = phrase_end(page, first, first + 1, 6);
    let named = with_name(page, first, end);
    if named > end && end > first + 1 {
        let place = (first, 0, named);
        let suggestion = page.suggestion("source", "source/person", place, 0.65)?;
        return Some((suggestion.with("kind", "official"), named));
    }
    let closed = matches!(
        page.word(end),
        "،" | ":" | "\"" | "ان" | "انه" | "انها" | "," | "that" | "."
    );
    let said = matches!(page.word(end), ":" | "\"" | "ان" | "انه" | "انها");
    let several = end >= first + 2;
    let closed = closed || page.word(end) == "في" && is_occasion(page, end + 1);
    if !(closed && several || said) || end > first + 6 {
        return None;
    }
    let confidence = if said { 0.6 } else { 0.5 };
    let suggestion = page.suggestion("source", "source/person", (first, 0, end), confidence)?;
    Some((suggestion, end))
}

/// Whether nobody is in what begins at a token, though something is said in it: في بيان, في الهجوم.
fn is_occasion(page: &Page<'_>, at: usize) -> bool {
    page.is_stem(at, Class::Occasion)
        || page.is_attack(at)
        || !page.at(at, Table::Calendar).is_empty()
}

/// Where the place or the body that begins at a token ends at the least: مستشفى السبعين.
fn place_end(page: &Page<'_>, at: usize) -> usize {
    let places = page.at(at, Table::Places).iter();
    let named = places.filter(|m| m.skip == 0).map(|m| m.end).max();
    let of = page.at(at + 1, Table::Places).iter();
    let of = of.filter(|m| m.skip == 0 && page.is_stem(at, Class::Designator));
    named.max(of.map(|m| m.end).max()).unwrap_or(at + 1)
}

/// Where a name of two or three words that nothing is known of ends, between commas or before
/// what was said: the spokesman, فوزي أونيس, said.
fn unknown_name(page: &Page<'_>, first: usize) -> Option<usize> {
    let known = |at: usize| {
        page.is_mark(at)
            || page.is_bare(at, Class::SourceEnd)
            || page.is_bare(at, Class::PlaceBefore)
            || page.is_bare(at, Class::Speech)
            || page.is_bare(at, Class::Act)
            || page.is_stem(at, Class::NoName)
            || page.is_stem(at, Class::Relative)
            || page.is_bare(at, Class::NameEnd)
            || page.number_at(at).is_some()
            || !page.at(at, Table::Calendar).is_empty()
            || !page.at(at, Table::Casualties).is_empty()
            || !page.at(at, Table::Strikes).is_empty()
            || page.word(at).is_ascii()
    };
    let end = (first..first + 4).find(|at| known(*at))?;
    let closed = matches!(page.word(end), "،" | "," | ":" | "ان" | "انه" | "انها");
    ((2..=3).contains(&(end - first)) && closed).then_some(end)
}

/// Where an office and a name that are told together end: العميد حسن بابكر after the spokesman,
/// the spokesman after his name.
fn with_name(page: &Page<'_>, first: usize, end: usize) -> usize {
    const LONGEST: usize = 7;
    let next = end + 1;
    if !matches!(page.word(end), "،" | ",") || !page.tokens.same_sentence(first, next) {
        return end;
    }
    let office = noun(page, next).filter(|m| m.skip == 0 && m.entry.class == "noun");
    let title = page.is(next, Class::Title) || page.is(next, Class::Person);
    let last = match office {
        Some(m) => phrase_end(page, next, m.end, LONGEST),
        None if title => phrase_end(page, next, next + 1, LONGEST),
        None => return unknown_name(page, next).unwrap_or(end),
    };
    let closed = page.is_mark(last) || page.is(last, Class::SourceEnd);
    if closed && last > next { last } else { end }
}

/// Where the phrase of a source ends whose noun ends at `noun`.
fn phrase_end(page: &Page<'_>, first: usize, noun: usize, longest: usize) -> usize {
    let mut end = noun;
    let body = page.is_stem(first, Class::Body);
    while end < first + longest && page.tokens.same_sentence(end, first) && !page.is_mark(end) {
        if let Some(party) = faction::at(page, end).filter(|party| party.is_shown()) {
            // مصدر بالمعارضة; but not مصدر والجيش.
            if page.word(end).starts_with('و') && party.skip > 0 {
                break;
            }
            end = party.end;
            continue;
        }
        // مسؤول بوزارة الدفاع, منسق بالأمم المتحدة
        let attached = page.word(end).starts_with('ب') && page.skip(end) == 'ب'.len_utf8();
        if attached && end <= noun + 3 && !page.is_definite(end - 1) {
            if let Some(party) = faction::at(page, end) {
                end = party.end;
                continue;
            }
            if page.is_stem(end, Class::Body) {
                end += 1;
                continue;
            }
        }
        // An office may be in a place or a body: مصدر في وزارة الداخلية, متحدث باسم الحركة.
        let within = matches!(
            page.word(end),
            "في" | "باسم" | "لدي" | "of" | "for" | "in" | "with" | "من" | "عن"
        ) && end <= noun + 1
            && page.at(end + 1, Table::Calendar).is_empty()
            && page.tokens.same_sentence(end + 1, first)
            && !page.is_mark(end + 1)
            && (page.word(end) != "من" || faction::at(page, end + 1).is_some())
            && (page.word(end) != "عن"
                || page.is_stem(end + 1, Class::Kind)
                || page.word(end + 1) == "كتله");
        // The ministry and the army that are known have no place: وزارة الصحة في القطاع.
        let placed = page.word(end) == "في";
        if within && !(placed && (page.is_definite(end - 1) || body || is_occasion(page, end + 1)))
        {
            end = place_end(page, end + 1);
            continue;
        }
        // After a definite noun only what describes it goes on: الرئيس الصومالي, but not
        // الرئاسة المجتمع; a body has no name of its own after that.
        let complete = page.is_definite(end - 1) && !page.word(end - 1).starts_with("لل");
        let describes = page.word(end).ends_with(['ي', 'ه']) || page.nation(end).is_some();
        // After a title stands a name: العقيد تركي المالكي.
        let name = end < first + 3
            && end > first
            && page.is(first, Class::Title)
            && !page.is_definite(first + 1);
        let other = if name {
            false
        } else if page.is_definite(end) {
            (complete && !describes)
                || (end > noun && page.word(end - 1).ends_with('ي') && !page.is_definite(end - 1))
        } else {
            complete && body && !page.word(end).starts_with("لل")
        };
        // رئيس الوزراء أحزابا: what is accused, not who accuses.
        let object = complete && !page.is_definite(end) && page.word(end).ends_with('ا');
        if other || object {
            break;
        }
        let particle = page.skip_if_known(end) > 0 && !page.word(end).starts_with("لل");
        let stops = page.is(end, Class::SourceEnd)
            || page.is(end, Class::PlaceBefore)
            || page.is_stem(end, Class::Relative)
            || page.is_bare(end, Class::Speech)
            || page.is(end, Class::Act)
            || particle
            || page
                .at(end, Table::Calendar)
                .iter()
                .any(|m| m.skip == 0 && m.entry.class != "month")
            || page
                .at(end, Table::Casualties)
                .iter()
                .any(|m| m.skip == 0 && m.entry.class.starts_with("harm"))
            || page.is_attack(end);
        if stops {
            break;
        }
        end += 1;
    }
    end
}
