//! Addresses that are known already, and who is behind them; who is to be forgotten in the rows of past files.

use std::collections::BTreeSet;

use kernel::problem::Problem;
use platform::{Work, dependents::Whom, forgetting::Forgotten, many};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{address, contact, file, import, import_row, person};
use uuid::Uuid;

use super::CHUNK;

/// The addresses among these, which are in lower case.
pub async fn addresses<C: ConnectionTrait>(db: &C, keys: &[String]) -> Result<Vec<address::Model>, Problem> {
    let mut found = Vec::new();
    for chunk in keys.chunks(CHUNK) {
        let rows =
            address::Entity::find().filter(address::Column::EmailKey.is_in(chunk.iter().cloned())).all(db).await?;
        found.extend(rows);
    }
    Ok(found)
}

/// The people who are reached at these addresses, with the address.
pub async fn behind<C: ConnectionTrait>(db: &C, addresses: &[Uuid]) -> Result<Vec<(Uuid, person::Model)>, Problem> {
    let mut found = Vec::new();
    for chunk in addresses.chunks(CHUNK) {
        let rows = contact::Entity::find()
            .find_also_related(person::Entity)
            .filter(contact::Column::AddressId.is_in(chunk.iter().copied()))
            .order_by_desc(contact::Column::Id)
            .all(db)
            .await?;
        found.extend(rows.into_iter().filter_map(|(contact, person)| Some((contact.address_id?, person?))));
    }
    Ok(found)
}

/// Forgets somebody in the rows that are about their member.
pub async fn forget(work: &Work, who: &Forgotten) -> Result<(), Problem> {
    let rows = import_row::Entity::find().filter(import_row::Column::MemberId.eq(who.member_id)).all(work.tx()).await?;
    let blanked = rows.into_iter().filter_map(|mut row| who.blank(&mut row.body).then_some(row));
    Ok(many::overwrite::<import_row::Entity, _>(work.tx(), blanked.collect()).await?)
}

/// The import that comes after this one, in the order of their ids, with its file.
pub async fn file_after<C: ConnectionTrait>(db: &C, after: Uuid) -> Result<Option<(Uuid, Uuid)>, Problem> {
    Ok(import::Entity::find()
        .select_only()
        .columns([import::Column::Id, import::Column::FileId])
        .filter(import::Column::Id.gt(after))
        .order_by_asc(import::Column::Id)
        .into_tuple()
        .one(db)
        .await?)
}

pub async fn kept_file<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<file::Model>, Problem> {
    Ok(file::Entity::find_by_id(id).one(db).await?)
}

/// The rows about somebody's organisations that tell of them: the file, when it came, the row.
pub async fn rows_of<C: ConnectionTrait>(db: &C, whom: &Whom) -> Result<Vec<(import::Model, i64)>, Problem> {
    let rows = import_row::Entity::find().filter(import_row::Column::MemberId.is_in(whom.members())).all(db).await?;
    let told = rows.into_iter().filter_map(|mut row| whom.marks.blank_whole(&mut row.body).then_some(row));
    let told: Vec<(Uuid, i64)> = told.map(|row| (row.import_id, row.number)).collect();
    let ids: BTreeSet<Uuid> = told.iter().map(|(import, _)| *import).collect();
    let imports = import::Entity::find().filter(import::Column::Id.is_in(ids)).all(db).await?;
    let of = |id: Uuid| imports.iter().find(|import| import.id == id).cloned();
    Ok(told.into_iter().filter_map(|(id, number)| Some((of(id)?, number))).collect())
}
