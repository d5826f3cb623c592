# الواجهة العربية.
app-name = حاشية
menu-file = ملف
menu-edit = تحرير
menu-view = عرض
menu-article = المقال
menu-select = التحديد
menu-span = الوسم
menu-incident = الحوادث
menu-table = الجداول
menu-project = المشروع
menu-help = مساعدة
cmd-view-menus = الانتقال إلى القوائم
cmd-file-open-sample = فتح مشروع العيّنة
cmd-file-open-project = فتح مشروع
cmd-file-open-named = فتح { $name }
cmd-file-import = استيراد
cmd-file-save-snapshot = كتابة اللقطة الآن
cmd-file-quit = خروج
cmd-edit-undo = تراجع
cmd-edit-redo = إعادة
cmd-edit-copy = نسخ
cmd-edit-select-all = تحديد الكل
cmd-view-zoom-in = تكبير
cmd-view-zoom-out = تصغير
cmd-view-zoom-reset = الحجم العادي
cmd-view-article-zoom-in = تكبير نص المقال
cmd-view-article-zoom-out = تصغير نص المقال
cmd-view-toggle-label-names = أسماء الوسوم فوق النص
cmd-view-toggle-list = قائمة المقالات
cmd-view-toggle-inspector = لوحة التفاصيل
cmd-view-full-screen = ملء الشاشة
cmd-view-shortcuts = اختصارات لوحة المفاتيح
cmd-view-theme = السمة
cmd-view-language = اللغة
cmd-view-face = خط القراءة
theme-light = سمة فاتحة
theme-dark = سمة داكنة
theme-system = سمة النظام
language-english = واجهة إنجليزية (English)
language-arabic = واجهة عربية
face-naskh = خط النسخ (أميري)
face-sans = خط حديث (نوتو)
cmd-article-next = المقال التالي
cmd-article-previous = المقال السابق
cmd-article-progress = التقدّم
cmd-article-open = فتح المقال
cmd-article-show-layer = عرض طبقة
cmd-select-next-word = الكلمة التالية
cmd-select-previous-word = الكلمة السابقة
cmd-select-extend-next-word = توسيع التحديد بكلمة
cmd-select-extend-previous-word = تقليص التحديد بكلمة
cmd-select-extend-next-char = توسيع التحديد بحرف
cmd-select-extend-previous-char = تقليص التحديد بحرف
cmd-select-sentence = تحديد الجملة
cmd-select-clear = إلغاء التحديد
cmd-select-range = تحديد
cmd-select-word = تحديد الكلمة
cmd-span-remove = حذف الوسم أو رفض الاقتراح
cmd-span-next = الاقتراح أو الوسم التالي
cmd-span-previous = الاقتراح أو الوسم السابق
cmd-span-cycle = الوسم الداخلي أو المحيط
cmd-span-start-out = بدء الوسم قبل كلمة
cmd-span-start-in = بدء الوسم بعد كلمة
cmd-span-end-out = إنهاء الوسم بعد كلمة
cmd-span-end-in = إنهاء الوسم قبل كلمة
cmd-span-start-out-char = بدء الوسم قبل حرف
cmd-span-start-in-char = بدء الوسم بعد حرف
cmd-span-end-out-char = إنهاء الوسم بعد حرف
cmd-span-end-in-char = إنهاء الوسم قبل حرف
cmd-span-toggle-proclitic = ضمّ حرف العطف أو الجر أو فصله
cmd-span-tag = وضع وسم
cmd-span-focus = تحديد الوسم
cmd-span-resize = تغيير حدود الوسم
progress-new = جديد
progress-started = قيد العمل
progress-done = منجز
progress-flagged = للمراجعة
state-manual = وُسم يدوياً
state-accepted = مقبول
state-edited = معدّل
state-rejected = مرفوض
state-suggested = مقترح
panel-articles = المقالات
panel-labels = الوسوم
panel-span = الوسم المحدد
panel-layers = الطبقات
hint-select = حدّد كلمات بالفأرة أو بأسهم لوحة المفاتيح ثم اضغط مفتاح الوسم.
hint-other-layer = هذه طبقة شخص آخر وهي للقراءة فقط. اختر طبقتك لتضع الوسوم.
hint-no-article = اختر مقالاً من القائمة أو أفلت ملفات نصية في النافذة.
hint-no-project = لا مشروع مفتوح.
hint-no-articles = لا مقال في هذا المشروع بعد. استورد مقالات أو أفلت ملفات ومجلدات على النافذة.
hint-opening = جارٍ الفتح…
status-saved = محفوظ
status-saving = جارٍ الحفظ…
status-read-only = للقراءة فقط
status-error = لم يُحفظ: { $reason }
strip-no-date = بلا تاريخ
strip-no-source = المصدر غير معروف
strip-no-country = البلد غير مذكور
layer-mine = { $name } (أنت)
notice-recovered = استُعيد العمل بعد انقطاع البرنامج؛ لم يُفقد شيء مما ظهر محفوظاً.
notice-remarks = فُتح المشروع، وبعض الملفات تحتاج إلى نظر.
notice-read-only = مفتوح للقراءة فقط: { $reason }
notice-open-failed = تعذّر فتح المشروع: { $reason }
notice-article-failed = تعذّر فتح المقال: { $reason }
notice-layer-unreadable = تعذّرت قراءة وسومك في هذا المقال. بقي الملف كما هو، والمقال مفتوح للقراءة فقط.
notice-text-changed = تغيّر نص المقال خارج البرنامج. طبقته للقراءة فقط، والأمر «hashiya check» يسمّي الوسوم المعنية.
notice-not-applied = تعذّر التنفيذ: { $reason }
notice-crossing = الوسم هنا يقاطع وسماً آخر أو يطابقه.
notice-copied = تم النسخ
notice-imported = عدد المقالات المستوردة: { $count }
notice-import-failed = لم يُستورد كل شيء
shortcuts-title = اختصارات لوحة المفاتيح
close = إغلاق
cmd-file-new = مشروع جديد…
cmd-file-open = فتح مشروع…
cmd-file-import-files = استيراد مقالات…
cmd-file-export = تصدير البيانات…
cmd-file-settings = الإعدادات…
cmd-file-create = إنشاء مشروع
cmd-file-import-as = قراءة بطريقة أخرى
cmd-file-import-choose = إدخال أو استبعاد
cmd-file-import-now = استيراد
cmd-file-export-with = اختيار شكل البيانات
cmd-file-export-to = تصدير
cmd-file-set-annotator = تعيين اسمك
cmd-edit-history = سجل الخطوات…
cmd-edit-find = بحث في المقال
cmd-edit-find-next = النتيجة التالية
cmd-edit-find-previous = النتيجة السابقة
cmd-edit-find-in-project = بحث في المشروع
cmd-edit-step-to = العودة إلى هذه الخطوة
cmd-edit-close-find = إغلاق البحث
cmd-edit-close-search = إغلاق البحث
cmd-edit-go-to = الانتقال إلى الموضع
cmd-view-palette = كل الأوامر…
cmd-view-notices = الرسائل…
cmd-view-next-pane = اللوحة التالية
cmd-view-previous-pane = اللوحة السابقة
cmd-view-article-size = حجم نص المقال
cmd-view-measure = عرض العمود
cmd-view-close-dialog = إغلاق
cmd-view-cancel-jobs = إيقاف
cmd-article-describe = وصف المقال…
cmd-article-note = ملاحظات على المقال
cmd-article-remove = إخراج المقال من المشروع
notice-article-removed = أُخرج المقال «{ $title }» من المشروع، ويعيده التراجع
cmd-article-filter = تصفية القائمة
cmd-article-field = وصف المقال
cmd-select-line-up = الكلمة في الأعلى
cmd-select-line-down = الكلمة في الأسفل
cmd-select-next-char = الحرف التالي
cmd-select-previous-char = الحرف السابق
cmd-span-labels = وسوم للتحديد
cmd-span-note = ملاحظة على الوسم
cmd-span-answer = تنفيذ
panel-article = المقال
panel-note = ملاحظات على المقال
panel-codebook = متى يُستعمل
field-title = العنوان
field-source = المصدر
field-address = الرابط
field-author = الكاتب
field-published = تاريخ النشر
field-country = البلد
field-language = اللغة
field-direction = الاتجاه
field-file = الملف
field-encoding = الترميز
field-removed = مستبعد
hint-published = 2017-02-14
hint-country = SY
hint-direction = auto, rtl, ltr
hint-source = وكالة أو صحيفة
hint-address = https://…
hint-filter = تصفية بالعنوان أو المصدر
hint-find = بحث في هذا المقال
hint-search = بحث في كل المقالات
hint-note = ما ينبغي أن يعرفه زميلك
hint-palette = اسم الأمر
sort-title = العنوان
sort-date = التاريخ
sort-source = المصدر
sort-progress = التقدّم
sort-spans = عدد الوسوم
filter-all = الكل
filter-count = { $shown } من { $all }
sort-by = الترتيب حسب
filter-progress = التقدّم
find-count = { $at } من { $count }
find-none = لا نتائج
find-next = التالي
find-previous = السابق
search-count = المواضع: { $count }، المقالات: { $articles }
search-running = جارٍ البحث…
search-title = بحث في المشروع
strip-edit = وصف المقال
strip-done = تم
dialog-palette = كل الأوامر
dialog-settings = الإعدادات
dialog-notices = الرسائل
dialog-history = سجل الخطوات
dialog-new = مشروع جديد
dialog-open = فتح مشروع
dialog-import = استيراد مقالات
dialog-export = تصدير البيانات
dialog-labels = وسم التحديد
dialog-ask = هل أنت متأكد؟
settings-annotator = اسمك
settings-annotator-help = تُحفظ طبقاتك تحت هذا الاسم. اسم آخر يفتح طبقة أخرى.
settings-language = لغة الواجهة
settings-theme = السمة
settings-face = خط المقالات
settings-size = حجم نص المقال
settings-measure = عرض العمود
settings-zoom = حجم كل شيء
settings-label-names = أسماء الوسوم فوق النص
system-language = لغة النظام
welcome-title = أهلاً بك في حاشية
welcome-name = ما اسمك؟ يُحفظ عملك تحته.
welcome-1 = قرأ البرنامج المقال مسبقاً، والأطر المتقطعة اقتراحاته: المفتاح Tab ينقلك إلى التالي، وEnter يقبله، وBackspace يرفضه.
welcome-2 = ولتَسِم بنفسك حدّد الكلمات بالفأرة أو بالأسهم، ثم اضغط مفتاح الوسم من 1 إلى 9.
welcome-3 = كل شيء يُحفظ فوراً، وCtrl+Z يتراجع عن أي خطوة. المفتاح F1 يعرض كل الاختصارات.
welcome-start = ابدأ
folder-new = مجلد المشروع الجديد
folder-open = مجلد المشروع
files-import = ملف أو مجلد فيه مقالات (نص، صفحة، Word، جدول، ZIP …)
file-export = ملف البيانات
folder-export = مجلد جديد للبيانات
export-format = الصيغة
export-articles = أيّ المقالات
export-shown = ما تعرضه القائمة
export-status = التقدّم فيها
export-size = يُكتب: المقالات { $articles }، والوسوم { $spans }
export-size-incidents = يُكتب: المقالات { $articles }، والحوادث { $incidents }
export-whose = طبقات من
export-everyone = الجميع
export-mine = طبقتي وحدها
export-what = ما يُكتب
export-decided = ما حُسم
export-suggested = الاقتراحات المفتوحة أيضاً
export-tags = نظام البطاقات
tags-bio = BIO
tags-iob1 = IOB1
tags-bilou = BILOU
tags-iobes = IOBES
export-clitics = السوابق خارج الوسم، كما في وبالطائرات
clitics-own = كالمعتاد في الصيغة
clitics-widen = توسيع الوسم إلى الكلمة كلها
clitics-split = فصل السابقة عن الكلمة
export-parts = الأجزاء: تدريب وتحقّق واختبار
parts-whole = جزء واحد
parts-10 = 80 / 10 / 10
parts-15 = 70 / 15 / 15
export-kept = ما لا يتفرّق بين الأجزاء (ومعه ما يكاد يطابقه)
kept-text = كل نص
kept-source = كل مقالات المصدر
kept-day = كل مقالات اليوم
export-drawn = توزيع الوسوم على الأجزاء
drawn-chance = كيفما اتفق
drawn-alike = لكل جزء نصيبه من كل وسم
export-losses = ما لا تحفظه هذه الصيغة
export-counting = يجري العدّ…
export-nothing-lost = لا يضيع شيء.
format-jsonl = حاشية (كل شيء)
format-text = نص عادي
format-doccano = doccano
format-doccano-relations = doccano مع العلاقات
format-label-studio = Label Studio
format-spacy = spaCy
format-prodigy = Prodigy
format-brat = brat
format-conll = CoNLL
format-conll-nested = CoNLL مع الوسوم المتداخلة
format-xmi = UIMA CAS XMI (INCEpTION)
format-cas-json = UIMA CAS JSON
format-huggingface = Hugging Face
format-csv = جدول الوسوم (CSV)
format-relations = جدول العلاقات (CSV)
format-incidents = جدول الحوادث (CSV)
format-acled = الحوادث على نمط ACLED ‏(CSV)
format-ucdp = الحوادث المميتة على نمط UCDP GED ‏(CSV)
format-airwars = الأذى بالمدنيين على نمط Airwars ‏(CSV)
format-page = صفحة للعرض (HTML)
format-gate = GATE
format-docbin = spaCy (.spacy)
format-conllu = CoNLL-U
format-webanno = WebAnno TSV
format-w3c = W3C Web Annotation
format-qdpx = مشروع REFI-QDA
format-docbin = spaCy ‏(‎.spacy)
format-conllu = CoNLL-U
format-webanno = WebAnno TSV ‏(INCEpTION)
format-w3c = W3C Web Annotation
format-qdpx = REFI-QDA (MAXQDA, ATLAS.ti, NVivo)
format-huggingface-parquet = Hugging Face، بصيغة Parquet
format-parquet = Parquet
format-parquet-spans = جدول الوسوم (Parquet)
browse = تصفح…
open = فتح
make = إنشاء
import = استيراد
export = تصدير
cancel = إلغاء
recent-projects = المشاريع الأخيرة
sample-project = مشروع العيّنة
import-encoding = الترميز
import-double = موجود في المشروع: { $title }
import-near = يكاد نصّه يطابق نصّ ({ $share }٪ مشترك): { $title }
import-size = { $size } ك.ب
import-none = لا مقالات هناك.
import-chosen = استيراد { $count }
import-problem = تعذّرت قراءته: { $reason }
ask-tag = الوسم هنا يقاطع وسماً آخر أو يطابقه. هل تضعه مع ذلك؟
ask-resize = سيقاطع الوسم وسماً آخر أو يطابقه. هل تغيّر حدّه مع ذلك؟
ask-reattach = تغيّر نص هذا المقال خارج البرنامج. يمكن إعادة { $found } من الوسوم بكلماتها، و{ $detached } لا موضع لها وتبقى جانباً. هل تعيدها؟
ask-quit = لم يُكتب كل شيء على القرص: { $reason }. ما لم يُحفظ يضيع إن خرجت.
yes = نعم
no = لا
leave-anyway = اخرج مع ذلك
stay = ابقَ
history-start = لا خطوات
history-undone = متراجَع عنها
notices-none = لا رسائل.
history-now = الآن
step-tag = وسم { $label }
step-relabel = تغيير إلى { $label }
step-resize = تغيير حدّ { $label }
step-untag = حذف { $label }
step-tag-many = وسم { $count } × { $label }
step-change-many = تغيير { $count } من الوسوم
step-attribute = تعيين { $name }
step-span-note = ملاحظة على وسم
step-note = ملاحظات على مقال
step-progress = تعيين التقدّم
step-describe = وصف مقال
step-relate = ربط ({ $name })
step-unrelate = حذف ربط ({ $name })
step-import = استيراد مقالات: { $count }
step-remove-articles = استبعاد مقالات: { $count }
step-reattach = إعادة الوسوم إلى مواضعها
step-add-entry = جديد في الدليل: { $name }
step-name-entry = اسم جديد: { $name }
step-change-entry = تعديل { $name } في الدليل
step-remove-entry = حذف { $name } من الدليل
step-merge-entries = الدمج في { $name }
step-split-entry = فصل { $name }
step-import-entries = استيراد مدخلات إلى الدليل: { $count }
job-preview = قراءة الملفات
job-import = استيراد
job-export = تصدير
job-search = بحث
job-layers = تحميل الوسوم
job-project = فتح المشروع
stop = إيقاف
status-messages = رسائل جديدة: { $count }
notice-exported = المقالات المكتوبة: { $count }
notice-export-failed = لم يُصدَّر شيء: { $reason }
export-lost = لا تحفظ هذه الصيغة: { $what }، وعددها { $count } (مثل { $examples })
export-incident = «{ $title }» في { $article }
export-left-out = تُرك: { $what }: { $why }
export-by-convention = عُدّ القتلى بالعُرف: { $what }
export-several = فيه حوادث وصفها أكثر من واسم ({ $count }).
export-different = قُرئ المكتوب ثانيةً فلم يطابق: { $what }
import-known = موجود في المشروع من قبل: { $count }
loss-undecided = اقتراحات مرفوضة أو لم تُحسم
loss-spans = وسوم
loss-overlaps = وسوم داخل وسم أطول أو متقاطعة معه
loss-edges = وسوم حدّها داخل كلمة، وُسّعت إلى كلمات كاملة
loss-split = كلمات فُصلت عنها السوابق فصارت اثنتين
loss-line-ends = نهايات أسطر عند حدود الوسوم
loss-blank-edges = فراغات عند حدود الوسوم
loss-no-token = وسوم لا كلمة فيها ولا علامة
loss-sentences = وسوم تتجاوز نهاية جملة
loss-attrs = سمات الوسوم
loss-span-notes = ملاحظات على الوسوم
loss-heads = رؤوس عبارات الوسوم ودلائلها
loss-provenance = حالة الوسوم وواسمها ووقتها وقاعدتها
loss-relations = علاقات
loss-loose-relations = علاقات تُرك أحد وسميها
loss-incidents = حوادث
loss-loose-roles = أدوار في الحوادث تُرك وسمها
loss-refusals = علاقات وحوادث اقتُرحت فرُفضت
loss-fields = عناوين المقالات ومصادرها وتواريخها وما شابه
loss-article-attrs = سمات المقالات
loss-notes = ملاحظات على المقالات
loss-progress = تقدّم المقالات
loss-bare = مقالات لا وسم فيها
loss-blanks = فراغات المقالات ونهايات أسطرها
status-reading = قل اسمك لتبدأ
import-doubles = نصوص موجودة من قبل أو مكرّرة: { $same }؛ نصوص تكاد تطابق غيرها: { $near }
import-lines = المقالات: { $articles }، الوسوم: { $spans }{ $broken ->
    [0] {""}
   *[other] ، ما لم يُستورد: { $broken }
}
import-left-out = لم يُستورد: { $reason }
store-recovered = استُعيد من السجل { $edits } من تعديلات الجلسة السابقة، ولا حاجة إلى فعل شيء
store-torn-tail = آخر قيد في السجل مبتور ({ $bytes } بايت)، وهو محفوظ في { $setaside }
store-journal-damaged = تعذّرت قراءة { $bytes } بايت من السجل، وما قبلها وما بعدها سليم
store-journal-gap = القيود من { $first } إلى { $last } ليست في السجل، ولا يمكن التراجع عنها
store-journal-twice = في السجل قيدان مختلفان برقم { $seq }، ربما من جهازين معاً، ويُعتد بالأول
store-journal-unquoted = القيد { $seq } يقتبس كلمات لم تعد في موضعها من نص { $article }، ولا يمكن التراجع عنه
store-not-replayed = التعديل { $seq } من السجل لا يناسب هذه الطبقة ({ $why }) فتُرك
store-differs-from-journal = الطبقة ليست ما يؤدي إليه سجلها، فقد عُدّلت يدوياً أو استُرجعت من نسخة احتياطية، ويُعتد بالطبقة
store-converted = تحوّلت نهايات الأسطر إلى CRLF، وقُرئ الملف كما كان
store-text-changed = تغيّر النص بعد استيراده؛ استرجعه من نسخة احتياطية أو راجع وسوم هذا المقال
store-moved = الوسم { $span } ليس في موضعه، وكلماته في موضع آخر واحد فقط ويمكن إعادته إليه
store-detached = الوسم { $span } بلا موضع: كلماته ليست في النص أو تتكرر فيه، وهو محفوظ جانباً
store-unfit = لا يمكن أن يكون { $id } جزءاً من الطبقة، وهو محفوظ جانباً في الملف
store-cuts-grapheme = الوسم { $span } يبدأ أو ينتهي داخل حرف مشكول، وقد حُفظ كما هو
store-crossing = الوسمان { $a } و{ $b } متقاطعان، فانظر أهو مقصود
store-identical = الوسمان { $a } و{ $b } على الكلمات نفسها، فانظر أهو مقصود
store-unknown-label = للوسم { $span } تصنيف { $label } وليس في المخطط
store-duplicate-text = نصه نص { $other } نفسه، فاحذف أحدهما
store-no-meta = ليس لهذا المقال ملف وصف، فيُعرض بلا عنوان
store-no-text = نص هذا المقال مفقود، فاسترجعه من نسخة احتياطية
store-no-article = هذه الطبقة لمقال ليس في المشروع، فاسترجع المقال أو احذف الطبقة
store-table-line = أُهمل هذا السطر: { $what }
store-unknown-file = ليس هذا الملف جزءاً من المشروع وقد تُرك كما هو
store-leftover = بقية كتابة لم تكتمل ويمكن حذفها
store-no-locks = لا يدعم هذا القرص قفل الملفات، فتأكد ألّا يفتح أحد العمل نفسه في الوقت ذاته
read-only-asked = فُتح المشروع للقراءة فقط
read-only-held = هذه الطبقة مفتوحة في برنامج آخر: { $holder }. أغلقها هناك لتعدّل هنا
read-only-held-unknown = هذه الطبقة مفتوحة في برنامج آخر، فأغلقها هناك لتعدّل هنا
read-only-folder = لا يمكن الكتابة في المجلد ({ $why })؛ انسخ المشروع إلى مكان يمكنك الكتابة فيه
read-only-newer = كتب المشروعَ إصدارٌ أحدث من حاشية؛ ثبّته لتعدّل المشروع
cmd-span-accept = قبول الاقتراح
cmd-view-toggle-suggestions = الاقتراحات
cmd-view-toggle-rejected = الوسوم المرفوضة
accept = قبول
reject = رفض
step-accept = قبول { $label }
step-reject = رفض { $label }
menu-review = المراجعة
cmd-review-accept-many = قبول كل ما يشبهه…
cmd-review-accept-paragraph = قبول اقتراحات الفقرة…
cmd-review-reject-many = رفض كل ما يشبهه…
cmd-review-occurrences = وسم كل المواضع…
cmd-review-occurrences-in-project = وسم كل المواضع في المشروع…
cmd-review-accept-many-in-project = قبول كل ما يشبهه في المشروع…
cmd-review-reject-many-in-project = رفض كل ما يشبهه في المشروع…
cmd-review-like = البت في غيرها
cmd-review-choose = إدخال أو استبعاد
cmd-review-do-batch = تنفيذ
dialog-accept-many = قبول كل المتشابه
dialog-reject-many = رفض كل المتشابه
dialog-mark-many = وسم كل المواضع
dialog-correct-many = تصحيح البقية بالطريقة نفسها
cmd-file-export-vague = عدّ الضحايا بلا رقم حسب عُرف ACLED
export-vague-help = 10 حيث لا رقم، و12 للعشرات، و100 للمئات. تحمل هذه الأسطر الوسم “fatalities by convention” وتُسرد بعد التصدير.
cmd-table-proposed = المقترح أيضاً
cmd-table-accept = قبول الحادثة المقترحة
cmd-table-reject = رفض الحادثة المقترحة
cmd-relation-accept-many = قبول روابط كثيرة…
cmd-relation-reject-many = رفض روابط كثيرة…
cmd-incident-accept-many = قبول حوادث كثيرة…
cmd-incident-reject-many = رفض حوادث كثيرة…
dialog-accept-relations = قبول روابط
dialog-reject-relations = رفض روابط
dialog-accept-incidents = قبول حوادث
dialog-reject-incidents = رفض حوادث
batch-any-kind = كل الأنواع
batch-paragraph = هذه الفقرة فقط
batch-any-label = كل الوسوم
batch-any-rule = كل الأسباب
batch-here = هذا المقال
batch-everywhere = كل المقالات
batch-done-stay = تبقى المقالات المنجزة كما هي.
batch-more = المواضع أكثر من { $count }، ولا يظهر إلا أوّلها. نفّذ ثم أعد الطلب.
batch-none = لا شيء مفتوح من هذا القبيل.
batch-chosen = اختير { $chosen } من { $all }
batch-all = الكل
batch-nothing = لا شيء
batch-collides = يلاقي وسماً آخر
batch-no-label = اختر وسماً
batch-accept = قبول { $count }
batch-reject = رفض { $count }
batch-mark = وسم { $count } × { $label }
batch-correct = تصحيح { $count }
step-accept-many = قبول اقتراحات: { $count }
step-reject-many = رفض اقتراحات: { $count }
cmd-review-propagate = تصحيح البقية بالطريقة نفسها…
cmd-review-dismiss-offer = ترك البقية
offer-correct = صحّحها أيضاً…
batch-correction = «{ $old }» ({ $was }) تصير «{ $new }» ({ $is })
cmd-review-blind = عيّنة بلا اقتراحات
strip-blind = عيّنة بلا اقتراحات: الاقتراحات محجوبة في هذا المقال.
review-blind = عيّنة بلا اقتراحات
review-blind-help = لا يُقترح شيء في هذه المقالات، ليُعرف هل يُعثر فيها على القدر نفسه بلا عون. وهي المقالات نفسها دائماً.
review-blind-none = بلا عيّنة
job-tally = عدّ الاقتراحات
done-anyway = منجز مع ذلك
review-on = تابع المراجعة
cmd-review-overview = طريقة المراجعة…
cmd-review-toggle-doubtful = الاقتراحات المشكوك فيها أيضاً
cmd-review-toggle-doubtful-first = المشكوك فيها أولاً
cmd-review-threshold = أدنى ثقة
cmd-review-reset-thresholds = كما يراها البرنامج
dialog-review = مراجعة الاقتراحات
review-thresholds = أدنى ثقة
review-thresholds-help = ما كان دونها من الاقتراحات مشكوك فيه، ولا يظهر إلا إذا طلبته.
review-shown = { $shown } من { $all } هنا
notice-reviewed = حُسمت كل الاقتراحات هنا. المفتاحان Ctrl+Enter يجعلان المقال منجزاً.
panel-why = السبب
why-entry = المعجم
why-particle = تُرك خارجه
why-number = العدد المقروء
why-trigger = بدلالة
why-head = رأس العبارة
why-sure = ثقة { $percent }٪
why-doubtful = ثقة { $percent }٪، مشكوك فيه
rule-faction-name = طرف يعرفه المعجم بهذا الاسم.
rule-faction-generic = مقاتلون أو قوة بلا اسم خاص.
rule-faction-contextual = اسم لا يعني طرفاً إلا بقرينة، وهي هنا.
rule-faction-generic-country = قوة أو جماعة بلا اسم خاص، والبلد يبيّن صاحبها.
rule-faction-generic-named = مسلحون بلا اسم، ومن سُمّي في المقال يبيّن من هم.
rule-faction-short = صيغة مختصرة من اسم ورد كاملاً في المقال.
rule-faction-state = دولة أو عاصمتها تفعل أو تتكلم أو تُقاتَل.
rule-faction-nation = قوة مع جنسيتها.
rule-faction-earlier = اسم يعود على جماعة سبق ذكرها (التنظيم، الحركة).
rule-faction-own = قوات الطرف نفسه («مقاتلوه»): أي آخر من سُمّي.
rule-faction-unit = وحدة عسكرية برقمها.
rule-faction-armed = مقاتلون أو جماعة مع صفة تدل على ذلك (مسلحة، متشددة، متمردة).
rule-faction-quoted-name = جماعة باسم بين علامتي تنصيص لا يعرفه المعجم.
rule-faction-called = كتيبة أو لواء أو قبيلة باسم لا يعرفه المعجم.
rule-faction-affiliated = جماعة يدل عليها الطرف الذي تتبعه.
rule-faction-adjective = نسبة إلى بلد مع قوة أو سلاح أو ضربة.
rule-strike-noun = اسم يدل على ضربة أو قصف.
rule-strike-verb = فعل يدل على ضربة أو قصف.
rule-clash-trigger = لفظ يدل على قتال بري أو هجوم.
rule-weapon-name = سلاح يعرفه المعجم.
rule-casualty-number = عدد من الناس مع ما أصابهم.
rule-casualty-count-noun = عدد مع اسم للضرر (قتيل، جريح، مفقود).
rule-casualty-bare-number = عدد وحده بجانب لفظ للضرر.
rule-casualty-noun = اسم للضرر بلا عدد.
rule-casualty-somebody = عدد من أناس بلفظ ليس في الجداول، مع ما أصابهم.
rule-casualty-victims = ضحايا بلا عدد بجانب لفظ للضرر: واحد أو اثنان أو بعضهم.
rule-casualty-part = جزء ممن عُدّوا قبله، أصابه ما أصاب الكل.
rule-memory-words = ألفاظ قُبلت بهذا المعنى في المشروع من قبل.
rule-memory-tagger = ما يشبه ألفاظا قُبلت بهذا المعنى من قبل.
rule-location-gazetteer = مكان يعرفه معجم الأماكن.
rule-location-generic = مكان ذُكر بنوعه فقط (المدينة، المعبر).
rule-date-weekday = يوم من الأسبوع حُسب من تاريخ النشر.
rule-date-relative = يوم حُسب من تاريخ النشر (أمس، اليوم).
rule-date-month = يوم أو شهر باسم الشهر.
rule-date-year = سنة.
rule-date-digits = تاريخ أو سنوات بالأرقام.
rule-date-ago = زمن محسوب رجوعا من يوم النشر.
rule-date-past = المدة حتى يوم النشر.
rule-date-hijri = شهر من التقويم الهجري.
rule-date-season = فصل مع سنته.
rule-source-speech = القائل بجانب لفظ القول.
rule-source-person = شخص مسمّى ينقل عنه الكلام.
rule-target-held = ما يسيطر عليه طرف وأصابته ضربة.
rule-target-noun = مبنى أو موضع بجانب لفظ للضرب.
rule-target-object = ما يقع عليه الهجوم.
rule-source-agency = وكالة أنباء في السطر الذي يفتتح الخبر.
rule-location-held = منطقة يدل عليها من يسيطر عليها.
rule-location-designated = اسم لا يعرفه معجم الأماكن، بعد اسم يدل على مكان.
rule-location-ambiguous = اسم لأكثر من مكان، ولا يُعرف أيها المقصود.
rule-location-by-country = اسم لأكثر من مكان، والمقصود ما في بلد المقال.
rule-location-contextual = اسم لا يعني مكاناً إلا بقرينة، وهي هنا.
status-open = اقتراحات مفتوحة: { $count }
status-spans =
    { $count ->
        [zero] لا وسوم
        [one] وسم واحد
        [two] وسمان
        [few] { $count } وسوم
        [many] { $count } وسماً
       *[other] { $count } وسم
    }

