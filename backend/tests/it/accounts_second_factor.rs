//! The second factor.

use chrono::TimeDelta;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::harness::{Reply, TestHouse, Visitor};

const EMAIL: &str = "camille@club.example";

async fn administrator(house: &TestHouse) -> String {
    maillage::features::accounts::create_administrator(&house.house, &house.by_house(), EMAIL, "Camille", "Rotrieder")
        .await
        .unwrap()
}

async fn login(house: &TestHouse, password: &str, otp: Option<&str>) -> Reply {
    let mut form = json!({"email": EMAIL, "password": password});
    if let Some(otp) = otp {
        form["otp"] = json!(otp);
    }
    house.anyone().post("/auth/login", form).await
}

async fn signed_in<'a>(house: &'a TestHouse, password: &str) -> Visitor<'a> {
    house.with_token(login(house, password, None).await.ok(200)["access_token"].as_str().unwrap())
}

fn code(house: &TestHouse, secret: &str) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(house.house.now().timestamp() as u64).to_string()
}

/// A second factor in force: its secret and recovery codes.
async fn enrolled(house: &TestHouse, me: &Visitor<'_>, password: &str) -> (String, Vec<String>) {
    let enrolment = me.post("/me/second-factor", json!({"password": password})).await.ok(200);
    let secret = enrolment["secret"].as_str().unwrap().to_owned();
    let codes = me.post("/me/second-factor/confirm", json!({"otp": code(house, &secret)})).await.ok(200);
    let codes =
        codes["recovery_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    // The code that confirmed is used up.
    house.advance(TimeDelta::seconds(30));
    (secret, codes)
}

both! {
    async fn a_second_factor_is_asked_for_once_it_is_confirmed(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        me.post("/me/second-factor", json!({"password": "wrong"})).await.problem(422, "accounts.wrong_password");
        me.post("/me/second-factor/confirm", json!({"otp": "000000"})).await.problem(409, "accounts.second_factor_not_prepared");
        let reply = me.post("/me/second-factor", json!({"password": password})).await;
        let enrolment = reply.ok(200);
        assert_eq!(reply.header("cache-control"), "no-store");
        assert!(enrolment["otpauth_url"].as_str().unwrap().starts_with("otpauth://totp/"));
        assert!(enrolment["qr"].as_str().unwrap().starts_with("data:image/png;base64,"));
        // Not in force yet.
        login(house, &password, None).await.ok(200);
        assert_eq!(me.get("/me").await.ok(200)["second_factor"], false);
        let secret = enrolment["secret"].as_str().unwrap();
        me.post("/me/second-factor/confirm", json!({"otp": "abcdef"})).await.problem(422, "accounts.wrong_otp");
        me.post("/me/second-factor/confirm", json!({"otp": code(house, secret)})).await.ok(200);
        assert_eq!(me.get("/me").await.ok(200)["second_factor"], true);
        login(house, &password, None).await.problem(401, "accounts.otp_needed");
        // Nothing is told to who does not know the password.
        login(house, "wrong", None).await.problem(401, "accounts.bad_credentials");
    }

    async fn a_code_is_good_once(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let (secret, _) = enrolled(house, &me, &password).await;
        let now = code(house, &secret);
        login(house, &password, Some(&now)).await.ok(200);
        login(house, &password, Some(&now)).await.problem(401, "accounts.wrong_otp");
        house.advance(TimeDelta::seconds(30));
        login(house, &password, Some(&now)).await.problem(401, "accounts.wrong_otp");
        login(house, &password, Some(&code(house, &secret))).await.ok(200);
        house.advance(TimeDelta::seconds(30));
        let next = code(house, &secret);
        let (one, two) = futures_util::join!(login(house, &password, Some(&next)), login(house, &password, Some(&next)));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
    }

    async fn recovery_codes_are_good_once_each_and_kept_hashed(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let (_, codes) = enrolled(house, &me, &password).await;
        assert_eq!(codes.len(), 10);
        login(house, &password, Some(&codes[0].to_uppercase())).await.ok(200);
        login(house, &password, Some(&codes[0])).await.problem(401, "accounts.wrong_otp");
        login(house, &password, Some(&codes[1].replace('-', " "))).await.ok(200);
        use sea_orm::EntityTrait;
        let kept = tables::recovery_code::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(kept.len() == 10 && kept.iter().all(|row| row.hash.len() == 64));
    }

    async fn links_do_not_go_round_the_second_factor(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let (secret, codes) = enrolled(house, &me, &password).await;
        for path in ["/auth/link", "/auth/password/forgotten"] {
            house.anyone().post(path, json!({"email": EMAIL})).await.ok(202);
        }
        house.work_off().await;
        let link = house.token_mailed_to(EMAIL, "/connexion/lien").await;
        house.anyone().post("/auth/link/redeem", json!({"token": link})).await.problem(401, "accounts.otp_needed");
        house.anyone().post("/auth/link/redeem", json!({"token": link, "otp": code(house, &secret)})).await.ok(200);
        let reset = house.token_mailed_to(EMAIL, "/mot-de-passe/nouveau").await;
        let form = |otp: Value| json!({"token": reset, "password": "une girouette brumeuse sous la tonnelle", "otp": otp});
        house.anyone().post("/auth/password/reset", form(Value::Null)).await.problem(401, "accounts.otp_needed");
        house.anyone().post("/auth/password/reset", form(json!(codes[0]))).await.ok(200);
    }

    async fn codes_are_guessed_ten_times_a_quarter_of_an_hour_by_links_too(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let (secret, _) = enrolled(house, &me, &password).await;
        for path in ["/auth/link", "/auth/password/forgotten"] {
            house.anyone().post(path, json!({"email": EMAIL})).await.ok(202);
        }
        house.work_off().await;
        let link = house.token_mailed_to(EMAIL, "/connexion/lien").await;
        let reset = house.token_mailed_to(EMAIL, "/mot-de-passe/nouveau").await;
        let redeem = |otp: String| json!({"token": link, "otp": otp});
        let choose = |otp: String| json!({"token": reset, "password": "une girouette brumeuse sous la tonnelle", "otp": otp});
        for number in 0..5 {
            let from = format!("198.51.100.{number}");
            house.anyone().post_from(&from, "", "/auth/link/redeem", redeem("000001".into())).await.problem(401, "accounts.wrong_otp");
            house.anyone().post_from(&from, "", "/auth/password/reset", choose("000001".into())).await.problem(401, "accounts.wrong_otp");
        }
        let right = code(house, &secret);
        house.anyone().post_from("192.0.2.1", "", "/auth/link/redeem", redeem(right.clone())).await.problem(429, "house.too_many_requests");
        house.anyone().post_from("192.0.2.1", "", "/auth/password/reset", choose(right)).await.problem(429, "house.too_many_requests");
        house.advance(TimeDelta::minutes(16));
        house.anyone().post_from("192.0.2.1", "", "/auth/password/reset", choose(code(house, &secret))).await.ok(200);
    }

    async fn it_is_turned_off_with_the_password_or_by_an_administrator(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        enrolled(house, &me, &password).await;
        me.post("/me/second-factor/disable", json!({"password": "wrong"})).await.problem(422, "accounts.wrong_password");
        me.post("/me/second-factor/disable", json!({"password": password})).await.ok(204);
        assert!(house.mails_to(EMAIL).await[0].text.contains("suffit de nouveau"));
        me.post("/me/second-factor/disable", json!({"password": password})).await.problem(409, "accounts.second_factor_off");
        login(house, &password, None).await.ok(200);
        enrolled(house, &me, &password).await;
        let id = me.get("/me").await.ok(200)["id"].as_str().unwrap().to_owned();
        house.reader().await.delete(&format!("/accounts/{id}/second-factor")).await.problem(403, "accounts.not_allowed");
        me.delete(&format!("/accounts/{id}/second-factor")).await.problem(409, "accounts.own_second_factor");
        let admin = house.administrator().await;
        let elsewhere = house.signed_in(id.parse().unwrap()).await;
        admin.delete(&format!("/accounts/{id}/second-factor")).await.ok(204);
        // Whoever found the authenticator may be in already: all sessions end, and nobody else's.
        for session in [&me, &elsewhere] {
            session.get("/me").await.problem(401, "accounts.sign_in_needed");
        }
        login(house, &password, None).await.ok(200);
        // Audited by name, and told to whom it was taken from.
        let lines = admin.get("/audit?record=account").await.ok(200);
        let line = lines["items"].as_array().unwrap().iter().find(|line| line["verb"] == "reset_second_factor").unwrap();
        assert!(line.to_string().contains("Alix Amand") && line["record_id"] == id.as_str(), "{line}");
        let mail = &house.mails_to(EMAIL).await[0];
        assert_eq!(mail.purpose, "second_factor_changed");
        assert!(mail.text.contains("Une personne qui administre le club"), "{}", mail.text);
        admin.delete(&format!("/accounts/{id}/second-factor")).await.problem(409, "accounts.second_factor_off");
        house.work_off().await;
    }

    async fn the_seed_is_sealed_and_codes_are_throttled(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let (secret, _) = enrolled(house, &me, &password).await;
        use sea_orm::EntityTrait;
        let account = tables::account::Entity::find().one(&house.house.db.read).await.unwrap().unwrap();
        let seed = Secret::try_from_base32(&secret).unwrap().as_bytes().to_vec();
        assert!(!account.totp_sealed.unwrap().windows(seed.len()).any(|part| part == seed));
        for _ in 0..10 {
            login(house, &password, Some("000001")).await.problem(401, "accounts.wrong_otp");
        }
        login(house, &password, Some(&code(house, &secret))).await.problem(429, "house.too_many_requests");
    }

    async fn another_authenticator_takes_the_place_of_the_old_one_only_once_it_was_read(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let (old, codes) = enrolled(house, &me, &password).await;
        let enrolment = me.post("/me/second-factor", json!({"password": password})).await.ok(200);
        let new = enrolment["secret"].as_str().unwrap();
        assert_ne!(old, new);
        login(house, &password, Some(&code(house, &old))).await.ok(200);
        me.post("/me/second-factor/confirm", json!({"otp": code(house, &old)})).await.problem(422, "accounts.wrong_otp");
        // The same step may confirm the new one: it was another secret's.
        me.post("/me/second-factor/confirm", json!({"otp": code(house, new)})).await.ok(200);
        house.advance(TimeDelta::seconds(30));
        login(house, &password, Some(&code(house, &old))).await.problem(401, "accounts.wrong_otp");
        login(house, &password, Some(&codes[0])).await.problem(401, "accounts.wrong_otp");
        login(house, &password, Some(&code(house, new))).await.ok(200);
        let told: Vec<String> = house.mails_to(EMAIL).await.into_iter().map(|mail| mail.subject).collect();
        assert_eq!(told, ["Votre application de codes a changé", "Connexion en deux étapes mise en place"]);
        house.work_off().await;
    }

    async fn of_two_who_confirm_at_once_one_gets_the_codes_that_count(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let enrolment = me.post("/me/second-factor", json!({"password": password})).await.ok(200);
        let form = json!({"otp": code(house, enrolment["secret"].as_str().unwrap())});
        let (one, two) = futures_util::join!(me.post("/me/second-factor/confirm", form.clone()), me.post("/me/second-factor/confirm", form));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        house.work_off().await;
    }

    async fn recovery_codes_are_counted_and_renewed_with_the_password(house) {
        let password = administrator(house).await;
        let me = signed_in(house, &password).await;
        let standing = me.get("/me/second-factor").await.ok(200);
        assert_eq!((&standing["in_force_since"], &standing["recovery_codes_left"]), (&Value::Null, &json!(0)));
        me.post("/me/second-factor/recovery-codes", json!({"password": password})).await.problem(409, "accounts.second_factor_off");
        let (_, codes) = enrolled(house, &me, &password).await;
        login(house, &password, Some(&codes[0])).await.ok(200);
        assert_eq!(me.get("/me/second-factor").await.ok(200)["recovery_codes_left"], 9);
        me.post("/me/second-factor/recovery-codes", json!({"password": "wrong"})).await.problem(422, "accounts.wrong_password");
        let reply = me.post("/me/second-factor/recovery-codes", json!({"password": password})).await;
        let renewed = reply.ok(200)["recovery_codes"].as_array().unwrap().clone();
        assert_eq!((renewed.len(), reply.header("cache-control")), (10, "no-store"));
        assert_eq!(me.get("/me/second-factor").await.ok(200)["recovery_codes_left"], 10);
        login(house, &password, Some(&codes[1])).await.problem(401, "accounts.wrong_otp");
        login(house, &password, renewed[0].as_str()).await.ok(200);
        assert_eq!(house.mails_to(EMAIL).await[0].subject, "Vos codes de secours ont été renouvelés");
        house.work_off().await;
    }
}
