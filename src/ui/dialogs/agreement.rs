//! Two annotators side by side: how far they agree, and their differences, each settled with a
//! key.

use egui::{Key, Rect, Sense, Ui, pos2, vec2};

use crate::analysis::agreement::{Agreement, Differs};
use crate::analysis::evaluate::Criterion;
use crate::model::id::AnnotatorId;
use crate::model::span::Span;
use crate::session::Session;
use crate::session::command::{Command, Review};
use crate::session::compare::{Comparison, Found, Place, Side};
use crate::session::message::Message;
use crate::ui::flow::{column, isolated, row_of, scroll, wrapped};
use crate::ui::paint::text::{self, Fit, Font};
use crate::ui::panels::{attributes, label_called, label_name};
use crate::ui::theme::{label_color, palette};
use crate::ui::widgets::excerpt::excerpt;
use crate::ui::widgets::table::{Cells, cells};
use crate::ui::widgets::{button, choice, label, short_label, tip};

/// How high a difference is: the words, and what each of the two says.
const ROW: f32 = 64.0;

/// How many attributes are shown: those that differ most.
const MOST_ATTRIBUTES: usize = 4;

/// Shows the comparison.
pub(super) fn show(ui: &mut Ui, session: &mut Session, rtl: bool) {
    let mut commands = Vec::new();
    let weak = palette(ui.ctx()).weak;
    let t = |key: &str| session.catalogue.t(key);
    match &session.comparison {
        None => {
            label(ui, &t("agreement-alone"), Font::ui(13.0), weak);
        }
        Some(comparison) => {
            commands.extend(sides(ui, session, comparison, rtl));
            if comparison.sides.first == comparison.sides.second {
                label(ui, &t("agreement-same"), Font::ui(13.0), weak);
            } else if let Some(found) = &comparison.found {
                measures(ui, session, &found.agreement, rtl);
                ui.add_space(6.0);
                commands.extend(differences(ui, session, comparison, found, rtl));
            } else {
                label(ui, &t("agreement-running"), Font::ui(13.0), weak);
            }
        }
    }
    for command in commands {
        session.send(command);
    }
}

/// Who is compared with whom.
fn sides(ui: &mut Ui, session: &Session, comparison: &Comparison, rtl: bool) -> Option<Command> {
    let annotators = session.project.iter().flat_map(|p| &p.annotators);
    let options: Vec<(AnnotatorId, String)> = annotators
        .map(|annotator| (annotator.id.clone(), annotator.name.clone()))
        .collect();
    let shown = &comparison.sides;
    let mut wanted = shown.clone();
    for (number, side) in [("1", &mut wanted.first), ("2", &mut wanted.second)] {
        wrapped(ui, rtl, |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            short_label(ui, number, Font::ui(13.0).bold(), palette(ui.ctx()).weak);
            if let Some(chosen) = choice(ui, &options, side) {
                *side = chosen;
            }
        });
    }
    (wanted != *shown).then_some(Command::Review(Review::Compare(
        wanted.first,
        wanted.second,
    )))
}

/// A table of what was measured.
fn measures(ui: &mut Ui, session: &Session, agreement: &Agreement, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let weak = palette(ui.ctx()).weak;
    let message = Message::new("agreement-articles").number("count", agreement.articles);
    let articles = session.catalogue.message(&message);
    let [first, second] = agreement.marked;
    let message = Message::new("agreement-spans")
        .number("first", first)
        .number("second", second);
    let words = format!("{articles} · {}", session.catalogue.message(&message));
    label(ui, &words, Font::ui(12.5), weak);
    let height = (ui.ctx().content_rect().height() * 0.26).clamp(90.0, 330.0);
    scroll(height).id_salt("measures").show(ui, |ui| {
        ui.with_layout(column(rtl), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            overall(ui, session, agreement, rtl);
            let head = ["agreement-exact", "agreement-overlap", "agreement-alpha"].map(t);
            let content = Cells {
                first: &t("agreement-label"),
                rest: &head,
                spot: None,
                bold: true,
            };
            tip(cells(ui, &content, rtl), &t("agreement-columns-tip"), rtl);
            let schema = session
                .project
                .iter()
                .flat_map(|p| &p.project.schema.labels);
            for item in schema {
                let Some(tally) = agreement.spans.get(&item.id.as_str().to_uppercase()) else {
                    continue;
                };
                let f1 = |by| format!("{:.2}", tally.by(by).f1());
                let alpha = agreement.alpha_of(&item.id);
                let content = Cells {
                    first: label_name(item, rtl),
                    rest: &[f1(Criterion::Exact), f1(Criterion::Overlap), number(alpha)],
                    spot: Some(label_color(ui.ctx(), &item.color)),
                    bold: false,
                };
                cells(ui, &content, rtl);
            }
        });
    });
    let mut attributes: Vec<_> = agreement.attributes.iter().collect();
    attributes.retain(|(_, part)| part.right < part.of);
    attributes.sort_by_key(|(_, part)| std::cmp::Reverse(part.of - part.right));
    let named = attributes.iter().take(MOST_ATTRIBUTES);
    let named = named.map(|((_, name), part)| {
        let share = isolated(&format!("{}/{}", part.right, part.of));
        format!("{} {share}", session.catalogue.attribute(name))
    });
    let named: Vec<String> = named.collect();
    if !named.is_empty() {
        let words = format!("{}: {}", t("agreement-attributes"), named.join(" · "));
        label(ui, &words, Font::ui(12.5), weak);
    }
}

