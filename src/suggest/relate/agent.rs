//! Who did it: the party whom the words join to a trigger or to victims.

use super::Link;
use super::scene::{Placed, Scene};
use crate::lexicon::Class;

/// How many tokens before its noun a verb that carries a strike out may stand.
const CARRIED: usize = 8;

/// How many tokens from a trigger a word of responsibility may stand.
const CLAIMED: usize = 8;

/// Two words before who did it: من قبل.
const BY: [(&str, &str); 6] = [
    ("من", "قبل"),
    ("من", "جانب"),
    ("من", "طرف"),
    ("علي", "يد"),
    ("علي", "ايدي"),
    ("علي", "أيدي"),
];

/// English words before a verb that make who stands before them its subject.
const AUXILIARY: [&str; 7] = ["to", "not", "have", "has", "had", "denied", "admitted"];

/// English words before a verb that make who stands before them its object.
const PASSIVE: [&str; 6] = ["was", "were", "been", "being", "by", "be"];

/// Verbal nouns after which stands who was attacked, not who attacked.
const OF_OBJECT: [&str; 6] = ["استهداف", "اغتيال", "تصفيه", "اعدام", "تفجير", "تدمير"];

/// Those who did what a strike or a clash tells.
pub(super) fn perpetrators(scene: &Scene<'_>, at: usize) -> Vec<Link> {
    let rules = [
        inside, by, accused, light_verb, subject, own_words, equipped, construct, claimed, blamed,
        between,
    ];
    let found = rules.iter().find_map(|rule| rule(scene, at));
    let Some((to, rule)) = found else {
        return Vec::new();
    };
    let mut links = vec![Link::new("perpetrator", (at, to), rule)];
    links.extend(beside(scene, to).map(|to| Link::new("perpetrator", (at, to), rule)));
    links
}

