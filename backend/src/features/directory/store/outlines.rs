//! Outlines of communes.

use std::collections::HashMap;

use kernel::problem::Problem;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use tables::{outline, outline_set};

/// The only row of the set.
pub const ONLY: i64 = 1;

/// Where the outlines come from. Before the first ones there is no row.
pub async fn set<C: ConnectionTrait>(db: &C) -> Result<outline_set::Model, Problem> {
    let row = outline_set::Entity::find_by_id(ONLY).one(db).await?;
    Ok(row.unwrap_or(outline_set::Model {
        id: ONLY,
        revision: 1,
        origin: None,
        put_at: None,
        asked_at: None,
        failure: None,
    }))
}

/// Latitude and longitude of the middle of each commune that has an outline.
pub async fn middles<C: ConnectionTrait>(db: &C) -> Result<HashMap<String, (f64, f64)>, Problem> {
    let rows: Vec<(String, f64, f64)> = outline::Entity::find()
        .select_only()
        .columns([outline::Column::InseeCode, outline::Column::Latitude, outline::Column::Longitude])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(code, latitude, longitude)| (code, (latitude, longitude))).collect())
}
