//! `Idempotency-Key`: a repetition is harmless.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::harness::{Reply, Visitor};

async fn make(by: &Visitor<'_>, key: &str, body: Value) -> Reply {
    by.send(TestRequest::post().uri("/api/v1/members").insert_header(("Idempotency-Key", key)).set_json(body)).await
}

both! {
    async fn the_same_key_and_body_give_the_same_answer_once(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        let first = make(&by, "k1", body.clone()).await;
        first.ok(201);
        let again = make(&by, "k1", body).await;
        assert_eq!((again.status, &again.bytes), (201, &first.bytes));
        assert_eq!(again.header("idempotent-replayed"), "true");
        assert_eq!(again.header("etag"), first.header("etag"));
        assert_eq!(by.get("/members").await.ok(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn another_body_under_the_same_key_is_refused(house) {
        let by = house.coordinator().await;
        make(&by, "k1", json!({"name": "Repair Café", "kind": "association"})).await.ok(201);
        make(&by, "k1", json!({"name": "Ludothèque", "kind": "association"})).await.problem(422, "house.idempotency_key_reused");
    }

    async fn a_refused_request_may_be_corrected_under_the_same_key(house) {
        let by = house.coordinator().await;
        let refused = make(&by, "k1", json!({"kind": "association"})).await;
        refused.problem(422, "house.missing_field");
        make(&by, "k1", json!({"name": "Ludothèque", "kind": "association"})).await.ok(201);
    }

    async fn the_key_of_one_caller_says_nothing_to_another(house) {
        let body = json!({"name": "Repair Café", "kind": "association"});
        make(&house.coordinator().await, "k1", body.clone()).await.ok(201);
        let other = make(&house.coordinator().await, "k1", body).await;
        assert_ne!(other.header("idempotent-replayed"), "true");
    }

    async fn of_many_at_once_one_is_carried_out(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        let replies = futures_util::future::join_all((0..8).map(|_| make(&by, "k1", body.clone()))).await;
        for reply in &replies {
            assert!(matches!(reply.status, 201 | 409), "{}", reply.status);
        }
        assert_eq!(by.get("/members").await.ok(200)["items"].as_array().unwrap().len(), 1);
    }
}
