//! What administrators see of the mails and of the audit.

use platform::mail::{self, Message};
use serde_json::json;
use uuid::Uuid;

use crate::harness::TestHouse;

async fn post(house: &TestHouse, to: &str, confidential: bool) -> Uuid {
    let work = house.house.begin(&house.by_house()).await.unwrap();
    let message = Message {
        purpose: "invitation",
        to_address: to.to_owned(),
        to_name: "Ève Muller".to_owned(),
        person_id: None,
        members: Vec::new(),
        subject: "Invitation 100 %".to_owned(),
        html: "<p>lien#secret</p>".to_owned(),
        text: "lien#secret".to_owned(),
        dedupe_key: None,
        confidential,
    };
    let id = mail::post(&work, message).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn put_in_state(house: &TestHouse, id: Uuid, state: &str) {
    use sea_orm::{ActiveValue::Set, EntityTrait};
    let tx = house.house.db.begin().await.unwrap();
    let row = tables::delivery::ActiveModel { id: Set(id), state: Set(state.to_owned()), ..Default::default() };
    tables::delivery::Entity::update(row).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

both! {
    async fn administrators_alone_see_mails_and_the_whole_audit(house) {
        let id = post(house, "eve@mairie.example", false).await;
        let (coordinator, admin) = (house.coordinator().await, house.administrator().await);
        for path in ["/deliveries".to_owned(), format!("/deliveries/{id}"), "/audit".to_owned()] {
            house.anyone().get(&path).await.problem(401, "accounts.sign_in_needed");
            coordinator.get(&path).await.problem(403, "accounts.not_allowed");
            admin.get(&path).await.ok(200);
        }
        admin.get(&format!("/deliveries/{}", Uuid::now_v7())).await.problem(404, "house.not_found");
    }

    async fn kept_mail_can_be_handed_over_by_an_administrator(house) {
        let id = post(house, "eve@mairie.example", true).await;
        let admin = house.administrator().await;
        let page = admin.get(&format!("/deliveries/{id}")).await.ok(200);
        assert_eq!((&page["state"], &page["to"], &page["text"]), (&json!("kept"), &json!("eve@mairie.example"), &json!("lien#secret")));
    }

    async fn a_link_on_its_way_is_nobodys_to_read(house) {
        let admin = house.administrator().await;
        let (secret, plain) = (post(house, "eve@mairie.example", true).await, post(house, "adam@mairie.example", false).await);
        put_in_state(house, secret, "sending").await;
        put_in_state(house, plain, "sending").await;
        let page = admin.get(&format!("/deliveries/{secret}")).await.ok(200);
        assert_eq!((&page["state"], &page["html"], &page["text"], &page["confidential"]), (&json!("queued"), &json!(null), &json!(null), &json!(true)));
        assert_eq!(admin.get(&format!("/deliveries/{plain}")).await.ok(200)["text"], "lien#secret");
    }

    async fn mails_are_found_by_state_and_words_page_by_page(house) {
        let admin = house.administrator().await;
        for name in ["anna", "berthe", "chloe"] {
            post(house, &format!("{name}@mairie.example"), false).await;
        }
        let failed = post(house, "dora_x@mairie.example", false).await;
        put_in_state(house, failed, "failed").await;

        let first = admin.get("/deliveries?limit=3").await;
        assert!(first.header("link").contains("rel=\"next\""));
        let first = first.ok(200);
        assert_eq!(first["items"][0]["to"], "dora_x@mairie.example");
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = admin.get(&format!("/deliveries?limit=3&cursor={cursor}")).await.ok(200);
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["items"][0]["to"]), (1, &json!("anna@mairie.example")));
        admin.get(&format!("/deliveries?state=kept&cursor={cursor}")).await.problem(400, "house.bad_cursor");

        let count = |reply: serde_json::Value| reply["items"].as_array().unwrap().len();
        assert_eq!(count(admin.get("/deliveries?state=kept").await.ok(200)), 3);
        assert_eq!(count(admin.get("/deliveries?state=failed&q=DORA_X").await.ok(200)), 1);
        assert_eq!(count(admin.get("/deliveries?q=doraxx").await.ok(200)), 0);
        assert_eq!(count(admin.get("/deliveries?q=100%20%25").await.ok(200)), 4);
        assert_eq!(count(admin.get("/deliveries?q=_").await.ok(200)), 1, "a sign is a sign, not a pattern");
        admin.get("/deliveries?state=lost").await.problem(422, "house.wrong_parameter");
    }

    async fn the_audit_of_one_record_is_asked_with_its_kind(house) {
        let admin = house.administrator().await;
        let path = format!("/audit?record_id={}", Uuid::now_v7());
        let problem = admin.get(&path).await.problem(422, "house.missing_field");
        assert_eq!(problem["errors"][0]["pointer"], "?record");
        let none = admin.get(&format!("/audit?record=member&record_id={}", Uuid::now_v7())).await.ok(200);
        assert_eq!(none["items"], json!([]));
    }
}
