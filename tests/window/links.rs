//! One event told by several articles.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::id::{ArticleId, IncidentId};
use hashiya::model::span::SpanState;
use hashiya::session::command::{ArticleCommand, Command, File, IncidentCommand};
use hashiya::session::dialog::Dialog;
use hashiya::ui::app::App;

use crate::drive::{press, saved, send, until, window};

const FIRST: &str = "قتل سبعة مدنيين في غارة جوية على مدينة إدلب يوم 13 فبراير 2017، بحسب سكان.\n";
const SECOND: &str =
    "قال ناشطون إن غارة جوية على مدينة إدلب يوم 13 فبراير 2017 قتلت تسعة مدنيين.\n";

/// Opens an article and accepts the first incident that is proposed there.
fn accept(harness: &mut Harness<'_, App>, article: &ArticleId) -> IncidentId {
    send(
        harness,
        Command::Article(ArticleCommand::Open(article.clone())),
    );
    let proposed = |app: &App| {
        let open = app.session.open().filter(|open| open.id == *article)?;
        let mut incidents = open.incidents().iter();
        let first = incidents.find(|incident| incident.state == SpanState::Suggested)?;
        Some(first.id)
    };
    until(harness, |app| proposed(app).is_some());
    let incident = proposed(harness.state()).unwrap();
    send(
        harness,
        Command::Incident(IncidentCommand::Accept(incident)),
    );
    let open = harness.state().session.open().unwrap();
    open.layer.incidents().next().unwrap().id
}

#[test]
fn two_articles_on_one_strike_are_linked_and_taken_apart() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = window(home.path());
    let files = [("a.txt", FIRST), ("b.txt", SECOND)].map(|(name, text)| {
        let path = home.path().join(name);
        fs::write(&path, text).unwrap();
        path
    });
    send(&mut harness, Command::File(File::Import(files.to_vec())));
    let previewed = |app: &App| matches!(app.session.dialog, Some(Dialog::Import(_)));
    until(&mut harness, previewed);
    send(&mut harness, Command::File(File::ImportNow));
    let articles = |app: &App| -> Vec<ArticleId> {
        let project = app.session.project.as_ref().unwrap();
        let mut all = project.list.iter().map(|entry| entry.meta.id.clone());
        all.by_ref()
            .filter(|id| !id.as_str().starts_with("daraa"))
            .collect()
    };
    until(&mut harness, |app| articles(app).len() == 2);
    let named: Vec<(ArticleId, IncidentId)> = articles(harness.state())
        .into_iter()
        .map(|id| (id.clone(), accept(&mut harness, &id)))
        .collect();
    send(&mut harness, Command::Incident(IncidentCommand::Links));
    until(&mut harness, |app| app.session.links.is_some());
    harness.run_steps(2);
    let links = harness.state().session.links.clone().unwrap();
    assert_eq!(links.groups.len(), 1, "{links:?}");
    harness.get_by_label("Link").click();
    harness.run_steps(3);
    let linked = |app: &App| {
        let project = app.session.project.as_ref().unwrap();
        let event = |(article, incident): &(ArticleId, IncidentId)| {
            let layer = project.own_layer(article)?;
            layer.incident(*incident)?.event().map(str::to_owned)
        };
        let events: Vec<Option<String>> = named.iter().map(event).collect();
        events
    };
    let events = linked(harness.state());
    assert!(events[0].is_some() && events[0] == events[1], "{events:?}");
    harness.get_by(|node| {
        let value = node.value();
        value.is_some_and(|value| value.contains("killed \u{2068}7–9\u{2069}"))
    });
    // One step of undo takes it back in both articles, and it is found again.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, |app| linked(app) == [None, None]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    until(&mut harness, |app| linked(app) == events);
    send(&mut harness, Command::Incident(IncidentCommand::Links));
    until(&mut harness, |app| app.session.links.is_some());
    harness.run_steps(2);
    harness.get_by_label("Take apart").click();
    harness.run_steps(3);
    assert_eq!(linked(harness.state()), [None, None]);
    until(&mut harness, saved);
}
