//! The SQL of the first start.

use chrono::TimeDelta;
use kernel::problem::Problem;
use platform::{Work, secrets::fingerprint};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};
use tables::{account, first_administrator, setup_code};
use uuid::Uuid;

/// Whether anybody has an account, in whatever state.
pub async fn has_accounts<C: ConnectionTrait>(db: &C) -> Result<bool, Problem> {
    let first: Option<Uuid> =
        account::Entity::find().select_only().column(account::Column::Id).limit(1).into_tuple().one(db).await?;
    Ok(first.is_some())
}

/// Keeps the hash of a code for so long; those whose time is over go.
pub async fn keep_code(work: &Work, code: &str, valid: TimeDelta) -> Result<(), Problem> {
    setup_code::Entity::delete_many().filter(setup_code::Column::ExpiresAt.lte(work.now)).exec(work.tx()).await?;
    setup_code::Entity::insert(setup_code::ActiveModel {
        hash: Set(fingerprint(code)),
        made_at: Set(work.now),
        expires_at: Set(work.now + valid),
    })
    .exec_without_returning(work.tx())
    .await?;
    Ok(())
}

pub async fn is_good<C: ConnectionTrait>(
    db: &C,
    code: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<bool, Problem> {
    let known = setup_code::Entity::find_by_id(fingerprint(code)).one(db).await?;
    Ok(known.is_some_and(|known| known.expires_at > now))
}

pub async fn void_codes<C: ConnectionTrait>(tx: &C) -> Result<(), Problem> {
    setup_code::Entity::delete_many().exec(tx).await?;
    Ok(())
}

/// Writes who came of the codes; false when somebody did before.
pub async fn is_first(work: &Work, account_id: Uuid) -> Result<bool, Problem> {
    let written = first_administrator::Entity::insert(first_administrator::ActiveModel {
        id: Set(1),
        account_id: Set(account_id),
        made_at: Set(work.now),
    })
    .on_conflict(OnConflict::column(first_administrator::Column::Id).do_nothing().to_owned())
    .exec_without_returning(work.tx())
    .await?;
    Ok(written == 1)
}
