//! Doing things in many places at once.

mod everywhere;
mod joined;

use rayon::prelude::*;

use crate::analysis::occurrences::occurrences;
use crate::analysis::search::{Hit, in_context};
use crate::lexicon::Lexicon;
use crate::model::annotations::Annotations;
use crate::model::edit::Edit;
use crate::model::history::{Change, Scoped, StepName};
use crate::model::id::{ArticleId, LabelId};
use crate::model::span::{Provenance, Span};
use crate::session::batch::correction::{Correction, correctable};
use crate::session::batch::{
    Batch, Kinds, Like, MOST_PLACES, Mark, Offer, Place, Purpose, lasting, markable,
};
use crate::session::command::{Command, Review};
use crate::session::dialog::Dialog;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::project::OpenProject;
use crate::session::propose::Decided;
use crate::session::{Job, LoadedLayer, Outcome, Session};
use crate::text::words::paragraph_at;
pub(in crate::session) use everywhere::Elsewhere;

/// How many places of one article are shown at most.
const MOST_IN_ARTICLE: usize = 1000;

/// The places where words stand, with the layers of those articles.
pub(in crate::session) struct Occurrences {
    words: String,
    everywhere: bool,
    found: Vec<(ArticleId, Vec<Hit>)>,
    layers: Vec<LoadedLayer>,
    cancelled: bool,
}

impl Session {
    /// Shows what would be decided about all suggestions like the selected one, of the article or
    /// of the project.
    pub(super) fn decide_many(&mut self, accept: bool, everywhere: bool) {
        let chosen = self.chosen_suggestion();
        let like = Like {
            label: chosen.map(|span| span.label),
            ..Like::default()
        };
        self.show_places(Purpose::Decide { accept, like }, everywhere);
    }

    /// Shows the suggestions of the paragraph where the user is, to take them together.
    pub(super) fn accept_paragraph(&mut self) {
        let Some(open) = self.open() else { return };
        let first = || open.suggestions().first().map(|first| first.span.range);
        let Some(place) = open.active_range().or_else(first) else {
            return;
        };
        let within = paragraph_at(open.text.as_str(), place.start());
        let like = Like {
            within: Some(within),
            ..Like::default()
        };
        self.show_places(Purpose::Decide { accept: true, like }, false);
    }

    /// Shows where something could be done: in the article, and in the others if they are asked
    /// about.
    fn show_places(&mut self, purpose: Purpose, everywhere: bool) {
        let Some(open) = self.open() else { return };
        self.batch = Some(Batch {
            places: everywhere::places(open, &purpose),
            kinds: Kinds::asked(open, &purpose),
            everywhere,
            ..Batch::new(purpose)
        });
        self.dialog = Some(Dialog::Batch);
        self.look_elsewhere();
    }

    /// Changes which suggestions are decided about.
    pub(super) fn choose_like(&mut self, like: Like) {
        let Some(batch) = &self.batch else { return };
        if let Purpose::Decide { accept, .. } = batch.purpose {
            let everywhere = batch.everywhere && like.within.is_none();
            self.show_places(Purpose::Decide { accept, like }, everywhere);
        }
    }

    /// Looks for the other places where the words of the span or selection stand.
    pub(super) fn find_occurrences(&mut self, everywhere: bool) {
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let words = open.active_range().and_then(|r| r.of(open.text.as_str()));
        let Some(words) = words.map(str::to_owned) else {
            return;
        };
        let span = open.span.and_then(|id| open.shown(id));
        let schema = &project.project.schema;
        let mark = Mark {
            words,
            label: span.map(|span| span.label.clone()),
            attrs: span.map(|span| lasting(span, schema)).unwrap_or_default(),
        };
        self.look_for(mark, everywhere);
    }

