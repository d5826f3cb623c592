//! Rows of incidents that are written down as lines: a name, a label and attributes for a span,
//! two names and a type for a relation, a role and names for what fills it.

use std::collections::BTreeMap;

use super::*;
use crate::lexicon::Lexicon;
use crate::model::annotations::{Annotations, Parts};
use crate::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use crate::model::id::{IncidentId, RelationId, SpanId};
use crate::model::incident::{Filler, Incident, Role};
use crate::model::relation::Relation;
use crate::model::schema::Schema;
use crate::model::schema::sense::Senses;
use crate::model::span::{AttrValue, Provenance, Span, SpanState};
use crate::text::offset::ByteRange;

/// An article about Syria of 14 February 2017.
pub(in crate::analysis) struct Told {
    text: ArticleText,
    meta: ArticleMeta,
    layer: Annotations,
    senses: Senses,
}

/// The row of a numbered article that tells something with some words changed.
pub(in crate::analysis) fn row_of(
    lines: &str,
    number: usize,
    changes: &[(&str, &str)],
) -> IncidentRow {
    let mut lines = lines.to_owned();
    for (from, to) in changes {
        assert!(lines.contains(from), "{from}");
        lines = lines.replace(from, to);
    }
    let mut row = Told::new(&lines).row();
    row.article = format!("a-{number:08x}").parse().unwrap();
    row
}

impl Told {
    /// `x1 casualty «سبعة» effect=killed count=7+`, `x1 victim_of k1`, `attacker f1 @russia`,
    /// `set killed_low=9`.
    pub(in crate::analysis) fn new(lines: &str) -> Self {
        let provenance = Provenance::manual("a".parse().unwrap(), jiff::Timestamp::UNIX_EPOCH);
        let mut text = String::new();
        let mut names: BTreeMap<String, SpanId> = BTreeMap::new();
        let mut parts = Parts::default();
        let mut incident = Incident {
            id: IncidentId(1),
            roles: BTreeMap::new(),
            attrs: BTreeMap::new(),
            state: SpanState::Manual,
            provenance: provenance.clone(),
        };
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if words[0] == "set" {
                incident.attrs.extend(attrs(&words[1..]));
            } else if let Some(role) = Role::ALL.into_iter().find(|r| r.name() == words[0]) {
                for word in &words[1..] {
                    let filler = match word.strip_prefix('@') {
                        Some(entry) => Filler::Entry(entry.to_owned()),
                        None => Filler::Span(names[*word]),
                    };
                    incident.fill(role, filler);
                }
            } else if words.len() == 3 && names.contains_key(words[2]) {
                parts.relations.push(Relation {
                    id: RelationId(parts.relations.len() as u64 + 1),
                    kind: words[1].to_owned(),
                    from: names[words[0]],
                    to: names[words[2]],
                    state: SpanState::Accepted,
                    provenance: provenance.clone(),
                });
            } else {
                let id = SpanId(names.len() as u64 + 1);
                names.insert(words[0].to_owned(), id);
                let start = text.len();
                let said = line.split(['«', '»']).nth(1).unwrap_or(words[0]);
                text.push_str(said);
                parts.spans.push(Span {
                    id,
                    range: ByteRange::new(start, text.len()),
                    label: words[1].parse().unwrap(),
                    state: SpanState::Manual,
                    attrs: attrs(&words[2..]),
                    head: None,
                    trigger: None,
                    note: String::new(),
                    provenance: provenance.clone(),
                });
                text.push(' ');
            }
        }
        parts.incidents.push(incident);
        let text = ArticleText::new(text);
        let mut meta = ArticleMeta::new(&text, "told");
        for (field, value) in [
            (MetaField::Published, "2017-02-14"),
            (MetaField::Country, "SY"),
        ] {
            let entry = MetaEntry {
                value: Some(value.to_owned()),
                at: jiff::Timestamp::UNIX_EPOCH,
                by: "a".parse().unwrap(),
            };
            meta.fields.insert(field, entry);
        }
        let (layer, unfit) = Annotations::assemble(meta.id.clone(), "a".parse().unwrap(), parts);
        assert!(unfit.spans.is_empty() && unfit.relations.is_empty() && unfit.incidents.is_empty());
        Self {
            text,
            meta,
            layer,
            senses: Senses::default(),
        }
    }

    pub(super) fn material(&self) -> Material<'_> {
        let lexicon = Lexicon::built_in();
        Material::new(
            &self.layer,
            self.text.as_str(),
            &self.meta,
            lexicon,
            &self.senses,
        )
    }

    pub(in crate::analysis) fn row(&self) -> IncidentRow {
        self.material().rows().next().unwrap()
    }
}

