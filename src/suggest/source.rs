//! SOURCE: who reports, where that is not just a party.
//!
//! A source stands after a verb of speech (`قال شهود إن`), before one (`لكن مسؤولا محليا قال`,
//! officials said), after a word such as `بحسب`, in the brackets of a dateline (`(رويترز)`) or
//! before the colon of a headline. Its phrase begins with a named source of the lexicon or with a
//! noun of sources; what is neither, and is followed by what was said, is a person. A party that
//! speaks stays a party (`DOMAIN.md` 1.7, rule 14).

use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Match, Table};
use crate::text::token::Kind;

/// How many tokens a phrase has at most.
const LONGEST: usize = 8;
/// How many tokens of a phrase are believed that runs on without anything that closes it.
const SHORT: usize = 3;
/// How many tokens of an article may be its dateline.
const DATELINE: usize = 80;

/// A phrase that says who reports.
struct Phrase<'p> {
    first: usize,
    skip: usize,
    end: usize,
    kind: &'p str,
    named: Option<&'p str>,
    confidence: f64,
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    for at in 0..page.tokens.len() {
        if page.is_bare(at, Class::According) || page.is(at, Class::According) {
            after(page, at + 1, "source/according", found);
        } else if page.is_bare(at, Class::Speech) {
            let english = page.word(at).is_ascii();
            if english || !after(page, at + 1, "source/speech", found) {
                let phrase = before(page, at);
                found.extend(phrase.and_then(|p| suggestion(page, &p, "source/speech")));
            }
        }
        if at < DATELINE {
            let phrase = dateline(page, at).or_else(|| headline(page, at));
            found.extend(phrase.and_then(|p| suggestion(page, &p, "source/dateline")));
        }
    }
}

/// The source that begins at a token, and what is joined to it. Whether there is one, or a party.
fn after(page: &Page<'_>, at: usize, rule: &'static str, found: &mut Vec<Suggestion>) -> bool {
    let mut first = at;
    while page.is(first, Class::SourceLead) || page.word(first) == "عن" {
        first += 1;
    }
    let neutral = named(page, first)
        .is_some_and(|m| !matches!(m.entry.kind.as_str(), "official" | "belligerent"));
    let party = faction::at(page, first).filter(|_| !neutral);
    let end = if let Some(party) = party {
        party.end
    } else if let Some(phrase) = told(page, first) {
        found.extend(suggestion(page, &phrase, rule));
        phrase.end
    } else if let Some(phrase) = person(page, first, at > first) {
        found.extend(suggestion(page, &phrase, "source/person"));
        return true;
    } else {
        return false;
    };
    // Who is joined is a source of its own: مقاتلون من المعارضة وشهود.
    if page.word(end).starts_with('و')
        && let Some(phrase) = told(page, end)
    {
        found.extend(suggestion(page, &phrase, rule));
    }
    true
}

/// A named source or a noun of sources, with what belongs to it.
fn told<'p>(page: &'p Page<'_>, first: usize) -> Option<Phrase<'p>> {
    if page.word(first).is_ascii()
        && let Some(noun) = (first + 1..first + LONGEST).find(|at| page.is(*at, Class::Source))
        && modified(page, noun) <= first
    {
        return Some(Phrase {
            first,
            skip: 0,
            end: noun + 1,
            kind: page.stem_value(noun, Class::Source)?,
            named: None,
            confidence: 0.7,
        });
    }
    if let Some(m) = named(page, first) {
        return Some(Phrase {
            first,
            skip: m.skip,
            end: m.end,
            kind: &m.entry.kind,
            named: Some(&m.entry.names[0]),
            confidence: 0.8,
        });
    }
    if page.is_mark(first) || !page.is_stem(first, Class::Source) {
        return None;
    }
    let kind = page.stem_value(first, Class::Source)?;
    // Government and ministers speak as officials, their forces as parties.
    let (end, closed) = extent(page, first);
    Some(Phrase {
        first,
        skip: page.skip(first),
        end,
        kind,
        named: None,
        confidence: if closed { 0.75 } else { 0.55 },
    })
}

/// The source of the lexicon at a token.
fn named<'p, 'a>(page: &'p Page<'a>, first: usize) -> Option<&'p Match<'a>> {
    page.at(first, Table::Sources).first()
}

