//! Somebody who stands everywhere the product can hold a person, and how one looks for them.

use std::collections::BTreeMap;

use actix_web::test::TestRequest;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use kernel::words::fold;
use platform::backup::{self, Kind};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};
use serde_json::{Value, json};
use tables::{
    campaign_recipient, delivery, interaction, interaction_member, join_request, member, member_report, member_status,
};
use uuid::Uuid;

use crate::{
    campaigns,
    harness::{Reply, TestHouse, Visitor},
    imports_commit::commit,
    imports_world::dry_run_of,
    members_own_record::{member as made, revision, set_rules},
    practice_sheets, practice_sheets_asked,
};

pub const EMAIL: &str = "zebuline.q@quackenbusch.example";
/// Of her names, those she had before too, and of her numbers what they end with.
pub const WORDS: [&str; 3] = ["zebuline", "quackenbusch", "oldquacker"];
pub const NUMBERS: [&str; 2] = ["388776655", "612345678"];
pub const FILE: &str = "Structure;Type;Contact;E-mail;Téléphone\nLes Hérons;Association;Zébuline Quackenbusch;zebuline.q@quackenbusch.example;03 88 77 66 55\n";

/// Where whoever has the token of a link fetches the file.
pub const FILES: &str = "/public/privacy/files";

pub async fn fetched(house: &TestHouse, token: &str) -> Reply {
    house.anyone().post(FILES, json!({"token": token})).await
}

pub async fn person_called(by: &Visitor<'_>, q: &str) -> String {
    let found = by.get(&format!("/people?q={q}")).await.ok(200);
    found["items"][0]["id"].as_str().unwrap_or_else(|| panic!("nobody: {found}")).to_owned()
}

pub async fn add(by: &Visitor<'_>, member: Uuid, person: Value) -> Value {
    by.post(&format!("/members/{member}/contacts"), person).await.ok(201)
}

pub async fn erased(by: &Visitor<'_>, person: &str, revision: i64, key: &str, body: Value) -> Reply {
    let request = TestRequest::post()
        .uri(&format!("/api/v1/people/{person}/erase"))
        .insert_header(("If-Match", format!("\"r{revision}\"")))
        .insert_header(("Idempotency-Key", key.to_owned()));
    by.send(request.set_json(body)).await
}

/// Erases somebody as the preview tells, and has the job look through texts and files.
pub async fn erase_so(house: &TestHouse, by: &Visitor<'_>, person: &str, how: Value) -> Value {
    let preview = by.get(&format!("/people/{person}/erasure")).await.ok(200);
    let key = Uuid::now_v7().to_string();
    let begun = erased(by, person, preview["revision"].as_i64().unwrap(), &key, how).await.ok(202);
    assert_eq!(begun["state"], "running");
    house.work_off().await;
    let done = by.get(&format!("/privacy/erasures/{}", begun["id"].as_str().unwrap())).await.ok(200);
    assert_eq!(done["state"], "done");
    done
}

pub async fn erase(house: &TestHouse, by: &Visitor<'_>, person: &str) -> Value {
    erase_so(house, by, person, json!({})).await
}

