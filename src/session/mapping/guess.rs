//! What a foreign name most likely is here.
//!
//! Only what is sure to mean the same is guessed: an organisation need be no party to a
//! conflict, and a person no source, so `ORG` and `PER` stay open.

use crate::formats::document::label_id;
use crate::model::id::LabelId;
use crate::model::mapping::{Kind, Meaning};
use crate::model::schema::Schema;
use crate::text::fold::fold_word;

/// What a name most likely is.
#[must_use]
pub fn guess(kind: Kind, theirs: &str, schema: &Schema) -> Option<Meaning> {
    let named = folded(theirs);
    let known = |table: &[(&str, &str)]| {
        let words = |words: &str| words.split(' ').any(|word| word == named);
        let row = table.iter().find(|(words_of, _)| words(words_of));
        row.map(|(_, ours)| (*ours).to_owned())
    };
    match kind {
        Kind::Label => {
            if let Some(id) = same_label(theirs, schema) {
                return Some(Meaning::of(id.as_str()));
            }
            let row = LABELS.iter().find(|(words, _, _)| {
                let mut words = words.split(' ');
                words.any(|word| word == named)
            });
            let (_, ours, attrs) = row?;
            let label = schema.meant(&ours.parse().ok()?)?;
            let mut meaning = Meaning::of(label.id.as_str());
            // A schema of the user's own may have taken the attribute away.
            if let Some((name, value)) = attrs.split_once('=')
                && label.attributes.iter().any(|a| a.name == name)
            {
                meaning.attrs.insert(name.to_owned(), value.to_owned());
            }
            Some(meaning)
        }
        Kind::Relation => {
            let mut types = schema.relations.iter().filter(|r| !r.removed);
            let same = |name: &str| folded(name) == named;
            let found = types.find(|r| same(&r.name) || same(&r.title.en) || same(&r.title.ar));
            let name = found.map(|r| r.name.clone()).or_else(|| known(&RELATIONS));
            let name = name.filter(|name| is_type(name, schema))?;
            Some(Meaning::of(&name))
        }
        Kind::Attribute => {
            let attributes = || schema.current().flat_map(|label| &label.attributes);
            let same = attributes().find(|a| folded(&a.name) == named);
            let name = same.map(|a| a.name.clone()).or_else(|| known(&ATTRIBUTES));
            let name = name.filter(|name| attributes().any(|a| &a.name == name))?;
            Some(Meaning::of(&name))
        }
    }
}

/// The label that is called so, in files or in one of the languages of the window.
#[must_use]
pub fn same_label(theirs: &str, schema: &Schema) -> Option<LabelId> {
    // A slug keeps nothing of another script, so such a label is known by its name.
    if theirs.is_ascii()
        && let Some(label) = schema.meant(&label_id(theirs))
    {
        return Some(label.id.clone());
    }
    let named = folded(theirs);
    let mut labels = schema.current();
    let found =
        labels.find(|ours| folded(&ours.name.en) == named || folded(&ours.name.ar) == named);
    found.map(|label| label.id.clone())
}

/// Whether that is a type of relation that the project has.
pub(super) fn is_type(name: &str, schema: &Schema) -> bool {
    schema
        .relation(name)
        .is_some_and(|relation| !relation.removed)
}

/// A name whatever its case and its spelling, with `_` between words.
fn folded(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | '/'));
    let words = words.filter(|word| !word.is_empty()).map(fold_word);
    words.collect::<Vec<_>>().join("_")
}

/// Names of labels elsewhere, ours, and the attribute that they say besides.
const LABELS: [(&str, &str, &str); 26] = [
    (
        "gpe loc locations place places city town village fac facility geo geopolitical_entity موقع مواقع اماكن مدينه بلده قريه",
        "location",
        "",
    ),
    ("time dates datetime day زمن وقت يوم", "date", ""),
    (
        "armed_group armed_groups armed_actor actor actors perpetrator perpetrators attacker attackers factions militia party جهه فصيل فصايل طرف مهاجم الجاني",
        "faction",
        "",
    ),
    ("strikes attack attacks هجوم ضربه ضربات", "strike", ""),
    (
        "airstrike airstrikes air_strike air_strikes غاره غارات غاره_جويه",
        "strike",
        "kind=airstrike",
    ),
    (
        "shelling قصف قصف_مدفعي",
        "strike",
        "kind=shelling_unspecified",
    ),
    ("drone_strike drone_attack", "strike", "kind=drone_strike"),
    ("barrel_bomb barrel_bombing", "strike", "kind=barrel_bomb"),
    ("artillery artillery_strike", "strike", "kind=artillery"),
    ("ied", "strike", "kind=ied"),
    ("explosion bombing تفجير انفجار", "strike", "kind=explosion"),
    (
        "suicide_bombing تفجير_انتحاري",
        "strike",
        "kind=suicide_bombing",
    ),
    (
        "chemical_attack chemical_weapon_attack",
        "strike",
        "kind=chemical",
    ),
    (
        "clashes battle battles fighting armed_clash اشتباك اشتباكات معركه معارك",
        "clash",
        "",
    ),
    ("ground_assault assault", "clash", "kind=ground_assault"),
    ("casualties victim victims ضحيه خساير", "casualty", ""),
    (
        "killed dead death deaths fatality fatalities die fatal قتيل قتلي قتل شهداء وفيات",
        "casualty",
        "effect=killed",
    ),
    (
        "injured injury injuries wounded injure جريح جرحي جرح مصاب مصابون اصابات",
        "casualty",
        "effect=injured",
    ),
    ("missing مفقود مفقودون", "casualty", "effect=missing"),
    (
        "detained detainee detainees arrested معتقل معتقلون",
        "casualty",
        "effect=detained",
    ),
    (
        "abducted kidnapped مخطوف مخطوفون",
        "casualty",
        "effect=abducted",
    ),
    ("displaced نازح نازحون", "casualty", "effect=displaced"),
    ("weapons munition munitions سلاح اسلحه ذخيره", "weapon", ""),
    (
        "targets object targeted_object هدف اهداف مستهدف",
        "target",
        "",
    ),
    ("sources reporter news_source مصدر مصادر", "source", ""),
    ("control_change territory_control سيطره", "control", ""),
];

