//! All that a format holds of a document, as lines that can be compared: whether a file that is
//! read back says what was written.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::model::article::MetaField;
use crate::model::id::SpanId;
use crate::model::incident::{Filler, Incident};
use crate::model::refusal::{Refusal, Refused};
use crate::model::span::AttrValue;
use crate::text::offset::{ByteIdx, ByteRange};

use super::document::{Document, Mark};
use super::holds::Holds;
use super::values::to_text;

/// What is different in a document that was read back, or `None` if nothing is. `written` is what
/// [`Losses::take`] left.
#[must_use]
pub fn difference(written: &Document, read: &Document, holds: &Holds) -> Option<String> {
    for (ours, theirs) in facts(written, holds).into_iter().zip(facts(read, holds)) {
        if let Some(lost) = ours.iter().find(|fact| theirs.binary_search(fact).is_err()) {
            return Some(format!("this is not in it: {lost}"));
        }
        if let Some(new) = theirs.iter().find(|fact| ours.binary_search(fact).is_err()) {
            return Some(format!("this is new in it: {new}"));
        }
        if ours.len() != theirs.len() {
            return Some("something is in it more often or less often".to_owned());
        }
    }
    None
}

/// A number that is the same for two documents that do not differ.
#[must_use]
pub fn digest(document: &Document, holds: &Holds) -> u64 {
    let mut hasher = DefaultHasher::new();
    facts(document, holds).hash(&mut hasher);
    hasher.finish()
}

/// All that a format holds of a document, in an order that does not depend on that of the file.
fn facts(document: &Document, holds: &Holds) -> [Vec<String>; 4] {
    let by_id: BTreeMap<SpanId, String> = document
        .spans
        .iter()
        .map(|mark| (mark.span.id, fact(document, mark, holds)))
        .collect();
    let spans = document.spans.iter();
    let mut spans: Vec<String> = spans.map(|mark| fact(document, mark, holds)).collect();
    spans.sort();
    let fact_of = |id: SpanId| by_id.get(&id).map_or("", String::as_str);
    let mut relations: Vec<String> = document
        .relations
        .iter()
        .map(|r| format!("{}: {} → {}", r.kind, fact_of(r.from), fact_of(r.to)))
        .collect();
    relations.sort();
    let incidents = document.incidents.iter();
    let mut incidents: Vec<String> = incidents
        .map(|incident| incident_fact(incident, &by_id, holds))
        .collect();
    incidents.sort();
    let refusals = document.refusals.iter();
    incidents.extend(refusals.map(|refusal| refusal_fact(document, refusal)));
    let text = document.text.as_str();
    let text = if holds.places {
        text.to_owned()
    } else {
        text.split_whitespace().collect()
    };
    let mut rest = vec![
        format!("text {text}"),
        format!("note {}", document.note),
        format!("progress {}", document.progress.name()),
    ];
    let fields = document.fields.iter();
    // How a file is called and coded is its own affair.
    let fields = fields.filter(|(f, _)| !matches!(f, MetaField::File | MetaField::Encoding));
    // What a format has no room for can only be read from the text itself, as its front matter is.
    let fields = fields.filter(|_| holds.fields);
    rest.extend(fields.map(|(field, value)| format!("{field:?} = {value}")));
    rest.extend(attrs(&document.attrs, holds));
    rest.sort();
    [rest, spans, relations, incidents]
}

/// All that is said of an incident.
fn incident_fact(incident: &Incident, spans: &BTreeMap<SpanId, String>, holds: &Holds) -> String {
    let roles = incident.roles.iter().map(|(role, fillers)| {
        let fillers = fillers.iter().map(|filler| match filler {
            Filler::Span(id) => spans.get(id).map_or("", String::as_str),
            Filler::Entry(id) => id,
        });
        format!(
            "{}: {}",
            role.name(),
            fillers.collect::<Vec<_>>().join(", ")
        )
    });
    let said = roles.chain(attrs(&incident.attrs, holds));
    let said: Vec<String> = said.collect();
    let (state, provenance) = (incident.state.name(), &incident.provenance);
    let (rule, confidence) = (&provenance.rule, provenance.confidence);
    format!("{state} {rule:?} {confidence:?} {}", said.join("; "))
}

/// All that is said of a refusal.
fn refusal_fact(document: &Document, refusal: &Refusal) -> String {
    let words = refusal.words().map(|words| {
        let (place, label) = (words.range.start().get(), &words.label);
        format!("{place} {label} {}", document.words(words.range))
    });
    let kind = match &refusal.what {
        Refused::Relation { kind, .. } => kind,
        Refused::Incident { .. } => "",
    };
    let rule = &refusal.provenance.rule;
    format!(
        "not {kind} {rule:?} {}",
        words.collect::<Vec<_>>().join("; ")
    )
}

/// All that is said of a span, as text that can be compared.
fn fact(document: &Document, mark: &Mark, holds: &Holds) -> String {
    let span = &mark.span;
    let place = |range: ByteRange| {
        let before = ByteRange::new(ByteIdx::ZERO, range.start());
        // Where blanks are not kept, other characters are counted.
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        if holds.places {
            format!("{range:?}")
        } else {
            let start = visible(document.words(before));
            format!("{start}+{}", visible(document.words(range)))
        }
    };
    let mut fact = format!("{} {} «{}»", mark.label, place(span.range), span.note);
    if holds.places {
        fact.push_str(document.words(span.range));
    }
    for part in attrs(&span.attrs, holds) {
        fact.push(' ');
        fact.push_str(&part);
    }
    for range in [span.head, span.trigger].into_iter().flatten() {
        fact.push_str(&place(range));
    }
    if holds.states || holds.suggestions {
        fact.push_str(span.state.name());
        let rule = span.provenance.rule.as_deref().unwrap_or_default();
        fact.push_str(&format!(" {rule} {:?}", span.provenance.confidence));
    }
    fact
}

fn attrs(attrs: &BTreeMap<String, AttrValue>, holds: &Holds) -> Vec<String> {
    attrs
        .iter()
        .map(|(name, value)| {
            if holds.types {
                format!("{name} = {value:?}")
            } else {
                format!("{name} = {}", to_text(value))
            }
        })
        .collect()
}
