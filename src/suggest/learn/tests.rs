//! Articles with decisions drawn in, and what becomes of the next article.

use std::collections::BTreeMap;

use super::*;
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Parts, Progress};
use crate::model::id::SpanId;
use crate::model::schema::merged::Merged;
use crate::model::schema::{Schema, Standing};
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::suggest::{Context, Suggestion, suggest_with};
use crate::text::offset::ByteRange;

/// Decisions are drawn as `[words|label]`, `[words|label=id]`; rejected ones as `[words|!label]`.
fn lesson(drawn: &str, progress: Progress) -> Lesson {
    let (mut text, mut rest) = (String::new(), drawn);
    let mut spans = Vec::new();
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').unwrap();
        let (words, label) = inside.split_once('|').unwrap();
        text.push_str(before);
        let range = ByteRange::new(text.len(), text.len() + words.len());
        text.push_str(words);
        rest = after;
        let (label, state) = match label.strip_prefix('!') {
            Some(label) => (label, SpanState::Rejected),
            None => (label, SpanState::Manual),
        };
        let (label, id) = label.split_once('=').unwrap_or((label, ""));
        let mut attrs = BTreeMap::new();
        if !id.is_empty() {
            let value = AttrValue::Text(id.to_owned());
            attrs.insert("canonical_id".to_owned(), value);
        }
        let rejected = state == SpanState::Rejected;
        spans.push(Span {
            id: SpanId(spans.len() as u64 + 1),
            range,
            label: label.parse().unwrap(),
            state,
            attrs,
            head: None,
            trigger: None,
            note: String::new(),
            provenance: Provenance {
                author: "a".parse().unwrap(),
                at: jiff::Timestamp::UNIX_EPOCH,
                rule: rejected.then(|| format!("{label}/name")),
                confidence: None,
            },
        });
    }
    text.push_str(rest);
    lesson_in(&text, &layer_of(spans, progress))
}

fn layer_of(spans: Vec<Span>, progress: Progress) -> Annotations {
    let parts = Parts {
        spans,
        progress,
        ..Parts::default()
    };
    let (layer, _) = Annotations::assemble("x".parse().unwrap(), "a".parse().unwrap(), parts);
    layer
}

fn lesson_in(text: &str, layer: &Annotations) -> Lesson {
    let context = Context::default();
    let merged = Merged::default();
    Lesson::read(text, &context, Lexicon::built_in(), layer, None, &merged)
}

fn memory(lessons: &[&str]) -> Memory {
    let lessons: Vec<Lesson> = lessons
        .iter()
        .map(|drawn| lesson(drawn, Progress::Started))
        .collect();
    Memory::of(lessons.iter())
}

fn read(text: &str, memory: &Memory) -> Vec<Suggestion> {
    suggest_with(text, &Context::default(), Lexicon::built_in(), memory)
}

/// The words of a label that are proposed, with the id where there is one.
fn found(text: &str, label: &str, memory: &Memory) -> Vec<String> {
    let found = read(text, memory).into_iter();
    found
        .filter(|s| s.label == label)
        .map(|s| {
            let id = s.attrs.get("canonical_id").and_then(AttrValue::as_text);
            let id = id.map_or(String::new(), |id| format!("={id}"));
            format!("{}{id}", s.range.of(text).unwrap())
        })
        .collect()
}

#[test]
fn what_was_marked_is_known_elsewhere() {
    let text = "وقالت مصادر إن صقور البادية الخضر انسحبت، ولصقور البادية الخضر مقرات.";
    let nothing = Memory::default();
    assert_eq!(found(text, "faction", &nothing), [""; 0]);
    let once = memory(&["أعلنت [صقور البادية الخضر|faction=falcons] وقف القتال."]);
    let expected = ["صقور البادية الخضر=falcons"; 2];
    assert_eq!(found(text, "faction", &once), expected);
    let read = read(text, &once);
    let suggestion = read.iter().find(|s| s.rule == "memory/words");
    let words = suggestion.unwrap().learned.as_ref().unwrap().words;
    assert_eq!(words, Some(Tally { right: 1, shown: 1 }));
    let mut off = once.clone();
    off.off.insert(Learner::Words);
    assert_eq!(found(text, "faction", &off), [""; 0]);
}

