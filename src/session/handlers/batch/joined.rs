//! Deciding about relations or incidents of a kind together.

use crate::model::history::{Change, Scoped, StepName};
use crate::model::span::Provenance;
use crate::session::Session;
use crate::session::batch::joined::LikeJoined;
use crate::session::batch::{Place, Purpose};
use crate::session::propose::Joint;
use crate::session::resting::Deciding;
use crate::session::tally::Waiting;

impl Session {
    /// Whether relations or incidents can be decided about together: the article has some, or
    /// there are others that may.
    pub(in crate::session::handlers) fn can_join_many(
        &self,
        waiting: impl Fn(Waiting) -> u32,
    ) -> bool {
        let several = self
            .project
            .as_ref()
            .map(|p| p.list.iter().nth(1).is_some());
        self.open().is_some_and(|open| {
            let elsewhere = several == Some(true) && open.shows.suggestions;
            self.can_edit() && (elsewhere || waiting(open.waiting()) > 0)
        })
    }

    /// Shows all relations or incidents of the article that are open; where it has none, those of
    /// the project.
    pub(in crate::session::handlers) fn decide_all_joined(&mut self, joint: Joint, accept: bool) {
        let Some(open) = self.open() else { return };
        let waiting = open.waiting();
        let here = match joint {
            Joint::Relation => waiting.relations,
            Joint::Incident => waiting.incidents,
        };
        let like = LikeJoined {
            accept,
            joint,
            kind: None,
            least: 0.0,
        };
        self.show_places(Purpose::Join(like), here == 0);
    }

    /// Shows others than before.
    pub(in crate::session::handlers) fn choose_joined(&mut self, like: LikeJoined) {
        let everywhere = self.batch.as_ref().is_some_and(|batch| batch.everywhere);
        self.show_places(Purpose::Join(like), everywhere);
    }

    /// Takes or rejects those that are chosen in one step, with the suggested spans under those
    /// that are taken. What was decided since they were looked for stays as it is.
    pub(super) fn do_joined(&mut self, accept: bool, places: &[Place]) {
        let now = (self.world.now)();
        let Some(project) = self.project.as_ref().filter(|_| self.can_edit()) else {
            return;
        };
        let open = project.open.as_ref();
        let merged = project.project.schema.merged();
        let mut edits = Vec::new();
        let (mut count, mut became) = (0, None);
        for part in places.chunk_by(|a, b| a.article == b.article) {
            let article = part.first().map(|place| &place.article);
            let Some((article, layer)) = article.and_then(|id| Some((id, project.own_layer(id)?)))
            else {
                continue;
            };
            let by = Provenance::manual(project.annotator.clone(), now);
            let mut deciding = Deciding::new(layer, &merged, by, self.world.random);
            let chosen = part.iter().filter(|place| place.chosen);
            for joined in chosen.filter_map(|place| place.joined.as_ref()) {
                count += usize::from(if accept {
                    deciding.accept(&joined.resting)
                } else {
                    deciding.reject(&joined.resting)
                });
            }
            let span = open.filter(|open| open.id == *article);
            let span = span.and_then(|open| open.span);
            became = became.or_else(|| deciding.became(span?));
            edits.extend(deciding.edits().into_iter().map(|edit| Scoped {
                article: article.clone(),
                edit,
            }));
        }
        let number = u32::try_from(count).unwrap_or(u32::MAX);
        let name = if accept {
            StepName::AcceptMany(number)
        } else {
            StepName::RejectMany(number)
        };
        self.end_batch(count);
        self.perform(Change {
            name,
            edits,
            project: Vec::new(),
        });
        // A suggestion that was selected stays so as what it has become.
        if let Some(span) = became {
            self.focus(span);
        }
    }
}
