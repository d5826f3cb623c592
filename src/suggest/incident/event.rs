//! One word of violence with all that relates to it, and what tells it from another one.

use std::collections::BTreeMap;

use super::Scene;
use super::place::Place;
use crate::model::days::{Days, Precision};
use crate::model::incident::Role;
use crate::model::span::AttrValue;
use crate::model::violence::Sorts;
use crate::text::fold::fold_word;

/// Triggers that tell of one event, with all that relates to them, by their numbers.
#[derive(Clone, Debug)]
pub(super) struct Event<'a> {
    /// What fills its roles.
    pub(super) roles: BTreeMap<Role, Vec<usize>>,
    /// The kind that says most.
    pub(super) kind: &'a str,
    pub(super) status: &'a str,
    pub(super) realis: &'a str,
    pub(super) is_background: bool,
    /// Whether there is no word of violence, only victims.
    pub(super) is_harm_alone: bool,
    /// The sentence of the last trigger.
    pub(super) sentence: u32,
    pub(super) manner: Manner,
    /// Whether it is told of as what happens time and again.
    pub(super) is_usual: bool,
    /// Whether its sentence begins with words that say that it is something else.
    pub(super) is_apart: bool,
    attackers: Vec<Attacker<'a>>,
    places: Vec<Place>,
    times: Vec<Time<'a>>,
    /// Effects and numbers of victims.
    tolls: Vec<Toll<'a>>,
    /// The nouns of what was struck.
    objects: Vec<String>,
}

/// Who did it, so far as two can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Attacker<'a> {
    /// What the party is called in tables, else its words.
    name: &'a str,
    /// The country whose state or army it is.
    state: Option<&'a str>,
}

impl Attacker<'_> {
    /// Whether both may be one: an army is that of its state, gunmen may be anybody's.
    fn meets(&self, other: &Self) -> bool {
        let unnamed = |one: &Self| one.name.starts_with("gen_");
        self.is_same(other) || unnamed(self) || unnamed(other)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.name == other.name || self.state.is_some() && self.state == other.state
    }
}

/// How a trigger is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// By a verb or an indefinite noun, as something new.
    New,
    /// By a definite noun in the singular, as something known.
    Known,
    /// By a definite noun in the plural.
    KnownSeveral,
}

/// A day or longer, or the word for it where the calendar is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Time<'a> {
    days: Option<Days>,
    word: &'a str,
}

/// How many suffered what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Toll<'a> {
    effect: &'a str,
    low: Option<u64>,
    high: Option<u64>,
}

/// So many victims without a word of violence beside them are those of a war, not of an event.
const A_WAR: u64 = 1000;

impl Toll<'_> {
    /// Whether a number this particular is hardly met twice by chance.
    fn is_telling(self) -> bool {
        self.low.is_some_and(|low| low > 1)
    }

    /// Whether it is so particular that two sorts of violence are rather one that was told by two
    /// words.
    fn is_sign(self) -> bool {
        self.low.is_some_and(|low| low > 4)
    }
}

impl<'a> Event<'a> {
    /// What a strike or a clash tells, with its victims.
    pub(super) fn of_trigger(scene: &Scene<'a>, trigger: usize, victims: &[usize]) -> Self {
        let kind = scene.text(trigger, "kind").unwrap_or("attack_unspecified");
        Self::new(scene, trigger, kind, victims)
    }

    /// What victims tell beside whom no trigger stands, if it is an event.
    pub(super) fn of_harm(scene: &Scene<'a>, casualty: usize, parts: &[usize]) -> Option<Self> {
        let linked = |kind: &str| scene.linked(casualty, kind).next().is_some();
        let kind = match scene.text(casualty, "effect")? {
            "displaced" => return None,
            "abducted" => "abduction",
            "detained" => "detention",
            _ if linked("perpetrator") && linked("victim_faction") => "armed_clash",
            _ => "attack_unspecified",
        };
        // A running toll is the sum of many events, and so is a number that no single one has
        // where nobody is said to have done it.
        let sum = scene.number(casualty, "count_low") >= Some(A_WAR) && !linked("perpetrator");
        if sum || scene.flag(casualty, "cumulative") {
            return None;
        }
        let mut victims = vec![casualty];
        victims.extend(parts);
        let mut event = Self::new(scene, casualty, kind, &victims);
        event.is_harm_alone = true;
        Some(event)
    }

