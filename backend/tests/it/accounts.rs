//! Signing in, going on, signing out.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::json;

use crate::harness::{Reply, TestHouse};

const EMAIL: &str = "camille@club.example";

async fn administrator(house: &TestHouse) -> String {
    maillage::features::accounts::create_administrator(&house.house, &house.by_house(), EMAIL, "Camille", "Roth")
        .await
        .unwrap()
}

async fn login(house: &TestHouse, email: &str, password: &str) -> Reply {
    house.anyone().post("/auth/login", json!({"email": email, "password": password})).await
}

async fn refresh(house: &TestHouse, token: &str) -> Reply {
    let request = TestRequest::post()
        .uri("/api/v1/auth/refresh")
        .insert_header(("X-Requested-By", "maillage"))
        .insert_header(("Cookie", format!("maillage_refresh={token}")));
    house.anyone().send(request).await
}

both! {
    async fn an_administrator_signs_in_and_reads_who_she_is(house) {
        let password = administrator(house).await;
        let session = login(house, " Camille@Club.example ", &password).await.ok(200);
        let me = house.with_token(session["access_token"].as_str().unwrap()).get("/me").await.ok(200);
        assert_eq!((me["name"].as_str(), me["role"].as_str()), (Some("Camille Roth"), Some("admin")));
    }

    async fn known_and_unknown_addresses_get_the_same_refusal(house) {
        administrator(house).await;
        let known = login(house, EMAIL, "wrong").await.problem(401, "accounts.bad_credentials");
        let unknown = login(house, "nobody@club.example", "wrong").await.problem(401, "accounts.bad_credentials");
        assert_eq!(known["detail"], unknown["detail"]);
    }

    async fn known_and_unknown_addresses_take_as_long(house) {
        administrator(house).await;
        let mut shortest = [std::time::Duration::MAX; 2];
        for _ in 0..4 {
            for (which, email) in [EMAIL, "nobody@club.example"].into_iter().enumerate() {
                let begun = std::time::Instant::now();
                login(house, email, "wrong").await.problem(401, "accounts.bad_credentials");
                shortest[which] = shortest[which].min(begun.elapsed());
            }
        }
        let [known, unknown] = shortest;
        assert!(known < unknown * 2 && unknown < known * 2, "{known:?} {unknown:?}");
    }

    async fn too_many_wrong_passwords_are_slowed_down_and_nobody_is_locked_out(house) {
        let password = administrator(house).await;
        for _ in 0..10 {
            login(house, EMAIL, "wrong").await.problem(401, "accounts.bad_credentials");
        }
        let refused = login(house, EMAIL, &password).await;
        refused.problem(429, "house.too_many_requests");
        assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
        house.advance(TimeDelta::minutes(16));
        login(house, EMAIL, &password).await.ok(200);
    }

    async fn a_refresh_token_is_good_once_and_its_reuse_ends_the_session(house) {
        let password = administrator(house).await;
        let first = login(house, EMAIL, &password).await.cookie("maillage_refresh").unwrap();
        let second = refresh(house, &first).await;
        second.ok(200);
        let token = second.json()["access_token"].as_str().unwrap().to_owned();
        let successor = second.cookie("maillage_refresh").unwrap();
        // A lost answer: the same successor again.
        assert_eq!(refresh(house, &first).await.cookie("maillage_refresh").unwrap(), successor);
        house.advance(TimeDelta::seconds(11));
        refresh(house, &first).await.problem(401, "accounts.sign_in_needed");
        // The whole session has ended, its successor and its access token too.
        refresh(house, &successor).await.problem(401, "accounts.sign_in_needed");
        house.with_token(&token).get("/me").await.problem(401, "accounts.sign_in_needed");
    }

    async fn signing_out_takes_effect_at_once(house) {
        let password = administrator(house).await;
        let session = login(house, EMAIL, &password).await;
        let token = session.json()["access_token"].as_str().unwrap().to_owned();
        let out = TestRequest::post().uri("/api/v1/auth/logout").insert_header(("X-Requested-By", "maillage"));
        house.with_token(&token).send(out).await.ok(204);
        house.with_token(&token).get("/me").await.problem(401, "accounts.sign_in_needed");
    }

    async fn a_foreign_page_can_not_use_the_cookie(house) {
        let password = administrator(house).await;
        let token = login(house, EMAIL, &password).await.cookie("maillage_refresh").unwrap();
        let request = TestRequest::post()
            .uri("/api/v1/auth/refresh")
            .insert_header(("X-Requested-By", "maillage"))
            .insert_header(("Origin", "https://evil.example"))
            .insert_header(("Cookie", format!("maillage_refresh={token}")));
        house.anyone().send(request).await.problem(403, "accounts.foreign_page");
    }

    async fn an_access_token_ends_after_a_quarter_of_an_hour(house) {
        let password = administrator(house).await;
        let session = login(house, EMAIL, &password).await.ok(200);
        let visitor = house.with_token(session["access_token"].as_str().unwrap());
        visitor.get("/me").await.ok(200);
        house.advance(TimeDelta::minutes(15));
        visitor.get("/me").await.problem(401, "accounts.sign_in_needed");
    }
}
