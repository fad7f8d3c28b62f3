//! The map: communes with their outlines, fetched or sent in, and members in their commune.

use serde_json::{Value, json};

use crate::{
    both_with_registers,
    harness::{
        TestHouse, Visitor,
        registers::{Mood, square},
    },
    members_own_record::member,
};

const OUTLINES: &str = "/club/territory/outlines";
/// Barr, Sélestat, Villé: of two intercommunal bodies and of a third.
const THREE: [&str; 3] = ["67021", "67462", "67507"];

async fn settled(house: &TestHouse, admin: &Visitor<'_>) {
    admin.put("/territory", 1, json!({"epcis": [], "with": THREE})).await.ok(200);
    house.work_off().await;
}

async fn map(house: &TestHouse) -> Value {
    house.anyone().get("/public/map").await.ok(200)
}

fn collection(features: Vec<Value>) -> Value {
    json!({"type": "FeatureCollection", "name": "communes", "features": features})
}

/// Sélestat and Villé, and a commune of elsewhere.
fn two_and_another() -> Value {
    collection(vec![square("67462", "Sélestat"), square("67507", "Villé"), square("67482", "Strasbourg")])
}

mod plain {
    use super::*;

    both! {
        async fn without_outlines_the_map_has_the_middles_that_are_known(house) {
            let admin = house.administrator().await;
            let empty = map(house).await;
            assert_eq!((&empty["communes"], &empty["bbox"], &empty["elsewhere"]), (&json!([]), &Value::Null, &json!(0)));
            settled(house, &admin).await;
            member(&admin, json!({"name": "Repair Café", "kind": "association", "status": "active", "commune": "67462"})).await;
            member(&admin, json!({"name": "Ailleurs", "kind": "association", "status": "active", "commune": "67482"})).await;
            let told = map(house).await;
            let selestat = &told["communes"][1];
            assert_eq!((&selestat["insee"], &selestat["name"], &selestat["outline"]), (&json!("67462"), &json!("Sélestat"), &Value::Null));
            // Longitude first, as in GeoJSON. The commune itself is a member by right.
            assert_eq!((&selestat["center"], &selestat["members"]), (&json!([7.449, 48.262]), &json!(2)));
            assert_eq!((&told["elsewhere"], &told["outlines_by"]), (&json!(1), &Value::Null));
            assert_eq!(told["bbox"].as_array().unwrap().len(), 4);
            let features = house.anyone().get("/public/members.geojson?q=repair").await.ok(200);
            assert_eq!(features["features"][0]["geometry"], json!({"type": "Point", "coordinates": [7.449, 48.262]}));
            house.work_off().await;
        }

        async fn outlines_of_a_file_are_made_simple_and_drawn(house) {
            let (admin, camille) = (house.administrator().await, house.coordinator().await);
            admin.put(OUTLINES, 1, two_and_another()).await.problem(409, "directory.no_territory");
            settled(house, &admin).await;
            let before = house.anyone().get("/public/map").await.header("etag").to_owned();
            camille.put(OUTLINES, 1, two_and_another()).await.problem(403, "accounts.not_allowed");
            let put = admin.put(OUTLINES, 1, two_and_another()).await;
            let told = put.ok(200);
            assert_eq!((&told["outlined"], &told["origin"], put.header("etag")), (&json!(2), &json!("sent"), "\"r2\""));
            let outlined: Vec<&Value> = told["communes"].as_array().unwrap().iter().map(|one| &one["outlined"]).collect();
            assert_eq!(outlined, [&json!(false), &json!(true), &json!(true)]);
            admin.put(OUTLINES, 1, two_and_another()).await.problem(412, "house.stale");
            let reply = house.anyone().get("/public/map").await;
            assert_ne!(reply.header("etag"), before);
            let told = reply.ok(200);
            // Eighty points that lie on the sides of a square are its four corners.
            let outline = &told["communes"][1]["outline"];
            assert_eq!((&outline["type"], outline["coordinates"][0].as_array().unwrap().len()), (&json!("Polygon"), 5));
            assert_eq!((&told["communes"][0]["outline"], &told["outlines_by"]), (&Value::Null, &Value::Null));
            // Others take their place as a whole.
            admin.put(OUTLINES, 2, collection(vec![square("67021", "Barr")])).await.ok(200);
            let told = map(house).await;
            assert!(told["communes"][0]["outline"].is_object() && told["communes"][1]["outline"].is_null());
            assert_eq!(house.reader().await.get(OUTLINES).await.ok(200)["abilities"]["put"]["allowed"], false);
            let audit = admin.get("/audit?record=outlines").await.ok(200);
            assert_eq!(audit["items"].as_array().unwrap().len(), 2);
            house.work_off().await;
        }

        async fn a_hostile_file_is_refused_with_what_is_wrong_and_changes_nothing(house) {
            let admin = house.administrator().await;
            settled(house, &admin).await;
            admin.put(OUTLINES, 1, two_and_another()).await.ok(200);
            let before = map(house).await;
            let with = |feature: Value| collection(vec![square("67462", "Sélestat"), feature]);
            let shaped = |geometry: Value| with(json!({"type": "Feature", "properties": {"code": "67507"}, "geometry": geometry}));
            let line = |ring: Value| shaped(json!({"type": "Polygon", "coordinates": [ring]}));
            let mut deep = json!(1);
            for _ in 0..100 {
                deep = json!([deep]);
            }
            for (body, pointer, code) in [
                (json!({"type": "Feature", "features": [square("67462", "Sélestat")]}), "/type", "directory.not_a_collection"),
                (collection(vec![]), "/features", "house.length"),
                (collection(vec![square("67482", "Strasbourg")]), "/features", "directory.no_commune_of_territory"),
                (with(json!("Villé")), "/features/1/properties", "directory.no_commune_code"),
                (with(square("' OR 1=1 --", "Villé")), "/features/1/properties", "directory.unknown_commune"),
                (with(square("67462", "Sélestat")), "/features/1/properties", "directory.commune_twice"),
                (shaped(json!({"type": "Point", "coordinates": [7.4, 48.2]})), "/features/1/geometry", "directory.no_polygon"),
                (shaped(json!({"type": "Polygon", "coordinates": deep})), "/features/1/geometry/coordinates", "directory.too_few_points"),
                (line(json!([[7.4, 48.2], [7.5, 48.2], [7.4, 48.2]])), "/features/1/geometry/coordinates", "directory.too_few_points"),
                (line(json!([[1e308, 6.8e6], [1e308, 6.9e6], [1e308, 0], [1e308, 6.8e6]])), "/features/1/geometry/coordinates", "directory.not_degrees"),
            ] {
                let refused = admin.put(OUTLINES, 2, body).await.problem(422, code);
                assert_eq!(refused["errors"][0]["pointer"], pointer, "{code}");
            }
            admin.put(OUTLINES, 2, json!([])).await.ok(422);
            assert_eq!(map(house).await, before);
            house.work_off().await;
        }

        async fn an_instance_that_asks_nobody_says_so(house) {
            let admin = house.administrator().await;
            settled(house, &admin).await;
            let told = admin.get(OUTLINES).await.ok(200);
            assert_eq!(told["abilities"]["fetch"]["allowed"], false);
            assert!(told["abilities"]["fetch"]["reason"].as_str().unwrap().contains("GeoJSON"), "{told}");
            admin.post(&format!("{OUTLINES}/fetch"), json!({})).await.problem(409, "directory.outlines_switched_off");
        }
    }
}

