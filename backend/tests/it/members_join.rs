//! Asking to join by the public form, and what the team answers.

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{address, member, steward};

use crate::harness::{TestHouse, Visitor};

const EMAIL: &str = "elise@pain-des-bois.example";
const PAGE: &str = "/adherer/confirmer";

/// A territory of one commune: Sélestat.
async fn club(house: &TestHouse) -> Visitor<'_> {
    let admin = house.administrator().await;
    let revision = admin.get("/territory").await.ok(200)["revision"].as_i64().unwrap();
    admin.put("/territory", revision, json!({"epcis": [], "without": [], "with": ["67462"]})).await.ok(200);
    house.work_off().await;
    admin
}

async fn form(house: &TestHouse) -> Value {
    let ticket = house.anyone().get("/public/join").await.ok(200)["ticket"].clone();
    house.advance(TimeDelta::seconds(20));
    json!({"ticket": ticket,
        "organisation": {"name": "Au Pain des Bois", "kind": "company", "size": "small", "commune": "67462",
            "street": "5 rue du Four", "postal_code": "67600", "siret": "91200020500019", "phone": "03 88 12 34 56"},
        "person": {"given_name": "Élise", "family_name": "Exemple", "function": "Gérante", "email": EMAIL},
        "message": "Nos sacs à pain peuvent servir à d’autres.", "newsletter": true})
}

async fn asked(house: &TestHouse, form: &Value) -> Value {
    house.anyone().post("/public/join", form.clone()).await.ok(202)
}

/// Asks, confirms, and gives the request as the team sees it.
async fn waiting(house: &TestHouse, form: &Value) -> Value {
    asked(house, form).await;
    let token = house.token_mailed_to(form["person"]["email"].as_str().unwrap(), PAGE).await;
    let confirmed = json!({"token": token, "newsletter": form["newsletter"]});
    house.anyone().post("/public/join/confirm", confirmed).await.ok(200);
    let all = house.coordinator().await.get("/join-requests").await.ok(200);
    all["items"].as_array().unwrap().last().unwrap().clone()
}

fn path(request: &Value, verb: &str) -> String {
    format!("/join-requests/{}{verb}", request["id"].as_str().unwrap())
}

async fn members(house: &TestHouse) -> Vec<member::Model> {
    member::Entity::find().filter(member::Column::ExOfficio.eq(false)).all(&house.house.db.read).await.unwrap()
}

