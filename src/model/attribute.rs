//! What may be said of a span: reading an attribute from what a person writes, and finding what
//! is missing or cannot be.
//!
//! An empty text says nothing and takes the attribute away: what is not stated is not 0.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::schema::{Attribute, AttributeKind};
use super::span::AttrValue;
use crate::text::fold::fold;
use crate::text::number::{self, Qualifier, Quantity};
use crate::text::token::Tokens;

/// The attributes that bound a count, the least first.
pub const BOUNDS: [&str; 3] = ["count_low", "count_best", "count_high"];

/// What the names of a number's bounds end in, ascending.
const SIDES: [&str; 3] = ["_low", "_best", "_high"];

/// Of what an attribute is a bound, and which of the three: `killed_low` is the first of `killed`.
#[must_use]
pub fn bound_of(name: &str) -> Option<(&str, usize)> {
    let mut sides = SIDES.iter().enumerate();
    sides.find_map(|(side, ending)| Some((name.strip_suffix(ending)?, side)))
}

/// The attribute that says how a count is bounded.
pub const QUALIFIER: &str = "qualifier";

/// What is wrong with what is said of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A finished span must have it.
    Missing,
    /// It is not in the closed list.
    NotListed,
    /// It is no whole number of 0 or more.
    NotCount,
    /// It is no number.
    NotReal,
    /// It is no date and no part of one.
    NotDate,
    /// The least, the best and the most of a count are not in this order.
    NotAscending,
}

impl AttributeKind {
    /// Reads a value from what a person writes; `None` for an empty text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, text: &str) -> Result<Option<AttrValue>, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let folded = fold(text);
        let digits = folded.as_str();
        let value = match self {
            Self::Choice(list) => {
                let listed = list.iter().any(|value| value == text);
                let listed = listed.then(|| AttrValue::Text(text.to_owned()));
                listed.ok_or(Problem::NotListed)?
            }
            Self::Choices(list) => {
                let chosen: Vec<String> = text.split(',').map(|v| v.trim().to_owned()).collect();
                if chosen.iter().any(|value| !list.contains(value)) {
                    return Err(Problem::NotListed);
                }
                AttrValue::List(chosen)
            }
            Self::Count => {
                let count: u32 = digits.parse().map_err(|_| Problem::NotCount)?;
                AttrValue::Number(count.into())
            }
            Self::Real => {
                let real: f64 = digits.parse().map_err(|_| Problem::NotReal)?;
                if !real.is_finite() {
                    return Err(Problem::NotReal);
                }
                AttrValue::Real(real)
            }
            Self::Flag => AttrValue::Flag(text.parse().map_err(|_| Problem::NotListed)?),
            Self::Date if is_date(digits) => AttrValue::Text(digits.to_uppercase()),
            Self::Date => return Err(Problem::NotDate),
            Self::Text | Self::Faction | Self::Place => AttrValue::Text(text.to_owned()),
        };
        Ok(Some(value))
    }

    /// What is wrong with a value that is there, if anything is.
    #[must_use]
    pub fn problem(&self, value: &AttrValue) -> Option<Problem> {
        let text = match value {
            AttrValue::Flag(flag) => flag.to_string(),
            AttrValue::Number(number) => number.to_string(),
            AttrValue::Real(real) => real.to_string(),
            AttrValue::Text(text) => text.clone(),
            AttrValue::List(list) => list.join(","),
        };
        self.read(&text).err()
    }
}

/// What is missing in the attributes of a span or an incident, and what cannot be, in the order
/// of the schema, which asks for these.
#[must_use]
pub fn problems<'a>(
    asked: &'a [Attribute],
    attrs: &BTreeMap<String, AttrValue>,
) -> Vec<(&'a str, Problem)> {
    let mut found: Vec<(&str, Problem)> = Vec::new();
    for attribute in asked {
        let problem = match attrs.get(&attribute.name) {
            None => attribute.required.then_some(Problem::Missing),
            Some(value) => attribute.kind.problem(value),
        };
        found.extend(problem.map(|problem| (attribute.name.as_str(), problem)));
    }
    let stated = asked.iter().filter_map(|attribute| {
        let (of, _) = bound_of(&attribute.name)?;
        match attrs.get(&attribute.name)? {
            AttrValue::Number(number) => Some((of, attribute.name.as_str(), *number)),
            _ => None,
        }
    });
    let stated: Vec<(&str, &str, i64)> = stated.collect();
    for pair in stated.windows(2) {
        if let [(of, _, less), (other, name, more)] = pair
            && of == other
            && less > more
        {
            found.push((name, Problem::NotAscending));
        }
    }
    found
}

