//! Which keys give which command.
//!
//! Keys are physical: `Key::Letter('Z')` is the key that a US keyboard labels Z, whatever the
//! layout makes of it, so that everything works with an Arabic layout active. A chord with
//! [`Scope::Article`] is taken only while the article has the focus and no entry field does.

use std::sync::LazyLock;

use super::command::{
    ArticleCommand as Article, Command, EditCommand as Edit, File, IncidentCommand as Incident,
    RegistryCommand as Registry, RelationCommand as Relation, Review, SchemaCommand, Select,
    SpanCommand as Span, TableCommand, View,
};
use crate::model::annotations::Progress;

/// A physical key, named as on a US keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// `A` to `Z`.
    Letter(char),
    /// `0` to `9`, of the main block or the number pad.
    Digit(char),
    /// `F1` to `F12`.
    F(u8),
    /// Left arrow. What it does depends on the direction of the text.
    Left,
    /// Right arrow.
    Right,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tabulator.
    Tab,
    /// Space bar.
    Space,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// `-`
    Minus,
    /// `=`, with `+` above it.
    Equals,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `\`
    Backslash,
    /// `,`
    Comma,
    /// `.`
    Period,
    /// `;`
    Semicolon,
    /// `'`
    Quote,
    /// `/`
    Slash,
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Ctrl, or Cmd on macOS.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on macOS.
    pub alt: bool,
}

impl Chord {
    /// The key alone.
    #[must_use]
    pub const fn plain(key: Key) -> Self {
        Self {
            key,
            ctrl: false,
            shift: false,
            alt: false,
        }
    }

    const fn ctrl(mut self) -> Self {
        self.ctrl = true;
        self
    }

    const fn shift(mut self) -> Self {
        self.shift = true;
        self
    }

    const fn alt(mut self) -> Self {
        self.alt = true;
        self
    }

    /// How it is written in menus, such as `Ctrl+Shift+Z`, on macOS `⇧⌘Z`. Always Latin.
    #[must_use]
    pub fn legend(&self, mac: bool) -> String {
        let mut legend = String::new();
        let modifiers: [(bool, &str, &str); 3] = [
            (self.ctrl, "Ctrl+", "⌘"),
            (self.alt, "Alt+", "⌥"),
            (self.shift, "Shift+", "⇧"),
        ];
        for (held, other, apple) in modifiers {
            if held {
                legend.push_str(if mac { apple } else { other });
            }
        }
        legend.push_str(&self.key.legend());
        legend
    }
}

impl Key {
    /// What stands on the key of a US keyboard.
    #[must_use]
    pub fn legend(self) -> String {
        match self {
            Self::Letter(c) | Self::Digit(c) => c.to_string(),
            Self::F(n) => format!("F{n}"),
            Self::Left => "←".into(),
            Self::Right => "→".into(),
            Self::Up => "↑".into(),
            Self::Down => "↓".into(),
            Self::Home => "Home".into(),
            Self::End => "End".into(),
            Self::PageUp => "PgUp".into(),
            Self::PageDown => "PgDn".into(),
            Self::Enter => "Enter".into(),
            Self::Escape => "Esc".into(),
            Self::Tab => "Tab".into(),
            Self::Space => "Space".into(),
            Self::Backspace => "Backspace".into(),
            Self::Delete => "Del".into(),
            Self::Minus => "-".into(),
            Self::Equals => "=".into(),
            Self::OpenBracket => "[".into(),
            Self::CloseBracket => "]".into(),
            Self::Backslash => "\\".into(),
            Self::Comma => ",".into(),
            Self::Period => ".".into(),
            Self::Semicolon => ";".into(),
            Self::Quote => "'".into(),
            Self::Slash => "/".into(),
        }
    }

