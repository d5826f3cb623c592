//! Which country an article is about.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::page::Page;
use crate::lexicon::Table;

/// The country that was given, else the one most named factions and places belong to.
pub(super) fn of(page: &Page<'_>) -> Option<String> {
    if let Some(code) = &page.context.country {
        return page.lexicon.country_name(code).map(str::to_owned);
    }
    // Parties name their countries, places give codes.
    let mut by_name: FxHashMap<&str, u32> = FxHashMap::default();
    let mut by_code = by_name.clone();
    for at in 0..page.tokens.len() {
        let sure = |table| page.at(at, table).iter().find(|m| !m.contextual);
        if let Some(party) = sure(Table::Factions)
            && !party.entry.class.starts_with("foreign")
        {
            *by_name.entry(&party.entry.country).or_default() += 2;
        }
        if let Some(place) = sure(Table::Places)
            && !place.entry.class.starts_with("foreign")
        {
            *by_code.entry(&place.entry.country).or_default() += 1;
        }
    }
    let places = by_code
        .into_iter()
        .filter_map(|(code, count)| Some((page.lexicon.country_name(code)?, count)));
    let named = by_name.into_iter().chain(places);
    let mut votes: BTreeMap<&str, u32> = BTreeMap::new();
    named
        .filter(|(country, _)| *country != "*" && !country.is_empty())
        .for_each(|(country, count)| *votes.entry(country).or_default() += count);
    let most = votes.into_iter().max_by_key(|(_, count)| *count)?;
    Some(most.0.to_owned())
}
