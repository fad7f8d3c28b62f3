//! The directory: what anyone may know of the members, as a list, a map, files, and pages of the public site.
//!
//! The *book* ([`Directory`]) is all that the public may know, made of what members show ([`members::public_view`]) and
//! held in memory: [`directory`] gives it, [`Directory::find`] looks in it. A *report* is what a reader says is wrong in
//! it. An *outline* is the shape of a commune on its map. The *mark* of a member is a hash of what it shows: by it the book
//! knows since when.
//!
//! [`members::public_view`]: crate::features::members::public_view

mod book;
mod http;
mod making;
mod outlines;
mod pages;
mod queries;
mod reports;
mod schema;
mod shown;
mod telling;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

pub use book::{Directory, Facet, Found, Listed, Wanted, id_in};
pub use making::directory;
pub use pages::{PageHead, SitePage, accessibility, routes as pages};

pub fn routes(cfg: &mut ServiceConfig) {
    // Fixed paths come before the one with an id.
    cfg.service(http::geojson)
        .service(http::csv)
        .service(http::list)
        .service(http::show)
        .service(http::map)
        .configure(reports::routes)
        .configure(outlines::routes);
}

pub fn jobs(book: &mut WorkBook) {
    reports::jobs(book);
    outlines::jobs(book);
    shown::dependents(book);
}
