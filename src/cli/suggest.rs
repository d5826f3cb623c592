//! `hashiya suggest` and `hashiya evaluate`.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use crate::analysis::evaluate::{Marked, Score, score};
use crate::formats::jsonl::attribute;
use crate::formats::plain;
use crate::lexicon::Lexicon;
use crate::model::article::{ArticleText, MetaField};
use crate::model::id::AnnotatorId;
use crate::session::known::Known;
use crate::store::Opened;
use crate::suggest::{Context, Suggestion, suggest, threshold};
use crate::text::offset::ByteRange;

/// Prints what the program reads in files, in a project or in JSON lines on standard input.
pub(super) fn run(inputs: &[PathBuf], all: bool) -> anyhow::Result<bool> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut failed = false;
    for input in inputs {
        if input == Path::new("-") {
            for (number, line) in BufReader::new(io::stdin()).lines().enumerate() {
                let line = line?;
                if line.trim().is_empty() {
                    continue;
                }
                match one_line(&line, all) {
                    Ok(value) => writeln!(output, "{value}")?,
                    Err(error) => {
                        failed = true;
                        writeln!(
                            io::stderr(),
                            "standard input, line {}: {error:#}",
                            number + 1
                        )?;
                    }
                }
            }
        } else if input.join("project.ron").is_file() {
            project(input, all, &mut output)?;
        } else {
            match file(input, all) {
                Ok(value) => writeln!(output, "{value}")?,
                Err(error) => {
                    failed = true;
                    writeln!(io::stderr(), "{}: {error:#}", input.display())?;
                }
            }
        }
    }
    output.flush()?;
    Ok(!failed)
}

fn file(path: &Path, all: bool) -> anyhow::Result<Value> {
    let bytes = std::fs::read(path)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let (text, skipped) = as_it_stands(&bytes)?;
    let id = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    let known = (&Context::default(), Lexicon::built_in());
    Ok(article((id, &name), &text, skipped, known, all))
}

/// The text of a file with its carriage returns, whose places are counted as they stand.
fn as_it_stands(bytes: &[u8]) -> anyhow::Result<(String, usize)> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.trim().is_empty() => {
            Ok((text.trim_start_matches('\u{feff}').to_owned(), 0))
        }
        _ => Ok((plain::decode(bytes, None)?.text, 0)),
    }
}

fn one_line(line: &str, all: bool) -> anyhow::Result<Value> {
    let object: Map<String, Value> = serde_json::from_str(line)?;
    let get = |name: &str| object.get(name).and_then(Value::as_str);
    let text = get("text").context("the object has no text")?;
    let context = Context {
        published: get("published").and_then(|date| date.parse().ok()),
        country: get("country").map(str::to_owned),
    };
    let id = get("id").unwrap_or("");
    let file = get("file").unwrap_or(id);
    let known = (&context, Lexicon::built_in());
    Ok(article((id, file), text, 0, known, all))
}

fn project(path: &Path, all: bool, output: &mut dyn Write) -> anyhow::Result<()> {
    let reader: AnnotatorId = "reader".parse()?;
    let store = Opened::read_only(path, &reader)?.store;
    let (known, notices) = Known::load(&store);
    for notice in notices {
        writeln!(io::stderr(), "{notice}")?;
    }
    let lexicon = &known.lexicon;
    for meta in store.list()?.0.iter().filter(|meta| !meta.is_removed()) {
        let (text, _) = store.load_text(&meta.id)?;
        let context = Context {
            published: meta.published(),
            country: meta.get(MetaField::Country).map(str::to_owned),
        };
        let file = format!("{}.txt", meta.id);
        let value = article(
            (meta.id.as_str(), &file),
            text.as_str(),
            0,
            (&context, lexicon),
            all,
        );
        writeln!(output, "{value}")?;
    }
    Ok(())
}

fn article(
    (id, file): (&str, &str),
    text: &str,
    skipped: usize,
    (context, lexicon): (&Context, &Lexicon),
    all: bool,
) -> Value {
    let text = ArticleText::new(text);
    let found = suggest(text.as_str(), context, lexicon);
    let spans: Vec<Value> = found
        .iter()
        .filter(|s| all || s.confidence >= threshold(s.label))
        .map(|s| span(s, &text, skipped))
        .collect();
    json!({
        "id": id,
        "file": file,
        "text_sha256": text.hash().to_string(),
        "spans": spans,
        "relations": [],
        "incidents": [],
    })
}

fn span(suggestion: &Suggestion, text: &ArticleText, skipped: usize) -> Value {
    let place = |range: ByteRange| {
        let (start, end) = text.offsets().range_to_chars(text.as_str(), range);
        let words = range.of(text.as_str()).unwrap_or("");
        json!({"start": start.get() + skipped, "end": end.get() + skipped, "text": words})
    };
    let (start, end) = text
        .offsets()
        .range_to_chars(text.as_str(), suggestion.range);
    let attrs: Map<String, Value> = suggestion
        .attrs
        .iter()
        .map(|(name, value)| (name.clone(), attribute(value)))
        .collect();
    json!({
        "start": start.get() + skipped,
        "end": end.get() + skipped,
        "label": suggestion.label.to_uppercase(),
        "text": suggestion.range.of(text.as_str()).unwrap_or(""),
        "attrs": attrs,
        "head": suggestion.head.map(place),
        "trigger": suggestion.trigger.map(place),
        "rule": suggestion.rule,
        "entry": suggestion.entry,
        "confidence": suggestion.confidence,
    })
}

