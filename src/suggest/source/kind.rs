//! What sort of source a phrase names: its noun says so, or what describes it.

use crate::lexicon::{Class, Match, Table};
use crate::suggest::faction;
use crate::suggest::page::Page;

/// The kind of the source that some tokens name, `m` being its noun: `مصدر طبي` is medical, who
/// speaks for an army is a belligerent.
pub(super) fn of<'a>(page: &Page<'a>, m: &Match<'a>, (first, end): (usize, usize)) -> &'a str {
    let own = m.entry.kind.as_str();
    match own {
        "anonymous" => described(page, m.end, end).unwrap_or(own),
        "official" | "monitor" => {
            let described = described(page, first, end);
            let described = described.filter(|kind| matches!(*kind, "medical" | "un"));
            let body = || of_body(page, m.end, end).filter(|_| own == "official");
            match described.or_else(body) {
                Some(kind) => kind,
                None if of_belligerent(page, m.first, end) => "belligerent",
                None => own,
            }
        }
        "media" => {
            let state = (first..end).any(|at| {
                let mut sources = page.at(at, Table::Sources).iter();
                sources.any(|m| m.entry.kind == "state_media" && m.end <= end)
            }) || described(page, m.end, end) == Some("official");
            if state { "state_media" } else { own }
        }
        _ => own,
    }
}

/// The kind of the body that an office belongs to: مدير المرصد.
fn of_body<'a>(page: &Page<'a>, first: usize, end: usize) -> Option<&'a str> {
    let kinds = (first..end).filter_map(|at| {
        let m = page.at(at, Table::Sources).iter().find(|m| m.end <= end)?;
        // A committee may be anybody's.
        let named = m.entry.kind != "ngo" || m.end > at + 1;
        named.then_some(m.entry.kind.as_str())
    });
    kinds
        .into_iter()
        .find(|kind| matches!(*kind, "monitor" | "ngo" | "un" | "medical"))
}

/// The kind that a word of the phrase makes of a source: أمني, طبية.
fn described<'a>(page: &Page<'a>, first: usize, end: usize) -> Option<&'a str> {
    (first..end).find_map(|at| page.stem_value(at, Class::SourceKind))
}

/// Whether the phrase names a party that fights, whose source it is. Police and ministries are
/// official.
fn of_belligerent(page: &Page<'_>, first: usize, end: usize) -> bool {
    (first..end).any(|at| {
        let party = faction::at(page, at).filter(|party| party.is_shown() && !party.is_adjective());
        party.is_some_and(|party| {
            party.end <= end
                && party.entry().is_some_and(|entry| {
                    let id = entry.id.as_str();
                    !id.contains("police") && !id.ends_with("_gov") && id != "un"
                })
        })
    })
}
