//! What stands in a cell, and how a column is sorted.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::Column;
use super::rows::{ArticleRows, FactionRow};
use crate::analysis::incidents::{Count, IncidentRow, MentionRow, Party, Source, Total, When};
use crate::model::id::SpanId;
use crate::model::schema::Bilingual;
use crate::session::locale::Catalogue;
use crate::session::message::Message;
use crate::text::fold::fold;

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub enum Line<'a> {
    /// An incident of an article.
    Incident(&'a ArticleRows, &'a IncidentRow),
    /// A span of an article.
    Mention(&'a ArticleRows, &'a MentionRow),
    /// A faction over all articles.
    Faction(&'a FactionRow),
}

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its words.
    pub words: String,
    /// More of it, for whoever rests on it.
    pub detail: String,
    /// The spans it rests on.
    pub spans: Vec<SpanId>,
}

impl Shown {
    fn plain(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            ..Self::default()
        }
    }
}

/// What a cell shows in a language.
#[must_use]
pub fn cell(line: Line<'_>, column: Column, catalogue: &Catalogue) -> Shown {
    match line {
        Line::Incident(article, row) => of_incident(article, row, column, catalogue),
        Line::Mention(article, row) => of_mention(article, row, column, catalogue),
        Line::Faction(row) => of_faction(row, column, catalogue),
    }
}

fn of_incident(
    article: &ArticleRows,
    row: &IncidentRow,
    column: Column,
    catalogue: &Catalogue,
) -> Shown {
    let value = |name: &str, value: &str| Shown {
        spans: row.triggers.clone(),
        ..Shown::plain(named_value(catalogue, name, value))
    };
    match column {
        Column::Date => when(&row.when, catalogue),
        Column::Kind => value("kind", &row.kind),
        Column::Attackers => {
            let mut shown = parties(&row.attackers, catalogue);
            if row.contested {
                shown.detail = catalogue.t("table-contested");
                shown.words.push_str(" *");
            }
            shown
        }
        Column::Attacked => parties(&row.attacked, catalogue),
        Column::Place => row
            .place
            .as_ref()
            .map_or_else(Shown::default, |place| Shown {
                words: name(&place.names, catalogue),
                detail: place.admin.join(" / "),
                spans: place.spans.clone(),
            }),
        Column::Strikes => total(&row.strikes, catalogue),
        Column::Killed => total(&row.killed.total, catalogue),
        Column::Injured => total(&row.injured.total, catalogue),
        Column::Civilians => total(&row.killed.civilians, catalogue),
        Column::Combatants => total(&row.killed.combatants, catalogue),
        Column::Sources => sources(&row.sources, catalogue),
        Column::Status => value("status", &row.status),
        Column::Episode => value("episode", &row.episode),
        Column::HarmGrade => value("harm_grade", &row.harm_grade),
        Column::State => Shown::plain(catalogue.t(&format!("state-{}", row.state.name()))),
        Column::Title => Shown {
            spans: row.triggers.clone(),
            ..Shown::plain(&row.title)
        },
        _ => of_article(article, column),
    }
}

fn of_mention(
    article: &ArticleRows,
    row: &MentionRow,
    column: Column,
    catalogue: &Catalogue,
) -> Shown {
    let value = |name: &str, value: &str| Shown::plain(named_value(catalogue, name, value));
    let mut shown = match column {
        Column::Words => Shown::plain(&row.words),
        Column::Label => Shown::plain(catalogue.label(&row.label)),
        Column::Kind => value("kind", &row.kind),
        Column::Effect => value("effect", &row.kind),
        Column::Name => Shown::plain(name(&row.names, catalogue)),
        Column::Role => value("role", &row.role),
        Column::Count => Shown::plain(row.count.to_string()),
        Column::Victim => value("victim", &row.victim),
        Column::CivilianStatus => value("civilian_status", &row.civilian_status),
        Column::Status => value("status", &row.status),
        Column::Episode => value("episode", &row.episode),
        Column::State => Shown::plain(catalogue.t(&format!("state-{}", row.state.name()))),
        Column::Parties => parties(&row.parties, catalogue),
        Column::Sources => sources(&row.sources, catalogue),
        _ => of_article(article, column),
    };
    if shown.spans.is_empty() {
        shown.spans.push(row.span);
    }
    shown
}

