//! Asking members whether their record is still right: who gets a letter, what its link does, what is left to do.

use chrono::TimeDelta;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::{campaign_link, delivery, interaction};
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::{cafe, member, names, set_rules},
};

pub const PAGE: &str = "/toujours-exact";
const MAIN: &str = "odile@vieux-rabots.example";

/// The café with its president, who is written to.
async fn asked_cafe(by: &Visitor<'_>) -> Uuid {
    let id = cafe(by).await;
    let odile = json!({"given_name": "Odile", "family_name": "Kern", "function": "Présidente", "email": MAIN});
    by.post(&format!("/members/{id}/contacts"), odile).await.ok(201);
    id
}

/// A draft that asks every active member.
pub async fn draft(by: &Visitor<'_>) -> String {
    let all =
        json!({"name": "Automne", "words": "Merci !", "filter": {"field": "status", "op": "eq", "value": "active"}});
    let made = by.post("/campaigns", all).await.ok(201);
    format!("/campaigns/{}", made["id"].as_str().unwrap())
}

async fn sent(house: &TestHouse, by: &Visitor<'_>) -> String {
    let path = draft(by).await;
    by.post_once(&format!("{path}/send"), json!({})).await.ok(202);
    house.work_off().await;
    path
}

async fn answer(house: &TestHouse, verb: &str, body: Value) -> Value {
    house.anyone().post(&format!("/public/campaigns/{verb}"), body).await.ok(200)
}

/// The recipients of a stage, by the name of the member.
async fn of_stage(by: &Visitor<'_>, path: &str, stage: &str) -> Vec<Value> {
    let list = by.get(&format!("{path}/recipients?stage={stage}")).await.ok(200);
    list["items"].as_array().unwrap().clone()
}

