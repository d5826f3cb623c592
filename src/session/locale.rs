//! The texts of the interface in English and Arabic: Fluent catalogues, compiled in.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::message::{Arg, Message};
use super::notices::Detail;
use super::settings::Language;
use crate::model::id::LabelId;
use crate::model::incident::Role;
use crate::model::schema::{Bilingual, Schema};

/// A language the interface speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// English, from left to right.
    English,
    /// Arabic, the window mirrored.
    Arabic,
}

/// The texts of one language.
pub struct Catalogue {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
    /// What the open project calls its labels, attributes, and choices of attributes.
    own_labels: BTreeMap<LabelId, String>,
    own: BTreeMap<String, String>,
    own_values: BTreeMap<(String, String), String>,
    /// The names of roles, where a project has others.
    own_roles: BTreeMap<Role, String>,
}

const ENGLISH: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/locales/en/hashiya.ftl"
));
const ARABIC: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/locales/ar/hashiya.ftl"
));

impl Locale {
    /// The locale of a setting; `system` is the system's language tag, if it is known.
    #[must_use]
    pub fn of(language: Language, system: Option<&str>) -> Self {
        match language {
            Language::English => Self::English,
            Language::Arabic => Self::Arabic,
            Language::System if system.is_some_and(|tag| tag.starts_with("ar")) => Self::Arabic,
            Language::System => Self::English,
        }
    }

    /// Whether the window is mirrored.
    #[must_use]
    pub fn is_rtl(self) -> bool {
        self == Self::Arabic
    }
}

