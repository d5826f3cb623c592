//! CASUALTY: how many, who, and what befell them. The grammar is that of `DOMAIN.md` 3.5.
//!
//! [`phrase`] reads whom an article counts, [`trigger`] what words of harm it has; here each
//! phrase finds its word of harm, or is none. A word of harm takes one phrase and what is joined
//! to that with `و`; a count noun (`قتلى`) brings its own; a part (`بينهم`) has that of the whole.

mod doubt;
mod phrase;
mod trigger;

use std::collections::BTreeSet;

use self::phrase::{Form, Phrase};
use self::trigger::{Trigger, gap};
use super::Suggestion;
use super::page::Page;
use crate::lexicon::{Class, Match};

/// What befell those whom a phrase counts, and how that is known.
#[derive(Clone)]
struct Harm<'a> {
    effect: String,
    /// The word that says so, unless it is part of the phrase.
    word: Option<Match<'a>>,
    confidence: f64,
    /// Whether they are a part of those counted before.
    subset: bool,
}

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
        let next = phrases.get(n + 1);
        let reading = Reading {
            page,
            triggers: &triggers,
            last: casualties.last(),
            next,
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
        joined && phrase.form == Form::Victims && phrase.is_counted() && !phrase.is_definite(page)
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

/// What a phrase is read with.
struct Reading<'r, 'a> {
    page: &'r Page<'a>,
    triggers: &'r [Trigger<'a>],
    /// The casualty before it.
    last: Option<&'r Found<'a>>,
    /// The phrase after it, whatever becomes of that.
    next: Option<&'r Phrase<'a>>,
}

