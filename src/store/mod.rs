//! A project on disk: folder, files, journal, lock, recovery.
//!
//! Invariant: an edit that [`Writer::saved`] counts is on the disk and survives the death of the
//! program; no input, however broken, makes anything here panic or overwrite what it could not
//! read. Nothing here is called by the window once a frame except [`Writer::saved`] and
//! [`Writer::status`], which do no input or output.
//!
//! Read [`Store`] first, then [`Writer`]. `disk` holds the shapes of the files (places in code
//! points, with the quoted text), `codec` turns them into RON and back, `journal` frames the
//! log of edits, `file` replaces files atomically, `many` many at once. [`check()`] verifies a whole project.

mod article;
mod check;
mod codec;
mod described;
mod disk;
mod error;
mod file;
mod journal;
mod known;
mod layer;
mod layout;
mod lock;
mod many;
mod notice;
mod open;
mod project;
mod recovery;
pub mod sample;
mod schema;
mod settle;
mod writer;

pub use article::Imported;
pub use check::{CheckReport, check};
pub use described::Described;
pub use error::StoreError;
pub(crate) use file::{read as read_file, replace as replace_file};
pub use known::{Stamp, TableFile};
pub use layer::{Detached, LoadedLayer, Proposal, Summary};
pub use lock::Holder;
pub use notice::{Notice, Severity, What};
pub use open::{Opened, open};
pub use project::{Access, Annotator, Store, WhyReadOnly, create};
pub use schema::Shared;
pub use writer::{FlushError, SaveStatus, Writer};
