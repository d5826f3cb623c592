//! What keys, clipboard and input method do to a field.

use egui::{Context, Event, ImeEvent, Key, Modifiers};

use super::State;
use crate::typeset::entry::{Delete, Motion};

/// What a field made of an event.
#[derive(PartialEq)]
pub(super) enum Taken {
    Nothing,
    Done,
    Submit,
    Escape,
}

impl State {
    /// Does what an event says, in a field of one line or of several.
    pub(super) fn take(&mut self, ctx: &Context, event: &Event, several: bool) -> Taken {
        let clean = |text: &str| {
            if several {
                text.replace("\r\n", "\n").replace('\r', "\n")
            } else {
                text.split(['\r', '\n']).collect::<Vec<_>>().join(" ")
            }
        };
        match event {
            Event::Text(text) => self.entry.insert(&clean(text)),
            Event::Paste(text) => {
                self.entry.insert(&clean(text));
                // What is typed next is a step of its own.
                self.entry.place(self.entry.caret(), false);
            }
            Event::Copy => {
                if let Some(selected) = self.entry.selected() {
                    ctx.copy_text(selected.to_owned());
                }
            }
            Event::Cut => {
                if let Some(selected) = self.entry.selected() {
                    ctx.copy_text(selected.to_owned());
                    self.entry.delete(Delete::Back);
                }
            }
            Event::Ime(ImeEvent::Preedit { text, .. }) => self.entry.compose(text),
            Event::Ime(ImeEvent::Commit(text)) => self.entry.insert(&clean(text)),
            Event::Ime(ImeEvent::DeleteSurrounding {
                before_chars,
                after_chars,
            }) => self.entry.delete_around(*before_chars, *after_chars),
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => return self.press(*key, *modifiers, several),
            _ => return Taken::Nothing,
        }
        Taken::Done
    }

    fn press(&mut self, key: Key, held: Modifiers, several: bool) -> Taken {
        let mac = cfg!(target_os = "macos");
        let by_word = if mac { held.alt } else { held.ctrl };
        let to_edge = mac && held.command;
        let motion = match key {
            Key::ArrowLeft if by_word => Motion::WordLeft,
            Key::ArrowRight if by_word => Motion::WordRight,
            Key::ArrowLeft if to_edge => Motion::LineStart,
            Key::ArrowRight if to_edge => Motion::LineEnd,
            Key::ArrowLeft => Motion::Left,
            Key::ArrowRight => Motion::Right,
            Key::ArrowUp if several => Motion::Up,
            Key::ArrowDown if several => Motion::Down,
            Key::Home if held.ctrl => Motion::Start,
            Key::End if held.ctrl => Motion::End,
            Key::Home => Motion::LineStart,
            Key::End => Motion::LineEnd,
            Key::Escape => return Taken::Escape,
            Key::Enter if several && !held.command => {
                self.entry.insert("\n");
                return Taken::Done;
            }
            Key::Enter => return Taken::Submit,
            Key::A if held.command => {
                self.entry.select_all();
                return Taken::Done;
            }
            Key::Z if held.command && !held.shift => return done(self.entry.undo()),
            Key::Z | Key::Y if held.command => return done(self.entry.redo()),
            Key::Backspace if by_word => return done(self.entry.delete(Delete::WordBack)),
            Key::Backspace => return done(self.entry.delete(Delete::Back)),
            Key::Delete if by_word => return done(self.entry.delete(Delete::WordForward)),
            Key::Delete => return done(self.entry.delete(Delete::Forward)),
            _ => return Taken::Nothing,
        };
        if let Some((_, layout, _)) = &self.laid {
            self.entry.go(layout, motion, held.shift);
        }
        Taken::Done
    }
}

fn done(did: bool) -> Taken {
    if did { Taken::Done } else { Taken::Nothing }
}
