//! Killed in the middle of long work, the real binary does it once: whole, or not at all until it is done again.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectOptions, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::{Value, json};
use tables::{audit, change_set, contact, delivery, fact, import_row, interaction, job, member, person};

use crate::{
    harness::{
        Engine,
        smtp::{Mood, Relay},
    },
    imports_world::form_body,
    processes::{Instance, Server},
    processes_killed_undo::an_undo,
};

/// Enough for both the reading and the commit to be left to jobs.
pub const ROWS: usize = 10_000;
/// How long a debug build may take to read or to write that many, on a machine that has other things to do.
pub const PATIENCE: Duration = Duration::from_secs(200);

fn large_file() -> String {
    let communes = ["Sélestat", "Barr", "Benfeld", "Villé"];
    let syllables = ["ba", "co", "du", "fe", "gi", "la", "mo", "nu", "pe", "ri"];
    let mut text = String::from("Structure;Type;Commune;Contact;Mél;Dernier contact\n");
    for i in 0..ROWS {
        // Names that have nothing in common, so that reading is not mostly comparing them.
        let name: String = [i / 1000, i / 100, i / 10, i].iter().map(|digits| syllables[digits % 10]).collect();
        let commune = communes[i % communes.len()];
        writeln!(text, "{name};Association;{commune};Anne MURR;{name}@amis.example;12/10/2026").unwrap();
    }
    text
}

