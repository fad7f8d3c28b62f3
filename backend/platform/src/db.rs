//! The database: one writer and several readers on SQLite, one pool on PostgreSQL.
//!
//! On SQLite a write transaction is always `BEGIN IMMEDIATE` on the only writing connection, so that writers
//! queue instead of failing; readers can't write at all. Inside a transaction use it, never `read`:
//! what is not committed is not there yet.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use chrono::{DateTime, Utc};
use kernel::problem::{Problem, say};
use migrations::Migrator;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    DbErr, IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use sqlx::{
    ConnectOptions as _,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous},
};
use tokio::sync::oneshot;

use crate::{secrets::make_folder, settings::Settings};

/// Readers on SQLite; each holds a thread of its own.
const SQLITE_READERS: u32 = 4;
/// How long to queue, for a connection or for SQLite's writer, before answering 503: long enough for a crowd or for a
/// large import to pass, shorter than browsers and proxies wait.
const PATIENCE: Duration = Duration::from_secs(30);
/// A connection that rested so long may have been closed by the other side meanwhile.
const IDLE: Duration = Duration::from_secs(1);
/// A reader that nobody needs for so long gives its memory back.
const AT_REST: Duration = Duration::from_secs(60);
/// How much of SQLite's file readers see without copying it, in bytes: all that SQLite allows.
const MAPPED: &str = "2147418112";
/// With less than this many free bytes on its disk, the database is not ready for more.
const LEAST_ROOM: u64 = 16 * 1024 * 1024;
/// After how many pages of its log a commit moves them into SQLite's file.
const CHECKPOINTS: &str = "PRAGMA wal_autocheckpoint = 1000";
/// Names the migration's lock among PostgreSQL's advisory locks.
const MIGRATION_LOCK: i64 = 0x4d61_696c_6c61_6765;

#[derive(Clone)]
pub struct Db {
    pub read: DatabaseConnection,
    /// For whoever reads a large part of the database, once: on SQLite, what it has seen does not stay in memory.
    pub read_once: DatabaseConnection,
    write: DatabaseConnection,
}

impl Db {
    pub async fn connect(settings: &Settings) -> Result<Db, DbErr> {
        if settings.is_sqlite() {
            if let Some(folder) = sqlite_folder(&settings.database_url) {
                make_folder(folder).map_err(|error| DbErr::Custom(format!("{}: {error}", folder.display())))?;
            }
            // The writer comes first: it makes the file and sets WAL, which a read-only connection could not.
            let url = &settings.database_url;
            let write = Database::connect(sqlite_options(url, Use::Write)).await?;
            let read = Database::connect(sqlite_options(url, Use::Read)).await?;
            let read_once = Database::connect(sqlite_options(url, Use::ReadOnce)).await?;
            Ok(Db { read, read_once, write })
        } else {
            let mut options = ConnectOptions::new(settings.database_url.clone());
            options
                .min_connections(1)
                .max_connections(settings.pool)
                .acquire_timeout(PATIENCE)
                .sqlx_logging(false)
                // One that was in use a moment ago is there still: to ask it each time would double every question.
                .test_before_acquire_if_idle_for(IDLE);
            let pool = Database::connect(options).await?;
            Ok(Db { read: pool.clone(), read_once: pool.clone(), write: pool })
        }
    }

    pub fn backend(&self) -> DatabaseBackend {
        self.read.get_database_backend()
    }

    pub fn is_sqlite(&self) -> bool {
        self.backend() == DatabaseBackend::Sqlite
    }

