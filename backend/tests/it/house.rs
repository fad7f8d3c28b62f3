//! What holds for the whole house: the contract, the ways of refusing, the shape of the database.

use actix_web::{http::Method, test::TestRequest};
use serde_json::json;

both! {
    async fn nobody_gets_401_before_anything_of_the_request_is_read(house) {
        house.anyone().get("/me?limit=nonsense").await.problem(401, "accounts.sign_in_needed");
    }

    async fn a_wrong_body_is_told_field_by_field(house) {
        let reply = house.anyone().post("/auth/login", json!({"email": "a@b.example", "pasword": "x"})).await;
        let problem = reply.problem(422, "house.unknown_field");
        assert_eq!(problem["errors"][0]["pointer"], "/pasword");
    }

    async fn the_language_of_a_refusal_is_the_readers(house) {
        let in_english = TestRequest::get().uri("/api/v1/me").insert_header(("Accept-Language", "en"));
        let told = house.anyone().send(in_english).await.json();
        assert_eq!((&told["title"], &told["detail"]), (&json!("Unauthorized"), &json!("Please sign in to continue.")));
        let told = house.anyone().get("/me").await.json();
        assert_eq!((&told["title"], &told["detail"]), (&json!("Connexion nécessaire"), &json!("Connectez-vous pour continuer.")));
    }

    async fn each_persona_is_who_they_say(house) {
        for (visitor, role) in [(house.administrator().await, "admin"), (house.coordinator().await, "coordinator"), (house.reader().await, "reader")] {
            assert_eq!(visitor.get("/me").await.ok(200)["role"], role);
        }
    }

    async fn another_method_is_405_and_another_path_404(house) {
        let reply = house.anyone().delete("/me").await;
        reply.problem(405, "house.method_not_allowed");
        assert_eq!(reply.header("allow"), "GET, PATCH");
        house.anyone().get("/nowhere").await.problem(404, "house.not_found");
    }

    async fn an_address_beside_an_id_tells_its_own_methods_alone(house) {
        let options = TestRequest::default().method(Method::OPTIONS).uri("/api/v1/members/counts");
        assert_eq!(house.anyone().send(options).await.header("allow"), "GET");
    }

    async fn the_database_goes_up_and_down_and_up_again(house) {
        house.house.db.unmigrate().await.unwrap();
        house.house.db.migrate(&house.house.settings).await.unwrap();
        maillage::app::prepare(&house.house).await.unwrap();
    }
}

/// `make generate` writes it; this says when that was forgotten.
#[test]
fn the_committed_contract_is_the_one_of_the_code() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json")).unwrap();
    let built = serde_json::to_string_pretty(&maillage::app::contract().unwrap()).unwrap();
    assert!(committed.trim_end() == built, "openapi/openapi.json is not the code's contract: run `make generate`");
}

/// SQLite can be told how many pages it may have: a full disk, without filling one.
#[actix_web::test]
async fn a_full_disk_is_told_and_loses_nothing() {
    use sea_orm::ConnectionTrait;
    let house = crate::harness::TestHouse::open(crate::harness::Engine::Sqlite).await;
    let pages = |limit: &'static str| {
        let db = house.house.db.clone();
        async move {
            let tx = db.begin().await.unwrap();
            tx.execute_unprepared(limit).await.unwrap();
            tx.commit().await.unwrap();
        }
    };
    pages("PRAGMA max_page_count = 1").await; // as small as it is now
    let mut account = None;
    for _ in 0..5_000 {
        match maillage::features::accounts::create_administrator(
            &house.house,
            &house.by_house(),
            &format!("{}@club.example", uuid::Uuid::now_v7()),
            "",
            "",
        )
        .await
        {
            Ok(_) => continue,
            Err(problem) => {
                account = Some(problem);
                break;
            }
        }
    }
    let problem = account.expect("the disk never filled");
    assert_eq!((problem.status(), problem.code()), (503, "house.storage_unavailable"));
    pages("PRAGMA max_page_count = 1000000").await;
    house.administrator().await.get("/me").await.ok(200);
    house.close().await;
}

#[test]
fn every_reference_of_the_contract_leads_somewhere() {
    fn walk<'a>(value: &'a serde_json::Value, found: &mut Vec<&'a str>) {
        match value {
            serde_json::Value::Object(map) => {
                found.extend(map.get("$ref").and_then(|to| to.as_str()));
                map.values().for_each(|inner| walk(inner, found));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|inner| walk(inner, found)),
            _ => {}
        }
    }
    let contract = maillage::app::contract().unwrap();
    let mut references = Vec::new();
    walk(&contract, &mut references);
    let lost: Vec<&str> =
        references.into_iter().filter(|to| contract.pointer(to.trim_start_matches('#')).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
