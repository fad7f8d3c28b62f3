//! Asking for no more letters, by the link of one.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use platform::mail::objection_link;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use tables::{consent_event, delivery, suppression};

use crate::{
    campaigns,
    harness::{Reply, TestHouse},
    members_own_record::member,
    privacy_world::{EMAIL, add},
    public_pages::{get, text},
};

async fn pressed(house: &TestHouse, path: &str) -> Reply {
    let press = TestRequest::post().uri(path).insert_header(("content-type", "application/x-www-form-urlencoded"));
    house.anyone().send(press.set_payload("List-Unsubscribe=One-Click")).await
}

both! {
    async fn who_received_a_letter_asks_for_no_more_of_them_by_one_press(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        member(&camille, json!({"name": "Le Héron", "kind": "association", "status": "active", "email": "contact@heron.example"})).await;
        add(&camille, cigogne, json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL})).await;
        let campaign = campaigns::draft(&camille).await;
        camille.post_once(&format!("{campaign}/send"), json!({})).await.ok(202);
        house.work_off().await;
        let db = &house.house.db.read;
        let letters = delivery::Entity::find().all(db).await.unwrap();
        assert!(letters.len() == 2 && letters.iter().all(|one| one.letter), "{letters:?}");
        // By the letter itself, wherever a mailbox has no button for it.
        assert!(letters.iter().all(|one| {
            let link = objection_link(&house.house, one.id);
            one.text.contains(&link) && one.html.contains(&link)
        }));
        let link_to = |email: &str| {
            let letter = letters.iter().find(|one| one.to_address == email).unwrap();
            objection_link(&house.house, letter.id).replace(&house.house.settings.base_url, "")
        };
        let hers = link_to(EMAIL);
        let said = || async { consent_event::Entity::find().count(db).await.unwrap() };
        // Whoever follows the link has done nothing yet.
        assert!(text(&get(house, &hers).await, 200).contains("Ne plus m’écrire"));
        assert_eq!(said().await, 0);
        // Nobody makes a link of another.
        let end = if hers.ends_with('A') { "B" } else { "A" };
        for wrong in [format!("{}{end}", &hers[..hers.len() - 1]), hers[..hers.len() - 4].to_owned(), "/ne-plus-ecrire/encore".to_owned()] {
            text(&get(house, &wrong).await, 404);
            text(&pressed(house, &wrong).await, 404);
        }
        assert_eq!(said().await, 0);
        for _ in 0..2 {
            assert!(text(&pressed(house, &hers).await, 200).contains("C’est noté"));
        }
        let page = camille.get(&format!("/members/{cigogne}")).await.ok(200);
        assert_eq!((&page["contacts"][0]["consent"]["state"], said().await), (&json!("objected"), 1));
        // The mailbox of an organisation is nobody's: a mark of it is kept.
        text(&pressed(house, &link_to("contact@heron.example")).await, 200);
        assert_eq!(suppression::Entity::find().count(db).await.unwrap(), 1);
        let again = campaigns::draft(&camille).await;
        assert_eq!(camille.get(&again).await.ok(200)["counts"]["unreachable"], 2);
        house.work_off().await;
        // Once nobody knows where a letter went, nobody is told that it was noted.
        house.advance(TimeDelta::days(400));
        let old = json!({"rules": ["mail_contents"]});
        house.administrator().await.post("/privacy/retention/run", old).await.ok(202);
        house.work_off().await;
        text(&get(house, &hers).await, 404);
        text(&pressed(house, &hers).await, 404);
    }
}
