# The interface in English.
app-name = Hashiya
menu-file = File
menu-edit = Edit
menu-view = View
menu-article = Article
menu-select = Select
menu-span = Span
menu-incident = Incidents
menu-table = Tables
menu-project = Project
menu-help = Help
cmd-view-menus = Go to the menus
cmd-file-open-sample = Open sample project
cmd-file-open-project = Open project
cmd-file-open-named = Open { $name }
cmd-file-import = Import
cmd-file-save-snapshot = Write snapshot now
cmd-file-quit = Quit
cmd-edit-undo = Undo
cmd-edit-redo = Redo
cmd-edit-copy = Copy
cmd-edit-select-all = Select all
cmd-view-zoom-in = Zoom in
cmd-view-zoom-out = Zoom out
cmd-view-zoom-reset = Normal size
cmd-view-article-zoom-in = Larger article text
cmd-view-article-zoom-out = Smaller article text
cmd-view-toggle-label-names = Label names above spans
cmd-view-toggle-list = List of articles
cmd-view-toggle-inspector = Inspector
cmd-view-full-screen = Full screen
cmd-view-shortcuts = Keyboard shortcuts
cmd-view-theme = Theme
cmd-view-language = Language
cmd-view-face = Reading face
theme-light = Light theme
theme-dark = Dark theme
theme-system = System theme
language-english = English interface
language-arabic = Arabic interface (العربية)
face-naskh = Naskh face (Amiri)
face-sans = Sans face (Noto)
cmd-article-next = Next article
cmd-article-previous = Previous article
cmd-article-progress = Progress
cmd-article-open = Open article
cmd-article-show-layer = Show layer
cmd-select-next-word = Next word
cmd-select-previous-word = Previous word
cmd-select-extend-next-word = Extend by a word
cmd-select-extend-previous-word = Shrink by a word
cmd-select-extend-next-char = Extend by a character
cmd-select-extend-previous-char = Shrink by a character
cmd-select-sentence = Select sentence
cmd-select-clear = Clear selection
cmd-select-range = Select
cmd-select-word = Select word
cmd-span-remove = Remove span or reject suggestion
cmd-span-next = Next suggestion or span
cmd-span-previous = Previous suggestion or span
cmd-span-cycle = Span inside or around
cmd-span-start-out = Start a word earlier
cmd-span-start-in = Start a word later
cmd-span-end-out = End a word later
cmd-span-end-in = End a word earlier
cmd-span-start-out-char = Start a character earlier
cmd-span-start-in-char = Start a character later
cmd-span-end-out-char = End a character later
cmd-span-end-in-char = End a character earlier
cmd-span-toggle-proclitic = Proclitic in or out
cmd-span-tag = Mark with a label
cmd-span-focus = Select span
cmd-span-resize = Resize span
progress-new = New
progress-started = Started
progress-done = Done
progress-flagged = Flagged
state-manual = Marked by hand
state-accepted = Accepted
state-edited = Edited
state-rejected = Rejected
state-suggested = Suggested
panel-articles = Articles
panel-labels = Labels
panel-span = Selected span
panel-layers = Layers
hint-select = Select words with the mouse or the arrow keys, then press a label's key.
hint-other-layer = This is the layer of another annotator; it can only be read. Choose your own layer to mark.
hint-no-article = Choose an article from the list, or drop text files onto the window.
hint-no-project = No project is open.
hint-no-articles = There is no article in this project yet. Take some in, or drop files and folders onto the window.
hint-opening = Opening…
status-saved = Saved
status-saving = Saving…
status-read-only = Read only
status-error = Not saved: { $reason }
strip-no-date = no date
strip-no-source = source unknown
strip-no-country = country not stated
layer-mine = { $name } (you)
notice-recovered = Recovered after the program was interrupted; nothing that was shown as saved is missing.
notice-remarks = The project is open; some files need a look.
notice-read-only = Open for reading only: { $reason }
notice-open-failed = The project cannot be opened: { $reason }
notice-article-failed = The article cannot be opened: { $reason }
notice-layer-unreadable = Your spans of this article cannot be read. The file is kept as it is; the article is open for reading only.
notice-text-changed = The text of this article was changed outside the program. Its layer is open for reading only; “hashiya check” names the spans.
notice-not-applied = This could not be done: { $reason }
notice-crossing = A span here would cross or double another one.
notice-copied = Copied
notice-imported = Articles imported: { $count }
notice-import-failed = Not everything was imported
shortcuts-title = Keyboard shortcuts
close = Close
cmd-file-new = New project…
cmd-file-open = Open project…
cmd-file-import-files = Import articles…
cmd-file-export = Export data set…
cmd-file-settings = Settings…
cmd-file-create = Make project
cmd-file-import-as = Read in another way
cmd-file-import-choose = Take in or leave out
cmd-file-import-now = Import
cmd-file-export-with = Choose what the data set is like
cmd-file-export-to = Export
cmd-file-set-annotator = Set your name
cmd-edit-history = History…
cmd-edit-find = Find in article
cmd-edit-find-next = Find next
cmd-edit-find-previous = Find previous
cmd-edit-find-in-project = Find in project
cmd-edit-step-to = Go back to this step
cmd-edit-close-find = Close search
cmd-edit-close-search = Close search
cmd-edit-go-to = Go to place
cmd-view-palette = All commands…
cmd-view-notices = Messages…
cmd-view-next-pane = Next panel
cmd-view-previous-pane = Previous panel
cmd-view-article-size = Size of article text
cmd-view-measure = Width of the column
cmd-view-close-dialog = Close
cmd-view-cancel-jobs = Stop
cmd-article-describe = Describe the article…
cmd-article-note = Remarks on the article
cmd-article-remove = Take the article out of the project
notice-article-removed = “{ $title }” was taken out of the project; undo brings it back
cmd-article-filter = Filter the list
cmd-article-field = Describe the article
cmd-select-line-up = Word above
cmd-select-line-down = Word below
cmd-select-next-char = Next character
cmd-select-previous-char = Previous character
cmd-span-labels = Labels for the selection
cmd-span-note = Remark on the span
cmd-span-answer = Go ahead
panel-article = Article
panel-note = Remarks on the article
panel-codebook = When to use it
field-title = Title
field-source = Source
field-address = Address
field-author = Author
field-published = Published
field-country = Country
field-language = Language
field-direction = Direction
field-file = File
field-encoding = Encoding
field-removed = Taken out
hint-published = 2017-02-14
hint-country = SY
hint-direction = auto, rtl, ltr
hint-source = agency or outlet
hint-address = https://…
hint-filter = Filter by title or source
hint-find = Find in this article
hint-search = Find in all articles
hint-note = What a colleague should know
hint-palette = Name of a command
sort-title = Title
sort-date = Date
sort-source = Source
sort-progress = Progress
sort-spans = Spans
filter-all = All
filter-count = { $shown } of { $all }
sort-by = Sort by
filter-progress = Progress
find-count = { $at } of { $count }
find-none = nothing found
find-next = Next
find-previous = Previous
search-running = Searching…
search-title = Find in project
strip-edit = Describe
strip-done = Done
dialog-palette = All commands
dialog-settings = Settings
dialog-notices = Messages
dialog-history = History
dialog-new = New project
dialog-open = Open a project
dialog-import = Import articles
dialog-export = Export the data set
dialog-labels = Label the selection
dialog-ask = Are you sure?
settings-annotator = Your name
settings-annotator-help = Your layers are kept under this name. Another name opens another layer.
settings-language = Language of the interface
settings-theme = Theme
settings-face = Face of articles
settings-size = Size of article text
settings-measure = Width of the column
settings-zoom = Size of everything
settings-label-names = Label names above spans
system-language = System language
welcome-title = Welcome to Hashiya
welcome-name = What is your name? Your work is kept under it.
welcome-1 = The program has read the article: dashed outlines are what it suggests. Tab goes to the next one, Enter accepts it, Backspace rejects it.
welcome-2 = Mark words yourself: choose them with the mouse or the arrow keys, then press a label’s key, 1 to 9.
welcome-3 = Everything is saved at once; Ctrl+Z takes back any step. F1 shows all keys.
welcome-start = Start
folder-new = Folder of the new project
folder-open = Folder of the project
files-import = File or folder with articles (text, web page, Word, table, ZIP …)
file-export = File for the data set
folder-export = New folder for the data set
export-format = Format
export-articles = Which articles
export-shown = Those that the list shows
export-status = How far they are
export-size = Would be written – articles: { $articles }, spans: { $spans }
export-size-incidents = Would be written – articles: { $articles }, incidents: { $incidents }
export-whose = Whose layers
export-everyone = Everyone’s
export-mine = Mine alone
export-what = What goes in
export-decided = What was decided
export-suggested = Open suggestions as well
export-tags = Tags
tags-bio = BIO
tags-iob1 = IOB1
tags-bilou = BILOU
tags-iobes = IOBES
export-clitics = Proclitics outside of spans, as in وبالطائرات
clitics-own = As is usual in the format
clitics-widen = Widen the span to the word
clitics-split = Split the word
export-parts = Parts: training, validation, test
parts-whole = One part
parts-10 = 80 / 10 / 10
parts-15 = 70 / 15 / 15
export-kept = Kept in one part (with nearly the same texts)
kept-text = Each text
kept-source = All of a source
kept-day = All of a day
export-drawn = Labels in the parts
drawn-chance = As chance has it
drawn-alike = Each its share
export-losses = What this format cannot hold
export-counting = Counting…
export-nothing-lost = Nothing is lost.
format-jsonl = Hashiya (everything)
format-text = Plain text
format-doccano = doccano
format-doccano-relations = doccano with relations
format-label-studio = Label Studio
format-spacy = spaCy
format-prodigy = Prodigy
format-brat = brat
format-conll = CoNLL
format-conll-nested = CoNLL, nested
format-xmi = UIMA CAS XMI (INCEpTION)
format-cas-json = UIMA CAS JSON
format-huggingface = Hugging Face
format-csv = Table of spans (CSV)
format-relations = Table of relations (CSV)
format-incidents = Table of incidents (CSV)
format-acled = Incidents, as ACLED (CSV)
format-ucdp = Deadly incidents, as UCDP GED (CSV)
format-airwars = Harm to civilians, as Airwars (CSV)
format-page = Page to show (HTML)
format-gate = GATE
format-docbin = spaCy (.spacy)
format-conllu = CoNLL-U
format-webanno = WebAnno TSV
format-w3c = W3C Web Annotation
format-qdpx = REFI-QDA project
format-webanno = WebAnno TSV (INCEpTION)
format-w3c = W3C Web Annotation
format-qdpx = REFI-QDA (MAXQDA, ATLAS.ti, NVivo)
format-huggingface-parquet = Hugging Face, Parquet
format-parquet = Parquet
format-parquet-spans = Table of spans (Parquet)
browse = Browse…
open = Open
make = Make
import = Import
export = Export
cancel = Cancel
recent-projects = Recent projects
sample-project = Sample project
import-encoding = Encoding
import-double = already in the project: { $title }
import-near = nearly the same text ({ $share }% in common): { $title }
import-size = { $size } KB
import-none = No articles were found there.
import-chosen = Import { $count }
import-problem = cannot be read: { $reason }
ask-tag = Here the span crosses or doubles another one. Mark it all the same?
ask-resize = The span would cross or double another one. Move its edge all the same?
ask-reattach = The text of this article was changed outside the program. Spans that can be put back by the words they cover: { $found }. Spans that cannot be placed and are kept aside: { $detached }. Put them back?
ask-quit = Not everything is on the disk: { $reason }. What is not saved is lost if you leave.
yes = Yes
no = No
leave-anyway = Leave anyway
stay = Stay
history-start = Nothing done
history-undone = undone
notices-none = Nothing was reported.
history-now = now
step-tag = Mark { $label }
step-relabel = Relabel to { $label }
step-resize = Move an edge of { $label }
step-untag = Remove { $label }
step-tag-many = Mark { $count } × { $label }
step-change-many = Change { $count } spans
step-attribute = Set { $name }
step-span-note = Remark on a span
step-note = Remarks on an article
step-progress = Set progress
step-describe = Describe an article
step-relate = Relate ({ $name })
step-unrelate = Remove relation ({ $name })
step-remove-articles = Take out { $count } articles
step-reattach = Put spans back
step-add-entry = New in the registry: { $name }
step-name-entry = New name: { $name }
step-change-entry = Change { $name } in the registry
step-remove-entry = Remove { $name } from the registry
step-merge-entries = Merge into { $name }
step-split-entry = Split off { $name }
step-import-entries = Take in a table of { $count } entries
job-preview = Reading files
job-import = Importing
job-export = Exporting
job-search = Searching
job-layers = Loading annotations
job-project = Opening project
stop = Stop
notice-exported = Articles written: { $count }
notice-export-failed = Nothing was exported: { $reason }
export-lost = Not held – { $what }: { $count } (such as { $examples })
export-incident = «{ $title }» in { $article }
export-left-out = Left out: { $what }: { $why }
export-by-convention = Dead counted by convention: { $what }
export-several = Incidents of several annotators ({ $count }) are in it.
export-different = Read back, it is not the same: { $what }
import-known = Already in the project: { $count }
loss-undecided = suggestions that were rejected or not decided
loss-spans = spans
loss-overlaps = spans on top of a longer one
loss-edges = spans with an edge inside a word, widened to whole words
loss-split = words split at a proclitic, which stay two
loss-line-ends = line ends at the edges of spans
loss-blank-edges = blanks at the edges of spans
loss-no-token = spans without a word or sign
loss-sentences = spans over the end of a sentence
loss-attrs = attributes of spans
loss-span-notes = notes on spans
loss-heads = heads and triggers of spans
loss-provenance = state, annotator, time and rule of spans
loss-relations = relations
loss-loose-relations = relations whose span is left out
loss-incidents = incidents
loss-loose-roles = roles in incidents whose span is left out
loss-refusals = relations and incidents that were proposed and refused
loss-fields = title, source, date and the like of articles
loss-article-attrs = attributes of articles
loss-notes = notes on articles
loss-progress = progress of articles
loss-bare = articles in which nothing is marked
loss-blanks = blanks and line ends of articles
status-reading = Say your name to begin
import-doubles = Texts that are there already or twice: { $same }; nearly the same as another one: { $near }
import-lines = { $articles ->
    [one] 1 article
   *[other] { $articles } articles
}, { $spans ->
    [one] 1 span
   *[other] { $spans } spans
}{ $broken ->
    [0] {""}
   *[other] , { $broken } not taken in
}
import-left-out = not taken in: { $reason }
store-torn-tail = the last entry of the journal was cut off ({ $bytes } bytes); it is kept in { $setaside }
store-journal-damaged = { $bytes } bytes of the journal cannot be read; what is before and after them is there
store-journal-gap = the journal has no entries { $first } to { $last }; they cannot be undone any more
store-journal-twice = the journal has two different entries { $seq }, perhaps from two computers at once; the first one counts
store-journal-unquoted = entry { $seq } of the journal quotes words that are not at their place in the text of { $article } any more; it cannot be undone
store-not-replayed = edit { $seq } of the journal does not fit this layer ({ $why }); it was left out
store-differs-from-journal = the layer is not what its journal leads to; it was changed by hand or restored from a backup. The layer counts
store-converted = the line ends were converted to CRLF, probably by git or a copy; it was read as it was before
store-text-changed = the text was changed after it was imported; take it back from a backup, or check the spans of this article
store-moved = span { $span } is not at its place; its words stand in exactly one other place and it can be put back there
store-detached = span { $span } is detached: its words are not in the text, or in several places; it is kept aside
store-unfit = { $id } cannot be part of the layer; it is kept aside in the file
store-cuts-grapheme = span { $span } begins or ends inside a character with its marks; it is kept exactly
store-crossing = spans { $a } and { $b } cross; look whether it is meant
store-identical = spans { $a } and { $b } cover the same words; look whether it is meant
store-unknown-label = span { $span } has the label { $label }, which the schema does not have
store-duplicate-text = has the same text as { $other }; remove one of them
store-no-meta = this article has no description file; it is shown without a title
store-no-text = the text of this article is missing; take it back from a backup
store-no-article = this layer belongs to an article that is not in the project; take the article back, or remove the layer
store-table-line = the line is left out: { $what }
store-unknown-file = this file is not part of a project; it is left alone
store-leftover = left behind by a write that did not finish; it can be removed
store-no-locks = this drive cannot lock files; make sure nobody opens the same work at the same time
read-only-asked = the project was opened for reading only
read-only-held = another program has this layer open: { $holder }. Close it there to change it here
read-only-held-unknown = another program has this layer open; close it there to change it here
read-only-folder = the folder cannot be written ({ $why }); copy the project to a place where you may write
read-only-newer = the project was written by a newer Hashiya; install that version to change it
cmd-span-accept = Accept suggestion
cmd-view-toggle-suggestions = Suggestions
cmd-view-toggle-rejected = Rejected spans
accept = Accept
reject = Reject
step-accept = Accept { $label }
step-reject = Reject { $label }
menu-review = Review
cmd-review-accept-many = Accept all alike…
cmd-review-accept-paragraph = Accept the paragraph…
cmd-review-reject-many = Reject all alike…
cmd-review-occurrences = Mark all occurrences…
cmd-review-occurrences-in-project = Mark all occurrences in the project…
cmd-review-accept-many-in-project = Accept all like it in the project…
cmd-review-reject-many-in-project = Reject all like it in the project…
cmd-review-like = Decide about others
cmd-review-choose = Take in or leave out
cmd-review-do-batch = Go ahead
dialog-accept-many = Accept all that are alike
dialog-reject-many = Reject all that are alike
dialog-mark-many = Mark all occurrences
dialog-correct-many = Correct the others in the same way
cmd-file-export-vague = Count victims without a number by ACLED’s convention
export-vague-help = 10 where no number is told, 12 for dozens, 100 for hundreds. Such lines carry the tag “fatalities by convention” and are listed after the export.
cmd-table-proposed = Proposed as well
cmd-table-accept = Accept the proposed incident
cmd-table-reject = Reject the proposed incident
cmd-relation-accept-many = Accept many relations…
cmd-relation-reject-many = Reject many relations…
cmd-incident-accept-many = Accept many incidents…
cmd-incident-reject-many = Reject many incidents…
dialog-accept-relations = Accept relations
dialog-reject-relations = Reject relations
dialog-accept-incidents = Accept incidents
dialog-reject-incidents = Reject incidents
batch-any-kind = Every kind
batch-paragraph = Only this paragraph
batch-any-label = Every label
batch-any-rule = Every reason
batch-here = This article
batch-everywhere = All articles
batch-done-stay = Articles that are done stay as they are.
batch-more = More than { $count } places: only the first ones are shown. Go ahead, then ask again.
batch-none = Nothing of that kind is open.
batch-chosen = { $chosen } of { $all } chosen
batch-all = All
batch-nothing = None
batch-collides = meets another span
batch-no-label = Choose a label
batch-accept = Accept { $count }
batch-reject = Reject { $count }
batch-mark = Mark { $count } × { $label }
batch-correct = Correct { $count }
step-accept-many = Accept { $count } suggestions
step-reject-many = Reject { $count } suggestions
cmd-review-propagate = Correct the others in the same way…
cmd-review-dismiss-offer = Leave the others
offer-correct = Correct them too…
batch-correction = “{ $old }” ({ $was }) becomes “{ $new }” ({ $is })
cmd-review-blind = Blind sample
strip-blind = Blind sample: suggestions are kept back in this article.
review-blind = Blind sample
review-blind-help = In these articles nothing is suggested, to see whether as much is found without help. It is always the same articles.
review-blind-none = No sample
job-tally = Counting suggestions
done-anyway = Done anyway
review-on = Go on reviewing
cmd-review-overview = How to review…
cmd-review-toggle-doubtful = Doubtful suggestions as well
cmd-review-toggle-doubtful-first = Doubtful suggestions first
cmd-review-threshold = Least confidence
cmd-review-reset-thresholds = As the program has it
dialog-review = Reviewing suggestions
review-thresholds = Least confidence
review-thresholds-help = Suggestions that are less sure are doubtful. They are left out unless you ask for them.
review-shown = { $shown } of { $all } here
notice-reviewed = Everything that was suggested here is decided. Ctrl+Enter marks the article as done.
panel-why = Why
why-entry = Lexicon
why-particle = Left outside
why-number = Number read
why-trigger = Because of
why-head = Head
why-sure = { $percent }% sure
why-doubtful = { $percent }% sure: doubtful
rule-faction-name = A party that the lexicon knows by this name.
rule-faction-generic = Fighters or a force without a name of its own.
rule-faction-contextual = A name that means a party only where other words say so, as here.
rule-faction-generic-country = A force or a group without a name of its own; the country tells whose it is.
rule-faction-generic-named = Unnamed fighters; who they are is told by who is named in the article.
rule-faction-short = A short form of a name that the article gives in full.
rule-faction-state = A state or its capital that acts, speaks or is fought.
rule-faction-nation = A force with its nationality.
rule-faction-earlier = A noun that takes up a group named before (the organisation, the movement).
rule-faction-own = A party’s own forces (“its fighters”): those of whoever was named last.
rule-faction-unit = A unit by its number.
rule-faction-armed = Fighters or a group with an adjective that says so (armed, extremist, rebel).
rule-faction-quoted-name = A group with a name in quotation marks that the lexicon does not know.
rule-faction-called = A battalion, brigade or tribe with a name that the lexicon does not know.
rule-faction-affiliated = A group told by the party it belongs to.
rule-faction-adjective = A nationality beside a force, a weapon or a strike.
rule-strike-noun = A noun of a strike or of shelling.
rule-strike-verb = A verb of a strike or of shelling.
rule-clash-trigger = A word of ground combat or of an attack.
rule-weapon-name = A weapon that the lexicon knows.
rule-casualty-number = A number of people with what befell them.
rule-casualty-count-noun = A number with a noun of harm (killed, wounded, missing).
rule-casualty-bare-number = A number alone beside a word of harm.
rule-casualty-noun = A noun of harm without a number.
rule-casualty-somebody = A number of people by a word that no table knows, with what befell them.
rule-casualty-victims = Victims without a number beside a word of harm: one, two or some.
rule-casualty-part = A part of those counted before; what befell the whole befell it.
rule-memory-words = Words that were accepted for this in the project before.
rule-memory-tagger = What is like the words that were accepted for this before.
rule-location-gazetteer = A place that the gazetteer knows.
rule-location-generic = A place named by its kind only (the city, the crossing).
rule-date-weekday = A day of the week, resolved with the day of publication.
rule-date-relative = A day told from the day of publication (yesterday, today).
rule-date-month = A day or a month with the month’s name.
rule-date-year = A year.
rule-date-digits = A date or years in digits.
rule-date-ago = A time counted back from the day of publication.
rule-date-past = The time up to the day of publication.
rule-date-hijri = A month of the lunar calendar.
rule-date-season = A season with its year.
rule-source-speech = Who says, beside a word of saying.
rule-source-person = A named person who says something.
rule-target-held = What is held by a party and was struck.
rule-target-noun = A building or a place beside a word of a strike.
rule-target-object = What an attack is on: its object, or after “on”.
rule-source-agency = A news agency in the line that opens a report.
rule-location-held = An area told by who holds it.
rule-location-designated = A name that the gazetteer does not know, after a noun of places.
rule-location-ambiguous = A name of several places; which one is meant is unsure.
rule-location-by-country = A name of several places; the one in the article’s country.
rule-location-contextual = A name that means a place only where other words say so, as here.
status-spans =
    { $count ->
        [one] { $count } span
       *[other] { $count } spans
    }