/// What was measured over all labels.
fn overall(ui: &mut Ui, session: &Session, agreement: &Agreement, rtl: bool) {
    let t = |key: &str| session.catalogue.t(key);
    let mut line = |key: &str, value: String| {
        let content = Cells {
            first: &t(key),
            rest: &[String::new(), String::new(), value],
            spot: None,
            bold: false,
        };
        let response = cells(ui, &content, rtl);
        tip(response, &t(&format!("{key}-tip")), rtl);
    };
    line("agreement-all", number(agreement.alpha()));
    line("agreement-gamma", number(agreement.disorder.gamma()));
    let counts = agreement.counts;
    if counts.of > 0 {
        let alpha = number(agreement.alpha_of_counts());
        let share = format!("{} / {} · {alpha}", counts.right, counts.of);
        line("agreement-counts", isolated(&share));
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

/// The differences, with keys and buttons to settle them.
fn differences(
    ui: &mut Ui,
    session: &Session,
    comparison: &Comparison,
    found: &Found,
    rtl: bool,
) -> Vec<Command> {
    let colors = palette(ui.ctx());
    let open = found.places.iter().filter(|place| place.settled.is_none());
    let message = Message::new("agreement-differences")
        .number("count", found.places.len())
        .number("open", open.count());
    let words = session.catalogue.message(&message);
    label(ui, &words, Font::ui(13.0).bold(), colors.text);
    for problem in found.problems.iter().take(3) {
        label(ui, problem, Font::ui(12.5), colors.error);
    }
    if found.places.is_empty() {
        return Vec::new();
    }
    let hint = session.catalogue.t("agreement-hint");
    label(ui, &hint, Font::ui(12.5), colors.weak);
    let mut commands = keys(ui, comparison, found.places.len());
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = (ui.available_height() - 8.0).clamp(150.0, 520.0);
    let mut area = scroll(height).id_salt("differences");
    if let Some(offset) = followed(ui, comparison.chosen, height) {
        area = area.vertical_scroll_offset(offset);
    }
    let shown = area.show_rows(ui, ROW, found.places.len(), |ui, range| {
        ui.with_layout(column(rtl), |ui| {
            let first = range.start;
            let places = found.places.get(range).unwrap_or_default();
            for (number, place) in places.iter().enumerate() {
                let number = first + number;
                let chosen = number == comparison.chosen;
                commands.extend(row(ui, session, (number, place), chosen, rtl));
            }
        });
    });
    let top = shown.state.clamped_offset().y;
    ui.data_mut(|data| data.insert_temp(view_id(), (comparison.chosen, top)));
    commands
}

fn view_id() -> egui::Id {
    egui::Id::unique("differences")
}

/// Where the list has to be scrolled to, if the choice has moved out of what is seen.
fn followed(ui: &Ui, chosen: usize, height: f32) -> Option<f32> {
    let (last, top): (usize, f32) = ui.data(|data| data.get_temp(view_id()))?;
    let (start, end) = (chosen as f32 * ROW, (chosen + 1) as f32 * ROW);
    if last == chosen || (top <= start && end <= top + height) {
        None
    } else if start < top {
        Some(start)
    } else {
        Some(end - height)
    }
}

fn keys(ui: &Ui, comparison: &Comparison, count: usize) -> Vec<Command> {
    let chosen = comparison.chosen;
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let mut commands = Vec::new();
    let mut review = |command| commands.push(Command::Review(command));
    if pressed(Key::ArrowDown) && chosen + 1 < count {
        review(Review::ChooseDifference(chosen + 1));
    }
    if pressed(Key::ArrowUp) && chosen > 0 {
        review(Review::ChooseDifference(chosen - 1));
    }
    if pressed(Key::Num1) {
        review(Review::Settle(chosen, Side::First));
    }
    if pressed(Key::Num2) {
        review(Review::Settle(chosen, Side::Second));
    }
    if pressed(Key::Enter) {
        review(Review::SeeDifference(chosen));
    }
    commands
}

/// A difference.
fn row(
    ui: &mut Ui,
    session: &Session,
    (number, place): (usize, &Place),
    chosen: bool,
    rtl: bool,
) -> Vec<Command> {
    let colors = palette(ui.ctx());
    let mut commands = Vec::new();
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let spoken = format!(
        "{}: {}",
        differs(session, &place.difference.what),
        place.hit.context
    );
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, chosen, &spoken));
    if chosen {
        ui.painter()
            .rect_filled(rect.shrink(1.0), 6.0, colors.selection);
    }
    let name = differs(session, &place.difference.what);
    let line = |top: f32| {
        let corner = pos2(rect.left() + 8.0, rect.top() + top);
        Rect::from_min_size(corner, vec2(rect.width() - 16.0, 22.0))
    };
    let head = line(4.0);
    let shaped = text::shape(ui.ctx(), &name, Font::ui(12.0), Fit::Elide(170.0));
    text::paint_in(ui.painter(), head, &shaped, colors.weak, !rtl);
    let mut words = head;
    if rtl {
        words.min.x += 180.0;
    } else {
        words.max.x -= 180.0;
    }
    excerpt(ui, words, &place.hit, colors.mark);
    let inner = Rect::from_min_max(
        pos2(rect.left() + 8.0, rect.top() + 28.0),
        rect.right_bottom() - vec2(8.0, 2.0),
    );
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(column(rtl)));
    inside.spacing_mut().item_spacing.y = 0.0;
    row_of(&mut inside, rtl, |ui| {
        for (key, side) in [("1", Side::First), ("2", Side::Second)] {
            let taken = place.settled == Some(side);
            let words = if taken {
                session.catalogue.t("agreement-taken")
            } else {
                let message = Message::new("agreement-take").text("key", key);
                session.catalogue.message(&message)
            };
            let settle = Command::Review(Review::Settle(number, side));
            let enabled = !taken && session.is_enabled(&settle);
            if button(ui, &words, enabled).clicked() {
                commands.push(settle);
            }
            let says = says(session, place, side, rtl);
            let color = if taken { colors.text } else { colors.weak };
            let width = inner.width() / 2.0 - 110.0;
            crate::ui::widgets::cell(ui, &says, width, Font::ui(13.0), color, rtl);
        }
    });
    if response.double_clicked() {
        commands.push(Command::Review(Review::SeeDifference(number)));
    } else if response.clicked() {
        commands.push(Command::Review(Review::ChooseDifference(number)));
    }
    commands
}

