//! Nouns that take up a party named elsewhere: `التنظيم`, `الحركة`, `قواته`, `المسلحون`.

use super::{Page, Party};
use crate::lexicon::{Class, Entry};

/// Who has been named so far.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// Ascending.
    list: Vec<Naming<'a>>,
}

struct Naming<'a> {
    at: usize,
    entry: &'a Entry,
    /// The kinds of group it was or may be called: `تنظيم`, `حركه`.
    kinds: Vec<String>,
    /// Whether by its name, not by a word that may mean others.
    by_name: bool,
    /// Whether it surely acts, where it is a state.
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
        let mut kinds: Vec<String> = (party.first..=party.head.0)
            .filter(|at| page.is_stem(*at, Class::Kind))
            .map(|at| page.stem(at).to_owned())
            .collect();
        let own = crate::text::fold::fold_word(&entry.names[1]);
        let own = own.split(' ').next().unwrap_or("");
        kinds.push(own.strip_prefix("ال").unwrap_or(own).to_owned());
        self.list.push(Naming {
            at: party.first,
            entry,
            kinds,
            by_name: party.found.is_some_and(|found| found.id == entry.id),
            acts: party.rule != "faction/state" || party.confidence > UNSURE,
        });
    }

    /// Where an entry was named last.
    pub(super) fn last(&self, id: &str) -> Option<usize> {
        let mut list = self.list.iter().rev();
        list.find(|naming| naming.entry.id == id)
            .map(|naming| naming.at)
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
        let fits = |naming: &&Naming<'a>| {
            naming.by_name && naming.acts && sides.contains(&naming.entry.class.as_str())
        };
        let count = |id: &str| {
            self.list
                .iter()
                .filter(fits)
                .filter(|n| n.entry.id == id)
                .count()
        };
        let after = self.list.partition_point(|naming| naming.at < at);
        let before = self.list.get(..after).unwrap_or_default();
        let last = before.iter().rev().find(fits);
        let last = last.filter(|naming| naming.at + REACH > at);
        // Whom the article is about is named more often than who is only mentioned.
        let most = self
            .list
            .iter()
            .filter(fits)
            .max_by_key(|n| count(&n.entry.id))?;
        let found = last.filter(|last| 2 * count(&last.entry.id) > count(&most.entry.id));
        Some(found.unwrap_or(most).entry)
    }

    /// The party named last that is a group of a kind.
    fn of_kind(&self, kind: &str) -> Option<&'a Entry> {
        let mut list = self.list.iter().rev();
        let near = list.find(|naming| naming.kinds.iter().any(|of| of == kind));
        near.map(|naming| naming.entry)
    }

    /// What only the whole article tells of a party: who unnamed men are, and whether a state
    /// that is merely mentioned takes part.
    pub(super) fn settle(&self, page: &Page<'a>, party: &mut Party<'a>) {
        if party.rule == "faction/state" && party.confidence == UNSURE {
            let id = party.meant.map_or("", |entry| entry.id.as_str());
            let acts = self.list.iter().any(|n| n.acts && n.entry.id == id);
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
    let whose = named.list.iter().rev().find(|naming| naming.by_name)?;
    let party = Party::new(place, "faction/own", 0.6);
    forces.then(|| party.meaning(None, Some(whose.entry)))
}
