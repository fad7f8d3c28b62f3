//! What every request passes, outermost: a number, a language, security headers, one log line without personal
//! data, measures, and the writing of problems.

use std::time::Instant;

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
    web,
};
use kernel::problem::{Language, Problem, say};

use super::problem::{self, Refused};
use crate::{causes, house::House};

/// What `trace` knows of a request from its start.
#[derive(Debug, Clone)]
pub struct Trace {
    pub request_id: String,
    pub language: Language,
}

pub async fn trace<B: MessageBody + 'static>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let begun = Instant::now();
    let request_id = kernel::ids::new_id().to_string();
    let language = req
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(Language::accepted)
        .unwrap_or_default();
    req.extensions_mut().insert(Trace { request_id: request_id.clone(), language });
    let method = known_method(req.method());
    if req.method() == Method::HEAD {
        // Answered as GET is (RFC 9110 §9.3.2); the server leaves the body out.
        req.head_mut().method = Method::GET;
    }
    // What people type decides, not what a header claims.
    let secure = req.app_data::<web::Data<House>>().is_some_and(|house| house.settings.is_https());

    let response = next.call(req).await?;
    let route = response.request().match_pattern().unwrap_or_else(|| "(none)".to_owned());
    let problem = response.response().error().map(|error| match error.as_error::<Refused>() {
        Some(refused) => refused.0.clone(),
        None => foreign(error.as_response_error().status_code(), error),
    });
    let mut response = match &problem {
        Some(problem) => {
            let (http, _) = response.into_parts();
            ServiceResponse::new(http, problem::answer(problem, language, &request_id)).map_into_right_body()
        }
        None => response.map_into_left_body(),
    };

    let status = response.status();
    let elapsed = begun.elapsed();
    metrics::counter!("maillage_http_requests_total", "method" => method, "route" => route.clone(), "status" => status.as_u16().to_string()).increment(1);
    metrics::histogram!("maillage_http_request_seconds", "method" => method, "route" => route.clone())
        .record(elapsed.as_secs_f64());
    let code = problem.as_ref().map(|problem| problem.code().to_owned()).unwrap_or_default();
    if status.is_server_error() {
        tracing::error!(
            request_id,
            method,
            route,
            status = status.as_u16(),
            code,
            ms = elapsed.as_millis() as u64,
            "request failed"
        );
        if let Some(problem) = &problem {
            causes::note(problem);
        }
    } else {
        tracing::info!(
            request_id,
            method,
            route,
            status = status.as_u16(),
            code,
            ms = elapsed.as_millis() as u64,
            "request"
        );
    }

    let headers = response.headers_mut();
    // What was made to stand in the pages of others says so in its policy.
    let framed = headers
        .get(header::CONTENT_SECURITY_POLICY)
        .and_then(|policy| policy.to_str().ok())
        .is_some_and(|policy| policy.contains("frame-ancestors *"));
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = value.parse() {
            headers.insert(header::HeaderName::from_static(name), value);
        }
    };
    set("x-request-id", &request_id);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "strict-origin-when-cross-origin");
    if !framed {
        set("x-frame-options", "DENY");
    }
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", if framed { "cross-origin" } else { "same-origin" });
    set("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if secure {
        set("strict-transport-security", "max-age=63072000; includeSubDomains");
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(value) = "default-src 'none'; frame-ancestors 'none'".parse()
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    Ok(response)
}

/// The method as the measures and the log name it: whoever invents methods must not make them grow without end.
fn known_method(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

/// An error of the web framework itself.
fn foreign(status: StatusCode, error: &Error) -> Problem {
    match status.as_u16() {
        404 => Problem::not_found(),
        413 => super::body::too_large(super::body::BODY_LIMIT),
        code @ 400..500 => Problem::new(
            code,
            "house.malformed",
            say("Cette demande ne peut pas être lue.", "This request can't be read."),
        ),
        _ => Problem::bug(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invented_method_has_no_measure_of_its_own() {
        assert_eq!(known_method(&Method::PATCH), "PATCH");
        let invented = |name: &str| known_method(&Method::from_bytes(name.as_bytes()).unwrap());
        assert_eq!((invented("BREW"), invented("get")), ("other", "other"));
    }
}
