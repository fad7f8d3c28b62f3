//! From where a request comes, and the cookies that a device keeps.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    http::header,
};
use platform::{House, networks};

use super::super::actions::{device_mark, sign_in::Visit};

fn refresh_name(house: &House) -> &'static str {
    if house.settings.is_https() { "__Host-maillage_refresh" } else { "maillage_refresh" }
}

fn device_name(house: &House) -> &'static str {
    if house.settings.is_https() { "__Host-maillage_device" } else { "maillage_device" }
}

fn cookie(house: &House, name: &'static str, value: String, lives: Duration) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .secure(house.settings.is_https())
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(lives)
        .finish()
}

/// The refresh token of a session.
pub fn refresh(house: &House, token: String, lives: Duration) -> Cookie<'static> {
    cookie(house, refresh_name(house), token, lives)
}

/// By which a device is known again, so that strangers who guess elsewhere don't slow its owner down.
pub fn device(house: &House, email: &str) -> Cookie<'static> {
    cookie(house, device_name(house), device_mark(house, email), Duration::days(180))
}

fn kept(req: &HttpRequest, name: &str) -> Option<String> {
    req.cookie(name).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
}

pub fn refresh_token(house: &House, req: &HttpRequest) -> Option<String> {
    kept(req, refresh_name(house))
}

pub fn visit(house: &House, req: &HttpRequest) -> Visit {
    let user_agent = req.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Visit {
        network: networks::of_request(house, req),
        user_agent: user_agent.to_owned(),
        device: kept(req, device_name(house)).filter(|kept| kept.len() <= 200),
    }
}
