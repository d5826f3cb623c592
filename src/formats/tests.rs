//! What every format must do: give back what it holds, say what it does not, fall over nothing.

use std::collections::BTreeMap;
use std::io;

use proptest::prelude::*;

use super::*;
use crate::model::annotations::Progress;
use crate::model::article::{ArticleText, MetaField};
use crate::model::id::{IncidentId, RefusalId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::refusal::{Refusal, Refused, Words};
use crate::model::span::{AttrValue, Provenance, SpanState};
use crate::text::offset::{ByteIdx, ByteRange};

/// The probe text: an astral character, tanwin, an Arabic comma, digits.
pub(crate) const PROBE: &str = "🔴 عاجل: قصفت قوات الحكومة مدينة إدلب، ما أدى إلى مقتل 12 مدنيًا";

/// Files in memory.
#[derive(Default)]
pub(crate) struct Memory(pub(crate) BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.entry(name.to_owned()).or_default().extend(bytes);
        Ok(())
    }
}

pub(crate) fn origin() -> Origin {
    Origin {
        by: "me".parse().unwrap(),
        at: "2026-01-02T03:04:05Z".parse().unwrap(),
    }
}

fn writing() -> Writing {
    Writing {
        schema: Schema::conflict_news(),
        ..Writing::default()
    }
}

/// The files that documents make, as they are given.
pub(crate) fn written_files(format: &Format, documents: &[Document]) -> BTreeMap<String, Vec<u8>> {
    let mut files = Memory::default();
    let mut writer = (format.write.unwrap())(&writing());
    for document in documents {
        writer.document(document, &mut files).unwrap();
    }
    writer.finish(&mut files).unwrap();
    files.0
}

/// Reads one file.
pub(crate) fn read_file(
    format: &Format,
    name: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> Vec<Result<Document, ReadError>> {
    read_as(format, name, files, &Reading::new(origin()))
}

/// Reads one file in a way of its own.
pub(crate) fn read_as(
    format: &Format,
    name: &str,
    files: &BTreeMap<String, Vec<u8>>,
    reading: &Reading,
) -> Vec<Result<Document, ReadError>> {
    let mut found = Vec::new();
    let input = Input {
        name,
        data: &mut files[name].as_slice(),
        beside: &|name| files.get(name).cloned(),
    };
    let result = (format.read.unwrap())(input, reading, &mut |_, document| {
        found.push(document);
        ControlFlow::Continue(())
    });
    found.extend(result.err().map(Err));
    found
}

/// Reads a text as a file of a format.
pub(crate) fn read_text(format: &Format, text: &str) -> Vec<Result<Document, ReadError>> {
    let name = format!("probe.{}", format.extensions[0]);
    let files = BTreeMap::from([(name.clone(), text.as_bytes().to_vec())]);
    read_file(format, &name, &files)
}

/// All that the files of a format hold.
fn read_all(format: &Format, files: &BTreeMap<String, Vec<u8>>) -> Vec<Document> {
    let ending = format!(".{}", format.extensions[0]);
    let names = files.keys().filter(|name| {
        let in_folder = format.layout == Layout::Folder && name.ends_with(&ending);
        name.is_empty() || in_folder
    });
    names
        .flat_map(|name| read_file(format, name, files))
        .map(Result::unwrap)
        .collect()
}

/// A document with the spans drawn in: `[words|LABEL]`, nested ones too.
pub(crate) fn drawn(drawing: &str) -> Document {
    let mut text = String::new();
    let mut open: Vec<usize> = Vec::new();
    let mut found: Vec<(ByteRange, String)> = Vec::new();
    let mut chars = drawing.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => open.push(text.len()),
            '|' => {
                let label = chars.by_ref().take_while(|c| *c != ']').collect();
                let range = ByteRange::new(open.pop().unwrap(), text.len());
                found.push((range, label));
            }
            c => text.push(c),
        }
    }
    found.sort_by_key(|(range, _)| (range.start(), std::cmp::Reverse(range.end())));
    let mut document = Document::new(ArticleText::new(text));
    for (range, label) in found {
        document.mark(range, &label, origin().manual());
    }
    document
}

/// The probe text with the five spans of it.
pub(crate) fn probe() -> Document {
    let mut document = drawn(
        "🔴 عاجل: [قصفت|STRIKE] [قوات [الحكومة|ORG]|FACTION] مدينة [إدلب|LOC]، \
         ما أدى إلى مقتل [12 مدنيًا|CASUALTIES]",
    );
    assert_eq!(document.text.as_str(), PROBE);
    document.id = Some("probe".into());
    document
}

