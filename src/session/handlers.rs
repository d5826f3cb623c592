//! What each command does.

use super::command::{ArticleCommand, Command, EditCommand, File, Select, SpanCommand, View};
use super::effect::Effect;
use super::locale::{Catalogue, Locale};
use super::message::Message;
use super::notices::Severity;
use super::open::{Edge, OpenArticle, Step};
use super::{Job, LoadedArticle, OpenProject, Outcome, Session, persist};
use crate::formats::plain;
use crate::model::annotations::Progress;
use crate::model::article::{ArticleMeta, ArticleText, MetaEntry, MetaField};
use crate::model::edit::Edit;
use crate::model::history::{Change, StepName};
use crate::model::id::{AnnotatorId, ArticleId, LabelId, SpanId};
use crate::model::span::{Provenance, Span, SpanState};
use crate::store::{Severity as Weight, Summary};
use crate::text::clitics::toggle_proclitic;
use crate::text::offset::ByteRange;
use crate::text::words::sentence_at;

impl Session {
    /// Whether a command can be given now.
    #[must_use]
    pub fn is_enabled(&self, command: &Command) -> bool {
        let open = self.open();
        let has_span = open.is_some_and(|open| open.span.is_some());
        let has_range = open.is_some_and(|open| open.active_range().is_some());
        let history = self.project.as_ref().map(|project| &project.history);
        let writable = self.project.as_ref().is_some_and(|p| p.read_only.is_none());
        match command {
            Command::File(File::SaveSnapshot | File::Import(_)) => writable,
            Command::File(_) => true,
            Command::Edit(EditCommand::Undo) => {
                writable && history.is_some_and(|h| !h.done().is_empty())
            }
            Command::Edit(EditCommand::Redo) => {
                writable && history.is_some_and(|h| !h.undone().is_empty())
            }
            Command::Edit(EditCommand::Copy) => has_range,
            Command::Edit(EditCommand::SelectAll) | Command::Select(_) => open.is_some(),
            Command::View(_) => true,
            Command::Article(ArticleCommand::SetProgress(_)) => self.can_edit(),
            Command::Article(_) => self.project.is_some(),
            Command::Span(SpanCommand::Next | SpanCommand::Previous | SpanCommand::Focus(_)) => {
                open.is_some_and(|open| open.layer.spans().len() > 0)
            }
            Command::Span(SpanCommand::Cycle) => has_range,
            Command::Span(SpanCommand::Remove) => has_span && self.can_edit(),
            Command::Span(SpanCommand::Resize(..)) => self.can_edit(),
            // An edge of a mere selection can be moved in any layer.
            Command::Span(SpanCommand::Tag(_)) => has_range && self.can_edit(),
            Command::Span(_) => has_range && (self.can_edit() || !has_span),
        }
    }

    pub(super) fn handle(&mut self, command: Command) {
        match command {
            Command::File(command) => self.handle_file(command),
            Command::Edit(command) => self.handle_edit(&command),
            Command::View(command) => self.handle_view(&command),
            Command::Article(command) => self.handle_article(command),
            Command::Select(command) => self.handle_select(&command),
            Command::Span(command) => self.handle_span(command),
        }
    }

    fn handle_file(&mut self, command: File) {
        match command {
            File::OpenSample => self.open_project(None),
            File::OpenPath(path) => self.open_project(Some(&path)),
            File::SaveSnapshot => self.snapshot_all(),
            File::Import(paths) => self.import(paths),
            File::Quit => {
                self.snapshot_all();
                self.quitting = true;
            }
        }
    }

