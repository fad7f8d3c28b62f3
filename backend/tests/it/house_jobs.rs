//! Jobs and their workers, when something dies.

use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use tables::job;
use uuid::Uuid;

use crate::harness::TestHouse;

/// A job in the hands of a worker that is gone, which tried it this often.
async fn abandoned(house: &TestHouse, attempts: i64) -> Uuid {
    let (id, now) = (Uuid::now_v7(), house.house.now());
    let tx = house.house.db.begin().await.unwrap();
    job::Entity::insert(job::ActiveModel {
        id: Set(id),
        kind: Set("house.sweep".to_owned()),
        payload: Set(json!(null)),
        state: Set("running".to_owned()),
        attempts: Set(attempts),
        max_attempts: Set(8),
        run_at: Set(now),
        lease_until: Set(Some(now + TimeDelta::seconds(60))),
        worker: Set(Some("gone".to_owned())),
        created_at: Set(now),
        ..Default::default()
    })
    .exec_without_returning(&tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn state(house: &TestHouse, id: Uuid) -> (String, i64) {
    let row = job::Entity::find_by_id(id).one(&house.house.db.read).await.unwrap().unwrap();
    (row.state, row.attempts)
}

both! {
    async fn a_job_that_takes_its_workers_down_is_given_up(house) {
        let (young, spent) = (abandoned(house, 7).await, abandoned(house, 8).await);
        assert_eq!(house.work_off().await, 0, "their leases still run");
        house.advance(TimeDelta::seconds(61));
        assert_eq!(house.work_off().await, 1);
        assert_eq!(state(house, young).await, ("done".to_owned(), 8));
        assert_eq!(state(house, spent).await, ("dead".to_owned(), 8));
        let tx = house.house.db.begin().await.unwrap();
        job::Entity::delete_by_id(spent).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}
