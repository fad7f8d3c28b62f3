//! One request in, one query or action, one answer out.

use actix_web::{delete, get, patch, post, put};
use kernel::page::PageOf;
use platform::{
    House,
    asker::Asker,
    audit::AuditLine,
    web::{Answer, Asked, Body, Both, Created, Json, JsonOrMoved, NoContent, Query},
};
use uuid::Uuid;

use super::{
    access::{
        Keeps, MayArchive, MayChangeStatus, MayCorrectHistory, MayEdit, MayRestore, MaySeeAudit, Seen, Sees, SeesAll,
    },
    actions, queries,
    schema::{
        AuditQuery, ChangesForm, ChangesMade, CountDay, Duplicate, DuplicateQuery, FilterFields, HistoryForm,
        MemberCard, MemberChanges, MemberCounts, MemberFilters, MemberPage, MemberStretch, NewMember, StatusForm,
    },
};

/// The members: all for staff and keys, their own for people of member organisations.
#[utoipa::path(operation_id = "members_list", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(MemberFilters, MemberStretch),
    responses((status = 200, description = "A stretch of the list", body = PageOf<MemberCard>),
        (status = 409, description = "The view or segment is archived (`views.archived`), or its filter names what is no longer there (`views.incomplete`, with `missing`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/members")]
pub async fn list(asked: Asked<Sees, Query<Both<MemberFilters, MemberStretch>>>) -> Answer<Json<PageOf<MemberCard>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, asked.input.0).await?))
}

/// How many members the list has, by kind, status and follow-up; with `on`, how many members the club had that day.
#[utoipa::path(operation_id = "members_count", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(MemberFilters, CountDay),
    responses((status = 200, description = "The counts", body = MemberCounts),
        (status = 409, description = "The view or segment is archived (`views.archived`), or its filter names what is no longer there (`views.incomplete`, with `missing`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/members/counts")]
pub async fn counts(asked: Asked<Sees, Query<Both<MemberFilters, CountDay>>>) -> Answer<Json<MemberCounts>> {
    Ok(Json::of(queries::counts(&asked.house, &asked.by, asked.input.0).await?))
}

/// What filters may name of a member, with the operators and values of each: all that a builder of filters shows.
#[utoipa::path(operation_id = "members_list_filter_fields", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])),
    responses((status = 200, description = "The fields, in the order of a builder", body = FilterFields)))]
#[get("/members/filter-fields")]
pub async fn filter_fields(asked: Asked<SeesAll>) -> Answer<Json<FilterFields>> {
    Ok(Json::of(queries::filter_fields(&asked.house, &asked.by).await?))
}

/// Members that may be the one being typed, the likeliest first, at most five.
#[utoipa::path(operation_id = "members_list_duplicates", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(DuplicateQuery),
    responses((status = 200, description = "What may be the same", body = PageOf<Duplicate>)))]
#[get("/members/duplicates")]
pub async fn duplicates(asked: Asked<SeesAll, Query<DuplicateQuery>>) -> Answer<Json<PageOf<Duplicate>>> {
    Ok(Json::page(queries::duplicates(&asked.house, &asked.by, asked.input.0).await?))
}

/// Makes a member; a name and a kind suffice.
#[utoipa::path(operation_id = "members_create", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), request_body = NewMember,
    responses((status = 201, description = "The new member", body = MemberPage)))]
#[post("/members")]
pub async fn create(asked: Asked<Keeps, Body<NewMember>>) -> Answer<Created<MemberPage>> {
    let id = actions::create::create(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::page(&asked.house, &asked.by, id).await?;
    let revision = Some(value.card.revision);
    Ok(Created { value, location: format!("/api/v1/members/{id}"), revision })
}

/// All of one member. One that was merged is found where it is now.
#[utoipa::path(operation_id = "members_show", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "The member", body = MemberPage),
        (status = 308, description = "It was merged into another member: `Location` is where it is now")))]
#[get("/members/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<JsonOrMoved<MemberPage>> {
    if let Some(to) = &asked.guard.moved_to {
        return Ok(JsonOrMoved::Moved { location: format!("/api/v1/members/{}", to.id) });
    }
    Ok(JsonOrMoved::Here(as_it_is(&asked.house, &asked.by, asked.guard.member.id).await?))
}

