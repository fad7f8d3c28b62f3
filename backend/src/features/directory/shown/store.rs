//! The SQL of what members show.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{
    House, by_place,
    dependents::CHUNK,
    many,
    packed::{self, Place},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::LockType,
};
use serde::Deserialize;
use tables::{directory_shown, member};
use uuid::Uuid;

/// What a member showed when the book was made last, and since when.
#[derive(Debug, Clone, Deserialize)]
pub struct Known {
    pub member_id: Uuid,
    pub mark: String,
    pub at: DateTime<Utc>,
}

by_place!(Known { member_id, mark, at });

/// Of all members.
pub async fn known<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, Known>, Problem> {
    read(db, directory_shown::Entity::find()).await
}

async fn read<C: ConnectionTrait>(
    db: &C,
    query: Select<directory_shown::Entity>,
) -> Result<HashMap<Uuid, Known>, Problem> {
    use directory_shown::Column as C;
    let places = [C::MemberId, C::Mark, C::At].map(Place::of);
    let rows: Vec<Known> = packed::all(db, query, &places).await?;
    Ok(rows.into_iter().map(|row| (row.member_id, row)).collect())
}

/// Writes these, and gives them as they are kept from now on: of two processes that see the same, the first has the word.
pub async fn settle(house: &House, mut fresh: Vec<Known>) -> Result<Vec<Known>, Problem> {
    fresh.sort_unstable_by_key(|one| one.member_id);
    let tx = house.db.begin().await?;
    house.db.take_turn(&tx, "directory.shown").await?;
    let mut rows = Vec::new();
    for chunk in fresh.chunks_mut(CHUNK) {
        let ids: Vec<Uuid> = chunk.iter().map(|one| one.member_id).collect();
        let here = hold(&tx, &ids).await?;
        let these = directory_shown::Column::MemberId.is_in(ids);
        let there = read(&tx, directory_shown::Entity::find().filter(these)).await?;
        for one in chunk {
            let first = there.get(&one.member_id).filter(|first| first.mark == one.mark);
            if let Some(first) = first {
                one.at = first.at;
            } else if here.contains(&one.member_id) {
                let Known { member_id, mark, at } = one.clone();
                rows.push(directory_shown::Model { member_id, mark, at });
            }
        }
    }
    many::overwrite::<directory_shown::Entity, _>(&tx, rows).await?;
    tx.commit().await?;
    Ok(fresh)
}

/// Of these members, which are sorted, those that are still there; they can't go until the end of the transaction. They
/// are held before their marks, as by whoever takes a member away.
async fn hold<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<HashSet<Uuid>, Problem> {
    let here: Vec<Uuid> = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(member::Column::Id)
        .lock(LockType::KeyShare)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(here.into_iter().collect())
}
