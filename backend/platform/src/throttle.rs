//! Throttles, counted in the database so that every process counts together and a restart forgets nothing.
//! Nobody is locked out for good: the window slides.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use tables::attempt;

use crate::house::House;

/// At most `quota` attempts in `window` for one bucket (a person's address, a network).
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub quota: u64,
    pub window: TimeDelta,
}

impl Limit {
    pub const fn per_minutes(quota: u64, minutes: i64) -> Limit {
        Limit { quota, window: TimeDelta::seconds(minutes * 60) }
    }
}

/// Counts one attempt in `bucket`, or refuses with the seconds to wait. The bucket's name is stored hashed:
/// it holds an e-mail or network address.
pub async fn attempt(house: &House, bucket: &str, limit: Limit) -> Result<(), Problem> {
    let bucket = crate::secrets::fingerprint(bucket);
    let now = house.now();
    let tx = house.db.begin().await?;
    // Counted and added as one: of many attempts at once, no more than the quota come through.
    house.db.take_turn(&tx, &bucket).await?;
    let since = now - limit.window;
    let recent =
        attempt::Entity::find().filter(attempt::Column::Bucket.eq(&bucket)).filter(attempt::Column::At.gt(since));
    if recent.clone().count(&tx).await? >= limit.quota {
        let oldest = recent.order_by_asc(attempt::Column::At).one(&tx).await?;
        let wait = oldest.map_or(limit.window, |first| first.at + limit.window - now);
        return Err(Problem::too_many(wait.num_seconds().clamp(1, i64::from(u32::MAX)) as u32));
    }
    attempt::Entity::insert(attempt::ActiveModel { bucket: Set(bucket), at: Set(now), id: Set(kernel::ids::new_id()) })
        .exec_without_returning(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets the attempts of a bucket, after a success.
pub async fn forgive(house: &House, bucket: &str) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    attempt::Entity::delete_many()
        .filter(attempt::Column::Bucket.eq(crate::secrets::fingerprint(bucket)))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Deletes what no window looks at any more.
pub async fn sweep(house: &House, before: DateTime<Utc>) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    attempt::Entity::delete_many().filter(attempt::Column::At.lt(before)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}
