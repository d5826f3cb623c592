//! What each command does, a file an area.

mod article;
mod attribute;
mod batch;
mod carry;
mod compare;
mod edit;
mod export;
mod file;
mod gather;
mod import;
mod incident;
mod instead;
mod learning;
mod links;
mod picture;
mod registry;
mod relation;
mod review;
mod schema;
mod search;
mod select;
mod span;
mod table;
mod tally;
mod view;
mod walk;
mod watch;

pub(super) use batch::{Elsewhere, Occurrences};
pub(super) use gather::Gathered;
pub(super) use picture::Charted;
pub(super) use registry::TableRead;
pub(super) use schema::Looked;
pub(super) use table::SiftedRows;
pub(super) use tally::Counted;
pub(super) use watch::Seen;

use super::command::{
    ArticleCommand, Command, EditCommand, File, IncidentCommand, RegistryCommand, RelationCommand,
    Review, SpanCommand, TableCommand, View, WalkCommand,
};
use super::dialog::Dialog;
use super::{OpenProject, Session};
use crate::model::id::AnnotatorId;

impl Session {
    /// Whether a command can be given now.
    #[must_use]
    pub fn is_enabled(&self, command: &Command) -> bool {
        let open = self.open();
        let has_span = open.is_some_and(|open| open.span.is_some());
        let has_range = open.is_some_and(|open| open.active_range().is_some());
        let history = self.project.as_ref().map(|project| &project.history);
        let writable = self.project.as_ref().is_some_and(|p| p.read_only.is_none());
        let table = self.project.as_ref().map(|project| &project.table);
        let on_table = table.is_some_and(|table| table.shown);
        match command {
            Command::View(View::Table) => self.project.is_some(),
            Command::Table(
                TableCommand::Open
                | TableCommand::CopyCell
                | TableCommand::CopyRow
                | TableCommand::CopyRows,
            ) => on_table && table.is_some_and(|table| !table.is_empty()),
            Command::Table(TableCommand::Accept | TableCommand::Reject) => {
                let project = self.project.as_ref().filter(|p| p.read_only.is_none());
                on_table && project.is_some_and(|p| p.table.proposed_here().is_some())
            }
            Command::Table(TableCommand::Proposed) => {
                let project = self.project.as_ref();
                on_table && project.is_some_and(|p| p.table.whose().is_none())
            }
            Command::Table(_) => on_table,
            // What cannot be seen is not changed.
            Command::Span(_)
            | Command::Select(_)
            | Command::Relation(_)
            | Command::Incident(_)
            | Command::Walk(_)
            | Command::Article(ArticleCommand::SetProgress(_))
            | Command::Review(
                Review::AcceptMany
                | Review::RejectMany
                | Review::AcceptManyInProject
                | Review::RejectManyInProject
                | Review::AcceptParagraph
                | Review::Occurrences
                | Review::OccurrencesInProject
                | Review::Propagate,
            ) if on_table => false,
            Command::File(
                File::SaveSnapshot
                | File::Import(_)
                | File::ImportFiles
                | File::ImportNow
                | File::Paste
                | File::ImportText(_)
                | File::ImportAs(..)
                | File::ImportName(..)
                | File::ImportRest(_)
                | File::ImportEditNew(_)
                | File::ImportChoose(..),
            ) => writable,
            Command::File(File::Export | File::ExportWith(_) | File::ExportTo(_)) => {
                self.project.is_some()
            }
            Command::File(_) => true,
            Command::Edit(EditCommand::Undo) => {
                writable && history.is_some_and(|h| !h.done().is_empty())
            }
            Command::Edit(EditCommand::Redo) => {
                writable && history.is_some_and(|h| !h.undone().is_empty())
            }
            Command::Edit(EditCommand::StepTo(_)) => writable,
            Command::Edit(EditCommand::Copy) => has_range,
            Command::Edit(EditCommand::SelectAll | EditCommand::Find) | Command::Select(_) => {
                open.is_some()
            }
            Command::Edit(EditCommand::FindNext | EditCommand::FindPrevious) => {
                open.is_some() && !self.find.hits.is_empty()
            }
            Command::Edit(EditCommand::FindInProject | EditCommand::History) => {
                self.project.is_some()
            }
            Command::Edit(_) | Command::View(_) => true,
            Command::Article(ArticleCommand::SetProgress(_)) => self.can_edit(),
            Command::Article(ArticleCommand::SetNote(..) | ArticleCommand::SetField(..)) => {
                writable
            }
            Command::Article(ArticleCommand::Note) => open.is_some(),
            Command::Article(ArticleCommand::Describe) => open.is_some() && writable && !on_table,
            Command::Article(ArticleCommand::Remove) => open.is_some() && writable && !on_table,
            Command::Article(
                ArticleCommand::CopyFrom
                | ArticleCommand::CopySource(_)
                | ArticleCommand::CopyChoose(..)
                | ArticleCommand::CopyChooseAll(_)
                | ArticleCommand::CopyNow,
            ) => self.can_edit() && !on_table,
            Command::Article(_) => self.project.is_some(),
            Command::Span(SpanCommand::Next | SpanCommand::Previous | SpanCommand::Focus(_)) => {
                open.is_some_and(|open| open.index.iter().len() > 0)
            }
            Command::Span(SpanCommand::Cycle) => has_range,
            Command::Span(SpanCommand::InsteadFirst) => !self.instead().is_empty(),
            Command::Span(SpanCommand::Instead(number)) => self.instead().len() > *number,
            Command::Span(SpanCommand::Remove | SpanCommand::Repeat) => has_span && self.can_edit(),
            Command::Span(SpanCommand::Note | SpanCommand::Attributes) => has_span,
            Command::Span(
                SpanCommand::Resize(..) | SpanCommand::SetNote(..) | SpanCommand::SetAttributes(..),
            ) => self.can_edit(),
            Command::Span(SpanCommand::Answer(_)) => true,
            // An edge of a mere selection can be moved in any layer.
            Command::Span(SpanCommand::Tag(_) | SpanCommand::Labels | SpanCommand::Accept) => {
                has_range && self.can_edit()
            }
            Command::Span(_) => has_range && (self.can_edit() || !has_span),
            Command::Review(Review::Settle(..)) => writable,
            Command::Review(Review::Overview | Review::Learned | Review::Agreement) => {
                self.project.is_some()
            }
            Command::Relation(RelationCommand::List) => has_span,
            Command::Relation(RelationCommand::Start | RelationCommand::AcceptAll) => {
                has_span && self.can_edit()
            }
            Command::Relation(RelationCommand::AcceptMany | RelationCommand::RejectMany) => {
                self.can_join_many(|waiting| waiting.relations)
            }
            Command::Relation(_) => self.can_edit(),
            Command::Incident(IncidentCommand::AcceptMany | IncidentCommand::RejectMany) => {
                self.can_join_many(|waiting| waiting.incidents)
            }
            Command::Incident(IncidentCommand::New) => self.selected_trigger().is_some(),
            Command::Incident(IncidentCommand::Repeat) => {
                let looked_at = open.is_some_and(|open| open.incident.is_some());
                self.can_edit() && (looked_at || self.selected_trigger().is_some())
            }
            Command::Incident(IncidentCommand::Links) => self.project.is_some(),
            Command::Incident(IncidentCommand::Link(_) | IncidentCommand::Part(_)) => writable,
            Command::Incident(IncidentCommand::List | IncidentCommand::Select(_)) => open.is_some(),
            Command::Incident(_) => self.can_edit(),
            Command::Walk(_) => open.is_some_and(|open| open.walk.is_some()),
            Command::Review(Review::ForgetLearned | Review::RememberAll) => writable,
            Command::Review(Review::AcceptMany | Review::RejectMany | Review::AcceptParagraph) => {
                self.can_edit() && open.is_some_and(|open| !open.suggestions().is_empty())
            }
            Command::Review(Review::AcceptManyInProject | Review::RejectManyInProject) => {
                self.can_edit() && open.is_some_and(|open| open.shows.suggestions)
            }
            Command::Review(Review::Occurrences | Review::OccurrencesInProject) => {
                has_range && self.can_edit()
            }
            Command::Review(Review::Propagate) => self.offer.is_some() && self.can_edit(),
            Command::Review(_) => true,
            Command::Registry(
                RegistryCommand::NewFaction
                | RegistryCommand::NewPlace
                | RegistryCommand::AddName
                | RegistryCommand::NameOf(_),
            ) => has_range && self.can_edit(),
            Command::Registry(
                RegistryCommand::Show
                | RegistryCommand::Choose(_)
                | RegistryCommand::ExportFactions
                | RegistryCommand::ExportPlaces
                | RegistryCommand::ExportTo(..),
            ) => self.project.is_some(),
            Command::Registry(_) => writable,
            Command::Schema(command) => self.can_schema(command),
        }
    }