/// The database of an instance, seen from outside.
async fn outside(instance: &Instance) -> DatabaseConnection {
    let mut options = ConnectOptions::new(instance.database.url.clone());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

/// As if the lease of whoever was killed had run out: a minute that tests need not wait.
pub async fn let_leases_run_out(db: &DatabaseConnection) {
    job::Entity::update_many()
        .set(job::ActiveModel { lease_until: Set(Some(Utc::now() - TimeDelta::seconds(1))), ..Default::default() })
        .filter(job::Column::State.eq("running"))
        .exec(db)
        .await
        .unwrap();
}

async fn upload(server: &Server, token: &str) -> String {
    let (media, body) = form_body("grand.csv", large_file().as_bytes(), &[]);
    let request = server.http.post(format!("{}/api/v1/imports", server.base)).bearer_auth(token);
    let answer = request.header("content-type", media).body(body).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let import: Value = answer.json().await.unwrap();
    assert_eq!(import["state"], "reading");
    import["id"].as_str().unwrap().to_owned()
}

/// The request that commits the dry run that was read; each time the same one.
async fn commit_once(server: &Server, token: &str, path: &str, read: &Value) -> Result<Value, reqwest::Error> {
    let request = server.http.post(format!("{}{path}", server.base)).bearer_auth(token);
    let request = request.header("Idempotency-Key", "once").header("If-Match", format!("\"r{}\"", read["revision"]));
    request.send().await?.error_for_status()?.json().await
}

pub async fn shown(server: &Server, token: &str, import: &str) -> Value {
    let answer = server.get(&format!("/api/v1/imports/{import}"), Some(token)).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

/// Waits until the import is in this state.
pub async fn until(server: &Server, token: &str, import: &str, state: &str, patience: Duration) -> Value {
    let begun = Instant::now();
    loop {
        let now = shown(server, token, import).await;
        if now["state"] == state {
            return now;
        }
        assert!(begun.elapsed() < patience, "still {}: {}", now["state"], now["problem"]);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

pub async fn attempts_of(db: &DatabaseConnection, kind: &str) -> (u64, i64) {
    let jobs = job::Entity::find().filter(job::Column::Kind.eq(kind)).all(db).await.unwrap();
    (jobs.len() as u64, jobs.iter().map(|job| job.attempts).sum())
}

/// Killed twice while it commits, once soon and once late: each time nothing of members is there, and in the end all is, once.
/// Then it is undone, and that is killed too.
async fn a_commit(engine: Engine) {
    let instance = Instance::make(engine).await;
    let mut server = instance.start().await;
    let token = instance.administrator(&server).await;
    let db = outside(&instance).await;
    let people_before = person::Entity::find().count(&db).await.unwrap();
    let import = upload(&server, &token).await;
    let ready = until(&server, &token, &import, "ready", PATIENCE).await;
    assert_eq!(ready["counts"]["create"], ROWS);
    let path = format!("/api/v1/imports/{import}/commit");
    let begun = commit_once(&server, &token, &path, &ready).await.unwrap();
    assert_eq!(begun["state"], "committing");
    for moment in [400, 3_000] {
        tokio::time::sleep(Duration::from_millis(moment)).await;
        server.kill();
        let state = tables::import::Entity::find().one(&db).await.unwrap().unwrap().state;
        let members = member::Entity::find().count(&db).await.unwrap();
        assert!(matches!((state.as_str(), members), ("committing", 0) | ("committed", 10_000)), "{state}: {members}");
        let_leases_run_out(&db).await;
        server = instance.start().await;
        // The same request again: its answer was kept, and nothing begins a second time. It may be asked to come back
        // when the writer is long at work.
        let again = loop {
            match commit_once(&server, &token, &path, &ready).await {
                Err(busy) if busy.status().is_some_and(|status| status == 503) => {}
                answer => break answer.unwrap(),
            }
        };
        assert_eq!(again["id"], import.as_str());
    }
    let done = until(&server, &token, &import, "committed", PATIENCE).await;
    assert_eq!(done["counts"]["create"], ROWS);

    let rows = ROWS as u64;
    assert_eq!(member::Entity::find().count(&db).await.unwrap(), rows);
    assert_eq!(contact::Entity::find().count(&db).await.unwrap(), rows);
    assert_eq!(interaction::Entity::find().count(&db).await.unwrap(), rows);
    assert!(person::Entity::find().count(&db).await.unwrap() <= people_before + rows);
    assert_eq!(import_row::Entity::find().count(&db).await.unwrap(), rows);
    assert_eq!(change_set::Entity::find().count(&db).await.unwrap(), 1);
    let told = |kind: &'static str| fact::Entity::find().filter(fact::Column::Kind.eq(kind)).count(&db);
    assert_eq!(told("imports.import_committed").await.unwrap(), 1);
    let made =
        audit::Entity::find().filter(audit::Column::Record.eq("member")).filter(audit::Column::Verb.eq("create"));
    assert_eq!(made.count(&db).await.unwrap(), rows);
    // What is derived from the ledger: last seen on the day the file says, due three months later.
    let derived = member::Entity::find()
        .filter(member::Column::LastContactOn.eq("2026-10-12".parse::<chrono::NaiveDate>().unwrap()))
        .filter(member::Column::ContactDueOn.eq("2027-01-12".parse::<chrono::NaiveDate>().unwrap()));
    assert_eq!(derived.count(&db).await.unwrap(), rows);
    let (jobs, attempts) = attempts_of(&db, "imports.commit").await;
    assert!(jobs == 1 && attempts >= 2, "{jobs} jobs, {attempts} attempts: nobody was killed at work");

    let mut server = an_undo(&instance, server, &token, &db, &import).await;
    assert_eq!(person::Entity::find().count(&db).await.unwrap(), people_before);
    server.kill();
    db.close().await.unwrap();
    instance.database.drop().await;
}

/// Killed while it reads a file: whoever comes next waits for the lease, a minute, and reads it anew.
async fn a_reading(engine: Engine) {
    let instance = Instance::make(engine).await;
    let mut server = instance.start().await;
    let token = instance.administrator(&server).await;
    let db = outside(&instance).await;
    let import = upload(&server, &token).await;
    let begun = Instant::now();
    while shown(&server, &token, &import).await["progress"].is_null() {
        assert!(begun.elapsed() < PATIENCE, "it never began");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    server.kill();
    let staged = import_row::Entity::find().count(&db).await.unwrap();
    assert!(staged > 0 && staged < ROWS as u64, "{staged} rows: it was not in the middle");
    server = instance.start().await;
    // The lease of a minute, and the reading.
    let ready = until(&server, &token, &import, "ready", PATIENCE).await;
    assert_eq!((&ready["counts"]["rows"], &ready["counts"]["create"]), (&json!(ROWS), &json!(ROWS)));
    assert_eq!(import_row::Entity::find().count(&db).await.unwrap(), ROWS as u64);
    assert_eq!(attempts_of(&db, "imports.read").await, (1, 2));
    assert_eq!(member::Entity::find().count(&db).await.unwrap(), 0);
    server.kill();
    db.close().await.unwrap();
    instance.database.drop().await;
}

/// Killed while it sends: no letter is sent twice, and only the one in hand waits to be looked at.
async fn a_sending(engine: Engine) {
    let relay = Relay::open().await;
    relay.now(Mood::TakesItsTime);
    let mut instance = Instance::make(engine).await;
    instance.settings =
        vec![("MAILLAGE_SMTP_URL", relay.url()), ("MAILLAGE_MAIL_FROM", "club@club.example".to_owned())];
    let mut server = instance.start().await;
    let token = instance.administrator(&server).await;
    let db = outside(&instance).await;
    let addresses: Vec<String> = (0..12).map(|number| format!("ami{number}@amis.example")).collect();
    for address in &addresses {
        let form = json!({"email": address, "given_name": "Ami", "family_name": "Four", "role": "reader"});
        server.post("/api/v1/accounts", Some(&token), Some(address), form).await.unwrap();
    }
    let begun = Instant::now();
    while relay.arrived().len() < 3 {
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing is sent");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    server.kill();
    relay.now(Mood::Takes);
    let_leases_run_out(&db).await;
    let server_again = instance.start().await;
    let begun = Instant::now();
    let waiting = || async {
        let rows = delivery::Entity::find().filter(delivery::Column::State.is_in(["queued", "sending"]));
        rows.all(&db).await.unwrap()
    };
    while waiting().await.len() > 1 {
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", waiting().await.len());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // At most the one that was in hand: a quarter of an hour must pass before it is judged.
    let in_hand: Vec<String> = waiting().await.into_iter().map(|row| row.to_address).collect();
    let arrived = relay.arrived();
    for address in &addresses {
        let times = arrived.iter().filter(|message| message.to.contains(address)).count();
        assert!(times == 1 || (times == 0 && in_hand.contains(address)), "{address}: {times} times, {in_hand:?}");
    }
    drop(server_again);
    db.close().await.unwrap();
    instance.database.drop().await;
}

mod on_sqlite {
    use super::*;

    #[actix_web::test]
    async fn a_commit_and_an_undo_that_are_killed_are_done_once() {
        a_commit(Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn a_reading_that_is_killed_is_done_again_within_its_lease() {
        a_reading(Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn a_sending_that_is_killed_sends_nothing_twice() {
        a_sending(Engine::Sqlite).await;
    }
}

mod on_postgres {
    use super::*;

    #[actix_web::test]
    async fn a_commit_and_an_undo_that_are_killed_are_done_once() {
        a_commit(Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn a_reading_that_is_killed_is_done_again_within_its_lease() {
        a_reading(Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn a_sending_that_is_killed_sends_nothing_twice() {
        a_sending(Engine::Postgres).await;
    }
}