/// A quantity as a person writes it: `at least 7`, `7+`, `≥7`, `5-9`, `~20`, `عشرات`.
#[must_use]
pub fn quantity(text: &str) -> Option<Quantity> {
    let folded = fold(text.trim());
    let text = folded.as_str();
    let signs = [
        (">=", Qualifier::AtLeast),
        ("≥", Qualifier::AtLeast),
        ("<=", Qualifier::UpTo),
        ("≤", Qualifier::UpTo),
        (">", Qualifier::MoreThan),
        ("~", Qualifier::Approx),
        ("≈", Qualifier::Approx),
    ];
    let signed = signs
        .iter()
        .find_map(|(sign, qualifier)| Some((text.strip_prefix(sign)?, *qualifier)));
    let signed = signed.or_else(|| Some((text.strip_suffix('+')?, Qualifier::AtLeast)));
    if let Some((number, qualifier)) = signed {
        let number = number.trim().parse().ok()?;
        return Some(Quantity::bounded(number, qualifier));
    }
    let tokens = Tokens::new(text);
    let read = number::read(&tokens, 0).filter(|read| read.end == tokens.len() && read.skip == 0);
    read.map(|read| read.quantity)
}

/// The attributes of a quantity: all bounds and how it is bounded.
#[must_use]
pub fn of_quantity(quantity: &Quantity) -> Vec<(String, Option<AttrValue>)> {
    let mut attrs = bounds_of_quantity("count", quantity);
    let qualifier = AttrValue::Text(quantity.qualifier.name().to_owned());
    attrs.push((QUALIFIER.to_owned(), Some(qualifier)));
    attrs
}

/// The bounds of a quantity of something, such as `killed`.
#[must_use]
pub fn bounds_of_quantity(of: &str, quantity: &Quantity) -> Vec<(String, Option<AttrValue>)> {
    let numbers = [quantity.low, quantity.best, quantity.high];
    let numbers = numbers.map(|n| Some(AttrValue::Number(i64::try_from(n?).ok()?)));
    let names = SIDES.iter().map(|side| format!("{of}{side}"));
    names.zip(numbers).collect()
}

/// Whether a text is a date as EDTF writes it: `2017`, `2017-02`, `2017-02-13`, with `X` for a
/// digit that is not known, `?`, `~` or `%` behind what is not sure, and intervals with `/`, of
/// which one side may be empty or `..`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    match text.split_once('/') {
        Some((from, to)) => {
            let open = |side: &str| side.is_empty() || side == "..";
            let side = |side: &str| open(side) || is_day_or_part(side);
            side(from) && side(to) && !(open(from) && open(to))
        }
        None => is_day_or_part(text),
    }
}

