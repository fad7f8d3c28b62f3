//! The SQL of imports: the import itself, its staged rows, the mappings that are remembered.

pub mod known;
pub mod moves;
pub mod people;
pub mod progress;
pub mod sought;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{
    Work, by_place, many,
    packed::{self, Place},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement,
    sea_query::{Expr, OnConflict},
};
use serde::Deserialize;
use serde_json::Value;
use tables::{file, import, import_mapping, import_row, member};
use uuid::Uuid;

use super::{
    analysis::{Field, Outcome},
    desk::NewRow,
    schema::ImportState,
};

/// Rows of one statement.
const CHUNK: usize = 500;

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<import::Model>, Problem> {
    Ok(import::Entity::find_by_id(id).one(db).await?)
}

/// The import, held until the end of the transaction.
pub async fn lock<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<import::Model, Problem> {
    import::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: import::ActiveModel) -> Result<(), Problem> {
    import::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: import::ActiveModel) -> Result<(), Problem> {
    import::Entity::update(row).exec(tx).await?;
    Ok(())
}

pub async fn delete<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    import::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// An import without its report.
#[derive(Debug, FromQueryResult)]
pub struct Listed {
    pub id: Uuid,
    pub file_name: String,
    pub state: String,
    pub hand: Option<Uuid>,
    pub summary: Value,
    pub revision: i64,
    pub created_by_name: String,
    pub created_at: DateTime<Utc>,
    pub committed_at: Option<DateTime<Utc>>,
}

/// Newest first; one more than `limit` when there is more.
pub async fn list<C: ConnectionTrait>(db: &C, before: Option<Uuid>, limit: u64) -> Result<Vec<Listed>, Problem> {
    let mut query = import::Entity::find()
        .select_only()
        .columns([
            import::Column::Id,
            import::Column::FileName,
            import::Column::State,
            import::Column::Hand,
            import::Column::Summary,
            import::Column::Revision,
            import::Column::CreatedByName,
            import::Column::CreatedAt,
            import::Column::CommittedAt,
        ])
        .order_by_desc(import::Column::Id)
        .limit(limit + 1);
    if let Some(before) = before {
        query = query.filter(import::Column::Id.lt(before));
    }
    Ok(query.into_model().all(db).await?)
}

/// Whether this is still the hand that works on the import in that state; tells how far it is.
pub async fn still_in_hand<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
    hand: Uuid,
    state: ImportState,
    progress: i64,
) -> Result<bool, Problem> {
    let done = import::Entity::update_many()
        .col_expr(import::Column::Progress, Expr::value(progress))
        .filter(import::Column::Id.eq(id))
        .filter(import::Column::Hand.eq(hand))
        .filter(import::Column::State.eq(state.as_str()))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub async fn forget_rows<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    import_row::Entity::delete_many().filter(import_row::Column::ImportId.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn add_rows<C: ConnectionTrait>(tx: &C, import_id: Uuid, rows: Vec<NewRow>) -> Result<(), Problem> {
    let rows = rows.into_iter().map(|row| import_row::Model {
        import_id,
        number: i64::from(row.number),
        outcome: outcome_word(row.outcome).to_owned(),
        warning: row.warning,
        repaired: row.repaired,
        name: row.name,
        member_id: row.member_id,
        body: row.body,
    });
    Ok(many::insert::<import_row::Entity, C>(tx, rows.collect()).await?)
}

pub fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Create => "create",
        Outcome::Update => "update",
        Outcome::Unchanged => "unchanged",
        Outcome::Doubt => "doubt",
        Outcome::Refused => "refused",
        Outcome::Ignored => "ignored",
    }
}

/// Rows that make or change a member, in the order of the file.
pub async fn rows_to_write<C: ConnectionTrait>(
    db: &C,
    import_id: Uuid,
    after: i64,
    limit: u64,
) -> Result<Vec<RowToWrite>, Problem> {
    use import_row::Column as C;
    let query = import_row::Entity::find()
        .filter(C::ImportId.eq(import_id))
        .filter(C::Outcome.is_in(["create", "update"]))
        .filter(C::Number.gt(after))
        .order_by_asc(C::Number)
        .limit(limit);
    Ok(packed::all(db, query, &[C::Number, C::MemberId, C::Body].map(Place::of)).await?)
}

