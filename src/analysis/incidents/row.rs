//! A row of the table of incidents: everything of an incident that can be said in a cell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::count::Count;
use super::harm::{Harm, Total, harm};
use super::material::{Material, flag, text};
use super::party::{Party, Source, is_contested, parties, sources, sources_of};
use super::place::{Place, place};
use crate::model::annotations::Progress;
use crate::model::days::{Days, Precision};
use crate::model::id::{ArticleId, IncidentId, SpanId};
use crate::model::incident::{Incident, Role};
use crate::model::schema::sense::Sense;
use crate::model::span::{Span, SpanState};

/// When an incident happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct When {
    /// The first day it may have happened; `None` if that is open.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// How exactly it is told.
    pub precision: Option<Precision>,
    /// The spans it rests on.
    pub spans: Vec<SpanId>,
    /// Whether a person has set it by hand.
    pub overridden: bool,
}

/// An object that was struck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The words of the text.
    pub words: String,
    /// What it is: `medical`, `residential`; empty for a place.
    pub kind: String,
    /// Whether it is civilian: `yes`, `no`, `mixed`, `unknown`.
    pub civilian: String,
    /// What became of it: `hit`, `damaged`, `destroyed`, `unknown`.
    pub damage: String,
    /// Where the text names it.
    pub span: SpanId,
}

/// A row of the table of incidents.
#[derive(Clone, Debug, PartialEq)]
pub struct IncidentRow {
    /// The article.
    pub article: ArticleId,
    /// The incident.
    pub incident: IncidentId,
    /// How it came to be.
    pub state: SpanState,
    /// How far its article is.
    pub progress: Progress,
    /// When it was last decided about.
    pub at: Timestamp,
    /// The event that it was linked to with incidents of other articles; empty if to none.
    pub event: String,
    /// What the analyst calls it.
    pub title: String,
    /// What happened: a kind of the schema; empty if it is not said.
    pub kind: String,
    /// The words that say that it happened.
    pub triggers: Vec<SpanId>,
    /// When.
    pub when: When,
    /// When its article was published.
    pub published: Option<Date>,
    /// Who did it.
    pub attackers: Vec<Party>,
    /// Whether different sources name different attackers.
    pub contested: bool,
    /// To whom.
    pub attacked: Vec<Party>,
    /// The objects that were struck.
    pub targets: Vec<Target>,
    /// What it was done with: kinds of weapons, none twice.
    pub weapons: Vec<String>,
    /// Where.
    pub place: Option<Place>,
    /// How many strikes.
    pub strikes: Total,
    /// The dead.
    pub killed: Harm,
    /// The injured.
    pub injured: Harm,
    /// What else became of people, by effect.
    pub others: BTreeMap<&'static str, Harm>,
    /// Who reports it.
    pub sources: Vec<Source>,
    /// Whether it is asserted, claimed, confirmed, denied or disputed.
    pub status: String,
    /// Whether it really happened: `actual` if nothing else is said.
    pub realis: String,
    /// Whether it belongs to what is reported now or to an earlier time.
    pub episode: String,
    /// Whether ground was gained in it.
    pub gains: bool,
    /// How likely it is that the suspected attacker did it; see Airwars.
    pub strike_status: String,
    /// The analyst's grade of the harm to civilians.
    pub harm_grade: String,
    /// The analyst's grade of how clear it is what happened.
    pub event_clarity: String,
    /// The analyst's note.
    pub note: String,
    /// All spans it rests on, none twice.
    pub spans: BTreeSet<SpanId>,
}

impl IncidentRow {
    pub(super) fn of(material: &Material<'_>, incident: &Incident) -> Self {
        let mut harms = harm(material, incident);
        let mut take = |effect: &str| harms.remove(effect).unwrap_or_default();
        let (mut killed, mut injured) = (take("killed"), take("injured"));
        killed.total = killed.total.overridden_by(&incident.attrs, "killed");
        injured.total = injured.total.overridden_by(&incident.attrs, "injured");
        let attackers = parties(material, incident, Role::Attacker);
        let triggers = triggers(material, incident);
        let stated = |name: &str| incident.text(name).unwrap_or_default().to_owned();
        let or_said = |name: &str| {
            let own = stated(name);
            if own.is_empty() {
                said(&triggers, name)
            } else {
                own
            }
        };
        Self {
            article: material.layer.article().clone(),
            incident: incident.id,
            state: incident.state,
            progress: material.layer.progress(),
            at: incident.provenance.at,
            event: incident.event().unwrap_or_default().to_owned(),
            title: stated("title"),
            kind: or_said("kind"),
            when: when(material, incident),
            published: material.meta.published(),
            contested: incident.text("status") == Some("disputed")
                || is_contested(material, incident, &attackers),
            attackers,
            attacked: parties(material, incident, Role::Attacked),
            targets: targets(material, incident),
            weapons: weapons(material, incident),
            place: place(material, incident),
            strikes: strikes(material, &triggers).overridden_by(&incident.attrs, "strikes"),
            killed,
            injured,
            others: harms,
            sources: sources(material, incident),
            status: or_said("status"),
            realis: or_said("realis"),
            episode: or_said("episode"),
            gains: triggers.iter().any(|span| is_gain(material, span)),
            strike_status: or_said("strike_status"),
            harm_grade: stated("harm_grade"),
            event_clarity: stated("event_clarity"),
            note: stated("note"),
            spans: incident.all_spans().map(|(_, span)| span).collect(),
            triggers: triggers.iter().map(|span| span.id).collect(),
        }
    }

