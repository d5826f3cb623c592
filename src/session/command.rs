//! All that a user can do, as one enum nested by area.
//!
//! Menus, palette, keys, tooltips and the overview of shortcuts are derived from it: a command's
//! text is the Fluent message [`Command::text_key`], its tooltip that message's attribute
//! `tooltip`, its keys stand in [`super::keymap`], and [`super::Session::is_enabled`] says when
//! it can be given. Panels send commands; the session carries them out between frames.
//!
//! The areas and the commands in them stand in the order of the palette.

use std::path::PathBuf;

use super::settings::{Language, ReadingFace, Theme};
use crate::model::annotations::Progress;
use crate::model::article::MetaField;
use crate::model::id::{AnnotatorId, ArticleId, LabelId, SpanId};
use crate::text::offset::ByteRange;

/// Something the user can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Projects and files.
    File(File),
    /// Undo, clipboard.
    Edit(EditCommand),
    /// What is shown and how.
    View(View),
    /// The open article and the list of articles.
    Article(ArticleCommand),
    /// Which words are selected.
    Select(Select),
    /// Spans.
    Span(SpanCommand),
    /// The program itself.
    App(App),
}

/// Projects and files.
#[derive(Clone, Debug, PartialEq)]
pub enum File {
    /// Ask for a name and a folder, make a project there and open it.
    NewProject,
    /// Ask for a folder and open the project there.
    OpenProject,
    /// Open the sample project.
    OpenSample,
    /// Ask for files and import them.
    ImportFiles,
    /// Ask for a folder and import what is in it.
    ImportFolder,
    /// Ask for a file and write the user's layers to it, one article a line.
    ExportJsonl,
    /// Write all snapshots now.
    SaveSnapshot,
    /// Close the project.
    CloseProject,
    /// Leave the program once everything is on the disk.
    Quit,
    /// Make a project there with that name and open it.
    CreateAt(PathBuf, String),
    /// Open the project there.
    OpenPath(PathBuf),
    /// Take a project off the list of recent ones.
    ForgetRecent(PathBuf),
    /// Read these files and folders and show what would be imported.
    ImportPaths(Vec<PathBuf>),
    /// Import what the preview shows.
    ConfirmImport,
    /// Read one file of the preview anew in that encoding (a WHATWG name).
    SetImportEncoding(usize, String),
    /// Write the user's layers to that file.
    ExportTo(PathBuf),
}

/// Undo, clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditCommand {
    /// Take the last step back.
    Undo,
    /// Do the last undone step again.
    Redo,
    /// Copy the selected text.
    Copy,
    /// Select the whole article.
    SelectAll,
    /// Show the list of steps.
    History,
    /// Take back or do again until this many steps are done.
    GoToStep(usize),
}

/// What is shown and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum View {
    /// Everything larger.
    ZoomIn,
    /// Everything smaller.
    ZoomOut,
    /// Everything at its normal size.
    ZoomReset,
    /// The article's text larger.
    ArticleZoomIn,
    /// The article's text smaller.
    ArticleZoomOut,
    /// A theme.
    Theme(Theme),
    /// A language of the interface.
    Language(Language),
    /// A face for articles.
    Face(ReadingFace),
    /// Show or hide the list of articles.
    ToggleList,
    /// Show or hide the inspector.
    ToggleInspector,
    /// Show or hide the codebook text.
    ToggleCodebook,
    /// Show or hide label names above spans.
    ToggleLabelNames,
    /// Put the keys into the list.
    FocusList,
    /// Put the keys into the article.
    FocusArticle,
    /// Put the keys into the inspector.
    FocusInspector,
    /// Put the keys into the next panel.
    NextPane,
    /// Put the keys into the previous panel.
    PreviousPane,
    /// Fill the screen.
    FullScreen,
    /// Show what was reported.
    Notices,
}

/// The open article and the list of articles.
#[derive(Clone, Debug, PartialEq)]
pub enum ArticleCommand {
    /// Open the next article of the list.
    Next,
    /// Open the previous article of the list.
    Previous,
    /// Open the first article nothing is decided in.
    FirstNew,
    /// Edit title, source, date and the rest.
    EditDetails,
    /// Direction of paragraphs by their first strong character.
    DirectionAuto,
    /// Paragraphs run from right to left.
    DirectionRtl,
    /// Paragraphs run from left to right.
    DirectionLtr,
    /// Write remarks on the article.
    Note,
    /// Set how far it is.
    Progress(Progress),
    /// Take it out of the project.
    Remove,
    /// Search in the article.
    Find,
    /// Go to the next hit.
    FindNext,
    /// Go to the previous hit.
    FindPrevious,
    /// Search in all articles.
    FindInProject,
    /// Open that one.
    Open(ArticleId),
    /// Open that one and go to a place in it.
    OpenAt(ArticleId, ByteRange),
    /// Set a field of its description.
    SetField(MetaField, String),
    /// Set the remarks.
    SetNote(String),
    /// Show the layer of that annotator.
    ShowLayer(AnnotatorId),
    /// Attach the spans found again by their quote, drop nothing.
    Reattach,
}

