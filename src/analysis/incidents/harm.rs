//! Who was harmed: totals out of casualty spans.
//!
//! Only figures of one account are added. Part of another figure (`بينهم 3 أطفال`), a running
//! toll, what is denied and what belongs to an earlier time is never added. What different
//! sources say of the same victims stands side by side, and the total is the range over it;
//! accounts that tell of different victims (civilians here, soldiers there) complete each other.

use std::collections::BTreeMap;

use super::count::Count;
use super::material::{Material, Vague, flag, text};
use super::party::{Party, sources_of};
use crate::model::id::SpanId;
use crate::model::incident::{Incident, Role};
use crate::model::schema::Bilingual;
use crate::model::span::{AttrValue, Span};

/// What was suffered in an incident in one way: killed, injured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Harm {
    /// All of them.
    pub total: Total,
    /// Civilians.
    pub civilians: Total,
    /// Who fought.
    pub combatants: Total,
    /// Children.
    pub children: Total,
    /// Women.
    pub women: Total,
    /// Men.
    pub men: Total,
    /// Those whose side is told, by its canonical id.
    pub of_party: BTreeMap<String, Total>,
}

/// How many, with what that rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Total {
    /// The range over what everybody says.
    pub count: Count,
    /// What each says, where they do not say the same.
    pub claims: Vec<Claim>,
    /// The spans it rests on.
    pub spans: Vec<SpanId>,
    /// Whether victims without a number are told of.
    pub vague: bool,
    /// Whether a number is a convention for what was told without one.
    pub conventional: bool,
    /// Whether a person has set it by hand.
    pub overridden: bool,
}

/// What one account says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    /// Who says so; empty for the article itself.
    pub sources: Vec<Bilingual>,
    /// How many.
    pub count: Count,
    /// The spans it rests on.
    pub spans: Vec<SpanId>,
}

impl Total {
    /// This with the bounds that the attributes of an incident set (`killed_low`).
    pub(super) fn overridden_by(mut self, attrs: &BTreeMap<String, AttrValue>, what: &str) -> Self {
        let bound = |bound: &str| super::count::number(attrs, &format!("{what}_{bound}"));
        let set = ["low", "best", "high"].map(bound);
        if set.iter().any(Option::is_some) {
            self.count = self.count.overridden(set);
            self.overridden = true;
        }
        self
    }
}

/// What may become of people, in the order of the schema.
pub const EFFECTS: [&str; 8] = [
    "killed",
    "injured",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "losses",
    "casualty_unspecified",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Unknown,
    Civilian,
    Combatant,
}

/// A casualty span as totals see it.
struct Figure<'a> {
    span: &'a Span,
    effect: &'a str,
    count: Count,
    conventional: bool,
    standing: Standing,
    victim: &'a str,
    party: Option<String>,
    /// Who says so: what tells them from others, and their names.
    account: Vec<(String, Bilingual)>,
    part: Option<Part>,
}

/// That a figure is part of another one.
struct Part {
    /// What the whole is said to be.
    standing: Standing,
}

/// What the victims of an incident suffered, by effect.
#[must_use]
pub(super) fn harm(material: &Material<'_>, incident: &Incident) -> BTreeMap<&'static str, Harm> {
    let figures = figures(material, incident);
    let mut harms = BTreeMap::new();
    for effect in EFFECTS {
        let of_effect: Vec<&Figure<'_>> = figures.iter().filter(|f| f.effect == effect).collect();
        if !of_effect.is_empty() {
            harms.insert(effect, of(&of_effect));
        }
    }
    harms
}

fn of(figures: &[&Figure<'_>]) -> Harm {
    let is_whole = |f: &&Figure<'_>| f.part.is_none();
    let of_standing = |standing: Standing| {
        total(figures.iter().copied().filter(|f| {
            let counted = f
                .part
                .as_ref()
                .is_some_and(|part| part.standing == standing);
            f.standing == standing && !counted
        }))
    };
    let of_victim = |victim: &str| total(figures.iter().copied().filter(|f| f.victim == victim));
    let wholes = || figures.iter().copied().filter(is_whole);
    let mut of_party: BTreeMap<String, Total> = BTreeMap::new();
    for party in figures.iter().filter_map(|f| f.party.as_ref()) {
        let theirs = || wholes().filter(|f| f.party.as_ref() == Some(party));
        of_party
            .entry(party.clone())
            .or_insert_with(|| total(theirs()));
    }
    Harm {
        total: total(wholes()),
        civilians: of_standing(Standing::Civilian),
        combatants: of_standing(Standing::Combatant),
        children: of_victim("child"),
        women: of_victim("woman"),
        men: of_victim("man"),
        of_party,
    }
}

/// The figures that are said by the same.
struct Account<'a> {
    figures: Vec<&'a Figure<'a>>,
}

impl Account<'_> {
    /// Whether two accounts tell of different victims, so that they complete each other.
    fn completes(&self, other: &Account<'_>) -> bool {
        let apart = |one: &Figure<'_>, two: &Figure<'_>| {
            let known = |f: &Figure<'_>| f.standing != Standing::Unknown;
            let standing = known(one) && known(two) && one.standing != two.standing;
            let party = one.party.is_some() && two.party.is_some() && one.party != two.party;
            standing || party
        };
        let mut ours = self.figures.iter();
        ours.all(|one| other.figures.iter().all(|two| apart(one, two)))
    }

    fn claim(&self) -> Claim {
        let mut counted: Vec<&Figure<'_>> = Vec::new();
        let mut claim = Claim::default();
        for figure in &self.figures {
            claim.spans.push(figure.span.id);
            // Who says the same number of the same victims twice says it of the same people.
            let again = counted.iter().any(|other| {
                other.count == figure.count
                    && other.victim == figure.victim
                    && other.party == figure.party
            });
            if !again || !figure.count.is_stated() {
                claim.count = claim.count + figure.count;
                counted.push(figure);
            }
        }
        let names = self.figures.iter().flat_map(|f| &f.account);
        for (_, name) in names {
            if !claim.sources.contains(name) {
                claim.sources.push(name.clone());
            }
        }
        claim
    }
}

