//! Venues and equipment: added, changed, archived. What took place there keeps them.

use kernel::{
    patch::Change,
    problem::{Fault, Problem, say},
    words::name_key,
};
use platform::{
    Asker, House, Work,
    audit::{Entry, differences},
};
use serde_json::{Value, json};
use tables::{equipment, venue};
use uuid::Uuid;

use super::super::{
    rules,
    schema::places::{EquipmentChanges, NewEquipment, NewVenue, VenueChanges},
    store::places,
};

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn set<T: Clone>(field: &mut Option<T>, change: &Change<T>) {
    if let Some(value) = change.clone().into_option() {
        *field = value;
    }
}

fn set_text(field: &mut String, change: Change<String>) {
    if let Some(text) = change.into_option() {
        *field = text.unwrap_or_default().trim().to_owned();
    }
}

fn wrong(pointer: &'static str) -> Fault {
    Fault::at(pointer, "events.wrong_value", say("Cette valeur ne convient pas.", "This value does not fit."))
}

fn checked(faults: Vec<Option<Fault>>) -> Result<(), Problem> {
    let faults: Vec<Fault> = faults.into_iter().flatten().collect();
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
}

fn venue_holds(row: &venue::Model) -> Result<(), Problem> {
    let fits = |text: &str, most: usize| text.chars().count() <= most;
    let inside = |degrees: Option<f64>, most: f64| degrees.is_none_or(|degrees| degrees.abs() <= most);
    checked(vec![
        (row.name.is_empty() || !fits(&row.name, 200)).then(|| wrong("/name")),
        (!fits(&row.address, 300)).then(|| wrong("/address")),
        (!fits(&row.commune, 200)).then(|| wrong("/commune")),
        (!fits(&row.accessibility, 2000)).then(|| wrong("/accessibility")),
        (!inside(row.latitude, 90.0)).then(|| wrong("/latitude")),
        (!inside(row.longitude, 180.0)).then(|| wrong("/longitude")),
        (row.latitude.is_some() != row.longitude.is_some()).then(|| wrong("/longitude")),
        row.capacity.is_some_and(|capacity| !(1..=100_000).contains(&capacity)).then(|| wrong("/capacity")),
    ])
}

fn venue_told(row: &venue::Model) -> Value {
    json!({"name": row.name, "address": row.address, "commune": row.commune, "latitude": row.latitude,
        "longitude": row.longitude, "capacity": row.capacity, "accessibility": row.accessibility})
}

pub async fn add_venue(house: &House, by: &Asker, new: NewVenue) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let name = tidy(&new.name);
    let row = venue::Model {
        id: kernel::ids::new_id(),
        name_key: name_key(&name),
        name,
        address: tidy(&new.address),
        commune: tidy(&new.commune),
        latitude: new.latitude,
        longitude: new.longitude,
        capacity: new.capacity,
        accessibility: new.accessibility.trim().to_owned(),
        revision: 1,
        archived_at: None,
        created_at: work.now,
        updated_at: work.now,
    };
    venue_holds(&row)?;
    let id = row.id;
    work.note(vec![Entry::new("create", "venue", id, &row.name).with(differences(&Value::Null, &venue_told(&row)))])
        .await?;
    places::insert_venue(work.tx(), row).await?;
    work.commit().await?;
    Ok(id)
}

pub async fn change_venue(
    house: &House,
    by: &Asker,
    id: Uuid,
    based_on: i64,
    changes: VenueChanges,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let before = places::hold_venue(work.tx(), id).await?;
    if before.revision != based_on {
        return Err(Problem::stale(before.revision));
    }
    let mut row = before.clone();
    set_text(&mut row.name, changes.name.map(|name| tidy(&name)));
    set_text(&mut row.address, changes.address.map(|text| tidy(&text)));
    set_text(&mut row.commune, changes.commune.map(|text| tidy(&text)));
    set_text(&mut row.accessibility, changes.accessibility);
    set(&mut row.latitude, &changes.latitude);
    set(&mut row.longitude, &changes.longitude);
    set(&mut row.capacity, &changes.capacity);
    venue_holds(&row)?;
    row.name_key = name_key(&row.name);
    row.revision += 1;
    row.updated_at = work.now;
    let changed = differences(&venue_told(&before), &venue_told(&row));
    work.note(vec![Entry::new("update", "venue", id, &row.name).with(changed)]).await?;
    places::update_venue(work.tx(), row).await?;
    work.commit().await
}

/// It can't be chosen any more.
pub async fn archive_venue(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = places::hold_venue(work.tx(), id).await?;
    row.archived_at = Some(work.now);
    row.revision += 1;
    work.note_one("archive", "venue", id, &row.name).await?;
    places::update_venue(work.tx(), row).await?;
    work.commit().await
}

fn equipment_told(row: &equipment::Model) -> Value {
    json!({"name": row.name, "quantity": row.quantity, "venue_id": row.venue_id})
}

async fn equipment_holds(work: &Work, row: &equipment::Model) -> Result<(), Problem> {
    let fits = !row.name.is_empty() && row.name.chars().count() <= 200;
    checked(vec![
        (!fits).then(|| wrong("/name")),
        (!(1..=1_000_000).contains(&row.quantity)).then(|| wrong("/quantity")),
    ])?;
    let Some(id) = row.venue_id else { return Ok(()) };
    let there = places::venue(work.tx(), id).await?.filter(|venue| venue.archived_at.is_none());
    if there.is_some() { Ok(()) } else { Err(rules::unknown("/venue_id")) }
}

pub async fn add_equipment(house: &House, by: &Asker, new: NewEquipment) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let name = tidy(&new.name);
    let row = equipment::Model {
        id: kernel::ids::new_id(),
        name_key: name_key(&name),
        name,
        quantity: new.quantity,
        venue_id: new.venue_id,
        revision: 1,
        archived_at: None,
        created_at: work.now,
        updated_at: work.now,
    };
    equipment_holds(&work, &row).await?;
    let id = row.id;
    let told = differences(&Value::Null, &equipment_told(&row));
    work.note(vec![Entry::new("create", "equipment", id, &row.name).with(told)]).await?;
    places::insert_equipment(work.tx(), row).await?;
    work.commit().await?;
    Ok(id)
}

pub async fn change_equipment(
    house: &House,
    by: &Asker,
    id: Uuid,
    based_on: i64,
    changes: EquipmentChanges,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let before = places::hold_equipment(work.tx(), id).await?;
    if before.revision != based_on {
        return Err(Problem::stale(before.revision));
    }
    let mut row = before.clone();
    set_text(&mut row.name, changes.name.map(|name| tidy(&name)));
    if let Change::Set(quantity) = changes.quantity {
        row.quantity = quantity;
    }
    set(&mut row.venue_id, &changes.venue_id);
    equipment_holds(&work, &row).await?;
    row.name_key = name_key(&row.name);
    row.revision += 1;
    row.updated_at = work.now;
    let changed = differences(&equipment_told(&before), &equipment_told(&row));
    work.note(vec![Entry::new("update", "equipment", id, &row.name).with(changed)]).await?;
    places::update_equipment(work.tx(), row).await?;
    work.commit().await
}

/// It can't be booked any more.
pub async fn archive_equipment(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = places::hold_equipment(work.tx(), id).await?;
    row.archived_at = Some(work.now);
    row.revision += 1;
    work.note_one("archive", "equipment", id, &row.name).await?;
    places::update_equipment(work.tx(), row).await?;
    work.commit().await
}
