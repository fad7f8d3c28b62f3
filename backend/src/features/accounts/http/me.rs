//! My own account.

use actix_web::{delete, get, patch, post};
use kernel::page::PageOf;
use platform::web::{
    Answer, Asked, Body, Json, NoContent,
    guard::{Arriving, Person},
};

use super::super::{
    actions::{manage, password, sessions},
    queries,
    schema::{Account, ChangePasswordForm, MePatch, SessionCard},
};

/// Who I am.
#[utoipa::path(operation_id = "accounts_me", tag = "accounts", responses((status = 200, description = "The account that asks", body = Account)))]
#[get("/me")]
pub async fn show(asked: Asked<Arriving>) -> Answer<Json<Account>> {
    let account = queries::account(&asked.house, &asked.by, asked.guard.0.account_id).await?;
    let revision = account.revision;
    Ok(Json::at(account, revision))
}

/// Changes my name or language.
#[utoipa::path(operation_id = "accounts_change_me", tag = "accounts", request_body = MePatch,
    responses((status = 200, description = "The account as it is now", body = Account)))]
#[patch("/me")]
pub async fn change(asked: Asked<Person, Body<MePatch>>) -> Answer<Json<Account>> {
    let (id, based_on) = (asked.guard.0.account_id, asked.based_on()?);
    manage::change_own(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let account = queries::account(&asked.house, &asked.by, id).await?;
    let revision = account.revision;
    Ok(Json::at(account, revision))
}

/// Changes my password, with the present one; my other sessions end.
#[utoipa::path(operation_id = "accounts_change_password", tag = "accounts", request_body = ChangePasswordForm,
    responses((status = 204, description = "Changed")))]
#[post("/auth/password")]
pub async fn change_password(asked: Asked<Person, Body<ChangePasswordForm>>) -> Answer<NoContent> {
    password::change(&asked.house, &asked.by, asked.input.0).await?;
    Ok(NoContent)
}

/// Where I am signed in.
#[utoipa::path(operation_id = "accounts_list_sessions", tag = "accounts",
    responses((status = 200, description = "My sessions, the last used first", body = PageOf<SessionCard>)))]
#[get("/me/sessions")]
pub async fn list_sessions(asked: Asked<Person>) -> Answer<Json<PageOf<SessionCard>>> {
    let me = &asked.guard.0;
    Ok(Json::of(queries::sessions(&asked.house, me.account_id, me.session_id).await?))
}

/// Ends my sessions everywhere but here.
#[utoipa::path(operation_id = "accounts_end_other_sessions", tag = "accounts",
    responses((status = 204, description = "This one alone is left")))]
#[delete("/me/sessions")]
pub async fn end_other_sessions(asked: Asked<Person>) -> Answer<NoContent> {
    sessions::end_others(&asked.house, &asked.by).await?;
    Ok(NoContent)
}

/// Ends one of my sessions.
#[utoipa::path(operation_id = "accounts_end_session", tag = "accounts",
    params(("id" = uuid::Uuid, Path, description = "The session")),
    responses((status = 204, description = "Ended")))]
#[delete("/me/sessions/{id}")]
pub async fn end_session(asked: Asked<Person>) -> Answer<NoContent> {
    sessions::end_own(&asked.house, &asked.by, asked.guard.0.account_id, asked.id("id")?).await?;
    Ok(NoContent)
}
