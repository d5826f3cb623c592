//! Reads and writes the settings' file.

use std::path::Path;

use super::settings::Settings;

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

/// Writes the settings, the old ones staying until the new ones are whole.
pub(super) fn save(folder: &Path, settings: &Settings) -> Result<(), String> {
    let text = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::new());
    let text = text.map_err(|error| error.to_string())?;
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| error.to_string())?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|error| error.to_string())?;
    let path = folder.join("settings.ron");
    file.persist(path)
        .map(drop)
        .map_err(|error| error.to_string())
}
