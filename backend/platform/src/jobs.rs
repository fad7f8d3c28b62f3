//! Jobs: what is done after a commit, at least once, by any process, surviving its death.
//!
//! A job is claimed with a lease; whoever dies loses it and another takes over. The number of attempts is the
//! fencing token: a worker that comes back late can't finish a job that was given to another. A job may run twice,
//! so it must be harmless to repeat.

use std::{collections::HashMap, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, Statement,
    sea_query::{Expr, OnConflict},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tables::job;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::{dependents::Dependent, house::House};

/// How long a claimed job is ours; renewed while it runs.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often it is renewed.
const BEAT: Duration = Duration::from_secs(20);
/// How often an idle worker looks, when no bell rings.
const POLL: Duration = Duration::from_secs(2);
const MAX_ATTEMPTS: i64 = 8;

/// What a job is about and how to do it.
#[derive(Clone, Copy)]
pub struct JobKind {
    pub name: &'static str,
    pub run: fn(House, Claim) -> BoxFuture<'static, Result<(), Problem>>,
    /// Done again and again, this often, by one process at a time.
    pub every: Option<TimeDelta>,
}

/// The jobs there are, which of them listen to which fact, and who keeps rows about members. Wired in `app.rs`.
#[derive(Clone, Default)]
pub struct WorkBook {
    kinds: HashMap<&'static str, JobKind>,
    listeners: HashMap<&'static str, Vec<&'static str>>,
    dependents: Vec<Arc<dyn Dependent>>,
}

impl WorkBook {
    pub fn job(&mut self, kind: JobKind) -> &mut WorkBook {
        self.kinds.insert(kind.name, kind);
        self
    }

    /// Does `kind` for every fact called `fact`; its payload is the fact's.
    pub fn listen(&mut self, fact: &'static str, kind: JobKind) -> &mut WorkBook {
        self.listeners.entry(fact).or_default().push(kind.name);
        self.job(kind)
    }

    /// Adds a feature that keeps rows about members and their people.
    pub fn dependent(&mut self, dependent: impl Dependent + 'static) -> &mut WorkBook {
        self.dependents.push(Arc::new(dependent));
        self
    }

    pub fn dependents(&self) -> &[Arc<dyn Dependent>] {
        &self.dependents
    }

    pub fn listeners_of(&self, fact: &str) -> &[&'static str] {
        self.listeners.get(fact).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A job to be left.
pub struct NewJob {
    kind: &'static str,
    payload: Value,
    dedupe_key: Option<String>,
    run_at: Option<DateTime<Utc>>,
}

impl NewJob {
    pub fn now<P: Serialize>(kind: &'static str, payload: &P) -> Result<NewJob, Problem> {
        Ok(NewJob { kind, payload: serde_json::to_value(payload)?, dedupe_key: None, run_at: None })
    }

    /// At most one job ever has this key.
    pub fn once(mut self, key: String) -> NewJob {
        self.dedupe_key = Some(key);
        self
    }

    pub fn at(mut self, instant: DateTime<Utc>) -> NewJob {
        self.run_at = Some(instant);
        self
    }
}

pub async fn enqueue<C: ConnectionTrait>(tx: &C, new: &NewJob, now: DateTime<Utc>) -> Result<(), Problem> {
    let row = job::ActiveModel {
        id: Set(kernel::ids::new_id()),
        kind: Set(new.kind.to_owned()),
        payload: Set(new.payload.clone()),
        dedupe_key: Set(new.dedupe_key.clone()),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        max_attempts: Set(MAX_ATTEMPTS),
        run_at: Set(new.run_at.unwrap_or(now)),
        created_at: Set(now),
        ..Default::default()
    };
    job::Entity::insert(row)
        .on_conflict(OnConflict::column(job::Column::DedupeKey).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// A job in the hands of a worker.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Claim {
    pub id: Uuid,
    pub kind: String,
    pub payload: Value,
    pub attempts: i64,
    pub max_attempts: i64,
}

impl Claim {
    pub fn payload<P: DeserializeOwned>(&self) -> Result<P, Problem> {
        serde_json::from_value(self.payload.clone()).map_err(Problem::bug)
    }
}

async fn anything_due(house: &House) -> Result<bool, Problem> {
    let now = house.now();
    Ok(job::Entity::find().filter(due(now)).count(&house.db.read).await? > 0)
}

fn due(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Condition::all().add(job::Column::State.eq("waiting")).add(job::Column::RunAt.lte(now)))
        .add(Condition::all().add(job::Column::State.eq("running")).add(job::Column::LeaseUntil.lt(now)))
}

/// Gives up jobs whose last permitted worker is gone, too: what kills its process must not be taken up for ever.
async fn bury<C: ConnectionTrait>(tx: &C, now: DateTime<Utc>) -> Result<(), Problem> {
    use sea_orm::sea_query::ExprTrait;
    let buried = job::Entity::update_many()
        .set(job::ActiveModel {
            state: Set("dead".into()),
            finished_at: Set(Some(now)),
            lease_until: Set(None),
            last_error: Set(Some("house.worker_died".into())),
            ..Default::default()
        })
        .filter(job::Column::State.eq("running"))
        .filter(job::Column::LeaseUntil.lt(now))
        .filter(Expr::col(job::Column::Attempts).gte(Expr::col(job::Column::MaxAttempts)))
        .exec(tx)
        .await?;
    if buried.rows_affected > 0 {
        tracing::error!(jobs = buried.rows_affected, "jobs took their workers down with them; given up");
    }
    Ok(())
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
async fn settle(house: &House, claim: &Claim, set: job::ActiveModel) -> Result<bool, Problem> {
    let tx = house.db.begin().await?;
    let settled = job::Entity::update_many()
        .set(set)
        .filter(job::Column::Id.eq(claim.id))
        .filter(job::Column::Attempts.eq(claim.attempts))
        .filter(job::Column::State.eq("running"))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(settled.rows_affected == 1)
}

async fn renew(house: &House, claim: &Claim) -> Result<bool, Problem> {
    settle(house, claim, job::ActiveModel { lease_until: Set(Some(house.now() + LEASE)), ..Default::default() }).await
}

/// Seconds before the next try: 5, 10, 20… at most an hour.
fn back_off(attempts: i64) -> TimeDelta {
    TimeDelta::seconds((5i64 << (attempts - 1).clamp(0, 10)).min(3600))
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
            Err(problem) => tracing::warn!(%problem, "the lease of a job could not be renewed; tried again soon"),
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
    let settled = match outcome {
        Ok(()) => job::ActiveModel {
            state: Set("done".into()),
            finished_at: Set(Some(now)),
            lease_until: Set(None),
            ..Default::default()
        },
        Err(problem) => {
            let dead = claim.attempts >= claim.max_attempts;
            tracing::warn!(job = claim.kind, id = %claim.id, attempt = claim.attempts, dead, status = problem.status(), code = problem.code(), "job failed");
            // Causes may quote what the job was about: only for whoever asks for details.
            tracing::debug!(job = claim.kind, id = %claim.id, cause = problem.cause().unwrap_or_default(), "why it failed");
            metrics::counter!("maillage_jobs_failed_total", "kind" => claim.kind.clone()).increment(1);
            job::ActiveModel {
                state: Set(if dead { "dead" } else { "waiting" }.into()),
                run_at: Set(now + back_off(claim.attempts)),
                lease_until: Set(None),
                last_error: Set(Some(problem.code().to_owned())),
                finished_at: Set(dead.then_some(now)),
                ..Default::default()
            }
        }
    };
    if !settle(house, &claim, settled).await? {
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
        let slot = now.timestamp() / every.num_seconds().max(1);
        let key = format!("every:{}:{slot}", kind.name);
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
    let worker = format!("{}-{}", std::process::id(), kernel::ids::new_id());
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
                }
                continue;
            }
            Ok(None) => {}
            Err(problem) => tracing::warn!(%problem, "the job table does not answer"),
        }
        tokio::select! {
            () = rung => {}
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => {}
        }
    }
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

/// How many jobs wait, and how many died, for the metrics and the readiness.
pub async fn backlog(house: &House) -> Result<(u64, u64), Problem> {
    let waiting =
        job::Entity::find().filter(job::Column::State.is_in(["waiting", "running"])).count(&house.db.read).await?;
    let dead = job::Entity::find().filter(job::Column::State.eq("dead")).count(&house.db.read).await?;
    Ok((waiting, dead))
}

/// Deletes jobs that were done before `before`. Dead ones are kept: somebody must look at them.
pub async fn sweep(house: &House, before: DateTime<Utc>) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    job::Entity::delete_many()
        .filter(job::Column::State.eq("done"))
        .filter(job::Column::FinishedAt.lt(before))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
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
