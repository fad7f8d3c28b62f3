//! The SQL of an account that goes for good, and of what was made by it.

use kernel::problem::Problem;
use platform::Work;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use tables::{account, api_key, first_administrator, recovery_code, saved_view, session, steward};
use uuid::Uuid;

use super::{tokens, writing};

/// The views and segments of an account, the oldest first.
pub async fn views_of<C: ConnectionTrait>(db: &C, account: Uuid) -> Result<Vec<saved_view::Model>, Problem> {
    let theirs = saved_view::Entity::find().filter(saved_view::Column::OwnerId.eq(account));
    Ok(theirs.order_by_asc(saved_view::Column::Id).all(db).await?)
}

/// The keys that were made by an account, the oldest first.
pub async fn keys_of<C: ConnectionTrait>(db: &C, account: Uuid) -> Result<Vec<api_key::Model>, Problem> {
    let theirs = api_key::Entity::find().filter(api_key::Column::CreatedBy.eq(account));
    Ok(theirs.order_by_asc(api_key::Column::Id).all(db).await?)
}

/// Deletes the account with all that hangs on it. One that something else was made by stays as a row without a name, which
/// nobody can sign in by.
pub async fn erase(work: &Work, account: &account::Model) -> Result<(), Problem> {
    let (tx, id) = (work.tx(), account.id);
    tokens::void(work, id).await?;
    session::Entity::delete_many().filter(session::Column::AccountId.eq(id)).exec(tx).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(id)).exec(tx).await?;
    steward::Entity::delete_many().filter(steward::Column::AccountId.eq(id)).exec(tx).await?;
    saved_view::Entity::delete_many()
        .filter(saved_view::Column::OwnerId.eq(id))
        .filter(saved_view::Column::Shared.eq(false))
        .exec(tx)
        .await?;
    let keys = api_key::Entity::find().filter(api_key::Column::CreatedBy.eq(id)).count(tx).await?;
    let first = first_administrator::Entity::find().filter(first_administrator::Column::AccountId.eq(id));
    if keys + first.count(tx).await? == 0 {
        account::Entity::delete_by_id(id).exec(tx).await?;
        return Ok(());
    }
    let nobody = format!("{}@nobody.invalid", id.simple());
    writing::set(
        tx,
        id,
        account::ActiveModel {
            email: Set(nobody.clone()),
            email_key: Set(nobody),
            password_hash: Set(None),
            role: Set(None),
            totp_sealed: Set(None),
            totp_next_sealed: Set(None),
            totp_confirmed_at: Set(None),
            totp_last_step: Set(None),
            disabled_at: Set(Some(account.disabled_at.unwrap_or(work.now))),
            last_sign_in_at: Set(None),
            password_changed_at: Set(None),
            revision: Set(account.revision + 1),
            updated_at: Set(work.now),
            ..Default::default()
        },
    )
    .await
}
