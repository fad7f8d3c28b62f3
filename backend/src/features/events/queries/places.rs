//! Venues, with what stands there, and what the club lends.

use kernel::problem::Problem;
use platform::House;
use tables::{equipment, venue};
use uuid::Uuid;

use super::super::{
    schema::places::{Equipment, Venue},
    store::places,
};

fn lent(row: equipment::Model) -> Equipment {
    Equipment { id: row.id, name: row.name, quantity: row.quantity, venue_id: row.venue_id, revision: row.revision }
}

fn told(row: venue::Model, all: &[equipment::Model]) -> Venue {
    let there = all.iter().filter(|one| one.venue_id == Some(row.id)).cloned().map(lent).collect();
    Venue {
        id: row.id,
        name: row.name,
        address: row.address,
        commune: row.commune,
        latitude: row.latitude,
        longitude: row.longitude,
        capacity: row.capacity,
        accessibility: row.accessibility,
        equipment: there,
        revision: row.revision,
    }
}

pub async fn venues(house: &House) -> Result<Vec<Venue>, Problem> {
    let all = places::equipment(&house.db.read).await?;
    Ok(places::venues(&house.db.read).await?.into_iter().map(|row| told(row, &all)).collect())
}

/// One, archived or not: what took place there says so.
pub async fn venue(house: &House, id: Uuid) -> Result<Option<Venue>, Problem> {
    let all = places::equipment(&house.db.read).await?;
    Ok(places::venue(&house.db.read, id).await?.map(|row| told(row, &all)))
}

/// One that can be chosen.
pub async fn kept_venue(house: &House, id: Uuid) -> Result<Venue, Problem> {
    let there = places::venue(&house.db.read, id).await?.filter(|row| row.archived_at.is_none());
    let row = there.ok_or_else(Problem::not_found)?;
    let all = places::equipment(&house.db.read).await?;
    Ok(told(row, &all))
}

pub async fn equipment(house: &House) -> Result<Vec<Equipment>, Problem> {
    Ok(places::equipment(&house.db.read).await?.into_iter().map(lent).collect())
}

pub async fn one_equipment(house: &House, id: Uuid) -> Result<Equipment, Problem> {
    equipment(house).await?.into_iter().find(|one| one.id == id).ok_or_else(Problem::not_found)
}
