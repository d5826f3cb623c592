//! A change of the schema, carried out in a layer and taken back.

use jiff::Timestamp;

use super::*;
use crate::model::id::{ArticleId, IncidentId, RefusalId, RelationId};
use crate::model::incident::Role;
use crate::model::refusal::{Refused, Words};
use crate::model::span::{AttrValue, Provenance};
use crate::session::schema::{Item, Narrowing};

const TEXT: &str = "قصفت طائرات مدينة ثم قصفت طائرات قرية";

fn id(label: &str) -> LabelId {
    label.parse().unwrap()
}

/// Words of the text, the last ones of them.
fn words(label: &str, words: &str) -> Words {
    let start = TEXT.rfind(words).unwrap();
    Words {
        range: ByteRange::new(start, start + words.len()),
        label: id(label),
    }
}

/// The labels that the refusal of a layer speaks of.
fn refused(layer: &Annotations) -> Vec<String> {
    let refusals = layer.refusals().flat_map(|refusal| {
        let words = refusal.words().map(|words| words.label.to_string());
        words.collect::<Vec<_>>()
    });
    refusals.collect()
}

/// A strike (1) by aircraft (2), which the incident says too; the same words are a target as
/// well (3). Further on another strike (4), a village (5);
/// that it was by aircraft is refused.
fn layer() -> (Annotations, ArticleText) {
    let text = ArticleText::new(TEXT);
    let mut meta = ArticleMeta::new(&text, "x");
    let article: ArticleId = meta.id.clone();
    let mut layer = Annotations::new(article, "a".parse().unwrap());
    let provenance = Provenance::manual("a".parse().unwrap(), Timestamp::UNIX_EPOCH);
    let span = |id, label: &str, words: &str, nth| {
        let (start, _) = TEXT.match_indices(words).nth(nth).unwrap();
        Edit::AddSpan(Box::new(Span {
            id: SpanId(id),
            range: ByteRange::new(start, start + words.len()),
            label: label.parse().unwrap(),
            state: SpanState::Manual,
            attrs: [("kind".to_owned(), AttrValue::Text(format!("k{id}")))].into(),
            head: None,
            trigger: None,
            note: String::new(),
            provenance: provenance.clone(),
        }))
    };
    let relation = Relation {
        id: RelationId(1),
        kind: "instrument".into(),
        from: SpanId(1),
        to: SpanId(2),
        state: SpanState::Manual,
        provenance: provenance.clone(),
    };
    let fill = |role, id| (role, vec![Filler::Span(SpanId(id))]);
    let incident = Incident {
        id: IncidentId(1),
        roles: [fill(Role::Trigger, 1), fill(Role::Weapon, 2)].into(),
        attrs: Default::default(),
        state: SpanState::Manual,
        provenance: provenance.clone(),
    };
    let refusal = Refusal {
        id: RefusalId(1),
        what: Refused::Relation {
            kind: "instrument".into(),
            from: words("strike", "قصفت"),
            to: words("weapon", "طائرات"),
        },
        provenance: provenance.clone(),
    };
    let edits = [
        span(1, "strike", "قصفت", 0),
        span(2, "weapon", "طائرات", 0),
        span(3, "target", "طائرات", 0),
        span(4, "strike", "قصفت", 1),
        span(5, "location", "قرية", 0),
        Edit::AddRelation(Box::new(relation)),
        Edit::AddIncident(Box::new(incident)),
        Edit::AddRefusal(Box::new(refusal)),
    ];
    for edit in edits {
        edit.apply(&mut meta, &mut layer).unwrap();
    }
    (layer, text)
}

