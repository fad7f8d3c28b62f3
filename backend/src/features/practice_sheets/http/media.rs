//! Pictures, videos, articles and documents.

use actix_web::{delete, get, patch, post};
use platform::web::{Answer, Asked, Body, Created, FileContent, Json, NoContent, Sent};

use super::super::{
    access::{KeepsMedia, MayEdit, ShownMedia},
    actions::media,
    queries,
    schema::{MediaChanges, MediaForm, MediaLink, SheetMedia},
};

/// Adds a picture, which loses what the camera wrote into it, or a document.
#[utoipa::path(operation_id = "practice_sheets_add_media", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    request_body(content = MediaForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The picture or document", body = SheetMedia)))]
#[post("/practice-sheets/{id}/media")]
pub async fn add(asked: Asked<MayEdit, Sent>) -> Answer<Created<SheetMedia>> {
    let sheet = asked.guard.0.id;
    let id = media::add(&asked.house, &asked.by, sheet, asked.input).await?;
    let value = queries::media(&asked.house, sheet, id).await?;
    Ok(Created { location: value.url.clone(), revision: None, value })
}

/// Adds the address of a video or of an article.
#[utoipa::path(operation_id = "practice_sheets_link_media", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    request_body = MediaLink, responses((status = 201, description = "The video or article", body = SheetMedia)))]
#[post("/practice-sheets/{id}/links")]
pub async fn link(asked: Asked<MayEdit, Body<MediaLink>>) -> Answer<Created<SheetMedia>> {
    let sheet = asked.guard.0.id;
    let id = media::link(&asked.house, &asked.by, sheet, asked.input.0).await?;
    let value = queries::media(&asked.house, sheet, id).await?;
    Ok(Created { location: format!("/api/v1/practice-sheets/{sheet}"), revision: None, value })
}

/// Describes a medium anew, or puts a picture at the head. `If-Match` is the sheet's revision.
#[utoipa::path(operation_id = "practice_sheets_change_media", tag = "practice_sheets", params(("id" = String, Path, description = "Medium")),
    request_body(content = MediaChanges, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The medium as it is now", body = SheetMedia)))]
#[patch("/practice-media/{id}")]
pub async fn change(asked: Asked<KeepsMedia, Body<MediaChanges>>) -> Answer<Json<SheetMedia>> {
    let (based_on, KeepsMedia { media: id, sheet }) = (asked.based_on()?, asked.guard);
    media::change(&asked.house, &asked.by, (id, sheet), based_on, asked.input.0).await?;
    Ok(Json::of(queries::media(&asked.house, sheet, id).await?))
}

/// Takes a medium off the sheet. Versions that were published with it show it still.
#[utoipa::path(operation_id = "practice_sheets_remove_media", tag = "practice_sheets", params(("id" = String, Path, description = "Medium")),
    responses((status = 204, description = "Gone from the sheet")))]
#[delete("/practice-media/{id}")]
pub async fn remove(asked: Asked<KeepsMedia>) -> Answer<NoContent> {
    let KeepsMedia { media: id, sheet } = asked.guard;
    media::remove(&asked.house, &asked.by, (id, sheet)).await?;
    Ok(NoContent)
}

/// A picture or document itself: for anyone once it is published, before that for who works on the sheet.
#[utoipa::path(operation_id = "practice_sheets_read_media", tag = "practice_sheets", security((), ("bearer" = [])),
    params(("id" = String, Path, description = "Medium")),
    responses((status = 200, description = "The picture or document", content_type = "*/*")))]
#[get("/practice-media/{id}/content")]
pub async fn read(asked: Asked<ShownMedia>) -> Answer<FileContent> {
    let ShownMedia { media, public } = asked.guard;
    Ok(queries::content(&asked.house, media, public).await?)
}
