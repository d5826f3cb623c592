//! What English reports of other agencies and years taught.

use super::{all, check, kinds};

#[test]
fn whose_strike_it_is() {
    for drawn in [
        // Letters with full stops end no sentence and describe as a nation does.
        "[U.S.|FACTION] airstrikes killed 74 people in Hodeidah.",
        "The [U.S.|FACTION] drone strike killed him.",
        // A side before what strikes; alone the word is nobody.
        "[Rebel|FACTION] shelling killed two people near Aleppo.",
        "[Government|FACTION] warplanes bombed the town of Douma. A rebel left.",
    ] {
        check("faction", drawn);
    }
}

#[test]
fn what_struck_and_how() {
    for drawn in [
        "Missiles [slammed into|STRIKE] an apartment block, killing 13 people.",
        "Israeli troops [shot and killed|STRIKE] a boy in Jenin.",
        "A bomber [detonated his explosives|STRIKE] at a mosque, killing 20.",
        "Government warplanes carried out [at least 20 raids|STRIKE] on the city.",
    ] {
        check("strike", drawn);
    }
    assert_eq!(
        kinds("Warplanes carried out 20 raids on the city. The raids killed five people."),
        ["20 raids>airstrike", "raids>airstrike"]
    );
}

#[test]
fn who_was_hit() {
    for drawn in [
        // The party and the age belong to the phrase.
        "The strike killed [a senior Hezbollah commander|CASUALTY].",
        "Troops killed [a 15-year-old Palestinian boy|CASUALTY] in Jenin.",
        "Gunmen killed [a police colonel|CASUALTY] and [his driver|CASUALTY] in Mosul.",
        "The army killed [two would-be suicide bombers|CASUALTY].",
        // Nobody else is hurt.
        "[Two soldiers|CASUALTY] died of their injuries after the attack.",
    ] {
        check("casualty", drawn);
    }
    check("target", "A car bomb exploded near Tikrit, killing two.");
}

#[test]
fn where_it_was() {
    for drawn in [
        "An airstrike hit the village of [Ain Qana|LOCATION], killing two.",
        "The raid in the [Balata refugee camp|LOCATION] killed two men.",
    ] {
        check("location", drawn);
    }
}

#[test]
fn who_says_it_in_english() {
    for drawn in [
        "[Taliban spokesman Zabih Karim|SOURCE] denied involvement in the attack.",
        "[A senior Hamas official|SOURCE] said the road was closed.",
    ] {
        check("source", drawn);
    }
}

#[test]
fn unnamed_men_are_nobody_who_is_only_named_later() {
    let named = |text: &str| -> Vec<String> {
        let parties = all(text).into_iter().filter(|s| s.label == "faction");
        let ids = parties.filter_map(|s| s.attrs.get("canonical_id").cloned());
        ids.map(|id| format!("{id:?}")).collect()
    };
    let text = "Gunmen killed a man in Mosul. The Islamic State group claimed another attack.";
    let parties = named(text);
    assert!(parties[0].contains("gen_militants"), "{parties:?}");
    let text = "Al-Shabab attacked a base. Troops killed 14 of the militants.";
    let parties = named(text);
    assert!(
        parties.last().is_some_and(|id| id.contains("shabaab")),
        "{parties:?}"
    );
}
