//! Who works: each process that works the jobs says so, again and again, so that anybody who asks learns whether
//! somebody does. It beats beside the work: a long job is no silence.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};
use tables::worker;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::{causes, house::House};

/// How often a process says that it is there.
const BEAT: Duration = Duration::from_secs(20);
/// Three beats missed: it is gone.
pub const SILENT: TimeDelta = TimeDelta::seconds(65);
/// How long one that is gone is remembered, for whoever wonders.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// The heart of this process.
pub struct Heart {
    pub id: Uuid,
    beating: JoinHandle<()>,
}

impl Heart {
    pub async fn begin(house: &House) -> Heart {
        let (id, started_at) = (kernel::ids::new_id(), house.now());
        // The first beat is heard before the first job.
        note_beat(house, id, started_at).await;
        let beating = tokio::spawn({
            let house = house.clone();
            async move {
                loop {
                    tokio::time::sleep(BEAT).await;
                    note_beat(&house, id, started_at).await;
                }
            }
        });
        Heart { id, beating }
    }

    /// A process that ends on purpose is gone at once.
    pub async fn end(self, house: &House) {
        self.beating.abort();
        let _ = self.beating.await;
        if let Err(problem) = leave(house, self.id).await {
            tracing::warn!(%problem, "this process could not sign off; it will be missed in a minute");
            causes::note(&problem);
        }
    }
}

async fn note_beat(house: &House, id: Uuid, started_at: DateTime<Utc>) {
    if let Err(problem) = beat(house, id, started_at).await {
        tracing::warn!(%problem, "this process could not say that it works");
        causes::note(&problem);
    }
}

/// Written whole each time: whoever tidies up too eagerly takes nothing away for long.
async fn beat(house: &House, id: Uuid, started_at: DateTime<Utc>) -> Result<(), Problem> {
    let row = worker::ActiveModel {
        id: Set(id),
        host: Set(host()),
        process: Set(i64::from(std::process::id())),
        version: Set(env!("CARGO_PKG_VERSION").to_owned()),
        started_at: Set(started_at),
        seen_at: Set(house.now()),
    };
    let tx = house.db.begin().await?;
    worker::Entity::insert(row)
        .on_conflict(OnConflict::column(worker::Column::Id).update_column(worker::Column::SeenAt).to_owned())
        .exec_without_returning(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn leave(house: &House, id: Uuid) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    worker::Entity::delete_by_id(id).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// The name of this machine, or of this container; empty where none is told.
fn host() -> String {
    let named = std::fs::read_to_string("/proc/sys/kernel/hostname").ok().or_else(|| std::env::var("HOSTNAME").ok());
    named.unwrap_or_default().trim().chars().take(100).collect()
}

/// All that are remembered, the newest first.
pub async fn workers<C: ConnectionTrait>(db: &C) -> Result<Vec<worker::Model>, Problem> {
    Ok(worker::Entity::find().order_by_desc(worker::Column::StartedAt).all(db).await?)
}

pub fn alive(worker: &worker::Model, now: DateTime<Utc>) -> bool {
    now - worker.seen_at < SILENT
}

/// Forgets those that were not seen for a day.
pub async fn sweep<C: ConnectionTrait>(tx: &C, now: DateTime<Utc>) -> Result<(), Problem> {
    worker::Entity::delete_many().filter(worker::Column::SeenAt.lt(now - REMEMBERED)).exec(tx).await?;
    Ok(())
}
