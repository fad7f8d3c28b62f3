//! The SQL of changes of address that wait to be confirmed: at most one per account, its token hashed.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use platform::{Work, secrets::fingerprint};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use tables::email_change;
use uuid::Uuid;

/// How long the link to the new address is good.
pub const VALID: TimeDelta = TimeDelta::hours(1);

/// Keeps a change; the one that waited before is void.
pub async fn keep(work: &Work, account: Uuid, email: &str, token: &str) -> Result<(), Problem> {
    email_change::Entity::insert(email_change::ActiveModel {
        account_id: Set(account),
        email: Set(email.to_owned()),
        hash: Set(fingerprint(token)),
        created_at: Set(work.now),
        expires_at: Set(work.now + VALID),
    })
    .on_conflict(
        OnConflict::column(email_change::Column::AccountId)
            .update_columns([
                email_change::Column::Email,
                email_change::Column::Hash,
                email_change::Column::CreatedAt,
                email_change::Column::ExpiresAt,
            ])
            .to_owned(),
    )
    .exec_without_returning(work.tx())
    .await?;
    Ok(())
}

/// The change of this account that waits at `now`.
pub async fn waiting<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<email_change::Model>, Problem> {
    Ok(email_change::Entity::find_by_id(account).filter(email_change::Column::ExpiresAt.gt(now)).one(db).await?)
}

/// The change that this token confirms, taken away; of two who try at once, one gets it.
pub async fn take(work: &Work, token: &str) -> Result<Option<email_change::Model>, Problem> {
    let found = email_change::Entity::find()
        .filter(email_change::Column::Hash.eq(fingerprint(token)))
        .filter(email_change::Column::ExpiresAt.gt(work.now))
        .one(work.tx())
        .await?;
    let Some(found) = found else { return Ok(None) };
    let taken =
        email_change::Entity::delete_many().filter(email_change::Column::Hash.eq(&found.hash)).exec(work.tx()).await?;
    Ok((taken.rows_affected == 1).then_some(found))
}

/// Forgets the change of an account, and tells whether there was one.
pub async fn forget(work: &Work, account: Uuid) -> Result<bool, Problem> {
    Ok(email_change::Entity::delete_by_id(account).exec(work.tx()).await?.rows_affected == 1)
}

pub async fn sweep<C: ConnectionTrait>(tx: &C, before: DateTime<Utc>) -> Result<u64, Problem> {
    let old = email_change::Column::ExpiresAt.lt(before);
    Ok(email_change::Entity::delete_many().filter(old).exec(tx).await?.rows_affected)
}
