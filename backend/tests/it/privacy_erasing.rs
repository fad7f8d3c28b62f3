//! Erasing somebody: what goes, what stays, who may, and that nothing brings them back.

use chrono::TimeDelta;
use kernel::words::fold;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::{address, import, suppression};
use uuid::Uuid;

use crate::{
    campaigns,
    imports_commit::commit,
    imports_world::{dry_run_of, row},
    members_own_record::{member, revision},
    privacy_world::{
        EMAIL, FILE, add, asked_to_join, erase, erase_so, erased, everything, fetched, figures, met_everywhere,
        person_called, proposed_to, traces,
    },
};

both! {
    async fn somebody_who_is_erased_is_nowhere_any_more_and_the_club_counts_as_before(house) {
        let (person, cigogne, elsewhere) = met_everywhere(house).await;
        let camille = house.coordinator().await;
        let before = traces(&everything(house).await);
        for place in [
            "person.", "account.", "address.", "contact.", "interaction.", "proposal.by_name", "proposal_field.", "audit.label", "audit.changes",
            "audit.by_name", "change.", "delivery.", "import.", "import_row.", "join_request.", "member.search", "member.description",
            "member.internal_notes", "member_report.text", "member_report.email", "practice_sheet.content", "practice_version.content", "practice_confirmation.name", "practice_word.stem",
            "practice_vocabulary.word", "saved_view.", "consent_event.", "person_file.", "idempotency.", "/files/",
        ] {
            assert!(before.iter().any(|trace| trace.contains(place)), "she was never in {place}");
        }
        let shown = format!("/public/members/{cigogne}");
        assert_eq!(house.anyone().get(&shown).await.ok(200)["description"], "Zébuline Quackenbusch vous y accueille.");
        let asked = house.token_mailed_to(EMAIL, campaigns::PAGE).await;
        let link = house.token_mailed_to(EMAIL, "/mes-donnees").await;
        let counted = figures(house).await;
        let told = camille.get(&format!("/people/{person}/erasure")).await.ok(200);
        let of = |what: &str| told["items"].as_array().unwrap().iter().find(|item| item["what"] == what).cloned().unwrap_or(Value::Null);
        assert_eq!((&of("functions")["count"], &of("functions")["fate"]), (&json!(3), &json!("goes")));
        assert_eq!((&of("exchanges")["fate"], &of("reports")["count"]), (&json!("blanked"), &json!(1)));
        assert!(told["stays"].as_array().unwrap().iter().any(|rest| rest["what"] == "statistics"));

        let done = erase(house, &camille, &person).await;
        assert!(done["counts"]["audit"].as_u64().unwrap() > 0 && done["counts"]["files"] == 2, "{done}");
        let all = everything(house).await;
        let after = traces(&all);
        assert!(after.is_empty(), "{after:#?}");
        for noted in ["en congé", "confidence"] {
            assert!(!all.iter().any(|(_, text)| text.contains(noted)), "what was noted of her stayed in the past of an exchange: {noted}");
        }
        // The figures are the organisations'; what was said of them is still there.
        assert_eq!(figures(house).await, counted);
        let page = camille.get(&format!("/members/{cigogne}")).await.ok(200);
        assert_eq!((&page["contacts"][0]["person"]["name"], &page["contacts"][0]["main"]), (&json!("Odile Kern"), &json!(true)));
        assert!(page["last_personal_contact_on"].is_string());
        assert_eq!(house.anyone().get(&shown).await.ok(200)["description"], "… vous y accueille.");
        let other = camille.get(&format!("/members/{elsewhere}")).await.ok(200);
        assert_eq!(other["internal_notes"], "Voir avec …, trois jeux prêtés.");
        let noted = camille.get(&format!("/members/{elsewhere}/interactions")).await.ok(200);
        assert_eq!(noted["items"][0]["summary"], "… (…) nous a conseillé.");
        let reports = camille.get("/reports").await.ok(200);
        assert_eq!((&reports["items"][0]["text"], &reports["items"][0]["email"]), (&json!("Nous avons déménagé. …"), &Value::Null));
        assert_eq!((&reports["items"][1]["text"], &reports["items"][1]["email"]), (&json!("… n’y est plus."), &json!("voisine@rue.example")));
        let imports = import::Entity::find().all(&house.house.db.read).await.unwrap();
        assert_eq!(imports.iter().map(|one| one.state.as_str()).collect::<Vec<_>>(), ["committed", "committed"], "the other was given up");
        // What she was sent opens nothing any more.
        fetched(house, &link).await.problem(404, "house.not_found");
        house.anyone().post("/public/campaigns/confirm", json!({"token": asked})).await.problem(422, "campaigns.link_spent");
        // That it was done is told, by whom and of how much; not of whom.
        let admin = house.administrator().await;
        let line = admin.get("/audit?verb=erase").await.ok(200)["items"][0].clone();
        assert_eq!((&line["label"], &line["record_id"], &line["by"]["name"]), (&json!("…"), &json!(person), &json!("Camille Rotrieder")));
        let lines = admin.get("/audit?verb=replace_texts").await.ok(200);
        assert!(lines["items"][0]["label"] == "…" && !lines["items"][0]["changes"].as_array().unwrap().is_empty());
    }

    async fn who_is_forgotten_in_their_only_organisation_is_nowhere_any_more(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        let her = add(&camille, cigogne, json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL})).await;
        let heard = json!({"name": "Ludothèque", "kind": "association", "internal_notes": format!("Voir avec {EMAIL}, trois jeux prêtés.")});
        let heard = member(&camille, heard).await;
        let campaign = campaigns::draft(&camille).await;
        camille.post_once(&format!("{campaign}/send"), json!({})).await.ok(202);
        house.work_off().await;
        let before = traces(&everything(house).await);
        for place in ["delivery.", "member.internal_notes", "audit.label"] {
            assert!(before.iter().any(|trace| trace.contains(place)), "she was never in {place}");
        }
        camille.delete(&format!("/contacts/{}?erase=true", her["id"].as_str().unwrap())).await.ok(204);
        house.work_off().await;
        let after = traces(&everything(house).await);
        assert!(after.is_empty(), "{after:#?}");
        assert_eq!(camille.get(&format!("/members/{heard}")).await.ok(200)["internal_notes"], "Voir avec …, trois jeux prêtés.");
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
        let own = json!({"name": "Couture Odile Kern", "kind": "company", "email": "odile@kern.example", "phone": "03 88 77 66 55", "description": "L’atelier d’Odile Kern, repris par Paul."});
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
        assert_eq!(page["description"], "L’atelier d’…, repris par Paul.");
        let created = camille.get(&format!("/members/{shop}/audit")).await.ok(200).to_string();
        assert!(created.contains("+33388776655"), "the past of the shop keeps the shop’s number: {created}");
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

    async fn what_waits_of_somebody_goes_and_what_was_decided_stays_without_them(house) {
        let camille = house.coordinator().await;
        let milan = member(&camille, json!({"name": "Le Milan", "kind": "association"})).await;
        let accepted = proposed_to(house, milan).await;
        camille.post(&format!("/proposals/{}/accept", accepted["id"].as_str().unwrap()), json!({})).await.ok(200);
        // Elsewhere she waits to come in, and somebody of her name does too.
        let heron = member(&camille, json!({"name": "Le Héron", "kind": "association"})).await;
        proposed_to(house, heron).await;
        let namesake = json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": "autre@heron.example"});
        house.manager_of(heron).await.post(&format!("/members/{heron}/contacts"), namesake).await.ok(202);
        asked_to_join(house, &camille, "Ferme du Lac").await;
        house.advance(TimeDelta::seconds(31));
        house.work_off().await;
        let camille = house.coordinator().await;
        let person = person_called(&camille, "quackenbusch").await;
        erase(house, &camille, &person).await;
        assert_eq!(camille.get("/join-requests").await.ok(200)["items"], json!([]));
        let of = |member: Uuid| format!("/proposals?member={member}");
        let decided = camille.get(&format!("{}&state=decided", of(milan))).await.ok(200).to_string();
        assert!(decided.contains("new_contact") && !fold(&decided).contains("quackenbusch"), "{decided}");
        let waiting = camille.get(&of(heron)).await.ok(200);
        let emails: Vec<&Value> = waiting["items"].as_array().unwrap().iter().map(|one| &one["fields"][0]["after"]).collect();
        assert_eq!(emails, [&json!("autre@heron.example")]);
    }

    async fn an_objection_outlives_whoever_made_it(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
        let zebuline = json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL});
        let kept = || async { suppression::Entity::find().all(&house.house.db.read).await.unwrap() };
        // Nobody who asked for nothing is kept out, where the team chose so.
        let contact = add(&camille, cigogne, zebuline.clone()).await;
        let person = contact["person"]["id"].as_str().unwrap();
        erase_so(house, &camille, person, json!({"keep_out": false})).await;
        assert_eq!(kept().await.len(), 0);
        let contact = add(&camille, cigogne, zebuline.clone()).await;
        assert_eq!(contact["consent"]["state"], "none");
        let person = contact["person"]["id"].as_str().unwrap();
        let no = json!({"purpose": "messages", "action": "objected", "way": "phone"});
        camille.post(&format!("/people/{person}/consents"), no).await.ok(201);
        // She has another address by now: the objection is of the one before.
        let now = revision(&camille, cigogne).await;
        let another = json!({"email": "zq@ailleurs.example"});
        camille.patch(&format!("/contacts/{}", contact["id"].as_str().unwrap()), now, another).await.ok(200);
        erase_so(house, &camille, person, json!({"keep_out": false})).await;
        let marks = kept().await;
        assert!(marks.len() == 1 && marks[0].reason == "objected", "{marks:?}");
        assert_eq!(address::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
        let back = add(&camille, cigogne, zebuline).await;
        assert_eq!(back["consent"]["state"], "objected");
    }
}
