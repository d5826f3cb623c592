//! Reads quantities: digits of three scripts, number words, bounds such as `على الأقل`.
//!
//! [`words`] has the number words, [`bounds`] what bounds a number; here they are put together by
//! the grammar of `DOMAIN.md` 3.4, and by 1.4 what a bound makes of a number. Dialect spellings are words like the others.

mod bounds;
mod words;

use self::words::{Class, particles, word};
use super::token::{Kind, Tokens};

/// How a number is bounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Just that many.
    #[default]
    Exact,
    /// That many or more.
    AtLeast,
    /// More than that many.
    MoreThan,
    /// About that many.
    Approx,
    /// That many or fewer.
    UpTo,
    /// Between two numbers.
    Range,
    /// A number word that only says how large: dozens, hundreds, several.
    VagueLow,
    /// Several or many, without any number.
    Vague,
}

impl Qualifier {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::Approx => "approx",
            Self::UpTo => "up_to",
            Self::Range => "range",
            Self::VagueLow => "vague_low",
            Self::Vague => "vague",
        }
    }
}

/// A quantity; what is not stated is `None`, which is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quantity {
    /// The least.
    pub low: Option<u64>,
    /// The best.
    pub best: Option<u64>,
    /// The most.
    pub high: Option<u64>,
    /// How it is bounded.
    pub qualifier: Qualifier,
}

/// A quantity in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// What it says.
    pub quantity: Quantity,
    /// The first token, with the bound before it.
    pub first: usize,
    /// How many bytes of the first token are a particle (`و`, `ب`) that does not belong to it.
    pub skip: usize,
    /// The token after the last one.
    pub end: usize,
    /// Whether it is written in digits.
    pub digits: bool,
}

impl Quantity {
    /// A number with a bound, by the table of `DOMAIN.md` 1.4.
    #[must_use]
    pub fn bounded(number: u64, qualifier: Qualifier) -> Self {
        let (low, best, high) = match qualifier {
            Qualifier::Exact | Qualifier::Approx | Qualifier::Range => {
                (Some(number), Some(number), Some(number))
            }
            Qualifier::AtLeast | Qualifier::VagueLow => (Some(number), Some(number), None),
            // Nobody means 20,001 by "more than 20,000".
            Qualifier::MoreThan => {
                let least = if number < 1000 { number + 1 } else { number };
                (Some(least), Some(least), None)
            }
            Qualifier::UpTo => (None, Some(number), Some(number)),
            Qualifier::Vague => (None, None, None),
        };
        let best = if qualifier == Qualifier::VagueLow {
            low
        } else {
            best
        };
        Self {
            low,
            best,
            high,
            qualifier,
        }
    }
}

/// The folded words that a quantity may begin with, particles aside; digits begin one as well.
///
/// What looks a text up anyway asks [`read`] at these words only.
pub fn openers() -> impl Iterator<Item = &'static str> {
    let words = words::openers().chain(bounds::openers());
    words.chain(["ما", "وما", "بين", "between", "نصف", "half"])
}

/// The bound that stands at a place: how many tokens, and which.
#[must_use]
pub fn bound_after(tokens: &Tokens, at: usize) -> Option<(usize, Qualifier)> {
    bounds::after(tokens, at)
}

/// Reads the quantity that begins at a token, if one does.
#[must_use]
pub fn read(tokens: &Tokens, at: usize) -> Option<Read> {
    // A particle may be written onto the bound: بأكثر من, وأكثر من.
    for skip in particles(tokens.word(at)) {
        let first = tokens.word(at).get(skip..)?;
        let Some((count, qualifier)) = bounds::before(tokens, at, first) else {
            continue;
        };
        let Some(number) = number(tokens, at + count) else {
            continue;
        };
        // What stands after one number is not the bound of the next: قتلى على الأقل وعشرات.
        if qualifier == Qualifier::AtLeast && number.skip > 0 {
            continue;
        }
        let quantity = match number.class {
            Some(Class::Vague) => Quantity::bounded(number.value, Qualifier::VagueLow),
            _ => Quantity::bounded(number.value, qualifier),
        };
        return Some(Read {
            quantity,
            first: at,
            skip,
            end: number.end,
            digits: number.digits,
        });
    }
    let between = particles(tokens.word(at))
        .find(|skip| matches!(tokens.word(at).get(*skip..), Some("بين" | "between")));
    // ما بين, بين.
    let opens =
        usize::from(matches!(tokens.word(at), "ما" | "وما") && tokens.word(at + 1) == "بين");
    if let Some(skip) = between.or((opens > 0).then(|| tokens.word(at).len() - "ما".len()))
        && let Some(low) = number(tokens, at + opens + 1)
        && let Some(high) = second(tokens, low.end)
    {
        return Some(range(low.value, high, at, skip, low.digits));
    }
    let low = number(tokens, at)?;
    if let Some(high) = second(tokens, low.end)
        && high.value > low.value
        && !matches!(tokens.word(low.end), "و")
    {
        return Some(range(low.value, high, at, low.skip, low.digits));
    }
    let mut end = low.end;
    let mut qualifier = match low.class {
        Some(Class::Vague) => Qualifier::VagueLow,
        _ => Qualifier::Exact,
    };
    if let Some((count, found)) = bound_after(tokens, end) {
        end += count;
        qualifier = found;
    } else if tokens.kind(end) == Some(Kind::Word)
        && let Some((_, found)) = bound_after(tokens, end + 1)
    {
        // After the counted noun: 12 مدنيا على الأقل.
        qualifier = found;
    }
    Some(Read {
        quantity: Quantity::bounded(low.value, qualifier),
        first: at,
        skip: low.skip,
        end,
        digits: low.digits,
    })
}

