//! An article as the window would show it, read without opening it: for counts and tables of what
//! is proposed over the whole project, away from the window.

use std::sync::Arc;

use jiff::Timestamp;

use super::open::OpenArticle;
use super::propose::{Shows, in_schema, proposals};
use crate::lexicon::Lexicon;
use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::id::AnnotatorId;
use crate::model::schema::Schema;
use crate::suggest::Context;
use crate::suggest::learn::Memory;

/// What articles are read with.
pub(super) struct Afar {
    pub(super) schema: Schema,
    pub(super) lexicon: Lexicon,
    pub(super) memory: Arc<Memory>,
    pub(super) shows: Shows,
    pub(super) own: AnnotatorId,
    pub(super) now: Timestamp,
}

impl Afar {
    /// Reads an article. Takes what opening it takes.
    pub(super) fn read(
        &self,
        layer: Annotations,
        text: ArticleText,
        context: Context,
    ) -> OpenArticle {
        let known = (&self.lexicon, &*self.memory);
        let found = proposals(text.as_str(), &context, known, (&self.own, self.now));
        let found = in_schema(found, &self.schema);
        let mut open = OpenArticle::new(text, layer, true, self.lexicon.clone());
        open.shows = self.shows.clone();
        let reading = open.begin_reading(false);
        open.end_reading(reading, found);
        open
    }

    /// Reads an article and joins its spans.
    pub(super) fn open(
        &self,
        layer: Annotations,
        text: ArticleText,
        context: Context,
    ) -> OpenArticle {
        let mut open = self.read(layer, text, context.clone());
        let known = (&self.schema, &self.lexicon);
        if let Some(joining) = open.to_join(context, known, &self.own, self.now) {
            open.take_joined(joining.join());
        }
        open
    }
}
