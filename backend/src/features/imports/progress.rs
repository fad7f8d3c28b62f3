//! How many rows a commit has written so far, or an undo taken back, told beside its transaction, in which nobody can look.
//!
//! On PostgreSQL it is a row that another connection writes, so that every process can tell. On SQLite there is one writer,
//! and the commit has it: only this process can know, which is the one that answers unless `serve` and `work` run apart;
//! then nothing is told rather than something wrong. To tell is never worth waiting for, nor failing for.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use kernel::problem::Problem;
use platform::House;
use uuid::Uuid;

use super::store;

static HERE: LazyLock<Mutex<HashMap<Uuid, i64>>> = LazyLock::new(Mutex::default);

/// Every connection may be in use.
const PATIENCE: Duration = Duration::from_millis(200);

fn here() -> MutexGuard<'static, HashMap<Uuid, i64>> {
    HERE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// So many rows are done.
pub async fn tell(house: &House, import: Uuid, done: i64) {
    if house.db.is_sqlite() {
        here().insert(import, done);
        return;
    }
    aside(async {
        let tx = house.db.begin().await?;
        store::progress::put(&tx, import, done).await?;
        tx.commit().await.map_err(Problem::from)
    })
    .await;
}

/// The commit or the undo has ended, one way or the other.
pub async fn forget(house: &House, import: Uuid) {
    if house.db.is_sqlite() {
        here().remove(&import);
        return;
    }
    aside(async {
        let tx = house.db.begin().await?;
        store::progress::delete(&tx, import).await?;
        tx.commit().await.map_err(Problem::from)
    })
    .await;
}

async fn aside(telling: impl Future<Output = Result<(), Problem>>) {
    match tokio::time::timeout(PATIENCE, telling).await {
        Ok(Ok(())) => {}
        Ok(Err(problem)) => tracing::info!(%problem, "the progress of an import was not told"),
        Err(_) => tracing::info!("the progress of an import was not told in time"),
    }
}

/// Rows done so far, as far as this process can tell.
pub async fn of(house: &House, import: Uuid) -> Result<Option<i64>, Problem> {
    if house.db.is_sqlite() {
        return Ok(here().get(&import).copied());
    }
    store::progress::find(&house.db.read, import).await
}