    fn handle_edit(&mut self, command: &EditCommand) {
        let now = (self.world.now)();
        let Some(project) = &mut self.project else {
            return;
        };
        match command {
            EditCommand::Undo | EditCommand::Redo => {
                let record = if *command == EditCommand::Undo {
                    project.history.record_undo(now)
                } else {
                    project.history.record_redo(now)
                };
                let Some(record) = record else { return };
                // The user sees what is undone: its article is opened first.
                let unseen = record.change.articles().into_iter().find(|id| {
                    let shown = project.open.as_ref().filter(|open| open.is_own);
                    shown.is_none_or(|open| &open.id != *id)
                });
                if let Some(id) = unseen.cloned() {
                    project.waiting.push(Command::Edit(command.clone()));
                    let annotator = project.annotator.clone();
                    self.open_article(id, annotator);
                    return;
                }
                let place = record
                    .change
                    .edits
                    .iter()
                    .find_map(|scoped| match &scoped.edit {
                        Edit::AddSpan(span) => Some((span.id, span.range)),
                        Edit::SetRange { span, to, .. } => Some((*span, *to)),
                        _ => None,
                    });
                self.carry_out(record);
                if let Some((span, range)) = place {
                    self.focus(span);
                    self.effects.push(Effect::Reveal(range));
                }
            }
            EditCommand::Copy => {
                if let Some(open) = &project.open
                    && let Some(text) = open.active_range().and_then(|r| r.of(open.text.as_str()))
                {
                    self.effects.push(Effect::Copy(text.to_owned()));
                }
            }
            EditCommand::SelectAll => {
                if let Some(open) = &mut project.open {
                    open.span = None;
                    open.selection = Some(ByteRange::new(0_usize, open.text.as_str().len()));
                }
            }
        }
    }

    fn handle_view(&mut self, command: &View) {
        let settings = &mut self.settings;
        match command {
            View::ZoomIn => settings.zoom += 0.1,
            View::ZoomOut => settings.zoom -= 0.1,
            View::ZoomReset => settings.zoom = 1.0,
            View::ArticleZoomIn => settings.article_size += 1.0,
            View::ArticleZoomOut => settings.article_size -= 1.0,
            View::ToggleLabelNames => settings.label_names = !settings.label_names,
            View::ToggleList => settings.list = !settings.list,
            View::ToggleInspector => settings.inspector = !settings.inspector,
            View::SetTheme(theme) => settings.theme = *theme,
            View::SetFace(face) => settings.face = *face,
            View::SetLanguage(language) => {
                settings.language = *language;
                let locale = Locale::of(*language, self.world.language.as_deref());
                self.catalogue = Catalogue::new(locale);
            }
            View::FullScreen => {
                self.effects.push(Effect::ToggleFullScreen);
                return;
            }
            View::Shortcuts => {
                self.shortcuts = !self.shortcuts;
                return;
            }
        }
        self.settings = self.settings.clone().clamped();
        let (folder, settings) = (self.places.config.clone(), self.settings.clone());
        self.jobs.spawn(Job::Settings, "save settings", move |_| {
            Outcome::Settings(persist::save(&folder, &settings).err())
        });
    }

    fn handle_article(&mut self, command: ArticleCommand) {
        let Some(project) = &self.project else { return };
        let annotator = project.annotator.clone();
        match command {
            ArticleCommand::Next | ArticleCommand::Previous => {
                let here = project
                    .open
                    .as_ref()
                    .and_then(|open| project.list.position(&open.id));
                let next = match (here, &command) {
                    (None, _) => Some(0),
                    (Some(n), ArticleCommand::Next) => Some(n + 1),
                    (Some(n), _) => n.checked_sub(1),
                };
                let id = next.and_then(|n| project.list.shown().get(n)).cloned();
                if let Some(id) = id {
                    self.open_article(id, annotator);
                }
            }
            ArticleCommand::Open(id) => self.open_article(id, annotator),
            ArticleCommand::ShowLayer(annotator) => {
                if let Some(id) = project.open.as_ref().map(|open| open.id.clone()) {
                    self.open_article(id, annotator);
                }
            }
            ArticleCommand::SetProgress(to) => {
                if let Some(open) = &project.open {
                    let from = open.layer.progress();
                    let edit = (from != to).then_some(Edit::SetProgress { from, to });
                    let change = Change::of(&open.id, StepName::Progress, edit);
                    self.perform(change);
                }
            }
        }
    }

