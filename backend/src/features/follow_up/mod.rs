//! Follow-up: what was exchanged with members, when each was last in contact, and who is due.
//!
//! An *interaction* is one exchange, on a channel, with one or many members; its *source* says what attests it: an
//! entry typed by staff, a row of an import, later a letter or a meeting. Only an outcome of `reached` is a contact.
//! The *ledger* keeps `last_contact_on`, `last_personal_contact_on` and `contact_due_on` of each member right in the
//! transaction of whatever changes them. A *postponement* hides a member from the list of those due until a day.

mod access;
mod actions;
mod dependents;
mod filter;
mod in_hand;
mod jobs;
mod ledger;
mod queries;
mod rules;
mod schema;
mod store;

mod http;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use filter::register as fields;
pub use ledger::{
    Attestation, First, Scope, Source, attest, attest_all, attest_first, derive_first, first, recompute, withdraw,
};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list_of_member)
        .service(http::log_for_member)
        .service(http::log)
        .service(http::show)
        .service(http::edit)
        .service(http::delete)
        .service(http::restore)
        .service(http::due)
        .service(http::counts)
        .service(http::postpone)
        .service(http::resume);
}

pub fn jobs(book: &mut WorkBook) {
    jobs::wire(book);
    book.dependent(dependents::Ledger);
}
