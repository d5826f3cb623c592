//! The text of PDF files, as `pdftotext` gives it. Read only.
//!
//! A PDF says where glyphs stand, not which letters follow each other. So the order of Arabic
//! words is looked at: letters that never begin a word, and letters in the forms of another place
//! in a word, tell order from its reverse. A text that is reversed throughout is turned round;
//! one of which only parts are is refused, as nobody can say which. Running the program is up to
//! whoever opens the file.

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::document::Document;
use super::error::ReadError;
use super::holds::Holds;
use super::source::document;
use super::told::told;
use super::{Format, Layout, read_whole};
use crate::text::unit::Unit;

/// PDF, by way of text.
pub static FORMAT: Format = Format {
    name: "pdf",
    title: "PDF, its text, where pdftotext is installed (read only)",
    extensions: &["pdf"],
    holds: Holds {
        places: true,
        bare: true,
        ..Holds::NOTHING
    },
    unit: Unit::Char,
    layout: Layout::Folder,
    read: Some(|input, _, each| read_whole(input, each, of_text)),
    write: None,
};

fn of_text(bytes: &[u8]) -> Result<Document, ReadError> {
    if bytes.starts_with(b"%PDF") {
        let why = told!(
            "problem-pdf-inside",
            "a PDF is read where it is a file of its own; take it out of what it is in"
        );
        return Err(why.into());
    }
    let given = String::from_utf8_lossy(bytes).replace('\u{c}', "\n");
    let text = without_marks(&given);
    let text = match Order::of(&text) {
        Order::Right => without_marks(&neutrals(&given)),
        Order::Reversed => text.lines().map(turned).collect::<Vec<_>>().join("\n"),
        Order::Mixed => {
            let why = told!(
                "problem-pdf-mixed",
                "its Arabic is partly in reverse order, and it cannot be told which part; take \
                 the text from another file of the same article"
            );
            return Err(why.into());
        }
    };
    let text = paragraphs(&letters(&text));
    if text.trim().is_empty() {
        let why = told!(
            "problem-pdf-empty",
            "no text is in it; it may be pictures of pages, which have to be recognised first"
        );
        return Err(why.into());
    }
    document(text.trim(), Unit::Char, |_, _| {})
}

/// A text without the marks that the program puts around lines and runs.
fn without_marks(text: &str) -> String {
    let is_mark = |c| {
        matches!(
            c,
            '\u{202a}'..='\u{202e}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
        )
    };
    text.replace(is_mark, "")
}

/// A text whose commas and the like are in order: the program has those between Arabic words as
/// runs from left to right, in marks.
fn neutrals(text: &str) -> String {
    let mut runs = text.split('\u{202a}');
    let mut neutrals = runs.next().unwrap_or_default().to_owned();
    for run in runs {
        match run.split_once('\u{202c}') {
            Some((run, after)) if !run.contains(char::is_alphanumeric) => {
                neutrals.extend(run.graphemes(true).rev().map(mirrored));
                neutrals.push_str(after);
            }
            _ => neutrals.push_str(run),
        }
    }
    neutrals
}

/// The order of a text's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// As it is read.
    Right,
    /// From the last letter of a line to the first.
    Reversed,
    /// Some of it this way, some of it that way.
    Mixed,
}

/// How many of a hundred signs may speak against the order: slips of the pen.
const SLIPS: usize = 5;

impl Order {
    fn of(text: &str) -> Self {
        let words = text.unicode_words().filter(|word| word.chars().count() > 1);
        let (mut right, mut reversed) = (0_usize, 0_usize);
        for word in words {
            let (first, last) = (word.chars().next(), word.chars().next_back());
            for (letter, at_end) in [(first, false), (last, true)] {
                match letter.and_then(stands_at_end) {
                    Some(end) if end == at_end => right += 1,
                    Some(_) => reversed += 1,
                    None => {}
                }
            }
        }
        let most = |these: usize| these * SLIPS / 100;
        if reversed <= most(right) {
            Self::Right
        } else if right <= most(reversed) {
            Self::Reversed
        } else {
            Self::Mixed
        }
    }
}

