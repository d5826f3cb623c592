//! STRIKE, CLASH and WEAPON.
//!
//! [`guard`] decides whether a form means a strike where it stands, [`kind`] which, and how that
//! is known. A strike is its noun with number and one-word adjectives, or the verb alone
//! (`DOMAIN.md` 1.7 rule 8).

mod guard;
mod kind;

use self::guard::{LAUNCHED, weapon_after};
use super::Suggestion;
use super::faction;
use super::page::Page;
use crate::lexicon::{Class, Match, Needs, Table};
use crate::text::number::{Qualifier, Quantity, bound_after};

/// A strike or clash before it is proposed.
struct Event<'a> {
    word: Match<'a>,
    label: &'static str,
    first: usize,
    skip: usize,
    end: usize,
    verb: bool,
    quantity: Option<Quantity>,
    kind: &'a str,
    /// How the kind is known.
    step: kind::Step,
    confidence: f64,
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    let mut events: Vec<Event<'_>> = Vec::new();
    for m in &page.strikes {
        match m.entry.class.as_str() {
            "trigger" => events.extend(event(page, m, "strike")),
            "clash" => events.extend(event(page, m, "clash")),
            "weapon" => found.extend(weapon(page, m)),
            _ => {}
        }
    }
    kind::by_coreference(page, &mut events);
    found.extend(events.iter().filter_map(|event| suggestion(page, event)));
}

fn event<'a>(page: &Page<'a>, m: &Match<'a>, label: &'static str) -> Option<Event<'a>> {
    if !guard::is_meant(page, m) {
        return None;
    }
    let verb = m.entry.pos.starts_with("verb");
    let (first, skip) = (m.first, m.skip);
    let mut event = Event {
        word: *m,
        label,
        first,
        skip,
        // Of a verb with its object only the verb.
        end: if verb && !page.word(m.first).is_ascii() {
            m.first + 1
        } else {
            m.end
        },
        verb,
        quantity: m
            .count
            .map(|count| Quantity::bounded(count, Qualifier::Exact)),
        kind: &m.entry.kind,
        step: kind::Step::Word,
        confidence: guard::confidence(page, m),
    };
    match m.entry.needs {
        Needs::Fall => with_weapon(page, &mut event)?,
        Needs::Weapon | Needs::Launched => of_weapon(page, &mut event),
        _ if !verb => noun(page, &mut event),
        _ => {}
    }
    kind::refine(page, &mut event);
    if guard::is_repelled(page, &event) {
        event.label = "clash";
        event.kind = "ground_assault";
    }
    Some(event)
}

/// Takes in the adjectives after a noun and the number before it: ما لا يقل عن 30 غارة روسية.
fn noun<'a>(page: &Page<'a>, event: &mut Event<'a>) {
    // Who strikes is a party, not part of the strike: قصف الطيران السوري.
    let party = (event.first + 1..event.end).find(|at| {
        faction::at(page, *at).is_some_and(|party| party.is_shown() && party.first == *at)
    });
    if let Some(party) = party {
        event.end = party;
        return counted(page, event);
    }
    let mut made = "";
    let definite = is_definite(page, &event.word);
    let dual = page.word(event.word.end - 1).ends_with("ين")
        || page.word(event.word.end - 1).ends_with("ان");
    while event.end < event.word.end + 4
        && !is_centre(page, event.end)
        && page.tokens.same_sentence(event.first, event.end)
        && let Some(kind) = adjective(page, event.end)
        // القصف مستمر is a sentence, قصف المحكمة an object.
        && definite == page.word(event.end).starts_with("ال")
        // People are no adjective: هجوم مسلحين.
        && (dual || !is_of_people(page.word(event.end)))
    {
        if made.is_empty() {
            made = kind;
        }
        event.end += 1;
    }
    // A second kind is joined to the first: ضربات جوية وصاروخية.
    let told = !made.is_empty() || event.word.end > event.word.first + 1;
    if told
        && let Some(joined) = page.word(event.end).strip_prefix('و')
        && page.lexicon.value(joined, Class::StrikeAdjective).is_some()
    {
        event.end += 1;
    }
    // هجوم "كيميائي": the quotation marks stay outside.
    let quoted = event.end + 1;
    if page.word(event.end) == "\"" && page.word(quoted + 1) == "\"" {
        made = adjective(page, quoted)
            .filter(|_| made.is_empty())
            .unwrap_or(made);
    }
    kind::by_adjective(event, made);
    counted(page, event);
    // ثمانية انفجارات على الأقل
    if let Some(best) = event.quantity.and_then(|quantity| quantity.best)
        && let Some((count, qualifier)) = bound_after(&page.tokens, event.end)
    {
        event.quantity = Some(Quantity::bounded(best, qualifier));
        event.end += count;
    }
}

