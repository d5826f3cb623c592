//! The sample project, compiled in: the Daraa article with a finished layer.

use std::fs;
use std::path::Path;

use super::error::StoreError;
use super::file;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"), "/projects/daraa-2017/", $path
        )).as_slice())),*]
    };
}

static FILES: [(&str, &[u8]); 8] = files![
    ".gitattributes",
    "NOTICE",
    "registry.ron",
    "articles/daraa-2017-f33eeae8.ron",
    "articles/daraa-2017-f33eeae8.txt",
    "annotations/reference/annotator.ron",
    "annotations/reference/daraa-2017-f33eeae8.ron",
    // Last: a folder with this file is a project, so a copy that was cut off is none.
    "project.ron",
];

/// Copies the sample to a folder, unless a project is there already.
///
/// # Errors
/// If the system refuses.
pub fn copy_to(root: &Path) -> Result<(), StoreError> {
    if root.join("project.ron").exists() {
        return Ok(());
    }
    for (path, bytes) in &FILES {
        let target = root.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)
                .map_err(|e| StoreError::io("make the folder", folder, &e))?;
        }
        file::replace(&target, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::Attribute;
    use crate::store::{Opened, check};

    #[test]
    fn the_sample_is_sound_and_holds_the_reference_layer() {
        let folder = tempfile::tempdir().unwrap();
        copy_to(folder.path()).unwrap();
        let report = check(folder.path()).unwrap();
        assert!(report.is_sound(), "{report:#?}");
        assert_eq!((report.articles, report.layers, report.spans), (1, 1, 139));
    }

    #[test]
    fn what_the_reference_layer_says_is_what_the_schema_offers() {
        let folder = tempfile::tempdir().unwrap();
        copy_to(folder.path()).unwrap();
        let who = "reference".parse().unwrap();
        let opened = Opened::read_only(folder.path(), &who).unwrap();
        let article = &opened.articles[0].id;
        let (text, _) = opened.store.load_text(article).unwrap();
        let layer = opened.store.load_layer(&who, article, &text).unwrap().layer;
        let mut looked_at = 0;
        for span in layer.spans() {
            let label = opened.project.schema.label(&span.label).unwrap();
            for (name, value) in &span.attrs {
                let offered = label.attribute(name).map(Attribute::choices);
                let offered = offered.filter(|choices| !choices.is_empty());
                if let (Some(choices), Some(value)) = (offered, value.as_text()) {
                    assert!(choices.iter().any(|one| one == value), "{name}: {value}");
                    looked_at += 1;
                }
            }
        }
        assert!(looked_at > 100, "{looked_at}");
    }
}