fn range(low: u64, high: Number, first: usize, skip: usize, digits: bool) -> Read {
    Read {
        quantity: Quantity {
            low: Some(low),
            best: Some(low),
            high: Some(high.value),
            qualifier: Qualifier::Range,
        },
        first,
        skip,
        end: high.end,
        digits,
    }
}

/// The second number of a range, after `و`, `-`, `إلى`, `أو`, `to` or `or`.
fn second(tokens: &Tokens, at: usize) -> Option<Number> {
    match tokens.word(at) {
        "-" | "الي" | "او" | "to" | "or" | "and" | "و" => number(tokens, at + 1),
        // The particle is written onto the number word: بين عشرين وثلاثين.
        word if word.starts_with('و') => number(tokens, at).filter(|n| n.skip > 0),
        _ => None,
    }
}

struct Number {
    value: u64,
    skip: usize,
    end: usize,
    digits: bool,
    class: Option<Class>,
}

/// Plurals of thousand and million that only say how large, unless a number stands before them.
fn is_vague_plural(word: &str) -> bool {
    let bare = word.trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']);
    matches!(
        bare,
        "الاف" | "الوف" | "ملايين" | "الالاف" | "الملايين" | "thousands" | "millions"
    )
}

fn number(tokens: &Tokens, at: usize) -> Option<Number> {
    if tokens.kind(at) == Some(Kind::Number) {
        return in_digits(tokens, at);
    }
    if matches!(tokens.word(at), "نصف" | "half")
        && let Some((_, count, value, Class::Scale)) = word(tokens, at + 1)
    {
        return Some(Number {
            value: value / 2,
            skip: 0,
            end: at + 1 + count,
            digits: false,
            class: None,
        });
    }
    let (skip, count, value, mut class) = word(tokens, at)?;
    if class == Class::Scale && is_vague_plural(tokens.word(at)) {
        class = Class::Vague;
    }
    if class == Class::Vague {
        return Some(Number {
            value,
            skip,
            end: at + count,
            digits: false,
            class: Some(class),
        });
    }
    // Conjuncts in descending order, each with its own و; only a unit goes before a ten.
    let (mut total, mut part, mut end) = (0_u64, value, at + count);
    let mut last = class;
    if class == Class::Scale {
        total = value;
        part = 0;
    }
    // مليون ونصف المليون.
    if class == Class::Scale && matches!(tokens.word(end), "ونصف" | "ونص") {
        let whole = usize::from(word(tokens, end + 1).is_some_and(|(.., next, _)| next == value));
        return Some(Number {
            value: value + value / 2,
            skip,
            end: end + 1 + whole,
            digits: false,
            class: None,
        });
    }
    loop {
        // English joins with a hyphen or a word of its own.
        let joint = usize::from(matches!(tokens.word(end), "-" | "and"));
        let Some((next_skip, next_count, next, next_class)) = word(tokens, end + joint) else {
            break;
        };
        let english = joint == 1 && tokens.word(end + joint).is_ascii();
        if joint == 1 && !english {
            break;
        }
        let joined = english || (next_skip > 0 && tokens.word(end).starts_with('و'));
        match (last, next_class) {
            (_, Class::Vague) => break,
            // أربعة آلاف, ثلاث مئة: no و between them.
            (_, Class::Scale) if !joined && part > 0 => {
                total += part * next;
                part = 0;
            }
            (Class::Unit, Class::Hundred) if !joined && next == 100 => part *= 100,
            (Class::Unit, Class::Ten) if joined => part += next,
            (Class::Hundred, Class::Unit | Class::Teen | Class::Ten) if joined => part += next,
            (Class::Scale, Class::Unit | Class::Teen | Class::Ten | Class::Hundred) if joined => {
                part += next;
            }
            (Class::Ten, Class::Unit) if tokens.word(end + joint).is_ascii() => part += next,
            _ => break,
        }
        last = next_class;
        end += joint + next_count;
    }
    if last == Class::Scale
        && let Some((more, after)) = digits_after(tokens, end)
    {
        (part, end) = (part + more, after);
    }
    Some(Number {
        value: total + part,
        skip,
        end,
        digits: false,
        class: None,
    })
}

