//! What a register answered, kept in the database for every process. The question is kept as a mark alone: it may be an
//! address that somebody was typing.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use serde::{Serialize, de::DeserializeOwned};
use tables::register_answer;

use super::{Found, Register};
use crate::{causes, house::House, secrets::fingerprint};

/// How long an answer that is no longer believed is kept for the day on which the register is down.
const STALE: TimeDelta = TimeDelta::days(30);

pub struct Kept<T> {
    pub found: Found<T>,
    pub fresh: bool,
}

/// The same question has the same mark, however its words are spaced and capitalised.
pub fn mark(register: Register, base: &str, path: &str, parameters: &[(&'static str, String)]) -> String {
    let told: Vec<String> = parameters
        .iter()
        .map(|(name, value)| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            format!("{name}={value}")
        })
        .collect();
    fingerprint(&format!("{}:{base}{path}?{}", register.as_str(), told.join("&")))
}

pub async fn read<T: DeserializeOwned>(house: &House, mark: &str) -> Option<Kept<T>> {
    let row = match register_answer::Entity::find_by_id(mark).one(&house.db.read).await {
        Ok(row) => row?,
        Err(error) => {
            let problem = Problem::from(error);
            tracing::warn!(%problem, "what registers answered can't be read");
            causes::note(&problem);
            return None;
        }
    };
    // An answer that an earlier version kept in another form is no answer.
    let items = serde_json::from_value(row.answer).ok()?;
    Some(Kept { found: Found { items, fetched_at: row.fetched_at }, fresh: row.expires_at > house.now() })
}

/// Keeps an answer; if that fails, it is asked for again, and that is all.
pub async fn keep<T: Serialize>(house: &House, mark: &str, found: &Found<T>, keep: TimeDelta) {
    if let Err(problem) = try_keep(house, mark, found, keep).await {
        tracing::warn!(%problem, "what a register answered can't be kept");
        causes::note(&problem);
    }
}

async fn try_keep<T: Serialize>(house: &House, mark: &str, found: &Found<T>, keep: TimeDelta) -> Result<(), Problem> {
    use register_answer::Column as C;
    let row = register_answer::ActiveModel {
        mark: Set(mark.to_owned()),
        answer: Set(serde_json::to_value(&found.items)?),
        fetched_at: Set(found.fetched_at),
        expires_at: Set(found.fetched_at + keep),
    };
    let tx = house.db.begin().await?;
    register_answer::Entity::insert(row)
        .on_conflict(OnConflict::column(C::Mark).update_columns([C::Answer, C::FetchedAt, C::ExpiresAt]).to_owned())
        .exec_without_returning(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Deletes what has not been believed for long.
pub async fn sweep(house: &House, now: DateTime<Utc>) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    register_answer::Entity::delete_many().filter(register_answer::Column::ExpiresAt.lt(now - STALE)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}
