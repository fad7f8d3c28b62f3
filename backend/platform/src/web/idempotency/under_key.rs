//! A request under a key, and what makes it the same as another.

use actix_web::{
    HttpRequest,
    dev::Payload,
    http::{Method, header},
    web,
};
use kernel::problem::{Problem, say};
use sha2::{Digest, Sha256};

use super::super::{
    body::{collect, limit_of},
    contract::MethodTable,
};
use crate::asker::Asker;

pub struct UnderKey {
    pub caller: String,
    pub route: String,
    pub key: String,
    pub fingerprint: String,
}

impl UnderKey {
    /// Reads key and body, and puts the body back; nothing where no key is given, or where none counts.
    pub async fn read(by: &Asker, http: &HttpRequest, payload: &mut Payload) -> Result<Option<UnderKey>, Problem> {
        let Some(key) = http.headers().get("idempotency-key") else { return Ok(None) };
        if http.method() != Method::POST || by.caller.is_anyone() {
            return Ok(None);
        }
        let key = read_key(key)?;
        let body = collect(payload, limit_of(http.app_data::<web::Data<MethodTable>>(), http.path())).await?;
        let media = http.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let fingerprint = fingerprint(http.method(), http.query_string(), media, &body);
        *payload = Payload::from(web::Bytes::from(body));
        let (kind, caller_id, _) = by.caller.signature();
        let caller = format!("{kind}:{}", caller_id.map(|id| id.to_string()).unwrap_or_default());
        Ok(Some(UnderKey { caller, route: http.path().to_owned(), key, fingerprint }))
    }
}

/// 1 to 200 printable ASCII characters, in quotes or not.
fn read_key(value: &header::HeaderValue) -> Result<String, Problem> {
    let key = value.to_str().ok().map(|key| key.trim_matches('"').to_owned());
    key.filter(|key| (1..=200).contains(&key.len())).ok_or_else(|| {
        Problem::malformed(
            "house.bad_idempotency_key",
            say(
                "Idempotency-Key doit compter de 1 à 200 caractères ASCII.",
                "Idempotency-Key must have 1 to 200 ASCII characters.",
            ),
        )
    })
}

/// What makes two requests the same: method, query and body. The boundary of a form is drawn anew at each try, so it
/// is left out.
fn fingerprint(method: &Method, query: &str, media: &str, body: &[u8]) -> String {
    let mut hasher = Sha256::new();
    let mut add = |part: &[u8]| {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    };
    add(method.as_str().as_bytes());
    add(query.as_bytes());
    match boundary(media) {
        Some(boundary) => {
            let mut rest = body;
            while let Some(at) = rest.windows(boundary.len()).position(|window| window == boundary.as_bytes()) {
                add(&rest[..at]);
                rest = &rest[at + boundary.len()..];
            }
            add(rest);
        }
        None => add(body),
    }
    hex::encode(hasher.finalize())
}

/// The boundary of a `multipart/form-data` body.
fn boundary(media: &str) -> Option<&str> {
    let (kind, parameters) = media.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let given = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    });
    given.filter(|boundary| !boundary.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_of_a_form_does_not_make_another_request() {
        let form = |boundary: &str, content: &str, query: &str| {
            let body = format!("--{boundary}\r\nname=\"file\"\r\n\r\n{content}\r\n--{boundary}--\r\n");
            let media = format!("multipart/form-data; charset=utf-8; boundary=\"{boundary}\"");
            fingerprint(&Method::POST, query, &media, body.as_bytes())
        };
        assert_eq!(form("one", "a", ""), form("another", "a", ""));
        assert_ne!(form("one", "a", ""), form("one", "b", ""));
        assert_ne!(form("one", "a", ""), form("one", "a", "public=true"));
    }

    #[test]
    fn a_key_that_can_not_be_read_is_refused_and_not_passed_over() {
        let read = |bytes: &[u8]| read_key(&header::HeaderValue::from_bytes(bytes).unwrap());
        assert_eq!(read(b"\"k1\"").unwrap(), "k1");
        for wrong in ["clé".as_bytes(), b"", "x".repeat(201).as_bytes()] {
            assert_eq!(read(wrong).unwrap_err().code(), "house.bad_idempotency_key");
        }
    }
}
