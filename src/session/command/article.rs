//! The open article: which words are selected, what is marked there.

use super::Attributes;
use crate::model::annotations::Progress;
use crate::model::article::MetaField;
use crate::model::id::{AnnotatorId, ArticleId, LabelId, SpanId};
use crate::session::dialog::Question;
use crate::session::list::Filter;
use crate::text::offset::ByteRange;

area! {
    /// The open article and the list of articles.
    ArticleCommand {
        /// Open the next article of the list.
        Next = "cmd-article-next",
        /// Open the previous article of the list.
        Previous = "cmd-article-previous",
        ;
        /// Show what could be copied into it from one that is nearly the same.
        CopyFrom = "cmd-article-copy-from",
        /// Say where and when it is from, or close what is said.
        Describe = "cmd-article-describe",
        /// Write remarks on it.
        Note = "cmd-article-note",
        /// Filter the list of articles.
        Filter = "cmd-article-filter",
        ;
        /// Take it out of the project. Nothing is deleted: undo brings it back.
        Remove = "cmd-article-remove",
    } {
        /// Set how far it is.
        SetProgress(Progress) = "cmd-article-progress",
        /// Open that one.
        Open(ArticleId) = "cmd-article-open",
        /// Show the layer of that annotator.
        ShowLayer(AnnotatorId) = "cmd-article-show-layer",
        /// Replace the remarks on an article.
        SetNote(ArticleId, String) = "cmd-article-note",
        /// Set a field of an article's description; empty clears it.
        SetField(ArticleId, MetaField, String) = "cmd-article-field",
        /// Filter and sort the list.
        SetFilter(Filter) = "cmd-article-filter",
        /// These are on screen.
        Seen(Vec<ArticleId>) = "panel-articles",
        /// Show what could be copied from that one.
        CopySource(ArticleId) = "cmd-article-copy-from",
        /// Copy a span, or leave it out.
        CopyChoose(usize, bool) = "cmd-review-choose",
        /// Copy all spans, or none.
        CopyChooseAll(bool) = "cmd-review-choose",
    } {
        /// Copy what is chosen.
        CopyNow = "cmd-article-copy-now",
    }
}

area! {
    /// Which words are selected. Next and previous are in reading order.
    Select {
        /// The next word.
        NextWord = "cmd-select-next-word",
        /// The previous word.
        PreviousWord = "cmd-select-previous-word",
        /// The word above, as seen.
        LineUp = "cmd-select-line-up",
        /// The word below, as seen.
        LineDown = "cmd-select-line-down",
        ;
        /// The next character.
        NextChar = "cmd-select-next-char",
        /// The previous character.
        PreviousChar = "cmd-select-previous-char",
        ;
        /// The next word as well.
        ExtendNextWord = "cmd-select-extend-next-word",
        /// One word less.
        ExtendPreviousWord = "cmd-select-extend-previous-word",
        /// One character more.
        ExtendNextChar = "cmd-select-extend-next-char",
        /// One character less.
        ExtendPreviousChar = "cmd-select-extend-previous-char",
        ;
        /// The sentence around the selection.
        Sentence = "cmd-select-sentence",
        /// Nothing.
        Clear = "cmd-select-clear",
    } {
        /// Exactly this range, as by a drag by character.
        Range(ByteRange) = "cmd-select-range",
        /// This range snapped to words.
        Snapped(ByteRange) = "cmd-select-word",
    } {}
}

area! {
    /// Spans.
    SpanCommand {
        /// Take the selected suggestion as it is; without one, offer the labels.
        Accept = "cmd-span-accept",
        /// Offer the labels at the selection.
        Labels = "cmd-span-labels",
        ;
        /// Say more of the selected span: go to its first attribute.
        Attributes = "cmd-span-attributes",
        /// Say of it what is said of the span of its label before it.
        Repeat = "cmd-span-repeat",
        /// Say of it what is likeliest instead of what is said.
        InsteadFirst = "cmd-span-instead-first",
        /// Write a remark on the selected span.
        Note = "cmd-span-note",
        ;
        /// Remove the selected span, or reject the selected suggestion.
        Remove = "cmd-span-remove",
        /// Go to the next open suggestion, or to the next span if none is open.
        Next = "cmd-span-next",
        /// Go to the previous open suggestion, or to the previous span if none is open.
        Previous = "cmd-span-previous",
        /// Go to the next of the spans on top of each other here.
        Cycle = "cmd-span-cycle",
        ;
        /// Start one word earlier.
        StartOut = "cmd-span-start-out",
        /// Start one word later.
        StartIn = "cmd-span-start-in",
        /// End one word later.
        EndOut = "cmd-span-end-out",
        /// End one word earlier.
        EndIn = "cmd-span-end-in",
        ;
        /// Start one character earlier.
        StartOutChar = "cmd-span-start-out-char",
        /// Start one character later.
        StartInChar = "cmd-span-start-in-char",
        /// End one character later.
        EndOutChar = "cmd-span-end-out-char",
        /// End one character earlier.
        EndInChar = "cmd-span-end-in-char",
        ;
        /// Take a proclitic in or leave it out.
        ToggleProclitic = "cmd-span-toggle-proclitic",
    } {
        /// Mark the selection with a label, or give the selected span that label.
        Tag(LabelId) = "cmd-span-tag",
        /// Say of the selected span what has that number among what could be said instead.
        Instead(usize) = "cmd-span-instead",
        /// Select that one.
        Focus(SpanId) = "cmd-span-focus",
        /// Let it cover this.
        Resize(SpanId, ByteRange) = "cmd-span-resize",
        /// Set attributes of it, or take away those that have no value any more.
        SetAttributes(SpanId, Attributes) = "cmd-span-set-attributes",
        /// Replace its remark.
        SetNote(SpanId, String) = "cmd-span-note",
        /// Do what the program asked about.
        Answer(Box<Question>) = "cmd-span-answer",
    } {}
}
