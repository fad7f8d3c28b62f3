//! Addresses that are known already, and who is behind them; who is to be forgotten in the rows of past files.

use kernel::problem::Problem;
use platform::{Work, forgetting::Forgotten, many};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::{address, contact, import_row, person};
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
