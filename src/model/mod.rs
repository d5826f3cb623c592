//! What a project is made of, and how it changes.
//!
//! An [`article`] is a text that never changes again. What one annotator says about it is a
//! layer, [`annotations`]: [`span`]s with labels from the [`schema`] and [`attribute`]s,
//! [`relation`]s between them, a note, a progress. Every change is one value of [`edit::Edit`], which carries both what was
//! and what will be, so that its inverse needs nothing else; undo, journal and audit trail are
//! made of these values alone ([`history`]). What all annotators know is the [`registry`].
//!
//! Invariant: nothing here reads a clock, a file or the environment, or makes up an id. The
//! caller passes time and ids in. Places are bytes ([`crate::text::offset::ByteIdx`]).

pub mod annotations;
pub mod article;
pub mod attribute;
pub mod columns;
pub mod days;
pub mod edit;
pub mod history;
pub mod id;
pub mod incident;
pub mod mapping;
pub mod project;
pub mod refusal;
pub mod registry;
pub mod relation;
pub mod role;
pub mod schema;
pub mod span;
pub mod violence;
