//! Events in the space of a member: what concerns it, and what it proposes.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{account, event, registration, territory_commune};

use crate::{
    events::{LINK, person, published, revision},
    members_own_record::member,
    privacy_world::{add, erased},
};

both! {
    async fn a_member_sees_what_is_near_and_about_the_same(house) {
        let camille = house.coordinator().await;
        let tx = house.house.db.begin().await.unwrap();
        let selestat = territory_commune::ActiveModel {
            insee_code: Set("67462".to_owned()),
            name: Set("Sélestat".to_owned()),
            latitude: Set(Some(48.2597)),
            longitude: Set(Some(7.4544)),
            added_on: Set("2014-09-01".parse().unwrap()),
            removed_on: Set(None),
        };
        territory_commune::Entity::insert(selestat).exec_without_returning(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let venue = json!({"name": "Palais", "latitude": 48.5734, "longitude": 7.7521});
        let venue = camille.post("/venues", venue).await.ok(201)["id"].clone();
        let topic = camille.post("/topics", json!({"name": "Gobelets"})).await.ok(201)["id"].clone();
        let cafe = member(&camille, json!({"name": "Repair Café", "kind": "association", "status": "active", "commune": "67462", "topics": [topic]})).await;
        let mireille = house.manager_of(cafe).await;
        let path = published(&camille, json!({"title": "Fêter sans jetable", "venue_id": venue})).await;
        let now = revision(&camille.get(&path).await.ok(200));
        camille.patch(&path, now, json!({"topics": [topic]})).await.ok(200);
        published(&camille, json!({"title": "Plus tard", "starts_at": "2027-01-12T13:00:00Z", "ends_at": "2027-01-12T15:00:00Z"})).await;
        let seen = mireille.get("/me/events").await.ok(200)["items"].clone();
        let told: Vec<(&Value, usize, &Value)> = seen.as_array().unwrap().iter().map(|one| (&one["event"]["title"], one["shared_topics"].as_array().unwrap().len(), &one["distance_km"])).collect();
        assert_eq!(told, [(&json!("Fêter sans jetable"), 1, &json!(41)), (&json!("Plus tard"), 0, &Value::Null)]);
        assert_eq!(seen[0]["registered"], false);
        mireille.post(&format!("{path}/registrations"), json!({"member_id": cafe, "people": [person("Kern")]})).await.ok(200);
        assert_eq!(mireille.get("/me/events").await.ok(200)["items"][0]["registered"], true);
        camille.get("/me/events").await.problem(403, "accounts.not_allowed");
        house.work_off().await;
    }

    async fn a_member_proposes_an_event_that_it_sees_and_the_team_publishes(house) {
        let camille = house.coordinator().await;
        let cafe = member(&camille, json!({"name": "Repair Café", "kind": "association", "status": "active"})).await;
        let other = member(&camille, json!({"name": "Ludothèque", "kind": "association", "status": "active"})).await;
        let (mireille, paul) = (house.manager_of(cafe).await, house.manager_of(other).await);
        let form = json!({"member_id": cafe, "kind": "visit", "title": "Notre atelier", "starts_at": "2027-03-18T17:30:00Z", "ends_at": "2027-03-18T19:30:00Z", "description": "Quinze personnes."});
        paul.post("/me/event-proposals", form.clone()).await.problem(403, "accounts.not_allowed");
        let mut late = form.clone();
        late["ends_at"] = json!("2027-03-18T17:00:00Z");
        assert_eq!(mireille.post("/me/event-proposals", late).await.ok(422)["errors"][0]["pointer"], "/ends_at");
        let made = mireille.post("/me/event-proposals", form).await.ok(201);
        assert_eq!((&made["state"], &made["proposed"], &made["with_members"][0]["name"]), (&json!("draft"), &json!(true), &json!("Repair Café")));
        let path = format!("/events/{}", made["id"].as_str().unwrap());
        assert_eq!(mireille.get("/me/event-proposals").await.ok(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(mireille.get(&path).await.ok(200)["title"], "Notre atelier");
        // Theirs alone, until the team says so.
        paul.get(&path).await.problem(404, "house.not_found");
        assert_eq!(paul.get("/me/event-proposals").await.ok(200)["items"], json!([]));
        mireille.post(&format!("{path}/publish"), json!({})).await.problem(403, "accounts.not_allowed");
        assert_eq!(camille.get("/events?proposed=true&state=draft").await.ok(200)["items"].as_array().unwrap().len(), 1);
        camille.post(&format!("{path}/publish"), json!({})).await.ok(200);
        assert_eq!(paul.get(&path).await.ok(200)["state"], "published");
        assert_eq!(mireille.get("/me/event-proposals").await.ok(200)["items"], json!([]));
        // A copy is the club's own.
        let copy = camille.post(&format!("{path}/copy"), json!({"starts_at": "2028-03-18T17:30:00Z"})).await.ok(201);
        assert_eq!(copy["proposed"], false);
        house.work_off().await;
    }

    async fn who_is_erased_stays_counted_without_a_name_and_their_links_open_nothing(house) {
        let camille = house.coordinator().await;
        let cafe = member(&camille, json!({"name": "Repair Café", "kind": "association", "status": "active"})).await;
        let someone = json!({"given_name": "Odile", "family_name": "Kern", "email": "kern@vieux-rabots.example"});
        let who = add(&camille, cafe, someone).await["person"]["id"].as_str().unwrap().to_owned();
        let path = published(&camille, json!({})).await;
        camille.post(&format!("{path}/registrations"), json!({"member_id": cafe, "people": [person("Kern")]})).await.ok(200);
        let token = house.token_mailed_to("kern@vieux-rabots.example", LINK).await;
        let seen = camille.get(&format!("/people/{who}/erasure")).await.ok(200)["revision"].as_i64().unwrap();
        erased(&camille, &who, seen, &who, json!({})).await.ok(202);
        house.work_off().await;
        let list = camille.get(&format!("{path}/registrations")).await.ok(200)["items"].clone();
        assert_eq!((&list[0]["given_name"], &list[0]["family_name"], &list[0]["email"]), (&json!(""), &json!("…"), &Value::Null));
        assert_eq!(camille.get(&path).await.ok(200)["counts"]["registered"], 1);
        house.anyone().post("/public/event-links/review", json!({"token": token})).await.problem(422, "events.link_spent");
        house.work_off().await;
    }

    async fn what_somebody_did_stays_one_accounts_without_their_name_once_they_are_erased(house) {
        let camille = house.coordinator().await;
        let cafe = member(&camille, json!({"name": "Repair Café", "kind": "association", "status": "active"})).await;
        let mireille = house.manager_of(cafe).await;
        let form = json!({"member_id": cafe, "kind": "visit", "title": "Notre atelier", "starts_at": "2027-03-18T17:30:00Z", "ends_at": "2027-03-18T19:30:00Z", "description": "Quinze personnes."});
        mireille.post("/me/event-proposals", form).await.ok(201);
        let path = published(&camille, json!({})).await;
        mireille.post(&format!("{path}/registrations"), json!({"member_id": cafe, "people": [person("Weiss")]})).await.ok(200);
        let db = &house.house.db.read;
        let signed = || async {
            let proposed = event::Entity::find().filter(event::Column::Proposed.eq(true)).one(db).await.unwrap().unwrap();
            let comes = registration::Entity::find().one(db).await.unwrap().unwrap();
            [(proposed.by_id, proposed.by_name), (comes.by_id, comes.by_name)]
        };
        let by = signed().await[0].0;
        let all_by = |name: &str| [(by, name.to_owned()), (by, name.to_owned())];
        assert_eq!(signed().await, all_by("Mireille Kern"));
        let who = account::Entity::find_by_id(by.unwrap()).one(db).await.unwrap().unwrap().person_id.to_string();
        let seen = camille.get(&format!("/people/{who}/erasure")).await.ok(200)["revision"].as_i64().unwrap();
        erased(&camille, &who, seen, &who, json!({})).await.ok(202);
        assert_eq!(signed().await, all_by("…"));
        house.work_off().await;
    }
}
