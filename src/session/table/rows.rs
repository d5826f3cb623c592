//! The rows of an article, and those over all articles.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::proposed::ProposedRow;
use crate::analysis::incidents::{IncidentRow, Material, MentionRow, Party, party_key};
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Progress};
use crate::model::article::{ArticleMeta, MetaField};
use crate::model::id::{ArticleId, SpanId};
use crate::model::schema::Bilingual;
use crate::model::schema::sense::{Sense, Senses};
use crate::text::fold::fold;
use crate::text::offset::ByteRange;

/// The rows of an article.
#[derive(Clone, Debug)]
pub struct ArticleRows {
    /// The article.
    pub article: ArticleId,
    /// Its title, else its id.
    pub title: String,
    /// When it was published.
    pub published: Option<Date>,
    /// How far it is.
    pub progress: Progress,
    /// Its incidents.
    pub incidents: Vec<Filed<IncidentRow>>,
    /// Those that are only proposed, where they were asked for.
    pub proposed: Vec<ProposedRow>,
    /// Its spans, in reading order.
    pub mentions: Vec<Filed<MentionRow>>,
}

/// A row with its words, folded, for the filter.
#[derive(Clone, Debug)]
pub struct Filed<T> {
    /// The row.
    pub row: T,
    /// All its words.
    pub folded: String,
}

/// A faction over all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactionRow {
    /// Its canonical id; empty for one that only texts name.
    pub id: String,
    /// Its names.
    pub names: Bilingual,
    /// Its side.
    pub side: String,
    /// The English name of its country.
    pub country: String,
    /// How often it is named.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// In how many incidents it is the attacker.
    pub attacker: usize,
    /// In how many it is attacked.
    pub attacked: usize,
    /// Where it is named first.
    pub first: Option<(ArticleId, ByteRange)>,
}

impl FactionRow {
    /// What tells it from others.
    #[must_use]
    pub fn key(&self) -> &str {
        party_key(&self.id, &self.names)
    }
}

impl ArticleRows {
    /// The rows of a layer.
    #[must_use]
    pub fn of(
        layer: &Annotations,
        text: &str,
        meta: &ArticleMeta,
        lexicon: &Lexicon,
        senses: &Senses,
    ) -> Self {
        let material = Material::new(layer, text, meta, lexicon, senses);
        let title = title(meta);
        let incidents = material.rows().map(|row| Filed::incident(row, meta));
        let mentions = material.mentions().map(|row| {
            let names = [title, &row.words, &row.names.en, &row.names.ar, &row.kind];
            let words = names.map(str::to_owned).into_iter();
            let parties = row.parties.iter().map(said);
            let sources = row
                .sources
                .iter()
                .map(|s| format!("{} {} {}", s.names.en, s.names.ar, s.words));
            Filed::new(words.chain(parties).chain(sources), row.clone())
        });
        Self {
            progress: layer.progress(),
            incidents: incidents.collect(),
            mentions: mentions.collect(),
            ..Self::none(meta)
        }
    }

    /// No rows: those of an article that was taken out.
    #[must_use]
    pub fn none(meta: &ArticleMeta) -> Self {
        Self {
            article: meta.id.clone(),
            title: title(meta).to_owned(),
            published: meta.published(),
            progress: Progress::default(),
            incidents: Vec::new(),
            proposed: Vec::new(),
            mentions: Vec::new(),
        }
    }

    /// Where a span is.
    #[must_use]
    pub fn range(&self, span: SpanId) -> Option<ByteRange> {
        let mut mentions = self.mentions.iter();
        let found = mentions.find(|mention| mention.row.span == span);
        let found = found.map(|found| found.row.range);
        found.or_else(|| self.proposed.iter().find_map(|row| row.resting.range(span)))
    }
}

impl<T> Filed<T> {
    fn new(words: impl Iterator<Item = String>, row: T) -> Self {
        let words = words.collect::<Vec<_>>().join(" ");
        Self {
            row,
            folded: fold(&words).as_str().to_owned(),
        }
    }
}

impl Filed<IncidentRow> {
    /// The row of an incident.
    pub(super) fn incident(row: IncidentRow, meta: &ArticleMeta) -> Self {
        let place = row.place.as_ref();
        let places = place.map(|place| format!("{} {}", place.names.en, place.names.ar));
        let parties = row.attackers.iter().chain(&row.attacked).map(said);
        let sources = row.sources.iter();
        let sources = sources.map(|s| format!("{} {} {}", s.names.en, s.names.ar, s.words));
        let targets = row.targets.iter().map(|target| target.words.clone());
        let title = title(meta);
        let words = [title, &row.title, &row.kind, &row.note].map(str::to_owned);
        let all = words.into_iter().chain(places).chain(parties);
        let all: Vec<String> = all.chain(sources).chain(targets).collect();
        Self::new(all.into_iter(), row)
    }
}

/// The title of an article, else its id.
fn title(meta: &ArticleMeta) -> &str {
    meta.get(MetaField::Title).unwrap_or(meta.id.as_str())
}

fn said(party: &Party) -> String {
    format!("{} {}", party.names.en, party.names.ar)
}

/// The factions over all articles, those that are named most first.
pub(super) fn factions<'a>(
    articles: impl Iterator<Item = &'a ArticleRows>,
) -> Vec<Filed<FactionRow>> {
    let mut found: BTreeMap<String, FactionRow> = BTreeMap::new();
    for article in articles {
        let mut here: BTreeSet<String> = BTreeSet::new();
        let mentions = article.mentions.iter().map(|mention| &mention.row);
        for row in mentions.filter(|row| row.sense == Some(Sense::Faction)) {
            let key = party_key(&row.id, &row.names).to_owned();
            let faction = found.entry(key.clone()).or_insert_with(|| FactionRow {
                id: row.id.clone(),
                names: row.names.clone(),
                side: row.side.clone(),
                country: row.country.clone(),
                ..FactionRow::default()
            });
            faction.mentions += 1;
            faction.articles += usize::from(here.insert(key));
            faction
                .first
                .get_or_insert_with(|| (article.article.clone(), row.range));
        }
        for incident in &article.incidents {
            let row = &incident.row;
            let attackers = row.attackers.iter().map(|party| (party, true));
            for (party, attacks) in attackers.chain(row.attacked.iter().map(|p| (p, false))) {
                let faction = found
                    .entry(party.key().to_owned())
                    .or_insert_with(|| FactionRow {
                        id: party.id.clone(),
                        names: party.names.clone(),
                        side: party.side.clone(),
                        country: party.country.clone(),
                        ..FactionRow::default()
                    });
                faction.attacker += usize::from(attacks);
                faction.attacked += usize::from(!attacks);
            }
        }
    }
    let mut factions: Vec<FactionRow> = found.into_values().collect();
    factions.sort_by_key(|faction| std::cmp::Reverse(faction.mentions));
    let filed = factions.into_iter().map(|row| {
        let words = [&row.names.en, &row.names.ar, &row.side, &row.country];
        let words: Vec<String> = words.map(Clone::clone).into();
        Filed::new(words.into_iter(), row)
    });
    filed.collect()
}
