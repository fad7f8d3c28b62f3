//! Reads.

use kernel::{page::PageOf, problem::Problem};
use platform::{Asker, House};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::member;
use uuid::Uuid;

use super::{
    cards::{self, Lens},
    rules::Sight,
    schema::{MemberCard, MemberPage},
    store,
};

pub async fn page(house: &House, by: &Asker, id: Uuid) -> Result<MemberPage, Problem> {
    let lens = Lens::of(house, by).await?;
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    cards::page(&house.db.read, &lens, row).await
}

pub async fn list(house: &House, by: &Asker) -> Result<PageOf<MemberCard>, Problem> {
    let lens = Lens::of(house, by).await?;
    let mut query = member::Entity::find()
        .filter(member::Column::ArchivedAt.is_null())
        .order_by_asc(member::Column::NameKey)
        .order_by_asc(member::Column::Id)
        .limit(50);
    if let Sight::Own(own) = &lens.sight {
        query = query.filter(member::Column::Id.is_in(own.iter().copied()));
    }
    let rows = query.all(&house.db.read).await?;
    Ok(PageOf::whole(cards::of_rows(&house.db.read, &lens, rows).await?))
}
