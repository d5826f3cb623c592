//! A schema from a file: what it would change here, and writing ours to one.
//!
//! A file adds and changes; what it does not speak of stays. So a file of labels alone takes
//! nothing away.

use std::path::{Path, PathBuf};

use crate::formats::labels;
use crate::model::id::LabelId;
use crate::model::schema::change::SchemaEdit;
use crate::model::schema::rules::attribute_faults;
use crate::model::schema::{Attribute, Label, RelationType, Schema};
use crate::store;

/// The largest file of a schema that is read, in bytes.
const LARGEST: u64 = 20_000_000;

/// A schema that was read from a file and is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The file.
    pub path: PathBuf,
    /// What it would change.
    pub edits: Vec<SchemaEdit>,
    /// What it would change, told.
    pub told: Vec<Told>,
}

/// What a file would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A label that the project does not have.
    New(LabelId),
    /// A label that is said something else of, and of what.
    Changed(LabelId, Vec<Part>),
    /// A label whose key another one has already; it comes without.
    WithoutKey(LabelId),
    /// A label of ours of which the file says nothing; it stays.
    Stays(LabelId),
    /// A type of relation that is new or changed.
    Relation(String),
    /// What is said of incidents, or which labels play their roles.
    Incident,
    /// The order of the labels.
    Order,
}

/// A part of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its names.
    Name,
    /// Its note in the codebook.
    Codebook,
    /// Its colour.
    Color,
    /// Its key.
    Key,
    /// Whether it is offered.
    Offered,
    /// Its attributes.
    Attributes,
}

/// Reads a file: a schema as `project.ron` holds it, or a list of labels of another program.
///
/// # Errors
/// What is wrong with it, with the file.
pub fn read(path: &Path, ours: &Schema) -> Result<Incoming, String> {
    let wrong = |why: String| format!("{why} ({})", path.display());
    let bytes = store::read_file(path, LARGEST).map_err(|error| error.to_string())?;
    let is_other = path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("xml") || ending.eq_ignore_ascii_case("json")
    });
    let theirs = if is_other {
        let labels = labels::read(&bytes).map_err(|error| wrong(error.to_string()))?;
        with_labels(ours, labels)
    } else {
        let text = std::str::from_utf8(&bytes);
        let text = text.map_err(|error| wrong(format!("it is not UTF-8: {error}")))?;
        let text = text.trim_start_matches('\u{feff}');
        Schema::from_ron(text).map_err(wrong)?
    };
    if let Some(fault) = theirs
        .labels
        .iter()
        .map(|label| &label.attributes)
        .chain([&theirs.incident])
        .find_map(|list| attribute_faults(list).into_iter().next())
    {
        return Err(wrong(format!("an attribute is not right: {fault:?}")));
    }
    let (edits, told) = differences(ours, &theirs);
    Ok(Incoming {
        path: path.to_owned(),
        edits,
        told,
    })
}

/// Writes a schema as [`read`] reads it. How many labels it has.
///
/// # Errors
/// If it cannot be written.
pub fn write(path: &Path, schema: &Schema) -> Result<usize, String> {
    let pretty = ron::ser::PrettyConfig::new()
        .depth_limit(4)
        .new_line("\n")
        .indentor("  ")
        .escape_strings(false);
    let text = ron::ser::to_string_pretty(schema, pretty).map_err(|error| error.to_string())?;
    store::replace_file(path, (text + "\n").as_bytes()).map_err(|error| error.to_string())?;
    Ok(schema.current().count())
}

/// Ours with the labels of another program that it does not have.
fn with_labels(ours: &Schema, foreign: Vec<labels::ForeignLabel>) -> Schema {
    let mut theirs = ours.clone();
    for label in foreign {
        let Some(mut new) = theirs.new_label(&label.name) else {
            continue;
        };
        let wanted = label.key.filter(|key| theirs.label_of_key(*key).is_none());
        new.key = wanted.or(new.key);
        if let Some(light) = label.color {
            // A colour that is not told apart from others, or that cannot be read on its page,
            // helps nobody.
            let mut color = new.color.clone();
            color.light = light;
            let near = theirs.near_color(&color, &new.id).next().is_some();
            if !near && is_legible(light) {
                new.color = color;
            }
        }
        theirs.labels.push(new);
    }
    theirs
}

