//! The diagnosis by the real binary: a well instance is called well, and each thing that is broken is named.

use platform::db;
use sea_orm::{ActiveValue::Set, ConnectOptions, ConnectionTrait, DatabaseConnection, EntityTrait};
use serde_json::Value;
use tables::{job, secret};

use crate::{
    harness::{Engine, smtp},
    processes::{Instance, free_port},
};

/// Each part with its mark, and whether the exit code said that all is well.
struct Told {
    well: bool,
    findings: Vec<(String, String, String)>,
}

impl Told {
    fn marked(&self, mark: &str) -> Vec<&str> {
        self.findings.iter().filter(|(_, of, _)| of == mark).map(|(part, ..)| part.as_str()).collect()
    }

    fn of(&self, part: &str) -> (&str, &str) {
        let (_, mark, said) =
            self.findings.iter().find(|(name, ..)| name == part).unwrap_or_else(|| panic!("no {part}"));
        (mark, said)
    }
}

async fn ask(instance: &Instance) -> Told {
    let mut command = instance.command(&["doctor", "--json"]);
    // Aside, so that a relay of this test can answer meanwhile.
    let done = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let told: Value = serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{done:?}"));
    assert_eq!(done.status.success(), told["well"].as_bool().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = told["findings"].as_array().unwrap();
    let findings = findings.iter().map(|one| (text(&one["part"]), text(&one["mark"]), text(&one["said"]))).collect();
    Told { well: done.status.success(), findings }
}

async fn outside(instance: &Instance) -> DatabaseConnection {
    let mut options = ConnectOptions::new(instance.database.url.clone());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

/// An instance whose folder is its owner's alone, as one that Maillage makes itself.
async fn instance_on(engine: Engine) -> Instance {
    let instance = Instance::make(engine).await;
    #[cfg(unix)]
    std::fs::set_permissions(instance.folder(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    instance
}

fn run(instance: &Instance, arguments: &[&str]) {
    let done = instance.command(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

async fn a_well_one(engine: Engine) {
    let instance = instance_on(engine).await;
    run(&instance, &["demo"]);
    let out = tempfile::tempdir().unwrap();
    run(&instance, &["backup", out.path().join("club.zip").to_str().unwrap()]);
    let mut server = instance.start().await;
    // The first jobs are done at once.
    let mut told = ask(&instance).await;
    for _ in 0..50 {
        if told.of("jobs.worker").0 == "well" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        told = ask(&instance).await;
    }
    assert!(told.well, "{:?}", told.findings);
    // A demonstration has no relay; nothing else deserves a look.
    assert_eq!(told.marked("look"), ["mail.relay"], "{:?}", told.findings);
    assert!(told.of("backup.last").1.contains("club.zip"));
    assert!(told.of("jobs.worker").1.contains("Processes at work: 1"));
    // Stopped on purpose, it signed off: nobody works now, and that is told at once.
    assert!(server.stop().success());
    let told = ask(&instance).await;
    assert_eq!(told.marked("wrong"), ["jobs.worker"], "{:?}", told.findings);

    let french = instance.command(&["doctor", "--language", "fr"]).output().unwrap();
    let french = String::from_utf8(french.stdout).unwrap();
    assert!(french.contains("✓ backup.last") && french.contains("Dernière sauvegarde"), "{french}");
    assert!(french.contains("! mail.relay"), "{french}");
    instance.database.drop().await;
}

async fn a_sick_one(engine: Engine) {
    let mut instance = instance_on(engine).await;
    run(&instance, &["demo"]);
    let now = chrono::Utc::now();
    let db = outside(&instance).await;
    let long_ago = now - chrono::TimeDelta::hours(3);
    let left = |kind: &str, state: &str| job::ActiveModel {
        id: Set(kernel::ids::new_id()),
        kind: Set(kind.to_owned()),
        payload: Set(Value::Null),
        state: Set(state.to_owned()),
        attempts: Set(8),
        max_attempts: Set(8),
        run_at: Set(long_ago),
        created_at: Set(long_ago),
        last_error: Set(Some("house.bug".to_owned())),
        finished_at: Set((state == "dead").then_some(long_ago)),
        ..Default::default()
    };
    job::Entity::insert_many([left("members.territory", "dead"), left("house.sweep", "waiting")])
        .exec_without_returning(&db)
        .await
        .unwrap();
    // Sealed by the secret of another instance.
    let sealed = platform::secrets::Vault::of("the secret of quite another instance").seal("a", b"x").unwrap();
    let row = secret::ActiveModel { name: Set("a".to_owned()), sealed: Set(sealed), created_at: Set(now) };
    secret::Entity::insert(row).exec_without_returning(&db).await.unwrap();
    db.close().await.unwrap();
    let nobody = free_port();
    instance.settings = vec![
        ("MAILLAGE_SMTP_URL", format!("smtp://127.0.0.1:{nobody}?tls=none")),
        ("MAILLAGE_MAIL_FROM", "club@club.example".to_owned()),
        ("MAILLAGE_BASE_URL", "http://club.example".to_owned()),
    ];
    let told = ask(&instance).await;
    assert_eq!(told.marked("wrong"), ["address", "secret", "mail.relay", "jobs.worker"], "{:?}", told.findings);
    assert_eq!(told.marked("look"), ["jobs.dead", "backup.last"], "{:?}", told.findings);
    assert!(told.of("jobs.dead").1.contains("members.territory (house.bug)"));

    // A relay that does not know us is not well either, and one that does gets a line and no message.
    let relay = smtp::Relay::open().await;
    instance.settings[0].1 = relay.url();
    assert_eq!(ask(&instance).await.of("mail.relay").0, "well");
    assert!(relay.arrived().is_empty());
    relay.now(smtp::Mood::KnowsNobody);
    let told = ask(&instance).await;
    let (mark, said) = told.of("mail.relay");
    assert!(mark == "wrong" && said.contains("refuses the user or the password") && said.contains("535"), "{said}");
    assert!(!said.contains("hush"), "{said}");
    instance.database.drop().await;
}

async fn a_newer_one(engine: Engine) {
    let mut instance = instance_on(engine).await;
    run(&instance, &["migrate"]);
    let before = {
        let db = outside(&instance).await;
        db.execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_flying_cars', 0)")
            .await
            .unwrap();
        let steps = db::steps(&db).await.unwrap();
        db.close().await.unwrap();
        steps
    };
    let told = ask(&instance).await;
    assert_eq!(told.of("database.steps").0, "wrong");
    let db = outside(&instance).await;
    db.execute_unprepared("DELETE FROM seaql_migrations WHERE version >= 'm0015'").await.unwrap();
    db.close().await.unwrap();
    assert_eq!(ask(&instance).await.of("database.steps").0, "look");
    let db = outside(&instance).await;
    assert!(db::steps(&db).await.unwrap().len() + 2 <= before.len(), "a diagnosis migrated");
    db.close().await.unwrap();

    instance.settings = vec![("MAILLAGE_LISTEN", "everywhere".to_owned())];
    let told = ask(&instance).await;
    assert_eq!(told.marked("wrong"), ["settings"]);
    assert!(told.of("settings").1.contains("MAILLAGE_LISTEN"));
    instance.settings = vec![(
        "MAILLAGE_DATABASE_URL",
        match engine {
            Engine::Sqlite => "sqlite:/dev/null/none.sqlite".to_owned(),
            Engine::Postgres => format!("postgres://club@127.0.0.1:{}/club", free_port()),
        },
    )];
    let told = ask(&instance).await;
    assert_eq!(told.of("database").0, if engine == Engine::Sqlite { "look" } else { "wrong" });
    instance.database.drop().await;
}

/// A bucket that lists nothing, one that does not know us, and none at all.
#[actix_web::test]
async fn a_bucket_that_does_not_take_us_is_told() {
    use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};
    let mut instance = instance_on(Engine::Sqlite).await;
    run(&instance, &["demo"]);
    let service = MockServer::start().await;
    let empty = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    let lists = ResponseTemplate::new(200).set_body_raw(empty, "application/xml");
    let with = |endpoint: String| {
        vec![
            ("MAILLAGE_FILES_URL", "s3://club-files/vallees".to_owned()),
            ("MAILLAGE_S3_ENDPOINT", endpoint),
            ("MAILLAGE_S3_ACCESS_KEY", "key-id".to_owned()),
            ("MAILLAGE_S3_SECRET_KEY", "hush".to_owned()),
        ]
    };
    instance.settings = with(service.uri());
    {
        let _listing = Mock::given(any()).respond_with(lists).mount_as_scoped(&service).await;
        assert_eq!(ask(&instance).await.of("files").0, "well");
    }
    Mock::given(any()).respond_with(ResponseTemplate::new(403)).mount(&service).await;
    let told = ask(&instance).await;
    assert!(
        told.of("files").0 == "wrong" && told.of("files").1.contains("MAILLAGE_S3_ENDPOINT"),
        "{:?}",
        told.findings
    );
    instance.settings = with(format!("http://127.0.0.1:{}", free_port()));
    let told = ask(&instance).await;
    assert!(told.of("files").0 == "wrong" && !told.of("files").1.contains("hush"), "{:?}", told.findings);
}

/// Time goes on: a machine whose clock is behind what was written already is wrong, whatever else it knows.
#[actix_web::test]
async fn a_clock_that_is_behind_the_database_is_told() {
    let instance = instance_on(Engine::Sqlite).await;
    run(&instance, &["demo"]);
    let sound = ask(&instance).await;
    assert!(sound.of("clock").1.contains("No time server was asked"), "{:?}", sound.findings);
    let later = chrono::Utc::now() + chrono::TimeDelta::hours(3);
    let row = job::ActiveModel {
        id: Set(kernel::ids::new_id()),
        kind: Set("house.sweep".to_owned()),
        payload: Set(Value::Null),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        max_attempts: Set(8),
        run_at: Set(later),
        created_at: Set(later),
        ..Default::default()
    };
    let db = outside(&instance).await;
    job::Entity::insert(row).exec_without_returning(&db).await.unwrap();
    db.close().await.unwrap();
    let told = ask(&instance).await;
    assert!(
        told.of("clock.behind").0 == "wrong" && told.of("clock.behind").1.contains("179 min"),
        "{:?}",
        told.findings
    );
}

#[cfg(unix)]
#[actix_web::test]
async fn a_secret_that_others_can_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let instance = instance_on(Engine::Sqlite).await;
    run(&instance, &["demo"]);
    let file = instance.folder().join("instance.secret");
    assert_eq!(ask(&instance).await.of("disk.secret").0, "well");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let told = ask(&instance).await;
    assert_eq!(told.of("disk.secret").0, "wrong");
    assert!(told.of("disk.secret").1.contains("chmod 600"));
    std::fs::set_permissions(instance.folder(), std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(ask(&instance).await.of("disk.private").0, "look");
}

#[actix_web::test]
async fn a_damaged_database_is_told() {
    let instance = instance_on(Engine::Sqlite).await;
    run(&instance, &["demo"]);
    // What stands in the log would stand in for the pages.
    let db = outside(&instance).await;
    db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
    db.close().await.unwrap();
    let path = instance.folder().join("maillage.sqlite");
    let mut bytes = std::fs::read(&path).unwrap();
    // Behind the page that names the tables, so that SQLite still opens it.
    let half = bytes.len() / 2;
    bytes[64 * 1024..half].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    let told = ask(&instance).await;
    assert!(!told.well && told.of("database").0 == "wrong", "{:?}", told.findings);
}

mod on_sqlite {
    use crate::harness::Engine::Sqlite;

    #[actix_web::test]
    async fn a_well_instance_is_called_well() {
        super::a_well_one(Sqlite).await;
    }

    #[actix_web::test]
    async fn what_is_broken_is_named() {
        super::a_sick_one(Sqlite).await;
    }

    #[actix_web::test]
    async fn another_shape_and_wrong_settings_are_told_and_nothing_is_changed() {
        super::a_newer_one(Sqlite).await;
    }
}

mod on_postgres {
    use crate::harness::Engine::Postgres;

    #[actix_web::test]
    async fn a_well_instance_is_called_well() {
        super::a_well_one(Postgres).await;
    }

    #[actix_web::test]
    async fn what_is_broken_is_named() {
        super::a_sick_one(Postgres).await;
    }

    #[actix_web::test]
    async fn another_shape_and_wrong_settings_are_told_and_nothing_is_changed() {
        super::a_newer_one(Postgres).await;
    }
}