/// What a number goes on with in digits after its thousands or millions: ألف و200, مليون و800 ألف;
/// where it ends.
fn digits_after(tokens: &Tokens, end: usize) -> Option<(u64, usize)> {
    let (.., scale, class) = word(tokens, end.checked_sub(1)?)?;
    let joined = tokens.word(end) == "و" && tokens.kind(end + 1) == Some(Kind::Number);
    let more = in_digits(tokens, end + 1).filter(|_| joined && class == Class::Scale)?;
    (more.value < scale).then_some((more.value, more.end))
}

fn in_digits(tokens: &Tokens, at: usize) -> Option<Number> {
    let written = tokens.word(at);
    // Three digits after a point or comma are thousands, fewer are decimals.
    let mut groups = written.split(['.', ',']);
    let whole = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let thousands = rest.iter().all(|group| group.len() == 3);
    let number: f64 = if rest.is_empty() {
        whole.parse().ok()?
    } else if thousands {
        format!("{whole}{}", rest.concat()).parse().ok()?
    } else {
        written.replace(',', ".").parse().ok()?
    };
    let mut end = at + 1;
    let mut scaled = number;
    if let Some((0, count, value, Class::Scale)) = word(tokens, end) {
        scaled *= value as f64;
        end += count;
    }
    if scaled.fract().abs() > f64::EPSILON || !(0.0..1e15).contains(&scaled) {
        return None;
    }
    let mut value = scaled as u64;
    if end > at + 1
        && let Some((more, after)) = digits_after(tokens, end)
    {
        (value, end) = (value + more, after);
    }
    Some(Number {
        value,
        skip: 0,
        end,
        digits: true,
        class: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: Option<u64>) -> String {
        value.map_or_else(|| "-".into(), |value| value.to_string())
    }

    /// The first quantity of a phrase, as the test tables write it.
    fn first(phrase: &str) -> Option<String> {
        let tokens = Tokens::new(phrase);
        let read = (0..tokens.len()).find_map(|at| read(&tokens, at))?;
        let Quantity {
            low,
            best,
            high,
            qualifier,
        } = read.quantity;
        Some(format!(
            "{} {} {} {}",
            shown(low),
            shown(best),
            shown(high),
            qualifier.name()
        ))
    }

    #[test]
    fn numbers_are_read() {
        let rows = [
            ("سبعة", "7 7 7 exact"),
            ("١٢ شخصا", "12 12 12 exact"),
            ("إحدى عشرة غارة", "11 11 11 exact"),
            ("خمسة وعشرون قتيلا", "25 25 25 exact"),
            ("مئة وخمسة وثلاثين", "135 135 135 exact"),
            ("أربعة آلاف وثلاثمئة", "4300 4300 4300 exact"),
            ("12,500 نازح", "12500 12500 12500 exact"),
            ("1.5 مليون", "1500000 1500000 1500000 exact"),
            ("ما لا يقل عن 30 غارة", "30 30 - at_least"),
            ("أكثر من عشرين", "21 21 - more_than"),
            ("أكثر من 20 ألف", "20000 20000 - more_than"),
            ("سبعة على الأقل", "7 7 - at_least"),
            ("نحو ثلاثين", "30 30 30 approx"),
            ("بين 20 و30", "20 20 30 range"),
            ("7 أو 8", "7 7 8 range"),
            ("عشرات القتلى", "10 10 - vague_low"),
            ("عشرات الآلاف", "10000 10000 - vague_low"),
            ("at least 12 people", "12 12 - at_least"),
            ("twenty five", "25 25 25 exact"),
            ("ألف و200 شخص", "1200 1200 1200 exact"),
            ("ألفان و350 مدنيا", "2350 2350 2350 exact"),
            ("مليون و800 ألف", "1800000 1800000 1800000 exact"),
            ("5 آلاف و300", "5300 5300 5300 exact"),
            ("بين ألف و1200", "1000 1000 1200 range"),
        ];
        for (phrase, expected) in rows {
            assert_eq!(first(phrase).as_deref(), Some(expected), "{phrase}");
        }
        for phrase in ["القوات", "2.5", ""] {
            assert_eq!(first(phrase), None, "{phrase}");
        }
    }

    #[test]
    fn any_text_is_read() {
        use proptest::prelude::*;
        proptest!(|(text in "[0-9.,وبسبعة الف من-]{0,30}")| {
            let tokens = Tokens::new(&text);
            for at in 0..tokens.len() {
                if let Some(found) = read(&tokens, at) {
                    prop_assert!(found.end > at && found.end <= tokens.len());
                }
            }
        });
    }
}
