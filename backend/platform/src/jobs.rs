//! Jobs: what is done after a commit, at least once, by any process, surviving its death.
//!
//! A job is claimed with a lease; whoever dies loses it and another takes over. The number of attempts is the
//! fencing token: a worker that comes back late can't finish a job that was given to another. A job may run twice,
//! so it must be harmless to repeat.

mod again;
mod failures;
mod heart;
mod schedules;
mod working;

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use kernel::problem::Problem;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    sea_query::OnConflict,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tables::job;
use uuid::Uuid;

pub use again::{drop_dead, may_drop, may_retry, not_dead, not_failed, retry};
pub use failures::said as failure_said;
pub use heart::{SILENT, alive, workers};
pub use schedules::{Last, Schedule, schedules};
pub use working::{work, work_off};

use crate::{dependents::Dependent, house::House};

/// Tries of a job, before it is given up; as many again once somebody asks for it.
const MAX_ATTEMPTS: i64 = 8;

pub const WAITING: &str = "waiting";
pub const RUNNING: &str = "running";
pub const DONE: &str = "done";
pub const DEAD: &str = "dead";

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

    /// The names of all jobs there are.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.keys().copied()
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
        state: Set(WAITING.to_owned()),
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

/// How many jobs wait, and how many died, for the metrics and the readiness.
pub async fn backlog(house: &House) -> Result<(u64, u64), Problem> {
    let waiting =
        job::Entity::find().filter(job::Column::State.is_in([WAITING, RUNNING])).count(&house.db.read).await?;
    let dead = job::Entity::find().filter(job::Column::State.eq(DEAD)).count(&house.db.read).await?;
    Ok((waiting, dead))
}

/// Deletes jobs that were done before `before`, and forgets workers that are long gone. Dead jobs are kept: somebody must
/// look at them.
pub async fn sweep(house: &House, before: DateTime<Utc>) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    job::Entity::delete_many()
        .filter(job::Column::State.eq(DONE))
        .filter(job::Column::FinishedAt.lt(before))
        .exec(&tx)
        .await?;
    heart::sweep(&tx, house.now()).await?;
    tx.commit().await?;
    Ok(())
}
