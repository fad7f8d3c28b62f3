//! Files on their way in, and what tests ask of imports.

use actix_web::test::TestRequest;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use tables::territory_commune;

use crate::harness::{Reply, TestHouse, Visitor};

const BOUNDARY: &str = "a-boundary-of-a-test";

pub fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/imports");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

/// A request that sends this file.
pub fn form(name: &str, content: &[u8], fields: &[(&str, &str)]) -> TestRequest {
    let (media, body) = form_body(name, content, fields);
    TestRequest::post().uri("/api/v1/imports").insert_header(("content-type", media)).set_payload(body)
}

/// Media type and body of such a request.
pub fn form_body(name: &str, content: &[u8], fields: &[(&str, &str)]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(
        format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").bytes(),
    );
    body.extend(content);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

pub async fn send(visitor: &Visitor<'_>, name: &str, content: &[u8]) -> Reply {
    visitor.send(form(name, content, &[])).await
}

/// Uploads a fixture and gives the dry run.
pub async fn dry_run(visitor: &Visitor<'_>, name: &str) -> Value {
    send(visitor, name, &fixture(name)).await.ok(201)
}

/// A text that came as a file.
pub async fn dry_run_of(visitor: &Visitor<'_>, text: &str) -> Value {
    send(visitor, "essai.csv", text.as_bytes()).await.ok(201)
}

pub fn path(import: &Value) -> String {
    format!("/imports/{}", import["id"].as_str().unwrap())
}

pub async fn patch(visitor: &Visitor<'_>, import: &Value, changes: Value) -> Reply {
    visitor.patch(&path(import), import["revision"].as_i64().unwrap(), changes).await
}

/// All rows with this outcome, page after page.
pub async fn rows(visitor: &Visitor<'_>, import: &Value, outcome: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let outcome = if outcome.is_empty() { String::new() } else { format!("&outcome={outcome}") };
        let page = visitor.get(&format!("{}/rows?limit=200{outcome}{cursor}", path(import))).await.ok(200);
        rows.extend(page["items"].as_array().unwrap().clone());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return rows,
        }
    }
}

pub fn numbers(rows: &[Value]) -> Vec<u64> {
    rows.iter().map(|row| row["number"].as_u64().unwrap()).collect()
}

pub async fn row(visitor: &Visitor<'_>, import: &Value, number: u64) -> Value {
    rows(visitor, import, "").await.into_iter().find(|row| row["number"] == number).unwrap()
}

/// rows, create, update, unchanged, doubt, refused
pub fn counts(import: &Value) -> [u64; 6] {
    ["rows", "create", "update", "unchanged", "doubt", "refused"].map(|name| import["counts"][name].as_u64().unwrap())
}

/// The 90 communes of the files are the club's territory, without being members yet.
pub async fn territory(house: &TestHouse) {
    let tx = house.house.db.begin().await.unwrap();
    let rows = places::demo_territory().into_iter().map(|commune| territory_commune::ActiveModel {
        insee_code: Set(commune.insee_code.to_owned()),
        name: Set(places::places().commune(commune.insee_code).unwrap().name.to_owned()),
        latitude: Set(None),
        longitude: Set(None),
        added_on: Set("2014-01-01".parse().unwrap()),
        removed_on: Set(None),
    });
    territory_commune::Entity::insert_many(rows).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// The doubts of the realistic file, decided: its four rows repeat others.
pub fn joined() -> Value {
    let join = |row: u32| json!({"do": "merge", "row": row});
    json!({"decisions": {"97": join(96), "117": join(100), "123": join(105), "136": join(119)}})
}
