//! Personal data: what the club says of it, what people said, their file, their erasure, and how long it is kept.

use std::{collections::BTreeMap, io::Read};

use actix_web::test::TestRequest;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use kernel::words::fold;
use platform::backup::{self, Kind};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, Statement};
use serde_json::{Value, json};
use tables::{
    campaign_recipient, delivery, import, interaction, interaction_member, join_request, member, suppression,
};
use uuid::Uuid;

use crate::{
    campaigns,
    harness::{Reply, TestHouse, Visitor},
    imports_commit::commit,
    imports_world::{dry_run_of, patch, path, row},
    members_own_record::{member, revision},
};

const EMAIL: &str = "zebuline.q@quackenbusch.example";

async fn person_called(by: &Visitor<'_>, q: &str) -> String {
    let found = by.get(&format!("/people?q={q}")).await.ok(200);
    found["items"][0]["id"].as_str().unwrap_or_else(|| panic!("nobody: {found}")).to_owned()
}

async fn add(by: &Visitor<'_>, member: Uuid, person: Value) -> Value {
    by.post(&format!("/members/{member}/contacts"), person).await.ok(201)
}

async fn erased(by: &Visitor<'_>, person: &str, revision: i64, key: &str, body: Value) -> Reply {
    let request = TestRequest::post()
        .uri(&format!("/api/v1/people/{person}/erase"))
        .insert_header(("If-Match", format!("\"r{revision}\"")))
        .insert_header(("Idempotency-Key", key.to_owned()));
    by.send(request.set_json(body)).await
}

/// Erases somebody as the preview tells, and has the job look through texts and files.
async fn erase(house: &TestHouse, by: &Visitor<'_>, person: &str) -> Value {
    let preview = by.get(&format!("/people/{person}/erasure")).await.ok(200);
    let key = Uuid::now_v7().to_string();
    let begun = erased(by, person, preview["revision"].as_i64().unwrap(), &key, json!({})).await.ok(202);
    assert_eq!(begun["state"], "running");
    house.work_off().await;
    let done = by.get(&format!("/privacy/erasures/{}", begun["id"].as_str().unwrap())).await.ok(200);
    assert_eq!(done["state"], "done");
    done
}

/// Every column of every table, and every kept file, as one text each.
async fn everything(house: &TestHouse) -> Vec<(String, String)> {
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

/// Where any of these words stands, folded, or this number.
fn traces(all: &[(String, String)], words: &[&str], number: &str) -> Vec<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let has = |text: &str| {
        let folded = fold(text);
        words.iter().any(|word| folded.contains(word))
            || text.split(|c: char| c.is_alphabetic() || c == ',').any(|part| digits(part).contains(number))
    };
    all.iter().filter(|(_, text)| has(text)).map(|(place, text)| format!("{place}: {text}")).collect()
}

/// What the club counts.
async fn figures(house: &TestHouse) -> BTreeMap<&'static str, u64> {
    let db = &house.house.db.read;
    BTreeMap::from([
        ("members", member::Entity::find().count(db).await.unwrap()),
        ("exchanges", interaction::Entity::find().count(db).await.unwrap()),
        ("exchanges with", interaction_member::Entity::find().count(db).await.unwrap()),
        ("asked", campaign_recipient::Entity::find().count(db).await.unwrap()),
        ("mails", delivery::Entity::find().count(db).await.unwrap()),
        ("requests", join_request::Entity::find().count(db).await.unwrap()),
    ])
}

