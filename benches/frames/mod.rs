//! Frames of a window without a screen, and what they cost.

pub(crate) mod tables;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Waker;
use std::time::Duration;

use cpu_time::ThreadTime;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, vec2};
use hashiya::model::id::ArticleId;
use hashiya::session::command::Command;
use hashiya::session::{Places, Session, World};
use hashiya::ui::app::App;
use jiff::Timestamp;

pub(crate) fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn random() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1 << 40);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The window without a screen.
pub(crate) struct Window {
    ctx: egui::Context,
    pub(crate) app: App,
    time: f64,
}

impl Window {
    pub(crate) fn new(home: &Path, root: &Path) -> Self {
        let places = Places {
            data: home.join("data"),
            config: home.join("config"),
        };
        std::fs::create_dir_all(&places.config).unwrap();
        std::fs::write(places.config.join("settings.ron"), "(annotator: \"me\")").unwrap();
        let world = World {
            now,
            random,
            wake: Waker::noop().clone(),
            language: None,
            user: "me".into(),
            press: hashiya::ui::picture::press,
        };
        let mut session = Session::new(places, world);
        session.open_project(Some(root));
        Self {
            ctx: egui::Context::default(),
            app: App::new(session),
            time: 0.0,
        }
    }

    /// One frame; what it costs this thread, whatever else the machine does.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = ThreadTime::now();
        let mut output = self.ctx.run_ui(input, |ui| self.app.show(ui));
        // There is no screen that would take them.
        output.textures_delta.clear();
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let cost = start.elapsed();
        std::hint::black_box(meshes);
        cost
    }

    /// Frames until something holds; the longest one.
    pub(crate) fn until(&mut self, done: impl Fn(&App) -> bool) -> Duration {
        let mut longest = Duration::ZERO;
        for _ in 0..200_000 {
            longest = longest.max(self.frame(Vec::new()));
            if done(&self.app) {
                return longest;
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        panic!("it never happened");
    }

    pub(crate) fn is_open(app: &App, id: &ArticleId) -> bool {
        app.session.open().is_some_and(|open| &open.id == id)
    }

    pub(crate) fn send(&mut self, command: Command) -> Duration {
        self.app.session.send(command);
        self.frame(Vec::new())
    }

    pub(crate) fn pointer(&mut self, at: Pos2, pressed: Option<bool>) -> Duration {
        let mut events = vec![Event::PointerMoved(at)];
        if let Some(pressed) = pressed {
            events.push(Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        self.frame(events)
    }

    pub(crate) fn wheel(&mut self, points: f32) -> Duration {
        self.frame(vec![Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        }])
    }

    pub(crate) fn key(&mut self, key: Key) -> Duration {
        self.frame(vec![Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }])
    }
}

pub(crate) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

pub(crate) fn row(what: &str, mut frames: Vec<Duration>, promise: &str) {
    frames.sort();
    let at = |part: f64| {
        let last = frames.len() - 1;
        millis(frames[((last as f64) * part).round() as usize])
    };
    println!(
        "{what:<58} {:>8.2} {:>8.2} {:>8.2}   {promise}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
