//! The first start, cut short.

use sea_orm::ConnectionTrait;

use crate::harness::{Database, Engine, TestHouse};

/// A table in the way makes the first step fail in its middle, as a full disk would.
async fn a_step_that_fails_leaves_nothing(engine: Engine) {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::empty(engine, dir.path()).await;
    let given =
        [("MAILLAGE_DATA_DIR", dir.path().display().to_string()), ("MAILLAGE_DATABASE_URL", database.url.clone())];
    let given = given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let settings = platform::settings::Settings::read(given).unwrap();
    let db = platform::db::Db::connect(&settings).await.unwrap();
    let run = async |sql: &str| {
        let tx = db.begin().await.unwrap();
        let outcome = tx.execute_unprepared(sql).await;
        tx.commit().await.unwrap();
        outcome
    };
    run("CREATE TABLE fact (id text)").await.unwrap();
    assert!(db.migrate(&settings).await.is_err());
    run("SELECT name FROM secret").await.unwrap_err();
    run("DROP TABLE fact").await.unwrap();
    db.migrate(&settings).await.unwrap();
    run("SELECT name FROM secret").await.unwrap();
    db.close().await.unwrap();
    TestHouse::on(database, dir).await.close().await;
}

mod on_sqlite {
    #[actix_web::test]
    async fn a_step_that_fails_leaves_nothing_and_the_next_start_succeeds() {
        super::a_step_that_fails_leaves_nothing(crate::harness::Engine::Sqlite).await;
    }
}

mod on_postgres {
    #[actix_web::test]
    async fn a_step_that_fails_leaves_nothing_and_the_next_start_succeeds() {
        super::a_step_that_fails_leaves_nothing(crate::harness::Engine::Postgres).await;
    }
}
