//! FACTION: who fights, rules and is fought.
//!
//! [`read`] goes through the words once, from the first on, and keeps who has been named, since
//! what `التنظيم` or `القوات` means is whoever of that kind was named last. At each word it asks in
//! turn:
//!
//! - [`name`]: a form of the lexicon, if it is meant here and not a place, a channel or a club;
//! - [`group`]: a party without an entry of its own, told by grammar: an army and its nation,
//!   a unit and its number, armed men, a group with a quoted name, what belongs to a party;
//! - [`earlier`]: a noun or a pronoun that takes up a party named before.
//!
//! [`extent`] then takes in the noun that governs the name, and [`role`] says what the party does.
//! Each step has a rule's name, which tells the analyst why an id was chosen.

mod earlier;
mod extent;
mod group;
mod name;
mod role;

use super::Suggestion;
use super::page::Page;
use crate::lexicon::{Class, Entry, Table};

/// A party named in a text.
#[derive(Clone, Debug)]
pub(super) struct Party<'a> {
    /// The first token of the phrase.
    pub(super) first: usize,
    /// How many bytes of it are particles.
    pub(super) skip: usize,
    /// The token after the last one.
    pub(super) end: usize,
    /// First token, particles and end of the name without its governing noun.
    head: (usize, usize, usize),
    /// The entry whose form was found.
    found: Option<&'a Entry>,
    /// The entry that is meant here.
    meant: Option<&'a Entry>,
    /// `name`, `nominal`, `adjective` or `alias`.
    mention: &'static str,
    rule: &'static str,
    confidence: f64,
    /// Where the next party may begin: another one may be named in the phrase.
    resume: usize,
}

impl<'a> Party<'a> {
    /// A party that is its name and nothing else.
    fn new(place: (usize, usize, usize), rule: &'static str, confidence: f64) -> Self {
        let (first, skip, end) = place;
        Self {
            first,
            skip,
            end,
            head: place,
            found: None,
            meant: None,
            mention: "nominal",
            rule,
            confidence,
            resume: end,
        }
    }

    fn meaning(mut self, found: Option<&'a Entry>, meant: Option<&'a Entry>) -> Self {
        self.found = found;
        self.meant = meant;
        self
    }

    fn mentioned_by(mut self, mention: &'static str) -> Self {
        self.mention = mention;
        self
    }

    /// Whether it is a word for forces and nothing else: القوات; or for an army, where that of
    /// the country has not been named: الجيش.
    fn takes_up(&self, page: &Page<'a>, named: &earlier::Named<'a>) -> bool {
        let known = || {
            self.meant
                .is_some_and(|meant| named.last(&meant.id).is_some())
        };
        self.end == self.first + 1
            && match page.stem(self.first) {
                "قوات" => true,
                "جيش" => page.is_definite(self.first) && !known() && named.has_army(),
                _ => false,
            }
    }

    /// Whether it is but the noun before a name, in construct.
    fn governs(&self, page: &Page<'a>, name: &Self) -> bool {
        self.end == name.first
            && self.end == self.first + 1
            && name.skip == 0
            && name.mention == "name"
            && self.found.is_some_and(|found| found.id.starts_with("gen_"))
            && !page.is_definite(self.first)
            && page.is_bare(self.first, Class::Governing)
            && page.tokens.same_sentence(self.first, name.first)
    }

    /// Whether it is sure enough to be shown unless doubtful ones are asked for.
    pub(super) fn is_shown(&self) -> bool {
        self.confidence >= super::calibrate::least_said("faction")
    }

    /// How many bytes of the token at which it is found are particles.
    pub(super) fn particles_at(&self, at: usize) -> usize {
        if self.first == at {
            self.skip
        } else {
            self.head.1
        }
    }

    /// Where its phrase and where its name begin.
    pub(super) fn beginnings(&self) -> [usize; 2] {
        [self.first, self.head.0]
    }

    /// The entry that is meant.
    pub(super) fn entry(&self) -> Option<&'a Entry> {
        self.meant
    }

    /// Whether it is only the nation of a strike, a weapon or a force.
    pub(super) fn is_adjective(&self) -> bool {
        self.mention == "adjective"
    }
}

