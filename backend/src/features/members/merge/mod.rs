//! Two records of one organisation made one, and two again.
//!
//! One *survives*, under its id; the other stays as a signpost (`merged_into`), archived, so that whoever knows its id
//! finds the survivor. Everything that hangs on it passes over, through the dependents; what passed and both records
//! as they were are a change set, from which they are parted again for 30 days.

mod actions;
mod contacts;
mod dismissals;
mod facts;
mod fields;
mod http;
mod kept;
mod merges;
mod pairs;
mod plan;
mod reasons;
pub mod schema;
mod store;
mod unmerge;

use utoipa_actix_web::service_config::ServiceConfig;

pub use dismissals::{give_back as give_dismissals_back, hand_over as hand_dismissals_over};

pub fn fixed_routes(cfg: &mut ServiceConfig) {
    cfg.service(http::pairs).service(http::dismiss).service(http::reconsider);
}

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::merge).service(http::unmerge).service(http::merges);
}
