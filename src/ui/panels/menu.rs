//! The menu bar, derived from the list of commands.

use egui::{Panel, ScrollArea, Ui};

use crate::model::annotations::Progress;
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command, Review, TableCommand, View};
use crate::session::settings::{Language, ReadingFace, Theme};
use crate::ui::flow::{bar, column, line};
use crate::ui::keys::legend_of;
use crate::ui::widgets::{Row, button, row};

/// Shows the bar.
pub(in crate::ui) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    Panel::top("menu").frame(bar(ui)).show(ui, |ui| {
        ui.with_layout(line(rtl), |ui| {
            for (key, pick) in AREAS {
                let response = button(ui, &session.catalogue.t(key), true);
                let popup = egui::Popup::menu(&response).width(310.0);
                popup.show(|ui| menu(ui, session, pick, rtl));
            }
        });
    });
}

type Pick = fn(&Command) -> bool;

const AREAS: [(&str, Pick); 9] = [
    ("menu-file", |c| matches!(c, Command::File(_))),
    ("menu-edit", |c| matches!(c, Command::Edit(_))),
    ("menu-view", |c| {
        matches!(c, Command::View(_) | Command::Table(_))
    }),
    ("menu-article", |c| matches!(c, Command::Article(_))),
    ("menu-select", |c| matches!(c, Command::Select(_))),
    ("menu-span", |c| matches!(c, Command::Span(_))),
    ("menu-relation", |c| {
        matches!(c, Command::Relation(_) | Command::Incident(_))
    }),
    ("menu-review", |c| matches!(c, Command::Review(_))),
    ("menu-registry", |c| {
        matches!(c, Command::Registry(_) | Command::Schema(_))
    }),
];

fn menu(ui: &mut Ui, session: &mut Session, pick: Pick, rtl: bool) {
    let chosen = rows(ui, session, &entries(session, pick), rtl);
    if let Some(command) = chosen {
        session.send(command);
    }
}

/// Commands below each other with their keys; the one that was chosen.
pub(super) fn rows(
    ui: &mut Ui,
    session: &Session,
    entries: &[(Command, String)],
    rtl: bool,
) -> Option<Command> {
    let mut chosen = None;
    let height = ui.ctx().content_rect().height() - 90.0;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (command, words) in entries {
                let keys = legend_of(command);
                let content = Row {
                    words,
                    end: &keys,
                    enabled: session.is_enabled(command),
                    selected: is_on(session, command),
                    ..Row::default()
                };
                if row(ui, &content, rtl).clicked() {
                    chosen = Some(command.clone());
                    ui.close();
                }
            }
        });
    });
    chosen
}

/// The commands of a menu: those without particulars, then the choices.
pub(in crate::ui) fn entries(session: &Session, pick: Pick) -> Vec<(Command, String)> {
    let plain = Command::plain().into_iter().map(|command| {
        let key = command.text_key();
        (command, key)
    });
    let view = [
        (View::SetTheme(Theme::Light), "theme-light"),
        (View::SetTheme(Theme::Dark), "theme-dark"),
        (View::SetTheme(Theme::System), "theme-system"),
        (View::SetLanguage(Language::English), "language-english"),
        (View::SetLanguage(Language::Arabic), "language-arabic"),
        (View::SetFace(ReadingFace::Naskh), "face-naskh"),
        (View::SetFace(ReadingFace::Sans), "face-sans"),
    ];
    let view = view.into_iter().map(|(c, key)| (Command::View(c), key));
    let progress = Progress::ALL.into_iter().map(|progress| {
        let command = ArticleCommand::SetProgress(progress);
        (Command::Article(command), super::progress_key(progress))
    });
    plain
        .chain(view)
        .chain(progress)
        .filter(|(command, _)| pick(command))
        .map(|(command, key)| (command, session.catalogue.t(key)))
        .collect()
}

/// Whether an entry that chooses something is the chosen one.
fn is_on(session: &Session, command: &Command) -> bool {
    let settings = &session.settings;
    match command {
        Command::View(View::SetTheme(theme)) => settings.theme == *theme,
        Command::View(View::SetLanguage(language)) => settings.language == *language,
        Command::View(View::SetFace(face)) => settings.face == *face,
        Command::View(View::ToggleLabelNames) => settings.label_names,
        Command::View(View::ToggleRelations) => settings.all_relations,
        Command::View(View::ToggleSuggestions) => settings.suggestions,
        Command::View(View::ToggleRejected) => settings.rejected,
        Command::View(View::Table) => {
            let project = session.project.as_ref();
            project.is_some_and(|project| project.table.shown)
        }
        Command::Table(TableCommand::Pictures) => settings.pictures,
        Command::View(View::ToggleList) => settings.list,
        Command::View(View::ToggleInspector) => settings.inspector,
        Command::Review(Review::ToggleDoubtful) => settings.doubtful,
        Command::Review(Review::ToggleDoubtfulFirst) => settings.doubtful_first,
        Command::Article(ArticleCommand::SetProgress(progress)) => session
            .open()
            .is_some_and(|open| open.layer.progress() == *progress),
        _ => false,
    }
}