/// Whether a word that may say that fire was concentrated is a centre with its name: قصف مركز
/// تدريب, القصف المركز الصحي.
fn is_centre(page: &Page<'_>, at: usize) -> bool {
    let next = at + 1;
    page.stem(at) == "مركز"
        && page.tokens.same_sentence(at, next)
        && !page.is_mark(next)
        && !page.is(next, Class::NameEnd)
        && !page.is(next, Class::SourceEnd)
        && page.skip(next) == 0
}

/// Whether a form has the article.
fn is_definite(page: &Page<'_>, m: &Match<'_>) -> bool {
    let word = page.word(m.first).get(m.skip..);
    word.is_some_and(|word| word.starts_with("ال"))
}

/// Whether an adjective is the plural of people.
fn is_of_people(word: &str) -> bool {
    (word.ends_with("ين") || word.ends_with("ون")) && !word.ends_with("تين")
}

/// Takes in the number before a noun.
fn counted(page: &Page<'_>, event: &mut Event<'_>) {
    let number = page.number_before(event.first);
    if let Some(read) = number.filter(|read| event.skip == 0 && page.counts(read)) {
        (event.first, event.skip) = (read.first, read.skip);
        event.quantity = Some(read.quantity);
        return;
    }
    // The number may follow: غارات عدة, الغارات الأربع.
    let after = page
        .numbers
        .binary_search_by_key(&event.end, |read| read.first);
    let after = after.ok().and_then(|n| page.numbers.get(n));
    let definite = is_definite(page, &event.word);
    if let Some(read) = after
        && !read.digits
        && read.skip == 0
        && page.word(read.first).starts_with("ال") == definite
        && event.word.count != Some(1)
        && !page.is(read.end, Class::Measure)
        && page.tokens.same_sentence(event.first, read.first)
        && page.word(event.first) != page.word(read.end)
        && (definite || page.word(read.first) == "عده" && page.word(event.end - 1).ends_with("ات"))
    {
        event.quantity = Some(read.quantity);
        event.end = read.end;
    }
}

/// The fall of a weapon is told with it: سقطت قذائف, سقوط خمس قذائف هاون, صواريخ سقطت.
fn with_weapon(page: &Page<'_>, event: &mut Event<'_>) -> Option<()> {
    let after = weapon_after(page, event.end, 2).filter(|w| w.skip == 0);
    if let Some(weapon) = after {
        event.end = weapon.end;
        while adjective(page, event.end).is_some() && event.end < weapon.end + 2 {
            event.end += 1;
        }
        event.quantity = quantity(page, &weapon);
        kind::by_weapon(page, event, &weapon);
        return Some(());
    }
    let weapon = guard::weapon_just_before(page, event.first)?;
    event.quantity = quantity(page, &weapon);
    event.end = event.word.end;
    kind::by_weapon(page, event, &weapon);
    let number = page
        .number_before(weapon.first)
        .filter(|_| weapon.skip == 0);
    (event.first, event.skip) =
        number.map_or((weapon.first, weapon.skip), |read| (read.first, read.skip));
    Some(())
}

/// What is launched is the strike where the verb is far from it: أطلقت إيران مجموعة من الصواريخ.
fn of_weapon(page: &Page<'_>, event: &mut Event<'_>) {
    let subject = guard::weapon_before(page, event.first).filter(|w| w.end == event.first);
    let object = match event.word.entry.needs {
        _ if subject.is_some() => subject,
        Needs::Weapon => guard::object(page, event.word.end),
        _ => weapon_after(page, event.word.end, LAUNCHED),
    };
    let Some(weapon) = object.or_else(|| guard::weapon_before(page, event.first)) else {
        if guard::is_fire(page, event.word.end) {
            event.kind = "small_arms";
        }
        return;
    };
    event.quantity = quantity(page, &weapon);
    kind::by_weapon(page, event, &weapon);
    let number = page
        .number_before(weapon.first)
        .filter(|_| weapon.skip == 0);
    let start = number.map_or((weapon.first, weapon.skip), |read| (read.first, read.skip));
    if weapon.first > event.word.end
        && start.0 > event.word.end + 1
        && event.word.entry.needs == Needs::Weapon
    {
        (event.first, event.skip) = start;
        event.end = weapon.end;
        while adjective(page, event.end).is_some() && event.end < weapon.end + 2 {
            event.end += 1;
        }
        event.verb = false;
    } else if !event.verb_is_arabic(page) {
        event.end = event.word.end;
    } else if page.word(event.first).contains("طلاق") && weapon.first == event.word.end {
        // A noun with its object: إطلاق صواريخ.
        event.end = weapon.end;
        event.verb = false;
    }
}