/// Where the phrase of a source ends, and whether something closes it there.
fn extent(page: &Page<'_>, first: usize) -> (usize, bool) {
    let mut end = first + 1;
    while end < first + LONGEST {
        if !page.tokens.same_sentence(end, first) || page.is_mark(end) || closes(page, end) {
            return (end, true);
        }
        let word = page.word(end);
        if matches!(word, "في" | "من" | "عن") {
            if !belongs(page, end + 1, word) {
                return (end, true);
            }
            end += 1;
        } else if page.skip(end) > 0
            && !word.starts_with("باسم")
            && word.starts_with(['و', 'ف', 'ب', 'ل'])
        {
            // Something written onto it: a second source, or what was told.
            let joined = word.starts_with('و') && !page.is_stem(end, Class::Source);
            let inside = word.starts_with('ب') && belongs(page, end, "ب");
            let addressee = word.starts_with("لل") && !named_or_media(page, end);
            if !joined && !inside && !addressee {
                return (end, true);
            }
        }
        end = faction::at(page, end).map_or(end + 1, |party| party.end.max(end + 1));
    }
    (first + SHORT.min(end - first), false)
}

/// Whether the word cannot belong to the phrase of a source.
fn closes(page: &Page<'_>, at: usize) -> bool {
    let preposition = matches!(page.word(at), "في" | "من" | "عن");
    (page.is(at, Class::SourceEnd) && !preposition)
        || page.is_bare(at, Class::Speech)
        || page.is_stem(at, Class::Relative)
        || !page.at(at, Table::Calendar).is_empty()
        || (!page.is_definite(at)
            && page
                .numbers
                .binary_search_by_key(&at, |read| read.first)
                .is_ok())
        || happens(page, at)
}

/// Whether a word of attack or harm stands at a token: the sentence has gone on to what was told.
fn happens(page: &Page<'_>, at: usize) -> bool {
    let attack = page.at(at, Table::Strikes).iter();
    let harm = page.at(at, Table::Casualties).iter();
    attack.chain(harm).any(|m| {
        matches!(
            m.entry.class.as_str(),
            "trigger" | "clash" | "harm_verb" | "harm_noun" | "count_noun"
        )
    })
}

/// Whether what follows a preposition says where a source belongs: في وزارة الداخلية, من المعارضة.
fn belongs(page: &Page<'_>, at: usize, preposition: &str) -> bool {
    if page.is_stem(at, Class::Venue) || !page.at(at, Table::Calendar).is_empty() {
        return false;
    }
    let party = faction::at(page, at).is_some();
    match preposition {
        "في" => {
            party
                || page.is_stem(at, Class::Institution)
                || page.is_stem(at, Class::Source)
                || !page.at(at, Table::Places).is_empty()
        }
        "ب" => party || page.is_stem(at, Class::Institution),
        "عن" => party || page.is_stem(at, Class::Institution),
        _ => party && !page.at(at, Table::Places).iter().any(|m| m.skip == 0),
    }
}

/// Whether a word with its preposition is an agency or a channel: told to it, not by it.
fn named_or_media(page: &Page<'_>, at: usize) -> bool {
    named(page, at).is_some()
        || page.stem_value(at, Class::Source) == Some("media")
        || page.is_stem(at, Class::Venue)
}

