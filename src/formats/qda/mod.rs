//! REFI-QDA projects (`.qdpx`), which ATLAS.ti, MAXQDA, NVivo and QualCoder exchange: an archive of
//! texts and `project.qde`, in which codes are given to selections of them.
//!
//! Places count code points, as QualCoder does; the standard only says characters, and programs
//! that count otherwise are read with `--offsets utf16`. Source: REFI-QDA Standard 1.5 and its
//! `Project.xsd`.

mod read;
mod write;

use super::holds::Holds;
use super::{Format, Layout};
use crate::text::unit::Unit;

/// Projects.
pub(super) static FORMAT: Format = Format {
    name: "qdpx",
    title: "REFI-QDA project, for ATLAS.ti, MAXQDA, NVivo and QualCoder",
    extensions: &["qdpx"],
    holds: Holds {
        span_notes: true,
        relations: true,
        fields: true,
        ..Holds::SPANS
    },
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read::read),
    write: Some(write::writer),
};

/// The description of a project in its archive.
const PROJECT: &str = "project.qde";
/// The folder with the texts.
const SOURCES: &str = "sources/";
/// Before the name of a file in that folder.
const INTERNAL: &str = "internal://";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::formats::tests::{PROBE, full, read_file, written_files};
    use crate::formats::zipped;
    use crate::formats::{Document, ReadError};
    use crate::model::article::MetaField;
    use crate::model::span::AttrValue;

    fn read(project: &str) -> Vec<Result<Document, ReadError>> {
        let project =
            format!("<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"x\">{project}</Project>");
        let bytes = zipped::tests::zip(&[(PROJECT, &project), ("sources/1.txt", PROBE)]);
        let files = BTreeMap::from([("a.qdpx".to_owned(), bytes)]);
        read_file(&FORMAT, "a.qdpx", &files)
    }

    const CODES: &str = "<Users><User guid=\"u\" name=\"me\"/></Users><CodeBook><Codes>\
        <Code guid=\"a\" name=\"Places\" isCodable=\"false\"><Code guid=\"b\" name=\"LOC\" isCodable=\"true\"/></Code>\
        <Code guid=\"c\" name=\"STRIKE\" isCodable=\"true\"/></Codes></CodeBook>\
        <Variables><Variable guid=\"v\" name=\"country\" typeOfVariable=\"Text\"/><Variable guid=\"w\" name=\"year\" typeOfVariable=\"Integer\"/></Variables>";

    #[test]
    fn selections_are_spans_a_code_each() {
        let sources = "<Sources><TextSource guid=\"1\" name=\"خبر\" plainTextPath=\"internal://1.txt\">\
            <PlainTextSelection guid=\"s1\" startPosition=\"32\" endPosition=\"36\"><Description>انظر &amp; تحقق</Description>\
            <Coding guid=\"x\" creatingUser=\"u\"><CodeRef targetGUID=\"b\"/></Coding><Coding guid=\"y\"><CodeRef targetGUID=\"c\"/></Coding></PlainTextSelection>\
            <PlainTextSelection guid=\"s2\" startPosition=\"8\" endPosition=\"12\"><Coding guid=\"z\"><CodeRef targetGUID=\"c\"/></Coding></PlainTextSelection>\
            <PlainTextSelection guid=\"s3\" startPosition=\"8\" endPosition=\"99\"><Coding guid=\"z\"><CodeRef targetGUID=\"c\"/></Coding></PlainTextSelection>\
            <PlainTextSelection guid=\"s4\" startPosition=\"8\" endPosition=\"9\"><Coding guid=\"z\"><CodeRef targetGUID=\"lost\"/></Coding></PlainTextSelection>\
            <VariableValue><VariableRef targetGUID=\"v\"/><TextValue>SY</TextValue></VariableValue>\
            <VariableValue><VariableRef targetGUID=\"w\"/><IntegerValue>2017</IntegerValue></VariableValue></TextSource>\
            <TextSource guid=\"2\" name=\"b\"><PlainTextContent>نص &lt;آخر&gt;</PlainTextContent></TextSource>\
            <PictureSource guid=\"3\" name=\"map.png\" path=\"internal://3.png\"/></Sources>\
            <Links><Link guid=\"l\" name=\"in\" originGUID=\"s2\" targetGUID=\"s1\"/></Links>";
        let mut found = read(&format!("{CODES}{sources}"));
        assert_eq!(found.len(), 3);
        assert!(
            found
                .pop()
                .unwrap()
                .unwrap_err()
                .to_string()
                .contains("map.png")
        );
        assert_eq!(found.pop().unwrap().unwrap().text.as_str(), "نص <آخر>");
        let document = found.pop().unwrap().unwrap();
        let spans = document.spans.iter();
        let spans: Vec<(&str, &str)> = spans
            .map(|m| (m.label.as_str(), document.words(m.span.range)))
            .collect();
        assert_eq!(
            spans,
            [("LOC", "إدلب"), ("STRIKE", "إدلب"), ("STRIKE", "قصفت")]
        );
        assert_eq!(document.spans[0].span.note, "انظر & تحقق");
        assert_eq!(document.spans[0].span.provenance.author.as_str(), "me");
        let relation = &document.relations[0];
        assert_eq!(
            [relation.from, relation.to].map(|end| document.position(end)),
            [Some(2), Some(0)]
        );
        assert_eq!(document.fields[&MetaField::Country], "SY");
        assert_eq!(document.attrs["year"], AttrValue::Number(2017));
        assert_eq!(document.problems.len(), 2);
    }

    #[test]
    fn a_text_that_is_not_in_the_archive_is_said() {
        let sources = "<Sources><TextSource guid=\"1\" name=\"a\" plainTextPath=\"internal://2.txt\"/>\
             <TextSource guid=\"1\" name=\"b\" plainTextPath=\"relative:///x/../../2.txt\"/></Sources>";
        let found = read(sources);
        assert!(found.len() == 2 && found.iter().all(Result::is_err));
        assert!(read("<Sources>")[0].is_err());
    }

    #[test]
    fn places_count_code_points() {
        let files = written_files(&FORMAT, &[full()]);
        let project = zipped::file(&files[""], PROJECT).unwrap().unwrap();
        let project = String::from_utf8(project).unwrap();
        assert!(
            project.contains("startPosition=\"54\" endPosition=\"63\""),
            "{project}"
        );
        assert!(project.contains("<Code guid=\"") && project.contains("name=\"CASUALTIES\""));
    }
}
