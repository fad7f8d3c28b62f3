//! Who comes: by the team, by people of members, by anyone where an event is open to all.

use actix_web::{delete, get, post};
use kernel::page::PageOf;
use platform::{
    networks::of_request,
    web::{
        Answer, Asked, Body, Json, NoContent, Query,
        guard::{Anyone, Person},
    },
};

use super::super::{
    access::{Keeps, MayRegister, SeesPeople},
    actions::registrations as actions,
    queries::registrations as queries,
    schema::registrations::{
        OwnRegistration, PublicRegisterForm, PublicRegistered, RegisterForm, Registration, RegistrationQuery,
        ReplaceForm,
    },
};

/// Who comes and who waits, in the order in which they asked. People of members see their own.
#[utoipa::path(operation_id = "events_list_registrations", tag = "events",
    security(("bearer" = []), ("api_key" = ["registrations:write"])),
    params(("id" = String, Path, description = "Event"), RegistrationQuery),
    responses((status = 200, description = "All of them", body = PageOf<Registration>)))]
#[get("/events/{id}/registrations")]
pub async fn list(asked: Asked<SeesPeople, Query<RegistrationQuery>>) -> Answer<Json<PageOf<Registration>>> {
    let event = asked.guard.0.id;
    Ok(Json::page(queries::of_event(&asked.house, &asked.by, event, &asked.input.0).await?))
}

/// Registers people: each gets a seat, or a place in the waiting list. Whoever is there already stays as they are.
#[utoipa::path(operation_id = "events_register", tag = "events",
    security(("bearer" = []), ("api_key" = ["registrations:write"])), params(("id" = String, Path, description = "Event")),
    request_body = RegisterForm,
    responses((status = 200, description = "Their registrations", body = PageOf<Registration>)))]
#[post("/events/{id}/registrations")]
pub async fn register(asked: Asked<MayRegister, Body<RegisterForm>>) -> Answer<Json<PageOf<Registration>>> {
    let event = asked.guard.0.id;
    let ids = actions::register(&asked.house, &asked.by, event, asked.input.0).await?;
    Ok(Json::page(queries::some(&asked.house, event, &ids).await?))
}

/// Has somebody else come instead, who answers the questions of the event anew: the seat stays the organisation's.
#[utoipa::path(operation_id = "events_replace_registration", tag = "events",
    security(("bearer" = []), ("api_key" = ["registrations:write"])),
    params(("id" = String, Path, description = "Registration")), request_body = ReplaceForm,
    responses((status = 200, description = "The registration as it is now", body = Registration)))]
#[post("/registrations/{id}/replace")]
pub async fn replace(asked: Asked<Keeps, Body<ReplaceForm>>) -> Answer<Json<Registration>> {
    let id = asked.guard.0.id;
    actions::replace(&asked.house, &asked.by, id, asked.input.0).await?;
    Ok(Json::of(queries::one(&asked.house, id).await?))
}

/// Takes a registration back; the seat is offered to whoever waits.
#[utoipa::path(operation_id = "events_leave", tag = "events",
    security(("bearer" = []), ("api_key" = ["registrations:write"])), params(("id" = String, Path, description = "Registration")),
    responses((status = 204, description = "Taken back")))]
#[delete("/registrations/{id}")]
pub async fn leave(asked: Asked<Keeps>) -> Answer<NoContent> {
    actions::leave(&asked.house, &asked.by, asked.guard.0.id).await?;
    Ok(NoContent)
}

/// The registrations of one's organisations at events that are not over, the next first.
#[utoipa::path(operation_id = "events_list_own_registrations", tag = "events",
    responses((status = 200, description = "All of them", body = PageOf<OwnRegistration>)))]
#[get("/me/registrations")]
pub async fn own(asked: Asked<Person>) -> Answer<Json<PageOf<OwnRegistration>>> {
    Ok(Json::page(queries::own(&asked.house, &asked.by).await?))
}

/// Registers one person for an event that is open to anyone. All that they need goes to their address.
#[utoipa::path(operation_id = "events_register_from_page", tag = "events", security(()),
    params(("id" = String, Path, description = "Event")), request_body = PublicRegisterForm,
    responses((status = 200, description = "Taken in", body = PublicRegistered)))]
#[post("/public/events/{id}/registrations")]
pub async fn from_page(asked: Asked<Anyone, Body<PublicRegisterForm>>) -> Answer<Json<PublicRegistered>> {
    let (event, network) = (asked.id("id")?, of_request(&asked.house, &asked.http));
    Ok(Json::of(actions::register_from_page(&asked.house, &asked.by, &network, event, asked.input.0).await?))
}
