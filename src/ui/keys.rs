//! From key presses to commands.

use egui::{Event, Modifiers};

use super::icon::Icon;
use crate::session::Session;
use crate::session::command::{Command, SpanCommand, WalkCommand};
use crate::session::keymap::chord_of as chord_of_command;
use crate::session::keymap::{Chord, Key, Scope, bindings, label_key, mirrored};
use crate::session::table;
use crate::session::walk::step_of;

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// The article.
    Article,
    /// The labels beside the selection: those of labels act, the others move in the list.
    Labels,
    /// A walk to a span in the article.
    Walk,
    /// The rows of a table.
    Table,
    /// An entry field.
    Entry,
    /// A menu, or a list that a control opened.
    Menu,
    /// Some other control.
    Control,
    /// A dialog.
    Dialog,
}

/// The commands that the keys of this frame give. Keys that are taken are no longer there for
/// widgets. `rtl` says whether the article's text runs from right to left.
pub fn take(ui: &egui::Ui, session: &Session, keys: Keys, rtl: bool) -> Vec<Command> {
    let bindings = bindings();
    let in_article = keys == Keys::Article;
    let takes = |scope| match scope {
        Scope::Global => !matches!(keys, Keys::Dialog | Keys::Labels | Keys::Menu),
        Scope::Outside => matches!(
            keys,
            Keys::Article | Keys::Walk | Keys::Table | Keys::Control
        ),
        Scope::Article => in_article,
    };
    let labels = matches!(keys, Keys::Article | Keys::Labels);
    let mut commands = Vec::new();
    // What a key that was taken would have written is not for a field that it leads to.
    let mut writes = false;
    ui.ctx().input_mut(|input| {
        input.events.retain(|event| {
            // The clipboard keys arrive as events of their own.
            let chord = match event {
                Event::Copy => Some(Chord {
                    ctrl: true,
                    ..Chord::plain(Key::Letter('C'))
                }),
                event => chord_of(event),
            };
            let Some(chord) = chord else { return true };
            let label = labels.then(|| label_command(session, chord)).flatten();
            let walk = (keys == Keys::Walk).then(|| step_of(chord, rtl)).flatten();
            let walk = walk.map(|step| Command::Walk(WalkCommand::Step(step)));
            let table = (keys == Keys::Table).then(|| table::keys::command_of(chord, rtl));
            let table = table.flatten().map(Command::Table);
            let found = label.or(walk).or(table).or_else(|| {
                let binding = bindings.iter().find(|binding| {
                    let turned = if binding.scope == Scope::Article && !rtl {
                        mirrored(binding.chord)
                    } else {
                        binding.chord
                    };
                    turned == chord && takes(binding.scope)
                });
                binding.map(|binding| binding.command.clone())
            });
            match found {
                Some(command) => {
                    writes |= !chord.ctrl;
                    commands.push(command);
                    false
                }
                None => true,
            }
        });
        if writes {
            input
                .events
                .retain(|event| !matches!(event, Event::Text(_)));
        }
    });
    commands
}

/// A plain key of a label.
fn label_command(session: &Session, chord: Chord) -> Option<Command> {
    if chord.ctrl || chord.alt || chord.shift {
        return None;
    }
    let schema = &session.project.as_ref()?.project.schema;
    let label = schema
        .labels
        .iter()
        .find(|label| label.enabled && label.key.and_then(label_key) == Some(chord.key))?;
    Some(Command::Span(SpanCommand::Tag(label.id.clone())))
}

/// The chord of a key press, by the physical key where the system tells it.
fn chord_of(event: &Event) -> Option<Chord> {
    let Event::Key {
        key,
        physical_key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    let Modifiers {
        alt,
        shift,
        command,
        ..
    } = *modifiers;
    Some(Chord {
        key: key_of(physical_key.unwrap_or(*key)).or_else(|| key_of(*key))?,
        ctrl: command,
        shift,
        alt,
    })
}

/// How the keys of a command are written beside its name; empty if it has none.
pub(super) fn legend_of(command: &Command) -> String {
    chord_of_command(command).map_or_else(String::new, legend)
}

/// How keys are written. The interface's face has no arrows; the icons have.
pub(super) fn legend(chord: Chord) -> String {
    let written = chord.legend(cfg!(target_os = "macos"));
    let arrow = |c| match c {
        '←' => Icon::ArrowLeft.glyph(),
        '→' => Icon::ArrowRight.glyph(),
        '↑' => Icon::ArrowUp.glyph(),
        '↓' => Icon::ArrowDown.glyph(),
        other => other,
    };
    written.chars().map(arrow).collect()
}

/// The key as the keymap names it.
pub(super) fn key_of(key: egui::Key) -> Option<Key> {
    use egui::Key as E;
    Some(match key {
        E::ArrowLeft => Key::Left,
        E::ArrowRight => Key::Right,
        E::ArrowUp => Key::Up,
        E::ArrowDown => Key::Down,
        E::Home => Key::Home,
        E::End => Key::End,
        E::PageUp => Key::PageUp,
        E::PageDown => Key::PageDown,
        E::Enter => Key::Enter,
        E::Escape => Key::Escape,
        E::Tab => Key::Tab,
        E::Space => Key::Space,
        E::Backspace => Key::Backspace,
        E::Delete => Key::Delete,
        E::Minus => Key::Minus,
        E::Equals | E::Plus => Key::Equals,
        E::OpenBracket => Key::OpenBracket,
        E::CloseBracket => Key::CloseBracket,
        E::Backslash => Key::Backslash,
        E::Comma => Key::Comma,
        E::Period => Key::Period,
        E::Semicolon => Key::Semicolon,
        E::Quote => Key::Quote,
        E::Slash => Key::Slash,
        other => {
            let name = other.name();
            let mut chars = name.chars();
            match (chars.next()?, chars.as_str()) {
                (c @ 'A'..='Z', "") => Key::Letter(c),
                (c @ '0'..='9', "") => Key::Digit(c),
                ('F', number) => Key::F(number.parse().ok()?),
                _ => return None,
            }
        }
    })
}
