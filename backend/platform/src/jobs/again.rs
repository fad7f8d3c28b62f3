//! What an administrator does about a job that failed: have it tried now, or drop it.

use kernel::problem::{Problem, say};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use tables::job;
use uuid::Uuid;

use super::{DEAD, MAX_ATTEMPTS, WAITING};
use crate::work::Work;

/// A dead one, or one that waits for its next try.
pub fn may_retry(job: &job::Model) -> Result<(), Problem> {
    match job.state.as_str() {
        DEAD => Ok(()),
        WAITING if job.last_error.is_some() => Ok(()),
        _ => Err(not_failed()),
    }
}

pub fn not_failed() -> Problem {
    Problem::conflict(
        "house.job_not_failed",
        say(
            "Cette tâche n’attend pas d’être relancée : elle se fait, elle est faite, ou son tour vient.",
            "This job does not wait to be tried again: it is being done, it is done, or its turn comes.",
        ),
    )
}

pub fn may_drop(job: &job::Model) -> Result<(), Problem> {
    if job.state == DEAD { Ok(()) } else { Err(not_dead()) }
}

pub fn not_dead() -> Problem {
    Problem::conflict(
        "house.job_not_dead",
        say(
            "Seule une tâche abandonnée se supprime : celle-ci se fait encore, ou elle est faite.",
            "Only a job that was given up can be dropped: this one is still being done, or it is done.",
        ),
    )
}

/// Has a job tried now, if it still waits for that; false when somebody was faster. The number of attempts goes on, for
/// it is what keeps a late worker out; only how many there may be begins anew.
pub async fn retry(work: &Work, id: Uuid) -> Result<bool, Problem> {
    let failed = Condition::any()
        .add(job::Column::State.eq(DEAD))
        .add(Condition::all().add(job::Column::State.eq(WAITING)).add(job::Column::LastError.is_not_null()));
    let taken_up = job::Entity::update_many()
        .set(job::ActiveModel {
            state: Set(WAITING.to_owned()),
            run_at: Set(work.now),
            finished_at: Set(None),
            last_error: Set(None),
            ..Default::default()
        })
        .col_expr(job::Column::MaxAttempts, Expr::col(job::Column::Attempts).add(MAX_ATTEMPTS))
        .filter(job::Column::Id.eq(id))
        .filter(failed)
        .exec(work.tx())
        .await?;
    let ours = taken_up.rows_affected == 1;
    if ours {
        work.ring();
    }
    Ok(ours)
}

/// Takes a dead job away; false when it is dead no more.
pub async fn drop_dead(work: &Work, id: Uuid) -> Result<bool, Problem> {
    let gone = job::Entity::delete_many()
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::State.eq(DEAD))
        .exec(work.tx())
        .await?;
    Ok(gone.rows_affected == 1)
}
