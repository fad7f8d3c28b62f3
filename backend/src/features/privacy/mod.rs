//! Privacy: what the club says of the personal data it keeps, and what people may ask of it.
//!
//! The *notice* tells whoever gives their data what becomes of it; the *register* tells the same of all that is done
//! with data; both are made of the club's *terms* and of what the program does. A person's *file* is all that is held
//! about them, sent to them by a link. An *erasure* takes them out of everything: rows at once, texts and files by a job
//! right after; organisations and figures stay. A *retention rule* says how long something is kept.

mod access;
mod actions;
mod dependents;
mod file;
mod http;
mod jobs;
mod mail;
mod pages;
mod queries;
mod rules;
mod schema;
mod store;
mod words;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use pages::routes as pages;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::notice)
        .service(http::accessibility)
        .service(http::fetch_file)
        .service(http::show_terms)
        .service(http::put_terms)
        .service(http::register)
        .service(http::export_register)
        .service(http::retention)
        .service(http::run_retention)
        .service(http::show_erasure)
        .service(http::show_person)
        .service(http::note_consent)
        .service(http::ask_file)
        .service(http::preview_erasure)
        .service(http::erase);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::MAKE_FILE)
        .job(jobs::TAKE_OUT)
        .job(jobs::ERASE_AGAIN)
        .job(jobs::RETAIN)
        .job(jobs::NIGHTLY)
        .job(jobs::SWEEP)
        .dependent(dependents::Files);
}
