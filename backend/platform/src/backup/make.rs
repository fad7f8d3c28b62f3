//! Making one.

use std::path::{Path, PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use kernel::problem::{Problem, say};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder,
    QueryResult, QuerySelect, Statement,
    sea_query::{Alias, Expr, ExprTrait, PostgresQueryBuilder, Query},
};
use serde_json::{Map, Value};
use tables::{audit, club, file, secret};
use uuid::Uuid;

use super::{
    CHECK_NAME, CHECK_WORD,
    archive::{Archive, FORMAT, FileEntry, Manifest, SECRET, TableEntry, cannot_write, draft_of, sync_folder},
    tables::{Table, kept},
    values::Kind,
};
use crate::{asker::Asker, audit::Entry, db, house::House};

/// Rows held in memory at once.
const STEP: u64 = 250;

pub struct Wanted<'a> {
    pub path: &'a Path,
    /// The instance secret, if it is to be in the backup: whoever has the file then opens all that is sealed in it.
    pub secret: Option<&'a str>,
    /// Told as it goes: the table, or `files`, and how many of it are in.
    pub tell: &'a (dyn Fn(&str, u64) + Send + Sync),
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    pub path: PathBuf,
    pub rows: u64,
    pub files: u64,
    /// Size of the ZIP.
    pub bytes: u64,
    /// Files whose content is gone or damaged in the store. The rest is in the backup all the same.
    pub missing: Vec<Uuid>,
}

/// Makes a backup, and notes that it was made.
///
/// 409 `backup.already_there`, `backup.other_schema`; 503 `backup.cannot_write`, `house.wrong_secret`.
pub async fn make(house: &House, by: &Asker, wanted: Wanted<'_>) -> Result<Made, Problem> {
    let snapshot = house.db.begin_snapshot().await?;
    let steps = db::steps(&snapshot).await?;
    if steps != db::known_steps() {
        return Err(other_schema());
    }
    // A secret that does not open what is sealed would make a backup that nobody can use.
    if let Some(sealed) = secret::Entity::find().one(&snapshot).await? {
        house.vault.unseal(&sealed.name, &sealed.sealed)?;
    }
    let club = club::Entity::find_by_id(1).one(&snapshot).await?.map(|club| club.name).unwrap_or_default();
    let mut archive = Archive::begin(wanted.path)?;
    let mut manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: house.now(),
        club,
        steps,
        secret_check: STANDARD.encode(house.vault.seal(CHECK_NAME, CHECK_WORD)?),
        secret: None,
        tables: Vec::new(),
        files: Vec::new(),
        missing_files: Vec::new(),
    };
    for table in kept() {
        manifest.tables.push(write_table(&snapshot, &mut archive, table, wanted.tell).await?);
    }
    write_files(house, &snapshot, &mut archive, &mut manifest, wanted.tell).await?;
    snapshot.rollback().await?;
    if let Some(secret) = wanted.secret {
        archive.start(SECRET, true)?;
        archive.write(secret.as_bytes())?;
        manifest.secret = Some(archive.ended());
    }
    let bytes = archive.finish(&manifest)?;
    let made = Made {
        path: wanted.path.to_owned(),
        rows: manifest.tables.iter().map(|table| table.rows).sum(),
        files: manifest.files.len() as u64,
        bytes,
        missing: manifest.missing_files,
    };
    note(house, by, wanted.path).await?;
    Ok(made)
}

async fn write_table(
    snapshot: &DatabaseTransaction,
    archive: &mut Archive,
    table: Table,
    tell: &(dyn Fn(&str, u64) + Send + Sync),
) -> Result<TableEntry, Problem> {
    let columns: Vec<(String, Kind)> =
        table.columns.into_iter().filter_map(|(name, kind)| kind.map(|kind| (name, kind))).collect();
    archive.start(&format!("tables/{}.jsonl", table.name), true)?;
    let mut walk = Walk::begin(snapshot, &table.name, &columns).await?;
    let mut rows = 0;
    loop {
        let some = walk.next(snapshot).await?;
        if some.is_empty() {
            break;
        }
        let mut lines = Vec::new();
        for row in &some {
            let mut line = Map::new();
            for (name, kind) in &columns {
                if let Some(value) = kind.read(row, name)? {
                    line.insert(name.clone(), value);
                }
            }
            serde_json::to_writer(&mut lines, &Value::Object(line))?;
            lines.push(b'\n');
        }
        archive.write(&lines)?;
        rows += some.len() as u64;
        tell(&table.name, rows);
    }
    walk.end(snapshot).await?;
    Ok(TableEntry { name: table.name, rows, columns: columns.into_iter().collect(), content: archive.ended() })
}

/// All rows of a table, some at a time, however many there are: by SQLite's own number of a row, by a cursor on PostgreSQL.
enum Walk {
    ByNumber { table: String, columns: Vec<String>, after: i64 },
    ByCursor { name: String },
}

const NUMBER: &str = "its_number";

impl Walk {
    async fn begin(tx: &DatabaseTransaction, table: &str, columns: &[(String, Kind)]) -> Result<Walk, Problem> {
        let names: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
        if tx.get_database_backend() == sea_orm::DatabaseBackend::Sqlite {
            return Ok(Walk::ByNumber { table: table.to_owned(), columns: names, after: i64::MIN });
        }
        // A name of its own: the library remembers what each text answers.
        let name = format!("walk_{table}");
        let select = Query::select()
            .columns(names.into_iter().map(Alias::new))
            .from(Alias::new(table))
            .to_string(PostgresQueryBuilder);
        tx.execute_unprepared(&format!("DECLARE {name} NO SCROLL CURSOR FOR {select}")).await?;
        Ok(Walk::ByCursor { name })
    }

