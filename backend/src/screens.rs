//! The screens: the built single-page application, embedded in the binary (read from the folder in debug builds).
//! `index.html` gets a fresh nonce each time; everything under `assets/` is named by its content and kept for ever.

use std::sync::OnceLock;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use kernel::problem::{Problem, weighed};
use platform::{secrets::random_bytes, web::Refused};
use rust_embed::RustEmbed;
use serde_json::Value;

#[derive(RustEmbed)]
#[folder = "../frontend/dist"]
#[allow_missing = true]
struct Dist;

/// The face that titles are set in, as its file is named.
const TITLES: &str = "bricolage-grotesque";

/// The files that the pages of the public site ask for, as the build named them: none where it was not made.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    pub script: Option<String>,
    pub styles: Vec<String>,
    /// What titles are set in, which are seen first; texts wait for no face.
    pub fonts: Vec<String>,
}

/// The second entry of the build.
pub fn public_entry() -> Entry {
    static KNOWN: OnceLock<Entry> = OnceLock::new();
    // A debug build reads the folder, which is made anew while it runs.
    if cfg!(debug_assertions) { read_public_entry() } else { KNOWN.get_or_init(read_public_entry).clone() }
}

fn read_public_entry() -> Entry {
    let manifest = Dist::get(".vite/manifest.json").and_then(|file| serde_json::from_slice::<Value>(&file.data).ok());
    let manifest = manifest.unwrap_or_default();
    let entry = &manifest["src/public/main.ts"];
    let files = |list: &Value| -> Vec<String> {
        let names = list.as_array().into_iter().flatten().filter_map(Value::as_str);
        names.map(|name| format!("/{name}")).collect()
    };
    Entry {
        script: entry["file"].as_str().map(|name| format!("/{name}")),
        styles: files(&entry["css"]),
        fonts: files(&entry["assets"])
            .into_iter()
            .filter(|name| name.ends_with(".woff2") && name.contains(TITLES))
            .collect(),
    }
}

/// Answers a path that is no route: a file of the application, or its page.
pub fn answer(req: &HttpRequest) -> HttpResponse {
    if !matches!(*req.method(), Method::GET | Method::HEAD) {
        return HttpResponse::from_error(Refused(Problem::not_found()));
    }
    let path = req.path().trim_start_matches('/');
    let is_page = path.is_empty() || path == "index.html" || !path.rsplit('/').next().unwrap_or_default().contains('.');
    if is_page { page() } else { file(req, path) }
}

fn page() -> HttpResponse {
    let Some(index) = Dist::get("index.html") else {
        return HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body("Les écrans ne sont pas construits : lancez « npm run build » dans frontend/.");
    };
    let nonce = STANDARD_NO_PAD.encode(random_bytes::<18>());
    let html = String::from_utf8_lossy(&index.data).replace("__CSP_NONCE__", &nonce);
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy(&nonce)))
        .body(html)
}

fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-src 'self'; \
         base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )
}

fn file(req: &HttpRequest, path: &str) -> HttpResponse {
    let accepted = req.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let packed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(name, _)| weighed(accepted).any(|(accepted, weight)| accepted == *name && weight > 0.0))
        .find_map(|(name, suffix)| Some((name, Dist::get(&format!("{path}{suffix}"))?)));
    let (encoding, found) = match packed {
        Some((name, found)) => (Some(name), found),
        None => match Dist::get(path) {
            Some(found) => (None, found),
            None => return HttpResponse::from_error(Refused(Problem::not_found())),
        },
    };
    let etag = format!("\"{}\"", hex::encode(&found.metadata.sha256_hash()[..12]));
    let cache =
        if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let seen = req.headers().get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes());
    let mut response = if seen { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::VARY, "Accept-Encoding"));
    if seen {
        return response.finish();
    }
    if let Some(name) = encoding {
        response.insert_header((header::CONTENT_ENCODING, name));
    }
    let media = mime_guess::from_path(path).first_or_octet_stream();
    response.content_type(media.as_ref()).body(found.data.into_owned())
}
