//! WebAnno TSV 3.3, as WebAnno and INCEpTION write it: a line a token, a column a feature of a
//! layer, under each sentence's text.
//!
//! A span on more than one token, or on top of another of its layer, has a number by which its
//! lines belong together. A span that cuts a token has a line of its own below the token's. A
//! relation stands in the line where its end begins and names the line where its start does.
//! Text between two sentences cannot be said, so a sentence goes up to the next one here. Source:
//! INCEpTION, `webannotsv.adoc` and `Tsv3XDeserializer.java`.

mod escape;
mod layer;
mod read;
mod write;

pub(super) use read::read;
pub(super) use write::writer;

/// The first line.
const HEADER: &str = "#FORMAT=WebAnno TSV 3.3";

/// The beginnings of lines that declare layers.
const SPAN_LAYER: &str = "#T_SP=";
const RELATION_LAYER: &str = "#T_RL=";
const CHAIN_LAYER: &str = "#T_CH=";

/// Before the layer that a relation joins spans of.
const BASE: &str = "BT_";
/// Before a slot of a layer.
const ROLE: &str = "ROLE_";

/// Before a line of a sentence's text.
const TEXT: &str = "#Text=";

/// No annotation.
const NOTHING: &str = "_";
/// An annotation without a value.
const NULL: &str = "*";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::formats::Document;
    use crate::formats::cas::{TSV, XMI};
    use crate::formats::tests::{drawn, full, read_file, read_text, written_files};

    /// What is said in a file that was written, from its first sentence on.
    fn check(document: &Document, expected: &str) {
        let files = written_files(&TSV, std::slice::from_ref(document));
        let file = files.into_values().next().unwrap();
        let file = String::from_utf8(file).unwrap();
        let (_, body) = file.split_once("\n\n\n").unwrap();
        assert_eq!(body, expected);
    }

    #[test]
    fn spans_and_relations_are_lines() {
        let mut document = drawn("🔴 [قصفت|STRIKE] [قوات [الحكومة|ORG]|FACTION] ب[إدلب|LOC].\nثم");
        let ids: Vec<_> = document.spans.iter().map(|mark| mark.span.id).collect();
        let provenance = crate::formats::tests::origin().manual();
        document.relate("by", ids[0], ids[1], provenance.clone());
        document.relate("in", ids[0], ids[3], provenance);
        check(
            &document,
            "#Text=🔴 قصفت قوات الحكومة بإدلب.\n\
             1-1\t0-2\t🔴\t_\t_\t_\t\n\
             1-2\t3-7\tقصفت\tSTRIKE\t_\t_\t\n\
             1-3\t8-12\tقوات\tFACTION[1]\tby\t1-2[0_1]\t\n\
             1-4\t13-20\tالحكومة\tFACTION[1]|ORG[2]\t_\t_\t\n\
             1-5\t21-26\tبإدلب\t_\t_\t_\t\n\
             1-5.1\t22-26\tإدلب\tLOC\tin\t1-2\t\n\
             1-6\t26-27\t.\t_\t_\t_\t\n\
             \n\
             #Text=ثم\n\
             2-1\t28-30\tثم\t_\t_\t_\t\n",
        );
    }

    #[test]
    fn blanks_between_sentences_belong_to_the_first() {
        check(
            &drawn("أ. ب\n\n  ج\n"),
            "#Text=أ. \n1-1\t0-1\tأ\t\n1-2\t1-2\t.\t\n\n\
             #Text=ب\n#Text=\n#Text=  \n2-1\t3-4\tب\t\n\n\
             #Text=ج\n#Text=\n3-1\t8-9\tج\t\n",
        );
        check(&drawn("  أ"), "#Text=أ\n1-1\t2-3\tأ\t\n");
        // Only blanks can be left out before the first token.
        check(
            &drawn("\n أ"),
            "#Text=\n#Text= أ\n1-1\t0-2\t\\n \t\n1-2\t2-3\tأ\t\n",
        );
    }

    #[test]
    fn what_has_a_meaning_of_its_own_is_escaped() {
        let files = written_files(&TSV, &[full()]);
        let file = String::from_utf8(files["probe.tsv"].clone()).unwrap();
        assert!(file.contains("عدد غير مؤكد\\t«نعم»\\nثانيا["), "{file}");
        assert!(
            file.contains("\tcount\\_low") || file.contains("|count_low"),
            "{file}"
        );
    }

    /// Reads lines of a text `This is a test .` with these layers; label, words and attributes.
    fn read(layers: &str, rows: [&str; 5]) -> Document {
        let tokens = [
            "1-1\t0-4\tThis",
            "1-2\t5-7\tis",
            "1-3\t8-9\ta",
            "1-4\t10-14\ttest",
            "1-5\t15-16\t.",
        ];
        let rows = tokens.iter().zip(rows).map(|(token, row)| {
            row.split('/')
                .enumerate()
                .map(|(n, row)| match n {
                    0 => format!("{token}\t{row}\t\n"),
                    _ => format!("{row}\t\n"),
                })
                .collect::<String>()
        });
        let rows: String = rows.collect();
        let file = format!("#FORMAT=WebAnno TSV 3.3\n{layers}\n\n\n#Text=This is a test .\n{rows}");
        read_text(&TSV, &file).pop().unwrap().unwrap()
    }

    fn said(document: &Document) -> Vec<String> {
        let words = |at: usize| document.words(document.spans[at].span.range).trim();
        let spans = document.spans.iter().enumerate().map(|(at, mark)| {
            let attrs = mark
                .span
                .attrs
                .iter()
                .map(|(name, value)| format!(" {name}={value:?}"));
            format!("{} {}{}", mark.label, words(at), attrs.collect::<String>())
        });
        let relations = document.relations.iter().map(|r| {
            let end = |id| words(document.position(id).unwrap());
            format!("{}: {} → {}", r.kind, end(r.from), end(r.to))
        });
        let problems = document.problems.iter().map(ToString::to_string);
        spans.chain(relations).chain(problems).collect()
    }

    #[test]
    fn layers_of_every_kind_are_read() {
        let spans = "#T_SP=webanno.custom.Span|value";
        let rows = [
            "PER[1]|LOC[2]",
            "PER[1]",
            "_",
            "*/1-4.1\t10-11\tt\tA\\|B",
            "_",
        ];
        assert_eq!(
            said(&read(spans, rows)),
            ["PER This is", "LOC This", "Span test", "A|B t"]
        );
        let relations =
            format!("{spans}\n#T_RL=webanno.custom.Relation|value|BT_webanno.custom.Span");
        let rows = [
            "*[1]|*[2]\t_\t_",
            "_\t_\t_",
            "A\t*|in\t1-1[2_0]|1-5",
            "_\t_\t_",
            "B\t_\t_",
        ];
        let expected = [
            "Span This",
            "Span This",
            "A a",
            "B .",
            "Relation: This → a",
            "in: . → a",
        ];
        assert_eq!(said(&read(&relations, rows)), expected);
        let slots = "#T_SP=webanno.custom.Lu|value\n#T_SP=webanno.custom.Frame|\
             ROLE_webanno.custom.Frame:Roles_webanno.custom.Link|webanno.custom.Lu|aFrame";
        let rows = [
            "_\tseller;*\t1-2;1-3[4]\tsale",
            "bob\t_\t_\t_",
            "it[4]\t_\t_\t_",
            "it[4]\t_\t_\t_",
            "_\t_\t_\t_",
        ];
        let expected = [
            "bob is",
            "it a test",
            "Frame This aFrame=Text(\"sale\")",
            "seller: This → is",
            "Roles: This → a test",
        ];
        let mut found = said(&read(slots, rows));
        found.sort();
        let mut expected: Vec<String> = expected.map(str::to_owned).into();
        expected.sort();
        assert_eq!(found, expected);
        let chains = "#T_CH=webanno.custom.CorefLink|referenceType|referenceRelation";
        let rows = [
            "pr[1]\tcoref->1-1",
            "_\t_",
            "pr[1]\t*->1-2",
            "pr[1]\t*->1-2",
            "nam[2]\t*->2-1",
        ];
        let expected = ["pr This", "pr a test", "nam .", "coref: This → a test"];
        assert_eq!(said(&read(chains, rows)), expected);
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let relations = "#T_SP=webanno.custom.Span|value\n#T_RL=webanno.custom.Relation|value|BT_webanno.custom.Span";
        let rows = ["_\t_\t_", "_\t_\t_", "A\tin\t1-1", "_\t_\t_", "_\t_"];
        let found = said(&read(relations, rows));
        assert_eq!(found.len(), 3, "{found:?}");
        let broken = [
            "",
            "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=a\n1-1\t9999999999-5\ta\t\n",
        ];
        for file in broken {
            assert!(read_text(&TSV, file).pop().unwrap().is_err(), "{file}");
        }
    }

    /// The files with which INCEpTION tests itself, each as TSV and as XMI.
    #[test]
    fn references_are_read_as_their_xmi_is() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/webanno-tsv3");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|file| file.unwrap().file_name().into_string().ok())
            .filter_map(|name| Some(name.strip_suffix(".tsv")?.to_owned()))
            .collect();
        names.sort();
        assert!(names.len() > 40);
        // Annotations without an extent are none here; in XMI a dependency joins tokens, and an
        // empty slot is an empty value.
        let left_out = ["Zero", "Dependency", "WithoutSlotFillers"];
        let names = names
            .into_iter()
            .filter(|name| left_out.iter().all(|part| !name.contains(part)));
        let mut different = Vec::new();
        for name in names {
            let file = |ending: &str| std::fs::read(format!("{folder}/{name}.{ending}")).unwrap();
            let files = BTreeMap::from(["tsv", "xmi"].map(|e| (format!("a.{e}"), file(e))));
            let [tsv, xmi] = [(&TSV, "a.tsv"), (&XMI, "a.xmi")].map(|(format, file)| {
                let mut document = read_file(format, file, &files).pop().unwrap().unwrap();
                document.problems.clear();
                // The two of a pair are of different age in that.
                for mark in &mut document.spans {
                    let now = [("NamedEntity", "Span"), ("POS_NOUN", "POS")];
                    let now = now.iter().find(|(before, _)| *before == mark.label);
                    mark.label = now.map_or(mark.label.clone(), |(_, now)| (*now).to_owned());
                }
                let mut said = said(&document);
                said.sort();
                (document.text.as_str().trim_end().to_owned(), said)
            });
            if tsv != xmi {
                different.push((name, tsv, xmi));
            }
        }
        assert!(different.is_empty(), "{different:#?}");
    }
}
