//! What the holder of a link does. It asks for no account, and is counted.

use actix_web::post;
use platform::{
    networks::of_request,
    web::{Answer, Asked, Body, Json, Sent, guard::Anyone},
};

use super::super::{
    actions::{asked as confirmations, interview},
    schema::{
        ConfirmationForm, ConfirmationReview, CorrectionForm, InterviewForm, InterviewReview, PhotoForm, SheetToken,
    },
};

/// What the link of a mail is about: the sheet as it is now. Changes nothing.
#[utoipa::path(operation_id = "practice_sheets_review_confirmation", tag = "practice_sheets", security(()), request_body = SheetToken,
    responses((status = 200, description = "The sheet", body = ConfirmationReview)))]
#[post("/public/practice-confirmations/review")]
pub async fn review(asked: Asked<Anyone, Body<SheetToken>>) -> Answer<Json<ConfirmationReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(confirmations::review(&asked.house, &network, &asked.input.0).await?))
}

/// Says that all is right; 409 where the sheet has changed since it was read.
#[utoipa::path(operation_id = "practice_sheets_confirm", tag = "practice_sheets", security(()), request_body = ConfirmationForm,
    responses((status = 200, description = "The sheet, confirmed", body = ConfirmationReview)))]
#[post("/public/practice-confirmations/confirm")]
pub async fn confirm(asked: Asked<Anyone, Body<ConfirmationForm>>) -> Answer<Json<ConfirmationReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(confirmations::confirm(&asked.house, &asked.by, &network, asked.input.0).await?))
}

/// Says what is not right; the team sees it beside the sheet.
#[utoipa::path(operation_id = "practice_sheets_correct", tag = "practice_sheets", security(()), request_body = CorrectionForm,
    responses((status = 200, description = "The sheet, to be corrected", body = ConfirmationReview)))]
#[post("/public/practice-confirmations/correct")]
pub async fn correct(asked: Asked<Anyone, Body<CorrectionForm>>) -> Answer<Json<ConfirmationReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(confirmations::correct(&asked.house, &asked.by, &network, asked.input.0).await?))
}

/// The ten questions, and what was answered so far. Changes nothing.
#[utoipa::path(operation_id = "practice_sheets_review_interview", tag = "practice_sheets", security(()), request_body = SheetToken,
    responses((status = 200, description = "The questions", body = InterviewReview)))]
#[post("/public/practice-interviews/review")]
pub async fn review_interview(asked: Asked<Anyone, Body<SheetToken>>) -> Answer<Json<InterviewReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(interview::review(&asked.house, &asked.by, &network, &asked.input.0).await?))
}

/// Keeps answers, as far as they go; with `done` they are handed in, and flow into the draft.
#[utoipa::path(operation_id = "practice_sheets_answer_interview", tag = "practice_sheets", security(()), request_body = InterviewForm,
    responses((status = 200, description = "The questions, with the answers", body = InterviewReview)))]
#[post("/public/practice-interviews/answer")]
pub async fn answer_interview(asked: Asked<Anyone, Body<InterviewForm>>) -> Answer<Json<InterviewReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(interview::answer(&asked.house, &asked.by, &network, asked.input.0).await?))
}

/// Adds a photo. It loses what the camera wrote into it.
#[utoipa::path(operation_id = "practice_sheets_add_photo", tag = "practice_sheets", security(()),
    request_body(content = PhotoForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The questions, with how many photos there are", body = InterviewReview)))]
#[post("/public/practice-interviews/photos")]
pub async fn add_photo(asked: Asked<Anyone, Sent>) -> Answer<Json<InterviewReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(interview::photo(&asked.house, &asked.by, &network, asked.input).await?))
}
