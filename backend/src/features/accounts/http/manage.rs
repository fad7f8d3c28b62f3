//! Everybody's accounts, for administrators.

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::web::{
    Accepted, Answer, Asked, Body, Created, Json, NoContent, Query,
    guard::{Admin, Staff},
    idempotency,
};

use super::super::{
    actions::{invitation, manage, second_factor},
    queries,
    schema::{
        Account, AccountPatch, InviteForm, MailPromised,
        list::{AccountQuery, StaffCard},
    },
};

async fn as_it_is<I>(asked: &Asked<Admin, I>, id: uuid::Uuid) -> Answer<Json<Account>> {
    let account = queries::account(&asked.house, &asked.by, id).await?;
    let revision = account.revision;
    Ok(Json::at(account, revision))
}

/// Lists accounts.
#[utoipa::path(operation_id = "accounts_list_accounts", tag = "accounts", params(AccountQuery),
    responses((status = 200, description = "Accounts", body = PageOf<Account>)))]
#[get("/accounts")]
pub async fn list(asked: Asked<Admin, Query<AccountQuery>>) -> Answer<Json<PageOf<Account>>> {
    Ok(Json::page(queries::accounts(&asked.house, &asked.by, &asked.input.0).await?))
}

/// The team, by name: who a member can be entrusted to.
#[utoipa::path(operation_id = "accounts_list_staff", tag = "accounts",
    responses((status = 200, description = "Everybody with a role in the club", body = PageOf<StaffCard>)))]
#[get("/staff")]
pub async fn list_staff(asked: Asked<Staff>) -> Answer<Json<PageOf<StaffCard>>> {
    Ok(Json::page(queries::staff(&asked.house).await?))
}

/// Invites somebody: makes their account and sends a link to come in. Needs an Idempotency-Key.
#[utoipa::path(operation_id = "accounts_invite_account", tag = "accounts", request_body = InviteForm,
    responses((status = 201, description = "Invited", body = Account)))]
#[post("/accounts")]
pub async fn invite(asked: Asked<Admin, Body<InviteForm>>) -> Answer<Created<Account>> {
    idempotency::demanded(&asked.by)?;
    let id = invitation::invite(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::account(&asked.house, &asked.by, id).await?;
    let revision = Some(value.revision);
    Ok(Created { value, location: format!("/api/v1/accounts/{id}"), revision })
}

/// Shows an account.
#[utoipa::path(operation_id = "accounts_show_account", tag = "accounts",
    params(("id" = uuid::Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account", body = Account)))]
#[get("/accounts/{id}")]
pub async fn show(asked: Asked<Admin>) -> Answer<Json<Account>> {
    let id = asked.id("id")?;
    as_it_is(&asked, id).await
}

/// Changes an account: name, address, language, role, organisations. In force at once.
///
/// The address of before is told of another one. One's own is changed by `POST /me/email-change`.
#[utoipa::path(operation_id = "accounts_change_account", tag = "accounts", request_body = AccountPatch,
    params(("id" = uuid::Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account as it is now", body = Account),
              (status = 409, description = "The last administrator keeps the role (`accounts.last_administrator`), another account has the address (`accounts.email_taken`), or it is one's own address (`accounts.own_email`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[patch("/accounts/{id}")]
pub async fn change(asked: Asked<Admin, Body<AccountPatch>>) -> Answer<Json<Account>> {
    let (id, based_on) = (asked.id("id")?, asked.based_on()?);
    manage::change(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let account = queries::account(&asked.house, &asked.by, id).await?;
    let revision = account.revision;
    Ok(Json::at(account, revision))
}

/// Disables an account: its sessions end at once. It can be restored.
#[utoipa::path(operation_id = "accounts_disable_account", tag = "accounts",
    params(("id" = uuid::Uuid, Path, description = "The account")),
    responses((status = 204, description = "Disabled"),
              (status = 409, description = "The last administrator can't be disabled (`accounts.last_administrator`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[delete("/accounts/{id}")]
pub async fn disable(asked: Asked<Admin>) -> Answer<NoContent> {
    manage::disable(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}

/// Lets a disabled account in again.
#[utoipa::path(operation_id = "accounts_restore_account", tag = "accounts",
    params(("id" = uuid::Uuid, Path, description = "The account")),
    responses((status = 200, description = "The account as it is now", body = Account)))]
#[post("/accounts/{id}/restore")]
pub async fn restore(asked: Asked<Admin>) -> Answer<Json<Account>> {
    let id = asked.id("id")?;
    manage::restore(&asked.house, &asked.by, id).await?;
    as_it_is(&asked, id).await
}

/// Sends the invitation once more; the earlier link is void. Needs an Idempotency-Key.
#[utoipa::path(operation_id = "accounts_invite_account_again", tag = "accounts",
    params(("id" = uuid::Uuid, Path, description = "The account")),
    responses((status = 202, description = "On its way", body = MailPromised)))]
#[post("/accounts/{id}/invite")]
pub async fn invite_again(asked: Asked<Admin>) -> Answer<Accepted<MailPromised>> {
    idempotency::demanded(&asked.by)?;
    Ok(Accepted(invitation::invite_again(&asked.house, &asked.by, asked.id("id")?).await?))
}

/// Takes the second factor of an account away, when its holder lost it: its sessions end, and they are told by mail.
#[utoipa::path(operation_id = "accounts_reset_second_factor", tag = "accounts",
    params(("id" = uuid::Uuid, Path, description = "The account")),
    responses((status = 204, description = "Gone"),
              (status = 409, description = "There is none (`accounts.second_factor_off`), or it is one's own (`accounts.own_second_factor`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[delete("/accounts/{id}/second-factor")]
pub async fn reset_second_factor(asked: Asked<Admin>) -> Answer<NoContent> {
    second_factor::reset(&asked.house, &asked.by, asked.id("id")?).await?;
    Ok(NoContent)
}