/// Whether a colour is dark enough for a name on a light page.
fn is_legible(color: crate::model::schema::Rgb) -> bool {
    use crate::model::schema::Rgb;
    crate::model::schema::color::contrast(color, Rgb(0xf4, 0xf2, 0xee)) >= 4.5
}

/// What would make ours say what theirs says.
pub(super) fn differences(ours: &Schema, theirs: &Schema) -> (Vec<SchemaEdit>, Vec<Told>) {
    let (mut edits, mut told) = (Vec::new(), Vec::new());
    let mut after = ours.clone();
    let mut change = |after: &mut Schema, edit: SchemaEdit| {
        edit.apply(after);
        edits.push(edit);
    };
    for label in theirs.current() {
        let from = after.label(&label.id).cloned();
        let mut to = label.clone();
        if let Some(from) = &from {
            to.attributes = together(&label.attributes, &from.attributes);
        }
        let clashes = |other: &Label| other.id != to.id && other.key == to.key;
        if to.key.is_some() && after.current().any(clashes) {
            // Theirs that takes it over gives it back where both come from the file.
            let given = theirs.label_of_key(to.key.unwrap_or_default());
            let holder = after.current().find(|other| clashes(other)).cloned();
            let moves = holder.filter(|holder| {
                given.is_some_and(|given| given.id == to.id) && theirs.label(&holder.id).is_some()
            });
            match moves {
                Some(holder) => {
                    let mut without = holder.clone();
                    without.key = None;
                    let edit = set(Some(holder), without);
                    change(&mut after, edit);
                }
                None => {
                    to.key = from.as_ref().and_then(|from| from.key);
                    told.push(Told::WithoutKey(to.id.clone()));
                }
            }
        }
        match &from {
            None => told.push(Told::New(to.id.clone())),
            Some(from) if !from.standing.is_current() => told.push(Told::New(to.id.clone())),
            Some(from) if *from != to => {
                told.push(Told::Changed(to.id.clone(), parts(from, &to)));
            }
            Some(_) => continue,
        }
        let from = after.label(&to.id).cloned();
        let edit = set(from, to);
        change(&mut after, edit);
    }
    for relation in theirs.relations.iter().filter(|relation| !relation.removed) {
        let from = after.relation(&relation.name).cloned();
        if from.as_ref() != Some(relation) {
            told.push(Told::Relation(relation.name.clone()));
            let edit = set_relation(from, relation.clone());
            change(&mut after, edit);
        }
    }
    let incident = together(&theirs.incident, &ours.incident);
    let mut of_incidents = incident != ours.incident;
    if of_incidents {
        let edit = SchemaEdit::SetIncident {
            from: ours.incident.clone(),
            to: incident,
        };
        change(&mut after, edit);
    }
    for role in theirs.all_roles() {
        let (from, to) = (ours.role_labels(role), theirs.role_labels(role));
        if theirs.roles.contains_key(&role) && from != to {
            of_incidents = true;
            let edit = SchemaEdit::SetRole {
                role,
                from: ours.roles.get(&role).cloned(),
                to: Some(to),
            };
            change(&mut after, edit);
        }
    }
    for (role, to) in &theirs.role_names {
        let from = ours.role_names.get(role).cloned().unwrap_or_default();
        if from != *to {
            of_incidents = true;
            let (role, to) = (*role, to.clone());
            change(&mut after, SchemaEdit::SetRoleName { role, from, to });
        }
    }
    if of_incidents {
        told.push(Told::Incident);
    }
    let order = |schema: &Schema| -> Vec<LabelId> {
        schema.labels.iter().map(|label| label.id.clone()).collect()
    };
    let from = order(&after);
    let mut to: Vec<LabelId> = theirs.current().map(|label| label.id.clone()).collect();
    to.extend(from.iter().filter(|id| theirs.label(id).is_none()).cloned());
    to.extend(
        from.iter()
            .filter(|id| !to.contains(id))
            .cloned()
            .collect::<Vec<_>>(),
    );
    if from != to {
        told.push(Told::Order);
        let edit = SchemaEdit::SetOrder { from, to };
        change(&mut after, edit);
    }
    let left = ours
        .current()
        .filter(|label| theirs.label(&label.id).is_none());
    told.extend(left.map(|label| Told::Stays(label.id.clone())));
    (edits, told)
}

