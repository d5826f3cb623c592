//! An entry field: a text the user edits, in any script and direction.
//!
//! The editing is [`crate::typeset::entry`]'s; here it gets keys, pointer, clipboard, input
//! method and screen reader. Escape leaves the field, Enter sends a field of one line.

mod keys;
mod paint;

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{
    Context, CursorIcon, EventFilter, Id, Pos2, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2,
};

use self::keys::Taken;
use self::paint::Painting;
use crate::typeset::engine::{Direction, TextStyle};
use crate::typeset::entry::{Entry, EntryLayout};
use crate::ui::paint::quads::Quads;
use crate::ui::paint::text::{self, Font};

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
}
