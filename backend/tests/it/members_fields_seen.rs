//! Who sees the values of the club's own fields: by visibility and caller, whatever is asked.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{harness::Visitor, members_fields::three_members, members_list::encoded};

/// Of the fields of `one_of_each`, in their order: one is public, two are the member's, two are the team's.
const ALL: [&str; 5] = ["slogan", "nombre_de_gobelets", "derniere_visite_du_broyeur", "matiere", "prete_des_gobelets"];
const OWN: [&str; 3] = ["slogan", "nombre_de_gobelets", "prete_des_gobelets"];
/// The team's own, as the record of the first member has them.
const SECRETS: [&str; 3] = ["matiere", "lastique", "2026-11-20"];

fn sorted(keys: &[&str]) -> Vec<String> {
    let mut keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    keys.sort_unstable();
    keys
}

fn keys_of(custom: &Value) -> Vec<String> {
    sorted(&custom.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>())
}

fn trees() -> [Value; 2] {
    [
        json!({"field": "custom.matiere", "op": "eq", "value": "plastique"}),
        json!({"not": {"field": "custom.derniere_visite_du_broyeur", "op": "empty", "value": true}}),
    ]
}

/// All that this caller can read of the first member.
async fn all_it_reads(visitor: &Visitor<'_>, one: Uuid) -> Vec<Value> {
    let mut read = Vec::new();
    for path in [
        format!("/members/{one}"),
        "/members".to_owned(),
        "/members?with_total=true&sort=-name".to_owned(),
        "/members?q=Un".to_owned(),
        "/member-fields".to_owned(),
        "/members/counts".to_owned(),
        format!("/members/{one}/contacts"),
    ] {
        read.push(visitor.get(&path).await.ok(200));
    }
    read
}

both! {
    async fn the_team_and_keys_see_all_of_them(house) {
        let [one, ..] = three_members(house).await;
        for visitor in [
            house.administrator().await,
            house.coordinator().await,
            house.reader().await,
            house.machine(&["members:read"]).await,
        ] {
            let page = visitor.get(&format!("/members/{one}")).await.ok(200);
            assert_eq!(keys_of(&page["custom"]), sorted(&ALL));
            let list = visitor.get("/members?q=Un").await.ok(200);
            assert_eq!(keys_of(&list["items"][0]["custom"]), sorted(&ALL));
            for tree in trees() {
                let found = visitor.get(&format!("/members?filter={}", encoded(&tree.to_string()))).await.ok(200);
                let names: Vec<&str> =
                    found["items"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap()).collect();
                assert!(names.contains(&"Un"), "{tree}: {names:?}");
            }
        }
    }

    async fn a_member_never_receives_what_is_the_teams(house) {
        let [one, two, _] = three_members(house).await;
        for visitor in [house.manager_of(one).await, house.contributor_of(one).await] {
            let read = all_it_reads(&visitor, one).await;
            assert_eq!(keys_of(&read[0]["custom"]), sorted(&OWN));
            assert_eq!(keys_of(&read[1]["items"][0]["custom"]), sorted(&OWN));
            for answer in &read {
                for secret in SECRETS {
                    assert!(!answer.to_string().contains(secret), "{secret}: {answer}");
                }
            }
            // Nor by asking for those that have it.
            for tree in trees() {
                let path = format!("/members?filter={}", encoded(&tree.to_string()));
                visitor.get(&path).await.problem(422, "members.staff_filter");
            }
            for sort in ["custom.matiere", "-custom.derniere_visite_du_broyeur"] {
                visitor.get(&format!("/members?sort={sort}")).await.problem(422, "house.unknown_sort");
            }
            for path in [format!("/members/{one}/audit"), "/members/export?format=csv".to_owned(), "/views".to_owned()] {
                visitor.get(&path).await.ok(403);
            }
            visitor.get(&format!("/members/{two}")).await.ok(404);
            // What it sees it does not change by itself; the answer says so beforehand.
            let edit = &read[0]["abilities"]["edit"];
            assert!(edit["allowed"] == false && edit["reason"].is_string(), "{edit}");
            let changes = json!({"custom": {"slogan": "Le nôtre", "matiere": "bois"}});
            visitor.patch(&format!("/members/{one}"), 1, changes).await.problem(403, "members.staff_only");
        }
        for path in [format!("/members/{one}"), "/members".to_owned(), "/member-fields".to_owned()] {
            house.anyone().get(&path).await.ok(401);
        }
    }

    async fn a_field_that_becomes_the_teams_is_gone_for_members_at_once(house) {
        let [one, ..] = three_members(house).await;
        let camille = house.coordinator().await;
        let mireille = house.manager_of(one).await;
        let fields = camille.get("/member-fields").await.ok(200);
        let slogan = format!("/member-fields/{}", fields["items"][0]["id"].as_str().unwrap());
        for (revision, visibility, seen) in [(1, "staff", false), (2, "member", true), (3, "public", true)] {
            camille.patch(&slogan, revision, json!({"visibility": visibility})).await.ok(200);
            let page = mireille.get(&format!("/members/{one}")).await.ok(200);
            assert_eq!(page["custom"]["slogan"].is_string(), seen, "{visibility}");
            let told = mireille.get("/member-fields").await.ok(200);
            assert_eq!(told.to_string().contains("slogan"), seen, "{visibility}");
        }
    }
}
