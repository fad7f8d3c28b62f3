//! One request in, one query or action, one answer out. What is public asks for no account, and is counted.

use actix_web::{delete, get, post};
use kernel::page::PageOf;
use platform::{
    networks::of_request,
    web::{
        Accepted, Answer, Asked, Body, Json, NoContent, Query,
        guard::{Admin, Anyone, Coordinator, Staff},
    },
};

use super::{
    ask, decide, queries, refused,
    schema::{
        ApproveForm, JoinAsked, JoinCommune, JoinCommuneQuery, JoinConfirmForm, JoinForm, JoinFormWords,
        JoinRequestCard, JoinRequestPage, JoinRequestQuery, JoinReview, JoinToken, RefuseForm,
    },
};
use crate::features::registers::{
    AddressFound, AddressLookUp, AddressQuery, LookUp, OrganisationFound, OrganisationLookUp, OrganisationQuery,
};

/// What the public form to join needs, and a ticket to hand in with it.
#[utoipa::path(operation_id = "members_show_join_form", tag = "members", security(()),
    responses((status = 200, description = "The form's words", body = JoinFormWords)))]
#[get("/public/join")]
pub async fn show_form(asked: Asked<Anyone>) -> Answer<Json<JoinFormWords>> {
    Ok(Json::of(queries::form(&asked.house).await?))
}

/// Communes by name or postal code, and whether each belongs to the territory; at most eight.
#[utoipa::path(operation_id = "members_list_join_communes", tag = "members", security(()), params(JoinCommuneQuery),
    responses((status = 200, description = "The likeliest first", body = PageOf<JoinCommune>)))]
#[get("/public/join/communes")]
pub async fn communes(asked: Asked<Anyone, Query<JoinCommuneQuery>>) -> Answer<Json<PageOf<JoinCommune>>> {
    Ok(Json::page(queries::communes(&asked.house, &asked.input.0.q).await?))
}

/// The national register of organisations, for who fills in the form. As `GET /registers/organisations`, counted.
#[utoipa::path(operation_id = "members_find_join_organisations", tag = "members", security(()), params(OrganisationQuery),
    responses((status = 200, description = "What was found, or why nothing could be asked", body = LookUp<OrganisationFound>)))]
#[get("/public/join/organisations")]
pub async fn organisations(asked: Asked<Anyone, Query<OrganisationQuery>>) -> Answer<Json<OrganisationLookUp>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(ask::organisations(&asked.house, &asked.by, &network, &asked.input.0).await?))
}

/// Addresses while they are typed, for who fills in the form. As `GET /registers/addresses`, counted.
#[utoipa::path(operation_id = "members_find_join_addresses", tag = "members", security(()), params(AddressQuery),
    responses((status = 200, description = "What was found, or why nothing could be asked", body = LookUp<AddressFound>)))]
#[get("/public/join/addresses")]
pub async fn addresses(asked: Asked<Anyone, Query<AddressQuery>>) -> Answer<Json<AddressLookUp>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(ask::addresses(&asked.house, &asked.by, &network, &asked.input.0).await?))
}

/// Asks to join. A link is sent to the person's address; nothing happens before it is confirmed there. The answer is the
/// same whether or not the club knows them.
#[utoipa::path(operation_id = "members_ask_to_join", tag = "members", security(()), request_body = JoinForm,
    responses((status = 202, description = "A mail is on its way", body = JoinAsked)))]
#[post("/public/join")]
pub async fn ask_to_join(asked: Asked<Anyone, Body<JoinForm>>) -> Answer<Accepted<JoinAsked>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Accepted(ask::ask(&asked.house, &asked.by, &network, asked.input.0).await?))
}

/// What the link of the mail is about, before it is confirmed. Changes nothing.
#[utoipa::path(operation_id = "members_review_join_request", tag = "members", security(()), request_body = JoinToken,
    responses((status = 200, description = "The request", body = JoinReview)))]
