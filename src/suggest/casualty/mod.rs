//! CASUALTY: how many, who, and what befell them. The grammar is that of `DOMAIN.md` 3.5.
//!
//! [`phrase`] reads whom an article counts ([`extent`] takes in what belongs to them), [`trigger`] what words of harm it has; [`harm`] finds
//! for each phrase its word of harm, [`part`] the whole it is a part of; a phrase without is none,
//! and [`doubt`] says what speaks against one with. A word of harm takes one phrase and what is joined
//! to that with `و`; a count noun (`قتلى`) brings its own; a part (`بينهم`) has that of the whole.

mod beside;
mod doubt;
mod extent;
mod harm;
mod part;
mod phrase;
mod trigger;

use std::collections::BTreeSet;

use self::harm::{Harm, Reading};
use self::phrase::{Form, Phrase};
use super::Suggestion;
use super::page::Page;
use crate::lexicon::Match;

/// A phrase that has found what befell it.
struct Found<'a> {
    phrase: Phrase<'a>,
    harm: Harm<'a>,
    victim: Option<Match<'a>>,
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let triggers = trigger::all(page);
    let phrases = phrase::all(page);
    let mut casualties: Vec<Found<'_>> = Vec::new();
    let mut taken = BTreeSet::new();
    for (n, phrase) in phrases.iter().enumerate() {
        let reading = Reading {
            page,
            triggers: &triggers,
            last: casualties.last(),
            rest: phrases.get(n + 1..).unwrap_or_default(),
        };
        let Some(harm) = reading.harm(phrase, &taken) else {
            continue;
        };
        if doubt::is_no_casualty(page, phrase, &harm) {
            continue;
        }
        if let Some(word) = harm.word {
            taken.insert(word.first);
        }
        let others = phrase
            .victim
            .is_none_or(|victim| victim.entry.id.starts_with("vi_other"));
        let victim = if others {
            casualties.last().and_then(|last| last.victim)
        } else {
            phrase.victim
        };
        let of_others = others && names_others(page, phrase);
        casualties.push(Found {
            phrase: phrase.clone(),
            harm,
            victim: if of_others { victim } else { phrase.victim },
        });
    }
    let before = joined_before(page, &phrases, &casualties);
    casualties.extend(before);
    casualties.sort_by_key(|found| found.phrase.first);
    found.extend(
        casualties
            .iter()
            .filter_map(|found| suggestion(page, found)),
    );
}

/// Whether a phrase speaks of others than those before: 760 آخرين.
fn names_others(page: &Page<'_>, phrase: &Phrase<'_>) -> bool {
    (phrase.first..phrase.end).any(|at| {
        let word = page.word(at).trim_start_matches("ال");
        word.starts_with("اخر") || word == "others"
    })
}

/// Victims to whom others that were harmed are joined: عون أمن وعسكريان قتلوا.
fn joined_before<'a>(
    page: &Page<'a>,
    phrases: &[Phrase<'a>],
    casualties: &[Found<'a>],
) -> Vec<Found<'a>> {
    let pairs = phrases.iter().zip(phrases.iter().skip(1));
    let pairs = pairs.filter(|(phrase, next)| {
        let joined =
            phrase.end == next.first && page.word(next.first).starts_with('و') && next.skip > 0
                || phrase.end + 1 == next.first && matches!(page.word(phrase.end), "و" | "and");
        let people = !matches!(
            phrase.form,
            Form::BareNumber | Form::CountNoun | Form::Either
        );
        joined && people && phrase.is_counted() && !phrase.is_definite(page)
    });
    let found = pairs.filter_map(|(phrase, next)| {
        let known = |first: usize| {
            let found = casualties.binary_search_by_key(&first, |found| found.phrase.first);
            casualties.get(found.ok()?)
        };
        let other = known(next.first).filter(|_| known(phrase.first).is_none())?;
        let follows = other.harm.word.is_some_and(|word| word.first >= next.end);
        follows.then(|| Found {
            phrase: phrase.clone(),
            harm: other.harm.clone(),
            victim: phrase.victim,
        })
    });
    found.collect()
}

fn suggestion(page: &Page<'_>, found: &Found<'_>) -> Option<Suggestion> {
    let Found {
        phrase,
        harm,
        victim,
    } = found;
    let rule = match (harm.subset, phrase.form) {
        (true, _) => "casualty/part",
        (_, Form::NumberOfCasualties) => "casualty/count-noun",
        (_, Form::NumberOfPeople) => "casualty/number",
        (_, Form::NumberOfSomebody) => "casualty/somebody",
        (_, Form::BareNumber) => "casualty/bare-number",
        (_, Form::CountNoun | Form::Either) => "casualty/noun",
        (_, Form::Victims) => "casualty/victims",
    };
    let confidence = harm.confidence * page.setting.trust();
    let place = (phrase.first, phrase.skip, phrase.end);
    let mut suggestion = page.suggestion("casualty", rule, place, confidence)?;
    suggestion
        .say("effect", harm.effect)
        .say_quantity(&phrase.quantity)
        .say("status", doubt::status(page, phrase));
    if let Some(victim) = victim {
        suggestion
            .say("victim", &victim.entry.victim)
            .say("civilian_status", &victim.entry.civilian);
        suggestion.entry = victim.entry.id.clone();
    }
    if let Some(party) = phrase.party {
        suggestion.say("victim_faction", &party.id);
    }
    if phrase.of_party && victim.is_none_or(|victim| victim.entry.civilian == "unknown") {
        suggestion.say("civilian_status", "combatant");
    }
    let framing = [phrase.noun, harm.word]
        .into_iter()
        .flatten()
        .map(|m| m.entry.framing.as_str());
    for framing in framing {
        suggestion.say("framing", framing);
    }
    if harm.subset {
        suggestion.flag("subset");
    }
    if doubt::is_running_total(page, phrase) {
        suggestion.flag("cumulative");
    }
    if let Some(word) = harm.word {
        suggestion.trigger = page.range(word.first, word.skip, word.end);
        if suggestion.entry.is_empty() {
            suggestion.entry = word.entry.id.clone();
        }
    }
    if let Some(noun) = phrase.noun
        && suggestion.entry.is_empty()
    {
        suggestion.entry = noun.entry.id.clone();
    }
    Some(suggestion)
}