fn of_faction(row: &FactionRow, column: Column, catalogue: &Catalogue) -> Shown {
    Shown::plain(match column {
        Column::Name => name(&row.names, catalogue),
        Column::Side => named_value(catalogue, "side", &row.side),
        Column::Country => row.country.clone(),
        Column::Mentions => row.mentions.to_string(),
        Column::Articles => row.articles.to_string(),
        Column::AsAttacker => row.attacker.to_string(),
        Column::AsAttacked => row.attacked.to_string(),
        _ => String::new(),
    })
}

fn of_article(article: &ArticleRows, column: Column) -> Shown {
    match column {
        Column::Article => Shown::plain(&article.title),
        Column::Published => {
            let day = article.published.map(|day| day.to_string());
            Shown::plain(day.unwrap_or_default())
        }
        _ => Shown::default(),
    }
}

/// A value of an attribute in words; nothing for none.
fn named_value(catalogue: &Catalogue, attribute: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        catalogue.value(attribute, value)
    }
}

/// A name in the language of the interface, else in the other one.
pub(in crate::session) fn name(names: &Bilingual, catalogue: &Catalogue) -> String {
    let own = catalogue.bilingual(names);
    if own.is_empty() {
        let other = if names.en.is_empty() {
            &names.ar
        } else {
            &names.en
        };
        return other.clone();
    }
    own.to_owned()
}

fn when(when: &When, catalogue: &Catalogue) -> Shown {
    let mut words = period(when.start, when.end);
    let detail = by_hand(&mut words, when.overridden, catalogue);
    Shown {
        words,
        detail,
        spans: when.spans.clone(),
    }
}

/// A period in as few words as tell it: `2017-02-13`, `2017-02-13–14`, `2017-02`, `2015`.
pub(in crate::session) fn period(start: Option<Date>, end: Option<Date>) -> String {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let (Some(first), Some(last)) = (start, end) else {
        let open = start.is_some() || end.is_some();
        return match open {
            true => format!("{} – {}", day(start), day(end)),
            false => String::new(),
        };
    };
    let whole_years =
        (first.month(), first.day()) == (1, 1) && (last.month(), last.day()) == (12, 31);
    if first == last {
        first.to_string()
    } else if whole_years && first.year() == last.year() {
        first.year().to_string()
    } else if (first.year(), first.month()) != (last.year(), last.month()) {
        format!("{first} – {last}")
    } else if first.day() == 1 && last == last.last_of_month() {
        first.strftime("%Y-%m").to_string()
    } else {
        format!("{first}–{:02}", last.day())
    }
}

fn total(total: &Total, catalogue: &Catalogue) -> Shown {
    let mut words = total.count.to_string();
    if words.is_empty() && total.vague {
        words.push('?');
    }
    let mut details: Vec<String> = Vec::new();
    for claim in &total.claims {
        let who = if claim.sources.is_empty() {
            catalogue.t("table-article-itself")
        } else {
            catalogue.names(&claim.sources)
        };
        let message = Message::new("table-claim")
            .text("count", claim.count.to_string())
            .text("who", who);
        details.push(catalogue.message(&message));
    }
    if total.claims.len() > 1 {
        words.push_str(" *");
    }
    details.extend(Some(by_hand(&mut words, total.overridden, catalogue)));
    details.retain(|detail| !detail.is_empty());
    Shown {
        words,
        detail: details.join("\n"),
        spans: total.spans.clone(),
    }
}