fn is_day_or_part(text: &str) -> bool {
    let text = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let digits = |part: &str, count: usize| {
        part.len() == count
            && part
                .bytes()
                .all(|b| b.is_ascii_digit() || b"xX".contains(&b))
    };
    let known = |part: &str| part.parse::<i8>().ok();
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    if parts.next().is_some() || !year.is_some_and(|year| digits(year, 4)) {
        return false;
    }
    let Some(month) = month else { return true };
    // 21 to 24 are the seasons.
    let is_month = |month| (1..=12).contains(&month) || (21..=24).contains(&month);
    if !digits(month, 2) || !known(month).is_none_or(is_month) {
        return false;
    }
    let Some(day) = day else { return true };
    let whole = !text.contains(['x', 'X']);
    digits(day, 2)
        && known(day).is_none_or(|day| (1..=31).contains(&day))
        && known(month).is_none_or(|month| month <= 12)
        && (!whole || text.parse::<Date>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::Schema;

    #[test]
    fn what_is_written_becomes_a_value_or_is_told_why_not() {
        use AttributeKind as K;
        let choice = K::Choice(vec!["killed".into(), "injured".into()]);
        let text = |text: &str| Ok(Some(AttrValue::Text(text.into())));
        let rows = [
            (&choice, "injured", text("injured")),
            (&choice, "hurt", Err(Problem::NotListed)),
            (&choice, "  ", Ok(None)),
            (&K::Count, "7", Ok(Some(AttrValue::Number(7)))),
            (&K::Count, "٠", Ok(Some(AttrValue::Number(0)))),
            (&K::Count, "-1", Err(Problem::NotCount)),
            (&K::Count, "7.5", Err(Problem::NotCount)),
            (&K::Count, "", Ok(None)),
            (&K::Real, "32.62", Ok(Some(AttrValue::Real(32.62)))),
            (&K::Real, "inf", Err(Problem::NotReal)),
            (&K::Flag, "true", Ok(Some(AttrValue::Flag(true)))),
            (&K::Date, "٢٠١٧-٠٢", text("2017-02")),
            (&K::Date, "soon", Err(Problem::NotDate)),
            (&K::Text, " Tiger ", text("Tiger")),
        ];
        for (kind, written, value) in rows {
            assert_eq!(kind.read(written), value, "{kind:?} {written:?}");
        }
    }

    #[test]
    fn dates_are_edtf() {
        let good = "2017 2017-02 2017-02-13 2016-02-29 201X 2017-0X 2017-21 2017-02-13? 2017~ \
                    2017-02-13/2017-02-14 2015/.. ../2015 2015/ 2017-02-XX";
        for text in good.split_whitespace() {
            assert!(is_date(text), "{text}");
        }
        let bad = "17 2017-2 2017-13 2017-02-30 2017-02-32 2017-21-01 13.02.2017 / ../.. \
                   2017-02-13-1 2017/2018/2019 + 2015-02-29";
        for text in bad.split_whitespace() {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn quantities_are_written_in_signs_or_words() {
        let rows = [
            ("7+", "7 7 - at_least"),
            ("≥ 7", "7 7 - at_least"),
            (">7", "8 8 - more_than"),
            ("<=12", "- 12 12 up_to"),
            ("~20", "20 20 20 approx"),
            ("5-9", "5 5 9 range"),
            ("at least 7", "7 7 - at_least"),
            ("على الأقل ٧", "7 7 - at_least"),
            ("عشرات", "10 10 - vague_low"),
            ("سبعة", "7 7 7 exact"),
        ];
        for (written, expected) in rows {
            let shown = |n: Option<u64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
            let read = quantity(written).map(|q| {
                let name = q.qualifier.name();
                format!(
                    "{} {} {} {name}",
                    shown(q.low),
                    shown(q.best),
                    shown(q.high)
                )
            });
            assert_eq!(read.as_deref(), Some(expected), "{written}");
        }
        for written in ["", "many men", "7 men", "+", "7 8"] {
            assert_eq!(quantity(written), None, "{written}");
        }
    }

    #[test]
    fn what_is_missing_or_cannot_be_is_found() {
        let schema = Schema::conflict_news();
        let label = schema.label(&"casualty".parse().unwrap()).unwrap();
        let number = AttrValue::Number;
        let text = |text: &str| AttrValue::Text(text.into());
        type Row<'a> = (&'a [(&'a str, AttrValue)], &'a [(&'a str, Problem)]);
        let rows: [Row<'_>; 5] = [
            (&[], &[("effect", Problem::Missing)]),
            (&[("effect", text("killed"))], &[]),
            (
                &[("effect", text("dead")), ("count_low", number(0))],
                &[("effect", Problem::NotListed)],
            ),
            (
                &[
                    ("effect", text("killed")),
                    ("count_low", number(9)),
                    ("count_high", number(7)),
                ],
                &[("count_high", Problem::NotAscending)],
            ),
            (
                &[("effect", text("killed")), ("count_best", text("7"))],
                &[],
            ),
        ];
        for (attrs, expected) in rows {
            let owned = attrs.iter().map(|(n, v)| ((*n).to_owned(), v.clone()));
            assert_eq!(
                problems(&label.attributes, &owned.collect()),
                expected,
                "{attrs:?}"
            );
        }
    }
}
