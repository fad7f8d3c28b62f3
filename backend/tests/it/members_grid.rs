//! What a grid of members needs: whole records in the list, each order along an index, rows answered as they now stand.

use serde_json::{Value, json};

use crate::members_list::{made, names};

fn keys(of: &Value) -> Vec<&String> {
    of.as_object().unwrap().keys().collect()
}

both! {
    async fn cards_tell_the_rest_of_the_record_to_those_who_ask(house) {
        let camille = house.coordinator().await;
        let me = camille.get("/me").await.ok(200)["id"].clone();
        let id = made(&camille, json!({"name": "La Cigogne", "kind": "association", "street": "1 rue Haute", "internal_notes": "À voir", "referent_id": me, "status": "active"})).await;
        assert!(camille.get("/members").await.ok(200)["items"][0].get("record").is_none());
        let page = camille.get(&format!("/members/{id}")).await.ok(200);
        let record = camille.get("/members?with=record").await.ok(200)["items"][0]["record"].clone();
        // The very words of the page, each of them.
        for key in keys(&record) {
            assert_eq!(record[key], page[key], "{key}");
        }
        assert_eq!((record["street"].as_str(), record["referent"]["name"].as_str(), record["source"].as_str()), (Some("1 rue Haute"), Some("Camille Rotrieder"), Some("screen")));
        assert_eq!(record["next_statuses"], json!(["paused", "left"]));
        // Nobody learns more by the list than by the page.
        for visitor in [house.manager_of(id).await, house.machine(&["members:read"]).await] {
            let told = visitor.get("/members?with=record").await.ok(200)["items"][0]["record"].clone();
            let page = visitor.get(&format!("/members/{id}")).await.ok(200);
            assert!(told["internal_notes"].is_null());
            for key in keys(&told) {
                assert_eq!(told[key], page[key], "{key}");
            }
        }
        let mireille = house.manager_of(id).await;
        let own = mireille.get("/members?with=record").await.ok(200)["items"][0]["record"].clone();
        assert!(own["referent"].is_null() && own["source"].is_null());
        camille.get("/members?with=everything").await.problem(422, "house.wrong_parameter");
    }

    async fn a_list_walks_in_every_order_of_the_grid(house) {
        let camille = house.coordinator().await;
        for body in [
            json!({"name": "Un", "kind": "company", "siret": "73282932000074", "email": "b@un.example", "postal_code": "67600"}),
            json!({"name": "Deux", "kind": "association", "rna": "W671234567", "amalia": "A2014 SEL 000123", "email": "a@deux.example", "verified_on": "2026-03-01"}),
            json!({"name": "Trois", "kind": "commune", "insee_code": "67021", "commune": "67021", "verified_on": "2025-03-01"}),
            json!({"name": "Quatre", "kind": "company", "siren": "356000000"}),
        ] {
            camille.post("/members", body).await.ok(201);
        }
        let left = made(&camille, json!({"name": "Cinq", "kind": "association", "status": "active"})).await;
        camille.post(&format!("/members/{left}/status"), json!({"status": "left"})).await.ok(200);
        assert_eq!(names(&camille, "/members?sort=created_at").await, ["Un", "Deux", "Trois", "Quatre", "Cinq"]);
        assert_eq!(names(&camille, "/members?sort=email").await[..2], ["Deux", "Un"]);
        assert_eq!(names(&camille, "/members?sort=-verified_on").await[..2], ["Deux", "Trois"]);
        assert_eq!(names(&camille, "/members?sort=left_on").await[0], "Cinq");
        assert_eq!(names(&camille, "/members?sort=siren").await[..2], ["Quatre", "Un"]);
        for word in ["postal_code", "email", "siren", "siret", "rna", "amalia", "insee_code", "left_on", "last_personal_contact_on", "verified_on", "created_at"] {
            for sort in [word.to_owned(), format!("-{word}")] {
                let whole = names(&camille, &format!("/members?sort={sort}")).await;
                assert_eq!(whole.len(), 5, "{sort}");
                let (mut walked, mut next) = (Vec::new(), Some(String::new()));
                while let Some(cursor) = next {
                    let page = camille.get(&format!("/members?sort={sort}&limit=1&with=record&cursor={cursor}")).await.ok(200);
                    walked.extend(page["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()));
                    next = page["next_cursor"].as_str().map(str::to_owned);
                }
                assert_eq!(walked, whole, "{sort}");
                assert_eq!(names(&camille, &format!("/members?sort={sort}&offset=3")).await, whole[3..], "{sort}");
            }
        }
        house.manager_of(left).await.get("/members?sort=last_personal_contact_on").await.problem(422, "house.unknown_sort");
    }

    async fn rows_are_answered_as_they_now_stand(house) {
        let camille = house.coordinator().await;
        let mut ids = Vec::new();
        for name in ["Un", "Deux", "Trois"] {
            ids.push(made(&camille, json!({"name": name, "kind": "company", "phone": "+33353010018"})).await);
        }
        house.administrator().await.patch(&format!("/members/{}", ids[1]), 1, json!({"street": "1 rue Haute"})).await.ok(200);
        let body = |dry: bool| json!({"dry_run": dry, "with": "record", "changes": [
            {"id": ids[0], "revision": 1, "set": {"siret": "732 829 320 00074", "status": "active"}},
            {"id": ids[1], "revision": 1, "set": {"street": "2 rue Basse"}},
            {"id": ids[2], "revision": 1, "set": {"phone": "03 53 01 00 18"}},
        ]});
        let tried = camille.post("/members/changes", body(true)).await.ok(200);
        assert_eq!((tried["rows"][0]["member"]["revision"].as_i64(), tried["rows"][0]["member"]["status"].as_str()), (Some(1), Some("prospect")));
        let done = camille.post("/members/changes", body(false)).await.ok(200);
        let [changed, stale, unchanged] = [0, 1, 2].map(|at| done["rows"][at].clone());
        // What was normalised and what follows from it.
        assert_eq!((changed["outcome"].as_str(), changed["member"]["revision"].as_i64()), (Some("changed"), Some(2)));
        assert_eq!((changed["member"]["record"]["siret"].as_str(), changed["member"]["record"]["siren"].as_str()), (Some("73282932000074"), Some("732829320")));
        assert_eq!((changed["member"]["joined_on"].as_str(), changed["member"]["record"]["next_statuses"].clone()), (Some("2026-11-23"), json!(["paused", "left"])));
        // What somebody else made of it.
        assert_eq!((stale["outcome"].as_str(), stale["current"]["changed_by"].as_str()), (Some("refused"), Some("Alix Amand")));
        assert_eq!((stale["member"]["revision"].as_i64(), stale["member"]["record"]["street"].as_str()), (Some(2), Some("1 rue Haute")));
        assert_eq!((unchanged["outcome"].as_str(), unchanged["member"]["phone"].as_str()), (Some("unchanged"), Some("+33353010018")));
        // Only for those who ask.
        let plain = camille.post("/members/changes", json!({"changes": [{"id": ids[2], "revision": 1, "set": {"street": "3"}}]})).await.ok(200);
        assert!(plain["rows"][0].get("member").is_none());
    }

    async fn a_status_changed_today_is_taken_back_without_a_trace_in_the_history(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        house.advance(chrono::TimeDelta::days(1));
        let camille = house.coordinator().await;
        let set = |revision: i64, status: &str| json!({"with": "record", "changes": [{"id": id, "revision": revision, "set": {"status": status}}]});
        camille.post("/members/changes", set(1, "active")).await.ok(200);
        let back = camille.post("/members/changes", set(2, "prospect")).await.ok(200);
        assert_eq!((back["rows"][0]["outcome"].as_str(), back["rows"][0]["member"]["joined_on"].is_null()), (Some("changed"), true));
        assert_eq!(camille.get(&format!("/members/{id}")).await.ok(200)["status_history"].as_array().unwrap().len(), 1);
        // The audit keeps both; and the day after it is no slip any more.
        camille.post("/members/changes", set(3, "active")).await.ok(200);
        house.advance(chrono::TimeDelta::days(1));
        let camille = house.coordinator().await;
        let late = camille.post("/members/changes", set(4, "prospect")).await.ok(200);
        let error = &late["rows"][0]["errors"][0];
        assert_eq!((error["code"].as_str(), error["pointer"].as_str()), (Some("members.status_backwards"), Some("/changes/0/set/status")));
    }
}
