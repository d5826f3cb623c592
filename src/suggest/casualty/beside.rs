//! Those who are joined to others counted before them, and share their fate: `ثلاثة جنود وضابط`,
//! `إضافة إلى مسعفين`.

use super::harm::{Harm, Reading};
use super::phrase::{Form, Phrase};
use super::trigger::gap;
use crate::suggest::page::Page;

impl<'a> Reading<'_, 'a> {
    /// What is joined to a casualty befell the same: مقتل ثلاثة جنود وضابط.
    pub(super) fn joined(&self, phrase: &Phrase<'a>) -> Option<Harm<'a>> {
        let page = self.page;
        let last = self.last?;
        let end = last.phrase.end;
        let attached = phrase.skip > 0 && page.word(phrase.first).starts_with('و');
        let besides = besides(page, phrase.first);
        let apart = besides > 0;
        // A mark may stand before the words that join: طفلان، إضافة إلى مسعفين.
        let link = phrase.first.saturating_sub(besides);
        let marked = besides > 1 && link > end && page.is_mark(link - 1);
        let gap = match marked {
            true => gap(page, end, link - 1)? + besides,
            false => gap(page, end, phrase.first)?,
        };
        let near = gap <= besides + usize::from(besides > 1)
            || (phrase.form == Form::NumberOfPeople && gap <= 5);
        let verb_before = last.harm.word.is_none_or(|word| word.first < end);
        if !(attached || apart)
            || !near
            || !verb_before
            || phrase.form == Form::BareNumber && gap > besides.max(1)
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
            effect: last.harm.effect,
            word: last.harm.word,
            confidence: (confidence - 0.04 * gap as f64).min(last.harm.confidence),
            subset: last.harm.subset && besides < 2,
        })
    }
}

/// How many words before a token join what it begins to something before: و, إضافة إلى, as well as.
fn besides(page: &Page<'_>, first: usize) -> usize {
    let pair = (
        page.before(first, 2).trim_start_matches('و'),
        page.before(first, 1),
    );
    match pair {
        ("اضافه" | "بالاضافه" | "جانب", "الي") | ("فضلا" | "ناهيك", "عن") | ("along", "with") => {
            2
        }
        ("الي", "جانب") => 2,
        ("well", "as") => 3,
        (_, "و" | "and" | "مع" | "plus") => 1,
        _ => 0,
    }
}
