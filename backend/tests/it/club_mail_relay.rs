//! The mail relay that an administrator gives in the app: kept, used at once by every process, and tried out in words.

use actix_web::{
    test::{self as at, TestRequest},
    web,
};
use chrono::TimeDelta;
use maillage::app;
use platform::{House, house::HouseParts, mail};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use tables::{audit, club, mail_relay};

use crate::harness::{
    Reply, TestHouse, Visitor,
    smtp::{Mood, Relay, Speaks},
};

/// The same house as another process has it, with these changes to its settings.
fn another_process(house: &TestHouse, change: impl FnOnce(&mut platform::settings::Settings)) -> House {
    let parts = &house.house;
    let mut settings = parts.settings.clone();
    change(&mut settings);
    House::new(HouseParts {
        settings,
        db: parts.db.clone(),
        clock: house.clock.clone(),
        vault: parts.vault.clone(),
        files: parts.files.clone(),
        book: app::book(),
        fields: app::fields(),
        bell: Default::default(),
        memo: Default::default(),
    })
}

fn form(relay: &Relay) -> Value {
    json!({
        "host": "127.0.0.1", "port": relay.port(), "security": "none", "username": "club@club.example",
        "password": "hush", "sender": "club@club.example",
    })
}

fn with(mut form: Value, field: &str, value: impl Into<Value>) -> Value {
    form[field] = value.into();
    form
}

/// Asks for an invitation, which is a mail.
async fn invite(admin: &Visitor<'_>, email: &str) {
    let eve = json!({"email": email, "given_name": "Ève", "family_name": "Muller", "role": "reader"});
    admin.post_once("/accounts", eve).await.ok(201);
}

async fn tried(admin: &Visitor<'_>, relay: Value) -> Value {
    let told = admin.post("/club/mail-relay/test", json!({"to": "alix@club.example", "relay": relay})).await.ok(200);
    assert!(told["detail"].as_str().is_some_and(|words| words.len() > 20), "{told}");
    told
}

