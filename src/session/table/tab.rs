//! Which tables there are, and the columns of each.

use serde::{Deserialize, Serialize};

/// One of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Incidents.
    #[default]
    Incidents,
    /// Casualty spans.
    Casualties,
    /// Strikes and clashes.
    Strikes,
    /// Factions over all articles.
    Factions,
    /// All spans.
    Mentions,
}

impl Tab {
    /// All of them, in the order of this list.
    pub const ALL: [Self; 5] = [
        Self::Incidents,
        Self::Casualties,
        Self::Strikes,
        Self::Factions,
        Self::Mentions,
    ];

    /// The message that names it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Incidents => "table-incidents",
            Self::Casualties => "table-casualties",
            Self::Strikes => "table-strikes",
            Self::Factions => "table-factions",
            Self::Mentions => "table-mentions",
        }
    }

    /// The attribute whose values its rows can be filtered by.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Casualties => "effect",
            Self::Factions => "side",
            _ => "kind",
        }
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is named after what stands in it")]
pub enum Column {
    Date,
    Kind,
    Effect,
    Attackers,
    Attacked,
    Place,
    Strikes,
    Killed,
    Injured,
    Civilians,
    Combatants,
    Sources,
    Status,
    Episode,
    HarmGrade,
    Title,
    Article,
    Words,
    Count,
    Victim,
    CivilianStatus,
    Parties,
    State,
    Published,
    Name,
    Side,
    Country,
    Mentions,
    Articles,
    AsAttacker,
    AsAttacked,
    Label,
    Role,
}

impl Column {
    /// The columns of a table, in order.
    #[must_use]
    pub fn of(tab: Tab) -> &'static [Self] {
        match tab {
            Tab::Incidents => &[
                Self::Date,
                Self::Kind,
                Self::Attackers,
                Self::Attacked,
                Self::Place,
                Self::Strikes,
                Self::Killed,
                Self::Injured,
                Self::Civilians,
                Self::Combatants,
                Self::Sources,
                Self::Status,
                Self::Episode,
                Self::HarmGrade,
                Self::Title,
                Self::State,
                Self::Article,
            ],
            Tab::Casualties => &[
                Self::Words,
                Self::Effect,
                Self::Count,
                Self::Victim,
                Self::CivilianStatus,
                Self::Parties,
                Self::Sources,
                Self::Status,
                Self::State,
                Self::Published,
                Self::Article,
            ],
            Tab::Strikes => &[
                Self::Words,
                Self::Kind,
                Self::Count,
                Self::Parties,
                Self::Sources,
                Self::Status,
                Self::Episode,
                Self::State,
                Self::Published,
                Self::Article,
            ],
            Tab::Factions => &[
                Self::Name,
                Self::Side,
                Self::Country,
                Self::Mentions,
                Self::Articles,
                Self::AsAttacker,
                Self::AsAttacked,
            ],
            Tab::Mentions => &[
                Self::Words,
                Self::Label,
                Self::Kind,
                Self::Name,
                Self::Role,
                Self::State,
                Self::Published,
                Self::Article,
            ],
        }
    }

    /// Whether it is shown unless somebody says otherwise.
    #[must_use]
    pub fn is_usual(self) -> bool {
        !matches!(
            self,
            Self::Civilians
                | Self::Combatants
                | Self::Episode
                | Self::HarmGrade
                | Self::Title
                | Self::State
        )
    }

    /// The message that names it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Date => "table-date",
            Self::Kind => "attr-kind",
            Self::Effect => "attr-effect",
            Self::Attackers => "table-attackers",
            Self::Attacked => "table-attacked",
            Self::Place => "table-place",
            Self::Strikes => "table-strike-count",
            Self::Killed => "table-killed",
            Self::Injured => "table-injured",
            Self::Civilians => "table-civilians",
            Self::Combatants => "table-combatants",
            Self::Sources => "table-sources",
            Self::Status => "attr-status",
            Self::Episode => "attr-episode",
            Self::HarmGrade => "attr-harm_grade",
            Self::Title => "attr-title",
            Self::Article => "table-article",
            Self::Words => "table-words",
            Self::Count => "table-count",
            Self::Victim => "attr-victim",
            Self::CivilianStatus => "attr-civilian_status",
            Self::Parties => "table-parties",
            Self::State => "table-state",
            Self::Published => "field-published",
            Self::Name => "table-name",
            Self::Side => "attr-side",
            Self::Country => "field-country",
            Self::Mentions => "table-mentions",
            Self::Articles => "panel-articles",
            Self::AsAttacker => "table-as-attacker",
            Self::AsAttacked => "table-as-attacked",
            Self::Label => "statistics-label",
            Self::Role => "attr-role",
        }
    }

    /// How much room it takes beside the others.
    #[must_use]
    pub fn share(self) -> f32 {
        match self {
            Self::Words | Self::Title => 2.2,
            Self::Date => 1.9,
            Self::Attackers | Self::Attacked | Self::Place | Self::Sources | Self::Name => 1.8,
            Self::Article => 1.5,
            Self::Kind | Self::Parties | Self::CivilianStatus | Self::Published => 1.4,
            _ => 1.0,
        }
    }

    /// Whether it holds numbers, which stand at the end side.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::Strikes
                | Self::Killed
                | Self::Injured
                | Self::Civilians
                | Self::Combatants
                | Self::Count
                | Self::Mentions
                | Self::Articles
                | Self::AsAttacker
                | Self::AsAttacked
        )
    }
}
