//! What a merge keeps, so that it can be undone: both records as they were, what the survivor was then, what passed over.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::{Problem, say};
use platform::{
    Work,
    change_sets::{self, Part},
    dependents::Moved,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use tables::{change, change_set};
use uuid::Uuid;

use super::super::whole::Whole;

/// Under which word these change sets are kept.
pub const KIND: &str = "members.merge";
const RECORD: &str = "member";
/// For so long a merge can be undone.
const UNDONE_WITHIN: TimeDelta = TimeDelta::days(30);

pub fn undo_until(merged_at: DateTime<Utc>) -> DateTime<Utc> {
    merged_at + UNDONE_WITHIN
}

/// A merge, as it was kept.
pub struct Kept {
    pub set: Uuid,
    pub at: DateTime<Utc>,
    pub into: Uuid,
    pub into_before: Whole,
    pub into_after: Whole,
    pub from_before: Whole,
    pub same_contacts: Vec<(Uuid, Uuid)>,
    pub same_persons: Vec<(Uuid, Uuid)>,
    pub moved: Vec<Moved>,
}

/// What is kept of a merge.
pub struct Done<'a> {
    pub into_before: &'a Whole,
    pub into_after: &'a Whole,
    pub from_before: &'a Whole,
    pub from_revision: i64,
    pub same_contacts: &'a [(Uuid, Uuid)],
    pub same_persons: &'a [(Uuid, Uuid)],
    pub moved: &'a [Moved],
}

/// Keeps it; both parts stand under their member, where forgetting somebody finds them.
pub async fn keep(work: &Work, done: &Done<'_>) -> Result<Uuid, Problem> {
    let label = format!("{} ← {}", done.into_before.member.name, done.from_before.member.name);
    let set = change_sets::open(work, KIND, &label, None).await?;
    let (into, from) = (done.into_before.member.id, done.from_before.member.id);
    let passed = json!({
        "merged_into": into,
        "same_contacts": done.same_contacts,
        "same_persons": done.same_persons,
        "moved": done.moved,
    });
    let parts = [
        Part {
            record: RECORD,
            record_id: into,
            revision: Some(done.into_after.member.revision),
            before: Some(done.into_before.kept()),
            after: Some(done.into_after.kept()),
        },
        Part {
            record: RECORD,
            record_id: from,
            revision: Some(done.from_revision),
            before: Some(done.from_before.kept()),
            after: Some(passed),
        },
    ];
    change_sets::add(work, set, 0, &parts).await?;
    Ok(set)
}

/// The merge by which this member became part of another one, held until the end of the transaction.
pub async fn of(work: &Work, from: Uuid) -> Result<Kept, Problem> {
    let lost = || Problem::bug("a merged member without its change set");
    let (set, part) = change_sets::newest_of(work.tx(), KIND, RECORD, from).await?.ok_or_else(lost)?;
    let (before, after) = part.before.zip(part.after).ok_or_else(lost)?;
    let into: Uuid = serde_json::from_value(after["merged_into"].clone())?;
    let opened = change_sets::find(work.tx(), set).await?.ok_or_else(lost)?;
    let parts = change_sets::parts_backwards(work.tx(), set).await?;
    let of_into = parts.into_iter().find(|part| part.record_id == into).ok_or_else(lost)?;
    let (into_before, into_after) = of_into.before.zip(of_into.after).ok_or_else(lost)?;
    Ok(Kept {
        set,
        at: opened.created_at,
        into,
        into_before: Whole::back(&into_before)?,
        into_after: Whole::back(&into_after)?,
        from_before: Whole::back(&before)?,
        same_contacts: serde_json::from_value(after["same_contacts"].clone())?,
        same_persons: serde_json::from_value(after["same_persons"].clone())?,
        moved: serde_json::from_value(after["moved"].clone())?,
    })
}

/// When these members became part of others, and by whom: id, instant, name.
pub async fn when<C: ConnectionTrait>(db: &C, merged: &[Uuid]) -> Result<Vec<(Uuid, DateTime<Utc>, String)>, Problem> {
    let rows = change::Entity::find()
        .find_also_related(change_set::Entity)
        .filter(change::Column::Record.eq(RECORD))
        .filter(change::Column::RecordId.is_in(merged.iter().copied()))
        .filter(change_set::Column::Kind.eq(KIND))
        .filter(change_set::Column::UndoneAt.is_null())
        // Of a record that took others in before it was merged itself, its own merge is the newest.
        .order_by_desc(change::Column::ChangeSetId)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(part, set)| set.map(|set| (part.record_id, set.created_at, set.by_name)))
        .collect())
}

/// 409 when it is too late.
pub fn in_time(merged_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Problem> {
    if now <= undo_until(merged_at) {
        return Ok(());
    }
    Err(Problem::conflict(
        "members.merge_too_old",
        say(
            "Une fusion peut être défaite pendant 30\u{a0}jours, et ce délai est passé\u{202f}: créez une nouvelle fiche si ce sont bien deux organisations.",
            "A merge can be undone for 30 days, and these are over: create a new record if they are two organisations.",
        ),
    ))
}