/// Becomes a demonstration.
async fn pretend(house: &TestHouse) {
    let tx = house.house.db.begin().await.unwrap();
    club::Entity::update(club::ActiveModel { id: Set(1), demo: Set(true), ..Default::default() })
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

both! {
    async fn a_relay_given_in_the_app_is_used_at_once_by_every_process(house) {
        let relay = Relay::open().await;
        let admin = house.administrator().await;
        let other = another_process(house, |_| ());
        let none = admin.get("/club/mail-relay").await.ok(200);
        assert_eq!((&none["source"], &none["revision"], &none["host"]), (&json!("none"), &json!(0), &Value::Null));
        invite(&admin, "kept@club.example").await;
        platform::jobs::work_off(&other).await.unwrap();

        let given = admin.put("/club/mail-relay", 0, form(&relay)).await.ok(200);
        assert_eq!((&given["source"], &given["revision"], &given["has_password"]), (&json!("settings"), &json!(1), &json!(true)));
        invite(&admin, "eve@club.example").await;
        platform::jobs::work_off(&other).await.unwrap();
        let arrived = relay.arrived();
        assert_eq!(arrived.len(), 1, "what was kept before stays kept");
        assert_eq!((arrived[0].from.as_str(), arrived[0].to[0].as_str()), ("club@club.example", "eve@club.example"));
        assert!(arrived[0].header("Message-ID").unwrap().ends_with("@club.example>"));
        assert_eq!(relay.signed_in_as(), ["AGNsdWJAY2x1Yi5leGFtcGxlAGh1c2g="]);

        // Changed again, the next mail follows; given up, mails are kept.
        let changed = with(with(form(&relay), "sender", "lettres@club.example"), "password", "");
        admin.put("/club/mail-relay", 1, changed).await.ok(200);
        invite(&admin, "adam@club.example").await;
        platform::jobs::work_off(&other).await.unwrap();
        assert_eq!(relay.arrived()[1].from, "lettres@club.example");
        admin.delete("/club/mail-relay").await.ok(204);
        admin.delete("/club/mail-relay").await.ok(204);
        invite(&admin, "noe@club.example").await;
        platform::jobs::work_off(&other).await.unwrap();
        assert_eq!(relay.arrived().len(), 2);
        let kept = admin.get("/deliveries?state=kept").await.ok(200);
        assert_eq!(kept["items"].as_array().unwrap().len(), 2);
    }

    async fn the_password_is_sealed_never_told_and_never_goes_to_another_server(house) {
        let (relay, strange) = (Relay::open().await, Relay::open().await);
        let admin = house.administrator().await;
        let given = admin.put("/club/mail-relay", 0, form(&relay)).await;
        assert!(!String::from_utf8_lossy(&given.bytes).contains("hush"));
        assert!(!String::from_utf8_lossy(&admin.get("/club/mail-relay").await.bytes).contains("hush"));
        let row = mail_relay::Entity::find_by_id(1).one(&house.house.db.read).await.unwrap().unwrap();
        assert!(!row.password_sealed.unwrap().windows(4).any(|bytes| bytes == b"hush"));
        let lines = audit::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(lines.iter().any(|line| line.record == "mail_relay"));
        assert!(!lines.iter().any(|line| line.changes.to_string().contains("hush")));

        let blank = with(form(&relay), "password", "");
        assert_eq!(tried(&admin, blank.clone()).await["outcome"], "accepted");
        for (field, value) in [("port", json!(strange.port())), ("host", json!("localhost")), ("username", json!("eve"))] {
            let elsewhere = with(blank.clone(), field, value);
            let told = admin.put("/club/mail-relay", 1, elsewhere.clone()).await.problem(422, "club.relay_password_needed");
            assert_eq!(told["errors"][0]["pointer"], "/password");
            let form = json!({"to": "alix@club.example", "relay": elsewhere});
            let told = admin.post("/club/mail-relay/test", form).await.problem(422, "club.relay_password_needed");
            assert_eq!(told["errors"][0]["pointer"], "/relay/password");
        }
        assert_eq!(strange.connections(), 0);
        // Saved as it is, nothing changes.
        assert_eq!(admin.put("/club/mail-relay", 1, blank).await.ok(200)["revision"], 1);
        assert_eq!(admin.put("/club/mail-relay", 1, with(form(&relay), "password", "louder")).await.ok(200)["revision"], 2);
        admin.put("/club/mail-relay", 1, form(&relay)).await.problem(412, "house.stale");
    }

    async fn a_trial_tells_in_words_what_happened(house) {
        let relay = Relay::open().await;
        let admin = house.administrator().await;
        let test = json!({"to": "alix@club.example"});
        admin.post("/club/mail-relay/test", test.clone()).await.problem(409, "club.no_relay");
        assert_eq!(tried(&admin, form(&relay)).await["outcome"], "accepted");
        let arrived = relay.arrived();
        assert_eq!(arrived[0].to, ["alix@club.example"]);
        assert_eq!(arrived[0].header("Auto-Submitted").unwrap(), "auto-generated");
        // Tried, not kept.
        assert_eq!(admin.get("/club/mail-relay").await.ok(200)["source"], "none");

        for (mood, outcome) in [
            (Mood::KnowsNobody, "sign_in_refused"),
            (Mood::RefusesRecipient(550), "recipient_refused"),
            (Mood::RefusesRecipient(530), "sign_in_needed"),
            (Mood::RefusesContent(554), "message_refused"),
            (Mood::HangsUpBeforeData, "no_answer"),
        ] {
            relay.now(mood);
            assert_eq!(tried(&admin, form(&relay)).await["outcome"], outcome, "{mood:?}");
        }
        relay.now(Mood::KnowsNobody);
        let told = tried(&admin, form(&relay)).await;
        assert!(told["said"].as_str().unwrap().contains("Who are you?"), "{told}");
        relay.now(Mood::Takes);
        assert_eq!(tried(&admin, with(form(&relay), "security", "starttls")).await["outcome"], "no_encryption");
        assert_eq!(tried(&admin, with(form(&relay), "security", "tls")).await["outcome"], "encryption_failed");
        let nowhere = with(with(form(&relay), "host", "nowhere.invalid"), "security", "starttls");
        assert_eq!(tried(&admin, nowhere).await["outcome"], "host_unknown");
        let closed = crate::processes::free_port();
        assert_eq!(tried(&admin, with(form(&relay), "port", closed)).await["outcome"], "connection_refused");

        let secured = Relay::with_tls(Speaks::StartTls, "localhost").await;
        let told = tried(&admin, with(with(form(&secured), "host", "localhost"), "security", "starttls")).await;
        assert_eq!(told["outcome"], "encryption_failed", "nobody vouches for its certificate");

        admin.put("/club/mail-relay", 0, form(&relay)).await.ok(200);
        assert_eq!(admin.post("/club/mail-relay/test", test).await.ok(200)["outcome"], "accepted");
        let english = TestRequest::post().uri("/api/v1/club/mail-relay/test").insert_header(("Accept-Language", "en"));
        let told = admin.send(english.set_json(json!({"to": "alix@club.example"}))).await.ok(200);
        assert!(told["detail"].as_str().unwrap().starts_with("The server took the message."), "{told}");
    }

    async fn a_wrong_relay_is_named_with_its_remedy(house) {
        let relay = Relay::open().await;
        let admin = house.administrator().await;
        for (field, value, code) in [
            ("host", json!("smtp://mail.example"), "club.relay_host_unreadable"),
            ("host", json!("mail.example:587"), "club.relay_host_unreadable"),
            ("host", json!("smtp.mail.example"), "club.relay_in_clear"),
            ("port", json!(0), "house.range"),
            ("port", json!(70000), "house.range"),
            ("sender", json!("club"), "email.no_at"),
            ("password", json!("a\r\nb"), "house.control_character"),
            ("security", json!("ssl"), "house.wrong_value"),
        ] {
            let told = admin.put("/club/mail-relay", 0, with(form(&relay), field, value.clone())).await.ok(422);
            let pointer = if code == "club.relay_in_clear" { "/security".to_owned() } else { format!("/{field}") };
            assert_eq!(told["errors"][0]["pointer"], pointer, "{value}: {told}");
        }
        let to = json!({"to": "alix", "relay": form(&relay)});
        assert_eq!(admin.post("/club/mail-relay/test", to).await.ok(422)["errors"][0]["pointer"], "/to");
    }

    async fn only_administrators_see_and_change_the_relay(house) {
        let relay = Relay::open().await;
        let coordinator = house.coordinator().await;
        coordinator.get("/club/mail-relay").await.problem(403, "club.administrators_only");
        coordinator.put("/club/mail-relay", 0, form(&relay)).await.problem(403, "club.administrators_only");
        coordinator.post("/club/mail-relay/test", json!({"to": "a@club.example"})).await.problem(403, "club.administrators_only");
        house.anyone().get("/club/mail-relay").await.problem(401, "accounts.sign_in_needed");
    }

    async fn a_demonstration_is_given_no_relay_and_tries_none(house) {
        let relay = Relay::open().await;
        let admin = house.administrator().await;
        admin.put("/club/mail-relay", 0, form(&relay)).await.ok(200);
        pretend(house).await;
        let seen = admin.get("/club/mail-relay").await.ok(200);
        assert_eq!((&seen["abilities"]["change"]["allowed"], &seen["abilities"]["test"]["allowed"]), (&json!(false), &json!(false)));
        admin.put("/club/mail-relay", 1, form(&relay)).await.problem(409, "club.demo_never_sends");
        admin.delete("/club/mail-relay").await.problem(409, "club.demo_never_sends");
        for body in [json!({"to": "a@club.example"}), json!({"to": "a@club.example", "relay": form(&relay)})] {
            admin.post("/club/mail-relay/test", body).await.problem(409, "club.demo_never_sends");
        }
        invite(&admin, "eve@club.example").await;
        house.work_off().await;
        assert_eq!(relay.connections(), 0);
    }

    async fn the_relay_of_the_installation_wins_and_is_read_only(house) {
        let (own, theirs) = (Relay::open().await, Relay::open().await);
        let admin = house.administrator().await;
        admin.put("/club/mail-relay", 0, form(&own)).await.ok(200);
        let url = theirs.url();
        let inside = another_process(house, |settings| {
            settings.smtp_url = Some(url);
            settings.mail_from = Some("installation@club.example".to_owned());
        });
        let web = at::init_service(app::application(web::Data::new(inside.clone()), house.built_contract())).await;
        let send = async |request: TestRequest| {
            let token = admin.token.clone().unwrap();
            let request = request.insert_header(("Authorization", format!("Bearer {token}")));
            let request = request.peer_addr("127.0.0.1:40000".parse().unwrap());
            Reply::read(at::call_service(&web, request.to_request()).await).await
        };
        let path = "/api/v1/club/mail-relay";
        let reply = send(TestRequest::get().uri(path)).await;
        let seen = reply.ok(200);
        assert_eq!((&seen["source"], &seen["port"], &seen["sender"]), (&json!("environment"), &json!(theirs.port()), &json!("installation@club.example")));
        assert!(!String::from_utf8_lossy(&reply.bytes).contains("hush"));
        assert_eq!((&seen["abilities"]["change"]["allowed"], &seen["abilities"]["test"]["allowed"]), (&json!(false), &json!(true)));
        send(TestRequest::put().uri(path).insert_header(("If-Match", "\"r1\"")).set_json(form(&own))).await.problem(409, "club.relay_from_environment");
        let test = TestRequest::post().uri("/api/v1/club/mail-relay/test").set_json(json!({"to": "alix@club.example"}));
        assert_eq!(send(test).await.ok(200)["outcome"], "accepted");
        invite(&admin, "eve@club.example").await;
        mail::send_due(&inside).await.unwrap();
        house.work_off().await;
        let senders: Vec<String> = theirs.arrived().into_iter().map(|mail| mail.from).collect();
        assert_eq!(senders, ["installation@club.example", "installation@club.example"]);
        assert!(own.arrived().is_empty());
    }

    async fn trials_are_few_enough_to_bother_nobody(house) {
        let admin = house.administrator().await;
        let closed = json!({
            "host": "127.0.0.1", "port": crate::processes::free_port(), "security": "none", "sender": "club@club.example",
        });
        for _ in 0..20 {
            assert_eq!(tried(&admin, closed.clone()).await["outcome"], "connection_refused");
        }
        let form = json!({"to": "alix@club.example", "relay": closed});
        admin.post("/club/mail-relay/test", form).await.problem(429, "house.too_many_requests");
        house.advance(TimeDelta::minutes(15));
        let admin = house.administrator().await;
        assert_eq!(tried(&admin, closed).await["outcome"], "connection_refused");
    }
}
