//! Changing one's own address.

use chrono::TimeDelta;
use maillage::features::accounts;
use serde_json::{Value, json};

use crate::harness::{Reply, TestHouse, Visitor};

const OLD: &str = "camille@club.example";
const NEW: &str = "camille.rotrieder@club.example";
const PASSWORD: &str = "une girouette brumeuse sous la tonnelle";

async fn camille(house: &TestHouse) -> (Visitor<'_>, String) {
    let by = house.by_house();
    let password = accounts::create_administrator(&house.house, &by, OLD, "Camille", "Rotrieder").await.unwrap();
    let session = login(house, OLD, &password).await.ok(200);
    (house.with_token(session["access_token"].as_str().unwrap()), password)
}

async fn login(house: &TestHouse, email: &str, password: &str) -> Reply {
    house.anyone().post("/auth/login", json!({"email": email, "password": password})).await
}

async fn ask(me: &Visitor<'_>, email: &str, password: &str) -> Reply {
    me.post("/me/email-change", json!({"email": email, "password": password})).await
}

async fn confirm(house: &TestHouse, token: &str) -> Reply {
    house.anyone().post("/auth/email-change/confirm", json!({"token": token})).await
}

both! {
    async fn a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told(house) {
        let (me, password) = camille(house).await;
        assert_eq!(ask(&me, NEW, &password).await.ok(202)["valid_minutes"], 60);
        let waiting = me.get("/me/email-change").await.ok(200);
        assert_eq!((&waiting["email"], &waiting["pending"]["email"]), (&json!(OLD), &json!(NEW)));
        // Until then the old address opens the account, and the new one does not.
        login(house, OLD, &password).await.ok(200);
        login(house, NEW, &password).await.problem(401, "accounts.bad_credentials");
        let told = &house.mails_to(OLD).await[0];
        assert_eq!((told.purpose.as_str(), told.confidential), ("email_change_asked", false));
        assert!(told.text.contains(NEW) && told.text.contains("/mot-de-passe/oubli"), "{}", told.text);
        let link = &house.mails_to(NEW).await[0];
        assert!(link.confidential && !link.text.contains("Camille"), "a stranger's mailbox learns no name: {}", link.text);

        let token = house.token_mailed_to(NEW, "/adresse").await;
        assert_eq!(confirm(house, &token).await.ok(200)["email"], NEW);
        confirm(house, &token).await.problem(422, "accounts.link_spent");
        login(house, OLD, &password).await.problem(401, "accounts.bad_credentials");
        login(house, NEW, &password).await.ok(200);
        // Sessions go on.
        assert_eq!(me.get("/me").await.ok(200)["email"], NEW);
        assert_eq!(me.get("/me/email-change").await.ok(200)["pending"], Value::Null);
        assert_eq!(house.mails_to(OLD).await[0].purpose, "email_changed");
        let lines = me.get("/audit?record=account").await.ok(200);
        let line = lines["items"].as_array().unwrap().iter().find(|line| line["verb"] == "change_email").unwrap();
        assert!(line.to_string().contains(NEW), "{line}");
        house.work_off().await;
    }

    async fn it_wants_the_password_and_another_address_that_can_be_read(house) {
        let (me, password) = camille(house).await;
        let problem = ask(&me, NEW, "wrong").await.problem(422, "accounts.wrong_password");
        assert_eq!(problem["errors"][0]["pointer"], "/password");
        let problem = ask(&me, " CAMILLE@club.example", &password).await.problem(422, "accounts.same_email");
        assert_eq!(problem["errors"][0]["pointer"], "/email");
        let problem = ask(&me, "camille(at)club.example", &password).await.problem(422, "email.unreadable");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["suggestion"]), (&json!("/email"), &json!(OLD)));
        assert_eq!(me.get("/me/email-change").await.ok(200)["pending"], Value::Null);
        house.anyone().post("/me/email-change", json!({"email": NEW, "password": password})).await.problem(401, "accounts.sign_in_needed");
    }

    async fn an_address_that_has_an_account_is_told_to_its_holder_alone(house) {
        let (me, password) = camille(house).await;
        let taken = "odile@club.example";
        accounts::create_administrator(&house.house, &house.by_house(), taken, "Odile", "Kern").await.unwrap();
        let (free, held) = (ask(&me, NEW, &password).await, ask(&me, taken, &password).await);
        assert_eq!((free.status, &free.bytes), (202, &held.bytes));
        assert_eq!(me.get("/me/email-change").await.ok(200)["pending"]["email"], taken);
        let mails = house.mails_to(taken).await;
        assert_eq!((mails.len(), mails[0].purpose.as_str()), (1, "email_taken"));
        assert!(!mails[0].text.contains('#') && !mails[0].text.contains("Camille"), "{}", mails[0].text);
        house.work_off().await;
    }

    async fn an_address_taken_meanwhile_is_refused(house) {
        let (me, password) = camille(house).await;
        ask(&me, NEW, &password).await.ok(202);
        let token = house.token_mailed_to(NEW, "/adresse").await;
        accounts::create_administrator(&house.house, &house.by_house(), NEW, "Odile", "Kern").await.unwrap();
        confirm(house, &token).await.problem(409, "accounts.email_taken_meanwhile");
        login(house, OLD, &password).await.ok(200);
        house.work_off().await;
    }

    async fn its_link_lasts_an_hour_and_a_newer_wish_voids_it(house) {
        let (me, password) = camille(house).await;
        ask(&me, "autre@club.example", &password).await.ok(202);
        let first = house.token_mailed_to("autre@club.example", "/adresse").await;
        ask(&me, NEW, &password).await.ok(202);
        confirm(house, &first).await.problem(422, "accounts.link_spent");
        let second = house.token_mailed_to(NEW, "/adresse").await;
        house.advance(TimeDelta::hours(1));
        confirm(house, &second).await.problem(422, "accounts.link_spent");
        // It serves nothing else either.
        house.anyone().post("/auth/link/redeem", json!({"token": second})).await.problem(422, "accounts.link_spent");
        house.work_off().await;
    }

    async fn it_is_called_off_by_its_holder_by_a_new_password_and_by_disabling(house) {
        let (me, password) = camille(house).await;
        ask(&me, NEW, &password).await.ok(202);
        let token = house.token_mailed_to(NEW, "/adresse").await;
        me.delete("/me/email-change").await.ok(204);
        me.delete("/me/email-change").await.ok(204);
        confirm(house, &token).await.problem(422, "accounts.link_spent");

        ask(&me, NEW, &password).await.ok(202);
        let token = house.token_mailed_to(NEW, "/adresse").await;
        me.post("/auth/password", json!({"current": password, "new": PASSWORD})).await.ok(204);
        confirm(house, &token).await.problem(422, "accounts.link_spent");

        ask(&me, NEW, PASSWORD).await.ok(202);
        let token = house.token_mailed_to(NEW, "/adresse").await;
        let id = me.get("/me").await.ok(200)["id"].as_str().unwrap().to_owned();
        house.administrator().await.delete(&format!("/accounts/{id}")).await.ok(204);
        confirm(house, &token).await.problem(422, "accounts.link_spent");
        house.work_off().await;
    }

    async fn who_is_given_another_address_by_an_administrator_is_told_at_the_old_one(house) {
        let (me, password) = camille(house).await;
        let admin = house.administrator().await;
        let club = admin.get("/club").await.ok(200)["revision"].as_i64().unwrap();
        admin.patch("/club", club, json!({"contact_email": "club@filvert.example"})).await.ok(200);
        let account = me.get("/me").await.ok(200);
        let (path, revision) = (format!("/accounts/{}", account["id"].as_str().unwrap()), account["revision"].as_i64().unwrap());
        ask(&me, "autre@club.example", &password).await.ok(202);
        let wish = house.token_mailed_to("autre@club.example", "/adresse").await;
        let written = house.mails_to(OLD).await.len();
        // Nothing is told of what is not done, nor of what is no other address.
        admin.patch(&path, revision + 1, json!({"email": NEW})).await.problem(412, "house.stale");
        let spelt = admin.patch(&path, revision, json!({"email": "Camille@club.example", "family_name": "Rott"})).await.ok(200);
        assert_eq!(house.mails_to(OLD).await.len(), written);

        admin.patch(&path, spelt["revision"].as_i64().unwrap(), json!({"email": NEW})).await.ok(200);
        let told = &house.mails_to("Camille@club.example").await[0];
        assert_eq!((told.purpose.as_str(), told.confidential), ("email_changed", false));
        for part in ["Alix Amand", "Le 23/11/2026 à 10", NEW, "Si ce n’était pas convenu avec vous", "club@filvert.example"] {
            assert!(told.text.contains(part), "{part}: {}", told.text);
        }
        login(house, OLD, &password).await.problem(401, "accounts.bad_credentials");
        login(house, NEW, &password).await.ok(200);
        // What was asked from the old mailbox is void.
        confirm(house, &wish).await.problem(422, "accounts.link_spent");
        let lines = admin.get("/audit?record=account").await.ok(200);
        let line = lines["items"].as_array().unwrap().iter().find(|line| line["verb"] == "change").unwrap().to_string();
        assert!(line.contains(NEW) && line.contains("Alix Amand"), "{line}");
        house.work_off().await;
    }

    async fn ones_own_address_wants_the_password_of_an_administrator_too(house) {
        let (me, password) = camille(house).await;
        let account = me.get("/me").await.ok(200);
        assert_eq!(account["abilities"]["change_email"]["allowed"], false);
        let (path, revision) = (format!("/accounts/{}", account["id"].as_str().unwrap()), account["revision"].as_i64().unwrap());
        let problem = me.patch(&path, revision, json!({"email": NEW})).await.problem(409, "accounts.own_email");
        assert_eq!(problem["errors"][0]["pointer"], "/email");
        me.patch(&path, revision, json!({"email": OLD, "given_name": "Camilla"})).await.ok(200);
        login(house, OLD, &password).await.ok(200);
    }

    async fn the_address_of_an_invitation_nobody_accepted_learns_no_other_one(house) {
        let admin = house.administrator().await;
        let form = json!({"email": "odile@faute.example", "given_name": "Odile", "family_name": "Kern", "role": "reader"});
        let id = admin.post_once("/accounts", form).await.ok(201)["id"].as_str().unwrap().to_owned();
        admin.patch(&format!("/accounts/{id}"), 1, json!({"email": "odile@mairie.example"})).await.ok(200);
        let mails = house.mails_to("odile@faute.example").await;
        assert_eq!((mails.len(), mails[0].purpose.as_str()), (1, "invitation"));
        admin.post_once(&format!("/accounts/{id}/invite"), json!({})).await.ok(202);
        assert_eq!(house.mails_to("odile@mairie.example").await.len(), 1);
        house.work_off().await;
    }

    async fn of_two_who_confirm_at_once_one_succeeds(house) {
        let (me, password) = camille(house).await;
        ask(&me, NEW, &password).await.ok(202);
        let token = house.token_mailed_to(NEW, "/adresse").await;
        let (one, two) = futures_util::join!(confirm(house, &token), confirm(house, &token));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
        house.work_off().await;
    }

    async fn strangers_are_not_written_to_without_end(house) {
        let (me, password) = camille(house).await;
        for number in 0..5 {
            ask(&me, &format!("personne{number}@club.example"), &password).await.ok(202);
        }
        ask(&me, NEW, &password).await.problem(429, "house.too_many_requests");
        house.work_off().await;
    }
}
