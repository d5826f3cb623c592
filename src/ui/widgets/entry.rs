//! An entry field: a text the user edits, in any script and direction.
//!
//! The editing is [`crate::typeset::entry`]'s; here it gets keys, pointer, clipboard, input
//! method and screen reader. Escape leaves the field, Enter sends a field of one line.

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{
    Color32, Context, CornerRadius, CursorIcon, Event, EventFilter, IMEPurpose, Id, ImeEvent, Key,
    Modifiers, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::text::offset::ByteRange;
use crate::typeset::engine::{Direction, TextStyle};
use crate::typeset::entry::{Delete, Entry, EntryLayout, Motion};
use crate::ui::accessible::Runs;
use crate::ui::paint::quads::Quads;
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::theme::palette;

/// A field for a text.
pub struct EntryField<'a> {
    id: Id,
    text: &'a mut String,
    name: &'a str,
    hint: &'a str,
    rows: usize,
    over_list: bool,
    size: f32,
    rtl: bool,
}

/// What happened to a field.
pub struct Entered {
    /// The field.
    pub response: Response,
    /// Whether the text is another one than before.
    pub changed: bool,
    /// Whether Enter was pressed in a field of one line.
    pub submitted: bool,
    /// Whether Escape was pressed in it.
    pub escaped: bool,
}

#[derive(Default)]
struct State {
    entry: Entry,
    laid: Option<(Setting, EntryLayout, Vec<Quads>)>,
    /// How far a line is moved to the right so that the caret can be seen, in pixels.
    scroll: f32,
    /// When something last happened; the caret blinks from then on.
    since: f64,
    /// Whether it had the keys in the last frame.
    had_keys: bool,
}

#[derive(Clone, PartialEq)]
struct Setting {
    text: String,
    size: f32,
    direction: Direction,
    width: Option<f32>,
}

const PADDING: egui::Vec2 = vec2(8.0, 5.0);

impl<'a> EntryField<'a> {
    /// A field of one line. `name` is what a screen reader calls it; `rtl` is the direction of
    /// the interface, which an empty field takes.
    pub fn new(id: impl Hash + Debug, text: &'a mut String, name: &'a str, rtl: bool) -> Self {
        Self {
            id: Self::focus_id(id),
            text,
            name,
            hint: "",
            rows: 1,
            over_list: false,
            size: super::SIZE,
            rtl,
        }
    }

    /// What stands in the field while it is empty.
    #[must_use]
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// A field of several lines, at least that many high.
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(2);
        self
    }

    /// A field of one line above a list: up and down belong to that, and leave the field alone.
    #[must_use]
    pub fn over_list(mut self) -> Self {
        self.over_list = true;
        self
    }

    /// The id of the field with that name, to give it the focus.
    #[must_use]
    pub fn focus_id(id: impl Hash + Debug) -> Id {
        Id::unique(("entry", id))
    }

    /// Shows the field over the available width.
    pub fn show(self, ui: &mut Ui) -> Entered {
        let ctx = ui.ctx().clone();
        let scale = ctx.pixels_per_point();
        let state = state(&ctx, self.id);
        let mut state = state.lock();
        if state.entry.text() != self.text.as_str() && state.entry.composing().is_none() {
            state.entry = Entry::new(self.text.clone());
            // What stands there by itself is replaced by what is typed, or kept by going to its end.
            if self.rows == 1 {
                state.entry.select_all();
            }
        }
        let several = self.rows > 1;
        let width = ui.available_width().max(40.0);
        let inner_width = (width - 2.0 * PADDING.x).max(20.0);
        let had_focus = ctx.memory(|memory| memory.has_focus(self.id));
        let (mut changed, mut submitted) = (false, false);
        let mut escaped = false;
        let setting = |entry: &Entry| Setting {
            text: entry.text().to_owned(),
            size: self.size * scale,
            direction: if entry.text().chars().any(char::is_alphabetic) {
                Direction::Auto
            } else if self.rtl {
                Direction::Rtl
            } else {
                Direction::Ltr
            },
            width: several.then(|| (inner_width * scale).floor()),
        };
        let wanted = setting(&state.entry);
        state.lay(&ctx, wanted);
        // Walked to, a line is replaced by what is typed; clicked, the caret goes to the click.
        if had_focus && !state.had_keys && !several && !ctx.input(|i| i.pointer.any_down()) {
            state.entry.select_all();
        }
        state.had_keys = had_focus;
        if had_focus {
            ctx.data_mut(|data| data.insert_temp(Id::unique("field with focus"), self.id));
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: several || self.over_list,
                escape: true,
            };
            ctx.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
            for event in ctx.input(|input| input.events.clone()) {
                let before = state.entry.text().to_owned();
                match state.take(&ctx, &event, several) {
                    Taken::Nothing => continue,
                    Taken::Submit => submitted = true,
                    Taken::Escape => escaped = true,
                    Taken::Done => {}
                }
                state.since = ctx.input(|input| input.time);
                changed |= state.entry.text() != before && state.entry.composing().is_none();
                let wanted = setting(&state.entry);
                state.lay(&ctx, wanted);
            }
        }
        if escaped || (submitted && !several) {
            ctx.memory_mut(|memory| memory.surrender_focus(self.id));
        }
        let line = self.size * Font::ui(self.size).line_height;
        let content = state.laid.as_ref().map_or(0.0, |(_, l, _)| l.height()) / scale;
        let height = content.max(line * self.rows as f32) + 2.0 * PADDING.y;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let response = ui.interact(rect, self.id, Sense::click_and_drag());
        if response.hovered() {
            ctx.set_cursor_icon(CursorIcon::Text);
        }
        let inner = rect.shrink2(PADDING);
        if had_focus {
            state.keep_caret_visible(inner_width * scale);
        } else {
            // What does not fit is read from its beginning.
            state.scroll = 0.0;
        }
        let origin = state.origin(inner, scale);
        state.point(ui, &response, origin, scale);
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        let focused = response.has_focus();
        let painting = Painting {
            rect,
            inner,
            origin,
            focused,
            hint: self.hint,
            rtl: self.rtl,
        };
        state.paint(ui, &painting);
        if focused {
            state.tell_input_method(ui, rect, origin, scale);
        }
        let shown = state.entry.text().to_owned();
        let (name, hint) = (self.name, self.hint);
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, "", shown.as_str(), hint);
            info.label = Some(name.to_owned());
            info
        });
        let role = if several {
            egui::accesskit::Role::MultilineTextInput
        } else {
            egui::accesskit::Role::TextInput
        };
        ctx.accesskit_node_builder(response.id, |node| {
            node.set_role(role);
            node.set_label(name);
            node.set_value(shown.as_str());
        });
        state.tell_reader(ui, response.id, origin);
        if changed {
            *self.text = state.entry.text().to_owned();
        }
        Entered {
            response,
            changed,
            submitted,
            escaped,
        }
    }
}

