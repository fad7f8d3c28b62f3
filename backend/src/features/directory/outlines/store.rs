//! The SQL of outlines.

use std::collections::HashMap;

use kernel::problem::Problem;
use platform::many;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QuerySelect, sea_query::OnConflict};
use serde_json::Value;
use tables::{outline, outline_set};

/// The only row of the set.
const ONLY: i64 = 1;

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

pub async fn write_set<C: ConnectionTrait>(tx: &C, row: outline_set::Model) -> Result<(), Problem> {
    use outline_set::Column as C;
    let over =
        OnConflict::column(C::Id).update_columns([C::Revision, C::Origin, C::PutAt, C::AskedAt, C::Failure]).to_owned();
    outline_set::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(over)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// These outlines in the place of all that were there.
pub async fn replace<C: ConnectionTrait>(tx: &C, rows: Vec<outline::Model>) -> Result<(), Problem> {
    outline::Entity::delete_many().exec(tx).await?;
    Ok(many::insert::<outline::Entity, C>(tx, rows).await?)
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

/// The shape of each commune that has one, as GeoJSON.
pub async fn shapes<C: ConnectionTrait>(db: &C) -> Result<HashMap<String, Value>, Problem> {
    let rows = outline::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.insee_code, row.shape)).collect())
}
