//! What spans of a label are to tables and exports, whatever a project calls the label.

use super::{LabelId, Schema};
use crate::model::incident::Role;

/// What a span tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// An attack, which may say how many strikes it was.
    Strike,
    /// Fighting between two sides.
    Clash,
    /// Ground that changes hands, or does not.
    Control,
    /// Victims.
    Casualty,
    /// A party to the conflict.
    Faction,
}

/// The senses of a schema's labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Senses(Vec<(LabelId, Sense)>);

impl Sense {
    /// That of a label of the program's own schema.
    fn of_own(label: &LabelId) -> Option<Self> {
        Some(match label.as_str() {
            "strike" => Self::Strike,
            "clash" => Self::Clash,
            "control" => Self::Control,
            "casualty" => Self::Casualty,
            "faction" => Self::Faction,
            _ => return None,
        })
    }
}

impl Senses {
    /// The sense of a label, if it has one.
    #[must_use]
    pub fn of(&self, label: &LabelId) -> Option<Sense> {
        let found = self.0.iter().find(|(id, _)| id == label);
        found
            .map(|(_, sense)| *sense)
            .or_else(|| Sense::of_own(label))
    }
}

impl Schema {
    /// The senses of the labels: of the program's own what they always are, of one that was merged
    /// that of the other one, of all others what they play in incidents.
    #[must_use]
    pub fn senses(&self) -> Senses {
        let sense = |label: &LabelId| {
            let plays = |role| self.plays(label, role);
            Sense::of_own(label).or_else(|| {
                if plays(Role::Casualty) {
                    Some(Sense::Casualty)
                } else if plays(Role::Attacker) || plays(Role::Attacked) {
                    Some(Sense::Faction)
                } else {
                    plays(Role::Trigger).then_some(Sense::Strike)
                }
            })
        };
        let labels = self.labels.iter().filter_map(|label| {
            let meant = self.meant(&label.id)?;
            Some((label.id.clone(), sense(&meant.id)?))
        });
        Senses(labels.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::{Label, Standing};

    fn id(name: &str) -> LabelId {
        name.parse().unwrap()
    }

    #[test]
    fn labels_of_other_names_mean_what_they_play() {
        let mut schema = Schema::conflict_news();
        let mut other = |name: &str, roles: &[Role]| {
            let label = Label {
                id: id(name),
                ..schema.labels[0].clone()
            };
            schema.labels.push(label);
            for role in roles {
                let mut labels = schema.role_labels(*role);
                labels.push(id(name));
                schema.roles.insert(*role, labels);
            }
        };
        other("attack", &[Role::Trigger]);
        other("loss", &[Role::Trigger, Role::Casualty]);
        other("actor", &[Role::Attacked]);
        other("mood", &[]);
        for label in &mut schema.labels {
            if label.id == id("clash") {
                label.standing = Standing::Merged(id("attack"));
            }
        }
        let senses = schema.senses();
        for (name, sense) in [
            ("attack", Some(Sense::Strike)),
            ("loss", Some(Sense::Casualty)),
            ("actor", Some(Sense::Faction)),
            ("mood", None),
            ("weapon", None),
            ("clash", Some(Sense::Strike)),
            ("control", Some(Sense::Control)),
        ] {
            assert_eq!(senses.of(&id(name)), sense, "{name}");
        }
    }

    #[test]
    fn the_programs_own_labels_have_their_sense_without_a_schema() {
        let senses = Senses::default();
        assert_eq!(senses.of(&id("strike")), Some(Sense::Strike));
        assert_eq!(senses.of(&id("attack")), None);
    }
}
