//! What belongs to a party's phrase beside the name (`DOMAIN.md` 1.7 rules 9 and 10).

use super::{Page, Party};
use crate::lexicon::Class;

/// Takes in the governing noun before the name, with or without من, and the quotation marks
/// between the two: `مقاتلو المعارضة`, `عناصر من فاغنر`, `تنظيم "داعش"`.
pub(super) fn widen<'a>(page: &Page<'a>, party: Party<'a>, last: Option<&Party<'a>>) -> Party<'a> {
    if party.is_adjective() || party.skip > 0 {
        return party;
    }
    let english = page.word(party.first).is_ascii();
    let mut party = if english {
        in_english(page, party)
    } else {
        party
    };
    let quoted =
        party.first > 0 && page.word(party.first - 1) == "\"" && page.word(party.end) == "\"";
    let opening = party.first - usize::from(quoted);
    let of = !quoted && opening > 0 && matches!(page.word(opening - 1), "من" | "of" | "from");
    let Some(noun) = opening.checked_sub(1 + usize::from(of)) else {
        return party;
    };
    let free = last.is_none_or(|last| last.end <= noun);
    if free && page.is_bare(noun, Class::Governing) && page.tokens.same_sentence(noun, party.first)
    {
        party.skip = page.skip(noun);
        party.first = noun;
        party.end += usize::from(quoted);
    }
    party
}

/// Takes in the noun of its fighters after an English name: `al-Shabab gunmen`.
fn in_english<'a>(page: &Page<'a>, mut party: Party<'a>) -> Party<'a> {
    let same = |at: usize| page.tokens.same_sentence(at, party.first);
    let fighters = party.mention != "nominal" && same(party.end);
    let nouns =
        (party.end..party.end + 2).take_while(|at| same(*at) && page.is(*at, Class::Governing));
    let nouns = nouns.count();
    if fighters && nouns > 0 {
        party.end += nouns;
        party.resume = party.end;
    }
    party
}
