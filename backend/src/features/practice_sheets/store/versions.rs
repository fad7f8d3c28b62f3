//! The SQL of publications and comments.

use kernel::problem::Problem;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use tables::{practice_comment, practice_version};
use uuid::Uuid;

pub async fn insert<C: ConnectionTrait>(tx: &C, row: practice_version::Model) -> Result<(), Problem> {
    practice_version::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// All publications of a sheet, the newest first.
pub async fn all<C: ConnectionTrait>(db: &C, sheet: Uuid) -> Result<Vec<practice_version::Model>, Problem> {
    Ok(practice_version::Entity::find()
        .filter(practice_version::Column::SheetId.eq(sheet))
        .order_by_desc(practice_version::Column::Number)
        .all(db)
        .await?)
}

pub async fn find<C: ConnectionTrait>(
    db: &C,
    sheet: Uuid,
    number: i64,
) -> Result<Option<practice_version::Model>, Problem> {
    Ok(practice_version::Entity::find()
        .filter(practice_version::Column::SheetId.eq(sheet))
        .filter(practice_version::Column::Number.eq(number))
        .one(db)
        .await?)
}

pub async fn comments<C: ConnectionTrait>(db: &C, sheet: Uuid) -> Result<Vec<practice_comment::Model>, Problem> {
    Ok(practice_comment::Entity::find()
        .filter(practice_comment::Column::SheetId.eq(sheet))
        .order_by_asc(practice_comment::Column::Id)
        .all(db)
        .await?)
}

/// The comment, held until the end of the transaction.
pub async fn hold_comment<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<practice_comment::Model, Problem> {
    practice_comment::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

pub async fn insert_comment<C: ConnectionTrait>(tx: &C, row: practice_comment::Model) -> Result<(), Problem> {
    practice_comment::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update_comment<C: ConnectionTrait>(tx: &C, row: practice_comment::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}
