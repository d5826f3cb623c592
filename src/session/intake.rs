//! Writes articles into a project's folder and collects the edits that bring them in.
//!
//! An article is written as one that has been taken out; the one change that an import is puts
//! all of them in, with their spans. So an import that is cut off leaves nothing half done, and
//! is one step of undo.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;

use jiff::Timestamp;

use super::import::{is_lines, read_file};
use crate::formats::jsonl::{Lines, ReadArticle};
use crate::formats::plain;
use crate::jobs::Progress;
use crate::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use crate::model::edit::Edit;
use crate::model::history::{Change, Scoped, StepName};
use crate::model::id::{AnnotatorId, ArticleId, RelationId, SpanId};
use crate::model::schema::Schema;
use crate::store::Store;

/// An import that goes on.
pub struct Intake<'a> {
    /// Where the articles go.
    pub store: &'a Store,
    /// The labels that are known.
    pub schema: &'a Schema,
    /// Who imports.
    pub by: &'a AnnotatorId,
    /// When.
    pub at: Timestamp,
    /// Random numbers, for the ids of spans.
    pub random: fn() -> u64,
    /// What was taken in.
    pub taken: Taken,
}

/// What was taken in.
#[derive(Debug, Default)]
pub struct Taken {
    /// The articles.
    pub metas: Vec<ArticleMeta>,
    /// The texts of the articles with spans.
    pub texts: BTreeMap<ArticleId, ArticleText>,
    /// What brings them in.
    pub edits: Vec<Scoped>,
    /// What could not be taken in, with the names of files and the numbers of lines, in English.
    pub problems: Vec<String>,
    /// How many were in the project already.
    pub known: usize,
}

impl Taken {
    /// The one step that brings everything in.
    #[must_use]
    pub fn change(&self) -> Change {
        Change {
            name: StepName::Import(u32::try_from(self.metas.len()).unwrap_or(u32::MAX)),
            edits: self.edits.clone(),
        }
    }
}

