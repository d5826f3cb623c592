//! Reads and writes the settings' file.

use std::path::Path;

use super::settings::Settings;
use crate::store::{atomic, codec};

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

/// Writes the settings.
pub(super) fn save(folder: &Path, settings: &Settings) -> Result<(), String> {
    let text = codec::encode(settings, 2).map_err(|error| error.to_string())?;
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    atomic::replace(&folder.join("settings.ron"), text.as_bytes()).map_err(|e| e.to_string())
}
