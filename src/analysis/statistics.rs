//! What a project holds, counted: how far its articles are, and the spans of each label by state.

use std::collections::BTreeMap;

use crate::model::annotations::{Annotations, Progress};
use crate::model::id::LabelId;
use crate::model::span::SpanState;

/// Counts over the layers of one annotator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// How many articles are this far. One without a layer is new.
    pub progress: BTreeMap<Progress, usize>,
    /// How many spans there are of a label, by state.
    pub spans: BTreeMap<LabelId, BTreeMap<SpanState, usize>>,
    /// How many relations there are of a type.
    pub relations: BTreeMap<String, usize>,
    /// How often each rule's proposals were decided, by what was decided.
    pub rules: BTreeMap<String, BTreeMap<SpanState, usize>>,
}

impl Statistics {
    /// Counts one layer.
    #[must_use]
    pub fn of(layer: &Annotations) -> Self {
        let mut counts = Self::default();
        counts.progress.insert(layer.progress(), 1);
        for span in layer.spans() {
            let states = counts.spans.entry(span.label.clone()).or_default();
            *states.entry(span.state).or_default() += 1;
            if let Some(rule) = &span.provenance.rule {
                let states = counts.rules.entry(rule.clone()).or_default();
                *states.entry(span.state).or_default() += 1;
            }
        }
        for relation in layer.relations() {
            *counts.relations.entry(relation.kind.clone()).or_default() += 1;
        }
        counts
    }

    /// The counts of both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        add(&mut self.progress, other.progress);
        add(&mut self.relations, other.relations);
        for (label, states) in other.spans {
            add(self.spans.entry(label).or_default(), states);
        }
        for (rule, states) in other.rules {
            add(self.rules.entry(rule).or_default(), states);
        }
        self
    }

    /// How many articles there are.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.progress.values().sum()
    }

    /// How many spans of a label a person stands behind.
    #[must_use]
    pub fn decided(&self, label: &LabelId) -> usize {
        let states = self.spans.get(label).into_iter().flatten();
        states
            .filter(|(state, _)| state.is_decided_in())
            .map(|(_, count)| count)
            .sum()
    }
}

fn add<K: Ord>(counts: &mut BTreeMap<K, usize>, more: BTreeMap<K, usize>) {
    for (key, count) in more {
        *counts.entry(key).or_default() += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotations::Parts;
    use crate::model::id::SpanId;
    use crate::model::span::{Provenance, Span};
    use crate::text::offset::{ByteIdx, ByteRange};

    fn layer(states: &[(&str, SpanState)], progress: Progress) -> Annotations {
        let spans = states.iter().enumerate().map(|(n, (label, state))| Span {
            id: SpanId(n as u64 + 1),
            range: ByteRange::new(ByteIdx(0), ByteIdx(n as u32 + 1)),
            label: label.parse().unwrap(),
            state: *state,
            attrs: BTreeMap::new(),
            head: None,
            trigger: None,
            note: String::new(),
            provenance: Provenance {
                author: "me".parse().unwrap(),
                at: jiff::Timestamp::UNIX_EPOCH,
                rule: (*state != SpanState::Manual).then(|| format!("{label}/rule")),
                confidence: None,
            },
        });
        let parts = Parts {
            spans: spans.collect(),
            progress,
            ..Parts::default()
        };
        Annotations::assemble("a-00000000".parse().unwrap(), "me".parse().unwrap(), parts).0
    }

    #[test]
    fn spans_are_counted_by_label_and_state_and_rules_by_decision() {
        use SpanState::{Accepted, Manual, Rejected};
        let first = layer(
            &[("strike", Accepted), ("strike", Rejected)],
            Progress::Done,
        );
        let second = layer(&[("strike", Manual), ("date", Accepted)], Progress::Started);
        let counts = Statistics::of(&first).and(Statistics::of(&second));
        let strike: LabelId = "strike".parse().unwrap();
        assert_eq!(counts.articles(), 2);
        assert_eq!(counts.progress[&Progress::Done], 1);
        assert_eq!(counts.decided(&strike), 2);
        assert_eq!(counts.spans[&strike][&Rejected], 1);
        assert_eq!(
            counts.rules["strike/rule"],
            BTreeMap::from([(Accepted, 1), (Rejected, 1)])
        );
    }
}
