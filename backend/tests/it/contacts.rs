//! The people of a member: who they are, who is main, what they said about being written to.

use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{address, person, suppression};
use uuid::Uuid;

use crate::harness::{TestHouse, Visitor};

async fn member(by: &Visitor<'_>, name: &str) -> Uuid {
    let made = by.post("/members", json!({"name": name, "kind": "association"})).await.ok(201);
    made["id"].as_str().unwrap().parse().unwrap()
}

async fn add(by: &Visitor<'_>, member: Uuid, body: Value) -> Value {
    by.post(&format!("/members/{member}/contacts"), body).await.ok(201)
}

async fn listed(by: &Visitor<'_>, member: Uuid, query: &str) -> Vec<(String, bool)> {
    let page = by.get(&format!("/members/{member}/contacts{query}")).await.ok(200);
    let items = page["items"].as_array().unwrap().iter();
    items.map(|one| (one["person"]["name"].as_str().unwrap().to_owned(), one["main"] == true)).collect()
}

fn path(contact: &Value) -> String {
    format!("/contacts/{}", contact["id"].as_str().unwrap())
}

fn who(list: &[(&str, bool)]) -> Vec<(String, bool)> {
    list.iter().map(|(name, main)| ((*name).to_owned(), *main)).collect()
}

async fn revision(by: &Visitor<'_>, member: Uuid) -> i64 {
    by.get(&format!("/members/{member}")).await.ok(200)["revision"].as_i64().unwrap()
}

async fn people(house: &TestHouse) -> u64 {
    person::Entity::find().count(&house.house.db.read).await.unwrap()
}

async fn settle_ended(house: &TestHouse) {
    let work = house.house.begin(&house.by_house()).await.unwrap();
    work.leave_now("members.settle_ended_contacts", &Value::Null).await.unwrap();
    work.commit().await.unwrap();
    house.work_off().await;
}

