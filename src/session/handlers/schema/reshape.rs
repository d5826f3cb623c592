//! Reshaping the schema: what it touches is looked for in the background and shown, then all of it
//! is done as one step.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::step_of;
use crate::analysis::search::in_context;
use crate::model::history::{Change, Scoped, StepName};
use crate::model::id::{AnnotatorId, ArticleId};
use crate::model::project::ProjectEdit;
use crate::session::command::SchemaCommand;
use crate::session::dialog::Dialog;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::schema::{Item, Narrowing, Reshape, Reshaping, Touched};
use crate::session::{Job, LoadedLayer, Outcome, Session};

/// What reshaping the schema would touch, with the layers in which that is.
pub(in crate::session) struct Looked {
    reshape: Reshape,
    touched: Touched,
    layers: Vec<LoadedLayer>,
}

impl Session {
    /// Looks for what a change of the schema would touch, in the background.
    pub(super) fn look(&mut self, reshape: Reshape) {
        let Some(project) = &self.project else { return };
        let schema = &project.project.schema;
        if let Reshape::Narrow(narrowing) = &reshape
            && let Err(fault) = narrowing.change(schema)
        {
            let message = self.fault(&fault);
            return self.report(Severity::Warning, message, String::new());
        }
        if !reshape.fits(schema) {
            return;
        }
        let after = reshape.after(schema);
        let (store, own) = (project.store.clone(), project.annotator.clone());
        let ids: BTreeSet<ArticleId> = project.list.iter().map(|e| e.meta.id.clone()).collect();
        let at_hand = project.layers.clone();
        let changed: BTreeSet<ArticleId> = project.changed.keys().cloned().collect();
        let others: Vec<AnnotatorId> = project
            .annotators
            .iter()
            .map(|annotator| annotator.id.clone())
            .filter(|id| *id != own)
            .collect();
        self.reshaping = Some(Reshaping {
            reshape: reshape.clone(),
            touched: None,
        });
        // Most of what is not asked any more was never said: then there is nothing to show.
        if !matches!(reshape, Reshape::Narrow(_)) {
            self.dialog = Some(Dialog::Reshape);
        }
        self.jobs.replace(Job::Reshape, "schema", move |progress| {
            let mut touched = Touched::default();
            let mine: BTreeSet<ArticleId> = store
                .layers(&own)
                .into_iter()
                .chain(at_hand.keys().cloned())
                .filter(|id| ids.contains(id))
                .collect();
            let total = (mine.len() * (1 + others.len())) as u64;
            let looked: Vec<_> = mine
                .into_par_iter()
                .map(|id| {
                    let known = at_hand.get(&id).cloned();
                    let is_at_hand = known.is_some();
                    let loaded = match known {
                        Some(known) => LoadedLayer {
                            id: id.clone(),
                            layer: Ok(known),
                        },
                        None => {
                            crate::session::handlers::article::load_layer(&store, &own, id.clone())
                        }
                    };
                    (id, loaded, is_at_hand)
                })
                .collect();
            progress.set(looked.len() as u64, total);
            let mut layers = Vec::new();
            for (id, loaded, is_at_hand) in looked {
                let Ok((layer, text)) = &loaded.layer else {
                    touched.left_out += 1;
                    continue;
                };
                let plan = reshape.plan(layer, text, &after);
                if plan.is_empty() {
                    continue;
                }
                if changed.contains(&id) {
                    touched.left_out += 1;
                    continue;
                }
                touched.relations += plan.relations;
                touched.fillers += plan.fillers;
                let hits = plan
                    .places
                    .iter()
                    .map(|place| in_context(text.as_str(), *place));
                touched.places.extend(hits.map(|hit| (id.clone(), hit)));
                if !is_at_hand {
                    layers.push(loaded);
                }
            }
            for other in others {
                if progress.is_cancelled() {
                    break;
                }
                let theirs = store
                    .layers(&other)
                    .into_iter()
                    .filter(|id| ids.contains(id));
                let theirs: Vec<ArticleId> = theirs.collect();
                let count: usize = theirs
                    .into_par_iter()
                    .filter_map(|id| {
                        let (text, _) = store.load_text(&id).ok()?;
                        let layer = store.load_layer(&other, &id, &text).ok()?.layer;
                        Some(reshape.count(&layer, &text))
                    })
                    .sum();
                if count > 0 {
                    touched.others.insert(other, count);
                }
            }
            Outcome::Reshape(Box::new(Looked {
                reshape,
                touched,
                layers,
            }))
        });
    }