/// The probe with all that can be said of it.
pub(crate) fn full() -> Document {
    let mut document = probe();
    let provenance = origin().manual();
    let [strike, faction, _, location, casualties] = [1, 2, 3, 4, 5].map(SpanId);
    document.relate("perpetrator", strike, faction, provenance.clone());
    document.relate("location_of", strike, location, provenance.clone());
    document.relate("victim_of", casualties, strike, provenance);
    document.incidents.push(Incident {
        id: IncidentId(1),
        roles: BTreeMap::from([
            (Role::Trigger, vec![Filler::Span(strike)]),
            (Role::Attacker, vec![Filler::Span(faction)]),
            (Role::Attacked, vec![Filler::Entry("civilians".into())]),
            (Role::Casualty, vec![Filler::Span(casualties)]),
        ]),
        attrs: BTreeMap::from([("killed_best".into(), AttrValue::Number(12))]),
        state: SpanState::Manual,
        provenance: origin().manual(),
    });
    let words = |from: SpanId| Words::of(&document.spans[document.position(from).unwrap()].span);
    document.refusals.push(Refusal {
        id: RefusalId(1),
        what: Refused::Relation {
            kind: "location_of".into(),
            from: words(strike),
            to: words(casualties),
        },
        provenance: origin().manual(),
    });
    document.note = "سطر أول\nline two".into();
    document.progress = Progress::Done;
    document
        .attrs
        .insert("checked".into(), AttrValue::Flag(true));
    let fields = [
        (MetaField::Title, "عنوان \"مقتبس\""),
        (MetaField::Source, "Agency, Inc."),
        (MetaField::Published, "2017-02-14"),
        (MetaField::Country, "SY"),
    ];
    for (field, value) in fields {
        document.fields.insert(field, value.to_owned());
    }
    let casualties = &mut document.spans[4].span;
    casualties.note = "عدد غير مؤكد\t«نعم»\nثانيا".into();
    casualties.state = SpanState::Edited;
    casualties.provenance.rule = Some("count".into());
    casualties.provenance.confidence = Some(0.75);
    casualties.head = Some(ByteRange::new(98, 100));
    let list = AttrValue::List(vec!["a b".into(), "ج".into()]);
    let attrs = [
        ("count_low", AttrValue::Number(12)),
        ("effect", AttrValue::Text("killed".into())),
        ("lat", AttrValue::Real(35.5)),
        ("cumulative", AttrValue::Flag(false)),
        (
            "canonical_en",
            AttrValue::Text("Idlib, \"north\"\nx".into()),
        ),
        ("victim", list),
    ];
    for (name, value) in attrs {
        casualties.attrs.insert(name.into(), value);
    }
    // A proclitic inside a token, and a suggestion that was turned down.
    let article = ByteRange::new(37, 47);
    document.mark(article, "ORG", origin().manual());
    let rejected = document.mark(ByteRange::new(48, 58), "LOC", origin().manual());
    rejected.span.state = SpanState::Rejected;
    document
}

/// Formats that are read and written.
fn both_ways() -> impl Iterator<Item = &'static Format> {
    let formats = FORMATS.iter().copied();
    formats.filter(|format| format.read.is_some() && format.write.is_some())
}

/// Writes documents and reads them back; returns what was lost.
fn check(format: &Format, documents: &[Document]) -> Losses {
    check_as(format, &format.holds, documents)
}

/// The same, with what the format holds as it is written.
fn check_as(format: &Format, holds: &Holds, documents: &[Document]) -> Losses {
    let mut losses = Losses::default();
    let kept: Vec<Document> = documents
        .iter()
        .filter_map(|document| losses.take(document, holds))
        .collect();
    let files = written_files(format, &kept);
    let mut read = read_all(format, &files);
    assert_eq!(read.len(), kept.len(), "{}", format.name);
    for document in &kept {
        let number = digest(document, holds);
        let same = read.iter().position(|r| digest(r, holds) == number);
        let Some(same) = same else {
            let why: Vec<_> = read
                .iter()
                .map(|r| difference(document, r, holds))
                .collect();
            panic!("{}: {why:?}", format.name);
        };
        let problems = &read[same].problems;
        assert!(problems.is_empty(), "{}: {problems:?}", format.name);
        read.swap_remove(same);
    }
    losses
}

#[test]
fn names_are_found_and_none_is_taken_twice() {
    for format in FORMATS {
        assert!(std::ptr::eq(by_name(format.name).unwrap(), *format));
        assert!(!format.extensions.is_empty() && !format.title.is_empty());
    }
}