cmd-view-statistics = إحصاءات…
dialog-statistics = إحصاءات
statistics-counting = جارٍ العدّ…
statistics-label = النوع
statistics-total = المحسوم
statistics-articles = المقالات بحسب التقدم
statistics-spans = وسومك بحسب النوع والحالة
statistics-none = لا وسوم بعد.
job-count = عدّ
notice-batch =
    { $count ->
        [one] تم في موضع واحد. يتراجع عنه Ctrl+Z.
        [two] تم في موضعين بخطوة واحدة. يتراجع عنها Ctrl+Z.
        [few] تم في { $count } مواضع بخطوة واحدة. يتراجع عنها Ctrl+Z.
       *[other] تم في { $count } موضعاً بخطوة واحدة. يتراجع عنها Ctrl+Z.
    }
batch-left-out = مقالات مستبعدة لتعذّر قراءة وسومها: { $count }
offer-others =
    { $count ->
        [one] «{ $words }» مقترح في موضع آخر هنا.
        [two] «{ $words }» مقترح في موضعين آخرين هنا.
        [few] «{ $words }» مقترح في { $count } مواضع أخرى هنا.
       *[other] «{ $words }» مقترح في { $count } موضعاً آخر هنا.
    }
list-open = مفتوح: { $count }
list-open-all = مفتوح: { $open }
open-spans =
    { $count ->
        [one] وسم واحد
        [two] وسمان
        [few] { $count } وسوم
        [many] { $count } وسماً
       *[other] { $count } وسم
    }
