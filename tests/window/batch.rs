//! Deciding about suggestions of many articles at once.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hashiya::model::id::ArticleId;
use hashiya::model::span::SpanState;
use hashiya::session::batch::joined::LikeJoined;
use hashiya::session::batch::{Batch, Line, Purpose};
use hashiya::session::command::{
    Command, File, IncidentCommand, RelationCommand, Review, SpanCommand,
};
use hashiya::session::dialog::Dialog;
use hashiya::ui::app::App;

use crate::drive::{press, saved, send, until, window};

/// A window with the sample and another article, which is open.
fn two_articles(home: &std::path::Path) -> Harness<'static, App> {
    let news = home.join("other.txt");
    let text = "قصفت طائرات حربية بلدة النعيمة أمس.\nوقتل الجيش سبعة مدنيين في درعا، وانسحب الجيش.";
    fs::write(&news, text).unwrap();
    let mut harness = window(home);
    let proposed = |app: &App| !app.session.open().unwrap().suggestions().is_empty();
    until(&mut harness, proposed);
    send(&mut harness, Command::File(File::Import(vec![news])));
    until(&mut harness, |app| {
        matches!(app.session.dialog, Some(Dialog::Import(_)))
    });
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| {
        let open = app.session.open().unwrap();
        open.text.as_str().contains("النعيمة") && !open.suggestions().is_empty()
    });
    harness
}

fn batch<'h>(harness: &'h Harness<'_, App>) -> &'h Batch {
    harness.state().session.batch.as_ref().unwrap()
}

fn looked(app: &App) -> bool {
    app.session.batch.as_ref().is_some_and(|b| !b.running)
}

/// How many spans of a state the user's layers hold.
fn count(harness: &Harness<'_, App>, state: SpanState) -> usize {
    let project = harness.state().session.project.as_ref().unwrap();
    let entries = project.list.iter();
    let layers = entries.filter_map(|entry| project.own_layer(&entry.meta.id));
    layers.map(|layer| layer.count_in(state)).sum()
}

fn articles(batch: &Batch) -> Vec<ArticleId> {
    let mut articles: Vec<ArticleId> = batch.places.iter().map(|p| p.article.clone()).collect();
    articles.dedup();
    articles
}

#[test]
fn suggestions_of_all_articles_are_accepted_in_one_step_that_is_shown_first() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = two_articles(home.path());
    press(
        &mut harness,
        Modifiers::COMMAND | Modifiers::SHIFT,
        Key::Enter,
    );
    let here = batch(&harness).places.len();
    assert!(here > 3);
    assert!(
        !batch(&harness)
            .lines()
            .iter()
            .any(|line| matches!(line, Line::Article(..)))
    );
    harness.get_by_label("All articles").click();
    harness.step();
    until(&mut harness, looked);
    let all = batch(&harness).places.len();
    assert_eq!(articles(batch(&harness)).len(), 2);
    assert!(all > here + 40, "{all}");
    let counted: usize = batch(&harness).kinds.labels.values().sum();
    assert_eq!(counted, all, "every label, every rule");
    // An article is left out as a whole.
    let other = articles(batch(&harness))[1].clone();
    send(
        &mut harness,
        Command::Review(Review::ChooseArticle(other.clone(), false)),
    );
    assert_eq!(batch(&harness).chosen(), here);
    let left_out = Line::Article(here, all - here, 0);
    assert!(batch(&harness).lines().contains(&left_out));
    send(
        &mut harness,
        Command::Review(Review::ChooseArticle(other, true)),
    );
    assert_eq!(batch(&harness).chosen(), all);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.dialog.is_none());
    assert_eq!(count(&harness, SpanState::Accepted), all);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, saved);
    assert_eq!(count(&harness, SpanState::Accepted), 0, "one step");
}

#[test]
fn a_correction_is_made_in_the_other_articles_too() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = two_articles(home.path());
    let open = harness.state().session.open().unwrap();
    let text = open.text.clone();
    let mut army = open
        .suggestions()
        .iter()
        .filter(|p| p.span.range.of(text.as_str()) == Some("الجيش"));
    let id = army.next().unwrap().span.id;
    send(&mut harness, Command::Span(SpanCommand::Focus(id)));
    // A source, says the analyst.
    press(&mut harness, Modifiers::NONE, Key::Num9);
    press(&mut harness, Modifiers::COMMAND, Key::J);
    send(&mut harness, Command::Review(Review::Spread(true)));
    until(&mut harness, looked);
    let chosen = batch(&harness).chosen();
    assert_eq!(articles(batch(&harness)).len(), 2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.dialog.is_none());
    assert_eq!(count(&harness, SpanState::Edited), chosen + 1);
    // Nothing is left of it in either article.
    press(&mut harness, Modifiers::COMMAND, Key::J);
    until(&mut harness, looked);
    assert_eq!(batch(&harness).places.len(), 0);
}