both! {
    async fn a_baker_asks_confirms_is_taken_in_and_signs_in(house) {
        club(house).await;
        let topic = house.coordinator().await.post("/topics", json!({"name": "Sacs et bocaux"})).await.ok(201);
        let mut form = form(house).await;
        form["topics"] = json!([topic["id"]]);
        assert_eq!(asked(house, &form).await, json!({"valid_hours": 48, "in_territory": true}));
        let staff = house.coordinator().await;
        // Nothing waits before the address is proven, and a look at the link proves nothing.
        assert_eq!(staff.get("/join-requests").await.ok(200)["items"], json!([]));
        let token = house.token_mailed_to(EMAIL, PAGE).await;
        let told = house.anyone().post("/public/join/review", json!({"token": token})).await.ok(200);
        assert_eq!(told, json!({"organisation": "Au Pain des Bois", "person": "Élise Exemple", "in_territory": true, "newsletter": true, "confirmed": false}));
        assert_eq!(staff.get("/join-requests").await.ok(200)["items"], json!([]));
        for _ in 0..2 {
            let told = house.anyone().post("/public/join/confirm", json!({"token": token, "newsletter": true})).await.ok(200);
            assert_eq!((&told["confirmed"], &told["newsletter"]), (&json!(true), &json!(true)));
        }
        let list = staff.get("/join-requests?with_total=true").await.ok(200);
        assert_eq!((&list["total"], &list["items"][0]["organisation"]["name"]), (&json!(1), &json!("Au Pain des Bois")));
        let request = list["items"][0].clone();
        assert_eq!(request["topics"][0]["name"], "Sacs et bocaux");
        assert_eq!(request["abilities"]["approve"]["allowed"], true);

        let answered = staff.post(&path(&request, "/approve"), json!({})).await.ok(200);
        assert_eq!((&answered["state"], &answered["decided_by"]), (&json!("approved"), &json!("Camille Rotrieder")));
        let id = answered["member_id"].as_str().unwrap();
        let member = staff.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&member["status"], &member["source"], &member["joined_on"]), (&json!("active"), &json!("join"), &json!("2026-11-23")));
        assert_eq!((&member["siret"], &member["siren"], &member["phone"]), (&json!("91200020500019"), &json!("912000205"), &json!("+33388123456")));
        assert_eq!(member["topics"][0]["name"], "Sacs et bocaux");
        let contact = &member["contacts"][0];
        assert_eq!((&contact["person"]["name"], &contact["main"], &contact["source"]), (&json!("Élise Exemple"), &json!(true), &json!("join")));
        assert_eq!((&contact["informed_on"], &contact["newsletter_wish"]), (&json!("2026-11-23"), &json!(true)));
        assert_eq!((&contact["consent"]["state"], &contact["consent"]["on"]), (&json!("given"), &json!("2026-11-23")));
        assert!(contact["consent"]["origin"].as_str().unwrap().contains("confirmé"), "{contact}");
        // What they read is kept as the page that confirms has it.
        let said = staff.get(&format!("/people/{}/privacy", contact["person"]["id"].as_str().unwrap())).await.ok(200);
        let read = said["consents"][0]["text_shown"].as_str().unwrap().to_owned();
        let words = concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/src/features/members/join/words/fr.ts");
        let words = std::fs::read_to_string(words).unwrap();
        assert!(read.lines().count() == 2 && read.lines().all(|line| words.contains(&format!("'{line}'"))), "{read}");

        let link = house.token_mailed_to(EMAIL, "/connexion/lien").await;
        let session = house.anyone().post("/auth/link/redeem", json!({"token": link})).await.ok(200);
        let baker = house.with_token(session["access_token"].as_str().unwrap());
        assert_eq!(baker.get(&format!("/members/{id}")).await.ok(200)["name"], "Au Pain des Bois");
        let me = baker.get("/me").await.ok(200);
        assert_eq!((&me["organisations"][0]["member_id"], &me["organisations"][0]["role"]), (&json!(id), &json!("manager")));
        // The person of the contact is the one of the account.
        house.work_off().await;
        let after = staff.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&after["last_contact_on"], &after["last_personal_contact_on"]), (&json!("2026-11-23"), &json!("2026-11-23")));
        staff.post(&path(&request, "/approve"), json!({})).await.problem(409, "members.join_decided");
        staff.post(&path(&request, "/refuse"), json!({"reason": "Non"})).await.problem(409, "members.join_decided");
    }

    async fn an_answer_does_not_tell_whom_the_club_knows(house) {
        let admin = club(house).await;
        let known = json!({"name": "Au Pain des Bois", "kind": "company", "commune": "67462", "siret": "91200020500019", "email": EMAIL});
        let known = admin.post("/members", known).await.ok(201);
        let person = json!({"given_name": "Élise", "family_name": "Exemple", "email": EMAIL});
        admin.post(&format!("/members/{}/contacts", known["id"].as_str().unwrap()), person).await.ok(201);
        let mut stranger = form(house).await;
        let of_known = stranger.clone();
        stranger["organisation"] = json!({"name": "Inconnue", "kind": "association", "commune": "67462"});
        stranger["person"]["email"] = json!("quelquun@ailleurs.example");
        assert_eq!(asked(house, &of_known).await, asked(house, &stranger).await);
        let mails = |address: &'static str| async move { house.mails_to(address).await.pop().unwrap() };
        let (one, other) = (mails(EMAIL).await, mails("quelquun@ailleurs.example").await);
        assert_eq!(one.subject, other.subject);
        // Nothing that was typed: the address may be a stranger's.
        for mail in [&one, &other] {
            for word in ["Élise", "Exemple", "Pain", "Inconnue", "sacs"] {
                assert!(!mail.text.contains(word) && !mail.html.contains(word), "{word} in {}", mail.text);
            }
            assert!(mail.confidential, "whoever reads the ledger proves nobody's address");
        }
        // The team sees it.
        let token = house.token_mailed_to(EMAIL, PAGE).await;
        house.anyone().post("/public/join/confirm", json!({"token": token})).await.ok(200);
        let staff = house.coordinator().await;
        let request = staff.get("/join-requests").await.ok(200)["items"][0].clone();
        let page = staff.get(&path(&request, "")).await.ok(200);
        assert_eq!((&page["duplicates"][0]["member"]["id"], &page["duplicates"][0]["reason"]), (&known["id"], &json!("identifier")));
        house.work_off().await;
    }

    async fn who_is_there_already_is_linked_and_keeps_what_their_record_says(house) {
        let admin = club(house).await;
        let known = json!({"name": "Boulangerie du Four", "kind": "company", "commune": "67462", "phone": "03 88 99 99 99", "status": "prospect"});
        let known = admin.post("/members", known).await.ok(201);
        let request = waiting(house, &form(house).await).await;
        let staff = house.coordinator().await;
        let link = json!({"member_id": known["id"]});
        assert_eq!(staff.post(&path(&request, "/approve"), link.clone()).await.ok(200)["member_id"], known["id"]);
        let member = staff.get(&format!("/members/{}", known["id"].as_str().unwrap())).await.ok(200);
        assert_eq!((&member["name"], &member["phone"]), (&json!("Boulangerie du Four"), &json!("+33388999999")));
        assert_eq!((&member["status"], &member["siret"], &member["street"]), (&json!("active"), &json!("91200020500019"), &json!("5 rue du Four")));
        assert_eq!(member["contacts"].as_array().unwrap().len(), 1);
        assert_eq!(members(house).await.len(), 1);
        house.work_off().await;
        // A second organisation, from the same mailbox: one account for both.
        let mut again = form(house).await;
        again["organisation"] = json!({"name": "Le Four Solidaire", "kind": "association", "commune": "67462"});
        let second = waiting(house, &again).await;
        staff.post(&path(&second, "/approve"), json!({})).await.ok(200);
        let seats = steward::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(seats.iter().map(|seat| seat.account_id).collect::<std::collections::BTreeSet<_>>().len(), 1);
        assert_eq!(seats.len(), 2);
        house.work_off().await;
    }

    async fn a_number_that_another_member_has_stands_in_the_way_until_they_are_linked(house) {
        let admin = club(house).await;
        let known = json!({"name": "Pain & Cie", "kind": "company", "siret": "91200020500019"});
        let known = admin.post("/members", known).await.ok(201);
        let request = waiting(house, &form(house).await).await;
        let staff = house.coordinator().await;
        let refused = staff.post(&path(&request, "/approve"), json!({})).await.problem(409, "members.identifier_taken");
        assert_eq!(refused["holder"]["id"], known["id"]);
        // Nothing of it was written.
        assert_eq!(steward::Entity::find().all(&house.house.db.read).await.unwrap().len(), 0);
        staff.post(&path(&request, "/approve"), json!({"member_id": known["id"]})).await.ok(200);
        house.work_off().await;
    }

    async fn a_refusal_says_why_and_keeps_the_person_out(house) {
        club(house).await;
        let mut form = form(house).await;
        form["organisation"]["commune"] = json!("67482");
        form["organisation"]["postal_code"] = json!("67000");
        assert_eq!(asked(house, &form).await["in_territory"], false);
        let request = waiting(house, &form).await;
        assert_eq!(request["in_territory"], false);
        let staff = house.coordinator().await;
        staff.post(&path(&request, "/refuse"), json!({"reason": "  "})).await.problem(422, "members.join_reason_needed");
        let reason = "Votre commune relève du club voisin :\nil vous attend <b>déjà</b>.";
        let answered = staff.post(&path(&request, "/refuse"), json!({"reason": reason})).await.ok(200);
        assert_eq!((&answered["state"], &answered["reason"]), (&json!("refused"), &json!(reason)));
        let mail = house.mails_to(EMAIL).await.remove(0);
        assert!(mail.text.contains("club voisin") && mail.html.contains("&lt;b&gt;"), "{}", mail.html);
        assert_eq!(members(house).await.len(), 0);
        assert_eq!(staff.get("/join-requests?state=refused").await.ok(200)["items"][0]["id"], request["id"]);
        house.work_off().await;
    }

    async fn a_form_is_corrected_field_by_field(house) {
        club(house).await;
        let good = form(house).await;
        let told = |reply: crate::harness::Reply| {
            let body = reply.ok(422);
            body["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let mut bad = good.clone();
        bad["organisation"]["siret"] = json!("12345678912345");
        bad["organisation"]["phone"] = json!("12");
        bad["person"]["email"] = json!("elise@");
        bad["person"]["family_name"] = json!(" ");
        let found = told(house.anyone().post("/public/join", bad).await);
        for pointer in ["/organisation/siret", "/organisation/phone", "/person/email", "/person/family_name"] {
            assert!(found.iter().any(|one| one == pointer), "{pointer} is not in {found:?}");
        }
        let mut unknown = good.clone();
        unknown["organisation"]["status"] = json!("active");
        assert!(!told(house.anyone().post("/public/join", unknown).await).is_empty());
        assert_eq!(house.mails_to(EMAIL).await.len(), 0);
    }

    async fn a_robot_is_told_the_same_and_nothing_comes_of_it(house) {
        club(house).await;
        let mut form = form(house).await;
        form["fax"] = json!("http://spam.example");
        assert_eq!(asked(house, &form).await, json!({"valid_hours": 48, "in_territory": true}));
        assert_eq!(house.mails_to(EMAIL).await.len(), 0);
        // A form that comes at once was not typed; a forged or old ticket is none.
        form.as_object_mut().unwrap().remove("fax");
        form["ticket"] = house.anyone().get("/public/join").await.ok(200)["ticket"].clone();
        assert_eq!(house.anyone().post("/public/join", form.clone()).await.problem(429, "house.too_many_requests")["status"], 429);
        let young = form["ticket"].as_str().unwrap().to_owned();
        form["ticket"] = json!(format!("1{young}"));
        house.anyone().post("/public/join", form.clone()).await.problem(422, "members.join_ticket_spent");
        form["ticket"] = json!(young);
        house.advance(TimeDelta::hours(25));
        house.anyone().post("/public/join", form).await.problem(422, "members.join_ticket_spent");
    }

    async fn a_mailbox_and_a_network_are_not_flooded(house) {
        club(house).await;
        let mut form = form(house).await;
        for n in 0..3 {
            form["message"] = json!(format!("Encore moi, pour la {n}e fois."));
            house.anyone().post_from(&format!("192.0.2.{n}"), "", "/public/join", form.clone()).await.ok(202);
        }
        form["message"] = json!("Et encore.");
        house.anyone().post_from("192.0.2.9", "", "/public/join", form.clone()).await.problem(429, "house.too_many_requests");
        assert_eq!(house.mails_to(EMAIL).await.len(), 3);
        for n in 0..10 {
            let mut other = form.clone();
            other["person"]["email"] = json!(format!("quelquun{n}@ailleurs.example"));
            house.anyone().post_from("198.51.100.7", "", "/public/join", other).await.ok(202);
        }
        house.anyone().post_from("198.51.100.7", "", "/public/join", form).await.problem(429, "house.too_many_requests");
    }

    async fn a_form_sent_twice_is_one_request_until_its_sender_waited_in_vain(house) {
        club(house).await;
        let mut form = form(house).await;
        assert_eq!(asked(house, &form).await, asked(house, &form).await);
        assert_eq!(house.mails_to(EMAIL).await.len(), 1);
        // Another word in it, and it is another request.
        form["message"] = json!("Nos sacs, et nos bocaux.");
        asked(house, &form).await;
        assert_eq!(house.mails_to(EMAIL).await.len(), 2);
        // No mail came: it is sent once more.
        house.advance(TimeDelta::minutes(11));
        asked(house, &form).await;
        assert_eq!(house.mails_to(EMAIL).await.len(), 3);
    }

    async fn a_link_is_good_for_two_days_and_only_for_its_own_purpose(house) {
        club(house).await;
        asked(house, &form(house).await).await;
        let token = house.token_mailed_to(EMAIL, PAGE).await;
        house.anyone().post("/auth/link/redeem", json!({"token": token})).await.problem(422, "accounts.link_spent");
        let mut edited = token.clone();
        edited.replace_range(0..1, if token.starts_with('A') { "B" } else { "A" });
        house.anyone().post("/public/join/confirm", json!({"token": edited})).await.problem(422, "members.join_link_spent");
        house.advance(TimeDelta::hours(49));
        house.anyone().post("/public/join/confirm", json!({"token": token})).await.problem(422, "members.join_link_spent");
        house.work_off().await;
    }

    async fn a_newer_request_takes_the_place_of_one_that_waits(house) {
        club(house).await;
        let first = waiting(house, &form(house).await).await;
        let mut corrected = form(house).await;
        corrected["organisation"]["name"] = json!("au pain des bois");
        waiting(house, &corrected).await;
        let staff = house.coordinator().await;
        assert_eq!(staff.get("/join-requests?with_total=true").await.ok(200)["total"], 1);
        assert_eq!(staff.get(&path(&first, "")).await.ok(200)["state"], "replaced");
        house.work_off().await;
    }

    async fn without_a_tick_there_is_no_consent(house) {
        club(house).await;
        let mut form = form(house).await;
        asked(house, &form).await;
        let token = house.token_mailed_to(EMAIL, PAGE).await;
        // Asked for in the form, not confirmed behind the link.
        house.anyone().post("/public/join/confirm", json!({"token": token})).await.ok(200);
        let staff = house.coordinator().await;
        let request = staff.get("/join-requests").await.ok(200)["items"][0].clone();
        assert_eq!(request["newsletter"], false);
        staff.post(&path(&request, "/approve"), json!({})).await.ok(200);
        let known = address::Entity::find().filter(address::Column::EmailKey.eq(EMAIL)).one(&house.house.db.read).await.unwrap();
        assert_eq!(known.unwrap().consent, kernel::trade::Consent::None);
        form["newsletter"] = json!(false);
        house.work_off().await;
    }

    async fn a_club_can_close_its_form_and_others_do_not_decide(house) {
        let admin = club(house).await;
        let request = waiting(house, &form(house).await).await;
        house.anyone().get("/join-requests").await.problem(401, "accounts.sign_in_needed");
        let own = members(house).await;
        assert!(own.is_empty());
        let member = admin.post("/members", json!({"name": "Autre", "kind": "association"})).await.ok(201);
        let manager = house.manager_of(member["id"].as_str().unwrap().parse().unwrap()).await;
        for visitor in [manager, house.reader().await] {
            assert_eq!(visitor.post(&path(&request, "/approve"), json!({})).await.status, 403);
            assert_eq!(visitor.post(&path(&request, "/refuse"), json!({"reason": "Non"})).await.status, 403);
        }
        let late = form(house).await;
        let club = admin.get("/club").await.ok(200);
        admin.patch("/club", club["revision"].as_i64().unwrap(), json!({"join_open": false, "charter_words": "Moins de déchets"})).await.ok(200);
        let words = house.anyone().get("/public/join").await.ok(200);
        assert_eq!((&words["open"], &words["charter"]), (&json!(false), &json!("Moins de déchets")));
        house.anyone().post("/public/join", late).await.problem(409, "members.join_closed");
        house.work_off().await;
    }

    async fn communes_say_whether_they_are_of_the_territory(house) {
        club(house).await;
        let found = house.anyone().get("/public/join/communes?q=selest").await.ok(200);
        assert_eq!((&found["items"][0]["insee_code"], &found["items"][0]["in_territory"]), (&json!("67462"), &json!(true)));
        let found = house.anyone().get("/public/join/communes?q=strasbourg").await.ok(200);
        assert_eq!(found["items"][0]["in_territory"], false);
    }

    async fn the_club_is_told_where_it_named_an_address_and_a_forgotten_person_is_gone(house) {
        let admin = club(house).await;
        let club = admin.get("/club").await.ok(200);
        admin.patch("/club", club["revision"].as_i64().unwrap(), json!({"contact_email": "bonjour@club.example"})).await.ok(200);
        let request = waiting(house, &form(house).await).await;
        let mail = house.mails_to("bonjour@club.example").await.remove(0);
        assert!(mail.text.contains("Au Pain des Bois") && mail.text.contains("/adhesions"), "{}", mail.text);
        let answered = admin.post(&path(&request, "/approve"), json!({})).await.ok(200);
        let member = admin.get(&format!("/members/{}", answered["member_id"].as_str().unwrap())).await.ok(200);
        admin.delete(&format!("/contacts/{}?erase=true", member["contacts"][0]["id"].as_str().unwrap())).await.ok(204);
        let after = admin.get(&path(&request, "")).await.ok(200);
        assert!(!after.to_string().contains("elise") && !after.to_string().contains("Élise"), "{after}");
        house.work_off().await;
    }
}
