//! What is done by the links of mails: no account, nothing on a look, and counted.

use actix_web::post;
use platform::{
    networks::of_request,
    web::{Answer, Asked, Body, Json, NoContent, guard::Anyone},
};

use super::super::{
    actions::links as actions,
    schema::links::{AnswerForm, EventToken, HandOverSeatForm, LinkView, SurveyForm},
};

/// What a link is about. Changes nothing.
#[utoipa::path(operation_id = "events_review_link", tag = "events", security(()), request_body = EventToken,
    responses((status = 200, description = "The event, and the people of whoever holds the link", body = LinkView)))]
#[post("/public/event-links/review")]
pub async fn review(asked: Asked<Anyone, Body<EventToken>>) -> Answer<Json<LinkView>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::review(&asked.house, &network, &asked.input.0.token).await?))
}

/// Answers an invitation for the organisation: who comes, that nobody does, or which colleague.
#[utoipa::path(operation_id = "events_answer_invitation", tag = "events", security(()), request_body = AnswerForm,
    responses((status = 200, description = "As it is now", body = LinkView)))]
#[post("/public/event-links/answer")]
pub async fn answer(asked: Asked<Anyone, Body<AnswerForm>>) -> Answer<Json<LinkView>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::answer(&asked.house, &asked.by, &network, asked.input.0).await?))
}

/// Takes the seat that is offered. Repeating it changes nothing.
#[utoipa::path(operation_id = "events_accept_seat", tag = "events", security(()), request_body = EventToken,
    responses((status = 200, description = "As it is now", body = LinkView)))]
#[post("/public/event-links/accept")]
pub async fn accept(asked: Asked<Anyone, Body<EventToken>>) -> Answer<Json<LinkView>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::accept(&asked.house, &asked.by, &network, &asked.input.0.token).await?))
}

/// Gives the seat back, or leaves the waiting list. Repeating it changes nothing.
#[utoipa::path(operation_id = "events_leave_by_link", tag = "events", security(()), request_body = EventToken,
    responses((status = 200, description = "As it is now", body = LinkView)))]
#[post("/public/event-links/leave")]
pub async fn leave(asked: Asked<Anyone, Body<EventToken>>) -> Answer<Json<LinkView>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(actions::leave(&asked.house, &asked.by, &network, &asked.input.0.token).await?))
}

/// Gives the seat to a colleague, who answers the questions of the event anew and gets a link of their own; this one is spent.
#[utoipa::path(operation_id = "events_hand_seat_over", tag = "events", security(()), request_body = HandOverSeatForm,
    responses((status = 204, description = "It is theirs")))]
#[post("/public/event-links/hand-over")]
pub async fn hand_over(asked: Asked<Anyone, Body<HandOverSeatForm>>) -> Answer<NoContent> {
    let network = of_request(&asked.house, &asked.http);
    actions::hand_over(&asked.house, &asked.by, &network, asked.input.0).await?;
    Ok(NoContent)
}

/// Says what one thought of an event that one came to: three questions.
#[utoipa::path(operation_id = "events_answer_survey", tag = "events", security(()), request_body = SurveyForm,
    responses((status = 204, description = "Thank you")))]
#[post("/public/event-links/survey")]
pub async fn survey(asked: Asked<Anyone, Body<SurveyForm>>) -> Answer<NoContent> {
    let network = of_request(&asked.house, &asked.http);
    actions::survey(&asked.house, &asked.by, &network, asked.input.0).await?;
    Ok(NoContent)
}
