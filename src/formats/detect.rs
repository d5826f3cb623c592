//! Which format a file has, by its name and its beginning.

use serde_json::Value;

use super::lines::Object;
use super::{Format, by_name, cas, w3c};

/// How many bytes of a file are enough to tell.
pub const HEAD: usize = 64 * 1024;

/// The format of a file, if it is one that is read. `head` are its first [`HEAD`] bytes at most;
/// `is_beside` says whether a file of that name lies beside it.
#[must_use]
pub fn detect(
    name: &str,
    head: &[u8],
    is_beside: &dyn Fn(&str) -> bool,
) -> Option<&'static Format> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let name = match extension.to_ascii_lowercase().as_str() {
        "jsonl" | "ndjson" => of_lines(head),
        "json" => of_json(head),
        "txt" if is_beside(&format!("{stem}.ann")) => "brat",
        "ann" => "brat",
        "xmi" => "xmi",
        "conll" | "conll2003" | "iob" | "bio" => "conll",
        "tsv" if head.starts_with(cas::TSV_BEGINNING.as_bytes()) => "webanno",
        "csv" | "tsv" | "xlsx" | "xls" | "ods" => "table",
        "html" | "htm" | "xhtml" => "html",
        "mhtml" | "mht" => "mhtml",
        "docx" => "docx",
        "odt" => "odt",
        "epub" => "epub",
        "pdf" => "pdf",
        "zip" => "zip",
        "qdpx" => "qdpx",
        "bdocjs" => "gate",
        "conllu" => "conllu",
        "spacy" => "docbin",
        "parquet" => "parquet",
        "jsonld" => "w3c",
        _ => "text",
    };
    by_name(name).filter(|format| format.read.is_some())
}

/// Whether a file is read together with another one beside it, and so is none to be read itself:
/// brat's annotations with their text, the text of a page of annotations with the page.
pub fn goes_with(name: &str, is_beside: &dyn Fn(&str) -> bool) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let other = match extension.to_ascii_lowercase().as_str() {
        "ann" => "txt",
        "txt" => "jsonld",
        _ => return false,
    };
    is_beside(&format!("{stem}.{other}"))
}

/// Which of the forms of JSON lines it is, by its first object.
fn of_lines(head: &[u8]) -> &'static str {
    let line = head
        .split(|byte| *byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty());
    let line = line.unwrap_or_default();
    // The first object may have nothing in it that later ones have.
    if is_table(head) {
        return "table";
    }
    let Ok(Value::Object(object)) = serde_json::from_slice(line) else {
        // A first line longer than what was read: its beginning tells.
        return of_keys(&|key| contains(line, &format!("\"{key}\":")));
    };
    of_keys(&|key| object.contains_key(key) || in_spans(&object, key))
}

/// Whether objects are mere rows of a table: nothing in them is said of words.
fn is_table(head: &[u8]) -> bool {
    !SAYING
        .iter()
        .any(|key| contains(head, &format!("\"{key}\"")))
}

/// Keys of objects that say something of words, or come from a program that does.
const SAYING: [&str; 21] = [
    "text_sha256",
    "spans",
    "label",
    "labels",
    "entities",
    "relations",
    "incidents",
    "refusals",
    "annotations",
    "predictions",
    "annotation_id",
    "data",
    "tokens",
    "ner_tags",
    "attrs",
    "attrs_json",
    "answer",
    "_input_hash",
    "annotator",
    "annotation_sets",
    "progress",
];

fn in_spans(object: &Object, key: &str) -> bool {
    let spans = object.get("spans").and_then(Value::as_array);
    let first = spans.and_then(|spans| spans.first());
    first.is_some_and(|span| span.get(key).is_some())
}

fn of_keys(has: &dyn Fn(&str) -> bool) -> &'static str {
    if has("text_sha256") {
        "jsonl"
    } else if has("label") && !has("spans") || has("entities") {
        "doccano"
    } else if has("ner_tags") || has("attrs_json") {
        "huggingface"
    } else if has("_input_hash") || has("answer") || has("token_start") {
        "prodigy"
    } else {
        "jsonl"
    }
}

fn of_json(head: &[u8]) -> &'static str {
    if contains(head, "\"%FEATURE_STRUCTURES\"") || contains(head, "\"%TYPES\"") {
        "cas-json"
    } else if contains(head, w3c::CONTEXT) {
        "w3c"
    } else if is_table(head) {
        "table"
    } else if head.trim_ascii_start().first() == Some(&b'[') || contains(head, "\"data\"") {
        "label-studio"
    } else {
        // One object that stands alone.
        of_lines(head)
    }
}

fn contains(bytes: &[u8], needle: &str) -> bool {
    memchr::memmem::find(bytes, needle.as_bytes()).is_some()
}
