//! Venues and what the club lends.

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::web::{
    Answer, Asked, Body, Created, Json, NoContent,
    guard::{Coordinator, Staff},
};

use super::super::{
    actions::places as actions,
    queries::places as queries,
    schema::places::{Equipment, EquipmentChanges, NewEquipment, NewVenue, Venue, VenueChanges},
};

/// Venues by name, each with what stands there.
#[utoipa::path(operation_id = "events_list_venues", tag = "events",
    responses((status = 200, description = "All of them", body = PageOf<Venue>)))]
#[get("/venues")]
pub async fn venues(asked: Asked<Staff>) -> Answer<Json<PageOf<Venue>>> {
    Ok(Json::page(PageOf::whole(queries::venues(&asked.house).await?)))
}

/// Adds a venue.
#[utoipa::path(operation_id = "events_add_venue", tag = "events", request_body = NewVenue,
    responses((status = 201, description = "The venue", body = Venue)))]
#[post("/venues")]
pub async fn add_venue(asked: Asked<Coordinator, Body<NewVenue>>) -> Answer<Created<Venue>> {
    let id = actions::add_venue(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::kept_venue(&asked.house, id).await?;
    Ok(Created { location: format!("/api/v1/venues/{id}"), revision: Some(value.revision), value })
}

/// One venue.
#[utoipa::path(operation_id = "events_show_venue", tag = "events", params(("id" = String, Path, description = "Venue")),
    responses((status = 200, description = "The venue", body = Venue)))]
#[get("/venues/{id}")]
pub async fn venue(asked: Asked<Staff>) -> Answer<Json<Venue>> {
    let value = queries::kept_venue(&asked.house, asked.id("id")?).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Changes a venue.
#[utoipa::path(operation_id = "events_change_venue", tag = "events", params(("id" = String, Path, description = "Venue")),
    request_body = VenueChanges, responses((status = 200, description = "The venue as it is now", body = Venue)))]
#[patch("/venues/{id}")]
pub async fn change_venue(asked: Asked<Coordinator, Body<VenueChanges>>) -> Answer<Json<Venue>> {
    let (id, based_on) = (asked.id("id")?, asked.based_on()?);
    actions::change_venue(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let value = queries::kept_venue(&asked.house, id).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Archives a venue: it can't be chosen any more, and what took place there keeps it.
#[utoipa::path(operation_id = "events_archive_venue", tag = "events", params(("id" = String, Path, description = "Venue")),
    responses((status = 204, description = "Archived")))]
#[delete("/venues/{id}")]
pub async fn archive_venue(asked: Asked<Coordinator>) -> Answer<NoContent> {
    actions::archive_venue(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}

/// What the club lends for events, by name.
#[utoipa::path(operation_id = "events_list_equipment", tag = "events",
    responses((status = 200, description = "All of it", body = PageOf<Equipment>)))]
#[get("/equipment")]
pub async fn equipment(asked: Asked<Staff>) -> Answer<Json<PageOf<Equipment>>> {
    Ok(Json::page(PageOf::whole(queries::equipment(&asked.house).await?)))
}

/// Adds something that is lent.
#[utoipa::path(operation_id = "events_add_equipment", tag = "events", request_body = NewEquipment,
    responses((status = 201, description = "The equipment", body = Equipment)))]
#[post("/equipment")]
pub async fn add_equipment(asked: Asked<Coordinator, Body<NewEquipment>>) -> Answer<Created<Equipment>> {
    let id = actions::add_equipment(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::one_equipment(&asked.house, id).await?;
    Ok(Created { location: format!("/api/v1/equipment/{id}"), revision: Some(value.revision), value })
}

/// Changes it. What is booked already stays so.
#[utoipa::path(operation_id = "events_change_equipment", tag = "events",
    params(("id" = String, Path, description = "Equipment")), request_body = EquipmentChanges,
    responses((status = 200, description = "The equipment as it is now", body = Equipment)))]
#[patch("/equipment/{id}")]
pub async fn change_equipment(asked: Asked<Coordinator, Body<EquipmentChanges>>) -> Answer<Json<Equipment>> {
    let (id, based_on) = (asked.id("id")?, asked.based_on()?);
    actions::change_equipment(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let value = queries::one_equipment(&asked.house, id).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Archives it: it can't be booked any more.
#[utoipa::path(operation_id = "events_archive_equipment", tag = "events",
    params(("id" = String, Path, description = "Equipment")),
    responses((status = 204, description = "Archived")))]
#[delete("/equipment/{id}")]
pub async fn archive_equipment(asked: Asked<Coordinator>) -> Answer<NoContent> {
    actions::archive_equipment(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}