    /// Looks for words in the background and shows where they could be marked.
    fn look_for(&mut self, mark: Mark, everywhere: bool) {
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let shown = (open.id.clone(), open.text.clone());
        let mut ids = vec![open.id.clone()];
        if everywhere {
            let others = project.list.iter().map(|entry| &entry.meta.id);
            ids.extend(others.filter(|id| **id != open.id).cloned());
        }
        let words = mark.words.clone();
        self.batch = Some(Batch {
            everywhere,
            running: true,
            ..Batch::new(Purpose::Mark(mark))
        });
        self.dialog = Some(Dialog::Batch);
        self.jobs
            .replace(Job::Occurrences, "occurrences", move |progress| {
                let known = |word: &str| Lexicon::built_in().is_word(word);
                let done = std::sync::atomic::AtomicU64::new(0);
                let total = ids.len() as u64;
                let found = ids.par_iter().filter_map(|id| {
                    if progress.is_cancelled() {
                        return None;
                    }
                    let text = if *id == shown.0 {
                        shown.1.clone()
                    } else {
                        store.load_text(id).ok()?.0
                    };
                    let text = text.as_str();
                    let ranges = occurrences(text, &words, &known, MOST_IN_ARTICLE);
                    let hits: Vec<Hit> = ranges.into_iter().map(|r| in_context(text, r)).collect();
                    let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                    if count.is_multiple_of(64) {
                        progress.set(count, total);
                    }
                    (!hits.is_empty()).then(|| (id.clone(), hits))
                });
                let mut found: Vec<(ArticleId, Vec<Hit>)> = found.collect();
                let mut room = MOST_PLACES;
                found.retain(|(_, hits)| {
                    let fits = hits.len() <= room;
                    room = room.saturating_sub(hits.len());
                    fits
                });
                let others = found.iter().filter(|(id, _)| *id != shown.0);
                let layers = others
                    .map(|(id, _)| super::article::load_layer(&store, &own, id.clone()))
                    .collect();
                Outcome::Occurrences(Box::new(Occurrences {
                    words,
                    everywhere,
                    found,
                    layers,
                    cancelled: progress.is_cancelled(),
                }))
            });
    }

    /// Shows where words stand, if that is still asked for.
    pub(in crate::session) fn take_occurrences(&mut self, looked: Occurrences) {
        let (Some(batch), Some(project)) = (&mut self.batch, &mut self.project) else {
            return;
        };
        let Purpose::Mark(mark) = &batch.purpose else {
            return;
        };
        let asked = mark.words == looked.words && batch.everywhere == looked.everywhere;
        if !asked || looked.cancelled || !batch.running {
            return;
        }
        project.keep_layers(looked.layers);
        batch.running = false;
        for (id, hits) in looked.found {
            let layer = project.layers.get(&id).map(|(layer, _)| layer);
            let whole = !project.changed.contains_key(&id);
            let Some(layer) = layer.filter(|_| whole) else {
                batch.left_out += 1;
                continue;
            };
            let open = project.open.as_ref().filter(|open| open.id == id);
            let proposals = open.map(|open| open.suggestions()).unwrap_or_default();
            let places = markable(hits, layer, proposals, mark);
            batch.places.extend(places);
        }
    }

    /// Gives the words that are marked a label.
    pub(super) fn label_batch(&mut self, label: LabelId) {
        let Some(batch) = &self.batch else { return };
        if let Purpose::Mark(mark) = &batch.purpose {
            let attrs = if mark.label.as_ref() == Some(&label) {
                mark.attrs.clone()
            } else {
                Default::default()
            };
            // Looked for anew: what is marked so already depends on the label.
            let mark = Mark {
                label: Some(label),
                attrs,
                ..mark.clone()
            };
            self.look_for(mark, batch.everywhere);
        }
    }

    /// Looks in all articles, or in the open one only.
    pub(super) fn spread_batch(&mut self, everywhere: bool) {
        let Some(batch) = &self.batch else { return };
        match batch.purpose.clone() {
            Purpose::Mark(mark) => self.look_for(mark, everywhere),
            Purpose::Decide { accept, mut like } => {
                like.within = like.within.filter(|_| !everywhere);
                self.show_places(Purpose::Decide { accept, like }, everywhere);
            }
            purpose => self.show_places(purpose, everywhere),
        }
    }

    /// Looks again in how many places the offered correction could be made: none once it was
    /// taken back or the places were decided.
    pub(in crate::session) fn renew_offer(&mut self) {
        let Some(mut offer) = self.offer.take() else {
            return;
        };
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        let correction = self.correction(&offer);
        let here = correction.as_ref();
        offer.count = here.map_or(0, |correction| correctable(open, correction).len());
        let elsewhere = correction.is_some() && project.list.iter().nth(1).is_some();
        self.offer = (offer.count > 0 || elsewhere).then_some(offer);
    }

    /// What an offer is about, while that stands.
    fn correction(&self, offer: &Offer) -> Option<Correction> {
        let open = self.open()?;
        let made = open.layer.span(offer.made)?;
        let from = Span::clone(&offer.from);
        Some(Correction::new(open.text.as_str(), from, made.clone()))
    }

