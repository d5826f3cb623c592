use super::*;
use crate::formats::{Input, Origin, Reading, by_name};
use std::ops::ControlFlow;

/// What doccano wrote: spans with their labels, and a relation.
fn document() -> Document {
    let line = r#"{"text":"قتل سبعة في إدلب يوم أمس","entities":[{"id":1,"label":"KILLED","start_offset":4,"end_offset":8},{"id":2,"label":"Ort","start_offset":12,"end_offset":16},{"id":3,"label":"ORG","start_offset":17,"end_offset":20}],"relations":[{"id":1,"from_id":1,"to_id":2,"type":"in"},{"id":2,"from_id":1,"to_id":3,"type":"by"}]}"#;
    let origin = Origin {
        by: "me".parse().unwrap(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let input = Input {
        name: "d.jsonl",
        data: &mut line.as_bytes(),
        beside: &|_| None,
    };
    let mut found = None;
    let read = by_name("doccano").unwrap().read.unwrap();
    read(input, &Reading::new(origin), &mut |_, document| {
        found = Some(document.unwrap());
        ControlFlow::Continue(())
    })
    .unwrap();
    found.unwrap()
}

/// Spans and relations as words.
fn said(document: &Document) -> Vec<String> {
    let spans = document.spans.iter().map(|mark| {
        let words = document.words(mark.span.range);
        let attrs = mark.span.attrs.iter();
        let attrs: String = attrs.map(|(name, v)| format!(" {name}={v:?}")).collect();
        format!("{words} {}{attrs}", mark.span.label)
    });
    let relations = document.relations.iter().map(|r| r.kind.clone());
    spans.chain(relations).collect()
}

const MAP: &str =
    "KILLED\tcasualty\teffect=killed\nOrt\tlocation\nORG\t-\n@relation\tin\tlocation_of\n";

#[test]
fn a_mapping_gives_the_names_of_the_project() {
    let mut translator = Translator::new(Schema::conflict_news());
    translator.follow(file::parse(MAP).unwrap());
    let mut found = document();
    translator.translate(&mut found);
    let expected = [
        "سبعة casualty effect=Text(\"killed\")",
        "إدلب location",
        "location_of",
    ];
    assert_eq!(said(&found), expected);
    assert!(translator.edits().is_empty());
    assert_eq!(translator.left_out().count(), 0);
}

#[test]
fn what_nothing_is_said_of_is_counted_or_becomes_new() {
    let mut translator = Translator::new(Schema::conflict_news());
    translator.translate(&mut document());
    translator.translate(&mut document());
    let left: Vec<String> = translator.left_out().map(|told| told.to_string()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(left[0].contains("no label KILLED") && left[0].ends_with("(2)"));

    let mut translator = Translator::new(Schema::conflict_news());
    translator.unknown = Unknown::New;
    let (mut first, mut second) = (document(), document());
    translator.translate(&mut first);
    translator.translate(&mut second);
    assert_eq!(
        said(&first),
        ["سبعة killed", "إدلب ort", "يوم org", "in", "by"]
    );
    assert_eq!(said(&second), said(&first));
    assert_eq!(translator.edits().len(), 5, "three labels, two types");
    let schema = &translator.schema;
    let keys: BTreeSet<char> = schema.labels.iter().filter_map(|l| l.key).collect();
    assert_eq!(keys.len(), 13, "a key of its own each");
    let joins = schema.relation("in").unwrap();
    assert!(joins.joins(&"killed".parse().unwrap(), &"ort".parse().unwrap()));
}

#[test]
fn labels_in_another_script_have_ids_of_their_own_and_are_remembered() {
    let mut translator = Translator::new(Schema::conflict_news());
    let labels = ["منظمة 1", "شخص 1"];
    let mapping = Mapping {
        labels: labels.map(|label| (label.to_owned(), Target::New)).into(),
        ..Mapping::default()
    };
    translator.follow(mapping.clone());
    let made = labels.map(|label| translator.label(label).unwrap().0);
    assert_ne!(made[0], made[1]);
    let remembered = translator.remembered(mapping);
    translator.follow(remembered);
    assert_eq!(labels.map(|label| translator.label(label).unwrap().0), made);
    assert_eq!(translator.edits().len(), 2);
}

#[test]
fn without_a_project_names_are_changed_and_what_hangs_on_what_is_gone_goes() {
    let mapping = file::parse(MAP).unwrap();
    let mut found = document();
    rename_alone(&mapping, Unknown::New, &mut found);
    let labels: Vec<&str> = found.spans.iter().map(|mark| mark.label.as_str()).collect();
    assert_eq!(labels, ["CASUALTY", "LOCATION"]);
    assert_eq!(found.relations.len(), 1, "the other one had no end");
    let mut found = document();
    rename_alone(&Mapping::default(), Unknown::Skip, &mut found);
    assert!(found.spans.is_empty() && found.relations.is_empty());
}
