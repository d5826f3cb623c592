//! Nouns that take up a party named elsewhere: `التنظيم`, `الحركة`, `قواته`, `المسلحون`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Page, Party};
use crate::lexicon::{Class, Classes, Entry, OWNERS};
use crate::text::fold::fold_word;

/// Who has been named so far. All of it is asked at every word of a text of any length, so each
/// question is a look-up.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// Those named by a name of their own, ascending.
    list: Vec<Naming<'a>>,
    /// Where each entry was named last.
    last: BTreeMap<&'a str, usize>,
    /// Of each entry how often it was named.
    counts: BTreeMap<&'a str, (usize, &'a Entry)>,
    /// Who was named last of each kind of group: `تنظيم`, `حركه`.
    kinds: BTreeMap<String, &'a Entry>,
    /// The countries whose state or army surely takes part.
    acting: BTreeSet<&'a str>,
    /// Who was spoken of last, by whatever word, and last by a word of each gender.
    latest: Option<&'a Entry>,
    feminine: Option<&'a Entry>,
    masculine: Option<&'a Entry>,
}

struct Naming<'a> {
    at: usize,
    entry: &'a Entry,
}

/// How many tokens back a noun without a name may point.
const REACH: usize = 400;

/// How sure a state is a party where nothing beside it says so.
pub(super) const UNSURE: f64 = 0.45;

/// The sides that armed men may be of. Those of a state are called its forces.
const ARMED: [&str; 7] = [
    "jihadist",
    "opposition",
    "separatist",
    "de_facto_authority",
    "rival_government",
    "pro_government",
    "foreign_pmc",
];

impl<'a> Named<'a> {
    /// Keeps a party that has an entry of its own.
    pub(super) fn add(&mut self, page: &Page<'a>, party: &Party<'a>) {
        let Some(entry) = party.meant else { return };
        if entry.id.starts_with("gen_") {
            // An army that no table has owns its troops all the same.
            if party.rule == "faction/nation" {
                self.latest = Some(entry);
                self.masculine = Some(entry);
                self.feminine = Some(entry);
            }
            return;
        }
        if party.is_adjective() {
            return;
        }
        for at in party.first..=party.head.0 {
            if page.is_stem(at, Class::Kind) {
                self.be_last_of(page.stem(at), entry);
            }
        }
        let own = entry.names[1].split(' ').next().unwrap_or("");
        let own = fold_word(own);
        self.be_last_of(own.strip_prefix("ال").unwrap_or(&own), entry);
        self.last.insert(&entry.id, party.first);
        let acts = party.rule != "faction/state" || party.confidence > UNSURE;
        if acts && matches!(entry.class.as_str(), "government" | "foreign_state") {
            self.acting.insert(&entry.country);
        }
        if acts {
            self.latest = Some(entry);
            let head = page.bare(party.first);
            let feminine = page.is_stem(party.first, Class::Feminine) || head.ends_with('ه');
            let gender = if feminine {
                &mut self.feminine
            } else {
                &mut self.masculine
            };
            *gender = Some(entry);
        }
        if acts && party.found.is_some_and(|found| found.id == entry.id) {
            let at = party.first;
            self.list.push(Naming { at, entry });
            self.counts.entry(&entry.id).or_insert((0, entry)).0 += 1;
        }
    }

    /// Whether the last one that was called an army is that of a state.
    pub(super) fn has_army(&self) -> bool {
        let army = self.kinds.get("جيش");
        army.is_some_and(|army| matches!(army.class.as_str(), "government" | "foreign_state"))
    }

    /// Keeps an entry as the last one named of a kind.
    fn be_last_of(&mut self, kind: &str, entry: &'a Entry) {
        match self.kinds.get_mut(kind) {
            Some(last) => *last = entry,
            None => {
                self.kinds.insert(kind.to_owned(), entry);
            }
        }
    }

    /// Where an entry was named last.
    pub(super) fn last(&self, id: &str) -> Option<usize> {
        self.last.get(id).copied()
    }

