//! Administrators made by who runs the server.

use chrono::TimeDelta;
use maillage::features::accounts;
use serde_json::json;

const EMAIL: &str = "alix@club.example";
const PASSWORD: &str = "une girouette brumeuse sous la tonnelle";

fn token(link: &str) -> &str {
    link.rsplit_once('#').unwrap().1
}

both! {
    async fn an_administrator_comes_in_by_a_link_once(house) {
        let link = accounts::invite_administrator(&house.house, &house.by_house(), EMAIL, "Alix", "Amand").await.unwrap();
        assert!(link.starts_with("http://localhost:8080/invitation#"), "{link}");
        // Without a password nobody signs in.
        house.anyone().post("/auth/login", json!({"email": EMAIL, "password": "wrong"})).await.problem(401, "accounts.bad_credentials");
        house.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
        let form = json!({"token": token(&link), "password": PASSWORD});
        let session = house.anyone().post("/auth/invitation/accept", form.clone()).await.ok(200);
        assert_eq!(session["account"]["role"], "admin");
        house.anyone().post("/auth/invitation/accept", form).await.problem(422, "accounts.link_spent");
    }

    async fn a_reset_ends_sessions_at_once_and_its_link_lives_seven_days(house) {
        let password = accounts::create_administrator(&house.house, &house.by_house(), EMAIL, "Alix", "Amand").await.unwrap();
        let session = house.anyone().post("/auth/login", json!({"email": EMAIL, "password": password})).await.ok(200);
        let link = accounts::reset_link(&house.house, &house.by_house(), EMAIL).await.unwrap();
        house.with_token(session["access_token"].as_str().unwrap()).get("/me").await.problem(401, "accounts.sign_in_needed");
        house.advance(TimeDelta::days(6));
        let form = json!({"token": token(&link), "password": PASSWORD});
        house.anyone().post("/auth/password/reset", form).await.ok(200);
        house.anyone().post("/auth/login", json!({"email": EMAIL, "password": PASSWORD})).await.ok(200);
        let unknown = accounts::reset_link(&house.house, &house.by_house(), "nobody@club.example").await.unwrap_err();
        assert_eq!(unknown.code(), "accounts.unknown_email");
    }
    async fn an_invented_password_ends_sessions_at_once_and_is_audited(house) {
        let before = accounts::create_administrator(&house.house, &house.by_house(), EMAIL, "Alix", "Amand").await.unwrap();
        let login = async |password: &str| house.anyone().post("/auth/login", json!({"email": EMAIL, "password": password})).await;
        let sessions = [login(&before).await.ok(200), login(&before).await.ok(200)];
        let other = house.administrator().await;
        let password = accounts::give_new_password(&house.house, &house.by_house(), EMAIL).await.unwrap();
        for session in sessions {
            house.with_token(session["access_token"].as_str().unwrap()).get("/me").await.problem(401, "accounts.sign_in_needed");
        }
        login(&before).await.problem(401, "accounts.bad_credentials");
        login(&password).await.ok(200);
        // Nobody else is concerned, and it stands in the audit.
        let lines = other.get("/audit?record=account").await.ok(200);
        let line = lines["items"].as_array().unwrap().iter().find(|line| line["verb"] == "reset_password").unwrap();
        assert!(line.to_string().contains(EMAIL), "{line}");
    }
}
