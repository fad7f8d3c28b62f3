//! Backups and restores by the real binary, beside a server that works and under a hand that kills.

use std::{
    io::{BufRead, BufReader},
    time::Duration,
};

use sea_orm::{ActiveValue::Set, ConnectOptions, DatabaseConnection, EntityTrait, PaginatorTrait};
use tables::{club, interaction, member};

use crate::{harness::Engine, processes::Instance};

const LATER: &str = "Le club d’après";

/// Runs a command to its end: whether it succeeded, and all it said.
fn run(instance: &Instance, arguments: &[&str]) -> (bool, String) {
    let done = instance.command(arguments).output().unwrap();
    let said = [done.stdout, done.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    (done.status.success(), said)
}

fn must(instance: &Instance, arguments: &[&str]) -> String {
    let (succeeded, said) = run(instance, arguments);
    assert!(succeeded, "{arguments:?}: {said}");
    said
}

async fn outside(instance: &Instance) -> DatabaseConnection {
    let mut options = ConnectOptions::new(instance.database.url.clone());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

/// The club's name, its members and its interactions.
async fn state(instance: &Instance) -> (String, u64, u64) {
    let db = outside(instance).await;
    let name = club::Entity::find().one(&db).await.unwrap().unwrap().name;
    let members = member::Entity::find().count(&db).await.unwrap();
    let interactions = interaction::Entity::find().count(&db).await.unwrap();
    db.close().await.unwrap();
    (name, members, interactions)
}

async fn rename(instance: &Instance, name: &str) {
    let db = outside(instance).await;
    let new = club::ActiveModel { name: Set(name.to_owned()), ..Default::default() };
    club::Entity::update_many().set(new).exec(&db).await.unwrap();
    db.close().await.unwrap();
}

/// Starts a restore and kills it once it has told twice of members: when it checked them, and when it wrote them. What
/// was open before may be noticed as closed a moment later: then it is started anew.
fn kill_while_it_writes(instance: &Instance, file: &str) {
    for _ in 0..50 {
        let mut child = instance.command(&["restore", file, "--replace", LATER]).spawn().unwrap();
        let (mut told, mut said) = (0, String::new());
        for line in BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok) {
            told += usize::from(line.starts_with("member: "));
            if told == 2 {
                break;
            }
            said.push_str(&line);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if told == 2 {
            return;
        }
        assert!(said.contains("Another process uses the database"), "it ended before it wrote: {said}");
        std::thread::sleep(Duration::from_millis(200));
    }
    panic!("somebody else uses the database for ever");
}

async fn killed_in_the_middle(engine: Engine) {
    let instance = Instance::make(engine).await;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("club.zip");
    let file = path.to_str().unwrap();
    must(&instance, &["demo"]);
    must(&instance, &["backup", file]);
    let (name, members, interactions) = state(&instance).await;
    rename(&instance, LATER).await;

    kill_while_it_writes(&instance, file);
    assert_eq!(state(&instance).await, (LATER.to_owned(), members, interactions));

    // PostgreSQL notices a dead client a moment later.
    let mut outcome = run(&instance, &["restore", file, "--replace", LATER]);
    for _ in 0..50 {
        if outcome.0 || !outcome.1.contains("Another process uses the database") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        outcome = run(&instance, &["restore", file, "--replace", LATER]);
    }
    assert!(outcome.0, "{}", outcome.1);
    assert_eq!(state(&instance).await, (name, members, interactions));
    instance.database.drop().await;
}

/// A backup is made while people are served; a restore then is refused, and changes nothing.
async fn beside_a_server(engine: Engine) {
    let instance = Instance::make(engine).await;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("club.zip");
    let file = path.to_str().unwrap();
    must(&instance, &["demo"]);
    let before = state(&instance).await;
    let server = instance.start().await;
    must(&instance, &["backup", file]);
    let (succeeded, said) = run(&instance, &["restore", file, "--replace", &before.0]);
    assert!(!succeeded && said.contains("Another process uses the database"), "{said}");
    // While people work, a backup is checked, and what it would replace is named.
    let checked = must(&instance, &["restore", "--check", file]);
    assert!(
        checked.contains("All of it is sound") && checked.contains(&format!("--replace \"{}\"", before.0)),
        "{checked}"
    );
    let (succeeded, said) = run(&instance, &["restore", "--check", file, "--replace", LATER]);
    assert!(!succeeded && said.contains("must give exactly that name"), "{said}");
    assert_eq!(server.get("/readyz", None).await.status(), 200);
    drop(server);
    if let Some(path) = instance.database.url.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//")) {
        let bytes = std::fs::read(path).unwrap();
        must(&instance, &["restore", "--check", file]);
        assert!(std::fs::read(path).unwrap() == bytes, "a check changed the database");
    }
    assert_eq!(state(&instance).await, before);
    instance.database.drop().await;
}

mod on_sqlite {
    #[actix_web::test]
    async fn a_restore_killed_in_the_middle_leaves_what_was_there_and_succeeds_the_next_time() {
        super::killed_in_the_middle(crate::harness::Engine::Sqlite).await;
    }

    #[actix_web::test]
    async fn beside_a_server_a_backup_is_made_and_a_restore_is_refused() {
        super::beside_a_server(crate::harness::Engine::Sqlite).await;
    }
}

mod on_postgres {
    #[actix_web::test]
    async fn a_restore_killed_in_the_middle_leaves_what_was_there_and_succeeds_the_next_time() {
        super::killed_in_the_middle(crate::harness::Engine::Postgres).await;
    }

    #[actix_web::test]
    async fn beside_a_server_a_backup_is_made_and_a_restore_is_refused() {
        super::beside_a_server(crate::harness::Engine::Postgres).await;
    }
}
