//! How fast each format is written and read: articles of about 4 KB with 20 spans each, as in
//! 10,000 articles of 40 MB with 200,000 spans, which are to take less than 5 s each way in JSON
//! lines.
//!
//! ```text
//! cargo bench --no-default-features --bench formats
//! ```
//!
//! A thousand of these are measured at a time: the goal is then half a second, 8 MB/s of text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench may fail by panicking"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io;
use std::ops::ControlFlow;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hashiya::formats::{
    Document, FORMATS, Files, Format, Input, Layout, Losses, Origin, Reading, Writing, digest,
};
use hashiya::model::article::ArticleText;
use hashiya::model::schema::Schema;
use hashiya::model::span::AttrValue;
use hashiya::text::offset::ByteRange;
use hashiya::text::words::words;

const SAMPLE: &str = include_str!("../projects/daraa-2017/articles/daraa-2017-f33eeae8.txt");

/// How many articles are measured.
const ARTICLES: usize = 1000;

fn origin() -> Origin {
    Origin {
        by: "bench".parse().unwrap(),
        at: "2026-01-02T03:04:05Z".parse().unwrap(),
    }
}

/// Articles of the sample's sentences in another order each, with a span on every few words.
fn documents() -> Vec<Document> {
    let sentences: Vec<&str> = SAMPLE.split_inclusive(['.', '\n']).collect();
    let labels = ["STRIKE", "FACTION", "LOCATION", "CASUALTY"];
    (0..ARTICLES)
        .map(|number| {
            let mut text = String::new();
            for step in 1.. {
                text.push_str(sentences[(number * 7 + step * (number % 13 + 1)) % sentences.len()]);
                if text.len() > 4000 {
                    break;
                }
            }
            let places: Vec<ByteRange> = words(&text).collect();
            let mut document = Document::new(ArticleText::new(text));
            document.id = Some(format!("article-{number}"));
            for at in 0..20 {
                let word = places[at * places.len() / 20];
                let mark = document.mark(word, labels[at % 4], origin().manual());
                mark.span
                    .attrs
                    .insert("count_low".into(), AttrValue::Number(at as i64));
            }
            document
        })
        .collect()
}

#[derive(Default)]
struct Memory(BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.entry(name.to_owned()).or_default().extend(bytes);
        Ok(())
    }
}

/// What an export does to each article: what the format cannot hold is taken out and counted, the
/// rest is written and remembered.
fn write(format: &Format, documents: &[Document]) -> BTreeMap<String, Vec<u8>> {
    let writing = Writing {
        schema: Schema::conflict_news(),
        ..Writing::default()
    };
    let mut files = Memory::default();
    let mut losses = Losses::default();
    let mut writer = (format.write.unwrap())(&writing);
    for document in documents {
        if let Some(kept) = losses.take(document, &format.holds) {
            writer.document(&kept, &mut files).unwrap();
            black_box(digest(&kept, &format.holds));
        }
    }
    writer.finish(&mut files).unwrap();
    files.0
}

fn read(format: &Format, files: &BTreeMap<String, Vec<u8>>) -> usize {
    let read = format.read.unwrap();
    let ending = format!(".{}", format.extensions[0]);
    let mut spans = 0;
    for (name, bytes) in files {
        let is_article = match format.layout {
            Layout::File => name.is_empty(),
            Layout::Folder => name.ends_with(&ending),
        };
        if !is_article {
            continue;
        }
        let input = Input {
            name,
            data: &mut bytes.as_slice(),
            beside: &|name| files.get(name).cloned(),
        };
        let each: hashiya::formats::Each<'_> = &mut |_, document| {
            spans += document.unwrap().spans.len();
            ControlFlow::Continue(())
        };
        read(input, &Reading::new(origin()), each).unwrap();
    }
    spans
}

fn formats(criterion: &mut Criterion) {
    let documents = documents();
    let bytes: usize = documents.iter().map(|d| d.text.as_str().len()).sum();
    let mut group = criterion.benchmark_group("formats");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(3));
    group.throughput(Throughput::Bytes(bytes as u64));
    for format in FORMATS {
        if format.write.is_none() {
            continue;
        }
        let id = |way| BenchmarkId::new(way, format.name);
        group.bench_function(id("write"), |bencher| {
            bencher.iter(|| write(format, black_box(&documents)));
        });
        if format.read.is_some() {
            let files = write(format, &documents);
            group.bench_function(id("read"), |bencher| {
                bencher.iter(|| read(format, black_box(&files)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, formats);
criterion_main!(benches);
