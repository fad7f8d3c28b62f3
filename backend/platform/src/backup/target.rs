//! Where a backup is put back: a fresh SQLite file that takes the old one's name at the end, or one transaction on
//! PostgreSQL. Until that last step the target is as it was; after it, whole.

use std::{fs::File, path::PathBuf};

use kernel::problem::{Problem, say};
use migrations::Migrator;
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, FromQueryResult, Statement,
    TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::{
    archive::{draft_of, sync_folder},
    since::Since,
};
use crate::{db, secrets::make_folder, settings::Settings};

/// What the target holds before.
#[derive(Debug, Default)]
pub struct Held {
    pub club: String,
    pub members: i64,
    pub accounts: i64,
}

impl Held {
    pub fn is_empty(&self) -> bool {
        self.members == 0 && self.accounts == 0
    }
}

pub enum Target {
    Sqlite {
        path: PathBuf,
        /// Holds the old database, if there is one, so that nobody else uses it meanwhile.
        old: Option<DatabaseConnection>,
        held: Option<Held>,
        _turn: File,
    },
    Postgres {
        connection: DatabaseConnection,
        tx: DatabaseTransaction,
        held: Option<Held>,
    },
}

impl Target {
    /// Takes the target for ourselves, and changes nothing of it.
    ///
    /// 409 `restore.in_use`, `restore.unknown_database`; 503 `restore.out_of_reach`.
    pub async fn take(settings: &Settings) -> Result<Target, Problem> {
        match db::sqlite_file(settings) {
            Some(path) => take_sqlite(path).await,
            None => take_postgres(settings).await,
        }
    }

    /// None: there is no database of ours yet.
    pub fn held(&self) -> Option<&Held> {
        match self {
            Target::Sqlite { held, .. } | Target::Postgres { held, .. } => held.as_ref(),
        }
    }

    /// What people had asked for until now; none where nobody is in place, or a club of another shape.
    pub async fn since(&self) -> Result<Option<Since>, Problem> {
        if self.held().is_none_or(Held::is_empty) {
            return Ok(None);
        }
        match self {
            Target::Sqlite { old: Some(old), .. } => Ok(Since::read(old).await?),
            Target::Sqlite { old: None, .. } => Ok(None),
            Target::Postgres { tx, .. } => Ok(Since::read(tx).await?),
        }
    }
}

/// What stands at the target, only to be read, whoever uses it meanwhile.
pub async fn look(settings: &Settings) -> Result<Option<Held>, Problem> {
    let Some(there) = db::look(settings).await.map_err(out_of_reach)? else { return Ok(None) };
    let held = held(&there).await.map_err(unknown_database)?;
    there.close().await?;
    Ok(held)
}

async fn take_sqlite(path: PathBuf) -> Result<Target, Problem> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    make_folder(&folder).map_err(out_of_reach)?;
    // The one that a start takes to migrate: whoever starts now waits for us.
    let turn = File::create(folder.join("migrate.lock")).map_err(out_of_reach)?;
    turn.try_lock().map_err(|_| in_use())?;
    // Left by a restore that was killed; nobody else is at it now.
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for entry in std::fs::read_dir(&folder).map_err(out_of_reach)?.flatten() {
        let left = entry.file_name().to_string_lossy().into_owned();
        if left.starts_with(&format!(".{name}.")) && left.contains(".part") {
            std::fs::remove_file(entry.path()).map_err(out_of_reach)?;
        }
    }
    if !path.exists() {
        return Ok(Target::Sqlite { path, old: None, held: None, _turn: turn });
    }
    let old = db::sqlite_alone(&path).await.map_err(|error| match error.to_string().contains("locked") {
        true => in_use(),
        false => unknown_database(error),
    })?;
    let held = held(&old).await.map_err(unknown_database)?;
    Ok(Target::Sqlite { path, old: Some(old), held, _turn: turn })
}

async fn take_postgres(settings: &Settings) -> Result<Target, Problem> {
    let connection = db::postgres_alone(settings).await.map_err(out_of_reach)?;
    let tx = connection.begin().await?;
    db::hold_migrations(&tx).await?;
    let others = "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() \
                  AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    let others = tx.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, others)).await?;
    if others.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or(0) > 0 {
        return Err(in_use());
    }
    let held = held(&tx).await?;
    Ok(Target::Postgres { connection, tx, held })
}