#[post("/public/join/review")]
pub async fn review(asked: Asked<Anyone, Body<JoinToken>>) -> Answer<Json<JoinReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(ask::review(&asked.house, &network, &asked.input.0.token).await?))
}

/// Confirms a request by the link of its mail: from now on it waits for the team. Repeating it changes nothing.
#[utoipa::path(operation_id = "members_confirm_join_request", tag = "members", security(()), request_body = JoinConfirmForm,
    responses((status = 200, description = "It waits for the team", body = JoinReview)))]
#[post("/public/join/confirm")]
pub async fn confirm(asked: Asked<Anyone, Body<JoinConfirmForm>>) -> Answer<Json<JoinReview>> {
    let network = of_request(&asked.house, &asked.http);
    Ok(Json::of(ask::confirm(&asked.house, &asked.by, &network, asked.input.0).await?))
}

/// Requests to join that wait for the team, or that were decided.
#[utoipa::path(operation_id = "members_list_join_requests", tag = "members", params(JoinRequestQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<JoinRequestCard>)))]
#[get("/join-requests")]
pub async fn list(asked: Asked<Staff, Query<JoinRequestQuery>>) -> Answer<Json<PageOf<JoinRequestCard>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, &asked.input.0).await?))
}

/// One request, with the members that may be the same organisation.
#[utoipa::path(operation_id = "members_show_join_request", tag = "members", params(("id" = String, Path, description = "Join request")),
    responses((status = 200, description = "The request", body = JoinRequestPage)))]
#[get("/join-requests/{id}")]
pub async fn show(asked: Asked<Staff>) -> Answer<Json<JoinRequestPage>> {
    Ok(Json::of(queries::page(&asked.house, &asked.by, asked.id("id")?).await?))
}

/// Takes a request in: the organisation is an active member, by a new record or by the one named; the person is its
/// contact and its manager, and gets a link to sign in. 409 when another member has one of its numbers (`holder`).
#[utoipa::path(operation_id = "members_approve_join_request", tag = "members", request_body = ApproveForm,
    params(("id" = String, Path, description = "Join request")),
    responses((status = 200, description = "The request as it is now", body = JoinRequestPage)))]
#[post("/join-requests/{id}/approve")]
pub async fn approve(asked: Asked<Coordinator, Body<ApproveForm>>) -> Answer<Json<JoinRequestPage>> {
    let id = asked.id("id")?;
    decide::approve(&asked.house, &asked.by, id, asked.input.0.member_id).await?;
    Ok(Json::of(queries::page(&asked.house, &asked.by, id).await?))
}

/// Says no, with a word that is sent to the person.
#[utoipa::path(operation_id = "members_refuse_join_request", tag = "members", request_body = RefuseForm,
    params(("id" = String, Path, description = "Join request")),
    responses((status = 200, description = "The request as it is now", body = JoinRequestPage)))]
#[post("/join-requests/{id}/refuse")]
pub async fn refuse(asked: Asked<Coordinator, Body<RefuseForm>>) -> Answer<Json<JoinRequestPage>> {
    let id = asked.id("id")?;
    decide::refuse(&asked.house, &asked.by, id, &asked.input.0.reason).await?;
    Ok(Json::of(queries::page(&asked.house, &asked.by, id).await?))
}

/// Forgets who was refused: the request goes with those that it replaced, and mails about it keep no name, no address and
/// no word. Texts and files are looked through right after. It can't be taken back. 409 for one that waits
/// (`members.join_waits`, `members.join_another_waits`) or was taken in (`members.join_approved`).
#[utoipa::path(operation_id = "members_erase_join_request", tag = "members",
    params(("id" = String, Path, description = "Join request")),
    responses((status = 204, description = "Gone")))]
#[delete("/join-requests/{id}")]
pub async fn erase(asked: Asked<Admin>) -> Answer<NoContent> {
    refused::forget(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}