    fn new(scene: &Scene<'a>, trigger: usize, kind: &'a str, victims: &[usize]) -> Self {
        let denied = scene.text(trigger, "polarity") == Some("neg")
            || scene.text(trigger, "status") == Some("denied");
        let mut event = Self {
            roles: BTreeMap::new(),
            kind,
            status: if denied {
                "denied"
            } else {
                scene.text(trigger, "status").unwrap_or("asserted")
            },
            realis: scene.text(trigger, "realis").unwrap_or("actual"),
            is_background: scene.text(trigger, "episode") == Some("background")
                || scene.is_of_years(trigger),
            is_harm_alone: false,
            sentence: scene.sentence(trigger),
            manner: scene.manner(trigger),
            is_usual: scene.is_usual(trigger),
            is_apart: scene.is_told_apart(trigger),
            attackers: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            tolls: Vec::new(),
            objects: Vec::new(),
        };
        event.fill(Role::Trigger, trigger);
        for &from in std::iter::once(&trigger).chain(victims) {
            for (kind, to) in scene.ties_of(from) {
                event.relate(scene, kind, to);
            }
        }
        for &casualty in victims {
            event.fill(Role::Casualty, casualty);
            event.tolls.extend(scene.toll(casualty));
        }
        event
    }

    fn fill(&mut self, role: Role, mention: usize) {
        let fillers = self.roles.entry(role).or_default();
        if !fillers.contains(&mention) {
            fillers.push(mention);
        }
    }

    fn relate(&mut self, scene: &Scene<'a>, kind: &str, to: usize) {
        let role = match kind {
            // Nobody did what did not happen.
            "perpetrator" if self.status == "denied" => return,
            "perpetrator" => Role::Attacker,
            "target" if scene.label(to) == "faction" => Role::Attacked,
            "victim_faction" => Role::Attacked,
            "target" => Role::Target,
            "instrument" => Role::Weapon,
            "location_of" => Role::Location,
            "date_of" => Role::Date,
            "reported_by" => Role::Source,
            _ => return,
        };
        self.fill(role, to);
        match role {
            Role::Attacker => self.attackers.extend(scene.attacker(to)),
            Role::Target => self.objects.extend(scene.object(to)),
            Role::Location => self.places.extend(scene.place(to)),
            Role::Date => {
                let word = scene.last_word(to);
                let days = scene.days(to);
                self.is_background |= days.is_some_and(|days| scene.is_past(days));
                self.times.push(Time { days, word });
            }
            _ => {}
        }
    }

    pub(super) fn role(&self, role: Role) -> &[usize] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// Whether it says who did it, where or when.
    pub(super) fn is_placed(&self) -> bool {
        !self.attackers.is_empty() || self.is_located()
    }

    /// Whether it says where or when.
    pub(super) fn is_located(&self) -> bool {
        !(self.places.is_empty() && self.times.is_empty())
    }

    /// Whether nothing is said of it but that it happened.
    pub(super) fn is_bare(&self) -> bool {
        let said = |role: &Role| !matches!(role, Role::Trigger | Role::Source);
        !self.roles.keys().any(said)
    }

    /// Whether what both say cannot be of one event: another kind, attacker, place or day, or
    /// one of them did not happen or was long ago.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let sorts = Sorts::of(self.kind).meet(Sorts::of(other.kind));
        let toll = || meet(&self.tolls, &other.tolls, |a, b| a == b && a.is_sign());
        !(sorts || toll())
            || self.realis != other.realis
            || self.is_background != other.is_background
            || apart(&self.attackers, &other.attackers, Attacker::meets)
            || apart(&self.places, &other.places, Place::may_meet)
            || apart(&self.times, &other.times, Time::meets)
    }

    /// Whether both name one attacker.
    pub(super) fn shares_attacker(&self, other: &Self) -> bool {
        meet(&self.attackers, &other.attackers, Attacker::is_same)
    }

    /// Whether both say what was struck by one noun.
    pub(super) fn shares_object(&self, other: &Self) -> bool {
        meet(&self.objects, &other.objects, |a, b| a == b)
    }

    /// Whether both name one place, or one the other one's surroundings.
    pub(super) fn shares_place(&self, other: &Self) -> bool {
        meet(&self.places, &other.places, Place::meets)
    }

    /// Whether both name one town.
    pub(super) fn shares_town(&self, other: &Self) -> bool {
        meet(&self.places, &other.places, Place::is_same_town)
    }

    /// Whether both name one time.
    pub(super) fn shares_time(&self, other: &Self) -> bool {
        meet(&self.times, &other.times, Time::meets)
    }

    /// Whether only one of them says who did it.
    pub(super) fn is_alone_in_naming_attackers(&self, other: &Self) -> bool {
        self.attackers.is_empty() != other.attackers.is_empty()
    }

    /// Whether both tell of as many victims.
    pub(super) fn shares_toll(&self, other: &Self) -> bool {
        meet(&self.tolls, &other.tolls, |a, b| a == b && a.is_telling())
    }

    /// Takes in another one that tells of the same.
    pub(super) fn absorb(&mut self, scene: &Scene<'a>, other: Self) {
        // Victims told of by themselves, sentences later, are some of those who were counted, or
        // all of them by another one's count, unless they are others.
        let casualties = other.role(Role::Casualty).iter();
        let is_more = !other.is_harm_alone
            || other.sentence <= self.sentence
            || casualties.copied().any(|at| scene.is_of_others(at));
        for (role, mentions) in other.roles {
            for mention in mentions {
                // Who is counted already is not counted again.
                let toll = scene.toll(mention).filter(|toll| toll.is_telling());
                let told = role == Role::Casualty
                    && toll.is_some_and(|toll| {
                        let counted = |known: &Toll<'_>| {
                            known.is_telling() && known.effect == toll.effect && !is_more
                        };
                        self.tolls.contains(&toll) || self.tolls.iter().any(counted)
                    });
                if !told {
                    self.fill(role, mention);
                }
            }
        }
        if Sorts::of(other.kind).is_narrower_than(Sorts::of(self.kind)) {
            self.kind = other.kind;
        }
        let contested = (self.status == "denied") != (other.status == "denied");
        if contested {
            self.status = "disputed";
        }
        self.is_harm_alone &= other.is_harm_alone;
        self.sentence = other.sentence;
        self.attackers.extend(other.attackers);
        self.places.extend(other.places);
        self.times.extend(other.times);
        self.tolls.extend(other.tolls);
        self.objects.extend(other.objects);
    }

    /// The first and the last day, by the dates that say it most exactly.
    pub(super) fn dates(&self) -> [Option<String>; 2] {
        let days = self.times.iter().filter_map(|time| time.days);
        let days = days.filter(|days| days.first.is_some());
        let precision = days.clone().map(|days| days.precision).min();
        let exact = days.filter(|days| Some(days.precision) == precision);
        exact.reduce(Days::hull).map_or([None, None], Days::ends)
    }
}

