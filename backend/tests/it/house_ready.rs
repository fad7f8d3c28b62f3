//! Whether the house is ready, and what it says when it can't write.

use actix_web::test::TestRequest;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::harness::{Engine, Reply, TestHouse};

/// After so long the house looks anew.
const A_MOMENT: chrono::TimeDelta = chrono::TimeDelta::seconds(3);

async fn ready(house: &TestHouse) -> Reply {
    house.anyone().send(TestRequest::get().uri("/readyz")).await
}

/// Takes the right to write from all connections there can be at once.
async fn make_read_only(house: &TestHouse) {
    let mut open = Vec::new();
    let (count, sql) = if house.house.db.is_sqlite() {
        (1, "PRAGMA query_only = 1")
    } else {
        (4, "SET default_transaction_read_only = on")
    };
    for _ in 0..count {
        open.push(house.house.db.begin().await.unwrap());
    }
    for tx in open {
        tx.execute_unprepared(sql).await.unwrap();
        tx.commit().await.unwrap();
    }
}

both! {
    async fn an_answer_is_kept_for_a_moment(house) {
        ready(house).await.ok_text(200, "ready");
        make_read_only(house).await;
        ready(house).await.ok_text(200, "ready");
        house.advance(A_MOMENT);
        ready(house).await.problem(503, "house.storage_unavailable");
    }

    async fn a_read_only_database_is_told_and_nothing_is_lost(house) {
        let by = house.coordinator().await;
        by.post("/members", json!({"name": "Repair Café", "kind": "association"})).await.ok(201);
        ready(house).await.ok_text(200, "ready");
        make_read_only(house).await;
        house.advance(A_MOMENT);
        let told = ready(house).await;
        told.problem(503, "house.storage_unavailable");
        assert!(told.header("retry-after").parse::<u32>().unwrap() > 0);
        let refused = by.post("/members", json!({"name": "Ludothèque", "kind": "association"})).await;
        refused.problem(503, "house.storage_unavailable");
        assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
        assert_eq!(by.get("/members?with_total=true").await.ok(200)["total"], 1);
    }

    async fn head_is_answered_as_get_is(house) {
        let head = |path: &'static str| TestRequest::default().method(actix_web::http::Method::HEAD).uri(path);
        // The server leaves the body out when it writes the answer.
        house.anyone().send(head("/healthz")).await.ok_text(200, "ok");
        house.anyone().send(head("/readyz")).await.ok_text(200, "ready");
        assert_eq!(house.reader().await.send(head("/api/v1/me")).await.status, 200);
        make_read_only(house).await;
        house.advance(A_MOMENT);
        assert_eq!(house.anyone().send(head("/readyz")).await.status, 503);
    }
}

/// However many ask at once, they wait for the writer once and together, and not for long.
#[actix_web::test]
async fn a_busy_writer_is_ready() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let busy = house.house.db.begin().await.unwrap();
    let begun = std::time::Instant::now();
    for reply in futures_util::future::join_all((0..8).map(|_| ready(&house))).await {
        reply.ok_text(200, "ready");
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(4), "{:?}", begun.elapsed());
    busy.rollback().await.unwrap();
    house.close().await;
}

/// SQLite can be told how many pages it may have: a full disk, without filling one.
#[actix_web::test]
async fn a_full_disk_is_told_over_the_contract_and_loses_nothing() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let by = house.coordinator().await;
    let pages = async |limit: &str| {
        let tx = house.house.db.begin().await.unwrap();
        tx.execute_unprepared(limit).await.unwrap();
        tx.commit().await.unwrap();
    };
    pages("PRAGMA max_page_count = 1").await; // as small as it is now
    let mut made = 0;
    let refused = loop {
        let reply = by.post("/members", json!({"name": format!("Association {made}"), "kind": "association"})).await;
        if reply.status != 201 {
            break reply;
        }
        made += 1;
        assert!(made < 5_000, "the disk never filled");
    };
    refused.problem(503, "house.storage_unavailable");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    pages("PRAGMA max_page_count = 1000000").await;
    assert_eq!(by.get("/members?with_total=true").await.ok(200)["total"], made);
    by.post("/members", json!({"name": "Ludothèque", "kind": "association"})).await.ok(201);
    house.close().await;
}