fn attrs(words: &[&str]) -> BTreeMap<String, AttrValue> {
    let mut attrs = BTreeMap::new();
    let mut set = |name: &str, value: AttrValue| attrs.insert(name.to_owned(), value);
    for (name, value) in words.iter().filter_map(|word| word.split_once('=')) {
        if name == "count" {
            let quantity = crate::model::attribute::quantity(value).unwrap();
            for (name, value) in crate::model::attribute::of_quantity(&quantity) {
                if let Some(value) = value {
                    set(&name, value);
                }
            }
            continue;
        }
        let value = match value.parse::<i64>() {
            Ok(number) => AttrValue::Number(number),
            Err(_) if value == "true" => AttrValue::Flag(true),
            Err(_) => match value.parse::<f64>() {
                Ok(number) => AttrValue::Real(number),
                Err(_) if name == "name_en" => AttrValue::Text(value.replace('_', " ")),
                Err(_) => AttrValue::Text(value.to_owned()),
            },
        };
        set(name, value);
    }
    attrs
}

/// The totals of the dead as text.
fn dead(row: &IncidentRow) -> String {
    let harm = &row.killed;
    let mut shown = harm.total.count.to_string();
    let parts = [
        ("civilians", &harm.civilians),
        ("combatants", &harm.combatants),
        ("children", &harm.children),
        ("women", &harm.women),
    ];
    for (name, total) in parts
        .into_iter()
        .filter(|(_, total)| !total.spans.is_empty())
    {
        shown.push_str(&format!(", {name} {}", total.count));
    }
    for claim in &harm.total.claims {
        let sources: Vec<&str> = claim.sources.iter().map(|s| s.en.as_str()).collect();
        let sources = sources.join(" and ");
        shown.push_str(&format!(", {sources}: {}", claim.count));
    }
    shown
}

#[test]
fn the_dead_are_counted_once_and_never_added_over_sources() {
    let rows = [
        ("x casualty effect=killed count=7+", "7+"),
        // Nothing is said: that is not 0.
        ("x casualty effect=killed qualifier=vague", ""),
        ("x casualty effect=injured count=4", ""),
        // What one source says of different people is added.
        (
            "x casualty effect=killed count=7 civilian_status=civilian
             y casualty effect=killed count=2 civilian_status=combatant",
            "9, civilians 7, combatants 2",
        ),
        // Part of another figure, a running toll, an earlier time, a denial.
        (
            "x casualty effect=killed count=10
             y casualty effect=killed count=3 subset=true victim=child civilian_status=civilian
             z casualty effect=killed count=90 cumulative=true
             u casualty effect=killed count=5 episode=background
             v casualty effect=killed count=6 status=denied",
            "10, civilians 3, children 3",
        ),
        // Civilians among civilians are not civilians besides.
        (
            "x casualty effect=killed count=10 civilian_status=civilian
             y casualty effect=killed count=3 victim=child civilian_status=civilian
             z casualty effect=killed count=2 victim=woman civilian_status=civilian
             y subset_of x
             z subset_of x",
            "10, civilians 10, children 3, women 2",
        ),
        // The headline and the lead say the same.
        (
            "x casualty effect=killed count=7 victim=person
             y casualty effect=killed count=7 victim=person",
            "7",
        ),
        // Two sources disagree about the same people.
        (
            "x casualty effect=killed count=7
             y casualty effect=killed count=12+
             s source kind=ngo name_en=Relief
             t source kind=medical name_en=Hospital
             x reported_by s
             y reported_by t",
            "7–12+, Hospital: 12+, Relief: 7",
        ),
        // Two sources tell of different people.
        (
            "x casualty effect=killed count=7 civilian_status=civilian
             y casualty effect=killed count=12 civilian_status=combatant
             s source kind=ngo name_en=Relief
             t source kind=official name_en=Army
             x reported_by s
             y reported_by t",
            "19, civilians 7, combatants 12",
        ),
        // Who reports a strike reports its victims.
        (
            "k strike kind=airstrike
             x casualty effect=killed count=7
             y casualty effect=killed count=9
             s source kind=ngo name_en=Relief
             t source kind=media name_en=Radio
             x victim_of k
             k reported_by s
             y reported_by t",
            "7–9, Radio: 9, Relief: 7",
        ),
        (
            "x casualty effect=killed count=7+
             set killed_best=9",
            "7–9+",
        ),
    ];
    for (lines, expected) in rows {
        let told = Told::new(&format!("{lines}\ncasualty {}", casualties(lines)));
        assert_eq!(dead(&told.row()), expected, "{lines}");
    }
}

