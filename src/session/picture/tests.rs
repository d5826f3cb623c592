//! Pictures laid out from events, in both languages: nothing stands outside, nothing on top of
//! something else, and SVG is what it should be.

use super::*;
use crate::analysis::chart::{Bin, Breakdown, Counted, Group, Located, Step, Sum, Timeline};
use crate::analysis::incidents::Count;
use crate::model::schema::Bilingual;
use crate::session::locale::Locale;

fn sum(sort: usize, events: usize, killed: Count) -> Sum {
    let mut sum = Sum {
        killed,
        // Twice as many were injured as died.
        injured: killed + killed,
        ..Sum::default()
    };
    sum.sorts[sort] = events;
    sum
}

fn day(day: i8) -> Date {
    jiff::civil::date(2017, 2, day)
}

/// Three days, two attackers, two kinds, two towns.
fn charts() -> Charts {
    let seven = Count::stated(Some(7), Some(7), None);
    let five = Count::stated(Some(3), Some(5), Some(9));
    let bins = [
        (12, sum(0, 2, seven)),
        (13, Sum::default()),
        (14, sum(1, 1, five)),
    ];
    let bin = |(number, sum): (i8, Sum)| Bin {
        first: day(number),
        last: day(number),
        sum,
    };
    let group = |key: &str, en: &str, ar: &str, sum: Sum| Group {
        key: key.to_owned(),
        names: Bilingual {
            en: en.to_owned(),
            ar: ar.to_owned(),
        },
        sum,
    };
    let place = |en: &str, ar: &str, at: (f64, f64), exact: bool, sum: Sum| Located {
        names: group("", en, ar, sum).names,
        at,
        exact,
        sum,
    };
    Charts {
        counted: Counted {
            rows: 3,
            events: 3,
            articles: 2,
            undated: 1,
            ..Counted::default()
        },
        time: Timeline {
            step: Step::Day,
            bins: bins.map(bin).to_vec(),
            undated: 1,
        },
        factions: Breakdown {
            groups: vec![
                group(
                    "ru",
                    "Russian Federation",
                    "روسيا الاتحادية",
                    sum(0, 2, seven),
                ),
                group("", "", "", sum(1, 1, five)),
            ],
            ..Breakdown::default()
        },
        kinds: Breakdown {
            groups: vec![
                group("airstrike", "", "", sum(0, 2, seven)),
                group("mortar", "", "", sum(1, 1, five)),
            ],
            ..Breakdown::default()
        },
        places: vec![
            place("Daraa", "درعا", (32.62, 36.10), true, sum(0, 2, seven)),
            place(
                "Quneitra",
                "القنيطرة",
                (33.13, 35.82),
                false,
                sum(1, 1, five),
            ),
        ],
    }
}

fn drawn(kind: PictureKind, locale: Locale, size: Point) -> Picture {
    let catalogue = Catalogue::new(locale);
    let setting = Setting {
        catalogue: &catalogue,
        lexicon: Lexicon::built_in(),
        size,
    };
    lay_out(kind, &charts(), &setting, &mut Estimate)
}

/// All pictures in both languages and several sizes.
fn all() -> impl Iterator<Item = (String, Picture)> {
    let sizes = [[960.0, 540.0], [520.0, 240.0], [420.0, 170.0]];
    let locales = [Locale::English, Locale::Arabic];
    sizes.into_iter().flat_map(move |size| {
        locales.into_iter().flat_map(move |locale| {
            PictureKind::ALL.map(|kind| {
                let name = format!("{kind:?} {locale:?} {size:?}");
                (name, drawn(kind, locale, size))
            })
        })
    })
}

/// The words of a picture, with the rectangles that they take.
fn words(picture: &Picture) -> Vec<(String, [f32; 4])> {
    let words = picture.marks.iter().filter_map(|mark| match mark {
        Mark::Words(line) => {
            let width = Estimate.width(&line.words, line.size, line.bold);
            let [x, y] = line.at;
            let left = line.anchor.left(x, width);
            let half = line.size * 0.45;
            let room = [left, y - half, left + width, y + half];
            Some((line.words.clone(), room))
        }
        _ => None,
    });
    words.collect()
}

