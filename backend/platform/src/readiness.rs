//! Whether the house is ready. Balancers ask every few seconds, strangers as often as they like: so an answer is kept
//! for a moment, one question at a time is put to the database, and whoever asks waits but a second for it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ConnAcquireErr, DbErr};
use tokio::{sync::Mutex, task::JoinHandle, time::timeout};

use crate::house::House;

/// How long an answer is good.
const GOOD_FOR: TimeDelta = TimeDelta::seconds(2);
/// A writer that is not free within this is at work, and so is the house.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Readiness(Mutex<Asked>);

#[derive(Default)]
struct Asked {
    /// Until when the answer is good, and what it is.
    kept: Option<(DateTime<Utc>, Result<(), Problem>)>,
    /// The question that the database has not answered yet.
    open: Option<JoinHandle<Result<(), Problem>>>,
}

/// Ready when the database answers, and would take a write, now or once its writer is free.
pub async fn ready(house: &House) -> Result<(), Problem> {
    let readiness = house.memo.one::<Readiness>();
    let mut asked = readiness.0.lock().await;
    if let Some((until, answer)) = &asked.kept
        && house.now() < *until
    {
        return answer.clone();
    }
    let db = house.db.clone();
    let open = asked.open.get_or_insert_with(|| tokio::spawn(async move { db.accepts_writes().await }));
    let waited = timeout(PATIENCE, open).await;
    let answer = match waited {
        Ok(answer) => {
            asked.open = None;
            answer.unwrap_or_else(|error| Err(Problem::bug(error)))
        }
        // The writer is busy: whoever only reads is served all the same.
        Err(_) => match timeout(PATIENCE, house.db.ping()).await {
            Ok(answer) => answer.map_err(Problem::from),
            Err(_) => Err(Problem::from(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))),
        },
    };
    asked.kept = Some((house.now() + GOOD_FOR, answer.clone()));
    answer
}
