//! Doubles: found, told apart, made one, followed from the old id, and made two again.

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    members_fields::one_of_each,
    members_list::made,
};

fn id(value: &Value) -> Uuid {
    value["id"].as_str().unwrap().parse().unwrap()
}

async fn page(by: &Visitor<'_>, member: Uuid) -> Value {
    by.get(&format!("/members/{member}")).await.ok(200)
}

async fn revision(by: &Visitor<'_>, member: Uuid) -> i64 {
    page(by, member).await["revision"].as_i64().unwrap()
}

async fn list(by: &Visitor<'_>, path: &str) -> Vec<Value> {
    by.get(path).await.ok(200)["items"].as_array().unwrap().clone()
}

/// A record without what every write changes.
fn still(mut page: Value) -> Value {
    for field in ["revision", "updated_at", "abilities"] {
        page.as_object_mut().unwrap().remove(field);
    }
    for contact in page["contacts"].as_array_mut().unwrap() {
        for field in ["revision", "updated_at"] {
            contact.as_object_mut().unwrap().remove(field);
        }
    }
    page
}

async fn told(by: &Visitor<'_>, member: Uuid) -> (Value, Vec<Value>) {
    let mut exchanges = list(by, &format!("/members/{member}/interactions?limit=100")).await;
    for exchange in &mut exchanges {
        // The names of the organisations follow the organisations.
        *exchange = json!({"id": exchange["id"], "summary": exchange["summary"], "contact": exchange["contact"], "contact_id": exchange["contact_id"]});
    }
    (still(page(by, member).await), exchanges)
}

async fn log(by: &Visitor<'_>, member: Uuid, on: &str, summary: &str, contact: Option<&Value>) {
    let body = json!({"channel": "call", "direction": "outbound", "on": on, "outcome": "reached", "summary": summary, "contact_id": contact});
    by.post(&format!("/members/{member}/interactions"), body).await.ok(201);
}

/// The same workshop twice: as somebody typed it in 2014, and as it came again in 2019.
async fn twice(by: &Visitor<'_>) -> (Uuid, Uuid) {
    one_of_each(by).await;
    let mut topics = Vec::new();
    for name in ["Vélos anciens", "Couture"] {
        topics.push(by.post("/topics", json!({"name": name})).await.ok(201)["id"].clone());
    }
    let first = made(by, json!({
        "name": "Repair Café Les Vieux Rabots", "kind": "association", "status": "active", "since": "2014-05",
        "commune": "Obernai", "phone": "03 88 01 98 01", "internal_notes": "Clé chez la voisine", "topics": [topics[0]],
        "custom": {"slogan": "On répare", "prete_des_gobelets": true},
    })).await;
    let second = made(by, json!({
        "name": "Repair Cafe les vieux rabots", "kind": "association", "status": "active", "since": "2019-01-15",
        "commune": "Obernai", "email": "bonjour@rabots.example", "website": "https://rabots.example", "rna": "W671000001",
        "internal_notes": "Ouvert le samedi", "topics": topics, "custom": {"slogan": "Tout se répare", "matiere": "Bois"},
    })).await;
    let person = |given: &str, family: &str, email: &str, function: &str| json!({"given_name": given, "family_name": family, "email": email, "function": function});
    let mut contacts = Vec::new();
    for (member, body) in [
        (first, person("Anne", "Ott", "anne@rabots.example", "Présidente")),
        (first, person("Luc", "Barth", "luc@rabots.example", "Trésorier")),
        (second, person("Anne", "Ott", "anne@rabots.example", "Présidente")),
        (second, person("Zoé", "Wolf", "zoe@rabots.example", "Secrétaire")),
    ] {
        contacts.push(by.post(&format!("/members/{member}/contacts"), body).await.ok(201)["id"].clone());
    }
    log(by, first, "2026-06-01", "Premier appel", Some(&contacts[0])).await;
    log(by, second, "2026-09-10", "Second appel", Some(&contacts[2])).await;
    log(by, second, "2026-10-02", "Troisième appel", Some(&contacts[3])).await;
    (first, second)
}