status-messages =
    { $count ->
        [one] { $count } new message
       *[other] { $count } new messages
    }
status-open =
    { $count ->
        [one] { $count } suggestion open
       *[other] { $count } suggestions open
    }
search-count =
    { $count ->
        [one] { $count } place in { $articles } article
       *[other] { $count } places, articles: { $articles }
    }
step-import =
    { $count ->
        [one] Import { $count } article
       *[other] Import { $count } articles
    }
store-recovered =
    { $edits ->
        [one] { $edits } edit of the last session was recovered from the journal; nothing to do
       *[other] { $edits } edits of the last session were recovered from the journal; nothing to do
    }

cmd-view-statistics = Statistics…
dialog-statistics = Statistics
statistics-counting = Counting…
statistics-label = Label
statistics-total = Decided
statistics-articles = Articles by progress
statistics-spans = Your spans by label and state
statistics-none = No spans yet.
job-count = Counting
notice-batch =
    { $count ->
        [one] Done in { $count } place. Ctrl+Z takes it back.
       *[other] Done in { $count } places, as one step. Ctrl+Z takes it back.
    }
batch-left-out =
    { $count ->
        [one] { $count } article is left out: its annotations cannot be read.
       *[other] { $count } articles are left out: their annotations cannot be read.
    }
offer-others =
    { $count ->
        [one] “{ $words }” is suggested in { $count } other place here.
       *[other] “{ $words }” is suggested in { $count } other places here.
    }
