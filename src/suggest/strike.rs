//! STRIKE, CLASH and WEAPON.

use super::Suggestion;
use super::page::Page;
use crate::lexicon::{Match, Table};

/// Adjectives that belong to a strike, folded and without the article, with the kind they make
/// of it (`DOMAIN.md` 1.3: the adjective comes first).
const ADJECTIVES: [(&str, &str); 38] = [
    ("جوي", "airstrike"),
    ("جويه", "airstrike"),
    ("مدفعي", "artillery"),
    ("مدفعيه", "artillery"),
    ("صاروخي", "rocket"),
    ("صاروخيه", "rocket"),
    ("بحري", "naval"),
    ("بحريه", "naval"),
    ("انتحاري", "suicide_bombing"),
    ("انتحاريه", "suicide_bombing"),
    ("كيماوي", "chemical"),
    ("كيميايي", "chemical"),
    ("كيماويه", "chemical"),
    ("كيمياييه", "chemical"),
    ("مكثف", ""),
    ("مكثفه", ""),
    ("عنيف", ""),
    ("عنيفه", ""),
    ("عشوايي", ""),
    ("عشواييه", ""),
    ("ارهابي", ""),
    ("ارهابيه", ""),
    ("مسلح", ""),
    ("مسلحه", ""),
    ("بري", ""),
    ("بريه", ""),
    ("عسكريه", ""),
    ("عسكري", ""),
    ("متتاليه", ""),
    ("مزدوج", ""),
    ("واسع", ""),
    ("واسعه", ""),
    ("دقيقه", ""),
    ("مباشر", ""),
    ("مباشره", ""),
    ("ليليه", ""),
    ("جديده", ""),
    ("جديد", ""),
];

/// What makes of a strike with no kind of its own one, by a weapon beside it.
fn kind_of_weapon(weapon: &str) -> Option<&'static str> {
    Some(match weapon {
        "aircraft" | "helicopter" | "bomb" => "airstrike",
        "drone" => "drone_strike",
        "mortar_shell" => "mortar",
        "artillery" | "tank" | "shell" => "artillery",
        "rocket" | "rocket_artillery" => "rocket",
        "missile" | "surface_to_surface_missile" => "missile",
        "barrel_bomb" => "barrel_bomb",
        "cluster_munition" => "cluster",
        "incendiary" => "incendiary",
        "chemical" => "chemical",
        "ied" | "landmine" => "ied",
        "vbied" => "vbied",
        "suicide_vest" => "suicide_bombing",
        "small_arms" => "small_arms",
        _ => return None,
    })
}

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Suggestion>) {
    for m in &page.strikes {
        let suggestion = match m.entry.class.as_str() {
            "trigger" => strike(page, m, "strike"),
            "clash" => strike(page, m, "clash"),
            "weapon" => weapon(page, m),
            _ => None,
        };
        found.extend(suggestion);
    }
}

/// Whether a form that also means other things means a strike here (`DOMAIN.md` 3.6).
fn is_meant(page: &Page<'_>, m: &Match<'_>) -> bool {
    let word = page.word(m.first).get(m.skip..).unwrap_or("");
    let weapon_within = |reach: usize| {
        page.strikes_near(m.first).iter().any(|w| {
            w.entry.class == "weapon"
                && w.first >= m.end
                && w.first <= m.end + reach
                && page.tokens.same_sentence(w.first, m.first)
        })
    };
    let next = page.word(m.end);
    if word.starts_with("اطلق") || word.starts_with("اطلاق") || word.starts_with("يطلق")
    {
        return !matches!(
            next,
            "سراح" | "اسم" | "عليها" | "عليه" | "مبادره" | "النار" | "حمله"
        ) && weapon_within(4);
    }
    if word.starts_with("القي") || word.starts_with("القت") || word.starts_with("تلقي")
    {
        return weapon_within(4);
    }
    if word == "فجر" {
        return next.starts_with("نفس") || weapon_within(2);
    }
    if word.starts_with("اصاب") {
        return page
            .strikes_near(m.first)
            .iter()
            .any(|w| w.entry.class == "weapon" && w.end <= m.first && w.end + 3 >= m.first);
    }
    const NO_ATTACK: [&str; 12] = [
        "الكتروني",
        "الكترونيه",
        "سيبراني",
        "سيبرانيه",
        "اعلامي",
        "اعلاميه",
        "لفظي",
        "كلامي",
        "قلبيه",
        "جزاء",
        "شمس",
        "جويا",
    ];
    !NO_ATTACK.contains(&next)
}

