//! One request in, one query or action, one answer out. Here: the answers that carry a session or a secret.

mod colleagues;
mod email_change;
mod first_start;
mod keys;
mod manage;
mod me;
mod place;
mod second_factor;
mod sign_in;

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    cookie::{Cookie, time::Duration},
    http::header,
    web,
};
use kernel::problem::{Problem, say};
use platform::{House, web::Answer};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{actions::sessions::Opened, schema::Session, tokens::Keyring};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(first_start::show)
        .service(first_start::set_up)
        .service(sign_in::login)
        .service(sign_in::refresh)
        .service(sign_in::logout)
        .service(sign_in::ask_link)
        .service(sign_in::redeem_link)
        .service(sign_in::forgotten)
        .service(sign_in::reset)
        .service(sign_in::accept)
        .service(me::show)
        .service(me::change)
        .service(me::change_password)
        .service(me::list_sessions)
        .service(me::end_other_sessions)
        .service(me::end_session)
        .service(email_change::show)
        .service(email_change::ask)
        .service(email_change::call_off)
        .service(email_change::confirm)
        .service(second_factor::show)
        .service(second_factor::enrol)
        .service(second_factor::confirm)
        .service(second_factor::renew_codes)
        .service(second_factor::turn_off)
        .service(manage::list)
        .service(manage::list_staff)
        .service(manage::invite)
        .service(manage::show)
        .service(manage::change)
        .service(manage::disable)
        .service(manage::restore)
        .service(manage::invite_again)
        .service(manage::reset_second_factor)
        .service(colleagues::list)
        .service(colleagues::invite)
        .service(colleagues::change)
        .service(colleagues::remove)
        .service(keys::list)
        .service(keys::make)
        .service(keys::revoke);
}

/// The public keys that access tokens are checked with (RFC 7517).
pub async fn serve_keys(house: web::Data<House>) -> Answer<HttpResponse> {
    let keyring = Keyring::of(&house).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "public, max-age=300")).json(&keyring.published))
}

/// 200 with the session, and its refresh token in the cookie.
pub struct SignedIn {
    session: Session,
    cookie: Cookie<'static>,
    device: Option<Cookie<'static>>,
}

impl SignedIn {
    /// A session gone on with.
    fn of(house: &House, opened: Opened) -> SignedIn {
        let lives = Duration::seconds(opened.lives.num_seconds());
        SignedIn { session: opened.session, cookie: place::refresh(house, opened.refresh_token, lives), device: None }
    }

    /// A session just opened: the device is known from now on.
    fn anew(house: &House, opened: Opened) -> SignedIn {
        let device = place::device(house, &opened.session.account.email);
        SignedIn { device: Some(device), ..SignedIn::of(house, opened) }
    }
}

impl Responder for SignedIn {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response.insert_header((header::CACHE_CONTROL, "no-store")).cookie(self.cookie);
        if let Some(device) = self.device {
            response.cookie(device);
        }
        response.json(self.session)
    }
}

/// A secret told once: nothing on the way may keep it (RFC 9111 §5.2.2.5), the idempotency record included.
pub struct ShownOnce<T> {
    value: T,
    location: Option<String>,
}

impl<T> ShownOnce<T> {
    fn of(value: T) -> ShownOnce<T> {
        ShownOnce { value, location: None }
    }

    /// 201 with `Location`.
    fn created(value: T, location: String) -> ShownOnce<T> {
        ShownOnce { value, location: Some(location) }
    }
}

impl<T: Serialize> Responder for ShownOnce<T> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = match self.location {
            Some(location) => {
                let mut response = HttpResponse::Created();
                response.insert_header((header::LOCATION, location));
                response
            }
            None => HttpResponse::Ok(),
        };
        response.insert_header((header::CACHE_CONTROL, "no-store")).json(self.value)
    }
}

/// What the cookie alone carries must come from our own page (ASVS 3.5.1): a header that a foreign form can't send,
/// and no foreign origin.
fn own_page(house: &House, req: &HttpRequest) -> Result<(), Problem> {
    let text = |name: header::HeaderName| req.headers().get(name).and_then(|value| value.to_str().ok());
    let marked = req.headers().get("x-requested-by").is_some_and(|value| value.as_bytes() == b"maillage");
    let origin_ok = text(header::ORIGIN).is_none_or(|origin| {
        let host = text(header::HOST).unwrap_or_default();
        origin == house.settings.base_url || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
    });
    let site_ok =
        req.headers().get("sec-fetch-site").is_none_or(|site| matches!(site.as_bytes(), b"same-origin" | b"none"));
    if marked && origin_ok && site_ok {
        return Ok(());
    }
    Err(Problem::refused(
        "accounts.foreign_page",
        say("Cette demande ne vient pas de nos pages.", "This request does not come from our own pages."),
    ))
}