list-open = { $count } open
list-open-all = Open: { $open }
open-spans =
    { $count ->
        [one] { $count } span
       *[other] { $count } spans
    }
open-relations =
    { $count ->
        [one] { $count } relation
       *[other] { $count } relations
    }
open-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
ask-done = Suggestions are still open in this article: { $open }. Is it done all the same?
review-blind-found =
    { $articles ->
        [one] Done without suggestions: { $articles } article, { $mean } spans
       *[other] Done without suggestions: { $articles } articles, { $mean } spans each
    }
review-helped-found =
    { $articles ->
        [one] Done with suggestions: { $articles } article, { $mean } spans
       *[other] Done with suggestions: { $articles } articles, { $mean } spans each
    }
cmd-span-attributes = Attributes of the span
cmd-span-set-attributes = Set attributes
panel-attributes = Attributes
attribute-missing = Has to be stated
attribute-not-listed = Not in the list
attribute-not-count = A number, or words such as “at least 7”, 7+, 5-9, dozens
attribute-not-real = A number, such as 32.62
attribute-not-date = A date or part of one: 2017-02-13, 2017-02, 2017, 2017-02-13/2017-02-14
attribute-not-ascending = The least, the best and the most have to ascend
attribute-read = read: { $value }
attribute-read-help = What the program reads here. A click takes it.
attribute-none = not stated
attribute-search = name or alias
attribute-no-match = Nothing is called that
count-low = least
count-best = best
count-high = most
attr-count = Number
attr-canonical_id = Faction
attr-canonical_en = Place
attr-canonical_ar = Arabic name
attr-side = Side
attr-role = Role
attr-mention = Mention
attr-framing = Framing
attr-quoted = Quoted
attr-kind = Kind
attr-count_low = Least
attr-count_best = Best
attr-count_high = Most
attr-qualifier = Bound
attr-status = Status
attr-realis = Reality
attr-polarity = Polarity
attr-episode = Episode
attr-form = Form
attr-operation_name = Operation
attr-effect = Effect
attr-victim = Victims
attr-civilian_status = Civilians
attr-cumulative = Running toll
attr-subset = Part of another
attr-type = Type
attr-admin = Region
attr-country = Country
attr-lat = Latitude
attr-lon = Longitude
attr-iso = Date
attr-precision = Precision
attr-platform = Platform
attr-civilian = Civilian
attr-damage = Damage
attr-protected = Protected
attr-named = Named
attr-name = Name
attr-affiliation = Affiliation
attr-kind_by = Kind read from
attr-camp = Camp
attr-claimed_by = Claimed by
attr-via = Told by
attr-victim_faction = Victims’ side
attr-anonymous = Anonymous
attr-quantity = Quantity
attr-name_en = English name
attr-clitic = Particle before
attr-enclitic = Pronoun after
attr-confidence = Sureness
attr-event = Linked event
value-kind_by-adjective = its adjective
value-kind_by-weapon = the weapon
value-kind_by-word = the word itself
value-kind_by-agent = who acts
value-kind_by-article = the article
value-kind_by-coreference = an earlier mention
value-confidence-inferred = inferred
value-via-statement = a statement
value-quantity-vague_many = many
value-platform-fixed_wing_unspecified = fixed-wing aircraft
value-true = yes
value-false = no
value-government = government
value-pro_government = pro-government
value-opposition = opposition
value-jihadist = jihadist
value-kurdish_led = Kurdish-led
value-separatist = separatist
value-rival_government = rival government
value-de_facto_authority = de facto authority
value-foreign_state = foreign state
value-foreign_coalition = foreign coalition
value-foreign_pmc = foreign military company
value-peacekeeping = peacekeeping
value-settler = settlers
value-political_party = political party
value-generic = without a name
value-realis-generic = in general
value-mentioned = mentioned
value-attacker = attacker
value-target = target
value-claimant = claimant
value-controller = controller
value-mention-name = name
value-nominal = common noun
value-adjective = adjective
value-alias = alias
value-neutral = neutral
value-pejorative = pejorative
value-regime = “regime”
value-martyr = “martyrs”
value-airstrike = air strike
value-drone_strike = drone strike
value-artillery = artillery
value-mortar = mortar
value-rocket = rocket
value-missile = missile
value-naval = naval
value-barrel_bomb = barrel bomb
value-cluster = cluster munition
value-incendiary = incendiary
value-chemical = chemical
value-ied = explosive device
value-vbied = car bomb
value-suicide_bombing = suicide bombing
value-explosion = explosion
value-sniper = sniper
value-small_arms = small arms
value-assassination = assassination
value-execution = execution
value-massacre = massacre
value-air_assault = air assault
value-shelling_unspecified = shelling, unspecified
value-strike_unspecified = strike, unspecified
value-attack_unspecified = attack, unspecified
value-exact = exactly
value-at_least = at least
value-more_than = more than
value-approx = about
value-up_to = up to
value-range = range
value-vague_low = dozens, several
value-vague = no number
value-none = none
value-qualifier-none = no quantity
value-asserted = asserted
value-claimed = claimed
value-confirmed = confirmed
value-denied = denied
value-disputed = disputed
value-actual = happened
value-threatened = threatened
value-hypothetical = hypothetical
value-pos = affirmed
value-neg = negated
value-current = current
value-background = background
value-noun = noun
value-verb = verb
value-form-name = proper name
value-name = name
value-armed_clash = armed clash
value-ground_assault = ground assault
value-offensive = offensive
value-ambush = ambush
value-siege = siege
value-raid = raid
value-killed = killed
value-injured = injured
value-missing = missing
value-detained = detained
value-abducted = abducted
value-displaced = displaced
value-losses = losses
value-casualty_unspecified = unspecified
value-victim-civilian = civilians
value-civilian = civilian
value-child = children
value-woman = women
value-man = men
value-person = people
value-fighter = fighters
value-soldier = soldiers
value-commander = commanders
value-police = police
value-medic = medics
value-rescuer = rescuers
value-aid_worker = aid workers
value-journalist = journalists
value-family_members = family members
value-residents = residents
value-unspecified = unspecified
value-unknown = unknown
value-civilian_presumed = presumed civilian
value-civilian_protected_medical = medical, protected
value-combatant = combatant
value-combatant_contested = contested
value-city = city
value-village = village
value-neighbourhood = neighbourhood
value-sub_city = part of a city
value-admin1 = governorate
value-admin2 = district
value-country = country
value-region = region
value-area = area
value-facility = facility
value-type-camp = camp
value-camp = camp
value-body = body of water
value-1 = 1 exact
value-2 = 2 near
value-3 = 3 district
value-4 = 4 governorate
value-5 = 5 line or border
value-6 = 6 country
value-7 = 7 international
value-point = point in time
value-duration = duration
value-relative = relative
value-day = day
value-week = week
value-month = month
value-year = year
value-aircraft = aircraft
value-helicopter = helicopter
value-drone = drone
value-bomb = bomb
value-cluster_munition = cluster munition
value-surface_to_surface_missile = surface-to-surface missile
value-rocket_artillery = rocket artillery
value-mortar_shell = mortar shell
value-shell = shell
value-tank = tank
value-atgm = anti-tank missile
value-suicide_vest = suicide vest
value-landmine = landmine
value-medical = medical
value-school = school
value-residential = homes
value-market = market
value-religious = religious
value-civilian_area = civilian area
value-held_area = held area
value-military = military
value-infrastructure = infrastructure
value-vehicle = vehicle
value-media = media
value-aid = aid
value-yes = yes
value-no = no
value-mixed = mixed
value-hit = hit
value-damaged = damaged
value-destroyed = destroyed
value-protected-none = none
value-IHL_medical = medical (IHL)
value-cultural = cultural
value-belligerent = belligerent
value-state_media = state media
value-eyewitness = eyewitness
value-resident = resident
value-ngo = organisation
value-monitor = monitor
value-official = official
value-un = United Nations
value-anonymous = anonymous
value-holds = holds
value-gains = gains
value-loses = loses
value-attempts = attempts
cmd-review-learned = What was learned…
cmd-review-learner = Way of learning
cmd-review-forget = Ignore what was decided so far
cmd-review-remember = Learn from earlier decisions again
dialog-learned = What was learned from your decisions
learned-help = Suggestions follow your decisions in this project, from one article to the next. Each way of learning can be switched off.
learner-words = Parties, places and weapons you have marked are found elsewhere
learner-counts = How often a rule or some words were right moves the confidence
learner-refusals = What you rejected twice beside the same word is not proposed there again
learner-habits = Edges you always move and values you always change are changed so (from articles that are done)
learner-tagger = A tagger learns from articles that are done
learned-tagger = Tagger
learned-articles =
    { $count ->
        [0] It is trained once six articles are done.
       *[other] Trained on { $count } articles that are done.
    }
