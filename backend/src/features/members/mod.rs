//! Members: organisations of the club, their dated status, their people.
//!
//! A *member* is an organisation; its *history* is a list of dated steps from which its status, `joined_on` and
//! `left_on` derive; a *contact* is a person with a function in it. Member and people share one revision.

mod access;
mod actions;
mod cards;
mod http;
mod queries;
mod record;
mod rules;
mod schema;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Guards for what hangs on a member: `Sees`, `SeesAll`, `Seen` load; `Keeps` and the `May…` decide.
pub use access::{
    Keeps, MayArchive, MayChangeStatus, MayEdit, MayEditContacts, MayLogInteraction, MaySeeAudit, Seen, Sees, SeesAll,
};
pub use cards::{Lens, of_ids as cards};
pub use rules::{Sight, Verb};
pub use schema::{MainContact, MemberCard, MemberPage};
pub use store::bump;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list).service(http::create).service(http::show);
}
