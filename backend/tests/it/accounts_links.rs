//! Links by mail and passwords.

use chrono::TimeDelta;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::{Reply, TestHouse};

const EMAIL: &str = "camille@club.example";
const NEW: &str = "une girouette brumeuse sous la tonnelle";

async fn administrator(house: &TestHouse) -> String {
    maillage::features::accounts::create_administrator(&house.house, &house.by_house(), EMAIL, "Camille", "Rotrieder")
        .await
        .unwrap()
}

async fn link_to(house: &TestHouse, email: &str) -> String {
    house.anyone().post("/auth/link", json!({"email": email})).await.ok(202);
    house.work_off().await;
    house.token_mailed_to(email, "/connexion/lien").await
}

async fn redeem(house: &TestHouse, token: &str) -> Reply {
    house.anyone().post("/auth/link/redeem", json!({"token": token})).await
}

async fn login(house: &TestHouse, password: &str) -> Reply {
    house.anyone().post("/auth/login", json!({"email": EMAIL, "password": password})).await
}

fn token_of(session: &Value) -> &str {
    session["access_token"].as_str().unwrap()
}

both! {
    async fn a_link_signs_in_once(house) {
        administrator(house).await;
        let token = link_to(house, EMAIL).await;
        let reply = redeem(house, &token).await;
        house.with_token(token_of(&reply.ok(200))).get("/me").await.ok(200);
        assert!(reply.cookie("maillage_refresh").is_some());
        redeem(house, &token).await.problem(422, "accounts.link_spent");
    }

    async fn of_two_who_redeem_a_link_at_once_one_comes_in(house) {
        administrator(house).await;
        let token = link_to(house, EMAIL).await;
        let (one, two) = futures_util::join!(redeem(house, &token), redeem(house, &token));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
    }

    async fn a_link_lasts_ten_minutes(house) {
        administrator(house).await;
        let token = link_to(house, EMAIL).await;
        house.advance(TimeDelta::minutes(10));
        redeem(house, &token).await.problem(422, "accounts.link_spent");
    }

    async fn known_unknown_and_disabled_addresses_get_the_same_answer(house) {
        administrator(house).await;
        for path in ["/auth/link", "/auth/password/forgotten"] {
            let known = house.anyone().post(path, json!({"email": EMAIL})).await;
            let unknown = house.anyone().post(path, json!({"email": "nobody@club.example"})).await;
            assert_eq!((known.status, &known.bytes), (202, &unknown.bytes));
            assert_eq!(unknown.status, 202);
        }
        // Both left a job, and only one wrote.
        let jobs = tables::job::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(jobs.len(), 4);
        assert!(jobs.iter().all(|job| !job.payload.to_string().contains('@')));
        house.work_off().await;
        assert_eq!(tables::delivery::Entity::find().count(&house.house.db.read).await.unwrap(), 2);
    }

    async fn a_link_serves_its_purpose_alone_and_is_no_bearer(house) {
        administrator(house).await;
        let link = link_to(house, EMAIL).await;
        house.anyone().post("/auth/password/forgotten", json!({"email": EMAIL})).await.ok(202);
        house.work_off().await;
        let reset = house.token_mailed_to(EMAIL, "/mot-de-passe/nouveau").await;
        house.anyone().post("/auth/password/reset", json!({"token": link, "password": NEW})).await.problem(422, "accounts.link_spent");
        house.anyone().post("/auth/invitation/accept", json!({"token": reset, "password": NEW})).await.problem(422, "accounts.link_spent");
        redeem(house, &reset).await.problem(422, "accounts.link_spent");
        for token in [&link, &reset] {
            house.with_token(token).get("/me").await.problem(401, "accounts.sign_in_needed");
        }
        let rows = tables::one_time_token::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(rows.iter().all(|row| row.hash != link && row.hash != reset && row.hash.len() == 64));
    }

    async fn a_forgotten_password_is_replaced_and_all_sessions_end(house) {
        let old = administrator(house).await;
        let before = login(house, &old).await.ok(200);
        house.anyone().post("/auth/password/forgotten", json!({"email": " Camille@Club.example "})).await.ok(202);
        house.work_off().await;
        let token = house.token_mailed_to(EMAIL, "/mot-de-passe/nouveau").await;
        let weak = house.anyone().post("/auth/password/reset", json!({"token": token, "password": "Bienvenue2026!"})).await;
        assert_eq!(weak.problem(422, "accounts.password_guessable")["errors"][0]["pointer"], "/password");
        let session = house.anyone().post("/auth/password/reset", json!({"token": token, "password": NEW})).await.ok(200);
        house.with_token(token_of(&session)).get("/me").await.ok(200);
        house.with_token(token_of(&before)).get("/me").await.problem(401, "accounts.sign_in_needed");
        house.anyone().post("/auth/password/reset", json!({"token": token, "password": NEW})).await.problem(422, "accounts.link_spent");
        login(house, &old).await.problem(401, "accounts.bad_credentials");
        login(house, NEW).await.ok(200);
        assert_eq!(house.mails_to(EMAIL).await[0].purpose, "password_changed");
    }

    async fn a_reset_link_lasts_an_hour(house) {
        administrator(house).await;
        house.anyone().post("/auth/password/forgotten", json!({"email": EMAIL})).await.ok(202);
        house.work_off().await;
        let token = house.token_mailed_to(EMAIL, "/mot-de-passe/nouveau").await;
        house.advance(TimeDelta::minutes(60));
        house.anyone().post("/auth/password/reset", json!({"token": token, "password": NEW})).await.problem(422, "accounts.link_spent");
    }

    async fn a_changed_password_needs_the_present_one_and_ends_the_other_sessions(house) {
        let old = administrator(house).await;
        let (here, there) = (login(house, &old).await.ok(200), login(house, &old).await.ok(200));
        let link = link_to(house, EMAIL).await;
        let me = house.with_token(token_of(&here));
        let wrong = me.post("/auth/password", json!({"current": "wrong", "new": NEW})).await.problem(422, "accounts.wrong_password");
        assert_eq!(wrong["errors"][0]["pointer"], "/current");
        let weak = me.post("/auth/password", json!({"current": old, "new": "short"})).await.problem(422, "accounts.password_short");
        assert_eq!(weak["errors"][0]["pointer"], "/new");
        me.post("/auth/password", json!({"current": old, "new": NEW})).await.ok(204);
        me.get("/me").await.ok(200);
        house.with_token(token_of(&there)).get("/me").await.problem(401, "accounts.sign_in_needed");
        redeem(house, &link).await.problem(422, "accounts.link_spent");
        login(house, &old).await.problem(401, "accounts.bad_credentials");
        login(house, NEW).await.ok(200);
        assert_eq!(house.mails_to(EMAIL).await[0].purpose, "password_changed");
    }

    async fn asking_for_mails_and_trying_tokens_is_slowed_down(house) {
        for _ in 0..5 {
            house.anyone().post("/auth/link", json!({"email": "nobody@club.example"})).await.ok(202);
        }
        let refused = house.anyone().post("/auth/link", json!({"email": "Nobody@club.example"})).await;
        refused.problem(429, "house.too_many_requests");
        assert!(!refused.header("retry-after").is_empty());
        house.anyone().post("/auth/link", json!({"email": "somebody@club.example"})).await.ok(202);
        for _ in 0..60 {
            redeem(house, "guess").await.problem(422, "accounts.link_spent");
        }
        redeem(house, "guess").await.problem(429, "house.too_many_requests");
        house.advance(TimeDelta::minutes(61));
        redeem(house, "guess").await.problem(422, "accounts.link_spent");
        house.anyone().post("/auth/link", json!({"email": "nobody@club.example"})).await.ok(202);
        house.work_off().await;
    }

    async fn what_touches_security_is_in_the_audit_without_foreign_addresses(house) {
        let password = administrator(house).await;
        login(house, "wrong").await.problem(401, "accounts.bad_credentials");
        house.anyone().post("/auth/login", json!({"email": "nobody@club.example", "password": "x"})).await.problem(401, "accounts.bad_credentials");
        let session = login(house, &password).await.ok(200);
        let me = house.with_token(token_of(&session));
        me.post("/auth/password", json!({"current": password, "new": NEW})).await.ok(204);
        let reply = me.get("/audit").await;
        let audit = reply.ok(200);
        let verbs: Vec<_> = audit["items"].as_array().unwrap().iter().map(|line| line["verb"].as_str().unwrap()).collect();
        assert_eq!(verbs, ["change_password", "sign_in", "sign_in_refused", "sign_in_refused", "create"]);
        let by = |line: usize| (audit["items"][line]["by"]["kind"].as_str(), audit["items"][line]["by"]["name"].as_str());
        let name = audit["items"][1]["label"].as_str();
        assert_eq!((by(0), by(1)), ((Some("person"), name), (Some("person"), name)));
        assert!(name.is_some_and(|name| !name.is_empty()));
        assert_eq!(by(2).0, Some("anyone"), "who failed to sign in is nobody yet");
        assert!(!String::from_utf8_lossy(&reply.bytes).contains("nobody@"));
    }

    async fn what_ended_long_ago_is_swept(house) {
        administrator(house).await;
        let token = link_to(house, EMAIL).await;
        redeem(house, &token).await.ok(200);
        house.advance(TimeDelta::days(32));
        house.when_due("accounts.sweep").await;
        let db = &house.house.db.read;
        assert_eq!(tables::session::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(tables::refresh_token::Entity::find().count(db).await.unwrap(), 0);
        assert_eq!(tables::one_time_token::Entity::find().count(db).await.unwrap(), 0);
    }
}
