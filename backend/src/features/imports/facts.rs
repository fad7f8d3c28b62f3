//! What happened, for those who listen. Bulk work is one fact, not one per row.

use platform::facts::Fact;
use serde::Serialize;
use uuid::Uuid;

/// An import was written: so many members made, so many changed.
#[derive(Debug, Serialize)]
pub struct ImportCommitted {
    pub import_id: Uuid,
    pub created: usize,
    pub updated: usize,
}

impl Fact for ImportCommitted {
    const KIND: &'static str = "imports.import_committed";
}

/// An import was taken back, as a whole or in part.
#[derive(Debug, Serialize)]
pub struct ImportUndone {
    pub import_id: Uuid,
    /// Members that exist no longer.
    pub removed: usize,
    /// Members that are as they were before.
    pub restored: usize,
    /// Members left as they are, since somebody changed them.
    pub kept: usize,
}

impl Fact for ImportUndone {
    const KIND: &'static str = "imports.import_undone";
}
