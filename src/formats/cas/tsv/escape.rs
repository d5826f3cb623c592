//! Values and texts without what parts them.

/// What is escaped in a value, and what stands for it.
const VALUES: [(&str, &str); 10] = [
    ("\\", "\\\\"),
    ("[", "\\["),
    ("]", "\\]"),
    ("|", "\\|"),
    ("_", "\\_"),
    ("->", "\\->"),
    (";", "\\;"),
    ("\t", "\\t"),
    ("\n", "\\n"),
    ("*", "\\*"),
];

/// What is escaped in a line of text.
const TEXTS: [(&str, &str); 6] = [
    ("\\", "\\\\"),
    ("\t", "\\t"),
    ("\n", "\\n"),
    ("\r", "\\r"),
    ("\u{c}", "\\f"),
    ("\u{8}", "\\b"),
];

/// A value of a feature.
pub(super) fn value(text: &str) -> String {
    replace(text, &VALUES.map(|(plain, escaped)| (plain, escaped)))
}

/// The value that [`value`] gives this for.
pub(super) fn unescape_value(text: &str) -> String {
    replace(text, &VALUES.map(|(plain, escaped)| (escaped, plain)))
}

/// A piece of a text. Other control characters have a backslash before them.
pub(super) fn text(text: &str) -> String {
    let escaped = replace(text, &TEXTS);
    if !escaped.contains(is_control) {
        return escaped;
    }
    let parts = escaped
        .chars()
        .flat_map(|c| [is_control(c).then_some('\\'), Some(c)]);
    parts.flatten().collect()
}

/// The text that [`text`] gives this for.
pub(super) fn unescape_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let known = TEXTS.iter().find_map(|(plain, escaped)| {
            let rest = after.strip_prefix(escaped.get(1..)?)?;
            Some((*plain, rest))
        });
        (rest, _) = match known {
            Some((c, rest)) => (rest, plain.push_str(c)),
            None if after.starts_with(is_control) => (after, ()),
            None => (after, plain.push('\\')),
        };
    }
    plain.push_str(rest);
    plain
}

/// Those that have no letter of their own.
fn is_control(c: char) -> bool {
    c < ' ' && !('\u{8}'..='\u{d}').contains(&c)
}

/// Replaces from the left, the first that fits.
fn replace(text: &str, pairs: &[(&str, &str)]) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let found = pairs
            .iter()
            .find_map(|(from, to)| Some((rest.strip_prefix(from)?, *to)));
        match found {
            Some((after, to)) => {
                replaced.push_str(to);
                rest = after;
            }
            None => {
                replaced.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    replaced
}

/// The parts of a text between signs that have no backslash before them.
pub(super) fn split(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        if c == sign && !escaped {
            parts.push(text.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// A value and what stands in brackets after it.
pub(super) fn brackets(text: &str) -> (&str, Option<&str>) {
    let found = text
        .strip_suffix(']')
        .filter(|inside| !inside.ends_with('\\'));
    match found.and_then(|inside| inside.rsplit_once('[')) {
        Some((value, inside)) => (value, Some(inside)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_comes_back() {
        // Plain, as a value, as text.
        let rows = [
            ("a_b[c]|d;e*f", "a\\_b\\[c\\]\\|d\\;e\\*f", "a_b[c]|d;e*f"),
            ("a->b - >", "a\\->b - >", "a->b - >"),
            ("س\tو\n\\n", "س\\tو\\n\\\\n", "س\\tو\\n\\\\n"),
            ("\\[", "\\\\\\[", "\\\\["),
            ("\u{1}", "\u{1}", "\\\u{1}"),
            ("", "", ""),
        ];
        for (plain, as_value, as_text) in rows {
            assert_eq!(value(plain), as_value);
            assert_eq!(unescape_value(as_value), plain);
            assert_eq!(text(plain), as_text);
            assert_eq!(unescape_text(as_text), plain);
        }
        // A backslash before anything else is one.
        assert_eq!(unescape_text("a\\x\\"), "a\\x\\");
    }

    #[test]
    fn values_are_parted_where_nothing_escapes() {
        assert_eq!(split("a\\|b|c\\\\|d", '|'), ["a\\|b", "c\\\\", "d"]);
        assert_eq!(brackets("PER[1]"), ("PER", Some("1")));
        assert_eq!(brackets("x\\[0\\]"), ("x\\[0\\]", None));
        assert_eq!(brackets("x\\[0\\][7]"), ("x\\[0\\]", Some("7")));
    }
}
