//! Those who act for one member organisation: its managers see to them.

use actix_web::{HttpRequest, delete, get, patch, post};
use kernel::{page::PageOf, problem::Problem};
use platform::{
    Asker, House,
    web::{
        Answer, Asked, Body, Created, Json, NoContent,
        guard::{Guard, path_id, refuse},
        idempotency,
    },
};
use uuid::Uuid;

use super::super::{
    actions::colleagues,
    queries, rules,
    schema::colleagues::{Colleague, ColleagueForm, ColleagueRole},
};

/// Sees who acts for the member in the path: its own people, and the team.
pub struct SeesColleagues(Uuid);

impl Guard for SeesColleagues {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<SeesColleagues, Problem> {
        if by.caller.person().is_none() {
            return Err(refuse(by));
        }
        let member = path_id(req, "id")?;
        if !by.caller.is_staff() && by.caller.role_in(member).is_none() {
            return Err(Problem::not_found());
        }
        queries::is_live(house, member).await?;
        Ok(SeesColleagues(member))
    }
}

/// Sees to who acts for the member in the path: its managers, and administrators.
pub struct KeepsColleagues(Uuid);

impl Guard for KeepsColleagues {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<KeepsColleagues, Problem> {
        let SeesColleagues(member) = SeesColleagues::admit(house, by, req).await?;
        rules::keeps_colleagues(&by.caller, member)?;
        Ok(KeepsColleagues(member))
    }
}

/// Who acts for a member organisation, by name.
#[utoipa::path(operation_id = "accounts_list_colleagues", tag = "accounts", params(("id" = Uuid, Path, description = "The member")),
    responses((status = 200, description = "All of them", body = PageOf<Colleague>)))]
#[get("/members/{id}/colleagues")]
pub async fn list(asked: Asked<SeesColleagues>) -> Answer<Json<PageOf<Colleague>>> {
    let colleagues = queries::colleagues(&asked.house, &asked.by, asked.guard.0).await?;
    Ok(Json::page(PageOf::whole(colleagues)))
}

/// Has somebody act for a member organisation: invites them, or adds it to the account that they have. They are told
/// by mail. Needs an Idempotency-Key.
#[utoipa::path(operation_id = "accounts_invite_colleague", tag = "accounts", params(("id" = Uuid, Path, description = "The member")),
    request_body = ColleagueForm, responses((status = 201, description = "The colleague", body = Colleague)))]
#[post("/members/{id}/colleagues")]
pub async fn invite(asked: Asked<KeepsColleagues, Body<ColleagueForm>>) -> Answer<Created<Colleague>> {
    idempotency::demanded(&asked.by)?;
    let member = asked.guard.0;
    let account = colleagues::invite(&asked.house, &asked.by, member, asked.input.0).await?;
    let value = queries::colleague(&asked.house, &asked.by, member, account).await?;
    let location = format!("/api/v1/members/{member}/colleagues/{account}");
    Ok(Created { location, revision: Some(value.revision), value })
}

/// Changes what a colleague may do. 409 `accounts.last_manager` when nobody would manage the record any more.
#[utoipa::path(operation_id = "accounts_change_colleague", tag = "accounts",
    params(("id" = Uuid, Path, description = "The member"), ("account_id" = Uuid, Path, description = "The colleague's account")),
    request_body = ColleagueRole, responses((status = 200, description = "The colleague", body = Colleague)))]
#[patch("/members/{id}/colleagues/{account_id}")]
pub async fn change(asked: Asked<KeepsColleagues, Body<ColleagueRole>>) -> Answer<Json<Colleague>> {
    let (member, account, based_on) = (asked.guard.0, asked.id("account_id")?, asked.based_on()?);
    colleagues::change(&asked.house, &asked.by, member, account, based_on, asked.input.0.role).await?;
    let value = queries::colleague(&asked.house, &asked.by, member, account).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Has somebody no longer act for a member organisation; in force at once. 409 `accounts.last_manager` when nobody
/// would manage the record any more.
#[utoipa::path(operation_id = "accounts_remove_colleague", tag = "accounts",
    params(("id" = Uuid, Path, description = "The member"), ("account_id" = Uuid, Path, description = "The colleague's account")),
    responses((status = 204, description = "They no longer act for it")))]
#[delete("/members/{id}/colleagues/{account_id}")]
pub async fn remove(asked: Asked<KeepsColleagues>) -> Answer<NoContent> {
    colleagues::remove(&asked.house, &asked.by, asked.guard.0, asked.id("account_id")?).await?;
    Ok(NoContent)
}
