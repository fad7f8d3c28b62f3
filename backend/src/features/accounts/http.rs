//! One request in, one query or action, one answer out.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    cookie::{Cookie, SameSite, time::Duration},
    get,
    http::header,
    post, web,
};
use kernel::problem::{Problem, say};
use platform::{
    House,
    web::{
        Answer, Asked, Body, Json, NoContent,
        guard::{Anyone, Person},
    },
};

use super::{
    actions::sign_in::{self, Opened},
    queries,
    schema::{Account, LoginForm, Session},
    tokens::Keyring,
};

/// Signs in with e-mail and password.
#[utoipa::path(operation_id = "accounts_login", tag = "accounts", security(()), request_body = LoginForm,
    responses((status = 200, description = "Signed in; the refresh cookie is set", body = Session),
              (status = 401, description = "Wrong address or password", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/login")]
pub async fn login(asked: Asked<Anyone, Body<LoginForm>>) -> Answer<SignedIn> {
    let (network, agent) = (network(&asked.house, &asked.http), user_agent(&asked.http));
    let opened = sign_in::login(&asked.house, &asked.by, asked.input.0, &network, &agent).await?;
    Ok(SignedIn::of(&asked.house, opened))
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
    let token = refresh_cookie(&asked.house, &asked.http).ok_or_else(Problem::unauthenticated)?;
    Ok(SignedIn::of(&asked.house, sign_in::refresh(&asked.house, &asked.by, &token).await?))
}

/// Ends the session.
#[utoipa::path(operation_id = "accounts_logout", tag = "accounts", security(()),
    params(("X-Requested-By" = String, Header, description = "`maillage`", example = "maillage")),
    responses((status = 204, description = "Signed out"),
              (status = 403, description = "Sent from a foreign page", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/auth/logout")]
pub async fn logout(asked: Asked<Anyone>) -> Answer<HttpResponse> {
    own_page(&asked.house, &asked.http)?;
    let token = refresh_cookie(&asked.house, &asked.http);
    sign_in::logout(&asked.house, &asked.by, token.as_deref()).await?;
    let mut response = NoContent.respond_to(&asked.http);
    let mut gone = cookie(&asked.house, String::new(), Duration::ZERO);
    gone.make_removal();
    response.add_cookie(&gone).map_err(Problem::bug)?;
    Ok(response)
}

/// Who I am.
#[utoipa::path(operation_id = "accounts_me", tag = "accounts", responses((status = 200, description = "The account that asks", body = Account)))]
#[get("/me")]
pub async fn me(asked: Asked<Person>) -> Answer<Json<Account>> {
    let account = queries::account(&asked.house, asked.guard.0.account_id).await?;
    let revision = account.revision;
    Ok(Json::at(account, revision))
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
}

impl SignedIn {
    fn of(house: &House, opened: Opened) -> SignedIn {
        let lives = Duration::seconds(opened.lives.num_seconds());
        SignedIn { session: opened.session, cookie: cookie(house, opened.refresh_token, lives) }
    }
}

impl Responder for SignedIn {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).cookie(self.cookie).json(self.session)
    }
}

fn cookie_name(house: &House) -> &'static str {
    if house.settings.is_https() { "__Host-maillage_refresh" } else { "maillage_refresh" }
}

fn cookie(house: &House, value: String, lives: Duration) -> Cookie<'static> {
    Cookie::build(cookie_name(house), value)
        .path("/")
        .secure(house.settings.is_https())
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(lives)
        .finish()
}

fn refresh_cookie(house: &House, req: &HttpRequest) -> Option<String> {
    req.cookie(cookie_name(house)).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
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

/// The caller's network: the address itself, or for IPv6 its /64. A proxy's word is believed only if it is trusted.
fn network(house: &House, req: &HttpRequest) -> String {
    let peer = req.peer_addr().map(|peer| peer.ip());
    let trusted = peer.is_some_and(|peer| house.settings.trusted_proxies.contains(&peer));
    let forwarded = req
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    match if trusted { forwarded.or(peer) } else { peer } {
        Some(std::net::IpAddr::V6(ip)) => {
            let parts = ip.segments();
            format!("{:x}:{:x}:{:x}:{:x}::", parts[0], parts[1], parts[2], parts[3])
        }
        Some(ip) => ip.to_string(),
        None => String::new(),
    }
}

fn user_agent(req: &HttpRequest) -> String {
    req.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
