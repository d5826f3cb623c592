//! The menu bar, derived from the list of commands, and the menus that open anywhere.
//!
//! A menu is walked with the arrow keys; F10 opens the first one of the bar.

use egui::{
    Context, EventFilter, Id, Key, Modifiers, Panel, Popup, Response, ScrollArea, Ui, Vec2,
};

use crate::model::annotations::Progress;
use crate::session::Session;
use crate::session::command::{ArticleCommand, Command, File, Review, TableCommand, View};
use crate::session::message::Message;
use crate::session::settings::{Language, ReadingFace, Theme};
use crate::ui::flow::{bar, column, wrapped};
use crate::ui::keys::legend_of;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::widgets::{Row, SIZE, button, row, rule, walked};

/// Commands with their names, those together that a menu shows together.
pub(in crate::ui) type Sections = Vec<Vec<(Command, String)>>;

type Pick = fn(&Command) -> bool;

const AREAS: [(&str, Pick); 12] = [
    ("menu-file", |c| matches!(c, Command::File(_))),
    ("menu-edit", |c| matches!(c, Command::Edit(_))),
    (
        "menu-view",
        |c| matches!(c, Command::View(v) if !helps(v) && !counts(v)),
    ),
    ("menu-article", |c| matches!(c, Command::Article(_))),
    ("menu-select", |c| matches!(c, Command::Select(_))),
    ("menu-span", |c| matches!(c, Command::Span(_))),
    ("menu-relation", |c| matches!(c, Command::Relation(_))),
    ("menu-incident", |c| matches!(c, Command::Incident(_))),
    ("menu-review", |c| matches!(c, Command::Review(_))),
    ("menu-table", |c| match c {
        Command::View(view) => counts(view),
        c => matches!(c, Command::Table(_)),
    }),
    ("menu-project", |c| {
        matches!(c, Command::Registry(_) | Command::Schema(_))
    }),
    (
        "menu-help",
        |c| matches!(c, Command::View(view) if helps(view)),
    ),
];

/// Whether it helps to find one's way.
fn helps(view: &View) -> bool {
    matches!(view, View::Palette | View::Shortcuts | View::Notices)
}

/// Whether it shows the whole project in numbers.
fn counts(view: &View) -> bool {
    matches!(view, View::Table | View::Statistics)
}

/// Shows the bar. While a menu is open, pointing at another name or an arrow key opens that one.
pub(in crate::ui) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let content = |ui: &mut Ui| {
        let names = AREAS.map(|(key, _)| button(ui, &session.catalogue.t(key), true));
        turn(ui, &names, rtl);
        let mut chosen = None;
        for ((_, pick), name) in AREAS.iter().zip(&names) {
            let menu = || sections(session, pick);
            chosen = popup(Popup::menu(name), session, menu, rtl).or(chosen);
        }
        chosen
    };
    let panel = Panel::top("menu").frame(bar(ui));
    let shown = panel.show(ui, |ui| wrapped(ui, rtl, content));
    if let Some(command) = shown.inner {
        session.send(command);
    }
}

/// Where the id of the first menu is kept, for the key that opens it.
fn first() -> Id {
    Id::unique("first menu")
}

/// Opens the first menu, or closes the one that is open.
pub(in crate::ui) fn toggle(ctx: &Context) {
    if Popup::is_any_open(ctx) {
        Popup::close_all(ctx);
    } else if let Some(id) = ctx.data(|data| data.get_temp(first())) {
        Popup::open_id(ctx, id);
    }
}

