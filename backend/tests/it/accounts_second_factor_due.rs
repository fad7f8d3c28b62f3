//! A second factor that the club demands of its team.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use maillage::features::accounts;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::harness::{TestHouse, Visitor};

const EMAIL: &str = "alix@club.example";
const ODILE: &str = "odile@club.example";
const PASSWORD: &str = "une girouette brumeuse sous la tonnelle";
const DUE: &str = "accounts.second_factor_due";

fn code(house: &TestHouse, secret: &str) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(house.house.now().timestamp() as u64).to_string()
}

async fn set_up(house: &TestHouse, me: &Visitor<'_>, password: &str) -> String {
    let enrolment = me.post("/me/second-factor", json!({"password": password})).await.ok(200);
    let secret = enrolment["secret"].as_str().unwrap().to_owned();
    me.post("/me/second-factor/confirm", json!({"otp": code(house, &secret)})).await.ok(200);
    house.advance(TimeDelta::seconds(30));
    secret
}

/// An administrator with a password, signed in.
async fn administrator(house: &TestHouse) -> (Visitor<'_>, String) {
    let by = house.by_house();
    let password = accounts::create_administrator(&house.house, &by, EMAIL, "Alix", "Amand").await.unwrap();
    let session = house.anyone().post("/auth/login", json!({"email": EMAIL, "password": password})).await.ok(200);
    (house.with_token(session["access_token"].as_str().unwrap()), password)
}

/// The club demands it from now on.
async fn demanded(house: &TestHouse) -> Visitor<'_> {
    let (admin, password) = administrator(house).await;
    set_up(house, &admin, &password).await;
    admin.patch("/club", 1, json!({"second_factor_required": true})).await.ok(200);
    admin
}

async fn invited(house: &TestHouse, admin: &Visitor<'_>) -> Value {
    let odile = json!({"email": ODILE, "given_name": "Odile", "family_name": "Kern", "role": "coordinator"});
    admin.post_once("/accounts", odile).await.ok(201);
    let token = house.token_mailed_to(ODILE, "/invitation").await;
    house.anyone().post("/auth/invitation/accept", json!({"token": token, "password": PASSWORD})).await.ok(200)
}

