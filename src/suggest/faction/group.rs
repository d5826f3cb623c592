//! Parties that the lexicon does not list, told by grammar.

use super::{Page, Party};
use crate::lexicon::{Class, Classes, Entry, Table};

/// The nouns that a describing phrase begins with; in English the nation may stand before them.
const NOUNS: Classes = Classes::of(&[
    Class::Group,
    Class::Unit,
    Class::Force,
    Class::Member,
    Class::Called,
]);

/// Whether a describing phrase may begin at a token.
#[inline]
pub(super) fn may_begin(page: &Page<'_>, at: usize) -> bool {
    page.is_stem_of(at, NOUNS) || page.is_latin(at)
}

/// The party whose describing phrase begins at a token; `name` is what the lexicon has there.
pub(super) fn at<'a>(page: &Page<'a>, at: usize, name: Option<&Party<'a>>) -> Option<Party<'a>> {
    if !may_begin(page, at) {
        return None;
    }
    let group = quoted(page, at)
        .or_else(|| unit(page, at))
        .or_else(|| force(page, at))
        .or_else(|| armed(page, at))
        .or_else(|| called(page, at));
    // Those of a party are told by it: جماعات مسلحة تابعة لتنظيم.
    let bare_group = page.is_stem(at, Class::Group) || page.is_stem(at, Class::Member);
    let unnamed = name.is_none_or(|party| party.mention == "nominal");
    let end = match (&group, name) {
        (Some(group), Some(name)) => group.end.max(name.end),
        (Some(party), None) | (None, Some(party)) => party.end,
        (None, None) => at + 1,
    };
    if bare_group && unnamed {
        affiliated(page, at, end, group.as_ref().or(name)).or(group)
    } else {
        group
    }
}

/// A unit by its number: `الكتيبة 276 مشاة`, `اللواء 52`.
fn unit<'a>(page: &Page<'a>, at: usize) -> Option<Party<'a>> {
    if !page.is_stem(at, Class::Unit) {
        return None;
    }
    let number = page.word(at + 1);
    let numbered = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let counted =
        page.is_stem(at + 1, Class::Ordinal) && page.is_definite(at) == page.is_definite(at + 1);
    if !numbered && !counted {
        return None;
    }
    let mut end = at + 2;
    while end < at + 4 && page.is_stem(end, Class::Arm) && page.skip(end) == 0 {
        end += 1;
    }
    Some(Party::new((at, page.skip(at), end), "faction/unit", 0.7).mentioned_by("name"))
}

/// A force by its nation: `القوات الإماراتية`, `Ethiopian troops`.
fn force<'a>(page: &Page<'a>, at: usize) -> Option<Party<'a>> {
    let english = page.word(at).is_ascii();
    let (noun, nation) = if english { (at + 1, at) } else { (at, at + 1) };
    if english && matches!(page.word(noun), "'" | "’") && page.word(noun + 1) == "s" {
        return possessed(page, at);
    }
    let generic = page.stem_value(noun, Class::Force)?;
    let country = page.nation(nation)?;
    if !english && page.is_definite(noun) != page.is_definite(nation) {
        return None;
    }
    let meant = page
        .lexicon
        .resolved(generic, country)
        .or_else(|| page.lexicon.resolved("gen_state", country));
    let mut end = at + 2;
    // القوات اليمنية الجنوبية
    while end < at + 4 && page.is_stem(end, Class::Arm) && page.is_definite(end) {
        end += 1;
    }
    let party = Party::new((at, page.skip(at), end), "faction/nation", 0.85);
    Some(party.meaning(meant, meant).mentioned_by("name"))
}