    /// What stands on the same key of an Arabic (101) keyboard, where it differs.
    #[must_use]
    pub fn arabic_legend(self) -> Option<&'static str> {
        let Self::Letter(c) = self else {
            return match self {
                Self::OpenBracket => Some("ج"),
                Self::CloseBracket => Some("د"),
                Self::Semicolon => Some("ك"),
                Self::Quote => Some("ط"),
                Self::Comma => Some("و"),
                Self::Period => Some("ز"),
                Self::Slash => Some("ظ"),
                _ => None,
            };
        };
        const ROW: [&str; 26] = [
            "ش", "لا", "ؤ", "ي", "ث", "ب", "ل", "ا", "ه", "ت", "ن", "م", "ة", "ى", "خ", "ح", "ض",
            "ق", "س", "ف", "ع", "ر", "ص", "ء", "غ", "ئ",
        ];
        ROW.get((c as usize).checked_sub('A' as usize)?).copied()
    }
}

/// Where a chord is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere, entry fields included.
    Global,
    /// Everywhere but in entry fields, which have an undo of their own.
    Outside,
    /// While the article has the focus.
    Article,
}

/// One line of the keymap.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// Where it is taken.
    pub scope: Scope,
    /// The keys.
    pub chord: Chord,
    /// What they do.
    pub command: Command,
}

/// All bindings but the label keys, which belong to the schema. Where a command has several, the
/// first one is shown in menus.
///
/// Arrow keys are given for text from right to left; [`mirrored`] turns them round.
#[must_use]
pub fn bindings() -> &'static [Binding] {
    static BINDINGS: LazyLock<Vec<Binding>> = LazyLock::new(all);
    &BINDINGS
}

