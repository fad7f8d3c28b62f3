//! Files that are broken or meant to do harm: each gets its documented problem, and nothing is kept.

use std::io::{Cursor, Write};

use actix_web::test::TestRequest;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::imports_world::{dry_run_of, fixture, form, path, row, send};

both! {
    async fn what_is_no_spreadsheet_is_refused_with_the_remedy(house) {
        let camille = house.coordinator().await;
        let mut truncated = fixture("suivi-membres-2016.xlsx");
        truncated.truncate(truncated.len() / 2);
        let pdf = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << >>\n%%EOF".to_vec();
        let page = b"<html><body><table><tr><td>Structure</td></tr></table></body></html>".to_vec();
        let all: [(&str, Vec<u8>, &str); 5] = [
            ("tronque.xlsx", truncated, "documents.damaged"),
            ("vide.csv", Vec::new(), "documents.empty"),
            ("blancs.csv", b"\n\n".to_vec(), "documents.empty"),
            ("menteur.xlsx", pdf, "documents.not_a_spreadsheet"),
            ("page.xls", page, "documents.web_page"),
        ];
        for (name, bytes, code) in all {
            let problem = send(&camille, name, &bytes).await.problem(422, code);
            assert_eq!(problem["errors"][0]["pointer"], "/file", "{name}");
            assert!(problem["detail"].as_str().unwrap().len() > 20, "{name}");
        }
        assert_eq!(camille.get("/imports").await.ok(200)["items"], json!([]));
    }

    async fn a_form_without_a_file_or_with_a_wrong_field_is_told(house) {
        let camille = house.coordinator().await;
        camille.send(form("a.csv", b"Structure\nA\n", &[("default_kind", "dragon")])).await.problem(422, "house.wrong_value");
        camille.send(form("a.csv", b"Structure\nA\n", &[("sheet", "Autre")])).await.problem(422, "imports.sheet_unknown");
        camille.send(form("a.csv", b"Structure\nA\n", &[("shoe", "42")])).await.problem(422, "house.unknown_field");
        camille.send(TestRequest::post().uri("/api/v1/imports").set_json(json!({}))).await.problem(415, "house.wrong_media_type");
        let kind = camille.send(form("a.csv", b"Structure\nLa Cigogne\n", &[("default_kind", "association")])).await.ok(201);
        assert_eq!((kind["default_kind"].as_str(), kind["counts"]["create"].as_u64()), (Some("association"), Some(1)));
    }

    async fn an_archive_that_would_swell_or_reach_out_is_refused_and_not_kept(house) {
        let camille = house.coordinator().await;
        let sheet = "xl/worksheets/sheet1.xml";
        let bomb = archive(&[("[Content_Types].xml", 40 << 20), (sheet, 40 << 20)]);
        assert!(bomb.len() < 200_000, "{}", bomb.len());
        let outwards = archive(&[("[Content_Types].xml", 10), ("../../../etc/cron.d/evil", 10)]);
        let rooted = archive(&[("[Content_Types].xml", 10), ("/etc/passwd", 10)]);
        let many: Vec<(String, usize)> = (0..2_100).map(|number| (format!("part{number}"), 0)).collect();
        let many = archive(&many.iter().map(|(name, size)| (name.as_str(), *size)).collect::<Vec<_>>());
        for (bytes, code) in [
            (bomb, "documents.expansion"),
            (outwards, "documents.path_in_name"),
            (rooted, "documents.path_in_name"),
            (many, "documents.too_many_parts"),
        ] {
            let problem = send(&camille, "suivi.xlsx", &bytes).await.problem(422, code);
            assert_eq!(problem["errors"][0]["pointer"], "/file", "{code}");
        }
        assert_eq!(camille.get("/imports").await.ok(200)["items"], json!([]));
        let kept = tables::file::Entity::find().count(&house.house.db.read).await.unwrap();
        assert_eq!(kept, 0);
    }

    async fn a_name_that_lies_does_not_matter(house) {
        let camille = house.coordinator().await;
        let import = send(&camille, "../../etc/passwd.xlsx", b"Structure;Type\nLa Cigogne;Association\n").await.ok(201);
        assert_eq!(import["format"], "csv");
        let name = import["file_name"].as_str().unwrap();
        assert!(!name.contains('/'), "{name}");
        assert!(import["notes"].to_string().contains("finit par .xlsx"), "{}", import["notes"]);
    }

    async fn control_characters_and_formulas_stay_text(house) {
        let camille = house.coordinator().await;
        let import = dry_run_of(&camille, "Structure;Type;Remarques\nA\u{0}B;Association;=cmd|'/C calc'!A1\n").await;
        let row = row(&camille, &import, 2).await;
        assert_eq!(row["cells"][2], "=cmd|'/C calc'!A1");
        assert!(!row.to_string().contains("\\u0000"));
        let nul = json!({"kinds": {"a\u{0}": "association"}});
        crate::imports_world::patch(&camille, &import, nul).await.problem(422, "house.control_characters");
    }

    async fn ids_and_rows_of_nobody_do_not_exist(house) {
        let camille = house.coordinator().await;
        camille.get("/imports/not-an-id").await.problem(404, "house.not_found");
        camille.get("/imports/019ab1c2-0000-7000-8000-000000000000/rows").await.problem(404, "house.not_found");
        let import = dry_run_of(&camille, "Structure;Type\nLa Cigogne;Association\n").await;
        camille.get(&format!("{}/rows?outcome=dragon", path(&import))).await.problem(422, "house.wrong_parameter");
        camille.get(&format!("{}/rows?limit=0", path(&import))).await.status.eq(&422).then_some(()).unwrap();
    }
}

/// A ZIP whose parts are so many spaces.
fn archive(parts: &[(&str, usize)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, size) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&vec![b' '; *size]).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