/// A force by its country, in English: `Russia's military`.
fn possessed<'a>(page: &Page<'a>, at: usize) -> Option<Party<'a>> {
    // Ukraine's air force, Sudan's armed forces
    let two = match (page.word(at + 3), page.word(at + 4)) {
        ("air", "force") => Some("gen_airforce"),
        ("armed", "forces") => Some("gen_army"),
        _ => None,
    };
    let generic = two.or_else(|| page.stem_value(at + 3, Class::Force))?;
    let places = page.at(at, Table::Places);
    let country = places
        .iter()
        .find(|m| m.entry.class == "country" && m.end == at + 1)?;
    let meant = page.lexicon.resolved(generic, &country.entry.names[0]);
    let end = at + 4 + usize::from(two.is_some());
    let party = Party::new((at, 0, end), "faction/nation", 0.85);
    Some(party.meaning(meant, meant).mentioned_by("name"))
}

/// Armed men and groups by an adjective: `جماعات متشددة`, `الفصائل المعارضة`.
fn armed<'a>(page: &Page<'a>, at: usize) -> Option<Party<'a>> {
    if !page.is_stem(at, Class::Group) && !page.is_stem(at, Class::Member) {
        return None;
    }
    let agrees = |end: usize| {
        page.is_stem(end, Class::Armed)
            && page.is_definite(end) == page.is_definite(at)
            && page.skip(end) == 0
    };
    let end = (at + 1..at + 4).find(|end| !agrees(*end)).unwrap_or(at + 4);
    if end == at + 1 {
        return of_nation(page, at);
    }
    let generic = page.stem_value(at + 1, Class::Armed)?;
    let entry = page.lexicon.entry(generic);
    // Foreign forces are not those of the country.
    let foreign = matches!(page.stem(at + 1), "اجنبيه" | "غازيه" | "معاديه" | "دوليه");
    let home = page.country.as_ref().filter(|_| !foreign);
    let meant = home.and_then(|home| page.lexicon.resolved(generic, home));
    let party = Party::new((at, page.skip(at), end), "faction/armed", 0.7);
    Some(party.meaning(entry, meant.or(entry)))
}

/// Fighters by their nation: `مقاتلون فلسطينيون`, `مسلحين سوريين`.
fn of_nation<'a>(page: &Page<'a>, at: usize) -> Option<Party<'a>> {
    let stem = page.stem(at);
    let fighters = ["مسلح", "مقاتل", "متمرد", "مجاهد"];
    let several = stem.ends_with("ون") || stem.ends_with("ين");
    let country = page.nation(at + 1)?;
    let agrees = page.is_definite(at + 1) == page.is_definite(at)
        && page.skip(at + 1) == 0
        && page.tokens.same_sentence(at, at + 1);
    if !agrees || !several || !fighters.iter().any(|noun| stem.starts_with(noun)) {
        return None;
    }
    let entry = page.lexicon.entry("gen_fighters");
    let meant = page.lexicon.resolved("gen_fighters", country);
    let party = Party::new((at, page.skip(at), at + 2), "faction/armed", 0.7);
    Some(party.meaning(entry, meant.or(entry)))
}

/// A group with a name in quotation marks: `لواء "شهداء القرية"`, `تنظيم "داعش"`.
fn quoted<'a>(page: &Page<'a>, at: usize) -> Option<Party<'a>> {
    if !page.is_stem(at, Class::Group) || page.is_definite(at) || page.word(at + 1) != "\"" {
        return None;
    }
    let first = at + 2;
    let close = (first + 1..first + 5).find(|at| page.word(*at) == "\"")?;
    let spoken = (first..close).any(|at| page.is(at, Class::SourceEnd) || page.is_mark(at));
    // مجموعة "إرهابية": what somebody calls them.
    let called = close == first + 1 && page.is_stem(first, Class::Armed);
    if spoken || called {
        return None;
    }
    let entry = known(page, first, close);
    // تنظيم "مسيرات العودة" is no group, nor is شبكة "رووداو".
    let march = page
        .at(first, Table::Strikes)
        .iter()
        .any(|m| m.entry.class == "block");
    if entry.is_none() && (march || page.stem(at) == "شبكه") {
        return None;
    }
    let (rule, confidence) = match entry {
        Some(_) => ("faction/name", 0.9),
        None if page.is_quiet() => ("faction/quoted-name", 0.4),
        None => ("faction/quoted-name", 0.65),
    };
    let mut party = Party::new((at, page.skip(at), close + 1), rule, confidence)
        .meaning(entry, entry)
        .mentioned_by("name");
    party.head = (first, 0, close);
    Some(party)
}

