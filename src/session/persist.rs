//! Reads and writes the files of the settings and of recent projects.

use std::path::Path;

use super::settings::{Recent, Settings};

/// The settings of a file, or the defaults and a word about what is wrong with it.
pub(super) fn load(folder: &Path) -> (Settings, Option<String>) {
    let path = folder.join("settings.ron");
    match std::fs::read_to_string(&path) {
        Err(_) => (Settings::default(), None),
        Ok(text) => match ron::from_str::<Settings>(&text) {
            Ok(settings) => (settings.clamped(), None),
            Err(error) => {
                let aside = path.with_extension("broken");
                // The user's file is kept; the next change writes a new one.
                let _ = std::fs::copy(&path, &aside);
                let problem = format!("{error} ({})", path.display());
                (Settings::default(), Some(problem))
            }
        },
    }
}

/// The projects that were open; none if the file cannot be read.
pub(super) fn load_recent(folder: &Path) -> Recent {
    let text = std::fs::read_to_string(folder.join("recent.ron"));
    text.ok()
        .and_then(|text| ron::from_str(&text).ok())
        .unwrap_or_default()
}

/// Writes the settings.
pub(super) fn save(folder: &Path, settings: &Settings) -> Result<(), String> {
    write(folder, "settings.ron", settings)
}

/// Writes the projects that were open.
pub(super) fn save_recent(folder: &Path, recent: &Recent) -> Result<(), String> {
    write(folder, "recent.ron", recent)
}

/// Writes a file, the old one staying until the new one is whole.
fn write(folder: &Path, name: &str, value: &impl serde::Serialize) -> Result<(), String> {
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new());
    let text = text.map_err(|error| error.to_string())?;
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| error.to_string())?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|error| error.to_string())?;
    file.persist(folder.join(name))
        .map(drop)
        .map_err(|error| error.to_string())
}