learned-names = Known words
learned-rules = Rules
learned-habits = Habits
learned-left-out = { $words } is left out
learned-taken-in = { $words } is taken in
learned-said = { $words }: { $to } instead of { $from }
learned-refused = No longer proposed
learned-nothing = Nothing yet.
learned-more = and { $count } more
learned-of = right { $right } of { $shown } times
learned-forgotten = Earlier decisions are ignored. They stay in the data.
why-learned-rule = Such suggestions
why-learned-words = These words
why-learned-name = Named
why-learned-named = as in your decisions
why-learned-edge = Edge moved, as before
why-learned-value = Value changed, as before
why-learned-before = Before that
why-tagger = Tagger
tagger-for = agrees
tagger-partly = sees other edges
tagger-moved = moved the edges
tagger-against = does not see it
clue-word = the word { $words }
clue-before = after { $words }
clue-after = before { $words }
clue-phrase = the phrase { $words }
clue-particles = written with { $words }
clue-ending = the ending { $words }
clue-rules = the tables
rule-perpetrator-inside = A party named inside the strike.
rule-perpetrator-carried-out-by = A party after “carried out by”.
rule-perpetrator-light-verb = The subject of a verb that carries a strike out.
rule-perpetrator-subject-after = The subject right after the verb.
rule-perpetrator-subject-before = The subject right before the verb.
rule-target-after = What is named as struck after the strike.
rule-instrument-inside = A weapon named inside the strike.
rule-instrument-after = A weapon right after the strike, or after “with”.
rule-instrument-subject = A weapon right before the strike.
rule-victim_of-before = The strike before the victims in the sentence.
rule-victim_of-after = The strike after the victims in the sentence.
rule-victim_faction-inside = A party named inside the victims.
rule-perpetrator-construct = A party right after the strike’s noun, or right before it in English.
rule-perpetrator-claim = A party that claims it, or to which it is ascribed.
rule-perpetrator-blame = A party that is blamed for it.
rule-perpetrator-accused = A party that is accused of it.
rule-perpetrator-between = The side of a clash that is named first.
rule-target-between = The side of a clash that is named second.
rule-target-place = A place that is the object of the verb.
rule-target-party = A party after “against” or “on”.
rule-victim_of-earlier = Other victims of what the sentence before tells of.
rule-victim_faction-ranks = A party in whose ranks they were.
rule-reported_by-continued = The speaker of the sentence before, whose words go on.
rule-perpetrator-itself = A party that speaks of itself: “said it had”.
rule-perpetrator-weapon = The party whose weapon stands right before.
rule-subset_of-before = A part of the victims named before.
rule-incident-trigger = A word of violence with all that relates to it.
rule-incident-joined = Words of violence that tell of one event: the same kind, and no other attacker, place or day.
rule-incident-victims = Victims beside whom no strike or clash is named.
rule-location_of-near = The nearest place in the sentence.
rule-date_of-near = The nearest date in the sentence.
rule-reported_by-sentence = Who speaks in the sentence.

