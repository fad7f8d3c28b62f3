//! Export: what is in the file, that an import gives it back unchanged, who may have it, and that it is told.

use documents::Limits;
use maillage::commands::demo;
use serde_json::{Value, json};

use crate::{
    harness::{Reply, Visitor},
    imports_world::{counts, rows, send},
    members_fields::one_of_each,
    members_list::{encoded, made},
};

const FORMATS: [&str; 4] = ["format=xlsx", "format=ods", "format=csv", "format=csv&profile=open"];

async fn exported(visitor: &Visitor<'_>, query: &str) -> Reply {
    let reply = visitor.get(&format!("/members/export?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", String::from_utf8_lossy(&reply.bytes));
    reply
}

/// Titles, then rows, as texts.
fn sheet(reply: &Reply, name: &str) -> Vec<Vec<String>> {
    let workbook = documents::read(&reply.bytes, name, &Limits::default()).unwrap();
    let sheet = &workbook.sheets[0];
    let texts = |row: &documents::Row| (0..sheet.width()).map(|at| row.cell(at).text().into_owned()).collect();
    sheet.rows.iter().map(texts).collect()
}

/// Imports the file again, and demands that it changes nothing.
async fn changes_nothing(visitor: &Visitor<'_>, reply: &Reply, query: &str) {
    let name = if query.contains("xlsx") {
        "membres.xlsx"
    } else if query.contains("ods") {
        "membres.ods"
    } else {
        "membres.csv"
    };
    let import = send(visitor, name, &reply.bytes).await.ok(201);
    let [all, .., unchanged, _, _] = counts(&import);
    if all != unchanged {
        let mut told = Vec::new();
        for outcome in ["create", "update", "doubt", "refused"] {
            told.extend(rows(visitor, &import, outcome).await.into_iter().take(3));
        }
        panic!("{query}: {}\n{}\n{}", import["counts"], json!(told), import["blocking"]);
    }
    assert!(all > 0, "{query}");
}

/// Members that a spreadsheet, a csv and an importer stumble over.
async fn stumbling_blocks(visitor: &Visitor<'_>) {
    one_of_each(visitor).await;
    visitor.post("/topics", json!({"name": "Compost, broyage / paillage"})).await.ok(201);
    visitor.post("/member-fields", json!({"name": "Statut", "kind": "text"})).await.ok(201);
    let topics = visitor.get("/topics").await.ok(200);
    let topics: Vec<&Value> = topics["items"].as_array().unwrap().iter().map(|topic| &topic["id"]).collect();
    for (at, name) in [
        "=cmd|' /C calc'!A0",
        "+33 Recyclerie",
        "-Moins- de déchets",
        "@telier vélo",
        "'Apostrophe d’abord",
        "'=Deux signes",
        "Guillemets \"doubles\"; virgule, point-virgule",
        "00123",
        "1e5",
        "31/12/2016",
        "oui",
        "Commune",
        "Espace\u{a0}insécable et\u{202f}fine",
    ]
    .into_iter()
    .enumerate()
    {
        let status = ["active", "prospect", "paused"][at % 3];
        let body = json!({
            "name": name, "kind": "association", "status": status, "since": "2015-03",
            "legal_name": format!("= {name}"), "street": "12, rue du Pré 67000 Strasbourg", "commune": "Obernai",
            "postal_code": "67210", "phone": "03 88 01 98 0".to_owned() + &(at % 10).to_string(), "website": "https://prets.example/a?b=c",
            "email": format!("contact{at}@structure{at}.example"),
            "description": "Première ligne\n=deuxième ligne\r\n\ttroisième; \"fin\"", "internal_notes": "- à rappeler\n- 50 %",
            "topics": topics, "custom": {
                "slogan": "@moi, \"toi\"", "nombre_de_gobelets": "-1250,5", "derniere_visite_du_broyeur": "2026-11-20",
                "matiere": "Plastique", "prete_des_gobelets": at % 2 == 0, "statut": "=à part",
            },
        });
        let id = made(visitor, body).await;
        if at < 3 {
            for (given, family) in [("Anne-Marie", "O’Brien"), ("=Jean", "+de La Tour"), ("", "Schmitt")] {
                let person = json!({
                    "given_name": given, "family_name": family, "function": "-secrétaire", "phone": "+49 7851 1234",
                    "mobile": "06 39 98 01 02", "email": format!("p{at}.{}@personnes.example", family.len()),
                });
                visitor.post(&format!("/members/{id}/contacts"), person).await.ok(201);
            }
        }
    }
}

both! {
    async fn a_file_that_finds_no_place_is_told_and_nothing_is_exported(house) {
        let camille = house.coordinator().await;
        made(&camille, json!({"name": "Un", "kind": "association"})).await;
        exported(&camille, "format=csv").await;
        // As a full disk does: the data folder takes nothing.
        let folder = house.house.settings.data_dir.clone();
        let aside = folder.with_extension("aside");
        std::fs::rename(&folder, &aside).unwrap();
        std::fs::write(&folder, "").unwrap();
        let mut refused = Vec::new();
        for format in FORMATS {
            refused.push(camille.get(&format!("/members/export?{format}")).await);
        }
        std::fs::remove_file(&folder).unwrap();
        std::fs::rename(&aside, &folder).unwrap();
        for refused in refused {
            refused.problem(503, "house.storage_unavailable");
            assert_eq!(refused.header("retry-after"), "30");
        }
        exported(&camille, "format=csv").await;
    }

    async fn an_export_of_the_demonstration_comes_back_unchanged(house) {
        demo::make(&house.house).await.unwrap();
        let by = house.coordinator().await;
        let total = by.get("/members?with_total=true&limit=1").await.ok(200)["total"].as_u64().unwrap();
        for query in FORMATS {
            let reply = exported(&by, query).await;
            assert!(reply.header("content-disposition").starts_with("attachment; filename*=UTF-8''"), "{query}");
            changes_nothing(&by, &reply, query).await;
            let import = send(&by, "encore.bin", &reply.bytes).await;
            assert_eq!(counts(&import.ok(201))[0], total, "{query}");
        }
        for query in ["format=xlsx&people=true", "format=csv&profile=open&people=true", "format=ods&people=true&language=en"] {
            changes_nothing(&by, &exported(&by, query).await, query).await;
        }
    }

    async fn what_stumbles_elsewhere_comes_back_unchanged(house) {
        let by = house.coordinator().await;
        stumbling_blocks(&by).await;
        for query in FORMATS {
            for more in [
                "", "&people=true", "&language=en", "&columns=topic,custom.slogan,status,custom.statut",
                "&columns=main_contact,main_contact_phone", "&columns=mobile&people=true",
            ] {
                let query = format!("{query}{more}");
                changes_nothing(&by, &exported(&by, &query).await, &query).await;
            }
        }
    }

    async fn an_instant_is_told_by_the_clock_of_the_club(house) {
        house.clock.set("2026-11-23T23:30:00Z".parse().unwrap());
        let id = made(&house.coordinator().await, json!({"name": "Un", "kind": "association"})).await;
        // Two hours from UTC in summer, one in winter.
        house.clock.set("2027-07-01T22:30:00Z".parse().unwrap());
        let by = house.coordinator().await;
        by.patch(&format!("/members/{id}"), 1, json!({"name": "Deux"})).await.ok(200);
        let query = "format=csv&columns=created_at,updated_at";
        let rows = sheet(&exported(&by, query).await, "un.csv");
        let [.., made, changed, _] = rows[1].as_slice() else { panic!("{rows:?}") };
        assert_eq!((made.as_str(), changed.as_str()), ("24/11/2026 00:30:00", "02/07/2027 00:30:00"), "{rows:?}");
        house.work_off().await;
    }

    async fn no_cell_of_a_text_file_is_a_formula(house) {
        let by = house.coordinator().await;
        stumbling_blocks(&by).await;
        for query in ["format=csv&people=true", "format=csv&people=true&profile=open"] {
            let reply = exported(&by, query).await;
            let open = query.contains("open");
            assert_eq!(reply.bytes.starts_with("\u{feff}".as_bytes()), !open);
            let mut reader = csv::ReaderBuilder::new().delimiter(if open { b',' } else { b';' }).from_reader(&reply.bytes[..]);
            let cells: Vec<String> = reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
            assert!(cells.len() > 13 * 30);
            for cell in cells {
                let number = cell.replace(',', ".").parse::<f64>().is_ok();
                assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{query}: {cell:?}");
            }
        }
    }

    async fn a_file_holds_what_its_view_shows_in_that_order(house) {
        let by = house.coordinator().await;
        stumbling_blocks(&by).await;
        made(&by, json!({"name": "Épicerie", "kind": "company"})).await;
        let view = json!({"name": "Gobelets", "shared": true, "sort": "-name",
            "columns": [{"key": "custom.prete_des_gobelets"}, {"key": "name"}, {"key": "commune"}],
            "filter": {"field": "kind", "op": "eq", "value": "association"}});
        let view = by.post("/views", view).await.ok(201);
        let reply = exported(&by, &format!("format=xlsx&view={}", view["id"].as_str().unwrap())).await;
        let rows = sheet(&reply, "vue.xlsx");
        assert_eq!(rows[0], ["Type", "Prête des gobelets", "Organisation", "Commune", "Identifiant Maillage"]);
        assert_eq!(rows.len(), 14);
        assert!(rows[1..].iter().all(|row| row[0] == "Association"));
        assert!(reply.header("content-disposition").contains("Gobelets"), "{}", reply.header("content-disposition"));
        let all = exported(&by, &format!("format=csv&columns=all&view={}", view["id"].as_str().unwrap())).await;
        let all = sheet(&all, "vue.csv");
        assert_eq!(all.len(), 14);
        assert!(["SIREN", "Prénom", "Prête des gobelets"].iter().all(|title| all[0].iter().any(|one| one == title)), "{:?}", all[0]);
        let some = exported(&by, &format!("format=csv&filter={}", encoded(r#"{"field":"kind","op":"eq","value":"company"}"#))).await;
        assert_eq!(sheet(&some, "une.csv").len(), 2);
    }

    async fn a_member_is_one_row_with_its_main_contact_unless_all_its_people_are_wanted(house) {
        let by = house.coordinator().await;
        stumbling_blocks(&by).await;
        let main = sheet(&exported(&by, "format=csv&columns=main_contact,main_contact_phone&q=telier").await, "un.csv");
        assert_eq!(main.len(), 1 + 1);
        assert_eq!(main[0], [
            "Organisation", "Type", "Prénom", "Nom de famille", "Téléphone", "Mobile",
            "E-mail", "Identifiant Maillage",
        ]);
        let all = sheet(&exported(&by, "format=csv&columns=main_contact&q=Recyclerie").await, "un.csv");
        assert_eq!((all.len(), all[1][2].as_str(), all[1][3].as_str()), (2, "Anne-Marie", "O’Brien"));
        let people = sheet(&exported(&by, "format=csv&columns=main_contact&people=true&q=Recyclerie").await, "tous.csv");
        assert_eq!(people.len(), 1 + 3);
        let lines = house.administrator().await.get("/audit?verb=export").await.ok(200);
        for line in lines["items"].as_array().unwrap() {
            let people = line["changes"].as_array().unwrap().iter().find(|change| change["field"] == "people").unwrap();
            assert_eq!(people["after"], true, "{line}");
        }
    }

    async fn a_wrong_question_is_refused_before_a_byte_is_written(house) {
        let by = house.coordinator().await;
        for (query, pointer) in [
            ("format=pdf", "?format"),
            ("", "?format"),
            ("format=xlsx&columns=nom", "?columns"),
            ("format=xlsx&columns=custom.rien", "?columns"),
            ("format=xlsx&sort=taille", "?sort"),
            ("format=xlsx&profile=mac", "?profile"),
            ("format=xlsx&colonnes=name", "?colonnes"),
        ] {
            let refused = by.get(&format!("/members/export?{query}")).await.ok(422);
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{query}: {refused}");
        }
        let tree = encoded(r#"{"and":[{"field":"taille","op":"eq","value":"x"}]}"#);
        let refused = by.get(&format!("/members/export?format=csv&filter={tree}")).await.ok(422);
        assert_eq!(refused["errors"][0]["pointer"], "?filter/and/0/field", "{refused}");
        let lines = house.administrator().await.get("/audit?verb=export").await.ok(200);
        assert_eq!(lines["items"], json!([]));
    }

    async fn who_took_which_data_away_stands_in_the_audit(house) {
        let by = house.reader().await;
        stumbling_blocks(&house.coordinator().await).await;
        exported(&by, "format=csv&kind=association&columns=name,status&people=true").await;
        let lines = house.administrator().await.get("/audit?verb=export").await.ok(200);
        let line = &lines["items"][0];
        assert_eq!((line["record"].as_str(), line["by"]["kind"].as_str()), (Some("members"), Some("person")));
        let told = |field: &str| line["changes"].as_array().unwrap().iter().find(|change| change["field"] == field).unwrap()["after"].clone();
        assert_eq!((told("format"), told("rows"), told("people")), (json!("csv"), json!(13), json!(true)));
        assert_eq!(told("filter"), json!({"kind": "association"}));
        assert!(told("columns").as_array().unwrap().contains(&json!("person_email")), "{line}");
    }

    async fn a_key_exports_what_its_scopes_read(house) {
        stumbling_blocks(&house.coordinator().await).await;
        let members = house.machine(&["members:read"]).await;
        let titles = sheet(&exported(&members, "format=csv").await, "cle.csv").swap_remove(0);
        assert!(!titles.contains(&"Notes internes".to_owned()) || titles.contains(&"Organisation".to_owned()));
        assert!(!titles.contains(&"Prénom".to_owned()), "{titles:?}");
        for query in ["format=csv&people=true", "format=vcf", "format=csv&columns=main_contact_email"] {
            members.get(&format!("/members/export?{query}")).await.problem(403, "members.no_people");
        }
        let both = house.machine(&["members:read", "contacts:read"]).await;
        assert!(String::from_utf8(exported(&both, "format=vcf").await.bytes).unwrap().contains("EMAIL"));
    }

    async fn people_are_business_cards(house) {
        let by = house.coordinator().await;
        stumbling_blocks(&by).await;
        let id = by.get("/members?q=telier").await.ok(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let person = json!({"given_name": "Élodie", "family_name": "Weiß; Müller", "function": "Présidente, trésorière", "email": "elodie@velo.example", "mobile": "06 39 98 01 02"});
        let contact = by.post(&format!("/members/{id}/contacts"), person).await.ok(201);
        let card = |reply: Reply| {
            assert_eq!((reply.status, reply.header("content-type")), (200, "text/vcard; charset=utf-8"));
            String::from_utf8(reply.bytes).unwrap().replace("\r\n ", "")
        };
        let path = format!("/contacts/{}/vcard", contact["id"].as_str().unwrap());
        let one = card(by.get(&path).await);
        for line in [
            "BEGIN:VCARD", "VERSION:3.0", "N:Weiß\\; Müller;Élodie;;;", "FN:Élodie Weiß\\; Müller", "ORG:@telier vélo",
            "TITLE:Présidente\\, trésorière", "EMAIL;TYPE=INTERNET,WORK:elodie@velo.example", "TEL;TYPE=CELL,VOICE:+33639980102", "END:VCARD",
        ] {
            assert!(one.split("\r\n").any(|found| found == line), "{line} in {one}");
        }
        // Who objected to being written to is not handed to a mail program.
        let consent = json!({"state": "objected", "on": "2026-11-20", "origin": "Par téléphone"});
        let fresh = by.get(&format!("/contacts/{}", contact["id"].as_str().unwrap())).await.ok(200);
        let put = by.put(&format!("/contacts/{}/consent", contact["id"].as_str().unwrap()), fresh["revision"].as_i64().unwrap(), consent).await;
        assert!(put.status < 300, "{}", String::from_utf8_lossy(&put.bytes));
        assert!(!card(by.get(&path).await).contains("EMAIL"));
        let all = card(by.get(&format!("/members/{id}/vcards")).await);
        assert_eq!(all.matches("BEGIN:VCARD").count(), 1);
        let whole = card(by.get("/members/export?format=vcf").await);
        assert_eq!(whole.matches("BEGIN:VCARD").count(), 10);
        // The own people only.
        card(house.manager_of(id.parse().unwrap()).await.get(&path).await);
        let other = by.get("/members?q=Recyclerie").await.ok(200)["items"][0]["id"].as_str().unwrap().to_owned();
        house.manager_of(other.parse().unwrap()).await.get(&path).await.ok(404);
    }
}