/// The adjective at a token: the kind it makes of a strike, empty for none.
fn adjective<'a>(page: &Page<'_>, at: usize) -> Option<&'a str> {
    let word = page.word(at);
    let bare = word.strip_prefix("ال").unwrap_or(word);
    if let Some((_, kind)) = ADJECTIVES.iter().find(|(form, _)| *form == bare) {
        return Some(kind);
    }
    let nationality = page
        .at(at, Table::Factions)
        .iter()
        .any(|m| m.contextual && m.skip == 0 && m.end == at + 1 && word.ends_with(['ي', 'ه']));
    nationality.then_some("")
}

fn strike(page: &Page<'_>, m: &Match<'_>, label: &'static str) -> Option<Suggestion> {
    // شن and نفذ only carry the noun that follows; so does what is told of a weapon alone.
    let word = page.word(m.first).get(m.skip..).unwrap_or("");
    let fires = ["اطلق", "اطلاق", "يطلق", "القي", "القت"];
    let light = m.entry.pos == "verb_light" && !fires.iter().any(|form| word.starts_with(form));
    if light || !is_meant(page, m) {
        return None;
    }
    let verb = m.entry.pos.starts_with("verb");
    let (mut first, mut skip, mut end) = (m.first, m.skip, m.end);
    let mut kind = m.entry.kind.clone();
    if !verb {
        while let Some(made) = adjective(page, end) {
            if !made.is_empty() && kind.ends_with("unspecified") {
                kind = made.to_owned();
            }
            end += 1;
        }
    }
    let number = page
        .number_before(m.first)
        .filter(|read| !verb && page.counts(read) && m.skip == 0);
    let quantity = number.map(|read| {
        (first, skip) = (read.first, read.skip);
        read.quantity
    });
    if kind.ends_with("unspecified")
        && let Some(made) = beside(page, m)
    {
        kind = made.to_owned();
    }
    let governed = matches!(
        page.bare(m.first.saturating_sub(1)),
        "شن" | "شنت" | "نفذ" | "نفذت" | "شنوا" | "شنتها"
    );
    let fired = fires.iter().any(|form| word.starts_with(form));
    let prior = if fired { 0.8 } else { m.entry.prior };
    let confidence = (prior + if governed { 0.1 } else { 0.0 }).min(0.99);
    let rule = match (label, verb) {
        ("clash", _) => "clash/trigger",
        (_, true) => "strike/verb",
        _ => "strike/noun",
    };
    let mut suggestion = page
        .suggestion(label, rule, (first, skip, end), confidence)?
        .with("kind", &kind)
        .with("form", if verb { "verb" } else { "noun" });
    suggestion = match (quantity, m.count) {
        (Some(quantity), _) => suggestion.with_quantity(&quantity),
        (None, Some(count)) => suggestion
            .with_number("count_low", Some(count))
            .with_number("count_best", Some(count))
            .with_number("count_high", Some(count))
            .with("qualifier", "exact"),
        _ => suggestion,
    };
    let hypothetical = page.has_cue("hypothetical", m.first, 3);
    suggestion = suggestion
        .with("realis", if hypothetical { "threatened" } else { "actual" })
        .with(
            "status",
            if page.is_claimed(m.first) {
                "claimed"
            } else {
                "asserted"
            },
        )
        .with(
            "polarity",
            if page.has_cue("negation", m.first, 2) {
                "neg"
            } else {
                "pos"
            },
        );
    suggestion.entry = m.entry.id.clone();
    suggestion.head = page.range(m.first, m.skip, m.end);
    suggestion.trigger = suggestion.head;
    Some(suggestion)
}

/// The kind a weapon in the same clause makes of a strike.
fn beside(page: &Page<'_>, m: &Match<'_>) -> Option<&'static str> {
    let near = page.strikes_near(m.first).iter().filter(|w| {
        w.entry.class == "weapon"
            && page.tokens.same_sentence(w.first, m.first)
            && w.first.abs_diff(m.first) <= 7
            && !(w.first.min(m.first)..w.first.max(m.first)).any(|at| page.word(at) == "،")
    });
    let nearest = near.min_by_key(|w| w.first.abs_diff(m.first))?;
    kind_of_weapon(&nearest.entry.kind)
}

fn weapon(page: &Page<'_>, m: &Match<'_>) -> Option<Suggestion> {
    let mut end = m.end;
    // A nationality right after it belongs to it.
    while adjective(page, end).is_some_and(str::is_empty) && end < m.end + 2 {
        end += 1;
    }
    let mut suggestion = page
        .suggestion(
            "weapon",
            "weapon/name",
            (m.first, m.skip, end),
            m.entry.prior.min(0.85),
        )?
        .with("kind", &m.entry.kind);
    suggestion.entry = m.entry.id.clone();
    suggestion.head = page.range(m.first, m.skip, m.end);
    Some(suggestion)
}