#[test]
fn everything_stands_inside() {
    for (name, picture) in all() {
        let [width, height] = picture.size;
        let inside =
            |[x, y]: Point| (-0.6..=width + 0.6).contains(&x) && (-0.6..=height + 0.6).contains(&y);
        for mark in &picture.marks {
            let points = match mark {
                Mark::Bar { corner, size, .. } => {
                    vec![*corner, [corner[0] + size[0], corner[1] + size[1]]]
                }
                Mark::Stroke { points, .. } => points.clone(),
                Mark::Area { rings, .. } => rings.concat(),
                Mark::Dot { center, .. } => vec![*center],
                Mark::Words(_) => Vec::new(),
            };
            assert!(points.into_iter().all(inside), "{name}: {mark:?}");
        }
        for (words, [left, _, right, bottom]) in words(&picture) {
            assert!(left >= -1.0 && right <= width + 1.0, "{name}: {words}");
            assert!(bottom <= height, "{name}: {words}");
        }
        for spot in &picture.spots {
            let end = [spot.corner[0] + spot.size[0], spot.corner[1] + spot.size[1]];
            assert!(inside(spot.corner) && inside(end), "{name}: {spot:?}");
        }
    }
}

#[test]
fn no_words_stand_on_others() {
    for (name, picture) in all() {
        let words = words(&picture);
        for (number, (a, one)) in words.iter().enumerate() {
            for (b, other) in &words[number + 1..] {
                let apart = one[2] <= other[0] + 1.0
                    || other[2] <= one[0] + 1.0
                    || one[3] <= other[1] + 1.0
                    || other[3] <= one[1] + 1.0;
                assert!(apart, "{name}: {a} on {b}");
            }
        }
    }
}

#[test]
fn each_part_can_be_chosen() {
    let picks = |kind| -> Vec<Option<Pick>> {
        let picture = drawn(kind, Locale::English, [520.0, 240.0]);
        picture.spots.into_iter().map(|spot| spot.pick).collect()
    };
    assert_eq!(
        picks(PictureKind::Time),
        [12, 14].map(|number| Some(Pick::Days(day(number), day(number))))
    );
    assert_eq!(
        picks(PictureKind::Factions),
        ["ru", ""].map(|key| Some(Pick::Attacker(key.to_owned())))
    );
    assert_eq!(
        picks(PictureKind::Kinds),
        ["airstrike", "mortar"].map(|kind| Some(Pick::Kind(kind.to_owned())))
    );
    assert_eq!(
        picks(PictureKind::Map),
        [(32_620, 36_100), (33_130, 35_820)].map(|(lat, lon)| Some(Pick::Place(lat, lon)))
    );
}

#[test]
fn a_group_is_mirrored_in_arabic_and_time_is_not() {
    let of = |kind, locale, text: &str| {
        let picture = drawn(kind, locale, [520.0, 240.0]);
        let all = words(&picture);
        let found = all.iter().find(|(words, _)| words.contains(text));
        found.map(|(_, place)| place[0]).unwrap()
    };
    let english = of(PictureKind::Factions, Locale::English, "Russian");
    let arabic = of(PictureKind::Factions, Locale::Arabic, "روسيا");
    assert!(english < 20.0 && arabic > 260.0, "{english} {arabic}");
    for locale in [Locale::English, Locale::Arabic] {
        let days = ["2017-02-12", "2017-02-14"].map(|day| of(PictureKind::Time, locale, day));
        assert!(days[0] < days[1]);
    }
}

#[test]
fn a_map_shows_its_countries_towns_and_scale() {
    for (locale, expected) in [
        (Locale::English, ["Syria", "Daraa", "km", "Jordan"]),
        (Locale::Arabic, ["سوريا", "درعا", "كم", "الأردن"]),
    ] {
        let picture = drawn(PictureKind::Map, locale, [960.0, 540.0]);
        let words: Vec<String> = words(&picture)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        for name in expected {
            assert!(
                words.iter().any(|words| words.contains(name)),
                "{name}: {words:?}"
            );
        }
        let dots = picture.marks.iter().filter_map(|mark| match mark {
            Mark::Dot {
                radius, fill, edge, ..
            } => {
                // Neither towns nor the circles of the legend.
                let place = *radius > 4.0 && *edge != Ink::Weak;
                place.then_some((*radius, fill.is_some()))
            }
            _ => None,
        });
        let dots: Vec<(f32, bool)> = dots.collect();
        assert_eq!(dots.len(), 2);
        // The larger one is drawn first; the middle of a district is a ring.
        assert!(dots[0].0 > dots[1].0 && dots[0].1 && !dots[1].1, "{dots:?}");
    }
}

