//! Settings of a person on this machine, and where a person left off.
//!
//! Kept apart from any project: `settings.ron` and `recent.ron` in the configuration folder. Both are read at start and written off the UI thread; a broken one is reported
//! and set aside, and the defaults hold.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::export::choices::Choices;
use super::learning::Off;
use super::propose::Joint;
use super::table::Columns;
use crate::model::id::LabelId;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// As the system has it, English if that is neither.
    #[default]
    System,
    /// English.
    English,
    /// Arabic, the window mirrored.
    Arabic,
}

/// The face of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingFace {
    /// Amiri, as in a printed book.
    #[default]
    Naskh,
    /// Noto Sans Arabic, as on a screen.
    Sans,
}

/// The digits of the interface. Articles are shown as they were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digits {
    /// 0123456789
    #[default]
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩, in the Arabic interface.
    ArabicIndic,
}

/// Settings of a person on this machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// The language of the interface.
    pub language: Language,
    /// The digits of the Arabic interface.
    pub digits: Digits,
    /// Who annotates: a name in any script. Its slug names the folder in a project.
    pub annotator: String,
    /// The face of articles.
    pub face: ReadingFace,
    /// The size of an article's text, in points.
    pub article_size: f32,
    /// The height of an article's line, as a multiple of its text's size.
    pub line_height: f32,
    /// The widest column of text, in multiples of the text's size.
    pub measure: f32,
    /// The size of everything, 1.0 being normal.
    pub zoom: f32,
    /// Whether label names stand above spans.
    pub label_names: bool,
    /// Whether all relations are drawn, not only those of the selected span.
    pub all_relations: bool,
    /// Whether the program proposes spans.
    pub suggestions: bool,
    /// Whether suggestions below the least confidence are shown as well.
    pub doubtful: bool,
    /// Whether the review begins with the least sure suggestion, not with the first one.
    pub doubtful_first: bool,
    /// The least confidence of each label's suggestions, where it is not the program's own.
    pub thresholds: BTreeMap<LabelId, f64>,
    /// The same of relations and of incidents.
    pub joined_thresholds: BTreeMap<Joint, f64>,
    /// In how many of a hundred articles suggestions are kept back, to see whether reviewers
    /// find without them what they find with them.
    pub blind: u8,
    /// The ways of learning from decisions that are switched off.
    pub learners_off: Off,
    /// Whether rejected spans are shown.
    pub rejected: bool,
    /// Whether the list of articles is shown.
    pub list: bool,
    /// Whether the inspector is shown.
    pub inspector: bool,
    /// Whether pictures of its rows are shown below a table.
    pub pictures: bool,
    /// The columns of the tables in which they are not the usual ones.
    pub columns: Columns,
    /// What a data set is to be like.
    pub export: Choices,
    /// Whether the codebook is shown in the inspector.
    pub codebook: bool,
    /// Whether to do without moving effects.
    pub reduced_motion: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            language: Language::default(),
            digits: Digits::default(),
            annotator: String::new(),
            face: ReadingFace::default(),
            article_size: 21.0,
            line_height: 1.9,
            measure: 40.0,
            zoom: 1.0,
            label_names: false,
            all_relations: false,
            suggestions: true,
            doubtful: false,
            doubtful_first: false,
            thresholds: BTreeMap::new(),
            joined_thresholds: BTreeMap::new(),
            blind: 0,
            learners_off: Off::new(),
            rejected: false,
            list: true,
            inspector: true,
            pictures: false,
            columns: Columns::default(),
            export: Choices::default(),
            codebook: true,
            reduced_motion: false,
        }
    }
}

/// The smallest and largest article text, in points.
pub const ARTICLE_SIZES: std::ops::RangeInclusive<f32> = 12.0..=48.0;
/// The smallest and largest size of everything.
pub const ZOOMS: std::ops::RangeInclusive<f32> = 0.6..=2.5;

impl Settings {
    /// The settings with every number inside its limits; a file may say anything.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        let clamp = |value: f32, low: f32, high: f32, default: f32| {
            if value.is_finite() {
                value.clamp(low, high)
            } else {
                default
            }
        };
        let default = Self::default();
        self.article_size = clamp(
            self.article_size,
            *ARTICLE_SIZES.start(),
            *ARTICLE_SIZES.end(),
            default.article_size,
        );
        self.zoom = clamp(self.zoom, *ZOOMS.start(), *ZOOMS.end(), default.zoom);
        self.line_height = clamp(self.line_height, 1.2, 3.0, default.line_height);
        self.measure = clamp(self.measure, 20.0, 120.0, default.measure);
        self.blind = self.blind.min(100);
        self.thresholds
            .retain(|_, least| (0.0..=1.0).contains(least));
        self.joined_thresholds
            .retain(|_, least| (0.0..=1.0).contains(least));
        self
    }
}

/// A project that was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentProject {
    /// Its folder.
    pub path: PathBuf,
    /// Its name when it was last open.
    pub name: String,
    /// The id of the article that was open.
    #[serde(default)]
    pub article: Option<String>,
}

/// Where a person left off, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    /// Projects that were open.
    pub projects: Vec<RecentProject>,
}

/// How many recent projects are kept.
const MOST_RECENT: usize = 12;

impl Recent {
    /// Puts a project on top, keeping the article it was left at.
    pub fn touch(&mut self, path: PathBuf, name: &str) {
        let article = self.find(&path).and_then(|p| p.article.clone());
        self.projects.retain(|p| p.path != path);
        self.projects.insert(
            0,
            RecentProject {
                path,
                name: name.to_owned(),
                article,
            },
        );
        self.projects.truncate(MOST_RECENT);
    }

    /// Notes the article a project was left at.
    pub fn leave(&mut self, path: &std::path::Path, article: Option<String>) {
        if let Some(entry) = self.projects.iter_mut().find(|p| p.path == path) {
            entry.article = article;
        }
    }

    /// The entry of a folder.
    #[must_use]
    pub fn find(&self, path: &std::path::Path) -> Option<&RecentProject> {
        self.projects.iter().find(|p| p.path == path)
    }
}
