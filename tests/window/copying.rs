//! What was marked before is copied: from a near-identical article, from the span and the incident
//! before.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::id::ArticleId;
use hashiya::model::incident::Role;
use hashiya::model::span::AttrValue;
use hashiya::session::command::{ArticleCommand, Command, File, IncidentCommand, SpanCommand};
use hashiya::session::dialog::Dialog;
use hashiya::ui::app::App;

use crate::drive::{press, saved, select, send, spans, until, window};

const REST: &str = "وقال ناشطون في المدينة إن فرق الإنقاذ ما زالت تبحث عن عالقين تحت الأنقاض منذ ساعات \
    الصباح الأولى، بينما نقل الجرحى إلى مستشفيات قريبة في ريف المحافظة وسط نقص حاد في الأدوية \
    والمعدات الطبية، وناشدت جهات محلية المنظمات الدولية تقديم مساعدات عاجلة إلى السكان الذين \
    نزحوا من الأحياء الشرقية خلال الأيام الماضية بعد موجة من الغارات العنيفة.";

fn open(harness: &mut Harness<'_, App>, id: &ArticleId) {
    send(harness, Command::Article(ArticleCommand::Open(id.clone())));
    let is_open = |app: &App| app.session.open().is_some_and(|open| open.id == *id);
    until(harness, |app| {
        is_open(app) && app.session.open().unwrap().is_read()
    });
}

/// Marks the first place of some words.
fn mark(harness: &mut Harness<'_, App>, label: &str, words: &str) {
    select(harness, words);
    let label = label.parse().unwrap();
    send(harness, Command::Span(SpanCommand::Tag(label)));
}

/// Takes two texts in; their ids in the order of the texts.
fn two(
    harness: &mut Harness<'_, App>,
    home: &std::path::Path,
    texts: [String; 2],
) -> [ArticleId; 2] {
    let files = texts.each_ref().map(|text| {
        let name = format!("{}.txt", text.len());
        let path = home.join(name);
        fs::write(&path, text).unwrap();
        path
    });
    send(harness, Command::File(File::Import(files.to_vec())));
    let previewed = |app: &App| matches!(app.session.dialog, Some(Dialog::Import(_)));
    until(harness, previewed);
    // One that is nearly the same is only taken in when it is asked for.
    for number in 0..2 {
        send(harness, Command::File(File::ImportChoose(number, true)));
    }
    send(harness, Command::File(File::ImportNow));
    let articles = |app: &App| -> Vec<ArticleId> {
        let project = app.session.project.as_ref().unwrap();
        let all = project.list.iter().map(|entry| entry.meta.id.clone());
        all.filter(|id| !id.as_str().starts_with("daraa")).collect()
    };
    until(harness, |app| articles(app).len() == 2);
    let found = articles(harness.state());
    let long = |id: &ArticleId| id.as_str().starts_with(&texts[0].len().to_string());
    let first = found.iter().position(long).unwrap_or(0);
    [found[first].clone(), found[1 - first].clone()]
}

#[test]
fn a_wire_copy_takes_over_what_was_marked_in_the_other_one() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let texts = [
        format!("قتل سبعة مدنيين في غارة جوية على مدينة إدلب. {REST}\n"),
        format!("عاجل: قتل تسعة عشر مدنيا في غارة جوية على مدينة إدلب. {REST} (انتهى)\n"),
    ];
    let [first, second] = two(&mut harness, home.path(), texts);
    open(&mut harness, &first);
    for (label, words) in [
        ("casualty", "سبعة مدنيين"),
        ("strike", "غارة جوية"),
        ("location", "مدينة إدلب"),
    ] {
        mark(&mut harness, label, words);
    }
    assert_eq!(spans(&harness).len(), 3, "{:?}", spans(&harness));
    open(&mut harness, &second);
    until(&mut harness, |app| app.session.worth_copying().is_some());
    harness.run_steps(2);
    harness.get_by_label("Copy…");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    let compared = |app: &App| {
        app.session
            .copying
            .as_ref()?
            .carried()
            .map(|c| c.items.len())
    };
    until(&mut harness, |app| compared(app) == Some(3));
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let copied = [
        ("تسعة عشر مدنيا".to_owned(), "casualty".to_owned()),
        ("غارة جوية".to_owned(), "strike".to_owned()),
        ("مدينة إدلب".to_owned(), "location".to_owned()),
    ];
    until(&mut harness, |app| app.session.dialog.is_none());
    assert_eq!(spans(&harness), copied);
    let layer = &harness.state().session.open().unwrap().layer;
    let casualty = layer.spans().next().unwrap();
    let best = casualty.attrs.get("count_best");
    assert!(
        best.is_none_or(|best| *best == AttrValue::Number(19)),
        "{best:?}"
    );
    assert!(harness.state().session.worth_copying().is_none());
    // One step of undo.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(spans(&harness).is_empty());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(spans(&harness), copied);
    until(&mut harness, saved);
}

#[test]
fn attributes_and_roles_are_repeated_with_a_key() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let text =
        |n: usize| format!("{n} قصفت الفرقة الرابعة قرية ثم قصفت القوة نفسها بلدة أخرى. {REST}\n");
    let [article, _] = two(&mut harness, home.path(), [text(1), text(22)]);
    open(&mut harness, &article);
    mark(&mut harness, "faction", "الفرقة الرابعة");
    let id = harness.state().session.open().unwrap().span.unwrap();
    let side = ("canonical_id".to_owned(), Some(AttrValue::Text("f".into())));
    let set = SpanCommand::SetAttributes(id, vec![side]);
    send(&mut harness, Command::Span(set));
    mark(&mut harness, "faction", "القوة نفسها");
    press(&mut harness, Modifiers::SHIFT, Key::Semicolon);
    let open_article = harness.state().session.open().unwrap();
    let second = open_article.layer.spans().last().unwrap();
    assert_eq!(second.attrs["canonical_id"], AttrValue::Text("f".into()));
    // A first incident with its attacker, then a second one of another strike.
    mark(&mut harness, "strike", "قصفت");
    send(&mut harness, Command::Incident(IncidentCommand::New));
    let incident = harness.state().session.open().unwrap().incident.unwrap();
    let filler = hashiya::model::incident::Filler::Span(id);
    let fill = IncidentCommand::Fill(incident, Role::Attacker, filler.clone());
    send(&mut harness, Command::Incident(fill));
    mark(&mut harness, "strike", "ثم قصفت");
    press(&mut harness, Modifiers::ALT, Key::Slash);
    let layer = &harness.state().session.open().unwrap().layer;
    assert_eq!(layer.incidents().len(), 2);
    let attackers = layer.incidents().map(|i| i.fillers(Role::Attacker));
    assert!(
        attackers
            .into_iter()
            .all(|fillers| fillers == [filler.clone()])
    );
}
