//! Members changed: alone, together, taken back; two at once; archived and restored.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::{
    harness::{TestHouse, Visitor},
    members_list::made,
};

async fn page(visitor: &Visitor<'_>, id: impl std::fmt::Display) -> Value {
    visitor.get(&format!("/members/{id}")).await.ok(200)
}

async fn audit(visitor: &Visitor<'_>, id: impl std::fmt::Display) -> Vec<Value> {
    visitor.get(&format!("/members/{id}/audit")).await.ok(200)["items"].as_array().unwrap().clone()
}

fn outcomes(made: &Value) -> Vec<&str> {
    made["rows"].as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect()
}

async fn rename(house: &TestHouse, id: uuid::Uuid, name: &str) {
    let visitor = house.administrator().await;
    let revision = page(&visitor, id).await["revision"].as_i64().unwrap();
    visitor.patch(&format!("/members/{id}"), revision, json!({"name": name})).await.ok(200);
}

both! {
    async fn a_thousand_rows_take_a_long_text_each(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "Un", "kind": "association"})).await;
        let description = "é".repeat(5_000);
        let row = |id: uuid::Uuid| json!({"id": id, "revision": 1, "set": {"description": description}});
        // Only the first is there: what the others cost is their way in.
        let rows: Vec<Value> = std::iter::once(id).chain((1..1_000).map(|_| uuid::Uuid::now_v7())).map(row).collect();
        let body = json!({"changes": rows});
        assert!(body.to_string().len() > 10_000_000);
        let answer = camille.post_once("/members/changes", body).await.ok(200);
        let outcomes = outcomes(&answer);
        assert_eq!((outcomes.len(), outcomes[0], outcomes[999]), (1_000, "changed", "refused"));
        let too_much = json!({"name": "x".repeat(2 * 1024 * 1024), "kind": "association"});
        camille.post("/members", too_much).await.problem(413, "house.too_large");
        house.work_off().await;
    }

    async fn values_are_checked_and_written_the_houses_one_way(house) {
        let camille = house.coordinator().await;
        let reply = camille.post("/members", json!({
            "name": "Épicerie", "kind": "company", "size": "small", "commune": "SELESTAT", "siret": "732 829 320 00074",
            "phone": "03 53 01 00 18", "email": " Contact@Epicerie.Example ", "website": "www.epicerie.example",
        })).await.ok(201);
        assert_eq!(reply["commune"], json!({"insee_code": "67462", "name": "Sélestat"}));
        assert_eq!((reply["siren"].as_str(), reply["siret"].as_str()), (Some("732829320"), Some("73282932000074")));
        assert_eq!((reply["postal_code"].as_str(), reply["phone"].as_str()), (Some("67600"), Some("+33353010018")));
        assert_eq!(reply["website"], "https://www.epicerie.example");
        let wrong = json!({"name": "X", "kind": "association", "size": "large", "siren": "123456789", "rna": "W1", "phone": "12",
            "email": "nobody", "postal_code": "6760", "website": "pas une adresse", "commune": "Saint-Pierre", "insee_code": "67462",
            "topics": ["019ab1c2-0000-7000-8000-000000000000"], "referent_id": "019ab1c2-0000-7000-8000-000000000000"});
        let problem = camille.post("/members", wrong).await.problem(422, "house.invalid");
        let mut pointers: Vec<&str> = problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/commune", "/email", "/insee_code", "/phone", "/postal_code", "/referent_id", "/rna", "/siren", "/size", "/topics/0", "/website"]);
        for (body, pointer) in [
            (json!({"kind": "association"}), "/name"),
            (json!({"name": "X"}), "/kind"),
            (json!({"name": "X", "kind": "club"}), "/kind"),
            (json!({"name": "X", "kind": "company", "colour": 1}), "/colour"),
            (json!({"name": "x".repeat(201), "kind": "company"}), "/name"),
            (json!({"name": "X", "kind": "company", "since": "2027"}), "/since"),
        ] {
            let problem = camille.post("/members", body.clone()).await.ok(422);
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        }
    }

    async fn a_change_keeps_what_it_does_not_name_and_clears_what_is_null(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "La Cigogne", "kind": "association", "street": "1 rue Haute", "website": "cigogne.example"})).await;
        let reply = camille.patch(&format!("/members/{id}"), 1, json!({"street": null, "description": "Compost"})).await;
        let after = reply.ok(200);
        assert_eq!((reply.header("etag"), after["street"].is_null(), after["website"].as_str()), ("\"r2\"", true, Some("https://cigogne.example")));
        // What changes nothing leaves the revision.
        assert_eq!(camille.patch(&format!("/members/{id}"), 2, json!({"description": "Compost"})).await.ok(200)["revision"], 2);
        let lines = audit(&camille, id).await;
        assert_eq!((lines.len(), lines[0]["verb"].as_str(), lines[0]["by"]["name"].as_str()), (2, Some("update"), Some("Camille Rotrieder")));
        let changes = lines[0]["changes"].as_array().unwrap();
        assert!(changes.contains(&json!({"field": "street", "before": "1 rue Haute", "after": null})), "{changes:?}");
        assert_eq!(changes.len(), 2);
    }

    async fn of_two_editors_the_second_is_told_who_was_first(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        let alix = house.administrator().await;
        alix.patch(&format!("/members/{id}"), 1, json!({"street": "1 rue Haute"})).await.ok(200);
        let problem = camille.patch(&format!("/members/{id}"), 1, json!({"street": "2 rue Basse"})).await.problem(412, "house.stale");
        assert_eq!((problem["current"]["revision"].as_i64(), problem["current"]["changed_by"].as_str()), (Some(2), Some("Alix Amand")));
        assert_eq!(page(&camille, id).await["street"], "1 rue Haute");
        let without = TestRequest::patch().uri(&format!("/api/v1/members/{id}")).set_json(json!({"street": "3"}));
        camille.send(without).await.problem(428, "house.revision_needed");
        camille.patch("/members/nonsense", 1, json!({})).await.problem(404, "house.not_found");
        house.reader().await.patch(&format!("/members/{id}"), 2, json!({})).await.problem(403, "accounts.not_allowed");
        house.contributor_of(id).await.patch(&format!("/members/{id}"), 2, json!({})).await.problem(403, "members.staff_only");
    }

    async fn an_identifier_belongs_to_one_member_and_its_holder_is_named(house) {
        let camille = house.coordinator().await;
        let holder = made(&camille, json!({"name": "Première", "kind": "company", "siren": "732829320"})).await;
        let problem = camille.post("/members", json!({"name": "Seconde", "kind": "company", "siren": "732829320"})).await.problem(409, "members.identifier_taken");
        assert_eq!(problem["errors"][0]["pointer"], "/siren");
        assert_eq!(problem["holder"], json!({"id": holder, "name": "Première"}));
        // Establishments of one company differ by their SIRET.
        made(&camille, json!({"name": "Établissement", "kind": "company", "siret": "73282932000074"})).await;
        let other = made(&camille, json!({"name": "Autre", "kind": "association", "rna": "W671234567"})).await;
        camille.patch(&format!("/members/{other}"), 1, json!({"siren": "732829320"})).await.problem(409, "members.identifier_taken");
        // Archived, it frees its number; restored, it must have it back.
        camille.delete(&format!("/members/{holder}")).await.ok(204);
        camille.patch(&format!("/members/{other}"), 1, json!({"siren": "732829320"})).await.ok(200);
        let problem = camille.post(&format!("/members/{holder}/restore"), json!({})).await.problem(409, "members.identifier_taken");
        assert_eq!((problem["errors"][0]["pointer"].as_str(), problem["holder"]["name"].as_str()), (Some("/siren"), Some("Autre")));
        camille.patch(&format!("/members/{other}"), 2, json!({"siren": null})).await.ok(200);
        camille.post(&format!("/members/{holder}/restore"), json!({})).await.ok(200);
        camille.post(&format!("/members/{holder}/restore"), json!({})).await.problem(409, "members.not_archived");
    }

    async fn numbers_pass_from_one_member_to_another_in_one_paste(house) {
        let camille = house.coordinator().await;
        let first = made(&camille, json!({"name": "Première", "kind": "company", "siret": "73282932000074"})).await;
        let second = made(&camille, json!({"name": "Seconde", "kind": "company", "siret": "35600000000048"})).await;
        let third = made(&camille, json!({"name": "Troisième", "kind": "association"})).await;
        let swapped = json!({"changes": [
            {"id": first, "revision": 1, "set": {"siren": null, "siret": "35600000000048"}},
            {"id": second, "revision": 1, "set": {"siren": null, "siret": "73282932000074"}},
            {"id": third, "revision": 1, "set": {"street": "1 rue Haute"}},
        ]});
        let done = camille.post("/members/changes", swapped).await.ok(200);
        assert!(done["rows"].as_array().unwrap().iter().all(|row| row["outcome"] == "changed"), "{done}");
        assert_eq!((&page(&camille, first).await["siret"], &page(&camille, third).await["street"]), (&json!("35600000000048"), &json!("1 rue Haute")));
        let undone = camille.post(&format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap()), json!({})).await.ok(200);
        assert!(undone["rows"].as_array().unwrap().iter().all(|row| row["outcome"] == "changed"), "{undone}");
        assert_eq!(page(&camille, second).await["siret"], "35600000000048");
        // Whoever is refused keeps its number, and nobody else has it.
        let chain = json!({"changes": [
            {"id": third, "revision": 3, "set": {"siret": "73282932000074"}},
            {"id": first, "revision": 3, "set": {"siren": null, "siret": "35600000000048"}},
        ]});
        let refused = camille.post("/members/changes", chain).await.ok(200);
        let of: Vec<&Value> = refused["rows"].as_array().unwrap().iter().map(|row| &row["outcome"]).collect();
        assert_eq!(of, ["refused", "refused"], "{refused}");
    }

    async fn an_archived_member_is_read_and_not_changed(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "Ancienne", "kind": "association"})).await;
        camille.delete(&format!("/members/{id}")).await.ok(204);
        let gone = page(&camille, id).await;
        assert!(gone["archived_at"].is_string());
        assert_eq!((gone["abilities"]["edit"]["allowed"].as_bool(), gone["abilities"]["restore"]["allowed"].as_bool()), (Some(false), Some(true)));
        camille.patch(&format!("/members/{id}"), 2, json!({"name": "X"})).await.problem(409, "members.archived");
        camille.delete(&format!("/members/{id}")).await.problem(409, "members.archived");
        camille.post(&format!("/members/{id}/status"), json!({"status": "active"})).await.problem(409, "members.archived");
        let back = camille.post(&format!("/members/{id}/restore"), json!({})).await.ok(200);
        assert_eq!((back["archived_at"].is_null(), back["revision"].as_i64()), (true, Some(3)));
    }

    async fn status_has_a_dated_history_from_which_joined_and_left_derive(house) {
        let alix = house.administrator().await;
        let id = made(&alix, json!({"name": "La Cigogne", "kind": "association"})).await;
        let path = format!("/members/{id}/status");
        house.advance(chrono::TimeDelta::days(10));
        let alix = house.administrator().await;
        let active = alix.post(&path, json!({"status": "active", "reason": "A signé"})).await.ok(200);
        assert_eq!((active["status"].as_str(), active["joined_on"].as_str(), active["left_on"].is_null()), (Some("active"), Some("2026-12-03"), true));
        alix.post(&path, json!({"status": "active"})).await.problem(409, "members.same_status");
        alix.post(&path, json!({"status": "prospect"})).await.problem(409, "members.status_backwards");
        alix.post(&path, json!({"status": "left", "since": "2026-12-01"})).await.problem(422, "members.since_before_last");
        alix.post(&path, json!({"status": "left", "since": "2026-12-04"})).await.problem(422, "members.since_in_future");
        let left = alix.post(&path, json!({"status": "left"})).await.ok(200);
        assert_eq!((left["left_on"].as_str(), left["joined_on"].as_str()), (Some("2026-12-03"), Some("2026-12-03")));
        let steps = json!({"steps": [{"status": "active", "since": "2014"}, {"status": "paused", "since": "2020-03"}]});
        house.coordinator().await.put(&format!("/members/{id}/status-history"), 3, steps.clone()).await.problem(403, "members.administrator_only");
        alix.put(&format!("/members/{id}/status-history"), 2, steps.clone()).await.problem(412, "house.stale");
        let corrected = alix.put(&format!("/members/{id}/status-history"), 3, steps).await.ok(200);
        assert_eq!((corrected["status"].as_str(), corrected["joined_on"].as_str(), corrected["left_on"].is_null()), (Some("paused"), Some("2014-01-01"), true));
        assert_eq!(corrected["status_history"][1], json!({"status": "paused", "since": "2020-03-01", "precision": "month", "reason": null}));
        let wrong = json!({"steps": [{"status": "active", "since": "2014"}, {"status": "paused", "since": "2013"}]});
        let problem = alix.put(&format!("/members/{id}/status-history"), 4, wrong).await.problem(422, "members.since_before_last");
        assert_eq!(problem["errors"][0]["pointer"], "/steps/1/since");
        let by_form = alix.patch(&format!("/members/{id}"), 4, json!({"status": "active"})).await.ok(200);
        assert_eq!(by_form["status_history"].as_array().unwrap().len(), 3);
    }

    async fn a_paste_keeps_the_good_rows_and_is_undone_together(house) {
        let camille = house.coordinator().await;
        let mut ids = Vec::new();
        for name in ["Un", "Deux", "Trois", "Quatre"] {
            ids.push(made(&camille, json!({"name": name, "kind": "association", "street": "ancienne"})).await);
        }
        camille.patch(&format!("/members/{}", ids[2]), 1, json!({"website": "trois.example"})).await.ok(200);
        let body = |dry: bool, atomic: bool| json!({"dry_run": dry, "atomic": atomic, "changes": [
            {"id": ids[0], "revision": 1, "set": {"street": "nouvelle", "status": "active"}},
            {"id": ids[1], "revision": 1, "set": {"siren": "12"}},
            {"id": ids[2], "revision": 1, "set": {"street": "nouvelle"}},
            {"id": ids[3], "revision": 1, "set": {"street": "ancienne"}},
        ]});
        for (dry, atomic) in [(true, false), (false, true)] {
            let tried = camille.post("/members/changes", body(dry, atomic)).await.ok(200);
            assert_eq!(outcomes(&tried), ["changed", "refused", "refused", "unchanged"]);
            assert!(tried["change_set_id"].is_null());
            assert_eq!(page(&camille, ids[0]).await["street"], "ancienne");
        }
        let done = camille.post("/members/changes", body(false, false)).await.ok(200);
        assert_eq!(outcomes(&done), ["changed", "refused", "refused", "unchanged"]);
        assert_eq!(done["rows"][0]["revision"], 2);
        assert_eq!(done["rows"][1]["errors"][0]["pointer"], "/changes/1/set/siren");
        assert_eq!(done["rows"][2]["current"]["revision"], 2);
        assert_eq!(done["rows"][2]["current"]["changed_by"], "Camille Rotrieder");
        let undo = format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap());
        house.reader().await.post(&undo, json!({})).await.problem(403, "accounts.not_allowed");
        let undone = camille.post(&undo, json!({})).await.ok(200);
        assert_eq!(outcomes(&undone), ["changed"]);
        let back = page(&camille, ids[0]).await;
        assert_eq!((back["street"].as_str(), back["status"].as_str(), back["joined_on"].is_null()), (Some("ancienne"), Some("prospect"), true));
        assert_eq!(back["status_history"].as_array().unwrap().len(), 1);
        camille.post(&undo, json!({})).await.problem(409, "members.already_undone");
        let again = format!("/change-sets/{}/undo", undone["change_set_id"].as_str().unwrap());
        assert_eq!(outcomes(&camille.post(&again, json!({})).await.ok(200)), ["changed"]);
        assert_eq!(page(&camille, ids[0]).await["joined_on"], "2026-11-23");
        camille.post("/change-sets/019ab1c2-0000-7000-8000-000000000000/undo", json!({})).await.problem(404, "house.not_found");
    }

    async fn an_undo_leaves_alone_what_somebody_changed_since(house) {
        let camille = house.coordinator().await;
        let (one, two) = (made(&camille, json!({"name": "Un", "kind": "association"})).await, made(&camille, json!({"name": "Deux", "kind": "association"})).await);
        let set = json!({"atomic": true, "changes": [
            {"id": one, "revision": 1, "set": {"street": "nouvelle"}}, {"id": two, "revision": 1, "set": {"street": "nouvelle"}}]});
        let done = camille.post("/members/changes", set).await.ok(200);
        rename(house, two, "Deuxième").await;
        let undone = camille.post(&format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap()), json!({})).await.ok(200);
        let rows = undone["rows"].as_array().unwrap();
        let of = |id: uuid::Uuid| rows.iter().find(|row| row["id"] == id.to_string()).unwrap();
        assert_eq!(of(one)["outcome"], "changed");
        assert_eq!((of(two)["outcome"].as_str(), of(two)["current"]["changed_by"].as_str()), (Some("refused"), Some("Alix Amand")));
        assert_eq!((page(&camille, one).await["street"].is_null(), page(&camille, two).await["street"].as_str()), (true, Some("nouvelle")));
    }

    async fn an_undo_fills_nothing_in(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "Un", "kind": "association", "commune": "67462"})).await;
        assert_eq!(page(&camille, id).await["postal_code"], "67600");
        camille.patch(&format!("/members/{id}"), 1, json!({"postal_code": null})).await.ok(200);
        let far = made(&camille, json!({"name": "Deux", "kind": "association"})).await;
        let set = json!({"changes": [
            {"id": id, "revision": 2, "set": {"street": "nouvelle"}}, {"id": far, "revision": 1, "set": {"commune": "67462"}}]});
        let done = camille.post("/members/changes", set).await.ok(200);
        assert_eq!(page(&camille, far).await["postal_code"], "67600");
        let undone = camille.post(&format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap()), json!({})).await.ok(200);
        assert_eq!(outcomes(&undone), ["changed", "changed"]);
        let (one, two) = (page(&camille, id).await, page(&camille, far).await);
        assert_eq!((&one["street"], &one["postal_code"], &one["commune"]["name"]), (&Value::Null, &Value::Null, &json!("Sélestat")));
        assert_eq!((&two["commune"], &two["postal_code"]), (&Value::Null, &Value::Null));
        let told = audit(&camille, id).await[0]["changes"].clone();
        assert_eq!(told, json!([{"field": "street", "before": "nouvelle", "after": null}]));
        // Nor does a form that clears the postal code along with a commune: that is how a screen takes a row back.
        let both = camille.patch(&format!("/members/{far}"), 3, json!({"commune": "67462", "postal_code": null})).await.ok(200);
        assert_eq!((&both["commune"]["name"], &both["postal_code"]), (&json!("Sélestat"), &Value::Null));
    }

    async fn a_referent_who_has_left_the_team_keeps_the_name_and_stands_in_no_undos_way(house) {
        let (camille, alix) = (house.coordinator().await, house.administrator().await);
        let noe = house.account(Some(kernel::caller::StaffRole::Coordinator), "Noé", "Weiss").await;
        let (one, two) = (
            made(&camille, json!({"name": "Un", "kind": "association", "referent_id": noe})).await,
            made(&camille, json!({"name": "Deux", "kind": "association", "referent_id": noe})).await,
        );
        let set = json!({"changes": [
            {"id": one, "revision": 1, "set": {"street": "nouvelle"}}, {"id": two, "revision": 1, "set": {"referent_id": null}}]});
        let done = camille.post("/members/changes", set).await.ok(200);
        assert_eq!(page(&camille, one).await["referent"], json!({"account_id": noe, "name": "Noé Weiss", "gone": false}));
        let revision = alix.get(&format!("/accounts/{noe}")).await.ok(200)["revision"].as_i64().unwrap();
        alix.patch(&format!("/accounts/{noe}"), revision, json!({"role": null})).await.ok(200);
        let left = json!({"account_id": noe, "name": "Noé Weiss", "gone": true});
        assert_eq!(page(&camille, one).await["referent"], left);
        let fields = camille.get("/members/filter-fields").await.ok(200);
        let referents = fields["fields"].as_array().unwrap().iter().find(|field| field["key"] == "referent").unwrap();
        assert!(referents["choices"].to_string().contains("Noé Weiss (a quitté l’équipe)"), "{referents}");
        let file = camille.get("/members/export?format=csv&profile=open&columns=name,referent").await;
        assert!(String::from_utf8_lossy(&file.bytes).contains("Noé Weiss"));
        // Nobody new is given to somebody who has left.
        let new = json!({"name": "Trois", "kind": "association", "referent_id": noe});
        assert_eq!(camille.post("/members", new).await.problem(422, "members.referent_unknown")["errors"][0]["pointer"], "/referent_id");
        let undone = camille.post(&format!("/change-sets/{}/undo", done["change_set_id"].as_str().unwrap()), json!({})).await.ok(200);
        assert_eq!(outcomes(&undone), ["changed", "changed"], "{undone}");
        assert_eq!((&page(&camille, one).await["street"], &page(&camille, two).await["referent"]), (&Value::Null, &left));
    }

    async fn an_undo_can_be_tried_again_for_the_rows_that_were_refused(house) {
        let camille = house.coordinator().await;
        let one = made(&camille, json!({"name": "Un", "kind": "company", "siren": "732829320"})).await;
        let two = made(&camille, json!({"name": "Deux", "kind": "company"})).await;
        let set = json!({"changes": [
            {"id": one, "revision": 1, "set": {"siren": null}}, {"id": two, "revision": 1, "set": {"street": "nouvelle"}}]});
        let undo = format!("/change-sets/{}/undo", camille.post("/members/changes", set).await.ok(200)["change_set_id"].as_str().unwrap());
        let third = made(&camille, json!({"name": "Trois", "kind": "company", "siren": "732829320"})).await;
        let undone = camille.post(&undo, json!({})).await.ok(200);
        assert_eq!(outcomes(&undone), ["changed", "refused"], "{undone}");
        assert_eq!(undone["rows"][1]["errors"][0]["code"], "members.identifier_taken");
        // What was taken back is left out from then on.
        let again = camille.post(&undo, json!({})).await.ok(200);
        assert_eq!((outcomes(&again), &again["rows"][0]["id"]), (vec!["refused"], &json!(one)));
        camille.patch(&format!("/members/{third}"), 1, json!({"siren": null})).await.ok(200);
        assert_eq!(outcomes(&camille.post(&undo, json!({})).await.ok(200)), ["changed"]);
        assert_eq!((&page(&camille, one).await["siren"], page(&camille, two).await["revision"].as_i64()), (&json!("732829320"), Some(3)));
        camille.post(&undo, json!({})).await.problem(409, "members.already_undone");
    }

    async fn two_rows_of_a_paste_can_not_take_one_number(house) {
        let camille = house.coordinator().await;
        let (one, two) = (made(&camille, json!({"name": "Un", "kind": "company"})).await, made(&camille, json!({"name": "Deux", "kind": "company"})).await);
        let set = json!({"changes": [
            {"id": one, "revision": 1, "set": {"siren": "732829320"}}, {"id": two, "revision": 1, "set": {"siren": "732829320"}}]});
        let done = camille.post("/members/changes", set).await.ok(200);
        assert_eq!(outcomes(&done).iter().filter(|outcome| **outcome == "changed").count(), 1);
        let twice = json!({"changes": [{"id": one, "revision": 2, "set": {}}, {"id": one, "revision": 2, "set": {}}]});
        camille.post("/members/changes", twice).await.problem(422, "members.named_twice");
        camille.post("/members/changes", json!({"changes": []})).await.problem(422, "house.range");
    }

    async fn fifty_writers_at_once_wait_their_turn(house) {
        let camille = house.coordinator().await;
        let id = made(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        let writers = (0..50).map(|number| {
            let camille = camille.clone();
            async move {
                let reply = camille.post("/members", json!({"name": format!("Membre {number}"), "kind": "association"})).await;
                let change = camille.patch(&format!("/members/{id}"), 1, json!({"street": format!("{number} rue Haute")})).await;
                (reply.status, change.status)
            }
        });
        let done = futures_util::future::join_all(writers).await;
        assert!(done.iter().all(|(created, _)| *created == 201), "{done:?}");
        assert_eq!(done.iter().filter(|(_, changed)| *changed == 200).count(), 1, "{done:?}");
        assert_eq!(done.iter().filter(|(_, changed)| *changed == 412).count(), 49, "{done:?}");
        assert_eq!(camille.get("/members?with_total=true").await.ok(200)["total"], 51);
    }
}
