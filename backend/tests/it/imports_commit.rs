//! Commits: what the dry run showed is written, whole, once, and nothing else.

use actix_web::test::TestRequest;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{address, audit, contact, fact, interaction, member};

use crate::{
    harness::{Reply, TestHouse, Visitor},
    imports_world::{counts, dry_run, dry_run_of, joined, patch, path, row, rows, territory},
    members_list::encoded,
};

/// The request that commits this dry run, without its key.
fn committing(import: &Value) -> TestRequest {
    let read = format!("\"r{}\"", import["revision"]);
    TestRequest::post().uri(&format!("/api/v1{}/commit", path(import))).insert_header(("If-Match", read))
}

pub async fn try_commit(visitor: &Visitor<'_>, import: &Value) -> Reply {
    let key = uuid::Uuid::now_v7().to_string();
    visitor.send(committing(import).insert_header(("Idempotency-Key", key))).await
}

pub async fn commit(visitor: &Visitor<'_>, import: &Value) -> Value {
    let done = try_commit(visitor, import).await.ok(200);
    assert_eq!(done["state"], "committed", "{}", done["problem"]);
    done
}

/// Imports a fixture as it is.
pub async fn import(visitor: &Visitor<'_>, name: &str) -> Value {
    let import = dry_run(visitor, name).await;
    commit(visitor, &import).await
}

async fn the_realistic_file(house: &TestHouse, visitor: &Visitor<'_>) -> Value {
    territory(house).await;
    let import = dry_run(visitor, "suivi-membres-2016.xlsx").await;
    let decided = patch(visitor, &import, joined()).await.ok(200);
    commit(visitor, &decided).await
}

async fn member_called(visitor: &Visitor<'_>, name: &str) -> Value {
    let found = visitor.get(&format!("/members?q={}", kernel::words::fold(name).replace(' ', "%20"))).await.ok(200);
    let found = found["items"].as_array().unwrap().iter().find(|item| item["name"] == name);
    let id = found.unwrap_or_else(|| panic!("no {name}"))["id"].as_str().unwrap().to_owned();
    visitor.get(&format!("/members/{id}")).await.ok(200)
}

