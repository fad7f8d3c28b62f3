//! Undoing an import: everything is as before, or nothing is done and the reasons are told. And the refused rows, as a
//! file that can be corrected and imported again.

use actix_web::test::TestRequest;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use tables::{contact, member};

use crate::{
    harness::{Reply, Visitor},
    imports_commit::{commit, dump, import, try_commit},
    imports_world::{counts, dry_run, dry_run_of, joined, numbers, patch, path, row, rows, send, territory},
};

/// A revision never goes back and an instant of change neither: what others have read must not mean two things.
pub const MOVING: [&str; 2] = ["revision", "updated_at"];

pub async fn undo(visitor: &Visitor<'_>, import: &Value, query: &str) -> Reply {
    visitor.send(TestRequest::post().uri(&format!("/api/v1{}/undo{query}", path(import)))).await
}

async fn member_id(visitor: &Visitor<'_>, import: &Value, number: u64) -> String {
    row(visitor, import, number).await["member"]["id"].as_str().unwrap().to_owned()
}

both! {
    async fn everything_is_as_before(house) {
        territory(house).await;
        maillage::features::members::follow_territory(&house.house).await.unwrap();
        let camille = house.coordinator().await;
        import(&camille, "communes-utf8-bom.csv").await;
        let before = dump(house, &MOVING).await;
        let import = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        let decided = patch(&camille, &import, joined()).await.ok(200);
        let done = commit(&camille, &decided).await;
        assert_ne!(dump(house, &MOVING).await, before);
        let undone = undo(&camille, &done, "").await.ok(200);
        assert_eq!((undone["state"].as_str(), undone["problem"].is_null()), (Some("undone"), true));
        assert_eq!((&undone["counts"]["kept"], rows(&camille, &done, "kept").await), (&json!(0), vec![]));
        let after = dump(house, &MOVING).await;
        let gone: Vec<&String> = before.iter().filter(|line| !after.contains(line)).collect();
        let new: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
        assert!(gone.is_empty() && new.is_empty(), "{gone:#?}\n{new:#?}");
        undo(&camille, &done, "").await.problem(409, "imports.undone");
        try_commit(&camille, &done).await.problem(409, "imports.undone");
        // And it can be imported again.
        let again = dry_run(&camille, "suivi-membres-2016.xlsx").await;
        assert_eq!(counts(&again)[1], 215);
    }

    async fn what_somebody_changed_since_stands_in_the_way(house) {
        let camille = house.coordinator().await;
        let first = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        commit(&camille, &first).await;
        let text = "Structure;Type;Site\nLa Cigogne;Association;https://cigogne.example\nLe Héron;Association;\nLe Milan;Association;\nLa Pie;Association;\n";
        let second = commit(&camille, &dry_run_of(&camille, text).await).await;
        let (cigogne, heron, milan) = (member_id(&camille, &second, 2).await, member_id(&camille, &second, 3).await, member_id(&camille, &second, 4).await);
        camille.patch(&format!("/members/{cigogne}"), 2, json!({"description": "Compost"})).await.ok(200);
        let call = json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached", "summary": "Bonjour"});
        camille.post(&format!("/members/{heron}/interactions"), call).await.ok(201);
        house.manager_of(milan.parse().unwrap()).await;
        let everything = dump(house, &[]).await;
        let refused = undo(&camille, &second, "").await.problem(409, "imports.changed_since");
        let pointers: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/rows/2", "/rows/3", "/rows/4"]);
        assert!(refused["errors"][0]["detail"].as_str().unwrap().contains("Camille Rotrieder a modifié"), "{refused}");
        assert_eq!(dump(house, &[]).await, everything, "nothing was done");
        let undone = undo(&camille, &second, "?partial=true").await.ok(200);
        assert!(undone["problem"].as_str().unwrap().starts_with('3'), "{}", undone["problem"]);
        // Which ones stayed is told row by row, and in the list.
        assert_eq!((&undone["counts"]["kept"], &camille.get("/imports").await.ok(200)["items"][0]["counts"]["kept"]), (&json!(3), &json!(3)));
        assert_eq!(numbers(&rows(&camille, &second, "kept").await), [2, 3, 4]);
        let first = camille.get(&format!("{}/rows?outcome=kept&limit=1", path(&second))).await.ok(200);
        assert_eq!(numbers(first["items"].as_array().unwrap()), [2]);
        assert_eq!((&row(&camille, &second, 3).await["kept"], &row(&camille, &second, 5).await["kept"]), (&json!(true), &json!(false)));
        let names: Vec<String> = member::Entity::find().all(&house.house.db.read).await.unwrap().into_iter().map(|row| row.name).collect();
        assert!(!names.contains(&"La Pie".to_owned()) && names.contains(&"Le Héron".to_owned()), "{names:?}");
    }

    async fn what_others_share_stays_when_a_part_is_taken_back(house) {
        let camille = house.coordinator().await;
        let before = dry_run_of(&camille, "Structure;Type;Statut\nLe Milan;Association;actif\nLa Huppe;Association;actif\n").await;
        commit(&camille, &before).await;
        let text = "Structure;Type;Contact;Mél;Statut;Thématiques\n\
                    La Cigogne;Association;Anne MURR;anne@murr.example;actif;Vannerie\n\
                    Le Héron;Association;Anne MURR;anne@murr.example;actif;Vannerie\n\
                    Le Milan;Association;Paul WEISS;paul@weiss.example;parti;\n\
                    La Huppe;Association;Odile KERN;odile@kern.example;parti;\n";
        let import = commit(&camille, &dry_run_of(&camille, text).await).await;
        assert_eq!(counts(&import)[1..3], [2, 2]);
        let mut ids = Vec::new();
        for number in 2..=5 {
            ids.push(member_id(&camille, &import, number).await);
        }
        // Somebody speaks with the first, and moves the last one on.
        let call = json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached"});
        camille.post(&format!("/members/{}/interactions", ids[0]), call).await.ok(201);
        camille.post(&format!("/members/{}/status", ids[3]), json!({"status": "active"})).await.ok(200);
        let refused = undo(&camille, &import, "").await.problem(409, "imports.changed_since");
        let told: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|one| one["detail"].as_str().unwrap()).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("Ligne 2, ") && told[0].contains("un échange a été noté"), "{told:?}");
        assert!(told[1].starts_with("Ligne 5, ") && told[1].contains("Camille Rotrieder a modifié"), "{told:?}");
        let undone = undo(&camille, &import, "?partial=true").await.ok(200);
        assert!(undone["problem"].as_str().unwrap().starts_with('2'), "{}", undone["problem"]);
        // Whom the first still needs is there; the second is gone with nothing of the first.
        camille.get(&format!("/members/{}", ids[1])).await.problem(404, "house.not_found");
        let kept = camille.get(&format!("/members/{}", ids[0])).await.ok(200);
        assert_eq!((&kept["main_contact"]["email"], &kept["last_contact_on"]), (&json!("anne@murr.example"), &json!("2026-11-20")));
        assert_eq!(kept["topics"][0]["name"], "Vannerie");
        // The third is what it was: no person, no departure.
        let back = camille.get(&format!("/members/{}", ids[2])).await.ok(200);
        assert_eq!((&back["status"], &back["left_on"], &back["contacts"]), (&json!("active"), &Value::Null, &json!([])));
        assert_eq!(back["status_history"].as_array().unwrap().len(), 1);
        assert_eq!(camille.get("/people?q=Weiss").await.ok(200)["items"], json!([]));
        // The last one is as somebody left it.
        let moved = camille.get(&format!("/members/{}", ids[3])).await.ok(200);
        assert_eq!((&moved["status"], moved["status_history"].as_array().unwrap().len()), (&json!("active"), 3));
        assert_eq!(moved["main_contact"]["name"], "Odile Kern");
        undo(&camille, &import, "?partial=true").await.problem(409, "imports.undone");
    }

    async fn a_topic_that_was_given_up_since_does_not_come_back(house) {
        let camille = house.coordinator().await;
        commit(&camille, &dry_run_of(&camille, "Structure;Type;Thématiques\nLa Pie;Association;Vannerie\n").await).await;
        let text = "Structure;Type;Site\nLa Pie;Association;https://pie.example\n";
        let import = commit(&camille, &dry_run_of(&camille, text).await).await;
        let id = member_id(&camille, &import, 2).await;
        let topic = camille.get(&format!("/members/{id}")).await.ok(200)["topics"][0]["id"].as_str().unwrap().to_owned();
        house.administrator().await.delete(&format!("/topics/{topic}")).await.ok(204);
        undo(&camille, &import, "").await.ok(200);
        let back = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((&back["website"], &back["topics"]), (&Value::Null, &json!([])));
        house.work_off().await;
    }

    async fn organisations_that_share_a_person_learn_of_another_name(house) {
        let camille = house.coordinator().await;
        let shared = "Structure;Type;Contact;Mél\nLa Cigogne;Association;;hg@poste.example\n";
        let first = commit(&camille, &dry_run_of(&camille, shared).await).await;
        let cigogne = member_id(&camille, &first, 2).await;
        let of_cigogne = contact::Column::MemberId.eq(cigogne.parse::<uuid::Uuid>().unwrap());
        let person = contact::Entity::find().filter(of_cigogne).one(&house.house.db.read).await.unwrap().unwrap().person_id;
        let heron = camille.post("/members", json!({"name": "Le Héron", "kind": "association"})).await.ok(201)["id"].as_str().unwrap().to_owned();
        camille.post(&format!("/members/{heron}/contacts"), json!({"family_name": "Weiss"})).await.ok(201);
        let tx = house.house.db.begin().await.unwrap();
        let shared = contact::ActiveModel { person_id: sea_orm::ActiveValue::Set(person), ..Default::default() };
        contact::Entity::update_many().set(shared).filter(contact::Column::MemberId.eq(heron.parse::<uuid::Uuid>().unwrap())).exec(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let before = camille.get(&format!("/members/{heron}")).await.ok(200)["revision"].as_i64().unwrap();
        let text = "Structure;Type;Contact;Mél\nLa Cigogne;Association;Hippolyte GROSS;hg@poste.example\n";
        let import = commit(&camille, &dry_run_of(&camille, text).await).await;
        let found = camille.get("/members?q=hippolyte").await.ok(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 2, "{found}");
        assert_eq!(camille.get(&format!("/members/{heron}")).await.ok(200)["revision"], before + 1);
        undo(&camille, &import, "").await.ok(200);
        assert_eq!(camille.get("/members?q=hippolyte").await.ok(200)["items"], json!([]));
        assert_eq!(camille.get(&format!("/members/{heron}")).await.ok(200)["revision"], before + 2);
    }

    async fn an_entity_tag_never_means_two_things(house) {
        let camille = house.coordinator().await;
        let first = commit(&camille, &dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await).await;
        let second = commit(&camille, &dry_run_of(&camille, "Structure;Type;Site\nLa Cigogne;Association;https://cigogne.example\n").await).await;
        let id = member_id(&camille, &second, 2).await;
        undo(&camille, &second, "").await.ok(200);
        let page = camille.get(&format!("/members/{id}")).await.ok(200);
        assert_eq!((page["website"].is_null(), page["revision"].as_i64()), (true, Some(3)));
        // The first import is no longer the last one that wrote this record.
        undo(&camille, &first, "").await.problem(409, "imports.changed_since");
    }

    async fn refused_rows_come_back_as_a_file_and_are_imported_once_corrected(house) {
        territory(house).await;
        let camille = house.coordinator().await;
        let half = import(&camille, "moitie-en-erreur.csv").await;
        let file = camille.get(&format!("{}/errors.xlsx", path(&half))).await;
        assert_eq!(file.status, 200);
        assert!(file.header("content-disposition").contains("moitie%2Den%2Derreur"), "{}", file.header("content-disposition"));
        let told = house.administrator().await.get("/audit?verb=export").await.ok(200)["items"][0].clone();
        assert_eq!((&told["record"], &told["label"], &told["by"]["name"]), (&json!("import"), &json!("moitie-en-erreur.csv"), &json!("Camille Rotrieder")), "{told}");
        assert_eq!(told["changes"], json!([{"field": "rows", "before": null, "after": 20}]));
        let book = documents::read(&file.bytes, "a.xlsx", &documents::Limits::default()).unwrap();
        let rows = &book.sheets[0].rows;
        assert_eq!(rows.len(), 21);
        let titles: Vec<String> = rows[0].cells.iter().map(|cell| cell.text().into_owned()).collect();
        assert_eq!((titles.first().unwrap().as_str(), titles.last().unwrap().as_str()), ("Structure", "Motif"));
        assert!(rows.iter().skip(1).all(|row| !row.cell(titles.len() - 1).is_blank()));
        // As it is, nothing of it can be imported.
        let as_is = send(&camille, "encore.xlsx", &file.bytes).await.ok(201);
        assert_eq!(counts(&as_is), [20, 0, 0, 0, 0, 20]);
        let corrected = send(&camille, "corrige.csv", corrected(&titles, rows).as_bytes()).await.ok(201);
        assert_eq!(counts(&corrected), [20, 20, 0, 0, 0, 0], "{}", corrected["problems"]);
        commit(&camille, &corrected).await;
        assert_eq!(member::Entity::find().count(&house.house.db.read).await.unwrap(), 40);
    }
}