/// Opens the menu beside the one that is open, if that is asked for.
fn turn(ui: &Ui, names: &[Response], rtl: bool) {
    let ctx = ui.ctx();
    let ids: Vec<Id> = names.iter().map(Popup::default_response_id).collect();
    if let Some(id) = ids.first() {
        ctx.data_mut(|data| data.insert_temp(first(), *id));
    }
    let Some(open) = ids.iter().position(|id| Popup::is_id_open(ctx, *id)) else {
        return;
    };
    let (left, right, moving) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowLeft),
            input.consume_key(Modifiers::NONE, Key::ArrowRight),
            input.pointer.delta() != Vec2::ZERO,
        )
    });
    let (back, onward) = if rtl { (right, left) } else { (left, right) };
    let pointed = names.iter().position(|name| moving && name.hovered());
    let next = match pointed {
        _ if onward => (open + 1) % ids.len(),
        _ if back => (open + ids.len() - 1) % ids.len(),
        Some(pointed) => pointed,
        None => open,
    };
    if next != open
        && let Some(id) = ids.get(next)
    {
        Popup::open_id(ctx, *id);
    }
}

/// A menu that floats; the command that was chosen in it. It is as wide as its longest line.
pub(super) fn popup(
    menu: Popup<'_>,
    session: &Session,
    sections: impl FnOnce() -> Sections,
    rtl: bool,
) -> Option<Command> {
    let shown = menu.show(|ui| {
        let sections = sections();
        ui.set_width(width(ui.ctx(), &sections));
        // A floating area is offered a part of the window's height only.
        let height = ui.ctx().content_rect().height() - 90.0;
        ui.set_max_height(height);
        let scrolled = ScrollArea::vertical().max_height(height).show(ui, |ui| {
            let (chosen, lines) = lines(ui, session, &sections, rtl);
            walk(ui, &lines);
            chosen
        });
        scrolled.inner
    });
    shown?.inner
}

/// How wide the lines of a menu are, in points: the longest name and its keys.
fn width(ctx: &Context, sections: &Sections) -> f32 {
    const LEAST: f32 = 180.0;
    let wide = |words: &str, size| text::shape(ctx, words, Font::ui(size), Fit::Line).size().x;
    let lines = sections.iter().flatten().map(|(command, words)| {
        let keys = legend_of(command);
        let keys = if keys.is_empty() {
            0.0
        } else {
            wide(&keys, 12.0) + 28.0
        };
        wide(words, SIZE) + keys
    });
    lines.fold(LEAST, f32::max) + Row::MARGINS + Row::MARK
}

/// Moves the keys to the next line that can be chosen, or to the one before.
fn walk(ui: &Ui, lines: &[Response]) {
    let (up, down) = walked(ui);
    // The arrows are the menu's, not the way to whatever lies there.
    let arrows = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    for line in lines.iter().filter(|line| line.has_focus()) {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(line.id, arrows));
    }
    if !(up || down) || lines.is_empty() {
        return;
    }
    let here = lines.iter().position(Response::has_focus);
    let next = match here {
        Some(here) if down => (here + 1) % lines.len(),
        Some(here) => (here + lines.len() - 1) % lines.len(),
        None if down => 0,
        None => lines.len() - 1,
    };
    if let Some(line) = lines.get(next) {
        line.request_focus();
        line.scroll_to_me(None);
    }
}

/// Commands below each other with their keys; the one that was chosen.
pub(super) fn rows(
    ui: &mut Ui,
    session: &Session,
    sections: &Sections,
    rtl: bool,
) -> Option<Command> {
    lines(ui, session, sections, rtl).0
}

/// The lines of a menu: the command that was chosen, and the lines that can be.
fn lines(
    ui: &mut Ui,
    session: &Session,
    sections: &Sections,
    rtl: bool,
) -> (Option<Command>, Vec<Response>) {
    let mut chosen = None;
    let mut lines = Vec::new();
    // Where nothing of a menu is switched on or off, nothing is kept free for a tick.
    let ticks = sections
        .iter()
        .flatten()
        .any(|(command, _)| is_on(session, command).is_some());
    let content = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (number, section) in sections.iter().enumerate() {
            if number > 0 {
                rule(ui);
            }
            for (command, words) in section {
                let keys = legend_of(command);
                let enabled = session.is_enabled(command);
                let content = Row {
                    words,
                    end: &keys,
                    enabled,
                    mark: ticks.then(|| is_on(session, command) == Some(true)),
                    ..Row::default()
                };
                let line = row(ui, &content, rtl);
                if line.clicked() {
                    chosen = Some(command.clone());
                    ui.close();
                }
                if enabled {
                    lines.push(line);
                }
            }
        }
    };
    ui.with_layout(column(rtl), content);
    (chosen, lines)
}

