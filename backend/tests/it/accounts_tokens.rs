//! Hostile access tokens, the cookie's attributes, refreshing at the same time.

use std::sync::Arc;

use actix_web::{
    dev::Service,
    test::{self as at, TestRequest},
    web,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use maillage::app;
use platform::{House, house::HouseParts, settings::Settings};
use serde_json::{Value, json};

use crate::harness::{Reply, TestHouse};

const EMAIL: &str = "camille@club.example";

async fn login(house: &TestHouse) -> Reply {
    let password = maillage::features::accounts::create_administrator(
        &house.house,
        &house.by_house(),
        EMAIL,
        "Camille",
        "Rotrieder",
    )
    .await
    .unwrap();
    house.anyone().post("/auth/login", json!({"email": EMAIL, "password": password})).await
}

fn part(text: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn sealed(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// The house's own signing key.
async fn own_key(house: &TestHouse) -> Vec<u8> {
    let tx = house.house.db.begin().await.unwrap();
    let pem = house.house.vault.get_or_make(&tx, "accounts.signing_key", house.house.now(), || unreachable!()).await;
    tx.commit().await.unwrap();
    pem.unwrap()
}

/// A key of somebody else's.
fn foreign_key() -> EncodingKey {
    use ed25519_dalek::pkcs8::{EncodePrivateKey, KeypairBytes};
    let pem = KeypairBytes { secret_key: [7; 32], public_key: None }.to_pkcs8_pem(Default::default()).unwrap();
    EncodingKey::from_ed_pem(pem.as_bytes()).unwrap()
}

both! {
    async fn forged_tokens_open_nothing(house) {
        let session = login(house).await.ok(200);
        let good = session["access_token"].as_str().unwrap();
        let parts: Vec<&str> = good.split('.').collect();
        let (header, claims) = (part(parts[0]), part(parts[1]));
        let keys = house.anyone().get("/.well-known/jwks.json").await.ok(200);
        let public = keys["keys"][0]["x"].as_str().unwrap().to_owned();
        assert!(keys["keys"][0].get("d").is_none());
        let mut forged: Vec<(&str, String)> = Vec::new();
        for name in ["none", "None", "NONE"] {
            let mut bare = header.clone();
            bare["alg"] = json!(name);
            forged.push(("alg none", format!("{}.{}.", sealed(&bare), parts[1])));
            forged.push(("alg none, old signature", format!("{}.{}.{}", sealed(&bare), parts[1], parts[2])));
        }
        // The public key as an HMAC secret, in the forms that somebody may try.
        for secret in [public.clone().into_bytes(), URL_SAFE_NO_PAD.decode(&public).unwrap(), keys["keys"][0].to_string().into_bytes()] {
            let mut hmac = Header::new(Algorithm::HS256);
            hmac.typ = Some("at+jwt".to_owned());
            hmac.kid = header["kid"].as_str().map(str::to_owned);
            forged.push(("HS256", encode(&hmac, &claims, &EncodingKey::from_secret(&secret)).unwrap()));
        }
        let mut theirs: Header = serde_json::from_value(header.clone()).unwrap();
        forged.push(("another's key under our kid", encode(&theirs, &claims, &foreign_key()).unwrap()));
        theirs.jku = Some("https://evil.example/jwks.json".to_owned());
        forged.push(("jku", encode(&theirs, &claims, &foreign_key()).unwrap()));
        theirs.kid = Some("unknown".to_owned());
        forged.push(("unknown kid", encode(&theirs, &claims, &foreign_key()).unwrap()));
        let mut other = claims.clone();
        other["sub"] = json!(uuid::Uuid::now_v7());
        forged.push(("another's claims", format!("{}.{}.{}", parts[0], sealed(&other), parts[2])));
        forged.push(("no signature", format!("{}.{}.", parts[0], parts[1])));
        forged.push(("nonsense", "a.b.c".to_owned()));
        forged.push(("empty", String::new()));
        for (what, token) in forged {
            let reply = house.with_token(&token).get("/me").await;
            assert_eq!(reply.status, 401, "{what}");
            reply.problem(401, "accounts.sign_in_needed");
        }
        house.with_token(good).get("/me").await.ok(200);
    }

    async fn our_own_signature_is_not_enough(house) {
        let session = login(house).await.ok(200);
        let good = session["access_token"].as_str().unwrap();
        let parts: Vec<&str> = good.split('.').collect();
        let header: Header = serde_json::from_value(part(parts[0])).unwrap();
        let claims = part(parts[1]);
        let key = EncodingKey::from_ed_pem(&own_key(house).await).unwrap();
        let now = house.house.now().timestamp();
        let with = |name: &str, value: Value| {
            let mut changed = claims.clone();
            changed[name] = value;
            encode(&header, &changed, &key).unwrap()
        };
        assert_eq!(house.with_token(&with("jti", claims["jti"].clone())).get("/me").await.status, 200);
        for (name, value) in [
            ("aud", json!("another")),
            ("iss", json!("https://evil.example")),
            ("exp", json!(now)),
            ("exp", json!(now - 3600)),
            ("exp", json!("soon")),
            ("nbf", json!(now + 1)),
            ("sid", json!(uuid::Uuid::now_v7())),
            ("sub", json!(uuid::Uuid::now_v7())),
        ] {
            house.with_token(&with(name, value)).get("/me").await.problem(401, "accounts.sign_in_needed");
        }
        let mut typed = header.clone();
        for typ in [None, Some("JWT"), Some("id+jwt")] {
            typed.typ = typ.map(str::to_owned);
            house.with_token(&encode(&typed, &claims, &key).unwrap()).get("/me").await.problem(401, "accounts.sign_in_needed");
        }
        let mut pointed = header.clone();
        pointed.kid = None;
        house.with_token(&encode(&pointed, &claims, &key).unwrap()).get("/me").await.problem(401, "accounts.sign_in_needed");
    }

    async fn two_tabs_that_refresh_at_once_get_the_same_successor(house) {
        let token = login(house).await.cookie("maillage_refresh").unwrap();
        let one = house.anyone();
        let (a, b, c) = futures_util::join!(refreshed(&one, &token), refreshed(&one, &token), refreshed(&one, &token));
        for reply in [&a, &b, &c] {
            reply.ok(200);
        }
        let successor = a.cookie("maillage_refresh").unwrap();
        assert_eq!((b.cookie("maillage_refresh").unwrap(), c.cookie("maillage_refresh").unwrap()), (successor.clone(), successor.clone()));
        refreshed(&one, &successor).await.ok(200);
        // Once the successor is used, the first is reuse even within ten seconds.
        refreshed(&one, &token).await.problem(401, "accounts.sign_in_needed");
    }

    async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites(house) {
        let reply = login(house).await;
        let cookie = reply.header("set-cookie");
        for attribute in ["maillage_refresh=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Secure") && !cookie.contains("Domain"));
        let out = TestRequest::post().uri("/api/v1/auth/logout").insert_header(("X-Requested-By", "maillage"));
        assert!(house.anyone().send(out).await.header("set-cookie").contains("Max-Age=0"));
    }

    async fn under_https_the_cookie_is_bound_to_the_host(house) {
        let password = maillage::features::accounts::create_administrator(&house.house, &house.by_house(), EMAIL, "Camille", "Rotrieder").await.unwrap();
        let mut settings: Settings = house.house.settings.clone();
        settings.base_url = "https://club.example".to_owned();
        let secure = House::new(HouseParts {
            files: platform::files::Files::open(&settings).unwrap(),
            settings,
            db: house.house.db.clone(),
            clock: Arc::new(kernel::clock::MovableClock::at(house.house.now())),
            vault: house.house.vault.clone(),
            book: app::book(),
            fields: app::fields(),
            bell: Default::default(),
            memo: Default::default(),
        });
        let web = at::init_service(app::application(web::Data::new(secure), house.built_contract())).await;
        let post = |path: &str| TestRequest::post().uri(&format!("/api/v1{path}")).peer_addr("127.0.0.1:40000".parse().unwrap());
        let request = post("/auth/login").set_json(json!({"email": EMAIL, "password": password})).to_request();
        let reply = Reply::read(web.call(request).await.unwrap()).await;
        reply.ok(200);
        let cookie = reply.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-maillage_refresh=") && cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
        assert!(cookie.contains("SameSite=Strict") && cookie.contains("Path=/") && !cookie.contains("Domain"), "{cookie}");
        let value = reply.cookie("__Host-maillage_refresh").unwrap();
        let refresh = |name: &str, origin: &str, marked: bool| {
            let mut request = post("/auth/refresh").insert_header(("Cookie", format!("{name}={value}"))).insert_header(("Origin", origin.to_owned()));
            if marked {
                request = request.insert_header(("X-Requested-By", "maillage"));
            }
            request.to_request()
        };
        for (name, origin, marked, status) in [
            ("__Host-maillage_refresh", "https://club.example", false, 403),
            ("__Host-maillage_refresh", "https://evil.example", true, 403),
            ("__Host-maillage_refresh", "null", true, 403),
            ("maillage_refresh", "https://club.example", true, 401),
            ("__Host-maillage_refresh", "https://club.example", true, 200),
        ] {
            let reply = Reply::read(web.call(refresh(name, origin, marked)).await.unwrap()).await;
            assert_eq!(reply.status, status, "{name} {origin} {marked}");
        }
    }
}

async fn refreshed(visitor: &crate::harness::Visitor<'_>, token: &str) -> Reply {
    let request = TestRequest::post()
        .uri("/api/v1/auth/refresh")
        .insert_header(("X-Requested-By", "maillage"))
        .insert_header(("Cookie", format!("maillage_refresh={token}")));
    visitor.send(request).await
}