/// Which words are selected. Next and previous are in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// The next word.
    NextWord,
    /// The previous word.
    PreviousWord,
    /// The next word as well.
    ExtendNextWord,
    /// The previous word as well, or one less.
    ExtendPreviousWord,
    /// The caret one character on.
    NextChar,
    /// The caret one character back.
    PreviousChar,
    /// One character more.
    ExtendNextChar,
    /// One character less.
    ExtendPreviousChar,
    /// The next sentence.
    NextSentence,
    /// The previous sentence.
    PreviousSentence,
    /// The word around the selection.
    Word,
    /// The sentence around the selection.
    Sentence,
    /// Exactly this range, a drag by character.
    Range(ByteRange),
    /// This range snapped to words.
    Snapped(ByteRange),
    /// Nothing.
    Clear,
}

/// Spans.
#[derive(Clone, Debug, PartialEq)]
pub enum SpanCommand {
    /// Mark the selection with a label, or give the selected span that label.
    Tag(LabelId),
    /// Choose a label for the selection from a list.
    ChooseLabel,
    /// Remove the selected span.
    Remove,
    /// Go to the next span.
    Next,
    /// Go to the previous span.
    Previous,
    /// Go to the next of the spans on top of each other here.
    Cycle,
    /// Start one word earlier.
    StartOut,
    /// Start one word later.
    StartIn,
    /// End one word later.
    EndOut,
    /// End one word earlier.
    EndIn,
    /// Start one character earlier.
    StartOutChar,
    /// Start one character later.
    StartInChar,
    /// End one character later.
    EndOutChar,
    /// End one character earlier.
    EndInChar,
    /// Take a proclitic in or leave it out.
    ToggleProclitic,
    /// Write a remark on it.
    Note,
    /// Scroll to it.
    GoTo,
    /// Copy what it covers.
    CopyText,
    /// Select that one.
    Focus(SpanId),
    /// Let it cover this.
    Resize(SpanId, ByteRange),
    /// Set the remark.
    SetNote(SpanId, String),
    /// Mark the range although it crosses or doubles another span.
    TagAnyway(LabelId, ByteRange),
    /// Resize although the result crosses or doubles another span.
    ResizeAnyway(SpanId, ByteRange),
}

/// The program itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    /// Find any command by typing.
    CommandPalette,
    /// All shortcuts.
    Shortcuts,
    /// Settings.
    Settings,
    /// A short guide.
    Guide,
    /// Version and licences.
    About,
    /// Copy version, system and recent notices; no article text.
    CopyDiagnostics,
    /// Close the uppermost dialog or popup, or leave what has the keys.
    Cancel,
}

impl Command {
    /// The commands that can be given without saying more, in palette order. Labels are added by
    /// [`super::Session::palette`], as they belong to the project.
    #[must_use]
    pub fn plain() -> Vec<Self> {
        let mut list = Vec::new();
        {
            use File as F;
            let area = [
                F::NewProject,
                F::OpenProject,
                F::OpenSample,
                F::ImportFiles,
                F::ImportFolder,
                F::ExportJsonl,
                F::SaveSnapshot,
                F::CloseProject,
                F::Quit,
            ];
            list.extend(area.into_iter().map(Self::File));
        }
        {
            use EditCommand as E;
            let area = [E::Undo, E::Redo, E::Copy, E::SelectAll, E::History];
            list.extend(area.into_iter().map(Self::Edit));
        }
        {
            use View as V;
            let area = [
                V::ZoomIn,
                V::ZoomOut,
                V::ZoomReset,
                V::ArticleZoomIn,
                V::ArticleZoomOut,
                V::Theme(Theme::Light),
                V::Theme(Theme::Dark),
                V::Theme(Theme::System),
                V::Language(Language::English),
                V::Language(Language::Arabic),
                V::Face(ReadingFace::Naskh),
                V::Face(ReadingFace::Sans),
                V::ToggleList,
                V::ToggleInspector,
                V::ToggleCodebook,
                V::ToggleLabelNames,
                V::FocusList,
                V::FocusArticle,
                V::FocusInspector,
                V::NextPane,
                V::PreviousPane,
                V::FullScreen,
                V::Notices,
            ];
            list.extend(area.into_iter().map(Self::View));
        }
        {
            use ArticleCommand as A;
            let area = [
                A::Next,
                A::Previous,
                A::FirstNew,
                A::EditDetails,
                A::DirectionAuto,
                A::DirectionRtl,
                A::DirectionLtr,
                A::Note,
                A::Progress(Progress::New),
                A::Progress(Progress::Started),
                A::Progress(Progress::Done),
                A::Progress(Progress::Flagged),
                A::Remove,
                A::Find,
                A::FindNext,
                A::FindPrevious,
                A::FindInProject,
            ];
            list.extend(area.into_iter().map(Self::Article));
        }
        {
            use Select as S;
            let area = [
                S::NextWord,
                S::PreviousWord,
                S::ExtendNextWord,
                S::ExtendPreviousWord,
                S::NextChar,
                S::PreviousChar,
                S::ExtendNextChar,
                S::ExtendPreviousChar,
                S::NextSentence,
                S::PreviousSentence,
                S::Word,
                S::Sentence,
                S::Clear,
            ];
            list.extend(area.into_iter().map(Self::Select));
        }
        {
            use SpanCommand as S;
            let area = [
                S::ChooseLabel,
                S::Remove,
                S::Next,
                S::Previous,
                S::Cycle,
                S::StartOut,
                S::StartIn,
                S::EndOut,
                S::EndIn,
                S::StartOutChar,
                S::StartInChar,
                S::EndOutChar,
                S::EndInChar,
                S::ToggleProclitic,
                S::Note,
                S::GoTo,
                S::CopyText,
            ];
            list.extend(area.into_iter().map(Self::Span));
        }
        {
            use App as A;
            let area = [
                A::CommandPalette,
                A::Shortcuts,
                A::Settings,
                A::Guide,
                A::About,
                A::CopyDiagnostics,
                A::Cancel,
            ];
            list.extend(area.into_iter().map(Self::App));
        }
        list
    }