#[test]
fn the_legend_of_a_map_is_read_from_the_start_side() {
    let mut charts = charts();
    charts.places[0].sum.killed = Count::exact(230);
    for (locale, name, kilometres) in [
        (Locale::English, "Killed", "km"),
        (Locale::Arabic, "القتلى", "كم"),
    ] {
        let catalogue = Catalogue::new(locale);
        let setting = Setting {
            catalogue: &catalogue,
            lexicon: Lexicon::built_in(),
            size: [960.0, 540.0],
        };
        let picture = lay_out(PictureKind::Map, &charts, &setting, &mut Estimate);
        let said = words(&picture);
        let places = [name, "0–7", "200", kilometres].map(|wanted| {
            let is_it = |words: &str| words == wanted || words.ends_with(&format!(" {wanted}"));
            let (_, [left, _, right, _]) = said.iter().find(|(words, _)| is_it(words)).unwrap();
            match locale {
                Locale::English => *left,
                Locale::Arabic => 960.0 - right,
            }
        });
        assert!(places.is_sorted(), "{locale:?}: {places:?}");
        assert!(places[0] < 40.0 && places[3] > 700.0, "{places:?}");
    }
}

#[test]
fn the_dead_and_the_injured_are_told_apart() {
    for kind in [PictureKind::Time, PictureKind::Factions] {
        let picture = drawn(kind, Locale::English, [960.0, 540.0]);
        let said = words(&picture);
        for name in ["Killed", "Injured"] {
            assert!(said.iter().any(|(words, _)| words == name), "{kind:?}");
        }
        // The square of the legend and a bar each; the injured are twice as many.
        let lengths = |wanted: Ink| -> Vec<f32> {
            let bars = picture.marks.iter().filter_map(|mark| match mark {
                Mark::Bar { size, ink, .. } if *ink == wanted => Some(size[0] * size[1]),
                _ => None,
            });
            bars.skip(1).collect()
        };
        let (killed, injured) = (lengths(Ink::Killed), lengths(Ink::Injured));
        assert_eq!((killed.len(), injured.len()), (2, 2), "{kind:?}");
        for (killed, injured) in killed.iter().zip(&injured) {
            assert!((injured / killed - 2.0).abs() < 0.02, "{kind:?}");
        }
        let told = &picture.spots[0].words;
        assert!(told.ends_with("Killed: 7+, Injured: 14+"), "{told}");
    }
}

#[test]
fn a_map_tells_what_its_sizes_mean_and_names_first_where_something_happened() {
    let mut charts = charts();
    charts.places[0].sum.killed = Count::exact(230);
    let catalogue = Catalogue::new(Locale::English);
    let setting = Setting {
        catalogue: &catalogue,
        lexicon: Lexicon::built_in(),
        size: [960.0, 540.0],
    };
    let picture = lay_out(PictureKind::Map, &charts, &setting, &mut Estimate);
    let said: Vec<String> = words(&picture)
        .into_iter()
        .map(|(words, _)| words)
        .collect();
    let at = |name: &str| said.iter().position(|words| words == name);
    let sizes = ["Killed", "0–7", "50", "200"].map(at);
    assert!(sizes.iter().all(Option::is_some), "{said:?}");
    assert!(
        at("Syria") < at("Jordan") && at("Syria").is_some(),
        "{said:?}"
    );
    // Circles of one size need no legend.
    charts.places[0].sum.killed = Count::exact(1);
    charts.places[1].sum.killed = Count::default();
    let picture = lay_out(PictureKind::Map, &charts, &setting, &mut Estimate);
    assert!(words(&picture).iter().all(|(words, _)| words != "Killed"));
}

#[test]
fn nothing_to_draw_is_said() {
    let catalogue = Catalogue::new(Locale::English);
    let setting = Setting {
        catalogue: &catalogue,
        lexicon: Lexicon::built_in(),
        size: [400.0, 200.0],
    };
    for kind in PictureKind::ALL {
        let picture = lay_out(kind, &Charts::default(), &setting, &mut Estimate);
        let said = words(&picture);
        let nothing = catalogue.t("picture-nothing");
        assert!(said.iter().any(|(words, _)| *words == nothing), "{kind:?}");
    }
}

#[test]
fn svg_is_well_formed_and_its_arabic_stays_words() {
    use quick_xml::events::Event;
    for (name, picture) in all() {
        let svg = svg(&picture);
        let mut reader = quick_xml::Reader::from_str(&svg);
        let (mut texts, mut rtl, mut depth) = (String::new(), 0, 0);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    depth += 1;
                    let directions = start.attributes().map(Result::unwrap);
                    rtl += directions
                        .filter(|attribute| attribute.key.as_ref() == "direction")
                        .count();
                }
                Event::End(_) => depth -= 1,
                Event::Text(text) => {
                    texts.push_str(&text.xml_content(quick_xml::XmlVersion::Implicit1_0))
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}");
        if picture.rtl {
            assert!(texts.contains("حوادث") && rtl > 1, "{name}: {texts}");
        } else {
            assert!(texts.contains("incidents"), "{name}: {texts}");
        }
    }
}
