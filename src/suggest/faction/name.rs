//! A party by a form of the lexicon: whether it is meant, and which of those of that name.

use super::earlier::{Named, UNSURE};
use super::{Page, Party};
use crate::lexicon::{Class, Entry, Match, Table};

/// What a form is where it stands.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    /// A party, this surely.
    Party(f64),
    /// A contextual form made clear by what stands beside it.
    Beside,
    /// A short form of a name that the article has in full.
    Short,
    /// The nation of a strike, a weapon or a force.
    Adjective,
    /// A state or its capital that acts.
    State(f64),
}

/// The party whose name begins at a token.
pub(super) fn at<'a>(
    page: &Page<'a>,
    at: usize,
    before: &[Party<'a>],
    named: &Named<'a>,
) -> Option<Party<'a>> {
    let matches = page.at(at, Table::Factions);
    if matches.is_empty() || is_name_of_something_else(page, at) {
        return None;
    }
    let read = |m: &Match<'a>| Some((*m, reading(page, m, before, named)?));
    let (longest, reading) = matches.iter().find_map(read)?;
    if matches.iter().filter(|m| m.end == longest.end).count() == 1 {
        return Some(party(page, &longest, reading));
    }
    // Of several parties with one name the one named last, then that of the article's country.
    let same: Vec<(Match<'a>, Reading)> = matches
        .iter()
        .filter(|m| m.end == longest.end)
        .filter_map(read)
        .collect();
    let lately = same.iter().max_by_key(|(m, _)| named.last(&m.entry.id));
    let lately = lately.filter(|(m, _)| same.len() > 1 && named.last(&m.entry.id).is_some());
    let at_home = same.iter().find(|(m, _)| is_at_home(page, m.entry));
    let (m, reading) = *lately.or(at_home).or(same.first())?;
    Some(party(page, &m, reading))
}

fn party<'a>(page: &Page<'a>, m: &Match<'a>, reading: Reading) -> Party<'a> {
    let entry = m.entry;
    // Its nation belongs to a common noun: جيش الاحتلال الصهيوني.
    let common = page
        .at(m.end - 1, Table::Factions)
        .iter()
        .any(|word| word.end == m.end && word.entry.id.starts_with("gen_"));
    let nation = common
        && page.nation(m.end) == Some(entry.country.as_str())
        && page.is_definite(m.end)
        && page.skip(m.end) == 0
        && page.tokens.same_sentence(m.first, m.end);
    let place = (m.first, m.skip, m.end + usize::from(nation));
    if entry.id.starts_with("gen_") {
        return generic(page, place, entry);
    }
    let (rule, confidence, mention) = match reading {
        Reading::Party(confidence) => ("faction/name", confidence, "name"),
        Reading::Beside => ("faction/contextual", 0.75, "name"),
        Reading::Short => ("faction/short", 0.75, "alias"),
        Reading::Adjective => ("faction/adjective", 0.75, "adjective"),
        Reading::State(confidence) => ("faction/state", confidence, "name"),
    };
    let mut party = Party::new(place, rule, confidence)
        .meaning(Some(entry), Some(entry))
        .mentioned_by(mention);
    // Whoever leads a party, or has it, is another one: التحالف الذي تقوده السعودية.
    let leader = (m.first + 1..m.end).find(|at| {
        page.is_bare(*at - 1, Class::AgentBefore) || page.is_stem(*at - 1, Class::Affiliated)
    });
    party.resume = leader.unwrap_or(party.end);
    party
}

