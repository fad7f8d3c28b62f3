//! Members keep their own record: what applies, what waits, what is the team's, whom it is shown to.

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestHouse, Visitor};

pub async fn member(by: &Visitor<'_>, body: Value) -> Uuid {
    by.post("/members", body).await.ok(201)["id"].as_str().unwrap().parse().unwrap()
}

pub async fn cafe(by: &Visitor<'_>) -> Uuid {
    let body = json!({"name": "Repair Café", "kind": "association", "status": "active", "phone": "03 53 01 00 18"});
    member(by, body).await
}

pub async fn revision(by: &Visitor<'_>, id: Uuid) -> i64 {
    by.get(&format!("/members/{id}")).await.ok(200)["revision"].as_i64().unwrap()
}

pub async fn set_rules(house: &TestHouse, rules: Value) {
    let admin = house.administrator().await;
    let etag = admin.get("/profile-rules").await;
    let now: i64 = etag.header("etag").trim_matches(|c| c == '"' || c == 'r').parse().unwrap();
    admin.put("/profile-rules", now, json!({"rules": rules})).await.ok(200);
}

pub fn names(fields: &Value) -> Vec<&str> {
    fields.as_array().unwrap().iter().map(|field| field["field"].as_str().unwrap()).collect()
}

both! {
    async fn a_phone_applies_at_once_and_a_name_waits(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = format!("/members/{cafe}/profile");
        let wanted = json!({"phone": "03 53 01 00 99", "name": "Repair Café des Vieux Rabots"});
        let changed = mireille.patch(&path, 1, wanted).await.ok(200);
        assert_eq!((&changed["applied"], &changed["revision"]), (&json!(["phone"]), &json!(2)));
        let waiting = &changed["waiting"][0];
        assert_eq!(names(&waiting["fields"]), ["name"]);
        assert_eq!((&waiting["by"], &waiting["state"], &waiting["fields"][0]["before"]), (&json!("Mireille Kern"), &json!("waiting"), &json!("Repair Café")));
        let page = camille.get(&format!("/members/{cafe}")).await.ok(200);
        assert_eq!((&page["phone"], &page["name"]), (&json!("+33353010099"), &json!("Repair Café")));
        // Written as the team's changes are: in the audit, by her, and to be taken back.
        let audit = camille.get(&format!("/members/{cafe}/audit")).await.ok(200);
        assert_eq!((&audit["items"][0]["verb"], &audit["items"][0]["by"]["name"]), (&json!("update_profile"), &json!("Mireille Kern")));
        // The revision she had is stale now, and says who changed it.
        let stale = mireille.patch(&path, 1, json!({"phone": "03 53 01 00 11"})).await.problem(412, "house.stale");
        assert_eq!(stale["current"]["changed_by"], "Mireille Kern");
        // The same again asks for nothing more; another name takes the place of the one that waited.
        mireille.patch(&path, 2, json!({"name": "Repair Café des Vieux Rabots"})).await.ok(200);
        assert_eq!(camille.get("/proposals?state=waiting").await.ok(200)["items"].as_array().unwrap().len(), 1);
        let again = mireille.patch(&path, 2, json!({"name": "Les Vieux Rabots"})).await.ok(200);
        assert_ne!(again["waiting"][0]["id"], waiting["id"]);
        let all = mireille.get(&format!("/proposals?member={cafe}")).await.ok(200);
        let told: Vec<(&Value, &Value)> = all["items"].as_array().unwrap().iter().map(|one| (&one["state"], &one["fields"][0]["after"])).collect();
        assert_eq!(told, [(&json!("waiting"), &json!("Les Vieux Rabots")), (&json!("withdrawn"), &json!("Repair Café des Vieux Rabots"))]);
        // Asking for what is there takes the request back.
        mireille.patch(&path, 2, json!({"name": "Repair Café"})).await.ok(200);
        assert_eq!(camille.get("/proposals/counts").await.ok(200), json!({"waiting": 0, "late": 0}));
        house.work_off().await;
    }

    async fn putting_ones_record_right_is_a_contact_once_a_day(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = format!("/members/{cafe}/profile");
        mireille.patch(&path, 1, json!({"phone": "03 53 01 00 99"})).await.ok(200);
        mireille.patch(&path, 2, json!({"name": "Autrement"})).await.ok(200);
        house.work_off().await;
        let talks = camille.get(&format!("/members/{cafe}/interactions")).await.ok(200);
        let talks = talks["items"].as_array().unwrap().clone();
        assert_eq!(talks.len(), 1);
        assert_eq!((&talks[0]["channel"], &talks[0]["direction"], &talks[0]["outcome"]), (&json!("profile"), &json!("inbound"), &json!("reached")));
        let page = camille.get(&format!("/members/{cafe}")).await.ok(200);
        assert_eq!((&page["last_personal_contact_on"], &page["contact_due_on"]), (&json!("2026-11-23"), &json!("2027-02-23")));
        house.advance(TimeDelta::days(1));
        let mireille = house.manager_of(cafe).await;
        mireille.patch(&path, 2, json!({"phone": "03 53 01 00 98"})).await.ok(200);
        house.work_off().await;
        let camille = house.coordinator().await;
        let talks = camille.get(&format!("/members/{cafe}/interactions")).await.ok(200);
        assert_eq!(talks["items"].as_array().unwrap().len(), 2);
    }

    async fn the_club_sets_what_applies_waits_or_is_its_own(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = format!("/members/{cafe}/profile");
        set_rules(house, json!({"phone": {"treatment": "waits"}, "name": {"treatment": "applies"}, "website": {"treatment": "staff_only"}})).await;
        let changed = mireille.patch(&path, 1, json!({"phone": "03 53 01 00 99", "name": "Autrement"})).await.ok(200);
        assert_eq!((&changed["applied"], names(&changed["waiting"][0]["fields"])), (&json!(["name"]), vec!["phone"]));
        // Refused by its name, and nothing of the rest is done.
        let refused = mireille.patch(&path, 2, json!({"website": "cafe.example", "email": "cafe@cafe.example"})).await;
        let refused = refused.problem(403, "members.staff_only_field");
        assert_eq!(refused["errors"][0]["pointer"], "/website");
        assert_eq!(revision(&camille, cafe).await, 2);
        for field in ["status", "internal_notes", "referent_id", "joined_on", "verified_on", "ex_officio"] {
            let refused = mireille.patch(&path, 2, json!({field: null})).await.problem(422, "house.unknown_field");
            assert_eq!(refused["errors"][0]["pointer"], format!("/{field}"));
        }
        let admin = house.administrator().await;
        let rules = admin.get("/profile-rules").await;
        let now: i64 = rules.header("etag").trim_matches(|c| c == '"' || c == 'r').parse().unwrap();
        let put = |body: Value| admin.put("/profile-rules", now, json!({"rules": body}));
        for (body, code) in [
            (json!({"status": {"treatment": "applies"}}), "members.rule_unknown_field"),
            (json!({"pictures": {"treatment": "waits"}}), "members.cannot_wait"),
            (json!({"people": {"audience": "public"}}), "members.never_public"),
        ] {
            put(body).await.problem(422, code);
        }
        put(json!({"phone": {"treatment": null}})).await.ok(200);
        put(json!({"phone": {"treatment": "waits"}})).await.problem(412, "house.stale");
        camille.put("/profile-rules", now, json!({"rules": {}})).await.problem(403, "accounts.not_allowed");
        house.work_off().await;
    }

    async fn what_another_holds_is_not_told_to_a_member(house) {
        let camille = house.coordinator().await;
        let other = member(&camille, json!({"name": "Ludothèque des Prés", "kind": "association", "siren": "732 829 320"})).await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let refused = mireille.patch(&format!("/members/{cafe}/profile"), 1, json!({"siren": "732829320"})).await;
        let told = refused.problem(409, "members.identifier_taken").to_string();
        assert!(!told.contains("Ludothèque") && !told.contains(&other.to_string()), "{told}");
        // A wrong number is told at its field.
        let wrong = mireille.patch(&format!("/members/{cafe}/profile"), 1, json!({"siren": "123", "phone": "douze"})).await.problem(422, "house.invalid");
        assert_eq!(wrong["errors"].as_array().unwrap().len(), 2);
    }

    async fn the_public_sees_only_what_is_public(house) {
        let admin = house.administrator().await;
        let camille = house.coordinator().await;
        for (name, visibility) in [("Secret", "staff"), ("Interne", "member"), ("Ouvert", "public")] {
            admin.post("/member-fields", json!({"name": name, "kind": "text", "visibility": visibility})).await.ok(201);
        }
        let body = json!({"name": "Repair Café", "kind": "association", "status": "active", "phone": "03 53 01 00 18", "email": "cafe@cafe.example",
            "website": "cafe.example", "description": "On répare.", "street": "1 rue du Puits", "postal_code": "67600",
            "internal_notes": "À ménager", "custom": {"secret": "s", "interne": "i", "ouvert": "o"}});
        let cafe = member(&camille, body).await;
        member(&camille, json!({"name": "Pas encore", "kind": "company"})).await;
        let mireille = house.manager_of(cafe).await;
        let path = format!("/members/{cafe}/profile");
        let seen = || async { maillage::features::members::public_view(&house.house.db.read, None).await.unwrap() };
        let shown = seen().await.pop().unwrap();
        assert_eq!((shown.email, shown.phone, shown.street, shown.postal_code), (None, None, None, None));
        assert_eq!((shown.website.as_deref(), shown.description.as_deref()), (Some("https://cafe.example"), Some("On répare.")));
        assert_eq!(shown.custom.keys().collect::<Vec<_>>(), ["ouvert"]);
        let said = json!({"visibility": {"phone": "public", "description": "club", "custom.ouvert": "club"}});
        let changed = mireille.patch(&path, 1, said).await.ok(200);
        assert_eq!(changed["applied"], json!(["visibility"]));
        let shown = seen().await.pop().unwrap();
        assert_eq!((shown.phone.as_deref(), shown.description, shown.custom.len()), (Some("+33353010018"), None, 0));
        for (field, code) in [("custom.interne", "members.never_public"), ("people", "members.no_visibility"), ("internal_notes", "members.no_visibility")] {
            mireille.patch(&path, 2, json!({"visibility": {field: "public"}})).await.problem(422, code);
        }
        // Whoever is not listed is not there at all; null is as the club has it.
        mireille.patch(&path, 2, json!({"visibility": {"name": "club"}})).await.ok(200);
        assert!(seen().await.is_empty());
        mireille.patch(&path, 3, json!({"visibility": {"name": null, "phone": null}})).await.ok(200);
        assert_eq!(seen().await.pop().unwrap().phone, None);
        let profile = mireille.get(&path).await.ok(200);
        let of = |name: &str| profile["fields"].as_array().unwrap().iter().find(|field| field["field"] == name).cloned();
        assert_eq!(of("description").unwrap()["shown_to"], "club");
        assert_eq!(of("custom.interne").unwrap()["may_be_public"], false);
        assert!(of("custom.secret").is_none() && of("internal_notes").is_none());
        // The change of a member can be taken back like one of the team.
        let audit = camille.get(&format!("/members/{cafe}/audit")).await.ok(200);
        assert_eq!(audit["items"][2]["changes"][0]["field"], "visibility.custom.ouvert");
        house.work_off().await;
    }

    async fn people_are_added_corrected_and_ended_from_within(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let other = member(&camille, json!({"name": "Ludothèque", "kind": "association"})).await;
        let mireille = house.manager_of(cafe).await;
        let people = format!("/members/{cafe}/contacts");
        let odile = mireille.post(&people, json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@cafe.example"})).await.ok(201);
        assert_eq!((&odile["main"], &odile["source"]), (&json!(true), &json!(null)));
        let path = format!("/contacts/{}", odile["id"].as_str().unwrap());
        assert_eq!(camille.get(&path).await.ok(200)["source"], "member");
        mireille.patch(&path, 2, json!({"function": "Trésorière"})).await.ok(200);
        mireille.patch(&path, 2, json!({"function": "Présidente"})).await.problem(412, "house.stale");
        for (body, pointer) in [(json!({"informed_on": "2026-11-20"}), "/informed_on")] {
            let refused = mireille.patch(&path, 3, body).await.problem(403, "members.staff_only_field");
            assert_eq!(refused["errors"][0]["pointer"], pointer);
        }
        mireille.put(&format!("{path}/consent"), 3, json!({"state": "given", "origin": "Moi"})).await.problem(403, "members.staff_only");
        mireille.delete(&format!("{path}?erase=true")).await.problem(403, "members.staff_only");
        // Nobody is taken from elsewhere by an id, and a name that others know is not theirs to change.
        let person = odile["person"]["id"].as_str().unwrap();
        mireille.post(&people, json!({"person_id": person})).await.problem(403, "members.staff_only_field");
        camille.post(&format!("/members/{other}/contacts"), json!({"person_id": person})).await.ok(201);
        mireille.patch(&path, 3, json!({"given_name": "Odette"})).await.problem(403, "members.known_elsewhere");
        mireille.patch(&path, 3, json!({"given_name": "Odile", "mobile": "06 39 98 21 74"})).await.ok(200);
        mireille.delete(&path).await.ok(204);
        // Another organisation's manager and a contributor may not.
        let stranger = house.manager_of(other).await;
        stranger.patch(&path, 4, json!({"function": "x"})).await.problem(404, "house.not_found");
        stranger.post(&people, json!({"family_name": "x"})).await.problem(404, "house.not_found");
        house.contributor_of(cafe).await.post(&people, json!({"family_name": "x"})).await.problem(403, "members.managers_only");
        set_rules(house, json!({"people": {"treatment": "staff_only"}})).await;
        mireille.post(&people, json!({"family_name": "x"})).await.problem(403, "members.staff_only_field");
        let page = mireille.get(&format!("/members/{cafe}")).await.ok(200);
        assert_eq!(page["abilities"]["edit_contacts"]["allowed"], false);
        house.work_off().await;
    }
}