/// Somebody asks to join from that mailbox, and is refused with a word.
async fn refused_request(house: &TestHouse, camille: &Visitor<'_>) {
    let ticket = house.anyone().get("/public/join").await.ok(200)["ticket"].clone();
    house.advance(TimeDelta::seconds(20));
    let person =
        json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL, "phone": "03 88 77 66 55"});
    let form = json!({"ticket": ticket, "organisation": {"name": "Ferme du Lac", "kind": "company", "commune": "67462"}, "person": person, "message": "Zébuline, à votre écoute"});
    house.anyone().post("/public/join", form).await.ok(202);
    let token = house.token_mailed_to(EMAIL, "/adherer/confirmer").await;
    house.anyone().post("/public/join/confirm", json!({"token": token})).await.ok(200);
    let request = camille.get("/join-requests").await.ok(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let no = json!({"reason": "Zébuline Quackenbusch agit déjà pour La Cigogne."});
    camille.post(&format!("/join-requests/{request}/refuse"), no).await.ok(200);
}

const FILE: &str = "Structure;Type;Contact;E-mail;Téléphone\nLes Hérons;Association;Zébuline Quackenbusch;zebuline.q@quackenbusch.example;03 88 77 66 55\n";

/// Has one person stand everywhere the product can hold somebody. Gives their id and the organisations.
async fn met_everywhere(house: &TestHouse) -> (String, Uuid, Uuid) {
    let (admin, camille) = (house.administrator().await, house.coordinator().await);
    let club = json!({"name": "La Cigogne", "kind": "association", "status": "active"});
    let cigogne = member(&camille, club).await;
    let lac = member(&camille, json!({"name": "Mairie du Lac", "kind": "public_body", "status": "active"})).await;
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
    her.patch(
        &format!("/members/{cigogne}/profile"),
        now,
        json!({"name": "La Cigogne d’Alsace", "phone": "03 53 01 00 18"}),
    )
    .await
    .ok(200);

    let with_her = json!({"channel": "call", "contact_id": contact, "summary": "Elle part en congé jusqu’à Noël."});
    camille.post(&format!("/members/{cigogne}/interactions"), with_her).await.ok(201);
    let of_her = json!({"channel": "call", "summary": "Mme Quackenbusch rappellera lundi."});
    camille.post(&format!("/members/{cigogne}/interactions"), of_her).await.ok(201);
    let elsewhere = member(&camille, json!({"name": "Ludothèque", "kind": "association", "internal_notes": format!("Voir avec {EMAIL}, trois jeux prêtés.")})).await;
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

    commit(&camille, &dry_run_of(&camille, FILE).await).await;
    // What its undo needs holds her too.
    let site = "Structure;Type;Site\nLes Hérons;Association;https://herons.example\n";
    commit(&camille, &dry_run_of(&camille, site).await).await;
    dry_run_of(&camille, &FILE.replace("Les Hérons", "Les Grues")).await;
    refused_request(house, &camille).await;
    camille.post_once(&format!("/people/{person}/file"), json!({})).await.ok(202);
    house.work_off().await;
    (person, cigogne, elsewhere)
}