    /// The Fluent message that names it. Commands that carry data and are only sent by panels
    /// share the message of the command they complete.
    #[must_use]
    pub fn text_key(&self) -> &'static str {
        match self {
            Self::File(command) => command.text_key(),
            Self::Edit(command) => command.text_key(),
            Self::View(command) => command.text_key(),
            Self::Article(command) => command.text_key(),
            Self::Select(command) => command.text_key(),
            Self::Span(command) => command.text_key(),
            Self::App(command) => command.text_key(),
        }
    }

    /// The Fluent message that names its area.
    #[must_use]
    pub fn area_key(&self) -> &'static str {
        match self {
            Self::File(_) => "area-file",
            Self::Edit(_) => "area-edit",
            Self::View(_) => "area-view",
            Self::Article(_) => "area-article",
            Self::Select(_) => "area-select",
            Self::Span(_) => "area-span",
            Self::App(_) => "area-app",
        }
    }
}

impl File {
    fn text_key(&self) -> &'static str {
        match self {
            Self::NewProject | Self::CreateAt(..) => "cmd-file-new-project",
            Self::OpenProject | Self::OpenPath(_) => "cmd-file-open-project",
            Self::OpenSample => "cmd-file-open-sample",
            Self::ForgetRecent(_) => "cmd-file-forget-recent",
            Self::ImportFiles
            | Self::ImportPaths(_)
            | Self::ConfirmImport
            | Self::SetImportEncoding(..) => "cmd-file-import-files",
            Self::ImportFolder => "cmd-file-import-folder",
            Self::ExportJsonl | Self::ExportTo(_) => "cmd-file-export-jsonl",
            Self::SaveSnapshot => "cmd-file-save-snapshot",
            Self::CloseProject => "cmd-file-close-project",
            Self::Quit => "cmd-file-quit",
        }
    }
}

impl EditCommand {
    fn text_key(self) -> &'static str {
        match self {
            Self::Undo => "cmd-edit-undo",
            Self::Redo => "cmd-edit-redo",
            Self::Copy => "cmd-edit-copy",
            Self::SelectAll => "cmd-edit-select-all",
            Self::History | Self::GoToStep(_) => "cmd-edit-history",
        }
    }
}

impl View {
    fn text_key(self) -> &'static str {
        match self {
            Self::ZoomIn => "cmd-view-zoom-in",
            Self::ZoomOut => "cmd-view-zoom-out",
            Self::ZoomReset => "cmd-view-zoom-reset",
            Self::ArticleZoomIn => "cmd-view-article-zoom-in",
            Self::ArticleZoomOut => "cmd-view-article-zoom-out",
            Self::Theme(Theme::Light) => "cmd-view-theme-light",
            Self::Theme(Theme::Dark) => "cmd-view-theme-dark",
            Self::Theme(Theme::System) => "cmd-view-theme-system",
            Self::Language(Language::English) => "cmd-view-language-english",
            Self::Language(Language::Arabic) => "cmd-view-language-arabic",
            Self::Language(Language::System) => "cmd-view-language-system",
            Self::Face(ReadingFace::Naskh) => "cmd-view-face-naskh",
            Self::Face(ReadingFace::Sans) => "cmd-view-face-sans",
            Self::ToggleList => "cmd-view-toggle-list",
            Self::ToggleInspector => "cmd-view-toggle-inspector",
            Self::ToggleCodebook => "cmd-view-toggle-codebook",
            Self::ToggleLabelNames => "cmd-view-toggle-label-names",
            Self::FocusList => "cmd-view-focus-list",
            Self::FocusArticle => "cmd-view-focus-article",
            Self::FocusInspector => "cmd-view-focus-inspector",
            Self::NextPane => "cmd-view-next-pane",
            Self::PreviousPane => "cmd-view-previous-pane",
            Self::FullScreen => "cmd-view-full-screen",
            Self::Notices => "cmd-view-notices",
        }
    }
}

