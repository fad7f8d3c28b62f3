//! Noting exchanges, and what derives from them: last contact, due day, state.

use actix_web::test::TestRequest;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{StreamExt, stream};
use kernel::trade::{Channel, Direction, Outcome};
use maillage::features::follow_up::{self, Attestation, Scope, Source};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestHouse, Visitor};

/// An active member.
async fn member(by: &Visitor<'_>, name: &str) -> Uuid {
    let made = by.post("/members", json!({"name": name, "kind": "association", "status": "active"})).await.ok(201);
    made["id"].as_str().unwrap().parse().unwrap()
}

async fn log(by: &Visitor<'_>, member: Uuid, body: Value) -> Value {
    by.post(&format!("/members/{member}/interactions"), body).await.ok(201)
}

/// Last contact, last personal contact, due day, state.
async fn derived(by: &Visitor<'_>, member: Uuid) -> [Value; 4] {
    let page = by.get(&format!("/members/{member}")).await.ok(200);
    ["last_contact_on", "last_personal_contact_on", "contact_due_on", "follow_up"].map(|field| page[field].clone())
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

fn letter(source: Uuid, on: &str, members: &[Uuid]) -> Attestation {
    Attestation {
        source: Source { kind: "newsletter".into(), id: source },
        on: on.parse().unwrap(),
        channel: Channel::Newsletter,
        direction: Direction::Outbound,
        outcome: Outcome::Reached,
        summary: None,
        contact_id: None,
        members: members.to_vec(),
    }
}

async fn attest(house: &TestHouse, what: Attestation) -> Option<Uuid> {
    let work = house.house.begin(&house.by_house()).await.unwrap();
    let id = follow_up::attest(&work, what).await.unwrap();
    work.commit().await.unwrap();
    id
}

/// Changes the club's settings, and lets follow-up hear of it.
async fn settings(house: &TestHouse, cadence_months: i64, newsletter_counts: bool) {
    let admin = house.administrator().await;
    let revision = admin.get("/club").await.ok(200)["revision"].as_i64().unwrap();
    let body = json!({"cadence_months": cadence_months, "newsletter_counts": newsletter_counts});
    admin.patch("/club", revision, body).await.ok(200);
    house.work_off().await;
}

fn at(house: &TestHouse, instant: &str) {
    house.clock.set(instant.parse::<DateTime<Utc>>().unwrap());
}

both! {
    async fn a_call_needs_a_channel_alone_and_moves_the_due_day(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        assert_eq!(derived(&camille, cigogne).await, [Value::Null, Value::Null, Value::Null, json!("never")]);
        let call = log(&camille, cigogne, json!({"channel": "call"})).await;
        assert_eq!((&call["on"], &call["outcome"], &call["direction"]), (&json!("2026-11-23"), &json!("reached"), &json!("outbound")));
        assert_eq!((&call["class"], &call["source"], &call["by"]["name"]), (&json!("spoken"), &json!("typed"), &json!("Camille Rotrieder")));
        assert_eq!(call["members"], json!([{"id": cigogne, "name": "La Cigogne"}]));
        assert_eq!(derived(&camille, cigogne).await, [json!("2026-11-23"), json!("2026-11-23"), json!("2027-02-23"), json!("ok")]);
        let listed = camille.get(&format!("/members/{cigogne}/interactions")).await.ok(200);
        assert_eq!(listed["items"][0], call);
    }

    async fn months_are_calendar_months_in_the_clubs_time_zone(house) {
        at(house, "2026-11-30T11:00:00Z");
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        log(&camille, cigogne, json!({"channel": "visit"})).await;
        // 30 November + 3 months: the last day of February.
        assert_eq!(derived(&camille, cigogne).await[2], "2027-02-28");
        // Paris is an hour ahead of UTC in winter: its midnight comes first.
        for (instant, state) in [
            ("2027-01-28T22:59:59Z", "ok"), ("2027-01-28T23:00:00Z", "soon"),
            ("2027-02-28T22:59:59Z", "soon"), ("2027-02-28T23:00:00Z", "overdue"),
        ] {
            at(house, instant);
            let camille = house.coordinator().await;
            assert_eq!(derived(&camille, cigogne).await[3], state, "{instant}");
        }
        // Two hours in summer, from the last Sunday of March on.
        for (instant, day) in [("2027-03-27T23:00:00Z", "2027-03-28"), ("2027-03-28T21:59:59Z", "2027-03-28"), ("2027-03-28T22:00:00Z", "2027-03-29")] {
            at(house, instant);
            let camille = house.coordinator().await;
            assert_eq!(log(&camille, cigogne, json!({"channel": "call"})).await["on"], day, "{instant}");
        }
    }

    async fn only_whom_one_reached_is_in_contact(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        for outcome in ["no_answer", "wrong_number", "call_back"] {
            log(&camille, cigogne, json!({"channel": "call", "outcome": outcome})).await;
        }
        assert_eq!(derived(&camille, cigogne).await[3], "never");
        let counts = camille.get("/follow-up/counts").await.ok(200);
        assert_eq!((&counts["never"], &counts["active"]), (&json!(1), &json!(1)));
    }

    async fn a_newsletter_counts_if_the_club_says_so_and_never_as_personal(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        log(&camille, cigogne, json!({"channel": "email", "on": "2026-06-01"})).await;
        attest(house, letter(Uuid::now_v7(), "2026-10-01", &[cigogne])).await;
        assert_eq!(derived(&camille, cigogne).await, [json!("2026-10-01"), json!("2026-06-01"), json!("2027-01-01"), json!("ok")]);
        settings(house, 3, false).await;
        assert_eq!(derived(&camille, cigogne).await, [json!("2026-06-01"), json!("2026-06-01"), json!("2026-09-01"), json!("overdue")]);
        settings(house, 6, true).await;
        assert_eq!(derived(&camille, cigogne).await, [json!("2026-10-01"), json!("2026-06-01"), json!("2027-04-01"), json!("ok")]);
    }

    async fn a_source_may_repeat_itself_and_a_smaller_set_corrects(house) {
        let camille = house.coordinator().await;
        let (one, two) = (member(&camille, "Une").await, member(&camille, "Deux").await);
        let source = Uuid::now_v7();
        let first = attest(house, letter(source, "2026-11-02", &[one, two, two])).await;
        assert_eq!(attest(house, letter(source, "2026-11-02", &[one, two])).await, first);
        let listed = camille.get(&format!("/members/{two}/interactions")).await.ok(200);
        assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["member_count"]), (1, &json!(2)));
        // Its mail bounced: it was not reached after all.
        attest(house, letter(source, "2026-11-02", &[one])).await;
        assert_eq!(derived(&camille, one).await[3], "ok");
        assert_eq!(derived(&camille, two).await, [Value::Null, Value::Null, Value::Null, json!("never")]);
        assert_eq!(attest(house, letter(source, "2026-11-02", &[])).await, None);
        assert_eq!(derived(&camille, one).await[3], "never");
    }

    async fn many_sources_are_stated_and_taken_back_at_once(house) {
        let camille = house.coordinator().await;
        let (one, two) = (member(&camille, "Une").await, member(&camille, "Deux").await);
        let all: Vec<Attestation> = (1..=9)
            .map(|day| letter(Uuid::now_v7(), &format!("2026-10-0{day}"), &[if day % 2 == 0 { two } else { one }]))
            .collect();
        let sources: Vec<Source> = all.iter().map(|what| what.source.clone()).collect();
        let work = house.house.begin(&house.by_house()).await.unwrap();
        assert!(follow_up::attest_all(&work, &all).await.unwrap().iter().all(Option::is_some));
        work.commit().await.unwrap();
        assert_eq!((derived(&camille, one).await[0].clone(), derived(&camille, two).await[0].clone()), (json!("2026-10-09"), json!("2026-10-08")));
        let work = house.house.begin(&house.by_house()).await.unwrap();
        follow_up::withdraw(&work, &sources[8..]).await.unwrap();
        follow_up::recompute(&work, Scope::All).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(derived(&camille, one).await[0], "2026-10-07");
    }

    async fn correcting_and_deleting_put_the_days_right_again(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let before = camille.get(&format!("/members/{cigogne}")).await.ok(200)["revision"].clone();
        log(&camille, cigogne, json!({"channel": "visit", "on": "2026-09-01"})).await;
        let call = log(&camille, cigogne, json!({"channel": "call", "summary": " "})).await;
        assert_eq!(call["summary"], Value::Null);
        let path = format!("/interactions/{}", id(&call));
        let edited = camille.patch(&path, 1, json!({"on": "2026-10-05", "summary": "Rappelle lundi"})).await.ok(200);
        assert_eq!((&edited["on"], &edited["revision"]), (&json!("2026-10-05"), &json!(2)));
        assert_eq!(derived(&camille, cigogne).await[0], "2026-10-05");
        let stale = camille.patch(&path, 1, json!({"outcome": "no_answer"})).await.problem(412, "house.stale");
        assert_eq!((&stale["current"]["revision"], &stale["current"]["changed_by"]), (&json!(2), &json!("Camille Rotrieder")));
        camille.patch(&path, 2, json!({"channel": null})).await.problem(422, "house.missing_field");
        camille.patch(&path, 2, json!({"outcome": "no_answer"})).await.ok(200);
        assert_eq!(derived(&camille, cigogne).await[0], "2026-09-01");
        camille.patch(&path, 3, json!({"outcome": "reached"})).await.ok(200);
        let stale = TestRequest::delete().uri(&format!("/api/v1{path}")).insert_header(("If-Match", "\"r1\""));
        camille.send(stale).await.problem(412, "house.stale");
        camille.delete(&path).await.ok(204);
        camille.get(&path).await.problem(404, "house.not_found");
        let page = camille.get(&format!("/members/{cigogne}")).await.ok(200);
        assert_eq!(page["last_contact_on"], "2026-09-01");
        assert_eq!(page["revision"], before, "follow-up never bumps a member's revision");
    }

    async fn a_deleted_exchange_comes_back_as_it_was(house) {
        let camille = house.coordinator().await;
        let (cigogne, heron) = (member(&camille, "La Cigogne").await, member(&camille, "Le Héron").await);
        let visit = camille.post("/interactions", json!({"member_ids": [cigogne, heron], "channel": "visit", "on": "2026-09-01", "summary": "Compost"})).await.ok(201);
        let path = format!("/interactions/{}", id(&visit));
        camille.post(&format!("{path}/restore"), Value::Null).await.problem(409, "follow_up.not_deleted");
        camille.delete(&path).await.ok(204);
        assert_eq!(derived(&camille, heron).await[0], Value::Null);
        house.reader().await.post(&format!("{path}/restore"), Value::Null).await.problem(403, "accounts.not_allowed");
        let other = house.machine(&["interactions:write"]).await;
        other.post(&format!("{path}/restore"), Value::Null).await.problem(403, "follow_up.not_yours");
        let back = camille.post(&format!("{path}/restore"), Value::Null).await.ok(200);
        for field in ["id", "channel", "on", "outcome", "summary", "members", "by", "source", "created_at"] {
            assert_eq!(back[field], visit[field], "{field}");
        }
        assert_eq!(back["revision"], 2, "an entity tag never means two things");
        for member in [cigogne, heron] {
            assert_eq!(derived(&camille, member).await[0], "2026-09-01");
        }
        camille.post(&format!("{path}/restore"), Value::Null).await.problem(409, "follow_up.not_deleted");
        // Deleted again, it can come back again.
        camille.patch(&path, 2, json!({"on": "2026-10-05"})).await.ok(200);
        camille.delete(&path).await.ok(204);
        assert_eq!(camille.post(&format!("{path}/restore"), Value::Null).await.ok(200)["on"], "2026-10-05");
        camille.post(&format!("/interactions/{}/restore", Uuid::now_v7()), Value::Null).await.problem(404, "house.not_found");
        let told = camille.get(&format!("/members/{cigogne}")).await.ok(200);
        assert_eq!(told["last_contact_on"], "2026-10-05");
    }

    async fn a_key_that_sees_no_people_does_not_learn_with_whom(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let odile = camille.post(&format!("/members/{cigogne}/contacts"), json!({"given_name": "Odile", "family_name": "Kern"})).await.ok(201);
        let call = log(&camille, cigogne, json!({"channel": "call", "contact_id": odile["id"]})).await;
        assert_eq!(call["contact"]["name"], "Odile Kern");
        let path = format!("/interactions/{}", id(&call));
        for (scopes, sees) in [(vec!["interactions:read"], false), (vec!["interactions:read", "contacts:read"], true)] {
            let found = house.machine(&scopes).await.get(&path).await.ok(200);
            assert_eq!(!found["contact"].is_null(), sees, "{scopes:?}");
        }
    }

    async fn one_meeting_concerns_many_members(house) {
        let camille = house.coordinator().await;
        let mut members = Vec::new();
        for number in 0..25 {
            members.push(member(&camille, &format!("Association {number:02}")).await);
        }
        let meeting = camille.post("/interactions", json!({"member_ids": members, "channel": "meeting", "on": "2026-11-20"})).await.ok(201);
        assert_eq!((meeting["members"].as_array().unwrap().len(), &meeting["member_count"]), (25, &json!(25)));
        let listed = camille.get(&format!("/members/{}/interactions", members[3])).await.ok(200);
        assert_eq!((listed["items"][0]["members"].as_array().unwrap().len(), &listed["items"][0]["member_count"]), (20, &json!(25)));
        camille.patch(&format!("/interactions/{}", id(&meeting)), 1, json!({"member_ids": [members[0]]})).await.ok(200);
        assert_eq!(derived(&camille, members[0]).await[0], "2026-11-20");
        assert_eq!(derived(&camille, members[24]).await[3], "never");
        let nobody = camille.post("/interactions", json!({"member_ids": [members[0], Uuid::now_v7()], "channel": "meeting"})).await;
        assert_eq!(nobody.problem(422, "follow_up.unknown_member")["errors"][0]["pointer"], "/member_ids/1");
        camille.post("/interactions", json!({"member_ids": [], "channel": "meeting"})).await.problem(422, "house.length");
    }

    async fn what_can_not_have_been_is_refused(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let path = format!("/members/{cigogne}/interactions");
        for channel in ["newsletter", "event", "paper_letter", "request", "profile"] {
            let refused = camille.post(&path, json!({"channel": channel})).await.problem(422, "follow_up.channel_writes_itself");
            assert_eq!(refused["errors"][0]["pointer"], "/channel");
        }
        camille.post(&path, json!({"channel": "pigeon"})).await.problem(422, "house.wrong_value");
        camille.post(&path, json!({"channel": "call", "on": "2026-11-24"})).await.problem(422, "follow_up.in_future");
        camille.post(&path, json!({"channel": "call", "on": "1989-12-31"})).await.problem(422, "follow_up.too_early");
        camille.post(&path, json!({"channel": "call", "contact_id": Uuid::now_v7()})).await.problem(422, "follow_up.contact_of_another");
        camille.post(&format!("/members/{}/interactions", Uuid::now_v7()), json!({"channel": "call"})).await.problem(404, "house.not_found");
        let letter = attest(house, letter(Uuid::now_v7(), "2026-11-02", &[cigogne])).await.unwrap();
        let shown = camille.get(&format!("/interactions/{letter}")).await.ok(200);
        assert_eq!(shown["abilities"]["edit"]["allowed"], false);
        camille.patch(&format!("/interactions/{letter}"), 1, json!({"on": "2026-11-01"})).await.problem(403, "follow_up.not_typed");
        camille.delete(&format!("/interactions/{letter}")).await.problem(403, "follow_up.not_typed");
    }

    async fn members_see_nothing_of_it_and_readers_change_nothing(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let call = log(&camille, cigogne, json!({"channel": "call"})).await;
        let (of_member, one) = (format!("/members/{cigogne}/interactions"), format!("/interactions/{}", id(&call)));
        house.anyone().get(&of_member).await.problem(401, "accounts.sign_in_needed");
        let manager = house.manager_of(cigogne).await;
        for path in [of_member.as_str(), &one, "/follow-up/due", "/follow-up/counts"] {
            manager.get(path).await.problem(403, "accounts.not_allowed");
        }
        manager.post(&of_member, json!({"channel": "call"})).await.problem(403, "accounts.not_allowed");
        assert_eq!(manager.get(&format!("/members/{cigogne}")).await.ok(200)["last_contact_on"], Value::Null);
        let reader = house.reader().await;
        assert_eq!(reader.get(&one).await.ok(200)["abilities"]["delete"]["allowed"], false);
        reader.post(&of_member, json!({"channel": "call"})).await.problem(403, "accounts.not_allowed");
        reader.delete(&one).await.problem(403, "accounts.not_allowed");
        reader.post(&format!("/members/{cigogne}/postpone"), json!({"until": "2027-01-11", "reason": "Congés"})).await.problem(403, "accounts.not_allowed");
    }

    async fn a_hundred_logs_at_once_leave_the_newest_day(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let calls = (0..100i64).map(|number| {
            let camille = camille.clone();
            async move {
                // In no order: the newest is somewhere in the middle.
                let days = (number * 37) % 100;
                let on = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() - TimeDelta::days(days);
                log(&camille, cigogne, json!({"channel": "call", "on": on})).await;
            }
        });
        // Twenty-five at any moment: on a busy machine more would wait for a connection longer than the house's patience.
        stream::iter(calls).buffer_unordered(25).collect::<Vec<()>>().await;
        assert_eq!(derived(&camille, cigogne).await[..3], [json!("2026-11-20"), json!("2026-11-20"), json!("2027-02-20")]);
        let mut path = format!("/members/{cigogne}/interactions?limit=30");
        let mut days = Vec::new();
        loop {
            let page = camille.get(&path).await.ok(200);
            days.extend(page["items"].as_array().unwrap().iter().map(|item| item["on"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/members/{cigogne}/interactions?limit=30&cursor={cursor}");
        }
        assert_eq!(days.len(), 100);
        assert!(days.is_sorted_by(|a, b| a > b));
    }

    async fn the_audit_keeps_what_was_noted_and_deleted(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let call = log(&camille, cigogne, json!({"channel": "call", "summary": "Prêt du broyeur"})).await;
        camille.delete(&format!("/interactions/{}", id(&call))).await.ok(204);
        let record = Some(("interaction", id(&call).parse().unwrap()));
        let lines = platform::audit::read(&house.house.db.read, record, 10, None).await.unwrap().items;
        let said: Vec<_> = lines.iter().map(|line| (line.verb.as_str(), line.label.as_str(), line.by.name.as_str())).collect();
        assert_eq!(said, [("delete", "La Cigogne", "Camille Rotrieder"), ("create", "La Cigogne", "Camille Rotrieder")]);
        assert!(lines[0].changes.iter().any(|change| change.field == "summary" && change.before == "Prêt du broyeur"));
    }

    async fn a_key_does_what_its_scopes_say_and_corrects_only_its_own(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let typed = log(&camille, cigogne, json!({"channel": "call"})).await;
        let reading = house.machine(&["interactions:read"]).await;
        let writing = house.machine(&["interactions:write"]).await;
        let of_member = format!("/members/{cigogne}/interactions");
        reading.get(&of_member).await.ok(200);
        reading.get("/follow-up/counts").await.ok(200);
        reading.post(&of_member, json!({"channel": "call"})).await.problem(403, "accounts.not_allowed");
        house.machine(&["members:write"]).await.get(&of_member).await.problem(403, "accounts.not_allowed");
        house.machine(&["interactions:read", "members:read"]).await.get("/follow-up/due").await.ok(200);
        let own = writing.post(&of_member, json!({"channel": "email"})).await.ok(201);
        writing.patch(&format!("/interactions/{}", id(&own)), 1, json!({"outcome": "no_answer"})).await.ok(200);
        writing.delete(&format!("/interactions/{}", id(&typed))).await.problem(403, "follow_up.not_yours");
        camille.delete(&format!("/interactions/{}", id(&own))).await.ok(204);
    }
}