/// A party and the rule that found it with its confidence.
type Found = Option<(usize, (&'static str, f64))>;

/// A party that is another one than a part of what is beside it.
fn party_at(
    scene: &Scene<'_>,
    (number, placed): (usize, &Placed<'_>),
) -> Option<(usize, std::ops::Range<usize>)> {
    Some((scene.party(number)?, placed.tokens.clone()))
}

/// A second party joined by و: كتائب … إلى جانب is none.
fn beside(scene: &Scene<'_>, first: usize) -> Option<usize> {
    let one = scene.get(first)?;
    let (second, next) = scene
        .after(first)
        .find(|(_, next)| next.tokens.start >= one.tokens.end)?;
    let joined = next.mention.label == "faction"
        && scene.gap(one, next) == Some(0)
        && scene.is_joined(next, 'و');
    let and = next.mention.label == "faction"
        && scene.gap(one, next) == Some(1)
        && scene.tokens.word(one.tokens.end) == "and";
    (joined || and).then_some(second)
}

/// A party named inside the strike: غارة روسية.
fn inside(scene: &Scene<'_>, at: usize) -> Found {
    let to = scene.inside(at, "faction")?;
    Some((to, ("perpetrator/inside", 0.85)))
}

/// شنتها طائرات روسية, carried out by, من قبل الجيش, هجوم لتنظيم.
fn by(scene: &Scene<'_>, at: usize) -> Found {
    let event = scene.get(at)?;
    let end = event.tokens.end;
    let agent = (end..end + 4).find(|token| scene.is(*token, Class::Agent));
    for candidate in scene.after(at) {
        let Some((to, tokens)) = party_at(scene, candidate) else {
            continue;
        };
        let start = tokens.start;
        let after_agent = agent.is_some_and(|agent| start > agent && start <= agent + 2);
        let word = |back: usize| {
            start
                .checked_sub(back)
                .map_or("", |at| scene.tokens.word(at))
        };
        let phrase = BY.contains(&(word(2), word(1))) && start <= end + CARRIED;
        let lam = scene.is_joined(candidate.1, 'ل') && scene.gap(event, candidate.1) == Some(0)
            || is_of_aircraft(scene, event, candidate.1);
        if after_agent || phrase || lam {
            return Some((to, ("perpetrator/carried-out-by", 0.8)));
        }
    }
    None
}

/// Whether the party is whose aircraft struck: غارات لمقاتلات التحالف.
fn is_of_aircraft(scene: &Scene<'_>, event: &Placed<'_>, party: &Placed<'_>) -> bool {
    let (end, start) = (event.tokens.end, party.tokens.start);
    start == end + 1
        && party.mention.label == "faction"
        && matches!(
            scene.tokens.word(end),
            "لمقاتلات" | "لطائرات" | "لطيران" | "لطائره" | "لمروحيات" | "لمدفعيه"
        )
}

/// اتهم الحوثيون التحالف بشن الهجومين, accused the army of bombing: who is accused.
fn accused(scene: &Scene<'_>, at: usize) -> Found {
    let event = scene.get(at)?;
    let start = event.tokens.start;
    // The charge begins with بـ or of, at the event or at the verb that carries it.
    // Blamed the army for the attack.
    let the = start
        .checked_sub(1)
        .is_some_and(|before| matches!(scene.tokens.word(before), "the" | "an" | "a"));
    let carried = start.checked_sub(1 + usize::from(the))?;
    let word = scene.tokens.word(carried);
    let light = matches!(word, "بشن" | "بتنفيذ" | "بارتكاب" | "بتدبير" | "of" | "for");
    let of = word == "out" && scene.tokens.word(carried.saturating_sub(2)) == "of";
    let charged = light || of || scene.is_joined(event, 'ب');
    let near = start.saturating_sub(CARRIED + 4)..start;
    let blame = near.rev().find(|token| scene.is(*token, Class::Blame))?;
    if !charged || !scene.tokens.same_sentence(blame, start) {
        return None;
    }
    let after = |p: &Placed<'_>| {
        p.mention.label == "faction" && p.tokens.start > blame && p.tokens.end <= start
    };
    let (to, party) = scene.before(at).find(|(_, p)| after(p))?;
    (party.tokens.end + 4 >= start).then_some((to, ("perpetrator/accused", 0.7)))
}

/// شنت القوات الروسية غارات: the subject stands between the verb and its noun, or before both.
fn light_verb(scene: &Scene<'_>, at: usize) -> Found {
    let start = scene.get(at)?.tokens.start;
    let carries = |token: usize| scene.is(token, Class::Light) || scene.is(token, Class::Launch);
    let near = (start.saturating_sub(CARRIED)..start).rev();
    let mut near = near.take_while(|token| scene.tokens.same_sentence(*token, start));
    let light = near.find(|token| carries(*token))?;
    let light = before_leader(scene, at, light);
    let subject = scene.before(at).filter_map(|other| party_at(scene, other));
    // وردا على الغارات الإسرائيلية، أطلق: whose strike it was, and before the comma, does nothing.
    let apart = |end: usize| (end..light).filter(|at| is_comma(scene, *at)).count() == 1;
    let mut subject = subject.filter(|(to, t)| {
        t.start <= light + 2
            && t.end + 3 > light
            && is_own_verb(scene, t, light)
            && !scene.is_part_of(*to, &["strike", "clash"])
            && !apart(t.end)
    });
    let (to, _) = subject.next()?;
    Some((to, ("perpetrator/light-verb", 0.75)))
}

fn is_comma(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.tokens.word(token), "،" | ",")
}

/// Where a verb would stand if nothing were told of who leads its subject: التحالف الذي تقوده واشنطن
/// شن.
fn before_leader(scene: &Scene<'_>, at: usize, verb: usize) -> usize {
    let leader = scene
        .before(at)
        .find(|(_, p)| p.mention.label == "faction" && p.tokens.end <= verb);
    let start = leader.filter(|(_, p)| p.tokens.end + 2 > verb);
    let led = start.and_then(|(_, p)| p.tokens.start.checked_sub(1));
    match led.filter(|led| LED.contains(&scene.tokens.word(*led))) {
        Some(led) if led > 0 && scene.is(led - 1, Class::Relative) => led - 1,
        Some(led) => led,
        None => verb,
    }
}

/// Words between a party and who leads it: التحالف الذي تقوده واشنطن.
const LED: [&str; 7] = [
    "بقياده",
    "تقوده",
    "تقودها",
    "يقوده",
    "يقودها",
    "بدعم",
    "باسناد",
];

/// Whether what stands before a verb may be its subject: not who only leads or backs another one,
/// nor who stands before somebody of whom the verb tells: الشرطة الرجل الذي شن.
fn is_own_verb(scene: &Scene<'_>, party: &std::ops::Range<usize>, verb: usize) -> bool {
    let before = party.start.checked_sub(1);
    let led = before.is_some_and(|token| LED.contains(&scene.tokens.word(token)));
    let mut between = party.end..verb;
    let relative = between.find(|token| scene.is(*token, Class::Relative));
    !led && relative.is_none_or(|relative| relative == party.end)
}

/// The subject right after the verb, or right before it.
fn subject(scene: &Scene<'_>, at: usize) -> Found {
    let event = scene.get(at)?;
    if let Some(to) = english_subject(scene, at) {
        return Some((to, ("perpetrator/subject-before", 0.7)));
    }
    if scene.attr(at, "form") != Some("verb") && event.mention.label != "clash" {
        return None;
    }
    let english = scene.tokens.word(event.tokens.start).is_ascii();
    // يباغت الجيش بكمين: who stands before was surprised; معارك has no subject.
    let word = scene.tokens.word(event.tokens.start);
    let battle = event.mention.label == "clash"
        && scene.attr(at, "kind") == Some("armed_clash")
        && !word.contains("شتبك");
    if scene.is_joined(event, 'ب') || battle {
        return None;
    }
    let mut after = scene
        .after(at)
        .filter(|(_, p)| p.tokens.start >= event.tokens.end);
    // In English whoever follows is struck.
    let follows = after.next().filter(|_| !english);
    let follows = follows.filter(|(_, p)| scene.gap(event, p) == Some(0));
    if let Some((to, _)) = follows.and_then(|other| party_at(scene, other)) {
        return Some((to, ("perpetrator/subject-after", 0.75)));
    }
    let near = |p: &Placed<'_>| scene.gap(p, event).is_some_and(|gap| gap <= 2);
    let precedes = scene.before(at).filter(|(_, p)| near(p));
    let mut parties = precedes.filter_map(|other| party_at(scene, other));
    let (to, _) = parties.find(|(_, tokens)| is_own_verb(scene, tokens, event.tokens.start))?;
    Some((to, ("perpetrator/subject-before", 0.75)))
}

/// قالت الحركة إنها قصفت: who speaks of itself.
fn own_words(scene: &Scene<'_>, at: usize) -> Found {
    let to = speaker_itself(scene, at, scene.get(at)?.tokens.start)?;
    Some((to, ("perpetrator/itself", 0.75)))
}

/// The party that speaks of itself by the pronoun before a verb.
fn speaker_itself(scene: &Scene<'_>, at: usize, verb: usize) -> Option<usize> {
    let pronoun = scene.tokens.word(verb.checked_sub(1)?);
    if !matches!(
        pronoun,
        "انه" | "انها" | "انهم" | "بانه" | "بانها" | "بانهم"
    ) {
        return None;
    }
    let speaks = |p: &Placed<'_>| {
        let (start, end) = (p.tokens.start, p.tokens.end);
        p.mention.label == "faction"
            && p.tokens.end < verb
            && (scene.any_is(start.saturating_sub(1)..start, Class::Speech)
                || scene.is(end, Class::Speech))
    };
    scene.before(at).find(|(_, p)| speaks(p)).map(|(to, _)| to)
}