both! {
    async fn what_a_file_says_of_the_charter_stands_on_the_record_and_is_filtered(house) {
        let camille = house.coordinator().await;
        let text = "Structure;Type;Charte\nLa Cigogne;Association;oui\nLe Héron;Association;non\nLe Milan;Association;\n";
        let import = dry_run_of(&camille, text).await;
        commit(&camille, &import).await;
        for (name, answer) in [("La Cigogne", json!(true)), ("Le Héron", json!(false)), ("Le Milan", Value::Null)] {
            assert_eq!(member_called(&camille, name).await["charter_answer"], answer, "{name}");
        }
        for (tree, total) in [
            (r#"{"field":"charter_answer","op":"eq","value":"yes"}"#, 1),
            (r#"{"field":"charter_answer","op":"empty","value":true}"#, 1),
        ] {
            let counts = camille.get(&format!("/members/counts?filter={}", encoded(tree))).await.ok(200);
            assert_eq!(counts["total"], total, "{tree}");
        }
    }

    async fn the_realistic_file_becomes_305_members(house) {
        let camille = house.coordinator().await;
        let done = the_realistic_file(house, &camille).await;
        assert!(done["committed_at"].is_string() && done["change_set_id"].is_string());
        assert_eq!(done["abilities"]["undo"]["allowed"], true);
        for (day, total, kinds) in [
            ("2014-12-31", 130, [90, 27, 2, 11]),
            ("2015-12-31", 210, [90, 71, 17, 32]),
            ("2016-12-31", 305, [90, 118, 37, 60]),
        ] {
            let counts = camille.get(&format!("/members/counts?on={day}")).await.ok(200);
            let kinds_there = ["commune", "association", "public_body", "company"].map(|kind| counts["kind"][kind].as_u64().unwrap());
            assert_eq!((counts["total"].as_u64(), kinds_there), (Some(total), kinds), "{day}");
        }
        let db = &house.house.db.read;
        assert_eq!(member::Entity::find().filter(member::Column::ExOfficio.eq(true)).count(db).await.unwrap(), 90);
        assert_eq!(fact::Entity::find().filter(fact::Column::Kind.eq("imports.import_committed")).count(db).await.unwrap(), 1);
        // One audit line per member that was made, naming the file; two of them were completed by a row of another person.
        let made = audit::Entity::find().filter(audit::Column::Record.eq("member")).filter(audit::Column::Verb.eq("create"));
        assert_eq!(made.count(db).await.unwrap(), 305);
        // Past contacts stand in the ledger.
        let told = interaction::Entity::find().filter(interaction::Column::SourceKind.eq("import")).count(db).await.unwrap();
        assert!(told > 150, "{told}");
        let sainte_marie = member_called(&camille, "Sainte-Marie-aux-Mines").await;
        assert!(sainte_marie["last_contact_on"].is_string());
        let contacts = camille.get(&format!("/members/{}/contacts", sainte_marie["id"].as_str().unwrap())).await.ok(200);
        assert_eq!(contacts["items"].as_array().unwrap().len(), 2, "{contacts}");
        // A wish is no consent.
        assert_eq!(address::Entity::find().filter(address::Column::Consent.ne("none")).count(db).await.unwrap(), 0);
    }

    async fn importing_again_changes_nothing(house) {
        let camille = house.coordinator().await;
        the_realistic_file(house, &camille).await;
        let before = everything(house).await;
        let again = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        assert_eq!(counts(&again), [309, 0, 0, 309, 0, 0]);
        assert!(again["blocking"].to_string().contains("rien à écrire"));
        try_commit(&camille, &again).await.problem(409, "imports.blocked");
        for name in ["associations-excel-fr.csv", "relais-de-quartier.xls", "entreprises-texte-unicode.txt"] {
            import(&camille, name).await;
            let again = dry_run(&camille, name).await;
            assert_eq!(counts(&again)[1..3], [0, 0], "{name}");
        }
        let communes = dry_run(&camille, "communes-utf8-bom.csv").await;
        assert_eq!((counts(&communes)[1], counts(&communes)[2] + counts(&communes)[3]), (0, 26));
        let prospects = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        let prospects = patch(&camille, &prospects, json!({"sheet": "Prospects"})).await.ok(200);
        assert_eq!(counts(&prospects), [18, 17, 0, 1, 0, 0]);
        let after = everything(house).await;
        assert!(before.iter().all(|line| after.contains(line)));
    }

    async fn the_organisations_own_address_and_telephone_are_its_own(house) {
        let camille = house.coordinator().await;
        let body = json!({"name": "La Cigogne", "kind": "association", "email": "bureau@cigogne.example", "phone": "03 53 01 00 18"});
        let id = camille.post("/members", body).await.ok(201)["id"].as_str().unwrap().to_owned();
        let text = format!("Nom de la structure;Type;Courriel de la structure;Téléphone de la structure;Identifiant Maillage\n\
            La Cigogne;association;accueil@Cigogne.Example;0353010019;{id}\n\
            Les Castors;association;a@castors.example, b@castors.example;03 53 01 00 20;\n\
            Le Pélican;association;pas une adresse;03 53;\n");
        let import = dry_run_of(&camille, &text).await;
        let fields: Vec<&str> = import["columns"].as_array().unwrap().iter().map(|column| column["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["name", "kind", "member_email", "member_phone", "member_id"]);
        let differences = rows(&camille, &import, "update").await[0]["differences"].clone();
        assert_eq!(differences, json!([
            {"field": "member_email", "before": "bureau@cigogne.example", "after": "accueil@cigogne.example"},
            {"field": "member_phone", "before": "03 53 01 00 18", "after": "03 53 01 00 19"},
        ]));
        let made = rows(&camille, &import, "create").await;
        assert!(made[0]["problems"].to_string().contains("b@castors.example n’est pas repris"), "{}", made[0]["problems"]);
        assert_eq!(made[1]["problems"].as_array().unwrap().len(), 2, "{}", made[1]["problems"]);
        commit(&camille, &import).await;
        for (name, email, phone) in [
            ("La Cigogne", Some("accueil@cigogne.example"), Some("+33353010019")),
            ("Les Castors", Some("a@castors.example"), Some("+33353010020")),
            ("Le Pélican", None, None),
        ] {
            let member = member_called(&camille, name).await;
            assert_eq!((member["email"].as_str(), member["phone"].as_str()), (email, phone), "{name}");
            // It is nobody's: no person is made of it.
            let path = format!("/members/{}/contacts", member["id"].as_str().unwrap());
            assert_eq!(camille.get(&path).await.ok(200)["items"], json!([]), "{name}");
        }
        camille.post(&format!("{}/undo", path(&import)), json!({})).await.ok(200);
        let back = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((back["email"].as_str(), back["phone"].as_str()), (Some("bureau@cigogne.example"), Some("+33353010018")));
        house.work_off().await;
    }

    async fn communes_that_are_members_by_right_are_updated(house) {
        territory(house).await;
        maillage::features::members::follow_territory(&house.house).await.unwrap();
        let camille = house.coordinator().await;
        let import = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        assert_eq!(counts(&import), [309, 215, 90, 0, 4, 0]);
        let decided = patch(&camille, &import, joined()).await.ok(200);
        commit(&camille, &decided).await;
        let counts_then = camille.get("/members/counts?on=2014-12-31").await.ok(200);
        assert_eq!((counts_then["total"].as_u64(), counts_then["kind"]["commune"].as_u64()), (Some(130), Some(90)));
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), 305);
        let again = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        assert_eq!(counts(&again), [309, 0, 0, 309, 0, 0], "{:?}", rows(&camille, &again, "update").await.first());
    }

    async fn doubts_and_refusals_do_not_hinder_the_others(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        import(&camille, "moitie-en-erreur.csv").await;
        let db = &house.house.db.read;
        assert_eq!(member::Entity::find().count(db).await.unwrap(), 20);
        let again = dry_run(&camille, "moitie-en-erreur.csv").await;
        assert_eq!(counts(&again), [40, 0, 0, 20, 0, 20]);
    }

    async fn formulas_and_scripts_are_stored_as_text(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        let done = import(&camille, "injection-formules.csv").await;
        let names: Vec<String> = member::Entity::find().all(&house.house.db.read).await.unwrap().into_iter().map(|row| row.name).collect();
        for name in ["=1+1", "<script>alert(1)</script>", "Robert'); DROP TABLE members;--", "{{7*7}} ${7*7} <%= 7*7 %>"] {
            assert!(names.iter().any(|other| other == name), "{name}");
        }
        let wrapped = row(&camille, &done, 9).await;
        let contacts = camille.get(&format!("/members/{}/contacts", wrapped["member"]["id"].as_str().unwrap())).await.ok(200);
        assert_eq!(contacts["items"][0]["phone"], "+33353019802");
    }

    async fn a_newsletter_column_is_no_consent_and_an_objection_stays(house) {
        let camille = house.coordinator().await;
        let first = dry_run_of(&camille, "Structure;Type;Contact;Mél\nLa Cigogne;Association;Anne MURR;anne@cigogne.example\n").await;
        commit(&camille, &first).await;
        let tx = house.house.db.begin().await.unwrap();
        let row = address::Entity::find().one(&tx).await.unwrap().unwrap();
        address::Entity::update(address::ActiveModel { id: sea_orm::ActiveValue::Set(row.id), consent: sea_orm::ActiveValue::Set(kernel::trade::Consent::Objected), ..Default::default() }).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let text = "Structure;Type;Contact;Mél;Lettre d'info\nLa Cigogne;Association;Anne MURR;anne@cigogne.example;oui\nLe Héron;Association;Anne MURR;Anne@Cigogne.example;oui\n";
        let second = dry_run_of(&camille, text).await;
        commit(&camille, &second).await;
        let db = &house.house.db.read;
        let addresses = address::Entity::find().all(db).await.unwrap();
        assert_eq!((addresses.len(), addresses[0].consent), (1, kernel::trade::Consent::Objected));
        let contacts = contact::Entity::find().all(db).await.unwrap();
        assert_eq!((contacts.len(), contacts[0].person_id), (2, contacts[1].person_id), "the same person in two organisations");
        assert!(contacts.iter().all(|contact| contact.newsletter_wish == Some(true)));
    }

    async fn of_two_commits_at_once_one_wins(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        let (a, b) = tokio::join!(try_commit(&camille, &import), try_commit(&camille, &import));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), 1);
        camille.send(committing(&import)).await.problem(400, "house.idempotency_key_needed");
    }

    async fn only_the_dry_run_that_was_read_is_written(house) {
        let camille = house.coordinator().await;
        for large in [false, true] {
            let read = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\nLe Héron;Association\n").await;
            // A colleague decides otherwise in the meantime.
            let without_one = json!({"decisions": {"2": {"do": "skip"}}});
            let decided = patch(&house.coordinator().await, &read, without_one).await.ok(200);
            if large {
                // As if it had too many rows to be written while the caller waits.
                let tx = house.house.db.begin().await.unwrap();
                let id: uuid::Uuid = read["id"].as_str().unwrap().parse().unwrap();
                let row = tables::import::Entity::find_by_id(id).one(&tx).await.unwrap().unwrap();
                let mut summary = row.summary.clone();
                summary["counts"]["create"] = json!(2_001);
                let row = tables::import::ActiveModel { id: Set(id), summary: Set(summary), ..Default::default() };
                tables::import::Entity::update(row).exec(&tx).await.unwrap();
                tx.commit().await.unwrap();
            }
            let refused = try_commit(&camille, &read).await.problem(412, "house.stale");
            assert_eq!(refused["current"]["revision"], decided["revision"]);
            let uri = format!("/api/v1{}/commit", path(&read));
            let blind = TestRequest::post().uri(&uri).insert_header(("Idempotency-Key", "blind"));
            camille.send(blind).await.problem(428, "house.revision_needed");
            assert_eq!(camille.get(&path(&read)).await.ok(200)["state"], "ready");
        }
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
    }

    async fn a_refusal_of_the_book_that_comes_back_is_answered_as_itself(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type;Commune\nLa Cigogne;Association;Barr\nLa Cigogne;Association;Villé\n").await;
        assert_eq!(counts(&import), [2, 2, 0, 0, 0, 0]);
        // A rule that no dry run knows of.
        let tx = house.house.db.begin().await.unwrap();
        tx.execute_unprepared("CREATE UNIQUE INDEX another_siret_rule ON member (lower(name))").await.unwrap();
        tx.commit().await.unwrap();
        let refused = try_commit(&camille, &import).await.problem(409, "members.identifier_taken");
        assert_eq!(refused["errors"][0]["pointer"], "/siret");
        assert_eq!(camille.get(&path(&import)).await.ok(200)["state"], "ready");
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
    }

    async fn repeating_a_commit_gives_the_same_answer(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        let send = || committing(&import).insert_header(("Idempotency-Key", "once"));
        let first = camille.send(send()).await.ok(200);
        let second = camille.send(send()).await;
        assert_eq!((second.header("idempotent-replayed"), second.ok(200)), ("true", first));
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), 1);
    }

    async fn members_that_changed_since_the_dry_run_are_compared_again(house) {
        let camille = house.coordinator().await;
        let text = "Structure;Type;Commune;Site\nLa Cigogne;Association;Barr;https://cigogne.example\nLe Héron;Association;Villé;\n";
        let import = dry_run_of(&camille, text).await;
        assert_eq!(counts(&import), [2, 2, 0, 0, 0, 0]);
        // Somebody makes one of them in the meantime.
        let made = camille.post("/members", json!({"name": "La Cigogne", "kind": "association", "commune": "Barr"})).await.ok(201);
        try_commit(&camille, &import).await.problem(409, "imports.refreshed");
        let fresh = camille.get(&path(&import)).await.ok(200);
        assert_eq!((counts(&fresh), fresh["state"].as_str()), ([2, 1, 1, 0, 0, 0], Some("ready")));
        assert!(fresh["revision"].as_i64() > import["revision"].as_i64());
        // A change that alters nothing of what was shown lets it through.
        let id = made["id"].as_str().unwrap();
        camille.patch(&format!("/members/{id}"), 1, json!({"description": "Réparer ensemble"})).await.ok(200);
        commit(&camille, &fresh).await;
        let cigogne = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((cigogne["website"].as_str(), cigogne["description"].as_str(), cigogne["revision"].as_i64()), (Some("https://cigogne.example"), Some("Réparer ensemble"), Some(3)));
    }

    async fn a_large_commit_tells_how_many_rows_it_has_written(house) {
        let camille = house.coordinator().await;
        let rows: String = (0..2_100).map(|number| format!("Amicale {number};Association\n")).collect();
        let import = dry_run_of(&camille, &format!("Structure;Type\n{rows}")).await;
        assert_eq!(try_commit(&camille, &import).await.ok(200)["state"], "committing");
        let done = std::sync::atomic::AtomicBool::new(false);
        let writing = async {
            house.work_off().await;
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        };
        let watching = async {
            let mut seen = std::collections::BTreeSet::new();
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let members = camille.get("/members?with_total=true&limit=1").await.ok(200)["total"].clone();
                let now = camille.get(&path(&import)).await.ok(200);
                if now["state"] == "committing" && !now["progress"].is_null() {
                    assert_eq!(now["progress"]["total"], 2_100);
                    seen.insert(now["progress"]["done"].as_u64().unwrap());
                    assert_eq!(members, 0, "all or nothing");
                }
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            seen
        };
        let ((), seen) = futures_util::future::join(writing, watching).await;
        assert!(seen.iter().any(|done| (500..2_100).contains(done)), "{seen:?}");
        let after = camille.get(&path(&import)).await.ok(200);
        assert_eq!((&after["state"], &after["progress"]), (&json!("committed"), &Value::Null));
    }

    async fn a_mapping_is_remembered_by_its_header(house) {
        let camille = house.coordinator().await;
        let first = dry_run_of(&camille, "Quoi;Où;Genre\nLa Cigogne;Barr;Asso\nLe Héron;Sélestat;Asso\n").await;
        let mapped = patch(&camille, &first, json!({"mapping": {"0": "name", "1": "commune", "2": "kind"}})).await.ok(200);
        assert_eq!((counts(&mapped), mapped["blocking"].clone()), ([2, 2, 0, 0, 0, 0], json!([])), "{first}");
        commit(&camille, &mapped).await;
        let next = dry_run_of(&camille, "QUOI;où;Genre\nLe Milan;Sélestat;Asso\n").await;
        let fields: Vec<&str> = next["columns"].as_array().unwrap().iter().filter_map(|column| column["field"].as_str()).collect();
        assert_eq!((fields, counts(&next)), (vec!["name", "commune", "kind"], [1, 1, 0, 0, 0, 0]));
    }

    async fn topics_that_are_missing_are_made(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type;Thèmes\nLa Cigogne;Association;Troc de plants, Vannerie\nLe Héron;Association;troc de PLANTS\n").await;
        commit(&camille, &import).await;
        let cigogne = member_called(&camille, "La Cigogne").await;
        assert_eq!(cigogne["topics"].as_array().unwrap().len(), 2, "{cigogne}");
        let named = tables::topic::Entity::find().filter(tables::topic::Column::Name.is_in(["Troc de plants", "Vannerie"]));
        assert_eq!(named.count(&house.house.db.read).await.unwrap(), 2);
    }
}

