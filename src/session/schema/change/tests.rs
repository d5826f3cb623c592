//! What is written into the fields of the dialog, and what comes of it.

use super::super::Narrowing;
use super::super::incoming::differences;
use super::*;

fn item(id: &str) -> Item {
    Item::Label(id.parse().unwrap())
}

/// Does something to a schema, and returns what is wrong if it is refused.
#[track_caller]
fn done(schema: &mut Schema, edit: Result<Option<SchemaEdit>, Fault>) -> Option<Fault> {
    match edit {
        Ok(edit) => {
            edit.iter().for_each(|edit| edit.apply(schema));
            None
        }
        Err(fault) => Some(fault),
    }
}

#[test]
fn a_key_is_set_in_either_script_and_refused_where_another_label_has_it() {
    let mut schema = Schema::conflict_news();
    let mut key = |id: &str, text: &str| {
        let edit = write(&schema, &item(id), &Text::Key, text);
        let fault = done(&mut schema, edit);
        (fault, Text::Key.of(&item(id), &schema))
    };
    let faction = Fault::KeyTaken("faction".parse().unwrap());
    assert_eq!(key("strike", "1"), (Some(faction.clone()), "2".into()));
    assert_eq!(key("strike", "١"), (Some(faction), "2".into()));
    assert_eq!(key("strike", "q"), (None, "Q".into()));
    assert_eq!(key("strike", "qq"), (Some(Fault::NoKey), "Q".into()));
    assert_eq!(key("strike", " "), (None, String::new()));
    assert_eq!(key("clash", "٢"), (None, "2".into()));
}

#[test]
fn attributes_and_choices_come_and_go() {
    use AttributeChange as A;
    let mut schema = Schema::conflict_news();
    let weapon = item("weapon");
    let mut change = |change: A| {
        let edit = change_attributes(&schema, &weapon, &change);
        let fault = done(&mut schema, edit);
        let label = schema.label(&"weapon".parse().unwrap()).unwrap();
        (fault, label.attributes.clone())
    };
    let name = || "country_of_origin".to_owned();
    let (fault, list) = change(A::Add("Country of origin".into()));
    assert_eq!((fault, list.len()), (None, 3));
    assert_eq!(
        (&list[2].name, &list[2].title.ar),
        (&name(), &"Country of origin".to_owned())
    );
    let (_, list) = change(A::Add("المدى".into()));
    assert_eq!(list[3].name, "attribute_1");
    let (_, list) = change(A::Kind(name(), AttributeKind::Choice(vec![])));
    assert_eq!(list[2].choices(), ["choice_1"]);
    let (_, list) = change(A::AddChoice(name(), "روسيا".into()));
    assert_eq!(list[2].choices(), ["choice_1", "choice_2"]);
    assert_eq!(list[2].names["choice_2"].en, "روسيا");
    let (_, list) = change(A::RaiseChoice(name(), "choice_2".into()));
    assert_eq!(list[2].choices(), ["choice_2", "choice_1"]);
    let (_, list) = change(A::RemoveChoice(name(), "choice_1".into()));
    assert_eq!(list[2].choices(), ["choice_2"]);
    let (fault, list) = change(A::RemoveChoice(name(), "choice_2".into()));
    assert_eq!(fault, Some(Fault::NoChoices(name())), "the last one stays");
    assert_eq!(list[2].choices(), ["choice_2"]);
    let (_, list) = change(A::Move(name(), true));
    assert_eq!(list[1].name, name());
    let (_, list) = change(A::Require(name(), true));
    assert!(list[1].required);
    let (_, list) = change(A::Remove(name()));
    assert_eq!(list.len(), 3);
}

#[test]
fn a_relation_keeps_its_ends() {
    let mut schema = Schema::conflict_news();
    let item = Item::Relation("instrument".into());
    let edit = change_relation(&schema, &item, |relation| relation.from.clear());
    assert_eq!(done(&mut schema, edit), Some(Fault::NoEnds));
    let edit = write(&schema, &item, &Text::NameEn, "");
    assert_eq!(done(&mut schema, edit), Some(Fault::NoName));
    let edit = write(&schema, &item, &Text::NameEn, "Weapon used");
    assert_eq!(done(&mut schema, edit), None);
    assert_eq!(Text::NameEn.of(&item, &schema), "Weapon used");
}

#[test]
fn a_role_is_made_called_otherwise_and_no_longer_asked() {
    let mut schema = Schema::conflict_news();
    let (role, edits) = new_role(&schema, " Mediator ").unwrap();
    edits.iter().for_each(|edit| edit.apply(&mut schema));
    assert_eq!(role.name(), "mediator");
    assert_eq!(schema.all_roles().last(), Some(&role));
    let faction = "faction".parse().unwrap();
    assert!(schema.plays(&faction, role));
    let (other, _) = new_role(&schema, "mediator").unwrap();
    assert_eq!(other.name(), "mediator_2");
    assert_eq!(new_role(&schema, " "), None);
    let own = Item::Role(role);
    let edit = write(&schema, &own, &Text::NameAr, "وسيط");
    assert_eq!(done(&mut schema, edit), None);
    assert_eq!(Text::NameAr.of(&own, &schema), "وسيط");
    let edit = write(&schema, &own, &Text::NameEn, "");
    assert_eq!(done(&mut schema, edit), Some(Fault::NoName));
    // One of the program goes back to its own name.
    let usual = Item::Role(Role::Attacker);
    for name in ["Perpetrator", ""] {
        let edit = write(&schema, &usual, &Text::NameEn, name);
        assert_eq!(done(&mut schema, edit), None);
        assert_eq!(Text::NameEn.of(&usual, &schema), name);
    }
    let plays = Narrowing::Plays(role, faction.clone());
    let edit = plays.change(&schema);
    assert_eq!(done(&mut schema, edit), None);
    assert!(!schema.plays(&faction, role));
    let before = schema.clone();
    let edit = Narrowing::Role(role).change(&schema).unwrap().unwrap();
    edit.apply(&mut schema);
    assert!(!schema.all_roles().contains(&role));
    assert_eq!(Narrowing::Role(Role::Date).change(&schema), Ok(None));
    // What others have filled keeps its name, and a new one of that name is another one.
    assert_eq!(Text::NameAr.of(&own, &schema), "وسيط");
    assert_eq!(new_role(&schema, "mediator").unwrap().0, other);
    edit.inverse().apply(&mut schema);
    assert_eq!(schema, before);
    // A file brings roles and their names with it.
    let theirs = schema;
    let mut ours = Schema::conflict_news();
    let (edits, _) = differences(&ours, &theirs);
    edits.iter().for_each(|edit| edit.apply(&mut ours));
    assert_eq!(
        (ours.roles, ours.role_names),
        (theirs.roles, theirs.role_names)
    );
}