open-relations =
    { $count ->
        [one] رابط واحد
        [two] رابطان
        [few] { $count } روابط
        [many] { $count } رابطاً
       *[other] { $count } رابط
    }
open-incidents =
    { $count ->
        [one] حادثة واحدة
        [two] حادثتان
        [few] { $count } حوادث
       *[other] { $count } حادثة
    }
ask-done = بقيت في هذا المقال اقتراحات مفتوحة: { $open }. هل هو منجز مع ذلك؟
review-blind-found = المنجز بلا اقتراحات: { $articles }، ومتوسط الوسوم في المقال { $mean }
review-helped-found = المنجز مع الاقتراحات: { $articles }، ومتوسط الوسوم في المقال { $mean }
cmd-span-attributes = خصائص الوسم
cmd-span-set-attributes = تعيين الخصائص
panel-attributes = الخصائص
attribute-missing = لا بد من ذكره
attribute-not-listed = ليس في القائمة
attribute-not-count = عدد أو كلمات مثل «7 على الأقل» أو 7+ أو 5-9 أو عشرات
attribute-not-real = رقم مثل 32.62
attribute-not-date = تاريخ أو جزء منه: 2017-02-13 أو 2017-02 أو 2017 أو 2017-02-13/2017-02-14
attribute-not-ascending = يجب أن يتدرّج الأدنى فالأرجح فالأعلى
attribute-read = قرأ البرنامج: { $value }
attribute-read-help = ما يقرؤه البرنامج هنا، والنقر يأخذ به.
attribute-none = غير مذكور
attribute-search = الاسم أو لقبه
attribute-no-match = لا شيء بهذا الاسم
count-low = الأدنى
count-best = الأرجح
count-high = الأعلى
attr-count = العدد
attr-canonical_id = الطرف
attr-canonical_en = المكان
attr-canonical_ar = الاسم العربي
attr-side = الجهة
attr-role = الدور
attr-mention = صيغة الذكر
attr-framing = التوصيف
attr-quoted = بين قوسين
attr-kind = النوع
attr-count_low = الأدنى
attr-count_best = الأرجح
attr-count_high = الأعلى
attr-qualifier = قيد العدد
attr-status = حال الخبر
attr-realis = الوقوع
attr-polarity = الإثبات
attr-episode = الزمن
attr-form = الصيغة
attr-operation_name = اسم العملية
attr-effect = ما أصابهم
attr-victim = الضحايا
attr-civilian_status = الصفة المدنية
attr-cumulative = حصيلة تراكمية
attr-subset = جزء من غيره
attr-type = النوع
attr-admin = المنطقة الإدارية
attr-country = البلد
attr-lat = خط العرض
attr-lon = خط الطول
attr-iso = التاريخ
attr-precision = الدقة
attr-platform = المنصة
attr-civilian = مدني
attr-damage = الضرر
attr-protected = الحماية
attr-named = مذكور بالاسم
attr-name = الاسم
attr-affiliation = الانتماء
attr-kind_by = مصدر النوع
attr-camp = المعسكر
attr-claimed_by = يدّعيه
attr-via = قيل عبر
attr-victim_faction = طرف الضحايا
attr-anonymous = مجهول الهوية
attr-quantity = الكمية
attr-name_en = الاسم الإنكليزي
attr-clitic = الحرف السابق
attr-enclitic = الضمير اللاحق
attr-confidence = اليقين
attr-event = الحدث المرتبط
value-kind_by-adjective = صفته
value-kind_by-weapon = السلاح
value-kind_by-word = اللفظ نفسه
value-kind_by-agent = الفاعل
value-kind_by-article = المقال
value-kind_by-coreference = ذكر سابق
value-confidence-inferred = مستنتج
value-via-statement = بيان
value-quantity-vague_many = كثير
value-platform-fixed_wing_unspecified = طائرة ثابتة الجناح
value-true = نعم
value-false = لا
value-government = حكومي
value-pro_government = موالٍ للحكومة
value-opposition = معارضة
value-jihadist = جهادي
value-kurdish_led = بقيادة كردية
value-separatist = انفصالي
value-rival_government = حكومة منافسة
value-de_facto_authority = سلطة أمر واقع
value-foreign_state = دولة أجنبية
value-foreign_coalition = تحالف أجنبي
value-foreign_pmc = شركة عسكرية أجنبية
value-peacekeeping = حفظ سلام
value-settler = مستوطنون
value-political_party = حزب سياسي
value-generic = بلا اسم خاص
value-realis-generic = على العموم
value-mentioned = مذكور
value-attacker = مهاجم
value-target = مستهدف
value-claimant = ناقل الخبر
value-controller = مسيطر
value-mention-name = اسم علم
value-nominal = اسم عام
value-adjective = صفة
value-alias = لقب
value-neutral = محايد
value-pejorative = تحقيري
value-regime = «نظام»
value-martyr = «شهداء»
value-airstrike = غارة جوية
value-drone_strike = غارة مسيّرة
value-artillery = مدفعية
value-mortar = هاون
value-rocket = صاروخ غير موجّه
value-missile = صاروخ موجّه
value-naval = قصف بحري
value-barrel_bomb = برميل متفجر
value-cluster = ذخيرة عنقودية
value-incendiary = سلاح حارق
value-chemical = سلاح كيماوي
value-ied = عبوة ناسفة
value-vbied = سيارة مفخخة
value-suicide_bombing = تفجير انتحاري
value-explosion = انفجار
value-sniper = قنص
value-small_arms = سلاح خفيف
value-assassination = اغتيال
value-execution = إعدام
value-massacre = مجزرة
value-air_assault = إنزال جوي
value-shelling_unspecified = قصف غير محدد
value-strike_unspecified = ضربة غير محددة
value-attack_unspecified = هجوم غير محدد
value-exact = بالضبط
value-at_least = على الأقل
value-more_than = أكثر من
value-approx = نحو
value-up_to = ما يصل إلى
value-range = بين عددين
value-vague_low = عشرات أو عدة
value-vague = بلا عدد
value-none = لا شيء
value-qualifier-none = بلا مقدار
value-asserted = يرويه المقال
value-claimed = يدّعيه طرف
value-confirmed = مؤكد
value-denied = منفي
value-disputed = مختلف فيه
value-actual = وقع
value-threatened = تهديد
value-hypothetical = افتراضي
value-pos = مثبت
value-neg = منفي
value-current = راهن
value-background = خلفية سابقة
value-noun = اسم
value-verb = فعل
value-form-name = اسم علم
value-name = اسم
value-armed_clash = اشتباك مسلح
value-ground_assault = هجوم بري
value-offensive = حملة هجومية
value-ambush = كمين
value-siege = حصار
value-raid = مداهمة
value-killed = قتلى
value-injured = جرحى
value-missing = مفقودون
value-detained = معتقلون
value-abducted = مختطفون
value-displaced = نازحون
value-losses = خسائر
value-casualty_unspecified = غير محدد
value-victim-civilian = مدنيون
value-civilian = مدني
value-child = أطفال
value-woman = نساء
value-man = رجال
value-person = أشخاص
value-fighter = مقاتلون
value-soldier = جنود
value-commander = قادة
value-police = شرطة
value-medic = مسعفون
value-rescuer = عمال إنقاذ
value-aid_worker = عمال إغاثة
value-journalist = صحفيون
value-family_members = أفراد أسرة
value-residents = سكان
value-unspecified = غير محدد
value-unknown = غير معروف
value-civilian_presumed = يُرجّح أنه مدني
value-civilian_protected_medical = طبي محمي
value-combatant = مقاتل
value-combatant_contested = مختلف في صفته
value-city = مدينة
value-village = قرية
value-neighbourhood = حي
value-sub_city = جزء من مدينة
value-admin1 = محافظة
value-admin2 = قضاء أو منطقة
value-country = بلد
value-region = إقليم
value-area = ناحية
value-facility = منشأة
value-type-camp = مخيم
value-camp = مخيم
value-body = مسطح مائي
value-1 = 1 دقيق
value-2 = 2 قريب
value-3 = 3 منطقة
value-4 = 4 محافظة
value-5 = 5 خط أو حدود
value-6 = 6 بلد
value-7 = 7 دولي
value-point = وقت بعينه
value-duration = مدة
value-relative = نسبي
value-day = يوم
value-week = أسبوع
value-month = شهر
value-year = سنة
value-aircraft = طائرة
value-helicopter = مروحية
value-drone = طائرة مسيّرة
value-bomb = قنبلة
value-cluster_munition = ذخيرة عنقودية
value-surface_to_surface_missile = صاروخ أرض-أرض
value-rocket_artillery = راجمة صواريخ
value-mortar_shell = قذيفة هاون
value-shell = قذيفة
value-tank = دبابة
value-atgm = صاروخ مضاد للدروع
value-suicide_vest = حزام ناسف
value-landmine = لغم
value-medical = طبي
value-school = مدرسة
value-residential = منازل
value-market = سوق
value-religious = ديني
value-civilian_area = منطقة مدنية
value-held_area = منطقة سيطرة
value-military = عسكري
value-infrastructure = بنية تحتية
value-vehicle = مركبة
value-media = إعلام
value-aid = إغاثة
value-yes = نعم
value-no = لا
value-mixed = مختلط
value-hit = أصيب
value-damaged = تضرر
value-destroyed = دُمّر
value-protected-none = لا حماية
value-IHL_medical = طبي (القانون الدولي الإنساني)
value-cultural = ثقافي
value-belligerent = طرف في القتال
value-state_media = إعلام رسمي
value-eyewitness = شاهد عيان
value-resident = من السكان
value-ngo = منظمة غير حكومية
value-monitor = جهة رصد
value-official = مسؤول
value-un = الأمم المتحدة
value-anonymous = مجهول الاسم
value-holds = يسيطر
value-gains = يكسب
value-loses = يخسر
value-attempts = يحاول
cmd-review-learned = ما تعلّمه البرنامج…
cmd-review-learner = طريقة التعلّم
cmd-review-forget = تجاهل ما حُسم حتى الآن
cmd-review-remember = التعلّم من القرارات السابقة ثانيةً
dialog-learned = ما تعلّمه البرنامج من قراراتك
learned-help = تتبع الاقتراحات قراراتك في هذا المشروع من مقال إلى آخر، ولك أن توقف كل طريقة من طرائق التعلّم.
learner-words = ما وسمته من أطراف وأماكن وأسلحة يُعثر عليه في غير موضعه
learner-counts = تتغير الثقة بقدر ما أصابت القاعدة أو الكلمات من قبل
learner-refusals = ما رفضته مرتين بجوار الكلمة نفسها لا يُقترح هناك ثانيةً
learner-habits = الحدود التي تنقلها دائمًا والقيم التي تغيّرها دائمًا تتغيّر مثلها (من المقالات المنجزة)
learner-tagger = واسم آلي يتعلّم من المقالات المنجزة
learned-tagger = الواسم الآلي
learned-articles =
    { $count ->
        [zero] يتدرب متى أُنجزت ستة مقالات.
        [few] تدرّب على { $count } مقالات منجزة.
        [many] تدرّب على { $count } مقالاً منجزاً.
       *[other] تدرّب على { $count } مقال منجز.
    }