both! {
    async fn before_it_is_sent_one_sees_who_gets_it_where_and_who_does_not_and_why(house) {
        let camille = house.coordinator().await;
        let cafe = asked_cafe(&camille).await;
        let own = json!({"name": "Ludothèque", "kind": "association", "status": "active", "email": "contact@ludo.example"});
        member(&camille, own).await;
        let mute = member(&camille, json!({"name": "Sans adresse", "kind": "association", "status": "active"})).await;
        let path = draft(&camille).await;
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["state"], &page["counts"]["waiting"], &page["counts"]["unreachable"]), (&json!("draft"), &json!(2), &json!(1)));
        let reached = of_stage(&camille, &path, "waiting").await;
        let told: Vec<(&str, &Value)> = reached.iter().map(|one| (one["address"].as_str().unwrap(), &one["person"])).collect();
        assert_eq!(told, [("contact@ludo.example", &Value::Null), (MAIN, &json!("Odile Kern"))]);
        assert_eq!(of_stage(&camille, &path, "unreachable").await[0]["unreached"], "no_address");
        // Whoever gets an address meanwhile is reached; whoever objected is not.
        let now = camille.get(&format!("/members/{mute}")).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&format!("/members/{mute}"), now, json!({"email": "enfin@muet.example"})).await.ok(200);
        let page = camille.get(&format!("/members/{cafe}")).await.ok(200);
        let odile = page["contacts"][0]["id"].as_str().unwrap();
        let objects = json!({"state": "objected", "origin": "Par téléphone"});
        camille.put(&format!("/contacts/{odile}/consent"), page["revision"].as_i64().unwrap(), objects).await.ok(200);
        let page = camille.get(&path).await.ok(200);
        assert_eq!(page["counts"]["total"], 3);
        assert_eq!(of_stage(&camille, &path, "unreachable").await[0]["unreached"], "objected");
        assert_eq!(page["audience"], Value::Null);
        let towns = json!({"name": "Communes", "audience": " Toutes les communes membres ", "filter": {"field": "status", "op": "eq", "value": "active"}});
        assert_eq!(camille.post("/campaigns", towns).await.ok(201)["audience"], "Toutes les communes membres");
        // Nothing has left, and it can be thrown away.
        assert_eq!(delivery::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
        camille.delete(&path).await.ok(204);
        camille.get(&path).await.problem(404, "house.not_found");
        house.work_off().await;
    }

    async fn it_is_sent_once_and_a_look_at_the_link_changes_nothing(house) {
        let camille = house.coordinator().await;
        let id = asked_cafe(&camille).await;
        let admin = house.administrator().await;
        let club = admin.get("/club").await.ok(200)["revision"].as_i64().unwrap();
        admin.patch("/club", club, json!({"contact_email": "club@filvert.example"})).await.ok(200);
        let path = draft(&camille).await;
        camille.post(&format!("{path}/send"), json!({})).await.problem(400, "house.idempotency_key_needed");
        house.reader().await.post_once(&format!("{path}/send"), json!({})).await.problem(403, "accounts.not_allowed");
        camille.post_once(&format!("{path}/send"), json!({})).await.ok(202);
        camille.post_once(&format!("{path}/send"), json!({})).await.problem(409, "campaigns.sent");
        house.work_off().await;
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["state"], &page["counts"]["sent"]), (&json!("open"), &json!(1)));
        let mails = house.mails_to(MAIN).await;
        assert_eq!(mails.len(), 1);
        for told in ["Bonjour Odile Kern,", "Repair Café", "03 53 01 00 18", "Odile Kern (Présidente)", "Merci !", "effacer vos données : club@filvert.example"] {
            assert!(mails[0].text.replace('\u{a0}', " ").contains(told), "{told}: {}", mails[0].text);
        }
        let token = house.token_mailed_to(MAIN, PAGE).await;
        // What is at rest does not open it.
        let links = campaign_link::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(links.len() == 1 && links[0].token_hash != token);
        let told = answer(house, "review", json!({"token": token})).await;
        assert_eq!((&told["record"]["name"], &told["answer"]), (&json!("Repair Café"), &Value::Null));
        assert!(told["record"]["people"][0].get("email").is_none(), "{told}");
        let member = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&member["verified_on"], &member["last_contact_on"]), (&Value::Null, &Value::Null));
    }

    async fn right_sets_the_day_is_a_contact_and_may_be_said_twice(house) {
        let camille = house.coordinator().await;
        let id = asked_cafe(&camille).await;
        let path = sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        for _ in 0..2 {
            assert_eq!(answer(house, "confirm", json!({"token": token})).await["answer"], "right");
        }
        let member = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&member["verified_on"], &member["last_personal_contact_on"]), (&json!("2026-11-23"), &json!("2026-11-23")));
        let noted = interaction::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(noted.len(), 1);
        assert_eq!(noted[0].source_kind, "campaign");
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["right"], 1);
        house.work_off().await;
    }

    async fn a_correction_applies_or_waits_as_the_club_has_it(house) {
        let camille = house.coordinator().await;
        let id = asked_cafe(&camille).await;
        let path = sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        let wrong = json!({"token": token, "record": {"phone": "03"}});
        let wrong = house.anyone().post("/public/campaigns/correct", wrong).await.ok(422);
        assert_eq!(wrong["errors"][0]["pointer"], "/record/phone");
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["sent"], 1);
        let fixes = json!({"phone": "03 53 01 00 19", "name": "Les Vieux Rabots"});
        let told = answer(house, "correct", json!({"token": token, "record": fixes})).await;
        assert_eq!((&told["answer"], &told["applied"], &told["waits"]), (&json!("corrected"), &json!(["phone"]), &json!(["name"])));
        let member = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&member["name"], &member["phone"], &member["verified_on"]), (&json!("Repair Café"), &json!("+33353010019"), &json!("2026-11-23")));
        let waiting = camille.get("/proposals").await.ok(200)["items"][0].clone();
        assert_eq!(names(&waiting["fields"]), ["name"]);
        // Who then says that all is right does not take the correction back.
        assert_eq!(answer(house, "confirm", json!({"token": token})).await["answer"], "corrected");
        // What is the team's alone is neither offered nor taken.
        set_rules(house, json!({"email": {"treatment": "staff_only"}})).await;
        let told = answer(house, "review", json!({"token": token})).await;
        assert!(!told["record"]["fixable"].as_array().unwrap().contains(&json!("email")));
        let forced = json!({"token": token, "record": {"email": "pirate@ailleurs.example"}});
        house.anyone().post("/public/campaigns/correct", forced).await.problem(403, "members.staff_only_field");
        house.work_off().await;
    }

    async fn somebody_else_waits_for_the_team_and_takes_the_place_once_accepted(house) {
        let camille = house.coordinator().await;
        let id = asked_cafe(&camille).await;
        let path = sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        let paul = json!({"given_name": "Paul", "family_name": "Weiss", "email": "paul@vieux-rabots.example", "function": "Président"});
        let nobody = json!({"token": token, "person": {"given_name": "Paul", "family_name": "Weiss", "email": "paul@"}});
        let wrong = house.anyone().post("/public/campaigns/hand-over", nobody).await.ok(422);
        assert_eq!(wrong["errors"][0]["pointer"], "/person/email");
        for _ in 0..2 {
            assert_eq!(answer(house, "hand-over", json!({"token": token, "person": paul})).await["answer"], "other");
        }
        let member = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((member["contacts"].as_array().unwrap().len(), &member["verified_on"]), (1, &Value::Null));
        let waiting = camille.get("/proposals").await.ok(200);
        assert_eq!(waiting["items"].as_array().unwrap().len(), 1);
        let waiting = &waiting["items"][0];
        let replaced = waiting["fields"].as_array().unwrap().iter().find(|field| field["field"] == "replaces").unwrap();
        assert_eq!((&waiting["about"], &replaced["after"]), (&json!("new_contact"), &json!("Odile Kern")));
        camille.post(&format!("/proposals/{}/accept", waiting["id"].as_str().unwrap()), json!({})).await.ok(200);
        let member = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&member["contacts"][0]["person"]["name"], &member["contacts"][0]["main"]), (&json!("Paul Weiss"), &json!(true)));
        let former = &member["contacts"][1];
        assert_eq!((&former["person"]["name"], former["to_on"].is_string()), (&json!("Odile Kern"), true));
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["other"], 1);
        // Who is in charge no more reads and corrects nothing by the link of the letter.
        for verb in ["review", "confirm"] {
            house.anyone().post(&format!("/public/campaigns/{verb}"), json!({"token": token})).await.problem(422, "campaigns.link_spent");
        }
        house.advance(TimeDelta::seconds(31));
        house.work_off().await;
        let told = house.mails_to(MAIN).await;
        assert_eq!((told.len(), told[0].purpose.as_str()), (2, "proposal_decided"));
        assert!(told[0].text.contains("paul@vieux-rabots.example") && !told[0].text.contains("replaces"), "{}", told[0].text);
    }

    async fn who_asked_by_a_link_is_told_what_was_decided_and_why_where_the_letter_went(house) {
        let camille = house.coordinator().await;
        asked_cafe(&camille).await;
        sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        let fixes = json!({"name": "Les Vieux Rabots", "street": "2 rue des Meuniers"});
        answer(house, "correct", json!({"token": token, "record": fixes})).await;
        let id = camille.get("/proposals").await.ok(200)["items"][0]["id"].as_str().unwrap().to_owned();
        camille.post(&format!("/proposals/{id}/accept"), json!({"fields": ["street"]})).await.ok(200);
        let why = json!({"reason": "C’est le nom d’une autre association."});
        camille.post(&format!("/proposals/{id}/refuse"), why).await.ok(200);
        house.work_off().await;
        assert_eq!(house.mails_to(MAIN).await.len(), 1);
        house.advance(TimeDelta::seconds(31));
        house.work_off().await;
        let told = house.mails_to(MAIN).await;
        assert_eq!((told.len(), told[0].purpose.as_str()), (2, "proposal_decided"));
        for wanted in ["Bonjour Odile Kern,", "2 rue des Meuniers", "Les Vieux Rabots", "C’est le nom d’une autre association."] {
            assert!(told[0].text.contains(wanted), "{wanted}: {}", told[0].text);
        }
        // Without an account there is no space to go to.
        assert!(!told[0].text.contains("/mon-espace/"), "{}", told[0].text);
        assert!(camille.get(&format!("/proposals/{id}")).await.ok(200)["told_at"].is_string());
    }

    async fn whom_the_letter_went_to_sees_and_corrects_themselves_and_nobody_else(house) {
        let camille = house.coordinator().await;
        let id = asked_cafe(&camille).await;
        let paul = json!({"given_name": "Paul", "family_name": "Weiss", "mobile": "06 11 22 33 44"});
        camille.post(&format!("/members/{id}/contacts"), paul).await.ok(201);
        sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        let told = answer(house, "review", json!({"token": token})).await;
        let holder = &told["holder"];
        assert_eq!((&holder["given_name"], &holder["function"], &holder["phone"]), (&json!("Odile"), &json!("Présidente"), &Value::Null));
        assert_eq!(holder["fixable"], json!(["given_name", "family_name", "function", "phone", "mobile"]));
        assert!(!told.to_string().contains("11223344"), "{told}");
        let wrong = json!({"token": token, "record": {}, "holder": {"mobile": "06"}});
        let wrong = house.anyone().post("/public/campaigns/correct", wrong).await.ok(422);
        assert_eq!(wrong["errors"][0]["pointer"], "/holder/mobile");
        let fixes = json!({"phone": "03 53 01 00 77", "function": "Présidente"});
        let told = answer(house, "correct", json!({"token": token, "record": {}, "holder": fixes})).await;
        assert_eq!((&told["answer"], &told["applied"], &told["waits"]), (&json!("corrected"), &json!(["holder.phone"]), &json!([])));
        assert_eq!(told["holder"]["phone"], "+33353010077");
        let member = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&member["contacts"][0]["phone"], &member["phone"]), (&json!("+33353010077"), &json!("+33353010018")));
        let lines = camille.get(&format!("/members/{id}/audit")).await.ok(200);
        let line = lines["items"].as_array().unwrap().iter().find(|line| line["verb"] == "edit_contact").unwrap();
        assert_eq!(line["by"]["name"], "campaign_link");
        // As the club has it for people.
        set_rules(house, json!({"people": {"treatment": "waits"}})).await;
        let asks = json!({"token": token, "record": {}, "holder": {"mobile": "06 12 34 56 78"}});
        let told = answer(house, "correct", asks.clone()).await;
        assert_eq!((&told["waits"], &told["holder"]["mobile"]), (&json!(["holder.mobile"]), &Value::Null));
        let waiting = camille.get("/proposals").await.ok(200)["items"][0].clone();
        assert_eq!((&waiting["about"], names(&waiting["fields"])), (&json!("contact"), vec!["mobile"]));
        set_rules(house, json!({"people": {"treatment": "staff_only"}})).await;
        assert_eq!(answer(house, "review", json!({"token": token})).await["holder"]["fixable"], json!([]));
        house.anyone().post("/public/campaigns/correct", asks).await.problem(403, "members.staff_only_field");
        house.work_off().await;
    }

    async fn a_letter_to_the_organisation_tells_and_changes_nobody(house) {
        let camille = house.coordinator().await;
        let own = json!({"name": "Ludothèque", "kind": "association", "status": "active", "email": "contact@ludo.example"});
        let ludo = member(&camille, own).await;
        let paul = json!({"given_name": "Paul", "family_name": "Weiss", "mobile": "06 11 22 33 44"});
        camille.post(&format!("/members/{ludo}/contacts"), paul).await.ok(201);
        sent(house, &camille).await;
        let token = house.token_mailed_to("contact@ludo.example", PAGE).await;
        assert_eq!(answer(house, "review", json!({"token": token})).await["holder"], Value::Null);
        let fixes = json!({"token": token, "record": {}, "holder": {"mobile": "06 12 34 56 78"}});
        house.anyone().post("/public/campaigns/correct", fixes).await.problem(403, "members.link_of_nobody");
        house.work_off().await;
    }

    async fn a_link_tells_nothing_of_who_is_written_to_elsewhere_by_now(house) {
        let camille = house.coordinator().await;
        let id = asked_cafe(&camille).await;
        let path = sent(house, &camille).await;
        let first = house.token_mailed_to(MAIN, PAGE).await;
        let page = camille.get(&format!("/members/{id}")).await.ok(200);
        let odile = page["contacts"][0]["id"].as_str().unwrap();
        let elsewhere = json!({"email": "odile@ailleurs.example"});
        camille.patch(&format!("/contacts/{odile}"), page["revision"].as_i64().unwrap(), elsewhere).await.ok(200);
        assert_eq!(answer(house, "review", json!({"token": first})).await["holder"], Value::Null);
        house.advance(TimeDelta::days(8));
        let camille = house.coordinator().await;
        camille.post_once(&format!("{path}/remind"), json!({})).await.ok(202);
        house.work_off().await;
        house.anyone().post("/public/campaigns/review", json!({"token": first})).await.problem(422, "campaigns.link_spent");
        let second = house.token_mailed_to("odile@ailleurs.example", PAGE).await;
        assert_eq!(answer(house, "review", json!({"token": second})).await["holder"]["family_name"], "Kern");
    }

    async fn a_link_is_good_for_thirty_days_for_one_record_and_cannot_be_guessed(house) {
        let camille = house.coordinator().await;
        asked_cafe(&camille).await;
        sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        let anyone = house.anyone();
        let mut forged = token.clone();
        forged.pop();
        for bad in ["", "x", forged.as_str()] {
            let reply = anyone.post("/public/campaigns/confirm", json!({"token": bad})).await;
            assert_eq!(reply.ok(422)["errors"][0]["pointer"], "/token");
        }
        // It opens nothing else.
        house.with_token(&token).get("/me").await.ok(401);
        anyone.post("/auth/link/redeem", json!({"token": token})).await.ok(422);
        house.advance(TimeDelta::days(30) + TimeDelta::minutes(1));
        anyone.post("/public/campaigns/review", json!({"token": token})).await.problem(422, "campaigns.link_spent");
        anyone.post("/public/campaigns/confirm", json!({"token": token})).await.problem(422, "campaigns.link_spent");
        for _ in 0..70 {
            anyone.post("/public/campaigns/review", json!({"token": "encore"})).await;
        }
        anyone.post("/public/campaigns/review", json!({"token": "encore"})).await.ok(429);
        house.work_off().await;
    }

    async fn spent_links_are_swept_and_what_was_answered_by_them_still_counts(house) {
        let camille = house.coordinator().await;
        asked_cafe(&camille).await;
        let path = sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        answer(house, "confirm", json!({"token": token})).await;
        let links = || async { campaign_link::Entity::find().count(&house.house.db.read).await.unwrap() };
        house.when_due("campaigns.sweep_links").await;
        assert_eq!(links().await, 1, "one that is good stays");
        answer(house, "review", json!({"token": token})).await;
        house.advance(TimeDelta::days(30) + TimeDelta::minutes(1));
        house.when_due("campaigns.sweep_links").await;
        assert_eq!(links().await, 0);
        for verb in ["review", "confirm"] {
            let late = house.anyone().post(&format!("/public/campaigns/{verb}"), json!({"token": token})).await;
            late.problem(422, "campaigns.link_spent");
        }
        let camille = house.coordinator().await;
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["right"], 1);
    }

    async fn a_link_goes_with_the_function_of_whom_it_was_sent_to(house) {
        let camille = house.coordinator().await;
        let id = asked_cafe(&camille).await;
        let path = sent(house, &camille).await;
        let first = house.token_mailed_to(MAIN, PAGE).await;
        let odile = camille.get(&format!("/members/{id}")).await.ok(200)["contacts"][0]["id"].as_str().unwrap().to_owned();
        camille.delete(&format!("/contacts/{odile}")).await.ok(204);
        let corrects = json!({"token": first, "record": {"phone": "03 53 01 00 99"}});
        house.anyone().post("/public/campaigns/correct", corrects.clone()).await.problem(422, "campaigns.link_spent");
        let paul = json!({"given_name": "Paul", "family_name": "Weiss", "email": "paul@vieux-rabots.example"});
        let paul = camille.post(&format!("/members/{id}/contacts"), paul).await.ok(201);
        house.advance(TimeDelta::days(8));
        let camille = house.coordinator().await;
        camille.post_once(&format!("{path}/remind"), json!({})).await.ok(202);
        house.work_off().await;
        // A second letter to somebody else does not open the first one again.
        house.anyone().post("/public/campaigns/correct", corrects).await.problem(422, "campaigns.link_spent");
        let second = house.token_mailed_to("paul@vieux-rabots.example", PAGE).await;
        answer(house, "review", json!({"token": second})).await;
        camille.delete(&format!("/contacts/{}?erase=true", paul["id"].as_str().unwrap())).await.ok(204);
        house.anyone().post("/public/campaigns/confirm", json!({"token": second})).await.problem(422, "campaigns.link_spent");
        assert_eq!(camille.get(&format!("/members/{id}")).await.ok(200)["phone"], "+33353010018");
        house.work_off().await;
    }

    async fn the_silent_get_a_second_letter_and_are_then_to_be_called(house) {
        let camille = house.coordinator().await;
        asked_cafe(&camille).await;
        let own = json!({"name": "Ludothèque", "kind": "association", "status": "active", "email": "contact@ludo.example"});
        let ludo = member(&camille, own).await;
        member(&camille, json!({"name": "Sans adresse", "kind": "association", "status": "active"})).await;
        let path = sent(house, &camille).await;
        let first = house.token_mailed_to("contact@ludo.example", PAGE).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        answer(house, "confirm", json!({"token": token})).await;
        camille.post_once(&format!("{path}/remind"), json!({})).await.problem(409, "campaigns.too_early");
        house.advance(TimeDelta::days(8));
        let camille = house.coordinator().await;
        camille.post_once(&format!("{path}/remind"), json!({})).await.ok(202);
        house.work_off().await;
        camille.post_once(&format!("{path}/remind"), json!({})).await.problem(409, "campaigns.reminded");
        assert_eq!((house.mails_to(MAIN).await.len(), house.mails_to("contact@ludo.example").await.len()), (1, 2));
        let to_call = |field: &str| format!("{field}filter={{\"field\":\"to_call\",\"op\":\"eq\",\"value\":true}}").replace('"', "%22").replace('{', "%7B").replace('}', "%7D");
        let named = |list: Value| list["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().or(one["member"]["name"].as_str()).unwrap().to_owned()).collect::<Vec<_>>();
        assert!(named(camille.get(&to_call("/members?")).await.ok(200)).is_empty());
        assert_eq!(camille.post(&format!("{path}/close"), json!({})).await.ok(200)["state"], "closed");
        assert_eq!(named(camille.get(&to_call("/members?sort=name&")).await.ok(200)), ["Ludothèque", "Sans adresse"]);
        assert_eq!(named(camille.get(&to_call("/follow-up/due?state=never,overdue,soon,ok&")).await.ok(200)).len(), 2);
        // The first letter's link is still good; a call takes its member off the list.
        answer(house, "confirm", json!({"token": first})).await;
        assert_eq!(named(camille.get(&to_call("/members?")).await.ok(200)), ["Sans adresse"]);
        let mute = camille.get("/members?q=Sans").await.ok(200)["items"][0]["id"].as_str().unwrap().to_owned();
        camille.post(&format!("/members/{mute}/interactions"), json!({"channel": "call"})).await.ok(201);
        assert!(named(camille.get(&to_call("/members?")).await.ok(200)).is_empty());
        assert_eq!(camille.get(&format!("/members/{ludo}")).await.ok(200)["verified_on"], "2026-12-01");
        house.work_off().await;
    }

    async fn letters_leave_in_bundles_and_a_closed_campaign_sends_no_more(house) {
        let camille = house.coordinator().await;
        for number in 0..45 {
            let email = format!("contact@m{number}.example");
            member(&camille, json!({"name": format!("Membre {number}"), "kind": "association", "status": "active", "email": email})).await;
        }
        let path = sent(house, &camille).await;
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["state"], &page["counts"]["sent"], &page["counts"]["waiting"]), (&json!("sending"), &json!(20), &json!(25)));
        house.advance(TimeDelta::minutes(1));
        house.work_off().await;
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["sent"], 40);
        camille.post(&format!("{path}/close"), json!({})).await.ok(200);
        house.advance(TimeDelta::minutes(1));
        house.work_off().await;
        let all = delivery::Entity::find().count(&house.house.db.read).await.unwrap();
        assert_eq!(all, 40);
    }

    async fn a_merge_hands_the_letter_over_and_its_link_speaks_for_the_one_that_stays(house) {
        let camille = house.coordinator().await;
        let cafe = asked_cafe(&camille).await;
        sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        let stays = member(&camille, json!({"name": "Repair Café de Barr", "kind": "association", "status": "active"})).await;
        let revision = |page: Value| page["revision"].as_i64().unwrap();
        let (kept, gone) = (
            revision(camille.get(&format!("/members/{stays}")).await.ok(200)),
            revision(camille.get(&format!("/members/{cafe}")).await.ok(200)),
        );
        let body = json!({"other": cafe, "revision": kept, "other_revision": gone});
        camille.post(&format!("/members/{stays}/merge"), body).await.ok(200);
        let told = answer(house, "confirm", json!({"token": token})).await;
        assert_eq!(told["record"]["name"], "Repair Café de Barr");
        house.work_off().await;
    }

    async fn an_archived_record_says_so_and_takes_no_answer(house) {
        let camille = house.coordinator().await;
        let cafe = asked_cafe(&camille).await;
        sent(house, &camille).await;
        let token = house.token_mailed_to(MAIN, PAGE).await;
        camille.delete(&format!("/members/{cafe}")).await.ok(204);
        house.anyone().post("/public/campaigns/confirm", json!({"token": token})).await.problem(422, "campaigns.record_gone");
        house.work_off().await;
    }
}
