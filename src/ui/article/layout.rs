//! The article cut into paragraphs, of which those that can be seen are laid out.
//!
//! Heights of the others are estimates, replaced when they are laid out. A very long paragraph
//! is laid out on a thread of its own; until it is there, its beginning or its last layout stands
//! in for it.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver};

use egui::Ui;

use crate::model::id::ArticleId;
use crate::text::offset::{ByteIdx, ByteRange};
use crate::typeset::document::Document;
use crate::typeset::engine::{Direction, Engine, TextStyle};
use crate::typeset::paragraph::Paragraph;
use crate::ui::paint::quads::Quads;
use crate::ui::paint::text;

/// How many laid-out paragraphs are kept beyond the visible ones.
const KEPT: usize = 96;
/// From how many bytes on a paragraph is too long to be laid out within a frame.
const LONG: usize = 30_000;

/// All that a layout depends on.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Setting {
    pub(super) style: TextStyle,
    pub(super) direction: Direction,
    /// Width of the column in physical pixels.
    pub(super) width: f32,
    pub(super) scale: f32,
}

/// A paragraph that is laid out.
pub(super) struct Laid {
    pub(super) paragraph: Paragraph,
    pub(super) quads: Quads,
    /// The physical pixels a point it was laid out for.
    pub(super) scale: f32,
    setting: Setting,
    used: u64,
}

/// The article that is shown.
pub(super) struct Shown {
    pub(super) id: ArticleId,
    pub(super) document: Document,
    pub(super) setting: Setting,
    /// Height of each paragraph in points.
    pub(super) heights: Vec<f32>,
    pub(super) laid: BTreeMap<usize, Laid>,
    /// A long paragraph that is being laid out: which, and how.
    setting_now: Option<(usize, Setting, Receiver<Paragraph>)>,
}

impl Laid {
    /// The part of the whole text that stands in some lines. `part` is the paragraph's.
    pub(super) fn seen(&self, lines: &std::ops::Range<usize>, part: ByteRange) -> ByteRange {
        let all = self.paragraph.lines();
        let start = all.get(lines.start).map_or(0, |line| line.range.start().0);
        let last = lines.end.checked_sub(1).and_then(|number| all.get(number));
        let end = last.map_or(0, |line| line.range.end().0);
        let at = |place: u32| ByteIdx(part.start().0 + place);
        ByteRange::new(at(start), at(end))
    }
}

impl Shown {
    /// An article before anything of it is laid out.
    pub(super) fn new(id: ArticleId, document: Document, setting: Setting) -> Self {
        let mut shown = Self {
            id,
            document,
            setting,
            heights: Vec::new(),
            laid: BTreeMap::new(),
            setting_now: None,
        };
        shown.estimate();
        shown
    }

    /// The same article in another width or size.
    pub(super) fn set(&mut self, setting: Setting) {
        self.setting = setting;
        // Long ones stand in for themselves until they are laid out anew.
        let parts = self.document.paragraphs();
        self.laid
            .retain(|number, _| parts.get(*number).is_some_and(|part| part.len() > LONG));
        self.estimate();
        for (number, laid) in &self.laid {
            if let Some(height) = self.heights.get_mut(*number) {
                *height = laid.paragraph.height() / laid.scale;
            }
        }
    }

    fn estimate(&mut self) {
        let Setting {
            style,
            width,
            scale,
            ..
        } = self.setting;
        let line = style.size * style.line_height / scale;
        // An Arabic letter takes about two bytes and 0.42 em.
        let per_line = (width / (style.size * 0.21)).max(8.0);
        let height = |part: &ByteRange| (part.len() as f32 / per_line).ceil().max(1.0) * line;
        self.heights = self.document.paragraphs().iter().map(height).collect();
    }

    /// Whether a long paragraph is being laid out.
    pub(super) fn is_setting(&self) -> bool {
        self.setting_now.is_some()
    }

