//! What belongs to a phrase that counts people besides its noun: owners, adjectives, bounds, those
//! of whom they are, names.

use super::phrase::{Form, Phrase, is_from, noun, party};
use crate::lexicon::{Class, Table};
use crate::suggest::faction::{self, Party};
use crate::suggest::page::Page;
use crate::text::number::{Quantity, bound_after};
use crate::text::token::Kind;

/// Takes in the owner after a noun in construct: عناصر الجيش, حراس المنشأة, قيادي في التنظيم.
pub(super) fn construct<'a>(page: &Page<'a>, phrase: &mut Phrase<'a>) {
    let last = phrase.end - 1;
    if !page.is_stem(last, Class::VictimGroup) {
        return;
    }
    let at = phrase.end;
    let mut next = at;
    // A member of something: قيادي في تنظيم القاعدة, قائد لتنظيم داعش.
    if page.word(at) == "في" {
        next = at + 1;
    }
    // القيادي في الحركة, but not القيادي الحركة.
    if next == at && page.is_definite(last) {
        return;
    }
    let attached = faction::at(page, next).filter(|party| {
        !party.is_adjective()
            && (party.particles_at(next) == 0 || page.word(next).starts_with(['ل', 'ب']))
    });
    if let Some(owner) = attached {
        phrase.belongs_to(owner);
        adjectives(page, phrase);
    } else if next == at
        && page.word(at).starts_with("ال")
        && !page.is(at, Class::VictimAdjective)
        && page.at(at, Table::Calendar).is_empty()
    {
        phrase.end = at + 1;
        adjectives(page, phrase);
    } else if next == at && page.is(at, Class::VictimGroup) && at < phrase.first + 6 {
        phrase.end = at + 1;
        construct(page, phrase);
    }
}

/// Takes in adjectives: جنديا إسرائيليا, مقاتلين آخرين, التنظيم المتطرف.
pub(super) fn adjectives(page: &Page<'_>, phrase: &mut Phrase<'_>) {
    for _ in 0..3 {
        let at = phrase.end;
        let arabic = !page.word(at).is_ascii();
        if !arabic || !page.is(at, Class::VictimAdjective) {
            break;
        }
        phrase.end = at + 1;
    }
}

/// Takes in what belongs to the victims: adjectives, a bound, to whom they belong.
pub(super) fn extend<'a>(page: &Page<'a>, phrase: &mut Phrase<'a>) {
    for _ in 0..4 {
        let at = phrase.end;
        if let Some((count, qualifier)) = bound_after(&page.tokens, at) {
            phrase.end += count;
            if let Some(best) = phrase.quantity.best {
                phrase.quantity = Quantity::bounded(best, qualifier);
            }
            continue;
        }
        if phrase.form != Form::CountNoun || phrase.is_counted() {
            adjectives(page, phrase);
        }
        // Of them: أكثر من 80 منهم.
        if phrase.form == Form::BareNumber && matches!(page.word(at), "منهم" | "منهن" | "منهما")
        {
            phrase.end = at + 1;
        }
        if phrase.end > at {
            continue;
        }
        if !is_from(page, at) || page.word(at + 1).starts_with("بين") {
            break;
        }
        if !partitive(page, phrase, at + 1) {
            break;
        }
    }
}

/// Takes in those of whom they are: `من عناصر الجيش`, `من قوات النظام`.
fn partitive<'a>(page: &Page<'a>, phrase: &mut Phrase<'a>, at: usize) -> bool {
    let end = phrase.end;
    // English owners: three of its soldiers.
    let at = at
        + usize::from(matches!(
            page.word(at),
            "his" | "her" | "their" | "its" | "the"
        ));
    if let Some(owner) = party(page, at) {
        phrase.belongs_to(owner);
        adjectives(page, phrase);
    } else if let Some(victim) = noun(page, at, "victim") {
        if phrase.victim.is_none() {
            phrase.victim = Some(victim);
        }
        phrase.end = victim.end;
        construct(page, phrase);
        adjectives(page, phrase);
    } else if let Some(noun) =
        noun(page, at, "count_noun").filter(|_| phrase.form == Form::BareNumber)
    {
        phrase.noun = Some(noun);
        phrase.form = Form::NumberOfCasualties;
        phrase.end = noun.end;
        adjectives(page, phrase);
    } else if page.is(at, Class::VictimGroup) {
        phrase.end = at + 1;
        construct(page, phrase);
    } else if phrase.form == Form::BareNumber && is_plural(page.word(at)) {
        phrase.end = at + 1;
        phrase.form = Form::NumberOfSomebody;
        adjectives(page, phrase);
    }
    phrase.end > end
}

/// Whether a word is a plural of people, or one with its owner: البحارة, العاملين, سكانها.
fn is_plural(word: &str) -> bool {
    word.starts_with("ال") && (word.ends_with("ين") || word.ends_with("ات") || word.ends_with('ه'))
}

/// Where the phrase of English victims begins, with their age, what describes them, their article or
/// owner, and the party they are of: `a 12-year-old girl`, `a senior Hezbollah commander`.
pub(super) fn english_start<'p, 'a>(
    page: &'p Page<'a>,
    noun: usize,
) -> (usize, Option<&'p Party<'a>>) {
    let same = |at: usize| page.tokens.same_sentence(at, noun);
    let described = |first: usize| {
        let mut first = first;
        while first > 0
            && same(first - 1)
            && page.word(first - 1).is_ascii()
            && page.is(first - 1, Class::VictimAdjective)
        {
            first -= 1;
        }
        first
    };
    let mut first = described(noun);
    // A nation of what strikes is no owner.
    let of = faction::before(page, first).filter(|party| !party.is_adjective());
    if let Some(party) = of {
        first = described(party.first);
    }
    let aged = first > 4
        && same(first - 5)
        && page.word(first - 1) == "old"
        && page.is(first - 3, Class::TimeUnit);
    if aged {
        first -= 5;
    }
    let owned = first > 0
        && same(first - 1)
        && matches!(
            page.word(first - 1),
            "a" | "an" | "the" | "his" | "her" | "their"
        );
    (first - usize::from(owned), of)
}

/// Takes in the name of somebody who is called by rank or as a single one: القيادي أبو محمد.
pub(super) fn name(page: &Page<'_>, phrase: &mut Phrase<'_>) {
    const LONGEST: usize = 6;
    let called = page.is_bare(phrase.first, Class::Title)
        || page.is(phrase.first, Class::Kunya)
        || page.is(phrase.first, Class::Person);
    if phrase.quantity.best != Some(1) || !called {
        return;
    }
    // الشاب "يامن سرجاوي"
    if page.word(phrase.end) == "\"" {
        let inside = phrase.end + 1;
        let close = (inside + 1..inside + LONGEST).find(|at| page.word(*at) == "\"");
        if let Some(close) = close
            && (inside..close).all(|at| page.tokens.kind(at) == Some(Kind::Word))
        {
            phrase.end = close + 1;
        }
        return;
    }
    let first = phrase.end;
    while phrase.end < first + LONGEST
        && page.tokens.kind(phrase.end) == Some(Kind::Word)
        && page.tokens.same_sentence(phrase.end, first)
        && !page.is(phrase.end, Class::NameEnd)
        && !page.is(phrase.end, Class::ClauseEnd)
        && !page.word(phrase.end).starts_with(['و', 'ب'])
        && !page
            .harm_near(phrase.end)
            .iter()
            .any(|m| m.first == phrase.end && m.entry.class.starts_with("harm"))
        && !page
            .strikes_near(phrase.end)
            .iter()
            .any(|m| m.first == phrase.end)
    {
        phrase.end += 1;
    }
}