impl ArticleCommand {
    fn text_key(&self) -> &'static str {
        match self {
            Self::Next => "cmd-article-next",
            Self::Previous => "cmd-article-previous",
            Self::FirstNew => "cmd-article-first-new",
            Self::EditDetails | Self::SetField(..) => "cmd-article-edit-details",
            Self::DirectionAuto => "cmd-article-direction-auto",
            Self::DirectionRtl => "cmd-article-direction-rtl",
            Self::DirectionLtr => "cmd-article-direction-ltr",
            Self::Note | Self::SetNote(_) => "cmd-article-note",
            Self::Progress(Progress::New) => "cmd-article-progress-new",
            Self::Progress(Progress::Started) => "cmd-article-progress-started",
            Self::Progress(Progress::Done) => "cmd-article-progress-done",
            Self::Progress(Progress::Flagged) => "cmd-article-progress-flagged",
            Self::Remove => "cmd-article-remove",
            Self::Find => "cmd-article-find",
            Self::FindNext => "cmd-article-find-next",
            Self::FindPrevious => "cmd-article-find-previous",
            Self::FindInProject => "cmd-article-find-in-project",
            Self::Open(_) | Self::OpenAt(..) => "cmd-article-open",
            Self::ShowLayer(_) => "cmd-article-show-layer",
            Self::Reattach => "cmd-article-reattach",
        }
    }
}

impl Select {
    fn text_key(self) -> &'static str {
        match self {
            Self::NextWord => "cmd-select-next-word",
            Self::PreviousWord => "cmd-select-previous-word",
            Self::ExtendNextWord => "cmd-select-extend-next-word",
            Self::ExtendPreviousWord => "cmd-select-extend-previous-word",
            Self::NextChar => "cmd-select-next-char",
            Self::PreviousChar => "cmd-select-previous-char",
            Self::ExtendNextChar => "cmd-select-extend-next-char",
            Self::ExtendPreviousChar => "cmd-select-extend-previous-char",
            Self::NextSentence => "cmd-select-next-sentence",
            Self::PreviousSentence => "cmd-select-previous-sentence",
            Self::Word | Self::Snapped(_) => "cmd-select-word",
            Self::Sentence => "cmd-select-sentence",
            Self::Range(_) => "cmd-select-range",
            Self::Clear => "cmd-select-clear",
        }
    }
}

impl SpanCommand {
    fn text_key(&self) -> &'static str {
        match self {
            Self::Tag(_) | Self::TagAnyway(..) => "cmd-span-tag",
            Self::ChooseLabel => "cmd-span-choose-label",
            Self::Remove => "cmd-span-remove",
            Self::Next => "cmd-span-next",
            Self::Previous => "cmd-span-previous",
            Self::Cycle => "cmd-span-cycle",
            Self::StartOut => "cmd-span-start-out",
            Self::StartIn => "cmd-span-start-in",
            Self::EndOut => "cmd-span-end-out",
            Self::EndIn => "cmd-span-end-in",
            Self::StartOutChar => "cmd-span-start-out-char",
            Self::StartInChar => "cmd-span-start-in-char",
            Self::EndOutChar => "cmd-span-end-out-char",
            Self::EndInChar => "cmd-span-end-in-char",
            Self::ToggleProclitic => "cmd-span-toggle-proclitic",
            Self::Note | Self::SetNote(..) => "cmd-span-note",
            Self::GoTo => "cmd-span-go-to",
            Self::CopyText => "cmd-span-copy-text",
            Self::Focus(_) => "cmd-span-focus",
            Self::Resize(..) | Self::ResizeAnyway(..) => "cmd-span-resize",
        }
    }
}

impl App {
    fn text_key(self) -> &'static str {
        match self {
            Self::CommandPalette => "cmd-app-command-palette",
            Self::Shortcuts => "cmd-app-shortcuts",
            Self::Settings => "cmd-app-settings",
            Self::Guide => "cmd-app-guide",
            Self::About => "cmd-app-about",
            Self::CopyDiagnostics => "cmd-app-copy-diagnostics",
            Self::Cancel => "cmd-app-cancel",
        }
    }
}
