//! Each field of the contract, tried by each kind of caller: what may be read and written is what the rules say, for
//! fields that come later too.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::{cafe, revision},
};

/// A value that fits, by field.
fn value(field: &str) -> Option<Value> {
    Some(match field {
        "name" | "legal_name" | "street" | "amalia_court" | "description" => json!("Autrement"),
        "kind" => json!("public_body"),
        "size" => json!(null),
        "postal_code" => json!("67600"),
        "commune" => json!("67462"),
        "siren" => json!("732829320"),
        "siret" => json!("73282932000074"),
        "rna" => json!("W143007272"),
        "amalia" => json!("A2019SEL000123"),
        "insee_code" => json!(null),
        "email" => json!("autre@cafe.example"),
        "phone" => json!("+33353010099"),
        "website" => json!("https://autre.example"),
        "topics" => json!([]),
        "custom" => json!({"interne": "x"}),
        "visibility" => json!({"phone": "public"}),
        _ => return None,
    })
}

fn fields(house: &TestHouse, schema: &str) -> Vec<String> {
    let of = &house.contract()["components"]["schemas"][schema]["properties"];
    of.as_object().unwrap().keys().cloned().collect()
}

async fn all(house: &TestHouse, own: Uuid, other: Uuid) -> Vec<(&'static str, Visitor<'_>)> {
    vec![
        ("anyone", house.anyone()),
        ("other manager", house.manager_of(other).await),
        ("contributor", house.contributor_of(own).await),
        ("manager", house.manager_of(own).await),
        ("reader", house.reader().await),
        ("coordinator", house.coordinator().await),
        ("administrator", house.administrator().await),
        ("key", house.machine(&["members:write", "contacts:write"]).await),
    ]
}

/// What the record tells only those who keep it.
const STAFF_ALONE: [&str; 8] = [
    "internal_notes",
    "referent",
    "source",
    "last_contact_on",
    "last_personal_contact_on",
    "contact_due_on",
    "follow_up",
    "reason",
];

