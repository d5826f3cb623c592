//! A text of the interface that has not been put into a language yet.
//!
//! The session says what happened as a message key with arguments; whoever shows it asks the
//! catalogue. So a notice that is on the screen changes language with everything else.

use crate::formats::Told;

/// A message key with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The Fluent message.
    pub key: &'static str,
    /// Its arguments by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text in any script; it is isolated from the text around it.
    Text(String),
    /// A number; it chooses the plural form.
    Number(i64),
    /// Another message, which has no arguments.
    Named(&'static str),
    /// Another message.
    Told(Message),
    /// What an attribute can be, by its names in files; the project may have a word of its own.
    Value(&'static str, String),
}

impl From<&Told> for Message {
    fn from(told: &Told) -> Self {
        let mut why = Self::new(told.key);
        for (name, value) in &told.args {
            why = why.text(name, value.as_str());
        }
        match told.part.as_deref() {
            Some(part) => Self::new("problem-within")
                .told("part", part.into())
                .told("why", why),
            None => why,
        }
    }
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// The message with a text put in.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, Arg::Text(value.into())));
        self
    }

    /// The message with another one put in, which has no arguments.
    #[must_use]
    pub fn named(mut self, name: &'static str, key: &'static str) -> Self {
        self.args.push((name, Arg::Named(key)));
        self
    }

    /// The message with what an attribute can be put in, as people call it.
    #[must_use]
    pub fn value(mut self, name: &'static str, attribute: &'static str, value: &str) -> Self {
        let value = Arg::Value(attribute, value.to_owned());
        self.args.push((name, value));
        self
    }

    /// The message with another one put in.
    #[must_use]
    pub fn told(mut self, name: &'static str, message: Self) -> Self {
        self.args.push((name, Arg::Told(message)));
        self
    }

    /// The message with a number put in.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: usize) -> Self {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.args.push((name, Arg::Number(value)));
        self
    }
}