# Relations
menu-relation = Relations
panel-relations = Relations
cmd-view-toggle-relations = Draw all relations
cmd-relation-start = Relate to another span
cmd-relation-list = Go to its relations
cmd-relation-accept-all = Accept all its suggested relations
cmd-relation-remove = Remove the relation
cmd-walk-step = Walk to a span
cmd-walk-to = Go to this span
relation-out = { $title }: { $words }
relation-in = { $words }: { $title }, this span
percent = { $number }%
why-short = { $rule } ({ $percent }%)
relation-accept = Accept this relation
relation-reject = Reject this relation
incident-accept = Accept incident
incident-reject = Reject incident
walk-help = Tab and arrows: another span · Enter or number: relate · Esc: leave
notice-unfit-removed =
    { $count ->
        [one] One relation or role that this label cannot have was taken away; undo brings it back.
       *[other] { $count } relations or roles that this label cannot have were taken away; undo brings them back.
    }
notice-nothing-to-relate = There is no span in this article that this one can be related to.

# Incidents in the window
panel-incidents = Incidents
cmd-incident-new = New incident from this
cmd-incident-list = Go to the incidents
cmd-incident-remove = Remove the incident
cmd-incident-fill = Fill a role
cmd-incident-vacate = Take out of a role
incident-fill = { $role }: choose a span
incident-take-out = Take out: { $name }
incident-not-stated = not stated
incident-not-in-text = { $name } (not in the text)
incident-entry = Not in the text: type a name
incident-civilians = Civilians
incident-overridden = { $count } (set by hand)
incident-vague = told of without a number
incident-article-says = The article
attr-strikes = Strikes
attr-killed = Killed
attr-injured = Injured
walk-help-fill = Tab and arrows: another span · Enter: take it · Esc: leave
walk-help-entry = Tab and arrows: another span · Enter: take it · /: not in the text · Esc: leave
notice-nothing-to-fill = There is no span in this article that can fill this role.

# Incidents: the roles in them, and what is said of them
step-add-incident = Add incident
step-remove-incident = Remove incident
step-reject-incident = Reject incident
step-role = Change incident: { $role }
step-incident-attribute = Change incident: { $name }
role-trigger = What happened
role-attacker = Attacker
role-attacked = Party attacked
role-target = Target
role-weapon = Weapon
role-location = Place
role-date = Date
role-casualty = Casualties
role-source = Source
attr-title = Title
attr-date_start = From
attr-date_end = Until
attr-strikes_low = Strikes, least
attr-strikes_best = Strikes, best
attr-strikes_high = Strikes, most
attr-killed_low = Killed, least
attr-killed_best = Killed, best
attr-killed_high = Killed, most
attr-injured_low = Injured, least
attr-injured_best = Injured, best
attr-injured_high = Injured, most
attr-strike_status = Strike status
attr-harm_grade = Harm grade
attr-event_clarity = Event clarity
attr-note = Remark
value-abduction = abduction
value-detention = detention
value-likely = likely
value-declared = declared
value-contested = contested
value-single_source = single source
value-fair = fair
value-weak = weak
value-discounted = discounted
value-event_clarity-1 = 1: clear
value-event_clarity-2 = 2: less clear
# Factions and places that the project knows.
cmd-registry-show = Factions and places…
cmd-registry-new-faction = New faction from these words
cmd-registry-new-place = New place from these words
cmd-registry-add-name = New name of a known one…
cmd-registry-import = Take in a table (TSV)…
cmd-registry-export-factions = Write factions as a table (TSV)…
cmd-registry-export-places = Write places as a table (TSV)…
cmd-registry-create = Make an entry
cmd-registry-set = Write a field
cmd-registry-add-alias = Give it another name
cmd-registry-set-alias = Change another name
cmd-registry-split = Split off
cmd-registry-merge = Merge
cmd-registry-part = Part again
cmd-registry-remove = Remove from the registry
dialog-registry = Factions and places
dialog-name-of = Another name of…
dialog-import-table = Take in a table of factions or places
dialog-export-factions = Write the project’s factions as a table
dialog-export-places = Write the project’s places as a table
file-import-table = Table (TSV) with the columns of the program’s lists
file-export-table = File for the table (TSV)
name-of-words = “{ $words }” is another name of:
registry-factions = Factions
registry-places = Places
registry-own = project
registry-empty = The project has no entries of its own yet. Type a name to look up what the program knows, or to make a new entry.
registry-help = Choose an entry at the side. What the project says of an entry stands above what the program knows; suggestions follow at once.
registry-new-faction = New faction “{ $name }”
registry-new-place = New place “{ $name }”
entry-name-en = English name
entry-name-ar = Arabic name
entry-coordinates = Coordinates
entry-from = Meant from
entry-until = Meant until
entry-note = Note
entry-aliases = Other names
entry-contextual = only in context
entry-new-name = another name, Enter adds it
entry-split = Make an entry of its own of “{ $name }”
entry-remove-name = Remove the name “{ $name }”
entry-written = The program knows: { $names }
entry-merged = Merged into it
entry-merge = Merge with another…
entry-merge-help = Which one is the same? Its names become names of this one; spans that mean it stay valid.
entry-take-back = Take back what the project added
entry-wrong-country = No such country: a code such as SY, or its name
entry-wrong-coordinates = Latitude and longitude in degrees: 32.625, 36.106
entry-wrong-date = A day is written like 2017-02-13
entry-wrong-order = The last day is before the first one
notice-entry-new = New in the registry: { $name }
notice-entry-named = “{ $words }” is a name of { $name } now
notice-entries-imported =
    { $left ->
        [0] Entries taken in: { $count }
       *[other] Entries taken in: { $count }, lines left out: { $left }
    }
