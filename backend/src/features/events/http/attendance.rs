//! Who came: ticked by the team, come without a word, or checked in by the code at the door.

use actix_web::{get, post};
use platform::{
    networks::of_request,
    web::{Answer, Asked, Body, Created, Json, guard::Anyone},
};

use super::super::{
    access::{MayTick, SeenByTeam},
    actions::attendance as actions,
    queries::{attendance as queries, registrations},
    schema::{
        attendance::{AttendanceList, CheckInPoster, TicksForm, WalkInForm},
        links::{CheckInForm, CheckedIn},
        registrations::Registration,
    },
};

/// The list at the door, by name.
#[utoipa::path(operation_id = "events_list_attendance", tag = "events", params(("id" = String, Path, description = "Event")),
    responses((status = 200, description = "The list", body = AttendanceList)))]
#[get("/events/{id}/attendance")]
pub async fn list(asked: Asked<SeenByTeam>) -> Answer<Json<AttendanceList>> {
    Ok(Json::of(queries::list(&asked.house, asked.guard.0.id).await?))
}

/// Ticks and un-ticks, as many as a device has noted. Each organisation present was in contact with the club that day;
/// un-ticked, it was not. Repeating it changes nothing.
#[utoipa::path(operation_id = "events_tick", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = TicksForm, responses((status = 200, description = "The list as it is now", body = AttendanceList)))]
#[post("/events/{id}/attendance")]
pub async fn tick(asked: Asked<MayTick, Body<TicksForm>>) -> Answer<Json<AttendanceList>> {
    let event = asked.guard.0.id;
    actions::tick(&asked.house, &asked.by, event, asked.input.0).await?;
    Ok(Json::of(queries::list(&asked.house, event).await?))
}

/// Adds somebody who came without having registered. 409 names who of that name or address is on the list already.
#[utoipa::path(operation_id = "events_walk_in", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = WalkInForm, responses((status = 201, description = "On the list", body = Registration)))]
#[post("/events/{id}/walk-ins")]
pub async fn walk_in(asked: Asked<MayTick, Body<WalkInForm>>) -> Answer<Created<Registration>> {
    let id = actions::walk_in(&asked.house, &asked.by, asked.guard.0.id, asked.input.0).await?;
    let value = registrations::one(&asked.house, id).await?;
    Ok(Created { location: format!("/api/v1/registrations/{id}"), revision: None, value })
}

/// What the poster at the door shows.
#[utoipa::path(operation_id = "events_show_poster", tag = "events", params(("id" = String, Path, description = "Event")),
    responses((status = 200, description = "Its code", body = CheckInPoster)))]
#[get("/events/{id}/check-in")]
pub async fn poster(asked: Asked<SeenByTeam>) -> Answer<Json<CheckInPoster>> {
    Ok(Json::of(queries::poster(&asked.house, &asked.guard.0)))
}

/// Whoever scanned the code at the door says with which address they registered, and is ticked.
#[utoipa::path(operation_id = "events_check_in", tag = "events", security(()), request_body = CheckInForm,
    responses((status = 200, description = "Whether they are on the list", body = CheckedIn)))]
#[post("/public/event-links/check-in")]
pub async fn check_in(asked: Asked<Anyone, Body<CheckInForm>>) -> Answer<Json<CheckedIn>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::check_in(&asked.house, &asked.by, &network, asked.input.0).await?))
}
