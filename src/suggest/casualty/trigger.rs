//! Words of harm: what befell those who are counted beside them.

use crate::lexicon::{Class, Match, Table};
use crate::suggest::page::Page;

/// A verb or noun of harm that takes victims.
#[derive(Clone, Copy)]
pub(super) struct Trigger<'a> {
    /// The word.
    pub(super) word: Match<'a>,
    /// Whether it is a noun, which stands right before its victims: مقتل.
    pub(super) noun: bool,
    /// Whether it names those whom a total counts: عدد القتلى … 9230.
    pub(super) total: bool,
}

impl<'a> Trigger<'a> {
    /// What befell them.
    pub(super) fn effect(&self) -> &'a str {
        &self.word.entry.kind
    }
}

/// The words of harm of an article, ascending.
pub(super) fn all<'a>(page: &Page<'a>) -> Vec<Trigger<'a>> {
    let trigger = |m: &Match<'a>| {
        // A phrase of a rising total has the dead in it: ارتفع عدد القتلى إلى.
        let inner = (m.entry.kind == "cumulative")
            .then(|| counted_in(page, m))
            .flatten();
        let m = inner.as_ref().unwrap_or(m);
        let class = m.entry.class.as_str();
        let total = class == "count_noun" && (inner.is_some() || is_total(page, m));
        let total = total || m.entry.kind == "losses" || m.entry.pos == "total";
        let bodies = class == "count_noun" && is_of_bodies(page, m);
        let harm = matches!(class, "harm_verb" | "harm_noun")
            && m.entry.kind != "result"
            && is_meant(page, m);
        (harm || total || bodies).then(|| Trigger {
            word: *m,
            noun: class != "harm_verb",
            total,
        })
    };
    page.harm.iter().filter_map(trigger).collect()
}

/// Whether a count noun is that of a total, or has its number as a predicate: عدد القتلى،
/// المصابون: 12, القتلى سبعة.
fn is_total(page: &Page<'_>, m: &Match<'_>) -> bool {
    let before = m.first.checked_sub(1);
    let of_total = before.is_some_and(|at| page.is_bare(at, Class::Total))
        || (page.before(m.first, 1) == "of" && page.is(m.first.wrapping_sub(2), Class::Total));
    let definite = page
        .word(m.first)
        .get(m.skip..)
        .is_some_and(|word| word.starts_with("ال"));
    let listed = (m.end..m.end + 2).any(|at| page.word(at) == ":");
    let predicate = page
        .number_at(m.end)
        .is_some_and(|read| read.skip == 0 && !page.word(read.first).starts_with("ال"));
    of_total || (definite && (listed || predicate))
}

/// The count noun in a phrase of several words.
fn counted_in<'a>(page: &Page<'a>, m: &Match<'a>) -> Option<Match<'a>> {
    (m.first + 1..m.end).find_map(|at| {
        let mut forms = page.at(at, Table::Casualties).iter();
        forms
            .find(|noun| noun.entry.class == "count_noun" && noun.end <= m.end)
            .copied()
    })
}

/// Whether bodies are told with whose they are: جثث سبعة أشخاص, جثتي طفلين.
pub(super) fn is_of_bodies(page: &Page<'_>, m: &Match<'_>) -> bool {
    m.entry.id.starts_with("cn_jutha")
        && (page.number_at(m.end).is_some() || page.is_victim_word(m.end))
}

/// Whether a form that is only the half of a phrase has the other half: لقي … مصرعهم.
fn is_meant(page: &Page<'_>, m: &Match<'_>) -> bool {
    match m.entry.pos.as_str() {
        // Their victim is the pronoun.
        "noun_enclitic" => false,
        // فقد طالب أعضاء الحكومة: the particle, not the loss.
        _ if page.word(m.first) == "فقد" => {
            const REACH: usize = 6;
            (m.end..m.end + REACH).any(|at| page.number_at(at).is_some())
        }
        "verb_discontinuous" => {
            const APART: usize = 20;
            page.harm_near(m.first).iter().any(|other| {
                let closes = other.entry.pos == "noun_enclitic"
                    || other.entry.id == "hv_awda"
                    || other.entry.id == "hv_laqiya_var"
                    || other.entry.id == "hv_arwah";
                closes
                    && (m.end..m.end + APART).contains(&other.first)
                    && page.tokens.same_sentence(m.first, other.first)
            })
        }
        _ => true,
    }
}

/// How many tokens lie between the end of something and the start of something else over which
/// a word of harm reaches, or `None` if it does not.
pub(super) fn gap(page: &Page<'_>, end: usize, first: usize) -> Option<usize> {
    const REACH: usize = 14;
    if end > first
        || first - end > REACH
        || (first > 0 && !page.tokens.same_sentence(end.saturating_sub(1), first))
    {
        return None;
    }
    // What stands between two commas, dashes or brackets is a remark. A day is none of the words:
    // قتل مساء أمس، شاب.
    let mut marks = 0;
    let mut between = 0;
    let mut aside = 0;
    let mut at = end;
    while at < first {
        let day = page.at(at, Table::Calendar).iter().find(|m| m.end <= first);
        if let Some(day) = day {
            at = day.end;
            // قتلت القوات قبل أسبوعين، 11 مسلحا: the comma only closes the day.
            if marks == 0 && page.word(at) == "،" && at + 1 == first {
                at += 1;
            }
            continue;
        }
        match page.word(at) {
            "،" | "," | "(" | ")" | "-" => marks += 1,
            "\"" | "#" | ":" => {}
            _ if marks % 2 == 1 => aside += 1,
            _ if page.is_bare(at, Class::ClauseEnd) => return None,
            _ => between += 1,
        }
        at += 1;
    }
    (marks % 2 == 0 || between + aside == 0).then_some(between)
}