both! {
    async fn the_first_is_main_and_ending_the_main_one_promotes_the_next(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let odile = add(&camille, cigogne, json!({"given_name": " Odile ", "family_name": "Kern", "function": "Présidente",
            "email": "Odile@Cigogne.example", "phone": "03 53 01 00 18", "mobile": "639982174", "preferred_channel": "phone", "informed_on": "2026-11-20"})).await;
        assert_eq!((&odile["main"], &odile["phone"], &odile["mobile"]), (&json!(true), &json!("+33353010018"), &json!("+33639982174")));
        assert_eq!((&odile["email"], &odile["email_deliverability"]), (&json!("Odile@cigogne.example"), &json!("unknown")));
        assert_eq!((&odile["consent"], &odile["revision"]), (&json!({"state": "none", "on": null, "origin": null}), &json!(2)));
        let paul = add(&camille, cigogne, json!({"family_name": "Weiss"})).await;
        let rene = add(&camille, cigogne, json!({"family_name": "Lutz", "main": true})).await;
        assert_eq!(listed(&camille, cigogne, "").await, who(&[("Lutz", true), ("Odile Kern", false), ("Weiss", false)]));
        camille.delete(&path(&rene)).await.ok(204);
        camille.delete(&path(&rene)).await.ok(204);
        assert_eq!(listed(&camille, cigogne, "").await, who(&[("Odile Kern", true), ("Weiss", false)]));
        assert_eq!(listed(&camille, cigogne, "?ended=true").await, who(&[("Lutz", false)]));
        assert_eq!(camille.get(&path(&rene)).await.ok(200)["to_on"], "2026-11-22");
        let now = revision(&camille, cigogne).await;
        let paul = camille.patch(&path(&paul), now, json!({"main": true})).await.ok(200);
        assert_eq!(listed(&camille, cigogne, "").await, who(&[("Weiss", true), ("Odile Kern", false)]));
        // Giving it up hands it to the next; a last day that is past does too.
        let handed = camille.patch(&path(&paul), now + 1, json!({"main": false})).await.ok(200);
        assert_eq!(handed["main"], false);
        camille.patch(&path(&odile), now + 2, json!({"to_on": "2026-11-01"})).await.ok(200);
        assert_eq!(listed(&camille, cigogne, "").await, who(&[("Weiss", true)]));
        assert_eq!(camille.get(&format!("/members/{cigogne}")).await.ok(200)["main_contact"]["name"], "Weiss");
    }

    async fn whose_last_day_passes_hands_over_to_the_next(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let odile = add(&camille, cigogne, json!({"given_name": "Odile", "family_name": "Kern", "to_on": "2026-11-25"})).await;
        add(&camille, cigogne, json!({"family_name": "Weiss"})).await;
        let heron = member(&camille, "Le Héron").await;
        add(&camille, heron, json!({"family_name": "Lutz", "to_on": "2026-11-25"})).await;
        let (before, of_heron) = (revision(&camille, cigogne).await, revision(&camille, heron).await);
        settle_ended(house).await;
        assert_eq!((&odile["main"], revision(&camille, cigogne).await), (&json!(true), before), "nothing has ended yet");
        assert_eq!(listed(&camille, cigogne, "").await, who(&[("Odile Kern", true), ("Weiss", false)]));
        house.advance(chrono::TimeDelta::days(3));
        let camille = house.coordinator().await;
        settle_ended(house).await;
        settle_ended(house).await;
        assert_eq!(listed(&camille, cigogne, "").await, who(&[("Weiss", true)]));
        assert_eq!(listed(&camille, cigogne, "?ended=true").await, who(&[("Odile Kern", false)]));
        assert_eq!(revision(&camille, cigogne).await, before + 1, "once");
        assert_eq!(camille.get("/members?q=odile").await.ok(200)["items"], json!([]));
        // Where nobody is left, nobody is main.
        assert_eq!((listed(&camille, heron, "").await, revision(&camille, heron).await), (vec![], of_heron + 1));
        let told = camille.get(&format!("/members/{cigogne}/audit")).await.ok(200);
        let change = &told["items"][0]["changes"][0];
        assert_eq!((&change["before"], &change["after"]), (&json!("Odile Kern"), &json!("Weiss")));
    }

    async fn a_person_is_known_once(house) {
        let camille = house.coordinator().await;
        let (cigogne, heron) = (member(&camille, "La Cigogne").await, member(&camille, "Le Héron").await);
        let before = people(house).await;
        let odile = json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"});
        let first = add(&camille, cigogne, odile.clone()).await;
        let shouted = json!({"given_name": "ODILE", "family_name": "KERN", "email": "Odile@Kern.example", "function": "Trésorière"});
        let second = add(&camille, heron, shouted.clone()).await;
        assert_eq!(first["person"]["id"], second["person"]["id"]);
        // Another name behind the same address is somebody else.
        add(&camille, heron, json!({"given_name": "Paul", "family_name": "Kern", "email": "odile@kern.example"})).await;
        assert_eq!(people(house).await, before + 2);
        let again = camille.post(&format!("/members/{heron}/contacts"), shouted).await.problem(409, "members.contact_exists");
        assert_eq!(again["holder"]["id"], second["id"]);
        let third = member(&camille, "Le Milan").await;
        let chosen = add(&camille, third, json!({"person_id": first["person"]["id"], "function": "Bénévole"})).await;
        assert_eq!((&chosen["person"]["name"], &chosen["email"]), (&json!("Odile Kern"), &Value::Null));
        let found = camille.get("/people?q=kern%20odi").await.ok(200);
        let functions: Vec<_> = found["items"][0]["functions"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!((found["items"].as_array().unwrap().len(), functions), (1, vec!["La Cigogne", "Le Héron", "Le Milan"]));
        assert_eq!(camille.get("/people?q=odile@k").await.ok(200)["items"].as_array().unwrap().len(), 2);
        assert_eq!(camille.get("/people?q=%25%25").await.ok(200)["items"], json!([]));
        // A new name shows everywhere, and everywhere is another revision.
        let there = revision(&camille, heron).await;
        let now = revision(&camille, cigogne).await;
        camille.patch(&path(&first), now, json!({"family_name": "Kern-Rotrieder"})).await.ok(200);
        assert_eq!(camille.get(&path(&second)).await.ok(200)["person"]["name"], "Odile Kern-Rotrieder");
        assert_eq!(revision(&camille, heron).await, there + 1);
    }

    async fn people_and_record_share_one_revision_and_the_search(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let odile = add(&camille, cigogne, json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"})).await;
        camille.patch(&path(&odile), 1, json!({"function": "Présidente"})).await.problem(412, "house.stale");
        let same = camille.patch(&path(&odile), 2, json!({"family_name": "Kern"})).await.ok(200);
        assert_eq!(same["revision"], 2, "what changes nothing is no revision");
        camille.patch(&path(&odile), 2, json!({"function": "Présidente", "email": null})).await.ok(200);
        let stale = camille.patch(&path(&odile), 2, json!({"function": null})).await.problem(412, "house.stale");
        assert_eq!((&stale["current"]["revision"], &stale["current"]["changed_by"]), (&json!(3), &json!("Camille Rotrieder")));
        let search = tables::member::Entity::find_by_id(cigogne).one(&house.house.db.read).await.unwrap().unwrap().search;
        assert!(search.contains("odile kern") && !search.contains("kern example"), "{search}");
        let lines = platform::audit::read(&house.house.db.read, Some(("member", cigogne)), 10, None).await.unwrap().items;
        assert_eq!((lines[0].verb.as_str(), lines[0].label.as_str()), ("edit_contact", "La Cigogne · Odile Kern"));
        let said: Vec<_> = lines[0].changes.iter().map(|one| (one.field.as_str(), one.before.clone(), one.after.clone())).collect();
        assert!(said.contains(&("contact.function", Value::Null, json!("Présidente"))));
        assert!(said.contains(&("contact.email", json!("odile@kern.example"), Value::Null)));
    }

    async fn an_objection_outlives_every_edit(house) {
        let camille = house.coordinator().await;
        let (cigogne, heron) = (member(&camille, "La Cigogne").await, member(&camille, "Le Héron").await);
        let odile = add(&camille, cigogne, json!({"family_name": "Kern", "email": "odile@kern.example"})).await;
        let no = json!({"state": "objected", "on": "2026-11-20", "origin": "Par téléphone"});
        let consent = format!("{}/consent", path(&odile));
        let said = camille.put(&consent, 2, no.clone()).await.ok(200);
        assert_eq!(said["consent"], no);
        camille.put(&consent, 2, no.clone()).await.problem(412, "house.stale");
        camille.put(&consent, 3, json!({"state": "given", "on": "2026-11-24", "origin": "Salon"})).await.problem(422, "members.consent_in_future");
        // Another organisation, another way of writing it, taken off and put back: the same address, the same answer.
        let there = add(&camille, heron, json!({"family_name": "Kern", "email": "ODILE@kern.example"})).await;
        assert_eq!(there["consent"]["state"], "objected");
        camille.patch(&path(&odile), 3, json!({"email": null})).await.ok(200);
        let back = camille.patch(&path(&odile), 4, json!({"email": "odile@kern.example"})).await.ok(200);
        assert_eq!(back["consent"]["state"], "objected");
        // Forgetting the people keeps a mark of the objection, and nothing else.
        let before = people(house).await;
        camille.delete(&format!("{}?erase=true", path(&odile))).await.ok(204);
        camille.delete(&format!("{}?erase=true", path(&there))).await.ok(204);
        house.work_off().await;
        assert_eq!(people(house).await, before - 1);
        assert_eq!(address::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
        let kept = suppression::Entity::find().all(&house.house.db.read).await.unwrap();
        assert!(kept.len() == 1 && kept[0].reason == "objected" && !kept[0].mark.contains("kern"));
        let again = add(&camille, heron, json!({"family_name": "Kern", "email": "odile@kern.example"})).await;
        assert_eq!(again["consent"]["state"], "objected");
        let paper = add(&camille, heron, json!({"family_name": "Weiss"})).await;
        camille.put(&format!("{}/consent", path(&paper)), 5, no).await.problem(409, "members.contact_without_address");
    }

    async fn erasing_leaves_no_person_and_no_address(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let before = people(house).await;
        let odile = add(&camille, cigogne, json!({"family_name": "Kern", "email": "odile@kern.example"})).await;
        let call = camille.post(&format!("/members/{cigogne}/interactions"), json!({"channel": "call", "contact_id": odile["id"]})).await.ok(201);
        assert_eq!(call["contact"]["name"], "Kern");
        camille.delete(&format!("{}?erase=true", path(&odile))).await.ok(204);
        assert_eq!(people(house).await, before);
        assert_eq!(address::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
        let call = camille.get(&format!("/interactions/{}", call["id"].as_str().unwrap())).await.ok(200);
        assert_eq!(call["contact"], Value::Null);
        let lines = platform::audit::read(&house.house.db.read, Some(("member", cigogne)), 1, None).await.unwrap().items;
        assert_eq!((lines[0].verb.as_str(), lines[0].changes.len()), ("erase_contact", 0));
        house.work_off().await;
    }

    async fn erasing_leaves_no_trace_in_what_is_kept_of_the_past(house) {
        let camille = house.coordinator().await;
        let text = "Structure;Type;Contact;Mél;Tél\nLa Cigogne;Association;Zoé QUELLET;zoe@quellet.example;03 88 12 34 56\n";
        let first = crate::imports_commit::commit(&camille, &crate::imports_world::dry_run_of(&camille, text).await).await;
        let id = crate::imports_world::row(&camille, &first, 2).await["member"]["id"].as_str().unwrap().to_owned();
        // A second import keeps her in what its undo needs.
        let text = "Structure;Type;Site\nLa Cigogne;Association;https://cigogne.example\n";
        crate::imports_commit::commit(&camille, &crate::imports_world::dry_run_of(&camille, text).await).await;
        let zoe = camille.get(&format!("/members/{id}/contacts")).await.ok(200)["items"][0].clone();
        let odile = add(&camille, id.parse().unwrap(), json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"})).await;
        let revision = camille.get(&format!("/members/{id}")).await.ok(200)["revision"].as_i64().unwrap();
        camille.patch(&path(&zoe), revision, json!({"family_name": "Rivaud", "email": "zoe@rivaud.example"})).await.ok(200);
        let everything = || async {
            let db = &house.house.db.read;
            let audit = tables::audit::Entity::find().filter(tables::audit::Column::Record.eq("member")).all(db).await.unwrap();
            let changes = tables::change::Entity::find().all(db).await.unwrap();
            let rows = tables::import_row::Entity::find().all(db).await.unwrap();
            format!("{audit:?} {changes:?} {rows:?}").to_lowercase()
        };
        let before = everything().await;
        for word in ["quellet", "rivaud", "zoé", "zoe@quellet.example", "zoe@rivaud.example", "12 34 56"] {
            assert!(before.contains(word), "{word}");
        }
        camille.delete(&format!("{}?erase=true", path(&zoe))).await.ok(204);
        let after = everything().await;
        for word in ["quellet", "rivaud", "zoé", "zoe", "12 34 56", "388123456"] {
            assert!(!after.contains(word), "{word}: {after}");
        }
        assert!(after.contains("kern") && after.contains("odile@kern.example") && after.contains("la cigogne"));
        camille.get(&path(&odile)).await.ok(200);
        let read = camille.get(&format!("/imports/{}/rows", first["id"].as_str().unwrap())).await.ok(200);
        assert_eq!(read["items"][0]["name"], "La Cigogne");
        house.work_off().await;
    }

    async fn what_can_not_be_read_is_told_field_by_field(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let post = |body: Value| { let (camille, at) = (camille.clone(), format!("/members/{cigogne}/contacts")); async move { camille.post(&at, body).await } };
        let all = post(json!({"email": "odile(at)kern.example", "phone": "12", "from_on": "2026-02-01", "to_on": "2026-01-01"})).await.problem(422, "house.invalid");
        let pointers: Vec<_> = all["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/family_name", "/phone", "/email", "/to_on"]);
        assert!(all["errors"][2]["detail"].as_str().unwrap().contains("odile@kern.example"), "the slip is told");
        post(json!({"person_id": Uuid::now_v7()})).await.problem(422, "members.unknown_person");
        post(json!({"person_id": Uuid::now_v7(), "family_name": "Kern"})).await.problem(422, "members.person_or_name");
        post(json!({"family_name": "x".repeat(101)})).await.problem(422, "house.length");
        camille.get("/people?q=a").await.problem(422, "house.length");
    }

    async fn only_staff_and_the_organisation_itself_see_its_people(house) {
        let camille = house.coordinator().await;
        let (own, other) = (member(&camille, "La Cigogne").await, member(&camille, "Le Héron").await);
        let contact = add(&camille, own, json!({"family_name": "Kern"})).await;
        assert_eq!(contact["source"], "screen");
        let (list, one) = (format!("/members/{own}/contacts"), path(&contact));
        let manager = (house.manager_of(own).await, "members.staff_only_field");
        let contributor = (house.contributor_of(own).await, "members.managers_only");
        for (seeing, refusal) in [manager, contributor] {
            assert_eq!(seeing.get(&list).await.ok(200)["items"][0]["source"], Value::Null);
            seeing.get(&one).await.ok(200);
            // Who manages it keeps its people, but not what the team answers for.
            for kept in [json!({"family_name": "Lutz", "informed_on": "2026-01-01"}), json!({"person_id": contact["person"]["id"]})] {
                seeing.post(&list, kept).await.problem(403, refusal);
            }
            seeing.patch(&one, 2, json!({"informed_on": "2026-01-01"})).await.problem(403, refusal);
            seeing.get("/people?q=kern").await.problem(403, "accounts.not_allowed");
        }
        let stranger = house.manager_of(other).await;
        stranger.get(&list).await.problem(404, "house.not_found");
        stranger.get(&one).await.problem(404, "house.not_found");
        stranger.delete(&one).await.problem(404, "house.not_found");
        house.anyone().get(&list).await.problem(401, "accounts.sign_in_needed");
        house.reader().await.get(&list).await.ok(200);
        house.reader().await.delete(&one).await.problem(403, "accounts.not_allowed");
    }

    async fn many_added_at_once_leave_one_main(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        join_all((0..12).map(|number| {
            let camille = camille.clone();
            async move { add(&camille, cigogne, json!({"family_name": format!("Kern {number}"), "main": number % 2 == 0})).await }
        })).await;
        let all = listed(&camille, cigogne, "").await;
        assert_eq!((all.len(), all.iter().filter(|(_, main)| *main).count()), (12, 1));
        assert_eq!(revision(&camille, cigogne).await, 13);
    }

    async fn a_key_reads_and_changes_people_by_its_scopes(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, "La Cigogne").await;
        let contact = add(&camille, cigogne, json!({"family_name": "Kern"})).await;
        let list = format!("/members/{cigogne}/contacts");
        let (reading, writing) = (house.machine(&["contacts:read"]).await, house.machine(&["contacts:write"]).await);
        reading.get(&list).await.ok(200);
        reading.post(&list, json!({"family_name": "Lutz"})).await.problem(403, "accounts.not_allowed");
        assert_eq!(writing.post(&list, json!({"family_name": "Lutz"})).await.ok(201)["source"], "api");
        writing.delete(&path(&contact)).await.ok(204);
        let members = house.machine(&["members:read"]).await;
        members.get(&list).await.problem(403, "accounts.not_allowed");
        let page = members.get(&format!("/members/{cigogne}")).await.ok(200);
        assert_eq!((&page["contacts"], &page["main_contact"]), (&json!([]), &Value::Null));
        let page = camille.get(&format!("/members/{cigogne}")).await.ok(200);
        let names: Vec<_> = page["contacts"].as_array().unwrap().iter().map(|one| one["person"]["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Lutz", "Kern"], "those who ended come last");
    }
}
