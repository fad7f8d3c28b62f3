//! Members: made, found, shown; each caller sees what is theirs.

use serde_json::json;
use uuid::Uuid;

use crate::harness::Visitor;

async fn made(visitor: &Visitor<'_>, body: serde_json::Value) -> Uuid {
    let reply = visitor.post("/members", body).await.ok(201);
    reply["id"].as_str().unwrap().parse().unwrap()
}

both! {
    async fn a_name_and_a_kind_suffice(house) {
        let camille = house.coordinator().await;
        let reply = camille.post("/members", json!({"name": "  Repair   Café ", "kind": "association"})).await;
        let member = reply.ok(201);
        assert_eq!((member["name"].as_str(), member["status"].as_str()), (Some("Repair Café"), Some("prospect")));
        assert_eq!((reply.header("etag"), member["revision"].as_i64()), ("\"r1\"", Some(1)));
        let path = reply.header("location").to_owned();
        assert_eq!(camille.get(&path).await.ok(200)["id"], member["id"]);
        camille.post("/members", json!({"name": " ", "kind": "association"})).await.problem(422, "members.name_required");
    }

    async fn a_member_sees_its_own_record_without_what_staff_keep_for_themselves(house) {
        let camille = house.coordinator().await;
        let own = made(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active", "internal_notes": "Secret"})).await;
        let other = made(&camille, json!({"name": "Le Héron", "kind": "association"})).await;
        let mireille = house.manager_of(own).await;
        let page = mireille.get(&format!("/members/{own}")).await.ok(200);
        for hidden in ["internal_notes", "referent", "source", "last_contact_on", "contact_due_on", "follow_up"] {
            assert!(page[hidden].is_null(), "{hidden}");
        }
        assert_eq!(page["abilities"]["edit"]["allowed"], false);
        assert!(page["abilities"]["edit"]["reason"].is_string());
        mireille.get(&format!("/members/{other}")).await.problem(404, "house.not_found");
        house.anyone().get(&format!("/members/{own}")).await.problem(401, "accounts.sign_in_needed");
        mireille.post("/members", json!({"name": "X", "kind": "association"})).await.problem(403, "accounts.not_allowed");
        let page = house.reader().await.get(&format!("/members/{own}")).await.ok(200);
        assert_eq!((page["internal_notes"].as_str(), page["follow_up"].as_str()), (Some("Secret"), Some("never")));
    }

    async fn a_key_reads_and_writes_as_far_as_its_scopes_go(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active", "internal_notes": "Secret"})).await;
        let person = json!({"given_name": "Odile", "family_name": "Weber", "main": true});
        camille.post(&format!("/members/{id}/contacts"), person).await.ok(201);
        let path = format!("/members/{id}");
        let reads = house.machine(&["members:read"]).await;
        let page = reads.get(&path).await.ok(200);
        assert!(page["internal_notes"].is_null() && page["main_contact"].is_null(), "{page}");
        assert_eq!((page["contacts"].as_array().unwrap().len(), page["follow_up"].as_str()), (0, Some("never")));
        assert_eq!(reads.get("/members?q=cigogne").await.ok(200)["items"][0]["abilities"]["edit"]["allowed"], false);
        reads.patch(&path, 2, json!({"street": "1 rue Haute"})).await.problem(403, "accounts.not_allowed");
        reads.post("/members", json!({"name": "X", "kind": "company"})).await.problem(403, "accounts.not_allowed");
        reads.get(&format!("{path}/audit")).await.problem(403, "accounts.not_allowed");
        let people = house.machine(&["members:read", "contacts:read"]).await.get(&path).await.ok(200);
        assert_eq!((people["main_contact"]["name"].as_str(), people["internal_notes"].is_null()), (Some("Odile Weber"), true));
        let writes = house.machine(&["members:write"]).await;
        let page = writes.patch(&path, 2, json!({"street": "1 rue Haute"})).await.ok(200);
        assert_eq!(page["internal_notes"], "Secret");
        let line = camille.get(&format!("{path}/audit?limit=1")).await.ok(200)["items"][0].clone();
        assert_eq!((line["by"]["kind"].as_str(), line["way"].as_str()), (Some("key"), Some("api")));
        house.machine(&["club:read"]).await.get(&path).await.problem(403, "accounts.not_allowed");
        house.machine(&["contacts:read"]).await.get("/members").await.problem(403, "accounts.not_allowed");
    }
}