async fn held<C: ConnectionTrait>(db: &C) -> Result<Option<Held>, DbErr> {
    let backend = db.get_database_backend();
    let there = match backend {
        DatabaseBackend::Sqlite => {
            "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name IN ('club', 'member', 'account')"
        }
        _ => {
            "SELECT count(*) AS n FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('club', 'member', 'account')"
        }
    };
    let there = db.query_one_raw(Statement::from_string(backend, there)).await?;
    if there.map(|row| row.try_get::<i64>("", "n")).transpose()?.unwrap_or(0) < 3 {
        return Ok(None);
    }
    #[derive(FromQueryResult)]
    struct Counts {
        club: Option<String>,
        members: i64,
        accounts: i64,
    }
    let sql = "SELECT (SELECT name FROM club) AS club, (SELECT count(*) FROM member) AS members, \
               (SELECT count(*) FROM account) AS accounts";
    let counts = Counts::find_by_statement(Statement::from_string(backend, sql)).one(db).await?;
    Ok(counts.map(|counts| Held {
        club: counts.club.unwrap_or_default(),
        members: counts.members,
        accounts: counts.accounts,
    }))
}

/// An SQLite database being filled, beside the one it will replace.
pub struct Draft {
    path: PathBuf,
    pub connection: DatabaseConnection,
}

impl Draft {
    pub async fn begin(target: &std::path::Path) -> Result<Draft, Problem> {
        let path = draft_of(target);
        let connection = db::sqlite_draft(&path).await?;
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(out_of_reach)?;
        Ok(Draft { path, connection })
    }

    /// Takes the target's name. What bore it is kept under another; its name is answered.
    pub async fn take_over(self, target: &std::path::Path, stamp: &str) -> Result<Option<PathBuf>, Problem> {
        self.connection.close().await?;
        let former = target.exists().then(|| {
            let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            target.with_file_name(format!("{name}.before-{stamp}"))
        });
        let moved = File::open(&self.path).and_then(|file| file.sync_all()).and_then(|()| {
            if let Some(former) = &former {
                // Two names for one file: at no moment is there none.
                std::fs::hard_link(target, former)?;
            }
            std::fs::rename(&self.path, target)?;
            sync_folder(target)
        });
        moved.map_err(out_of_reach)?;
        Ok(former)
    }

    pub async fn give_up(self) {
        let _ = self.connection.close().await;
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Takes the schema down as far as it is up, then up to these steps; within a transaction on PostgreSQL.
pub async fn shape_anew(tx: &DatabaseTransaction, steps: usize) -> Result<(), Problem> {
    Migrator::down(tx, None).await.map_err(unknown_database)?;
    Migrator::up(tx, Some(steps as u32)).await?;
    Ok(())
}

/// The constraints that refer from table to table, with what makes them again.
pub async fn take_off_references(tx: &DatabaseTransaction) -> Result<Vec<String>, Problem> {
    #[derive(FromQueryResult)]
    struct Reference {
        place: String,
        name: String,
        means: String,
    }
    let sql = "SELECT conrelid::regclass::text AS place, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS means \
               FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2";
    let references =
        Reference::find_by_statement(Statement::from_string(DatabaseBackend::Postgres, sql)).all(tx).await?;
    let take_off: String =
        references.iter().map(|one| format!("ALTER TABLE {} DROP CONSTRAINT {};", one.place, one.name)).collect();
    tx.execute_unprepared(&take_off).await?;
    Ok(references
        .into_iter()
        .map(|one| format!("ALTER TABLE {} ADD CONSTRAINT {} {};", one.place, one.name, one.means))
        .collect())
}

fn in_use() -> Problem {
    Problem::conflict(
        "restore.in_use",
        say(
            "La base est utilisée par un autre processus : arrêtez Maillage (serve et work), puis recommencez. Rien n’a été changé.",
            "Another process uses the database: stop Maillage (serve and work), then try again. Nothing was changed.",
        ),
    )
}

fn unknown_database(cause: impl ToString) -> Problem {
    Problem::conflict(
        "restore.unknown_database",
        say(
            "La base en place n’est pas celle d’un Maillage de cette version ou d’une version antérieure : elle n’est pas remplacée. Écartez-la vous-même, ou donnez une base vide.",
            "The database in place is not that of a Maillage of this version or an earlier one: it is not replaced. Move it away yourself, or give an empty database.",
        ),
    )
    .because(cause)
}

pub fn out_of_reach(cause: impl ToString) -> Problem {
    let cause = cause.to_string();
    Problem::unavailable(
        "restore.out_of_reach",
        say(
            format!("La base ou le dossier des données est hors d’atteinte ({cause}). Rien n’a été changé."),
            format!("The database or the data folder is out of reach ({cause}). Nothing was changed."),
        ),
    )
    .because(cause)
}