/// A person after a verb of speech, up to what was said: قال إبراهيم عبد الله، …
fn person<'p>(page: &'p Page<'_>, first: usize, led: bool) -> Option<Phrase<'p>> {
    let is_name = |at: usize| {
        page.tokens.kind(at) == Some(Kind::Word)
            && !page.word(at).is_ascii()
            && !closes(page, at)
            && !page.is(at, Class::SourceEnd)
            && !page.is(at, Class::Preposition)
            && !page.is(at, Class::SourceLead)
            && page.nation(at).is_none()
            && page.at(at, Table::Places).iter().all(|m| m.contextual)
    };
    // A name may begin with a letter that could be a particle: بوتين, لافروف.
    let attached = |at: usize| page.skip(at) > 0 && page.is_definite(at);
    if led || attached(first) || !is_name(first) {
        return None;
    }
    let mut end = first + 1;
    while end < first + LONGEST
        && page.tokens.same_sentence(end, first)
        && is_name(end)
        && !attached(end)
        && !page.word(end).starts_with('و')
    {
        // What the person is: إبراهيم عبد الله القيادي في …
        if page.is_stem(end, Class::Source) {
            let office = end;
            let (end, closed) = extent(page, office);
            let kind = page.stem_value(office, Class::Source).unwrap_or("");
            return closed.then_some(Phrase {
                first,
                skip: 0,
                end,
                kind,
                named: None,
                confidence: 0.65,
            });
        }
        end += 1;
    }
    let said = matches!(
        page.word(end),
        ":" | "ان" | "انه" | "انها" | "بان" | "\"" | "في"
    );
    let listed = page.word(end) == "،" && end > first + 1;
    (said || listed).then_some(Phrase {
        first,
        skip: 0,
        end,
        kind: "",
        named: None,
        confidence: if end > first + 1 { 0.6 } else { 0.5 },
    })
}

/// The source that ends just before a verb of speech.
fn before<'p>(page: &'p Page<'_>, verb: usize) -> Option<Phrase<'p>> {
    let nearest = verb.saturating_sub(LONGEST);
    let mut at = verb;
    while at > nearest {
        at -= 1;
        if !page.tokens.same_sentence(at, verb)
            || page.is_mark(at)
            || page.is_bare(at, Class::Speech)
        {
            return None;
        }
        // What stands behind a preposition is no subject.
        let governed = page.skip(at) > 0 && !page.word(at).starts_with('و');
        let Some(mut phrase) = told(page, at).filter(|_| !governed) else {
            continue;
        };
        if page.word(at).is_ascii() {
            phrase.first = modified(page, at);
        }
        let reaches = phrase.end == verb || extent(page, at).0 == verb;
        // A headline may leave the verb to the end: officials say.
        return reaches.then_some(Phrase {
            end: verb,
            confidence: 0.7,
            ..phrase
        });
    }
    None
}

/// Where an English phrase begins whose noun stands at a token: Gaza health officials.
fn modified(page: &Page<'_>, noun: usize) -> usize {
    let capital = |at: usize| {
        let range = page.range(at, 0, at + 1);
        let word = range.and_then(|range| range.of(page.text)).unwrap_or("");
        word.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let mut first = noun;
    while let Some(back) = first.checked_sub(1)
        && page.tokens.same_sentence(back, noun)
        && page.tokens.kind(back) == Some(Kind::Word)
        && page.word(back).is_ascii()
        && (page.is(back, Class::SourceModifier) || capital(back))
    {
        first = back;
    }
    first
}

/// An agency in the brackets of a dateline: بيروت (رويترز) - …
fn dateline<'p>(page: &'p Page<'_>, at: usize) -> Option<Phrase<'p>> {
    let m = named(page, at)?;
    let back = at.checked_sub(1)?;
    let (opens, closes) = (page.word(back), page.word(m.end));
    let media = matches!(m.entry.kind.as_str(), "media" | "state_media");
    let set_off = (opens == "(" && closes == ")") || opens == "-" || closes == "-";
    (media && set_off).then_some(Phrase {
        first: at,
        skip: m.skip,
        end: m.end,
        kind: &m.entry.kind,
        named: Some(&m.entry.names[0]),
        confidence: 0.85,
    })
}

/// A source before the colon of a headline: نشطاء: …
fn headline<'p>(page: &'p Page<'_>, at: usize) -> Option<Phrase<'p>> {
    let begins = at
        .checked_sub(1)
        .is_none_or(|back| !page.tokens.same_sentence(back, at));
    let phrase = told(page, at).filter(|_| begins)?;
    (page.word(phrase.end) == ":").then_some(phrase)
}

fn suggestion(page: &Page<'_>, phrase: &Phrase<'_>, rule: &'static str) -> Option<Suggestion> {
    let place = (phrase.first, phrase.skip, phrase.end);
    let mut suggestion = page
        .suggestion("source", rule, place, phrase.confidence)?
        .with("kind", phrase.kind);
    if let Some(name) = phrase.named {
        suggestion = suggestion.flagged("named").with("name", name);
    }
    Some(suggestion)
}
