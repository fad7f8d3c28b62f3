//! One change for all members of a filter: looked at, written to those very members, taken back together.

use serde_json::{Value, json};

use crate::{
    harness::{TestHouse, Visitor},
    members_fields::one_of_each,
    members_list::made,
};

async fn world(house: &TestHouse) -> Visitor<'_> {
    let camille = house.coordinator().await;
    one_of_each(&camille).await;
    for number in 0..25 {
        let status = if number % 2 == 0 { "active" } else { "prospect" };
        made(&camille, json!({"name": format!("Membre {number:02}"), "kind": "association", "status": status})).await;
    }
    made(&camille, json!({"name": "Épicerie", "kind": "company"})).await;
    camille
}

fn associations() -> Value {
    json!({"filter": {"field": "kind", "op": "eq", "value": "association"}})
}

both! {
    async fn a_bulk_edit_is_seen_before_it_is_done_and_undone_together(house) {
        let camille = world(house).await;
        let set = json!({"custom": {"prete_des_gobelets": true}, "status": "active"});
        let seen = camille.post("/members/changes", json!({"dry_run": true, "atomic": true, "which": associations(), "set": set})).await.ok(200);
        let selection = &seen["selection"];
        assert_eq!((selection["members"].as_u64(), selection["changed"].as_u64(), selection["refused"].as_u64(), seen["change_set_id"].is_null()), (Some(25), Some(25), Some(0), true));
        assert_eq!(selection["sample"].as_array().unwrap().len(), 20);
        let changes = selection["sample"][1]["changes"].as_array().unwrap();
        assert_eq!(selection["sample"][1]["name"], "Membre 01");
        assert!(changes.contains(&json!({"field": "status", "before": "prospect", "after": "active"})), "{changes:?}");
        assert!(changes.contains(&json!({"field": "custom.prete_des_gobelets", "before": null, "after": true})), "{changes:?}");
        assert_eq!(camille.get("/members/counts").await.ok(200)["status"]["active"], 13);
        // Not without having looked, and not something else than what was looked at.
        let token = selection["token"].clone();
        camille.post("/members/changes", json!({"which": associations(), "set": set})).await.problem(422, "members.preview_first");
        camille.post("/members/changes", json!({"which": associations(), "set": {"status": "paused"}, "token": token})).await.problem(409, "members.selection_changed");
        camille.post("/members/changes", json!({"which": {"kind": "company"}, "set": set, "token": token})).await.problem(409, "members.selection_changed");
        let done = camille.post("/members/changes", json!({"atomic": true, "which": associations(), "set": set, "token": token})).await.ok(200);
        assert_eq!((done["selection"]["changed"].as_u64(), done["rows"].as_array().unwrap().len()), (Some(25), 0));
        assert_eq!(camille.get("/members/counts").await.ok(200)["status"]["active"], 25);
        camille.post("/members/changes", json!({"atomic": true, "which": associations(), "set": set, "token": token})).await.problem(409, "members.selection_changed");
        let undo = format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap());
        let undone = camille.post(&undo, json!({})).await.ok(200);
        assert_eq!(undone["rows"].as_array().unwrap().iter().filter(|row| row["outcome"] == "changed").count(), 25);
        let counts = camille.get("/members/counts").await.ok(200);
        assert_eq!(counts["status"]["active"], 13);
        let list = camille.get("/members?limit=200").await.ok(200);
        assert!(list["items"].as_array().unwrap().iter().all(|card| card["custom"] == json!({})));
    }

    async fn what_can_not_be_changed_is_told_and_stops_an_atomic_edit(house) {
        let camille = world(house).await;
        // A size is for companies: the others refuse it.
        let ask = |dry: bool, atomic: bool, token: Value| json!({"dry_run": dry, "atomic": atomic, "which": {"kind": "association", "status": "prospect"}, "set": {"size": "small"}, "token": token});
        let seen = camille.post("/members/changes", ask(true, true, Value::Null)).await.ok(200);
        assert_eq!((seen["selection"]["members"].as_u64(), seen["selection"]["refused"].as_u64(), seen["rows"].as_array().unwrap().len()), (Some(12), Some(12), 12));
        assert_eq!((seen["rows"][0]["errors"][0]["pointer"].as_str(), seen["rows"][0]["errors"][0]["code"].as_str()), (Some("/set/size"), Some("members.size_of_companies")));
        let token = seen["selection"]["token"].clone();
        let stopped = camille.post("/members/changes", ask(false, true, token)).await.ok(200);
        assert!(stopped["change_set_id"].is_null());
        // Those that can are changed when the edit is not atomic.
        let which = json!({"filter": {"or": [{"field": "name", "op": "eq", "value": "Épicerie"}, {"field": "name", "op": "eq", "value": "Membre 03"}]}});
        let set = json!({"size": "small"});
        let seen = camille.post("/members/changes", json!({"dry_run": true, "which": which, "set": set})).await.ok(200);
        let done = camille.post("/members/changes", json!({"which": which, "set": set, "token": seen["selection"]["token"]})).await.ok(200);
        assert_eq!((done["selection"]["changed"].as_u64(), done["selection"]["refused"].as_u64(), done["change_set_id"].is_string()), (Some(1), Some(1), true));
    }

    async fn somebody_elses_change_makes_one_look_again(house) {
        let camille = world(house).await;
        let set = json!({"street": "1 rue Haute"});
        let segment = camille.post("/segments", json!({"name": "Associations", "filter": associations()["filter"], "shared": true})).await.ok(201);
        let which = json!({"segment": segment["id"]});
        let seen = camille.post("/members/changes", json!({"dry_run": true, "which": which, "set": set})).await.ok(200);
        assert_eq!(seen["selection"]["members"], 25);
        let alix = house.administrator().await;
        let first = seen["selection"]["sample"][0]["id"].as_str().unwrap();
        alix.patch(&format!("/members/{first}"), 1, json!({"street": "2 rue Basse"})).await.ok(200);
        let problem = camille.post("/members/changes", json!({"which": which, "set": set, "token": seen["selection"]["token"]})).await.problem(409, "members.selection_changed");
        assert_eq!(problem["members"], 25);
        assert_eq!(alix.get(&format!("/members/{first}")).await.ok(200)["street"], "2 rue Basse");
    }

    async fn a_form_that_does_not_fit_is_told_by_its_pointer(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "Un", "kind": "association"})).await;
        for (body, pointer) in [
            (json!({"which": {}}), "/set"),
            (json!({"which": {}, "set": {"name": "X"}, "dry_run": true}), "/set/name"),
            (json!({"which": {}, "set": {"custom": {"x": 1}, "colour": 1}, "dry_run": true}), "/set/colour"),
            (json!({"which": {"colour": 1}, "set": {}, "dry_run": true}), "/which/colour"),
            (json!({"which": {"kind": "club"}, "set": {}, "dry_run": true}), "/which/kind"),
            (json!({"which": {"filter": {"and": [{"field": "nope", "op": "eq", "value": 1}]}}, "set": {}, "dry_run": true}), "/which/filter/and/0/field"),
            (json!({"which": {"segment": "019ab1c2-0000-7000-8000-000000000000"}, "set": {}, "dry_run": true}), "/which/segment"),
            (json!({"which": {}, "set": {}, "changes": [{"id": id, "revision": 1, "set": {}}]}), "/changes"),
            (json!({"set": {}, "changes": [{"id": id, "revision": 1, "set": {}}]}), "/set"),
            (json!({"token": "x", "changes": [{"id": id, "revision": 1, "set": {}}]}), "/token"),
            (json!({}), "/changes"),
        ] {
            let problem = camille.post("/members/changes", body.clone()).await.ok(422);
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        }
        house.reader().await.post("/members/changes", json!({"which": {}, "set": {}, "dry_run": true})).await.problem(403, "accounts.not_allowed");
    }
}
