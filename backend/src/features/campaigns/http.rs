//! One request in, one query or action, one answer out. What is public asks for no account, and is counted.

use actix_web::{delete, get, post};
use kernel::page::PageOf;
use platform::{
    networks::of_request,
    web::{
        Accepted, Answer, Asked, Body, Created, Json, NoContent, Query,
        guard::{Anyone, Coordinator, Staff},
    },
};

use super::{
    access::{MayClose, MayDiscard, MayRemind, MaySend, Seen},
    actions, queries,
    schema::{
        Campaign, CampaignQuery, CampaignRecipient, CampaignReview, CampaignToken, CorrectForm, HandOverForm,
        NewCampaign, RecipientQuery,
    },
};

/// Campaigns, the newest first, each with how its recipients stand.
#[utoipa::path(operation_id = "campaigns_list", tag = "campaigns", params(CampaignQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<Campaign>)))]
#[get("/campaigns")]
pub async fn list(asked: Asked<Staff, Query<CampaignQuery>>) -> Answer<Json<PageOf<Campaign>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, &asked.input.0).await?))
}

/// Makes a campaign of the members that a segment or a filter names now. It writes to nobody before it is sent.
#[utoipa::path(operation_id = "campaigns_create", tag = "campaigns", request_body = NewCampaign,
    responses((status = 201, description = "The campaign, with who can be reached", body = Campaign)))]
#[post("/campaigns")]
pub async fn create(asked: Asked<Coordinator, Body<NewCampaign>>) -> Answer<Created<Campaign>> {
    let id = actions::create(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::one(&asked.house, &asked.by, id).await?;
    Ok(Created { location: format!("/api/v1/campaigns/{id}"), revision: None, value })
}

/// One campaign, with how its recipients stand.
#[utoipa::path(operation_id = "campaigns_show", tag = "campaigns", params(("id" = String, Path, description = "Campaign")),
    responses((status = 200, description = "The campaign", body = Campaign)))]
#[get("/campaigns/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<Campaign>> {
    Ok(Json::of(queries::page(&asked.house, &asked.by, asked.guard.0).await?))
}

/// Whom a campaign asks, by name: where each is written to or why it can't be, and what it answered.
#[utoipa::path(operation_id = "campaigns_list_recipients", tag = "campaigns",
    params(("id" = String, Path, description = "Campaign"), RecipientQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<CampaignRecipient>)))]
#[get("/campaigns/{id}/recipients")]
pub async fn recipients(asked: Asked<Seen, Query<RecipientQuery>>) -> Answer<Json<PageOf<CampaignRecipient>>> {
    Ok(Json::page(queries::recipients(&asked.house, &asked.guard.0, &asked.input.0).await?))
}

/// Sends it: letters leave after the answer, some a minute, to those who can be reached then.
#[utoipa::path(operation_id = "campaigns_send", tag = "campaigns", params(("id" = String, Path, description = "Campaign")),
    responses((status = 202, description = "Letters are on their way out", body = Campaign)))]
#[post("/campaigns/{id}/send")]
pub async fn send(asked: Asked<MaySend>) -> Answer<Accepted<Campaign>> {
    let id = asked.guard.0.id;
    actions::send(&asked.house, &asked.by, id).await?;
    Ok(Accepted(queries::one(&asked.house, &asked.by, id).await?))
}

/// Writes once more to those who gave no answer: once, and not before a week.
#[utoipa::path(operation_id = "campaigns_remind", tag = "campaigns", params(("id" = String, Path, description = "Campaign")),
    responses((status = 202, description = "Letters are on their way out", body = Campaign)))]
#[post("/campaigns/{id}/remind")]
pub async fn remind(asked: Asked<MayRemind>) -> Answer<Accepted<Campaign>> {
    let id = asked.guard.0.id;
    actions::remind(&asked.house, &asked.by, id).await?;
    Ok(Accepted(queries::one(&asked.house, &asked.by, id).await?))
}

/// Closes it: no letter leaves any more, and whoever gave no answer is to be called (`to_call` in filters of members).
/// Answers are still taken, as long as their links are good.
#[utoipa::path(operation_id = "campaigns_close", tag = "campaigns", params(("id" = String, Path, description = "Campaign")),
    responses((status = 200, description = "The campaign as it is now", body = Campaign)))]
#[post("/campaigns/{id}/close")]
pub async fn close(asked: Asked<MayClose>) -> Answer<Json<Campaign>> {
    let id = asked.guard.0.id;
    actions::close(&asked.house, &asked.by, id).await?;
    Ok(Json::of(queries::one(&asked.house, &asked.by, id).await?))
}

/// Throws a campaign away that was never sent.
#[utoipa::path(operation_id = "campaigns_discard", tag = "campaigns", params(("id" = String, Path, description = "Campaign")),
    responses((status = 204, description = "Gone")))]
#[delete("/campaigns/{id}")]
pub async fn discard(asked: Asked<MayDiscard>) -> Answer<NoContent> {
    actions::discard(&asked.house, &asked.by, asked.guard.0.id).await?;
    Ok(NoContent)
}

/// What the link of a letter is about: what the club holds of the organisation. Changes nothing.
#[utoipa::path(operation_id = "campaigns_review_record", tag = "campaigns", security(()), request_body = CampaignToken,
    responses((status = 200, description = "The record", body = CampaignReview)))]
#[post("/public/campaigns/review")]
pub async fn review(asked: Asked<Anyone, Body<CampaignToken>>) -> Answer<Json<CampaignReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::review(&asked.house, &network, &asked.input.0.token).await?))
}

/// Answers that all is still right. Repeating it changes nothing.
#[utoipa::path(operation_id = "campaigns_confirm_record", tag = "campaigns", security(()), request_body = CampaignToken,
    responses((status = 200, description = "The record as it is now", body = CampaignReview)))]
#[post("/public/campaigns/confirm")]
pub async fn confirm(asked: Asked<Anyone, Body<CampaignToken>>) -> Answer<Json<CampaignReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::confirm(&asked.house, &asked.by, &network, &asked.input.0.token).await?))
}

/// Corrects the record: each field applies at once or waits for the team, as the club has it for members. 403 names a
/// field that is the team's alone.
#[utoipa::path(operation_id = "campaigns_correct_record", tag = "campaigns", security(()), request_body = CorrectForm,
    responses((status = 200, description = "The record as it is now", body = CampaignReview),
              (status = 403, description = "A field is the team's alone", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/public/campaigns/correct")]
pub async fn correct(asked: Asked<Anyone, Body<CorrectForm>>) -> Answer<Json<CampaignReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::correct(&asked.house, &asked.by, &network, asked.input.0).await?))
}

/// Names who is in charge now. It waits for the team; once accepted, the one comes and the other has gone.
#[utoipa::path(operation_id = "campaigns_hand_record_over", tag = "campaigns", security(()), request_body = HandOverForm,
    responses((status = 200, description = "The record as it is now", body = CampaignReview)))]
#[post("/public/campaigns/hand-over")]
pub async fn hand_over(asked: Asked<Anyone, Body<HandOverForm>>) -> Answer<Json<CampaignReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::hand_over(&asked.house, &asked.by, &network, asked.input.0).await?))
}
