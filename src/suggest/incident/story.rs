//! Joins what tells of one event: said again, taken up by a definite noun, or in one breath.

use super::Scene;
use super::event::{Event, Manner};

/// How many sentences back a definite noun (الهجوم) takes up an event by itself.
const RECALL: u32 = 6;

/// How many events back are looked through: long texts stay fast.
const MEMORY: usize = 40;

/// The events of a text so far.
pub(super) struct Story<'s, 'a> {
    scene: &'s Scene<'a>,
    events: Vec<(Event<'a>, &'static str)>,
}

impl<'s, 'a> Story<'s, 'a> {
    pub(super) fn new(scene: &'s Scene<'a>) -> Self {
        Self {
            scene,
            events: Vec::new(),
        }
    }

    /// Adds what a trigger tells: to an event that was told of, else as a new one.
    pub(super) fn tell(&mut self, event: Event<'a>) {
        let recent = self.events.iter().enumerate().rev().take(MEMORY);
        let fitting = recent.filter(|(_, (earlier, _))| {
            !event.differs(earlier)
                && (is_linked(self.scene, &event, earlier) || same(&event, earlier))
        });
        // The attack is one, the raids are several; else the nearest.
        let number = |earlier: &Event<'_>| {
            u8::from(event.manner == Manner::Known && earlier.manner == Manner::KnownSeveral)
        };
        let best = fitting.min_by_key(|(_, (earlier, _))| number(earlier));
        let best = best.map(|(at, _)| at);
        match best.and_then(|at| self.events.get_mut(at)) {
            Some((earlier, rule)) => {
                *rule = "incident/joined";
                earlier.absorb(self.scene, event);
            }
            // الهجوم of which nothing is said is no event of its own, nor is what usually happens.
            None if event.is_bare() && event.manner != Manner::New || event.is_usual => {}
            None => {
                let rule = if event.is_harm_alone {
                    "incident/victims"
                } else {
                    "incident/trigger"
                };
                self.events.push((event, rule));
            }
        }
    }

    /// The events with the rules that found them, by their first trigger.
    pub(super) fn events(self) -> Vec<(Event<'a>, &'static str)> {
        self.events
    }
}

/// Whether an analyst says that both are one. What was told before may have grown to hundreds of
/// triggers; the new one has few.
fn is_linked(scene: &Scene<'_>, event: &Event<'_>, earlier: &Event<'_>) -> bool {
    use crate::model::incident::Role::Trigger;
    let mut same = event.role(Trigger).iter().flat_map(|at| scene.same_as(*at));
    same.any(|at| earlier.role(Trigger).contains(&at))
}

/// Whether two that do not differ are told as one.
fn same(event: &Event<'_>, earlier: &Event<'_>) -> bool {
    let apart = event.sentence.saturating_sub(earlier.sentence);
    let known = event.manner != Manner::New;
    // Both in one sentence, or what says nothing of its own right after.
    if apart == 0 || apart == 1 && !event.is_placed() && !event.is_apart {
        return true;
    }
    let recalled = known && !event.is_located() && apart <= RECALL && !event.is_apart;
    if recalled || known && event.shares_place(earlier) {
        return true;
    }
    // Victims of whom nothing else is said are those of what was told before.
    if event.is_harm_alone && !event.is_placed() && apart <= RECALL / 2 && !event.is_apart {
        return true;
    }
    // Told again: by the same party at the same place or time, of as many victims, or at one
    // place and time.
    let again = event.shares_place(earlier)
        || event.shares_time(earlier)
        || apart <= 1
        || event.shares_object(earlier) && !event.is_located();
    event.shares_attacker(earlier) && again
        || event.shares_toll(earlier)
        || event.shares_object(earlier) && event.shares_place(earlier)
        || event.shares_town(earlier)
            && !event.is_alone_in_naming_attackers(earlier)
            && (event.shares_time(earlier) || apart <= 2)
}
