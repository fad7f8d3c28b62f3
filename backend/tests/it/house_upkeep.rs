//! What the house does for itself, and what it measures.

use chrono::TimeDelta;
use platform::metrics;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::Value;
use tables::{attempt, idempotency, job};

use crate::harness::TestHouse;

async fn sweep(house: &TestHouse) {
    for kind in ["house.sweep", "house.sweep_files"] {
        let work = house.house.begin(&house.by_house()).await.unwrap();
        work.leave_now(kind, &Value::Null).await.unwrap();
        work.commit().await.unwrap();
    }
    house.work_off().await;
}

async fn counts(house: &TestHouse) -> (u64, u64, u64) {
    let db = &house.house.db.read;
    (
        job::Entity::find().count(db).await.unwrap(),
        attempt::Entity::find().count(db).await.unwrap(),
        idempotency::Entity::find().count(db).await.unwrap(),
    )
}

both! {
    async fn what_nobody_needs_any_more_is_swept(house) {
        let coordinator = house.coordinator().await;
        let ask = actix_web::test::TestRequest::post()
            .uri("/api/v1/files")
            .insert_header(("Idempotency-Key", "once"))
            .insert_header(("content-type", "multipart/form-data; boundary=x"))
            .set_payload("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\na\r\n--x--\r\n");
        coordinator.send(ask).await.ok(201);
        house.anyone().post("/auth/login", serde_json::json!({"email": "x@club.example", "password": "wrong"})).await.ok(401);
        sweep(house).await;
        let (jobs, attempts, answers) = counts(house).await;
        assert!(jobs >= 2 && attempts >= 1 && answers == 1, "what is fresh stays");

        house.advance(TimeDelta::days(31));
        sweep(house).await;
        // The two sweeps themselves were done just now; one of them before it looked.
        assert_eq!(counts(house).await, (2, 0, 0));
    }

    async fn the_measures_tell_what_waits(house) {
        metrics::install();
        metrics::install();
        let text = metrics::render(&house.house).await;
        for name in ["maillage_database_up 1", "maillage_jobs_waiting ", "maillage_jobs_dead ", "maillage_deliveries{state=\"queued\"} "] {
            assert!(text.contains(name), "{name} is not in\n{text}");
        }
    }
}