impl Time<'_> {
    fn meets(&self, other: &Self) -> bool {
        match (self.days, other.days) {
            (Some(days), Some(others)) => days.meet(others),
            (None, None) => self.word == other.word,
            _ => true,
        }
    }
}

/// Whether both lists say something, and nothing of it goes together.
fn apart<T>(one: &[T], other: &[T], meets: impl Fn(&T, &T) -> bool) -> bool {
    !one.is_empty() && !other.is_empty() && !meet(one, other, meets)
}

fn meet<T>(one: &[T], other: &[T], meets: impl Fn(&T, &T) -> bool) -> bool {
    one.iter().any(|a| other.iter().any(|b| meets(a, b)))
}

impl<'a> Scene<'a> {
    fn attacker(&self, party: usize) -> Option<Attacker<'a>> {
        let name = self.party(party)?;
        let entry = self.lexicon.entry(name);
        let state =
            entry.filter(|entry| matches!(entry.class.as_str(), "government" | "foreign_state"));
        Some(Attacker {
            name,
            state: state.map(|entry| entry.country.as_str()),
        })
    }

    /// Whether victims are told of as others than those before: عشرة آخرون.
    fn is_of_others(&self, casualty: usize) -> bool {
        let words = self.words(casualty);
        words.contains("آخر") || words.contains("أخر") || words.contains("other")
    }

    /// The noun of what was struck, if it is rather particular: a bus, not positions.
    fn object(&self, target: usize) -> Option<String> {
        let particular = self.text(target, "kind") != Some("military");
        let noun = self.words(target).split_whitespace().next()?;
        let folded = fold_word(noun);
        let noun = folded.strip_prefix("ال").unwrap_or(&folded);
        (particular && noun.chars().all(char::is_alphabetic)).then(|| noun.to_owned())
    }

    /// How many suffered what, by a mention of victims.
    fn toll(&self, casualty: usize) -> Option<Toll<'a>> {
        Some(Toll {
            effect: self.text(casualty, "effect")?,
            low: self.number(casualty, "count_low"),
            high: self.number(casualty, "count_high"),
        })
    }

    /// What a date says.
    fn days(&self, date: usize) -> Option<Days> {
        self.text(date, "iso").and_then(Days::read)
    }

    /// Whether a time was over a month before the article.
    fn is_past(&self, days: Days) -> bool {
        const RECENT: i64 = 31;
        let Some(last) = days.last else { return false };
        match self.now {
            Some(now) => (now - last).get_days() > RECENT as i32,
            // Without any day, only a year that has to be named.
            None => days.precision == Precision::Year,
        }
    }

    /// The value of an attribute that is a number.
    fn number(&self, mention: usize, name: &str) -> Option<u64> {
        match self.mentions.get(mention)?.attrs.get(name)? {
            AttrValue::Number(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }
}
