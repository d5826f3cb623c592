//! Files that are ZIP archives: spreadsheets and word processors' documents.
//!
//! A small archive can hold gigabytes; nothing here unpacks more than [`LARGEST_FILE`] bytes.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;

use super::error::{LARGEST_FILE, ReadError};

pub(super) fn broken(error: impl std::fmt::Display) -> ReadError {
    ReadError::Shape(format!("its archive is broken: {error}"))
}

/// Unpacks an archive to nowhere.
///
/// # Errors
/// If it is broken, or too large when it is unpacked.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = LARGEST_FILE;
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).map_err(broken)?;
        let size = io::copy(&mut (&mut file).take(left + 1), &mut io::sink()).map_err(broken)?;
        left = left.checked_sub(size).ok_or(ReadError::FileTooLarge)?;
    }
    Ok(())
}

/// One file of an archive; `None` if there is none of that name.
///
/// # Errors
/// If the archive is broken, or the file too large when it is unpacked.
pub(super) fn file(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let Some(number) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let mut content = Vec::new();
    let file = archive.by_index(number).map_err(broken)?;
    let size = file
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut content)
        .map_err(broken)?;
    if size as u64 > LARGEST_FILE {
        return Err(ReadError::FileTooLarge);
    }
    Ok(Some(content))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of these files.
    pub(in crate::formats) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            archive
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(content.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// A small archive of a file that is larger than any is read.
    pub(in crate::formats) fn bomb(name: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        let zeros = vec![b' '; 1 << 20];
        for _ in 0..=(LARGEST_FILE >> 20) {
            archive.write_all(&zeros).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = bomb("word/document.xml");
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(check(&bomb), Err(ReadError::FileTooLarge)));
        let found = file(&bomb, "word/document.xml");
        assert!(matches!(found, Err(ReadError::FileTooLarge)));
        assert!(check(b"PK nonsense").is_err());
    }
}
