//! Who came: ticked, un-ticked, come without a word, checked in by the code; and the contact that each of it is.

use chrono::TimeDelta;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::interaction_member;
use uuid::Uuid;

use crate::{
    events::{LINK, person, published},
    harness::{TestHouse, Visitor},
    members_own_record::{cafe, member},
};

async fn last_contact(by: &Visitor<'_>, id: Uuid) -> Value {
    by.get(&format!("/members/{id}")).await.ok(200)["last_contact_on"].clone()
}

/// The café with three people at a meeting that begins in an hour; their registrations.
async fn evening(house: &TestHouse) -> (String, Uuid, Vec<Value>) {
    let camille = house.coordinator().await;
    let cafe = cafe(&camille).await;
    let path = published(&camille, json!({})).await;
    let three = json!({"member_id": cafe, "people": [person("Un"), person("Deux"), person("Trois")]});
    let made = camille.post(&format!("{path}/registrations"), three).await.ok(200);
    house.work_off().await;
    camille
        .post(&format!("{path}/attendance"), tick(&made["items"][0], true, "2026-11-23T09:00:00Z"))
        .await
        .problem(409, "events.not_yet");
    house.advance(TimeDelta::days(15) + TimeDelta::hours(7) + TimeDelta::minutes(30));
    (path, cafe, made["items"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect())
}

fn tick(id: &Value, attended: bool, at: &str) -> Value {
    let id = if id.is_object() { &id["id"] } else { id };
    json!({"ticks": [{"registration_id": id, "attended": attended, "at": at}]})
}

both! {
    async fn three_people_of_an_organisation_are_one_contact_taken_back_when_un_ticked(house) {
        let (path, cafe, ids) = evening(house).await;
        let camille = house.coordinator().await;
        assert_eq!(last_contact(&camille, cafe).await, Value::Null);
        let path = format!("{path}/attendance");
        for _ in 0..2 {
            let ticks: Vec<Value> = ids.iter().map(|id| json!({"registration_id": id, "attended": true, "at": "2026-12-08T16:20:00Z"})).collect();
            let list = camille.post(&path, json!({"ticks": ticks})).await.ok(200);
            assert_eq!((&list["attended"], &list["members_present"]), (&json!(3), &json!(1)));
        }
        assert_eq!(interaction_member::Entity::find().all(&house.house.db.read).await.unwrap().len(), 1);
        assert_eq!(last_contact(&camille, cafe).await, "2026-12-08");
        let field = "/members?filter=%7B%22field%22:%22attended_on%22,%22op%22:%22eq%22,%22value%22:%222026-12-08%22%7D";
        assert_eq!(camille.get(field).await.ok(200)["items"].as_array().unwrap().len(), 1);
        // What a device noted before changes nothing that was noted since.
        camille.post(&path, tick(&ids[0], false, "2026-12-08T16:10:00Z")).await.ok(200);
        assert_eq!(camille.get(&path).await.ok(200)["attended"], 3);
        for id in &ids {
            camille.post(&path, tick(id, false, "2026-12-08T16:25:00Z")).await.ok(200);
        }
        assert_eq!(last_contact(&camille, cafe).await, Value::Null);
        assert!(interaction_member::Entity::find().all(&house.house.db.read).await.unwrap().is_empty());
        house.reader().await.post(&path, tick(&ids[0], true, "2026-12-08T16:26:00Z")).await.problem(403, "accounts.not_allowed");
    }

    async fn who_comes_without_a_word_is_added_once_and_doubles_are_told(house) {
        let (path, _, ids) = evening(house).await;
        let camille = house.coordinator().await;
        let other = member(&camille, json!({"name": "Ludothèque", "kind": "association", "status": "active"})).await;
        let path = format!("{path}/walk-ins");
        let known = camille.post(&path, json!({"given_name": "ODILE", "family_name": "un"})).await.problem(409, "events.on_the_list");
        assert_eq!(known["registration_id"], ids[0]);
        let id = Uuid::now_v7();
        // Noted without a network: the organisation is known by what it is called.
        let new = json!({"id": id, "given_name": "Paul", "family_name": "Weiss", "organisation": "ludothèque"});
        for _ in 0..2 {
            let made = camille.post(&path, new.clone()).await.ok(201);
            assert_eq!((&made["origin"], &made["member"]["id"]), (&json!("door"), &json!(other)));
        }
        assert_eq!(last_contact(&camille, other).await, "2026-12-08");
        camille.post(&path, json!({"given_name": "Odile", "family_name": "Un", "another": true})).await.ok(201);
        let list = camille.get(&path.replace("walk-ins", "attendance")).await.ok(200);
        assert_eq!((&list["registered"], &list["attended"], &list["members_present"]), (&json!(5), &json!(2), &json!(1)));
        // Taken off the list, the contact goes with it, and what a device sends again late brings nobody back.
        camille.delete(&format!("/registrations/{id}")).await.ok(204);
        assert_eq!(last_contact(&camille, other).await, Value::Null);
        assert_eq!(camille.post(&path, new).await.ok(201)["state"], "left");
        let elsewhere = published(&camille, json!({"starts_at": "2026-12-08T17:00:00Z"})).await;
        let taken = json!({"id": id, "family_name": "Muller"});
        camille.post(&format!("{elsewhere}/walk-ins"), taken).await.problem(422, "events.unknown");
        house.work_off().await;
    }

    async fn who_is_ticked_and_gives_the_seat_back_was_not_there(house) {
        let (path, cafe, ids) = evening(house).await;
        let camille = house.coordinator().await;
        camille.post(&format!("{path}/attendance"), tick(&ids[0], true, "2026-12-08T16:20:00Z")).await.ok(200);
        assert_eq!(last_contact(&camille, cafe).await, "2026-12-08");
        let token = house.token_mailed_to("un@vieux-rabots.example", LINK).await;
        house.anyone().post("/public/event-links/leave", json!({"token": token})).await.ok(200);
        assert_eq!(last_contact(&camille, cafe).await, Value::Null);
        let list = camille.get(&format!("{path}/attendance")).await.ok(200);
        assert_eq!((&list["registered"], &list["attended"]), (&json!(2), &json!(0)));
        house.work_off().await;
    }

    async fn the_code_at_the_door_ticks_whoever_registered_and_cannot_be_guessed(house) {
        let (path, cafe, _) = evening(house).await;
        let camille = house.coordinator().await;
        let event = path.rsplit('/').next().unwrap();
        let poster = camille.get(&format!("{path}/check-in")).await.ok(200);
        let code = poster["code"].as_str().unwrap();
        assert!(poster["url"].as_str().unwrap().ends_with(&format!("#{event}.{code}")));
        let scan = |code: &str, email: &str| json!({"event_id": event, "code": code, "email": email});
        let anyone = house.anyone();
        let door = "/public/event-links/check-in";
        anyone.post(door, scan("0123456789ab", "un@vieux-rabots.example")).await.problem(422, "events.wrong_code");
        assert_eq!(anyone.post(door, scan(code, "personne@ailleurs.example")).await.ok(200)["welcome"], false);
        // An address is read as it was when one registered: what is none is said to be none.
        anyone.post(door, scan(code, "un@vieux-rabots")).await.problem(422, "email.domain");
        for _ in 0..2 {
            assert_eq!(anyone.post(door, scan(code, " UN@vieux-rabots.example ")).await.ok(200)["welcome"], true);
        }
        assert_eq!(last_contact(&camille, cafe).await, "2026-12-08");
        house.advance(TimeDelta::days(1));
        anyone.post(door, scan(code, "deux@vieux-rabots.example")).await.problem(409, "events.done");
    }

    async fn three_years_later_figures_stay_and_names_are_gone(house) {
        let (path, _, ids) = evening(house).await;
        let camille = house.coordinator().await;
        camille.post(&format!("{path}/attendance"), tick(&ids[0], true, "2026-12-08T16:20:00Z")).await.ok(200);
        let names = || async {
            let camille = house.coordinator().await;
            let list = camille.get(&format!("{path}/attendance")).await.ok(200);
            (list["attended"].clone(), list["items"].as_array().unwrap().iter().filter(|one| one["given_name"] == "Odile").count())
        };
        house.when_due("events.forget").await;
        assert_eq!(names().await, (json!(1), 3));
        house.advance(TimeDelta::days(3 * 365 + 1));
        house.when_due("events.forget").await;
        assert_eq!(names().await, (json!(1), 0));
        assert!(tables::event_link::Entity::find().all(&house.house.db.read).await.unwrap().is_empty());
        house.work_off().await;
    }
}