/// الطائرات الروسية عملياتها: whose weapon stands right before.
fn equipped(scene: &Scene<'_>, at: usize) -> Found {
    let event = scene.get(at)?;
    let near = |p: &Placed<'_>| scene.gap(p, event).is_some_and(|gap| gap <= 1);
    let mut weapons = scene
        .before(at)
        .filter(|(_, p)| p.mention.label == "weapon" && near(p));
    let (weapon, _) = weapons.next()?;
    Some((scene.party(weapon)?, ("perpetrator/weapon", 0.7)))
}

/// Hamas claimed to have ambushed, the army denied striking.
fn english_subject(scene: &Scene<'_>, at: usize) -> Option<usize> {
    const BETWEEN: usize = 5;
    let event = scene.get(at)?;
    let start = event.tokens.start;
    let before = scene.tokens.word(start.checked_sub(1)?);
    if !scene.tokens.word(start).is_ascii() || PASSIVE.contains(&before) {
        return None;
    }
    let verb = scene.attr(at, "form") == Some("verb")
        || event.mention.label == "clash"
        || AUXILIARY.contains(&before);
    let mut nearest = scene.before(at).filter(|(_, p)| p.tokens.end <= start);
    let (to, subject) = nearest.next()?;
    let near = start.saturating_sub(subject.tokens.end) <= BETWEEN;
    if !(verb && near) {
        return None;
    }
    // Militants on motorbikes attacked: what they came with.
    let came_with = subject.mention.label == "target"
        && subject.tokens.end == start
        && subject
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| matches!(scene.tokens.word(before), "on" | "in" | "aboard"));
    if came_with {
        let (to, party) = nearest.next()?;
        return (party.tokens.end + 2 >= subject.tokens.start).then(|| scene.party(to))?;
    }
    // British warplanes struck: whose they are stands before them.
    let owner = || {
        let (owner, before) = nearest.next()?;
        let owns = subject.mention.label == "weapon" && scene.gap(before, subject) == Some(0);
        scene.party(owner).filter(|_| owns)
    };
    scene.party(to).or_else(owner)
}

