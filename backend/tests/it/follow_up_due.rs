//! Whom to get in touch with: states, rank, reasons, postponements.

use kernel::trade::Deliverability;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::address;
use uuid::Uuid;

use crate::harness::{TestHouse, Visitor};

async fn member(by: &Visitor<'_>, name: &str, more: Value) -> Uuid {
    let mut body = json!({"name": name, "kind": "association", "status": "active"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    by.post("/members", body).await.ok(201)["id"].as_str().unwrap().parse().unwrap()
}

async fn called(by: &Visitor<'_>, member: Uuid, on: &str) {
    by.post(&format!("/members/{member}/interactions"), json!({"channel": "call", "on": on})).await.ok(201);
}

async fn main_contact(house: &TestHouse, by: &Visitor<'_>, member: Uuid, email: &str, deliverability: Deliverability) {
    let odile = json!({"given_name": "Odile", "family_name": "Kern", "email": email, "phone": "+33388000001"});
    by.post(&format!("/members/{member}/contacts"), odile).await.ok(201);
    let tx = house.house.db.begin().await.unwrap();
    address::Entity::update_many()
        .col_expr(address::Column::Deliverability, deliverability.into())
        .filter(address::Column::EmailKey.eq(email))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn names(by: &Visitor<'_>, path: &str) -> Vec<String> {
    let page = by.get(path).await.ok(200);
    page["items"].as_array().unwrap().iter().map(|item| item["member"]["name"].as_str().unwrap().to_owned()).collect()
}

/// One member per state, today being 23 November 2026.
async fn four(by: &Visitor<'_>) -> [Uuid; 4] {
    let ok = member(by, "À jour", json!({})).await;
    called(by, ok, "2026-11-01").await;
    let soon = member(by, "Bientôt", json!({})).await;
    called(by, soon, "2026-09-01").await;
    let overdue = member(by, "En retard", json!({"phone": "03 88 12 34 56", "email": "retard@asso.example"})).await;
    for on in ["2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10"] {
        called(by, overdue, on).await;
    }
    [ok, soon, overdue, member(by, "Jamais", json!({})).await]
}

both! {
    async fn those_never_contacted_come_first_then_the_most_overdue(house) {
        let camille = house.coordinator().await;
        four(&camille).await;
        let older = member(&camille, "Plus en retard", json!({})).await;
        called(&camille, older, "2025-12-01").await;
        camille.post("/members", json!({"name": "Prospect", "kind": "company"})).await.ok(201);
        assert_eq!(names(&camille, "/follow-up/due").await, ["Jamais", "Plus en retard", "En retard", "Bientôt"]);
        assert_eq!(names(&camille, "/follow-up/due?state=overdue").await, ["Plus en retard", "En retard"]);
        assert_eq!(names(&camille, "/follow-up/due?state=never,ok").await, ["Jamais", "À jour"]);
        camille.get("/follow-up/due?state=late").await.problem(422, "follow_up.unknown_state");
        let mut path = "/follow-up/due?limit=1&with_total=true".to_owned();
        let mut walked = Vec::new();
        loop {
            let page = camille.get(&path).await.ok(200);
            assert_eq!(page["total"], 4);
            walked.push(page["items"][0]["state"].as_str().unwrap().to_owned());
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/follow-up/due?limit=1&with_total=true&cursor={cursor}");
        }
        assert_eq!(walked, ["never", "overdue", "overdue", "soon"]);
    }

    async fn whom_nobody_reached_today_steps_back_behind_the_others(house) {
        let camille = house.coordinator().await;
        let [_, soon, overdue, never] = four(&camille).await;
        assert_eq!(names(&camille, "/follow-up/due").await, ["Jamais", "En retard", "Bientôt"]);
        let try_of = |outcome: &str, on: &str| json!({"channel": "call", "on": on, "outcome": outcome});
        camille.post(&format!("/members/{never}/interactions"), try_of("wrong_number", "2026-11-23")).await.ok(201);
        camille.post(&format!("/members/{overdue}/interactions"), try_of("no_answer", "2026-11-22")).await.ok(201);
        assert_eq!(names(&camille, "/follow-up/due").await, ["En retard", "Bientôt", "Jamais"]);
        let tried = camille.post(&format!("/members/{overdue}/interactions"), try_of("call_back", "2026-11-23")).await.ok(201);
        let (mut path, mut walked) = ("/follow-up/due?limit=1".to_owned(), Vec::new());
        loop {
            let page = camille.get(&path).await.ok(200);
            let item = &page["items"][0];
            walked.push((item["member"]["name"].as_str().unwrap().to_owned(), item["attempted_today"].as_bool().unwrap()));
            assert_eq!(item["last_interactions"][0]["outcome"] != "reached", item["member"]["id"] != json!(soon));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/follow-up/due?limit=1&cursor={cursor}");
        }
        let place = |name: &str, tried: bool| (name.to_owned(), tried);
        assert_eq!(walked, [place("Bientôt", false), place("Jamais", true), place("En retard", true)]);
        // Taken back, it stands where it stood.
        camille.delete(&format!("/interactions/{}", tried["id"].as_str().unwrap())).await.ok(204);
        assert_eq!(names(&camille, "/follow-up/due").await, ["En retard", "Bientôt", "Jamais"]);
    }

    async fn each_active_member_is_in_exactly_one_state(house) {
        let camille = house.coordinator().await;
        four(&camille).await;
        camille.post("/members", json!({"name": "Prospect", "kind": "company"})).await.ok(201);
        let counts = camille.get("/follow-up/counts").await.ok(200);
        assert_eq!(counts, json!({"active": 4, "ok": 1, "soon": 1, "overdue": 1, "never": 1, "unreachable": 3, "postponed": 0, "waiting": {"soon": 1, "overdue": 1, "never": 1}}));
    }

    async fn one_line_tells_all_that_a_call_needs(house) {
        let camille = house.coordinator().await;
        let [_, _, overdue, _] = four(&camille).await;
        let due = |page: &Value| page["items"].as_array().unwrap().iter().find(|item| item["member"]["id"] == json!(overdue)).unwrap().clone();
        let line = due(&camille.get("/follow-up/due").await.ok(200));
        assert_eq!((&line["phone"], &line["state"], &line["reason_unreachable"]), (&json!("+33388123456"), &json!("overdue"), &Value::Null));
        let days: Vec<_> = line["last_interactions"].as_array().unwrap().iter().map(|one| one["on"].as_str().unwrap()).collect();
        assert_eq!(days, ["2026-04-10", "2026-03-10", "2026-02-10"]);
        main_contact(house, &camille, overdue, "odile@asso.example", Deliverability::Ok).await;
        let line = due(&camille.get("/follow-up/due").await.ok(200));
        assert_eq!((&line["phone"], &line["main_contact"]["name"]), (&json!("+33388000001"), &json!("Odile Kern")));
    }

    async fn a_member_without_a_deliverable_address_says_why(house) {
        let camille = house.coordinator().await;
        let [_, soon, overdue, never] = four(&camille).await;
        main_contact(house, &camille, soon, "morte@asso.example", Deliverability::Bounced).await;
        main_contact(house, &camille, never, "vive@asso.example", Deliverability::Unknown).await;
        let reasons = camille.get("/follow-up/due").await.ok(200);
        let of = |id: Uuid| reasons["items"].as_array().unwrap().iter().find(|item| item["member"]["id"] == json!(id)).unwrap()["reason_unreachable"].clone();
        assert_eq!((of(soon), of(never), of(overdue)), (json!("bounced"), Value::Null, Value::Null));
        assert_eq!(camille.get("/follow-up/counts").await.ok(200)["unreachable"], 2);
    }

    async fn a_key_needs_to_read_members_too(house) {
        house.machine(&["interactions:read"]).await.get("/follow-up/due").await.problem(403, "accounts.not_allowed");
        house.machine(&["interactions:read", "members:read"]).await.get("/follow-up/due").await.ok(200);
    }

    async fn a_postponed_member_waits_for_its_day(house) {
        let camille = house.coordinator().await;
        let [_, _, _, never] = four(&camille).await;
        let path = format!("/members/{never}/postpone");
        camille.post(&path, json!({"until": "2026-11-25", "reason": "Assemblée générale"})).await.ok(204);
        assert_eq!(names(&camille, "/follow-up/due?state=never").await, Vec::<String>::new());
        let asked = camille.get("/follow-up/due?state=never&postponed=true").await.ok(200);
        assert_eq!((&asked["items"][0]["postponed_until"], &asked["items"][0]["postponed_reason"]), (&json!("2026-11-25"), &json!("Assemblée générale")));
        // Counts and lists speak of the same members.
        let counts = camille.get("/follow-up/counts").await.ok(200);
        assert_eq!((&counts["waiting"]["never"], &counts["never"], &counts["postponed"]), (&json!(0), &json!(1), &json!(1)));
        assert_eq!(names(&camille, "/follow-up/due?postponed=true").await, ["Jamais"]);
        assert_eq!(names(&camille, "/follow-up/due").await.len(), 2);
        house.advance(chrono::TimeDelta::days(2));
        let camille = house.coordinator().await;
        assert_eq!(names(&camille, "/follow-up/due?state=never").await, ["Jamais"]);
        camille.post(&path, json!({"until": "2026-12-24", "reason": "Vacances"})).await.ok(204);
        camille.delete(&path).await.ok(204);
        camille.delete(&path).await.ok(204);
        assert_eq!(names(&camille, "/follow-up/due?state=never").await, ["Jamais"]);
        camille.post(&path, json!({"until": "2026-12-24", "reason": "Vacances"})).await.ok(204);
        camille.post(&path, json!({"until": null})).await.ok(204);
        assert_eq!(names(&camille, "/follow-up/due?state=never").await, ["Jamais"]);
        camille.post(&path, json!({"until": "2026-11-25", "reason": "Aujourd’hui"})).await.problem(422, "follow_up.until_out_of_range");
        camille.post(&path, json!({"until": "2026-12-24", "reason": " "})).await.problem(422, "follow_up.reason_needed");
        let lines = platform::audit::read(&house.house.db.read, Some(("member", never)), 10, None).await.unwrap().items;
        assert_eq!(lines.iter().filter(|line| line.verb == "postpone").count(), 3);
    }

    async fn only_an_active_member_is_put_off(house) {
        let camille = house.coordinator().await;
        let prospect = camille.post("/members", json!({"name": "Prospect", "kind": "company"})).await.ok(201);
        let path = format!("/members/{}/postpone", prospect["id"].as_str().unwrap());
        camille.post(&path, json!({"until": "2026-12-24", "reason": "Vacances"})).await.problem(409, "follow_up.not_active");
    }
}