notice-entries-exported = Entries written: { $count }

# Two annotators side by side
cmd-review-agreement = Compare two annotators…
cmd-review-settle = Settle a difference
dialog-agreement = Two annotators side by side
agreement-alone = There is only one annotator here. A layer of another one appears when the project’s folder is shared, or when annotations are imported in another name.
agreement-same = Choose two different annotators.
agreement-running = Comparing…
agreement-articles = { $count ->
    [one] { $count } article that both have annotated
   *[other] { $count } articles that both have annotated
}
agreement-spans = spans: { $first } of 1, { $second } of 2
agreement-label = Label
agreement-exact = F1, same words
agreement-overlap = F1, overlap
agreement-alpha = Alpha, words
agreement-all = Label of each word
agreement-columns-tip = F1: how many of the spans of both are the same, with the same edges or with edges that overlap. 1 is all of them. Alpha (Krippendorff): whether each word has the label, beyond what chance gives: 1 is perfect, 0 is chance, and from 0.8 on figures are usually relied upon.
agreement-all-tip = Krippendorff’s alpha over the words: which label each word has, none being one of them. 1 is perfect agreement, 0 is chance.
agreement-gamma = Gamma, spans
agreement-gamma-tip = Gamma (Mathet and others, 2015): the spans of both are paired as well as they can be; how far the pairs are apart in place and label, and what stays unpaired, is compared with layers that are moved by chance. 1 is perfect agreement, 0 is chance. Unlike alpha it sees where one span ends and the next begins, and a span counts the same however long it is.
agreement-counts-tip = How many of the pairs of spans that count something count the same, and Krippendorff’s alpha of their best counts as ratios: 10 and 11 are nearer than 1 and 2.
agreement-counts = Counts that are the same
agreement-attributes = Attributes that differ most
agreement-differences = { $count ->
    [0] No differences
    [one] { $count } difference
   *[other] { $count } differences
} · { $open } open
agreement-hint = The arrow keys choose a difference, 1 and 2 take what one of them says, Enter goes there.
agreement-nothing = nothing here
agreement-take = Take { $key }
agreement-taken = taken
differs-missing = Only one of them
differs-label = Other label
differs-edges = Other edges
differs-attributes = Other: { $names }
step-settle = Settle a difference

## The tables over the whole project

cmd-view-table = Tables
cmd-table-open = Open at the words
cmd-table-copy-cell = Copy the cell
cmd-table-copy-row = Copy the row
cmd-table-copy-rows = Copy all rows
cmd-table-filter = Show only some rows
cmd-table-sort = Sort by the column
cmd-table-columns = Columns
cmd-table-column-onward = Move the column onward
cmd-table-column-back = Move the column back
cmd-table-columns-usual = Usual columns
job-table = Gathering rows
job-copy = Copying rows
table-drag = Drag to put the column elsewhere
table-incidents = Incidents
table-casualties = Casualties
table-strikes = Strikes and clashes
table-factions = Factions
table-mentions = Mentions
table-date = Date
table-attackers = Attackers
table-attacked = Attacked
table-place = Place
table-strike-count = Strikes
table-killed = Killed
table-injured = Injured
table-civilians = Civilians killed
table-combatants = Combatants killed
table-sources = Sources
table-article = Article
table-words = Words
table-count = Number
table-parties = Whose
table-state = State
table-name = Name
table-as-attacker = Attacks
table-as-attacked = Attacked
table-whose = Layer
table-kind = Kind
table-none = No rows that fit.
table-nothing-yet = No rows yet. They come from what you have accepted or marked yourself.
table-nothing-proposed = No incidents, neither accepted nor proposed.
table-nothing-there = This layer has no rows of this kind.
table-empty-proposed = Show what is proposed
table-empty-layer = Show the layer of { $name }
table-empty-all = Show all rows
table-gathering = Gathering rows…
table-hint-filter = Filter the rows
table-contested = Sources name different attackers.
table-article-itself = the article
table-claim = { $count } according to { $who }
table-by-hand = Set by hand.
table-rows = { $shown ->
    [one] { $shown } row
   *[other] { $shown } rows
}
# One event told by several articles
cmd-incident-links = One event in several articles…
cmd-incident-link = Link incidents
cmd-incident-part = Take an event apart
dialog-links = One event in several articles
links-help = Incidents of different articles, near in time and place and of one sort of violence, may be one event. Linked, they are counted once, with the range over what the articles say.
links-running = Comparing incidents…
links-proposed = May be one event
links-nothing = No incidents of different articles look like one event.
links-linked = Linked
links-link = Link
links-part = Take apart
links-why = { $sure }% sure · in common: { $shared }
links-together = { $count ->
    [one] { $count } article
   *[other] { $count } articles
} · killed { $killed } · injured { $injured } · { $sources }
shared-day = day
shared-place = place
shared-kind = kind
shared-attacker = attacker
shared-numbers = numbers
step-link = Link incidents
step-part = Take an event apart

## The schema

cmd-schema-show = Labels and schema…
cmd-schema-import = Take in labels from a file…
cmd-schema-export = Write the schema to a file…
cmd-schema-create = New label
cmd-schema-create-relation = New type of relation
cmd-schema-create-role = New role of incidents
cmd-schema-write = Write a field of the schema
cmd-schema-color = Colour of a label
cmd-schema-offer = Offer a label
cmd-schema-restore = Let it count again
cmd-schema-attribute = Change attributes
cmd-schema-end = Ends of a relation
cmd-schema-role = Roles of incidents
cmd-schema-move = Move a label
cmd-schema-look = Show what a change touches
cmd-schema-reshape = Change schema and spans
cmd-schema-take-in = Take in
dialog-schema = Labels and schema
dialog-schema-merge = Merge labels
dialog-schema-split = Split a label
dialog-schema-delete = Delete
dialog-schema-import = Take in labels
dialog-schema-export = Write the schema
dialog-schema-incoming = What the file changes
file-schema-import = A schema (.ron), Label Studio's configuration (.xml) or doccano's labels (.json)
file-schema-export = A file (.ron)
schema-labels = Labels
schema-relations = Types of relation
schema-incident = Incidents
schema-gone = Merged or deleted
schema-new-label = new label, Enter adds it
schema-new-relation = new type of relation, Enter adds it
schema-new-role = new role of incidents, Enter adds it
schema-name-en = English name
schema-name-ar = Arabic name
schema-book-en = Codebook, English
schema-book-ar = Codebook, Arabic
schema-key = Key
schema-key-hint = 1–9, 0, A–Z
schema-color = Colour
schema-color-number = Colour { $number }
schema-color-near = People who see colours differently can take it for that of { $labels }.
schema-offered = offered
schema-up = Move up
schema-down = Move down
schema-id = in files: { $id }
schema-used =
    { $spans ->
        [0] none of your spans has it
        [one] one of your spans has it
       *[other] { $spans } of your spans have it (articles: { $articles })
    }
