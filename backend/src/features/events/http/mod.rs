//! One request in, one query or action, one answer out: what the team and members do with events.

pub mod attendance;
pub mod links;
pub mod mine;
pub mod papers;
pub mod places;
pub mod published;
pub mod registrations;

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::web::{
    Accepted, Answer, Asked, Body, Created, FileContent, Json, NoContent, Query,
    guard::{Coordinator, Staff},
};

use super::{
    access::{MayCancel, MayClose, MayDiscard, MayEdit, MayInvite, MayPublish, Reads, Seen, SeenByTeam, ShownFile},
    actions, queries,
    schema::{
        CancelForm, ClosingForm, CopyForm, EventCard, EventChanges, EventPage, EventQuery, NewEvent, SeriesForm,
        YearOfEvents, YearsQuery,
        invitations::{EventInviteForm, Invitation, InvitationQuery, Invited},
    },
};

/// Events by their beginning. People of members see those that are published.
#[utoipa::path(operation_id = "events_list", tag = "events",
    security(("bearer" = []), ("api_key" = ["events:read"]), ("api_key" = ["registrations:write"])), params(EventQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<EventCard>)))]
#[get("/events")]
pub async fn list(asked: Asked<Reads, Query<EventQuery>>) -> Answer<Json<PageOf<EventCard>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, &asked.input.0).await?))
}

/// What the events of each year come to.
#[utoipa::path(operation_id = "events_list_years", tag = "events", params(YearsQuery),
    responses((status = 200, description = "One row for each year", body = PageOf<YearOfEvents>)))]
#[get("/events/years")]
pub async fn years(asked: Asked<Staff, Query<YearsQuery>>) -> Answer<Json<PageOf<YearOfEvents>>> {
    Ok(Json::page(queries::years::list(&asked.house, &asked.input.0).await?))
}

/// Makes a draft: a kind, a title, a beginning and an end suffice.
#[utoipa::path(operation_id = "events_create", tag = "events", request_body = NewEvent,
    responses((status = 201, description = "The draft", body = EventPage)))]
#[post("/events")]
pub async fn create(asked: Asked<Coordinator, Body<NewEvent>>) -> Answer<Created<EventPage>> {
    let id = actions::create(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::one(&asked.house, &asked.by, id).await?;
    Ok(Created { location: format!("/api/v1/events/{id}"), revision: Some(value.revision), value })
}

/// One event.
#[utoipa::path(operation_id = "events_show", tag = "events",
    security(("bearer" = []), ("api_key" = ["events:read"]), ("api_key" = ["registrations:write"])), params(("id" = String, Path, description = "Event")),
    responses((status = 200, description = "The event", body = EventPage)))]
#[get("/events/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<EventPage>> {
    let page = queries::page(&asked.house, &asked.by, asked.guard.0).await?;
    let revision = page.revision;
    Ok(Json::at(page, revision))
}

/// Changes an event. Where title, time or place of a published one are others, those who come are told, and their
/// calendars follow.
#[utoipa::path(operation_id = "events_update", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = EventChanges, responses((status = 200, description = "The event as it is now", body = EventPage)))]
#[patch("/events/{id}")]
pub async fn update(asked: Asked<MayEdit, Body<EventChanges>>) -> Answer<Json<EventPage>> {
    let (id, based_on) = (asked.guard.0.id, asked.based_on()?);
    actions::update(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let page = queries::one(&asked.house, &asked.by, id).await?;
    let revision = page.revision;
    Ok(Json::at(page, revision))
}

/// Throws a draft away.
#[utoipa::path(operation_id = "events_discard", tag = "events", params(("id" = String, Path, description = "Event")),
    responses((status = 204, description = "Gone")))]
#[delete("/events/{id}")]
pub async fn discard(asked: Asked<MayDiscard>) -> Answer<NoContent> {
    actions::discard(&asked.house, &asked.by, asked.guard.0.id).await?;
    Ok(NoContent)
}

/// Has it be seen by members, or by anyone, and opens registration.
#[utoipa::path(operation_id = "events_publish", tag = "events", params(("id" = String, Path, description = "Event")),
    responses((status = 200, description = "The event as it is now", body = EventPage)))]
#[post("/events/{id}/publish")]
pub async fn publish(asked: Asked<MayPublish>) -> Answer<Json<EventPage>> {
    let id = asked.guard.0.id;
    actions::publish(&asked.house, &asked.by, id).await?;
    Ok(Json::of(queries::one(&asked.house, &asked.by, id).await?))
}

