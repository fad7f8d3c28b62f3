//! Seats: never more than there are, waiting in order, offers that end, seats given back and handed over.

use chrono::TimeDelta;
use futures_util::future::join_all;
use kernel::trade::RegistrationState;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use tables::registration;

use crate::{
    events::{LINK, person, published},
    harness::{TestHouse, Visitor},
    members_own_record::cafe,
};

fn mail(name: &str) -> String {
    format!("{}@vieux-rabots.example", name.to_lowercase())
}

async fn register(by: &Visitor<'_>, path: &str, name: &str) -> Value {
    let made = by.post(&format!("{path}/registrations"), json!({"people": [person(name)]})).await.ok(200);
    made["items"][0].clone()
}

async fn by_link(house: &TestHouse, verb: &str, name: &str) -> Value {
    let token = house.token_mailed_to(&mail(name), LINK).await;
    house.anyone().post(&format!("/public/event-links/{verb}"), json!({"token": token})).await.ok(200)
}

async fn states(by: &Visitor<'_>, path: &str) -> Vec<(String, String)> {
    let list = by.get(&format!("{path}/registrations")).await.ok(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(|one| (text(&one["family_name"]), text(&one["state"]))).collect()
}

fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, state)| ((*name).to_owned(), (*state).to_owned())).collect()
}

