//! What is learned from the user's decisions while the program runs.
//!
//! The lessons of the articles are kept in memory and nowhere else: they are read from the user's
//! own layers when the project opens, and one by one as articles change. Decisions of other
//! annotators teach nothing: their layers have to stay independent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::jobs::Progress;
use crate::lexicon::Lexicon;
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::id::{AnnotatorId, ArticleId, ProjectId};
use crate::model::schema::merged::Merged;
use crate::store::{Opened, Store};
use crate::suggest::Context;
use crate::suggest::learn::{Lesson, Memory};

pub use crate::suggest::learn::{
    Clue, Cue, Edge, Known, Learned, Learner, Off, Opinion, Refused, Tally, Vote,
};

/// What was learned in a project, and what is still to be learned.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// What was learned.
    pub memory: Arc<Memory>,
    pub(super) lessons: BTreeMap<ArticleId, Arc<Lesson>>,
    /// Articles that have changed since their lesson was read.
    pub(super) changed: BTreeSet<ArticleId>,
}

/// An article to learn from: with the layer, where that is in memory.
pub(super) struct Pupil {
    pub(super) article: ArticleId,
    pub(super) context: Context,
    pub(super) layer: Option<(Arc<Annotations>, ArticleText)>,
}

/// What the learning needs of the project.
pub(super) struct School {
    pub(super) project: ProjectId,
    pub(super) store: Store,
    pub(super) own: AnnotatorId,
    pub(super) lexicon: Lexicon,
    /// Decisions up to then are ignored.
    pub(super) since: Option<Timestamp>,
    /// The labels that were merged.
    pub(super) merged: Merged,
    /// The learners that are switched off.
    pub(super) off: Off,
}

/// What was learned by a job.
pub(super) struct Taught {
    pub(super) project: ProjectId,
    pub(super) since: Option<Timestamp>,
    pub(super) merged: Merged,
    pub(super) learning: Learning,
}

/// What an annotator's decisions in a project taught, for those who read it without the window.
#[must_use]
pub fn learned(
    opened: &Opened,
    annotator: &AnnotatorId,
    lexicon: &Lexicon,
    metas: &[ArticleMeta],
) -> Arc<Memory> {
    let store = &opened.store;
    let decided = store.layers(annotator);
    let pupils = metas.iter().filter(|meta| decided.contains(&meta.id));
    let pupils = pupils.map(|meta| Pupil {
        article: meta.id.clone(),
        context: Context::of(meta),
        layer: None,
    });
    let school = School {
        project: opened.project.id,
        store: store.clone(),
        own: annotator.clone(),
        lexicon: lexicon.clone(),
        since: opened.project.settings.learn_since,
        merged: opened.project.schema.merged(),
        off: Off::default(),
    };
    let pupils = pupils.collect();
    let taught = school.teach(Learning::default(), pupils, &Progress::unwatched());
    taught.learning.memory
}

impl School {
    /// Reads the lessons of articles that have changed and adds all up. Layers that cannot be
    /// read teach nothing; the user is told of them when they are opened.
    pub(super) fn teach(
        self,
        mut learning: Learning,
        pupils: Vec<Pupil>,
        progress: &Progress,
    ) -> Taught {
        let read = pupils.into_par_iter().filter(|_| !progress.is_cancelled());
        let read = read.map(|pupil| {
            let lesson = self.lesson(&pupil);
            (pupil.article, lesson)
        });
        let read: Vec<(ArticleId, Option<Lesson>)> = read.collect();
        let mut whole = false;
        for (article, lesson) in read {
            let lesson = lesson.filter(|lesson| !lesson.is_empty());
            whole |= lesson.as_ref().is_some_and(Lesson::is_whole);
            let old = match lesson {
                Some(lesson) => learning.lessons.insert(article, Arc::new(lesson)),
                None => learning.lessons.remove(&article),
            };
            whole |= old.is_some_and(|old| old.is_whole());
        }
        let lessons = || learning.lessons.values().map(AsRef::as_ref);
        let memory = Memory::of(lessons());
        // Training takes the longest, and only articles that are done matter to it.
        let memory = if whole {
            memory.trained(lessons())
        } else {
            memory.with_tagger_of(&learning.memory)
        };
        let memory = memory.without(self.off).with_merged(self.merged.clone());
        learning.memory = Arc::new(memory);
        Taught {
            project: self.project,
            since: self.since,
            merged: self.merged,
            learning,
        }
    }

    fn lesson(&self, pupil: &Pupil) -> Option<Lesson> {
        let read = |layer: &Annotations, text: &ArticleText| {
            let text = text.as_str();
            let (lexicon, since) = (&self.lexicon, self.since);
            Lesson::read(text, &pupil.context, lexicon, layer, since, &self.merged)
        };
        if let Some((layer, text)) = &pupil.layer {
            return Some(read(layer, text));
        }
        let (text, _) = self.store.load_text(&pupil.article).ok()?;
        let loaded = self.store.load_layer(&self.own, &pupil.article, &text);
        Some(read(&loaded.ok()?.layer, &text))
    }
}