/// Calls it off. Everybody who comes, waits or was invited is told, and their calendars too.
#[utoipa::path(operation_id = "events_cancel", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = CancelForm, responses((status = 200, description = "The event as it is now", body = EventPage)))]
#[post("/events/{id}/cancel")]
pub async fn cancel(asked: Asked<MayCancel, Body<CancelForm>>) -> Answer<Json<EventPage>> {
    let id = asked.guard.0.id;
    actions::cancel(&asked.house, &asked.by, id, asked.input.0).await?;
    Ok(Json::of(queries::one(&asked.house, &asked.by, id).await?))
}

/// Makes a draft like it on another day.
#[utoipa::path(operation_id = "events_copy", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = CopyForm, responses((status = 201, description = "The draft", body = EventPage)))]
#[post("/events/{id}/copy")]
pub async fn copy(asked: Asked<Coordinator, Body<CopyForm>>) -> Answer<Created<EventPage>> {
    let from = asked.id("id")?;
    let id = actions::copies::copy(&asked.house, &asked.by, from, asked.input.0).await?;
    let value = queries::one(&asked.house, &asked.by, id).await?;
    Ok(Created { location: format!("/api/v1/events/{id}"), revision: Some(value.revision), value })
}

/// Makes drafts like it, a week or a month apart, at the same hour.
#[utoipa::path(operation_id = "events_repeat", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = SeriesForm, responses((status = 200, description = "The drafts", body = PageOf<EventPage>)))]
#[post("/events/{id}/series")]
pub async fn series(asked: Asked<Coordinator, Body<SeriesForm>>) -> Answer<Json<PageOf<EventPage>>> {
    let from = asked.id("id")?;
    let ids = actions::copies::series(&asked.house, &asked.by, from, asked.input.0).await?;
    let mut drafts = Vec::with_capacity(ids.len());
    for id in ids {
        drafts.push(queries::one(&asked.house, &asked.by, id).await?);
    }
    Ok(Json::page(PageOf::whole(drafts)))
}

/// Closes it: how many came, what was said. Those who came are thanked and asked what they thought, those who were missed
/// are told so.
#[utoipa::path(operation_id = "events_close", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = ClosingForm, responses((status = 200, description = "The event as it is now", body = EventPage)))]
#[post("/events/{id}/close")]
pub async fn close(asked: Asked<MayClose, Body<ClosingForm>>) -> Answer<Json<EventPage>> {
    let id = asked.guard.0.id;
    actions::closing::close(&asked.house, &asked.by, id, asked.input.0).await?;
    Ok(Json::of(queries::one(&asked.house, &asked.by, id).await?))
}

/// Invites the members that a segment or a filter names now: letters leave after the answer, each once.
#[utoipa::path(operation_id = "events_invite", tag = "events", params(("id" = String, Path, description = "Event")),
    request_body = EventInviteForm, responses((status = 202, description = "Letters are on their way out", body = Invited)))]
#[post("/events/{id}/invitations")]
pub async fn invite(asked: Asked<MayInvite, Body<EventInviteForm>>) -> Answer<Accepted<Invited>> {
    let id = asked.guard.0.id;
    Ok(Accepted(actions::invitations::invite(&asked.house, &asked.by, id, asked.input.0).await?))
}

/// Who was invited, by name: where each was written to or why not, and what it answered.
#[utoipa::path(operation_id = "events_list_invitations", tag = "events",
    params(("id" = String, Path, description = "Event"), InvitationQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<Invitation>)))]
#[get("/events/{id}/invitations")]
pub async fn invitations(asked: Asked<SeenByTeam, Query<InvitationQuery>>) -> Answer<Json<PageOf<Invitation>>> {
    Ok(Json::page(queries::invitations::list(&asked.house, asked.guard.0.id, &asked.input.0).await?))
}

/// The cover, an attachment or a photo of an event, for whoever may see the event.
#[utoipa::path(operation_id = "events_read_file", tag = "events", security((), ("bearer" = []), ("api_key" = ["events:read"]), ("api_key" = ["registrations:write"])),
    params(("id" = String, Path, description = "Event"), ("file_id" = String, Path, description = "File")),
    responses((status = 200, description = "The file", content_type = "*/*")))]
#[get("/events/{id}/files/{file_id}")]
pub async fn file(asked: Asked<ShownFile>) -> Answer<FileContent> {
    let ShownFile { event, file } = &asked.guard;
    Ok(queries::file(&asked.house, event, *file).await?)
}
