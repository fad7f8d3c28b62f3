//! The public site: pages that are written here whole, so that they are read, filtered and turned without any script.
//! A script of our own adds the map and filters while one types (`frontend/src/public`). See docs/decisions/0017.
//!
//! A *question* is what the address asks for; list, map and the frames in towns' pages are places where the same is asked,
//! and the catalogue of practice sheets and the agenda are some where other things are. The *look* is what stands around: the club's name,
//! logo and colours. Both together with the book, or with what a sheet says, make the ETag. Other features write pages into
//! the same frame ([`SitePage`]).

mod answer;
mod events;
mod facets;
mod filled;
mod frame;
mod http;
mod integration;
mod list;
mod look;
mod member;
mod question;
mod report;
mod robots;
mod sheets;
mod site;
mod words;

use actix_web::web::{self, ServiceConfig};

pub use site::{PageHead, SitePage};
pub use words::accessibility;

use crate::features::{events::EVENTS, practice_sheets::SHEETS};

/// Outside the contract: pages for people.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/annuaire", web::get().to(http::list))
        .route("/annuaire/", web::get().to(http::without_slash))
        .route("/annuaire/couleurs/{colours}.css", web::get().to(http::colours))
        .route("/annuaire/{member}", web::get().to(http::member))
        .service(
            web::resource("/annuaire/{member}/signaler")
                .route(web::get().to(http::report_form))
                .route(web::post().to(http::report)),
        )
        .route(SHEETS, web::get().to(sheets::list))
        .route(&format!("{SHEETS}/"), web::get().to(sheets::without_slash))
        .route(&format!("{SHEETS}/{{sheet}}"), web::get().to(sheets::sheet))
        .route(EVENTS, web::get().to(events::list))
        .route(&format!("{EVENTS}/"), web::get().to(events::without_slash))
        // The links of mails open screens below the same path: a page of an event has an id.
        .service(
            web::resource(format!("{EVENTS}/{{event:[0-9a-fA-F-]{{36}}}}"))
                .route(web::get().to(events::event))
                .route(web::post().to(events::register)),
        )
        .route("/integration", web::get().to(http::integration))
        .route("/integration/annuaire", web::get().to(http::embedded_list))
        .route("/integration/carte", web::get().to(http::embedded_map))
        .route("/integration/rendez-vous", web::get().to(events::embedded))
        .route("/robots.txt", web::get().to(http::robots))
        .route("/sitemap.xml", web::get().to(http::sitemap));
}
