//! What the public directory costs: the book is read again for what the public sees alone, and words are tried at a pace.

use maillage::features::members::public_stamp;
use serde_json::json;

use crate::members_own_record::{member, revision, set_rules};

both! {
    async fn only_what_the_public_sees_is_a_reason_to_read_the_book_again(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        let stamp = || async { public_stamp(&house.house.db.read).await.unwrap() };
        let first = stamp().await;
        camille.post("/views", json!({"name": "Associations", "shared": true})).await.ok(201);
        assert_eq!(stamp().await, first);
        let listed = || async { house.anyone().get("/public/members").await.ok(200)["items"][0]["name"].clone() };
        assert_eq!(listed().await, "La Cigogne");
        let now = revision(&camille, cigogne).await;
        camille.patch(&format!("/members/{cigogne}"), now, json!({"name": "La Cigogne d’Alsace"})).await.ok(200);
        let second = stamp().await;
        assert_ne!(second, first);
        assert_eq!(listed().await, "La Cigogne d’Alsace");
        set_rules(house, json!({"people": {"treatment": "waits"}})).await;
        let third = stamp().await;
        assert_ne!(third, second);
        camille.post("/topics", json!({"name": "Gobelets"})).await.ok(201);
        assert_ne!(stamp().await, third);
        house.work_off().await;
    }

    async fn words_are_tried_at_a_pace_and_what_is_known_costs_nothing(house) {
        let camille = house.coordinator().await;
        member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        let anyone = house.anyone();
        for number in 0..120 {
            anyone.get(&format!("/public/members.geojson?q=mot{number}")).await.ok(200);
        }
        anyone.get("/public/members.geojson?q=encore").await.ok(429);
        anyone.get("/public/members.csv?q=encore").await.ok(429);
        anyone.get("/public/members.geojson?q=mot7").await.ok(200);
        anyone.get("/public/members.geojson").await.ok(200);
        anyone.get("/public/members?q=encore").await.ok(200);
        // A place that is none is as good as a word.
        anyone.get("/public/members.geojson?commune=67462,encore").await.ok(429);
        anyone.get("/public/members.csv?kind=association&commune=encore").await.ok(429);
        house.work_off().await;
    }
}
