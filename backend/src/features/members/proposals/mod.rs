//! What members asked to change of their own record and the team decides.
//!
//! A *proposal* is one request of somebody who manages a member: some *fields* of the record, or of one of its people,
//! each with its value before and after and a *verdict*. A newer request for a field takes the older one back, which
//! stays readable. Accepting a field writes it as the team would; once nothing of a proposal waits any more, whoever
//! asked is told by mail what was decided and why: by their account, or where the letter went that they answered.

mod access;
mod actions;
mod apply;
mod ask;
mod dependents;
mod facts;
mod http;
mod jobs;
mod mail;
mod queries;
mod rules;
pub mod schema;
mod store;
mod values;
mod views;
mod words;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use ask::{Asking, Item, REPLACES, answers, ask, withdraw_fields};
pub use facts::{ProfileTouched, ProposalDecided};
pub use queries::{one, waiting_of};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list)
        .service(http::counts)
        .service(http::reasons)
        .service(http::show)
        .service(http::accept)
        .service(http::refuse)
        .service(http::reopen)
        .service(http::withdraw);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::TELL).dependent(dependents::Proposals);
}