fn all() -> Vec<Binding> {
    use Key as K;
    let key = Chord::plain;
    let letter = |c| Chord::plain(Key::Letter(c));
    let global = |chord, command| Binding {
        scope: Scope::Global,
        chord,
        command,
    };
    let outside = |chord, command| Binding {
        scope: Scope::Outside,
        chord,
        command,
    };
    let article = |chord, command| Binding {
        scope: Scope::Article,
        chord,
        command,
    };
    let mut all = vec![
        global(letter('S').ctrl(), Command::File(File::SaveSnapshot)),
        global(letter('Q').ctrl(), Command::File(File::Quit)),
        global(letter('N').ctrl(), Command::File(File::New)),
        global(letter('O').ctrl(), Command::File(File::Open)),
        global(letter('I').ctrl(), Command::File(File::ImportFiles)),
        global(letter('E').ctrl(), Command::File(File::Export)),
        global(key(K::Comma).ctrl(), Command::File(File::Settings)),
        outside(letter('Z').ctrl(), Command::Edit(Edit::Undo)),
        outside(letter('Z').ctrl().shift(), Command::Edit(Edit::Redo)),
        outside(letter('Y').ctrl(), Command::Edit(Edit::Redo)),
        global(letter('H').ctrl(), Command::Edit(Edit::History)),
        global(letter('F').ctrl(), Command::Edit(Edit::Find)),
        global(key(K::F(3)), Command::Edit(Edit::FindNext)),
        global(key(K::F(3)).shift(), Command::Edit(Edit::FindPrevious)),
        global(
            letter('F').ctrl().shift(),
            Command::Edit(Edit::FindInProject),
        ),
        article(letter('C').ctrl(), Command::Edit(Edit::Copy)),
        article(letter('A').ctrl(), Command::Edit(Edit::SelectAll)),
        global(key(K::Equals).ctrl(), Command::View(View::ZoomIn)),
        global(key(K::Equals).ctrl().shift(), Command::View(View::ZoomIn)),
        global(key(K::Minus).ctrl(), Command::View(View::ZoomOut)),
        global(key(K::Digit('0')).ctrl(), Command::View(View::ZoomReset)),
        global(key(K::Equals).alt(), Command::View(View::ArticleZoomIn)),
        global(key(K::Minus).alt(), Command::View(View::ArticleZoomOut)),
        global(letter('B').ctrl(), Command::View(View::ToggleList)),
        global(
            letter('B').ctrl().shift(),
            Command::View(View::ToggleInspector),
        ),
        global(letter('L').ctrl(), Command::View(View::ToggleLabelNames)),
        global(
            letter('K').ctrl().shift(),
            Command::View(View::ToggleRelations),
        ),
        global(letter('G').ctrl(), Command::View(View::ToggleSuggestions)),
        global(letter('T').ctrl(), Command::View(View::Table)),
        global(
            letter('T').ctrl().shift(),
            Command::Table(TableCommand::Pictures),
        ),
        global(key(K::F(10)), Command::View(View::Menus)),
        global(key(K::F(11)), Command::View(View::FullScreen)),
        global(letter('P').ctrl(), Command::View(View::Palette)),
        global(letter('P').ctrl().shift(), Command::View(View::Palette)),
        global(key(K::F(1)), Command::View(View::Shortcuts)),
        global(letter('N').ctrl().shift(), Command::View(View::Notices)),
        global(key(K::F(6)), Command::View(View::NextPane)),
        global(key(K::F(6)).shift(), Command::View(View::PreviousPane)),
        global(
            letter('C').ctrl().shift(),
            Command::Article(Article::CopyFrom),
        ),
        global(key(K::F(2)), Command::Article(Article::Describe)),
        global(letter('M').ctrl().shift(), Command::Article(Article::Note)),
        global(
            letter('L').ctrl().shift(),
            Command::Article(Article::Filter),
        ),
        global(key(K::PageDown).ctrl(), Command::Article(Article::Next)),
        global(key(K::PageUp).ctrl(), Command::Article(Article::Previous)),
        global(
            key(K::Enter).ctrl(),
            Command::Article(Article::SetProgress(Progress::Done)),
        ),
        article(key(K::Left), Command::Select(Select::NextWord)),
        article(key(K::Right), Command::Select(Select::PreviousWord)),
        article(key(K::Up), Command::Select(Select::LineUp)),
        article(key(K::Down), Command::Select(Select::LineDown)),
        article(key(K::Left).ctrl(), Command::Select(Select::NextChar)),
        article(key(K::Right).ctrl(), Command::Select(Select::PreviousChar)),
        article(
            key(K::Left).shift(),
            Command::Select(Select::ExtendNextWord),
        ),
        article(
            key(K::Right).shift(),
            Command::Select(Select::ExtendPreviousWord),
        ),
        article(
            key(K::Left).ctrl().shift(),
            Command::Select(Select::ExtendNextChar),
        ),
        article(
            key(K::Right).ctrl().shift(),
            Command::Select(Select::ExtendPreviousChar),
        ),
        article(key(K::Period), Command::Select(Select::Sentence)),
        article(key(K::Escape), Command::Select(Select::Clear)),
        article(key(K::Enter), Command::Span(Span::Accept)),
        article(key(K::Enter).shift(), Command::Span(Span::Labels)),
        article(key(K::Semicolon), Command::Span(Span::Attributes)),
        article(key(K::Semicolon).shift(), Command::Span(Span::Repeat)),
        global(letter('M').ctrl(), Command::Span(Span::Note)),
        article(key(K::Delete), Command::Span(Span::Remove)),
        article(key(K::Backspace), Command::Span(Span::Remove)),
        article(key(K::Tab), Command::Span(Span::Next)),
        article(key(K::Tab).shift(), Command::Span(Span::Previous)),
        article(key(K::Space), Command::Span(Span::Cycle)),
        article(key(K::OpenBracket), Command::Span(Span::StartOut)),
        article(key(K::CloseBracket), Command::Span(Span::StartIn)),
        article(key(K::Equals), Command::Span(Span::EndOut)),
        article(key(K::Minus), Command::Span(Span::EndIn)),
        article(
            key(K::OpenBracket).shift(),
            Command::Span(Span::StartOutChar),
        ),
        article(
            key(K::CloseBracket).shift(),
            Command::Span(Span::StartInChar),
        ),
        article(key(K::Equals).shift(), Command::Span(Span::EndOutChar)),
        article(key(K::Minus).shift(), Command::Span(Span::EndInChar)),
        article(key(K::Backslash), Command::Span(Span::ToggleProclitic)),
        article(key(K::Quote), Command::Relation(Relation::Start)),
        article(key(K::Comma), Command::Relation(Relation::List)),
        article(key(K::Slash), Command::Incident(Incident::List)),
        article(key(K::Slash).shift(), Command::Incident(Incident::New)),
        article(key(K::Slash).alt(), Command::Incident(Incident::Repeat)),
        article(key(K::Enter).alt(), Command::Relation(Relation::AcceptAll)),
        article(
            key(K::Period).shift(),
            Command::Review(Review::AcceptParagraph),
        ),
        global(
            key(K::Enter).ctrl().shift(),
            Command::Review(Review::AcceptMany),
        ),
        global(
            key(K::Backspace).ctrl().shift(),
            Command::Review(Review::RejectMany),
        ),
        global(letter('D').ctrl(), Command::Review(Review::Occurrences)),
        global(
            letter('D').ctrl().shift(),
            Command::Review(Review::OccurrencesInProject),
        ),
        global(letter('J').ctrl(), Command::Review(Review::Propagate)),
        global(letter('R').ctrl(), Command::Review(Review::Overview)),
        global(
            letter('G').ctrl().shift(),
            Command::Review(Review::ToggleDoubtful),
        ),
        global(
            letter('R').ctrl().shift(),
            Command::Review(Review::ToggleDoubtfulFirst),
        ),
        global(letter('K').ctrl(), Command::Registry(Registry::Show)),
        global(
            letter('S').ctrl().shift(),
            Command::Schema(SchemaCommand::Show),
        ),
        article(letter('F').alt(), Command::Registry(Registry::NewFaction)),
        article(letter('P').alt(), Command::Registry(Registry::NewPlace)),
        article(letter('N').alt(), Command::Registry(Registry::AddName)),
        article(key(K::Digit('1')).alt(), Command::Span(Span::InsteadFirst)),
    ];
    // What could be said instead has a number.
    all.extend(('2'..='9').zip(1..).map(|(digit, number)| {
        article(
            key(K::Digit(digit)).alt(),
            Command::Span(Span::Instead(number)),
        )
    }));
    all
}