both! {
    async fn each_field_is_written_by_whom_the_rules_say(house) {
        let admin = house.administrator().await;
        admin.post("/member-fields", json!({"name": "Interne", "kind": "text", "visibility": "member"})).await.ok(201);
        admin.post("/member-fields", json!({"name": "Secret", "kind": "text", "visibility": "staff"})).await.ok(201);
        let own = cafe(&admin).await;
        let other = crate::members_own_record::member(&admin, json!({"name": "Ludothèque", "kind": "association"})).await;
        let path = format!("/members/{own}/profile");
        let whole = format!("/members/{own}");
        let mine = fields(house, "ProfileChanges");
        for (who, visitor) in all(house, own, other).await {
            for field in fields(house, "MemberChanges") {
                let based_on = revision(&admin, own).await;
                let body = json!({field.as_str(): value(&field)});
                // By the member's own door.
                let reply = visitor.patch(&path, based_on, body.clone()).await;
                let expected: &[u16] = match who {
                    "anyone" => &[401],
                    "other manager" => &[404],
                    "manager" if mine.contains(&field) => &[200],
                    "manager" => &[422],
                    _ => &[403],
                };
                assert!(expected.contains(&reply.status), "{who} {field}: {}", reply.status);
                // By the team's door.
                let reply = visitor.patch(&whole, revision(&admin, own).await, json!({})).await;
                let expected = match who {
                    "anyone" => 401,
                    "other manager" => 404,
                    "coordinator" | "administrator" | "key" => 200,
                    _ => 403,
                };
                assert_eq!(reply.status, expected, "{who} {field}");
            }
        }
        let mireille = house.manager_of(own).await;
        let now = revision(&admin, own).await;
        mireille.patch(&path, now, json!({"custom": {"secret": "x"}})).await.problem(422, "members.field_unknown");
        // Nothing that the manager wrote went further than the rules let it.
        let page = admin.get(&whole).await.ok(200);
        assert_eq!((&page["status"], &page["name"], &page["custom"]["interne"]), (&json!("active"), &json!("Repair Café"), &json!("x")));
        house.work_off().await;
    }

    async fn each_field_is_read_by_whom_the_rules_say(house) {
        let admin = house.administrator().await;
        admin.post("/member-fields", json!({"name": "Secret", "kind": "text", "visibility": "staff"})).await.ok(201);
        let own = cafe(&admin).await;
        let other = crate::members_own_record::member(&admin, json!({"name": "Ludothèque", "kind": "association"})).await;
        let referent = admin.get("/me").await.ok(200)["id"].clone();
        let kept = json!({"internal_notes": "À ménager", "referent_id": referent, "custom": {"secret": "s"}});
        admin.patch(&format!("/members/{own}"), 1, kept).await.ok(200);
        admin.post(&format!("/members/{own}/interactions"), json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached"})).await.ok(201);
        house.manager_of(own).await.patch(&format!("/members/{own}/profile"), 2, json!({"name": "Autrement"})).await.ok(200);
        house.work_off().await;
        for (who, visitor) in all(house, own, other).await {
            let page = visitor.get(&format!("/members/{own}")).await;
            let expected = match who { "anyone" => 401, "other manager" => 404, _ => 200 };
            assert_eq!(page.status, expected, "{who}");
            let profile = visitor.get(&format!("/members/{own}/profile")).await.status;
            assert_eq!(profile, if who == "key" { 403 } else { expected }, "{who}");
            if expected != 200 {
                continue;
            }
            let page = page.json();
            let inside = matches!(who, "contributor" | "manager");
            for field in STAFF_ALONE.iter().filter(|field| !page[**field].is_null()) {
                assert!(!inside, "{who} reads {field}");
            }
            assert_eq!(page["custom"]["secret"].is_null(), inside, "{who}");
            let may = |verb: &str| page["abilities"][verb]["allowed"] == true;
            assert_eq!(may("edit_profile"), who == "manager", "{who}");
            assert_eq!(may("edit_contacts"), matches!(who, "manager" | "coordinator" | "administrator" | "key"), "{who}");
            assert_eq!(may("keep_contacts"), matches!(who, "coordinator" | "administrator" | "key"), "{who}");
            assert_eq!(may("edit"), matches!(who, "coordinator" | "administrator" | "key"), "{who}");
        }
    }

    async fn guessed_ids_and_edited_tokens_open_nothing(house) {
        let camille = house.coordinator().await;
        let own = cafe(&camille).await;
        let other = crate::members_own_record::member(&camille, json!({"name": "Ludothèque", "kind": "association"})).await;
        let mireille = house.manager_of(own).await;
        for path in [format!("/members/{other}/profile"), format!("/members/{}/profile", Uuid::now_v7()), "/members/1/profile".to_owned()] {
            mireille.get(&path).await.problem(404, "house.not_found");
            mireille.patch(&path, 1, json!({"phone": "03 53 01 00 99"})).await.problem(404, "house.not_found");
        }
        mireille.get(&format!("/proposals/{}", Uuid::now_v7())).await.problem(404, "house.not_found");
        mireille.get(&format!("/proposals?member={other}")).await.ok(200)["items"].as_array().unwrap().is_empty().then_some(()).unwrap();
        // A token whose claims are another's, or whose signature is: nobody.
        let token = mireille.token.clone().unwrap();
        let stranger = house.manager_of(other).await.token.unwrap();
        let (mine, theirs): (Vec<&str>, Vec<&str>) = (token.split('.').collect(), stranger.split('.').collect());
        for forged in [[mine[0], theirs[1], mine[2]].join("."), [theirs[0], theirs[1], mine[2]].join("."), [mine[0], mine[1], ""].join(".")] {
            house.with_token(&forged).patch(&format!("/members/{own}/profile"), 1, json!({"phone": "03 53 01 00 99"})).await.problem(401, "accounts.sign_in_needed");
        }
        assert_eq!(revision(&camille, own).await, 1);
    }
}
