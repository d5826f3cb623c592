//! What the program reads of words that somebody marked by hand, so that nobody has to say what
//! stands there: the number of a casualty, whom a name means.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::page::Page;
use super::{Attrs, Context, candidates, label_named};
use crate::lexicon::{Lexicon, Table};
use crate::model::span::AttrValue;
use crate::text::offset::ByteRange;

/// What is said of a span.
type Said = BTreeMap<String, AttrValue>;

/// How many bytes of a text before and after some words are read with them, at most.
const AROUND: usize = 2000;

/// What is said of some words of a text that were given a label. `found` is what was proposed for
/// the text, doubtful or not: who says most of these words is asked first, then the rules, with
/// the words around, then the lexicon alone. Nothing is invented: what none of them knows is left
/// out.
#[must_use]
pub fn said_of<'a>(
    (text, range): (&str, ByteRange),
    label: &str,
    found: impl Iterator<Item = (ByteRange, &'a str, &'a Said)>,
    (context, lexicon): (&Context, &Lexicon),
) -> Said {
    let common = |other: ByteRange| {
        let end = other.end().min(range.end());
        end.get()
            .saturating_sub(other.start().max(range.start()).get())
    };
    // Of two that share as much with the words, the one that has less besides.
    let fit = |other: ByteRange| {
        let shared = common(other);
        (2 * shared > other.len().min(range.len())).then_some((shared, Reverse(other.len())))
    };
    let same = found.filter(|(_, other, _)| *other == label);
    let same = same.filter_map(|(other, _, attrs)| Some((fit(other)?, attrs)));
    if let Some((_, attrs)) = same.max_by_key(|(fit, _)| *fit) {
        return attrs.clone();
    }
    let Some((part, from)) = around(text, range) else {
        return Said::new();
    };
    let page = Page::new(part, context, lexicon);
    let moved =
        |other: ByteRange| ByteRange::new(other.start().get() + from, other.end().get() + from);
    let rules = candidates(&page).into_iter();
    let rules = rules.filter(|suggestion| suggestion.label == label);
    let rules = rules.filter_map(|rule| Some((fit(moved(rule.range))?, rule.attrs)));
    if let Some((_, attrs)) = rules.max_by_key(|(fit, _)| *fit) {
        return attrs.into();
    }
    let inside = ByteRange::new(range.start().get() - from, range.end().get() - from);
    by_words(&page, inside, label).map_or_else(Said::new, Into::into)
}

/// The lines that words stand in with those around, and where they begin in the text.
fn around(text: &str, range: ByteRange) -> Option<(&str, usize)> {
    let (start, end) = (range.start().get(), range.end().get());
    let first = text.floor_char_boundary(start.saturating_sub(AROUND));
    let last = text.ceil_char_boundary(end.saturating_add(AROUND).min(text.len()));
    let before = text.get(first..start)?;
    // Whole lines, where there is one.
    let begin = if first == 0 {
        0
    } else {
        before.find('\n').map_or(first, |line| first + line + 1)
    };
    text.get(begin..last).map(|part| (part, begin))
}

/// What the lexicon says of the words themselves.
fn by_words(page: &Page<'_>, range: ByteRange, label: &str) -> Option<Attrs> {
    let inside = page.tokens.inside(range);
    let label = label_named(label)?;
    let place = (inside.start, 0, inside.end);
    let mut said = page.suggestion(label, "", place, 0.0)?;
    let held = |first: usize, end: usize| inside.start <= first && end <= inside.end;
    let entry = |table: Table| {
        let mut all = inside.clone().flat_map(|at| page.at(at, table));
        all.find(|m| held(m.first, m.end)).map(|m| m.entry)
    };
    let strike = |class: &[&str]| {
        let mut all = page.strikes.iter();
        all.find(|m| held(m.first, m.end) && class.contains(&m.entry.class.as_str()))
            .map_or("", |m| m.entry.kind.as_str())
    };
    match label {
        "faction" => {
            let entry = entry(Table::Factions)?;
            said.say("canonical_id", &entry.id)
                .say("canonical_en", &entry.names[0])
                .say("canonical_ar", &entry.names[1])
                .say("side", &entry.class);
        }
        "location" => {
            let entry = entry(Table::Places)?;
            said.say("canonical_id", &entry.id)
                .say("canonical_en", &entry.names[0])
                .say("type", &entry.class)
                .say("country", &entry.country);
        }
        "strike" => {
            said.say("kind", strike(&["trigger", "weapon"]));
        }
        "clash" => {
            said.say("kind", strike(&["clash"]));
        }
        "weapon" => {
            said.say("kind", strike(&["weapon"]));
        }
        "casualty" => {
            let mut harm = page.harm.iter().filter(|m| held(m.first, m.end));
            let word = |class: &'static str| move |m: &&_| class_of(m) == class;
            let count = harm.clone().find(word("count_noun"));
            let victim = harm.find(word("victim"));
            if let Some(m) = count {
                said.say("effect", &m.entry.kind);
            }
            if let Some(m) = victim {
                said.say("victim", &m.entry.victim)
                    .say("civilian_status", &m.entry.civilian);
            }
            let mut numbers = page.numbers.iter();
            if let Some(read) = numbers.find(|read| held(read.first, read.end)) {
                said.say_quantity(&read.quantity);
            }
        }
        _ => return None,
    }
    Some(said.attrs)
}

fn class_of<'m>(m: &'m crate::lexicon::Match<'_>) -> &'m str {
    &m.entry.class
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of the words in brackets, without any proposal.
    fn said(drawn: &str, label: &str) -> String {
        let (start, end) = (drawn.find('[').unwrap(), drawn.find(']').unwrap() - 1);
        let text = drawn.replace(['[', ']'], "");
        let known = (&Context::default(), Lexicon::built_in());
        let range = ByteRange::new(start, end);
        let attrs = said_of((&text, range), label, std::iter::empty(), known);
        let shown = attrs
            .iter()
            .map(|(name, value)| format!("{name}={value:?}"));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_the_words_say_is_read_and_nothing_else() {
        let rows = [
            ("مشهد فيه [سبعة مدنيين]", "casualty", "count_low=Number(7)"),
            ("حضر [الجيش السوري] العرض", "faction", "syr_army"),
            ("صورة [الغارة]", "strike", "airstrike"),
            ("من [درعا]", "location", "sy_daraa"),
        ];
        for (drawn, label, part) in rows {
            let said = said(drawn, label);
            assert!(said.contains(part), "{drawn}: {said}");
        }
        assert_eq!(said("خسر [الفريق] المباراة", "casualty"), "");
    }

    #[test]
    fn what_is_proposed_for_the_words_comes_first() {
        let attrs = Said::from([("kind".to_owned(), AttrValue::Text("mortar".into()))]);
        let none = Said::new();
        let far = (ByteRange::new(20, 30), "strike", &none);
        let near = (ByteRange::new(0, 8), "strike", &attrs);
        let known = (&Context::default(), Lexicon::built_in());
        let words = ("القصف العنيف هنا", ByteRange::new(0, 23));
        let found = [far, near].into_iter();
        assert_eq!(said_of(words, "strike", found, known), attrs);
    }
}
