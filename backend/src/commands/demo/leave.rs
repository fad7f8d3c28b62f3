//! Leaving the demonstration: every table is emptied in one transaction; the signing key stays, and the mark by which other
//! processes see that what they hold is old.

use kernel::problem::Problem;
use platform::House;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

pub async fn empty(house: &House) -> Result<(), Problem> {
    let backend = house.db.backend();
    let tables = match backend {
        DatabaseBackend::Postgres => "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    };
    let tx = house.db.begin().await?;
    let rows = tx.query_all_raw(Statement::from_string(backend, tables)).await?;
    let mut names = Vec::new();
    for row in rows {
        let name: String = row.try_get("", "name")?;
        if !matches!(name.as_str(), "seaql_migrations" | "secret" | "member_touch") {
            names.push(format!("\"{name}\""));
        }
    }
    if backend == DatabaseBackend::Postgres {
        tx.execute_unprepared(&format!("TRUNCATE {}", names.join(", "))).await?;
    } else {
        tx.execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
        for name in names {
            tx.execute_unprepared(&format!("DELETE FROM {name}")).await?;
        }
    }
    tx.execute_unprepared("DELETE FROM secret WHERE name = 'demo.accounts'").await?;
    tx.commit().await?;
    Ok(())
}