learned-names = كلمات معروفة
learned-rules = القواعد
learned-habits = العادات
learned-left-out = { $words } تُترك خارجًا
learned-taken-in = { $words } تدخل فيه
learned-said = { $words }: { $to } بدلًا من { $from }
learned-refused = ما لم يعد يُقترح
learned-nothing = لا شيء بعد.
learned-more = وغيرها: { $count }
learned-of = أصاب { $right } من { $shown }
learned-forgotten = القرارات السابقة متجاهَلة في التعلّم، وهي باقية في البيانات.
why-learned-rule = أمثال هذا الاقتراح
why-learned-words = هذه الكلمات
why-learned-name = التسمية
why-learned-named = كما في قراراتك
why-learned-edge = نُقل الحد كما من قبل
why-learned-value = غُيّرت القيمة كما من قبل
why-learned-before = قبل ذلك
why-tagger = الواسم الآلي
tagger-for = يوافق
tagger-partly = يرى حدوداً أخرى
tagger-moved = عدّل الحدود
tagger-against = لا يراه
clue-word = الكلمة { $words }
clue-before = بعد { $words }
clue-after = قبل { $words }
clue-phrase = العبارة { $words }
clue-particles = تسبقها { $words }
clue-ending = الخاتمة { $words }
clue-rules = الجداول
rule-perpetrator-inside = طرف مذكور داخل عبارة الضربة.
rule-perpetrator-carried-out-by = طرف بعد لفظ التنفيذ (نفذتها، شنتها).
rule-perpetrator-light-verb = فاعل فعل التنفيذ (شنّ، نفّذ) الذي قبل الضربة.
rule-perpetrator-subject-after = الفاعل بعد الفعل مباشرة.
rule-perpetrator-subject-before = الفاعل قبل الفعل مباشرة.
rule-target-after = ما ذُكر بعد الضربة هدفاً لها.
rule-instrument-inside = سلاح مذكور داخل عبارة الضربة.
rule-instrument-after = سلاح بعد الضربة مباشرة أو بعد باء الاستعانة.
rule-instrument-subject = سلاح قبل الضربة مباشرة.
rule-victim_of-before = الضربة التي قبل الضحايا في الجملة.
rule-victim_of-after = الضربة التي بعد الضحايا في الجملة.
rule-victim_faction-inside = طرف مذكور داخل عبارة الضحايا.
rule-perpetrator-construct = طرف بعد اسم الضربة مباشرة (قصف الجيش).
rule-perpetrator-claim = طرف يتبنى العملية أو تُنسب إليه.
rule-perpetrator-blame = طرف يُحمَّل المسؤولية عنها.
rule-perpetrator-accused = طرف يُتَّهم بها.
rule-perpetrator-between = الطرف المذكور أولاً في اشتباك بين طرفين.
rule-target-between = الطرف المذكور ثانياً في اشتباك بين طرفين.
rule-target-place = مكان هو مفعول الفعل.
rule-target-party = طرف بعد «ضد» أو «على».
rule-victim_of-earlier = ضحايا آخرون لما ورد في الجملة السابقة.
rule-victim_faction-ranks = طرف وقعت الخسائر في صفوفه.
rule-reported_by-continued = المتكلم في الجملة السابقة، وكلامه مستمر.
rule-perpetrator-itself = طرف يتحدث عن نفسه (قالت إنها قصفت).
rule-perpetrator-weapon = الطرف صاحب السلاح المذكور قبلها مباشرة.
rule-subset_of-before = جزء من الضحايا المذكورين قبله.
rule-incident-trigger = لفظ عنف مع كل ما يتصل به.
rule-incident-joined = ألفاظ عنف تروي حدثاً واحداً: النوع نفسه، من غير مهاجم آخر ولا مكان آخر ولا يوم آخر.
rule-incident-victims = ضحايا لم تُذكر معهم ضربة ولا اشتباك.
rule-location_of-near = أقرب مكان في الجملة.
rule-date_of-near = أقرب تاريخ في الجملة.
rule-reported_by-sentence = القائل في الجملة.

