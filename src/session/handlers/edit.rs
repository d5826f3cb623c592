//! Undo, clipboard, going to a place.

use crate::model::edit::Edit;
use crate::model::id::ArticleId;
use crate::session::Session;
use crate::session::command::{Command, EditCommand, Select};
use crate::session::dialog::Dialog;
use crate::session::effect::{Effect, Field};
use crate::text::offset::ByteRange;

impl Session {
    pub(super) fn handle_edit(&mut self, command: EditCommand) {
        match command {
            EditCommand::Undo | EditCommand::Redo => self.step(&command),
            EditCommand::StepTo(wanted) => self.step_to(wanted),
            EditCommand::History => self.toggle(Dialog::History),
            EditCommand::Copy => {
                if let Some(open) = self.open()
                    && let Some(text) = open.active_range().and_then(|r| r.of(open.text.as_str()))
                {
                    let text = text.to_owned();
                    self.effects.push(Effect::Copy(text));
                }
            }
            EditCommand::SelectAll => {
                if let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut()) {
                    open.span = None;
                    open.selection = Some(ByteRange::new(0_usize, open.text.as_str().len()));
                }
            }
            EditCommand::Find if self.project.as_ref().is_some_and(|p| p.table.shown) => {
                self.effects.push(Effect::Focus(Field::TableFilter));
            }
            EditCommand::Find => {
                self.find.shown = true;
                self.effects.push(Effect::Focus(Field::Find));
            }
            EditCommand::FindText(query) => self.find_text(query),
            EditCommand::FindNext => self.find_step(true),
            EditCommand::FindPrevious => self.find_step(false),
            EditCommand::CloseFind => {
                self.find.close();
                self.effects.push(Effect::Focus(Field::Article));
            }
            EditCommand::FindInProject => {
                self.search.shown = true;
                self.effects.push(Effect::Focus(Field::Search));
            }
            EditCommand::SearchText(query) => self.search_text(query),
            EditCommand::CloseSearch => {
                self.search.shown = false;
                self.effects.push(Effect::Focus(Field::Article));
            }
            EditCommand::GoTo(id, range) => self.go_to(id, range),
        }
    }

    /// Takes the last step back, or does the last undone one again.
    fn step(&mut self, command: &EditCommand) {
        let now = (self.world.now)();
        let Some(project) = &mut self.project else {
            return;
        };
        let record = if *command == EditCommand::Undo {
            project.history.record_undo(now)
        } else {
            project.history.record_redo(now)
        };
        let Some(record) = record else { return };
        let mut touched = record.change.edits.iter();
        let touched: Vec<ArticleId> = touched
            .by_ref()
            .filter(|scoped| !scoped.edit.is_meta())
            .map(|scoped| scoped.article.clone())
            .collect();
        // The user sees what is undone: its article is opened first. A description is seen in
        // the list.
        let shown = project.open.as_ref().filter(|open| open.is_own);
        let seen = shown.is_some_and(|open| touched.contains(&open.id));
        if let Some(id) = touched.first().filter(|_| !seen).cloned() {
            project.waiting.push(Command::Edit(command.clone()));
            let annotator = project.annotator.clone();
            self.open_article(id, annotator);
            return;
        }
        if self.needs_layers(&touched, &Command::Edit(command.clone())) {
            return;
        }
        let place = record
            .change
            .edits
            .iter()
            .find_map(|scoped| match &scoped.edit {
                Edit::AddSpan(span) => Some((span.id, span.range)),
                Edit::RemoveSpan(span) => Some((span.id, span.range)),
                Edit::SetRange { span, to, .. } => Some((*span, *to)),
                _ => None,
            });
        self.carry_out(record);
        if let Some((span, range)) = place {
            // A decision that was taken back leaves the suggestion it was about.
            let open = self.open();
            let again =
                open.and_then(|open| open.suggestions().iter().find(|p| p.span.range == range));
            let span = again.map_or(span, |proposal| proposal.span.id);
            self.focus(span);
            self.effects.push(Effect::Reveal(range));
        }
    }

    /// Goes back or on until that many steps are done.
    fn step_to(&mut self, wanted: usize) {
        let Some(project) = &self.project else { return };
        let done = project.history.done().len();
        let (command, times) = if wanted < done {
            (EditCommand::Undo, done - wanted)
        } else {
            (EditCommand::Redo, wanted - done)
        };
        for _ in 0..times {
            self.send(Command::Edit(command.clone()));
        }
    }

    fn go_to(&mut self, id: ArticleId, range: ByteRange) {
        let Some(project) = &mut self.project else {
            return;
        };
        if project.open.as_ref().is_some_and(|open| open.id == id) {
            self.handle_select(&Select::Range(range));
            self.effects.push(Effect::Reveal(range));
            return;
        }
        let command = EditCommand::GoTo(id.clone(), range);
        project.waiting.push(Command::Edit(command));
        let annotator = project.annotator.clone();
        self.open_article(id, annotator);
    }
}
