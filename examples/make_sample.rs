//! Writes `projects/daraa-2017` from the worked example: `cargo run --example make_sample --
//! TEXT GOLD OUTPUT`, with the article's text and its gold annotation in JSON.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool that is run by hand and may fail by panicking"
)]

use std::collections::{BTreeMap, HashMap};

use hashiya::model::annotations::Progress;
use hashiya::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use hashiya::model::edit::Edit;
use hashiya::model::history::{Change, StepName};
use hashiya::model::id::{AnnotatorId, ProjectId, RelationId, SpanId};
use hashiya::model::project::{Project, ProjectSettings};
use hashiya::model::relation::Relation;
use hashiya::model::schema::Schema;
use hashiya::model::span::{AttrValue, Provenance, Span, SpanState};
use hashiya::store::{self, Annotator};
use hashiya::text::offset::{ByteRange, CharIdx};
use serde_json::Value;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = ArticleText::new(std::fs::read_to_string(&arguments[0]).unwrap());
    let gold: Value =
        serde_json::from_str(&std::fs::read_to_string(&arguments[1]).unwrap()).unwrap();
    let at: jiff::Timestamp = "2026-11-23T00:00:00Z".parse().unwrap();
    let by: AnnotatorId = "reference".parse().unwrap();
    let project = Project {
        id: ProjectId(0x0da2_aa20_17f3_3eea),
        name: "Daraa 2017 · درعا 2017".into(),
        schema: Schema::conflict_news(),
        settings: ProjectSettings::default(),
    };
    let root = std::path::Path::new(&arguments[2]);
    store::create(root, &project).unwrap();
    let title: String = text
        .as_str()
        .split_whitespace()
        .take(12)
        .collect::<Vec<_>>()
        .join(" ");
    let mut meta = ArticleMeta::new(&text, "daraa-2017");
    let fields = [
        (MetaField::Title, title.as_str()),
        (MetaField::Published, "2017-02-14"),
        (MetaField::Country, "SY"),
        (MetaField::Language, "ar"),
        (MetaField::Direction, "rtl"),
    ];
    meta.fields = fields
        .into_iter()
        .map(|(field, value)| {
            let entry = MetaEntry {
                value: Some(value.to_owned()),
                at,
                by: by.clone(),
            };
            (field, entry)
        })
        .collect::<BTreeMap<_, _>>();
    let who = Annotator {
        id: by.clone(),
        name: "Reference · المرجع".into(),
    };
    let mut opened = store::open(root, &who, at, None).unwrap();
    opened.store.import_article(&text, &meta).unwrap();
    let mut edits = Vec::new();
    let range = |value: &Value| -> Option<ByteRange> {
        let place = |name: &str| Some(CharIdx::new(usize::try_from(value[name].as_u64()?).ok()?));
        text.offsets()
            .chars_to_range(text.as_str(), place("start")?, place("end")?)
    };
    let mut ids = HashMap::new();
    for (n, span) in gold["spans"].as_array().unwrap().iter().enumerate() {
        let id = SpanId(0x5_0000_0000 + n as u64);
        ids.insert(span["id"].as_str().unwrap().to_owned(), id);
        let attrs = span["attrs"].as_object().unwrap();
        let values = attrs.iter().filter_map(|(name, value)| {
            let value = match value {
                Value::Bool(flag) => AttrValue::Flag(*flag),
                Value::Number(number) => AttrValue::Number(number.as_i64()?),
                Value::String(text) => AttrValue::Text(in_schema(name, text).to_owned()),
                _ => return None,
            };
            Some((name.clone(), value))
        });
        edits.push(Edit::AddSpan(Box::new(Span {
            id,
            range: range(span).unwrap(),
            label: span["label"]
                .as_str()
                .unwrap()
                .to_lowercase()
                .parse()
                .unwrap(),
            state: SpanState::Manual,
            attrs: values.collect(),
            head: range(&span["head"]),
            trigger: range(&attrs.get("trigger").cloned().unwrap_or(Value::Null)),
            note: span["note"].as_str().unwrap_or("").to_owned(),
            provenance: Provenance::manual(by.clone(), at),
        })));
    }
    let mut skipped = 0;
    for (n, relation) in gold["relations"].as_array().unwrap().iter().enumerate() {
        let end = |name: &str| relation[name].as_str().and_then(|id| ids.get(id)).copied();
        let (Some(from), Some(to)) = (end("from"), end("to")) else {
            skipped += 1;
            continue;
        };
        edits.push(Edit::AddRelation(Box::new(Relation {
            id: RelationId(0x4_0000_0000 + n as u64),
            kind: relation["type"].as_str().unwrap().to_owned(),
            from,
            to,
            state: SpanState::Manual,
            provenance: Provenance::manual(by.clone(), at),
        })));
    }
    edits.push(Edit::SetProgress {
        from: Progress::New,
        to: Progress::Done,
    });
    let count = edits.len();
    let change = Change::of(&meta.id, StepName::ChangeMany(count as u32), edits);
    let record = opened.history.record_do(change, at);
    opened.history.push(record.clone());
    let writer = opened.writer.take().unwrap();
    writer.submit(record, vec![(meta.id.clone(), text)]);
    // Writes the snapshot and gives the lock back.
    drop(writer);
    let own = root.join("annotations/reference");
    std::fs::remove_dir_all(own.join("journal")).unwrap();
    std::fs::remove_file(own.join(".lock")).unwrap();
    println!("{count} edits, {skipped} relations left out");
}

/// A value as the schema has it: the worked example has shades of some that closed lists do not.
fn in_schema<'a>(name: &str, value: &'a str) -> &'a str {
    match (name, value) {
        ("kind", "attempt") => "attempts",
        ("qualifier", "vague_heavy" | "vague_many") => "vague",
        _ => value,
    }
}
