//! A unit of work: one transaction, in which the change, its facts, its jobs, its audit lines and the idempotency
//! record are written together. Dropped without `commit`, it never was.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use serde::Serialize;
use std::sync::atomic::{AtomicBool, Ordering};
use tables::fact;
use uuid::Uuid;

use crate::{
    asker::Asker,
    audit::{self, Entry},
    facts::Fact,
    house::House,
    jobs::{self, NewJob},
    many,
    web::idempotency,
};

pub struct Work {
    pub house: House,
    pub by: Asker,
    /// The instant of this work: everything in it happened at once.
    pub now: DateTime<Utc>,
    tx: DatabaseTransaction,
    left_jobs: AtomicBool,
}

impl Work {
    pub(crate) async fn begin(house: House, by: Asker) -> Result<Work, Problem> {
        let tx = house.db.begin().await?;
        house.db.announce(&tx, house.now()).await?;
        // Read after the lock is held: what waited its turn happens when its turn comes; and not before what was
        // announced.
        let now = house.now();
        Ok(Work { house, by, now, tx, left_jobs: AtomicBool::new(false) })
    }

    pub fn tx(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// Records what happened, and leaves one job per listener of it.
    pub async fn record<F: Fact>(&self, what: &F) -> Result<(), Problem> {
        let id = kernel::ids::new_id();
        let (by_kind, by_id, _) = self.by.caller.signature();
        let payload = serde_json::to_value(what)?;
        fact::Entity::insert(fact::ActiveModel {
            id: Set(id),
            kind: Set(F::KIND.to_owned()),
            payload: Set(payload.clone()),
            by_kind: Set(by_kind.to_owned()),
            by_id: Set(by_id),
            request_id: Set(Some(self.by.request_id.clone()).filter(|id| !id.is_empty())),
            recorded_at: Set(self.now),
        })
        .exec_without_returning(&self.tx)
        .await?;
        for listener in self.house.book.listeners_of(F::KIND) {
            self.leave(NewJob::now(listener, &payload)?.once(format!("{listener}:{id}"))).await?;
        }
        Ok(())
    }

    /// Leaves a job to be done after the commit.
    pub async fn leave(&self, job: NewJob) -> Result<(), Problem> {
        jobs::enqueue(&self.tx, &job, self.now).await?;
        self.ring();
        Ok(())
    }

    /// There is something to do once this is committed.
    pub fn ring(&self) {
        self.left_jobs.store(true, Ordering::Relaxed);
    }

    /// A job about `payload`, to be done as soon as this is committed.
    pub async fn leave_now<P: Serialize>(&self, kind: &'static str, payload: &P) -> Result<(), Problem> {
        self.leave(NewJob::now(kind, payload)?).await
    }

    /// Writes audit lines: who, what, when, by which way, before and after.
    pub async fn note(&self, entries: Vec<Entry>) -> Result<(), Problem> {
        self.put(audit::ready(&self.house, &self.by, entries)?).await
    }

    /// Writes rows made ready: they are written now.
    pub async fn put<E: EntityTrait>(&self, rows: many::Ready<E>) -> Result<(), Problem> {
        Ok(rows.put(&self.tx, self.now).await?)
    }

    /// One audit line.
    pub async fn note_one(
        &self,
        verb: &'static str,
        record: &'static str,
        id: Uuid,
        label: &str,
    ) -> Result<(), Problem> {
        self.note(vec![Entry::new(verb, record, id, label)]).await
    }

    /// Makes it so, without being what the request asked for: its idempotency record stays open.
    pub async fn commit_aside(mut self) -> Result<(), Problem> {
        self.by.idempotency = None;
        self.commit().await
    }

    /// Makes it so. Jobs left behind are begun at once.
    pub async fn commit(self) -> Result<(), Problem> {
        self.end(false).await
    }

    /// The same after thousands of rows were written: the next writer need not wait until they are put in order.
    pub async fn commit_much(self) -> Result<(), Problem> {
        self.end(true).await
    }

    async fn end(self, much: bool) -> Result<(), Problem> {
        if let Some(turn) = self.by.idempotency {
            idempotency::mark_carried_out(&self.tx, turn).await?;
        }
        match much {
            true => self.house.db.commit_much(self.tx).await?,
            false => self.tx.commit().await?,
        }
        self.house.memo.committed();
        if self.left_jobs.load(Ordering::Relaxed) {
            self.house.bell.notify_waiters();
        }
        Ok(())
    }
}
