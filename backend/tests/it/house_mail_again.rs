//! Mail that did not leave: why, in words, and sent again when an administrator asks for it.

use chrono::TimeDelta;
use kernel::trade::Consent;
use platform::{
    House,
    doctor::{self, Mark},
    mail::{self, Message},
    settings::Settings,
};
use sea_orm::{EntityTrait, sea_query::Expr};
use serde_json::{Value, json};
use tables::address;
use uuid::Uuid;

use crate::harness::{
    TestHouse,
    smtp::{Mood, Relay},
};

fn with_relay(house: &TestHouse, url: String) -> House {
    house.with_settings(Settings {
        smtp_url: Some(url),
        mail_from: Some("club@club.example".to_owned()),
        ..house.house.settings.clone()
    })
}

async fn post(house: &TestHouse, inside: &House, to: &str, confidential: bool) -> Uuid {
    let work = inside.begin(&house.by_house()).await.unwrap();
    let message = Message {
        purpose: if confidential { "invitation" } else { "password_changed" },
        to_address: to.to_owned(),
        to_name: "Ève Muller".to_owned(),
        person_id: None,
        members: Vec::new(),
        subject: "Votre mot de passe a changé".to_owned(),
        html: "<p>Bonjour</p>".to_owned(),
        text: "Bonjour".to_owned(),
        dedupe_key: None,
        confidential,
    };
    let id = mail::post(&work, message).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn work_off(inside: &House) {
    platform::jobs::work_off(inside).await.unwrap();
}

async fn object(house: &TestHouse) {
    let tx = house.house.db.begin().await.unwrap();
    address::Entity::update_many()
        .col_expr(address::Column::Consent, Expr::value(Consent::Objected))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// A member whose contact has this address.
async fn contact(house: &TestHouse, email: &str) {
    let camille = house.coordinator().await;
    let made = json!({"name": "La Cigogne", "kind": "association", "status": "active"});
    let id = camille.post("/members", made).await.ok(201)["id"].as_str().unwrap().to_owned();
    let eve = json!({"given_name": "Ève", "family_name": "Muller", "email": email});
    camille.post(&format!("/members/{id}/contacts"), eve).await.ok(201);
}

async fn mail_finding(inside: &House) -> (Mark, String) {
    let found = doctor::running(&inside.settings, &inside.db.read, inside.now()).await;
    let one = found.into_iter().find(|one| one.part == "mail.deliveries").unwrap();
    (one.mark, one.said.fr)
}

both! {
    async fn a_failed_mail_tells_why_and_is_sent_once_however_many_ask(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let admin = house.administrator().await;
        relay.now(Mood::RefusesContent(554));
        let id = post(house, &inside, "eve@mairie.example", false).await;
        work_off(&inside).await;
        let page = admin.get(&format!("/deliveries/{id}")).await.ok(200);
        assert_eq!((&page["state"], &page["trouble"]["reason"], &page["abilities"]["retry"]), (&json!("failed"), &json!("policy"), &json!({"allowed": true})));
        assert!(page["trouble"]["detail"].as_str().unwrap().contains("SPF"));
        assert!(page["last_error"].as_str().unwrap().contains("554") && page["last_error"].as_str().unwrap().contains("No, thank you"));
        assert_eq!(admin.get("/operations").await.ok(200)["mails"]["failed"], 1);
        assert_eq!(mail_finding(&inside).await.0, Mark::Look);
        assert_eq!(admin.get("/deliveries?state=failed&purpose=password_changed").await.ok(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(admin.get("/deliveries?purpose=invitation").await.ok(200)["items"], json!([]));

        relay.now(Mood::Takes);
        // Long after the three days of the first tries: asked for anew, it has its time again.
        house.advance(TimeDelta::days(5));
        let admin = house.administrator().await;
        let path = format!("/deliveries/{id}/retry");
        let (one, other) = tokio::join!(admin.post(&path, json!({})), admin.post(&path, json!({})));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        work_off(&inside).await;
        let (_, _) = tokio::join!(mail::send_due(&inside), mail::send_due(&inside));
        assert_eq!(relay.arrived().len(), 1);
        let sent = admin.get(&format!("/deliveries/{id}")).await.ok(200);
        assert_eq!((&sent["state"], &sent["attempts"], &sent["trouble"]), (&json!("sent"), &json!(2), &Value::Null));
        admin.post(&path, json!({})).await.problem(409, "house.mail_not_failed");
        let told = admin.get(&format!("/audit?record=delivery&record_id={id}")).await.ok(200);
        assert_eq!((told["items"].as_array().unwrap().len(), &told["items"][0]["verb"]), (1, &json!("retry")));
        assert!(!told.to_string().contains("eve@mairie.example"));
    }

    async fn a_mail_sent_again_is_patient_again(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::RefusesContent(554));
        let id = post(house, &inside, "eve@mairie.example", false).await;
        work_off(&inside).await;
        house.advance(TimeDelta::days(5));
        let admin = house.administrator().await;
        relay.now(Mood::RefusesContent(451));
        admin.post(&format!("/deliveries/{id}/retry"), json!({})).await.ok(200);
        work_off(&inside).await;
        let waits = admin.get(&format!("/deliveries/{id}")).await.ok(200);
        assert_eq!((&waits["state"], &waits["trouble"]["reason"]), (&json!("queued"), &json!("not_now")));
        relay.now(Mood::Takes);
        house.advance(TimeDelta::minutes(5));
        mail::send_due(&inside).await.unwrap();
        assert_eq!(relay.arrived().len(), 1);
    }

    async fn a_link_that_was_blanked_an_address_where_nothing_arrives_and_an_objection_stay_in_the_way(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        contact(house, "eve@mairie.example").await;
        let admin = house.administrator().await;
        relay.now(Mood::RefusesContent(554));
        let link = post(house, &inside, "adam@mairie.example", true).await;
        let again = post(house, &inside, "Eve@mairie.example", false).await;
        work_off(&inside).await;
        let refused = admin.get(&format!("/deliveries/{link}")).await.ok(200);
        assert!(refused["abilities"]["retry"]["reason"].as_str().unwrap().contains("effacé par sécurité"));
        admin.post(&format!("/deliveries/{link}/retry"), json!({})).await.problem(409, "house.mail_blanked");

        // Nothing arrives there, as another message told.
        relay.now(Mood::RefusesRecipient(550));
        let gone = post(house, &inside, "eve@mairie.example", false).await;
        work_off(&inside).await;
        for id in [again, gone] {
            admin.post(&format!("/deliveries/{id}/retry"), json!({})).await.problem(409, "house.mail_suppressed");
        }
        assert_eq!(admin.get(&format!("/deliveries/{gone}")).await.ok(200)["trouble"]["reason"], "no_mailbox");
        object(house).await;
        let page = admin.get(&format!("/deliveries/{again}")).await.ok(200);
        assert!(page["abilities"]["retry"]["reason"].as_str().unwrap().contains("opposée"));
        assert_eq!(admin.post("/delivery-retries", json!({})).await.ok(200), json!({"retried": 0, "left": 3}));
        relay.now(Mood::Takes);
        work_off(&inside).await;
        assert!(relay.arrived().is_empty());
    }

    async fn an_objection_wins_over_a_mail_that_is_on_its_way_again(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        contact(house, "eve@mairie.example").await;
        let admin = house.administrator().await;
        relay.now(Mood::RefusesContent(554));
        let id = post(house, &inside, "eve@mairie.example", false).await;
        work_off(&inside).await;
        relay.now(Mood::Takes);
        admin.post(&format!("/deliveries/{id}/retry"), json!({})).await.ok(200);
        object(house).await;
        work_off(&inside).await;
        let page = admin.get(&format!("/deliveries/{id}")).await.ok(200);
        assert_eq!((&page["state"], &page["trouble"]["reason"], &page["abilities"]["retry"]["allowed"]), (&json!("suppressed"), &json!("suppressed"), &json!(false)));
        assert!(relay.arrived().is_empty());
        assert_eq!(admin.get("/deliveries?state=suppressed").await.ok(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn a_relay_that_does_not_know_us_holds_all_up_until_it_is_mended(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let admin = house.administrator().await;
        relay.now(Mood::KnowsNobody);
        // A link, too: it has not left, so it was not blanked.
        post(house, &inside, "eve@mairie.example", true).await;
        work_off(&inside).await;
        let (mark, said) = mail_finding(&inside).await;
        assert!(mark == Mark::Wrong && said.contains("identifiant ou le mot de passe"), "{said}");
        let mails = admin.get("/operations").await.ok(200)["mails"].clone();
        assert_eq!(mails, json!({"queued": 1, "held_up": 1, "failed": 0, "uncertain": 0}));
        relay.now(Mood::Takes);
        // Without waiting for the five minutes.
        assert_eq!(admin.post("/delivery-retries", json!({})).await.ok(200), json!({"retried": 1, "left": 0}));
        work_off(&inside).await;
        assert_eq!(relay.arrived().len(), 1);
        assert_eq!(mail_finding(&inside).await.0, Mark::Well);
        assert_eq!(admin.post("/delivery-retries", json!({})).await.ok(200), json!({"retried": 0, "left": 0}));
    }

    async fn what_may_have_arrived_is_sent_again_only_one_by_one(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let admin = house.administrator().await;
        relay.now(Mood::HangsUpAfterData);
        let id = post(house, &inside, "eve@mairie.example", false).await;
        work_off(&inside).await;
        relay.now(Mood::Takes);
        assert_eq!(admin.post("/delivery-retries", json!({})).await.ok(200)["retried"], 0);
        let page = admin.get(&format!("/deliveries/{id}")).await.ok(200);
        assert_eq!((&page["trouble"]["reason"], &page["abilities"]["retry"]["allowed"]), (&json!("unknown"), &json!(true)));
        admin.post(&format!("/deliveries/{id}/retry"), json!({})).await.ok(200);
        work_off(&inside).await;
        assert_eq!(relay.arrived().len(), 2);
    }

    async fn what_failed_days_ago_is_not_sent_again_with_the_rest(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::RefusesContent(554));
        post(house, &inside, "eve@mairie.example", false).await;
        work_off(&inside).await;
        house.advance(TimeDelta::hours(25));
        post(house, &inside, "adam@mairie.example", false).await;
        work_off(&inside).await;
        relay.now(Mood::Takes);
        let admin = house.administrator().await;
        assert_eq!(admin.post("/delivery-retries", json!({})).await.ok(200), json!({"retried": 1, "left": 0}));
        work_off(&inside).await;
        assert_eq!(relay.arrived()[0].to, ["adam@mairie.example"]);
    }
}
