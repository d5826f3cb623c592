//! A layer of tables: entries, their forms as a tree of words, the classes of words.
//!
//! Every word of a layer has a number. The forms are a tree: from a word's node a step leads on
//! with every word that may follow, so that looking a place up costs a step a word, however many
//! forms begin alike.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::table::{Broken, Written};
use super::words::{Class, Classes};
use super::{Entry, Match, Table};
use crate::text::fold::push_word;
use crate::text::token;

/// The number of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct WordId(u32);

/// The number of a node of the tree of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct NodeId(u32);

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Where the forms that begin with it hang.
    node: Option<NodeId>,
    classes: Classes,
    opens_quantity: bool,
}

/// A node of the tree: the first and the last of the forms that end here, and whether others go
/// on.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    forms: Option<[FormId; 2]>,
    goes_on: bool,
}

/// The number of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FormId(u32);

/// A form of an entry.
#[derive(Clone, Copy, Debug)]
struct Form {
    node: NodeId,
    /// The next one that ends at the same node.
    next: Option<FormId>,
    entry: usize,
    contextual: bool,
    count: Option<u64>,
}

/// A layer of tables.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    pub(super) entries: Vec<Entry>,
    pub(super) broken: Vec<Broken>,
    /// The countries among the places: by their codes, and by their English names.
    countries: [FxHashMap<String, usize>; 2],
    /// The places by their English names.
    places: FxHashMap<String, Vec<usize>>,
    ids: FxHashMap<String, usize>,
    numbers: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    values: FxHashMap<(WordId, Class), String>,
    steps: FxHashMap<(NodeId, WordId), NodeId>,
    nodes: Vec<Node>,
    forms: Vec<Form>,
    /// What a generic faction means, by country.
    generic: FxHashMap<String, Vec<(String, String)>>,
}