/// The chord with left and right exchanged, for text from left to right.
#[must_use]
pub fn mirrored(chord: Chord) -> Chord {
    let key = match chord.key {
        Key::Left => Key::Right,
        Key::Right => Key::Left,
        key => key,
    };
    Chord { key, ..chord }
}

/// The first chord of a command, for menus and tooltips.
#[must_use]
pub fn chord_of(command: &Command) -> Option<Chord> {
    bindings()
        .iter()
        .find(|binding| &binding.command == command)
        .map(|binding| binding.chord)
}

/// The key of a schema label: `'1'` is a digit, `'A'` a letter.
#[must_use]
pub fn label_key(key: char) -> Option<Key> {
    let key = key.to_ascii_uppercase();
    match key {
        '0'..='9' => Some(Key::Digit(key)),
        'A'..='Z' => Some(Key::Letter(key)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_commands_share_a_chord() {
        let mut seen = HashSet::new();
        for binding in bindings() {
            assert!(
                seen.insert(binding.chord),
                "{}",
                binding.chord.legend(false)
            );
        }
    }

    #[test]
    fn plain_letters_and_digits_stay_free_for_labels() {
        for &Binding { chord, .. } in bindings() {
            let modified = chord.ctrl || chord.alt;
            assert!(
                modified || !matches!(chord.key, Key::Letter(_) | Key::Digit(_)),
                "{}",
                chord.legend(false)
            );
        }
    }

    #[test]
    fn keys_that_write_are_taken_only_in_the_article() {
        for &Binding { chord, scope, .. } in bindings() {
            let writes = !chord.ctrl && !chord.alt && !matches!(chord.key, Key::F(_) | Key::Escape);
            assert!(
                !writes || scope == Scope::Article,
                "{}",
                chord.legend(false)
            );
        }
    }

    #[test]
    fn legends_read_as_users_know_them() {
        let chord = Chord::plain(Key::Letter('Z')).ctrl().shift();
        assert_eq!(chord.legend(false), "Ctrl+Shift+Z");
        assert_eq!(chord.legend(true), "⌘⇧Z");
        assert_eq!(Key::Letter('F').arabic_legend(), Some("ب"));
        assert_eq!(Key::Letter('Z').arabic_legend(), Some("ئ"));
        assert_eq!(Key::Digit('1').arabic_legend(), None);
    }
}
