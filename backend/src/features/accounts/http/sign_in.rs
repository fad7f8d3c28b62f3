//! Coming in and going out: open to anyone.

use actix_web::{HttpResponse, Responder, cookie::time::Duration, post};
use kernel::problem::Problem;
use platform::web::{Accepted, Answer, Asked, Body, NoContent, guard::Anyone};

use super::{
    super::{
        actions::{self, Purpose, invitation, links, password, sessions},
        schema::{AcceptForm, EmailForm, LoginForm, MailPromised, RedeemForm, ResetForm, Session},
    },
    SignedIn, own_page,
    place::{self, refresh_token, visit},
};

/// Signs in with e-mail and password.
#[utoipa::path(operation_id = "accounts_login", tag = "accounts", security(()), request_body = LoginForm,
    responses((status = 200, description = "Signed in; the refresh cookie is set", body = Session),
              (status = 401, description = "Wrong address or password (`accounts.bad_credentials`); the second factor is asked for (`accounts.otp_needed`) or wrong (`accounts.wrong_otp`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/login")]
pub async fn login(asked: Asked<Anyone, Body<LoginForm>>) -> Answer<SignedIn> {
    let visit = visit(&asked.house, &asked.http);
    let opened = actions::sign_in::login(&asked.house, &asked.by, asked.input.0, &visit).await?;
    Ok(SignedIn::anew(&asked.house, opened))
}

/// Goes on with the session of the cookie. Needs the header `X-Requested-By: maillage`, which no foreign page can send.
#[utoipa::path(operation_id = "accounts_refresh", tag = "accounts", security(()),
    params(("X-Requested-By" = String, Header, description = "`maillage`", example = "maillage")),
    responses((status = 200, description = "A new access token; the cookie is replaced", body = Session),
              (status = 401, description = "No session, or it has ended", body = platform::web::ProblemBody, content_type = "application/problem+json"),
              (status = 403, description = "Sent from a foreign page", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/refresh")]
pub async fn refresh(asked: Asked<Anyone>) -> Answer<SignedIn> {
    own_page(&asked.house, &asked.http)?;
    let token = refresh_token(&asked.house, &asked.http).ok_or_else(Problem::unauthenticated)?;
    let visit = visit(&asked.house, &asked.http);
    Ok(SignedIn::of(&asked.house, sessions::refresh(&asked.house, &asked.by, &token, &visit).await?))
}

/// Ends the session.
#[utoipa::path(operation_id = "accounts_logout", tag = "accounts", security(()),
    params(("X-Requested-By" = String, Header, description = "`maillage`", example = "maillage")),
    responses((status = 204, description = "Signed out"),
              (status = 403, description = "Sent from a foreign page", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/logout")]
pub async fn logout(asked: Asked<Anyone>) -> Answer<HttpResponse> {
    own_page(&asked.house, &asked.http)?;
    let token = refresh_token(&asked.house, &asked.http);
    sessions::logout(&asked.house, &asked.by, token.as_deref()).await?;
    let mut response = NoContent.respond_to(&asked.http);
    let mut gone = place::refresh(&asked.house, String::new(), Duration::ZERO);
    gone.make_removal();
    response.add_cookie(&gone).map_err(Problem::bug)?;
    Ok(response)
}

/// Asks for a one-time sign-in link by mail. The answer is the same whether or not the address is known.
#[utoipa::path(operation_id = "accounts_ask_link", tag = "accounts", security(()), request_body = EmailForm,
    responses((status = 202, description = "If an account has this address, a link is on its way", body = MailPromised)))]
#[post("/auth/link")]
pub async fn ask_link(asked: Asked<Anyone, Body<EmailForm>>) -> Answer<Accepted<MailPromised>> {
    let visit = visit(&asked.house, &asked.http);
    Ok(Accepted(links::ask(&asked.house, &asked.by, &asked.input.0.email, Purpose::Link, &visit).await?))
}

/// Signs in with the token of a link, once.
#[utoipa::path(operation_id = "accounts_redeem_link", tag = "accounts", security(()), request_body = RedeemForm,
    responses((status = 200, description = "Signed in; the refresh cookie is set", body = Session),
              (status = 401, description = "The second factor is asked for (`accounts.otp_needed`) or wrong (`accounts.wrong_otp`); the link stays good", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/link/redeem")]
pub async fn redeem_link(asked: Asked<Anyone, Body<RedeemForm>>) -> Answer<SignedIn> {
    let visit = visit(&asked.house, &asked.http);
    let opened = actions::sign_in::redeem(&asked.house, &asked.by, asked.input.0, &visit).await?;
    Ok(SignedIn::anew(&asked.house, opened))
}

/// Asks for a link to choose a new password. The answer is the same whether or not the address is known.
#[utoipa::path(operation_id = "accounts_ask_password_reset", tag = "accounts", security(()), request_body = EmailForm,
    responses((status = 202, description = "If an account has this address, a link is on its way", body = MailPromised)))]
#[post("/auth/password/forgotten")]
pub async fn forgotten(asked: Asked<Anyone, Body<EmailForm>>) -> Answer<Accepted<MailPromised>> {
    let visit = visit(&asked.house, &asked.http);
    Ok(Accepted(links::ask(&asked.house, &asked.by, &asked.input.0.email, Purpose::Reset, &visit).await?))
}

/// Chooses a new password with the token of a link; all other sessions end.
#[utoipa::path(operation_id = "accounts_reset_password", tag = "accounts", security(()), request_body = ResetForm,
    responses((status = 200, description = "Signed in with the new password; the refresh cookie is set", body = Session),
              (status = 401, description = "The second factor is asked for (`accounts.otp_needed`) or wrong (`accounts.wrong_otp`); the link stays good", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/password/reset")]
pub async fn reset(asked: Asked<Anyone, Body<ResetForm>>) -> Answer<SignedIn> {
    let visit = visit(&asked.house, &asked.http);
    Ok(SignedIn::anew(&asked.house, password::reset(&asked.house, &asked.by, asked.input.0, &visit).await?))
}

/// Comes in by an invitation: chooses a password and is signed in.
#[utoipa::path(operation_id = "accounts_accept_invitation", tag = "accounts", security(()), request_body = AcceptForm,
    responses((status = 200, description = "Signed in; the refresh cookie is set", body = Session)))]
#[post("/auth/invitation/accept")]
pub async fn accept(asked: Asked<Anyone, Body<AcceptForm>>) -> Answer<SignedIn> {
    let visit = visit(&asked.house, &asked.http);
    Ok(SignedIn::anew(&asked.house, invitation::accept(&asked.house, &asked.by, asked.input.0, &visit).await?))
}
