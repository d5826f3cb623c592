//! What a data set is to be like, as it is chosen in the window.

use serde::{Deserialize, Deserializer, Serialize};

use super::DataSet;
use crate::analysis::incidents::{EventTable, Vague};
use crate::formats::split::By;
use crate::formats::tags::Scheme;
use crate::formats::{Clitics, Split, Tokens, Writing, jsonl};
use crate::model::annotations::Progress;
use crate::session::list::progress_key;

/// The name of what can be written. By itself, because serde takes a reference in a field for one
/// into what is read.
type Name = &'static str;

/// All that is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// What is written, by its name.
    #[serde(deserialize_with = "known_set")]
    pub set: Name,
    /// Whether only the own layer goes into it.
    pub mine: bool,
    /// Whether what is suggested and not decided goes into it too.
    pub suggestions: bool,
    /// Whether only the articles that the list shows go into it. Not remembered: the next time
    /// the list shows others.
    #[serde(skip)]
    pub shown: bool,
    /// Only layers that are this far.
    pub status: Option<Progress>,
    tags: Scheme,
    clitics: Option<Clitics>,
    /// Percent of the articles for validation, and as many for test.
    percent: u8,
    by: By,
    alike: bool,
    /// What becomes of victims without a number in a table that has a convention for them.
    pub vague: Vague,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            set: jsonl::FORMAT.name,
            mine: false,
            suggestions: false,
            shown: false,
            status: None,
            tags: Scheme::default(),
            clitics: None,
            percent: 0,
            by: By::default(),
            alike: false,
            vague: Vague::default(),
        }
    }
}

/// What has a name of a file; what this program does not write is as if nothing were said.
fn known_set<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let name = String::deserialize(from)?;
    let known = DataSet::by_name(&name).map(DataSet::name);
    Ok(known.unwrap_or(jsonl::FORMAT.name))
}

/// Something that is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What is written, by its name.
    Set(&'static str),
    /// Only the own layer, or everyone's.
    Mine(bool),
    /// With what is suggested and not decided.
    Suggestions(bool),
    /// Only the articles that the list shows, or all.
    Shown(bool),
    /// Only layers that are this far.
    Status(Option<Progress>),
    /// How spans become tags.
    Tags(Scheme),
    /// What becomes of proclitics outside of spans.
    Clitics(Option<Clitics>),
    /// Percent of the articles for validation, and as many for test.
    Percent(u8),
    /// What is in one part as a whole.
    Kept(By),
    /// Whether all parts are to have their share of each label.
    Alike(bool),
    /// What becomes of victims without a number.
    Vague(Vague),
}

/// Things of which one is chosen.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they are, a message.
    pub title: &'static str,
    /// Each with its message.
    pub options: Vec<(Choice, &'static str)>,
    /// Which it is.
    pub chosen: Choice,
}

/// Formats with tags of a scheme.
const TAGGED: [&str; 3] = ["conll", "conll-nested", "conllu"];

