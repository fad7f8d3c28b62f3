//! The SQL of pictures.

use std::collections::HashMap;

use kernel::problem::Problem;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use tables::{file, member_picture};
use uuid::Uuid;

use super::super::store::CHUNK;

/// A picture with its measures.
#[derive(Debug, Clone)]
pub struct Shown {
    pub row: member_picture::Model,
    pub width: Option<i64>,
    pub height: Option<i64>,
}

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<member_picture::Model>, Problem> {
    Ok(member_picture::Entity::find_by_id(id).one(db).await?)
}

/// The pictures of these members, in their order; the logo first.
pub async fn of_members<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Shown>>, Problem> {
    let mut found: HashMap<Uuid, Vec<Shown>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = member_picture::Entity::find()
            .find_also_related(file::Entity)
            .filter(member_picture::Column::MemberId.is_in(chunk.iter().copied()))
            .order_by_desc(member_picture::Column::Logo)
            .order_by_asc(member_picture::Column::Position)
            // Those that came with a merge may have the same places.
            .order_by_asc(member_picture::Column::Id)
            .all(db)
            .await?;
        for (row, file) in rows {
            let (width, height) = file.map_or((None, None), |file| (file.width, file.height));
            found.entry(row.member_id).or_default().push(Shown { row, width, height });
        }
    }
    Ok(found)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: member_picture::Model) -> Result<(), Problem> {
    member_picture::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn write<C: ConnectionTrait>(tx: &C, row: member_picture::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

pub async fn remove<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    member_picture::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

pub async fn file<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<file::Model, Problem> {
    file::Entity::find_by_id(id).one(db).await?.ok_or_else(Problem::not_found)
}
