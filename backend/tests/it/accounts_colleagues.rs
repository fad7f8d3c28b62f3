//! A manager sees to who acts for their organisation: invites, changes, removes; never the last one, never beyond it.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::TestHouse,
    members_own_record::{cafe, member},
};

fn form(email: &str) -> Value {
    json!({"email": email, "given_name": "Odile", "family_name": "Kern", "role": "contributor"})
}

async fn roles(house: &TestHouse, id: Uuid) -> Vec<(String, String)> {
    let list = house.administrator().await.get(&format!("/members/{id}/colleagues")).await.ok(200);
    let of = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(|one| (of(one, "name"), of(one, "role"))).collect()
}

both! {
    async fn a_manager_invites_her_treasurer_who_comes_in(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = format!("/members/{cafe}/colleagues");
        let odile = mireille.post_once(&path, form("odile@cafe.example")).await.ok(201);
        assert_eq!((&odile["status"], &odile["role"], &odile["is_me"]), (&json!("invited"), &json!("contributor"), &json!(false)));
        mireille.post_once(&path, form("odile@cafe.example")).await.problem(409, "accounts.colleague_already");
        mireille.post(&path, form("autre@cafe.example")).await.problem(400, "house.idempotency_key_needed");
        house.work_off().await;
        let token = house.token_mailed_to("odile@cafe.example", "/invitation").await;
        let accept = json!({"token": token, "password": "quatre mots bien tirés au sort"});
        house.anyone().post("/auth/invitation/accept", accept).await.ok(200);
        assert_eq!(
            roles(house, cafe).await,
            [("Mireille Kern".to_owned(), "manager".to_owned()), ("Odile Kern".to_owned(), "contributor".to_owned())]
        );
        let list = mireille.get(&path).await.ok(200);
        let now = list["items"][1]["revision"].as_i64().unwrap();
        let account = odile["account_id"].as_str().unwrap();
        mireille.patch(&format!("{path}/{account}"), now - 1, json!({"role": "manager"})).await.problem(412, "house.stale");
        let raised = mireille.patch(&format!("{path}/{account}"), now, json!({"role": "manager"})).await.ok(200);
        assert_eq!((&raised["role"], &raised["status"]), (&json!("manager"), &json!("active")));
        mireille.delete(&format!("{path}/{account}")).await.ok(204);
        assert_eq!(roles(house, cafe).await.len(), 1);
        house.work_off().await;
    }

    async fn somebody_always_manages_the_record(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let me = mireille.get("/me").await.ok(200);
        let path = format!("/members/{cafe}/colleagues/{}", me["id"].as_str().unwrap());
        mireille.delete(&path).await.problem(409, "accounts.last_manager");
        let now = me["revision"].as_i64().unwrap();
        mireille.patch(&path, now, json!({"role": "contributor"})).await.problem(409, "accounts.last_manager");
        house.administrator().await.delete(&path).await.problem(409, "accounts.last_manager");
        let list = mireille.get(&format!("/members/{cafe}/colleagues")).await.ok(200);
        assert_eq!((&list["items"][0]["is_me"], &list["items"][0]["abilities"]["remove"]["allowed"]), (&json!(true), &json!(false)));
        house.manager_of(cafe).await;
        mireille.delete(&path).await.ok(204);
        // In force at once.
        mireille.get(&format!("/members/{cafe}")).await.problem(401, "accounts.sign_in_needed");
    }

    async fn nobody_reaches_beyond_their_own_organisation(house) {
        let camille = house.coordinator().await;
        let (cafe, ludo) = (cafe(&camille).await, member(&camille, json!({"name": "Ludothèque", "kind": "association"})).await);
        let (mireille, stranger) = (house.manager_of(cafe).await, house.manager_of(ludo).await);
        let theirs = format!("/members/{ludo}/colleagues");
        let them = stranger.get("/me").await.ok(200)["id"].as_str().unwrap().to_owned();
        mireille.get(&theirs).await.problem(404, "house.not_found");
        mireille.post_once(&theirs, form("odile@cafe.example")).await.problem(404, "house.not_found");
        mireille.delete(&format!("{theirs}/{them}")).await.problem(404, "house.not_found");
        // Somebody else's account by way of one's own member.
        mireille.delete(&format!("/members/{cafe}/colleagues/{them}")).await.problem(404, "house.not_found");
        mireille.patch(&format!("/members/{cafe}/colleagues/{them}"), 1, json!({"role": "manager"})).await.problem(404, "house.not_found");
        let contributor = house.contributor_of(cafe).await;
        contributor.get(&format!("/members/{cafe}/colleagues")).await.ok(200);
        contributor.post_once(&format!("/members/{cafe}/colleagues"), form("odile@cafe.example")).await.problem(403, "accounts.managers_only");
        camille.post_once(&format!("/members/{cafe}/colleagues"), form("odile@cafe.example")).await.problem(403, "accounts.managers_only");
        // Whoever has an account keeps it, acts for both, and is told.
        let account = house.account(None, "Paul", "Weiss").await;
        let email = format!("{}@club.example", account.simple());
        let added = mireille.post_once(&format!("/members/{cafe}/colleagues"), form(&email)).await.ok(201);
        assert_eq!(added["name"], "Paul Weiss");
        stranger.post_once(&theirs, form(&email)).await.ok(201);
        let paul = house.signed_in(account).await;
        let seats = paul.get("/me").await.ok(200)["organisations"].as_array().unwrap().len();
        assert_eq!(seats, 2);
        house.work_off().await;
        assert_eq!(house.mails_to(&email).await.len(), 2);
        mireille.delete(&format!("/members/{cafe}/colleagues/{account}")).await.ok(204);
        paul.get(&format!("/members/{ludo}")).await.ok(200);
        paul.get(&format!("/members/{cafe}")).await.problem(404, "house.not_found");
    }
}