/// Changes a member: absent fields stay, null clears.
#[utoipa::path(operation_id = "members_update", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Member")),
    request_body(content = MemberChanges, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The member as it is now", body = MemberPage)))]
#[patch("/members/{id}")]
pub async fn update(asked: Asked<MayEdit, Body<MemberChanges>>) -> Answer<Json<MemberPage>> {
    let (id, based_on) = (asked.guard.0, asked.based_on()?);
    actions::change::change(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Archives a member: its history stays, its identifiers are free again.
#[utoipa::path(operation_id = "members_archive", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Member")),
    responses((status = 204, description = "Archived")))]
#[delete("/members/{id}")]
pub async fn archive(asked: Asked<MayArchive>) -> Answer<NoContent> {
    actions::archive::archive(&asked.house, &asked.by, asked.guard.0).await?;
    Ok(NoContent)
}

/// Takes an archived member back; 409 when another one took its identifier meanwhile.
#[utoipa::path(operation_id = "members_restore", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "The member", body = MemberPage)))]
#[post("/members/{id}/restore")]
pub async fn restore(asked: Asked<MayRestore>) -> Answer<Json<MemberPage>> {
    actions::archive::restore(&asked.house, &asked.by, asked.guard.0).await?;
    as_it_is(&asked.house, &asked.by, asked.guard.0).await
}

/// Adds the next step to a member's history.
#[utoipa::path(operation_id = "members_change_status", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Member")),
    request_body = StatusForm, responses((status = 200, description = "The member as it is now", body = MemberPage)))]
#[post("/members/{id}/status")]
pub async fn change_status(asked: Asked<MayChangeStatus, Body<StatusForm>>) -> Answer<Json<MemberPage>> {
    let id = asked.guard.0;
    actions::status::append(&asked.house, &asked.by, id, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Corrects a member's whole history; administrators only.
#[utoipa::path(operation_id = "members_correct_history", tag = "members", params(("id" = String, Path, description = "Member")),
    request_body = HistoryForm, responses((status = 200, description = "The member as it is now", body = MemberPage)))]
#[put("/members/{id}/status-history")]
pub async fn correct_history(asked: Asked<MayCorrectHistory, Body<HistoryForm>>) -> Answer<Json<MemberPage>> {
    let (id, based_on) = (asked.guard.0, asked.based_on()?);
    actions::status::correct(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Who changed a member, when, what; the newest first.
#[utoipa::path(operation_id = "members_list_audit", tag = "members",
    params(("id" = String, Path, description = "Member"), AuditQuery),
    responses((status = 200, description = "A stretch of the audit", body = PageOf<AuditLine>)))]
#[get("/members/{id}/audit")]
pub async fn audit(asked: Asked<MaySeeAudit, Query<AuditQuery>>) -> Answer<Json<PageOf<AuditLine>>> {
    Ok(Json::page(queries::audit(&asked.house, asked.guard.0, asked.input.0).await?))
}

/// Changes many members, answered row by row; what was written can be undone together. The body may be as large as 32 MB.
#[utoipa::path(operation_id = "members_change_many", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), request_body = ChangesForm,
    responses((status = 200, description = "What became of each row", body = ChangesMade)))]
#[post("/members/changes")]
pub async fn change_many(asked: Asked<Keeps, Body<ChangesForm>>) -> Answer<Json<ChangesMade>> {
    Ok(Json::of(actions::changes::make(&asked.house, &asked.by, asked.input.0).await?))
}

/// Takes a change set back: what it changed, and nothing else, is as it was. Rows that somebody changed since are refused
/// and say who did; while there are some it can be tried again, for these alone.
#[utoipa::path(operation_id = "members_undo_changes", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Change set")),
    responses((status = 200, description = "What became of each row", body = ChangesMade)))]
#[post("/change-sets/{id}/undo")]
pub async fn undo_changes(asked: Asked<Keeps>) -> Answer<Json<ChangesMade>> {
    Ok(Json::of(actions::undo::undo(&asked.house, &asked.by, asked.id("id")?).await?))
}

async fn as_it_is(house: &House, by: &Asker, id: Uuid) -> Answer<Json<MemberPage>> {
    let page = queries::page(house, by, id).await?;
    let revision = page.card.revision;
    Ok(Json::at(page, revision))
}
