//! A span as programs write it in JSON: `[start, end, label]`, or an object whose names for the
//! same differ from program to program, and from one version to the next.

use std::borrow::Cow;

use serde_json::Value;

use super::lines::{pair, string, whole};

/// What an item says of a span.
#[derive(Default)]
pub(super) struct Foreign<'a> {
    /// Start and end, in what the file counts.
    pub(super) place: Option<(u64, u64)>,
    /// Its words, if they are told.
    pub(super) quote: Option<&'a str>,
    /// Its label. Old exports of doccano have a number there.
    pub(super) label: Option<Cow<'a, str>>,
    /// What relations call it.
    pub(super) id: Option<u64>,
}

/// The names of its start and end: of most programs, of doccano, of UIMA.
const PLACES: [[&str; 2]; 3] = [
    ["start", "end"],
    ["start_offset", "end_offset"],
    ["begin", "end"],
];

impl<'a> Foreign<'a> {
    pub(super) fn of(item: &'a Value) -> Self {
        match item {
            Value::Array(parts) => {
                let at = |number: usize| parts.get(number).and_then(whole);
                Self {
                    place: at(0).zip(at(1)),
                    label: parts.get(2).and_then(label),
                    ..Self::default()
                }
            }
            Value::Object(object) => {
                let mut labels = ["label", "type"].into_iter();
                Self {
                    place: PLACES.into_iter().find_map(|names| pair(object, names)),
                    quote: string(object, "text"),
                    label: labels.find_map(|name| label(object.get(name)?)),
                    id: object.get("id").and_then(whole),
                }
            }
            _ => Self::default(),
        }
    }
}

fn label(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(name) => Some(name.into()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::detect::detect;
    use super::super::tests::{PROBE, read_file};

    /// The words of spans with their labels, and what is said of the article, as a file of that
    /// name is read that nobody says the format of.
    fn read(name: &str, content: &str) -> String {
        let format = detect(name, content.as_bytes(), &|_| false).unwrap();
        let files = BTreeMap::from([(name.to_owned(), content.as_bytes().to_vec())]);
        let found = read_file(format, name, &files).into_iter();
        let told = found.map(|document| {
            let document = document.unwrap();
            assert!(
                document.problems.is_empty(),
                "{content}: {:?}",
                document.problems
            );
            let spans = document.spans.iter();
            let spans = spans.map(|m| format!("{}|{}", document.words(m.span.range), m.label));
            let attrs = document
                .attrs
                .iter()
                .map(|(name, value)| format!("{name}={value:?}"));
            spans.chain(attrs).collect::<Vec<_>>().join(" ")
        });
        told.collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn files_of_other_programs_lose_no_span_whatever_version_wrote_them() {
        let rows = [
            // doccano: of today, of 1.5, of 1.0 with labels by number, without spans.
            (
                "a.jsonl",
                r#"{"id":1,"text":"P","label":[[8,12,"S"]]}"#,
                "قصفت|S",
            ),
            (
                "a.jsonl",
                r#"{"id":1,"data":"P","label":[[8,12,"S"]]}"#,
                "قصفت|S",
            ),
            (
                "a.jsonl",
                r#"{"id":1,"text":"P","labels":[[8,12,"S"]],"meta":{"k":"v"}}"#,
                "قصفت|S k=Text(\"v\")",
            ),
            (
                "a.jsonl",
                r#"{"id":1,"text":"P","annotations":[{"label":5,"start_offset":8,"end_offset":12,"user":1}]}"#,
                "قصفت|5",
            ),
            (
                "a.jsonl",
                r#"{"id":1,"text":"P","label":["war"]}"#,
                "label=List([\"war\"])",
            ),
            (
                "a.json",
                "[{\"text\":\"P\",\"label\":[[8,12,\"S\"]]},\n {\"text\":\"P\",\"label\":[]}]",
                "قصفت|S / ",
            ),
            // Label Studio: as lines, an old export, a text under a name of its own.
            (
                "a.jsonl",
                r#"{"id":1,"data":{"text":"P"},"annotations":[{"result":[R]}]}"#,
                "قصفت|S",
            ),
            (
                "a.json",
                r#"[{"id":1,"data":{"text":"P"},"completions":[{"result":[R]}]}]"#,
                "قصفت|S",
            ),
            (
                "a.json",
                r#"[{"id":1,"data":{"body":"P"},"predictions":[{"result":[R]}]}]"#,
                "قصفت|S",
            ),
            (
                "a.json",
                r#"[{"text":"P","id":1,"l":[{"start":8,"end":12,"labels":["S"]}],"annotator":1}]"#,
                "قصفت|S",
            ),
            // spaCy: a list of training examples, one a line, a Doc as JSON, lines that we write.
            (
                "a.json",
                r#"[["P",{"entities":[[8,12,"S"]]}],["P",{"entities":[]}]]"#,
                "قصفت|S / ",
            ),
            ("a.jsonl", r#"["P",{"entities":[[8,12,"S"]]}]"#, "قصفت|S"),
            (
                "a.json",
                "{\n\"text\":\"P\",\n\"ents\":[{\"start\":8,\"end\":12,\"label\":\"S\"}],\"tokens\":[{\"id\":0,\"start\":0,\"end\":1}]}",
                "قصفت|S",
            ),
            (
                "a.jsonl",
                r#"{"text":"P","spans":[{"start":8,"end":12,"label":"S"}],"meta":{"k":"v"}}"#,
                "قصفت|S k=Text(\"v\")",
            ),
            // Prodigy: choices, and a label of the whole.
            (
                "a.jsonl",
                r#"{"text":"P","accept":["a"],"answer":"accept"}"#,
                "accept=List([\"a\"])",
            ),
            (
                "a.jsonl",
                r#"{"text":"P","label":"WAR","answer":"accept"}"#,
                "label=Text(\"WAR\")",
            ),
            // Others: entities with their type, tokens with tags, what no attribute can be.
            (
                "a.jsonl",
                r#"{"text":"P","entities":[{"start":8,"end":12,"type":"S"}]}"#,
                "قصفت|S",
            ),
            (
                "a.jsonl",
                r#"{"tokens":["قصفت","قوات"],"tags":["B-S","O"]}"#,
                "قصفت|S",
            ),
            (
                "a.jsonl",
                r#"{"text":"P","spans":[{"start":8,"end":12,"label":"S"}],"n":{"a":[1]}}"#,
                r#"قصفت|S n=Text("{\"a\":[1]}")"#,
            ),
            ("a.txt", "-DOCSTART- -X- O O\n\nقصفت V B-VP B-S\n", "قصفت|S"),
            ("a.tsv", "قصفت\tB-S\nقوات\tI-S\n\nثان\tO\n", "قصفت قوات|S"),
            ("a.iob2", "قصفت B-S\n", "قصفت|S"),
        ];
        let region = r#"{"id":"r","from_name":"l","to_name":"t","type":"labels","value":{"start":8,"end":12,"text":"قصفت","labels":["S"]}}"#;
        for (name, content, expected) in rows {
            let content = content.replace("\"P\"", &format!("\"{PROBE}\""));
            let content = content.replace("[R]", &format!("[{region}]"));
            assert_eq!(read(name, &content), expected, "{name}: {content}");
        }
    }
}
