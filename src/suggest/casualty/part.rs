//! Those who are a part of others counted before them, and share their fate: `بينهم ثلاثة أطفال`.

use super::Found;
use super::harm::{Harm, Reading};
use super::phrase::{Form, Phrase};
use super::trigger::Trigger;

impl<'a> Reading<'_, 'a> {
    /// A part of those counted before befell what befell the whole.
    pub(super) fn part(
        &self,
        phrase: &Phrase<'a>,
        adjacent: Option<Trigger<'a>>,
    ) -> Option<Harm<'a>> {
        let page = self.page;
        let mut near = page.harm_before(phrase.first, 1);
        let cue = near.any(|m| {
            m.entry.kind == "subset"
                && (m.end == phrase.first || page.is_mark(m.end))
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
                Some(noun) if phrase.form == Form::NumberOfCasualties => noun.entry.kind.as_str(),
                _ => last.harm.effect,
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
        // عدد من القتلى والجرحى: who is joined to them is none of them.
        if phrase.noun.is_some() && phrase.skip > 0 {
            return None;
        }
        // Of the dead: ومن القتلى امرأتان, بين الإصابات 11 طفلا.
        let of = phrase.first.checked_sub(1)?;
        let whole = page.harm_before(phrase.first, 3).find(|m| {
            let quoted = page.word(of) == "\"" && m.end == of;
            let counted = m.end < phrase.first
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
            effect: &whole.entry.kind,
            word: Some(*whole),
            confidence: if phrase.is_counted() { 0.85 } else { 0.65 },
            subset: true,
        })
    }

    /// Whether a phrase lists of whom a count before it is made: خمسة قتلى، ثلاثة أطفال وامرأتان.
    fn lists(&self, phrase: &Phrase<'a>, last: &Found<'a>) -> bool {
        let page = self.page;
        let end = last.phrase.end;
        let marked = matches!(page.word(end), "،" | ":" | "," | "(");
        // هم says so itself, a mark only after a count of casualties.
        let at = end + usize::from(marked);
        let told = matches!(page.word(at), "هم" | "هما" | "وهم" | "وهما");
        let opens = (marked || told) && at + usize::from(told) == phrase.first;
        let fewer = last.phrase.quantity.best > phrase.quantity.best;
        let part = last.harm.subset || fewer && (told || last.phrase.noun.is_some());
        opens
            && part
            && phrase.form == Form::NumberOfPeople
            && phrase.skip == 0
            && self.after(phrase).is_none()
    }
}