    /// Shows what would be touched, if that is still asked for.
    pub(in crate::session) fn take_looked(&mut self, looked: Looked) {
        let asked = self.reshaping.as_mut();
        let asked = asked.filter(|asked| asked.reshape == looked.reshape);
        if let (Some(asked), Some(project)) = (asked, &mut self.project) {
            project.keep_layers(looked.layers);
            let shown = self.dialog == Some(Dialog::Reshape);
            let is_nothing = looked.touched.is_empty();
            asked.touched = Some(looked.touched);
            if matches!(looked.reshape, Reshape::Narrow(_)) && !shown {
                if is_nothing {
                    self.reshape();
                } else {
                    self.dialog = Some(Dialog::Reshape);
                }
            }
        }
    }

    /// Does what is shown, as one step: the schema and all own spans.
    pub(super) fn reshape(&mut self) {
        let reshaping = self.reshaping.take();
        let Some(Reshaping {
            reshape,
            touched: Some(touched),
        }) = reshaping
        else {
            return;
        };
        let Some(project) = &self.project else { return };
        let schema = &project.project.schema;
        if !reshape.fits(schema) {
            self.dialog = None;
            return;
        }
        let after = reshape.after(schema);
        let layers = project.layers.iter();
        let layers = layers.filter(|(id, _)| !project.changed.contains_key(id));
        // What has been done since it was looked at is taken in.
        let edits = layers.flat_map(|(id, (layer, text))| {
            let edits = reshape.plan(layer, text, &after).edits.into_iter();
            edits.map(|edit| Scoped {
                article: id.clone(),
                edit,
            })
        });
        let edits = edits.collect();
        let project = reshape.schema_edits(schema).into_iter();
        let project = project.map(ProjectEdit::Schema).collect();
        let (name, item) = match &reshape {
            Reshape::Merge { from, into } => (
                StepName::MergeLabels(from.clone(), into.clone()),
                Item::Label(into.clone()),
            ),
            Reshape::Split { from, to, .. } => (
                StepName::SplitLabel(from.clone(), to.clone()),
                Item::Label(to.clone()),
            ),
            Reshape::Delete(label) => {
                let next = schema.current().find(|other| other.id != *label);
                let next = next.map_or(Item::Incident, |next| Item::Label(next.id.clone()));
                (StepName::DeleteLabel(label.clone()), next)
            }
            Reshape::DeleteRelation(_) => (StepName::ChangeSchema, Item::Incident),
            Reshape::Narrow(narrowing) => {
                let item = narrowing.item();
                let next = match narrowing {
                    Narrowing::Role(_) => Item::Incident,
                    _ => item.clone(),
                };
                (step_of(&item), next)
            }
        };
        let is_told = !matches!(reshape, Reshape::Narrow(_));
        self.perform(Change {
            name,
            edits,
            project,
        });
        self.dialog = Some(Dialog::Schema(Some(item)));
        if is_told {
            let message = Message::new("notice-reshaped").number("count", touched.places.len());
            self.report(Severity::Success, message, String::new());
        }
    }
}

impl SchemaCommand {
    /// Asks for less, after showing who says it.
    #[must_use]
    pub fn look(narrowing: Narrowing) -> Self {
        Self::Look(Box::new(Reshape::Narrow(narrowing)))
    }
}
