//! Rows read for columns: packed, some thousand records at a time, so that others come in between.

use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, QueryFilter, Select};
use serde::de::DeserializeOwned;

use super::Columns;
use crate::packed::{self, Place};

/// Records whose rows one statement reads.
const STEP: usize = 5_000;

/// All rows of a query that belong to the records. `owner`: the column that says to which.
pub async fn rows_of<E, R>(
    tx: &DatabaseTransaction,
    columns: &Columns,
    query: Select<E>,
    owner: impl ColumnTrait,
    places: &[Place],
) -> Result<Vec<R>, DbErr>
where
    E: EntityTrait,
    R: FromQueryResult + DeserializeOwned,
{
    let mut rows = Vec::new();
    for ids in columns.ids.chunks(STEP) {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { continue };
        let these = query.clone().filter(owner.between(*first, *last));
        rows.extend(packed::all::<E, R, _>(tx, these, places).await?);
        tokio::task::yield_now().await;
    }
    Ok(rows)
}