/// The entry that some words are a name of.
fn known<'a>(page: &Page<'a>, first: usize, end: usize) -> Option<&'a Entry> {
    let matches = page.at(first, Table::Factions);
    let whole = matches.iter().filter(|m| m.end == end && m.skip == 0);
    whole.min_by_key(|m| m.contextual).map(|m| m.entry)
}

/// A group by a name that the lexicon does not have: `كتيبة شهداء القرية`, `قبيلة الرزيقات`.
fn called<'a>(page: &Page<'a>, at: usize) -> Option<Party<'a>> {
    if !page.is_stem(at, Class::Called) || page.is_definite(at) || page.is_quiet() {
        return None;
    }
    // غرفة is one of operations only.
    let second = page.stem_value(at, Class::Called);
    if second.is_some_and(|second| page.word(at + 1) != second) {
        return None;
    }
    let plain = |at: usize| {
        page.skip(at) == 0
            && !page.is_mark(at)
            && !page.is(at, Class::SourceEnd)
            && !page.is(at, Class::PlaceBefore)
            && !page.is_bare(at, Class::Speech)
            && !page.is_bare(at, Class::Act)
            && !page.is_attack(at)
            && !page.is_stem(at, Class::Relative)
    };
    let definite = |at: usize| plain(at) && page.is_definite(at) && page.nation(at).is_none();
    // The name ends in a definite word, one noun or two may come before it.
    let name = (at + 1..at + 4).find(|name| page.is_definite(*name))?;
    if !(at + 1..name).all(plain) || !definite(name) || page.is_stem(name, Class::Arm) {
        return None;
    }
    let party = Party::new((at, page.skip(at), name + 1), "faction/called", 0.6);
    Some(party.mentioned_by("name"))
}

/// A group by the party it belongs to: `فصيل كان تابعا للقاعدة`.
fn affiliated<'a>(
    page: &Page<'a>,
    at: usize,
    end: usize,
    group: Option<&Party<'a>>,
) -> Option<Party<'a>> {
    let was = usize::from(matches!(page.word(end), "كان" | "كانت"));
    // قوات موالية is a name of the lexicon: its last word may say already that it belongs to one.
    let said = end > at + 1 && page.is_stem(end - 1, Class::Affiliated);
    let word = if said { end - 1 } else { end + was };
    // الوحدات مرتبطة بالحزب is a sentence.
    let agrees = was == 1 || page.is_definite(word) == page.is_definite(at);
    if !page.is_stem(word, Class::Affiliated) || !page.tokens.same_sentence(word, at) || !agrees {
        return None;
    }
    // The preposition is a word of its own, or written onto the party.
    let owner = word + 1 + usize::from(matches!(page.word(word + 1), "من" | "ب" | "ل" | "الي"));
    let matches = page.at(owner, Table::Factions);
    let owner = matches.iter().find(|m| m.skip > 0 || owner > word + 1)?;
    let entry = match owner.entry.id.as_str() {
        "isis" => page.lexicon.entry("isis_affiliates"),
        "al_qaeda" => page.lexicon.entry("al_qaeda_affiliates"),
        // Who is backed by a state is not that state.
        _ if owner.entry.class == "foreign_state" => group.and_then(|group| group.meant),
        _ => Some(owner.entry),
    };
    let mut party =
        Party::new((at, page.skip(at), owner.end), "faction/affiliated", 0.7).meaning(entry, entry);
    party.head = (at, page.skip(at), end);
    party.resume = owner.first;
    Some(party)
}
