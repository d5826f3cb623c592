//! What layout costs: the sample article against parley alone in the same run, and how the cost
//! grows with the length of an article and the number of its spans.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a bench may fail by panicking"
)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hashiya::model::annotations::{Annotations, SpanIndex};
use hashiya::model::article::{ArticleMeta, ArticleText};
use hashiya::model::edit::Edit;
use hashiya::model::id::SpanId;
use hashiya::model::span::{Provenance, Span, SpanState};
use hashiya::text::offset::ByteRange;
use hashiya::typeset::document::Document;
use hashiya::typeset::engine::{Direction, Engine, TextStyle};
use hashiya::typeset::fonts::Face;

const SAMPLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/projects/daraa-2017/articles/daraa-2017-f33eeae8.txt"
));

const STYLE: TextStyle = TextStyle {
    face: Face::Naskh,
    size: 21.0,
    line_height: 1.9,
    bold: false,
};

const WIDTH: f32 = 760.0;

/// Lays every paragraph of a text out.
fn lay_out(engine: &mut Engine, text: &str) -> f32 {
    let document = Document::new(text.into());
    let paragraphs = 0..document.paragraphs().len();
    paragraphs
        .map(|number| {
            let words = document.paragraph_text(number);
            let paragraph = engine.paragraph(words, &STYLE, Direction::Auto, Some(WIDTH));
            paragraph.height()
        })
        .sum()
}

/// The same with nothing but parley: the floor.
fn parley_alone(
    fonts: &mut parley::FontContext,
    layouts: &mut parley::LayoutContext<()>,
    text: &str,
) -> f32 {
    let mut height = 0.0;
    for words in text.split('\n') {
        let mut builder = layouts.ranged_builder(fonts, words, 1.0, true);
        let family = parley::FontFamily::named("Amiri");
        builder.push_default(parley::StyleProperty::FontFamily(family));
        builder.push_default(parley::StyleProperty::FontSize(STYLE.size));
        let mut layout: parley::Layout<()> = builder.build(words);
        layout.break_all_lines(Some(WIDTH));
        layout.align(
            parley::Alignment::Start,
            parley::AlignmentOptions::default(),
        );
        height += layout.height();
    }
    height
}

fn sample(c: &mut Criterion) {
    let mut group = c.benchmark_group("typeset/the sample article");
    group.throughput(Throughput::Bytes(SAMPLE.len() as u64));
    let mut engine = Engine::new();
    group.bench_function("by typeset", |b| b.iter(|| lay_out(&mut engine, SAMPLE)));
    let mut fonts = parley::FontContext::new();
    let amiri = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fonts/Amiri-Regular.ttf"
    ));
    let blob = parley::fontique::Blob::new(std::sync::Arc::new(amiri.as_slice()));
    fonts.collection.register_fonts(blob, None);
    let mut layouts = parley::LayoutContext::new();
    group.bench_function("by parley alone", |b| {
        b.iter(|| parley_alone(&mut fonts, &mut layouts, SAMPLE));
    });
    group.finish();
}

fn length(c: &mut Criterion) {
    let mut group = c.benchmark_group("typeset/length of an article");
    group.sample_size(10);
    let mut engine = Engine::new();
    for copies in [1_usize, 4, 16, 64] {
        let text = SAMPLE.repeat(copies);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(text.len()), &text, |b, text| {
            b.iter(|| lay_out(&mut engine, text));
        });
    }
    group.finish();
}

fn spans(c: &mut Criterion) {
    let mut group = c.benchmark_group("typeset/index of so many spans");
    for count in [100_usize, 1_000, 10_000] {
        let text = ArticleText::new("كلمة ".repeat(count));
        let mut meta = ArticleMeta::new(&text, "bench");
        let mut layer = Annotations::new(meta.id.clone(), "me".parse().unwrap());
        for number in 0..count {
            let start = number * "كلمة ".len();
            let span = Span {
                id: SpanId(number as u64 + 1),
                range: ByteRange::new(start, start + "كلمة".len()),
                label: "faction".parse().unwrap(),
                state: SpanState::Manual,
                attrs: Default::default(),
                head: None,
                trigger: None,
                note: String::new(),
                provenance: Provenance::manual("me".parse().unwrap(), jiff::Timestamp::UNIX_EPOCH),
            };
            let edit = Edit::AddSpan(Box::new(span));
            edit.apply(&mut meta, &mut layer).unwrap();
        }
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &layer, |b, layer| {
            b.iter(|| SpanIndex::new(layer, |_| true));
        });
    }
    group.finish();
}

criterion_group!(benches, sample, length, spans);
criterion_main!(benches);