/// Does it, checks that its inverse leads back, and tells what is there then.
#[track_caller]
fn check(
    reshape: &Reshape,
    spans: &[(u64, &str)],
    [relations, fillers]: [usize; 2],
) -> Annotations {
    let (before, text) = layer();
    let after = reshape.after(&Schema::conflict_news());
    let plan = reshape.plan(&before, &text, &after);
    let mut meta = ArticleMeta::new(&text, "x");
    let mut done = before.clone();
    for edit in &plan.edits {
        edit.apply(&mut meta, &mut done).unwrap();
    }
    let mut found: Vec<_> = done
        .spans()
        .map(|s| (s.id.0, s.label.to_string()))
        .collect();
    found.sort();
    let found: Vec<_> = found
        .iter()
        .map(|(id, label)| (*id, label.as_str()))
        .collect();
    assert_eq!(found, spans);
    assert_eq!([plan.relations, plan.fillers], [relations, fillers]);
    let mut back = done.clone();
    for edit in plan.edits.iter().rev() {
        edit.inverse().apply(&mut meta, &mut back).unwrap();
    }
    assert_eq!(back, before);
    done
}

#[test]
fn a_span_takes_the_place_of_its_twin() {
    let merge = Reshape::Merge {
        from: id("weapon"),
        into: id("target"),
    };
    let spans = [(1, "strike"), (3, "target"), (4, "strike"), (5, "location")];
    let done = check(&merge, &spans, [1, 1]);
    let relation = done.relations().next().unwrap();
    assert_eq!((relation.from, relation.to), (SpanId(1), SpanId(3)));
    let incident = done.incidents().next().unwrap();
    assert_eq!(incident.fillers(Role::Weapon), [Filler::Span(SpanId(3))]);
    assert_eq!(refused(&done), ["strike", "target"]);
}

#[test]
fn what_a_label_cannot_have_goes_with_it() {
    let spans = [(1, "strike"), (3, "target"), (4, "strike"), (5, "location")];
    check(&Reshape::Delete(id("weapon")), &spans, [1, 1]);
    let split = Reshape::Split {
        from: id("strike"),
        to: id("date"),
        which: Which::Said("kind".into(), AttrValue::Text("k1".into())),
    };
    let spans = [
        (1, "date"),
        (2, "weapon"),
        (3, "target"),
        (4, "strike"),
        (5, "location"),
    ];
    check(&split, &spans, [1, 1]);
    let gone = Reshape::DeleteRelation("instrument".into());
    let spans = [
        (1, "strike"),
        (2, "weapon"),
        (3, "target"),
        (4, "strike"),
        (5, "location"),
    ];
    check(&gone, &spans, [1, 0]);
}

#[test]
fn what_others_have_is_read_as_what_it_was_merged_into() {
    let (layer, text) = layer();
    let merge = Reshape::Merge {
        from: id("strike"),
        into: id("clash"),
    };
    let schema = merge.after(&Schema::conflict_news());
    let meant = as_meant(&layer, &text, &schema);
    let clashes = meant.spans().filter(|span| span.label == id("clash"));
    assert_eq!(clashes.count(), 2);
    assert_eq!(meant.relations().count(), 1);
    assert_eq!(refused(&meant), ["clash", "weapon"]);
}

#[test]
fn what_is_not_asked_any_more_is_found_where_it_was_said_and_stays() {
    let strike = || Item::Label(id("strike"));
    let end = |starts, label| Narrowing::End {
        relation: "instrument".into(),
        starts,
        label: id(label),
    };
    let schema = Schema::conflict_news();
    let spans = [
        (1, "strike"),
        (2, "weapon"),
        (3, "target"),
        (4, "strike"),
        (5, "location"),
    ];
    for (narrowing, said, fits) in [
        (Narrowing::Attribute(strike(), "kind".into()), 2, true),
        (
            Narrowing::Choice(strike(), "kind".into(), "k4".into()),
            1,
            false,
        ),
        (
            Narrowing::Choice(strike(), "kind".into(), "ied".into()),
            0,
            true,
        ),
        (Narrowing::Attribute(Item::Incident, "kind".into()), 0, true),
        // A relation keeps an end.
        (end(false, "weapon"), 1, false),
        (end(true, "date"), 0, false),
    ] {
        let reshape = Reshape::Narrow(narrowing);
        let (layer, text) = layer();
        assert_eq!(reshape.count(&layer, &text), said, "{reshape:?}");
        assert_eq!(reshape.fits(&schema), fits, "{reshape:?}");
        check(&reshape, &spans, [0, 0]);
    }
}
