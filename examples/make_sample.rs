//! Writes `projects/daraa-2017` from the worked example: `cargo run --example make_sample --
//! TEXT GOLD OUTPUT`, with the article's text and its gold annotation in JSON.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool that is run by hand and may fail by panicking"
)]

use std::collections::{BTreeMap, HashMap};

use hashiya::model::annotations::{Annotations, Progress};
use hashiya::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use hashiya::model::edit::Edit;
use hashiya::model::history::Seq;
use hashiya::model::id::{AnnotatorId, ProjectId, RelationId, SpanId};
use hashiya::model::project::{Project, ProjectSettings};
use hashiya::model::relation::Relation;
use hashiya::model::schema::Schema;
use hashiya::model::span::{AttrValue, Provenance, Span, SpanState};
use hashiya::store::codec;
use hashiya::store::disk::AnnotatorFile;
use hashiya::store::folder::Folder;
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
    let folder = Folder::create(&arguments[2], &project).unwrap();
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
    folder.add_article(&meta, &text).unwrap();

    let mut layer = Annotations::new(meta.id.clone(), by.clone());
    let mut apply = |edit: Edit| edit.apply(&mut meta.clone(), &mut layer).map(drop);
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
                Value::String(text) => AttrValue::Text(text.clone()),
                _ => return None,
            };
            Some((name.clone(), value))
        });
        apply(Edit::AddSpan(Box::new(Span {
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
        })))
        .unwrap();
    }
    let mut skipped = 0;
    for (n, relation) in gold["relations"].as_array().unwrap().iter().enumerate() {
        let end = |name: &str| relation[name].as_str().and_then(|id| ids.get(id)).copied();
        let (Some(from), Some(to)) = (end("from"), end("to")) else {
            skipped += 1;
            continue;
        };
        apply(Edit::AddRelation(Box::new(Relation {
            id: RelationId(0x4_0000_0000 + n as u64),
            kind: relation["type"].as_str().unwrap().to_owned(),
            from,
            to,
            state: SpanState::Manual,
            provenance: Provenance::manual(by.clone(), at),
        })))
        .unwrap();
    }
    apply(Edit::SetProgress {
        from: Progress::New,
        to: Progress::Done,
    })
    .unwrap();
    let own = folder.annotator_path(&by);
    std::fs::create_dir_all(&own).unwrap();
    let name = AnnotatorFile {
        format: codec::FORMAT,
        name: "Reference · المرجع".into(),
    };
    std::fs::write(own.join("annotator.ron"), codec::encode(&name, 2).unwrap()).unwrap();
    folder.write_layer(&layer, &text, Seq(0)).unwrap();
    println!(
        "{} spans, {} relations, {skipped} left out",
        layer.spans().len(),
        layer.relations().len()
    );
}