impl Intake<'_> {
    /// Takes a file in: JSON lines by its name, else a text.
    pub fn file(&mut self, path: &Path, encoding: Option<&str>, progress: &Progress) {
        let name = path.file_name();
        let name = name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if is_lines(path) {
            match std::fs::File::open(path) {
                Ok(file) => self.lines(std::io::BufReader::new(file), &name, progress),
                Err(error) => self.problem(&name, None, &error.to_string()),
            }
            return;
        }
        let bytes = std::fs::metadata(path).map_or(0, |data| data.len());
        let read = read_file(path, bytes);
        let article = read.and_then(|data| article_of(&data, encoding, &name, self.by, self.at));
        match article {
            Ok((meta, text)) => {
                if let Err(why) = self.write(meta, &text) {
                    self.problem(&name, None, &why);
                }
            }
            Err(why) => self.problem(&name, None, &why),
        }
    }

    /// Takes JSON lines in. A broken line is named and the rest is taken.
    pub fn lines(&mut self, input: impl BufRead, name: &str, progress: &Progress) {
        for (number, line) in Lines::new(input, self.by.clone(), self.at) {
            if progress.is_cancelled() {
                return;
            }
            if number.is_multiple_of(64) {
                progress.set(number as u64, 0);
            }
            let taken = line
                .map_err(|error| error.to_string())
                .and_then(|article| self.article(article, name, number));
            if let Err(why) = taken {
                self.problem(name, Some(number), &why);
            }
        }
    }

    fn article(&mut self, article: ReadArticle, name: &str, line: usize) -> Result<(), String> {
        let title = article.fields.get(&MetaField::Title).cloned();
        let title = title.unwrap_or_else(|| plain::title(article.text.as_str()));
        // An id of ours ends in digits of the text's hash, which are put on again.
        let hash = format!("-{}", article.text.hash().short());
        let stem = article.id.as_deref().unwrap_or(&title);
        let stem = stem.strip_suffix(hash.as_str()).unwrap_or(stem);
        let mut meta = ArticleMeta::new(&article.text, stem);
        let mut fields = article.fields.clone();
        fields.entry(MetaField::Title).or_insert(title);
        fields
            .entry(MetaField::File)
            .or_insert_with(|| name.to_owned());
        for (field, value) in fields {
            meta.fields.insert(field, self.entry(Some(value)));
        }
        let Some(id) = self.write(meta, &article.text)? else {
            return Ok(());
        };
        for why in &article.problems {
            self.problem(name, Some(line), why);
        }
        self.layer(&id, &article, name, line);
        Ok(())
    }

    /// The edits that make the layer of an article that is new.
    fn layer(&mut self, id: &ArticleId, article: &ReadArticle, name: &str, line: usize) {
        let mut edits = Vec::new();
        // A second span with the same id gets another one; relations mean the first.
        let mut ids = BTreeSet::new();
        for read in &article.spans {
            if self.schema.label(&read.span.label).is_none() {
                let why = format!("there is no label {}; its span is left out", read.label);
                self.problem(name, Some(line), &why);
                continue;
            }
            let mut span = read.span.clone();
            while span.id == SpanId(0) || !ids.insert(span.id) {
                span.id = SpanId((self.random)());
            }
            edits.push(Edit::AddSpan(Box::new(span)));
        }
        let mut relations = BTreeSet::new();
        for relation in &article.relations {
            if !ids.contains(&relation.from) || !ids.contains(&relation.to) {
                continue;
            }
            let mut relation = relation.clone();
            while relation.id == RelationId(0) || !relations.insert(relation.id) {
                relation.id = RelationId((self.random)());
            }
            edits.push(Edit::AddRelation(Box::new(relation)));
        }
        for (name, value) in &article.attrs {
            edits.push(Edit::SetArticleAttr {
                name: name.clone(),
                from: None,
                to: Some(value.clone()),
            });
        }
        if !article.note.is_empty() {
            edits.push(Edit::SetNote {
                from: String::new(),
                to: article.note.clone(),
            });
        }
        if article.progress != Default::default() {
            edits.push(Edit::SetProgress {
                from: Default::default(),
                to: article.progress,
            });
        }
        if edits.is_empty() {
            return;
        }
        self.taken.texts.insert(id.clone(), article.text.clone());
        let scoped = edits.into_iter().map(|edit| Scoped {
            article: id.clone(),
            edit,
        });
        self.taken.edits.extend(scoped);
    }

    /// Writes an article as one that has been taken out. `None` if its text is in the project.
    fn write(
        &mut self,
        mut meta: ArticleMeta,
        text: &ArticleText,
    ) -> Result<Option<ArticleId>, String> {
        let field = MetaField::Removed;
        meta.fields.insert(field, self.entry(Some("yes".into())));
        let imported = self.store.import_article(text, &meta);
        let imported = imported.map_err(|error| error.to_string())?;
        let again = self.taken.metas.iter().any(|m| m.id == imported.meta.id);
        if again || (imported.existed && !imported.meta.is_removed()) {
            self.taken.known += 1;
            return Ok(None);
        }
        // Its layer may hold what was done before it was taken out: that comes back with it.
        let is_new = !imported.existed;
        let id = imported.meta.id.clone();
        self.taken.edits.push(Scoped {
            article: id.clone(),
            edit: Edit::SetMeta {
                field,
                from: imported.meta.fields.get(&field).cloned(),
                to: Some(self.entry(None)),
            },
        });
        self.taken.metas.push(imported.meta);
        Ok(is_new.then_some(id))
    }

    fn entry(&self, value: Option<String>) -> MetaEntry {
        MetaEntry {
            value,
            at: self.at,
            by: self.by.clone(),
        }
    }

    fn problem(&mut self, name: &str, line: Option<usize>, why: &str) {
        let problem = match line {
            Some(line) => format!("{why} ({name}, line {line})"),
            None => format!("{why} ({name})"),
        };
        self.taken.problems.push(problem);
    }
}

/// An article made of a file's bytes.
///
/// # Errors
/// Why the bytes are no article.
fn article_of(
    bytes: &[u8],
    encoding: Option<&str>,
    name: &str,
    by: &AnnotatorId,
    at: jiff::Timestamp,
) -> Result<(ArticleMeta, ArticleText), String> {
    let decoded = plain::decode(bytes, encoding).map_err(|e| e.to_string())?;
    let title = plain::title(&decoded.text);
    let text = ArticleText::new(decoded.text);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut meta = ArticleMeta::new(&text, stem);
    let fields = [
        (MetaField::Title, title.as_str()),
        (MetaField::File, name),
        (MetaField::Encoding, decoded.encoding),
    ];
    for (field, value) in fields {
        let entry = MetaEntry {
            value: Some(value.to_owned()),
            at,
            by: by.clone(),
        };
        meta.fields.insert(field, entry);
    }
    Ok((meta, text))
}
