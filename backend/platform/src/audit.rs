//! The audit: who changed what, when, by which way, before and after. Append-only.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
    words::fold,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tables::{audit, change_set};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    asker::Asker,
    change_sets,
    filter::holds,
    house::House,
    many::{self, Again},
};

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

/// Audit lines made ready, in the name of whoever asks.
pub fn ready(house: &House, by: &Asker, entries: Vec<Entry>) -> Result<many::Ready<audit::Entity>, Problem> {
    let backend = house.db.backend();
    let (by_kind, by_id, by_name) = by.caller.signature();
    let rows = entries.into_iter().map(|entry| audit::ActiveModel {
        id: Set(kernel::ids::new_id()),
        at: Set(DateTime::default()),
        by_kind: Set(by_kind.to_owned()),
        by_id: Set(by_id),
        by_name: Set(by_name.clone()),
        way: Set(by.way.as_str().to_owned()),
        request_id: Set(Some(by.request_id.clone()).filter(|id| !id.is_empty())),
        verb: Set(entry.verb.to_owned()),
        record: Set(entry.record.to_owned()),
        record_id: Set(entry.record_id),
        label_key: Set(fold(&entry.label)),
        label: Set(entry.label),
        changes: Set(json!(entry.changes)),
    });
    Ok(many::ready(backend, rows.collect(), Again::Refused, &[audit::Column::At])?)
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
    /// How many lines this one stands for: more than one only where operations are asked for.
    pub count: i64,
    /// The change set by which it can be undone, where operations are asked for; null where it can't, or was.
    pub change_set_id: Option<Uuid>,
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

/// Who made the changes asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// This account or key.
    One(Uuid),
    /// `house`: what the program does by itself; `key`: any key.
    Kind(&'static str),
}

/// Which lines: all, but for what is given.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub record: Option<String>,
    pub record_id: Option<Uuid>,
    pub verb: Option<String>,
    pub by: Option<Who>,
    /// Part of the record's name.
    pub label: Option<String>,
    pub since: Option<DateTime<Utc>>,
    /// Up to this instant, without it.
    pub until: Option<DateTime<Utc>>,
}

impl Wanted {
    pub fn of(record: &str, id: Uuid) -> Wanted {
        Wanted { record: Some(record.to_owned()), record_id: Some(id), ..Wanted::default() }
    }

    fn condition(&self, backend: DatabaseBackend) -> Condition {
        use audit::Column as C;
        let by = self.by.as_ref().map(|who| match who {
            Who::One(id) => C::ById.eq(*id),
            Who::Kind(kind) => C::ByKind.eq(*kind),
        });
        let label = self.label.as_deref().map(|text| holds(&[C::Label], C::LabelKey, text, backend));
        Condition::all()
            .add_option(self.record.as_deref().map(|record| C::Record.eq(record)))
            .add_option(self.record_id.map(|id| C::RecordId.eq(id)))
            .add_option(self.verb.as_deref().map(|verb| C::Verb.eq(verb)))
            .add_option(by)
            .add_option(label)
            .add_option(self.since.map(|at| C::At.gte(at)))
            .add_option(self.until.map(|at| C::At.lt(at)))
    }
}

impl AuditLine {
    fn of(row: audit::Model, count: i64) -> AuditLine {
        AuditLine {
            id: row.id,
            at: row.at,
            by: By { kind: row.by_kind, name: row.by_name },
            way: row.way,
            verb: row.verb,
            record: row.record,
            record_id: row.record_id,
            label: row.label,
            changes: serde_json::from_value(row.changes).unwrap_or_default(),
            count,
            change_set_id: None,
        }
    }
}

/// The lines of one record, or of all, newest first.
pub async fn read<C: ConnectionTrait>(
    db: &C,
    of: Option<(&str, Uuid)>,
    limit: u64,
    cursor: Option<&str>,
) -> Result<PageOf<AuditLine>, Problem> {
    let wanted = of.map_or_else(Wanted::default, |(record, id)| Wanted::of(record, id));
    read_lines(db, &wanted, limit, cursor).await
}

/// Line by line, newest first.
pub async fn read_lines<C: ConnectionTrait>(
    db: &C,
    wanted: &Wanted,
    limit: u64,
    cursor: Option<&str>,
) -> Result<PageOf<AuditLine>, Problem> {
    lines(db, wanted.condition(db.get_database_backend()), format!("{wanted:?}"), limit, cursor).await
}

/// The lines of the operation that this line tells of: the same verb, done to records of one kind in one go.
pub async fn read_operation<C: ConnectionTrait>(
    db: &C,
    line: Uuid,
    limit: u64,
    cursor: Option<&str>,
) -> Result<PageOf<AuditLine>, Problem> {
    use audit::Column as C;
    // A filter that names nothing finds nothing, like the others of this list.
    let Some(first) = audit::Entity::find_by_id(line).one(db).await? else { return Ok(PageOf::whole(Vec::new())) };
    let same = Condition::all()
        .add(C::At.eq(first.at))
        .add(C::Verb.eq(first.verb))
        .add(C::Record.eq(first.record))
        .add(C::ByName.eq(first.by_name));
    lines(db, same, format!("operation:{line}"), limit, cursor).await
}

