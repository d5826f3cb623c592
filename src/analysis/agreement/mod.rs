//! How far two annotators agree about an article, and where they differ.
//!
//! Spans that a person stands behind are compared: F1 under the criteria of
//! [`super::evaluate`], with the first annotator in the place of gold (F1 is the same the other
//! way round); of the pairs, how often each attribute says the same; Krippendorff's [`alpha`] over
//! the words of the text, which also credits words that both left alone; and [`gamma`] over spans.

pub mod alpha;
pub mod gamma;

use std::collections::{BTreeMap, BTreeSet};

use alpha::Coincidences;
use gamma::{Disorder, Unit};

use super::evaluate::{Criterion, Marked, Part, Stretch, Tallies, compare, pair};
use crate::model::annotations::Annotations;
use crate::model::article::ArticleText;
use crate::model::attribute::BOUNDS;
use crate::model::id::{LabelId, SpanId};
use crate::model::schema::Schema;
use crate::model::span::{AttrValue, Span};
use crate::text::offset::ByteRange;
use crate::text::words::words;

/// What was measured on an article, or on many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// How many articles.
    pub articles: usize,
    /// How many spans of the first, and of the second.
    pub marked: [usize; 2],
    /// Spans by label, in capitals.
    pub spans: Tallies,
    /// Of the pairs of spans of one label where at least one of the two states the attribute,
    /// those where both say the same.
    pub attributes: BTreeMap<(LabelId, String), Part>,
    /// Of the pairs of spans that count something, those that count the same.
    pub counts: Part,
    /// How far spans are apart in place and label, beside what chance would give.
    pub disorder: Disorder,
    /// Whether words have a label, by label; only of articles where somebody used it.
    words: BTreeMap<LabelId, Coincidences<bool>>,
    /// The label of each word, the innermost one.
    innermost: Coincidences<Option<LabelId>>,
    /// How many each pair of spans counts.
    numbers: Coincidences<i64>,
}

impl Agreement {
    /// Alpha over words: whether a word has the label. `None` where neither used it.
    #[must_use]
    pub fn alpha_of(&self, label: &LabelId) -> Option<f64> {
        self.words.get(label)?.nominal()
    }

    /// The labels that either used.
    pub fn labels(&self) -> impl Iterator<Item = &LabelId> {
        self.words.keys()
    }

    /// Alpha over words: which label a word has, none being one of them.
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        self.innermost.nominal()
    }

    /// Alpha over the best counts of paired spans, as ratios.
    #[must_use]
    pub fn alpha_of_counts(&self) -> Option<f64> {
        self.numbers.ratio()
    }

    /// Adds what was measured elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        for (own, more) in self.marked.iter_mut().zip(other.marked) {
            *own += more;
        }
        for (label, tally) in &other.spans {
            self.spans.entry(label.clone()).or_default().add(tally);
        }
        for (attribute, part) in &other.attributes {
            let own = self.attributes.entry(attribute.clone()).or_default();
            own.right += part.right;
            own.of += part.of;
        }
        self.counts.right += other.counts.right;
        self.counts.of += other.counts.of;
        self.disorder.add(&other.disorder);
        for (label, words) in &other.words {
            self.words.entry(label.clone()).or_default().merge(words);
        }
        self.innermost.merge(&other.innermost);
        self.numbers.merge(&other.numbers);
    }
}

/// Where two layers differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The span of the first, if it has one there.
    pub first: Option<SpanId>,
    /// The span of the second.
    pub second: Option<SpanId>,
    /// What both cover together.
    pub range: ByteRange,
    /// In what they differ.
    pub what: Differs,
}

/// In what two layers differ at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// Only one of them has a span there.
    Missing,
    /// Another label, whatever the edges.
    Label,
    /// The same label, other edges.
    Edges,
    /// The same words and label, other attributes.
    Attributes(Vec<String>),
}

/// Compares two layers of one article. Of attributes those count that the schema asks for.
#[must_use]
pub fn agreement(
    text: &ArticleText,
    schema: &Schema,
    first: &Annotations,
    second: &Annotations,
) -> Agreement {
    let (a, b) = (decided(first), decided(second));
    let (marked_a, marked_b) = (marked(text, &a), marked(text, &b));
    let comparison = compare(&marked_a, &marked_b);
    let length = text.offsets().chars();
    let mut found = Agreement {
        articles: 1,
        marked: [a.len(), b.len()],
        spans: comparison.tallies,
        disorder: Disorder::between([&units(&marked_a), &units(&marked_b)], length),
        ..Agreement::default()
    };
    for (number, span) in a.iter().enumerate() {
        let pair = comparison.pairing.of_gold(number);
        if let Some(other) = pair.and_then(|pair| b.get(pair.proposed)) {
            found.attributes(schema, span, other);
        }
    }
    found.words(text.as_str(), &a, &b);
    found
}

