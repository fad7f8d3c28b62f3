//! The row that says how far a commit is.

use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use tables::import_progress;
use uuid::Uuid;

pub async fn put<C: ConnectionTrait>(tx: &C, import_id: Uuid, done: i64) -> Result<(), Problem> {
    import_progress::Entity::insert(import_progress::ActiveModel { import_id: Set(import_id), done: Set(done) })
        .on_conflict(
            OnConflict::column(import_progress::Column::ImportId)
                .update_column(import_progress::Column::Done)
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub async fn delete<C: ConnectionTrait>(tx: &C, import_id: Uuid) -> Result<(), Problem> {
    import_progress::Entity::delete_by_id(import_id).exec(tx).await?;
    Ok(())
}

pub async fn find<C: ConnectionTrait>(db: &C, import_id: Uuid) -> Result<Option<i64>, Problem> {
    Ok(import_progress::Entity::find_by_id(import_id).one(db).await?.map(|row| row.done))
}
