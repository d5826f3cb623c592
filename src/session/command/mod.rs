//! All that a user can do, as one enum nested by area.
//!
//! Menus, keys, tooltips and the overview of shortcuts are derived from it: a command's text is
//! the Fluent message [`Command::text_key`], its keys stand in [`super::keymap`], and
//! [`super::Session::is_enabled`] says when it can be given. Panels send commands; the session
//! carries them out between frames.
//!
//! The areas and the commands in them stand in the order of the menus.

use crate::model::span::AttrValue;

/// An area of commands in three lists: those that can be given without saying more, which stand
/// in menus and palette, a line in the menu where a `;` is; those that say what they are about;
/// and those of a dialog's own buttons.
macro_rules! area {
    (
        $(#[$doc:meta])* $name:ident
        { $($($(#[$plain_doc:meta])* $plain:ident = $plain_key:literal,)+);* }
        { $($(#[$with_doc:meta])* $with:ident ( $($data:ty),* ) = $with_key:literal,)* }
        { $($(#[$inner_doc:meta])* $inner:ident = $inner_key:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($($(#[$plain_doc])* $plain,)+)*
            $($(#[$with_doc])* $with($($data),*),)*
            $($(#[$inner_doc])* $inner,)*
        }

        impl $name {
            /// The commands that can be given without saying more, in menu order, those together
            /// that the menu shows together.
            pub(super) fn groups() -> Vec<Vec<Self>> {
                vec![$(vec![$(Self::$plain),+]),*]
            }

            pub(super) fn text_key(&self) -> &'static str {
                match self {
                    $($(Self::$plain => $plain_key,)+)*
                    $(Self::$with(..) => $with_key,)*
                    $(Self::$inner => $inner_key,)*
                }
            }
        }
    };
}

mod article;
mod joined;
mod program;
mod project;

pub use article::{ArticleCommand, Select, SpanCommand};
pub use joined::{IncidentCommand, RelationCommand, WalkCommand};
pub use program::{EditCommand, File, View};
pub use project::{RegistryCommand, Review, SchemaCommand, TableCommand};

/// Something the user can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Projects and files.
    File(File),
    /// Undo, clipboard.
    Edit(EditCommand),
    /// What is shown and how.
    View(View),
    /// The tables over the whole project.
    Table(TableCommand),
    /// The open article and the list of articles.
    Article(ArticleCommand),
    /// Which words are selected.
    Select(Select),
    /// Spans.
    Span(SpanCommand),
    /// Relations between spans.
    Relation(RelationCommand),
    /// Incidents.
    Incident(IncidentCommand),
    /// Walking to a span.
    Walk(WalkCommand),
    /// Reviewing what the program proposes.
    Review(Review),
    /// The factions and places that the project knows.
    Registry(RegistryCommand),
    /// The schema.
    Schema(SchemaCommand),
}

/// Attributes by name with what they will be; `None` takes one away.
pub type Attributes = Vec<(String, Option<AttrValue>)>;

impl Command {
    /// The commands that can be given without saying more, in menu order.
    #[must_use]
    pub fn plain() -> Vec<Self> {
        Self::groups().concat()
    }

    /// The same, those together that a menu shows together.
    #[must_use]
    pub fn groups() -> Vec<Vec<Self>> {
        fn of<T>(groups: Vec<Vec<T>>, command: fn(T) -> Command) -> Vec<Vec<Command>> {
            let group = |group: Vec<T>| group.into_iter().map(command).collect();
            groups.into_iter().map(group).collect()
        }
        [
            of(File::groups(), Self::File),
            of(EditCommand::groups(), Self::Edit),
            of(View::groups(), Self::View),
            of(TableCommand::groups(), Self::Table),
            of(ArticleCommand::groups(), Self::Article),
            of(Select::groups(), Self::Select),
            of(SpanCommand::groups(), Self::Span),
            of(RelationCommand::groups(), Self::Relation),
            of(IncidentCommand::groups(), Self::Incident),
            of(WalkCommand::groups(), Self::Walk),
            of(Review::groups(), Self::Review),
            of(RegistryCommand::groups(), Self::Registry),
            of(SchemaCommand::groups(), Self::Schema),
        ]
        .concat()
    }

    /// The Fluent message that names it.
    #[must_use]
    pub fn text_key(&self) -> &'static str {
        match self {
            Self::File(command) => command.text_key(),
            Self::Edit(command) => command.text_key(),
            Self::View(command) => command.text_key(),
            Self::Table(command) => command.text_key(),
            Self::Article(command) => command.text_key(),
            Self::Select(command) => command.text_key(),
            Self::Span(command) => command.text_key(),
            Self::Relation(command) => command.text_key(),
            Self::Incident(command) => command.text_key(),
            Self::Walk(command) => command.text_key(),
            Self::Review(command) => command.text_key(),
            Self::Registry(command) => command.text_key(),
            Self::Schema(command) => command.text_key(),
        }
    }
}
