//! The sample project, compiled in.
