//! One request in, one query or action, one answer out.

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::{
    Asker, House,
    web::{Answer, Asked, Body, Created, Json, NoContent, Query},
};
use uuid::Uuid;

use super::{
    access::{Keeps, MayArchive, MayEdit, MayRestore, Reads, Seen},
    actions, queries,
    schema::{NewSegment, NewView, SegmentQuery, View, ViewChanges, ViewQuery},
};

/// Segments by name, each with how many members it names now.
#[utoipa::path(operation_id = "views_list_segments", tag = "views",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(SegmentQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<View>)))]
#[get("/segments")]
pub async fn segments(asked: Asked<Reads, Query<SegmentQuery>>) -> Answer<Json<PageOf<View>>> {
    Ok(Json::page(queries::segments(&asked.house, &asked.by, asked.input.0).await?))
}

/// Keeps a filter as a segment; it is read and changed as a view.
#[utoipa::path(operation_id = "views_create_segment", tag = "views", request_body = NewSegment,
    responses((status = 201, description = "The segment", body = View)))]
#[post("/segments")]
pub async fn create_segment(asked: Asked<Keeps, Body<NewSegment>>) -> Answer<Created<View>> {
    created(&asked.house, &asked.by, asked.input.0.into()).await
}

/// Views and segments by name: the shared ones, and the caller's own.
#[utoipa::path(operation_id = "views_list", tag = "views",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(ViewQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<View>)))]
#[get("/views")]
pub async fn list(asked: Asked<Reads, Query<ViewQuery>>) -> Answer<Json<PageOf<View>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, asked.input.0).await?))
}

/// Keeps a view: columns, filter, order.
#[utoipa::path(operation_id = "views_create", tag = "views", request_body = NewView,
    responses((status = 201, description = "The view", body = View)))]
#[post("/views")]
pub async fn create(asked: Asked<Keeps, Body<NewView>>) -> Answer<Created<View>> {
    created(&asked.house, &asked.by, asked.input.0).await
}

/// A view or a segment, with how many members it names now.
#[utoipa::path(operation_id = "views_show", tag = "views",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "View")),
    responses((status = 200, description = "The view", body = View)))]
#[get("/views/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<View>> {
    let view = queries::show(&asked.house, &asked.by, asked.guard.0).await?;
    let revision = view.revision;
    Ok(Json::at(view, revision))
}

/// Changes a view; its owner or an administrator.
#[utoipa::path(operation_id = "views_update", tag = "views", params(("id" = String, Path, description = "View")),
    request_body(content = ViewChanges, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The view as it is now", body = View)))]
#[patch("/views/{id}")]
pub async fn update(asked: Asked<MayEdit, Body<ViewChanges>>) -> Answer<Json<View>> {
    let (id, based_on) = (asked.guard.0.id, asked.based_on()?);
    actions::change(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Archives a view.
#[utoipa::path(operation_id = "views_archive", tag = "views", params(("id" = String, Path, description = "View")),
    responses((status = 204, description = "Archived")))]
#[delete("/views/{id}")]
pub async fn archive(asked: Asked<MayArchive>) -> Answer<NoContent> {
    actions::archive(&asked.house, &asked.by, asked.guard.0.id).await?;
    Ok(NoContent)
}

/// Takes an archived view back; 409 when another one has its name now.
#[utoipa::path(operation_id = "views_restore", tag = "views", params(("id" = String, Path, description = "View")),
    responses((status = 200, description = "The view", body = View)))]
#[post("/views/{id}/restore")]
pub async fn restore(asked: Asked<MayRestore>) -> Answer<Json<View>> {
    let id = asked.guard.0.id;
    actions::restore(&asked.house, &asked.by, id).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

async fn created(house: &House, by: &Asker, new: NewView) -> Answer<Created<View>> {
    let id = actions::create(house, by, new).await?;
    let value = queries::one(house, by, id).await?;
    Ok(Created { location: format!("/api/v1/views/{id}"), revision: Some(value.revision), value })
}

async fn as_it_is(house: &House, by: &Asker, id: Uuid) -> Answer<Json<View>> {
    let view = queries::one(house, by, id).await?;
    let revision = view.revision;
    Ok(Json::at(view, revision))
}
