//! Where the phrase of a source ends: what describes an office, where it is, who holds it.

use super::noun;
use crate::lexicon::{Class, Table};
use crate::suggest::faction;
use crate::suggest::page::Page;

/// Whether nobody is in what begins at a token, though something is said in it: في بيان, في الهجوم.
pub(super) fn is_occasion(page: &Page<'_>, at: usize) -> bool {
    page.is_stem(at, Class::Occasion)
        || page.is_attack(at)
        || !page.at(at, Table::Calendar).is_empty()
}

/// Whether a word ends the phrase of a source. علي is a man where it is written so.
pub(super) fn ends(page: &Page<'_>, at: usize) -> bool {
    let written = || {
        page.range(at, 0, at + 1)
            .and_then(|range| range.of(page.text))
    };
    page.is(at, Class::SourceEnd) && !(page.word(at) == "علي" && written() == Some("علي"))
}

/// Where the place or the body that begins at a token ends at the least: مستشفى السبعين.
fn place_end(page: &Page<'_>, at: usize) -> usize {
    let places = page.at(at, Table::Places).iter();
    let named = places.filter(|m| m.skip == 0).map(|m| m.end).max();
    let of = page.at(at + 1, Table::Places).iter();
    let of = of.filter(|m| m.skip == 0 && page.is_stem(at, Class::Designator));
    let party = faction::at(page, at).map(|party| party.end);
    // مستشفى النو, of whose name nothing is known.
    let called = page.is_stem(at, Class::Designator)
        && !page.is_definite(at)
        && page.is_definite(at + 1)
        && page.tokens.same_sentence(at, at + 1);
    let called = called.then_some(at + 2);
    let place = named.max(of.map(|m| m.end).max()).max(called);
    place.max(party).unwrap_or(at + 1)
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
pub(super) fn with_name(page: &Page<'_>, first: usize, end: usize) -> usize {
    const LONGEST: usize = 7;
    // مسؤولة تدعى هيفي مصطفى
    if matches!(page.bare(end), "يدعي" | "تدعي") && page.tokens.same_sentence(first, end) {
        let named = |at: &usize| {
            !page.is_mark(*at)
                && page.tokens.same_sentence(first, *at)
                && !page.is(*at, Class::SourceEnd)
                && !page.is_bare(*at, Class::Speech)
        };
        let name = (end + 1..end + 4).take_while(named).last();
        return name.map_or(end, |last| last + 1);
    }
    // المتحدث باسم الجيش العميد حسن بابكر: a rank begins the name without a comma.
    if page.is(end, Class::Title) && page.tokens.same_sentence(first, end) {
        let last = phrase_end(page, end, end + 1, LONGEST);
        let closed = page.is_mark(last) || page.is(last, Class::SourceEnd);
        return if closed && last > end + 1 { last } else { end };
    }
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
pub(super) fn phrase_end(page: &Page<'_>, first: usize, noun: usize, longest: usize) -> usize {
    let mut end = noun;
    let body = page.is_stem(first, Class::Body);
    while end < first + longest && page.tokens.same_sentence(end, first) && !page.is_mark(end) {
        if let Some(party) = faction::at(page, end).filter(|party| party.is_shown()) {
            // مصدر بالمعارضة; but not مصدر والجيش.
            if page.word(end).starts_with('و') && party.skip > 0 {
                break;
            }
            // اتهم المالكي الحوثيين: who is accused.
            let blamed = || first > 0 && page.is_bare(first - 1, Class::Blame);
            let accused = end > first
                && party.skip == 0
                && page.nation(end).is_none()
                && (page.is_definite(end - 1) && page.is_definite(end) || blamed());
            if accused {
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
        // المتحدث الإعلامي لمديرية الصحة, المتحدث بوزارة الدفاع: a person's office has its body.
        let holds = page.word(end).starts_with(['ب', 'ل'])
            && page.skip(end) > 0
            && !body
            && page.is_stem(first, Class::Speaker);
        if holds {
            if let Some(party) = faction::at(page, end).filter(|party| party.is_shown()) {
                end = party.end;
                continue;
            }
            if page.is_stem(end, Class::Body) {
                end += 1;
                continue;
            }
        }
        // شهود لرويترز: whom he spoke to.
        let told = page.word(end).starts_with('ل')
            && page
                .at(end, Table::Sources)
                .iter()
                .any(|m| m.skip > 0 && m.entry.kind.ends_with("media"));
        if told {
            break;
        }
        // السلطات الموالية لموسكو
        if page.is_stem(end, Class::Affiliated) {
            let party = faction::at(page, end + 1).map(|party| party.end);
            let places = page.at(end + 1, Table::Places).iter();
            let owner = party.max(places.filter(|m| m.skip > 0).map(|m| m.end).max());
            if let Some(owner) = owner {
                end = owner;
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
        // القيادي الكبير في المعارضة
        let member = !body && faction::at(page, end + 1).is_some_and(|party| party.is_shown());
        let known = page.is_definite(end - 1) && !member;
        if within && !(placed && (known || body || is_occasion(page, end + 1))) {
            end = place_end(page, end + 1);
            continue;
        }
        // After a definite noun only what describes it goes on: الرئيس الصومالي, but not
        // الرئاسة المجتمع; a body has no name of its own after that.
        let complete = page.is_definite(end - 1) && !page.word(end - 1).starts_with("لل");
        let describes = page.word(end).ends_with(['ي', 'ه'])
            || page.nation(end).is_some()
            || page.is_stem(end, Class::OfficeAdjective);
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
        let stops = ends(page, end)
            || page.is(end, Class::PlaceBefore)
            || page.is_stem(end, Class::Relative)
            || page.is_bare(end, Class::Speech)
            || page.is_bare(end, Class::According)
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
