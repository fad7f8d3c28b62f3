//! Errors that readers of the directory report: taken in, settled once, and forgotten whose they were.

use chrono::TimeDelta;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::member_report;
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::{cafe, member, revision},
};

async fn report(house: &TestHouse, member: Uuid, body: Value) {
    house.anyone().post(&format!("/public/members/{member}/reports"), body).await.ok(204);
}

async fn waiting(by: &Visitor<'_>) -> Vec<Value> {
    by.get("/reports").await.ok(200)["items"].as_array().unwrap().clone()
}

fn settling(report: &Value) -> String {
    format!("/reports/{}/settle", report["id"].as_str().unwrap())
}

async fn rows(house: &TestHouse) -> Vec<member_report::Model> {
    member_report::Entity::find().all(&house.house.db.read).await.unwrap()
}

both! {
    async fn a_report_waits_for_the_team_and_changes_nothing_by_itself(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let before = revision(&camille, cafe).await;
        let body = json!({"what": "wrong_place", "text": "  L’atelier a déménagé. ", "email": " Voisine@rue.example "});
        report(house, cafe, body).await;
        let told = waiting(&house.reader().await).await;
        assert_eq!(told.len(), 1);
        let one = &told[0];
        assert_eq!((&one["member"], &one["what"], &one["text"]), (&json!({"id": cafe, "name": "Repair Café"}), &json!("wrong_place"), &json!("L’atelier a déménagé.")));
        assert_eq!((one["email"].as_str().unwrap().to_lowercase().as_str(), &one["state"], &one["late"]), ("voisine@rue.example", &json!("waiting"), &json!(false)));
        assert_eq!((&one["abilities"]["settle"]["allowed"], revision(&camille, cafe).await), (&json!(false), before));
        house.anyone().get("/reports").await.problem(401, "accounts.sign_in_needed");
        house.manager_of(cafe).await.get("/reports").await.problem(403, "accounts.not_allowed");
        house.machine(&["members:read", "members:write"]).await.get("/reports").await.problem(403, "accounts.not_allowed");
        house.advance(TimeDelta::days(8));
        assert_eq!(waiting(&house.reader().await).await[0]["late"], true);
        house.work_off().await;
    }

    async fn a_settled_report_is_settled_and_nobody_knows_whose_it_was(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        for what in ["closed", "wrong_contact"] {
            report(house, cafe, json!({"what": what, "email": "voisine@rue.example"})).await;
        }
        let told = waiting(&camille).await;
        house.reader().await.post(&settling(&told[0]), json!({"outcome": "mended"})).await.problem(403, "accounts.not_allowed");
        camille.post(&settling(&told[0]), json!({"outcome": "waiting"})).await.ok(422);
        let settled = camille.post(&settling(&told[0]), json!({"outcome": "mended", "note": " Appelé. "})).await.ok(200);
        assert_eq!((&settled["state"], &settled["email"], &settled["note"]), (&json!("mended"), &Value::Null, &json!("Appelé.")));
        assert_eq!((&settled["settled_by"], &settled["abilities"]["settle"]["allowed"]), (&json!("Camille Rotrieder"), &json!(false)));
        camille.post(&settling(&told[0]), json!({"outcome": "nothing_to_mend"})).await.problem(409, "directory.report_settled");
        camille.post(&format!("/reports/{}/settle", Uuid::now_v7()), json!({"outcome": "mended"})).await.problem(404, "house.not_found");
        camille.post(&settling(&told[1]), json!({"outcome": "nothing_to_mend"})).await.ok(200);
        assert!(rows(house).await.iter().all(|row| row.email.is_none() && row.settled_at.is_some()));
        assert!(waiting(&camille).await.is_empty());
        let mended = camille.get("/reports?state=mended&with_total=true").await.ok(200);
        assert_eq!((&mended["total"], &mended["items"][0]["what"]), (&json!(1), &json!("closed")));
        let audit = house.administrator().await.get("/audit?record=member_report").await;
        let verbs: Vec<Value> = audit.ok(200)["items"].as_array().unwrap().iter().map(|line| line["verb"].clone()).collect();
        assert_eq!(verbs, [json!("settle"), json!("settle"), json!("report"), json!("report")]);
        // Neither the audit nor anything else keeps the address.
        assert!(!String::from_utf8_lossy(&audit.bytes).contains("voisine"));
        // A year later what was settled goes.
        house.advance(TimeDelta::days(366));
        house.when_due("directory.sweep_reports").await;
        assert_eq!(rows(house).await.len(), 0);
    }

    async fn what_says_nothing_and_what_no_person_sends_is_not_kept(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let path = format!("/public/members/{cafe}/reports");
        for (body, pointer) in [
            (json!({"what": "other"}), "/text"),
            (json!({"what": "other", "text": " "}), "/text"),
            (json!({"what": "closed", "text": "x".repeat(1001)}), "/text"),
            (json!({"what": "closed", "email": "nobody"}), "/email"),
            (json!({"what": "shut"}), "/what"),
            (json!({}), "/what"),
            (json!({"what": "closed", "member": cafe}), "/member"),
        ] {
            let refused = house.anyone().post(&path, body).await.ok(422);
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
        }
        // A robot fills what people don't see: it is told the same.
        report(house, cafe, json!({"what": "other", "text": "Achetez !", "fax": "1"})).await;
        assert_eq!(rows(house).await.len(), 0);
        // Nine more from here; from elsewhere there is room.
        for _ in 0..9 {
            report(house, cafe, json!({"what": "closed"})).await;
        }
        let reply = house.anyone().post(&path, json!({"what": "closed"})).await;
        reply.problem(429, "house.too_many_requests");
        assert!(!reply.header("retry-after").is_empty());
        house.anyone().post_from("203.0.113.7", "", &path, json!({"what": "closed"})).await.ok(204);
        assert_eq!(rows(house).await.len(), 10);
    }

    async fn reports_pass_over_with_their_member_and_go_with_it(house) {
        let camille = house.coordinator().await;
        let (cafe, other) = (cafe(&camille).await, member(&camille, json!({"name": "Repair-Café", "kind": "association", "status": "active"})).await);
        report(house, other, json!({"what": "other", "text": "C’est le même que Repair Café."})).await;
        let (one, two) = (revision(&camille, cafe).await, revision(&camille, other).await);
        let form = json!({"other": other, "revision": one, "other_revision": two, "choices": {"name": "this"}});
        let merged = camille.post(&format!("/members/{cafe}/merge"), form).await.ok(200);
        let moves = merged["moves"].as_array().unwrap();
        assert!(moves.iter().any(|moved| moved["what"] == "reports" && moved["count"] == 1), "{moves:?}");
        assert_eq!(waiting(&camille).await[0]["member"]["id"], json!(cafe));
        house.work_off().await;
    }
}