/// A word for any party of a kind: the nation after it or the country tells who is meant, else
/// who is named in the article (see [`Named::settle`]).
fn generic<'a>(page: &Page<'a>, place: (usize, usize, usize), entry: &'a Entry) -> Party<'a> {
    let (first, skip, end) = place;
    // A source in the police is no party; authorities that speak are a source.
    let speaks = page
        .back(first)
        .is_some_and(|at| page.is_bare(at, Class::Speech) || page.is_bare(at, Class::According));
    let authority = entry.id == "gen_gov" && speaks;
    let office = authority
        || entry.id == "gen_police"
            && (matches!(
                page.back(first).map_or("", |at| page.word(at)),
                "في" | "باسم"
            ) || page.word(first).starts_with('ب') && skip > 0);
    if office {
        return Party::new(place, "faction/generic", 0.4).meaning(Some(entry), Some(entry));
    }
    if let Some(country) = page.nation(end)
        && page.is_definite(first) == page.is_definite(end)
    {
        let meant = page
            .lexicon
            .resolved(&entry.id, country)
            .or_else(|| page.lexicon.resolved("gen_state", country));
        let party = Party::new((first, skip, end + 1), "faction/nation", 0.85);
        return party.meaning(Some(entry), meant.or(Some(entry)));
    }
    let home = page.country.as_ref();
    let meant = home.and_then(|country| page.lexicon.resolved(&entry.id, country));
    let quiet = if page.is_quiet() { 0.35 } else { 0.0 };
    let (rule, confidence) = match meant {
        // A government that nobody knows is seldom at war.
        None if entry.id == "gen_gov" => ("faction/generic", 0.45),
        Some(_) => ("faction/generic-country", 0.75),
        None => ("faction/generic", 0.7),
    };
    Party::new(place, rule, confidence - quiet).meaning(Some(entry), meant.or(Some(entry)))
}

/// Whether the words are part of the name of a club, a channel, a street.
fn is_name_of_something_else(page: &Page<'_>, at: usize) -> bool {
    let Some(before) = page.back(at) else {
        return false;
    };
    // المدفعية المضادة للطيران
    let against = matches!(page.stem(before), "مضاد" | "مضاده" | "مضادات");
    against && page.word(at).starts_with('ل')
        || page.is_stem(before, Class::NotParty) && !page.word(at).starts_with(['و', 'ف'])
}

