use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::model::article::ArticleText;
use crate::model::id::RefusalId;
use crate::model::incident::{Filler, Role};
use crate::model::refusal::{Refused, Words};
use crate::model::span::Provenance;

const TEXT: &str = "قصفت قوات الحكومة مدينة إدلب";

fn provenance() -> Provenance {
    Provenance::manual("a".parse().unwrap(), Timestamp::UNIX_EPOCH)
}

fn span(id: u64, range: ByteRange) -> Span {
    Span {
        id: SpanId(id),
        range,
        label: "faction".parse().unwrap(),
        state: SpanState::Manual,
        attrs: Default::default(),
        head: None,
        trigger: None,
        note: String::new(),
        provenance: provenance(),
    }
}

fn range() -> impl Strategy<Value = ByteRange> {
    (0..TEXT.len(), 0..TEXT.len()).prop_map(|(a, b)| ByteRange::new(a, b))
}

fn number() -> impl Strategy<Value = Option<AttrValue>> {
    prop::option::of((0_i64..3).prop_map(AttrValue::Number))
}

fn label() -> impl Strategy<Value = LabelId> {
    prop_oneof![Just("faction"), Just("strike")].prop_map(|l| l.parse().unwrap())
}

fn state() -> impl Strategy<Value = SpanState> {
    prop::sample::select(SpanState::ALL.to_vec())
}

fn progress() -> impl Strategy<Value = Progress> {
    prop::sample::select(Progress::ALL.to_vec())
}

fn entry() -> impl Strategy<Value = Option<MetaEntry>> {
    prop::option::of(
        (prop::option::of("[a-c]"), 0_i64..3).prop_map(|(value, second)| MetaEntry {
            value,
            at: Timestamp::from_second(second).unwrap(),
            by: "a".parse().unwrap(),
        }),
    )
}

fn relation() -> impl Strategy<Value = Relation> {
    (0_u64..2, 0_u64..4, 0_u64..4).prop_map(|(id, from, to)| Relation {
        id: RelationId(id),
        kind: "perpetrator".into(),
        from: SpanId(from),
        to: SpanId(to),
        state: SpanState::Manual,
        provenance: provenance(),
    })
}

fn incident() -> impl Strategy<Value = Incident> {
    let filler = prop_oneof![
        (0_u64..4).prop_map(|id| Filler::Span(SpanId(id))),
        Just(Filler::Entry("civilians".into())),
    ];
    let role = prop::sample::select(Role::ALL.to_vec());
    let roles = prop::collection::vec((role, filler), 0..3);
    (0_u64..2, roles).prop_map(|(id, roles)| {
        let mut incident = Incident {
            id: IncidentId(id),
            roles: Default::default(),
            attrs: Default::default(),
            state: SpanState::Manual,
            provenance: provenance(),
        };
        for (role, filler) in roles {
            incident.fill(role, filler);
        }
        incident
    })
}

fn refusal() -> impl Strategy<Value = Refusal> {
    (0_u64..3, range(), label()).prop_map(|(id, range, label)| Refusal {
        id: RefusalId(id),
        what: Refused::Incident {
            triggers: vec![Words { range, label }],
        },
        provenance: provenance(),
    })
}

/// Any edit, whether it fits or not.
fn edit() -> impl Strategy<Value = Edit> {
    let id = || (0_u64..4).prop_map(SpanId);
    let whole = || (0_u64..4, range()).prop_map(|(id, range)| Box::new(span(id, range)));
    prop_oneof![
        4 => whole().prop_map(Edit::AddSpan),
        1 => whole().prop_map(Edit::RemoveSpan),
        2 => (id(), range(), range())
            .prop_map(|(span, from, to)| Edit::SetRange { span, from, to }),
        1 => (id(), label(), label())
            .prop_map(|(span, from, to)| Edit::SetLabel { span, from, to }),
        1 => (id(), state(), state())
            .prop_map(|(span, from, to)| Edit::SetState { span, from, to }),
        1 => (id(), number(), number()).prop_map(|(span, from, to)| Edit::SetAttr {
            span,
            name: "count_low".into(),
            from,
            to,
        }),
        1 => (id(), prop::option::of(range()), prop::option::of(range()))
            .prop_map(|(span, from, to)| Edit::SetHead { span, from, to }),
        1 => (id(), "[ab]?", "[ab]?")
            .prop_map(|(span, from, to)| Edit::SetSpanNote { span, from, to }),
        1 => relation().prop_map(|r| Edit::AddRelation(Box::new(r))),
        1 => relation().prop_map(|r| Edit::RemoveRelation(Box::new(r))),
        1 => refusal().prop_map(|r| Edit::AddRefusal(Box::new(r))),
        1 => refusal().prop_map(|r| Edit::RemoveRefusal(Box::new(r))),
        1 => incident().prop_map(|i| Edit::AddIncident(Box::new(i))),
        1 => incident().prop_map(|i| Edit::RemoveIncident(Box::new(i))),
        1 => (incident(), incident()).prop_map(|(from, to)| Edit::ChangeIncident {
            from: Box::new(from),
            to: Box::new(to),
        }),
        1 => (number(), number()).prop_map(|(from, to)| Edit::SetArticleAttr {
            name: "x".into(),
            from,
            to,
        }),
        1 => ("[ab]?", "[ab]?").prop_map(|(from, to)| Edit::SetNote { from, to }),
        1 => (progress(), progress()).prop_map(|(from, to)| Edit::SetProgress { from, to }),
        1 => (entry(), entry()).prop_map(|(from, to)| Edit::SetMeta {
            field: MetaField::Title,
            from,
            to,
        }),
    ]
}