    /// Who a word for armed men stands for: who was named last before it, else whom the article is
    /// about. Those who are new to the reader are nobody who is only named later.
    fn kin(&self, generic: &str, at: usize, new: bool) -> Option<&'a Entry> {
        let sides: &[&str] = match generic {
            "gen_jihadists" | "gen_islamists" => &["jihadist"],
            "gen_terrorists" | "gen_khawarij" | "gen_outlaws" => &[
                "jihadist",
                "opposition",
                "separatist",
                "kurdish_led",
                "de_facto_authority",
            ],
            "gen_separatists" => &["separatist", "kurdish_led"],
            "gen_opp" => &["opposition", "rival_government", "separatist"],
            "gen_militants" | "gen_rebels" | "gen_armed_group" | "gen_fighters"
            | "gen_mujahideen" => &ARMED,
            "gen_troops" => &["government", "foreign_state"],
            _ => return None,
        };
        let fits = |entry: &Entry| sides.contains(&entry.class.as_str());
        let after = self.list.partition_point(|naming| naming.at < at);
        let before = self.list.get(..after).unwrap_or_default().iter().rev();
        let mut near = before.take_while(|naming| naming.at + REACH > at);
        let last = near.find(|naming| fits(naming.entry));
        if new && last.is_none() {
            return None;
        }
        // Whom the article is about is named more often than who is only mentioned.
        let counts = self.counts.values().filter(|(_, entry)| fits(entry));
        let (most, entry) = counts.max_by_key(|(count, _)| *count)?;
        let count = |entry: &Entry| self.counts.get(entry.id.as_str()).map_or(0, |(n, _)| *n);
        let last = last.filter(|last| 2 * count(last.entry) > *most);
        Some(last.map_or(*entry, |last| last.entry))
    }

    /// What only the whole article tells of a party: who unnamed men are, and whether a state
    /// that is merely mentioned takes part.
    pub(super) fn settle(&self, page: &Page<'a>, party: &mut Party<'a>) {
        if party.rule == "faction/state" && party.confidence == UNSURE {
            let country = party.meant.map_or("", |entry| entry.country.as_str());
            let acts = self.acting.contains(country);
            if acts && !page.is_quiet() {
                party.confidence = 0.6;
            }
            return;
        }
        let unsettled = party.meant.filter(|meant| meant.id.starts_with("gen_"));
        // Gunmen without an article are new to the reader.
        let new = |id: &str| {
            matches!(id, "gen_militants" | "gen_armed_group") && !page.is_definite(party.head.0)
        };
        // In English they have none in any case: who was named before may be they.
        let english = page.word(party.first).is_ascii();
        let the = || page.is_definite(party.head.0) || page.word(party.first) == "the";
        // الميليشيات الموالية له are told by whom they are loyal to.
        let loyal = page.is_stem(party.end, Class::Affiliated)
            && page.tokens.same_sentence(party.first, party.end);
        if loyal {
            return;
        }
        if let Some(meant) = unsettled.filter(|meant| english || !new(&meant.id))
            && let Some(kin) = self.kin(&meant.id, party.first, english && !the())
        {
            party.meant = Some(kin);
            party.rule = "faction/generic-named";
        }
    }
}

/// The nouns that with the pronoun of an owner may be a party.
const FORCES: Classes = Classes::of(&[Class::Force, Class::Member]);

/// Whether a noun at a token may take up a party: most nouns cannot.
#[inline]
pub(super) fn may_be(page: &Page<'_>, at: usize) -> bool {
    page.is_stem(at, Class::Kind) || page.owned(at).has_any(FORCES)
}

/// The party that a noun at a token takes up.
pub(super) fn at<'a>(page: &Page<'a>, at: usize, named: &Named<'a>) -> Option<Party<'a>> {
    let place = (at, page.skip(at), at + 1);
    let the = || at > 0 && page.word(at - 1) == "the";
    if page.is_stem(at, Class::Kind) && (page.is_definite(at) || the()) {
        let entry = *named.kinds.get(page.stem(at))?;
        let party = Party::new(place, "faction/earlier", 0.75);
        return Some(party.meaning(None, Some(entry)));
    }
    // قواته, مقاتليها: those of whoever was named last; a few of them are a casualty.
    let latest = named.latest?;
    let bare = page.bare(at);
    let (noun, whose) = OWNERS
        .iter()
        .zip([named.feminine, named.latest, named.masculine])
        .find_map(|(suffix, whose)| Some((bare.strip_suffix(*suffix)?, whose.unwrap_or(latest))))?;
    // مسلحة and مقاتلة end in another letter than مسلحه.
    let written = page.range(at, 0, at + 1)?.of(page.text)?;
    if written.ends_with('ة') || at > 0 && page.word(at - 1) == "من" {
        return None;
    }
    let classes = page.owned(at);
    // عناصرها are as much its own as مقاتليها; أفرادها may be a family's.
    let fighters = classes.has(Class::Member) && classes.has(Class::Governing) && noun != "افراد";
    let forces = classes.has(Class::Force) || fighters;
    let party = Party::new(place, "faction/own", 0.6);
    forces.then(|| party.meaning(None, Some(whose)))
}