/// In what two spans differ.
fn differs(session: &Session, what: &Differs) -> String {
    let t = |key: &str| session.catalogue.t(key);
    match what {
        Differs::Missing => t("differs-missing"),
        Differs::Label => t("differs-label"),
        Differs::Edges => t("differs-edges"),
        Differs::Attributes(names) => {
            let names = names.iter().map(|name| session.catalogue.attribute(name));
            let names: Vec<String> = names.collect();
            let message = Message::new("differs-attributes").text("names", names.join(", "));
            session.catalogue.message(&message)
        }
    }
}

/// What a side says: what sets its span apart from the other one.
fn says(session: &Session, place: &Place, side: Side, rtl: bool) -> String {
    let (Some(span), _) = place.spans(side) else {
        return session.catalogue.t("agreement-nothing");
    };
    match &place.difference.what {
        Differs::Missing | Differs::Label => label_called(session, &span.label, rtl),
        Differs::Edges => {
            // The words of the span: the difference covers both.
            let from = place.difference.range.start().get();
            let (start, end) = (span.range.start().get(), span.range.end().get());
            let base = place.hit.inside.start().get();
            let words = place
                .hit
                .context
                .get(start + base - from..end + base - from);
            isolated(words.unwrap_or_default())
        }
        Differs::Attributes(names) => {
            let values = names.iter().map(|name| value(session, span, name));
            values.collect::<Vec<String>>().join(", ")
        }
    }
}

fn value(session: &Session, span: &Span, name: &str) -> String {
    match span.attrs.get(name) {
        None => session.catalogue.t("attribute-none"),
        Some(value) => isolated(&attributes::words(session, name, value)),
    }
}