/// Whether an entry field has the focus, so that the keys of writing belong to it.
#[must_use]
pub fn has_keys(ctx: &Context) -> bool {
    let last: Option<Id> = ctx.data(|data| data.get_temp(Id::unique("field with focus")));
    last.is_some() && ctx.memory(|memory| memory.focused()) == last
}

/// What a field made of an event.
#[derive(PartialEq)]
enum Taken {
    Nothing,
    Done,
    Submit,
    Escape,
}

struct Painting<'a> {
    rect: Rect,
    inner: Rect,
    origin: Pos2,
    focused: bool,
    hint: &'a str,
    rtl: bool,
}

fn state(ctx: &Context, id: Id) -> Arc<Mutex<State>> {
    ctx.data_mut(|data| {
        data.get_temp_mut_or_default::<Arc<Mutex<State>>>(id)
            .clone()
    })
}

impl State {
    fn lay(&mut self, ctx: &Context, setting: Setting) {
        if self.laid.as_ref().is_some_and(|(s, ..)| *s == setting) {
            return;
        }
        let style = TextStyle {
            face: crate::typeset::fonts::Face::Sans,
            size: setting.size,
            line_height: Font::ui(1.0).line_height,
            bold: false,
        };
        let layout = text::with_engine(ctx, |engine| {
            EntryLayout::new(
                engine,
                &setting.text,
                &style,
                setting.direction,
                setting.width,
            )
        });
        let quads = layout.paragraphs().map(|_| Quads::default()).collect();
        self.laid = Some((setting, layout, quads));
    }

    fn take(&mut self, ctx: &Context, event: &Event, several: bool) -> Taken {
        let clean = |text: &str| {
            if several {
                text.replace("\r\n", "\n").replace('\r', "\n")
            } else {
                text.split(['\r', '\n']).collect::<Vec<_>>().join(" ")
            }
        };
        match event {
            Event::Text(text) => self.entry.insert(&clean(text)),
            Event::Paste(text) => {
                self.entry.insert(&clean(text));
                // What is typed next is a step of its own.
                self.entry.place(self.entry.caret(), false);
            }
            Event::Copy => {
                if let Some(selected) = self.entry.selected() {
                    ctx.copy_text(selected.to_owned());
                }
            }
            Event::Cut => {
                if let Some(selected) = self.entry.selected() {
                    ctx.copy_text(selected.to_owned());
                    self.entry.delete(Delete::Back);
                }
            }
            Event::Ime(ImeEvent::Preedit { text, .. }) => self.entry.compose(text),
            Event::Ime(ImeEvent::Commit(text)) => self.entry.insert(&clean(text)),
            Event::Ime(ImeEvent::DeleteSurrounding {
                before_chars,
                after_chars,
            }) => self.entry.delete_around(*before_chars, *after_chars),
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => return self.press(*key, *modifiers, several),
            _ => return Taken::Nothing,
        }
        Taken::Done
    }

