//! What members are asked by a link: whether what is said of them is right, and ten questions on a phone.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::{interaction, practice_confirmation, practice_interview};

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::member,
    members_pictures::PNG,
    practice_sheets::{cafe, id, keyword, written},
};

const ADDRESS: &str = "bonjour@vieux-rabots.example";
pub const CONFIRM: &str = "/relire-ma-fiche";
const TELL: &str = "/raconter-mon-action";

/// A sheet in review, with its member asked to confirm it: its path, and the token of the mail.
async fn asked(house: &TestHouse, by: &Visitor<'_>) -> (String, String) {
    let cafe = cafe(by).await;
    let word = keyword(by, "Fêtes").await;
    let path = written(by, cafe, "Une fête sans jetable", &word).await;
    by.post(&format!("{path}/take-up"), json!({})).await.ok(200);
    by.post_once(&format!("{path}/ask-confirmation"), json!({})).await.ok(202);
    house.work_off().await;
    (path, house.token_mailed_to(ADDRESS, CONFIRM).await)
}

/// A draft whose member is asked the ten questions.
async fn interviewed(house: &TestHouse, by: &Visitor<'_>) -> (String, String) {
    let cafe = cafe(by).await;
    let new = json!({"kind": "good_practice", "title": "La fête des pommes", "member_id": cafe});
    let path = format!("/practice-sheets/{}", id(&by.post("/practice-sheets", new).await.ok(201)));
    by.post_once(&format!("{path}/ask-interview"), json!({})).await.ok(202);
    house.work_off().await;
    (path, house.token_mailed_to(ADDRESS, TELL).await)
}

fn photo(token: &str) -> TestRequest {
    let boundary = "a-boundary-of-a-test";
    let head = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--{boundary}\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"pommes.png\"\r\n\r\n"
    );
    let body = [head.as_bytes(), PNG, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
    TestRequest::post()
        .uri("/api/v1/public/practice-interviews/photos")
        .insert_header(("content-type", format!("multipart/form-data; boundary={boundary}")))
        .set_payload(body)
}

