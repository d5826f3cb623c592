//! The ways to read a folded word without the particles written onto it.

/// Whether a letter may be a particle that joins: and, so.
fn joins(letter: char) -> bool {
    matches!(letter, 'و' | 'ف')
}

/// Whether a letter may be a particle that governs: in, as, for, will.
fn governs(letter: char) -> bool {
    matches!(letter, 'ب' | 'ك' | 'ل' | 'س')
}

/// Whether a word begins with a letter that may be a particle; all others are read as they are.
pub(super) fn may_begin_with_particle(word: &str) -> bool {
    let first = word.chars().next();
    first.is_some_and(|letter| joins(letter) || governs(letter))
}

/// The bytes a particle takes; all of them are letters of the Arabic block.
const PARTICLE: usize = 2;

/// A way to read a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading<'a> {
    /// How many bytes of the word are particles.
    pub(crate) skip: usize,
    /// What is looked up.
    pub(crate) word: &'a str,
}

/// Calls `each` with every way to read a word without particles.
///
/// `لل` before a word is `ال` behind a particle: the span starts at the second lam. `buffer` is
/// where such a word is put together. What is left has at least two letters; of two letters only
/// a few number words have a meaning.
pub(crate) fn readings(word: &str, buffer: &mut String, mut each: impl FnMut(Reading<'_>)) {
    governed(word, 0, buffer, &mut each);
    if let Some(rest) = without(word, joins)
        && is_long(rest)
    {
        each(Reading {
            skip: PARTICLE,
            word: rest,
        });
        governed(rest, PARTICLE, buffer, &mut each);
    }
}

/// The readings without a governing particle, `skip` bytes having been taken off before.
fn governed(word: &str, skip: usize, buffer: &mut String, each: &mut impl FnMut(Reading<'_>)) {
    let Some(rest) = without(word, governs).filter(|rest| is_long(rest)) else {
        return;
    };
    let skip = skip + PARTICLE;
    if let Some(stem) = word.strip_prefix("لل").filter(|stem| has_three(stem)) {
        buffer.clear();
        buffer.push_str("ال");
        buffer.push_str(stem);
        each(Reading { skip, word: buffer });
    }
    each(Reading { skip, word: rest });
}

/// How many bytes of a word are particles if all are taken off that leave three letters and are
/// not part of a word that is `known` by itself.
pub(super) fn all_particles(word: &str, known: impl Fn(&str) -> bool) -> usize {
    let strip = |word: &mut &str, particle: fn(char) -> bool| {
        if let Some(rest) = without(word, particle)
            && has_three(rest)
            && !known(word)
        {
            *word = rest;
        }
    };
    let mut rest = word;
    strip(&mut rest, joins);
    // The particle of the future is written onto verbs only.
    strip(&mut rest, |letter| governs(letter) && letter != 'س');
    word.len() - rest.len()
}

/// How many bytes after the particles of a word are its article: `ال`, and what is left of it
/// behind `ل`.
pub(super) fn article(word: &str, particles: usize) -> usize {
    let (before, rest) = word.split_at_checked(particles).unwrap_or(("", word));
    let article = if rest.starts_with("ال") {
        "ال".len()
    } else if rest.starts_with('ل') && before.ends_with('ل') {
        'ل'.len_utf8()
    } else {
        0
    };
    match rest.get(article..) {
        Some(stem) if is_long(stem) => article,
        _ => 0,
    }
}

/// What is written onto a noun of those who belong to somebody: hers, theirs, his.
pub(crate) const OWNERS: [&str; 3] = ["ها", "هم", "ه"];

/// A noun without the pronoun of its owner, if it ends in one.
pub(super) fn without_owner(word: &str) -> Option<&str> {
    OWNERS.iter().find_map(|owner| word.strip_suffix(owner))
}

/// The rest of a word that begins with a particle.
fn without(word: &str, particle: impl Fn(char) -> bool) -> Option<&str> {
    let mut letters = word.chars();
    particle(letters.next()?).then_some(letters.as_str())
}

/// Two letters or more.
fn is_long(rest: &str) -> bool {
    rest.len() > char::MAX_LEN_UTF8 || rest.chars().nth(1).is_some()
}

/// Three letters or more: less is no word of a table.
pub(super) fn has_three(rest: &str) -> bool {
    rest.len() > 2 * char::MAX_LEN_UTF8 || rest.chars().nth(2).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_without_its_particles() {
        let rows = [
            ("درعا", ""),
            ("وبالطايرات", "2:بالطايرات 4:الطايرات"),
            ("للجيش", "2:الجيش 2:لجيش"),
            ("وللجيش", "2:للجيش 4:الجيش 4:لجيش"),
            ("وست", "2:ست"),
            ("في", ""),
            ("", ""),
        ];
        for (word, expected) in rows {
            let mut found = Vec::new();
            readings(word, &mut String::new(), |reading| {
                found.push(format!("{}:{}", reading.skip, reading.word));
            });
            assert_eq!(found.join(" "), expected);
        }
    }

    #[test]
    fn all_particles_are_taken_off_that_leave_a_word() {
        let rows = [
            ("وبالطايرات", "الطايرات"),
            ("للجيش", "لجيش"),
            ("وست", "وست"),
            ("سيقول", "سيقول"),
            ("واشنطن", "اشنطن"),
        ];
        for (word, bare) in rows {
            assert_eq!(word.get(all_particles(word, |_| false)..), Some(bare));
        }
    }
}
