//! The way of a sheet, its versions and what is said about it.

use actix_web::{get, post};
use kernel::{page::PageOf, problem::Problem};
use platform::web::{Accepted, Answer, Asked, Body, Created, Json};

use super::{
    super::{
        access::{
            Followed, MayArchive, MayAskConfirmation, MayComment, MayEdit, MayInterview, MayPublish,
            MayRecordConfirmation, MayRestore, MaySendBack, MaySubmit, MayTakeUp, Seen,
        },
        actions::{self, review},
        queries,
        schema::{
            CommentForm, PublishForm, RecordConfirmation, ReturnForm, Sheet, SheetComment, SheetDifferences,
            SheetVersion, SheetVersionPage,
        },
    },
    as_it_is,
};

/// Hands a draft in to the team; 422 tells what it is about that is missing.
#[utoipa::path(operation_id = "practice_sheets_submit", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/submit")]
pub async fn submit(asked: Asked<MaySubmit>) -> Answer<Json<Sheet>> {
    let id = asked.guard.0.id;
    review::submit(&asked.house, &asked.by, id).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Takes a sheet up for review.
#[utoipa::path(operation_id = "practice_sheets_take_up", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/take-up")]
pub async fn take_up(asked: Asked<MayTakeUp>) -> Answer<Json<Sheet>> {
    let id = asked.guard.0.id;
    review::take_up(&asked.house, &asked.by, id).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Sends a sheet back to whoever writes it, with a word that becomes a comment.
#[utoipa::path(operation_id = "practice_sheets_send_back", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    request_body = ReturnForm, responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/send-back")]
pub async fn send_back(asked: Asked<MaySendBack, Body<ReturnForm>>) -> Answer<Json<Sheet>> {
    let id = asked.guard.0.id;
    review::send_back(&asked.house, &asked.by, id, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Writes to the member and asks whether what is said of it is right. What is changed afterwards is confirmed anew.
#[utoipa::path(operation_id = "practice_sheets_ask_confirmation", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 202, description = "The mail is on its way out", body = Sheet)))]
#[post("/practice-sheets/{id}/ask-confirmation")]
pub async fn ask_confirmation(asked: Asked<MayAskConfirmation>) -> Answer<Accepted<Sheet>> {
    let id = asked.guard.0.id;
    actions::asked::ask(&asked.house, &asked.by, id).await?;
    Ok(Accepted(queries::one(&asked.house, &asked.by, id).await?))
}

/// Notes that the member said it is right: by phone, by mail, at a meeting.
#[utoipa::path(operation_id = "practice_sheets_record_confirmation", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    request_body = RecordConfirmation, responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/confirmation")]
pub async fn record_confirmation(asked: Asked<MayRecordConfirmation, Body<RecordConfirmation>>) -> Answer<Json<Sheet>> {
    let id = asked.guard.0.id;
    actions::asked::record(&asked.house, &asked.by, id, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Writes to the member with a link to the ten questions: no account, on a phone.
#[utoipa::path(operation_id = "practice_sheets_ask_interview", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 202, description = "The mail is on its way out", body = Sheet)))]
#[post("/practice-sheets/{id}/ask-interview")]
pub async fn ask_interview(asked: Asked<MayInterview>) -> Answer<Accepted<Sheet>> {
    let id = asked.guard.0.id;
    actions::interview::ask(&asked.house, &asked.by, id).await?;
    Ok(Accepted(queries::one(&asked.house, &asked.by, id).await?))
}

/// Publishes what the sheet says now, as one more version; 422 names all that is missing, each by its pointer.
#[utoipa::path(operation_id = "practice_sheets_publish", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    request_body = PublishForm, responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/publish")]
pub async fn publish(asked: Asked<MayPublish, Body<PublishForm>>) -> Answer<Json<Sheet>> {
    let id = asked.guard.0.id;
    review::publish(&asked.house, &asked.by, id, asked.input.0).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Takes a published sheet from the catalogue.
#[utoipa::path(operation_id = "practice_sheets_archive", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/archive")]
pub async fn archive(asked: Asked<MayArchive>) -> Answer<Json<Sheet>> {
    let id = asked.guard.0.id;
    review::archive(&asked.house, &asked.by, id).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// Takes an archived sheet back, for review.
#[utoipa::path(operation_id = "practice_sheets_restore", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/restore")]
pub async fn restore(asked: Asked<MayRestore>) -> Answer<Json<Sheet>> {
    let id = asked.guard.0.id;
    review::restore(&asked.house, &asked.by, id).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// The publications of a sheet, the newest first.
#[utoipa::path(operation_id = "practice_sheets_list_versions", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "All of them", body = PageOf<SheetVersion>)))]
#[get("/practice-sheets/{id}/versions")]
pub async fn versions(asked: Asked<Seen>) -> Answer<Json<PageOf<SheetVersion>>> {
    Ok(Json::page(PageOf::whole(queries::versions(&asked.house, asked.guard.0.id).await?)))
}

/// A publication, with all it says.
#[utoipa::path(operation_id = "practice_sheets_show_version", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    params(("id" = String, Path, description = "Sheet"), ("number" = i64, Path, description = "Version")),
    responses((status = 200, description = "The version", body = SheetVersionPage)))]
#[get("/practice-sheets/{id}/versions/{number}")]
pub async fn version(asked: Asked<Seen>) -> Answer<Json<SheetVersionPage>> {
    let number = number(&asked)?;
    Ok(Json::of(queries::version(&asked.house, asked.guard.0.id, number).await?))
}

/// What a publication says otherwise than the one before it.
#[utoipa::path(operation_id = "practice_sheets_compare_version", tag = "practice_sheets",
    security(("bearer" = []), ("api_key" = ["practice_sheets:read"])),
    params(("id" = String, Path, description = "Sheet"), ("number" = i64, Path, description = "Version")),
    responses((status = 200, description = "Field by field", body = SheetDifferences)))]
#[get("/practice-sheets/{id}/versions/{number}/differences")]
pub async fn differences(asked: Asked<Seen>) -> Answer<Json<SheetDifferences>> {
    let number = number(&asked)?;
    Ok(Json::of(queries::compare(&asked.house, asked.guard.0.id, number).await?))
}

/// Has the sheet say again what a version said. Anyone reads it once it is published.
#[utoipa::path(operation_id = "practice_sheets_restore_version", tag = "practice_sheets",
    params(("id" = String, Path, description = "Sheet"), ("number" = i64, Path, description = "Version")),
    responses((status = 200, description = "The sheet as it is now", body = Sheet)))]
#[post("/practice-sheets/{id}/versions/{number}/restore")]
pub async fn restore_version(asked: Asked<MayEdit>) -> Answer<Json<Sheet>> {
    let (id, number, based_on) = (asked.guard.0.id, number(&asked)?, asked.based_on()?);
    review::restore_version(&asked.house, &asked.by, id, number, based_on).await?;
    as_it_is(&asked.house, &asked.by, id).await
}

/// The number of the path. One that can't be read names nothing that exists.
fn number<G>(asked: &Asked<G>) -> Result<i64, Problem> {
    asked.http.match_info().get("number").and_then(|text| text.parse().ok()).ok_or_else(Problem::not_found)
}

/// What was said about the sections, the oldest first.
#[utoipa::path(operation_id = "practice_sheets_list_comments", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    responses((status = 200, description = "All of it", body = PageOf<SheetComment>)))]
#[get("/practice-sheets/{id}/comments")]
pub async fn comments(asked: Asked<Followed>) -> Answer<Json<PageOf<SheetComment>>> {
    Ok(Json::page(queries::comments(&asked.house, asked.guard.0.id).await?))
}

/// Says a word about a section.
#[utoipa::path(operation_id = "practice_sheets_comment", tag = "practice_sheets", params(("id" = String, Path, description = "Sheet")),
    request_body = CommentForm, responses((status = 201, description = "The comment", body = SheetComment)))]
#[post("/practice-sheets/{id}/comments")]
pub async fn comment(asked: Asked<MayComment, Body<CommentForm>>) -> Answer<Created<SheetComment>> {
    let sheet = asked.guard.0.id;
    let id = actions::comments::add(&asked.house, &asked.by, sheet, asked.input.0).await?;
    let value = queries::comment(&asked.house, sheet, id).await?;
    Ok(Created { location: format!("/api/v1/practice-sheets/{sheet}/comments"), revision: None, value })
}

/// What was said is seen to.
#[utoipa::path(operation_id = "practice_sheets_settle_comment", tag = "practice_sheets",
    params(("id" = String, Path, description = "Sheet"), ("comment_id" = String, Path, description = "Comment")),
    responses((status = 200, description = "The comment as it is now", body = SheetComment)))]
#[post("/practice-sheets/{id}/comments/{comment_id}/settle")]
pub async fn settle_comment(asked: Asked<MayComment>) -> Answer<Json<SheetComment>> {
    let (sheet, id) = (asked.guard.0.id, asked.id("comment_id")?);
    actions::comments::settle(&asked.house, &asked.by, sheet, id).await?;
    Ok(Json::of(queries::comment(&asked.house, sheet, id).await?))
}
