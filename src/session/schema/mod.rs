//! Reshaping the schema: two labels become one, one becomes two, one goes. What it touches is
//! shown before it is done, and all of it is one step.
//!
//! Only the user's own spans change. Those of other annotators keep their label, which stays in
//! the schema as one that was merged or removed and can be read.

pub mod change;
pub mod incoming;
pub mod narrow;
pub mod plan;

use std::collections::BTreeMap;

use crate::analysis::search::Hit;
use crate::model::id::{AnnotatorId, ArticleId, LabelId};
use crate::model::incident::Role;
use crate::model::span::AttrValue;

pub use narrow::Narrowing;

/// What is looked at in the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A label.
    Label(LabelId),
    /// A type of relation, by its name in files.
    Relation(String),
    /// What is said of incidents.
    Incident,
    /// A role of incidents.
    Role(Role),
}

/// A change of the schema that changes spans with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Reshape {
    /// The spans of one label get another one, and it stands for that from then on.
    Merge {
        /// The label that goes.
        from: LabelId,
        /// The label that stays.
        into: LabelId,
    },
    /// Some spans of a label get another one.
    Split {
        /// The label that they have.
        from: LabelId,
        /// The label that they get.
        to: LabelId,
        /// Which of them.
        which: Which,
    },
    /// A label goes, and its spans with it.
    Delete(LabelId),
    /// A type of relation goes, and the relations of it.
    DeleteRelation(String),
    /// The schema asks less; what was said stays.
    Narrow(Narrowing),
}

/// Which spans of a label are split off.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    /// Those of which something is said.
    Said(String, AttrValue),
    /// Those in whose words these stand, as a search finds them.
    Words(String),
}

/// What reshaping the schema touches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touched {
    /// The user's own spans, or the first of two that are related, by article.
    pub places: Vec<(ArticleId, Hit)>,
    /// How many relations go or change their ends.
    pub relations: usize,
    /// How many roles of incidents lose who filled them, or get another filler.
    pub fillers: usize,
    /// How many spans, or relations, others have; theirs stay as they are.
    pub others: BTreeMap<AnnotatorId, usize>,
    /// In how many articles the user's own layer cannot be read; those are left as they are.
    pub left_out: usize,
}

impl Touched {
    /// Whether nothing of anybody is touched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.others.is_empty() && self.left_out == 0
    }

    /// In how many articles something changes.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.places
            .chunk_by(|(one, _), (other, _)| one == other)
            .count()
    }
}

/// What would be done to the schema, while that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Reshaping {
    /// What would be done.
    pub reshape: Reshape,
    /// What it touches; `None` while that is looked for.
    pub touched: Option<Touched>,
}
