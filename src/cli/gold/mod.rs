//! Gold and proposals as files: `gold.jsonl`, `daraa-2017.gold.json`, the gold of `tests/gold`,
//! and what `suggest` prints.

mod claims;
pub(super) mod instead;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::reading;
use crate::analysis::evaluate::told::Told;
use crate::analysis::evaluate::{Claim, Marked, Stretch};
use crate::model::article::{ArticleText, TextHash};
use crate::suggest::Context;
pub(super) use claims::claims;
pub(super) use told::told;

/// An article with gold spans.
pub(super) struct Article {
    /// The name of its file.
    pub(super) file: String,
    /// The SHA-256 of the text, if the gold names it.
    sha256: Option<String>,
    /// Which half it belongs to, if the gold says.
    split: Option<String>,
    /// The desk it would lie on, if the gold says: articles of one war, whose readers and words
    /// are the same.
    pub(super) desk: Option<String>,
    /// What the gold says of it besides.
    pub(super) context: Context,
    /// Its spans.
    pub(super) spans: Vec<Marked>,
    /// Its relations and incidents, if it has any.
    pub(super) told: Option<Told>,
}

/// What is proposed for an article.
#[derive(Clone, Default)]
pub(super) struct Proposed {
    /// The spans.
    pub(super) spans: Vec<Marked>,
    /// The relations between them, and the incidents.
    pub(super) told: Told,
}

/// An article with its text.
pub(super) struct Entry {
    pub(super) article: Article,
    pub(super) text: ArticleText,
    /// The labels that its file marks. One that it does not mark at all says nothing about
    /// proposals.
    pub(super) labels: Arc<BTreeSet<String>>,
}

/// Where gold is.
#[derive(clap::Args)]
pub(super) struct Sources {
    /// The gold: JSON lines, or one JSON object. May be given several times.
    #[arg(long, required = true)]
    gold: Vec<PathBuf>,
    /// The folder of the texts; a text that is not there is looked for beside the gold.
    #[arg(long)]
    texts: Option<PathBuf>,
    /// Only the articles of this half, as their `split` says: dev or test.
    #[arg(long)]
    split: Option<String>,
}

impl Sources {
    /// All articles with their texts, in order, and what was wrong with others. Those of the
    /// other half are among them: they may teach.
    pub(super) fn read(&self) -> anyhow::Result<(Vec<Entry>, Vec<String>)> {
        let (mut entries, mut broken) = (Vec::new(), Vec::new());
        for path in &self.gold {
            let articles = read(path)?;
            let spans = articles.iter().flat_map(|article| &article.spans);
            let labels = Arc::new(spans.map(|span| span.label.clone()).collect());
            for article in articles {
                let beside = path.parent().unwrap_or(Path::new("."));
                let folder = self.texts.as_deref();
                let folder = folder.filter(|folder| folder.join(&article.file).exists());
                match article.text(folder.unwrap_or(beside)) {
                    Ok(text) => entries.push(Entry {
                        article,
                        text: ArticleText::new(text),
                        labels: Arc::clone(&labels),
                    }),
                    Err(error) if self.asks_for(&article) => {
                        broken.push(format!("{}: {error:#}", article.file));
                    }
                    Err(_) => {}
                }
            }
        }
        Ok((entries, broken))
    }

    /// Whether an article is of the half that is asked for.
    pub(super) fn asks_for(&self, article: &Article) -> bool {
        self.split.is_none() || article.split == self.split
    }
}

impl Article {
    /// The text the gold is about.
    fn text(&self, folder: &Path) -> anyhow::Result<String> {
        let path = folder.join(&self.file);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let text = reading::text_of(&bytes)?;
        let found = TextHash::of(&text).to_string();
        if self.sha256.as_ref().is_some_and(|wanted| *wanted != found) {
            bail!("the text is not the one the gold was made for; its SHA-256 is {found}");
        }
        Ok(text)
    }
}

