//! How something takes part in an incident: the roles that the program knows, and those that a
//! project has made.

use serde::{Deserialize, Serialize};

/// How something takes part in an incident, in the order in which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The words that say that it happened.
    Trigger,
    /// The party that did it.
    Attacker,
    /// The party it was done to.
    Attacked,
    /// The object that was struck.
    Target,
    /// What it was done with.
    Weapon,
    /// Where.
    Location,
    /// When.
    Date,
    /// Who was harmed.
    Casualty,
    /// Who says so.
    Source,
    /// Something else that a project asks.
    Own(OwnRole),
}

/// The name in files of a role that a project has made: short, so that a role is copied like a
/// number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnRole([u8; OwnRole::LONGEST]);

impl OwnRole {
    /// How many letters it has at most.
    pub const LONGEST: usize = 24;

    /// A role of that name: Latin letters, digits and `_`, none of the program's own.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let is_own = Role::ALL.into_iter().any(|role| role.name() == name);
        if is_own || name.is_empty() || !name.bytes().all(fits) {
            return None;
        }
        let mut bytes = [0; Self::LONGEST];
        bytes
            .get_mut(..name.len())?
            .copy_from_slice(name.as_bytes());
        Some(Self(bytes))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0);
        let name = self.0.get(..end.unwrap_or(Self::LONGEST));
        name.and_then(|name| std::str::from_utf8(name).ok())
            .unwrap_or("")
    }
}

impl std::fmt::Debug for OwnRole {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl TryFrom<String> for OwnRole {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::new(&name).ok_or_else(|| {
            let longest = Self::LONGEST;
            format!("a role has a name of at most {longest} Latin letters, not {name:?}")
        })
    }
}

impl From<OwnRole> for String {
    fn from(role: OwnRole) -> Self {
        role.as_str().to_owned()
    }
}

impl Role {
    /// Those of the program, in the order of this list.
    pub const ALL: [Self; 9] = [
        Self::Trigger,
        Self::Attacker,
        Self::Attacked,
        Self::Target,
        Self::Weapon,
        Self::Location,
        Self::Date,
        Self::Casualty,
        Self::Source,
    ];

    /// The name in files and exports.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Trigger => "trigger",
            Self::Attacker => "attacker",
            Self::Attacked => "attacked",
            Self::Target => "target",
            Self::Weapon => "weapon",
            Self::Location => "location",
            Self::Date => "date",
            Self::Casualty => "casualty",
            Self::Source => "source",
            Self::Own(own) => own.as_str(),
        }
    }

    /// The role with that name; none if it cannot be one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let usual = Self::ALL.into_iter().find(|role| role.name() == name);
        usual.or_else(|| OwnRole::new(name).map(Self::Own))
    }

    /// The labels whose spans may fill it in a new project; what a project says stands in its
    /// schema.
    #[must_use]
    pub fn usual_labels(self) -> &'static [&'static str] {
        match self {
            Self::Trigger => &["strike", "clash", "casualty", "control"],
            Self::Attacker | Self::Attacked => &["faction"],
            Self::Target => &["target", "location"],
            Self::Weapon => &["weapon"],
            Self::Location => &["location"],
            Self::Date => &["date"],
            Self::Casualty => &["casualty"],
            Self::Source => &["source", "faction"],
            Self::Own(_) => &[],
        }
    }

    /// Whether an entry of the registry can fill it where the text names nobody.
    #[must_use]
    pub fn takes_entries(self) -> bool {
        matches!(self, Self::Attacker | Self::Attacked | Self::Location)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_one_name() {
        let own = OwnRole::new("mediator").map(Role::Own);
        for role in Role::ALL.into_iter().chain(own) {
            assert_eq!(Role::from_name(role.name()), Some(role));
            let ron = ron::to_string(&role).unwrap();
            assert_eq!(ron::from_str(&ron), Ok(role));
        }
        for wrong in [
            "",
            "وسيط",
            "a b",
            "attacker",
            "a_name_that_is_longer_than_it_may_be",
        ] {
            assert_eq!(OwnRole::new(wrong), None, "{wrong}");
        }
        assert!(ron::from_str::<Role>("own(\"attacker\")").is_err());
    }
}
