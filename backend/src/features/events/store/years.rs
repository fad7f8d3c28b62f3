//! What a year's events come to.

use chrono::{DateTime, Utc};
use kernel::{
    problem::Problem,
    trade::{EventKind, EventState},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, Statement, Value,
};
use tables::event;

#[derive(Debug, FromQueryResult)]
struct Counted {
    how_many: i64,
}

/// Closed events that began in this time: all, and those of one kind.
pub async fn held<C: ConnectionTrait>(
    db: &C,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    kind: Option<EventKind>,
) -> Result<i64, Problem> {
    let mut query = event::Entity::find()
        .filter(event::Column::State.eq(EventState::Done))
        .filter(event::Column::StartsAt.gte(from))
        .filter(event::Column::StartsAt.lt(to));
    if let Some(kind) = kind {
        query = query.filter(event::Column::Kind.eq(kind));
    }
    Ok(i64::try_from(query.count(db).await?).unwrap_or(i64::MAX))
}

async fn counted<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<i64, Problem> {
    let values: [Value; 3] = [EventState::Done.as_str().into(), from.into(), to.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Counted::find_by_statement(statement).one(db).await?.map_or(0, |row| row.how_many))
}

/// How many came, each time counted.
pub async fn people<C: ConnectionTrait>(db: &C, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<i64, Problem> {
    let sql = "SELECT CAST(COALESCE(SUM(COALESCE(e.head_count, 0)), 0) AS bigint) AS how_many FROM event e \
         WHERE e.state = $1 AND e.starts_at >= $2 AND e.starts_at < $3";
    counted(db, sql, from, to).await
}

/// Organisations with somebody present, each once.
pub async fn members<C: ConnectionTrait>(db: &C, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<i64, Problem> {
    let sql = "SELECT COUNT(DISTINCT r.member_id) AS how_many FROM registration r JOIN event e ON e.id = r.event_id \
         WHERE r.attended_at IS NOT NULL AND e.state = $1 AND e.starts_at >= $2 AND e.starts_at < $3";
    counted(db, sql, from, to).await
}