fn reading(
    page: &Page<'_>,
    m: &Match<'_>,
    before: &[Party<'_>],
    named: &Named<'_>,
) -> Option<Reading> {
    if page.is_stem(m.end, Class::NotPartyAfter) && m.end == m.first + 1 {
        return None;
    }
    if is_describing(page, m) {
        return None;
    }
    if m.contextual && is_english_adjective(page, m) {
        let follows = has_force(page, m, |force| force.first == m.end);
        return follows.then_some(Reading::Beside);
    }
    if m.contextual && is_adjective_of_force(page, m) {
        return (!is_make(page, m)).then_some(Reading::Adjective);
    }
    let group = page
        .back(m.first)
        .is_some_and(|at| page.is_bare(at, Class::PartyBefore));
    if m.contextual && group && m.skip == 0 {
        return Some(Reading::Beside);
    }
    if is_state_or_capital(page, m) {
        return state(page, m, before).map(Reading::State);
    }
    if !m.contextual {
        let party = m.entry.class == "political_party" || m.entry.id == "un";
        let quiet = page.is_quiet() && is_of_a_state(m.entry);
        return Some(Reading::Party(match (party, quiet) {
            (true, _) => 0.4,
            (_, true) => 0.55,
            _ => 0.9,
        }));
    }
    if page.nation(m.first).is_some() && m.end == m.first + 1 {
        return None;
    }
    if named.last(&m.entry.id).is_some() {
        return Some(Reading::Short);
    }
    let many = m.end > m.first + 1;
    let home = page.country.as_ref();
    let generic = m.entry.id.starts_with("gen_") && m.entry.id != "gen_armed_group";
    let resolved = home.is_some_and(|home| page.lexicon.resolved(&m.entry.id, home).is_some());
    let unnamed = generic && !page.is_quiet() && (many || page.is_definite(m.first));
    let beside = (many && is_at_home(page, m.entry)) || (generic && resolved) || unnamed;
    beside.then_some(Reading::Beside)
}

/// Whether a word for a service or for soldiers only describes the noun before it: الملاحة
/// البحرية, القادة العسكريين.
fn is_describing(page: &Page<'_>, m: &Match<'_>) -> bool {
    matches!(m.entry.id.as_str(), "gen_navy" | "gen_troops")
        && m.end == m.first + 1
        && m.skip == 0
        && matches!(page.stem(m.first), "بحريه" | "عسكريين" | "عسكريون")
        && page
            .back(m.first)
            .is_some_and(|back| page.is_definite(back) && page.tokens.same_sentence(back, m.first))
}

/// Whether a party belongs to the country the article is about.
fn is_at_home(page: &Page<'_>, entry: &Entry) -> bool {
    page.country.as_ref() == Some(&entry.country)
}

/// Whether it is a state's own: an army, a police, a government.
fn is_of_a_state(entry: &Entry) -> bool {
    matches!(
        entry.class.as_str(),
        "government" | "foreign_state" | "foreign_coalition" | "peacekeeping"
    )
}

/// Whether the form is also the name of a country or of its capital.
fn is_state_or_capital(page: &Page<'_>, m: &Match<'_>) -> bool {
    let places = page.at(m.first, Table::Places);
    let adjective = m.contextual && page.nation(m.first).is_some() && m.end == m.first + 1;
    is_of_a_state(m.entry)
        && !adjective
        && places.iter().any(|place| {
            let capital = m.contextual && place.entry.class == "city";
            place.end == m.end && (place.entry.class == "country" || capital)
        })
}

/// How surely a state or its capital is a party here: one that acts, speaks or is fought.
fn state(page: &Page<'_>, m: &Match<'_>, before: &[Party<'_>]) -> Option<f64> {
    let joined = page.word(m.first).starts_with(['و', 'ف']) && m.skip == 'و'.len_utf8();
    // A preposition may be written onto it: بسوريا, لروسيا.
    if m.skip > 0 && !joined {
        return None;
    }
    let same = |at: &usize| page.tokens.same_sentence(*at, m.first);
    let acts = |at: usize| page.is_bare(at, Class::Speech) || page.is_bare(at, Class::Act);
    if let Some(back) = page.back(m.first).filter(same) {
        // المدعومة من إيران
        let backed =
            page.word(back) == "من" && back > 0 && page.is_stem(back - 1, Class::Affiliated);
        if page.is_bare(back, Class::AgentBefore) || backed {
            return Some(0.85);
        }
        if page.is(back, Class::PlaceBefore) || page.is_stem(back, Class::Designator) {
            return None;
        }
        // الأزمة السعودية: the name is an adjective too.
        let adjective = page.nation(m.first).is_some() && m.end == m.first + 1;
        if adjective && m.skip == 0 && page.is_definite(back) {
            return None;
        }
        // What is joined to a state is what that one is.
        if joined {
            let last = before.last().filter(|party| party.end == back + 1);
            return last.map(|party| party.confidence);
        }
        // تفجير كابل is one in the city, قصف إسرائيل may be hers.
        let noun = page.is_attack(back) && !page.is_attack_verb(back);
        if is_object(page, back) || (noun && m.contextual) {
            return None;
        }
        if acts(back) || page.is_attack(back) {
            return Some(0.8);
        }
        if !m.contextual && is_feminine_verb(page.bare(back)) {
            return Some(0.65);
        }
    }
    // In English the one who acts stands at the head of its clause.
    let head = page
        .back(m.first)
        .is_none_or(|at| !same(&at) || page.is_mark(at));
    let clause = head
        || page
            .back(m.first)
            .is_some_and(|at| page.is(at, Class::SourceEnd));
    if page.word(m.first).is_ascii()
        && clause
        && same(&m.end)
        && !page.is_mark(m.end)
        && !page.is(m.end, Class::OfficeAfter)
        && !page.is(m.end, Class::SourceEnd)
    {
        return Some(0.6);
    }
    let mut after = m.end;
    // Who is joined to it acts too: واشنطن ولندن تضربان.
    if page.word(after).starts_with('و') && after_state(page, after) {
        after += 1;
    }
    while same(&after) && (page.is_stem(after, Class::Relative) || page.word(after) == "قد") {
        after += 1;
    }
    if same(&after) && (acts(after) || page.is_attack_verb(after)) {
        return Some(0.8);
    }
    (!m.contextual).then_some(UNSURE)
}

/// Whether the name of a state or a city stands at a token.
fn after_state(page: &Page<'_>, at: usize) -> bool {
    let places = page.at(at, Table::Places);
    places
        .iter()
        .any(|m| matches!(m.entry.class.as_str(), "country" | "city") && m.end == at + 1)
}

/// Whether a word looks like a verb in the feminine, as the names of most states want it:
/// أعلنت, تستعين, نفذتها.
fn is_feminine_verb(word: &str) -> bool {
    const NOUNS: [&str; 8] = [
        "تحت",
        "بيت",
        "وقت",
        "صوت",
        "موت",
        "تجاه",
        "توقيت",
        "تلفزيون",
    ];
    let letters = word.chars().count();
    let past = word.ends_with('ت') && !word.ends_with("ات")
        || word.ends_with("تها")
        || word.ends_with("ته");
    let present = word.starts_with('ت') && !word.ends_with(['ه', 'ت']) && !word.ends_with("ات");
    letters >= 4 && (past || (present && letters <= 6)) && !NOUNS.contains(&word)
}

/// Whether what follows a verb of attack is struck by it: the one who strikes stands before.
fn is_object(page: &Page<'_>, verb: usize) -> bool {
    page.is_attack_verb(verb)
        && verb.checked_sub(1).is_some_and(|before| {
            page.tokens.same_sentence(before, verb)
                && !page.is_mark(before)
                && !page.is(before, Class::SourceEnd)
        })
}

/// Whether a nation only says where a weapon was made: إيرانية الصنع, Iranian-made.
fn is_make(page: &Page<'_>, m: &Match<'_>) -> bool {
    page.word(m.end) == "الصنع" || (page.word(m.end) == "-" && page.word(m.end + 1) == "made")
}

/// Whether a word for a side says in English whose a force is: government warplanes, rebel fire.
fn is_english_adjective(page: &Page<'_>, m: &Match<'_>) -> bool {
    m.end == m.first + 1
        && matches!(
            page.word(m.first),
            "government"
                | "regime"
                | "rebel"
                | "insurgent"
                | "militant"
                | "jihadist"
                | "separatist"
        )
}

/// The nation right after a strike, a weapon or a force, in English before it.
fn is_adjective_of_force(page: &Page<'_>, m: &Match<'_>) -> bool {
    // U.S. strikes: letters with full stops are a state's name and describe as one.
    let letters = m.end > m.first + 2 && page.word(m.end - 1) == ".";
    let nation = m.end == m.first + 1 && page.nation(m.first).is_some();
    if !letters && !nation {
        return false;
    }
    has_force(page, m, |force| {
        if page.word(m.first).is_ascii() {
            force.first >= m.end && force.first <= m.end + 1
        } else {
            force.end <= m.first && force.end + 1 >= m.first
        }
    })
}

/// Whether a strike, a weapon or a clash stands in the sentence where it has to.
fn has_force(page: &Page<'_>, m: &Match<'_>, beside: impl Fn(&Match<'_>) -> bool) -> bool {
    page.strikes_near(m.first).iter().any(|force| {
        matches!(force.entry.class.as_str(), "trigger" | "weapon" | "clash")
            && beside(force)
            && page.tokens.same_sentence(force.first, m.first)
    })
}
