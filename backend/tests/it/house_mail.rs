//! Mail: the ledger, the sender, and what becomes of a message when the relay is in a mood.

use std::path::PathBuf;

use chrono::TimeDelta;
use kernel::problem::Language;
use maillage::app;
use platform::{
    House,
    house::HouseParts,
    mail::{self, Letter, Message},
    settings::Settings,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use tables::{club, delivery, delivery_member};
use uuid::Uuid;

use crate::harness::{
    TestHouse,
    smtp::{Mood, Relay, Speaks},
};

/// The same house with a relay.
fn with_relay(house: &TestHouse, url: String) -> House {
    with_trusted_relay(house, url, None)
}

/// The same house with a relay whose certificate an authority of one's own signed.
fn with_trusted_relay(house: &TestHouse, url: String, authority: Option<PathBuf>) -> House {
    let parts = &house.house;
    let settings = Settings {
        smtp_url: Some(url),
        smtp_authority: authority,
        mail_from: Some("club@club.example".to_owned()),
        ..parts.settings.clone()
    };
    House::new(HouseParts {
        settings,
        db: parts.db.clone(),
        clock: house.clock.clone(),
        vault: parts.vault.clone(),
        files: parts.files.clone(),
        book: app::book(),
        fields: maillage::app::fields(),
        bell: Default::default(),
        memo: Default::default(),
    })
}

fn message(to: &str) -> Message {
    let letter = Letter {
        language: Language::Fr,
        title: "Votre lien de connexion".to_owned(),
        paragraphs: vec!["Bonjour Ève,".to_owned()],
        button: Some(("Me connecter".to_owned(), "https://club.example/connexion/lien#secret".to_owned())),
        footer: "Club Exemple".to_owned(),
        notice: Some("https://club.example/donnees-personnelles".to_owned()),
    };
    let (html, text) = mail::layout("Club Exemple", "#0F5C43", &letter).unwrap();
    Message {
        purpose: "sign_in_link",
        to_address: to.to_owned(),
        to_name: "Ève Muller".to_owned(),
        person_id: None,
        members: Vec::new(),
        subject: "Votre lien de connexion".to_owned(),
        html,
        text,
        dedupe_key: None,
        confidential: true,
    }
}

async fn post(house: &TestHouse, inside: &House, message: Message) -> Uuid {
    let work = inside.begin(&house.by_house()).await.unwrap();
    let id = mail::post(&work, message).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn work_off(inside: &House) {
    platform::jobs::work_off(inside).await.unwrap();
}

async fn row(house: &House, id: Uuid) -> delivery::Model {
    delivery::Entity::find_by_id(id).one(&house.db.read).await.unwrap().unwrap()
}

both! {
    async fn an_address_that_the_relay_refuses_for_good_is_marked(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let camille = house.coordinator().await;
        let mut members = Vec::new();
        for name in ["La Cigogne", "Le Héron"] {
            let made = json!({"name": name, "kind": "association", "status": "active"});
            let id = camille.post("/members", made).await.ok(201)["id"].as_str().unwrap().to_owned();
            let eve = json!({"given_name": "Ève", "family_name": "Muller", "email": "eve@mairie.example"});
            camille.post(&format!("/members/{id}/contacts"), eve).await.ok(201);
            members.push(id);
        }
        let unreachable = || async { camille.get("/follow-up/counts").await.ok(200)["unreachable"].clone() };
        for (mood, there) in [(Mood::RefusesRecipient(450), 0), (Mood::RefusesContent(554), 0), (Mood::RefusesRecipient(550), 2)] {
            relay.now(mood);
            post(house, &inside, message("Eve@mairie.example")).await;
            work_off(&inside).await;
            assert_eq!(unreachable().await, there, "{mood:?}");
        }
        let due = camille.get("/follow-up/due").await.ok(200);
        assert_eq!(due["items"][0]["reason_unreachable"], "bounced");
        for id in &members {
            let page = camille.get(&format!("/members/{id}")).await.ok(200);
            assert_eq!((&page["contacts"][0]["email_deliverability"], &page["revision"]), (&json!("bounced"), &json!(3)));
            let told = camille.get(&format!("/members/{id}/audit")).await.ok(200);
            assert_eq!(told["items"][0]["verb"], "mark_bounced");
        }
        // Refused once more, it is what it was.
        post(house, &inside, message("eve@mairie.example")).await;
        work_off(&inside).await;
        assert_eq!(camille.get(&format!("/members/{}", members[0])).await.ok(200)["revision"], 3);
    }

    async fn a_message_is_sent_once_after_the_commit(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let id = post(house, &inside, message("eve@mairie.example")).await;
        assert!(relay.arrived().is_empty());
        work_off(&inside).await;
        mail::send_due(&inside).await.unwrap();

        let arrived = relay.arrived();
        assert_eq!(arrived.len(), 1);
        assert_eq!((arrived[0].from.as_str(), arrived[0].to.as_slice()), ("club@club.example", ["eve@mairie.example".to_owned()].as_slice()));
        let sent = row(&inside, id).await;
        assert_eq!((sent.state.as_str(), sent.attempts, sent.sent_at), ("sent", 1, Some(inside.now())));
        assert!(sent.html.is_empty() && sent.text.is_empty(), "what opens an account is blanked");
        assert_eq!(sent.token.len(), 64);
        assert_eq!(arrived[0].header("Message-ID").unwrap(), sent.message_id);
        assert!(sent.message_id.ends_with("@club.example>"));
        assert_eq!(arrived[0].header("Auto-Submitted").unwrap(), "auto-generated");
        assert_eq!(arrived[0].header("From").unwrap(), "\"Notre club\" <club@club.example>");
        assert_eq!(arrived[0].header("Date").unwrap(), "Mon, 23 Nov 2026 09:00:00 +0000");
        assert!(arrived[0].header("List-Unsubscribe").is_none());
        assert_eq!(relay.signed_in_as(), ["AGNsdWJAY2x1Yi5leGFtcGxlAGh1c2g="]);
    }

    async fn a_letter_does_not_leave_to_who_objected_meanwhile(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let camille = house.coordinator().await;
        let made = json!({"name": "La Cigogne", "kind": "association"});
        let id = camille.post("/members", made).await.ok(201)["id"].as_str().unwrap().to_owned();
        let eve = json!({"given_name": "Ève", "family_name": "Muller", "email": "eve@mairie.example"});
        let eve = camille.post(&format!("/members/{id}/contacts"), eve).await.ok(201);
        let mut written = Vec::new();
        for to in ["eve@mairie.example", "paul@mairie.example"] {
            let work = inside.begin(&house.by_house()).await.unwrap();
            written.push(mail::post_letter(&work, Uuid::now_v7(), message(to)).await.unwrap());
            work.commit().await.unwrap();
        }
        let no = json!({"purpose": "messages", "action": "objected", "way": "phone"});
        camille.post(&format!("/people/{}/consents", eve["person"]["id"].as_str().unwrap()), no).await.ok(201);
        work_off(&inside).await;
        let arrived = relay.arrived();
        assert_eq!(arrived.iter().map(|one| one.to[0].as_str()).collect::<Vec<_>>(), ["paul@mairie.example"]);
        assert_eq!(row(&inside, written[0]).await.state, "suppressed");
        let link = mail::objection_link(&inside, written[1]);
        assert_eq!(arrived[0].header("List-Unsubscribe").unwrap(), format!("<{link}>"));
        assert_eq!(arrived[0].header("List-Unsubscribe-Post").unwrap(), "List-Unsubscribe=One-Click");
    }

    async fn what_was_rolled_back_is_never_sent(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let work = inside.begin(&house.by_house()).await.unwrap();
        mail::post(&work, message("eve@mairie.example")).await.unwrap();
        drop(work);
        work_off(&inside).await;
        mail::send_due(&inside).await.unwrap();
        assert_eq!(relay.connections(), 0);
    }

    async fn many_messages_share_a_line(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        for number in 0..5 {
            post(house, &inside, message(&format!("m{number}@mairie.example"))).await;
        }
        work_off(&inside).await;
        assert_eq!((relay.arrived().len(), relay.connections()), (5, 1));
        assert!(relay.arrived().iter().all(|arrived| arrived.to.len() == 1));
    }

    async fn the_same_key_is_the_same_message(house) {
        let member = Uuid::now_v7();
        let keyed = |to: &str| Message { dedupe_key: Some("reminder:1".to_owned()), members: vec![member, member], ..message(to) };
        let first = post(house, &house.house, keyed("eve@mairie.example")).await;
        let again = post(house, &house.house, keyed("other@mairie.example")).await;
        assert_eq!(first, again);
        let about = delivery_member::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(about.len(), 1);
        assert_eq!((about[0].delivery_id, about[0].member_id), (first, member));
    }

    async fn without_a_relay_mail_is_kept_and_stays_readable(house) {
        let id = post(house, &house.house, message("eve@mairie.example")).await;
        house.work_off().await;
        mail::send_due(&house.house).await.unwrap();
        let kept = row(&house.house, id).await;
        assert_eq!(kept.state, "kept");
        assert!(kept.html.contains("lien#secret") && kept.text.contains("lien#secret"));
        // A relay given later does not send what is stale by then.
        let relay = Relay::open().await;
        mail::send_due(&with_relay(house, relay.url())).await.unwrap();
        assert_eq!(relay.connections(), 0);
    }

    async fn a_demonstration_writes_to_nobody(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let queued = post(house, &inside, message("eve@mairie.example")).await;
        let tx = inside.db.begin().await.unwrap();
        club::Entity::update(club::ActiveModel { id: Set(1), demo: Set(true), ..Default::default() }).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let after = post(house, &inside, message("adam@mairie.example")).await;
        work_off(&inside).await;
        assert_eq!((row(&inside, queued).await.state.as_str(), row(&inside, after).await.state.as_str()), ("kept", "kept"));
        assert_eq!(relay.connections(), 0);
    }

    async fn a_refusal_for_good_is_final(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::RefusesRecipient(550));
        let id = post(house, &inside, message("gone@mairie.example")).await;
        work_off(&inside).await;
        let failed = row(&inside, id).await;
        assert_eq!((failed.state.as_str(), failed.next_attempt_at), ("failed", None));
        assert!(failed.last_error.unwrap().contains("not here") && failed.html.is_empty());
        // The line is still good for others.
        relay.now(Mood::RefusesContent(554));
        let spam = post(house, &inside, message("a@mairie.example")).await;
        work_off(&inside).await;
        assert_eq!(row(&inside, spam).await.state, "failed");
        assert!(relay.arrived().is_empty());
    }

    async fn a_refusal_for_now_is_tried_again_under_the_same_name(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::RefusesRecipient(451));
        let id = post(house, &inside, message("eve@mairie.example")).await;
        work_off(&inside).await;
        let waiting = row(&inside, id).await;
        assert_eq!((waiting.state.as_str(), waiting.attempts), ("queued", 1));
        assert_eq!(waiting.next_attempt_at, Some(inside.now() + TimeDelta::minutes(5)));
        assert!(waiting.text.contains("lien#secret"));

        mail::send_due(&inside).await.unwrap();
        assert_eq!(row(&inside, id).await.attempts, 1, "not before its time");
        house.advance(TimeDelta::minutes(5));
        relay.now(Mood::Takes);
        mail::send_due(&inside).await.unwrap();
        let sent = row(&inside, id).await;
        assert_eq!((sent.state.as_str(), sent.attempts, sent.message_id), ("sent", 2, waiting.message_id.clone()));
        assert_eq!(relay.arrived()[0].header("Message-ID").unwrap(), waiting.message_id);
    }

    async fn after_three_days_of_refusals_it_is_given_up(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::RefusesContent(421));
        let id = post(house, &inside, message("eve@mairie.example")).await;
        work_off(&inside).await;
        for _ in 0..40 {
            if row(&inside, id).await.state != "queued" {
                break;
            }
            house.advance(TimeDelta::hours(6));
            mail::send_due(&inside).await.unwrap();
        }
        let given_up = row(&inside, id).await;
        assert_eq!(given_up.state, "failed");
        assert!(inside.now() - given_up.created_at <= TimeDelta::hours(78));
    }

    async fn a_line_that_breaks_before_the_content_loses_and_doubles_nothing(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::HangsUpBeforeData);
        let id = post(house, &inside, message("eve@mairie.example")).await;
        work_off(&inside).await;
        assert_eq!(row(&inside, id).await.state, "queued");
        relay.now(Mood::Takes);
        house.advance(TimeDelta::minutes(5));
        mail::send_due(&inside).await.unwrap();
        assert_eq!((row(&inside, id).await.state.as_str(), relay.arrived().len()), ("sent", 1));
    }

    async fn a_line_that_breaks_after_the_content_leaves_it_uncertain_and_is_not_repeated(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::HangsUpAfterData);
        let id = post(house, &inside, message("eve@mairie.example")).await;
        work_off(&inside).await;
        relay.now(Mood::Takes);
        house.advance(TimeDelta::days(2));
        mail::send_due(&inside).await.unwrap();
        let uncertain = row(&inside, id).await;
        assert_eq!((uncertain.state.as_str(), relay.arrived().len()), ("uncertain", 1));
        assert!(uncertain.html.is_empty());
    }

    async fn a_process_that_died_while_sending_leaves_it_uncertain(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        let id = post(house, &inside, message("eve@mairie.example")).await;
        let tx = inside.db.begin().await.unwrap();
        delivery::Entity::update(delivery::ActiveModel {
            id: Set(id),
            state: Set("sending".to_owned()),
            attempts: Set(1),
            next_attempt_at: Set(Some(inside.now() + TimeDelta::minutes(15))),
            ..Default::default()
        }).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        work_off(&inside).await;
        assert_eq!(row(&inside, id).await.state, "sending", "it may still be at work");
        house.advance(TimeDelta::minutes(16));
        mail::send_due(&inside).await.unwrap();
        assert_eq!((row(&inside, id).await.state.as_str(), relay.connections()), ("uncertain", 0));
    }

    async fn a_relay_that_is_away_or_knows_nobody_fails_no_message(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        relay.now(Mood::KnowsNobody);
        let ids = [post(house, &inside, message("a@mairie.example")).await, post(house, &inside, message("b@mairie.example")).await];
        mail::send_due(&inside).await.unwrap();
        assert_eq!(relay.connections(), 1, "the second would fare no better");
        let first = row(&inside, ids[0]).await;
        assert_eq!(first.state, "queued");
        assert!(!first.last_error.unwrap().contains("hush"));

        let nowhere = with_relay(house, "smtp://127.0.0.1:9?tls=none".to_owned());
        mail::send_due(&nowhere).await.unwrap();
        relay.now(Mood::Takes);
        house.advance(TimeDelta::minutes(5));
        work_off(&inside).await;
        assert_eq!(relay.arrived().len(), 2);
    }

    async fn nothing_is_said_to_a_relay_without_the_tls_it_should_have(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url_with_tls());
        let id = post(house, &inside, message("eve@mairie.example")).await;
        work_off(&inside).await;
        let waiting = row(&inside, id).await;
        assert_eq!(waiting.state, "queued");
        assert!(waiting.last_error.unwrap().contains("STARTTLS"));
        assert!(relay.signed_in_as().is_empty() && relay.arrived().is_empty());
    }

    async fn a_message_goes_through_tls_begun_or_from_the_first_byte(house) {
        for speaks in [Speaks::StartTls, Speaks::Tls] {
            let relay = Relay::with_tls(speaks, "localhost").await;
            let inside = with_trusted_relay(house, relay.url(), relay.authority());
            let id = post(house, &inside, message("eve@mairie.example")).await;
            work_off(&inside).await;
            let sent = row(&inside, id).await;
            assert_eq!((sent.state.as_str(), sent.last_error), ("sent", None), "{speaks:?}");
            assert_eq!((relay.connections(), relay.handshakes(), relay.arrived().len()), (1, 1, 1), "{speaks:?}");
            assert_eq!(relay.signed_in_as(), ["AGNsdWJAY2x1Yi5leGFtcGxlAGh1c2g="]);
        }
    }

    async fn a_relay_with_a_wrong_certificate_gets_neither_password_nor_message(house) {
        for speaks in [Speaks::StartTls, Speaks::Tls] {
            let stranger = Relay::with_tls(speaks, "localhost").await;
            let other_name = Relay::with_tls(speaks, "other.example").await;
            for (relay, authority, why) in [
                // Signed by nobody we know.
                (&stranger, None, "UnknownIssuer"),
                // By another than the one we trust.
                (&stranger, other_name.authority(), "UnknownIssuer"),
                // By the right one, for another name.
                (&other_name, other_name.authority(), "not valid for name"),
            ] {
                let inside = with_trusted_relay(house, relay.url(), authority);
                let id = post(house, &inside, message("eve@mairie.example")).await;
                work_off(&inside).await;
                let waiting = row(&inside, id).await;
                let told = waiting.last_error.unwrap();
                assert!(told.contains("certificate") && told.contains(why) && !told.contains("hush"), "{told}");
                assert_eq!(waiting.state, "queued");
                house.advance(TimeDelta::days(4));
                mail::send_due(&inside).await.unwrap();
            }
            for relay in [stranger, other_name] {
                assert!(relay.signed_in_as().is_empty() && relay.arrived().is_empty(), "{speaks:?}");
            }
        }
    }

    async fn two_senders_at_once_send_each_message_once(house) {
        let relay = Relay::open().await;
        let inside = with_relay(house, relay.url());
        for number in 0..10 {
            post(house, &inside, message(&format!("m{number}@mairie.example"))).await;
        }
        let (first, second) = tokio::join!(mail::send_due(&inside), mail::send_due(&inside));
        assert_eq!(first.unwrap() + second.unwrap(), 10);
        assert_eq!(relay.arrived().len(), 10);
        work_off(&inside).await;
    }

    async fn a_wrong_address_is_refused_before_it_is_written(house) {
        let work = house.house.begin(&house.by_house()).await.unwrap();
        for wrong in ["eve", "eve@mairie.example>\r\nRCPT TO:<all@club.example", ""] {
            assert_eq!(mail::post(&work, message(wrong)).await.unwrap_err().code(), "mail.address_unreadable");
        }
    }
}

#[test]
fn an_authority_that_is_no_certificate_is_told_at_the_start() {
    let file = tempfile::NamedTempFile::new().unwrap();
    for (content, said) in [("hello", "no certificate"), ("-----BEGIN CERTIFICATE-----\n", "no certificate")] {
        std::fs::write(file.path(), content).unwrap();
        let fault = platform::mail::Relay::read("smtp://mail.example", Some(file.path())).err().unwrap();
        assert!(fault.contains("MAILLAGE_SMTP_AUTHORITY") && fault.contains(said), "{fault}");
    }
    let fault = platform::mail::Relay::read("smtp://mail.example", Some("/nowhere.pem".as_ref())).err().unwrap();
    assert!(fault.contains("can't be read"), "{fault}");
}