impl Catalogue {
    /// The texts of a language.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        let (tag, source) = match locale {
            Locale::English => (langid!("en"), ENGLISH),
            Locale::Arabic => (langid!("ar"), ARABIC),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // A broken message is left out and shows as its key; a test reads all of them.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(part, _)| part);
        let _ = bundle.add_resource(resource);
        Self {
            locale,
            bundle,
            own_labels: BTreeMap::new(),
            own: BTreeMap::new(),
            own_values: BTreeMap::new(),
            own_roles: BTreeMap::new(),
        }
    }

    /// The same, with the names of a project.
    #[must_use]
    pub fn of(locale: Locale, schema: Option<&Schema>) -> Self {
        let mut catalogue = Self::new(locale);
        if let Some(schema) = schema {
            catalogue.call_as(schema);
        }
        catalogue
    }

    /// The language.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// A message without arguments.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A share as it is written in the language: whole hundredths.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        let hundredths = (share.clamp(0.0, 100.0) * 100.0).round() as usize;
        self.message(&Message::new("percent").number("number", hundredths))
    }

    /// A message.
    #[must_use]
    pub fn message(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &message.args {
            match value {
                Arg::Text(text) => args.set(*name, text.as_str()),
                Arg::Number(number) => args.set(*name, FluentValue::from(*number)),
                Arg::Named(key) => args.set(*name, self.t(key)),
                Arg::Value(attribute, value) => args.set(*name, self.value(attribute, value)),
                Arg::Told(message) => args.set(*name, self.message(message)),
            }
        }
        self.format(message.key, Some(&args))
    }

    /// A name that exists in both languages.
    #[must_use]
    pub fn bilingual<'a>(&self, name: &'a Bilingual) -> &'a str {
        match self.locale {
            Locale::English => &name.en,
            Locale::Arabic => &name.ar,
        }
    }

    /// Calls labels, attributes and choices as a project does, where it does. Of two labels that call an
    /// attribute of one name differently the first is heard.
    pub fn call_as(&mut self, schema: &Schema) {
        let labels = schema.labels.iter();
        let labels = labels.map(|label| (label.id.clone(), self.bilingual(&label.name).to_owned()));
        self.own_labels = labels.collect();
        let roles = schema.role_names.iter();
        let roles = roles.map(|(role, name)| (*role, self.bilingual(name).to_owned()));
        self.own_roles = roles.filter(|(_, name)| !name.is_empty()).collect();
        self.own.clear();
        self.own_values.clear();
        let labels = schema.labels.iter().map(|label| &label.attributes);
        for attribute in labels.chain([&schema.incident]).flatten() {
            let said = |name: &Bilingual| {
                let name = self.bilingual(name);
                (!name.is_empty()).then(|| name.to_owned())
            };
            let title = said(&attribute.title);
            let values: Vec<_> = attribute
                .names
                .iter()
                .filter_map(|(value, name)| Some((value.clone(), said(name)?)))
                .collect();
            if let Some(title) = title {
                self.own.entry(attribute.name.clone()).or_insert(title);
            }
            for (value, name) in values {
                let key = (attribute.name.clone(), value);
                self.own_values.entry(key).or_insert(name);
            }
        }
    }

    /// The name of a role of incidents; of one that nobody has named, the name in files.
    #[must_use]
    pub fn role(&self, role: Role) -> String {
        let own = self.own_roles.get(&role).cloned();
        own.unwrap_or_else(|| match role {
            Role::Own(own) => own.as_str().to_owned(),
            role => self.t(&format!("role-{}", role.name())),
        })
    }

    /// Names after each other.
    #[must_use]
    pub fn names(&self, names: &[Bilingual]) -> String {
        let names: Vec<&str> = names.iter().map(|name| self.bilingual(name)).collect();
        names.join(self.comma())
    }

    /// The name of a label of the project; the id of one that it does not know.
    #[must_use]
    pub fn label(&self, label: &LabelId) -> String {
        let own = self.own_labels.get(label);
        own.map_or_else(|| label.as_str().to_owned(), Clone::clone)
    }

    /// The name of an attribute; one that only a project's own schema has is called as there.
    #[must_use]
    pub fn attribute(&self, name: &str) -> String {
        if let Some(own) = self.own.get(name) {
            return own.clone();
        }
        let found = self.find(&format!("attr-{name}"));
        found.unwrap_or_else(|| name.replace('_', " "))
    }

    /// The name of a choice of an attribute, likewise.
    #[must_use]
    pub fn value(&self, attribute: &str, value: &str) -> String {
        let told = self.told(attribute, value);
        let found = told.or_else(|| self.find(&format!("value-{value}")));
        found.unwrap_or_else(|| value.replace('_', " "))
    }

    /// What a value of an attribute is called, if there is a word for it in just that attribute.
    #[must_use]
    pub fn told(&self, attribute: &str, value: &str) -> Option<String> {
        let own = (attribute.to_owned(), value.to_owned());
        let own = self.own_values.get(&own).cloned();
        own.or_else(|| self.find(&format!("value-{attribute}-{value}")))
    }

    /// What stands between the parts of a list.
    #[must_use]
    pub fn comma(&self) -> &'static str {
        match self.locale {
            Locale::English => ", ",
            Locale::Arabic => "، ",
        }
    }

    /// What stands between statements.
    #[must_use]
    pub fn semicolon(&self) -> &'static str {
        match self.locale {
            Locale::English => "; ",
            Locale::Arabic => "؛ ",
        }
    }

    /// A message, if there is one with that key.
    fn find(&self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.t(key))
    }

    /// A particular of a report.
    #[must_use]
    pub fn detail(&self, detail: &Detail) -> String {
        match detail {
            Detail::Text(text) => text.clone(),
            Detail::Told(message) => self.message(message),
            // The place keeps its own order in an Arabic line.
            Detail::File { place, message } => {
                format!("\u{2068}{place}\u{2069}: {}", self.message(message))
            }
        }
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned()
    }
}

