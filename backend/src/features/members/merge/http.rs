//! One request in, one query or action, one answer out.

use actix_web::{get, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Json, NoContent, Query};

use super::{
    super::{
        access::{Keeps, MayMerge, MaySeeAudit, MayUnmerge, SeesAll},
        cards::Lens,
    },
    actions, dismissals,
    merges::list,
    pairs as found,
    schema::{DuplicatePair, Merge, MergeForm, PairForm, PairQuery, PastMerge, Unmerged},
    unmerge as apart,
};

/// Members that may be one organisation, two by two, the likeliest first.
#[utoipa::path(operation_id = "members_list_duplicate_pairs", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(PairQuery),
    responses((status = 200, description = "A stretch of the pairs", body = PageOf<DuplicatePair>)))]
#[get("/members/duplicate-pairs")]
pub async fn pairs(asked: Asked<SeesAll, Query<PairQuery>>) -> Answer<Json<PageOf<DuplicatePair>>> {
    let lens = Lens::of(&asked.house, &asked.by).await?;
    Ok(Json::page(found::list(&asked.house, &lens, asked.input.0).await?))
}

/// Says that two members are not one: the pair is shown no more.
#[utoipa::path(operation_id = "members_dismiss_duplicate_pair", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), request_body = PairForm,
    responses((status = 204, description = "Told apart")))]
#[post("/members/duplicate-pairs/dismiss")]
pub async fn dismiss(asked: Asked<Keeps, Body<PairForm>>) -> Answer<NoContent> {
    dismissals::dismiss(&asked.house, &asked.by, asked.input.0).await?;
    Ok(NoContent)
}

/// Takes that back: the pair is shown again.
#[utoipa::path(operation_id = "members_reconsider_duplicate_pair", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), request_body = PairForm,
    responses((status = 204, description = "Shown again")))]
#[post("/members/duplicate-pairs/reconsider")]
pub async fn reconsider(asked: Asked<Keeps, Body<PairForm>>) -> Answer<NoContent> {
    dismissals::reconsider(&asked.house, &asked.by, asked.input.0).await?;
    Ok(NoContent)
}

/// Has another member become part of this one, or, as a dry run, says what that would be. The other's id leads here
/// from then on.
#[utoipa::path(operation_id = "members_merge", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "The member that stays")),
    request_body = MergeForm,
    responses((status = 200, description = "What was, or would be", body = Merge),
        (status = 412, description = "Somebody changed one of them since; `current` tells its revision", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/members/{id}/merge")]
pub async fn merge(asked: Asked<MayMerge, Body<MergeForm>>) -> Answer<Json<Merge>> {
    Ok(Json::of(actions::merge(&asked.house, &asked.by, asked.guard.0, asked.input.0).await?))
}

/// Makes a merged member a record of its own again, within 30 days. What came to the survivor since stays with it.
#[utoipa::path(operation_id = "members_unmerge", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "The member that was merged")),
    responses((status = 200, description = "Both", body = Unmerged)))]
#[post("/members/{id}/unmerge")]
pub async fn unmerge(asked: Asked<MayUnmerge>) -> Answer<Json<Unmerged>> {
    Ok(Json::of(apart::unmerge(&asked.house, &asked.by, asked.guard.0).await?))
}

/// The records that became part of this member, the newest first.
#[utoipa::path(operation_id = "members_list_merges", tag = "members", params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "All of them", body = PageOf<PastMerge>)))]
#[get("/members/{id}/merges")]
pub async fn merges(asked: Asked<MaySeeAudit>) -> Answer<Json<PageOf<PastMerge>>> {
    Ok(Json::page(PageOf::whole(list(&asked.house, &asked.by, asked.guard.0).await?)))
}
