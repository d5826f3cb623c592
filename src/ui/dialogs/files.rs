//! Where a project or a file is: a path to type, and the system's own dialog behind a button.
//!
//! The system's dialog runs on a thread of its own, so the window goes on; where there is none
//! (no portal on Linux), the path can be typed.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};

use egui::Ui;

use crate::session::Session;
use crate::session::command::{Command, File, RegistryCommand, SchemaCommand, TableCommand};
use crate::session::dialog::Dialog;
use crate::ui::flow::{column, row_of};
use crate::ui::panels::start::recent;
use crate::ui::widgets::entry::EntryField;
use crate::ui::widgets::{Row, button, heading, main_button, row};

/// What the system's dialog will answer; empty if it was cancelled.
pub(super) type Picked = Receiver<Vec<PathBuf>>;

const FIELD: &str = "path";

/// Shows the field, the buttons and, for opening, the recent projects.
pub(super) fn show(
    ui: &mut Ui,
    session: &mut Session,
    dialog: &Dialog,
    text: &mut String,
    picked: &mut Option<Picked>,
    rtl: bool,
) {
    super::keep_focus(ui, EntryField::focus_id(FIELD));
    let ending = match dialog {
        Dialog::ExportTable(_) => Some("tsv"),
        Dialog::ExportSchema => Some("ron"),
        Dialog::ExportPicture => Some("svg"),
        _ => session.settings.export.ending(),
    };
    let (name, act) = match dialog {
        Dialog::NewProject => ("folder-new", "make"),
        Dialog::OpenProject => ("folder-open", "open"),
        Dialog::Export if ending.is_none() => ("folder-export", "export"),
        Dialog::Export => ("file-export", "export"),
        Dialog::ImportTable => ("file-import-table", "import"),
        Dialog::ExportTable(_) => ("file-export-table", "export"),
        Dialog::ImportSchema => ("file-schema-import", "import"),
        Dialog::ExportSchema => ("file-schema-export", "export"),
        Dialog::ExportPicture => ("file-export-picture", "export"),
        _ => ("files-import", "import"),
    };
    let command = |paths: Vec<PathBuf>| -> Option<Command> {
        let first = paths.first()?.clone();
        Some(match dialog {
            Dialog::NewProject => Command::File(File::Create(first)),
            Dialog::OpenProject => Command::File(File::OpenPath(first)),
            Dialog::Export => Command::File(File::ExportTo(first)),
            Dialog::ImportTable => Command::Registry(RegistryCommand::ImportFrom(first)),
            Dialog::ExportTable(kind) => Command::Registry(RegistryCommand::ExportTo(*kind, first)),
            Dialog::ImportSchema => SchemaCommand::ImportFrom(first).into(),
            Dialog::ExportSchema => SchemaCommand::ExportTo(first).into(),
            Dialog::ExportPicture => Command::Table(TableCommand::PictureTo(first)),
            _ => Command::File(File::Import(paths)),
        })
    };
    let mut wanted = None;
    if let Some(answer) = picked.as_ref().and_then(|picked| picked.try_recv().ok()) {
        *picked = None;
        wanted = command(answer);
    }
    if *dialog == Dialog::Export {
        super::export::show(ui, session, rtl);
    }
    let t = |key: &str| session.catalogue.t(key);
    heading(ui, &t(name));
    let label = t(name);
    let entered = EntryField::new(FIELD, text, &label, rtl).show(ui);
    ui.add_space(8.0);
    let typed = text.trim().trim_matches('"').to_owned();
    row_of(ui, rtl, |ui| {
        let main = main_button(ui, &t(act), !typed.is_empty());
        if (main.clicked() || entered.submitted) && !typed.is_empty() {
            wanted = command(vec![full(&typed)]);
        }
        if button(ui, &t("browse"), picked.is_none()).clicked() && picked.is_none() {
            *picked = Some(browse(ui.ctx(), dialog, ending));
        }
    });
    if *dialog == Dialog::OpenProject {
        ui.with_layout(column(rtl), |ui| {
            wanted = recent(ui, session, rtl).or(wanted.take());
            let words = t("sample-project");
            let content = Row {
                words: &words,
                ..Row::default()
            };
            if row(ui, &content, rtl).clicked() {
                wanted = Some(Command::File(File::OpenSample));
            }
        });
    }
    if let Some(command) = wanted {
        session.dialog = None;
        session.send(command);
    }
}

/// A typed path; `~` is the user's home.
fn full(typed: &str) -> PathBuf {
    let home = directories::UserDirs::new();
    match (typed.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.home_dir().join(rest),
        _ => PathBuf::from(typed),
    }
}

/// Opens the system's dialog. It is made here, on the main thread, as macOS wants it, and waited
/// for elsewhere.
/// `ending` is that of a data set's file; a folder has none.
fn browse(ctx: &egui::Context, dialog: &Dialog, ending: Option<&'static str>) -> Picked {
    let (sender, receiver) = mpsc::channel();
    let ctx = ctx.clone();
    let files = rfd::AsyncFileDialog::new();
    type Answer = std::pin::Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;
    let one =
        |file: Option<rfd::FileHandle>| file.map(|f| f.path().to_owned()).into_iter().collect();
    let answer: Answer = match dialog {
        Dialog::NewProject | Dialog::OpenProject => {
            let folder = files.pick_folder();
            Box::pin(async move { one(folder.await) })
        }
        Dialog::ImportTable => {
            let file = files.add_filter("TSV", &["tsv", "txt"]).pick_file();
            Box::pin(async move { one(file.await) })
        }
        Dialog::ExportPicture => {
            let files = files.set_file_name("hashiya.svg");
            let files = files
                .add_filter("SVG", &["svg"])
                .add_filter("PNG", &["png"]);
            let file = files.save_file();
            Box::pin(async move { one(file.await) })
        }
        Dialog::ImportSchema => {
            let files = files.add_filter("RON, XML, JSON", &["ron", "xml", "json"]);
            let file = files.pick_file();
            Box::pin(async move { one(file.await) })
        }
        Dialog::Export | Dialog::ExportTable(_) | Dialog::ExportSchema => {
            let files = match ending {
                Some(ending) => files
                    .set_file_name(format!("hashiya.{ending}"))
                    .add_filter(ending.to_uppercase(), &[ending]),
                // The name of a new folder.
                None => files.set_file_name("hashiya-export"),
            };
            let file = files.save_file();
            Box::pin(async move { one(file.await) })
        }
        _ => {
            let several = files.pick_files();
            Box::pin(async move {
                let chosen = several.await.unwrap_or_default();
                chosen.iter().map(|file| file.path().to_owned()).collect()
            })
        }
    };
    std::thread::spawn(move || {
        let _ = sender.send(pollster::block_on(answer));
        ctx.request_repaint();
    });
    receiver
}