    /// Begins a write transaction.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await
    }

    /// Commits a transaction that wrote much. SQLite would then move all of it from its log into its file, before it
    /// lets the next one write: that is done beside them. Whoever stops waiting stops nothing.
    pub async fn commit_much(&self, tx: DatabaseTransaction) -> Result<(), DbErr> {
        if !self.is_sqlite() {
            return tx.commit().await;
        }
        let db = self.clone();
        let (tell, told) = oneshot::channel();
        tokio::spawn(async move {
            let done = match tx.execute_unprepared("PRAGMA wal_autocheckpoint = 0").await {
                Ok(_) => tx.commit().await,
                Err(error) => Err(error),
            };
            let _ = tell.send(done);
            // Where this fails the log grows until the next commit moves it.
            let _ = db.read.execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await;
            let _ = db.write.execute_unprepared(CHECKPOINTS).await;
        });
        told.await.unwrap_or_else(|_| Err(DbErr::Custom("nothing was said of a commit".to_owned())))
    }

    /// A transaction that reads one instant, whatever others write meanwhile.
    pub async fn begin_snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = match self.is_sqlite() {
            true => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..Default::default()
            },
            false => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..Default::default()
            },
        };
        let tx = self.read.begin_with_options(options).await?;
        // The instant is that of the first question.
        tx.query_one_raw(Statement::from_string(self.backend(), "SELECT version FROM seaql_migrations LIMIT 1"))
            .await?;
        Ok(tx)
    }

    /// Waits, until this transaction ends, for the others that took the same name; SQLite's writers queue anyway.
    pub async fn take_turn(&self, tx: &DatabaseTransaction, name: &str) -> Result<(), DbErr> {
        if !self.is_sqlite() {
            let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
            tx.execute_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [name.into()])).await?;
        }
        Ok(())
    }

    /// Says, until this transaction ends, that it writes what happens from this instant on. SQLite's writers follow
    /// one another, so what they write is seen in the order of its instants; PostgreSQL's don't, and each says so by a
    /// shared lock that its end, however it comes, takes away.
    pub async fn announce(&self, tx: &DatabaseTransaction, from: DateTime<Utc>) -> Result<(), DbErr> {
        if !self.is_sqlite() {
            let sql = "SELECT pg_advisory_xact_lock_shared($1)";
            let values = [from.timestamp_millis().into()];
            tx.execute_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, values)).await?;
        }
        Ok(())
    }

    /// The instant up to which all that happened can be read: whatever is committed later happened after it. `now` must
    /// be read before; processes agree on it as well as their clocks do.
    pub async fn settled(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, DbErr> {
        if self.is_sqlite() {
            return Ok(now);
        }
        // A lock by one number stands in two halves.
        let sql = "SELECT min((classid::bigint << 32) | objid::bigint) AS oldest FROM pg_locks \
                   WHERE locktype = 'advisory' AND mode = 'ShareLock' AND objsubid = 1 \
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        let oldest = self.read.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, sql)).await?;
        let oldest: Option<i64> = oldest.map(|row| row.try_get("", "oldest")).transpose()?.flatten();
        Ok(oldest.and_then(DateTime::from_timestamp_millis).map_or(now, |oldest| oldest.min(now)))
    }

    /// Brings the database to this version's shape; safe when several processes start at once.
    pub async fn migrate(&self, settings: &Settings) -> Result<(), Problem> {
        if self.is_sqlite() {
            // Beside the database, wherever that is: it is what the lock is for.
            let folder = sqlite_folder(&settings.database_url).unwrap_or(&settings.data_dir);
            let lock = std::fs::File::create(folder.join("migrate.lock")).map_err(|error| {
                Problem::unavailable(
                    "house.storage_unavailable",
                    say("Le dossier des données n’est pas accessible en écriture.", "The data folder is not writable."),
                )
                .because(error)
            })?;
            let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await.map_err(Problem::bug)?;
            let held = lock.map_err(Problem::bug)?;
            Migrator::up(&self.write, None).await?;
            drop(held);
            return Ok(());
        }
        // The lock lives as long as its connection's transaction, so a dead process frees it.
        let holder = self.write.begin().await?;
        hold_migrations(&holder).await?;
        Migrator::up(&self.write, None).await?;
        holder.commit().await?;
        Ok(())
    }

    /// Takes the whole shape down again; for the test of the way down.
    pub async fn unmigrate(&self) -> Result<(), DbErr> {
        Migrator::down(&self.write, None).await
    }

    /// Whether a question is answered.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.execute_unprepared("SELECT 1").await.map(|_| ())
    }

    /// Whether a write would be accepted: the database takes one (it is taken back), and there is room for more.
    pub async fn accepts_writes(&self) -> Result<(), Problem> {
        let tx = self.begin().await?;
        tx.execute_unprepared("DELETE FROM secret WHERE name = ''").await?;
        let folder = match self.is_sqlite() {
            true => tx.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA database_list")).await?,
            false => None,
        };
        let file: Option<String> = folder.map(|row| row.try_get("", "file")).transpose()?;
        tx.rollback().await?;
        if file.as_deref().is_some_and(|file| !has_room(Path::new(file))) {
            return Err(Problem::from(DbErr::Custom("No space left".to_owned())));
        }
        Ok(())
    }

    /// Lets the database see how large its tables are by now: the plans of an empty club are wrong for a large one.
    /// SQLite looks at samples, and only where much has changed.
    pub async fn take_stock(&self) -> Result<(), DbErr> {
        let look = if self.is_sqlite() { "PRAGMA optimize = 0x10002; PRAGMA shrink_memory" } else { "ANALYZE" };
        self.write.execute_unprepared(look).await.map(|_| ())
    }

    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.read_once.close().await?;
        self.write.close().await
    }
}

