//! One request in, one query or action, one answer out.

use actix_web::{delete, get, http::header, patch, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Created, Json, NoContent, Query};
use uuid::Uuid;

use super::{
    access::{MayChange, MayRestore, Reads, ReadsDue, ReadsOf, Seen, Writes, WritesOf},
    actions::{self, Naming},
    queries,
    schema::{
        DueMember, DueQuery, FollowUpCounts, Interaction, InteractionChanges, InteractionsQuery, NewInteraction,
        NewSharedInteraction, Postponement,
    },
};

/// What was exchanged with a member, newest first.
#[utoipa::path(operation_id = "follow_up_list_interactions", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:read"]), ("api_key" = ["interactions:write"])),
    params(("id" = String, Path, description = "Member"), InteractionsQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<Interaction>)))]
#[get("/members/{id}/interactions")]
pub async fn list_of_member(asked: Asked<ReadsOf, Query<InteractionsQuery>>) -> Answer<Json<PageOf<Interaction>>> {
    let page = queries::of_member(&asked.house, &asked.by, asked.guard.0, &asked.input.0).await?;
    Ok(Json::page(page))
}

/// Notes an exchange with a member: a call, a visit, a meeting or an e-mail.
#[utoipa::path(operation_id = "follow_up_log_interaction", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:write"])), request_body = NewInteraction,
    params(("id" = String, Path, description = "Member")),
    responses((status = 201, description = "The interaction", body = Interaction)))]
#[post("/members/{id}/interactions")]
pub async fn log_for_member(asked: Asked<WritesOf, Body<NewInteraction>>) -> Answer<Created<Interaction>> {
    let new = NewSharedInteraction::for_member(asked.guard.0, asked.input.0);
    let id = actions::log(&asked.house, &asked.by, new, Naming::Path).await?;
    Ok(created(queries::interaction(&asked.house, &asked.by, id).await?))
}

/// Notes one exchange with many members, 500 at most.
#[utoipa::path(operation_id = "follow_up_log_shared_interaction", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:write"])), request_body = NewSharedInteraction,
    responses((status = 201, description = "The interaction", body = Interaction)))]
#[post("/interactions")]
pub async fn log(asked: Asked<Writes, Body<NewSharedInteraction>>) -> Answer<Created<Interaction>> {
    let id = actions::log(&asked.house, &asked.by, asked.input.0, Naming::Body).await?;
    Ok(created(queries::interaction(&asked.house, &asked.by, id).await?))
}

fn created(value: Interaction) -> Created<Interaction> {
    Created { location: format!("/api/v1/interactions/{}", value.short.id), revision: Some(value.revision), value }
}

/// One exchange, with all its members.
#[utoipa::path(operation_id = "follow_up_show_interaction", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:read"]), ("api_key" = ["interactions:write"])),
    params(("id" = String, Path, description = "Interaction")),
    responses((status = 200, description = "The interaction", body = Interaction)))]
#[get("/interactions/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<Interaction>> {
    shown(&asked.house, &asked.by, asked.guard.0).await
}

async fn shown(house: &platform::House, by: &platform::Asker, id: Uuid) -> Answer<Json<Interaction>> {
    let value = queries::interaction(house, by, id).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Corrects an exchange that was noted by hand.
#[utoipa::path(operation_id = "follow_up_edit_interaction", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:write"])), request_body = InteractionChanges,
    params(("id" = String, Path, description = "Interaction")),
    responses((status = 200, description = "The interaction", body = Interaction)))]
#[patch("/interactions/{id}")]
pub async fn edit(asked: Asked<MayChange, Body<InteractionChanges>>) -> Answer<Json<Interaction>> {
    let (id, based_on) = (asked.guard.0, asked.based_on()?);
    actions::edit(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    shown(&asked.house, &asked.by, id).await
}

/// Deletes an exchange that was noted by hand; it can be restored. With `If-Match`, only that revision.
#[utoipa::path(operation_id = "follow_up_delete_interaction", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:write"])),
    params(("id" = String, Path, description = "Interaction"),
           ("If-Match" = Option<String>, Header, description = "The ETag of the revision to delete")),
    responses((status = 204, description = "Deleted"),
              (status = 412, description = "Somebody changed it since", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[delete("/interactions/{id}")]
pub async fn delete(asked: Asked<MayChange>) -> Answer<NoContent> {
    let based_on = match asked.http.headers().contains_key(header::IF_MATCH) {
        true => Some(asked.based_on()?),
        false => None,
    };
    actions::delete(&asked.house, &asked.by, asked.guard.0, based_on).await?;
    Ok(NoContent)
}

/// Brings a deleted exchange back, as it was, and with it the days that derive from it.
#[utoipa::path(operation_id = "follow_up_restore_interaction", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:write"])),
    params(("id" = String, Path, description = "Interaction")),
    responses((status = 200, description = "The interaction", body = Interaction)))]
#[post("/interactions/{id}/restore")]
pub async fn restore(asked: Asked<MayRestore>) -> Answer<Json<Interaction>> {
    let id = asked.guard.0;
    actions::restore(&asked.house, &asked.by, id).await?;
    shown(&asked.house, &asked.by, id).await
}

/// Whom to get in touch with: those never contacted first, then the most overdue. Those who are put off wait for their day. A key needs
/// `members:read` beside `interactions:read`.
#[utoipa::path(operation_id = "follow_up_list_due", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:read", "members:read"]), ("api_key" = ["interactions:read", "members:write"]), ("api_key" = ["interactions:write", "members:read"]), ("api_key" = ["interactions:write", "members:write"])), params(DueQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<DueMember>)))]
#[get("/follow-up/due")]
pub async fn due(asked: Asked<ReadsDue, Query<DueQuery>>) -> Answer<Json<PageOf<DueMember>>> {
    Ok(Json::page(queries::due(&asked.house, &asked.by, &asked.input.0).await?))
}

/// How many active members stand where against the club's cadence.
#[utoipa::path(operation_id = "follow_up_show_counts", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:read"]), ("api_key" = ["interactions:write"])),
    responses((status = 200, description = "The counts", body = FollowUpCounts)))]
#[get("/follow-up/counts")]
pub async fn counts(asked: Asked<Reads>) -> Answer<Json<FollowUpCounts>> {
    Ok(Json::of(queries::counts(&asked.house).await?))
}

/// Puts a member off to a later day, with the reason; `until: null` takes that back.
#[utoipa::path(operation_id = "follow_up_postpone_member", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:write"])), request_body = Postponement,
    params(("id" = String, Path, description = "Member")), responses((status = 204, description = "Put off")))]
#[post("/members/{id}/postpone")]
pub async fn postpone(asked: Asked<WritesOf, Body<Postponement>>) -> Answer<NoContent> {
    let (member, form) = (asked.guard.0, asked.input.0);
    match form.until {
        Some(until) => actions::postpone(&asked.house, &asked.by, member, until, form.reason).await?,
        None => actions::resume(&asked.house, &asked.by, member).await?,
    }
    Ok(NoContent)
}

/// Takes a postponement back.
#[utoipa::path(operation_id = "follow_up_resume_member", tag = "follow_up",
    security(("bearer" = []), ("api_key" = ["interactions:write"])),
    params(("id" = String, Path, description = "Member")), responses((status = 204, description = "Not put off")))]
#[delete("/members/{id}/postpone")]
pub async fn resume(asked: Asked<WritesOf>) -> Answer<NoContent> {
    actions::resume(&asked.house, &asked.by, asked.guard.0).await?;
    Ok(NoContent)
}