#[test]
fn words_are_known_elsewhere_as_far_as_such_words_carry() {
    let taught = "ثم بلغوا [جربوح الأدنى|location] مساء ذلك.";
    let text = "وقرب جربوح الأدنى ناس.";
    let done = |drawn: &str| lesson(drawn, Progress::Done);
    let shown = |memory: &Memory| {
        let all = read(text, memory);
        let place = all.iter().find(|s| s.label == "location").unwrap();
        place.confidence >= crate::suggest::threshold("location")
    };
    assert!(shown(&Memory::of([done(taught)].iter())));
    // Another such word was marked once and passed over wherever else it stood.
    let marked = done("ثم بلغوا [صقلوب الأعلى|location] مساء ذلك.");
    let passed = || done("باعوا صقلوب الأعلى واشتروا صقلوب الأعلى ثم أكلوا صقلوب الأعلى.");
    let lessons = [done(taught), marked, passed(), passed(), passed()];
    let memory = Memory::of(lessons.iter());
    let carried: Vec<Tally> = memory.carried.values().copied().collect();
    assert_eq!(carried, [Tally { right: 0, shown: 9 }]);
    assert!(!shown(&memory), "only with the doubtful ones");
}

#[test]
fn a_single_word_with_its_article_has_to_be_marked_twice() {
    let text = "ثم تقدمت الشلقامة شمالا.";
    let marked = "أعلنت [الشلقامة|faction=shalqama] ذلك.";
    let once = memory(&[marked]);
    assert_eq!(found(text, "faction", &once), [""; 0]);
    let twice = memory(&[marked, marked]);
    assert_eq!(found(text, "faction", &twice), ["الشلقامة=shalqama"]);
    let bare = memory(&["أعلنت [شلقم|faction=shalqam] ذلك."]);
    assert_eq!(
        found("ثم تقدمت شلقم شمالا.", "faction", &bare),
        ["شلقم=shalqam"]
    );
}

#[test]
fn decisions_that_differ_name_nobody() {
    let differ = memory(&[
        "أعلنت [صقور البادية الخضر|faction=falcons] وقف القتال.",
        "أعلنت [صقور البادية الخضر|faction=others] وقف القتال.",
    ]);
    let text = "هاجمت صقور البادية الخضر البلدة.";
    assert_eq!(found(text, "faction", &differ), ["صقور البادية الخضر"]);
    // Three decisions outweigh what the lexicon says of the words.
    let text = "أعلن الجيش السوري الحر ذلك.";
    let known = "قال [الجيش السوري الحر|faction=other_army] ذلك.";
    let once = memory(&[known]);
    assert_eq!(found(text, "faction", &once), ["الجيش السوري الحر=fsa"]);
    let thrice = memory(&[known, known, known]);
    assert_eq!(
        found(text, "faction", &thrice),
        ["الجيش السوري الحر=other_army"]
    );
}

#[test]
fn what_was_rejected_twice_beside_a_word_is_not_proposed_there() {
    let text = "قصفت الطائرات درعا مساء أمس. وصل إلى درعا صباحا.";
    let once = memory(&["قصفت المدفعية [درعا|!location] ليلا."]);
    assert_eq!(found(text, "location", &once).len(), 2);
    let refused = "قصفت الطائرات [درعا|!location] ليلا.";
    let twice = memory(&[refused, refused]);
    assert_eq!(found(text, "location", &twice).len(), 1);
    assert_eq!(twice.refused().count(), 2);
    let never = memory(&[refused, refused, "قصفت الطائرات [درعا|location] ليلا."]);
    assert_eq!(found(text, "location", &never).len(), 2);
}

