//! What people are written: invitations answered without an account, reminders once each, changes and cancellations.

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryOrder};
use serde_json::{Value, json};
use tables::{delivery, delivery_calendar, event_invitation, event_link};

use crate::{
    events::{INVITATION, LINK, lines, person, published},
    harness::{TestHouse, Visitor},
    members_own_record::{member, revision},
};

const LUDO: &str = "contact@ludo.example";

async fn ludo(by: &Visitor<'_>) -> uuid::Uuid {
    member(by, json!({"name": "Ludothèque", "kind": "association", "status": "active", "email": LUDO})).await
}

async fn invite(by: &Visitor<'_>, path: &str) -> Value {
    let all = json!({"words": "Venez nombreux.", "filter": {"field": "status", "op": "eq", "value": "active"}});
    by.post_once(&format!("{path}/invitations"), all).await.ok(202)
}

/// The events that went along with mails, the newest last.
async fn along(house: &TestHouse) -> Vec<delivery_calendar::Model> {
    let all = delivery_calendar::Entity::find().order_by_asc(delivery_calendar::Column::DeliveryId);
    all.all(&house.house.db.read).await.unwrap()
}

both! {
    async fn an_organisation_answers_from_the_mail_and_a_look_changes_nothing(house) {
        let camille = house.coordinator().await;
        ludo(&camille).await;
        member(&camille, json!({"name": "Sans adresse", "kind": "association", "status": "active"})).await;
        let path = published(&camille, json!({"online_url": "https://visio.example/salle"})).await;
        let all = json!({"filter": {"field": "status", "op": "eq", "value": "active"}});
        camille.post(&format!("{path}/invitations"), all).await.problem(400, "house.idempotency_key_needed");
        assert_eq!(invite(&camille, &path).await, json!({"invited": 1, "unreachable": 1}));
        house.work_off().await;
        let mails = house.mails_to(LUDO).await;
        assert_eq!((mails.len(), mails[0].subject.as_str()), (1, "Invitation : Le compostage, partagé"));
        for told in ["Venez nombreux.", "mardi 8 décembre 2026, de 18 h 30 à 20 h 30", "Salle des Tanneurs"] {
            assert!(mails[0].text.replace('\u{a0}', " ").contains(told), "{told}: {}", mails[0].text);
        }
        assert!(!mails[0].text.contains("visio.example"));
        // Nobody asked for it: it tells how one asks for no more.
        assert!(mails[0].text.contains("\nNe plus recevoir ces messages : http"), "{}", mails[0].text);
        assert!(!mails[0].text.contains(".invalid") && mails[0].html.contains("/ne-plus-ecrire/"));
        assert!(delivery::Entity::find().all(&house.house.db.read).await.unwrap().iter().all(|one| one.letter));
        let went = along(house).await;
        assert_eq!((went.len(), went[0].method.as_str(), went[0].said.as_str()), (1, "REQUEST", "NEEDS-ACTION"));
        lines(&kernel::icalendar::between(&went[0].content, ("Club", "club@club.example"), ("Ludothèque", LUDO), &went[0].said));
        let token = house.token_mailed_to(LUDO, INVITATION).await;
        let links = event_link::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(links.len() == 1 && links[0].token_hash != token);
        let anyone = house.anyone();
        let looked = anyone.post("/public/event-links/review", json!({"token": token})).await.ok(200);
        assert_eq!((&looked["organisation"], &looked["answer"], &looked["people"]), (&json!("Ludothèque"), &Value::Null, &json!([])));
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["registered"], 0);
        anyone.post("/public/event-links/answer", json!({"token": token, "answer": "yes"})).await.problem(422, "events.required");
        let yes = json!({"token": token, "answer": "colleague", "people": [person("Kern"), person("Weiss")]});
        for _ in 0..2 {
            let told = anyone.post("/public/event-links/answer", yes.clone()).await.ok(200);
            assert_eq!((&told["answer"], told["people"].as_array().unwrap().len()), (&json!("colleague"), 2));
        }
        let list = camille.get(&format!("{path}/invitations")).await.ok(200)["items"].clone();
        assert_eq!((&list[0]["answer"], &list[0]["address"], &list[1]["unreached"]), (&json!("colleague"), &json!(LUDO), &json!("no_address")));
        let no = json!({"token": token, "answer": "no"});
        assert_eq!(anyone.post("/public/event-links/answer", no).await.ok(200)["people"], json!([]));
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["registered"], 0);
        // It opens nothing else, and nobody is invited twice.
        house.with_token(&token).get("/me").await.ok(401);
        anyone.post("/public/event-links/accept", json!({"token": token})).await.problem(422, "events.link_spent");
        let again = json!({"filter": {"field": "status", "op": "eq", "value": "active"}});
        camille.post_once(&format!("{path}/invitations"), again).await.problem(422, "events.nobody");
        house.advance(TimeDelta::days(16));
        anyone.post("/public/event-links/review", json!({"token": token})).await.problem(422, "events.link_spent");
        house.work_off().await;
    }

    async fn who_had_no_address_is_invited_once_there_is_one(house) {
        let camille = house.coordinator().await;
        ludo(&camille).await;
        let late = member(&camille, json!({"name": "Sans adresse", "kind": "association", "status": "active"})).await;
        let path = published(&camille, json!({})).await;
        assert_eq!(invite(&camille, &path).await, json!({"invited": 1, "unreachable": 1}));
        house.work_off().await;
        let now = revision(&camille, late).await;
        camille.patch(&format!("/members/{late}"), now, json!({"email": "trouvee@ludo.example"})).await.ok(200);
        assert_eq!(invite(&camille, &path).await, json!({"invited": 1, "unreachable": 0}));
        house.work_off().await;
        assert_eq!((house.mails_to("trouvee@ludo.example").await.len(), house.mails_to(LUDO).await.len()), (1, 1));
        let again = json!({"filter": {"field": "status", "op": "eq", "value": "active"}});
        camille.post_once(&format!("{path}/invitations"), again).await.problem(422, "events.nobody");
    }

    async fn a_colleague_comes_instead_of_the_one_who_said_yes_and_who_has_no_address_is_one_person(house) {
        let camille = house.coordinator().await;
        ludo(&camille).await;
        let path = published(&camille, json!({"capacity": 1})).await;
        invite(&camille, &path).await;
        house.work_off().await;
        let token = house.token_mailed_to(LUDO, INVITATION).await;
        let says = |answer: &str, people: Value| json!({"token": token, "answer": answer, "people": people});
        let anyone = house.anyone();
        let answer = "/public/event-links/answer";
        let come = |told: &Value| -> Vec<(String, String)> {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            told["people"].as_array().unwrap().iter().map(|one| (text(&one["family_name"]), text(&one["state"]))).collect()
        };
        let seated = |name: &str| vec![(name.to_owned(), "registered".to_owned())];
        for _ in 0..2 {
            let told = anyone.post(answer, says("yes", json!([{"given_name": "Odile", "family_name": "Kern"}]))).await.ok(200);
            assert_eq!(come(&told), seated("Kern"));
        }
        // Somebody waits: the seat stays the organisation's all the same.
        camille.post(&format!("{path}/registrations"), json!({"people": [person("Muller")]})).await.ok(200);
        for _ in 0..2 {
            let told = anyone.post(answer, says("colleague", json!([person("Weiss")]))).await.ok(200);
            assert_eq!((come(&told), &told["answer"]), (seated("Weiss"), &json!("colleague")));
        }
        assert_eq!(house.mails_to("weiss@vieux-rabots.example").await.len(), 1);
        assert_eq!(anyone.post(answer, says("no", json!([]))).await.ok(200)["people"], json!([]));
        house.work_off().await;
    }

    async fn an_organisation_is_told_for_those_of_its_people_who_have_no_address(house) {
        let camille = house.coordinator().await;
        ludo(&camille).await;
        let path = published(&camille, json!({})).await;
        invite(&camille, &path).await;
        house.work_off().await;
        let token = house.token_mailed_to(LUDO, INVITATION).await;
        let yes = |people: Value| json!({"token": token, "answer": "yes", "people": people});
        let answer = "/public/event-links/answer";
        house.anyone().post(answer, yes(json!([person("Kern")]))).await.ok(200);
        let now = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&path, now, json!({"place": "Grange des Prés"})).await.ok(200);
        house.work_off().await;
        // She is told herself.
        assert_eq!(house.mails_to(LUDO).await.len(), 1);
        house.anyone().post(answer, yes(json!([{"given_name": "Paul", "family_name": "Weiss"}]))).await.ok(200);
        camille.post(&format!("{path}/cancel"), json!({})).await.ok(200);
        house.work_off().await;
        let mails = house.mails_to(LUDO).await;
        assert_eq!((mails.len(), mails[0].purpose.as_str()), (2, "event_cancellation"));
    }

    async fn two_members_that_become_one_have_one_invitation_which_the_links_of_both_open(house) {
        let camille = house.coordinator().await;
        let own = ludo(&camille).await;
        let twin = member(&camille, json!({"name": "Ludothèque des Prés", "kind": "association", "status": "active", "email": "pres@ludo.example"})).await;
        let path = published(&camille, json!({})).await;
        assert_eq!(invite(&camille, &path).await, json!({"invited": 2, "unreachable": 0}));
        house.work_off().await;
        let links = [house.token_mailed_to(LUDO, INVITATION).await, house.token_mailed_to("pres@ludo.example", INVITATION).await];
        let anyone = house.anyone();
        let yes = json!({"token": links[1], "answer": "yes", "people": [person("Kern")]});
        anyone.post("/public/event-links/answer", yes).await.ok(200);
        let opened = || async {
            let mut all = Vec::new();
            for token in &links {
                let looked = house.anyone().post("/public/event-links/review", json!({"token": token})).await.ok(200);
                all.push((looked["organisation"].clone(), looked["answer"].clone(), looked["people"].as_array().unwrap().len()));
            }
            all
        };
        let invited = || async { house.coordinator().await.get(&format!("{path}/invitations")).await.ok(200)["items"].clone() };
        let apart = [(json!("Ludothèque"), Value::Null, 0), (json!("Ludothèque des Prés"), json!("yes"), 1)];
        assert_eq!(opened().await, apart);
        let (one, other) = (revision(&camille, own).await, revision(&camille, twin).await);
        let form = json!({"other": twin, "revision": one, "other_revision": other, "choices": {}});
        camille.post(&format!("/members/{own}/merge"), form).await.ok(200);
        let list = invited().await;
        assert_eq!((list.as_array().unwrap().len(), &list[0]["member"]["name"], &list[0]["answer"]), (1, &json!("Ludothèque"), &json!("yes")));
        assert_eq!(opened().await, [(json!("Ludothèque"), json!("yes"), 1), (json!("Ludothèque"), json!("yes"), 1)]);
        camille.post(&format!("/members/{twin}/unmerge"), json!({})).await.ok(200);
        let list = invited().await;
        assert_eq!((list.as_array().unwrap().len(), &list[0]["answer"], &list[1]["answer"]), (2, &Value::Null, &json!("yes")));
        assert_eq!(opened().await, apart);
        house.work_off().await;
    }

    async fn a_member_is_invited_to_an_event_once_whoever_asks(house) {
        let camille = house.coordinator().await;
        ludo(&camille).await;
        let path = published(&camille, json!({})).await;
        invite(&camille, &path).await;
        let there = event_invitation::Entity::find().one(&house.house.db.read).await.unwrap().unwrap();
        let again = event_invitation::Model { id: uuid::Uuid::now_v7(), ..there };
        let tx = house.house.db.begin().await.unwrap();
        let refused = event_invitation::Entity::insert(again.into_active_model().reset_all()).exec_without_returning(&tx).await;
        assert!(refused.is_err());
        tx.rollback().await.unwrap();
        house.work_off().await;
        assert_eq!(event_invitation::Entity::find().all(&house.house.db.read).await.unwrap().len(), 1);
        assert_eq!(house.mails_to(LUDO).await.len(), 1);
    }

    async fn reminders_leave_once_each_at_nine_where_it_takes_place(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({})).await;
        camille.post(&format!("{path}/registrations"), json!({"people": [person("Kern")]})).await.ok(200);
        let to = "kern@vieux-rabots.example";
        // Until 1 December, 8:59 in Paris: nothing.
        house.advance(TimeDelta::days(7) + TimeDelta::hours(22) + TimeDelta::minutes(59));
        house.when_due("events.remind").await;
        assert_eq!(house.mails_to(to).await.len(), 1);
        house.advance(TimeDelta::minutes(1));
        for _ in 0..3 {
            house.when_due("events.remind").await;
        }
        let mails = house.mails_to(to).await;
        assert_eq!((mails.len(), mails[0].purpose.as_str()), (2, "event_reminder"));
        assert!(mails[0].subject.starts_with("Dans une semaine"), "{}", mails[0].subject);
        // Who comes later is told all of it by the confirmation.
        let camille = house.coordinator().await;
        camille.post(&format!("{path}/registrations"), json!({"people": [person("Weiss")]})).await.ok(200);
        house.when_due("events.remind").await;
        assert_eq!(house.mails_to("weiss@vieux-rabots.example").await.len(), 1);
        house.advance(TimeDelta::days(6));
        house.when_due("events.remind").await;
        house.when_due("events.remind").await;
        assert_eq!((house.mails_to(to).await.len(), house.mails_to("weiss@vieux-rabots.example").await.len()), (3, 2));
        assert!(house.mails_to(to).await[0].subject.starts_with("Demain"));
        let token = house.token_mailed_to(to, LINK).await;
        house.anyone().post("/public/event-links/leave", json!({"token": token})).await.ok(200);
        house.work_off().await;
    }

    async fn a_change_and_a_cancellation_reach_those_who_come_and_those_who_have_not_answered(house) {
        let camille = house.coordinator().await;
        ludo(&camille).await;
        let path = published(&camille, json!({})).await;
        invite(&camille, &path).await;
        camille.post(&format!("{path}/registrations"), json!({"people": [person("Kern")]})).await.ok(200);
        house.work_off().await;
        let now = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&path, now, json!({"place": "Grange des Prés"})).await.ok(200);
        house.work_off().await;
        let kern = "kern@vieux-rabots.example";
        let changed = house.mails_to(kern).await;
        assert_eq!((changed.len(), changed[0].purpose.as_str()), (2, "event_change"));
        assert!(changed[0].text.contains("Grange des Prés") && house.mails_to(LUDO).await[0].text.contains("a changé"));
        let newest = along(house).await.pop().unwrap();
        assert!(newest.method == "REQUEST" && newest.content.contains("SEQUENCE:1\r\n"), "{}", newest.content);
        camille.post(&format!("{path}/cancel"), json!({"words": "La salle est fermée."})).await.ok(200);
        house.work_off().await;
        for to in [kern, LUDO] {
            let mails = house.mails_to(to).await;
            assert!(mails.len() == 3 && mails[0].purpose == "event_cancellation" && mails[0].text.contains("La salle est fermée."), "{to}");
        }
        let last: Vec<delivery_calendar::Model> = along(house).await.into_iter().rev().take(2).collect();
        assert!(last.iter().all(|one| one.method == "CANCEL" && one.content.contains("STATUS:CANCELLED\r\nSUMMARY") && one.content.contains("SEQUENCE:2\r\n")));
    }

    async fn who_has_no_seat_any_more_is_told_and_so_is_their_calendar(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"capacity": 1})).await;
        let made = camille.post(&format!("{path}/registrations"), json!({"people": [person("Kern"), person("Muller")]})).await.ok(200);
        let (seat, waits) = (made["items"][0]["id"].as_str().unwrap(), made["items"][1]["id"].as_str().unwrap());
        camille.post(&format!("/registrations/{seat}/replace"), person("Weiss")).await.ok(200);
        let told = house.mails_to("kern@vieux-rabots.example").await;
        assert_eq!((told.len(), told[0].purpose.as_str()), (2, "event_left"));
        let all = along(house).await;
        let gone = all.iter().find(|one| one.delivery_id == told[0].id).unwrap();
        assert!(gone.method == "CANCEL" && gone.content.contains("STATUS:CANCELLED\r\n") && gone.content.contains("SEQUENCE:0\r\n"));
        lines(&kernel::icalendar::between(&gone.content, ("Club", "club@club.example"), ("Kern", "kern@vieux-rabots.example"), &gone.said));
        // Whoever waits had nothing in their calendar.
        camille.delete(&format!("/registrations/{waits}")).await.ok(204);
        assert_eq!(house.mails_to("muller@vieux-rabots.example").await.len(), 1);
        camille.delete(&format!("/registrations/{seat}")).await.ok(204);
        assert_eq!(house.mails_to("weiss@vieux-rabots.example").await[0].purpose, "event_left");
        house.work_off().await;
    }

    async fn a_calendar_of_ones_own_has_what_one_comes_to_until_it_is_taken_back(house) {
        let camille = house.coordinator().await;
        let id = ludo(&camille).await;
        let mireille = house.manager_of(id).await;
        let path = published(&camille, json!({"online_url": "https://visio.example/salle"})).await;
        mireille.post(&format!("{path}/registrations"), json!({"member_id": id, "people": [person("Kern")]})).await.ok(200);
        assert_eq!(mireille.get("/me/calendar").await.ok(200)["since"], Value::Null);
        let address = mireille.post("/me/calendar", json!({})).await.ok(201);
        let at = |address: &Value| address["https_url"].as_str().unwrap().trim_start_matches("http://localhost:8080").to_owned();
        assert!(address["webcal_url"].as_str().unwrap().starts_with("webcal://localhost:8080/"));
        let reply = house.anyone().get(&at(&address)).await;
        let read = lines(std::str::from_utf8(&reply.bytes).unwrap());
        assert!(read.contains(&"DESCRIPTION:Trois communes racontent.\\n\\nhttps://visio.example/salle".to_owned()), "{read:?}");
        let other = mireille.post("/me/calendar", json!({})).await.ok(201);
        house.anyone().get(&at(&address)).await.ok(404);
        assert_eq!(house.anyone().get(&at(&other)).await.status, 200);
        mireille.delete("/me/calendar").await.ok(204);
        house.anyone().get(&at(&other)).await.ok(404);
        house.work_off().await;
    }
}
