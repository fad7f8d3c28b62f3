//! Working: a process takes what is due, one job after the other, and tells how each ended.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QuerySelect, Statement, sea_query::Expr,
};
use serde_json::Value;
use tables::job;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::{
    Claim, DEAD, DONE, MAX_ATTEMPTS, NewJob, RUNNING, WAITING, enqueue, failures,
    heart::Heart,
    schedules::{key, slot},
};
use crate::{causes, house::House};

/// How long a claimed job is ours; renewed while it runs.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often it is renewed.
const BEAT: Duration = Duration::from_secs(20);
/// How often an idle worker looks, when no bell rings.
const POLL: Duration = Duration::from_secs(2);
async fn anything_due(house: &House) -> Result<bool, Problem> {
    let now = house.now();
    Ok(job::Entity::find().filter(due(now)).count(&house.db.read).await? > 0)
}

fn due(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Condition::all().add(job::Column::State.eq(WAITING)).add(job::Column::RunAt.lte(now)))
        .add(Condition::all().add(job::Column::State.eq(RUNNING)).add(job::Column::LeaseUntil.lt(now)))
}

/// Gives up jobs whose last permitted worker is gone, too: what kills its process must not be taken up for ever.
async fn bury<C: ConnectionTrait>(tx: &C, now: DateTime<Utc>) -> Result<(), Problem> {
    use sea_orm::sea_query::ExprTrait;
    let abandoned: Vec<(Uuid, i64)> = job::Entity::find()
        .select_only()
        .columns([job::Column::Id, job::Column::Attempts])
        .filter(job::Column::State.eq(RUNNING))
        .filter(job::Column::LeaseUntil.lt(now))
        .filter(Expr::col(job::Column::Attempts).gte(Expr::col(job::Column::MaxAttempts)))
        .into_tuple()
        .all(tx)
        .await?;
    if abandoned.is_empty() {
        return Ok(());
    }
    tracing::error!(jobs = abandoned.len(), "jobs took their workers down with them; given up");
    job::Entity::update_many()
        .set(job::ActiveModel {
            state: Set(DEAD.into()),
            finished_at: Set(Some(now)),
            lease_until: Set(None),
            last_error: Set(Some(failures::WORKER_DIED.into())),
            ..Default::default()
        })
        .filter(job::Column::State.eq(RUNNING))
        .filter(job::Column::Id.is_in(abandoned.iter().map(|(id, _)| *id)))
        .exec(tx)
        .await?;
    failures::keep_abandoned(tx, &abandoned, now).await
}

