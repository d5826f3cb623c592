//! All that a user can do, as one enum nested by area.
//!
//! Menus, keys, tooltips and the overview of shortcuts are derived from it: a command's text is
//! the Fluent message [`Command::text_key`], its keys stand in [`super::keymap`], and
//! [`super::Session::is_enabled`] says when it can be given. Panels send commands; the session
//! carries them out between frames.
//!
//! The areas and the commands in them stand in the order of the menus.

use super::batch::Like;
use super::batch::joined::LikeJoined;
use super::compare::Side;
use super::dialog::Question;
use super::import::How;
use super::learning::Learner;
use super::links::Named;
use super::list::Filter;
use super::picture::{Pick, PictureKind};
use super::propose::Joint;
use super::registry::Field as EntryField;
use super::schema::change::{AttributeChange, Text};
use super::schema::{Item, Reshape};
use super::settings::{Language, ReadingFace, Theme};
use super::table::{Column, Filter as TableFilter, Move, Tab};
use super::walk::Step;
use crate::model::annotations::Progress;
use crate::model::article::MetaField;
use crate::model::id::{AnnotatorId, ArticleId, EntryId, IncidentId, LabelId, SpanId};
use crate::model::incident::{Filler, Role};
use crate::model::mapping::Target;
use crate::model::registry::{Alias, EntryKind};
use crate::model::relation::Relation;
use crate::model::schema::LabelColor;
use crate::model::span::AttrValue;
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