    fn press(&mut self, key: Key, held: Modifiers, several: bool) -> Taken {
        let mac = cfg!(target_os = "macos");
        let by_word = if mac { held.alt } else { held.ctrl };
        let to_edge = mac && held.command;
        let motion = match key {
            Key::ArrowLeft if by_word => Motion::WordLeft,
            Key::ArrowRight if by_word => Motion::WordRight,
            Key::ArrowLeft if to_edge => Motion::LineStart,
            Key::ArrowRight if to_edge => Motion::LineEnd,
            Key::ArrowLeft => Motion::Left,
            Key::ArrowRight => Motion::Right,
            Key::ArrowUp if several => Motion::Up,
            Key::ArrowDown if several => Motion::Down,
            Key::Home if held.ctrl => Motion::Start,
            Key::End if held.ctrl => Motion::End,
            Key::Home => Motion::LineStart,
            Key::End => Motion::LineEnd,
            Key::Escape => return Taken::Escape,
            Key::Enter if several && !held.command => {
                self.entry.insert("\n");
                return Taken::Done;
            }
            Key::Enter => return Taken::Submit,
            Key::A if held.command => {
                self.entry.select_all();
                return Taken::Done;
            }
            Key::Z if held.command && !held.shift => return done(self.entry.undo()),
            Key::Z | Key::Y if held.command => return done(self.entry.redo()),
            Key::Backspace if by_word => return done(self.entry.delete(Delete::WordBack)),
            Key::Backspace => return done(self.entry.delete(Delete::Back)),
            Key::Delete if by_word => return done(self.entry.delete(Delete::WordForward)),
            Key::Delete => return done(self.entry.delete(Delete::Forward)),
            _ => return Taken::Nothing,
        };
        if let Some((_, layout, _)) = &self.laid {
            self.entry.go(layout, motion, held.shift);
        }
        Taken::Done
    }

    /// Moves a long line so that the caret stands inside the field.
    fn keep_caret_visible(&mut self, width: f32) {
        let Some((setting, layout, _)) = &self.laid else {
            return;
        };
        let free = width - layout.width();
        if setting.width.is_some() || free >= 2.0 {
            self.scroll = 0.0;
            return;
        }
        let start = if layout.is_rtl(0.into()) { free } else { 0.0 };
        let caret = start + layout.caret(self.entry.caret()).x;
        let shown = (caret + self.scroll).clamp(1.0, width - 2.0);
        // No gap at either end of the text.
        let limits = if start < 0.0 {
            (0.0, -free)
        } else {
            (free, 0.0)
        };
        self.scroll = (shown - caret).clamp(limits.0.min(limits.1), limits.0.max(limits.1) + 2.0);
    }

    /// Where the text's upper left corner is, in points.
    fn origin(&self, inner: Rect, scale: f32) -> Pos2 {
        let Some((setting, layout, _)) = &self.laid else {
            return inner.min;
        };
        if setting.width.is_some() {
            return inner.min;
        }
        let rtl = layout.is_rtl(0.into());
        let x = if rtl {
            inner.right() - layout.width() / scale
        } else {
            inner.left()
        };
        let y = inner.center().y - layout.height() / scale / 2.0;
        pos2(x + self.scroll / scale, y)
    }

    fn point(&mut self, ui: &Ui, response: &Response, origin: Pos2, scale: f32) {
        let Some((_, layout, _)) = &self.laid else {
            return;
        };
        let pressed = response.is_pointer_button_down_on();
        let Some(point) = response
            .interact_pointer_pos()
            .filter(|_| pressed || response.clicked())
        else {
            return;
        };
        let local = (point - origin) * scale;
        let stop = layout.hit(local.x, local.y);
        if response.triple_clicked() {
            self.entry.select_all();
        } else if response.double_clicked() {
            self.entry.select_word(stop.place);
        } else if ui.input(|input| input.pointer.any_pressed()) {
            let shift = ui.input(|input| input.modifiers.shift);
            self.entry.place(stop, shift);
        } else if response.dragged() {
            self.entry.place(stop, true);
        } else {
            return;
        }
        self.since = ui.input(|input| input.time);
    }