# الروابط
menu-relation = الروابط
panel-relations = الروابط
cmd-view-toggle-relations = رسم كل الروابط
cmd-relation-start = ربط بوسم آخر
cmd-relation-list = الانتقال إلى روابطه
cmd-relation-accept-all = قبول كل روابطه المقترحة
cmd-relation-remove = حذف الرابط
cmd-walk-step = التنقل إلى وسم
cmd-walk-to = الانتقال إلى هذا الوسم
relation-out = { $title }: { $words }
relation-in = { $words }: { $title }، هذا الوسم
percent = { $number }٪
why-short = { $rule } ({ $percent }٪)
relation-accept = قبول هذا الرابط
relation-reject = رفض هذا الرابط
incident-accept = قبول الحادثة
incident-reject = رفض الحادثة
walk-help = مفتاح Tab والأسهم: وسم آخر · Enter أو رقم: ربط · Esc: خروج
notice-unfit-removed = حُذفت روابط أو أدوار لا تصلح لهذا الوسم (العدد: { $count })، والتراجع يعيدها.
notice-nothing-to-relate = لا وسم في هذا المقال يمكن ربط هذا الوسم به.

# الحوادث في النافذة
panel-incidents = الحوادث
cmd-incident-new = حادثة جديدة من هذا
cmd-incident-list = الانتقال إلى الحوادث
cmd-incident-remove = حذف الحادثة
cmd-incident-fill = ملء دور
cmd-incident-vacate = إخراج من دور
incident-fill = { $role }: اختيار وسم
incident-take-out = إخراج: { $name }
incident-not-stated = غير مذكور
incident-not-in-text = { $name } (ليس في النص)
incident-entry = ليس في النص: اكتب اسماً
incident-civilians = مدنيون
incident-overridden = { $count } (محدد يدوياً)
incident-vague = مذكور بلا عدد
incident-article-says = المقال
attr-strikes = الضربات
attr-killed = القتلى
attr-injured = الجرحى
walk-help-fill = مفتاح Tab والأسهم: وسم آخر · Enter: اختياره · Esc: خروج
walk-help-entry = مفتاح Tab والأسهم: وسم آخر · Enter: اختياره · /: ليس في النص · Esc: خروج
notice-nothing-to-fill = لا وسم في هذا المقال يصلح لهذا الدور.

# الحوادث: الأدوار فيها وما يقال عنها
step-add-incident = إضافة حادثة
step-remove-incident = حذف حادثة
step-reject-incident = رفض حادثة
step-role = تغيير حادثة: { $role }
step-incident-attribute = تغيير حادثة: { $name }
role-trigger = ما حدث
role-attacker = المهاجم
role-attacked = الطرف المستهدف
role-target = الهدف
role-weapon = السلاح
role-location = المكان
role-date = التاريخ
role-casualty = الضحايا
role-source = المصدر
attr-title = العنوان
attr-date_start = من
attr-date_end = إلى
attr-strikes_low = الضربات، الأدنى
attr-strikes_best = الضربات، الأرجح
attr-strikes_high = الضربات، الأقصى
attr-killed_low = القتلى، الأدنى
attr-killed_best = القتلى، الأرجح
attr-killed_high = القتلى، الأقصى
attr-injured_low = الجرحى، الأدنى
attr-injured_best = الجرحى، الأرجح
attr-injured_high = الجرحى، الأقصى
attr-strike_status = حالة الضربة
attr-harm_grade = درجة الضرر
attr-event_clarity = وضوح الحدث
attr-note = ملاحظة
value-abduction = اختطاف
value-detention = احتجاز
value-likely = مرجّحة
value-declared = معلنة
value-contested = متنازع عليها
value-single_source = مصدر واحد
value-fair = مقبول
value-weak = ضعيف
value-discounted = مستبعد
value-event_clarity-1 = 1: واضح
value-event_clarity-2 = 2: أقل وضوحاً
# الأطراف والأماكن التي يعرفها المشروع.
cmd-registry-show = الأطراف والأماكن…
cmd-registry-new-faction = طرف جديد من هذه الكلمات
cmd-registry-new-place = مكان جديد من هذه الكلمات
cmd-registry-add-name = اسم جديد لمعروف…
cmd-registry-import = استيراد جدول (TSV)…
cmd-registry-export-factions = تصدير الأطراف جدولاً (TSV)…
cmd-registry-export-places = تصدير الأماكن جدولاً (TSV)…
cmd-registry-create = إنشاء مدخل
cmd-registry-set = كتابة حقل
cmd-registry-add-alias = إضافة اسم آخر
cmd-registry-set-alias = تعديل اسم آخر
cmd-registry-split = فصل
cmd-registry-merge = دمج
cmd-registry-part = فصل من جديد
cmd-registry-remove = حذف من الدليل
dialog-registry = الأطراف والأماكن
dialog-name-of = اسم آخر لـ…
dialog-import-table = استيراد جدول أطراف أو أماكن
dialog-export-factions = تصدير أطراف المشروع جدولاً
dialog-export-places = تصدير أماكن المشروع جدولاً
file-import-table = جدول (TSV) بأعمدة قوائم البرنامج
file-export-table = ملف الجدول (TSV)
name-of-words = «{ $words }» اسم آخر لـ:
registry-factions = الأطراف
registry-places = الأماكن
registry-own = المشروع
registry-empty = ليس للمشروع مدخلات خاصة به بعد. اكتب اسماً للبحث فيما يعرفه البرنامج أو لإنشاء مدخل جديد.
registry-help = اختر مدخلاً من القائمة. ما يقوله المشروع عن مدخل يُقدَّم على ما يعرفه البرنامج، وتتبعه الاقتراحات في الحال.
registry-new-faction = طرف جديد «{ $name }»
registry-new-place = مكان جديد «{ $name }»
entry-name-en = الاسم الإنكليزي
entry-name-ar = الاسم العربي
entry-coordinates = الإحداثيات
entry-from = يُقصد منذ
entry-until = يُقصد حتى
entry-note = ملاحظة
entry-aliases = أسماء أخرى
entry-contextual = بقرينة فقط
entry-new-name = اسم آخر، يُضاف بمفتاح الإدخال
entry-split = جعل «{ $name }» مدخلاً مستقلاً
entry-remove-name = حذف الاسم «{ $name }»
entry-written = يعرف البرنامج: { $names }
entry-merged = مدموج فيه
entry-merge = دمج مع آخر…
entry-merge-help = أيّها هو نفسه؟ تصبح أسماؤه أسماء لهذا، وتبقى الوسوم التي تعنيه صحيحة.
entry-take-back = سحب ما أضافه المشروع
entry-wrong-country = لا بلد بهذا الاسم: رمز مثل SY أو اسم البلد
entry-wrong-coordinates = خط العرض وخط الطول بالدرجات: 32.625, 36.106
entry-wrong-date = يُكتب اليوم هكذا: 2017-02-13
entry-wrong-order = آخر يوم يسبق أول يوم
notice-entry-new = جديد في الدليل: { $name }
notice-entry-named = صار «{ $words }» اسماً لـ{ $name }
notice-entries-imported =
    { $left ->
        [0] المدخلات المستوردة: { $count }
       *[other] المدخلات المستوردة: { $count }، والأسطر المتروكة: { $left }
    }
notice-entries-exported = المدخلات المكتوبة: { $count }

