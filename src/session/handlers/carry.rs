//! Copying what was marked before: from an article that is nearly the same, from the span of the
//! same label before this one, from the incident before this one.

use std::sync::Arc;

use crate::analysis::carry::Carried;
use crate::model::annotations::Progress;
use crate::model::history::{Change, StepName};
use crate::model::id::{ArticleId, IncidentId, SpanId};
use crate::model::incident::{Incident, Role};
use crate::model::span::{Provenance, Span};
use crate::session::carry::{Alike, Article, Copying, Like, compare};
use crate::session::command::Attributes;
use crate::session::dialog::Dialog;
use crate::session::list::Entry;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::open::OpenArticle;
use crate::session::{Job, Outcome, Session};
use crate::suggest::Context;
use crate::text::fold::fold_word;

use super::article::load_layer;

impl Session {
    /// Looks in the background for what is like the open article.
    pub(in crate::session) fn look_for_twins(&mut self) {
        let Some(project) = &self.project else { return };
        let Some(open) = project.open.as_ref().filter(|open| open.is_own) else {
            return;
        };
        let store = project.store.clone();
        let search = project
            .twins
            .search(open.id.clone(), open.text.clone(), store);
        self.jobs
            .replace(Job::Twins, "look for near-identical articles", move |p| {
                Outcome::Alike(Box::new(search(p)))
            });
    }

    /// Takes in what is like an article.
    pub(in crate::session) fn take_alike(&mut self, alike: Alike) {
        if let Some(project) = &mut self.project {
            project.twins.take(alike);
        }
    }

    /// The annotated articles that are nearly the same as the open one, the most alike first.
    pub fn alike(&self) -> impl Iterator<Item = (&Like, &Entry)> {
        let project = self.project.as_ref();
        let open = self.open().filter(|open| open.is_own);
        let found = project.zip(open);
        found.into_iter().flat_map(|(project, open)| {
            let found = project.twins.of(&open.id).iter();
            found.filter_map(|like| {
                let entry = project.list.get(&like.article)?;
                let marked = !entry.counts.decided.is_empty() && !entry.meta.is_removed();
                marked.then_some((like, entry))
            })
        })
    }

    /// The article that is worth copying from and has not been: it has more spans than this one,
    /// which is not done.
    #[must_use]
    pub fn worth_copying(&self) -> Option<&Entry> {
        let open = self.open().filter(|_| self.can_edit())?;
        let own: u32 = open.layer.counts().values().sum();
        let done = open.layer.progress() == Progress::Done;
        let mut alike = self.alike().map(|(_, entry)| entry);
        alike.find(|entry| !done && entry.counts.decided.values().sum::<u32>() > own)
    }

    /// Shows what would be copied: from the article that was open before if it is like this one,
    /// else from the one that is most alike.
    pub(super) fn show_copying(&mut self) {
        self.copying = None;
        self.dialog = Some(Dialog::Copying);
        let previous = self.project.as_ref();
        let previous = previous.and_then(|project| project.twins.previous.as_ref());
        let alike: Vec<&ArticleId> = self.alike().map(|(like, _)| &like.article).collect();
        let before = alike.iter().find(|id| Some(**id) == previous);
        let from = before.or(alike.first()).map(|id| (*id).clone());
        if let Some(from) = from {
            self.copy_from(from);
        }
    }

    /// Compares the open article with that one in the background.
    pub(super) fn copy_from(&mut self, from: ArticleId) {
        let (Some(project), Some(open)) = (&self.project, self.open()) else {
            return;
        };
        let context = |id: &ArticleId| {
            let entry = project.list.get(id);
            entry
                .map(|entry| Context::of(&entry.meta))
                .unwrap_or_default()
        };
        let target = Article {
            text: open.text.clone(),
            layer: open.layer.clone(),
            context: context(&open.id),
        };
        let (known, there) = (project.layers.get(&from).cloned(), context(&from));
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let schema = project.project.schema.clone();
        let (lexicon, memory) = (
            project.known.lexicon.clone(),
            project.learning.memory.clone(),
        );
        self.copying = Some(Copying::new(open.id.clone(), from.clone()));
        self.jobs
            .replace(Job::Copying, "compare two articles", move |_| {
                let known = match known {
                    Some(known) => Ok(known),
                    None => load_layer(&store, &own, from.clone()).layer,
                };
                let found = known.map(|(layer, text)| {
                    let source = Article {
                        text,
                        layer: Arc::unwrap_or_clone(layer),
                        context: there,
                    };
                    compare(&source, &target, &schema, (&lexicon, &memory), &own)
                });
                Outcome::Copying(from, found.map(Box::new))
            });
    }

    /// Shows what two articles have in common.
    pub(in crate::session) fn take_copying(
        &mut self,
        from: &ArticleId,
        found: Result<Box<Carried>, String>,
    ) {
        let Some(copying) = self.copying.as_mut().filter(|c| c.from == *from) else {
            return;
        };
        if let Ok(carried) = &found {
            let items = carried.items.iter();
            copying.chosen = items.map(|item| item.twin().is_some()).collect();
        }
        copying.found = Some(found.map(|carried| Arc::new(*carried)));
        self.count_copying();
    }

    /// Leaves spans out, or takes them in.
    pub(super) fn choose_copied(&mut self, which: Option<usize>, chosen: bool) {
        if let Some(copying) = &mut self.copying {
            let can: Vec<bool> = copying.carried().map_or_else(Vec::new, |carried| {
                let items = carried.items.iter();
                items.map(|item| item.twin().is_some()).collect()
            });
            let all = copying.chosen.iter_mut().zip(can).enumerate();
            for (number, (taken, can)) in all {
                if which.is_none_or(|which| which == number) {
                    *taken = chosen && can;
                }
            }
        }
        self.count_copying();
    }

