//! Sheets on paper: for anyone once they are published, tagged, the same bytes until something is said otherwise, and
//! never in the way of others.

use std::time::Instant;

use actix_web::test::TestRequest;
use futures_util::future::{join, join_all};
use serde_json::json;

use crate::{
    harness::{Reply, TestHouse},
    practice_sheets::{cafe, keyword, picture, publish, written},
};

async fn print(house: &TestHouse, path: &str) -> Reply {
    house.anyone().send(TestRequest::get().uri(&format!("/api/v1/public{path}"))).await
}

/// What stands in a document outside its packed streams.
#[track_caller]
fn open(reply: &Reply) -> String {
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/pdf"));
    assert!(reply.bytes.starts_with(b"%PDF-"));
    String::from_utf8_lossy(&reply.bytes).into_owned()
}

both! {
    async fn anyone_prints_a_published_sheet_and_nobody_a_draft_of_others(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let word = keyword(&camille, "Fêtes").await;
        let path = written(&camille, cafe, "Une fête sans jetable", &word).await;
        camille.send(picture(&format!("{path}/media"), "Le comptoir propre")).await.ok(201);
        let draft = camille.get(&format!("{path}/pdf")).await;
        assert!(open(&draft).contains("<pdfuaid:part>1<"));
        assert_eq!((draft.header("cache-control"), draft.header("content-security-policy")), ("private, no-store", "sandbox; default-src 'none'"));
        print(house, &format!("{path}/pdf")).await.problem(404, "house.not_found");
        house.anyone().get(&format!("{path}/pdf")).await.problem(401, "accounts.sign_in_needed");
        publish(&camille, &path).await;
        for form in ["", "?form=pages", "?form=poster"] {
            let printed = print(house, &format!("{path}/pdf{form}")).await;
            let told = open(&printed);
            assert!(told.contains("<pdfuaid:part>1<") && told.contains("/Lang(fr)") && told.contains("Une fête sans jetable"), "{form}");
            let pages = if form == "?form=poster" { "<xmpTPg:NPages>1<" } else { "<xmpTPg:NPages>" };
            assert!(told.contains(pages), "{form}");
            assert!(printed.header("content-disposition").contains("une%2Dfete%2Dsans%2Djetable.pdf"));
            assert!(printed.header("cache-control").starts_with("public, max-age=60"));
            assert!(printed.header("link").contains("rel=\"license\""));
        }
        print(house, &format!("{path}/pdf?form=scroll")).await.ok(422);
        // What was set is the same for whoever comes next, until something is said otherwise.
        let (one, other) = (print(house, &format!("{path}/pdf")).await, print(house, &format!("{path}/pdf")).await);
        assert_eq!((one.header("etag"), &one.bytes), (other.header("etag"), &other.bytes));
        let seen = TestRequest::get().uri(&format!("/api/v1/public{path}/pdf")).insert_header(("If-None-Match", one.header("etag")));
        assert_eq!(house.anyone().send(seen).await.status, 304);
        house.administrator().await.patch("/club", 1, json!({"name": "Le Fil vert"})).await.ok(200);
        assert_ne!(print(house, &format!("{path}/pdf")).await.header("etag"), one.header("etag"));
        house.work_off().await;
    }

    async fn a_key_reads_sheets_and_not_what_people_say_of_them(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let word = keyword(&camille, "Fêtes").await;
        let path = written(&camille, cafe, "Une fête sans jetable", &word).await;
        let key = house.machine(&["practice_sheets:read"]).await;
        assert_eq!(key.get("/practice-sheets").await.ok(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(key.get(&path).await.ok(200)["abilities"]["edit"]["allowed"], false);
        open(&key.get(&format!("{path}/pdf")).await);
        key.get(&format!("{path}/comments")).await.problem(403, "accounts.not_allowed");
        key.post("/practice-sheets", json!({"kind": "advice", "title": "Non"})).await.problem(403, "accounts.not_allowed");
        key.patch(&path, 2, json!({"title": "Non"})).await.problem(403, "accounts.not_allowed");
        house.machine(&["club:read"]).await.get("/practice-sheets").await.problem(403, "accounts.not_allowed");
        house.work_off().await;
    }

    async fn many_sheets_at_once_leave_room_for_others(house) {
        let camille = house.coordinator().await;
        let cafe = cafe(&camille).await;
        let word = keyword(&camille, "Fêtes").await;
        let mut paths = Vec::new();
        for number in 0..4 {
            paths.push(written(&camille, cafe, &format!("Une fête sans jetable {number}"), &word).await);
        }
        let prints = async {
            let each = paths.iter().flat_map(|path| ["pages", "poster"].map(|form| format!("{path}/pdf?form={form}")));
            let printed = join_all(each.map(|path| {
                let camille = &camille;
                async move { camille.get(&path).await.status }
            }));
            (printed.await, Instant::now())
        };
        let asks = async {
            for _ in 0..8 {
                camille.get("/members").await.ok(200);
            }
            Instant::now()
        };
        let ((printed, set_at), answered_at) = join(prints, asks).await;
        assert_eq!(printed, [200; 8]);
        assert!(answered_at < set_at, "lists of members waited for documents");
        house.work_off().await;
    }
}