both! {
    async fn a_hundred_at_once_get_as_many_seats_as_there_are(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"audience": "public", "capacity": 40})).await;
        let anyone = house.anyone();
        let all = (0..100).map(|number| {
            let (anyone, address) = (anyone.clone(), format!("10.1.{}.{}", number / 10, number % 10 + 1));
            let body = json!({"person": person(&format!("Personne{number}"))});
            let path = format!("/public{path}/registrations");
            async move { anyone.post_from(&address, "a=b", &path, body).await.ok(200)["state"].as_str().unwrap().to_owned() }
        });
        let states = join_all(all).await;
        assert_eq!(states.iter().filter(|state| *state == "registered").count(), 40);
        let seated = registration::Entity::find()
            .filter(registration::Column::State.eq(RegistrationState::Registered))
            .count(&house.house.db.read)
            .await
            .unwrap();
        assert_eq!(seated, 40);
        let counts = camille.get(&path).await.ok(200)["counts"].clone();
        assert_eq!((&counts["registered"], &counts["waiting"], &counts["free"]), (&json!(40), &json!(60), &json!(0)));
        house.work_off().await;
    }

    async fn a_freed_seat_is_offered_in_order_for_two_days_and_then_to_the_next(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"capacity": 1})).await;
        for name in ["Un", "Deux", "Trois"] {
            register(&camille, &path, name).await;
        }
        assert_eq!(states(&camille, &path).await, said(&[("Un", "registered"), ("Deux", "waiting"), ("Trois", "waiting")]));
        let looked = by_link(house, "review", "Trois").await;
        assert_eq!((&looked["people"][0]["rank"], &looked["people"][0]["state"]), (&json!(2), &json!("waiting")));
        by_link(house, "leave", "Un").await;
        by_link(house, "leave", "Un").await;
        assert_eq!(states(&camille, &path).await, said(&[("Deux", "offered"), ("Trois", "waiting")]));
        assert!(house.mails_to(&mail("Deux")).await[0].subject.starts_with("Une place pour vous"));
        // Whoever comes now does not pass them.
        assert_eq!(register(&camille, &path, "Quatre").await["state"], "waiting");
        house.advance(TimeDelta::hours(47));
        house.when_due("events.lapse").await;
        let camille = house.coordinator().await;
        assert_eq!(states(&camille, &path).await[0].1, "offered");
        house.advance(TimeDelta::hours(2));
        house.when_due("events.lapse").await;
        let camille = house.coordinator().await;
        assert_eq!(states(&camille, &path).await, said(&[("Trois", "offered"), ("Quatre", "waiting")]));
        let late = house.token_mailed_to(&mail("Deux"), LINK).await;
        house.anyone().post("/public/event-links/accept", json!({"token": late})).await.problem(409, "events.not_offered");
        for _ in 0..2 {
            assert_eq!(by_link(house, "accept", "Trois").await["people"][0]["state"], "registered");
        }
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["free"], 0);
        house.work_off().await;
    }

    async fn the_team_gives_a_seat_too_many_knowing_it_and_more_seats_go_to_those_who_wait(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"capacity": 1})).await;
        register(&camille, &path, "Un").await;
        register(&camille, &path, "Deux").await;
        let more = json!({"people": [person("Trois")], "overbook": true});
        assert_eq!(camille.post(&format!("{path}/registrations"), more).await.ok(200)["items"][0]["state"], "registered");
        // Who waits is let in the same way; what was one too many is two.
        let waited = json!({"people": [person("Deux")], "overbook": true});
        assert_eq!(camille.post(&format!("{path}/registrations"), waited.clone()).await.ok(200)["items"][0]["state"], "registered");
        camille.post(&format!("{path}/registrations"), waited).await.ok(200);
        assert_eq!(house.mails_to(&mail("Deux")).await.len(), 2);
        by_link(house, "leave", "Deux").await;
        register(&camille, &path, "Deux").await;
        // Back to as many as there are: nobody is offered what was one too many.
        by_link(house, "leave", "Un").await;
        assert_eq!(states(&camille, &path).await, said(&[("Trois", "registered"), ("Deux", "waiting")]));
        let now = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&path, now, json!({"capacity": 2})).await.ok(200);
        assert_eq!(states(&camille, &path).await, said(&[("Trois", "registered"), ("Deux", "offered")]));
        house.work_off().await;
    }

    async fn an_organisation_registers_its_people_within_its_share_and_sees_nobody_elses(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = published(&camille, json!({})).await;
        let now = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        let asked = json!([{"key": "meal", "label": "Mangez-vous avec nous ?", "kind": "yes_no", "required": true}]);
        camille.patch(&path, now, json!({"seats_per_member": 2, "questions": asked})).await.ok(200);
        let with = |name: &str| {
            let mut one = person(name);
            one["answers"] = json!({"meal": "yes"});
            one
        };
        let unanswered = json!({"member_id": cafe, "people": [person("Un")]});
        let wrong = mireille.post(&format!("{path}/registrations"), unanswered).await.ok(422);
        assert_eq!(wrong["errors"][0]["pointer"], "/people/0/answers/meal");
        let two = json!({"member_id": cafe, "people": [with("Un"), with("Deux")]});
        mireille.post(&format!("{path}/registrations"), two.clone()).await.ok(200);
        // The same again is the same two.
        mireille.post(&format!("{path}/registrations"), two).await.ok(200);
        let third = json!({"member_id": cafe, "people": [with("Trois")]});
        mireille.post(&format!("{path}/registrations"), third.clone()).await.problem(409, "events.seats_per_member");
        camille.post(&format!("{path}/registrations"), json!({"organisation": "Voisins", "people": [with("Quatre")]})).await.ok(200);
        assert_eq!(states(&mireille, &path).await.len(), 2);
        let own = mireille.get("/me/registrations").await.ok(200)["items"].clone();
        assert_eq!((own.as_array().unwrap().len(), &own[0]["event"]["title"], &own[0]["open"]), (2, &json!("Le compostage, partagé"), &json!(true)));
        let mut paul = json!({"given_name": "Paul", "family_name": "Weiss", "email": "paul@vieux-rabots.example"});
        let id = own[0]["registration"]["id"].as_str().unwrap();
        let before = house.token_mailed_to(&mail("Un"), LINK).await;
        let unasked = mireille.post(&format!("/registrations/{id}/replace"), paul.clone()).await.ok(422);
        assert_eq!(unasked["errors"][0]["pointer"], "/answers/meal");
        paul["answers"] = json!({"meal": "no"});
        let now = mireille.post(&format!("/registrations/{id}/replace"), paul).await.ok(200);
        assert_eq!((&now["family_name"], &now["answers"]), (&json!("Weiss"), &json!({"meal": "no"})));
        // What was sent to the one who does not come opens nothing any more.
        house.anyone().post("/public/event-links/leave", json!({"token": before})).await.problem(422, "events.link_spent");
        assert_eq!(house.mails_to("paul@vieux-rabots.example").await.len(), 1);
        mireille.delete(&format!("/registrations/{id}")).await.ok(204);
        mireille.post(&format!("{path}/registrations"), third).await.ok(200);
        house.manager_of(crate::members_own_record::member(&camille, json!({"name": "Autre", "kind": "association", "status": "active"})).await).await
            .delete(&format!("/registrations/{id}")).await.ok(404);
        house.work_off().await;
    }

    async fn what_somebody_answered_never_passes_to_the_colleague_who_comes_instead(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({})).await;
        let now = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        let asked = json!([{"key": "diet", "label": "Un régime, une allergie ?", "kind": "text"}]);
        camille.patch(&path, now, json!({"questions": asked})).await.ok(200);
        let mut odile = person("Kern");
        odile["answers"] = json!({"diet": "Sans gluten"});
        let made = camille.post(&format!("{path}/registrations"), json!({"people": [odile]})).await.ok(200);
        let id = made["items"][0]["id"].as_str().unwrap();
        let answers = || async { house.coordinator().await.get(&format!("{path}/registrations")).await.ok(200)["items"][0]["answers"].clone() };
        assert_eq!(answers().await, json!({"diet": "Sans gluten"}));
        let hand_over = |name: &str, token: String| {
            let mut body = person(name);
            body["token"] = json!(token);
            body
        };
        let token = house.token_mailed_to(&mail("Kern"), LINK).await;
        house.anyone().post("/public/event-links/hand-over", hand_over("Weiss", token)).await.ok(204);
        assert_eq!(answers().await, json!({}));
        let mut own = hand_over("Schmitt", house.token_mailed_to(&mail("Weiss"), LINK).await);
        own["answers"] = json!({"diet": "Végétarien"});
        house.anyone().post("/public/event-links/hand-over", own).await.ok(204);
        assert_eq!(answers().await, json!({"diet": "Végétarien"}));
        let mut last = person("Muller");
        camille.post(&format!("/registrations/{id}/replace"), last.clone()).await.ok(200);
        assert_eq!(answers().await, json!({}));
        last["answers"] = json!({"diet": "Sans lait"});
        camille.post(&format!("/registrations/{id}/replace"), last).await.ok(200);
        // Who does not come after all leaves nothing of it behind.
        camille.delete(&format!("/registrations/{id}")).await.ok(204);
        let left = camille.get(&format!("{path}/registrations?state=left")).await.ok(200)["items"][0].clone();
        assert_eq!((&left["family_name"], &left["answers"]), (&json!("Muller"), &json!({})));
        house.work_off().await;
    }

    async fn registration_closes_with_its_deadline_and_a_members_event_is_not_the_publics(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({})).await;
        house.anyone().post(&format!("/public{path}/registrations"), json!({"person": person("Un")})).await.ok(404);
        let open = published(&camille, json!({"audience": "public"})).await;
        let now = camille.get(&open).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&open, now, json!({"register_until": "2026-11-30T00:00:00Z"})).await.ok(200);
        let from = format!("/public{open}/registrations");
        house.anyone().post(&from, json!({"person": {"family_name": "Un"}})).await.problem(422, "events.required");
        house.anyone().post(&from, json!({"person": person("Un")})).await.ok(200);
        // Whom the club knows as a member's comes for that member.
        let cafe = cafe(&camille).await;
        let known = json!({"given_name": "Mireille", "family_name": "Kern", "email": "kern@vieux-rabots.example"});
        camille.post(&format!("/members/{cafe}/contacts"), known).await.ok(201);
        house.anyone().post(&from, json!({"person": person("Kern")})).await.ok(200);
        let list = camille.get(&format!("{open}/registrations")).await.ok(200)["items"].clone();
        assert_eq!((&list[0]["member"], &list[1]["member"]["name"]), (&Value::Null, &json!("Repair Café")));
        house.advance(TimeDelta::days(7));
        house.anyone().post(&from, json!({"person": person("Deux")})).await.problem(409, "events.registration_closed");
        // A seat is given back until the beginning, by a link and from within.
        by_link(house, "leave", "Un").await;
        let mireille = house.manager_of(cafe).await;
        let own = mireille.get("/me/registrations").await.ok(200)["items"][0].clone();
        assert_eq!(own["open"], true);
        let id = own["registration"]["id"].as_str().unwrap();
        mireille.delete(&format!("/registrations/{id}")).await.ok(204);
        let more = json!({"member_id": cafe, "people": [person("Deux")]});
        mireille.post(&format!("{open}/registrations"), more).await.problem(409, "events.registration_closed");
        house.work_off().await;
    }
}