/// Where two layers of one article differ, in reading order.
#[must_use]
pub fn differences(
    text: &ArticleText,
    schema: &Schema,
    first: &Annotations,
    second: &Annotations,
) -> Vec<Difference> {
    let (a, b) = (decided(first), decided(second));
    let labels: BTreeSet<String> = b.iter().map(|span| written(&span.label)).collect();
    let labels: Vec<String> = labels.into_iter().collect();
    // A span of another label is the other's word on the same place, if no better one is there.
    let mut wanted = marked(text, &a);
    for marked in &mut wanted {
        marked.or_label.clone_from(&labels);
    }
    let pairing = pair(&wanted, &marked(text, &b), Criterion::Overlap);
    let mut found = Vec::new();
    for (number, span) in a.iter().enumerate() {
        let other = pairing
            .of_gold(number)
            .and_then(|pair| b.get(pair.proposed));
        let what = match other {
            None => Differs::Missing,
            Some(other) if other.label != span.label => Differs::Label,
            Some(other) if other.range != span.range => Differs::Edges,
            Some(other) => match other_attributes(schema, span, other) {
                names if names.is_empty() => continue,
                names => Differs::Attributes(names),
            },
        };
        found.push(Difference {
            first: Some(span.id),
            second: other.map(|other| other.id),
            range: other.map_or(span.range, |other| span.range.hull(other.range)),
            what,
        });
    }
    for (number, span) in b.iter().enumerate() {
        if pairing.of_proposed(number).is_none() {
            found.push(Difference {
                first: None,
                second: Some(span.id),
                range: span.range,
                what: Differs::Missing,
            });
        }
    }
    found.sort_by_key(|difference| (difference.range.start(), difference.range.end()));
    found
}

impl Agreement {
    /// Compares what two spans on one place say.
    fn attributes(&mut self, schema: &Schema, a: &Span, b: &Span) {
        if a.label != b.label {
            return;
        }
        for name in stated(schema, a, b) {
            let key = (a.label.clone(), name.to_owned());
            let part = self.attributes.entry(key).or_default();
            part.of += 1;
            part.right += usize::from(a.attrs.get(name) == b.attrs.get(name));
        }
        let bounds = |span: &Span| BOUNDS.map(|name| span.attrs.get(name).cloned());
        let (first, second) = (bounds(a), bounds(b));
        if first.iter().chain(&second).any(Option::is_some) {
            self.counts.of += 1;
            self.counts.right += usize::from(first == second);
        }
        let best = |span: &Span| match span.attrs.get("count_best") {
            Some(AttrValue::Number(number)) => Some(*number),
            _ => None,
        };
        let numbers: Vec<i64> = [best(a), best(b)].into_iter().flatten().collect();
        self.numbers.add(&numbers);
    }

    /// Compares which words have which label.
    fn words(&mut self, text: &str, a: &[&Span], b: &[&Span]) {
        let labels: BTreeSet<&LabelId> = a.iter().chain(b).map(|span| &span.label).collect();
        let labels: Vec<&LabelId> = labels.into_iter().collect();
        let (mut a, mut b) = (Cover::new(a), Cover::new(b));
        for word in words(text) {
            let (a, b) = (a.over(word), b.over(word));
            for label in &labels {
                let has = |spans: &[&Span]| spans.iter().any(|span| &span.label == *label);
                let words = self.words.entry((*label).clone()).or_default();
                words.add(&[has(a), has(b)]);
            }
            let innermost = |spans: &[&Span]| {
                let span = spans.iter().min_by_key(|span| span.range.len());
                span.map(|span| span.label.clone())
            };
            self.innermost.add(&[innermost(a), innermost(b)]);
        }
    }
}

/// The spans over one word after the other.
struct Cover<'a> {
    spans: &'a [&'a Span],
    next: usize,
    open: Vec<&'a Span>,
}

impl<'a> Cover<'a> {
    fn new(spans: &'a [&'a Span]) -> Self {
        Self {
            spans,
            next: 0,
            open: Vec::new(),
        }
    }

    /// The spans that share something with a word, which comes after all that were asked for.
    fn over(&mut self, word: ByteRange) -> &[&'a Span] {
        while let Some(span) = self.spans.get(self.next)
            && span.range.start() < word.end()
        {
            self.open.push(span);
            self.next += 1;
        }
        self.open.retain(|span| span.range.end() > word.start());
        &self.open
    }
}

fn decided(layer: &Annotations) -> Vec<&Span> {
    let spans = layer.spans().filter(|span| span.state.is_decided_in());
    spans.collect()
}

fn written(label: &LabelId) -> String {
    label.as_str().to_uppercase()
}

fn marked(text: &ArticleText, spans: &[&Span]) -> Vec<Marked> {
    let stretch = |range: ByteRange| {
        let (start, end) = text.offsets().range_to_chars(text.as_str(), range);
        Stretch::new(start, end)
    };
    let spans = spans.iter().map(|span| Marked {
        range: stretch(span.range),
        label: written(&span.label),
        head: span.head.map(stretch),
        ..Marked::default()
    });
    spans.collect()
}

