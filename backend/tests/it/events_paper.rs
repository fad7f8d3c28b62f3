//! What is handed out of an event: paper for the door, certificates for those who came, the list for a spreadsheet, and what a
//! key may do.

use chrono::TimeDelta;
use documents::{Cell, Limits};
use serde_json::json;

use crate::{
    events::{LINK, person, published},
    harness::Reply,
    members_own_record::cafe,
};

/// What stands in a document outside its packed streams.
#[track_caller]
fn open(reply: &Reply) -> String {
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (200, "application/pdf"),
        "{}",
        String::from_utf8_lossy(&reply.bytes)
    );
    String::from_utf8_lossy(&reply.bytes).into_owned()
}

both! {
    async fn paper_for_the_door_is_tagged_and_the_teams_alone(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let path = published(&camille, json!({"title": "Le compostage"})).await;
        camille.post(&format!("{path}/registrations"), json!({"member_id": cafe, "people": [person("Kern"), person("Weiss")]})).await.ok(200);
        for form in ["sign_in", "door", "badges"] {
            let printed = house.reader().await.get(&format!("{path}/pdf?form={form}")).await;
            let told = open(&printed);
            assert!(told.contains("<pdfuaid:part>1<") && told.contains("/Lang(fr)") && told.contains("Le compostage"), "{form}");
            let file_name = printed.header("content-disposition");
            assert!(file_name.contains("le%2Dcompostage.pdf"), "{file_name}");
            assert!(printed.header("cache-control").contains("no-store"));
        }
        camille.get(&format!("{path}/pdf?form=certificates")).await.problem(409, "events.not_there");
        camille.get(&format!("{path}/pdf?form=scroll")).await.ok(422);
        house.manager_of(cafe).await.get(&format!("{path}/pdf?form=sign_in")).await.problem(403, "accounts.not_allowed");
        house.anyone().get(&format!("{path}/pdf?form=door")).await.ok(401);
        house.work_off().await;
    }

    async fn who_was_there_has_a_certificate_and_who_was_not_has_none(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let path = published(&camille, json!({})).await;
        let made = camille.post(&format!("{path}/registrations"), json!({"member_id": cafe, "people": [person("Kern"), person("Weiss")]})).await.ok(200);
        house.work_off().await;
        house.advance(TimeDelta::days(15) + TimeDelta::hours(9));
        let camille = house.coordinator().await;
        let tick = json!({"ticks": [{"registration_id": made["items"][0]["id"], "attended": true, "at": "2026-12-08T17:31:00Z"}]});
        camille.post(&format!("{path}/attendance"), tick).await.ok(200);
        let of = |at: usize| format!("/registrations/{}/certificate", made["items"][at]["id"].as_str().unwrap());
        let mireille = house.manager_of(cafe).await;
        assert!(open(&mireille.get(&of(0)).await).contains("Attestation de présence"));
        mireille.get(&of(1)).await.problem(409, "events.not_there");
        assert!(open(&camille.get(&format!("{path}/pdf?form=certificates")).await).contains("<xmpTPg:NPages>1<"));
        let (kern, weiss) = ("kern@vieux-rabots.example", "weiss@vieux-rabots.example");
        let by_link = "/public/event-links/certificate";
        open(&house.anyone().post(by_link, json!({"token": house.token_mailed_to(kern, LINK).await})).await);
        house.anyone().post(by_link, json!({"token": house.token_mailed_to(weiss, LINK).await})).await.problem(409, "events.not_there");
        house.anyone().post(by_link, json!({"token": "nothing"})).await.problem(422, "events.link_spent");
        house.work_off().await;
    }

    async fn those_who_come_are_a_table_whose_taking_is_written_down(house) {
        let camille = house.coordinator().await;
        let path = published(&camille, json!({"capacity": 1})).await;
        let now = camille.get(&path).await.ok(200)["revision"].as_i64().unwrap();
        let asked = json!([{"key": "meal", "label": "Repas", "kind": "yes_no"}]);
        camille.patch(&path, now, json!({"questions": asked})).await.ok(200);
        let mut sly = person("Kern");
        sly["given_name"] = json!("=1+1");
        sly["answers"] = json!({"meal": "yes"});
        camille.post(&format!("{path}/registrations"), json!({"organisation": "Voisins", "people": [sly, person("Weiss")]})).await.ok(200);
        for format in ["xlsx", "ods", "csv"] {
            let file = camille.get(&format!("{path}/registrations/export?format={format}")).await;
            assert_eq!(file.status, 200);
            let book = documents::read(&file.bytes, &format!("x.{format}"), &Limits::default()).unwrap();
            let rows: Vec<Vec<String>> = book.sheets[0].rows.iter().map(|row| row.cells.iter().map(|cell| cell.text().into_owned()).collect()).collect();
            assert_eq!((rows[0][0].as_str(), rows[0].last().unwrap().as_str()), ("Nom", "Repas"), "{format}");
            assert_eq!((rows[1][2].as_str(), rows[1][4].as_str(), rows[1].last().unwrap().as_str()), ("Voisins", "inscrit", "oui"), "{format}");
            assert_eq!((rows[2][4].as_str(), rows[2][5].as_str()), ("liste d’attente", "1"), "{format}");
            assert!(!matches!(&book.sheets[0].rows[1].cells[1], Cell::Number(_)), "{format}");
        }
        let audit = house.administrator().await.get("/audit?verb=export").await.ok(200);
        assert_eq!(audit["items"].as_array().unwrap().len(), 3);
        house.work_off().await;
    }

    async fn a_key_reads_events_or_registers_people_and_nothing_else(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let path = published(&camille, json!({"online_url": "https://visio.example/salle"})).await;
        let reads = house.machine(&["events:read"]).await;
        assert_eq!(reads.get("/events").await.ok(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(reads.get(&path).await.ok(200)["online_url"], json!(null));
        reads.get(&format!("{path}/registrations")).await.problem(403, "accounts.not_allowed");
        let people = json!({"member_id": cafe, "people": [person("Kern")]});
        reads.post(&format!("{path}/registrations"), people.clone()).await.problem(403, "accounts.not_allowed");
        let writes = house.machine(&["registrations:write"]).await;
        let made = writes.post(&format!("{path}/registrations"), people).await.ok(200);
        assert_eq!(made["items"][0]["state"], "registered");
        assert_eq!(writes.get(&format!("{path}/registrations")).await.ok(200)["items"].as_array().unwrap().len(), 1);
        let many = json!({"people": [person("Weiss")], "overbook": true});
        writes.post(&format!("{path}/registrations"), many).await.problem(403, "accounts.not_allowed");
        writes.delete(&format!("/registrations/{}", made["items"][0]["id"].as_str().unwrap())).await.ok(204);
        writes.post("/events", json!({})).await.problem(403, "accounts.not_allowed");
        house.work_off().await;
    }
}