/// قصف الجيش, غارات التحالف; Israeli strikes.
fn construct(scene: &Scene<'_>, at: usize) -> Found {
    let event = scene.get(at)?;
    let word = scene.tokens.word(event.tokens.start);
    let rule = ("perpetrator/construct", 0.7);
    if word.is_ascii() {
        let before = scene
            .before(at)
            .filter(|(_, p)| scene.gap(p, event) == Some(0));
        let (to, _) = before.filter_map(|other| party_at(scene, other)).next()?;
        return Some((to, rule));
    }
    if word.starts_with("ال") || OF_OBJECT.contains(&word) || event.tokens.len() > 1 {
        return None;
    }
    let mut after = scene.after(at);
    let next = after.find(|(_, p)| p.tokens.start >= event.tokens.end)?;
    let joined = ['ب', 'ل', 'و']
        .iter()
        .any(|letter| scene.is_joined(next.1, *letter));
    if scene.gap(event, next.1) != Some(0) || joined {
        return None;
    }
    let (to, _) = party_at(scene, next)?;
    Some((to, rule))
}

/// تبنت الحركة العملية, claimed responsibility for the attack.
fn claimed(scene: &Scene<'_>, at: usize) -> Found {
    let event = scene.get(at)?;
    let (start, end) = (event.tokens.start, event.tokens.end);
    let claim = (start.saturating_sub(CLAIMED)..start).rev().find(|token| {
        scene.is(*token, Class::Claim) && scene.tokens.same_sentence(*token, start)
    })?;
    let rule = ("perpetrator/claim", 0.7);
    if scene.is(claim, Class::Ascribe) {
        // نسبت العملية إلى شبكة حقاني: to whom it is ascribed stands after it.
        let to = scene.after(at).find(|(_, p)| {
            p.mention.label == "faction" && p.tokens.start <= end + 2 && p.tokens.start > end
        });
        return to.map(|(to, _)| (to, rule));
    }
    let near = |p: &Placed<'_>| p.tokens.end + 3 > claim && p.tokens.start <= claim + 2;
    let mut parties = scene
        .before(at)
        .filter(|(_, p)| p.mention.label == "faction" && near(p));
    parties.next().map(|(to, _)| (to, rule))
}

