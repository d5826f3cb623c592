//! What all pictures have in common: words that fit, a title, a legend, a line that says what was
//! counted; mirrored in Arabic.

use unicode_segmentation::UnicodeSegmentation as _;

use super::harm::Harm;
use super::{Anchor, Ink, Line, Mark, Measure, Pick, Picture, Point, Setting, Spot};
use crate::analysis::chart::{Counted, SORTS_TOLD, Sum};
use crate::model::schema::Bilingual;
use crate::model::violence::SORTS;
use crate::session::locale::runs_rtl;
use crate::session::message::Message;
use crate::session::table::column::name;

/// The size of most words, in points.
pub(super) const SMALL: f32 = 12.0;
/// The size of the title.
const TITLE: f32 = 14.0;
/// The size of the line below.
const SOURCE: f32 = 11.0;
/// From the edge to what is drawn.
const EDGE: f32 = 8.0;
/// The height of a line of words of the legend.
const LEGEND: f32 = 18.0;

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Room {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Room {
    pub(super) fn right(self) -> f32 {
        self.left + self.width
    }

    pub(super) fn bottom(self) -> f32 {
        self.top + self.height
    }

    /// Whether both have a point in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.left < other.right()
            && other.left < self.right()
            && self.top < other.bottom()
            && other.top < self.bottom()
    }

    /// Whether another one lies inside it.
    pub(super) fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && other.right() <= self.right()
            && self.top <= other.top
            && other.bottom() <= self.bottom()
    }
}

