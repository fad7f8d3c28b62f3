//! One request in, one query or action, one answer out.

use actix_web::{HttpRequest, delete, get, patch, post};
use kernel::{page::PageOf, problem::Problem};
use platform::{
    Asker, House,
    web::{
        Answer, Asked, Body, Created, Json, NoContent, Query,
        guard::{Guard, refuse},
    },
};

use super::{
    super::access::Sees,
    actions, definition,
    schema::{FieldQuery, MemberField, MemberFieldChanges, NewMemberField},
};

/// Makes and changes fields.
pub struct Defines;

impl Guard for Defines {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Defines, Problem> {
        if definition::may_define(&by.caller) { Ok(Defines) } else { Err(refuse(by)) }
    }
}

/// The fields that the club has made for its members, in their order.
#[utoipa::path(operation_id = "members_list_fields", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(FieldQuery),
    responses((status = 200, description = "All fields that the caller sees", body = PageOf<MemberField>)))]
#[get("/member-fields")]
pub async fn list(asked: Asked<Sees, Query<FieldQuery>>) -> Answer<Json<PageOf<MemberField>>> {
    let sees_all = asked.guard.0.sees_follow_up();
    Ok(Json::page(PageOf::whole(actions::list(&asked.house, sees_all, asked.input.0).await?)))
}

/// Makes a field; its key is made of its name.
#[utoipa::path(operation_id = "members_create_field", tag = "members", request_body = NewMemberField,
    responses((status = 201, description = "The field", body = MemberField)))]
#[post("/member-fields")]
pub async fn create(asked: Asked<Defines, Body<NewMemberField>>) -> Answer<Created<MemberField>> {
    let field = actions::create(&asked.house, &asked.by, asked.input.0).await?;
    Ok(Created {
        location: format!("/api/v1/member-fields/{}", field.id),
        revision: Some(field.revision),
        value: field,
    })
}

/// Changes a field: its name, its choices, who sees it, where it stands. Its kind and its key stay.
#[utoipa::path(operation_id = "members_update_field", tag = "members", request_body = MemberFieldChanges,
    params(("id" = uuid::Uuid, Path, description = "The field")),
    responses((status = 200, description = "The field as it is now", body = MemberField)))]
#[patch("/member-fields/{id}")]
pub async fn update(asked: Asked<Defines, Body<MemberFieldChanges>>) -> Answer<Json<MemberField>> {
    let (id, based_on) = (asked.id("id")?, asked.based_on()?);
    let field = actions::change(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let revision = field.revision;
    Ok(Json::at(field, revision))
}

/// Archives a field: its values stay, shown nowhere, until it is restored.
#[utoipa::path(operation_id = "members_archive_field", tag = "members",
    params(("id" = uuid::Uuid, Path, description = "The field")),
    responses((status = 204, description = "Archived")))]
#[delete("/member-fields/{id}")]
pub async fn archive(asked: Asked<Defines>) -> Answer<NoContent> {
    actions::archive(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}

/// Takes an archived field back, with its values; 409 when another one has its name now.
#[utoipa::path(operation_id = "members_restore_field", tag = "members",
    params(("id" = uuid::Uuid, Path, description = "The field")),
    responses((status = 200, description = "The field", body = MemberField)))]
#[post("/member-fields/{id}/restore")]
pub async fn restore(asked: Asked<Defines>) -> Answer<Json<MemberField>> {
    let field = actions::restore(&asked.house, &asked.by, asked.id("id")?).await?;
    let revision = field.revision;
    Ok(Json::at(field, revision))
}
