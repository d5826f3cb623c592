//! How fast the engine reads, on one core, by itself and with what it has learned, beside what bare
//! Aho–Corasick does with the same forms over the same folded text; how long the tables and the
//! training take; whether any text makes it slow.
//!
//! ```text
//! cargo bench --no-default-features --bench engine
//! ```
//!
//! The texts are those of `tests/gold/own`, and of `../shared/corpus` if it is there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench may fail by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hashiya::lexicon::{Layer, Lexicon};
use hashiya::model::annotations::{Annotations, Parts, Progress};
use hashiya::model::id::SpanId;
use hashiya::model::schema::merged::Merged;
use hashiya::model::span::{Provenance, Span, SpanState};
use hashiya::suggest::learn::{Lesson, Memory};
use hashiya::suggest::{Context, Suggestion, suggest, suggest_with, threshold};
use hashiya::text::fold::{fold, fold_word};
use hashiya::text::token::Tokens;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// News articles as they come, one after the other.
fn articles() -> Vec<String> {
    let files = |folder: PathBuf, ending: &str| -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths.retain(|path| path.extension().is_some_and(|e| e == ending));
        paths
            .iter()
            .map(|path| fs::read_to_string(path).unwrap())
            .collect()
    };
    let mut articles = files(root().join("tests/gold/own"), "txt");
    articles.extend(files(root().join("../shared/corpus"), "txt"));
    articles
}

/// The tables as they are compiled in: names and texts.
fn tables() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("data/lexicon")).unwrap().flatten();
    let mut tables: Vec<(String, String)> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.ends_with(".tsv") && name != "numbers.tsv")
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    tables.sort();
    tables
}

/// Every form of the tables, folded: all that stands between bars in any column.
fn forms() -> Vec<String> {
    let mut forms = BTreeSet::new();
    for (_, table) in tables() {
        for line in table.lines().skip(1) {
            for form in line.split(['\t', '|']) {
                let form = form.trim_start_matches('~').split('=').next().unwrap();
                if form.chars().count() > 2 {
                    forms.insert(fold_word(form.trim()));
                }
            }
        }
    }
    forms.into_iter().collect()
}

/// What somebody decided about an article who took all that was shown, and marked it as done.
fn decided(text: &str, context: &Context, lexicon: &Lexicon) -> Lesson {
    let span = |(number, suggestion): (usize, Suggestion)| Span {
        id: SpanId(number as u64 + 1),
        range: suggestion.range,
        label: suggestion.label.parse().unwrap(),
        state: SpanState::Accepted,
        attrs: suggestion.attrs.into(),
        head: suggestion.head,
        trigger: suggestion.trigger,
        note: String::new(),
        provenance: Provenance {
            author: "reader".parse().unwrap(),
            at: jiff::Timestamp::UNIX_EPOCH,
            rule: Some(suggestion.rule.to_owned()),
            confidence: Some(suggestion.confidence),
        },
    };
    let found = suggest(text, context, lexicon).into_iter();
    let shown = found.filter(|s| s.confidence >= threshold(s.label));
    let parts = Parts {
        spans: shown.enumerate().map(span).collect(),
        progress: Progress::Done,
        ..Parts::default()
    };
    let (article, reader) = ("article".parse().unwrap(), "reader".parse().unwrap());
    let (layer, _) = Annotations::assemble(article, reader, parts);
    Lesson::read(text, context, lexicon, &layer, None, &Merged::default())
}

/// The lessons of 500 articles.
fn lessons(context: &Context, lexicon: &Lexicon) -> Vec<Lesson> {
    let articles = articles();
    let articles = articles.iter().cycle().take(500);
    articles
        .map(|text| decided(text, context, lexicon))
        .collect()
}

/// Training: an article that is marked as done is to be learned from within a second.
fn learning(c: &mut Criterion) {
    let lessons = lessons(&Context::default(), Lexicon::built_in());
    let mut group = c.benchmark_group("learn");
    group.sample_size(10);
    group.bench_function("decisions of 500 articles", |b| {
        b.iter(|| black_box(Memory::of(lessons.iter())));
    });
    group.bench_function("tagger on 500 articles", |b| {
        b.iter(|| black_box(Memory::default().trained(lessons.iter())));
    });
    group.finish();
}

/// How long something takes at best.
fn best(mut work: impl FnMut()) -> Duration {
    let once = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..20).map(once).min().unwrap()
}

fn reading(c: &mut Criterion) {
    let (articles, lexicon, context) = (articles(), Lexicon::built_in(), Context::default());
    let bytes: usize = articles.iter().map(String::len).sum();
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("whole engine", |b| {
        b.iter(|| {
            for text in &articles {
                black_box(suggest(text, &context, lexicon));
            }
        });
    });
    let lessons = lessons(&context, lexicon);
    let memory = Memory::of(lessons.iter()).trained(lessons.iter());
    group.bench_function("whole engine with the tagger", |b| {
        b.iter(|| {
            for text in &articles {
                black_box(suggest_with(text, &context, lexicon, &memory));
            }
        });
    });
    group.bench_function("words looked up", |b| {
        b.iter(|| {
            for text in &articles {
                let tokens = Tokens::new(text);
                black_box(lexicon.look_up(&tokens, None));
            }
        });
    });
    group.bench_function("folding", |b| {
        b.iter(|| {
            for text in &articles {
                black_box(fold(text));
            }
        });
    });
    let searcher = aho_corasick::AhoCorasick::new(forms()).unwrap();
    let folded: Vec<_> = articles.iter().map(|text| fold(text)).collect();
    group.bench_function("bare aho-corasick", |b| {
        b.iter(|| {
            for text in &folded {
                black_box(searcher.find_overlapping_iter(text.as_str()).count());
            }
        });
    });
    group.finish();
    let engine = best(|| {
        for text in &articles {
            black_box(suggest(text, &context, lexicon));
        }
    });
    let bare = best(|| {
        for text in &folded {
            black_box(searcher.find_overlapping_iter(text.as_str()).count());
        }
    });
    let ratio = engine.as_secs_f64() / bare.as_secs_f64();
    eprintln!("the whole engine takes {ratio:.1} times as long as bare aho-corasick");
}

/// What all commands wait for before the first article.
fn starting(c: &mut Criterion) {
    let tables = tables();
    c.bench_function("tables", |b| {
        b.iter(|| {
            let files = tables
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str()));
            black_box(Layer::from_tables(files))
        });
    });
}

/// A name, and a text of about so many bytes.
type Oddity = (&'static str, fn(usize) -> String);

/// Texts that no newsroom writes. Each costs ten times as much when it is ten times as long.
fn oddities(c: &mut Criterion) {
    let (lexicon, context) = (Lexicon::built_in(), Context::default());
    let odd: [Oddity; 5] = [
        ("no space", |n| "والغارةفيدرعاقتلت".repeat(n / 34)),
        ("numbers", |n| "1234 ".repeat(n / 5)),
        ("no full stop", |n| {
            "قتل سبعة مدنيين وقال مصدر إن غارة في درعا ".repeat(n / 74)
        }),
        ("one word", |n| "و".repeat(n / 2)),
        ("vowel marks", |n| "قَُُِ".repeat(n / 10)),
    ];
    let mut group = c.benchmark_group("odd");
    group.sample_size(10);
    for (name, text) in odd {
        for size in [100_000, 1_000_000] {
            let text = text(size);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("{name}/{size}"), |b| {
                b.iter(|| black_box(suggest(&text, &context, lexicon)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, reading, learning, starting, oddities);
criterion_main!(benches);
