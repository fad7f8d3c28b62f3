//! One request in, one query or action, one answer out.

pub mod asked;
pub mod keywords;
pub mod media;
pub mod public;
pub mod review;

use actix_web::{delete, get, patch, post, put};
use kernel::{page::PageOf, problem::Language};
use platform::{
    Asker, House,
    web::{
        Answer, Asked, Body, Created, Download, Json, NoContent, Query,
        guard::{Coordinator, Staff},
    },
};
use uuid::Uuid;

use super::{
    access::{Begins, MayDiscard, MayEdit, Seen, Works},
    actions, queries,
    schema::{
        ExportQuery, GuidanceForm, NationalSheet, NewSheet, PaperQuery, Sheet, SheetCard, SheetChanges, SheetCounts,
        SheetQuery, SheetSections, YearQuery,
    },
};

/// Sheets in work, the newest first: all of them for the team, those of their organisations for others.
#[utoipa::path(operation_id = "practice_sheets_list", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    params(SheetQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<SheetCard>)))]
#[get("/practice-sheets")]
pub async fn list(asked: Asked<Works, Query<SheetQuery>>) -> Answer<Json<PageOf<SheetCard>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, &asked.input.0).await?))
}

/// Begins a sheet: a kind and a title suffice.
#[utoipa::path(operation_id = "practice_sheets_create", tag = "practice_sheets", request_body = NewSheet,
    responses((status = 201, description = "The draft", body = Sheet)))]
#[post("/practice-sheets")]
pub async fn create(asked: Asked<Begins, Body<NewSheet>>) -> Answer<Created<Sheet>> {
    let id = actions::write::create(&asked.house, &asked.by, asked.input.0).await?;
    created(&asked.house, &asked.by, id).await
}

/// Begins a sheet from one of the national base, or from one that was handed out here.
#[utoipa::path(operation_id = "practice_sheets_import", tag = "practice_sheets", request_body = NationalSheet,
    responses((status = 201, description = "The draft", body = Sheet)))]
#[post("/practice-sheets/import")]
pub async fn import(asked: Asked<Coordinator, Body<NationalSheet>>) -> Answer<Created<Sheet>> {
    let id = actions::national::import(&asked.house, &asked.by, asked.input.0).await?;
    created(&asked.house, &asked.by, id).await
}

/// The sections of both kinds of sheet, in their order, with what one writes there and for how many words there is room.
#[utoipa::path(operation_id = "practice_sheets_list_sections", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    responses((status = 200, description = "The sections", body = SheetSections)))]
#[get("/practice-sheets/sections")]
pub async fn list_sections(asked: Asked<Works>) -> Answer<Json<SheetSections>> {
    as_they_are(&asked.house, asked.by.language).await
}

/// Says in the club's words what one writes in sections; those that are not named stay. `If-Match` is the revision of
/// the sections.
#[utoipa::path(operation_id = "practice_sheets_set_guidance", tag = "practice_sheets", request_body = GuidanceForm,
    responses((status = 200, description = "The sections as they are now", body = SheetSections)))]
#[put("/practice-sheets/sections")]
pub async fn set_guidance(asked: Asked<Coordinator, Body<GuidanceForm>>) -> Answer<Json<SheetSections>> {
    let based_on = asked.based_on()?;
    actions::guidance::set(&asked.house, &asked.by, based_on, asked.input.0).await?;
    as_they_are(&asked.house, asked.by.language).await
}

async fn as_they_are(house: &House, language: Language) -> Answer<Json<SheetSections>> {
    let sections = queries::sections(house, language).await?;
    let revision = sections.revision;
    Ok(Json::at(sections, revision))
}

/// Sheets first published in a year against the club's target, and what is in work.
#[utoipa::path(operation_id = "practice_sheets_count", tag = "practice_sheets", params(YearQuery),
    responses((status = 200, description = "The figures", body = SheetCounts)))]
#[get("/practice-sheets/counts")]
pub async fn counts(asked: Asked<Staff, Query<YearQuery>>) -> Answer<Json<SheetCounts>> {
    Ok(Json::of(queries::counts(&asked.house, asked.input.0.year).await?))
}

/// One sheet as it is worked on, with what stands between it and its publication.
#[utoipa::path(operation_id = "practice_sheets_show", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "The sheet", body = Sheet)))]
#[get("/practice-sheets/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<Sheet>> {
    let sheet = queries::page(&asked.house, &asked.by, asked.guard.0).await?;
    let revision = sheet.revision;
    Ok(Json::at(sheet, revision))
}

/// Changes what a sheet says. What anyone reads changes when it is published.
#[utoipa::path(operation_id = "practice_sheets_change", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    request_body(content = SheetChanges, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[patch("/practice-sheets/{id}")]
pub async fn change(asked: Asked<MayEdit, Body<SheetChanges>>) -> Answer<Json<Sheet>> {
    let (id, based_on) = (asked.guard.0.id, asked.based_on()?);
    actions::write::change(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Throws a sheet away that was never published.
#[utoipa::path(operation_id = "practice_sheets_discard", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 204, description = "Gone")))]
#[delete("/practice-sheets/{id}")]
pub async fn discard(asked: Asked<MayDiscard>) -> Answer<NoContent> {
    actions::write::discard(&asked.house, &asked.by, asked.guard.0.id).await?;
    Ok(NoContent)
}

/// A sheet as it is worked on, in the labels and the order of the national base: JSON, a text to be copied, paper, or all
/// of it with the pictures.
#[utoipa::path(operation_id = "practice_sheets_export", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    params(("id" = String, Path, description = "Sheet"), ExportQuery),
    responses((status = 200, description = "The file", content(
        (NationalSheet = "application/json"), (String = "text/markdown"), (String = "application/pdf"),
        (String = "application/zip")))))]
#[get("/practice-sheets/{id}/export")]
pub async fn export(asked: Asked<Seen, Query<ExportQuery>>) -> Answer<Download> {
    Ok(queries::export::export(&asked.house, &asked.guard.0, asked.input.0.format).await?)
}

/// A sheet as it is worked on, on paper: two pages, or a poster.
#[utoipa::path(operation_id = "practice_sheets_print", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    params(("id" = String, Path, description = "Sheet"), PaperQuery),
    responses((status = 200, description = "The document", content_type = "application/pdf")))]
#[get("/practice-sheets/{id}/pdf")]
pub async fn print(asked: Asked<Seen, Query<PaperQuery>>) -> Answer<Download> {
    Ok(queries::paper::draft(&asked.house, &asked.guard.0, asked.input.0.form).await?)
}

async fn created(house: &House, by: &Asker, id: Uuid) -> Answer<Created<Sheet>> {
    let value = queries::one(house, by, id).await?;
    Ok(Created { location: format!("/api/v1/practice-sheets/{id}"), revision: Some(value.revision), value })
}

async fn as_it_is(house: &House, by: &Asker, id: Uuid) -> Answer<Json<Sheet>> {
    let sheet = queries::one(house, by, id).await?;
    let revision = sheet.revision;
    Ok(Json::at(sheet, revision))
}
