//! The SQL that writes an account and the person who holds it.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{ExprTrait, IntoCondition},
};
use tables::{account, person};
use uuid::Uuid;

pub async fn insert<C: ConnectionTrait>(tx: &C, row: account::ActiveModel) -> Result<(), Problem> {
    account::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes the columns that are set.
pub async fn set<C: ConnectionTrait>(tx: &C, id: Uuid, columns: account::ActiveModel) -> Result<(), Problem> {
    set_while(tx, id, columns, Condition::all()).await?;
    Ok(())
}

/// Moves the revision on; false when somebody else did since `old` was read.
pub async fn bump<C: ConnectionTrait>(tx: &C, old: &account::Model, now: DateTime<Utc>) -> Result<bool, Problem> {
    let next = account::ActiveModel { revision: Set(old.revision + 1), updated_at: Set(now), ..Default::default() };
    set_while(tx, old.id, next, account::Column::Revision.eq(old.revision)).await
}

/// Uses up the step of a code; false when it, or a later one, was used before.
pub async fn spend_step<C: ConnectionTrait>(tx: &C, id: Uuid, step: i64) -> Result<bool, Problem> {
    let last = account::ActiveModel { totp_last_step: Set(Some(step)), ..Default::default() };
    let unused = account::Column::TotpLastStep.is_null().or(account::Column::TotpLastStep.lt(step));
    set_while(tx, id, last, unused).await
}

/// Puts the prepared second factor in force; false when none is prepared any more.
pub async fn take_prepared<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
    columns: account::ActiveModel,
) -> Result<bool, Problem> {
    set_while(tx, id, columns, account::Column::TotpNextSealed.is_not_null()).await
}

async fn set_while<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
    columns: account::ActiveModel,
    still: impl IntoCondition,
) -> Result<bool, Problem> {
    let written = account::Entity::update_many()
        .set(columns)
        .filter(account::Column::Id.eq(id))
        .filter(still.into_condition())
        .exec(tx)
        .await?;
    Ok(written.rows_affected == 1)
}

pub async fn insert_person<C: ConnectionTrait>(tx: &C, row: person::ActiveModel) -> Result<(), Problem> {
    person::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes the columns that are set.
pub async fn set_person<C: ConnectionTrait>(tx: &C, id: Uuid, columns: person::ActiveModel) -> Result<(), Problem> {
    person::Entity::update_many().set(columns).filter(person::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
