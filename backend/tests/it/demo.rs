//! The demonstration: its figures, its doors, and the way out.

use maillage::commands::demo;
use serde_json::json;

both! {
    async fn the_demonstration_tells_the_clubs_story(house) {
        demo::make(&house.house).await.unwrap();
        let by = house.coordinator().await;
        for (day, total) in [("2014-12-31", 130), ("2015-12-31", 210), ("2016-12-31", 305)] {
            assert_eq!(by.get(&format!("/members/counts?on={day}")).await.ok(200)["total"], total, "{day}");
        }
        let counts = by.get("/follow-up/counts").await.ok(200);
        for state in ["ok", "soon", "overdue", "never", "unreachable"] {
            assert!(counts[state].as_u64().unwrap() > 0, "{state}: {counts}");
        }
        assert_eq!(counts["never"], 11);
        let sum: u64 = ["ok", "soon", "overdue", "never"].iter().map(|state| counts[state].as_u64().unwrap()).sum();
        assert_eq!(counts["active"], sum);
        assert_eq!(by.get("/territory").await.ok(200)["counts"]["communes"], 90);
    }

    async fn the_history_of_a_member_tells_how_its_record_came_about(house) {
        demo::make(&house.house).await.unwrap();
        let by = house.coordinator().await;
        let members = by.get("/members?limit=200").await.ok(200);
        let mut verbs = std::collections::BTreeSet::new();
        for member in members["items"].as_array().unwrap().iter().step_by(20) {
            let lines = by.get(&format!("/members/{}/audit", member["id"].as_str().unwrap())).await.ok(200);
            let lines = lines["items"].as_array().unwrap();
            let first = lines.last().unwrap();
            assert_eq!((&first["verb"], &first["by"]["kind"]), (&json!("create"), &json!("person")));
            let name = first["changes"].as_array().unwrap().iter().find(|change| change["field"] == "name").unwrap();
            assert_eq!(name["after"], member["name"]);
            let days: Vec<&str> = lines.iter().map(|line| line["at"].as_str().unwrap()).collect();
            assert!(days.is_sorted_by(|later, earlier| later >= earlier), "{days:?}");
            verbs.extend(lines.iter().map(|line| line["verb"].as_str().unwrap().to_owned()));
        }
        assert!(verbs.contains("add_contact") && verbs.contains("update"), "{verbs:?}");
    }

    async fn its_sheets_stand_in_every_state_and_most_are_found_by_anyone(house) {
        demo::make(&house.house).await.unwrap();
        let by = house.coordinator().await;
        for (state, count) in [("draft", 2), ("submitted", 1), ("in_review", 1), ("published", 12), ("archived", 1)] {
            let found = by.get(&format!("/practice-sheets?state={state}")).await.ok(200);
            assert_eq!(found["items"].as_array().unwrap().len(), count, "{state}");
        }
        let sections = by.get("/practice-sheets/sections").await.ok(200);
        for card in by.get("/practice-sheets?limit=200").await.ok(200)["items"].as_array().unwrap() {
            let sheet = by.get(&format!("/practice-sheets/{}", card["id"].as_str().unwrap())).await.ok(200);
            let known = sections[sheet["kind"].as_str().unwrap()].as_array().unwrap();
            for key in sheet["content"]["sections"].as_object().unwrap().keys() {
                assert!(known.iter().any(|section| section["key"] == *key), "{key} of {}", sheet["title"]);
            }
            if sheet["state"] == "published" {
                assert_eq!(sheet["missing"], json!([]), "{}", sheet["title"]);
            }
            assert_eq!(sheet["interview"].is_null(), sheet["title"] != "Des couches lavables à la crèche");
        }
        let found = house.anyone().get("/public/practice-sheets?q=fete+sans+jetable").await.ok(200);
        assert_eq!(found["items"][0]["sheet"]["title"], "Une fête de village sans vaisselle jetable");
        assert_eq!(found["some_words"], false);
        let counts = by.get("/practice-sheets/counts").await.ok(200);
        assert!(counts["published"].as_u64().unwrap() > 5 && counts["review_due"] == 1, "{counts}");
        house.work_off().await;
    }

    async fn its_events_are_held_full_called_off_and_to_come(house) {
        demo::make(&house.house).await.unwrap();
        let by = house.coordinator().await;
        let all = |query: &str| format!("/events?limit=200&{query}");
        for (state, count) in [("draft", 2), ("published", 4), ("cancelled", 1), ("done", 9)] {
            assert_eq!(by.get(&all(&format!("state={state}"))).await.ok(200)["items"].as_array().unwrap().len(), count, "{state}");
        }
        let coming = by.get(&all("state=published")).await.ok(200)["items"].clone();
        let full = &coming[0];
        assert_eq!((&full["counts"]["registered"], &full["counts"]["waiting"], &full["counts"]["free"]), (&json!(12), &json!(4), &json!(0)));
        assert!(coming.as_array().unwrap().iter().any(|one| one["online"] == true));
        assert_eq!(by.get(&all("proposed=true")).await.ok(200)["items"].as_array().unwrap().len(), 1);
        let first = by.get("/events/years?from=2015&to=2016").await.ok(200)["items"].clone();
        assert_eq!((&first[0]["held"], &first[1]["held"]), (&json!(2), &json!(1)));
        assert!(first[0]["members"].as_i64().unwrap() > 5);
        let newest = by.get(&all("state=done&latest_first=true")).await.ok(200)["items"][0].clone();
        let page = by.get(&format!("/events/{}", newest["id"].as_str().unwrap())).await.ok(200);
        assert!(page["counts"]["attended"].as_i64().unwrap() > 5 && page["survey"]["answers"].as_i64().unwrap() > 2, "{page}");
        assert!(house.anyone().get("/public/events?from=2014-01-01").await.ok(200)["total"].as_u64().unwrap() >= 9);
        house.work_off().await;
    }

    async fn each_door_of_the_demonstration_opens(house) {
        demo::make(&house.house).await.unwrap();
        let club = house.anyone().get("/public/club").await.ok(200);
        let doors = club["demo"]["accounts"].as_array().unwrap();
        assert_eq!(doors.len(), 6);
        for door in doors {
            let session = house.anyone().post("/auth/login", json!({"email": door["email"], "password": door["password"]})).await.ok(200);
            assert_eq!(session["account"]["role"], door["role"]);
        }
    }

    async fn the_volunteer_keeps_a_whole_record_right(house) {
        demo::make(&house.house).await.unwrap();
        let club = house.anyone().get("/public/club").await.ok(200);
        let doors = club["demo"]["accounts"].as_array().unwrap();
        let nadia = doors.iter().find(|door| door["label"].as_str().unwrap().starts_with("Nadia")).unwrap();
        let session = house.anyone().post("/auth/login", json!({"email": nadia["email"], "password": nadia["password"]})).await.ok(200);
        let by = house.with_token(session["access_token"].as_str().unwrap());
        let own = by.get("/me").await.ok(200)["organisations"][0].clone();
        assert_eq!(own["role"], "manager");
        let record = house.coordinator().await.get(&format!("/members/{}", own["member_id"].as_str().unwrap())).await.ok(200);
        assert!(record["phone"].is_string() && record["email"].is_string() && record["contacts"][0]["phone"].is_string(), "{record}");
    }

    async fn making_it_again_changes_nothing_and_a_club_in_use_is_left_alone(house) {
        house.coordinator().await;
        assert_eq!(demo::make(&house.house).await.unwrap_err().code(), "demo.club_in_use");
        assert_eq!(demo::leave(&house.house, "alix@club.example").await.unwrap_err().code(), "demo.not_a_demo");
    }

    async fn leaving_it_gives_an_empty_club_with_one_administrator(house) {
        demo::make(&house.house).await.unwrap();
        assert!(demo::make(&house.house).await.unwrap().contains("already"));
        assert_eq!(demo::leave(&house.house, "alix").await.unwrap_err().status(), 422);
        let told = demo::leave(&house.house, "alix@club.example").await.unwrap();
        let (_, token) = told.rsplit_once('#').unwrap();
        let form = json!({"token": token, "password": "une girouette brumeuse sous la tonnelle"});
        let session = house.anyone().post("/auth/invitation/accept", form).await.ok(200);
        assert_eq!(session["account"]["email"], "alix@club.example");
        let by = house.with_token(session["access_token"].as_str().unwrap());
        assert_eq!(by.get("/members?with_total=true").await.ok(200)["total"], 0);
        assert!(house.anyone().get("/public/club").await.ok(200)["demo"].is_null());
        assert!(!by.get("/topics").await.ok(200)["items"].as_array().unwrap().is_empty());
    }
}