/// Every column of every table, and every kept file, as one text each.
pub async fn everything(house: &TestHouse) -> Vec<(String, String)> {
    let db = &house.house.db.read;
    let mut all = Vec::new();
    for table in backup::all() {
        let sql = format!("SELECT * FROM \"{}\"", table.name);
        for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap() {
            for (column, kind) in &table.columns {
                let kind = kind.unwrap();
                let Some(value) = kind.read(&row, column).unwrap() else { continue };
                let text = match (kind, &value) {
                    (Kind::Bytes, Value::String(bytes)) => {
                        String::from_utf8_lossy(&STANDARD.decode(bytes).unwrap()).into_owned()
                    }
                    (_, Value::String(text)) => text.clone(),
                    (_, value) => value.to_string(),
                };
                all.push((format!("{}.{column}", table.name), text));
            }
        }
    }
    let mut folders = vec![house.house.settings.data_dir.join("files")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let bytes = std::fs::read(entry.path()).unwrap();
                all.push((entry.path().display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    all
}

/// Where a word of hers stands, folded, or a number.
pub fn traces(all: &[(String, String)]) -> Vec<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let has = |text: &str| {
        let folded = fold(text);
        WORDS.iter().any(|word| folded.contains(word))
            || text
                .split(|c: char| c.is_alphabetic() || c == ',')
                .map(digits)
                .any(|part| NUMBERS.iter().any(|number| part.contains(number)))
    };
    all.iter().filter(|(_, text)| has(text)).map(|(place, text)| format!("{place}: {text}")).collect()
}

/// What the club counts.
pub async fn figures(house: &TestHouse) -> BTreeMap<&'static str, u64> {
    let db = &house.house.db.read;
    BTreeMap::from([
        ("members", member::Entity::find().count(db).await.unwrap()),
        ("steps of members", member_status::Entity::find().count(db).await.unwrap()),
        ("exchanges", interaction::Entity::find().count(db).await.unwrap()),
        ("exchanges with", interaction_member::Entity::find().count(db).await.unwrap()),
        ("asked", campaign_recipient::Entity::find().count(db).await.unwrap()),
        ("mails", delivery::Entity::find().count(db).await.unwrap()),
        ("requests", join_request::Entity::find().count(db).await.unwrap()),
        ("reports", member_report::Entity::find().count(db).await.unwrap()),
    ])
}

/// Somebody asks from that mailbox for an organisation to join, and proves the address. Gives the request.
pub async fn asked_to_join(house: &TestHouse, camille: &Visitor<'_>, organisation: &str) -> String {
    let ticket = house.anyone().get("/public/join").await.ok(200)["ticket"].clone();
    house.advance(TimeDelta::seconds(20));
    let person =
        json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL, "phone": "03 88 77 66 55"});
    let organisation = json!({"name": organisation, "kind": "company", "commune": "67462"});
    let form = json!({"ticket": ticket, "organisation": organisation, "person": person, "message": "Zébuline, à votre écoute"});
    house.anyone().post("/public/join", form).await.ok(202);
    let token = house.token_mailed_to(EMAIL, "/adherer/confirmer").await;
    house.anyone().post("/public/join/confirm", json!({"token": token})).await.ok(200);
    camille.get("/join-requests").await.ok(200)["items"][0]["id"].as_str().unwrap().to_owned()
}

/// A manager of this organisation asks for her to be one of its people: it waits.
pub async fn proposed_to(house: &TestHouse, member: Uuid) -> Value {
    set_rules(house, json!({"people": {"treatment": "waits"}})).await;
    let zebuline = json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL});
    house.manager_of(member).await.post(&format!("/members/{member}/contacts"), zebuline).await.ok(202)
}

/// A sheet of this organisation speaks of her; she confirms it by the link of her mail, and anyone reads it.
async fn told_in_a_sheet(house: &TestHouse, camille: &Visitor<'_>, member: Uuid) {
    let word = practice_sheets::keyword(camille, "Ateliers").await;
    let path = practice_sheets::written(camille, member, "Un atelier chaque mois", &word).await;
    let lessons = json!({"sections": {"success_factors": "Zébuline Quackenbusch tient l’atelier."}});
    camille.patch(&path, 2, json!({"content": lessons})).await.ok(200);
    camille.post(&format!("{path}/take-up"), json!({})).await.ok(200);
    camille.post_once(&format!("{path}/ask-confirmation"), json!({})).await.ok(202);
    house.work_off().await;
    let token = house.token_mailed_to(EMAIL, practice_sheets_asked::CONFIRM).await;
    let said = json!({"token": token, "name": "Zébuline Quackenbusch", "revision": 3});
    house.anyone().post("/public/practice-confirmations/confirm", said).await.ok(200);
    camille.post(&format!("{path}/publish"), json!({})).await.ok(200);
    house.work_off().await;
}

