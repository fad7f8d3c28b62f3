//! The audit: who changed what, when, by which way, before and after. Append-only.

use chrono::{DateTime, Utc};
use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tables::audit;
use utoipa::ToSchema;
use uuid::Uuid;

/// One field of a record, before and after: any JSON value. One that is not there is null.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldChange {
    pub field: String,
    pub before: Value,
    pub after: Value,
}

/// A line to be written.
pub struct Entry {
    pub verb: &'static str,
    pub record: &'static str,
    pub record_id: Option<Uuid>,
    pub label: String,
    pub changes: Vec<FieldChange>,
}

impl Entry {
    pub fn new(verb: &'static str, record: &'static str, id: Uuid, label: &str) -> Entry {
        Entry { verb, record, record_id: Some(id), label: label.to_owned(), changes: Vec::new() }
    }

    pub fn with(mut self, changes: Vec<FieldChange>) -> Entry {
        self.changes = changes;
        self
    }
}

/// The fields of two JSON objects that differ, in the order of `after`, then those only `before` has.
pub fn differences(before: &Value, after: &Value) -> Vec<FieldChange> {
    let empty = serde_json::Map::new();
    let (old, new) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let names = new.keys().chain(old.keys().filter(|name| !new.contains_key(*name)));
    names
        .filter_map(|field| {
            let before = old.get(field).cloned().unwrap_or(Value::Null);
            let after = new.get(field).cloned().unwrap_or(Value::Null);
            (before != after).then(|| FieldChange { field: field.clone(), before, after })
        })
        .collect()
}

/// Who made a change.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct By {
    /// `person`, `key`, `house` or `anyone`.
    pub kind: String,
    pub name: String,
}

/// A line of the audit, as read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditLine {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub by: By,
    /// `screen`, `api`, `job` or `command`.
    pub way: String,
    pub verb: String,
    /// What kind of record: `member`, `account`, `club`…
    pub record: String,
    pub record_id: Option<Uuid>,
    /// The record's name at that time.
    pub label: String,
    pub changes: Vec<FieldChange>,
}

/// 412 for a record that moved on to `revision`, with who changed it last: `current: {revision, changed_by, changed_at}`.
pub async fn stale<C: ConnectionTrait>(db: &C, record: &str, id: Uuid, revision: i64) -> Result<Problem, Problem> {
    let last = audit::Entity::find()
        .filter(audit::Column::Record.eq(record))
        .filter(audit::Column::RecordId.eq(id))
        .order_by_desc(audit::Column::Id)
        .one(db)
        .await?;
    let current = json!({
        "revision": revision,
        "changed_by": last.as_ref().map(|line| &line.by_name),
        "changed_at": last.as_ref().map(|line| line.at),
    });
    Ok(Problem::stale(revision).with("current", current))
}

/// Newest first; of one record, or of all.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    of: Option<(&str, Uuid)>,
    limit: u64,
    cursor: Option<&str>,
) -> Result<PageOf<AuditLine>, Problem> {
    let question = of.map(|(record, id)| format!("{record}:{id}")).unwrap_or_default();
    let mut query = audit::Entity::find().order_by_desc(audit::Column::Id).limit(limit + 1);
    if let Some((record, id)) = of {
        query = query.filter(audit::Column::Record.eq(record)).filter(audit::Column::RecordId.eq(id));
    }
    if let Some(cursor) = cursor {
        query = query.filter(audit::Column::Id.lt(Cursor::<()>::open(cursor, &question)?.id));
    }
    let mut rows = query.all(db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let items = rows
        .into_iter()
        .map(|row| AuditLine {
            id: row.id,
            at: row.at,
            by: By { kind: row.by_kind, name: row.by_name },
            way: row.way,
            verb: row.verb,
            record: row.record,
            record_id: row.record_id,
            label: row.label,
            changes: serde_json::from_value(row.changes).unwrap_or_default(),
        })
        .collect();
    Ok(PageOf { items, next_cursor, total: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_noted() {
        let changes =
            differences(&json!({"name": "A", "phone": "1"}), &json!({"name": "B", "phone": "1", "city": null}));
        assert_eq!(changes, [FieldChange { field: "name".into(), before: json!("A"), after: json!("B") }]);
    }
}
