//! Files: who may send and read them, how they are handed out, and that nothing is lost or left over.

use actix_web::test::TestRequest;
use chrono::{TimeDelta, Utc};
use image::{ImageFormat, RgbImage};
use platform::{
    files::{self, Accept, Files, NewFile},
    settings::Settings,
};
use sea_orm::EntityTrait;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Reply, Visitor};

const BOUNDARY: &str = "a-boundary-of-a-test";

fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(width, height, image::Rgb([15, 92, 67])).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

pub fn form(name: &str, content: &[u8], fields: &[(&str, &str)]) -> TestRequest {
    form_with(BOUNDARY, name, content, fields)
}

fn form_with(boundary: &str, name: &str, content: &[u8], fields: &[(&str, &str)]) -> TestRequest {
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend(
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(
        format!("--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: image/png\r\n\r\n").bytes(),
    );
    body.extend(content);
    body.extend(format!("\r\n--{boundary}--\r\n").bytes());
    TestRequest::post()
        .uri("/api/v1/files")
        .insert_header(("content-type", format!("multipart/form-data; boundary={boundary}")))
        .set_payload(body)
}

async fn send(visitor: &Visitor<'_>, name: &str, content: &[u8], fields: &[(&str, &str)]) -> Reply {
    visitor.send(form(name, content, fields)).await
}

fn document(name: &str, bytes: &[u8]) -> NewFile {
    NewFile {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
        purpose: "test",
        accept: Accept::Document,
        public: false,
        created_by: None,
    }
}

both! {
    async fn a_public_picture_is_shown_to_anyone(house) {
        let sent = send(&house.coordinator().await, "../logo du club.PNG", &picture(3000, 30), &[("kind", "picture"), ("public", "true")]).await;
        let kept = sent.ok(201);
        assert_eq!(kept["name"], "logo du club.PNG");
        assert_eq!((&kept["media_type"], &kept["width"], &kept["height"]), (&json!("image/png"), &json!(2400), &json!(24)));
        assert_eq!(sent.header("location"), kept["url"].as_str().unwrap());

        let read = house.anyone().get(kept["url"].as_str().unwrap()).await;
        assert_eq!((read.status, read.bytes.len() as i64), (200, kept["size"].as_i64().unwrap()));
        assert_eq!(read.header("content-type"), "image/png");
        assert!(read.header("content-disposition").starts_with("inline"));
        assert_eq!(read.header("x-content-type-options"), "nosniff");
        assert!(read.header("content-security-policy").starts_with("sandbox"));
        let again = TestRequest::get().uri(kept["url"].as_str().unwrap()).insert_header(("If-None-Match", read.header("etag")));
        assert_eq!(house.anyone().send(again).await.status, 304);
    }

    async fn a_document_is_for_staff_and_for_saving(house) {
        let kept = send(&house.coordinator().await, "Procès-verbal.pdf", b"%PDF-1.7\n%%EOF\n", &[]).await.ok(201);
        let url = kept["url"].as_str().unwrap();
        house.anyone().get(url).await.problem(404, "house.not_found");
        let read = house.reader().await.get(url).await;
        assert_eq!((read.status, read.bytes.as_slice()), (200, b"%PDF-1.7\n%%EOF\n".as_slice()));
        assert!(read.header("content-disposition").starts_with("attachment"));
        let said = read.header("content-disposition");
        assert!(said.contains("Proc%C3%A8s%2Dverbal.pdf"), "{said}");
        assert!(read.header("cache-control").contains("private"));
        house.anyone().get(&format!("/files/{}/content", Uuid::now_v7())).await.problem(404, "house.not_found");
    }

    async fn the_file_of_an_import_is_for_those_who_import(house) {
        let coordinator = house.coordinator().await;
        crate::imports_world::dry_run_of(&coordinator, "Structure;Type\nLa Cigogne;Association\n").await;
        let import = tables::import::Entity::find().one(&house.house.db.read).await.unwrap().unwrap();
        let url = format!("/files/{}/content", import.file_id);
        for other in [house.anyone(), house.reader().await, house.machine(&["imports:write"]).await] {
            other.get(&url).await.problem(404, "house.not_found");
        }
        assert_eq!(coordinator.get(&url).await.status, 200);
    }

    async fn only_coordinators_send_files(house) {
        send(&house.anyone(), "a.png", &picture(2, 2), &[]).await.problem(401, "accounts.sign_in_needed");
        send(&house.reader().await, "a.png", &picture(2, 2), &[]).await.problem(403, "accounts.not_allowed");
    }

    async fn what_a_file_is_its_content_says(house) {
        let coordinator = house.coordinator().await;
        let refused = |reply: Reply| reply.problem(422, "house.file_kind_refused");
        refused(send(&coordinator, "photo.png", b"<?php system($_GET['x']);", &[("kind", "picture")]).await);
        refused(send(&coordinator, "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", &[("kind", "picture")]).await);
        refused(send(&coordinator, "page.pdf", b"<!doctype html><script>alert(1)</script>", &[]).await);
        send(&coordinator, "half.png", &picture(9, 9)[..40], &[]).await.problem(422, "house.picture_unreadable");
        send(&coordinator, "a.txt", b"", &[]).await.problem(422, "house.file_empty");
        let problem = send(&coordinator, "a.txt", b"a", &[("kind", "poem")]).await.problem(422, "house.wrong_value");
        assert_eq!(problem["errors"][0]["pointer"], "/kind");
        send(&coordinator, "a.txt", b"a", &[("owner", "me")]).await.problem(422, "house.unknown_field");
        coordinator.post("/files", json!({})).await.problem(415, "house.wrong_media_type");
        let problem = send(&coordinator, "a.txt", &vec![b'a'; files::DOCUMENT_LIMIT + 1], &[]).await.problem(413, "house.too_large");
        assert!(problem["detail"].as_str().unwrap().contains("20 Mo"));
    }

    async fn a_photo_of_twenty_megabytes_is_taken_in_and_a_document_of_that_size_is_not(house) {
        let inside = &house.house;
        // Behind its last pixel a picture may hold anything: none of it is kept.
        let mut photo = picture(300, 200);
        photo.resize(files::DOCUMENT_LIMIT + 1, 0);
        let sent = NewFile { accept: Accept::Picture, ..document("photo.png", &photo) };
        let taken = inside.files.take_in(sent, inside.now()).await.unwrap();
        let work = inside.begin(&house.by_house()).await.unwrap();
        let kept = taken.enter(&work).await.unwrap();
        work.commit().await.unwrap();
        assert!(kept.size < 10_000 && (kept.width, kept.height) == (Some(300), Some(200)));
        let refused = inside.files.take_in(document("a.txt", &vec![b'a'; files::DOCUMENT_LIMIT + 1]), inside.now()).await;
        assert_eq!(refused.err().map(|problem| problem.code().to_owned()).as_deref(), Some("house.too_large"));
    }

    async fn nothing_is_kept_while_the_scanner_does_not_answer(house) {
        let inside = &house.house;
        let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let settings = Settings { clamav: Some(nobody.to_string()), ..inside.settings.clone() };
        let kept = Files::open(&settings).unwrap().take_in(document("a.txt", b"a"), inside.now()).await;
        assert_eq!(kept.err().map(|problem| problem.code().to_owned()).as_deref(), Some("house.scanner_unavailable"));
    }

    async fn a_repeated_upload_keeps_one_file(house) {
        let coordinator = house.coordinator().await;
        // As browsers do, each try draws a boundary of its own.
        let again = |boundary| form_with(boundary, "a.txt", b"Bonjour", &[]).insert_header(("Idempotency-Key", "once"));
        let first = coordinator.send(again("one")).await.ok(201);
        assert_eq!(coordinator.send(again("another")).await.ok(201)["id"], first["id"]);
        let other = form_with("one", "a.txt", b"Bonsoir", &[]).insert_header(("Idempotency-Key", "once"));
        coordinator.send(other).await.problem(422, "house.idempotency_key_reused");
        let audit = house.administrator().await.get(&format!("/audit?record=file&record_id={}", first["id"].as_str().unwrap())).await.ok(200);
        assert_eq!((audit["items"].as_array().unwrap().len(), &audit["items"][0]["verb"]), (1, &json!("kept")));
    }

    async fn content_without_a_row_is_swept_and_nothing_else(house) {
        let inside = &house.house;
        let orphan = inside.files.take_in(document("a.txt", b"orphan"), inside.now()).await.unwrap();
        let work = inside.begin(&house.by_house()).await.unwrap();
        let kept = inside.files.store(&work, document("b.txt", b"kept")).await.unwrap();
        let forgotten = inside.files.store(&work, document("c.txt", b"forgotten")).await.unwrap();
        work.commit().await.unwrap();
        let work = inside.begin(&house.by_house()).await.unwrap();
        files::forget(&work, forgotten.id).await.unwrap();
        work.commit().await.unwrap();
        std::fs::write(inside.settings.data_dir.join("files/readme.txt"), "not ours").unwrap();

        // The store's clock is the machine's.
        assert_eq!(files::sweep(inside, Utc::now() - TimeDelta::days(1)).await.unwrap(), 0);
        assert_eq!(files::sweep(inside, Utc::now() + TimeDelta::minutes(1)).await.unwrap(), 2);
        assert_eq!(inside.files.read(&inside.db.read, kept.id).await.unwrap().1, b"kept");
        assert_eq!(inside.files.content(&forgotten).await.unwrap_err().status(), 500);
        assert_eq!(inside.files.read(&inside.db.read, orphan.id()).await.unwrap_err().status(), 404);
        assert!(inside.settings.data_dir.join("files/readme.txt").exists());
    }

    async fn content_that_was_tampered_with_is_not_handed_out(house) {
        let inside = &house.house;
        let work = inside.begin(&house.by_house()).await.unwrap();
        let kept = inside.files.store(&work, document("a.txt", b"before")).await.unwrap();
        work.commit().await.unwrap();
        let path = inside.settings.data_dir.join(format!("files/{}/{}-{}", &kept.sha256[..2], kept.id, kept.sha256));
        std::fs::write(path, "after").unwrap();
        assert_eq!(inside.files.content(&kept).await.unwrap_err().status(), 500);
    }
}
