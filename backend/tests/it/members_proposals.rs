//! What waits for the team: seen side by side, accepted or refused field by field, told to whoever asked.

use chrono::TimeDelta;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::account;
use uuid::Uuid;

use crate::{
    harness::{TestHouse, Visitor},
    members_own_record::{cafe, member, names, revision, set_rules},
};

async fn ask(by: &Visitor<'_>, id: Uuid, based_on: i64, body: Value) -> String {
    let changed = by.patch(&format!("/members/{id}/profile"), based_on, body).await.ok(200);
    format!("/proposals/{}", changed["waiting"][0]["id"].as_str().unwrap())
}

/// The only address of somebody who acts for a member.
async fn address(house: &TestHouse) -> String {
    let all = account::Entity::find().all(&house.house.db.read).await.unwrap();
    all.into_iter().find(|account| account.role.is_none()).unwrap().email
}

/// After the time in which one may think again.
async fn tell(house: &TestHouse) {
    house.advance(TimeDelta::seconds(31));
    house.work_off().await;
}

both! {
    async fn one_field_is_accepted_the_other_refused_and_whoever_asked_is_told_once(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = ask(&mireille, cafe, 1, json!({"name": "Les Vieux Rabots", "siren": "732829320", "commune": "Sélestat"})).await;
        let waiting = camille.get(&path).await.ok(200);
        assert_eq!(names(&waiting["fields"]), ["name", "commune", "siren"]);
        assert_eq!(waiting["fields"][1]["after"], "Sélestat");
        camille.post(&format!("{path}/accept"), json!({"fields": ["name", "commune"]})).await.ok(200);
        let page = camille.get(&format!("/members/{cafe}")).await.ok(200);
        assert_eq!((&page["name"], &page["siren"]), (&json!("Les Vieux Rabots"), &json!(null)));
        camille.post(&format!("{path}/refuse"), json!({"reason": "  "})).await.problem(422, "members.reason_required");
        let decided = camille.post(&format!("{path}/refuse"), json!({"fields": ["siren"], "reason": "C’est celui de l’ancien siège."})).await.ok(200);
        assert_eq!((&decided["state"], &decided["fields"][2]["decided_by"]), (&json!("decided"), &json!("Camille Rotrieder")));
        house.work_off().await;
        let to = address(house).await;
        assert!(house.mails_to(&to).await.is_empty());
        tell(house).await;
        let mails = house.mails_to(&to).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].subject.contains("en partie"), "{}", mails[0].subject);
        for told in ["Repair Café → Les Vieux Rabots", "ancien siège", &format!("/mon-espace/{cafe}")] {
            assert!(mails[0].text.contains(told), "{told}: {}", mails[0].text);
        }
        let seen = mireille.get(&path).await.ok(200);
        assert_eq!((&seen["fields"][2]["reason"], seen["told_at"].is_string()), (&json!("C’est celui de l’ancien siège."), true));
        assert_eq!(camille.get("/proposals/reasons").await.ok(200)["items"], json!([{"reason": "C’est celui de l’ancien siège."}]));
        camille.post(&format!("{path}/accept"), json!({})).await.problem(409, "members.proposal_decided");
        camille.post(&format!("{path}/reopen"), json!({})).await.problem(409, "members.proposal_told");
        // Accepting is the team's own change of the record: in the audit, and to be taken back.
        let audit = camille.get(&format!("/members/{cafe}/audit")).await.ok(200);
        assert_eq!((&audit["items"][0]["verb"], &audit["items"][0]["by"]["name"]), (&json!("accept_proposal"), &json!("Camille Rotrieder")));
    }

    async fn of_two_who_decide_at_once_one_decides(house) {
        let (camille, admin) = (house.coordinator().await, house.administrator().await);
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = ask(&mireille, cafe, 1, json!({"name": "Les Vieux Rabots"})).await;
        let (accept, refuse) = (format!("{path}/accept"), format!("{path}/refuse"));
        let (accepted, refused) = futures_util::join!(camille.post(&accept, json!({})), admin.post(&refuse, json!({"reason": "Non."})));
        let (name, late) = match (accepted.status, refused.status) {
            (200, 409) => ("Les Vieux Rabots", refused),
            (409, 200) => ("Repair Café", accepted),
            both => panic!("{both:?}"),
        };
        late.problem(409, "members.proposal_decided");
        assert_eq!(camille.get(&format!("/members/{cafe}")).await.ok(200)["name"], name);
        tell(house).await;
        assert_eq!(house.mails_to(&address(house).await).await.len(), 1);
    }

    async fn a_decision_can_be_thought_over(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = ask(&mireille, cafe, 1, json!({"name": "Les Vieux Rabots", "legal_name": "LVR"})).await;
        camille.post(&format!("{path}/reopen"), json!({})).await.problem(409, "members.proposal_waits");
        camille.post(&format!("{path}/accept"), json!({"fields": ["name"]})).await.ok(200);
        camille.post(&format!("{path}/refuse"), json!({"reason": "Non."})).await.ok(200);
        let again = camille.post(&format!("{path}/reopen"), json!({})).await.ok(200);
        assert_eq!((&again["state"], &again["fields"][0]["verdict"], &again["fields"][1]["reason"]), (&json!("waiting"), &json!("waiting"), &json!(null)));
        assert_eq!(camille.get(&format!("/members/{cafe}")).await.ok(200)["name"], "Repair Café");
        tell(house).await;
        assert!(house.mails_to(&address(house).await).await.is_empty(), "what was taken back is not told");
        // Decided for good this time.
        camille.post(&format!("{path}/refuse"), json!({"reason": "Non."})).await.ok(200);
        tell(house).await;
        assert_eq!(house.mails_to(&address(house).await).await.len(), 1);
        assert_eq!(camille.get("/proposals/reasons").await.ok(200)["items"], json!([{"reason": "Non."}]));
    }

    async fn a_field_changed_since_says_by_whom_and_is_written_over_knowingly(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let mireille = house.manager_of(cafe).await;
        let path = ask(&mireille, cafe, 1, json!({"name": "Les Vieux Rabots", "legal_name": "LVR"})).await;
        camille.patch(&format!("/members/{cafe}"), 1, json!({"name": "Repair Café de Sélestat"})).await.ok(200);
        let seen = camille.get(&path).await.ok(200);
        assert_eq!((&seen["fields"][0]["stale"], &seen["fields"][0]["now"], &seen["fields"][0]["changed_since"]["by"]),
            (&json!(true), &json!("Repair Café de Sélestat"), &json!("Camille Rotrieder")));
        assert_eq!(seen["fields"][1]["stale"], false);
        let conflict = camille.post(&format!("{path}/accept"), json!({})).await.problem(409, "members.proposal_stale");
        let one = &conflict["conflicts"][0];
        assert_eq!((&one["field"], &one["before"], &one["now"], &one["after"], &one["changed_by"]),
            (&json!("name"), &json!("Repair Café"), &json!("Repair Café de Sélestat"), &json!("Les Vieux Rabots"), &json!("Camille Rotrieder")));
        // What did not change is accepted; the rest knowingly, over the revision that was seen.
        camille.post(&format!("{path}/accept"), json!({"fields": ["legal_name"]})).await.ok(200);
        camille.post(&format!("{path}/accept"), json!({"over": 2})).await.problem(409, "members.proposal_stale");
        let over = revision(&camille, cafe).await;
        camille.post(&format!("{path}/accept"), json!({"over": over})).await.ok(200);
        assert_eq!(camille.get(&format!("/members/{cafe}")).await.ok(200)["name"], "Les Vieux Rabots");
        tell(house).await;
    }

    async fn the_oldest_come_first_and_those_of_over_a_week_stand_out(house) {
        let camille = house.coordinator().await;
        let (cafe, ludo) = (cafe(&camille).await, member(&camille, json!({"name": "Ludothèque", "kind": "association"})).await);
        let first = ask(&house.manager_of(cafe).await, cafe, 1, json!({"name": "A"})).await;
        house.advance(TimeDelta::days(8));
        let (camille, mireille) = (house.coordinator().await, house.manager_of(ludo).await);
        ask(&mireille, ludo, 1, json!({"name": "B"})).await;
        let list = camille.get("/proposals?state=waiting").await.ok(200);
        let told: Vec<(&Value, &Value)> = list["items"].as_array().unwrap().iter().map(|one| (&one["member"]["name"], &one["late"])).collect();
        assert_eq!(told, [(&json!("Repair Café"), &json!(true)), (&json!("Ludothèque"), &json!(false))]);
        assert_eq!(camille.get("/proposals/counts").await.ok(200), json!({"waiting": 2, "late": 1}));
        let page = camille.get("/proposals?state=waiting&limit=1").await.ok(200);
        let rest = camille.get(&format!("/proposals?state=waiting&limit=1&cursor={}", page["next_cursor"].as_str().unwrap())).await.ok(200);
        assert_eq!((&rest["items"][0]["member"]["name"], &rest["next_cursor"]), (&json!("Ludothèque"), &json!(null)));
        let old = camille.get("/proposals?waiting_since=2026-11-23").await.ok(200);
        assert_eq!(old["items"].as_array().unwrap().len(), 1);
        // Whoever asked takes it back; others neither see nor touch it.
        mireille.get(&first).await.problem(404, "house.not_found");
        mireille.post(&format!("{first}/withdraw"), json!({})).await.problem(404, "house.not_found");
        assert_eq!(mireille.get("/proposals").await.ok(200)["items"].as_array().unwrap().len(), 1);
        camille.post(&format!("{first}/withdraw"), json!({})).await.problem(403, "accounts.not_allowed");
        let gone = house.manager_of(cafe).await.post(&format!("{first}/withdraw"), json!({})).await.ok(200);
        assert_eq!(gone["state"], "withdrawn");
        house.reader().await.post(&format!("{first}/accept"), json!({})).await.problem(403, "accounts.not_allowed");
        tell(house).await;
    }

    async fn people_wait_too_when_the_club_wants_it(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let known = camille.post(&format!("/members/{cafe}/contacts"), json!({"given_name": "Odile", "family_name": "Kern"})).await.ok(201);
        let mireille = house.manager_of(cafe).await;
        set_rules(house, json!({"people": {"treatment": "waits"}})).await;
        let people = format!("/members/{cafe}/contacts");
        let new = mireille.post(&people, json!({"given_name": "Paul", "family_name": "Weiss", "email": "paul@cafe.example"})).await.ok(202);
        assert_eq!((&new["about"], names(&new["fields"])), (&json!("new_contact"), vec!["email", "family_name", "given_name"]));
        let contact = format!("/contacts/{}", known["id"].as_str().unwrap());
        let edit = mireille.patch(&contact, 2, json!({"function": "Présidente", "mobile": "06 39 98 21 74"})).await.ok(202);
        assert_eq!((&edit["contact"]["name"], names(&edit["fields"])), (&json!("Odile Kern"), vec!["function", "mobile"]));
        let end = mireille.delete(&contact).await.ok(202);
        assert_eq!(end["about"], "contact_end");
        assert_eq!(camille.get(&people).await.ok(200)["items"].as_array().unwrap().len(), 1);
        let decide = |proposal: &Value, verb: &str| format!("/proposals/{}/{verb}", proposal["id"].as_str().unwrap());
        camille.post(&decide(&new, "accept"), json!({"fields": ["email"]})).await.problem(422, "members.decided_as_a_whole");
        camille.post(&decide(&new, "accept"), json!({})).await.ok(200);
        camille.post(&decide(&edit, "accept"), json!({"fields": ["function"]})).await.ok(200);
        camille.post(&decide(&edit, "refuse"), json!({"reason": "Numéro d’une autre personne"})).await.ok(200);
        camille.post(&decide(&new, "reopen"), json!({})).await.problem(409, "members.proposal_of_people");
        let list = camille.get(&people).await.ok(200);
        assert_eq!((&list["items"][0]["function"], &list["items"][0]["mobile"], &list["items"][1]["email"]), (&json!("Présidente"), &json!(null), &json!("paul@cafe.example")));
        camille.post(&decide(&end, "accept"), json!({})).await.ok(200);
        assert_eq!(camille.get(&people).await.ok(200)["items"].as_array().unwrap().len(), 1);
        // Forgotten, nothing that was asked about them says who they are.
        let paul = &camille.get(&people).await.ok(200)["items"][0];
        camille.delete(&format!("/contacts/{}?erase=true", paul["id"].as_str().unwrap())).await.ok(204);
        let kept = camille.get(&format!("/proposals?member={cafe}")).await.ok(200).to_string();
        assert!(!kept.contains("paul@cafe.example") && !kept.contains("Weiss"), "{kept}");
        tell(house).await;
    }

    async fn what_waits_passes_over_when_two_records_become_one(house) {
        let camille = house.coordinator().await;
        let (cafe, twin) = (cafe(&camille).await, member(&camille, json!({"name": "Repair-Café", "kind": "association"})).await);
        let path = ask(&house.manager_of(twin).await, twin, 1, json!({"name": "Les Vieux Rabots", "legal_name": "LVR"})).await;
        ask(&house.manager_of(cafe).await, cafe, 1, json!({"name": "Le Café"})).await;
        camille.post(&format!("/members/{cafe}/merge"), json!({"other": twin, "revision": 1, "other_revision": 1})).await.ok(200);
        let moved = camille.get(&path).await.ok(200);
        assert_eq!((&moved["member"]["id"], &moved["fields"][0]["verdict"], &moved["fields"][1]["verdict"]), (&json!(cafe), &json!("withdrawn"), &json!("waiting")));
        camille.post(&format!("{path}/accept"), json!({})).await.ok(200);
        assert_eq!(camille.get(&format!("/members/{cafe}")).await.ok(200)["legal_name"], "LVR");
        tell(house).await;
    }
}