/// محملا حركة الشباب المسؤولية; المتمردون وراء المذبحة.
fn blamed(scene: &Scene<'_>, at: usize) -> Found {
    let event = scene.get(at)?;
    let start = event.tokens.start;
    let rule = ("perpetrator/blame", 0.65);
    let behind = start
        .checked_sub(1)
        .map_or("", |token| scene.tokens.word(token));
    if matches!(behind, "وراء" | "خلف" | "behind") {
        let mut before = scene.before(at);
        let found =
            before.find(|(_, p)| p.mention.label == "faction" && p.tokens.end + 1 >= start - 1);
        return found.map(|(to, _)| (to, rule));
    }
    let is_blamed = |p: &Placed<'_>| {
        let first = p.tokens.start;
        p.mention.label == "faction" && scene.any_is(first.saturating_sub(2)..first, Class::Blame)
    };
    let mut after = scene
        .after(at)
        .take_while(|(other, _)| !scene.is_event(*other));
    after.find(|(_, p)| is_blamed(p)).map(|(to, _)| (to, rule))
}

/// اشتباكات بين الجيش والمعارضة: who is named first.
fn between(scene: &Scene<'_>, at: usize) -> Found {
    let (first, _) = sides(scene, at)?;
    Some((first, ("perpetrator/between", 0.6)))
}

/// The two sides of a clash between them.
pub(super) fn sides(scene: &Scene<'_>, at: usize) -> Option<(usize, usize)> {
    let event = scene.get(at)?;
    if event.mention.label != "clash" {
        return None;
    }
    let end = event.tokens.end;
    let between =
        (end..end + 3).find(|token| matches!(scene.tokens.word(*token), "بين" | "between"))?;
    let mut parties = scene
        .after(at)
        .filter(|(other, _)| scene.label(*other) == "faction");
    let (first, one) =
        parties.find(|(_, p)| p.tokens.start > between && p.tokens.start <= between + 2)?;
    let (second, _) = parties
        .find(|(_, p)| p.tokens.start >= one.tokens.end && p.tokens.start <= one.tokens.end + 3)?;
    Some((first, second))
}

/// Who did to victims what no strike tells: خطف المسلحون ثلاثة, قواته ألحقت بهم خسائر.
pub(super) fn inflicted_by(scene: &Scene<'_>, at: usize) -> Option<Link> {
    let victims = scene.get(at)?;
    let link = |to: usize, rule: &'static str| Link::new("perpetrator", (at, to), (rule, 0.7));
    let start = victims.tokens.start;
    let inflicts = (start.saturating_sub(4)..start).rev().find(|token| {
        scene.is(*token, Class::Inflict) && scene.tokens.same_sentence(*token, start)
    });
    let harm = victims
        .mention
        .trigger
        .map(|range| scene.tokens.inside(range));
    let verb = match (inflicts, harm) {
        (Some(token), _) => token..token + 1,
        (None, Some(tokens)) if tokens.end <= start => tokens,
        _ => return None,
    };
    if let Some(to) = speaker_itself(scene, at, verb.start) {
        return Some(link(to, "perpetrator/itself"));
    }
    let is_subject = |p: &Placed<'_>| p.mention.label == "faction" && p.tokens.end <= start;
    let mut before = scene.before(at).filter(|(_, p)| is_subject(p));
    let (to, subject) = before.next()?;
    if subject.tokens.start == verb.end {
        return Some(link(to, "perpetrator/subject-after"));
    }
    // قتل is as often done to those before it: only a verb that says who did it counts.
    let active = inflicts.is_some() || scene.tokens.word(verb.start).is_ascii();
    (active && subject.tokens.end <= verb.start && subject.tokens.end + 1 >= verb.start)
        .then(|| link(to, "perpetrator/subject-before"))
}