    /// Takes in a long paragraph that has been laid out.
    pub(super) fn poll(&mut self, frame: u64) {
        let Some((number, setting, receiver)) = &self.setting_now else {
            return;
        };
        let (number, setting) = (*number, *setting);
        match receiver.try_recv() {
            Ok(paragraph) => {
                self.setting_now = None;
                self.put(number, paragraph, setting, frame);
            }
            Err(mpsc::TryRecvError::Disconnected) => self.setting_now = None,
            Err(mpsc::TryRecvError::Empty) => {}
        }
    }

    /// Lays a paragraph out, if it is not.
    pub(super) fn lay(&mut self, ui: &Ui, number: usize, frame: u64) {
        let setting = self.setting;
        if let Some(laid) = self.laid.get_mut(&number) {
            laid.used = frame;
            if laid.setting == setting {
                return;
            }
        }
        let words = self.document.paragraph_text(number);
        if words.len() > LONG {
            if self.setting_now.is_none() {
                let words = words.to_owned();
                self.setting_now = Some((number, setting, elsewhere(ui, words, setting)));
            }
            if !self.laid.contains_key(&number) {
                let words = beginning(self.document.paragraph_text(number));
                let paragraph =
                    text::with_engine(ui.ctx(), |engine| lay_out(engine, words, &setting));
                self.laid
                    .insert(number, stand_in(paragraph, setting, frame));
            }
            return;
        }
        let paragraph = text::with_engine(ui.ctx(), |engine| lay_out(engine, words, &setting));
        self.put(number, paragraph, setting, frame);
    }

    fn put(&mut self, number: usize, paragraph: Paragraph, setting: Setting, frame: u64) {
        if let Some(height) = self.heights.get_mut(number) {
            *height = paragraph.height() / setting.scale;
        }
        let laid = Laid {
            paragraph,
            quads: Quads::default(),
            scale: setting.scale,
            setting,
            used: frame,
        };
        self.laid.insert(number, laid);
    }

    /// Lets go of what has not been seen for a while.
    pub(super) fn forget(&mut self, frame: u64) {
        if self.laid.len() > KEPT {
            self.laid.retain(|_, laid| laid.used + 1 >= frame);
        }
    }

    /// The upper edges of the paragraphs, and the lower edge of the last one, in points.
    pub(super) fn tops(&self, padding: f32, gap: f32) -> (Vec<f32>, f32) {
        let mut tops = Vec::with_capacity(self.heights.len());
        let mut y = padding;
        for height in &self.heights {
            tops.push(y);
            y += height + gap;
        }
        (tops, y + padding)
    }
}

/// The first screens of a long paragraph: its lines are those of the whole, but for the last one.
fn beginning(words: &str) -> &str {
    let end = words.floor_char_boundary(LONG / 2);
    let part = words.get(..end).unwrap_or(words);
    let end = part.rfind(' ').unwrap_or(end);
    words.get(..end).unwrap_or(words)
}

/// A layout that is shown until the whole one is there.
fn stand_in(paragraph: Paragraph, setting: Setting, frame: u64) -> Laid {
    // Of no width: never taken for the whole one.
    let setting = Setting {
        width: 0.0,
        ..setting
    };
    Laid {
        paragraph,
        quads: Quads::default(),
        scale: setting.scale,
        setting,
        used: frame,
    }
}

fn lay_out(engine: &mut Engine, words: &str, setting: &Setting) -> Paragraph {
    let Setting {
        style,
        direction,
        width,
        ..
    } = setting;
    engine.paragraph(words, style, *direction, Some(*width))
}

/// Lays a paragraph out on a thread of its own, which then asks for a frame.
fn elsewhere(ui: &Ui, words: String, setting: Setting) -> Receiver<Paragraph> {
    let (sender, receiver) = mpsc::channel();
    let ctx = ui.ctx().clone();
    std::thread::spawn(move || {
        let paragraph = lay_out(&mut Engine::new(), &words, &setting);
        let _ = sender.send(paragraph);
        ctx.request_repaint();
    });
    receiver
}
