//! Many changes at once, answered row by row.

use chrono::{DateTime, Utc};
use platform::{audit::FieldChange, web::problem::ProblemField};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::{MemberCard, MemberChanges, With};

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
    /// Row by row. Not beside `which`.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub changes: Vec<OneChange>,
    /// All members of a filter, a segment or a view, at most 10,000: `set` is done to each.
    #[validate(nested)]
    pub which: Option<Which>,
    pub set: Option<MemberChanges>,
    /// Of the dry run that was looked at; needed to write what `which` names.
    #[validate(length(max = 64))]
    pub token: Option<String>,
    /// `record`: each row of `changes` is answered with its `member`.
    pub with: Option<With>,
}

/// Members by the parameters of their list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"filter": {"field": "kind", "op": "eq", "value": "association"}}))]
pub struct Which {
    #[validate(length(max = 200))]
    pub q: Option<String>,
    #[validate(length(max = 200))]
    pub kind: Option<String>,
    #[validate(length(max = 200))]
    pub status: Option<String>,
    #[validate(length(max = 500))]
    pub commune: Option<String>,
    #[validate(length(max = 2000))]
    pub topic: Option<String>,
    #[validate(length(max = 200))]
    pub follow_up: Option<String>,
    pub ex_officio: Option<bool>,
    #[validate(length(max = 36))]
    pub referent: Option<String>,
    /// A JSON syntax tree.
    pub filter: Option<serde_json::Value>,
    pub segment: Option<Uuid>,
    pub view: Option<Uuid>,
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
    /// One for each change; of what `which` names, only those refused, at most 200.
    pub rows: Vec<RowOutcome>,
    /// What becomes of the members that `which` names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub selection: Option<Selection>,
}

/// The members that `which` names, and what becomes of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Selection {
    pub members: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// The first 20 that change, by name.
    pub sample: Vec<SampleRow>,
    /// Writes these very members, as long as nobody has changed one of them: to be sent with `dry_run: false`.
    pub token: String,
}

/// A member before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct SampleRow {
    pub id: Uuid,
    pub name: String,
    pub changes: Vec<FieldChange>,
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
    /// The member as it now stands, its `record` too, for those who ask `with: record`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub member: Option<MemberCard>,
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