fn set(from: Option<Label>, to: Label) -> SchemaEdit {
    SchemaEdit::SetLabel {
        id: to.id.clone(),
        from: from.map(Box::new),
        to: Some(Box::new(to)),
    }
}

fn set_relation(from: Option<RelationType>, to: RelationType) -> SchemaEdit {
    SchemaEdit::SetRelation {
        name: to.name.clone(),
        from: from.map(Box::new),
        to: Some(Box::new(to)),
    }
}

/// The attributes of a file, and then those of ours of which it does not speak.
fn together(theirs: &[Attribute], ours: &[Attribute]) -> Vec<Attribute> {
    let mut list = theirs.to_vec();
    let left = ours
        .iter()
        .filter(|one| theirs.iter().all(|other| other.name != one.name));
    list.extend(left.cloned());
    list
}

fn parts(from: &Label, to: &Label) -> Vec<Part> {
    let parts = [
        (from.name != to.name, Part::Name),
        (from.codebook != to.codebook, Part::Codebook),
        (from.color != to.color, Part::Color),
        (from.key != to.key, Part::Key),
        (from.enabled != to.enabled, Part::Offered),
        (from.attributes != to.attributes, Part::Attributes),
    ];
    let changed = parts.into_iter().filter(|(changed, _)| *changed);
    changed.map(|(_, part)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn after(ours: &Schema, incoming: &Incoming) -> Schema {
        let mut after = ours.clone();
        incoming
            .edits
            .iter()
            .for_each(|edit| edit.apply(&mut after));
        after
    }

    #[test]
    fn what_is_written_is_read_back_and_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("schema.ron");
        let ours = Schema::conflict_news();
        assert_eq!(write(&path, &ours), Ok(10));
        let incoming = read(&path, &ours).unwrap();
        assert_eq!((incoming.edits, incoming.told), (vec![], vec![]));
    }

    #[test]
    fn a_file_adds_and_changes_and_takes_nothing_away() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("schema.ron");
        let ours = Schema::conflict_news();
        let mut theirs = ours.clone();
        theirs.labels.retain(|label| label.id.as_str() != "source");
        theirs.labels[1].name.en = "Attack".into();
        theirs.labels[1].attributes.truncate(1);
        // Two that exchange their keys.
        theirs.labels[2].key = Some('4');
        theirs.labels[3].key = Some('3');
        let mut new = theirs.new_label("Vehicle").unwrap();
        new.key = Some('9');
        theirs.labels.push(new);
        write(&path, &theirs).unwrap();
        let incoming = read(&path, &ours).unwrap();
        let id = |id: &str| id.parse::<LabelId>().unwrap();
        assert!(incoming.told.contains(&Told::New(id("vehicle"))));
        assert!(incoming.told.contains(&Told::WithoutKey(id("vehicle"))));
        assert!(incoming.told.contains(&Told::Stays(id("source"))));
        let strike = Told::Changed(id("strike"), vec![Part::Name]);
        assert!(incoming.told.contains(&strike), "{:?}", incoming.told);
        let after = after(&ours, &incoming);
        assert_eq!(after.current().count(), 11);
        let key = |label: &str| after.label(&id(label)).unwrap().key;
        assert_eq!((key("clash"), key("casualty")), (Some('4'), Some('3')));
        assert_eq!((key("source"), key("vehicle")), (Some('9'), None));
        assert_eq!(after.label(&id("strike")).unwrap().attributes.len(), 10);
    }

    #[test]
    fn labels_of_another_program_become_new_ones() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("labels.json");
        let list = r##"[{"text": "Vehicle", "suffix_key": "v", "background_color": "#ffff00"},
            {"text": "strike", "suffix_key": "s"}]"##;
        std::fs::write(&path, list).unwrap();
        let ours = Schema::conflict_news();
        let incoming = read(&path, &ours).unwrap();
        let new = after(&ours, &incoming)
            .label(&"vehicle".parse().unwrap())
            .unwrap()
            .clone();
        assert_eq!(new.key, Some('V'));
        assert_ne!(
            String::from(new.color.light),
            "#ffff00",
            "not to be read on white"
        );
        std::fs::write(&path, "[").unwrap();
        let error = read(&path, &ours).unwrap_err();
        assert!(error.contains("labels.json"), "{error}");
    }
}
