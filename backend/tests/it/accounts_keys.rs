//! Keys of machines.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::json;

use crate::harness::{TestHouse, Visitor};

async fn last_use(admin: &Visitor<'_>) -> Option<String> {
    admin.get("/api-keys").await.ok(200)["items"][0]["last_used_at"].as_str().map(str::to_owned)
}

/// The use is written beside the request: a moment later it is there.
async fn used_at(house: &TestHouse, admin: &Visitor<'_>, instant: &str) {
    for _ in 0..100 {
        if last_use(admin).await.as_deref() == Some(instant) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{:?}, not {instant} ({})", last_use(admin).await, house.house.now());
}

both! {
    async fn a_key_that_may_not_is_told_that_its_scopes_do_not_suffice(house) {
        let key = house.machine(&["members:read"]).await;
        let refused = key.post("/members", json!({"name": "Repair Café", "kind": "association"})).await;
        let told = refused.problem(403, "accounts.not_allowed");
        assert!(told["detail"].as_str().unwrap().starts_with("Les portées de cette clé"), "{told}");
    }

    async fn a_key_is_shown_once_and_opens_what_its_scopes_say(house) {
        let admin = house.administrator().await;
        let reply = admin.post("/api-keys", json!({"name": "Portail", "scopes": ["members:read", "members:read"], "expires_on": null})).await;
        let made = reply.ok(201);
        assert_eq!(reply.header("cache-control"), "no-store");
        let secret = made["secret"].as_str().unwrap();
        assert!(secret.starts_with(&format!("mk_{}_", made["prefix"].as_str().unwrap())) && secret.len() == 3 + 12 + 1 + 43, "{secret}");
        assert_eq!((&made["scopes"], &made["created_by"]["name"]), (&json!(["members:read"]), &json!("Alix Amand")));
        let list = admin.get("/api-keys").await;
        assert!(!String::from_utf8_lossy(&list.bytes).contains(secret) && list.ok(200)["items"][0].get("secret").is_none());
        let machine = house.with_token(secret);
        machine.get("/members").await.ok(200);
        machine.post("/members", json!({"name": "X", "kind": "association"})).await.problem(403, "accounts.not_allowed");
        machine.get("/me").await.problem(403, "accounts.not_allowed");
        machine.get("/api-keys").await.problem(403, "accounts.not_allowed");
        house.with_token(&format!("{secret}x")).get("/members").await.problem(401, "accounts.sign_in_needed");
        house.with_token("mk_").get("/members").await.problem(401, "accounts.sign_in_needed");
    }

    async fn a_revoked_key_is_dead_at_once(house) {
        let admin = house.administrator().await;
        let made = admin.post("/api-keys", json!({"name": "Portail", "scopes": ["members:read"]})).await.ok(201);
        let path = format!("/api-keys/{}", made["id"].as_str().unwrap());
        let machine = house.with_token(made["secret"].as_str().unwrap());
        machine.get("/members").await.ok(200);
        admin.delete(&path).await.ok(204);
        machine.get("/members").await.problem(401, "accounts.sign_in_needed");
        admin.delete(&path).await.ok(204);
        assert!(admin.get("/api-keys").await.ok(200)["items"][0]["revoked_at"].is_string());
        admin.delete(&format!("/api-keys/{}", uuid::Uuid::now_v7())).await.problem(404, "house.not_found");
    }

    async fn a_key_is_good_until_the_end_of_its_last_day_in_the_clubs_time(house) {
        let admin = house.administrator().await;
        let form = |day: &str| json!({"name": "Portail", "scopes": ["members:read"], "expires_on": day});
        admin.post("/api-keys", form("2026-11-22")).await.problem(422, "accounts.key_expired");
        let made = admin.post("/api-keys", form("2026-11-23")).await.ok(201);
        let machine = house.with_token(made["secret"].as_str().unwrap());
        // 23:59 in Paris.
        house.advance(TimeDelta::minutes(13 * 60 + 59));
        machine.get("/members").await.ok(200);
        house.advance(TimeDelta::minutes(1));
        machine.get("/members").await.problem(401, "accounts.sign_in_needed");
    }

    async fn the_last_use_is_noted_at_most_once_a_minute(house) {
        let admin = house.administrator().await;
        let made = admin.post("/api-keys", json!({"name": "Portail", "scopes": ["members:read"]})).await.ok(201);
        let machine = house.with_token(made["secret"].as_str().unwrap());
        assert_eq!(last_use(&admin).await, None);
        machine.get("/members").await.ok(200);
        used_at(house, &admin, "2026-11-23T09:00:00Z").await;
        house.advance(TimeDelta::seconds(59));
        machine.get("/members").await.ok(200);
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert_eq!(last_use(&admin).await.as_deref(), Some("2026-11-23T09:00:00Z"));
        house.advance(TimeDelta::seconds(1));
        machine.get("/members").await.ok(200);
        used_at(house, &admin, "2026-11-23T09:01:00Z").await;
    }

    async fn a_secret_is_not_kept_for_a_repetition(house) {
        let admin = house.administrator().await;
        let again = || TestRequest::post().uri("/api/v1/api-keys").insert_header(("Idempotency-Key", "k1")).set_json(json!({"name": "Portail", "scopes": ["club:read"]}));
        let made = admin.send(again()).await.ok(201);
        admin.send(again()).await.problem(409, "house.already_carried_out");
        assert_eq!(admin.get("/api-keys").await.ok(200)["items"].as_array().unwrap().len(), 1);
        use sea_orm::EntityTrait;
        let kept = tables::idempotency::Entity::find().all(&house.house.db.read).await.unwrap();
        let secret = made["secret"].as_str().unwrap().as_bytes().to_vec();
        assert!(kept.iter().all(|row| row.body.as_ref().is_none_or(|body| !body.windows(secret.len()).any(|part| part == secret))));
    }
}