impl Choices {
    /// Chooses something.
    pub fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::Set(name) => self.set = name,
            Choice::Mine(mine) => self.mine = mine,
            Choice::Suggestions(wanted) => self.suggestions = wanted,
            Choice::Shown(shown) => self.shown = shown,
            Choice::Status(status) => self.status = status,
            Choice::Tags(tags) => self.tags = tags,
            Choice::Clitics(clitics) => self.clitics = clitics,
            Choice::Percent(percent) => self.percent = percent,
            Choice::Kept(by) => self.by = by,
            Choice::Alike(alike) => self.alike = alike,
            Choice::Vague(vague) => self.vague = vague,
        }
    }

    /// What is written.
    #[must_use]
    pub fn data_set(&self) -> DataSet {
        DataSet::by_name(self.set).unwrap_or(DataSet::Articles(&jsonl::FORMAT))
    }

    /// The ending of its file; a folder has none.
    #[must_use]
    pub fn ending(&self) -> Option<&'static str> {
        let set = self.data_set();
        let is_whole = matches!(set, DataSet::Events(_)) || self.percent == 0;
        is_whole.then(|| set.ending()).flatten()
    }

    /// Whether it has a convention for victims without a number.
    #[must_use]
    pub fn has_vague(&self) -> bool {
        self.set == EventTable::Acled.name()
    }

    /// Whether articles that nobody has said anything of go into it: where they are asked for, or
    /// what is suggested in them.
    #[must_use]
    pub fn takes_bare(&self) -> bool {
        let is_set = matches!(self.data_set(), DataSet::Articles(_));
        is_set && (self.suggestions || self.status == Some(Progress::New))
    }

    /// How it is written.
    #[must_use]
    pub fn writing(&self) -> Writing {
        Writing {
            scheme: self.tags,
            clitics: self.clitics,
            split: Split {
                validation: self.percent,
                test: self.percent,
                by: self.by,
                alike: self.alike,
                ..Split::default()
            },
            ..Writing::default()
        }
    }

    /// What can be chosen besides the format, as far as it means something there.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let status = |status: Progress| (Choice::Status(Some(status)), progress_key(status));
        let any = [(Choice::Status(None), "filter-all")];
        let mut groups = vec![
            Group {
                title: "export-articles",
                options: vec![
                    (Choice::Shown(false), "filter-all"),
                    (Choice::Shown(true), "export-shown"),
                ],
                chosen: Choice::Shown(self.shown),
            },
            Group {
                title: "export-status",
                options: any.into_iter().chain(Progress::ALL.map(status)).collect(),
                chosen: Choice::Status(self.status),
            },
            Group {
                title: "export-whose",
                options: vec![
                    (Choice::Mine(false), "export-everyone"),
                    (Choice::Mine(true), "export-mine"),
                ],
                chosen: Choice::Mine(self.mine),
            },
        ];
        let DataSet::Articles(format) = self.data_set() else {
            return groups;
        };
        groups.push(Group {
            title: "export-what",
            options: vec![
                (Choice::Suggestions(false), "export-decided"),
                (Choice::Suggestions(true), "export-suggested"),
            ],
            chosen: Choice::Suggestions(self.suggestions),
        });
        if TAGGED.contains(&format.name) {
            groups.push(Group {
                title: "export-tags",
                options: vec![
                    (Choice::Tags(Scheme::Bio), "tags-bio"),
                    (Choice::Tags(Scheme::Iob1), "tags-iob1"),
                    (Choice::Tags(Scheme::Bilou), "tags-bilou"),
                    (Choice::Tags(Scheme::Iobes), "tags-iobes"),
                ],
                chosen: Choice::Tags(self.tags),
            });
        }
        if format.holds.tokens != Tokens::None {
            groups.push(Group {
                title: "export-clitics",
                options: vec![
                    (Choice::Clitics(None), "clitics-own"),
                    (Choice::Clitics(Some(Clitics::Widen)), "clitics-widen"),
                    (Choice::Clitics(Some(Clitics::Split)), "clitics-split"),
                ],
                chosen: Choice::Clitics(self.clitics),
            });
        }
        groups.push(Group {
            title: "export-parts",
            options: vec![
                (Choice::Percent(0), "parts-whole"),
                (Choice::Percent(10), "parts-10"),
                (Choice::Percent(15), "parts-15"),
            ],
            chosen: Choice::Percent(self.percent),
        });
        if self.percent > 0 {
            groups.push(Group {
                title: "export-kept",
                options: vec![
                    (Choice::Kept(By::Text), "kept-text"),
                    (Choice::Kept(By::Source), "kept-source"),
                    (Choice::Kept(By::Day), "kept-day"),
                ],
                chosen: Choice::Kept(self.by),
            });
            groups.push(Group {
                title: "export-drawn",
                options: vec![
                    (Choice::Alike(false), "drawn-chance"),
                    (Choice::Alike(true), "drawn-alike"),
                ],
                chosen: Choice::Alike(self.alike),
            });
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_something_is_offered() {
        let titles = |set: &'static str| {
            let mut choices = Choices::default();
            choices.choose(Choice::Set(set));
            choices.choose(Choice::Percent(10));
            let groups = choices.groups().into_iter();
            groups.map(|group| group.title).collect::<Vec<_>>()
        };
        let always = ["export-articles", "export-status", "export-whose"];
        let parts = ["export-parts", "export-kept", "export-drawn"];
        let own = |own: &[&'static str]| [own, &parts].concat();
        let rows = [
            ("acled", vec![]),
            ("brat", own(&["export-what"])),
            (
                "conll",
                own(&["export-what", "export-tags", "export-clitics"]),
            ),
            ("docbin", own(&["export-what", "export-clitics"])),
        ];
        for (set, expected) in rows {
            assert_eq!(titles(set), [always.to_vec(), expected].concat(), "{set}");
        }
    }

    #[test]
    fn what_is_chosen_is_what_is_written() {
        let mut choices = Choices::default();
        for group in [Choice::Set("conll"), Choice::Percent(15)] {
            choices.choose(group);
        }
        for group in choices.groups() {
            let (last, _) = *group.options.last().unwrap();
            choices.choose(last);
            let again = choices.groups().into_iter();
            assert!(again.map(|g| g.chosen).any(|chosen| chosen == last));
        }
        let writing = choices.writing();
        assert_eq!(writing.scheme, Scheme::Iobes);
        assert_eq!(writing.clitics, Some(Clitics::Split));
        assert_eq!((writing.split.test, writing.split.validation), (15, 15));
        assert!(writing.split.alike && choices.ending().is_none());
        assert!(choices.mine && choices.suggestions && choices.shown);
        assert_eq!(choices.status, Some(Progress::Flagged));
    }

    #[test]
    fn what_was_chosen_is_there_the_next_time() {
        let mut choices = Choices::default();
        for choice in [
            Choice::Set("conll"),
            Choice::Tags(Scheme::Bilou),
            Choice::Clitics(Some(Clitics::Split)),
            Choice::Kept(By::Source),
            Choice::Vague(Vague::Acled),
        ] {
            choices.choose(choice);
        }
        let kept = ron::to_string(&choices).unwrap();
        assert_eq!(ron::from_str(&kept), Ok(choices.clone()));
        // Which articles the list showed is another matter, and so is what nobody writes any more.
        choices.choose(Choice::Shown(true));
        let kept = ron::to_string(&choices).unwrap();
        let again: Choices = ron::from_str(&kept.replace("conll", "gone")).unwrap();
        assert!(!again.shown);
        assert_eq!(again.set, jsonl::FORMAT.name);
    }
}