/// All parties of a text, ascending; none overlaps another, except in a phrase that names one
/// inside the other.
pub(super) fn read<'a>(page: &Page<'a>) -> Vec<Party<'a>> {
    let mut parties: Vec<Party<'a>> = Vec::new();
    let mut named = earlier::Named::default();
    let mut at = 0;
    while at < page.tokens.len() {
        // Most words need no rule to tell that no party begins there.
        let longer = if page.has(at, Table::Factions) || group::may_begin(page, at) {
            let by_name = match name::at(page, at, &parties, &named) {
                // القوات are those that were called قوات before, الجيش the one that was named.
                Some(party) if party.takes_up(page, &named) => {
                    earlier::at(page, at, &named).or(Some(party))
                }
                by_name => by_name,
            };
            let by_group = group::at(page, at, by_name.as_ref());
            match (by_name, by_group) {
                (Some(name), Some(group)) if group.end > name.end => Some(group),
                (name, group) => name.or(group),
            }
        } else {
            None
        };
        if longer.is_none() && !earlier::may_be(page, at) {
            at += 1;
            continue;
        }
        let Some(party) = longer.or_else(|| earlier::at(page, at, &named)) else {
            at += 1;
            continue;
        };
        // ميليشيات بوكو حرام: the noun governs the name and is no party by itself.
        if parties
            .last()
            .is_some_and(|noun| noun.governs(page, &party))
        {
            parties.pop();
        }
        let party = extent::widen(page, party, parties.last());
        at = party.resume.max(at + 1);
        named.add(page, &party);
        parties.push(party);
    }
    for party in &mut parties {
        named.settle(page, party);
    }
    parties
}

/// The party whose phrase or name begins at a token.
pub(super) fn at<'p, 'a>(page: &'p Page<'a>, at: usize) -> Option<&'p Party<'a>> {
    if !page.begins_party(at) {
        return None;
    }
    let after = page.parties.partition_point(|party| party.first <= at);
    let party = page.parties.get(after.checked_sub(1)?)?;
    (party.first == at || party.head.0 == at).then_some(party)
}

/// The party right before an English noun, which is one of theirs: a Hezbollah commander.
pub(super) fn before<'p, 'a>(page: &'p Page<'a>, noun: usize) -> Option<&'p Party<'a>> {
    const LONGEST: usize = 4;
    page.party_ending(noun).filter(|party| {
        let name = party.head.0;
        noun - name <= LONGEST && page.tokens.same_sentence(name, noun)
    })
}

/// Whether a token is part of a party's own name: طالبان is no two students. Settlers are people
/// besides.
pub(super) fn names(page: &Page<'_>, at: usize) -> bool {
    const NESTED: usize = 2;
    let after = page.parties.partition_point(|party| party.first <= at);
    let before = page.parties.get(..after).unwrap_or_default();
    before.iter().rev().take(NESTED).any(|party| {
        let people = |found: &Entry| found.id.starts_with("gen_") || found.class == "settler";
        !party.found.is_none_or(people) && (party.head.0..party.head.2).contains(&at)
    })
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    found.extend(
        page.parties
            .iter()
            .filter_map(|party| suggestion(page, party)),
    );
}

fn suggestion(page: &Page<'_>, party: &Party<'_>) -> Option<Suggestion> {
    let place = (party.first, party.skip, party.end);
    let mut suggestion = page.suggestion("faction", party.rule, place, party.confidence)?;
    suggestion
        .say("mention", party.mention)
        .say("role", role::of(page, party));
    if let Some(entry) = party.meant {
        suggestion
            .say("canonical_id", &entry.id)
            .say("canonical_en", &entry.names[0])
            .say("canonical_ar", &entry.names[1])
            .say("side", &entry.class);
    }
    if let Some(found) = party.found {
        suggestion.say("framing", framing(&found.id));
        suggestion.entry.clone_from(&found.id);
    }
    if page.is_quoted(party.first, party.end) {
        suggestion.flag("quoted");
    }
    let (first, skip, end) = party.head;
    suggestion.head = page.range(first, skip, end);
    Some(suggestion)
}

/// What a generic word says about those it stands for.
fn framing(entry: &str) -> &'static str {
    match entry {
        "gen_terrorists" | "gen_mercenaries" | "gen_khawarij" | "gen_invaders"
        | "gen_putschists" | "gen_apostates" | "gen_outlaws" => "pejorative",
        "gen_mujahideen" => "martyr",
        _ => "",
    }
}
