//! The SQL of sessions and refresh tokens.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::{refresh_token, session};
use uuid::Uuid;

fn is_live(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(session::Column::EndedAt.is_null())
        .add(session::Column::ExpiresAt.gt(now))
        .add(session::Column::IdleUntil.gt(now))
}

/// A session that is still good at `now`.
pub async fn live<C: ConnectionTrait>(db: &C, id: Uuid, now: DateTime<Utc>) -> Result<Option<session::Model>, Problem> {
    Ok(session::Entity::find_by_id(id).filter(is_live(now)).one(db).await?)
}

/// The live sessions of an account, the last used first.
pub async fn of_account<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<session::Model>, Problem> {
    Ok(session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .filter(is_live(now))
        .order_by_desc(session::Column::LastUsedAt)
        .order_by_desc(session::Column::Id)
        .all(db)
        .await?)
}

pub async fn insert_refresh_token<C: ConnectionTrait>(
    tx: &C,
    hash: String,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    refresh_token::Entity::insert(refresh_token::ActiveModel {
        hash: Set(hash),
        session_id: Set(session_id),
        created_at: Set(now),
        spent_at: Set(None),
    })
    .exec_without_returning(tx)
    .await?;
    Ok(())
}

async fn end_where<C: ConnectionTrait>(
    tx: &C,
    which: Condition,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    session::Entity::update_many()
        .set(session::ActiveModel {
            ended_at: Set(Some(now)),
            end_reason: Set(Some(reason.to_owned())),
            ..Default::default()
        })
        .filter(which)
        .filter(session::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn end<C: ConnectionTrait>(tx: &C, id: Uuid, reason: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    end_where(tx, Condition::all().add(session::Column::Id.eq(id)), reason, now).await
}

/// Ends all sessions of an account but one.
pub async fn end_all<C: ConnectionTrait>(
    tx: &C,
    account: Uuid,
    but: Option<Uuid>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let which = Condition::all()
        .add(session::Column::AccountId.eq(account))
        .add_option(but.map(|kept| session::Column::Id.ne(kept)));
    end_where(tx, which, reason, now).await
}

/// Deletes what ended or ran out before `before`, with its refresh tokens.
pub async fn sweep<C: ConnectionTrait>(tx: &C, before: DateTime<Utc>) -> Result<u64, Problem> {
    let gone = Condition::any()
        .add(session::Column::ExpiresAt.lt(before))
        .add(session::Column::IdleUntil.lt(before))
        .add(session::Column::EndedAt.lt(before));
    Ok(session::Entity::delete_many().filter(gone).exec(tx).await?.rows_affected)
}
