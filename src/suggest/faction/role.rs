//! What a party does, where the words beside it say so.

use super::{Page, Party};
use crate::lexicon::Class;

/// `attacker`, `target`, `claimant`, `controller`, or nothing.
pub(super) fn of(page: &Page<'_>, party: &Party<'_>) -> &'static str {
    let same = |at: &usize| page.tokens.same_sentence(*at, party.head.0);
    let before = page.back(party.first).filter(same);
    let after = Some(party.end).filter(same);
    let joined = party.skip > 0;
    if party.is_adjective() {
        return if before.is_some_and(|at| page.is_attack(at)) {
            "attacker"
        } else {
            ""
        };
    }
    let is = |at: Option<usize>, class: Class| at.is_some_and(|at| page.is_bare(at, class));
    if is(before, Class::Speech) && !joined || is(after, Class::Speech) {
        return "claimant";
    }
    let attacks = |at: Option<usize>| at.is_some_and(|at| page.is_attack_verb(at));
    if attacks(before) && !joined || attacks(after) {
        return "attacker";
    }
    let word = |at: Option<usize>| at.map_or("", |at| page.word(at));
    match word(before) {
        "ضد" | "against" => return "target",
        "علي" | "on" => {
            let struck = before
                .and_then(|at| page.back(at))
                .is_some_and(|at| page.is_attack(at));
            if struck {
                return "target";
            }
        }
        "عليها" | "عليه" | "سيطره" => return "controller",
        _ => {}
    }
    ""
}