both! {
    async fn who_demands_it_has_it_already(house) {
        let (admin, password) = administrator(house).await;
        let ability = admin.get("/club").await.ok(200)["abilities"]["demand_second_factor"].clone();
        assert_eq!(ability["allowed"], false);
        let problem = admin.patch("/club", 1, json!({"second_factor_required": true})).await.problem(409, "club.second_factor_first");
        assert_eq!(problem["errors"][0]["pointer"], "/second_factor_required");
        house.coordinator().await.patch("/club", 1, json!({"second_factor_required": true})).await.problem(403, "club.administrators_only");
        set_up(house, &admin, &password).await;
        let club = admin.patch("/club", 1, json!({"second_factor_required": true})).await.ok(200);
        assert_eq!((&club["second_factor_required"], &club["revision"]), (&json!(true), &json!(2)));
        // Saying it again changes nothing; taking it back needs nothing.
        admin.patch("/club", 2, json!({"second_factor_required": true})).await.ok(200);
        let other = house.administrator().await;
        other.patch("/club", 2, json!({"name": "Le Maillon vert"})).await.problem(403, DUE);
        admin.patch("/club", 2, json!({"second_factor_required": false})).await.ok(200);
        other.patch("/club", 3, json!({"name": "Le Maillon vert"})).await.ok(200);
        house.work_off().await;
    }

    async fn the_next_sign_in_leads_to_setting_it_up_and_to_nothing_else(house) {
        let before = house.coordinator().await;
        let admin = demanded(house).await;
        // Those at work are not thrown out.
        before.get("/members").await.ok(200);
        let seen = before.get("/me").await.ok(200);
        assert_eq!((&seen["second_factor_required"], &seen["second_factor_due"]), (&json!(true), &json!(false)));

        let session = invited(house, &admin).await;
        assert_eq!(session["account"]["second_factor_due"], true);
        let me = house.with_token(session["access_token"].as_str().unwrap());
        for path in ["/members", "/club", "/views", "/staff", "/me/sessions", "/me/email-change", "/topics", "/communes?q=bar", "/follow-up/counts"] {
            me.get(path).await.problem(403, DUE);
        }
        me.patch("/me", 2, json!({"language": "en"})).await.problem(403, DUE);
        me.post("/auth/password", json!({"current": PASSWORD, "new": "deux vieux moulins sous la pluie"})).await.problem(403, DUE);
        me.post("/me/second-factor/recovery-codes", json!({"password": PASSWORD})).await.problem(403, DUE);
        me.post_once("/members", json!({"name": "Ludothèque", "kind": "association"})).await.problem(403, DUE);
        // Each further sign-in leads there too, however one comes in.
        let again = house.anyone().post("/auth/login", json!({"email": ODILE, "password": PASSWORD})).await.ok(200);
        assert_eq!(again["account"]["second_factor_due"], true);

        assert_eq!(me.get("/me").await.ok(200)["second_factor_due"], true);
        assert_eq!(me.get("/me/second-factor").await.ok(200)["required"], true);
        set_up(house, &me, PASSWORD).await;
        let done = me.get("/me").await.ok(200);
        assert_eq!((&done["second_factor_due"], &done["second_factor"]), (&json!(false), &json!(true)));
        me.get("/members").await.ok(200);
        me.post("/me/second-factor/disable", json!({"password": PASSWORD})).await.problem(409, "accounts.second_factor_required");
        assert_eq!(done["abilities"]["turn_off_second_factor"]["allowed"], false);
        house.work_off().await;
    }

    async fn going_on_with_a_session_does_not_get_round_it(house) {
        let admin = demanded(house).await;
        invited(house, &admin).await;
        let reply = house.anyone().post("/auth/login", json!({"email": ODILE, "password": PASSWORD})).await;
        let cookie = reply.cookie("maillage_refresh").unwrap();
        let again = TestRequest::post()
            .uri("/api/v1/auth/refresh")
            .insert_header(("X-Requested-By", "maillage"))
            .insert_header(("Cookie", format!("maillage_refresh={cookie}")));
        let session = house.anyone().send(again).await.ok(200);
        assert_eq!(session["account"]["second_factor_due"], true);
        house.with_token(session["access_token"].as_str().unwrap()).get("/members").await.problem(403, DUE);
        house.work_off().await;
    }

    async fn a_reset_leads_to_setting_it_up_at_the_next_sign_in(house) {
        let admin = demanded(house).await;
        let session = invited(house, &admin).await;
        let me = house.with_token(session["access_token"].as_str().unwrap());
        set_up(house, &me, PASSWORD).await;
        let id = session["account"]["id"].as_str().unwrap();
        admin.delete(&format!("/accounts/{id}/second-factor")).await.ok(204);
        let again = house.anyone().post("/auth/login", json!({"email": ODILE, "password": PASSWORD})).await.ok(200);
        assert_eq!(again["account"]["second_factor_due"], true);
        house.with_token(again["access_token"].as_str().unwrap()).get("/members").await.problem(403, DUE);
        house.work_off().await;
    }

    async fn members_and_machines_are_not_concerned(house) {
        let admin = demanded(house).await;
        let own = admin.post("/members", json!({"name": "Repair Café", "kind": "association"})).await.ok(201);
        let own = own["id"].as_str().unwrap();
        let key = admin.post("/api-keys", json!({"name": "Portail", "scopes": ["members:read"]})).await.ok(201);
        house.with_token(key["secret"].as_str().unwrap()).get("/members").await.ok(200);
        let manager = house.manager_of(own.parse().unwrap()).await;
        manager.get(&format!("/members/{own}")).await.ok(200);
        assert_eq!(manager.get("/me").await.ok(200)["second_factor_required"], false);
        house.work_off().await;
    }

    async fn who_joins_the_team_owes_it_too(house) {
        let admin = demanded(house).await;
        let own = admin.post("/members", json!({"name": "Repair Café", "kind": "association"})).await.ok(201);
        let manager = house.manager_of(own["id"].as_str().unwrap().parse().unwrap()).await;
        let account = manager.get("/me").await.ok(200);
        let id = account["id"].as_str().unwrap();
        admin.patch(&format!("/accounts/{id}"), account["revision"].as_i64().unwrap(), json!({"role": "reader"})).await.ok(200);
        manager.get("/me").await.problem(401, "accounts.sign_in_needed");
        house.signed_in(id.parse().unwrap()).await.get("/members").await.problem(403, DUE);
        house.work_off().await;
    }

    async fn the_list_tells_who_of_the_team_has_none_yet(house) {
        let admin = demanded(house).await;
        house.coordinator().await;
        let own = admin.post("/members", json!({"name": "Repair Café", "kind": "association"})).await.ok(201);
        house.manager_of(own["id"].as_str().unwrap().parse().unwrap()).await;
        let admin = &admin;
        let count = |query: &'static str| async move { admin.get(&format!("/accounts?with_total=true&{query}")).await.ok(200)["total"].clone() };
        assert_eq!(count("role=any").await, 2);
        assert_eq!(count("role=any&second_factor=false").await, 1);
        assert_eq!(count("second_factor=true").await, 1);
        assert_eq!(count("second_factor=false").await, 2);
        house.work_off().await;
    }

    async fn who_runs_the_server_can_reset_one(house) {
        let (admin, password) = administrator(house).await;
        let refused = accounts::reset_second_factor(&house.house, &house.by_house(), EMAIL).await.unwrap_err();
        assert_eq!(refused.code(), "accounts.second_factor_off");
        set_up(house, &admin, &password).await;
        accounts::reset_second_factor(&house.house, &house.by_house(), EMAIL).await.unwrap();
        admin.get("/me").await.problem(401, "accounts.sign_in_needed");
        house.anyone().post("/auth/login", json!({"email": EMAIL, "password": password})).await.ok(200);
        house.work_off().await;
    }
}
