//! Bytes to model and back, one file per format. Nothing here touches the disk.

pub mod jsonl;
pub mod plain;
