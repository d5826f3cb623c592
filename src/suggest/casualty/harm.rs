//! Which word of harm tells what befell those whom a phrase counts.

use std::collections::BTreeSet;

use super::Found;
use super::phrase::{Form, Phrase};
use super::trigger::{Trigger, gap};
use crate::lexicon::{Class, Match, Table};
use crate::suggest::faction;
use crate::suggest::page::Page;

/// What befell those whom a phrase counts, and how that is known.
#[derive(Clone)]
pub(super) struct Harm<'a> {
    pub(super) effect: &'a str,
    /// The word that says so, unless it is part of the phrase.
    pub(super) word: Option<Match<'a>>,
    pub(super) confidence: f64,
    /// Whether they are a part of those counted before.
    pub(super) subset: bool,
}

/// What a phrase is read with.
pub(super) struct Reading<'r, 'a> {
    pub(super) page: &'r Page<'a>,
    pub(super) triggers: &'r [Trigger<'a>],
    /// The casualty before it.
    pub(super) last: Option<&'r Found<'a>>,
    /// The phrases after it, whatever becomes of them.
    pub(super) rest: &'r [Phrase<'a>],
}

impl<'a> Reading<'_, 'a> {
    /// What befell those whom a phrase counts.
    pub(super) fn harm(&self, phrase: &Phrase<'a>, taken: &BTreeSet<usize>) -> Option<Harm<'a>> {
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
    pub(super) fn before(&self, phrase: &Phrase<'_>) -> Option<(Trigger<'a>, usize)> {
        let end = self
            .triggers
            .partition_point(|t| t.word.end <= phrase.first);
        let trigger = self.triggers.get(end.checked_sub(1)?)?;
        Some((*trigger, gap(self.page, trigger.word.end, phrase.first)?))
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
        // خسائر الجيش نحو 60 عسكريا: the number says it. خسائر الأسهم are none.
        let told = self.rest.first().is_some_and(|next| {
            next.form == Form::NumberOfPeople && reaches(page, phrase.end, next.first, 6)
        });
        let traded = page.value(phrase.end, Class::MarkOfPeace) == Some("economy");
        if noun.entry.kind == "losses" && (told || traded) {
            return None;
        }
        let own = if phrase.of_both {
            "casualty_unspecified"
        } else {
            noun.entry.kind.as_str()
        };
        let adjacent = adjacent.filter(|t| !t.total && (t.noun || t.word.entry.prior > WEAK));
        if let Some(trigger) = adjacent.filter(|t| t.effect() == "killed" && own != "killed") {
            return Some(Harm {
                effect: trigger.effect(),
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
            Form::Either => 0.8,
            // قتلى وجرحى في صفوف الجيش
            Form::CountNoun if in_war && self.opens_counts(phrase) => 0.72,
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
            effect: own,
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

    /// Whether another count noun is joined to one that is new to the reader: قتلى وجرحى.
    fn opens_counts(&self, phrase: &Phrase<'a>) -> bool {
        let mut rest = self.rest.iter();
        let joined = rest
            .next()
            .is_some_and(|next| next.first == phrase.end && next.skip > 0 && next.noun.is_some());
        joined && !phrase.is_definite(self.page)
    }

    /// Whether a phrase begins its sentence: قتلى في انفجار.
    fn is_headed(&self, phrase: &Phrase<'_>) -> bool {
        let first = phrase.first;
        first == 0 || !self.page.tokens.same_sentence(first - 1, first)
    }

    /// The verb of harm after a phrase: تسعة أشخاص قتلوا.
    pub(super) fn after(&self, phrase: &Phrase<'a>) -> Option<Harm<'a>> {
        let page = self.page;
        let next = self.triggers.partition_point(|t| t.word.first < phrase.end);
        let trigger = self.triggers.get(next)?;
        let word = page.word(trigger.word.first);
        // Those among them are told first: سبعة مدنيين بينهم طفلان قتلوا.
        let aside = self.aside(phrase.end, trigger.word.first);
        let remark = aside.filter(|aside| aside.saturating_sub(phrase.end) <= 1);
        let gap = match remark {
            Some(_) => trigger.word.first - phrase.end,
            None => gap(page, phrase.end, trigger.word.first)?,
        };
        let stops = |at: usize| page.is_mark(at) && !matches!(page.word(at), "\"" | "(" | ")");
        let punctuated = remark.is_none() && (phrase.end..trigger.word.first).any(stops)
            || !page.tokens.same_sentence(phrase.end, trigger.word.first);
        // قالت إن سبعة مقاتلين موالين للحكومة قتلوا: the subject of such a clause waits for its verb.
        let subject = phrase.is_counted() && page.introduces(phrase.first);
        let reach = if aside.is_some() || subject { 12 } else { 4 };
        let arabic = !word.is_ascii();
        let two = phrase.quantity.best == Some(2) && word.ends_with('ا');
        // تم اختطافهم, قتلن
        let last = page.word(trigger.word.end - 1);
        let many = word.ends_with("وا") || word.ends_with("لن") || word.ends_with("بن");
        let passive_noun = trigger.word.end > trigger.word.first + 1
            && (last.ends_with("هم") || last.ends_with("هن"));
        let agrees = arabic && (many || passive_noun || two && subject);
        let agrees = agrees || !arabic && self.is_said_of(phrase, trigger);
        let near = gap == 0 || (gap <= reach && agrees);
        let joined = trigger.word.skip > 0;
        // Those who stand nearer to it are its victims.
        let mut between = self.rest.iter();
        let nearer = between
            .by_ref()
            .take_while(|next| next.end <= trigger.word.first)
            .any(|next| aside.is_none_or(|aside| next.first < aside));
        if nearer
            || trigger.noun && !trigger.word.entry.pos.starts_with("mwe")
            || joined
            || !near
            || punctuated
        {
            return None;
        }
        // قتل وأصيب تسعة آخرون: who stand before such a pair have its first half.
        let follows = self
            .rest
            .iter()
            .find(|next| next.first >= trigger.word.end && next.first <= trigger.word.end + 1);
        let half = follows
            .filter(|_| trigger.effect() == "casualty_unspecified")
            .and_then(|_| first_half(page, &trigger.word));
        // Those who did it: two gunmen killed five.
        let object = half.is_none()
            && follows.is_some_and(|next| {
                next.skip == 0
                    && page.tokens.same_sentence(next.first, trigger.word.end - 1)
                    && next.form != Form::CountNoun
                    && !page.word(next.end - 1).starts_with("منهم")
                    && !page.word(trigger.word.end).starts_with(['و'])
                    && page.word(trigger.word.end) != "and"
            });
        let active = trigger.word.entry.pos == "verb_act";
        let passive = trigger.word.end > trigger.word.first + 1 && !active;
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
        let word = half.unwrap_or(trigger.word);
        Some(Harm {
            effect: &word.entry.kind,
            word: Some(word),
            confidence: people * weight(trigger),
            subset: false,
        })
    }

    /// Whether an English verb in the passive is said of those who are counted before it: `two
    /// peacekeepers from Chad were killed`, `six people, among them two children, were killed`.
    fn is_said_of(&self, phrase: &Phrase<'a>, trigger: &Trigger<'a>) -> bool {
        let page = self.page;
        let verb = trigger.word.first;
        let auxiliary = |at: usize| page.is(at, Class::Auxiliary);
        phrase.is_counted() && (auxiliary(verb) || auxiliary(verb.wrapping_sub(1)))
    }

    /// Where between two tokens a remark about a part begins: بينهم طفلان.
    fn aside(&self, from: usize, to: usize) -> Option<usize> {
        let mut near = self.page.harm_near(from).iter();
        let cue = near.find(|m| m.entry.kind == "subset" && m.first >= from && m.end <= to);
        let whole = (from..to).find(|at| self.page.is_bare(*at, Class::Whole));
        cue.map(|m| m.first).into_iter().chain(whole).min()
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
        let mut trigger = trigger;
        if taken.contains(&trigger.word.first) {
            // It has its victims already; what follows must be joined to them, unless they have
            // but the first half of it.
            let last = self.last.and_then(|last| last.harm.word);
            let open = last.is_some_and(|word| {
                word.first == trigger.word.first && word.end < trigger.word.end
            });
            trigger.word = second_half(page, &trigger.word).filter(|_| open)?;
        }
        let between = trigger.word.end..phrase.first;
        let only_apposition = between.clone().all(|at| {
            page.is(at, Class::Apposition)
                || page.is(at, Class::NameEnd)
                || page.word(at) == "منهم"
                || page.word(at).starts_with("في")
        });
        // What struck is the subject of the verb: قتلت غارة بطائرة مسيرة قياديا.
        let struck = !trigger.noun && between.clone().any(|at| page.is_attack(at));
        let far = match gap {
            0 => 0.0,
            1..=2 => 0.05,
            3..=5 if struck => 0.05,
            3..=5 => 0.12,
            _ => 0.25,
        };
        let base = match phrase.form {
            Form::NumberOfPeople if trigger.total => 0.85,
            Form::BareNumber
                if trigger.total && trigger.effect() != "losses" && self.is_bare(phrase) =>
            {
                0.78
            }
            _ if trigger.total => return None,
            Form::NumberOfPeople => 0.92 - far,
            Form::NumberOfSomebody if gap <= 1 => 0.78,
            Form::BareNumber if self.is_bare(phrase) && (gap == 0 || only_apposition) => 0.82,
            Form::BareNumber if self.is_bare(phrase) && (gap <= 2 || struck && gap <= 5) => 0.65,
            Form::Victims => self.victims(phrase, trigger, gap)? - far,
            _ => return None,
        };
        // An army's losses, or whom it lost, are its dead and its wounded.
        let lost = match trigger.effect() {
            "losses" => true,
            "missing" => !trigger.noun && between.clone().any(|at| faction::at(page, at).is_some()),
            _ => false,
        };
        let effect = if lost {
            "casualty_unspecified"
        } else {
            trigger.effect()
        };
        Some(Harm {
            effect,
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
        let object = self.rest.first().is_some_and(|next| {
            // Those who are counted are struck, however much is said of those who did it.
            let reach = match next.form {
                Form::NumberOfPeople if !phrase.is_counted() => 14,
                _ => 4,
            };
            let near = next.first >= phrase.end && next.first - phrase.end <= reach;
            let from = if reach > 4 {
                next.first - 1
            } else {
                phrase.end
            };
            near && reaches(page, phrase.end, next.first, reach)
                && !page.word(next.first).starts_with('و')
                && page.word(next.first.wrapping_sub(1)) != "و"
                && !self.has_trigger(phrase.end, next.first)
                && next.form != Form::CountNoun
                && next.form != Form::BareNumber
                && !(from..next.first)
                    .any(|at| page.is(at, Class::NameEnd) || page.word(at).starts_with("بين"))
        });
        let plural_subject =
            page.word(phrase.first).ends_with("ون") || page.word(phrase.first).ends_with("و");
        if object || (plural_subject && definite && !phrase.is_counted()) || gap > 4 {
            return None;
        }
        Some(match (phrase.is_counted(), definite, gap) {
            (true, false, 0..=2) => 0.85,
            (true, false, _) => 0.7,
            (true, true, 0) => 0.75,
            // Somebody by rank and name: اغتال مجهولون القاضي سعيد الحكيمي.
            (true, true, 1..=2) if phrase.end > phrase.first + 1 => 0.75,
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
}

/// The first word of a pair of verbs: قتل وأصيب.
fn first_half<'a>(page: &Page<'a>, pair: &Match<'a>) -> Option<Match<'a>> {
    let mut forms = page.at(pair.first, Table::Casualties).iter();
    forms
        .find(|m| m.end == pair.first + 1 && m.entry.class == "harm_verb")
        .copied()
}

/// Whether no more than some words lie between two phrases of a clause.
fn reaches(page: &Page<'_>, end: usize, first: usize, reach: usize) -> bool {
    gap(page, end, first).is_some_and(|gap| gap <= reach)
}

/// The second word of a pair of verbs.
fn second_half<'a>(page: &Page<'a>, pair: &Match<'a>) -> Option<Match<'a>> {
    let last = pair.end.checked_sub(1).filter(|last| *last > pair.first)?;
    let mut forms = page.at(last, Table::Casualties).iter();
    forms.find(|m| m.entry.class == "harm_verb").copied()
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
