//! Projects and files, steps, what is shown and how.

use crate::model::id::ArticleId;
use crate::model::mapping::Target;
use crate::session::import::How;
use crate::session::settings::{Language, ReadingFace, Theme};
use crate::text::offset::ByteRange;

area! {
    /// Projects and files.
    File {
        /// Ask for a folder and make a project in it.
        New = "cmd-file-new",
        /// Ask for a project and open it; recent ones are offered.
        Open = "cmd-file-open",
        /// Open the sample project.
        OpenSample = "cmd-file-open-sample",
        ;
        /// Ask for files and take them in.
        ImportFiles = "cmd-file-import-files",
        /// Take the text on the clipboard in as an article.
        Paste = "cmd-file-paste",
        ;
        /// Ask for a file and write the data set to it.
        Export = "cmd-file-export",
        /// Write the snapshot of the open layer now.
        SaveSnapshot = "cmd-file-save-snapshot",
        ;
        /// Change the settings.
        Settings = "cmd-file-settings",
        /// Leave the program once everything is on the disk.
        Quit = "cmd-file-quit",
    } {
        /// Open the project in that folder.
        OpenPath(std::path::PathBuf) = "cmd-file-open-project",
        /// Make a project in that folder and open it.
        Create(std::path::PathBuf) = "cmd-file-create",
        /// Read these files and folders and show what would be taken in.
        Import(Vec<std::path::PathBuf>) = "cmd-file-import",
        /// Show what a text would be as an article.
        ImportText(String) = "cmd-file-paste",
        /// Read a file of the import again in another way.
        ImportAs(usize, Box<How>) = "cmd-file-import-as",
        /// Take a file of the import in, or leave it out.
        ImportChoose(usize, bool) = "cmd-file-import-choose",
        /// Say what becomes of a name in the files.
        ImportName(usize, Target) = "cmd-file-import-name",
        /// Say what becomes of all names in the files that are nothing here.
        ImportRest(Target) = "cmd-file-import-rest",
        /// Look at the new labels after the import, or do not.
        ImportEditNew(bool) = "cmd-file-import-edit-new",
        /// Choose the format of the data set, and what it is like.
        ExportWith(crate::session::export::choices::Choice) = "cmd-file-export-with",
        /// Write the data set to that file or folder.
        ExportTo(std::path::PathBuf) = "cmd-file-export-to",
        /// Say who annotates.
        SetAnnotator(String) = "cmd-file-set-annotator",
    } {
        /// Take in what the import shows.
        ImportNow = "cmd-file-import-now",
    }
}

area! {
    /// Undo, clipboard.
    EditCommand {
        /// Take the last step back.
        Undo = "cmd-edit-undo",
        /// Do the last undone step again.
        Redo = "cmd-edit-redo",
        ;
        /// Show all steps, to go back to one of them.
        History = "cmd-edit-history",
        ;
        /// Copy the selected text.
        Copy = "cmd-edit-copy",
        /// Select the whole article.
        SelectAll = "cmd-edit-select-all",
        ;
        /// Look for words in the article.
        Find = "cmd-edit-find",
        /// Go to the next place where they are.
        FindNext = "cmd-edit-find-next",
        /// Go to the previous place where they are.
        FindPrevious = "cmd-edit-find-previous",
        /// Look for words in the whole project.
        FindInProject = "cmd-edit-find-in-project",
    } {
        /// Undo or redo until that many steps are done.
        StepTo(usize) = "cmd-edit-step-to",
        /// Look for this in the article.
        FindText(String) = "cmd-edit-find",
        /// Look for this in the whole project.
        SearchText(String) = "cmd-edit-find-in-project",
        /// Open that article at that place.
        GoTo(ArticleId, ByteRange) = "cmd-edit-go-to",
    } {
        /// Stop looking in the article.
        CloseFind = "cmd-edit-close-find",
        /// Stop looking in the project.
        CloseSearch = "cmd-edit-close-search",
    }
}

area! {
    /// What is shown and how.
    View {
        /// Everything larger.
        ZoomIn = "cmd-view-zoom-in",
        /// Everything smaller.
        ZoomOut = "cmd-view-zoom-out",
        /// Everything at its normal size.
        ZoomReset = "cmd-view-zoom-reset",
        /// The article's text larger.
        ArticleZoomIn = "cmd-view-article-zoom-in",
        /// The article's text smaller.
        ArticleZoomOut = "cmd-view-article-zoom-out",
        ;
        /// Show or hide label names above spans.
        ToggleLabelNames = "cmd-view-toggle-label-names",
        /// Draw all relations, or only those of the selected span.
        ToggleRelations = "cmd-view-toggle-relations",
        /// Show or hide suggestions.
        ToggleSuggestions = "cmd-view-toggle-suggestions",
        /// Show or hide what was rejected.
        ToggleRejected = "cmd-view-toggle-rejected",
        ;
        /// Show or hide the list of articles.
        ToggleList = "cmd-view-toggle-list",
        /// Show or hide the inspector.
        ToggleInspector = "cmd-view-toggle-inspector",
        /// Fill the screen.
        FullScreen = "cmd-view-full-screen",
        ;
        /// Find a command by its name.
        Palette = "cmd-view-palette",
        /// Show the keys.
        Shortcuts = "cmd-view-shortcuts",
        /// Show the tables over the whole project, or the article.
        Table = "cmd-view-table",
        /// Count what the project holds.
        Statistics = "cmd-view-statistics",
        /// Show what was reported.
        Notices = "cmd-view-notices",
        /// Go to the menus.
        Menus = "cmd-view-menus",
        /// Go to the next panel.
        NextPane = "cmd-view-next-pane",
        /// Go to the previous panel.
        PreviousPane = "cmd-view-previous-pane",
    } {
        /// A theme.
        SetTheme(Theme) = "cmd-view-theme",
        /// A language of the interface.
        SetLanguage(Language) = "cmd-view-language",
        /// A face for articles.
        SetFace(ReadingFace) = "cmd-view-face",
        /// A size of articles, in points.
        SetArticleSize(f32) = "cmd-view-article-size",
        /// A width of the column, in multiples of the size.
        SetMeasure(f32) = "cmd-view-measure",
    } {
        /// Close the dialog.
        CloseDialog = "cmd-view-close-dialog",
        /// Stop a long job.
        CancelJobs = "cmd-view-cancel-jobs",
    }
}