    /// Whether it is told as something of an earlier time.
    #[must_use]
    pub fn is_background(&self) -> bool {
        self.episode == "background"
    }

    /// Whether people who take no part in the fighting were attacked.
    #[must_use]
    pub fn hits_civilians(&self) -> bool {
        self.attacked.iter().any(Party::is_civilians)
    }

    /// The total of an effect, if anything is said of it.
    #[must_use]
    pub fn total(&self, effect: &str) -> Option<&Total> {
        let harm = match effect {
            "killed" => Some(&self.killed),
            "injured" => Some(&self.injured),
            other => self.others.get(other),
        };
        harm.map(|harm| &harm.total)
    }
}

fn triggers<'a>(material: &Material<'a>, incident: &Incident) -> Vec<&'a Span> {
    let spans = incident.spans(Role::Trigger);
    spans.filter_map(|id| material.span(id)).collect()
}

/// What the triggers say in an attribute: what all that say something agree on, else what the
/// first says; where some deny what others say, it is disputed.
fn said(triggers: &[&Span], name: &str) -> String {
    let values = triggers.iter().map(|span| text(span, name));
    let values: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
    let denied = values.iter().filter(|value| **value == "denied").count();
    if denied > 0 && denied < values.len() {
        return "disputed".to_owned();
    }
    // An incident that is told of now is not one of an earlier time because that is recalled.
    let current = values.iter().find(|value| **value == "current");
    let first = current.or(values.first());
    first.map_or_else(String::new, |value| (*value).to_owned())
}

fn is_gain(material: &Material<'_>, span: &Span) -> bool {
    material.sense(span) == Some(Sense::Control)
        && text(span, "kind") == "gains"
        && text(span, "polarity") != "neg"
        && matches!(text(span, "realis"), "" | "actual")
}

fn when(material: &Material<'_>, incident: &Incident) -> When {
    let spans = incident.spans(Role::Date);
    let mut told: Vec<(SpanId, Days)> = spans
        .filter_map(|id| {
            let span = material.span(id)?;
            let mut days = Days::read(text(span, "iso"))?;
            if let Some(precision) = Precision::from_name(text(span, "precision")) {
                days.precision = precision;
            }
            Some((id, days))
        })
        .collect();
    // `in 2017` adds nothing to a day.
    let finest = told.iter().map(|(_, days)| days.precision).min();
    told.retain(|(_, days)| Some(days.precision) == finest);
    let days = told.iter().map(|(_, days)| *days).reduce(Days::hull);
    let set = ["date_start", "date_end"].map(|name| incident.text(name).and_then(Days::read));
    let derived = |side: fn(Days) -> Option<Date>| days.and_then(side);
    let [start, end] = set;
    let first = start.map_or_else(|| derived(|days| days.first), |days| days.first);
    let last = end.map_or_else(|| derived(|days| days.last), |days| days.last);
    let set_precision = start.or(end).map(|days| days.precision);
    When {
        start: first,
        // A day that is set alone is the whole of it, unless the end is told.
        end: last
            .or_else(|| start.filter(|_| days.is_none())?.last)
            .max(first),
        precision: set_precision.or(finest),
        spans: told.into_iter().map(|(id, _)| id).collect(),
        overridden: start.is_some() || end.is_some(),
    }
}

fn targets(material: &Material<'_>, incident: &Incident) -> Vec<Target> {
    let spans = incident.spans(Role::Target);
    let spans = spans.filter_map(|id| material.span(id));
    let target = |span: &Span| Target {
        words: material.words(span).to_owned(),
        // A place's attributes say nothing of this.
        kind: text(span, "kind").to_owned(),
        civilian: text(span, "civilian").to_owned(),
        damage: text(span, "damage").to_owned(),
        span: span.id,
    };
    spans.map(target).collect()
}

fn weapons(material: &Material<'_>, incident: &Incident) -> Vec<String> {
    let spans = incident.spans(Role::Weapon);
    let mut kinds: Vec<String> = Vec::new();
    for span in spans.filter_map(|id| material.span(id)) {
        let kind = text(span, "kind");
        if !kind.is_empty() && kinds.iter().all(|other| other != kind) {
            kinds.push(kind.to_owned());
        }
    }
    kinds
}

/// How many strikes. The triggers of one incident mean the same strikes, so that numbers are
/// never added: of one account the greatest counts, over several the range.
fn strikes(material: &Material<'_>, triggers: &[&Span]) -> Total {
    let mut total = Total::default();
    let mut accounts: BTreeMap<Vec<String>, Count> = BTreeMap::new();
    for span in triggers {
        let count = Count::of(&span.attrs);
        let is_strike = material.sense(span) == Some(Sense::Strike) && !flag(span, "cumulative");
        if !is_strike || !count.is_stated() {
            continue;
        }
        let keys = sources_of(material, span.id).into_iter();
        let account = accounts.entry(keys.map(|s| s.key).collect()).or_default();
        if (count.best, count.most) >= (account.best, account.most) {
            *account = count;
        }
        total.spans.push(span.id);
    }
    total.count = accounts
        .into_values()
        .reduce(Count::hull)
        .unwrap_or_default();
    total
}
