//! How a page goes over the wire. What it holds follows from the book, the look and the question: their mark is the ETag,
//! so that who has the page already is told so before anything is looked up or written.

use std::fmt::Display;

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::{StatusCode, header},
};
use kernel::problem::Problem;
use platform::{
    html::Html,
    kept::Kept,
    web::{Answer, answers::takes_brotli},
};
use sha2::{Digest, Sha256};

use super::{
    look::Look,
    question::{Place, Question},
};

/// As long as a reader may believe a page; for some time more it is shown while it is asked for anew.
const CACHED: &str = "public, max-age=60, stale-while-revalidate=600";

/// No script and no style but our files, and nothing of another host: there is nothing inside a page that a nonce would
/// have to allow. (The JSON of `application/ld+json` is data: it is never run.)
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'";

/// Who may show a page in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framed {
    Never,
    ByAnyone,
}

impl Framed {
    pub fn at(place: Place) -> Framed {
        if place.is_embedded() { Framed::ByAnyone } else { Framed::Never }
    }

    fn policy(self) -> String {
        let by = if self == Framed::ByAnyone { "*" } else { "'none'" };
        format!("{POLICY}; frame-ancestors {by}")
    }
}

/// The mark of a page that tells this version of what there is.
pub fn mark(version: impl Display, look: &Look, asked: &Question) -> String {
    let all = format!("{version} {} {} {}", look.mark, asked.language.code(), asked.address());
    hex::encode(&Sha256::digest(all)[..12])
}

/// Answers with a page that anyone may keep for a while: not at all to whoever has it, else as it was written before, else
/// as it is written now. `keep` holds what was written; none for questions of which each is another.
pub fn page(
    req: &HttpRequest,
    mark: &str,
    framed: Framed,
    keep: Option<&Kept>,
    write: impl FnOnce() -> Result<Html, Problem>,
) -> Answer<HttpResponse> {
    text(req, mark, "text/html; charset=utf-8", framed, keep, || Ok(write()?.into_string()))
}

/// The same for any text.
pub fn text(
    req: &HttpRequest,
    mark: &str,
    media_type: &'static str,
    framed: Framed,
    keep: Option<&Kept>,
    write: impl FnOnce() -> Result<String, Problem>,
) -> Answer<HttpResponse> {
    let packs = keep.is_some() && takes_brotli(req);
    // Packed it is another sequence of bytes, and so another strong tag (RFC 9110 §8.8.3.3).
    let tag = header::EntityTag::new_strong(format!("{mark}{}", if packs { "-br" } else { "" }));
    let is_seen = match req.get_header::<header::IfNoneMatch>() {
        Some(header::IfNoneMatch::Items(tags)) => tags.iter().any(|one| one.weak_eq(&tag)),
        _ => false,
    };
    let mut response = if is_seen { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header(header::ETag(tag))
        .insert_header((header::CACHE_CONTROL, CACHED))
        .insert_header((header::VARY, "Accept-Encoding, Accept-Language"))
        .insert_header((header::CONTENT_SECURITY_POLICY, framed.policy()));
    if is_seen {
        return Ok(response.finish());
    }
    response.content_type(media_type);
    let Some(keep) = keep else { return Ok(response.body(write()?)) };
    let plain = keep.answer(mark, || Ok(write()?.into_bytes()))?;
    if !packs {
        return Ok(response.body(plain));
    }
    Ok(response.insert_header((header::CONTENT_ENCODING, "br")).body(keep.packed(mark, plain)?))
}

/// A page for this moment alone: what does not exist, a form that was sent.
pub fn passing(status: StatusCode, framed: Framed, html: Html) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, framed.policy()))
        .body(html.into_string())
}

/// A form that was sent and is not taken: why stands in the page.
pub fn refused(problem: &Problem, html: Html) -> HttpResponse {
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    let mut answer = passing(status, Framed::Never, html);
    if let Some(seconds) = problem.retry_after() {
        answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    answer
}

/// The thing is elsewhere; a name changes and a merge can be undone, so nobody may remember the way for long.
pub fn moved(to: &str) -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, to))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