both! {
    async fn somebody_who_is_erased_is_nowhere_any_more_and_the_club_counts_as_before(house) {
        let (person, cigogne, elsewhere) = met_everywhere(house).await;
        let camille = house.coordinator().await;
        let words = ["zebuline", "quackenbusch", "oldquacker"];
        let before = traces(&everything(house).await, &words, "388776655");
        for place in [
            "person.", "account.", "address.", "contact.", "interaction.", "proposal.by_name", "audit.label", "audit.changes", "audit.by_name",
            "change.", "delivery.", "import.", "import_row.", "join_request.", "member.search", "member.internal_notes", "saved_view.",
            "consent_event.", "person_file.", "idempotency.", "/files/",
        ] {
            assert!(before.iter().any(|trace| trace.contains(place)), "she was never in {place}");
        }
        let counted = figures(house).await;
        let told = camille.get(&format!("/people/{person}/erasure")).await.ok(200);
        let of = |what: &str| told["items"].as_array().unwrap().iter().find(|item| item["what"] == what).cloned().unwrap_or(Value::Null);
        assert_eq!((&of("functions")["count"], &of("functions")["fate"]), (&json!(3), &json!("goes")));
        assert_eq!(of("exchanges")["fate"], "blanked");
        assert!(told["stays"].as_array().unwrap().iter().any(|rest| rest["what"] == "statistics"));

        let done = erase(house, &camille, &person).await;
        assert!(done["counts"]["audit"].as_u64().unwrap() > 0 && done["counts"]["files"] == 2, "{done}");
        let all = everything(house).await;
        let after = traces(&all, &words, "388776655");
        assert!(after.is_empty(), "{after:#?}");
        assert!(!all.iter().any(|(_, text)| text.contains("en congé")), "what was noted of her stayed in the past of an exchange");
        // The figures are the organisations'; what was said of them is still there.
        assert_eq!(figures(house).await, counted);
        let page = camille.get(&format!("/members/{cigogne}")).await.ok(200);
        assert_eq!((&page["contacts"][0]["person"]["name"], &page["contacts"][0]["main"]), (&json!("Odile Kern"), &json!(true)));
        assert!(page["last_personal_contact_on"].is_string());
        let other = camille.get(&format!("/members/{elsewhere}")).await.ok(200);
        assert_eq!(other["internal_notes"], "Voir avec …, trois jeux prêtés.");
        let noted = camille.get(&format!("/members/{elsewhere}/interactions")).await.ok(200);
        assert_eq!(noted["items"][0]["summary"], "… (…) nous a conseillé.");
        let imports = import::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(imports.iter().map(|one| one.state.as_str()).collect::<Vec<_>>(), ["committed", "committed"], "the other was given up");
        // What was done is told, and of how much; not of whom.
        let admin = house.administrator().await;
        let lines = admin.get("/audit?verb=replace_texts").await.ok(200);
        assert!(lines["items"][0]["label"] == "…" && !lines["items"][0]["changes"].as_array().unwrap().is_empty());
    }

    async fn repeating_an_erasure_gives_the_same_answer_and_a_stale_one_changes_nothing(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        add(&camille, cigogne, json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"})).await;
        let odile = person_called(&camille, "kern").await;
        let read = camille.get(&format!("/people/{odile}/erasure")).await;
        let seen = read.ok(200)["revision"].as_i64().unwrap();
        assert_eq!(read.header("etag"), format!("\"r{seen}\""));
        camille.post_once(&format!("/people/{odile}/erase"), json!({})).await.problem(428, "house.revision_needed");
        // Somebody else changed what was read.
        add(&camille, member(&camille, json!({"name": "Le Héron", "kind": "association"})).await, json!({"person_id": odile})).await;
        erased(&camille, &odile, seen, "a", json!({})).await.problem(412, "house.stale");
        let seen = camille.get(&format!("/people/{odile}/erasure")).await.ok(200)["revision"].as_i64().unwrap();
        let first = erased(&camille, &odile, seen, "b", json!({})).await.ok(202);
        let again = erased(&camille, &odile, seen, "b", json!({})).await;
        assert_eq!((again.ok(202)["id"].clone(), again.header("idempotent-replayed")), (first["id"].clone(), "true"));
        erased(&camille, &odile, seen, "c", json!({})).await.problem(409, "privacy.erased");
        camille.get(&format!("/people/{odile}/privacy")).await.problem(404, "house.not_found");
        house.work_off().await;
    }

    async fn who_was_erased_is_neither_written_to_nor_imported_again(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        add(&camille, cigogne, json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL})).await;
        let person = person_called(&camille, "quackenbusch").await;
        erase(house, &camille, &person).await;
        let kept = suppression::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(kept.len() == 1 && !kept[0].mark.contains('@'));
        let run = dry_run_of(&camille, FILE).await;
        let told = row(&camille, &run, 2).await;
        assert!(told["problems"].as_array().unwrap().iter().any(|problem| problem["code"] == "email.suppressed"), "{told}");
        commit(&camille, &run).await;
        let found = camille.get("/people?q=quackenbusch").await.ok(200);
        assert_eq!(found["items"], json!([]));
        // By hand they come back, and as somebody who is not written to, until they say yes.
        let back = add(&camille, cigogne, json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL})).await;
        assert_eq!(back["consent"]["state"], "objected");
        let asked = campaigns::draft(&camille).await;
        let stands = || async {
            let all = camille.get(&format!("{asked}/recipients")).await.ok(200);
            let one = all["items"].as_array().unwrap().iter().find(|one| one["name"] == "La Cigogne" || one["member"]["name"] == "La Cigogne");
            one.unwrap_or_else(|| panic!("{all}")).clone()
        };
        assert_eq!(stands().await["unreached"], "objected");
        let person = person_called(&camille, "quackenbusch").await;
        camille.post(&format!("/people/{person}/consents"), json!({"purpose": "messages", "action": "given", "way": "email"})).await.ok(201);
        assert_eq!(stands().await["unreached"], Value::Null);
        house.work_off().await;
    }

    async fn what_others_are_known_by_too_stays_theirs(house) {
        let camille = house.coordinator().await;
        let own = json!({"name": "Couture Odile Kern", "kind": "company", "email": "odile@kern.example", "phone": "03 88 77 66 55"});
        let shop = member(&camille, own).await;
        add(&camille, shop, json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example", "phone": "03 88 77 66 55"})).await;
        // Somebody else of that name, elsewhere.
        let heron = member(&camille, json!({"name": "Le Héron", "kind": "association"})).await;
        let odile = person_called(&camille, "kern").await;
        add(&camille, heron, json!({"given_name": "Odile", "family_name": "Kern", "email": "autre@heron.example"})).await;
        for (member, words) in [(shop, "Mme Kern et Odile Kern d’accord"), (heron, "Vu Odile Kern")] {
            camille.post(&format!("/members/{member}/interactions"), json!({"channel": "call", "summary": words})).await.ok(201);
        }
        let told = camille.get(&format!("/people/{odile}/erasure")).await.ok(200);
        let stays: Vec<&str> = told["stays"].as_array().unwrap().iter().map(|rest| rest["what"].as_str().unwrap()).collect();
        assert!(stays.contains(&"shared_addresses") && stays.contains(&"namesake"), "{stays:?}");
        erase(house, &camille, &odile).await;
        let page = camille.get(&format!("/members/{shop}")).await.ok(200);
        assert_eq!((&page["name"], &page["email"], &page["phone"]), (&json!("Couture Odile Kern"), &json!("odile@kern.example"), &json!("+33388776655")));
        let summary = |list: Value| list["items"][0]["summary"].clone();
        assert_eq!(summary(camille.get(&format!("/members/{shop}/interactions")).await.ok(200)), "Mme … et … d’accord");
        assert_eq!(summary(camille.get(&format!("/members/{heron}/interactions")).await.ok(200)), "Vu Odile Kern");
        assert_eq!(camille.get(&format!("/members/{heron}")).await.ok(200)["contacts"][0]["person"]["name"], "Odile Kern");
        assert_eq!(suppression::Entity::find().count(&house.house.db.read).await.unwrap(), 0, "the address is the shop's");
    }

    async fn a_colleague_is_erased_by_administrators_alone_and_nobody_erases_themselves(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let me = camille.get("/me").await.ok(200)["person_id"].as_str().unwrap().to_owned();
        let path = format!("/people/{me}/erase");
        camille.post_once(&path, json!({})).await.problem(409, "privacy.oneself");
        let other = house.coordinator().await;
        other.post_once(&path, json!({})).await.problem(403, "privacy.administrators_only");
        house.reader().await.post_once(&path, json!({})).await.problem(403, "accounts.not_allowed");
        house.anyone().post_once(&path, json!({})).await.problem(401, "accounts.sign_in_needed");
        let reader = house.reader().await;
        let seen = reader.get(&format!("/people/{me}/erasure")).await.ok(200);
        assert_eq!(seen["abilities"]["erase"]["allowed"], false);
        // What she did stays done, by nobody in particular.
        let own = member(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        erase(house, &admin, &me).await;
        camille.get("/me").await.ok(401);
        let line = admin.get(&format!("/members/{own}/audit")).await.ok(200)["items"][0].clone();
        assert_eq!((&line["verb"], &line["by"]["name"]), (&json!("create"), &json!("…")));
    }

    async fn a_file_holds_all_goes_to_them_alone_and_is_gone_after_a_week(house) {
        let (person, ..) = met_everywhere(house).await;
        let camille = house.coordinator().await;
        let token = house.token_mailed_to(EMAIL, "/mes-donnees").await;
        let link = format!("/public/privacy/files/{token}");
        let reply = house.anyone().get(&link).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "application/zip"));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(reply.bytes.clone())).unwrap();
        let mut data = String::new();
        zip.by_name("donnees.json").unwrap().read_to_string(&mut data).unwrap();
        let data: Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["person"]["family_name"], "Quackenbusch");
        for part in ["functions", "addresses", "consents", "exchanges", "messages", "account", "seats", "proposals", "campaigns", "imports", "join_requests", "actions"] {
            assert!(data["data"][part].as_array().is_some_and(|rows| !rows.is_empty()), "{part}: {}", data["data"][part]);
        }
        let mut page = String::new();
        zip.by_name("donnees.html").unwrap().read_to_string(&mut page).unwrap();
        assert!(page.contains("lang=\"fr\"") && page.contains("Elle part en congé jusqu’à Noël."), "{page}");
        // The letter that brought it no longer shows the link; that it was fetched is known.
        let files = camille.get(&format!("/people/{person}/privacy")).await.ok(200)["files"].clone();
        assert!(files[0]["fetched_at"].is_string() && files[0]["email"] == EMAIL);
        let admin = house.administrator().await;
        assert_eq!(admin.get("/audit?verb=fetch_file").await.ok(200)["items"].as_array().unwrap().len(), 1);
        house.anyone().get("/public/privacy/files/encore").await.problem(404, "house.not_found");
        let sealed = tables::person_file::Entity::find().one(&house.house.db.read).await.unwrap().unwrap().content.unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("donnees.json"), "it is sealed at rest");
        camille.post(&format!("/people/{person}/file"), json!({})).await.problem(400, "house.idempotency_key_needed");
        let wrong = json!({"email": "autre@ailleurs.example"});
        camille.post_once(&format!("/people/{person}/file"), wrong).await.problem(422, "privacy.not_their_address");
        house.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
        house.anyone().get(&link).await.problem(404, "house.not_found");
        house.work_off().await;
        assert_eq!(tables::person_file::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
    }

    async fn what_people_say_is_kept_as_they_said_it_and_holds_where_the_address_is_used(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        let from = json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example", "source": "Annuaire des mairies", "basis": "consent", "informed_on": "2026-11-20"});
        let contact = add(&camille, cigogne, from).await;
        assert_eq!((&contact["source"], &contact["basis"]), (&json!("Annuaire des mairies"), &json!("consent")));
        let odile = person_called(&camille, "kern").await;
        let path = format!("/people/{odile}/consents");
        let yes = json!({"purpose": "messages", "action": "given", "way": "paper", "text_shown": "J’accepte de recevoir la lettre."});
        camille.post(&path, yes).await.ok(201);
        let no = camille.post(&path, json!({"purpose": "messages", "action": "objected", "way": "phone"})).await.ok(201);
        assert_eq!((&no["email"], &no["by"]), (&json!("odile@kern.example"), &json!("Camille Rotrieder")));
        camille.post(&path, json!({"purpose": "photo", "action": "refused", "way": "meeting"})).await.ok(201);
        let contact_path = format!("/contacts/{}", contact["id"].as_str().unwrap());
        assert_eq!(camille.get(&contact_path).await.ok(200)["consent"]["state"], "objected");
        // The other door writes the same ledger.
        let now = revision(&camille, cigogne).await;
        camille.put(&format!("{contact_path}/consent"), now, json!({"state": "given", "origin": "Par écrit", "way": "email"})).await.ok(200);
        let page = camille.get(&format!("/people/{odile}/privacy")).await.ok(200);
        let said: Vec<(&str, &str)> = page["consents"].as_array().unwrap().iter().map(|one| (one["purpose"].as_str().unwrap(), one["action"].as_str().unwrap())).collect();
        assert_eq!(said, [("messages", "given"), ("photo", "refused"), ("messages", "objected"), ("messages", "given")]);
        assert_eq!((&page["contacts"][0]["basis"], &page["contacts"][0]["informed_on"]), (&json!("consent"), &json!("2026-11-20")));
        let ahead = json!({"purpose": "messages", "action": "given", "way": "phone", "on": "2027-01-01"});
        camille.post(&path, ahead).await.problem(422, "members.consent_in_future");
        house.reader().await.post(&path, json!({"purpose": "photo", "action": "given", "way": "phone"})).await.problem(403, "accounts.not_allowed");
        // Where it comes from is not the organisation's to say.
        let manager = house.manager_of(cigogne).await;
        let now = revision(&camille, cigogne).await;
        manager.patch(&contact_path, now, json!({"source": "Nous"})).await.problem(403, "members.staff_only_field");
    }

    async fn an_import_says_where_its_people_come_from(house) {
        let camille = house.coordinator().await;
        let run = dry_run_of(&camille, FILE).await;
        let from = json!({"provenance": {"source": "Forum 2026", "basis": "public_task", "informed_on": "2026-11-01"}});
        patch(&camille, &run, from.clone()).await.ok(200);
        let run = camille.get(&path(&run)).await.ok(200);
        assert_eq!(run["provenance"], from["provenance"]);
        commit(&camille, &run).await;
        let person = person_called(&camille, "quackenbusch").await;
        let page = camille.get(&format!("/people/{person}/privacy")).await.ok(200);
        let of = &page["contacts"][0];
        assert_eq!((&of["source"], &of["basis"], &of["informed_on"]), (&json!("Forum 2026"), &json!("public_task"), &json!("2026-11-01")));
    }

    async fn the_pages_are_made_of_the_clubs_terms(house) {
        let (admin, anyone) = (house.administrator().await, house.anyone());
        let bare = anyone.get("/public/privacy").await.ok(200);
        assert!(bare["sections"].as_array().unwrap().len() >= 8);
        assert_eq!(anyone.get("/public/accessibility").await.ok(200)["state"], "no");
        let terms = json!({"controller": "Syndicat des Trois Vallées", "dpo": "dpo@syndicat.example", "host": "Hébergeur Exemple",
            "retention": {"departed_people": 24}, "accessibility": {"state": "partial", "percent": 72, "faults": ["Une vidéo sans sous-titres"]}});
        house.coordinator().await.put("/privacy/terms", 0, terms.clone()).await.problem(403, "privacy.administrators_only");
        let kept = admin.put("/privacy/terms", 0, terms.clone()).await.ok(200);
        assert_eq!((&kept["revision"], &kept["terms"]["retention"]["departed_people"], &kept["terms"]["retention"]["audit_lines"]), (&json!(1), &json!(24), &json!(36)));
        admin.put("/privacy/terms", 0, terms).await.problem(412, "house.stale");
        let wrong = json!({"retention": {"departed_people": 0}});
        assert_eq!(admin.put("/privacy/terms", 1, wrong).await.ok(422)["errors"][0]["pointer"], "/retention/departed_people");
        let notice = anyone.get("/public/privacy").await.ok(200);
        assert_eq!((&notice["controller"], &notice["contact"]), (&json!("Syndicat des Trois Vallées"), &json!("dpo@syndicat.example")));
        let text = notice.to_string();
        assert!(text.contains("2 ans") && text.contains("Hébergeur Exemple") && text.contains("CNIL"), "{text}");
        let english = TestRequest::get().uri("/api/v1/public/privacy").insert_header(("Accept-Language", "en"));
        assert!(anyone.send(english).await.ok(200).to_string().contains("Who answers for your data"));
        let statement = anyone.get("/public/accessibility").await.ok(200);
        assert!(statement["mention"].as_str().unwrap().contains("partiellement conforme") && statement.to_string().contains("Défenseur des droits"));
        let reader = house.reader().await;
        let register = reader.get("/privacy/register").await.ok(200);
        let keys: Vec<&str> = register["processings"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["network", "messages", "joining", "accounts"]);
        let csv = reader.get("/privacy/register/export?format=csv").await;
        assert_eq!(csv.status, 200);
        let csv = String::from_utf8(csv.bytes).unwrap();
        assert!(csv.starts_with("\u{feff}Traitement;") && csv.contains("Hébergeur Exemple"), "{csv}");
        let ods = reader.get("/privacy/register/export?format=ods").await;
        assert!(ods.status == 200 && ods.bytes.starts_with(b"PK"));
        house.work_off().await;
    }

    async fn what_is_too_old_is_told_first_and_then_taken_away(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        let gone = json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL, "from_on": "2018-01-01", "to_on": "2020-12-31"});
        add(&camille, cigogne, gone).await;
        add(&camille, cigogne, json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"})).await;
        let lately = json!({"given_name": "Paul", "family_name": "Weiss", "from_on": "2020-01-01", "to_on": "2026-01-31"});
        add(&camille, cigogne, lately).await;
        commit(&camille, &dry_run_of(&camille, "Structure;Type\nLes Hérons;Association\n").await).await;
        let report = |report: &Value, rule: &str| report["rules"].as_array().unwrap().iter().find(|one| one["rule"] == rule).unwrap().clone();
        let told = camille.get("/privacy/retention").await.ok(200);
        let departed = report(&told, "departed_people");
        assert_eq!((&departed["count"], &departed["samples"][0]["label"], &departed["before"]), (&json!(1), &json!("Zébuline Quackenbusch"), &json!("2023-11-23")));
        assert_eq!(report(&told, "import_files")["count"], 0);
        assert_eq!(camille.get("/people?q=quackenbusch").await.ok(200)["items"].as_array().unwrap().len(), 1, "a look changes nothing");
        camille.post("/privacy/retention/run", json!({})).await.problem(403, "privacy.administrators_only");
        admin.post("/privacy/retention/run", json!({"rules": ["departed_people"]})).await.ok(202);
        house.work_off().await;
        let left = |q: &'static str| { let camille = camille.clone(); async move { camille.get(&format!("/people?q={q}")).await.ok(200)["items"].as_array().unwrap().len() } };
        assert_eq!((left("quackenbusch").await, left("kern").await, left("weiss").await), (0, 1, 1));
        assert_eq!(report(&camille.get("/privacy/retention").await.ok(200), "departed_people")["count"], 0);
        // Every night, once the club wants it.
        house.advance(TimeDelta::days(400));
        house.work_off().await;
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        assert_eq!(report(&camille.get("/privacy/retention").await.ok(200), "import_files")["count"], 1);
        admin.put("/privacy/terms", 0, json!({"nightly": true})).await.ok(200);
        house.advance(TimeDelta::days(1));
        house.work_off().await;
        let told = house.coordinator().await.get("/privacy/retention").await.ok(200);
        assert_eq!((&report(&told, "import_files")["count"], &told["nightly"]), (&json!(0), &json!(true)));
        let imports = import::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(imports.len(), 1, "what was written stays, and so does that it was");
    }
}
