//! Dry runs: every file gives what its description (`fixtures/imports/EXPECTED.md`) says, and nothing of members is written.

use serde_json::{Value, json};

use crate::imports_world::{counts, dry_run, dry_run_of, numbers, patch, path, row, rows, territory};

both! {
    async fn the_realistic_file_is_understood(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        let import = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        assert_eq!((import["state"].as_str(), import["format"].as_str()), (Some("ready"), Some("xlsx")));
        assert_eq!(counts(&import), [309, 305, 0, 0, 4, 0]);
        let chosen = import["sheets"].as_array().unwrap().iter().find(|sheet| sheet["chosen"] == true).unwrap();
        assert_eq!((chosen["name"].as_str(), chosen["header_row"].as_u64()), (Some("Membres 2016"), Some(4)));
        assert_eq!(numbers(&rows(&camille, &import, "doubt").await), [97, 117, 123, 136]);
        let notes = import["notes"].to_string();
        assert!(notes.contains("masquées") && notes.contains("176"), "{notes}");
        assert_eq!(import["colours"].as_array().unwrap().len(), 3);
        let repeated = row(&camille, &import, 117).await;
        assert_eq!((repeated["candidates"][0]["row"].as_u64(), repeated["candidates"][0]["reason"].as_str()), (Some(100), Some("identifier")));
        let hidden = row(&camille, &import, 176).await;
        assert_eq!((hidden["hidden"].as_bool(), hidden["outcome"].as_str()), (Some(true), Some("create")));
        let first = row(&camille, &import, 6).await;
        let phone = first["repairs"].as_array().unwrap().iter().find(|repair| repair["before"] == "353010018").unwrap();
        assert_eq!(phone["after"], "03 53 01 00 18");
        assert!(row(&camille, &import, 284).await["problems"][0]["suggestion"].as_str().unwrap().contains("orange.fr"));
        // Nothing is written.
        assert_eq!(camille.get("/members").await.ok(200)["items"], json!([]));
    }

    async fn every_other_file_gives_what_its_description_says(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        let all = [
            ("associations-excel-fr.csv", "csv", [40, 40, 0, 0, 0, 0]),
            ("communes-utf8-bom.csv", "csv", [26, 26, 0, 0, 0, 0]),
            ("entreprises-texte-unicode.txt", "csv", [30, 30, 0, 0, 0, 0]),
            ("relais-de-quartier.xls", "xls", [28, 28, 0, 0, 0, 0]),
            ("forum-sep.csv", "csv", [24, 24, 0, 0, 0, 0]),
            ("moitie-en-erreur.csv", "csv", [40, 20, 0, 0, 0, 20]),
            ("injection-formules.csv", "csv", [20, 20, 0, 0, 0, 0]),
        ];
        for (name, format, expected) in all {
            let import = dry_run(&camille, name).await;
            assert_eq!((counts(&import), import["format"].as_str()), (expected, Some(format)), "{name}: {}", import["blocking"]);
        }
        let half = dry_run(&camille, "moitie-en-erreur.csv").await;
        let refused = numbers(&rows(&camille, &half, "refused").await);
        assert_eq!(refused, (1..=20).map(|row| row * 2 + 1).collect::<Vec<u64>>());
        assert_eq!(numbers(&rows(&camille, &half, "warning").await), [8, 18, 26, 32, 38]);
        let establishments = dry_run(&camille, "etablissements.ods").await;
        let decided = patch(&camille, &establishments, json!({"default_kind": "public_body"})).await.ok(200);
        assert_eq!((counts(&decided), decided["revision"].as_i64()), ([32, 32, 0, 0, 0, 0], Some(2)));
    }

    async fn choices_change_the_dry_run_and_are_kept(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        let import = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        let decided = patch(&camille, &import, json!({"decisions": {"117": {"do": "merge", "row": 100}, "123": {"do": "create"}, "136": {"do": "skip"}}})).await.ok(200);
        assert_eq!(counts(&decided), [309, 306, 1, 0, 1, 0]);
        assert_eq!(row(&camille, &decided, 117).await["decision"], json!({"do": "merge", "row": 100}));
        let back = patch(&camille, &decided, json!({"decisions": {"123": null}})).await.ok(200);
        assert_eq!(counts(&back), [309, 305, 1, 0, 2, 0]);
        // Who has read an older dry run is told so.
        let stale = patch(&camille, &import, json!({"default_kind": "association"})).await.problem(412, "house.stale");
        assert_eq!(stale["current"]["revision"], 3);
        let prospects = patch(&camille, &back, json!({"sheet": "Prospects"})).await.ok(200);
        assert_eq!(counts(&prospects), [18, 18, 0, 0, 0, 0]);
        let column = import["columns"].as_array().unwrap().iter().find(|column| column["field"] == "siret").unwrap()["index"].clone();
        let again = patch(&camille, &prospects, json!({"sheet": "Membres 2016"})).await.ok(200);
        let left = patch(&camille, &again, json!({"mapping": {(column.to_string()): null}})).await.ok(200);
        let mapped = &left["columns"][column.as_u64().unwrap() as usize];
        assert_eq!((mapped["field"].is_null(), mapped["guessed"].as_bool()), (true, Some(false)));
        let orange = &import["colours"][0];
        let coloured = patch(&camille, &left, json!({"colours": {(orange["colour"].as_str().unwrap()): {"topic": "à relancer", "status": "paused"}}})).await.ok(200);
        assert_eq!(coloured["colours"][0]["topic"], "à relancer");
        patch(&camille, &coloured, json!({"sheet": "Nulle part"})).await.problem(422, "imports.sheet_unknown");
        patch(&camille, &coloured, json!({"mapping": {"0": "shoe_size"}})).await.problem(422, "imports.field_unknown");
        patch(&camille, &coloured, json!({"decisions": {"99999": {"do": "skip"}}})).await.problem(422, "imports.row_unknown");
        patch(&camille, &coloured, json!({"decisions": {"117": {"do": "burn"}}})).await.problem(422, "house.wrong_value");
    }

    async fn rows_are_asked_for_by_their_reason(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        for name in ["moitie-en-erreur.csv", "suivi-membres-2016.xlsx"] {
            let import = dry_run(&camille, name).await;
            let reasons = import["reasons"].as_array().unwrap();
            assert!(!reasons.is_empty(), "{name}");
            for reason in reasons {
                let (outcome, code) = (reason["outcome"].as_str().unwrap(), reason["code"].as_str().unwrap());
                let found = rows(&camille, &import, &format!("{outcome}&reason={code}")).await;
                assert_eq!(found.len() as u64, reason["rows"].as_u64().unwrap(), "{name}: {reason}");
                assert!(found.iter().all(|row| row.to_string().contains(code)), "{name}: {reason}");
            }
        }
        let half = dry_run(&camille, "moitie-en-erreur.csv").await;
        assert_eq!(numbers(&rows(&camille, &half, "warning&reason=commune.unknown").await), [32]);
        assert_eq!(numbers(&rows(&camille, &half, "refused&reason=cell.error").await), [9, 13, 21, 23]);
        assert_eq!(rows(&camille, &half, "refused&reason=commune.unknown").await, Vec::<Value>::new());
        let lost = half["reasons"].as_array().unwrap().iter().find(|reason| reason["code"] == "phone.unreadable").unwrap().clone();
        assert_eq!(lost, json!({"code": "phone.unreadable", "outcome": "warning", "label": "Téléphone illisible, perdu", "rows": 1}));
    }

    async fn the_figures_of_a_dry_run_add_up(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        let import = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        let all: u64 = ["create", "update", "unchanged", "doubt", "refused", "ignored"].iter().map(|name| import["counts"][name].as_u64().unwrap()).sum();
        assert_eq!(rows(&camille, &import, "").await.len() as u64, all);
        let told: Vec<u64> = import["sheets"].as_array().unwrap().iter().map(|sheet| sheet["data_rows"].as_u64().unwrap()).collect();
        assert_eq!(told, [309, 18, 0]);
    }

    async fn a_word_of_the_file_stands_for_a_topic_of_the_club(house) {
        let camille = house.coordinator().await;
        // A new club has some topics.
        let text = "Structure;Type;Thématiques\nLa Cigogne;Association;tri, vannerie\nLe Héron;Association;textile\n";
        let import = dry_run_of(&camille, text).await;
        let proposed = json!([
            {"written": "textile", "rows": 1, "proposal": "Textiles"},
            {"written": "tri", "rows": 1, "proposal": "Tri et recyclage"},
            {"written": "vannerie", "rows": 1, "proposal": null},
        ]);
        assert_eq!((&import["new_topics"], &import["topics"]), (&proposed, &json!({})));
        let told = patch(&camille, &import, json!({"topics": {"tri": "Tri et recyclage", "textile": " Textiles "}})).await.ok(200);
        assert_eq!(told["topics"], json!({"tri": "Tri et recyclage", "textile": "Textiles"}));
        assert_eq!(told["new_topics"], json!([{"written": "vannerie", "rows": 1, "proposal": null}]));
        patch(&camille, &told, json!({"topics": {"vannerie": "x".repeat(101)}})).await.problem(422, "imports.topic_too_long");
        let back = patch(&camille, &told, json!({"topics": {"textile": null}})).await.ok(200);
        assert_eq!(back["topics"], json!({"tri": "Tri et recyclage"}));
        let done = crate::imports_commit::commit(&camille, &back).await;
        let id = row(&camille, &done, 2).await["member"]["id"].as_str().unwrap().to_owned();
        let topics = camille.get(&format!("/members/{id}")).await.ok(200)["topics"].clone();
        let mut names: Vec<&str> = topics.as_array().unwrap().iter().map(|topic| topic["name"].as_str().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Tri et recyclage", "vannerie"]);
    }

    async fn a_sheet_without_a_table_says_so(house) {
        let camille = house.coordinator().await;
        let import = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        let notes = patch(&camille, &import, json!({"sheet": "notes"})).await.ok(200);
        assert_eq!(counts(&notes), [0, 0, 0, 0, 0, 0]);
        assert!(notes["blocking"].to_string().contains("Aucun en-tête"), "{}", notes["blocking"]);
        assert_eq!(notes["abilities"]["commit"]["allowed"], false);
    }

    async fn an_import_that_is_not_wanted_is_forgotten(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        let listed = camille.get("/imports").await.ok(200);
        assert_eq!((listed["items"][0]["id"].clone(), listed["items"][0]["by"].as_str()), (import["id"].clone(), Some("Camille Rotrieder")));
        assert_eq!(camille.delete(&path(&import)).await.status, 204);
        camille.get(&path(&import)).await.problem(404, "house.not_found");
        assert_eq!(camille.get("/imports").await.ok(200)["items"], json!([]));
    }

    async fn the_list_and_the_rows_are_walked_by_cursor(house) {
        let camille = house.coordinator().await;
        for _ in 0..3 {
            dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        }
        let first = camille.get("/imports?limit=2").await.ok(200);
        let next = first["next_cursor"].as_str().unwrap();
        let second = camille.get(&format!("/imports?limit=2&cursor={next}")).await.ok(200);
        assert_eq!((first["items"].as_array().unwrap().len(), second["items"].as_array().unwrap().len()), (2, 1));
        let import = dry_run(&camille, "associations-excel-fr.csv").await;
        let page = camille.get(&format!("{}/rows?limit=15", path(&import))).await.ok(200);
        let next = page["next_cursor"].as_str().unwrap();
        camille.get(&format!("{}/rows?limit=15&outcome=refused&cursor={next}", path(&import))).await.problem(400, "house.bad_cursor");
        assert_eq!(rows(&camille, &import, "").await.len(), 40);
    }

    async fn what_the_book_would_refuse_is_asked_before(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        // A commune and its school under one SIREN; two rows for one commune.
        let siren = "Structure;Type;SIREN\nRessourcerie du Ried;Association;732829320\nÉcole du Ried;Collectivité;732829320\n";
        let import = dry_run_of(&camille, siren).await;
        assert_eq!(counts(&import), [2, 1, 0, 0, 1, 0]);
        assert_eq!(row(&camille, &import, 3).await["candidates"][0]["row"], 2);
        let decided = patch(&camille, &import, json!({"decisions": {"3": {"do": "create"}}})).await.ok(200);
        assert_eq!(counts(&decided), [2, 1, 0, 0, 0, 1]);
        let communes = "Structure;Type;Commune\nMairie de Barr;Commune;Barr\nServices techniques;Commune;Barr\n";
        let import = dry_run_of(&camille, communes).await;
        assert_eq!(counts(&import), [2, 1, 0, 0, 1, 0]);
        crate::imports_commit::commit(&camille, &import).await;
        let later = "Structure;Type;Date d'adhésion;Date de départ\nLe Milan;Association;01/01/2031;\nLa Huppe;Association;01/01/2015;01/01/2032\n";
        let import = dry_run_of(&camille, later).await;
        assert_eq!(counts(&import), [2, 1, 0, 0, 0, 1]);
        assert_eq!(row(&camille, &import, 2).await["problems"][0]["code"], "joined_on.future");
        assert_eq!(row(&camille, &import, 3).await["problems"][0]["code"], "left_on.future");
    }

    async fn the_numbers_of_known_members_are_theirs(house) {
        let camille = house.coordinator().await;
        let made = |body: Value| { let camille = camille.clone(); async move { camille.post("/members", body).await.ok(201)["id"].as_str().unwrap().to_owned() } };
        let x = made(json!({"name": "La Cigogne", "kind": "association", "rna": "W671234567"})).await;
        let y = made(json!({"name": "Le Héron", "kind": "association", "siret": "73282932000074"})).await;
        let z = made(json!({"name": "Commune Z", "kind": "public_body", "siren": "356000000"})).await;
        // A SIREN of a member of another kind; the RNA and the name of one with the SIRET of another.
        let text = "Structure;Type;SIREN;SIRET;RNA\nLa Poste du Ried;Entreprise;356000000;;\nLa Cigogne;Association;;73282932000074;W671234567\nLa Cigogne;Association;;;\n";
        let import = dry_run_of(&camille, text).await;
        assert_eq!(counts(&import)[4], 2, "{}", import["counts"]);
        assert!(row(&camille, &import, 2).await["candidates"].to_string().contains(&z));
        let told = row(&camille, &import, 3).await["candidates"].to_string();
        assert!(told.contains(&x) || told.contains(&y), "{told}");
        // Decided for X, it can't have Y's number.
        let decided = patch(&camille, &import, json!({"decisions": {"3": {"do": "update", "member_id": x}}})).await.ok(200);
        assert_eq!(row(&camille, &decided, 3).await["outcome"], "refused");
        // A row that joins another brings its numbers too.
        let text = "Structure;Type;SIRET\nLe Milan;Association;\nLe Milan royal;Association;73282932000074\n";
        let import = dry_run_of(&camille, text).await;
        let joined = patch(&camille, &import, json!({"decisions": {"3": {"do": "merge", "row": 2}}})).await.ok(200);
        assert_eq!(row(&camille, &joined, 3).await["outcome"], "refused", "{}", joined["counts"]);
        let text = "Structure;Type;RNA\nLe Milan;Association;\nLe Milan royal;Association;W679999999\nLa Huppe;Association;W679999999\n";
        let import = dry_run_of(&camille, text).await;
        let joined = patch(&camille, &import, json!({"decisions": {"3": {"do": "merge", "row": 2}}})).await.ok(200);
        assert_eq!(row(&camille, &joined, 4).await["outcome"], "doubt", "{}", joined["counts"]);
        crate::imports_commit::commit(&camille, &joined).await;
    }

    async fn a_status_that_is_not_followed_is_told(house) {
        territory(house).await;
        maillage::features::members::follow_territory(&house.house).await.unwrap();
        let camille = house.coordinator().await;
        camille.post("/members", json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await.ok(201);
        let text = "Structure;Type;Commune;Statut\nBarr;Commune;Barr;parti\nSélestat;Commune;Sélestat;prospect\nLa Cigogne;Association;;prospect\n";
        let import = dry_run_of(&camille, text).await;
        let codes: Vec<Value> = rows(&camille, &import, "").await.iter().map(|row| row["problems"][0]["code"].clone()).collect();
        assert_eq!(codes, ["status.by_right", "status.by_right", "status.backwards"]);
        let told = row(&camille, &import, 2).await;
        assert_eq!((&told["problems"][0]["severity"], &told["problems"][0]["column"]), (&json!("warning"), &json!("Statut")));
        assert!(!told["differences"].to_string().contains("status"), "{told}");
    }

    async fn one_row_is_asked_for_by_its_number(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\nLe Héron;Association\n").await;
        let found = camille.get(&format!("{}/rows?number=3", path(&import))).await.ok(200);
        assert_eq!((numbers(found["items"].as_array().unwrap()), &found["items"][0]["name"]), (vec![3], &json!("Le Héron")));
        for none in ["number=4", "number=3&outcome=refused"] {
            assert_eq!(camille.get(&format!("{}/rows?{none}", path(&import))).await.ok(200)["items"], json!([]), "{none}");
        }
        camille.get(&format!("{}/rows?number=one", path(&import))).await.problem(422, "house.wrong_parameter");
    }

    async fn only_those_who_keep_members_import(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        for refused in [house.reader().await, house.manager_of(made(&camille).await).await] {
            refused.get("/imports").await.problem(403, "accounts.not_allowed");
            refused.get(&path(&import)).await.problem(403, "accounts.not_allowed");
            patch(&refused, &import, json!({})).await.problem(403, "accounts.not_allowed");
        }
        house.anyone().get("/imports").await.problem(401, "accounts.sign_in_needed");
        house.administrator().await.get(&path(&import)).await.ok(200);
    }
}

async fn made(visitor: &crate::harness::Visitor<'_>) -> uuid::Uuid {
    let member = visitor.post("/members", json!({"name": "Le Héron", "kind": "association"})).await.ok(201);
    member["id"].as_str().unwrap().parse().unwrap()
}