/// The steps of the schema that a database has taken, in order.
pub async fn steps<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get("", "version")).collect()
}

/// The steps that this program knows, in order.
pub fn known_steps() -> Vec<String> {
    Migrator::migrations().iter().map(|step| step.name().to_owned()).collect()
}

/// Whoever starts waits, until this transaction ends, before it looks at the schema.
pub async fn hold_migrations(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    let sql = "SELECT pg_advisory_xact_lock($1)";
    tx.execute_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [MIGRATION_LOCK.into()])).await?;
    Ok(())
}

/// The file of the database, on SQLite.
pub fn sqlite_file(settings: &Settings) -> Option<PathBuf> {
    settings.is_sqlite().then(|| PathBuf::from(sqlite_path(&settings.database_url)))
}

/// The database as it stands, only to be read: nothing is made, nothing migrated. None when there is none yet.
pub async fn look(settings: &Settings) -> Result<Option<DatabaseConnection>, DbErr> {
    match sqlite_file(settings) {
        Some(path) if !path.exists() => Ok(None),
        // Opened so that not even what stands in its WAL is moved when the connection closes.
        Some(path) => {
            sqlite_with(&path, |options| options.create_if_missing(false).read_only(true).busy_timeout(PATIENCE))
                .await
                .map(Some)
        }
        None => postgres_alone(settings).await.map(Some),
    }
}

/// One connection, so that whoever counts connections finds no other of ours.
pub async fn postgres_alone(settings: &Settings) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(settings.database_url.clone());
    options.max_connections(1).connect_timeout(Duration::from_secs(10)).sqlx_logging(false);
    Database::connect(options).await
}

/// An SQLite file for ourselves alone, with what stood in its WAL put into it; an error when somebody has it open.
pub async fn sqlite_alone(path: &Path) -> Result<DatabaseConnection, DbErr> {
    let alone = sqlite_with(path, |options| {
        options
            .create_if_missing(false)
            .locking_mode(SqliteLockingMode::Exclusive)
            .busy_timeout(Duration::from_millis(500))
    })
    .await?;
    let mode = "PRAGMA journal_mode = DELETE";
    let mode = alone.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, mode)).await?;
    let mode: Option<String> = mode.map(|row| row.try_get_by_index(0)).transpose()?;
    if mode.as_deref() != Some("delete") {
        return Err(DbErr::Custom("database is locked".to_owned()));
    }
    // Kept until the connection closes.
    alone.execute_unprepared("BEGIN EXCLUSIVE; COMMIT").await?;
    Ok(alone)
}

/// A new SQLite file, whose rows may refer to some that are still to come.
pub async fn sqlite_draft(path: &Path) -> Result<DatabaseConnection, DbErr> {
    sqlite_with(path, |options| {
        options.create_if_missing(true).foreign_keys(false).journal_mode(SqliteJournalMode::Wal)
    })
    .await
}

