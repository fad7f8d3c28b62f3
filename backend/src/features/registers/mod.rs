//! Looking things up in the national registers: an organisation by its name or number, an address while it is typed.
//!
//! Nothing of it is needed: a register that is switched off, down or slow gives an answer that says so, within three
//! seconds, and one goes on by hand. What is found is proposed field by field (`fills`); nobody's record changes by it.

mod actions;
mod http;
mod schema;

use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::{addresses, organisations};
pub use schema::{
    AddressFound, AddressLookUp, AddressQuery, LookUp, OrganisationFound, OrganisationLookUp, OrganisationQuery,
};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::organisations).service(http::addresses);
}