both! {
    async fn the_member_reads_what_is_said_of_it_and_says_that_it_is_right(house) {
        let camille = house.coordinator().await;
        let (path, token) = asked(house, &camille).await;
        camille.post(&format!("{path}/ask-confirmation"), json!({})).await.problem(400, "house.idempotency_key_needed");
        let kept = practice_confirmation::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(kept.len() == 1 && kept[0].token_hash.as_deref() != Some(token.as_str()));
        let anyone = house.anyone();
        let shown = anyone.post("/public/practice-confirmations/review", json!({"token": token})).await.ok(200);
        assert_eq!((&shown["member"], &shown["sheet"]["title"], &shown["state"]), (&json!("Repair Café"), &json!("Une fête sans jetable"), &json!("asked")));
        assert!(interaction::Entity::find().all(&house.house.db.read).await.unwrap().is_empty());
        // What was changed meanwhile was not read.
        let revision = shown["revision"].as_i64().unwrap();
        camille.patch(&path, revision, json!({"content": {"summary": "Des gobelets qui se lavent."}})).await.ok(200);
        let said = json!({"token": token, "name": "Mireille Kern", "revision": revision});
        anyone.post("/public/practice-confirmations/confirm", said).await.problem(409, "practice_sheets.changed_meanwhile");
        let said = json!({"token": token, "name": "Mireille Kern", "revision": revision + 1});
        for _ in 0..2 {
            let told = anyone.post("/public/practice-confirmations/confirm", said.clone()).await.ok(200);
            assert_eq!(told["state"], "confirmed");
        }
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["confirmation"]["way"], &page["confirmation"]["name"]), (&json!("link"), &json!("Mireille Kern")));
        assert_eq!((&page["confirmation"]["outdated"], page["missing"].as_array().unwrap().len()), (&json!(false), 0));
        camille.post(&format!("{path}/publish"), json!({})).await.ok(200);
        // Both answers are one contact, which the member began.
        let noted = interaction::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!((noted.len(), noted[0].source_kind.as_str()), (1, "practice_sheet"));
        house.work_off().await;
    }

    async fn what_is_not_right_is_told_beside_the_sheet_which_is_not_published(house) {
        let camille = house.coordinator().await;
        let (path, token) = asked(house, &camille).await;
        let said = json!({"token": token, "name": "Mireille Kern", "words": "Nous étions 80, pas 60."});
        let told = house.anyone().post("/public/practice-confirmations/correct", said).await.ok(200);
        assert_eq!(told["state"], "corrections");
        let page = camille.get(&path).await.ok(200);
        assert_eq!(page["confirmation"]["words"], "Nous étions 80, pas 60.");
        camille.post(&format!("{path}/publish"), json!({})).await.problem(422, "practice_sheets.confirmation_missing");
        house.work_off().await;
    }

    async fn a_link_is_good_for_sixty_days_and_a_newer_one_replaces_it(house) {
        let camille = house.coordinator().await;
        let (path, first) = asked(house, &camille).await;
        let review = |token: &str| json!({"token": token});
        camille.post_once(&format!("{path}/ask-confirmation"), json!({})).await.ok(202);
        house.work_off().await;
        let second = house.token_mailed_to(ADDRESS, CONFIRM).await;
        let anyone = house.anyone();
        anyone.post("/public/practice-confirmations/review", review(&first)).await.problem(422, "practice_sheets.link_spent");
        anyone.post("/public/practice-interviews/review", review(&second)).await.problem(422, "practice_sheets.link_spent");
        anyone.post("/public/practice-confirmations/review", review(&second)).await.ok(200);
        house.with_token(&second).get("/me").await.ok(401);
        house.advance(TimeDelta::days(60) + TimeDelta::minutes(1));
        anyone.post("/public/practice-confirmations/review", review(&second)).await.problem(422, "practice_sheets.link_spent");
    }

    async fn who_has_no_address_is_called_instead(house) {
        let camille = house.coordinator().await;
        let mute = member(&camille, json!({"name": "Sans adresse", "kind": "association", "status": "active"})).await;
        let word = keyword(&camille, "Fêtes").await;
        let path = written(&camille, mute, "Une fête", &word).await;
        camille.post(&format!("{path}/take-up"), json!({})).await.ok(200);
        camille.post_once(&format!("{path}/ask-confirmation"), json!({})).await.problem(409, "practice_sheets.nobody_reachable");
    }

    async fn ten_answers_given_piece_by_piece_become_a_draft_that_was_handed_in(house) {
        let camille = house.coordinator().await;
        let (path, token) = interviewed(house, &camille).await;
        let anyone = house.anyone();
        let asked = anyone.post("/public/practice-interviews/review", json!({"token": token})).await.ok(200);
        assert_eq!((&asked["member"], asked["questions"].as_array().unwrap().len(), &asked["answered"]), (&json!("Repair Café"), 10, &json!(false)));
        let unknown = json!({"token": token, "answers": [{"key": "age", "text": "12"}]});
        let unknown = anyone.post("/public/practice-interviews/answer", unknown).await.ok(422);
        assert_eq!(unknown["errors"][0]["pointer"], "/answers/0/key");
        let first = json!({"token": token, "answers": [{"key": "what", "text": "Nous avons pressé des pommes."}]});
        anyone.post("/public/practice-interviews/answer", first).await.ok(200);
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["state"], &page["content"]["sections"]), (&json!("draft"), &json!({})));
        assert_eq!(anyone.send(photo(&token)).await.ok(200)["photos"], 1);
        let all = json!({"token": token, "done": true, "answers": [
            {"key": "what", "text": "Nous avons pressé des pommes."}, {"key": "results", "text": "900 litres de jus."}, {"key": "goal", "text": " "},
        ]});
        assert_eq!(anyone.post("/public/practice-interviews/answer", all.clone()).await.ok(200)["answered"], true);
        anyone.post("/public/practice-interviews/answer", all).await.problem(409, "practice_sheets.interview_done");
        anyone.send(photo(&token)).await.problem(409, "practice_sheets.interview_done");
        let page = camille.get(&path).await.ok(200);
        let sections: Value = json!({"description": "Nous avons pressé des pommes.", "results_quantitative": "900 litres de jus."});
        assert_eq!((&page["state"], &page["content"]["sections"]), (&json!("submitted"), &sections));
        assert_eq!((page["media"].as_array().unwrap().len(), page["interview"]["answers"].as_array().unwrap().len()), (1, 2));
        let kept = practice_interview::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_ne!(kept[0].token_hash, token);
        assert_eq!(interaction::Entity::find().all(&house.house.db.read).await.unwrap().len(), 1);
        house.work_off().await;
    }

    async fn answers_are_not_handed_in_without_what_was_done(house) {
        let camille = house.coordinator().await;
        let (path, token) = interviewed(house, &camille).await;
        let anyone = house.anyone();
        let done = json!({"token": token, "done": true, "answers": [{"key": "why", "text": "Trop de pommes."}]});
        let missing = anyone.post("/public/practice-interviews/answer", done.clone()).await.ok(422);
        let faults = missing["errors"].as_array().unwrap();
        assert_eq!((faults.len(), &faults[0]["pointer"]), (1, &json!("/answers/what")));
        let page = camille.get(&path).await.ok(200);
        assert_eq!((&page["state"], &page["content"]["sections"]), (&json!("draft"), &json!({})));
        assert!(interaction::Entity::find().all(&house.house.db.read).await.unwrap().is_empty());
        // What somebody wrote there already suffices.
        let text = json!({"content": {"sections": {"description": "On presse des pommes."}}});
        camille.patch(&path, 1, text).await.ok(200);
        assert_eq!(anyone.post("/public/practice-interviews/answer", done).await.ok(200)["answered"], true);
        let page = camille.get(&path).await.ok(200);
        let sections = json!({"context": "Trop de pommes.", "description": "On presse des pommes."});
        assert_eq!((&page["state"], &page["content"]["sections"]), (&json!("submitted"), &sections));
        house.work_off().await;
    }

    async fn strangers_are_counted(house) {
        let anyone = house.anyone();
        for _ in 0..70 {
            anyone.post("/public/practice-confirmations/review", json!({"token": "encore"})).await;
        }
        anyone.post("/public/practice-confirmations/review", json!({"token": "encore"})).await.ok(429);
    }
}
