//! A project on the disk: a folder that loses nothing.
//!
//! ```text
//! NAME/project.ron                      what the articles share: schema, name, settings
//!      articles/ID.txt, ID.ron          the text, never rewritten, and its description
//!      annotations/ANNOTATOR/ID.ron     a layer: a snapshot, with the number of the last
//!                                       journal record it includes
//!      annotations/ANNOTATOR/journal/   every edit as it happened
//! ```
//!
//! [`folder`] reads, [`writer`] writes on a thread of its own, [`journal`] frames records so
//! that a torn one is noticed, [`disk`] is the shape of files, [`codec`] their syntax,
//! [`check`] looks at everything.
//!
//! Invariants: an edit counts as saved only when its journal line has been synced. A file is
//! replaced as a whole or not at all. Another annotator's folder is never written. Places on the
//! disk are Unicode code points. Nothing here panics on what a file holds.

pub mod atomic;
pub mod check;
pub mod codec;
pub mod disk;
pub mod error;
pub mod folder;
pub mod journal;
pub mod lock;
pub mod sample;
pub mod writer;
