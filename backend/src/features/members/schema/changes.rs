//! Many changes at once, answered row by row.

use chrono::{DateTime, Utc};
use platform::web::problem::ProblemField;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::MemberChanges;

/// Changes to many members. A paste (`atomic: false`) keeps the good rows; a bulk edit (`atomic: true`) is all or nothing.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"dry_run": false, "atomic": false, "changes": [{"id": "019ab1c2-0000-7000-8000-000000000000", "revision": 3, "set": {"status": "active"}}]}))]
pub struct ChangesForm {
    /// Says what would be, and writes nothing.
    #[serde(default)]
    pub dry_run: bool,
    #[serde(default)]
    pub atomic: bool,
    #[schema(min_items = 1, max_items = 1000)]
    pub changes: Vec<OneChange>,
}

/// What to change of one member, from the revision that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OneChange {
    pub id: Uuid,
    pub revision: i64,
    pub set: MemberChanges,
}

/// What became of many changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangesMade {
    /// By which they can be undone together; null when nothing was written.
    pub change_set_id: Option<Uuid>,
    pub rows: Vec<RowOutcome>,
}

/// What became of one row. In a dry run, and in an atomic change that was refused, what would have become of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowOutcome {
    pub id: Uuid,
    pub outcome: ChangeOutcome,
    /// The member's revision now; null when there is no such member.
    pub revision: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// For a row that somebody changed since it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub current: Option<Current>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeOutcome {
    Changed,
    Unchanged,
    Refused,
}

/// The revision there is now, and who made it when.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Current {
    pub revision: i64,
    pub changed_by: Option<String>,
    pub changed_at: Option<DateTime<Utc>>,
}