/// The members that several rows are about.
pub async fn told_several_times<C: ConnectionTrait>(db: &C, import_id: Uuid) -> Result<Vec<Uuid>, Problem> {
    use import_row::Column as C;
    // The sign keeps SQLite off the rows themselves, which are long: the index by member holds all that is asked.
    let import = match db.get_database_backend() {
        DatabaseBackend::Sqlite => Expr::cust("+import_row.import_id"),
        _ => Expr::col(C::ImportId.as_column_ref()),
    };
    let ids: Vec<Option<Uuid>> = import_row::Entity::find()
        .select_only()
        .column(C::MemberId)
        .filter(import.eq(import_id))
        .filter(C::MemberId.is_not_null())
        .filter(C::Outcome.is_in(["create", "update"]))
        .group_by(C::MemberId)
        .having(Expr::cust("COUNT(*) > 1"))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().flatten().collect())
}

/// A row of the dry run that makes or changes a member.
#[derive(Deserialize)]
pub struct RowToWrite {
    pub number: i64,
    pub member_id: Option<Uuid>,
    pub body: serde_json::Value,
}

by_place!(RowToWrite { number, member_id, body });

/// The rows that were about these members, in the order of the file.
pub async fn rows_of<C: ConnectionTrait>(
    db: &C,
    import_id: Uuid,
    members: &[Uuid],
) -> Result<Vec<(i64, Uuid)>, Problem> {
    let mut found = Vec::new();
    for chunk in members.chunks(CHUNK) {
        let rows: Vec<(i64, Uuid)> = import_row::Entity::find()
            .select_only()
            .columns([import_row::Column::Number, import_row::Column::MemberId])
            .filter(import_row::Column::ImportId.eq(import_id))
            .filter(import_row::Column::Outcome.is_in(["create", "update"]))
            .filter(import_row::Column::MemberId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        found.extend(rows);
    }
    found.sort_unstable();
    Ok(found)
}

/// Names of members that exist, by id.
pub async fn names<C: ConnectionTrait>(db: &C, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = member::Entity::find()
        .select_only()
        .columns([member::Column::Id, member::Column::Name])
        .filter(member::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The mappings of earlier imports, by the fingerprint of their header.
pub async fn mappings<C: ConnectionTrait>(db: &C) -> Result<HashMap<String, BTreeMap<usize, Option<Field>>>, Problem> {
    let rows = import_mapping::Entity::find().all(db).await?;
    // One that can't be read any more (a field has gone) is as if it had never been kept.
    let read = |row: import_mapping::Model| Some((row.fingerprint, serde_json::from_value(row.mapping).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

pub async fn remember_mapping(work: &Work, fingerprint: String, mapping: Value) -> Result<(), Problem> {
    import_mapping::Entity::insert(import_mapping::ActiveModel {
        fingerprint: Set(fingerprint),
        mapping: Set(mapping),
        updated_at: Set(work.now),
    })
    .on_conflict(
        OnConflict::column(import_mapping::Column::Fingerprint)
            .update_columns([import_mapping::Column::Mapping, import_mapping::Column::UpdatedAt])
            .to_owned(),
    )
    .exec_without_returning(work.tx())
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Stamp {
    members: i64,
    revisions: i64,
    newest: Option<String>,
    territory: i64,
    fields: i64,
}

/// Another one as soon as any member, its people, the territory or a field of the club has changed.
pub async fn stamp<C: ConnectionTrait>(db: &C) -> Result<String, Problem> {
    let sql = "SELECT COUNT(*) AS members, CAST(COALESCE(SUM(revision), 0) AS bigint) AS revisions, \
               CAST(MAX(updated_at) AS text) AS newest, (SELECT territory_revision FROM club) AS territory, \
               CAST((SELECT COALESCE(SUM(revision), 0) FROM member_field) AS bigint) AS fields FROM member";
    let stamp = Stamp::find_by_statement(Statement::from_string(db.get_database_backend(), sql))
        .one(db)
        .await?
        .ok_or_else(|| Problem::bug("a count without a row"))?;
    let newest = stamp.newest.unwrap_or_default();
    Ok(format!("{}/{}/{newest}/{}/{}", stamp.members, stamp.revisions, stamp.territory, stamp.fields))
}

/// The kept file of an import.
pub async fn file<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<file::Model, Problem> {
    file::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Problem::bug("an import without its file"))
}

/// Which of these rows are staged.
pub async fn numbers_there<C: ConnectionTrait>(
    db: &C,
    import_id: Uuid,
    numbers: Vec<u32>,
) -> Result<HashSet<u32>, Problem> {
    let mut there = HashSet::with_capacity(numbers.len());
    for chunk in numbers.chunks(CHUNK) {
        let found: Vec<i64> = import_row::Entity::find()
            .select_only()
            .column(import_row::Column::Number)
            .filter(import_row::Column::ImportId.eq(import_id))
            .filter(import_row::Column::Number.is_in(chunk.iter().map(|number| i64::from(*number))))
            .into_tuple()
            .all(db)
            .await?;
        there.extend(found.into_iter().filter_map(|number| u32::try_from(number).ok()));
    }
    Ok(there)
}
