//! The SQL of one-time tokens (links of mails) and recovery codes. Only their hashes are kept.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use platform::{Work, secrets::fingerprint};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use tables::{account, one_time_token, recovery_code};
use uuid::Uuid;

/// What a link is for; it serves nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    Link,
    Reset,
    Invitation,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Purpose::Link => "link",
            Purpose::Reset => "reset",
            Purpose::Invitation => "invitation",
        }
    }

    pub fn valid(self) -> TimeDelta {
        match self {
            Purpose::Link => TimeDelta::minutes(10),
            Purpose::Reset => TimeDelta::hours(1),
            Purpose::Invitation => TimeDelta::days(7),
        }
    }
}

/// Keeps a token; the same one twice is kept once.
pub async fn keep(work: &Work, token: &str, purpose: Purpose, account: Uuid) -> Result<(), Problem> {
    keep_for(work, token, purpose, account, purpose.valid()).await
}

/// Keeps a token that is good for another time than its purpose's usual.
pub async fn keep_for(
    work: &Work,
    token: &str,
    purpose: Purpose,
    account: Uuid,
    valid: TimeDelta,
) -> Result<(), Problem> {
    one_time_token::Entity::insert(one_time_token::ActiveModel {
        hash: Set(fingerprint(token)),
        purpose: Set(purpose.as_str().to_owned()),
        account_id: Set(account),
        created_at: Set(work.now),
        expires_at: Set(work.now + valid),
        spent_at: Set(None),
    })
    .on_conflict(OnConflict::column(one_time_token::Column::Hash).do_nothing().to_owned())
    .exec_without_returning(work.tx())
    .await?;
    if purpose == Purpose::Invitation {
        invited_until(work, account, Some(work.now + valid)).await?;
    }
    Ok(())
}

/// Until when the invitation of an account is good, for the list.
async fn invited_until(work: &Work, account: Uuid, until: Option<DateTime<Utc>>) -> Result<(), Problem> {
    account::Entity::update_many()
        .set(account::ActiveModel { invitation_until: Set(until), ..Default::default() })
        .filter(account::Column::Id.eq(account))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// The account of a token that is good at `now`.
pub async fn account_of<C: ConnectionTrait>(
    db: &C,
    token: &str,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, Problem> {
    Ok(one_time_token::Entity::find_by_id(fingerprint(token))
        .filter(one_time_token::Column::Purpose.eq(purpose.as_str()))
        .filter(one_time_token::Column::SpentAt.is_null())
        .filter(one_time_token::Column::ExpiresAt.gt(now))
        .one(db)
        .await?
        .map(|row| row.account_id))
}

/// Spends a token; of two who try at once, one succeeds.
pub async fn spend(work: &Work, token: &str, purpose: Purpose) -> Result<bool, Problem> {
    let spent = one_time_token::Entity::update_many()
        .set(one_time_token::ActiveModel { spent_at: Set(Some(work.now)), ..Default::default() })
        .filter(one_time_token::Column::Hash.eq(fingerprint(token)))
        .filter(one_time_token::Column::Purpose.eq(purpose.as_str()))
        .filter(one_time_token::Column::SpentAt.is_null())
        .filter(one_time_token::Column::ExpiresAt.gt(work.now))
        .exec(work.tx())
        .await?;
    Ok(spent.rows_affected == 1)
}

/// Makes all links of an account useless, that of a new address too: its password, its address or its right to come in changed.
pub async fn void(work: &Work, account: Uuid) -> Result<(), Problem> {
    one_time_token::Entity::update_many()
        .set(one_time_token::ActiveModel { spent_at: Set(Some(work.now)), ..Default::default() })
        .filter(one_time_token::Column::AccountId.eq(account))
        .filter(one_time_token::Column::SpentAt.is_null())
        .exec(work.tx())
        .await?;
    super::email_change::forget(work, account).await?;
    invited_until(work, account, None).await
}

pub async fn sweep<C: ConnectionTrait>(tx: &C, before: DateTime<Utc>) -> Result<u64, Problem> {
    Ok(one_time_token::Entity::delete_many()
        .filter(one_time_token::Column::ExpiresAt.lt(before))
        .exec(tx)
        .await?
        .rows_affected)
}

/// Puts these recovery codes in place of those there were.
pub async fn set_recovery_codes(work: &Work, account: Uuid, hashes: Vec<String>) -> Result<(), Problem> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account)).exec(work.tx()).await?;
    if !hashes.is_empty() {
        let rows = hashes.into_iter().map(|hash| recovery_code::ActiveModel {
            hash: Set(hash),
            account_id: Set(account),
            created_at: Set(work.now),
            spent_at: Set(None),
        });
        recovery_code::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
    }
    Ok(())
}

/// How many recovery codes of an account are left.
pub async fn recovery_codes_left<C: ConnectionTrait>(db: &C, account: Uuid) -> Result<u64, Problem> {
    Ok(recovery_code::Entity::find()
        .filter(recovery_code::Column::AccountId.eq(account))
        .filter(recovery_code::Column::SpentAt.is_null())
        .count(db)
        .await?)
}

pub async fn spend_recovery_code(work: &Work, account: Uuid, hash: &str) -> Result<bool, Problem> {
    let spent = recovery_code::Entity::update_many()
        .set(recovery_code::ActiveModel { spent_at: Set(Some(work.now)), ..Default::default() })
        .filter(recovery_code::Column::Hash.eq(hash))
        .filter(recovery_code::Column::AccountId.eq(account))
        .filter(recovery_code::Column::SpentAt.is_null())
        .exec(work.tx())
        .await?;
    Ok(spent.rows_affected == 1)
}
