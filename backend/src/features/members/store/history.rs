//! The dated steps of members.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::member_status;
use uuid::Uuid;

use super::{super::rules::Step, CHUNK};

/// The steps of these members, oldest first.
pub async fn histories<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Step>>, Problem> {
    let mut histories: HashMap<Uuid, Vec<Step>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = member_status::Entity::find()
            .filter(member_status::Column::MemberId.is_in(chunk.iter().copied()))
            .order_by_asc(member_status::Column::MemberId)
            .order_by_asc(member_status::Column::Since)
            .order_by_asc(member_status::Column::Seq)
            .all(db)
            .await?;
        for row in rows {
            let step = Step { status: row.status, since: row.since, precision: row.precision, reason: row.reason };
            histories.entry(row.member_id).or_default().push(step);
        }
    }
    Ok(histories)
}

/// Writes steps behind those that are there; `from` is how many there are.
pub async fn add_steps<C: ConnectionTrait>(
    tx: &C,
    steps: Vec<(Uuid, usize, Step)>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    for chunk in steps.chunks(CHUNK) {
        let rows = chunk.iter().map(|(member_id, seq, step)| member_status::ActiveModel {
            id: Set(kernel::ids::new_id()),
            member_id: Set(*member_id),
            status: Set(step.status),
            since: Set(step.since),
            precision: Set(step.precision),
            reason: Set(step.reason.clone()),
            seq: Set(*seq as i64),
            recorded_at: Set(now),
        });
        member_status::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Puts another history in the place of these members'.
pub async fn replace_histories<C: ConnectionTrait>(
    tx: &C,
    histories: Vec<(Uuid, Vec<Step>)>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let ids: Vec<Uuid> = histories.iter().map(|(id, _)| *id).collect();
    for chunk in ids.chunks(CHUNK) {
        member_status::Entity::delete_many()
            .filter(member_status::Column::MemberId.is_in(chunk.iter().copied()))
            .exec(tx)
            .await?;
    }
    let steps = histories
        .into_iter()
        .flat_map(|(id, steps)| steps.into_iter().enumerate().map(move |(seq, step)| (id, seq, step)))
        .collect();
    add_steps(tx, steps, now).await
}
