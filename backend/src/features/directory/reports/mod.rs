//! Errors that readers of the directory report, without an account.
//!
//! A *report* says of one member what is wrong. It waits for the team, who *settle* it: they mended the record, or there
//! was nothing to mend. Nothing of the record changes by a report, and whoever reports learns nothing of what the club
//! holds. Their e-mail address, given for a question, is forgotten once the report is settled.

mod actions;
mod dependents;
mod http;
mod jobs;
mod pace;
mod queries;
mod rules;
mod schema;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::report;
pub use schema::{ReportForm, ReportWhat};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::report).service(http::list).service(http::settle);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::SWEEP).dependent(dependents::Reports);
}