/// Makes the draft one file, sound and on the disk.
pub async fn settle_draft(draft: &DatabaseConnection) -> Result<(), DbErr> {
    let sound = draft.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA quick_check")).await?;
    let sound: Option<String> = sound.map(|row| row.try_get_by_index(0)).transpose()?;
    if sound.as_deref() != Some("ok") {
        return Err(DbErr::Custom(format!("the new database is not sound: {}", sound.unwrap_or_default())));
    }
    draft.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE").await?;
    Ok(())
}

/// Copies an SQLite database, as of one instant, into an empty file.
pub async fn copy_sqlite(settings: &Settings, into: &Path) -> Result<(), DbErr> {
    let source = sqlite_with(Path::new(sqlite_path(&settings.database_url)), |options| {
        options.create_if_missing(false).busy_timeout(PATIENCE)
    })
    .await?;
    let values = [into.display().to_string().into()];
    source.execute_raw(Statement::from_sql_and_values(DatabaseBackend::Sqlite, "VACUUM INTO $1", values)).await?;
    source.close().await
}

async fn sqlite_with(
    path: &Path,
    set: impl Fn(SqliteConnectOptions) -> SqliteConnectOptions + Send + Sync + 'static,
) -> Result<DatabaseConnection, DbErr> {
    let path = path.to_owned();
    let mut options = ConnectOptions::new("sqlite:");
    options.max_connections(1).min_connections(1).sqlx_logging(false).test_before_acquire(false);
    options.map_sqlx_sqlite_opts(move |defaults| {
        let options = SqliteConnectOptions::from_str("sqlite:").unwrap_or(defaults).filename(&path);
        set(options.disable_statement_logging())
    });
    Database::connect(options).await
}

fn sqlite_path(url: &str) -> &str {
    url.trim_start_matches("sqlite:").trim_start_matches("//")
}

/// The folder that holds the database.
fn sqlite_folder(url: &str) -> Option<&Path> {
    Path::new(sqlite_path(url)).parent().filter(|folder| !folder.as_os_str().is_empty())
}

/// Whether the disk of this file has room; a disk that can't be asked is believed to.
fn has_room(file: &Path) -> bool {
    free_bytes(file).is_none_or(|free| free >= LEAST_ROOM)
}

/// What is free on the disk of this file or folder, for us; None where a disk can't be asked.
#[cfg(unix)]
pub fn free_bytes(path: &Path) -> Option<u64> {
    rustix::fs::statvfs(path).ok().map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
pub fn free_bytes(_: &Path) -> Option<u64> {
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Use {
    Write,
    Read,
    ReadOnce,
}

fn sqlite_options(url: &str, is_for: Use) -> ConnectOptions {
    let path = sqlite_path(url).to_owned();
    let mut options = ConnectOptions::new("sqlite:");
    options
        .min_connections(u32::from(is_for != Use::ReadOnce))
        .max_connections(if is_for == Use::Read { SQLITE_READERS } else { 1 })
        .connect_lazy(is_for == Use::ReadOnce)
        .acquire_timeout(PATIENCE)
        .idle_timeout(AT_REST)
        .sqlx_logging(false)
        .test_before_acquire(false);
    // The system keeps the file's pages anyway: what is kept beside them is the way through the indexes, once for each
    // reader, and for the writer what a large import has in hand.
    let cache = if is_for == Use::Write { "-64000" } else { "-4000" };
    options.map_sqlx_sqlite_opts(move |defaults| {
        let options = SqliteConnectOptions::from_str("sqlite:")
            .unwrap_or(defaults)
            .filename(&path)
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("cache_size", cache)
            .pragma("temp_store", "memory")
            // Statements hold personal data: they are never logged.
            .disable_statement_logging();
        match is_for {
            // FULL: with WAL it is what survives a power cut.
            Use::Write => options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full),
            Use::Read => options.pragma("query_only", "1").pragma("mmap_size", MAPPED),
            Use::ReadOnce => options.pragma("query_only", "1"),
        }
    });
    options
}