/// Whether a text runs from right to left, by its first letter; `None` if it has none.
#[must_use]
pub fn runs_rtl(text: &str) -> Option<bool> {
    let first = text.chars().find(|c| c.is_alphabetic())?;
    Some(('\u{590}'..='\u{8ff}').contains(&first))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::formats::ReadError;
    use crate::formats::told::told;
    use crate::model::schema::{Attribute, AttributeKind, Schema};
    use crate::session::command::Command;

    /// The keys of a catalogue with the variables each uses.
    fn keys(source: &str) -> BTreeSet<String> {
        FluentResource::try_new(source.to_owned()).expect("a catalogue without errors");
        source
            .lines()
            .filter_map(|line| line.split_once(" = ").or_else(|| line.split_once(" =")))
            .filter(|(key, _)| !key.starts_with([' ', '#']))
            .map(|(key, _)| key.to_owned())
            .collect()
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(keys(ENGLISH), keys(ARABIC));
    }

    #[test]
    fn every_command_has_a_text() {
        let keys = keys(ENGLISH);
        for command in Command::plain() {
            assert!(keys.contains(command.text_key()), "{}", command.text_key());
        }
    }

    #[test]
    fn every_attribute_and_choice_of_the_default_schema_has_a_name() {
        let keys = keys(ENGLISH);
        let schema = Schema::conflict_news();
        let lists = schema.labels.into_iter().map(|label| label.attributes);
        for list in lists.chain([schema.incident]) {
            for Attribute { name, kind, .. } in list {
                assert!(keys.contains(&format!("attr-{name}")), "{name}");
                let (AttributeKind::Choice(list) | AttributeKind::Choices(list)) = kind else {
                    continue;
                };
                for value in list {
                    let own = keys.contains(&format!("value-{name}-{value}"));
                    assert!(own || keys.contains(&format!("value-{value}")), "{value}");
                }
            }
        }
    }

    #[test]
    fn everything_the_store_can_say_has_a_text() {
        let keys = keys(ENGLISH);
        let source = include_str!("../store/notice.rs");
        let named = source.split('"').filter(|part| part.starts_with("store-"));
        assert!(named.clone().count() > 20);
        for key in named.filter(|key| !key.contains(' ')) {
            assert!(keys.contains(key), "{key}");
        }
    }

    #[test]
    fn every_data_set_and_every_loss_has_a_text() {
        let keys = keys(ENGLISH);
        for set in crate::session::export::DataSet::all() {
            assert!(keys.contains(&format!("format-{}", set.name())), "{set:?}");
        }
        for loss in crate::formats::Loss::ALL {
            assert!(keys.contains(loss.key()), "{loss:?}");
        }
        for omission in crate::analysis::incidents::Omission::ALL {
            assert!(keys.contains(omission.key()), "{omission:?}");
        }
    }

    /// The sources in a room of the program, without its tests.
    fn sources(room: &str) -> Vec<(std::path::PathBuf, String)> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(room);
        let mut rooms = vec![root];
        let mut files = Vec::new();
        while let Some(room) = rooms.pop() {
            for entry in std::fs::read_dir(room).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    rooms.push(path);
                } else if !path.ends_with("tests.rs") {
                    let source = std::fs::read_to_string(&path).unwrap_or_default();
                    files.push((path, source));
                }
            }
        }
        files
    }

    #[test]
    fn whatever_can_be_wrong_in_a_file_has_a_text() {
        let keys = keys(ENGLISH);
        let mut told = 0;
        for room in ["src/formats", "src/session"] {
            for (path, source) in sources(room) {
                let named = source.split('"').filter(|part| {
                    let begins = ["problem-", "part-", "left-out-"];
                    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                    begins
                        .iter()
                        .any(|begin| part.len() > begin.len() && part.starts_with(begin))
                        && part.chars().all(plain)
                });
                for key in named {
                    told += 1;
                    assert!(keys.contains(key), "{key} of {}", path.display());
                }
            }
        }
        assert!(told > 80, "{told}");
    }

    #[test]
    fn what_is_told_of_a_part_names_it_in_either_language() {
        let told = ReadError::OpenQuote.within(told!("part-line", "line {number}", number = 3));
        let message = Message::from(&told.told());
        for (locale, words) in [
            (Locale::English, ["line", "quote"]),
            (Locale::Arabic, ["السطر", "اقتباس"]),
        ] {
            let said = Catalogue::new(locale).message(&message);
            assert!(
                words.iter().all(|word| said.contains(word)) && said.contains('3'),
                "{said}"
            );
        }
    }

    #[test]
    fn every_rule_that_proposes_is_told_in_words() {
        let keys = keys(ENGLISH);
        let mut told = 0;
        for (path, source) in sources("src/suggest") {
            // A rule is called `label/how`.
            let named = source.split('"').filter(|part| {
                let (label, how) = part.split_once('/').unwrap_or_default();
                let plain = |word: &str| {
                    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                };
                plain(label) && plain(how)
            });
            for rule in named {
                told += 1;
                let key = format!("rule-{}", rule.replace('/', "-"));
                assert!(keys.contains(&key), "{key} of {}", path.display());
            }
        }
        assert!(told > 15, "{told}");
    }

    #[test]
    fn arabic_counts_in_six_forms() {
        let catalogue = Catalogue::new(Locale::Arabic);
        let forms: BTreeSet<String> = [0, 1, 2, 3, 11, 100]
            .into_iter()
            .map(|n| catalogue.message(&Message::new("status-spans").number("count", n)))
            .collect();
        assert_eq!(forms.len(), 6, "{forms:?}");
    }
}
