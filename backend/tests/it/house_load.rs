//! Many at once: they queue for the database, and each is served.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use futures_util::future::join_all;
use platform::throttle::{self, Limit};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use tables::{interaction, interaction_member, member};

both! {
    async fn a_hundred_logs_at_once_are_all_kept(house) {
        let camille = house.coordinator().await;
        let mut ids = Vec::new();
        for number in 0..10 {
            let form = json!({"name": format!("Atelier {number}"), "kind": "association"});
            ids.push(camille.post("/members", form).await.ok(201)["id"].clone());
        }
        // Each with several members, in an order of its own: whoever locks them must not wait for each other in a circle.
        let web = house.web().await;
        let logs = (0..100).map(|number| {
            let mut members: Vec<_> = (0..5).map(|step| ids[(number * 7 + step * 3) % 10].clone()).collect();
            if number % 2 == 0 {
                members.reverse();
            }
            let form = json!({"channel": "call", "on": "2026-11-20", "summary": format!("Appel {number}"), "member_ids": members});
            let request = TestRequest::post()
                .uri("/api/v1/interactions")
                .insert_header(("Authorization", format!("Bearer {}", camille.token.as_deref().unwrap())))
                .set_json(form);
            web(request.to_request())
        });
        let statuses: Vec<u16> = join_all(logs).await.iter().map(|response| response.status().as_u16()).collect();
        assert_eq!(statuses, [201; 100]);
        let db = &house.house.db.read;
        assert_eq!(interaction::Entity::find().count(db).await.unwrap(), 100);
        assert_eq!(interaction_member::Entity::find().count(db).await.unwrap(), 500);
        let members = member::Entity::find().all(db).await.unwrap();
        assert!(members.iter().all(|member| member.last_contact_on == "2026-11-20".parse().ok()));
        house.work_off().await;
    }

    async fn of_many_attempts_at_once_the_quota_comes_through(house) {
        let limit = Limit { quota: 5, window: TimeDelta::minutes(1) };
        let attempts = (0..30).map(|_| throttle::attempt(&house.house, "a bucket", limit));
        let let_in = join_all(attempts).await.into_iter().filter(Result::is_ok).count();
        assert_eq!(let_in, 5);
        // Another bucket has its own.
        throttle::attempt(&house.house, "another", limit).await.unwrap();
        house.advance(TimeDelta::minutes(2));
        throttle::attempt(&house.house, "a bucket", limit).await.unwrap();
    }
}
