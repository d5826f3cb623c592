//! An article read by the engine, as the command line prints it.

use serde_json::{Map, Value, json};

use crate::formats::attribute;
use crate::formats::plain::{self, DecodeError};
use crate::lexicon::Lexicon;
use crate::model::article::{ArticleText, LARGEST_ARTICLE};
use crate::suggest::learn::Memory;
use crate::suggest::relate::{Link, Mention, relate};
use crate::suggest::{Context, Suggestion, suggest_with, threshold};
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

/// Reads an article: one object, of the shape that `DESIGN.md` 5 gives. `all` are the doubtful
/// ones too.
pub(super) fn read(order: &Order<'_>, reader: &Reader<'_>, all: bool) -> Value {
    let text = ArticleText::new(order.text);
    let (lexicon, memory) = (reader.lexicon, reader.memory);
    let found = suggest_with(text.as_str(), &order.context, lexicon, memory);
    let shown: Vec<&Suggestion> = found
        .iter()
        .filter(|s| all || s.confidence >= threshold(s.label))
        .collect();
    let mentions: Vec<Mention<'_>> = shown.iter().map(|s| Mention::from(*s)).collect();
    let relations: Vec<Value> = relate(text.as_str(), lexicon, &mentions)
        .iter()
        .map(relation)
        .collect();
    let spans: Vec<Value> = shown.iter().map(|s| span(s, &text)).collect();
    json!({
        "id": order.id,
        "file": order.file,
        "text_sha256": text.hash().to_string(),
        "spans": spans,
        "relations": relations,
        "incidents": [],
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

/// A relation, its ends being places in the list of spans, from 0.
fn relation(link: &Link) -> Value {
    json!({
        "type": link.kind,
        "from": link.from,
        "to": link.to,
        "rule": link.rule,
        "confidence": link.confidence,
    })
}

fn span(suggestion: &Suggestion, text: &ArticleText) -> Value {
    let ends = |range: ByteRange| text.offsets().range_to_chars(text.as_str(), range);
    let words = |range: ByteRange| range.of(text.as_str()).unwrap_or("");
    let place = |range: ByteRange| {
        let (start, end) = ends(range);
        json!({"start": start.get(), "end": end.get(), "text": words(range)})
    };
    let (start, end) = ends(suggestion.range);
    let attrs: Map<String, Value> = suggestion
        .attrs
        .iter()
        .map(|(name, value)| (name.clone(), attribute(value)))
        .collect();
    json!({
        "start": start.get(),
        "end": end.get(),
        "label": suggestion.label.to_uppercase(),
        "text": words(suggestion.range),
        "attrs": attrs,
        "head": suggestion.head.map(place),
        "trigger": suggestion.trigger.map(place),
        "rule": suggestion.rule,
        "entry": suggestion.entry,
        "particle": suggestion.particle,
        "confidence": suggestion.confidence,
    })
}