    fn paint(&mut self, ui: &Ui, painting: &Painting<'_>) {
        let colors = palette(ui.ctx());
        let scale = ui.ctx().pixels_per_point();
        let (rect, origin) = (painting.rect, painting.origin);
        let round = CornerRadius::same(5);
        ui.painter().rect_filled(rect, round, colors.page);
        let (width, color) = if painting.focused {
            (2.0, colors.accent)
        } else {
            (1.0, colors.weak.gamma_multiply(0.6))
        };
        let stroke = Stroke::new(width, color);
        ui.painter()
            .rect_stroke(rect, round, stroke, StrokeKind::Inside);
        let painter = ui.painter().with_clip_rect(
            painting
                .inner
                .expand2(vec2(2.0, 4.0))
                .intersect(ui.clip_rect()),
        );
        if self.entry.text().is_empty() && !painting.hint.is_empty() {
            let fit = Fit::Elide(painting.inner.width());
            let shaped = text::shape(ui.ctx(), painting.hint, Font::ui(super::SIZE), fit);
            let line = painting.inner.split_top_bottom_at_y(
                painting.inner.top() + shaped.size().y.min(painting.inner.height()),
            );
            text::paint_in(&painter, line.0, &shaped, colors.weak, painting.rtl);
        }
        let Some((_, layout, quads)) = &mut self.laid else {
            return;
        };
        let bars = |range: ByteRange, color: Color32, thin: bool| {
            for piece in layout.pieces(range) {
                let top = if thin {
                    piece.bottom - 2.0 * scale
                } else {
                    piece.top
                };
                let area = Rect::from_min_max(
                    origin + vec2(piece.left, top) / scale,
                    origin + vec2(piece.right, piece.bottom) / scale,
                );
                painter.rect_filled(area, 0.0, color);
            }
        };
        if painting.focused {
            bars(self.entry.selection(), colors.selection, false);
        }
        if let Some(range) = self.entry.composing() {
            bars(range, colors.accent, true);
        }
        for ((top, paragraph), quads) in layout.paragraphs().zip(quads) {
            let corner = origin + vec2(0.0, top / scale);
            let lines = 0..paragraph.lines().len();
            text::paint_lines(&painter, corner, paragraph, quads, lines, colors.text);
        }
        if !painting.focused || !ui.input(|input| input.focused) {
            return;
        }
        let time = ui.input(|input| input.time) - self.since;
        let blinks = ui.visuals().text_cursor.blink;
        if !blinks || time.rem_euclid(1.0) < 0.55 {
            let caret = layout.caret(self.entry.caret());
            let x = origin.x + caret.x / scale;
            let top = origin.y + caret.top / scale;
            let bottom = origin.y + caret.bottom / scale;
            painter.vline(x, top..=bottom, Stroke::new(1.5, colors.text));
            // Where two directions meet, a flag tells which way the next letter goes.
            if layout.paragraphs().any(|(_, p)| p.is_rtl() != caret.rtl) {
                let end = if caret.rtl { x - 4.0 } else { x + 4.0 };
                painter.hline(
                    x.min(end)..=x.max(end),
                    top + 0.75,
                    Stroke::new(1.5, colors.text),
                );
            }
        }
        if blinks {
            let wait = std::time::Duration::from_millis(250);
            ui.ctx().request_repaint_after(wait);
        }
    }

    /// Tells a screen reader the text, the caret and the selection.
    fn tell_reader(&self, ui: &Ui, id: Id, origin: Pos2) {
        let ends = [self.entry.anchor(), self.entry.caret().place];
        let Some(mut runs) = Runs::below(ui, id, &ends) else {
            return;
        };
        let Some((_, layout, _)) = &self.laid else {
            return;
        };
        let scale = ui.ctx().pixels_per_point();
        let count = layout.paragraphs().count();
        for (number, (start, top, paragraph)) in layout.placed().enumerate() {
            let corner = origin + vec2(0.0, top / scale);
            let lines = 0..paragraph.lines().len();
            runs.lines(paragraph, start, corner, lines, number + 1 < count);
        }
        if let [Some(anchor), Some(focus)] = runs.positions()[..] {
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_text_selection(egui::accesskit::TextSelection { anchor, focus });
            });
        }
    }

    fn tell_input_method(&self, ui: &Ui, rect: Rect, origin: Pos2, scale: f32) {
        let Some((_, layout, _)) = &self.laid else {
            return;
        };
        let caret = layout.caret(self.entry.caret());
        let cursor_rect = Rect::from_min_max(
            origin + vec2(caret.x, caret.top) / scale,
            origin + vec2(caret.x + 1.0, caret.bottom) / scale,
        );
        ui.output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: IMEPurpose::Normal,
                rect,
                cursor_rect,
                should_interrupt_composition: false,
            });
        });
    }
}

fn done(did: bool) -> Taken {
    if did { Taken::Done } else { Taken::Nothing }
}