/// The edit with what is there as what was, so that it fits more often.
fn fitted(edit: Edit, meta: &ArticleMeta, layer: &Annotations) -> Edit {
    let mut edit = edit;
    let there = edit.span().and_then(|id| layer.span(id));
    match (&mut edit, there) {
        (Edit::RemoveSpan(span), Some(there)) => **span = there.clone(),
        (Edit::SetRange { from, .. }, Some(there)) => *from = there.range,
        (Edit::SetLabel { from, .. }, Some(there)) => from.clone_from(&there.label),
        (Edit::SetState { from, .. }, Some(there)) => *from = there.state,
        (Edit::SetHead { from, .. }, Some(there)) => *from = there.head,
        (Edit::SetSpanNote { from, .. }, Some(there)) => from.clone_from(&there.note),
        (Edit::SetAttr { name, from, .. }, Some(there)) => {
            *from = there.attrs.get(name).cloned();
        }
        (Edit::RemoveRelation(relation), _) => {
            if let Some(there) = layer.relation(relation.id) {
                **relation = there.clone();
            }
        }
        (Edit::RemoveRefusal(refusal), _) => {
            let mut there = layer.refusals();
            if let Some(there) = there.find(|there| there.id == refusal.id) {
                **refusal = there.clone();
            }
        }
        (Edit::RemoveIncident(incident), _) => {
            if let Some(there) = layer.incident(incident.id) {
                **incident = there.clone();
            }
        }
        (Edit::ChangeIncident { from, to }, _) => {
            if let Some(there) = layer.incident(to.id) {
                **from = there.clone();
            }
        }
        (Edit::SetArticleAttr { name, from, .. }, _) => {
            *from = layer.attrs().get(name).cloned();
        }
        (Edit::SetNote { from, .. }, _) => layer.note().clone_into(from),
        (Edit::SetProgress { from, .. }, _) => *from = layer.progress(),
        (Edit::SetMeta { field, from, .. }, _) => *from = meta.fields.get(field).cloned(),
        _ => {}
    }
    edit
}

proptest! {
    #[test]
    fn an_edit_and_its_inverse_change_nothing(
        edits in prop::collection::vec((edit(), any::<bool>()), 1..60),
    ) {
        let text = ArticleText::new(TEXT);
        let mut meta = ArticleMeta::new(&text, "x");
        let mut layer = Annotations::new(meta.id.clone(), "a".parse().unwrap());
        let mut trail = Vec::new();
        for (edit, fit) in edits {
            let edit = if fit { fitted(edit, &meta, &layer) } else { edit };
            let before = (meta.clone(), layer.clone());
            match edit.apply(&mut meta, &mut layer) {
                Ok(inverse) => {
                    prop_assert_eq!(&inverse.inverse(), &edit);
                    // A description is shared: what was is not checked, so an edit that says
                    // something else than what was there does not lead back to it.
                    if fit || !edit.is_meta() {
                        trail.push((before, inverse));
                    } else {
                        trail.clear();
                    }
                }
                Err(_) => prop_assert_eq!(&(meta.clone(), layer.clone()), &before),
            }
        }
        for (before, inverse) in trail.into_iter().rev() {
            inverse.apply(&mut meta, &mut layer).unwrap();
            prop_assert_eq!(&(meta.clone(), layer.clone()), &before);
        }
    }
}
