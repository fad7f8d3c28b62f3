//! Logo and pictures of a member: drawn anew when they are sent in, never without words for those who do not see them.
//! Whom they are shown to is asked each time one is read.

mod access;
mod actions;
mod http;
mod queries;
pub mod schema;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

pub use store::{Shown, of_members};

/// Where a picture is read.
pub fn url(id: Uuid) -> String {
    format!("/api/v1/member-pictures/{id}/content")
}

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::list).service(http::add).service(http::change).service(http::remove).service(http::read);
}