/// Reads a file of gold.
fn read(path: &Path) -> anyhow::Result<Vec<Article>> {
    let objects = objects(path).with_context(|| "the gold cannot be read")?;
    let mut articles = Vec::with_capacity(objects.len());
    for object in &objects {
        let get = |names: &[&str]| {
            let mut found = names.iter().filter_map(|name| object.get(*name)?.as_str());
            found.next().map(str::to_owned)
        };
        let Some(file) = get(&["file", "source_file"]) else {
            bail!("an object of {} names no file", path.display());
        };
        articles.push(Article {
            file,
            sha256: get(&["sha256", "text_sha256"]),
            split: get(&["split"]),
            desk: get(&["desk"]),
            context: Context {
                published: get(&["published", "dct"]).and_then(|day| day.parse().ok()),
                // An analyst seldom says which country an article is about before reading it.
                country: None,
            },
            spans: marked(object),
            told: told(object),
        });
    }
    Ok(articles)
}

/// Reads what `suggest` printed, by file.
pub(super) fn read_proposed(path: &Path) -> anyhow::Result<BTreeMap<String, Proposed>> {
    let mut files = BTreeMap::new();
    for (number, object) in objects(path)?.iter().enumerate() {
        let file = object.get("file").and_then(Value::as_str);
        let file = file.with_context(|| format!("object {} names no file", number + 1))?;
        files.insert(file.to_owned(), proposed(object));
    }
    Ok(files)
}

/// What an object that `suggest` printed proposes.
pub(super) fn proposed(object: &Value) -> Proposed {
    Proposed {
        spans: marked(object),
        told: told(object).unwrap_or_default(),
    }
}

/// One JSON object, or one a line.
fn objects(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    if let Ok(value) = serde_json::from_str::<Value>(&text) {
        return Ok(vec![value]);
    }
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let place = || format!("{}, line {}", path.display(), number + 1);
            serde_json::from_str(line).with_context(place)
        })
        .collect()
}

/// The spans of an object.
pub(super) fn marked(object: &Value) -> Vec<Marked> {
    let spans = object.get("spans").and_then(Value::as_array);
    let mut found: Vec<Marked> = Vec::new();
    for span in spans.into_iter().flatten() {
        // The layer that is optional as a whole is not scored.
        if span.get("layer").and_then(Value::as_str) == Some("optional") {
            continue;
        }
        let Some(mark) = one(span) else { continue };
        let combined = span.pointer("/attrs/combined") == Some(&Value::Bool(true));
        let same = |other: &&mut Marked| other.range == mark.range && other.label == mark.label;
        match found.iter_mut().find(same).filter(|_| combined) {
            // Killed and injured in one number: either, or neither of the two, is right.
            Some(other) => join_effects(other, &mark),
            None => found.push(mark),
        }
    }
    found
}

fn join_effects(into: &mut Marked, other: &Marked) {
    if let (Some(Claim::OneOf(all)), Some(Claim::OneOf(more))) =
        (into.claims.get_mut("effect"), other.claims.get("effect"))
    {
        all.extend(more.iter().cloned());
        all.push("casualty_unspecified".to_owned());
    }
    into.claims.remove("counts");
}

fn one(span: &Value) -> Option<Marked> {
    let index = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let stretch = |start: &Value, end: &Value| {
        Some(Stretch::new(index(start)? as usize, index(end)? as usize))
    };
    let none = Value::Null;
    let attrs = span.get("attrs").unwrap_or(&none);
    let label = span.get("label")?.as_str()?.to_uppercase();
    let alt = attrs.get("alt").and_then(Value::as_array);
    let head = span.get("head");
    Some(Marked {
        range: stretch(span.get("start")?, span.get("end")?)?,
        or_label: words(attrs, &["or_label"]),
        alt: alt
            .into_iter()
            .flatten()
            .filter_map(|pair| stretch(pair.get(0)?, pair.get(1)?))
            .collect(),
        head: head.and_then(|head| stretch(head.get("start")?, head.get("end")?)),
        optional: attrs.get("optional").and_then(Value::as_bool) == Some(true),
        claims: claims(&label, attrs),
        confidence: span.get("confidence").and_then(Value::as_f64),
        rule: span
            .get("rule")
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned(),
        label,
    })
}

/// The words of some attributes, each one word or a list of them.
fn words(attrs: &Value, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for value in names.iter().filter_map(|name| attrs.get(*name)) {
        match value {
            Value::String(word) => found.push(word.clone()),
            Value::Array(list) => {
                found.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            _ => {}
        }
    }
    found
}
