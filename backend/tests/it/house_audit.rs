//! The audit as an administrator reads it: by who, what, since, record, and operation by operation.

use serde_json::{Value, json};

use crate::{harness::Visitor, members_list::made};

async fn lines(visitor: &Visitor<'_>, query: &str) -> Vec<Value> {
    visitor.get(&format!("/audit?{query}")).await.ok(200)["items"].as_array().unwrap().clone()
}

fn labels(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["label"].as_str().unwrap()).collect()
}

both! {
    async fn the_audit_is_filtered_by_who_what_since_and_record(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let cigogne = made(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        house.advance(chrono::TimeDelta::minutes(10));
        made(&admin, json!({"name": "100% Récup", "kind": "association"})).await;
        camille.delete(&format!("/members/{cigogne}")).await.ok(204);
        assert_eq!(labels(&lines(&admin, "record=member").await), ["La Cigogne", "100% Récup", "La Cigogne"]);
        assert_eq!(labels(&lines(&admin, "record=member&verb=archive").await), ["La Cigogne"]);
        assert_eq!(labels(&lines(&admin, "record=member&verb=create&q=CIGOGNE").await), ["La Cigogne"]);
        assert_eq!(labels(&lines(&admin, "q=0%25%20r").await), ["100% Récup"], "signs are no wildcards");
        assert!(lines(&admin, "q=1%25C").await.is_empty());
        assert_eq!(lines(&admin, &format!("record=member&record_id={cigogne}")).await.len(), 2);
        let since = (house.house.now() - chrono::TimeDelta::minutes(5)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        assert_eq!(labels(&lines(&admin, &format!("record=member&since={since}")).await), ["La Cigogne", "100% Récup"]);
        assert_eq!(labels(&lines(&admin, &format!("record=member&until={since}")).await), ["La Cigogne"]);
        let me = admin.get("/me").await.ok(200)["id"].as_str().unwrap().to_owned();
        assert_eq!(labels(&lines(&admin, &format!("record=member&by={me}")).await), ["100% Récup"]);
        assert!(lines(&admin, "record=member&by=house").await.is_empty());
        admin.get("/audit?by=nobody").await.problem(422, "house.wrong_parameter");
        camille.get("/audit?grouped=true").await.problem(403, "accounts.not_allowed");
    }

    async fn what_was_done_in_one_go_is_one_line_that_opens(house) {
        let admin = house.administrator().await;
        admin.put("/territory", 1, json!({"epcis": [], "with": ["67462", "67021", "67507"]})).await.ok(200);
        house.work_off().await;
        house.advance(chrono::TimeDelta::minutes(1));
        made(&admin, json!({"name": "La Cigogne", "kind": "association"})).await;
        let grouped = lines(&admin, "record=member&grouped=true").await;
        let told: Vec<_> = grouped.iter().map(|line| (line["verb"].as_str().unwrap(), line["count"].as_i64().unwrap())).collect();
        assert_eq!(told, [("create", 1), ("create", 3)]);
        let of_three = grouped[1]["id"].as_str().unwrap();
        assert_eq!(lines(&admin, &format!("operation={}", uuid::Uuid::now_v7())).await.len(), 0, "of no operation");
        let mut opened = lines(&admin, &format!("operation={of_three}")).await;
        opened.sort_by_key(|line| line["label"].as_str().unwrap().to_owned());
        assert_eq!(labels(&opened), ["Barr", "Sélestat", "Villé"]);
        // Only those of the three that the filter names count.
        let barr = lines(&admin, "record=member&grouped=true&q=barr").await;
        assert_eq!((labels(&barr), barr[0]["count"].as_i64()), (vec!["Barr"], Some(1)));
        // Page by page it is the same.
        let whole: Vec<Value> = lines(&admin, "grouped=true").await.iter().map(|line| line["id"].clone()).collect();
        let (mut path, mut walked) = ("/audit?grouped=true&limit=1".to_owned(), Vec::new());
        loop {
            let page = admin.get(&path).await.ok(200);
            walked.extend(page["items"].as_array().unwrap().iter().map(|line| line["id"].clone()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/audit?grouped=true&limit=1&cursor={cursor}");
        }
        assert_eq!(walked, whole);
    }

    async fn a_change_of_many_can_be_undone_from_its_line(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let cigogne = made(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        let marmite = made(&camille, json!({"name": "La Marmite", "kind": "association"})).await;
        house.advance(chrono::TimeDelta::minutes(1));
        let change = |id: uuid::Uuid| json!({"id": id, "revision": 1, "set": {"description": "Prête de la vaisselle."}});
        let done = camille.post("/members/changes", json!({"changes": [change(cigogne), change(marmite)]})).await.ok(200);
        let grouped = lines(&admin, "record=member&grouped=true").await;
        assert_eq!((grouped[0]["count"].as_i64(), &grouped[0]["change_set_id"]), (Some(2), &done["change_set_id"]));
        assert!(grouped[1]["change_set_id"].is_null(), "what was made is no change set");
        house.advance(chrono::TimeDelta::minutes(1));
        let undo = format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap());
        let undone = admin.post(&undo, json!({})).await.ok(200);
        let grouped = lines(&admin, "record=member&grouped=true").await;
        assert_eq!(grouped[0]["change_set_id"], undone["change_set_id"], "that can be undone too");
        assert!(grouped[1]["change_set_id"].is_null(), "it was undone");
    }
}
