//! UIMA CAS, as INCEpTION and other programs in Java have it: XMI 1.0 with a type system beside
//! it, JSON 0.4, and WebAnno TSV 3. Places count UTF-16 code units.
//!
//! Written are the layers `webanno.custom.Span` (feature `label`, a feature an attribute, `note`)
//! and `webanno.custom.Relation` (`Governor`, `Dependent`, `label`), which INCEpTION takes over
//! with the type system. Read is every annotation but tokens and sentences.

mod json;
mod model;
mod tsv;
mod xmi;

use super::holds::Holds;
use super::{Format, Layout};
use crate::text::unit::Unit;

/// XMI.
pub(super) static XMI: Format = Format {
    name: "xmi",
    title: "UIMA CAS XMI with its type system, for INCEpTION",
    extensions: &["xmi"],
    holds: Holds {
        attrs: true,
        span_notes: true,
        relations: true,
        ..Holds::SPANS
    },
    unit: Unit::Utf16,
    layout: Layout::Folder,
    read: Some(xmi::read),
    write: Some(xmi::writer),
};

/// JSON.
pub(super) static JSON: Format = Format {
    name: "cas-json",
    title: "UIMA CAS JSON 0.4",
    extensions: &["json"],
    read: Some(json::read),
    write: Some(json::writer),
    ..XMI
};

/// WebAnno TSV 3.
pub(super) static TSV: Format = Format {
    name: "webanno",
    title: "WebAnno TSV 3.3, with relations, for WebAnno and INCEpTION",
    extensions: &["tsv"],
    holds: Holds {
        blank_edges: false,
        ..XMI.holds
    },
    read: Some(tsv::read),
    write: Some(tsv::writer),
    ..XMI
};

/// The beginning of a file of WebAnno TSV.
pub(super) const TSV_BEGINNING: &str = "#FORMAT=WebAnno TSV 3";
