//! What bounds a number: `على الأقل`, more than. The words stand in `data/lexicon/bounds.tsv`.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Qualifier;
use crate::text::fold::fold;
use crate::text::token::Tokens;

/// The bounds by their first folded word: the others, and which it is, the longest first.
type Bounds = FxHashMap<String, Vec<(Vec<String>, Qualifier)>>;

static BEFORE: LazyLock<Bounds> = LazyLock::new(|| standing("before"));
static AFTER: LazyLock<Bounds> = LazyLock::new(|| standing("after"));

/// The bounds of the table that stand at one side of a number.
fn standing(side: &str) -> Bounds {
    let table = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/lexicon/bounds.tsv"
    ));
    let mut bounds = Bounds::default();
    for line in table.lines().skip(1) {
        let mut columns = line.split('\t');
        if columns.next() != Some(side) {
            continue;
        }
        let Some(qualifier) = columns.next().and_then(named) else {
            continue;
        };
        for form in columns.flat_map(|column| column.split('|')) {
            let form = fold(form);
            let mut words = form.as_str().split_whitespace().map(str::to_owned);
            if let Some(first) = words.next() {
                let others = (words.collect(), qualifier);
                let begun = bounds.entry(first).or_default();
                begun.push(others);
                begun.sort_by_key(|(others, _)| Reverse(others.len()));
            }
        }
    }
    bounds
}

/// The bound of that name.
fn named(name: &str) -> Option<Qualifier> {
    let all = [
        Qualifier::AtLeast,
        Qualifier::MoreThan,
        Qualifier::Approx,
        Qualifier::UpTo,
    ];
    all.into_iter().find(|qualifier| qualifier.name() == name)
}

/// The first folded words of the bounds that stand before a number.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    BEFORE.keys().map(String::as_str)
}

/// The bound before a number at a place, whose first word without particles is `first`: how many
/// tokens it takes, and which it is.
pub(super) fn before(tokens: &Tokens, at: usize, first: &str) -> Option<(usize, Qualifier)> {
    bound(&BEFORE, tokens, at, first)
}

/// The bound after a number or its noun at a place: how many tokens, and which.
pub(super) fn after(tokens: &Tokens, at: usize) -> Option<(usize, Qualifier)> {
    bound(&AFTER, tokens, at, tokens.word(at))
}

/// The bound that stands at a place, `first` being its first word without particles: how many
/// tokens it takes, and which it is.
fn bound(bounds: &Bounds, tokens: &Tokens, at: usize, first: &str) -> Option<(usize, Qualifier)> {
    let stands = |others: &[String]| {
        let mut others = others.iter().enumerate();
        others.all(|(n, word)| tokens.word(at + 1 + n) == word)
    };
    let mut begun = bounds.get(first)?.iter();
    let (others, qualifier) = begun.find(|(others, _)| stands(others))?;
    Some((1 + others.len(), *qualifier))
}
