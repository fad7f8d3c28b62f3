//! Change sets: before and after, record by record. They are the grid's undo, bulk edit, import undo, merge undo.
//! A feature that owns records knows how to put a state back; this keeps and finds the states.

use std::collections::HashSet;

use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use tables::{change, change_set};
use uuid::Uuid;

use crate::{
    dependents::CHUNK,
    house::House,
    many::{self, Again},
    work::Work,
};

/// The kind of those that change members, in a grid or many at once: `POST /change-sets/{id}/undo` takes them back.
pub const MEMBERS: &str = "members.changes";

/// One record's part. `before` is null for a record that was made, `after` for one that was taken away;
/// `revision` is the record's after the change: if it is another by the time of the undo, somebody touched it since.
#[derive(Debug, Clone)]
pub struct Part {
    pub record: &'static str,
    pub record_id: Uuid,
    pub revision: Option<i64>,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Opens a change set. `undoes` names the one that this takes back.
pub async fn open(work: &Work, kind: &str, label: &str, undoes: Option<Uuid>) -> Result<Uuid, Problem> {
    let id = kernel::ids::new_id();
    open_as(work, id, kind, label, undoes).await?;
    Ok(id)
}

/// Opens a change set whose parts were made ready under this id.
pub async fn open_as(work: &Work, id: Uuid, kind: &str, label: &str, undoes: Option<Uuid>) -> Result<(), Problem> {
    let (by_kind, by_id, by_name) = work.by.caller.signature();
    change_set::Entity::insert(change_set::ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        label: Set(label.to_owned()),
        by_kind: Set(by_kind.to_owned()),
        by_id: Set(by_id),
        by_name: Set(by_name),
        created_at: Set(work.now),
        undone_at: Set(None),
        undoes: Set(undoes),
    })
    .exec_without_returning(work.tx())
    .await?;
    Ok(())
}

/// Adds parts, in order; `from` is the number of parts already there.
pub async fn add(work: &Work, set: Uuid, from: usize, parts: &[Part]) -> Result<(), Problem> {
    work.put(ready(&work.house, set, from, parts)?).await
}

/// Parts made ready.
pub fn ready(house: &House, set: Uuid, from: usize, parts: &[Part]) -> Result<many::Ready<change::Entity>, Problem> {
    let backend = house.db.backend();
    let rows = parts.iter().enumerate().map(|(index, part)| change::ActiveModel {
        change_set_id: Set(set),
        seq: Set((from + index) as i64),
        record: Set(part.record.to_owned()),
        record_id: Set(part.record_id),
        revision: Set(part.revision),
        before: Set(part.before.clone()),
        after: Set(part.after.clone()),
    });
    Ok(many::ready(backend, rows.collect(), Again::Refused, &[])?)
}

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<change_set::Model>, Problem> {
    Ok(change_set::Entity::find_by_id(id).one(db).await?)
}

/// The change set, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<Option<change_set::Model>, Problem> {
    Ok(change_set::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}

/// What took this change set back, as far as it went: that change set, and the records it put back, each with one part;
/// held until the end of the transaction.
pub async fn undoing<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
) -> Result<Option<(change_set::Model, HashSet<Uuid>)>, Problem> {
    let set = change_set::Entity::find().filter(change_set::Column::Undoes.eq(id)).lock_exclusive().one(tx).await?;
    let Some(set) = set else { return Ok(None) };
    let records: Vec<Uuid> = change::Entity::find()
        .select_only()
        .column(change::Column::RecordId)
        .filter(change::Column::ChangeSetId.eq(set.id))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(Some((set, records.into_iter().collect())))
}

/// The parts of a change set, last first: the order in which they are taken back.
pub async fn parts_backwards<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Vec<change::Model>, Problem> {
    Ok(change::Entity::find()
        .filter(change::Column::ChangeSetId.eq(id))
        .order_by_desc(change::Column::Seq)
        .all(db)
        .await?)
}

/// Of a change set that may be large, which records of a kind its parts are about, last first: the part's place, the
/// record, its revision after the change. `made`: those that it made, or those that were there before.
pub async fn outline<C: ConnectionTrait>(
    db: &C,
    id: Uuid,
    record: &str,
    made: bool,
) -> Result<Vec<(i64, Uuid, Option<i64>)>, Problem> {
    let before = if made { change::Column::Before.is_null() } else { change::Column::Before.is_not_null() };
    Ok(change::Entity::find()
        .select_only()
        .columns([change::Column::Seq, change::Column::RecordId, change::Column::Revision])
        .filter(change::Column::ChangeSetId.eq(id))
        .filter(change::Column::Record.eq(record))
        .filter(before)
        .order_by_desc(change::Column::Seq)
        .into_tuple()
        .all(db)
        .await?)
}

/// The parts in these places of a change set, first first.
pub async fn parts_at<C: ConnectionTrait>(
    db: &C,
    id: Uuid,
    mut places: Vec<i64>,
) -> Result<Vec<change::Model>, Problem> {
    places.sort_unstable();
    let mut parts = Vec::with_capacity(places.len());
    for chunk in places.chunks(CHUNK) {
        let some = change::Entity::find()
            .filter(change::Column::ChangeSetId.eq(id))
            .filter(change::Column::Seq.is_in(chunk.iter().copied()))
            .order_by_asc(change::Column::Seq);
        parts.extend(some.all(db).await?);
    }
    Ok(parts)
}

/// The newest change set of that kind, not taken back yet, with a part about this record; held until the end of the
/// transaction. Gives its id and what it kept.
pub async fn newest_of<C: ConnectionTrait>(
    tx: &C,
    kind: &str,
    record: &str,
    record_id: Uuid,
) -> Result<Option<(Uuid, change::Model)>, Problem> {
    let part = change::Entity::find()
        .filter(change::Column::Record.eq(record))
        .filter(change::Column::RecordId.eq(record_id))
        .order_by_desc(change::Column::ChangeSetId)
        .one(tx)
        .await?;
    let Some(part) = part else { return Ok(None) };
    let set = change_set::Entity::find_by_id(part.change_set_id).lock_exclusive().one(tx).await?;
    let set = set.filter(|set| set.kind == kind && set.undone_at.is_none());
    Ok(set.map(|set| (set.id, part)))
}

/// Marks a change set as taken back.
pub async fn mark_undone(work: &Work, id: Uuid) -> Result<(), Problem> {
    change_set::Entity::update(change_set::ActiveModel {
        id: Set(id),
        undone_at: Set(Some(work.now)),
        ..Default::default()
    })
    .exec(work.tx())
    .await?;
    Ok(())
}
