//! Files that something has happened to: whatever it is, each reader takes what it can or says why
//! not; none falls over, runs on for ever or fills the memory.
//!
//! A longer run: `PROPTEST_CASES=20000 cargo test --lib fuzz`.

use std::collections::BTreeMap;
use std::io::{BufReader, Read as _};

use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use proptest::prelude::*;

use super::error::LONGEST_LINE;
use super::lines::Objects;
use super::tests::{full, probe, read_file, written_files};
use super::*;

/// What may have happened to a file.
#[derive(Clone, Copy, Debug)]
enum Break {
    Cut,
    Byte(u8),
    Bit(u8),
    Lost(u8),
    Twice(u8),
    /// Two pieces stand in each other's place.
    Swapped(u8),
    /// A number of four bytes, such as a length.
    Number([u8; 4]),
    Inserted(&'static str),
}

impl Arbitrary for Break {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let inserted = [
            "9999999999",
            "-1",
            "\"",
            "]",
            "}",
            "{\"a\":[",
            "\t",
            "\n",
            "<a>",
            "</",
            "&#0;",
            "&x;",
            "<!DOCTYPE a [<!ENTITY x \"y\">]>",
            "\\",
            "|",
            "[",
            "\u{feff}",
            "0",
        ];
        let numbers = [0, 1, 0x7fff_ffff, 0xffff_ffff, 0x0000_ffff, 0x8000_0000_u32];
        prop_oneof![
            Just(Self::Cut),
            any::<u8>().prop_map(Self::Byte),
            (0..8_u8).prop_map(Self::Bit),
            any::<u8>().prop_map(Self::Lost),
            any::<u8>().prop_map(Self::Twice),
            any::<u8>().prop_map(Self::Swapped),
            proptest::sample::select(numbers.to_vec())
                .prop_map(|number| Self::Number(number.to_le_bytes())),
            proptest::sample::select(inserted.to_vec()).prop_map(Self::Inserted),
        ]
        .boxed()
    }
}

impl Break {
    fn apply(self, bytes: &mut Vec<u8>, at: usize) {
        let end = |length: u8| (at + usize::from(length)).min(bytes.len());
        match self {
            Self::Cut => bytes.truncate(at),
            Self::Byte(byte) => bytes.iter_mut().skip(at).take(1).for_each(|b| *b = byte),
            Self::Bit(bit) => bytes
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|b| *b ^= 1 << bit),
            Self::Lost(length) => drop(bytes.drain(at..end(length))),
            Self::Twice(length) => {
                let again = bytes[at..end(length)].to_vec();
                bytes.splice(at..at, again);
            }
            Self::Swapped(length) => {
                let piece: Vec<u8> = bytes.drain(at..end(length)).collect();
                let place = bytes.len() / 2;
                bytes.splice(place..place, piece);
            }
            Self::Number(number) => {
                let end = end(4);
                bytes.splice(at..end, number);
            }
            Self::Inserted(what) => drop(bytes.splice(at..at, what.bytes())),
        }
    }
}

/// Files with what packs them: what is inside is broken before it is packed, or the package is.
struct Seed {
    format: &'static Format,
    /// The file that is read.
    name: &'static str,
    files: BTreeMap<String, Vec<u8>>,
    packed: Packed,
}

#[derive(Clone, Copy, PartialEq)]
enum Packed {
    No,
    Zip,
    Zlib,
}

impl Seed {
    fn of(format: &str, name: &'static str, text: impl Into<Vec<u8>>) -> Option<Self> {
        Some(Self {
            format: by_name(format)?,
            name,
            files: BTreeMap::from([(name.to_owned(), text.into())]),
            packed: Packed::No,
        })
    }

    fn zipped(format: &str, name: &'static str, files: &[(&str, &str)]) -> Option<Self> {
        let files = files.iter();
        let files = files.map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        Some(Self {
            format: by_name(format)?,
            name,
            files: files.collect(),
            packed: Packed::Zip,
        })
    }

