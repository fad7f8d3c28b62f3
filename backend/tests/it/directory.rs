//! The public directory: what anyone is told of members, and nothing of what they keep within the club.

use actix_web::test::TestRequest;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tables::directory_shown;
use uuid::Uuid;

use crate::{
    harness::{Reply, TestHouse, Visitor, beginning},
    members_list::encoded,
    members_own_record::{member, revision},
    public_pages,
};

/// Three that show themselves, in Sélestat twice and in Scherwiller once; with two topics.
struct Club {
    cafe: Uuid,
    bakery: Uuid,
    school: Uuid,
    repair: String,
    bulk: String,
}

async fn club(by: &Visitor<'_>) -> Club {
    let topics = by.get("/topics").await.ok(200);
    let topic = |name: &str| {
        let found = topics["items"].as_array().unwrap().iter().find(|topic| topic["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let (repair, bulk) = (topic("Réparation"), topic("Vrac et consigne"));
    let cafe = json!({"name": "Repair Café Saint-Pierre", "kind": "association", "status": "active", "commune": "67462",
        "topics": [repair], "description": "On répare à l’Écrou malin.", "phone": "03 53 01 00 18", "email": "cafe@cafe.example"});
    let bakery = json!({"name": "Boulangerie du Four", "kind": "company", "size": "small", "status": "active", "commune": "67445", "topics": [bulk]});
    let school = json!({"name": "École des Tilleuls", "kind": "public_body", "status": "active", "commune": "67462", "topics": [repair, bulk]});
    let (cafe, bakery, school) = (member(by, cafe).await, member(by, bakery).await, member(by, school).await);
    Club { cafe, bakery, school, repair, bulk }
}

async fn list(house: &TestHouse, query: &str) -> Value {
    house.anyone().get(&format!("/public/members{query}")).await.ok(200)
}

async fn names(house: &TestHouse, query: &str) -> Vec<String> {
    let found = list(house, query).await;
    let names: Vec<String> =
        found["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(found["total"], names.len());
    names
}

async fn set(by: &Visitor<'_>, id: Uuid, body: Value) {
    let now = revision(by, id).await;
    by.patch(&format!("/members/{id}"), now, body).await.ok(200);
}

async fn asked_again(house: &TestHouse, path: &str, tag: &str) -> Reply {
    let again = TestRequest::get().uri(&format!("/api/v1{path}")).insert_header(("If-None-Match", tag));
    house.anyone().send(again).await
}

/// As a browser asks. Not held against the contract, which unpacks nothing.
async fn asked_packed(house: &TestHouse, path: &str, tag: &str) -> Reply {
    let request = TestRequest::get()
        .uri(&format!("/api/v1{path}"))
        .insert_header(("Accept-Encoding", "gzip, br;q=0.9"))
        .insert_header(("If-None-Match", tag))
        .peer_addr("127.0.0.1:40000".parse().unwrap());
    let web = house.web().await;
    Reply::read(web(request.to_request()).await).await
}

/// Since when a member shows itself so, as anyone is told, in minutes since the test began.
async fn since(house: &TestHouse, id: Uuid) -> i64 {
    let told = house.anyone().get(&format!("/public/members/{id}")).await.ok(200)["updated_at"].clone();
    let at: DateTime<Utc> = told.as_str().unwrap().parse().unwrap();
    (at - beginning()).num_minutes()
}

/// All that anyone can read, as it goes over the wire.
async fn all_of_it(house: &TestHouse, id: Uuid) -> Vec<(String, Reply)> {
    let mut read = Vec::new();
    for path in [
        "/public/members".to_owned(),
        "/public/members?limit=200&kind=association&commune=67462".to_owned(),
        format!("/public/members/{id}"),
        "/public/members.geojson".to_owned(),
        "/public/members.csv".to_owned(),
        "/public/map".to_owned(),
        "/public/club".to_owned(),
    ] {
        let reply = house.anyone().get(&path).await;
        assert_eq!(reply.status, 200, "{path}");
        read.push((path, reply));
    }
    read
}

/// The pages that tell of a member.
async fn pages_of(house: &TestHouse, id: Uuid) -> Vec<(String, Reply)> {
    let own = house.anyone().get(&format!("/public/members/{id}")).await.ok(200)["path"].as_str().unwrap().to_owned();
    let mut read = Vec::new();
    for path in ["/annuaire".to_owned(), own, "/sitemap.xml".to_owned()] {
        let reply = public_pages::get(house, &path).await;
        assert_eq!(reply.status, 200, "{path}");
        read.push((path, reply));
    }
    read
}

both! {
    async fn a_member_is_told_as_it_shows_itself(house) {
        let camille = house.coordinator().await;
        let Club { cafe, .. } = club(&camille).await;
        let one = house.anyone().get(&format!("/public/members/{cafe}")).await.ok(200);
        assert_eq!((&one["name"], &one["kind"], &one["commune"]["name"]), (&json!("Repair Café Saint-Pierre"), &json!("association"), &json!("Sélestat")));
        assert_eq!((&one["phone"], &one["email"], &one["topics"][0]["name"]), (&Value::Null, &Value::Null, &json!("Réparation")));
        let path = format!("/annuaire/repair-cafe-saint-pierre-{cafe}");
        assert_eq!((&one["path"], &one["url"]), (&json!(path), &json!(format!("http://localhost:8080{path}"))));
        assert_eq!(maillage::features::directory::id_in(&path), Some(cafe));
        assert_eq!(maillage::features::directory::id_in("/annuaire/repair-cafe"), None);
        // Another name is another path, and the id still the same.
        set(&camille, cafe, json!({"name": "=Ñandú & Œuf !"})).await;
        assert_eq!(list(house, "?q=oeuf").await["items"][0]["path"], format!("/annuaire/nandu-oeuf-{cafe}"));
        for id in ["nonsense".to_owned(), Uuid::now_v7().to_string()] {
            house.anyone().get(&format!("/public/members/{id}")).await.problem(404, "house.not_found");
        }
    }

    async fn what_a_member_keeps_within_the_club_changes_no_byte_of_any_answer(house) {
        let (camille, admin) = (house.coordinator().await, house.administrator().await);
        admin.post("/member-fields", json!({"name": "Ouvert", "kind": "text", "visibility": "public"})).await.ok(201);
        admin.post("/member-fields", json!({"name": "Secret", "kind": "text", "visibility": "staff"})).await.ok(201);
        let Club { repair, .. } = club(&camille).await;
        let bare = json!({"name": "Ludothèque", "kind": "association", "status": "active", "commune": "67462"});
        let id = member(&camille, bare).await;
        let fields = ["legal_name", "description", "topics", "email", "phone", "website", "street", "siren", "siret", "rna",
            "amalia", "pictures", "custom.ouvert"];
        let hidden: Value = fields.iter().map(|field| ((*field).to_owned(), json!("club"))).collect::<serde_json::Map<_, _>>().into();
        set(&camille, id, json!({"visibility": hidden})).await;
        let all = || async { all_of_it(house, id).await.into_iter().chain(pages_of(house, id).await) };
        let before = all().await;
        // Its record is changed from now on, and the public is told nothing of that either.
        house.advance(TimeDelta::days(2));
        let camille = house.coordinator().await;
        set(&camille, id, json!({"legal_name": "Zébulon légal", "street": "12 rue Zébulon", "postal_code": "67999", "siret": "73282932000074",
            "rna": "W679999999", "amalia": "A9999ZEB", "email": "zebulon@zebulon.example", "phone": "03 53 01 99 99",
            "website": "https://zebulon.example", "description": "Zébulon saute.", "internal_notes": "Zébulon doit",
            "topics": [repair], "custom": {"ouvert": "zebulon", "secret": "zebulon"}})).await;
        let person = json!({"given_name": "Zébulon", "family_name": "Zorn", "email": "zorn@zebulon.example", "phone": "03 53 01 99 98"});
        camille.post(&format!("/members/{id}/contacts"), person).await.ok(201);
        let call = json!({"channel": "call", "direction": "outbound", "on": "2026-11-20", "outcome": "reached", "summary": "Zébulon rappelle"});
        camille.post(&format!("/members/{id}/interactions"), call).await.ok(201);
        for ((path, before), (_, after)) in before.zip(all().await) {
            assert_eq!(String::from_utf8_lossy(&before.bytes), String::from_utf8_lossy(&after.bytes), "{path}");
            assert_eq!(before.header("etag"), after.header("etag"), "{path}");
        }
        // Nor is it found by what it keeps.
        for secret in ["zebulon", "zorn", "732829320", "73282932000074", "W679999999", "A9999ZEB", "67999", "0353019999", "03 53 01 99 98"] {
            assert_eq!(names(house, &format!("?q={}", encoded(secret))).await, Vec::<String>::new(), "{secret}");
        }
        assert_eq!(names(house, &format!("?topic={repair}")).await, ["École des Tilleuls", "Repair Café Saint-Pierre"]);
        house.work_off().await;
    }

    async fn a_date_tells_of_what_is_shown_and_of_nothing_else(house) {
        let camille = house.coordinator().await;
        let Club { cafe, bakery, school, .. } = club(&camille).await;
        // Nobody saw it before its first reader.
        house.advance(TimeDelta::minutes(2));
        assert_eq!((since(house, cafe).await, since(house, bakery).await), (2, 2));
        house.advance(TimeDelta::minutes(2));
        set(&camille, cafe, json!({"internal_notes": "Doit", "phone": "03 53 01 00 19"})).await;
        assert_eq!(since(house, cafe).await, 2);
        set(&camille, cafe, json!({"description": "On répare tout."})).await;
        assert_eq!((since(house, cafe).await, since(house, bakery).await), (4, 2));
        // Shown again as it was, it has its date again.
        set(&camille, bakery, json!({"visibility": {"name": "club"}})).await;
        house.anyone().get(&format!("/public/members/{bakery}")).await.problem(404, "house.not_found");
        house.advance(TimeDelta::minutes(2));
        set(&camille, bakery, json!({"visibility": {"name": "public"}})).await;
        assert_eq!(since(house, bakery).await, 2);
        // Another process tells the same, and so does one that starts later.
        let other = house.with_settings(house.house.settings.clone());
        let book = maillage::features::directory::directory(&other).await.unwrap();
        assert_eq!(book.get(cafe).unwrap().updated_at, beginning() + TimeDelta::minutes(4));
        // What goes leaves no mark.
        let marked = || async { directory_shown::Entity::find_by_id(school).one(&house.house.db.read).await.unwrap() };
        assert!(marked().await.is_some());
        let (one, two) = (revision(&camille, cafe).await, revision(&camille, school).await);
        let form = json!({"other": school, "revision": one, "other_revision": two, "choices": {"name": "this"}});
        camille.post(&format!("/members/{cafe}/merge"), form).await.ok(200);
        assert!(marked().await.is_none());
        house.work_off().await;
    }

    async fn a_database_that_takes_nothing_stops_no_reader(house) {
        let camille = house.coordinator().await;
        let Club { cafe, bakery, .. } = club(&camille).await;
        assert_eq!(since(house, cafe).await, 0);
        house.advance(TimeDelta::minutes(2));
        set(&camille, cafe, json!({"description": "On répare tout."})).await;
        let held = house.house.db.begin().await.unwrap();
        house.house.db.take_turn(&held, "directory.shown").await.unwrap();
        assert_eq!((since(house, cafe).await, since(house, bakery).await), (2, 0));
        held.rollback().await.unwrap();
        // What was told once is told again, and written as soon as that can be.
        house.advance(TimeDelta::minutes(2));
        set(&camille, bakery, json!({"description": "Du pain."})).await;
        assert_eq!((since(house, cafe).await, since(house, bakery).await), (2, 4));
        let row = directory_shown::Entity::find_by_id(cafe).one(&house.house.db.read).await.unwrap().unwrap();
        assert_eq!(row.at, beginning() + TimeDelta::minutes(2));
        house.work_off().await;
    }

    async fn who_is_no_member_for_the_public_is_nowhere(house) {
        let camille = house.coordinator().await;
        let Club { cafe, bakery, school, .. } = club(&camille).await;
        let prospect = member(&camille, json!({"name": "Candidate", "kind": "association", "commune": "67462"})).await;
        let hidden = member(&camille, json!({"name": "Discrète", "kind": "association", "status": "active", "commune": "67462"})).await;
        set(&camille, hidden, json!({"visibility": {"name": "club"}})).await;
        camille.delete(&format!("/members/{bakery}")).await.ok(204);
        let (one, other) = (revision(&camille, cafe).await, revision(&camille, school).await);
        let form = json!({"other": school, "revision": one, "other_revision": other, "choices": {"name": "this"}});
        camille.post(&format!("/members/{cafe}/merge"), form).await.ok(200);
        assert_eq!(names(house, "").await, ["Repair Café Saint-Pierre"]);
        for id in [prospect, hidden, bakery] {
            house.anyone().get(&format!("/public/members/{id}")).await.problem(404, "house.not_found");
            let report = json!({"what": "closed"});
            house.anyone().post(&format!("/public/members/{id}/reports"), report).await.problem(404, "house.not_found");
        }
        for (path, reply) in all_of_it(house, cafe).await {
            let text = String::from_utf8_lossy(&reply.bytes).into_owned();
            assert!(!text.contains("Candidate") && !text.contains("Discr") && !text.contains("Boulangerie"), "{path}: {text}");
        }
        // What became part of another is found there.
        let moved = house.anyone().get(&format!("/public/members/{school}")).await;
        assert_eq!((moved.status, moved.header("location")), (308, format!("/api/v1/public/members/{cafe}").as_str()));
        assert_eq!(moved.header("access-control-allow-origin"), "*");
        set(&camille, cafe, json!({"visibility": {"name": "club"}})).await;
        house.anyone().get(&format!("/public/members/{school}")).await.problem(404, "house.not_found");
        house.work_off().await;
    }

    async fn words_forgive_accents_case_hyphens_and_saints(house) {
        let camille = house.coordinator().await;
        club(&camille).await;
        for q in ["st pierre", "SAINT-PIERRE", "St. Pierre", "repair cafe selestat", "ecrou", "l'ÉCROU", "pierre reparation"] {
            assert_eq!(names(house, &format!("?q={}", encoded(q))).await, ["Repair Café Saint-Pierre"], "{q}");
        }
        assert_eq!(names(house, "?q=selestat").await, ["École des Tilleuls", "Repair Café Saint-Pierre"]);
        assert_eq!(names(house, "?q=inconnu").await, Vec::<String>::new());
        assert_eq!(names(house, "?commune=SELESTAT,Scherwiller").await.len(), 3);
    }

    async fn each_facet_counts_with_the_other_filters(house) {
        let camille = house.coordinator().await;
        let Club { repair, bulk, .. } = club(&camille).await;
        let found = list(house, "").await;
        let counts = |facet: &Value| -> Vec<(String, i64)> {
            let all = facet.as_array().unwrap().iter();
            all.map(|one| (one["label"].as_str().unwrap().to_owned(), one["count"].as_i64().unwrap())).collect()
        };
        let told = |all: &[(&str, i64)]| all.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect::<Vec<_>>();
        assert_eq!(counts(&found["facets"]["kind"]), told(&[("Établissement public", 1), ("Association", 1), ("Entreprise", 1)]));
        assert_eq!(counts(&found["facets"]["commune"]), told(&[("Scherwiller", 1), ("Sélestat", 2)]));
        assert_eq!(counts(&found["facets"]["topic"]), told(&[("Réparation", 2), ("Vrac et consigne", 2)]));
        let found = list(house, &format!("?kind=association,company&topic={bulk}&commune=67462")).await;
        assert_eq!(found["total"], 0);
        // Of its own filter a facet knows nothing: so one sees what else there would be.
        assert_eq!(counts(&found["facets"]["kind"]), told(&[("Établissement public", 1), ("Association", 0), ("Entreprise", 0)]));
        assert_eq!(counts(&found["facets"]["commune"]), told(&[("Scherwiller", 1), ("Sélestat", 0)]));
        assert_eq!(counts(&found["facets"]["topic"]), told(&[("Réparation", 1), ("Vrac et consigne", 0)]));
        let chosen: Vec<&Value> = found["facets"]["commune"].as_array().unwrap().iter().map(|one| &one["chosen"]).collect();
        assert_eq!(chosen, [&json!(false), &json!(true)]);
        assert_eq!(found["facets"]["topic"][0]["value"], repair.as_str());
        for (query, pointer) in [("kind=ville", "?kind"), ("topic=x", "?topic"), ("nope=1", "?nope"), ("limit=201", "?limit"), ("q=a&q=b", "?q")] {
            let refused = house.anyone().get(&format!("/public/members?{query}")).await.ok(422);
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{query}");
        }
    }

    async fn all_pages_together_are_the_list(house) {
        let camille = house.coordinator().await;
        let Club { school, .. } = club(&camille).await;
        let first = house.anyone().get("/public/members?limit=1").await;
        let page = first.ok(200);
        assert_eq!((&page["items"][0]["name"], &page["total"]), (&json!("Boulangerie du Four"), &json!(3)));
        let cursor = page["next_cursor"].as_str().unwrap().to_owned();
        assert!(first.header("link").contains(&format!("cursor={cursor}>; rel=\"next\"")), "{}", first.header("link"));
        // The next one goes meanwhile: nobody else is passed over.
        set(&camille, school, json!({"visibility": {"name": "club"}})).await;
        let page = list(house, &format!("?limit=1&cursor={cursor}")).await;
        assert_eq!((&page["items"][0]["name"], page.get("next_cursor")), (&json!("Repair Café Saint-Pierre"), None));
        for cursor in [cursor.as_str(), "%25%25"] {
            house.anyone().get(&format!("/public/members?kind=company&cursor={cursor}")).await.problem(400, "house.bad_cursor");
        }
    }

    async fn whoever_has_it_already_is_told_so_until_something_changes(house) {
        let camille = house.coordinator().await;
        let Club { cafe, .. } = club(&camille).await;
        let mut tags = Vec::new();
        for (path, reply) in all_of_it(house, cafe).await.into_iter().filter(|(path, _)| path != "/public/club") {
            let tag = reply.header("etag").to_owned();
            assert!(tag.starts_with('"') && tag.len() > 20, "{path} {tag}");
            for (name, value) in [
                ("cache-control", "public, max-age=60, stale-while-revalidate=600"), ("vary", "Accept-Encoding"),
                ("access-control-allow-origin", "*"),
            ] {
                assert_eq!(reply.header(name), value, "{path}");
            }
            assert!(reply.header("link").contains("<https://spdx.org/licenses/etalab-2.0.html>; rel=\"license\""), "{path}");
            for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
                let again = asked_again(house, &path, &known).await;
                assert_eq!((again.status, again.bytes.len(), again.header("etag")), (304, 0, tag.as_str()), "{path} {known}");
            }
            tags.push((path, tag));
        }
        let mut different: Vec<&String> = tags.iter().map(|(_, tag)| tag).collect();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), tags.len());
        set(&camille, cafe, json!({"description": "On répare tout."})).await;
        for (path, tag) in tags {
            let again = asked_again(house, &path, &tag).await;
            assert_eq!(again.status, 200, "{path}");
            assert_ne!(again.header("etag"), tag, "{path}");
        }
        // Nobody else's page may read what is not for anyone.
        assert_eq!(camille.get("/members").await.header("access-control-allow-origin"), "");
    }

    async fn who_unpacks_it_is_sent_less_under_another_tag(house) {
        let camille = house.coordinator().await;
        let Club { cafe, .. } = club(&camille).await;
        for (path, plain) in all_of_it(house, cafe).await.into_iter().filter(|(path, _)| path != "/public/club") {
            let packed = asked_packed(house, &path, plain.header("etag")).await;
            assert_eq!((packed.status, packed.header("content-encoding"), packed.header("content-type")), (200, "br", plain.header("content-type")), "{path}");
            assert_ne!(packed.header("etag"), plain.header("etag"), "{path}");
            let mut unpacked = Vec::new();
            std::io::copy(&mut brotli::Decompressor::new(packed.bytes.as_slice(), 4096), &mut unpacked).unwrap();
            assert_eq!(String::from_utf8_lossy(&unpacked), String::from_utf8_lossy(&plain.bytes), "{path}");
            assert_eq!(asked_packed(house, &path, packed.header("etag")).await.status, 304, "{path}");
        }
    }

    async fn the_book_is_made_anew_only_when_it_tells_something_else(house) {
        let camille = house.coordinator().await;
        let Club { cafe, .. } = club(&camille).await;
        let other = house.with_settings(house.house.settings.clone());
        let book = || async { maillage::features::directory::directory(&other).await.unwrap() };
        let first = book().await;
        // The same book, as long as nothing is committed: nobody reads it from the database again.
        assert!(std::sync::Arc::ptr_eq(&first, &book().await));
        set(&camille, cafe, json!({"name": "Autrement"})).await;
        assert_eq!(list(house, "?q=autrement").await["total"], 1);
        // What changed nothing that the public sees leaves the book as it is.
        let before = maillage::features::directory::directory(&house.house).await.unwrap();
        set(&camille, cafe, json!({"internal_notes": "Rien"})).await;
        let after = maillage::features::directory::directory(&house.house).await.unwrap();
        assert!(std::sync::Arc::ptr_eq(&before, &after));
        assert_ne!(first.version, after.version);
    }

    async fn a_club_without_directory_tells_nothing(house) {
        let admin = house.administrator().await;
        let Club { cafe, .. } = club(&admin).await;
        let now = admin.get("/club").await.ok(200);
        assert_eq!((&now["directory_open"], &now["directory_licence"]), (&json!(true), &json!("lov2")));
        let now = now["revision"].as_i64().unwrap();
        admin.patch("/club", now, json!({"directory_licence": "mit"})).await.ok(422);
        admin.patch("/club", now, json!({"directory_licence": "odbl"})).await.ok(200);
        admin.patch("/club", now, json!({"directory_open": false})).await.problem(412, "house.stale");
        let told = list(house, "").await;
        assert_eq!((&told["licence"], &told["attribution"]), (&json!("ODbL-1.0"), &json!("Notre club, 2026-11-23")));
        assert_eq!(house.anyone().get("/public/club").await.ok(200)["directory_open"], true);
        admin.patch("/club", now + 1, json!({"directory_open": false})).await.ok(200);
        assert_eq!(house.anyone().get("/public/club").await.ok(200)["directory_open"], false);
        for path in ["/public/members", "/public/members.geojson", "/public/members.csv", "/public/map"] {
            house.anyone().get(path).await.problem(404, "house.not_found");
        }
        house.anyone().get(&format!("/public/members/{cafe}")).await.problem(404, "house.not_found");
        let report = json!({"what": "closed"});
        house.anyone().post(&format!("/public/members/{cafe}/reports"), report).await.problem(404, "house.not_found");
        house.work_off().await;
    }

    async fn files_hold_the_same_members_with_their_licence(house) {
        let camille = house.coordinator().await;
        let Club { cafe, .. } = club(&camille).await;
        set(&camille, cafe, json!({"name": "=1+1", "description": "@SUM(A1)\n\"b\", c", "phone": "+49 7821 123456", "visibility": {"phone": "public"}})).await;
        let reply = house.anyone().get("/public/members.csv?commune=67462").await;
        assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
        assert!(reply.header("content-disposition").contains("annuaire.csv"), "{}", reply.header("content-disposition"));
        let mut table = csv::Reader::from_reader(reply.bytes.as_slice());
        let titles: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        let cell = |row: usize, title: &str| rows[row][titles.iter().position(|known| known == title).unwrap()].to_owned();
        assert_eq!(rows.len(), 2);
        // The spreadsheet that opens it computes nothing.
        assert_eq!((cell(0, "NOM"), cell(0, "DESCRIPTION")), ("'=1+1".to_owned(), "'@SUM(A1)\n\"b\", c".to_owned()));
        assert!(rows.iter().all(|row| row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r']))));
        assert!(cell(0, "TELEPHONE").starts_with("0049"), "{}", cell(0, "TELEPHONE"));
        assert_eq!((cell(0, "COMMUNE_INSEE"), cell(0, "COURRIEL"), cell(0, "LICENCE")), ("67462".to_owned(), String::new(), "etalab-2.0".to_owned()));
        assert_eq!((cell(1, "TYPE"), cell(1, "THEMES")), ("établissement public".to_owned(), "Réparation|Vrac et consigne".to_owned()));
        assert_eq!((cell(1, "PRODUCTEUR_NOM"), cell(1, "DATE_MAJ")), ("Notre club".to_owned(), "2026-11-23T09:00:00Z".to_owned()));

        let reply = house.anyone().get("/public/members.geojson?kind=company,association").await;
        assert_eq!(reply.header("content-type"), "application/geo+json");
        let told = reply.ok(200);
        assert_eq!((&told["type"], &told["licence"]), (&json!("FeatureCollection"), &json!("etalab-2.0")));
        assert_eq!(told["attribution"], "Notre club, 2026-11-23");
        let features = told["features"].as_array().unwrap();
        assert_eq!(features.len(), 2);
        assert_eq!((&features[1]["type"], &features[1]["properties"]["name"]), (&json!("Feature"), &json!("Boulangerie du Four")));
        // A club without territory knows no place.
        assert_eq!(features[0]["geometry"], Value::Null);
    }
}