/// Compares proposals with gold and prints a table.
pub(super) fn evaluate(
    gold: &Path,
    proposed: Option<&Path>,
    texts: Option<&Path>,
) -> anyhow::Result<bool> {
    let gold_files = read_gold(gold)?;
    let given = proposed.map(read_proposed).transpose()?;
    let folder = texts.or_else(|| gold.parent()).unwrap_or(Path::new("."));
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for (file, spans, labels) in &gold_files {
        let found = match &given {
            Some(given) => given.get(file).cloned().unwrap_or_default(),
            None => engine(&folder.join(file))?,
        };
        // A label that the gold does not mark at all says nothing about the proposals.
        let found: Vec<Marked> = found
            .into_iter()
            .filter(|span| labels.contains(&span.label))
            .collect();
        score(spans, &found, &mut scores);
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "label\tprecision\trecall\tf1\texact\tgold\tproposed\teffect\tcounts"
    )?;
    for (label, score) in &scores {
        let part = |n: usize| {
            if score.found == 0 {
                "-".to_owned()
            } else {
                format!("{:.3}", n as f64 / score.found as f64)
            }
        };
        let casualty = label == "CASUALTY";
        writeln!(
            out,
            "{label}\t{:.3}\t{:.3}\t{:.3}\t{}\t{}\t{}\t{}\t{}",
            score.precision(),
            score.recall(),
            score.f1(),
            part(score.exact),
            score.found + score.missed,
            score.found + score.wrong,
            if casualty {
                part(score.effect)
            } else {
                "-".into()
            },
            if casualty {
                part(score.counts)
            } else {
                "-".into()
            },
        )?;
    }
    Ok(true)
}

/// What the engine proposes for a file, at its default thresholds.
fn engine(path: &Path) -> anyhow::Result<Vec<Marked>> {
    let value = file(path, false).with_context(|| format!("{}", path.display()))?;
    Ok(marked(&value))
}

/// The spans of an object of the shape that `suggest` prints, or of a gold file.
fn marked(value: &Value) -> Vec<Marked> {
    let spans = value.get("spans").and_then(Value::as_array);
    spans
        .into_iter()
        .flatten()
        .filter(|span| span.get("layer").and_then(Value::as_str) != Some("optional"))
        .filter_map(|span| {
            let index = |name: &str| usize::try_from(span.get(name)?.as_u64()?).ok();
            let attrs = span.get("attrs").cloned().unwrap_or(Value::Null);
            let label = span.get("label")?.as_str()?.to_uppercase();
            let number =
                |names: [&str; 2]| names.iter().find_map(|name| attrs.get(*name)?.as_u64());
            let alt = attrs.get("alt").and_then(Value::as_array);
            let alt = alt.into_iter().flatten().filter_map(|pair| {
                let at = |n: usize| usize::try_from(pair.get(n)?.as_u64()?).ok();
                Some((at(0)?, at(1)?))
            });
            let effect = attrs.get("effect").or_else(|| attrs.get("kind"));
            let casualty = label == "CASUALTY";
            Some(Marked {
                start: index("start")?,
                end: index("end")?,
                alt: alt.collect(),
                optional: attrs.get("optional").and_then(Value::as_bool) == Some(true),
                effect: effect
                    .filter(|_| casualty)
                    .and_then(Value::as_str)
                    .map(str::to_owned),
                counts: casualty
                    .then(|| (number(["count_low", "low"]), number(["count_high", "high"]))),
                label,
            })
        })
        .collect()
}

/// The gold's files with their spans and the labels it marks.
type Gold = Vec<(String, Vec<Marked>, Vec<String>)>;

fn read_gold(path: &Path) -> anyhow::Result<Gold> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the gold cannot be read: {}", path.display()))?;
    let objects: Vec<Value> = match serde_json::from_str::<Value>(&text) {
        Ok(value) => vec![value],
        Err(_) => text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(number, line)| {
                serde_json::from_str(line)
                    .with_context(|| format!("line {} of {}", number + 1, path.display()))
            })
            .collect::<anyhow::Result<_>>()?,
    };
    let mut labels: Vec<String> = objects
        .iter()
        .flat_map(marked)
        .map(|span| span.label)
        .collect();
    labels.sort();
    labels.dedup();
    let files = objects.iter().map(|object| {
        let file = object.get("file").or_else(|| object.get("source_file"));
        let Some(file) = file.and_then(Value::as_str) else {
            bail!("an object of {} names no file", path.display());
        };
        Ok((file.to_owned(), marked(object), labels.clone()))
    });
    files.collect()
}

fn read_proposed(path: &Path) -> anyhow::Result<BTreeMap<String, Vec<Marked>>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the proposals cannot be read: {}", path.display()))?;
    let mut files = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(line)
            .with_context(|| format!("line {} of {}", number + 1, path.display()))?;
        let file = value.get("file").and_then(Value::as_str);
        let file = file.with_context(|| format!("line {} names no file", number + 1))?;
        files.insert(file.to_owned(), marked(&value));
    }
    Ok(files)
}