    fn handle_select(&mut self, command: &Select) {
        let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut()) else {
            return;
        };
        let current = open.active_range();
        let moved = |edge, step| current.and_then(|range| open.moved(range, edge, step));
        let selection = match command {
            Select::NextWord => open.next_word(),
            Select::PreviousWord => open.previous_word(),
            Select::ExtendNextWord => moved(Edge::EndOut, Step::Word),
            Select::ExtendPreviousWord => moved(Edge::EndIn, Step::Word),
            Select::ExtendNextChar => moved(Edge::EndOut, Step::Char),
            Select::ExtendPreviousChar => moved(Edge::EndIn, Step::Char),
            Select::Sentence => current.map(|range| sentence_at(open.text.as_str(), range.start())),
            Select::Range(range) => Some(*range).filter(|range| !range.is_empty()),
            Select::Snapped(range) => Some(open.snapped(*range)).filter(|r| !r.is_empty()),
            Select::Clear => {
                open.selection = None;
                open.span = None;
                return;
            }
        };
        if let Some(range) = selection {
            open.span = None;
            open.selection = Some(range);
            let by_key = !matches!(command, Select::Range(_) | Select::Snapped(_));
            if by_key {
                self.effects.push(Effect::Reveal(range));
            }
        }
    }

    fn handle_span(&mut self, command: SpanCommand) {
        use SpanCommand as S;
        match command {
            S::Tag(label) => self.tag(&label),
            S::Remove => self.remove_span(),
            S::Next | S::Previous => self.step_span(command == S::Next),
            S::Cycle => self.cycle_span(),
            S::Focus(span) => self.focus(span),
            S::Resize(span, range) => self.resize(span, range),
            S::StartOut => self.move_edge(Edge::StartOut, Step::Word),
            S::StartIn => self.move_edge(Edge::StartIn, Step::Word),
            S::EndOut => self.move_edge(Edge::EndOut, Step::Word),
            S::EndIn => self.move_edge(Edge::EndIn, Step::Word),
            S::StartOutChar => self.move_edge(Edge::StartOut, Step::Char),
            S::StartInChar => self.move_edge(Edge::StartIn, Step::Char),
            S::EndOutChar => self.move_edge(Edge::EndOut, Step::Char),
            S::EndInChar => self.move_edge(Edge::EndIn, Step::Char),
            S::ToggleProclitic => {
                let range = self.open().and_then(|open| {
                    Some(toggle_proclitic(open.text.as_str(), open.active_range()?))
                });
                self.set_active_range(range);
            }
        }
    }

    fn open_article(&mut self, id: ArticleId, annotator: AnnotatorId) {
        self.snapshot_all();
        let Some(project) = &mut self.project else {
            return;
        };
        let is_own = annotator == project.annotator;
        project.opening = Some(id.clone());
        let (store, own) = (project.store.clone(), project.annotator.clone());
        self.jobs.spawn(Job::Article, "open article", move |_| {
            let load = || -> Result<LoadedArticle, String> {
                let (text, told) = store.load_text(&id).map_err(|e| e.to_string())?;
                let mine = store
                    .load_layer(&own, &id, &text)
                    .map_err(|e| e.to_string())?;
                let changed = !mine.proposal.is_empty()
                    || told.iter().any(|notice| notice.severity() > Weight::Info);
                let shown = if is_own {
                    mine.layer.clone()
                } else {
                    let other = store.load_layer(&annotator, &id, &text);
                    other.map_err(|e| e.to_string())?.layer
                };
                Ok(LoadedArticle {
                    open: OpenArticle::new(text, shown, is_own),
                    own: mine.layer,
                    changed,
                })
            };
            Outcome::Article(Box::new(load()))
        });
    }

    fn tag(&mut self, label: &LabelId) {
        let now = (self.world.now)();
        let id = self.new_span_id();
        let Some(project) = &self.project else { return };
        let Some(open) = &project.open else { return };
        if let Some(span) = open.span.and_then(|id| open.layer.span(id)) {
            let mut edits = Vec::new();
            if &span.label != label {
                edits.push(Edit::SetLabel {
                    span: span.id,
                    from: span.label.clone(),
                    to: label.clone(),
                });
                push_state_change(&mut edits, span);
            }
            let change = Change::of(&open.id, StepName::Relabel(label.clone()), edits);
            return self.perform(change);
        }
        let Some(range) = open.selection else { return };
        let span = Span {
            id,
            range,
            label: label.clone(),
            state: SpanState::Manual,
            attrs: std::collections::BTreeMap::new(),
            head: None,
            trigger: None,
            note: String::new(),
            provenance: Provenance::manual(project.annotator.clone(), now),
        };
        if collides(open, id, range) {
            let message = Message::new("notice-crossing");
            return self.report(Severity::Warning, message, String::new());
        }
        let mut edits = vec![Edit::AddSpan(Box::new(span))];
        if open.layer.progress() == Progress::New {
            edits.push(Edit::SetProgress {
                from: Progress::New,
                to: Progress::Started,
            });
        }
        let change = Change::of(&open.id, StepName::Tag(label.clone()), edits);
        self.perform(change);
        self.focus(id);
    }

    fn remove_span(&mut self) {
        let Some(open) = self.open() else { return };
        let Some(span) = open.span.and_then(|id| open.layer.span(id)) else {
            return;
        };
        let range = span.range;
        let relations = open.layer.relations_of(span.id);
        let mut edits: Vec<Edit> = relations
            .map(|relation| Edit::RemoveRelation(Box::new(relation.clone())))
            .collect();
        edits.push(Edit::RemoveSpan(Box::new(span.clone())));
        let change = Change::of(&open.id, StepName::Untag(span.label.clone()), edits);
        self.perform(change);
        if let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut()) {
            open.selection = Some(range);
        }
    }

    fn step_span(&mut self, forward: bool) {
        let Some(open) = self.open() else { return };
        let here = open.active_range();
        let all: Vec<(SpanId, ByteRange)> = open.index.iter().collect();
        let at = open
            .span
            .and_then(|id| all.iter().position(|(other, _)| *other == id));
        let next = match (at, here) {
            (Some(at), _) if forward => Some(at + 1),
            (Some(at), _) => at.checked_sub(1),
            (None, Some(range)) if forward => {
                Some(all.partition_point(|(_, r)| r.start() < range.start()))
            }
            (None, Some(range)) => all
                .partition_point(|(_, r)| r.start() < range.start())
                .checked_sub(1),
            (None, None) if forward => Some(0),
            (None, None) => all.len().checked_sub(1),
        };
        // Past the last span the round begins again.
        let round = if forward { all.first() } else { all.last() };
        if let Some((id, range)) = next.and_then(|n| all.get(n)).or(round).copied() {
            self.focus(id);
            self.effects.push(Effect::Reveal(range));
        }
    }

    fn cycle_span(&mut self) {
        let Some(open) = self.open() else { return };
        let Some(range) = open.active_range() else {
            return;
        };
        let stack = open.index.stack_at(range.start());
        let at = open
            .span
            .and_then(|id| stack.iter().position(|other| *other == id));
        let next = at.map_or(0, |at| (at + 1) % stack.len().max(1));
        if let Some(id) = stack.get(next).copied() {
            self.focus(id);
        }
    }

    fn focus(&mut self, span: SpanId) {
        if let Some(open) = self.project.as_mut().and_then(|p| p.open.as_mut())
            && open.layer.span(span).is_some()
        {
            open.span = Some(span);
            open.selection = None;
        }
    }

    fn move_edge(&mut self, edge: Edge, step: Step) {
        let range = self
            .open()
            .and_then(|open| open.moved(open.active_range()?, edge, step));
        self.set_active_range(range);
    }

    fn set_active_range(&mut self, range: Option<ByteRange>) {
        let (Some(range), Some(open)) =
            (range, self.project.as_mut().and_then(|p| p.open.as_mut()))
        else {
            return;
        };
        match open.span {
            Some(span) => self.resize(span, range),
            None => open.selection = Some(range),
        }
    }

    fn resize(&mut self, id: SpanId, to: ByteRange) {
        let Some(open) = self.open() else { return };
        let Some(span) = open.layer.span(id) else {
            return;
        };
        if span.range == to || to.is_empty() {
            return;
        }
        if collides(open, id, to) {
            let message = Message::new("notice-crossing");
            return self.report(Severity::Warning, message, String::new());
        }
        let mut edits = vec![Edit::SetRange {
            span: id,
            from: span.range,
            to,
        }];
        push_state_change(&mut edits, span);
        let change = Change::of(&open.id, StepName::Resize(span.label.clone()), edits);
        self.perform(change);
        self.effects.push(Effect::Reveal(to));
    }

    /// Reads text files in the background and adds them to the project.
    fn import(&mut self, paths: Vec<std::path::PathBuf>) {
        let now = (self.world.now)();
        let Some(project) = &self.project else { return };
        let (store, by) = (project.store.clone(), project.annotator.clone());
        self.jobs.spawn(Job::Import, "import", move |_| {
            let (mut metas, mut problems) = (Vec::new(), Vec::new());
            for path in paths {
                let read = || -> Result<ArticleMeta, String> {
                    let bytes = std::fs::read(&path).map_err(|e| e.to_string())?;
                    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
                    let (meta, text) = article_of(&bytes, None, name, &by, now)?;
                    match store.import_article(&text, &meta) {
                        Ok(imported) if imported.existed => {
                            Err("this text is in the project already".into())
                        }
                        Ok(imported) => Ok(imported.meta),
                        Err(error) => Err(error.to_string()),
                    }
                };
                match read() {
                    Ok(meta) => metas.push(meta),
                    Err(reason) => problems.push(format!("{reason} ({})", path.display())),
                }
            }
            Outcome::Imported(metas, problems)
        });
    }

    pub(super) fn take_imported(&mut self, metas: Vec<ArticleMeta>, problems: &[String]) {
        let (count, first) = (metas.len(), metas.first().map(|meta| meta.id.clone()));
        if let Some(project) = &mut self.project {
            let entries = metas.into_iter().map(|meta| (meta, Summary::default()));
            project.list.insert(entries);
        }
        if count > 0 {
            let message = Message::new("notice-imported").number("count", count);
            self.report(Severity::Success, message, String::new());
        }
        if !problems.is_empty() {
            let message = Message::new("notice-import-failed");
            self.report(Severity::Error, message, problems.join("\n"));
        }
        if let Some(id) = first {
            self.send(Command::Article(ArticleCommand::Open(id)));
        }
    }
}

