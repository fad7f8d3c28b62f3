//! Inviting, listing, changing, disabling and restoring accounts.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestHouse, Visitor};

const ODILE: &str = "odile@mairie.example";
const PASSWORD: &str = "quatre mots tirés au sort";

fn odile() -> Value {
    json!({"email": ODILE, "given_name": "Odile", "family_name": "Kern", "role": "reader"})
}

async fn member(admin: &Visitor<'_>, name: &str) -> String {
    let made = admin.post("/members", json!({"name": name, "kind": "association"})).await.ok(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn accept(house: &TestHouse, email: &str) -> Value {
    let token = house.token_mailed_to(email, "/invitation").await;
    house.anyone().post("/auth/invitation/accept", json!({"token": token, "password": PASSWORD})).await.ok(200)
}

both! {
    async fn an_invited_person_chooses_a_password_and_is_in(house) {
        let admin = house.administrator().await;
        let made = admin.post_once("/accounts", odile()).await;
        let account = made.ok(201);
        assert_eq!((account["status"].as_str(), account["name"].as_str()), (Some("invited"), Some("Odile Kern")));
        assert_eq!(made.header("location"), format!("/api/v1/accounts/{}", account["id"].as_str().unwrap()));
        let mail = &house.mails_to(ODILE).await[0];
        assert_eq!((mail.purpose.as_str(), mail.confidential), ("invitation", true));
        assert!(mail.text.contains("Alix Amand vous invite"), "{}", mail.text);

        let token = house.token_mailed_to(ODILE, "/invitation").await;
        let weak = json!({"token": token, "password": "odilekern1234"});
        house.anyone().post("/auth/invitation/accept", weak).await.problem(422, "accounts.password_guessable");
        let right = json!({"token": token, "password": PASSWORD, "given_name": "Odile-Marie"});
        let session = house.anyone().post("/auth/invitation/accept", right.clone()).await.ok(200);
        assert_eq!((session["account"]["status"].as_str(), session["account"]["name"].as_str()), (Some("active"), Some("Odile-Marie Kern")));
        house.with_token(session["access_token"].as_str().unwrap()).get("/me").await.ok(200);
        // Once only.
        house.anyone().post("/auth/invitation/accept", right).await.problem(422, "accounts.link_spent");
        house.anyone().post("/auth/login", json!({"email": ODILE, "password": PASSWORD})).await.ok(200);
    }

    async fn a_contact_who_is_renamed_as_an_account_is_renamed_with_its_members(house) {
        let admin = house.administrator().await;
        let (one, other) = (member(&admin, "La Cigogne").await, member(&admin, "Repair Café").await);
        let contact = json!({"given_name": "Odile", "family_name": "Kern", "email": ODILE});
        let known = admin.post(&format!("/members/{one}/contacts"), contact).await.ok(201);
        let again = json!({"person_id": known["person"]["id"]});
        admin.post(&format!("/members/{other}/contacts"), again).await.ok(201);
        let account = admin.post_once("/accounts", odile()).await.ok(201)["id"].as_str().unwrap().to_owned();
        house.advance(chrono::TimeDelta::minutes(1));
        admin.patch(&format!("/accounts/{account}"), 1, json!({"family_name": "Nouvelle"})).await.ok(200);
        for id in [&one, &other] {
            let page = admin.get(&format!("/members/{id}")).await.ok(200);
            assert_eq!((page["main_contact"]["name"].as_str(), page["revision"].as_i64()), (Some("Odile Nouvelle"), Some(3)));
            let line = admin.get(&format!("/members/{id}/audit")).await.ok(200)["items"][0].clone();
            assert_eq!((&line["verb"], &line["changes"]), (&json!("edit_contact"), &json!([{"field": "contact.family_name", "before": "Kern", "after": "Nouvelle"}])));
        }
        let found = |path: &'static str| async { admin.get(path).await.ok(200)["items"].as_array().unwrap().len() };
        assert_eq!((found("/members?q=Nouvelle").await, found("/members?q=Kern").await), (2, 0));
        assert_eq!(found("/members?updated_since=2026-11-23T09:01:00Z").await, 2);
        // Her own hand does the same; a change that leaves the name alone tells members nothing.
        let session = accept(house, ODILE).await;
        let odile = house.with_token(session["access_token"].as_str().unwrap());
        let revision = odile.get("/me").await.ok(200)["revision"].as_i64().unwrap();
        odile.patch("/me", revision, json!({"language": "en"})).await.ok(200);
        odile.patch("/me", revision + 1, json!({"given_name": "Marie"})).await.ok(200);
        let page = admin.get(&format!("/members/{one}")).await.ok(200);
        assert_eq!((page["main_contact"]["name"].as_str(), page["revision"].as_i64()), (Some("Marie Nouvelle"), Some(4)));
        house.work_off().await;
    }

    async fn an_invitation_lasts_seven_days_and_a_new_one_voids_it(house) {
        let admin = house.administrator().await;
        let id = admin.post_once("/accounts", odile()).await.ok(201)["id"].as_str().unwrap().to_owned();
        let first = house.token_mailed_to(ODILE, "/invitation").await;
        house.advance(chrono::TimeDelta::days(7));
        house.anyone().post("/auth/invitation/accept", json!({"token": first, "password": PASSWORD})).await.problem(422, "accounts.link_spent");
        let admin = house.administrator().await;
        admin.post(&format!("/accounts/{id}/invite"), json!({})).await.problem(400, "house.idempotency_key_needed");
        admin.post_once(&format!("/accounts/{id}/invite"), json!({})).await.ok(202);
        let second = house.token_mailed_to(ODILE, "/invitation").await;
        admin.post_once(&format!("/accounts/{id}/invite"), json!({})).await.ok(202);
        house.anyone().post("/auth/invitation/accept", json!({"token": second, "password": PASSWORD})).await.problem(422, "accounts.link_spent");
        accept(house, ODILE).await;
        admin.post_once(&format!("/accounts/{id}/invite"), json!({})).await.problem(409, "accounts.already_in");
    }

    async fn strangers_who_ask_for_links_do_not_keep_an_administrator_from_inviting_again(house) {
        let admin = house.administrator().await;
        let id = admin.post_once("/accounts", odile()).await.ok(201)["id"].as_str().unwrap().to_owned();
        for _ in 0..6 {
            house.anyone().post("/auth/link", json!({"email": ODILE})).await;
        }
        admin.post_once(&format!("/accounts/{id}/invite"), json!({})).await.ok(202);
        house.work_off().await;
    }

    async fn what_is_wrong_with_an_invitation_is_told_by_field(house) {
        let admin = house.administrator().await;
        let of = |change: Value| {
            let mut form = odile();
            form.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            form
        };
        let problem = admin.post_once("/accounts", of(json!({"email": "odile(at)mairie.example"}))).await.problem(422, "email.unreadable");
        assert_eq!((problem["errors"][0]["pointer"].as_str(), problem["suggestion"].as_str()), (Some("/email"), Some("odile@mairie.example")));
        let problem = admin.post_once("/accounts", of(json!({"role": null}))).await.problem(422, "accounts.nothing_to_do");
        assert_eq!(problem["errors"][0]["pointer"], "/role");
        let nobody = json!({"organisations": [{"member_id": Uuid::now_v7(), "role": "manager"}]});
        let problem = admin.post_once("/accounts", of(nobody)).await.problem(422, "accounts.unknown_member");
        assert_eq!(problem["errors"][0]["pointer"], "/organisations/0/member_id");
        let id = admin.post_once("/accounts", odile()).await.ok(201)["id"].clone();
        let problem = admin.post_once("/accounts", of(json!({"email": "ODILE@mairie.example"}))).await.problem(409, "accounts.email_taken");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["account"]["id"]), (&json!("/email"), &id));
    }

    async fn only_administrators_see_and_manage_accounts(house) {
        for visitor in [house.coordinator().await, house.reader().await] {
            visitor.get("/accounts").await.problem(403, "accounts.not_allowed");
            visitor.post_once("/accounts", odile()).await.problem(403, "accounts.not_allowed");
            visitor.get("/api-keys").await.problem(403, "accounts.not_allowed");
        }
        house.anyone().get("/accounts").await.problem(401, "accounts.sign_in_needed");
        house.administrator().await.get(&format!("/accounts/{}", Uuid::now_v7())).await.problem(404, "house.not_found");
    }

    async fn the_team_knows_one_another_by_name_and_nothing_more(house) {
        let admin = house.administrator().await;
        admin.post_once("/accounts", odile()).await.ok(201);
        let gone = admin.post_once("/accounts", json!({"email": "gone@club.example", "given_name": "Alex", "family_name": "Parti", "role": "reader"})).await.ok(201);
        admin.delete(&format!("/accounts/{}", gone["id"].as_str().unwrap())).await.ok(204);
        let team = house.reader().await.get("/staff").await.ok(200);
        let team = team["items"].as_array().unwrap();
        assert!(team.iter().all(|one| one["role"].is_string() && one.get("email").is_none()), "{team:?}");
        assert!(!team.iter().any(|one| one["id"] == gone["id"]));
        house.anyone().get("/staff").await.problem(401, "accounts.sign_in_needed");
        let member = member(&admin, "Chorale").await;
        house.manager_of(member.parse().unwrap()).await.get("/staff").await.problem(403, "accounts.not_allowed");
    }

    async fn someone_who_acts_for_organisations_sees_them(house) {
        let admin = house.administrator().await;
        let (repair, choir) = (member(&admin, "Repair Café").await, member(&admin, "Chorale").await);
        let form = json!({"email": ODILE, "given_name": "Odile", "family_name": "Kern", "organisations": [{"member_id": repair, "role": "manager"}]});
        let account = admin.post_once("/accounts", form).await.ok(201);
        assert_eq!(account["organisations"][0]["name"], "Repair Café");
        let session = accept(house, ODILE).await;
        let odile = house.with_token(session["access_token"].as_str().unwrap());
        let id = account["id"].as_str().unwrap();
        let revision = admin.get(&format!("/accounts/{id}")).await.ok(200)["revision"].as_i64().unwrap();
        let both = json!({"organisations": [{"member_id": repair, "role": "contributor"}, {"member_id": choir, "role": "manager"}]});
        admin.patch(&format!("/accounts/{id}"), revision, both).await.ok(200);
        let me = odile.get("/me").await.ok(200);
        let held: Vec<_> = me["organisations"].as_array().unwrap().iter().map(|one| (one["name"].as_str().unwrap(), one["role"].as_str().unwrap())).collect();
        assert_eq!(held, [("Chorale", "manager"), ("Repair Café", "contributor")]);
        assert_eq!(me["role"], Value::Null);
        let found = admin.get(&format!("/accounts?organisation={choir}")).await.ok(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
    }

    async fn a_change_needs_the_revision_it_is_based_on(house) {
        let admin = house.administrator().await;
        let id = admin.post_once("/accounts", odile()).await.ok(201)["id"].as_str().unwrap().to_owned();
        let path = format!("/accounts/{id}");
        admin.send(actix_web::test::TestRequest::patch().uri(&format!("/api/v1{path}")).set_json(json!({"role": "admin"}))).await.problem(428, "house.revision_needed");
        let changed = admin.patch(&path, 1, json!({"role": "coordinator", "email": "o.kern@mairie.example"})).await;
        assert_eq!((changed.ok(200)["role"].as_str(), changed.header("etag")), (Some("coordinator"), "\"r2\""));
        let stale = admin.patch(&path, 1, json!({"role": "admin"})).await.problem(412, "house.stale");
        assert_eq!((&stale["current"]["revision"], &stale["current"]["changed_by"]), (&json!(2), &json!("Alix Amand")));
        // The link sent to the old address is void.
        let token = house.token_mailed_to(ODILE, "/invitation").await;
        house.anyone().post("/auth/invitation/accept", json!({"token": token, "password": PASSWORD})).await.problem(422, "accounts.link_spent");
        // What changes nothing changes no revision.
        assert_eq!(admin.patch(&path, 2, json!({"role": "coordinator"})).await.ok(200)["revision"], 2);
        let audit = admin.get("/audit").await.ok(200);
        let line = audit["items"].as_array().unwrap().iter().find(|line| line["verb"] == "change").unwrap().clone();
        let fields: Vec<_> = line["changes"].as_array().unwrap().iter().map(|change| change["field"].as_str().unwrap()).collect();
        assert!(fields.contains(&"role") && fields.contains(&"email") && fields.len() == 2, "{line}");
    }

    async fn disabling_and_changing_a_role_take_effect_at_once(house) {
        let admin = house.administrator().await;
        let id = house.account(Some(kernel::caller::StaffRole::Admin), "Odile", "Kern").await;
        let odile = house.signed_in(id).await;
        odile.get("/accounts").await.ok(200);
        admin.patch(&format!("/accounts/{id}"), 1, json!({"role": "reader"})).await.ok(200);
        odile.get("/accounts").await.problem(403, "accounts.not_allowed");
        admin.delete(&format!("/accounts/{id}")).await.ok(204);
        odile.get("/me").await.problem(401, "accounts.sign_in_needed");
        admin.delete(&format!("/accounts/{id}")).await.ok(204);
        let shown = admin.get(&format!("/accounts/{id}")).await.ok(200);
        assert_eq!((shown["status"].as_str(), shown["abilities"]["restore"]["allowed"].as_bool()), (Some("disabled"), Some(true)));
        assert!(shown["abilities"]["disable"]["reason"].is_string());
        admin.post(&format!("/accounts/{id}/restore"), json!({})).await.ok(200);
        admin.post(&format!("/accounts/{id}/restore"), json!({})).await.problem(409, "accounts.not_disabled");
        // Sessions that ended stay ended.
        odile.get("/me").await.problem(401, "accounts.sign_in_needed");
    }

    async fn the_last_administrator_can_not_be_disabled_or_demoted(house) {
        let alone = house.administrator().await;
        let me = alone.get("/me").await.ok(200);
        let path = format!("/accounts/{}", me["id"].as_str().unwrap());
        assert_eq!(me["abilities"]["disable"]["allowed"], false);
        alone.delete(&path).await.problem(409, "accounts.last_administrator");
        alone.patch(&path, 1, json!({"role": "reader"})).await.problem(409, "accounts.last_administrator");
        alone.patch(&path, 1, json!({"role": null})).await.problem(409, "accounts.last_administrator");
        let other = house.administrator().await;
        let theirs = format!("/accounts/{}", other.get("/me").await.ok(200)["id"].as_str().unwrap());
        // Two who demote each other at once: one of them stays.
        let (mine, yours) = futures_util::join!(other.patch(&path, 1, json!({"role": "reader"})), alone.patch(&theirs, 1, json!({"role": "reader"})));
        let mut statuses = [mine.status, yours.status];
        statuses.sort_unstable();
        assert!(statuses == [200, 409] || statuses == [200, 403], "{statuses:?}");
    }

    async fn the_list_is_searched_sorted_and_paged(house) {
        let admin = house.administrator().await;
        for (given, family) in [("Zoé", "Ä Rhin"), ("Éric", "Bauer"), ("Anne", "Talmühler"), ("Jean", "Bauer"), ("Luc", "Saint-Dié")] {
            house.account(None, given, family).await;
        }
        let names = |page: &Value| -> Vec<String> { page["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect() };
        let all = admin.get("/accounts?with_total=true&limit=200").await.ok(200);
        assert_eq!(all["total"], 6);
        assert_eq!(names(&all), ["Zoé Ä Rhin", "Alix Amand", "Éric Bauer", "Jean Bauer", "Luc Saint-Dié", "Anne Talmühler"]);
        for sort in ["name", "-name", "email", "-email", "last_sign_in_at", "-last_sign_in_at"] {
            let whole = names(&admin.get(&format!("/accounts?sort={sort}&limit=200")).await.ok(200));
            let mut walked = Vec::new();
            let mut path = format!("/accounts?sort={sort}&limit=2");
            loop {
                let page = admin.get(&path).await.ok(200);
                walked.extend(names(&page));
                let Some(cursor) = page["next_cursor"].as_str() else { break };
                path = format!("/accounts?sort={sort}&limit=2&cursor={cursor}");
            }
            assert_eq!(walked, whole, "{sort}");
        }
        assert_eq!(names(&admin.get("/accounts?q=talmuh").await.ok(200)), ["Anne Talmühler"]);
        assert_eq!(names(&admin.get("/accounts?q=bauer%20eric").await.ok(200)), ["Éric Bauer"]);
        assert_eq!(names(&admin.get("/accounts?q=%25").await.ok(200)), Vec::<String>::new());
        assert_eq!(names(&admin.get("/accounts?role=admin&status=active").await.ok(200)), ["Alix Amand"]);
        assert_eq!(admin.get("/accounts?role=none&status=invited").await.ok(200)["items"].as_array().unwrap().len(), 5);
        admin.get("/accounts?limit=201").await.problem(422, "house.range");
        let cursor = admin.get("/accounts?limit=2").await.ok(200)["next_cursor"].as_str().unwrap().to_owned();
        admin.get(&format!("/accounts?sort=-name&cursor={cursor}")).await.problem(400, "house.bad_cursor");
    }

    async fn a_person_changes_their_own_name_and_language_only(house) {
        let me = house.reader().await;
        let changed = me.patch("/me", 1, json!({"given_name": "Renée", "language": "en"})).await;
        assert_eq!((changed.ok(200)["name"].as_str(), changed.header("etag")), (Some("Renée Lehr"), "\"r2\""));
        me.patch("/me", 1, json!({"language": "fr"})).await.problem(412, "house.stale");
        me.patch("/me", 2, json!({"role": "admin"})).await.problem(422, "house.unknown_field");
        me.patch("/me", 2, json!({"language": "de"})).await.problem(422, "house.wrong_value");
    }

    async fn sessions_are_listed_and_ended_by_their_holder(house) {
        let id = house.account(None, "Odile", "Kern").await;
        let (here, there) = (house.signed_in(id).await, house.signed_in(id).await);
        let listed = here.get("/me/sessions").await.ok(200);
        let sessions = listed["items"].as_array().unwrap();
        assert_eq!((sessions.len(), sessions.iter().filter(|one| one["current"] == true).count()), (2, 1));
        let other = sessions.iter().find(|one| one["current"] == false).unwrap()["id"].as_str().unwrap();
        house.reader().await.delete(&format!("/me/sessions/{other}")).await.problem(404, "house.not_found");
        here.delete(&format!("/me/sessions/{other}")).await.ok(204);
        there.get("/me").await.problem(401, "accounts.sign_in_needed");
        here.delete(&format!("/me/sessions/{other}")).await.problem(404, "house.not_found");
        assert_eq!(here.get("/me/sessions").await.ok(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn all_other_sessions_end_at_once(house) {
        let id = house.account(None, "Odile", "Kern").await;
        let (here, there, elsewhere) = (house.signed_in(id).await, house.signed_in(id).await, house.signed_in(id).await);
        let stranger = house.reader().await;
        here.delete("/me/sessions").await.ok(204);
        for other in [there, elsewhere] {
            other.get("/me").await.problem(401, "accounts.sign_in_needed");
        }
        stranger.get("/me").await.ok(200);
        assert_eq!(here.get("/me/sessions").await.ok(200)["items"].as_array().unwrap().len(), 1);
        here.delete("/me/sessions").await.ok(204);
    }

    async fn the_list_tells_until_when_an_invitation_is_good(house) {
        let admin = house.administrator().await;
        let account = admin.post_once("/accounts", odile()).await.ok(201);
        let path = format!("/accounts/{}", account["id"].as_str().unwrap());
        let until = |later: chrono::TimeDelta| {
            json!((house.house.now() + later).to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
        };
        let day = chrono::TimeDelta::days;
        assert_eq!(account["invitation_until"], until(day(7)));
        house.advance(day(3));
        let admin = house.administrator().await;
        assert_eq!(admin.get("/accounts?status=invited").await.ok(200)["items"][0]["invitation_until"], until(day(4)));
        admin.post_once(&format!("{path}/invite"), json!({})).await.ok(202);
        assert_eq!(admin.get(&path).await.ok(200)["invitation_until"], until(day(7)));
        // One that is taken back opens nothing, restored or not; a new one does.
        let token = house.token_mailed_to(ODILE, "/invitation").await;
        admin.delete(&path).await.ok(204);
        assert_eq!(admin.get(&path).await.ok(200)["invitation_until"], Value::Null);
        let form = json!({"token": token, "password": PASSWORD});
        house.anyone().post("/auth/invitation/accept", form.clone()).await.problem(422, "accounts.link_spent");
        let back = admin.post(&format!("{path}/restore"), json!({})).await.ok(200);
        assert_eq!((&back["status"], &back["invitation_until"]), (&json!("invited"), &Value::Null));
        house.anyone().post("/auth/invitation/accept", form).await.problem(422, "accounts.link_spent");
        admin.post_once(&format!("{path}/invite"), json!({})).await.ok(202);
        accept(house, ODILE).await;
        let came = admin.get(&path).await.ok(200);
        assert_eq!((&came["status"], &came["invitation_until"]), (&json!("active"), &Value::Null));
        house.work_off().await;
    }

    async fn two_people_at_one_browser_never_get_one_another_s_answers(house) {
        let (one, other) = (house.coordinator().await, house.reader().await);
        let seen = one.get("/me").await;
        let again = actix_web::test::TestRequest::get().uri("/api/v1/me").insert_header(("If-None-Match", seen.header("etag")));
        // The same revision, and somebody else.
        let told = other.send(again).await;
        assert_eq!((told.ok(200)["name"].as_str(), told.header("etag")), (Some("René Lehr"), seen.header("etag")));
    }
}