/// Takes the next job that is due, or whose worker is gone.
async fn claim(house: &House, worker: &str) -> Result<Option<Claim>, Problem> {
    // A look without the writer first: an idle worker must not disturb those who write.
    if !anything_due(house).await? {
        return Ok(None);
    }
    let now = house.now();
    let tx = house.db.begin().await?;
    bury(&tx, now).await?;
    let skip = if house.db.is_sqlite() { "" } else { "FOR UPDATE SKIP LOCKED" };
    let sql = format!(
        "UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = $1, worker = $2 \
         WHERE id = (SELECT id FROM job WHERE (state = 'waiting' AND run_at <= $3) OR (state = 'running' AND lease_until < $4) \
         ORDER BY run_at, id LIMIT 1 {skip}) RETURNING id, kind, payload, attempts, max_attempts"
    );
    let values = [(now + LEASE).into(), worker.into(), now.into(), now.into()];
    let claimed =
        Claim::find_by_statement(Statement::from_sql_and_values(house.db.backend(), sql, values)).one(&tx).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Changes a job that is still in our hands, and says whether it was; a late worker changes nothing.
async fn settle(
    house: &House,
    claim: &Claim,
    set: job::ActiveModel,
    failure: Option<&Problem>,
) -> Result<bool, Problem> {
    let tx = house.db.begin().await?;
    let settled = job::Entity::update_many()
        .set(set)
        .filter(job::Column::Id.eq(claim.id))
        .filter(job::Column::Attempts.eq(claim.attempts))
        .filter(job::Column::State.eq(RUNNING))
        .exec(&tx)
        .await?;
    let ours = settled.rows_affected == 1;
    if let Some(problem) = failure.filter(|_| ours) {
        failures::keep(&tx, claim, problem, house.now()).await?;
    }
    tx.commit().await?;
    Ok(ours)
}

async fn renew(house: &House, claim: &Claim) -> Result<bool, Problem> {
    let renewed = job::ActiveModel { lease_until: Set(Some(house.now() + LEASE)), ..Default::default() };
    settle(house, claim, renewed, None).await
}

/// Seconds before the next try: 5, 10, 20… at most an hour. Whoever asks for a dead job begins that anew.
fn back_off(claim: &Claim) -> TimeDelta {
    let of_this_round = claim.attempts - (claim.max_attempts - MAX_ATTEMPTS).max(0);
    TimeDelta::seconds((5i64 << (of_this_round - 1).clamp(0, 10)).min(3600))
}

/// Waits for a job, renewing its lease at every beat. A renewal that fails is tried again at the next beat: the job
/// runs on meanwhile. None when the job was given to another; then it is stopped here.
async fn watch_over<R>(
    mut running: JoinHandle<Result<(), Problem>>,
    beat: Duration,
    renew: impl Fn() -> R,
) -> Option<Result<(), Problem>>
where
    R: Future<Output = Result<bool, Problem>>,
{
    let mut heartbeat = tokio::time::interval(beat);
    heartbeat.tick().await;
    loop {
        tokio::select! {
            ended = &mut running => return Some(ended.unwrap_or_else(|error| Err(Problem::bug(error)))),
            _ = heartbeat.tick() => {}
        }
        match renew().await {
            Ok(true) => {}
            Ok(false) => {
                running.abort();
                return None;
            }
            Err(problem) => {
                tracing::warn!(%problem, "the lease of a job could not be renewed; tried again soon");
                causes::note(&problem);
            }
        }
    }
}

async fn run_claimed(house: &House, claim: Claim) -> Result<(), Problem> {
    let outcome = match house.book.kinds.get(claim.kind.as_str()) {
        Some(kind) => {
            let running = tokio::spawn((kind.run)(house.clone(), claim.clone()));
            match watch_over(running, BEAT, || renew(house, &claim)).await {
                Some(outcome) => outcome,
                None => {
                    tracing::warn!(job = claim.kind, id = %claim.id, "this job was given to another worker; stopped here");
                    return Ok(());
                }
            }
        }
        None => Err(Problem::bug(format!("no such job: {}", claim.kind))),
    };
    let now = house.now();
    let settled = match &outcome {
        Ok(()) => job::ActiveModel {
            state: Set(DONE.into()),
            finished_at: Set(Some(now)),
            lease_until: Set(None),
            ..Default::default()
        },
        Err(problem) => {
            let dead = claim.attempts >= claim.max_attempts;
            tracing::warn!(job = claim.kind, id = %claim.id, attempt = claim.attempts, dead, status = problem.status(), code = problem.code(), "job failed");
            causes::note(problem);
            metrics::counter!("maillage_jobs_failed_total", "kind" => claim.kind.clone()).increment(1);
            job::ActiveModel {
                state: Set(if dead { DEAD } else { WAITING }.into()),
                run_at: Set(now + back_off(&claim)),
                lease_until: Set(None),
                last_error: Set(Some(problem.code().to_owned())),
                finished_at: Set(dead.then_some(now)),
                ..Default::default()
            }
        }
    };
    if !settle(house, &claim, settled, outcome.as_ref().err()).await? {
        tracing::warn!(job = claim.kind, id = %claim.id, "a job ended after it was given to another worker");
    }
    metrics::counter!("maillage_jobs_total", "kind" => claim.kind).increment(1);
    Ok(())
}

/// Leaves the recurring jobs of this slot of time; every process does, one of them wins.
async fn leave_recurring(house: &House) -> Result<(), Problem> {
    let now = house.now();
    for kind in house.book.kinds.values() {
        let Some(every) = kind.every else { continue };
        let key = key(kind.name, slot(now, every));
        let known = job::Entity::find().filter(job::Column::DedupeKey.eq(&key)).count(&house.db.read).await?;
        if known == 0 {
            let tx = house.db.begin().await?;
            enqueue(&tx, &NewJob::now(kind.name, &Value::Null)?.once(key), now).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Works until `stop` says so: the job in hand is finished first.
pub async fn work(house: House, mut stop: tokio::sync::watch::Receiver<bool>) {
    let heart = Heart::begin(&house).await;
    let worker = heart.id.to_string();
    while !*stop.borrow() {
        let rung = house.bell.notified();
        let looked = async {
            leave_recurring(&house).await?;
            claim(&house, &worker).await
        };
        match looked.await {
            Ok(Some(claimed)) => {
                if let Err(problem) = run_claimed(&house, claimed).await {
                    tracing::error!(%problem, "a job could not be settled; its lease will run out");
                    causes::note(&problem);
                }
                continue;
            }
            Ok(None) => {}
            Err(problem) => {
                tracing::warn!(%problem, "the job table does not answer");
                causes::note(&problem);
            }
        }
        tokio::select! {
            () = rung => {}
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => {}
        }
    }
    heart.end(&house).await;
}

/// Does all that is due now, one after the other, and tells how many; for tests and commands.
pub async fn work_off(house: &House) -> Result<usize, Problem> {
    let mut done = 0;
    while let Some(claimed) = claim(house, "at-once").await? {
        run_claimed(house, claimed).await?;
        done += 1;
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const BEAT: Duration = Duration::from_millis(10);

    #[tokio::test]
    async fn a_job_runs_on_when_its_lease_can_not_be_renewed_for_a_while() {
        let beats = AtomicUsize::new(0);
        let running = tokio::spawn(async {
            tokio::time::sleep(BEAT * 10).await;
            Ok(())
        });
        let outcome = watch_over(running, BEAT, || {
            beats.fetch_add(1, Ordering::SeqCst);
            async { Err(Problem::bug("the writer is taken")) }
        });
        assert!(matches!(outcome.await, Some(Ok(()))));
        assert!(beats.load(Ordering::SeqCst) > 1);
    }

    #[tokio::test]
    async fn a_job_that_was_given_to_another_is_stopped_here() {
        let (tell, told) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(60)).await;
            drop(tell);
            Ok(())
        });
        assert!(watch_over(running, BEAT, || async { Ok(false) }).await.is_none());
        // Dropped with its task, long before the minute.
        assert!(told.await.is_err());
    }
}