/// Marks what a person has set, and says so.
fn by_hand(words: &mut String, set: bool, catalogue: &Catalogue) -> String {
    if set {
        words.push_str(" *");
        catalogue.t("table-by-hand")
    } else {
        String::new()
    }
}

fn parties(parties: &[Party], catalogue: &Catalogue) -> Shown {
    let names: Vec<String> = parties.iter().map(|p| name(&p.names, catalogue)).collect();
    Shown {
        words: names.join(catalogue.comma()),
        detail: String::new(),
        spans: parties.iter().flat_map(|p| p.spans.clone()).collect(),
    }
}

/// Who reports it, in the language of the interface; how the text calls them is told besides.
fn sources(sources: &[Source], catalogue: &Catalogue) -> Shown {
    let mut names: Vec<String> = Vec::new();
    for source in sources {
        let name = name(&source.names, catalogue);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let words = sources.iter().map(|source| source.words.as_str());
    let words: Vec<&str> = words
        .filter(|w| names.iter().all(|name| name != w))
        .collect();
    Shown {
        words: names.join(catalogue.comma()),
        detail: words.join("\n"),
        spans: sources.iter().map(|source| source.span).collect(),
    }
}

/// What a row is sorted by; what is not known stands last either way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Number(Option<u64>),
    Day(Option<Date>),
    Words(String),
}

impl Key {
    pub(super) fn of(line: Line<'_>, column: Column, catalogue: &Catalogue) -> Self {
        let count = |count: &Count| Self::Number(count.best);
        match (line, column) {
            (Line::Incident(_, row), Column::Date) => Self::Day(row.when.start.or(row.when.end)),
            (Line::Incident(article, _) | Line::Mention(article, _), Column::Published) => {
                Self::Day(article.published)
            }
            (Line::Incident(_, row), Column::Strikes) => count(&row.strikes.count),
            (Line::Incident(_, row), Column::Killed) => count(&row.killed.total.count),
            (Line::Incident(_, row), Column::Injured) => count(&row.injured.total.count),
            (Line::Incident(_, row), Column::Civilians) => count(&row.killed.civilians.count),
            (Line::Incident(_, row), Column::Combatants) => count(&row.killed.combatants.count),
            (Line::Mention(_, row), Column::Count) => count(&row.count),
            (Line::Faction(row), column) if column.is_number() => {
                Self::Number(Some(match column {
                    Column::Articles => row.articles,
                    Column::AsAttacker => row.attacker,
                    Column::AsAttacked => row.attacked,
                    _ => row.mentions,
                } as u64))
            }
            _ => Self::Words(
                fold(&cell(line, column, catalogue).words)
                    .as_str()
                    .to_owned(),
            ),
        }
    }

    pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        let known = other.is_known().cmp(&self.is_known());
        known.then_with(|| {
            turned(match (self, other) {
                (Self::Number(a), Self::Number(b)) => a.cmp(b),
                (Self::Day(a), Self::Day(b)) => a.cmp(b),
                (Self::Words(a), Self::Words(b)) => a.cmp(b),
                _ => Ordering::Equal,
            })
        })
    }

    fn is_known(&self) -> bool {
        match self {
            Self::Number(number) => number.is_some(),
            Self::Day(day) => day.is_some(),
            Self::Words(words) => !words.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_told_in_few_words() {
        let rows = [
            ("2017-02-13", "2017-02-13", "2017-02-13"),
            ("2017-02-13", "2017-02-14", "2017-02-13–14"),
            ("2017-02-01", "2017-02-28", "2017-02"),
            ("2017-02-28", "2017-03-01", "2017-02-28 – 2017-03-01"),
            ("2015-01-01", "2015-12-31", "2015"),
            ("2015-01-01", "", "2015-01-01 – "),
            ("", "", ""),
        ];
        for (start, end, expected) in rows {
            let told = period(start.parse().ok(), end.parse().ok());
            assert_eq!(told, expected, "{start} {end}");
        }
    }
}
