//! What a member's own people keep of its record.
//!
//! A *rule* says of a field whether a change of it applies at once, waits for the team or is the team's alone, and to
//! whom it is shown unless the member says otherwise; administrators set them. A member's *profile* is its record under
//! these rules.

mod actions;
mod http;
mod queries;
pub mod schema;
mod settings;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use actions::{Changed, change_in};
pub use store::in_force;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::show).service(http::change).service(http::list_rules).service(http::set_rules);
}