# مُعلِّقان جنباً إلى جنب
cmd-review-agreement = مقارنة مُعلِّقَين…
cmd-review-settle = حسم اختلاف
dialog-agreement = مُعلِّقان جنباً إلى جنب
agreement-alone = لا يوجد هنا إلا مُعلِّق واحد. تظهر طبقة غيره عند مشاركة مجلد المشروع، أو عند استيراد تعليقات باسم آخر.
agreement-same = اختر مُعلِّقَين مختلفَين.
agreement-running = تجري المقارنة…
agreement-articles = { $count ->
    [zero] لا مقالات علّق عليها كلاهما
    [one] مقالة واحدة علّق عليها كلاهما
    [two] مقالتان علّق عليهما كلاهما
    [few] { $count } مقالات علّق عليها كلاهما
    [many] { $count } مقالة علّق عليها كلاهما
   *[other] { $count } مقالة علّق عليها كلاهما
}
agreement-spans = الوسوم: { $first } عند 1، و{ $second } عند 2
agreement-label = الوسم
agreement-exact = الكلمات نفسها (F1)
agreement-overlap = تداخل (F1)
agreement-alpha = ألفا، الكلمات
agreement-all = وسم كل كلمة
agreement-columns-tip = F1: ما يتفق عليه الاثنان من الوسوم، بالحدود نفسها أو بحدود متداخلة، و1 تعني كلَّها. ألفا (كريبندورف): هل تحمل كل كلمة هذا النوع من الوسوم، فوق ما تعطيه الصدفة؛ 1 اتفاق تام، و0 صدفة، ويُعتمد عادةً على ما بلغ 0.8 فأكثر.
agreement-all-tip = ألفا كريبندورف على الكلمات: أيّ وسم تحمله كل كلمة، وألّا تحمل وسماً احتمال كغيره. 1 اتفاق تام، و0 صدفة.
agreement-gamma = غاما، الوسوم
agreement-gamma-tip = غاما (ماتيه وآخرون، 2015): تُقرن وسوم الاثنين على أفضل وجه، ثم يُقارن بُعد كل قرينين في الموضع والنوع، وما بقي بلا قرين، بما يكون بين طبقات أُزيحت عشوائياً. 1 اتفاق تام، و0 صدفة. وهي، بخلاف ألفا، ترى أين ينتهي وسم ويبدأ آخر، ويتساوى فيها الوسم الطويل والقصير.
agreement-counts-tip = كم زوجاً من الوسوم التي تذكر عدداً يذكر العدد نفسه، وألفا كريبندورف لأفضل تقدير بوصفه نسبة: فالعددان 10 و11 أقرب من 1 و2.
agreement-counts = الأعداد المتطابقة
agreement-attributes = أكثر السمات اختلافاً
agreement-differences = { $count ->
    [zero] لا اختلافات
    [one] اختلاف واحد
    [two] اختلافان
    [few] { $count } اختلافات
    [many] { $count } اختلافاً
   *[other] { $count } اختلاف
} · غير محسومة: { $open }
agreement-hint = الأسهم لاختيار اختلاف، 1 و2 لأخذ ما يقوله أحدهما، Enter للذهاب إليه.
agreement-nothing = لا شيء هنا
agreement-take = خذ { $key }
agreement-taken = مأخوذ
differs-missing = عند أحدهما فقط
differs-label = وسم مختلف
differs-edges = حدود مختلفة
differs-attributes = مختلف: { $names }
step-settle = حسم اختلاف

## الجداول على المشروع كله

cmd-view-table = الجداول
cmd-table-open = فتح المقال عند الكلمات
cmd-table-copy-cell = نسخ الخلية
cmd-table-copy-row = نسخ الصف
cmd-table-copy-rows = نسخ كل الصفوف
cmd-table-filter = إظهار بعض الصفوف فقط
cmd-table-sort = ترتيب بحسب العمود
cmd-table-columns = الأعمدة
cmd-table-column-onward = تقديم العمود
cmd-table-column-back = تأخير العمود
cmd-table-columns-usual = الأعمدة المعتادة
job-table = جمع الصفوف
job-copy = نسخ الصفوف
table-drag = اسحب العمود إلى موضع آخر
table-incidents = الحوادث
table-casualties = الضحايا
table-strikes = الضربات والاشتباكات
table-factions = الأطراف
table-mentions = الوسوم
table-date = التاريخ
table-attackers = المهاجم
table-attacked = المستهدَف
table-place = المكان
table-strike-count = الضربات
table-killed = القتلى
table-injured = الجرحى
table-civilians = القتلى المدنيون
table-combatants = القتلى المقاتلون
table-sources = المصادر
table-article = المقال
table-words = الكلمات
table-count = العدد
table-parties = الطرف
table-state = الحالة
table-name = الاسم
table-as-attacker = مهاجِمًا
table-as-attacked = مستهدَفًا
table-whose = الطبقة
table-kind = النوع
table-none = لا صف يطابق.
table-nothing-yet = لا صفوف بعد. تأتي الصفوف مما قبلته أو علّمته بنفسك.
table-nothing-proposed = لا حوادث، لا مقبولة ولا مقترحة.
table-nothing-there = ليس في هذه الطبقة صفوف من هذا النوع.
table-empty-proposed = أظهر المقترح
table-empty-layer = أظهر طبقة { $name }
table-empty-all = أظهر كل الصفوف
table-gathering = تُجمع الصفوف…
table-hint-filter = تصفية الصفوف
table-contested = تسمّي المصادر مهاجمين مختلفين.
table-article-itself = المقال
table-claim = { $count } بحسب { $who }
table-by-hand = حُدّد يدويًا.
table-rows = { $shown ->
    [zero] لا صفوف
    [one] صف واحد
    [two] صفان
    [few] { $shown } صفوف
    [many] { $shown } صفًا
   *[other] { $shown } صف
}
# حدث واحد ترويه عدة مقالات
cmd-incident-links = حدث واحد في عدة مقالات…
cmd-incident-link = ربط حوادث
cmd-incident-part = فك حدث
dialog-links = حدث واحد في عدة مقالات
links-help = قد تكون حوادث مقالات مختلفة، متقاربة زماناً ومكاناً ومن جنس واحد من العنف، حدثاً واحداً. إذا رُبطت عُدّت مرة واحدة، بالمدى الذي تقوله المقالات.
links-running = تجري مقارنة الحوادث…
links-proposed = قد تكون حدثاً واحداً
links-nothing = لا حوادث في مقالات مختلفة تبدو حدثاً واحداً.
links-linked = مرتبطة
links-link = ربط
links-part = فك
links-why = اليقين { $sure }٪ · المشترك: { $shared }
links-together = { $count ->
    [zero] لا مقالات
    [one] مقالة واحدة
    [two] مقالتان
    [few] { $count } مقالات
    [many] { $count } مقالة
   *[other] { $count } مقالة
} · القتلى { $killed } · الجرحى { $injured } · { $sources }
shared-day = اليوم
shared-place = المكان
shared-kind = النوع
shared-attacker = المهاجم
shared-numbers = الأعداد
step-link = ربط حوادث
step-part = فك حدث

## المخطط

cmd-schema-show = الوسوم والمخطط…
cmd-schema-import = استيراد وسوم من ملف…
cmd-schema-export = كتابة المخطط في ملف…
cmd-schema-create = وسم جديد
cmd-schema-create-relation = نوع علاقة جديد
cmd-schema-create-role = دور جديد في الحوادث
cmd-schema-write = كتابة حقل في المخطط
cmd-schema-color = لون الوسم
cmd-schema-offer = عرض الوسم
cmd-schema-restore = إعادته إلى الاستعمال
cmd-schema-attribute = تغيير السمات
cmd-schema-end = طرفا العلاقة
cmd-schema-role = أدوار الحوادث
cmd-schema-move = نقل الوسم
cmd-schema-look = إظهار ما يمسّه التغيير
cmd-schema-reshape = تغيير المخطط والوسوم معاً
cmd-schema-take-in = استيراد
dialog-schema = الوسوم والمخطط
dialog-schema-merge = دمج وسمين
dialog-schema-split = تقسيم وسم
dialog-schema-delete = حذف
dialog-schema-import = استيراد وسوم
dialog-schema-export = كتابة المخطط
dialog-schema-incoming = ما يغيّره الملف
file-schema-import = مخطط ‎(.ron)‎ أو إعدادات Label Studio ‎(.xml)‎ أو وسوم doccano ‎(.json)‎
file-schema-export = ملف ‎(.ron)‎
schema-labels = الوسوم
schema-relations = أنواع العلاقات
schema-incident = الحوادث
schema-gone = مدموج أو محذوف
schema-new-label = وسم جديد، يضيفه Enter
schema-new-relation = نوع علاقة جديد، يضيفه Enter
schema-new-role = دور جديد في الحوادث، يضيفه Enter
schema-name-en = الاسم بالإنكليزية
schema-name-ar = الاسم بالعربية
schema-book-en = دليل الوسم بالإنكليزية
schema-book-ar = دليل الوسم بالعربية
schema-key = المفتاح
schema-key-hint = ‏1–9 أو 0 أو A–Z
schema-color = اللون
schema-color-number = اللون { $number }
schema-color-near = قد يخلط بينه وبين لون { $labels } من يرى الألوان على نحو مختلف.
schema-offered = معروض
schema-up = نقل إلى أعلى
schema-down = نقل إلى أسفل
schema-id = في الملفات: { $id }
schema-used =
    { $spans ->
        [0] لا يحمله أيّ من مقاطعك
        [one] يحمله مقطع واحد من مقاطعك
        [two] يحمله مقطعان من مقاطعك
       *[other] عدد مقاطعك التي تحمله: { $spans }، وعدد المقالات: { $articles }
    }
schema-id-stays = الاسم الجديد لا يغيّر أيّ مقطع: يبقى الوسم في الملفات والبيانات المصدَّرة { $id }.
schema-attributes = ما يقال عن المقطع
schema-incident-attributes = ما يقال عن الحادثة
schema-roles = من يمكنه أن يشغل الدور
schema-new-attribute = سمة جديدة، يضيفها Enter
schema-new-choice = خيار جديد، يضيفه Enter
schema-required = واجبة
schema-attribute-open = تغيير «{ $name }»
schema-attribute-remove = حذف «{ $name }»
schema-choice-remove = حذف الخيار «{ $name }»
schema-choice-up = نقل الخيار «{ $name }» إلى أعلى
schema-kind = تأخذ
schema-kind-choice = واحداً من قائمة
schema-kind-choices = عدة من قائمة
schema-kind-count = عدداً صحيحاً
schema-kind-real = عدداً
schema-kind-flag = نعم أو لا
schema-kind-text = نصاً
schema-kind-date = تاريخاً
schema-kind-faction = طرفاً
schema-kind-place = مكاناً
schema-from = من
schema-to = إلى
schema-merge = دمج في وسم آخر…
schema-split = فصل بعض المقاطع…
schema-delete = حذف…
schema-delete-relation = حذف…
schema-delete-role = حذف…
schema-relabel-mine = تغيير مقاطعي…
schema-merged-into = مدموج في { $label }
schema-deleted = محذوف
schema-merge-help = في أيّ وسم؟ تأخذ كل مقاطعك من «{ $label }» ذلك الوسم، وكذلك الاقتراحات.
schema-split-help = أيّ مقاطع «{ $label }» تأخذ وسماً آخر، وأيّ وسم؟
schema-split-words = كلمات ترد فيها
schema-split-look = إظهارها
schema-to-label = تأخذ
schema-looking = يجري البحث عما يمسّه هذا…
schema-touched =
    { $spans ->
        [0] لا يمسّ أيّاً من مقاطعك.
        [one] يتغيّر مقطع واحد من مقاطعك.
        [two] يتغيّر مقطعان من مقاطعك.
       *[other] عدد المقاطع التي تتغيّر: { $spans }، وعدد المقالات: { $articles }.
    }