/// Names of types of relation elsewhere, and ours.
const RELATIONS: [(&str, &str); 7] = [
    (
        "attacker agent actor by perpetrated_by committed_by",
        "perpetrator",
    ),
    ("targets attacks has_target", "target"),
    (
        "weapon with uses_weapon used_weapon has_instrument",
        "instrument",
    ),
    ("victim casualty_of killed_in injured_in", "victim_of"),
    (
        "place location located_in located_at in at has_location occurs_in",
        "location_of",
    ),
    ("time date on has_date has_time occurs_on", "date_of"),
    ("source according_to says_who said_by", "reported_by"),
];

/// Names of attributes elsewhere, and ours.
const ATTRIBUTES: [(&str, &str); 5] = [
    ("count number num total how_many عدد", "count_best"),
    ("min minimum low at_least count_min", "count_low"),
    ("max maximum high at_most count_max", "count_high"),
    ("longitude lng", "lon"),
    ("latitude", "lat"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_are_guessed_and_others_are_not() {
        let schema = Schema::conflict_news();
        let rows = [
            (Kind::Label, "Casualty", "casualty"),
            (Kind::Label, "GPE", "location"),
            (Kind::Label, "Killed", "casualty effect=killed"),
            (Kind::Label, "جرحى", "casualty effect=injured"),
            (Kind::Label, "غارة جوية", "strike kind=airstrike"),
            (Kind::Label, "مكان", "location"),
            (Kind::Label, "Armed-Group", "faction"),
            (Kind::Label, "ORG", ""),
            (Kind::Label, "PER", ""),
            (Kind::Relation, "Attacker", "perpetrator"),
            (Kind::Relation, "Victims' side", "victim_faction"),
            (Kind::Relation, "married_to", ""),
            (Kind::Attribute, "Count best", "count_best"),
            (Kind::Attribute, "num", "count_best"),
            (Kind::Attribute, "negated", ""),
        ];
        for (kind, theirs, ours) in rows {
            let said = guess(kind, theirs, &schema).map(|meaning| {
                let attrs = meaning.attrs.iter();
                let attrs = attrs.map(|(name, value)| format!("{name}={value}"));
                let words: Vec<String> =
                    std::iter::once(meaning.name.clone()).chain(attrs).collect();
                words.join(" ")
            });
            assert_eq!(said.unwrap_or_default(), ours, "{theirs}");
        }
    }

    #[test]
    fn what_is_guessed_is_in_the_schema() {
        let schema = Schema::conflict_news();
        let mut known = std::collections::BTreeSet::new();
        for (words, ours, attrs) in LABELS {
            let label = schema.label(&ours.parse().unwrap()).unwrap();
            if let Some((name, value)) = attrs.split_once('=') {
                let attribute = label.attributes.iter().find(|a| a.name == name).unwrap();
                let crate::model::schema::AttributeKind::Choice(values) = &attribute.kind else {
                    panic!("{name} is no choice");
                };
                assert!(values.iter().any(|known| known == value), "{value}");
            }
            for word in words.split(' ') {
                assert_eq!(folded(word), word, "as names are folded");
                assert!(known.insert(word), "{word} is there twice");
            }
        }
        for (_, ours) in RELATIONS {
            assert!(schema.relation(ours).is_some(), "{ours}");
        }
        for (words, ours) in ATTRIBUTES {
            let mut all = schema.labels.iter().flat_map(|label| &label.attributes);
            assert!(all.any(|a| a.name == ours), "{ours}");
            words
                .split(' ')
                .for_each(|word| assert_eq!(folded(word), word));
        }
    }
}
