//! Nouns that take up a party named elsewhere: `التنظيم`, `الحركة`, `قواته`, `المسلحون`.

use rustc_hash::FxHashMap;

use super::{Page, Party};
use crate::lexicon::{Class, Entry};

/// Who has been named so far.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// Ascending.
    list: Vec<Naming<'a>>,
    /// How often each entry was named.
    tallies: FxHashMap<&'a str, Tally<'a>>,
    /// Who was last called a kind of group: `تنظيم`, `حركه`.
    kinds: FxHashMap<String, &'a Entry>,
    /// Who was named last by its name.
    by_name: Option<&'a Entry>,
}

#[derive(Clone, Copy)]
struct Naming<'a> {
    at: usize,
    entry: &'a Entry,
    /// Whether it is one of those that men without a name may be: named by its name, not by a
    /// word that may mean others, and surely acting where it is a state.
    counts: bool,
}

/// How often an entry was named, and how.
struct Tally<'a> {
    entry: &'a Entry,
    /// The namings that count.
    counted: usize,
    /// The last of them, by its number in the list.
    last_counted: usize,
    /// Where it was named last, whether that counts or not.
    last: usize,
    /// Whether it surely acts somewhere.
    acts: bool,
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
        let Some(entry) = party.meant.filter(|entry| !entry.id.starts_with("gen_")) else {
            return;
        };
        if party.is_adjective() {
            return;
        }
        for at in party.first..=party.head.0 {
            if page.is_stem(at, Class::Kind) {
                self.kinds.insert(page.stem(at).to_owned(), entry);
            }
        }
        let own = crate::text::fold::fold_word(&entry.names[1]);
        let own = own.split(' ').next().unwrap_or("");
        let own = own.strip_prefix("ال").unwrap_or(own);
        self.kinds.insert(own.to_owned(), entry);
        let by_name = party.found.is_some_and(|found| found.id == entry.id);
        if by_name {
            self.by_name = Some(entry);
        }
        let acts = party.rule != "faction/state" || party.confidence > UNSURE;
        let counts = by_name && acts;
        let number = self.list.len();
        let tally = self.tallies.entry(&entry.id).or_insert(Tally {
            entry,
            counted: 0,
            last_counted: 0,
            last: 0,
            acts: false,
        });
        tally.last = party.first;
        tally.acts |= acts;
        if counts {
            tally.counted += 1;
            tally.last_counted = number;
        }
        self.list.push(Naming {
            at: party.first,
            entry,
            counts,
        });
    }

    /// Where an entry was named last.
    pub(super) fn last(&self, id: &str) -> Option<usize> {
        self.tallies.get(id).map(|tally| tally.last)
    }

    /// Who a word for armed men stands for: who was named last before it, else first after it.
    fn kin(&self, generic: &str, at: usize) -> Option<&'a Entry> {
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
            "gen_militants" | "gen_rebels" | "gen_armed_group" | "gen_fighters"
            | "gen_mujahideen" | "gen_opp" => &ARMED,
            "gen_troops" => &["government", "foreign_state"],
            _ => return None,
        };
        let of_side = |entry: &Entry| sides.contains(&entry.class.as_str());
        let after = self.list.partition_point(|naming| naming.at < at);
        let before = self.list.get(..after).unwrap_or_default();
        let mut near = before.iter().rev();
        let mut near = near.by_ref().take_while(|naming| naming.at + REACH > at);
        let last = near.find(|naming| naming.counts && of_side(naming.entry));
        // Whom the article is about is named more often than who is only mentioned. The order of
        // the entries does not matter: no two were named last in one place.
        let most = self
            .tallies
            .values()
            .filter(|tally| tally.counted > 0 && of_side(tally.entry))
            .max_by_key(|tally| (tally.counted, tally.last_counted))?;
        let count = |entry: &Entry| {
            let tally = self.tallies.get(entry.id.as_str());
            tally.map_or(0, |tally| tally.counted)
        };
        let found = last.filter(|last| 2 * count(last.entry) > most.counted);
        Some(found.map_or(most.entry, |last| last.entry))
    }

    /// The party named last that is a group of a kind.
    fn of_kind(&self, kind: &str) -> Option<&'a Entry> {
        self.kinds.get(kind).copied()
    }

    /// What only the whole article tells of a party: who unnamed men are, and whether a state
    /// that is merely mentioned takes part.
    pub(super) fn settle(&self, page: &Page<'a>, party: &mut Party<'a>) {
        if party.rule == "faction/state" && party.confidence == UNSURE {
            let id = party.meant.map_or("", |entry| entry.id.as_str());
            let acts = self.tallies.get(id).is_some_and(|tally| tally.acts);
            if acts && !page.is_quiet() {
                party.confidence = 0.6;
            }
            return;
        }
        let unsettled = party.meant.filter(|meant| meant.id.starts_with("gen_"));
        // Gunmen without an article are new to the reader.
        let new = |id: &str| id == "gen_militants" && !page.is_definite(party.head.0);
        let english = page.word(party.first).is_ascii();
        if let Some(meant) = unsettled.filter(|meant| english || !new(&meant.id))
            && let Some(kin) = self.kin(&meant.id, party.first)
        {
            party.meant = Some(kin);
            party.rule = "faction/generic-named";
        }
    }
}

/// The party that a noun at a token takes up.
pub(super) fn at<'a>(page: &Page<'a>, at: usize, named: &Named<'a>) -> Option<Party<'a>> {
    let place = (at, page.skip(at), at + 1);
    if page.is_stem(at, Class::Kind) && page.is_definite(at) {
        let entry = named.of_kind(page.stem(at))?;
        let party = Party::new(place, "faction/earlier", 0.75);
        return Some(party.meaning(None, Some(entry)));
    }
    // قواته, مقاتليها: those of whoever was named last; a few of them are a casualty.
    if at > 0 && page.word(at - 1) == "من" {
        return None;
    }
    let noun = ["ها", "هم", "ه"]
        .iter()
        .find_map(|suffix| page.bare(at).strip_suffix(suffix))?;
    let classes = page.lexicon.classes(noun);
    let forces = classes.has(Class::Force) || (classes.has(Class::Member) && noun.ends_with('ي'));
    let whose = named.by_name?;
    let party = Party::new(place, "faction/own", 0.6);
    forces.then(|| party.meaning(None, Some(whose)))
}
