//! My address.

use actix_web::{delete, get, post};
use platform::web::{
    Accepted, Answer, Asked, Body, Json, NoContent,
    guard::{Anyone, Person},
};

use super::{
    super::{
        actions::email_change,
        queries,
        schema::{
            MailPromised,
            email_change::{ConfirmEmailForm, EmailChangeForm, EmailChanged, EmailStanding},
        },
    },
    place::visit,
};

/// My address, and the one that waits to be confirmed.
#[utoipa::path(operation_id = "accounts_show_email_change", tag = "accounts",
    responses((status = 200, description = "My address, and what waits", body = EmailStanding)))]
#[get("/me/email-change")]
pub async fn show(asked: Asked<Person>) -> Answer<Json<EmailStanding>> {
    Ok(Json::of(queries::email_change(&asked.house, asked.guard.0.account_id).await?))
}

/// Asks for another address, with my password. A link goes to it (1 hour, once), and a word to the present address,
/// with which I sign in until then. The answer is the same whether or not the new address has an account.
#[utoipa::path(operation_id = "accounts_ask_email_change", tag = "accounts", request_body = EmailChangeForm,
    responses((status = 202, description = "A message is on its way to the new address", body = MailPromised)))]
#[post("/me/email-change")]
pub async fn ask(asked: Asked<Person, Body<EmailChangeForm>>) -> Answer<Accepted<MailPromised>> {
    Ok(Accepted(email_change::ask(&asked.house, &asked.by, asked.input.0).await?))
}

/// Calls the change of my address off: its link is void.
#[utoipa::path(operation_id = "accounts_call_off_email_change", tag = "accounts",
    responses((status = 204, description = "Nothing waits any more")))]
#[delete("/me/email-change")]
pub async fn call_off(asked: Asked<Person>) -> Answer<NoContent> {
    email_change::call_off(&asked.house, &asked.by, asked.guard.0.account_id).await?;
    Ok(NoContent)
}

/// Confirms a change of address with the token of its link, once. Sessions go on.
#[utoipa::path(operation_id = "accounts_confirm_email_change", tag = "accounts", security(()), request_body = ConfirmEmailForm,
    responses((status = 200, description = "One signs in with this address from now on", body = EmailChanged),
              (status = 409, description = "The address was given another account meanwhile (`accounts.email_taken_meanwhile`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/email-change/confirm")]
pub async fn confirm(asked: Asked<Anyone, Body<ConfirmEmailForm>>) -> Answer<Json<EmailChanged>> {
    let visit = visit(&asked.house, &asked.http);
    Ok(Json::of(email_change::confirm(&asked.house, &asked.by, &asked.input.0.token, &visit).await?))
}
