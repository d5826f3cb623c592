//! Which format a file has, by its name and its beginning.

use serde_json::Value;

use super::lines::{Object, begins_list};
use super::tags::is_tag;
use super::{FORMATS, Format, by_name, cas, conll, w3c};

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
        "txt" | "tsv" if is_tagged(head) => "conll",
        "ann" => "brat",
        "xmi" => "xmi",
        ending if conll::FORMAT.extensions.contains(&ending) => "conll",
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

/// Whether a file in a folder or an archive is one to be read, by its name: one that nobody has
/// named. Hidden files, descriptions and settings of programs are none.
#[must_use]
pub fn is_wanted(name: &str, is_beside: &dyn Fn(&str) -> bool) -> bool {
    let read = FORMATS.iter().filter(|format| format.read.is_some());
    let mut known = read.flat_map(|format| format.extensions);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    !name.starts_with('.')
        && known.any(|known| known.eq_ignore_ascii_case(ending))
        && !goes_with(name, is_beside)
}

/// Whether a file is read together with another one beside it, and so is none to be read itself:
/// brat's annotations with their text, the text of a page of annotations with the page.
fn goes_with(name: &str, is_beside: &dyn Fn(&str) -> bool) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let other = match extension.to_ascii_lowercase().as_str() {
        "ann" => "txt",
        "txt" => "jsonld",
        _ => return false,
    };
    is_beside(&format!("{stem}.{other}"))
}

/// Whether lines are tokens with tags after them.
fn is_tagged(head: &[u8]) -> bool {
    // The last line may be cut off.
    let text = String::from_utf8_lossy(head);
    let lines = text.trim_start_matches('\u{feff}').split_inclusive('\n');
    let lines = lines.filter(|line| line.ends_with('\n') || head.len() < HEAD);
    let mut lines = lines.map(str::trim).filter(|line| !line.is_empty());
    let mut are_marked = false;
    let all = lines.by_ref().take(LINES).all(|line| {
        let last = line.rsplit([' ', '\t']).next().unwrap_or_default();
        are_marked |= is_tag(last) && last != "O";
        line.starts_with(conll::START) || (is_tag(last) && last.len() < line.len())
    });
    all && are_marked
}

/// So many lines of a text tell whether they are tokens.
const LINES: usize = 200;

/// Which of the forms of JSON lines it is, by its first object, or that of a list.
fn of_lines(head: &[u8]) -> &'static str {
    // The first object may have nothing in it that later ones have.
    if is_table(head) {
        return "table";
    }
    match first_value(head) {
        Some(Value::Object(object)) => of_object(&object),
        Some(Value::Array(_)) => "spacy",
        // One that is longer than what was read: its beginning tells.
        _ => of_keys(&|key| contains(head, &format!("\"{key}\":"))),
    }
}

/// The first whole value in a file, or in the list that it is.
fn first_value(head: &[u8]) -> Option<Value> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.trim_ascii_start();
    let inside = head.strip_prefix(b"[").filter(|_| begins_list(head));
    let values = serde_json::Deserializer::from_slice(inside.unwrap_or(head));
    values.into_iter().next()?.ok()
}

/// Whether objects are mere rows of a table: nothing in them is said of words.
fn is_table(head: &[u8]) -> bool {
    !SAYING
        .iter()
        .any(|key| contains(head, &format!("\"{key}\"")))
}

/// Keys of objects that say something of words, or come from a program that does.
const SAYING: [&str; 23] = [
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
    "completions",
    "ents",
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

fn of_object(object: &Object) -> &'static str {
    let first = |key: &str| object.get(key)?.as_array()?.first();
    let in_first = |list: &str, key: &str| first(list).is_some_and(|item| item.get(key).is_some());
    // Tasks have their text in `data`, those of JSON_MIN lists of regions with several labels.
    let is_task = object.get("data").is_some_and(Value::is_object)
        || ["annotations", "predictions", "completions"]
            .iter()
            .any(|list| in_first(list, "result"))
        || object.keys().any(|list| in_first(list, "labels"));
    if is_task && !object.contains_key("text_sha256") {
        return "label-studio";
    }
    if in_first("annotations", "start_offset") {
        return "doccano";
    }
    of_keys(&|key| object.contains_key(key) || in_first("spans", key))
}

fn of_keys(has: &dyn Fn(&str) -> bool) -> &'static str {
    if has("text_sha256") {
        "jsonl"
    } else if has("_input_hash") || has("answer") || has("token_start") {
        "prodigy"
    } else if has("ents") || has("meta") && has("spans") {
        "spacy"
    } else if has("ner_tags") || has("attrs_json") || has("tokens") && has("tags") {
        "huggingface"
    } else if (has("label") || has("labels")) && !has("spans") || has("entities") {
        "doccano"
    } else {
        "jsonl"
    }
}

fn of_json(head: &[u8]) -> &'static str {
    if contains(head, "\"%FEATURE_STRUCTURES\"") || contains(head, "\"%TYPES\"") {
        "cas-json"
    } else if contains(head, w3c::CONTEXT) {
        "w3c"
    } else if contains(head, "\"annotation_sets\"") {
        "gate"
    } else if first_value(head).is_none() && contains(head, "\"data\"") {
        // A task that is longer than what was read.
        "label-studio"
    } else {
        of_lines(head)
    }
}

fn contains(bytes: &[u8], needle: &str) -> bool {
    memchr::memmem::find(bytes, needle.as_bytes()).is_some()
}
