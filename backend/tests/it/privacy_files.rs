//! A person's file: what is in it, who gets it, for how long.

use std::io::Read;

use chrono::TimeDelta;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::{
    harness::Reply,
    members_own_record::member,
    privacy_world::{EMAIL, FILES, add, erase, fetched, met_everywhere},
};

/// A part of the ZIP that was fetched.
fn part_of(reply: &Reply, name: &str) -> String {
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.bytes));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&reply.bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

both! {
    async fn a_file_holds_all_goes_to_them_alone_and_is_gone_after_a_week(house) {
        let (person, ..) = met_everywhere(house).await;
        let camille = house.coordinator().await;
        let token = house.token_mailed_to(EMAIL, "/mes-donnees").await;
        let reply = fetched(house, &token).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "application/zip"));
        let data: Value = serde_json::from_str(&part_of(&reply, "donnees.json")).unwrap();
        assert_eq!(data["person"]["family_name"], "Quackenbusch");
        for part in ["functions", "addresses", "consents", "exchanges", "messages", "account", "seats", "proposals", "campaigns", "imports", "practice_sheets", "join_requests", "reports", "actions"] {
            assert!(data["data"][part].as_array().is_some_and(|rows| !rows.is_empty()), "{part}: {}", data["data"][part]);
        }
        let page = part_of(&reply, "donnees.html");
        assert!(page.contains("lang=\"fr\"") && page.contains("Elle part en congé jusqu’à Noël."), "{page}");
        // That it was fetched is known.
        let files = camille.get(&format!("/people/{person}/privacy")).await.ok(200)["files"].clone();
        assert!(files[0]["fetched_at"].is_string() && files[0]["email"] == EMAIL);
        let admin = house.administrator().await;
        assert_eq!(admin.get("/audit?verb=fetch_file").await.ok(200)["items"].as_array().unwrap().len(), 1);
        fetched(house, "encore").await.problem(404, "house.not_found");
        // Whoever follows an address fetches nothing.
        house.anyone().get(FILES).await.problem(405, "house.method_not_allowed");
        let sealed = tables::person_file::Entity::find().one(&house.house.db.read).await.unwrap().unwrap().content.unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("donnees.json"), "it is sealed at rest");
        camille.post(&format!("/people/{person}/file"), json!({})).await.problem(400, "house.idempotency_key_needed");
        let wrong = json!({"email": "autre@ailleurs.example"});
        camille.post_once(&format!("/people/{person}/file"), wrong).await.problem(422, "privacy.not_their_address");
        house.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
        fetched(house, &token).await.problem(404, "house.not_found");
        house.when_due("privacy.sweep_files").await;
        assert_eq!(tables::person_file::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
    }

    async fn the_file_of_a_colleague_is_sent_by_administrators_and_one_s_own_by_oneself(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let her = camille.get("/me").await.ok(200)["person_id"].as_str().unwrap().to_owned();
        let path = format!("/people/{her}/file");
        // Whoever may write an address on her contact is not sent what she is known by.
        let other = house.coordinator().await;
        let cigogne = member(&other, json!({"name": "La Cigogne", "kind": "association"})).await;
        add(&other, cigogne, json!({"person_id": her, "email": "piege@ailleurs.example"})).await;
        let to_them = json!({"email": "piege@ailleurs.example"});
        other.post_once(&path, to_them).await.problem(403, "privacy.administrators_only");
        house.reader().await.post_once(&path, json!({})).await.problem(403, "accounts.not_allowed");
        let can = |seen: Value| seen["abilities"]["ask_file"]["allowed"].clone();
        let seen = format!("/people/{her}/privacy");
        assert_eq!(can(other.get(&seen).await.ok(200)), false);
        assert_eq!(can(admin.get(&seen).await.ok(200)), true);
        assert_eq!(can(camille.get(&seen).await.ok(200)), true);
        camille.post_once(&path, json!({})).await.ok(202);
        house.work_off().await;
        admin.post_once(&path, json!({})).await.ok(202);
        house.work_off().await;
    }

    async fn a_link_opens_its_own_file_and_no_other(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        let mut links = Vec::new();
        for (given, email) in [("Zébuline", EMAIL), ("Odile", "odile@kern.example")] {
            let contact = add(&camille, cigogne, json!({"given_name": given, "family_name": "Quackenbusch", "email": email})).await;
            let person = contact["person"]["id"].as_str().unwrap().to_owned();
            let path = format!("/people/{person}/file");
            // Asked for twice at once, it is made once.
            let (one, two) = futures_util::join!(camille.post_once(&path, json!({})), camille.post_once(&path, json!({})));
            let (made, refused) = if one.status == 202 { (one, two) } else { (two, one) };
            let asked = made.ok(202);
            assert_eq!((&asked["email"], &asked["made_at"]), (&json!(email), &Value::Null));
            refused.problem(409, "privacy.file_under_way");
            house.work_off().await;
            let token = house.token_mailed_to(email, "/mes-donnees").await;
            links.push((given, person, token));
        }
        for (given, _, token) in &links {
            // As often as they like, while it is good.
            for _ in 0..2 {
                let data: Value = serde_json::from_str(&part_of(&fetched(house, token).await, "donnees.json")).unwrap();
                assert_eq!(data["person"]["given_name"], *given);
            }
        }
        let (_, zebuline, token) = &links[0];
        let other_end = if token.ends_with('A') { "B" } else { "A" };
        let edited = format!("{}{other_end}", &token[..token.len() - 1]);
        let cut = token[..token.len() - 1].to_owned();
        for wrong in [edited, cut, token.to_uppercase()] {
            fetched(house, &wrong).await.problem(404, "house.not_found");
        }
        // Who was erased has no file any more, and the other link is as good as before.
        erase(house, &camille, zebuline).await;
        fetched(house, token).await.problem(404, "house.not_found");
        assert_eq!(fetched(house, &links[1].2).await.status, 200);
        house.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
        fetched(house, &links[1].2).await.problem(404, "house.not_found");
        house.work_off().await;
    }
}