impl Event<'_> {
    fn verb_is_arabic(&self, page: &Page<'_>) -> bool {
        !page.word(self.word.first).is_ascii()
    }
}

/// How many of a weapon there are: the number before it, or the dual.
fn quantity(page: &Page<'_>, weapon: &Match<'_>) -> Option<Quantity> {
    let number = page
        .number_before(weapon.first)
        .filter(|_| weapon.skip == 0);
    let number = number
        .filter(|read| page.counts(read))
        .map(|read| read.quantity);
    let dual = weapon
        .count
        .map(|count| Quantity::bounded(count, Qualifier::Exact));
    number.or(dual)
}

/// The adjective at a token: the kind it makes of a strike, empty for none.
fn adjective<'a>(page: &Page<'a>, at: usize) -> Option<&'a str> {
    if page.is(at, Class::StrikeAdjective) {
        return Some(page.value(at, Class::StrikeAdjective).unwrap_or(""));
    }
    let word = page.word(at);
    // هجوم حوثي is as much one of them as هجوم روسي.
    let of_party = word.ends_with('ي') || word.ends_with("يه");
    let nationality = page.at(at, Table::Factions).iter().any(|m| {
        let named = m.contextual && word.ends_with('ه') || of_party;
        named && m.skip == 0 && m.end == at + 1
    });
    nationality.then_some("")
}

fn suggestion(page: &Page<'_>, event: &Event<'_>) -> Option<Suggestion> {
    let rule = match (event.label, event.verb) {
        ("clash", _) => "clash/trigger",
        (_, true) => "strike/verb",
        _ => "strike/noun",
    };
    let place = (event.first, event.skip, event.end);
    let mut suggestion = page.suggestion(event.label, rule, place, event.confidence)?;
    suggestion
        .say("kind", event.kind)
        .say("realis", guard::realis(page, event.first))
        .say("status", guard::status(page, event.first))
        .say("polarity", guard::polarity(page, event.first));
    if event.label == "strike" {
        suggestion
            .say("form", if event.verb { "verb" } else { "noun" })
            .say("kind_by", event.step.name());
    }
    if let Some(quantity) = &event.quantity {
        suggestion.say_quantity(quantity);
    }
    suggestion.entry = event.word.entry.id.clone();
    suggestion.head = page.range(event.word.first, event.word.skip, event.word.end);
    suggestion.trigger = suggestion.head;
    Some(suggestion)
}

fn weapon(page: &Page<'_>, m: &Match<'_>) -> Option<Suggestion> {
    // قناة المسيرة is a channel.
    let named = page.back(m.first).filter(|_| m.skip == 0);
    if named.is_some_and(|at| page.is_stem(at, Class::NotParty)) {
        return None;
    }
    let mut end = m.end;
    // A nationality or another adjective right after it belongs to it.
    while adjective(page, end).is_some() && end < m.end + 2 {
        end += 1;
    }
    let mut confidence = m.entry.prior.min(0.85) * page.setting.trust();
    // A suicide bomber and an air force are no weapons, though they say what struck.
    let person = page
        .bare(m.first)
        .trim_start_matches("ال")
        .starts_with("انتحاري")
        || page.word(m.end - 1).starts_with("bomber");
    let force = page.word(m.first).ends_with("سلاح") && m.entry.kind == "aircraft";
    if person || force || !page.setting.is_violent() || guard::is_vehicle(page, m) {
        confidence *= 0.5;
    }
    let (mut first, mut skip) = (m.first, m.skip);
    let number = page
        .number_before(m.first)
        .filter(|read| m.skip == 0 && page.counts(read));
    if let Some(read) = number {
        (first, skip) = (read.first, read.skip);
    }
    let mut suggestion =
        page.suggestion("weapon", "weapon/name", (first, skip, end), confidence)?;
    suggestion.say("kind", &m.entry.kind);
    suggestion.entry = m.entry.id.clone();
    suggestion.head = page.range(m.first, m.skip, m.end);
    Some(suggestion)
}