#[test]
fn the_probe_goes_through_every_format() {
    for format in both_ways() {
        check(format, &[probe()]);
        let mut other = drawn("خبر [ثان|LOC] بلا اسم\nوسطر");
        other.id = Some("probe".into());
        check(format, &[probe(), other, drawn("نص بلا وسوم")]);
    }
}

#[test]
fn everything_a_format_holds_comes_back() {
    for format in both_ways() {
        let losses = check(format, &[full()]);
        let said: Vec<Loss> = losses.iter().map(|(loss, ..)| loss).collect();
        let holds = format.holds;
        let rows = [
            (holds.states, Loss::Provenance),
            (holds.states, Loss::Undecided),
            (holds.relations, Loss::Relations),
            (holds.attrs, Loss::Attrs),
            (holds.heads, Loss::Heads),
            (holds.note, Loss::Notes),
            (holds.fields, Loss::Fields),
            (holds.span_notes, Loss::SpanNotes),
            (holds.places, Loss::Edges),
        ];
        for (held, loss) in rows {
            // A format without spans loses none of their parts one by one.
            if format.holds.overlaps {
                assert_eq!(said.contains(&loss), !held, "{}: {loss}", format.name);
            }
        }
    }
}

#[test]
fn proclitics_are_widened_or_split_as_asked() {
    // A span after a proclitic, one around it, one that ends inside a word.
    let document = drawn("[وب[الطائرات|WEAPON]|X] قصف[ت|STRIKE] حلب [الي|LOC]وم");
    let rows = [
        ("conll-nested", None, 0, 3),
        ("conll-nested", Some(Clitics::Widen), 0, 3),
        ("conll-nested", Some(Clitics::Split), 1, 2),
        ("conllu", None, 0, 0),
        ("conllu", Some(Clitics::Widen), 0, 3),
        ("conllu", Some(Clitics::Split), 0, 0),
        ("docbin", Some(Clitics::Widen), 0, 3),
        ("prodigy", None, 0, 0),
        ("huggingface", Some(Clitics::Split), 0, 0),
        ("doccano", Some(Clitics::Widen), 0, 0),
    ];
    for (name, clitics, split, widened) in rows {
        let format = by_name(name).unwrap();
        let holds = format.holds.with(clitics);
        let losses = check_as(format, &holds, std::slice::from_ref(&document));
        let count = |wanted: Loss| {
            let found = losses.iter().find(|(loss, ..)| *loss == wanted);
            found.map_or(0, |(_, count, _)| count)
        };
        let found = (count(Loss::Split), count(Loss::Edges));
        assert_eq!(found, (split, widened), "{name} {clitics:?}");
    }
}

/// Texts of what is hard: marks, joiners, astral characters, line ends, both directions.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("قصف "),
        Just("مدنيًا"),
        Just("🔴"),
        Just("👩‍👩‍👧 "),
        Just("، "),
        Just("abc "),
        Just("12"),
        Just("\n"),
        Just(" "),
        Just("«"),
        Just("\u{200f}"),
        Just("<&>\"' "),
        Just("\t"),
        Just("ـــ"),
        Just("\\"),
        Just("، وبالطائرات. "),
        Just("🇸🇾"),
        Just("#|"),
    ];
    proptest::collection::vec(part, 1..24)
        .prop_map(|parts| parts.concat())
        .prop_filter("an article has words", |text| {
            text.contains(char::is_alphanumeric)
        })
}

fn documents() -> impl Strategy<Value = Document> {
    let span = (any::<prop::sample::Index>(), 1_usize..12, 0_usize..4);
    let parts = (
        texts(),
        proptest::collection::vec(span, 0..8),
        any::<bool>(),
    );
    parts.prop_map(|(text, spans, related)| {
        let edges: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let mut document = Document::new(ArticleText::new(text));
        for (start, length, label) in spans {
            let start = start.index(edges.len() - 1);
            let end = (start + length).min(edges.len() - 1);
            let range = ByteRange::new(ByteIdx::new(edges[start]), edges[end]);
            let provenance = Provenance::manual("me".parse().unwrap(), origin().at);
            let label = ["STRIKE", "LOC", "FACTION", "A-B_c"][label];
            document.mark(range, label, provenance);
        }
        if related && document.spans.len() > 1 {
            document.relate("near", SpanId(1), SpanId(2), origin().manual());
        }
        document
    })
}

proptest! {
    #[test]
    fn any_document_goes_through_every_format(document in documents()) {
        for format in both_ways() {
            for clitics in [None, Some(Clitics::Widen), Some(Clitics::Split)] {
                let holds = format.holds.with(clitics);
                if clitics.is_none() || holds != format.holds {
                    check_as(format, &holds, std::slice::from_ref(&document));
                }
            }
        }
    }
}