    /// Breaks a file inside, packs, and reads.
    fn read(&self, breaks: &[(prop::sample::Index, Break)], inside: bool) {
        for broken in self.files.keys() {
            let mut files = self.files.clone();
            if inside || self.packed == Packed::No {
                break_at(files.get_mut(broken).unwrap(), breaks);
            }
            let packed = match self.packed {
                Packed::No => {
                    let _ = read_file(self.format, self.name, &files);
                    continue;
                }
                Packed::Zip => pack(&files),
                Packed::Zlib => {
                    let bytes = files.remove(broken).unwrap();
                    let mut packed = Vec::new();
                    ZlibEncoder::new(bytes.as_slice(), Compression::fast())
                        .read_to_end(&mut packed)
                        .unwrap();
                    packed
                }
            };
            let mut files = BTreeMap::from([(self.name.to_owned(), packed)]);
            if !inside {
                break_at(files.get_mut(self.name).unwrap(), breaks);
            }
            let _ = read_file(self.format, self.name, &files);
        }
    }
}

fn break_at(bytes: &mut Vec<u8>, breaks: &[(prop::sample::Index, Break)]) {
    for (at, one) in breaks {
        one.apply(bytes, at.index(bytes.len().max(1)).min(bytes.len()));
    }
}

fn pack(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        io::Write::write_all(&mut archive, content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"ar\"><head><title>عنوان</title><meta name=\"date\" content=\"2017-02-14\"></head><body><article><h1>خبر</h1><p>قصفت القوات &amp; غيرها المدينة<br>سطر</p><table><tr><td>خلية</td></tr></table></article></body></html>";

/// A file of each format that is read and not written, and what is inside of packed ones.
fn seeds() -> Vec<Seed> {
    let lines = &written_files(by_name("doccano").unwrap(), &[probe()])[""];
    let lines = String::from_utf8(lines.clone()).unwrap();
    let message = format!(
        "From: <Saved>\r\nSnapshot-Content-Location: https://example.org/1\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--x--\r\n"
    );
    let mut seeds = vec![
        Seed::of(
            "table",
            "a.csv",
            "title,text,n\r\nعنوان,\"قصفت، \"\"القوات\"\"\nثم\",7\r\n;,ب,\r\n",
        ),
        Seed::of("table", "a.tsv", "text\tdate\nقصفت القوات\t2017-02-14\n"),
        Seed::of("html", "a.html", PAGE),
        Seed::of("mhtml", "a.mhtml", message),
        Seed::of(
            "pdf",
            "a.pdf",
            "\u{202b}قصفت القوات\u{202c}\nﻣﺪﻳﻨﺔ\n\u{c}سطر (ثان)\n",
        ),
        Seed::zipped(
            "docx",
            "a.docx",
            &[
                (
                    "word/document.xml",
                    "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>قصفت &#x2014;</w:t><w:tab/></w:r></w:p></w:body></w:document>",
                ),
                (
                    "docProps/core.xml",
                    "<cp:coreProperties><dc:title>عنوان</dc:title></cp:coreProperties>",
                ),
            ],
        ),
        Seed::zipped(
            "odt",
            "a.odt",
            &[
                (
                    "content.xml",
                    "<office:body><office:text><text:p>قصفت<text:s text:c=\"2\"/>القوات</text:p></office:text></office:body>",
                ),
                (
                    "meta.xml",
                    "<office:meta><dc:title>عنوان</dc:title></office:meta>",
                ),
            ],
        ),
        Seed::zipped(
            "epub",
            "a.epub",
            &[
                (
                    "META-INF/container.xml",
                    "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>",
                ),
                (
                    "a.opf",
                    "<package><manifest><item id=\"b\" href=\"two.xhtml\"/></manifest><spine><itemref idref=\"b\"/></spine></package>",
                ),
                ("two.xhtml", PAGE),
            ],
        ),
        Seed::zipped(
            "table",
            "a.xlsx",
            &[
                (
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
                ),
                (
                    "_rels/.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                ),
                (
                    "xl/workbook.xml",
                    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                ),
                (
                    "xl/worksheets/sheet1.xml",
                    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:B2\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>n</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>قصفت القوات</t></is></c><c r=\"B2\"><v>7</v></c></row></sheetData></worksheet>",
                ),
            ],
        ),
        Seed::zipped(
            "zip",
            "a.zip",
            &[("a.jsonl", &lines), ("b/c.txt", "قصفت"), ("d.html", PAGE)],
        ),
    ];
    let packed = &written_files(by_name("docbin").unwrap(), &[full()])[""];
    let mut inside = Vec::new();
    ZlibDecoder::new(packed.as_slice())
        .read_to_end(&mut inside)
        .unwrap();
    seeds.push(Seed::of("docbin", "a.spacy", inside).map(|seed| Seed {
        packed: Packed::Zlib,
        ..seed
    }));
    let project = &written_files(by_name("qdpx").unwrap(), &[full()])[""];
    let mut project = zip::ZipArchive::new(io::Cursor::new(project.as_slice())).unwrap();
    let mut files = BTreeMap::new();
    for number in 0..project.len() {
        let mut file = project.by_index(number).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(format!("{}", file.name().unwrap()), content);
    }
    seeds.push(Some(Seed {
        format: by_name("qdpx").unwrap(),
        name: "a.qdpx",
        files,
        packed: Packed::Zip,
    }));
    seeds.into_iter().flatten().collect()
}

#[test]
fn every_format_that_is_read_is_tried() {
    let seeds = seeds();
    for format in FORMATS.iter().filter(|format| format.read.is_some()) {
        let has_seed = seeds.iter().any(|seed| seed.format.name == format.name);
        assert!(has_seed || format.write.is_some(), "{}", format.name);
    }
    // Each is whole as it stands.
    for seed in seeds {
        let mut files = seed.files.clone();
        if seed.packed == Packed::Zip {
            files = BTreeMap::from([(seed.name.to_owned(), pack(&files))]);
        }
        if seed.packed != Packed::Zlib {
            let found = read_file(seed.format, seed.name, &files);
            assert!(
                !found.is_empty() && found.iter().all(Result::is_ok),
                "{}: {found:?}",
                seed.name
            );
        }
    }
}

proptest! {
    #[test]
    fn broken_files_are_taken_or_refused(
        breaks in proptest::collection::vec((any::<prop::sample::Index>(), any::<Break>()), 1..4),
    ) {
        for format in FORMATS.iter().filter(|f| f.read.is_some() && f.write.is_some()) {
            let files = written_files(format, &[full()]);
            for name in files.keys() {
                let mut broken = files.clone();
                break_at(broken.get_mut(name).unwrap(), &breaks);
                for name in files.keys() {
                    let _ = read_file(format, name, &broken);
                }
            }
        }
    }

    #[test]
    fn broken_files_of_other_programs_are_taken_or_refused(
        breaks in proptest::collection::vec((any::<prop::sample::Index>(), any::<Break>()), 1..4),
        inside in any::<bool>(),
    ) {
        for seed in seeds() {
            seed.read(&breaks, inside);
        }
    }
}

#[test]
fn what_is_nested_too_deeply_is_taken_or_refused() {
    let deep = |open: &str| open.repeat(20_000);
    let rows = [
        ("jsonl", "a.jsonl", deep("{\"a\":[")),
        ("label-studio", "a.json", deep("[")),
        ("cas-json", "a.json", deep("{\"a\":")),
        ("gate", "a.bdocjs", deep("{\"a\":")),
        ("w3c", "a.jsonld", deep("{\"a\":")),
        ("xmi", "a.xmi", deep("<a>")),
        ("html", "a.html", deep("<div><span>")),
        ("webanno", "a.tsv", deep("1-1\t0-1\ta\n")),
    ];
    for (format, name, text) in rows {
        let files = BTreeMap::from([(name.to_owned(), text.into_bytes())]);
        let found = read_file(by_name(format).unwrap(), name, &files);
        assert!(
            found.iter().all(|found| match found {
                Err(_) => true,
                Ok(document) => document.spans.is_empty(),
            }),
            "{format}"
        );
    }
    // Arrays in arrays of MessagePack, inside of zlib.
    let mut packed = Vec::new();
    let nested = [0x91_u8; 100_000];
    ZlibEncoder::new(nested.as_slice(), Compression::fast())
        .read_to_end(&mut packed)
        .unwrap();
    let files = BTreeMap::from([("a.spacy".to_owned(), packed)]);
    let found = read_file(by_name("docbin").unwrap(), "a.spacy", &files);
    assert!(found.len() == 1 && found[0].is_err());
}

#[test]
fn a_line_without_an_end_is_passed_over_and_the_rest_is_read() {
    let good = "{\"text\": \"خبر\"}\n".as_bytes();
    let endless = io::repeat(b'a').take(LONGEST_LINE + (64 << 20));
    let input = BufReader::new(endless.chain(b"\n".as_slice()).chain(good));
    let found: Vec<_> = Objects::new(input).collect();
    assert!(matches!(found[0], (1, Err(ReadError::LineTooLong))));
    assert!(matches!(&found[1], (2, Ok(line)) if line.contains("خبر")));
    assert_eq!(found.len(), 2);
}