/// Has one person stand everywhere the product can hold somebody. Gives their id, an organisation of theirs, and one that
/// has heard of them.
pub async fn met_everywhere(house: &TestHouse) -> (String, Uuid, Uuid) {
    let (admin, camille) = (house.administrator().await, house.coordinator().await);
    let club = json!({"name": "La Cigogne", "kind": "association", "status": "active", "description": "Zébuline Quackenbusch vous y accueille."});
    let cigogne = made(&camille, club).await;
    let lac = made(&camille, json!({"name": "Mairie du Lac", "kind": "public_body", "status": "active"})).await;
    // Under another name at first.
    let before = json!({"given_name": "Zébuline", "family_name": "Oldquacker", "function": "Présidente", "email": EMAIL, "phone": "03 88 77 66 55"});
    let contact = add(&camille, cigogne, before).await;
    let contact = contact["id"].as_str().unwrap().to_owned();
    let now = revision(&camille, cigogne).await;
    camille.patch(&format!("/contacts/{contact}"), now, json!({"family_name": "Quackenbusch"})).await.ok(200);
    let person = person_called(&camille, "quackenbusch").await;
    add(&camille, lac, json!({"person_id": person, "function": "Élue", "mobile": "06 12 34 56 78"})).await;
    add(&camille, cigogne, json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"})).await;

    let account = json!({"email": EMAIL, "given_name": "Zébuline", "family_name": "Quackenbusch", "organisations": [{"member_id": cigogne, "role": "manager"}]});
    let account = admin.post_once("/accounts", account).await.ok(201);
    assert_eq!(account["person_id"].as_str(), Some(person.as_str()), "one person, known once");
    let her = house.signed_in(account["id"].as_str().unwrap().parse().unwrap()).await;
    let now = revision(&camille, cigogne).await;
    let changes = json!({"name": "La Cigogne d’Alsace", "phone": "03 53 01 00 18"});
    her.patch(&format!("/members/{cigogne}/profile"), now, changes).await.ok(200);

    let noted = format!("/members/{cigogne}/interactions");
    let with_her = json!({"channel": "call", "contact_id": contact, "summary": "Elle part en congé jusqu’à Noël."});
    camille.post(&noted, with_her).await.ok(201);
    let gone = json!({"channel": "call", "contact_id": contact, "summary": "Une confidence de sa part."});
    let gone = camille.post(&noted, gone).await.ok(201);
    camille.delete(&format!("/interactions/{}", gone["id"].as_str().unwrap())).await.ok(204);
    camille.post(&noted, json!({"channel": "call", "summary": "Mme Quackenbusch rappellera lundi."})).await.ok(201);
    let elsewhere = json!({"name": "Ludothèque", "kind": "association", "internal_notes": format!("Voir avec {EMAIL}, trois jeux prêtés.")});
    let elsewhere = made(&camille, elsewhere).await;
    let heard = json!({"channel": "visit", "summary": "Zébuline Quackenbusch (03.88.77.66.55) nous a conseillé."});
    camille.post(&format!("/members/{elsewhere}/interactions"), heard).await.ok(201);
    let view = json!({"name": "Pour Zébuline Quackenbusch", "shared": true});
    camille.post("/views", view).await.ok(201);
    let said = json!({"purpose": "messages", "action": "given", "way": "phone", "origin": "Zébuline au téléphone"});
    camille.post(&format!("/people/{person}/consents"), said).await.ok(201);

    let path = campaigns::draft(&camille).await;
    camille.post_once(&format!("{path}/send"), json!({})).await.ok(202);
    house.work_off().await;
    let token = house.token_mailed_to(EMAIL, campaigns::PAGE).await;
    house.anyone().post("/public/campaigns/confirm", json!({"token": token})).await.ok(200);

    told_in_a_sheet(house, &camille, cigogne).await;
    commit(&camille, &dry_run_of(&camille, FILE).await).await;
    // What its undo needs holds her too.
    let site = "Structure;Type;Site\nLes Hérons;Association;https://herons.example\n";
    commit(&camille, &dry_run_of(&camille, site).await).await;
    dry_run_of(&camille, &FILE.replace("Les Hérons", "Les Grues")).await;
    let request = asked_to_join(house, &camille, "Ferme du Lac").await;
    let no = json!({"reason": "Zébuline Quackenbusch agit déjà pour La Cigogne."});
    camille.post(&format!("/join-requests/{request}/refuse"), no).await.ok(200);
    // What she reported, and what somebody reported of her.
    let report = json!({"what": "wrong_place", "text": "Nous avons déménagé. Zébuline", "email": EMAIL});
    house.anyone().post(&format!("/public/members/{cigogne}/reports"), report).await.ok(204);
    let of_her =
        json!({"what": "wrong_contact", "text": "Zébuline Quackenbusch n’y est plus.", "email": "voisine@rue.example"});
    house.anyone().post(&format!("/public/members/{lac}/reports"), of_her).await.ok(204);
    let milan = made(&camille, json!({"name": "Le Milan", "kind": "association"})).await;
    proposed_to(house, milan).await;
    camille.post_once(&format!("/people/{person}/file"), json!({})).await.ok(202);
    house.work_off().await;
    (person, cigogne, elsewhere)
}
