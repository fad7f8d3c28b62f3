//! One request in, one query or action, one answer out.

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Created, FileContent, Json, NoContent, Sent};

use super::{
    super::access::Seen,
    access::{Keeps, KeepsOf, Shown},
    actions, queries,
    schema::{MemberPicture, PictureChanges, PictureForm},
};

/// The logo and the pictures of a member, the logo first.
#[utoipa::path(operation_id = "members_list_pictures", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])),
    params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "All of them", body = PageOf<MemberPicture>)))]
#[get("/members/{id}/pictures")]
pub async fn list(asked: Asked<Seen>) -> Answer<Json<PageOf<MemberPicture>>> {
    Ok(Json::page(PageOf::whole(queries::of_member(&asked.house, asked.guard.member.id).await?)))
}

/// Adds a picture, or puts a logo in the place of the one there is. It loses what the camera wrote into it.
#[utoipa::path(operation_id = "members_add_picture", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Member")),
    request_body(content = PictureForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The picture", body = MemberPicture)))]
#[post("/members/{id}/pictures")]
pub async fn add(asked: Asked<KeepsOf, Sent>) -> Answer<Created<MemberPicture>> {
    let member = asked.guard.0;
    let id = actions::add(&asked.house, &asked.by, member, asked.input).await?;
    let value = queries::one(&asked.house, member, id).await?;
    Ok(Created { location: value.url.clone(), revision: Some(value.revision), value })
}

/// Describes a picture anew. `If-Match` is the member's revision.
#[utoipa::path(operation_id = "members_change_picture", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Picture")),
    request_body = PictureChanges, responses((status = 200, description = "The picture", body = MemberPicture)))]
#[patch("/member-pictures/{id}")]
pub async fn change(asked: Asked<Keeps, Body<PictureChanges>>) -> Answer<Json<MemberPicture>> {
    let (based_on, Keeps { picture, member }) = (asked.based_on()?, asked.guard);
    actions::change(&asked.house, &asked.by, (picture, member), based_on, asked.input.0).await?;
    let value = queries::one(&asked.house, member, picture).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Takes a picture away.
#[utoipa::path(operation_id = "members_remove_picture", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Picture")),
    responses((status = 204, description = "Gone")))]
#[delete("/member-pictures/{id}")]
pub async fn remove(asked: Asked<Keeps>) -> Answer<NoContent> {
    actions::remove(&asked.house, &asked.by, asked.guard.picture, asked.guard.member).await?;
    Ok(NoContent)
}

/// A picture itself, for those to whom its member shows it: anyone, or the members of the club.
#[utoipa::path(operation_id = "members_read_picture", tag = "members", security((), ("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(("id" = String, Path, description = "Picture")),
    responses((status = 200, description = "The picture", content_type = "image/*")))]
#[get("/member-pictures/{id}/content")]
pub async fn read(asked: Asked<Shown>) -> Answer<FileContent> {
    Ok(queries::content(&asked.house, asked.guard.picture, asked.guard.public).await?)
}