/// Whether a letter stands at the end of a word, or at its beginning; `None` if it may stand
/// anywhere.
fn stands_at_end(letter: char) -> Option<bool> {
    match letter {
        // Teh marbuta and alef maksura end words.
        'ة' | 'ى' => Some(true),
        // Of the forms of a letter, the name tells the place: isolated, final, initial, medial.
        '\u{fe80}'..='\u{fef4}' => {
            let joined: Option<char> = letter.to_string().nfkc().next();
            let form = form(letter, joined?);
            match form {
                Form::Final => Some(true),
                Form::Initial => Some(false),
                Form::Other => None,
            }
        }
        _ => None,
    }
}

/// The form of a letter.
enum Form {
    Final,
    Initial,
    Other,
}

/// Forms stand in a row, the isolated one first: two of a letter that joins no letter after it,
/// four of one that does.
fn form(form: char, letter: char) -> Form {
    let before = |steps: u32| char::from_u32(u32::from(form).wrapping_sub(steps));
    let same = |other: Option<char>| {
        let in_row = other.filter(|c| *c >= '\u{fe80}');
        in_row.is_some_and(|c| c.to_string().nfkc().next() == Some(letter))
    };
    match (same(before(1)), same(before(2)), same(before(3))) {
        (true, false, _) => Form::Final,
        (true, true, false) => Form::Initial,
        _ => Form::Other,
    }
}

/// A line from its end to its beginning, with what runs the other way left as it is.
fn turned(line: &str) -> String {
    let clusters: Vec<&str> = line.graphemes(true).collect();
    let mut turned: Vec<&str> = Vec::with_capacity(clusters.len());
    let mut rest = clusters.as_slice();
    while let Some((last, before)) = rest.split_last() {
        let (others, run) = rest.split_at(rest.len() - run_at_end(rest));
        if run.is_empty() {
            turned.push(mirrored(last));
            rest = before;
        } else {
            turned.extend(run);
            rest = others;
        }
    }
    turned.concat()
}

/// How many of the last clusters are a number or Latin words, which run from left to right.
fn run_at_end(clusters: &[&str]) -> usize {
    let mut after: Option<&str> = None;
    let mut run = 0;
    for (at, cluster) in clusters.iter().enumerate().rev() {
        let before = at.checked_sub(1).and_then(|at| clusters.get(at)).copied();
        let joins = before.zip(after).is_some_and(|(before, after)| {
            let inside = is_word(before) && is_word(after);
            let digits = [before, after].iter().any(|c| c.contains(char::is_numeric));
            // Two numbers with a blank between are two.
            inside && (JOINERS.contains(cluster) || (*cluster == " " && !digits))
        });
        if !is_word(cluster) && !joins {
            break;
        }
        run = clusters.len() - at;
        after = Some(cluster);
    }
    run
}

/// What stands inside of numbers and names.
const JOINERS: [&str; 7] = [".", ",", ":", "/", "-", "٫", "٬"];

/// A digit or a letter of a script that runs from left to right.
fn is_word(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    chars.any(|c| c.is_alphanumeric() && !is_arabic_letter(c))
}

fn is_arabic_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Brackets are drawn by their direction.
fn mirrored(cluster: &str) -> &str {
    match cluster {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "«" => "»",
        "»" => "«",
        other => other,
    }
}

/// A text with letters instead of the forms that they are drawn in.
fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                // A mark that stands alone has a blank below it.
                letters.extend(c.nfkc().filter(|c| *c != ' '));
            }
            c => letters.push(c),
        }
    }
    letters
}

/// The lines of a page joined into paragraphs: a line goes on below if it is about as long as
/// lines are here, also over a gap if its sentence has not ended.
fn paragraphs(text: &str) -> String {
    let length = |line: &str| line.trim().chars().count();
    let mut lengths: Vec<usize> = text.lines().map(length).filter(|n| *n > 0).collect();
    lengths.sort_unstable();
    // Nine of ten lines are no longer; a few are headings or tables that stretch.
    let usual = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
    let mut joined = String::with_capacity(text.len());
    let mut empty = 0;
    let mut goes_on = false;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.is_empty() {
            empty += 1;
            goes_on &= !joined.ends_with(STOPS);
            continue;
        }
        if !joined.is_empty() {
            joined.push_str(match (goes_on, empty) {
                (true, _) => " ",
                (false, 0) => "\n",
                (false, _) => "\n\n",
            });
        }
        joined += &words.join(" ");
        empty = 0;
        goes_on = length(line) * 4 >= usual * 3;
    }
    joined
}

