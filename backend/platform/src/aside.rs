//! Indexes set aside while very many rows are written: to make an index anew costs a fraction of keeping it row by row.
//! SQLite alone does so, within the transaction; of PostgreSQL it would lock every reader out.

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, FromQueryResult, Statement,
    sea_query::{Alias, Expr, Query},
};

/// Fewer rows are written faster with all indexes in place.
const MANY: u64 = 5_000;
/// To a table so many times as large as what comes, too: all its rows go into the new indexes.
const TIMES: u64 = 4;

#[derive(FromQueryResult)]
struct Index {
    name: String,
    sql: String,
}

/// Carries out what writes `coming` new rows to each of these tables, and neither looks for others by their indexes nor
/// takes any away. Indexes that keep a value from coming twice stay in place.
pub async fn while_many_come<T, E: From<DbErr>>(
    tx: &DatabaseTransaction,
    tables: &[&str],
    coming: u64,
    write: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let mut aside = Vec::new();
    if tx.get_database_backend() == DatabaseBackend::Sqlite && coming >= MANY {
        for table in tables {
            aside.extend(set_aside(tx, table, coming).await?);
        }
    }
    let done = write.await?;
    for index in aside {
        tx.execute_unprepared(&index.sql).await?;
    }
    Ok(done)
}

async fn set_aside<C: ConnectionTrait>(tx: &C, table: &str, coming: u64) -> Result<Vec<Index>, DbErr> {
    let count = Query::select().expr(Expr::cust("count(*)")).from(Alias::new(table)).to_owned();
    let there: i64 = match tx.query_one(&count).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    if there.unsigned_abs() > coming * TIMES {
        return Ok(Vec::new());
    }
    let sql =
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql LIKE 'CREATE INDEX %'";
    let indexes = Statement::from_sql_and_values(DatabaseBackend::Sqlite, sql, [table.into()]);
    let indexes = Index::find_by_statement(indexes).all(tx).await?;
    for index in &indexes {
        tx.execute_unprepared(&format!("DROP INDEX \"{}\"", index.name)).await?;
    }
    Ok(indexes)
}