#[test]
fn counts_move_the_confidence() {
    let text = "وصل إلى درعا صباحا.";
    let confidence = |memory: &Memory| {
        let found = read(text, memory);
        let place = found.iter().find(|s| s.label == "location").unwrap();
        place.confidence
    };
    let alone = confidence(&Memory::default());
    let refused = memory(&["من [درعا|!location] ليلا.", "عن [درعا|!location] فجرا."]);
    let taken = memory(&["من [درعا|location] ليلا.", "عن [درعا|location] فجرا."]);
    assert!(confidence(&refused) < alone - 0.2);
    assert!(confidence(&taken) > alone);
    let mut off = refused;
    off.off.insert(Learner::Counts);
    assert!((confidence(&off) - alone).abs() < 1e-9);
}

#[test]
fn what_is_left_unmarked_counts_only_in_articles_that_are_done() {
    let drawn = "هاجمت [صقور|faction] البلدة. ثم حلقت صقور فوقها، وصقور طيور.";
    let known = |progress| {
        let lesson = lesson(drawn, progress);
        let memory = Memory::of(std::iter::once(&lesson));
        let (.., known) = memory.names().next().unwrap();
        known.tally
    };
    assert_eq!(known(Progress::Started), Tally { right: 1, shown: 1 });
    assert_eq!(known(Progress::Done), Tally { right: 1, shown: 3 });
}

#[test]
fn a_suggestion_taken_under_a_merged_label_was_right() {
    let text = "قصفت طائرات حربية مواقع المسلحين أمس.";
    let mut schema = Schema::conflict_news();
    let target = "target".parse().unwrap();
    let label = schema.labels.iter_mut().find(|label| label.id == target);
    label.unwrap().standing = Standing::Merged("location".parse().unwrap());
    let tally = |merged: &Merged| {
        let layer = decided(text, "target", |span| {
            span.label = "location".parse().unwrap()
        });
        let lexicon = Lexicon::built_in();
        let lesson = Lesson::read(text, &Context::default(), lexicon, &layer, None, merged);
        let memory = Memory::of([&lesson].into_iter()).with_merged(merged.clone());
        let rules = memory.rules.iter();
        let of_target = rules.filter(|(rule, _)| rule.starts_with("target/"));
        let tallies: Vec<Tally> = of_target.map(|(_, tally)| *tally).collect();
        let suggestion = read(text, &memory)
            .into_iter()
            .find(|s| s.label == "target");
        (tallies, suggestion.unwrap().confidence)
    };
    let (right, shown) = (Tally { right: 1, shown: 1 }, Tally { right: 0, shown: 1 });
    let (other, doubted) = tally(&Merged::default());
    let (same, believed) = tally(&schema.merged());
    assert_eq!((other, same), (vec![shown], vec![right]));
    assert!(believed > doubted, "{believed} {doubted}");
}

/// The first suggestion of a label, decided about after a change.
fn decided(text: &str, label: &str, change: impl Fn(&mut Span)) -> Annotations {
    let found = read(text, &Memory::default());
    let found = found.into_iter().find(|s| s.label == label).unwrap();
    let mut span = Span {
        id: SpanId(1),
        range: found.range,
        label: label.parse().unwrap(),
        state: SpanState::Edited,
        attrs: found.attrs.into(),
        head: None,
        trigger: None,
        note: String::new(),
        provenance: Provenance {
            author: "a".parse().unwrap(),
            at: jiff::Timestamp::UNIX_EPOCH,
            rule: Some(found.rule.to_owned()),
            confidence: None,
        },
    };
    change(&mut span);
    layer_of(vec![span], Progress::Done)
}

/// What is learned from that.
fn changed(text: &str, label: &str, change: impl Fn(&mut Span)) -> Lesson {
    lesson_in(text, &decided(text, label, change))
}

