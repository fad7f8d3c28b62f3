//! When nothing can be written: requests are refused with 503 and a time to come back, what was acknowledged is there,
//! reading goes on, and the same request is carried out once there is room again.

use actix_web::test::TestRequest;
use sea_orm::{ConnectionTrait, Database, EntityTrait, PaginatorTrait};
use serde_json::json;
use tables::member;

use crate::harness::{Reply, TestHouse, Visitor};

/// SQLite gets no further page, as on a full disk; PostgreSQL takes no write, as on one that is mounted read-only.
async fn can_be_written(house: &TestHouse, yes: bool) {
    let db = &house.house.db;
    if db.is_sqlite() {
        let limit = if yes { "PRAGMA max_page_count = 1000000" } else { "PRAGMA max_page_count = 1" };
        let tx = db.begin().await.unwrap();
        tx.execute_unprepared(limit).await.unwrap();
        return tx.commit().await.unwrap();
    }
    let flag = if yes { "off" } else { "on" };
    let set = format!(
        "BEGIN READ WRITE; \
         DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {flag}', current_database()); END $$; \
         COMMIT"
    );
    // Connections that are open keep what they were told: they are ended, and opened anew when needed.
    let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let outside = Database::connect(&house.house.settings.database_url).await.unwrap();
    outside.execute_unprepared(&set).await.unwrap();
    outside.execute_unprepared(end).await.unwrap();
    outside.close().await.unwrap();
    // Only a connection that has rested a second is tried before it is used.
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
}

async fn make(visitor: &Visitor<'_>, number: usize) -> Reply {
    let request = TestRequest::post().uri("/api/v1/members").insert_header(("Idempotency-Key", format!("m{number}")));
    // Large enough that SQLite's free space is soon gone.
    let description = "Réparer ensemble. ".repeat(100);
    let form = json!({"name": format!("Atelier {number}"), "kind": "association", "description": description});
    visitor.send(request.set_json(form)).await
}

both! {
    async fn nothing_is_lost_when_nothing_can_be_written(house) {
        let camille = house.coordinator().await;
        make(&camille, 0).await.ok(201);
        can_be_written(house, false).await;
        let mut number = 1;
        let refused = loop {
            let reply = make(&camille, number).await;
            if reply.status != 201 {
                break reply;
            }
            number += 1;
            assert!(number < 500, "the disk never filled");
        };
        let problem = refused.problem(503, "house.storage_unavailable");
        assert!(problem["detail"].as_str().unwrap().contains("rien n’est perdu"), "{problem}");
        assert_eq!(refused.header("retry-after"), "30");
        // What was acknowledged is there, what was refused is not, and it can be read.
        let listed = camille.get("/members?limit=200").await.ok(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), number.min(200));
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), number as u64);

        can_be_written(house, true).await;
        make(&camille, number).await.ok(201);
        assert_eq!(make(&camille, number).await.header("idempotent-replayed"), "true");
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), number as u64 + 1);
        house.work_off().await;
    }
}
