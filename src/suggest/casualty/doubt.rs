//! What speaks against a casualty: it is denied, threatened or over, or no war did it.

use super::Harm;
use super::phrase::{Form, Phrase};
use super::trigger::gap;
use crate::lexicon::{Class, Match, Table};
use crate::suggest::page::Page;
use crate::text::number::Read;
use crate::text::token::Kind;

/// Whether a number is a day, half a score or how many weapons: فجر الاثنين, 5-0, ثلاث بنادق.
pub(super) fn counts_no_people(page: &Page<'_>, read: &Read) -> bool {
    if page.is_victim_word(read.end) {
        return false;
    }
    let mut days = page.at(read.first, Table::Calendar).iter();
    let day = days.any(|m| m.entry.class == "weekday")
        && page.is_definite(read.first)
        && read.end == read.first + 1;
    let score = page.word(read.end) == "-" && page.tokens.kind(read.end + 1) == Some(Kind::Number);
    let weapon = |m: &Match<'_>| m.first == read.end && m.skip == 0 && m.entry.class == "weapon";
    day || score || page.strikes_near(read.end).iter().any(weapon)
}

/// How far before a phrase, in tokens, a cue reaches.
const REACH: usize = 10;

/// The cues of a class before a phrase in its clause, the nearest first.
fn cues<'p, 'a>(
    page: &'p Page<'a>,
    class: &'p str,
    first: usize,
) -> impl Iterator<Item = &'p Match<'a>> {
    page.harm_before(first, REACH).filter(move |m| {
        m.entry.class == class
            && m.first + REACH >= first
            // What is part of a number says nothing: ما لا يقل عن 30.
            && !page.is_in_number(m.first)
            && gap(page, m.end, first).is_some()
    })
}

/// Whether a phrase with a word of harm is no casualty after all.
pub(super) fn is_no_casualty(page: &Page<'_>, phrase: &Phrase<'_>, harm: &Harm<'_>) -> bool {
    let start = harm
        .word
        .map_or(phrase.first, |word| word.first.min(phrase.first));
    let captive = matches!(harm.effect, "detained" | "abducted");
    // لم يصب سوى سبعة: those who are excepted were harmed.
    let excepted = phrase.first > 0 && matches!(page.word(phrase.first - 1), "سوي" | "الا");
    let negated = !excepted && cues(page, "negation", start).any(|m| start - m.end <= 3)
        || (harm.word.is_none()
            && !excepted
            && cues(page, "negation", phrase.first)
                .any(|m| phrase.first - m.end <= if phrase.is_counted() { 3 } else { 8 }));
    negated
        || cues(page, "hypothetical", start).any(|m| start - m.end <= 5)
        || (harm.word.is_some()
            && cues(page, "hypothetical", phrase.first)
                .any(|m| m.first >= start && phrase.first - m.end <= 5))
        || denied(page, phrase, start) && !phrase.is_counted()
        || (captive && harm.word.is_none() && cues(page, "release", phrase.first).next().is_some())
        || is_blocked(page, phrase)
        || is_composition(page, phrase)
}

fn denied(page: &Page<'_>, phrase: &Phrase<'_>, start: usize) -> bool {
    cues(page, "denial", start).next().is_some()
        || cues(page, "denial", phrase.first).next().is_some()
}

/// Whether an illness or an accident in the sentence did it.
fn is_blocked(page: &Page<'_>, phrase: &Phrase<'_>) -> bool {
    const REACH: usize = 14;
    page.harm_near(phrase.first).iter().any(|m| {
        m.first.abs_diff(phrase.end) < REACH
            && m.entry.class == "block"
            && page.tokens.same_sentence(m.first, phrase.first)
    })
}

/// Whether a phrase only says of whom a count is made: معظمهم نساء وأطفال.
fn is_composition(page: &Page<'_>, phrase: &Phrase<'_>) -> bool {
    !phrase.is_counted()
        && phrase.form == Form::Victims
        && (phrase.first.saturating_sub(4)..phrase.first)
            .any(|at| page.is_bare(at, Class::Whole) && page.tokens.same_sentence(at, phrase.first))
}

/// Whether it is claimed, denied, or told by the article itself.
pub(super) fn status(page: &Page<'_>, phrase: &Phrase<'_>) -> &'static str {
    if denied(page, phrase, phrase.first) {
        "denied"
    } else if page.is_claimed(phrase.first) {
        "claimed"
    } else {
        "asserted"
    }
}

/// Whether a count is a running total: ارتفعت الحصيلة إلى 45.
pub(super) fn is_running_total(page: &Page<'_>, phrase: &Phrase<'_>) -> bool {
    const BEFORE: usize = 12;
    const AFTER: usize = 6;
    page.harm_near(phrase.first).iter().any(|m| {
        let before = m.end <= phrase.first && m.first + BEFORE >= phrase.first;
        let after = m.first >= phrase.end && m.first <= phrase.end + AFTER;
        (before || after && page.word(m.first).starts_with("منذ"))
            && m.entry.kind == "cumulative"
            && page.tokens.same_sentence(m.first, phrase.first)
    })
}