impl Layer {
    /// A layer of files as they stand in a project: their names and texts.
    ///
    /// A line that cannot be read is named by [`Layer::broken`] and left out.
    #[must_use]
    pub fn from_tables<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut layer = Self::default();
        for (name, text) in files {
            super::table::read(&mut layer, name, text);
        }
        layer
    }

    /// A layer of entries and their forms, of which a flag says whether they count only in
    /// context.
    #[must_use]
    pub fn from_entries<'a>(
        entries: impl IntoIterator<Item = (Entry, Vec<(&'a str, bool)>)>,
    ) -> Self {
        let mut layer = Self::default();
        for (entry, forms) in entries {
            let written = forms.into_iter().map(|(words, contextual)| Written {
                words: words.into(),
                contextual,
                count: None,
            });
            layer.add(entry, &written.collect::<Vec<_>>());
        }
        layer
    }

    /// Whether it holds nothing, not even a broken line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.generic.is_empty() && self.broken.is_empty()
    }

    /// The lines that were left out, with what is wrong with them.
    #[must_use]
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Adds an entry and its forms.
    pub(super) fn add(&mut self, entry: Entry, forms: &[Written<'_>]) {
        let number = self.entries.len();
        let mut folded = String::new();
        for form in forms {
            folded.clear();
            push_word(&mut folded, &form.words);
            let mut node = None;
            for word in token::words(&folded) {
                let word = self.number(word);
                node = Some(self.step(node, word));
            }
            if let Some(node) = node {
                self.end_at(Form {
                    node,
                    next: None,
                    entry: number,
                    contextual: form.contextual,
                    count: form.count,
                });
            }
        }
        if entry.class == "country" {
            let [by_code, by_name] = &mut self.countries;
            by_code.entry(entry.country.clone()).or_insert(number);
            let name = entry.names.first().cloned().unwrap_or_default();
            by_name.entry(name).or_insert(number);
        }
        if entry.table == Table::Places {
            let name = entry.names.first().cloned().unwrap_or_default();
            self.places.entry(name).or_default().push(number);
        }
        self.ids.entry(entry.id.clone()).or_insert(number);
        self.entries.push(entry);
    }

    /// Adds a word to a class.
    pub(super) fn add_class(&mut self, word: &str, class: Class, value: &str) {
        let id = self.number(word);
        if let Some(word) = self.words.get_mut(id.0 as usize) {
            word.classes |= class.into();
        }
        if !value.is_empty() {
            self.values.insert((id, class), value.to_owned());
        }
    }

    /// Says what a generic faction means in a country.
    pub(super) fn add_generic(&mut self, generic: &str, country: &str, id: &str) {
        let meanings = self.generic.entry(generic.to_owned()).or_default();
        meanings.push((country.to_owned(), id.to_owned()));
    }

    /// Marks the words that a quantity may begin with.
    pub(super) fn add_openers<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        for word in words {
            let id = self.number(word);
            if let Some(word) = self.words.get_mut(id.0 as usize) {
                word.opens_quantity = true;
            }
        }
    }

    /// Adds a form behind those that end at its node.
    fn end_at(&mut self, form: Form) {
        let new = FormId(index(self.forms.len()));
        let node = self.nodes.get_mut(form.node.0 as usize);
        if let Some(node) = node {
            let [first, last] = node.forms.unwrap_or([new, new]);
            node.forms = Some([first, new]);
            if let Some(last) = self.forms.get_mut(last.0 as usize) {
                last.next = Some(new);
            }
        }
        self.forms.push(form);
    }

    /// The number of a folded word, a new one if it has none.
    fn number(&mut self, word: &str) -> WordId {
        if let Some(id) = self.numbers.get(word) {
            return *id;
        }
        let id = WordId(index(self.words.len()));
        self.numbers.insert(word.into(), id);
        self.words.push(Word::default());
        id
    }

    /// The node behind a word: at the start of a form, or after another node.
    fn step(&mut self, from: Option<NodeId>, word: WordId) -> NodeId {
        let new = NodeId(index(self.nodes.len()));
        let node = match from {
            None => self
                .words
                .get_mut(word.0 as usize)
                .map_or(new, |word| *word.node.get_or_insert(new)),
            Some(from) => {
                if let Some(node) = self.nodes.get_mut(from.0 as usize) {
                    node.goes_on = true;
                }
                *self.steps.entry((from, word)).or_insert(new)
            }
        };
        if node == new {
            self.nodes.push(Node::default());
        }
        node
    }

    /// The number of a folded word, if the layer has it.
    pub(super) fn word(&self, word: &str) -> Option<WordId> {
        self.numbers.get(word).copied()
    }

    fn of(&self, word: WordId) -> Word {
        self.words.get(word.0 as usize).copied().unwrap_or_default()
    }

    fn form(&self, form: FormId) -> Option<&Form> {
        self.forms.get(form.0 as usize)
    }

    /// The classes of a word.
    pub(super) fn classes(&self, word: WordId) -> Classes {
        self.of(word).classes
    }

    /// Whether a quantity may begin with a word.
    pub(super) fn opens_quantity(&self, word: WordId) -> bool {
        self.of(word).opens_quantity
    }

    /// What a word stands for in a class that has values.
    pub(super) fn value(&self, word: WordId, class: Class) -> Option<&str> {
        self.values.get(&(word, class)).map(String::as_str)
    }

    /// Whether a word is a form by itself.
    pub(super) fn is_form(&self, word: WordId) -> bool {
        let node = self.of(word).node;
        let node = node.and_then(|node| self.nodes.get(node.0 as usize));
        node.is_some_and(|node| node.forms.is_some())
    }

    /// The entry with an id.
    pub(super) fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.ids.get(id)?)
    }

    /// The country with a code.
    pub(super) fn country_by_code(&self, code: &str) -> Option<&Entry> {
        let [by_code, _] = &self.countries;
        self.entries.get(*by_code.get(code)?)
    }

    /// The country with an English name.
    pub(super) fn country_by_name(&self, name: &str) -> Option<&Entry> {
        let [_, by_name] = &self.countries;
        self.entries.get(*by_name.get(name)?)
    }

    /// The places with an English name.
    pub(super) fn places_named(&self, name: &str) -> impl Iterator<Item = &Entry> {
        let numbers = self.places.get(name).into_iter().flatten();
        numbers.filter_map(|number| self.entries.get(*number))
    }

    /// What a generic faction means in a country.
    pub(super) fn resolved(&self, generic: &str, country: &str) -> Option<&str> {
        let meanings = self.generic.get(generic)?;
        let found = meanings.iter().find(|(of, _)| of == country);
        found.map(|(_, id)| id.as_str())
    }

    /// Where the forms hang that begin with a word.
    pub(super) fn node(&self, word: WordId) -> Option<NodeId> {
        self.of(word).node
    }

    /// Adds the forms that hang on a node and begin at a token, of which so many bytes are
    /// particles; `word` says which word a token after it is as it stands.
    pub(super) fn forms_from<'a>(
        &'a self,
        node: NodeId,
        (first, skip): (usize, usize),
        word: impl Fn(usize) -> Option<WordId>,
        day: Option<Date>,
        found: &mut Vec<Match<'a>>,
    ) {
        let mut next = Some(node);
        let mut end = first + 1;
        while let Some(node) = next {
            let Some(Node { forms, goes_on }) = self.nodes.get(node.0 as usize) else {
                return;
            };
            let mut form = forms.and_then(|[first, _]| self.form(first));
            while let Some(ending) = form {
                let entry = self.entries.get(ending.entry);
                if let Some(entry) = entry.filter(|entry| entry.is_valid_on(day)) {
                    found.push(Match {
                        entry,
                        first,
                        skip,
                        end,
                        contextual: ending.contextual,
                        count: ending.count,
                    });
                }
                form = ending.next.and_then(|next| self.form(next));
            }
            if !goes_on {
                return;
            }
            next = word(end).and_then(|word| self.steps.get(&(node, word)).copied());
            end += 1;
        }
    }
}

