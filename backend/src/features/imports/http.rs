//! One request in, one query or action, one answer out.

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Created, Download, Json, NoContent, Query, Sent};

use super::{
    access::{Imports, OneImport},
    actions, queries, refused_rows,
    schema::{Import, ImportCard, ImportChanges, ImportListing, ImportRow, NewImport, RowListing, UndoChoice},
};

/// Takes a spreadsheet in and says what importing it would do; nothing of members is written. Large files are read
/// after the answer: `state` is `reading` until then.
#[utoipa::path(operation_id = "imports_create", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])),
    request_body(content = NewImport, content_type = "multipart/form-data"),
    responses((status = 201, description = "The dry run", body = Import)))]
#[post("/imports")]
pub async fn create(asked: Asked<Imports, Sent>) -> Answer<Created<Import>> {
    let id = actions::upload::upload(&asked.house, &asked.by, asked.input).await?;
    let value = queries::page(&asked.house, &asked.by, id).await?;
    let revision = Some(value.card.revision);
    Ok(Created { value, location: format!("/api/v1/imports/{id}"), revision })
}

/// Imports, newest first.
#[utoipa::path(operation_id = "imports_list", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])), params(ImportListing),
    responses((status = 200, description = "A stretch of the imports", body = PageOf<ImportCard>)))]
#[get("/imports")]
pub async fn list(asked: Asked<Imports, Query<ImportListing>>) -> Answer<Json<PageOf<ImportCard>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, asked.input.0).await?))
}

/// All of one import.
#[utoipa::path(operation_id = "imports_show", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])), params(("id" = uuid::Uuid, Path, description = "Import")),
    responses((status = 200, description = "The import", body = Import)))]
#[get("/imports/{id}")]
pub async fn show(asked: Asked<OneImport>) -> Answer<Json<Import>> {
    let page = queries::describe(&asked.house, &asked.by, asked.guard.0).await?;
    let revision = page.card.revision;
    Ok(Json::at(page, revision))
}

/// The rows of the file in their order, with what becomes of each.
#[utoipa::path(operation_id = "imports_list_rows", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])),
    params(("id" = uuid::Uuid, Path, description = "Import"), RowListing),
    responses((status = 200, description = "A stretch of the rows", body = PageOf<ImportRow>)))]
#[get("/imports/{id}/rows")]
pub async fn rows(asked: Asked<OneImport, Query<RowListing>>) -> Answer<Json<PageOf<ImportRow>>> {
    Ok(Json::page(queries::rows(&asked.house, &asked.by, asked.guard.0, asked.input.0).await?))
}

/// Changes sheet, header, mapping, kinds, colours or decisions, and makes the dry run anew.
#[utoipa::path(operation_id = "imports_change", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])), params(("id" = uuid::Uuid, Path, description = "Import")),
    request_body = ImportChanges,
    responses((status = 200, description = "The dry run with these choices", body = Import)))]
#[patch("/imports/{id}")]
pub async fn change(asked: Asked<OneImport, Body<ImportChanges>>) -> Answer<Json<Import>> {
    let based_on = asked.based_on()?;
    let id = asked.guard.0.id;
    actions::change::change(&asked.house, &asked.by, asked.guard.0, based_on, asked.input.0).await?;
    let page = queries::page(&asked.house, &asked.by, id).await?;
    let revision = page.card.revision;
    Ok(Json::at(page, revision))
}

/// Writes what the dry run showed, in one transaction. Needs an `Idempotency-Key`, and in `If-Match` the revision of the
/// dry run that was read: another one is not written (412). A large import is written after the answer: `state` is
/// `committing` until then. 409 `imports.refreshed` when members have changed since and the result would be another:
/// nothing is written, the dry run is made anew.
#[utoipa::path(operation_id = "imports_commit", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])), params(("id" = uuid::Uuid, Path, description = "Import")),
    responses((status = 200, description = "The import, committed or being committed", body = Import)))]
#[post("/imports/{id}/commit")]
pub async fn commit(asked: Asked<OneImport>) -> Answer<Json<Import>> {
    let (id, based_on) = (asked.guard.0.id, asked.based_on()?);
    actions::commit::commit(&asked.house, &asked.by, id, based_on).await?;
    let page = queries::page(&asked.house, &asked.by, id).await?;
    let revision = page.card.revision;
    Ok(Json::at(page, revision))
}

/// Takes a committed import back, updates included: all members are as they were before. 409 `imports.changed_since`
/// names the rows whose member somebody has changed or used since, and nothing is done; with `partial=true` those stay,
/// and the others are taken back. A large import is taken back after the answer: `state` is `undoing` until then; where
/// something stands in the way, it is `committed` again, and `undo_refusal` says what.
#[utoipa::path(operation_id = "imports_undo", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])),
    params(("id" = uuid::Uuid, Path, description = "Import"), UndoChoice),
    responses((status = 200, description = "The import, undone or being undone", body = Import)))]
#[post("/imports/{id}/undo")]
pub async fn undo(asked: Asked<OneImport, Query<UndoChoice>>) -> Answer<Json<Import>> {
    let id = asked.guard.0.id;
    let partial = asked.input.0.partial.unwrap_or(false);
    actions::undo::undo(&asked.house, &asked.by, id, partial).await?;
    let page = queries::page(&asked.house, &asked.by, id).await?;
    let revision = page.card.revision;
    Ok(Json::at(page, revision))
}

/// The refused rows as a file: the same columns, and « Motif », why. Corrected, it can be imported again.
#[utoipa::path(operation_id = "imports_download_errors", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])),
    params(("id" = uuid::Uuid, Path, description = "Import")),
    responses((status = 200, description = "The refused rows", content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/imports/{id}/errors.xlsx")]
pub async fn errors(asked: Asked<OneImport>) -> Answer<Download> {
    Ok(refused_rows::download(&asked.house, &asked.by, asked.guard.0).await?)
}

/// Forgets an import that was not committed, and its file.
#[utoipa::path(operation_id = "imports_discard", tag = "imports",
    security(("bearer" = []), ("api_key" = ["imports:write"])), params(("id" = uuid::Uuid, Path, description = "Import")),
    responses((status = 204, description = "It is gone")))]
#[delete("/imports/{id}")]
pub async fn discard(asked: Asked<OneImport>) -> Answer<NoContent> {
    actions::discard::discard(&asked.house, &asked.by, asked.guard.0.id).await?;
    Ok(NoContent)
}