    /// Shows where else the offered correction could be made: where nothing is left to correct in
    /// the article, in the others.
    pub(super) fn propagate(&mut self) {
        let offer = self.offer.as_ref();
        let Some((correction, count)) =
            offer.and_then(|offer| Some((self.correction(offer)?, offer.count)))
        else {
            return;
        };
        self.show_places(Purpose::Correct(Box::new(correction)), count == 0);
    }

    /// Leaves places out, or takes them in.
    pub(super) fn choose_places(&mut self, which: Option<usize>, chosen: bool) {
        let places = self.batch.iter_mut().flat_map(|batch| &mut batch.places);
        for (number, place) in places.enumerate() {
            if which.is_none_or(|which| which == number) {
                place.chosen = chosen && !(which.is_none() && place.collides);
            }
        }
    }

    /// Leaves all places of an article out, or takes them in.
    pub(super) fn choose_article(&mut self, article: &ArticleId, chosen: bool) {
        let places = self.batch.iter_mut().flat_map(|batch| &mut batch.places);
        for place in places.filter(|place| place.article == *article) {
            place.chosen = chosen && !place.collides;
        }
    }

    /// Does what is shown, in the places that are chosen, as one step.
    pub(super) fn do_batch(&mut self) {
        let Some(batch) = self.batch.clone() else {
            return;
        };
        if self.needs_layers(&batch.articles(), &Command::Review(Review::DoBatch)) {
            return;
        }
        if let Purpose::Join(like) = &batch.purpose {
            return self.do_joined(like.accept, &batch.places);
        }
        let now = (self.world.now)();
        let Some(project) = &self.project else { return };
        let mut edits: Vec<Scoped> = Vec::new();
        let mut count = 0;
        for place in standing(project, &batch) {
            let Some(outcome) = batch.outcome(place) else {
                continue;
            };
            let author = project.annotator.clone();
            let proposed = outcome.proposed.as_deref();
            let provenance = match proposed {
                Some(span) => Provenance {
                    author,
                    at: now,
                    ..span.provenance.clone()
                },
                None => Provenance::manual(author, now),
            };
            let span = Span {
                id: self.new_span_id(),
                range: outcome.range,
                label: outcome.label,
                state: outcome.state,
                attrs: outcome.attrs,
                head: proposed.and_then(|span| span.head),
                trigger: proposed.and_then(|span| span.trigger),
                note: String::new(),
                provenance,
            };
            let article = &place.article;
            let is_first = edits.last().is_none_or(|last| last.article != *article);
            let layer = project.own_layer(article).filter(|_| is_first);
            let begun = layer.and_then(Annotations::beginning);
            edits.extend(begun.map(|edit| Scoped {
                article: article.clone(),
                edit,
            }));
            edits.push(Scoped {
                article: article.clone(),
                edit: Edit::AddSpan(Box::new(span)),
            });
            count += 1;
        }
        let number = u32::try_from(count).unwrap_or(u32::MAX);
        let name = match &batch.purpose {
            Purpose::Decide { accept: true, .. } => StepName::AcceptMany(number),
            Purpose::Decide { .. } => StepName::RejectMany(number),
            Purpose::Mark(Mark { label, .. }) => match label {
                Some(label) => StepName::TagMany(label.clone(), number),
                None => return,
            },
            Purpose::Correct(_) => StepName::ChangeMany(number),
            Purpose::Join(_) => return,
        };
        let place = self.review_place();
        self.end_batch(count);
        self.perform(Change {
            name,
            edits,
            project: Vec::new(),
        });
        self.go_on(place);
    }

    /// Closes the dialog of what is done in so many places.
    fn end_batch(&mut self, count: usize) {
        self.batch = None;
        self.dialog = None;
        let message = Message::new("notice-batch").number("count", count);
        self.report(Severity::Success, message, String::new());
    }
}

/// The chosen places of a batch but those whose words were decided about since their article was
/// read.
fn standing<'b>(project: &OpenProject, batch: &'b Batch) -> Vec<&'b Place> {
    let merged = project.project.schema.merged();
    let mut standing: Vec<&Place> = Vec::new();
    for part in batch.places.chunk_by(|a, b| a.article == b.article) {
        let layer = part
            .first()
            .and_then(|place| project.own_layer(&place.article));
        let decided = layer.map(|layer| Decided::of(layer, &merged));
        let closed = |place: &Place| {
            let proposed = place.proposal.as_ref().map(|proposal| &proposal.span);
            let decided = decided.as_ref().zip(proposed);
            decided.is_some_and(|(decided, span)| decided.closes(span))
        };
        let chosen = part.iter().filter(|place| place.chosen);
        standing.extend(chosen.filter(|place| !closed(place)));
    }
    standing
}