/// What ends a sentence.
const STOPS: [char; 6] = ['.', '!', '?', '؟', ':', '…'];

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 4] = [
        "قصفت الطائرات الحربية مدينة إدلب المنكوبة في 14/02/2017 (الثلاثاء)",
        "وقتلت 12 مدنيا على الأقل بينهم امرأة وطفلة، وقالت الوكالة السورية",
        "إن القصف استهدف المدرسة الابتدائية بصاروخ S-300 وقذيفة أخرى",
        "كبيرة.",
    ];

    fn read(text: &str) -> Result<String, String> {
        let found = of_text(text.as_bytes()).map_err(|error| error.to_string())?;
        Ok(found.text.as_str().to_owned())
    }

    fn reversed(line: &str) -> String {
        // As glyphs stand on the page, from the left.
        turned(line)
    }

    #[test]
    fn a_text_that_is_reversed_is_turned_round() {
        let wanted = LINES.join(" ");
        assert_eq!(read(&LINES.join("\n")).unwrap(), wanted);
        let turned: Vec<String> = LINES.iter().map(|line| reversed(line)).collect();
        assert!(
            turned[0].starts_with(")ءاثالثلا(") || turned[0].starts_with("(ءاثالثلا)"),
            "{}",
            turned[0]
        );
        assert_eq!(read(&turned.join("\n")).unwrap(), wanted);
        let runs = "\u{202b}قال مقاتلون من المعارضة وشهود\u{202a} ،\u{202c}إن \u{202a}S-300 (x)\u{202c}\u{202c}";
        assert_eq!(
            read(runs).unwrap(),
            "قال مقاتلون من المعارضة وشهود، إن S-300 (x)"
        );
        let marked: Vec<String> = LINES
            .iter()
            .map(|line| format!("\u{202b}{line}\u{202c}"))
            .collect();
        assert_eq!(read(&marked.join("\n")).unwrap(), wanted);
    }

    #[test]
    fn forms_tell_the_order_and_are_made_letters() {
        // مدينة in forms, in order and reversed; then with lam-alef.
        let word = "\u{fee3}\u{fea9}\u{fef3}\u{fee8}\u{fe94}";
        let back: String = word.chars().rev().collect();
        assert_eq!(read(word).unwrap(), "مدينة");
        assert_eq!(read(&back).unwrap(), "مدينة");
        assert_eq!(read("\u{fefb}\u{0020}\u{fdf2}").unwrap(), "لا الله");
        assert_eq!(stands_at_end('\u{fee3}'), Some(false), "initial meem");
        assert_eq!(stands_at_end('\u{fee2}'), Some(true), "final meem");
        assert_eq!(stands_at_end('\u{fee4}'), None, "medial meem");
        assert_eq!(stands_at_end('\u{fea9}'), None, "isolated dal");
        assert_eq!(stands_at_end('\u{feaa}'), Some(true), "final dal");
    }

    #[test]
    fn what_cannot_be_told_is_refused() {
        let half: Vec<String> = LINES
            .iter()
            .enumerate()
            .map(|(n, line)| {
                if n % 2 == 0 {
                    reversed(line)
                } else {
                    (*line).to_owned()
                }
            })
            .collect();
        let rows = [
            (half.join("\n"), "reverse order"),
            ("\n\u{c}".to_owned(), "no text"),
            ("%PDF-1.4".to_owned(), "file of its own"),
        ];
        for (text, why) in rows {
            assert!(read(&text).unwrap_err().contains(why));
        }
    }

    #[test]
    fn lines_of_a_page_are_joined_into_paragraphs() {
        let long = "كلمة ".repeat(12);
        let page = format!("عنوان\n\n{long}\n{long}\nآخر السطر.\n{long}\nنهاية\n\n\n12\n");
        let long = long.trim();
        assert_eq!(
            read(&page).unwrap(),
            format!("عنوان\n\n{long} {long} آخر السطر.\n{long} نهاية\n\n12")
        );
        // A gap inside a sentence is one of the page.
        assert_eq!(
            read(&format!("{long}\n\n{long}.\n\nثم")).unwrap(),
            format!("{long} {long}.\n\nثم")
        );
        assert_eq!(read("Latin text alone.").unwrap(), "Latin text alone.");
    }
}
