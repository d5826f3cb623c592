//! The tables over the whole project: what is shown, and what is done in them.

use crate::model::history::{Change, StepName};
use crate::model::id::{ArticleId, ProjectId};
use crate::model::span::Provenance;
use crate::session::command::{Command, EditCommand, TableCommand};
use crate::session::dialog::Dialog;
use crate::session::effect::{Effect, Field};
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::resting::Deciding;
use crate::session::table::Sifted;
use crate::session::{Job, Outcome, Session};
use crate::text::offset::ByteRange;

/// The rows that a table is to show.
pub(in crate::session) struct SiftedRows {
    project: ProjectId,
    asked: u64,
    rows: Sifted,
}

impl Session {
    /// Shows the tables or the article.
    pub(super) fn toggle_table(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        project.table.shown = !project.table.shown;
        let field = if project.table.shown {
            Field::Table
        } else {
            Field::Article
        };
        self.effects.push(Effect::Focus(field));
        if project.table.shown {
            self.look_at_rows();
        }
    }

    pub(super) fn handle_table(&mut self, command: TableCommand) {
        let catalogue = &self.catalogue;
        let Some(project) = &mut self.project else {
            return;
        };
        let table = &mut project.table;
        match command {
            TableCommand::Open => self.open_cell(),
            TableCommand::Proposed => {
                let articles = project.list.iter().map(|entry| &entry.meta.id);
                table.toggle_proposed(articles, catalogue);
                self.gather();
            }
            TableCommand::Accept => self.decide_here(true),
            TableCommand::Reject => self.decide_here(false),
            TableCommand::Decide(article, place, accept) => {
                self.decide_proposed(article, place, accept);
            }
            TableCommand::CopyCell => {
                let (row, column) = table.cursor();
                let column = table.columns().get(column).copied();
                let line = table.line(row).zip(column);
                let words = line.map(|(line, column)| {
                    crate::session::table::column::cell(line, column, catalogue).words
                });
                self.effects.extend(words.map(Effect::Copy));
            }
            TableCommand::CopyRow => {
                let words = table.copied(table.cursor().0, catalogue);
                self.effects.push(Effect::Copy(words));
            }
            TableCommand::CopyRows => {
                let copying = table.copying(catalogue);
                self.jobs.replace(Job::Copy, "copy rows", move |progress| {
                    let text = copying.text(progress);
                    Outcome::Copied(text.map(|text| (text, copying.len())))
                });
            }
            TableCommand::Tab(tab) => table.set_tab(tab, catalogue),
            TableCommand::Whose(whose) => {
                let own = whose == project.annotator;
                let whose = Some(whose).filter(|_| !own);
                if table.whose() != whose.as_ref() {
                    self.gather_anew(whose);
                }
            }
            TableCommand::Filter(filter) => table.set_filter(filter, catalogue),
            TableCommand::Sort(column) => table.sort_by(column, catalogue),
            TableCommand::Toggle(column) => {
                table.toggle(column);
                self.keep_columns();
            }
            TableCommand::PutColumn(column, to) => {
                table.put_column(column, to);
                self.keep_columns();
            }
            TableCommand::ColumnOnward | TableCommand::ColumnBack => {
                table.shift_column(command == TableCommand::ColumnOnward);
                self.keep_columns();
            }
            TableCommand::UsualColumns => {
                table.reset_columns();
                self.keep_columns();
            }
            TableCommand::Move(step) => table.step(step),
            TableCommand::Point(row, column) => table.point(row, column),
            TableCommand::Pictures => {
                self.settings.pictures = !self.settings.pictures;
                self.keep_settings();
            }
            TableCommand::Picture(kind) => table.pictures.kind = kind,
            TableCommand::ExportPicture => self.toggle(Dialog::ExportPicture),
            TableCommand::Pick(pick) => self.pick(&pick),
            TableCommand::PictureTo(path) => self.write_picture(path),
        }
    }

