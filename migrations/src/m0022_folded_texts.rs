//! Texts that are searched, folded as names are (case, accents, hyphens): SQLite knows no capital but those of ASCII, nor
//! does PostgreSQL where texts are compared byte by byte. Those of members and contacts stand in tables of their own, so
//! that lists do not read them.

use kernel::words::fold;
use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Statement, Value, prelude::Uuid},
};

pub struct Step;

impl MigrationName for Step {
    fn name(&self) -> &str {
        "m0022_folded_texts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::dialect::run(manager, UP).await?;
        let db = manager.get_connection();
        beside(db, "member", "member_text", "member_id", &["street", "legal_name", "source", "website", "description"])
            .await?;
        beside(db, "contact", "contact_text", "contact_id", &["function"]).await?;
        within(db, "audit", "label_key", &["label"]).await?;
        within(db, "delivery", "search", &["to_address", "to_name", "subject"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::dialect::run(manager, DOWN).await
    }
}

/// An id and the texts beside it.
type Row = (Uuid, Vec<Option<String>>);

/// Rows moved by one statement.
const BUNDLE: usize = 500;

/// Each row's texts folded into a row of another table.
async fn beside(
    db: &SchemaManagerConnection<'_>,
    from: &str,
    into: &str,
    key: &str,
    texts: &[&str],
) -> Result<(), DbErr> {
    let mut last = Uuid::nil();
    loop {
        let rows = bundle(db, from, texts, last).await?;
        let Some((id, _)) = rows.last() else { return Ok(()) };
        last = *id;
        let folded = |text: Option<String>| Value::from(text.as_deref().map(fold));
        let rows = rows.into_iter().map(|(id, texts)| {
            std::iter::once(Value::from(id)).chain(texts.into_iter().map(folded)).collect::<Vec<Value>>()
        });
        let (places, values) = list(db.get_database_backend(), rows.collect());
        let columns = texts.join(", ");
        write(db, format!("INSERT INTO {into} ({key}, {columns}) VALUES {places}"), values).await?;
    }
}

/// Each row's texts folded into one of its own columns.
async fn within(db: &SchemaManagerConnection<'_>, table: &str, column: &str, texts: &[&str]) -> Result<(), DbErr> {
    let mut last = Uuid::nil();
    loop {
        let rows = bundle(db, table, texts, last).await?;
        let Some((id, _)) = rows.last() else { return Ok(()) };
        last = *id;
        let rows = rows.into_iter().map(|(id, texts)| {
            let all: Vec<String> = texts.into_iter().flatten().collect();
            vec![Value::from(id), Value::from(fold(&all.join(" ")))]
        });
        let (places, values) = list(db.get_database_backend(), rows.collect());
        let sql = format!(
            "UPDATE {table} SET {column} = folded.column2 FROM (VALUES {places}) AS folded WHERE {table}.id = folded.column1"
        );
        write(db, sql, values).await?;
    }
}

/// The next rows, by id.
async fn bundle(db: &SchemaManagerConnection<'_>, table: &str, texts: &[&str], after: Uuid) -> Result<Vec<Row>, DbErr> {
    let columns = texts.join(", ");
    let place = if db.get_database_backend() == DatabaseBackend::Postgres { "$1" } else { "?" };
    let sql = format!("SELECT id, {columns} FROM {table} WHERE id > {place} ORDER BY id LIMIT {BUNDLE}");
    let rows =
        db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [Value::from(after)])).await?;
    let read = |row: QueryResult| -> Result<Row, DbErr> {
        let texts = texts.iter().map(|text| row.try_get("", text)).collect::<Result<_, DbErr>>()?;
        Ok((row.try_get("", "id")?, texts))
    };
    rows.into_iter().map(read).collect()
}

/// `(?, ?), (?, ?)` and the values of those places.
fn list(backend: DatabaseBackend, rows: Vec<Vec<Value>>) -> (String, Vec<Value>) {
    let mut numbers = 1..;
    let mut place = || match backend {
        DatabaseBackend::Postgres => format!("${}", numbers.next().unwrap_or_default()),
        _ => "?".to_owned(),
    };
    let places = rows.iter().map(|row| {
        let row: Vec<String> = row.iter().map(|_| place()).collect();
        format!("({})", row.join(", "))
    });
    let places: Vec<String> = places.collect();
    (places.join(", "), rows.into_iter().flatten().collect())
}

async fn write(db: &SchemaManagerConnection<'_>, sql: String, values: Vec<Value>) -> Result<(), DbErr> {
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.map(|_| ())
}

const UP: &str = r#"
CREATE TABLE member_text (
    member_id {uuid} PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
    street {text},
    legal_name {text},
    source {text} NOT NULL,
    website {text},
    description {text}
);
CREATE TABLE contact_text (
    contact_id {uuid} PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    function {text}
);
ALTER TABLE audit ADD COLUMN label_key {text} NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN search {text} NOT NULL DEFAULT '';
"#;

const DOWN: &str = r#"
ALTER TABLE delivery DROP COLUMN search;
ALTER TABLE audit DROP COLUMN label_key;
DROP TABLE contact_text;
DROP TABLE member_text;
"#;
