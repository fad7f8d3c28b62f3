//! `Idempotency-Key`: a repetition is harmless.

use actix_web::test::TestRequest;
use chrono::{DateTime, TimeDelta, Utc};
use platform::asker::{Asker, Turn};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::{audit, idempotency, steward};

use crate::harness::{Reply, TestHouse, Visitor};

/// Puts the only record back to where a process that died left it.
async fn rewind(house: &TestHouse, state: &str, lease_until: DateTime<Utc>) -> Turn {
    let known = idempotency::Entity::find().one(&house.house.db.read).await.unwrap().unwrap();
    let tx = house.house.db.begin().await.unwrap();
    let turn = Turn { record: known.id, number: known.turn };
    let mut row: idempotency::ActiveModel = known.into();
    (row.state, row.lease_until) = (Set(state.to_owned()), Set(lease_until));
    idempotency::Entity::update(row).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    turn
}

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

    async fn a_key_belongs_to_one_address(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        let id = make(&by, "k1", body).await.ok(201)["id"].as_str().unwrap().to_owned();
        let call = json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached", "summary": null});
        let address = format!("/api/v1/members/{id}/interactions");
        let request = TestRequest::post().uri(&address).insert_header(("Idempotency-Key", "k1")).set_json(call);
        let reply = by.send(request).await;
        reply.ok(201);
        assert_ne!(reply.header("idempotent-replayed"), "true");
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

    async fn a_kept_answer_is_not_for_who_may_no_longer_do_it(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        make(&by, "k1", body.clone()).await.ok(201);
        let me = by.get("/me").await.ok(200);
        let account = format!("/accounts/{}", me["id"].as_str().unwrap());
        let admin = house.administrator().await;
        admin.patch(&account, me["revision"].as_i64().unwrap(), json!({"role": "reader"})).await.ok(200);
        make(&by, "k1", body.clone()).await.problem(403, "accounts.not_allowed");
        // Nor is anything else about the key or the body told before the guard.
        make(&by, "k1", json!({"name": "Ludothèque", "kind": "association"})).await.problem(403, "accounts.not_allowed");
        make(&by, "k2", json!({"name": "x".repeat(2 * 1024 * 1024), "kind": "association"})).await.problem(403, "accounts.not_allowed");
        admin.delete(&account).await.ok(204);
        make(&by, "k1", body).await.problem(401, "accounts.sign_in_needed");
        house.work_off().await;
    }

    async fn a_kept_answer_is_not_for_who_lost_their_seat(house) {
        let admin = house.administrator().await;
        let member = admin.post("/members", json!({"name": "Repair Café", "kind": "association"})).await.ok(201)["id"].as_str().unwrap().to_owned();
        let by = house.manager_of(member.parse().unwrap()).await;
        let add = || {
            let request = TestRequest::post().uri(&format!("/api/v1/members/{member}/contacts")).insert_header(("Idempotency-Key", "k1"));
            by.send(request.set_json(json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@cafe.example"})))
        };
        let first = add().await;
        assert!(matches!(first.status, 201 | 202), "{}", first.status);
        assert_eq!(add().await.bytes, first.bytes);
        let tx = house.house.db.begin().await.unwrap();
        steward::Entity::delete_many().exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        add().await.problem(404, "house.not_found");
        house.work_off().await;
    }

    async fn what_its_own_success_forbids_is_answered_again(house) {
        let by = house.coordinator().await;
        let member = make(&by, "k1", json!({"name": "Repair Café", "kind": "association"})).await.ok(201)["id"].as_str().unwrap().to_owned();
        by.delete(&format!("/members/{member}")).await.ok(204);
        let restore = |key: &'static str| {
            by.send(TestRequest::post().uri(&format!("/api/v1/members/{member}/restore")).insert_header(("Idempotency-Key", key)))
        };
        let first = restore("k2").await;
        first.ok(200);
        let again = restore("k2").await;
        assert_eq!((again.status, &again.bytes), (200, &first.bytes));
        assert_eq!(again.header("idempotent-replayed"), "true");
        restore("k3").await.problem(409, "members.not_archived");
        house.work_off().await;
    }

    async fn of_many_at_once_one_is_carried_out(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        let replies = futures_util::future::join_all((0..8).map(|_| make(&by, "k1", body.clone()))).await;
        for reply in &replies {
            if reply.status != 201 {
                // Carried out, perhaps, with its answer still on the way: never a conflict of the database's own.
                let code = reply.ok(409)["code"].as_str().unwrap().to_owned();
                assert!(matches!(code.as_str(), "house.still_running" | "house.already_carried_out"), "{code}");
                assert!(code != "house.still_running" || !reply.header("retry-after").is_empty());
            }
        }
        assert_eq!(by.get("/members").await.ok(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn a_request_whose_answer_was_lost_is_told_so(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        make(&by, "k1", body.clone()).await.ok(201);
        rewind(house, "carried_out", house.house.now()).await;
        make(&by, "k1", body).await.problem(409, "house.already_carried_out");
    }

    async fn what_never_answered_is_taken_over_once_its_time_is_up(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        make(&by, "k1", body.clone()).await.ok(201);
        rewind(house, "running", house.house.now() + TimeDelta::seconds(30)).await;
        let busy = make(&by, "k1", body.clone()).await;
        busy.problem(409, "house.still_running");
        assert_eq!(busy.header("retry-after"), "30");
        house.advance(TimeDelta::seconds(31));
        make(&by, "k1", body).await.ok(201);
    }

    async fn who_was_taken_for_dead_can_commit_nothing_more(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        make(&by, "k1", body.clone()).await.ok(201);
        let mine = rewind(house, "running", house.house.now() - TimeDelta::seconds(1)).await;
        let late = Asker { idempotency: Some(mine), ..house.by_house() };
        let work = house.house.begin(&late).await.unwrap();
        work.note_one("test", "test", uuid::Uuid::now_v7(), "").await.unwrap();
        let notes = audit::Entity::find().count(&house.house.db.read).await.unwrap();
        // On SQLite the writer is taken: the other takes over when it is free.
        drop(work);
        make(&by, "k1", body).await.ok(201);
        let work = house.house.begin(&late).await.unwrap();
        work.note_one("test", "test", uuid::Uuid::now_v7(), "").await.unwrap();
        assert_eq!(work.commit().await.unwrap_err().code(), "house.already_carried_out");
        assert_eq!(audit::Entity::find().count(&house.house.db.read).await.unwrap(), notes + 1);
    }

    async fn a_process_that_starts_frees_what_the_one_before_left(house) {
        let by = house.coordinator().await;
        let body = json!({"name": "Repair Café", "kind": "association"});
        make(&by, "k1", body.clone()).await.ok(201);
        rewind(house, "running", house.house.now() + TimeDelta::minutes(2)).await;
        platform::web::idempotency::free_unfinished(&house.house).await.unwrap();
        make(&by, "k1", body).await.ok(201);
    }

    async fn what_was_freed_meanwhile_is_not_said_to_be_carried_out(house) {
        let by = house.coordinator().await;
        make(&by, "k1", json!({"name": "Repair Café", "kind": "association"})).await.ok(201);
        let mine = rewind(house, "running", house.house.now() + TimeDelta::minutes(2)).await;
        platform::web::idempotency::free_unfinished(&house.house).await.unwrap();
        let late = Asker { idempotency: Some(mine), ..house.by_house() };
        let work = house.house.begin(&late).await.unwrap();
        assert_eq!(work.commit().await.unwrap_err().code(), "house.still_running");
    }

    async fn a_key_that_can_not_be_read_is_refused(house) {
        let by = house.coordinator().await;
        let key = actix_web::http::header::HeaderValue::from_bytes("clé".as_bytes()).unwrap();
        let request = TestRequest::post().uri("/api/v1/members").insert_header(("Idempotency-Key", key));
        by.send(request.set_json(json!({"name": "Ludothèque", "kind": "association"}))).await.problem(400, "house.bad_idempotency_key");
    }

    async fn only_an_upload_may_be_large(house) {
        let by = house.coordinator().await;
        let large = json!({"name": "x".repeat(2 * 1024 * 1024), "kind": "association"});
        make(&by, "k1", large).await.problem(413, "house.too_large");
    }
}