    pub(super) fn handle(&mut self, command: Command) {
        // Whoever does something else no longer walks.
        if !matches!(
            command,
            Command::Walk(_) | Command::View(_) | Command::File(_)
        ) {
            self.end_walk();
        }
        match command {
            Command::File(command) => self.handle_file(command),
            Command::Edit(command) => self.handle_edit(command),
            Command::View(command) => self.handle_view(&command),
            Command::Table(command) => self.handle_table(command),
            Command::Article(command) => self.handle_article(command),
            Command::Select(command) => self.handle_select(&command),
            Command::Span(command) => self.handle_span(command),
            Command::Relation(command) => self.handle_relation(command),
            Command::Incident(command) => self.handle_incident(command),
            Command::Walk(WalkCommand::Step(step)) => self.handle_walk(&step),
            Command::Walk(WalkCommand::To(span)) => self.walk_to(span),
            Command::Review(command) => self.handle_review(command),
            Command::Registry(command) => self.handle_registry(command),
            Command::Schema(command) => self.handle_schema(command),
        }
    }

    /// Opens a dialog, or closes it if it is open.
    fn toggle(&mut self, dialog: Dialog) {
        self.dialog = if self.dialog.as_ref() == Some(&dialog) {
            None
        } else {
            Some(dialog)
        };
    }
}

impl OpenProject {
    /// The full name of an annotator.
    #[must_use]
    pub fn annotator_name<'a>(&'a self, id: &'a AnnotatorId) -> &'a str {
        let found = self.annotators.iter().find(|other| &other.id == id);
        found.map_or_else(|| id.as_str(), |other| &other.name)
    }
}