/// The commands of a menu: those without particulars, then the choices.
pub(in crate::ui) fn sections(session: &Session, pick: impl Fn(&Command) -> bool) -> Sections {
    let named = |command: Command| {
        let words = session.catalogue.t(command.text_key());
        (command, words)
    };
    let plain = Command::groups()
        .into_iter()
        .map(|group| group.into_iter().map(named).collect());
    let sections = plain.chain(choices(session)).map(|section: Vec<_>| {
        let picked = section.into_iter().filter(|(command, _)| pick(command));
        picked.collect::<Vec<_>>()
    });
    sections.filter(|section| !section.is_empty()).collect()
}

/// What can be chosen among few: projects, themes, languages, faces, how far an article is.
fn choices(session: &Session) -> Sections {
    let name = |(command, key): (Command, &str)| (command, session.catalogue.t(key));
    let here = session.project.as_ref().map(|project| project.store.path());
    let others = session.recent.projects.iter();
    let others = others.filter(|recent| here != Some(recent.path.as_path()));
    let recent = others.take(RECENT).map(|recent| {
        let words = Message::new("cmd-file-open-named").text("name", recent.name.clone());
        let command = Command::File(File::OpenPath(recent.path.clone()));
        (command, session.catalogue.message(&words))
    });
    let themes = [
        (View::SetTheme(Theme::Light), "theme-light"),
        (View::SetTheme(Theme::Dark), "theme-dark"),
        (View::SetTheme(Theme::System), "theme-system"),
    ];
    let languages = [
        (View::SetLanguage(Language::English), "language-english"),
        (View::SetLanguage(Language::Arabic), "language-arabic"),
    ];
    let faces = [
        (View::SetFace(ReadingFace::Naskh), "face-naskh"),
        (View::SetFace(ReadingFace::Sans), "face-sans"),
    ];
    let progress = Progress::ALL.into_iter().map(|progress| {
        let command = ArticleCommand::SetProgress(progress);
        (Command::Article(command), super::progress_key(progress))
    });
    let view = |(command, key)| name((Command::View(command), key));
    vec![
        recent.collect(),
        themes.map(view).to_vec(),
        languages.map(view).to_vec(),
        faces.map(view).to_vec(),
        progress.map(name).collect(),
    ]
}

/// How many projects the menu offers again.
const RECENT: usize = 5;

/// Whether an entry that can be switched on, or chosen among others, is on.
fn is_on(session: &Session, command: &Command) -> Option<bool> {
    let settings = &session.settings;
    let table = session.project.as_ref().map(|project| &project.table);
    let is_on = match command {
        Command::View(view) => match view {
            View::SetTheme(theme) => settings.theme == *theme,
            View::SetLanguage(language) => settings.language == *language,
            View::SetFace(face) => settings.face == *face,
            View::ToggleLabelNames => settings.label_names,
            View::ToggleRelations => settings.all_relations,
            View::ToggleSuggestions => settings.suggestions,
            View::ToggleRejected => settings.rejected,
            View::ToggleList => settings.list,
            View::ToggleInspector => settings.inspector,
            View::Table => table.is_some_and(|table| table.shown),
            _ => return None,
        },
        Command::Table(TableCommand::Pictures) => settings.pictures,
        Command::Table(TableCommand::Proposed) => table.is_some_and(|table| table.shows_proposed()),
        Command::Review(Review::ToggleDoubtful) => settings.doubtful,
        Command::Review(Review::ToggleDoubtfulFirst) => settings.doubtful_first,
        Command::Article(ArticleCommand::SetProgress(progress)) => session
            .open()
            .is_some_and(|open| open.layer.progress() == *progress),
        _ => return None,
    };
    Some(is_on)
}