/// A picture that is being drawn.
pub(super) struct Drawing<'a> {
    pub(super) setting: &'a Setting<'a>,
    measure: &'a mut dyn Measure,
    counted: Counted,
    picture: Picture,
    /// Whether places are mirrored: what is drawn is meant from the start side on.
    mirrored: bool,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(
        setting: &'a Setting<'a>,
        measure: &'a mut dyn Measure,
        counted: Counted,
    ) -> Self {
        let rtl = setting.catalogue.locale().is_rtl();
        Self {
            setting,
            measure,
            counted,
            picture: Picture {
                size: setting.size,
                rtl,
                ..Picture::default()
            },
            mirrored: rtl,
        }
    }

    /// Whether the language is written from right to left.
    pub(super) fn rtl(&self) -> bool {
        self.picture.rtl
    }

    pub(super) fn t(&self, key: &str) -> String {
        self.setting.catalogue.t(key)
    }

    pub(super) fn message(&self, message: &Message) -> String {
        self.setting.catalogue.message(message)
    }

    /// A name in the language of the interface, else in the other one.
    pub(super) fn name(&self, names: &Bilingual) -> String {
        name(names, self.setting.catalogue)
    }

    /// What was counted and what was not.
    pub(super) fn counted(&self) -> Counted {
        self.counted
    }

    /// From here on places are from the left side on, whatever the language.
    pub(super) fn left_to_right(&mut self) {
        self.mirrored = false;
    }

    /// Draws something that is read, such as a legend: its places are from the start side on.
    /// Returns its room from the left side on.
    pub(super) fn mirroring(
        &mut self,
        draw: impl FnOnce(&mut Self) -> Option<Room>,
    ) -> Option<Room> {
        let before = std::mem::replace(&mut self.mirrored, self.picture.rtl);
        let room = draw(self).map(|room| {
            let [left, _] = self.corner(room);
            Room { left, ..room }
        });
        self.mirrored = before;
        room
    }

    fn point(&self, [x, y]: Point) -> Point {
        let [width, _] = self.picture.size;
        [if self.mirrored { width - x } else { x }, y]
    }

    /// The upper left corner of a room.
    fn corner(&self, room: Room) -> Point {
        let start = if self.mirrored {
            room.right()
        } else {
            room.left
        };
        self.point([start, room.top])
    }

    pub(super) fn bar(&mut self, room: Room, ink: Ink) {
        let corner = self.corner(room);
        self.picture.marks.push(Mark::Bar {
            corner,
            size: [room.width.max(0.0), room.height.max(0.0)],
            ink,
        });
    }

    pub(super) fn line(&mut self, points: &[Point], width: f32, ink: Ink) {
        let points = points.iter().map(|point| self.point(*point)).collect();
        self.picture.marks.push(Mark::Stroke { points, width, ink });
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        self.picture.marks.push(mark);
    }

    pub(super) fn dot(&mut self, center: Point, radius: f32, fill: Option<Ink>, edge: Ink) {
        let center = self.point(center);
        self.picture.marks.push(Mark::Dot {
            center,
            radius,
            fill,
            edge,
        });
    }

    pub(super) fn spot(&mut self, room: Room, words: String, pick: Option<Pick>) {
        let corner = self.corner(room);
        self.picture.spots.push(Spot {
            corner,
            size: [room.width, room.height],
            words,
            pick,
        });
    }

    pub(super) fn width(&mut self, words: &str, size: f32, bold: bool) -> f32 {
        self.measure.width(words, size, bold)
    }

    /// Words that begin, have their middle or end at a place, seen from the start side. What is
    /// wider than `most` is cut.
    pub(super) fn words(
        &mut self,
        words: &str,
        at: Point,
        anchor: Anchor,
        (size, ink): (f32, Ink),
        most: f32,
    ) {
        self.styled(words, at, anchor, (size, ink, false), most);
    }

    fn styled(
        &mut self,
        words: &str,
        at: Point,
        anchor: Anchor,
        (size, ink, bold): (f32, Ink, bool),
        most: f32,
    ) {
        // Names come from texts; no picture can hold what cannot be seen.
        let words = words.replace(char::is_control, " ");
        let words = self.fitted(&words, size, bold, most);
        if words.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Left if self.mirrored => Anchor::Right,
            Anchor::Right if self.mirrored => Anchor::Left,
            other => other,
        };
        let at = self.point(at);
        let rtl = runs_rtl(&words).unwrap_or(false);
        self.picture.marks.push(Mark::Words(Line {
            words,
            at,
            anchor,
            size,
            bold,
            rtl,
            ink,
        }));
    }

    /// The longest beginning of words that fits with `…` after it.
    fn fitted(&mut self, words: &str, size: f32, bold: bool, most: f32) -> String {
        if self.width(words, size, bold) <= most {
            return words.to_owned();
        }
        let ends: Vec<usize> = words.grapheme_indices(true).map(|(at, _)| at).collect();
        let cut = |end: usize| {
            let part = words.get(..end).unwrap_or_default();
            format!("{}…", part.trim_end())
        };
        let fits = ends.partition_point(|end| self.width(&cut(*end), size, bold) <= most);
        match fits.checked_sub(1).and_then(|last| ends.get(last)) {
            Some(end) if *end > 0 => cut(*end),
            _ => String::new(),
        }
    }

    /// Words in lines no wider than `most`.
    fn lines(&mut self, words: &str, size: f32, most: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split(' ') {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer.filter(|line| self.width(line, size, false) <= most) {
                Some(line) => {
                    lines.pop();
                    lines.push(line);
                }
                None => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// Draws title, legend and what was counted, and returns the room between them. The legend
    /// has the sorts of violence of `all` and these victims; `notes` are said after the numbers of
    /// incidents.
    pub(super) fn frame(
        &mut self,
        title: &str,
        all: &Sum,
        harms: &[Harm],
        notes: &[Message],
    ) -> Room {
        let [width, height] = self.picture.size;
        let inner = (width - 2.0 * EDGE).max(1.0);
        title.clone_into(&mut self.picture.title);
        let ink = (TITLE, Ink::Text, true);
        self.styled(title, [EDGE, 14.0], Anchor::Left, ink, inner);
        let top = self.legend(all, harms, 25.0, inner);
        let mut bottom = height - 6.0;
        let source = self.source(notes);
        let lines = self.lines(&source, SOURCE, inner);
        for line in lines.iter().rev() {
            let at = [EDGE, bottom - 7.0];
            self.words(line, at, Anchor::Left, (SOURCE, Ink::Weak), inner);
            bottom -= 15.0;
        }
        Room {
            left: EDGE,
            top,
            width: inner,
            height: (bottom - 4.0 - top).max(1.0),
        }
    }

    /// What is in a picture, with the colours; returns where it ends.
    fn legend(&mut self, all: &Sum, harms: &[Harm], top: f32, width: f32) -> f32 {
        let sorts = all.sorts.iter().enumerate();
        let sorts = sorts.filter(|(_, count)| **count > 0);
        let sorts = sorts.map(|(sort, _)| (sort_key(sort), Ink::Sort(sort)));
        // One alone is named beside its bars.
        let harms = harms.iter().filter(|_| harms.len() > 1);
        let harms = harms.map(|harm| (harm.key(), harm.ink()));
        let shown: Vec<(&str, Ink)> = sorts.chain(harms).collect();
        let (mut x, mut y) = (EDGE, top);
        for (key, ink) in &shown {
            let name = self.t(key);
            let wide = self.width(&name, SMALL, false) + 30.0;
            if x > EDGE && x + wide > EDGE + width {
                (x, y) = (EDGE, y + LEGEND);
            }
            let square = Room {
                left: x,
                top: y + 4.0,
                width: 10.0,
                height: 10.0,
            };
            self.bar(square, *ink);
            let at = [x + 15.0, y + 9.0];
            self.words(&name, at, Anchor::Left, (SMALL, Ink::Weak), width - 15.0);
            x += wide;
        }
        match shown.is_empty() {
            true => top,
            false => y + LEGEND + 4.0,
        }
    }

    /// How many incidents of how many articles, and what is not seen.
    fn source(&self, notes: &[Message]) -> String {
        let counted = self.counted;
        let mut parts: Vec<Message> = Vec::new();
        if counted.events > 0 {
            let source = Message::new("picture-source").number("incidents", counted.events);
            parts.push(source.number("articles", counted.articles));
        }
        if counted.events < counted.rows {
            parts.push(Message::new("picture-linked").number("rows", counted.rows));
        }
        parts.extend_from_slice(notes);
        if counted.left_out > 0 {
            parts.push(Message::new("picture-left-out").number("count", counted.left_out));
        }
        let parts: Vec<String> = parts.iter().map(|part| self.message(part)).collect();
        parts.join(self.setting.catalogue.semicolon())
    }

    /// Says that there is nothing to be drawn.
    pub(super) fn nothing(mut self, room: Room) -> Picture {
        let words = self.t("picture-nothing");
        let at = [room.left + room.width / 2.0, room.top + room.height / 2.0];
        self.words(&words, at, Anchor::Middle, (SMALL, Ink::Weak), room.width);
        self.picture
    }

    /// What a part of the picture tells: what it is, how many incidents, how many victims.
    pub(super) fn told(&self, what: &str, sum: &Sum) -> String {
        let events = Message::new("picture-incidents-of").number("count", sum.events());
        let mut parts = vec![self.message(&events)];
        for harm in Harm::told(sum) {
            parts.push(format!("{}: {}", self.t(harm.key()), harm.of(sum)));
        }
        let comma = self.setting.catalogue.comma();
        format!("{what}: {}", parts.join(comma))
    }

    pub(super) fn finish(self) -> Picture {
        self.picture
    }
}

/// The message that names a sort of violence.
fn sort_key(sort: usize) -> &'static str {
    const KEYS: [&str; SORTS_TOLD] = [
        "violence-air",
        "violence-shelling",
        "violence-rockets",
        "violence-bombing",
        "violence-ground",
        "violence-clash",
        "violence-custody",
        "violence-unsaid",
    ];
    let last = KEYS.get(SORTS.len()).copied().unwrap_or_default();
    KEYS.get(sort).copied().unwrap_or(last)
}
