//! Pictures of the rows below a table, or beside it where the window is wide: laid out when the
//! numbers or the room have changed, painted every frame, each part to be pointed at and chosen.

mod paint;
mod press;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Frame, Id, Panel, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use crate::analysis::chart::Charts;
use crate::session::Session;
use crate::session::command::TableCommand;
use crate::session::locale::Locale;
use crate::session::picture::{Measure, Picture, PictureKind, Press, Setting, lay_out};
use crate::session::table::Table;
use crate::ui::flow::{beside, column, row_of};
use crate::ui::icon::Icon;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;
use crate::ui::widgets::{choice, icon_button, label, tip};
use paint::Painted;

/// From this width on a chart and the map stand beside each other.
const WIDE: f32 = 860.0;
/// The least height of the panel below the rows.
const LEAST: f32 = 190.0;
/// From this width of the tables on the pictures stand beside them, on top of each other.
const BESIDE: f32 = 1300.0;

/// What makes pixels of pictures.
#[must_use]
pub fn press() -> Box<dyn Press> {
    Box::new(press::Pixels::default())
}

/// The pictures as they were laid out last.
#[derive(Default)]
pub(in crate::ui) struct Pictures {
    kept: BTreeMap<PictureKind, Kept>,
}

/// A picture, and what it was laid out with.
struct Kept {
    charts: Arc<Charts>,
    size: Vec2,
    scale: f32,
    locale: Locale,
    known: u64,
    picture: Picture,
    painted: Painted,
}

/// Measures with the faces of the window.
struct Measuring<'a>(&'a egui::Context);

impl Measure for Measuring<'_> {
    fn width(&mut self, words: &str, size: f32, bold: bool) -> f32 {
        text::shape(self.0, words, font(size, bold), Fit::Line)
            .size()
            .x
    }
}

/// The face of a picture's words.
fn font(size: f32, bold: bool) -> Font {
    let font = Font::ui(size);
    if bold { font.bold() } else { font }
}

impl Pictures {
    /// Shows the pictures, and leaves the rest of the room to the rows.
    pub(in crate::ui) fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        table: &Table,
        rtl: bool,
    ) -> Vec<TableCommand> {
        let mut commands = Vec::new();
        let room = ui.available_size();
        let wide = room.x >= BESIDE;
        let panel = if !wide {
            let most = (room.y * 0.75).max(LEAST);
            let usual = (room.y * 0.5).clamp(LEAST, 440.0);
            Panel::bottom("pictures")
                .default_size(usual)
                .size_range(LEAST..=most)
        } else if rtl {
            Panel::left("pictures beside")
                .default_size(560.0)
                .size_range(360.0..=room.x * 0.6)
        } else {
            Panel::right("pictures beside")
                .default_size(560.0)
                .size_range(360.0..=room.x * 0.6)
        };
        let panel = panel.resizable(true).frame(Frame::NONE);
        panel.show(ui, |ui| {
            // The panel keeps its size while there is little in it.
            ui.set_min_size(ui.available_size());
            ui.add_space(6.0);
            let width = ui.available_width();
            let both = wide || width >= WIDE;
            let kind = table.pictures.kind;
            commands.extend(head(ui, session, kind, rtl));
            let Some(charts) = table.pictures.charts() else {
                let weak = palette(ui.ctx()).weak;
                let words = session.catalogue.t("picture-counting");
                ui.with_layout(column(rtl), |ui| label(ui, &words, Font::ui(13.0), weak));
                return;
            };
            let other = match kind {
                PictureKind::Map => PictureKind::Time,
                _ => PictureKind::Map,
            };
            let shown = if both { vec![kind, other] } else { vec![kind] };
            let gap = 10.0;
            let room = ui.available_size();
            let size = match (both, wide) {
                (false, _) => room,
                (true, false) => vec2((room.x - gap) / 2.0, room.y),
                (true, true) => vec2(room.x, (room.y - gap) / 2.0),
            };
            let layout = if wide { column(rtl) } else { beside(rtl) };
            ui.with_layout(layout, |ui| {
                ui.spacing_mut().item_spacing = vec2(gap, gap);
                for kind in shown {
                    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                    commands.extend(self.picture(ui, session, charts, kind, rect, rtl));
                }
            });
        });
        commands
    }

    /// Shows a picture.
    fn picture(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        charts: &Arc<Charts>,
        kind: PictureKind,
        rect: Rect,
        rtl: bool,
    ) -> Option<TableCommand> {
        let project = session.project.as_ref()?;
        let scale = ui.ctx().pixels_per_point();
        let locale = session.catalogue.locale();
        let known = project.known.revision;
        let current = self.kept.get(&kind).is_some_and(|kept| {
            let same = Arc::ptr_eq(&kept.charts, charts) && kept.known == known;
            same && kept.size == rect.size() && kept.scale == scale && kept.locale == locale
        });
        if !current {
            let setting = Setting {
                catalogue: &session.catalogue,
                lexicon: &project.known.lexicon,
                size: [rect.width(), rect.height()],
            };
            let picture = lay_out(kind, charts, &setting, &mut Measuring(ui.ctx()));
            let kept = Kept {
                charts: Arc::clone(charts),
                size: rect.size(),
                scale,
                locale,
                known,
                painted: Painted::default(),
                picture,
            };
            self.kept.insert(kind, kept);
        }
        let kept = self.kept.get_mut(&kind)?;
        kept.painted.paint(ui, &kept.picture, rect.min);
        spots(ui, &kept.picture, kind, rect, rtl)
    }
}

/// Which picture, and what can be done with it.
fn head(ui: &mut Ui, session: &Session, kind: PictureKind, rtl: bool) -> Option<TableCommand> {
    let t = |key: &str| session.catalogue.t(key);
    let options = PictureKind::ALL.map(|kind| (kind, t(kind.key())));
    let mut wanted = None;
    row_of(ui, rtl, |ui| {
        wanted = choice(ui, &options, &kind).map(TableCommand::Picture);
        let name = t("cmd-table-export-picture");
        if icon_button(ui, Icon::DownloadSimple, &name, false, rtl).clicked() {
            wanted = Some(TableCommand::ExportPicture);
        }
    });
    wanted
}

/// What can be chosen in a picture.
fn spots(
    ui: &mut Ui,
    picture: &Picture,
    kind: PictureKind,
    rect: Rect,
    rtl: bool,
) -> Option<TableCommand> {
    let mut wanted = None;
    let accent = palette(ui.ctx()).accent;
    // Small ones come last and lie above large ones: pointing at a crowd meets the smallest.
    for (number, spot) in picture.spots.iter().enumerate() {
        let [x, y] = spot.corner;
        let [width, height] = spot.size;
        let place = Rect::from_min_size(rect.min + vec2(x, y), vec2(width, height));
        let id = Id::unique("picture").with((kind as u8, number));
        let sense = match spot.pick {
            Some(_) => Sense::click(),
            None => Sense::hover(),
        };
        let response = ui.interact(place, id, sense);
        response.widget_info(|| {
            let words = spot.words.replace('\n', ", ");
            WidgetInfo::labeled(Role::Button, spot.pick.is_some(), words)
        });
        if response.hovered() || response.has_focus() {
            let round = if kind == PictureKind::Map {
                width / 2.0
            } else {
                2.0
            };
            let stroke = Stroke::new(1.5, accent);
            ui.painter()
                .rect_stroke(place.expand(1.5), round + 1.5, stroke, StrokeKind::Outside);
        }
        if response.clicked() {
            wanted = spot.pick.clone().map(TableCommand::Pick);
        }
        tip(response, &spot.words, rtl);
    }
    wanted
}