#[test]
fn an_edge_that_is_always_moved_over_a_word_is_moved() {
    let text = |place: &str| format!("قالت قوات الجيش السوري إنها دخلت {place}.");
    let first = "قوات ".len();
    let trimmed = |place| {
        changed(&text(place), "faction", |span| {
            span.range = ByteRange::new(span.range.start().get() + first, span.range.end().get());
        })
    };
    let lessons = ["الوادي", "التل", "السهل", "الجبل"].map(trimmed);
    let next = text("النهر");
    let few = Memory::of(lessons[..3].iter());
    assert!(found(&next, "faction", &few)[0].starts_with("قوات الجيش"));
    let memory = Memory::of(lessons.iter());
    assert!(found(&next, "faction", &memory)[0].starts_with("الجيش"));
    let edges: Vec<_> = memory.edges().collect();
    assert_eq!(edges.len(), 1, "{edges:?}");
    let habit = edges[0].0;
    assert_eq!((habit.edge, habit.word.as_str()), (Edge::StartIn, "قوات"));
    let suggestion = &read(&next, &memory)[0];
    let learned = suggestion.learned.as_ref().unwrap();
    assert_eq!(learned.changed.edge, Some(Tally { right: 4, shown: 4 }));
    let mut off = memory;
    off.off.insert(Learner::Habits);
    assert!(found(&next, "faction", &off)[0].starts_with("قوات الجيش"));
}

#[test]
fn what_is_always_said_instead_is_said() {
    let text = "أصابت الغارة المبنى.";
    let said = |kind: &str| {
        changed(text, "strike", |span| {
            let value = AttrValue::Text(kind.to_owned());
            span.attrs.insert("kind".to_owned(), value);
        })
    };
    let kind = |lessons: &[Lesson]| {
        let found = read("قتلت الغارة اثنين.", &Memory::of(lessons.iter()));
        let strike = found.into_iter().find(|s| s.label == "strike").unwrap();
        let kind = strike.attrs.get("kind").and_then(AttrValue::as_text);
        kind.map(str::to_owned)
    };
    assert_eq!(kind(&[]).as_deref(), Some("airstrike"));
    let twice = [said("missile"), said("missile")];
    assert_eq!(kind(&twice).as_deref(), Some("missile"));
    let differ = [said("missile"), said("missile"), said("airstrike")];
    assert_eq!(kind(&differ).as_deref(), Some("airstrike"));
}

/// Reports by the day, in which a word that no table knows is a weapon after a verb.
fn reports() -> Vec<Lesson> {
    let weapons = ["قاذف", "راجمة", "مقلاع", "منجنيق"];
    let places = ["الوادي", "التل", "السهل", "الجبل", "النهر"];
    let pairs = weapons
        .iter()
        .flat_map(|w| places.iter().map(move |p| (w, p)));
    pairs
        .map(|(weapon, place)| {
            let drawn = format!("نصبوا [{weapon}|weapon] قرب {place} ثم شربوا الشاي قرب {place}.");
            lesson(&drawn, Progress::Done)
        })
        .collect()
}

#[test]
fn the_tagger_finds_what_no_table_knows_and_says_by_what() {
    let lessons = reports();
    let untrained = Memory::of(lessons.iter());
    let text = "نصبوا عرادة قرب الوادي ثم شربوا القهوة قرب التل.";
    assert_eq!(found(text, "weapon", &untrained), [""; 0]);
    let trained = untrained.trained(lessons.iter());
    assert_eq!(trained.trained_on(), lessons.len());
    assert_eq!(found(text, "weapon", &trained), ["عرادة"]);
    let suggestion = &read(text, &trained)[0];
    assert_eq!(suggestion.rule, "memory/tagger");
    let opinion = suggestion
        .learned
        .as_ref()
        .unwrap()
        .tagger
        .as_ref()
        .unwrap();
    assert_eq!(opinion.vote, Vote::For);
    assert!(!opinion.cues.is_empty());
    let mut off = trained;
    off.off.insert(Learner::Tagger);
    assert_eq!(found(text, "weapon", &off), [""; 0]);
}

#[test]
fn the_same_decisions_make_the_same_memory() {
    let lessons = reports();
    let text = "نصبوا عرادة قرب الوادي ثم شربوا القهوة قرب التل.";
    let make = || read(text, &Memory::of(lessons.iter()).trained(lessons.iter()));
    assert_eq!(make(), make());
    // But for the tagger, in whatever order they are told.
    let backwards = Memory::of(lessons.iter().rev());
    assert_eq!(
        read(text, &backwards),
        read(text, &Memory::of(lessons.iter()))
    );
}