impl<'a> Reading<'_, 'a> {
    /// What befell those whom a phrase counts.
    fn harm(&self, phrase: &Phrase<'a>, taken: &BTreeSet<usize>) -> Option<Harm<'a>> {
        let before = self.before(phrase);
        let adjacent = before.filter(|(_, gap)| *gap == 0);
        if let Some(subset) = self.part(phrase, adjacent.map(|(trigger, _)| trigger)) {
            return Some(subset);
        }
        if let Some(noun) = phrase.noun {
            return self.of_noun(phrase, noun, adjacent.map(|(trigger, _)| trigger));
        }
        let after = self.after(phrase);
        // English: … killed and dozens injured. The nearer one says it.
        let english = self.page.word(phrase.first).is_ascii();
        if let Some(harm) = after
            .filter(|_| adjacent.is_none() || (english && taken.contains(&before_first(before))))
        {
            return Some(harm);
        }
        if let Some((trigger, gap)) = before
            && let Some(harm) = self.governed(phrase, trigger, gap, taken)
        {
            return Some(harm);
        }
        self.joined(phrase)
    }

    /// Whether a word of harm begins between two tokens.
    fn has_trigger(&self, from: usize, to: usize) -> bool {
        let next = self.triggers.partition_point(|t| t.word.first < from);
        self.triggers.get(next).is_some_and(|t| t.word.first < to)
    }

    /// The nearest word of harm before a phrase that reaches it, and how far it is.
    fn before(&self, phrase: &Phrase<'_>) -> Option<(Trigger<'a>, usize)> {
        let end = self
            .triggers
            .partition_point(|t| t.word.end <= phrase.first);
        let trigger = self.triggers.get(end.checked_sub(1)?)?;
        Some((*trigger, gap(self.page, trigger.word.end, phrase.first)?))
    }

    /// A part of those counted before befell what befell the whole.
    fn part(&self, phrase: &Phrase<'a>, adjacent: Option<Trigger<'a>>) -> Option<Harm<'a>> {
        let page = self.page;
        let mut near = page.harm_near(phrase.first).iter().rev();
        let cue = near.any(|m| {
            m.entry.kind == "subset"
                && m.end <= phrase.first
                && (m.end == phrase.first || (m.end + 1 == phrase.first && page.is_mark(m.end)))
                && page.tokens.same_sentence(m.first, phrase.first)
        });
        let last = self.last.filter(|last| {
            page.tokens.same_sentence(last.phrase.first, phrase.first)
                && phrase.first < last.phrase.end + 40
        });
        let of_them = page.word(phrase.end - 1) == "منهم"
            && self.before(phrase).is_none_or(|(_, gap)| gap > 2);
        let listed = last.is_some_and(|last| self.lists(phrase, last));
        if (cue || of_them || listed) && adjacent.is_none() {
            let last = last?;
            // Where the part is a count itself, that says what befell it.
            let effect = match phrase.noun {
                Some(noun) if phrase.form == Form::NumberOfCasualties => noun.entry.kind.clone(),
                _ => last.harm.effect.clone(),
            };
            return Some(Harm {
                effect,
                word: last.harm.word,
                confidence: last
                    .harm
                    .confidence
                    .min(if phrase.is_counted() { 0.88 } else { 0.72 }),
                subset: true,
            });
        }
        // Of the dead: ومن القتلى امرأتان, بين الإصابات 11 طفلا.
        let of = phrase.first.checked_sub(1)?;
        let whole = page.harm_near(phrase.first).iter().rev().find(|m| {
            let quoted = page.word(of) == "\"" && m.end == of;
            let counted = m.end < phrase.first
                && phrase.first - m.end <= 3
                && page
                    .number_before(phrase.first)
                    .is_some_and(|read| read.first >= m.end);
            (m.end == phrase.first || quoted || counted)
                && (m.entry.class == "count_noun" || m.entry.id.starts_with("hn_isaba"))
        })?;
        let among = matches!(
            page.before(whole.first, 1).trim_start_matches('و'),
            "بين" | "من" | "among"
        );
        among.then(|| Harm {
            effect: whole.entry.kind.clone(),
            word: Some(*whole),
            confidence: if phrase.is_counted() { 0.85 } else { 0.65 },
            subset: true,
        })
    }

    /// Whether a phrase lists of whom a count before it is made: خمسة قتلى، ثلاثة أطفال وامرأتان.
    fn lists(&self, phrase: &Phrase<'a>, last: &Found<'a>) -> bool {
        let page = self.page;
        let opens = matches!(page.word(last.phrase.end), "،" | ":" | "," | "(")
            && last.phrase.end + 1 == phrase.first;
        let part = last.harm.subset
            || last.phrase.quantity.best > phrase.quantity.best && last.phrase.noun.is_some();
        opens
            && part
            && phrase.form == Form::NumberOfPeople
            && phrase.skip == 0
            && self.after(phrase).is_none()
    }

    /// A count noun says itself what befell them, unless a word of harm before it says more:
    /// مقتل الرهينتين.
    fn of_noun(
        &self,
        phrase: &Phrase<'a>,
        noun: Match<'a>,
        adjacent: Option<Trigger<'a>>,
    ) -> Option<Harm<'a>> {
        let page = self.page;
        let own = noun.entry.kind.as_str();
        let adjacent = adjacent.filter(|t| !t.total && (t.noun || t.word.entry.prior > WEAK));
        if let Some(trigger) = adjacent.filter(|t| t.effect() == "killed" && own != "killed") {
            return Some(Harm {
                effect: trigger.effect().to_owned(),
                word: Some(trigger.word),
                confidence: 0.85,
                subset: false,
            });
        }
        let in_war = matches!(
            own,
            "killed" | "injured" | "casualty_unspecified" | "losses" | "missing"
        );
        let confidence = match phrase.form {
            Form::NumberOfCasualties if in_war => 0.92,
            Form::NumberOfCasualties => 0.75,
            _ if own == "losses" => 0.75,
            _ if in_war && self.continues_counts(phrase) => 0.78,
            _ if phrase.is_definite(page) && phrase.is_counted() && phrase.end > noun.end => 0.75,
            // Those who are spoken of again: القتلى, الشهيد.
            _ if phrase.is_definite(page) => 0.3,
            _ if self.is_opened(phrase) => 0.8,
            _ if !in_war => 0.3,
            _ if phrase.is_counted() => 0.75,
            _ if self.is_headed(phrase) => 0.7,
            _ => 0.5,
        };
        Some(Harm {
            effect: own.to_owned(),
            word: None,
            confidence,
            subset: false,
        })
    }

    /// Whether a word that opens a count stands before a phrase, or a count it is joined to:
    /// سقوط قتلى وجرحى.
    fn is_opened(&self, phrase: &Phrase<'a>) -> bool {
        let page = self.page;
        page.harm_near(phrase.first).iter().any(|m| {
            (m.entry.kind == "result" || m.entry.class.starts_with("harm"))
                && m.end <= phrase.first
                && gap(page, m.end, phrase.first).is_some_and(|gap| gap <= 2)
        })
    }

    /// Whether a count noun is joined to one before it: عشرات القتلى والجرحى.
    fn continues_counts(&self, phrase: &Phrase<'a>) -> bool {
        self.last.is_some_and(|last| {
            last.phrase.end == phrase.first && phrase.skip > 0 && last.phrase.noun.is_some()
        })
    }

    /// Whether a phrase begins its sentence: قتلى في انفجار.
    fn is_headed(&self, phrase: &Phrase<'_>) -> bool {
        let first = phrase.first;
        first == 0 || !self.page.tokens.same_sentence(first - 1, first)
    }

    /// The verb of harm after a phrase: تسعة أشخاص قتلوا.
    fn after(&self, phrase: &Phrase<'a>) -> Option<Harm<'a>> {
        let page = self.page;
        let next = self.triggers.partition_point(|t| t.word.first < phrase.end);
        let trigger = self.triggers.get(next)?;
        let word = page.word(trigger.word.first);
        let gap = gap(page, phrase.end, trigger.word.first)?;
        let punctuated = (phrase.end..trigger.word.first).any(|at| {
            page.is_mark(at)
                && page.word(at) != "\""
                && page.word(at) != ")"
                && page.word(at) != "("
        });
        let agrees = word.ends_with("وا") || word.is_ascii();
        let near = gap == 0 || (gap <= 4 && agrees && !word.is_ascii());
        let joined = trigger.word.skip > 0;
        // Those who stand nearer to it are its victims.
        let nearer = self.next.is_some_and(|next| next.end <= trigger.word.first);
        if nearer
            || trigger.noun && !trigger.word.entry.pos.starts_with("mwe")
            || joined
            || !near
            || punctuated
        {
            return None;
        }
        // Those who did it: two gunmen killed five.
        let object = self.next.is_some_and(|next| {
            next.first >= trigger.word.end
                && next.first <= trigger.word.end + 1
                && next.skip == 0
                && page.tokens.same_sentence(next.first, trigger.word.end - 1)
                && next.form != Form::CountNoun
                && !page.word(trigger.word.end).starts_with(['و'])
                && page.word(trigger.word.end) != "and"
        });
        let passive = trigger.word.end > trigger.word.first + 1;
        if object && !passive {
            return None;
        }
        let people = match phrase.form {
            Form::Victims
                if phrase.is_counted()
                    && !page.word(phrase.first.wrapping_sub(1)).starts_with("من") =>
            {
                0.75
            }
            Form::Victims => 0.5,
            Form::BareNumber if !page.word(phrase.first).is_ascii() && gap > 0 => 0.3,
            Form::BareNumber => 0.78,
            Form::NumberOfSomebody => 0.75,
            _ => 0.88,
        };
        Some(Harm {
            effect: trigger.effect().to_owned(),
            word: Some(trigger.word),
            confidence: people * weight(trigger),
            subset: false,
        })
    }

    /// The word of harm before a phrase, if that takes it.
    fn governed(
        &self,
        phrase: &Phrase<'a>,
        trigger: Trigger<'a>,
        gap: usize,
        taken: &BTreeSet<usize>,
    ) -> Option<Harm<'a>> {
        let page = self.page;
        // It has its victims already; what follows must be joined to them.
        if taken.contains(&trigger.word.first) {
            return None;
        }
        let between = trigger.word.end..phrase.first;
        let only_apposition = between.clone().all(|at| {
            page.is(at, Class::Apposition)
                || page.is(at, Class::NameEnd)
                || page.word(at) == "منهم"
                || page.word(at).starts_with("في")
        });
        let far = match gap {
            0 => 0.0,
            1..=2 => 0.05,
            3..=5 => 0.12,
            _ => 0.25,
        };
        let base = match phrase.form {
            Form::NumberOfPeople if trigger.total => 0.85,
            Form::BareNumber if trigger.total && self.is_bare(phrase) => 0.78,
            _ if trigger.total => return None,
            Form::NumberOfPeople => 0.92 - far,
            Form::NumberOfSomebody if gap <= 1 => 0.78,
            Form::BareNumber if self.is_bare(phrase) && (gap == 0 || only_apposition) => 0.82,
            Form::BareNumber if self.is_bare(phrase) && gap <= 2 => 0.65,
            Form::Victims => self.victims(phrase, trigger, gap)? - far,
            _ => return None,
        };
        Some(Harm {
            effect: trigger.effect().to_owned(),
            word: Some(trigger.word),
            confidence: base * weight(&trigger),
            subset: false,
        })
    }

    /// How sure it is that somebody without a number is the victim of a word of harm before them.
    fn victims(&self, phrase: &Phrase<'a>, trigger: Trigger<'a>, gap: usize) -> Option<f64> {
        let page = self.page;
        let definite = phrase.is_definite(page);
        let others = phrase
            .victim
            .is_some_and(|victim| victim.entry.id.starts_with("vi_other"));
        if others && gap == 0 {
            return Some(0.72);
        }
        if trigger.effect() == "displaced" {
            return (gap == 0).then_some(0.4);
        }
        if trigger.noun {
            let near = gap == 0 || (gap <= 2 && page.word(trigger.word.end) == "كل");
            return near.then_some(match (phrase.is_counted(), definite) {
                (true, _) => 0.88,
                (false, false) => 0.75,
                (false, true) => 0.55,
            });
        }
        // Those who did it: خطف مسلحون طبيبين.
        let object = self.next.is_some_and(|next| {
            let near = next.first >= phrase.end && next.first - phrase.end <= 4;
            near && gap_of(page, phrase.end, next.first)
                && !page.word(next.first).starts_with('و')
                && page.word(next.first.wrapping_sub(1)) != "و"
                && !self.has_trigger(phrase.end, next.first)
                && next.form != Form::CountNoun
                && next.form != Form::BareNumber
                && !(phrase.end..next.first)
                    .any(|at| page.is(at, Class::NameEnd) || page.word(at).starts_with("بين"))
        });
        let plural_subject =
            page.word(phrase.first).ends_with("ون") || page.word(phrase.first).ends_with("و");
        if object || (plural_subject && definite) || gap > 4 {
            return None;
        }
        Some(match (phrase.is_counted(), definite, gap) {
            (true, false, 0..=2) => 0.85,
            (true, false, _) => 0.7,
            (true, true, 0) => 0.75,
            (true, true, _) => 0.62,
            (false, false, 0) => 0.7,
            _ => 0.4,
        })
    }

    /// Whether nothing that could be counted stands after a number.
    fn is_bare(&self, phrase: &Phrase<'_>) -> bool {
        let page = self.page;
        let at = phrase.end;
        let sentence_ends = !page.tokens.same_sentence(phrase.first, at);
        sentence_ends
            || page.is_mark(at)
            || page.is(at, Class::NameEnd)
            || page.is_bare(at, Class::ClauseEnd)
            || page.is_bare(at, Class::NameEnd)
            || page.word(at).starts_with(['و', 'ف', 'ب', 'ل'])
            || page.harm_near(at).iter().any(|m| m.first == at)
    }

    /// What is joined to a casualty befell the same: مقتل ثلاثة جنود وضابط.
    fn joined(&self, phrase: &Phrase<'a>) -> Option<Harm<'a>> {
        let page = self.page;
        let last = self.last?;
        let end = last.phrase.end;
        let attached = phrase.skip > 0 && page.word(phrase.first).starts_with('و');
        let apart = matches!(page.before(phrase.first, 1), "و" | "and" | "مع");
        let gap = gap(page, end, phrase.first)?;
        let near = gap <= usize::from(apart) || (phrase.form == Form::NumberOfPeople && gap <= 5);
        let verb_before = last.harm.word.is_none_or(|word| word.first < end);
        if !(attached || apart)
            || !near
            || !verb_before
            || phrase.form == Form::BareNumber && gap > 1
        {
            return None;
        }
        let confidence = match phrase.form {
            Form::NumberOfPeople => 0.85,
            Form::Victims if phrase.is_counted() => 0.78,
            Form::Victims if last.harm.subset => 0.7,
            _ => 0.62,
        };
        Some(Harm {
            effect: last.harm.effect.clone(),
            word: last.harm.word,
            confidence: (confidence - 0.04 * gap as f64).min(last.harm.confidence),
            subset: last.harm.subset,
        })
    }
}

