//! Reads web pages.

use dom_smoothie::{Article, Config, Readability, TextMode};

use crate::formats::document::Document;
use crate::formats::error::ReadError;
use crate::formats::source;
use crate::formats::told::{self, told};
use crate::formats::values::set_field;
use crate::formats::{Reading, plain};
use crate::model::article::MetaField;
use crate::text::unit::Unit;

/// More elements than any page of news has.
const MOST_ELEMENTS: usize = 100_000;

/// The largest page, in bytes; what is larger is data, not reading.
const LARGEST_PAGE: usize = 20_000_000;

pub(super) fn document(bytes: &[u8], reading: &Reading) -> Result<Document, ReadError> {
    let (mut page, encoding) = parse(bytes, reading)?;
    let whole = page.doc.select("body").formatted_text().to_string();
    let article = match page.parse() {
        Ok(article) => Some(article),
        Err(_) if reading.how.whole_page => None,
        Err(error) => return Err(wrong(&error)),
    };
    let found = article
        .as_ref()
        .map(|article| article.text_content.to_string());
    let text = if reading.how.whole_page {
        whole
    } else {
        found.unwrap_or_default()
    };
    source::document(&tidy(&text), Unit::Char, |_, document| {
        let encoding = encoding.to_owned();
        document.fields.insert(MetaField::Encoding, encoding);
        if let Some(article) = article {
            describe(document, &article);
        }
    })
}

/// All the text of a page, whatever it is.
pub(super) fn whole_text(bytes: &[u8], reading: &Reading) -> Result<String, ReadError> {
    let (page, _) = parse(bytes, reading)?;
    Ok(tidy(&page.doc.select("body").formatted_text()))
}

fn wrong(error: &dom_smoothie::ReadabilityError) -> ReadError {
    told!(
        "problem-no-article",
        "no article is found in it: {why}; try --whole-page",
        why = error
    )
    .into()
}

/// A page, and the encoding it was in.
fn parse(bytes: &[u8], reading: &Reading) -> Result<(Readability, &'static str), ReadError> {
    if bytes.len() > LARGEST_PAGE {
        return Err(ReadError::TooLarge(bytes.len()));
    }
    let declared = reading
        .how
        .encoding
        .clone()
        .or_else(|| declared_encoding(bytes));
    // A page that declares wrongly is read as it seems to be.
    let decoded = plain::decode_any(bytes, declared.as_deref());
    let (html, encoding) = match decoded {
        Err(_) if reading.how.encoding.is_none() => plain::decode_any(bytes, None)?,
        decoded => decoded?,
    };
    if nests_too_deeply(&html) {
        return Err(told::too_deep().into());
    }
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let page = Readability::new(html, None, Some(config)).map_err(|error| wrong(&error))?;
    Ok((page, encoding))
}

fn describe(document: &mut Document, article: &Article) {
    let published = article.published_time.as_deref();
    // A day is enough; the clock's time and zone stay behind.
    let published = published.and_then(|at| at.get(..10));
    let fields = [
        ("title", MetaField::Title, Some(article.title.as_str())),
        ("author", MetaField::Author, article.byline.as_deref()),
        ("source", MetaField::Source, article.site_name.as_deref()),
        ("language", MetaField::Language, article.lang.as_deref()),
        ("published", MetaField::Published, published),
        ("address", MetaField::Address, article.url.as_deref()),
    ];
    for (name, field, value) in fields {
        if let Some(value) = value {
            set_field(document, name, field, value);
        }
    }
}

/// The encoding that a page's beginning names.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)));
    let name = name.get(..end.unwrap_or(name.len()))?;
    encoding_rs::Encoding::for_label(name.as_bytes())?;
    Some(name.to_owned())
}

/// Whether elements lie in each other deeper than any page needs: the parser walks them one
/// inside the other.
fn nests_too_deeply(html: &str) -> bool {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    for (at, _) in html.match_indices('<') {
        let after = html.as_bytes().get(at + 1).copied().unwrap_or(b' ');
        if after == b'/' {
            depth = depth.saturating_sub(1);
        } else if after.is_ascii_alphabetic() && !is_void(html, at + 1) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    // Elements that need no end tag (`<p>`, `<li>`) count as well, so this is generous.
    deepest > 20_000
}

/// Elements that never have an inside.
const VOID: [&str; 8] = ["br", "img", "meta", "link", "input", "hr", "source", "wbr"];

fn is_void(html: &str, at: usize) -> bool {
    let name = html.get(at..).unwrap_or("");
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = name.get(..end.unwrap_or(name.len())).unwrap_or("");
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// A text without blanks at the ends of its lines and without more than one empty line in a row.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::FORMAT;
    use crate::formats::tests::read_file;
    use crate::formats::{Document, ReadError};
    use crate::model::article::MetaField;

    const PARAGRAPH: &str = "قصفت طائرات حربية أحياء سكنية في المدينة فجر اليوم، وقال شهود إن القصف \
        استمر ساعات طويلة، وإن فرق الإنقاذ لم تتمكن من الوصول إلى المكان، في حين نفت وزارة الدفاع ذلك.";

    fn page() -> String {
        format!(
            "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>قصف المدينة - وكالة</title>\
             <meta property=\"og:title\" content=\"قصف المدينة\"><meta property=\"og:site_name\" content=\"وكالة\">\
             <meta property=\"article:published_time\" content=\"2017-02-14T08:00:00Z\">\
             <script>var x = 'لا';</script></head><body><nav><ul><li><a href=\"/\">الرئيسية</a></li><li><a href=\"/s\">رياضة</a></li></ul></nav>\
             <article><h1>قصف المدينة</h1>{}</article><footer><a href=\"/x\">اتصل بنا</a></footer></body></html>",
            format!("<p>{PARAGRAPH}</p>").repeat(4)
        )
    }

    fn read(bytes: &[u8]) -> Result<Document, ReadError> {
        let files = BTreeMap::from([("a.html".to_owned(), bytes.to_vec())]);
        read_file(&FORMAT, "a.html", &files).pop().unwrap()
    }

    #[test]
    fn the_article_is_taken_and_the_rest_left() {
        let document = read(page().as_bytes()).unwrap();
        let text = document.text.as_str();
        assert_eq!(text.matches("قصفت طائرات").count(), 4, "{text}");
        assert_eq!(
            text.lines().filter(|line| !line.is_empty()).count(),
            4,
            "{text}"
        );
        for left in ["الرئيسية", "اتصل", "var x"] {
            assert!(!text.contains(left), "{left}: {text}");
        }
        assert_eq!(document.fields[&MetaField::Title], "قصف المدينة");
        assert_eq!(document.fields[&MetaField::Source], "وكالة");
        assert_eq!(document.fields[&MetaField::Published], "2017-02-14");
        assert_eq!(document.fields[&MetaField::Language], "ar");
    }

    #[test]
    fn a_page_says_how_it_is_encoded() {
        let page = page().replace("utf-8", "windows-1256");
        let bytes = encoding_rs::WINDOWS_1256.encode(&page).0.into_owned();
        let document = read(&bytes).unwrap();
        assert!(document.text.as_str().starts_with("قصفت"));
        assert_eq!(document.fields[&MetaField::Encoding], "windows-1256");
    }

    #[test]
    fn what_holds_no_article_is_refused() {
        assert!(read(b"").is_err());
        assert!(read("<div>".repeat(50_000).as_bytes()).is_err());
    }
}
