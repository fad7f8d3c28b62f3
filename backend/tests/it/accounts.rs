//! Signing in, going on, signing out.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::json;

use crate::harness::{Reply, TestHouse};

const EMAIL: &str = "camille@club.example";

async fn administrator(house: &TestHouse) -> String {
    maillage::features::accounts::create_administrator(&house.house, &house.by_house(), EMAIL, "Camille", "Rotrieder")
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
        assert_eq!((me["name"].as_str(), me["role"].as_str()), (Some("Camille Rotrieder"), Some("admin")));
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
        // The shortest of several is the work itself; on a busy machine it takes more of them to see it.
        for round in 1.. {
            for (which, email) in [EMAIL, "nobody@club.example"].into_iter().enumerate() {
                let begun = std::time::Instant::now();
                login(house, email, "wrong").await.problem(401, "accounts.bad_credentials");
                shortest[which] = shortest[which].min(begun.elapsed());
            }
            let [known, unknown] = shortest;
            if round >= 4 && known < unknown * 2 && unknown < known * 2 {
                break;
            }
            assert!(round < 20, "{known:?} {unknown:?}");
            // Nobody is slowed down for having tried often.
            house.advance(TimeDelta::minutes(16));
        }
    }

    async fn who_guesses_is_slowed_down_and_locks_nobody_else_out(house) {
        let password = administrator(house).await;
        let wrong = json!({"email": EMAIL, "password": "wrong"});
        let right = json!({"email": EMAIL, "password": password});
        let (here, there) = ("192.0.2.1", "198.51.100.7");
        for _ in 0..10 {
            house.anyone().post_from(there, "", "/auth/login", wrong.clone()).await.problem(401, "accounts.bad_credentials");
        }
        let refused = house.anyone().post_from(there, "", "/auth/login", right.clone()).await;
        refused.problem(429, "house.too_many_requests");
        assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
        assert!(!refused.header("ratelimit").is_empty());
        house.anyone().post_from(here, "", "/auth/login", right.clone()).await.ok(200);
        house.advance(TimeDelta::minutes(16));
        house.anyone().post_from(there, "", "/auth/login", right).await.ok(200);
    }

    async fn a_known_device_comes_in_however_many_guess(house) {
        let password = administrator(house).await;
        let right = json!({"email": EMAIL, "password": password});
        let device = house.anyone().post_from("192.0.2.1", "", "/auth/login", right.clone()).await.cookie("maillage_device").unwrap();
        let cookie = format!("maillage_device={device}");
        for network in 0..10 {
            for _ in 0..10 {
                let from = format!("198.51.100.{network}");
                house.anyone().post_from(&from, "", "/auth/login", json!({"email": EMAIL, "password": "wrong"})).await;
            }
        }
        // From everywhere together there is an end to it, too…
        house.anyone().post_from("203.0.113.9", "", "/auth/login", right.clone()).await.problem(429, "house.too_many_requests");
        // …but not for whom it concerns, wherever they are.
        house.anyone().post_from("198.51.100.1", &cookie, "/auth/login", right.clone()).await.ok(200);
        // A made-up mark, or another's, is none.
        let forged = format!("{}x", cookie);
        house.anyone().post_from("203.0.113.9", &forged, "/auth/login", right).await.problem(429, "house.too_many_requests");
        let other = json!({"email": "other@club.example", "password": "wrong"});
        for _ in 0..10 {
            house.anyone().post_from("203.0.113.10", &cookie, "/auth/login", other.clone()).await.problem(401, "accounts.bad_credentials");
        }
        house.anyone().post_from("203.0.113.10", &cookie, "/auth/login", other).await.problem(429, "house.too_many_requests");
    }

    async fn strangers_who_ask_for_links_do_not_keep_the_holder_from_one(house) {
        administrator(house).await;
        let ask = json!({"email": EMAIL});
        for _ in 0..5 {
            house.anyone().post_from("198.51.100.7", "", "/auth/link", ask.clone()).await.ok(202);
        }
        house.anyone().post_from("198.51.100.7", "", "/auth/link", ask.clone()).await.problem(429, "house.too_many_requests");
        house.anyone().post_from("192.0.2.1", "", "/auth/link", ask).await.ok(202);
        house.work_off().await;
    }

    async fn a_bearer_is_one_in_any_case_of_letters(house) {
        let token = house.reader().await.token.unwrap();
        let request = TestRequest::get().uri("/api/v1/me").insert_header(("Authorization", format!("bearer {token}")));
        house.anyone().send(request).await.ok(200);
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