schema-id-stays = A new name changes no span: in files and exports the label stays { $id }.
schema-attributes = What is said of a span
schema-incident-attributes = What is said of an incident
schema-roles = Who and what can play a role
schema-new-attribute = new attribute, Enter adds it
schema-new-choice = new choice, Enter adds it
schema-required = required
schema-attribute-open = Change “{ $name }”
schema-attribute-remove = Remove “{ $name }”
schema-choice-remove = Remove the choice “{ $name }”
schema-choice-up = Move the choice “{ $name }” up
schema-kind = Takes
schema-kind-choice = one of a list
schema-kind-choices = several of a list
schema-kind-count = whole number
schema-kind-real = number
schema-kind-flag = yes or no
schema-kind-text = text
schema-kind-date = date
schema-kind-faction = faction
schema-kind-place = place
schema-from = From
schema-to = To
schema-merge = Merge into another…
schema-split = Split off some spans…
schema-delete = Delete…
schema-delete-relation = Delete…
schema-delete-role = Delete…
schema-relabel-mine = Change mine…
schema-merged-into = merged into { $label }
schema-deleted = deleted
schema-merge-help = Into which one? All your spans of “{ $label }” get that label; suggestions do too.
schema-split-help = Which spans of “{ $label }” get another label, and which one?
schema-split-words = words that they contain
schema-split-look = Show them
schema-to-label = They get
schema-looking = Looking for what this touches…
schema-touched =
    { $spans ->
        [0] None of your spans is touched.
        [one] One of your spans changes.
       *[other] { $spans } of your spans change (articles: { $articles }).
    }
dialog-schema-narrow = Ask for less
schema-touched-said =
    { $spans ->
        [0] None of your spans says it.
        [one] One of your spans says it.
       *[other] { $spans } of your spans say it (articles: { $articles }).
    }
schema-touched-incidents =
    { $spans ->
        [0] None of your incidents says it.
        [one] One of your incidents says it.
       *[other] { $spans } of your incidents say it (articles: { $articles }).
    }
schema-touched-ends =
    { $spans ->
        [0] None of your relations has that label there.
        [one] One of your relations has that label there.
       *[other] { $spans } of your relations have that label there (articles: { $articles }).
    }
schema-touched-roles =
    { $spans ->
        [0] None of your spans fills this role.
        [one] One of your spans fills this role.
       *[other] { $spans } of your spans fill this role (articles: { $articles }).
    }
schema-narrow-stays = They stay as they are; it is only not asked or offered any more.
schema-do-narrow = No longer ask for “{ $what }”
schema-touched-relations = Relations that go or change their ends: { $count }
schema-touched-fillers = Roles of incidents that change: { $count }
schema-touched-others = { $name } has { $count } of them. They stay as they are and can be read; each annotator changes their own.
schema-left-out = Articles that are left as they are because your annotations of them cannot be read: { $count }
schema-do-merge = Merge “{ $from }” into “{ $into }”
schema-do-split = Change { $count } spans
schema-do-delete = Delete “{ $label }”
schema-delete-spans = Your spans of this label are removed with it. One undo brings all of it back.
schema-back = Back
schema-incoming-none = Everything in the file is in the project already.
schema-incoming-new = New: { $label }
schema-incoming-changed = { $label }: { $parts }
schema-incoming-key = { $label } comes without its key, which another label has
schema-incoming-stays = { $label } is not in the file and stays
schema-incoming-relation = Relation: { $label }
schema-incoming-incident = What is said of incidents, and their roles
schema-incoming-order = The order of the labels
schema-part-name = name
schema-part-codebook = codebook
schema-part-color = colour
schema-part-key = key
schema-part-offered = whether it is offered
schema-part-attributes = attributes
schema-fault-name = A name in both languages
schema-fault-name-taken = “{ $label }” is called so already
schema-fault-name-used = “{ $name }” cannot be the name of a new label: it is empty or taken
schema-fault-key = One digit or Latin letter
schema-fault-key-taken = The key belongs to “{ $label }”
schema-fault-slug = Not a name for files: “{ $name }”; Latin letters, digits, - and _
schema-fault-twice = “{ $name }” is there twice
schema-fault-choices = “{ $name }” needs at least one choice
schema-fault-ends = A relation needs at least one label on each side
notice-described-by-others = Somebody changed the description of this article; it is shown as it is now.
notice-schema-of-others = Somebody changed the labels or what is asked of them; that holds here too now.
notice-reshaped = The schema was changed; spans changed with it: { $count }
notice-schema-exported = Labels written: { $count }
step-add-label = New label: { $label }
step-change-label = Change label { $label }
step-merge-labels = Merge { $label } into { $into }
step-split-label = Split { $to } off { $label }
step-delete-label = Delete label { $label }
step-forget-learned = Forget what was learned
step-remember-all = Learn from earlier decisions again
step-change-schema = Change the schema
cmd-file-paste = Take the clipboard in as an article
cmd-file-import-name = Say what a name in the files is here
cmd-file-import-rest = Say what becomes of unknown names in the files
notice-import-stopped = The import was stopped; nothing was taken in
import-tab-files = Files ({ $count })
import-tab-names = Names ({ $count })
import-tab-columns = Tables ({ $count })
import-names-help = These names are not in the project. Say what each is here; it is remembered for this format.
cmd-file-import-edit-new = Open the new labels after the import, to set name, colour and key
import-rest-new = All unknown ones: new
import-rest-out = All unknown ones: leave out
import-labels = Labels
import-relations = Types of relation
import-attributes = Attributes
import-name = { $name } · { $count }
import-name-is = { $name } is here
import-new-label = New label { $name }
import-new-relation = New type { $name }
import-keep-attribute = Keep as it is
import-leave-out = Leave out
import-more = … and { $count } more
import-pasted = Clipboard
import-whole-page = The whole page, not only its main text
import-parts = Articles
import-parts-one = one
import-parts-lines = one a line
import-parts-between = between lines { $mark }
import-mark = The line between articles
import-table = { $more ->
    [0] { $name }
   *[other] { $name } and { $more } with the same columns
 }
import-header = The first line names the columns
import-separator = Between cells
separator-comma = comma
separator-semicolon = semicolon
separator-tab = tab
separator-bar = bar |
import-sheet = Sheet
import-column = Column { $name } holds
column-text = Text
column-title = Title
column-date = Date
column-source = Source
column-address = Address
column-author = Author
column-country = Country
column-language = Language
column-id = Id
column-attribute = Attribute
column-none = Leave out
## Copying from the previous
cmd-article-copy-from = Copy annotations from a near-identical article…
cmd-article-copy-now = Copy what is chosen
cmd-span-instead-first = Say the likeliest other value
cmd-span-instead = Say another likely value
instead-hint = Instead, with Alt and the number:
instead-nobody = nobody known
cmd-span-repeat = Repeat the attributes of the span before
cmd-incident-repeat = Same roles as the incident before
dialog-copying = Copy annotations from a near-identical article
copying-none = No article in which you have marked something is nearly the same as this one.
copying-running = Comparing…
copying-like = { $percent }% alike
copying-chosen = { $chosen } of { $all } spans chosen
copying-follow = { $relations ->
    [0] No relations
    [one] One relation
   *[other] { $relations } relations
} and { $incidents ->
    [0] no incidents
    [one] one incident
   *[other] { $incidents } incidents
} follow.
copying-changed = was “{ $words }”
copying-reread = { $name }: { $to }, was { $from }
copying-lost = has no place here
copying-decided = decided here already
copying-rejected = rejected
copying-do = Copy { $count ->
    [one] one span
   *[other] { $count } spans
}
strip-twin = Nearly the same as “{ $title }”, where { $count ->
    [one] one span is marked
   *[other] { $count } spans are marked
}.
strip-copy = Copy…
notice-carried = Copied { $spans ->
    [one] one span
   *[other] { $spans } spans
}, { $relations ->
    [one] one relation
   *[other] { $relations } relations
}, { $incidents ->
    [one] one incident
   *[other] { $incidents } incidents
}.
notice-nothing-before = No span of this label before this one says anything.
notice-nothing-to-repeat = The span before says nothing that is not said here.
notice-no-incident-before = There is no other incident in this article.
step-copy-from = Copy { $count ->
    [one] one span
   *[other] { $count } spans
} from another article
step-repeat-roles = Repeat the roles of an incident
## Pictures of the rows