/// An article made of a file's bytes.
///
/// # Errors
/// Why the bytes are no article.
pub(crate) fn article_of(
    bytes: &[u8],
    encoding: Option<&str>,
    name: &str,
    by: &AnnotatorId,
    at: jiff::Timestamp,
) -> Result<(ArticleMeta, ArticleText), String> {
    let decoded = plain::decode(bytes, encoding).map_err(|e| e.to_string())?;
    let title = plain::title(&decoded.text);
    let text = ArticleText::new(decoded.text);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut meta = ArticleMeta::new(&text, stem);
    let fields = [
        (MetaField::Title, title.as_str()),
        (MetaField::File, name),
        (MetaField::Encoding, decoded.encoding),
    ];
    for (field, value) in fields {
        let entry = MetaEntry {
            value: Some(value.to_owned()),
            at,
            by: by.clone(),
        };
        meta.fields.insert(field, entry);
    }
    Ok((meta, text))
}

/// A suggestion that was taken and is then changed counts as edited.
fn push_state_change(edits: &mut Vec<Edit>, span: &Span) {
    let to = span.state.after_change();
    if to != span.state {
        edits.push(Edit::SetState {
            span: span.id,
            from: span.state,
            to,
        });
    }
}

/// Whether a span with this range would cross or double another one.
fn collides(open: &OpenArticle, id: SpanId, range: ByteRange) -> bool {
    open.layer
        .overlapping(range)
        .any(|other| other.id != id && (other.range == range || other.range.crosses(range)))
}

impl OpenProject {
    /// The full name of an annotator.
    #[must_use]
    pub fn annotator_name<'a>(&'a self, id: &'a AnnotatorId) -> &'a str {
        let found = self.annotators.iter().find(|other| &other.id == id);
        found.map_or_else(|| id.as_str(), |other| &other.name)
    }
}
