//! The shapes of communes on the map: fetched from geo.api.gouv.fr at one click, or sent in as GeoJSON.
//!
//! All *outlines* are put together, in the place of those before. They are kept in as few points as a map of the whole
//! territory needs ([`simplify`]). Without them the map has the middles of communes that it knows, and is drawn all the
//! same.

mod actions;
mod geojson;
mod http;
mod jobs;
mod queries;
mod rules;
mod schema;
mod simplify;
mod store;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use schema::OutlineOrigin;
pub use store::{middles, set, shapes};

pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(http::fetch).service(http::show).service(http::put);
}

pub fn jobs(book: &mut WorkBook) {
    book.job(jobs::FETCH);
}