dialog-schema-narrow = طلب أقل
schema-touched-said =
    { $spans ->
        [0] لا يذكره أيّ من مقاطعك.
        [one] يذكره مقطع واحد من مقاطعك.
        [two] يذكره مقطعان من مقاطعك.
        [few] تذكره { $spans } مقاطع من مقاطعك. عدد المقالات: { $articles }.
       *[other] يذكره { $spans } مقطعاً من مقاطعك. عدد المقالات: { $articles }.
    }
schema-touched-incidents =
    { $spans ->
        [0] لا يذكره أيّ من حوادثك.
        [one] يذكره حادث واحد من حوادثك.
        [two] يذكره حادثان من حوادثك.
        [few] تذكره { $spans } حوادث من حوادثك. عدد المقالات: { $articles }.
       *[other] يذكره { $spans } حادثاً من حوادثك. عدد المقالات: { $articles }.
    }
schema-touched-ends =
    { $spans ->
        [0] ليس لأيّ من علاقاتك هذا الطرف.
        [one] لواحدة من علاقاتك هذا الطرف.
        [two] لاثنتين من علاقاتك هذا الطرف.
       *[other] لعدد { $spans } من علاقاتك هذا الطرف. عدد المقالات: { $articles }.
    }
schema-touched-roles =
    { $spans ->
        [0] لا يشغل هذا الدور أيّ من مقاطعك.
        [one] يشغل هذا الدور مقطع واحد من مقاطعك.
        [two] يشغل هذا الدور مقطعان من مقاطعك.
        [few] تشغل هذا الدور { $spans } مقاطع من مقاطعك. عدد المقالات: { $articles }.
       *[other] يشغل هذا الدور { $spans } مقطعاً من مقاطعك. عدد المقالات: { $articles }.
    }
schema-narrow-stays = يبقى ما قيل كما هو، غير أنه لا يُسأل عنه ولا يُعرض بعد الآن.
schema-do-narrow = التوقف عن طلب «{ $what }»
schema-touched-relations = علاقات تزول أو يتغيّر طرفاها: { $count }
schema-touched-fillers = أدوار حوادث تتغيّر: { $count }
schema-touched-others = لدى { $name } منها { $count }. تبقى كما هي وتبقى مقروءة؛ كل واسم يغيّر ما له.
schema-left-out = مقالات تُترك كما هي لتعذّر قراءة وسومك فيها: { $count }
schema-do-merge = دمج «{ $from }» في «{ $into }»
schema-do-split = تغيير { $count }
schema-do-delete = حذف «{ $label }»
schema-delete-spans = تُحذف مقاطعك التي تحمل هذا الوسم معه. ويعيد التراجعُ مرة واحدة ذلك كله.
schema-back = رجوع
schema-incoming-none = كل ما في الملف موجود في المشروع.
schema-incoming-new = جديد: { $label }
schema-incoming-changed = يتغيّر { $label }: { $parts }
schema-incoming-key = يأتي { $label } بلا مفتاحه لأن وسماً آخر يحمله
schema-incoming-stays = ليس { $label } في الملف، ويبقى
schema-incoming-relation = علاقة: { $label }
schema-incoming-incident = ما يقال عن الحوادث وأدوارها
schema-incoming-order = ترتيب الوسوم
schema-part-name = الاسم
schema-part-codebook = دليل الوسم
schema-part-color = اللون
schema-part-key = المفتاح
schema-part-offered = هل يُعرض
schema-part-attributes = السمات
schema-fault-name = اسم بكلتا اللغتين
schema-fault-name-taken = هذا اسم «{ $label }»
schema-fault-name-used = لا يصلح «{ $name }» اسماً لوسم جديد: فارغ أو مستعمل
schema-fault-key = رقم واحد أو حرف لاتيني واحد
schema-fault-key-taken = هذا مفتاح «{ $label }»
schema-fault-slug = لا يصلح اسماً في الملفات: «{ $name }»؛ حروف لاتينية وأرقام و- و_
schema-fault-twice = يرد «{ $name }» مرتين
schema-fault-choices = تحتاج «{ $name }» إلى خيار واحد على الأقل
schema-fault-ends = تحتاج العلاقة إلى وسم واحد على الأقل في كل طرف
notice-described-by-others = غيّر شخص آخر بيانات هذه المقالة، وهي معروضة الآن كما صارت.
notice-schema-of-others = غيّر شخص آخر أنواع الوسوم أو ما يُسأل عنه فيها، وهذا ما يسري هنا الآن.
notice-reshaped = تغيّر المخطط، وعدد المقاطع التي تغيّرت معه: { $count }
notice-schema-exported = وسوم كُتبت: { $count }
step-add-label = وسم جديد: { $label }
step-change-label = تغيير الوسم { $label }
step-merge-labels = دمج { $label } في { $into }
step-split-label = فصل { $to } عن { $label }
step-delete-label = حذف الوسم { $label }
step-forget-learned = نسيان ما جرى تعلّمه
step-remember-all = التعلّم من القرارات السابقة من جديد
step-change-schema = تغيير المخطط
cmd-file-paste = إدخال نص الحافظة مقالةً
cmd-file-import-name = تعيين مقابل اسم في الملفات
cmd-file-import-rest = تعيين مصير الأسماء المجهولة في الملفات
notice-import-stopped = أُوقف الاستيراد ولم يُدخَل شيء
import-tab-files = الملفات ({ $count })
import-tab-names = الأسماء ({ $count })
import-tab-columns = الجداول ({ $count })
import-names-help = هذه الأسماء ليست في المشروع. عيّن ما يقابل كلًّا منها هنا، ويُحفظ ذلك لهذه الصيغة.
cmd-file-import-edit-new = فتح التصنيفات الجديدة بعد الاستيراد لضبط اسمها ولونها ومفتاحها
import-rest-new = كل المجهول: جديد
import-rest-out = كل المجهول: استبعاد
import-labels = الوسوم
import-relations = أنواع العلاقات
import-attributes = السمات
import-name = { $name } · { $count }
import-name-is = مقابل { $name } هنا
import-new-label = وسم جديد { $name }
import-new-relation = نوع جديد { $name }
import-keep-attribute = إبقاؤها كما هي
import-leave-out = استبعاد
import-more = … و{ $count } غيرها
import-pasted = الحافظة
import-whole-page = الصفحة كلها لا متنها وحده
import-parts = المقالات
import-parts-one = واحدة
import-parts-lines = واحدة في كل سطر
import-parts-between = بين أسطر { $mark }
import-mark = السطر الفاصل بين المقالات
import-table = { $more ->
    [0] { $name }
   *[other] { $name } وغيره بالأعمدة نفسها: { $more }
 }
import-header = السطر الأول أسماء الأعمدة
import-separator = بين الخلايا
separator-comma = فاصلة
separator-semicolon = فاصلة منقوطة
separator-tab = علامة جدولة
separator-bar = خط |
import-sheet = الورقة
import-column = محتوى العمود { $name }
column-text = النص
column-title = العنوان
column-date = التاريخ
column-source = المصدر
column-address = الرابط
column-author = الكاتب
column-country = البلد
column-language = اللغة
column-id = المعرّف
column-attribute = سمة
column-none = استبعاد
## النسخ مما سبق
cmd-article-copy-from = نسخ التعليقات من مقالة شبه مطابقة…
cmd-article-copy-now = نسخ ما اختير
cmd-span-instead-first = اختيار القيمة البديلة الأرجح
cmd-span-instead = اختيار قيمة بديلة أخرى
instead-hint = بدلاً منها، بالمفتاح Alt مع الرقم:
instead-nobody = جهة غير معروفة
cmd-span-repeat = تكرار سمات الوسم السابق من النوع نفسه
cmd-incident-repeat = تكرار أدوار الحادثة السابقة
dialog-copying = نسخ التعليقات من مقالة شبه مطابقة
copying-none = لا توجد مقالة علّقتَ عليها تكاد تطابق هذه.
copying-running = تجري المقارنة…
copying-like = تشابه { $percent }٪
copying-chosen = اختير { $chosen } من { $all } من الوسوم
copying-follow = ينتقل معها: { $relations ->
    [zero] لا علاقات
    [one] علاقة واحدة
    [two] علاقتان
    [few] { $relations } علاقات
    [many] { $relations } علاقة
   *[other] { $relations } علاقة
}، { $incidents ->
    [zero] ولا حوادث
    [one] وحادثة واحدة
    [two] وحادثتان
    [few] و{ $incidents } حوادث
    [many] و{ $incidents } حادثة
   *[other] و{ $incidents } حادثة
}.
copying-changed = كانت «{ $words }»
copying-reread = { $name }: { $to }، وكان { $from }
copying-lost = لا موضع لها هنا
copying-decided = حُسمت هنا من قبل
copying-rejected = مرفوضة
copying-do = { $count ->
    [zero] لا شيء للنسخ
    [one] نسخ وسم واحد
    [two] نسخ وسمين
    [few] نسخ { $count } وسوم
    [many] نسخ { $count } وسماً
   *[other] نسخ { $count } وسم
}
strip-twin = تكاد تطابق «{ $title }»، وفيها { $count ->
    [zero] لا وسوم
    [one] وسم واحد
    [two] وسمان
    [few] { $count } وسوم
    [many] { $count } وسماً
   *[other] { $count } وسم
}.
strip-copy = نسخ…
notice-carried = نُسخ: { $spans ->
    [zero] لا وسوم
    [one] وسم واحد
    [two] وسمان
    [few] { $spans } وسوم
    [many] { $spans } وسماً
   *[other] { $spans } وسم
}، { $relations ->
    [zero] ولا علاقات
    [one] وعلاقة واحدة
    [two] وعلاقتان
    [few] و{ $relations } علاقات
    [many] و{ $relations } علاقة
   *[other] و{ $relations } علاقة
}، { $incidents ->
    [zero] ولا حوادث
    [one] وحادثة واحدة
    [two] وحادثتان
    [few] و{ $incidents } حوادث
    [many] و{ $incidents } حادثة
   *[other] و{ $incidents } حادثة
}.
notice-nothing-before = لا يوجد قبل هذا الوسم وسم من نوعه قيل عنه شيء.
notice-nothing-to-repeat = لا يقول الوسم السابق ما لم يُقَل هنا.
notice-no-incident-before = لا توجد في هذه المقالة حادثة أخرى.
step-copy-from = { $count ->
    [zero] نسخ من مقالة أخرى
    [one] نسخ وسم واحد من مقالة أخرى
    [two] نسخ وسمين من مقالة أخرى
    [few] نسخ { $count } وسوم من مقالة أخرى
    [many] نسخ { $count } وسماً من مقالة أخرى
   *[other] نسخ { $count } وسم من مقالة أخرى
}
step-repeat-roles = تكرار أدوار حادثة
## Pictures of the rows