#[test]
fn articles_that_are_done_and_decisions_stay_as_they_are() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = two_articles(home.path());
    let other = {
        let project = harness.state().session.project.as_ref().unwrap();
        let open = &project.open.as_ref().unwrap().id;
        let mut others = project.list.iter().map(|entry| entry.meta.id.clone());
        others.find(|id| id != open).unwrap()
    };
    let open = harness.state().session.open().unwrap().id.clone();
    let go = |harness: &mut Harness<'_, App>, id: &ArticleId| {
        let to = hashiya::session::command::ArticleCommand::Open(id.clone());
        send(harness, Command::Article(to));
        let id = id.clone();
        until(harness, move |app| {
            app.session
                .open()
                .is_some_and(|open| open.id == id && !open.suggestions().is_empty())
        });
    };
    go(&mut harness, &other);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.dialog.is_none());
    go(&mut harness, &open);
    send(&mut harness, Command::Review(Review::RejectManyInProject));
    until(&mut harness, looked);
    assert_eq!(articles(batch(&harness)), [open]);
}

#[test]
fn relations_and_incidents_of_all_articles_are_decided_in_one_step() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = two_articles(home.path());
    until(&mut harness, |app| {
        app.session
            .open()
            .is_some_and(|o| o.waiting().relations > 0)
    });
    let kept = |harness: &Harness<'_, App>| {
        let project = harness.state().session.project.as_ref().unwrap();
        let entries = project.list.iter();
        let layers = entries.filter_map(|entry| project.own_layer(&entry.meta.id));
        layers.fold((0, 0, 0), |sum, layer| {
            let ends = layer.relations().flat_map(|r| [r.from, r.to]);
            assert!(ends.into_iter().all(|end| layer.span(end).is_some()));
            (
                sum.0 + layer.spans().len(),
                sum.1 + layer.relations().count(),
                sum.2 + layer.refusals().count(),
            )
        })
    };
    let none = kept(&harness);
    let many = Command::Relation(RelationCommand::AcceptMany);
    send(&mut harness, many.clone());
    let here = batch(&harness).places.len();
    harness.get_by_label("All articles").click();
    harness.step();
    until(&mut harness, looked);
    let all = batch(&harness).places.len();
    assert!(here > 0 && all > here + 10, "{here} {all}");
    assert_eq!(batch(&harness).kinds.joined.values().sum::<usize>(), all);
    // Of one kind, as sure as that.
    let Purpose::Join(like) = batch(&harness).purpose.clone() else {
        panic!()
    };
    let like = LikeJoined {
        kind: Some("target".to_owned()),
        ..like
    };
    send(&mut harness, Command::Review(Review::LikeJoined(like)));
    until(&mut harness, looked);
    let targets = batch(&harness).places.len();
    assert_eq!(targets, batch(&harness).kinds.joined["target"]);
    assert!(articles(batch(&harness)).len() == 2 && targets < all);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.dialog.is_none());
    let taken = kept(&harness);
    assert_eq!(taken.1, targets);
    // A span that several rest on is there once.
    assert!(taken.0 > none.0 && taken.0 <= 2 * targets, "{taken:?}");
    until(&mut harness, saved);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    until(&mut harness, saved);
    assert_eq!(kept(&harness), none, "one step");
    let many = Command::Incident(IncidentCommand::RejectMany);
    send(&mut harness, many.clone());
    send(&mut harness, Command::Review(Review::Spread(true)));
    until(&mut harness, looked);
    let all = batch(&harness).places.len();
    assert!(articles(batch(&harness)).len() == 2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, |app| app.session.dialog.is_none());
    assert_eq!(kept(&harness), (none.0, none.1, none.2 + all));
    // Nothing is left to decide: not in the article, so it is looked for in all.
    send(&mut harness, many);
    assert!(batch(&harness).everywhere);
    until(&mut harness, looked);
    assert_eq!(batch(&harness).places.len(), 0);
}
