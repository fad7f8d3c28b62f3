//! Killed while it takes a large import back: all of it is there until nothing of it is.

use std::time::{Duration, Instant};

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use tables::{address, audit, contact, fact, import_row, interaction, member};

use crate::{
    processes::{Instance, Server},
    processes_killed::{PATIENCE, ROWS, attempts_of, let_leases_run_out, shown, until},
};

/// Killed while it looks ahead, and in the middle of the transaction. Gives the server that is left.
pub async fn an_undo(
    instance: &Instance,
    mut server: Server,
    token: &str,
    db: &DatabaseConnection,
    import: &str,
) -> Server {
    let path = format!("/api/v1/imports/{import}/undo");
    let begun = server.post(&path, Some(token), Some("undo-once"), json!({})).await.unwrap();
    assert_eq!((begun["state"].as_str(), begun["counts"]["create"].as_u64()), (Some("undoing"), Some(ROWS as u64)));
    for after in [0, ROWS / 2] {
        is_past(&server, token, import, after as u64).await;
        server.kill();
        let state = tables::import::Entity::find().one(db).await.unwrap().unwrap().state;
        let members = member::Entity::find().count(db).await.unwrap();
        assert_eq!((state.as_str(), members), ("committed", ROWS as u64));
        let_leases_run_out(db).await;
        server = instance.start().await;
    }
    let done = until(&server, token, import, "undone", PATIENCE).await;
    assert!(done["problem"].is_null(), "{}", done["problem"]);

    assert_eq!(member::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(contact::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(interaction::Entity::find().count(db).await.unwrap(), 0);
    let of_rows = address::Entity::find().filter(address::Column::EmailKey.ends_with("@amis.example"));
    assert_eq!(of_rows.count(db).await.unwrap(), 0);
    assert_eq!(import_row::Entity::find().count(db).await.unwrap(), ROWS as u64);
    let told = fact::Entity::find().filter(fact::Column::Kind.eq("imports.import_undone"));
    assert_eq!(told.count(db).await.unwrap(), 1);
    let gone =
        audit::Entity::find().filter(audit::Column::Record.eq("member")).filter(audit::Column::Verb.eq("delete"));
    assert_eq!(gone.count(db).await.unwrap(), ROWS as u64);
    let (jobs, attempts) = attempts_of(db, "imports.undo").await;
    assert!(jobs == 1 && attempts >= 3, "{jobs} jobs, {attempts} attempts: nobody was killed at work");
    server
}

/// Waits until it is further than that.
async fn is_past(server: &Server, token: &str, import: &str, done: u64) {
    let begun = Instant::now();
    loop {
        let now = shown(server, token, import).await;
        assert_eq!(now["state"], "undoing", "it was not killed in the middle");
        if now["progress"]["done"].as_u64().is_some_and(|so_far| so_far > done) {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "it does not get on: {}", now["progress"]);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