impl Layer {
    /// The forms of each entry as folded texts, read off the tree from the leaves.
    pub(super) fn spelled(&self) -> FxHashMap<usize, Vec<String>> {
        // Every number from 0 on is a word's.
        let mut words: Vec<(WordId, &str)> = Vec::with_capacity(self.numbers.len());
        words.extend(self.numbers.iter().map(|(word, id)| (*id, word.as_ref())));
        words.sort();
        let word = |id: WordId| words.get(id.0 as usize).map_or("", |(_, word)| word);
        let mut texts: Vec<String> = vec![String::new(); self.nodes.len()];
        for (number, known) in self.words.iter().enumerate() {
            let place = known.node.and_then(|node| texts.get_mut(node.0 as usize));
            if let Some(place) = place {
                word(WordId(index(number))).clone_into(place);
            }
        }
        // A node is made after the one it hangs on, so that its number is the larger one.
        let mut steps: Vec<(NodeId, NodeId, WordId)> = Vec::with_capacity(self.steps.len());
        steps.extend(self.steps.iter().map(|((from, by), to)| (*to, *from, *by)));
        steps.sort();
        for (to, from, by) in steps {
            let before = texts.get(from.0 as usize).cloned().unwrap_or_default();
            if let Some(place) = texts.get_mut(to.0 as usize) {
                *place = format!("{before} {}", word(by));
            }
        }
        let mut spelled: FxHashMap<usize, Vec<String>> = FxHashMap::default();
        for form in &self.forms {
            let text = texts.get(form.node.0 as usize).cloned();
            spelled.entry(form.entry).or_default().extend(text);
        }
        spelled
    }
}

/// A number of a word or node. Four thousand million of them do not fit into a table.
fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