cmd-table-pictures = Pictures of the rows
cmd-table-picture = Show another picture
cmd-table-export-picture = Write the picture (SVG, PNG)…
dialog-export-picture = Write the picture
file-export-picture = File for the picture; its ending, .svg or .png, says how
notice-picture-written = The picture is written.
notice-rows-copied = { $count ->
    [one] { $count } row copied.
   *[other] { $count } rows copied.
}
table-only = Only
table-only-all = Show the others as well
picture-time = Over time
picture-factions = By attacker
picture-kinds = By kind
picture-map = Map
picture-time-day = Incidents and casualties by day
picture-time-week = Incidents and casualties by week
picture-time-month = Incidents and casualties by month
picture-time-year = Incidents and casualties by year
picture-factions-title = Incidents and casualties by attacker
picture-kinds-title = Incidents and casualties by kind
picture-map-title = Where incidents happened; the larger a circle, the more were killed
picture-incidents = Incidents
picture-killed = Killed
picture-injured = Injured
picture-harm = Casualties
picture-range = a red line reaches from the least to the most that are told of
picture-nothing = Nothing here can be drawn.
picture-counting = Counting…
picture-not-stated = not stated
picture-others = { $count ->
    [one] one other
   *[other] { $count } others
}
picture-source = { $incidents ->
    [one] One incident
   *[other] { $incidents } incidents
} of { $articles ->
    [one] one article
   *[other] { $articles } articles
}
picture-linked = linked ones counted once ({ $rows } rows)
picture-undated = { $count } without a date exact enough
picture-unlocated = { $count } without coordinates
picture-inexact = a ring is the middle of a district or region
picture-several = one of several attackers stands at each
picture-left-out = { $count } left out (denied, not real or of an earlier time)
picture-incidents-of = { $count ->
    [one] one incident
   *[other] { $count } incidents
}
picture-kilometres = { $count } km
violence-air = From the air
violence-shelling = Shelling
violence-rockets = Rockets and missiles
violence-bombing = Bombs
violence-ground = Gunfire and killings
violence-clash = Fighting
violence-custody = Abduction, detention
violence-unsaid = Other or not said

## What cannot be taken in, and what is not in a table
part-span = span { $number }
part-span-at = span { $start }–{ $end }
part-relation = relation { $number }
part-incident = incident { $number }
part-refusal = refusal { $number }
part-region = region { $number }
part-annotation = annotation { $number }
part-annotation-of = annotation { $number } of “{ $set }”
part-structure = structure { $number }
part-task = task { $id }
part-line = line { $number }
part-line-of = line { $number } of { $file }
part-file = { $name }
problem-within = { $part }: { $why }
problem-io = The file cannot be read on: { $why }
problem-json = This is no JSON: { $why }
problem-broken-json = The JSON is broken at column { $column }: { $why }. Mend it there or save the file anew.
problem-cut-off = The file is cut off here: its list is not ended. Save or copy it anew.
problem-open-quote = A quote is opened in this line and not closed where its cell ends. Close it, and write quotes inside of a cell twice.
problem-too-long = It has more than { $most } bytes; an article is shorter.
problem-file-too-large = The file has more than { $most } bytes. Cut it into several, or use JSON lines.
problem-too-large = The text has { $bytes } bytes; an article has at most 20,000,000. Cut it into several.
problem-byte-not-utf8 = Byte { $at } is not UTF-8. Save it as UTF-8.
problem-line-not-utf8 = Line { $at } is not UTF-8. Save the file as UTF-8.
problem-not-utf8 = It is not UTF-8.
problem-not-an-object = This is no JSON object; each article must be one.
problem-no-text = It has no text, or nothing is in it.
problem-not-read = { $format } is written only and cannot be read.
problem-empty = The file is empty.
problem-binary = This is no text file: byte { $at } is a control character no text has.
problem-malformed = Byte { $at } is not { $encoding }. Choose another encoding or restore the file.
problem-encoding = There is no encoding { $name }.
problem-no-object = It is no object.
problem-no-label = It has no label.
problem-nothing-said = Nothing is said in it.
problem-no-end = One of the spans it joins is missing.
problem-no-type-or-end = Its type or one of its spans is missing.
problem-outside = Its place { $start }–{ $end } is not in the text.
problem-no-place = Its place is no pair of numbers.
problem-covers-nothing = It covers nothing.
problem-misfit = Its place does not fit its words “{ $quote }”, which stand nowhere or in several places.
problem-annotations = It has { $count } annotations; the first is taken, a ground truth before the others.
problem-no-value = It has no value.
problem-kind = Its kind, { $kind }, is not taken in.
problem-tags = Its tags are numbers, or not as many as its tokens; tags by name are read.
problem-date = A date is written year-month-day, for example 2017-02-14.
problem-country = A country is its two-letter code, for example SY.
problem-direction = A direction is auto, rtl or ltr.
problem-text-not-beside = The text that it is about is not beside it: { $source }
problem-no-row-place = It has no place such as 1-1, 0-4.
problem-not-once = “{ $word }” does not stand once in its sentence, so that its place is not known.
problem-columns = It has { $count } columns, not { $wanted }.
problem-sentence = A sentence cannot begin at { $begin }.
problem-views = It has { $count } views with a text; the first is taken.
problem-xml = The XML is broken: { $why }
problem-too-deep = Its parts are nested too deeply.
problem-no-roles = It has no roles.
problem-role = There is no role { $name }.
problem-role-span = A span of its role { $name } is missing.
problem-no-number = “{ $id }” is no number of a token.
problem-no-such-annotation = There are no annotations { $id }.
problem-no-such-span = There is no span or event { $id }.
problem-pieces = It is in pieces; it is taken as one from the first to the last.
problem-too-few = It has too few parts.
problem-no-pair = “{ $fragment }” is no pair of numbers.
problem-argument = An argument is written Role:T1.
problem-no-text-source = A { $kind } is no text and is left out.
problem-no-part = There is no { $name } in it.
problem-no-format = This is none of the formats that are read.
problem-no-file = This is not a file.
problem-many-files = It holds more than { $most } files.
problem-mhtml = This is no saved web page: { $why }
problem-no-page = There is no web page in it.
problem-no-article = No article is found in it: { $why }. Take the whole page instead.
problem-inner-archive = It is an archive in an archive; unpack it and import what lies in it.
problem-archive = Its archive is broken ({ $why }); save or copy it anew.
problem-cell = A cell { $place } is outside of any sheet.
problem-sheet = Its sheet spans { $rows } rows and { $columns } columns, more than { $most } cells.
problem-docbin = This is no .spacy file: { $why }
problem-pdf-inside = A PDF is read where it is a file of its own. Take it out of what it is in.
problem-pdf-mixed = Its Arabic is partly in reverse order, and it cannot be told which part. Take the text from another file of the same article.
problem-pdf-empty = No text is in it; it may be pictures of pages, which have to be recognised first.
problem-pdf-broken = { $program } cannot read it: it is broken, or locked with a password.
problem-no-pdftotext = PDF needs the program { $program }, which is not installed. It is in the package poppler-utils (Debian: apt install poppler-utils; macOS: brew install poppler).
problem-pdftotext = { $program } cannot be started: { $why }
problem-no-labels = There are no labels in it.
problem-labels = It is no list of labels in JSON: { $why }
problem-parquet = This Parquet file cannot be read: { $why }
problem-no-column = There is no column { $missing }; there are { $there }.
problem-no-texts = No column holds texts. Say which one does among the columns.
problem-separator = “{ $separator }” cannot stand between cells. Take , ; | or a tab.
problem-damaged = The spreadsheet is damaged. Save it anew in the program it comes from.
problem-spreadsheet = This is no spreadsheet: { $why }
problem-no-sheet = There is no sheet { $wanted }; there are { $there }.
problem-store = It cannot be written into the project: { $why }
left-out-label = There is no label { $name } in the project; what has it is left out ({ $count }).
left-out-relation = There is no type of relation { $name } in the project; what has it is left out ({ $count }).
omitted-rejected = it was rejected
omitted-suggested = it is suggested only
omitted-background = it is background
omitted-not-actual = it did not happen
omitted-denied = it is denied
omitted-no-date = no date is known
omitted-no-death = no death is told
omitted-no-number = deaths are told without a number
omitted-not-remote = it is no strike
omitted-no-harm = no harm to civilians and no number of strikes is told
