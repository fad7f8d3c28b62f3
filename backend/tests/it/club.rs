//! The club's settings and topics.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::harness::{TestHouse, Visitor};

async fn topics(visitor: &Visitor<'_>) -> Vec<Value> {
    visitor.get("/topics").await.ok(200)["items"].as_array().unwrap().clone()
}

fn names(topics: &[Value]) -> Vec<&str> {
    topics.iter().map(|topic| topic["name"].as_str().unwrap()).collect()
}

async fn facts(house: &TestHouse, kind: &str) -> Vec<Value> {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    use tables::fact;
    let found = fact::Entity::find().filter(fact::Column::Kind.eq(kind)).order_by_asc(fact::Column::Id);
    found.all(&house.house.db.read).await.unwrap().into_iter().map(|fact| fact.payload).collect()
}

fn picture() -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(8, 8, image::Rgb([15, 92, 67])).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

both! {
    async fn anyone_reads_the_look_of_the_club_and_only_that(house) {
        let club = house.anyone().get("/public/club").await.ok(200);
        assert_eq!(club["time_zone"], "Europe/Paris");
        assert_eq!((club["name"].as_str(), club["demo"].is_null()), (Some("Notre club"), true));
        house.anyone().get("/club").await.problem(401, "accounts.sign_in_needed");
    }

    async fn whoever_finds_a_hole_reads_whom_to_tell(house) {
        let admin = house.administrator().await;
        let page = TestRequest::get().uri("/.well-known/security.txt");
        house.anyone().send(page).await.problem(404, "house.not_found");
        admin.patch("/club", 1, json!({"privacy_contact": "donnees@club.example"})).await.ok(200);
        let expires = (house.house.now() + chrono::TimeDelta::days(180)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        let told = format!("Contact: mailto:donnees@club.example\nExpires: {expires}\nPreferred-Languages: fr, en\n");
        house.anyone().send(TestRequest::get().uri("/.well-known/security.txt")).await.ok_text(200, &told);
        house.work_off().await;
    }

    async fn members_read_whom_to_turn_to(house) {
        let admin = house.administrator().await;
        let told = |club: &Value| json!([club["contact_name"], club["contact_email"], club["contact_phone"]]);
        assert_eq!(told(&house.anyone().get("/public/club").await.ok(200)), json!(["", "", ""]));
        let wrong = json!({"contact_email": "club@", "contact_phone": "12 34"});
        let refused = admin.patch("/club", 1, wrong).await.problem(422, "house.invalid");
        let pointers: Vec<&str> =
            refused["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/contact_email", "/contact_phone"]);
        let given = json!({
            "contact_name": "Camille Rotrieder, coordinatrice", "contact_email": "club@Filvert.example",
            "contact_phone": "03 53 01 00 18",
        });
        let club = admin.patch("/club", 1, given).await.ok(200);
        let kept = json!(["Camille Rotrieder, coordinatrice", "club@filvert.example", "+33353010018"]);
        assert_eq!(told(&club), kept);
        assert_eq!(told(&house.anyone().get("/public/club").await.ok(200)), kept);
        admin.patch("/club", 2, json!({"contact_phone": " "})).await.ok(200);
        assert_eq!(house.anyone().get("/public/club").await.ok(200)["contact_phone"], "");
        house.work_off().await;
    }

    async fn staff_read_the_settings_and_administrators_change_them(house) {
        let (admin, coordinator) = (house.administrator().await, house.coordinator().await);
        let seen = house.reader().await.get("/club").await.ok(200);
        assert_eq!(seen["abilities"]["change"]["allowed"], false);
        let change = json!({
            "name": " Le  Maillon vert ", "cadence_months": 4, "newsletter_counts": false,
            "targets": {"meetings": 3}, "colours": {"brand": "#0b4733"}, "time_zone": "Indian/Reunion",
        });
        coordinator.patch("/club", 1, change.clone()).await.problem(403, "club.administrators_only");
        let club = admin.patch("/club", 1, change.clone()).await.ok(200);
        assert_eq!(club["name"], "Le Maillon vert");
        assert_eq!(club["targets"], json!({"newsletters": 4, "practice_sheets": 20, "meetings": 3}));
        assert_eq!(club["colours"], json!({"brand": "#0B4733", "spark": "#F3B73B"}));
        assert_eq!(club["revision"], 2);
        assert_eq!(
            facts(house, "club.settings_changed").await,
            [json!({"cadence_changed": true, "newsletter_counts_changed": true})]
        );
        // The same again changes nothing.
        assert_eq!(admin.patch("/club", 2, change).await.ok(200)["revision"], 2);
        assert_eq!(facts(house, "club.settings_changed").await.len(), 1);
        house.work_off().await;
    }

    async fn a_change_based_on_what_is_no_longer_so_tells_who_was_faster(house) {
        let admin = house.administrator().await;
        admin.patch("/club", 1, json!({"soon_days": 20})).await.ok(200);
        let stale = admin.patch("/club", 1, json!({"soon_days": 10})).await.problem(412, "house.stale");
        assert_eq!((stale["current"]["revision"].as_i64(), stale["current"]["changed_by"].as_str()), (Some(2), Some("Alix Amand")));
        let blind = TestRequest::patch().uri("/api/v1/club").set_json(json!({"soon_days": 10}));
        admin.send(blind).await.problem(428, "house.revision_needed");
        house.work_off().await;
    }

    async fn a_wrong_setting_is_named_with_its_remedy(house) {
        let admin = house.administrator().await;
        for (change, pointer, code) in [
            (json!({"colours": {"brand": "#F3B73B"}}), "/colours/brand", "club.colour_too_light"),
            (json!({"colours": {"spark": "yellow"}}), "/colours/spark", "club.colour_unreadable"),
            (json!({"time_zone": "Europe/Selestat"}), "/time_zone", "club.unknown_time_zone"),
            (json!({"name": "  "}), "/name", "club.name_required"),
            (json!({"name": null}), "/name", "house.wrong_value"),
            (json!({"cadence_months": 0}), "/cadence_months", "house.range"),
            (json!({"targets": {"meetings": 1001}}), "/targets/meetings", "house.range"),
            (json!({"demo": true}), "/demo", "house.unknown_field"),
        ] {
            let problem = admin.patch("/club", 1, change).await.problem(422, code);
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        assert_eq!(admin.get("/club").await.ok(200)["revision"], 1);
    }

    async fn the_logo_is_a_public_picture(house) {
        let admin = house.administrator().await;
        let unknown = json!({"file_id": uuid::Uuid::now_v7()});
        admin.put("/club/logo", 1, unknown).await.problem(422, "club.not_a_picture");
        let pixel = picture();
        let work = house.house.begin(&house.by_house()).await.unwrap();
        let file = |public| platform::files::NewFile {
            name: "logo.png".into(),
            bytes: pixel.clone(),
            purpose: "upload",
            accept: platform::files::Accept::Picture,
            public,
            created_by: None,
        };
        let hidden = house.house.files.store(&work, file(false)).await.unwrap();
        let shown = house.house.files.store(&work, file(true)).await.unwrap();
        work.commit().await.unwrap();
        admin.put("/club/logo", 1, json!({"file_id": hidden.id})).await.problem(422, "club.not_a_picture");
        let club = admin.put("/club/logo", 1, json!({"file_id": shown.id})).await.ok(200);
        let url = club["logo_url"].as_str().unwrap();
        assert_eq!(house.anyone().get("/public/club").await.ok(200)["logo_url"], url);
        assert_eq!(house.anyone().get(url).await.status, 200);
        let club = admin.put("/club/logo", 2, json!({"file_id": null})).await.ok(200);
        assert!(club["logo_url"].is_null());
        house.work_off().await;
    }

    async fn a_topic_that_changes_changes_the_members_that_have_it(house) {
        let coordinator = house.coordinator().await;
        let first = topics(&coordinator).await[0].clone();
        let id = first["id"].as_str().unwrap();
        let form = json!({"name": "Chorale", "kind": "association", "topics": [id]});
        let member = coordinator.post("/members", form).await.ok(201)["id"].as_str().unwrap().to_owned();
        coordinator.post("/members", json!({"name": "Sans thème", "kind": "association"})).await.ok(201);
        let path = format!("/members/{member}");
        house.advance(chrono::TimeDelta::minutes(1));
        coordinator.patch(&format!("/topics/{id}"), 1, json!({"name": "Vannerie"})).await.ok(200);
        house.work_off().await;
        assert_eq!(coordinator.get(&path).await.ok(200)["revision"], 2);
        coordinator.delete(&format!("/topics/{id}")).await.ok(204);
        house.work_off().await;
        let changed = coordinator.get("/members?updated_since=2026-11-23T09:01:00Z").await.ok(200);
        assert_eq!((changed["items"].as_array().unwrap().len(), &changed["items"][0]["id"]), (1, &json!(member)));
        coordinator.patch(&path, 1, json!({"description": "x"})).await.problem(412, "house.stale");
        let lines = coordinator.get(&format!("{path}/audit")).await.ok(200);
        assert_eq!(lines["items"][0]["changes"], json!([{"field": "topics", "before": "Vannerie", "after": null}]));
        coordinator.post(&format!("/topics/{id}/restore"), json!({})).await.ok(200);
        house.work_off().await;
        assert_eq!(coordinator.get(&path).await.ok(200)["revision"], 4);
    }

    async fn a_topic_removed_by_mistake_comes_back_with_its_place_and_its_members(house) {
        let coordinator = house.coordinator().await;
        let before = topics(&coordinator).await;
        let third = before[2]["id"].as_str().unwrap().to_owned();
        let form = json!({"name": "Chorale", "kind": "association", "topics": [third]});
        let member = coordinator.post("/members", form).await.ok(201)["id"].as_str().unwrap().to_owned();
        let path = format!("/topics/{third}");
        coordinator.post(&format!("{path}/restore"), json!({})).await.problem(404, "house.not_found");
        coordinator.delete(&path).await.ok(204);
        assert_eq!(coordinator.get(&format!("/members/{member}")).await.ok(200)["topics"], json!([]));
        let back = coordinator.post(&format!("{path}/restore"), json!({})).await.ok(200);
        assert_eq!((&back["name"], &back["position"]), (&before[2]["name"], &json!(3)));
        assert_eq!(names(&topics(&coordinator).await), names(&before));
        assert_eq!(coordinator.get(&format!("/members/{member}")).await.ok(200)["topics"][0]["id"], json!(third));
        coordinator.post(&format!("{path}/restore"), json!({})).await.problem(404, "house.not_found");

        coordinator.delete(&path).await.ok(204);
        coordinator.post("/topics", json!({"name": before[2]["name"]})).await.ok(201);
        coordinator.post(&format!("{path}/restore"), json!({})).await.problem(409, "club.topic_exists");
        house.reader().await.post(&format!("{path}/restore"), json!({})).await.problem(403, "club.coordinators_only");
        house.work_off().await;
    }

    async fn a_new_club_has_topics_which_coordinators_arrange(house) {
        let coordinator = house.coordinator().await;
        let usual = topics(&coordinator).await;
        assert!(names(&usual).contains(&"Gaspillage alimentaire") && usual.len() >= 8);
        let made = coordinator.post("/topics", json!({"name": " Fêtes  sans déchets "})).await.ok(201);
        assert_eq!((made["name"].as_str(), made["position"].as_u64()), (Some("Fêtes sans déchets"), Some(usual.len() as u64 + 1)));
        let path = format!("/topics/{}", made["id"].as_str().unwrap());

        let again = coordinator.post("/topics", json!({"name": "FETES SANS DECHETS"})).await.problem(409, "club.topic_exists");
        assert_eq!((again["holder"]["id"].clone(), again["errors"][0]["pointer"].as_str()), (made["id"].clone(), Some("/name")));
        house.reader().await.post("/topics", json!({"name": "x"})).await.problem(403, "club.coordinators_only");

        let moved = coordinator.patch(&path, 1, json!({"position": 2, "name": "Fêtes"})).await.ok(200);
        assert_eq!((moved["position"].as_i64(), moved["revision"].as_i64()), (Some(2), Some(2)));
        let now = topics(&coordinator).await;
        assert_eq!(&names(&now)[..3], &[names(&usual)[0], "Fêtes", names(&usual)[1]]);
        coordinator.patch(&path, 1, json!({"position": 3})).await.problem(412, "house.stale");
        coordinator.patch(&path, 2, json!({"position": 999})).await.ok(200);
        coordinator.delete(&path).await.ok(204);
        coordinator.delete(&path).await.problem(404, "house.not_found");
        let now = topics(&coordinator).await;
        assert_eq!(names(&now), names(&usual));
        let places: Vec<i64> = now.iter().map(|topic| topic["position"].as_i64().unwrap()).collect();
        assert_eq!(places, (1..=usual.len() as i64).collect::<Vec<_>>());
    }

    async fn a_second_start_leaves_the_club_as_it_is(house) {
        let coordinator = house.coordinator().await;
        let before = topics(&coordinator).await;
        coordinator.delete(&format!("/topics/{}", before[0]["id"].as_str().unwrap())).await.ok(204);
        maillage::app::prepare(&house.house).await.unwrap();
        assert_eq!(topics(&coordinator).await.len(), before.len() - 1);
    }
}