    /// Keeps the choice of columns for the next start.
    fn keep_columns(&mut self) {
        if let Some(project) = &self.project {
            self.settings.columns = project.table.chosen().clone();
            self.keep_settings();
        }
    }

    /// Decides about the proposed incident that the cursor is at.
    fn decide_here(&mut self, accept: bool) {
        let Some(project) = &self.project else { return };
        let Some((article, row)) = project.table.proposed_here() else {
            return;
        };
        let (article, place) = (article.clone(), row.place);
        self.decide_proposed(article, place, accept);
    }

    /// Accepts or rejects a proposed incident, in the article's layer, which may have to be read
    /// first.
    fn decide_proposed(&mut self, article: ArticleId, place: ByteRange, accept: bool) {
        let again = TableCommand::Decide(article.clone(), place, accept);
        if self.needs_layers(std::slice::from_ref(&article), &Command::Table(again)) {
            return;
        }
        let now = (self.world.now)();
        let Some(project) = &self.project else { return };
        let layer = project.own_layer(&article);
        let rows = project.table.article(&article);
        let Some((layer, rows)) = layer.zip(rows) else {
            return;
        };
        let merged = project.project.schema.merged();
        let proposed = rows.proposed.iter();
        let mut open = proposed.filter(|row| row.resting.is_open(layer, &merged));
        let Some(row) = open.find(|row| row.place == place) else {
            return;
        };
        let by = Provenance::manual(project.annotator.clone(), now);
        let mut deciding = Deciding::new(layer, &merged, by, self.world.random);
        let (name, decided) = if accept {
            (StepName::AddIncident, deciding.accept(&row.resting))
        } else {
            (StepName::RejectIncident, deciding.reject(&row.resting))
        };
        if decided {
            let edits = deciding.edits();
            self.perform(Change::of(&article, name, edits));
        }
    }

    /// Opens the article of the cursor's cell at the words that it rests on.
    fn open_cell(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        let Some((article, range)) = project.table.target(&self.catalogue) else {
            return;
        };
        project.table.shown = false;
        let whose = project.table.whose().cloned();
        let whose = whose.unwrap_or_else(|| project.annotator.clone());
        let open = project.open.as_ref();
        let is_open =
            open.is_some_and(|open| open.id == article && *open.layer.annotator() == whose);
        let go = range.map(|range| Command::Edit(EditCommand::GoTo(article.clone(), range)));
        self.effects.push(Effect::Focus(Field::Article));
        if is_open {
            self.commands.extend(go);
        } else {
            project.waiting.extend(go);
            self.open_article(article, whose);
        }
    }

    /// Looks for the rows that are asked for, if others are shown.
    pub(in crate::session) fn sift_on(&mut self) {
        let Some(project) = &mut self.project else {
            return;
        };
        if !project.table.shown {
            return;
        }
        let Some(sieve) = project.table.sieve(&self.catalogue) else {
            return;
        };
        let project = project.project.id;
        self.jobs
            .replace(Job::Sift, "look rows through", move |progress| {
                let sifted = sieve.sift(progress);
                Outcome::Sifted(sifted.map(|(asked, rows)| {
                    Box::new(SiftedRows {
                        project,
                        asked,
                        rows,
                    })
                }))
            });
    }

    /// Shows the rows that were asked for.
    pub(in crate::session) fn take_sifted(&mut self, sifted: Option<Box<SiftedRows>>) {
        let Some(sifted) = sifted else { return };
        let project = self.project.as_mut();
        if let Some(project) = project.filter(|project| project.project.id == sifted.project) {
            let table = &mut project.table;
            table.answer(sifted.asked, sifted.rows, &self.catalogue);
        }
    }

    /// Gives rows to the clipboard.
    pub(in crate::session) fn take_copied(&mut self, copied: Option<(String, usize)>) {
        if let Some((text, rows)) = copied {
            self.effects.push(Effect::Copy(text));
            let message = Message::new("notice-rows-copied").number("count", rows);
            self.report(Severity::Success, message, String::new());
        }
    }
}