/// The names of the casualties in lines.
fn casualties(lines: &str) -> String {
    let names = lines.lines().filter(|line| line.contains(" casualty "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn without_a_number_a_convention_counts_only_on_request() {
    let rows = [
        ("effect=killed qualifier=vague", "10+"),
        ("effect=losses qualifier=vague", "10+"),
        ("effect=killed count=dozens", "12+"),
        ("effect=killed count=hundreds", "100+"),
        ("effect=killed count=7", "7"),
    ];
    for (attrs, expected) in rows {
        let told = Told::new(&format!("x casualty {attrs}\ncasualty x"));
        let row = told
            .material()
            .with_vague(Vague::Acled)
            .rows()
            .next()
            .unwrap();
        let total = &row.killed.total;
        assert_eq!(total.count.to_string(), expected, "{attrs}");
        assert_eq!(total.conventional, expected != "7", "{attrs}");
        assert!(!told.row().killed.total.conventional);
    }
}

#[test]
fn strikes_of_one_incident_are_the_same_strikes() {
    let rows = [
        (
            "a strike kind=airstrike count=30+\nb strike kind=airstrike count=5",
            "30+",
        ),
        ("a strike kind=airstrike\nb strike kind=airstrike", ""),
        (
            "a strike kind=airstrike count=30+
             b strike kind=airstrike count=20
             s source kind=ngo
             t source kind=media
             a reported_by s
             b reported_by t",
            "20–30+",
        ),
    ];
    for (lines, expected) in rows {
        let told = Told::new(&format!("{lines}\ntrigger a b"));
        assert_eq!(told.row().strikes.count.to_string(), expected, "{lines}");
    }
}

#[test]
fn dates_of_an_incident_are_its_days() {
    let rows = [
        ("d date iso=2017-02-14", "2017-02-14 2017-02-14 day"),
        (
            "d date iso=2017-02-14\ne date iso=2017-02-13/2017-02-14",
            "2017-02-13 2017-02-14 day",
        ),
        (
            "d date iso=2017-02-14\ne date iso=2016",
            "2017-02-14 2017-02-14 day",
        ),
        (
            "d date iso=2017-02-14 precision=week",
            "2017-02-14 2017-02-14 week",
        ),
        (
            "d date iso=2017-02-12\nset date_end=2017-02-14",
            "2017-02-12 2017-02-14 day set",
        ),
        ("set date_start=2017-02-12", "2017-02-12 2017-02-12 day set"),
        ("d date", ""),
    ];
    for (lines, expected) in rows {
        let dates = ["d", "e"].into_iter();
        let dates: Vec<&str> = dates
            .filter(|d| lines.contains(&format!("{d} date")))
            .collect();
        let told = Told::new(&format!(
            "k strike\n{lines}\ntrigger k\ndate {}",
            dates.join(" ")
        ));
        let when = told.row().when;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let precision = when.precision.map(|p| p.name().to_owned());
        let set = when.overridden.then(|| "set".to_owned());
        let parts = [day(when.start), day(when.end), precision, set];
        let shown: Vec<String> = parts.into_iter().flatten().collect();
        assert_eq!(shown.join(" "), expected, "{lines}");
    }
}

#[test]
fn the_most_exact_place_counts_and_is_somewhere() {
    let rows = [
        (
            "l location canonical_en=Daraa type=city admin=Syria/Daraa",
            "Daraa city Syria/Daraa 1 32.619,36.102",
        ),
        (
            "l location type=region canonical_en=Nowhere\nm location canonical_en=Idlib type=city",
            "Idlib city Syria/Idlib 1 35.931,36.634",
        ),
        (
            "l location «خربة النور» type=area admin=Syria/Daraa",
            "خربة النور area Syria/Daraa 2 32.619,36.102",
        ),
        (
            "l location type=village lat=3 lon=4",
            "l village Syria 1 3,4",
        ),
    ];
    for (lines, expected) in rows {
        let names = if lines.contains("\nm ") { "l m" } else { "l" };
        let told = Told::new(&format!("{lines}\nlocation {names}"));
        let material = told.material();
        let place = told.row().place.unwrap();
        let (lat, lon) = place.coordinates.unwrap();
        let path = place.path(&material);
        let precision = place.precision.unwrap();
        let shown = format!(
            "{} {} {path} {precision} {lat},{lon}",
            place.names.en, place.kind
        );
        assert_eq!(shown, expected, "{lines}");
    }
}

#[test]
fn attackers_are_contested_where_sources_name_different_ones() {
    let lines = |second: &str| {
        format!(
            "a strike kind=airstrike\nb strike kind=airstrike
             f faction canonical_id=russia\ng faction canonical_id=syr_army
             s source kind=ngo name_en=Relief\nt source kind=media name_en=Radio
             a perpetrator f\nb perpetrator g\na reported_by s\nb reported_by {second}
             trigger a b\nattacker f g @russia"
        )
    };
    for (second, expected) in [("t", true), ("s", false)] {
        let row = Told::new(&lines(second)).row();
        assert_eq!(row.contested, expected, "{second}");
        let names: Vec<&str> = row.attackers.iter().map(|p| p.names.en.as_str()).collect();
        assert_eq!(names, ["Russian Federation", "Syrian Arab Army"]);
    }
}

#[test]
fn labels_of_other_names_fill_rows_by_what_they_play() {
    let lines = "
        k1 strike kind=airstrike count=3
        p1 faction canonical_id=russia
        x1 casualty effect=killed count=7
        k1 perpetrator p1
        x1 victim_of k1
        trigger k1
        attacker p1
        casualty x1";
    let own = Told::new(lines);
    let mut schema = Schema::conflict_news();
    let mut other = lines.to_owned();
    for (label, name) in [
        ("strike", "hit"),
        ("faction", "actor"),
        ("casualty", "loss"),
    ] {
        for shown in &mut schema.labels {
            if shown.id.as_str() == label {
                shown.id = name.parse().unwrap();
            }
        }
        for role in Role::ALL {
            let labels = schema.role_labels(role).into_iter().map(|id| match id {
                id if id.as_str() == label => name.parse().unwrap(),
                id => id,
            });
            let labels = labels.collect();
            schema.roles.insert(role, labels);
        }
        other = other.replace(&format!("1 {label} "), &format!("1 {name} "));
    }
    let mut told = Told::new(&other);
    let counted = |told: &Told| {
        let (row, mentions) = (told.row(), told.material().mentions().collect::<Vec<_>>());
        let parties = mentions.iter().map(|mention| mention.parties.len());
        (
            row.strikes.count,
            row.killed.total.count,
            row.attackers.len(),
            parties.collect::<Vec<_>>(),
        )
    };
    assert_ne!(counted(&told), counted(&own), "nobody says what they are");
    told.senses = schema.senses();
    assert_eq!(counted(&told), counted(&own));
}