/// One line per row of every table that holds something of members.
pub async fn everything(house: &TestHouse) -> Vec<String> {
    dump(house, &[]).await
}

/// The same, without some columns.
pub async fn dump(house: &TestHouse, without: &[&str]) -> Vec<String> {
    use sea_orm::{ConnectionTrait, Statement};
    let db = &house.house.db.read;
    let mut lines = Vec::new();
    for table in [
        "member",
        "member_text",
        "member_status",
        "member_topic",
        "person",
        "address",
        "contact",
        "contact_text",
        "interaction",
        "interaction_member",
        "postponement",
        "topic",
        "steward",
        "account",
    ] {
        let found = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), format!("SELECT * FROM {table}")))
            .await
            .unwrap();
        for row in found {
            let mut cells = Vec::new();
            for column in row.column_names() {
                if !without.contains(&column.as_str()) {
                    cells.push(format!("{column}={}", cell(&row, &column)));
                }
            }
            lines.push(format!("{table} {}", cells.join(" ")));
        }
    }
    lines.sort();
    lines
}

fn cell(row: &sea_orm::QueryResult, column: &str) -> String {
    if let Ok(text) = row.try_get::<Option<String>>("", column) {
        return format!("{text:?}");
    }
    if let Ok(number) = row.try_get::<Option<i64>>("", column) {
        return format!("{number:?}");
    }
    if let Ok(id) = row.try_get::<Option<uuid::Uuid>>("", column) {
        return format!("{id:?}");
    }
    if let Ok(yes) = row.try_get::<Option<bool>>("", column) {
        return format!("{yes:?}");
    }
    if let Ok(day) = row.try_get::<Option<chrono::NaiveDate>>("", column) {
        return format!("{day:?}");
    }
    if let Ok(instant) = row.try_get::<Option<chrono::DateTime<chrono::Utc>>>("", column) {
        return format!("{instant:?}");
    }
    if let Ok(json) = row.try_get::<Option<serde_json::Value>>("", column) {
        return format!("{json:?}");
    }
    format!("{:?}", row.try_get::<Option<Vec<u8>>>("", column).unwrap())
}