async fn lines<C: ConnectionTrait>(
    db: &C,
    which: Condition,
    question: String,
    limit: u64,
    cursor: Option<&str>,
) -> Result<PageOf<AuditLine>, Problem> {
    let mut query = audit::Entity::find().filter(which).order_by_desc(audit::Column::Id).limit(limit + 1);
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
    Ok(PageOf { items: rows.into_iter().map(|row| AuditLine::of(row, 1)).collect(), next_cursor, total: None })
}

/// One operation: what was done in one go to records of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, FromQueryResult)]
struct Operation {
    at: DateTime<Utc>,
    verb: String,
    record: String,
    by_name: String,
}

#[derive(FromQueryResult)]
struct Counted {
    #[sea_orm(nested)]
    operation: Operation,
    count: i64,
}

/// Operation by operation, newest first: the first line of each, and how many it has. Two queries.
pub async fn read_operations<C: ConnectionTrait>(
    db: &C,
    wanted: &Wanted,
    limit: u64,
    cursor: Option<&str>,
) -> Result<PageOf<AuditLine>, Problem> {
    use audit::Column as C;
    const KEY: [C; 4] = [C::At, C::Verb, C::Record, C::ByName];
    let question = format!("operations:{wanted:?}");
    let mut query = audit::Entity::find()
        .select_only()
        .columns(KEY)
        .column_as(C::Id.count(), "count")
        .filter(wanted.condition(db.get_database_backend()))
        .limit(limit + 1);
    for column in KEY {
        query = query.group_by(column).order_by_desc(column);
    }
    if let Some(cursor) = cursor {
        let last = Cursor::<Operation>::open(cursor, &question)?.k;
        let left = KEY.map(Expr::col);
        let right = [Expr::val(last.at), Expr::val(last.verb), Expr::val(last.record), Expr::val(last.by_name)];
        query = query.filter(Expr::tuple(left).lt(Expr::tuple(right)));
    }
    let mut found: Vec<Counted> = query.into_model().all(db).await?;
    let more = found.len() as u64 > limit;
    found.truncate(limit as usize);
    let mut first = firsts(db, wanted, found.iter().map(|one| one.operation.at).collect()).await?;
    let next = found.last().filter(|_| more).map(|last| last.operation.clone());
    let mut items: Vec<AuditLine> = found
        .into_iter()
        .filter_map(|one| first.remove(&one.operation).map(|row| AuditLine::of(row, one.count)))
        .collect();
    name_change_sets(db, &mut items).await?;
    let next_cursor = match (next, items.last()) {
        (Some(k), Some(last)) => Some(Cursor { k, id: last.id, q: question }.seal()?),
        _ => None,
    };
    Ok(PageOf { items, next_cursor, total: None })
}

/// The change sets of members that nobody took back: each was written in the transaction of its lines, at their
/// instant.
async fn name_change_sets<C: ConnectionTrait>(db: &C, lines: &mut [AuditLine]) -> Result<(), Problem> {
    let instants: Vec<DateTime<Utc>> =
        lines.iter().filter(|line| line.record == "member").map(|line| line.at).collect();
    if instants.is_empty() {
        return Ok(());
    }
    let sets = change_set::Entity::find()
        .filter(change_set::Column::Kind.eq(change_sets::MEMBERS))
        .filter(change_set::Column::CreatedAt.is_in(instants))
        .filter(change_set::Column::UndoneAt.is_null())
        .all(db)
        .await?;
    for line in lines.iter_mut().filter(|line| line.record == "member") {
        let set = sets.iter().find(|set| set.created_at == line.at && set.by_name == line.by.name);
        line.change_set_id = set.map(|set| set.id);
    }
    Ok(())
}

/// The first line of each operation of these instants.
async fn firsts<C: ConnectionTrait>(
    db: &C,
    wanted: &Wanted,
    instants: Vec<DateTime<Utc>>,
) -> Result<HashMap<Operation, audit::Model>, Problem> {
    const PLACE: &str = "ROW_NUMBER() OVER (PARTITION BY \"at\", verb, record, by_name ORDER BY id)";
    let (ranked, place) = (Alias::new("ranked"), Alias::new("place"));
    let lines = audit::Entity::find()
        .select_only()
        .column(audit::Column::Id)
        .expr_as(Expr::cust(PLACE), "place")
        .filter(wanted.condition(db.get_database_backend()))
        .filter(audit::Column::At.is_in(instants))
        .into_query();
    let ids = Query::select()
        .column((ranked.clone(), audit::Column::Id))
        .from_subquery(lines, ranked)
        .and_where(Expr::col(place).eq(1))
        .to_owned();
    let rows = audit::Entity::find().filter(audit::Column::Id.in_subquery(ids)).all(db).await?;
    let key = |row: &audit::Model| Operation {
        at: row.at,
        verb: row.verb.clone(),
        record: row.record.clone(),
        by_name: row.by_name.clone(),
    };
    Ok(rows.into_iter().map(|row| (key(&row), row)).collect())
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