fn gap_of(page: &Page<'_>, end: usize, first: usize) -> bool {
    gap(page, end, first).is_some_and(|gap| gap <= 4)
}

fn before_first(before: Option<(Trigger<'_>, usize)>) -> usize {
    before.map_or(usize::MAX, |(trigger, _)| trigger.word.first)
}

/// The prior of words of harm that often mean something else.
const WEAK: f64 = 0.7;

/// What a word of harm is worth: people die in bed too.
fn weight(trigger: &Trigger<'_>) -> f64 {
    let prior = trigger.word.entry.prior;
    if prior <= WEAK { 0.8 } else { 1.0 }
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
        (_, Form::CountNoun) => "casualty/noun",
        (_, Form::Victims) => "casualty/victims",
    };
    let confidence = harm.confidence * page.setting.trust();
    let place = (phrase.first, phrase.skip, phrase.end);
    let mut suggestion = page
        .suggestion("casualty", rule, place, confidence)?
        .with("effect", &harm.effect)
        .with_quantity(&phrase.quantity)
        .with("status", doubt::status(page, phrase));
    if let Some(victim) = victim {
        suggestion = suggestion
            .with("victim", &victim.entry.victim)
            .with("civilian_status", &victim.entry.civilian);
        suggestion.entry = victim.entry.id.clone();
    }
    if let Some(party) = phrase.party {
        suggestion = suggestion.with("victim_faction", &party.id);
    }
    if phrase.of_party && victim.is_none_or(|victim| victim.entry.civilian == "unknown") {
        suggestion = suggestion.with("civilian_status", "combatant");
    }
    let framing = [phrase.noun, harm.word]
        .into_iter()
        .flatten()
        .map(|m| m.entry.framing.as_str());
    for framing in framing {
        suggestion = suggestion.with("framing", framing);
    }
    if harm.subset {
        suggestion = suggestion.flagged("subset");
    }
    if doubt::is_running_total(page, phrase) {
        suggestion = suggestion.flagged("cumulative");
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
