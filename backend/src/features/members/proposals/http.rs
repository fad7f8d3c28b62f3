//! One request in, one query or action, one answer out.

use actix_web::{get, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Json, Query, guard::Staff};

use super::{
    access::{MayDecide, MayWithdraw, Reads, Seen},
    actions, queries,
    schema::{AcceptProposal, Proposal, ProposalCounts, ProposalQuery, RefuseProposal, UsedReason},
};

async fn as_it_is<G, I>(asked: &Asked<G, I>, id: uuid::Uuid) -> Answer<Json<Proposal>> {
    Ok(Json::of(queries::one(&asked.house, &asked.by, id).await?))
}

/// What members asked to change: all for the team, their own for people of member organisations.
#[utoipa::path(operation_id = "members_list_proposals", tag = "members", params(ProposalQuery),
    responses((status = 200, description = "A stretch of the list", body = PageOf<Proposal>)))]
#[get("/proposals")]
pub async fn list(asked: Asked<Reads, Query<ProposalQuery>>) -> Answer<Json<PageOf<Proposal>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, asked.input.0).await?))
}

/// How many proposals wait, and how many of them for over seven days.
#[utoipa::path(operation_id = "members_count_proposals", tag = "members",
    responses((status = 200, description = "The counts", body = ProposalCounts)))]
#[get("/proposals/counts")]
pub async fn counts(asked: Asked<Reads>) -> Answer<Json<ProposalCounts>> {
    Ok(Json::of(queries::counts(&asked.house, &asked.by).await?))
}

/// The reasons that were given lately for refusing, the newest first.
#[utoipa::path(operation_id = "members_list_refusal_reasons", tag = "members",
    responses((status = 200, description = "At most eight", body = PageOf<UsedReason>)))]
#[get("/proposals/reasons")]
pub async fn reasons(asked: Asked<Staff>) -> Answer<Json<PageOf<UsedReason>>> {
    Ok(Json::page(queries::reasons(&asked.house).await?))
}

/// One proposal, with what each field is now.
#[utoipa::path(operation_id = "members_show_proposal", tag = "members", params(("id" = String, Path, description = "Proposal")),
    responses((status = 200, description = "The proposal", body = Proposal)))]
#[get("/proposals/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<Proposal>> {
    as_it_is(&asked, asked.guard.0.id).await
}

/// Accepts what waits, or some of it: the record changes as by the team's own hand. 409 `members.proposal_stale` when
/// a field is another by now: `conflicts` tells for each the three values, who changed it and when; `over` the
/// member's revision accepts it all the same.
#[utoipa::path(operation_id = "members_accept_proposal", tag = "members", params(("id" = String, Path, description = "Proposal")),
    request_body = AcceptProposal, responses((status = 200, description = "The proposal as it is now", body = Proposal)))]
#[post("/proposals/{id}/accept")]
pub async fn accept(asked: Asked<MayDecide, Body<AcceptProposal>>) -> Answer<Json<Proposal>> {
    actions::accept(&asked.house, &asked.by, asked.guard.0, asked.input.0.clone()).await?;
    as_it_is(&asked, asked.guard.0).await
}

/// Refuses what waits, or some of it, with the reason that whoever asked is told.
#[utoipa::path(operation_id = "members_refuse_proposal", tag = "members", params(("id" = String, Path, description = "Proposal")),
    request_body = RefuseProposal, responses((status = 200, description = "The proposal as it is now", body = Proposal)))]
#[post("/proposals/{id}/refuse")]
pub async fn refuse(asked: Asked<MayDecide, Body<RefuseProposal>>) -> Answer<Json<Proposal>> {
    actions::refuse(&asked.house, &asked.by, asked.guard.0, asked.input.0.clone()).await?;
    as_it_is(&asked, asked.guard.0).await
}

/// Takes decisions back before whoever asked is told: what was refused waits again, what was accepted is as it was.
#[utoipa::path(operation_id = "members_reopen_proposal", tag = "members", params(("id" = String, Path, description = "Proposal")),
    responses((status = 200, description = "The proposal as it is now", body = Proposal)))]
#[post("/proposals/{id}/reopen")]
pub async fn reopen(asked: Asked<MayDecide>) -> Answer<Json<Proposal>> {
    actions::reopen(&asked.house, &asked.by, asked.guard.0).await?;
    as_it_is(&asked, asked.guard.0).await
}

/// Takes back what one asked for and still waits.
#[utoipa::path(operation_id = "members_withdraw_proposal", tag = "members", params(("id" = String, Path, description = "Proposal")),
    responses((status = 200, description = "The proposal as it is now", body = Proposal)))]
#[post("/proposals/{id}/withdraw")]
pub async fn withdraw(asked: Asked<MayWithdraw>) -> Answer<Json<Proposal>> {
    actions::withdraw(&asked.house, &asked.by, asked.guard.0).await?;
    as_it_is(&asked, asked.guard.0).await
}
