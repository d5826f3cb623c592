# The interface in English.
app-name = Hashiya
menu-file = File
menu-edit = Edit
menu-view = View
menu-article = Article
menu-select = Select
menu-span = Span
cmd-file-open-sample = Open sample project
cmd-file-open-project = Open project
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
hint-opening = Opening…
status-saved = Saved
status-saving = Saving…
status-read-only = Read only
status-error = Not saved: { $reason }
strip-no-date = no date
strip-no-source = source unknown
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
notice-import-failed = Some files were not imported
shortcuts-title = Keyboard shortcuts
close = Close
cmd-file-new = New project…
cmd-file-open = Open project…
cmd-file-import-files = Import articles…
cmd-file-export = Export data set…
cmd-file-settings = Settings…
cmd-file-create = Make project
cmd-file-import-as = Read in another encoding
cmd-file-import-choose = Take in or leave out
cmd-file-import-now = Import
cmd-file-export-as = Choose the format of the data set
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
cmd-article-note = Remarks on the article
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
files-import = File or folder with articles (.txt, .jsonl)
file-export = File for the data set
folder-export = New folder for the data set
export-format = Format
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
format-page = Page to show (HTML)
format-gate = GATE
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
import-size = { $size } KB
import-none = No text files were found there.
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
job-preview = Reading files
job-import = Importing
job-export = Exporting
job-search = Searching
job-layers = Loading annotations
job-project = Opening project
stop = Stop
notice-exported = Articles written: { $count }
notice-export-failed = Nothing was exported: { $reason }
status-reading = Say your name to begin
import-lines = { $articles } articles, { $spans } spans, { $broken } broken lines
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
cmd-review-reject-many = Reject all alike…
cmd-review-occurrences = Mark all occurrences…
cmd-review-occurrences-in-project = Mark all occurrences in the project…
cmd-review-like = Decide about others
cmd-review-choose = Take in or leave out
cmd-review-do-batch = Go ahead
dialog-accept-many = Accept all that are alike
dialog-reject-many = Reject all that are alike
dialog-mark-many = Mark all occurrences
dialog-correct-many = Correct the others in the same way
batch-any-label = Every label
batch-any-rule = Every reason
batch-here = This article
batch-everywhere = All articles
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
why-sure = { $percent } % sure
why-doubtful = { $percent } % sure: doubtful
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
rule-casualty-faction = A number of a party’s people with what befell them.
rule-casualty-bare-number = A number alone beside a word of harm.
rule-casualty-noun = A noun of harm without a number.
rule-casualty-one-or-two = One or two victims, said without a number.
rule-location-gazetteer = A place that the gazetteer knows.
rule-location-generic = A place named by its kind only (the city, the crossing).
rule-date-weekday = A day of the week, resolved with the day of publication.
rule-date-relative = A day told from the day of publication (yesterday, today).
rule-date-month = A day or a month with the month’s name.
rule-date-year = A year.
rule-source-speech = Who says, beside a word of saying.
rule-source-according = Who says, after a word such as “according to”.
rule-source-dateline = An agency in a dateline, or a source before the colon of a headline.
rule-source-person = A named person who says something.
rule-target-held = What is held by a party and was struck.
rule-target-noun = A building or a place beside a word of a strike.
rule-memory-words = Words that were decided to be this before.
rule-memory-tagger = Learned from what was decided before.
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
ask-done =
    { $count ->
        [one] { $count } suggestion is still open in this article. Is it done all the same?
       *[other] { $count } suggestions are still open in this article. Is it done all the same?
    }
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