cmd-table-pictures = رسوم الصفوف
cmd-table-picture = عرض رسم آخر
cmd-table-export-picture = حفظ الرسم (SVG أو PNG)…
dialog-export-picture = حفظ الرسم
file-export-picture = ملف الرسم، ولاحقته ‎.svg أو ‎.png تحدد صيغته
notice-picture-written = حُفظ الرسم.
notice-rows-copied = { $count ->
    [zero] لم يُنسخ أي صف.
    [one] نُسخ صف واحد.
    [two] نُسخ صفان.
    [few] نُسخت { $count } صفوف.
    [many] نُسخ { $count } صفًا.
   *[other] نُسخ { $count } صف.
}
table-only = هذه فقط
table-only-all = إظهار البقية أيضًا
picture-time = عبر الزمن
picture-factions = حسب المهاجم
picture-kinds = حسب النوع
picture-map = خريطة
picture-time-day = الحوادث والضحايا يوميًا
picture-time-week = الحوادث والضحايا أسبوعيًا
picture-time-month = الحوادث والضحايا شهريًا
picture-time-year = الحوادث والضحايا سنويًا
picture-factions-title = الحوادث والضحايا حسب المهاجم
picture-kinds-title = الحوادث والضحايا حسب النوع
picture-map-title = مواقع الحوادث، وكلما كبرت الدائرة زاد عدد القتلى
picture-incidents = الحوادث
picture-killed = القتلى
picture-injured = الجرحى
picture-harm = الضحايا
picture-range = الخط الأحمر من أدنى عدد ذُكر إلى أعلاه
picture-nothing = لا شيء هنا يمكن رسمه.
picture-counting = جارٍ العدّ…
picture-not-stated = غير مذكور
picture-others = { $count ->
    [one] واحد آخر
    [two] اثنان آخران
    [few] { $count } غيرها
   *[other] { $count } غيرها
}
picture-source = { $incidents ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان
    [few] { $incidents } حوادث
    [many] { $incidents } حادثًا
   *[other] { $incidents } حادث
} من { $articles ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالين
    [few] { $articles } مقالات
    [many] { $articles } مقالًا
   *[other] { $articles } مقال
}
picture-linked = المرتبط منها يُعدّ مرة واحدة (الصفوف: { $rows })
picture-undated = بلا تاريخ دقيق بما يكفي: { $count }
picture-unlocated = بلا إحداثيات: { $count }
picture-inexact = الحلقة وسط محافظة أو منطقة
picture-several = ما اشترك فيه عدة مهاجمين يُحسب عند كل منهم
picture-left-out = لم يُحسب: { $count } (منفي أو غير واقع أو من وقت سابق)
picture-incidents-of = { $count ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان
    [few] { $count } حوادث
    [many] { $count } حادثًا
   *[other] { $count } حادث
}
picture-kilometres = { $count } كم
violence-air = من الجو
violence-shelling = قصف مدفعي
violence-rockets = صواريخ
violence-bombing = تفجيرات
violence-ground = إطلاق نار وقتل
violence-clash = اشتباكات وهجمات
violence-custody = خطف واعتقال
violence-unsaid = غير ذلك أو غير محدد

## What cannot be taken in, and what is not in a table
part-span = الوسم { $number }
part-span-at = الوسم { $start }–{ $end }
part-relation = العلاقة { $number }
part-incident = الحادثة { $number }
part-refusal = الرفض { $number }
part-region = المنطقة { $number }
part-annotation = الحاشية { $number }
part-annotation-of = الحاشية { $number } من «{ $set }»
part-structure = البنية { $number }
part-task = المهمة { $id }
part-line = السطر { $number }
part-line-of = السطر { $number } من { $file }
part-file = { $name }
problem-within = { $part }: { $why }
problem-io = تعذّرت متابعة قراءة الملف: { $why }
problem-json = ليس هذا JSON سليماً: { $why }
problem-broken-json = انكسر JSON عند العمود { $column }: { $why }. أصلحه هناك أو احفظ الملف من جديد.
problem-cut-off = الملف مقطوع هنا: قائمته بلا نهاية. احفظه أو انسخه من جديد.
problem-open-quote = فُتحت في هذا السطر علامة اقتباس لم تُغلق عند نهاية خليتها. أغلقها، واكتب علامات الاقتباس داخل الخلية مضاعفة.
problem-too-long = حجمه يتجاوز { $most } بايت، والمقال أقصر من ذلك.
problem-file-too-large = حجم الملف يتجاوز { $most } بايت. قسّمه ملفات، أو استعمل أسطر JSON.
problem-too-large = حجم النص { $bytes } بايت، وأقصى حجم للمقال 20,000,000. قسّمه.
problem-byte-not-utf8 = البايت { $at } ليس UTF-8. احفظ الملف بترميز UTF-8.
problem-line-not-utf8 = السطر { $at } ليس UTF-8. احفظ الملف بترميز UTF-8.
problem-not-utf8 = ليس بترميز UTF-8.
problem-not-an-object = ليس هذا كائن JSON، وكل مقال يجب أن يكون كائناً.
problem-no-text = لا نص فيه، أو هو فارغ.
problem-not-read = { $format }: صيغة تُكتب ولا تُقرأ.
problem-empty = الملف فارغ.
problem-binary = ليس هذا ملفاً نصياً: في البايت { $at } رمز تحكّم لا يكون في نص.
problem-malformed = البايت { $at } ليس من ترميز { $encoding }. اختر ترميزاً آخر أو استعد الملف.
problem-encoding = لا ترميز باسم { $name }.
problem-no-object = ليس كائناً.
problem-no-label = لا تصنيف له.
problem-nothing-said = لا شيء مذكور فيه.
problem-no-end = أحد الوسمين اللذين تربطهما مفقود.
problem-no-type-or-end = نوعها أو أحد وسميها مفقود.
problem-outside = موضعه { $start }–{ $end } خارج النص.
problem-no-place = موضعه ليس عددين.
problem-covers-nothing = لا يغطي شيئاً.
problem-misfit = موضعه لا يوافق كلماته «{ $quote }»، وهي في غير موضع أو في مواضع عدة.
problem-annotations = فيها { $count } طبقات؛ أُخذت الأولى، والمرجعية قبل غيرها.
problem-no-value = لا قيمة لها.
problem-kind = نوعها { $kind } لا يُستورد.
problem-tags = بطاقاته أرقام، أو ليست بعدد كلماته؛ تُقرأ البطاقات بأسمائها.
problem-date = يُكتب التاريخ سنة-شهر-يوم، مثل 2017-02-14.
problem-country = يُكتب البلد برمزه من حرفين، مثل SY.
problem-direction = الاتجاه auto أو rtl أو ltr.
problem-text-not-beside = النص الذي يصفه ليس بجانبه: { $source }
problem-no-row-place = لا موضع فيه مثل 1-1 و0-4.
problem-not-once = لا ترد «{ $word }» مرة واحدة في جملتها، فموضعها غير معلوم.
problem-columns = فيه { $count } أعمدة لا { $wanted }.
problem-sentence = لا يمكن أن تبدأ جملة عند { $begin }.
problem-views = فيه { $count } صور للنص؛ أُخذت الأولى.
problem-xml = انكسر XML: { $why }
problem-too-deep = أجزاؤه متداخلة أعمق مما يُقرأ.
problem-no-roles = لا أدوار فيها.
problem-role = لا دور باسم { $name }.
problem-role-span = وسم من دور { $name } فيها مفقود.
problem-no-number = «{ $id }» ليس رقم كلمة.
problem-no-such-annotation = لا حواشي باسم { $id }.
problem-no-such-span = لا وسم ولا حدث باسم { $id }.
problem-pieces = هو مقطّع؛ أُخذ واحداً من أول قطعة إلى آخرها.
problem-too-few = أجزاؤه أقل مما يلزم.
problem-no-pair = «{ $fragment }» ليس عددين.
problem-argument = يُكتب الطرف هكذا: Role:T1.
problem-no-text-source = { $kind } ليس نصاً، وقد تُرك.
problem-no-part = لا { $name } فيه.
problem-no-format = ليس هذا من الصيغ التي تُقرأ.
problem-no-file = ليس هذا ملفاً.
problem-many-files = فيه أكثر من { $most } ملف.
problem-mhtml = ليست هذه صفحة وب محفوظة: { $why }
problem-no-page = لا صفحة وب فيه.
problem-no-article = لم يُعثر فيها على مقال: { $why }. خذ الصفحة كلها.
problem-inner-archive = هو أرشيف داخل أرشيف؛ فُكَّه واستورد ما فيه.
problem-archive = أرشيفه تالف ({ $why })؛ احفظه أو انسخه من جديد.
problem-cell = الخلية { $place } خارج أي ورقة.
problem-sheet = تمتد ورقته { $rows } صفاً و{ $columns } عموداً، أي أكثر من { $most } خلية.
problem-docbin = ليس هذا ملف ‎.spacy: { $why }
problem-pdf-inside = يُقرأ PDF ملفاً قائماً بذاته. أخرجه مما هو فيه.
problem-pdf-mixed = بعض العربية فيه معكوس ولا يُعرف أيّه. خذ النص من ملف آخر للمقال نفسه.
problem-pdf-empty = لا نص فيه؛ لعله صور صفحات يجب التعرّف على نصها أولاً.
problem-pdf-broken = لا يستطيع { $program } قراءته: هو مكسور أو مقفل بكلمة سر.
problem-no-pdftotext = يحتاج PDF إلى البرنامج { $program }، وهو غير مثبّت. تجده في الحزمة poppler-utils (دبيان: apt install poppler-utils، ماك: brew install poppler).
problem-pdftotext = تعذّر تشغيل { $program }: { $why }
problem-no-labels = لا تصنيفات فيه.
problem-labels = ليس قائمة تصنيفات بصيغة JSON: { $why }
problem-parquet = لا يمكن قراءة ملف Parquet هذا: { $why }
problem-no-column = لا عمود باسم { $missing }؛ الأعمدة: { $there }.
problem-no-texts = لا عمود فيه نصوص. حدّد عمود النص بين الأعمدة.
problem-separator = لا يصلح «{ $separator }» فاصلاً بين الخلايا. خذ , أو ; أو | أو مسافة جدولة.
problem-damaged = الجدول تالف. احفظه من جديد في برنامجه.
problem-spreadsheet = ليس هذا جدولاً: { $why }
problem-no-sheet = لا ورقة باسم { $wanted }؛ الأوراق: { $there }.
problem-store = تعذّرت كتابته في المشروع: { $why }
left-out-label = لا تصنيف باسم { $name } في المشروع؛ تُرك ما يحمله ({ $count }).
left-out-relation = لا نوع علاقة باسم { $name } في المشروع؛ تُرك ما يحمله ({ $count }).
omitted-rejected = رُفضت
omitted-suggested = مقترحة فحسب
omitted-background = من خلفية الخبر
omitted-not-actual = لم تقع
omitted-denied = منفية
omitted-no-date = لا تاريخ لها معلوم
omitted-no-death = لم يُذكر فيها قتيل
omitted-no-number = ذُكر فيها قتلى بلا عدد
omitted-not-remote = ليست ضربة
omitted-no-harm = لم يُذكر فيها أذى مدنيين ولا عدد ضربات
