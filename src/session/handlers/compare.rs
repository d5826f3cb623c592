//! Comparing two annotators, and settling where they differ.

use crate::model::history::{Change, StepName};
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::span::Provenance;
use crate::session::command::{Command, EditCommand, Review};
use crate::session::compare::{Comparison, Found, Side, Sides, compare};
use crate::session::dialog::Dialog;
use crate::session::{Job, Outcome, Session};

impl Session {
    /// Shows the comparison: of the same two as the last time, else of the user with somebody
    /// else, or of two others.
    pub(super) fn show_agreement(&mut self) {
        let Some(project) = &self.project else { return };
        let own = &project.annotator;
        let others = project.annotators.iter().map(|other| &other.id);
        let others: Vec<&AnnotatorId> = others.filter(|id| *id != own).collect();
        let sides = match (&self.comparison, &others[..]) {
            (Some(last), _) => Some((&last.sides.first, &last.sides.second)),
            (None, []) => None,
            (None, [one]) => Some((own, *one)),
            (None, [one, two, ..]) => Some((*one, *two)),
        };
        let sides = sides.map(|(first, second)| (first.clone(), second.clone()));
        self.toggle(Dialog::Agreement);
        if let Some((first, second)) = sides.filter(|_| self.dialog.is_some()) {
            self.compare_layers(first, second);
        }
    }

    /// Compares two annotators in the background.
    pub(super) fn compare_layers(&mut self, first: AnnotatorId, second: AnnotatorId) {
        let Some(project) = &self.project else { return };
        let sides = Sides { first, second };
        self.comparison = Some(Comparison {
            sides: sides.clone(),
            found: None,
            chosen: 0,
        });
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let schema = project.project.schema.clone();
        let articles: Vec<ArticleId> = project.list.iter().map(|e| e.meta.id.clone()).collect();
        self.jobs
            .replace(Job::Compare, "compare layers", move |progress| {
                let found = compare((&store, &schema), &sides, &own, &articles, progress);
                Outcome::Compared(sides, Box::new(found))
            });
    }

    /// Takes in what was compared, if it is still wanted.
    pub(in crate::session) fn take_comparison(&mut self, sides: &Sides, found: Found) {
        if let Some(comparison) = self.comparison.as_mut().filter(|c| c.sides == *sides) {
            comparison.found = Some(found);
            comparison.chosen = 0;
        }
    }

    /// Chooses a difference.
    pub(super) fn choose_difference(&mut self, number: usize) {
        if let Some(comparison) = &mut self.comparison {
            comparison.chosen = number;
        }
    }

    /// Opens the article at a difference.
    pub(super) fn see_difference(&mut self, number: usize) {
        let place = self.comparison.as_ref().and_then(|c| c.place(number));
        if let Some(place) = place {
            let go = EditCommand::GoTo(place.article.clone(), place.difference.range);
            self.dialog = None;
            self.send(Command::Edit(go));
        }
    }

    /// Takes what one side says over into the user's own layer, and goes on to the next
    /// difference that is open.
    pub(super) fn settle(&mut self, number: usize, side: Side) {
        let now = (self.world.now)();
        let id = self.new_span_id();
        let place = self.comparison.as_ref().and_then(|c| c.place(number));
        let Some(place) = place.cloned() else { return };
        let again = Command::Review(Review::Settle(number, side));
        if self.needs_layers(std::slice::from_ref(&place.article), &again) {
            return;
        }
        let Some(project) = &self.project else { return };
        let Some(layer) = project.own_layer(&place.article) else {
            return;
        };
        let by = Provenance::manual(project.annotator.clone(), now);
        let mut edits = place.settle(side, layer, id, &by);
        if !edits.is_empty() {
            edits.extend(layer.beginning());
        }
        self.perform(Change::of(&place.article, StepName::Settle, edits));
        if let Some(comparison) = &mut self.comparison {
            comparison.settled(number, side);
        }
    }
}
