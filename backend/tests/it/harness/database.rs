//! A database per test: a copy of one made once per shape of the schema, a file or a template of PostgreSQL.

use std::path::{Path, PathBuf};

use sea_orm::{ConnectOptions, ConnectionTrait, Database as SeaDatabase, DatabaseConnection};
use sea_orm_migration::MigratorTrait;
use sha2::{Digest, Sha256};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct Database {
    pub url: String,
    name: Option<String>,
}

fn server() -> String {
    std::env::var("MAILLAGE_TEST_POSTGRES_URL")
        .expect("MAILLAGE_TEST_POSTGRES_URL must name a throw-away PostgreSQL server; `make test` starts one")
}

fn on_server(name: &str) -> String {
    let server = server();
    let (base, query) = server.split_once('?').unwrap_or((&server, ""));
    let root = match base.match_indices('/').nth(2) {
        Some((at, _)) => &base[..at],
        None => base,
    };
    format!("{root}/{name}{}{query}", if query.is_empty() { "" } else { "?" })
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    SeaDatabase::connect(options).await.unwrap()
}

impl Database {
    pub async fn make(engine: Engine, dir: &Path) -> Database {
        if engine == Engine::Sqlite {
            let database = Database::empty(engine, dir).await;
            std::fs::copy(template_file().await, database.path()).unwrap();
            return database;
        }
        let template = template().await;
        let name = format!("t{}", uuid::Uuid::now_v7().simple());
        let admin = connect(&on_server("postgres")).await;
        admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.unwrap();
        admin.close().await.unwrap();
        Database { url: on_server(&name), name: Some(name) }
    }

    /// A copy of this one, which nobody must have open.
    pub async fn copy(&self, engine: Engine, dir: &Path) -> Database {
        let Some(template) = &self.name else {
            let copy = Database::empty(engine, dir).await;
            std::fs::copy(self.path(), copy.path()).unwrap();
            return copy;
        };
        let name = format!("t{}", uuid::Uuid::now_v7().simple());
        let admin = connect(&on_server("postgres")).await;
        admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.unwrap();
        admin.close().await.unwrap();
        Database { url: on_server(&name), name: Some(name) }
    }

    /// A database without any shape yet.
    pub async fn empty(engine: Engine, dir: &Path) -> Database {
        if engine == Engine::Sqlite {
            return Database { url: format!("sqlite:{}", dir.join("maillage.sqlite").display()), name: None };
        }
        let name = format!("t{}", uuid::Uuid::now_v7().simple());
        let admin = connect(&on_server("postgres")).await;
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        admin.close().await.unwrap();
        Database { url: on_server(&name), name: Some(name) }
    }

    /// The file of a SQLite database.
    fn path(&self) -> &Path {
        Path::new(self.url.trim_start_matches("sqlite:"))
    }

    /// A connection beside any house's; SQLite's file is made if there is none.
    pub async fn open(&self) -> DatabaseConnection {
        connect(&if self.name.is_none() { format!("{}?mode=rwc", self.url) } else { self.url.clone() }).await
    }

    pub async fn drop(self) {
        if let Some(name) = self.name {
            let admin = connect(&on_server("postgres")).await;
            admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
            admin.close().await.unwrap();
        }
    }
}

/// What a database with the newest schema and no rows is called.
fn template_name() -> String {
    let mut hasher = Sha256::new();
    for entry in sources() {
        hasher.update(entry);
    }
    format!("maillage_template_{}", hex::encode(&hasher.finalize()[..8]))
}

/// The file with the newest schema and no rows; made by the tests that find none, and put in place whole.
async fn template_file() -> PathBuf {
    let path = std::env::temp_dir().join(template_name()).with_extension("sqlite");
    if !path.exists() {
        let half = path.with_extension(uuid::Uuid::now_v7().simple().to_string());
        let db = connect(&format!("sqlite:{}?mode=rwc", half.display())).await;
        migrations::Migrator::up(&db, None).await.unwrap();
        db.close().await.unwrap();
        std::fs::rename(half, &path).unwrap();
    }
    path
}

/// The name of a database with the newest schema and no rows; made by the first test that asks, under a lock.
async fn template() -> String {
    let name = template_name();
    let admin = connect(&on_server("postgres")).await;
    admin.execute_unprepared("SELECT pg_advisory_lock(4711)").await.unwrap();
    let exists = admin
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DatabaseBackend::Postgres,
            format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"),
        ))
        .await
        .unwrap()
        .is_some();
    if !exists {
        // Under another name until it is whole: a test that dies half-way leaves no half-made template.
        let half = format!("{name}_half");
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {half} WITH (FORCE)")).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {half}")).await.unwrap();
        let db = connect(&on_server(&half)).await;
        migrations::Migrator::up(&db, None).await.unwrap();
        db.close().await.unwrap();
        admin.execute_unprepared(&format!("ALTER DATABASE {half} RENAME TO {name}")).await.unwrap();
    }
    admin.execute_unprepared("SELECT pg_advisory_unlock(4711)").await.unwrap();
    admin.close().await.unwrap();
    name
}

fn sources() -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/src");
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}
