//! Club: the settings of this one club, its topics and its territory. Nothing of one club is hard-coded.

mod http;
mod queries;
mod schema;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use queries::settings;
pub use store::prepare;

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::public);
}
