//! ZIP archives of files of any format. Read only.
//!
//! Nothing is unpacked to the disk, and no more than [`LARGEST_FILE`] bytes of one archive are
//! unpacked at all; an archive inside an archive is refused.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::io::{Cursor, Read as _};
use std::ops::ControlFlow;

use zip::ZipArchive;

use super::detect::{HEAD, detect, is_wanted};
use super::error::{LARGEST_FILE, ReadError};
use super::holds::Holds;
use super::told::{self, told};
use super::zipped::broken;
use super::{Each, Format, Input, Layout, Reading};
use crate::text::unit::Unit;

/// Archives.
pub(super) static FORMAT: Format = Format {
    name: "zip",
    title: "ZIP archive of files of any format (read only)",
    extensions: &["zip"],
    holds: Holds::NOTHING,
    unit: Unit::Char,
    layout: Layout::File,
    read: Some(read),
    write: None,
};

/// More files than anybody packs by hand.
const MOST_FILES: usize = 200_000;

fn read(mut input: Input<'_>, reading: &Reading, each: Each<'_>) -> Result<(), ReadError> {
    let bytes = input.bytes()?;
    let archive = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(broken)?;
    if archive.len() > MOST_FILES {
        let why = told!(
            "problem-many-files",
            "it holds more than {most} files",
            most = MOST_FILES
        );
        return Err(why.into());
    }
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(Cow::into_owned)
        .collect();
    names.sort();
    let archive = Archive {
        inside: RefCell::new(archive),
        left: Cell::new(LARGEST_FILE),
    };
    for name in names.iter().filter(|name| is_in_sight(name)) {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let path = |other: &str| match folder {
            "" => other.to_owned(),
            folder => format!("{folder}/{other}"),
        };
        let is_there = |other: &str| names.binary_search(&path(other)).is_ok();
        if !is_wanted(file, &is_there) {
            continue;
        }
        let ended = archive.file(name).and_then(|data| {
            let beside = |other: &str| archive.file(&path(other)).ok();
            let head = data.get(..HEAD.min(data.len())).unwrap_or_default();
            let format = detect(file, head, &is_there);
            if format.is_some_and(|format| format.name == FORMAT.name) {
                let why = told!(
                    "problem-inner-archive",
                    "it is an archive in an archive; unpack it and import what lies in it"
                );
                return Err(why.into());
            }
            let read = format.and_then(|format| format.read);
            let read = read.ok_or_else(told::no_format)?;
            let mut ended = false;
            let inside = Input {
                name: file,
                data: &mut data.as_slice(),
                beside: &beside,
            };
            read(inside, reading, &mut |line, found| {
                let part = match line {
                    Some(line) => told::line(line).within(told::file(name)),
                    None => told::file(name),
                };
                let found = match found {
                    Ok(mut document) => {
                        let problems = std::mem::take(&mut document.problems).into_iter();
                        let problems = problems.map(|why| why.within(part.clone()));
                        document.problems = problems.collect();
                        Ok(document)
                    }
                    Err(error) => Err(error.within(part)),
                };
                let flow = each(None, found);
                ended = flow.is_break();
                flow
            })?;
            Ok(ended)
        });
        let flow = match ended {
            Ok(true) => ControlFlow::Break(()),
            Ok(false) => ControlFlow::Continue(()),
            Err(ReadError::FileTooLarge) => return Err(ReadError::FileTooLarge),
            Err(error) => each(None, Err(error.within(told::file(name)))),
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// Folders, and what systems put into archives, are no articles.
fn is_in_sight(name: &str) -> bool {
    let mut parts = name.split('/');
    !name.ends_with('/') && !parts.any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// An archive, of which only so much is unpacked.
struct Archive<'a> {
    inside: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    left: Cell<u64>,
}

impl Archive<'_> {
    fn file(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let mut inside = self.inside.borrow_mut();
        let file = inside.by_name(name).map_err(broken)?;
        let mut data = Vec::new();
        let limit = self.left.get();
        file.take(limit + 1)
            .read_to_end(&mut data)
            .map_err(broken)?;
        let left = limit.checked_sub(data.len() as u64);
        self.left.set(left.ok_or(ReadError::FileTooLarge)?);
        Ok(data)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::tests::{PROBE, probe, read_file, written_files};
    use super::super::{Document, by_name, zipped};
    use super::*;

    fn read(files: &[(&str, &str)]) -> Vec<Result<Document, ReadError>> {
        let files = BTreeMap::from([("a.zip".to_owned(), zipped::tests::zip(files))]);
        read_file(&FORMAT, "a.zip", &files)
    }

    #[test]
    fn files_of_any_format_are_read_with_those_beside_them() {
        let brat = written_files(by_name("brat").unwrap(), &[probe()]);
        let lines = &written_files(by_name("doccano").unwrap(), &[probe()])[""];
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let found = read(&[
            ("news/probe.ann", &text(&brat["probe.ann"])),
            ("news/probe.txt", &text(&brat["probe.txt"])),
            ("more.jsonl", &text(lines)),
            ("خبر.txt", "قصفت القوات المدينة"),
            ("__MACOSX/news/._probe.txt", "لا"),
            (".DS_Store", "لا"),
            ("TypeSystem.xml", "<typeSystemDescription/>"),
            ("news/annotation.conf", "[entities]"),
            ("empty.txt", " "),
        ]);
        let mut spans: Vec<usize> = found.iter().flatten().map(|d| d.spans.len()).collect();
        spans.sort_unstable();
        assert_eq!(spans, [0, 5, 5]);
        let errors: Vec<String> = found
            .iter()
            .filter_map(|f| Some(f.as_ref().err()?.to_string()))
            .collect();
        assert_eq!(errors.len(), 1);
        assert!(errors[0].starts_with("empty.txt: "), "{errors:?}");
    }

    #[test]
    fn archives_in_archives_and_bombs_are_refused() {
        let inner = zipped::tests::zip(&[("a.txt", PROBE)]);
        let mut outer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        outer.start_file("inner.zip", options).unwrap();
        std::io::Write::write_all(&mut outer, &inner).unwrap();
        let outer = outer.finish().unwrap().into_inner();
        let bomb = zipped::tests::bomb("a.txt");
        for bytes in [outer, bomb, b"PK nonsense".to_vec()] {
            let files = BTreeMap::from([("a.zip".to_owned(), bytes)]);
            let found = read_file(&FORMAT, "a.zip", &files);
            assert!(found.len() == 1 && found[0].is_err());
        }
    }
}
