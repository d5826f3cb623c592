//! How fast the engine reads, on one core, beside what bare Aho–Corasick does with the same forms
//! over the same folded text; how long the tables take; whether any text makes it slow.
//!
//! ```text
//! cargo bench --no-default-features --bench engine
//! ```
//!
//! The texts are those of `../shared/corpus` if it is there, else the sample article.
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

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hashiya::lexicon::{Layer, Lexicon};
use hashiya::suggest::{Context, suggest};
use hashiya::text::fold::{fold, fold_word};
use hashiya::text::token::Tokens;

const SAMPLE: &str = include_str!("../projects/daraa-2017/articles/daraa-2017-f33eeae8.txt");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// News articles: about 100 KB in pieces as they come.
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
    let corpus = files(root().join("../shared/corpus"), "txt");
    if corpus.is_empty() {
        return vec![SAMPLE.to_owned(); 20];
    }
    corpus
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

criterion_group!(benches, reading, starting, oddities);
criterion_main!(benches);
