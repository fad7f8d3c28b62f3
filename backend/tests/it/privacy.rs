//! Personal data: what the club says of it, what people said, where it comes from, and how long it is kept.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use kernel::caller::StaffRole;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::import;

use crate::{
    imports_commit::commit,
    imports_world::{dry_run_of, patch, path},
    members_own_record::{member, revision},
    privacy_world::{EMAIL, FILE, add, person_called},
};

both! {
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
        let boast = json!({"accessibility": {"state": "full", "percent": 72}});
        assert_eq!(admin.put("/privacy/terms", 1, boast).await.ok(422)["errors"][0]["pointer"], "/accessibility/state");
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
        assert_eq!(keys, ["network", "messages", "events", "joining", "directory", "accounts"]);
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
        let noted = admin.get("/audit?verb=retained").await.ok(200)["items"].clone();
        let said: Vec<&Value> = noted[0]["changes"].as_array().unwrap().iter().map(|change| &change["after"]).collect();
        assert_eq!((noted.as_array().unwrap().len(), said), (1, vec![&json!("departed_people"), &json!("2023-11-23"), &json!(1)]));
        let left = |q: &'static str| { let camille = camille.clone(); async move { camille.get(&format!("/people?q={q}")).await.ok(200)["items"].as_array().unwrap().len() } };
        assert_eq!((left("quackenbusch").await, left("kern").await, left("weiss").await), (0, 1, 1));
        assert_eq!(report(&camille.get("/privacy/retention").await.ok(200), "departed_people")["count"], 0);
        // Every night, once the club wants it.
        house.advance(TimeDelta::days(400));
        house.work_off().await;
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        assert_eq!(report(&camille.get("/privacy/retention").await.ok(200), "import_files")["count"], 1);
        house.when_due("privacy.retain_nightly").await;
        assert_eq!(report(&camille.get("/privacy/retention").await.ok(200), "import_files")["count"], 1, "not yet wanted");
        admin.put("/privacy/terms", 0, json!({"nightly": true})).await.ok(200);
        house.advance(TimeDelta::days(1));
        house.when_due("privacy.retain_nightly").await;
        let told = house.coordinator().await.get("/privacy/retention").await.ok(200);
        assert_eq!((&report(&told, "import_files")["count"], &told["nightly"]), (&json!(0), &json!(true)));
        let imports = import::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(imports.len(), 1, "what was written stays, and so does that it was");
    }

    async fn nobody_is_out_of_reach_of_retention(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        let closed = member(&camille, json!({"name": "Le Héron", "kind": "association", "status": "active"})).await;
        let prospect = member(&camille, json!({"name": "Le Milan", "kind": "association", "status": "prospect"})).await;
        add(&camille, closed, json!({"given_name": "Zélie", "family_name": "Archivée"})).await;
        camille.delete(&format!("/members/{closed}")).await.ok(204);
        let account = house.account(Some(StaffRole::Reader), "Zacharie", "Ancien").await;
        admin.delete(&format!("/accounts/{account}")).await.ok(204);
        let over = json!({"given_name": "Zoé", "family_name": "Mixte", "from_on": "2018-01-01", "to_on": "2020-12-31"});
        let mixed = add(&camille, cigogne, over).await["person"]["id"].clone();
        add(&camille, prospect, json!({"person_id": mixed})).await;
        let counted = |told: Value| { let of = |at: usize| told["rules"][at]["count"].as_u64().unwrap(); (of(0), of(1)) };
        assert_eq!(counted(camille.get("/privacy/retention").await.ok(200)), (0, 0));
        house.advance(TimeDelta::days(1_200));
        house.work_off().await;
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        assert_eq!(counted(camille.get("/privacy/retention").await.ok(200)), (2, 1));
        admin.post("/privacy/retention/run", json!({"rules": ["departed_people", "silent_prospects"]})).await.ok(202);
        house.work_off().await;
        for name in ["archivee", "ancien", "mixte"] {
            assert_eq!(camille.get(&format!("/people?q={name}")).await.ok(200)["items"], json!([]), "{name}");
        }
        assert_eq!(counted(camille.get("/privacy/retention").await.ok(200)), (0, 0));
    }

    async fn retention_goes_on_bundle_by_bundle_until_nothing_is_too_old(house) {
        let (admin, camille) = (house.administrator().await, house.coordinator().await);
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        for family in ["Abel", "Boll", "Carl", "Diehl", "Ehrle", "Fix", "Gall"] {
            add(&camille, cigogne, json!({"given_name": "Jadis", "family_name": family, "from_on": "2018-01-01", "to_on": "2020-12-31"})).await;
        }
        admin.post("/privacy/retention/run", json!({"rules": ["departed_people"]})).await.ok(202);
        house.work_off().await;
        assert_eq!(camille.get("/people?q=jadis").await.ok(200)["items"], json!([]));
        let noted = admin.get("/audit?verb=retained").await.ok(200)["items"].clone();
        let mut counts: Vec<u64> = noted.as_array().unwrap().iter().map(|line| line["changes"][2]["after"].as_u64().unwrap()).collect();
        counts.sort_unstable();
        assert_eq!(counts, [2, 5]);
    }

    async fn an_account_that_nobody_uses_is_closed_and_its_past_tells_it(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        house.manager_of(cigogne).await;
        house.advance(TimeDelta::days(1_200));
        house.work_off().await;
        let admin = house.administrator().await;
        admin.post("/privacy/retention/run", json!({"rules": ["idle_accounts"]})).await.ok(202);
        house.work_off().await;
        let closed = admin.get("/audit?verb=disable").await.ok(200)["items"].clone();
        assert_eq!((closed.as_array().unwrap().len(), &closed[0]["record"], &closed[0]["by"]["kind"]), (1, &json!("account"), &json!("house")));
        let told = admin.get("/privacy/retention").await.ok(200);
        assert_eq!(told["rules"][5]["rule"], "idle_accounts");
        assert_eq!(told["rules"][5]["count"], 0);
    }
}