fn total<'a>(figures: impl Iterator<Item = &'a Figure<'a>>) -> Total {
    let mut by_source: BTreeMap<Vec<&str>, Account<'a>> = BTreeMap::new();
    let mut total = Total::default();
    for figure in figures {
        let key = figure.account.iter().map(|(key, _)| key.as_str());
        let account = by_source.entry(key.collect()).or_insert(Account {
            figures: Vec::new(),
        });
        account.figures.push(figure);
        total.spans.push(figure.span.id);
        total.vague |= !figure.count.is_stated();
        total.conventional |= figure.conventional;
    }
    let mut accounts: Vec<Account<'a>> = Vec::new();
    for account in by_source.into_values() {
        match accounts.iter_mut().find(|other| other.completes(&account)) {
            Some(other) => other.figures.extend(account.figures),
            None => accounts.push(account),
        }
    }
    let claims: Vec<Claim> = accounts.iter().map(Account::claim).collect();
    let counts = claims.iter().map(|claim| claim.count);
    total.count = counts.clone().reduce(Count::hull).unwrap_or_default();
    let stated: Vec<Count> = counts.filter(Count::is_stated).collect();
    if stated.windows(2).any(|pair| pair.first() != pair.last()) {
        total.claims = claims;
    }
    total
}

/// The casualty spans of an incident that are ever counted, in reading order.
fn figures<'a>(material: &Material<'a>, incident: &Incident) -> Vec<Figure<'a>> {
    let spans = incident.spans(Role::Casualty);
    let mut spans: Vec<&Span> = spans.filter_map(|id| material.span(id)).collect();
    spans.sort_by_key(|span| (span.range.start(), span.id));
    let mut figures: Vec<Figure<'a>> = Vec::new();
    for span in spans.into_iter().filter(|span| is_counted(span)) {
        let (count, conventional) = counted(span, material.vague);
        let whole = material.linked(span.id, "subset_of").next();
        let effect = Some(text(span, "effect")).filter(|effect| !effect.is_empty());
        let inherited = || whole.map(|whole| text(whole, "effect"));
        let effect = effect.or_else(inherited).unwrap_or_default();
        // Losses are the dead of a side where a number is wanted for them.
        let effect = if material.vague == Vague::Acled && effect == "losses" {
            "killed"
        } else {
            effect
        };
        let part = match whole {
            Some(whole) => Some(Part {
                standing: standing(whole),
            }),
            None if flag(span, "subset") => {
                // Without a relation it is part of what was said last.
                let mut before = figures.iter().rev();
                let last = before.find(|f| f.effect == effect && f.part.is_none());
                Some(Part {
                    standing: last.map_or(Standing::Unknown, |last| last.standing),
                })
            }
            None => None,
        };
        let sources = sources_of(material, span.id);
        figures.push(Figure {
            span,
            effect,
            count,
            conventional,
            standing: standing(span),
            victim: text(span, "victim"),
            party: victims_of(material, span)
                .into_iter()
                .map(|party| party.id)
                .find(|id| !id.is_empty()),
            account: sources.into_iter().map(|s| (s.key, s.names)).collect(),
            part,
        });
    }
    figures
}

/// Whether a figure is one of this incident at all.
fn is_counted(span: &Span) -> bool {
    !flag(span, "cumulative")
        && text(span, "status") != "denied"
        && text(span, "episode") != "background"
        && text(span, "polarity") != "neg"
        && matches!(text(span, "realis"), "" | "actual")
}

/// How many, and whether that is a convention.
fn counted(span: &Span, vague: Vague) -> (Count, bool) {
    let count = Count::of(&span.attrs);
    if vague == Vague::AsStated {
        return (count, false);
    }
    let convention = match (count.best, text(span, "qualifier")) {
        (None, _) => 10,
        (Some(10), "vague_low") => 12,
        // Hundreds are counted as 100, several as 3: what the attributes say already.
        (Some(floor), "vague_low") => floor,
        _ => return (count, false),
    };
    (
        Count::stated(Some(convention), Some(convention), None),
        true,
    )
}

fn standing(span: &Span) -> Standing {
    match text(span, "civilian_status") {
        "civilian" | "civilian_presumed" | "civilian_protected_medical" => Standing::Civilian,
        "combatant" | "combatant_contested" => Standing::Combatant,
        _ => Standing::Unknown,
    }
}

/// Whose the victims are: those whom relations name, else what is said of them.
pub(super) fn victims_of(material: &Material<'_>, span: &Span) -> Vec<Party> {
    let related = material.linked(span.id, "victim_faction");
    let mut parties: Vec<Party> = related.map(|s| Party::of_span(material, s)).collect();
    let said = text(span, "victim_faction");
    if parties.is_empty() && !said.is_empty() {
        parties.push(Party::of_id(material, said));
    }
    parties
}