    /// Counts what the choice makes.
    fn count_copying(&mut self) {
        let by = self.own_hand();
        let (Some(copying), Some(open)) = (&self.copying, self.open()) else {
            return;
        };
        let Some(by) = by else { return };
        let made = copying.edits(&open.layer, &by, || 0);
        if let Some(copying) = &mut self.copying {
            copying.made = made;
        }
    }

    /// The user's own decision, now.
    fn own_hand(&self) -> Option<Provenance> {
        let project = self.project.as_ref()?;
        let now = (self.world.now)();
        Some(Provenance::manual(project.annotator.clone(), now))
    }

    /// Copies what is chosen, in one step.
    pub(super) fn do_copying(&mut self) {
        let (Some(copying), Some(by)) = (self.copying.take(), self.own_hand()) else {
            return;
        };
        self.dialog = None;
        let Some(open) = self.open().filter(|open| open.id == copying.into) else {
            return;
        };
        let made = copying.edits(&open.layer, &by, self.world.random);
        if made.edits.is_empty() {
            return;
        }
        let edits = made.edits.into_iter().chain(open.layer.beginning());
        let count = u32::try_from(made.spans).unwrap_or(u32::MAX);
        let change = Change::of(&copying.into, StepName::CopyFrom(count), edits);
        self.perform(change);
        let message = Message::new("notice-carried")
            .number("spans", made.spans)
            .number("relations", made.relations)
            .number("incidents", made.incidents);
        self.report(Severity::Success, message, String::new());
    }

    /// Says of the selected span what is said of the one of its label before it, where nothing is
    /// said yet. What other words say themselves is not repeated.
    pub(super) fn repeat_attributes(&mut self) {
        let Some((span, previous)) = self.repeatable() else {
            let message = Message::new("notice-nothing-before");
            return self.report(Severity::Info, message, String::new());
        };
        let (Some(open), Some(project)) = (self.open(), &self.project) else {
            return;
        };
        let words = |span: &Span| span.range.of(open.text.as_str()).map(fold_word);
        let same = words(span) == words(previous);
        let schema = &project.project.schema;
        let wanted = previous.attrs.iter().filter(|(name, _)| {
            let counted = schema.is_counted(&span.label, name);
            !span.attrs.contains_key(*name) && (same || !counted)
        });
        let wanted = wanted.map(|(name, value)| (name.clone(), Some(value.clone())));
        let (id, attributes) = (span.id, wanted.collect::<Attributes>());
        if attributes.is_empty() {
            let message = Message::new("notice-nothing-to-repeat");
            return self.report(Severity::Info, message, String::new());
        }
        self.set_attributes(id, attributes);
    }

    /// The selected span, and the last decided one of its label before it that says something.
    fn repeatable(&self) -> Option<(&Span, &Span)> {
        let open = self.open().filter(|_| self.can_edit())?;
        let span = open.shown(open.span?)?;
        let before = open.layer.spans().rev().find(|other| {
            let earlier = other.range.start() < span.range.start();
            let decided = other.state.is_decided_in() && !other.attrs.is_empty();
            earlier && decided && other.label == span.label
        });
        before.map(|before| (span, before))
    }

    /// Fills the empty roles of the incident of the selected trigger, or of the one that is looked
    /// at, as the incident before it has them; a trigger without an incident begins one. Who was
    /// harmed is not repeated: nobody is counted twice.
    pub(super) fn repeat_roles(&mut self) {
        let Some(open) = self.open() else { return };
        let trigger = self.selected_trigger().map(|span| span.id);
        let of_trigger = |incident: &&Incident| {
            let mut triggers = incident.spans(Role::Trigger);
            triggers.any(|span| Some(span) == trigger)
        };
        let known = open.layer.incidents().find(of_trigger);
        let looked_at = open.incident.and_then(|id| open.layer.incident(id));
        let known = known.or(looked_at.filter(|_| trigger.is_none()));
        let id = known.map(|incident| incident.id);
        let before = match (known, trigger) {
            (Some(known), _) => known.spans(Role::Trigger).next(),
            (None, trigger) => trigger,
        };
        let previous = previous_incident(open, id, before).cloned();
        let Some(previous) = previous else {
            let message = Message::new("notice-no-incident-before");
            return self.report(Severity::Info, message, String::new());
        };
        let again = move |incident: &mut Incident| repeat(incident, &previous);
        match id {
            Some(id) => self.change_incident(id, StepName::RepeatRoles, again),
            None => self.new_incident_with(StepName::RepeatRoles, again),
        }
    }
}

/// The decided incident whose trigger comes last before a span in reading order, else the one
/// that was made last.
fn previous_incident(
    open: &OpenArticle,
    but: Option<IncidentId>,
    before: Option<SpanId>,
) -> Option<&Incident> {
    let order = |id: SpanId| open.shown(id).map(Span::order);
    let before = before.and_then(order);
    let decided = open.layer.incidents().filter(|incident| {
        incident.state.is_decided_in() && Some(incident.id) != but && !incident.roles.is_empty()
    });
    let place = |incident: &Incident| incident.spans(Role::Trigger).filter_map(order).min();
    let earlier = decided.clone().filter(|incident| place(incident) < before);
    let earlier = earlier.max_by_key(|incident| place(incident));
    earlier.or_else(|| decided.max_by_key(|incident| incident.provenance.at))
}

/// Fills the empty roles of an incident as another one has them.
fn repeat(incident: &mut Incident, previous: &Incident) {
    for (role, fillers) in &previous.roles {
        let repeats = !matches!(role, Role::Trigger | Role::Casualty);
        if repeats && incident.fillers(*role).is_empty() {
            for filler in fillers {
                incident.fill(*role, filler.clone());
            }
        }
    }
}