fn units(marked: &[Marked]) -> Vec<Unit<&str>> {
    let units = marked.iter().map(|marked| Unit {
        place: marked.range,
        category: marked.label.as_str(),
    });
    units.collect()
}

/// The attributes that are asked for and that at least one of two spans of one label states.
fn stated<'a>(schema: &'a Schema, a: &Span, b: &Span) -> impl Iterator<Item = &'a str> {
    let asked = schema.label(&a.label);
    let names = asked.into_iter().flat_map(|label| &label.attributes);
    let names = names.map(|attribute| attribute.name.as_str());
    names.filter(|name| a.attrs.contains_key(*name) || b.attrs.contains_key(*name))
}

/// The attributes in which two spans of one label differ.
fn other_attributes(schema: &Schema, a: &Span, b: &Span) -> Vec<String> {
    let differ = stated(schema, a, b).filter(|name| a.attrs.get(*name) != b.attrs.get(*name));
    differ.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotations::Parts;
    use crate::model::span::{Provenance, SpanState};

    const TEXT: &str = "قصفت طائرات روسية مدينة إدلب وقتل سبعة مدنيين";

    /// A layer from words with a label and a count: `7|casualty|سبعة مدنيين`.
    fn layer(rows: &[&str]) -> Annotations {
        let spans = rows.iter().enumerate().map(|(number, row)| {
            let parts: Vec<&str> = row.split('|').collect();
            let [count, label, words] = parts[..] else {
                panic!("{row}")
            };
            let start = TEXT.find(words).unwrap();
            let count = count.parse().ok().map(AttrValue::Number);
            let count = count.map(|count| ("count_best".to_owned(), count));
            Span {
                id: SpanId(number as u64 + 1),
                range: ByteRange::new(start, start + words.len()),
                label: label.parse().unwrap(),
                state: SpanState::Manual,
                attrs: count.into_iter().collect(),
                head: None,
                trigger: None,
                note: String::new(),
                provenance: Provenance::manual("a".parse().unwrap(), jiff::Timestamp::UNIX_EPOCH),
            }
        });
        let parts = Parts {
            spans: spans.collect(),
            ..Parts::default()
        };
        Annotations::assemble("x-00000000".parse().unwrap(), "a".parse().unwrap(), parts).0
    }

    fn text() -> ArticleText {
        ArticleText::new(TEXT)
    }

    #[test]
    fn one_who_agrees_with_oneself_agrees_wholly() {
        let one = layer(&["|strike|قصفت", "|faction|روسية", "7|casualty|سبعة مدنيين"]);
        let found = agreement(&text(), &Schema::conflict_news(), &one, &one);
        assert_eq!(found.alpha(), Some(1.0));
        assert_eq!((found.articles, found.marked), (1, [3, 3]));
        assert_eq!(found.counts, Part { right: 1, of: 1 });
        assert_eq!(found.spans["STRIKE"].by(Criterion::Exact).f1(), 1.0);
        assert!(differences(&text(), &Schema::conflict_news(), &one, &one).is_empty());
    }

    #[test]
    fn each_way_to_differ_is_told() {
        let first = layer(&[
            "|strike|قصفت",
            "|weapon|طائرات روسية",
            "|location|إدلب",
            "7|casualty|سبعة مدنيين",
        ]);
        let second = layer(&[
            "|strike|قصفت",
            "|faction|طائرات روسية",
            "|location|مدينة إدلب",
            "8|casualty|سبعة مدنيين",
            "|date|وقتل",
        ]);
        let found = differences(&text(), &Schema::conflict_news(), &first, &second);
        let told: Vec<&Differs> = found.iter().map(|difference| &difference.what).collect();
        let counts = Differs::Attributes(vec!["count_best".into()]);
        let expected = [&Differs::Label, &Differs::Edges, &Differs::Missing, &counts];
        assert_eq!(told, expected);
        assert_eq!(found[1].range.of(TEXT), Some("مدينة إدلب"));
        let measured = agreement(&text(), &Schema::conflict_news(), &first, &second);
        assert_eq!(measured.counts, Part { right: 0, of: 1 });
        let alpha = |label: &str| measured.alpha_of(&label.parse().unwrap()).unwrap();
        assert_eq!(alpha("strike"), 1.0);
        assert!(alpha("location") > 0.5 && alpha("location") < 1.0);
        assert!(alpha("date") <= 0.0, "{}", alpha("date"));
        let mut twice = measured.clone();
        twice.add(&measured);
        assert_eq!(twice.articles, 2);
        assert!(
            (alpha("location") - twice.alpha_of(&"location".parse().unwrap()).unwrap()).abs() < 0.1
        );
    }
}
