//! Seeing what others put into what is shared while the project is open: registry, schema,
//! descriptions of articles.

use std::time::Duration;

use crate::model::article::{ArticleMeta, MetaField};
use crate::model::id::{ArticleId, ProjectId};
use crate::model::registry::Registry;
use crate::session::message::Message;
use crate::session::notices::Severity;
use crate::session::{Job, Outcome, Session};
use crate::store::{Described, Shared, Stamp};

/// How often the files are looked at, in steps of [`STEP`].
const STEPS: u32 = 8;
/// How soon the thread ends once it is told to.
const STEP: Duration = Duration::from_millis(125);

/// What was seen of the shared files.
pub(in crate::session) struct Seen {
    project: ProjectId,
    stamp: Stamp,
    /// What is in the registry; `None` if it cannot be read just now.
    registry: Option<Registry>,
    /// What was shared when all of it was on the disk, and what it is there now.
    shared: Option<(Shared, Shared)>,
    described: Described,
    /// Descriptions that were written since.
    metas: Vec<ArticleMeta>,
}

impl Session {
    /// Waits in the background until a shared file is another one, and reads it then. A look costs
    /// a question to the file system for each, and one for all descriptions.
    pub(in crate::session) fn watch_others(&mut self) {
        if self.jobs.is_running(&Job::Watch) {
            return;
        }
        let is_saved = self.saved() == Ok(true);
        let Some(project) = &mut self.project else {
            return;
        };
        let (id, store) = (project.project.id, project.store.clone());
        let seen = project.seen.clone();
        let mut described = std::mem::take(&mut project.described);
        // What the user has changed and the disk does not have yet is not what others have said.
        let known = is_saved.then(|| Shared {
            schema: project.project.schema.clone(),
            learn_since: project.project.settings.learn_since,
        });
        self.jobs
            .spawn(Job::Watch, "watch the shared files", move |job| {
                loop {
                    for _ in 0..STEPS {
                        if job.is_cancelled() {
                            return Outcome::Watched(None);
                        }
                        std::thread::sleep(STEP);
                    }
                    let metas = store.newly_described(&mut described);
                    let stamp = store.shared_stamp();
                    if stamp == seen && metas.is_empty() {
                        continue;
                    }
                    let other = stamp != seen;
                    let known = known.filter(|_| other);
                    let shared = known.and_then(|known| Some((known, store.load_shared().ok()?)));
                    return Outcome::Watched(Some(Box::new(Seen {
                        project: id,
                        stamp,
                        registry: other.then(|| store.load_registry().ok()).flatten(),
                        shared,
                        described,
                        metas,
                    })));
                }
            });
    }

    /// Takes in what others have said; what the program wrote itself is known.
    pub(in crate::session) fn take_watched(&mut self, seen: Option<Seen>) {
        let (Some(seen), Some(project)) = (seen, &mut self.project) else {
            return;
        };
        if project.project.id != seen.project {
            return;
        }
        project.described = seen.described;
        let known = &project.known.registry;
        let knows_more = seen.registry.is_some_and(|registry| registry != *known);
        let here = &mut project.project;
        let shared = seen.shared.filter(|(known, _)| {
            known.schema == here.schema && known.learn_since == here.settings.learn_since
        });
        let (mut reshaped, mut learns) = (false, false);
        // Where the user has changed the schema meanwhile, the files are looked at once more.
        if let Some((known, shared)) = shared {
            project.seen = seen.stamp;
            reshaped = shared.schema != known.schema;
            learns = shared.learn_since != known.learn_since;
            here.schema = shared.schema;
            here.settings.learn_since = shared.learn_since;
        }
        if knows_more {
            self.know_anew();
        }
        if reshaped {
            self.schema_changed();
            self.tally_on();
            let message = Message::new("notice-schema-of-others");
            self.report(Severity::Info, message, String::new());
        }
        if learns {
            self.learn_since_changed();
        }
        self.describe_anew(seen.metas);
    }

    /// Takes in how others describe articles: field by field, the later word stands.
    fn describe_anew(&mut self, metas: Vec<ArticleMeta>) {
        let Some(project) = &mut self.project else {
            return;
        };
        let open = project.open.as_ref().map(|open| open.id.clone());
        let mut changed: Vec<ArticleId> = Vec::new();
        let (mut shown, mut dated) = (false, false);
        for theirs in metas {
            let Some(entry) = project.list.get(&theirs.id) else {
                continue;
            };
            let mut meta = entry.meta.clone();
            let fields = take_later(&mut meta, theirs);
            if fields.is_empty() {
                continue;
            }
            if open.as_ref() == Some(&meta.id) {
                shown = true;
                dated = fields.iter().any(|field| field.is_read_with());
            }
            changed.push(meta.id.clone());
            project.list.set_meta(meta);
        }
        if changed.is_empty() {
            return;
        }
        project.list.refresh();
        for id in &changed {
            project.tally.forget(id);
        }
        self.renew_rows(&changed);
        if dated {
            // Nothing moves before the place where the user is.
            self.read_article(true);
        }
        self.tally_on();
        if shown {
            let message = Message::new("notice-described-by-others");
            self.report(Severity::Info, message, String::new());
        }
    }
}

/// Takes over what is said later. The fields that say something else then.
fn take_later(mine: &mut ArticleMeta, theirs: ArticleMeta) -> Vec<MetaField> {
    let mut changed = Vec::new();
    for (field, entry) in theirs.fields {
        let ours = mine.fields.get(&field);
        if ours.is_some_and(|ours| ours.at >= entry.at) {
            continue;
        }
        if mine.get(field) != entry.value.as_deref() {
            changed.push(field);
        }
        mine.fields.insert(field, entry);
    }
    changed
}
