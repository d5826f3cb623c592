//! What a format can hold, and what becomes of the words of a text in formats of tokens.

use serde::{Deserialize, Serialize};

/// What a format makes of the words of a text. See [`super::tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokens {
    /// Nothing: it knows characters.
    None,
    /// Tokens are cut at the edges of spans, wherever these are.
    Cut,
    /// Tokens are cut where a span begins after proclitics; other edges are moved outwards.
    Clitics,
    /// Tokens stay whole, the edges of spans are moved outwards.
    Whole,
    /// Tokens with tags stand beside the spans, which are kept as they are.
    Beside,
}

/// What becomes of a span that leaves the proclitics of its first word outside, in formats of
/// tokens: `وبالطائرات` with `الطائرات` marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clitics {
    /// The span is widened to the word.
    Widen,
    /// The word is split into two tokens.
    Split,
}

impl Clitics {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Widen, Self::Split];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Widen => "widen",
            Self::Split => "split",
        }
    }

    /// What has that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|clitics| clitics.name() == name)
    }
}

/// What a format can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// Texts as they are, and places of any character; else tokens alone.
    pub places: bool,
    /// What it makes of the words of a text.
    pub tokens: Tokens,
    /// Spans; else texts alone.
    pub spans: bool,
    /// Spans on top of each other.
    pub overlaps: bool,
    /// Spans that begin or end with a line end.
    pub line_ends: bool,
    /// Spans that begin or end with a blank of any kind.
    pub blank_edges: bool,
    /// Attributes of spans.
    pub attrs: bool,
    /// The types of attributes; else text alone.
    pub types: bool,
    /// Remarks on spans.
    pub span_notes: bool,
    /// Heads and triggers of spans.
    pub heads: bool,
    /// How spans came to be: state, rejected ones, annotator, time, rule.
    pub states: bool,
    /// What was suggested and not decided, with who suggested it and how sure that was.
    pub suggestions: bool,
    /// Relations.
    pub relations: bool,
    /// Incidents.
    pub incidents: bool,
    /// What was proposed over words that nobody has decided, and is not so.
    pub refusals: bool,
    /// What is known of an article: title, source, date.
    pub fields: bool,
    /// Attributes of the article.
    pub article_attrs: bool,
    /// The remarks on the article.
    pub note: bool,
    /// How far the annotator had come.
    pub progress: bool,
    /// Articles in which nothing is marked.
    pub bare: bool,
}

impl Holds {
    /// Everything.
    pub const ALL: Self = Self {
        places: true,
        tokens: Tokens::None,
        spans: true,
        overlaps: true,
        line_ends: true,
        blank_edges: true,
        attrs: true,
        types: true,
        span_notes: true,
        heads: true,
        states: true,
        suggestions: true,
        relations: true,
        incidents: true,
        refusals: true,
        fields: true,
        article_attrs: true,
        note: true,
        progress: true,
        bare: true,
    };

    /// Texts with labelled ranges, which may overlap.
    pub const SPANS: Self = Self {
        places: true,
        tokens: Tokens::None,
        spans: true,
        overlaps: true,
        line_ends: true,
        blank_edges: true,
        bare: true,
        ..Self::NOTHING
    };

    /// Not even places.
    pub const NOTHING: Self = Self {
        places: false,
        tokens: Tokens::None,
        spans: false,
        overlaps: false,
        line_ends: false,
        blank_edges: false,
        attrs: false,
        types: false,
        span_notes: false,
        heads: false,
        states: false,
        suggestions: false,
        relations: false,
        incidents: false,
        refusals: false,
        fields: false,
        article_attrs: false,
        note: false,
        progress: false,
        bare: false,
    };

    /// The same, with a choice of what becomes of proclitics, where that is any.
    #[must_use]
    pub fn with(self, clitics: Option<Clitics>) -> Self {
        let tokens = match (self.tokens, clitics) {
            (Tokens::Cut, Some(Clitics::Widen)) => Tokens::Whole,
            (Tokens::Whole, Some(Clitics::Split)) => Tokens::Clitics,
            (tokens, _) => tokens,
        };
        Self { tokens, ..self }
    }
}
