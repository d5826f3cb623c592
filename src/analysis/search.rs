//! Finds words in a text as a reader would: vowel signs, tatweel, forms of alef and digits of
//! another script make no difference (`DOMAIN.md` 3.1), and neither do particles written onto a
//! word, because a match may begin and end inside one.

use crate::text::fold::fold;
use crate::text::offset::{ByteIdx, ByteRange, ceil_grapheme, floor_grapheme};

/// A match with the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it is, in bytes of the text.
    pub range: ByteRange,
    /// The words around it in one line.
    pub context: String,
    /// Where it is in the context, in bytes.
    pub inside: ByteRange,
}

/// Where a text has the words of a query, ascending, not overlapping; `limit` at most. Blanks in
/// the query match any run of blanks; an empty query matches nothing.
#[must_use]
pub fn find(text: &str, query: &str, limit: usize) -> Vec<ByteRange> {
    let query = fold(query);
    let mut parts = query.as_str().split_whitespace();
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    let folded = fold(text);
    let finder = memchr::memmem::Finder::new(first);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = folded.as_str().as_bytes().get(from..) {
        let Some(at) = finder.find(rest) else { break };
        let start = from + at;
        let end = parts.clone().try_fold(start + first.len(), |end, part| {
            let rest = folded.as_str().get(end..)?;
            let blank = rest.len() - rest.trim_start().len();
            let follows = blank > 0 && rest.trim_start().starts_with(part);
            follows.then_some(end + blank + part.len())
        });
        from = end.unwrap_or(start + first.len());
        if let Some(range) = end.and_then(|end| folded.source(start..end)) {
            found.push(ByteRange::new(
                floor_grapheme(text, range.start()),
                ceil_grapheme(text, range.end()),
            ));
        }
        if found.len() >= limit {
            break;
        }
    }
    found
}

/// As [`find`], with the text around each match.
#[must_use]
pub fn hits(text: &str, query: &str, limit: usize) -> Vec<Hit> {
    find(text, query, limit)
        .into_iter()
        .map(|range| in_context(text, range))
        .collect()
}

/// How many code points of context stand on either side of a match.
const CONTEXT: usize = 48;

/// A place with the text around it.
#[must_use]
pub fn in_context(text: &str, range: ByteRange) -> Hit {
    let before = text.get(..range.start().get()).unwrap_or("");
    let after = text.get(range.end().get()..).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let mut start = before
        .char_indices()
        .rev()
        .take(CONTEXT)
        .last()
        .map_or(before.len(), |(at, _)| at)
        .max(line);
    // Words are not cut.
    if start > line {
        let word = before.get(start..).and_then(|part| part.find(' '));
        start += word.map_or(0, |at| at + 1);
    }
    let start = floor_grapheme(text, ByteIdx::new(start)).get();
    let rest = after.lines().next().unwrap_or("");
    let mut end = rest
        .char_indices()
        .nth(CONTEXT)
        .map_or(rest.len(), |(at, _)| at);
    if end < rest.len() {
        end = rest
            .get(..end)
            .and_then(|part| part.rfind(' '))
            .unwrap_or(end);
    }
    let end = range.end().get() + end;
    let lead = if start > line { "… " } else { "" };
    let tail = if end < range.end().get() + rest.len() {
        " …"
    } else {
        ""
    };
    let middle = text.get(start..end).unwrap_or("").replace('\n', " ");
    let at = lead.len() + range.start().get() - start;
    Hit {
        range,
        context: format!("{lead}{middle}{tail}"),
        inside: ByteRange::new(at, at + range.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that a query finds exactly what stands in brackets.
    fn check(query: &str, drawn: &str) {
        let text = drawn.replace(['[', ']'], "");
        let mut found = text.clone();
        for range in find(&text, query, 100).into_iter().rev() {
            found.insert(range.end().get(), ']');
            found.insert(range.start().get(), '[');
        }
        assert_eq!(found, drawn, "{query}");
    }

    #[test]
    fn spelling_makes_no_difference() {
        check("درعا", "في [درعا] و[درعا]، ب[دَرْعـا]");
        check("اسرائيل", "قالت [إسرائيل] إن");
        check("إسرائيل", "قالت [اسرائيل] إن");
        check("2017", "عام [٢٠١٧]");
        check("المورتر", "بقذائف [المورتر]");
        check("nusra", "the [Nusra] front");
        check("", "لا شيء");
        check("   ", "لا شيء");
        check("غائب", "لا شيء");
        check("سبعة قتلى", "[سبعة  قتلى] و[سبعة\nقتلى] لا سبعةقتلى");
    }

    #[test]
    fn matches_come_with_the_words_around_them() {
        let text = format!(
            "{}قتل سبعة في الغارة {}\nسطر",
            "كلمة ".repeat(40),
            "أخرى ".repeat(40)
        );
        let hits = hits(&text, "سبعة", 10);
        assert_eq!(hits.len(), 1);
        let hit = &hits[0];
        assert_eq!(hit.range.of(&text), Some("سبعة"));
        assert_eq!(hit.inside.of(&hit.context), Some("سبعة"));
        assert!(
            hit.context.starts_with("… كلمة") && hit.context.ends_with("أخرى …"),
            "{}",
            hit.context
        );
        assert!(hit.context.chars().count() < 120);
    }

    #[test]
    fn any_text_and_query_are_taken() {
        use proptest::prelude::*;
        proptest!(|(text in "\\PC{0,40}", query in "\\PC{0,4}")| {
            for hit in hits(&text, &query, 50) {
                prop_assert!(hit.range.of(&text).is_some());
                prop_assert!(hit.inside.of(&hit.context).is_some());
            }
        });
    }
}