both_with_registers! {
    async fn outlines_are_fetched_at_one_click(house, registers) {
        let admin = house.administrator().await;
        let fetch = format!("{OUTLINES}/fetch");
        admin.post(&fetch, json!({})).await.problem(409, "directory.no_territory");
        settled(house, &admin).await;
        house.coordinator().await.post(&fetch, json!({})).await.problem(403, "accounts.not_allowed");
        assert_eq!(admin.post(&fetch, json!({})).await.ok(202)["fetching"], true);
        admin.post(&fetch, json!({})).await.problem(409, "directory.fetching");
        house.work_off().await;
        let told = admin.get(OUTLINES).await.ok(200);
        assert_eq!((&told["outlined"], &told["origin"], &told["fetching"], &told["failure"]), (&json!(3), &json!("fetched"), &json!(false), &Value::Null));
        // Each intercommunal body once, in the documented form.
        let asked = registers.asked();
        assert_eq!(asked.len(), 3, "{asked:?}");
        assert!(asked.iter().all(|asked| asked.starts_with("/geo/communes?codeEpci=")), "{asked:?}");
        let told = map(house).await;
        assert!(told["communes"].as_array().unwrap().iter().all(|commune| commune["outline"].is_object()));
        assert_eq!(told["outlines_by"], "geo.api.gouv.fr, IGN, etalab-2.0");
    }

    async fn a_service_that_fails_is_told_and_what_was_there_stays(house, registers) {
        let admin = house.administrator().await;
        settled(house, &admin).await;
        admin.put(OUTLINES, 1, two_and_another()).await.ok(200);
        let before = map(house).await;
        for (mood, failure) in [
            (Mood::Failing, "not_answering"), (Mood::Truncated, "not_answering"), (Mood::Changed, "not_answering"),
            (Mood::Redirecting, "not_answering"), (Mood::Asked(20), "busy"),
        ] {
            registers.are(mood);
            // A rest after too many failures is over.
            house.advance(chrono::TimeDelta::minutes(1));
            admin.post(&format!("{OUTLINES}/fetch"), json!({})).await.ok(202);
            house.work_off().await;
            let told = admin.get(OUTLINES).await.ok(200);
            assert_eq!((&told["failure"], &told["fetching"], &told["outlined"]), (&json!(failure), &json!(false), &json!(2)), "{mood:?}");
            assert!(told["failure_detail"].as_str().unwrap().contains("geo.api.gouv.fr"), "{told}");
        }
        assert_eq!(map(house).await, before);
        registers.are(Mood::Well);
        house.advance(chrono::TimeDelta::minutes(1));
        admin.post(&format!("{OUTLINES}/fetch"), json!({})).await.ok(202);
        // A file that was sent while they were on their way stays.
        admin.put(OUTLINES, 2, two_and_another()).await.ok(200);
        house.work_off().await;
        let told = admin.get(OUTLINES).await.ok(200);
        assert_eq!((&told["origin"], &told["outlined"], &told["fetching"]), (&json!("sent"), &json!(2), &json!(false)));
    }

    async fn a_club_that_asks_no_register_asks_for_no_outlines(house, registers) {
        let admin = house.administrator().await;
        settled(house, &admin).await;
        let now = admin.get("/club").await.ok(200)["revision"].as_i64().unwrap();
        admin.patch("/club", now, json!({"look_ups": false})).await.ok(200);
        admin.post(&format!("{OUTLINES}/fetch"), json!({})).await.problem(409, "directory.outlines_switched_off");
        assert_eq!(registers.asked(), Vec::<String>::new());
        house.work_off().await;
    }
}