async fn merge(by: &Visitor<'_>, stays: Uuid, goes: Uuid, choices: Value) -> Value {
    let (one, other) = (revision(by, stays).await, revision(by, goes).await);
    let form = json!({"other": goes, "revision": one, "other_revision": other, "choices": choices});
    by.post(&format!("/members/{stays}/merge"), form).await.ok(200)
}

fn field<'a>(merge: &'a Value, name: &str) -> &'a Value {
    merge["fields"].as_array().unwrap().iter().find(|field| field["field"] == name).unwrap_or(&Value::Null)
}

fn moved(merge: &Value, what: &str) -> u64 {
    let all = merge["moves"].as_array().or(merge["stays"].as_array()).unwrap();
    all.iter().find(|one| one["what"] == what).map_or(0, |one| one["count"].as_u64().unwrap())
}

async fn world(house: &TestHouse) -> (Visitor<'_>, Uuid, Uuid) {
    let by = house.coordinator().await;
    let (first, second) = twice(&by).await;
    (by, first, second)
}

both! {
    async fn two_records_become_one_and_are_two_again(house) {
        let (by, first, second) = world(house).await;
        let manager = house.manager_of(second).await;
        let before = (told(&by, first).await, told(&by, second).await);
        // Looked at first: nothing is written.
        let dry = by.post(&format!("/members/{first}/merge"), json!({"other": second, "dry_run": true})).await.ok(200);
        assert_eq!(before, (told(&by, first).await, told(&by, second).await));
        assert_eq!((dry["dry_run"].as_bool(), dry["undo_until"].is_null()), (Some(true), true));
        let notes = field(&dry, "internal_notes");
        assert_eq!((notes["choice"].as_str(), notes["result"].as_str()), (Some("both"), Some("Clé chez la voisine\n\nOuvert le samedi")));
        assert_eq!((field(&dry, "phone")["choice"].as_str(), field(&dry, "email")["choice"].as_str()), (Some("this"), Some("other")));
        assert_eq!((moved(&dry, "contacts"), moved(&dry, "united_contacts"), moved(&dry, "interactions"), moved(&dry, "accounts")), (1, 1, 2, 1));
        let done = merge(&by, first, second, json!({"name": "this", "custom.slogan": "other"})).await;
        assert!(done["undo_until"].as_str().unwrap().starts_with("2026-12-23"), "{done}");
        let one = page(&by, first).await;
        assert_eq!((one["name"].as_str(), one["joined_on"].as_str()), (Some("Repair Café Les Vieux Rabots"), Some("2014-05-01")));
        assert_eq!((one["phone"].as_str(), one["email"].as_str(), one["rna"].as_str()), (Some("+33388019801"), Some("bonjour@rabots.example"), Some("W671000001")));
        assert_eq!(one["custom"]["slogan"], "Tout se répare");
        assert_eq!((one["topics"].as_array().unwrap().len(), one["contacts"].as_array().unwrap().len()), (2, 3));
        assert_eq!(one["last_contact_on"], "2026-10-02");
        let exchanges = list(&by, &format!("/members/{first}/interactions")).await;
        assert_eq!(exchanges.len(), 3);
        // The old id leads to the new one, for whoever sees that one.
        for seen in [&by, &manager] {
            let moved = seen.get(&format!("/members/{second}")).await;
            assert_eq!((moved.status, moved.header("location")), (308, format!("/api/v1/members/{first}").as_str()));
        }
        house.anyone().get(&format!("/members/{second}")).await.ok(401);
        let patched = by.patch(&format!("/members/{second}"), 2, json!({"name": "Autre"})).await.problem(409, "members.merged");
        assert_eq!(patched["merged_into"], json!({"id": first, "name": "Repair Café Les Vieux Rabots"}));
        assert_eq!(list(&by, "/members").await.len(), 1);
        assert!(list(&by, "/members?archived=true").await.is_empty());
        let changed = list(&by, "/members?updated_since=2026-11-01T00:00:00Z").await;
        assert!(changed.iter().any(|card| card["id"] == json!(second) && card["merged_into"] == json!(first)), "{changed:?}");
        let lines = list(&by, &format!("/members/{first}/audit")).await;
        assert_eq!(lines[0]["verb"], "merge");
        let past = list(&by, &format!("/members/{first}/merges")).await;
        assert_eq!((past[0]["id"].clone(), past[0]["undo"]["allowed"].clone()), (json!(second), json!(true)));
        // And two again, as they were.
        let undone = by.post(&format!("/members/{second}/unmerge"), json!({})).await.ok(200);
        assert_eq!(undone["stays"], json!([]));
        assert_eq!(before, (told(&by, first).await, told(&by, second).await));
        manager.get(&format!("/members/{second}")).await.ok(200);
        manager.get(&format!("/members/{first}")).await.ok(404);
        assert!(list(&by, &format!("/members/{first}/merges")).await.is_empty());
        by.post(&format!("/members/{second}/unmerge"), json!({})).await.problem(409, "members.not_merged");
    }

    async fn what_came_since_stays_and_what_was_changed_since_is_not_undone(house) {
        let (by, first, second) = world(house).await;
        merge(&by, first, second, json!({})).await;
        house.advance(TimeDelta::minutes(5));
        log(&by, first, "2026-11-20", "Depuis la fusion", None).await;
        let newcomer = json!({"given_name": "Ida", "family_name": "Neu", "email": "ida@rabots.example"});
        by.post(&format!("/members/{first}/contacts"), newcomer).await.ok(201);
        let undone = by.post(&format!("/members/{second}/unmerge"), json!({})).await.ok(200);
        assert_eq!((moved(&undone, "contacts"), moved(&undone, "interactions")), (1, 1));
        assert_eq!(list(&by, &format!("/members/{first}/interactions")).await.len(), 2);
        merge(&by, first, second, json!({})).await;
        let at = revision(&by, first).await;
        by.patch(&format!("/members/{first}"), at, json!({"email": "autre@rabots.example"})).await.ok(200);
        let refused = by.post(&format!("/members/{second}/unmerge"), json!({})).await.problem(409, "members.changed_since_merge");
        assert!(refused["detail"].as_str().unwrap().starts_with("Cette fusion ne peut plus être défaite"), "{refused}");
        let fault = &refused["errors"][0];
        assert_eq!((&fault["pointer"], &fault["detail"]), (&json!("/email"), &json!("Camille Rotrieder a changé ce champ le 23/11/2026.")));
        assert_eq!(refused["errors"].as_array().unwrap().len(), 1);
        assert_eq!(by.get(&format!("/members/{second}")).await.status, 308);
        house.advance(TimeDelta::days(31));
        let by = house.coordinator().await;
        by.post(&format!("/members/{second}/unmerge"), json!({})).await.problem(409, "members.merge_too_old");
    }

    async fn an_id_leads_on_through_every_merge(house) {
        let (by, first, second) = world(house).await;
        let third = made(&by, json!({"name": "Atelier des Rabots", "kind": "association", "status": "active"})).await;
        merge(&by, first, second, json!({})).await;
        merge(&by, third, first, json!({})).await;
        for old in [first, second] {
            assert_eq!(by.get(&format!("/members/{old}")).await.header("location"), format!("/api/v1/members/{third}"));
        }
        // One behind the other, from the last.
        by.post(&format!("/members/{second}/unmerge"), json!({})).await.ok(409);
        by.post(&format!("/members/{first}/unmerge"), json!({})).await.ok(200);
        by.post(&format!("/members/{second}/unmerge"), json!({})).await.ok(200);
        assert_eq!(list(&by, "/members").await.len(), 3);
        assert_eq!(list(&by, &format!("/members/{second}/interactions")).await.len(), 2);
    }

    async fn what_can_not_become_one_is_refused_with_the_reason(house) {
        let (by, first, second) = world(house).await;
        let path = format!("/members/{first}/merge");
        let (one, other) = (revision(&by, first).await, revision(&by, second).await);
        let form = |more: Value| {
            let mut form = json!({"other": second, "revision": one, "other_revision": other});
            form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            form
        };
        by.post(&path, form(json!({"other": first}))).await.problem(422, "members.merge_itself");
        by.post(&path, form(json!({"other": Uuid::nil()}))).await.problem(422, "members.unknown_member");
        by.post(&path, json!({"other": second})).await.problem(422, "house.missing_field");
        let stale = by.post(&path, form(json!({"other_revision": other - 1}))).await;
        assert_eq!(stale.status, 412);
        let unknown = by.post(&path, form(json!({"choices": {"colour": "this", "name": "both"}}))).await.ok(422);
        let pointers: Vec<&str> = unknown["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/choices/name", "/choices/colour"]);
        house.reader().await.post(&path, form(json!({}))).await.ok(403);
        house.manager_of(first).await.post(&path, form(json!({}))).await.ok(403);
        house.manager_of(second).await.post(&path, form(json!({}))).await.ok(404);
        by.delete(&format!("/members/{second}")).await.ok(204);
        by.post(&path, form(json!({"other_revision": other + 1}))).await.problem(409, "members.archived");
        assert_eq!(list(&by, &format!("/members/{first}/interactions")).await.len(), 1);
    }

    async fn either_of_two_that_changed_meanwhile_is_told_and_nothing_is_merged(house) {
        let (by, first, second) = world(house).await;
        let read = (revision(&by, first).await, revision(&by, second).await);
        let form = json!({"other": second, "revision": read.0, "other_revision": read.1});
        let path = format!("/members/{first}/merge");
        let admin = house.administrator().await;
        for (changed, was) in [(second, read.1), (first, read.0)] {
            admin.patch(&format!("/members/{changed}"), was, json!({"website": "https://ailleurs.example"})).await.ok(200);
            let stale = by.post(&path, form.clone()).await.problem(412, "house.stale");
            assert_eq!((&stale["current"]["revision"], &stale["current"]["changed_by"]), (&json!(was + 1), &json!("Alix Amand")));
            page(&by, second).await;
        }
        // On what is there now it goes.
        merge(&by, first, second, json!({})).await;
        assert_eq!(by.get(&format!("/members/{second}")).await.status, 308);
    }

    async fn whichever_stays_has_all_and_the_other_leads_to_it(house) {
        let (by, first, second) = world(house).await;
        merge(&by, second, first, json!({"name": "other"})).await;
        let one = page(&by, second).await;
        assert_eq!((one["name"].as_str(), one["contacts"].as_array().unwrap().len()), (Some("Repair Café Les Vieux Rabots"), 3));
        assert_eq!(list(&by, &format!("/members/{second}/interactions")).await.len(), 3);
        assert_eq!(by.get(&format!("/members/{first}")).await.header("location"), format!("/api/v1/members/{second}"));
        by.post(&format!("/members/{first}/unmerge"), json!({})).await.ok(200);
        assert_eq!(page(&by, first).await["name"], "Repair Café Les Vieux Rabots");
        assert_eq!(page(&by, second).await["name"], "Repair Cafe les vieux rabots");
    }

    async fn a_commune_by_right_stays(house) {
        let by = house.coordinator().await;
        let admin = house.administrator().await;
        let territory = admin.get("/territory").await.ok(200);
        let change = json!({"epcis": [], "without": [], "with": ["67348", "67462"], "on": "2014-01-01"});
        let changed = admin.put("/territory", territory["revision"].as_i64().unwrap(), change).await;
        assert!(changed.status < 300, "{}", String::from_utf8_lossy(&changed.bytes));
        house.work_off().await;
        let communes = list(&by, "/members?kind=commune").await;
        assert_eq!(communes.len(), 2);
        let [obernai, selestat] = [id(&communes[0]), id(&communes[1])];
        let typed = made(&by, json!({"name": "Mairie d’Obernai", "kind": "commune"})).await;
        let ask = |stays: Uuid, goes: Uuid| {
            let by = &by;
            async move { by.post(&format!("/members/{stays}/merge"), json!({"other": goes, "dry_run": true})).await }
        };
        ask(obernai, selestat).await.problem(409, "members.merge_two_by_right");
        let swapped = ask(typed, obernai).await.problem(409, "members.merge_by_right");
        assert_eq!(swapped["survivor"]["id"], json!(obernai));
        merge(&by, obernai, typed, json!({})).await;
        assert_eq!(page(&by, obernai).await["ex_officio"], true);
    }

    async fn an_edit_and_a_merge_at_once_leave_one_whole_truth(house) {
        let (by, first, second) = world(house).await;
        let (one, other) = (revision(&by, first).await, revision(&by, second).await);
        let form = json!({"other": second, "revision": one, "other_revision": other});
        let (path, edited) = (format!("/members/{first}/merge"), format!("/members/{second}"));
        let (merged, edit) = tokio::join!(by.post(&path, form), by.patch(&edited, other, json!({"name": "Vieux Rabots"})));
        match (merged.status, edit.status) {
            (200, 409 | 412) => assert_eq!(by.get(&edited).await.status, 308),
            (412, 200) => assert_eq!(page(&by, second).await["name"], "Vieux Rabots"),
            other => panic!("{other:?}"),
        }
    }

    async fn doubles_are_found_anew_as_soon_as_somebody_is_another(house) {
        let (by, first, second) = world(house).await;
        let shown = async || list(&by, "/members/duplicate-pairs").await.len();
        assert_eq!(shown().await, 1);
        let third = made(&by, json!({"name": "Repair Café les vieux rabot", "kind": "association", "commune": "Obernai"})).await;
        assert_eq!(shown().await, 3);
        let at = revision(&by, third).await;
        by.patch(&format!("/members/{third}"), at, json!({"name": "Fanfare du Vallon"})).await.ok(200);
        assert_eq!(shown().await, 1);
        // Two who share an address through one of their people.
        let person = json!({"given_name": "Anne", "family_name": "Ott", "email": "anne@rabots.example"});
        let contact = by.post(&format!("/members/{third}/contacts"), person).await.ok(201);
        assert_eq!(shown().await, 3);
        by.delete(&format!("/contacts/{}?erase=true", contact["id"].as_str().unwrap())).await.ok(204);
        assert_eq!(shown().await, 1);
        by.delete(&format!("/members/{second}")).await.ok(204);
        assert_eq!(shown().await, 0);
        by.post(&format!("/members/{second}/restore"), json!({})).await.ok(200);
        merge(&by, first, second, json!({})).await;
        assert_eq!(shown().await, 0);
        by.post(&format!("/members/{second}/unmerge"), json!({})).await.ok(200);
        assert_eq!(shown().await, 1);
        house.work_off().await;
    }

    async fn doubles_are_found_told_apart_and_shown_again(house) {
        let (by, first, second) = world(house).await;
        for (name, commune) in [("Ludothèque du Ried", "Sélestat"), ("Ludotheque du Ried", "Obernai"), ("Boulangerie Schneebichl", "Obernai")] {
            made(&by, json!({"name": name, "kind": "association", "commune": commune})).await;
        }
        let pairs = list(&by, "/members/duplicate-pairs").await;
        assert_eq!(pairs.len(), 1, "{pairs:?}");
        assert_eq!((id(&pairs[0]["first"]), id(&pairs[0]["second"])), (first, second));
        assert_eq!(pairs[0]["reasons"], json!(["email", "name"]));
        let form = json!({"first": second, "second": first});
        house.reader().await.post("/members/duplicate-pairs/dismiss", form.clone()).await.ok(403);
        by.post("/members/duplicate-pairs/dismiss", form.clone()).await.ok(204);
        assert!(list(&by, "/members/duplicate-pairs").await.is_empty());
        let apart = list(&house.reader().await, "/members/duplicate-pairs?told_apart=true").await;
        assert_eq!((apart.len(), apart[0]["told_apart"]["by"].is_string()), (1, true));
        by.post("/members/duplicate-pairs/reconsider", form.clone()).await.ok(204);
        assert_eq!(list(&by, &format!("/members/duplicate-pairs?member={first}")).await.len(), 1);
        // People are no reason for whoever does not see people.
        let key = house.machine(&["members:read"]).await;
        assert_eq!(list(&key, "/members/duplicate-pairs").await[0]["reasons"], json!(["name"]));
        merge(&by, first, second, json!({})).await;
        assert!(list(&by, "/members/duplicate-pairs").await.is_empty());
    }
}
