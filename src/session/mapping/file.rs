//! A mapping in a file, for the command line: a table with a tab between its columns.
//!
//! ```text
//! # theirs<TAB>ours[<TAB>attribute=value ...]
//! GPE        location
//! KILLED     casualty    effect=killed
//! MISC       -
//! ORG        +
//! @relation  attacker    perpetrator
//! @attribute num         count_best
//! ```
//!
//! `-` leaves out, `+` makes a new name of the project.

use crate::model::mapping::{Kind, Mapping, Meaning, Target};

/// Reads a mapping.
///
/// # Errors
/// With the number of the line that is not right, and what would be.
pub fn parse(text: &str) -> Result<Mapping, String> {
    let mut mapping = Mapping::default();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let read = self::line(line, &mut mapping);
        read.map_err(|why| format!("line {}: {why}", number + 1))?;
    }
    Ok(mapping)
}

fn line(line: &str, mapping: &mut Mapping) -> Result<(), String> {
    let mut cells = line.split('\t').map(str::trim);
    let mut next = || cells.next().unwrap_or_default();
    let first = next();
    let (kind, theirs) = match first {
        "@relation" => (Kind::Relation, next()),
        "@attribute" => (Kind::Attribute, next()),
        other if other.starts_with('@') => {
            return Err(format!("{other} is neither @relation nor @attribute"));
        }
        label => (Kind::Label, label),
    };
    let ours = next();
    if theirs.is_empty() || ours.is_empty() {
        let why = "write the name in the file, a tab, and a name of the project, - or +";
        return Err(why.to_owned());
    }
    let mut meaning = Meaning::of(ours);
    for said in cells.filter(|cell| !cell.is_empty()) {
        let pair = said.split_once('=');
        let pair = pair.filter(|(name, value)| !name.is_empty() && !value.is_empty());
        let Some((name, value)) = pair.filter(|_| kind == Kind::Label) else {
            return Err(format!("{said:?} is no attribute=value of a label"));
        };
        let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
        meaning.attrs.insert(name, value);
    }
    let target = match ours {
        "-" => Target::LeftOut,
        "+" => Target::New,
        _ => Target::To(meaning),
    };
    if mapping.of(kind).contains_key(theirs) {
        return Err(format!("{theirs} is there twice"));
    }
    mapping.of_mut(kind).insert(theirs.to_owned(), target);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_is_read_and_a_wrong_one_named() {
        let text = "\u{feff}# a remark\nGPE\tlocation\n\nKILLED\tcasualty\teffect=killed\r\n\
            قصف\tstrike\nMISC\t-\nORG\t+\n@relation\tAttacker\tperpetrator\n@attribute\tnum\t-\n";
        let mapping = parse(text).unwrap();
        let mut killed = Meaning::of("casualty");
        killed.attrs.insert("effect".into(), "killed".into());
        let expected = [
            ("GPE", Target::To(Meaning::of("location"))),
            ("KILLED", Target::To(killed)),
            ("MISC", Target::LeftOut),
            ("ORG", Target::New),
            ("قصف", Target::To(Meaning::of("strike"))),
        ];
        let labels = mapping.labels.iter();
        let labels: Vec<_> = labels.map(|(name, t)| (name.as_str(), t.clone())).collect();
        assert_eq!(labels, expected);
        let perpetrator = Target::To(Meaning::of("perpetrator"));
        assert_eq!(mapping.relations["Attacker"], perpetrator);
        assert_eq!(mapping.attributes["num"], Target::LeftOut);
        let rows = [
            ("GPE location", "line 1: write the name"),
            ("A\tb\nA\tc", "line 2: A is there twice"),
            ("A\tb\tkilled", "line 1: \"killed\" is no attribute=value"),
            ("@relations\ta\tb", "line 1: @relations is neither"),
            ("@relation\ta", "line 1: write the name"),
        ];
        for (text, why) in rows {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with(why), "{text:?}: {error}");
        }
    }
}