/// An area of commands in three lists: those that can be given without saying more, which stand
/// in menus and palette; those that say what they are about; and those of a dialog's own buttons.
macro_rules! area {
    (
        $(#[$doc:meta])* $name:ident
        { $($(#[$plain_doc:meta])* $plain:ident = $plain_key:literal,)* }
        { $($(#[$with_doc:meta])* $with:ident ( $($data:ty),* ) = $with_key:literal,)* }
        { $($(#[$inner_doc:meta])* $inner:ident = $inner_key:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$plain_doc])* $plain,)*
            $($(#[$with_doc])* $with($($data),*),)*
            $($(#[$inner_doc])* $inner,)*
        }

        impl $name {
            /// The commands that can be given without saying more, in menu order.
            fn plain() -> Vec<Self> {
                vec![$(Self::$plain),*]
            }

            fn text_key(&self) -> &'static str {
                match self {
                    $(Self::$plain => $plain_key,)*
                    $(Self::$with(..) => $with_key,)*
                    $(Self::$inner => $inner_key,)*
                }
            }
        }
    };
}

area! {
    /// Projects and files.
    File {
        /// Ask for a folder and make a project in it.
        New = "cmd-file-new",
        /// Ask for a project and open it; recent ones are offered.
        Open = "cmd-file-open",
        /// Open the sample project.
        OpenSample = "cmd-file-open-sample",
        /// Ask for files and take them in.
        ImportFiles = "cmd-file-import-files",
        /// Take the text on the clipboard in as an article.
        Paste = "cmd-file-paste",
        /// Ask for a file and write the data set to it.
        Export = "cmd-file-export",
        /// Write the snapshot of the open layer now.
        SaveSnapshot = "cmd-file-save-snapshot",
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
        /// Show all steps, to go back to one of them.
        History = "cmd-edit-history",
        /// Copy the selected text.
        Copy = "cmd-edit-copy",
        /// Select the whole article.
        SelectAll = "cmd-edit-select-all",
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
        /// Show or hide label names above spans.
        ToggleLabelNames = "cmd-view-toggle-label-names",
        /// Draw all relations, or only those of the selected span.
        ToggleRelations = "cmd-view-toggle-relations",
        /// Show or hide suggestions.
        ToggleSuggestions = "cmd-view-toggle-suggestions",
        /// Show or hide what was rejected.
        ToggleRejected = "cmd-view-toggle-rejected",
        /// Show or hide the list of articles.
        ToggleList = "cmd-view-toggle-list",
        /// Show or hide the inspector.
        ToggleInspector = "cmd-view-toggle-inspector",
        /// Fill the screen.
        FullScreen = "cmd-view-full-screen",
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

area! {
    /// The tables over the whole project.
    TableCommand {
        /// Open the article at the words that the cell rests on.
        Open = "cmd-table-open",
        /// Show incidents that are only proposed as well, or no longer.
        Proposed = "cmd-table-proposed",
        /// Accept the proposed incident of the row.
        Accept = "cmd-table-accept",
        /// Reject it.
        Reject = "cmd-table-reject",
        /// Copy the cell.
        CopyCell = "cmd-table-copy-cell",
        /// Copy the row, with tabs between its cells.
        CopyRow = "cmd-table-copy-row",
        /// Copy all rows that are shown.
        CopyRows = "cmd-table-copy-rows",
        /// Show pictures of the rows, or hide them.
        Pictures = "cmd-table-pictures",
        /// Ask for a file and write the picture to it.
        ExportPicture = "cmd-table-export-picture",
        /// Put the cursor's column a place onward.
        ColumnOnward = "cmd-table-column-onward",
        /// Put it a place back.
        ColumnBack = "cmd-table-column-back",
        /// Show the usual columns.
        UsualColumns = "cmd-table-columns-usual",
    } {
        /// Accept or reject the proposed incident of that article which these words tell of.
        Decide(ArticleId, ByteRange, bool) = "cmd-table-accept",
        /// Show another table.
        Tab(Tab) = "cmd-view-table",
        /// Show the layers of that annotator.
        Whose(AnnotatorId) = "cmd-article-show-layer",
        /// Show only some rows.
        Filter(TableFilter) = "cmd-table-filter",
        /// Sort by a column.
        Sort(Column) = "cmd-table-sort",
        /// Show a column or hide it.
        Toggle(Column) = "cmd-table-columns",
        /// Put a column to the place of another one.
        PutColumn(Column, Column) = "cmd-table-column-onward",
        /// Move the cursor.
        Move(Move) = "cmd-view-table",
        /// Put the cursor into a cell.
        Point(usize, usize) = "cmd-view-table",
        /// Show another picture.
        Picture(PictureKind) = "cmd-table-picture",
        /// Show only the rows that a part of a picture stands for, or others as well again.
        Pick(Pick) = "cmd-table-filter",
        /// Write the picture to that file.
        PictureTo(std::path::PathBuf) = "cmd-table-export-picture",
    } {}
}

area! {
    /// The open article and the list of articles.
    ArticleCommand {
        /// Open the next article of the list.
        Next = "cmd-article-next",
        /// Open the previous article of the list.
        Previous = "cmd-article-previous",
        /// Show what could be copied into it from one that is nearly the same.
        CopyFrom = "cmd-article-copy-from",
        /// Write remarks on it.
        Note = "cmd-article-note",
        /// Filter the list of articles.
        Filter = "cmd-article-filter",
        /// Take it out of the project. Nothing is deleted: undo brings it back.
        Remove = "cmd-article-remove",
    } {
        /// Set how far it is.
        SetProgress(Progress) = "cmd-article-progress",
        /// Open that one.
        Open(ArticleId) = "cmd-article-open",
        /// Show the layer of that annotator.
        ShowLayer(AnnotatorId) = "cmd-article-show-layer",
        /// Replace the remarks on an article.
        SetNote(ArticleId, String) = "cmd-article-note",
        /// Set a field of an article's description; empty clears it.
        SetField(ArticleId, MetaField, String) = "cmd-article-field",
        /// Filter and sort the list.
        SetFilter(Filter) = "cmd-article-filter",
        /// These are on screen.
        Seen(Vec<ArticleId>) = "panel-articles",
        /// Show what could be copied from that one.
        CopySource(ArticleId) = "cmd-article-copy-from",
        /// Copy a span, or leave it out.
        CopyChoose(usize, bool) = "cmd-review-choose",
        /// Copy all spans, or none.
        CopyChooseAll(bool) = "cmd-review-choose",
    } {
        /// Copy what is chosen.
        CopyNow = "cmd-article-copy-now",
    }
}

area! {
    /// Which words are selected. Next and previous are in reading order.
    Select {
        /// The next word.
        NextWord = "cmd-select-next-word",
        /// The previous word.
        PreviousWord = "cmd-select-previous-word",
        /// The word above, as seen.
        LineUp = "cmd-select-line-up",
        /// The word below, as seen.
        LineDown = "cmd-select-line-down",
        /// The next character.
        NextChar = "cmd-select-next-char",
        /// The previous character.
        PreviousChar = "cmd-select-previous-char",
        /// The next word as well.
        ExtendNextWord = "cmd-select-extend-next-word",
        /// One word less.
        ExtendPreviousWord = "cmd-select-extend-previous-word",
        /// One character more.
        ExtendNextChar = "cmd-select-extend-next-char",
        /// One character less.
        ExtendPreviousChar = "cmd-select-extend-previous-char",
        /// The sentence around the selection.
        Sentence = "cmd-select-sentence",
        /// Nothing.
        Clear = "cmd-select-clear",
    } {
        /// Exactly this range, as by a drag by character.
        Range(ByteRange) = "cmd-select-range",
        /// This range snapped to words.
        Snapped(ByteRange) = "cmd-select-word",
    } {}
}

area! {
    /// Spans.
    SpanCommand {
        /// Take the selected suggestion as it is; without one, offer the labels.
        Accept = "cmd-span-accept",
        /// Offer the labels at the selection.
        Labels = "cmd-span-labels",
        /// Say more of the selected span: go to its first attribute.
        Attributes = "cmd-span-attributes",
        /// Say of it what is said of the span of its label before it.
        Repeat = "cmd-span-repeat",
        /// Say of it what is likeliest instead of what is said.
        InsteadFirst = "cmd-span-instead-first",
        /// Write a remark on the selected span.
        Note = "cmd-span-note",
        /// Remove the selected span, or reject the selected suggestion.
        Remove = "cmd-span-remove",
        /// Go to the next open suggestion, or to the next span if none is open.
        Next = "cmd-span-next",
        /// Go to the previous open suggestion, or to the previous span if none is open.
        Previous = "cmd-span-previous",
        /// Go to the next of the spans on top of each other here.
        Cycle = "cmd-span-cycle",
        /// Start one word earlier.
        StartOut = "cmd-span-start-out",
        /// Start one word later.
        StartIn = "cmd-span-start-in",
        /// End one word later.
        EndOut = "cmd-span-end-out",
        /// End one word earlier.
        EndIn = "cmd-span-end-in",
        /// Start one character earlier.
        StartOutChar = "cmd-span-start-out-char",
        /// Start one character later.
        StartInChar = "cmd-span-start-in-char",
        /// End one character later.
        EndOutChar = "cmd-span-end-out-char",
        /// End one character earlier.
        EndInChar = "cmd-span-end-in-char",
        /// Take a proclitic in or leave it out.
        ToggleProclitic = "cmd-span-toggle-proclitic",
    } {
        /// Mark the selection with a label, or give the selected span that label.
        Tag(LabelId) = "cmd-span-tag",
        /// Say of the selected span what has that number among what could be said instead.
        Instead(usize) = "cmd-span-instead",
        /// Select that one.
        Focus(SpanId) = "cmd-span-focus",
        /// Let it cover this.
        Resize(SpanId, ByteRange) = "cmd-span-resize",
        /// Set attributes of it, or take away those that have no value any more.
        SetAttributes(SpanId, Attributes) = "cmd-span-set-attributes",
        /// Replace its remark.
        SetNote(SpanId, String) = "cmd-span-note",
        /// Do what the program asked about.
        Answer(Box<Question>) = "cmd-span-answer",
    } {}
}

area! {
    /// Relations between spans.
    RelationCommand {
        /// Walk to a span that the selected one is to be related to.
        Start = "cmd-relation-start",
        /// Go to the relations of the selected span.
        List = "cmd-relation-list",
        /// Accept all relations that are proposed for the selected span.
        AcceptAll = "cmd-relation-accept-all",
        /// Accept many of the article's relations, once they were shown.
        AcceptMany = "cmd-relation-accept-many",
        /// Reject many of them, once they were shown.
        RejectMany = "cmd-relation-reject-many",
    } {
        /// Relate these two; where there are several ways, ask for one.
        Between(SpanId, SpanId) = "cmd-relation-start",
        /// Take one that is proposed or was rejected, with the suggested spans that it joins.
        Accept(Box<Relation>) = "accept",
        /// Remove one, or reject one that is proposed.
        Remove(Box<Relation>) = "cmd-relation-remove",
    } {}
}

area! {
    /// Incidents.
    IncidentCommand {
        /// Put an incident together from the selected trigger and what it is related to.
        New = "cmd-incident-new",
        /// Fill its empty roles as the incident before it has them.
        Repeat = "cmd-incident-repeat",
        /// Go to the incidents of the article.
        List = "cmd-incident-list",
        /// Accept many of the article's incidents, once they were shown.
        AcceptMany = "cmd-incident-accept-many",
        /// Reject many of them, once they were shown.
        RejectMany = "cmd-incident-reject-many",
        /// Show which incidents of several articles may be one event.
        Links = "cmd-incident-links",
    } {
        /// Look at that one, or at none.
        Select(Option<IncidentId>) = "cmd-incident-list",
        /// Take one that is proposed or was rejected, with the suggested spans that it rests on.
        Accept(IncidentId) = "accept",
        /// Remove one, or reject one that is proposed.
        Remove(IncidentId) = "cmd-incident-remove",
        /// Say that these tell of one event.
        Link(Vec<Named>) = "cmd-incident-link",
        /// Take an event apart.
        Part(String) = "cmd-incident-part",
        /// Walk to a span for a role.
        FillRole(IncidentId, Role) = "cmd-incident-fill",
        /// Let this fill a role.
        Fill(IncidentId, Role, Filler) = "cmd-incident-fill",
        /// Take this out of a role.
        Vacate(IncidentId, Role, Filler) = "cmd-incident-vacate",
        /// Set attributes of it, or take away those that have no value any more.
        SetAttributes(IncidentId, Attributes) = "cmd-span-set-attributes",
    } {}
}

area! {
    /// Walking to a span.
    WalkCommand {} {
        /// Go on, choose or leave.
        Step(Step) = "cmd-walk-step",
        /// Go to that span.
        To(SpanId) = "cmd-walk-to",
    } {}
}

area! {
    /// Reviewing what the program proposes.
    Review {
        /// Accept all suggestions that are like the selected one, once they were shown.
        AcceptMany = "cmd-review-accept-many",
        /// Accept the suggestions of the paragraph, once they were shown.
        AcceptParagraph = "cmd-review-accept-paragraph",
        /// Reject all suggestions that are like the selected one, once they were shown.
        RejectMany = "cmd-review-reject-many",
        /// Accept all suggestions of the project that are like the selected one, once they were
        /// shown.
        AcceptManyInProject = "cmd-review-accept-many-in-project",
        /// Reject them.
        RejectManyInProject = "cmd-review-reject-many-in-project",
        /// Mark the words of the span or selection wherever they stand in the article.
        Occurrences = "cmd-review-occurrences",
        /// The same in all articles.
        OccurrencesInProject = "cmd-review-occurrences-in-project",
        /// Correct the other suggestions for the same words as the last one was corrected.
        Propagate = "cmd-review-propagate",
        /// Show what was learned from decisions, to change it.
        Learned = "cmd-review-learned",
        /// Show how far two annotators agree, to settle where they differ.
        Agreement = "cmd-review-agreement",
        /// Show how suggestions are reviewed, to change it.
        Overview = "cmd-review-overview",
        /// Show or hide suggestions below the least confidence.
        ToggleDoubtful = "cmd-review-toggle-doubtful",
        /// Begin with the least sure suggestion, or with the first one.
        ToggleDoubtfulFirst = "cmd-review-toggle-doubtful-first",
    } {
        /// Switch a way of learning on or off.
        SetLearner(Learner, bool) = "cmd-review-learner",
        /// The least confidence of a label's suggestions.
        SetThreshold(LabelId, f64) = "cmd-review-threshold",
        /// The least confidence of relations or incidents that are proposed.
        SetJoinedThreshold(Joint, f64) = "cmd-review-threshold",
        /// In how many of a hundred articles suggestions are kept back.
        SetBlind(u8) = "cmd-review-blind",
        /// Which suggestions are decided about alike.
        Like(Like) = "cmd-review-like",
        /// Which relations or incidents are decided about alike.
        LikeJoined(LikeJoined) = "cmd-review-like",
        /// The label of the words that are marked.
        Label(LabelId) = "cmd-span-tag",
        /// Whether it is done in all articles.
        Spread(bool) = "cmd-review-occurrences-in-project",
        /// Take a place in, or leave it out.
        Choose(usize, bool) = "cmd-review-choose",
        /// Take all places of an article in, or leave them out.
        ChooseArticle(ArticleId, bool) = "cmd-review-choose",
        /// Compare the layers of two annotators.
        Compare(AnnotatorId, AnnotatorId) = "cmd-review-agreement",
        /// Choose a difference between them.
        ChooseDifference(usize) = "cmd-review-agreement",
        /// Open the article at a difference.
        SeeDifference(usize) = "cmd-edit-go-to",
        /// Take what one of them says over into the user's own layer.
        Settle(usize, Side) = "cmd-review-settle",
        /// Take all places in, or leave them out.
        ChooseAll(bool) = "cmd-review-choose",
    } {
        /// Do it in the places that are chosen.
        DoBatch = "cmd-review-do-batch",
        /// Leave the others as they are.
        DismissOffer = "cmd-review-dismiss-offer",
        /// Ignore what was decided so far.
        ForgetLearned = "cmd-review-forget",
        /// Learn from earlier decisions again.
        RememberAll = "cmd-review-remember",
        /// Take the program's own least confidences.
        ResetThresholds = "cmd-review-reset-thresholds",
    }
}

area! {
    /// The factions and places that the project knows.
    RegistryCommand {
        /// Show them, to change them.
        Show = "cmd-registry-show",
        /// The words at hand are the name of a new faction.
        NewFaction = "cmd-registry-new-faction",
        /// The words at hand are the name of a new place.
        NewPlace = "cmd-registry-new-place",
        /// The words at hand are another name of a faction or place, which is asked for.
        AddName = "cmd-registry-add-name",
        /// Ask for a table of factions or places and take it in.
        Import = "cmd-registry-import",
        /// Ask for a file and write the project's factions to it as a table.
        ExportFactions = "cmd-registry-export-factions",
        /// Ask for a file and write the project's places to it as a table.
        ExportPlaces = "cmd-registry-export-places",
    } {
        /// Look at an entry, by its id in spans.
        Choose(String) = "cmd-registry-show",
        /// The words at hand are a name of that one.
        NameOf(String) = "cmd-registry-add-name",
        /// Make a new entry with a name.
        Create(EntryKind, String) = "cmd-registry-create",
        /// Write a field of an entry.
        SetField(String, EntryField, String) = "cmd-registry-set",
        /// Give an entry another name.
        AddAlias(String, String) = "cmd-registry-add-alias",
        /// Change another name of an entry, or take it away.
        SetAlias(String, Alias, Option<Alias>) = "cmd-registry-set-alias",
        /// Make a new entry of another name of one.
        Split(String, Alias) = "cmd-registry-split",
        /// Make one of two: the second leads to the first from then on.
        Merge(String, String) = "cmd-registry-merge",
        /// Let an entry that was merged count for itself again.
        Part(EntryId) = "cmd-registry-part",
        /// Take an entry out.
        Remove(String) = "cmd-registry-remove",
        /// Take a table of factions or places in.
        ImportFrom(std::path::PathBuf) = "cmd-registry-import",
        /// Write the project's factions or places to a file.
        ExportTo(EntryKind, std::path::PathBuf) = "cmd-registry-export-factions",
    } {}
}

area! {
    /// The schema: labels, attributes, types of relation, roles.
    SchemaCommand {
        /// Show it, to change it.
        Show = "cmd-schema-show",
        /// Ask for a file with labels and show what it would change.
        Import = "cmd-schema-import",
        /// Ask for a file and write the schema to it.
        Export = "cmd-schema-export",
    } {
        /// Look at something of it.
        Choose(Item) = "cmd-schema-show",
        /// Make a new label with a name.
        Create(String) = "cmd-schema-create",
        /// Make a new type of relation with a name.
        CreateRelation(String) = "cmd-schema-create-relation",
        /// Write a text into a field.
        Write(Item, Text, String) = "cmd-schema-write",
        /// Give a label a colour.
        SetColor(LabelId, LabelColor) = "cmd-schema-color",
        /// Offer a label, or no longer.
        Offer(LabelId, bool) = "cmd-schema-offer",
        /// Let a label that was merged or deleted count again.
        Restore(LabelId) = "cmd-schema-restore",
        /// Change the attributes of a label or of incidents.
        Attribute(Item, AttributeChange) = "cmd-schema-attribute",
        /// Let a relation start, or end, at a label, or no longer.
        SetEnd(String, bool, LabelId, bool) = "cmd-schema-end",
        /// Let a label play a role of incidents, or no longer.
        SetRole(Role, LabelId, bool) = "cmd-schema-role",
        /// Put a label before or after its neighbour.
        Move(LabelId, bool) = "cmd-schema-move",
        /// Show what a change would touch that changes spans with the schema.
        Look(Box<Reshape>) = "cmd-schema-look",
        /// Show what a file would change.
        ImportFrom(std::path::PathBuf) = "cmd-schema-import",
        /// Write the schema to a file.
        ExportTo(std::path::PathBuf) = "cmd-schema-export",
    } {
        /// Do what is shown.
        Reshape = "cmd-schema-reshape",
        /// Take in what is shown of a file.
        TakeIn = "cmd-schema-take-in",
    }
}

impl Command {
    /// The commands that can be given without saying more, in menu order.
    #[must_use]
    pub fn plain() -> Vec<Self> {
        let mut list: Vec<Self> = Vec::new();
        list.extend(File::plain().into_iter().map(Self::File));
        list.extend(EditCommand::plain().into_iter().map(Self::Edit));
        list.extend(View::plain().into_iter().map(Self::View));
        list.extend(TableCommand::plain().into_iter().map(Self::Table));
        list.extend(ArticleCommand::plain().into_iter().map(Self::Article));
        list.extend(Select::plain().into_iter().map(Self::Select));
        list.extend(SpanCommand::plain().into_iter().map(Self::Span));
        list.extend(RelationCommand::plain().into_iter().map(Self::Relation));
        list.extend(IncidentCommand::plain().into_iter().map(Self::Incident));
        list.extend(WalkCommand::plain().into_iter().map(Self::Walk));
        list.extend(Review::plain().into_iter().map(Self::Review));
        list.extend(RegistryCommand::plain().into_iter().map(Self::Registry));
        list.extend(SchemaCommand::plain().into_iter().map(Self::Schema));
        list
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
