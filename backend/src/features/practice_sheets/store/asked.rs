//! The SQL of confirmations and interviews: what members are asked by a link.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::secrets::fingerprint;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use tables::{practice_confirmation, practice_interview};
use uuid::Uuid;

pub async fn confirmation<C: ConnectionTrait>(
    db: &C,
    sheet: Uuid,
) -> Result<Option<practice_confirmation::Model>, Problem> {
    let of_sheet = practice_confirmation::Column::SheetId.eq(sheet);
    Ok(practice_confirmation::Entity::find().filter(of_sheet).one(db).await?)
}

/// Puts this in the place of what was asked before.
pub async fn put_confirmation<C: ConnectionTrait>(tx: &C, row: practice_confirmation::Model) -> Result<(), Problem> {
    practice_confirmation::Entity::delete_many()
        .filter(practice_confirmation::Column::SheetId.eq(row.sheet_id))
        .exec(tx)
        .await?;
    practice_confirmation::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update_confirmation<C: ConnectionTrait>(tx: &C, row: practice_confirmation::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// What the holder of this link was asked, if it is good at `now`.
pub async fn confirmation_by<C: ConnectionTrait>(
    db: &C,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<practice_confirmation::Model>, Problem> {
    Ok(practice_confirmation::Entity::find()
        .filter(practice_confirmation::Column::TokenHash.eq(fingerprint(token)))
        .filter(practice_confirmation::Column::UntilAt.gt(now))
        .one(db)
        .await?)
}

pub async fn hold_confirmation<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
) -> Result<Option<practice_confirmation::Model>, Problem> {
    Ok(practice_confirmation::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}

pub async fn interview<C: ConnectionTrait>(db: &C, sheet: Uuid) -> Result<Option<practice_interview::Model>, Problem> {
    let of_sheet = practice_interview::Column::SheetId.eq(sheet);
    Ok(practice_interview::Entity::find().filter(of_sheet).one(db).await?)
}

/// Puts this in the place of what was asked before.
pub async fn put_interview<C: ConnectionTrait>(tx: &C, row: practice_interview::Model) -> Result<(), Problem> {
    practice_interview::Entity::delete_many()
        .filter(practice_interview::Column::SheetId.eq(row.sheet_id))
        .exec(tx)
        .await?;
    practice_interview::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update_interview<C: ConnectionTrait>(tx: &C, row: practice_interview::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// The questions whose link this is, if it is good at `now`.
pub async fn interview_by<C: ConnectionTrait>(
    db: &C,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<practice_interview::Model>, Problem> {
    Ok(practice_interview::Entity::find()
        .filter(practice_interview::Column::TokenHash.eq(fingerprint(token)))
        .filter(practice_interview::Column::UntilAt.gt(now))
        .one(db)
        .await?)
}

pub async fn hold_interview<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
) -> Result<Option<practice_interview::Model>, Problem> {
    Ok(practice_interview::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}
