//! An article read by the engine, as the command line prints it.

mod incident;

use serde::Serialize;
use serde_json::Value;

use self::incident::PrintedFrame;
use crate::formats::plain::{self, DecodeError};
use crate::lexicon::Lexicon;
use crate::model::article::{ArticleText, LARGEST_ARTICLE};
use crate::suggest::incident::frames;
use crate::suggest::learn::Memory;
use crate::suggest::relate::{Link, Mention, Tie, relate};
use crate::suggest::{Attrs, Context, Suggestion, suggest_with, threshold};
use crate::text::offset::ByteRange;

/// An article to read.
pub(super) struct Order<'a> {
    /// What it is called.
    pub(super) id: &'a str,
    /// The bare name of its file.
    pub(super) file: &'a str,
    /// Its text, whose code points are counted as they stand.
    pub(super) text: &'a str,
    /// What is known of it besides.
    pub(super) context: Context,
}

/// Who reads: what is known, and what was learned.
pub(super) struct Reader<'a> {
    /// The tables.
    pub(super) lexicon: &'a Lexicon,
    /// What was learned from decisions.
    pub(super) memory: &'a Memory,
}

/// What is printed of an article: one object, of the shape that `DESIGN.md` 5 gives.
#[derive(Serialize)]
struct Printed<'a> {
    id: &'a str,
    file: &'a str,
    text_sha256: String,
    spans: Vec<PrintedSpan<'a>>,
    relations: Vec<PrintedLink<'a>>,
    incidents: Vec<PrintedFrame<'a>>,
}

#[derive(Serialize)]
struct PrintedSpan<'a> {
    start: usize,
    end: usize,
    label: String,
    text: &'a str,
    attrs: &'a Attrs,
    head: Option<Place<'a>>,
    trigger: Option<Place<'a>>,
    rule: &'a str,
    entry: &'a str,
    particle: &'a str,
    confidence: f64,
}

/// Some words of the text, in code points.
#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// A relation, its ends being places in the list of spans, from 0.
#[derive(Serialize)]
struct PrintedLink<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    from: usize,
    to: usize,
    rule: &'a str,
    confidence: f64,
}

/// Reads an article; `all` are the doubtful ones too.
pub(super) fn read(order: &Order<'_>, reader: &Reader<'_>, all: bool) -> Value {
    with_reading(order, reader, all, |printed| {
        // Every key is a string, so this cannot fail.
        serde_json::to_value(printed).unwrap_or_default()
    })
}

/// Reads an article, as one line without its end.
pub(super) fn read_line(order: &Order<'_>, reader: &Reader<'_>, all: bool) -> String {
    with_reading(order, reader, all, |printed| {
        serde_json::to_string(printed).unwrap_or_default()
    })
}

fn with_reading<R>(
    order: &Order<'_>,
    reader: &Reader<'_>,
    all: bool,
    print: impl FnOnce(&Printed<'_>) -> R,
) -> R {
    let text = ArticleText::new(order.text);
    let (lexicon, memory) = (reader.lexicon, reader.memory);
    let spans = suggest_with(text.as_str(), &order.context, lexicon, memory);
    let shown: Vec<&Suggestion> = spans
        .iter()
        .filter(|s| all || s.confidence >= threshold(s.label))
        .collect();
    let mentions: Vec<Mention<'_>> = shown.iter().map(|s| Mention::from(*s)).collect();
    let links = relate(text.as_str(), lexicon, &mentions);
    let ties: Vec<Tie<'_>> = links.iter().map(Tie::from).collect();
    let found = frames(text.as_str(), &order.context, lexicon, &mentions, &ties);
    print(&Printed {
        id: order.id,
        file: order.file,
        text_sha256: text.hash().to_string(),
        spans: shown.iter().map(|s| span(s, &text)).collect(),
        relations: links.iter().map(relation).collect(),
        incidents: found
            .iter()
            .map(|frame| PrintedFrame::new(frame, &shown, text.as_str()))
            .collect(),
    })
}

/// The text of a file as it stands: its code points are those of the file, only a byte order
/// mark is none of them.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, DecodeError> {
    match std::str::from_utf8(bytes) {
        // What a text has of control characters does no harm here.
        Ok(text) if !text.contains('\0') && bytes.len() <= LARGEST_ARTICLE => {
            Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
        }
        _ => Ok(plain::decode_as_it_stands(bytes, None)?.text),
    }
}

fn relation(link: &Link) -> PrintedLink<'_> {
    PrintedLink {
        kind: link.kind,
        from: link.from,
        to: link.to,
        rule: link.rule,
        confidence: link.confidence,
    }
}

fn span<'a>(suggestion: &'a Suggestion, text: &'a ArticleText) -> PrintedSpan<'a> {
    let place = |range: ByteRange| {
        let (start, end) = text.offsets().range_to_chars(text.as_str(), range);
        Place {
            start: start.get(),
            end: end.get(),
            text: range.of(text.as_str()).unwrap_or(""),
        }
    };
    let Place {
        start,
        end,
        text: words,
    } = place(suggestion.range);
    PrintedSpan {
        start,
        end,
        label: suggestion.label.to_uppercase(),
        text: words,
        attrs: &suggestion.attrs,
        head: suggestion.head.map(place),
        trigger: suggestion.trigger.map(place),
        rule: suggestion.rule,
        entry: &suggestion.entry,
        particle: &suggestion.particle,
        confidence: suggestion.confidence,
    }
}