    async fn next(&mut self, tx: &DatabaseTransaction) -> Result<Vec<QueryResult>, Problem> {
        match self {
            Walk::ByNumber { table, columns, after } => {
                let query = Query::select()
                    .columns(columns.iter().map(Alias::new))
                    .expr_as(Expr::col(Alias::new("rowid")), Alias::new(NUMBER))
                    .from(Alias::new(table.as_str()))
                    .and_where(Expr::col(Alias::new("rowid")).gt(*after))
                    .order_by(Alias::new("rowid"), Order::Asc)
                    .limit(STEP)
                    .to_owned();
                let rows = tx.query_all(&query).await?;
                if let Some(last) = rows.last() {
                    *after = last.try_get("", NUMBER)?;
                }
                Ok(rows)
            }
            Walk::ByCursor { name } => {
                let fetch = format!("FETCH {STEP} FROM {name}");
                Ok(tx.query_all_raw(Statement::from_string(tx.get_database_backend(), fetch)).await?)
            }
        }
    }

    async fn end(self, tx: &DatabaseTransaction) -> Result<(), Problem> {
        if let Walk::ByCursor { name } = self {
            tx.execute_unprepared(&format!("CLOSE {name}")).await?;
        }
        Ok(())
    }
}

async fn write_files(
    house: &House,
    snapshot: &DatabaseTransaction,
    archive: &mut Archive,
    manifest: &mut Manifest,
    tell: &(dyn Fn(&str, u64) + Send + Sync),
) -> Result<(), Problem> {
    let mut after = Uuid::nil();
    loop {
        let rows = file::Entity::find()
            .filter(file::Column::Id.gt(after))
            .order_by_asc(file::Column::Id)
            .limit(STEP)
            .all(snapshot)
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        for row in &rows {
            match house.files.content(row).await {
                Ok(bytes) => {
                    archive.start(&format!("files/{}-{}", row.id, row.sha256), false)?;
                    archive.write(&bytes)?;
                    manifest.files.push(FileEntry { id: row.id, content: archive.ended() });
                }
                // A store that is away for now is another thing than a content that is gone.
                Err(problem) if problem.status() == 500 => manifest.missing_files.push(row.id),
                Err(problem) => return Err(problem),
            }
        }
        tell("files", manifest.files.len() as u64);
    }
}

/// A copy of the SQLite database alone, as one file that SQLite opens: quicker, and without files or secret.
///
/// 409 `backup.already_there`, `backup.not_sqlite`; 503 `backup.cannot_write`.
pub async fn hot_copy(house: &House, by: &Asker, path: &Path) -> Result<u64, Problem> {
    if !house.db.is_sqlite() {
        return Err(Problem::conflict(
            "backup.not_sqlite",
            say(
                "La copie à chaud n’existe que pour SQLite : sans --hot-copy, la sauvegarde vaut pour les deux bases.",
                "A hot copy is for SQLite alone: without --hot-copy, a backup is for both databases.",
            ),
        ));
    }
    if path.exists() {
        return Err(Problem::conflict(
            "backup.already_there",
            say(
                format!("{} existe déjà : donnez un autre nom.", path.display()),
                format!("{} is there already: give another name.", path.display()),
            ),
        ));
    }
    let draft = draft_of(path);
    // Made by us, readable by us alone; SQLite takes an empty file.
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&draft).map_err(|error| cannot_write(path, error))?;
    let copied = db::copy_sqlite(&house.settings, &draft).await;
    let named = copied.map_err(|error| cannot_write(path, error)).and_then(|()| {
        let settled = file
            .sync_all()
            .and_then(|()| std::fs::rename(&draft, path))
            .and_then(|()| sync_folder(path))
            .and_then(|()| std::fs::metadata(path));
        settled.map(|file| file.len()).map_err(|error| cannot_write(path, error))
    });
    if named.is_err() {
        let _ = std::fs::remove_file(&draft);
    }
    let bytes = named?;
    note(house, by, path).await?;
    Ok(bytes)
}

const VERB: &str = "backed_up";
const RECORD: &str = "house";

/// Said in the audit, so that whoever asks how old the last backup is gets an answer.
async fn note(house: &House, by: &Asker, path: &Path) -> Result<(), Problem> {
    let label = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let work = house.begin(by).await?;
    let line = Entry { verb: VERB, record: RECORD, record_id: None, label, changes: Vec::new() };
    work.note(vec![line]).await?;
    work.commit().await
}

#[derive(FromQueryResult)]
struct Noted {
    at: DateTime<Utc>,
    label: String,
}

/// When the last backup that this database knows of was made, and what it is called.
pub async fn last<C: ConnectionTrait>(db: &C) -> Result<Option<(DateTime<Utc>, String)>, Problem> {
    let noted = audit::Entity::find()
        .select_only()
        .columns([audit::Column::At, audit::Column::Label])
        .filter(audit::Column::Record.eq(RECORD))
        .filter(audit::Column::RecordId.is_null())
        .filter(audit::Column::Verb.eq(VERB))
        .order_by_desc(audit::Column::Id)
        .into_model::<Noted>()
        .one(db)
        .await?;
    Ok(noted.map(|noted| (noted.at, noted.label)))
}

fn other_schema() -> Problem {
    Problem::conflict(
        "backup.other_schema",
        say(
            "La base n’a pas la forme de cette version : sauvegardez-la avec la version qui la sert, ou lancez d’abord `maillage migrate`.",
            "The database does not have this version's shape: back it up with the version that serves it, or run `maillage migrate` first.",
        ),
    )
}
