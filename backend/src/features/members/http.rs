//! One request in, one query or action, one answer out.

use actix_web::{get, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Created, Json};

use super::{
    access::{Keeps, Seen, Sees},
    actions, queries,
    schema::{MemberCard, MemberPage, NewMember},
};

/// The members: all for staff and keys, their own for people of member organisations.
#[utoipa::path(operation_id = "members_list", tag = "members",
    responses((status = 200, description = "A stretch of the list", body = PageOf<MemberCard>)))]
#[get("/members")]
pub async fn list(asked: Asked<Sees>) -> Answer<Json<PageOf<MemberCard>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by).await?))
}

/// Makes a member; a name and a kind suffice.
#[utoipa::path(operation_id = "members_create", tag = "members", request_body = NewMember,
    responses((status = 201, description = "The new member", body = MemberPage)))]
#[post("/members")]
pub async fn create(asked: Asked<Keeps, Body<NewMember>>) -> Answer<Created<MemberPage>> {
    let id = actions::create::create(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::page(&asked.house, &asked.by, id).await?;
    let revision = Some(value.card.revision);
    Ok(Created { value, location: format!("/api/v1/members/{id}"), revision })
}

/// All of one member.
#[utoipa::path(operation_id = "members_show", tag = "members", params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "The member", body = MemberPage)))]
#[get("/members/{id}")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<MemberPage>> {
    let page = queries::page(&asked.house, &asked.by, asked.guard.member.id).await?;
    let revision = page.card.revision;
    Ok(Json::at(page, revision))
}
