//! Campaigns: asking members whether what the club holds of them is still right.
//!
//! A *campaign* is a set of members, its *recipients*, frozen when it is made; each is written to once, and those who said
//! nothing once more. A letter has a *link* of its own, good for 30 days, by which one gives one of three *answers*:
//! right, corrected, or somebody else is in charge. A link opens no account and changes nothing before it is answered.
//! Each answer is a contact that the member began. A closed campaign leaves those who gave no answer to be called, until
//! somebody has spoken to them.

mod access;
mod actions;
mod dependents;
mod filter;
mod http;
mod jobs;
mod mail;
mod queries;
mod rules;
mod schema;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use filter::register as fields;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list)
        .service(http::create)
        .service(http::show)
        .service(http::recipients)
        .service(http::send)
        .service(http::remind)
        .service(http::close)
        .service(http::discard)
        .service(http::review)
        .service(http::confirm)
        .service(http::correct)
        .service(http::hand_over);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::SEND).job(jobs::SWEEP).dependent(dependents::Recipients);
}
