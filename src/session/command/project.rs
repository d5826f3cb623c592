//! What is about the whole project: tables, review, registry, schema.

use crate::model::id::{AnnotatorId, ArticleId, EntryId, LabelId};
use crate::model::incident::Role;
use crate::model::registry::{Alias, EntryKind};
use crate::model::schema::LabelColor;
use crate::session::batch::Like;
use crate::session::batch::joined::LikeJoined;
use crate::session::compare::Side;
use crate::session::learning::Learner;
use crate::session::picture::{Pick, PictureKind};
use crate::session::propose::Joint;
use crate::session::registry::Field as EntryField;
use crate::session::schema::change::{AttributeChange, Text};
use crate::session::schema::{Item, Reshape};
use crate::session::table::{Column, Filter as TableFilter, Move, Tab};
use crate::text::offset::ByteRange;

area! {
    /// The tables over the whole project.
    TableCommand {
        /// Open the article at the words that the cell rests on.
        Open = "cmd-table-open",
        /// Show incidents that are only proposed as well, or no longer.
        Proposed = "cmd-table-proposed",
        ;
        /// Accept the proposed incident of the row.
        Accept = "cmd-table-accept",
        /// Reject it.
        Reject = "cmd-table-reject",
        ;
        /// Copy the cell.
        CopyCell = "cmd-table-copy-cell",
        /// Copy the row, with tabs between its cells.
        CopyRow = "cmd-table-copy-row",
        /// Copy all rows that are shown.
        CopyRows = "cmd-table-copy-rows",
        ;
        /// Show pictures of the rows, or hide them.
        Pictures = "cmd-table-pictures",
        /// Ask for a file and write the picture to it.
        ExportPicture = "cmd-table-export-picture",
        ;
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
        ;
        /// Mark the words of the span or selection wherever they stand in the article.
        Occurrences = "cmd-review-occurrences",
        /// The same in all articles.
        OccurrencesInProject = "cmd-review-occurrences-in-project",
        /// Correct the other suggestions for the same words as the last one was corrected.
        Propagate = "cmd-review-propagate",
        ;
        /// Show what was learned from decisions, to change it.
        Learned = "cmd-review-learned",
        /// Show how far two annotators agree, to settle where they differ.
        Agreement = "cmd-review-agreement",
        ;
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
        ;
        /// The words at hand are the name of a new faction.
        NewFaction = "cmd-registry-new-faction",
        /// The words at hand are the name of a new place.
        NewPlace = "cmd-registry-new-place",
        /// The words at hand are another name of a faction or place, which is asked for.
        AddName = "cmd-registry-add-name",
        ;
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
        /// Make a new role of incidents with a name.
        CreateRole(String) = "cmd-schema-create-role",
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