/// The file as somebody would correct it: what is wrong is emptied, or typed anew where it is needed.
fn corrected(titles: &[String], rows: &[documents::Row]) -> String {
    let at = |title: &str| titles.iter().position(|other| other == title).unwrap();
    let (name, kind, joined) = (at("Structure"), at("Type"), at("Date d'adhésion"));
    let wrong: Vec<usize> = ["Code INSEE", "SIREN", "SIRET", "RNA", "Date d'adhésion"].map(at).to_vec();
    let mut text = titles.join(";") + "\n";
    for (number, row) in rows.iter().enumerate().skip(1) {
        let reason = row.cell(titles.len() - 1).text().into_owned();
        let mut cells: Vec<String> =
            (0..titles.len()).map(|column| row.cell(column).text().replace(['\n', ';'], " ")).collect();
        for column in &wrong {
            if reason.starts_with(&titles[*column]) {
                cells[*column] = if *column == joined { "28/02/2016".to_owned() } else { String::new() };
            }
        }
        if reason.starts_with("Structure") {
            cells[name] = format!("Corrigée {number}");
        }
        if reason.starts_with("Type") || reason.contains("type") && cells[kind].trim().is_empty() {
            cells[kind] = "Association".to_owned();
        }
        text += &(cells.join(";") + "\n");
    }
    text
}
